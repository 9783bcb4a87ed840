/*
 * json.h - the door to yajl: whole JSON files as a tree (text/tree.h).
 *
 * Stricter than yajl: UTF-8 is checked, two keys of one object that say the same
 * are an error, depth and size are bounded, a number has at most 64 characters
 * and its text is kept as it is.  Comments, NaN and a trailing comma are errors.
 * Source: RFC 8259.
 *
 * Errors have a position and one of these tags: json-syntax, json-utf8,
 * json-duplicate-key, json-trailing, truncated (the input ends while a value is
 * open), too-deep, too-many, too-big; `empty` where there is no value.
 */
#ifndef TEXT_JSON_H
#define TEXT_JSON_H

#include "text/tree.h"

/* Exactly one value; a byte order mark in front is stepped over. */
int json_parse(struct tree **out, struct span path, struct span bytes,
	       struct arena *arena, struct err *err);

/*
 * One value or more, one after the other, whatever white space stands between:
 * NDJSON and what tools concatenate.  Each is a root of the tree.
 */
int json_parse_many(struct tree **out, struct span path, struct span bytes,
		    struct arena *arena, struct err *err);

/* The same for text that is known to be UTF-8: decode.h has looked at it. */
int json_parse_utf8(struct tree **out, struct span path, struct span text,
		    struct arena *arena, struct err *err);

#endif
