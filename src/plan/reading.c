#include "plan/reading.h"

#include "base/buf.h"
#include "base/limits.h"
#include "plan/inline.h"

#include <stdio.h>

struct span reading_line(const struct reading *r, unsigned number)
{
	return number <= r->line_count ? r->lines[number].text : SPAN_EMPTY;
}

static size_t stored(const struct reading *r, size_t offset)
{
	for (size_t i = r->map_count; i > 0; i--)
		offset = utf8_map_back(&r->maps[i - 1], offset);
	return offset;
}

unsigned reading_column(const struct reading *r, unsigned line, size_t at)
{
	size_t start;

	if (line == 0 || line > r->line_count)
		return 1;
	start = r->lines[line].offset;
	return (unsigned)(stored(r, start + at) - stored(r, start)) + 1;
}

unsigned reading_quotes(const struct md_node *node)
{
	unsigned quotes = 0;

	for (; node; node = node->parent)
		quotes += node->kind == MD_QUOTE;
	return quotes;
}

static struct span skip_blanks(struct span text)
{
	size_t i = 0;

	while (i < text.len && (text.ptr[i] == ' ' || text.ptr[i] == '\t'))
		i++;
	return span_from(text, i);
}

struct span reading_unquote(struct span line, unsigned quotes)
{
	for (; quotes > 0; quotes--) {
		struct span rest = skip_blanks(line);

		if (rest.len == 0 || rest.ptr[0] != '>')
			break;
		line = span_from(rest, 1);
		if (line.len > 0 && line.ptr[0] == ' ')
			line = span_from(line, 1);
	}
	return line;
}

/*
 * Where a block's text starts in its line.  cmark moves the first paragraph of a
 * task behind its box, so there the list marker says it.
 */
static size_t text_offset(const struct reading *r, const struct md_node *block)
{
	const struct md_node *item = block->parent;
	struct span line = reading_line(r, block->line);
	size_t at;

	if (!item || item->kind != MD_ITEM || !item->task || item->child != block ||
	    item->line != block->line || item->column == 0)
		return block->column > 0 ? block->column - 1 : 0;
	at = item->column - 1;
	while (at < line.len && line.ptr[at] != ' ' && line.ptr[at] != '\t')
		at++;
	while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'))
		at++;
	return at;
}

struct span reading_source(struct reading *r, const struct md_node *block)
{
	unsigned quotes = reading_quotes(block), last = block->end_line;
	struct span first = reading_line(r, block->line);
	size_t len = 0;
	char *out;

	first = span_from(first, text_offset(r, block));
	if (last <= block->line)
		return span_trim(first);
	last = last > r->line_count ? r->line_count : last;
	/* The end of a container is no line of the text in it. */
	while (last > block->line &&
	       span_starts(skip_blanks(reading_unquote(r->lines[last].text, quotes)),
			   ":::"))
		last--;
	if (last == block->line)
		return span_trim(first);
	for (unsigned n = block->line; n <= last; n++)
		len += r->lines[n].text.len + 1;
	out = ARENA_ARRAY(r->arena, char, len + 1);
	len = 0;
	for (unsigned n = block->line; n <= last; n++) {
		struct span text = first;

		if (n > block->line) {
			out[len++] = '\n';
			text = skip_blanks(reading_unquote(r->lines[n].text, quotes));
		}
		if (text.len > 0)
			memcpy(out + len, text.ptr, text.len);
		len += text.len;
	}
	return span_trim((struct span){ out, len });
}

static struct flat *flat_of(struct reading *r, struct span source)
{
	struct flat *flat = &r->flat;

	if (flat->source.ptr != source.ptr || flat->source.len != source.len ||
	    !source.ptr)
		*flat = (struct flat){ .source = source };
	return flat;
}

struct span reading_plain(struct reading *r, struct span source)
{
	struct flat *flat = flat_of(r, source);

	if (!flat->seen.plain.ptr)
		flat->seen = inline_seen(r->arena, source);
	return flat->seen.plain;
}

struct span reading_folded(struct reading *r, struct span source)
{
	struct flat *flat = flat_of(r, source);

	if (!flat->folded.ptr)
		flat->folded = utf8_fold(r->arena, reading_plain(r, source));
	return flat->folded;
}

struct span reading_prose(struct reading *r, struct span source)
{
	struct flat *flat = flat_of(r, source);

	if (!flat->prose.ptr) {
		struct span plain = reading_plain(r, source);

		flat->prose = span_eq(plain, flat->seen.prose)
				      ? reading_folded(r, source)
				      : utf8_fold(r->arena, flat->seen.prose);
	}
	return flat->prose;
}

struct item *item_at(struct reading *r, size_t index)
{
	return &r->plan->items.at[index];
}

struct item_note *note_at(struct reading *r, size_t index)
{
	return &r->notes.at[index];
}

static void add_headings(struct reading *r, struct item *item)
{
	size_t chain[8], count = 0, last = r->notes.count;

	/* The list of the item before is as good, and grows into a copy. */
	if (last > 0 && r->notes.at[last - 1].section == r->section) {
		item->headings = r->plan->items.at[last - 1].headings;
		return;
	}
	for (size_t s = r->section; r->sections.at[s].level > 0 && count < 8;
	     s = r->sections.at[s].parent)
		chain[count++] = s;
	if (count == 0)
		return;
	item->headings.at = ARENA_ARRAY(r->arena, struct span, count);
	item->headings.room = count;
	while (count > 0)
		item->headings.at[item->headings.count++] =
			r->sections.at[chain[--count]].plain;
}

size_t reading_item(struct reading *r, enum item_kind kind, const char *rule,
		    unsigned line)
{
	/* Items move to the run's arena once they are all there. */
	struct item *item = LIST_ADD(r->scratch, &r->plan->items);
	struct item_note *note;

	add_headings(r, item);
	note = LIST_ADD(r->scratch, &r->notes);
	item->kind = kind;
	item->rule = rule;
	item->line = item->end_line = item->block_end_line = line;
	item->column = item->end_column = 1;
	item->polarity = 1;
	item->judged = true;
	item->parent = ITEM_NONE;
	item->confidence = 100;
	note->section = r->section;
	note->tally_done = note->tally_total = -1;
	return r->plan->items.count - 1;
}

void reading_drop(struct reading *r, size_t heir)
{
	size_t last = --r->plan->items.count;

	r->notes.count--;
	r->plan->items.at[last] = (struct item){ 0 };
	r->notes.at[last] = (struct item_note){ 0 };
	for (size_t i = r->plan->findings.count;
	     i > 0 && r->plan->findings.at[i - 1].item == last; i--)
		r->plan->findings.at[i - 1].item = heir;
}

struct span reading_quote(struct reading *r, struct span text)
{
	size_t len = 0, shown = 0;

	while (len < text.len && shown < 80) {
		size_t step;

		utf8_next(span_from(text, len), &step);
		len += step;
		shown++;
	}
	if (len == text.len)
		return text;
	return arena_printf(r->arena, "%.*s\xe2\x80\xa6", (int)len, text.ptr);
}

struct finding *reading_find(struct reading *r, const char *code, unsigned line,
			     size_t item, const char *fmt, ...)
{
	struct finding *finding = LIST_ADD(r->arena, &r->plan->findings);
	struct buf buf;
	va_list args;

	buf_init(&buf, LIMIT_TEXT);
	va_start(args, fmt);
	buf_vaddf(&buf, fmt, args);
	va_end(args);
	finding->rule = finding_rule_of(span_of(code));
	finding->path = r->plan->path;
	finding->line = line;
	/* In another line of the item its column says nothing. */
	finding->column = item == ITEM_NONE || item_at(r, item)->line != line
				  ? 0
				  : item_at(r, item)->column;
	finding->item = item;
	finding->other_item = ITEM_NONE;
	finding->message = arena_copy(r->arena, buf_span(&buf));
	buf_release(&buf);
	return finding;
}

static void leave_out(struct reading *r, const struct md_gap *gap)
{
	const char *why = strcmp(gap->name, "depth") == 0
				  ? "levels is as deep as lists and quotes are read"
				  : "bytes is as long as a paragraph or line is read";

	if (gap->line == gap->end_line)
		reading_find(r, "P-LIMIT", gap->line, ITEM_NONE,
			     "this line is not read: %zu %s", gap->value, why);
	else
		reading_find(r, "P-LIMIT", gap->line, ITEM_NONE,
			     "lines %u to %u are not read: %zu %s", gap->line,
			     gap->end_line, gap->value, why);
	for (unsigned n = gap->line; n <= gap->end_line && n <= r->line_count; n++) {
		r->lines[n].text.len = 0;
		*LIST_ADD(r->scratch, &r->cut) = n;
	}
}

void reading_limits(struct reading *r, const struct md *md)
{
	for (size_t i = 0; i < md->gaps.count; i++)
		leave_out(r, &md->gaps.at[i]);
	if (md->limit.name)
		reading_find(
			r, "P-LIMIT", md->limit.line, ITEM_NONE,
			"the limit \"%s\" (%zu) was hit; nothing behind it is read",
			md->limit.name, md->limit.value);
	r->plan->incomplete |= md->gaps.count > 0 || md->limit.name != NULL;
}
