/*
 * googlebench.c - JSON of Google Benchmark (--benchmark_out_format=json):
 *
 *     context     date, num_cpus, library_build_type, ...
 *     benchmarks  name, run_name, run_type, real_time, cpu_time, time_unit, ...
 *
 * A row is the mean over its iterations.  Repetitions keep their number as a label;
 * what the library says of them together ("aggregate": mean, median, stddev) has
 * none.  cpu_time has the label "time=cpu".  Rows that ended in an error or were
 * skipped have no times: they are counted, and each is a note.
 *
 * Source: google/benchmark, docs/user_guide.md "Output Formats", json_reporter.cc.
 */
#include "base/num.h"
#include "readers/measure.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/decode.h"

/* clang-format off: one aggregate a line; cv, BigO and RMS are no times */
static const struct measure_stat aggregates[] = {
	{ "mean", "avg" }, { "median", "med" }, { "stddev", "stddev" },
	{ "min", "min" },  { "max", "max" },
};
/* clang-format on */

static enum bid google_benchmark_bid(const struct probe *probe)
{
	struct node context = node_get(probe->root, "context");
	struct node rows = node_get(probe->root, "benchmarks");

	if (probe->lex != LEX_JSON || !node_is(rows, NODE_ARRAY) ||
	    !node_is(context, NODE_OBJECT))
		return BID_NO;
	if (!node_exists(node_get(context, "num_cpus")) &&
	    !node_exists(node_get(context, "library_build_type")))
		return BID_NO;
	return node_count(rows) == 0 ||
			       node_exists(node_get(node_first(rows), "iterations")) ||
			       node_exists(node_get(node_first(rows), "run_name")) ||
			       node_exists(node_get(node_first(rows), "real_time"))
		       ? BID_STATED
		       : BID_NO;
}

/* What the row's times are; NULL for aggregates that are none. */
static const char *stat_of(struct node row)
{
	struct span aggregate = node_text(node_get(row, "aggregate_name"));

	if (!span_is(node_text(node_get(row, "run_type")), "aggregate") &&
	    aggregate.len == 0)
		return "avg";
	if (span_is(node_text(node_get(row, "aggregate_unit")), "percentage"))
		return NULL;
	for (size_t i = 0; i < sizeof(aggregates) / sizeof(aggregates[0]); i++)
		if (span_is(aggregate, aggregates[i].key))
			return aggregates[i].stat;
	return NULL;
}

/* One of several repetitions says which. */
static struct span repetition(struct node row, struct arena *arena)
{
	int64_t count = 0;

	if (!node_integer(node_get(row, "repetitions"), &count) || count < 2 ||
	    span_is(node_text(node_get(row, "run_type")), "aggregate"))
		return SPAN_EMPTY;
	return measure_label(SPAN_EMPTY, "repetition",
			     node_number(node_get(row, "repetition_index")), arena);
}

static int put_row(struct put *put, struct node row)
{
	struct span name = node_text(node_get(row, "run_name"));
	struct span unit = node_text(node_get(row, "time_unit"));
	struct fact_metric metric = { .labels = repetition(row, put->scratch) };
	const char *stat = stat_of(row);
	int power = -6, rc;

	metric.name = name.len > 0 ? name : node_text(node_get(row, "name"));
	if (!stat)
		return 0;
	if (unit.len > 0 && !measure_unit(unit, &power))
		return put_note(put, "unit-unread", node_line(row),
				"the time unit is none of ns, us, ms and s");
	rc = measure_put(put, &metric, stat,
			 measure_shift(node_number(node_get(row, "real_time")), power,
				       put->scratch),
			 "ms");
	if (rc == 0 && strcmp(stat, "avg") == 0)
		rc = measure_put(put, &metric, "rate",
				 measure_shift(node_number(
						       node_get(row,
								"items_per_second")),
					       0, put->scratch),
				 "1/s");
	metric.labels =
		measure_label(metric.labels, "time", SPAN_LIT("cpu"), put->scratch);
	return rc < 0 ? rc
		      : measure_put(put, &metric, stat,
				    measure_shift(node_number(
							  node_get(row, "cpu_time")),
						  power, put->scratch),
				    "ms");
}

/* Its words where it did not run to its end; NULL pointer where it did. */
static struct span failure_of(struct node row)
{
	struct span message = node_text(node_get(row, "error_message"));

	if (!node_is_true(node_get(row, "error_occurred")) &&
	    !node_is_true(node_get(row, "skipped")))
		return SPAN_EMPTY;
	if (message.len == 0)
		message = node_text(node_get(row, "skip_message"));
	return message.len > 0 ? message : SPAN_LIT("no reason is given");
}

static int put_rows(struct put *put, struct node rows)
{
	struct fact_metric failed = { .name = MEASURE_ERRORS, .computed = true };
	uint64_t errors = 0;
	int rc = 0;

	for (struct node row = node_first(rows); rc == 0 && node_exists(row);
	     row = node_next(row)) {
		struct span failure = failure_of(row);

		errors += failure.ptr != NULL;
		if (failure.ptr)
			rc = put_note(put, "benchmark-failed", node_line(row),
				      "%.*s: %.*s",
				      SPAN_ARG(decode_cut(node_text(node_get(row,
									     "name")),
							  200)),
				      SPAN_ARG(decode_cut(failure, 400)));
		else
			rc = put_row(put, row);
	}
	if (rc == 0 && node_count(rows) == 0)
		return put_note(put, "no-samples", node_line(rows),
				"no benchmark is in it");
	return rc < 0 ? rc : measure_count(put, &failed, errors);
}

static int google_benchmark_read(const struct probe *probe,
				 const struct fact_sink *sink, struct arena *scratch,
				 struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node context = node_get(probe->root, "context");
	struct node build = node_get(context, "library_build_type");
	int rc = probe_single(probe, err);

	if (rc == 0)
		rc = put_about(&put,
			       (struct fact_about){
				       .generated_at = CLOCK_NONE,
				       .tool = SPAN_LIT("Google Benchmark"),
				       .tool_version = node_text(
					       node_get(context, "library_version")),
				       .format_version = node_word(
					       node_get(context,
							"json_schema_version")),
			       });
	if (rc == 0)
		rc = put_time(&put, node_text(node_get(context, "date")),
			      "/context/date", node_line(context));
	if (rc == 0 && span_is_nocase(node_text(build), "debug"))
		rc = put_note(&put, "debug-build", node_line(build),
			      "the benchmark library was built for debugging: its "
			      "times may be off");
	return rc < 0 ? rc : put_rows(&put, node_get(probe->root, "benchmarks"));
}

extern const struct reader reader_google_benchmark;
const struct reader reader_google_benchmark = {
	.name = "google-benchmark",
	.title = "Google Benchmark",
	.spec = "google/benchmark: User Guide, Output Formats (JSON)",
	.reads = "mean times of benchmarks, their repetitions and aggregates",
	.family = FAMILY_METRICS,
	.revision = 1,
	.bid = google_benchmark_bid,
	.read = google_benchmark_read,
};
