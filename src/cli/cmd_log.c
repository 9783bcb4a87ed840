/* cmd_log.c - `muster log`: the runs of the database, newest first. */
#include "audit/chain.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/num.h"
#include "cli/find_item.h"
#include "cli/place.h"
#include "cli/print.h"
#include "cli/rights.h"
#include "cli/summary.h"
#include "export/export.h"
#include "model/changes.h"
#include "store/chain.h"
#include "store/runs.h"
#include "trust/digest.h"

#define EXIT_BROKEN 1

static const struct option options[] = {
	{ "json", 0, OPTION_FLAG, NULL, "one JSON array, for programs" },
	{ "chart", 0, OPTION_FLAG, NULL, "the trend as a chart of text, oldest first" },
	{ "check", 0, OPTION_FLAG, NULL,
	  "recompute the chain over all runs; exit 1 where it is broken" },
	{ "item", 0, OPTION_VALUE, "ITEM",
	  "what became of one item, also where its words changed" },
	{ "head", 0, OPTION_VALUE, "DIGEST",
	  "with --check: this head, kept elsewhere, must be in the chain" },
	{ "max", 'n', OPTION_VALUE, "N", "the newest N" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

static void print_run(struct invocation *in, const struct run *run, uint64_t flaky)
{
	FILE *out = in->out;
	char as_of[CLOCK_TEXT];

	if (run->number > 0)
		fprintf(out, "%4jd  ", (intmax_t)run->number);
	else
		fputs("   -  ", out); /* a bundle's database has no numbers */
	print_cell(out, span_sub(span_of(clock_format(run->as_of, as_of)), 0, 10), 10);
	fputs("  ", out);
	print_cell(out, span_sub(run->commit, 0, 12), 12);
	fputs("  ", out);
	print_cell(out, span_of(result_word[run->result]), 18);
	fputs("  ", out);
	print_text(out, summary_counts(run->counts, in->arena));
	if (flaky > 0)
		fprintf(out, "; %ju flaky", (uintmax_t)flaky);
	fputc('\n', out);
}

static void print_item(struct invocation *in, const struct run *run,
		       const struct run_item *item, struct span words_after)
{
	char as_of[CLOCK_TEXT];

	fprintf(in->out, "%4jd  %.10s  %.12s  ", (intmax_t)run->number,
		clock_format(run->as_of, as_of), run->commit.ptr);
	print_cell(in->out, span_of(verdict_label[item->verdict]), 14);
	fputs("  ", in->out);
	print_text(in->out, item->plan);
	fprintf(in->out, ":%u", item->line);
	if (!span_eq(item->plain, words_after)) {
		fputs("  ", in->out);
		print_text(in->out, item->plain);
	}
	fputc('\n', in->out);
}

/* One item through the runs, newest first; its words where they were others. */
static int print_story(struct invocation *in, struct store *store,
		       const struct run *runs, size_t count, struct err *err)
{
	struct span words = span_of(invocation_value(in, "item")), last = SPAN_EMPTY;
	struct run_name *names;
	struct found_place place;
	struct span plan, id;
	size_t name_count, i = 0;
	int rc = 0;

	if (count == 0)
		return 0;
	rc = find_recorded(&place, store, runs[0].row, words, in->arena, err);
	if (rc == 0)
		rc = runs_names(&names, &name_count, store, runs[0].row,
				&(struct name_wish){ 0 }, in->arena, err);
	if (rc < 0)
		return rc;
	while (i < name_count &&
	       (names[i].plan != place.plan || names[i].item != place.item))
		i++;
	plan = i < name_count ? names[i].path : SPAN_EMPTY;
	id = i < name_count ? names[i].id : SPAN_EMPTY;
	for (i = 0; i < count && rc == 0; i++) {
		struct run_item item;
		bool found;

		rc = runs_item(&item, &found, store, runs[i].row, plan, id, in->arena,
			       err);
		if (rc < 0 || !found)
			continue; /* another branch's run, or before there was one */
		print_item(in, &runs[i], &item, last);
		last = item.plain;
		if (item.how == LINEAGE_NONE)
			continue;
		plan = item.old_plan;
		id = item.old_id;
	}
	return rc;
}

#define CHART 40 /* columns */

/* Items that stand, then those that are to do, then those that block. */
static void print_bar(struct invocation *in, const struct run *run)
{
	static const char marks[] = { '#', '-', '!' };
	uint64_t parts[3] = { 0, 0, 0 }, all = 0, before = 0;

	for (unsigned v = 0; v < VERDICTS; v++) {
		enum verdict verdict = (enum verdict)v;
		bool todo = verdict == VERDICT_OPEN || verdict == VERDICT_READY ||
			    verdict == VERDICT_PARTIAL ||
			    verdict == VERDICT_NEEDS_SIGNOFF;

		if (verdict == VERDICT_NOT_APPLICABLE)
			continue;
		parts[verdict_stands(verdict) ? 0 : todo ? 1 : 2] += run->counts[v];
		all += run->counts[v];
	}
	for (size_t p = 0; p < 3 && all > 0; p++) {
		uint64_t from = before * CHART / all;

		before += parts[p];
		for (uint64_t i = from; i < before * CHART / all; i++)
			fputc(marks[p], in->out);
	}
	fprintf(in->out, "  %ju of %ju\n", (uintmax_t)parts[0], (uintmax_t)all);
}

/* The trend as text, oldest first. */
static void print_chart(struct invocation *in, const struct run *runs, size_t count)
{
	char as_of[CLOCK_TEXT];

	for (size_t i = count; i > 0; i--) {
		const struct run *run = &runs[i - 1];

		fprintf(in->out, "%4jd  %.10s  ", (intmax_t)run->number,
			clock_format(run->as_of, as_of));
		print_bar(in, run);
	}
	if (count > 0)
		fputs("# stands  - to do  ! blocks\n", in->out);
}

static int print_runs(struct invocation *in, struct store *store,
		      const struct run *runs, size_t count, struct err *err)
{
	struct buf text;
	int rc = 0;

	if (invocation_has(in, "json")) {
		buf_init(&text, LIMIT_JSON_OUT);
		rc = export_runs_json(&text, runs, count, err);
		if (rc == 0)
			fwrite(text.ptr, 1, text.len, in->out);
		buf_release(&text);
		return rc;
	}
	if (count == 0)
		fputs("no runs yet: \"muster build\" makes the first\n", in->out);
	if (invocation_has(in, "item"))
		return print_story(in, store, runs, count, err);
	if (invocation_has(in, "chart")) {
		print_chart(in, runs, count);
		return 0;
	}
	for (size_t i = 0; i < count && rc == 0; i++) {
		uint64_t flaky;

		rc = runs_flaky_count(&flaky, store, runs[i].row, err);
		if (rc == 0)
			print_run(in, &runs[i], flaky);
	}
	return rc;
}

static int read_max(size_t *out, struct invocation *in, struct err *err)
{
	const char *text = invocation_value(in, "max");
	uint64_t max = 0;

	*out = 0;
	if (!text)
		return 0;
	if (!num_u64(span_of(text), INT64_MAX, &max) || max == 0) {
		err_set(err, ERR_USAGE, "--max=%s is no number of runs", text);
		return err_fix(err, "give a whole number from 1");
	}
	*out = (size_t)max;
	return 0;
}

/* What is wrong, in words that name the run; the chain behind it is not looked at. */
static void print_broken(const struct invocation *in, const struct chain_state *state)
{
	static const char *const says[] = {
		[CHAIN_HOLDS] = "",
		[CHAIN_CHANGED] = "what it recorded was changed afterwards",
		[CHAIN_UNLINKED] = "it does not follow the run before: one was taken "
				   "out, put in or moved",
		[CHAIN_MISSING] = "it has no link",
	};

	fprintf(in->out, "BROKEN at run %jd of commit ",
		(intmax_t)state->broken.number);
	print_text(in->out, span_sub(state->broken.commit, 0, 12));
	fprintf(in->out, ": %s\n", says[state->fault]);
	fputs("fix: nothing from that run on is proof; take earlier runs from a sealed "
	      "bundle (--history)\n",
	      in->out);
}

static void print_trouble(const struct invocation *in, struct span trouble)
{
	struct span line;

	while (span_line(&trouble, &line)) {
		fputs("DAMAGED: ", in->out);
		print_text(in->out, line);
		fputc('\n', in->out);
	}
}

static int print_state(const struct invocation *in, const struct chain_state *state,
		       const char *wanted)
{
	if (state->fault != CHAIN_HOLDS) {
		print_broken(in, state);
		return EXIT_BROKEN;
	}
	if (wanted && !state->wanted_seen) {
		fprintf(in->out, "BROKEN: no run has the head sha256:%s\n", wanted);
		fputs("fix: the database is another one, or was cut or written anew\n",
		      in->out);
		return EXIT_BROKEN;
	}
	if (in->quiet)
		return 0;
	fprintf(in->out, "%ju run%s, each as it was recorded and in its place\n",
		(uintmax_t)state->runs, state->runs == 1 ? "" : "s");
	if (state->head[0])
		fprintf(in->out, "head sha256:%s\n", state->head);
	if (!wanted)
		fputs("This shows edits since a head that you kept, and no more: give "
		      "it "
		      "with --head\n",
		      in->out);
	return 0;
}

/* "sha256:" and 64 digits, or the digits alone; NULL: none is given. */
static int read_head(const char **out, struct invocation *in, struct err *err)
{
	const char *text = invocation_value(in, "head");
	struct span digest = span_of(text);

	*out = NULL;
	if (!text)
		return 0;
	if (span_starts(digest, "sha256:"))
		digest = span_from(digest, strlen("sha256:"));
	if (digest_is_hex(digest) && invocation_has(in, "check")) {
		*out = arena_string(in->arena, digest);
		return 0;
	}
	err_set(err, ERR_USAGE, "--head=%s is %s", text,
		digest_is_hex(digest) ? "about --check" : "no digest");
	return err_fix(err, "muster log --check --head sha256:64 hexadecimal digits");
}

/* The store's own check first, and then the chain, which may name the run. */
static int check(struct invocation *in, struct store *store, const char *wanted,
		 struct err *err)
{
	struct chain_state state;
	struct span trouble;
	int exit, rc = store_check(store, &trouble, in->arena, err);

	if (rc < 0)
		return rc;
	print_trouble(in, trouble);
	store_set_hash(store, &chain_sha256);
	rc = chain_check(&state, store, wanted, in->arena, err);
	if (rc < 0)
		return rc;
	exit = print_state(in, &state, wanted);
	return trouble.len > 0 ? EXIT_BROKEN : exit;
}

static int run_log(struct invocation *in, struct err *err)
{
	struct store *store = NULL;
	struct run *runs = NULL;
	struct span path;
	const char *wanted = NULL;
	size_t count = 0, max;
	int rc = read_max(&max, in, err);

	if (rc == 0)
		rc = read_head(&wanted, in, err);
	if (rc == 0)
		rc = rights_give_up(in, err);
	if (rc == 0)
		rc = place_database(&path, in, NULL, err);
	if (rc < 0)
		return rc;
	rc = store_open(&store, path.ptr, STORE_READ, err);
	/* A repository that was never audited has a log too: an empty one. */
	if (rc == -ERR_ABSENT && !invocation_has(in, "db") &&
	    !invocation_has(in, "check"))
		return print_runs(in, NULL, NULL, 0, err);
	if (rc == 0 && invocation_has(in, "check")) {
		rc = check(in, store, wanted, err);
		store_close(store);
		return rc;
	}
	if (rc == 0)
		rc = runs_list(&runs, &count, store, max, in->arena, err);
	if (rc == 0)
		rc = print_runs(in, store, runs, count, err);
	store_close(store);
	return rc;
}

const struct command command_log = {
	.name = "log",
	.args = "",
	.summary = "List the runs of the database, newest first",
	.examples = "  muster log --max 5\n"
		    "  muster log --json | jq '.[0].result'\n"
		    "  muster log --check --head sha256:9f86d081...\n",
	.options = options,
	.run = run_log,
};
