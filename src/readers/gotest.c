/*
 * gotest.c - `go test -json`: a stream of events, one JSON object a line.
 *
 *     {"Time":"...","Action":"run","Package":"a/b","Test":"TestX/case"}
 *     {"Time":"...","Action":"fail","Package":"a/b","Test":"TestX/case","Elapsed":0.1}
 *     {"Time":"...","Action":"fail","Package":"a/b","Elapsed":0.2}
 *
 * A suite is a package, a case a test or subtest from its `run` to its `pass`,
 * `fail` or `skip`.  A test that never ends is broken; so is a package that fails
 * while none of its tests does: it did not build, panicked or ran out of time.
 * Source: `go doc test2json`.
 */
#include "base/table.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "readers/tests.h"
#include "text/decode.h"

#include <stdio.h>

/* clang-format off: one action a line */
enum action {
	ACTION_OTHER,
	ACTION_START,
	ACTION_RUN,
	ACTION_OUTPUT,
	ACTION_PASS,
	ACTION_FAIL,
	ACTION_SKIP,
	ACTION_BENCH,
	ACTION_BUILD_OUTPUT,
	ACTION_BUILD_FAIL,
};

static const struct {
	struct span word;
	enum action action;
} actions[] = {
	{ SPAN_INIT("output"), ACTION_OUTPUT },
	{ SPAN_INIT("run"), ACTION_RUN },
	{ SPAN_INIT("pass"), ACTION_PASS },
	{ SPAN_INIT("fail"), ACTION_FAIL },
	{ SPAN_INIT("skip"), ACTION_SKIP },
	{ SPAN_INIT("start"), ACTION_START },
	{ SPAN_INIT("pause"), ACTION_OTHER },
	{ SPAN_INIT("cont"), ACTION_OTHER },
	{ SPAN_INIT("bench"), ACTION_BENCH },
	{ SPAN_INIT("attr"), ACTION_OTHER },
	{ SPAN_INIT("build-output"), ACTION_BUILD_OUTPUT },
	{ SPAN_INIT("build-fail"), ACTION_BUILD_FAIL },
};
/* clang-format on */

#define ACTIONS (sizeof(actions) / sizeof(actions[0]))

struct package;

struct test {
	struct package *package;
	struct span name;
	struct span message; /* what it printed first that is no progress */
	uint32_t run;        /* slot of the event that started it */
	bool open;           /* started, not ended */
	struct test *next;
};

struct package {
	struct span name;
	int64_t number;            /* of its suite */
	struct span build, output; /* first words of the compiler, of the package */
	struct table *tests;
	struct test *first, **last;
	int64_t bad; /* tests of it that failed */
	bool open;   /* had an event, no verdict */
	struct node from;
	struct package *next;
};

/* One line of the stream. */
struct happening {
	enum action action;
	struct span package, test, output, elapsed, import, time;
	struct node node;
};

struct gotest {
	struct tests tests;
	struct table *packages;
	struct package *first, **last;
	struct package *now; /* of the event before */
	struct test *test;
	struct table *builds;  /* import path to what the compiler said */
	unsigned build_failed; /* line of the first build-fail, 0: none */
};

/* ---- events ---- */

static bool action_of(struct span word, enum action *out)
{
	for (size_t i = 0; i < ACTIONS; i++) {
		if (span_eq(word, actions[i].word)) {
			*out = actions[i].action;
			return true;
		}
	}
	return false;
}

/* Whether the value has the shape of an event. */
static bool take_event(struct node node, struct happening *event)
{
	struct span action = SPAN_EMPTY;

	*event = (struct happening){ .node = node };
	for (struct node n = node_first(node); node_exists(n); n = node_next(n)) {
		struct span key = node_key(n);

		if (key.len == 0)
			return false;
		if (span_is(key, "Action"))
			action = node_text(n);
		else if (span_is(key, "Package"))
			event->package = node_text(n);
		else if (span_is(key, "Test"))
			event->test = node_text(n);
		else if (span_is(key, "Output"))
			event->output = node_text(n);
		else if (span_is(key, "Elapsed"))
			event->elapsed = node_number(n);
		else if (span_is(key, "Time"))
			event->time = node_text(n);
		else if (span_is(key, "ImportPath"))
			event->import = node_text(n);
	}
	return action_of(action, &event->action);
}

static enum bid gotest_bid(const struct probe *probe)
{
	struct happening event;

	if (probe->lex != LEX_JSON || !node_is(probe->root, NODE_OBJECT) ||
	    !take_event(probe->root, &event))
		return BID_NO;
	if (event.package.len > 0 || event.import.len > 0)
		return BID_STATED;
	/* Without -p test2json names no package. */
	return event.test.len > 0 || (event.time.len > 0 && node_count(event.node) == 2)
		       ? BID_SHAPE
		       : BID_NO;
}

/* ---- what was seen ---- */

static int package_of(struct gotest *g, const struct happening *event)
{
	struct package *package;
	struct fact fact;
	void **slot;

	if (g->now && span_eq(g->now->name, event->package))
		return 0;
	g->test = NULL;
	slot = table_slot_borrowed(g->packages, event->package);
	g->now = *slot;
	if (g->now)
		return 0;
	package = ARENA_NEW(g->tests.put.scratch, struct package);
	package->name = event->package;
	package->tests = table_new(g->tests.put.scratch);
	package->last = &package->first;
	package->open = true;
	package->from = event->node;
	*g->last = package;
	g->last = &package->next;
	*slot = package;
	g->now = package;
	fact = fact_new(FACT_SUITE);
	fact.as.suite.name = package->name;
	fact.as.suite.line = node_line(event->node);
	if (event->time.len > 0)
		clock_parse(event->time, &fact.as.suite.started_at);
	package->number = g->tests.suites + 1;
	return tests_add_suite(&g->tests, &fact.as.suite);
}

static struct test *test_of(struct gotest *g, const struct happening *event)
{
	struct test *test = g->test;
	void **slot;

	if (test && span_eq(test->name, event->test))
		return test;
	slot = table_slot_borrowed(g->now->tests, event->test);
	test = *slot;
	if (!test) {
		test = ARENA_NEW(g->tests.put.scratch, struct test);
		test->package = g->now;
		test->name = event->test;
		test->run = event->node.at;
		*g->now->last = test;
		g->now->last = &test->next;
		*slot = test;
	}
	g->test = test;
	return test;
}

/* Lines by which `go test` shows progress: "=== RUN", "--- FAIL", "ok  pkg". */
static bool is_progress(struct span line)
{
	static const char *const marks[] = { "=== ",        "--- ",   "ok  \t",
					     "FAIL\t",      "FAIL\n", "PASS\n",
					     "exit status", NULL };

	line = decode_cut(line, 64);
	while (line.len > 0 && line.ptr[0] == ' ')
		line = span_from(line, 1);
	if (line.len == 0 || line.ptr[0] == '\n')
		return true;
	for (size_t i = 0; marks[i]; i++)
		if (span_starts(line, marks[i]))
			return true;
	return false;
}

static void take_output(struct gotest *g, const struct happening *event)
{
	struct span *into = &g->now->output;

	if (event->test.len > 0)
		into = &test_of(g, event)->message;
	if (into->len == 0 && !is_progress(event->output))
		*into = event->output;
}

static int end_test(struct gotest *g, struct test *test, enum test_outcome outcome,
		    const struct happening *event)
{
	struct fact fact = fact_new(FACT_CASE);
	struct fact_case *to = &fact.as.test;

	to->suite = test->package->number;
	to->name = test->name;
	to->classname = test->package->name;
	to->outcome = outcome;
	to->outcome_raw =
		event ? node_text(node_get(event->node, "Action")) : SPAN_EMPTY;
	to->line = event ? node_line(event->node)
			 : node_line((struct node){ test->package->from.tree, test->run,
						    0 });
	if (event)
		to->duration_us = tests_seconds(&g->tests.put, event->elapsed);
	if (outcome != TEST_PASSED)
		to->message = span_trim(test->message);
	if (!event && outcome == TEST_ERRORED && to->message.len == 0)
		to->message = SPAN_LIT("it never ended");
	test->package->bad += outcome == TEST_FAILED || outcome == TEST_ERRORED;
	test->open = false;
	test->message = SPAN_EMPTY;
	return tests_add_case(&g->tests, &fact);
}

/*
 * Its tests that have not ended never will.  A benchmark has no end of its own: it
 * did well where its package did.
 */
static int end_open_tests(struct gotest *g, struct package *package, bool failed)
{
	int rc = 0;

	for (struct test *test = package->first; rc == 0 && test; test = test->next) {
		bool well = !failed && span_starts(test->name, "Benchmark");

		if (test->open)
			rc = end_test(g, test, well ? TEST_PASSED : TEST_ERRORED, NULL);
	}
	return rc;
}

/* The package's own verdict. */
static int end_package(struct gotest *g, struct package *package, bool failed,
		       const struct happening *event)
{
	struct span why = package->build.len > 0 ? package->build : package->output;
	struct node build = node_get(event->node, "FailedBuild");
	int rc = end_open_tests(g, package, failed);

	package->open = false;
	if (rc < 0 || !failed || package->bad > 0)
		return rc;
	if (node_text(build).len > 0 && table_get(g->builds, node_text(build)))
		why = *(struct span *)table_get(g->builds, node_text(build));
	package->bad++;
	return tests_add_broken(&g->tests, package->number, package->name,
				span_trim(why), node_line(event->node));
}

static void take_build(struct gotest *g, const struct happening *event)
{
	void **slot = table_slot_borrowed(g->builds, event->import);
	struct span *words = *slot;

	if (!words) {
		words = ARENA_NEW(g->tests.put.scratch, struct span);
		*slot = words;
	}
	/* The first line only names the package: "# a/b [a/b.test]". */
	if (words->len == 0 && !span_starts(event->output, "# "))
		*words = event->output;
}

static int take_verdict(struct gotest *g, const struct happening *event)
{
	enum test_outcome outcome = event->action == ACTION_PASS   ? TEST_PASSED
				    : event->action == ACTION_FAIL ? TEST_FAILED
				    : event->action == ACTION_SKIP ? TEST_SKIPPED
								   : TEST_PASSED;

	if (event->test.len > 0)
		return end_test(g, test_of(g, event), outcome, event);
	if (event->action == ACTION_BENCH)
		return 0;
	return end_package(g, g->now, event->action == ACTION_FAIL, event);
}

static int take(struct gotest *g, const struct happening *event)
{
	int rc;

	if (event->action == ACTION_BUILD_OUTPUT ||
	    event->action == ACTION_BUILD_FAIL) {
		if (event->import.len > 0)
			take_build(g, event);
		if (event->action == ACTION_BUILD_FAIL && g->build_failed == 0)
			g->build_failed = node_line(event->node);
		return 0;
	}
	rc = package_of(g, event);
	if (rc < 0)
		return rc;
	switch (event->action) {
	case ACTION_OUTPUT:
		take_output(g, event);
		return 0;
	case ACTION_RUN:
		if (event->test.len > 0) {
			struct test *test = test_of(g, event);

			test->run = event->node.at;
			test->open = true;
			test->message = SPAN_EMPTY;
		}
		g->now->open = true;
		return 0;
	case ACTION_PASS:
	case ACTION_FAIL:
	case ACTION_SKIP:
	case ACTION_BENCH:
		return take_verdict(g, event);
	case ACTION_START:
		g->now->open = true;
		break;
	case ACTION_OTHER:
	case ACTION_BUILD_OUTPUT:
	case ACTION_BUILD_FAIL:
		break;
	}
	return 0;
}

/* ---- the stream ---- */

/* Values of other shapes: counted, and said once. */
static int note_strangers(struct gotest *g, int64_t count, unsigned line)
{
	if (count == 0)
		return 0;
	return put_note(&g->tests.put, "not-an-event", line,
			"%lld values of the stream are no events of go test",
			(long long)count);
}

/* Packages whose verdict never came: the stream was cut, or go was killed. */
static int end_open_packages(struct gotest *g)
{
	int rc = 0;

	for (struct package *p = g->first; rc == 0 && p; p = p->next) {
		if (!p->open)
			continue;
		rc = end_open_tests(g, p, true);
		if (rc == 0)
			rc = tests_add_broken(
				&g->tests, p->number, p->name,
				SPAN_LIT("the stream ends before the package does"),
				node_line(p->from));
	}
	return rc;
}

/* ---- lines between the events ---- */

static int fail_cut(struct gotest *g, const struct probe *probe, struct span line)
{
	struct lines lines;

	err_set(g->tests.put.err, ERR_FORMAT, "the file ends inside an event");
	err_tag(g->tests.put.err, "truncated");
	err_fix(g->tests.put.err, "the file was cut short; write or upload it again");
	lines_init(&lines, probe->path, probe->decoded.text, g->tests.put.scratch);
	g->tests.put.err->offset = (size_t)(line.ptr - probe->decoded.text.ptr);
	return err_at(g->tests.put.err, lines_pos(&lines, g->tests.put.err->offset));
}

/*
 * "FAIL\ta/b [build failed]": older versions say it in plain text, and nothing
 * else of the package.
 */
static int take_plain_failure(struct gotest *g, struct span line, unsigned number)
{
	struct span words = span_trim(span_from(line, 4));
	struct span name = words;
	struct package *package;
	int64_t suite;
	int rc;

	if (!span_split(&words, ' ', &name) || name.len == 0)
		return 0;
	span_split(&name, '\t', &words);
	package = table_get(g->packages, words);
	if (package && package->bad > 0)
		return 0;
	if (package) {
		package->open = false;
		package->bad++;
		suite = package->number;
	} else {
		rc = tests_add_named(&g->tests, words, number, &suite);
		if (rc < 0)
			return rc;
	}
	return tests_add_broken(&g->tests, suite, words, span_trim(line), number);
}

static int read_plain(struct gotest *g, const struct probe *probe)
{
	struct span rest = probe->decoded.text;
	struct span line, last = SPAN_EMPTY;
	unsigned number = 0;
	int rc = 0;

	if (probe->noise == 0 && probe->stray.count == 0)
		return 0;
	while (rc == 0 && span_line(&rest, &line)) {
		number++;
		if (span_starts(line, "FAIL\t"))
			rc = take_plain_failure(g, line, number);
		if (span_trim(line).len > 0)
			last = span_trim(line);
	}
	if (rc == 0 && span_starts(last, "{") && !span_ends(last, "}"))
		rc = fail_cut(g, probe, last);
	return rc;
}

/* A build that failed, and no package that says so. */
static int check_builds(struct gotest *g)
{
	int64_t suite;
	int rc;

	if (g->build_failed == 0 || tests_bad(&g->tests) > 0)
		return 0;
	rc = tests_add_named(&g->tests, SPAN_LIT("the build"), g->build_failed, &suite);
	if (rc < 0)
		return rc;
	return tests_add_broken(&g->tests, suite, SPAN_LIT("the build"),
				SPAN_LIT("a build failed"), g->build_failed);
}

/* ---- the whole ---- */

static int read_stream(struct gotest *g, struct tree *tree)
{
	struct happening event;
	int64_t strangers = 0;
	unsigned first_stranger = 0;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < tree->roots.count; i++) {
		struct node node = tree_root(tree, i);

		if (!take_event(node, &event)) {
			if (strangers++ == 0)
				first_stranger = node_line(node);
			continue;
		}
		if (i == 0)
			rc = put_time(&g->tests.put, event.time, "/Time",
				      node_line(node));
		if (rc == 0)
			rc = take(g, &event);
	}
	if (rc == 0)
		rc = note_strangers(g, strangers, first_stranger);
	return rc;
}

static int gotest_read(const struct probe *probe, const struct fact_sink *sink,
		       struct arena *scratch, struct err *err)
{
	struct gotest g = {
		.tests = { .put = { sink, scratch, err } },
		.packages = table_new(scratch),
		.builds = table_new(scratch),
		.last = &g.first,
	};
	int rc;

	if (probe->lex != LEX_JSON) { /* a rule or --format named another file's */
		err_set(err, ERR_FORMAT, "it has no event of go test -json");
		return err_tag(err, "missing-required:Action");
	}
	rc = read_stream(&g, probe->tree);
	if (rc == 0)
		rc = read_plain(&g, probe);
	if (rc == 0)
		rc = end_open_packages(&g);
	return rc < 0 ? rc : check_builds(&g);
}

extern const struct reader reader_gotest;
const struct reader reader_gotest = {
	.name = "go-test-json",
	.title = "go test -json",
	.spec = "go doc test2json",
	.reads = "test suites (one a package), test cases, builds that failed",
	.family = FAMILY_TESTS,
	.revision = 1,
	.tools = { "go-test", "gotest" },
	.usual = "go-test.json gotest.json go-test-results.json test-output.json "
		 "go-test-report.json",
	.bid = gotest_bid,
	.read = gotest_read,
};
