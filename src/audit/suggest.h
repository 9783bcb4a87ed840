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

/* Names are indexed when somebody asks first. */
struct suggest *suggest_new(const struct evidence *evidence);

/*
 * At most three files that could be meant, the best first: reports of the kind whose
 * outcome the item states, files that share rare words with it, a workflow's job that
 * it names, a document whose name it says.  Reports are looked for among the artifacts
 * and, by their usual names, in the rest of the tree; those are not read, because a
 * file that nobody cites shall count nowhere.  What the item cites already is no
 * suggestion.
 */
int suggest_for(struct judgement *out, struct suggest *suggest,
		const struct asking *asking, struct err *err);

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
