#include "site/split.h"

#include "site/url.h"

#include <stdlib.h>

struct splitting {
	const struct planned *planned;
	const struct plan_index *index;
	struct arena *arena;
	unsigned *lines; /* of all items, sorted */
	size_t count, seen;
	LIST(unsigned) sections; /* lines where a part shall start */
	size_t next_section;
	unsigned candidate; /* the last place where a part could start */
	size_t on_page;
	struct split *out;
};

bool split_cuts(const struct md_node *block)
{
	return block->kind == MD_LIST || block->kind == MD_TABLE;
}

static int compare_numbers(const void *left, const void *right)
{
	unsigned a = *(const unsigned *)left;
	unsigned b = *(const unsigned *)right;

	return (a > b) - (a < b);
}

/* ---- where sections start ----------------------------------------------- */

/* The newest of the headings that has these words, or `line`. */
static unsigned heading_of(const struct splitting *s, struct span title,
			   const struct md_node *const headings[7], unsigned line)
{
	const struct md_node *found = NULL;

	for (unsigned level = 1; level <= 6; level++)
		if (headings[level] &&
		    (!found || headings[level]->line > found->line) &&
		    span_eq(md_plain(s->arena, headings[level]), title))
			found = headings[level];
	return found ? found->line : line;
}

/*
 * Part 1 holds the first sections up to the limit, and so on.  A part starts with the
 * heading that stands above its first section's first item.
 */
static void find_sections(struct splitting *s, const struct md_node *root)
{
	const struct md_node *headings[7] = { NULL };
	const struct md_node *node = root->child;
	size_t on_page = 0;

	for (size_t i = 0; i < s->index->sections.count; i++) {
		const struct section *section = &s->index->sections.at[i];
		unsigned line = s->planned->plan.items.at[section->first].line;
		bool full =
			on_page > 0 && on_page + section->items.count > URL_PLAN_SPLIT;

		for (; node && node->line <= line; node = node->next)
			if (node->kind == MD_HEADING && node->level <= 6)
				headings[node->level] = node;
		if (full) {
			*LIST_ADD(s->arena, &s->sections) =
				heading_of(s, section->title, headings, line);
			on_page = 0;
		}
		on_page += section->items.count;
	}
}

/* ---- where parts start -------------------------------------------------- */

static void start_part(struct splitting *s, unsigned line)
{
	if (s->out->parts.count > 0)
		s->out->parts.at[s->out->parts.count - 1].to = line;
	*LIST_ADD(s->arena, &s->out->parts) = (struct split_part){ line, ~0U };
	s->on_page = 0;
}

/* Decide about the candidate before this one: its items are known now. */
static void add_candidate(struct splitting *s, unsigned line)
{
	size_t items = 0;
	bool wanted = false;

	while (s->seen < s->count && s->lines[s->seen] < line) {
		s->seen++;
		items++;
	}
	while (s->next_section < s->sections.count &&
	       s->sections.at[s->next_section] <= s->candidate) {
		s->next_section++;
		wanted = true;
	}
	if (s->on_page > 0 && (wanted || s->on_page + items > URL_PLAN_SPLIT))
		start_part(s, s->candidate);
	s->on_page += items;
	s->candidate = line;
}

static void find_parts(struct splitting *s, const struct md_node *root)
{
	for (const struct md_node *block = root->child; block; block = block->next) {
		add_candidate(s, block->line);
		if (!split_cuts(block))
			continue;
		for (const struct md_node *child = block->child; child;
		     child = child->next)
			if (!child->header && child->line > s->candidate)
				add_candidate(s, child->line);
	}
	add_candidate(s, ~0U);
}

/* ---- the whole ---------------------------------------------------------- */

static void assign_items(const struct split *split, const struct planned *planned,
			 struct plan_index *index)
{
	for (size_t i = 0; i < planned->plan.items.count; i++) {
		unsigned line = planned->plan.items.at[i].line;
		size_t low = 0, high = split->parts.count;

		while (low + 1 < high) {
			size_t mid = low + (high - low) / 2;

			if (split->parts.at[mid].from <= line)
				low = mid;
			else
				high = mid;
		}
		index->part[i] = (unsigned)low + 1;
	}
}

void split_plan(struct split *out, struct site *site, size_t plan,
		const struct md_node *root, struct arena *arena)
{
	const struct planned *planned = &site->report->plans.at[plan];
	struct plan_index *index = &site->plans[plan];
	struct splitting s = {
		.planned = planned,
		.index = index,
		.arena = arena,
		.count = planned->plan.items.count,
		.out = out,
	};

	*out = (struct split){ 0 };
	start_part(&s, 0);
	if (s.count > URL_PLAN_SPLIT) {
		s.lines = ARENA_ARRAY(arena, unsigned, s.count);
		for (size_t i = 0; i < s.count; i++)
			s.lines[i] = planned->plan.items.at[i].line;
		qsort(s.lines, s.count, sizeof(*s.lines), compare_numbers);
		find_sections(&s, root);
		find_parts(&s, root);
	}
	index->parts = (unsigned)out->parts.count;
	index->part = ARENA_ARRAY(site->arena, unsigned, s.count + 1);
	assign_items(out, planned, index);
}
