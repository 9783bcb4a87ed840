#include "cli/summary.h"

#include "base/buf.h"
#include "base/clock.h"
#include "cli/print.h"
#include "model/changes.h"

#include <stdlib.h>

#define SOON_S       ((int64_t)14 * 86400) /* as for waivers */
#define LAPSES_SHOWN 10

/* ECMA-48 colours; only for a terminal. */
static const char *color_of(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_VERIFIED:
	case VERDICT_WAIVED:
		return "\033[32m";
	case VERDICT_READY:
		return "\033[34m";
	case VERDICT_OPEN:
	case VERDICT_NOT_APPLICABLE:
		return "\033[90m";
	case VERDICT_NEEDS_SIGNOFF:
	case VERDICT_PARTIAL:
		return "\033[33m";
	case VERDICT_STALE:
	case VERDICT_UNSUPPORTED:
	case VERDICT_INDETERMINATE:
	case VERDICT_CONTRADICTED:
	case VERDICTS:
		break;
	}
	return "\033[31m";
}

struct span summary_counts(const uint64_t counts[VERDICTS], struct arena *arena)
{
	struct span text = SPAN_EMPTY;

	for (unsigned v = 0; v < VERDICTS; v++) {
		struct span label;
		char *lower;

		if (counts[v] == 0)
			continue;
		label = arena_copy(arena, span_of(verdict_label[v]));
		lower = arena_string(arena, label);
		lower[0] = (char)(lower[0] | 0x20);
		text = arena_printf(arena, "%.*s%s%ju %s", SPAN_ARG(text),
				    text.len ? ", " : "", (uintmax_t)counts[v], lower);
	}
	return text;
}

static void print_item(const struct invocation *in, const struct planned *planned,
		       size_t index)
{
	const struct item *item = &planned->plan.items.at[index];
	const struct judgement *judgement = &planned->judgements.at[index];
	FILE *out = in->out;

	if (in->color)
		fputs(color_of(judgement->verdict), out);
	fprintf(out, "  %-15s", verdict_label[judgement->verdict]);
	if (in->color)
		fputs("\033[0m", out);
	fputc(' ', out);
	print_text(out, planned->plan.path);
	fprintf(out, ":%u  ", item->line);
	print_text(out, item->plain);
	fprintf(out, "\n%18s", "");
	print_text(out, judgement->sentence);
	fputc('\n', out);
}

/* A refuted claim blocks also where nobody requires the item. */
static bool blocks(const struct judgement *judgement)
{
	return judgement->judged && !judgement->parent &&
	       (judgement->required || judgement->verdict == VERDICT_CONTRADICTED);
}

/* What blocks by the worst verdicts, in the order of trouble. */
static void print_blocking(const struct invocation *in, const struct report *report)
{
	size_t shown = 0, blocking = 0;

	for (unsigned t = 0; t < VERDICTS; t++) {
		enum verdict verdict = verdict_by_trouble[t];

		if (verdict_stands(verdict))
			continue;
		blocking += verdict == VERDICT_CONTRADICTED
				    ? report->run.counts[verdict]
				    : report->run.required[verdict];
		for (size_t p = 0; p < report->plans.count; p++) {
			const struct planned *planned = &report->plans.at[p];

			for (size_t i = 0; i < planned->judgements.count; i++) {
				const struct judgement *judgement =
					&planned->judgements.at[i];

				if (!blocks(judgement) ||
				    judgement->verdict != verdict ||
				    shown >= SUMMARY_ITEMS)
					continue;
				if (shown++ == 0)
					fputs("\nMost blocking:\n", in->out);
				print_item(in, planned, i);
			}
		}
	}
	if (blocking > shown)
		fprintf(in->out, "  and %zu more\n", blocking - shown);
}

static void print_findings(const struct invocation *in, const struct report *report)
{
	bool first = true;

	for (size_t i = 0; i < report->findings.count; i++) {
		const struct finding *finding = &report->findings.at[i];

		if (finding->rule->level == FINDING_NOTE)
			continue;
		fprintf(in->out, "%s%s: ", first ? "\n" : "",
			finding_level_word[finding->rule->level]);
		if (finding->path.len > 0) {
			print_text(in->out, finding->path);
			if (finding->line > 0)
				fprintf(in->out, ":%u", finding->line);
			fputs(": ", in->out);
		}
		print_text(in->out, finding->message);
		fprintf(in->out, " [%s]\n  fix: %s\n", finding->rule->code,
			finding->rule->fix);
		first = false;
	}
}

void summary_print(const struct invocation *in, const struct report *report)
{
	const struct run *run = &report->run;
	char as_of[CLOCK_TEXT];
	FILE *out = in->out;

	if (in->quiet)
		return;
	fprintf(out, "%s%s%s  ", in->color ? "\033[1m" : "", result_word[run->result],
		in->color ? "\033[0m" : "");
	print_text(out, run->project);
	fprintf(out, " at %.12s", run->commit.ptr);
	if (run->ref.len > 0) {
		fputs(" (", out);
		print_text(out, run->ref);
		fputc(')', out);
	}
	fprintf(out, ", as of %s\n", clock_format(run->as_of, as_of));
	print_text(out, run->result_why);
	if (run->good_until != CLOCK_NONE)
		fprintf(out, "\nGood until %s, when something that counted lapses%s.",
			clock_format(run->good_until, as_of),
			run->good_until > clock_now()
				? ""
				: ": that is past, and `muster gate` judges as of now");
	fprintf(out, "\n%ju item%s in %zu plan%s judged", (uintmax_t)run->judged,
		run->judged == 1 ? "" : "s", report->plans.count,
		report->plans.count == 1 ? "" : "s");
	if (run->judged > 0) {
		fputs(": ", out);
		print_text(out, summary_counts(run->counts, in->arena));
	}
	fputs(".\n", out);
	print_blocking(in, report);
	print_findings(in, report);
}

/* Something that stands, and when it ends. */
struct lapse {
	int64_t at;
	const struct planned *planned;
	size_t item;
	const char *what;
};
struct lapses {
	LIST(struct lapse) list;
	int64_t from, to;
	struct arena *arena;
};

static void add_lapse(struct lapses *lapses, int64_t at, const struct planned *planned,
		      size_t item, const char *what)
{
	if (at > lapses->from && at <= lapses->to)
		*LIST_ADD(lapses->arena, &lapses->list) =
			(struct lapse){ at, planned, item, what };
}

static void look_for_lapses(struct lapses *lapses, const struct planned *planned,
			    size_t item)
{
	const struct judgement *judgement = &planned->judgements.at[item];

	if (!judgement->judged || (judgement->verdict != VERDICT_VERIFIED &&
				   judgement->verdict != VERDICT_READY))
		return;
	for (size_t i = 0; i < judgement->requirements.count; i++)
		if (judgement->requirements.at[i].outcome == OUTCOME_PASS)
			add_lapse(lapses, judgement->requirements.at[i].lapses_at,
				  planned, item, "evidence is too old");
	for (size_t i = 0; i < judgement->votes.count; i++)
		if (judgement->votes.at[i].reason == REASON_SIGNED_BY)
			add_lapse(lapses, judgement->votes.at[i].lapses_at, planned,
				  item, "sign-off ends with its key");
}

static int by_time(const void *left, const void *right)
{
	const struct lapse *a = left, *b = right;
	int order;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	order = span_cmp(a->planned->plan.path, b->planned->plan.path);
	if (order != 0)
		return order;
	if (a->item != b->item)
		return a->item < b->item ? -1 : 1;
	return strcmp(a->what, b->what);
}

/* Of the plans' own waivers; those of the configuration are findings of the run. */
static void print_ending_waivers(const struct invocation *in,
				 const struct report *report)
{
	bool first = true;

	for (size_t p = 0; p < report->plans.count; p++) {
		const struct plan *plan = &report->plans.at[p].plan;

		for (size_t i = 0; i < plan->findings.count; i++) {
			const struct finding *finding = &plan->findings.at[i];

			if (strcmp(finding->rule->code, "waiver-ends-soon") != 0)
				continue;
			fprintf(in->out, "%swarning: ", first ? "\n" : "");
			print_text(in->out, plan->path);
			fprintf(in->out, ":%u: ", finding->line);
			print_text(in->out, finding->message);
			fprintf(in->out, " [%s]\n  fix: %s\n", finding->rule->code,
				finding->rule->fix);
			first = false;
		}
	}
}

void summary_print_lapses(const struct invocation *in, const struct report *report)
{
	struct lapses lapses = { .from = report->run.as_of,
				 .to = report->run.as_of + SOON_S,
				 .arena = in->arena };
	char time[CLOCK_TEXT];

	for (size_t p = 0; p < report->plans.count; p++)
		for (size_t i = 0; i < report->plans.at[p].judgements.count; i++)
			look_for_lapses(&lapses, &report->plans.at[p], i);
	if (in->quiet)
		return;
	print_ending_waivers(in, report);
	if (lapses.list.count == 0)
		return;
	qsort(lapses.list.at, lapses.list.count, sizeof(lapses.list.at[0]), by_time);
	fputs("\nStands, and ends within two weeks:\n", in->out);
	for (size_t i = 0; i < lapses.list.count && i < LAPSES_SHOWN; i++) {
		const struct lapse *lapse = &lapses.list.at[i];
		const struct item *item = &lapse->planned->plan.items.at[lapse->item];

		fprintf(in->out, "  %s  %s: ", clock_format(lapse->at, time),
			lapse->what);
		print_text(in->out, lapse->planned->plan.path);
		fprintf(in->out, ":%u  ", item->line);
		print_text(in->out, item->plain);
		fputc('\n', in->out);
	}
	if (lapses.list.count > LAPSES_SHOWN)
		fprintf(in->out, "  and %zu more\n", lapses.list.count - LAPSES_SHOWN);
}

/* Whether the gate in force minds that verdict: an operator may have allowed it. */
static bool is_minded(const struct report *report, enum verdict verdict)
{
	bool any = false;

	for (size_t i = 0; i < report->gate.count; i++) {
		const struct gate_row *row = &report->gate.at[i];

		if (row->holds || row->verdict == VERDICTS)
			continue;
		if (row->verdict == verdict)
			return true;
		any = true;
	}
	return !any;
}

/* The worst of what keeps the gate shut. */
static const struct planned *find_worst(const struct report *report, size_t *out_item)
{
	for (unsigned t = 0; t < VERDICTS; t++)
		for (size_t p = 0; p < report->plans.count; p++)
			for (size_t i = 0; i < report->plans.at[p].judgements.count;
			     i++) {
				const struct judgement *judgement =
					&report->plans.at[p].judgements.at[i];

				if (judgement->verdict != verdict_by_trouble[t] ||
				    verdict_stands(judgement->verdict) ||
				    !blocks(judgement) ||
				    !is_minded(report, judgement->verdict))
					continue;
				*out_item = i;
				return &report->plans.at[p];
			}
	return NULL;
}

void summary_print_red(const struct invocation *in, const struct report *report)
{
	size_t at = 0;
	const struct planned *planned = find_worst(report, &at);
	const struct judgement *judgement;

	if (in->quiet)
		return;
	fprintf(in->out, "\n%s: ", result_word[report->run.result]);
	print_text(in->out, report->run.result_why);
	if (!planned) {
		fputs("\n", in->out);
		return;
	}
	judgement = &planned->judgements.at[at];
	fputs("\nworst: ", in->out);
	print_text(in->out, planned->plan.path);
	fprintf(in->out, ":%u  ", planned->plan.items.at[at].line);
	print_text(in->out, planned->plan.items.at[at].plain);
	fputs(": ", in->out);
	print_text(in->out, judgement->sentence);
	fputs("\nfix: ", in->out);
	print_text(in->out,
		   judgement->fix.len > 0 ? judgement->fix : SPAN_LIT("see why"));
	fputs(" (muster explain ", in->out);
	print_text(in->out, planned->plan.path);
	fprintf(in->out, ":%u)\n", planned->plan.items.at[at].line);
}
