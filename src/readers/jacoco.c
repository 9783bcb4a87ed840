/*
 * jacoco.c - JaCoCo's XML:
 *
 *     report > sessioninfo*, (group >)* package* > class*, sourcefile*, counter*
 *            > counter*
 *
 * A counter is missed and covered things of one type, at every level.  The
 * report's own are its totals; those of its source files are counted.  What has
 * no source file (generated classes) is in the totals alone, and so the two may
 * differ; then a note says so.  There is no counter where nothing could be
 * covered.
 * Source: JaCoCo, report.dtd 1.1.
 */
#include "base/num.h"
#include "readers/coverage.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/xml.h"

/* clang-format off: one metric a line; COMPLEXITY is no coverage */
static const struct {
	const char *type;
	enum coverage_metric metric;
} metrics[] = {
	{ "INSTRUCTION", COVERAGE_INSTRUCTION },
	{ "BRANCH", COVERAGE_BRANCH },
	{ "LINE", COVERAGE_LINE },
	{ "METHOD", COVERAGE_METHOD },
	{ "CLASS", COVERAGE_CLASS },
};
/* clang-format on */

struct jacoco {
	struct coverage coverage;
	struct xml *xml;
	struct span package, file;          /* open; NULL pointer: none */
	unsigned package_depth, file_depth; /* 0: none */
	struct span dump;                   /* newest */
};

static enum bid jacoco_bid(const struct probe *probe)
{
	if (probe->lex != LEX_XML || !span_is(probe->name, "report"))
		return BID_NO;
	if (span_find(probe->doctype, SPAN_LIT("-//JACOCO//DTD")) >= 0)
		return BID_SURE;
	if (probe_has_child(probe, "counter") &&
	    (probe_has_child(probe, "package") || probe_has_child(probe, "group")))
		return BID_STATED;
	return BID_NO;
}

static int take_counter(struct jacoco *j)
{
	struct err *err = j->coverage.put.err;
	struct span type = xml_attr(j->xml, "type");
	unsigned depth = xml_depth(j->xml), line = xml_line(j->xml);
	uint64_t missed, covered;

	if (!num_u64(xml_attr(j->xml, "missed"), INT32_MAX, &missed) ||
	    !num_u64(xml_attr(j->xml, "covered"), INT32_MAX, &covered)) {
		err_set(err, ERR_FORMAT, "a counter has no counts");
		err_tag(err, "missing-required:counter");
		err_fix(err, "write the report again with JaCoCo");
		return err_at(err, xml_pos(j->xml));
	}
	for (size_t i = 0; i < sizeof(metrics) / sizeof(metrics[0]); i++) {
		int64_t has = (int64_t)covered, all = (int64_t)(covered + missed);

		if (!span_is(type, metrics[i].type))
			continue;
		if (depth == 2)
			coverage_said(&j->coverage, metrics[i].metric, has, all, line);
		else if (j->file_depth > 0 && depth == j->file_depth + 1)
			return coverage_file(&j->coverage, metrics[i].metric, j->file,
					     has, all, line);
		else if (j->package_depth > 0 && depth == j->package_depth + 1)
			return coverage_package(&j->coverage, metrics[i].metric,
						j->package, has, all, line);
	}
	return 0;
}

static int open_element(struct jacoco *j)
{
	struct span name = xml_name(j->xml);

	if (span_is(name, "counter"))
		return take_counter(j);
	if (span_is(name, "sessioninfo")) {
		j->dump = xml_attr(j->xml, "dump");
	} else if (span_is(name, "package")) {
		j->package = xml_attr(j->xml, "name");
		j->package_depth = xml_depth(j->xml);
	} else if (span_is(name, "sourcefile") && j->package_depth > 0) {
		j->file = arena_printf(j->coverage.put.scratch, "%.*s%s%.*s",
				       SPAN_ARG(j->package),
				       j->package.len > 0 ? "/" : "",
				       SPAN_ARG(xml_attr(j->xml, "name")));
		j->file_depth = xml_depth(j->xml);
	}
	return 0;
}

static void close_element(struct jacoco *j)
{
	unsigned depth = xml_depth(j->xml);

	if (depth == j->file_depth)
		j->file_depth = 0;
	if (depth == j->package_depth)
		j->package_depth = 0;
}

static int jacoco_read(const struct probe *probe, const struct fact_sink *sink,
		       struct arena *scratch, struct err *err)
{
	struct jacoco j = { .dump = SPAN_EMPTY };
	enum xml_event event = XML_OPEN;
	int rc = 0;

	coverage_init(&j.coverage, sink, scratch, err);
	j.xml = xml_open(probe->path, probe->text, scratch);
	while (rc == 0 && event != XML_END) {
		rc = xml_next(j.xml, &event, err);
		if (rc == 0 && event == XML_OPEN)
			rc = open_element(&j);
		else if (rc == 0 && event == XML_CLOSE)
			close_element(&j);
	}
	xml_close(j.xml);
	if (rc == 0)
		rc = put_about(&j.coverage.put,
			       (struct fact_about){ .tool = SPAN_LIT("JaCoCo"),
						    .generated_at = CLOCK_NONE });
	if (rc == 0)
		rc = put_time(&j.coverage.put, j.dump, "sessioninfo@dump", 0);
	return rc < 0 ? rc : coverage_totals(&j.coverage);
}

extern const struct reader reader_jacoco;
const struct reader reader_jacoco = {
	.name = "jacoco",
	.title = "JaCoCo XML",
	.spec = "JaCoCo, report.dtd 1.1",
	.reads = "instruction, branch, line, method and class coverage, by file, "
		 "package "
		 "and in total",
	.family = FAMILY_COVERAGE,
	.revision = 1,
	.usual = "jacoco.xml jacocoTestReport.xml",
	.bid = jacoco_bid,
	.read = jacoco_read,
};
