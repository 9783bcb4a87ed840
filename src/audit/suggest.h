/*
 * suggest.h - artifacts by the words they go by.
 *
 * For suggestions, which count for nothing until somebody declares them, and for
 * the note that declared evidence shares no word with its item.
 */
#ifndef AUDIT_SUGGEST_H
#define AUDIT_SUGGEST_H

#include "audit/require.h"

struct suggest;

/* Index the names of all artifacts that could be evidence, once. */
struct suggest *suggest_new(const struct evidence *evidence);

/*
 * At most three artifacts that share rare words with the item, the best first; such
 * as only declare something where that is what the item says.
 */
void suggest_for(struct judgement *out, const struct suggest *suggest,
		 const struct asking *asking);

/*
 * The one file among those that were read that has what the item names (a key, a
 * route, a section); nothing where there are several, or more than are looked at.
 */
int suggest_named(struct judgement *out, const struct suggest *suggest,
		  const struct asking *asking, struct err *err);

/*
 * Does any name in the artifact (path, tool, suites, cases, headings, jobs)
 * share a telling word with the item?  True also where there are too many names
 * to look at, and where the item has no telling word.
 */
int suggest_shares(bool *out, struct suggest *suggest, size_t artifact,
		   const struct words *item, struct err *err);

#endif
