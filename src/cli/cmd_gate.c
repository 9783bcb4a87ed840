/* muster gate: audit as of now, and answer with the exit status. */
#include "audit/lineage.h"
#include "base/file.h"
#include "cli/auditing.h"
#include "cli/bundled.h"
#include "cli/change_print.h"
#include "cli/pick_run.h"
#include "cli/print.h"
#include "cli/summary.h"
#include "store/runs.h"

#define EXIT_NO     1
#define EXIT_UNSURE 3

static const struct option options[] = {
	AUDIT_OPTIONS,
	{ "baseline", 0, OPTION_VALUE, "RUN",
	  "answer yes when nothing is worse than in RUN (see muster log), a bundle or "
	  "a "
	  "report's folder, which are verified first, or a database" },
	{ "json", 0, OPTION_FLAG, NULL, "print the run as JSON" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

/* A run to be no worse than. */
struct baseline {
	bool given;
	struct report report;
	const char *name;
};

static int load_database(struct baseline *out, const char *path, struct arena *arena,
			 struct err *err)
{
	struct store *store;
	int rc = store_open(&store, path, STORE_READ, err);

	if (rc < 0)
		return rc;
	rc = runs_load(&out->report, store, 0, arena, err);
	store_close(store);
	return rc;
}

/* A bundle, packed or not, is verified before a word of it counts: security.md D6. */
static int load_bundle(struct baseline *out, struct invocation *in, const char *path,
		       struct err *err)
{
	struct bundled bundled;
	int rc = bundled_open(&bundled, in, path, err);

	if (rc < 0)
		return rc;
	if (!bundled.trusted && !file_is_folder(path) && !in->quiet)
		fputs("muster: --baseline: its files are whole, but nobody checked who "
		      "sealed it\n"
		      "  fix: say whom to believe with --trust DIR\n",
		      stderr);
	rc = load_database(out,
			   arena_printf(in->arena, "%s/muster.db", bundled.folder).ptr,
			   in->arena, err);
	bundled_close(&bundled);
	return rc;
}

/* Whether the word is a path, and not the name of a run. */
static bool is_path(const char *word)
{
	return strchr(word, '/') || file_exists(word) ||
	       span_ends(span_of(word), ".db");
}

/* Before the new run is recorded: "last" is the one before it. */
static int load_baseline(struct baseline *out, struct auditing *auditing,
			 struct invocation *in, struct err *err)
{
	const char *word = invocation_value(in, "baseline");
	int64_t row;
	int rc;

	*out = (struct baseline){ .given = word, .name = word };
	if (!word)
		return 0;
	if (is_path(word) && span_ends(span_of(word), ".db"))
		return load_database(out, word, in->arena, err);
	if (is_path(word))
		return load_bundle(out, in, word, err);
	rc = pick_run(&row, in, auditing->store, word, err);
	return rc < 0 ? rc
		      : runs_load(&out->report, auditing->store, row, in->arena, err);
}

static int exit_of(enum result result)
{
	switch (result) {
	case RESULT_READY:
	case RESULT_READY_WITH_WAIVERS:
	case RESULT_BYPASSED:
		return 0;
	case RESULT_NOT_READY:
		return EXIT_NO;
	case RESULT_INDETERMINATE:
	case RESULTS:
		break;
	}
	return EXIT_UNSURE;
}

/* A run that could not judge is no better than a baseline by that. */
static int compare(const struct invocation *in, struct report *report,
		   const struct baseline *baseline)
{
	struct changes changes;
	uint64_t worse;

	/* What items were in the baseline, which need not be the run before. */
	lineage_forget(report);
	lineage_link(report, &baseline->report, baseline->report.run.commit, in->arena);
	changes_between(&changes, &baseline->report, report, in->arena);
	worse = changes_worse(&changes);
	if (!invocation_has(in, "json") && !in->quiet) {
		fputs("\nAgainst ", in->out);
		print_text(in->out, span_of(baseline->name));
		fprintf(in->out, " (%.12s, %s): %.*s\n",
			baseline->report.run.commit.ptr,
			result_word[baseline->report.run.result],
			SPAN_ARG(changes_counts(&changes, in->arena)));
		changes_print(in, &changes, CHANGE_NEW, 10);
		fprintf(in->out, "\n%s\n",
			worse > 0 ? "No: worse than the baseline."
				  : "Yes: no worse than the baseline.");
	}
	return worse > 0 ? EXIT_NO : 0;
}

static int answer(const struct invocation *in, struct report *report,
		  const struct baseline *baseline)
{
	int exit = exit_of(report->run.result);

	if (invocation_value(in, "bypass") && report->run.result != RESULT_BYPASSED &&
	    !in->quiet)
		fputs("muster: the bypass was not needed, and nothing was overridden\n",
		      stderr);
	if (!baseline->given || exit == 0)
		return exit;
	if (report->run.result == RESULT_INDETERMINATE &&
	    baseline->report.run.result != RESULT_INDETERMINATE)
		return exit;
	return compare(in, report, baseline);
}

static void print_run(const struct invocation *in, const struct report *report)
{
	summary_print(in, report);
	summary_print_lapses(in, report);
}

static int run(struct invocation *in, struct err *err)
{
	struct auditing auditing;
	struct baseline baseline = { 0 };
	const char *const nothing[] = { NULL };
	int rc = auditing_open(&auditing, in, in->args[0], err);

	if (rc == 0)
		rc = load_baseline(&baseline, &auditing, in, err);
	if (rc == 0)
		rc = auditing_lock(&auditing, in, nothing, err);
	if (rc == 0)
		rc = auditing_run(&auditing, in, own_output_default, NULL, true, err);
	if (rc == 0 && invocation_has(in, "json"))
		rc = auditing_print_json(in, &auditing.report, err);
	else if (rc == 0)
		print_run(in, &auditing.report);
	if (rc == 0)
		rc = answer(in, &auditing.report, &baseline);
	if ((rc == EXIT_NO || rc == EXIT_UNSURE) && !invocation_has(in, "json"))
		summary_print_red(in, &auditing.report);
	auditing_close(&auditing);
	return rc;
}

const struct command command_gate = {
	.name = "gate",
	.args = "[REPO]",
	.summary = "Audit as of now, and say yes or no with the exit status",
	.examples =
		"  muster gate --profile release\n"
		"  muster gate --baseline last      no worse than the run before\n"
		"  muster gate --bypass 'fix for the outage' --as ada@example.org\n"
		"Exit status: 0 ready (also with waivers, or bypassed), 1 not ready, 3 "
		"could not judge.\n",
	.options = options,
	.min_args = 0,
	.max_args = 1,
	.run = run,
};
