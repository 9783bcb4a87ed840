#include "trust/dsse.h"

#include "trust/libcrypto.h"

#include "base/limits.h"
#include "text/base64.h"
#include "text/jsonout.h"

#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/rsa.h>

SCOPED_TYPE(ECDSA_SIG, ECDSA_SIG_free)

struct span dsse_pae(struct span type, struct span payload, struct arena *arena)
{
	struct span head = arena_printf(arena, "DSSEv1 %zu %.*s %zu ", type.len,
					SPAN_ARG(type), payload.len);
	char *bytes = arena_alloc(arena, head.len + payload.len, 1);

	memcpy(bytes, head.ptr, head.len);
	if (payload.len)
		memcpy(bytes + head.len, payload.ptr, payload.len);
	return (struct span){ bytes, head.len + payload.len };
}

/* The digest that goes with a kind of key; false where DSSE does not take it. */
static bool hash_for(struct key *key, const EVP_MD **out)
{
	enum key_kind kind = key_kind(key);

	*out = kind == KEY_ED25519 ? NULL : EVP_sha256();
	return kind == KEY_P256 || kind == KEY_ED25519 || kind == KEY_RSA;
}

int dsse_sign(struct span *out, struct key *key, struct span type, struct span payload,
	      struct arena *arena, struct err *err)
{
	SCOPED(EVP_MD_CTX) ctx = must_have(EVP_MD_CTX_new());
	struct span pae = dsse_pae(type, payload, arena);
	const EVP_MD *hash;
	size_t len = 0;
	char *bytes;

	*out = SPAN_EMPTY;
	if (!hash_for(key, &hash)) {
		err_set(err, ERR_USAGE, "a DSSE seal is not made with %s",
			key_kind_word[key_kind(key)]);
		return err_fix(err, "use a P-256 key: muster key new --type p256");
	}
	if (EVP_DigestSignInit(ctx, NULL, hash, NULL, key_evp(key)) != 1 ||
	    EVP_DigestSign(ctx, NULL, &len, (const unsigned char *)pae.ptr, pae.len) !=
		    1)
		return err_libcrypto(err, ERR_INTERNAL, "cannot sign the statement");
	bytes = arena_alloc(arena, len, 1);
	if (EVP_DigestSign(ctx, (unsigned char *)bytes, &len,
			   (const unsigned char *)pae.ptr, pae.len) != 1)
		return err_libcrypto(err, ERR_INTERNAL, "cannot sign the statement");
	*out = (struct span){ bytes, len };
	return 0;
}

/* Exactly what a DER encoder makes of two positive numbers, and nothing behind. */
static bool is_der_pair(struct span signature)
{
	const unsigned char *at = (const unsigned char *)signature.ptr;
	SCOPED(ECDSA_SIG) pair = d2i_ECDSA_SIG(NULL, &at, (long)signature.len);
	unsigned char *der = NULL;
	bool same;
	int len;

	ERR_clear_error();
	if (!pair)
		return false;
	len = i2d_ECDSA_SIG(pair, &der);
	same = len > 0 &&
	       span_eq((struct span){ (const char *)der, (size_t)len }, signature);
	OPENSSL_free(der);
	return same;
}

int dsse_verify(struct key *key, struct span type, struct span payload,
		struct span signature, struct arena *arena, struct err *err)
{
	SCOPED(EVP_MD_CTX) ctx = must_have(EVP_MD_CTX_new());
	const EVP_MD *hash;
	struct span pae;

	if (!hash_for(key, &hash)) {
		err_set(err, ERR_TRUST, "%s is not accepted in a DSSE seal",
			key_kind_word[key_kind(key)]);
		return err_tag(err, "E_ALG_REFUSED");
	}
	if (key_kind(key) == KEY_P256 && !is_der_pair(signature)) {
		err_set(err, ERR_TRUST, "the signature is not a DER pair of numbers");
		return err_tag(err, "E_DSSE_SIG_FORMAT");
	}
	pae = dsse_pae(type, payload, arena);
	if (EVP_DigestVerifyInit(ctx, NULL, hash, NULL, key_evp(key)) == 1 &&
	    EVP_DigestVerify(ctx, (const unsigned char *)signature.ptr, signature.len,
			     (const unsigned char *)pae.ptr, pae.len) == 1)
		return 0;
	ERR_clear_error();
	err_set(err, ERR_TRUST, "the statement's signature does not hold");
	return err_tag(err, "E_DSSE_BAD");
}

static void write_stamp(struct jsonout *json, struct span stamp, struct arena *arena)
{
	if (stamp.len == 0)
		return;
	jsonout_key(json, "timestampVerificationData");
	jsonout_object(json);
	jsonout_key(json, "rfc3161Timestamps");
	jsonout_array(json);
	jsonout_object(json);
	jsonout_member(json, "signedTimestamp",
		       base64_encode(arena, BASE64_STD, stamp));
	jsonout_end(json);
	jsonout_end(json);
	jsonout_end(json);
}

void dsse_write_bundle(struct buf *buf, const struct dsse_bundle *bundle,
		       struct arena *arena)
{
	struct jsonout json;

	jsonout_init(&json, buf, true);
	jsonout_object(&json);
	jsonout_key(&json, "dsseEnvelope");
	jsonout_object(&json);
	jsonout_member(&json, "payload",
		       base64_encode(arena, BASE64_STD, bundle->payload));
	jsonout_member(&json, "payloadType", bundle->type);
	jsonout_key(&json, "signatures");
	jsonout_array(&json);
	jsonout_object(&json);
	jsonout_member(&json, "keyid", span_of(bundle->key_id));
	jsonout_member(&json, "sig",
		       base64_encode(arena, BASE64_STD, bundle->signature));
	jsonout_end(&json);
	jsonout_end(&json);
	jsonout_end(&json);
	jsonout_member(&json, "mediaType", SPAN_LIT(SIGSTORE_BUNDLE));
	jsonout_key(&json, "verificationMaterial");
	jsonout_object(&json);
	jsonout_key(&json, "publicKey");
	jsonout_object(&json);
	jsonout_member(&json, "hint", span_of(bundle->key_id));
	jsonout_end(&json);
	write_stamp(&json, bundle->stamp, arena);
	jsonout_end(&json);
	jsonout_end(&json);
}
