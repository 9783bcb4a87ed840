#include "trust/endorse.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/table.h"
#include "text/base64.h"
#include "text/json.h"
#include "trust/cms.h"
#include "trust/dsse.h"
#include "trust/openpgp.h"
#include "trust/sshsig.h"
#include "trust/stamp.h"

#define STATEMENT "https://in-toto.io/Statement/"
#define UNHINTED  32 /* keys that are tried where no key id chooses one */

struct endorser {
	const struct trust *trust;
	int64_t when;
	struct arena *arena;
	bool decoded;
	LIST(struct key *) keys;
	struct table *by_id; /* key id to key */
};

struct endorser *endorser_new(const struct trust *trust, int64_t when,
			      struct arena *arena)
{
	struct endorser *e = ARENA_NEW(arena, struct endorser);

	e->trust = trust;
	e->when = when;
	e->arena = arena;
	e->by_id = table_new(arena);
	return e;
}

void endorser_free(struct endorser *endorser)
{
	for (size_t i = 0; endorser && i < endorser->keys.count; i++)
		key_free(endorser->keys.at[i]);
}

int64_t endorser_judge_at(struct endorser *endorser, int64_t when)
{
	int64_t before = endorser->when;

	endorser->when = when;
	return before;
}

static bool grants_some(const struct signer *line)
{
	struct span list = line->namespaces, one;

	if (line->authority)
		return false;
	while (span_split(&list, ',', &one))
		if (span_is(one, NAMESPACE_EVIDENCE) ||
		    span_starts(one, NAMESPACE_EVIDENCE "/"))
			return true;
	return false;
}

static bool grants(const struct signer *line, const char *family)
{
	struct span list = line->namespaces, one;

	if (line->authority)
		return false;
	while (span_split(&list, ',', &one))
		if (span_is(one, NAMESPACE_EVIDENCE) ||
		    (span_starts(one, NAMESPACE_EVIDENCE "/") &&
		     span_is(span_from(one, strlen(NAMESPACE_EVIDENCE "/")), family)))
			return true;
	return false;
}

bool endorser_has_any(const struct endorser *endorser)
{
	const struct trust *trust = endorser->trust;

	for (size_t i = 0; trust && i < trust->signers.lines.count; i++)
		if (grants_some(&trust->signers.lines.at[i]))
			return true;
	return false;
}

/* ---- whose key, and may it ------------------------------------------------- */

static void answer(struct commitsig *out, enum commitsig_state state, const char *tag,
		   struct span why)
{
	out->state = state;
	out->tag = tag;
	out->why = why;
}

static void empty(struct endorsements *out, enum commitsig_kind kind)
{
	*out = (struct endorsements){ .count = 1, .stamped_at = CLOCK_NONE };
	out->at[0] = (struct commitsig){
		.kind = kind, .tag = "", .key_kind = KEY_KINDS, .signed_at = CLOCK_NONE
	};
}

/* Both times must lie within the line's dates. */
static enum signer_time time_of(const struct signer *line, int64_t when,
				int64_t claimed)
{
	enum signer_time now = signer_at(line, when);

	return now == SIGNER_VALID && claimed != CLOCK_NONE ? signer_at(line, claimed)
							    : now;
}

static void judge_time(struct commitsig *out, const struct signer *line,
		       enum signer_time time, struct arena *arena)
{
	bool expired = time == SIGNER_EXPIRED;
	char text[CLOCK_TEXT];

	out->signer = line;
	out->principal = signer_principal(line);
	out->ends_at = line->valid_before == CLOCK_NONE ? 0 : line->valid_before;
	if (time == SIGNER_VALID) {
		answer(out, COMMITSIG_GOOD, "", SPAN_EMPTY);
		return;
	}
	clock_format(expired ? line->valid_before : line->valid_after, text);
	answer(out, expired ? COMMITSIG_EXPIRED : COMMITSIG_NOT_YET,
	       expired ? "E_KEY_EXPIRED" : "E_KEY_NOT_YET_VALID",
	       arena_printf(arena, "the key is valid %s %s",
			    expired ? "before" : "from", text));
}

/* The line that decides: a valid one, else the first that is not. */
static void judge_lines(struct commitsig *out, const struct endorser *e,
			const char *family, bool git, int64_t claimed,
			struct arena *arena)
{
	const struct signers *signers = &e->trust->signers;
	const struct signer *chosen = NULL;
	enum signer_time time = SIGNER_EXPIRED;

	out->signer = NULL;
	for (size_t i = 0; i < signers->lines.count && time != SIGNER_VALID; i++) {
		const struct signer *line = &signers->lines.at[i];
		enum signer_time here;

		if (!span_eq(line->blob, out->wire))
			continue;
		out->principal = signer_principal(line);
		if (!grants(line, family) || (git && !signer_grants(line, "git")))
			continue;
		here = time_of(line, e->when, claimed);
		if (chosen && here != SIGNER_VALID)
			continue;
		chosen = line;
		time = here;
	}
	if (chosen)
		judge_time(out, chosen, time, arena);
	else
		answer(out, COMMITSIG_NOT_ALLOWED, "E_KEY_NOT_ALLOWED",
		       arena_printf(arena,
				    "the key is known, but no line grants it \"%s%s\"",
				    git ? "git," : "", NAMESPACE_EVIDENCE));
}

/* The signature holds: what does the trust folder say of its key? */
static void judge_key(struct commitsig *out, const struct endorser *e,
		      const char *family, int64_t claimed, struct arena *arena)
{
	if (!e->trust)
		answer(out, COMMITSIG_UNKNOWN_KEY, "E_KEY_UNKNOWN",
		       SPAN_LIT("no trust folder says whose key it is"));
	else if (signers_is_revoked(&e->trust->signers, out->wire))
		answer(out, COMMITSIG_REVOKED, "E_KEY_REVOKED",
		       SPAN_LIT("the key is in revoked_keys"));
	else if (!signers_know(&e->trust->signers, out->wire))
		answer(out, COMMITSIG_UNKNOWN_KEY, "E_KEY_UNKNOWN",
		       SPAN_LIT("allowed_signers does not list its key"));
	else
		judge_lines(out, e, family, false, claimed, arena);
}

/* Bytes that are no signature over the message, or no signature. */
static void refuse(struct commitsig *out, const struct err *err, struct span bad,
		   struct arena *arena)
{
	if (strcmp(err->tag, "E_SIG_BAD") == 0 || strcmp(err->tag, "E_CMS_BAD") == 0 ||
	    strcmp(err->tag, "E_DSSE_BAD") == 0)
		answer(out, COMMITSIG_BAD, "E_SIG_BAD", bad);
	else if (strcmp(err->tag, "E_ALG_REFUSED") == 0 ||
		 strcmp(err->tag, "E_SSH_CERT_UNSUPPORTED") == 0)
		answer(out, COMMITSIG_UNSUPPORTED, "E_ALG_REFUSED",
		       arena_copy(arena, span_of(err->what)));
	else if (strcmp(err->tag, "E_SK_NO_PRESENCE") == 0)
		answer(out, COMMITSIG_NOT_ALLOWED, "E_SK_NO_PRESENCE",
		       arena_copy(arena, span_of(err->what)));
	else
		answer(out, COMMITSIG_MALFORMED, "E_SIG_PARSE",
		       arena_copy(arena, span_of(err->what)));
}

static const struct span not_these = SPAN_INIT("it is not over these bytes");

static void show_key(struct commitsig *out, struct span wire, enum key_kind kind,
		     struct arena *arena)
{
	out->wire = wire;
	out->key_kind = kind;
	out->fingerprint = key_fingerprint(wire, arena);
}

bool endorse_stamp(struct endorsements *out, struct endorser *endorser,
		   struct span response, struct span signature, struct arena *arena)
{
	const struct trust *trust = endorser->trust;
	const struct stamp_rules rules = { .tsa = trust ? trust->tsa : NULL };
	struct err err = { 0 };
	struct stamp stamp;

	if (!rules.tsa) {
		out->stamp_why = SPAN_LIT("there is no tsa-roots.pem");
		return false;
	}
	if (stamp_verify(&stamp, response, signature, &rules, arena, &err) < 0) {
		out->stamp_why = arena_copy(arena, span_of(err.what));
		return false;
	}
	if (!stamp.chained)
		out->stamp_why = SPAN_LIT("its authority is not believed");
	for (size_t i = 0; i < out->count; i++)
		if (span_eq(stamp.wire, out->at[i].wire))
			out->stamp_why = SPAN_LIT("the signer stamped it");
	if (out->stamp_why.len > 0)
		return false;
	out->stamped_by = stamp.tsa;
	out->stamped_at = stamp.at;
	return true;
}

void endorse_proven(struct endorsements *out, const struct endorsements *then)
{
	for (size_t i = 0; i < out->count && i < then->count; i++) {
		out->at[i] = then->at[i];
		out->at[i].ends_at = 0; /* whatever happens to the key later */
	}
}

/* ---- SSHSIG ---------------------------------------------------------------- */

/* The namespace that the signature claims, where evidence is signed in it. */
static const char *namespace_of(const struct sshsig *sig, const char *family,
				struct arena *arena)
{
	const char *narrow = arena_printf(arena, NAMESPACE_EVIDENCE "/%s", family).ptr;

	if (span_is(sig->name, NAMESPACE_EVIDENCE))
		return NAMESPACE_EVIDENCE;
	if (span_is(sig->name, "file"))
		return "file";
	return span_is(sig->name, narrow) ? narrow : NULL;
}

void endorse_ssh(struct endorsements *out, struct endorser *endorser,
		 const char *family, struct span armour, struct span message,
		 struct arena *arena)
{
	struct commitsig *one = &out->at[0];
	struct err err = { 0 };
	struct sshsig sig;
	const char *name;

	empty(out, COMMITSIG_SSH);
	if (armour.len > LIMIT_SIGNATURE_BYTES) {
		answer(one, COMMITSIG_MALFORMED, "E_SIG_PARSE",
		       SPAN_LIT("it is too large for a signature"));
		return;
	}
	if (sshsig_parse(&sig, armour, arena, &err) < 0) {
		refuse(one, &err, not_these, arena);
		return;
	}
	show_key(one, sig.wire, sig.kind, arena);
	one->hardware = sig.hardware;
	name = namespace_of(&sig, family, arena);
	if (!name)
		answer(one, COMMITSIG_NOT_ALLOWED, "E_SIG_NAMESPACE",
		       arena_printf(arena,
				    "it was made for \"%.*s\", which is not for "
				    "evidence of this kind",
				    SPAN_ARG(span_sub(sig.name, 0, 100))));
	else if (sshsig_verify(&sig, name, message, NULL, &err) < 0)
		refuse(one, &err, not_these, arena);
	else
		judge_key(one, endorser, family, CLOCK_NONE, arena);
}

/* ---- CMS ------------------------------------------------------------------- */

static bool der_of(struct span *out, struct span text, struct arena *arena)
{
	*out = text;
	if (!span_starts(text, "-----BEGIN "))
		return text.len > 0;
	return armour_decode(out, "CMS", text, arena) ||
	       armour_decode(out, "PKCS7", text, arena);
}

/* The certificate may take away what the key's line grants, never add to it. */
static void hold_to_certificate(struct commitsig *out, const struct endorser *e,
				struct cms *cms, size_t index,
				const struct cert_facts *cert)
{
	struct err err = { 0 };

	if (cert->not_before == CLOCK_NONE || e->when < cert->not_before)
		answer(out, COMMITSIG_NOT_YET, "E_KEY_NOT_YET_VALID",
		       SPAN_LIT("the certificate is not valid yet"));
	else if (cert->not_after == CLOCK_NONE || e->when > cert->not_after)
		answer(out, COMMITSIG_EXPIRED, "E_KEY_EXPIRED",
		       SPAN_LIT("the certificate has expired"));
	else if (!cert->signs)
		answer(out, COMMITSIG_NOT_ALLOWED, "E_CERT_USAGE",
		       SPAN_LIT("the certificate is not made for signing"));
	else if (e->trust->x509 &&
		 x509_trust_condemned(e->trust->x509, cms, index, e->when, &err) < 0)
		answer(out, COMMITSIG_REVOKED, "E_KEY_REVOKED",
		       SPAN_LIT("a revocation list has the certificate"));
}

static void judge_signer(struct commitsig *out, const struct endorser *e,
			 const char *family, struct cms *cms, size_t index,
			 const struct cms_signer *signer, struct arena *arena)
{
	const struct cert_facts *cert = &signer->cert;

	out->signed_at = signer->claimed_at;
	out->principal = cert->mail;
	if (cert->wire.len == 0) {
		answer(out, COMMITSIG_UNSUPPORTED, "E_ALG_REFUSED",
		       SPAN_LIT("its key is of a kind that is not taken"));
		return;
	}
	show_key(out, cert->wire, cert->key_kind, arena);
	judge_key(out, e, family, signer->claimed_at, arena);
	if (out->state == COMMITSIG_GOOD)
		hold_to_certificate(out, e, cms, index, cert);
	if (cert->not_after != CLOCK_NONE &&
	    (out->ends_at == 0 || cert->not_after < out->ends_at))
		out->ends_at = cert->not_after + 1;
}

void endorse_cms(struct endorsements *out, struct endorser *endorser,
		 const char *family, struct span text, struct span message,
		 struct arena *arena)
{
	struct cms_signer *signers;
	SCOPED_CMS cms = NULL;
	struct err err = { 0 };
	struct span der;
	size_t count;

	empty(out, COMMITSIG_X509);
	if (text.len > LIMIT_SIGNATURE_BYTES || !der_of(&der, text, arena)) {
		answer(&out->at[0], COMMITSIG_MALFORMED, "E_SIG_PARSE",
		       SPAN_LIT("it is no CMS signature in DER or PEM"));
		return;
	}
	if (cms_verify(&cms, &signers, &count, der, message, arena, &err) < 0) {
		refuse(&out->at[0], &err, not_these, arena);
		return;
	}
	for (size_t i = 0; i < count && i < ENDORSE_SIGNERS; i++) {
		out->at[i] = out->at[0];
		out->count = i + 1;
	}
	for (size_t i = 0; i < out->count; i++)
		judge_signer(&out->at[i], endorser, family, cms, i, &signers[i], arena);
}

/* ---- DSSE ------------------------------------------------------------------ */

static void decode_keys(struct endorser *e)
{
	for (size_t i = 0; !e->decoded && e->trust && i < e->trust->signers.lines.count;
	     i++) {
		const struct signer *line = &e->trust->signers.lines.at[i];
		struct err ignored = { 0 };
		char id[DIGEST_TEXT];
		struct key *key;

		if (line->authority || key_is_hardware(line->kind) ||
		    key_from_wire(&key, line->blob, &ignored) < 0)
			continue;
		*LIST_ADD(e->arena, &e->keys) = key;
		key_id(key, id);
		*table_slot(e->by_id, span_of(id)) = key;
	}
	e->decoded = true;
}

static bool decode(struct span *out, struct node text, struct arena *arena)
{
	struct span encoded = node_text(text);

	return node_is(text, NODE_STRING) && encoded.len > 0 &&
	       (base64_decode(out, BASE64_STD, encoded, arena) ||
		base64_decode(out, BASE64_URL, encoded, arena));
}

/* ---- OpenPGP ---------------------------------------------------------------- */

/* The key that has made it; NULL where none of those that are tried has. */
static struct key *find_openpgp(const struct endorser *e, const struct openpgp *sig,
				const struct openpgp_digest *digest)
{
	size_t tries = 0;

	for (size_t i = 0; i < e->keys.count; i++) {
		if (!openpgp_fits(sig, key_kind(e->keys.at[i])))
			continue;
		if (++tries > LIMIT_SIGNATURE_TRIES)
			break;
		if (openpgp_holds(sig, e->keys.at[i], digest))
			return e->keys.at[i];
	}
	return NULL;
}

static void judge_openpgp(struct commitsig *out, struct endorser *e, const char *family,
			  const struct openpgp *sig, struct key *key,
			  struct arena *arena)
{
	show_key(out, key_wire(key, arena), key_kind(key), arena);
	judge_key(out, e, family, sig->created_at, arena);
	if (sig->expires_at == CLOCK_NONE)
		return;
	if (out->ends_at == 0 || sig->expires_at < out->ends_at)
		out->ends_at = sig->expires_at;
	if (out->state == COMMITSIG_GOOD && e->when >= sig->expires_at)
		answer(out, COMMITSIG_EXPIRED, "E_SIG_EXPIRED",
		       SPAN_LIT("the signature itself says that it has expired"));
}

void endorse_openpgp(struct endorsements *out, struct endorser *endorser,
		     const char *family, struct span armour, struct span message,
		     struct arena *arena)
{
	struct commitsig *one = &out->at[0];
	struct openpgp_digest digest;
	struct err err = { 0 };
	struct openpgp sig;
	struct key *key;

	empty(out, COMMITSIG_OPENPGP);
	if (armour.len > LIMIT_SIGNATURE_BYTES) {
		answer(one, COMMITSIG_MALFORMED, "E_SIG_PARSE",
		       SPAN_LIT("it is too large for a signature"));
		return;
	}
	if (openpgp_parse(&sig, armour, arena, &err) < 0) {
		refuse(one, &err, not_these, arena);
		return;
	}
	one->fingerprint = sig.issuer;
	one->signed_at = sig.created_at;
	if (!openpgp_digest(&digest, &sig, message)) {
		answer(one, COMMITSIG_BAD, "E_SIG_BAD", not_these);
		return;
	}
	decode_keys(endorser);
	key = find_openpgp(endorser, &sig, &digest);
	if (key)
		judge_openpgp(one, endorser, family, &sig, key, arena);
	else
		answer(one, COMMITSIG_UNKNOWN_KEY, "E_KEY_UNKNOWN",
		       endorser->trust
			       ? SPAN_LIT("no key that allowed_signers lists has made "
					  "it")
			       : SPAN_LIT("no trust folder says whose key it is"));
}

/* ---- envelopes -------------------------------------------------------------- */

struct enveloped {
	struct span type, payload;
	struct node signatures;
	struct node stamp; /* of a bundle with one signature */
};

/*
 * Nothing but these: a file that is a statement as well, or two envelopes, would be
 * read one way and verified another.
 */
static bool has_only(struct node object, const char *const *keys, size_t count)
{
	if (!node_is(object, NODE_OBJECT))
		return false;
	for (struct node n = node_first(object); node_exists(n); n = node_next(n)) {
		bool known = false;

		for (size_t i = 0; i < count; i++)
			known = known || span_is(node_key(n), keys[i]);
		if (!known)
			return false;
	}
	return true;
}

static bool is_envelope(struct node root)
{
	static const char *const of_envelope[] = { "payload", "payloadType",
						   "signatures" };

	return has_only(root, of_envelope, 3);
}

static bool is_bundle(struct node root)
{
	static const char *const of_bundle[] = { "dsseEnvelope", "mediaType",
						 "verificationMaterial" };

	return node_exists(node_get(root, "dsseEnvelope")) &&
	       has_only(root, of_bundle, 3);
}

static bool read_envelope(struct enveloped *out, struct span text, struct arena *arena)
{
	struct err ignored = { 0 };
	struct tree *tree;
	struct node root;

	*out = (struct enveloped){ .signatures = NODE_NONE, .stamp = NODE_NONE };
	if (text.len > LIMIT_ATTESTATION_BYTES ||
	    json_parse(&tree, SPAN_LIT("envelope"), text, arena, &ignored) < 0)
		return false;
	root = tree_root(tree, 0);
	out->stamp =
		node_element(node_at(root,
				     "verificationMaterial/timestampVerificationData/"
				     "rfc3161Timestamps"),
			     0);
	if (is_bundle(root))
		root = node_get(root, "dsseEnvelope");
	if (!is_envelope(root))
		return false;
	out->type = node_text(node_get(root, "payloadType"));
	out->signatures = node_get(root, "signatures");
	return node_is(out->signatures, NODE_ARRAY) &&
	       node_count(out->signatures) > 0 &&
	       decode(&out->payload, node_get(root, "payload"), arena);
}

/* A hint chooses the key; it is never a reason to trust it. */
static struct key *find_key(struct endorser *e, const struct enveloped *envelope,
			    struct span id, struct span signature, struct err *err,
			    struct arena *arena)
{
	struct key *hinted = id.len > 0 ? table_get(e->by_id, id) : NULL;

	if (hinted)
		return dsse_verify(hinted, envelope->type, envelope->payload, signature,
				   arena, err) < 0
			       ? NULL
			       : hinted;
	for (size_t i = 0; i < e->keys.count && i < UNHINTED; i++) {
		struct err ignored = { 0 };

		if (dsse_verify(e->keys.at[i], envelope->type, envelope->payload,
				signature, arena, &ignored) == 0)
			return e->keys.at[i];
	}
	return NULL;
}

static void judge_envelope(struct commitsig *out, struct endorser *e,
			   const char *family, const struct enveloped *envelope,
			   struct node signature, struct arena *arena)
{
	struct err err = { 0 };
	struct span bytes;
	struct key *key;

	if (!decode(&bytes, node_get(signature, "sig"), arena)) {
		answer(out, COMMITSIG_MALFORMED, "E_SIG_PARSE",
		       SPAN_LIT("its signature is not base64"));
		return;
	}
	key = find_key(e, envelope, node_text(node_get(signature, "keyid")), bytes,
		       &err, arena);
	if (key) {
		show_key(out, key_wire(key, arena), key_kind(key), arena);
		judge_key(out, e, family, CLOCK_NONE, arena);
	} else if (err.tag[0] != '\0') {
		refuse(out, &err, SPAN_LIT("its signature is not over its statement"),
		       arena);
	} else {
		answer(out, COMMITSIG_UNKNOWN_KEY, "E_KEY_UNKNOWN",
		       e->trust ? SPAN_LIT("no key that allowed_signers lists has made "
					   "its signature")
				: SPAN_LIT("no trust folder says whose key it is"));
	}
}

/* The signature was found to hold: only the time is another. */
static void judge_stamped(struct endorsements *out, struct endorser *e,
			  const char *family, struct arena *arena)
{
	int64_t now = endorser_judge_at(e, out->stamped_at);
	struct endorsements then = *out;

	judge_key(&then.at[0], e, family, CLOCK_NONE, arena);
	endorser_judge_at(e, now);
	endorse_proven(out, &then);
}

static void take_stamp(struct endorsements *out, struct endorser *e, const char *family,
		       const struct enveloped *envelope, struct arena *arena)
{
	struct node only = node_first(envelope->signatures);
	struct span response, signature;

	if (node_count(envelope->signatures) != 1 || !node_exists(envelope->stamp) ||
	    !out->at[0].signer || !decode(&signature, node_get(only, "sig"), arena))
		return;
	if (!decode(&response, node_get(envelope->stamp, "signedTimestamp"), arena))
		out->stamp_why = SPAN_LIT("it is not base64");
	else if (endorse_stamp(out, e, response, signature, arena))
		judge_stamped(out, e, family, arena);
}

void endorse_envelope(struct endorsements *out, struct span *out_payload,
		      struct endorser *endorser, const char *family, struct span text,
		      struct arena *arena)
{
	struct enveloped envelope;
	struct node signature;

	empty(out, COMMITSIG_UNKNOWN);
	*out_payload = SPAN_EMPTY;
	if (!read_envelope(&envelope, text, arena)) {
		answer(&out->at[0], COMMITSIG_NONE, "", SPAN_EMPTY);
		return;
	}
	*out_payload = envelope.payload;
	if (!span_is(envelope.type, DSSE_IN_TOTO)) {
		answer(&out->at[0], COMMITSIG_UNSUPPORTED, "E_SIG_FORM",
		       SPAN_LIT("what it signs is no in-toto statement"));
		return;
	}
	decode_keys(endorser);
	out->count = 0;
	signature = node_first(envelope.signatures);
	while (node_exists(signature) && out->count < ENDORSE_SIGNERS) {
		struct commitsig *one = &out->at[out->count++];

		*one = (struct commitsig){ .kind = COMMITSIG_UNKNOWN,
					   .tag = "",
					   .key_kind = KEY_KINDS,
					   .signed_at = CLOCK_NONE };
		judge_envelope(one, endorser, family, &envelope, signature, arena);
		signature = node_next(signature);
	}
	take_stamp(out, endorser, family, &envelope, arena);
}

bool endorse_names(struct span payload, const char *sha256, struct arena *arena)
{
	struct err ignored = { 0 };
	struct node root, subjects;
	struct tree *tree;

	if (json_parse(&tree, SPAN_LIT("statement"), payload, arena, &ignored) < 0)
		return false;
	root = tree_root(tree, 0);
	subjects = node_get(root, "subject");
	if (!span_starts(node_text(node_get(root, "_type")), STATEMENT) ||
	    !node_is(subjects, NODE_ARRAY))
		return false;
	for (struct node n = node_first(subjects); node_exists(n); n = node_next(n))
		if (span_is(node_text(node_at(n, "digest/sha256")), sha256))
			return true;
	return false;
}

/* ---- commits, and people --------------------------------------------------- */

void endorse_commit(struct commitsig *sig, struct endorser *endorser,
		    const char *family, const struct commit_split *split,
		    struct arena *arena)
{
	if (sig->state != COMMITSIG_GOOD)
		return;
	if (!sig->signer) {
		answer(sig, COMMITSIG_NOT_ALLOWED, "E_KEY_NOT_ALLOWED",
		       SPAN_LIT("no line of allowed_signers names its key"));
		return;
	}
	judge_lines(sig, endorser, family, true, split->committer.when, arena);
	if (sig->state != COMMITSIG_GOOD)
		return;
	if (split->parents > 1)
		answer(sig, COMMITSIG_NOT_ALLOWED, "E_KEY_NOT_ALLOWED",
		       SPAN_LIT("it is a merge, which signs nobody else's evidence"));
	else if (!signer_has_principal(sig->signer, split->author.mail) ||
		 !signer_has_principal(sig->signer, split->committer.mail))
		answer(sig, COMMITSIG_NOT_ALLOWED, "E_KEY_NOT_ALLOWED",
		       SPAN_LIT("its author or committer is not its signer"));
}

bool endorse_independent(const struct commitsig *a, const struct commitsig *b)
{
	struct span list = a->signer->principals, one;

	if (span_eq(a->wire, b->wire))
		return false;
	while (span_split(&list, ',', &one))
		if (signer_has_principal(b->signer, one))
			return false;
	return true;
}
