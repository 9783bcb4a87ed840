/*
 * tap.c - the Test Anything Protocol, versions 12 to 14.
 *
 *     TAP version 14
 *     1..3
 *     ok 1 - adds
 *     not ok 2 - divides # todo not written
 *         ok 1 - inner      <- a subtest, four blanks in
 *         1..1
 *     ok 3 - outer
 *       ---
 *       message: a diagnostic in YAML
 *       ...
 *
 * The points of a subtest are kept in a suite of their own below the outer one;
 * the point behind them decides about the whole.  Node's reporter and TAP 14 say
 * "# Subtest: name" before one; buffered children stand in "ok 1 - name {" ... "}".
 * A point that the plan promised and that never came is broken; points out of order
 * and more than planned make the report partial.
 * Source: testanything.org, "TAP 14 specification" and its forerunners.
 */
#include "base/limits.h"
#include "base/num.h"
#include "base/path.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "readers/tests.h"
#include "text/decode.h"

#define LOOK_LINES  50     /* in which the first line of TAP has to stand */
#define DEPTH_MAX   32     /* subtests in subtests */
#define INDENT      4      /* blanks a level */
#define MISSING_MAX 100000 /* points that never came, each a case */
#define POINTS_MAX  10000000

/* A test point as it is written. */
struct point {
	bool ok, skip, todo, opens; /* opens: "{" ends the line */
	uint64_t number;            /* 0: not written */
	struct span name, reason;   /* reason: behind the directive */
};

struct plan {
	uint64_t count;
	struct span reason; /* behind "# SKIP" */
	bool skip;
};

/* One level of indentation: a suite, its plan and its points so far. */
struct level {
	int64_t suite; /* 0: not added */
	struct span name;
	size_t indent;
	bool has_plan, braces;
	struct plan plan;
	unsigned plan_line, line;
	uint64_t points, last;
	uint64_t bad;
};

struct tap {
	struct tests tests;
	struct span path;
	struct level levels[DEPTH_MAX];
	size_t depth;          /* of the innermost open level, from 0 */
	struct span announced; /* "# Subtest: name" */
	struct fact pending;   /* the last point: its diagnostics may follow */
	bool has_pending, in_yaml;
	size_t yaml_indent;
	bool bailed;
	unsigned line;
};

/* ---- the grammar of a line ---- */

static size_t indent_of(struct span line)
{
	size_t count = 0, i = 0;

	for (; i < line.len && (line.ptr[i] == ' ' || line.ptr[i] == '\t'); i++)
		count += line.ptr[i] == '\t' ? INDENT : 1;
	return count;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* "# SKIP why", in any case; takes it off the description. */
static bool take_directive(struct span *text, const char *word, struct span *reason)
{
	struct span rest = *text;
	size_t len = strlen(word);

	for (;;) {
		ptrdiff_t hash = span_index(rest, '#');
		struct span words;

		if (hash < 0)
			return false;
		words = span_trim(span_from(rest, (size_t)hash + 1));
		if ((hash == 0 || rest.ptr[hash - 1] != '\\') &&
		    span_starts_nocase(words, word)) {
			size_t end = len;

			/* "SKIPPED" and "skip:" are skips as well. */
			while (end < words.len && !is_blank(words.ptr[end]))
				end++;
			*reason = span_trim(span_from(words, end));
			text->len = (size_t)(rest.ptr + hash - text->ptr);
			*text = span_trim(*text);
			return true;
		}
		rest = span_from(rest, (size_t)hash + 1);
	}
}

/* "ok 1 - name # SKIP why"; the line has no indentation. */
static bool point_of(struct span line, struct point *point)
{
	struct span rest, word;
	size_t digits = 0;

	*point = (struct point){ .ok = span_starts(line, "ok") };
	if (!point->ok && !span_starts(line, "not ok"))
		return false;
	rest = span_from(line, point->ok ? 2 : 6);
	if (rest.len > 0 && !is_blank(rest.ptr[0]))
		return false;
	rest = span_trim(rest);
	while (digits < rest.len && rest.ptr[digits] >= '0' && rest.ptr[digits] <= '9')
		digits++;
	word = span_sub(rest, 0, digits);
	if (digits > 0 && (digits == rest.len || is_blank(rest.ptr[digits])) &&
	    num_u64(word, POINTS_MAX, &point->number))
		rest = span_trim(span_from(rest, digits));
	if (rest.len > 0 && rest.ptr[0] == '-' &&
	    (rest.len == 1 || is_blank(rest.ptr[1])))
		rest = span_trim(span_from(rest, 1));
	point->opens = span_ends(rest, "{") &&
		       (rest.len == 1 || is_blank(rest.ptr[rest.len - 2]));
	if (point->opens)
		rest = span_trim(span_sub(rest, 0, rest.len - 1));
	point->skip = take_directive(&rest, "skip", &point->reason);
	if (!point->skip)
		point->todo = take_directive(&rest, "todo", &point->reason);
	point->name = rest;
	return true;
}

/* "1..3", "1..0 # SKIP why"; the line has no indentation. */
static bool plan_of(struct span line, struct plan *plan)
{
	struct span rest = span_trim(span_from(line, 3));
	size_t digits = 0;

	*plan = (struct plan){ 0 };
	if (!span_starts(line, "1.."))
		return false;
	while (digits < rest.len && rest.ptr[digits] >= '0' && rest.ptr[digits] <= '9')
		digits++;
	if (!num_u64(span_sub(rest, 0, digits), POINTS_MAX, &plan->count) ||
	    (digits < rest.len && !is_blank(rest.ptr[digits]) &&
	     rest.ptr[digits] != '#'))
		return false;
	rest = span_trim(span_from(rest, digits));
	plan->skip = take_directive(&rest, "skip", &plan->reason);
	if (!plan->skip && span_starts(rest, "#"))
		plan->reason = span_trim(span_from(rest, 1));
	return plan->skip || rest.len == 0 || rest.ptr[0] == '#';
}

static bool version_of(struct span line, uint64_t *version)
{
	return span_starts(line, "TAP version ") &&
	       num_u64(span_trim(span_from(line, 12)), 99, version);
}

/* ---- the bid ---- */

/* Names of documents and sources, which may quote TAP. */
static bool is_prose(struct span path)
{
	static const char *const exts[] = { ".md",   ".markdown", ".rst", ".adoc",
					    ".html", ".htm",      NULL };

	for (size_t i = 0; exts[i]; i++)
		if (span_is_nocase(path_ext(path), exts[i]))
			return true;
	return false;
}

/*
 * A version among the first lines; or a plan and a point that stand at the left,
 * the first of them among the first lines.
 */
static enum bid tap_bid(const struct probe *probe)
{
	struct span rest = probe->text;
	struct span line;
	struct point point;
	struct plan plan;
	uint64_t version;
	bool has_point = false, has_plan = false;
	unsigned number = 0;

	if (probe->lex != LEX_TEXT || is_prose(probe->path))
		return BID_NO;
	while (span_line(&rest, &line)) {
		if (++number > LOOK_LINES && !has_point && !has_plan)
			return BID_NO;
		if (version_of(line, &version))
			return version >= 12 && version <= 14 ? BID_STATED : BID_NO;
		has_point |= point_of(line, &point);
		has_plan |= plan_of(line, &plan);
		if (has_point && has_plan)
			return BID_SHAPE;
		if (has_plan && plan.count == 0)
			return BID_SHAPE;
	}
	return BID_NO;
}

/* ---- levels ---- */

static struct level *now(struct tap *t)
{
	return &t->levels[t->depth];
}

static int open_suite(struct tap *t, struct level *level)
{
	struct fact fact = fact_new(FACT_SUITE);
	int rc;

	if (level->suite != 0)
		return 0;
	/* Its parent first, so that parents have the lower number. */
	for (size_t i = 0; &t->levels[i] < level; i++) {
		rc = open_suite(t, &t->levels[i]);
		if (rc < 0)
			return rc;
	}
	fact.as.suite.name = level->name;
	fact.as.suite.parent = level > t->levels ? level[-1].suite : 0;
	fact.as.suite.line = level->line;
	if (level->has_plan)
		fact.as.suite.said_tests = (int64_t)level->plan.count;
	rc = tests_add_suite(&t->tests, &fact.as.suite);
	level->suite = fact.as.suite.number;
	return rc;
}

static int fail(struct tap *t, enum err_code code, const char *tag, const char *what)
{
	struct pos pos = { t->path, t->line, 1 };

	err_set(t->tests.put.err, code, "%s", what);
	err_tag(t->tests.put.err, tag);
	err_fix(t->tests.put.err, "write the report again with its own tool");
	return err_at(t->tests.put.err, pos);
}

static int flush(struct tap *t)
{
	if (!t->has_pending)
		return 0;
	t->has_pending = t->in_yaml = false;
	return tests_add_case(&t->tests, &t->pending);
}

static int open_level(struct tap *t, struct span name, size_t indent, bool braces)
{
	struct level *level;
	int rc = flush(t);

	if (rc < 0)
		return rc;
	if (t->depth + 1 == DEPTH_MAX)
		return fail(t, ERR_LIMIT, "too-deep", "subtests nest too deep");
	t->depth++;
	level = now(t);
	*level = (struct level){
		.name = name, .indent = indent, .braces = braces, .line = t->line
	};
	return 0;
}

/*
 * Without a plan nobody knows whether the last point is the last: a harness calls
 * such a stream failed.  Of a subtest the point behind it tells.
 */
static int miss_plan(struct tap *t, struct level *level)
{
	int rc = open_suite(t, level);

	if (rc == 0)
		rc = put_note(&t->tests.put, "no-plan", level->line,
			      "it holds %llu points and no plan",
			      (unsigned long long)level->points);
	if (rc < 0 || level != t->levels)
		return rc;
	return tests_add_broken(&t->tests, level->suite, SPAN_LIT("the plan"),
				SPAN_LIT("no plan says how many points there are"),
				level->line);
}

/*
 * A harness calls a stream failed whose points come out of order or are more than
 * planned; here it is in doubt.  Of a subtest the point behind it decides.
 */
static const char *in_doubt(const struct tap *t, const struct level *level,
			    const char *below)
{
	return level == t->levels ? "out-of-sequence" : below;
}

/* What the plan promised against what came. */
static int check_plan(struct tap *t, struct level *level)
{
	struct span name;
	int rc;

	if (!level->has_plan)
		return t->bailed ? 0 : miss_plan(t, level);
	if (level->points > level->plan.count)
		return put_note(&t->tests.put, in_doubt(t, level, "totals-mismatch"),
				level->plan_line, "it plans %llu points and holds %llu",
				(unsigned long long)level->plan.count,
				(unsigned long long)level->points);
	if (level->points == level->plan.count)
		return 0;
	rc = put_note(&t->tests.put, "totals-mismatch", level->plan_line,
		      "it plans %llu points and holds %llu",
		      (unsigned long long)level->plan.count,
		      (unsigned long long)level->points);
	for (uint64_t i = level->points; rc == 0 && i < level->plan.count; i++) {
		if (i - level->points == MISSING_MAX)
			return 0;
		name = arena_printf(t->tests.put.scratch, "%llu",
				    (unsigned long long)(i + 1));
		rc = tests_add_broken(&t->tests, level->suite, name,
				      SPAN_LIT("planned, not run"), level->plan_line);
	}
	return rc;
}

/* The innermost level is over. */
static int close_level(struct tap *t)
{
	struct level *level = now(t);
	int rc = flush(t);

	if (rc == 0 && level->has_plan)
		rc = open_suite(t, level);
	if (rc == 0)
		rc = check_plan(t, level);
	if (t->depth > 0)
		t->depth--;
	return rc;
}

/* Close the levels that are further in than `indent`. */
static int close_deeper(struct tap *t, size_t indent)
{
	int rc = 0;

	while (rc == 0 && t->depth > 0 && now(t)->indent > indent && !now(t)->braces)
		rc = close_level(t);
	return rc;
}

/* ---- lines ---- */

static enum test_outcome outcome_of(const struct point *point)
{
	if (point->skip)
		return TEST_SKIPPED;
	if (point->todo && !point->ok)
		return TEST_TODO;
	return point->ok ? TEST_PASSED : TEST_FAILED;
}

static int note_point(struct tap *t, const struct point *point, struct level *level)
{
	int rc = 0;

	if (point->ok && point->todo)
		rc = put_note(&t->tests.put, "todo-passed", t->line,
			      "a point that was expected to fail holds");
	if (rc == 0 && point->number > 0 && point->number <= level->last)
		rc = put_note(&t->tests.put, in_doubt(t, level, "duplicate-number"),
			      t->line, "point %llu comes after point %llu",
			      (unsigned long long)point->number,
			      (unsigned long long)level->last);
	if (rc == 0 && point->skip && !point->ok)
		rc = put_note(&t->tests.put, "not-ok-skipped", t->line,
			      "a point that is skipped is not ok");
	return rc;
}

static int take_point(struct tap *t, const struct point *point)
{
	struct level *level = now(t);
	struct fact_case *test = &t->pending.as.test;
	int rc = flush(t);

	if (rc == 0)
		rc = open_suite(t, level);
	if (rc == 0)
		rc = note_point(t, point, level);
	if (rc < 0)
		return rc;
	t->pending = fact_new(FACT_CASE);
	test->suite = level->suite;
	test->name = point->name;
	if (test->name.len == 0)
		test->name = arena_printf(t->tests.put.scratch, "%llu",
					  (unsigned long long)level->points + 1);
	test->outcome = outcome_of(point);
	test->outcome_raw = point->ok ? SPAN_LIT("ok") : SPAN_LIT("not ok");
	test->message = point->reason;
	test->line = t->line;
	t->has_pending = true;
	level->points++;
	level->last = point->number > 0 ? point->number : level->last + 1;
	level->bad += test->outcome == TEST_FAILED;
	t->announced = SPAN_EMPTY;
	return point->opens ? open_level(t, point->name, level->indent + INDENT, true)
			    : 0;
}

static int take_plan(struct tap *t, const struct plan *plan)
{
	struct level *level = now(t);
	int rc = flush(t);
	struct fact fact = fact_new(FACT_CASE);

	if (rc < 0)
		return rc;
	if (level->has_plan) {
		if (plan->count == level->plan.count)
			return 0;
		return put_note(&t->tests.put, in_doubt(t, level, "duplicate-plan"),
				t->line, "a second plan says %llu points",
				(unsigned long long)plan->count);
	}
	level->has_plan = true;
	level->plan = *plan;
	level->plan_line = t->line;
	if (!plan->skip && plan->count > 0)
		return 0;
	rc = open_suite(t, level);
	/* Skipped whole: one case that says why. */
	fact.as.test.suite = level->suite;
	fact.as.test.name = level->name.len > 0 ? level->name : SPAN_LIT("all");
	fact.as.test.outcome = TEST_SKIPPED;
	fact.as.test.message = plan->reason;
	fact.as.test.line = t->line;
	if (rc == 0 && plan->skip && plan->count == 0)
		rc = tests_add_case(&t->tests, &fact);
	return rc;
}

static int take_bail_out(struct tap *t, struct span line)
{
	struct span why = span_trim(span_from(line, strlen("Bail out!")));
	int rc = flush(t);

	t->bailed = true;
	if (rc == 0)
		rc = open_suite(t, now(t));
	if (rc == 0)
		rc = put_note(&t->tests.put, "bail-out", t->line, "%.*s",
			      SPAN_ARG(decode_cut(line, 200)));
	return rc < 0 ? rc
		      : tests_add_broken(&t->tests, now(t)->suite,
					 SPAN_LIT("Bail out!"), why, t->line);
}

/* A line of the YAML behind a point: its message, its time. */
static void take_diagnostic(struct tap *t, struct span line)
{
	struct fact_case *test = &t->pending.as.test;
	ptrdiff_t colon = span_index(line, ':');
	struct span key, value;

	if (colon < 0 || !t->has_pending)
		return;
	key = span_trim(span_sub(line, 0, (size_t)colon));
	value = span_trim(span_from(line, (size_t)colon + 1));
	if (value.len >= 2 && (value.ptr[0] == '"' || value.ptr[0] == '\'') &&
	    value.ptr[value.len - 1] == value.ptr[0])
		value = span_sub(value, 1, value.len - 2);
	if (span_is(key, "duration_ms") && test->duration_us == FACT_UNSAID)
		test->duration_us = tests_ms(value);
	else if ((span_is(key, "message") || span_is(key, "error")) &&
		 test->message.len == 0 && value.len > 0 && value.ptr[0] != '|' &&
		 value.ptr[0] != '>')
		test->message = value;
}

/* The first comment behind a failure says why. */
static void take_comment(struct tap *t, struct span words)
{
	struct fact_case *test = &t->pending.as.test;

	if (t->has_pending && test->outcome != TEST_PASSED && test->message.len == 0 &&
	    test->line + 1 == t->line && !span_starts(words, "tests "))
		test->message = words;
}

static int enter(struct tap *t, size_t indent)
{
	int rc = close_deeper(t, indent);

	if (rc < 0 || indent < now(t)->indent + INDENT)
		return rc;
	rc = open_level(t, t->announced, indent, false);
	t->announced = SPAN_EMPTY;
	return rc;
}

/* "# Subtest: name": of the level to come, at its own indentation or one less. */
static int take_announcement(struct tap *t, struct span name, size_t indent)
{
	int rc = t->announced.len > 0 ? enter(t, indent) : 0;

	t->announced = name;
	return rc;
}

/* A second stream in the file: it counts from 1 again. */
static int start_again(struct tap *t)
{
	int rc = 0;

	if (!now(t)->has_plan && now(t)->points == 0 && t->depth == 0)
		return 0;
	while (rc == 0 && t->depth > 0)
		rc = close_level(t);
	if (rc == 0)
		rc = close_level(t);
	t->levels[0] = (struct level){ .line = t->line };
	return rc;
}

/* One of the lines that belong to a level: true where it is one. */
static bool is_own(struct span line, struct point *point, struct plan *plan)
{
	point->name = SPAN_EMPTY;
	return span_starts(line, "Bail out!") || point_of(line, point) ||
	       plan_of(line, plan);
}

static int take_own(struct tap *t, struct span line)
{
	struct point point;
	struct plan plan;

	if (span_starts(line, "Bail out!"))
		return take_bail_out(t, line);
	if (point_of(line, &point))
		return take_point(t, &point);
	return plan_of(line, &plan) ? take_plan(t, &plan) : 0;
}

/* Whether the line is in, opens or closes a point's YAML. */
static bool take_yaml(struct tap *t, struct span line, size_t indent)
{
	if (t->in_yaml) {
		if (span_is(line, "...") && indent <= t->yaml_indent)
			t->in_yaml = false;
		else
			take_diagnostic(t, line);
		return true;
	}
	if (!t->has_pending || indent <= now(t)->indent || !span_is(line, "---"))
		return false;
	t->in_yaml = true;
	t->yaml_indent = indent;
	return true;
}

static int take_line(struct tap *t, struct span raw)
{
	size_t indent = indent_of(raw);
	struct span line = span_trim(raw);
	struct point point;
	struct plan plan;
	uint64_t version;
	int rc;

	if (line.len == 0)
		return 0;
	/* YAML that never ends must not hide the points behind it. */
	if (t->in_yaml && indent < t->yaml_indent && is_own(line, &point, &plan))
		t->in_yaml = false;
	if (take_yaml(t, line, indent))
		return 0;
	if (span_is(line, "}") && t->depth > 0 && now(t)->braces)
		return close_level(t);
	if (line.ptr[0] == '#') {
		struct span words = span_trim(span_from(line, 1));

		if (span_starts(words, "Subtest:"))
			return take_announcement(t, span_trim(span_from(words, 8)),
						 indent);
		take_comment(t, words);
		return 0;
	}
	if (indent == 0 && version_of(line, &version))
		return start_again(t);
	if (!is_own(line, &point, &plan))
		return 0;
	rc = enter(t, indent);
	return rc < 0 ? rc : take_own(t, line);
}

static int say_version(struct tap *t, struct span text)
{
	struct fact_about about = { .generated_at = CLOCK_NONE };
	struct span line;
	uint64_t version;

	while (span_line(&text, &line)) {
		if (!version_of(line, &version))
			continue;
		about.format_version = span_trim(span_from(line, 12));
		return put_about(&t->tests.put, about);
	}
	return 0;
}

static int tap_read(const struct probe *probe, const struct fact_sink *sink,
		    struct arena *scratch, struct err *err)
{
	struct tap *t = ARENA_NEW(scratch, struct tap);
	struct span rest = probe->text;
	struct span line;
	int rc;

	t->tests.put = (struct put){ sink, scratch, err };
	t->path = probe->path;
	t->levels[0].line = 1;
	rc = say_version(t, probe->text);
	while (rc == 0 && span_line(&rest, &line)) {
		t->line++;
		if (line.len > LIMIT_RECORD_LINE)
			return fail(t, ERR_LIMIT, "too-big", "a line is too long");
		rc = take_line(t, line);
	}
	while (rc == 0 && t->depth > 0)
		rc = close_level(t);
	return rc < 0 ? rc : close_level(t);
}

extern const struct reader reader_tap;
const struct reader reader_tap = {
	.name = "tap",
	.title = "TAP",
	.spec = "Test Anything Protocol 12, 13 and 14 (testanything.org)",
	.reads = "test points with outcome and message, subtests, points not run",
	.family = FAMILY_TESTS,
	.revision = 2,
	.usual = "*.tap tap.txt results.tap",
	.bid = tap_bid,
	.read = tap_read,
};
