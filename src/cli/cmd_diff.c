/* muster diff: what became of items between two recorded runs. */
#include "base/limits.h"
#include "cli/change_print.h"
#include "cli/pick_run.h"
#include "cli/place.h"
#include "cli/print.h"
#include "cli/rights.h"
#include "export/export.h"
#include "repo/age.h"
#include "store/runs.h"

#define COMMITS_SHOWN 10

static const struct option options[] = {
	{ "json", 0, OPTION_FLAG, NULL, "for programs" },
	{ "all", 0, OPTION_FLAG, NULL, "print every change, however many there are" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

struct diffing {
	struct invocation *in;
	struct repo *repo; /* NULL with --db */
	struct store *store;
	struct report before, after;
	struct changes changes;
};

static int open_runs(struct diffing *d, struct err *err)
{
	struct invocation *in = d->in;
	struct span path;
	int rc = rights_give_up(in, err);

	if (rc == 0 && !invocation_has(in, "db"))
		rc = repo_open(&d->repo, &(struct repo_options){ 0 }, err);
	if (rc == 0)
		rc = place_database(&path, in, d->repo, err);
	if (rc == 0)
		rc = store_open(&d->store, path.ptr, STORE_READ, err);
	if (rc != -ERR_ABSENT)
		return rc;
	err_set(err, ERR_USAGE, "no run is recorded yet");
	return err_fix(err, "run \"muster audit\" first");
}

/* A and B, or the newest and the one of another commit before it. */
static int load_runs(struct diffing *d, struct err *err)
{
	struct invocation *in = d->in;
	const char *b = in->arg_count > 1 ? in->args[1] : "last";
	int64_t before, after;
	int rc = pick_run(&after, in, d->store, b, err);

	if (rc == 0 && in->arg_count > 0)
		rc = pick_run(&before, in, d->store, in->args[0], err);
	else if (rc == 0)
		rc = pick_run_before(&before, in, d->store, after, err);
	if (rc == 0)
		rc = runs_load(&d->before, d->store, before, in->arena, err);
	if (rc == 0)
		rc = runs_load(&d->after, d->store, after, in->arena, err);
	return rc;
}

static void print_run(FILE *out, const char *name, const struct run *run)
{
	fprintf(out, "%s ", name);
	if (run->number > 0)
		fprintf(out, "run %jd, ", (intmax_t)run->number);
	print_text(out, span_sub(run->commit, 0, 12));
	fprintf(out, ", %s\n", result_word[run->result]);
}

/* The commits between, where the repository is at hand and has them. */
static void print_commits(struct diffing *d)
{
	struct repo_commit *commits;
	struct err ignored = { 0 };
	size_t count;

	if (!d->repo || span_eq(d->before.run.commit, d->after.run.commit))
		return;
	if (repo_commits_between(&commits, &count, d->repo, d->before.run.commit,
				 d->after.run.commit, COMMITS_SHOWN + 1, d->in->arena,
				 &ignored) < 0)
		return;
	for (size_t i = 0; i < count && i < COMMITS_SHOWN; i++) {
		fprintf(d->in->out, "  %.12s ", commits[i].id.ptr);
		print_text(d->in->out, commits[i].subject);
		fputc('\n', d->in->out);
	}
	if (count > COMMITS_SHOWN)
		fputs("  and more\n", d->in->out);
}

static void print_changes(struct diffing *d)
{
	FILE *out = d->in->out;

	print_run(out, "from", &d->before.run);
	print_run(out, "to  ", &d->after.run);
	print_commits(d);
	fputc('\n', out);
	print_text(out, changes_counts(&d->changes, d->in->arena));
	fputc('\n', out);
	changes_print(d->in, &d->changes, CHANGE_FIXED,
		      invocation_has(d->in, "all") ? 0 : 20);
}

static int print_json(struct diffing *d, struct err *err)
{
	struct buf json;
	int rc;

	buf_init(&json, LIMIT_JSON_OUT);
	rc = export_diff_json(&json, &d->before, &d->after, &d->changes, err);
	if (rc == 0)
		fwrite(json.ptr, 1, json.len, d->in->out);
	buf_release(&json);
	return rc;
}

static int run(struct invocation *in, struct err *err)
{
	struct diffing d = { .in = in };
	int rc = open_runs(&d, err);

	if (rc == 0)
		rc = load_runs(&d, err);
	if (rc == 0) {
		changes_between(&d.changes, &d.before, &d.after, in->arena);
		if (invocation_has(in, "json"))
			rc = print_json(&d, err);
		else
			print_changes(&d);
	}
	store_close(d.store);
	repo_close(d.repo);
	return rc;
}

const struct command command_diff = {
	.name = "diff",
	.args = "[A] [B]",
	.summary = "Tell what became of items between two runs",
	.examples = "  muster diff            the newest run and the one before\n"
		    "  muster diff 12         run 12 and the newest\n"
		    "  muster diff 1a2b3c 14\n",
	.options = options,
	.min_args = 0,
	.max_args = 2,
	.run = run,
};
