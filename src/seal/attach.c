#include "seal/attach.h"

#include "base/limits.h"
#include "text/base64.h"
#include "text/json.h"
#include "trust/stamp.h"
#include "trust/trust.h"

/* A Sigstore bundle as it lies in seal/, taken apart to be written again. */
static int open_bundle(struct dsse_bundle *out, struct span text, struct arena *arena,
		       struct err *err)
{
	struct tree *tree;
	struct node root, signature;
	int rc;

	*out = (struct dsse_bundle){ .key_id = "" };
	rc = json_parse(&tree, span_of(seal_file_path[SEAL_FILE_ATTESTATION]), text,
			arena, err);
	if (rc < 0)
		return rc;
	root = tree_root(tree, 0);
	signature = node_element(node_at(root, "dsseEnvelope/signatures"), 0);
	out->key_id = arena_string(arena, node_text(node_get(signature, "keyid")));
	out->type = node_text(node_at(root, "dsseEnvelope/payloadType"));
	if (base64_decode(&out->payload, BASE64_STD,
			  node_text(node_at(root, "dsseEnvelope/payload")), arena) &&
	    base64_decode(&out->signature, BASE64_STD,
			  node_text(node_get(signature, "sig")), arena) &&
	    out->signature.len > 0)
		return 0;
	err_set(err, ERR_FORMAT, "is no Sigstore bundle that muster has written");
	return err_at_path(err, span_of(seal_file_path[SEAL_FILE_ATTESTATION]));
}

/* What a time stamp is about. */
static int find_stamped(struct span *out, const struct seal_files *files, bool dsse,
			bool vsa, struct arena *arena, struct err *err)
{
	enum seal_file file = vsa    ? SEAL_FILE_VSA
			      : dsse ? SEAL_FILE_ATTESTATION
				     : SEAL_FILE_P7S;
	struct dsse_bundle bundle;
	int rc;

	*out = files->bytes[file];
	if (out->len == 0) {
		err_set(err, ERR_USAGE, "there is nothing to be stamped: no %s",
			seal_file_path[file]);
		return err_fix(err, "seal the folder first: muster seal --key FILE");
	}
	if (file != SEAL_FILE_ATTESTATION)
		return 0;
	rc = open_bundle(&bundle, *out, arena, err);
	*out = bundle.signature;
	return rc;
}

int seal_query(struct span *out, const char *folder, bool dsse, bool vsa,
	       struct arena *arena, struct err *err)
{
	struct seal_files files;
	struct span stamped;
	int rc = seal_files_read(&files, folder, arena, err);

	*out = SPAN_EMPTY;
	if (rc == 0)
		rc = find_stamped(&stamped, &files, dsse, vsa, arena, err);
	return rc < 0 ? rc : stamp_query(out, stamped, arena, err);
}

/* What is about the old seals goes with them. */
static void drop_what_rests_on(struct seal_files *files, enum seal_file replaced)
{
	if (replaced == SEAL_FILE_P7S)
		files->bytes[SEAL_FILE_P7S_STAMP] = SPAN_EMPTY;
	files->bytes[SEAL_FILE_VSA] = SPAN_EMPTY;
	files->bytes[SEAL_FILE_VSA_STAMP] = SPAN_EMPTY;
}

/* The key that has made a bare signature: one of those that may. */
static int find_maker(struct key **out, const struct attachments *attachments,
		      const struct signers *signers, struct arena *arena,
		      struct err *err)
{
	for (size_t i = 0; i < signers->lines.count; i++) {
		struct err ignored = { 0 };
		SCOPED_KEY key = NULL;

		if (!signer_grants(&signers->lines.at[i], NAMESPACE_SEAL) ||
		    key_from_wire(&key, signers->lines.at[i].blob, &ignored) < 0 ||
		    dsse_verify(key, SPAN_LIT(DSSE_IN_TOTO), attachments->statement,
				attachments->signature, arena, &ignored) < 0)
			continue;
		*out = key;
		key = NULL; /* transferred */
		return 0;
	}
	err_set(err, ERR_TRUST,
		"the signature is by no key that may seal, or not over pae.bin");
	err_tag(err, "E_DSSE_BAD");
	return err_fix(err,
		       "nothing was stored (E_DSSE_BAD): sign the pae.bin of --emit "
		       "with a key of the trust file, in DER");
}

static int wrap_signature(struct seal_files *files,
			  const struct attachments *attachments,
			  const struct verify_options *options, struct arena *arena,
			  struct err *err)
{
	struct dsse_bundle bundle = { .type = SPAN_LIT(DSSE_IN_TOTO),
				      .payload = attachments->statement,
				      .signature = attachments->signature };
	char id[DIGEST_TEXT];
	SCOPED_KEY key = NULL;
	struct trust trust;
	int rc;

	rc = trust_read(&trust, options->trust, arena, err);
	if (rc < 0)
		return rc;
	rc = find_maker(&key, attachments, &trust.signers, arena, err);
	trust_release(&trust);
	if (rc < 0)
		return rc;
	key_id(key, id);
	bundle.key_id = id;
	drop_what_rests_on(files, SEAL_FILE_ATTESTATION);
	files->bytes[SEAL_FILE_PUB] = key_spki_pem(key, arena);
	return seal_wrap(&files->bytes[SEAL_FILE_ATTESTATION], &bundle, arena, err);
}

int seal_add_stamp(struct seal_files *files, const struct attachments *attachments,
		   struct arena *arena, struct err *err)
{
	const struct stamp_rules rules = { .query = attachments->query };
	struct dsse_bundle bundle;
	struct stamp stamp;
	struct span stamped;
	int rc;

	rc = find_stamped(&stamped, files, attachments->dsse, attachments->vsa, arena,
			  err);
	if (rc == 0) /* the nonce; whom to believe is verify's question */
		rc = stamp_verify(&stamp, attachments->stamp, stamped, &rules, arena,
				  err);
	if (rc < 0)
		return rc;
	if (attachments->vsa) {
		files->bytes[SEAL_FILE_VSA_STAMP] = attachments->stamp;
		return 0;
	}
	if (!attachments->dsse) {
		files->bytes[SEAL_FILE_P7S_STAMP] = attachments->stamp;
		return 0;
	}
	rc = open_bundle(&bundle, files->bytes[SEAL_FILE_ATTESTATION], arena, err);
	if (rc < 0)
		return rc;
	bundle.stamp = attachments->stamp;
	drop_what_rests_on(files, SEAL_FILE_ATTESTATION);
	return seal_wrap(&files->bytes[SEAL_FILE_ATTESTATION], &bundle, arena, err);
}

static int add_all(struct seal_files *files, const struct attachments *attachments,
		   const struct verify_options *options, struct arena *arena,
		   struct err *err)
{
	int rc = 0;

	if (attachments->p7s.len > 0) {
		drop_what_rests_on(files, SEAL_FILE_P7S);
		files->bytes[SEAL_FILE_P7S] = attachments->p7s;
	}
	if (attachments->bundle.len > 0) {
		drop_what_rests_on(files, SEAL_FILE_ATTESTATION);
		files->bytes[SEAL_FILE_ATTESTATION] = attachments->bundle;
		files->bytes[SEAL_FILE_PUB] = SPAN_EMPTY;
	}
	if (attachments->signature.len > 0)
		rc = wrap_signature(files, attachments, options, arena, err);
	if (rc == 0 && attachments->stamp.len > 0)
		rc = seal_add_stamp(files, attachments, arena, err);
	return rc;
}

/* The first thing that is wrong, as an error of ours. */
static int refuse(const struct verification *verification, struct err *err)
{
	const struct verify_issue *issue = &verification->errors.at[0];

	err_set(err, verification->exit == 2 ? ERR_USAGE : ERR_TRUST, "%.*s",
		SPAN_ARG(issue->detail));
	err_tag(err, issue->code);
	if (issue->path.len > 0)
		err_at_path(err, issue->path);
	return err_fix(err, "nothing was stored: muster verify would refuse it (%s)",
		       issue->code);
}

/* A stamp is worth storing only where somebody knows whose it is. */
static int check_believed(const struct verification *verification,
			  const struct attachments *attachments, struct err *err)
{
	if (attachments->stamp.len == 0)
		return 0;
	for (size_t i = 0; i < verification->warnings.count; i++) {
		if (strcmp(verification->warnings.at[i].code, "W_TS_NOT_CHECKED") != 0)
			continue;
		err_set(err, ERR_USAGE,
			"nothing says whether to believe this time-stamp authority");
		err_tag(err, "E_TS_UNTRUSTED");
		return err_fix(err, "put its root into tsa-roots.pem of the trust "
				    "folder");
	}
	return 0;
}

int seal_attach(struct verification *out, bool *out_complete, const char *folder,
		const struct attachments *attachments,
		const struct verify_options *options, struct arena *arena,
		struct err *err)
{
	struct verify_options how = *options;
	struct seal_files files;
	int rc = seal_files_read(&files, folder, arena, err);

	*out = (struct verification){ .last_step = 0 };
	*out_complete = false;
	if (rc == 0)
		rc = add_all(&files, attachments, options, arena, err);
	if (rc < 0 && err->tag[0] && !err->fix[0])
		return err_fix(err, "nothing was stored (%s)", err->tag);
	if (rc < 0)
		return rc;
	how.files = &files;
	how.partial = true;
	verify_bundle(out, folder, &how, arena);
	rc = check_believed(out, attachments, err);
	if (rc < 0)
		return rc;
	if (out->errors.count > 0)
		return refuse(out, err);
	*out_complete = (!out->identity.promised[SEAL_CMS] ||
			 files.bytes[SEAL_FILE_P7S].len > 0) &&
			(!out->identity.promised[SEAL_DSSE] ||
			 files.bytes[SEAL_FILE_ATTESTATION].len > 0);
	return seal_files_write(folder, &files, arena, err);
}
