/* Base64, hexadecimal and armour: RFC 4648's vectors, and every near miss. */
#include "unit.h"

#include "text/base64.h"

/* clang-format off: one vector a line */
/* RFC 4648 section 10, and what `printf ... | base64` prints. */
static const struct {
	const char *plain, *std, *url;
} vectors[] = {
	{ "", "", "" },
	{ "f", "Zg==", "Zg" },
	{ "fo", "Zm8=", "Zm8" },
	{ "foo", "Zm9v", "Zm9v" },
	{ "foob", "Zm9vYg==", "Zm9vYg" },
	{ "fooba", "Zm9vYmE=", "Zm9vYmE" },
	{ "foobar", "Zm9vYmFy", "Zm9vYmFy" },
	{ "\xfb\xff\xbe", "+/++", "-_--" },
};

static const char *const refused_std[] = {
	"Z",        "Zg",    "Zg=",     "Zg===",    "Zm8",  "Zm9v=",
	"Zm9v====", "=",     "==",      "====",     "Zh==", /* unused bits are not zero
							     */
	"Zm9=",                                             /* the same, two bits */
	"Zm9v\n",   " Zm9v", "Zm 9v",   "Zm9v\r\n", "Z=g=", "Zg==Zg==",
	"-_--",     "Zm9*",  "Zm9\xe2",
};

static const char *const refused_url[] = {
	"Z", "Zg=", "+/++", "Zh", "Zm9", "Zm9v ", "Zg===",
};

static const char *const refused_hex[] = { "a", "0g", "0x", " 00", "00 ", "000" };

static const char *const refused_armour[] = {
	"",
	"-----BEGIN X-----\n",
	"-----BEGIN X-----\nZm9v\n",
	"\n-----BEGIN X-----\nZm9v\n-----END X-----\n",
	" -----BEGIN X-----\nZm9v\n-----END X-----\n",
	"-----BEGIN Y-----\nZm9v\n-----END Y-----\n",
	"-----BEGIN X-----\nZm9v\n-----END Y-----\n",
	"-----BEGIN X-----\n\nZm9v\n-----END X-----\n",
	"-----BEGIN X-----\nA: b\nZm9v\n-----END X-----\n",
	"-----BEGIN X-----\nZm9v\n-----END X-----\nx",
	"-----BEGIN X-----\nZm9v-----END X-----\n",
	"-----BEGIN X-----\rZm9v\r-----END X-----\r",
};
/* clang-format on */

static int set_up(void **state)
{
	*state = arena_new(1u << 20);
	return 0;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static void the_vectors_of_rfc_4648_hold_both_ways(void **state)
{
	struct span out;

	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		struct span plain = span_of(vectors[i].plain);

		assert_span_is(base64_encode(*state, BASE64_STD, plain),
			       vectors[i].std);
		assert_span_is(base64_encode(*state, BASE64_URL, plain),
			       vectors[i].url);
		assert_true(base64_decode(&out, BASE64_STD, span_of(vectors[i].std),
					  *state));
		assert_span_is(out, vectors[i].plain);
		assert_true(base64_decode(&out, BASE64_URL, span_of(vectors[i].url),
					  *state));
		assert_span_is(out, vectors[i].plain);
	}
	assert_true(base64_decode(&out, BASE64_URL, SPAN_LIT("Zg=="), *state));
}

static void a_second_spelling_is_refused(void **state)
{
	struct span out;

	for (size_t i = 0; i < sizeof(refused_std) / sizeof(refused_std[0]); i++)
		if (base64_decode(&out, BASE64_STD, span_of(refused_std[i]), *state))
			fail_msg("\"%s\" is taken", refused_std[i]);
	for (size_t i = 0; i < sizeof(refused_url) / sizeof(refused_url[0]); i++)
		if (base64_decode(&out, BASE64_URL, span_of(refused_url[i]), *state))
			fail_msg("\"%s\" is taken", refused_url[i]);
	assert_false(base64_decode(&out, BASE64_STD, SPAN_LIT("Zm9\0"), *state));
	assert_int_equal(out.len, 0);
}

static void hexadecimal_is_pairs_of_digits(void **state)
{
	struct span out;

	assert_true(hex_decode(&out, SPAN_LIT("00fFA5"), *state));
	assert_int_equal(out.len, 3);
	assert_memory_equal(out.ptr, "\x00\xff\xa5", 3);
	for (size_t i = 0; i < sizeof(refused_hex) / sizeof(refused_hex[0]); i++)
		assert_false(hex_decode(&out, span_of(refused_hex[i]), *state));
}

static void armour_goes_round(void **state)
{
	struct span out;
	struct buf buf;

	buf_init(&buf, 4096);
	armour_encode(&buf, "SSH SIGNATURE", SPAN_LIT("foobar"), 5);
	assert_span_is(buf_span(&buf), "-----BEGIN SSH SIGNATURE-----\nZm9vY\nmFy\n"
				       "-----END SSH SIGNATURE-----\n");
	assert_true(armour_decode(&out, "SSH SIGNATURE", buf_span(&buf), *state));
	assert_span_is(out, "foobar");
	buf_release(&buf);
	assert_true(armour_decode(&out, "X",
				  SPAN_LIT("-----BEGIN X-----\r\nZm9v\r\n"
					   "-----END X-----\r\n \t\n"),
				  *state));
	assert_span_is(out, "foo");
}

static void armour_that_is_nearly_right_is_refused(void **state)
{
	struct span out;

	for (size_t i = 0; i < sizeof(refused_armour) / sizeof(refused_armour[0]); i++)
		if (armour_decode(&out, "X", span_of(refused_armour[i]), *state))
			fail_msg("taken: %s", refused_armour[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_vectors_of_rfc_4648_hold_both_ways),
		cmocka_unit_test(a_second_spelling_is_refused),
		cmocka_unit_test(hexadecimal_is_pairs_of_digits),
		cmocka_unit_test(armour_goes_round),
		cmocka_unit_test(armour_that_is_nearly_right_is_refused),
	};

	return cmocka_run_group_tests_name("base64", tests, set_up, tear_down);
}
