/* muster close: verify a bundle, sign what it came to, and pack it (seal.md 5). */
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "cli/place.h"
#include "cli/print.h"
#include "cli/rights.h"
#include "cli/sealing.h"
#include "seal/attach.h"
#include "seal/closing.h"
#include "seal/unpack.h"

/*
 * Everything happens in a copy beside the bundle: what was there stays whole until
 * the new archive, or the new signoffs/ and seal/, take its place.
 */
struct close_command {
	struct invocation *in;
	struct sealing sealing;
	struct verify_options how;
	struct verification verified;
	const char *bundle;
	char *staged;
};

/* Sign-offs that lie elsewhere, into the copy; one that is there already must be equal.
 */
static int take_file(struct close_command *c, const char *from, struct span name,
		     struct err *err)
{
	struct span bytes, there, path;
	struct err absent = { 0 };
	int rc;

	if (!span_ends(name, ".signoff") && !span_ends(name, ".signoff.sig"))
		return 0;
	rc = file_read_below(&bytes, from, name, LIMIT_SIGNATURE_BYTES, c->in->arena,
			     err);
	if (rc < 0)
		return rc;
	path = arena_printf(c->in->arena, "signoffs/%.*s", SPAN_ARG(name));
	if (file_read_below(&there, c->staged, path, LIMIT_SIGNATURE_BYTES,
			    c->in->arena, &absent) < 0)
		return file_stage(c->staged, path, bytes, err);
	if (span_eq(there, bytes))
		return 0;
	err_set(err, ERR_USAGE, "is another one in the bundle");
	err_at_path(err, name);
	return err_fix(err,
		       "give a later statement another name: <field>.<who>.2.signoff");
}

static int take_signoffs(struct close_command *c, struct err *err)
{
	const char *from = invocation_value(c->in, "signoffs");
	const struct file_entry *entries;
	size_t count;
	int rc;

	if (!from)
		return 0;
	rc = file_list(&entries, &count, from, 2 * LIMIT_BUNDLE_SIGNOFFS, c->in->arena,
		       err);
	for (size_t i = 0; rc == 0 && i < count; i++)
		if (span_index(entries[i].path, '/') < 0)
			rc = take_file(c, from, entries[i].path, err);
	return rc;
}

static int refuse(const struct verification *verified, const char *what,
		  struct err *err)
{
	const struct verify_issue *issue = &verified->errors.at[0];

	err_set(err, verified->exit == 2 ? ERR_USAGE : ERR_TRUST, "%s: %.*s", what,
		SPAN_ARG(issue->detail));
	err_tag(err, issue->code);
	if (issue->path.len > 0)
		err_at_path(err, issue->path);
	return err_fix(err, "nothing was closed (%s)", issue->code);
}

/* Verify the copy with these files in seal/. */
static int verify_copy(struct close_command *c, const struct seal_files *files,
		       const char *what, struct err *err)
{
	struct verify_options how = c->how;

	how.files = files;
	verify_bundle(&c->verified, c->staged, &how, c->in->arena);
	return c->verified.errors.count > 0 ? refuse(&c->verified, what, err) : 0;
}

/* Who says so: --verifier, else the key itself. */
static struct span verifier_of(const struct close_command *c)
{
	const char *said = invocation_value(c->in, "verifier");

	if (said)
		return span_of(said);
	return arena_printf(c->in->arena, "urn:muster:key:%s",
			    c->sealing.sealer.key_id);
}

static int sign_closing(struct close_command *c, struct seal_files *files,
			struct err *err)
{
	const struct closing closing = { verifier_of(c), clock_now() };
	struct dsse_bundle bundle = { .key_id = c->sealing.sealer.key_id,
				      .type = SPAN_LIT(DSSE_IN_TOTO) };
	struct arena *arena = c->in->arena;
	int rc;

	rc = closing_make(&bundle.payload, &c->verified, &closing, arena, err);
	if (rc == 0)
		rc = sealer_sign(&bundle.signature, &c->sealing.sealer, SEAL_DSSE,
				 bundle.payload, arena, err);
	if (rc == 0)
		rc = seal_wrap(&files->bytes[SEAL_FILE_VSA], &bundle, arena, err);
	return rc;
}

static int add_stamp(struct close_command *c, struct seal_files *files, struct err *err)
{
	struct attachments attachments = { .vsa = true };
	int rc = file_read(&attachments.stamp, invocation_value(c->in, "tsr"),
			   LIMIT_SIGNATURE_BYTES, c->in->arena, err);

	if (rc == 0 && invocation_has(c->in, "tsq"))
		rc = file_read(&attachments.query, invocation_value(c->in, "tsq"),
			       LIMIT_SIGNATURE_BYTES, c->in->arena, err);
	return rc < 0 ? rc : seal_add_stamp(files, &attachments, c->in->arena, err);
}

static int close_copy(struct close_command *c, struct err *err)
{
	struct seal_files files;
	int rc = seal_files_read(&files, c->staged, c->in->arena, err);

	if (rc < 0)
		return rc;
	if (invocation_has(c->in, "tsr")) {
		rc = add_stamp(c, &files, err);
	} else {
		files.bytes[SEAL_FILE_VSA] = SPAN_EMPTY;
		files.bytes[SEAL_FILE_VSA_STAMP] = SPAN_EMPTY;
		rc = verify_copy(c, &files, "the bundle does not verify", err);
		if (rc == 0)
			rc = sign_closing(c, &files, err);
	}
	if (rc == 0)
		rc = verify_copy(c, &files, "the closing would not verify", err);
	return rc < 0 ? rc : seal_files_write(c->staged, &files, c->in->arena, err);
}

static int write_query(struct close_command *c, struct err *err)
{
	const char *file = invocation_value(c->in, "tsq");
	struct span query;
	int rc;

	if (!file || invocation_has(c->in, "tsr"))
		return 0;
	rc = seal_query(&query, c->staged, false, true, c->in->arena, err);
	return rc < 0 ? rc : file_write(file, query, err);
}

/* The copy's signoffs/ and seal/ into the folder, which is the bundle. */
static int put_into_folder(struct close_command *c, struct err *err)
{
	static const char *const parts[] = { "signoffs", "seal" };
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < 2; i++) {
		struct span from =
			arena_printf(c->in->arena, "%s/%s", c->staged, parts[i]);
		struct span to =
			arena_printf(c->in->arena, "%s/%s", c->bundle, parts[i]);

		if (file_exists(from.ptr))
			rc = file_swap(from.ptr, to.ptr, err);
	}
	return rc;
}

/* What the name of an archive says it is; else as --compression has it. */
static enum archive_filter filter_of(const char *file, enum archive_filter otherwise)
{
	for (enum archive_filter i = 0; i < ARCHIVE_FILTERS; i++)
		if (span_ends(span_of(file), archive_filter_ending[i]))
			return i;
	return otherwise;
}

/* --bundle, else over the archive, else beside the folder. */
static int pack_copy(struct close_command *c, struct sealing_result *result,
		     struct err *err)
{
	const char *given = invocation_value(c->in, "bundle");

	result->sealed.identity = c->verified.identity;
	result->sealed.name = identity_name(&c->verified.identity, c->in->arena);
	memcpy(result->sealed.seal_digest, c->verified.seal_digest, DIGEST_TEXT);
	if (given || file_is_folder(c->bundle))
		return sealing_pack(result, &c->sealing, c->in, c->staged, c->bundle,
				    err);
	result->file = c->bundle;
	return bundle_pack(&result->packed, c->staged, c->bundle,
			   filter_of(c->bundle, c->sealing.filter), c->in->arena, err);
}

static void tell(const struct close_command *c, const struct sealing_result *result)
{
	struct invocation *in = c->in;

	if (in->quiet)
		return;
	fputs("closed by ", in->out);
	print_text(in->out, c->verified.closed_by);
	fprintf(in->out, ": %s, %ju sign-off%s\n", result_word[c->verified.outcome],
		(uintmax_t)c->verified.signoff_files,
		c->verified.signoff_files == 1 ? "" : "s");
	sealing_print(in, result);
}

static int work(struct close_command *c, struct err *err)
{
	struct sealing_result result = { 0 };
	struct verify_options look = { .at = CLOCK_NONE,
				       .integrity_only = true,
				       .limits = content_limits_default };
	struct span beside;
	int rc;

	verify_bundle(&c->verified, c->bundle, &look, c->in->arena);
	if (c->verified.errors.count > 0)
		return refuse(&c->verified, "the bundle does not verify", err);
	/* Under a name that nothing has: the bundle may be a file. */
	beside = arena_printf(c->in->arena, "%s.closed", c->bundle);
	rc = file_stage_beside(&c->staged, beside.ptr, c->in->arena, err);
	if (rc == 0)
		rc = bundle_unpack(c->bundle, c->staged, &c->verified, c->in->arena,
				   err);
	if (rc == 0)
		rc = take_signoffs(c, err);
	if (rc == 0)
		rc = close_copy(c, err);
	if (rc == 0)
		rc = write_query(c, err);
	if (rc == 0)
		rc = pack_copy(c, &result, err);
	if (rc == 0 && file_is_folder(c->bundle))
		rc = put_into_folder(c, err);
	if (rc == 0)
		tell(c, &result);
	return rc;
}

static int check_options(const struct close_command *c, struct err *err)
{
	bool stamps = invocation_has(c->in, "tsr");

	if (!c->how.trust) {
		err_set(err, ERR_USAGE, "a bundle is verified before it is closed");
		return err_fix(err, "say whom to believe: --trust DIR");
	}
	if (stamps &&
	    (sealing_has_key(&c->sealing) || invocation_has(c->in, "signoffs"))) {
		err_set(err, ERR_USAGE,
			"a time stamp is taken for a closing that is "
			"there already");
		return err_fix(err, "leave out --key and --signoffs");
	}
	if (stamps || sealing_has_key(&c->sealing))
		return 0;
	err_set(err, ERR_USAGE, "muster close needs a key");
	return err_fix(err, "give --key FILE, of a signer with namespaces=\"%s\"",
		       NAMESPACE_CLOSE);
}

static int give_up_files(struct close_command *c, struct err *err)
{
	static const char *const written[] = { "bundle", "tsq" };
	static const char *const read[] = { "trust", "signoffs", "tsr" };
	struct sandbox_places places = { 0 };
	struct invocation *in = c->in;
	enum sandbox_mode mode;
	int rc = rights_mode(&mode, in, err);

	if (rc < 0)
		return rc;
	*LIST_ADD(in->arena, &places.read) = c->bundle;
	*LIST_ADD(in->arena, &places.write) = place_above(c->bundle, in->arena);
	for (size_t i = 0; i < sizeof(read) / sizeof(read[0]); i++)
		if (invocation_has(in, read[i]))
			*LIST_ADD(in->arena, &places.read) =
				invocation_value(in, read[i]);
	for (size_t i = 0; i < sizeof(written) / sizeof(written[0]); i++)
		if (invocation_has(in, written[i]))
			*LIST_ADD(in->arena, &places.write) =
				place_above(invocation_value(in, written[i]),
					    in->arena);
	return sandbox_lock(mode, &places, &in->sandbox_level, err);
}

static int run(struct invocation *in, struct err *err)
{
	struct close_command c = {
		.in = in,
		.bundle = in->args[0],
		.how = { .trust = invocation_value(in, "trust"),
			 .at = CLOCK_NONE,
			 .limits = content_limits_default },
	};
	int rc = sealing_start(&c.sealing, in, err);

	if (rc == 0)
		rc = check_options(&c, err);
	if (rc == 0)
		rc = rights_give_up(in, err);
	if (rc == 0)
		rc = give_up_files(&c, err);
	if (rc == 0)
		rc = work(&c, err);
	if (c.staged) {
		struct err ignored = { 0 };

		file_remove_tree(c.staged, &ignored);
	}
	sealing_stop(&c.sealing);
	return rc;
}

static const struct option options[] = {
	{ "key", 'k', OPTION_VALUE, "FILE", "close with this private key" },
	{ "key-fd", 0, OPTION_VALUE, "N", "read the key from descriptor N" },
	{ "passphrase-file", 0, OPTION_VALUE, "FILE",
	  "the key's passphrase is FILE's first line" },
	{ "passphrase-fd", 0, OPTION_VALUE, "N", "the same from descriptor N" },
	{ "trust", 0, OPTION_VALUE, "DIR|FILE", "whom to believe: allowed_signers" },
	{ "signoffs", 0, OPTION_VALUE, "DIR", "add the sign-offs that lie there" },
	{ "verifier", 0, OPTION_VALUE, "URI", "who closes it (urn of the key)" },
	{ "bundle", 'b', OPTION_VALUE, "FILE", "write the closed bundle to FILE" },
	{ "compression", 0, OPTION_VALUE, "NAME", "gzip (default), zstd or none" },
	{ "tsq", 0, OPTION_VALUE, "FILE", "write a time-stamp query (with --tsr: it)" },
	{ "tsr", 0, OPTION_VALUE, "FILE", "take the authority's answer" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

const struct command command_close = {
	.name = "close",
	.args = "BUNDLE",
	.summary = "Verify a bundle with its sign-offs, and sign that set for good",
	.examples = "  muster close B.tar.gz --key release.key --trust trust/ "
		    "--signoffs site/signoffs\n"
		    "  muster close B.tar.gz --tsr close.tsr --trust trust/\n",
	.options = options,
	.min_args = 1,
	.max_args = 1,
	.run = run,
};
