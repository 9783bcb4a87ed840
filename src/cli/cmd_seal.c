/* muster seal: sign a built folder, or take others' seals for it; pack it (seal.md). */
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "cli/place.h"
#include "cli/rights.h"
#include "cli/sealing.h"
#include "cli/signoffs.h"
#include "seal/attach.h"
#include "text/jsonout.h"

#define DEFAULT_FOLDER "site/report"

static int print_json(const struct invocation *in, const struct sealing_result *result,
		      struct err *err)
{
	const struct packed *packed = &result->packed;
	const struct sealed *sealed = &result->sealed;
	struct jsonout json;
	struct buf buf;
	int rc;

	buf_init(&buf, LIMIT_JSON_OUT);
	jsonout_init(&json, &buf, true);
	jsonout_object(&json);
	jsonout_member(&json, "bundle", span_of(result->file));
	jsonout_member_int(&json, "bytes", (int64_t)packed->bytes);
	jsonout_member(&json, "commit", sealed->identity.commit);
	jsonout_member(&json, "fileDigest", span_of(packed->file_digest));
	jsonout_member_int(&json, "files", (int64_t)packed->files);
	jsonout_member(&json, "outcome", sealed->identity.outcome);
	jsonout_member(&json, "project", sealed->identity.project);
	jsonout_member(&json, "sealDigest", span_of(sealed->seal_digest));
	jsonout_member(&json, "tarDigest", span_of(packed->tar_digest));
	jsonout_member_int(&json, "withheld", (int64_t)sealing_withheld(sealed));
	jsonout_end(&json);
	jsonout_line(&json);
	rc = buf_check(&buf, "the answer", err);
	if (rc == 0)
		fwrite(buf.ptr, 1, buf.len, in->out);
	buf_release(&buf);
	return rc;
}

static const char *folder_of(const struct invocation *in)
{
	return in->arg_count > 0 ? in->args[0] : DEFAULT_FOLDER;
}

/* What one invocation does; each mode has its options. */
enum seal_mode {
	MODE_SIGN,   /* with a key of ours */
	MODE_EMIT,   /* say what there is to sign */
	MODE_ATTACH, /* take what others have made */
	MODE_QUERY,  /* ask for a time stamp over the seal that is there */
};

static const char *const attach_options[] = { "attach-p7s", "attach-sig",
					      "attach-bundle", "tsr", NULL };

static bool has_any(const struct invocation *in, const char *const *names)
{
	for (; *names; names++)
		if (invocation_has(in, *names))
			return true;
	return false;
}

static int find_mode(enum seal_mode *out, const struct invocation *in,
		     const struct sealing *sealing, struct err *err)
{
	bool attaches = has_any(in, attach_options), emits = invocation_has(in, "emit");
	bool signs = sealing_has_key(sealing);

	*out = MODE_SIGN;
	if (signs + emits + attaches > 1) {
		err_set(err, ERR_USAGE,
			"sealing, --emit, and taking what others have "
			"made are three things");
		return err_fix(err, "give --key, or --emit, or --attach-... and --tsr");
	}
	if (attaches && !invocation_has(in, "trust")) {
		err_set(err, ERR_USAGE, "what others have made is verified first");
		return err_fix(err, "say whom to believe: --trust DIR");
	}
	if (emits)
		*out = MODE_EMIT;
	else if (attaches)
		*out = MODE_ATTACH;
	else if (!signs && invocation_has(in, "tsq"))
		*out = MODE_QUERY;
	else if (!signs) {
		err_set(err, ERR_USAGE, "muster seal needs a key");
		return err_fix(err, "give --key FILE; \"muster key new\" makes one");
	}
	return 0;
}

/* Attachments. */

static int read_option(struct span *out, const struct invocation *in, const char *name,
		       struct err *err)
{
	const char *file = invocation_value(in, name);
	int rc;

	*out = SPAN_EMPTY;
	if (!file)
		return 0;
	rc = file_read(out, file, LIMIT_ATTESTATION_BYTES, in->arena, err);
	if (rc < 0 || out->len > 0)
		return rc;
	err_set(err, ERR_FORMAT, "is empty");
	return err_at_path(err, span_of(file));
}

/* The payload of a bare signature: --statement, else what --emit laid beside it. */
static int read_statement(struct span *out, const struct invocation *in,
			  struct err *err)
{
	const char *signature = invocation_value(in, "attach-sig");
	const char *file = invocation_value(in, "statement");
	int rc;

	*out = SPAN_EMPTY;
	if (!signature)
		return 0;
	if (!file)
		file = path_join(in->arena, path_dir(span_of(signature)),
				 SPAN_LIT("statement.json"))
			       .ptr;
	rc = file_read(out, file, LIMIT_ATTESTATION_BYTES, in->arena, err);
	if (rc < 0)
		err_fix(err, "say where the statement.json is that was signed: "
			     "--statement FILE");
	return rc;
}

static int read_attachments(struct attachments *out, const struct invocation *in,
			    struct err *err)
{
	int rc;

	*out = (struct attachments){ .dsse = invocation_has(in, "timestamp-dsse") };
	rc = read_option(&out->p7s, in, "attach-p7s", err);
	if (rc == 0)
		rc = read_option(&out->signature, in, "attach-sig", err);
	if (rc == 0)
		rc = read_option(&out->bundle, in, "attach-bundle", err);
	if (rc == 0)
		rc = read_statement(&out->statement, in, err);
	if (rc == 0)
		rc = read_option(&out->stamp, in, "tsr", err);
	if (rc == 0 && out->stamp.len > 0)
		rc = read_option(&out->query, in, "tsq", err);
	if (rc < 0 || out->signature.len == 0 || out->bundle.len == 0)
		return rc;
	err_set(err, ERR_USAGE, "a bundle holds its signature already");
	return err_fix(err, "give --attach-bundle or --attach-sig");
}

static int attach(struct verification *out, bool *out_complete,
		  const struct invocation *in, const struct attachments *attachments,
		  struct err *err)
{
	struct verify_options how = { .trust = invocation_value(in, "trust"),
				      .at = CLOCK_NONE,
				      .limits = content_limits_default };
	int rc = seal_attach(out, out_complete, folder_of(in), attachments, &how,
			     in->arena, err);

	if (rc == 0 && attachments->stamp.len > 0 && attachments->query.len == 0 &&
	    !in->quiet)
		fputs("the nonce was not compared: give the query with --tsq\n",
		      stderr);
	return rc;
}

/* Emitting. */

static int emit_file(const struct invocation *in, const char *name, struct span bytes,
		     struct err *err)
{
	struct span path = path_join(in->arena, span_of(invocation_value(in, "emit")),
				     span_of(name));

	return file_write(path.ptr, bytes, err);
}

static int emit(struct invocation *in, const struct sealing *sealing, struct err *err)
{
	struct seal_options how = sealing->how;
	struct span sums, statement;
	struct sealed sealed;
	int rc;

	how.sandbox = in->sandbox_level;
	rc = seal_prepare(&sealed, &sums, &statement, folder_of(in), &how, in->arena,
			  err);
	if (rc == 0)
		rc = emit_file(in, "SHA256SUMS", sums, err);
	if (rc == 0)
		rc = emit_file(in, "statement.json", statement, err);
	if (rc == 0)
		rc = emit_file(in, "pae.bin",
			       dsse_pae(SPAN_LIT(DSSE_IN_TOTO), statement, in->arena),
			       err);
	if (rc == 0 && !in->quiet)
		fprintf(in->out,
			"seal   sha256:%s\nsign SHA256SUMS with CMS and pae.bin "
			"as it is, then --attach-p7s and --attach-sig\n",
			sealed.seal_digest);
	return rc;
}

/* Time stamps. */

static int write_query(struct invocation *in, struct err *err)
{
	const char *file = invocation_value(in, "tsq");
	struct span query;
	int rc;

	if (!file)
		return 0;
	rc = seal_query(&query, folder_of(in), invocation_has(in, "timestamp-dsse"),
			false, in->arena, err);
	return rc < 0 ? rc : file_write(file, query, err);
}

/* The plot. */

static int tell(struct invocation *in, const struct sealing_result *result,
		struct err *err)
{
	if (invocation_has(in, "json"))
		return print_json(in, result, err);
	if (!in->quiet)
		sealing_print(in, result);
	return 0;
}

static int seal_and_pack(struct invocation *in, struct sealing *sealing,
			 struct err *err)
{
	struct sealing_result result = { 0 };
	struct signoffs signoffs;
	int rc = signoffs_read(&signoffs, in, err);

	if (rc == 0)
		rc = signoffs_add_late(&signoffs, folder_of(in), in->arena, err);
	if (rc == 0)
		rc = sealing_run(&result, sealing, in, folder_of(in), folder_of(in),
				 err);

	if (rc == 0)
		rc = write_query(in, err);
	return rc < 0 ? rc : tell(in, &result, err);
}

static int attach_and_pack(struct invocation *in, const struct sealing *sealing,
			   const struct attachments *attachments, struct err *err)
{
	struct sealing_result result = { 0 };
	struct verification verification;
	bool complete;
	int rc = attach(&verification, &complete, in, attachments, err);

	if (rc == 0 && attachments->stamp.len == 0)
		rc = write_query(in, err);
	if (rc < 0)
		return rc;
	result.sealed.identity = verification.identity;
	result.sealed.name = identity_name(&verification.identity, in->arena);
	memcpy(result.sealed.seal_digest, verification.seal_digest, DIGEST_TEXT);
	if (!complete) {
		if (!in->quiet)
			fputs("stored; another promised seal is still missing, so "
			      "nothing is packed\n",
			      in->out);
		return 0;
	}
	rc = sealing_pack(&result, sealing, in, folder_of(in), folder_of(in), err);
	return rc < 0 ? rc : tell(in, &result, err);
}

/* The report comes from anywhere, and so do attachments. */
static int give_up_files(struct invocation *in, struct err *err)
{
	static const char *const written[] = { "bundle", "tsq" };
	struct sandbox_places places = { 0 };
	enum sandbox_mode mode;
	int rc = rights_mode(&mode, in, err);

	if (rc == 0 && invocation_has(in, "emit"))
		rc = file_make_folders(invocation_value(in, "emit"), err);
	if (rc < 0)
		return rc;
	*LIST_ADD(in->arena, &places.read) = folder_of(in);
	*LIST_ADD(in->arena, &places.read) = signoffs_folder(in);
	if (invocation_has(in, "trust"))
		*LIST_ADD(in->arena, &places.read) = invocation_value(in, "trust");
	*LIST_ADD(in->arena, &places.write) = place_above(folder_of(in), in->arena);
	if (invocation_has(in, "emit"))
		*LIST_ADD(in->arena, &places.write) = invocation_value(in, "emit");
	for (size_t i = 0; i < sizeof(written) / sizeof(written[0]); i++)
		if (invocation_has(in, written[i]))
			*LIST_ADD(in->arena, &places.write) =
				place_above(invocation_value(in, written[i]),
					    in->arena);
	return sandbox_lock(mode, &places, &in->sandbox_level, err);
}

static int run_mode(struct invocation *in, struct sealing *sealing, enum seal_mode mode,
		    struct err *err)
{
	struct attachments attachments;
	int rc = read_attachments(&attachments, in, err);

	if (rc == 0)
		rc = rights_give_up(in, err);
	if (rc == 0)
		rc = give_up_files(in, err);
	if (rc < 0)
		return rc;
	switch (mode) {
	case MODE_SIGN:
		rc = seal_and_pack(in, sealing, err);
		break;
	case MODE_EMIT:
		rc = emit(in, sealing, err);
		break;
	case MODE_ATTACH:
		rc = attach_and_pack(in, sealing, &attachments, err);
		break;
	case MODE_QUERY:
		rc = write_query(in, err);
		break;
	}
	if (rc == -(int)ERR_ABSENT)
		err_fix(err, "build the report first: muster build");
	return rc;
}

static int run(struct invocation *in, struct err *err)
{
	struct sealing sealing;
	enum seal_mode mode;
	int rc = sealing_start(&sealing, in, err);

	if (rc == 0)
		rc = find_mode(&mode, in, &sealing, err);
	if (rc == 0)
		rc = run_mode(in, &sealing, mode, err);
	sealing_stop(&sealing);
	return rc;
}

static const struct option options[] = {
	SEAL_OPTIONS,
	{ "emit", 0, OPTION_VALUE, "DIR", "write what there is to sign, and stop" },
	{ "attach-p7s", 0, OPTION_VALUE, "FILE", "take a CMS signature of SHA256SUMS" },
	{ "attach-sig", 0, OPTION_VALUE, "FILE", "take a signature of pae.bin" },
	{ "statement", 0, OPTION_VALUE, "FILE",
	  "what it signs (statement.json beside)" },
	{ "attach-bundle", 0, OPTION_VALUE, "FILE", "take a Sigstore bundle" },
	{ "tsq", 0, OPTION_VALUE, "FILE", "write a time-stamp query (with --tsr: it)" },
	{ "tsr", 0, OPTION_VALUE, "FILE", "take the authority's answer" },
	{ "timestamp-dsse", 0, OPTION_FLAG, NULL, "over the DSSE signature, not CMS" },
	{ "trust", 0, OPTION_VALUE, "DIR|FILE", "whom to believe of what is taken" },
	SIGNOFFS_OPTION,
	{ "json", 0, OPTION_FLAG, NULL, "digests as JSON" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

const struct command command_seal = {
	.name = "seal",
	.args = "[DIR]",
	.summary = "Sign a built report (site/report) and pack it as a bundle",
	.examples = "  muster seal --key seal.key\n"
		    "  muster seal site/report --key seal.key --bundle release.tar.gz\n"
		    "  muster seal --key seal.key --tsq seal.tsq    (send it to an "
		    "authority)\n"
		    "  muster seal --tsr seal.tsr --tsq seal.tsq --trust trust/\n"
		    "  muster seal --emit out/                      (the key is "
		    "elsewhere)\n"
		    "  muster seal --attach-p7s out/sums.p7s --attach-sig out/pae.sig "
		    "--trust trust/\n",
	.options = options,
	.min_args = 0,
	.max_args = 1,
	.run = run,
};
