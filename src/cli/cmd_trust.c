/* muster trust: the folder that says whose key is whose (seal.md sections 3.1 to 3.4).
 */
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/rights.h"
#include "cli/trust_log.h"
#include "text/base64.h"
#include "trust/advice.h"
#include "trust/cert.h"
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

static const char *folder_of(const struct invocation *in)
{
	const char *folder = invocation_value(in, "trust");

	return folder ? folder : "trust";
}

static int read_when(int64_t *out, const struct invocation *in, struct err *err)
{
	const char *at = invocation_value(in, "at");
	enum clock_quality quality;

	*out = clock_now();
	if (!at)
		return 0;
	quality = clock_parse(span_of(at), out);
	if (quality == CLOCK_ZONED || quality == CLOCK_DATE)
		return 0;
	err_set(err, ERR_USAGE, "\"%s\" is no time", at);
	return err_fix(err, "write it as --at 2027-01-01 or --at 2027-01-01T12:00:00Z");
}

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
		add_error(c, span_sub(span_of(err.where), 0, strcspn(err.where, ":")),
			  &err);
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

/* The number of errors among them. */
static size_t print_problems(FILE *out, struct checking *c)
{
	size_t errors = 0;

	if (c->problems.list.count > 0)
		qsort(c->problems.list.at, c->problems.list.count,
		      sizeof(c->problems.list.at[0]), by_place);
	for (size_t i = 0; i < c->problems.list.count; i++) {
		const struct signers_problem *problem = &c->problems.list.at[i];

		errors += problem->error;
		print_text(out, problem->path);
		if (problem->line > 0)
			fprintf(out, ":%u", problem->line);
		fprintf(out, ": %s: ", problem->tag);
		print_text(out, problem->what);
		fputs("\n  fix: ", out);
		print_text(out, problem->fix);
		fputc('\n', out);
	}
	return errors;
}

static const char *ending(size_t count)
{
	return count == 1 ? "" : "s";
}

static int trust_check(struct invocation *in, struct err *err)
{
	struct checking c = { .in = in, .folder = folder_of(in) };
	size_t errors, all;
	int rc;

	if (in->arg_count == 2)
		c.folder = in->args[1];
	rc = read_when(&c.when, in, err);
	if (rc == 0)
		rc = read_all(&c, err);
	if (rc < 0)
		return rc;
	print_text(in->out, c.signers_path);
	fputc('\n', in->out);
	for (size_t i = 0; i < c.signers.lines.count; i++)
		print_signer(in->out, &c.signers.lines.at[i], in->arena);
	print_x509(in->out, &c);
	fputc('\n', in->out);
	errors = print_problems(in->out, &c);
	all = c.problems.list.count;
	fprintf(in->out, "%zu key%s, %zu revoked; %zu error%s, %zu warning%s\n",
		c.signers.lines.count, ending(c.signers.lines.count),
		c.signers.revoked.count, errors, ending(errors), all - errors,
		ending(all - errors));
	return errors ? EXIT_TRUST : 0;
}

/* Naming a key. */

/* What a command works on: the folder's text, and one key in it or not. */
struct chosen {
	struct signers signers;
	struct span path, text; /* allowed_signers */
	struct span wire;
	struct span principal; /* whose it is, where a line says so */
};

static int no_key(struct err *err, const char *words, const char *what)
{
	err_set(err, ERR_USAGE, "%s", what);
	err_at_path(err, span_of(words));
	return err_fix(err, "name a principal, a fingerprint (SHA256:...) or the file "
			    "of a public key");
}

/* "keytype base64 comment", as in id_ed25519.pub. */
static bool wire_of_line(struct span *out, struct span text, struct arena *arena)
{
	struct span rest = text, type, word;
	enum key_kind kind;
	unsigned bits;

	return span_line(&rest, &text) && span_split(&text, ' ', &type) &&
	       span_split(&text, ' ', &word) &&
	       base64_decode(out, BASE64_STD, word, arena) &&
	       key_check_wire(*out, &kind, &bits) && span_is(type, key_kind_ssh[kind]);
}

static int wire_of_file(struct span *out, const char *path, struct arena *arena,
			struct err *err)
{
	struct cert_facts facts;
	SCOPED_CERT cert = NULL;
	SCOPED_KEY key = NULL;
	struct span text;
	int rc;

	*out = SPAN_EMPTY;
	rc = file_read(&text, path, LIMIT_KEY_BYTES, arena, err);
	if (rc < 0)
		return no_key(err, path, "is no principal, fingerprint or file here");
	if (span_find(text, SPAN_LIT("PRIVATE KEY-----")) >= 0)
		return no_key(err, path, "is a private key; give the public one");
	if (span_find(text, SPAN_LIT("-----BEGIN CERTIFICATE-----")) >= 0) {
		rc = cert_read(&cert, text, path, err);
		if (rc < 0)
			return rc;
		cert_look(&facts, cert, arena);
		*out = facts.wire;
	} else if (span_find(text, SPAN_LIT("-----BEGIN PUBLIC KEY-----")) >= 0) {
		rc = key_read_public(&key, text, path, err);
		if (rc < 0)
			return rc;
		*out = key_wire(key, arena);
	} else if (!wire_of_line(out, text, arena)) {
		*out = SPAN_EMPTY;
	}
	return out->len > 0 ? 0 : no_key(err, path, "holds no public key");
}

static bool is_meant(const struct signer *line, struct span words, struct arena *arena)
{
	if (span_starts(words, "SHA256:"))
		return span_eq(key_fingerprint(line->blob, arena), words);
	return signer_has_principal(line, words);
}

static int choose_key(struct chosen *out, const char *words, struct arena *arena,
		      struct err *err)
{
	for (size_t i = 0; i < out->signers.lines.count; i++) {
		const struct signer *line = &out->signers.lines.at[i];

		if (!is_meant(line, span_of(words), arena) ||
		    span_eq(line->blob, out->wire))
			continue;
		if (out->wire.len > 0) {
			err_set(err, ERR_USAGE, "%s has several keys", words);
			err_at_path(err, out->path);
			return err_fix(err, "name one by its fingerprint: "
					    "muster trust check shows them");
		}
		out->wire = line->blob;
	}
	if (out->wire.len == 0) {
		int rc = wire_of_file(&out->wire, words, arena, err);

		if (rc < 0)
			return rc;
	}
	for (size_t i = 0; i < out->signers.lines.count; i++)
		if (span_eq(out->signers.lines.at[i].blob, out->wire))
			out->principal = signer_principal(&out->signers.lines.at[i]);
	return 0;
}

static int open_folder(struct chosen *out, struct invocation *in, struct err *err)
{
	const char *folder = folder_of(in);
	int rc;

	*out = (struct chosen){ .wire = SPAN_EMPTY };
	out->path = file_is_folder(folder)
			    ? arena_printf(in->arena, "%s/allowed_signers", folder)
			    : span_of(folder);
	rc = file_read(&out->text, out->path.ptr, LIMIT_TRUST_BYTES, in->arena, err);
	if (rc < 0) {
		err->code = ERR_USAGE;
		return err_fix(err, "name the folder: --trust DIR");
	}
	return signers_parse(&out->signers, out->path, out->text, in->arena, err);
}

static int trust_pem(struct invocation *in, struct err *err)
{
	struct span words = span_of(in->args[1]);
	struct chosen chosen;
	size_t found = 0;
	int rc;

	rc = open_folder(&chosen, in, err);
	for (size_t i = 0; rc == 0 && i < chosen.signers.lines.count; i++) {
		const struct signer *line = &chosen.signers.lines.at[i];
		SCOPED_KEY key = NULL;

		if (!is_meant(line, words, in->arena))
			continue;
		found++;
		if (key_is_hardware(line->kind)) {
			err_set(err, ERR_USAGE,
				"the key is in hardware, which signs in a form of its "
				"own");
			err_at(err,
			       (struct pos){ .path = chosen.path, .line = line->line });
			return err_fix(err, "verify with ssh-keygen -Y verify");
		}
		rc = key_from_wire(&key, line->blob, err);
		if (rc == 0)
			fprintf(in->out, "# %.*s, line %u, %.*s\n%.*s",
				SPAN_ARG(line->principals), line->line,
				SPAN_ARG(key_fingerprint(line->blob, in->arena)),
				SPAN_ARG(key_spki_pem(key, in->arena)));
	}
	if (rc == 0 && found == 0) {
		err_set(err, ERR_USAGE, "lists nobody called %s", in->args[1]);
		err_at_path(err, chosen.path);
		rc = err_fix(err, "muster trust check shows who is there");
	}
	return rc;
}

/* Changing. */

static int trust_revoke(struct invocation *in, struct err *err)
{
	struct chosen chosen;
	struct span path, text = SPAN_EMPTY;
	enum key_kind kind;
	struct buf buf;
	unsigned bits;
	int rc;

	if (!file_is_folder(folder_of(in))) {
		err_set(err, ERR_USAGE, "is no folder, so there is no revoked_keys");
		err_at_path(err, span_of(folder_of(in)));
		return err_fix(err, "give the trust folder: --trust DIR");
	}
	rc = open_folder(&chosen, in, err);
	if (rc == 0)
		rc = choose_key(&chosen, in->args[1], in->arena, err);
	if (rc < 0)
		return rc;
	path = arena_printf(in->arena, "%s/revoked_keys", folder_of(in));
	if (file_exists(path.ptr)) {
		rc = file_read(&text, path.ptr, LIMIT_TRUST_BYTES, in->arena, err);
		if (rc == 0)
			rc = signers_parse_revoked(&chosen.signers, path, text,
						   in->arena, err);
		if (rc < 0)
			return rc;
	}
	if (signers_is_revoked(&chosen.signers, chosen.wire)) {
		fprintf(in->out, "%.*s is revoked already\n",
			SPAN_ARG(key_fingerprint(chosen.wire, in->arena)));
		return 0;
	}
	key_check_wire(chosen.wire, &kind, &bits);
	buf_init(&buf, 2 * LIMIT_TRUST_BYTES);
	buf_add(&buf, text);
	if (text.len > 0 && !span_ends(text, "\n"))
		buf_addch(&buf, '\n');
	buf_addf(&buf, "%s %.*s%s%.*s\n", key_kind_ssh[kind],
		 SPAN_ARG(base64_encode(in->arena, BASE64_STD, chosen.wire)),
		 chosen.principal.len ? " " : "", SPAN_ARG(chosen.principal));
	rc = file_write(path.ptr, buf_span(&buf), err);
	buf_release(&buf);
	if (rc == 0)
		fprintf(in->out, "%.*s: %.*s is revoked, whatever it signed and when\n",
			SPAN_ARG(path),
			SPAN_ARG(key_fingerprint(chosen.wire, in->arena)));
	return rc;
}

static int trust_retire(struct invocation *in, struct err *err)
{
	struct chosen chosen;
	char time[CLOCK_TEXT];
	struct span text;
	size_t changed;
	int64_t at;
	int rc;

	rc = read_when(&at, in, err);
	if (rc == 0)
		rc = open_folder(&chosen, in, err);
	if (rc == 0)
		rc = choose_key(&chosen, in->args[1], in->arena, err);
	if (rc == 0)
		rc = signers_retire(&text, &changed, chosen.path, chosen.text,
				    chosen.wire, at, in->arena, err);
	if (rc < 0)
		return rc;
	if (chosen.principal.len == 0)
		return no_key(err, in->args[1], "is a key that no line lists");
	clock_format(at, time);
	if (changed > 0)
		rc = file_write(chosen.path.ptr, text, err);
	if (rc == 0)
		fprintf(in->out, "%.*s: %.*s of %.*s is valid until %s%s\n",
			SPAN_ARG(chosen.path),
			SPAN_ARG(key_fingerprint(chosen.wire, in->arena)),
			SPAN_ARG(chosen.principal), time,
			changed ? "" : " or less already");
	return rc;
}

/* clang-format off: one word a line */
static const struct {
	const char *word;
	int min_args, max_args; /* the word among them */
	int (*run)(struct invocation *in, struct err *err);
} words[] = {
	{ "check", 1, 2, trust_check },   { "pem", 2, 2, trust_pem },
	{ "revoke", 2, 2, trust_revoke }, { "retire", 2, 2, trust_retire },
	{ "log", 1, 2, trust_log },
};
/* clang-format on */

static int run(struct invocation *in, struct err *err)
{
	int rc = rights_give_up(in, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(in->args[0], words[i].word) == 0 &&
		    in->arg_count >= words[i].min_args &&
		    in->arg_count <= words[i].max_args)
			return words[i].run(in, err);
	err_set(err, ERR_USAGE,
		"muster trust takes \"check\", \"pem\", \"revoke\", \"retire\" or "
		"\"log\"");
	return err_fix(err, "see \"muster trust --help\"");
}

static const struct option options[] = {
	{ "trust", 0, OPTION_VALUE, "DIR",
	  "the trust folder, or allowed_signers (trust)" },
	{ "at", 0, OPTION_VALUE, "TIME",
	  "check, log: as of then (now); retire: valid until then" },
	{ "accept-claimed-time", 0, OPTION_FLAG, NULL,
	  "log: believe a commit's date where its key has expired since" },
	{ "max", 'n', OPTION_VALUE, "N", "log: the newest N commits" },
	{ "trust-repo-owner", 0, OPTION_FLAG, NULL,
	  "log: read a repository that belongs to somebody else" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

const struct command command_trust = {
	.name = "trust",
	.args = "check [DIR] | pem|revoke|retire KEY | log [REV]",
	.summary = "Keep the folder that says whose key is whose",
	.examples = "  muster trust check ~/trust\n"
		    "  muster trust log --trust ~/trust main\n"
		    "  muster trust pem ci@example.org --trust ~/trust > ci.pem\n"
		    "  muster trust retire alice@example.org --at 2027-01-01 --trust "
		    "~/trust\n"
		    "  muster trust revoke SHA256:AbC... --trust ~/trust\n",
	.options = options,
	.min_args = 1,
	.max_args = 2,
	.run = run,
};
