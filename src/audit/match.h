/*
 * match.h - which artifacts an item speaks of, and what they come to.
 *
 * In three steps, because evidence is read in between:
 *
 *     match_new();  match_plan() for each plan;  match_rule() for each rule
 *     match_settle();             what is missing: was it ever there?
 *     match_cited();              the paths that evidence must be read from
 *        ... the artifacts are read, audit/fresh.h dates them ...
 *     match_evidence();  match_item() for each item
 *
 * Fills requirements and suggestions of a judgement and its class, and adds
 * findings to the plan; the verdict is audit/judge.h's.  An artifact that
 * neither the item nor a rule names never becomes a requirement; the one
 * exception is a workflow's step, for an item that names the tool and says that
 * CI runs it.
 */
#ifndef AUDIT_MATCH_H
#define AUDIT_MATCH_H

#include "audit/check.h"
#include "audit/config.h"
#include "audit/fresh.h"
#include "audit/paths.h"
#include "audit/shown.h"
#include "base/arena.h"
#include "base/err.h"
#include "model/report.h"

struct match;

/* Everything lives in `arena`, results too; `paths` is kept. */
struct match *match_new(struct paths *paths, struct arena *arena);

/*
 * Resolve every reference of a plan, which must stay at its address from here
 * on (the report's list of plans may not grow any more); findings P-REF-* are added to
 * it by match_settle().
 */
void match_plan(struct match *match, struct plan *plan);

/* Resolve what a rule names as evidence: "kind:locator predicates", or a path. */
void match_rule(struct match *match, const struct config_rule *rule);

/* `existed` may be NULL: what is missing stays missing. */
int match_settle(struct match *match, paths_existed_fn *existed, void *ctx,
		 struct err *err);

/*
 * Where paths lie now that history had and the tree has not: out[i], or empty.  Set
 * before match_settle(), which calls it with its `ctx`; what was moved is found
 * elsewhere.
 */
typedef int match_moved_fn(void *ctx, struct span *out, const struct span *paths,
			   size_t count, struct err *err);
void match_follow(struct match *match, match_moved_fn *moved);

/* Files that items and rules cite, each once, sorted; good as long as the arena. */
const struct span *match_cited(struct match *match, size_t *out_count);

struct match_evidence {
	const struct artifact *artifacts; /* of the report, with freshness filled */
	size_t count;
	struct fact_source facts;
	struct fresh *fresh;     /* dates anew for rules with a scope; may be NULL */
	const struct tree *tree; /* for suggestions; NULL: none beyond the artifacts */
	int64_t as_of;
};
int match_evidence(struct match *match, const struct match_evidence *evidence,
		   struct err *err);

/*
 * One item of a plan that match_plan() was given.  `rules` are those that select
 * it (rule_count may be 0), with the answers of its checks.  Only requirements,
 * suggestions and needs of *out are written.
 */
struct match_rules {
	const struct config_rule *const *at;
	size_t count;
	struct check_results checks;
};
int match_item(struct judgement *out, struct match *match, struct plan *plan,
	       size_t item, const struct match_rules *rules, struct err *err);

/* How one reference of an item was found, for pages and JSON; NULL: never asked. */
const struct found *match_found(const struct match *match, const struct plan *plan,
				size_t item, size_t ref);

#endif
