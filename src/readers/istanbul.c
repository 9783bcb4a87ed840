/*
 * istanbul.c - what Istanbul, nyc, c8 and the runners that use it write:
 * coverage-summary.json (reporter json-summary) and coverage-final.json (json).
 *
 *     {"total": {"lines": {"total": 9, "covered": 7, "skipped": 0, "pct": 77.77},
 *      "statements": ..., "functions": ..., "branches": ...}, "/src/a.js": {...}}
 *
 *     {"/src/a.js": {"path": ..., "statementMap": {"0": {"start": {"line": 1}}},
 *      "fnMap": ..., "branchMap": ..., "s": {"0": 3}, "f": ..., "b": {"0": [1, 0]}}}
 *
 * Lines are those on which a statement starts, as istanbul-lib-coverage has it.
 * Its pct, which may be the word "Unknown", is never used.
 * Source: istanbul-lib-coverage (FileCoverage, CoverageSummary).
 */
#include "readers/coverage.h"
#include "readers/probe.h"
#include "readers/reader.h"

#include <stdio.h>

/* clang-format off: one metric a line */
static const struct {
	const char *key;
	enum coverage_metric metric;
} metrics[] = {
	{ "lines", COVERAGE_LINE },
	{ "statements", COVERAGE_STATEMENT },
	{ "functions", COVERAGE_FUNCTION },
	{ "branches", COVERAGE_BRANCH },
};
/* clang-format on */

/* ---- json-summary ---- */

static enum bid summary_bid(const struct probe *probe)
{
	struct node lines = node_at(probe->root, "total/lines");

	if (probe->lex != LEX_JSON || !node_is(lines, NODE_OBJECT) ||
	    !node_is(node_at(probe->root, "total/statements"), NODE_OBJECT))
		return BID_NO;
	return node_exists(node_get(lines, "pct")) ? BID_STATED : BID_SHAPE;
}

static int missing(struct coverage *coverage, struct node where, const char *what)
{
	struct err *err = coverage->put.err;
	char tag[32];

	snprintf(tag, sizeof(tag), "missing-required:%s", what);
	err_set(err, ERR_FORMAT, "%s is not there, or does not fit", what);
	err_tag(err, tag);
	err_fix(err, "write the report again with its own tool");
	return err_at(err, node_pos(where));
}

static int read_summary(struct coverage *coverage, struct node file, struct span name)
{
	bool whole = span_is(name, "total");
	int rc = 0;

	if (!node_is(file, NODE_OBJECT))
		return missing(coverage, file, "lines");

	for (size_t i = 0; i < sizeof(metrics) / sizeof(metrics[0]) && rc == 0; i++) {
		struct node counts = node_get(file, metrics[i].key);
		int64_t covered, total;

		if (!node_exists(counts))
			continue;
		if (!node_integer(node_get(counts, "covered"), &covered))
			return missing(coverage, counts, "covered");
		if (!node_integer(node_get(counts, "total"), &total))
			return missing(coverage, counts, "total");
		if (whole)
			coverage_said(coverage, metrics[i].metric, covered, total,
				      node_line(counts));
		else
			rc = coverage_file(coverage, metrics[i].metric, name, covered,
					   total, node_line(counts));
	}
	return rc;
}

static int summary_read(const struct probe *probe, const struct fact_sink *sink,
			struct arena *scratch, struct err *err)
{
	struct coverage coverage;
	int rc = probe_single(probe, err);

	coverage_init(&coverage, sink, scratch, err);
	for (struct node file = node_first(probe->root); rc == 0 && node_exists(file);
	     file = node_next(file))
		rc = read_summary(&coverage, file, node_key(file));
	return rc < 0 ? rc : coverage_totals(&coverage);
}

/* ---- json ---- */

static bool is_final(struct node file)
{
	return node_is(node_get(file, "statementMap"), NODE_OBJECT) &&
	       node_is(node_get(file, "s"), NODE_OBJECT);
}

static enum bid final_bid(const struct probe *probe)
{
	struct node first = node_first(probe->root);

	if (probe->lex != LEX_JSON || !node_is(probe->root, NODE_OBJECT))
		return BID_NO;
	return is_final(first) ? BID_STATED : BID_NO;
}

static bool is_hit(struct node count)
{
	int64_t hits;

	return node_integer(count, &hits) && hits > 0;
}

/* Statements, and the lines they start on: both maps have the same keys in order. */
static int read_statements(struct coverage *coverage, struct node file,
			   struct span name)
{
	struct node hits = node_get(file, "s");
	struct node place = node_first(node_get(file, "statementMap"));
	LIST(uint64_t) lines = { 0 };
	int64_t covered = 0, total = 0;
	int rc;

	for (struct node hit = node_first(hits); node_exists(hit);
	     hit = node_next(hit), place = node_next(place)) {
		int64_t line;

		total++;
		covered += is_hit(hit);
		if (!node_exists(place) || !span_eq(node_key(place), node_key(hit)) ||
		    !node_integer(node_at(place, "start/line"), &line) || line <= 0 ||
		    line > INT32_MAX)
			return missing(coverage, hit, "statementMap");
		*LIST_ADD(coverage->put.scratch, &lines) =
			(uint64_t)line << 1 | is_hit(hit);
	}
	if (node_exists(place))
		return missing(coverage, place, "s");
	rc = coverage_file(coverage, COVERAGE_STATEMENT, name, covered, total,
			   node_line(file));
	coverage_lines(lines.at, lines.count, &covered, &total);
	return rc < 0 ? rc
		      : coverage_file(coverage, COVERAGE_LINE, name, covered, total,
				      node_line(file));
}

static int read_functions(struct coverage *coverage, struct node file, struct span name)
{
	int64_t covered = 0, total = 0;

	for (struct node hit = node_first(node_get(file, "f")); node_exists(hit);
	     hit = node_next(hit)) {
		total++;
		covered += is_hit(hit);
	}
	return coverage_file(coverage, COVERAGE_FUNCTION, name, covered, total,
			     node_line(file));
}

static int read_branches(struct coverage *coverage, struct node file, struct span name)
{
	int64_t covered = 0, total = 0;

	for (struct node branch = node_first(node_get(file, "b")); node_exists(branch);
	     branch = node_next(branch)) {
		for (struct node hit = node_first(branch); node_exists(hit);
		     hit = node_next(hit)) {
			total++;
			covered += is_hit(hit);
		}
	}
	return coverage_file(coverage, COVERAGE_BRANCH, name, covered, total,
			     node_line(file));
}

static int final_read(const struct probe *probe, const struct fact_sink *sink,
		      struct arena *scratch, struct err *err)
{
	struct coverage coverage;
	int rc = probe_single(probe, err);

	coverage_init(&coverage, sink, scratch, err);
	for (struct node file = node_first(probe->root); rc == 0 && node_exists(file);
	     file = node_next(file)) {
		struct span name = node_text(node_get(file, "path"));

		if (name.len == 0)
			name = node_key(file);
		if (!is_final(file))
			return missing(&coverage, file, "statementMap");
		rc = read_statements(&coverage, file, name);
		if (rc == 0)
			rc = read_functions(&coverage, file, name);
		if (rc == 0)
			rc = read_branches(&coverage, file, name);
	}
	return rc < 0 ? rc : coverage_totals(&coverage);
}

extern const struct reader reader_istanbul_summary, reader_istanbul_final;
const struct reader reader_istanbul_summary = {
	.name = "istanbul-summary",
	.title = "Istanbul coverage summary",
	.spec = "istanbul-reports, json-summary",
	.reads = "line, statement, function and branch coverage, by file and in total",
	.family = FAMILY_COVERAGE,
	.revision = 2,
	.usual = "coverage-summary.json",
	.bid = summary_bid,
	.read = summary_read,
};
const struct reader reader_istanbul_final = {
	.name = "istanbul-final",
	.title = "Istanbul coverage",
	.spec = "istanbul-reports, json; istanbul-lib-coverage's FileCoverage",
	.reads = "line, statement, function and branch coverage, by file and in total",
	.family = FAMILY_COVERAGE,
	.revision = 2,
	.usual = "coverage-final.json",
	.bid = final_bid,
	.read = final_read,
};
