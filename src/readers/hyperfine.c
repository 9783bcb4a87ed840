/*
 * hyperfine.c - hyperfine --export-json:
 *
 *     results  command, mean, stddev, median, user, system, min, max (seconds),
 *              times, exit_codes, parameters
 *
 * Minimum, mean and maximum are checked against the single times.  A run that
 * ended with an exit code other than 0 (-i lets them pass), or by a signal (null),
 * is an error.
 *
 * Source: hyperfine(1), "--export-json"; src/export/json.rs.
 */
#include "base/num.h"
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
	.list = SPAN_INIT("times"),
	.min = SPAN_INIT("min"),
	.max = SPAN_INIT("max"),
	.mean = SPAN_INIT("mean"),
};

static enum bid hyperfine_bid(const struct probe *probe)
{
	struct node results = node_get(probe->root, "results");
	struct node first = node_first(results);

	if (probe->lex != LEX_JSON || !node_is(results, NODE_ARRAY))
		return BID_NO;
	return node_is(node_get(first, "command"), NODE_STRING) &&
			       node_exists(node_get(first, "mean")) &&
			       node_exists(node_get(first, "user")) &&
			       node_exists(node_get(first, "system"))
		       ? BID_STATED
		       : BID_NO;
}

/* How the runs ended; nothing where they do not say. */
static int put_exits(struct put *put, struct node result, struct span labels)
{
	struct node exits = node_get(result, "exit_codes");
	struct fact_metric metric = { .computed = true };
	uint64_t errors = 0;

	for (struct node n = node_first(exits); node_exists(n); n = node_next(n))
		errors += !span_is(node_number(n), "0");
	metric.labels =
		measure_label(labels, "command", node_text(node_get(result, "command")),
			      put->scratch);
	return measure_errors(put, &metric, errors, node_count(exits));
}

static int put_result(struct put *put, struct node result)
{
	struct fact_metric metric = {
		.name = node_text(node_get(result, "command")),
		.labels = measure_labels(node_get(result, "parameters"), put->scratch),
	};
	int rc = 0;

	if (metric.name.len == 0 || !node_is(node_get(result, "mean"), NODE_NUMBER)) {
		err_set(put->err, ERR_FORMAT, "a result has no command or no mean");
		err_tag(put->err, "missing-required:mean");
		err_fix(put->err, "export the results again with hyperfine");
		return err_at(put->err, node_pos(result));
	}
	rc = measure_samples(put, &metric, result, &said, 3, "ms");
	if (rc == 0)
		rc = measure_members(put, &metric, result, stats, 3, "ms");
	return rc < 0 ? rc : put_exits(put, result, metric.labels);
}

static int hyperfine_read(const struct probe *probe, const struct fact_sink *sink,
			  struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node results = node_get(probe->root, "results");
	int rc = probe_single(probe, err);

	if (rc == 0)
		rc = put_about(&put,
			       (struct fact_about){ .generated_at = CLOCK_NONE,
						    .tool = SPAN_LIT("hyperfine") });
	for (struct node n = node_first(results); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = put_result(&put, n);
	return rc;
}

extern const struct reader reader_hyperfine;
const struct reader reader_hyperfine = {
	.name = "hyperfine",
	.title = "hyperfine results",
	.spec = "hyperfine(1): --export-json",
	.reads = "times of commands, and how many runs failed",
	.family = FAMILY_METRICS,
	.revision = 1,
	.tools = { "hyperfine" },
	.bid = hyperfine_bid,
	.read = hyperfine_read,
};
