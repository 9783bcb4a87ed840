/*
 * govulncheck.c - vulnerabilities of Go modules, and whether the code calls them.
 *
 * A stream of objects, indented and one after the other, or the same in one array:
 * config, progress, SBOM, osv, finding.  An `osv` is an entry of the database and no
 * finding.  An issue has a finding for each depth it was followed to: one of a
 * module, one of a package, one for each symbol that is called.  Here it is one,
 * `reachable` where a symbol is.  The database has no severities.  Source:
 * golang.org/x/vuln, internal/govulncheck, protocol v1.0.0.
 */
#include "base/table.h"
#include "readers/found.h"
#include "readers/osv.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "readers/when.h"

#define LOOKED 20 /* messages that are looked at for the first one */

struct issue {
	struct span id, module;
	struct node first;  /* finding */
	struct node called; /* finding with a symbol, or absent */
	struct span fixed;
};

struct govulncheck {
	struct put put;
	bool symbols; /* it looked for calls */
	struct table *records, *by_name;
	LIST(struct issue *) issues;
};

/* The stream's messages, whether they stand in an array or not. */
struct messages {
	struct tree *tree;
	size_t next;
	struct node node;
	bool is_array;
};

static struct messages messages_of(const struct probe *probe)
{
	struct messages all = { .tree = probe->tree };

	all.is_array = node_is(probe->root, NODE_ARRAY);
	all.node = all.is_array ? node_first(probe->root) : probe->root;
	all.next = 1;
	return all;
}

static void messages_next(struct messages *all)
{
	if (all->is_array)
		all->node = node_next(all->node);
	else
		all->node = tree_root(all->tree, all->next++);
}

static bool is_config(struct node message)
{
	struct node config = node_get(message, "config");

	return node_is(node_get(config, "protocol_version"), NODE_STRING) &&
	       node_is(node_get(config, "scanner_name"), NODE_STRING);
}

static enum bid govulncheck_bid(const struct probe *probe)
{
	struct messages all;

	if (probe->lex != LEX_JSON)
		return BID_NO;
	all = messages_of(probe);
	for (unsigned i = 0; i < LOOKED && node_exists(all.node); i++) {
		if (is_config(all.node))
			return BID_STATED;
		messages_next(&all);
	}
	return BID_NO;
}

/* ---- messages ---- */

static int read_config(struct govulncheck *g, struct node config)
{
	struct fact fact = fact_new(FACT_SCAN);
	struct fact_about about = { .generated_at = CLOCK_NONE };
	struct span level = node_text(node_get(config, "scan_level"));
	int rc;

	g->symbols = level.len == 0 || span_is(level, "symbol");
	about.format_version = node_text(node_get(config, "protocol_version"));
	about.tool = node_text(node_get(config, "scanner_name"));
	about.tool_version = node_text(node_get(config, "scanner_version"));
	rc = put_about(&g->put, about);
	fact.as.scan.number = 1;
	fact.as.scan.tool = about.tool;
	fact.as.scan.tool_version = about.tool_version;
	fact.as.scan.kind = SPAN_LIT("dependency");
	when_parse(node_text(node_get(config, "db_last_modified")),
		   &fact.as.scan.db_updated_at);
	return rc < 0 ? rc : put_fact(&g->put, &fact);
}

static bool has_function(struct node trace)
{
	for (struct node n = node_first(trace); node_exists(n); n = node_next(n))
		if (node_text(node_get(n, "function")).len > 0)
			return true;
	return false;
}

static struct issue *issue_of(struct govulncheck *g, struct span id, struct span module)
{
	struct span name = arena_printf(g->put.scratch, "%.*s\n%.*s", SPAN_ARG(id),
					SPAN_ARG(module));
	void **slot = table_slot_borrowed(g->by_name, name);

	if (!*slot) {
		struct issue *issue = ARENA_NEW(g->put.scratch, struct issue);

		*issue = (struct issue){ .id = id, .module = module };
		*LIST_ADD(g->put.scratch, &g->issues) = issue;
		*slot = issue;
	}
	return *slot;
}

static void take_finding(struct govulncheck *g, struct node finding)
{
	struct node trace = node_get(finding, "trace");
	struct span module = node_text(node_get(node_first(trace), "module"));
	struct issue *issue = issue_of(g, node_text(node_get(finding, "osv")), module);

	if (!node_exists(issue->first))
		issue->first = finding;
	if (!node_exists(issue->called) && has_function(trace))
		issue->called = finding;
	if (issue->fixed.len == 0)
		issue->fixed = node_text(node_get(finding, "fixed_version"));
}

static void take_record(struct govulncheck *g, struct node record)
{
	struct span id = node_text(node_get(record, "id"));
	void **slot = table_slot_borrowed(g->records, id);

	if (!*slot) {
		struct node *kept = ARENA_NEW(g->put.scratch, struct node);

		*kept = record;
		*slot = kept;
	}
}

/* ---- issues ---- */

/* The last frame of a trace that has a place is in the code that was scanned. */
static void take_place(struct fact_problem *problem, struct node finding)
{
	struct node trace = node_get(finding, "trace");

	for (struct node n = node_first(trace); node_exists(n); n = node_next(n)) {
		struct node position = node_get(n, "position");
		int64_t line;

		if (node_text(node_get(position, "filename")).len == 0)
			continue;
		problem->path = node_text(node_get(position, "filename"));
		problem->src_line = 0;
		if (node_integer(node_get(position, "line"), &line) && line > 0 &&
		    line < 1000000000)
			problem->src_line = (unsigned)line;
	}
}

static int add_issue(struct govulncheck *g, const struct issue *issue)
{
	struct fact fact = fact_new(FACT_PROBLEM);
	struct fact_problem *problem = &fact.as.problem;
	struct node first = node_first(node_get(issue->first, "trace"));
	const struct node *record = table_get(g->records, issue->id);
	struct cvss rating = CVSS_NONE;

	problem->scan = 1;
	problem->kind = SPAN_LIT("vulnerability");
	problem->rule_id = issue->id;
	problem->component = issue->module;
	problem->component_version = node_text(node_get(first, "version"));
	problem->fixed_version = issue->fixed;
	problem->fix_state =
		issue->fixed.len > 0 ? SPAN_LIT("fixed") : SPAN_LIT("not-fixed");
	problem->line = node_line(issue->first);
	if (node_exists(issue->called)) {
		problem->reachable = 1;
		take_place(problem, issue->called);
	} else if (g->symbols) {
		problem->reachable = 0;
	}
	if (record) {
		osv_describe(problem, *record);
		osv_rate(&rating, *record);
		problem->aliases =
			osv_aliases(&g->put, node_get(*record, "aliases"), issue->id);
	}
	cvss_settle(&rating, problem);
	return put_fact(&g->put, &fact);
}

static int govulncheck_read(const struct probe *probe, const struct fact_sink *sink,
			    struct arena *scratch, struct err *err)
{
	struct govulncheck g = { .put = { sink, scratch, err } };
	struct messages all = messages_of(probe);
	bool configured = false;
	int rc = 0;

	g.records = table_new(scratch);
	g.by_name = table_new(scratch);
	for (; rc == 0 && node_exists(all.node); messages_next(&all)) {
		struct node finding = node_get(all.node, "finding");
		struct node record = node_get(all.node, "osv");

		if (!node_is(all.node, NODE_OBJECT) ||
		    (node_exists(finding) && !node_is(finding, NODE_OBJECT)))
			rc = found_fail(&g.put, node_pos(all.node),
					"out-of-range:finding", "a message is none",
					"write it again with `govulncheck -json`");
		if (rc == 0 && is_config(all.node) && !configured) {
			configured = true;
			rc = read_config(&g, node_get(all.node, "config"));
		}
		if (node_exists(finding))
			take_finding(&g, finding);
		else if (node_exists(record))
			take_record(&g, record);
	}
	if (rc == 0 && !configured) {
		err_set(err, ERR_FORMAT, "it has no message of the configuration");
		err_tag(err, "missing-required:config");
		err_fix(err, "write it again with `govulncheck -json`");
		return err_at(err, node_pos(probe->root));
	}
	for (size_t i = 0; rc == 0 && i < g.issues.count; i++)
		rc = add_issue(&g, g.issues.at[i]);
	return rc;
}

extern const struct reader reader_govulncheck;
const struct reader reader_govulncheck = {
	.name = "govulncheck",
	.title = "govulncheck",
	.spec = "golang.org/x/vuln: govulncheck -json, protocol v1.0.0",
	.reads = "a scan of Go modules, and whether what is vulnerable is called",
	.family = FAMILY_SCAN,
	.revision = 2,
	.tools = { "govulncheck" },
	.usual = "*govulncheck*.json",
	.bid = govulncheck_bid,
	.read = govulncheck_read,
};
