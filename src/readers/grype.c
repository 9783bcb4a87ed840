/*
 * grype.c - vulnerabilities that Grype matched with the packages of an image, a
 * folder or an SBOM.
 *
 * `ignoredMatches` are suppressed.  Its configuration may hold credentials of
 * registries and is never read.  Source: Grype's `grype/presenter/models` package,
 * from 0.1 (cvssV2, cvssV3, fixedInVersion) on.
 */
#include "readers/cvss.h"
#include "readers/joined.h"
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"
#include "readers/when.h"

static enum bid grype_bid(const struct probe *probe)
{
	if (probe->lex == LEX_JSON && node_exists(node_get(probe->root, "matches")) &&
	    span_is(node_text(node_at(probe->root, "descriptor/name")), "grype"))
		return BID_STATED;
	return BID_NO;
}

/* ---- matches ---- */

static void add_scores(struct cvss *rating, struct node vulnerability)
{
	static const char *const before[] = { "cvssV3", "cvssV2" };
	struct node all = node_get(vulnerability, "cvss");

	for (struct node n = node_first(all); node_exists(n); n = node_next(n))
		cvss_add(rating, node_number(node_at(n, "metrics/baseScore")),
			 node_text(node_get(n, "vector")));
	for (size_t i = 0; i < 2; i++) {
		struct node one = node_get(vulnerability, before[i]);

		cvss_add(rating, node_number(node_get(one, "baseScore")),
			 node_text(node_get(one, "vector")));
	}
}

/* A distribution's own entry has often no score: then that of the same CVE. */
static void take_severity(struct fact_problem *problem, struct node match)
{
	struct node own = node_get(match, "vulnerability");
	struct node all = node_get(match, "relatedVulnerabilities");
	struct cvss rating = CVSS_NONE;

	cvss_rate(&rating, node_text(node_get(own, "severity")), SPAN_EMPTY,
		  SPAN_EMPTY);
	add_scores(&rating, own);
	for (struct node n = node_first(all);
	     rating.tenths == FACT_UNSAID && node_exists(n); n = node_next(n))
		add_scores(&rating, n);
	cvss_settle(&rating, problem);
}

static void take_fix(struct put *put, struct fact_problem *problem,
		     struct node vulnerability)
{
	struct node all = node_at(vulnerability, "fix/versions");
	struct joined versions;

	joined_init(&versions);
	for (struct node n = node_first(all); node_exists(n); n = node_next(n))
		joined_add(&versions, ", ", node_text(n));
	joined_add(&versions, ", ",
		   node_text(node_get(vulnerability, "fixedInVersion")));
	problem->fixed_version = joined_take(&versions, put->scratch);
	problem->fix_state = node_text(node_at(vulnerability, "fix/state"));
}

static struct span aliases_of(struct put *put, struct node match, struct span own)
{
	struct node all = node_get(match, "relatedVulnerabilities");
	struct joined aliases;

	joined_init(&aliases);
	for (struct node n = node_first(all); node_exists(n); n = node_next(n)) {
		struct span id = node_text(node_get(n, "id"));

		if (!span_eq(id, own))
			joined_add(&aliases, " ", id);
	}
	return joined_take(&aliases, put->scratch);
}

static struct span reason_of(struct node match)
{
	static const char *const keys[] = { "reason", "vex-justification", "vex-status",
					    "fix-state" };
	struct node rule = node_first(node_get(match, "appliedIgnoreRules"));

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct span text = node_text(node_get(rule, keys[i]));

		if (text.len > 0)
			return text;
	}
	return SPAN_LIT("ignored");
}

static int add_match(struct put *put, struct node match, bool is_ignored)
{
	struct fact fact = fact_new(FACT_PROBLEM);
	struct fact_problem *problem = &fact.as.problem;
	struct node vulnerability = node_get(match, "vulnerability");
	struct node artifact = node_get(match, "artifact");

	problem->scan = 1;
	problem->kind = SPAN_LIT("vulnerability");
	problem->rule_id = node_text(node_get(vulnerability, "id"));
	problem->message = node_text(node_get(vulnerability, "description"));
	problem->component = node_text(node_get(artifact, "name"));
	problem->component_version = node_text(node_get(artifact, "version"));
	problem->purl = node_text(node_get(artifact, "purl"));
	problem->path = node_text(
		node_get(node_first(node_get(artifact, "locations")), "path"));
	problem->aliases = aliases_of(put, match, problem->rule_id);
	problem->line = node_line(match);
	if (is_ignored) {
		problem->suppressed = true;
		problem->suppress_reason = reason_of(match);
	}
	take_severity(problem, match);
	take_fix(put, problem, vulnerability);
	return put_fact(put, &fact);
}

/* ---- the scan ---- */

static struct span digest_of(struct node target)
{
	struct span text = node_text(node_first(node_get(target, "repoDigests")));
	ptrdiff_t at = span_rindex(text, '@');

	return at < 0 ? node_text(node_get(target, "manifestDigest"))
		      : span_from(text, (size_t)at + 1);
}

/* An image's target is an object; a folder's or a file's is its name. */
static void take_target(struct fact_scan *scan, struct node source)
{
	struct node target = node_get(source, "target");

	scan->kind = span_is(node_text(node_get(source, "type")), "image")
			     ? SPAN_LIT("image")
			     : SPAN_LIT("dependency");
	scan->target = node_text(target);
	if (scan->target.len == 0)
		scan->target = node_text(node_get(target, "userInput"));
	scan->target_digest = digest_of(target);
}

static void take_database(struct fact_scan *scan, struct node database)
{
	struct span built = node_text(node_get(database, "built"));

	if (built.len == 0)
		built = node_text(node_at(database, "status/built"));
	when_parse(built, &scan->db_updated_at);
}

static int add_scan(struct put *put, struct node root)
{
	struct fact fact = fact_new(FACT_SCAN);
	struct fact_scan *scan = &fact.as.scan;
	struct fact_about about = { .generated_at = CLOCK_NONE };
	struct node descriptor = node_get(root, "descriptor");
	struct node time = node_get(descriptor, "timestamp");
	struct node labels = node_at(root, "source/target/labels");
	int rc;

	scan->number = 1;
	scan->tool = about.tool = SPAN_LIT("grype");
	scan->tool_version = about.tool_version =
		node_text(node_get(descriptor, "version"));
	take_target(scan, node_get(root, "source"));
	take_database(scan, node_get(descriptor, "db"));
	when_parse(node_text(time), &scan->finished_at);
	about.subject_name = scan->target;
	about.subject_digest = scan->target_digest;
	rc = put_about(put, about);
	if (rc == 0)
		rc = put_time(put, node_text(time), "/descriptor/timestamp",
			      node_line(time));
	if (rc == 0)
		rc = put_commit(put,
				node_text(
					node_get(labels,
						 "org.opencontainers.image.revision")),
				"/source/target/labels/"
				"org.opencontainers.image.revision");
	return rc < 0 ? rc : put_fact(put, &fact);
}

static int grype_read(const struct probe *probe, const struct fact_sink *sink,
		      struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node matches = node_get(probe->root, "matches");
	struct node ignored = node_get(probe->root, "ignoredMatches");
	int rc = probe_single(probe, err);

	if (rc < 0)
		return rc;
	if (!node_is(matches, NODE_ARRAY)) {
		err_set(err, ERR_FORMAT, "it has no list of matches");
		err_tag(err, "missing-required:matches");
		err_fix(err, "write it again with `grype -o json`");
		return err_at(err, node_pos(probe->root));
	}
	rc = add_scan(&put, probe->root);
	for (struct node n = node_first(matches); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_match(&put, n, false);
	for (struct node n = node_first(ignored); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_match(&put, n, true);
	return rc;
}

extern const struct reader reader_grype;
const struct reader reader_grype = {
	.name = "grype",
	.title = "Grype",
	.spec = "Grype: grype/presenter/models, -o json",
	.reads = "a scan of an image or of dependencies, ignored matches as suppressed",
	.family = FAMILY_SCAN,
	.revision = 1,
	.tools = { "grype" },
	.usual = "*grype*.json",
	.bid = grype_bid,
	.read = grype_read,
};
