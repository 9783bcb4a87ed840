/*
 * cmd_capture.c - `muster capture`: run a command and state how it ended.
 *
 * The statement is about the commit where everything in the scope was as the commit
 * has it, before the command and after; otherwise about the content itself, by its
 * imprint, so that a commit that holds just that content makes it exact.
 */
#include "base/file.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/path.h"
#include "cli/auditing.h"
#include "cli/capturing.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/running.h"
#include "seal/sealer.h"
#include "text/secret.h"
#include "trust/dsse.h"

#include <fcntl.h>
#include <unistd.h>

#define NAME_MAX_BYTES 64
#define SHOWN_PATHS    3 /* of those that differ, in the message */

struct capture {
	struct invocation *in;
	struct capturing *tree;
	const char *target;
	struct sealer sealer;
	struct running running;
	struct captured said;
};

/* ---- what was asked for ---------------------------------------------------- */

static int check_name(struct span name, struct err *err)
{
	bool good = name.len > 0 && name.len <= NAME_MAX_BYTES && name.ptr[0] != '.' &&
		    name.ptr[0] != '-';

	for (size_t i = 0; good && i < name.len; i++)
		good = strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			      "0123456789._-",
			      name.ptr[i]) != NULL;
	if (good)
		return 0;
	err_set(err, ERR_USAGE, "\"%.*s\" is no name for evidence", SPAN_ARG(name));
	return err_fix(err, "use letters, digits, '.', '_' and '-', at most %d",
		       NAME_MAX_BYTES);
}

static int check_command(const struct invocation *in, struct err *err)
{
	if (in->rest && in->rest[0] && in->rest[0][0])
		return 0;
	err_set(err, ERR_USAGE, "there is no command to run");
	return err_fix(err, "put it behind \"--\": muster capture %s -- make test",
		       in->args[0]);
}

/* The command must not inherit what opens the key. */
static void keep_from_command(int fd)
{
	if (fd >= 0)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
}

static int start_sealer(struct capture *c, struct err *err)
{
	struct sealer_options options = {
		.key = invocation_value(c->in, "key"),
		.passphrase.file = invocation_value(c->in, "passphrase-file"),
		.passphrase.terminal = true,
	};
	int rc = invocation_descriptor(c->in, "key-fd", &options.key_fd, err);

	if (rc == 0)
		rc = invocation_descriptor(c->in, "passphrase-fd",
					   &options.passphrase.fd, err);
	if (rc < 0 || (!options.key && options.key_fd < 0))
		return rc;
	keep_from_command(options.key_fd);
	keep_from_command(options.passphrase.fd);
	rc = sealer_start(&c->sealer, &options, c->in->arena, err);
	if (rc < 0 || c->sealer.can[SEAL_DSSE])
		return rc;
	err_set(err, ERR_USAGE, "statements are not signed with a key of this type");
	return err_fix(err, "use a key of type p256, rsa3072 or ed25519");
}

/* ---- the statement --------------------------------------------------------------- */

/* A word of the command line; `before` may be the option that names it. */
static struct span hide_word(struct span before, struct span word, struct arena *arena)
{
	ptrdiff_t equals = span_index(word, '=');
	struct span name = before, value = word;

	if (equals > 0) {
		name = span_sub(word, 0, (size_t)equals);
		value = span_from(word, (size_t)equals + 1);
	}
	while (span_starts(name, "-"))
		name = span_from(name, 1);
	if (name.len > 0 && value.len > 0 && secret_is_named(name, value))
		return equals > 0 ? arena_printf(arena, "%.*s=%.*s",
						 SPAN_ARG(span_sub(word, 0,
								   (size_t)equals)),
						 SPAN_ARG(secret_mark(value, arena)))
				  : secret_mark(value, arena);
	return secret_hide(word, arena);
}

static void take_command(struct capture *c)
{
	struct arena *arena = c->in->arena;
	struct span before = SPAN_EMPTY;

	for (size_t i = 0; c->in->rest[i]; i++) {
		struct span word = span_of(c->in->rest[i]);

		*LIST_ADD(arena, &c->said.command) = hide_word(before, word, arena);
		before = span_starts(word, "-") ? word : SPAN_EMPTY;
	}
	for (unsigned i = 0; i < c->running.stream_count; i++) {
		const struct running_stream *stream = &c->running.streams[i];
		struct captured_file *log = LIST_ADD(arena, &c->said.logs);

		log->name = span_of(stream->name);
		log->bytes = stream->bytes;
		memcpy(log->sha256, stream->sha256, sizeof(log->sha256));
	}
}

/* Bare, or in an envelope in a Sigstore bundle; either is one line. */
static int wrap(struct span *out, struct capture *c, struct span statement,
		struct err *err)
{
	struct arena *arena = c->in->arena;
	struct dsse_bundle bundle = { .key_id = c->sealer.key_id,
				      .type = SPAN_LIT(DSSE_IN_TOTO),
				      .payload = statement };
	struct buf buf;
	int rc = 0;

	buf_init(&buf, LIMIT_ATTESTATION_BYTES);
	if (c->sealer.fd < 0) {
		buf_add(&buf, statement);
	} else {
		rc = sealer_sign(&bundle.signature, &c->sealer, SEAL_DSSE, statement,
				 arena, err);
		if (rc == 0)
			dsse_write_bundle(&buf, &bundle, arena);
	}
	buf_addch(&buf, '\n');
	if (rc == 0)
		rc = buf_check(&buf, "the statement", err);
	if (rc == 0)
		*out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return rc;
}

/* NAME.sigstore.json where it is signed.  Whether it can be written is known now. */
static int choose_target(struct capture *c, struct err *err)
{
	const char *given = invocation_value(c->in, "statement");
	struct arena *arena = c->in->arena;
	struct span folder;
	char *name;
	int fd, rc = 0;

	c->target = given ? given
			  : capturing_target(c->tree, c->in->args[0],
					     c->sealer.fd < 0 ? "intoto.json"
							      : "sigstore.json");
	folder = path_dir(span_of(c->target));
	if (folder.len > 0)
		rc = file_make_folders(arena_string(arena, folder), err);
	/* Better now than when the command has run for an hour. */
	if (rc == 0)
		rc = file_begin(&fd, &name, c->target, arena, err);
	if (rc == 0)
		file_abandon(fd, name);
	return rc;
}

static int state(struct capture *c, struct err *err)
{
	struct span statement, bytes;
	int rc = capturing_end(&c->said, c->tree, err);

	if (rc < 0)
		return rc;
	c->said.name = span_of(c->in->args[0]);
	c->said.exit_code = c->running.exit_code;
	take_command(c);
	rc = captured_write(&statement, &c->said, c->in->arena, err);
	if (rc == 0)
		rc = wrap(&bytes, c, statement, err);
	return rc < 0 ? rc : file_write(c->target, bytes, err);
}

/* ---- what people read ---------------------------------------------------------------
 */

static void print_paths(const struct span *at, size_t count)
{
	for (size_t i = 0; i < count && i < SHOWN_PATHS; i++) {
		fputs(i > 0 ? ", " : " ", stderr);
		print_text(stderr, at[i]);
	}
	fputs(count > SHOWN_PATHS ? ", ...\n" : "\n", stderr);
}

static void tell_binding(const struct captured *said)
{
	if (said->moved.len > 0) {
		fputs("  bound to nothing: while it ran, this changed:", stderr);
		print_paths(&said->moved, 1);
	} else if (said->dirty.count > 0) {
		fprintf(stderr,
			"  bound to no commit: %zu file%s in its scope %s not as "
			"HEAD has %s:",
			said->dirty.count, said->dirty.count == 1 ? "" : "s",
			said->dirty.count == 1 ? "is" : "are",
			said->dirty.count == 1 ? "it" : "them");
		print_paths(said->dirty.at, said->dirty.count);
		fputs("  commit them as they are, and it counts for that commit\n",
		      stderr);
	}
}

static void tell(const struct capture *c)
{
	const struct captured *said = &c->said;

	if (c->in->quiet)
		return;
	fputs("muster: ", stderr);
	print_text(stderr, span_of(c->target));
	fprintf(stderr, ": %s, exit %d, %.12s, %zu files in scope\n",
		captured_result(said), said->exit_code, said->commit.ptr,
		said->scope_files);
	tell_binding(said);
	if (said->missing.count > 0) {
		fputs("  not written by the command:", stderr);
		print_paths(said->missing.at, said->missing.count);
	}
}

/* ---- the plot
 * ------------------------------------------------------------------------ */

static int prepare(struct capture *c, struct err *err)
{
	struct capturing_ask ask = { .scopes = invocation_values(c->in, "scope"),
				     .outputs = invocation_values(c->in, "out") };
	struct config config;
	int rc = check_name(span_of(c->in->args[0]), err);

	if (rc == 0)
		rc = check_command(c->in, err);
	if (rc == 0)
		rc = start_sealer(c, err);
	if (rc < 0)
		return rc;
	rc = auditing_operator_config(&config, c->in, err);
	if (rc >= 0)
		rc = capturing_look(&c->tree, rc == 1 ? &config : NULL, c->in->arena,
				    err);
	if (rc == 0)
		rc = choose_target(c, err);
	if (rc < 0)
		return rc;
	ask.target = c->target;
	return capturing_begin(&c->said, c->tree, &ask, err);
}

/* Nothing ran, as a shell says it. */
static int did_not_run(int rc, const struct err *err)
{
	print_err(stderr, err);
	return rc == -ERR_ABSENT ? RUNNING_NOT_FOUND : RUNNING_NOT_RUN;
}

static int run_and_state(struct capture *c, struct err *err)
{
	int rc = running_run(&c->running, c->in->rest, err);

	if (rc < 0)
		return did_not_run(rc, err);
	if (c->running.interrupted) {
		fputs("muster: interrupted, so nothing is recorded\n", stderr);
		return c->running.exit_code ? c->running.exit_code
					    : 128 + c->running.interrupted;
	}
	rc = state(c, err);
	if (rc == 0)
		tell(c);
	if (rc == 0 || c->running.exit_code == 0)
		return rc < 0 ? rc : c->running.exit_code;
	print_err(stderr, err); /* the command's own failure is the louder one */
	return c->running.exit_code;
}

static int run(struct invocation *in, struct err *err)
{
	struct capture capture = { .in = in, .sealer = SEALER_NONE };
	int rc = prepare(&capture, err);

	if (rc == 0)
		rc = run_and_state(&capture, err);
	sealer_stop(&capture.sealer);
	return rc;
}

static const struct option options[] = {
	{ "scope", 0, OPTION_MANY, "PATTERN",
	  "the files that it is about (all but documents)" },
	{ "out", 0, OPTION_MANY, "FILE",
	  "a file that the command writes: bound as well" },
	{ "statement", 'o', OPTION_VALUE, "FILE",
	  "write the statement to FILE (evidence/NAME.intoto.json)" },
	{ "key", 'k', OPTION_VALUE, "FILE", "sign it with this private key" },
	{ "key-fd", 0, OPTION_VALUE, "N", "read the key from descriptor N" },
	{ "passphrase-file", 0, OPTION_VALUE, "FILE",
	  "the key's passphrase is FILE's first line" },
	{ "passphrase-fd", 0, OPTION_VALUE, "N", "the same from descriptor N" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

const struct command command_capture = {
	.name = "capture",
	.args = "NAME -- COMMAND [ARGUMENTS]",
	.summary = "Run a command and keep how it ended as evidence",
	.examples =
		"  muster capture unit --out evidence/junit.xml -- make test\n"
		"  muster capture restore --scope 'ops/**' -- ops/restore-drill.sh\n"
		"  muster capture scan --key ci.key -- trivy fs --exit-code 1 .\n",
	.options = options,
	.min_args = 1,
	.max_args = 1,
	.run = run,
};
