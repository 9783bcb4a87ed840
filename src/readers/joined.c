#include "readers/joined.h"

void joined_add(struct joined *joined, const char *between, struct span text)
{
	size_t gap = joined->len > 0 ? strlen(between) : 0;
	size_t room = sizeof(joined->text) - joined->len;

	if (text.len == 0 || gap >= room || text.len > room - gap)
		return;
	memcpy(joined->text + joined->len, between, gap);
	memcpy(joined->text + joined->len + gap, text.ptr, text.len);
	joined->len += gap + text.len;
}

struct span joined_take(const struct joined *joined, struct arena *arena)
{
	if (joined->len == 0)
		return SPAN_EMPTY;
	return arena_copy(arena, (struct span){ joined->text, joined->len });
}
