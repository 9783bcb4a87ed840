/*
 * cargo_audit.c - what RustSec knows against the crates of a Cargo.lock.
 *
 * Vulnerabilities have no word for their severity but a CVSS vector, and some not
 * even that.  Warnings (unmaintained, unsound, yanked, notice) are kept as `other`.
 * The commit in `database` is that of the list of advisories.  Source: the `rustsec`
 * crate's report module, `cargo audit --json`.
 */
#include "readers/cvss.h"
#include "readers/found.h"
#include "readers/joined.h"
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"
#include "readers/when.h"

static enum bid cargo_audit_bid(const struct probe *probe)
{
	struct node root = probe->root;

	if (probe->lex == LEX_JSON &&
	    node_is(node_get(root, "database"), NODE_OBJECT) &&
	    node_is(node_get(root, "lockfile"), NODE_OBJECT) &&
	    node_is(node_at(root, "vulnerabilities/list"), NODE_ARRAY))
		return BID_STATED;
	return BID_NO;
}

static struct span join(struct put *put, const char *between, struct node list)
{
	struct joined all;

	joined_init(&all);
	for (struct node n = node_first(list); node_exists(n); n = node_next(n))
		joined_add(&all, between, node_text(n));
	return joined_take(&all, put->scratch);
}

static void take_advisory(struct put *put, struct fact_problem *problem,
			  struct node advisory)
{
	problem->rule_id = node_text(node_get(advisory, "id"));
	problem->title = node_text(node_get(advisory, "title"));
	problem->message = node_text(node_get(advisory, "description"));
	problem->aliases = join(put, " ", node_get(advisory, "aliases"));
}

static struct fact new_problem(struct put *put, struct node node, const char *kind)
{
	struct fact fact = fact_new(FACT_PROBLEM);
	struct fact_problem *problem = &fact.as.problem;

	problem->scan = 1;
	problem->kind = span_of(kind);
	problem->component = node_text(node_at(node, "package/name"));
	problem->component_version = node_text(node_at(node, "package/version"));
	problem->line = node_line(node);
	take_advisory(put, problem, node_get(node, "advisory"));
	if (problem->component.len == 0)
		problem->component = node_text(node_at(node, "advisory/package"));
	return fact;
}

static int add_vulnerability(struct put *put, struct node node)
{
	struct fact fact = new_problem(put, node, "vulnerability");
	struct fact_problem *problem = &fact.as.problem;
	struct node patched = node_at(node, "versions/patched");
	struct cvss rating = CVSS_NONE;

	cvss_rate(&rating, SPAN_EMPTY, SPAN_EMPTY,
		  node_text(node_at(node, "advisory/cvss")));
	cvss_settle(&rating, problem);
	problem->fixed_version = join(put, ", ", patched);
	if (node_exists(patched))
		problem->fix_state = node_count(patched) > 0 ? SPAN_LIT("fixed")
							     : SPAN_LIT("not-fixed");
	return put_fact(put, &fact);
}

static int add_warning(struct put *put, struct node node, struct span kind)
{
	struct fact fact = new_problem(put, node, "other");
	struct fact_problem *problem = &fact.as.problem;
	struct span said = node_text(node_get(node, "kind"));

	problem->severity = SEVERITY_INFO;
	problem->level = SPAN_LIT("warning");
	problem->severity_raw = said.len > 0 ? said : kind;
	if (problem->rule_id.len == 0)
		problem->rule_id = problem->severity_raw; /* yanked has no advisory */
	return put_fact(put, &fact);
}

/* By kind in an object; in one list before 0.13. */
static int add_warnings(struct put *put, struct node warnings)
{
	bool by_kind = !node_is(warnings, NODE_ARRAY);
	int rc = found_held(put, warnings, by_kind ? NODE_OBJECT : NODE_ARRAY,
			    by_kind ? NODE_ARRAY : NODE_OBJECT, "warnings");

	for (struct node n = node_first(warnings); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		if (node_is(n, NODE_OBJECT)) {
			rc = add_warning(put, n, SPAN_LIT("warning"));
			continue;
		}
		rc = found_list(put, n, "warnings");
		for (struct node w = node_first(n); rc == 0 && node_exists(w);
		     w = node_next(w))
			rc = add_warning(put, w, node_key(n));
	}
	return rc;
}

static int add_scan(struct put *put, struct node root)
{
	struct fact fact = fact_new(FACT_SCAN);
	struct fact_about about = { .generated_at = CLOCK_NONE };
	int64_t crates;
	int rc;

	about.tool = SPAN_LIT("cargo-audit");
	rc = put_about(put, about);
	fact.as.scan.number = 1;
	fact.as.scan.tool = about.tool;
	fact.as.scan.kind = SPAN_LIT("dependency");
	if (node_integer(node_at(root, "lockfile/dependency-count"), &crates) &&
	    crates >= 0)
		fact.as.scan.targets = crates;
	when_parse(node_text(node_at(root, "database/last-updated")),
		   &fact.as.scan.db_updated_at);
	return rc < 0 ? rc : put_fact(put, &fact);
}

/* What the settings and the totals say about the list. */
static int add_notes(struct put *put, struct node root)
{
	struct node ignored = node_at(root, "settings/ignore");
	struct node all = node_get(root, "vulnerabilities");
	struct node count = node_get(all, "count");
	uint32_t listed = node_count(node_get(all, "list"));
	int64_t said = listed;
	int rc = 0;

	if (node_count(ignored) > 0)
		rc = put_note(put, "ignored-advisories", node_line(ignored),
			      "%u advisories were told to be left out",
			      (unsigned)node_count(ignored));
	if (rc == 0 && ((node_integer(count, &said) && said != listed) ||
			node_is_true(node_get(all, "found")) != (listed > 0)))
		rc = put_note(put,
			      said > listed || listed == 0 ? "counts-more"
							   : "totals-mismatch",
			      node_line(all),
			      "it says that there are %lld, and lists %u",
			      (long long)said, (unsigned)listed);
	return rc;
}

static int cargo_audit_read(const struct probe *probe, const struct fact_sink *sink,
			    struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node root = probe->root;
	struct node list = node_at(root, "vulnerabilities/list");
	int rc = probe_single(probe, err);

	if (rc < 0)
		return rc;
	if (!node_is(list, NODE_ARRAY)) {
		err_set(err, ERR_FORMAT, "it has no list of vulnerabilities");
		err_tag(err, "missing-required:list");
		err_fix(err, "write it again with `cargo audit --json`");
		return err_at(err, node_pos(root));
	}
	rc = found_list(&put, list, "list");
	if (rc == 0)
		rc = add_scan(&put, root);
	if (rc == 0)
		rc = add_notes(&put, root);
	for (struct node n = node_first(list); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_vulnerability(&put, n);
	return rc < 0 ? rc : add_warnings(&put, node_get(root, "warnings"));
}

extern const struct reader reader_cargo_audit;
const struct reader reader_cargo_audit = {
	.name = "cargo-audit",
	.title = "cargo audit",
	.spec = "rustsec crate: report; cargo audit --json",
	.reads = "a scan of dependencies, vulnerabilities and warnings",
	.family = FAMILY_SCAN,
	.revision = 3,
	.tools = { "cargo" },
	.usual = "*cargo-audit*.json *cargo_audit*.json",
	.bid = cargo_audit_bid,
	.read = cargo_audit_read,
};
