/*
 * fresh.h - is the evidence about this commit?
 *
 * Freshness compares the content of a scope at two commits, never dates and
 * never ids: verdicts.md, "Freshness".  What a file is about says, best first, the
 * statements that name the file by its digest (muster capture writes them), the
 * commit id in the file, its sidecar, the operator's --subject (for files that
 * git does not track), and at last the commit that changed the file last; two
 * that disagree make the artifact ambiguous (evidence.md section 7).
 *
 * A statement of a capture says what it was made from (audit/imprint.h).  Its own
 * scope counts where no rule names another; where it is about no commit, the
 * audited tree may still hold the same content, which is exact.
 *
 * The scope is what git tracks, less evidence, plans, documents and the site,
 * unless [pack] scope or a rule names its own.  Where nothing but the last commit
 * dates a file, its bytes may be older than the file: audit/born.h.  All artifacts are
 * dated in one pass over history; each commit is compared once.
 */
#ifndef AUDIT_FRESH_H
#define AUDIT_FRESH_H

#include "audit/config.h"
#include "audit/seen.h"
#include "base/arena.h"
#include "base/err.h"
#include "model/report.h"
#include "repo/age.h"
#include "repo/repo.h"
#include "repo/walk.h"

struct fresh;

struct fresh_source {
	struct repo *repo;
	struct seen *seen;                /* asks for sidecars of untracked files */
	const struct repo_commit *commit; /* that is audited */
	const struct tree *tree;          /* of that commit: for sidecars */
	const struct config *config;
	struct report *report; /* plans and artifacts, read; artifacts are filled */
	struct span subject;   /* --subject, full hex, or empty */
	bool shallow;
	/* Does muster itself write there?  May be NULL. */
	bool (*is_own)(void *ctx, struct span path);
	/* The sidecar of a file from --evidence; negative: none.  May be NULL. */
	int (*sidecar)(void *ctx, struct span *out, const struct artifact *artifact,
		       struct arena *arena);
	void *ctx;
	/* Facts of an artifact, as in audit/shown.h; NULL: none are asked for. */
	int (*each)(void *ctx, const struct artifact *artifact, enum fact_kind kind,
		    size_t limit, const struct fact_sink *sink, struct err *err);
	void *each_ctx;
};

/* The source must live as long as what comes out; so must `arena`. */
struct fresh *fresh_new(const struct fresh_source *source, struct arena *arena);

/*
 * Fill freshness, its reason, subject, last_commit(_at), changed and
 * changed_count of every artifact.  An artifact whose sources disagree becomes
 * ARTIFACT_AMBIGUOUS, reason "subject-conflict".
 */
int fresh_all(struct fresh *fresh, struct err *err);

struct freshness_answer {
	enum freshness freshness;
	enum reason reason;
	struct span changed; /* a path in scope that changed since */
	uint64_t changed_count;
	struct span born; /* the commit that decides, where it is not the file's last */
};

/*
 * The same for one artifact that fresh_all() dated, with the scope of a rule.
 * What the artifact has where the rule names no scope.
 */
int fresh_for_rule(struct freshness_answer *out, struct fresh *fresh,
		   const struct artifact *artifact, const struct config_rule *rule,
		   struct err *err);

/*
 * What a commit itself changed in the scope that dates an artifact: the rule's, else
 * the one that its statement names, else the run's.
 */
int fresh_commit_changes(struct scope_change *out, struct fresh *fresh,
			 const struct artifact *artifact,
			 const struct config_rule *rule, struct span commit,
			 struct err *err);

/* Whether a path is in the scope of a rule, or in the run's (NULL). */
bool fresh_in_scope(struct fresh *fresh, const struct config_rule *rule,
		    struct span path);

/* Whether any file of the audited tree is in the scope of a rule. */
bool fresh_scope_has_any(struct fresh *fresh, const struct config_rule *rule);

/* Some answer is "undated" because history ends: finding shallow-history. */
bool fresh_met_shallow(const struct fresh *fresh);

#endif
