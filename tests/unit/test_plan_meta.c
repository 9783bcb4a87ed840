/* What a plan says about itself, and whether it is one: plans.md section 14. */
#include "unit.h"

#include "base/limits.h"
#include "plan/dates.h"
#include "plan/meta.h"
#include "plan/parse.h"
#include "text/utf8.h"

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

static struct plan parse_as(const char *path, const char *markdown)
{
	struct plan plan;
	struct err err = { 0 };

	assert_ok(plan_parse(&plan, span_of(path), span_of(markdown), NULL, arena,
			     scratch, &err));
	return plan;
}

static struct plan parse(const char *markdown)
{
	return parse_as("a.md", markdown);
}

static void assert_said(const struct plan *plan, enum meta_key key, const char *value,
			unsigned line)
{
	const struct plan_meta *meta = meta_find(plan, key, scratch);

	if (!meta) {
		fail_msg("key %d is not said", key);
		return;
	}
	assert_span_is(meta->value, value);
	assert_int_equal(meta->line, line);
}

static void front_matter_is_read_in_three_notations(void **state)
{
	static const char *const plans[] = {
		"---\ntitle: \"Go live\"  # as agreed\nauthors: [Ana, 'Bo']\n"
		"version: 2.1\nnested:\n  a: b\n---\n\n- [ ] a\n",
		"+++\ntitle = \"Go live\"\nauthors = [\"Ana\", 'Bo']\nversion = 2.1\n\n"
		"[nested]\na = \"b\"\n+++\n\n- [ ] a\n",
		"{\n\"title\": \"Go live\",\n\"authors\": [\"Ana\", \"Bo\"],\n"
		"\"version\": 2.1,\n\"nested\": {\"a\": \"b\"}\n}\n\n- [ ] a\n",
	};
	(void)state;

	for (size_t i = 0; i < 3; i++) {
		struct plan plan = parse(plans[i]);

		assert_int_equal(plan.items.count, 1);
		assert_said(&plan, META_TITLE, "Go live", 2);
		assert_said(&plan, META_AUTHOR, "Ana, Bo", 3);
		assert_said(&plan, META_VERSION, "2.1", 4);
	}
}

static void front_matter_has_its_odd_forms(void **state)
{
	struct plan plan =
		parse("---\nauthors:\n  - Ana\n  - \"Bo\"\n...\n\n- [ ] a\n");
	(void)state;

	assert_said(&plan, META_AUTHOR, "Ana, Bo", 2);
	plan = parse(";;;\n{\"title\": \"T\", \"draft\": true}\n;;;\n\n- [ ] a\n");
	assert_said(&plan, META_TITLE, "T", 2);
	plan = parse("{\"title\": \"One line\"}\n\n- [ ] a\n");
	assert_said(&plan, META_TITLE, "One line", 1);
	assert_int_equal(plan.items.count, 1);
	/* A rule over text, braces that are no JSON, a block that does not end. */
	plan = parse("---\nSome words.\n---\n\n- [ ] a\n");
	assert_int_equal(plan.meta.count, 0);
	plan = parse("{% raw %}\n- [ ] a\n}\n");
	assert_int_equal(plan.items.count, 1);
	plan = parse("---\ntitle: x\n\n- [ ] a\n");
	assert_int_equal(plan.items.count, 1);
}

static void a_status_in_front_matter_is_a_claim_of_the_document(void **state)
{
	struct plan plan = parse("---\nstatus: ready\n---\n\n# Plan\n\n- [x] a\n");
	(void)state;

	assert_int_equal(plan.items.at[0].kind, ITEM_DOCUMENT);
	assert_int_equal(plan.items.at[0].claim, CLAIM_READY);
}

static void keys_mean_the_same_in_every_language(void **state)
{
	static const struct {
		const char *key;
		enum meta_key want;
	} keys[] = {
		{ "Last Updated", META_UPDATED },
		{ "Zuletzt aktualisiert", META_UPDATED },
		{ "Dernière mise à jour", META_UPDATED },
		{ "Última actualización", META_UPDATED },
		{ "最后更新", META_UPDATED },
		{ "最終更新日", META_UPDATED },
		{ "Author(s)", META_AUTHOR },
		{ "Approvers", META_APPROVER },
		{ "Next review", META_REVIEW },
		{ "Go-live date", META_TARGET },
		{ "Baseline commit", META_COMMIT },
		{ "Document ID", META_DOCUMENT_ID },
		{ "Environment", META_ENVIRONMENT },
		{ "Evidence root", META_EVIDENCE_ROOT },
		{ "Idioma", META_LANGUAGE },
		{ "Branch", META_BRANCH },
		{ "Release", META_RELEASE },
		{ "Owner", META_OWNER },
		{ "Date", META_DATE },
		{ "Version", META_VERSION },
		{ "Title", META_TITLE },
		{ "Status", META_STATUS },
		{ "Template", META_TEMPLATE },
		{ "Colour", META_OTHER },
		{ "", META_OTHER },
	};
	(void)state;

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (meta_key_of(span_of(keys[i].key), scratch) != keys[i].want)
			fail_msg("\"%s\"", keys[i].key);
}

static void pairs_are_taken_from_the_top_the_end_and_tables(void **state)
{
	struct plan plan =
		parse("# Plan\n\n**Owner:** Ana  \nVersion: 2 | Branch: main\\\n"
		      "Environment： staging\n\n| Field | Value |\n|-|-|\n"
		      "| Document ID | X-1 |\n");
	char *text = ARENA_ARRAY(arena, char, 400);
	size_t used = 0;
	(void)state;

	assert_said(&plan, META_OWNER, "Ana", 3);
	assert_said(&plan, META_VERSION, "2", 4);
	assert_said(&plan, META_BRANCH, "main", 4);
	assert_said(&plan, META_ENVIRONMENT, "staging", 5);
	assert_said(&plan, META_DOCUMENT_ID, "X-1", 9);
	/* Line 43 is prose, and the end of the plan is not. */
	for (size_t i = 0; i < 42; i++)
		text[used++] = '\n';
	plan = parse(arena_string(arena, arena_printf(arena,
						      "%.*sOwner: Ana\n\n---\n\n"
						      "Version: 3\n",
						      (int)used, text)));
	assert_int_equal(plan.meta.count, 1);
	assert_said(&plan, META_VERSION, "3", 47);
}

static void an_evidence_root_is_where_paths_are_tried(void **state)
{
	struct plan plan =
		parse("Evidence root: evidence/2026-q1/\n\n- [x] a (`b.xml`)\n");
	(void)state;

	assert_span_is(plan.items.at[0].evidence_root, "evidence/2026-q1");
}

static void dates_are_read_in_every_language(void **state)
{
	static const struct {
		const char *text, *iso;
	} dates[] = {
		{ "2026-03-05", "2026-03-05" },
		{ "March 5, 2026", "2026-03-05" },
		{ "5 March 2026", "2026-03-05" },
		{ "5th of March, 2026", "2026-03-05" },
		{ "Mar 5 2026", "2026-03-05" },
		{ "5. März 2026", "2026-03-05" },
		{ "1er février 2026", "2026-02-01" },
		{ "5 août 2026", "2026-08-05" },
		{ "5 de marzo de 2026", "2026-03-05" },
		{ "5 de março de 2026", "2026-03-05" },
		{ "5 dicembre 2026", "2026-12-05" },
		{ "5 марта 2026", "2026-03-05" },
		{ "2026年3月5日", "2026-03-05" },
		{ "05.03.2026", "2026-03-05" },
		/* Day or month first: nobody knows.  A word that begins like a month.
		 */
		{ "03/05/2026", "" },
		{ "Decision 5, 2026", "" },
		{ "marketing 5 2026", "" },
		{ "31.02.2026", "" },
	};
	(void)state;

	for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		struct span iso = SPAN_EMPTY;

		if (!meta_date(arena, span_of(dates[i].text), &iso))
			iso = SPAN_EMPTY;
		if (!span_is(iso, dates[i].iso))
			fail_msg("\"%s\": \"%.*s\"", dates[i].text, SPAN_ARG(iso));
	}
}

static void a_form_that_nobody_filled_in_is_a_template(void **state)
{
	static const struct {
		const char *path, *markdown;
		bool template;
	} cases[] = {
		{ "a.md", "# {{name}}\n\n- [ ] {{a}} and {{b}}\n", true },
		{ "a.md",
		  "# <Project name>\n\n- [ ] Deploy <service name>\n- [ ] Tell <your "
		  "team>\n",
		  true },
		{ "a.md",
		  "# [Project Name]\n\nVersion [Version], [Insert date here]\n\n- [ ] "
		  "a\n",
		  true },
		{ "a.md", "# Release vX.Y.Z\n\nDate: YYYY-MM-DD\n\n- [ ] XXX\n", true },
		{ "a.md", "# Release checklist template\n\n- [ ] a\n", true },
		{ "a.md", "# Vorlage: Freigabe\n\n- [ ] a\n", true },
		{ "a.md", "# 发布检查模板\n\n- [ ] a\n", true },
		{ "release-template.md", "# Release\n\n- [ ] a\n", true },
		{ "a.md", "---\ntemplate: true\n---\n\n- [ ] a\n", true },
		/* Two are what is left of a form. */
		{ "a.md", "# {{name}}\n\n- [ ] {{a}}\n", false },
		/* Somebody works with it. */
		{ "a.md",
		  "# <Project name>\n\n- [x] Deploy <service name>\n- [ ] Tell <your "
		  "team>\n",
		  false },
		/* Code, what workflows fill in, tags, addresses, links and blanks. */
		{ "a.md", "- [ ] Run `scan <image>` `<a b>` `<c d>`\n", false },
		{ "a.md", "```\n{{a}} {{b}} {{c}}\n```\n\n- [ ] a\n", false },
		{ "a.md", "- [ ] ${{ a }} ${{ b }} ${{ c }}\n", false },
		{ "a.md", "- [ ] a<br>b<br>c<sub>2</sub> <https://e.org> <a@e.org>\n",
		  false },
		{ "a.md", "- [ ] [version](a.md) [title](b.md) [project](c.md)\n",
		  false },
		{ "a.md",
		  "## Sign-off\n\n- [ ] Lead: [Name] Date: [Date]\n- [ ] Ops: [Name]\n",
		  false },
		{ "a.md",
		  "## Contacts\n\n- Ops: [Contact]\n- Sec: [Contact]\n- DB: "
		  "[Contact]\n\n- [ ] a\n",
		  false },
		{ "a.md", "# Email template rollout\n\n- [ ] a\n", false },
		{ "release-template.md", "---\ntemplate: no\n---\n\n- [ ] a\n", false },
	};
	(void)state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct plan plan = parse_as(cases[i].path, cases[i].markdown);
		bool said = false;

		for (size_t f = 0; f < plan.findings.count; f++)
			said |= strcmp(plan.findings.at[f].rule->code, "P-TEMPLATE") ==
				0;
		if (plan.is_template != cases[i].template || said != cases[i].template)
			fail_msg("%zu: %s", i, cases[i].markdown);
		for (size_t k = 0; k < plan.items.count; k++)
			if (plan.is_template)
				assert_false(plan.items.at[k].judged);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(front_matter_is_read_in_three_notations),
		cmocka_unit_test(front_matter_has_its_odd_forms),
		cmocka_unit_test(a_status_in_front_matter_is_a_claim_of_the_document),
		cmocka_unit_test(keys_mean_the_same_in_every_language),
		cmocka_unit_test(pairs_are_taken_from_the_top_the_end_and_tables),
		cmocka_unit_test(an_evidence_root_is_where_paths_are_tried),
		cmocka_unit_test(dates_are_read_in_every_language),
		cmocka_unit_test(a_form_that_nobody_filled_in_is_a_template),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
