/*
 * annot.h - evidence that a plan declares: `kind:locator#selector` predicates.
 *
 * The grammar is that of plans.md section 17, the kinds and their facts those of
 * evidence.md section 9b.  A kind, fact or value that nobody knows is never
 * ignored: the annotation has `trouble` then, and binds nothing.
 */
#ifndef AUDIT_ANNOT_H
#define AUDIT_ANNOT_H

#include "audit/shown.h"
#include "base/arena.h"
#include "base/err.h"
#include "model/artifact.h"
#include "model/plan.h"

struct annot_kind; /* a row of annot.c's table */

enum annot_cmp { CMP_EQ, CMP_NE, CMP_LT, CMP_LE, CMP_GT, CMP_GE };

struct predicate {
	struct span fact;
	enum annot_cmp cmp;
	int64_t value_micro; /* 10^-6 of what was written */
	struct span unit;    /* behind the number: "ms", "%", or empty */
	struct span text;    /* as written */

	/* Of facts that are held against what is written ("value = false"). */
	struct span word;
	bool is_number; /* value_micro is what `word` says */
};

struct annot {
	const struct annot_kind *kind; /* NULL: see trouble */
	struct span selector;
	LIST(struct predicate) predicates;
	int64_t max_age_s;   /* "age <= 7d"; 0: none */
	struct span commit;  /* "commit = 0123abc"; empty: none */
	struct span trouble; /* a sentence, with a suggestion where one is near */
};

void annot_read(struct annot *out, const struct ref *ref, struct arena *arena);

/* The highest class that evidence of that kind can meet. */
enum claim_class annot_shows(const struct annot *annot);

/* Is it about the thing itself (file, dir, glob, doc), whatever its format? */
bool annot_is_presence(const struct annot *annot);

/*
 * What the artifacts together come to; counts are added up first.  `artifacts`
 * holds at least one, and each was read.
 */
int annot_judge(struct shown *out, const struct annot *annot,
		const struct artifact *const *artifacts, size_t count,
		const struct fact_source *facts, struct arena *arena, struct err *err);

/* What can be written of one kind, for people. */
#define ANNOT_FACTS 24
struct annot_about {
	const char *word;
	enum claim_class shows;         /* the highest class that it can meet */
	unsigned families;              /* bit per enum family; 0: any file */
	bool is_read;                   /* false: a word that this version only knows */
	const char *facts[ANNOT_FACTS]; /* ends with NULL; age and commit go with all */
	const char *selects;            /* what "#..." names; NULL: nothing */
};

/* The kinds in the order of their table; false past the last. */
bool annot_about(struct annot_about *out, size_t index);

/* The kind's word for a family, for suggestions: "junit"; NULL for none. */
const char *annot_word_of_family(enum family family);

#endif
