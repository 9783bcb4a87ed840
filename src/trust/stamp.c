#include "trust/stamp.h"

#include "trust/libcrypto.h"

#include "base/clock.h"
#include "base/limits.h"

#include <openssl/err.h>
#include <openssl/pkcs7.h>
#include <openssl/rand.h>
#include <openssl/ts.h>

SCOPED_TYPE(ASN1_INTEGER, ASN1_INTEGER_free)
SCOPED_TYPE(TS_REQ, TS_REQ_free)
SCOPED_TYPE(TS_RESP, TS_RESP_free)
SCOPED_TYPE(TS_MSG_IMPRINT, TS_MSG_IMPRINT_free)
SCOPED_TYPE(X509_ALGOR, X509_ALGOR_free)

#define NONCE_BYTES 8

static int refuse(struct err *err, const char *what)
{
	err_libcrypto(err, ERR_TRUST, what);
	return err_tag(err, "E_TS_BAD");
}

/* Asking. */

static bool set_imprint(TS_REQ *request, struct span bytes)
{
	SCOPED(TS_MSG_IMPRINT) imprint = must_have(TS_MSG_IMPRINT_new());
	SCOPED(X509_ALGOR) algorithm = must_have(X509_ALGOR_new());
	unsigned char digest[DIGEST_BYTES];

	digest_sha256(bytes, digest);
	return X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) ==
		       1 &&
	       TS_MSG_IMPRINT_set_algo(imprint, algorithm) == 1 &&
	       TS_MSG_IMPRINT_set_msg(imprint, digest, sizeof(digest)) == 1 &&
	       TS_REQ_set_msg_imprint(request, imprint) == 1;
}

static bool set_nonce(TS_REQ *request)
{
	SCOPED(ASN1_INTEGER) nonce = must_have(ASN1_INTEGER_new());
	SCOPED(BIGNUM) number = NULL;
	unsigned char bytes[NONCE_BYTES];

	if (RAND_bytes(bytes, sizeof(bytes)) != 1)
		return false;
	bytes[0] = (bytes[0] & 0x3f) | 0x40; /* positive, and of full length */
	number = must_have(BN_bin2bn(bytes, sizeof(bytes), NULL));
	return BN_to_ASN1_INTEGER(number, nonce) && TS_REQ_set_nonce(request, nonce);
}

int stamp_query(struct span *out, struct span bytes, struct arena *arena,
		struct err *err)
{
	SCOPED(TS_REQ) request = must_have(TS_REQ_new());
	unsigned char *der = NULL;
	int len;

	*out = SPAN_EMPTY;
	if (TS_REQ_set_version(request, 1) != 1 || !set_imprint(request, bytes) ||
	    !set_nonce(request) || TS_REQ_set_cert_req(request, 1) != 1)
		return err_libcrypto(err, ERR_INTERNAL, "cannot make the query");
	len = i2d_TS_REQ(request, &der);
	if (len < 0)
		oom();
	*out = arena_copy(arena, (struct span){ (const char *)der, (size_t)len });
	OPENSSL_free(der);
	return 0;
}

/* What the token says. */

static int read_response(TS_RESP **out, struct span der, struct err *err)
{
	const unsigned char *at = (const unsigned char *)der.ptr;
	long status;

	*out = NULL;
	if (der.len > LIMIT_SIGNATURE_BYTES)
		return refuse(err, "is too large to be a time stamp");
	*out = d2i_TS_RESP(NULL, &at, (long)der.len);
	if (!*out)
		return refuse(err, "is no time stamp response");
	if (at != (const unsigned char *)der.ptr + der.len)
		return refuse(err, "there are bytes behind the time stamp");
	status = ASN1_INTEGER_get(
		TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(*out)));
	if (status != TS_STATUS_GRANTED && status != TS_STATUS_GRANTED_WITH_MODS)
		return refuse(err, "the authority has not granted the time stamp");
	if (!TS_RESP_get_token(*out) || !TS_RESP_get_tst_info(*out))
		return refuse(err, "holds no time stamp");
	if (TS_TST_INFO_get_version(TS_RESP_get_tst_info(*out)) != 1)
		return refuse(err, "is of a version that muster does not know");
	return 0;
}

static bool is_good_hash(int nid)
{
	return nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512;
}

static int algorithm_nid(const X509_ALGOR *algorithm)
{
	const ASN1_OBJECT *object = NULL;

	if (algorithm)
		X509_ALGOR_get0(&object, NULL, NULL, algorithm);
	return object ? OBJ_obj2nid(object) : NID_undef;
}

static int check_imprint(TS_TST_INFO *info, struct span bytes, struct err *err)
{
	TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint(info);
	int nid = algorithm_nid(TS_MSG_IMPRINT_get_algo(imprint));
	const ASN1_OCTET_STRING *said = TS_MSG_IMPRINT_get_msg(imprint);
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned len = 0;

	if (!is_good_hash(nid))
		return refuse(err, "its imprint is not of SHA-256, 384 or 512");
	if (EVP_Digest(bytes.len ? bytes.ptr : "", bytes.len, digest, &len,
		       EVP_get_digestbynid(nid), NULL) != 1)
		oom();
	if (ASN1_STRING_length(said) != (int)len ||
	    memcmp(ASN1_STRING_get0_data(said), digest, len) != 0)
		return refuse(err, "is about other bytes");
	return 0;
}

/* It answers this query: an authority that got a nonce must give it back. */
static int check_nonce(TS_TST_INFO *info, struct span query, struct err *err)
{
	const unsigned char *at = (const unsigned char *)query.ptr;
	const ASN1_INTEGER *asked, *answered = TS_TST_INFO_get_nonce(info);
	SCOPED(TS_REQ) request = NULL;

	if (query.len == 0)
		return 0;
	if (query.len <= LIMIT_SIGNATURE_BYTES)
		request = d2i_TS_REQ(NULL, &at, (long)query.len);
	if (!request || at != (const unsigned char *)query.ptr + query.len) {
		err_libcrypto(err, ERR_USAGE, "the query is no time stamp query");
		return err_fix(err, "give the file that muster seal --tsq has written");
	}
	asked = TS_REQ_get_nonce(request);
	if (asked && (!answered || ASN1_INTEGER_cmp(asked, answered) != 0))
		return refuse(err, "answers another query: its nonce differs");
	return 0;
}

/* One signer by SHA-2, who names its certificate by SHA-2. */
static int check_signer(PKCS7 *token, struct err *err)
{
	STACK_OF(PKCS7_SIGNER_INFO) *infos = PKCS7_get_signer_info(token);
	PKCS7_SIGNER_INFO *signer;
	X509_ALGOR *digest = NULL;

	if (!infos || sk_PKCS7_SIGNER_INFO_num(infos) != 1)
		return refuse(err, "has not exactly one signer");
	signer = sk_PKCS7_SIGNER_INFO_value(infos, 0);
	PKCS7_SIGNER_INFO_get0_algs(signer, NULL, &digest, NULL);
	if (!is_good_hash(algorithm_nid(digest)))
		return refuse(err, "is not signed with SHA-256, 384 or 512");
	if (!PKCS7_get_signed_attribute(signer, NID_id_smime_aa_signingCertificateV2))
		return refuse(err,
			      "does not name its certificate by SHA-2 (ESSCertIDv2)");
	return 0;
}

/* Who says it. */

/*
 * Believes what the token brings itself, at any time: so the signature alone is
 * checked, and that the certificate is made for time stamps and is the one named.
 */
static X509_STORE *store_of_token(PKCS7 *token)
{
	X509_STORE *store = must_have(X509_STORE_new());
	STACK_OF(X509) *certs = token->d.sign->cert;

	for (int i = 0; i < sk_X509_num(certs); i++)
		X509_STORE_add_cert(store, sk_X509_value(certs, i));
	X509_STORE_set_flags(store,
			     X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
	return store;
}

static int check_signature(struct stamp *out, PKCS7 *token, X509 **out_signer,
			   struct arena *arena, struct err *err)
{
	SCOPED(X509_STORE) store = store_of_token(token);
	struct cert_facts facts;

	if (TS_RESP_verify_signature(token, NULL, store, out_signer) != 1)
		return refuse(err, "the authority's signature does not hold");
	x509_look(&facts, *out_signer, arena);
	out->tsa = facts.subject;
	out->wire = facts.wire;
	if (facts.key_kind == KEY_KINDS)
		return refuse(err, "the authority's key is too weak, or of no kind "
				   "that muster takes");
	return 0;
}

/* Whether the authority ends at a root, at the time that it says. */
static int check_chain(struct stamp *out, PKCS7 *token, X509 *signer,
		       const struct stamp_rules *rules, struct err *err)
{
	const struct x509_path path = { .leaf = signer,
					.others = token->d.sign->cert,
					.when = out->at,
					.purpose = X509_PURPOSE_TIMESTAMP_SIGN };
	SCOPED_X509S chain = NULL;
	int rc;

	if (!x509_trust_has_roots(rules->tsa))
		return 0;
	rc = x509_trust_build(&chain, rules->tsa, &path, err);
	if (rc == 0)
		rc = x509_trust_ask(rules->tsa, chain, out->at, false, err);
	if (rc < 0)
		return err_tag(err, "E_TS_UNTRUSTED");
	out->chained = true;
	return 0;
}

int stamp_verify(struct stamp *out, struct span response, struct span bytes,
		 const struct stamp_rules *rules, struct arena *arena, struct err *err)
{
	SCOPED(TS_RESP) read = NULL;
	SCOPED(X509) signer = NULL;
	TS_TST_INFO *info;
	PKCS7 *token;
	int rc;

	*out = (struct stamp){ .at = CLOCK_NONE };
	rc = read_response(&read, response, err);
	if (rc < 0)
		return rc;
	token = TS_RESP_get_token(read);
	info = TS_RESP_get_tst_info(read);
	out->at = asn1_seconds(TS_TST_INFO_get_time(info));
	if (out->at == CLOCK_NONE)
		return refuse(err, "says no time that a calendar has");
	rc = check_imprint(info, bytes, err);
	if (rc == 0)
		rc = check_nonce(info, rules->query, err);
	if (rc == 0)
		rc = check_signer(token, err);
	if (rc == 0)
		rc = check_signature(out, token, &signer, arena, err);
	if (rc == 0)
		rc = check_chain(out, token, signer, rules, err);
	ERR_clear_error();
	return rc;
}
