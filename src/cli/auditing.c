#include "cli/auditing.h"

#include "audit/reading.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "cli/past.h"
#include "cli/place.h"
#include "cli/print.h"
#include "cli/rights.h"
#include "cli/summary.h"
#include "cli/theme.h"
#include "export/export.h"
#include "site/site.h"
#include "store/runs.h"
#include "trust/digest.h"

#include <string.h>
#include <unistd.h>

#define PATIENCE_MS 600000 /* for another run on the same database */

const char *const own_output_default[] = { "site/report", "site/signoffs", NULL };

int auditing_operator_config(struct config *out, struct invocation *in, struct err *err)
{
	const char *path = invocation_value(in, "config");
	struct span bytes;
	int rc;

	if (!path)
		return 0;
	rc = file_read(&bytes, path, LIMIT_CONFIG_BYTES, in->arena, err);
	if (rc < 0) {
		err->code = ERR_USAGE;
		return err_fix(err, "give --config a file that can be read");
	}
	config_default(out, in->arena);
	rc = config_read(out, span_of(path), bytes, CONFIG_OPERATOR, in->arena, err);
	return rc < 0 ? rc : 1;
}

/* A file of the operator's, where it is there, as an input of the run. */
static int name_file(struct auditing *auditing, struct invocation *in, const char *role,
		     const char *path, const char *name, struct err *err)
{
	struct audit_trust_file *file;
	uint64_t size;

	if (!file_exists(path))
		return 0;
	file = LIST_ADD(in->arena, &auditing->trust_files);
	file->role = role;
	file->name = name;
	return digest_file(file->sha256, &size, path, LIMIT_CRL_BYTES, err);
}

/* --trust DIR or FILE, else the operator's [trust] dir. */
static int read_trust(struct auditing *auditing, struct invocation *in, struct err *err)
{
	static const char *const names[] = { "allowed_signers", "revoked_keys",
					     "x509-roots.pem", "x509-crls.pem",
					     "tsa-roots.pem" };
	const char *path = invocation_value(in, "trust");
	int rc;

	if (invocation_has(in, "trust") + invocation_has(in, "trust-ref") +
		    invocation_has(in, "trust-in-tree") >
	    1) {
		err_set(err, ERR_USAGE,
			"--trust, --trust-ref and --trust-in-tree exclude each other");
		return err_fix(err, "give one of them");
	}
	if (!path && auditing->has_operator_config &&
	    auditing->operator_config.trust_dir.len > 0 &&
	    !invocation_has(in, "trust-ref") && !invocation_has(in, "trust-in-tree"))
		path = arena_string(in->arena, auditing->operator_config.trust_dir);
	if (!path)
		return 0;
	rc = trust_read(&auditing->trust, path, in->arena, err);
	auditing->has_trust = rc == 0;
	if (rc < 0) {
		err->code = ERR_USAGE; /* the operator's own words cannot be kept */
		return -ERR_USAGE;
	}
	if (!file_is_folder(path))
		return name_file(auditing, in, "trust", path, names[0], err);
	for (size_t i = 0; rc == 0 && i < sizeof(names) / sizeof(names[0]); i++)
		rc = name_file(auditing, in, "trust",
			       path_join(in->arena, span_of(path), span_of(names[i]))
				       .ptr,
			       names[i], err);
	return rc;
}

static bool takes_templates(const struct command *command)
{
	for (const struct option *option = command->options; option && option->name;
	     option++)
		if (strcmp(option->name, "templates") == 0)
			return true;
	return false;
}

/* On standard error, whatever --quiet says: nobody can read such a page. */
static int say_theme(const char *folder, struct arena *arena, struct err *err)
{
	struct theme_warnings warnings;
	int rc = theme_check(&warnings, folder, arena, err);

	for (size_t i = 0; rc == 0 && i < warnings.at.count; i++)
		fprintf(stderr, "muster: warning: %s/assets/theme.css: %.*s\n", folder,
			SPAN_ARG(warnings.at.at[i]));
	return rc;
}

/*
 * --templates DIR, else the operator's [pack] templates; a name that is mistyped must
 * not mean the built-in pages.  What the folder holds is an input of the run: it
 * decides bytes of the pages (security.md X14).
 */
static int read_templates(struct auditing *auditing, struct invocation *in,
			  struct err *err)
{
	const char *folder = invocation_value(in, "templates");
	const char *name;
	int rc = 0;

	if (!takes_templates(in->command))
		return 0;
	if (!folder && auditing->has_operator_config &&
	    auditing->operator_config.templates.len > 0)
		folder = arena_string(in->arena, auditing->operator_config.templates);
	if (!folder)
		return 0;
	if (!file_is_folder(folder)) {
		err_set(err, ERR_USAGE, "there is no folder \"%s\"", folder);
		return err_fix(err, "give --templates a folder of page templates");
	}
	auditing->templates = folder;
	for (size_t i = 0; rc == 0 && (name = site_template_name(i)); i++)
		rc = name_file(auditing, in, "template",
			       path_join(in->arena, span_of(folder), span_of(name)).ptr,
			       arena_printf(in->arena, "templates/%s", name).ptr, err);
	return rc < 0 ? rc : say_theme(folder, in->arena, err);
}

/*
 * One run after the other: two at once would take each other's facts for unfinished
 * (store/runs.h).  Whoever was killed holds nothing any more.
 */
static int wait_for_others(struct auditing *auditing, struct invocation *in,
			   const char *folder, struct err *err)
{
	struct err ignored = { 0 };
	int rc = file_hold(&auditing->held, folder, 0, &ignored);

	if (rc == 0)
		return 0;
	if (!in->quiet)
		fputs("muster: waiting for another run on this database\n", stderr);
	rc = file_hold(&auditing->held, folder, PATIENCE_MS, err);
	return rc < 0 ? err_fix(err, "let it end, or give --db a file in a folder of "
				     "its own")
		      : 0;
}

/*
 * The database for writing; where that cannot be, a run without history.  `is_own`: it
 * lies in a folder that this process made and holds already.
 */
static int open_database(struct auditing *auditing, struct invocation *in, bool is_own,
			 struct err *err)
{
	struct err trouble = { 0 };
	struct span folder;
	int rc = place_database(&auditing->database, in, auditing->repo, err);

	if (rc < 0)
		return rc;
	folder = path_dir(auditing->database);
	rc = folder.len ? file_make_folders(arena_string(in->arena, folder), &trouble)
			: 0;
	if (rc == 0) {
		if (!is_own)
			rc = wait_for_others(auditing, in,
					     folder.len
						     ? arena_string(in->arena, folder)
						     : ".",
					     err);
		if (rc < 0)
			return rc;
		rc = store_open(&auditing->store, auditing->database.ptr, STORE_WRITE,
				&trouble);
	}
	auditing->keeps_history = rc == 0;
	if (rc == 0)
		return 0;
	if (trouble.code != ERR_IO || invocation_has(in, "db")) {
		*err = trouble;
		return rc;
	}
	if (!in->quiet) {
		fputs("muster: no history is kept: ", stderr);
		print_text(stderr, span_of(trouble.where));
		fputs(": ", stderr);
		print_text(stderr, span_of(trouble.what));
		fputc('\n', stderr);
	}
	return store_open(&auditing->store, NULL, STORE_MEMORY, err);
}

/*
 * Workers while this process is small: a fork copies the page tables of what it
 * holds.  The level of the run is that of the weaker side.
 */
static int start_workers(struct auditing *auditing, struct invocation *in,
			 struct err *err)
{
	struct jail_options options = reading_jail();
	int rc = rights_mode(&options.mode, in, err);

	options.workers = in->jobs;
	if (rc < 0 || options.mode == SANDBOX_OFF)
		return rc;
	return jail_open(&auditing->jail, &options, err);
}

int auditing_open(struct auditing *auditing, struct invocation *in,
		  const char *repo_path, struct err *err)
{
	return auditing_open_again(auditing, in, repo_path, NULL, err);
}

int auditing_open_again(struct auditing *auditing, struct invocation *in,
			const char *repo_path, const struct auditing_again *again,
			struct err *err)
{
	struct repo_stand_in stand_in;
	struct repo_options options = {
		.path = repo_path,
		.trust_any_owner = invocation_has(in, "trust-repo-owner"),
	};
	int rc;

	*auditing = (struct auditing){ .held = -1 };
	rc = start_workers(auditing, in, err);
	if (rc == 0)
		rc = rights_give_up(in, err);
	if (rc < 0)
		return rc;
	rc = auditing_operator_config(&auditing->operator_config, in, err);
	auditing->has_operator_config = rc == 1;
	if (rc >= 0)
		rc = read_trust(auditing, in, err);
	if (rc == 0)
		rc = read_templates(auditing, in, err);
	if (rc == 0 && again) {
		rc = again->look(again->ctx, &stand_in, err);
		options.stand_in = &stand_in;
	}
	if (rc == 0)
		rc = signoffs_read(&auditing->signoffs, in, err);
	if (rc < 0)
		return rc;
	rc = repo_open(&auditing->repo, &options, err);
	if (rc < 0)
		return rc;
	rc = open_database(auditing, in, again != NULL, err);
	/* Made again: the history is that of the bundle, read by who makes it. */
	return rc < 0 || again
		       ? rc
		       : past_take(&auditing->earlier, in, auditing->store, err);
}

static void add_write(struct sandbox_places *places, const char *path,
		      struct arena *arena)
{
	if (path)
		*LIST_ADD(arena, &places->write) = place_nearest(path, arena);
}

static void add_reads(struct sandbox_places *places, const struct auditing *auditing,
		      const struct invocation *in)
{
	static const char *const options[] = { "config", "trust" };
	const char *const *folders = invocation_values(in, "evidence");

	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (invocation_value(in, options[i]))
			*LIST_ADD(in->arena, &places->read) =
				invocation_value(in, options[i]);
	if (auditing->templates)
		*LIST_ADD(in->arena, &places->read) = auditing->templates;
	for (; *folders; folders++)
		*LIST_ADD(in->arena, &places->read) = *folders;
}

/* On the terminal, since no page may tell two machines apart. */
static void say_what_holds(const struct invocation *in)
{
	const char *gap = sandbox_gap(in->sandbox_level);

	if (gap && !in->quiet)
		fprintf(stderr, "muster: sandbox \"%s\": %s\n", in->sandbox_level, gap);
}

int auditing_lock(struct auditing *auditing, struct invocation *in,
		  const char *const *writes, struct err *err)
{
	struct sandbox_places places = { 0 };
	struct repo_places repo;
	enum sandbox_mode mode;
	int rc = rights_mode(&mode, in, err);

	if (rc < 0)
		return rc;
	repo_places(&repo, auditing->repo, in->arena);
	for (size_t i = 0; i < repo.paths.count; i++)
		*LIST_ADD(in->arena, &places.read) = repo.paths.at[i];
	add_reads(&places, auditing, in);
	if (auditing->keeps_history)
		add_write(&places,
			  arena_string(in->arena, path_dir(auditing->database)),
			  in->arena);
	for (; *writes; writes++)
		add_write(&places, *writes, in->arena);
	rc = sandbox_lock(mode, &places, &in->sandbox_level, err);
	if (rc == 0 && auditing->jail)
		in->sandbox_level =
			sandbox_weaker(in->sandbox_level, jail_level(auditing->jail));
	if (rc == 0 && mode != SANDBOX_OFF)
		say_what_holds(in);
	return rc;
}

/*
 * Which facts of earlier runs count: security.md D6.  A database can be planted,
 * so runs that decide or seal read everything afresh, unless the operator knows
 * better.
 */
static struct audit_cache cache_rules(const struct invocation *in, bool now)
{
	bool decides = now || invocation_has(in, "key") || invocation_has(in, "key-fd");
	bool any = !invocation_has(in, "no-cache");

	return (struct audit_cache){
		.find = any && (!decides || invocation_has(in, "cached")),
		.put = any,
	};
}

static void show_step(void *ctx, const char *what, size_t done, size_t all)
{
	struct invocation *in = ctx;

	if (done % 64 == 0 || done + 1 == all)
		fprintf(in->progress, "\r\033[K%s %zu of %zu", what, done + 1, all);
	if (done + 1 == all)
		fputs("\r\033[K", in->progress);
	fflush(in->progress);
}

static int is_ancestor(bool *out, struct auditing *auditing, struct span commit,
		       struct err *err)
{
	int rc = 0;

	*out = false;
	if (repo_has_commit(auditing->repo, commit))
		rc = repo_is_ancestor(out, auditing->repo, commit,
				      auditing->report.run.commit, err);
	return rc == -ERR_ABSENT ? 0 : rc;
}

/*
 * Leave the ancestors of the audited commit, numbered without gaps: seal.md
 * section 2.6.  Other branches share the database, not the history.
 */
static int keep_ancestors(struct auditing *auditing, struct report *report,
			  struct invocation *in, struct err *err)
{
	/* The newest runs alone are listed: numbers need not begin with 1. */
	int64_t before = report->history.count ? report->history.at[0].number - 1 : 0;
	int64_t *number; /* that each listed run has in the end; 0: left out */
	size_t kept = 0;

	number = ARENA_ARRAY(in->arena, int64_t, report->history.count + 1);
	for (size_t i = 0; i < report->history.count; i++) {
		struct past_run past = report->history.at[i];
		bool keep;
		int rc = is_ancestor(&keep, auditing, past.commit, err);

		if (rc < 0)
			return rc;
		if (!keep)
			continue;
		number[i] = before + (int64_t)kept + 1;
		past.number = number[i];
		report->history.at[kept++] = past;
	}
	for (size_t i = 0, to = 0, all = report->past.count; i < all; i++) {
		struct past_verdict past = report->past.at[i];

		past.run = number[past.run - before - 1];
		if (past.run > 0)
			report->past.at[to++] = past;
		report->past.count = to;
	}
	report->history.count = kept;
	report->run.number = before + (int64_t)kept + 1;
	return 0;
}

/* What the store knows of earlier runs, and what came with a bundle. */
static int read_history(struct auditing *auditing, struct invocation *in,
			struct err *err)
{
	const char *history = invocation_value(in, "history");
	struct report *report = &auditing->report;
	int rc = runs_history(report, auditing->store, in->arena, err);

	if (history && strcmp(history, "none") == 0)
		report->history.count = report->past.count = 0;
	if (rc == 0)
		rc = keep_ancestors(auditing, report, in, err);
	if (rc == 0)
		rc = keep_ancestors(auditing, &auditing->earlier, in, err);
	if (rc == 0)
		past_join(report, &auditing->earlier, in->arena);
	return rc;
}

/* Whoever overrides the gate stands for it with a name and a reason. */
static int read_bypass(struct audit_options *options, struct invocation *in,
		       struct err *err)
{
	options->bypass_why = invocation_value(in, "bypass");
	options->bypass_by = invocation_value(in, "as");
	if (options->bypass_by && !options->bypass_why) {
		err_set(err, ERR_USAGE, "--as is about --bypass");
		return err_fix(err, "add --bypass REASON, or leave --as out");
	}
	if (!options->bypass_why)
		return 0;
	if (span_trim(span_of(options->bypass_why)).len == 0) {
		err_set(err, ERR_USAGE, "--bypass gives no reason");
		return err_fix(err, "say why, as it will stand on every page");
	}
	if (options->bypass_by && span_trim(span_of(options->bypass_by)).len > 0)
		return 0;
	err_set(err, ERR_USAGE, "--bypass does not say who overrides the gate");
	return err_fix(err, "add --as you@example.org");
}

/* Until when what an item rests on counts; in the order in which it was stored. */
static void keep_lapses(struct judgement *to, const struct judgement *from)
{
	for (size_t i = 0; i < to->requirements.count && i < from->requirements.count;
	     i++)
		to->requirements.at[i].lapses_at = from->requirements.at[i].lapses_at;
	for (size_t i = 0; i < to->votes.count && i < from->votes.count; i++)
		to->votes.at[i].lapses_at = from->votes.at[i].lapses_at;
}

/* What the store does not keep: the plans and items are the same, one for one. */
static void keep_needs(struct report *report, const struct report *audited)
{
	for (size_t p = 0; p < report->plans.count; p++) {
		struct planned *to = &report->plans.at[p];
		const struct planned *from = &audited->plans.at[p];

		for (size_t i = 0; i < to->judgements.count; i++) {
			to->judgements.at[i].signoff_needs =
				from->judgements.at[i].signoff_needs;
			keep_lapses(&to->judgements.at[i], &from->judgements.at[i]);
		}
	}
}

int auditing_run(struct auditing *auditing, struct invocation *in,
		 const char *const *own_output, const struct audit_keep *keep, bool now,
		 struct err *err)
{
	struct audit_options options = {
		.commit = invocation_value(in, "commit"),
		.subject = invocation_value(in, "subject"),
		.as_of = CLOCK_NONE,
		.as_of_now = now,
		.profile = invocation_value(in, "profile"),
		.evidence_dirs = invocation_values(in, "evidence"),
		.config = auditing->has_operator_config ? &auditing->operator_config
							: NULL,
		.trust = auditing->has_trust ? &auditing->trust : NULL,
		.trust_files = auditing->trust_files.at,
		.trust_file_count = auditing->trust_files.count,
		.statements = { auditing->signoffs.statements.at,
				auditing->signoffs.statements.count, signoffs_digest,
				in->arena },
		.trust_ref = invocation_value(in, "trust-ref"),
		.trust_in_tree = invocation_has(in, "trust-in-tree"),
		.own_output = own_output,
		.sandbox = in->sandbox_level,
		.jail = auditing->jail,
		.cache = cache_rules(in, now),
		.may_stand = auditing->may_stand && cache_rules(in, now).find &&
			     !invocation_has(in, "history"),
		.tally = &auditing->tally,
	};
	const char *as_of = invocation_value(in, "as-of");
	struct report audited = { 0 };
	int rc;

	if (as_of && clock_parse(span_of(as_of), &options.as_of) != CLOCK_ZONED) {
		err_set(err, ERR_USAGE, "--as-of is \"%s\"", as_of);
		return err_fix(err, "write it as 2026-11-21T04:05:06Z");
	}
	rc = read_bypass(&options, in, err);
	if (rc < 0)
		return rc;
	if (keep)
		options.keep = *keep;
	if (in->progress)
		options.progress = (struct audit_progress){ show_step, in };
	rc = audit_run(&audited, auditing->repo, auditing->store, &options, in->arena,
		       err);
	if (rc < 0)
		return rc;
	auditing->stands = rc == 1;
	if (auditing->stands && !in->quiet)
		fputs("muster: nothing has changed since this was judged"
		      " (--no-cache judges again)\n",
		      stderr);
	if (auditing->stands)
		return runs_glance(&auditing->report, auditing->store, audited.run.row,
				   SUMMARY_ITEMS, in->arena, err);
	if (auditing->tally.damaged > 0 && !in->quiet)
		fprintf(stderr,
			"muster: %zu damaged entr%s of the fact cache: read afresh\n",
			auditing->tally.damaged,
			auditing->tally.damaged == 1 ? "y" : "ies");
	rc = runs_load(&auditing->report, auditing->store, audited.run.row, in->arena,
		       err);
	if (rc < 0)
		return rc;
	keep_needs(&auditing->report, &audited);
	site_slugs(&auditing->report, in->arena);
	return read_history(auditing, in, err);
}

int auditing_print_json(const struct invocation *in, const struct report *report,
			struct err *err)
{
	struct buf json;
	int rc;

	buf_init(&json, LIMIT_JSON_OUT);
	rc = export_audit_json(&json, report, err);
	if (rc == 0)
		rc = buf_check(&json, "the audit's JSON", err);
	if (rc == 0)
		fwrite(json.ptr, 1, json.len, in->out);
	buf_release(&json);
	return rc;
}

void auditing_close(struct auditing *auditing)
{
	trust_release(&auditing->trust);
	jail_close(auditing->jail);
	store_close(auditing->store);
	/* Nothing is held before the repository is open. */
	if (auditing->repo && auditing->held >= 0)
		close(auditing->held);
	repo_close(auditing->repo);
	trust_release(&auditing->trust);
	*auditing = (struct auditing){ 0 };
}
