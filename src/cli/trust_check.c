#include "cli/trust_check.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "cli/print.h"
#include "cli/trusting.h"
#include "text/jsonout.h"
#include "trust/advice.h"
#include "trust/trust.h"

#include <stdlib.h>
#include <sys/stat.h>

#define EXIT_TRUST   2 /* as for every wrong trust file */
#define PRIVATE_LOOK 4096

/* clang-format off: one file a line */
static const char *const names[] = {
	"allowed_signers", "revoked_keys",  "x509-roots.pem",
	"x509-crls.pem",   "tsa-roots.pem",
};
/* clang-format on */

/* What is being looked at. */
struct checking {
	struct invocation *in;
	const char *folder; /* or a file: allowed_signers alone */
	bool is_folder;
	int64_t when;
	struct signers signers;
	struct span signers_path;
	struct x509_files files;
	struct x509_survey x509;
	struct signers_problems problems;
};

static void add_problem(struct checking *c, struct span path, bool error,
			const char *tag, struct span what, struct span fix)
{
	struct signers_problem *problem = LIST_ADD(c->in->arena, &c->problems.list);

	*problem = (struct signers_problem){
		.path = path, .error = error, .what = what, .fix = fix
	};
	snprintf(problem->tag, sizeof(problem->tag), "%s", tag);
}

/* An error as a problem; its place is the path's, with the line that it names. */
static void add_error(struct checking *c, struct span path, const struct err *err)
{
	struct arena *arena = c->in->arena;

	add_problem(c, path, true, err->tag, arena_copy(arena, span_of(err->what)),
		    arena_copy(arena, span_of(err->fix)));
	c->problems.list.at[c->problems.list.count - 1].line = err->line;
}

/* One of the files; false where it is not there or cannot be read. */
static bool read_named(struct checking *c, const char *name, size_t limit,
		       struct span *out, struct span *out_path, struct err *err)
{
	int rc;

	*out = SPAN_EMPTY;
	*out_path = arena_printf(c->in->arena, "%s/%s", c->folder, name);
	rc = file_read(out, out_path->ptr, limit, c->in->arena, err);
	if (rc < 0 && rc != -(int)ERR_ABSENT)
		add_error(c, *out_path, err);
	return rc == 0;
}

/* Whether others than the owner could change whom we trust. */
static void check_mode(struct checking *c, const char *path)
{
	struct stat st;

	if (stat(path, &st) < 0 || !(st.st_mode & 022))
		return;
	add_problem(c, arena_copy(c->in->arena, span_of(path)), false, "W_MODE",
		    SPAN_LIT("others may write here, and so decide whom you trust"),
		    arena_printf(c->in->arena, "chmod go-w %s", path));
}

static bool is_name(struct span path)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (span_is(path, names[i]))
			return true;
	return false;
}

/* What else lies there: read by nobody, or a secret. */
static int see_file(void *ctx, const struct file_seen *file, struct err *err)
{
	struct checking *c = ctx;
	struct span path, head;
	struct err ignored;

	(void)err;
	path = arena_printf(c->in->arena, "%s/%.*s", c->folder, SPAN_ARG(file->path));
	if (file->kind == FILE_REGULAR)
		check_mode(c, path.ptr);
	if (file->kind == FILE_FOLDER)
		return 1;
	if (is_name(file->path))
		return 0;
	if (file->kind == FILE_REGULAR &&
	    file_read(&head, path.ptr, LIMIT_KEY_BYTES, c->in->arena, &ignored) == 0 &&
	    span_find(span_sub(head, 0, PRIVATE_LOOK), SPAN_LIT("PRIVATE KEY-----")) >=
		    0)
		add_problem(c, path, true, "E_TRUST_PRIVATE",
			    SPAN_LIT("this is a private key: whoever has this folder "
				     "can sign with it"),
			    SPAN_LIT("take it away, and revoke the key"));
	else
		add_problem(c, path, false, "W_TRUST_FILE",
			    SPAN_LIT("nobody reads a file of this name"),
			    SPAN_LIT("names are allowed_signers, revoked_keys, "
				     "x509-roots.pem, x509-crls.pem"));
	return 0;
}

static void read_x509(struct checking *c)
{
	struct x509_files *files = &c->files;
	SCOPED_X509_TRUST trust = NULL;
	struct err err = { 0 };

	read_named(c, "x509-roots.pem", LIMIT_TRUST_BYTES, &files->roots,
		   &files->roots_path, &err);
	read_named(c, "x509-crls.pem", LIMIT_CRL_BYTES, &files->crls, &files->crls_path,
		   &err);
	if (files->roots.len + files->crls.len == 0)
		return;
	err = (struct err){ 0 };
	if (x509_trust_open(&trust, files, &err) < 0) {
		bool crl = files->crls.len > 0 &&
			   span_starts(span_of(err.where), files->crls_path.ptr);

		add_error(c, crl ? files->crls_path : files->roots_path, &err);
		return;
	}
	x509_trust_look(&c->x509, trust, files, c->in->arena);
	advise_x509(&c->problems, &c->x509, files, c->when, c->in->arena);
}

static int read_all(struct checking *c, struct err *err)
{
	struct span text, path;
	struct err ignored = { 0 };
	int rc;

	c->is_folder = file_is_folder(c->folder);
	c->signers_path = c->is_folder ? arena_printf(c->in->arena,
						      "%s/allowed_signers", c->folder)
				       : span_of(c->folder);
	rc = file_read(&text, c->signers_path.ptr, LIMIT_TRUST_BYTES, c->in->arena,
		       err);
	if (rc < 0) {
		err->code = ERR_USAGE;
		return err_fix(err, "name the folder: muster trust check DIR");
	}
	signers_survey(&c->signers, &c->problems, c->signers_path, text, c->in->arena);
	if (c->is_folder &&
	    read_named(c, "revoked_keys", LIMIT_TRUST_BYTES, &text, &path, &ignored))
		signers_survey_revoked(&c->signers, &c->problems, path, text,
				       c->in->arena);
	advise_signers(&c->problems, &c->signers, c->signers_path, c->when,
		       c->in->arena);
	if (!c->is_folder) {
		check_mode(c, c->folder);
		return 0;
	}
	read_x509(c);
	check_mode(c, c->folder);
	return file_walk(c->folder, SPAN_EMPTY, see_file, c, err);
}

/* Showing. */

static void print_date(FILE *out, const char *word, int64_t when)
{
	char text[CLOCK_TEXT];

	if (when == CLOCK_NONE)
		return;
	clock_format(when, text);
	fprintf(out, ", %s %.*s", word, when % 86400 == 0 ? 10 : 20, text);
}

static void print_signer(FILE *out, const struct signer *line, struct arena *arena)
{
	struct span list = line->namespaces, one;
	const char *between = "  ";

	fprintf(out, "%5u  ", line->line);
	print_text(out, line->principals);
	fprintf(out, "\n       %s  ", key_kind_word[line->kind]);
	print_text(out, key_fingerprint(line->blob, arena));
	fputs("\n       may sign", out);
	while (!line->authority && span_split(&list, ',', &one)) {
		fputs(between, out);
		print_text(out, one);
		between = ", ";
	}
	if (line->authority)
		fputs("  nothing", out);
	print_date(out, "from", line->valid_after);
	print_date(out, "until", line->valid_before);
	fputc('\n', out);
}

static void print_x509(FILE *out, const struct checking *c)
{
	for (size_t i = 0; i < c->x509.roots.count; i++) {
		const struct x509_root_facts *root = &c->x509.roots.at[i];

		if (i == 0)
			fprintf(out, "%.*s\n", SPAN_ARG(c->files.roots_path));
		fprintf(out, "%5u  ", root->line);
		print_text(out, root->subject);
		print_date(out, "from", root->not_before);
		print_date(out, "until", root->not_after);
		fputc('\n', out);
	}
	for (size_t i = 0; i < c->x509.crls.count; i++) {
		const struct x509_crl_facts *crl = &c->x509.crls.at[i];

		if (i == 0)
			fprintf(out, "%.*s\n", SPAN_ARG(c->files.crls_path));
		fprintf(out, "%5u  ", crl->line);
		print_text(out, crl->issuer);
		fprintf(out, ", %zu revoked", crl->revoked);
		print_date(out, "of", crl->this_update);
		print_date(out, "next", crl->next_update);
		fputc('\n', out);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct signers_problem *x = a, *y = b;
	int order = span_cmp(x->path, y->path);

	if (order == 0 && x->line != y->line)
		order = x->line < y->line ? -1 : 1;
	if (order == 0)
		order = strcmp(x->tag, y->tag);
	return order ? order : span_cmp(x->what, y->what);
}

static size_t count_errors(const struct checking *c)
{
	size_t errors = 0;

	for (size_t i = 0; i < c->problems.list.count; i++)
		errors += c->problems.list.at[i].error;
	return errors;
}

static void print_problem(FILE *out, const struct signers_problem *problem)
{
	print_text(out, problem->path);
	if (problem->line > 0)
		fprintf(out, ":%u", problem->line);
	fprintf(out, ": %s: ", problem->tag);
	print_text(out, problem->what);
	fputs("\n  fix: ", out);
	print_text(out, problem->fix);
	fputc('\n', out);
}

static const char *ending(size_t count)
{
	return count == 1 ? "" : "s";
}

static int print_all(struct checking *c)
{
	FILE *out = c->in->out;
	size_t errors = count_errors(c), all = c->problems.list.count;

	print_text(out, c->signers_path);
	fputc('\n', out);
	for (size_t i = 0; i < c->signers.lines.count; i++)
		print_signer(out, &c->signers.lines.at[i], c->in->arena);
	print_x509(out, c);
	fputc('\n', out);
	for (size_t i = 0; i < all; i++)
		print_problem(out, &c->problems.list.at[i]);
	fprintf(out, "%zu key%s, %zu revoked; %zu error%s, %zu warning%s\n",
		c->signers.lines.count, ending(c->signers.lines.count),
		c->signers.revoked.count, errors, ending(errors), all - errors,
		ending(all - errors));
	return errors ? EXIT_TRUST : 0;
}

/* For programs: docs/muster.schema.json, trust_check. */

static void write_time(struct jsonout *json, const char *key, int64_t when)
{
	char text[CLOCK_TEXT];

	if (when != CLOCK_NONE)
		jsonout_member(json, key, span_of(clock_format(when, text)));
}

static void write_list(struct jsonout *json, const char *key, struct span list)
{
	struct span one;

	jsonout_key(json, key);
	jsonout_array(json);
	while (span_split(&list, ',', &one))
		jsonout_string(json, one);
	jsonout_end(json);
}

static void write_signer(struct jsonout *json, const struct checking *c,
			 const struct signer *line)
{
	jsonout_object(json);
	jsonout_member(json, "fingerprint", key_fingerprint(line->blob, c->in->arena));
	jsonout_member(json, "key_type", span_of(key_kind_ssh[line->kind]));
	jsonout_member_int(json, "line", line->line);
	write_list(json, "namespaces", line->authority ? SPAN_EMPTY : line->namespaces);
	write_list(json, "principals", line->principals);
	jsonout_member_bool(json, "revoked",
			    signers_is_revoked(&c->signers, line->blob));
	write_time(json, "valid_after", line->valid_after);
	write_time(json, "valid_before", line->valid_before);
	jsonout_end(json);
}

static void write_problem(struct jsonout *json, const struct signers_problem *problem)
{
	jsonout_object(json);
	jsonout_member(json, "code", span_of(problem->tag));
	jsonout_member_bool(json, "error", problem->error);
	jsonout_member(json, "fix", problem->fix);
	if (problem->line > 0)
		jsonout_member_int(json, "line", problem->line);
	jsonout_member(json, "path", problem->path);
	jsonout_member(json, "what", problem->what);
	jsonout_end(json);
}

static void write_crls(struct jsonout *json, const struct x509_survey *x509)
{
	jsonout_key(json, "crls");
	jsonout_array(json);
	for (size_t i = 0; i < x509->crls.count; i++) {
		const struct x509_crl_facts *crl = &x509->crls.at[i];

		jsonout_object(json);
		jsonout_member(json, "issuer", crl->issuer);
		jsonout_member_int(json, "line", crl->line);
		write_time(json, "next_update", crl->next_update);
		jsonout_member_int(json, "revoked", (int64_t)crl->revoked);
		write_time(json, "this_update", crl->this_update);
		jsonout_end(json);
	}
	jsonout_end(json);
}

static void write_roots(struct jsonout *json, const struct x509_survey *x509)
{
	jsonout_key(json, "roots");
	jsonout_array(json);
	for (size_t i = 0; i < x509->roots.count; i++) {
		const struct x509_root_facts *root = &x509->roots.at[i];

		jsonout_object(json);
		jsonout_member_int(json, "line", root->line);
		write_time(json, "not_after", root->not_after);
		write_time(json, "not_before", root->not_before);
		jsonout_member(json, "subject", root->subject);
		jsonout_end(json);
	}
	jsonout_end(json);
}

static int write_all(struct checking *c, struct err *err)
{
	int exit = count_errors(c) ? EXIT_TRUST : 0;
	struct jsonout json;
	struct buf buf;
	int rc;

	buf_init(&buf, LIMIT_JSON_OUT);
	jsonout_init(&json, &buf, true);
	jsonout_object(&json);
	write_crls(&json, &c->x509);
	jsonout_member_int(&json, "exit", exit);
	jsonout_member(&json, "format", SPAN_LIT("muster-trust/1"));
	jsonout_key(&json, "keys");
	jsonout_array(&json);
	for (size_t i = 0; i < c->signers.lines.count; i++)
		write_signer(&json, c, &c->signers.lines.at[i]);
	jsonout_end(&json);
	jsonout_key(&json, "problems");
	jsonout_array(&json);
	for (size_t i = 0; i < c->problems.list.count; i++)
		write_problem(&json, &c->problems.list.at[i]);
	jsonout_end(&json);
	write_roots(&json, &c->x509);
	jsonout_end(&json);
	jsonout_line(&json);
	rc = buf_check(&buf, "the trust folder", err);
	if (rc == 0)
		fwrite(buf.ptr, 1, buf.len, c->in->out);
	buf_release(&buf);
	return rc < 0 ? rc : exit;
}

int trust_check(struct invocation *in, struct err *err)
{
	struct checking c = { .in = in, .folder = trusting_folder(in) };
	int rc;

	if (in->arg_count == 2)
		c.folder = in->args[1];
	rc = trusting_when(&c.when, in, err);
	if (rc == 0)
		rc = read_all(&c, err);
	if (rc < 0)
		return rc;
	if (c.problems.list.count > 0)
		qsort(c.problems.list.at, c.problems.list.count,
		      sizeof(c.problems.list.at[0]), by_place);
	return invocation_has(in, "json") ? write_all(&c, err) : print_all(&c);
}
