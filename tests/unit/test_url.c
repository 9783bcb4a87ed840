#include "unit.h"

#include "site/site.h"
#include "site/url.h"

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(64 << 20);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct span slug(const char *text)
{
	return url_slug(arena, span_of(text), URL_ITEM_MAX);
}

static void a_slug_is_lower_case_ascii(void **state)
{
	(void)state;
	assert_span_is(slug("Full unit suite: GREEN (on `main`)!"),
		       "full-unit-suite-green-on-main");
	assert_span_is(slug("p95 < 400 ms"), "p95-400-ms");
	assert_span_is(slug("--- a --"), "a");
	assert_span_is(slug("don't stop"), "dont-stop");
	assert_span_is(slug("caf\xc3\xa9 \xc3\x9c"
			    "bergr\xc3\xb6\xc3\x9f"
			    "e"),
		       "cafe-uebergroesse");
}

static void text_without_ascii_gives_nothing(void **state)
{
	(void)state;
	assert_int_equal(slug("\xe2\x9c\x85 \xe6\xb8\xaf").len, 0);
	assert_int_equal(slug("").len, 0);
	assert_int_equal(slug("../..").len, 0);
}

static void a_long_slug_is_cut_at_a_word(void **state)
{
	struct span out;

	(void)state;
	/* the 52nd byte falls inside "thousand" */
	out = slug("queue drains within two minutes after a burst of five thousand");
	assert_span_is(out, "queue-drains-within-two-minutes-after-a-burst-of");
	out = slug("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		   "aaa");
	assert_int_equal(out.len, URL_ITEM_MAX);
}

static void names_of_devices_and_of_our_own_get_a_number(void **state)
{
	(void)state;
	assert_span_is(slug("Index"), "index-1");
	assert_span_is(slug("CON"), "con-1");
	assert_span_is(slug("lpt9"), "lpt9-1");
	assert_span_is(slug("search"), "search-1");
	assert_span_is(slug("console"), "console");
}

static void a_clash_gets_the_next_number(void **state)
{
	struct url_names *names = url_names_new(arena);

	(void)state;
	assert_span_is(url_unique(names, SPAN_LIT("Same"), 52, SPAN_EMPTY), "same");
	assert_span_is(url_unique(names, SPAN_LIT("same!"), 52, SPAN_EMPTY), "same-2");
	assert_span_is(url_unique(names, SPAN_LIT("same 3"), 52, SPAN_EMPTY), "same-3");
	assert_span_is(url_unique(names, SPAN_LIT("same"), 52, SPAN_EMPTY), "same-4");
	assert_span_is(url_unique(names, SPAN_LIT("\xe2\x9c\x85"), 52,
				  SPAN_LIT("k3f9")),
		       "k3f9");
	assert_span_is(url_unique(names, SPAN_EMPTY, 52, SPAN_EMPTY), "x");
}

static void a_suffix_stays_inside_the_limit(void **state)
{
	struct url_names *names = url_names_new(arena);

	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct span out = url_unique(
			names,
			SPAN_LIT("aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeee"),
			36, SPAN_EMPTY);

		assert_true(out.len <= 36);
		assert_true(out.ptr[out.len - 1] != '-');
	}
}

static void plans_items_and_artifacts_get_addresses(void **state)
{
	struct report report = { 0 };
	struct planned *planned = LIST_ADD(arena, &report.plans);
	struct planned *other;
	struct artifact *artifact;
	struct item *item;

	(void)state;
	planned->plan.path = SPAN_LIT("docs/RELEASE.md");
	item = LIST_ADD(arena, &planned->plan.items);
	item->plain = SPAN_LIT("Tests pass");
	item = LIST_ADD(arena, &planned->plan.items);
	item->plain = SPAN_LIT("Tests pass");
	item->declared_id = SPAN_LIT("REL-7");
	LIST_ADD(arena, &planned->judgements);
	LIST_ADD(arena, &planned->judgements);
	other = LIST_ADD(arena, &report.plans);
	other->plan.path = SPAN_LIT("old/release.md");
	artifact = LIST_ADD(arena, &report.artifacts);
	artifact->path = SPAN_LIT("a/junit.xml");
	artifact = LIST_ADD(arena, &report.artifacts);
	artifact->path = SPAN_LIT("b/junit.xml");

	site_slugs(&report, arena);
	planned = &report.plans.at[0];
	assert_span_is(url_plan(arena, &planned->plan, 1), "plan/release.html");
	assert_span_is(url_plan(arena, &planned->plan, 2), "plan/release.2.html");
	assert_span_is(url_plan(arena, &report.plans.at[1].plan, 1),
		       "plan/release-2.html");
	assert_span_is(url_item(arena, &planned->plan, &planned->judgements.at[0]),
		       "item/release/tests-pass.html");
	assert_span_is(url_item(arena, &planned->plan, &planned->judgements.at[1]),
		       "item/release/rel-7.html");
	assert_span_is(url_artifact(arena, &report.artifacts.at[0]),
		       "evidence/junit.html");
	assert_span_is(url_artifact(arena, &report.artifacts.at[1]),
		       "evidence/junit-2.html");
	assert_span_is(url_plan_filter(arena, &planned->plan, 1, VERDICT_NEEDS_SIGNOFF),
		       "plan/release.html#v=needs-signoff");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_slug_is_lower_case_ascii, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(text_without_ascii_gives_nothing,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_long_slug_is_cut_at_a_word, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			names_of_devices_and_of_our_own_get_a_number, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(a_clash_gets_the_next_number, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_suffix_stays_inside_the_limit, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(plans_items_and_artifacts_get_addresses,
						set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
