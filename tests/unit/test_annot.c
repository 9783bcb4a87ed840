/*
 * What a declared annotation makes of the facts of its artifact, kind by kind:
 * evidence.md section 9b.
 */
#include "unit.h"

#include "audit/annot.h"
#include "base/limits.h"

static struct arena *arena;

/* One artifact a family, with a few facts. */
struct told {
	struct artifact artifact;
	struct fact facts[8];
	size_t count;
};

static struct told world[FAMILIES];

static struct fact *tell(enum family family, enum fact_kind kind)
{
	struct told *told = &world[family];
	struct fact *fact = &told->facts[told->count++];

	told->artifact.family = family;
	told->artifact.path = span_of(family_word[family]);
	*fact = fact_new(kind);
	return fact;
}

static void tell_env(const char *key, const char *value, bool has_value)
{
	struct fact *fact = tell(FAMILY_CONFIG, FACT_ENV);

	fact->as.env.key = span_of(key);
	fact->as.env.value = span_of(value);
	fact->as.env.has_value = has_value;
	fact->as.env.value_class = SPAN_LIT("text");
}

static void tell_value(const char *pointer, enum value_type type, const char *text)
{
	struct fact *fact = tell(FAMILY_VALUE, FACT_VALUE);

	fact->as.value.doc = 1;
	fact->as.value.pointer = span_of(pointer);
	fact->as.value.type = type;
	fact->as.value.text = span_of(text);
}

static void tell_control(const char *control, enum control_result result)
{
	struct fact *fact = tell(FAMILY_CONTROL, FACT_CONTROL);

	fact->as.control.control = span_of(control);
	fact->as.control.result = result;
}

static void tell_vex(const char *vuln, enum vex_status status)
{
	struct fact *fact = tell(FAMILY_VEX, FACT_VEX);

	fact->as.vex.vuln = span_of(vuln);
	fact->as.vex.status = status;
}

static void tell_test(const char *name, bool skipped)
{
	struct fact *fact = tell(FAMILY_SOURCE, FACT_DECLARED);

	fact->as.declared.name = span_of(name);
	fact->as.declared.framework = SPAN_LIT("jest");
	fact->as.declared.skipped = skipped;
}

static void tell_object(int64_t number, const char *kind, const char *name,
			const char *memory)
{
	struct fact *fact = tell(FAMILY_MANIFEST, FACT_OBJECT);

	fact->as.object.number = number;
	fact->as.object.system = SPAN_LIT("kubernetes");
	fact->as.object.kind = span_of(kind);
	fact->as.object.name = span_of(name);
	fact = tell(FAMILY_MANIFEST, FACT_CONTAINER);
	fact->as.container.object = number;
	fact->as.container.cpu_limit = span_of(memory);
	fact->as.container.memory_limit = span_of(memory);
}

static void tell_alert(const char *name)
{
	struct fact *fact = tell(FAMILY_CONFIG, FACT_ALERT);

	fact->as.alert.kind = SPAN_LIT("alert");
	fact->as.alert.name = span_of(name);
}

static void tell_problem(const char *rule, enum severity severity, int score,
			 const char *fix)
{
	struct fact *fact = tell(FAMILY_SCAN, FACT_PROBLEM);

	fact->as.problem.rule_id = span_of(rule);
	fact->as.problem.kind = SPAN_LIT("vulnerability");
	fact->as.problem.severity = severity;
	fact->as.problem.score_tenths = score;
	fact->as.problem.fixed_version = span_of(fix);
}

static void tell_case(const char *name, int64_t duration_us, unsigned retries)
{
	struct fact *fact = tell(FAMILY_TESTS, FACT_CASE);

	fact->as.test.name = span_of(name);
	fact->as.test.outcome = TEST_PASSED;
	fact->as.test.duration_us = duration_us;
	fact->as.test.retries = retries;
}

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_SCRATCH_BYTES);
	memset(world, 0, sizeof(world));
	tell_env("LEGACY_SHARED_TOKEN_ENABLED", "false", true);
	tell_env("API_KEY", "", true);
	tell_env("POOL", "10", true);
	tell_alert("DLQBacklog");
	tell_value("/replay/match_rate", TYPE_NUMBER, "1.0");
	tell_value("/replay/mode", TYPE_STRING, "full");
	tell_control("1.1", CONTROL_PASS);
	tell_control("1.2", CONTROL_FAIL);
	tell_control("1.3", CONTROL_NOT_REVIEWED);
	tell_vex("CVE-2026-1", VEX_NOT_AFFECTED);
	tell_vex("CVE-2026-2", VEX_AFFECTED);
	tell_test("cart > adds", false);
	tell_test("cart > removes", true);
	tell_object(1, "Deployment", "web", "1Gi");
	tell_object(2, "CronJob", "backup", "");
	tell_problem("CVE-1", SEVERITY_MEDIUM, 65, "1.2");
	tell_problem("CVE-2", SEVERITY_LOW, 31, "");
	tell(FAMILY_SCAN, FACT_SCAN)->as.scan.succeeded = 1;
	tell_case("a", 1500000, 0);
	tell_case("b", 500000, 1);
	for (size_t i = 0; i < FAMILIES; i++)
		for (size_t k = 0; k < world[i].count; k++)
			fact_count(&world[i].artifact.counts, &world[i].facts[k]);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static int each(void *ctx, const struct artifact *artifact, enum fact_kind kind,
		size_t limit, const struct fact_sink *sink, struct err *err)
{
	const struct told *told = &world[artifact->family];

	(void)ctx;
	(void)limit;
	for (size_t i = 0; i < told->count; i++)
		if (told->facts[i].kind == kind &&
		    fact_add(sink, &told->facts[i], err) < 0)
			return err->code;
	return 0;
}

/* clang-format off: one annotation a line */
static const struct {
	enum family family;
	const char *kind, *selector, *predicates;
	enum outcome outcome;
	const char *actual; /* part of it */
} rows[] = {
	{ FAMILY_CONFIG, "env", "LEGACY_SHARED_TOKEN_ENABLED", "value = false",
	  OUTCOME_PASS, "= false" },
	{ FAMILY_CONFIG, "env", "LEGACY_SHARED_TOKEN_ENABLED", "value = true",
	  OUTCOME_FAIL, "= false" },
	{ FAMILY_CONFIG, "env", "POOL", "value >= 10", OUTCOME_PASS, "POOL = 10" },
	{ FAMILY_CONFIG, "env", "POOL", "value >= 11", OUTCOME_FAIL, "POOL = 10" },
	{ FAMILY_CONFIG, "env", "API_KEY", "value = x", OUTCOME_UNBINDABLE,
	  "(not kept)" },
	{ FAMILY_CONFIG, "env", "NOT_THERE", "value = x", OUTCOME_UNBINDABLE, "" },
	{ FAMILY_CONFIG, "env", "NOT_THERE", "", OUTCOME_UNBINDABLE,
	  "selector names nothing" },
	{ FAMILY_CONFIG, "env", "POOL", "", OUTCOME_PASS, "" },
	{ FAMILY_CONFIG, "alert", "DLQBacklog", "", OUTCOME_PASS, "" },
	{ FAMILY_CONFIG, "alert", "DLQ*", "count >= 1", OUTCOME_PASS, "count = 1" },
	{ FAMILY_CONFIG, "alert", "NoSuch", "", OUTCOME_UNBINDABLE,
	  "selector names nothing" },
	{ FAMILY_CONFIG, "alert", "", "count >= 2", OUTCOME_FAIL, "count = 1" },
	{ FAMILY_CONFIG, "alert", "", "", OUTCOME_UNBINDABLE,
	  "" }, /* that there is a file is no outcome */
	{ FAMILY_VALUE, "value", "/replay/match_rate", "value >= 1", OUTCOME_PASS,
	  "= 1.0" },
	{ FAMILY_VALUE, "value", "/replay/match_rate", "value = 1.00", OUTCOME_PASS,
	  "= 1.0" },
	{ FAMILY_VALUE, "value", "/replay/mode", "value = full", OUTCOME_PASS,
	  "= full" },
	{ FAMILY_VALUE, "value", "/replay/mode", "value = \"full\"", OUTCOME_PASS,
	  "= full" },
	{ FAMILY_VALUE, "value", "/replay/mode", "value != full", OUTCOME_FAIL,
	  "= full" },
	{ FAMILY_VALUE, "value", "/replay/mode", "type = string", OUTCOME_PASS,
	  "= string" },
	{ FAMILY_VALUE, "value", "/replay/mode", "value >= 3", OUTCOME_UNBINDABLE,
	  "= full" },
	{ FAMILY_VALUE, "value", "/replay/*", "value = full", OUTCOME_FAIL, "= 1.0" },
	{ FAMILY_VALUE, "value", "", "count = 2", OUTCOME_PASS, "count = 2" },
	{ FAMILY_CONTROL, "control", "", "failed = 0", OUTCOME_FAIL, "failed = 1" },
	{ FAMILY_CONTROL, "control", "", "", OUTCOME_FAIL, "" },
	{ FAMILY_CONTROL, "control", "1.1", "", OUTCOME_PASS, "" },
	{ FAMILY_CONTROL, "control", "1.2", "", OUTCOME_FAIL, "" },
	{ FAMILY_CONTROL, "control", "1.3", "failed = 0", OUTCOME_UNBINDABLE,
	  "nothing ran" },
	{ FAMILY_VEX, "vex", "CVE-2026-1", "affected = 0", OUTCOME_PASS,
	  "affected = 0" },
	{ FAMILY_VEX, "vex", "CVE-2026-2", "affected = 0", OUTCOME_FAIL,
	  "affected = 1" },
	{ FAMILY_VEX, "vex", "CVE-2026-3", "affected = 0", OUTCOME_UNBINDABLE,
	  "selector names nothing" },
	{ FAMILY_VEX, "vex", "", "", OUTCOME_UNBINDABLE, "" },
	{ FAMILY_SOURCE, "test-source", "", "declared >= 2", OUTCOME_PASS,
	  "declared = 2" },
	{ FAMILY_SOURCE, "test-source", "cart > adds", "skipped = 0", OUTCOME_PASS,
	  "skipped = 0" },
	{ FAMILY_SOURCE, "test-source", "", "", OUTCOME_UNBINDABLE, "none executed" },
	{ FAMILY_MANIFEST, "manifest", "Deployment/web", "with-limits = 100%",
	  OUTCOME_PASS, "1 of 1" },
	{ FAMILY_MANIFEST, "manifest", "", "with-limits = 100%", OUTCOME_FAIL,
	  "1 of 2" },
	{ FAMILY_MANIFEST, "manifest", "cronjob/backup", "with-limits = 100%",
	  OUTCOME_FAIL, "0 of 1" },
	{ FAMILY_MANIFEST, "manifest", "Deployment/backup", "", OUTCOME_UNBINDABLE,
	  "selector names nothing" },
	{ FAMILY_SCAN, "scan", "", "max-score <= 6.5", OUTCOME_PASS,
	  "max-score = 6.5" },
	{ FAMILY_SCAN, "scan", "", "max-score < 6.5", OUTCOME_FAIL, "max-score = 6.5" },
	{ FAMILY_SCAN, "scan", "", "fixable = 0", OUTCOME_FAIL, "fixable = 1" },
	{ FAMILY_SCAN, "scan", "CVE-2", "fixable = 0", OUTCOME_PASS, "fixable = 0" },
	{ FAMILY_TESTS, "junit", "", "duration < 3s", OUTCOME_PASS,
	  "duration = 2000ms" },
	{ FAMILY_TESTS, "junit", "", "duration < 2s", OUTCOME_FAIL,
	  "duration = 2000ms" },
	{ FAMILY_TESTS, "junit", "", "duration < 3", OUTCOME_UNBINDABLE,
	  "" }, /* of what? */
	{ FAMILY_TESTS, "junit", "", "retries = 0", OUTCOME_FAIL, "retries = 1" },
	/* A report of one kind is no evidence of another. */
	{ FAMILY_TESTS, "control", "", "failed = 0", OUTCOME_UNBINDABLE,
	  "tests is tests" },
};
/* clang-format on */

static void each_kind_judges_its_own_facts(void **state)
{
	const struct fact_source source = { .each = each };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct artifact *artifact = &world[rows[i].family].artifact;
		struct ref ref = { .evidence = span_of(rows[i].kind),
				   .selector = span_of(rows[i].selector),
				   .predicates = span_of(rows[i].predicates) };
		struct err err = { 0 };
		struct annot annot;
		struct shown shown;

		annot_read(&annot, &ref, arena);
		if (!annot.kind)
			fail_msg("row %zu: %.*s", i, SPAN_ARG(annot.trouble));
		assert_ok(annot_judge(&shown, &annot, &artifact, 1, &source, arena,
				      &err));
		if (shown.outcome != rows[i].outcome ||
		    span_find(shown.actual, span_of(rows[i].actual)) < 0)
			fail_msg("row %zu: %s:%s %s gives %s, %.*s", i, rows[i].kind,
				 rows[i].selector, rows[i].predicates,
				 outcome_word[shown.outcome], SPAN_ARG(shown.actual));
	}
}

static void what_nobody_knows_is_never_ignored(void **state)
{
	/* clang-format off */
	static const struct { const char *kind, *selector, *predicates, *trouble; } odd[] = {
		{ "controls", "", "", "did you mean \"control\"" },
		{ "control", "", "pased >= 1", "did you mean \"passed\"" },
		{ "log", "ERROR", "", "selector" },
		{ "value", "/a", "value > big", "no predicate" },
		{ "signoff", "", "", "not read by this version" },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		struct ref ref = { .evidence = span_of(odd[i].kind),
				   .selector = span_of(odd[i].selector),
				   .predicates = span_of(odd[i].predicates) };
		struct annot annot;

		annot_read(&annot, &ref, arena);
		assert_null(annot.kind);
		if (span_find(annot.trouble, span_of(odd[i].trouble)) < 0)
			fail_msg("row %zu: %.*s", i, SPAN_ARG(annot.trouble));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(each_kind_judges_its_own_facts),
		TEST(what_nobody_knows_is_never_ignored),
	};

	return cmocka_run_group_tests_name("annot", tests, NULL, NULL);
}
