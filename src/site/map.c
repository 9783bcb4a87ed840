/*
 * Every item, at the finest grain that a page has room for: a mark an item, a bar
 * a section, or a bar a plan, those with most that blocks.  What is not drawn is
 * counted, and stands on the page of plans.
 */
#include "base/limits.h"
#include "site/page.h"
#include "site/url.h"
#include "text/html.h"

#include <stdlib.h>

#define MAP_BYTES   (56 * LIMIT_KIB) /* leaves the rest of site.md's 100 KB alone */
#define MAP_PLANS   40
#define MAP_TITLE   120
#define ROW_MARKUP  150 /* of a row, around what it holds */
#define PLAN_MARKUP 120

enum grain { GRAIN_ITEMS, GRAIN_SECTIONS, GRAIN_PLANS };

struct map_row {
	struct span title, href;
	struct span cells, bar; /* one of them */
	uint64_t good, all;
};

struct map_plan {
	size_t plan;
	LIST(struct map_row) rows;
};

struct map {
	LIST(struct map_plan) plans;
	size_t bytes; /* about what it takes on the page */
};

static uint64_t good_of(const uint64_t counts[VERDICTS])
{
	return counts[VERDICT_VERIFIED] + counts[VERDICT_WAIVED] +
	       counts[VERDICT_READY];
}

static uint64_t blocking_of(const uint64_t counts[VERDICTS])
{
	uint64_t sum = 0;

	for (unsigned v = 0; v < VERDICTS; v++)
		if (verdict_standing((enum verdict)v) == STANDING_BLOCKS)
			sum += counts[v];
	return sum;
}

static struct span cells_of(struct site *site, const struct planned *planned,
			    const struct section *section)
{
	struct span cells;
	struct buf html;

	buf_init(&html, LIMIT_PAGE_BYTES);
	html_raw(&html, "<ul class=\"cells\">");
	for (size_t i = 0; i < section->items.count; i++) {
		size_t at = section->items.at[i];
		const struct judgement *judgement = &planned->judgements.at[at];
		struct span title =
			words_cut(site->scratch,
				  item_title(site, &planned->plan.items.at[at]), 90);

		buf_addf(&html, "<li><a class=\"v-%s\" href=\"",
			 verdict_word[judgement->verdict]);
		html_url(&html, url_item(site->scratch, &planned->plan, judgement));
		html_raw(&html, "\" title=\"");
		html_attr(&html,
			  say_word(site, "verdict", verdict_word[judgement->verdict]));
		html_raw(&html, ": ");
		html_attr(&html, title);
		html_raw(&html, "\"><i class=\"i\"></i></a></li>");
	}
	html_raw(&html, "</ul>");
	cells = arena_copy(site->scratch, buf_span(&html));
	buf_release(&html);
	return cells;
}

static struct map_row row_of(struct site *site, struct span title, struct span href,
			     const uint64_t counts[VERDICTS])
{
	return (struct map_row){
		.title = words_cut(site->scratch, title, MAP_TITLE),
		.href = href,
		.good = good_of(counts),
		.all = counts_total(counts),
	};
}

static void add_row(struct site *site, struct map *map, struct map_plan *plan,
		    struct map_row row)
{
	*LIST_ADD(site->scratch, &plan->rows) = row;
	map->bytes +=
		row.title.len + row.href.len + row.cells.len + row.bar.len + ROW_MARKUP;
}

static bool is_full(const struct map *map)
{
	return map->bytes > MAP_BYTES;
}

/* What stands above the first section has the plan's own title, as its head does. */
static struct span section_title(struct site *site, const struct planned *planned,
				 const struct section *section,
				 const struct plan_index *index)
{
	if (!span_eq(section->title, planned->plan.title))
		return section->title;
	return say(site, index->sections.count == 1 ? "overview.map-whole"
						    : "overview.map-top");
}

static void add_sections(struct site *site, struct map *map, size_t at,
			 enum grain grain)
{
	const struct planned *planned = &site->report->plans.at[at];
	const struct plan_index *index = &site->plans[at];
	struct map_plan *plan = LIST_ADD(site->scratch, &map->plans);

	plan->plan = at;
	map->bytes += words_cut(site->scratch, planned->plan.title, MAP_TITLE).len +
		      PLAN_MARKUP;
	for (size_t s = 0; s < index->sections.count && !is_full(map); s++) {
		const struct section *section = &index->sections.at[s];
		struct map_row row =
			row_of(site, section_title(site, planned, section, index),
			       section->href, section->counts);

		if (grain == GRAIN_ITEMS)
			row.cells = cells_of(site, planned, section);
		else
			row.bar = bar_html(site, section->counts, 12);
		add_row(site, map, plan, row);
	}
}

/* False where the page has no room for it. */
static bool map_sections(struct site *site, struct map *map, enum grain grain)
{
	*map = (struct map){ 0 };
	if (grain == GRAIN_ITEMS &&
	    counts_total(site->report->run.counts) > SITE_MARKS_MAX)
		return false;
	for (size_t p = 0; p < site->report->plans.count && !is_full(map); p++)
		if (site->plans[p].judged > 0)
			add_sections(site, map, p, grain);
	return !is_full(map);
}

struct ranked {
	size_t plan;
	uint64_t blocking, bad;
};

static int compare_ranked(const void *left, const void *right)
{
	const struct ranked *a = left;
	const struct ranked *b = right;

	if (a->blocking != b->blocking)
		return a->blocking > b->blocking ? -1 : 1;
	if (a->bad != b->bad)
		return a->bad > b->bad ? -1 : 1;
	return (a->plan > b->plan) - (a->plan < b->plan);
}

/* One group without a head; *out_all is how many plans have items. */
static void map_plans(struct site *site, struct map *map, size_t *out_all)
{
	const struct report *report = site->report;
	struct ranked *ranked =
		ARENA_ARRAY(site->scratch, struct ranked, report->plans.count + 1);
	struct map_plan *group;
	size_t count = 0;

	*map = (struct map){ 0 };
	group = LIST_ADD(site->scratch, &map->plans);
	group->plan = SIZE_MAX;
	for (size_t p = 0; p < report->plans.count; p++) {
		const uint64_t *counts = site->plans[p].counts;

		if (site->plans[p].judged > 0)
			ranked[count++] = (struct ranked){
				.plan = p,
				.blocking = blocking_of(counts),
				.bad = counts_total(counts) - good_of(counts),
			};
	}
	qsort(ranked, count, sizeof(*ranked), compare_ranked);
	for (size_t i = 0; i < count && i < MAP_PLANS && !is_full(map); i++) {
		const struct plan *plan = &report->plans.at[ranked[i].plan].plan;
		const uint64_t *counts = site->plans[ranked[i].plan].counts;
		struct map_row row = row_of(site, plan->title,
					    url_plan(site->scratch, plan, 1), counts);

		row.bar = bar_html(site, counts, 12);
		add_row(site, map, group, row);
	}
	*out_all = count;
}

static void value_map_rows(struct site *site, struct value *value,
			   const struct map *map)
{
	struct value *plans = value_list(value, "plans");

	for (size_t p = 0; p < map->plans.count; p++) {
		const struct map_plan *plan = &map->plans.at[p];
		struct value *group = value_add(plans);
		const struct plan *head =
			plan->plan < site->report->plans.count
				? &site->report->plans.at[plan->plan].plan
				: NULL;
		struct value *sections;

		value_text(group, "href",
			   head ? url_plan(site->scratch, head, 1) : SPAN_EMPTY);
		value_text(group, "title",
			   head ? words_cut(site->scratch, head->title, MAP_TITLE)
				: SPAN_EMPTY);
		sections = value_list(group, "sections");
		for (size_t r = 0; r < plan->rows.count; r++) {
			const struct map_row *row = &plan->rows.at[r];
			struct value *section = value_add(sections);

			value_text(section, "title", row->title);
			value_text(section, "href", row->href);
			value_count(section, "good", row->good);
			value_count(section, "all", row->all);
			value_slot(section, "cells", row->cells);
			value_slot(section, "bar", row->bar);
		}
	}
}

/* What the heading and the line below it say, and where the rest is. */
static void say_plans(struct site *site, struct value *value, size_t shown, size_t all)
{
	value_text(value, "map_title", say(site, "overview.map-plans"));
	value_text(value, "map_of", say(site, "overview.map-plan"));
	value_text(value, "map_says", say(site, "overview.map-plans-says"));
	if (shown < all)
		value_count(value, "map_more", all - shown);
}

static void say_sections(struct site *site, struct value *value, enum grain grain)
{
	value_text(value, "map_title", say(site, "overview.map-sections"));
	value_text(value, "map_of", say(site, "overview.map-section"));
	value_text(value, "map_says",
		   say(site, grain == GRAIN_ITEMS ? "overview.map-marks-says"
						  : "overview.map-bars-says"));
}

void value_map(struct site *site, struct value *value)
{
	enum grain grain = GRAIN_ITEMS;
	bool was_hatched = site->hatched;
	size_t all = 0;
	struct map map;

	while (grain < GRAIN_PLANS && !map_sections(site, &map, grain))
		grain++;
	if (grain == GRAIN_PLANS) {
		site->hatched = was_hatched; /* bars that are not shown do not count */
		map_plans(site, &map, &all);
		say_plans(site, value, map.plans.at[0].rows.count, all);
		if (map.plans.at[0].rows.count == all)
			value_text(value, "map_more", SPAN_EMPTY);
	} else {
		say_sections(site, value, grain);
		value_text(value, "map_more", SPAN_EMPTY);
	}
	value_map_rows(site, value, &map);
}
