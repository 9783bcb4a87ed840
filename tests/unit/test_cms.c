/* CMS seals: one way to hold, and every byte a way not to. */
#include "unit.h"

#include "trust/x509.h"

#define NOW 1767225600

struct made {
	struct arena *arena;
	struct key *key;
	struct cert *cert;
	struct span der;
};

static int set_up(void **state)
{
	static struct made made;
	struct err err = { 0 };

	made.arena = arena_new(1u << 26);
	assert_ok(key_generate(&made.key, KEY_P256, &err));
	assert_ok(cert_self_signed(&made.cert, made.key, SPAN_LIT("a@x.org"), NOW, 30,
				   &err));
	assert_ok(cms_sign(&made.der, made.key, made.cert, SPAN_LIT("content\n"), NOW,
			   made.arena, &err));
	*state = &made;
	return 0;
}

static int tear_down(void **state)
{
	struct made *made = *state;

	cert_free(made->cert);
	key_free(made->key);
	arena_free(made->arena);
	return 0;
}

static int verify(struct made *made, struct span der, struct span content,
		  struct cms_signer **signers, struct err *err)
{
	SCOPED_CMS cms = NULL;
	size_t count;
	int rc = cms_verify(&cms, signers, &count, der, content, made->arena, err);

	if (rc == 0)
		assert_int_equal(count, 1);
	return rc;
}

static void a_seal_holds_over_its_content_and_names_its_signer(void **state)
{
	struct made *made = *state;
	struct cms_signer *signers;
	struct err err = { 0 };

	assert_ok(verify(made, made->der, SPAN_LIT("content\n"), &signers, &err));
	assert_span_is(signers[0].cert.mail, "a@x.org");
	assert_int_equal(signers[0].claimed_at, NOW);
	assert_true(signers[0].names_cert);
}

static void other_content_is_not_what_was_sealed(void **state)
{
	static const char *const others[] = {
		"",           "content",    "content\r\n", "Content\n", "content\n\n",
		"content\n ", " content\n", "contents\n"
	};
	struct made *made = *state;
	struct cms_signer *signers;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct err err = { 0 };

		assert_err(ERR_TRUST,
			   verify(made, made->der, span_of(others[i]), &signers, &err));
		assert_string_equal(err.tag, "E_CMS_BAD");
	}
}

/*
 * Most bytes break it.  Some are not signed by anybody: inside the certificate,
 * which is hashed by signing-certificate-v2, nothing may give.
 */
static void no_changed_byte_makes_another_signer(void **state)
{
	struct made *made = *state;
	struct cms_signer *signers;
	char id[DIGEST_TEXT];
	size_t held = 0;

	key_id(made->key, id);
	for (size_t i = 0; i < made->der.len; i++) {
		char *bytes = arena_string(made->arena, made->der);
		struct err err = { 0 };

		bytes[i] = (char)(bytes[i] ^ 1);
		if (verify(made, (struct span){ bytes, made->der.len },
			   SPAN_LIT("content\n"), &signers, &err) < 0) {
			assert_true(err.tag[0] != '\0');
			continue;
		}
		held++;
		assert_string_equal(signers[0].cert.key_id, id);
		assert_int_equal(signers[0].claimed_at, NOW);
	}
	assert_true(held < 16); /* versions and the like */
}

static void a_seal_cut_short_or_with_a_tail_is_refused(void **state)
{
	struct made *made = *state;
	struct cms_signer *signers;
	char *longer = arena_alloc(made->arena, made->der.len + 1, 1);

	for (size_t len = 0; len < made->der.len; len++) {
		struct err err = { 0 };

		assert_err(ERR_TRUST, verify(made, span_sub(made->der, 0, len),
					     SPAN_LIT("content\n"), &signers, &err));
		assert_string_equal(err.tag, "E_CMS_PARSE");
	}
	memcpy(longer, made->der.ptr, made->der.len);
	for (int c = 0; c < 256; c += 51) {
		struct err err = { 0 };

		longer[made->der.len] = (char)c;
		assert_err(ERR_TRUST,
			   verify(made, (struct span){ longer, made->der.len + 1 },
				  SPAN_LIT("content\n"), &signers, &err));
		assert_string_equal(err.tag, "E_CMS_PARSE");
	}
}

static void an_ed25519_key_or_a_foreign_certificate_cannot_seal(void **state)
{
	struct made *made = *state;
	struct err err = { 0 };
	SCOPED_KEY other = NULL;
	SCOPED_KEY ed = NULL;
	SCOPED_CERT cert = NULL;
	struct span der;

	assert_ok(key_generate(&other, KEY_P256, &err));
	assert_err(ERR_USAGE, cms_sign(&der, other, made->cert, SPAN_LIT("x"), NOW,
				       made->arena, &err));
	assert_ok(key_generate(&ed, KEY_ED25519, &err));
	assert_ok(cert_self_signed(&cert, ed, SPAN_LIT("a@x.org"), NOW, 30, &err));
	assert_err(ERR_USAGE,
		   cms_sign(&der, ed, cert, SPAN_LIT("x"), NOW, made->arena, &err));
	assert_int_equal(der.len, 0);
}

static void a_chain_ends_at_a_root_that_was_given_or_nowhere(void **state)
{
	struct made *made = *state;
	struct cms_signer *signers;
	struct err err = { 0 };
	struct x509_files files = { .roots_path = SPAN_LIT("r") };
	SCOPED_X509_TRUST trust = NULL;
	SCOPED_CERT other = NULL;
	SCOPED_CMS cms = NULL;
	size_t count;

	assert_ok(cms_verify(&cms, &signers, &count, made->der, SPAN_LIT("content\n"),
			     made->arena, &err));
	assert_ok(cert_self_signed(&other, made->key, SPAN_LIT("a@x.org"), NOW, 30,
				   &err));
	files.roots = cert_pem(other, made->arena);
	assert_ok(x509_trust_open(&trust, &files, &err));
	assert_err(ERR_TRUST, x509_trust_chain(trust, cms, 0, NOW + 1, &err));
	assert_string_equal(err.tag, "E_SEAL_UNTRUSTED");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_seal_holds_over_its_content_and_names_its_signer),
		cmocka_unit_test(other_content_is_not_what_was_sealed),
		cmocka_unit_test(no_changed_byte_makes_another_signer),
		cmocka_unit_test(a_seal_cut_short_or_with_a_tail_is_refused),
		cmocka_unit_test(an_ed25519_key_or_a_foreign_certificate_cannot_seal),
		cmocka_unit_test(a_chain_ends_at_a_root_that_was_given_or_nowhere),
	};

	return cmocka_run_group_tests_name("cms", tests, set_up, tear_down);
}
