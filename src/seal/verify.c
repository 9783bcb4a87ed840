/* The order of checks; each step adds to the answer and says whether to go on. */
#include "seal/verify.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/table.h"
#include "seal/closing.h"
#include "seal/content.h"
#include "seal/envelope.h"
#include "seal/inner.h"
#include "seal/manifest.h"
#include "seal/paths.h"
#include "seal/readiness.h"
#include "seal/seals.h"
#include "seal/signoffs.h"
#include "trust/trust.h"

/* clang-format off: seal.md section 10, one error a line */
const struct verify_code verify_codes[] = {
	{ "E_USAGE", 0, 2 },
	{ "E_IO", 0, 2 },
	{ "E_TRUST_SYNTAX", 0, 2 },
	{ "E_TRUST_AMBIGUOUS", 0, 2 },
	{ "E_SSH_CERT_UNSUPPORTED", 0, 2 },
	{ "E_FORMAT_ZIP", 1, 6 },
	{ "E_FORMAT", 1, 6 },
	{ "E_LIMIT_ENTRIES", 1, 6 },
	{ "E_LIMIT_SIZE", 1, 6 },
	{ "E_LIMIT_RATIO", 1, 6 },
	{ "E_PATH", 1, 6 },
	{ "E_DUPLICATE", 1, 6 },
	{ "E_CASE_CLASH", 1, 6 },
	{ "E_FILE_TYPE", 1, 6 },
	{ "E_TOP_DIR", 1, 6 },
	{ "E_NOT_CANONICAL", 2, 6 },
	{ "E_TRAILING_DATA", 2, 6 },
	{ "E_SUMS_SYNTAX", 3, 6 },
	{ "E_BUNDLE_JSON", 3, 6 },
	{ "E_FORMAT_VERSION", 3, 6 },
	{ "E_FILE_MISSING", 4, 1 },
	{ "E_FILE_CHANGED", 4, 1 },
	{ "E_FILE_EXTRA", 4, 1 },
	{ "E_SEAL_MISSING", 5, 1 },
	{ "E_UNSIGNED", 5, 1 },
	{ "E_CMS_PARSE", 6, 1 },
	{ "E_CMS_BAD", 6, 1 },
	{ "E_DSSE_PARSE", 6, 1 },
	{ "E_DSSE_SIG_FORMAT", 6, 1 },
	{ "E_DSSE_BAD", 6, 1 },
	{ "E_DSSE_TYPE", 6, 1 },
	{ "E_SUBJECT_MISMATCH", 6, 1 },
	{ "E_ALG_REFUSED", 6, 1 },
	{ "E_SEAL_UNTRUSTED", 7, 3 },
	{ "E_NO_TRUST", 7, 3 },
	{ "E_TS_BAD", 8, 4 },
	{ "E_TS_UNTRUSTED", 8, 4 },
	{ "E_KEY_EXPIRED", 8, 4 },
	{ "E_KEY_NOT_YET_VALID", 8, 4 },
	{ "E_KEY_REVOKED", 8, 4 },
	{ "E_CERT_CHAIN", 8, 4 },
	{ "E_INDEX_MISMATCH", 9, 1 },
	{ "E_OUTCOME_MISMATCH", 9, 1 },
	{ "E_STATEMENT_MISMATCH", 9, 1 },
	{ "E_GIT_OBJECT", 9, 1 },
	{ "E_SIG_DUPLICATE", 9, 1 },
	{ "E_SIG_BAD", 9, 1 },
	{ "E_EXPECT_COMMIT", 10, 7 },
	{ "E_EXPECT_DIGEST", 10, 7 },
	{ "E_EXPECT_PROJECT", 10, 7 },
	{ "E_ROLLBACK", 10, 7 },
	{ "E_CHAIN", 10, 7 },
	{ "E_STALE", 10, 7 },
	{ "E_SIGNOFF_MISSING", 11, 1 },
	{ "E_SIGNOFF_UNSIGNED", 11, 1 },
	{ "E_SIGNOFF_SYNTAX", 11, 1 },
	{ "E_SIGNOFF_OTHER_BUNDLE", 11, 1 },
	{ "E_SIGNOFF_BAD", 11, 1 },
	{ "E_SIGNOFF_ROLE", 11, 1 },
	{ "E_SIGNOFF_UNTRUSTED", 11, 3 },
	{ "E_SIGNOFF_CONFLICT", 11, 1 },
	{ "E_SK_NO_PRESENCE", 11, 1 },
	{ "E_VSA_BAD", 12, 1 },
	{ "E_CLOSED_SET_MISMATCH", 12, 1 },
	{ "E_SIGNOFF_INCOMPLETE", 13, 5 },
	{ "E_SIGNOFF_REJECTED", 13, 5 },
	{ "E_LAPSED", 13, 5 },
	{ "E_NOT_READY", 13, 5 },
	{ NULL, 0, 0 },
};

/* With several errors the first of these wins. */
static const int exit_order[] = { 2, 6, 1, 4, 3, 7, 5 };
/* clang-format on */

static const struct verify_code *code_of(const char *name)
{
	const struct verify_code *code = verify_codes;

	while (code->name && strcmp(code->name, name) != 0)
		code++;
	return code;
}

unsigned verify_step(const char *name)
{
	return code_of(name)->step;
}

void verify_error(struct verifying *v, const char *code, struct span path,
		  const char *fmt, ...)
{
	struct verify_issue *issue = LIST_ADD(v->arena, &v->out->errors);
	struct buf buf;
	va_list args;

	buf_init(&buf, LIMIT_TEXT);
	va_start(args, fmt);
	buf_vaddf(&buf, fmt, args);
	va_end(args);
	/* A tag that the table does not know is a bug, and no reason to say yes. */
	*issue = (struct verify_issue){ code_of(code)->name ? code_of(code)->name
							    : "E_IO",
					arena_copy(v->arena, path),
					arena_copy(v->arena, buf_span(&buf)) };
	buf_release(&buf);
}

void verify_warning(struct verifying *v, const char *code, struct span path,
		    const char *detail)
{
	*LIST_ADD(v->arena, &v->out->warnings) =
		(struct verify_issue){ code, path, span_of(detail) };
}

void verify_error_of(struct verifying *v, const struct err *err, const char *otherwise,
		     struct span path)
{
	verify_error(v, err->tag[0] ? err->tag : otherwise,
		     err->where[0] ? span_of(err->where) : path, "%s", err->what);
}

static void conclude(struct verification *out)
{
	for (size_t k = sizeof(exit_order) / sizeof(exit_order[0]); k > 0; k--)
		for (size_t i = 0; i < out->errors.count; i++)
			if (code_of(out->errors.at[i].code)->exit == exit_order[k - 1])
				out->exit = exit_order[k - 1];
}

/* Step 0. */

static bool is_hex(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!(text.ptr[i] >= '0' && text.ptr[i] <= '9') &&
		    !(text.ptr[i] >= 'a' && text.ptr[i] <= 'f'))
			return false;
	return true;
}

/* "sha256:<hex>" or the hex alone. */
static struct span bare_digest(const char *text)
{
	struct span digest = span_of(text);

	return span_starts(digest, "sha256:") ? span_from(digest, strlen("sha256:"))
					      : digest;
}

static void check_arguments(struct verifying *v)
{
	const struct verify_options *options = v->options;
	struct span commit = span_of(options->expect_commit);
	struct err err = { 0 };

	if (options->expect_commit &&
	    ((commit.len != 40 && commit.len != 64) || !is_hex(commit)))
		verify_error(v, "E_USAGE", SPAN_EMPTY,
			     "--expect-commit wants the full id in lower case");
	if (options->expect_digest &&
	    !digest_is_hex(bare_digest(options->expect_digest)))
		verify_error(v, "E_USAGE", SPAN_EMPTY,
			     "--expect-digest wants sha256: and 64 hexadecimal digits");
	if (options->previous && !digest_is_hex(bare_digest(options->previous)))
		verify_error(v, "E_USAGE", SPAN_EMPTY,
			     "--previous wants a bundle, or sha256: and 64 "
			     "hexadecimal digits");
	if (options->gate && !options->expect_commit && !options->expect_digest)
		verify_error(v, "E_USAGE", SPAN_EMPTY,
			     "--gate wants --expect-commit or --expect-digest: else "
			     "last month's bundle would pass");
	if (options->trust && trust_read(&v->trust, options->trust, v->arena, &err) < 0)
		verify_error_of(v, &err, "E_IO", span_of(options->trust));
}

/* Step 3. */

/* Pages that an operator's templates made may say anything: report.json is what counts.
 */
static void look_at_templates(struct verifying *v)
{
	struct node inputs = node_get(v->out->identity.root, "inputs");

	if (!node_is(inputs, NODE_ARRAY))
		return;
	for (struct node n = node_first(inputs); node_exists(n); n = node_next(n)) {
		if (!span_is(node_text(node_get(n, "role")), "template"))
			continue;
		verify_warning(v, "W_TEMPLATES", node_text(node_get(n, "name")),
			       "the pages are made with the operator's templates, not "
			       "with muster's own");
		return;
	}
}

static void read_core(struct verifying *v)
{
	struct span sums = content_bytes(&v->content, "SHA256SUMS");
	struct span bundle = content_bytes(&v->content, "bundle.json");
	struct span name;
	struct err err = { 0 };

	digest_sha256_hex(sums, v->out->seal_digest);
	v->sums = sums;
	if (manifest_parse(&v->manifest, sums, v->arena, &err) < 0) {
		verify_error_of(v, &err, "E_SUMS_SYNTAX", SPAN_LIT("SHA256SUMS"));
		return;
	}
	if (!content_find(&v->content, SPAN_LIT("bundle.json")))
		return; /* step 4 says that it is missing */
	if (identity_read(&v->out->identity, bundle, v->arena, &err) < 0) {
		verify_error_of(v, &err, "E_BUNDLE_JSON", SPAN_LIT("bundle.json"));
		return;
	}
	v->out->identified = true;
	look_at_templates(v);
	if (!v->content.archive)
		return;
	name = identity_name(&v->out->identity, v->arena);
	if (!span_eq(name, v->content.top))
		verify_error(v, "E_TOP_DIR", v->content.top, "should be named %.*s",
			     SPAN_ARG(name));
	if (!v->content.repacked && v->content.mtime != v->out->identity.epoch)
		verify_error(v, "E_NOT_CANONICAL", SPAN_EMPTY,
			     "its files have another time than bundle.json's epoch");
}

/* Step 4. */

/* Files that no line lists, by digest: where a missing one may have gone. */
static struct table *find_extra(struct verifying *v)
{
	struct table *extra = table_new(v->arena);

	for (size_t i = 0; i < v->content.files.count; i++) {
		const struct content_file *file = &v->content.files.at[i];

		if (!bundle_path_is_outside(file->path) &&
		    !manifest_find(&v->manifest, file->path))
			*table_slot_borrowed(extra, span_of(file->sha256)) =
				&v->content.files.at[i];
	}
	return extra;
}

/* What is listed and not there, or there and different. */
static struct table *check_listed(struct verifying *v, const struct table *extra)
{
	struct table *renamed = table_new(v->arena);

	for (size_t i = 0; i < v->manifest.lines.count; i++) {
		struct manifest_line *line = &v->manifest.lines.at[i];
		const struct content_file *file = content_find(&v->content, line->path);
		const struct content_file *other;

		if (file && strcmp(file->sha256, line->sha256) == 0)
			continue;
		if (file) {
			verify_error(v, "E_FILE_CHANGED", line->path,
				     "is not as SHA256SUMS says");
			continue;
		}
		other = table_get(extra, span_of(line->sha256));
		if (other) {
			verify_error(v, "E_FILE_MISSING", line->path, "renamed to %.*s",
				     SPAN_ARG(other->path));
			*table_slot_borrowed(renamed, other->path) = line;
		} else {
			verify_error(v, "E_FILE_MISSING", line->path, "is not there");
		}
	}
	return renamed;
}

static void check_unlisted(struct verifying *v, const struct table *renamed)
{
	for (size_t i = 0; i < v->content.files.count; i++) {
		const struct content_file *file = &v->content.files.at[i];
		const struct manifest_line *line = table_get(renamed, file->path);
		const char *fault;

		if (line) {
			verify_error(v, "E_FILE_EXTRA", file->path, "renamed from %.*s",
				     SPAN_ARG(line->path));
			continue;
		}
		if (bundle_path_is_outside(file->path)) {
			fault = bundle_outside_fault(file->path);
			if (fault)
				verify_error(v, "E_FILE_EXTRA", file->path, "%s",
					     fault);
			continue;
		}
		if (!manifest_find(&v->manifest, file->path))
			verify_error(v, "E_FILE_EXTRA", file->path,
				     "is not listed in SHA256SUMS");
	}
	for (size_t i = 0; i < v->content.empty_folders.count; i++)
		verify_error(v, "E_FILE_EXTRA", v->content.empty_folders.at[i],
			     "is an empty folder");
}

static void compare_content(struct verifying *v)
{
	check_unlisted(v, check_listed(v, find_extra(v)));
}

/* Step 10. */

static void check_expectations(struct verifying *v)
{
	const struct verify_options *options = v->options;
	const struct identity *identity = &v->out->identity;

	if (options->expect_commit &&
	    !span_is(identity->commit, options->expect_commit))
		verify_error(v, "E_EXPECT_COMMIT", SPAN_EMPTY,
			     "the bundle is about %.*s", SPAN_ARG(identity->commit));
	if (options->expect_digest &&
	    !span_is(bare_digest(options->expect_digest), v->out->seal_digest))
		verify_error(v, "E_EXPECT_DIGEST", SPAN_EMPTY,
			     "the seal digest is sha256:%s", v->out->seal_digest);
	if (options->expect_project &&
	    !span_is(identity->project, options->expect_project))
		verify_error(v, "E_EXPECT_PROJECT", SPAN_EMPTY,
			     "the bundle is about %.*s", SPAN_ARG(identity->project));
}

/* Where it stands in the row of its project's bundles. */
static void check_row(struct verifying *v)
{
	const struct verify_options *options = v->options;
	struct span previous = v->out->previous;
	char text[CLOCK_TEXT];
	int64_t as_of;

	if (v->out->sequence < options->min_sequence)
		verify_error(v, "E_ROLLBACK", SPAN_EMPTY,
			     v->out->sequence > 0 ? "the bundle's sequence is %jd"
						  : "the bundle has no sequence",
			     (intmax_t)v->out->sequence);
	if (options->previous && (!span_starts(previous, "sha256:") ||
				  !span_eq(span_from(previous, strlen("sha256:")),
					   bare_digest(options->previous))))
		verify_error(v, "E_CHAIN", SPAN_EMPTY,
			     previous.len > 0 ? "it comes after %.*s"
					      : "it names no bundle before it%.*s",
			     SPAN_ARG(previous));
	if (options->max_age > 0 &&
	    clock_parse(v->out->identity.as_of, &as_of) == CLOCK_ZONED &&
	    (v->when < as_of ? 0 : v->when - as_of) > options->max_age)
		verify_error(v, "E_STALE", SPAN_EMPTY, "the report is as of %s",
			     clock_format(as_of, text));
}

/* Whatever the steps thought: yes needs a seal, and each by somebody trusted. */
static void insist_on_trust(struct verifying *v)
{
	bool trusted = v->out->seals.count > 0;

	for (size_t i = 0; i < v->out->seals.count; i++)
		if (v->out->seals.at[i].principal.len == 0)
			trusted = false;
	if (!trusted && v->out->errors.count == 0)
		verify_error(v, "E_SEAL_UNTRUSTED", SPAN_LIT("seal"),
			     "no trusted key has sealed it");
}

/* The plot. */

static void replace_seals(struct verifying *v)
{
	if (!v->options->files)
		return;
	for (enum seal_file i = 0; i < SEAL_FILES; i++)
		content_replace(&v->content, span_of(seal_file_path[i]),
				v->options->files->bytes[i], v->arena);
}

/* Steps 0 to 4, each of which must hold before the next makes sense. */
static bool check_integrity(struct verifying *v, const char *path)
{
	struct verification *out = v->out;
	struct err err = { 0 };

	check_arguments(v);
	if (out->errors.count > 0)
		return false;
	out->last_step = 2;
	if (content_read(&v->content, path, &v->options->limits, v->arena, &err) < 0) {
		verify_error_of(v, &err, "E_FORMAT", SPAN_EMPTY);
		out->last_step = code_of(out->errors.at[0].code)->step;
		return false;
	}
	memcpy(out->tar_digest, v->content.tar_digest, sizeof(out->tar_digest));
	if (v->content.repacked)
		verify_warning(v, "W_REPACKED", SPAN_EMPTY,
			       "the archive is not as muster has packed it");
	replace_seals(v);
	out->last_step = 3;
	if (!content_find(&v->content, SPAN_LIT("SHA256SUMS"))) {
		verify_error(v, "E_FILE_MISSING", SPAN_LIT("SHA256SUMS"),
			     "is not there");
		return false;
	}
	read_core(v);
	if (out->errors.count > 0)
		return false;
	out->last_step = 4;
	compare_content(v);
	return out->errors.count == 0;
}

void verify_bundle(struct verification *out, const char *path,
		   const struct verify_options *options, struct arena *arena)
{
	struct verifying v = { .out = out, .options = options, .arena = arena };

	*out = (struct verification){ .last_step = 0 };
	v.when = options->at != CLOCK_NONE ? options->at : clock_now();
	if (check_integrity(&v, path) && !options->integrity_only) {
		verify_seals(&v); /* 5 to 8 */
		verify_inner(&v); /* 9 */
		check_expectations(&v);
		check_row(&v);
		verify_closing(&v);  /* 12, which says when 11 was */
		verify_signoffs(&v); /* 11 */
		verify_outcome(&v);
		verify_closed_outcome(&v);
		insist_on_trust(&v);
		out->last_step = 12;
		if (options->gate) {
			verify_gate(&v); /* 13 */
			out->last_step = 13;
		}
	}
	if (options->integrity_only && out->errors.count == 0)
		verify_row(&v, envelope_peek(content_bytes(&v.content,
							   "seal/attestation.sigstore."
							   "json"),
					     arena));
	trust_release(&v.trust);
	out->files.at = v.content.files.at;
	out->files.count = v.content.files.count;
	conclude(out);
}
