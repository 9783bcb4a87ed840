/*
 * npm_audit.c - what the registries of JavaScript know against a project's
 * packages, as npm, pnpm and both generations of yarn print it.
 *
 *     npm 7 and later   auditReportVersion 2, vulnerabilities by package, whose
 *                       `via` names packages (strings) and advisories (objects)
 *     npm 6, pnpm, yarn 2 and 3
 *                       advisories by number, metadata
 *     yarn 1            a stream: auditAdvisory once a path, auditSummary last
 *     yarn 4            a stream: {"value": package, "children": {...}}
 *
 * One finding an advisory and package.  The totals of a report count packages (npm
 * 7), paths (npm 6, yarn) or advisories (pnpm): they become metrics.  Source: npm's
 * documentation of `npm audit`, the source of pnpm's and yarn's audit commands.
 */
#include "base/table.h"
#include "readers/cvss.h"
#include "readers/found.h"
#include "readers/joined.h"
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"
#include "text/decode.h"

enum { BY_PATH, BY_ADVISORY, WAYS };

#define LOOKED 50 /* documents of a stream that are looked at */

struct npm {
	struct put put;
	/* What the totals may count: paths (or packages), and advisories. */
	int64_t counted[WAYS][SEVERITIES];
	struct table *seen; /* advisories of yarn 1, which repeat */
	bool summed;        /* the stream's last line was there */
};

static bool is_yarn_1(struct node node)
{
	struct span type = node_text(node_get(node, "type"));

	return span_is(type, "auditAdvisory") || span_is(type, "auditSummary") ||
	       span_is(type, "auditAction");
}

static bool is_yarn_4(struct node node)
{
	struct node children = node_get(node, "children");

	return node_is(node_get(node, "value"), NODE_STRING) &&
	       node_exists(node_get(children, "Issue")) &&
	       node_exists(node_get(children, "Tree Versions"));
}

static bool is_advisories(struct node root)
{
	return node_is(node_get(root, "advisories"), NODE_OBJECT) &&
	       node_is(node_at(root, "metadata/vulnerabilities"), NODE_OBJECT);
}

/* What npm prints where the registry did not answer. */
static bool is_refusal(struct node root)
{
	return node_is(node_get(root, "message"), NODE_STRING) &&
	       node_exists(node_get(root, "method")) &&
	       node_exists(node_get(root, "uri"));
}

/* A line of yarn's own, of any command. */
static bool is_yarn_line(struct node node)
{
	return node_is(node_get(node, "type"), NODE_STRING) &&
	       node_exists(node_get(node, "data"));
}

static bool is_error_line(struct node node)
{
	return is_yarn_line(node) &&
	       span_is(node_text(node_get(node, "type")), "error") &&
	       node_is(node_get(node, "data"), NODE_STRING);
}

static bool has_stream(const struct probe *probe, bool (*is)(struct node node))
{
	for (size_t i = 0; i < LOOKED; i++) {
		struct node node = tree_root(probe->tree, i);

		if (!node_exists(node))
			return false;
		if (is(node))
			return true;
	}
	return false;
}

static enum bid npm_audit_bid(const struct probe *probe)
{
	struct node root = probe->root;

	if (probe->lex != LEX_JSON)
		return BID_NO;
	if (node_is(node_get(root, "auditReportVersion"), NODE_NUMBER))
		return BID_STATED;
	if (has_stream(probe, is_yarn_1) || has_stream(probe, is_yarn_4))
		return BID_STATED;
	if (is_advisories(root) || is_refusal(root) ||
	    (is_yarn_line(root) && has_stream(probe, is_error_line)))
		return BID_SHAPE;
	return BID_NO;
}

/* ---- what all of them share ---- */

/* The id an advisory has in its address: "GHSA-..." of ".../advisories/GHSA-...". */
static struct span id_of(struct span url)
{
	ptrdiff_t at = span_find(url, SPAN_LIT("GHSA-"));

	if (at < 0)
		return SPAN_EMPTY;
	url = span_from(url, (size_t)at);
	for (size_t i = 0; i < url.len; i++)
		if (strchr("/?#", url.ptr[i]))
			return span_sub(url, 0, i);
	return url;
}

static struct span words_of(struct npm *n, struct node value)
{
	struct joined all;

	joined_init(&all);
	if (node_is(value, NODE_STRING))
		return node_text(value);
	for (struct node v = node_first(value); node_exists(v); v = node_next(v))
		joined_add(&all, " ", node_word(v));
	return joined_take(&all, n->put.scratch);
}

static struct fact new_problem(struct node node)
{
	struct fact fact = fact_new(FACT_PROBLEM);

	fact.as.problem.scan = 1;
	fact.as.problem.kind = SPAN_LIT("vulnerability");
	fact.as.problem.line = node_line(node);
	return fact;
}

static void take_severity(struct fact_problem *problem, struct node severity,
			  struct node cvss)
{
	struct cvss rating = CVSS_NONE;

	cvss_rate(&rating, node_text(severity), node_number(node_get(cvss, "score")),
		  node_text(node_get(cvss, "vectorString")));
	cvss_settle(&rating, problem);
}

static int add_scan(struct npm *n, const char *tool, const char *dialect,
		    struct span version)
{
	struct fact fact = fact_new(FACT_SCAN);
	struct fact_about about = { .generated_at = CLOCK_NONE };
	int rc;

	about.tool = span_of(tool);
	about.dialect = span_of(dialect);
	about.format_version = version;
	rc = put_about(&n->put, about);
	fact.as.scan.number = 1;
	fact.as.scan.tool = about.tool;
	fact.as.scan.kind = SPAN_LIT("dependency");
	return rc < 0 ? rc : put_fact(&n->put, &fact);
}

/* The report's own totals, and whether they are what stands in it. */
static int add_totals(struct npm *n, struct node totals)
{
	bool differs[WAYS] = { false }, more[WAYS] = { false };
	int rc = 0;

	for (struct node v = node_first(totals); rc == 0 && node_exists(v);
	     v = node_next(v)) {
		struct fact fact = fact_new(FACT_METRIC);
		enum severity severity = put_severity(node_key(v));
		int64_t said;

		if (!node_integer(v, &said))
			continue;
		for (unsigned w = 0; w < WAYS && severity != SEVERITY_UNKNOWN; w++) {
			differs[w] |= said != n->counted[w][severity];
			more[w] |= said > n->counted[w][severity];
		}
		fact.as.metric.name = SPAN_LIT("vulnerabilities");
		fact.as.metric.labels =
			arena_printf(n->put.scratch, "severity=%.*s",
				     SPAN_ARG(decode_cut(node_key(v), 64)));
		fact.as.metric.stat = SPAN_LIT("count");
		fact.as.metric.text = node_number(v);
		fact.as.metric.unit = SPAN_LIT("count");
		rc = put_fact(&n->put, &fact);
	}
	if (rc == 0 && differs[BY_PATH] && differs[BY_ADVISORY])
		rc = put_note(&n->put,
			      more[BY_PATH] && more[BY_ADVISORY] ? "counts-more"
								 : "totals-mismatch",
			      node_line(totals),
			      "the totals are not what the report lists");
	return rc;
}

static void count(struct npm *n, unsigned way, struct node severity, int64_t more)
{
	n->counted[way][put_severity(node_text(severity))] += more;
}

static int fail_tool(struct npm *n, struct node node, struct span words)
{
	err_set(n->put.err, ERR_FORMAT, "the audit did not run: %.*s",
		SPAN_ARG(decode_cut(words, 200)));
	err_tag(n->put.err, "tool-reported-error");
	err_fix(n->put.err, "look at the step that runs the audit");
	return err_at(n->put.err, node_pos(node));
}

static int fail_shape(struct npm *n, struct node node, const char *tag,
		      const char *what)
{
	err_set(n->put.err, ERR_FORMAT, "%s", what);
	err_tag(n->put.err, tag);
	err_fix(n->put.err, "write the report again with the audit command itself");
	return err_at(n->put.err, node_pos(node));
}

/* ---- npm 7 and later ---- */

/* `fixAvailable` names the package to update, which is often another one. */
static void take_fix(struct fact_problem *problem, struct node fix)
{
	if (node_is_true(fix) || node_is(fix, NODE_OBJECT))
		problem->fix_state = SPAN_LIT("fixed");
	else if (node_is(fix, NODE_FALSE))
		problem->fix_state = SPAN_LIT("not-fixed");
	if (span_eq(node_text(node_get(fix, "name")), problem->component))
		problem->fixed_version = node_text(node_get(fix, "version"));
}

static int add_via(struct npm *n, struct node package, struct node via)
{
	struct fact fact = new_problem(via);
	struct fact_problem *problem = &fact.as.problem;
	struct span number = node_word(node_get(via, "source"));

	problem->rule_id = id_of(node_text(node_get(via, "url")));
	if (problem->rule_id.len == 0)
		problem->rule_id = number;
	problem->title = node_text(node_get(via, "title"));
	problem->message = node_text(node_get(via, "range"));
	problem->component = node_text(node_get(package, "name"));
	if (problem->component.len == 0)
		problem->component = node_key(package);
	problem->path = node_text(node_first(node_get(package, "nodes")));
	problem->cwe = words_of(n, node_get(via, "cwe"));
	problem->fingerprint = number;
	take_severity(problem, node_get(via, "severity"), node_get(via, "cvss"));
	take_fix(problem, node_get(package, "fixAvailable"));
	return put_fact(&n->put, &fact);
}

/* Why a package is in the list: names of other packages, and advisories. */
static int check_via(struct npm *n, struct node package)
{
	struct node via = node_get(package, "via"), odd = node_first(via);

	while (node_is(odd, NODE_STRING) || node_is(odd, NODE_OBJECT))
		odd = node_next(odd);
	if (node_is(via, NODE_ARRAY) && !node_exists(odd))
		return 0;
	return fail_shape(n, node_exists(odd) ? odd : package, "out-of-range:via",
			  "a package does not say what is wrong with it");
}

static int read_packages(struct npm *n, struct node root)
{
	struct node packages = node_get(root, "vulnerabilities");
	struct span version = node_word(node_get(root, "auditReportVersion"));
	int rc;

	if (node_exists(node_get(root, "error")))
		return fail_tool(n, node_get(root, "error"),
				 node_text(node_at(root, "error/summary")));
	if (!span_is(version, "2")) {
		err_set(n->put.err, ERR_FORMAT, "audit report version %.*s is not read",
			SPAN_ARG(decode_cut(version, 40)));
		err_tag(n->put.err, "unsupported-version");
		err_fix(n->put.err, "have npm 7 or later write it");
		return err_at(n->put.err, node_pos(root));
	}
	if (!node_is(packages, NODE_OBJECT))
		return fail_shape(n, root, "missing-required:vulnerabilities",
				  "it has no list of vulnerabilities");
	rc = found_held(&n->put, packages, NODE_OBJECT, NODE_OBJECT, "vulnerabilities");
	if (rc == 0)
		rc = add_scan(n, "npm-audit", "npm", version);
	for (struct node p = node_first(packages); rc == 0 && node_exists(p);
	     p = node_next(p)) {
		struct node via = node_first(node_get(p, "via"));

		count(n, BY_PATH, node_get(p, "severity"), 1);
		count(n, BY_ADVISORY, node_get(p, "severity"), 1);
		rc = check_via(n, p);
		for (; rc == 0 && node_exists(via); via = node_next(via))
			if (node_is(via, NODE_OBJECT))
				rc = add_via(n, p, via);
	}
	return rc < 0 ? rc : add_totals(n, node_at(root, "metadata/vulnerabilities"));
}

/* ---- npm 6, pnpm, yarn 1 to 3 ---- */

static int add_advisory(struct npm *n, struct node advisory)
{
	struct fact fact = new_problem(advisory);
	struct fact_problem *problem = &fact.as.problem;
	struct node first = node_first(node_get(advisory, "findings"));
	struct span number = node_word(node_get(advisory, "id"));
	struct span fixed = node_text(node_get(advisory, "patched_versions"));

	problem->rule_id = node_text(node_get(advisory, "github_advisory_id"));
	if (problem->rule_id.len == 0)
		problem->rule_id = id_of(node_text(node_get(advisory, "url")));
	if (problem->rule_id.len == 0)
		problem->rule_id = number;
	problem->title = node_text(node_get(advisory, "title"));
	problem->message = node_text(node_get(advisory, "vulnerable_versions"));
	problem->component = node_text(node_get(advisory, "module_name"));
	problem->component_version = node_text(node_get(first, "version"));
	problem->path = node_text(node_first(node_get(first, "paths")));
	/* "<0.0.0" is how the registry says that no version is good. */
	if (!span_is(fixed, "<0.0.0"))
		problem->fixed_version = fixed;
	problem->aliases = words_of(n, node_get(advisory, "cves"));
	problem->cwe = words_of(n, node_get(advisory, "cwe"));
	problem->fingerprint = number;
	take_severity(problem, node_get(advisory, "severity"),
		      node_get(advisory, "cvss"));
	return put_fact(&n->put, &fact);
}

/* npm counts each way to each version of the package, pnpm counts advisories. */
static void count_advisory(struct npm *n, struct node advisory)
{
	struct node all = node_get(advisory, "findings");
	struct node severity = node_get(advisory, "severity");

	count(n, BY_ADVISORY, severity, 1);
	for (struct node f = node_first(all); node_exists(f); f = node_next(f))
		count(n, BY_PATH, severity, node_count(node_get(f, "paths")));
}

static int read_advisories(struct npm *n, struct node root)
{
	struct node all = node_get(root, "advisories");
	struct node first = node_first(all);
	bool is_npm = node_exists(node_get(root, "runId")) ||
		      node_count(node_get(root, "actions")) > 0 ||
		      !node_exists(node_get(first, "github_advisory_id"));
	int rc = found_held(&n->put, all, NODE_OBJECT, NODE_OBJECT, "advisories");

	if (rc == 0)
		rc = is_npm ? add_scan(n, "npm-audit", "npm-6", SPAN_EMPTY)
			    : add_scan(n, "pnpm-audit", "pnpm", SPAN_EMPTY);
	for (; rc == 0 && node_exists(first); first = node_next(first)) {
		count_advisory(n, first);
		rc = add_advisory(n, first);
	}
	return rc < 0 ? rc : add_totals(n, node_at(root, "metadata/vulnerabilities"));
}

/* ---- yarn ---- */

static int read_yarn_1_line(struct npm *n, struct node line)
{
	struct span type = node_text(node_get(line, "type"));
	struct node data = node_get(line, "data");
	struct node advisory = node_get(data, "advisory");
	void **seen;

	if (span_is(type, "error"))
		return fail_tool(n, line, node_text(data));
	if (span_is(type, "auditSummary")) {
		n->summed = true;
		return add_totals(n, node_get(data, "vulnerabilities"));
	}
	if (!span_is(type, "auditAdvisory"))
		return 0;
	count(n, BY_PATH, node_get(advisory, "severity"), 1);
	seen = table_slot_borrowed(n->seen, node_word(node_get(advisory, "id")));
	if (*seen)
		return 0;
	*seen = n;
	count(n, BY_ADVISORY, node_get(advisory, "severity"), 1);
	return add_advisory(n, advisory);
}

static int read_yarn_1(struct npm *n, const struct probe *probe)
{
	int rc = add_scan(n, "yarn-audit", "yarn-1", SPAN_EMPTY);
	size_t count = probe->tree->roots.count;

	n->seen = table_new(n->put.scratch);
	for (size_t i = 0; rc == 0 && i < count; i++)
		rc = read_yarn_1_line(n, tree_root(probe->tree, i));
	if (rc == 0 && !n->summed)
		rc = fail_shape(n, tree_root(probe->tree, count - 1), "truncated",
				"the stream ends without its summary");
	return rc;
}

/* Deprecated packages are listed among the vulnerable ones. */
static int add_yarn_4(struct npm *n, struct node line)
{
	struct node children = node_get(line, "children");
	struct fact fact = new_problem(line);
	struct fact_problem *problem = &fact.as.problem;
	struct span number = node_word(node_get(children, "ID"));

	problem->rule_id = id_of(node_text(node_get(children, "URL")));
	if (problem->rule_id.len == 0)
		problem->rule_id = number;
	if (span_ends(number, "(deprecation)"))
		problem->kind = SPAN_LIT("other");
	problem->title = node_text(node_get(children, "Issue"));
	problem->message = node_text(node_get(children, "Vulnerable Versions"));
	problem->component = node_text(node_get(line, "value"));
	problem->component_version = words_of(n, node_get(children, "Tree Versions"));
	problem->fingerprint = number;
	take_severity(problem, node_get(children, "Severity"), NODE_NONE);
	return put_fact(&n->put, &fact);
}

static int read_yarn_4(struct npm *n, const struct probe *probe)
{
	int rc = add_scan(n, "yarn-audit", "yarn-4", SPAN_EMPTY);

	for (size_t i = 0; rc == 0 && i < probe->tree->roots.count; i++) {
		struct node line = tree_root(probe->tree, i);

		if (is_yarn_4(line))
			rc = add_yarn_4(n, line);
		else if (is_error_line(line))
			rc = fail_tool(n, line, node_text(node_get(line, "data")));
	}
	return rc;
}

static int npm_audit_read(const struct probe *probe, const struct fact_sink *sink,
			  struct arena *scratch, struct err *err)
{
	struct npm n = { .put = { sink, scratch, err } };
	struct node root = probe->root;
	int rc;

	if (has_stream(probe, is_yarn_1) || has_stream(probe, is_error_line))
		return read_yarn_1(&n, probe);
	if (has_stream(probe, is_yarn_4))
		return read_yarn_4(&n, probe);
	rc = probe_single(probe, err);
	if (rc < 0)
		return rc;
	if (node_exists(node_get(root, "auditReportVersion")))
		return read_packages(&n, root);
	if (is_advisories(root))
		return read_advisories(&n, root);
	if (is_refusal(root))
		return fail_tool(&n, root, node_text(node_get(root, "message")));
	return fail_shape(&n, root, "missing-required:vulnerabilities",
			  "it is no audit report of npm, pnpm or yarn");
}

extern const struct reader reader_npm_audit;
const struct reader reader_npm_audit = {
	.name = "npm-audit",
	.title = "npm, pnpm and yarn audit",
	.spec = "npm documentation: npm audit, --json",
	.reads = "a scan of dependencies, one finding an advisory and package",
	.family = FAMILY_SCAN,
	.revision = 3,
	.tools = { "npm", "yarn", "audit" },
	.usual = "*npm-audit*.json *yarn-audit*.json *npm_audit*.json audit.json",
	.bid = npm_audit_bid,
	.read = npm_audit_read,
};
