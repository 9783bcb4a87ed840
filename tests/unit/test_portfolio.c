/* Who speaks for a project, what a bundle comes to, and the database in between. */
#include "unit.h"

#include "base/clock.h"
#include "model/portfolio.h"
#include "store/portfolio.h"

#include <stdlib.h>
#include <unistd.h>

static struct rolled bundle(const char *project, int64_t as_of, enum result outcome,
			    const char *digest)
{
	struct rolled rolled = {
		.verified = true,
		.project = span_of(project),
		.name = SPAN_LIT("b"),
		.as_of = as_of,
		.good_until = CLOCK_NONE,
		.outcome = outcome,
	};

	snprintf(rolled.digest, sizeof(rolled.digest), "%s", digest);
	return rolled;
}

static void what_lapsed_at_a_moment_is_not_ready_from_that_moment_on(void **state)
{
	struct rolled rolled = bundle("a", 1, RESULT_READY, "x");

	(void)state;
	rolled.good_until = 100;
	assert_int_equal(rolled_state(&rolled, 99), ROLLED_READY);
	assert_int_equal(rolled_state(&rolled, 100), ROLLED_LAPSED);
	rolled.outcome = RESULT_READY_WITH_WAIVERS;
	assert_int_equal(rolled_state(&rolled, 99), ROLLED_WAIVERS);
	assert_int_equal(rolled_state(&rolled, 101), ROLLED_LAPSED);
	rolled.outcome = RESULT_NOT_READY;
	assert_int_equal(rolled_state(&rolled, 101), ROLLED_NOT_READY);
}

static void what_is_not_verified_is_nothing_else_whatever_it_says(void **state)
{
	struct rolled rolled = bundle("a", 1, RESULT_READY, "x");

	(void)state;
	rolled.verified = false;
	assert_int_equal(rolled_state(&rolled, 0), ROLLED_UNVERIFIED);
	assert_false(rolled_is_ready(ROLLED_UNVERIFIED));
	assert_false(rolled_is_ready(ROLLED_LAPSED));
	assert_false(rolled_is_ready(ROLLED_BYPASSED));
}

static void the_later_speaks_then_the_higher_number_then_the_worse(void **state)
{
	struct rolled a = bundle("a", 2, RESULT_READY, "x");
	struct rolled b = bundle("a", 1, RESULT_NOT_READY, "y");

	(void)state;
	assert_true(rolled_speaks(&a, &b));
	assert_false(rolled_speaks(&b, &a));
	b.as_of = 2;
	assert_true(rolled_speaks(&b, &a));
	a.sequence = 7;
	assert_true(rolled_speaks(&a, &b));
	b = bundle("a", 2, RESULT_READY, "y");
	b.sequence = 7;
	assert_true(rolled_speaks(&b, &a));
	assert_false(rolled_speaks(&a, &b));
}

static void a_project_has_one_voice_and_the_others_are_earlier(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct portfolio_view view = { .at = 50 };
	struct portfolio_sum sum;

	(void)state;
	*LIST_ADD(arena, &view.bundles) = bundle("a", 1, RESULT_READY, "1");
	*LIST_ADD(arena, &view.bundles) = bundle("a", 9, RESULT_NOT_READY, "2");
	*LIST_ADD(arena, &view.bundles) = bundle("a", 5, RESULT_READY, "3");
	*LIST_ADD(arena, &view.bundles) = bundle("b", 5, RESULT_READY, "4");
	view.bundles.at[3].verified = false;
	*LIST_ADD(arena, &view.bundles) = bundle("b", 4, RESULT_READY, "5");
	portfolio_sum(&sum, &view, arena);
	assert_int_equal(sum.newest.count, 2);
	assert_int_equal(sum.newest.at[0], 1);
	assert_int_equal(sum.newest.at[1], 4);
	assert_int_equal(sum.earlier.count, 2);
	assert_int_equal(sum.unverified.count, 1);
	assert_int_equal(sum.ready, 1);
	arena_free(arena);
}

struct seen {
	char order[64];
	uint64_t items, verified;
};

static int see(void *ctx, struct rolled *rolled, struct err *err)
{
	struct seen *seen = ctx;

	(void)err;
	strcat(seen->order, rolled->digest);
	seen->items += rolled->items.count + rolled->fields.count;
	seen->verified += rolled->counts[VERDICT_VERIFIED];
	return 0;
}

/* Added out of order, one of them twice: sorted, once, and the refused one empty. */
static void what_was_added_comes_out_sorted_and_once(void **state)
{
	char path[] = "/tmp/muster-portfolio-XXXXXX";
	struct arena *arena = arena_new(1 << 20);
	struct rolled b = bundle("b", 1, RESULT_READY, "1");
	struct rolled a = bundle("a", 2, RESULT_NOT_READY, "2");
	struct rolled bad = bundle("a", 1, RESULT_READY, "3");
	struct portfolio *portfolio;
	struct seen seen = { .order = "" };
	struct err err = { 0 };
	int fd = mkstemp(path);

	(void)state;
	close(fd);
	unlink(path);
	a.counts[VERDICT_VERIFIED] = 4;
	bad.verified = false;
	bad.counts[VERDICT_VERIFIED] = 100;
	*LIST_ADD(arena, &bad.items) = (struct rolled_item){ .line = 1 };
	*LIST_ADD(arena, &a.items) = (struct rolled_item){ .plan = SPAN_LIT("p"),
							   .id = SPAN_LIT("i"),
							   .verdict = VERDICT_OPEN };
	*LIST_ADD(arena, &a.fields) = (struct rolled_field){ .field = SPAN_LIT("f") };
	assert_ok(portfolio_create(&portfolio, path, &err));
	assert_ok(portfolio_add(portfolio, &b, &err));
	assert_ok(portfolio_add(portfolio, &a, &err));
	assert_ok(portfolio_add(portfolio, &bad, &err));
	assert_ok(portfolio_add(portfolio, &a, &err));
	assert_ok(portfolio_finish(&portfolio, &err));
	assert_null(portfolio);
	assert_ok(portfolio_open(&portfolio, path, &err));
	assert_ok(portfolio_each(portfolio, &(struct portfolio_sink){ see, &seen },
				 &err));
	portfolio_close(portfolio);
	assert_string_equal(seen.order, "321");
	assert_int_equal(seen.items, 2);
	assert_int_equal(seen.verified, 4);
	unlink(path);
	arena_free(arena);
}

static void a_file_that_is_none_is_refused_and_one_that_is_not_there(void **state)
{
	char path[] = "/tmp/muster-portfolio-XXXXXX";
	struct portfolio *portfolio;
	struct err err = { 0 };
	int fd = mkstemp(path);

	(void)state;
	assert_int_equal(write(fd, "hello, this is no database at all", 33), 33);
	close(fd);
	assert_err(ERR_FORMAT, portfolio_open(&portfolio, path, &err));
	assert_null(portfolio);
	unlink(path);
	assert_err(ERR_ABSENT, portfolio_open(&portfolio, path, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			what_lapsed_at_a_moment_is_not_ready_from_that_moment_on),
		cmocka_unit_test(what_is_not_verified_is_nothing_else_whatever_it_says),
		cmocka_unit_test(
			the_later_speaks_then_the_higher_number_then_the_worse),
		cmocka_unit_test(a_project_has_one_voice_and_the_others_are_earlier),
		cmocka_unit_test(what_was_added_comes_out_sorted_and_once),
		cmocka_unit_test(
			a_file_that_is_none_is_refused_and_one_that_is_not_there),
	};

	return cmocka_run_group_tests_name("portfolio", tests, NULL, NULL);
}
