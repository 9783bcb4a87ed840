/*
 * searched.h - the tree's text as two tables that checks can select from.
 *
 *     matches(pattern, path)   path, line, text: lines that a pattern fits
 *     lines(path)              path, line, text: all lines
 *
 * `path` is a path or a pattern (text/glob.h), `pattern` one of text/regex.h.  What
 * cannot be searched whole is an error, never fewer rows: a path that fits no file,
 * a file whose text is not here, a search that takes too long.
 */
#ifndef STORE_SEARCHED_H
#define STORE_SEARCHED_H

#include "store/query.h"

#include <sqlite3.h>

struct searched {
	struct query_texts texts;
	uint64_t budget; /* states left, for the query that runs */
};

/* `searched` must outlive the connection. */
int searched_register(sqlite3 *db, struct searched *searched);

#endif
