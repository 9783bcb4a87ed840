/*
 * lineage.h - what each item was in the run before: plans.md section 5.3.
 *
 * Compared with the newest recorded run of an ancestor of the audited commit;
 * without one, nothing is said.  An item is linked only where it is the one that
 * fits on both sides; what was split or merged is not guessed.
 */
#ifndef AUDIT_LINEAGE_H
#define AUDIT_LINEAGE_H

#include "model/report.h"
#include "repo/repo.h"
#include "store/db.h"

/* Fill judgement.was of every item.  The report's run is begun, not finished. */
int lineage_find(struct report *report, struct store *store, struct repo *repo,
		 struct arena *arena, struct err *err);

/* The same against plans that are given; `commit` is theirs. */
void lineage_link(struct report *report, const struct report *before,
		  struct span commit, struct arena *arena);

/* As if there were no run before. */
void lineage_forget(struct report *report);

#endif
