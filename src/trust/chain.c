/* From a certificate up to a root of the operator's, by way of libcrypto. */
#include "trust/libcrypto.h"

#include <openssl/err.h>
#include <openssl/pem.h>

static int read_roots(X509_STORE *store, struct span pem, struct err *err)
{
	SCOPED(BIO) bio = bio_of(pem);
	int count = 0;

	for (;; count++) {
		SCOPED(X509) x509 = PEM_read_bio_X509(bio, NULL, NULL, NULL);

		if (!x509)
			break;
		X509_STORE_add_cert(store, x509);
	}
	if (count == 0 || ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE)
		return err_libcrypto(err, ERR_FORMAT, "holds no certificate in PEM");
	ERR_clear_error();
	return 0;
}

/* The chain is whole as far as it goes, but ends at nobody whom we know. */
static bool is_unknown_issuer(int error)
{
	return error == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY ||
	       error == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT ||
	       error == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT ||
	       error == X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN ||
	       error == X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE;
}

int x509_chain(STACK_OF(X509) * *out, X509 *leaf, STACK_OF(X509) * others,
	       const struct chain_ask *ask, struct err *err)
{
	SCOPED(X509_STORE) store = must_have(X509_STORE_new());
	SCOPED(X509_STORE_CTX) ctx = must_have(X509_STORE_CTX_new());
	X509_VERIFY_PARAM *param;
	int rc;

	*out = NULL;
	rc = read_roots(store, ask->roots, err);
	if (rc < 0)
		return rc;
	if (X509_STORE_CTX_init(ctx, store, leaf, others) != 1)
		oom();
	param = X509_STORE_CTX_get0_param(ctx);
	X509_VERIFY_PARAM_set_time(param, ask->when);
	if (ask->strict)
		X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_X509_STRICT);
	if (ask->any_time)
		X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_NO_CHECK_TIME);
	X509_VERIFY_PARAM_set_purpose(param, ask->purpose);
	X509_VERIFY_PARAM_set_depth(param, CERT_CHAIN);
	if (X509_verify_cert(ctx) == 1) {
		*out = must_have(X509_STORE_CTX_get1_chain(ctx));
		return 0;
	}
	ERR_clear_error();
	err_set(err, ERR_TRUST, "the certificate's chain does not hold: %s",
		X509_verify_cert_error_string(X509_STORE_CTX_get_error(ctx)));
	return err_tag(err, is_unknown_issuer(X509_STORE_CTX_get_error(ctx))
				    ? "E_SEAL_UNTRUSTED"
				    : "E_CERT_CHAIN");
}
