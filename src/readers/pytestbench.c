/*
 * pytestbench.c - pytest-benchmark --benchmark-json:
 *
 *     machine_info, commit_info (id, dirty), datetime, version
 *     benchmarks  name, fullname, params, stats (seconds; data: single values)
 *
 * A tree with changes that are not committed (`dirty`) is not the commit that it
 * names, and binds nothing.
 *
 * Source: pytest-benchmark's documentation, "Usage"; session.py, stats.py.
 */
#include "readers/measure.h"
#include "readers/probe.h"
#include "readers/reader.h"

/* clang-format off: one statistic a line */
static const struct measure_stat stats[] = {
	{ "median", "med" },
	{ "stddev", "stddev" },
	{ NULL, NULL },
};
/* clang-format on */

static const struct measure_said said = {
	.list = SPAN_INIT("data"),
	.min = SPAN_INIT("min"),
	.max = SPAN_INIT("max"),
	.mean = SPAN_INIT("mean"),
};

static enum bid pytest_benchmark_bid(const struct probe *probe)
{
	struct node root = probe->root;
	struct node rows = node_get(root, "benchmarks");

	if (probe->lex != LEX_JSON || !node_is(rows, NODE_ARRAY) ||
	    !node_is(node_get(root, "machine_info"), NODE_OBJECT))
		return BID_NO;
	return node_count(rows) == 0 ||
			       node_is(node_get(node_first(rows), "stats"), NODE_OBJECT)
		       ? BID_STATED
		       : BID_NO;
}

static int put_benchmark(struct put *put, struct node row)
{
	struct node values = node_get(row, "stats");
	struct fact_metric metric = { .name = node_text(node_get(row, "name")) };
	int rc;

	if (metric.name.len == 0 || !node_is(node_get(values, "mean"), NODE_NUMBER)) {
		err_set(put->err, ERR_FORMAT, "a benchmark has no name or no mean");
		err_tag(put->err, "missing-required:mean");
		err_fix(put->err, "write the report again with pytest-benchmark");
		return err_at(put->err, node_pos(row));
	}
	rc = measure_samples(put, &metric, values, &said, 3, "ms");
	if (rc == 0)
		rc = measure_members(put, &metric, values, stats, 3, "ms");
	return rc < 0 ? rc
		      : measure_put(put, &metric, "rate",
				    measure_shift(node_number(node_get(values, "ops")),
						  0, put->scratch),
				    "1/s");
}

static int put_origin(struct put *put, struct node root)
{
	struct node commit = node_get(root, "commit_info");
	int rc = put_time(put, node_text(node_get(root, "datetime")), "/datetime",
			  node_line(node_get(root, "datetime")));

	if (rc < 0)
		return rc;
	if (node_is_true(node_get(commit, "dirty")))
		return put_note(put, "dirty-tree", node_line(commit),
				"it was made from changes that are not committed, so "
				"its commit binds nothing");
	return put_commit(put, node_text(node_get(commit, "id")), "/commit_info/id");
}

static int pytest_benchmark_read(const struct probe *probe,
				 const struct fact_sink *sink, struct arena *scratch,
				 struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node rows = node_get(probe->root, "benchmarks");
	int rc = probe_single(probe, err);

	if (rc == 0)
		rc = put_about(&put,
			       (struct fact_about){
				       .generated_at = CLOCK_NONE,
				       .tool = SPAN_LIT("pytest-benchmark"),
				       .tool_version = node_text(
					       node_get(probe->root, "version")) });
	if (rc == 0)
		rc = put_origin(&put, probe->root);
	for (struct node n = node_first(rows); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = put_benchmark(&put, n);
	if (rc == 0 && node_count(rows) == 0)
		rc = put_note(&put, "no-samples", node_line(rows),
			      "no benchmark is in it");
	return rc;
}

extern const struct reader reader_pytest_benchmark;
const struct reader reader_pytest_benchmark = {
	.name = "pytest-benchmark",
	.title = "pytest-benchmark report",
	.spec = "pytest-benchmark documentation: --benchmark-json",
	.reads = "times of benchmarks, and the commit they were made from",
	.family = FAMILY_METRICS,
	.revision = 1,
	.bid = pytest_benchmark_bid,
	.read = pytest_benchmark_read,
};
