/* The plan reader as a whole: what edits of the file may and may not change. */
#include "unit.h"

#include "base/buf.h"
#include "base/clock.h"
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

/* A plan with every notation, to be changed in one way at a time. */
static const char sample[] =
	"# Harbour 2.0 \xe2\x80\x94 release plan\n"
	"\n"
	"**Owner**: Ada  \n"
	"\n"
	"## Gates\n"
	"\n"
	"- [x] Unit tests pass (`reports/junit.xml`)\n"
	"    - Evidence: `reports/unit.xml` (12 tests)\n"
	"- [ ] Pen test done\n"
	"- [-] Old gate\n"
	"\n"
	"### Security \xe2\x9c\x85\n"
	"\n"
	"| ID | Control | Status | Evidence |\n"
	"|----|---------|--------|----------|\n"
	"| SEC-01 | Rotate keys | \xe2\x9c\x85 Done | `keys.md` |\n"
	"| SEC-02 | Scan images | \xf0\x9f\x9f\xa1 In progress | |\n"
	"\n"
	"## Acceptance\n"
	"\n"
	"- \xe2\x9c\x85 p95 latency < 250 ms\n"
	"- \xe2\x9d\x8c Restore drill\n"
	"\n"
	"## Sign-off\n"
	"\n"
	"- [ ] Tech lead: ________ Date: ____\n";

static struct plan parse(struct span bytes)
{
	struct plan plan;
	struct err err = { 0 };

	assert_ok(plan_parse(&plan, SPAN_LIT("plans/a.md"), bytes, NULL, arena, scratch,
			     &err));
	return plan;
}

/* Items, states, ids, references; `shift` lines further down. */
static void assert_same(const struct plan *got, unsigned shift)
{
	struct plan want = parse(SPAN_LIT(sample));

	assert_int_equal(got->items.count, want.items.count);
	for (size_t i = 0; i < want.items.count; i++) {
		const struct item *a = &want.items.at[i], *b = &got->items.at[i];

		assert_int_equal(b->line, a->line + shift);
		assert_int_equal(b->kind, a->kind);
		assert_int_equal(b->claim, a->claim);
		assert_true(span_eq(b->plain, a->plain));
		assert_true(span_eq(b->id, a->id));
		assert_int_equal(b->refs.count, a->refs.count);
		for (size_t k = 0; k < a->refs.count; k++) {
			assert_true(
				span_eq(b->refs.at[k].locator, a->refs.at[k].locator));
			assert_int_equal(b->refs.at[k].role, a->refs.at[k].role);
			assert_int_equal(b->refs.at[k].line,
					 a->refs.at[k].line + shift);
		}
	}
}

/* The sample with `with` in place of every `what`, and `before` every line. */
static struct span changed(const char *what, const char *with, const char *before)
{
	struct buf buf;
	struct span out, rest = SPAN_LIT(sample);
	bool start = true;

	buf_init(&buf, 1 << 20);
	while (rest.len > 0) {
		if (start)
			buf_adds(&buf, before);
		start = rest.ptr[0] == '\n';
		if (what[0] && span_starts(rest, what)) {
			buf_adds(&buf, with);
			start = what[strlen(what) - 1] == '\n';
			rest = span_from(rest, strlen(what));
		} else {
			buf_addch(&buf, rest.ptr[0]);
			rest = span_from(rest, 1);
		}
	}
	out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return out;
}

static void the_sample_is_read_as_it_is_meant(void **state)
{
	/* By hand, from the text above. */
	static const struct {
		unsigned line;
		enum item_kind kind;
		enum claim claim;
	} want[] = {
		{ 7, ITEM_TASK, CLAIM_DONE },
		{ 9, ITEM_TASK, CLAIM_OPEN },
		{ 10, ITEM_TASK, CLAIM_DROPPED },
		{ 12, ITEM_SECTION, CLAIM_DONE },
		{ 16, ITEM_ROW, CLAIM_DONE },
		{ 17, ITEM_ROW, CLAIM_IN_PROGRESS },
		{ 21, ITEM_CRITERION, CLAIM_DONE },
		{ 22, ITEM_CRITERION, CLAIM_FAILED },
		{ 26, ITEM_SIGNOFF, CLAIM_OPEN },
	};
	struct plan plan = parse(SPAN_LIT(sample));
	(void)state;

	assert_int_equal(plan.items.count, sizeof(want) / sizeof(want[0]));
	for (size_t i = 0; i < plan.items.count; i++) {
		assert_int_equal(plan.items.at[i].line, want[i].line);
		assert_int_equal(plan.items.at[i].kind, want[i].kind);
		assert_int_equal(plan.items.at[i].claim, want[i].claim);
	}
	assert_span_is(plan.items.at[4].id, "SEC-01");
	assert_span_is(plan.meta.at[0].key, "Owner");
	assert_int_equal(plan.items.at[0].refs.at[1].count, 12);
}

static void line_ends_and_marks_at_the_front_change_nothing(void **state)
{
	struct plan plan;
	struct span bom;
	(void)state;

	plan = parse(changed("\n", "\r\n", ""));
	assert_same(&plan, 0);
	plan = parse(changed("\n", "\r", ""));
	assert_same(&plan, 0);
	plan = parse(changed("\n", "   \n", ""));
	assert_same(&plan, 0);
	bom = arena_printf(arena, "\xef\xbb\xbf%s", sample);
	plan = parse(bom);
	assert_same(&plan, 0);
}

/* Each byte that is no ASCII read as a character of windows-1252 or MacRoman. */
static struct span damage(const char *const table[256])
{
	struct buf buf;
	struct span out;

	buf_init(&buf, 1 << 20);
	for (const char *p = sample; *p; p++) {
		const char *seen = table[(unsigned char)*p];

		if (seen)
			buf_adds(&buf, seen);
		else
			buf_addch(&buf, *p);
	}
	out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return out;
}

/* clang-format off: the bytes of the sample's four characters; python3 bytes.decode() */
static const char *const cp1252[256] = {
	[0x80] = "\xe2\x82\xac", [0x85] = "\xe2\x80\xa6", [0x8c] = "\xc5\x92",
	[0x94] = "\xe2\x80\x9d", [0x9c] = "\xc5\x93",     [0x9d] = "\xc2\x9d",
	[0x9f] = "\xc5\xb8",     [0xa1] = "\xc2\xa1",     [0xe2] = "\xc3\xa2",
	[0xf0] = "\xc3\xb0",
};
static const char *const macroman[256] = {
	[0x80] = "\xc3\x84",     [0x85] = "\xc3\x96", [0x8c] = "\xc3\xa5",
	[0x94] = "\xc3\xae",     [0x9c] = "\xc3\xba", [0x9d] = "\xc3\xb9",
	[0x9f] = "\xc3\xbc",     [0xa1] = "\xc2\xb0", [0xe2] = "\xe2\x80\x9a",
	[0xf0] = "\xef\xa3\xbf",
};
/* clang-format on */

static void damaged_encodings_change_nothing_but_a_finding(void **state)
{
	struct plan plan;
	(void)state;

	plan = parse(damage(cp1252));
	assert_span_is(plan.encoding.mojibake, "windows-1252");
	assert_same(&plan, 0);
	plan = parse(damage(macroman));
	assert_span_is(plan.encoding.mojibake, "macroman");
	assert_same(&plan, 0);
}

static void quoting_the_whole_plan_changes_only_that(void **state)
{
	struct plan plan = parse(changed("", "", "> "));
	(void)state;

	assert_same(&plan, 0);
	for (size_t i = 0; i < plan.items.count; i++)
		if (plan.items.at[i].kind != ITEM_SECTION && !plan.items.at[i].quoted)
			fail_msg("line %u is not quoted", plan.items.at[i].line);
}

static void a_paragraph_above_only_moves_lines(void **state)
{
	struct plan plan = parse(arena_printf(arena, "Some words.\n\n%s", sample));
	(void)state;

	assert_same(&plan, 2);
}

static void sub_bullets_may_be_indented_otherwise(void **state)
{
	struct plan plan = parse(changed("    - Evidence", "  - Evidence", ""));
	(void)state;

	assert_same(&plan, 0);
	plan = parse(changed("- [", "* [", ""));
	assert_same(&plan, 0);
}

static void ticking_a_box_changes_one_claim_and_no_id(void **state)
{
	struct plan before = parse(SPAN_LIT(sample));
	struct plan after = parse(changed("- [ ] Pen", "- [x] Pen", ""));
	size_t differ = 0;
	(void)state;

	assert_int_equal(after.items.count, before.items.count);
	for (size_t i = 0; i < before.items.count; i++) {
		assert_true(span_eq(after.items.at[i].id, before.items.at[i].id));
		differ += after.items.at[i].claim != before.items.at[i].claim;
	}
	assert_int_equal(differ, 1);
}

static void signing_and_dating_keep_the_id(void **state)
{
	struct plan before = parse(SPAN_LIT(sample));
	struct plan after =
		parse(changed("- [ ] Tech lead: ________ Date: ____",
			      "- [x] Tech lead: Ada Byron Date: 2026-03-04", ""));
	const struct item *item = &after.items.at[after.items.count - 1];
	(void)state;

	assert_true(span_eq(item->id, before.items.at[before.items.count - 1].id));
	assert_int_equal(item->claim, CLAIM_DONE);
	assert_span_is(item->signoff.name, "Ada Byron");
	assert_span_is(item->signoff.date, "2026-03-04");
	assert_span_is(item->signoff.role_slug, "tech-lead");
}

static void headings_may_be_renumbered(void **state)
{
	struct plan before = parse(SPAN_LIT(sample));
	struct plan after = parse(changed("## Gates", "## 3. Gates", ""));
	(void)state;

	for (size_t i = 0; i < before.items.count; i++)
		assert_true(span_eq(after.items.at[i].id, before.items.at[i].id));
}

static void two_readings_give_the_same_findings(void **state)
{
	struct plan a = parse(SPAN_LIT(sample)), b = parse(SPAN_LIT(sample));
	(void)state;

	assert_int_equal(a.findings.count, b.findings.count);
	for (size_t i = 0; i < a.findings.count; i++)
		assert_true(
			span_eq(a.findings.at[i].message, b.findings.at[i].message));
	/* "Security done" over a row in progress */
	assert_string_equal(a.findings.at[0].rule->code, "C4");
	assert_int_equal(a.findings.at[0].line, 12);
	assert_int_equal(a.findings.at[0].other_line, 17);
}

static void what_is_no_text_is_refused_with_words(void **state)
{
	struct plan plan = parse(SPAN_LIT("- [x] a\0b\n"));
	(void)state;

	assert_true(plan.incomplete);
	assert_int_equal(plan.items.count, 0);
	assert_string_equal(plan.findings.at[0].rule->code, "P-BINARY");
	plan = parse(SPAN_EMPTY);
	assert_int_equal(plan.items.count, 0);
	assert_int_equal(plan.findings.count, 0);
	assert_span_is(plan.title, "a.md");
}

static void a_limit_makes_the_reading_incomplete(void **state)
{
	struct buf buf;
	struct plan plan;
	(void)state;

	buf_init(&buf, LIMIT_PLAN_BYTES);
	buf_adds(&buf, "- [x] before\n\n");
	for (size_t i = 0; i < LIMIT_PLAN_LINE + 1; i++)
		buf_addch(&buf, 'a');
	buf_adds(&buf, "\n\n- [x] behind\n");
	plan = parse(buf_span(&buf));
	assert_true(plan.incomplete);
	assert_int_equal(plan.items.count, 2);
	assert_string_equal(plan.findings.at[0].rule->code, "P-LIMIT");
	assert_int_equal(plan.findings.at[0].line, 3);
	buf_release(&buf);
}

static void declared_evidence_keeps_kind_selector_and_predicates(void **state)
{
	struct plan plan = parse(SPAN_LIT(
		"- [x] Unit tests pass {#unit-tests level=optional}\n"
		"  - Evidence: `junit:reports/unit/*.xml` failed = 0, tests >= 100, "
		"age <= 7d\n"
		"  - Evidence: `value:results/chaos.json#/panic_ms` value <= 500\n"
		"  - Check: `sbom-covers-lockfile`\n"
		"- [x] Signed <!-- muster: id=img evidence=\"sig:dist/a.sig\" -->\n"
		"- [x] Typo\n"
		"  - Evidence: `junti:reports/a.xml`\n"));
	const struct item *item = &plan.items.at[0];
	(void)state;

	assert_span_is(item->id, "unit-tests");
	assert_int_equal(item->level, LEVEL_OPTIONAL);
	assert_span_is(item->plain, "Unit tests pass");
	assert_int_equal(item->refs.count, 3);
	assert_span_is(item->refs.at[0].evidence, "junit");
	assert_span_is(item->refs.at[0].locator, "reports/unit/*.xml");
	assert_span_is(item->refs.at[0].predicates,
		       "failed = 0, tests >= 100, age <= 7d");
	assert_span_is(item->refs.at[1].selector, "/panic_ms");
	assert_int_equal(item->refs.at[2].kind, REF_CHECK);
	assert_span_is(plan.items.at[1].id, "img");
	assert_span_is(plan.items.at[1].refs.at[0].evidence, "sig");
	assert_span_is(plan.items.at[1].plain, "Signed");
	assert_string_equal(plan.findings.at[0].rule->code, "P-ANNOT");
	assert_int_equal(plan.findings.at[0].line, 7);
}

static void one_thing_in_two_states_is_a_contradiction(void **state)
{
	struct plan plan = parse(SPAN_LIT(
		"## A\n\n- [x] `docs/run.md`\n\n## B\n\n- [ ] `docs/run.md`\n\n"
		"## C\n\n- [x] Tests pass\n\n## D\n\n- [ ] Tests pass\n"));
	size_t found = 0;
	(void)state;

	for (size_t i = 0; i < plan.findings.count; i++)
		if (strcmp(plan.findings.at[i].rule->code, "C1") == 0) {
			found++;
			assert_int_equal(plan.findings.at[i].line, 3);
			assert_int_equal(plan.findings.at[i].other_line, 7);
		}
	assert_int_equal(found, 1);
	assert_true(plan.items.at[0].conflict);
	assert_false(plan.items.at[1].conflict);
	assert_false(plan.items.at[2].conflict);
}

static void the_configuration_adds_marks_words_and_levels(void **state)
{
	const struct plan_setting settings[] = {
		{ SPAN_LIT("plan"), SPAN_LIT("mark"), SPAN_LIT("* done") },
		{ SPAN_LIT("plan"), SPAN_LIT("word"), SPAN_LIT("done abgenommen") },
		{ SPAN_LIT("plan"), SPAN_LIT("level"), SPAN_LIT("optional") },
		{ SPAN_LIT("plan"), SPAN_LIT("heading"),
		  SPAN_LIT("criteria Pr\xc3\xbc"
			   "fpunkte") },
	};
	struct plan_options options = { .settings = settings, .setting_count = 4 };
	struct plan plan;
	struct err err = { 0 };
	(void)state;

	assert_ok(plan_parse(&plan, SPAN_LIT("a.md"),
			     SPAN_LIT("- [*] Starred\n- [x] Must (R)\n\n"
				      "| Task | Status |\n|-|-|\n| A | Abgenommen |\n\n"
				      "## Pr\xc3\xbc"
				      "fpunkte\n\n- Restore drill\n"),
			     &options, arena, scratch, &err));
	assert_int_equal(plan.items.count, 4);
	assert_int_equal(plan.items.at[0].claim, CLAIM_DONE);
	assert_int_equal(plan.items.at[0].level, LEVEL_OPTIONAL);
	assert_int_equal(plan.items.at[1].level, LEVEL_MANDATORY);
	assert_int_equal(plan.items.at[2].claim, CLAIM_DONE);
	assert_int_equal(plan.items.at[3].kind, ITEM_CRITERION);
	assert_int_equal(plan.findings.count, 0);
}

static void a_setting_that_is_no_claim_is_refused(void **state)
{
	const struct plan_setting setting = { SPAN_LIT("plan"), SPAN_LIT("mark"),
					      SPAN_LIT("* finnished") };
	struct plan_options options = { .settings = &setting, .setting_count = 1 };
	struct plan plan;
	struct err err = { 0 };
	(void)state;

	assert_err(ERR_USAGE, plan_parse(&plan, SPAN_LIT("a.md"), SPAN_LIT("- [*] a\n"),
					 &options, arena, scratch, &err));
}

static void a_time_of_hours_is_a_threshold(void **state)
{
	static const char *const texts[] = {
		"- [x] Restored in under 4 h\n",
		"- [x] Restored within 15 minutes\n",
		"- [x] Failover < 5 min\n",
		"- [x] Wiederherstellung in unter 4 Stunden\n",
		"- [x] Restaurado em menos de 4 horas\n",
	};
	struct plan_options options = { 0 };
	struct err err = { 0 };
	(void)state;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct plan plan;

		assert_ok(plan_parse(&plan, SPAN_LIT("a.md"), span_of(texts[i]),
				     &options, arena, scratch, &err));
		assert_int_equal(plan.items.at[0].thresholds.count, 1);
	}
}

static void nanoseconds_that_do_not_fit_are_seconds(void **state)
{
	struct plan_options options = { 0 };
	struct plan plan;
	struct err err = { 0 };
	(void)state;

	assert_ok(plan_parse(&plan, SPAN_LIT("a.md"),
			     SPAN_LIT("- [x] Restored in under 4 h\n"), &options, arena,
			     scratch, &err));
	assert_span_is(plan.items.at[0].thresholds.at[0].unit, "s");
	assert_int_equal(plan.items.at[0].thresholds.at[0].low_micro,
			 INT64_C(14400000000));
}

static void a_markdown_link_says_that_it_is_one(void **state)
{
	struct plan_options options = { 0 };
	struct plan plan;
	struct err err = { 0 };
	(void)state;

	assert_ok(plan_parse(&plan, SPAN_LIT("docs/a.md"),
			     SPAN_LIT("- [x] a\n  - Evidence: [r](b.xml), `c.xml`\n"),
			     &options, arena, scratch, &err));
	assert_int_equal(plan.items.at[0].refs.count, 2);
	assert_true(plan.items.at[0].refs.at[0].is_link);
	assert_false(plan.items.at[0].refs.at[1].is_link);
}

static bool docs_in_tree(void *ctx, struct span path)
{
	(void)ctx;
	return span_is(path, "docs/a.md");
}

static struct ref first_ref(const char *markdown)
{
	struct plan_options options = { .in_tree = docs_in_tree,
					.repository =
						SPAN_LIT("github.com/acme/widget") };
	struct plan plan;
	struct err err = { 0 };

	assert_ok(plan_parse(&plan, SPAN_LIT("plans/a.md"), span_of(markdown), &options,
			     arena, scratch, &err));
	assert_int_equal(plan.items.count, 1);
	assert_int_equal(plan.items.at[0].refs.count, 1);
	return plan.items.at[0].refs.at[0];
}

static void a_link_s_path_is_decoded_once(void **state)
{
	struct ref ref = first_ref("- [x] [a](docs/a%20b.md?raw=1#first%20part)\n");
	(void)state;

	assert_span_is(ref.locator, "docs/a b.md");
	assert_span_is(ref.selector, "first part");
	assert_span_is(ref.raw, "docs/a%20b.md?raw=1#first%20part");
	assert_span_is(first_ref("- [x] [a](docs/100%2525.md)\n").locator,
		       "docs/100%25.md");
	assert_span_is(first_ref("- [x] [a](docs/a%23b%3Fc.md)\n").locator,
		       "docs/a#b?c.md");
	/* No escape, or one of a control character. */
	assert_span_is(first_ref("- [x] [a](docs/100%.md)\n").locator, "docs/100%.md");
	assert_span_is(first_ref("- [x] [a](docs/a%00b.md)\n").locator,
		       "docs/a%00b.md");
	/* A code span is no address. */
	assert_span_is(first_ref("- [x] `docs/a%20b.md`\n").locator, "docs/a%20b.md");
}

static void the_repository_s_own_addresses_are_paths(void **state)
{
	static const struct {
		const char *url, *path, *selector;
	} own[] = {
		{ "https://github.com/acme/widget/blob/main/docs/a.md", "/docs/a.md",
		  "" },
		{ "https://GitHub.com/Acme/Widget/blob/main/docs/a.md#L10-L20",
		  "/docs/a.md", "L10-L20" },
		{ "https://www.github.com/acme/widget/blob/release/1.0/docs/a.md",
		  "/docs/a.md", "" },
		{ "https://github.com/acme/widget/tree/main/src%20x", "/src x", "" },
		{ "https://github.com/acme/widget/-/blob/main/docs/a.md", "/docs/a.md",
		  "" },
	};
	static const char *const others[] = {
		"https://github.com/acme/widgets/blob/main/docs/a.md",
		"https://github.com/other/widget/blob/main/docs/a.md",
		"https://github.com/acme/widget/pull/12",
		"https://github.com/acme/widget/actions/runs/7",
		"https://github.com/acme/widget/blob/main",
		/* What was there at another commit is not what is judged. */
		"https://github.com/acme/widget/blob/"
		"0123456789abcdef0123456789abcdef01234567/docs/a.md",
		"https://evil.example/github.com/acme/widget/blob/main/docs/a.md",
	};
	(void)state;

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		struct ref ref = first_ref(
			arena_string(arena, arena_printf(arena, "- [x] [a](%s)\n",
							 own[i].url)));

		assert_int_equal(ref.kind, REF_PATH);
		assert_span_is(ref.locator, own[i].path);
		assert_span_is(ref.selector, own[i].selector);
		assert_false(ref.is_link);
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_int_equal(first_ref(arena_string(arena,
							arena_printf(arena,
								     "- [x] [a](%s)\n",
								     others[i])))
					 .kind,
				 REF_LINK);
}

static void a_remote_s_url_names_the_repository(void **state)
{
	static const struct {
		const char *uri, *want;
	} cases[] = {
		{ "https://github.com/acme/widget.git", "github.com/acme/widget" },
		{ "git@github.com:acme/widget.git", "github.com/acme/widget" },
		{ "ssh://git@gitlab.example.org:2222/acme/sub/widget",
		  "gitlab.example.org:2222/acme/sub/widget" },
		{ "https://codeberg.org/acme/widget/", "codeberg.org/acme/widget" },
		{ "", "" },
		{ "../widget", "" },
		{ "https://localhost/x", "" },
	};
	(void)state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_span_is(plan_repository(arena, span_of(cases[i].uri)),
			       cases[i].want);
}

static void links_inside_the_plan_lead_to_a_heading(void **state)
{
	struct plan plan = parse(SPAN_LIT(
		"# Plan\n\n[a](#the-work) [b](#the-wrok) [c](#) [d](#emoji-heading)\n"
		"[e](#twice-1) [f](#twice-2) [g](#kept) [h](#caf%C3%A9) [i](#html)\n"
		"[j](#top) `[k](#code)`\n\n## The Work\n\n- [ ] Jump {#kept}\n\n"
		"## \xf0\x9f\x9a\x80 Emoji heading!\n\n## Twice\n\n## Twice\n\n"
		"### Caf\xc3\xa9\n\n<a id=\"html\"></a>\n"));
	size_t seen = 0;
	(void)state;

	for (size_t i = 0; i < plan.findings.count; i++) {
		const struct finding *finding = &plan.findings.at[i];

		if (strcmp(finding->rule->code, "P-ANCHOR") != 0)
			continue;
		assert_int_equal(finding->line, seen == 0 ? 3 : 4);
		assert_span_is(finding->message,
			       seen == 0
				       ? "\"#the-wrok\" names no heading of this plan; "
					 "there is \"#the-work\""
				       : "\"#twice-2\" names no heading of this plan; "
					 "there is \"#twice\"");
		seen++;
	}
	assert_int_equal(seen, 2);
}

static void a_word_that_is_defined_is_a_number(void **state)
{
	static const struct plan_setting setting = { SPAN_INIT("define"),
						     SPAN_INIT("SLO"),
						     SPAN_INIT("180 s") };
	struct plan_options options = { .settings = &setting, .setting_count = 1 };
	struct plan plan;
	struct err err = { 0 };
	(void)state;

	assert_ok(plan_parse(&plan, SPAN_LIT("a.md"), SPAN_LIT("- [ ] p95 < SLO\n"),
			     &options, arena, scratch, &err));
	assert_int_equal(plan.items.at[0].thresholds.count, 1);
	assert_false(plan.items.at[0].thresholds.at[0].symbolic);
	assert_int_equal(plan.items.at[0].thresholds.at[0].low_micro,
			 INT64_C(180000000000) * 1000000);
	assert_int_equal(plan.findings.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sample_is_read_as_it_is_meant),
		cmocka_unit_test(line_ends_and_marks_at_the_front_change_nothing),
		cmocka_unit_test(damaged_encodings_change_nothing_but_a_finding),
		cmocka_unit_test(quoting_the_whole_plan_changes_only_that),
		cmocka_unit_test(a_paragraph_above_only_moves_lines),
		cmocka_unit_test(sub_bullets_may_be_indented_otherwise),
		cmocka_unit_test(ticking_a_box_changes_one_claim_and_no_id),
		cmocka_unit_test(signing_and_dating_keep_the_id),
		cmocka_unit_test(headings_may_be_renumbered),
		cmocka_unit_test(two_readings_give_the_same_findings),
		cmocka_unit_test(what_is_no_text_is_refused_with_words),
		cmocka_unit_test(a_limit_makes_the_reading_incomplete),
		cmocka_unit_test(declared_evidence_keeps_kind_selector_and_predicates),
		cmocka_unit_test(one_thing_in_two_states_is_a_contradiction),
		cmocka_unit_test(the_configuration_adds_marks_words_and_levels),
		cmocka_unit_test(a_setting_that_is_no_claim_is_refused),
		cmocka_unit_test(a_time_of_hours_is_a_threshold),
		cmocka_unit_test(nanoseconds_that_do_not_fit_are_seconds),
		cmocka_unit_test(a_markdown_link_says_that_it_is_one),
		cmocka_unit_test(a_word_that_is_defined_is_a_number),
		cmocka_unit_test(a_link_s_path_is_decoded_once),
		cmocka_unit_test(the_repository_s_own_addresses_are_paths),
		cmocka_unit_test(a_remote_s_url_names_the_repository),
		cmocka_unit_test(links_inside_the_plan_lead_to_a_heading),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
