/*
 * check_text.h - the tree's text that checks want to search.
 *
 * A check runs where there are no files, so what it may ask for is read before: the
 * files that a text in its SQL names, by path or pattern.  All other files are listed
 * with the reason why their text is not there, so that none is passed over in
 * silence.  Secrets are hidden as in any other text.
 */
#ifndef AUDIT_CHECK_TEXT_H
#define AUDIT_CHECK_TEXT_H

#include "audit/check_ask.h"
#include "repo/walk.h"

/* None where no piece asks for text.  Everything is in the arena. */
void check_texts(struct query_texts *out, const struct check_piece *pieces,
		 size_t count, struct repo *repo, const struct tree *tree,
		 struct arena *arena);

#endif
