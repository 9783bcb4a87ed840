/*
 * cmd_tick.c - `muster tick`: ticks for what is shown and not claimed, as a diff.
 *
 * muster never ticks: a tick is somebody's claim, made by committing it.
 */
#include "cli/find_item.h"
#include "cli/patching.h"
#include "cli/print.h"

static const struct option options[] = {
	{ "name", 0, OPTION_VALUE, "NAME", "fill in the first blank of a sign-off" },
	{ "date", 0, OPTION_VALUE, "DATE", "fill in its second blank, or its last" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

/* Boxes that are one character, and the ticked one of their kind. */
static const struct {
	const char *open, *done;
} boxes[] = {
	{ "\xe2\x98\x90", "\xe2\x98\x91" }, /* ballot box, with check */
	{ "\xe2\xac\x9c", "\xe2\x9c\x85" }, /* white square, check mark button */
	{ "\xf0\x9f\x94\xb2", "\xe2\x9c\x85" },
};

/* "[ ]": what stands between the first brackets that hold no words. */
static bool find_brackets(struct span line, size_t *out_at, size_t *out_len)
{
	for (size_t at = 0; at < line.len; at++) {
		struct span rest = span_from(line, at);
		ptrdiff_t close = span_index(rest, ']');

		if (rest.ptr[0] != '[' || close < 0 || close > 4)
			continue;
		if ((size_t)close + 1 < rest.len && strchr("([:", rest.ptr[close + 1]))
			continue; /* a link */
		*out_at = at + 1;
		*out_len = (size_t)close - 1;
		return true;
	}
	return false;
}

/* The box of the line, and what it becomes. */
static bool find_box(struct span line, size_t *out_at, size_t *out_len,
		     struct span *out_with)
{
	*out_with = SPAN_LIT("x");
	if (find_brackets(line, out_at, out_len))
		return true;
	for (size_t i = 0; i < sizeof(boxes) / sizeof(boxes[0]); i++) {
		ptrdiff_t at = span_find(line, span_of(boxes[i].open));

		if (at < 0)
			continue;
		*out_at = (size_t)at;
		*out_len = strlen(boxes[i].open);
		*out_with = span_of(boxes[i].done);
		return true;
	}
	return false;
}

/* The n-th run of two underscores or more. */
static bool find_blank(struct span line, unsigned number, size_t *out_at,
		       size_t *out_len)
{
	for (size_t at = 0; at < line.len;) {
		size_t end = at;

		while (end < line.len && line.ptr[end] == '_')
			end++;
		if (end - at >= 2 && number-- == 0) {
			*out_at = at;
			*out_len = end - at;
			return true;
		}
		at = end > at ? end : at + 1;
	}
	return false;
}

static void fill_blanks(struct patching *patching, struct span line, size_t start)
{
	const char *name = invocation_value(patching->in, "name");
	const char *date = invocation_value(patching->in, "date");
	unsigned number = 0;
	size_t at, len;

	if (name && find_blank(line, number, &at, &len)) {
		patching_replace(patching, start + at, len, span_of(name));
		number++;
	}
	while (date && find_blank(line, number + 1, &at, &len))
		number++; /* a signature's blank stands in between */
	if (date && find_blank(line, number, &at, &len))
		patching_replace(patching, start + at, len, span_of(date));
}

/* Whether the tick was put into the diff. */
static bool tick(struct patching *patching, const struct item *item,
		 const struct judgement *judgement)
{
	struct span line, with;
	size_t start, at, len;

	line = patching_line(patching, item->line, &start);
	if (item->claim == CLAIM_DONE) {
		patching_say(patching, item->line, "it is ticked already");
		return false;
	}
	if (!find_box(line, &at, &len, &with)) {
		patching_say(patching, item->line,
			     "it has no box to tick: change its words or its state "
			     "yourself");
		return false;
	}
	if (item->kind != ITEM_SIGNOFF && judgement->verdict != VERDICT_READY)
		patching_say(patching, item->line,
			     "nothing shows it yet (%s): the tick would be your word "
			     "alone",
			     verdict_word[judgement->verdict]);
	patching_replace(patching, start + at, len, with);
	if (item->kind == ITEM_SIGNOFF)
		fill_blanks(patching, line, start);
	return true;
}

struct wanted {
	const struct found_item *at;
	size_t count;
};

static bool is_wanted(const struct wanted *wanted, const struct planned *planned,
		      size_t index)
{
	for (size_t i = 0; i < wanted->count; i++)
		if (wanted->at[i].planned == planned && wanted->at[i].index == index)
			return true;
	return wanted->count == 0 &&
	       planned->judgements.at[index].verdict == VERDICT_READY &&
	       planned->plan.items.at[index].kind != ITEM_SIGNOFF;
}

static int tick_plan(size_t *out_ticked, struct invocation *in, struct repo *repo,
		     const struct planned *planned, const struct wanted *wanted,
		     struct err *err)
{
	struct patching patching = { .in = NULL };

	for (size_t i = 0; i < planned->judgements.count; i++) {
		if (!is_wanted(wanted, planned, i))
			continue;
		if (!patching.in) {
			int rc = patching_open(&patching, in, repo, planned, err);

			if (rc < 0)
				return rc;
		}
		*out_ticked += tick(&patching, &planned->plan.items.at[i],
				    &planned->judgements.at[i]);
	}
	if (patching.in)
		patching_print(&patching);
	return 0;
}

static int run(struct invocation *in, struct err *err)
{
	struct recorded recorded;
	struct found_item *asked =
		ARENA_ARRAY(in->arena, struct found_item, (size_t)in->arg_count + 1);
	struct wanted wanted = { asked, (size_t)in->arg_count };
	struct repo *repo = NULL;
	size_t ticked = 0;
	int rc = recorded_open(&recorded, in, err);

	if (rc == 0 && !recorded.repo)
		rc = repo_open(&repo, &(struct repo_options){ 0 }, err);
	for (int i = 0; i < in->arg_count && rc == 0; i++)
		rc = find_item(&asked[i], &recorded.report, span_of(in->args[i]), err);
	for (size_t i = 0; i < recorded.report.plans.count && rc == 0; i++) {
		rc = tick_plan(&ticked, in, recorded.repo ? recorded.repo : repo,
			       &recorded.report.plans.at[i], &wanted, err);
		if (rc == -ERR_USAGE) { /* of this plan alone */
			print_err(stderr, err);
			*err = (struct err){ 0 };
			rc = 0;
		}
	}
	if (rc == 0 && !in->quiet)
		fprintf(stderr,
			"muster: %zu tick%s proposed\n  next: read %s, \"muster tick | "
			"git "
			"apply\", and commit what you stand for\n",
			ticked, ticked == 1 ? "" : "s", ticked == 1 ? "it" : "them");
	repo_close(repo);
	recorded_close(&recorded);
	return rc;
}

const struct command command_tick = {
	.name = "tick",
	.args = "[ITEM...]",
	.summary = "Propose ticks for items that are ready, as a diff",
	.examples = "  muster tick | git apply\n"
		    "  muster tick \"Security lead\" --name \"Ada Pine\" --date "
		    "2026-11-21\n",
	.options = options,
	.max_args = 1000,
	.run = run,
};
