/* Which commands could hardly fail, so that their end shows nothing. */
#include "unit.h"

#include "readers/swallow.h"

struct row {
	const char *words[6];
	bool is_toothless;
};

/* clang-format off: one command a line */
static const struct row rows[] = {
	{ { "true" }, true },
	{ { "/bin/true" }, true },
	{ { "echo", "all", "good" }, true },
	{ { "env", "A=b", "true" }, true },
	{ { "timeout", "5", "true" }, true },
	{ { "timeout", "5", "make", "test" }, false },
	{ { "nice", "-n", "5", "sh", "-c", "true" }, true },
	{ { "make", "test" }, false },
	{ { "false" }, false },
	{ { "./true-test" }, false },
	{ { "grep", "true", "file" }, false },
	{ { "sh", "-c", "true" }, true },
	{ { "sh", "-c", "make test" }, false },
	{ { "sh", "-c", "make test || true" }, true },
	{ { "sh", "-c", "make test || echo failed" }, true },
	{ { "sh", "-c", "make test || exit 1" }, false },
	{ { "sh", "-c", "make test; true" }, true },
	{ { "sh", "-c", "make test; exit 0" }, true },
	{ { "sh", "-c", "make test\necho done" }, true },
	{ { "sh", "-c", "set -e; make test; echo done" }, false },
	{ { "sh", "-ec", "make test; echo done" }, false },
	{ { "bash", "-e", "-c", "make test; echo done" }, false },
	{ { "sh", "-c", "make test && echo done" }, false },
	{ { "sh", "-c", "make test | tee log" }, true },
	{ { "bash", "-c", "set -o pipefail; make test | tee log" }, false },
	{ { "bash", "-c", "curl x | jq -e .ok" }, false },
	{ { "sh", "-c", "make test &" }, true },
	{ { "sh", "-c", "make test > log 2>&1" }, false },
	{ { "bash", "-c", "make test &> log" }, false },
	{ { "sh", "-c", "grep -q '; true' file" }, false },
	{ { "sh", "-c", "" }, false },
	{ { "sh", "drill.sh" }, false },
	{ { "sh" }, false },
	{ { "" }, false },
};
/* clang-format on */

static void a_command_that_cannot_fail_is_known_by_its_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct span words[6];
		size_t count = 0;

		while (count < 6 && rows[i].words[count]) {
			words[count] = span_of(rows[i].words[count]);
			count++;
		}
		if (swallow_is_toothless(words, count) != rows[i].is_toothless)
			fail_msg("row %zu: %s %s %s", i, rows[i].words[0],
				 rows[i].words[1] ? rows[i].words[1] : "",
				 rows[i].words[2] ? rows[i].words[2] : "");
	}
	assert_true(swallow_is_toothless(NULL, 0));
}

static void a_step_is_neutralised_where_what_counts_is_swallowed(void **state)
{
	static const struct {
		const char *run;
		bool is_neutralised;
	} steps[] = {
		{ "trivy fs . || true", true },
		{ "trivy fs . || true\ncat report.json", true },
		{ "trivy fs . || echo \"scan skipped\"", true },
		{ "trivy fs . || { echo failed; exit 1; }", false },
		{ "trivy fs . || echo failed && exit 1", false },
		{ "pip install safety\nsafety check || true\nif [ -f base ]; then\n"
		  "  detect-secrets audit base || echo skipped\nelse\n  echo none\nfi",
		  true },
		{ "rm -f report.json || true\ntrivy fs .", false },
		{ "trivy fs .\necho done", false },
		{ "npm test\nls coverage", false },
		{ "set +e\nnpm test", true },
		{ "", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (swallow_is_neutralised(span_of(steps[i].run)) !=
		    steps[i].is_neutralised)
			fail_msg("%s", steps[i].run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_step_is_neutralised_where_what_counts_is_swallowed),
		cmocka_unit_test(a_command_that_cannot_fail_is_known_by_its_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
