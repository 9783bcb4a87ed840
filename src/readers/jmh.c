/*
 * jmh.c - results of the Java Microbenchmark Harness (-rf json): a list of
 *
 *     benchmark, mode, threads, forks, params, primaryMetric (score, scoreUnit,
 *     scorePercentiles), secondaryMetrics
 *
 * The score of mode "thrpt" is a rate, of the others a mean time.  Percentiles are
 * those of single calls in mode "sample" alone; elsewhere they are of iterations'
 * means, which says nothing of the slow calls, and are left out.  Of the profilers'
 * metrics those in bytes and rates are kept, as "benchmark:metric".
 *
 * Source: openjdk/jmh, JSONResultFormat.java, Mode.java.
 */
#include "base/num.h"
#include "readers/measure.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/decode.h"

/* clang-format off: one a line */
static const struct measure_stat percentiles[] = {
	{ "0.0", "min" },  { "50.0", "med" },  { "90.0", "p90" },  { "95.0", "p95" },
	{ "99.0", "p99" }, { "99.9", "p999" }, { "100.0", "max" }, { NULL, NULL },
};

/* What a score is measured in, and what makes it ours. */
static const struct {
	const char *score, *stat, *unit;
	int power;
} units[] = {
	{ "ops/s", "rate", "1/s", 0 },  { "ops/ms", "rate", "1/s", 3 },
	{ "ops/us", "rate", "1/s", 6 }, { "ops/ns", "rate", "1/s", 9 },
	{ "s/op", "avg", "ms", 3 },     { "ms/op", "avg", "ms", 0 },
	{ "us/op", "avg", "ms", -3 },   { "ns/op", "avg", "ms", -6 },
	{ "B/op", "avg", "B", 0 },
};
/* clang-format on */

static enum bid jmh_bid(const struct probe *probe)
{
	struct node first = node_first(probe->root);

	if (probe->lex != LEX_JSON || !node_is(probe->root, NODE_ARRAY))
		return BID_NO;
	return node_is(node_get(first, "benchmark"), NODE_STRING) &&
			       node_is(node_get(first, "mode"), NODE_STRING) &&
			       node_is(node_get(first, "primaryMetric"), NODE_OBJECT)
		       ? BID_STATED
		       : BID_NO;
}

static bool find_unit(struct node metric, size_t *out)
{
	struct span unit = node_text(node_get(metric, "scoreUnit"));

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (span_is(unit, units[i].score)) {
			*out = i;
			return true;
		}
	}
	return false;
}

/* "NaN" in quotes is what JMH writes where there is no score. */
static int put_score(struct put *put, const struct fact_metric *metric,
		     struct node scores, bool is_sample)
{
	struct span score = node_number(node_get(scores, "score"));
	size_t unit;
	int rc;

	if (score.len == 0)
		return put_note(put, "no-score", node_line(scores),
				"%.*s has no score that is a number",
				SPAN_ARG(decode_cut(metric->name, 200)));
	if (!find_unit(scores, &unit))
		return put_note(put, "unit-unread", node_line(scores),
				"the unit of %.*s is not read",
				SPAN_ARG(decode_cut(metric->name, 200)));
	rc = measure_put(put, metric, units[unit].stat,
			 measure_shift(score, units[unit].power, put->scratch),
			 units[unit].unit);
	if (rc < 0 || !is_sample)
		return rc;
	return measure_members(put, metric, node_get(scores, "scorePercentiles"),
			       percentiles, units[unit].power, units[unit].unit);
}

static int put_secondary(struct put *put, const struct fact_metric *metric,
			 struct node all)
{
	int rc = 0;

	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		struct fact_metric mine = *metric;
		size_t unit;

		if (!find_unit(n, &unit) || node_number(node_get(n, "score")).len == 0)
			continue;
		mine.name = arena_printf(put->scratch, "%.*s:%.*s",
					 SPAN_ARG(metric->name), SPAN_ARG(node_key(n)));
		rc = put_score(put, &mine, n, false);
	}
	return rc;
}

static int put_benchmark(struct put *put, struct node row)
{
	struct fact_metric metric = {
		.name = node_text(node_get(row, "benchmark")),
		.labels = measure_labels(node_get(row, "params"), put->scratch),
	};
	bool is_sample = span_is(node_text(node_get(row, "mode")), "sample");
	int rc;

	if (metric.name.len == 0) {
		err_set(put->err, ERR_FORMAT, "a result names no benchmark");
		err_tag(put->err, "missing-required:benchmark");
		err_fix(put->err, "write the results again with JMH");
		return err_at(put->err, node_pos(row));
	}
	rc = put_score(put, &metric, node_get(row, "primaryMetric"), is_sample);
	return rc < 0 ? rc
		      : put_secondary(put, &metric, node_get(row, "secondaryMetrics"));
}

static int jmh_read(const struct probe *probe, const struct fact_sink *sink,
		    struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node first = node_first(probe->root);
	int rc = probe_single(probe, err);

	if (rc == 0)
		rc = put_about(&put, (struct fact_about){
					     .generated_at = CLOCK_NONE,
					     .tool = SPAN_LIT("JMH"),
					     .tool_version = node_text(
						     node_get(first, "jmhVersion")) });
	for (struct node n = first; rc == 0 && node_exists(n); n = node_next(n))
		rc = put_benchmark(&put, n);
	return rc;
}

extern const struct reader reader_jmh;
const struct reader reader_jmh = {
	.name = "jmh",
	.title = "JMH results",
	.spec = "openjdk/jmh: -rf json",
	.reads = "mean times and rates of benchmarks, percentiles of sampled calls",
	.family = FAMILY_METRICS,
	.revision = 1,
	.tools = { "jmh" },
	.usual = "jmh-result.json",
	.bid = jmh_bid,
	.read = jmh_read,
};
