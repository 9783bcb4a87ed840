/*
 * joined.h - several texts of a report in one column: aliases, fixed versions.
 *
 * As long as LIMIT_TEXT, what comes after that is dropped whole: the memory a
 * problem takes does not grow with what a hostile file lists.
 */
#ifndef READERS_JOINED_H
#define READERS_JOINED_H

#include "base/arena.h"
#include "base/limits.h"
#include "base/span.h"

struct joined {
	char text[LIMIT_TEXT];
	size_t len;
};

static inline void joined_init(struct joined *joined)
{
	joined->len = 0; /* the rest is written before it is read */
}

/* An empty text adds nothing. */
void joined_add(struct joined *joined, const char *between, struct span text);

/* A copy in the arena; empty where nothing was added. */
struct span joined_take(const struct joined *joined, struct arena *arena);

#endif
