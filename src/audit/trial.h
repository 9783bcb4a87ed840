/*
 * trial.h - plans read for trial, by workers, before they are read in earnest.
 *
 * cmark-gfm is the parser of strangers' bytes that has had the most advisories, and
 * a plan's items are too many structures to be carried from a worker.  So a worker
 * reads every plan first and says nothing but that it lived: a plan that crashes its
 * reader, hangs or eats memory costs its plan, never the run.  It does not keep what
 * takes the parser over from doing so again; what it could reach then is what
 * base/sandbox.h leaves the main process.
 */
#ifndef AUDIT_TRIAL_H
#define AUDIT_TRIAL_H

#include "base/jail.h"
#include "repo/walk.h"

/*
 * One for each entry: JAIL_DONE, also where its bytes cannot be had, or how its
 * reader ended, twice.  Without a jail all are JAIL_DONE.
 */
int trial_plans(enum jail_end *out, struct jail *jail, struct repo *repo,
		const struct tree_entry *const *entries, size_t count, struct err *err);

/* "its reader died over it": a sentence for people; NULL for JAIL_DONE. */
const char *trial_says(enum jail_end end);

/* jail_options.prepare and .work: trials, and whatever wire.h asks for. */
void trial_prepare(void *ctx);
void trial_work(void *ctx, struct jail_request request, struct jail_reply *reply);

#endif
