/*
 * jmeter_statistics.c - statistics.json of JMeter's dashboard: a member a label, and
 * "Total".
 *
 *     sampleCount errorCount          counts
 *     meanResTime medianResTime minResTime maxResTime   ms
 *     pct1ResTime pct2ResTime pct3ResTime               ms
 *     throughput                      1/s
 *
 * Which percentiles pct1 to pct3 are is a setting (aggregate_rpt_pct1 to 3: 90, 95
 * and 99 unless somebody changed it) that the file does not repeat.  They are shown
 * under their own names and answer no question about a p95; the samples would.
 *
 * Source: JMeter's manual, "Generating dashboard report"; StatisticsSummaryConsumer.
 */
#include "base/num.h"
#include "readers/measure.h"
#include "readers/probe.h"
#include "readers/reader.h"

#define TOTAL "Total"

/* clang-format off: one statistic a line */
static const struct measure_stat times[] = {
	{ "meanResTime", "avg" }, { "medianResTime", "med" },
	{ "minResTime", "min" },  { "maxResTime", "max" },
	{ NULL, NULL },
};

static const struct measure_stat rates[] = {
	{ "throughput", "rate" },
	{ NULL, NULL },
};

static const char *const percentiles[] = { "pct1", "pct2", "pct3" };
/* clang-format on */

static bool is_row(struct node row)
{
	return node_is(node_get(row, "transaction"), NODE_STRING) &&
	       node_is(node_get(row, "sampleCount"), NODE_NUMBER) &&
	       node_is(node_get(row, "meanResTime"), NODE_NUMBER) &&
	       node_exists(node_get(row, "pct1ResTime"));
}

static enum bid jmeter_statistics_bid(const struct probe *probe)
{
	if (probe->lex != LEX_JSON || !is_row(node_first(probe->root)))
		return BID_NO;
	return is_row(node_get(probe->root, TOTAL)) ? BID_STATED : BID_SHAPE;
}

static int take_count(struct put *put, struct node row, const char *key, uint64_t *out)
{
	struct node node = node_get(row, key);

	if (num_u64(node_number(node), INT64_MAX / 16, out))
		return 0;
	err_set(put->err, ERR_FORMAT, "%s is no count", key);
	err_tag(put->err,
		node_exists(node) ? "out-of-range:count" : "missing-required:count");
	err_fix(put->err, "let JMeter write its dashboard again");
	return err_at(put->err, node_pos(node_exists(node) ? node : row));
}

static int put_percentiles(struct put *put, struct node row, struct span labels)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof(percentiles) / sizeof(percentiles[0]);
	     i++) {
		struct fact_metric metric = {
			.name = MEASURE_TIME,
			.labels = measure_label(labels, "percentile",
						span_of(percentiles[i]), put->scratch),
		};
		const char *key =
			arena_printf(put->scratch, "%sResTime", percentiles[i]).ptr;
		struct span number = node_number(node_get(row, key));

		rc = measure_put(put, &metric, "value",
				 measure_shift(number, 0, put->scratch), "ms");
	}
	return rc;
}

static int put_row(struct put *put, struct node row, struct span labels)
{
	struct fact_metric metric = { .name = MEASURE_TIME, .labels = labels };
	uint64_t samples = 0, errors = 0;
	int rc = take_count(put, row, "sampleCount", &samples);

	if (rc == 0)
		rc = take_count(put, row, "errorCount", &errors);
	/* Without a sample every time is a nought that nobody measured. */
	if (rc < 0 || samples == 0)
		return rc;
	if (errors > samples) {
		err_set(put->err, ERR_FORMAT, "more errors than samples");
		err_tag(put->err, "out-of-range:errorCount");
		err_fix(put->err, "let JMeter write its dashboard again");
		return err_at(put->err, node_pos(node_get(row, "errorCount")));
	}
	rc = measure_members(put, &metric, row, times, 0, "ms");
	if (rc == 0)
		rc = put_percentiles(put, row, labels);
	if (rc == 0)
		rc = measure_errors(put, &metric, errors, samples);
	metric.name = MEASURE_THROUGHPUT;
	return rc < 0 ? rc : measure_members(put, &metric, row, rates, 0, "1/s");
}

static int jmeter_statistics_read(const struct probe *probe,
				  const struct fact_sink *sink, struct arena *scratch,
				  struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node root = probe->root, total = node_get(root, TOTAL);
	uint64_t samples = 0;
	int rc = probe_single(probe, err);

	if (rc == 0)
		rc = put_about(&put, (struct fact_about){
					     .generated_at = CLOCK_NONE,
					     .dialect = SPAN_LIT("dashboard"),
					     .tool = SPAN_LIT("JMeter"),
				     });
	if (rc == 0)
		rc = put_note(&put, "percentiles-unsaid", 0,
			      "which percentiles pct1 to pct3 are is not in the file "
			      "(90, 95 and 99 unless JMeter was set otherwise)");
	if (rc == 0 && node_exists(total))
		rc = take_count(&put, total, "sampleCount", &samples);
	if (rc == 0 && node_exists(total))
		rc = samples == 0
			     ? put_note(&put, "no-samples", 0, "no sample is in it")
			     : put_row(&put, total, SPAN_EMPTY);
	for (struct node n = node_first(root); rc == 0 && node_exists(n);
	     n = node_next(n))
		if (!span_is(node_key(n), TOTAL))
			rc = put_row(&put, n,
				     measure_label(SPAN_EMPTY, "label", node_key(n),
						   scratch));
	return rc;
}

extern const struct reader reader_jmeter_statistics;
const struct reader reader_jmeter_statistics = {
	.name = "jmeter-statistics",
	.title = "JMeter dashboard statistics",
	.spec = "JMeter manual: Generating dashboard report",
	.reads = "response times, errors and throughput; percentiles under JMeter's "
		 "names",
	.family = FAMILY_METRICS,
	.revision = 1,
	.tools = { "jmeter" },
	.usual = "statistics.json",
	.bid = jmeter_statistics_bid,
	.read = jmeter_statistics_read,
};
