/*
 * stands.h - whether the newest recorded run would come out the same if it were
 * made again, so that it need not be.
 *
 * For people who ask twice, never for a gate or a seal (security.md D6): a database
 * can be planted.  What decided a run is named by a key: the program with its
 * libraries, the commit, the operator's words.  What it saw beside git's objects is
 * asked again (seen.h).  Where either cannot be told, nothing stands.
 */
#ifndef AUDIT_STANDS_H
#define AUDIT_STANDS_H

#include "audit/run.h"
#include "audit/seen.h"
#include "store/standing.h"

/*
 * The key of the run that `options` ask for, as far as `run` is resolved.  False
 * where nothing could stand for it: evidence from elsewhere, keys of another commit,
 * a shallow or partial clone, ages that are counted to the clock.
 */
bool stands_key(char out[65], const struct audit_options *options,
		const struct run *run, const struct repo_facts *facts);

/* Whether what is known of the newest run is about that key, and still so. */
bool stands_still(const struct standing *known, const char *key, struct repo *repo,
		  struct span tree_id);

/* Writes down that `run`, which was just finished, has that key and saw that. */
void stands_note(struct store *store, const struct run *run, const char *key,
		 const struct seen *seen);

#endif
