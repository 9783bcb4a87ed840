#include "audit/section.h"

/* A heading of the text. */
struct heading {
	unsigned line, level;
};

struct outline {
	LIST(struct heading) headings;
	unsigned lines;
};

unsigned section_heading(struct span line)
{
	unsigned indent = 0, level = 0;

	while (indent < 4 && indent < line.len && line.ptr[indent] == ' ')
		indent++;
	if (indent == 4)
		return 0;
	line = span_from(line, indent);
	while (level < line.len && line.ptr[level] == '#')
		level++;
	if (level == 0 || level > 6)
		return 0;
	return level == line.len || line.ptr[level] == ' ' || line.ptr[level] == '\t'
		       ? level
		       : 0;
}

/* A fence of code, or 0: its character. */
static char fence_of(struct span line)
{
	line = span_trim(line);
	if (span_starts(line, "```"))
		return '`';
	return span_starts(line, "~~~") ? '~' : 0;
}

/* "====" below a line makes that a heading of level 1, "----" one of level 2. */
static unsigned underline_of(struct span line)
{
	size_t i = 0;

	line = span_trim(line);
	while (i < line.len && line.ptr[i] == line.ptr[0])
		i++;
	if (i < 2 || i < line.len)
		return 0;
	return line.ptr[0] == '=' ? 1 : line.ptr[0] == '-' ? 2 : 0;
}

static bool can_be_title(struct span line)
{
	line = span_trim(line);
	return line.len > 0 && !strchr("|>-*+#", line.ptr[0]);
}

static void read_outline(struct outline *out, struct span text, struct arena *arena)
{
	struct span line, before = SPAN_EMPTY;
	char fence = 0;

	while (span_line(&text, &line)) {
		unsigned level = 0;
		char mark = fence_of(line);

		out->lines++;
		if (mark && (fence == 0 || fence == mark))
			fence = fence ? 0 : mark;
		if (fence == 0)
			level = section_heading(line);
		if (fence == 0 && level == 0 && can_be_title(before) &&
		    underline_of(line) > 0)
			*LIST_ADD(arena, &out->headings) =
				(struct heading){ out->lines - 1, underline_of(line) };
		if (level > 0)
			*LIST_ADD(arena, &out->headings) =
				(struct heading){ out->lines, level };
		before = line;
	}
}

/* Before the next heading of the same or a higher level. */
static unsigned end_of(const struct outline *outline, size_t heading)
{
	for (size_t i = heading + 1; i < outline->headings.count; i++)
		if (outline->headings.at[i].level <=
		    outline->headings.at[heading].level)
			return outline->headings.at[i].line - 1;
	return outline->lines;
}

static bool is_all_signoffs(const struct plan *plan, unsigned first, unsigned last)
{
	for (size_t i = 0; i < plan->items.count; i++) {
		const struct item *item = &plan->items.at[i];

		if (item->line >= first && item->line <= last &&
		    item->kind != ITEM_SIGNOFF && item->kind != ITEM_SECTION)
			return false;
	}
	return true;
}

struct section_range section_of(const struct plan *plan, size_t item,
				struct arena *arena)
{
	struct outline outline = { .lines = 0 };
	const struct heading *headings;
	size_t at;

	read_outline(&outline, plan->text, arena);
	headings = outline.headings.at;
	at = outline.headings.count;
	while (at > 0 && headings[at - 1].line > plan->items.at[item].line)
		at--;
	/* `at` is one past the heading that the field stands under. */
	while (at > 0 && headings[at - 1].level > 1) {
		unsigned level = headings[at - 1].level;
		unsigned first = headings[at - 1].line, last = end_of(&outline, at - 1);

		if (!is_all_signoffs(plan, first, last))
			return (struct section_range){ first, last };
		while (at > 0 && headings[at - 1].level >= level)
			at--;
	}
	return (struct section_range){ 1, outline.lines };
}

struct span section_key(struct span line, struct arena *arena)
{
	char *out = arena_room(arena, line.len + 1, 1);
	size_t len = 0, i = 0;
	bool gap = false;

	while (i < line.len && strchr(" \t>", line.ptr[i]) && line.ptr[i])
		i++;
	if (i + 1 < line.len && strchr("-*+", line.ptr[i]) && line.ptr[i] &&
	    (line.ptr[i + 1] == ' ' || line.ptr[i + 1] == '\t'))
		i++;
	for (; i < line.len; i++) {
		char c = line.ptr[i];

		if (c == ' ' || c == '\t') {
			gap = true;
			continue;
		}
		/* Around the bars of a table blanks are layout. */
		if (gap && len > 0 && c != '|' && out[len - 1] != '|')
			out[len++] = ' ';
		gap = false;
		out[len++] = c;
	}
	if (len >= 3 && out[0] == '[' && out[1] == 'X' && out[2] == ']')
		out[1] = 'x';
	return (struct span){ out, len };
}

static void mark(bool *lines, unsigned first, unsigned last, unsigned most, bool value)
{
	for (unsigned n = first; n <= last && n <= most; n++)
		lines[n] = value;
}

/* Lines of other fields; not those of items below them, and of the own field none. */
static bool *other_fields(const struct plan *plan, size_t own, unsigned most,
			  struct arena *arena)
{
	bool *other = ARENA_ARRAY(arena, bool, most + 2);

	for (size_t i = 0; i < plan->items.count; i++) {
		const struct item *item = &plan->items.at[i];

		if (item->kind == ITEM_SIGNOFF)
			mark(other, item->line, item->block_end_line, most, true);
	}
	for (size_t i = 0; i < plan->items.count; i++) {
		const struct item *item = &plan->items.at[i];

		if (item->kind != ITEM_SIGNOFF && item->kind != ITEM_SECTION &&
		    item->kind != ITEM_DOCUMENT)
			mark(other, item->line, item->end_line, most, false);
	}
	mark(other, plan->items.at[own].line, plan->items.at[own].block_end_line, most,
	     false);
	return other;
}

void section_lines(struct section_lines *out, const struct plan *plan, size_t item,
		   struct section_range range, struct arena *arena)
{
	const bool *other = other_fields(plan, item, range.last, arena);
	struct span rest = plan->text, line;

	*out = (struct section_lines){ .lines = { 0 } };
	for (unsigned n = 1; n <= range.last && span_line(&rest, &line); n++) {
		struct span key;

		if (n < range.first || other[n])
			continue;
		key = section_key(line, arena);
		if (key.len > 0)
			*LIST_ADD(arena, &out->lines) = (struct section_line){ key, n };
	}
}

bool section_same(const struct section_lines *was, const struct section_lines *now,
		  unsigned *out_line)
{
	size_t i = 0;

	*out_line = 0;
	while (i < was->lines.count && i < now->lines.count &&
	       span_eq(was->lines.at[i].text, now->lines.at[i].text))
		i++;
	if (i < now->lines.count)
		*out_line = now->lines.at[i].line;
	return i == was->lines.count && i == now->lines.count;
}
