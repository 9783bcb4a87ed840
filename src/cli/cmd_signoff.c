/* muster signoff: say yes or no to one field of a report, and have that signed. */
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "cli/print.h"
#include "cli/reported.h"
#include "cli/running.h"
#include "cli/signoffs.h"
#include "trust/approval.h"

#include <string.h>
#include <unistd.h>

#define DEFAULT_REPORT "site/report"

static const struct option options[] = {
	{ "as", 0, OPTION_VALUE, "WHO", "the principal who signs: you@example.org" },
	{ "key", 'k', OPTION_VALUE, "FILE",
	  "their SSH key, or its .pub with an agent" },
	{ "decision", 0, OPTION_VALUE, "WORD", "approve (default), reject or abstain" },
	{ "note", 0, OPTION_VALUE, "TEXT", "one line; due unless you approve" },
	{ "role", 0, OPTION_VALUE, "ROLE", "for a field that names none" },
	{ "print", 0, OPTION_FLAG, NULL, "write the statement, print how to sign it" },
	{ "list", 0, OPTION_FLAG, NULL, "list the fields and who has signed" },
	{ "bundle", 'b', OPTION_VALUE, "B", "report or bundle (" DEFAULT_REPORT ")" },
	SIGNOFFS_OPTION,
	{ "trust", 't', OPTION_VALUE, "DIR|FILE", "check that WHO may sign" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

struct signing {
	struct invocation *in;
	struct reported reported;
	struct trust trust;
	const struct trust *trusted; /* NULL: nobody was named */
	struct approval approval;
	struct span text;
	const char *file; /* of the statement */
};

/* ---- the field -------------------------------------------------------------- */

static bool means(const struct reported_field *field, const char *word)
{
	ptrdiff_t slash = span_rindex(field->field, '/');

	return span_is(field->field, word) ||
	       span_is(span_from(field->field, (size_t)(slash + 1)), word) ||
	       (field->role.len > 0 && span_is(field->role, word));
}

static int no_field(const struct signing *s, const char *word, size_t hits,
		    struct err *err)
{
	err_set(err, ERR_USAGE,
		hits > 0 ? "\"%s\" means several fields"
			 : "the report has no field \"%s\"",
		word);
	if (s->reported.fields.count == 0)
		return err_fix(err, "it has no sign-off field at all; see "
				    "docs/writing-plans.md");
	return err_fix(err, "\"muster signoff --list\" lists them; the first is %.*s",
		       SPAN_ARG(s->reported.fields.at[0].field));
}

static int find_field(const struct reported_field **out, const struct signing *s,
		      struct err *err)
{
	const char *word = s->in->args[0];
	size_t hits = 0;

	*out = NULL;
	for (size_t i = 0; i < s->reported.fields.count; i++) {
		const struct reported_field *field = &s->reported.fields.at[i];

		if (span_is(field->field, word)) {
			*out = field;
			return 0;
		}
		if (!means(field, word))
			continue;
		*out = field;
		hits++;
	}
	return hits == 1 ? 0 : no_field(s, word, hits, err);
}

static int choose_role(struct signing *s, const struct reported_field *field,
		       struct err *err)
{
	const char *given = invocation_value(s->in, "role");

	s->approval.role = field->role.len > 0 ? field->role : span_of(given);
	if (field->role.len > 0 && given && !span_is(field->role, given)) {
		err_set(err, ERR_USAGE, "the field is for the role \"%.*s\"",
			SPAN_ARG(field->role));
		return err_fix(err, "leave --role out");
	}
	if (approval_is_role(s->approval.role))
		return 0;
	err_set(err, ERR_USAGE, "the field names no role");
	return err_fix(err, "say which of yours you sign for: --role ROLE");
}

static int choose_decision(struct signing *s, struct err *err)
{
	const char *word = invocation_value(s->in, "decision");
	const char *note = invocation_value(s->in, "note");

	s->approval.note = span_of(note);
	if (word && !vote_of_word(span_of(word), &s->approval.decision)) {
		err_set(err, ERR_USAGE, "there is no decision \"%s\"", word);
		return err_fix(err, "use approve, reject or abstain; conditions are a "
				    "rejection, or an approval with a --note");
	}
	if (s->approval.decision == VOTE_APPROVE || s->approval.note.len > 0)
		return 0;
	err_set(err, ERR_USAGE, "nobody would know why");
	return err_fix(err, "say it with --note TEXT");
}

static int make_statement(struct signing *s, struct err *err)
{
	const struct reported *reported = &s->reported;
	const struct reported_field *field;
	int rc = find_field(&field, s, err);

	if (rc == 0)
		rc = choose_role(s, field, err);
	if (rc == 0)
		rc = choose_decision(s, err);
	if (rc < 0)
		return rc;
	s->approval.report = reported->digest;
	/* A report of one's own is built again; a bundle of others stays sealed. */
	s->approval.seal =
		invocation_has(s->in, "bundle") ? reported->seal : SPAN_EMPTY;
	s->approval.project = reported->project;
	s->approval.commit = reported->commit;
	s->approval.field = field->field;
	s->approval.by = span_of(invocation_value(s->in, "as"));
	s->approval.at = clock_now();
	return approval_write(&s->text, &s->approval, s->in->arena, err);
}

/* ---- the signature ------------------------------------------------------------ */

/* The first free name: nobody's statement is written over. */
static int choose_file(struct signing *s, struct err *err)
{
	const char *folder = signoffs_folder(s->in);
	int rc = file_make_folders(folder, err);

	for (unsigned n = 1; rc == 0 && n <= SIGNOFFS_MOST; n++) {
		struct span name = approval_name(&s->approval, n, s->in->arena);

		s->file = path_join(s->in->arena, span_of(folder), name).ptr;
		if (!file_exists(s->file) &&
		    !file_exists(arena_printf(s->in->arena, "%s.sig", s->file).ptr))
			return file_write(s->file, s->text, err);
	}
	if (rc < 0)
		return rc;
	err_set(err, ERR_LIMIT, "there are too many statements in %s", folder);
	return err_fix(err, "remove those about earlier reports");
}

static void print_worst(const struct signing *s)
{
	FILE *out = s->in->out;

	fprintf(out, "The report says %.*s.", SPAN_ARG(s->reported.outcome));
	fputs(s->reported.worst.count ? " What is not verified, worst first:\n"
				      : " Every item is verified.\n",
	      out);
	for (size_t i = 0; i < s->reported.worst.count; i++) {
		const struct reported_item *item = &s->reported.worst.at[i];

		fputs("  ", out);
		print_cell(out, item->verdict, 15);
		fputc(' ', out);
		print_text(out, item->plan);
		fprintf(out, ":%u  ", item->line);
		print_text(out, item->text);
		fputc('\n', out);
	}
	fputc('\n', out);
}

static void print_statement(const struct signing *s)
{
	struct span rest = s->text, line;

	while (span_line(&rest, &line)) {
		print_text(s->in->out, line);
		fputc('\n', s->in->out);
	}
}

/* Whether the signature holds, and with --trust whether it counts. */
static int check(const struct signing *s, struct err *err)
{
	SCOPED_COMMITSIG_VERIFIER verifier =
		commitsig_verifier_new(s->trusted, s->in->arena);
	const char *path = arena_printf(s->in->arena, "%s.sig", s->file).ptr;
	struct approval_answer answer;
	struct span armour;
	int rc = file_read(&armour, path, LIMIT_SIGNATURE_BYTES, s->in->arena, err);

	if (rc < 0)
		return rc;
	approval_judge(&answer, verifier, &s->approval, s->text, armour, clock_now(),
		       false, s->in->arena);
	if (answer.reason == REASON_SIGNED_BY ||
	    (!s->trusted && answer.sig.state == COMMITSIG_UNKNOWN_KEY))
		return 0;
	err_set(err, ERR_TRUST, "the signature does not count: %.*s",
		SPAN_ARG(answer.why));
	err_at_path(err, span_of(path));
	return err_fix(err, "sign with the key that the trust folder grants %s%.*s",
		       "muster-signoff/", SPAN_ARG(s->approval.role));
}

static int sign(struct signing *s, struct err *err)
{
	struct arena *arena = s->in->arena;
	const char *name =
		arena_printf(arena, "muster-signoff/%.*s", SPAN_ARG(s->approval.role))
			.ptr;
	const char *const command[] = {
		"ssh-keygen", "-q", "-Y", "sign",
		"-n",         name, "-f", invocation_value(s->in, "key"),
		s->file,      NULL,
	};
	struct running running;
	int rc;

	fflush(s->in->out);
	rc = running_run(&running, command, err);
	if (rc == -ERR_ABSENT)
		return err_fix(err,
			       "install OpenSSH, or use --print and sign elsewhere");
	if (rc == 0 && running.exit_code != 0) {
		err_set(err, ERR_USAGE, "ssh-keygen did not sign (status %d)",
			running.exit_code);
		rc = err_fix(err, "give --key an SSH key that you can use");
	}
	return rc == 0 ? check(s, err) : rc;
}

static int make_and_sign(struct signing *s, struct err *err)
{
	int rc = make_statement(s, err);

	if (rc == 0)
		rc = choose_file(s, err);
	if (rc < 0)
		return rc;
	if (!s->in->quiet) {
		print_worst(s);
		print_statement(s);
		fputc('\n', s->in->out);
	}
	if (invocation_has(s->in, "print")) {
		fprintf(s->in->out,
			"ssh-keygen -Y sign -n muster-signoff/%.*s -f KEY %s\n",
			SPAN_ARG(s->approval.role), s->file);
		return 0;
	}
	rc = sign(s, err);
	if (rc < 0) {
		unlink(s->file); /* the error that comes first counts */
		unlink(arena_printf(s->in->arena, "%s.sig", s->file).ptr);
		return rc;
	}
	print_text(s->in->out, span_of(s->file));
	fputs(".sig\n", s->in->out);
	return 0;
}

/* ---- the list ------------------------------------------------------------------- */

static void print_said(const struct signing *s, const struct audit_statement *statement,
		       const struct approval *approval,
		       struct commitsig_verifier *verifier)
{
	struct approval_answer answer;
	char at[CLOCK_TEXT];
	FILE *out = s->in->out;

	approval_judge(&answer, verifier, approval, statement->text, statement->armour,
		       clock_now(), false, s->in->arena);
	fprintf(out, "    %-8s ", vote_word[approval->decision]);
	print_text(out, approval->by);
	fprintf(out, ", %s", clock_format(approval->at, at));
	if (!span_eq(approval->report, s->reported.digest))
		fputs(": superseded, it is about another report", out);
	else if (!s->trusted && answer.sig.state == COMMITSIG_UNKNOWN_KEY)
		fputs(": signed; --trust tells whether they may", out);
	else if (answer.reason != REASON_SIGNED_BY) {
		fputs(": does not count: ", out);
		print_text(out, answer.why);
	}
	fputs("  (", out);
	print_text(out, statement->name);
	fputs(")\n", out);
}

static int list(struct signing *s, struct err *err)
{
	SCOPED_COMMITSIG_VERIFIER verifier =
		commitsig_verifier_new(s->trusted, s->in->arena);
	struct signoffs signoffs;
	int rc = signoffs_read(&signoffs, s->in, err);

	for (size_t i = 0; rc == 0 && i < s->reported.fields.count; i++) {
		const struct reported_field *field = &s->reported.fields.at[i];

		print_text(s->in->out, field->field);
		fputs("  ", s->in->out);
		print_text(s->in->out, field->plan);
		fprintf(s->in->out, ":%u\n", field->line);
		for (size_t k = 0; k < signoffs.statements.count; k++) {
			const struct audit_statement *statement =
				&signoffs.statements.at[k];
			struct approval approval;
			struct err none = { 0 };

			if (approval_parse(&approval, statement->text, s->in->arena,
					   &none) == 0 &&
			    span_eq(approval.field, field->field))
				print_said(s, statement, &approval, verifier);
		}
	}
	return rc;
}

/* ---- the command ------------------------------------------------------------------
 */

static int check_options(const struct invocation *in, struct err *err)
{
	bool lists = invocation_has(in, "list");

	if (lists != (in->arg_count == 0)) {
		err_set(err, ERR_USAGE,
			lists ? "--list takes no field" : "no field is named");
		return err_fix(err, lists ? "leave the field out"
					  : "name one, or use --list");
	}
	if (lists)
		return 0;
	if (!invocation_has(in, "as")) {
		err_set(err, ERR_USAGE, "nobody is named who signs");
		return err_fix(err, "say who you are: --as you@example.org");
	}
	if (invocation_has(in, "key") || invocation_has(in, "print"))
		return 0;
	err_set(err, ERR_USAGE, "no key is named");
	return err_fix(err, "give --key ~/.ssh/id_ed25519, or use --print");
}

static int run(struct invocation *in, struct err *err)
{
	struct signing s = { .in = in };
	const char *bundle = invocation_value(in, "bundle");
	const char *trust = invocation_value(in, "trust");
	int rc = check_options(in, err);

	if (rc == 0 && trust) {
		rc = trust_read(&s.trust, trust, in->arena, err);
		s.trusted = &s.trust;
	}
	if (rc == 0)
		rc = reported_read(&s.reported, bundle ? bundle : DEFAULT_REPORT, in,
				   err);
	if (rc == 0)
		rc = invocation_has(in, "list") ? list(&s, err)
						: make_and_sign(&s, err);
	trust_release(&s.trust);
	return rc;
}

const struct command command_signoff = {
	.name = "signoff",
	.args = "[FIELD]",
	.summary = "Say yes or no to a field of the report, with an SSH key",
	.examples = "  muster signoff --list\n"
		    "  muster signoff security-lead --as you@example.org "
		    "--key ~/.ssh/id_ed25519\n"
		    "  muster signoff qa-lead --as you@example.org --print\n",
	.options = options,
	.min_args = 0,
	.max_args = 1,
	.run = run,
};
