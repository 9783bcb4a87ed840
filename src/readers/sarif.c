/*
 * sarif.c - what static analysers found: SARIF 2.1.0 (OASIS, with errata 01).
 *
 * A result's level and severity follow evidence.md section 6: kind, level,
 * configuration override, the rule's default, "warning"; and "security-severity"
 * of the result or the rule before the level.  A SARIF "error" is never called
 * critical.
 */
#include "base/limits.h"
#include "base/num.h"
#include "base/table.h"
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"

/* What is asked of a rule for each of its results, found out once. */
struct rule {
	struct node node;
	struct span id, level, score, title, kind, cwe;
};

/* The rules of one tool component: the driver or an extension. */
struct component {
	struct node node;
	LIST(struct rule) rules;
	struct table *by_id; /* to struct rule */
};

struct sarif {
	struct put put;
	int64_t scan;
	struct span tool;
	LIST(struct component) components; /* of the run; the driver first */
	struct table *component_names;     /* and GUIDs, to struct component */
	struct table *by_id;               /* rules of all components */
	LIST(struct span) artifacts;       /* of the run: their paths */
	uint64_t loaded; /* rules, components and artifacts, of all runs */
};

static bool is_supported(struct node root)
{
	struct span version = node_text(node_get(root, "version"));
	struct span schema = node_text(node_get(root, "$schema"));

	if (span_is(version, "2.1.0"))
		return true;
	return (version.len == 0 || span_is(version, "2.1")) &&
	       span_find(schema, SPAN_LIT("2.1.0")) >= 0;
}

static enum bid sarif_bid(const struct probe *probe)
{
	struct node root = probe->root;

	if (probe->lex != LEX_JSON || !node_is(node_get(root, "runs"), NODE_ARRAY))
		return BID_NO;
	if (span_find(node_text(node_get(root, "$schema")), SPAN_LIT("sarif")) >= 0)
		return BID_SURE;
	return node_exists(node_get(root, "version")) ? BID_STATED : BID_NO;
}

/* ---- what stands in tags and paths ---- */

/* "external/cwe/cwe-079" or "CWE-79", as "CWE-79". */
static struct span cwe_of(struct sarif *s, struct span tag)
{
	ptrdiff_t at = span_find_nocase(tag, "cwe-");
	uint64_t number;

	if (at < 0 || !num_u64(span_from(tag, (size_t)at + 4), 100000, &number))
		return SPAN_EMPTY;
	return arena_printf(s->put.scratch, "CWE-%llu", (unsigned long long)number);
}

/* clang-format off: one word a line */
static const struct {
	const char *tag, *kind;
} kinds[] = {
	{ "secret", "secret" },
	{ "secrets", "secret" },
	{ "vulnerability", "vulnerability" },
	{ "misconfiguration", "misconfiguration" },
	{ "license", "license" },
};

/* Tools that look for nothing but secrets. */
static const char *const secret_tools[] = { "gitleaks", "trufflehog", "detect-secrets",
					    NULL };
/* clang-format on */

/* What the tags of a rule or a result say; what they leave out stays. */
static void take_tags(struct sarif *s, struct span *kind, struct span *cwe,
		      struct node owner)
{
	struct node tags = node_at(owner, "properties/tags");

	for (struct node n = node_first(tags); node_exists(n); n = node_next(n)) {
		if (cwe->len == 0)
			*cwe = cwe_of(s, node_text(n));
		for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
			if (span_is_nocase(node_text(n), kinds[i].tag))
				*kind = span_of(kinds[i].kind);
	}
}

/* "src/a%20b.c" as a path. */
static struct span decode_uri(struct sarif *s, struct span uri)
{
	char *text;
	size_t len = 0;

	if (span_index(uri, '%') < 0)
		return uri;
	text = arena_alloc(s->put.scratch, uri.len, 1);
	for (size_t i = 0; i < uri.len; i++) {
		uint64_t byte;

		text[len] = uri.ptr[i];
		if (uri.ptr[i] == '%' && i + 2 < uri.len &&
		    num_hex(span_sub(uri, i + 1, 2), &byte) && byte >= 0x20) {
			text[len] = (char)(unsigned char)byte;
			i += 2;
		}
		len++;
	}
	if (decode_utf8((struct span){ text, len }) < len)
		return uri;
	return (struct span){ text, len };
}

/* ---- rules ---- */

static void load_rules(struct sarif *s, struct component *component)
{
	struct node rules = node_get(component->node, "rules");

	component->by_id = table_new(s->put.scratch);
	for (struct node n = node_first(rules); node_exists(n); n = node_next(n)) {
		struct rule *rule = LIST_ADD(s->put.scratch, &component->rules);

		rule->node = n;
		rule->id = node_text(node_get(n, "id"));
		rule->level = node_text(node_at(n, "defaultConfiguration/level"));
		rule->score = node_word(node_at(n, "properties/security-severity"));
		rule->title = node_text(node_at(n, "shortDescription/text"));
		if (rule->title.len == 0)
			rule->title = node_text(node_get(n, "name"));
		take_tags(s, &rule->kind, &rule->cwe, n);
	}
	for (size_t i = 0; i < component->rules.count;
	     i++) { /* the first of an id wins */
		struct rule *rule = &component->rules.at[i];
		void **own = table_slot_borrowed(component->by_id, rule->id);
		void **any = table_slot_borrowed(s->by_id, rule->id);

		if (!*own)
			*own = rule;
		if (!*any)
			*any = rule;
	}
}

/* What the tables of all runs hold is bounded, whatever the runs say. */
static int count_loaded(struct sarif *s, struct node run)
{
	struct node extensions = node_at(run, "tool/extensions");

	s->loaded += node_count(node_at(run, "tool/driver/rules"));
	s->loaded += node_count(node_get(run, "artifacts"));
	for (struct node n = node_first(extensions); node_exists(n); n = node_next(n))
		s->loaded += 1 + node_count(node_get(n, "rules"));
	if (s->loaded <= LIMIT_FACTS)
		return 0;
	err_set(s->put.err, ERR_LIMIT, "it has more than %d rules and artifacts",
		LIMIT_FACTS);
	err_tag(s->put.err, "too-many");
	err_fix(s->put.err, "split the report by run");
	return err_at(s->put.err, node_pos(run));
}

static void name_component(struct sarif *s, struct component *component)
{
	static const char *const keys[] = { "guid", "name" };

	for (size_t i = 0; i < 2; i++) {
		struct span name = node_text(node_get(component->node, keys[i]));
		void **slot;

		if (name.len == 0)
			continue;
		slot = table_slot_borrowed(s->component_names, name);
		if (!*slot)
			*slot = component;
	}
}

static int load_components(struct sarif *s, struct node run)
{
	struct node extensions = node_at(run, "tool/extensions");
	int rc = count_loaded(s, run);

	if (rc < 0)
		return rc;
	s->components.count = 0;
	s->by_id = table_new(s->put.scratch);
	s->component_names = table_new(s->put.scratch);
	*LIST_ADD(s->put.scratch, &s->components) =
		(struct component){ .node = node_at(run, "tool/driver") };
	for (struct node n = node_first(extensions); node_exists(n); n = node_next(n))
		*LIST_ADD(s->put.scratch, &s->components) =
			(struct component){ .node = n };
	for (size_t i = 0; i < s->components.count; i++) {
		load_rules(s, &s->components.at[i]);
		name_component(s, &s->components.at[i]);
	}
	s->artifacts.count = 0;
	for (struct node n = node_first(node_get(run, "artifacts")); node_exists(n);
	     n = node_next(n))
		*LIST_ADD(s->put.scratch, &s->artifacts) =
			decode_uri(s, node_text(node_at(n, "location/uri")));
	return 0;
}

static struct rule *rule_by_index(struct component *component, struct node index)
{
	int64_t at;

	if (!component || !node_integer(index, &at) || at < 0 ||
	    (size_t)at >= component->rules.count)
		return NULL;
	return &component->rules.at[at];
}

/* "a/b" is a rule, or a part of the rule "a" (SARIF 3.52.4). */
static struct rule *rule_by_id(const struct table *rules, struct span id)
{
	for (unsigned parts = 0; parts < 8 && id.len > 0; parts++) {
		struct rule *rule = table_get(rules, id);
		ptrdiff_t slash = span_rindex(id, '/');

		if (rule || slash < 0)
			return rule;
		id = span_sub(id, 0, (size_t)slash);
	}
	return NULL;
}

/* The component a rule reference names, or NULL where it names none. */
static struct component *named_component(struct sarif *s, struct node reference)
{
	struct node named = node_get(reference, "toolComponent");
	struct span guid = node_text(node_get(named, "guid"));
	int64_t index;

	if (!node_exists(named))
		return NULL;
	if (node_integer(node_get(named, "index"), &index) && index >= 0 &&
	    (size_t)index + 1 < s->components.count)
		return &s->components.at[index + 1];
	if (guid.len > 0)
		return table_get(s->component_names, guid);
	return table_get(s->component_names, node_text(node_get(named, "name")));
}

/* The rule that `reference` names, by index or by id. */
static struct rule *referenced_rule(struct sarif *s, struct node reference,
				    struct span id)
{
	struct component *named = named_component(s, reference);
	struct component *component = named ? named : &s->components.at[0];
	struct rule *rule = rule_by_index(component, node_get(reference, "index"));

	return rule ? rule : rule_by_id(named ? named->by_id : s->by_id, id);
}

static struct rule *rule_of(struct sarif *s, struct node result)
{
	struct node reference = node_get(result, "rule");
	struct component *named = named_component(s, reference);
	struct rule *rule = rule_by_index(named ? named : &s->components.at[0],
					  node_get(result, "ruleIndex"));
	struct span id = node_text(node_get(result, "ruleId"));

	if (id.len == 0)
		id = node_text(node_get(reference, "id"));
	return rule ? rule : referenced_rule(s, reference, id);
}

/* invocations[].ruleConfigurationOverrides[] stand in for a rule's own default. */
static void take_overrides(struct sarif *s, struct node invocation)
{
	struct node all = node_get(invocation, "ruleConfigurationOverrides");

	for (struct node n = node_first(all); node_exists(n); n = node_next(n)) {
		struct node reference = node_get(n, "descriptor");
		struct span level = node_text(node_at(n, "configuration/level"));
		struct rule *rule =
			referenced_rule(s, reference,
					node_text(node_get(reference, "id")));

		if (rule && level.len > 0)
			rule->level = level;
	}
}

/* ---- results ---- */

static struct span level_of(struct node result, const struct rule *rule)
{
	struct span kind = node_text(node_get(result, "kind"));
	struct span level = node_text(node_get(result, "level"));

	if (kind.len > 0 && !span_is(kind, "fail"))
		return SPAN_LIT("none");
	if (level.len > 0)
		return level;
	return rule && rule->level.len > 0 ? rule->level : SPAN_LIT("warning");
}

/* Kinds that say that nothing is wrong; "open" and "review" leave it to somebody. */
static bool is_no_problem(struct node result)
{
	struct span kind = node_text(node_get(result, "kind"));

	return span_is(kind, "pass") || span_is(kind, "notApplicable") ||
	       span_is(kind, "informational");
}

static void take_severity(struct fact_problem *problem, struct node result,
			  const struct rule *rule)
{
	struct span score = node_word(node_at(result, "properties/security-severity"));
	int64_t tenths;

	problem->level = level_of(result, rule);
	problem->score_tenths = FACT_UNSAID;
	problem->severity_raw = problem->level;
	problem->severity = SEVERITY_INFO;
	if (is_no_problem(result)) /* how bad it would have been is the rule's */
		return;
	if (score.len == 0 && rule)
		score = rule->score;
	if (num_scaled(score, 1, &tenths) && tenths > 0 && tenths <= 100) {
		problem->score_tenths = (int)tenths;
		problem->severity_raw = score;
		problem->severity = put_severity_of_score((int)tenths);
	} else if (span_is(problem->level, "error")) {
		problem->severity = SEVERITY_HIGH;
	} else if (span_is(problem->level, "warning")) {
		problem->severity = SEVERITY_MEDIUM;
	} else if (span_is(problem->level, "note")) {
		problem->severity = SEVERITY_LOW;
	} else {
		problem->severity = span_is(problem->level, "none") ? SEVERITY_INFO
								    : SEVERITY_UNKNOWN;
	}
}

static void take_location(struct sarif *s, struct fact_problem *problem,
			  struct node result)
{
	struct node place =
		node_get(node_first(node_get(result, "locations")), "physicalLocation");
	struct node file = node_get(place, "artifactLocation");
	struct span uri = node_text(node_get(file, "uri"));
	int64_t number;

	problem->path = decode_uri(s, uri);
	if (uri.len == 0 && node_integer(node_get(file, "index"), &number) &&
	    number >= 0 && (size_t)number < s->artifacts.count)
		problem->path = s->artifacts.at[number];
	if (node_integer(node_at(place, "region/startLine"), &number) && number > 0 &&
	    number < 1000000000)
		problem->src_line = (unsigned)number;
}

static void take_kind(struct sarif *s, struct fact_problem *problem, struct node result,
		      const struct rule *rule)
{
	problem->kind = rule && rule->kind.len > 0 ? rule->kind : SPAN_LIT("sast");
	problem->cwe = rule ? rule->cwe : SPAN_EMPTY;
	take_tags(s, &problem->kind, &problem->cwe, result);
	for (size_t i = 0; secret_tools[i]; i++)
		if (span_is_nocase(s->tool, secret_tools[i]))
			problem->kind = SPAN_LIT("secret");
}

static struct span message_of(struct node result, const struct rule *rule)
{
	struct node message = node_get(result, "message");
	struct span text = node_text(node_get(message, "text"));
	struct span id = node_text(node_get(message, "id"));
	struct node all = rule ? node_get(rule->node, "messageStrings") : NODE_NONE;
	unsigned looked = 0; /* a rule has a handful; more are not worth the time */

	if (text.len > 0 || id.len == 0)
		return text;
	for (struct node n = node_first(all); node_exists(n) && looked++ < 100;
	     n = node_next(n))
		if (span_eq(node_key(n), id))
			return node_text(node_get(n, "text"));
	return SPAN_EMPTY;
}

/* One that is under review or rejected leaves the result open, whatever others say. */
static void take_suppressions(struct fact_problem *problem, struct node result)
{
	struct node all = node_get(result, "suppressions");

	problem->suppressed = node_count(all) > 0;
	for (struct node n = node_first(all); node_exists(n); n = node_next(n)) {
		struct span status = node_text(node_get(n, "status"));

		if (span_is(status, "rejected") || span_is(status, "underReview"))
			problem->suppressed = false;
		problem->suppress_reason = node_text(node_get(n, "justification"));
	}
	if (!problem->suppressed)
		problem->suppress_reason = SPAN_EMPTY;
}

static struct span fingerprint_of(struct node result)
{
	struct node first = node_first(node_get(result, "fingerprints"));

	if (!node_exists(first))
		first = node_first(node_get(result, "partialFingerprints"));
	return node_text(first);
}

static int add_result(struct sarif *s, struct node result)
{
	struct fact fact = fact_new(FACT_PROBLEM);
	struct fact_problem *problem = &fact.as.problem;
	const struct rule *rule = rule_of(s, result);

	problem->scan = s->scan;
	problem->rule_id = node_text(node_get(result, "ruleId"));
	if (problem->rule_id.len == 0)
		problem->rule_id = node_text(node_at(result, "rule/id"));
	if (rule) {
		if (problem->rule_id.len == 0)
			problem->rule_id = rule->id;
		problem->title =
			node_text(node_at(rule->node, "shortDescription/text"));
		if (problem->title.len == 0)
			problem->title = node_text(node_get(rule->node, "name"));
	}
	take_severity(problem, result, rule);
	take_kind(s, problem, result, rule);
	if (!span_is(problem->kind, "secret")) /* it may quote the secret */
		problem->message = message_of(result, rule);
	take_location(s, problem, result);
	take_suppressions(problem, result);
	problem->baseline = node_text(node_get(result, "baselineState"));
	problem->fingerprint = fingerprint_of(result);
	problem->line = node_line(result);
	return put_fact(&s->put, &fact);
}

/* ---- runs ---- */

/* 1 where every invocation succeeded, 0 where one did not, FACT_UNSAID. */
static int success_of(struct node run)
{
	int succeeded = FACT_UNSAID;

	for (struct node n = node_first(node_get(run, "invocations")); node_exists(n);
	     n = node_next(n)) {
		struct node said = node_get(n, "executionSuccessful");

		if (node_is(said, NODE_FALSE))
			return 0;
		if (node_is_true(said))
			succeeded = 1;
	}
	return succeeded;
}

static int add_invocation(struct sarif *s, struct fact_scan *scan,
			  struct node invocation)
{
	struct node end = node_get(invocation, "endTimeUtc");
	struct node start = node_get(invocation, "startTimeUtc");

	take_overrides(s, invocation);
	clock_parse(node_text(start), &scan->started_at);
	clock_parse(node_text(end), &scan->finished_at);
	if (node_exists(end))
		return put_time(&s->put, node_text(end), "invocations/endTimeUtc",
				node_line(end));
	return put_time(&s->put, node_text(start), "invocations/startTimeUtc",
			node_line(start));
}

/* At level error a notification says that results are wrong or missing (3.58.6). */
static int add_notifications(struct sarif *s, struct node invocation)
{
	static const char *const lists[] = { "toolExecutionNotifications",
					     "toolConfigurationNotifications" };
	int rc = 0;

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct node all = node_get(invocation, lists[i]);

		for (struct node n = node_first(all); rc == 0 && node_exists(n);
		     n = node_next(n))
			if (span_is(node_text(node_get(n, "level")), "error"))
				rc = found_skipped(&s->put, node_line(n), SPAN_EMPTY,
						   node_text(
							   node_at(n, "message/text")));
	}
	return rc;
}

static int add_provenance(struct sarif *s, struct fact_scan *scan, struct node run)
{
	struct node all = node_get(run, "versionControlProvenance");
	int rc = 0;

	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		if (scan->target.len == 0)
			scan->target = node_text(node_get(n, "repositoryUri"));
		rc = put_commit(&s->put, node_text(node_get(n, "revisionId")),
				"versionControlProvenance/revisionId");
	}
	return rc;
}

static int add_scan(struct sarif *s, struct node run)
{
	struct fact fact = fact_new(FACT_SCAN);
	struct fact_scan *scan = &fact.as.scan;
	struct node driver = node_at(run, "tool/driver");
	struct node results = node_get(run, "results");
	int rc;

	scan->number = ++s->scan;
	scan->tool = s->tool = node_text(node_get(driver, "name"));
	scan->tool_version = node_text(node_get(driver, "semanticVersion"));
	if (scan->tool_version.len == 0)
		scan->tool_version = node_text(node_get(driver, "version"));
	scan->kind = SPAN_LIT("sast");
	scan->started_at = scan->finished_at = CLOCK_NONE;
	scan->succeeded = success_of(run);
	scan->rules = node_count(node_get(driver, "rules"));
	scan->targets = node_exists(node_get(run, "artifacts"))
				? (int64_t)s->artifacts.count
				: FACT_UNSAID;
	rc = put_about(&s->put,
		       (struct fact_about){ .tool = scan->tool,
					    .tool_version = scan->tool_version,
					    .format_version = SPAN_LIT("2.1.0"),
					    .generated_at = CLOCK_NONE });
	for (struct node n = node_first(node_get(run, "invocations"));
	     rc == 0 && node_exists(n); n = node_next(n)) {
		rc = add_invocation(s, scan, n);
		if (rc == 0)
			rc = add_notifications(s, n);
	}
	if (rc == 0)
		rc = add_provenance(s, scan, run);
	if (rc == 0 && !node_is(results, NODE_ARRAY)) {
		scan->succeeded =
			0; /* nothing was scanned: not the same as no result */
		rc = put_note(&s->put, "results-missing", node_line(run),
			      "the run has no list of results, so nothing was scanned");
	}
	return rc < 0 ? rc : put_fact(&s->put, &fact);
}

static int read_run(struct sarif *s, struct node run)
{
	struct node results = node_get(run, "results");
	int rc = load_components(s, run);

	if (rc == 0)
		rc = add_scan(s, run);
	if (rc == 0 && node_exists(node_get(run, "externalPropertyFileReferences")))
		rc = put_note(&s->put, "external-properties", node_line(run),
			      "a part of the run stands in other files");
	for (struct node n = node_first(results); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_result(s, n);
	return rc;
}

static int sarif_read(const struct probe *probe, const struct fact_sink *sink,
		      struct arena *scratch, struct err *err)
{
	struct sarif s = { .put = { sink, scratch, err } };
	struct node runs = node_get(probe->root, "runs");
	int rc = probe_single(probe, err);

	if (rc < 0)
		return rc;
	if (!is_supported(probe->root)) {
		struct node version = node_get(probe->root, "version");

		err_set(err, ERR_FORMAT, "SARIF version \"%.*s\" is not read",
			SPAN_ARG(node_word(version)));
		err_tag(err, "unsupported-version");
		err_fix(err, "have the tool write SARIF 2.1.0");
		return err_at(err,
			      node_pos(node_exists(version) ? version : probe->root));
	}
	rc = found_list(&s.put, runs, "runs");
	for (struct node n = node_first(runs); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = read_run(&s, n);
	if (rc == 0 && node_count(runs) == 0)
		rc = put_note(&s.put, "no-runs", node_line(runs),
			      "it holds no run of any tool");
	return rc;
}

extern const struct reader reader_sarif;
const struct reader reader_sarif = {
	.name = "sarif",
	.title = "SARIF",
	.spec = "SARIF 2.1.0 plus errata 01 (OASIS)",
	.reads = "runs as scans, results with effective level and severity",
	.family = FAMILY_SARIF,
	.revision = 4,
	.usual = "*.sarif *.sarif.json",
	.bid = sarif_bid,
	.read = sarif_read,
};
