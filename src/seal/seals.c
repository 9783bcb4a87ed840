#include "seal/seals.h"

#include "base/clock.h"
#include "seal/statement.h"
#include "text/base64.h"
#include "text/json.h"
#include "trust/cms.h"
#include "trust/dsse.h"

#define P7S         "seal/SHA256SUMS.p7s"
#define ATTESTATION "seal/attestation.sigstore.json"
#define SEAL_PUB    "seal/seal.pub"

static const char *const seal_path[SEAL_KINDS] = {
	[SEAL_CMS] = P7S,
	[SEAL_DSSE] = ATTESTATION,
};

/* Keys that a good CMS seal was made with: their claimed time serves DSSE too. */
struct shared {
	struct cms_signer *signers;
	size_t count;
};

/* Step 5. */

static bool is_there(struct verifying *v, enum seal_kind kind)
{
	return content_find(&v->content, span_of(seal_path[kind])) != NULL;
}

static void check_present(struct verifying *v)
{
	bool relaxed = v->options->require[SEAL_CMS] || v->options->require[SEAL_DSSE];

	if (!is_there(v, SEAL_CMS) && !is_there(v, SEAL_DSSE)) {
		verify_error(v, "E_UNSIGNED", SPAN_LIT("seal"), "there is no seal");
		return;
	}
	for (enum seal_kind kind = 0; kind < SEAL_KINDS; kind++) {
		if (is_there(v, kind))
			continue;
		if (relaxed ? v->options->require[kind]
			    : v->out->identity.promised[kind])
			verify_error(v, "E_SEAL_MISSING", span_of(seal_path[kind]),
				     "the %s seal is not there", seal_kind_word[kind]);
		else if (v->out->identity.promised[kind])
			verify_warning(v, "W_SEAL_MISSING", span_of(seal_path[kind]),
				       "was promised, and is not required");
	}
}

/* Steps 7 and 8 for one key. */

/* A key that somebody wants to be trusted by, and the times that are known. */
struct claim {
	struct span path, wire;
	int64_t claimed_at;            /* CLOCK_NONE */
	const struct cert_facts *cert; /* NULL: a bare key */
};

enum in_time { IN_TIME, TOO_EARLY, TOO_LATE };

/* Both the certificate's dates and those of the line that grants. */
static enum in_time time_of(const struct signer *line, const struct cert_facts *cert,
			    int64_t when)
{
	enum signer_time by_line = line ? signer_at(line, when) : SIGNER_VALID;

	if (by_line == SIGNER_NOT_YET || (cert && when < cert->not_before))
		return TOO_EARLY;
	if (by_line == SIGNER_EXPIRED || (cert && when > cert->not_after))
		return TOO_LATE;
	return IN_TIME;
}

/* `line` is NULL where a chain of certificates is the reason to trust. */
static void check_time(struct verifying *v, const struct claim *claim,
		       const struct signer *line)
{
	enum in_time now = time_of(line, claim->cert, v->when);
	char text[CLOCK_TEXT];

	if (now == IN_TIME)
		return;
	clock_format(v->when, text);
	if (now == TOO_EARLY) {
		verify_error(v, "E_KEY_NOT_YET_VALID", claim->path,
			     "the key is not valid before some time after %s", text);
		return;
	}
	if (v->options->accept_claimed_time && claim->claimed_at != CLOCK_NONE &&
	    time_of(line, claim->cert, claim->claimed_at) == IN_TIME) {
		verify_warning(
			v, "W_TIME_CLAIMED", claim->path,
			"the key has expired since; its own word says when it signed");
		return;
	}
	verify_error(v, "E_KEY_EXPIRED", claim->path, "the key has expired before %s",
		     text);
}

/* By a line of allowed_signers; empty where there is none that lets it seal. */
static struct span trust_by_line(struct verifying *v, const struct claim *claim)
{
	const struct signer *line =
		claim->wire.len == 0 ? NULL
				     : signers_find(&v->trust.signers, claim->wire,
						    NAMESPACE_SEAL, v->when);

	if (!line)
		return SPAN_EMPTY;
	check_time(v, claim, line);
	return signer_principal(line);
}

static void say_untrusted(struct verifying *v, const struct claim *claim)
{
	if (!v->options->trust)
		verify_error(v, "E_NO_TRUST", claim->path,
			     "nothing says whose key this is: give --trust");
	else
		verify_error(v, "E_SEAL_UNTRUSTED", claim->path,
			     signers_know(&v->trust.signers, claim->wire)
				     ? "the key is known, but not for " NAMESPACE_SEAL
				     : "the key is not in the trust file");
}

static bool is_revoked(struct verifying *v, const struct claim *claim)
{
	if (claim->wire.len == 0 || !signers_is_revoked(&v->trust.signers, claim->wire))
		return false;
	verify_error(v, "E_KEY_REVOKED", claim->path, "the key has been revoked");
	return true;
}

/* CMS. */

/* By a chain to a root of the trust folder, if it has roots. */
static struct span trust_by_chain(struct verifying *v, struct cms *cms, size_t index,
				  const struct claim *claim, bool *out_said)
{
	struct err err = { 0 };
	int64_t when = v->when;

	*out_said = false;
	if (!x509_trust_has_roots(v->trust.x509))
		return SPAN_EMPTY;
	/* Dates are judged below, so that they get their own name. */
	if (time_of(NULL, claim->cert, when) != IN_TIME)
		when = claim->cert->not_before;
	if (x509_trust_chain(v->trust.x509, cms, index, when, &err) < 0 ||
	    x509_trust_revoked(v->trust.x509, cms, index, v->when, &err) < 0) {
		if (strcmp(err.tag, "E_SEAL_UNTRUSTED") == 0)
			return SPAN_EMPTY;
		verify_error_of(v, &err, "E_CERT_CHAIN", claim->path);
		*out_said = true;
		return SPAN_EMPTY;
	}
	if (!claim->cert->signs || !claim->cert->for_seals) {
		verify_error(v, "E_CERT_CHAIN", claim->path,
			     "the certificate is not made for signatures");
		*out_said = true;
		return SPAN_EMPTY;
	}
	if (x509_trust_is_stale(v->trust.x509, v->when))
		verify_warning(v, "W_CRL_STALE", claim->path,
			       "the CA promised a newer revocation list by then");
	check_time(v, claim, NULL);
	return claim->cert->mail.len ? claim->cert->mail : claim->cert->subject;
}

static void judge_signer(struct verifying *v, struct cms *cms, size_t index,
			 const struct cms_signer *signer)
{
	struct claim claim = { SPAN_LIT(P7S), signer->cert.wire, signer->claimed_at,
			       &signer->cert };
	struct span principal = SPAN_EMPTY;
	bool said = is_revoked(v, &claim);

	if (!said) {
		principal = trust_by_line(v, &claim);
		if (principal.len == 0)
			principal = trust_by_chain(v, cms, index, &claim, &said);
		if (principal.len == 0 && !said)
			say_untrusted(v, &claim);
	}
	if (!signer->names_cert)
		verify_warning(v, "W_NO_SIGNING_CERT", claim.path,
			       "the signature does not name its certificate");
	*LIST_ADD(v->arena, &v->out->seals) = (struct verify_seal){
		.kind = SEAL_CMS,
		.key_id = arena_copy(v->arena, span_of(signer->cert.key_id)),
		.principal = principal,
		.time = signer->claimed_at,
		.time_source = signer->claimed_at == CLOCK_NONE ? NULL : "claimed",
	};
}

static void check_cms(struct verifying *v, struct shared *shared)
{
	struct span der = content_bytes(&v->content, P7S);
	struct err err = { 0 };
	SCOPED_CMS cms = NULL;

	if (!is_there(v, SEAL_CMS))
		return;
	if (cms_verify(&cms, &shared->signers, &shared->count, der, v->sums, v->arena,
		       &err) < 0) {
		*shared = (struct shared){ NULL, 0 };
		verify_error_of(v, &err, "E_CMS_BAD", SPAN_LIT(P7S));
		return;
	}
	for (size_t i = 0; i < shared->count; i++)
		judge_signer(v, cms, i, &shared->signers[i]);
}

/* DSSE. */

struct envelope {
	struct span type, payload, signature, keyid;
};

/* Standard or URL-safe, and only in one spelling of either. */
static bool decode(struct span *out, struct node text, struct arena *arena)
{
	struct span encoded = node_text(text);

	return node_is(text, NODE_STRING) && encoded.len > 0 &&
	       (base64_decode(out, BASE64_STD, encoded, arena) ||
		base64_decode(out, BASE64_URL, encoded, arena));
}

/* What is wrong with the Sigstore bundle; NULL: nothing. */
static const char *read_envelope(struct envelope *out, struct node root,
				 struct arena *arena)
{
	struct node signatures = node_at(root, "dsseEnvelope/signatures");
	struct node signature = node_element(signatures, 0);

	if (!span_is(node_text(node_get(root, "mediaType")), SIGSTORE_BUNDLE))
		return "is no Sigstore bundle v0.3";
	if (!node_is(signatures, NODE_ARRAY) || node_count(signatures) != 1)
		return "has not exactly one signature";
	out->type = node_text(node_at(root, "dsseEnvelope/payloadType"));
	out->keyid = node_text(node_get(signature, "keyid"));
	if (!digest_is_hex(out->keyid) ||
	    !span_eq(out->keyid,
		     node_text(node_at(root, "verificationMaterial/publicKey/hint"))))
		return "names its key in two ways";
	if (!decode(&out->payload, node_at(root, "dsseEnvelope/payload"), arena))
		return "the payload is not base64";
	if (!decode(&out->signature, node_get(signature, "sig"), arena))
		return "the signature is not base64";
	return NULL;
}

static bool has_id(struct key *key, struct span keyid)
{
	char id[DIGEST_TEXT];

	key_id(key, id);
	return span_is(keyid, id);
}

/* The key that the hint means: one of the verifier's, else the bundle's own. */
static void find_key(struct verifying *v, struct span keyid, struct key **out)
{
	struct span pem = content_bytes(&v->content, SEAL_PUB);
	struct err ignored = { 0 };

	for (size_t i = 0; i < v->trust.signers.lines.count; i++) {
		SCOPED_KEY key = NULL;

		if (key_from_wire(&key, v->trust.signers.lines.at[i].blob, &ignored) <
			    0 ||
		    !has_id(key, keyid))
			continue;
		*out = key;
		key = NULL; /* transferred */
		return;
	}
	if (pem.len == 0 || key_read_public(out, pem, SEAL_PUB, &ignored) < 0)
		return;
	if (!has_id(*out, keyid)) {
		key_free(*out);
		*out = NULL;
	}
}

/* The subjects are SHA256SUMS and the commit, both ours, and no third. */
static bool subjects_match(struct verifying *v, struct node statement)
{
	struct node subjects = node_get(statement, "subject");
	struct node sums = node_element(subjects, 0),
		    source = node_element(subjects, 1);

	return node_is(subjects, NODE_ARRAY) && node_count(subjects) == 2 &&
	       span_is(node_text(node_get(sums, "name")), "SHA256SUMS") &&
	       node_count(node_get(sums, "digest")) == 1 &&
	       span_is(node_text(node_at(sums, "digest/sha256")),
		       v->out->seal_digest) &&
	       span_is(node_text(node_get(source, "name")), "source") &&
	       node_count(node_get(source, "digest")) == 1 &&
	       span_eq(node_text(node_at(source, "digest/gitCommit")),
		       v->out->identity.commit);
}

static void read_statement(struct verifying *v, const struct envelope *envelope)
{
	const struct identity *identity = &v->out->identity;
	struct node statement, readiness;
	struct err err = { 0 };
	struct tree *tree;

	if (json_parse(&tree, SPAN_LIT(ATTESTATION), envelope->payload, v->arena,
		       &err) < 0) {
		verify_error(v, "E_DSSE_PARSE", SPAN_LIT(ATTESTATION),
			     "the statement is no JSON: %s", err.what);
		return;
	}
	statement = tree_root(tree, 0);
	if (!span_is(node_text(node_get(statement, "_type")), STATEMENT_TYPE) ||
	    !span_is(node_text(node_get(statement, "predicateType")),
		     STATEMENT_TEST_RESULT)) {
		verify_error(v, "E_DSSE_TYPE", SPAN_LIT(ATTESTATION),
			     "is no in-toto statement about a test result");
		return;
	}
	readiness = node_at(statement, "predicate/muster_readiness");
	if (!subjects_match(v, statement) ||
	    !span_eq(node_text(node_get(readiness, "project")), identity->project) ||
	    !span_eq(node_text(node_get(readiness, "run")), identity->run)) {
		verify_error(v, "E_SUBJECT_MISMATCH", SPAN_LIT(ATTESTATION),
			     "the statement is about another bundle");
		return;
	}
	v->statement = statement;
	v->dsse_key = envelope->keyid;
}

/* Time of the CMS seal by the same key: it covers what this one says. */
static int64_t shared_time(const struct shared *shared, struct span wire)
{
	for (size_t i = 0; i < shared->count; i++)
		if (span_eq(shared->signers[i].cert.wire, wire))
			return shared->signers[i].claimed_at;
	return CLOCK_NONE;
}

static void judge_key(struct verifying *v, struct key *key, struct span keyid,
		      const struct shared *shared)
{
	struct claim claim = { .path = SPAN_LIT(ATTESTATION),
			       .wire = key_wire(key, v->arena) };
	struct span principal = SPAN_EMPTY;

	claim.claimed_at = shared_time(shared, claim.wire);
	if (!is_revoked(v, &claim)) {
		principal = trust_by_line(v, &claim);
		if (principal.len == 0)
			say_untrusted(v, &claim);
	}
	if (key_kind(key) == KEY_RSA && key_bits(key) < KEY_RSA_GOOD)
		verify_warning(v, "W_WEAK_KEY", claim.path,
			       "RSA of less than 3072 bits");
	*LIST_ADD(v->arena, &v->out->seals) = (struct verify_seal){
		.kind = SEAL_DSSE,
		.key_id = keyid,
		.principal = principal,
		.time = claim.claimed_at,
		.time_source = claim.claimed_at == CLOCK_NONE ? NULL : "claimed",
	};
}

static void check_signature(struct verifying *v, const struct envelope *envelope,
			    const struct shared *shared)
{
	struct err err = { 0 };
	SCOPED_KEY key = NULL;

	find_key(v, envelope->keyid, &key);
	if (!key) {
		struct claim nobody = { .path = SPAN_LIT(ATTESTATION) };

		say_untrusted(v, &nobody);
		return;
	}
	if (dsse_verify(key, envelope->type, envelope->payload, envelope->signature,
			v->arena, &err) < 0) {
		verify_error_of(v, &err, "E_DSSE_BAD", SPAN_LIT(ATTESTATION));
		return;
	}
	read_statement(v, envelope);
	judge_key(v, key, envelope->keyid, shared);
}

static void check_dsse(struct verifying *v, const struct shared *shared)
{
	struct span text = content_bytes(&v->content, ATTESTATION);
	struct envelope envelope = { .type = SPAN_EMPTY };
	struct err err = { 0 };
	struct tree *tree;
	const char *fault;

	if (!is_there(v, SEAL_DSSE))
		return;
	if (json_parse(&tree, SPAN_LIT(ATTESTATION), text, v->arena, &err) < 0) {
		verify_error(v, "E_DSSE_PARSE", SPAN_LIT(ATTESTATION), "%s", err.what);
		return;
	}
	fault = read_envelope(&envelope, tree_root(tree, 0), v->arena);
	if (fault)
		verify_error(v, "E_DSSE_PARSE", SPAN_LIT(ATTESTATION), "%s", fault);
	else if (!span_is(envelope.type, DSSE_IN_TOTO))
		verify_error(v, "E_DSSE_TYPE", SPAN_LIT(ATTESTATION),
			     "the payload's type is not " DSSE_IN_TOTO);
	else
		check_signature(v, &envelope, shared);
}

void verify_seals(struct verifying *v)
{
	struct shared shared = { NULL, 0 };

	check_present(v);
	check_cms(v, &shared);
	check_dsse(v, &shared);
	if (content_find(&v->content, SPAN_LIT(P7S ".tsr")))
		verify_warning(v, "W_TS_NOT_CHECKED", SPAN_LIT(P7S ".tsr"),
			       "time stamps are not read by this version");
	if (content_find(&v->content, SPAN_LIT("seal/vsa.sigstore.json")))
		verify_warning(v, "W_VSA_NOT_CHECKED",
			       SPAN_LIT("seal/vsa.sigstore.json"),
			       "closing attestations are not read by this version");
}
