/*
 * muster render: one page of the report, or what its template is given, on standard
 * output: for whoever writes templates.
 *
 * It audits as `muster audit` does; the whole site comes from `muster build`.
 */
#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/table.h"
#include "cli/auditing.h"
#include "site/site.h"
#include "trust/digest.h"

/* Raw copies are kept in memory here: no page needs more than these for its lines. */
#define RAW_KEPT_BYTES ((size_t)512 * LIMIT_MIB)

static const struct option options[] = {
	AUDIT_OPTIONS,
	{ "dump-context", 0, OPTION_VALUE, "PAGE",
	  "print as JSON what PAGE's template is given" },
	{ "page", 0, OPTION_VALUE, "PAGE", "print PAGE itself" },
	{ "templates", 0, OPTION_VALUE, "DIR", "page templates of yours" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

struct raws {
	struct arena *arena;
	struct table *by_name; /* to struct span */
};

static int keep_raw(void *ctx, struct span raw_name, struct span bytes, struct err *err)
{
	struct raws *raws = ctx;
	struct span *kept;

	if (arena_used(raws->arena) + bytes.len > RAW_KEPT_BYTES) {
		err_set(err, ERR_LIMIT, "plans and evidence are over %d MiB together",
			(int)(RAW_KEPT_BYTES / LIMIT_MIB));
		return err_fix(err, "run muster build, and look at the page it writes");
	}
	kept = ARENA_NEW(raws->arena, struct span);
	*kept = arena_copy(raws->arena, bytes);
	*table_slot(raws->by_name, raw_name) = kept;
	return 0;
}

static int find_raw(void *ctx, struct span raw_name, struct span *out,
		    struct arena *arena, struct err *err)
{
	const struct raws *raws = ctx;
	const struct span *kept = table_get(raws->by_name, raw_name);

	(void)arena;
	*out = kept ? *kept : SPAN_EMPTY;
	return kept ? 0 : err_set(err, ERR_ABSENT, "no such copy was kept");
}

static int print_page(struct invocation *in, const struct auditing *auditing,
		      struct raws *raws, struct err *err)
{
	const char *dump = invocation_value(in, "dump-context");
	char digest[DIGEST_TEXT];
	struct site_options how = { .templates = auditing->templates,
				    .raw = find_raw,
				    .ctx = raws };
	struct span text;
	int rc = signoffs_report(digest, &auditing->report, err);

	how.report_digest = span_of(digest);
	if (rc == 0 && dump)
		rc = site_dump_context(&text, dump, &auditing->report, auditing->store,
				       &how, in->arena, err);
	else if (rc == 0)
		rc = site_page(&text, invocation_value(in, "page"), &auditing->report,
			       auditing->store, &how, in->arena, err);
	if (rc < 0)
		return rc;
	fwrite(text.ptr, 1, text.len, in->out);
	if (dump)
		fputc('\n', in->out);
	return 0;
}

/* Exactly one of the two. */
static int check_options(const struct invocation *in, struct err *err)
{
	if (invocation_has(in, "dump-context") == invocation_has(in, "page")) {
		err_set(err, ERR_USAGE,
			"which page?  One of --dump-context and --page");
		return err_fix(err,
			       "muster render --dump-context index.html; the whole "
			       "site comes from muster build");
	}
	return 0;
}

static int audit_and_print(struct invocation *in, struct auditing *auditing,
			   struct raws *raws, struct err *err)
{
	const char *const nothing[] = { NULL };
	const struct audit_keep keep = { .put = keep_raw, .ctx = raws };
	int rc = auditing_open(auditing, in, in->args[0], err);

	if (rc == 0)
		rc = auditing_lock(auditing, in, nothing, err);
	if (rc == 0)
		rc = auditing_run(auditing, in, own_output_default, &keep, false, err);
	if (rc == 0)
		rc = print_page(in, auditing, raws, err);
	return rc;
}

static int run(struct invocation *in, struct err *err)
{
	struct auditing auditing = { 0 };
	struct raws raws;
	int rc = check_options(in, err);

	if (rc < 0)
		return rc;
	raws.arena = arena_new(LIMIT_SCRATCH_BYTES);
	raws.by_name = table_new(raws.arena);
	rc = audit_and_print(in, &auditing, &raws, err);
	auditing_close(&auditing);
	arena_free(raws.arena);
	return rc;
}

const struct command command_render = {
	.name = "render",
	.args = "[REPO]",
	.summary = "Print one page of the report, or what its template is given",
	.examples = "  muster render --dump-context index.html | jq .reasons\n"
		    "  muster render --page about.html --templates ours > about.html\n",
	.options = options,
	.min_args = 0,
	.max_args = 1,
	.run = run,
};
