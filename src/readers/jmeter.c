/*
 * jmeter.c - results of Apache JMeter, one sample a row or element:
 *
 *     CSV   timeStamp,elapsed,label,responseCode,responseMessage,threadName,...
 *           in any order, by the header; without one the order is JMeter's own
 *     XML   testResults > httpSample | sample (t, ts, lb, s, rm), nested
 *
 * Statistics are computed from the samples, failed ones included, as JMeter's own
 * reports do; percentiles are nearest-rank.  A sample costs 16 bytes at most twice
 * over: its time and label in one word, sorted once, then dealt out by label.
 *
 * Samples inside a sample repeat its time and are not counted.  What a transaction
 * controller adds up stands beside the samples that it adds up: then it has its
 * own label and no part of the total.  Where those samples are not in the file
 * ("generate parent sample"), it is the sample.
 *
 * Source: JMeter's manual, "Listeners", "CSV Log format", "XML Log format 2.1";
 * TransactionController's response message.
 */
#include "base/limits.h"
#include "base/num.h"
#include "base/table.h"
#include "readers/measure.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/csv.h"
#include "text/decode.h"
#include "text/xml.h"

#include <stdio.h>
#include <stdlib.h>

#define LABELS_MAX  10000 /* with facts of their own; more count in the total alone */
#define ELAPSED_MAX UINT32_MAX /* ms: 49 days */
#define TIME_MAX    ((uint64_t)1 << 52)

#define TRANSACTION "Number of samples in transaction : "

struct label {
	struct span name;
	bool is_sum; /* of a transaction controller */
	uint32_t index;
	uint64_t count, errors, sum;
};

struct sample {
	struct span label, message, time; /* time: as written */
	uint64_t elapsed;
	bool failed;
	bool whole; /* holds the samples that it adds up */
	unsigned line;
};

struct jmeter {
	struct put put;
	struct span path;
	LIST(struct label *) labels; /* the first two take those that are too many */
	struct table *by_name[2];    /* plain, transactions */
	LIST(uint64_t) samples;      /* elapsed << 32 | label's index */
	bool no_success;             /* some sample does not say whether it succeeded */
	bool no_clock;               /* some time is no number of milliseconds */
	uint64_t plain, summed_up;   /* samples; those that transactions speak of */
	uint64_t first, last, newest; /* start, end and latest start in ms */
	struct span last_time;        /* of a file whose times are dates */
};

/* ---- recognising ---- */

/* A row of the default columns: 13 digits, digits, ..., true or false in the eighth. */
static bool is_default_row(struct span line)
{
	struct span field;
	uint64_t number;

	for (unsigned i = 0; span_split(&line, ',', &field); i++) {
		if (i == 0 && (field.len != 13 || !num_u64(field, TIME_MAX, &number)))
			return false;
		if (i == 1 && !num_u64(field, ELAPSED_MAX, &number))
			return false;
		if (i == 7)
			return span_is_nocase(field, "true") ||
			       span_is_nocase(field, "false");
	}
	return false;
}

static bool has_header(struct span text)
{
	struct span line = SPAN_EMPTY;

	span_line(&text, &line);
	return csv_line_has(line, "timeStamp") && csv_line_has(line, "elapsed");
}

static enum bid jmeter_csv_bid(const struct probe *probe)
{
	struct span rest = probe->text;
	struct span line = SPAN_EMPTY;

	if (probe->lex != LEX_TEXT)
		return BID_NO;
	if (has_header(rest))
		return BID_STATED;
	span_line(&rest, &line);
	return is_default_row(line) ? BID_SHAPE : BID_NO;
}

static enum bid jmeter_bid(const struct probe *probe)
{
	if (probe->lex != LEX_XML)
		return jmeter_csv_bid(probe);
	if (!span_is(probe->name, "testResults"))
		return BID_NO;
	if (probe_has_child(probe, "httpSample") || probe_has_child(probe, "sample") ||
	    probe_has_child(probe, "sampleResult"))
		return BID_STATED;
	return probe_attr(probe, "version").ptr && probe->child_count == 0 ? BID_SHAPE
									   : BID_NO;
}

/* ---- samples ---- */

static int fail(struct jmeter *j, struct pos pos, const char *tag, const char *what)
{
	err_set(j->put.err, ERR_FORMAT, "%s", what);
	err_tag(j->put.err, tag);
	err_fix(j->put.err, "keep the result file as JMeter wrote it");
	return err_at(j->put.err, pos);
}

/* The label's entry; past the limit the one of all that are too many. */
static struct label *label_of(struct jmeter *j, struct span name, bool is_sum)
{
	struct label *label = table_get(j->by_name[is_sum], name);

	if (label)
		return label;
	if (j->labels.count >= LABELS_MAX + 2)
		return j->labels.at[is_sum];
	label = ARENA_NEW(j->put.scratch, struct label);
	label->name = arena_copy(j->put.scratch, name);
	label->is_sum = is_sum;
	label->index = (uint32_t)j->labels.count;
	*LIST_ADD(j->put.scratch, &j->labels) = label;
	*table_slot_borrowed(j->by_name[is_sum], label->name) = label;
	return label;
}

static void take_clock(struct jmeter *j, const struct sample *sample)
{
	uint64_t start;

	if (!num_u64(sample->time, TIME_MAX, &start)) {
		j->no_clock = true;
		if (sample->time.len > 0)
			j->last_time = arena_copy(j->put.scratch,
						  decode_cut(sample->time, 40));
		return;
	}
	if (start < j->first)
		j->first = start;
	if (start > j->newest)
		j->newest = start;
	if (start + sample->elapsed > j->last)
		j->last = start + sample->elapsed;
}

/* Of how many samples a transaction's message speaks; false where it is none. */
static bool is_transaction(struct span message, uint64_t *of)
{
	struct span number;

	if (!span_starts(message, TRANSACTION))
		return false;
	message = span_from(message, strlen(TRANSACTION));
	if (!span_split(&message, ',', &number) ||
	    !num_u64(span_trim(number), LIMIT_RECORDS, of))
		*of = 0;
	return true;
}

static int take_sample(struct jmeter *j, const struct sample *sample, struct pos pos)
{
	uint64_t of = 0;
	bool is_sum = !sample->whole && is_transaction(sample->message, &of);
	struct label *label = label_of(j, sample->label, is_sum);

	if (j->samples.count == LIMIT_RECORDS) {
		err_set(j->put.err, ERR_LIMIT, "it has more than 5,000,000 samples");
		err_tag(j->put.err, "too-many");
		err_fix(j->put.err, "keep a summary of the run instead");
		return err_at(j->put.err, pos);
	}
	*LIST_ADD(j->put.scratch, &j->samples) = sample->elapsed << 32 | label->index;
	label->count++;
	label->errors += sample->failed;
	label->sum += sample->elapsed;
	j->plain += !is_sum;
	j->summed_up += of;
	take_clock(j, sample);
	return 0;
}

/* ---- CSV ---- */

/* Columns, from 0; -1: not there.  The defaults are those of a file without header. */
struct columns {
	ptrdiff_t time, elapsed, label, message, success;
	size_t count; /* of the header; 0: none */
};

static struct columns find_columns(const struct csv *csv)
{
	return (struct columns){
		.time = csv_find(csv, "timeStamp"),
		.elapsed = csv_find(csv, "elapsed"),
		.label = csv_find(csv, "label"),
		.message = csv_find(csv, "responseMessage"),
		.success = csv_find(csv, "success"),
		.count = csv->fields.count,
	};
}

static struct span field_at(const struct csv *csv, ptrdiff_t column)
{
	return column < 0 ? SPAN_EMPTY : span_trim(csv_field(csv, (size_t)column));
}

static int take_row(struct jmeter *j, const struct csv *csv,
		    const struct columns *columns)
{
	struct span success = field_at(csv, columns->success);
	struct sample sample = {
		.label = field_at(csv, columns->label),
		.message = field_at(csv, columns->message),
		.time = field_at(csv, columns->time),
		.failed = span_is_nocase(success, "false"),
	};

	if (csv->fields.count != columns->count)
		return fail(j, csv_pos(csv),
			    csv->rest.len == 0 && !csv->ended ? "truncated"
							      : "csv-syntax",
			    "a row has not as many fields as the first");
	if (!num_u64(field_at(csv, columns->elapsed), ELAPSED_MAX, &sample.elapsed))
		return fail(j, csv_pos(csv), "out-of-range:elapsed",
			    "elapsed is no number of milliseconds");
	if (!sample.failed && !span_is_nocase(success, "true")) {
		if (success.len > 0)
			return fail(j, csv_pos(csv), "out-of-range:success",
				    "success is neither true nor false");
		j->no_success = true;
	}
	return take_sample(j, &sample, csv_pos(csv));
}

static int read_csv(struct jmeter *j, struct span text)
{
	struct columns columns = { 0, 1, 2, 4, 7, 0 };
	bool headed = has_header(text), more;
	struct csv csv;
	int rc;

	csv_open(&csv, j->path, text, headed ? 0 : ',', j->put.scratch);
	rc = csv_next(&csv, &more, j->put.err);
	if (rc == 0 && more && headed) {
		columns = find_columns(&csv);
		rc = csv_next(&csv, &more, j->put.err);
	}
	if (!headed)
		columns.count = csv.fields.count;
	while (rc == 0 && more) {
		/* Runs that were put one behind the other have their headers. */
		if (headed && csv_find(&csv, "timeStamp") == columns.time &&
		    csv_find(&csv, "elapsed") == columns.elapsed)
			rc = put_note(&j->put, "repeated-header", csv.line,
				      "several result files stand in one");
		else
			rc = take_row(j, &csv, &columns);
		if (rc == 0)
			rc = csv_next(&csv, &more, j->put.err);
	}
	return rc;
}

/* ---- XML ---- */

static bool is_sample(struct span name)
{
	return span_is(name, "httpSample") || span_is(name, "sample");
}

/* Up to the end of the sample that is open; whether samples are in it. */
static int look_inside(struct xml *xml, bool *out, struct err *err)
{
	bool more;
	int rc;

	*out = false;
	while ((rc = xml_child(xml, &more, err)) == 0 && more) {
		*out |= is_sample(xml_name(xml));
		rc = xml_skip(xml, err);
		if (rc < 0)
			return rc;
	}
	return rc;
}

static int take_element(struct jmeter *j, struct xml *xml)
{
	struct span success = xml_attr(xml, "s");
	struct pos pos = xml_pos(xml);
	struct sample sample = {
		.label = xml_attr(xml, "lb"),
		.message = xml_attr(xml, "rm"),
		.time = xml_attr(xml, "ts"),
		.failed = span_is_nocase(success, "false"),
	};
	int rc;

	if (!num_u64(xml_attr(xml, "t"), ELAPSED_MAX, &sample.elapsed))
		return fail(j, pos, "out-of-range:t",
			    "a sample has no elapsed time in milliseconds");
	if (!sample.failed && !span_is_nocase(success, "true")) {
		if (success.len > 0)
			return fail(j, pos, "out-of-range:s",
				    "s is neither true nor false");
		j->no_success = true;
	}
	rc = look_inside(xml, &sample.whole, j->put.err);
	return rc < 0 ? rc : take_sample(j, &sample, pos);
}

static int take_child(struct jmeter *j, struct xml *xml)
{
	if (is_sample(xml_name(xml)))
		return take_element(j, xml);
	if (span_is(xml_name(xml), "sampleResult"))
		return fail(j, xml_pos(xml), "unsupported-version",
			    "results of JMeter before 2.1 are not read");
	return xml_skip(xml, j->put.err);
}

static int read_xml(struct jmeter *j, struct span text)
{
	struct xml *xml = xml_open(j->path, text, j->put.scratch);
	enum xml_event event;
	bool more = true;
	int rc = xml_next(xml, &event, j->put.err);

	while (rc == 0 && more) {
		rc = xml_child(xml, &more, j->put.err);
		if (rc == 0 && more)
			rc = take_child(j, xml);
	}
	if (rc == 0)
		rc = xml_next(xml, &event, j->put.err);
	xml_close(xml);
	return rc;
}

/* ---- statistics ---- */

static int by_number(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return left < right ? -1 : left > right;
}

/* Samples that are looked at together; `at` in ascending order. */
struct group {
	const uint32_t *at;
	uint64_t count, errors, sum;
};

/* clang-format off: one percentile a line, in thousandths */
static const struct {
	const char *stat;
	uint64_t thousandths;
} percentiles[] = {
	{ "med", 500 }, { "p75", 750 }, { "p90", 900 },
	{ "p95", 950 }, { "p99", 990 }, { "p999", 999 },
};
/* clang-format on */

static int put_ms(struct jmeter *j, const struct fact_metric *metric, const char *stat,
		  uint32_t ms)
{
	return measure_put(&j->put, metric, stat,
			   arena_printf(j->put.scratch, "%u", ms), "ms");
}

static int put_times(struct jmeter *j, const struct group *group, struct span labels)
{
	struct fact_metric metric = { .name = MEASURE_TIME,
				      .labels = labels,
				      .computed = true };
	int rc = measure_put(&j->put, &metric, "avg",
			     measure_divide(group->sum, group->count, MEASURE_UP,
					    j->put.scratch),
			     "ms");

	if (rc == 0)
		rc = put_ms(j, &metric, "min", group->at[0]);
	for (size_t i = 0; rc == 0 && i < sizeof(percentiles) / sizeof(percentiles[0]);
	     i++) {
		/* The smallest value that so many samples do not exceed. */
		uint64_t rank =
			(group->count * percentiles[i].thousandths + 999) / 1000;

		rc = put_ms(j, &metric, percentiles[i].stat, group->at[rank - 1]);
	}
	return rc < 0 ? rc : put_ms(j, &metric, "max", group->at[group->count - 1]);
}

static int put_group(struct jmeter *j, const struct group *group, struct span labels)
{
	struct fact_metric metric = { .labels = labels, .computed = true };
	int rc;

	if (group->count == 0)
		return 0;
	rc = put_times(j, group, labels);
	if (rc < 0 || !j->no_success)
		return rc < 0 ? rc
			      : measure_errors(&j->put, &metric, group->errors,
					       group->count);
	metric.name = MEASURE_REQUESTS;
	return measure_count(&j->put, &metric, group->count);
}

static int put_throughput(struct jmeter *j, const struct group *total)
{
	struct fact_metric metric = { .name = MEASURE_THROUGHPUT, .computed = true };

	if (j->no_clock || total->count == 0 || j->last <= j->first)
		return 0;
	return measure_put(&j->put, &metric, "rate",
			   measure_divide(total->count * 1000, j->last - j->first,
					  MEASURE_DOWN, j->put.scratch),
			   "1/s");
}

/* Samples that stand for themselves; transactions too where theirs are not here. */
static int put_total(struct jmeter *j)
{
	uint32_t *at = ARENA_ARRAY(j->put.scratch, uint32_t, j->samples.count);
	bool repeat = j->plain > 0 && j->summed_up <= j->plain;
	struct group group = { .at = at };
	int rc = 0;

	for (size_t i = 0; i < j->samples.count; i++)
		if (!repeat || !j->labels.at[(uint32_t)j->samples.at[i]]->is_sum)
			at[group.count++] = (uint32_t)(j->samples.at[i] >> 32);
	for (size_t i = 0; i < j->labels.count; i++) {
		if (repeat && j->labels.at[i]->is_sum)
			continue;
		group.errors += j->labels.at[i]->errors;
		group.sum += j->labels.at[i]->sum;
	}
	if (group.count < j->samples.count)
		rc = put_note(&j->put, "transactions-apart", 0,
			      "%zu results of transaction controllers repeat the "
			      "samples and are no part of the total",
			      j->samples.count - (size_t)group.count);
	if (rc == 0)
		rc = put_group(j, &group, SPAN_EMPTY);
	return rc < 0 ? rc : put_throughput(j, &group);
}

/* The times of each label, which keep their order when they are dealt out. */
static int put_labels(struct jmeter *j)
{
	uint32_t *at = ARENA_ARRAY(j->put.scratch, uint32_t, j->samples.count);
	size_t *next = ARENA_ARRAY(j->put.scratch, size_t, j->labels.count);
	int rc = 0;

	for (size_t i = 1; i < j->labels.count; i++)
		next[i] = next[i - 1] + (size_t)j->labels.at[i - 1]->count;
	for (size_t i = 0; i < j->samples.count; i++)
		at[next[(uint32_t)j->samples.at[i]]++] =
			(uint32_t)(j->samples.at[i] >> 32);
	for (size_t i = 2; i < j->labels.count && rc == 0; i++) {
		const struct label *label = j->labels.at[i];
		struct group group = { at + next[i] - label->count, label->count,
				       label->errors, label->sum };

		rc = put_group(j, &group,
			       measure_label(SPAN_EMPTY, "label", label->name,
					     j->put.scratch));
	}
	if (rc == 0 && j->labels.at[0]->count + j->labels.at[1]->count > 0)
		rc = put_note(&j->put, "more-labels", 0,
			      "only the first %d labels have facts of their own",
			      LABELS_MAX);
	return rc;
}

/* "2026/11/20 10:00:00.123", the format that JMeter's manual offers, as RFC 3339. */
static int put_when(struct jmeter *j)
{
	char text[64];

	if (!j->no_clock) {
		snprintf(text, sizeof(text), "%llu", (unsigned long long)j->newest);
		return put_time(&j->put, span_of(text), "timeStamp", 0);
	}
	snprintf(text, sizeof(text), "%.*s", SPAN_ARG(j->last_time));
	if (strlen(text) >= 10 && text[4] == '/' && text[7] == '/')
		text[4] = text[7] = '-';
	return put_time(&j->put, span_of(text), "timeStamp", 0);
}

static int jmeter_read(const struct probe *probe, const struct fact_sink *sink,
		       struct arena *scratch, struct err *err)
{
	struct jmeter j = { .put = { sink, scratch, err },
			    .path = probe->path,
			    .by_name = { table_new(scratch), table_new(scratch) },
			    .first = UINT64_MAX };
	bool is_xml = probe->lex == LEX_XML;
	struct fact_about about = { .generated_at = CLOCK_NONE,
				    .tool = SPAN_LIT("JMeter"),
				    .dialect = is_xml ? SPAN_LIT("xml")
						      : SPAN_LIT("csv") };
	int rc;

	if (is_xml)
		about.format_version = probe_attr(probe, "version");
	for (unsigned i = 0; i < 2; i++) {
		struct label *more = ARENA_NEW(scratch, struct label);

		more->is_sum = i == 1;
		more->index = i;
		*LIST_ADD(scratch, &j.labels) = more;
	}
	rc = is_xml ? read_xml(&j, probe->text) : read_csv(&j, probe->text);
	if (rc == 0)
		rc = put_about(&j.put, about);
	if (rc == 0 && j.samples.count == 0)
		return put_note(&j.put, "no-samples", 0, "no sample is in it");
	if (rc == 0)
		rc = put_when(&j);
	if (rc < 0)
		return rc;
	qsort(j.samples.at, j.samples.count, sizeof(uint64_t), by_number);
	rc = put_total(&j);
	return rc < 0 ? rc : put_labels(&j);
}

extern const struct reader reader_jmeter;
const struct reader reader_jmeter = {
	.name = "jmeter",
	.title = "JMeter results",
	.spec = "JMeter manual: Listeners, CSV and XML log format",
	.reads = "response times, errors and throughput, computed from the samples",
	.family = FAMILY_METRICS,
	.revision = 1,
	.tools = { "jmeter", "jtl" },
	.usual = "*.jtl",
	.bid = jmeter_bid,
	.read = jmeter_read,
};
