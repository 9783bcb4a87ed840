/*
 * locust.c - statistics of Locust (--csv: NAME_stats.csv, before 1.0
 * NAME_requests.csv): a row for each request, and one for all of them, which is
 * called "Aggregated" ("Total" before 0.12).
 *
 * Locust keeps its times rounded to two digits and counts them: its percentiles
 * are what it says, never computed here.  Counts of requests and failures are
 * added up and compared with the row for all.
 *
 * Source: Locust's documentation, "Retrieve test statistics in CSV format";
 * stats.py, StatsCSV.
 */
#include "base/num.h"
#include "readers/measure.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/csv.h"

/* clang-format off: one statistic a line; the names before 1.0 stand beside */
static const struct {
	const char *name, *old, *stat;
} stats[] = {
	{ "Average Response Time", "Average response time", "avg" },
	{ "Min Response Time", "Min response time", "min" },
	{ "Median Response Time", "Median response time", "med" },
	{ "75%", "75%", "p75" },
	{ "90%", "90%", "p90" },
	{ "95%", "95%", "p95" },
	{ "99%", "99%", "p99" },
	{ "99.9%", "99.9%", "p999" },
	{ "Max Response Time", "Max response time", "max" },
};
/* clang-format on */

#define STATS (sizeof(stats) / sizeof(stats[0]))

struct locust {
	struct put put;
	struct csv csv;
	ptrdiff_t name, type, requests, failures, rate, stat[STATS];
	size_t columns;
	uint64_t sum_requests, sum_failures; /* of the single rows */
	bool has_all;
	uint64_t all_requests, all_failures; /* of the row for all */
	unsigned all_line;
};

static enum bid locust_bid(const struct probe *probe)
{
	struct span rest = probe->text;
	struct span line = SPAN_EMPTY;

	if (probe->lex != LEX_TEXT || !span_line(&rest, &line) ||
	    !csv_line_has(line, "Name"))
		return BID_NO;
	if (csv_line_has(line, "Type") && csv_line_has(line, "Request Count") &&
	    csv_line_has(line, "Failure Count"))
		return BID_STATED;
	return csv_line_has(line, "# requests") && csv_line_has(line, "# failures")
		       ? BID_STATED
		       : BID_NO;
}

static int fail(struct locust *l, const char *tag, const char *what)
{
	err_set(l->put.err, ERR_FORMAT, "%s", what);
	err_tag(l->put.err, tag);
	err_fix(l->put.err, "keep the statistics as Locust wrote them");
	return err_at(l->put.err, csv_pos(&l->csv));
}

static ptrdiff_t find(const struct csv *csv, const char *name, const char *old)
{
	ptrdiff_t at = csv_find(csv, name);

	return at >= 0 ? at : csv_find(csv, old);
}

static void find_columns(struct locust *l)
{
	l->name = csv_find(&l->csv, "Name");
	l->type = find(&l->csv, "Type", "Method");
	l->requests = find(&l->csv, "Request Count", "# requests");
	l->failures = find(&l->csv, "Failure Count", "# failures");
	l->rate = find(&l->csv, "Requests/s", "Requests/s");
	l->columns = l->csv.fields.count;
	for (size_t i = 0; i < STATS; i++)
		l->stat[i] = find(&l->csv, stats[i].name, stats[i].old);
}

static struct span field_at(const struct locust *l, ptrdiff_t column)
{
	return column < 0 ? SPAN_EMPTY : span_trim(csv_field(&l->csv, (size_t)column));
}

/* The row for all has no method: it is "", and "None" in older versions. */
static bool is_all(const struct locust *l)
{
	struct span name = field_at(l, l->name), type = field_at(l, l->type);

	return (span_is(name, "Aggregated") || span_is(name, "Total")) &&
	       (type.len == 0 || span_is(type, "None") || span_is(type, "Aggregated"));
}

/* "GET /cart" as "method=GET,name=/cart"; nothing for the row for all. */
static struct span labels_of(const struct locust *l)
{
	struct span type = field_at(l, l->type), labels = SPAN_EMPTY;

	if (is_all(l))
		return SPAN_EMPTY;
	if (type.len > 0)
		labels = measure_label(labels, "method", type, l->put.scratch);
	return measure_label(labels, "name", field_at(l, l->name), l->put.scratch);
}

/* Without a request the times are noughts that nobody measured. */
static int put_times(struct locust *l, struct span labels)
{
	struct fact_metric metric = { .name = MEASURE_TIME, .labels = labels };
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < STATS; i++)
		rc = measure_put(&l->put, &metric, stats[i].stat,
				 measure_shift(field_at(l, l->stat[i]), 0,
					       l->put.scratch),
				 "ms");
	metric.name = MEASURE_THROUGHPUT;
	return rc < 0 ? rc
		      : measure_put(&l->put, &metric, "rate",
				    measure_shift(field_at(l, l->rate), 0,
						  l->put.scratch),
				    "1/s");
}

static int take_row(struct locust *l)
{
	struct fact_metric metric = { .labels = labels_of(l) };
	uint64_t requests, failures;
	int rc;

	if (l->csv.fields.count != l->columns)
		return fail(l,
			    l->csv.rest.len == 0 && !l->csv.ended ? "truncated"
								  : "csv-syntax",
			    "a row has not as many fields as the first");
	if (!num_u64(field_at(l, l->requests), UINT32_MAX, &requests) ||
	    !num_u64(field_at(l, l->failures), UINT32_MAX, &failures) ||
	    failures > requests)
		return fail(l, "out-of-range:count",
			    "a row does not count its requests and failures");
	if (is_all(l)) {
		l->has_all = true;
		l->all_requests = requests;
		l->all_failures = failures;
		l->all_line = l->csv.line;
	} else {
		l->sum_requests += requests;
		l->sum_failures += failures;
	}
	if (requests == 0)
		return 0;
	rc = put_times(l, metric.labels);
	return rc < 0 || is_all(l)
		       ? rc
		       : measure_errors(&l->put, &metric, failures, requests);
}

/* What the rows make is worth more than what the row for all says of them. */
static int put_errors(struct locust *l)
{
	struct fact_metric metric = { .computed = l->sum_requests > 0 };

	return metric.computed ? measure_errors(&l->put, &metric, l->sum_failures,
						l->sum_requests)
			       : measure_errors(&l->put, &metric, l->all_failures,
						l->all_requests);
}

static int check_totals(struct locust *l)
{
	if (l->sum_requests + l->all_requests == 0)
		return put_note(&l->put, "no-samples", 0, "no request was made");
	if (!l->has_all)
		return fail(l, "truncated", "the row \"Aggregated\" is missing");
	if (l->all_requests == l->sum_requests && l->all_failures == l->sum_failures)
		return 0;
	return put_note(&l->put, "totals-mismatch", l->all_line,
			"it says %llu requests and %llu failures, its rows make %llu "
			"and %llu",
			(unsigned long long)l->all_requests,
			(unsigned long long)l->all_failures,
			(unsigned long long)l->sum_requests,
			(unsigned long long)l->sum_failures);
}

static int locust_read(const struct probe *probe, const struct fact_sink *sink,
		       struct arena *scratch, struct err *err)
{
	struct locust l = { .put = { sink, scratch, err } };
	bool more;
	int rc;

	csv_open(&l.csv, probe->path, probe->text, 0, scratch);
	rc = csv_next(&l.csv, &more, err);
	find_columns(&l);
	if (rc == 0)
		rc = put_about(&l.put,
			       (struct fact_about){ .generated_at = CLOCK_NONE,
						    .tool = SPAN_LIT("Locust") });
	while (rc == 0 && more) {
		rc = csv_next(&l.csv, &more, err);
		if (rc == 0 && more)
			rc = take_row(&l);
	}
	if (rc == 0)
		rc = put_errors(&l);
	return rc < 0 ? rc : check_totals(&l);
}

extern const struct reader reader_locust;
const struct reader reader_locust = {
	.name = "locust",
	.title = "Locust statistics",
	.spec = "Locust documentation: Retrieve test statistics in CSV format",
	.reads = "response times, throughput and errors, by request and in total",
	.family = FAMILY_METRICS,
	.revision = 1,
	.tools = { "locust" },
	.usual = "*_stats.csv",
	.bid = locust_bid,
	.read = locust_read,
};
