#include "seal/envelope.h"

#include "base/scoped.h"
#include "seal/statement.h"
#include "text/base64.h"
#include "text/json.h"
#include "trust/dsse.h"

#define SEAL_PUB "seal/seal.pub"

void envelope_release(struct envelope *envelope)
{
	key_free(envelope->key);
	envelope->key = NULL;
}

/* Standard or URL-safe, and only in one spelling of either. */
static bool decode(struct span *out, struct node text, struct arena *arena)
{
	struct span encoded = node_text(text);

	return node_is(text, NODE_STRING) && encoded.len > 0 &&
	       (base64_decode(out, BASE64_STD, encoded, arena) ||
		base64_decode(out, BASE64_URL, encoded, arena));
}

/* A time stamp that the bundle brings itself: seal --timestamp-dsse. */
static const char *read_stamp(struct envelope *out, struct node root,
			      struct arena *arena)
{
	struct node stamps =
		node_at(root, "verificationMaterial/timestampVerificationData/"
			      "rfc3161Timestamps");

	if (!node_exists(stamps) ||
	    (node_is(stamps, NODE_ARRAY) && node_count(stamps) == 0))
		return NULL;
	if (!node_is(stamps, NODE_ARRAY) || node_count(stamps) != 1)
		return "has more than one time stamp";
	return decode(&out->stamp, node_get(node_element(stamps, 0), "signedTimestamp"),
		      arena)
		       ? NULL
		       : "the time stamp is not base64";
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
	return read_stamp(out, root, arena);
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
		*out = TAKE(key);
		return;
	}
	if (pem.len == 0 || key_read_public(out, pem, SEAL_PUB, &ignored) < 0)
		return;
	if (!has_id(*out, keyid)) {
		key_free(*out);
		*out = NULL;
	}
}

static bool read_payload(struct envelope *out, struct verifying *v,
			 const struct envelope_words *words)
{
	struct err err = { 0 };
	struct tree *tree;

	if (json_parse(&tree, out->path, out->payload, v->arena, &err) < 0) {
		verify_error(v, words->parse, out->path, "the statement is no JSON: %s",
			     err.what);
		return false;
	}
	out->statement = tree_root(tree, 0);
	if (span_is(node_text(node_get(out->statement, "_type")), STATEMENT_TYPE) &&
	    span_is(node_text(node_get(out->statement, "predicateType")),
		    words->predicate))
		return true;
	verify_error(v, words->type, out->path,
		     "is no in-toto statement with the predicate %s", words->predicate);
	return false;
}

static bool check_signature(struct envelope *out, struct verifying *v,
			    const struct envelope_words *words)
{
	struct err err = { 0 };

	find_key(v, out->keyid, &out->key);
	if (!out->key) {
		verify_error(v, v->options->trust ? "E_SEAL_UNTRUSTED" : "E_NO_TRUST",
			     out->path,
			     v->options->trust ? "the key is not in the trust file"
					       : "nothing says whose key this is: give "
						 "--trust");
		return false;
	}
	if (dsse_verify(out->key, out->type, out->payload, out->signature, v->arena,
			&err) < 0) {
		if (words->bad)
			err_tag(&err, words->bad);
		verify_error_of(v, &err, "E_DSSE_BAD", out->path);
		return false;
	}
	return true;
}

bool envelope_open(struct envelope *out, struct verifying *v, struct span path,
		   struct span text, const struct envelope_words *words)
{
	struct err err = { 0 };
	struct tree *tree;
	const char *fault;

	*out = (struct envelope){ .path = path };
	if (json_parse(&tree, path, text, v->arena, &err) < 0) {
		verify_error(v, words->parse, path, "%s", err.what);
		return false;
	}
	fault = read_envelope(out, tree_root(tree, 0), v->arena);
	if (fault) {
		verify_error(v, words->parse, path, "%s", fault);
		return false;
	}
	if (!span_is(out->type, DSSE_IN_TOTO)) {
		verify_error(v, words->type, path,
			     "the payload's type is not " DSSE_IN_TOTO);
		return false;
	}
	return check_signature(out, v, words) && read_payload(out, v, words);
}

struct node envelope_peek(struct span text, struct arena *arena)
{
	struct envelope envelope = { .path = SPAN_LIT("attestation") };
	struct err ignored = { 0 };
	struct tree *tree;

	if (json_parse(&tree, envelope.path, text, arena, &ignored) < 0 ||
	    read_envelope(&envelope, tree_root(tree, 0), arena) ||
	    json_parse(&tree, envelope.path, envelope.payload, arena, &ignored) < 0)
		return NODE_NONE;
	return tree_root(tree, 0);
}
