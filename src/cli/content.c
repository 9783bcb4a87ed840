#include "cli/content.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/program.h"
#include "base/table.h"
#include "export/export.h"
#include "repo/proof.h"
#include "repo/version.h"
#include "seal/manifest.h"
#include "site/site.h"
#include "store/drawn.h"
#include "store/runs.h"
#include "store/version.h"
#include "text/secret.h"
#include "text/version.h"
#include "trust/digest.h"
#include "trust/version.h"

#include <stdio.h>
#include <string.h>

struct writing {
	const struct content_options *options;
	const struct report *report;
	struct arena *arena;
	struct table *objects; /* ids that lie in git/ already */
	bool withheld;         /* the plan at hand: so are its blobs, then and now */
	struct store *store;
	char program[65];         /* digest of what draws the pages; "": not known */
	LIST(struct drawn) drawn; /* in this run */
};

typedef int write_json(struct buf *out, const struct report *report, struct err *err);

static int stage_json(struct writing *writing, const char *path, write_json *write,
		      char digest[65], struct err *err)
{
	struct buf json;
	int rc;

	buf_init(&json, LIMIT_JSON_OUT);
	rc = write(&json, writing->report, err);
	if (rc == 0)
		rc = buf_check(&json, path, err);
	if (rc == 0 && digest)
		digest_sha256_hex(buf_span(&json), digest);
	if (rc == 0)
		rc = file_stage(writing->options->folder, span_of(path),
				buf_span(&json), err);
	buf_release(&json);
	return rc;
}

static int stage_bundle_json(struct writing *writing, struct err *err)
{
	struct bundle_facts facts = {
		.epoch = writing->options->epoch,
		.cms = writing->options->cms,
		.dsse = writing->options->dsse,
		.libs = { version_cmark(), version_git2(), version_sqlite(),
			  version_openssl(), version_archive(), version_zlib() },
	};
	struct buf json;
	int rc;

	buf_init(&json, LIMIT_BUNDLE_JSON);
	rc = export_bundle_json(&json, writing->report, &facts, err);
	if (rc == 0)
		rc = buf_check(&json, "bundle.json", err);
	if (rc == 0)
		rc = file_stage(writing->options->folder, SPAN_LIT("bundle.json"),
				buf_span(&json), err);
	buf_release(&json);
	return rc;
}

/* One object as git hashes it, under git/<id>. */
static int put_object(void *ctx, struct span id, const char *type, struct span content,
		      struct err *err)
{
	struct writing *writing = ctx;
	struct span path = arena_printf(writing->arena, "git/%.*s", SPAN_ARG(id));
	void **done = table_slot(writing->objects, id);
	struct buf bytes;
	int rc;

	struct secret secret;

	if (*done || (writing->withheld && strcmp(type, "blob") == 0))
		return 0;
	*done = writing;
	if (secret_find(&secret, content, 0))
		return 0; /* a commit's message or a file's name: left out */
	buf_init(&bytes, content.len + 64);
	buf_addf(&bytes, "%s %zu", type, content.len);
	buf_addch(&bytes, '\0');
	buf_add(&bytes, content);
	rc = file_stage(writing->options->folder, path, buf_span(&bytes), err);
	buf_release(&bytes);
	return rc;
}

/* A commit whose signature a sign-off rests on, and what ties the plan to it. */
static int stage_tick(struct writing *writing, struct repo *repo,
		      const struct planned *planned, const struct signoff_vote *vote,
		      struct arena *scratch, struct err *err)
{
	const struct proof_sink sink = { put_object, writing };
	struct repo_commit commit;
	struct err trouble = { 0 };
	int rc;

	if (vote->from != VOTE_TICK || vote->reason != REASON_SIGNED_BY)
		return 0;
	rc = repo_commit(&commit, repo, vote->commit, scratch, &trouble);
	if (rc == 0)
		rc = repo_proof(repo, &commit, planned->plan.path, LIMIT_PLAN_BYTES,
				&sink, scratch, &trouble);
	if (rc == -ERR_ABSENT || rc == -ERR_LIMIT)
		return 0; /* it had another name then: the commit is there at least */
	if (rc < 0)
		*err = trouble;
	return rc;
}

static int stage_ticks(struct writing *writing, struct repo *repo,
		       const struct planned *planned, struct err *err)
{
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < planned->judgements.count; i++) {
		const struct judgement *judgement = &planned->judgements.at[i];

		for (size_t v = 0; rc == 0 && v < judgement->votes.count; v++)
			rc = stage_tick(writing, repo, planned, &judgement->votes.at[v],
					scratch, err);
	}
	arena_free(scratch);
	return rc;
}

/* The sealed commit, and what ties each plan to it. */
static int stage_objects(struct writing *writing, struct repo *repo, struct err *err)
{
	const struct proof_sink sink = { put_object, writing };
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	const struct report *report = writing->report;
	struct repo_commit commit;
	int rc = repo_commit(&commit, repo, report->run.commit, writing->arena, err);

	for (size_t i = 0; rc == 0 && i < report->plans.count; i++) {
		struct err trouble = { 0 };

		writing->withheld = report->plans.at[i].raw_name.len == 0;
		rc = stage_ticks(writing, repo, &report->plans.at[i], err);
		if (rc < 0)
			break;
		rc = repo_proof(repo, &commit, report->plans.at[i].plan.path,
				LIMIT_PLAN_BYTES, &sink, scratch, &trouble);
		if (rc == -ERR_ABSENT || rc == -ERR_LIMIT)
			rc = 0; /* said already, as a finding of the run */
		else if (rc < 0)
			*err = trouble;
		arena_clear(scratch);
	}
	arena_free(scratch);
	return rc;
}

static int read_raw(void *ctx, struct span raw_name, struct span *out,
		    struct arena *arena, struct err *err)
{
	const struct writing *writing = ctx;

	return file_read_below(out, writing->options->folder, raw_name,
			       LIMIT_ARTIFACT_BYTES, arena, err);
}

static int stage_database(struct writing *writing, struct store *store, struct err *err)
{
	struct span path =
		arena_printf(writing->arena, "%s/muster.db", writing->options->folder);

	return runs_export(store, writing->report->run.row, path.ptr, err);
}

/* ---- what the earlier site has already ----------------------------------- */

/* Templates and words of the operator's own are not told apart: nothing is known. */
static void name_program(struct writing *writing)
{
	struct buf identity;

	buf_init(&identity, LIMIT_RECORD_LINE);
	if (!writing->options->templates && program_identity(&identity) &&
	    !identity.over)
		digest_sha256_hex(buf_span(&identity), writing->program);
	buf_release(&identity);
}

/*
 * Everything that decides an artifact's data files: the program with its words, the
 * artifact's address, its facts.  Whether links lead anywhere, no key knows.
 */
static bool name_drawn(char key[DRAWN_KEY], struct writing *writing, size_t artifact,
		       const char *title)
{
	const struct artifact *drawn = &writing->report->artifacts.at[artifact];
	char what[DRAWN_KEY];
	int len;

	if (writing->program[0] == '\0' || drawn->counts.links > 0)
		return false;
	len = snprintf(what, sizeof(what), "%s %s %.*s", writing->program, title,
		       SPAN_ARG(drawn->slug));
	return len > 0 && (size_t)len < sizeof(what) &&
	       drawn_key(key, writing->store, drawn->id, what);
}

static bool listed_is(const struct writing *writing, const struct artifact *artifact,
		      const char *extension, const char *sha256)
{
	struct span path = arena_printf(writing->arena, "data/%.*s.%s",
					SPAN_ARG(artifact->slug), extension);
	const char *listed = known_digest(writing->options->known, path);

	return listed && strcmp(listed, sha256) == 0;
}

static bool is_drawn(void *ctx, size_t artifact, const char *title,
		     struct site_drawn *out)
{
	struct writing *writing = ctx;
	const struct artifact *of = &writing->report->artifacts.at[artifact];
	struct drawn drawn;
	char key[DRAWN_KEY];

	if (!writing->options->known || !name_drawn(key, writing, artifact, title) ||
	    !drawn_find(&drawn, writing->store, of->id, key) ||
	    !listed_is(writing, of, "js", drawn.js) ||
	    !listed_is(writing, of, "csv", drawn.csv))
		return false;
	*out = (struct site_drawn){ drawn.rows, drawn.filled };
	return true;
}

static void note_drawn(void *ctx, size_t artifact, const char *title,
		       const struct site_drawn *made)
{
	struct writing *writing = ctx;
	struct drawn drawn = { .rows = made->rows, .filled = made->filled };

	drawn.artifact_id = writing->report->artifacts.at[artifact].id;
	if (name_drawn(drawn.key, writing, artifact, title))
		*LIST_ADD(writing->arena, &writing->drawn) = drawn;
}

static bool find_digest(char out[65], const struct writing *writing,
			const struct manifest *lines, int64_t artifact_id,
			const char *extension)
{
	const struct report *report = writing->report;
	const struct manifest_line *line;
	size_t at = (size_t)artifact_id - 1; /* its place in the report */

	if (at >= report->artifacts.count || report->artifacts.at[at].id != artifact_id)
		return false;
	line = manifest_find(lines,
			     arena_printf(writing->arena, "data/%.*s.%s",
					  SPAN_ARG(report->artifacts.at[at].slug),
					  extension));
	if (line)
		memcpy(out, line->sha256, sizeof(line->sha256));
	return line != NULL;
}

/* For the next time. */
static void keep_drawn(struct writing *writing, const struct manifest *lines)
{
	size_t kept = 0;

	for (size_t i = 0; i < writing->drawn.count; i++) {
		struct drawn *drawn = &writing->drawn.at[i];

		if (find_digest(drawn->js, writing, lines, drawn->artifact_id, "js") &&
		    find_digest(drawn->csv, writing, lines, drawn->artifact_id, "csv"))
			writing->drawn.at[kept++] = *drawn;
	}
	drawn_put(writing->store, writing->drawn.at, kept);
}

static int stage_sums(struct content_made *out, struct writing *writing,
		      struct err *err)
{
	const struct content_options *options = writing->options;
	struct manifest_known known = { .digest = known_link };
	struct manifest lines;
	int rc;

	known.ctx = options->known;
	rc = manifest_write(&out->sums, &lines, options->folder,
			    options->known ? &known : NULL, writing->arena, err);
	if (rc < 0)
		return rc;
	digest_sha256_hex(out->sums, out->seal_digest);
	keep_drawn(writing, &lines);
	return 0;
}

static int stage_pages(struct content_made *out, struct writing *writing,
		       struct store *store, struct err *err)
{
	struct site_options options = {
		.folder = writing->options->folder,
		.earlier = writing->options->earlier,
		.templates = writing->options->templates,
		.report_digest = span_of(out->report_digest),
		.raw = read_raw,
		.ctx = writing,
		.drawn = is_drawn,
		.draw = note_drawn,
	};

	return site_write(writing->report, store, &options, err);
}

int content_write(struct content_made *out, const struct report *report,
		  struct store *store, struct repo *repo,
		  const struct content_options *options, struct arena *arena,
		  struct err *err)
{
	struct writing writing = { .options = options,
				   .report = report,
				   .arena = arena,
				   .store = store,
				   .objects = table_new(arena) };
	int rc;

	*out = (struct content_made){ 0 };
	name_program(&writing);
	rc = stage_objects(&writing, repo, err);
	if (rc == 0)
		rc = stage_json(&writing, "raw/index.json", export_raw_index_json, NULL,
				err);
	if (rc == 0)
		rc = stage_json(&writing, "report.json", export_report_json,
				out->report_digest, err);
	if (rc == 0)
		rc = stage_database(&writing, store, err);
	if (rc == 0)
		rc = stage_json(&writing, "history.json", export_history_json, NULL,
				err);
	if (rc == 0)
		rc = stage_bundle_json(&writing, err);
	if (rc == 0 && options->signoffs)
		rc = signoffs_stage(options->signoffs, report, options->folder, err);
	if (rc == 0)
		rc = stage_pages(out, &writing, store, err);
	if (rc == 0)
		rc = stage_sums(out, &writing, err);
	return rc;
}
