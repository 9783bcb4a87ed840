/*
 * gitleaks.c - secrets that Gitleaks found, in its JSON of version 8 and of those
 * before.
 *
 *     [ { "RuleID", "Description", "File", "StartLine", "Commit", "Fingerprint" } ]
 *     [ { "rule", "offender", "file", "lineNumber", "commit", "leakURL" } ]
 *
 * An empty list or null is what it writes when it finds nothing.  What it found
 * (Secret, Match, line, offender) and the words of commits are never read.  Source:
 * Gitleaks' README and its `report` package.
 */
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"

/* What the two generations call the same thing. */
struct names {
	const char *dialect, *rule, *title, *file, *line, *commit, *print;
};

static const struct names now = { "v8",        "RuleID", "Description", "File",
				  "StartLine", "Commit", "Fingerprint" };
static const struct names before = { "v7",         "rule",   NULL, "file",
				     "lineNumber", "commit", NULL };

static bool is_now(struct node leak)
{
	return node_is(node_get(leak, "RuleID"), NODE_STRING) &&
	       (node_exists(node_get(leak, "Fingerprint")) ||
		node_exists(node_get(leak, "Commit")));
}

static bool is_before(struct node leak)
{
	return (node_exists(node_get(leak, "offender")) ||
		node_exists(node_get(leak, "leakURL"))) &&
	       node_is(node_get(leak, "rule"), NODE_STRING);
}

static enum bid gitleaks_bid(const struct probe *probe)
{
	struct node first = node_first(probe->root);

	if (probe->lex != LEX_JSON || !node_is(probe->root, NODE_ARRAY))
		return BID_NO;
	return is_now(first) || is_before(first) ? BID_SHAPE : BID_NO;
}

static struct span member(struct node node, const char *name)
{
	return name ? node_text(node_get(node, name)) : SPAN_EMPTY;
}

/* What it found is no fact; the report is withheld, and the value hidden elsewhere. */
static int hide_leak(struct put *put, struct node leak)
{
	static const char *const fields[] = { "Secret", "offender", NULL };
	int rc = 0;

	for (size_t i = 0; rc == 0 && fields[i]; i++) {
		struct span secret = member(leak, fields[i]);

		if (secret.len > 0 && span_find(secret, SPAN_LIT("REDACTED")) < 0)
			rc = put_secret(put, secret, node_line(leak));
	}
	return rc;
}

/* Without a commit it looked at the files as they are, not at their history. */
static int add_leak(struct put *put, const struct names *names, struct node leak)
{
	struct fact fact = fact_new(FACT_PROBLEM);
	struct fact_problem *problem = &fact.as.problem;
	int64_t line;

	problem->scan = 1;
	problem->kind = SPAN_LIT("secret");
	problem->rule_id = member(leak, names->rule);
	problem->title = member(leak, names->title);
	problem->severity = SEVERITY_UNKNOWN;
	problem->path = member(leak, names->file);
	if (node_integer(node_get(leak, names->line), &line) && line > 0 &&
	    line < 1000000000)
		problem->src_line = (unsigned)line;
	problem->commit = member(leak, names->commit);
	if (problem->commit.len == 0 && problem->path.len > 0)
		problem->in_tree = 1;
	problem->fingerprint = member(leak, names->print);
	problem->line = node_line(leak);
	return put_fact(put, &fact);
}

static int fail_leak(struct put *put, struct node leak)
{
	err_set(put->err, ERR_FORMAT, "this is no leak as Gitleaks reports one");
	err_tag(put->err, "missing-required:RuleID");
	err_fix(put->err, "write it again with `gitleaks --report-format json`");
	return err_at(put->err, node_pos(leak));
}

static int add_scan(struct put *put, struct node root)
{
	struct fact fact = fact_new(FACT_SCAN);
	struct fact_about about = { .generated_at = CLOCK_NONE };
	int rc;

	about.tool = SPAN_LIT("gitleaks");
	if (node_count(root) > 0)
		about.dialect = span_of(is_now(node_first(root)) ? now.dialect
								 : before.dialect);
	rc = put_about(put, about);
	fact.as.scan.number = 1;
	fact.as.scan.tool = about.tool;
	fact.as.scan.kind = SPAN_LIT("secret");
	if (rc == 0)
		rc = put_fact(put, &fact);
	if (rc == 0)
		rc = put_note(put, "suppressed-elsewhere", node_line(root),
			      "what .gitleaksignore or a baseline leaves out is not "
			      "in the report");
	return rc;
}

static int gitleaks_read(const struct probe *probe, const struct fact_sink *sink,
			 struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node root = probe->root;
	int rc = probe_single(probe, err);

	if (rc < 0)
		return rc;
	if (!node_is(root, NODE_ARRAY) && !node_is(root, NODE_NULL))
		return fail_leak(&put, root);
	rc = add_scan(&put, root);
	for (struct node n = node_first(root); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		rc = hide_leak(&put, n);
		if (rc < 0)
			break;
		if (is_now(n))
			rc = add_leak(&put, &now, n);
		else if (is_before(n))
			rc = add_leak(&put, &before, n);
		else
			rc = fail_leak(&put, n);
	}
	return rc;
}

extern const struct reader reader_gitleaks;
const struct reader reader_gitleaks = {
	.name = "gitleaks",
	.title = "Gitleaks",
	.spec = "Gitleaks README: reports, JSON (version 8 and before)",
	.reads = "a scan for secrets and where they stand, never the secrets",
	.family = FAMILY_SCAN,
	.revision = 1,
	.tools = { "gitleaks" },
	.reads_nothing = true,
	.usual = "*gitleaks*.json",
	.bid = gitleaks_bid,
	.read = gitleaks_read,
};
