/*
 * jsonout.h - JSON as RFC 8785 writes it: no white space, shortest escapes,
 * integers only.
 *
 * Keys go out in the order given; a canonical writer asserts that the order is
 * the sorted one, so a wrong call fails in every test.  Bytes that are no UTF-8
 * become U+FFFD.  The text ends where the caller ends it: add the final LF, or
 * one after each line of JSON Lines, with jsonout_line().
 */
#ifndef TEXT_JSONOUT_H
#define TEXT_JSONOUT_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

#define JSONOUT_DEPTH 32

struct jsonout {
	struct buf *buf;
	bool canonical;
	unsigned depth;
	struct {
		bool object;
		bool more;	  /* a member stands before: a comma is due */
		const char *last; /* key before, for the canonical order */
	} level[JSONOUT_DEPTH];
};

void jsonout_init(struct jsonout *json, struct buf *buf, bool canonical);

void jsonout_object(struct jsonout *json); /* { */
void jsonout_array(struct jsonout *json);  /* [ */
void jsonout_end(struct jsonout *json);	   /* } or ], whichever is due */

/* In an object, before its value; `key` lives until the object ends. */
void jsonout_key(struct jsonout *json, const char *key);

/* A key that is data; copied out at once, order not checked. */
void jsonout_key_span(struct jsonout *json, struct span key);

void jsonout_string(struct jsonout *json, struct span text);
void jsonout_int(struct jsonout *json, int64_t number);
void jsonout_tenths(struct jsonout *json, unsigned tenths); /* 0.7; never canonical */
void jsonout_bool(struct jsonout *json, bool value);
void jsonout_null(struct jsonout *json);

/* Key and value at once; _opt leaves both out where the span is empty. */
void jsonout_member(struct jsonout *json, const char *key, struct span text);
void jsonout_member_opt(struct jsonout *json, const char *key, struct span text);
void jsonout_member_int(struct jsonout *json, const char *key, int64_t number);
void jsonout_member_bool(struct jsonout *json, const char *key, bool value);

void jsonout_line(struct jsonout *json); /* LF at depth 0 */

/* A JSON string with its quotes, for data files that are not whole JSON. */
void jsonout_quote(struct buf *buf, struct span text);

#endif
