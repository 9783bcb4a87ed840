/*
 * lines.h - from a byte's offset to its line and column.
 *
 * A line ends with LF (a CR before it belongs to the line).  Asking in rising
 * order costs one pass over the text in all; asking at random costs a look at
 * 16 KiB each, after one pass.
 */
#ifndef TEXT_LINES_H
#define TEXT_LINES_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

#include <stdint.h>

/* What stands before a block of the text: LFs, and where its first line starts. */
struct lines_block {
	uint32_t before;
	uint32_t start;
};

struct lines {
	struct span path; /* for the positions handed out */
	struct span text;
	struct arena *arena;
	struct lines_block *blocks; /* made when first needed */
	size_t at; /* the last answer: offset, line and start of line */
	size_t start;
	unsigned line;
};

void lines_init(struct lines *lines, struct span path, struct span text,
		struct arena *arena);

/* Offsets past the end name the end.  Columns are bytes, from 1. */
struct pos lines_pos(struct lines *lines, size_t offset);

static inline unsigned lines_line(struct lines *lines, size_t offset)
{
	return lines_pos(lines, offset).line;
}

#endif
