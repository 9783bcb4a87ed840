/*
 * OpenPGP signatures of version 4.  The vector is gpg's (2.2.40); the row numbers of
 * its bytes are in RFC 4880 section 5.2.3.  test_commitsig.c asks gpg about more.
 */
#include "unit.h"

#include "base/clock.h"
#include "text/base64.h"
#include "trust/openpgp.h"

#define MESSAGE SPAN_LIT("hello\n")

/* echo hello | gpg -b --armor; its time is that of gpg --list-packets. */
#define BASE64_LINES                                                                   \
	"iHUEABYIAB0WIQTkLdje7zEWDwb/kudrAvXrkdUeHQUCawHilwAKCRBrAvXrkdUe\n"           \
	"HWKYAP9NdaLv5scfvuFDmqTd/j90ZBJnw6SNFxfkgZI5Q5UI7wEAm54TZbN1cRwC\n"           \
	"GUzf8jv1O+PAcz0bJ+hbEe+TYQ/HVQM=\n"
#define BEGIN      "-----BEGIN PGP SIGNATURE-----\n"
#define END        "-----END PGP SIGNATURE-----\n"
#define CREATED_AT 1795285655
#define ISSUER     "e42dd8deef31160f06ff92e76b02f5eb91d51e1d"

/* gpg --export-ssh-key E42DD8DEEF31160F06FF92E76B02F5EB91D51E1D! */
#define KEY "AAAAC3NzaC1lZDI1NTE5AAAAIOAr1Ob1XTe0bwm9LSD1nptZDhoPyCriOGjPdwrL2qF2"

/* Where things stand in the packet: two bytes of header, then the body. */
enum {
	AT_HEADER = 0,
	AT_VERSION = 2,
	AT_TYPE,
	AT_ALGORITHM,
	AT_HASH,
	AT_HASHED_LENGTH,
	AT_HASHED = 8,
	HASHED = 0x1d,
	AT_UNHASHED_LENGTH = AT_HASHED + HASHED,
	AT_UNHASHED = AT_UNHASHED_LENGTH + 2,
	UNHASHED = 10,
	AT_CHECK = AT_UNHASHED + UNHASHED,
	AT_NUMBERS = AT_CHECK + 2,
};

static int set_up(void **state)
{
	*state = arena_new(1u << 26);
	return 0;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static struct span packet(struct arena *arena)
{
	char text[300];
	size_t len = 0;
	struct span out;

	for (const char *c = BASE64_LINES; *c; c++)
		if (*c != '\n')
			text[len++] = *c;
	assert_true(base64_decode(&out, BASE64_STD, (struct span){ text, len }, arena));
	return out;
}

static struct span armoured(struct span bytes, struct arena *arena)
{
	return arena_printf(arena, BEGIN "\n%s\n" END,
			    base64_encode(arena, BASE64_STD, bytes).ptr);
}

static struct key *a_key(struct arena *arena)
{
	struct span wire;
	struct key *key;
	struct err err = { 0 };

	assert_true(base64_decode(&wire, BASE64_STD, SPAN_LIT(KEY), arena));
	assert_ok(key_from_wire(&key, wire, &err));
	return key;
}

/* Parsed, digested and held against the key: what a caller does. */
static int holds(struct span armour, struct span message, struct arena *arena,
		 struct err *err)
{
	SCOPED_KEY key = a_key(arena);
	struct openpgp_digest digest;
	struct openpgp sig;
	int rc = openpgp_parse(&sig, armour, arena, err);

	if (rc < 0)
		return rc;
	return openpgp_digest(&digest, &sig, message) &&
	       openpgp_holds(&sig, key, &digest);
}

static void what_gpg_made_holds_and_says_when_and_whose(void **state)
{
	struct err err = { 0 };
	struct openpgp sig;

	assert_ok(openpgp_parse(&sig, SPAN_LIT(BEGIN "\n" BASE64_LINES "=tqdQ\n" END),
				*state, &err));
	assert_int_equal(sig.algorithm, OPENPGP_EDDSA);
	assert_int_equal(sig.hash, RAWSIG_SHA256);
	assert_int_equal(sig.created_at, CREATED_AT);
	assert_int_equal(sig.expires_at, CLOCK_NONE);
	assert_span_is(sig.issuer, ISSUER);
	assert_int_equal(holds(SPAN_LIT(BEGIN "\n" BASE64_LINES "=tqdQ\n" END), MESSAGE,
			       *state, &err),
			 1);
}

static void armour_may_have_headers_and_any_checksum_or_none(void **state)
{
	/* clang-format off: one text a line */
	static const char *const texts[] = {
		BEGIN "\n" BASE64_LINES END,
		BEGIN "\n" BASE64_LINES "=AAAA\n" END,
		BEGIN "Version: GnuPG v1\nComment: x\n\n" BASE64_LINES "=tqdQ\n" END,
		BEGIN "\n" BASE64_LINES "=tqdQ\n" END "\n \n",
		"-----BEGIN PGP MESSAGE-----\n\n" BASE64_LINES
		"-----END PGP MESSAGE-----\n",
	};
	/* clang-format on */

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct err err = { 0 };

		assert_int_equal(holds(span_of(texts[i]), MESSAGE, *state, &err), 1);
	}
}

static void armour_that_is_none_is_refused(void **state)
{
	/* clang-format off: one text a line */
	static const char *const texts[] = {
		"",
		"-----BEGIN PGP SIGNATURE-----",
		BEGIN,
		BEGIN "\n",
		BEGIN "\n" END,
		BEGIN BASE64_LINES END,
		BEGIN "\n" BASE64_LINES,
		BEGIN "\n" BASE64_LINES "-----END PGP MESSAGE-----\n",
		BEGIN "\n" BASE64_LINES "=tqdQ\n=tqdQ\n" END,
		BEGIN "\n" BASE64_LINES "=tqdQ\nAAAA\n" END,
		BEGIN "\n" BASE64_LINES END "x",
		BEGIN "\n" BASE64_LINES END BEGIN "\n" BASE64_LINES END,
		BEGIN "\n!" BASE64_LINES END,
		"x" BEGIN "\n" BASE64_LINES END,
		"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n" BASE64_LINES
		"-----END PGP PUBLIC KEY BLOCK-----\n",
	};
	/* clang-format on */

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct err err = { 0 };
		struct openpgp sig;

		if (openpgp_parse(&sig, span_of(texts[i]), *state, &err) == 0)
			fail_msg("taken: %s", texts[i]);
		assert_string_equal(err.tag, "E_SIG_PARSE");
	}
}

static void another_message_does_not_fit_the_digest(void **state)
{
	static const char *const others[] = { "", "hello", "hello\r\n", "hello\n\n" };

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct err err = { 0 };

		assert_int_equal(holds(armoured(packet(*state), *state),
				       span_of(others[i]), *state, &err),
				 0);
	}
}

/* All that is hashed or a number; the rest is a hint. */
static void no_changed_bit_of_what_counts_holds(void **state)
{
	struct span bytes = packet(*state);

	for (size_t bit = 0; bit < bytes.len * 8; bit++) {
		char *changed = arena_string(*state, bytes);
		struct err err = { 0 };
		int rc;

		if (bit / 8 >= AT_UNHASHED && bit / 8 < AT_CHECK)
			continue;
		changed[bit / 8] = (char)(changed[bit / 8] ^ 1 << bit % 8);
		rc = holds(armoured((struct span){ changed, bytes.len }, *state),
			   MESSAGE, *state, &err);
		/* A number's length in bits, where its bytes are as many. */
		if (rc == 1 &&
		    (bit / 8 == AT_NUMBERS + 1 || bit / 8 == AT_NUMBERS + 2 + 32 + 1))
			continue;
		if (rc == 1)
			fail_msg("bit %zu of byte %zu may be changed", bit % 8,
				 bit / 8);
	}
}

static void no_part_of_the_packet_is_a_signature(void **state)
{
	struct span bytes = packet(*state);

	for (size_t len = 0; len < bytes.len; len++) {
		struct err err = { 0 };
		struct openpgp sig;

		assert_err(ERR_FORMAT,
			   openpgp_parse(&sig,
					 armoured(span_sub(bytes, 0, len), *state),
					 *state, &err));
	}
}

static void what_is_not_taken_is_refused_by_name(void **state)
{
	/* clang-format off: one byte a line */
	static const struct {
		size_t at;
		unsigned char value;
		const char *tag;
	} rows[] = {
		{ AT_HEADER, 0x08, "E_SIG_PARSE" }, /* no packet */
		{ AT_HEADER, 0x84, "E_SIG_PARSE" }, /* an encrypted key */
		{ AT_HEADER, 0x8b, "E_SIG_PARSE" }, /* of no length */
		{ AT_VERSION, 3, "E_ALG_REFUSED" },
		{ AT_VERSION, 5, "E_ALG_REFUSED" },
		{ AT_VERSION, 6, "E_ALG_REFUSED" },
		{ AT_TYPE, 0x01, "E_ALG_REFUSED" }, /* text */
		{ AT_TYPE, 0x10, "E_ALG_REFUSED" }, /* of a key */
		{ AT_TYPE, 0x50, "E_ALG_REFUSED" },
		{ AT_ALGORITHM, 17, "E_ALG_REFUSED" }, /* DSA */
		{ AT_ALGORITHM, 2, "E_ALG_REFUSED" },
		{ AT_ALGORITHM, 3, "E_ALG_REFUSED" },
		{ AT_ALGORITHM, 27, "E_ALG_REFUSED" }, /* Ed25519 of RFC 9580 */
		{ AT_HASH, 1, "E_ALG_REFUSED" },       /* MD5 */
		{ AT_HASH, 2, "E_ALG_REFUSED" },       /* SHA-1 */
		{ AT_HASH, 3, "E_ALG_REFUSED" },       /* RIPEMD-160 */
		{ AT_HASH, 11, "E_ALG_REFUSED" },      /* SHA-224 */
		{ AT_HASH, 12, "E_ALG_REFUSED" },      /* SHA3-256 */
		{ AT_HASHED_LENGTH, 0xff, "E_SIG_PARSE" },
		{ AT_UNHASHED_LENGTH, 0xff, "E_SIG_PARSE" },
		{ AT_NUMBERS, 0xff, "E_SIG_PARSE" },
	};
	/* clang-format on */
	struct span bytes = packet(*state);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char *changed = arena_string(*state, bytes);
		struct err err = { 0 };
		struct openpgp sig;

		changed[rows[i].at] = (char)rows[i].value;
		if (openpgp_parse(&sig,
				  armoured((struct span){ changed, bytes.len }, *state),
				  *state, &err) == 0)
			fail_msg("%u at %zu is taken", rows[i].value, rows[i].at);
		assert_string_equal(err.tag, rows[i].tag);
	}
}

/* The packet with other hashed and unhashed subpackets; its numbers fit no more. */
static struct span with_subpackets(struct span hashed, struct span unhashed,
				   struct arena *arena)
{
	struct span old = packet(arena), out;
	char *bytes;
	struct buf buf;

	buf_init(&buf, 4096);
	buf_add(&buf, span_sub(old, AT_VERSION, 4));
	buf_addch(&buf, (char)(hashed.len >> 8));
	buf_addch(&buf, (char)hashed.len);
	buf_add(&buf, hashed);
	buf_addch(&buf, (char)(unhashed.len >> 8));
	buf_addch(&buf, (char)unhashed.len);
	buf_add(&buf, unhashed);
	buf_add(&buf, span_from(old, AT_CHECK));
	bytes = arena_alloc(arena, 6 + buf.len, 1);
	memcpy(bytes,
	       (const char[]){ '\xc2', '\xff', 0, 0, (char)(buf.len >> 8),
			       (char)buf.len },
	       6); /* a new packet, its length in five bytes */
	memcpy(bytes + 6, buf.ptr, buf.len);
	out = (struct span){ bytes, 6 + buf.len };
	buf_release(&buf);
	return out;
}

static void subpackets_that_change_the_meaning_are_refused(void **state)
{
#define BYTES(text) SPAN_INIT(text)
	/* clang-format off: one list a line */
	static const struct {
		struct span hashed, unhashed;
		const char *tag; /* NULL: taken */
	} rows[] = {
		{ BYTES("\x05\x02\x00\x00\x00\x10"), BYTES(""), NULL },
		{ BYTES("\x05\x82\x00\x00\x00\x10"), BYTES(""),
		  NULL }, /* critical, and read */
		{ BYTES("\x05\x02\x00\x00\x00\x10\x02\x64x"), BYTES(""), NULL },
		{ BYTES("\x05\x02\x00\x00\x00\x10\x02\xe4x"), BYTES(""),
		  "E_ALG_REFUSED" }, /* 100 */
		{ BYTES("\x05\x02\x00\x00\x00\x10\x02\x94x"), BYTES(""),
		  "E_ALG_REFUSED" }, /* notation */
		{ BYTES("\x05\x02\x00\x00\x00\x10\x02\x9dx"), BYTES(""),
		  "E_ALG_REFUSED" }, /* reason to revoke */
		{ BYTES(""), BYTES(""), "E_SIG_PARSE" },
		{ BYTES(""), BYTES("\x05\x02\x00\x00\x00\x10"), "E_SIG_PARSE" },
		{ BYTES("\x05\x02\x00\x00\x00\x10\x05\x02\x00\x00\x00\x11"), BYTES(""),
		  "E_SIG_PARSE" },
		{ BYTES("\x05\x02\x00\x00\x00\x10\x05\x03\x00\x00\x00\x01\x05\x03\x00"
			"\x00\x00\x02"),
		  BYTES(""), "E_SIG_PARSE" },
		{ BYTES("\x04\x02\x00\x00\x10"), BYTES(""), "E_SIG_PARSE" },
		{ BYTES("\x06\x02\x00\x00\x00\x10x"), BYTES(""), "E_SIG_PARSE" },
		{ BYTES("\x05\x02\x00\x00\x00"), BYTES(""), "E_SIG_PARSE" },
		{ BYTES("\x05\x02\x00\x00\x00\x10\x00"), BYTES(""), "E_SIG_PARSE" },
		{ BYTES("\x05\x02\x00\x00\x00\x10"), BYTES("\x05"), "E_SIG_PARSE" },
		{ BYTES("\x05\x02\x00\x00\x00\x10"), BYTES("\xff\xff\xff\xff\xff\x01"),
		  "E_SIG_PARSE" },
		{ BYTES("\x05\x02\x00\x00\x00\x10"), BYTES("\xc0"), "E_SIG_PARSE" },
	};
	/* clang-format on */

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err err = { 0 };
		struct openpgp sig;
		int rc = openpgp_parse(&sig,
				       armoured(with_subpackets(rows[i].hashed,
								rows[i].unhashed,
								*state),
						*state),
				       *state, &err);

		if ((rc == 0) != !rows[i].tag)
			fail_msg("row %zu: %s", i, err.what);
		if (rows[i].tag)
			assert_string_equal(err.tag, rows[i].tag);
	}
}

static void a_signature_that_ends_says_when(void **state)
{
	struct err err = { 0 };
	struct openpgp sig;

	assert_ok(openpgp_parse(
		&sig,
		armoured(with_subpackets(SPAN_LIT("\x05\x02\x00\x00\x00\x10"
						  "\x05\x03\x00\x00\x01\x00"),
					 SPAN_EMPTY, *state),
			 *state),
		*state, &err));
	assert_int_equal(sig.created_at, 16);
	assert_int_equal(sig.expires_at, 16 + 256);
	/* 0 seconds: never (section 5.2.3.10). */
	assert_ok(openpgp_parse(
		&sig,
		armoured(with_subpackets(SPAN_LIT("\x05\x02\x00\x00\x00\x10"
						  "\x05\x03\x00\x00\x00\x00"),
					 SPAN_EMPTY, *state),
			 *state),
		*state, &err));
	assert_int_equal(sig.expires_at, CLOCK_NONE);
}

static void two_packets_or_bytes_behind_one_are_refused(void **state)
{
	struct span one = packet(*state);
	char *two = arena_alloc(*state, 2 * one.len, 1);
	struct err err = { 0 };
	struct openpgp sig;

	memcpy(two, one.ptr, one.len);
	memcpy(two + one.len, one.ptr, one.len);
	assert_err(ERR_FORMAT,
		   openpgp_parse(&sig,
				 armoured((struct span){ two, 2 * one.len }, *state),
				 *state, &err));
	assert_string_equal(err.tag, "E_SIG_PARSE");
	assert_err(ERR_FORMAT,
		   openpgp_parse(&sig,
				 armoured((struct span){ two, one.len + 1 }, *state),
				 *state, &err));
}

/* T41: a number whose first byte happened to be zero is written shorter. */
static void a_number_may_be_written_with_or_without_leading_zeros(void **state)
{
	struct span bytes = packet(*state);
	struct openpgp with, without;
	struct err err = { 0 };
	char *changed = arena_string(*state, bytes);

	changed[AT_NUMBERS + 2] = '\0'; /* the first byte of r */
	assert_ok(openpgp_parse(&with,
				armoured((struct span){ changed, bytes.len }, *state),
				*state, &err));
	assert_int_equal(with.r.len, 31);
	memmove(changed + AT_NUMBERS + 2, changed + AT_NUMBERS + 3,
		bytes.len - AT_NUMBERS - 3);
	changed[AT_NUMBERS + 1] = (char)248;
	changed[1] = (char)(changed[1] - 1);
	assert_ok(
		openpgp_parse(&without,
			      armoured((struct span){ changed, bytes.len - 1 }, *state),
			      *state, &err));
	assert_true(span_eq(with.r, without.r));
	assert_true(span_eq(with.s, without.s));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_gpg_made_holds_and_says_when_and_whose),
		cmocka_unit_test(armour_may_have_headers_and_any_checksum_or_none),
		cmocka_unit_test(armour_that_is_none_is_refused),
		cmocka_unit_test(another_message_does_not_fit_the_digest),
		cmocka_unit_test(no_changed_bit_of_what_counts_holds),
		cmocka_unit_test(no_part_of_the_packet_is_a_signature),
		cmocka_unit_test(what_is_not_taken_is_refused_by_name),
		cmocka_unit_test(subpackets_that_change_the_meaning_are_refused),
		cmocka_unit_test(a_signature_that_ends_says_when),
		cmocka_unit_test(two_packets_or_bytes_behind_one_are_refused),
		cmocka_unit_test(a_number_may_be_written_with_or_without_leading_zeros),
	};

	return cmocka_run_group_tests_name("openpgp", tests, set_up, tear_down);
}
