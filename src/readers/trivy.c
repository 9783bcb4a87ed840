/*
 * trivy.c - reports of Trivy in JSON: what it found in an image, a folder, a
 * repository or a cluster.
 *
 *     { "SchemaVersion": 2, "ArtifactName": ..., "Results": [ { "Target", "Class",
 *       "Vulnerabilities", "Misconfigurations", "Secrets", "Licenses",
 *       "ExperimentalModifiedFindings" } ] }
 *     { "ClusterName": ..., "Resources": [ { "Namespace", "Kind", "Name", "Results" } ]
 * } [ { "Target", "Vulnerabilities" } ]     before 0.20
 *
 * One report may hold up to four scans, one a kind of finding: what is clean for
 * packages says nothing of secrets.  The lines that a secret was found in (Match,
 * Code) are never read.  Source: Trivy's documentation, "Reporting", and the types
 * of its `pkg/types/report.go`.
 */
#include "readers/cvss.h"
#include "readers/found.h"
#include "readers/joined.h"
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"
#include "readers/when.h"
#include "text/decode.h"

enum kind { PACKAGES, CONFIG, SECRETS, LICENSES, KINDS };

/* clang-format off: tables keep one row a line */

static const struct {
	const char *scan, *problem, *list;
} kinds[KINDS] = {
	[PACKAGES] = { NULL, "vulnerability", "Vulnerabilities" }, /* by artifact */
	[CONFIG] = { "misconfiguration", "misconfiguration", "Misconfigurations" },
	[SECRETS] = { "secret", "secret", "Secrets" },
	[LICENSES] = { "license", "license", "Licenses" },
};

static const struct {
	const char *class;
	enum kind kind;
} classes[] = {
	{ "os-pkgs", PACKAGES }, { "lang-pkgs", PACKAGES },
	{ "config", CONFIG },    { "secret", SECRETS },
	{ "license", LICENSES }, { "license-file", LICENSES },
};

/* What a target of the oldest reports is, where it is an operating system's. */
static const char *const systems[] = {
	"alpine",
	"debian",
	"ubuntu",
	"redhat",
	"centos",
	"fedora",
	"amazon",
	"oracle",
	"rocky",
	"alma",
	"suse linux enterprise server",
	"opensuse.leap",
	"opensuse-leap",
	"opensuse",
	"photon",
	"cbl-mariner",
	"wolfi",
	"chainguard",
	NULL,
};
/* clang-format on */

struct trivy {
	struct put put;
	int64_t scans;
};

/* One thing that was looked at, and its scans by kind; 0: none. */
struct looked {
	struct span target, digest;
	const char *packages; /* what its scan of packages is: "image" */
	int64_t at;
	int failed; /* 0 where the scan failed, else FACT_UNSAID */
	int64_t scan[KINDS];
	int64_t targets[KINDS];
};

static bool is_k8s(struct node root)
{
	return node_exists(node_get(root, "ClusterName")) &&
	       (node_is(node_get(root, "Resources"), NODE_ARRAY) ||
		node_is(node_get(root, "Vulnerabilities"), NODE_ARRAY) ||
		node_is(node_get(root, "Misconfigurations"), NODE_ARRAY) ||
		node_is(node_get(root, "Findings"), NODE_ARRAY));
}

static bool is_legacy(struct node root)
{
	struct node first = node_first(root);

	return node_is(root, NODE_ARRAY) &&
	       node_is(node_get(first, "Target"), NODE_STRING) &&
	       (node_exists(node_get(first, "Vulnerabilities")) ||
		node_exists(node_get(first, "Misconfigurations")) ||
		node_exists(node_get(first, "Type")));
}

static enum bid trivy_bid(const struct probe *probe)
{
	struct node root = probe->root;

	if (probe->lex != LEX_JSON)
		return BID_NO;
	if (node_is(node_get(root, "SchemaVersion"), NODE_NUMBER) &&
	    (node_is(node_get(root, "Results"), NODE_ARRAY) ||
	     node_is(node_get(root, "ArtifactName"), NODE_STRING)))
		return BID_STATED;
	if (is_k8s(root))
		return BID_STATED;
	return is_legacy(root) ? BID_SHAPE : BID_NO;
}

/* ---- findings ---- */

/* Where a finding stands, and whether somebody has set it aside. */
struct place {
	struct node result;
	int64_t scan;
	bool suppressed;
	struct span reason;
};

static struct fact new_problem(const struct place *place, enum kind kind,
			       struct node node)
{
	struct fact fact = fact_new(FACT_PROBLEM);

	fact.as.problem.scan = place->scan;
	fact.as.problem.kind = span_of(kinds[kind].problem);
	fact.as.problem.title = node_text(node_get(node, "Title"));
	fact.as.problem.suppressed = place->suppressed;
	fact.as.problem.suppress_reason = place->reason;
	fact.as.problem.line = node_line(node);
	return fact;
}

static void rate_by(struct cvss *rating, struct node scores)
{
	cvss_add(rating, node_number(node_get(scores, "V40Score")),
		 node_text(node_get(scores, "V40Vector")));
	cvss_add(rating, node_number(node_get(scores, "V3Score")),
		 node_text(node_get(scores, "V3Vector")));
	cvss_add_old(rating, node_number(node_get(scores, "V2Score")),
		     node_text(node_get(scores, "V2Vector")));
}

/* The scores of the source that gave the severity, else of all of them. */
static void take_severity(struct fact_problem *problem, struct node node)
{
	struct node all = node_get(node, "CVSS");
	struct span source = node_text(node_get(node, "SeveritySource"));
	struct cvss rating = CVSS_NONE;

	cvss_rate(&rating, node_text(node_get(node, "Severity")), SPAN_EMPTY,
		  SPAN_EMPTY);
	for (struct node n = node_first(all); node_exists(n); n = node_next(n))
		if (source.len > 0 && span_eq(node_key(n), source))
			rate_by(&rating, n);
	for (struct node n = node_first(all);
	     rating.tenths == FACT_UNSAID && node_exists(n); n = node_next(n))
		rate_by(&rating, n);
	cvss_settle(&rating, problem);
}

static struct span texts_of(struct trivy *t, struct node list)
{
	struct joined all;

	joined_init(&all);
	for (struct node n = node_first(list); node_exists(n); n = node_next(n))
		joined_add(&all, " ", node_text(n));
	return joined_take(&all, t->put.scratch);
}

static unsigned src_line_of(struct node number)
{
	int64_t line;

	return node_integer(number, &line) && line > 0 && line < 1000000000
		       ? (unsigned)line
		       : 0;
}

static int add_vulnerability(struct trivy *t, const struct place *place,
			     struct node node)
{
	struct fact fact = new_problem(place, PACKAGES, node);
	struct fact_problem *problem = &fact.as.problem;

	problem->rule_id = node_text(node_get(node, "VulnerabilityID"));
	problem->message = node_text(node_get(node, "Description"));
	problem->component = node_text(node_get(node, "PkgName"));
	problem->component_version = node_text(node_get(node, "InstalledVersion"));
	problem->purl = node_text(node_at(node, "PkgIdentifier/PURL"));
	problem->fixed_version = node_text(node_get(node, "FixedVersion"));
	problem->fix_state = node_text(node_get(node, "Status"));
	problem->path = node_text(node_get(node, "PkgPath"));
	if (problem->path.len == 0 &&
	    span_is(node_text(node_get(place->result, "Class")), "lang-pkgs"))
		problem->path = node_text(node_get(place->result, "Target"));
	problem->cwe = texts_of(t, node_get(node, "CweIDs"));
	problem->aliases = texts_of(t, node_get(node, "VendorIDs"));
	problem->fingerprint = node_text(node_get(node, "Fingerprint"));
	take_severity(problem, node);
	return put_fact(&t->put, &fact);
}

/* PASS is what holds; EXCEPTION is what a policy lets go. */
static int add_misconfiguration(struct trivy *t, const struct place *place,
				struct node node)
{
	struct fact fact = new_problem(place, CONFIG, node);
	struct fact_problem *problem = &fact.as.problem;
	struct span state = node_text(node_get(node, "Status"));

	if (span_is(state, "PASS"))
		return 0;
	if (span_is(state, "EXCEPTION")) {
		problem->suppressed = true;
		problem->suppress_reason = state;
	}
	problem->rule_id = node_text(node_get(node, "ID"));
	problem->aliases = node_text(node_get(node, "AVDID"));
	if (span_eq(problem->aliases, problem->rule_id))
		problem->aliases = SPAN_EMPTY;
	problem->message = node_text(node_get(node, "Message"));
	problem->path = node_text(node_get(place->result, "Target"));
	problem->src_line = src_line_of(node_at(node, "CauseMetadata/StartLine"));
	problem->component = node_text(node_at(node, "CauseMetadata/Resource"));
	take_severity(problem, node);
	return put_fact(&t->put, &fact);
}

static int add_secret(struct trivy *t, const struct place *place, struct node node)
{
	struct fact fact = new_problem(place, SECRETS, node);
	struct fact_problem *problem = &fact.as.problem;

	problem->rule_id = node_text(node_get(node, "RuleID"));
	problem->path = node_text(node_get(place->result, "Target"));
	problem->src_line = src_line_of(node_get(node, "StartLine"));
	take_severity(problem, node);
	return put_fact(&t->put, &fact);
}

static int add_license(struct trivy *t, const struct place *place, struct node node)
{
	struct fact fact = new_problem(place, LICENSES, node);
	struct fact_problem *problem = &fact.as.problem;

	problem->rule_id = node_text(node_get(node, "Name"));
	problem->message = node_text(node_get(node, "Category"));
	problem->component = node_text(node_get(node, "PkgName"));
	problem->path = node_text(node_get(node, "FilePath"));
	take_severity(problem, node);
	return put_fact(&t->put, &fact);
}

static int add_finding(struct trivy *t, const struct place *place, enum kind kind,
		       struct node node)
{
	switch (kind) {
	case PACKAGES:
		return add_vulnerability(t, place, node);
	case CONFIG:
		return add_misconfiguration(t, place, node);
	case SECRETS:
		return add_secret(t, place, node);
	case LICENSES:
		return add_license(t, place, node);
	case KINDS:
		break;
	}
	return 0;
}

/* {"Type": "vulnerability", "Status": "ignored", "Statement", "Finding": {...}} */
static int add_modified(struct trivy *t, const struct looked *looked,
			struct node result, struct node node)
{
	struct span type = node_text(node_get(node, "Type"));
	struct place place = { .result = result, .suppressed = true };

	place.reason = node_text(node_get(node, "Statement"));
	if (place.reason.len == 0)
		place.reason = node_text(node_get(node, "Status"));
	for (unsigned k = 0; k < KINDS; k++) {
		if (!span_is(type, kinds[k].problem))
			continue;
		place.scan = looked->scan[k];
		return add_finding(t, &place, (enum kind)k, node_get(node, "Finding"));
	}
	return 0;
}

/* ---- scans ---- */

static void count_modified(struct looked *looked, struct node result)
{
	struct node all = node_get(result, "ExperimentalModifiedFindings");

	for (struct node n = node_first(all); node_exists(n); n = node_next(n))
		for (unsigned k = 0; k < KINDS; k++)
			if (span_is(node_text(node_get(n, "Type")), kinds[k].problem))
				looked->targets[k] += looked->targets[k] == 0;
}

/* A result counts for its class and for what it lists. */
static void count_result(struct looked *looked, struct node result)
{
	struct span class = node_text(node_get(result, "Class"));
	bool is_of[KINDS] = { false };
	bool known = false;

	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		if (span_is(class, classes[i].class))
			is_of[classes[i].kind] = known = true;
	for (unsigned k = 0; k < KINDS; k++)
		if (node_count(node_get(result, kinds[k].list)) > 0)
			is_of[k] = known = true;
	if (!known && node_exists(node_get(result, "MisconfSummary")))
		is_of[CONFIG] = known = true;
	if (!known)
		is_of[PACKAGES] = true;
	for (unsigned k = 0; k < KINDS; k++)
		looked->targets[k] += is_of[k];
	count_modified(looked, result);
}

static int add_scan(struct trivy *t, struct looked *looked, enum kind kind)
{
	struct fact fact = fact_new(FACT_SCAN);
	struct fact_scan *scan = &fact.as.scan;

	scan->number = looked->scan[kind] = ++t->scans;
	scan->tool = SPAN_LIT("trivy");
	scan->kind = span_of(kind == PACKAGES ? looked->packages : kinds[kind].scan);
	scan->target = looked->target;
	scan->target_digest = looked->digest;
	scan->finished_at = looked->at;
	scan->succeeded = looked->failed;
	scan->targets = looked->targets[kind];
	return put_fact(&t->put, &fact);
}

/* One scan a kind that the results speak of; of packages where they speak of none. */
static int add_scans(struct trivy *t, struct looked *looked, struct node results)
{
	bool any = false;
	int rc = 0;

	for (struct node n = node_first(results); node_exists(n); n = node_next(n))
		count_result(looked, n);
	for (unsigned k = 0; k < KINDS; k++)
		any |= looked->targets[k] > 0;
	for (unsigned k = 0; rc == 0 && k < KINDS; k++)
		if (looked->targets[k] > 0 || (!any && k == PACKAGES))
			rc = add_scan(t, looked, (enum kind)k);
	return rc;
}

static int read_result(struct trivy *t, const struct looked *looked, struct node result)
{
	struct node modified = node_get(result, "ExperimentalModifiedFindings");
	int rc = 0;

	for (unsigned k = 0; k < KINDS; k++) {
		struct place place = { .result = result, .scan = looked->scan[k] };
		struct node all = node_get(result, kinds[k].list);

		if (rc == 0)
			rc = found_list(&t->put, all, kinds[k].list);
		for (struct node n = node_first(all); rc == 0 && node_exists(n);
		     n = node_next(n))
			rc = add_finding(t, &place, (enum kind)k, n);
	}
	if (rc == 0)
		rc = found_list(&t->put, modified, "ExperimentalModifiedFindings");
	for (struct node n = node_first(modified); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_modified(t, looked, result, n);
	return rc;
}

static int read_results(struct trivy *t, struct looked *looked, struct node results)
{
	int rc = found_list(&t->put, results, "Results");

	if (rc == 0)
		rc = add_scans(t, looked, results);
	for (struct node n = node_first(results); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = read_result(t, looked, n);
	return rc;
}

/* ---- the report of one artifact ---- */

static bool is_image(struct span type)
{
	return type.len == 0 || span_is(type, "container_image") || span_is(type, "vm");
}

/* "alpine@sha256:..." */
static struct span digest_of(struct node metadata)
{
	struct span text = node_text(node_first(node_get(metadata, "RepoDigests")));
	ptrdiff_t at = span_rindex(text, '@');

	return at < 0 ? SPAN_EMPTY : span_from(text, (size_t)at + 1);
}

/* The names of an image's labels hold dots, and any object of them may be huge. */
static int take_commit(struct trivy *t, struct node metadata)
{
	struct node labels = node_at(metadata, "ImageConfig/config/Labels");
	struct span label =
		node_text(node_get(labels, "org.opencontainers.image.revision"));
	int rc = put_commit(&t->put, label,
			    "/Metadata/ImageConfig/config/Labels/"
			    "org.opencontainers.image.revision");

	if (rc < 0)
		return rc;
	return put_commit(&t->put, node_text(node_get(metadata, "Commit")),
			  "/Metadata/Commit");
}

static int take_metadata(struct trivy *t, struct node root)
{
	struct node created = node_get(root, "CreatedAt");
	struct node metadata = node_get(root, "Metadata");
	struct fact_about about = { .generated_at = CLOCK_NONE };
	int rc;

	about.tool = SPAN_LIT("trivy");
	about.tool_version = node_text(node_at(root, "Trivy/Version"));
	about.format_version = node_word(node_get(root, "SchemaVersion"));
	about.subject_name = node_text(node_get(root, "ArtifactName"));
	about.subject_digest = digest_of(metadata);
	rc = put_about(&t->put, about);
	if (rc == 0)
		rc = put_time(&t->put, node_text(created), "/CreatedAt",
			      node_line(created));
	if (rc == 0)
		rc = take_commit(t, metadata);
	if (rc == 0 && node_is_true(node_at(metadata, "OS/EOSL")))
		rc = put_note(&t->put, "end-of-life", node_line(metadata),
			      "nobody lists what is found in this version of the "
			      "operating system any more");
	return rc;
}

/*
 * The packages of an operating system that was found have a result of their own,
 * also when nothing is wrong with them.  Without it nobody looked at them.
 */
static int check_system(struct trivy *t, struct node root, const struct looked *looked)
{
	struct node system = node_at(root, "Metadata/OS");
	struct node results = node_get(root, "Results");
	struct span family = node_text(node_get(system, "Family"));

	if (family.len == 0 || looked->scan[PACKAGES] == 0)
		return 0;
	for (struct node n = node_first(results); node_exists(n); n = node_next(n)) {
		struct span class = node_text(node_get(n, "Class"));

		if (span_is(class, "os-pkgs") || class.len == 0)
			return 0;
	}
	return put_note(&t->put, "not-audited", node_line(system),
			"it found the operating system %.*s, and no result is about "
			"its packages",
			(int)(family.len < 80 ? family.len : 80), family.ptr);
}

static int fail_version(struct trivy *t, struct node version)
{
	err_set(t->put.err, ERR_FORMAT, "Trivy's schema version %.*s is not read",
		SPAN_ARG(decode_cut(node_word(version), 40)));
	err_tag(t->put.err, "unsupported-version");
	err_fix(t->put.err, "have Trivy write its report of schema version 2");
	return err_at(t->put.err, node_pos(version));
}

static int read_report(struct trivy *t, struct node root)
{
	struct node version = node_get(root, "SchemaVersion");
	struct node results = node_get(root, "Results");
	struct looked looked = { .failed = FACT_UNSAID, .at = CLOCK_NONE };
	int rc;

	if (!span_is(node_word(version), "2"))
		return fail_version(t, version);
	rc = take_metadata(t, root);
	if (rc < 0)
		return rc;
	looked.target = node_text(node_get(root, "ArtifactName"));
	looked.digest = digest_of(node_get(root, "Metadata"));
	looked.packages = is_image(node_text(node_get(root, "ArtifactType")))
				  ? "image"
				  : "dependency";
	when_parse(node_text(node_get(root, "CreatedAt")), &looked.at);
	rc = read_results(t, &looked, results);
	if (rc == 0 && node_count(results) == 0)
		rc = put_note(&t->put, "no-targets", node_line(root),
			      "it lists nothing that it looked at");
	return rc < 0 ? rc : check_system(t, root, &looked);
}

/* ---- clusters, and the oldest reports ---- */

static int read_resource(struct trivy *t, struct node node)
{
	struct looked looked = { .failed = FACT_UNSAID, .at = CLOCK_NONE };
	struct span trouble = node_text(node_get(node, "Error"));
	int rc = 0;

	looked.packages = "image";
	looked.target = arena_printf(t->put.scratch, "%.*s/%.*s/%.*s",
				     SPAN_ARG(node_text(node_get(node, "Namespace"))),
				     SPAN_ARG(node_text(node_get(node, "Kind"))),
				     SPAN_ARG(node_text(node_get(node, "Name"))));
	if (trouble.len > 0) {
		looked.failed = 0;
		rc = put_note(&t->put, "scan-failed", node_line(node),
			      "a resource of the cluster was not scanned");
	}
	return rc < 0 ? rc : read_results(t, &looked, node_get(node, "Results"));
}

static int read_cluster(struct trivy *t, struct node root)
{
	static const char *const lists[] = { "Resources", "Vulnerabilities",
					     "Misconfigurations", "Findings" };
	struct fact_about about = { .generated_at = CLOCK_NONE };
	int rc;

	about.tool = SPAN_LIT("trivy");
	about.dialect = SPAN_LIT("kubernetes");
	about.subject_name = node_text(node_get(root, "ClusterName"));
	rc = put_about(&t->put, about);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct node all = node_get(root, lists[i]);

		if (rc == 0)
			rc = found_list(&t->put, all, lists[i]);
		for (struct node n = node_first(all); rc == 0 && node_exists(n);
		     n = node_next(n))
			rc = read_resource(t, n);
	}
	if (rc == 0 && t->scans == 0)
		rc = put_note(&t->put, "no-targets", node_line(root),
			      "it lists nothing that it looked at");
	return rc;
}

static bool is_system(struct span type)
{
	for (size_t i = 0; systems[i]; i++)
		if (span_is(type, systems[i]))
			return true;
	return false;
}

static int read_legacy(struct trivy *t, struct node root)
{
	struct looked looked = { .failed = FACT_UNSAID, .at = CLOCK_NONE };
	struct fact_about about = { .generated_at = CLOCK_NONE };
	int rc;

	about.tool = SPAN_LIT("trivy");
	about.dialect = SPAN_LIT("legacy");
	rc = put_about(&t->put, about);
	looked.packages = "dependency";
	for (struct node n = node_first(root); node_exists(n); n = node_next(n))
		if (is_system(node_text(node_get(n, "Type"))))
			looked.packages = "image";
	looked.target = node_text(node_get(node_first(root), "Target"));
	return rc < 0 ? rc : read_results(t, &looked, root);
}

static int fail_shape(struct trivy *t, struct node root)
{
	err_set(t->put.err, ERR_FORMAT, "it has neither results nor targets of Trivy");
	err_tag(t->put.err, "missing-required:Results");
	err_fix(t->put.err, "write it again with `trivy --format json`");
	return err_at(t->put.err, node_pos(root));
}

static int trivy_read(const struct probe *probe, const struct fact_sink *sink,
		      struct arena *scratch, struct err *err)
{
	struct trivy t = { .put = { sink, scratch, err } };
	struct node root = probe->root;
	int rc = probe_single(probe, err);

	if (rc < 0)
		return rc;
	if (is_k8s(root))
		return read_cluster(&t, root);
	if (node_exists(node_get(root, "SchemaVersion")))
		return read_report(&t, root);
	if (is_legacy(root) || (node_is(root, NODE_ARRAY) && node_count(root) == 0) ||
	    node_is(root, NODE_NULL))
		return read_legacy(&t, root);
	return fail_shape(&t, root);
}

extern const struct reader reader_trivy;
const struct reader reader_trivy = {
	.name = "trivy",
	.title = "Trivy",
	.spec = "Trivy documentation: Reporting, JSON (SchemaVersion 2)",
	.reads = "vulnerabilities, misconfigurations, secrets and licenses as scans",
	.family = FAMILY_SCAN,
	.revision = 2,
	.tools = { "trivy" },
	.reads_nothing = true,
	.usual = "*trivy*.json",
	.bid = trivy_bid,
	.read = trivy_read,
};
