/*
 * require.h - one thing that an item asks for, and what it came to.
 *
 * From a reference, as it was found in the tree, and the facts of what lies
 * there to a requirement with outcome, freshness and strength: verdicts.md,
 * "What the claim needs" and what follows it.
 */
#ifndef AUDIT_REQUIRE_H
#define AUDIT_REQUIRE_H

#include "audit/annot.h"
#include "audit/check.h"
#include "audit/ci.h"
#include "audit/config.h"
#include "audit/denial.h"
#include "audit/fresh.h"
#include "audit/named.h"
#include "audit/paths.h"
#include "audit/promise.h"
#include "audit/shown.h"
#include "audit/subject.h"
#include "audit/wording.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/table.h"
#include "model/report.h"

/* What was read, the same for every item of a run. */
struct evidence {
	const struct artifact *artifacts; /* the report's, with freshness filled */
	size_t count;
	struct table *by_path; /* to index + 1 */
	struct fact_source facts;
	struct ci *ci;
	struct named_files *named;
	struct fresh *fresh;     /* for rules with a scope of their own; may be NULL */
	const struct tree *tree; /* for suggestions; may be NULL */
	int64_t as_of;
	struct arena *arena;
};

/* The artifact of that path; ARTIFACT_NONE where nothing was read there. */
size_t evidence_at(const struct evidence *evidence, struct span path);

#define ASKING_THRESHOLDS 64 /* of one item that are looked at */

/* One item while its requirements are put together. */
struct asking {
	const struct evidence *evidence;
	struct plan *plan; /* takes findings */
	const struct item *item;
	size_t item_index;
	struct wording wording; /* of its own words, paths left out */
	struct denial denial;   /* of the same words */
	bool is_deliverable;    /* the path is what it says exists */
	uint64_t told;          /* bit per threshold that some artifact could judge */
	unsigned covered;       /* enum stated: families that some artifact spoke for */
	unsigned none_told;     /* enum none_of: what some artifact counted */
	struct named_list named; /* keys, routes, sections and scripts of its words */
	unsigned named_told;     /* bit per one of them that some artifact has */
	bool named_covers;       /* the words say nothing beyond them */
	struct words promised;   /* promised of a thing beyond that it is there */
	bool is_gone; /* it says that the path is there no more */
	const struct config_rule *own; /* age and scope of its attributes, or NULL */
	struct subjects subjects;      /* that reports name which it is held against */
	bool in_part; /* something passed for a lower class than it needs */
};

/* What asks, besides the item: a rule's limits. */
struct asked {
	const struct ref *ref;
	const struct found *found;
	enum basis basis;
	bool is_subject; /* the path is the item's own subject */
	bool is_paren;   /* it stands in a parenthesis on the item's own line */
	const struct config_rule *rule; /* that asks; NULL: the item does */
};

/* Fill *out; everything of it lives in the evidence's arena. */
int require_ref(struct requirement *out, struct asking *asking,
		const struct asked *asked, struct err *err);

/* The same for one row of a check, and for a check that gave none. */
int require_row(struct requirement *out, struct asking *asking,
		const struct check_result *check, const struct check_row *row,
		struct err *err);
void require_no_row(struct requirement *out, const struct asking *asking,
		    const struct check_result *check);

/* A requirement that nothing meets: text, class, outcome, reason and why. */
void require_unmet(struct requirement *out, struct span text, enum claim_class needs,
		   enum outcome outcome, enum reason reason);

/* Strength of what passed, and the sentence that says what keeps it there. */
void require_strength(struct requirement *out, bool is_opaque, bool is_of_tree);

/*
 * Do most of the telling words of the file's name stand among these words?  So
 * "docs/config_guide.md" is named by "Configuration guide".
 */
bool is_named_in(const struct words *words, struct span path, struct arena *arena);

/* The reference's own words, for lists: "evidence/junit.xml". */
struct span ref_text(const struct ref *ref);

#endif
