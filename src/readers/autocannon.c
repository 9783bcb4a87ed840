/*
 * autocannon.c - autocannon --json:
 *
 *     latency     average, stddev, min, max, p50 .. p99_9 (ms)
 *     requests    average (1/s), total
 *     errors      connections that failed, timeouts among them
 *     non2xx      responses whose status is none of 200 to 299
 *
 * Both are errors, as are responses with another body than expected (mismatches):
 * of the requests that were answered and those that were not.  autocannon has no
 * 95th percentile, and none is made up.
 *
 * Source: mcollina/autocannon, README, "autocannon(opts[, cb])".
 */
#include "base/num.h"
#include "readers/measure.h"
#include "readers/probe.h"
#include "readers/reader.h"

/* clang-format off: one statistic a line */
static const struct measure_stat stats[] = {
	{ "average", "avg" }, { "stddev", "stddev" }, { "min", "min" },
	{ "max", "max" },     { "p50", "med" },       { "p75", "p75" },
	{ "p90", "p90" },     { "p99", "p99" },       { "p99_9", "p999" },
	{ NULL, NULL },
};
/* clang-format on */

static enum bid autocannon_bid(const struct probe *probe)
{
	struct node root = probe->root;

	return probe->lex == LEX_JSON &&
			       node_is(node_get(root, "latency"), NODE_OBJECT) &&
			       node_is(node_get(root, "requests"), NODE_OBJECT) &&
			       node_is(node_get(root, "throughput"), NODE_OBJECT) &&
			       node_exists(node_get(root, "non2xx")) &&
			       node_exists(node_get(root, "timeouts"))
		       ? BID_STATED
		       : BID_NO;
}

/* A count that has to be there. */
static int take_count(struct put *put, struct node root, const char *path,
		      uint64_t *out)
{
	struct node node = node_at(root, path);

	if (num_u64(node_number(node), INT64_MAX / 16, out))
		return 0;
	err_set(put->err, ERR_FORMAT, "%s is no count", path);
	err_tag(put->err,
		node_exists(node) ? "out-of-range:count" : "missing-required:count");
	err_fix(put->err, "write the result again with autocannon --json");
	return err_at(put->err, node_pos(node_exists(node) ? node : root));
}

/* What the single classes of status make, where they are all there. */
static uint64_t other_statuses(struct node root)
{
	static const char *const classes[] = { "1xx", "3xx", "4xx", "5xx" };
	uint64_t sum = 0, count;

	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		if (num_u64(node_number(node_get(root, classes[i])), INT64_MAX / 16,
			    &count))
			sum += count;
	return sum;
}

static int put_failures(struct put *put, struct node root)
{
	struct fact_metric metric = { .name = MEASURE_ERRORS };
	uint64_t total = 0, errors = 0, bad = 0, mismatches = 0, classes;
	int rc = take_count(put, root, "requests/total", &total);

	if (rc == 0)
		rc = take_count(put, root, "errors", &errors);
	if (rc == 0)
		rc = take_count(put, root, "non2xx", &bad);
	if (rc == 0 && node_exists(node_get(root, "mismatches")))
		rc = take_count(put, root, "mismatches", &mismatches);
	if (rc < 0)
		return rc;
	classes = other_statuses(root);
	if (classes > bad) {
		rc = put_note(put, "totals-mismatch",
			      node_line(node_get(root, "non2xx")),
			      "it says non2xx %llu, its classes of status make %llu",
			      (unsigned long long)bad, (unsigned long long)classes);
		bad = classes;
	}
	/* One response may be counted as both. */
	bad = bad + mismatches < total ? bad + mismatches : total;
	if (rc == 0 && total + errors > 0)
		rc = measure_put(put, &metric, "rate",
				 measure_divide(errors + bad, total + errors,
						MEASURE_UP, put->scratch),
				 "ratio");
	if (rc == 0)
		rc = measure_count(put, &metric, errors + bad);
	metric.name = MEASURE_REQUESTS;
	return rc < 0 ? rc : measure_count(put, &metric, total);
}

static int put_throughput(struct put *put, struct node requests)
{
	struct fact_metric metric = { .name = MEASURE_THROUGHPUT };
	struct span rate = node_number(node_get(requests, "average"));

	return measure_put(put, &metric, "rate", measure_shift(rate, 0, put->scratch),
			   "1/s");
}

static int autocannon_read(const struct probe *probe, const struct fact_sink *sink,
			   struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node root = probe->root;
	struct node finish = node_get(root, "finish");
	struct fact_metric metric = { .name = MEASURE_TIME };
	uint64_t total = 0;
	int rc = probe_single(probe, err);

	if (rc == 0)
		rc = put_about(&put,
			       (struct fact_about){ .generated_at = CLOCK_NONE,
						    .tool = SPAN_LIT("autocannon") });
	if (rc == 0)
		rc = put_time(&put, node_text(finish), "/finish", node_line(finish));
	if (rc == 0)
		rc = take_count(&put, root, "requests/total", &total);
	/* Without a response every time is a nought that nobody measured. */
	if (rc == 0 && total == 0)
		rc = put_note(&put, "no-samples", 0, "no request was answered");
	else if (rc == 0)
		rc = measure_members(&put, &metric, node_get(root, "latency"), stats, 0,
				     "ms");
	if (rc == 0)
		rc = put_throughput(&put, node_get(root, "requests"));
	return rc < 0 ? rc : put_failures(&put, root);
}

extern const struct reader reader_autocannon;
const struct reader reader_autocannon = {
	.name = "autocannon",
	.title = "autocannon result",
	.spec = "mcollina/autocannon: README, --json",
	.reads = "response times, throughput and errors",
	.family = FAMILY_METRICS,
	.revision = 1,
	.tools = { "autocannon" },
	.bid = autocannon_bid,
	.read = autocannon_read,
};
