#include "cli/signoffs.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "cli/print.h"
#include "export/export.h"
#include "site/site.h"
#include "trust/approval.h"

const char *signoffs_folder(const struct invocation *in)
{
	const char *given = invocation_value(in, "signoffs");

	return given ? given : SIGNOFFS_FOLDER;
}

static void say_unread(const char *folder, struct span name, const char *why)
{
	fputs("muster: ", stderr);
	print_text(stderr, span_of(folder));
	fputc('/', stderr);
	print_text(stderr, name);
	fprintf(stderr, ": not counted: %s\n", why);
}

static int read_one(struct signoffs *out, const char *folder, struct span name,
		    struct arena *arena, struct err *err)
{
	struct audit_statement statement = { .name = arena_copy(arena, name) };
	struct span beside = arena_printf(arena, "%.*s.sig", SPAN_ARG(name));
	struct approval approval;
	struct err trouble = { 0 };
	int rc = file_read_below(&statement.text, folder, name, APPROVAL_BYTES, arena,
				 &trouble);

	if (rc == 0)
		rc = approval_parse(&approval, statement.text, arena, &trouble);
	/* What a run counts may not depend on its clock: so this stays outside. */
	if (rc == 0 && approval.at > clock_now() + APPROVAL_AHEAD)
		rc = err_set(&trouble, ERR_FORMAT, "it is dated in the future");
	if (rc == 0) {
		rc = file_read_below(&statement.armour, folder, beside,
				     LIMIT_SIGNATURE_BYTES, arena, &trouble);
		if (rc == -ERR_ABSENT)
			err_set(&trouble, ERR_ABSENT, "it has no signature beside it");
	}
	if (rc == -ERR_IO) {
		*err = trouble;
		return rc;
	}
	if (rc < 0)
		say_unread(folder, name, trouble.what);
	else
		*LIST_ADD(arena, &out->statements) = statement;
	return 0;
}

int signoffs_read(struct signoffs *out, const struct invocation *in, struct err *err)
{
	const char *folder = signoffs_folder(in);
	const struct file_entry *entries;
	size_t count;
	int rc;

	*out = (struct signoffs){ .statements = { 0 } };
	if (!file_is_folder(folder)) {
		if (!invocation_has(in, "signoffs"))
			return 0;
		err_set(err, ERR_USAGE, "there is no folder \"%s\"", folder);
		return err_fix(err, "give --signoffs a folder of statements");
	}
	rc = file_list(&entries, &count, folder, 2 * SIGNOFFS_MOST, in->arena, err);
	if (rc < 0) {
		err->code = ERR_USAGE;
		return err_fix(err,
			       "leave statements and their signatures alone there");
	}
	for (size_t i = 0; rc == 0 && i < count; i++)
		if (span_ends(entries[i].path, ".signoff") &&
		    span_index(entries[i].path, '/') < 0)
			rc = read_one(out, folder, entries[i].path, in->arena, err);
	return rc;
}

int signoffs_report(char out[65], const struct report *report, struct err *err)
{
	struct buf json;
	int rc;

	buf_init(&json, LIMIT_JSON_OUT);
	rc = export_report_json(&json, report, err);
	if (rc == 0)
		rc = buf_check(&json, "report.json", err);
	if (rc == 0)
		digest_sha256_hex(buf_span(&json), out);
	buf_release(&json);
	return rc;
}

int signoffs_digest(void *ctx, char out[65], struct report *stored, struct err *err)
{
	site_slugs(stored, ctx);
	return signoffs_report(out, stored, err);
}

/* ---- copies ----------------------------------------------------------------- */

static int copy(const struct audit_statement *statement, const char *folder,
		struct arena *arena, struct err *err)
{
	int rc = file_stage(folder,
			    arena_printf(arena, "signoffs/%.*s",
					 SPAN_ARG(statement->name)),
			    statement->text, err);

	return rc < 0 ? rc
		      : file_stage(folder,
				   arena_printf(arena, "signoffs/%.*s.sig",
						SPAN_ARG(statement->name)),
				   statement->armour, err);
}

static bool is_counted(const struct report *report, struct span name)
{
	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			const struct judgement *judgement = &planned->judgements.at[i];

			for (size_t v = 0; v < judgement->votes.count; v++)
				if (judgement->votes.at[v].from == VOTE_STATEMENT &&
				    judgement->votes.at[v].reason == REASON_SIGNED_BY &&
				    span_eq(judgement->votes.at[v].name, name))
					return true;
		}
	}
	return false;
}

int signoffs_stage(const struct signoffs *signoffs, const struct report *report,
		   const char *folder, struct err *err)
{
	struct arena *arena = arena_new(LIMIT_SCRATCH_BYTES);
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < signoffs->statements.count; i++)
		if (is_counted(report, signoffs->statements.at[i].name))
			rc = copy(&signoffs->statements.at[i], folder, arena, err);
	arena_free(arena);
	return rc;
}

int signoffs_add_late(const struct signoffs *signoffs, const char *folder,
		      struct arena *arena, struct err *err)
{
	const char *report =
		path_join(arena, span_of(folder), SPAN_LIT("report.json")).ptr;
	char digest[DIGEST_TEXT];
	uint64_t size;
	int rc = 0;

	if (signoffs->statements.count == 0)
		return 0;
	rc = digest_file(digest, &size, report, LIMIT_BUNDLE_JSON, err);
	for (size_t i = 0; rc == 0 && i < signoffs->statements.count; i++) {
		const struct audit_statement *statement = &signoffs->statements.at[i];
		struct approval approval;
		struct err trouble = { 0 };

		if (approval_parse(&approval, statement->text, arena, &trouble) == 0 &&
		    span_is(approval.report, digest) &&
		    !file_exists(arena_printf(arena, "%s/signoffs/%.*s", folder,
					      SPAN_ARG(statement->name))
					 .ptr))
			rc = copy(statement, folder, arena, err);
	}
	return rc;
}
