#include "trust/x509.h"

#include "trust/libcrypto.h"

#include "base/clock.h"

#include <openssl/err.h>
#include <openssl/pem.h>

SCOPED_TYPE(ASN1_ENUMERATED, ASN1_ENUMERATED_free)
SCOPED_TYPE(ISSUING_DIST_POINT, ISSUING_DIST_POINT_free)
SCOPED_TYPE(X509_CRL, X509_CRL_free)

struct x509_trust {
	X509_STORE *store;
	STACK_OF(X509) * roots;
	STACK_OF(X509_CRL) * crls;
};

/* clang-format off: RFC 5280 section 5.3.1; reasons that look forward only */
static const long given_up[] = {
	CRL_REASON_AFFILIATION_CHANGED,
	CRL_REASON_SUPERSEDED,
	CRL_REASON_CESSATION_OF_OPERATION,
};
/* clang-format on */

/* Reading. */

/* The line of the n-th "-----BEGIN", from 0; 1 where there are not so many. */
static unsigned line_of(struct span text, unsigned nth)
{
	struct span rest = text, line;
	unsigned number = 0;

	while (rest.len > 0 && span_split(&rest, '\n', &line)) {
		number++;
		if (span_starts(line, "-----BEGIN ") && nth-- == 0)
			return number;
	}
	return 1;
}

/* After the last one was read: the end of the text, or a complaint about the next. */
static int end_of_pem(struct span text, struct span path, unsigned count,
		      const char *what, struct err *err)
{
	unsigned long last = ERR_peek_last_error();
	bool end = ERR_GET_LIB(last) == ERR_LIB_PEM &&
		   ERR_GET_REASON(last) == PEM_R_NO_START_LINE;

	if (end && count > 0) {
		ERR_clear_error();
		return 0;
	}
	ERR_clear_error();
	err_set(err, ERR_USAGE, end ? "holds no %s in PEM" : "this %s cannot be read",
		what);
	err_tag(err, "E_TRUST_SYNTAX");
	err_at(err, (struct pos){ .path = path, .line = line_of(text, count) });
	return err_fix(err, "write each as \"openssl\" prints it: "
			    "-----BEGIN, base64, -----END");
}

static int read_roots(struct x509_trust *trust, struct span text, struct span path,
		      struct err *err)
{
	SCOPED(BIO) bio = bio_of(text);
	unsigned count = 0;

	for (;; count++) {
		X509 *x509 = PEM_read_bio_X509(bio, NULL, NULL, NULL);

		if (!x509)
			break;
		if (X509_STORE_add_cert(trust->store, x509) != 1 ||
		    sk_X509_push(trust->roots, x509) == 0)
			oom();
	}
	return end_of_pem(text, path, count, "certificate", err);
}

/* A list by its own issuer, whole, as far as anybody can tell; NULL: it is. */
static const char *list_fault(X509_CRL *crl)
{
	SCOPED(ISSUING_DIST_POINT) point = NULL;
	int critical = -1;

	for (int at = X509_CRL_get_ext_by_critical(crl, 1, -1); at >= 0;
	     at = X509_CRL_get_ext_by_critical(crl, 1, at)) {
		X509_EXTENSION *extension = X509_CRL_get_ext(crl, at);

		if (OBJ_obj2nid(X509_EXTENSION_get_object(extension)) !=
		    NID_issuing_distribution_point)
			return "has a critical extension that muster does not know";
	}
	point = X509_CRL_get_ext_d2i(crl, NID_issuing_distribution_point, &critical,
				     NULL);
	if (!point)
		return critical == -1 ? NULL : "has a damaged distribution point";
	if (point->indirectCRL > 0 || point->onlyattr > 0 || point->onlyCA > 0 ||
	    point->onlysomereasons)
		return "lists a part only of what its CA has revoked";
	return NULL;
}

static int check_list(X509_CRL *crl, struct span text, struct span path, unsigned nth,
		      struct err *err)
{
	const char *fault = list_fault(crl);

	ERR_clear_error();
	if (!fault)
		return 0;
	err_set(err, ERR_USAGE, "this revocation list %s", fault);
	err_tag(err, "E_TRUST_SYNTAX");
	err_at(err, (struct pos){ .path = path, .line = line_of(text, nth) });
	return err_fix(err, "get the CA's complete list");
}

static int read_crls(struct x509_trust *trust, struct span text, struct span path,
		     struct err *err)
{
	SCOPED(BIO) bio = bio_of(text);
	unsigned count = 0;
	int rc;

	for (;; count++) {
		X509_CRL *crl = PEM_read_bio_X509_CRL(bio, NULL, NULL, NULL);

		if (!crl)
			break;
		if (sk_X509_CRL_push(trust->crls, crl) == 0)
			oom();
		rc = check_list(crl, text, path, count, err);
		if (rc < 0)
			return rc;
	}
	return end_of_pem(text, path, count, "revocation list", err);
}

int x509_trust_open(struct x509_trust **out, const struct x509_files *files,
		    struct err *err)
{
	struct x509_trust *trust;
	int rc = 0;

	*out = NULL;
	trust = must_have(OPENSSL_zalloc(sizeof(*trust)));
	trust->store = must_have(X509_STORE_new());
	trust->roots = must_have(sk_X509_new_null());
	trust->crls = must_have(sk_X509_CRL_new_null());
	if (files->roots.len > 0)
		rc = read_roots(trust, files->roots, files->roots_path, err);
	if (rc == 0 && files->crls.len > 0)
		rc = read_crls(trust, files->crls, files->crls_path, err);
	if (rc < 0) {
		x509_trust_free(trust);
		return rc;
	}
	*out = trust;
	return 0;
}

void x509_trust_free(struct x509_trust *trust)
{
	if (!trust)
		return;
	X509_STORE_free(trust->store);
	sk_X509_pop_free(trust->roots, X509_free);
	sk_X509_CRL_pop_free(trust->crls, X509_CRL_free);
	OPENSSL_free(trust);
}

bool x509_trust_has_roots(const struct x509_trust *trust)
{
	return trust && sk_X509_num(trust->roots) > 0;
}

/* Chains. */

/* The chain is whole as far as it goes, but ends at nobody whom we know. */
static bool is_unknown_issuer(int error)
{
	return error == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY ||
	       error == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT ||
	       error == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT ||
	       error == X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN ||
	       error == X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE;
}

int x509_trust_build(STACK_OF(X509) * *out, struct x509_trust *trust,
		     const struct x509_path *path, struct err *err)
{
	SCOPED(X509_STORE_CTX) ctx = must_have(X509_STORE_CTX_new());
	X509_VERIFY_PARAM *param;
	int error;

	*out = NULL;
	if (X509_STORE_CTX_init(ctx, trust->store, path->leaf, path->others) != 1)
		oom();
	param = X509_STORE_CTX_get0_param(ctx);
	X509_VERIFY_PARAM_set_time(param, path->when);
	X509_VERIFY_PARAM_set_flags(param, path->flags);
	X509_VERIFY_PARAM_set_purpose(param, path->purpose);
	X509_VERIFY_PARAM_set_depth(param, CERT_CHAIN);
	if (X509_verify_cert(ctx) == 1) {
		*out = must_have(X509_STORE_CTX_get1_chain(ctx));
		return 0;
	}
	error = X509_STORE_CTX_get_error(ctx);
	ERR_clear_error();
	err_set(err, ERR_TRUST, "the certificate's chain does not hold: %s",
		X509_verify_cert_error_string(error));
	return err_tag(err,
		       is_unknown_issuer(error) ? "E_SEAL_UNTRUSTED" : "E_CERT_CHAIN");
}

/* A signer's chain, leaf first. */
static int build_chain(STACK_OF(X509) * *out, struct x509_trust *trust, struct cms *cms,
		       size_t index, int64_t when, unsigned long flags, struct err *err)
{
	SCOPED_X509S others = cms_certs(cms);
	const struct x509_path path = { .leaf = cms_leaf(cms, index),
					.others = others,
					.when = when,
					.purpose = X509_PURPOSE_ANY,
					.flags = X509_V_FLAG_X509_STRICT | flags };

	return x509_trust_build(out, trust, &path, err);
}

int x509_trust_chain(struct x509_trust *trust, struct cms *cms, size_t index,
		     int64_t when, struct err *err)
{
	SCOPED_X509S chain = NULL;

	return build_chain(&chain, trust, cms, index, when, 0, err);
}

/* Revocation. */

/* Whether the entry counts at that time. */
static bool counts(const X509_REVOKED *entry, int64_t when)
{
	SCOPED(ASN1_ENUMERATED)
	reason = X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, NULL, NULL);
	int64_t since = asn1_seconds(X509_REVOKED_get0_revocationDate(entry));
	long value = reason ? ASN1_ENUMERATED_get(reason) : CRL_REASON_UNSPECIFIED;

	for (size_t i = 0; i < sizeof(given_up) / sizeof(given_up[0]); i++)
		if (value == given_up[i])
			return since == CLOCK_NONE || when >= since;
	return true;
}

/* What one CRL of its CA, NULL where that is not known, says about a certificate. */
static int ask_crl(X509_CRL *crl, X509 *x509, X509 *issuer, int64_t when,
		   struct err *err)
{
	EVP_PKEY *key = issuer ? X509_get0_pubkey(issuer) : NULL;
	X509_REVOKED *entry = NULL;
	int found;

	if (issuer && (!key || X509_CRL_verify(crl, key) != 1)) {
		ERR_clear_error();
		err_set(err, ERR_TRUST, "a revocation list is not signed by its CA");
		return err_tag(err, "E_CERT_CHAIN");
	}
	found = X509_CRL_get0_by_cert(crl, &entry, x509);
	/* 2: it was on hold and is not any more. */
	if (found != 1 || !counts(entry, when))
		return 0;
	err_set(err, ERR_TRUST, "the certificate has been revoked by its CA");
	return err_tag(err, "E_KEY_REVOKED");
}

/* All CRLs of the certificate's CA; `needed`: there must be one. */
static int ask_crls(struct x509_trust *trust, X509 *x509, X509 *issuer, int64_t when,
		    bool needed, struct err *err)
{
	bool found = false;
	int rc;

	for (int i = 0; i < sk_X509_CRL_num(trust->crls); i++) {
		X509_CRL *crl = sk_X509_CRL_value(trust->crls, i);

		if (X509_NAME_cmp(X509_CRL_get_issuer(crl),
				  X509_get_issuer_name(x509)) != 0)
			continue;
		found = true;
		rc = ask_crl(crl, x509, issuer, when, err);
		if (rc < 0)
			return rc;
	}
	if (found || !needed)
		return 0;
	err_set(err, ERR_TRUST, "there is no revocation list of the certificate's CA");
	err_tag(err, "E_CERT_CHAIN");
	return err_fix(err, "add the CA's list to x509-crls.pem");
}

int x509_trust_ask(struct x509_trust *trust, STACK_OF(X509) * chain, int64_t when,
		   bool needed, struct err *err)
{
	int rc = 0;

	for (int i = 0; rc == 0 && i + 1 < sk_X509_num(chain); i++)
		rc = ask_crls(trust, sk_X509_value(chain, i),
			      sk_X509_value(chain, i + 1), when, needed && i == 0, err);
	return rc;
}

int x509_trust_revoked(struct x509_trust *trust, struct cms *cms, size_t index,
		       int64_t when, struct err *err)
{
	SCOPED_X509S chain = NULL;
	int rc;

	if (sk_X509_CRL_num(trust->crls) == 0)
		return 0;
	rc = build_chain(&chain, trust, cms, index, when, X509_V_FLAG_NO_CHECK_TIME,
			 err);
	return rc < 0 ? rc : x509_trust_ask(trust, chain, when, true, err);
}

int x509_trust_condemned(struct x509_trust *trust, struct cms *cms, size_t index,
			 int64_t when, struct err *err)
{
	SCOPED_X509S chain = NULL;
	struct err ignored = { 0 };

	if (!trust || sk_X509_CRL_num(trust->crls) == 0)
		return 0;
	if (build_chain(&chain, trust, cms, index, when, X509_V_FLAG_NO_CHECK_TIME,
			&ignored) == 0)
		return x509_trust_ask(trust, chain, when, false, err);
	/* Whoever has signed the list, it cannot acquit here, and may condemn. */
	return ask_crls(trust, cms_leaf(cms, index), NULL, when, false, err);
}

bool x509_trust_is_stale(const struct x509_trust *trust, int64_t when)
{
	for (int i = 0; trust && i < sk_X509_CRL_num(trust->crls); i++) {
		X509_CRL *crl = sk_X509_CRL_value(trust->crls, i);
		int64_t next = asn1_seconds(X509_CRL_get0_nextUpdate(crl));

		if (next != CLOCK_NONE && when > next)
			return true;
	}
	return false;
}

/* For people. */

static bool is_by_root(const struct x509_trust *trust, X509_CRL *crl)
{
	for (int i = 0; i < sk_X509_num(trust->roots); i++) {
		X509 *root = sk_X509_value(trust->roots, i);

		if (X509_NAME_cmp(X509_CRL_get_issuer(crl),
				  X509_get_subject_name(root)) == 0 &&
		    X509_CRL_verify(crl, X509_get0_pubkey(root)) == 1)
			return true;
	}
	ERR_clear_error();
	return false;
}

void x509_trust_look(struct x509_survey *out, const struct x509_trust *trust,
		     const struct x509_files *files, struct arena *arena)
{
	*out = (struct x509_survey){ .roots = { .count = 0 } };
	for (int i = 0; trust && i < sk_X509_num(trust->roots); i++) {
		X509 *x509 = sk_X509_value(trust->roots, i);

		*LIST_ADD(arena, &out->roots) = (struct x509_root_facts){
			.subject = x509_name(X509_get_subject_name(x509), arena),
			.not_before = asn1_seconds(X509_get0_notBefore(x509)),
			.not_after = asn1_seconds(X509_get0_notAfter(x509)),
			.authority = X509_check_ca(x509) == 1,
			.line = line_of(files->roots, (unsigned)i),
		};
	}
	for (int i = 0; trust && i < sk_X509_CRL_num(trust->crls); i++) {
		X509_CRL *crl = sk_X509_CRL_value(trust->crls, i);
		STACK_OF(X509_REVOKED) *revoked = X509_CRL_get_REVOKED(crl);

		*LIST_ADD(arena, &out->crls) = (struct x509_crl_facts){
			.issuer = x509_name(X509_CRL_get_issuer(crl), arena),
			.this_update = asn1_seconds(X509_CRL_get0_lastUpdate(crl)),
			.next_update = asn1_seconds(X509_CRL_get0_nextUpdate(crl)),
			.revoked = revoked ? (size_t)sk_X509_REVOKED_num(revoked) : 0,
			.by_root = is_by_root(trust, crl),
			.line = line_of(files->crls, (unsigned)i),
		};
	}
}
