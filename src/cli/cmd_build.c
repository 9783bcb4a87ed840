/* muster build: audit, record, render the site, and seal it where there is a key. */
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "cli/auditing.h"
#include "cli/content.h"
#include "cli/known.h"
#include "cli/outstate.h"
#include "cli/place.h"
#include "cli/print.h"
#include "cli/sealing.h"
#include "cli/summary.h"
#include "store/chain.h"
#include "store/standing.h"
#include "trust/digest.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_OUT "site/report"

static const struct option options[] = {
	AUDIT_OPTIONS,
	{ "out", 'o', OPTION_VALUE, "DIR", "write the site to DIR (" DEFAULT_OUT ")" },
	{ "templates", 0, OPTION_VALUE, "DIR", "page templates of yours" },
	SEAL_OPTIONS,
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

struct build {
	struct invocation *in;
	struct auditing auditing;
	struct sealing sealing;
	const char *out;
	struct place_claim claim;
	char *staged;        /* folder beside `out`, swapped whole in the end */
	struct known *known; /* `out` as the newest run left it; or NULL */
};

/* A folder that holds anything but an earlier report is not muster's to replace. */
static int check_out(const struct build *build, struct err *err)
{
	const struct file_entry *entries;
	struct span mark;
	size_t count;
	int rc;

	if (!file_exists(build->out))
		return 0;
	mark = arena_printf(build->in->arena, "%s/bundle.json", build->out);
	if (file_is_folder(build->out) && file_exists(mark.ptr))
		return 0;
	if (file_is_folder(build->out)) {
		struct err ignored = { 0 };

		rc = file_list(&entries, &count, build->out, 1, build->in->arena,
			       &ignored);
		if (rc == 0 && count == 0)
			return 0;
	}
	err_set(err, ERR_USAGE, "it is there already, and holds no report of muster's");
	err_at_path(err, span_of(build->out));
	return err_fix(err, "give --out a folder that is new or empty");
}

/* "site/" is muster's own: git shall not see it. */
static int hide_from_git(const struct build *build, bool is_new, struct err *err)
{
	struct span above = path_dir(span_of(build->out));
	struct span ignore =
		arena_printf(build->in->arena, "%.*s/.gitignore", SPAN_ARG(above));

	if (!is_new || above.len == 0 || file_exists(ignore.ptr))
		return 0;
	return file_write(ignore.ptr, SPAN_LIT("*\n"), err);
}

static int make_stage(struct build *build, struct err *err)
{
	struct span above = path_dir(span_of(build->out));
	bool is_new;
	int rc = check_out(build, err);

	if (rc < 0)
		return rc;
	is_new = above.len > 0 && !file_exists(arena_string(build->in->arena, above));
	if (above.len > 0)
		rc = file_make_folders(arena_string(build->in->arena, above), err);
	if (rc == 0)
		rc = hide_from_git(build, is_new, err);
	if (rc == 0)
		rc = place_claim(&build->claim, build->out, err);
	if (rc == 0)
		rc = file_stage_beside(&build->staged, build->out, build->in->arena,
				       err);
	return rc;
}

static int keep_raw(void *ctx, struct span raw_name, struct span bytes, struct err *err)
{
	const struct build *build = ctx;

	return file_stage(build->staged, raw_name, bytes, err);
}

/*
 * Whether the report that stands there holds that content: read again, and hashed,
 * where it may not be as the newest run left it.
 */
static bool has_raw(void *ctx, struct span raw_name, const char *sha256, uint64_t size)
{
	const struct build *build = ctx;
	char path[PATH_MAX], found[DIGEST_TEXT];
	uint64_t found_size;
	struct err ignored = { 0 };
	int len;

	if (build->known)
		return known_is(build->known, raw_name, sha256, size);
	len = snprintf(path, sizeof(path), "%s/%.*s", build->out, SPAN_ARG(raw_name));
	return len > 0 && (size_t)len < sizeof(path) &&
	       digest_file(found, &found_size, path, LIMIT_ARTIFACT_BYTES, &ignored) ==
		       0 &&
	       found_size == size && strcmp(found, sha256) == 0;
}

static int keep_raw_again(void *ctx, struct span raw_name, struct span earlier,
			  struct err *err)
{
	const struct build *build = ctx;
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/%.*s", build->out, SPAN_ARG(earlier));
	return file_stage_again(build->staged, raw_name, path, err);
}

/* `out` as the database names it: another folder's site says nothing of this one. */
static struct span place_of_out(const struct build *build)
{
	char path[PATH_MAX];

	return realpath(build->out, path) ? arena_copy(build->in->arena, span_of(path))
					  : SPAN_EMPTY;
}

/* Whether the site there is the one that the newest run wrote, untouched. */
static bool is_as_written(struct build *build)
{
	struct arena *arena = build->in->arena;
	struct known *there = ARENA_NEW(arena, struct known);
	const struct file_entry *files;
	struct err ignored = { 0 };
	struct standing known;
	char state[65];
	size_t count;

	if (!standing_find(&known, build->auditing.store, arena) ||
	    known.out.len == 0 || !span_eq(known.out, place_of_out(build)) ||
	    outstate_files(state, &files, &count, build->out,
			   build->auditing.templates, arena,
			   &ignored) < 0 ||
	    strcmp(state, known.out_state) != 0)
		return false;
	if (!invocation_has(build->in, "no-cache") &&
	    known_read(there, build->out, files, count, arena))
		build->known = there;
	return true;
}

/* For the next time; of no consequence where it cannot be. */
static void note_site(const struct build *build)
{
	struct arena *arena = build->in->arena;
	struct err ignored = { 0 };
	struct standing known;

	if (!standing_find(&known, build->auditing.store, arena) ||
	    known.row != build->auditing.report.run.row ||
	    outstate(known.out_state, build->out, build->auditing.templates, arena,
		     &ignored) < 0)
		return;
	known.out = place_of_out(build);
	standing_put(build->auditing.store, &known);
}

static int audit_into_stage(struct build *build, struct err *err)
{
	const struct audit_keep keep = {
		.put = keep_raw, .has = has_raw, .again = keep_raw_again, .ctx = build
	};
	const char *own[] = { own_output_default[0], own_output_default[1], build->out,
			      NULL };

	return auditing_run(&build->auditing, build->in, own, &keep, false, err);
}

/*
 * The head of the chain over runs goes into the seal, so that somebody has kept it; the
 * content must not know it (seal.md section 2.5).
 */
static int read_head(struct build *build, struct err *err)
{
	char head[CHAIN_TEXT];
	int rc;

	if (!build->auditing.keeps_history)
		return 0;
	rc = chain_head(head, build->auditing.store, err);
	if (rc == 0 && head[0])
		build->sealing.how.history =
			arena_string(build->in->arena, span_of(head));
	return rc;
}

/* Layers 0 and 1 into the staging folder; layer 2 and the archive where there is a key.
 */
static int produce(struct build *build, struct sealing_result *sealed, struct err *err)
{
	const struct report *report = &build->auditing.report;
	bool has_key = sealing_has_key(&build->sealing);
	struct content_options how = {
		.folder = build->staged,
		.earlier = build->out,
		.templates = build->auditing.templates,
		.known = build->known,
		.cms = !has_key || build->sealing.sealer.can[SEAL_CMS],
		.dsse = true,
		.signoffs = &build->auditing.signoffs,
		.epoch = report->run.commit_at,
	};
	struct content_made content;
	int64_t epoch;
	int rc = clock_source_date(&epoch, err);

	if (rc == 0 && epoch != CLOCK_NONE)
		how.epoch = epoch;
	if (rc == 0)
		rc = content_write(&content, report, build->auditing.store,
				   build->auditing.repo, &how, build->in->arena, err);
	if (rc == 0 && has_key)
		rc = read_head(build, err);
	if (rc == 0 && has_key)
		rc = sealing_run(sealed, &build->sealing, build->in, build->staged,
				 build->out, err);
	if (rc == 0)
		rc = file_swap(build->staged, build->out, err);
	return rc;
}

static void print_result(const struct build *build, const struct sealing_result *sealed)
{
	const struct invocation *in = build->in;

	if (in->quiet)
		return;
	summary_print(in, &build->auditing.report);
	fputc('\n', in->out);
	if (sealing_has_key(&build->sealing))
		sealing_print(in, sealed);
	print_text(in->out, span_of(build->out));
	fputs("/index.html\n", in->out);
}

/* The folders that the site is staged in, swapped into and sealed beside. */
static int lock(struct build *build, struct err *err)
{
	struct arena *arena = build->in->arena;
	const char *bundle = invocation_value(build->in, "bundle");
	const char *writes[3] = { arena_string(arena, path_dir(span_of(build->out))) };

	if (bundle)
		writes[1] = arena_string(arena, path_dir(span_of(bundle)));
	return auditing_lock(&build->auditing, build->in, writes, err);
}

static int build_and_print(struct build *build, struct err *err)
{
	struct sealing_result sealed = { 0 };
	int rc = auditing_open(&build->auditing, build->in, build->in->args[0], err);

	if (rc == 0)
		rc = make_stage(build, err);
	if (rc == 0)
		rc = lock(build, err);
	build->auditing.may_stand =
		rc == 0 && !sealing_has_key(&build->sealing) && is_as_written(build);
	if (rc == 0)
		rc = audit_into_stage(build, err);
	if (rc == 0 && build->auditing.stands)
		rc = file_remove_tree(build->staged, err);
	else if (rc == 0)
		rc = produce(build, &sealed, err);
	if (rc == 0 && !build->auditing.stands)
		note_site(build);
	if (rc == 0)
		print_result(build, &sealed);
	return rc;
}

static int run(struct invocation *in, struct err *err)
{
	struct build build = { .in = in,
			       .sealing = { .sealer = SEALER_NONE },
			       .claim = PLACE_UNCLAIMED,
			       .out = invocation_value(in, "out") };
	struct span out = span_of(build.out ? build.out : DEFAULT_OUT);
	int rc;

	while (out.len > 1 && span_ends(out, "/"))
		out.len--;
	build.out = arena_string(in->arena, out);
	rc = sealing_start(&build.sealing, in, err);
	if (rc == 0)
		rc = build_and_print(&build, err);
	if (rc < 0 && build.staged) {
		struct err ignored = { 0 };

		file_remove_tree(build.staged, &ignored); /* the first error counts */
	}
	place_leave(&build.claim);
	sealing_stop(&build.sealing);
	auditing_close(&build.auditing);
	return rc;
}

const struct command command_build = {
	.name = "build",
	.args = "[REPO]",
	.summary = "Audit, record and render the site; seal it with --key",
	.examples = "  muster build\n"
		    "  muster build --subject HEAD --evidence reports\n"
		    "  muster build --key seal.key --bundle release.tar.gz\n",
	.options = options,
	.min_args = 0,
	.max_args = 1,
	.run = run,
};
