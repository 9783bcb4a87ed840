/* cmd_log.c - `muster log`: the runs of the database, newest first. */
#include "base/clock.h"
#include "base/limits.h"
#include "base/num.h"
#include "cli/place.h"
#include "cli/print.h"
#include "cli/rights.h"
#include "cli/summary.h"
#include "export/export.h"
#include "store/runs.h"

static const struct option options[] = {
	{ "json", 0, OPTION_FLAG, NULL, "one JSON array, for programs" },
	{ "max", 'n', OPTION_VALUE, "N", "the newest N" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

static void print_run(struct invocation *in, const struct run *run)
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
	fputc('\n', out);
}

static int print_runs(struct invocation *in, const struct run *runs, size_t count,
		      struct err *err)
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
	for (size_t i = 0; i < count; i++)
		print_run(in, &runs[i]);
	return 0;
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

static int run_log(struct invocation *in, struct err *err)
{
	struct store *store = NULL;
	struct run *runs = NULL;
	struct span path;
	size_t count = 0, max;
	int rc = read_max(&max, in, err);

	if (rc == 0)
		rc = rights_give_up(in, err);
	if (rc == 0)
		rc = place_database(&path, in, NULL, err);
	if (rc < 0)
		return rc;
	rc = store_open(&store, path.ptr, STORE_READ, err);
	/* A repository that was never audited has a log too: an empty one. */
	if (rc == -ERR_ABSENT && !invocation_has(in, "db"))
		return print_runs(in, NULL, 0, err);
	if (rc == 0)
		rc = runs_list(&runs, &count, store, max, in->arena, err);
	store_close(store);
	return rc < 0 ? rc : print_runs(in, runs, count, err);
}

const struct command command_log = {
	.name = "log",
	.args = "",
	.summary = "List the runs of the database, newest first",
	.examples = "  muster log --max 5\n"
		    "  muster log --json | jq '.[0].result'\n",
	.options = options,
	.run = run_log,
};
