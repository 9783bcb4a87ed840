/*
 * dependency_check.c - vulnerabilities that OWASP Dependency-Check found in the
 * files of a project, in its XML and in its JSON.
 *
 *     analysis > scanInfo, projectInfo, dependencies > dependency > fileName,
 *         filePath, identifiers, vulnerabilities > ( vulnerability |
 *         suppressedVulnerability )
 *
 * The XML has a schema of 1.0 to 4.x, named in its namespace; before 2.0 a score
 * stands alone in cvssScore, and an identifier has a name and no package URL.  Both
 * syntaxes fill the same record.  Exceptions of the analysis mean that something
 * was not looked at: the report is partial.  Source: dependency-check.*.xsd and the
 * templates of the project's `core` module.
 */
#include "base/limits.h"
#include "readers/cvss.h"
#include "readers/found.h"
#include "readers/joined.h"
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"
#include "readers/when.h"
#include "text/decode.h"
#include "text/xml.h"

struct check {
	struct put put;
	struct xml *xml; /* NULL in JSON */
	struct fact_scan scan;
	struct fact_about about;
	int64_t exceptions;
};

/* The dependency that findings are in. */
struct place {
	struct span file, path, purl;
};

/* A finding, before its severity is settled. */
struct found {
	struct fact_problem problem;
	struct cvss rating;
	struct joined cwes;
};

static bool is_namespace(struct span namespace)
{
	return span_find_nocase(namespace, "dependency-check") >= 0 ||
	       span_find_nocase(namespace, "dependency_check") >= 0;
}

static enum bid dependency_check_bid(const struct probe *probe)
{
	struct node root = probe->root;

	if (probe->lex == LEX_XML)
		return span_is(probe->name, "analysis") &&
				       is_namespace(probe->namespace)
			       ? BID_SURE
			       : BID_NO;
	if (probe->lex == LEX_JSON && node_exists(node_get(root, "reportSchema")) &&
	    node_is(node_at(root, "scanInfo/engineVersion"), NODE_STRING) &&
	    node_is(node_get(root, "dependencies"), NODE_ARRAY))
		return BID_STATED;
	return BID_NO;
}

/* ---- what both syntaxes share ---- */

static void found_init(struct found *f, const struct place *place, unsigned line)
{
	f->problem = fact_new(FACT_PROBLEM).as.problem;
	f->problem.scan = 1;
	f->problem.kind = SPAN_LIT("vulnerability");
	f->problem.component = place->file;
	f->problem.path = place->path;
	f->problem.purl = place->purl;
	f->problem.line = line;
	f->rating = CVSS_NONE;
	joined_init(&f->cwes);
}

/* "CWE-79 Improper Neutralization" and "79" as "CWE-79". */
static void add_cwe(struct check *c, struct found *f, struct span text)
{
	ptrdiff_t blank = span_index(text, ' ');

	if (blank > 0)
		text = span_sub(text, 0, (size_t)blank);
	if (text.len > 0 && !span_starts_nocase(text, "CWE-"))
		text = arena_printf(c->put.scratch, "CWE-%.*s",
				    SPAN_ARG(decode_cut(text, 20)));
	joined_add(&f->cwes, " ", text);
}

static int add_found(struct check *c, struct found *f)
{
	struct fact fact = { .kind = FACT_PROBLEM };

	cvss_settle(&f->rating, &f->problem);
	f->problem.cwe = joined_take(&f->cwes, c->put.scratch);
	if (f->problem.suppressed && f->problem.suppress_reason.len == 0)
		f->problem.suppress_reason = SPAN_LIT("suppressed");
	fact.as.problem = f->problem;
	return put_fact(&c->put, &fact);
}

/* The day that the list of vulnerabilities is of, of several dates. */
static void take_source(struct check *c, struct span name, struct span time)
{
	if (span_starts(name, "NVD") && span_find_nocase(name, "modified") >= 0)
		when_parse(time, &c->scan.db_updated_at);
}

static int take_date(struct check *c, struct span text, const char *src, unsigned line)
{
	when_parse(text, &c->scan.finished_at);
	return put_time(&c->put, text, src, line);
}

/* Before the first finding. */
static int add_scan(struct check *c, unsigned line)
{
	struct fact fact = { .kind = FACT_SCAN };
	int rc = put_about(&c->put, c->about);

	c->scan.tool_version = c->about.tool_version;
	c->scan.target = c->about.subject_name;
	fact.as.scan = c->scan;
	if (rc == 0)
		rc = put_fact(&c->put, &fact);
	if (rc == 0 && c->exceptions > 0)
		rc = put_note(&c->put, "not-audited", line,
			      "%lld exceptions stopped parts of the analysis",
			      (long long)c->exceptions);
	return rc;
}

/* ---- JSON ---- */

static void json_rate(struct found *f, struct node node)
{
	struct node v4 = node_get(node, "cvssv4"), v3 = node_get(node, "cvssv3");
	struct node v2 = node_get(node, "cvssv2");

	cvss_rate(&f->rating, node_text(node_get(node, "severity")), SPAN_EMPTY,
		  SPAN_EMPTY);
	cvss_add(&f->rating, node_word(node_get(v4, "baseScore")),
		 node_text(node_get(v4, "vectorString")));
	cvss_add(&f->rating, node_word(node_get(v3, "baseScore")), SPAN_EMPTY);
	cvss_add_old(&f->rating, node_word(node_get(v2, "score")), SPAN_EMPTY);
}

static int json_finding(struct check *c, const struct place *place, struct node node,
			bool suppressed)
{
	struct node cwes = node_get(node, "cwes");
	struct found f;

	found_init(&f, place, node_line(node));
	f.problem.rule_id = node_text(node_get(node, "name"));
	f.problem.message = node_text(node_get(node, "description"));
	f.problem.suppressed = suppressed;
	if (suppressed)
		f.problem.suppress_reason = node_text(node_get(node, "notes"));
	for (struct node n = node_first(cwes); node_exists(n); n = node_next(n))
		add_cwe(c, &f, node_text(n));
	if (node_is(cwes, NODE_STRING))
		add_cwe(c, &f, node_text(cwes));
	json_rate(&f, node);
	return add_found(c, &f);
}

static int json_findings(struct check *c, const struct place *place, struct node all,
			 bool suppressed)
{
	int rc = found_list(&c->put, all, "vulnerabilities");

	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = json_finding(c, place, n, suppressed);
	return rc;
}

static int json_dependency(struct check *c, struct node node)
{
	struct place place = {
		.file = node_text(node_get(node, "fileName")),
		.path = node_text(node_get(node, "filePath")),
		.purl = node_text(
			node_get(node_first(node_get(node, "packages")), "id")),
	};
	int rc = json_findings(c, &place, node_get(node, "vulnerabilities"), false);

	if (rc == 0)
		rc = json_findings(c, &place,
				   node_get(node, "suppressedVulnerabilities"), true);
	return rc;
}

static int json_read(struct check *c, const struct probe *probe)
{
	struct node root = probe->root;
	struct node sources = node_at(root, "scanInfo/dataSource");
	struct node date = node_at(root, "projectInfo/reportDate");
	struct node all = node_get(root, "dependencies");
	int rc = probe_single(probe, c->put.err);

	if (rc < 0)
		return rc;
	c->about.dialect = SPAN_LIT("json");
	c->about.format_version = node_text(node_get(root, "reportSchema"));
	c->about.tool_version = node_text(node_at(root, "scanInfo/engineVersion"));
	c->about.subject_name = node_text(node_at(root, "projectInfo/name"));
	for (struct node n = node_first(sources); node_exists(n); n = node_next(n))
		take_source(c, node_text(node_get(n, "name")),
			    node_text(node_get(n, "timestamp")));
	c->exceptions = node_count(node_at(root, "scanInfo/analysisExceptions"));
	rc = take_date(c, node_text(date), "/projectInfo/reportDate", node_line(date));
	c->scan.targets = node_count(all);
	if (rc == 0)
		rc = found_list(&c->put, all, "dependencies");
	if (rc == 0)
		rc = add_scan(c, node_line(root));
	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = json_dependency(c, n);
	return rc;
}

/* ---- XML ---- */

static int xml_word(struct check *c, struct span *out)
{
	struct span text;
	int rc = xml_collect(c->xml, &text, LIMIT_TEXT, c->put.err);

	*out = span_trim(text);
	return rc;
}

/* Of the element that is open: the texts of its children of those names. */
static int xml_words(struct check *c, const char *const *names, struct span *out,
		     size_t count)
{
	for (;;) {
		bool more;
		size_t i;
		int rc = xml_child(c->xml, &more, c->put.err);

		if (rc < 0 || !more)
			return rc;
		for (i = 0; i < count; i++)
			if (span_is(xml_name(c->xml), names[i]))
				break;
		rc = i < count && out[i].len == 0 ? xml_word(c, &out[i])
						  : xml_skip(c->xml, c->put.err);
		if (rc < 0)
			return rc;
	}
}

/* <analysisExceptions>: how many; up to and with its end. */
static int xml_exceptions(struct check *c)
{
	for (;;) {
		bool more;
		int rc = xml_child(c->xml, &more, c->put.err);

		if (rc < 0 || !more)
			return rc;
		c->exceptions++;
		rc = xml_skip(c->xml, c->put.err);
		if (rc < 0)
			return rc;
	}
}

static int xml_source(struct check *c)
{
	static const char *const names[] = { "name", "timestamp" };
	struct span of[2] = { SPAN_EMPTY, SPAN_EMPTY };
	int rc = xml_words(c, names, of, 2);

	if (rc == 0)
		take_source(c, of[0], of[1]);
	return rc;
}

static int xml_scan_info(struct check *c)
{
	for (;;) {
		struct span name;
		bool more;
		int rc = xml_child(c->xml, &more, c->put.err);

		if (rc < 0 || !more)
			return rc;
		name = xml_name(c->xml);
		if (span_is(name, "engineVersion"))
			rc = xml_word(c, &c->about.tool_version);
		else if (span_is(name, "dataSource"))
			rc = xml_source(c);
		else if (span_is(name, "analysisExceptions"))
			rc = xml_exceptions(c);
		else
			rc = xml_skip(c->xml, c->put.err);
		if (rc < 0)
			return rc;
	}
}

static int xml_project(struct check *c)
{
	static const char *const names[] = { "name", "reportDate" };
	struct span of[2] = { SPAN_EMPTY, SPAN_EMPTY };
	unsigned line = xml_line(c->xml);
	int rc = xml_words(c, names, of, 2);

	c->about.subject_name = of[0];
	return rc < 0 ? rc : take_date(c, of[1], "projectInfo/reportDate", line);
}

/* <identifiers><package><id>: the first one. */
static int xml_identifiers(struct check *c, struct place *place)
{
	static const char *const names[] = { "id" };

	for (;;) {
		bool more;
		int rc = xml_child(c->xml, &more, c->put.err);

		if (rc < 0 || !more)
			return rc;
		rc = span_is(xml_name(c->xml), "package")
			     ? xml_words(c, names, &place->purl, 1)
			     : xml_skip(c->xml, c->put.err);
		if (rc < 0)
			return rc;
	}
}

static int xml_cwes(struct check *c, struct found *f)
{
	for (;;) {
		struct span text;
		bool more;
		int rc = xml_child(c->xml, &more, c->put.err);

		if (rc < 0 || !more)
			return rc;
		rc = xml_word(c, &text);
		if (rc < 0)
			return rc;
		add_cwe(c, f, text);
	}
}

/* <cvssV2><score>, <cvssV3><baseScore>, <cvssV4><baseScore>, <vectorString>. */
static int xml_cvss(struct check *c, struct found *f, bool is_old)
{
	static const char *const names[] = { "score", "baseScore", "vectorString" };
	struct span of[3] = { SPAN_EMPTY, SPAN_EMPTY, SPAN_EMPTY };
	int rc = xml_words(c, names, of, 3);

	if (is_old)
		cvss_add_old(&f->rating, of[0].len > 0 ? of[0] : of[1], SPAN_EMPTY);
	else
		cvss_add(&f->rating, of[1], of[2]);
	return rc;
}

/* One child of <vulnerability>: up to and with its end. */
static int xml_part(struct check *c, struct found *f)
{
	struct span name = xml_name(c->xml), text = SPAN_EMPTY;
	int rc;

	if (span_is(name, "name"))
		return xml_word(c, &f->problem.rule_id);
	if (span_is(name, "description"))
		return xml_word(c, &f->problem.message);
	if (span_is(name, "notes") && f->problem.suppressed)
		return xml_word(c, &f->problem.suppress_reason);
	if (span_is(name, "cwes"))
		return xml_cwes(c, f);
	if (span_is(name, "cvssV2"))
		return xml_cvss(c, f, true);
	if (span_is(name, "cvssV3") || span_is(name, "cvssV4"))
		return xml_cvss(c, f, false);
	if (!span_is(name, "severity") && !span_is(name, "cwe") &&
	    !span_is(name, "cvssScore"))
		return xml_skip(c->xml, c->put.err);
	rc = xml_word(c, &text);
	if (span_is(name, "severity"))
		cvss_rate(&f->rating, text, SPAN_EMPTY, SPAN_EMPTY);
	else if (span_is(name, "cwe"))
		add_cwe(c, f, text);
	else
		cvss_add_old(&f->rating, text, SPAN_EMPTY);
	return rc;
}

static int xml_finding(struct check *c, const struct place *place)
{
	struct found f;

	found_init(&f, place, xml_line(c->xml));
	f.problem.suppressed = span_is(xml_name(c->xml), "suppressedVulnerability");
	for (;;) {
		bool more;
		int rc = xml_child(c->xml, &more, c->put.err);

		if (rc == 0 && !more)
			return add_found(c, &f);
		if (rc == 0)
			rc = xml_part(c, &f);
		if (rc < 0)
			return rc;
	}
}

static int xml_findings(struct check *c, const struct place *place)
{
	for (;;) {
		struct span name;
		bool more;
		int rc = xml_child(c->xml, &more, c->put.err);

		if (rc < 0 || !more)
			return rc;
		name = xml_name(c->xml);
		rc = span_is(name, "vulnerability") ||
				     span_is(name, "suppressedVulnerability")
			     ? xml_finding(c, place)
			     : xml_skip(c->xml, c->put.err);
		if (rc < 0)
			return rc;
	}
}

static int xml_dependency(struct check *c)
{
	struct place place = { 0 };

	for (;;) {
		struct span name;
		bool more;
		int rc = xml_child(c->xml, &more, c->put.err);

		if (rc < 0 || !more)
			return rc;
		name = xml_name(c->xml);
		if (span_is(name, "fileName"))
			rc = xml_word(c, &place.file);
		else if (span_is(name, "filePath"))
			rc = xml_word(c, &place.path);
		else if (span_is(name, "identifiers"))
			rc = xml_identifiers(c, &place);
		else if (span_is(name, "vulnerabilities"))
			rc = xml_findings(c, &place);
		else
			rc = xml_skip(c->xml, c->put.err);
		if (rc < 0)
			return rc;
	}
}

static int xml_dependencies(struct check *c)
{
	int rc = add_scan(c, xml_line(c->xml));

	while (rc == 0) {
		bool more;

		rc = xml_child(c->xml, &more, c->put.err);
		if (rc < 0 || !more)
			return rc;
		rc = span_is(xml_name(c->xml), "dependency")
			     ? xml_dependency(c)
			     : xml_skip(c->xml, c->put.err);
	}
	return rc;
}

/* "https://.../dependency-check.2.5.xsd" and "...OWASP_Dependency_Check#1.2". */
static struct span schema_of(struct span namespace)
{
	struct span name =
		span_from(namespace, (size_t)(span_rindex(namespace, '/') + 1));
	ptrdiff_t mark = span_rindex(name, '#');

	if (span_starts_nocase(name, "dependency-check.") && span_ends(name, ".xsd"))
		return span_sub(name, 17, name.len - 17 - 4);
	return mark < 0 ? SPAN_EMPTY : span_from(name, (size_t)mark + 1);
}

static int fail_shape(struct check *c)
{
	err_set(c->put.err, ERR_FORMAT, "it has no list of dependencies");
	err_tag(c->put.err, "missing-required:dependencies");
	err_fix(c->put.err, "write it again with Dependency-Check");
	return err_at(c->put.err, xml_pos(c->xml));
}

/* Behind <analysis>: to the end of the document. */
static int xml_report(struct check *c)
{
	bool listed = false;

	for (;;) {
		struct span name;
		enum xml_event event;
		bool more;
		int rc = xml_child(c->xml, &more, c->put.err);

		if (rc < 0)
			return rc;
		if (!more) /* what stands behind the root has to be seen */
			return listed ? xml_next(c->xml, &event, c->put.err)
				      : fail_shape(c);
		name = xml_name(c->xml);
		if (span_is(name, "scanInfo"))
			rc = xml_scan_info(c);
		else if (span_is(name, "projectInfo"))
			rc = xml_project(c);
		else if (span_is(name, "dependencies") && !listed)
			rc = xml_dependencies(c);
		else
			rc = xml_skip(c->xml, c->put.err);
		listed |= span_is(name, "dependencies");
		if (rc < 0)
			return rc;
	}
}

static int xml_read(struct check *c, const struct probe *probe)
{
	bool more;
	int rc;

	c->xml = xml_open(probe->path, probe->text, c->put.scratch);
	c->about.dialect = SPAN_LIT("xml");
	c->about.format_version = schema_of(probe->namespace);
	rc = xml_child(c->xml, &more, c->put.err);
	if (rc == 0)
		rc = xml_report(c);
	xml_close(c->xml);
	return rc;
}

static int dependency_check_read(const struct probe *probe,
				 const struct fact_sink *sink, struct arena *scratch,
				 struct err *err)
{
	struct check c = { .put = { sink, scratch, err } };

	c.scan = fact_new(FACT_SCAN).as.scan;
	c.scan.number = 1;
	c.scan.tool = c.about.tool = SPAN_LIT("dependency-check");
	c.scan.kind = SPAN_LIT("dependency");
	c.about.generated_at = CLOCK_NONE;
	return probe->lex == LEX_XML ? xml_read(&c, probe) : json_read(&c, probe);
}

extern const struct reader reader_dependency_check;
const struct reader reader_dependency_check = {
	.name = "dependency-check",
	.title = "OWASP Dependency-Check",
	.spec = "dependency-check XML schema 1.0 to 4.x, JSON report schema 1.1",
	.reads = "a scan of dependencies, suppressed findings as such",
	.family = FAMILY_SCAN,
	.revision = 2,
	.tools = { "dependency-check" },
	.usual = "*dependency-check*.xml *dependency-check*.json",
	.bid = dependency_check_bid,
	.read = dependency_check_read,
};
