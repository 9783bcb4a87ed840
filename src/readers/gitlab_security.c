/*
 * gitlab_security.c - the reports that GitLab's scanners write, whatever the tool:
 * schemas 14 and 15, and those of 2 and 3, which differ in nothing that is read.
 *
 *     { "version": "15.0.7", "scan": { "type", "status", "end_time", "scanner",
 *       "analyzer" }, "vulnerabilities": [ { "id", "name", "severity", "identifiers",
 *       "location" } ], "dependency_files" }
 *
 * Types: sast, dependency_scanning, container_scanning, cluster_image_scanning,
 * secret_detection, dast, api_fuzzing, coverage_fuzzing.  What a secret looked like
 * (`raw_source_code_extract`) is hidden, `details` and evidence are never read.
 * Source: gitlab-org/security-products/security-report-schemas.
 */
#include "base/num.h"
#include "readers/found.h"
#include "readers/joined.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/decode.h"

#define OLDEST 2
#define NEWEST 15

struct gitlab {
	struct put put;
	const char *kind; /* of the findings */
	bool is_secret;
};

/* clang-format off: one type a line */
static const struct {
	const char *type, *scan, *problem;
} types[] = {
	{ "sast", "sast", "sast" },
	{ "dependency_scanning", "dependency", "vulnerability" },
	{ "container_scanning", "image", "vulnerability" },
	{ "cluster_image_scanning", "image", "vulnerability" },
	{ "secret_detection", "secret", "secret" },
	{ "dast", "dast", "dast" },
	{ "api_fuzzing", "dast", "dast" },
	{ "coverage_fuzzing", "fuzz", "other" },
};
/* clang-format on */

static bool is_finding(struct node node)
{
	return node_is(node_get(node, "identifiers"), NODE_ARRAY) &&
	       node_is(node_get(node, "location"), NODE_OBJECT);
}

static enum bid gitlab_bid(const struct probe *probe)
{
	struct node root = probe->root;
	struct node all = node_get(root, "vulnerabilities");

	if (probe->lex != LEX_JSON || !node_is(all, NODE_ARRAY) ||
	    !node_is(node_get(root, "version"), NODE_STRING))
		return BID_NO;
	if (node_is(node_at(root, "scan/type"), NODE_STRING) &&
	    node_is(node_at(root, "scan/scanner"), NODE_OBJECT))
		return BID_STATED;
	return is_finding(node_first(all)) ? BID_SHAPE : BID_NO;
}

/* The type of the scan; before schema 14 it may stand in the findings alone. */
static struct span type_of(struct node root)
{
	struct span type = node_text(node_at(root, "scan/type"));

	if (type.len == 0)
		type = node_text(node_get(node_first(node_get(root, "vulnerabilities")),
					  "category"));
	return type;
}

/* ---- findings ---- */

/* The first identifier names the rule; CVEs and the like are aliases of it. */
static void take_identifiers(struct gitlab *g, struct fact_problem *problem,
			     struct node all)
{
	struct joined aliases;

	joined_init(&aliases);
	for (struct node n = node_first(all); node_exists(n); n = node_next(n)) {
		struct span type = node_text(node_get(n, "type"));
		struct span value = node_word(node_get(n, "value"));

		if (span_is(type, "cwe") && problem->cwe.len == 0)
			problem->cwe = found_cwe(&g->put, value);
		if (problem->rule_id.len == 0)
			problem->rule_id = value;
		else if (span_is(type, "cve") || span_is(type, "ghsa") ||
			 span_is(type, "osvdb"))
			joined_add(&aliases, " ", value);
	}
	problem->aliases = joined_take(&aliases, g->put.scratch);
}

static void take_location(struct gitlab *g, struct fact_problem *problem,
			  struct node location)
{
	struct node package = node_get(location, "dependency");

	problem->path = node_text(node_get(location, "file"));
	if (problem->path.len == 0)
		problem->path = node_text(node_get(location, "image"));
	if (problem->path.len == 0 && node_exists(node_get(location, "hostname")))
		problem->path = found_url(
			&g->put,
			arena_printf(g->put.scratch, "%.*s%.*s",
				     SPAN_ARG(
					     decode_cut(node_text(node_get(location,
									   "hostname")),
							1000)),
				     SPAN_ARG(decode_cut(node_text(node_get(location,
									    "path")),
							 2000))));
	problem->src_line = found_line(node_number(node_get(location, "start_line")));
	problem->component = node_text(node_at(package, "package/name"));
	problem->component_version = node_text(node_get(package, "version"));
}

static int hide_secret(struct gitlab *g, struct node node)
{
	struct node extract = node_get(node, "raw_source_code_extract");

	if (!g->is_secret || node_text(extract).len == 0)
		return 0;
	return put_secret(&g->put, node_text(extract), node_line(extract));
}

static int add_finding(struct gitlab *g, struct node node)
{
	struct fact fact = found_problem(1, g->kind, node_line(node));
	struct fact_problem *problem = &fact.as.problem;

	if (!is_finding(node))
		return found_fail(&g->put, node_pos(node),
				  "missing-required:identifiers",
				  "this is no vulnerability as the schema has it",
				  "let the scanner write the report again");
	problem->title = node_text(node_get(node, "name"));
	if (problem->title.len == 0)
		problem->title = node_text(node_get(node, "message"));
	if (!g->is_secret) /* it may quote the secret */
		problem->message = node_text(node_get(node, "description"));
	problem->severity_raw = node_text(node_get(node, "severity"));
	problem->severity = put_severity(problem->severity_raw);
	problem->fingerprint = node_text(node_get(node, "id"));
	take_identifiers(g, problem, node_get(node, "identifiers"));
	take_location(g, problem, node_get(node, "location"));
	return put_fact(&g->put, &fact);
}

/* ---- the scan ---- */

static int check_version(struct gitlab *g, struct node version)
{
	struct span text = node_text(version);
	ptrdiff_t dot = span_index(text, '.');
	uint64_t major;

	if (dot > 0 && num_u64(span_sub(text, 0, (size_t)dot), 1000, &major) &&
	    major >= OLDEST && major <= NEWEST)
		return 0;
	return found_fail(&g->put, node_pos(version), "unsupported-version",
			  "this version of the report schema is not read",
			  "have the scanner write schema 15");
}

static struct span member_of(struct node scan, const char *path)
{
	return node_text(node_at(scan, path));
}

/* What the scanner says went wrong: the words of its messages. */
static int add_messages(struct gitlab *g, struct node scan)
{
	int rc = 0;

	for (struct node n = node_first(node_get(scan, "messages"));
	     rc == 0 && node_exists(n); n = node_next(n)) {
		struct span level = node_text(node_get(n, "level"));
		struct span value = node_text(node_get(n, "value"));

		if (span_is(level, "fatal") || span_is(level, "warn"))
			rc = put_note(&g->put, "tool-message", node_line(n), "%.*s",
				      SPAN_ARG(decode_cut(value, 300)));
	}
	return rc;
}

static void take_type(struct gitlab *g, struct fact_scan *scan, struct node root)
{
	struct span type = type_of(root);

	g->kind = "other";
	scan->kind = type.len > 0 ? type : SPAN_LIT("other");
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (span_is(type, types[i].type)) {
			scan->kind = span_of(types[i].scan);
			g->kind = types[i].problem;
		}
	}
	g->is_secret = span_is(type, "secret_detection");
}

static struct span target_of(struct node root)
{
	struct node first = node_first(node_get(root, "vulnerabilities"));
	struct span target = node_text(node_at(first, "location/image"));

	if (target.len == 0)
		target = node_text(node_at(first, "location/hostname"));
	return target;
}

static int add_scan(struct gitlab *g, struct node root)
{
	struct node said = node_get(root, "scan");
	struct node end = node_get(said, "end_time");
	struct fact fact = found_scan(1, "", "");
	struct fact_scan *scan = &fact.as.scan;
	struct span status = member_of(said, "status");
	int rc;

	take_type(g, scan, root);
	scan->tool = member_of(said, "scanner/id");
	scan->tool_version = member_of(said, "scanner/version");
	if (scan->tool.len == 0)
		scan->tool =
			node_text(node_at(node_first(node_get(root, "vulnerabilities")),
					  "scanner/id"));
	scan->target = found_url(&g->put, target_of(root));
	clock_parse(member_of(said, "start_time"), &scan->started_at);
	clock_parse(node_text(end), &scan->finished_at);
	if (span_is(status, "success"))
		scan->succeeded = 1;
	else if (status.len > 0)
		scan->succeeded = 0;
	rc = put_about(&g->put,
		       (struct fact_about){ .generated_at = CLOCK_NONE,
					    .tool = scan->tool,
					    .tool_version = scan->tool_version,
					    .dialect = type_of(root),
					    .format_version = node_text(
						    node_get(root, "version")) });
	if (rc == 0)
		rc = put_time(&g->put, node_text(end), "/scan/end_time",
			      node_line(end));
	return rc < 0 ? rc : put_fact(&g->put, &fact);
}

static int gitlab_read(const struct probe *probe, const struct fact_sink *sink,
		       struct arena *scratch, struct err *err)
{
	struct gitlab g = { .put = { sink, scratch, err } };
	struct node root = probe->root;
	struct node all = node_get(root, "vulnerabilities");
	int rc = probe_single(probe, err);

	if (rc == 0 && !node_is(all, NODE_ARRAY))
		rc = found_fail(&g.put, node_pos(root),
				"missing-required:vulnerabilities",
				"it has no list of vulnerabilities",
				"let the scanner write the report again");
	if (rc == 0)
		rc = check_version(&g, node_get(root, "version"));
	g.is_secret = span_is(type_of(root), "secret_detection");
	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = hide_secret(&g, n);
	if (rc == 0)
		rc = add_scan(&g, root);
	if (rc == 0)
		rc = add_messages(&g, node_get(root, "scan"));
	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_finding(&g, n);
	return rc;
}

extern const struct reader reader_gitlab_security;
const struct reader reader_gitlab_security = {
	.name = "gitlab-security",
	.title = "GitLab security report",
	.spec = "GitLab security report schemas 14 and 15, and 2 and 3",
	.reads = "a scan of the type it says, its status, vulnerabilities",
	.family = FAMILY_SCAN,
	.revision = 1,
	.tools = { "gl-" },
	.usual = "gl-*-report.json",
	.bid = gitlab_bid,
	.read = gitlab_read,
};
