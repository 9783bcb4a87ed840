/*
 * k6.c - load test summaries of k6, in three dialects:
 *
 *     handleSummary()    metrics.X.values, thresholds {"p(95)<500": {"ok": true}}
 *     --summary-export   values beside them, thresholds {"p(95)<500": false}, where
 *                        true means that it failed
 *     machine-readable   version, metrics as a list with name, values and thresholds
 *
 * Sub-metrics ("http_req_duration{scenario:a}") keep their label.  `setup_data`
 * may hold tokens and is never read.  Source: the k6 documentation, "End of test",
 * "Results output".
 */
#include "base/num.h"
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"

#include <stdio.h>

struct k6 {
	struct put put;
	bool exported; /* --summary-export: a threshold's true means failed */
};

/* A metric's own part: what all its values share. */
struct metric {
	struct span name, labels;
	struct node node, values;
	bool is_time, is_data, is_rate;
};

/* clang-format off: one statistic a line */
static const struct {
	const char *key, *stat;
} stats[] = {
	{ "avg", "avg" },   { "min", "min" },     { "med", "med" },
	{ "max", "max" },   { "p(75)", "p75" },   { "p(90)", "p90" },
	{ "p(95)", "p95" }, { "p(99)", "p99" },   { "p(99.9)", "p999" },
	{ "rate", "rate" }, { "count", "count" }, { "value", "value" },
};

/* Metrics that any k6 run has; they tell its summary from other `metrics`. */
static const char *const own[] = { "iterations",
				   "iteration_duration",
				   "vus",
				   "vus_max",
				   "http_reqs",
				   "http_req_duration",
				   "http_req_failed",
				   "checks",
				   "data_sent",
				   "data_received",
				   NULL };
/* clang-format on */

static struct node all_metrics(struct node root)
{
	struct node metrics = node_get(root, "metrics");

	return node_exists(metrics) ? metrics : node_at(root, "results/metrics");
}

static struct span name_of(struct node metric)
{
	struct span name = node_key(metric);

	if (name.len == 0)
		name = node_text(node_get(metric, "name"));
	return span_index(name, '{') > 0
		       ? span_sub(name, 0, (size_t)span_index(name, '{'))
		       : name;
}

static bool is_own(struct span name)
{
	for (size_t i = 0; own[i]; i++)
		if (span_is(name, own[i]))
			return true;
	return false;
}

static enum bid k6_bid(const struct probe *probe)
{
	struct node metrics = all_metrics(probe->root);
	unsigned looked = 0;

	if (probe->lex != LEX_JSON || node_count(metrics) == 0)
		return BID_NO;
	if (node_is(node_get(probe->root, "root_group"), NODE_OBJECT))
		return BID_STATED;
	for (struct node n = node_first(metrics); node_exists(n) && looked++ < 1000;
	     n = node_next(n))
		if (is_own(name_of(n)))
			return BID_STATED;
	return BID_NO;
}

/* ---- values ---- */

/* "a:b,c:d" of "name{a:b,c:d}" as "a=b,c=d". */
static struct span labels_of(struct k6 *k, struct span name)
{
	ptrdiff_t open = span_index(name, '{');
	struct span inner;
	char *text;

	if (open < 0 || !span_ends(name, "}"))
		return SPAN_EMPTY;
	inner = span_sub(name, (size_t)open + 1, name.len - (size_t)open - 2);
	text = arena_string(k->put.scratch, inner);
	for (size_t i = 0; i < inner.len; i++)
		if (text[i] == ':' && (i == 0 || text[i - 1] != ':'))
			text[i] = '=';
	return (struct span){ text, inner.len };
}

static const char *unit_of(const struct metric *metric, const char *stat)
{
	if (strcmp(stat, "count") == 0)
		return metric->is_data ? "B" : "count";
	if (strcmp(stat, "rate") == 0)
		return metric->is_rate ? "ratio" : "1/s";
	if (metric->is_time)
		return "ms";
	if (metric->is_data)
		return "B";
	return metric->is_rate ? "ratio" : "";
}

static int add_value(struct k6 *k, const struct metric *metric, const char *stat,
		     struct span text)
{
	struct fact fact = fact_new(FACT_METRIC);

	if (text.len == 0)
		return 0;
	fact.as.metric = (struct fact_metric){ .name = metric->name,
					       .labels = metric->labels,
					       .stat = span_of(stat),
					       .text = text,
					       .unit = span_of(unit_of(metric, stat)) };
	return put_fact(&k->put, &fact);
}

static int add_values(struct k6 *k, const struct metric *metric)
{
	bool seen = false;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof(stats) / sizeof(stats[0]); i++) {
		struct span text = node_number(node_get(metric->values, stats[i].key));

		/* --summary-export calls a rate's value `value`. */
		if (metric->is_rate && strcmp(stats[i].key, "value") == 0)
			rc = seen ? 0 : add_value(k, metric, "rate", text);
		else
			rc = add_value(k, metric, stats[i].stat, text);
		seen |= text.len > 0 && strcmp(stats[i].key, "rate") == 0;
	}
	return rc;
}

/* ---- thresholds ---- */

static int add_threshold(struct k6 *k, struct span metric, struct span expr, bool ok)
{
	struct fact fact = fact_new(FACT_THRESHOLD);

	fact.as.threshold = (struct fact_threshold){ metric, expr, ok };
	return put_fact(&k->put, &fact);
}

static int bad_threshold(struct k6 *k, struct node node)
{
	err_set(k->put.err, ERR_FORMAT, "a threshold does not say whether it held");
	err_tag(k->put.err, "missing-required:ok");
	err_fix(k->put.err, "write the summary again with k6 itself");
	return err_at(k->put.err, node_pos(node));
}

/* {"expr": {"ok": true}}, {"expr": false} or [{"source": "expr", "ok": true}]. */
static int add_thresholds(struct k6 *k, struct node thresholds, struct span name)
{
	int rc = 0;

	for (struct node n = node_first(thresholds); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		struct node ok = node_is(n, NODE_OBJECT) ? node_get(n, "ok") : n;
		struct span expr = node_key(n);
		bool failed = node_is(n, NODE_OBJECT) ? node_is(ok, NODE_FALSE)
						      : node_is_true(n) == k->exported;

		if (expr.len == 0)
			expr = node_text(node_get(n, "source"));
		if (!node_is(ok, NODE_TRUE) && !node_is(ok, NODE_FALSE))
			return bad_threshold(k, n);
		rc = add_threshold(k, name, expr, !failed);
	}
	return rc;
}

/* ---- metrics ---- */

static void take_type(struct metric *metric)
{
	struct span contains = node_text(node_get(metric->node, "contains"));
	struct span type = node_text(node_get(metric->node, "type"));

	metric->is_time = span_is(contains, "time");
	metric->is_data =
		span_is(contains, "data") || span_starts(metric->name, "data_");
	metric->is_rate = span_is(type, "rate");
	if (type.len > 0 || contains.len > 0)
		return;
	/* --summary-export names no types: k6's own names do, and what is counted. */
	metric->is_time = span_ends(metric->name, "_duration") ||
			  (span_starts(metric->name, "http_req_") &&
			   !span_is(metric->name, "http_req_failed"));
	metric->is_rate = node_exists(node_get(metric->values, "passes"));
}

static int add_metric(struct k6 *k, struct node node)
{
	struct metric metric = { .node = node, .name = name_of(node) };
	struct node values = node_get(node, "values");
	struct node limits = node_get(node, "thresholds");
	struct span full = node_key(node);
	int rc;

	if (full.len == 0)
		full = node_text(node_get(node, "name"));
	metric.labels = labels_of(k, full);
	metric.values = node_is(values, NODE_OBJECT) ? values : node;
	take_type(&metric);
	rc = add_values(k, &metric);
	if (rc == 0 && node_exists(limits) && !node_is(limits, NODE_NULL) &&
	    !node_is(limits, NODE_OBJECT) && !node_is(limits, NODE_ARRAY))
		rc = found_fail(&k->put, node_pos(limits), "out-of-range:thresholds",
				"thresholds are none",
				"let k6 write its summary again");
	if (rc == 0)
		rc = add_thresholds(k, node_get(node, "thresholds"), full);
	return rc;
}

/* Whether any metric has its values in `values`, which --summary-export has not. */
static bool is_exported(struct node metrics)
{
	for (struct node n = node_first(metrics); node_exists(n); n = node_next(n))
		if (node_exists(node_get(n, "values")) ||
		    node_exists(node_get(n, "type")))
			return false;
	return true;
}

/* Every string below setup_data.  Recursion ends: json.h bounds the depth. */
static int hide_setup(struct put *put, struct node node)
{
	int rc = 0;

	if (node_is(node, NODE_STRING))
		return put_secret(put, node_text(node), 0);
	if (node_is(node, NODE_OBJECT) || node_is(node, NODE_ARRAY))
		for (struct node n = node_first(node); rc == 0 && node_exists(n);
		     n = node_next(n))
			rc = hide_setup(put, n);
	return rc;
}

static int k6_read(const struct probe *probe, const struct fact_sink *sink,
		   struct arena *scratch, struct err *err)
{
	struct k6 k = { .put = { sink, scratch, err } };
	struct node root = probe->root;
	struct node metrics = all_metrics(root);
	struct fact_about about = { .generated_at = CLOCK_NONE,
				    .tool = SPAN_LIT("k6") };
	int rc = probe_single(probe, err);

	if (rc < 0)
		return rc;
	k.exported = is_exported(metrics);
	about.format_version = node_word(node_get(root, "version"));
	about.dialect = k.exported                     ? SPAN_LIT("summary-export")
			: about.format_version.len > 0 ? SPAN_LIT("machine-readable")
						       : SPAN_LIT("handle-summary");
	rc = hide_setup(&k.put, node_get(root, "setup_data"));
	if (rc == 0)
		rc = put_about(&k.put, about);
	if (rc == 0)
		rc = put_time(&k.put, node_word(node_at(root, "metadata/generated_at")),
			      "/metadata/generated_at", 0);
	if (rc == 0)
		rc = found_held(&k.put, metrics,
				node_is(metrics, NODE_ARRAY) ? NODE_ARRAY : NODE_OBJECT,
				NODE_OBJECT, "metrics");
	for (struct node n = node_first(metrics); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_metric(&k, n);
	return rc;
}

extern const struct reader reader_k6;
const struct reader reader_k6 = {
	.name = "k6-summary",
	.title = "k6 summary",
	.spec = "k6 documentation: End of test (handleSummary, --summary-export)",
	.reads = "metrics with their statistics, thresholds and whether they held",
	.family = FAMILY_METRICS,
	.revision = 2,
	.usual = "k6*.json *k6*summary*.json",
	.bid = k6_bid,
	.read = k6_read,
};
