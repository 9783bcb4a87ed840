/* What a heading claims. */
#include "unit.h"

#include "base/limits.h"
#include "plan/claim.h"

/* So that what nobody fills is not empty by luck. */
__attribute__((noinline)) static void soil_the_stack(void)
{
	volatile unsigned char soil[4096];

	for (size_t i = 0; i < sizeof(soil); i++)
		soil[i] = 0xa5;
}

/* The mark was read from a slot that nobody had filled. */
static void a_glyph_behind_a_heading_is_its_mark(void **state)
{
	struct arena *arena = arena_new(LIMIT_MIB);
	struct claim_reading reading;

	(void)state;
	soil_the_stack();
	claim_of_heading(&reading, SPAN_LIT("Data \xe2\x9c\x85"), 3, arena);
	assert_int_equal(reading.claim, CLAIM_DONE);
	assert_span_is(reading.mark, "\xe2\x9c\x85");
	assert_span_is(reading.rest, "Data");
	claim_of_heading(&reading, SPAN_LIT("Data"), 3, arena);
	assert_int_equal(reading.claim, CLAIM_NONE);
	assert_int_equal(reading.mark.len, 0);
	arena_free(arena);
}

/* What stood before the state was cut off at a place that nobody had set. */
static void a_state_in_capitals_is_no_part_of_the_heading(void **state)
{
	struct arena *arena = arena_new(LIMIT_MIB);
	struct claim_reading reading;

	(void)state;
	soil_the_stack();
	claim_of_heading(&reading, SPAN_LIT("Phase 2 COMPLETE"), 2, arena);
	assert_int_equal(reading.claim, CLAIM_DONE);
	assert_span_is(reading.rest, "Phase 2");
	claim_of_heading(&reading, SPAN_LIT("COMPLETE"), 2, arena);
	assert_int_equal(reading.claim, CLAIM_DONE);
	assert_span_is(reading.rest, "COMPLETE");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_glyph_behind_a_heading_is_its_mark),
		cmocka_unit_test(a_state_in_capitals_is_no_part_of_the_heading),
	};

	return cmocka_run_group_tests_name("claim", tests, NULL, NULL);
}
