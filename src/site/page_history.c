#include "site/page.h"
#include "site/url.h"

#define MATRIX_RUNS  12
#define MATRIX_ITEMS 40

static void add_verdicts(const struct site *site, struct value *value)
{
	struct value *list = value_list(value, "verdicts");

	for (unsigned v = 0; v < VERDICTS; v++) {
		struct value *entry = value_add(list);

		value_text(entry, "word", span_of(verdict_word[v]));
		value_text(entry, "label", say_word(site, "verdict", verdict_word[v]));
	}
}

static void add_lead(struct site *site, struct value *value)
{
	const struct report *report = site->report;
	size_t past = report->history.count;
	const struct past_run *first = past > 0 ? &report->history.at[0] : NULL;
	uint64_t now = report->run.counts[VERDICT_VERIFIED];

	if (!first) {
		value_text(value, "lead", say(site, "history.lead-first"));
		return;
	}
	value_text(value, "lead",
		   SAY(site, "history.lead",
		       say_counted("runs", words_number(site, past + 1, true),
				   past + 1),
		       say_number("was", first->counts[VERDICT_VERIFIED]),
		       say_number("is", now)));
}

static void add_since(struct site *site, struct value *value)
{
	const struct report *report = site->report;
	struct value *since;

	if (report->history.count == 0) {
		value_text(value, "since", SPAN_EMPTY);
		return;
	}
	since = value_object(value, "since");
	value_printf(since, "number", "%lld",
		     (long long)report->history.at[report->history.count - 1].number);
	value_changes(site, since, 400, 400);
}

/* The runs of the matrix, this one last. */
static size_t matrix_runs(const struct report *report, int64_t out[MATRIX_RUNS])
{
	size_t past = report->history.count;
	size_t from = past > MATRIX_RUNS - 1 ? past - (MATRIX_RUNS - 1) : 0;
	size_t n = 0;

	for (size_t i = from; i < past; i++)
		out[n++] = report->history.at[i].number;
	out[n++] = report->run.number;
	return n;
}

static void add_matrix_row(struct site *site, struct value *list, struct item_ref ref,
			   const struct past_list *past, const int64_t *runs,
			   size_t count)
{
	const struct planned *planned = &site->report->plans.at[ref.plan];
	const struct judgement *judgement = &planned->judgements.at[ref.item];
	struct value *row = value_add(list);
	struct value *cells = value_list(row, "cells");
	size_t at = 0;

	value_text(row, "text", item_title(site, &planned->plan.items.at[ref.item]));
	value_text(row, "href", url_item(site->scratch, &planned->plan, judgement));
	for (size_t i = 0; i < count; i++) {
		struct value *cell = value_add(cells);
		bool here = i + 1 == count;
		enum verdict verdict;

		while (at < past->at.count && past->at.at[at]->run <= runs[i])
			at++;
		if (!here && at == 0) {
			value_text(cell, "word", SPAN_EMPTY);
			value_text(cell, "label", SPAN_EMPTY);
			continue;
		}
		verdict = here ? judgement->verdict : past->at.at[at - 1]->verdict;
		value_text(cell, "word", span_of(verdict_word[verdict]));
		value_text(cell, "label",
			   say_word(site, "verdict", verdict_word[verdict]));
	}
}

/* An item moved where its verdict changed between two of the runs shown. */
static bool has_moved(const struct past_list *past, const struct judgement *judgement,
		      int64_t first_run)
{
	if (!past || past->at.count == 0)
		return false;
	if (past->at.at[past->at.count - 1]->verdict != judgement->verdict)
		return true;
	return past->at.count > 1 && past->at.at[past->at.count - 1]->run > first_run;
}

static void add_matrix(struct site *site, struct value *value)
{
	const struct report *report = site->report;
	int64_t runs[MATRIX_RUNS];
	size_t count = matrix_runs(report, runs);
	struct value *heads = value_list(value, "matrix_runs");
	struct value *list = value_list(value, "matrix");
	size_t shown = 0;

	for (size_t i = 0; i < count; i++)
		value_add_text(heads,
			       arena_printf(site->scratch, "%lld", (long long)runs[i]));
	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			const struct judgement *judgement = &planned->judgements.at[i];
			const struct past_list *past = item_past(site, planned, i);

			if (!judgement->judged || judgement->parent ||
			    shown == MATRIX_ITEMS ||
			    !has_moved(past, judgement, runs[0]))
				continue;
			shown++;
			add_matrix_row(site, list, (struct item_ref){ p, i }, past,
				       runs, count);
		}
	}
	value_flag(value, "has_matrix", shown > 0);
}

static struct span flaky_says(const struct site *site, const struct requirement *need)
{
	if (need->outcome == OUTCOME_PASS)
		return SAY(site, "history.flaky-passes",
			   say_number("count", need->other_fail));
	return SAY(site, "history.flaky-fails", say_number("count", need->other_pass));
}

/* What passes by one report about a commit and fails by another. */
static void add_flaky(struct site *site, struct value *value)
{
	const struct report *report = site->report;
	struct value *list = value_list(value, "flaky");
	size_t count = 0;

	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			const struct judgement *judgement = &planned->judgements.at[i];

			for (size_t k = 0; k < judgement->requirements.count; k++) {
				const struct requirement *need =
					&judgement->requirements.at[k];
				struct value *row;

				if (!requirement_is_flaky(need))
					continue;
				row = value_add(list);
				count++;
				value_text(row, "text",
					   item_title(site,
						      &planned->plan.items.at[i]));
				value_text(row, "href",
					   url_item(site->scratch, &planned->plan,
						    judgement));
				value_text(row, "word",
					   span_of(verdict_word[judgement->verdict]));
				value_text(row, "label",
					   say_word(site, "verdict",
						    verdict_word[judgement->verdict]));
				value_text(row, "need", need->text);
				value_text(row, "says", flaky_says(site, need));
			}
		}
	}
	value_flag(value, "has_flaky", count > 0);
}

int page_history(struct site *site, struct err *err)
{
	struct value *value = page_begin(site, SPAN_LIT("history.html"));
	struct page page = { .template = "history",
			     .title = say(site, "history.title"),
			     .nav = "history.html",
			     .class = "hist-page" };

	add_lead(site, value);
	value_trend(site, value, "trend");
	value_runs(site, value, "runs");
	add_verdicts(site, value);
	add_since(site, value);
	add_matrix(site, value);
	add_flaky(site, value);
	return page_end(site, &page, value, err);
}
