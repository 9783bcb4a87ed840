#include "text/lines.h"

#include "base/sixteen.h"

#define BLOCK ((size_t)16 * 1024)

void lines_init(struct lines *lines, struct span path, struct span text,
		struct arena *arena)
{
	*lines =
		(struct lines){ .path = path, .text = text, .arena = arena, .line = 1 };
}

static void index_blocks(struct lines *lines)
{
	size_t count = lines->text.len / BLOCK + 1;
	struct lines_block now = { 0, 0 };

	lines->blocks = ARENA_ARRAY(lines->arena, struct lines_block, count);
	for (size_t i = 0; i < count; i++) {
		struct span rest = span_sub(lines->text, i * BLOCK, BLOCK);
		ptrdiff_t end;

		lines->blocks[i] = now;
		for (end = span_index(rest, '\n'); end >= 0;
		     end = span_index(rest, '\n')) {
			rest = span_from(rest, (size_t)end + 1);
			now.before++;
			now.start = (uint32_t)(rest.ptr - lines->text.ptr);
		}
	}
}

/* What a byte of a sum can hold: they have signs. */
#define MOST 127

/* Line ends, sixteen bytes at a time. */
static unsigned count_ends(struct span text)
{
	unsigned count = 0;
	size_t i = 0;

	while (text.len - i >= 16) {
		/* A byte of the sum counts one place of sixteen. */
		size_t stop = text.len - i < 16 * MOST ? text.len : i + 16 * MOST;
		sixteen ends = { 0 };
		unsigned char each[16];

		for (; i + 16 <= stop; i += 16)
			ends -= sixteen_at(text.ptr + i) == '\n';
		memcpy(each, &ends, sizeof(each));
		for (size_t k = 0; k < sizeof(each); k++)
			count += each[k];
	}
	for (; i < text.len; i++)
		count += text.ptr[i] == '\n';
	return count;
}

/* Move the last answer to the start of the block that holds `offset`. */
static void jump(struct lines *lines, size_t offset)
{
	size_t block = offset / BLOCK;

	if (!lines->blocks)
		index_blocks(lines);
	lines->at = block * BLOCK;
	lines->line = lines->blocks[block].before + 1;
	lines->start = lines->blocks[block].start;
}

struct pos lines_pos(struct lines *lines, size_t offset)
{
	struct span between;
	ptrdiff_t end;

	if (offset > lines->text.len)
		offset = lines->text.len;
	if (offset < lines->at || offset - lines->at > 4 * BLOCK)
		jump(lines, offset);
	between = span_sub(lines->text, lines->at, offset - lines->at);
	end = span_rindex(between, '\n');
	if (end >= 0) {
		lines->line += count_ends(between);
		lines->start = lines->at + (size_t)end + 1;
	}
	lines->at = offset;
	return (struct pos){ .path = lines->path,
			     .line = lines->line,
			     .column = (unsigned)(offset - lines->start) + 1 };
}
