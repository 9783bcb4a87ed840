/* Numbers in an item's words: plans.md section 12. */
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

static struct plan parse(const char *markdown)
{
	struct plan plan;
	struct err err = { 0 };

	assert_ok(plan_parse(&plan, SPAN_LIT("a.md"), span_of(markdown), NULL, arena,
			     scratch, &err));
	return plan;
}

/* "le 500 ms p95 latency": op, value or "low..high", unit, flags; one a semicolon. */
static struct span shown(const struct item *item)
{
	struct span out = SPAN_EMPTY;

	for (size_t i = 0; i < item->thresholds.count; i++) {
		const struct threshold *t = &item->thresholds.at[i];

		out = arena_printf(scratch, "%.*s%s%s %lld", SPAN_ARG(out),
				   i > 0 ? "; " : "", threshold_op_word[t->op],
				   (long long)t->low_micro);
		if (t->high_micro != t->low_micro)
			out = arena_printf(scratch, "%.*s..%lld", SPAN_ARG(out),
					   (long long)t->high_micro);
		out = arena_printf(scratch, "%.*s %.*s%s%s%s", SPAN_ARG(out),
				   SPAN_ARG(t->unit),
				   t->role == THRESHOLD_MEASURED ? " measured"
				   : t->role == THRESHOLD_INFORMATIONAL
					   ? " informational"
					   : "",
				   t->ambiguous ? " ambiguous" : "",
				   t->symbolic ? " symbolic" : "");
		if (t->tolerance_bp > 0)
			out = arena_printf(scratch, "%.*s +-%lld", SPAN_ARG(out),
					   (long long)t->tolerance_bp);
	}
	return out;
}

struct example {
	const char *text, *want;
};

static void check(const struct example *examples, size_t count)
{
	size_t bad = 0;

	for (size_t i = 0; i < count; i++) {
		struct plan plan =
			parse(arena_string(arena, arena_printf(arena, "- [ ] %s\n",
							       examples[i].text)));
		struct span got;

		assert_int_equal(plan.items.count, 1);
		got = shown(&plan.items.at[0]);
		if (span_is(got, examples[i].want))
			continue;
		print_error("\"%s\": %.*s, not %s\n", examples[i].text, SPAN_ARG(got),
			    examples[i].want);
		bad++;
	}
	if (bad > 0)
		fail_msg("%zu of %zu are read otherwise", bad, count);
}

#define CHECK(examples) check(examples, sizeof(examples) / sizeof((examples)[0]))

/* clang-format off: one example a row; values are 10^-6 of the unit */

static void comparisons_are_read_in_every_language(void **state)
{
	static const struct example examples[] = {
		{ "p95 latency < 250 ms", "lt 250000000000000 ns" },
		{ "Latency under 1 s", "lt 1000000000000000 ns" },
		{ "Latency no more than 1 s", "le 1000000000000000 ns" },
		{ "Latency not over 1 s", "le 1000000000000000 ns" },
		{ "Latency never exceeds 1 s", "le 1000000000000000 ns" },
		{ "Latenz nicht über 1 s", "le 1000000000000000 ns" },
		{ "Latence pas plus de 1 s", "le 1000000000000000 ns" },
		{ "Durée inférieure à 2 s", "lt 2000000000000000 ns" },
		{ "Abdeckung mindestens 80 %", "ge 8000000000 bp" },
		{ "Cobertura de al menos 80 %", "ge 8000000000 bp" },
		{ "Cobertura de pelo menos 80 %", "ge 8000000000 bp" },
		{ "Copertura almeno 80 %", "ge 8000000000 bp" },
		{ "Dekking ten minste 80 %", "ge 8000000000 bp" },
		{ "Покрытие не менее 80 %", "ge 8000000000 bp" },
		{ "覆盖率不低于 80%", "ge 8000000000 bp" },
		{ "错误率小于 1%", "lt 100000000 bp" },
		{ "错误率不超过 1%", "le 100000000 bp" },
		{ "カバレッジ 80%以上", "ge 8000000000 bp" },
		{ "応答 500 ms 未満", "lt 500000000000000 ns" },
		{ "커버리지 80% 이상", "ge 8000000000 bp" },
		{ "Coverage 80 % or more", "ge 8000000000 bp" },
		{ "Heap 500 MB max", "le 500000000000000 B" },
	};

	(void)state;
	CHECK(examples);
}

static void numbers_are_read_as_people_write_them(void **state)
{
	static const struct example examples[] = {
		{ "Error rate < 0,5 %", "lt 50000000 bp" },
		{ "Error rate < 0.5 %", "lt 50000000 bp" },
		{ "Rows >= 1,600", "ge 1600000000 " },
		{ "Rows >= 1'600", "ge 1600000000 " },
		{ "Rows >= 1\xe2\x80\x99"
		  "600",
		  "ge 1600000000 " },
		{ "Rows >= 10_000", "ge 10000000000 " },
		{ "Rows >= 1,234,567", "ge 1234567000000 " },
		{ "Rows >= 1.234,5", "ge 1234500000 " },
		{ "Rows >= 1,234.5", "ge 1234500000 " },
		{ "Rows >= 1e6", "ge 1000000000000 " },
		{ "Rows >= 10k", "ge 10000000000 " },
		{ "Rate >= 1200 req/min", "ge 20000000 1/s" },
		{ "Rate >= 90 requests per hour", "ge 25000 1/s" },
		{ "Rate >= 1 per hour", "ge 1000000 1/h" },
		{ "Disk < 1 TB", "lt 1000000000000000000 B" },
		{ "Disk < 1 KiB", "lt 1024000000 B" },
		{ "Retention at least 2 weeks", "ge 1209600000000 s" },
		{ "p99.9 < 1 s", "lt 1000000000000000 ns" },
	};

	(void)state;
	CHECK(examples);
}

static void a_sign_that_may_group_or_divide_is_said(void **state)
{
	struct plan plan = parse("- [ ] Rows >= 1.600\n");
	(void)state;

	assert_true(plan.items.at[0].thresholds.at[0].ambiguous);
	assert_int_equal(plan.items.at[0].thresholds.at[0].low_micro, 1600000);
	assert_int_equal(plan.items.at[0].thresholds.at[0].high_micro, 1600000000);
	assert_int_equal(plan.findings.count, 1);
	assert_string_equal(plan.findings.at[0].rule->code, "P-NUM-AMBIG");
	/* Another number of the plan shows it. */
	plan = parse("- [ ] Rows >= 1.600\n\nError rate 0,5 %.\n");
	assert_int_equal(plan.items.at[0].thresholds.at[0].low_micro, 1600000000);
	assert_int_equal(plan.findings.count, 0);
	plan = parse("- [ ] Rows >= 1.600\n\nError rate 0.5 %.\n");
	assert_int_equal(plan.items.at[0].thresholds.at[0].low_micro, 1600000);
	assert_int_equal(plan.findings.count, 0);
	/* So does the language, said or counted. */
	plan = parse("---\nlang: de-CH\n---\n\n- [ ] Rows >= 1.600\n");
	assert_int_equal(plan.items.at[0].thresholds.at[0].low_micro, 1600000000);
	plan = parse(
		"- [ ] Zeilen >= 1.600\n\nDas ist der Plan für die Freigabe und "
		"die Abnahme, und er wird mit der Leitung auf den Stand gebracht.\n");
	assert_int_equal(plan.items.at[0].thresholds.at[0].low_micro, 1600000000);
	assert_false(plan.items.at[0].thresholds.at[0].ambiguous);
	/* A comma groups, but not where the language divides with it. */
	plan = parse("---\nlang: fr\n---\n\n- [ ] Lignes >= 1,600\n");
	assert_true(plan.items.at[0].thresholds.at[0].ambiguous);
}

static void blanks_group_where_the_language_does_so(void **state)
{
	struct plan plan = parse("---\nlang: fr\n---\n\n- [ ] Débit >= 10 000 req/s\n");
	(void)state;

	assert_int_equal(plan.items.at[0].thresholds.at[0].low_micro, 10000000000);
	plan = parse("---\nlang: en\n---\n\n- [ ] Batch < 10 000 rows\n");
	assert_int_equal(plan.items.at[0].thresholds.at[0].low_micro, 10000000);
}

static void ranges_have_two_ends(void **state)
{
	static const struct example examples[] = {
		{ "p95 80-90 ms", "range 80000000000000..90000000000000 ns" },
		{ "Coverage 80\xe2\x80\x93"
		  "90 %",
		  "range 8000000000..9000000000 bp" },
		{ "Duration between 2 and 4 s",
		  "range 2000000000000000..4000000000000000 ns" },
		{ "Dauer zwischen 2 und 4 s",
		  "range 2000000000000000..4000000000000000 ns" },
		{ "Durée entre 2 et 4 s",
		  "range 2000000000000000..4000000000000000 ns" },
		{ "Heap 200 MB to 1 GB", "range 200000000000000..1000000000000000 B" },
		/* Estimates, shares of a rollout and descriptions ask for nothing. */
		{ "Migration takes 3-4 weeks", "" },
		{ "Canary with 5-10 % traffic", "" },
		{ "Touches 2-3 files", "range 2000000..3000000 file informational" },
		{ "Window 2026-01-01 to 2026-02-01", "" },
	};

	(void)state;
	CHECK(examples);
}

static void none_and_all_are_numbers(void **state)
{
	static const struct example examples[] = {
		{ "0 critical findings", "eq 0 critical" },
		{ "No critical findings", "eq 0 critical" },
		{ "Zero errors in the log", "eq 0 error" },
		{ "Keine Fehler im Protokoll", "eq 0 error" },
		{ "Aucune erreur", "eq 0 error" },
		{ "Sin errores", "eq 0 error" },
		{ "没有错误", "eq 0 error" },
		/* One severity of several would leave the other unasked. */
		{ "0 high or critical vulnerabilities", "eq 0 high; eq 0 critical" },
		{ "No critical/high CVEs", "eq 0 critical; eq 0 high" },
		{ "No high, critical or medium issues",
		  "eq 0 high; eq 0 critical; eq 0 medium" },
		{ "0 high+ findings", "eq 0 high; eq 0 critical" },
		{ "No findings", "eq 0 finding" },
		{ "At most 3 high or critical findings",
		  "le 3000000 of several severities" },
		/* A noun that is part of another word, and a level of something else.
		 */
		{ "No error handling yet", "" },
		{ "No high load expected", "" },
		{ "All tests pass", "eq 10000000000 bp informational" },
		{ "100 % of the tests pass", "eq 10000000000 bp informational" },
		{ "Alle Tests bestehen", "eq 10000000000 bp informational" },
		{ "全部测试通过", "eq 10000000000 bp informational" },
	};

	(void)state;
	CHECK(examples);
}

static void about_so_much_has_a_tolerance(void **state)
{
	static const struct example examples[] = {
		{ "About 300 lines", "approx 300000000 line +-2000" },
		{ "~300 lines", "approx 300000000 line +-2000" },
		{ "Environ 300 lignes", "approx 300000000 line +-2000" },
		{ "约 300 行", "approx 300000000 line +-2000" },
		{ "About 100 tests", "approx 100000000 test +-2000" },
		{ "Response 500 ms ± 50 ms", "approx 500000000000000 ns +-1000" },
		{ "Response 500 ms +/- 5 %", "approx 500000000000000 ns +-500" },
		{ "Drift ±5 ms clock", "delta -5000000000000..5000000000000 ns" },
	};
	struct plan_setting setting = { SPAN_LIT("plan"), SPAN_LIT("tolerance"),
					SPAN_LIT("7.5 %") };
	struct plan_options options = { .settings = &setting, .setting_count = 1 };
	struct err err = { 0 };
	struct plan plan;

	(void)state;
	CHECK(examples);
	assert_ok(plan_parse(&plan, SPAN_LIT("a.md"), SPAN_LIT("- [ ] ~300 lines\n"),
			     &options, arena, scratch, &err));
	assert_int_equal(plan.items.at[0].thresholds.at[0].tolerance_bp, 750);
	setting.value = SPAN_LIT("a lot");
	assert_err(ERR_USAGE, plan_parse(&plan, SPAN_LIT("a.md"), SPAN_LIT("a\n"),
					 &options, arena, scratch, &err));
}

static void measured_values_are_told_from_targets(void **state)
{
	static const struct example examples[] = {
		{ "Coverage >= 80 % | Actual: 77.7 %",
		  "ge 8000000000 bp; eq 7770000000 bp measured" },
		{ "Coverage >= 80 %, now 85 %",
		  "ge 8000000000 bp; eq 8500000000 bp measured" },
		{ "Abdeckung >= 80 %, gemessen 85 %",
		  "ge 8000000000 bp; eq 8500000000 bp measured" },
		{ "覆盖率 >= 80%，当前 85%",
		  "ge 8000000000 bp; eq 8500000000 bp measured" },
	};
	struct plan plan;

	(void)state;
	CHECK(examples);
	plan = parse("- [x] p95 < 250 ms | Actual: _____ ms\n");
	assert_true(plan.items.at[0].qualified.len > 0);
	plan = parse("- [x] p95 80-90 ms, measured 95 ms\n");
	assert_string_equal(plan.findings.at[0].rule->code, "C9");
}

static void what_looks_like_a_number_and_is_none(void **state)
{
	static const struct example examples[] = {
		{ "Cost < $50", "" },
		{ "Cost < 50 €", "" },
		{ "Node >= 18.2.1", "" },
		{ "Before < 2026-01-01", "" },
		{ "Starts > 8:30", "" },
		{ "401/403 are handled", "" },
		{ "Takes <80> ms", "" },
		{ "Runs 24/7", "" },
		{ "10 % of the traffic", "" },
		{ "Step 4 of the guide", "" },
		{ "RFC 3161 timestamps", "" },
		{ "Deploy at T+10min", "" },
		{ "Latency < SLO", "lt 0  symbolic" },
		{ "Latency within design limits", "le 0  symbolic" },
	};

	(void)state;
	CHECK(examples);
}

/* clang-format on */

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comparisons_are_read_in_every_language),
		cmocka_unit_test(numbers_are_read_as_people_write_them),
		cmocka_unit_test(a_sign_that_may_group_or_divide_is_said),
		cmocka_unit_test(blanks_group_where_the_language_does_so),
		cmocka_unit_test(ranges_have_two_ends),
		cmocka_unit_test(none_and_all_are_numbers),
		cmocka_unit_test(about_so_much_has_a_tolerance),
		cmocka_unit_test(measured_values_are_told_from_targets),
		cmocka_unit_test(what_looks_like_a_number_and_is_none),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
