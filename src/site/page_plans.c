#include "base/path.h"
#include "site/page.h"
#include "site/url.h"

#define CANDIDATES_SHOWN 40

static struct span items_of(struct site *site, const struct plan_index *index)
{
	if (index->listed == 0)
		return SAY(site, "plans.items", say_number("items", index->judged));
	return SAY(site, "plans.items-listed", say_number("items", index->judged),
		   say_number("listed", index->listed));
}

/* The legend, each verdict with the plan's items of it. */
static void add_filters(struct site *site, struct value *card, size_t plan)
{
	const uint64_t *counts = site->plans[plan].counts;
	struct value *entry;
	unsigned v = 0;

	value_legend(site, card, "legend", counts);
	for (entry = card->last->first; entry; entry = entry->next, v++) {
		while (counts[v] == 0)
			v++;
		value_text(entry, "filter",
			   page_href(site,
				     url_plan_filter(site->scratch,
						     &site->report->plans.at[plan].plan,
						     plan_part_with(site, plan,
								    (enum verdict)v),
						     (enum verdict)v)));
	}
}

static void add_card(struct site *site, struct value *list, size_t plan)
{
	const struct planned *planned = &site->report->plans.at[plan];
	const struct plan_index *index = &site->plans[plan];
	struct value *card = value_add(list);

	value_text(card, "href",
		   page_href(site, url_plan(site->scratch, &planned->plan, 1)));
	value_text(card, "title", planned->plan.title);
	value_text(card, "path", planned->plan.path);
	value_text(card, "items", items_of(site, index));
	value_text(card, "owner", planned->owner);
	value_time(card, "changed", planned->last_commit_at);
	value_text(card, "note",
		   planned->plan.is_template  ? say(site, "plans.template")
		   : planned->plan.incomplete ? say(site, "plans.in-part")
					      : SPAN_EMPTY);
	value_bar(site, card, "bar", index->counts, 12);
	add_filters(site, card, plan);
}

static void add_candidates(struct site *site, struct value *value)
{
	const struct report *report = site->report;
	size_t count = report->plan_candidates.count;
	struct value *candidates, *list;

	if (count == 0) {
		value_text(value, "candidates", SPAN_EMPTY);
		return;
	}
	candidates = value_object(value, "candidates");
	value_text(candidates, "says",
		   SAY(site, "plans.candidates",
		       say_counted("files", words_number(site, count, true), count)));
	value_text(candidates, "shown",
		   count > CANDIDATES_SHOWN ? SAY(site, "plans.first-candidates",
						  say_number("shown", CANDIDATES_SHOWN))
					    : SPAN_EMPTY);
	list = value_list(candidates, "list");
	for (size_t i = 0; i < count && i < CANDIDATES_SHOWN; i++)
		value_add_text(list, report->plan_candidates.at[i]);
}

int page_plans(struct site *site, struct err *err)
{
	const struct report *report = site->report;
	struct value *value = page_begin(site, SPAN_LIT("plan/index.html"));
	uint64_t judged = counts_total(report->run.counts);
	struct value *list;
	struct page page = { .template = "plans",
			     .title = say(site, "plans.title"),
			     .nav = "plan/index.html",
			     .class = "" };

	if (report->plans.count == 0)
		value_text(value, "lead", say(site, "plans.lead-none"));
	else
		value_text(value, "lead",
			   SAY(site, "plans.lead",
			       say_counted("plans",
					   words_number(site, report->plans.count,
							true),
					   report->plans.count),
			       say_number("items", judged)));
	value_flag(value, "has_plans", report->plans.count > 0);
	list = value_list(value, "plans");
	for (size_t i = 0; i < report->plans.count; i++)
		add_card(site, list, i);
	add_candidates(site, value);
	return page_end(site, &page, value, err);
}
