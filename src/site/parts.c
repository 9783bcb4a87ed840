#include "base/clock.h"
#include "base/path.h"
#include "base/table.h"
#include "site/page.h"
#include "site/url.h"
#include "text/html.h"

void value_printf(struct value *object, const char *key, const char *fmt, ...)
{
	struct buf text;
	va_list args;

	buf_init(&text, 1 << 16);
	va_start(args, fmt);
	buf_vaddf(&text, fmt, args);
	va_end(args);
	value_text(object, key, arena_copy(object->arena, buf_span(&text)));
	buf_release(&text);
}

void value_verdict(const struct site *site, struct value *object, const char *key,
		   enum verdict verdict)
{
	struct value *value = value_object(object, key);

	value_text(value, "word", span_of(verdict_word[verdict]));
	value_text(value, "label", say_word(site, "verdict", verdict_word[verdict]));
}

/* "2026-11-20 16:41 UTC", or the day alone. */
static void time_value(struct value *object, const char *key, int64_t time,
		       bool day_only)
{
	char iso[CLOCK_TEXT];
	struct value *value;

	clock_format(time, iso);
	if (iso[0] == '-') {
		value_text(object, key, SPAN_EMPTY);
		return;
	}
	value = value_object(object, key);
	value_printf(value, "iso", "%s", iso);
	if (day_only)
		value_printf(value, "text", "%.10s", iso);
	else
		value_printf(value, "text", "%.10s %.5s UTC", iso, iso + 11);
}

void value_time(struct value *object, const char *key, int64_t time)
{
	time_value(object, key, time, false);
}

void value_date(struct value *object, const char *key, int64_t time)
{
	time_value(object, key, time, true);
}

void value_commit(struct value *object, const char *key, struct span commit)
{
	value_text(object, key, span_sub(commit, 0, 7));
}

void value_legend(const struct site *site, struct value *object, const char *key,
		  const uint64_t counts[VERDICTS])
{
	struct value *list = value_list(object, key);

	for (unsigned v = 0; v < VERDICTS; v++) {
		struct value *entry;

		if (counts[v] == 0)
			continue;
		entry = value_add(list);
		value_text(entry, "word", span_of(verdict_word[v]));
		value_text(entry, "label", say_word(site, "verdict", verdict_word[v]));
		value_count(entry, "count", counts[v]);
		value_text(entry, "many",
			   counts[v] == 1 ? SPAN_EMPTY : SPAN_LIT("yes"));
	}
}

struct span bar_html(struct site *site, const uint64_t counts[VERDICTS],
		     unsigned height)
{
	uint64_t total = counts_total(counts);
	uint64_t before = 0;
	struct span html;
	struct buf svg;

	if (total == 0)
		return SPAN_EMPTY;
	buf_init(&svg, 8192);
	buf_addf(&svg,
		 "<svg class=\"bar\" viewBox=\"0 0 1000 %u\""
		 " preserveAspectRatio=\"none\" role=\"img\" aria-label=\"",
		 height);
	html_attr(&svg, words_counts(site, counts));
	html_raw(&svg, "\">");
	for (unsigned v = 0; v < VERDICTS; v++) {
		uint64_t x = before * 10000 / total;
		uint64_t width = (before + counts[v]) * 10000 / total - x;

		if (counts[v] == 0)
			continue;
		before += counts[v];
		width = width > 50 ? width - 30 : 20; /* the gap between neighbours */
		site->hatched |= v == VERDICT_UNSUPPORTED;
		buf_addf(&svg,
			 "<rect x=\"%llu.%llu\" width=\"%llu.%llu\" height=\"%u\" ",
			 (unsigned long long)(x / 10), (unsigned long long)(x % 10),
			 (unsigned long long)(width / 10),
			 (unsigned long long)(width % 10), height);
		if (v == VERDICT_UNSUPPORTED)
			html_raw(&svg, "fill=\"url(#hatch)\"/>");
		else
			buf_addf(&svg, "class=\"v-%s\"/>", verdict_word[v]);
	}
	html_raw(&svg, "</svg>");
	html = arena_copy(site->scratch, buf_span(&svg));
	buf_release(&svg);
	return html;
}

void value_bar(struct site *site, struct value *object, const char *key,
	       const uint64_t counts[VERDICTS], unsigned height)
{
	value_slot(object, key, bar_html(site, counts, height));
}

/* ---- definition lists -------------------------------------------------- */

void fact_text(const struct site *site, struct value *list, const char *name,
	       struct span text)
{
	struct value *fact;

	if (text.len == 0)
		return;
	fact = value_add(list);
	value_text(fact, "name", say_word(site, "fact", name));
	value_text(fact, "code", SPAN_EMPTY);
	value_text(fact, "text", text);
	value_text(fact, "time", SPAN_EMPTY);
}

void fact_code(const struct site *site, struct value *list, const char *name,
	       struct span code)
{
	struct value *fact;

	if (code.len == 0)
		return;
	fact = value_add(list);
	value_text(fact, "name", say_word(site, "fact", name));
	value_text(fact, "code", code);
	value_text(fact, "text", SPAN_EMPTY);
	value_text(fact, "time", SPAN_EMPTY);
}

void fact_time(const struct site *site, struct value *list, const char *name,
	       int64_t time)
{
	struct value *fact;

	if (time == CLOCK_NONE)
		return;
	fact = value_add(list);
	value_text(fact, "name", say_word(site, "fact", name));
	value_text(fact, "code", SPAN_EMPTY);
	value_text(fact, "text", SPAN_EMPTY);
	value_time(fact, "time", time);
}

/* ---- the author's mark -------------------------------------------------- */

void value_mark(const struct site *site, struct value *object, const char *key,
		const struct item *item)
{
	bool box = item->kind == ITEM_TASK || item->kind == ITEM_SIGNOFF;
	struct value *value;

	if (item->mark.len == 0 && item->claim == CLAIM_NONE) {
		value_text(object, key, SPAN_EMPTY);
		return;
	}
	value = value_object(object, key);
	if (item->mark.len == 0) {
		value_text(value, "mark", SPAN_EMPTY);
		value_text(value, "spoken",
			   say_word(site, "spoken", claim_word[item->claim]));
		return;
	}
	/* What stood in a box is shown in its box. */
	if (box && item->mark.len == 1)
		value_printf(value, "mark", "[%.*s]", SPAN_ARG(item->mark));
	else if (box && span_trim(item->mark).len == 0)
		value_text(value, "mark", SPAN_LIT("[ ]"));
	else
		value_text(value, "mark", item->mark);
	value_text(value, "spoken", say_word(site, "spoken", claim_word[item->claim]));
}

/* ---- checks ------------------------------------------------------------- */

static const enum verdict outcome_icon[OUTCOMES] = {
	[OUTCOME_PASS] = VERDICT_VERIFIED,
	[OUTCOME_FAIL] = VERDICT_CONTRADICTED,
	[OUTCOME_ABSENT] = VERDICT_UNSUPPORTED,
	[OUTCOME_PLACEHOLDER] = VERDICT_UNSUPPORTED,
	[OUTCOME_UNREADABLE] = VERDICT_INDETERMINATE,
	[OUTCOME_UNBINDABLE] = VERDICT_OPEN,
};

static bool is_old(const struct requirement *requirement)
{
	return requirement->freshness == FRESHNESS_STALE ||
	       requirement->freshness == FRESHNESS_FOREIGN;
}

void value_checks(struct site *site, struct value *object,
		  const struct judgement *judgement)
{
	struct value *list = value_list(object, "checks");

	for (size_t i = 0; i < judgement->requirements.count; i++) {
		const struct requirement *requirement = &judgement->requirements.at[i];
		struct value *check = value_add(list);
		bool old = requirement->outcome == OUTCOME_PASS && is_old(requirement);
		struct span what = requirement->text.len > 0 ? requirement->text
							     : requirement->path;

		value_text(check, "what", what);
		value_text(check, "expected",
			   span_eq(requirement->expected, requirement->actual)
				   ? SPAN_EMPTY
				   : requirement->expected);
		value_text(check, "wanted", requirement->expected);
		value_text(check, "found", requirement->actual);
		value_text(check, "basis",
			   say_word(site, "basis", basis_word[requirement->basis]));
		value_text(check, "icon",
			   span_of(verdict_word
					   [old ? VERDICT_STALE
						: outcome_icon[requirement->outcome]]));
		value_text(check, "result",
			   say_word(site, "outcome",
				    old ? "stale"
					: outcome_word[requirement->outcome]));
		value_text(check, "why",
			   requirement->outcome == OUTCOME_PASS
				   ? SPAN_EMPTY
				   : say_reason(site, requirement->reason));
		if (requirement->artifact < site->report->artifacts.count)
			value_text(
				check, "href",
				page_href(
					site,
					url_artifact(
						site->scratch,
						&site->report->artifacts
							 .at[requirement->artifact])));
		else
			value_text(check, "href", SPAN_EMPTY);
	}
}

/* ---- runs --------------------------------------------------------------- */

#define TREND_RUNS 24

struct trend_run {
	int64_t number, as_of;
	struct span commit;
	const uint64_t *counts;
	uint64_t by_standing[STANDINGS];
};

/* The newest runs, this one last; returns how many. */
static size_t trend_columns(const struct report *report,
			    struct trend_run out[TREND_RUNS])
{
	size_t past = report->history.count;
	size_t from = past > TREND_RUNS - 1 ? past - (TREND_RUNS - 1) : 0;
	size_t n = 0;

	for (size_t i = from; i <= past; i++) {
		const struct past_run *run = i < past ? &report->history.at[i] : NULL;
		struct trend_run *column = &out[n++];

		memset(column, 0, sizeof(*column));
		column->number = run ? run->number : report->run.number;
		column->as_of = run ? run->as_of : report->run.as_of;
		column->commit = run ? run->commit : report->run.commit;
		column->counts = run ? run->counts : report->run.counts;
		for (unsigned v = 0; v < VERDICTS; v++)
			column->by_standing[verdict_standing((enum verdict)v)] +=
				column->counts[v];
	}
	return n;
}

/* The smallest round number that four steps of reach `most`. */
static uint64_t grid_step(uint64_t most)
{
	static const uint64_t tenths[] = { 10, 15, 20, 25, 30, 40, 50, 60, 80 };
	uint64_t ten = 1;

	for (;;) {
		for (size_t i = 0; i < sizeof(tenths) / sizeof(tenths[0]); i++)
			if (tenths[i] * ten % 10 == 0 &&
			    tenths[i] * ten / 10 * 4 >= most)
				return tenths[i] * ten / 10;
		ten *= 10;
	}
}

#define CHART_W      760
#define CHART_H      214
#define CHART_LEFT   44
#define CHART_TOP    10
#define CHART_BOTTOM 26

struct chart {
	struct buf svg;
	uint64_t top; /* value at the top */
	unsigned step_x;
};

/* Tenths of a pixel from the top. */
static uint64_t chart_y(const struct chart *chart, uint64_t value)
{
	uint64_t room = (CHART_H - CHART_TOP - CHART_BOTTOM) * 10;

	return CHART_TOP * 10 + room - room * value / chart->top;
}

static void chart_grid(struct chart *chart, uint64_t step, size_t columns)
{
	for (uint64_t value = 0; value <= chart->top; value += step) {
		uint64_t y = chart_y(chart, value);

		buf_addf(&chart->svg,
			 "<line class=\"grid\" x1=\"%d\" x2=\"%zu\" y1=\"%llu.%llu\""
			 " y2=\"%llu.%llu\"/><text class=\"ax\" x=\"%d\" y=\"%llu\""
			 " text-anchor=\"end\">%llu</text>",
			 CHART_LEFT, CHART_LEFT + columns * chart->step_x + 6,
			 (unsigned long long)(y / 10), (unsigned long long)(y % 10),
			 (unsigned long long)(y / 10), (unsigned long long)(y % 10),
			 CHART_LEFT - 8, (unsigned long long)(y / 10 + 4),
			 (unsigned long long)value);
	}
}

static void chart_column(const struct site *site, struct chart *chart,
			 const struct trend_run *column, size_t at, bool last)
{
	static const char *const class[] = { "v-verified", "v-partial",
					     "v-contradicted" };
	static const char *const words[] = { "history.trend-passes",
					     "history.trend-work",
					     "history.trend-blocks" };
	uint64_t base = 0;
	unsigned x = CHART_LEFT + 10 + (unsigned)at * chart->step_x;
	unsigned width = chart->step_x * 2 / 3;

	for (unsigned s = STANDING_PASSES; s <= STANDING_BLOCKS; s++) {
		uint64_t count = column->by_standing[s];
		uint64_t top = chart_y(chart, base + count);
		uint64_t height = chart_y(chart, base) - top;

		if (count > 0)
			buf_addf(&chart->svg,
				 "<rect class=\"%s%s\" x=\"%u\" y=\"%llu.%llu\" "
				 "width=\"%u\""
				 " height=\"%llu.%llu\"/>",
				 class[s], last ? "" : " dim", x,
				 (unsigned long long)((top + 10) / 10),
				 (unsigned long long)(top % 10), width,
				 (unsigned long long)(height > 20 ? (height - 10) / 10
								  : 1),
				 (unsigned long long)(height > 20 ? height % 10 : 0));
		if (last && count > 0) {
			buf_addf(&chart->svg,
				 "<text class=\"lb\" x=\"%u\" y=\"%llu\"><tspan "
				 "class=\"n\">%llu</tspan> ",
				 x + width + 14,
				 (unsigned long long)((top + height / 2) / 10 + 4),
				 (unsigned long long)count);
			html_text(&chart->svg, say(site, words[s]));
			html_raw(&chart->svg, "</text>");
		}
		base += count;
	}
	buf_addf(&chart->svg,
		 "<text class=\"ax\" x=\"%u\" y=\"%d\" "
		 "text-anchor=\"middle\">%lld</text>",
		 x + width / 2, CHART_H - 8, (long long)column->number);
}

void value_trend(struct site *site, struct value *object, const char *key)
{
	struct trend_run columns[TREND_RUNS];
	size_t count = trend_columns(site->report, columns);
	struct chart chart;
	uint64_t most = 1;

	if (count < 2) {
		value_slot(object, key, SPAN_EMPTY);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		uint64_t all = counts_total(columns[i].counts) -
			       columns[i].by_standing[STANDING_APART];

		most = all > most ? all : most;
	}
	chart.top = grid_step(most) * 4;
	chart.step_x = count > 12 ? 22 : 44;
	buf_init(&chart.svg, 1 << 16);
	buf_addf(&chart.svg,
		 "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\""
		 " aria-labelledby=\"tr-t\"><title id=\"tr-t\">",
		 CHART_W, CHART_H);
	html_text(&chart.svg,
		  SAY(site, "history.trend-title", say_number("runs", count)));
	html_raw(&chart.svg, "</title>");
	chart_grid(&chart, chart.top / 4, count);
	for (size_t i = 0; i < count; i++)
		chart_column(site, &chart, &columns[i], i, i + 1 == count);
	html_raw(&chart.svg, "</svg>");
	value_slot(object, key, arena_copy(object->arena, buf_span(&chart.svg)));
	buf_release(&chart.svg);
}

static void add_run(struct site *site, struct value *list,
		    const struct trend_run *column)
{
	struct value *row = value_add(list);
	struct value *cells = value_list(row, "cells");

	value_printf(row, "number", "%lld", (long long)column->number);
	value_text(row, "href",
		   page_href(site, url_run(site->scratch, column->number)));
	value_time(row, "when", column->as_of);
	value_commit(row, "commit", column->commit);
	value_count(row, "passes", column->by_standing[STANDING_PASSES]);
	value_count(row, "work", column->by_standing[STANDING_WORK]);
	value_count(row, "blocks", column->by_standing[STANDING_BLOCKS]);
	value_count(row, "items", counts_total(column->counts));
	value_bar(site, row, "bar", column->counts, 12);
	for (unsigned v = 0; v < VERDICTS; v++) {
		struct value *cell = value_add(cells);

		if (column->counts[v] > 0)
			value_count(cell, "count", column->counts[v]);
		else
			value_text(cell, "count", SPAN_LIT("\xE2\x80\x93"));
	}
}

bool run_is_shown(const struct site *site, int64_t number)
{
	struct trend_run columns[TREND_RUNS];
	size_t count = trend_columns(site->report, columns);

	for (size_t i = 0; i < count; i++)
		if (columns[i].number == number)
			return true;
	return false;
}

/* Newest first. */
void value_runs(struct site *site, struct value *object, const char *key)
{
	struct trend_run columns[TREND_RUNS];
	size_t count = trend_columns(site->report, columns);
	struct value *list = value_list(object, key);

	while (count > 0)
		add_run(site, list, &columns[--count]);
}

/* ---- changes ------------------------------------------------------------ */

struct change {
	struct item_ref ref;
	enum verdict was, is;
};

static void add_change(struct site *site, struct value *list,
		       const struct change *change)
{
	const struct planned *planned = &site->report->plans.at[change->ref.plan];
	struct value *value = value_add(list);

	value_text(value, "text",
		   item_title(site, &planned->plan.items.at[change->ref.item]));
	value_text(value, "href",
		   page_href(site,
			     url_item(site->scratch, &planned->plan,
				      &planned->judgements.at[change->ref.item])));
	value_verdict(site, value, "was", change->was);
	value_verdict(site, value, "is", change->is);
}

/* Lists "worse" and "better" with their counts, and how many are new. */
void value_changes(struct site *site, struct value *object, size_t worse_max,
		   size_t better_max)
{
	const struct report *report = site->report;
	struct value *worse = value_list(object, "worse");
	struct value *better = value_list(object, "better");
	uint64_t worse_count = 0, better_count = 0, new_count = 0;

	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			const struct judgement *judgement = &planned->judgements.at[i];
			struct change change = { .ref = { p, i },
						 .is = judgement->verdict };

			if (!judgement->judged || judgement->parent)
				continue;
			if (!item_was(site, planned, i, &change.was)) {
				new_count++;
				continue;
			}
			if (change.was == change.is)
				continue;
			if (verdict_rank[change.is] > verdict_rank[change.was]) {
				if (worse_count++ < worse_max)
					add_change(site, worse, &change);
			} else if (better_count++ < better_max) {
				add_change(site, better, &change);
			}
		}
	}
	value_count(object, "worse_count", worse_count);
	value_count(object, "better_count", better_count);
	value_count(object, "changes_count", worse_count + better_count);
	value_flag(object, "changed", worse_count + better_count > 0);
	if (new_count > 0)
		value_count(object, "new_count", new_count);
	else
		value_text(object, "new_count", SPAN_EMPTY);
}
