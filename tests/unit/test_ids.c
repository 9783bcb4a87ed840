/* Which edits keep an item's id, and which make another item of it: plans.md 5.1. */
#include "unit.h"

#include "base/limits.h"
#include "plan/parse.h"

static struct arena *arena, *scratch;

static int setup(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_MODEL_BYTES);
	scratch = arena_new(LIMIT_SCRATCH_BYTES);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	arena_free(scratch);
	return 0;
}

/* The id of the last item of a text. */
static struct span id_of(const char *markdown)
{
	struct plan plan;
	struct err err = { 0 };

	assert_ok(plan_parse(&plan, SPAN_LIT("a.md"), span_of(markdown), NULL, arena,
			     scratch, &err));
	arena_clear(scratch);
	assert_true(plan.items.count > 0);
	return plan.items.at[plan.items.count - 1].id;
}

/* clang-format off: a text is read as a whole */
static const char *const same[][2] = {
	{ "- [ ] Rotate keys\n", "* [X] Rotate keys\n" },
	{ "- [ ] Rotate keys\n", "1. [x] **Rotate keys**\n" },
	{ "- [ ] Rotate keys\n", "- [x] Rotate keys (done)\n" },
	{ "- [ ] Rotate keys\n", "- [x] Rotate keys (done on 2026-01-05)\n" },
	{ "- [ ] Rotate keys\n", "- [x] Rotate keys \xe2\x9c\x85\n" },
	{ "- [ ] Rotate keys\n", "- [ ] Rotate keys - in progress\n" },
	{ "- [ ] Schl\xc3\xbcssel tauschen\n",
	  "- [x] Schl\xc3\xbcssel tauschen (erledigt)\n" },
	{ "- [ ] Cl\xc3\xa9s renouvel\xc3\xa9"
	  "es\n",
	  "- [x] Cl\xc3\xa9s renouvel\xc3\xa9"
	  "es (termin\xc3\xa9)\n" },
	{ "- [ ] p95 latency < 300 ms\n",
	  "- [x] p95 latency < 300 ms | Actual: 212 ms\n" },
	{ "- [ ] p95 latency < 300 ms | Actual: ____ ms\n",
	  "- [x] p95 latency < 300 ms | Actual: 212 ms\n" },
	{ "- [ ] Line coverage >= 80 %\n",
	  "- [x] Line coverage >= 80 % (measured 83 %)\n" },
	{ "- [ ] Antwortzeit unter 400 ms\n",
	  "- [x] Antwortzeit unter 400 ms (gemessen: 310 ms)\n" },
	{ "- [ ] Temps de r\xc3\xa9ponse < 400 ms\n",
	  "- [x] Temps de r\xc3\xa9ponse < 400 ms, mesur\xc3\xa9 : 310 ms\n" },
	{ "- [ ] Latencia < 400 ms\n", "- [x] Latencia < 400 ms, medido: 310 ms\n" },
	{ "- [ ] See [the guide](docs/a.md)\n",
	  "- [x] See [the guide](docs/b.md#top)\n" },
	{ "## 2. Tests\n\n- [ ] Rotate keys\n", "## 3.1 Tests\n\n- [ ] Rotate keys\n" },
	{ "## Phase 2: Tests\n\n- [ ] Rotate keys\n",
	  "## Phase 3: Tests\n\n- [ ] Rotate keys\n" },
	{ "## Schritt 2: Tests\n\n- [ ] Rotate keys\n",
	  "## Schritt 3: Tests\n\n- [ ] Rotate keys\n" },
	{ "## \xc3\x89tape 2 : Tests\n\n- [ ] Rotate keys\n",
	  "## \xc3\x89tape 1 : Tests\n\n- [ ] Rotate keys\n" },
	{ "## Fase 2: Tests\n\n- [ ] Rotate keys\n",
	  "## Fase 4: Tests\n\n- [ ] Rotate keys\n" },
	{ "## Tests\n\n- [ ] Rotate keys\n",
	  "## Tests \xe2\x9c\x85\n\n- [ ] Rotate keys\n" },
	{ "- [ ] 4.2 Fuzz tests\n", "- [ ] 4.3 Fuzz tests\n" },
	{ "- [ ] CTO: ________ Date: ____\n",
	  "- [x] CTO: Ada Lang Date: 2026-01-05\n" },
	{ "- [ ] Revision: ________ Datum: ____\n",
	  "- [x] Revision: Jo Lang Datum: 2026-01-05\n" },
	{ "| Item | Status |\n|---|---|\n| Keys rotated | Open |\n",
	  "| Item | Status |\n|---|---|\n| Keys rotated | Done |\n" },
	{ "| Item | Status |\n|---|---|\n| Keys rotated | Open |\n",
	  "- [x] Keys rotated\n" },
	{ "- [ ] https://e.org/pull/1\n", "- [x] https://e.org/pull/1\n" },
	{ "- [ ] SEC-01 Rotate keys\n", "- [x] SEC-01 Keys rotated\n" },
	{ "- [ ] Rotate keys {#keys}\n", "- [x] Keys were rotated {#keys}\n" },
	{ "- [ ] Rotate keys\n", "- [ ] ~~Rotate keys~~\n" },
};

static const char *const other[][2] = {
	{ "- [ ] Rotate keys\n", "- [ ] Rotate the keys\n" },
	{ "- [ ] Migrate shard 1\n", "- [ ] Migrate shard 2\n" },
	{ "- [ ] p95 latency < 300 ms\n", "- [ ] p95 latency < 400 ms\n" },
	{ "## A\n\n- [ ] Tests pass\n", "## B\n\n- [ ] Tests pass\n" },
	{ "- [ ] A parent\n  - [ ] Child\n", "- [ ] B parent\n  - [ ] Child\n" },
	{ "- [ ] https://e.org/pull/1\n", "- [ ] https://e.org/pull/2\n" },
	{ "- [ ] CTO: ________ Date: ____\n", "- [ ] CEO: ________ Date: ____\n" },
	{ "- [ ] Rotate keys\n- [ ] Other\n", "- [ ] Other\n- [ ] Rotate keys\n" },
	{ "- [ ] Achieved 85 users\n", "- [ ] Achieved by Ana\n" },
};
/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void marks_measures_and_numbering_keep_the_id(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(same); i++) {
		if (span_eq(id_of(same[i][0]), id_of(same[i][1])))
			continue;
		print_error("two ids:\n%s%s", same[i][0], same[i][1]);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void other_words_are_another_item(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(other); i++)
		if (span_eq(id_of(other[i][0]), id_of(other[i][1])))
			fail_msg("one id:\n%s%s", other[i][0], other[i][1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			marks_measures_and_numbering_keep_the_id, setup, teardown),
		cmocka_unit_test_setup_teardown(other_words_are_another_item, setup,
						teardown),
	};

	return cmocka_run_group_tests_name("ids", tests, NULL, NULL);
}
