/*
 * toml.h - TOML files as a tree (text/tree.h), with one root.
 *
 * Source: TOML 1.0.0.  Strict where the specification is: a key or table defined
 * twice, a table added to one that is inline, an array of tables that is none are
 * errors.  An inline table may go over lines, as TOML 1.1 lets it; dates are not
 * held to the calendar.  Dates and times are strings as they are written; a number
 * loses its underscores; `inf` and `nan` are numbers.  Members stand in the order
 * in which their tables were first named.
 *
 * Errors have a position and one of these tags: toml-syntax, toml-duplicate-key,
 * truncated, too-deep, too-many, too-big.
 */
#ifndef TEXT_TOML_H
#define TEXT_TOML_H

#include "text/tree.h"

/* "x.toml", "Cargo.lock", "poetry.lock", "uv.lock", "Pipfile" */
bool toml_is_named_so(struct span path);

int toml_parse(struct tree **out, struct span path, struct span text,
	       struct arena *arena, struct err *err);

#endif
