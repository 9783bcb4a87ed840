/* muster explain: one item's whole story, from the newest recorded run. */
#include "cli/command.h"
#include "cli/find_item.h"
#include "cli/print.h"
#include "cli/recorded.h"

#include <string.h>

static const struct option options[] = {
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

/* "  found      412 tests, 2 failed": nothing where there is nothing to say. */
static void print_field(FILE *out, const char *indent, const char *name, struct span text)
{
	if (text.len == 0)
		return;
	fprintf(out, "%s%-10s ", indent, name);
	print_text(out, text);
	fputc('\n', out);
}

static void print_head(FILE *out, const struct planned *planned, const struct item *item)
{
	print_text(out, planned->plan.path);
	fprintf(out, ":%u  ", item->line);
	print_text(out, item->plain);
	fputs("\n  ", out);
	if (item->headings.count > 0)
		fputs("under ", out);
	for (size_t i = 0; i < item->headings.count; i++) {
		if (i > 0)
			fputs(" > ", out);
		print_text(out, item->headings.at[i]);
	}
	fprintf(out, "%s%s, %s, id ", item->headings.count ? ": " : "",
		item_kind_word[item->kind], item_level_word[item->level]);
	print_text(out, item->id);
	fputs("\n\n", out);
}

static void print_verdict(const struct invocation *in, const struct item *item,
			  const struct judgement *judgement)
{
	FILE *out = in->out;

	if (!judgement->judged) {
		fputs("Not judged", out);
		if (item->skip.len > 0) {
			fputs(": ", out);
			print_text(out, item->skip);
		}
		fputs("\n", out);
		return;
	}
	fprintf(out, "%s%s%s", in->color ? "\033[1m" : "",
		verdict_label[judgement->verdict], in->color ? "\033[0m" : "");
	fprintf(out, "  (%s", reason_word[judgement->reason]);
	if (judgement->row > 0)
		fprintf(out, ", row %u of the decision table", judgement->row);
	if (judgement->raw != judgement->verdict)
		fprintf(out, ", %s without the waiver", verdict_word[judgement->raw]);
	fputs(")\n  ", out);
	print_text(out, judgement->sentence);
	fputs("\n", out);
}

/* "reworded: was "Keys rotated"": what the run before had in its place. */
static void print_lineage(FILE *out, const struct lineage *was)
{
	if (was->how == LINEAGE_NONE)
		return;
	fprintf(out, "  %s: was ", lineage_is_reworded(was->how) ? "reworded" : "moved");
	if (lineage_is_reworded(was->how)) {
		fputc('"', out);
		print_text(out, was->text);
		fputs("\", ", out);
	}
	print_text(out, was->plan);
	fprintf(out, ":%u, id ", was->line);
	print_text(out, was->id);
	if (was->commit.len >= 12)
		fprintf(out, ", in %.12s", was->commit.ptr);
	fputc('\n', out);
	if (lineage_is_reworded(was->how))
		fputs("  What was agreed about the old words was not about these.\n",
		      out);
}

static void print_claim(FILE *out, const struct item *item,
			const struct judgement *judgement)
{
	char at[CLOCK_TEXT];

	fputs("\nThe claim\n", out);
	fprintf(out, "  %-10s %s", "says", claim_word[item->claim]);
	if (item->mark.len > 0) {
		fputs(", marked \"", out);
		print_text(out, item->mark);
		fputc('"', out);
	}
	fprintf(out, " (%s)\n", claim_from_word[item->claim_from]);
	print_field(out, "  ", "but says", item->qualified);
	print_field(out, "  ", "hedge", item->hedge);
	if (judgement->judged)
		fprintf(out, "  %-10s %s%s\n", "needs", claim_class_word[judgement->needs],
			judgement->required ? ", required" : ", not required");
	if (judgement->marked_commit.len > 0) {
		fprintf(out, "  %-10s ", "marked by");
		print_text(out, judgement->marked_by);
		fputs(" <", out);
		print_text(out, judgement->marked_mail);
		fprintf(out, "> in %.12s, %s\n", judgement->marked_commit.ptr,
			clock_format(judgement->marked_at, at));
		print_field(out, "  ", "through", judgement->marked_through);
		print_field(out, "  ", "signature", judgement->mark_signature);
	}
}

/* Who said what to a sign-off field, and whether it counts. */
static void print_votes(FILE *out, const struct judgement *judgement)
{
	if (judgement->votes.count > 0)
		fputs("\nWho signed\n", out);
	for (size_t i = 0; i < judgement->votes.count; i++) {
		const struct signoff_vote *vote = &judgement->votes.at[i];
		char at[CLOCK_TEXT];

		fprintf(out, "  %-10s ", vote_word[vote->vote]);
		print_text(out, vote->by);
		if (vote->from == VOTE_TICK && vote->commit.len >= 12)
			fprintf(out, " in %.12s", vote->commit.ptr);
		if (vote->from == VOTE_STATEMENT) {
			fputs(" in ", out);
			print_text(out, vote->name);
		}
		if (vote->at != CLOCK_NONE)
			fprintf(out, ", %s", clock_format(vote->at, at));
		fputc('\n', out);
		print_field(out, "             ", "key", vote->fingerprint);
		if (vote->reason == REASON_SIGNED_BY)
			fputs("             it counts\n", out);
		else
			print_field(out, "             ", "not counted", vote->why);
	}
}

static void print_requirement(FILE *out, const struct report *report,
			      const struct requirement *requirement, size_t number)
{
	const struct artifact *artifact =
		requirement->artifact == ARTIFACT_NONE
			? NULL
			: &report->artifacts.at[requirement->artifact];

	fprintf(out, "  %zu. %s  ", number, outcome_word[requirement->outcome]);
	print_text(out, requirement->text);
	fprintf(out, "  (%s", basis_word[requirement->basis]);
	if (requirement->line > 0)
		fprintf(out, ", line %u", requirement->line);
	fputs(")\n", out);
	print_field(out, "     ", "expected", requirement->expected);
	print_field(out, "     ", "found", requirement->actual);
	if (requirement->how != HOW_UNRESOLVED) {
		fprintf(out, "     %-10s ", "file");
		print_text(out, requirement->path);
		fprintf(out, "%s(%s)\n", requirement->path.len ? " " : "",
			ref_how_word[requirement->how]);
	}
	if (artifact && requirement->artifact_line > 0)
		fprintf(out, "     %-10s %u\n", "at line", requirement->artifact_line);
	if (artifact && artifact->status != ARTIFACT_OK) {
		fprintf(out, "     %-10s %s, %.*s", "reading",
			artifact_status_word[artifact->status],
			SPAN_ARG(artifact->reason));
		if (artifact->err_line > 0)
			fprintf(out, " at line %u, column %u", artifact->err_line,
				artifact->err_column);
		fputc('\n', out);
		print_field(out, "     ", "", artifact->detail);
	}
	if (requirement->freshness != FRESHNESS_NONE) {
		fprintf(out, "     %-10s %s", "freshness",
			freshness_word[requirement->freshness]);
		if (requirement->freshness_reason != REASON_NONE)
			fprintf(out, " (%s)", reason_word[requirement->freshness_reason]);
		if (artifact && artifact->subject.len >= 12)
			fprintf(out, ", about %.12s", artifact->subject.ptr);
		fputc('\n', out);
	}
	if (artifact && artifact->changed_count > 0) {
		fprintf(out, "     %-10s %ju file%s in its scope, first ", "changed",
			(uintmax_t)artifact->changed_count,
			artifact->changed_count == 1 ? "" : "s");
		print_text(out, artifact->changed);
		fputc('\n', out);
	}
	fprintf(out, "     %-10s %s, %s\n", "strength", strength_code[requirement->strength],
		strength_word[requirement->strength]);
	print_field(out, "     ", "capped", requirement->strength_cap);
	for (size_t i = 0; i < requirement->candidates.count; i++)
		print_field(out, "     ", i == 0 ? "tried" : "",
			    requirement->candidates.at[i]);
}

static void print_story(const struct invocation *in, const struct report *report,
			const struct found_item *found)
{
	const struct item *item = &found->planned->plan.items.at[found->index];
	const struct judgement *judgement = &found->planned->judgements.at[found->index];
	FILE *out = in->out;

	print_head(out, found->planned, item);
	print_verdict(in, item, judgement);
	print_lineage(out, &judgement->was);
	print_claim(out, item, judgement);
	print_votes(out, judgement);
	if (judgement->requirements.count > 0)
		fputs("\nWhat it needs\n", out);
	for (size_t i = 0; i < judgement->requirements.count; i++)
		print_requirement(out, report, &judgement->requirements.at[i], i + 1);
	for (size_t i = 0; i < judgement->suggestions.count; i++) {
		const struct suggestion *suggestion = &judgement->suggestions.at[i];

		fputs(i == 0 ? "\nCould be meant, and counts once it is declared\n" : "",
		      out);
		fputs("  ", out);
		print_text(out, suggestion->annotation);
		fputs("\n     ", out);
		print_text(out, suggestion->why);
		fputc('\n', out);
	}
	for (size_t i = 0; i < found->planned->plan.findings.count; i++) {
		const struct finding *finding = &found->planned->plan.findings.at[i];

		if (finding->item != found->index && finding->other_item != found->index)
			continue;
		fprintf(out, "\n%s %s", finding_level_word[finding->rule->level],
			finding->rule->code);
		if (finding_certainty(finding->rule))
			fprintf(out, ", %s", finding_certainty(finding->rule));
		fprintf(out, ", line %u: ", finding->line);
		print_text(out, finding->message);
		fputc('\n', out);
	}
	if (judgement->fix.len > 0) {
		fputs("\nThe shortest way to verified\n  ", out);
		print_text(out, judgement->fix);
		fputc('\n', out);
	}
}

static int run(struct invocation *in, struct err *err)
{
	struct found_item found;
	struct recorded recorded;
	struct span words = SPAN_EMPTY;
	int rc = recorded_open(&recorded, in, err);

	for (int i = 0; i < in->arg_count; i++)
		words = arena_printf(in->arena, "%.*s%s%s", SPAN_ARG(words), i ? " " : "",
				     in->args[i]);
	if (rc == 0)
		rc = find_item(&found, &recorded.report, words, err);
	if (rc == 0)
		print_story(in, &recorded.report, &found);
	recorded_close(&recorded);
	return rc;
}

const struct command command_explain = {
	.name = "explain",
	.args = "ITEM",
	.summary = "Tell one item's whole story",
	.examples = "  muster explain unit-tests\n"
		    "  muster explain checklists/release.md:14\n"
		    "  muster explain rate limiting\n",
	.options = options,
	.min_args = 1,
	.max_args = -1,
	.run = run,
};
