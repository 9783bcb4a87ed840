/*
 * ab.c - what ApacheBench prints:
 *
 *     Complete requests:      1000
 *     Failed requests:        2
 *     Non-2xx responses:      10
 *     Requests per second:    2109.91 [#/sec] (mean)
 *     Time per request:       47.395 [ms] (mean)
 *     Total:  min mean [+/-sd] median max
 *       95%     64
 *
 * Responses that are not 2xx are no failures to ab; to whoever reads "failed
 * requests: 0" they are.  The first "Time per request" is the mean of one
 * request; the second, across all concurrent ones, is the inverse of the rate.
 * There is no way to tell an output that was cut from one of `ab -d` but by its
 * last lines: the slowest request, or the connection times.
 *
 * Source: ab(1); httpd, support/ab.c, output_results().
 */
#include "base/limits.h"
#include "base/num.h"
#include "readers/measure.h"
#include "readers/probe.h"
#include "readers/reader.h"

#define BANNER     "This is ApacheBench, Version "
#define LOOK_LINES 60 /* in which the banner or the first result stands */

enum said {
	SAID_COMPLETE,
	SAID_FAILED,
	SAID_NON_2XX,
	SAID_RATE,
	SAID_PER_REQUEST,
	SAID_TRANSFERRED,
	SAID_COUNT
};

/* clang-format off: one line of the output a row */
static const struct {
	const char *name;
	const char *needs; /* what stands in it too, or NULL */
} lines[SAID_COUNT] = {
	[SAID_COMPLETE] = { "Complete requests:", NULL },
	[SAID_FAILED] = { "Failed requests:", NULL },
	[SAID_NON_2XX] = { "Non-2xx responses:", NULL },
	[SAID_RATE] = { "Requests per second:", "[#/sec]" },
	[SAID_PER_REQUEST] = { "Time per request:", "[ms]" },
	[SAID_TRANSFERRED] = { "Total transferred:", "bytes" },
};

static const struct {
	const char *percent, *stat;
} percentiles[] = {
	{ "75%", "p75" },
	{ "90%", "p90" },
	{ "95%", "p95" },
	{ "99%", "p99" },
};

/* Of the line "Total:"; the mean is printed better elsewhere. */
static const char *const columns[] = { "min", NULL, "stddev", "med", "max" };
/* clang-format on */

#define COLUMNS     (sizeof(columns) / sizeof(columns[0]))
#define PERCENTILES (sizeof(percentiles) / sizeof(percentiles[0]))

struct ab {
	struct put put;
	struct span path, version;
	struct span said[SAID_COUNT]; /* the number; NULL pointer: not there */
	unsigned said_line[SAID_COUNT];
	struct span total[COLUMNS];
	struct span percentile[PERCENTILES];
	bool has_total, has_table, has_slowest;
	unsigned line;
};

static enum bid ab_bid(const struct probe *probe)
{
	if (probe->lex != LEX_TEXT)
		return BID_NO;
	if (probe_has_line(probe, BANNER, LOOK_LINES))
		return BID_STATED;
	return probe_has_line(probe, "Complete requests:", LOOK_LINES) &&
			       probe_has_line(probe,
					      "Time taken for tests:", LOOK_LINES) &&
			       probe_has_line(probe, "Concurrency Level:", LOOK_LINES)
		       ? BID_STATED
		       : BID_NO;
}

static int fail(struct ab *ab, unsigned line, const char *tag, const char *what)
{
	err_set(ab->put.err, ERR_FORMAT, "%s", what);
	err_tag(ab->put.err, tag);
	err_fix(ab->put.err, "run ab again and keep all that it prints");
	return err_at(ab->put.err, (struct pos){ ab->path, line, 1 });
}

/* The next word; empty behind the last. */
static struct span next_word(struct span *rest)
{
	size_t len = 0;
	struct span word;

	*rest = span_trim(*rest);
	while (len < rest->len && rest->ptr[len] != ' ' && rest->ptr[len] != '\t')
		len++;
	word = span_sub(*rest, 0, len);
	*rest = span_from(*rest, len);
	return word;
}

/* Whether the line is one of `lines`; the first of its kind counts. */
static bool take_said(struct ab *ab, struct span line)
{
	for (size_t i = 0; i < SAID_COUNT; i++) {
		struct span rest;

		if (!span_starts(line, lines[i].name) ||
		    (lines[i].needs && span_find(line, span_of(lines[i].needs)) < 0))
			continue;
		rest = span_from(line, strlen(lines[i].name));
		if (!ab->said[i].ptr) {
			ab->said[i] = next_word(&rest);
			ab->said_line[i] = ab->line;
		}
		return true;
	}
	return false;
}

/* "Total:  1  5  2.3  4  10" */
static void take_total(struct ab *ab, struct span rest)
{
	for (size_t i = 0; i < COLUMNS; i++)
		ab->total[i] = next_word(&rest);
	ab->has_total = ab->total[COLUMNS - 1].len > 0;
}

/* "95%   123", and "100%   456 (longest request)", which is the last line. */
static void take_percent(struct ab *ab, struct span line)
{
	struct span percent = next_word(&line);
	struct span value = next_word(&line);

	for (size_t i = 0; i < PERCENTILES; i++)
		if (span_is(percent, percentiles[i].percent))
			ab->percentile[i] = value;
	ab->has_slowest |= span_is(percent, "100%") && value.len > 0;
}

static int take_line(struct ab *ab, struct span line)
{
	if (span_starts(line, BANNER)) {
		if (ab->said[SAID_COMPLETE].ptr)
			return fail(ab, ab->line, "unsupported-version",
				    "the results of several runs stand in one file");
		line = span_from(line, strlen(BANNER));
		ab->version = next_word(&line);
	} else if (span_starts(line, "Total:")) {
		take_total(ab, span_from(line, strlen("Total:")));
	} else if (span_starts(line, "Percentage of the requests served")) {
		ab->has_table = true;
	} else if (ab->has_table && span_index(line, '%') > 0) {
		take_percent(ab, line);
	} else {
		take_said(ab, line);
	}
	return 0;
}

static int take_lines(struct ab *ab, struct span text)
{
	struct span line;
	int rc = 0;

	while (rc == 0 && span_line(&text, &line)) {
		ab->line++;
		rc = take_line(ab, span_trim(line));
	}
	return rc;
}

/* A run that broke off prints no results; an output that was cut lacks its end. */
static int check_whole(struct ab *ab, uint64_t complete)
{
	if (!ab->said[SAID_COMPLETE].ptr)
		return fail(ab, ab->line, "tool-reported-error",
			    "ab ended before it had results");
	if (!ab->said[SAID_FAILED].ptr || !ab->said[SAID_RATE].ptr ||
	    (ab->has_table && !ab->has_slowest) || (complete > 0 && !ab->has_total))
		return fail(ab, ab->line, "truncated", "the output ends too early");
	return 0;
}

static int take_count(struct ab *ab, enum said said, uint64_t *out)
{
	*out = 0;
	if (!ab->said[said].ptr || num_u64(ab->said[said], INT64_MAX / 4, out))
		return 0;
	return fail(ab, ab->said_line[said], "out-of-range:count",
		    "a number of requests is no count");
}

static int put_value(struct ab *ab, struct span name, const char *stat,
		     struct span text, const char *unit)
{
	struct fact_metric metric = { .name = name };

	return measure_put(&ab->put, &metric, stat,
			   measure_shift(text, 0, ab->put.scratch), unit);
}

static int put_times(struct ab *ab)
{
	int rc = put_value(ab, MEASURE_TIME, "avg", ab->said[SAID_PER_REQUEST], "ms");

	for (size_t i = 0; rc == 0 && i < COLUMNS; i++)
		if (columns[i])
			rc = put_value(ab, MEASURE_TIME, columns[i], ab->total[i],
				       "ms");
	for (size_t i = 0; rc == 0 && i < PERCENTILES; i++)
		rc = put_value(ab, MEASURE_TIME, percentiles[i].stat, ab->percentile[i],
			       "ms");
	return rc;
}

static int put_failures(struct ab *ab, uint64_t complete)
{
	struct fact_metric metric = { 0 };
	uint64_t failed, other, bad;
	int rc = take_count(ab, SAID_FAILED, &failed);

	if (rc == 0)
		rc = take_count(ab, SAID_NON_2XX, &other);
	if (rc < 0)
		return rc;
	/* One response may be both: the worst of what they can make together. */
	bad = failed + other < complete ? failed + other : complete;
	if (other > 0)
		rc = put_note(&ab->put, "non-2xx", ab->said_line[SAID_NON_2XX],
			      "%llu responses were not 2xx and count as errors",
			      (unsigned long long)other);
	return rc < 0 ? rc : measure_errors(&ab->put, &metric, bad, complete);
}

static int ab_read(const struct probe *probe, const struct fact_sink *sink,
		   struct arena *scratch, struct err *err)
{
	struct ab ab = { .put = { sink, scratch, err }, .path = probe->path };
	uint64_t complete = 0;
	int rc = take_lines(&ab, probe->text);

	if (rc == 0)
		rc = take_count(&ab, SAID_COMPLETE, &complete);
	if (rc == 0)
		rc = check_whole(&ab, complete);
	if (rc == 0)
		rc = put_about(&ab.put,
			       (struct fact_about){ .generated_at = CLOCK_NONE,
						    .tool = SPAN_LIT("ApacheBench"),
						    .tool_version = ab.version });
	if (rc == 0 && complete == 0)
		return put_note(&ab.put, "no-samples", ab.said_line[SAID_COMPLETE],
				"no request was completed");
	if (rc == 0)
		rc = put_times(&ab);
	if (rc == 0)
		rc = put_value(&ab, MEASURE_THROUGHPUT, "rate", ab.said[SAID_RATE],
			       "1/s");
	if (rc == 0)
		rc = put_value(&ab, SPAN_LIT("transferred"), "count",
			       ab.said[SAID_TRANSFERRED], "B");
	return rc < 0 ? rc : put_failures(&ab, complete);
}

extern const struct reader reader_ab;
const struct reader reader_ab = {
	.name = "ab",
	.title = "ApacheBench output",
	.spec = "ab(1): the output",
	.reads = "response times with percentiles, throughput and errors",
	.family = FAMILY_METRICS,
	.revision = 1,
	.bid = ab_bid,
	.read = ab_read,
};
