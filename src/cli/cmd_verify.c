/* muster verify: a bundle's seals and content, offline (seal.md section 10). */
#include "audit/config.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/num.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/rights.h"
#include "cli/signoffs.h"
#include "repo/repo.h"
#include "seal/verify.h"
#include "text/jsonout.h"

/* "total=8G": a number of bytes, or of things, with K, M or G for 2^10, 2^20, 2^30. */
static bool read_amount(struct span text, uint64_t *out)
{
	static const char units[] = "KMG";
	unsigned shift = 0;

	for (unsigned i = 0; i < 3; i++)
		if (text.len > 0 && text.ptr[text.len - 1] == units[i])
			shift = 10 * (i + 1);
	if (shift > 0)
		text.len--;
	if (!num_u64(text, (uint64_t)1 << 33, out) || *out == 0)
		return false;
	*out <<= shift;
	return true;
}

static int read_limits(struct content_limits *out, const struct invocation *in,
		       struct err *err)
{
	const struct {
		const char *name;
		uint64_t *value;
	} limits[] = {
		{ "entries", &out->entries }, { "file", &out->file },
		{ "total", &out->total },     { "input", &out->input },
		{ "ratio", &out->ratio },     { "signoffs", &out->signoffs },
	};
	const char *const *given = invocation_values(in, "limit");

	*out = content_limits_default;
	out->repacked = invocation_has(in, "allow-repacked");
	for (; *given; given++) {
		struct span rest = span_of(*given), name;
		bool known = false;

		span_split(&rest, '=', &name);
		for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
			if (span_is(name, limits[i].name))
				known = read_amount(rest, limits[i].value);
		if (known)
			continue;
		err_set(err, ERR_USAGE, "--limit is \"%s\"", *given);
		return err_fix(err, "write NAME=NUMBER[K|M|G]: entries, file, total, "
				    "input, ratio, signoffs");
	}
	return 0;
}

static int read_row(struct verify_options *out, const struct invocation *in,
		    struct err *err)
{
	const char *number = invocation_value(in, "min-sequence");
	const char *age = invocation_value(in, "max-age");
	uint64_t sequence = 0;

	if (number && !num_u64(span_of(number), INT64_MAX / 2, &sequence)) {
		err_set(err, ERR_USAGE, "--min-sequence is \"%s\"", number);
		return err_fix(err, "give a whole number");
	}
	out->min_sequence = (int64_t)sequence;
	if (!age || (config_duration(span_of(age), &out->max_age) && out->max_age > 0))
		return 0;
	err_set(err, ERR_USAGE, "--max-age is \"%s\"", age);
	return err_fix(err, "write a duration: 12h, 14d, 4w");
}

static int read_required(struct verify_options *out, const struct invocation *in,
			 struct err *err)
{
	const char *const *require = invocation_values(in, "require");

	for (; *require; require++) {
		bool known = false;

		for (enum seal_kind kind = 0; kind < SEAL_KINDS; kind++)
			if (strcmp(*require, seal_kind_word[kind]) == 0)
				known = out->require[kind] = true;
		if (known)
			continue;
		err_set(err, ERR_USAGE, "there is no seal \"%s\"", *require);
		return err_fix(err, "use --require cms or --require dsse");
	}
	if (out->gate || !*out->require_roles)
		return 0;
	err_set(err, ERR_USAGE, "--require-role goes with --gate");
	return err_fix(err, "add --gate, and what is expected");
}

static int read_options(struct verify_options *out, const struct invocation *in,
			struct err *err)
{
	const char *at = invocation_value(in, "at");
	int rc;

	*out = (struct verify_options){
		.trust = invocation_value(in, "trust"),
		.expect_commit = invocation_value(in, "expect-commit"),
		.expect_digest = invocation_value(in, "expect-digest"),
		.expect_project = invocation_value(in, "expect-project"),
		.previous = invocation_value(in, "previous"),
		.gate = invocation_has(in, "gate"),
		.require_roles = invocation_values(in, "require-role"),
		.at = CLOCK_NONE,
		.accept_claimed_time = invocation_has(in, "accept-claimed-time"),
		.integrity_only = invocation_has(in, "integrity-only"),
	};
	rc = read_limits(&out->limits, in, err);
	if (rc == 0)
		rc = read_row(out, in, err);
	if (rc == 0)
		rc = read_required(out, in, err);
	if (rc < 0)
		return rc;
	if (!at || clock_parse(span_of(at), &out->at) == CLOCK_ZONED)
		return 0;
	err_set(err, ERR_USAGE, "\"%s\" is no time with a zone", at);
	return err_fix(err, "write it as --at 2027-01-01T00:00:00Z");
}

/* --previous names a bundle as well as its digest: that of a file that is there. */
static int read_previous(struct verify_options *out, struct invocation *in,
			 struct err *err)
{
	struct verify_options how = { .at = CLOCK_NONE,
				      .integrity_only = true,
				      .limits = content_limits_default };
	struct verification before;

	if (!out->previous || !file_exists(out->previous))
		return 0;
	verify_bundle(&before, out->previous, &how, in->arena);
	if (before.errors.count == 0) {
		out->previous = arena_string(in->arena, span_of(before.seal_digest));
		return 0;
	}
	err_set(err, ERR_USAGE, "the bundle before is none: %.*s",
		SPAN_ARG(before.errors.at[0].detail));
	err_at_path(err, span_of(out->previous));
	return err_fix(err,
		       "give --previous a bundle that verifies, or its seal digest");
}

/* For people. */

static void print_issue(const struct invocation *in, const struct verify_issue *issue)
{
	fprintf(in->out, "%s: ", issue->code);
	if (issue->path.len > 0) {
		print_text(in->out, issue->path);
		fputs(": ", in->out);
	}
	print_text(in->out, issue->detail);
	fputc('\n', in->out);
}

static void print_seals(const struct invocation *in, const struct verification *result)
{
	char time[CLOCK_TEXT];

	for (size_t i = 0; i < result->seals.count; i++) {
		const struct verify_seal *seal = &result->seals.at[i];

		fprintf(in->out, "%-4s by ", seal_kind_word[seal->kind]);
		print_text(in->out, seal->principal.len ? seal->principal
							: SPAN_LIT("nobody trusted"));
		fprintf(in->out, ", key %.16s",
			seal->key_id.ptr ? seal->key_id.ptr : "");
		if (seal->time != CLOCK_NONE)
			fprintf(in->out, ", at %s (%s)", clock_format(seal->time, time),
				seal->time_source);
		fputc('\n', in->out);
	}
}

/* What a lone verifier cannot judge, and a person may notice: is it an old one? */
static void print_row(const struct invocation *in, const struct verification *result)
{
	if (!result->identified)
		return;
	fputs("as of ", in->out);
	print_text(in->out, result->identity.as_of);
	if (result->sequence > 0)
		fprintf(in->out, ", sequence %jd", (intmax_t)result->sequence);
	if (result->previous.len > 0) {
		fputs(", after ", in->out);
		print_text(in->out, result->previous);
	}
	if (result->closed_by.len > 0) {
		fputs(", closed by ", in->out);
		print_text(in->out, result->closed_by);
		fprintf(in->out, " as %s", result_word[result->outcome]);
	}
	fputc('\n', in->out);
}

/* The one line that may hold the word VERIFIED, and never without the outcome. */
static void print_good(const struct invocation *in, const struct verification *result)
{
	const struct verify_seal *seal = &result->seals.at[0];
	char time[CLOCK_TEXT];

	fprintf(in->out, "VERIFIED sha256:%s ", result->seal_digest);
	print_text(in->out, result->identity.project);
	fprintf(in->out, " %.12s sealed by ", result->identity.commit.ptr);
	print_text(in->out, seal->principal);
	if (seal->time != CLOCK_NONE)
		fprintf(in->out, " at %s (%s)", clock_format(seal->time, time),
			seal->time_source);
	fputs(": ", in->out);
	print_text(in->out, result->identity.outcome);
	if (result->signoff_fields > 0)
		fprintf(in->out, ", %ju of %ju sign-off%s",
			(uintmax_t)result->signoff_approved,
			(uintmax_t)result->signoff_fields,
			result->signoff_fields == 1 ? "" : "s");
	fputc('\n', in->out);
}

static void print_result(const struct invocation *in,
			 const struct verify_options *options,
			 const struct verification *result)
{
	/* Of a bundle whose origin was not looked at nothing else is repeated. */
	if (!in->quiet && !options->integrity_only) {
		print_seals(in, result);
		print_row(in, result);
		for (size_t i = 0; i < result->warnings.count; i++)
			print_issue(in, &result->warnings.at[i]);
	}
	for (size_t i = 0; i < result->errors.count; i++)
		print_issue(in, &result->errors.at[i]);
	if (result->errors.count > 0)
		fprintf(in->out, "REFUSED: %zu error%s, the first at step %u\n",
			result->errors.count, result->errors.count == 1 ? "" : "s",
			verify_step(result->errors.at[0].code));
	else if (options->integrity_only)
		fprintf(in->out, "integrity only, origin not checked: sha256:%s\n",
			result->seal_digest);
	else
		print_good(in, result);
}

/* For machines: seal.md section 10. */

static void write_issues(struct jsonout *json, const char *key,
			 const struct verify_issue *issues, size_t count)
{
	jsonout_key(json, key);
	jsonout_array(json);
	for (size_t i = 0; i < count; i++) {
		jsonout_object(json);
		jsonout_member(json, "code", span_of(issues[i].code));
		jsonout_member(json, "detail", issues[i].detail);
		jsonout_member_opt(json, "path", issues[i].path);
		jsonout_end(json);
	}
	jsonout_end(json);
}

static void write_seals(struct jsonout *json, const struct verification *result)
{
	char time[CLOCK_TEXT];

	jsonout_key(json, "seals");
	jsonout_array(json);
	for (size_t i = 0; i < result->seals.count; i++) {
		const struct verify_seal *seal = &result->seals.at[i];

		jsonout_object(json);
		jsonout_member(json, "key", seal->key_id);
		jsonout_member(json, "kind", span_of(seal_kind_word[seal->kind]));
		jsonout_member_opt(json, "principal", seal->principal);
		if (seal->time != CLOCK_NONE) {
			jsonout_member(json, "time",
				       span_of(clock_format(seal->time, time)));
			jsonout_member(json, "timeSource", span_of(seal->time_source));
		}
		jsonout_end(json);
	}
	jsonout_end(json);
}

static void write_signoffs(struct jsonout *json, const struct verification *result)
{
	char at[CLOCK_TEXT];

	jsonout_key(json, "signoffs");
	jsonout_array(json);
	for (size_t i = 0; i < result->signoffs.count; i++) {
		const struct verify_signoff *signoff = &result->signoffs.at[i];

		jsonout_object(json);
		jsonout_member(json, "at", span_of(clock_format(signoff->at, at)));
		jsonout_member(json, "by", signoff->by);
		jsonout_member_bool(json, "counts", signoff->counts);
		jsonout_member(json, "decision", span_of(signoff->decision));
		jsonout_member(json, "field", signoff->field);
		jsonout_member_opt(json, "key", signoff->key);
		jsonout_member(json, "name", signoff->name);
		jsonout_member(json, "role", signoff->role);
		jsonout_end(json);
	}
	jsonout_end(json);
}

/* One a step that was begun: whether one of its errors fired. */
static void write_steps(struct jsonout *json, const struct verification *result)
{
	jsonout_key(json, "steps");
	jsonout_array(json);
	for (unsigned step = 0; step <= result->last_step; step++) {
		bool held = true;

		for (size_t i = 0; i < result->errors.count; i++)
			if (verify_step(result->errors.at[i].code) == step)
				held = false;
		jsonout_object(json);
		jsonout_member_bool(json, "held", held);
		jsonout_member_int(json, "step", step);
		jsonout_end(json);
	}
	jsonout_end(json);
}

static int print_json(const struct invocation *in, const struct verification *result,
		      struct err *err)
{
	struct jsonout json;
	struct buf buf;
	int rc;

	buf_init(&buf, LIMIT_JSON_OUT);
	jsonout_init(&json, &buf, true);
	jsonout_object(&json);
	jsonout_member_opt(&json, "closedBy", result->closed_by);
	if (result->identified)
		jsonout_member(&json, "commit", result->identity.commit);
	write_issues(&json, "errors", result->errors.at, result->errors.count);
	jsonout_member_int(&json, "exit", result->exit);
	if (result->identified) {
		jsonout_member(&json, "outcome", result->identity.outcome);
		if (result->last_step >= 12)
			jsonout_member(&json, "outcomeNow",
				       span_of(result_word[result->outcome]));
		jsonout_member_opt(&json, "previous", result->previous);
		jsonout_member(&json, "project", result->identity.project);
	}
	jsonout_member_opt(&json, "sealDigest", span_of(result->seal_digest));
	write_seals(&json, result);
	if (result->sequence > 0)
		jsonout_member_int(&json, "sequence", result->sequence);
	write_signoffs(&json, result);
	write_steps(&json, result);
	jsonout_member_opt(&json, "tarDigest", span_of(result->tar_digest));
	write_issues(&json, "warnings", result->warnings.at, result->warnings.count);
	jsonout_end(&json);
	jsonout_line(&json);
	rc = buf_check(&buf, "the answer", err);
	if (rc == 0)
		fwrite(buf.ptr, 1, buf.len, in->out);
	buf_release(&buf);
	return rc;
}

/*
 * A bundle comes from anywhere: what reads it can write nothing, and read nothing
 * but the bundle and whom to believe.
 */
static int give_up_files(struct invocation *in, const struct verify_options *options,
			 const struct repo *repo, struct err *err)
{
	struct sandbox_places places = { 0 };
	struct repo_places known;
	enum sandbox_mode mode;
	int rc = rights_mode(&mode, in, err);

	if (rc < 0)
		return rc;
	if (repo) {
		repo_places(&known, repo, in->arena);
		for (size_t i = 0; i < known.paths.count; i++)
			*LIST_ADD(in->arena, &places.read) = known.paths.at[i];
	}
	*LIST_ADD(in->arena, &places.read) = in->args[0];
	if (options->trust)
		*LIST_ADD(in->arena, &places.read) = options->trust;
	return sandbox_lock(mode, &places, &in->sandbox_level, err);
}

/* --signoffs: statements that came later. */
static int read_statements(struct verify_options *options, const struct invocation *in,
			   struct err *err)
{
	struct verify_statement *statements;
	struct signoffs signoffs;
	int rc;

	if (!invocation_has(in, "signoffs"))
		return 0;
	rc = signoffs_read(&signoffs, in, err);
	statements = ARENA_ARRAY(in->arena, struct verify_statement,
				 signoffs.statements.count + 1);
	for (size_t i = 0; rc == 0 && i < signoffs.statements.count; i++)
		statements[i] = (struct verify_statement){
			signoffs.statements.at[i].name,
			signoffs.statements.at[i].text,
			signoffs.statements.at[i].armour,
		};
	options->statements = statements;
	options->statement_count = signoffs.statements.count;
	return rc;
}

/* --repo. */

static bool has_commit(void *ctx, struct span commit)
{
	return repo_has_commit(ctx, commit);
}

static bool is_ancestor(void *ctx, struct span ancestor, struct span commit)
{
	struct err ignored = { 0 };
	bool is = false;

	return repo_is_ancestor(&is, ctx, ancestor, commit, &ignored) == 0 && is;
}

static int verify_and_print(struct invocation *in, struct verify_options *options,
			    struct repo *repo, struct err *err)
{
	const struct verify_history history = { has_commit, is_ancestor, repo };
	struct verification result;
	int rc = read_previous(options, in, err);

	if (rc == 0)
		rc = read_statements(options, in, err);
	if (rc == 0)
		rc = give_up_files(in, options, repo, err);
	if (rc < 0)
		return rc;
	if (repo)
		options->history = &history;
	verify_bundle(&result, in->args[0], options, in->arena);
	if (invocation_has(in, "json")) {
		rc = print_json(in, &result, err);
		if (rc < 0)
			return rc;
	} else {
		print_result(in, options, &result);
	}
	return result.exit;
}

static int run(struct invocation *in, struct err *err)
{
	struct repo_options where = { .path = invocation_value(in, "repo"),
				      .trust_any_owner =
					      invocation_has(in, "trust-repo-owner") };
	struct verify_options options;
	struct repo *repo = NULL;
	int rc;

	rc = read_options(&options, in, err);
	if (rc == 0)
		rc = rights_give_up(in, err);
	if (rc == 0 && where.path)
		rc = repo_open(&repo, &where, err);
	if (rc == 0)
		rc = verify_and_print(in, &options, repo, err);
	repo_close(repo);
	return rc;
}

static const struct option options_table[] = {
	{ "signoffs", 0, OPTION_VALUE, "DIR", "sign-off statements that came later" },
	{ "trust", 't', OPTION_VALUE, "DIR|FILE", "whom to believe: allowed_signers" },
	{ "expect-commit", 0, OPTION_VALUE, "ID",
	  "the bundle must be about this commit" },
	{ "expect-digest", 0, OPTION_VALUE, "DIGEST", "it must have this seal digest" },
	{ "expect-project", 0, OPTION_VALUE, "NAME", "it must be about this project" },
	{ "min-sequence", 0, OPTION_VALUE, "N", "it must be the Nth bundle or later" },
	{ "previous", 0, OPTION_VALUE, "BUNDLE|DIGEST", "it must come after this one" },
	{ "max-age", 0, OPTION_VALUE, "DURATION", "its report must not be older: 14d" },
	{ "gate", 0, OPTION_FLAG, NULL, "refuse what is not ready or not signed off" },
	{ "require-role", 0, OPTION_MANY, "ROLE",
	  "with --gate: it must have signed off" },
	{ "require", 0, OPTION_MANY, "cms|dsse", "this seal is enough" },
	{ "at", 0, OPTION_VALUE, "TIME", "judge keys at this time, not now" },
	{ "accept-claimed-time", 0, OPTION_FLAG, NULL, "believe the seal's own time" },
	{ "integrity-only", 0, OPTION_FLAG, NULL, "compare the files, not the origin" },
	{ "allow-repacked", 0, OPTION_FLAG, NULL,
	  "take an archive that others have packed" },
	{ "repo", 0, OPTION_VALUE, "DIR",
	  "this repository must have the commits, in that order" },
	{ "trust-repo-owner", 0, OPTION_FLAG, NULL,
	  "read a repository that belongs to somebody else" },
	{ "limit", 0, OPTION_MANY, "NAME=N",
	  "raise entries, file, total, input, ratio" },
	{ "json", 0, OPTION_FLAG, NULL, "the answer as JSON" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

const struct command command_verify = {
	.name = "verify",
	.args = "BUNDLE",
	.summary = "Check a bundle's files and seals (a folder, .tar, .tar.gz or "
		   ".tar.zst)",
	.examples =
		"  muster verify muster-widget-1a2b3c4d5e6f-9f8e7d6c.tar.gz "
		"--trust trust/\n"
		"  muster verify site/report --integrity-only\n"
		"  muster verify B.tar.gz --trust trust/ --gate --expect-commit ID\n"
		"\nExit: 0 all held; 1 changed or badly signed; 2 usage or trust "
		"file;\n"
		"3 nobody trusted; 4 key out of its time; 5 not ready (--gate); 6 no "
		"bundle;\n7 not what was expected.\n",
	.options = options_table,
	.min_args = 1,
	.max_args = 1,
	.run = run,
};
