/* Signatures over evidence: what holds, and every byte a way not to. */
#include "unit.h"

#include "base/buf.h"
#include "base/clock.h"
#include "text/base64.h"
#include "trust/dsse.h"
#include "trust/endorse.h"

#define NOW      1767225600
#define MESSAGE  "<testsuites/>\n"
#define DIGEST   "3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7"
#define SUBJECTS "\"subject\":[{\"name\":\"a\",\"digest\":{\"sha256\":\"" DIGEST "\"}}]"

struct made {
	struct arena *arena;
	struct key *key;
	struct cert *cert;
	struct trust trust;
};

static int set_up(void **state)
{
	struct made *made = test_malloc(sizeof(*made));
	struct err err = { 0 };

	*made = (struct made){ .arena = arena_new(1u << 27) };
	assert_ok(key_generate(&made->key, KEY_P256, &err));
	assert_ok(cert_self_signed(&made->cert, made->key, SPAN_LIT("a@x.org"), NOW, 30,
				   &err));
	*state = made;
	return 0;
}

static int tear_down(void **state)
{
	struct made *made = *state;

	cert_free(made->cert);
	key_free(made->key);
	arena_free(made->arena);
	test_free(made);
	return 0;
}

/* Enrol the key with one line of these namespaces. */
static void enrol(struct made *made, const char *namespaces)
{
	struct err err = { 0 };
	struct span line = signers_line(SPAN_LIT("a@x.org"), namespaces,
					key_wire(made->key, made->arena), made->arena);

	made->trust = (struct trust){ .x509 = NULL };
	assert_ok(signers_parse(&made->trust.signers, SPAN_LIT("s"), line, made->arena,
				&err));
}

static struct span sign_cms(struct made *made)
{
	struct err err = { 0 };
	struct span der;

	assert_ok(cms_sign(&der, made->key, made->cert, SPAN_LIT(MESSAGE), NOW,
			   made->arena, &err));
	return der;
}

static enum commitsig_state cms_state(struct made *made, const char *family,
				      struct span der, struct span message,
				      int64_t when)
{
	SCOPED_ENDORSER endorser = endorser_new(&made->trust, when, made->arena);
	struct endorsements out;

	endorse_cms(&out, endorser, family, der, message, made->arena);
	assert_true(out.count >= 1);
	return out.at[0].state;
}

/* A bundle about `payload`, as muster capture writes one. */
static struct span sign_bundle(struct made *made, const char *type, const char *payload)
{
	struct dsse_bundle bundle = { .type = span_of(type),
				      .payload = span_of(payload) };
	char id[DIGEST_TEXT];
	struct err err = { 0 };
	struct span out;
	struct buf buf;

	key_id(made->key, id);
	bundle.key_id = id;
	assert_ok(dsse_sign(&bundle.signature, made->key, bundle.type, bundle.payload,
			    made->arena, &err));
	buf_init(&buf, 1u << 20);
	dsse_write_bundle(&buf, &bundle, made->arena);
	out = arena_copy(made->arena, buf_span(&buf));
	buf_release(&buf);
	return out;
}

static enum commitsig_state envelope_state(struct made *made, struct span text)
{
	SCOPED_ENDORSER endorser = endorser_new(&made->trust, NOW, made->arena);
	struct endorsements out;
	struct span payload;

	endorse_envelope(&out, &payload, endorser, "tests", text, made->arena);
	assert_true(out.count >= 1);
	return out.at[0].state;
}

static void a_line_grants_the_families_that_it_names_and_no_other(void **state)
{
	static const struct {
		const char *namespaces, *family;
		enum commitsig_state want;
	} rows[] = {
		{ "muster-evidence", "tests", COMMITSIG_GOOD },
		{ "git,muster-evidence", "scan", COMMITSIG_GOOD },
		{ "muster-evidence/tests", "tests", COMMITSIG_GOOD },
		{ "muster-evidence/scan,muster-evidence/tests", "tests",
		  COMMITSIG_GOOD },
		{ "muster-evidence/tests", "scan", COMMITSIG_NOT_ALLOWED },
		{ "muster-evidence/tests", "test", COMMITSIG_NOT_ALLOWED },
		{ "muster-evidence/test", "tests", COMMITSIG_NOT_ALLOWED },
		{ "muster-evidence/", "tests", COMMITSIG_NOT_ALLOWED },
		{ "muster-evidences", "tests", COMMITSIG_NOT_ALLOWED },
		{ "git", "tests", COMMITSIG_NOT_ALLOWED },
		{ "muster-seal,muster-signoff/*,file", "tests", COMMITSIG_NOT_ALLOWED },
	};
	struct made *made = *state;
	struct span der = sign_cms(made);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		enrol(made, rows[i].namespaces);
		assert_int_equal(cms_state(made, rows[i].family, der, SPAN_LIT(MESSAGE),
					   NOW),
				 rows[i].want);
	}
}

static void a_certificate_out_of_its_dates_takes_the_grant_away(void **state)
{
	struct made *made = *state;
	struct span der = sign_cms(made), message = SPAN_LIT(MESSAGE);

	enrol(made, "muster-evidence");
	assert_int_equal(cms_state(made, "tests", der, message, NOW + 86400),
			 COMMITSIG_GOOD);
	assert_int_equal(cms_state(made, "tests", der, message, NOW + 31 * 86400),
			 COMMITSIG_EXPIRED);
	assert_int_equal(cms_state(made, "tests", der, message, NOW - 86400),
			 COMMITSIG_NOT_YET);
}

static void no_changed_byte_of_a_cms_signature_is_good_for_other_bytes(void **state)
{
	struct made *made = *state;
	struct span der = sign_cms(made);
	char *bytes = arena_string(made->arena, der);

	enrol(made, "muster-evidence");
	for (size_t i = 0; i < der.len; i++) {
		enum commitsig_state is;

		bytes[i] ^= 0x40;
		is = cms_state(made, "tests", (struct span){ bytes, der.len },
			       SPAN_LIT("<testsuite/>\n"), NOW);
		assert_int_not_equal(is, COMMITSIG_GOOD);
		bytes[i] ^= 0x40;
	}
	for (size_t i = 0; i < der.len; i += 7)
		assert_int_not_equal(cms_state(made, "tests", (struct span){ bytes, i },
					       SPAN_LIT(MESSAGE), NOW),
				     COMMITSIG_GOOD);
}

static void an_envelope_is_good_by_the_key_that_its_line_grants(void **state)
{
	struct made *made = *state;
	struct span bundle =
		sign_bundle(made, DSSE_IN_TOTO,
			    "{\"_type\":\"https://in-toto.io/Statement/v1\"," SUBJECTS
			    "}");

	enrol(made, "muster-evidence");
	assert_int_equal(envelope_state(made, bundle), COMMITSIG_GOOD);
	enrol(made, "muster-seal");
	assert_int_equal(envelope_state(made, bundle), COMMITSIG_NOT_ALLOWED);
	made->trust = (struct trust){ .x509 = NULL };
	assert_int_equal(envelope_state(made, bundle), COMMITSIG_UNKNOWN_KEY);
	enrol(made, "muster-evidence");
	bundle = sign_bundle(made, "application/json", "{}");
	assert_int_equal(envelope_state(made, bundle), COMMITSIG_UNSUPPORTED);
}

/* Every change of the text is refused, or leaves the signed bytes as they were. */
static void no_changed_byte_of_a_bundle_changes_what_was_signed(void **state)
{
	static const char statement[] =
		"{\"_type\":\"https://in-toto.io/Statement/v1\"," SUBJECTS "}";
	struct made *made = *state;
	struct span bundle = sign_bundle(made, DSSE_IN_TOTO, statement);
	char *bytes = arena_string(made->arena, bundle);

	enrol(made, "muster-evidence");
	for (size_t i = 0; i < bundle.len; i++) {
		SCOPED_ENDORSER endorser = endorser_new(&made->trust, NOW, made->arena);
		struct endorsements out;
		struct span payload;

		bytes[i] ^= 1;
		endorse_envelope(&out, &payload, endorser, "tests",
				 (struct span){ bytes, bundle.len }, made->arena);
		if (out.at[0].state == COMMITSIG_GOOD)
			assert_span_is(payload, statement);
		bytes[i] ^= 1;
	}
}

static void what_is_no_envelope_is_signed_by_nobody(void **state)
{
	static const char *const texts[] = {
		"",
		"{",
		"null",
		"[]",
		"{}",
		"{\"payloadType\":1,\"payload\":2,\"signatures\":3}",
		"{\"payloadType\":\"a\",\"payload\":\"e30=\",\"signatures\":[]}",
		"{\"payloadType\":\"a\",\"payload\":\"\",\"signatures\":[{}]}",
		"{\"dsseEnvelope\":{}}",
		"{\"dsseEnvelope\":[[[[]]]]}",
		"{\"payload\":\"e30=\",\"payload\":\"e30=\",\"signatures\":[{}]}",
	};
	struct made *made = *state;

	enrol(made, "muster-evidence");
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_int_equal(envelope_state(made, span_of(texts[i])),
				 COMMITSIG_NONE);
	/* A signature that is none. */
	assert_int_equal(envelope_state(made,
					SPAN_LIT(
						"{\"payloadType\":\"" DSSE_IN_TOTO "\","
						"\"payload\":\"e30=\","
						"\"signatures\":[7,{\"sig\":\"?\"}]}")),
			 COMMITSIG_MALFORMED);
}

/* Else one of them would be verified, and the other read. */
static void a_signed_bundle_inside_another_document_signs_nothing(void **state)
{
	static const char *const before[] = {
		"{\"_type\":\"https://in-toto.io/Statement/v1\",",
		"{\"payload\":\"e30=\",",
		"{\"subject\":[],",
		"{\"messageSignature\":{},",
	};
	struct made *made = *state;
	struct span bundle =
		sign_bundle(made, DSSE_IN_TOTO,
			    "{\"_type\":\"https://in-toto.io/Statement/v1\"," SUBJECTS
			    "}");
	struct span members = span_from(bundle, 1);

	enrol(made, "muster-evidence");
	assert_int_equal(envelope_state(made, arena_printf(made->arena, "{%.*s",
							   SPAN_ARG(members))),
			 COMMITSIG_GOOD);
	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		assert_int_equal(envelope_state(made, arena_printf(made->arena,
								   "%s%.*s", before[i],
								   SPAN_ARG(members))),
				 COMMITSIG_NONE);
}

static void a_statement_names_a_subject_by_its_sha256_alone(void **state)
{
	static const struct {
		const char *text;
		bool want;
	} rows[] = {
		{ "{\"_type\":\"https://in-toto.io/Statement/v1\"," SUBJECTS "}",
		  true },
		{ "{\"_type\":\"https://in-toto.io/Statement/v0.1\"," SUBJECTS "}",
		  true },
		{ "{\"_type\":\"https://example.org/Statement/v1\"," SUBJECTS "}",
		  false },
		{ "{" SUBJECTS "}", false },
		{ "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[]}",
		  false },
		{ "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{"
		  "\"name\":\"" DIGEST "\",\"digest\":{\"sha1\":\"" DIGEST "\"}}]}",
		  false },
		{ "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":"
		  "{\"digest\":{\"sha256\":\"" DIGEST "\"}}}",
		  false },
		{ "", false },
	};
	struct made *made = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(endorse_names(span_of(rows[i].text), DIGEST,
					       made->arena),
				 rows[i].want);
}

static void two_keys_of_one_person_are_not_independent(void **state)
{
	static const struct {
		const char *a, *b;
		bool want;
	} rows[] = {
		{ "a@x.org", "b@x.org", true },
		{ "a@x.org", "A@X.ORG", false },
		{ "a@x.org,b@x.org", "c@x.org,b@x.org", false },
		{ "a@x.org,b@x.org", "c@x.org,d@x.org", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct signer first = { .principals = span_of(rows[i].a) };
		struct signer second = { .principals = span_of(rows[i].b) };
		struct commitsig a = { .signer = &first, .wire = SPAN_LIT("k1") };
		struct commitsig b = { .signer = &second, .wire = SPAN_LIT("k2") };

		assert_int_equal(endorse_independent(&a, &b), rows[i].want);
		assert_int_equal(endorse_independent(&b, &a), rows[i].want);
		b.wire = a.wire;
		assert_false(endorse_independent(&a, &b));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_line_grants_the_families_that_it_names_and_no_other),
		TEST(a_certificate_out_of_its_dates_takes_the_grant_away),
		TEST(no_changed_byte_of_a_cms_signature_is_good_for_other_bytes),
		TEST(an_envelope_is_good_by_the_key_that_its_line_grants),
		TEST(no_changed_byte_of_a_bundle_changes_what_was_signed),
		TEST(what_is_no_envelope_is_signed_by_nobody),
		TEST(a_signed_bundle_inside_another_document_signs_nothing),
		TEST(a_statement_names_a_subject_by_its_sha256_alone),
		TEST(two_keys_of_one_person_are_not_independent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
