/* muster rollup: many bundles, one portfolio. */
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "cli/place.h"
#include "cli/print.h"
#include "cli/rights.h"
#include "cli/rolling.h"
#include "export/export.h"
#include "seal/manifest.h"
#include "site/portfolio.h"
#include "store/portfolio.h"
#include "trust/digest.h"

#include <unistd.h>

#define DEFAULT_OUT "site/portfolio"
#define TOOL        "muster " MUSTER_VERSION

static const struct option options_table[] = {
	{ "trust", 't', OPTION_VALUE, "DIR|FILE", "whom to believe: allowed_signers" },
	{ "rollup", 0, OPTION_MANY, "DIR",
	  "take in what an earlier rollup of yours found, too" },
	{ "out", 'o', OPTION_VALUE, "DIR",
	  "write the portfolio to DIR (" DEFAULT_OUT ")" },
	{ "at", 0, OPTION_VALUE, "TIME", "judge keys and lapses at TIME, not now" },
	{ "templates", 0, OPTION_VALUE, "DIR", "page templates of yours" },
	{ "json", 0, OPTION_FLAG, NULL,
	  "print what is kept of each bundle, a line each" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

struct rollup {
	struct invocation *in;
	struct verify_options verify;
	const char *out;
	struct place_claim claim;
	char *staged;            /* folder beside `out`, swapped whole in the end */
	struct portfolio *parts; /* bundles as they come */
	struct portfolio *all;   /* the same, sorted */
	struct portfolio_view view;
	struct span answer; /* what the page says first */
	struct buf line;
};

/* What the command line asks for. */

static int read_time(struct rollup *rollup, struct err *err)
{
	const char *at = invocation_value(rollup->in, "at");
	int rc;

	rollup->verify.at = CLOCK_NONE;
	if (at && clock_parse(span_of(at), &rollup->verify.at) != CLOCK_ZONED) {
		err_set(err, ERR_USAGE, "\"%s\" is no time with a zone", at);
		return err_fix(err, "write it as --at 2027-01-01T00:00:00Z");
	}
	rollup->view.at = rollup->verify.at;
	if (at)
		return 0;
	rc = clock_source_date(&rollup->view.at, err);
	if (rc == 0 && rollup->view.at == CLOCK_NONE)
		rollup->view.at = clock_now();
	return rc;
}

/* A name that is mistyped is no bundle that failed. */
static int check_there(const struct rollup *rollup, struct err *err)
{
	const struct invocation *in = rollup->in;
	const char *const *earlier = invocation_values(in, "rollup");

	for (int i = 0; i < in->arg_count; i++) {
		if (file_exists(in->args[i]))
			continue;
		err_set(err, ERR_USAGE, "there is no such bundle");
		err_at_path(err, span_of(in->args[i]));
		return err_fix(err, "name files or folders that are there");
	}
	if (in->arg_count > 0 || *earlier)
		return 0;
	err_set(err, ERR_USAGE, "no bundle is named");
	return err_fix(err, "muster rollup bundles/*.tar.gz --trust trust/");
}

/* A folder that holds anything but an earlier portfolio is not ours to replace. */
static int check_out(const struct rollup *rollup, struct err *err)
{
	const struct file_entry *entries;
	struct err ignored = { 0 };
	size_t count;

	if (!file_exists(rollup->out))
		return 0;
	if (file_exists(arena_printf(rollup->in->arena, "%s/portfolio.db", rollup->out)
				.ptr))
		return 0;
	if (file_is_folder(rollup->out) &&
	    file_list(&entries, &count, rollup->out, 1, rollup->in->arena, &ignored) ==
		    0 &&
	    count == 0)
		return 0;
	err_set(err, ERR_USAGE, "it is there already, and holds no portfolio");
	err_at_path(err, span_of(rollup->out));
	return err_fix(err, "give --out a folder that is new or empty");
}

static int make_stage(struct rollup *rollup, struct err *err)
{
	struct arena *arena = rollup->in->arena;
	struct span above = path_dir(span_of(rollup->out));
	int rc = check_out(rollup, err);

	if (rc == 0 && above.len > 0)
		rc = file_make_folders(arena_string(arena, above), err);
	if (rc == 0)
		rc = place_claim(&rollup->claim, rollup->out, err);
	return rc < 0 ? rc
		      : file_stage_beside(&rollup->staged, rollup->out, arena, err);
}

/* Bundles come from anywhere: whoever reads them can write the portfolio alone. */
static int give_up_files(struct rollup *rollup, struct err *err)
{
	static const char *const reads[] = { "trust", "templates" };
	struct sandbox_places places = { 0 };
	struct invocation *in = rollup->in;
	const char *const *earlier = invocation_values(in, "rollup");
	enum sandbox_mode mode;
	int rc = rights_mode(&mode, in, err);

	if (rc < 0)
		return rc;
	for (int i = 0; i < in->arg_count; i++)
		*LIST_ADD(in->arena, &places.read) = in->args[i];
	for (; *earlier; earlier++)
		*LIST_ADD(in->arena, &places.read) = *earlier;
	for (size_t i = 0; i < sizeof(reads) / sizeof(reads[0]); i++)
		if (invocation_value(in, reads[i]))
			*LIST_ADD(in->arena, &places.read) =
				invocation_value(in, reads[i]);
	*LIST_ADD(in->arena, &places.write) = place_above(rollup->out, in->arena);
	return sandbox_lock(mode, &places, &in->sandbox_level, err);
}

/* Bundles in. */

static int add_bundle(struct rollup *rollup, const char *path, struct err *err)
{
	struct arena *arena = arena_new(LIMIT_MODEL_BYTES);
	struct rolled rolled;
	int rc = rolling_bundle(&rolled, path, &rollup->verify, arena, err);

	if (rc == 0)
		rc = portfolio_add(rollup->parts, &rolled, err);
	arena_free(arena);
	return rc < 0 ? err_at_path(err, span_of(path)) : 0;
}

static int add_bundles(struct rollup *rollup, struct err *err)
{
	const struct invocation *in = rollup->in;
	int rc = 0;

	for (int i = 0; i < in->arg_count && rc == 0; i++) {
		if (in->progress)
			fprintf(in->progress, "\r\033[Kbundle %d of %d", i + 1,
				in->arg_count);
		rc = add_bundle(rollup, in->args[i], err);
	}
	if (in->progress)
		fputs("\r\033[K", in->progress);
	return rc;
}

static int take_over(void *ctx, struct rolled *rolled, struct err *err)
{
	struct rollup *rollup = ctx;
	int rc = rolling_digest(rolled, err);

	return rc < 0 ? rc : portfolio_add(rollup->parts, rolled, err);
}

static int add_rollups(struct rollup *rollup, struct err *err)
{
	const char *const *earlier = invocation_values(rollup->in, "rollup");
	const struct portfolio_sink sink = { take_over, rollup };
	int rc = 0;

	for (; *earlier && rc == 0; earlier++) {
		struct portfolio *other;
		struct span path = path_join(rollup->in->arena, span_of(*earlier),
					     SPAN_LIT("portfolio.db"));

		rc = portfolio_open(&other, path.ptr, err);
		if (rc == -ERR_ABSENT) {
			err->code = ERR_USAGE;
			return -ERR_USAGE;
		}
		if (rc == 0)
			rc = portfolio_each(other, &sink, err);
		portfolio_close(other);
	}
	return rc;
}

/* Portfolio out. */

/* Required ones of one verdict, as many as the page has room for. */
static void keep_items(struct arena *arena, struct rolled *kept,
		       const struct rolled *rolled, enum verdict verdict)
{
	for (size_t i = 0; i < rolled->items.count; i++) {
		struct rolled_item item = rolled->items.at[i];

		if (kept->items.count == PORTFOLIO_ITEMS)
			return;
		if (!item.required || item.verdict != verdict)
			continue;
		item.plan = arena_copy(arena, item.plan);
		item.id = arena_copy(arena, item.id);
		item.text = arena_copy(arena, item.text);
		item.reason = arena_copy(arena, item.reason);
		*LIST_ADD(arena, &kept->items) = item;
	}
}

/* A copy with what the page shows: of the items the worst. */
static void keep_shown(struct rollup *rollup, const struct rolled *rolled)
{
	struct arena *arena = rollup->in->arena;
	struct rolled *kept = LIST_ADD(arena, &rollup->view.bundles);
	struct span *texts[] = { &kept->name,    &kept->code,     &kept->detail,
				 &kept->project, &kept->commit,   &kept->source_uri,
				 &kept->tool,    &kept->sealed_by };

	*kept = *rolled;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i] = arena_copy(arena, *texts[i]);
	memset(&kept->items, 0, sizeof(kept->items));
	memset(&kept->fields, 0, sizeof(kept->fields));
	for (size_t i = 0; i < VERDICTS; i++)
		keep_items(arena, kept, rolled, verdict_by_trouble[i]);
	for (size_t i = 0; i < rolled->fields.count; i++) {
		struct rolled_field field = rolled->fields.at[i];

		if (!field.required || field.given ||
		    kept->fields.count == PORTFOLIO_ITEMS)
			continue;
		field.field = arena_copy(arena, field.field);
		field.role = arena_copy(arena, field.role);
		*LIST_ADD(arena, &kept->fields) = field;
	}
}

static int sort_in(void *ctx, struct rolled *rolled, struct err *err)
{
	struct rollup *rollup = ctx;
	int rc = portfolio_add(rollup->all, rolled, err);

	if (rc == 0 && invocation_has(rollup->in, "json")) {
		buf_clear(&rollup->line);
		rc = export_rolled_json(&rollup->line, rolled, err);
		if (rc == 0)
			fwrite(rollup->line.ptr, 1, rollup->line.len, rollup->in->out);
	}
	if (rc == 0)
		keep_shown(rollup, rolled);
	return rc;
}

static int write_database(struct rollup *rollup, const char *parts, struct err *err)
{
	const struct portfolio_sink sink = { sort_in, rollup };
	struct span path =
		arena_printf(rollup->in->arena, "%s/portfolio.db", rollup->staged);
	int rc = portfolio_create(&rollup->all, path.ptr, err);

	if (rc == 0)
		rc = portfolio_each(rollup->parts, &sink, err);
	if (rc == 0)
		rc = portfolio_finish(&rollup->all, err);
	portfolio_close(rollup->parts);
	rollup->parts = NULL;
	unlink(parts);
	return rc;
}

/* For whoever carries the folder elsewhere: sha256sum -c SHA256SUMS. */
static int write_sums(struct rollup *rollup, struct err *err)
{
	struct arena *arena = rollup->in->arena;
	const struct file_entry *files;
	struct manifest manifest = { 0 };
	size_t count;
	int rc = file_list(&files, &count, rollup->staged, LIMIT_BUNDLE_ENTRIES, arena,
			   err);

	for (size_t i = 0; i < count && rc == 0; i++) {
		struct manifest_line *line = LIST_ADD(arena, &manifest.lines);
		uint64_t size;

		line->path = files[i].path;
		rc = digest_file(
			line->sha256, &size,
			path_join(arena, span_of(rollup->staged), files[i].path).ptr,
			LIMIT_BUNDLE_FILE, err);
	}
	return rc < 0 ? rc
		      : file_stage(rollup->staged, SPAN_LIT("SHA256SUMS"),
				   manifest_text(&manifest, arena), err);
}

static int produce(struct rollup *rollup, struct err *err)
{
	const char *parts =
		arena_printf(rollup->in->arena, "%s/parts.db", rollup->staged).ptr;
	const struct portfolio_options how = {
		.folder = rollup->staged,
		.templates = invocation_value(rollup->in, "templates"),
		.tool = SPAN_LIT(TOOL),
	};
	int rc = portfolio_create(&rollup->parts, parts, err);

	if (rc == 0)
		rc = add_bundles(rollup, err);
	if (rc == 0)
		rc = add_rollups(rollup, err);
	if (rc == 0)
		rc = write_database(rollup, parts, err);
	if (rc == 0)
		rc = site_portfolio(&rollup->answer, &rollup->view, &how,
				    rollup->in->arena, err);
	if (rc == 0)
		rc = write_sums(rollup, err);
	return rc < 0 ? rc : file_swap(rollup->staged, rollup->out, err);
}

static void print_unverified(const struct rollup *rollup,
			     const struct portfolio_sum *sum)
{
	FILE *out = rollup->in->out;

	for (size_t i = 0; i < sum->unverified.count && i < 10; i++) {
		const struct rolled *rolled =
			&rollup->view.bundles.at[sum->unverified.at[i]];

		fputs("  not verified: ", out);
		print_text(out, rolled->name);
		fputs(": ", out);
		print_text(out, rolled->code);
		fputs(": ", out);
		print_text(out, rolled->detail);
		fputc('\n', out);
	}
	if (sum->unverified.count > 10)
		fprintf(out, "  and %zu more\n", sum->unverified.count - 10);
	if (sum->unverified.count > 0 && !rollup->verify.trust)
		fputs("  fix: say whom to believe with --trust DIR\n", out);
}

static void print_result(const struct rollup *rollup)
{
	const struct invocation *in = rollup->in;
	struct portfolio_sum sum;

	if (in->quiet || invocation_has(in, "json"))
		return;
	portfolio_sum(&sum, &rollup->view, in->arena);
	print_text(in->out, rollup->answer);
	fputc('\n', in->out);
	for (size_t i = 0; i < sum.newest.count; i++) {
		const struct rolled *rolled =
			&rollup->view.bundles.at[sum.newest.at[i]];

		if (rolled_is_ready(rolled_state(rolled, rollup->view.at)))
			continue;
		fputs("  ", in->out);
		print_text(in->out, rolled->project);
		fprintf(in->out, ": %s, %ju to do\n",
			rolled_state_word[rolled_state(rolled, rollup->view.at)],
			(uintmax_t)rolled->required_left);
	}
	print_unverified(rollup, &sum);
	fputc('\n', in->out);
	print_text(in->out, span_of(rollup->out));
	fputs("/index.html\n", in->out);
}

static int roll(struct rollup *rollup, struct err *err)
{
	int rc = read_time(rollup, err);

	if (rc == 0)
		rc = check_there(rollup, err);
	if (rc == 0)
		rc = rights_give_up(rollup->in, err);
	if (rc == 0)
		rc = make_stage(rollup, err);
	if (rc == 0)
		rc = give_up_files(rollup, err);
	return rc < 0 ? rc : produce(rollup, err);
}

static int run(struct invocation *in, struct err *err)
{
	const char *out = invocation_value(in, "out");
	struct rollup rollup = {
		.in = in,
		.verify = { .trust = invocation_value(in, "trust"),
			    .limits = content_limits_default },
		.out = out ? out : DEFAULT_OUT,
		.claim = PLACE_UNCLAIMED,
	};
	int rc;

	buf_init(&rollup.line, LIMIT_JSON_OUT);
	rc = roll(&rollup, err);
	if (rc == 0)
		print_result(&rollup);
	portfolio_close(rollup.parts);
	portfolio_close(rollup.all);
	buf_release(&rollup.line);
	if (rc < 0 && rollup.staged) {
		struct err ignored = { 0 };

		file_remove_tree(rollup.staged, &ignored); /* the first error counts */
	}
	place_leave(&rollup.claim);
	return rc;
}

const struct command command_rollup = {
	.name = "rollup",
	.args = "BUNDLE...",
	.summary = "Put many bundles together as one portfolio, each verified first",
	.examples =
		"  muster rollup bundles/*.tar.gz --trust trust/\n"
		"  muster rollup --rollup east/ --rollup west/ -o all/\n"
		"A bundle that does not verify is listed with the reason, and counts "
		"as\n"
		"nothing.  --rollup believes the folder it names: it is yours, not a\n"
		"stranger's.\n",
	.options = options_table,
	.min_args = 0,
	.max_args = -1,
	.run = run,
};
