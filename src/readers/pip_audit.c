/*
 * pip_audit.c - what PyPI and OSV know against installed or required packages.
 *
 *     { "dependencies": [ { "name", "version", "vulns": [...] } ], "fixes": [...] }
 *     [ { "name", "version", "vulns": [...] } ]               before 2.1
 *
 * No finding has a severity.  A dependency with a `skip_reason` was not audited,
 * which makes the report partial.  Source: pip-audit's README, "--format json".
 */
#include "base/path.h"
#include "readers/osv.h"
#include "readers/probe.h"
#include "readers/reader.h"

static bool is_dependency(struct node node)
{
	return node_is(node_get(node, "name"), NODE_STRING) &&
	       (node_is(node_get(node, "vulns"), NODE_ARRAY) ||
		node_is(node_get(node, "skip_reason"), NODE_STRING));
}

/* The list of dependencies in either shape. */
static struct node dependencies_of(struct node root)
{
	return node_is(root, NODE_ARRAY) ? root : node_get(root, "dependencies");
}

/* An empty list under that key is anybody's, unless the rest tells. */
static enum bid pip_audit_bid(const struct probe *probe)
{
	struct node list = dependencies_of(probe->root);

	if (probe->lex != LEX_JSON || !node_is(list, NODE_ARRAY))
		return BID_NO;
	if (is_dependency(node_first(list)))
		return BID_SHAPE;
	if (node_is(probe->root, NODE_ARRAY) || node_count(list) > 0)
		return BID_NO;
	if (node_is(node_get(probe->root, "fixes"), NODE_ARRAY) ||
	    span_find_nocase(path_base(probe->path), "pip-audit") >= 0 ||
	    span_find_nocase(path_base(probe->path), "pip_audit") >= 0)
		return BID_GENERIC;
	return BID_NO;
}

static int add_vulnerability(struct put *put, struct node dependency, struct node node)
{
	struct fact fact = fact_new(FACT_PROBLEM);
	struct fact_problem *problem = &fact.as.problem;
	struct node fixed = node_get(node, "fix_versions");
	struct joined versions;

	joined_init(&versions);
	for (struct node n = node_first(fixed); node_exists(n); n = node_next(n))
		joined_add(&versions, ", ", node_text(n));
	problem->scan = 1;
	problem->kind = SPAN_LIT("vulnerability");
	problem->severity = SEVERITY_UNKNOWN;
	problem->rule_id = node_text(node_get(node, "id"));
	problem->message = node_text(node_get(node, "description"));
	problem->component = node_text(node_get(dependency, "name"));
	problem->component_version = node_text(node_get(dependency, "version"));
	problem->fixed_version = joined_take(&versions, put->scratch);
	problem->fix_state =
		node_count(fixed) > 0 ? SPAN_LIT("fixed") : SPAN_LIT("not-fixed");
	problem->aliases =
		osv_aliases(put, node_get(node, "aliases"), problem->rule_id);
	problem->line = node_line(node);
	return put_fact(put, &fact);
}

static int note_skipped(struct put *put, struct node dependency)
{
	struct span name = node_text(node_get(dependency, "name"));
	struct span reason = node_text(node_get(dependency, "skip_reason"));

	return put_note(put, "not-audited", node_line(dependency),
			"%.*s was not audited: %.*s", SPAN_ARG(decode_cut(name, 100)),
			SPAN_ARG(decode_cut(reason, 300)));
}

static int fail_dependency(struct put *put, struct node node)
{
	err_set(put->err, ERR_FORMAT,
		"a dependency has neither vulns nor a skip_reason");
	err_tag(put->err, "missing-required:vulns");
	err_fix(put->err, "write it again with `pip-audit --format json`");
	return err_at(put->err, node_pos(node));
}

static int read_dependency(struct put *put, struct node dependency)
{
	struct node vulns = node_get(dependency, "vulns");
	int rc = 0;

	if (!is_dependency(dependency))
		return fail_dependency(put, dependency);
	if (!node_is(vulns, NODE_ARRAY))
		return note_skipped(put, dependency);
	for (struct node n = node_first(vulns); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_vulnerability(put, dependency, n);
	return rc;
}

static int add_scan(struct put *put, struct node root, struct node list)
{
	struct fact fact = fact_new(FACT_SCAN);
	struct fact_about about = { .generated_at = CLOCK_NONE };
	int64_t audited = 0;
	int rc;

	for (struct node n = node_first(list); node_exists(n); n = node_next(n))
		audited += node_is(node_get(n, "vulns"), NODE_ARRAY);
	about.tool = SPAN_LIT("pip-audit");
	if (node_is(root, NODE_ARRAY))
		about.dialect = SPAN_LIT("list");
	rc = put_about(put, about);
	fact.as.scan.number = 1;
	fact.as.scan.tool = about.tool;
	fact.as.scan.kind = SPAN_LIT("dependency");
	fact.as.scan.targets = audited;
	if (rc == 0)
		rc = put_fact(put, &fact);
	if (rc == 0 && audited == 0)
		rc = put_note(put, "no-targets", node_line(root),
			      "it lists nothing that it looked at");
	return rc;
}

static int pip_audit_read(const struct probe *probe, const struct fact_sink *sink,
			  struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node list = dependencies_of(probe->root);
	int rc = probe_single(probe, err);

	if (rc < 0)
		return rc;
	if (!node_is(list, NODE_ARRAY))
		return fail_dependency(&put, probe->root);
	rc = add_scan(&put, probe->root, list);
	for (struct node n = node_first(list); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = read_dependency(&put, n);
	return rc;
}

extern const struct reader reader_pip_audit;
const struct reader reader_pip_audit = {
	.name = "pip-audit",
	.title = "pip-audit",
	.spec = "pip-audit README: --format json",
	.reads = "a scan of dependencies, and which of them were left out",
	.family = FAMILY_SCAN,
	.revision = 1,
	.tools = { "pip" },
	.usual = "*pip-audit*.json *pip_audit*.json",
	.bid = pip_audit_bid,
	.read = pip_audit_read,
};
