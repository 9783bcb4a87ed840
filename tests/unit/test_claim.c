#include "unit.h"

#include "plan/claim.h"

/* Leave something in the stack that the next call gets. */
static __attribute__((noinline)) unsigned char soil_the_stack(void)
{
	volatile unsigned char soil[2048];

	for (size_t i = 0; i < sizeof(soil); i++)
		soil[i] = 0xA5;
	return soil[17];
}

static void a_glyph_is_the_mark_of_a_heading_without_a_state_word(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct claim_reading reading;

	(void)state;
	assert_int_equal(soil_the_stack(), 0xA5);
	claim_of_heading(&reading, SPAN_LIT("1. \xe2\x9c\x85 Migrations"), 3, arena);
	assert_int_equal(reading.claim, CLAIM_DONE);
	assert_span_is(reading.mark, "\xe2\x9c\x85");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_glyph_is_the_mark_of_a_heading_without_a_state_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
