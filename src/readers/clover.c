/*
 * clover.c - Clover's XML, as OpenClover, PHPUnit and Istanbul write it:
 *
 *     coverage > project > (package >) file* > metrics, line*
 *                        > metrics
 *              > testproject (the tests' own code: no part of it)
 *
 * Counts are statements, conditionals and methods; there are no lines as such.
 * Source: OpenClover's clover.xsd; PHPUnit's and istanbul-reports' writers.
 */
#include "base/num.h"
#include "readers/coverage.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/xml.h"

/* clang-format off: one metric a line */
static const struct {
	const char *covered, *total;
	enum coverage_metric metric;
} metrics[] = {
	{ "coveredstatements", "statements", COVERAGE_STATEMENT },
	{ "coveredconditionals", "conditionals", COVERAGE_CONDITION },
	{ "coveredmethods", "methods", COVERAGE_METHOD },
};
/* clang-format on */

struct clover {
	struct coverage coverage;
	struct xml *xml;
	struct span file, package;
	unsigned project_depth, package_depth, file_depth; /* 0: none open */
};

static enum bid clover_bid(const struct probe *probe)
{
	if (probe->lex != LEX_XML || !span_is(probe->name, "coverage") ||
	    !probe_has_child(probe, "project"))
		return BID_NO;
	if (probe_attr(probe, "clover").ptr)
		return BID_SURE;
	return probe_attr(probe, "generated").ptr ? BID_STATED : BID_SHAPE;
}

static bool counts_of(struct clover *c, size_t at, int64_t *covered, int64_t *total)
{
	uint64_t has, all;

	if (!num_u64(xml_attr(c->xml, metrics[at].covered), INT32_MAX, &has) ||
	    !num_u64(xml_attr(c->xml, metrics[at].total), INT32_MAX, &all))
		return false;
	*covered = (int64_t)has;
	*total = (int64_t)all;
	return true;
}

static int take_metrics(struct clover *c)
{
	unsigned depth = xml_depth(c->xml), line = xml_line(c->xml);
	int rc = 0;

	for (size_t i = 0; i < sizeof(metrics) / sizeof(metrics[0]) && rc == 0; i++) {
		enum coverage_metric metric = metrics[i].metric;
		int64_t covered, total;

		if (!counts_of(c, i, &covered, &total))
			continue;
		if (c->file_depth > 0 && depth == c->file_depth + 1)
			rc = coverage_file(&c->coverage, metric, c->file, covered,
					   total, line);
		else if (c->package_depth > 0 && depth == c->package_depth + 1)
			rc = coverage_package(&c->coverage, metric, c->package, covered,
					      total, line);
		else if (c->project_depth > 0 && depth == c->project_depth + 1)
			coverage_said(&c->coverage, metric, covered, total, line);
	}
	return rc;
}

static int open_element(struct clover *c)
{
	struct span name = xml_name(c->xml);

	if (span_is(name, "testproject"))
		return xml_skip(c->xml, c->coverage.put.err);
	if (span_is(name, "metrics"))
		return take_metrics(c);
	if (span_is(name, "project")) {
		c->project_depth = xml_depth(c->xml);
	} else if (span_is(name, "package")) {
		c->package = xml_attr(c->xml, "name");
		c->package_depth = xml_depth(c->xml);
	} else if (span_is(name, "file")) {
		c->file = xml_attr(c->xml, "path");
		if (c->file.len == 0)
			c->file = xml_attr(c->xml, "name");
		c->file_depth = xml_depth(c->xml);
	}
	return 0;
}

static void close_element(struct clover *c)
{
	unsigned depth = xml_depth(c->xml);

	if (depth == c->file_depth)
		c->file_depth = 0;
	if (depth == c->package_depth)
		c->package_depth = 0;
	if (depth == c->project_depth)
		c->project_depth = 0;
}

static int read_about(struct clover *c, const struct probe *probe)
{
	int rc = put_about(&c->coverage.put,
			   (struct fact_about){ .format_version =
							probe_attr(probe, "clover"),
						.generated_at = CLOCK_NONE });

	return rc < 0 ? rc
		      : put_time(&c->coverage.put, probe_attr(probe, "generated"),
				 "coverage@generated", 1);
}

static int clover_read(const struct probe *probe, const struct fact_sink *sink,
		       struct arena *scratch, struct err *err)
{
	struct clover c = { .file = SPAN_EMPTY };
	enum xml_event event = XML_OPEN;
	int rc;

	coverage_init(&c.coverage, sink, scratch, err);
	rc = read_about(&c, probe);
	c.xml = xml_open(probe->path, probe->text, scratch);
	while (rc == 0 && event != XML_END) {
		rc = xml_next(c.xml, &event, err);
		if (rc == 0 && event == XML_OPEN)
			rc = open_element(&c);
		else if (rc == 0 && event == XML_CLOSE)
			close_element(&c);
	}
	xml_close(c.xml);
	return rc < 0 ? rc : coverage_totals(&c.coverage);
}

extern const struct reader reader_clover;
const struct reader reader_clover = {
	.name = "clover",
	.title = "Clover XML",
	.spec = "OpenClover, clover.xsd",
	.reads = "statement, condition and method coverage, by file, package and in "
		 "total",
	.family = FAMILY_COVERAGE,
	.revision = 1,
	.usual = "clover.xml",
	.bid = clover_bid,
	.read = clover_read,
};
