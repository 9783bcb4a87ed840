/* Certificates of seal keys, by way of libcrypto's X509. */
#include "trust/libcrypto.h"

#include "base/clock.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <stdio.h>

SCOPED_TYPE(GENERAL_NAMES, GENERAL_NAMES_free)
SCOPED_TYPE(X509_EXTENSION, X509_EXTENSION_free)

/* clang-format off: seal.md section 3.4, one extension a line */
static const struct {
	int nid;
	const char *value; /* "%s" is the e-mail */
} extensions[] = {
	{ NID_basic_constraints, "critical,CA:FALSE" },
	{ NID_key_usage, "critical,digitalSignature,nonRepudiation" },
	{ NID_ext_key_usage, "emailProtection,codeSigning" },
	{ NID_subject_key_identifier, "hash" },
};
/* clang-format on */

static void free_stack(STACK_OF(X509) * *slot)
{
	sk_X509_pop_free(*slot, X509_free);
}
#define SCOPED_STACK __attribute__((cleanup(free_stack))) STACK_OF(X509) *

void cert_free(struct cert *cert)
{
	sk_X509_pop_free(cert_stack(cert), X509_free);
}

static bool add_extension(X509 *x509, int nid, const char *value)
{
	SCOPED(X509_EXTENSION) extension = NULL;
	X509V3_CTX ctx;

	X509V3_set_ctx_nodb(&ctx);
	X509V3_set_ctx(&ctx, x509, x509, NULL, NULL, 0);
	extension = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
	return extension && X509_add_ext(x509, extension, -1) == 1;
}

/* The e-mail as the only alternative name, built without a text to be parsed. */
static bool add_mail(X509 *x509, struct span mail)
{
	SCOPED(GENERAL_NAMES) names = must_have(GENERAL_NAMES_new());
	GENERAL_NAME *name = must_have(GENERAL_NAME_new());
	ASN1_IA5STRING *text = must_have(ASN1_IA5STRING_new());

	if (ASN1_STRING_set(text, mail.ptr, (int)mail.len) != 1 ||
	    sk_GENERAL_NAME_push(names, name) == 0)
		oom();
	GENERAL_NAME_set0_value(name, GEN_EMAIL, text);
	return X509_add1_ext_i2d(x509, NID_subject_alt_name, names, 0,
				 X509V3_ADD_APPEND) == 1;
}

/* 126 random bits: positive, and far from another one ever the same. */
static bool set_serial(X509 *x509)
{
	unsigned char bytes[16];
	SCOPED(BIGNUM) number = NULL;

	if (RAND_bytes(bytes, sizeof(bytes)) != 1)
		return false;
	bytes[0] = (bytes[0] & 0x3f) | 0x40;
	number = must_have(BN_bin2bn(bytes, sizeof(bytes), NULL));
	return BN_to_ASN1_INTEGER(number, X509_get_serialNumber(x509)) != NULL;
}

static bool set_times(X509 *x509, int64_t not_before, unsigned days)
{
	int64_t not_after = not_before + (int64_t)days * 86400;

	return ASN1_TIME_set(X509_getm_notBefore(x509), not_before) &&
	       ASN1_TIME_set(X509_getm_notAfter(x509), not_after);
}

static bool set_name(X509 *x509, struct span mail)
{
	X509_NAME *name = X509_get_subject_name(x509);

	return X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8,
					  (const unsigned char *)mail.ptr,
					  (int)mail.len, -1, 0) == 1 &&
	       X509_set_issuer_name(x509, name) == 1;
}

int cert_self_signed(struct cert **out, struct key *key, struct span mail,
		     int64_t not_before, unsigned days, struct err *err)
{
	SCOPED(X509) x509 = must_have(X509_new());
	STACK_OF(X509) * stack;
	bool ok;

	*out = NULL;
	ok = X509_set_version(x509, X509_VERSION_3) == 1 && set_serial(x509) &&
	     set_times(x509, not_before, days) && set_name(x509, mail) &&
	     X509_set_pubkey(x509, key_evp(key)) == 1;
	for (size_t i = 0; ok && i < sizeof(extensions) / sizeof(extensions[0]); i++)
		ok = add_extension(x509, extensions[i].nid, extensions[i].value);
	ok = ok && add_mail(x509, mail);
	if (!ok || X509_sign(x509, key_evp(key),
			     key_kind(key) == KEY_ED25519 ? NULL : EVP_sha256()) <= 0)
		return err_libcrypto(err, ERR_FORMAT, "cannot make a certificate");
	stack = must_have(sk_X509_new_null());
	if (sk_X509_push(stack, TAKE(x509)) == 0)
		oom();
	*out = (struct cert *)stack;
	return 0;
}

int cert_read(struct cert **out, struct span pem, const char *name, struct err *err)
{
	SCOPED(BIO) bio = bio_of(pem);
	SCOPED_STACK stack = must_have(sk_X509_new_null());
	X509 *x509;

	*out = NULL;
	for (;;) {
		x509 = PEM_read_bio_X509(bio, NULL, NULL, NULL);
		if (!x509)
			break;
		if (sk_X509_push(stack, x509) == 0)
			oom();
		if (sk_X509_num(stack) > CERT_CHAIN) {
			err_set(err, ERR_LIMIT, "holds more than %d certificates",
				CERT_CHAIN);
			return err_at_path(err, span_of(name));
		}
	}
	if (sk_X509_num(stack) == 0 ||
	    ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE) {
		err_libcrypto(err, ERR_FORMAT, "holds no certificate in PEM");
		return err_at_path(err, span_of(name));
	}
	ERR_clear_error();
	*out = (struct cert *)TAKE(stack);
	return 0;
}

struct span cert_pem(struct cert *cert, struct arena *arena)
{
	SCOPED(BIO) bio = must_have(BIO_new(BIO_s_mem()));

	for (int i = 0; i < sk_X509_num(cert_stack(cert)); i++)
		if (PEM_write_bio_X509(bio, sk_X509_value(cert_stack(cert), i)) != 1)
			oom();
	return bio_take(bio, arena);
}

struct span x509_name(const X509_NAME *name, struct arena *arena)
{
	SCOPED(BIO) bio = must_have(BIO_new(BIO_s_mem()));

	X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253);
	return bio_take(bio, arena);
}

/* The first e-mail among the alternative names, if it is plain printable ASCII. */
static struct span first_mail(X509 *x509, struct arena *arena)
{
	SCOPED(GENERAL_NAMES)
	names = X509_get_ext_d2i(x509, NID_subject_alt_name, NULL, NULL);

	for (int i = 0; names && i < sk_GENERAL_NAME_num(names); i++) {
		const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);
		struct span mail;

		if (name->type != GEN_EMAIL)
			continue;
		mail = (struct span){
			(const char *)ASN1_STRING_get0_data(name->d.rfc822Name),
			(size_t)ASN1_STRING_length(name->d.rfc822Name),
		};
		for (size_t k = 0; k < mail.len; k++)
			if (mail.ptr[k] <= ' ' || mail.ptr[k] >= 0x7f)
				return SPAN_EMPTY;
		return arena_copy(arena, mail);
	}
	return SPAN_EMPTY;
}

/* Absent extensions restrict nothing: OpenSSL says all bits then. */
static void look_at_usage(struct cert_facts *out, X509 *x509)
{
	uint32_t usage = X509_get_key_usage(x509);
	uint32_t extended = X509_get_extended_key_usage(x509);

	out->signs = (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
	out->for_seals = (extended & (XKU_SMIME | XKU_CODE_SIGN | XKU_ANYEKU)) != 0;
}

void x509_look(struct cert_facts *out, X509 *x509, struct arena *arena)
{
	SCOPED_KEY key = NULL;
	struct err ignored = { 0 };
	unsigned char *der = NULL;
	int len;

	*out = (struct cert_facts){
		.subject = x509_name(X509_get_subject_name(x509), arena),
		.issuer = x509_name(X509_get_issuer_name(x509), arena),
		.mail = first_mail(x509, arena),
		.not_before = asn1_seconds(X509_get0_notBefore(x509)),
		.not_after = asn1_seconds(X509_get0_notAfter(x509)),
		.key_kind = KEY_KINDS,
		.self_issued = X509_NAME_cmp(X509_get_subject_name(x509),
					     X509_get_issuer_name(x509)) == 0,
	};
	look_at_usage(out, x509);
	len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509), &der);
	if (len > 0 &&
	    key_from_spki(&key, (struct span){ (const char *)der, (size_t)len },
			  &ignored) == 0) {
		out->wire = key_wire(key, arena);
		out->key_kind = key_kind(key);
		out->key_bits = key_bits(key);
		key_id(key, out->key_id);
	}
	OPENSSL_free(der);
	ERR_clear_error();
}

void cert_look(struct cert_facts *out, struct cert *cert, struct arena *arena)
{
	x509_look(out, cert_leaf(cert), arena);
}

bool cert_is_about(struct cert *cert, struct key *key)
{
	EVP_PKEY *evp = X509_get0_pubkey(cert_leaf(cert));

	return evp && EVP_PKEY_eq(evp, key_evp(key)) == 1;
}
