/*
 * xccdf.c - what a checker of benchmarks found: XCCDF 1.1 and 1.2 test results, by
 * themselves, inside their benchmark, or inside an asset report (ARF).
 *
 *     TestResult (start-time, end-time, test-system) > benchmark, profile, target,
 *         rule-result (idref, severity) > result, message; score
 *     Benchmark > Group > Rule (id, severity) > title
 *
 * One row a rule-result.  A benchmark without a TestResult says what to check and not
 * what came of it: no row.  The walk goes from event to event, so that groups may nest
 * as deep as they like.  Source: NIST IR 7275 revision 4 (XCCDF 1.2), NIST IR 7694
 * (ARF 1.1).
 */
#include "base/num.h"
#include "base/table.h"
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/xml.h"

#define XCCDF "http://checklists.nist.gov/xccdf/"
#define ARF   "http://scap.nist.gov/schema/asset-reporting-format/"
#define SCAP  "http://scap.nist.gov/schema/scap/source/"

struct xccdf {
	struct put put;
	struct xml *xml;
	struct span version;         /* of the format */
	struct span benchmark;       /* id */
	struct table *titles;        /* of rules, by id */
	struct span result, message; /* of the rule-result that is open */
	size_t results;              /* TestResults */
	struct fact_about about;
};

static enum bid xccdf_bid(const struct probe *probe)
{
	if (probe->lex != LEX_XML)
		return BID_NO;
	if (span_starts(probe->namespace, XCCDF) &&
	    (span_is(probe->name, "Benchmark") || span_is(probe->name, "TestResult")))
		return BID_SURE;
	if (span_starts(probe->namespace, ARF) &&
	    span_is(probe->name, "asset-report-collection"))
		return BID_SURE;
	return span_starts(probe->namespace, SCAP) &&
			       span_is(probe->name, "data-stream-collection")
		       ? BID_SURE
		       : BID_NO;
}

/* clang-format off: one word a line; NISTIR 7275r4, table 26 */
static const struct {
	const char *word;
	enum control_result result;
} words[] = {
	{ "pass", CONTROL_PASS },
	{ "fixed", CONTROL_PASS }, /* had failed, and was put right */
	{ "fail", CONTROL_FAIL },
	{ "error", CONTROL_ERROR },
	{ "unknown", CONTROL_UNKNOWN },
	{ "notapplicable", CONTROL_NOT_APPLICABLE },
	{ "notchecked", CONTROL_NOT_REVIEWED },
	{ "notselected", CONTROL_NOT_SELECTED },
	{ "informational", CONTROL_INFORMATIONAL },
};
/* clang-format on */

static enum control_result result_of(struct span word)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (span_is(word, words[i].word))
			return words[i].result;
	return CONTROL_UNKNOWN;
}

/* At <Rule>: its title is kept for the results that name it. */
static int take_rule(struct xccdf *x)
{
	static const char *const names[] = { "title" };
	struct span id = xml_attr(x->xml, "id");
	struct span title = SPAN_EMPTY;
	int rc = found_texts(&x->put, x->xml, names, &title, 1);
	struct span *kept;

	if (rc < 0 || id.len == 0 || title.len == 0)
		return rc;
	kept = ARENA_NEW(x->put.scratch, struct span);
	*kept = title;
	*table_slot_borrowed(x->titles, id) = kept;
	return 0;
}

/* ---- results ---- */

static int take_part(void *ctx)
{
	struct xccdf *x = ctx;
	struct span name = xml_name(x->xml);

	if (span_is(name, "result") && x->result.len == 0)
		return found_text(&x->put, x->xml, &x->result);
	if (span_is(name, "message") && x->message.len == 0)
		return found_text(&x->put, x->xml, &x->message);
	return xml_skip(x->xml, x->put.err);
}

static int take_result(struct xccdf *x)
{
	struct fact fact = fact_new(FACT_CONTROL);
	struct fact_control *control = &fact.as.control;
	struct pos pos = xml_pos(x->xml);
	const struct span *title;
	int rc;

	control->control = xml_attr(x->xml, "idref");
	control->severity = xml_attr(x->xml, "severity");
	control->framework = x->benchmark;
	control->line = pos.line;
	x->result = x->message = SPAN_EMPTY;
	rc = found_children(&x->put, x->xml, take_part, x);
	if (rc < 0)
		return rc;
	if (control->control.len == 0 || x->result.len == 0)
		return found_fail(&x->put, pos, "missing-required:result",
				  "this rule-result names no rule, or no result",
				  "let the scanner write the results again");
	title = table_get(x->titles, control->control);
	if (title)
		control->title = *title;
	control->result_raw = x->result;
	control->result = result_of(x->result);
	control->message = x->message;
	return put_fact(&x->put, &fact);
}

/* "urn:xccdf:scoring:default" and 85.71 of 100. */
static int take_score(struct xccdf *x)
{
	struct fact fact = fact_new(FACT_METRIC);
	struct span system = xml_attr(x->xml, "system");
	struct span text = SPAN_EMPTY;
	int64_t scaled;
	int rc;

	rc = found_text(&x->put, x->xml, &text);
	if (rc < 0 || !num_scaled(text, 3, &scaled))
		return rc;
	fact.as.metric.name = system.len > 0 ? system : SPAN_LIT("score");
	fact.as.metric.stat = SPAN_LIT("score");
	fact.as.metric.unit = SPAN_LIT("score");
	fact.as.metric.text = text;
	return put_fact(&x->put, &fact);
}

static int take_benchmark(struct xccdf *x)
{
	struct span id = xml_attr(x->xml, "id");

	if (id.len == 0)
		id = xml_attr(x->xml, "href");
	if (id.len > 0)
		x->benchmark = id;
	return xml_skip(x->xml, x->put.err);
}

static int take_target(struct xccdf *x)
{
	struct span target = SPAN_EMPTY;
	int rc = found_text(&x->put, x->xml, &target);

	return rc < 0 ? rc
		      : put_about(&x->put,
				  (struct fact_about){ .generated_at = CLOCK_NONE,
						       .subject_name = target });
}

static int take_child(void *ctx)
{
	struct xccdf *x = ctx;
	struct span name = xml_name(x->xml);

	if (span_is(name, "rule-result"))
		return take_result(x);
	if (span_is(name, "score"))
		return take_score(x);
	if (span_is(name, "benchmark"))
		return take_benchmark(x);
	if (span_is(name, "target"))
		return take_target(x);
	return xml_skip(x->xml, x->put.err);
}

/* "cpe:/a:redhat:openscap:1.3.6": the product and its version. */
static int take_system(struct xccdf *x, struct span cpe)
{
	struct fact_about about = { .generated_at = CLOCK_NONE };
	struct span part[5] = { { 0 } };
	size_t count = 0;

	while (count < 5 && span_split(&cpe, ':', &part[count]))
		count++;
	about.format_version = x->version;
	if (span_is(part[0], "cpe") && count >= 4) {
		about.tool = part[3];
		about.tool_version = part[4];
	}
	return put_about(&x->put, about);
}

static int take_test(struct xccdf *x)
{
	struct span end = xml_attr(x->xml, "end-time");
	unsigned line = xml_line(x->xml);
	int rc = take_system(x, xml_attr(x->xml, "test-system"));

	x->results++;
	if (rc == 0)
		rc = put_time(&x->put,
			      end.len > 0 ? end : xml_attr(x->xml, "start-time"),
			      end.len > 0 ? "TestResult/@end-time"
					  : "TestResult/@start-time",
			      line);
	return rc < 0 ? rc : found_children(&x->put, x->xml, take_child, x);
}

/* ---- the walk ---- */

static int fail_version(struct xccdf *x)
{
	return found_fail(&x->put, xml_pos(x->xml), "unsupported-version",
			  "this version of XCCDF is not read",
			  "have the scanner write XCCDF 1.2");
}

static int take_element(struct xccdf *x)
{
	struct span namespace = xml_namespace(x->xml);
	struct span name = xml_name(x->xml);

	if (!span_starts(namespace, XCCDF))
		return 0;
	if (span_is(name, "Rule"))
		return take_rule(x);
	if (!span_is(name, "Benchmark") && !span_is(name, "TestResult"))
		return 0;
	x->version = span_from(namespace, strlen(XCCDF));
	if (!span_is(x->version, "1.1") && !span_is(x->version, "1.2"))
		return fail_version(x);
	if (span_is(name, "TestResult"))
		return take_test(x);
	if (xml_attr(x->xml, "id").len > 0)
		x->benchmark = xml_attr(x->xml, "id");
	return 0;
}

static int walk(struct xccdf *x)
{
	for (;;) {
		enum xml_event event;
		int rc = xml_next(x->xml, &event, x->put.err);

		if (rc == 0 && event == XML_END)
			return 0;
		if (rc == 0 && event == XML_OPEN)
			rc = take_element(x);
		if (rc < 0)
			return rc;
	}
}

static int xccdf_read(const struct probe *probe, const struct fact_sink *sink,
		      struct arena *scratch, struct err *err)
{
	struct xccdf x = { .put = { sink, scratch, err } };
	int rc;

	x.titles = table_new(scratch);
	x.xml = xml_open(probe->path, probe->text, scratch);
	rc = walk(&x);
	xml_close(x.xml);
	if (rc == 0 && x.results == 0)
		rc = put_about(&x.put,
			       (struct fact_about){ .generated_at = CLOCK_NONE,
						    .format_version = x.version });
	if (rc == 0 && x.results == 0)
		rc = put_note(&x.put, "no-results", 1,
			      "it says what to check, and not what came of it");
	return rc;
}

extern const struct reader reader_xccdf;
const struct reader reader_xccdf = {
	.name = "xccdf",
	.title = "XCCDF results",
	.spec = "XCCDF 1.1 and 1.2 (NIST IR 7275), ARF 1.1 (NIST IR 7694)",
	.reads = "rule results as controls, scores as metrics",
	.family = FAMILY_CONTROL,
	.revision = 1,
	.tools = { "xccdf", "arf" },
	.usual = "*xccdf*.xml *arf*.xml",
	.bid = xccdf_bid,
	.read = xccdf_read,
};
