/*
 * cppcheck.c - what Cppcheck found in C and C++, in both of its XML formats.
 *
 *     <results version="2"><cppcheck version="2.13"/><errors>
 *       <error id severity msg verbose cwe inconclusive><location file line/></error>
 *     <results><error file line id severity msg/>
 *
 * Severities are error, warning, style, performance, portability and information; of
 * the last kind is what it has to say of its own work.  Some ids say that a file, or
 * the rest of it, was not looked at: the report is partial.  Source: Cppcheck's manual,
 * "XML output".
 */
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/decode.h"

struct cppcheck {
	struct put put;
	struct xml *xml;
	struct fact fact; /* the error that is open */
	bool placed;      /* its first location was seen */
	bool listed;      /* the scan has its row */
	struct span version, tool_version;
};

static enum bid cppcheck_bid(const struct probe *probe)
{
	if (probe->lex != LEX_XML || !span_is(probe->name, "results"))
		return BID_NO;
	if (probe_has_child(probe, "cppcheck"))
		return BID_STATED;
	if (probe_has_child(probe, "errors") || probe_has_child(probe, "error"))
		return BID_SHAPE;
	return BID_NO;
}

/* Where the analysis of a file ended before its end. */
static bool stopped(struct span id)
{
	static const char *const ids[] = {
		"syntaxError",   "internalAstError", "internalError",
		"cppcheckError", "unknownMacro",     "preprocessorErrorDirective",
		"fileNotFound",  "cppcheckLimit",    "instantiationError"
	};

	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
		if (span_is(id, ids[i]))
			return true;
	return false;
}

static enum severity severity_of(struct span word)
{
	if (span_is(word, "performance") || span_is(word, "portability"))
		return SEVERITY_LOW;
	if (span_is(word, "information") || span_is(word, "debug"))
		return SEVERITY_INFO;
	return put_severity(word);
}

static void start_error(struct cppcheck *c)
{
	struct fact_problem *problem;
	struct span severity = xml_attr(c->xml, "severity");

	c->fact = found_problem(1, "sast", xml_line(c->xml));
	c->placed = false;
	problem = &c->fact.as.problem;
	problem->rule_id = xml_attr(c->xml, "id");
	problem->title = xml_attr(c->xml, "msg");
	problem->message = xml_attr(c->xml, "verbose");
	if (span_eq(problem->message, problem->title))
		problem->message = SPAN_EMPTY;
	problem->level = severity;
	problem->severity = severity_of(severity);
	problem->severity_raw = severity;
	if (span_is(xml_attr(c->xml, "inconclusive"), "true"))
		problem->severity_raw =
			arena_printf(c->put.scratch, "%.*s, inconclusive",
				     SPAN_ARG(decode_cut(severity, 40)));
	problem->cwe = found_cwe(&c->put, xml_attr(c->xml, "cwe"));
	problem->fingerprint = xml_attr(c->xml, "hash");
	problem->path = xml_attr(c->xml, "file"); /* version 1 */
	problem->src_line = found_line(xml_attr(c->xml, "line"));
}

static int take_location(void *ctx)
{
	struct cppcheck *c = ctx;

	if (!c->placed && span_is(xml_name(c->xml), "location")) {
		c->placed = true;
		c->fact.as.problem.path = xml_attr(c->xml, "file");
		c->fact.as.problem.src_line = found_line(xml_attr(c->xml, "line"));
	}
	return xml_skip(c->xml, c->put.err);
}

static int take_error(void *ctx)
{
	struct cppcheck *c = ctx;
	const struct fact_problem *problem = &c->fact.as.problem;
	struct pos pos = xml_pos(c->xml);
	int rc;

	if (!span_is(xml_name(c->xml), "error"))
		return xml_skip(c->xml, c->put.err);
	start_error(c);
	if (problem->rule_id.len == 0 || problem->level.len == 0)
		return found_fail(&c->put, pos, "missing-required:id",
				  "this is no error as Cppcheck writes one",
				  "write it again with `cppcheck --xml`");
	rc = found_children(&c->put, c->xml, take_location, c);
	if (rc == 0)
		rc = put_fact(&c->put, &c->fact);
	if (rc == 0 && stopped(problem->rule_id))
		rc = found_skipped(&c->put, problem->line, problem->path,
				   problem->title);
	return rc;
}

/* Once, before the first error. */
static int add_scan(struct cppcheck *c)
{
	struct fact fact = found_scan(1, "cppcheck", "sast");
	int rc;

	if (c->listed)
		return 0;
	c->listed = true;
	fact.as.scan.tool_version = c->tool_version;
	rc = put_about(&c->put, (struct fact_about){ .generated_at = CLOCK_NONE,
						     .tool = fact.as.scan.tool,
						     .tool_version = c->tool_version,
						     .format_version = c->version });
	return rc < 0 ? rc : put_fact(&c->put, &fact);
}

static int take_part(void *ctx)
{
	struct cppcheck *c = ctx;
	struct span name = xml_name(c->xml);
	int rc;

	if (span_is(name, "cppcheck")) {
		c->tool_version = xml_attr(c->xml, "version");
		return xml_skip(c->xml, c->put.err);
	}
	rc = add_scan(c);
	if (rc < 0)
		return rc;
	if (span_is(name, "errors"))
		return found_children(&c->put, c->xml, take_error, c);
	return take_error(c);
}

static int cppcheck_read(const struct probe *probe, const struct fact_sink *sink,
			 struct arena *scratch, struct err *err)
{
	struct cppcheck c = { .put = { sink, scratch, err } };
	bool more;
	int rc;

	c.version = probe_attr(probe, "version");
	if (c.version.len == 0)
		c.version = SPAN_LIT("1");
	c.xml = xml_open(probe->path, probe->text, scratch);
	rc = xml_child(c.xml, &more, err);
	if (rc == 0)
		rc = found_children(&c.put, c.xml, take_part, &c);
	if (rc == 0)
		rc = found_end(&c.put, c.xml);
	if (rc == 0)
		rc = add_scan(&c);
	xml_close(c.xml);
	return rc;
}

extern const struct reader reader_cppcheck;
const struct reader reader_cppcheck = {
	.name = "cppcheck",
	.title = "Cppcheck",
	.spec = "Cppcheck XML output, versions 1 and 2",
	.reads = "a scan of C and C++, what it gave up as what it left out",
	.family = FAMILY_SCAN,
	.revision = 1,
	.tools = { "cppcheck" },
	.usual = "*cppcheck*.xml",
	.bid = cppcheck_bid,
	.read = cppcheck_read,
};
