/*
 * checkov.c - what Checkov found in infrastructure as code, in its JSON
 * (`checkov -o json`).
 *
 *     { "check_type": "terraform", "results": { "passed_checks", "failed_checks",
 *       "skipped_checks", "parsing_errors" }, "summary": { ... } }
 *     [ { ... }, { ... } ]                   one of these a framework
 *     { "passed": 0, "failed": 0, ... }      nothing was there to be looked at
 *
 * Without the vendor's platform Checkov gives no severity: such findings are of
 * unknown severity.  A skipped check is a suppressed finding.  The lines of code that
 * it quotes are never read.  Source: Checkov's documentation of its outputs, and
 * checkov/common/output/report.py.
 */
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/reader.h"

struct checkov {
	struct put put;
	int64_t scan;
	const char *kind; /* of the findings of this scan */
	bool nothing;     /* no report of the file came to any result */
};

static bool is_report(struct node node)
{
	return node_is(node_get(node, "check_type"), NODE_STRING) &&
	       node_is(node_get(node, "results"), NODE_OBJECT) &&
	       node_is(node_get(node, "summary"), NODE_OBJECT);
}

static bool is_bare(struct node node)
{
	return node_is(node_get(node, "passed"), NODE_NUMBER) &&
	       node_is(node_get(node, "failed"), NODE_NUMBER) &&
	       node_is(node_get(node, "parsing_errors"), NODE_NUMBER) &&
	       node_is(node_get(node, "checkov_version"), NODE_STRING);
}

static enum bid checkov_bid(const struct probe *probe)
{
	struct node root = probe->root;

	if (probe->lex != LEX_JSON)
		return BID_NO;
	if (node_is(root, NODE_ARRAY))
		root = node_first(root);
	return is_report(root) || is_bare(root) ? BID_STATED : BID_NO;
}

/* clang-format off: one framework a line; the others look for misconfigurations */
static const struct {
	const char *type, *scan, *problem;
} types[] = {
	{ "secrets", "secret", "secret" },
	{ "sca_package", "dependency", "vulnerability" },
	{ "sca_image", "image", "vulnerability" },
	{ "sast", "sast", "sast" },
};
/* clang-format on */

static const char *kind_of(struct checkov *c, struct span type)
{
	c->kind = "misconfiguration";
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (span_starts(type, types[i].type)) {
			c->kind = types[i].problem;
			return types[i].scan;
		}
	}
	return c->kind;
}

/* What a check of dependencies says of the package. */
static void take_package(struct fact_problem *problem, struct node details)
{
	struct span id = node_text(node_get(details, "id"));

	if (!node_is(details, NODE_OBJECT))
		return;
	if (id.len > 0)
		problem->rule_id = id;
	problem->component = node_text(node_get(details, "package_name"));
	problem->component_version = node_text(node_get(details, "package_version"));
	problem->fix_state = node_text(node_get(details, "status"));
	problem->message = node_text(node_get(details, "description"));
}

static int add_check(struct checkov *c, struct node check, bool skipped)
{
	struct fact fact = found_problem(c->scan, c->kind, node_line(check));
	struct fact_problem *problem = &fact.as.problem;
	struct node lines = node_get(check, "file_line_range");

	problem->rule_id = node_text(node_get(check, "check_id"));
	if (problem->rule_id.len == 0)
		return found_fail(&c->put, node_pos(check), "missing-required:check_id",
				  "this is no check as Checkov writes one",
				  "write it again with `checkov -o json`");
	if (span_starts(problem->rule_id, "BC_LIC_"))
		problem->kind = SPAN_LIT("license");
	problem->title = node_text(node_get(check, "check_name"));
	problem->severity_raw = node_text(node_get(check, "severity"));
	problem->severity = put_severity(problem->severity_raw);
	problem->path = node_text(node_get(check, "repo_file_path"));
	if (problem->path.len == 0)
		problem->path = node_text(node_get(check, "file_path"));
	problem->src_line = found_line(node_number(node_first(lines)));
	problem->component = node_text(node_get(check, "resource"));
	take_package(problem, node_get(check, "vulnerability_details"));
	problem->suppressed = skipped;
	if (skipped) {
		struct node result = node_get(check, "check_result");

		problem->suppress_reason =
			node_text(node_get(result, "suppress_comment"));
		if (problem->suppress_reason.len == 0)
			problem->suppress_reason = SPAN_LIT("skipped");
	}
	return put_fact(&c->put, &fact);
}

static int add_checks(struct checkov *c, struct node all, bool skipped)
{
	int rc = 0;

	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_check(c, n, skipped);
	return rc;
}

/* parsing_errors is a list of paths; a summary says how many there are. */
static int add_errors(struct checkov *c, struct node report)
{
	struct node all = node_at(report, "results/parsing_errors");
	struct node said = node_at(report, "summary/parsing_errors");
	int64_t count;
	int rc = 0;

	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = found_skipped(&c->put, node_line(n), node_text(n),
				   SPAN_LIT("it could not be parsed"));
	if (rc == 0 && node_count(all) == 0 && node_integer(said, &count) && count > 0)
		rc = put_note(&c->put, "not-audited", node_line(said),
			      "%lld files could not be parsed", (long long)count);
	return rc;
}

static int check_totals(struct checkov *c, struct node report)
{
	struct node failed = node_at(report, "summary/failed");
	struct node skipped = node_at(report, "summary/skipped");
	struct node results = node_get(report, "results");
	int64_t said;
	int rc = 0;

	if (node_integer(failed, &said))
		rc = found_total(&c->put, node_line(failed), "failed checks", said,
				 node_count(node_get(results, "failed_checks")));
	if (rc == 0 && node_integer(skipped, &said) &&
	    node_exists(node_get(results, "skipped_checks")))
		rc = found_total(&c->put, node_line(skipped), "skipped checks", said,
				 node_count(node_get(results, "skipped_checks")));
	return rc;
}

/* Whether not one check came to a result. */
static bool is_nothing(struct node summary)
{
	static const char *const keys[] = { "passed", "failed", "skipped" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		int64_t count = 0;

		if (node_integer(node_get(summary, keys[i]), &count) && count != 0)
			return false;
	}
	return true;
}

static bool is_nothing_report(struct node node)
{
	return is_bare(node)
		       ? is_nothing(node)
		       : is_nothing(node_get(node, "summary")) &&
				 node_count(node_at(node, "results/failed_checks")) ==
					 0;
}

/* A framework of several for which there is no file is no failed scan. */
static int add_scan(struct checkov *c, struct node node, struct node summary,
		    struct span type)
{
	struct fact fact = found_scan(++c->scan, "checkov", kind_of(c, type));
	int64_t resources;
	int rc = 0;

	fact.as.scan.tool_version = node_text(node_get(summary, "checkov_version"));
	if (node_integer(node_get(summary, "resource_count"), &resources) &&
	    resources >= 0)
		fact.as.scan.targets = resources;
	rc = put_about(&c->put, (struct fact_about){
					.generated_at = CLOCK_NONE,
					.tool = fact.as.scan.tool,
					.tool_version = fact.as.scan.tool_version });
	if (is_nothing_report(node)) {
		if (c->nothing)
			fact.as.scan.succeeded = 0;
		if (rc == 0)
			rc = found_nothing(&c->put, node_line(node));
	}
	return rc < 0 ? rc : put_fact(&c->put, &fact);
}

static int add_report(struct checkov *c, struct node node)
{
	struct node results = node_get(node, "results");
	int rc;

	if (is_bare(node))
		return add_scan(c, node, node, SPAN_EMPTY);
	if (!is_report(node) ||
	    !node_is(node_get(results, "failed_checks"), NODE_ARRAY))
		return found_fail(&c->put, node_pos(node),
				  "missing-required:failed_checks",
				  "this is no report as Checkov writes one",
				  "write it again with `checkov -o json`");
	rc = add_scan(c, node, node_get(node, "summary"),
		      node_text(node_get(node, "check_type")));
	if (rc == 0)
		rc = add_checks(c, node_get(results, "failed_checks"), false);
	if (rc == 0)
		rc = add_checks(c, node_get(results, "skipped_checks"), true);
	if (rc == 0)
		rc = add_errors(c, node);
	return rc < 0 ? rc : check_totals(c, node);
}

static int checkov_read(const struct probe *probe, const struct fact_sink *sink,
			struct arena *scratch, struct err *err)
{
	struct checkov c = { .put = { sink, scratch, err } };
	struct node root = probe->root;
	int rc = probe_single(probe, err);

	if (rc < 0)
		return rc;
	c.nothing = true;
	if (!node_is(root, NODE_ARRAY))
		return add_report(&c, root);
	for (struct node n = node_first(root); node_exists(n); n = node_next(n))
		c.nothing &= is_nothing_report(n);
	for (struct node n = node_first(root); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_report(&c, n);
	return rc;
}

extern const struct reader reader_checkov;
const struct reader reader_checkov = {
	.name = "checkov",
	.title = "Checkov",
	.spec = "Checkov JSON output",
	.reads = "a scan a framework, failed checks, skipped ones as suppressed",
	.family = FAMILY_SCAN,
	.revision = 2,
	.tools = { "checkov" },
	.usual = "*checkov*.json",
	.bid = checkov_bid,
	.read = checkov_read,
};
