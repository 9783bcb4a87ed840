/*
 * subject.h - an item that names one thing, and a report that names another.
 *
 * "Smoke tests pass on staging" is not shown by a report whose own name says
 * production, nor "Playwright tests pass" by one of pytest.  Only what is certain:
 * words of a table, where both name some of one group and have none in common.
 * Whether a report is relevant otherwise no program can tell.
 */
#ifndef AUDIT_SUBJECT_H
#define AUDIT_SUBJECT_H

#include "audit/wording.h"
#include "base/arena.h"
#include "model/artifact.h"

enum subject_group { SUBJECT_ENVIRONMENT, SUBJECT_RUNNER, SUBJECT_GROUPS };

/* Members of each group, a bit for each. */
struct subjects {
	unsigned members[SUBJECT_GROUPS];
};

void subjects_of_words(struct subjects *out, const struct words *words);
void subjects_of_artifact(struct subjects *out, const struct artifact *artifact,
			  struct arena *arena);

/*
 * A word for what `said` names and `has`, which names others of its group, does not;
 * empty where there is none.  The second only where they have none in common.
 */
struct span subject_missing(const struct subjects *said, const struct subjects *has);
struct span subject_other(const struct subjects *said, const struct subjects *has);

/*
 * A part of the whole that the words speak of ("domain layer", "backend") and that
 * neither the artifact's path nor what it says it is about shares a word with: a
 * total says nothing of it.  Empty: none.
 */
struct span subject_part(const struct words *words, const struct artifact *artifact,
			 struct arena *arena);

#endif
