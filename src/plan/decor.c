#include "plan/decor.h"

#include "plan/marks.h"
#include "plan/task.h"

/* Sections right below one section. */
struct siblings {
	struct span mark; /* the glyph of the first */
	size_t count;
	bool other; /* one of them has none, or another, or nothing below it */
	bool meant; /* it stands behind the heading, and is true of one of them */
};

/* The last `len` bytes; empty where there are fewer. */
static struct span tail(struct span text, size_t len)
{
	return len <= text.len ? span_from(text, text.len - len) : SPAN_EMPTY;
}

static const struct item *claim_of(struct reading *r, size_t section)
{
	size_t item = r->sections.at[section].item;

	return item == ITEM_NONE ? NULL : item_at(r, item);
}

/* Boxes and state cells in a section and below it. */
struct stated {
	size_t all, done;
};

static struct stated *find_stated(struct reading *r)
{
	struct stated *stated =
		ARENA_ARRAY(r->scratch, struct stated, r->sections.count);

	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);
		struct stated *here = &stated[note_at(r, i)->section];

		if (!item->has_mark || item->kind == ITEM_SECTION)
			continue;
		here->all++;
		here->done += item->claim == CLAIM_DONE;
	}
	/* A section stands behind the one that it is in. */
	for (size_t s = r->sections.count; s-- > 1;) {
		size_t parent = r->sections.at[s].parent;

		stated[parent].all += stated[s].all;
		stated[parent].done += stated[s].done;
	}
	return stated;
}

static void count_sibling(struct reading *r, struct siblings *group, size_t section,
			  const struct stated *stated)
{
	const struct item *claim = claim_of(r, section);

	if (!claim || claim->kind != ITEM_SECTION ||
	    claim->claim_from != CLAIM_FROM_OWN || claim->mark.len == 0 ||
	    stated->all == 0) {
		group->other = true;
		return;
	}
	if (group->count++ == 0)
		group->mark = claim->mark;
	group->other |= !span_eq(group->mark, claim->mark);
	group->meant |= stated->done == stated->all &&
			span_eq(tail(r->sections.at[section].plain, claim->mark.len),
				claim->mark);
}

/* What the heading gave to others goes with it. */
static void take_back(struct reading *r, const bool *decor)
{
	for (size_t i = 0; i < r->plan->items.count; i++) {
		struct item *item = item_at(r, i);

		if (decor[i]) {
			item->claim = CLAIM_NONE;
			item->judged = false;
			item->skip = SPAN_LIT("the same glyph on every heading");
			note_at(r, i)->decorated = true;
			r->sections.at[note_at(r, i)->section].item = ITEM_NONE;
		} else if (item->parent != ITEM_NONE && decor[item->parent] &&
			   item->claim_from == CLAIM_FROM_INHERITED) {
			item->claim = CLAIM_NONE;
			item->claim_from = CLAIM_FROM_OWN;
		}
	}
}

void decor_headings(struct reading *r)
{
	size_t count = r->sections.count;
	struct siblings *below = ARENA_ARRAY(r->scratch, struct siblings, count);
	bool *decor = ARENA_ARRAY(r->scratch, bool, r->plan->items.count + 1);
	const struct stated *stated = find_stated(r);
	bool found = false;

	for (size_t s = 1; s < count; s++)
		count_sibling(r, &below[r->sections.at[s].parent], s, &stated[s]);
	for (size_t s = 1; s < count; s++) {
		const struct siblings *group = &below[r->sections.at[s].parent];

		if (group->other || group->meant || group->count < 3)
			continue;
		decor[r->sections.at[s].item] = true;
		found = true;
	}
	if (found)
		take_back(r, decor);
}

struct span decor_of_list(struct reading *r, const struct md_node *list)
{
	struct span first = SPAN_EMPTY;
	size_t count = 0;

	for (const struct md_node *n = list->child; n; n = n->next) {
		struct span line;
		struct box box;
		size_t len;

		if (!n->task || !n->child)
			return SPAN_EMPTY;
		line = reading_line(r, n->line);
		line = span_from(line, n->column > 0 ? n->column - 1 : 0);
		while (line.len > 0 && line.ptr[0] != '[')
			line = span_from(line, 1);
		if (!box_take(line, &box))
			return SPAN_EMPTY;
		line = span_trim(span_from(line, box.len));
		if (!glyph_at(line, &len))
			return SPAN_EMPTY;
		line = span_sub(line, 0, len);
		if (count++ == 0)
			first = line;
		if (!span_eq(first, line))
			return SPAN_EMPTY;
	}
	return count >= 3 ? first : SPAN_EMPTY;
}
