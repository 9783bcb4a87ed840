/* DSSE envelopes: the protocol's own vector, and what must not verify. */
#include "unit.h"

#include "base/limits.h"
#include "trust/dsse.h"

#define TYPE SPAN_LIT(DSSE_IN_TOTO)
#define BODY SPAN_LIT("{\"a\":1}")

static int set_up(void **state)
{
	*state = arena_new(1u << 24);
	return 0;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static void pae_is_the_protocols_own_example(void **state)
{
	/* dsse/protocol.md, "Test Vectors". */
	assert_span_is(dsse_pae(SPAN_LIT("http://example.com/HelloWorld"),
				SPAN_LIT("hello world"), *state),
		       "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
	assert_span_is(dsse_pae(SPAN_EMPTY, SPAN_EMPTY, *state), "DSSEv1 0  0 ");
}

static void what_a_key_signs_only_that_key_type_and_body_verify(void **state)
{
	static const enum key_kind kinds[] = { KEY_P256, KEY_ED25519, KEY_RSA };
	struct err err = { 0 };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		SCOPED_KEY key = NULL;
		SCOPED_KEY other = NULL;
		struct span sig, cut;

		assert_ok(key_generate(&key, kinds[i], &err));
		assert_ok(key_generate(&other, kinds[i], &err));
		assert_ok(dsse_sign(&sig, key, TYPE, BODY, *state, &err));
		assert_ok(dsse_verify(key, TYPE, BODY, sig, *state, &err));
		assert_err(ERR_TRUST,
			   dsse_verify(other, TYPE, BODY, sig, *state, &err));
		assert_string_equal(err.tag, "E_DSSE_BAD");
		assert_err(ERR_TRUST, dsse_verify(key, SPAN_LIT("text/plain"), BODY,
						  sig, *state, &err));
		assert_err(ERR_TRUST, dsse_verify(key, TYPE, SPAN_LIT("{\"a\":2}"), sig,
						  *state, &err));
		assert_err(ERR_TRUST,
			   dsse_verify(key, TYPE, SPAN_EMPTY, sig, *state, &err));
		assert_err(ERR_TRUST,
			   dsse_verify(key, TYPE, BODY, SPAN_EMPTY, *state, &err));
		cut = span_sub(sig, 0, sig.len - 1);
		assert_err(ERR_TRUST, dsse_verify(key, TYPE, BODY, cut, *state, &err));
	}
}

static void an_ecdsa_signature_has_one_spelling(void **state)
{
	struct err err = { 0 };
	SCOPED_KEY key = NULL;
	struct span sig;
	char *bytes;

	assert_ok(key_generate(&key, KEY_P256, &err));
	assert_ok(dsse_sign(&sig, key, TYPE, BODY, *state, &err));
	bytes = arena_alloc(*state, sig.len + 2, 1);
	memcpy(bytes, sig.ptr, sig.len);
	assert_err(ERR_TRUST,
		   dsse_verify(key, TYPE, BODY, (struct span){ bytes, sig.len + 1 },
			       *state, &err));
	assert_string_equal(err.tag, "E_DSSE_SIG_FORMAT");
	/* A long form of the length: BER, not DER. */
	bytes[0] = 0x30;
	bytes[1] = (char)0x81;
	memcpy(bytes + 2, sig.ptr + 1, sig.len - 1);
	assert_err(ERR_TRUST,
		   dsse_verify(key, TYPE, BODY, (struct span){ bytes, sig.len + 1 },
			       *state, &err));
	assert_string_equal(err.tag, "E_DSSE_SIG_FORMAT");
}

static void no_changed_bit_of_a_signature_verifies(void **state)
{
	struct err err = { 0 };
	SCOPED_KEY key = NULL;
	struct span sig;

	assert_ok(key_generate(&key, KEY_ED25519, &err));
	assert_ok(dsse_sign(&sig, key, TYPE, BODY, *state, &err));
	for (size_t bit = 0; bit < sig.len * 8; bit++) {
		char *bytes = arena_string(*state, sig);

		bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
		assert_err(ERR_TRUST,
			   dsse_verify(key, TYPE, BODY, (struct span){ bytes, sig.len },
				       *state, &err));
	}
}

static void the_bundle_is_sigstores_and_canonical(void **state)
{
	struct dsse_bundle bundle = { .key_id = "k",
				      .type = SPAN_LIT("t"),
				      .payload = SPAN_LIT("foo"),
				      .signature = SPAN_LIT("bar") };
	struct buf buf;

	buf_init(&buf, LIMIT_KIB);
	dsse_write_bundle(&buf, &bundle, *state);
	assert_span_is(
		buf_span(&buf),
		"{\"dsseEnvelope\":{\"payload\":\"Zm9v\",\"payloadType\":\"t\","
		"\"signatures\":[{\"keyid\":\"k\",\"sig\":\"YmFy\"}]},"
		"\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\","
		"\"verificationMaterial\":{\"publicKey\":{\"hint\":\"k\"}}}");
	buf_clear(&buf);
	bundle.stamp = SPAN_LIT("foo");
	dsse_write_bundle(&buf, &bundle, *state);
	assert_true(span_ends(
		buf_span(&buf),
		"{\"publicKey\":{\"hint\":\"k\"},\"timestampVerificationData\":"
		"{\"rfc3161Timestamps\":[{\"signedTimestamp\":\"Zm9v\"}]}}}"));
	buf_release(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pae_is_the_protocols_own_example),
		cmocka_unit_test(what_a_key_signs_only_that_key_type_and_body_verify),
		cmocka_unit_test(an_ecdsa_signature_has_one_spelling),
		cmocka_unit_test(no_changed_bit_of_a_signature_verifies),
		cmocka_unit_test(the_bundle_is_sigstores_and_canonical),
	};

	return cmocka_run_group_tests_name("dsse", tests, set_up, tear_down);
}
