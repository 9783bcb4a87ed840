/*
 * libcrypto.h - inside the door to OpenSSL: for src/trust/ alone.
 *
 * Handles free themselves at the end of their scope, a struct key or struct
 * cert is libcrypto's own object under our name, and what the library has to
 * say ends in our error, its queue emptied.
 */
#ifndef TRUST_LIBCRYPTO_H
#define TRUST_LIBCRYPTO_H

#include "base/err.h"
#include "base/scoped.h"
#include "base/span.h"
#include "trust/cert.h"
#include "trust/key.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

SCOPED_TYPE(BIO, BIO_free_all)
SCOPED_TYPE(BIGNUM, BN_clear_free)
SCOPED_TYPE(CMS_ContentInfo, CMS_ContentInfo_free)
SCOPED_TYPE(EVP_MD_CTX, EVP_MD_CTX_free)
SCOPED_TYPE(EVP_PKEY, EVP_PKEY_free)
SCOPED_TYPE(EVP_PKEY_CTX, EVP_PKEY_CTX_free)
SCOPED_TYPE(X509, X509_free)
SCOPED_TYPE(X509_SIG, X509_SIG_free)
SCOPED_TYPE(X509_STORE, X509_STORE_free)
SCOPED_TYPE(X509_STORE_CTX, X509_STORE_CTX_free)
SCOPED_TYPE(PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free)

/* err_set() with the library's own words behind ours, and an empty queue. */
int err_libcrypto(struct err *err, enum err_code code, const char *what);

/* What a call that fails only without memory has returned. */
static inline void *must_have(void *handle)
{
	if (!handle)
		oom();
	return handle;
}

static inline EVP_PKEY *key_evp(struct key *key)
{
	return (EVP_PKEY *)key;
}

static inline STACK_OF(X509) * cert_stack(struct cert *cert)
{
	return (STACK_OF(X509) *)cert;
}

static inline X509 *cert_leaf(struct cert *cert)
{
	return sk_X509_value(cert_stack(cert), 0);
}

/* For OpenSSL's readers of memory; it does not write there. */
BIO *bio_of(struct span bytes);

/* A copy of what a memory BIO holds. */
struct span bio_take(BIO *bio, struct arena *arena);

/* CLOCK_NONE where the time is none that a calendar has. */
int64_t asn1_seconds(const ASN1_TIME *when);

/* A name as RFC 2253 writes it, escaped: printable. */
struct span x509_name(const X509_NAME *name, struct arena *arena);

/* A signer's certificate, which the CMS keeps; all of them, which the caller frees. */
struct cms;
X509 *cms_leaf(struct cms *cms, size_t index);
STACK_OF(X509) * cms_certs(struct cms *cms);

/* Certificates, each counted: given back with the stack. */
static inline void scoped_x509s(STACK_OF(X509) * *slot)
{
	sk_X509_pop_free(*slot, X509_free);
}
#define SCOPED_X509S __attribute__((cleanup(scoped_x509s))) STACK_OF(X509) *

/* From `leaf`, by way of `others`, to a root; x509.h has the errors. */
struct x509_trust;
struct x509_path {
	X509 *leaf;
	STACK_OF(X509) * others; /* or NULL */
	int64_t when;
	int purpose;         /* X509_PURPOSE_... */
	unsigned long flags; /* X509_V_FLAG_... */
};
int x509_trust_build(STACK_OF(X509) * *out, struct x509_trust *trust,
		     const struct x509_path *path, struct err *err);

/* What the CRLs say of a chain; `needed`: there must be one of the leaf's CA. */
int x509_trust_ask(struct x509_trust *trust, STACK_OF(X509) * chain, int64_t when,
		   bool needed, struct err *err);

/* Fill in what cert.h's struct cert_facts says of one certificate. */
void x509_look(struct cert_facts *out, X509 *x509, struct arena *arena);

#endif
