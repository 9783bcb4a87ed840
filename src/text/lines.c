#include "text/lines.h"

#define BLOCK ((size_t)16 * 1024)

void lines_init(struct lines *lines, struct span path, struct span text,
		struct arena *arena)
{
	*lines =
		(struct lines){ .path = path, .text = text, .arena = arena, .line = 1 };
}

static uint32_t count_line_ends(struct span text)
{
	const char *at = text.ptr;
	const char *end = text.ptr + text.len;
	uint32_t count = 0;

	while (at < end) {
		at = memchr(at, '\n', (size_t)(end - at));
		if (!at)
			break;
		count++;
		at++;
	}
	return count;
}

static void index_blocks(struct lines *lines)
{
	size_t blocks = lines->text.len / BLOCK + 1;
	uint32_t count = 0;

	lines->before = ARENA_ARRAY(lines->arena, uint32_t, blocks);
	for (size_t i = 0; i < blocks; i++) {
		lines->before[i] = count;
		count += count_line_ends(span_sub(lines->text, i * BLOCK, BLOCK));
	}
}

/* Move the last answer to the start of the block that holds `offset`. */
static void jump(struct lines *lines, size_t offset)
{
	size_t block = offset / BLOCK;
	ptrdiff_t end;

	if (!lines->before)
		index_blocks(lines);
	lines->at = block * BLOCK;
	lines->line = lines->before[block] + 1;
	end = span_rindex(span_sub(lines->text, 0, lines->at), '\n');
	lines->start = (size_t)(end + 1);
}

struct pos lines_pos(struct lines *lines, size_t offset)
{
	if (offset > lines->text.len)
		offset = lines->text.len;
	if (offset < lines->at || offset - lines->at > 4 * BLOCK)
		jump(lines, offset);
	while (lines->at < offset) {
		struct span rest = span_sub(lines->text, lines->at, offset - lines->at);
		ptrdiff_t end = span_index(rest, '\n');

		if (end < 0)
			break;
		lines->at += (size_t)end + 1;
		lines->start = lines->at;
		lines->line++;
	}
	lines->at = offset;
	return (struct pos){ .path = lines->path,
			     .line = lines->line,
			     .column = (unsigned)(offset - lines->start) + 1 };
}
