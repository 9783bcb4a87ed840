#include "trust/crl.h"

#include "trust/libcrypto.h"

#include "base/clock.h"

#include <openssl/err.h>
#include <openssl/pem.h>

SCOPED_TYPE(ASN1_ENUMERATED, ASN1_ENUMERATED_free)
SCOPED_TYPE(ISSUING_DIST_POINT, ISSUING_DIST_POINT_free)
SCOPED_TYPE(X509_CRL, X509_CRL_free)

/* clang-format off: RFC 5280 section 5.3.1, in the order of its numbers */
static const struct {
	const char *word;
	bool from_its_day; /* refuses only what was signed from revocationDate on */
} reasons[] = {
	{ "unspecified", false },     { "keyCompromise", false },
	{ "cACompromise", false },    { "affiliationChanged", true },
	{ "superseded", true },       { "cessationOfOperation", true },
	{ "certificateHold", false }, { "unknown reason", false }, /* 7 is not used */
	{ "removeFromCRL", false },   { "privilegeWithdrawn", false },
	{ "aACompromise", false },
};
/* clang-format on */
#define REASONS_KNOWN ((long)(sizeof(reasons) / sizeof(reasons[0])))

/* Reading. */

static int refuse(struct err *err, struct span path, const char *what)
{
	err_libcrypto(err, ERR_USAGE, what);
	err_tag(err, "E_TRUST_SYNTAX");
	return err_at_path(err, path);
}

/* Whether a reader of PEM has stopped because there was nothing more. */
static bool at_end(void)
{
	bool ended = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;

	if (ended)
		ERR_clear_error();
	return ended;
}

/* A list of certificates by its own issuer, whole, as far as anybody can tell. */
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
	if (point->indirectCRL > 0 || point->onlyattr > 0 || point->onlysomereasons ||
	    point->onlyCA > 0)
		return "is a revocation list of a part only";
	return NULL;
}

int crl_check(struct span pem, struct span path, struct err *err)
{
	SCOPED(BIO) bio = bio_of(pem);
	int count = 0;

	for (;; count++) {
		SCOPED(X509_CRL) crl = PEM_read_bio_X509_CRL(bio, NULL, NULL, NULL);
		const char *fault = crl ? list_fault(crl) : NULL;

		if (fault)
			return refuse(err, path, fault);
		if (!crl)
			break;
	}
	if (!at_end() || count == 0)
		return refuse(err, path, "holds no revocation list in PEM");
	return 0;
}

int crl_check_roots(struct span pem, struct span path, struct err *err)
{
	SCOPED(BIO) bio = bio_of(pem);
	int count = 0;

	for (;; count++) {
		SCOPED(X509) x509 = PEM_read_bio_X509(bio, NULL, NULL, NULL);

		if (!x509)
			break;
	}
	if (!at_end() || count == 0)
		return refuse(err, path, "holds no certificate in PEM");
	return 0;
}

/* Judging. */

/* Number of the reason; -1 where none is given, which refuses always. */
static long reason_of(X509_REVOKED *entry)
{
	SCOPED(ASN1_ENUMERATED) code = NULL;
	int critical = -1;

	code = X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, &critical, NULL);
	return code ? ASN1_ENUMERATED_get(code) : -1;
}

static void judge_entry(struct crl_answer *out, X509_REVOKED *entry, int64_t when)
{
	int64_t since = asn1_seconds(X509_REVOKED_get0_revocationDate(entry));
	long reason = reason_of(entry);
	bool known = reason >= 0 && reason < REASONS_KNOWN;

	if (known && reasons[reason].from_its_day && since != CLOCK_NONE &&
	    since > when)
		return;
	out->revoked = true;
	out->reason = known ? reasons[reason].word : "no reason given";
}

/* What one list says about `x509`, whose issuer is `issuer`, or not known. */
static bool ask_list(struct crl_answer *out, X509_CRL *crl, X509 *x509, X509 *issuer,
		     int64_t when, int64_t now)
{
	X509_REVOKED *entry = NULL;
	int64_t until;

	if (X509_NAME_cmp(X509_CRL_get_issuer(crl), X509_get_issuer_name(x509)) != 0)
		return false;
	if (issuer && X509_CRL_verify(crl, X509_get0_pubkey(issuer)) != 1) {
		out->forged = true;
		return false;
	}
	/* Without its issuer at hand a list can condemn, and acquits nobody. */
	if (X509_CRL_get0_by_cert(crl, &entry, x509) == 1)
		judge_entry(out, entry, when);
	until = X509_CRL_get0_nextUpdate(crl)
			? asn1_seconds(X509_CRL_get0_nextUpdate(crl))
			: CLOCK_NONE;
	if (until != CLOCK_NONE && until < now)
		out->stale = true;
	return issuer != NULL;
}

void x509_revocation(struct crl_answer *out, STACK_OF(X509) * chain, struct span crls,
		     int64_t when, int64_t now)
{
	SCOPED(BIO) bio = bio_of(crls);

	*out = (struct crl_answer){ .reason = "", .unlisted = crls.len > 0 };
	while (crls.len > 0) {
		SCOPED(X509_CRL) crl = PEM_read_bio_X509_CRL(bio, NULL, NULL, NULL);

		if (!crl)
			break;
		for (int i = 0; i < sk_X509_num(chain); i++) {
			bool last = i + 1 == sk_X509_num(chain);
			X509 *issuer = last ? NULL : sk_X509_value(chain, i + 1);

			if (last && i > 0)
				break; /* a root is trusted or not, by the operator */
			if (ask_list(out, crl, sk_X509_value(chain, i), issuer, when,
				     now) &&
			    i == 0)
				out->unlisted = false;
		}
	}
	ERR_clear_error();
}
