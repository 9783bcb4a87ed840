#include "trust/rawsig.h"

#include "trust/libcrypto.h"

#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/rsa.h>

SCOPED_TYPE(ECDSA_SIG, ECDSA_SIG_free)

#define NUMBER_MOST 67 /* bytes of r or s: P-521's, and a zero before them */

const char *const rawsig_hash_word[RAWSIG_HASHES] = {
	[RAWSIG_SHA256] = "SHA-256",
	[RAWSIG_SHA384] = "SHA-384",
	[RAWSIG_SHA512] = "SHA-512",
};

static const EVP_MD *md_of(enum rawsig_hash hash)
{
	switch (hash) {
	case RAWSIG_SHA256:
		return EVP_sha256();
	case RAWSIG_SHA384:
		return EVP_sha384();
	case RAWSIG_SHA512:
		return EVP_sha512();
	case RAWSIG_HASHES:
		break;
	}
	return NULL;
}

size_t rawsig_digest(enum rawsig_hash hash, const struct span *parts, size_t count,
		     unsigned char out[RAWSIG_DIGEST])
{
	SCOPED(EVP_MD_CTX) ctx = must_have(EVP_MD_CTX_new());
	unsigned len = 0;

	if (EVP_DigestInit_ex(ctx, md_of(hash), NULL) != 1)
		oom();
	for (size_t i = 0; i < count; i++)
		if (EVP_DigestUpdate(ctx, parts[i].ptr, parts[i].len) != 1)
			oom();
	if (EVP_DigestFinal_ex(ctx, out, &len) != 1)
		oom();
	return len;
}

/* Whether libcrypto says yes; what else it says is of no interest. */
static bool is_yes(int answer)
{
	ERR_clear_error();
	return answer == 1;
}

bool rawsig_rsa(struct key *key, enum rawsig_hash hash, struct span digest,
		struct span signature)
{
	unsigned char whole[KEY_RSA_MOST / 8] = { 0 };
	size_t size = (size_t)EVP_PKEY_get_size(key_evp(key));
	SCOPED(EVP_PKEY_CTX) ctx = NULL;

	if (key_kind(key) != KEY_RSA || signature.len == 0 || signature.len > size ||
	    size > sizeof(whole))
		return false;
	memcpy(whole + (size - signature.len), signature.ptr, signature.len);
	ctx = must_have(EVP_PKEY_CTX_new(key_evp(key), NULL));
	return is_yes(EVP_PKEY_verify_init(ctx) == 1 &&
		      EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_PADDING) == 1 &&
		      EVP_PKEY_CTX_set_signature_md(ctx, md_of(hash)) == 1 &&
		      EVP_PKEY_verify(ctx, whole, size,
				      (const unsigned char *)digest.ptr,
				      digest.len) == 1);
}

static BIGNUM *number_of(struct span bytes)
{
	return must_have(
		BN_bin2bn((const unsigned char *)bytes.ptr, (int)bytes.len, NULL));
}

bool rawsig_ecdsa(struct key *key, struct span digest, struct span r, struct span s)
{
	enum key_kind kind = key_kind(key);
	SCOPED(ECDSA_SIG) pair = NULL;
	SCOPED(EVP_PKEY_CTX) ctx = NULL;
	unsigned char *der = NULL;
	bool holds;
	int len;

	if ((kind != KEY_P256 && kind != KEY_P384 && kind != KEY_P521) ||
	    r.len > NUMBER_MOST || s.len > NUMBER_MOST || r.len == 0 || s.len == 0)
		return false;
	pair = must_have(ECDSA_SIG_new());
	if (ECDSA_SIG_set0(pair, number_of(r), number_of(s)) != 1)
		oom();
	len = i2d_ECDSA_SIG(pair, &der);
	if (len <= 0)
		oom();
	ctx = must_have(EVP_PKEY_CTX_new(key_evp(key), NULL));
	holds = is_yes(EVP_PKEY_verify_init(ctx) == 1 &&
		       EVP_PKEY_verify(ctx, der, (size_t)len,
				       (const unsigned char *)digest.ptr,
				       digest.len) == 1);
	OPENSSL_free(der);
	return holds;
}

bool rawsig_ed25519(struct key *key, struct span message, struct span signature)
{
	SCOPED(EVP_MD_CTX) ctx = must_have(EVP_MD_CTX_new());

	if (key_kind(key) != KEY_ED25519 || signature.len != 64)
		return false;
	return is_yes(EVP_DigestVerifyInit(ctx, NULL, NULL, NULL, key_evp(key)) == 1 &&
		      EVP_DigestVerify(ctx, (const unsigned char *)signature.ptr,
				       signature.len,
				       (const unsigned char *)message.ptr,
				       message.len) == 1);
}
