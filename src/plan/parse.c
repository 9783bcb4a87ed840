#include "plan/parse.h"

#include "base/path.h"
#include "plan/blocks.h"
#include "plan/clash.h"
#include "plan/decor.h"
#include "plan/ids.h"
#include "plan/likely.h"
#include "plan/pairs.h"
#include "plan/reading.h"
#include "plan/settings.h"

#include <stdlib.h>

/* Blank the first lines for cmark, which would read front matter as a heading. */
static struct span without_front_matter(struct reading *r, unsigned lines)
{
	struct span text = r->plan->text;
	size_t end = lines < r->line_count ? r->lines[lines + 1].offset : text.len;
	char *copy;

	if (lines == 0)
		return text;
	copy = arena_string(r->scratch, text);
	for (size_t i = 0; i < end; i++)
		if (copy[i] != '\n' && copy[i] != '\r')
			copy[i] = ' ';
	return (struct span){ copy, text.len };
}

static void read_markdown(struct reading *r)
{
	struct md md;
	unsigned front;

	*LIST_ADD(r->scratch, &r->sections) = (struct section){ .item = ITEM_NONE };
	front = pairs_front_matter(r);
	md_parse(&md, without_front_matter(r, front), r->scratch);
	if (md.limit.name) {
		reading_find(
			r, "P-LIMIT", md.limit.line, ITEM_NONE,
			"the limit \"%s\" (%zu) was hit; nothing behind it is read",
			md.limit.name, md.limit.value);
		r->plan->incomplete = true;
	}
	blocks_read(r, md.root);
}

static bool says_template(struct span text)
{
	return text.len > 0 && span_find_nocase(text, "template") >= 0;
}

/* Three placeholders or more, or the word in path or title: section 14. */
static void find_template(struct reading *r)
{
	struct plan *plan = r->plan;
	struct span rest = plan->text;
	size_t placeholders = 0;
	ptrdiff_t at;

	while ((at = span_find(rest, SPAN_LIT("{{"))) >= 0) {
		placeholders++;
		rest = span_from(rest, (size_t)at + 2);
	}
	plan->is_template = placeholders >= 3 || says_template(plan->title) ||
			    says_template(path_base(plan->path));
	if (r->rules->read_templates)
		plan->is_template = false;
	if (r->template_said != 0)
		plan->is_template = r->template_said > 0;
	if (!plan->is_template)
		return;
	reading_find(r, "P-TEMPLATE", 1, ITEM_NONE,
		     "this plan is a template; it is read, not judged");
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
	plan->items.at = ARENA_ARRAY(r->arena, struct item, count);
	memcpy(plan->items.at, items, count * sizeof(*items));
}

int plan_parse(struct plan *out, struct span path, struct span bytes,
	       const struct plan_options *options, struct arena *arena,
	       struct arena *scratch, struct err *err)
{
	static const struct plan_options nothing;
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
		read_markdown(&r);
		settings_apply(&r);
		decor_headings(&r);
		decor_expected(&r);
		find_template(&r);
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
