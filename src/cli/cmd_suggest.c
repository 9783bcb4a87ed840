/*
 * cmd_suggest.c - `muster suggest`: Evidence lines for what could be meant, as a diff.
 *
 * An inferred match counts for nothing until somebody declares it.  This writes
 * the declaration where a person would; whether it is true, that person says.
 */
#include "cli/find_item.h"
#include "cli/patching.h"
#include "cli/print.h"

static const struct option options[] = {
	{ "all", 0, OPTION_FLAG, NULL, "also for items that are verified or ready" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

struct tally {
	size_t proposed, elsewhere, none;
};

/*
 * The white space and marks in front of a list item's text: "> - [ ] x" gives
 * "> " and "  ".  False for what is no list item.
 */
static bool cut_marker(struct span line, struct span *out_quote, size_t *out_width,
		       char *out_bullet)
{
	size_t at = 0, start;

	while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '>'))
		at++;
	while (at > 0 && line.ptr[at - 1] == ' ')
		at--;
	*out_quote = span_sub(line, 0, at);
	if (at > 0)
		*out_quote = span_sub(line, 0, ++at); /* the blank behind the '>' */
	start = at;
	while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'))
		at++;
	*out_bullet = '-';
	if (at < line.len &&
	    (line.ptr[at] == '-' || line.ptr[at] == '*' || line.ptr[at] == '+')) {
		*out_bullet = line.ptr[at++];
	} else {
		size_t digits = at;

		while (at < line.len && line.ptr[at] >= '0' && line.ptr[at] <= '9')
			at++;
		if (at == digits || at == line.len ||
		    (line.ptr[at] != '.' && line.ptr[at] != ')'))
			return false;
		at++;
	}
	if (at >= line.len || line.ptr[at] != ' ')
		return false;
	*out_width = at + 1 - start;
	return true;
}

/* What stands in front of the marker's text, as blanks and tabs. */
static struct span indent_of(const struct patching *patching, struct span line,
			     struct span quote, size_t width)
{
	char *indent =
		arena_string(patching->in->arena, span_sub(line, quote.len, width));

	for (size_t i = 0; i < width; i++)
		if (indent[i] != '\t')
			indent[i] = ' ';
	return (struct span){ indent, width };
}

static void propose(struct patching *patching, struct tally *tally,
		    const struct item *item, const struct judgement *judgement)
{
	struct span evidence = span_trim(judgement->suggestions.at[0].annotation);
	struct span line, quote;
	size_t at, width;
	char bullet;

	line = patching_line(patching, item->line, &at);
	if (!cut_marker(line, &quote, &width, &bullet)) {
		tally->elsewhere++;
		patching_say(patching, item->line,
			     "no list item, so write it yourself: %.*s",
			     (int)(evidence.len < 300 ? evidence.len : 300),
			     evidence.ptr);
		return;
	}
	if (span_starts(evidence, "- "))
		evidence = span_from(evidence, 2);
	tally->proposed++;
	patching_insert(patching,
			item->end_line > item->line ? item->end_line : item->line,
			arena_printf(patching->in->arena, "%.*s%.*s%c %.*s",
				     SPAN_ARG(quote),
				     SPAN_ARG(indent_of(patching, line, quote, width)),
				     bullet, SPAN_ARG(evidence)));
}

static bool is_settled(const struct judgement *judgement)
{
	return judgement->verdict == VERDICT_VERIFIED ||
	       judgement->verdict == VERDICT_READY ||
	       judgement->verdict == VERDICT_WAIVED ||
	       judgement->verdict == VERDICT_NOT_APPLICABLE;
}

/* Whether the item is among those asked for; all are where none is. */
static bool is_asked(const struct found_item *asked, size_t count,
		     const struct planned *planned, size_t index)
{
	for (size_t i = 0; i < count; i++)
		if (asked[i].planned == planned && asked[i].index == index)
			return true;
	return count == 0;
}

static int suggest_plan(struct invocation *in, struct repo *repo,
			const struct planned *planned, const struct found_item *asked,
			size_t count, struct tally *tally, struct err *err)
{
	struct patching patching = { .in = NULL };

	for (size_t i = 0; i < planned->judgements.count; i++) {
		const struct judgement *judgement = &planned->judgements.at[i];
		const struct item *item = &planned->plan.items.at[i];

		if (!is_asked(asked, count, planned, i) ||
		    (is_settled(judgement) && !invocation_has(in, "all") && count == 0))
			continue;
		if (judgement->suggestions.count == 0) {
			tally->none += judgement->judged && item->kind != ITEM_SIGNOFF;
			continue;
		}
		if (!patching.in) {
			int rc = patching_open(&patching, in, repo, planned, err);

			if (rc < 0)
				return rc;
		}
		propose(&patching, tally, item, judgement);
	}
	if (patching.in)
		patching_print(&patching);
	return 0;
}

static void say_sum(const struct invocation *in, const struct tally *tally)
{
	if (in->quiet)
		return;
	fprintf(stderr, "muster: %zu Evidence line%s proposed", tally->proposed,
		tally->proposed == 1 ? "" : "s");
	if (tally->none > 0)
		fprintf(stderr,
			"; for %zu item%s nothing was found that could be meant",
			tally->none, tally->none == 1 ? "" : "s");
	fputs(tally->proposed > 0
		      ? "\n  next: read them, \"muster suggest | git apply\", commit, "
			"\"muster audit\"\n"
		      : "\n  next: \"muster explain ITEM\" says what an item needs; "
			"\"muster capture\" makes evidence of a command's run\n",
	      stderr);
}

static int run(struct invocation *in, struct err *err)
{
	struct recorded recorded;
	struct found_item *asked =
		ARENA_ARRAY(in->arena, struct found_item, (size_t)in->arg_count + 1);
	struct repo *repo = NULL;
	struct tally tally = { 0 };
	int rc = recorded_open(&recorded, in, err);

	if (rc == 0 && !recorded.repo)
		rc = repo_open(&repo, &(struct repo_options){ 0 }, err);
	for (int i = 0; i < in->arg_count && rc == 0; i++)
		rc = find_item(&asked[i], &recorded.report, span_of(in->args[i]), err);
	for (size_t i = 0; i < recorded.report.plans.count && rc == 0; i++) {
		rc = suggest_plan(in, recorded.repo ? recorded.repo : repo,
				  &recorded.report.plans.at[i], asked,
				  (size_t)in->arg_count, &tally, err);
		if (rc == -ERR_USAGE) { /* of this plan alone */
			print_err(stderr, err);
			*err = (struct err){ 0 };
			rc = 0;
		}
	}
	if (rc == 0)
		say_sum(in, &tally);
	repo_close(repo);
	recorded_close(&recorded);
	return rc;
}

const struct command command_suggest = {
	.name = "suggest",
	.args = "[ITEM...]",
	.summary = "Propose Evidence lines for what items could mean, as a diff",
	.examples = "  muster suggest\n"
		    "  muster suggest | git apply\n"
		    "  muster suggest checklists/release.md:12\n",
	.options = options,
	.max_args = 1000,
	.run = run,
};
