/*
 * osv_scanner.c - vulnerabilities that osv-scanner found in lock files and images.
 *
 * One finding a group: the entries of a group are one issue under several names.
 * Sources without a finding are not in the report.  Source: osv-scanner's
 * documentation, "Output", and its `pkg/models`.
 */
#include "base/path.h"
#include "base/table.h"
#include "readers/found.h"
#include "readers/osv.h"
#include "readers/probe.h"
#include "readers/reader.h"

#define FEW_RECORDS 8 /* so many are looked through; more are looked up */

/* An OSV record of a package, in one group at most. */
struct record {
	struct node node;
	bool taken;
};

/* Those of one package. */
struct records {
	struct record *at;
	size_t count;
	struct table *by_id; /* NULL where there are few */
};

static bool is_result(struct node result)
{
	struct node package = node_first(node_get(result, "packages"));

	return node_is(node_at(result, "source/path"), NODE_STRING) &&
	       node_is(node_at(package, "package/ecosystem"), NODE_STRING);
}

/* Nothing found and nothing else said: the file's name tells whose result it is. */
static bool is_nothing(const struct probe *probe)
{
	struct node results = node_get(probe->root, "results");

	return node_count(results) == 0 &&
	       (node_exists(node_get(probe->root, "experimental_config")) ||
		(node_count(probe->root) == 1 &&
		 span_find_nocase(path_base(probe->path), "osv") >= 0));
}

static enum bid osv_scanner_bid(const struct probe *probe)
{
	struct node results = node_get(probe->root, "results");

	if (probe->lex != LEX_JSON || !node_is(results, NODE_ARRAY))
		return BID_NO;
	if (is_result(node_first(results)))
		return BID_STATED;
	return is_nothing(probe) ? BID_SHAPE : BID_NO;
}

/* ---- findings ---- */

struct finding {
	struct node source, package, group;
	struct span id;
};

/* 1 where an analysis says that one of them is called, 0 where it says of all not. */
static int reachable_of(struct node group)
{
	struct node all = node_get(group, "experimentalAnalysis");
	int reachable = FACT_UNSAID;

	if (!node_exists(all))
		all = node_get(group, "experimental_analysis");
	for (struct node n = node_first(all); node_exists(n); n = node_next(n)) {
		struct node called = node_get(n, "called");

		if (node_is_true(called))
			return 1;
		if (node_is(called, NODE_FALSE))
			reachable = 0;
	}
	return reachable;
}

static void take_record(struct fact_problem *problem, struct cvss *rating,
			struct joined *fixed, struct node record)
{
	osv_describe(problem, record);
	osv_rate(rating, record);
	osv_fixed(fixed, record, problem->component);
	if (problem->cwe.len == 0)
		problem->cwe = node_text(
			node_first(node_at(record, "database_specific/cwe_ids")));
}

static struct record *record_of(const struct records *records, struct span id)
{
	if (records->by_id)
		return table_get(records->by_id, id);
	for (size_t i = 0; i < records->count; i++)
		if (span_eq(node_text(node_get(records->at[i].node, "id")), id))
			return &records->at[i];
	return NULL;
}

/* The records that the group names, each the first time that a group does. */
static void take_records(struct fact_problem *problem, struct cvss *rating,
			 struct joined *fixed, struct node ids,
			 const struct records *records)
{
	for (struct node n = node_first(ids); node_exists(n); n = node_next(n)) {
		struct record *record = record_of(records, node_text(n));

		if (!record || record->taken)
			continue;
		record->taken = true;
		take_record(problem, rating, fixed, record->node);
	}
}

static struct fact new_problem(const struct finding *f, struct node place)
{
	struct fact fact = fact_new(FACT_PROBLEM);
	struct fact_problem *problem = &fact.as.problem;
	struct node package = node_get(f->package, "package");

	problem->scan = 1;
	problem->kind = SPAN_LIT("vulnerability");
	problem->rule_id = f->id;
	problem->component = node_text(node_get(package, "name"));
	problem->component_version = node_text(node_get(package, "version"));
	problem->path = node_text(node_get(f->source, "path"));
	problem->line = node_line(place);
	return fact;
}

static int finish(struct put *put, struct fact *fact, struct cvss *rating,
		  const struct joined *fixed)
{
	cvss_settle(rating, &fact->as.problem);
	fact->as.problem.fixed_version = joined_take(fixed, put->scratch);
	return put_fact(put, fact);
}

static int add_group(struct put *put, struct finding *f, struct node group,
		     const struct records *records)
{
	struct node ids = node_get(group, "ids");
	struct node aliases = node_get(group, "aliases");
	struct node score = node_get(group, "max_severity");
	struct cvss rating = CVSS_NONE;
	struct joined fixed;
	struct fact fact;

	joined_init(&fixed);
	f->id = node_text(node_first(ids));
	fact = new_problem(f, group);
	fact.as.problem.aliases =
		osv_aliases(put, node_count(aliases) > 0 ? aliases : ids, f->id);
	fact.as.problem.reachable = reachable_of(group);
	take_records(&fact.as.problem, &rating, &fixed, ids, records);
	cvss_add(&rating, node_word(score), SPAN_EMPTY);
	return finish(put, &fact, &rating, &fixed);
}

/* A record that is in no group: before there were any. */
static int add_record(struct put *put, struct finding *f, struct node record)
{
	struct cvss rating = CVSS_NONE;
	struct joined fixed;
	struct fact fact;

	joined_init(&fixed);
	f->id = node_text(node_get(record, "id"));
	fact = new_problem(f, record);
	fact.as.problem.aliases = osv_aliases(put, node_get(record, "aliases"), f->id);
	take_record(&fact.as.problem, &rating, &fixed, record);
	return finish(put, &fact, &rating, &fixed);
}

static void load_records(struct records *records, struct put *put, struct node all)
{
	size_t i = 0;

	*records = (struct records){ .count = node_count(all) };
	records->at = ARENA_ARRAY(put->scratch, struct record, records->count);
	if (records->count > FEW_RECORDS)
		records->by_id = table_new(put->scratch);
	for (struct node n = node_first(all); node_exists(n); n = node_next(n), i++) {
		void **slot;

		records->at[i].node = n;
		if (!records->by_id)
			continue;
		slot = table_slot_borrowed(records->by_id,
					   node_text(node_get(n, "id")));
		if (!*slot)
			*slot = &records->at[i];
	}
}

static int add_violations(struct put *put, struct finding *f)
{
	struct node all = node_get(f->package, "license_violations");
	int rc = 0;

	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		struct fact fact;

		f->id = node_text(n);
		fact = new_problem(f, n);
		fact.as.problem.kind = SPAN_LIT("license");
		fact.as.problem.severity = SEVERITY_UNKNOWN;
		rc = put_fact(put, &fact);
	}
	return rc;
}

static int read_package(struct put *put, struct node source, struct node package)
{
	struct finding f = { .source = source, .package = package };
	struct node groups = node_get(package, "groups");
	struct node all = node_get(package, "vulnerabilities");
	struct records records = { 0 };
	int rc = found_list(put, all, "vulnerabilities");

	if (rc == 0)
		rc = found_list(put, groups, "groups");
	if (rc == 0)
		rc = found_held(put, node_get(package, "license_violations"),
				NODE_ARRAY, NODE_STRING, "license_violations");
	if (rc == 0)
		load_records(&records, put, all);
	for (struct node n = node_first(groups); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_group(put, &f, n, &records);
	for (size_t i = 0; rc == 0 && i < records.count; i++)
		if (!records.at[i].taken)
			rc = add_record(put, &f, records.at[i].node);
	return rc < 0 ? rc : add_violations(put, &f);
}

static int add_scan(struct put *put, struct node root)
{
	struct fact fact = fact_new(FACT_SCAN);
	struct fact_about about = { .generated_at = CLOCK_NONE };
	int rc;

	about.tool = SPAN_LIT("osv-scanner");
	rc = put_about(put, about);
	fact.as.scan.number = 1;
	fact.as.scan.tool = about.tool;
	fact.as.scan.kind = SPAN_LIT("dependency");
	if (node_exists(node_get(root, "image_metadata")))
		fact.as.scan.kind = SPAN_LIT("image");
	return rc < 0 ? rc : put_fact(put, &fact);
}

static int osv_scanner_read(const struct probe *probe, const struct fact_sink *sink,
			    struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node results = node_get(probe->root, "results");
	int rc = probe_single(probe, err);

	if (rc < 0)
		return rc;
	if (!node_is(results, NODE_ARRAY)) {
		err_set(err, ERR_FORMAT, "it has no list of results");
		err_tag(err, "missing-required:results");
		err_fix(err, "write it again with `osv-scanner --format json`");
		return err_at(err, node_pos(probe->root));
	}
	rc = found_list(&put, results, "results");
	if (rc == 0)
		rc = add_scan(&put, probe->root);
	for (struct node n = node_first(results); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		struct node package = node_first(node_get(n, "packages"));

		rc = found_list(&put, node_get(n, "packages"), "packages");
		for (; rc == 0 && node_exists(package); package = node_next(package))
			rc = read_package(&put, node_get(n, "source"), package);
	}
	return rc;
}

extern const struct reader reader_osv_scanner;
const struct reader reader_osv_scanner = {
	.name = "osv-scanner",
	.title = "OSV-Scanner",
	.spec = "osv-scanner documentation: Output, JSON",
	.reads = "a scan of dependencies, one finding a group of entries",
	.family = FAMILY_SCAN,
	.revision = 2,
	.tools = { "osv" },
	.usual = "*osv*.json",
	.bid = osv_scanner_bid,
	.read = osv_scanner_read,
};
