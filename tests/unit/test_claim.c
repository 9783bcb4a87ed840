/* Claims of headings: plans.md section 9.1. */
#include "unit.h"

#include "plan/claim.h"

static void a_glyph_alone_is_the_mark_of_its_heading(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct claim_reading claim;

	(void)state;
	claim_of_heading(&claim, SPAN_LIT("Security \xe2\x9c\x85"), 3, arena);

	assert_int_equal(claim.claim, CLAIM_DONE);
	assert_span_is(claim.mark, "\xe2\x9c\x85");
	assert_span_is(claim.rest, "Security");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_glyph_alone_is_the_mark_of_its_heading),
	};

	return cmocka_run_group_tests_name("claim", tests, NULL, NULL);
}
