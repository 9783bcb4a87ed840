#include "cli/summary.h"

#include "base/buf.h"
#include "cli/print.h"
#include "model/changes.h"

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
				    judgement->verdict != verdict || shown >= SUMMARY_ITEMS)
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
