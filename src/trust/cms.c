#include "trust/cms.h"

#include "trust/libcrypto.h"

#include "base/clock.h"
#include "base/limits.h"

#include <openssl/err.h>
#include <openssl/rsa.h>

SCOPED_TYPE(ASN1_TIME, ASN1_TIME_free)
SCOPED_TYPE(RSA_PSS_PARAMS, RSA_PSS_PARAMS_free)
SCOPED_TYPE(X509_ALGOR, X509_ALGOR_free)

struct cms; /* libcrypto's CMS_ContentInfo under our name */

void cms_free(struct cms *cms)
{
	CMS_ContentInfo_free((CMS_ContentInfo *)cms);
}

static CMS_ContentInfo *inside(struct cms *cms)
{
	return (CMS_ContentInfo *)cms;
}

/* An error of this module: its code for machines, our words, the library's. */
static int refuse(struct err *err, const char *tag, const char *what)
{
	err_libcrypto(err, ERR_TRUST, what);
	return err_tag(err, tag);
}

/* Signing. */

static bool set_signing_time(CMS_SignerInfo *signer, int64_t now)
{
	SCOPED(ASN1_TIME) when = ASN1_TIME_set(NULL, now);

	return when && CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_signingTime,
						   when->type, when, -1) == 1;
}

/* The chain without the leaf, which CMS_add1_signer() brings, and without roots. */
static bool add_chain(CMS_ContentInfo *cms, struct cert *cert)
{
	for (int i = 1; i < sk_X509_num(cert_stack(cert)); i++) {
		X509 *x509 = sk_X509_value(cert_stack(cert), i);

		if (X509_self_signed(x509, 0) != 1 && CMS_add1_cert(cms, x509) != 1)
			return false;
	}
	return true;
}

int cms_sign(struct span *out, struct key *key, struct cert *cert, struct span content,
	     int64_t now, struct arena *arena, struct err *err)
{
	const unsigned flags = CMS_DETACHED | CMS_BINARY | CMS_CADES | CMS_NOSMIMECAP;
	SCOPED(CMS_ContentInfo) cms = NULL;
	SCOPED(BIO) in = bio_of(content);
	unsigned char *der = NULL;
	CMS_SignerInfo *signer;
	int len;

	*out = SPAN_EMPTY;
	if (key_kind(key) == KEY_ED25519) {
		err_set(err, ERR_USAGE, "a CMS seal cannot be made with Ed25519");
		return err_fix(err, "use a P-256 key: muster key new --type p256");
	}
	if (!cert_is_about(cert, key)) {
		err_set(err, ERR_USAGE, "the certificate is not about this key");
		return err_fix(err, "give the certificate that belongs to it: --cert");
	}
	cms = CMS_sign(NULL, NULL, NULL, NULL, flags | CMS_PARTIAL);
	signer = cms ? CMS_add1_signer(cms, cert_leaf(cert), key_evp(key), EVP_sha256(),
				       flags | CMS_PARTIAL)
		     : NULL;
	if (!signer || !set_signing_time(signer, now) || !add_chain(cms, cert) ||
	    CMS_final(cms, in, NULL, flags) != 1)
		return err_libcrypto(err, ERR_INTERNAL,
				     "cannot make the CMS signature");
	len = i2d_CMS_ContentInfo(cms, &der);
	if (len < 0)
		oom();
	*out = arena_copy(arena, (struct span){ (const char *)der, (size_t)len });
	OPENSSL_free(der);
	return 0;
}

/* Which algorithms: seal.md section 3.3. */

static bool is_good_hash(int nid)
{
	return nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512;
}

static int hash_nid(const X509_ALGOR *algorithm)
{
	const ASN1_OBJECT *object = NULL;

	if (algorithm)
		X509_ALGOR_get0(&object, NULL, NULL, algorithm);
	return object ? OBJ_obj2nid(object) : NID_undef;
}

/* What an algorithm brings with it, as the type that `item` says; or NULL. */
static void *parameter_of(const X509_ALGOR *algorithm, const ASN1_ITEM *item)
{
	const void *value = NULL;
	int type;

	X509_ALGOR_get0(NULL, &type, &value, algorithm);
	return type == V_ASN1_SEQUENCE && value ? ASN1_item_unpack(value, item) : NULL;
}

/* RSA-PSS: both hashes named, both good; left out they would be SHA-1. */
static bool is_good_pss(const X509_ALGOR *algorithm, int digest)
{
	SCOPED(RSA_PSS_PARAMS) params = NULL;
	SCOPED(X509_ALGOR) mask = NULL;

	params = parameter_of(algorithm, ASN1_ITEM_rptr(RSA_PSS_PARAMS));
	if (!params || !params->maskGenAlgorithm ||
	    hash_nid(params->hashAlgorithm) != digest ||
	    hash_nid(params->maskGenAlgorithm) != NID_mgf1)
		return false;
	mask = parameter_of(params->maskGenAlgorithm, ASN1_ITEM_rptr(X509_ALGOR));
	return mask && is_good_hash(hash_nid(mask));
}

/* RSA: "rsaEncryption" with the digest beside it, or both in one name. */
static bool is_good_rsa(const X509_ALGOR *signature, int nid, int digest)
{
	int hash = NID_undef, base = NID_undef;

	if (nid == NID_rsassaPss)
		return is_good_pss(signature, digest);
	if (nid == NID_rsaEncryption)
		return true;
	return OBJ_find_sigid_algs(nid, &hash, &base) == 1 &&
	       base == NID_rsaEncryption && hash == digest;
}

static bool is_good_ecdsa(enum key_kind kind, int nid, int digest)
{
	if (kind == KEY_P256)
		return digest == NID_sha256 && nid == NID_ecdsa_with_SHA256;
	return kind == KEY_P384 && digest == NID_sha384 && nid == NID_ecdsa_with_SHA384;
}

static int check_algorithms(CMS_SignerInfo *signer, const struct cert_facts *cert,
			    struct err *err)
{
	X509_ALGOR *digest_algorithm = NULL, *signature = NULL;
	int digest, nid;
	bool good = false;

	CMS_SignerInfo_get0_algs(signer, NULL, NULL, &digest_algorithm, &signature);
	digest = hash_nid(digest_algorithm);
	nid = hash_nid(signature);
	if (is_good_hash(digest) && cert->key_kind == KEY_RSA)
		good = is_good_rsa(signature, nid, digest);
	else if (is_good_hash(digest))
		good = is_good_ecdsa(cert->key_kind, nid, digest);
	if (good)
		return 0;
	ERR_clear_error();
	err_set(err, ERR_TRUST, "%s with %s%s%s is not accepted in a CMS seal",
		nid == NID_undef ? "an unknown signature" : OBJ_nid2ln(nid),
		digest == NID_undef ? "an unknown digest" : OBJ_nid2ln(digest),
		cert->key_kind == KEY_KINDS ? "" : " by ",
		cert->key_kind == KEY_KINDS ? "" : key_kind_word[cert->key_kind]);
	err_tag(err, "E_ALG_REFUSED");
	return err_fix(err, "seal with ECDSA P-256 or RSA 3072 and SHA-256");
}

/* Verifying. */

/* SignerInfo.signingTime, if there is one and only one. */
static int64_t claimed_time(CMS_SignerInfo *signer)
{
	const ASN1_TYPE *value;
	X509_ATTRIBUTE *attribute;
	int at = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);

	if (at < 0)
		return CLOCK_NONE;
	attribute = CMS_signed_get_attr(signer, at);
	value = attribute ? X509_ATTRIBUTE_get0_type(attribute, 0) : NULL;
	if (!value ||
	    (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME))
		return CLOCK_NONE;
	return asn1_seconds((const ASN1_TIME *)value->value.asn1_string);
}

static int read_signature(CMS_ContentInfo **out, struct span der, struct err *err)
{
	const unsigned char *at = (const unsigned char *)der.ptr;
	ASN1_OCTET_STRING **content;

	*out = NULL;
	if (der.len > LIMIT_SIGNATURE_BYTES)
		return refuse(err, "E_CMS_PARSE", "is too large to be a signature");
	*out = d2i_CMS_ContentInfo(NULL, &at, (long)der.len);
	if (!*out)
		return refuse(err, "E_CMS_PARSE", "is no CMS structure");
	if (at != (const unsigned char *)der.ptr + der.len)
		return refuse(err, "E_CMS_PARSE",
			      "there are bytes behind the CMS structure");
	if (OBJ_obj2nid(CMS_get0_type(*out)) != NID_pkcs7_signed)
		return refuse(err, "E_CMS_PARSE", "is CMS, but no signed data");
	content = CMS_get0_content(*out);
	if (content && *content)
		return refuse(err, "E_ALG_REFUSED",
			      "brings its own content instead of signing SHA256SUMS");
	return 0;
}

/* Each signer's certificate must be in it: we look for none elsewhere. */
static int look_at_signers(CMS_ContentInfo *cms, struct cms_signer **out,
			   size_t *out_count, struct arena *arena, struct err *err)
{
	STACK_OF(CMS_SignerInfo) *infos = CMS_get0_SignerInfos(cms);
	int count = infos ? sk_CMS_SignerInfo_num(infos) : 0;
	struct cms_signer *signers;
	int rc;

	if (count < 1 || count > CMS_SIGNERS)
		return refuse(err, "E_ALG_REFUSED",
			      count < 1 ? "has no signer" : "has more than 4 signers");
	if (CMS_set1_signers_certs(cms, NULL, 0) != count)
		return refuse(err, "E_CMS_BAD", "a signer's certificate is not in it");
	signers = ARENA_ARRAY(arena, struct cms_signer, (size_t)count);
	for (int i = 0; i < count; i++) {
		CMS_SignerInfo *info = sk_CMS_SignerInfo_value(infos, i);
		X509 *x509 = NULL;

		CMS_SignerInfo_get0_algs(info, NULL, &x509, NULL, NULL);
		if (!x509)
			return refuse(err, "E_CMS_BAD",
				      "a signer's certificate is not in it");
		x509_look(&signers[i].cert, x509, arena);
		rc = check_algorithms(info, &signers[i].cert, err);
		if (rc < 0)
			return rc;
		/* Without signed attributes the content could be some itself. */
		if (CMS_signed_get_attr_count(info) <= 0)
			return refuse(err, "E_ALG_REFUSED", "has no signed attributes");
		signers[i].claimed_at = claimed_time(info);
		signers[i].names_cert =
			CMS_signed_get_attr_by_NID(info,
						   NID_id_smime_aa_signingCertificateV2,
						   -1) >= 0;
	}
	*out = signers;
	*out_count = (size_t)count;
	return 0;
}

/*
 * A store that believes exactly the signers' own certificates, at any time: so
 * CMS_verify() checks signatures and certificate attributes, and nothing about
 * trust is decided here.
 */
static X509_STORE *store_of_signers(CMS_ContentInfo *cms)
{
	X509_STORE *store = must_have(X509_STORE_new());
	STACK_OF(X509) *leaves = CMS_get0_signers(cms);

	for (int i = 0; i < sk_X509_num(leaves); i++)
		X509_STORE_add_cert(store, sk_X509_value(leaves, i));
	sk_X509_free(leaves);
	X509_STORE_set_flags(store,
			     X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
	X509_STORE_set_purpose(store, X509_PURPOSE_ANY);
	return store;
}

int cms_verify(struct cms **out, struct cms_signer **out_signers, size_t *out_count,
	       struct span der, struct span content, struct arena *arena,
	       struct err *err)
{
	SCOPED(CMS_ContentInfo) cms = NULL;
	SCOPED(X509_STORE) store = NULL;
	SCOPED(BIO) in = bio_of(content);
	unsigned flags = CMS_BINARY | CMS_CADES;
	int rc;

	*out = NULL;
	*out_signers = NULL;
	*out_count = 0;
	rc = read_signature(&cms, der, err);
	if (rc == 0)
		rc = look_at_signers(cms, out_signers, out_count, arena, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < *out_count; i++)
		if (!(*out_signers)[i].names_cert)
			flags &= ~(unsigned)CMS_CADES;
	store = store_of_signers(cms);
	if (CMS_verify(cms, NULL, store, in, NULL, flags) != 1)
		return refuse(err, "E_CMS_BAD", "the signature is not over SHA256SUMS");
	ERR_clear_error();
	*out = (struct cms *)TAKE(cms);
	return 0;
}

/* For x509.c. */

X509 *cms_leaf(struct cms *cms, size_t index)
{
	STACK_OF(CMS_SignerInfo) *infos = CMS_get0_SignerInfos(inside(cms));
	X509 *leaf = NULL;

	CMS_SignerInfo_get0_algs(sk_CMS_SignerInfo_value(infos, (int)index), NULL,
				 &leaf, NULL, NULL);
	return leaf;
}

STACK_OF(X509) * cms_certs(struct cms *cms)
{
	return CMS_get1_certs(inside(cms));
}
