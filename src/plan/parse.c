#include "plan/parse.h"

#include "base/path.h"
#include "plan/anchors.h"
#include "plan/blocks.h"
#include "plan/clash.h"
#include "plan/decor.h"
#include "plan/ids.h"
#include "plan/legend.h"
#include "plan/likely.h"
#include "plan/pairs.h"
#include "plan/placeholders.h"
#include "plan/reading.h"
#include "plan/settings.h"

#include <stdlib.h>

static void blank(char *text, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (text[i] != '\n' && text[i] != '\r')
			text[i] = ' ';
}

/* The offset behind a line and its end. */
static size_t end_of(const struct reading *r, unsigned line)
{
	return line < r->line_count ? r->lines[line + 1].offset : r->plan->text.len;
}

/*
 * The text for cmark, which would read front matter as a heading and would give up
 * at a line that is too long.
 */
static struct span text_for_cmark(struct reading *r, unsigned front)
{
	struct span text = r->plan->text;
	size_t used = 0, done = 0;
	char *copy;

	if (front == 0 && r->cut.count == 0)
		return text;
	copy = arena_string(r->scratch, text);
	if (front > 0)
		blank(copy, 0, end_of(r, front));
	for (size_t i = 0; i < r->cut.count; i++) {
		const struct line *line = &r->lines[r->cut.at[i]];
		size_t from = line->offset + line->text.len;

		/* Lines and columns are all that is asked of cmark. */
		memmove(copy + used, copy + done, from - done);
		used += from - done;
		done = line->offset + line->stored_len;
	}
	memmove(copy + used, copy + done, text.len - done);
	return (struct span){ copy, used + text.len - done };
}

/*
 * Where the item ends at the latest: evidence may follow without a list, up to the
 * next item or heading.
 */
static unsigned last_line_of(struct reading *r, size_t index)
{
	const struct item *item = item_at(r, index);
	unsigned last = r->line_count;
	size_t section = note_at(r, index)->section;

	if (index + 1 < r->plan->items.count &&
	    item_at(r, index + 1)->line > item->line)
		last = item_at(r, index + 1)->line - 1;
	while (section < r->sections.count &&
	       r->sections.at[section].line <= item->line)
		section++;
	if (section < r->sections.count && r->sections.at[section].line <= last)
		last = r->sections.at[section].line - 1;
	return last > item->block_end_line ? last : item->block_end_line;
}

static int by_number(const void *a, const void *b)
{
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;

	return (x > y) - (x < y);
}

/* The first line from `line` on that is cut; 0: there is none. */
static unsigned next_cut(const struct reading *r, unsigned line)
{
	size_t low = 0, high = r->cut.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (r->cut.at[middle] < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low < r->cut.count ? r->cut.at[low] : 0;
}

/* Nobody knows what an item says that has such a line in it, or just below. */
static void forget_cut_items(struct reading *r)
{
	if (r->cut.count == 0)
		return;
	qsort(r->cut.at, r->cut.count, sizeof(r->cut.at[0]), by_number);
	for (size_t i = 0; i < r->plan->items.count; i++) {
		struct item *item = item_at(r, i);
		unsigned cut = next_cut(r, item->line);

		if (cut == 0 || cut > last_line_of(r, i))
			continue;
		item->claim = CLAIM_UNKNOWN;
		item->judged = false;
		item->skip = arena_printf(r->arena,
					  "line %u is too long or too deep to "
					  "be read",
					  cut);
	}
}

/* Items are large: every other line has one at most, but in long plans. */
static void reserve_items(struct reading *r)
{
	size_t room = r->line_count / 2 + 2 < 64 ? r->line_count / 2 + 2 : 64;

	LIST_RESERVE(r->scratch, &r->plan->items, room);
	LIST_RESERVE(r->scratch, &r->notes, room);
}

static const struct md_node *read_markdown(struct reading *r)
{
	bool anchors = anchors_may(r->plan->text);
	struct md md;
	unsigned front;

	*LIST_ADD(r->scratch, &r->sections) = (struct section){ .item = ITEM_NONE };
	reserve_items(r);
	front = pairs_front_matter(r);
	/* Lines are read as they stand in the file. */
	(anchors ? md_parse : md_parse_blocks)(&md, text_for_cmark(r, front),
					       r->scratch);
	reading_limits(r, &md);
	legend_find(r);
	blocks_read(r, md.root);
	forget_cut_items(r);
	if (anchors)
		anchors_check(r, md.root);
	return md.root;
}

/* Placeholders, or the word in path or title: section 14. */
static void find_template(struct reading *r, const struct md_node *root)
{
	struct plan *plan = r->plan;
	const char *why = "it says so of itself";

	plan->is_template = true;
	if (placeholders_named(r, plan->title))
		why = "its title says so";
	else if (span_find_nocase(path_base(plan->path), "template") >= 0)
		why = "its file name says so";
	else if (placeholders_are_many(r, root))
		why = "three placeholders or more wait for values";
	else
		plan->is_template = false;
	if (r->rules->read_templates)
		plan->is_template = false;
	if (r->template_said != 0) {
		plan->is_template = r->template_said > 0;
		why = "it says so of itself";
	}
	if (!plan->is_template)
		return;
	reading_find(r, "P-TEMPLATE", 1, ITEM_NONE,
		     "this plan is a template, because %s; it is read, not judged",
		     why);
	for (size_t i = 0; i < plan->items.count; i++) {
		plan->items.at[i].judged = false;
		if (plan->items.at[i].skip.len == 0)
			plan->items.at[i].skip = SPAN_LIT("the plan is a template");
	}
}

static int by_line(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	return span_cmp(x->message, y->message);
}

/* From scratch memory to the run's arena, with no room to grow. */
static void keep_items(struct reading *r)
{
	struct plan *plan = r->plan;
	size_t count = plan->items.count;
	struct item *items = plan->items.at;

	plan->items.room = count;
	plan->items.at = NULL;
	if (count == 0)
		return;
	plan->items.at =
		arena_room(r->arena, count * sizeof(*items), _Alignof(struct item));
	memcpy(plan->items.at, items, count * sizeof(*items));
}

int plan_parse(struct plan *out, struct span path, struct span bytes,
	       const struct plan_options *options, struct arena *arena,
	       struct arena *scratch, struct err *err)
{
	static const struct plan_options nothing;
	const struct md_node *root;
	struct plan_rules rules;
	int rc;
	struct reading r = {
		.plan = out, .arena = arena, .scratch = scratch, .rules = &rules
	};

	*out = (struct plan){ .path = path };
	r.options = options ? options : &nothing;
	rc = settings_read(&rules, r.options, scratch, err);
	if (rc < 0)
		return rc;
	if (source_read(&r, bytes)) {
		root = read_markdown(&r);
		settings_apply(&r);
		decor_headings(&r);
		decor_expected(&r);
		find_template(&r, root);
		ids_give(&r);
		clash_find(&r);
		likely_find(&r);
		for (size_t i = 0; i < out->items.count; i++)
			out->items.at[i].subject = note_at(&r, i)->subject;
	}
	keep_items(&r);
	if (out->title.len == 0)
		out->title = path_base(path);
	if (out->findings.count > 1)
		qsort(out->findings.at, out->findings.count,
		      sizeof(out->findings.at[0]), by_line);
	return 0;
}

/* Columns grow with the bytes of the line, so the place is found by halves. */
static size_t place_of(const struct reading *r, unsigned line, unsigned column)
{
	size_t low = 0, high = reading_line(r, line).len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (reading_column(r, line, middle) < column)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const size_t *plan_places(const struct plan *plan, struct arena *arena)
{
	size_t *places = ARENA_ARRAY(arena, size_t, plan->findings.count + 1);
	static const struct plan_options nothing;
	static const struct plan_rules rules;
	struct plan again = { .path = plan->path };
	struct reading r = { .plan = &again,
			     .options = &nothing,
			     .rules = &rules,
			     .arena = arena,
			     .scratch = arena };
	bool same = plan->findings.count > 0 && plan->bytes.len > 0 &&
		    source_read(&r, plan->bytes) && span_eq(again.text, plan->text);

	for (size_t i = 0; i < plan->findings.count; i++) {
		const struct finding *finding = &plan->findings.at[i];

		if (finding->column == 0)
			continue;
		places[i] = same ? place_of(&r, finding->line, finding->column)
				 : finding->column - 1;
	}
	return places;
}

struct span plan_repair(struct span bytes, struct plan_encoding *out,
			struct arena *arena)
{
	struct plan plan = { 0 };
	static const struct plan_options nothing;
	static const struct plan_rules rules;
	struct reading r = { .plan = &plan,
			     .options = &nothing,
			     .rules = &rules,
			     .arena = arena,
			     .scratch = arena,
			     .keep_secrets = true };
	bool read = source_read(&r, bytes);

	*out = plan.encoding;
	return read ? plan.text : bytes;
}
