#include "base/path.h"
#include "site/page.h"
#include "site/url.h"

#define CANDIDATES_SHOWN 40

static struct span items_of(struct site *site, const struct plan_index *index)
{
	struct span judged =
		arena_printf(site->scratch, "%.*s %s",
			     SPAN_ARG(words_count(site->scratch, index->judged)),
			     words_plural(index->judged, "item", "items"));

	if (index->listed == 0)
		return judged;
	return arena_printf(site->scratch, "%.*s, %.*s not judged", SPAN_ARG(judged),
			    SPAN_ARG(words_count(site->scratch, index->listed)));
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
		   planned->plan.is_template  ? SPAN_LIT("a template, not judged")
		   : planned->plan.incomplete ? SPAN_LIT("read in part")
					      : SPAN_EMPTY);
	value_bar(site, card, "bar", index->counts, 12);
	value_legend(card, "legend", index->counts);
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
	value_printf(candidates, "says",
		     "%.*s Markdown %s plans, but nothing names %s as such.%s",
		     SPAN_ARG(words_number(site->scratch, count, true)),
		     words_plural(count, "file looks like", "files look like"),
		     words_plural(count, "it", "them"),
		     count > CANDIDATES_SHOWN ? " The first forty:" : "");
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
			     .title = SPAN_LIT("Plans"),
			     .nav = "plan/index.html",
			     .class = "" };

	if (report->plans.count == 0)
		value_text(value, "lead",
			   SPAN_LIT("No plan was found at this commit."));
	else
		value_printf(
			value, "lead",
			"%.*s %s, %.*s %s. Each is shown as its author wrote it, with a"
			" verdict beside every item.",
			SPAN_ARG(
				words_number(site->scratch, report->plans.count, true)),
			words_plural(report->plans.count, "plan", "plans"),
			SPAN_ARG(words_count(site->scratch, judged)),
			words_plural(judged, "item", "items"));
	value_flag(value, "has_plans", report->plans.count > 0);
	list = value_list(value, "plans");
	for (size_t i = 0; i < report->plans.count; i++)
		add_card(site, list, i);
	add_candidates(site, value);
	return page_end(site, &page, value, err);
}
