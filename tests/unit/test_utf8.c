#include "unit.h"

#include "text/utf8.h"

static struct arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = arena_new(64 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void the_shortest_form_alone_is_valid(void **state)
{
	static const char *const bad[] = {
		"\xc0\x80",         /* overlong NUL */
		"\xe0\x80\xaf",     /* overlong '/' */
		"\xed\xa0\x80",     /* surrogate */
		"\xf4\x90\x80\x80", /* past U+10FFFF */
		"\xe2\x9c",         /* cut */
		"\x80",             /* continuation alone */
		"\xff",
	};
	(void)state;

	assert_true(utf8_is_valid(SPAN_LIT("")));
	assert_true(
		utf8_is_valid(SPAN_LIT("a\0b\xc3\xa9\xe2\x9c\x85\xf0\x9f\x9f\xa1")));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(utf8_is_valid(span_of(bad[i])));
	assert_int_equal(utf8_first_invalid(SPAN_LIT("ab\xc3")), 2);
}

static void every_code_point_survives_a_round_trip(void **state)
{
	(void)state;
	for (uint32_t point = 0; point <= 0x10ffff; point++) {
		char bytes[4];
		size_t len = utf8_encode(point, bytes), read;

		if (point >= 0xd800 && point < 0xe000) {
			assert_int_equal(len, 0);
			continue;
		}
		assert_int_equal(utf8_next((struct span){ bytes, len }, &read), point);
		assert_int_equal(read, len);
		assert_int_equal(utf8_last((struct span){ bytes, len }, &read), point);
		assert_int_equal(read, len);
	}
}

static void folding_makes_equal_what_people_read_as_equal(void **state)
{
	(void)state;
	assert_span_is(utf8_fold(arena, SPAN_LIT("Ready\xc2\xa0NOW")), "ready now");
	assert_span_is(utf8_fold(arena,
				 SPAN_LIT("\xef\xbc\xbb\xef\xbd\x98\xef\xbc\xbd")),
		       "[x]");
	assert_span_is(utf8_fold(arena, SPAN_LIT("\xe2\x9a\xa0\xef\xb8\x8f")),
		       "\xe2\x9a\xa0");
	assert_span_is(utf8_fold(arena, SPAN_LIT("TERMIN\xc3\x89\xc2\xad")),
		       "termin\xc3\xa9");
	assert_span_is(
		utf8_fold(arena,
			  SPAN_LIT("\xd0\x93\xd0\x9e\xd0\xa2\xd0\x9e\xd0\x92\xd0\x9e")),
		"\xd0\xb3\xd0\xbe\xd1\x82\xd0\xbe\xd0\xb2\xd0\xbe");
	assert_span_is(utf8_fold(arena, SPAN_LIT("10\xc2\xb2 \xe2\x81\xb5")), "102 5");
}

static void utf16_is_read_in_both_byte_orders(void **state)
{
	struct utf8_map map = { 0 };
	(void)state;

	assert_span_is(utf8_from_utf16(arena, SPAN_LIT("\xff\xfe\x41\x00\x05\x27"),
				       false, &map),
		       "A\xe2\x9c\x85");
	assert_span_is(utf8_from_utf16(arena,
				       SPAN_LIT("\xfe\xff\x00\x41\xd8\x3d\xdf\xe1"),
				       true, &map),
		       "A\xf0\x9f\x9f\xa1");
	assert_span_is(utf8_from_utf16(arena, SPAN_LIT("\xd8\x00\x00\x41"), true, &map),
		       "\xef\xbf\xbd"
		       "A");
	/* Half a unit at the end is something that nobody can read. */
	assert_span_is(utf8_from_utf16(arena, SPAN_LIT("\xff\xfe\x41\x00\x42"), false,
				       &map),
		       "A\xef\xbf\xbd");
}

/* Mark, A, U+2705, U+1F7E1 (two units), B: units 0, 1, 2, 3, 5. */
static void offsets_of_utf16_map_back_to_units(void **state)
{
	struct utf8_map map = { 0 };
	struct span text = utf8_from_utf16(
		arena, SPAN_LIT("\xff\xfe\x41\x00\x05\x27\x3d\xd8\xe1\xdf\x42\x00"),
		false, &map);
	(void)state;

	assert_int_equal(text.len, 1 + 3 + 4 + 1);
	assert_int_equal(utf8_map_back(&map, 0), 1);
	assert_int_equal(utf8_map_back(&map, 1), 2);
	assert_int_equal(utf8_map_back(&map, 4), 3);
	assert_int_equal(utf8_map_back(&map, 8), 5);
}

static void assert_undone(const char *damaged, const char *charset, const char *want)
{
	struct utf8_damage damage;
	struct utf8_map map = { 0 };
	struct span text = utf8_undo(arena, span_of(damaged), &damage, &map);

	assert_non_null(damage.charset);
	assert_string_equal(damage.charset, charset);
	assert_span_is(text, want);
}

/* The damaged forms are what python3 makes of want.encode().decode(CHARSET). */
static void double_encoding_is_undone_whatever_the_charset(void **state)
{
	(void)state;
	assert_undone("\xe2\x80\x9a\xc3\xba\xc3\x96 Complete", "macroman",
		      "\xe2\x9c\x85 Complete");
	assert_undone("\xc3\xa2\xc5\x93\xe2\x80\xa6 Complete", "windows-1252",
		      "\xe2\x9c\x85 Complete");
	assert_undone("\xef\xa3\xbf\xc3\xbc\xc3\xbc\xc2\xb0 IN PROGRESS", "macroman",
		      "\xf0\x9f\x9f\xa1 IN PROGRESS");
	assert_undone("caf\xc3\x83\xc2\xa9", "windows-1252", "caf\xc3\xa9");
}

static void a_glyph_that_lost_a_byte_is_completed(void **state)
{
	(void)state;
	/* U+23F3 is E2 8F B3; windows-1252 has no 8F, and editors drop U+008F */
	assert_undone("\xc3\xa2\xc2\xb3 waiting", "windows-1252",
		      "\xe2\x8f\xb3 waiting");
	/* U+26A0 is E2 9A A0; the last byte became a plain space */
	assert_undone("\xc3\xa2\xc5\xa1 risk", "windows-1252", "\xe2\x9a\xa0 risk");
}

static void correct_text_is_left_alone(void **state)
{
	static const char *const correct[] = {
		"plain",
		"\xe2\x88\x9a fini \xc3\xa9t\xc3\xa9 \xc3\xbc \xc2\xa3 \xe2\x80\x9a",
		"\xe2\x9c\x85 done \xe5\xae\x8c\xe6\x88\x90",
		"\xe2\x80\x9c\xc3\x89tat\xe2\x80\x9d",
		/* a lesson about encodings in a text with accents */
		"d\xc3\xa9j\xc3\xa0 vu: `\xc3\x83\xc2\xa9` \xc3\xa9\xc3\xa8\xc3\xa0 "
		"n'est pas \xc3\xa9",
	};
	(void)state;

	for (size_t i = 0; i < sizeof(correct) / sizeof(correct[0]); i++) {
		struct utf8_damage damage;
		struct utf8_map map = { 0 };

		assert_span_is(utf8_undo(arena, span_of(correct[i]), &damage, &map),
			       correct[i]);
		assert_null(damage.charset);
	}
}

static void offsets_map_back_to_the_stored_bytes(void **state)
{
	struct span damaged = SPAN_LIT("a \xe2\x80\x9a\xc3\xba\xc3\x96 b");
	struct utf8_damage damage;
	struct utf8_map map = { 0 };
	struct span text = utf8_undo(arena, damaged, &damage, &map);
	(void)state;

	assert_int_equal(utf8_map_back(&map, 0), 0);
	assert_int_equal(utf8_map_back(&map, 2), 2);
	assert_int_equal(utf8_map_back(&map, 4), 2); /* inside the glyph: its start */
	assert_int_equal(utf8_map_back(&map, text.len - 1), damaged.len - 1);
}

/* python3: "完成 b".encode().decode("latin-1") is six characters of two bytes each. */
static void a_repaired_character_maps_to_its_own_bytes(void **state)
{
	struct span damaged = SPAN_LIT("\xc3\xa5\xc2\xae\xc2\x8c\xc3\xa6\xc2\x88"
				       "\xc2\x90 b");
	struct utf8_damage damage;
	struct utf8_map map = { 0 };
	struct span text = utf8_undo(arena, damaged, &damage, &map);
	(void)state;

	assert_string_equal(damage.charset, "latin-1");
	assert_span_is(text, "\xe5\xae\x8c\xe6\x88\x90 b");
	assert_int_equal(utf8_map_back(&map, 3), 6);
	assert_int_equal(utf8_map_back(&map, 7), 13);
}

static void windows_1252_maps_every_byte(void **state)
{
	char all[256];
	struct utf8_map map = { 0 };
	struct span text;
	(void)state;

	for (int i = 0; i < 256; i++)
		all[i] = (char)i;
	text = utf8_from_1252(arena, (struct span){ all, 256 }, &map);
	assert_true(utf8_is_valid(text));
	assert_int_equal(map.runs.count, 128);
	assert_int_equal(utf8_map_back(&map, text.len - 1), 255);
}

/* Bytes are folded in eights and sixteens; what stands where must not matter. */
static void a_capital_is_folded_wherever_it_stands(void **state)
{
	static const char *const odd[] = { "A",        "Z", "\t", "\xc3\x89",
					   "\xc2\xad", "@", "[" };
	static const char *const folded[] = { "a", "z", " ", "\xc3\xa9", "", "@", "[" };

	(void)state;
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
		for (size_t at = 0; at < 40; at++) {
			char text[96], want[96];
			int len = snprintf(text, sizeof(text), "%.*s%s%.*s", (int)at,
					   "bcdefghijklmnopqrstuvwxyzbcdefghijklmnop",
					   odd[i], (int)(40 - at),
					   "bcdefghijklmnopqrstuvwxyzbcdefghijklmnop");

			snprintf(want, sizeof(want), "%.*s%s%.*s", (int)at,
				 "bcdefghijklmnopqrstuvwxyzbcdefghijklmnop", folded[i],
				 (int)(40 - at),
				 "bcdefghijklmnopqrstuvwxyzbcdefghijklmnop");
			assert_span_is(utf8_fold(arena,
						 (struct span){ text, (size_t)len }),
				       want);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shortest_form_alone_is_valid),
		cmocka_unit_test(every_code_point_survives_a_round_trip),
		cmocka_unit_test(folding_makes_equal_what_people_read_as_equal),
		cmocka_unit_test(utf16_is_read_in_both_byte_orders),
		cmocka_unit_test(offsets_of_utf16_map_back_to_units),
		cmocka_unit_test(a_repaired_character_maps_to_its_own_bytes),
		cmocka_unit_test(double_encoding_is_undone_whatever_the_charset),
		cmocka_unit_test(a_glyph_that_lost_a_byte_is_completed),
		cmocka_unit_test(correct_text_is_left_alone),
		cmocka_unit_test(offsets_map_back_to_the_stored_bytes),
		cmocka_unit_test(windows_1252_maps_every_byte),
		cmocka_unit_test(a_capital_is_folded_wherever_it_stands),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
