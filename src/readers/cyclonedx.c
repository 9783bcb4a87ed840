/*
 * cyclonedx.c - bills of materials in CycloneDX 1.0 to 1.7, JSON and XML
 * (ECMA-424; https://cyclonedx.org/specification/overview).
 *
 * The component of the metadata is what the bill is about, and none of its
 * components; nested components count like the others.  Both syntaxes fill the
 * same records, so that a bill says the same in either.
 */
#include "base/limits.h"
#include "base/num.h"
#include "readers/cvss.h"
#include "readers/found.h"
#include "readers/joined.h"
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"
#include "readers/vcs.h"
#include "readers/vex.h"
#include "readers/when.h"
#include "text/xml.h"

#define NAMESPACE "http://cyclonedx.org/schema/bom/"
#define AND       " AND " /* between the licenses of one component */

struct cdx {
	struct put put;
	struct fact_sbom sbom;
};

static bool is_version(struct span version)
{
	static const char *const versions[] = { "1.0", "1.1", "1.2", "1.3",
						"1.4", "1.5", "1.6", "1.7" };

	for (size_t i = 0; i < sizeof(versions) / sizeof(versions[0]); i++)
		if (span_is(version, versions[i]))
			return true;
	return false;
}

static enum bid cyclonedx_bid(const struct probe *probe)
{
	struct node root = probe->root;

	if (probe->lex == LEX_XML)
		return span_is(probe->name, "bom") &&
				       span_starts(probe->namespace, NAMESPACE)
			       ? BID_SURE
			       : BID_NO;
	if (probe->lex != LEX_JSON)
		return BID_NO;
	if (span_is(node_text(node_get(root, "bomFormat")), "CycloneDX"))
		return BID_SURE;
	return BID_NO;
}

/* ---- what both syntaxes share ---- */

static int fail_version(struct cdx *c, struct span version, struct pos pos)
{
	err_set(c->put.err, ERR_FORMAT, "CycloneDX version \"%.*s\" is not read",
		SPAN_ARG(version));
	err_tag(c->put.err, "unsupported-version");
	err_fix(c->put.err, "have the tool write CycloneDX 1.0 to 1.7");
	return err_at(c->put.err, pos);
}

static int add_component(struct cdx *c, const struct fact_component *component)
{
	struct fact fact = { .kind = FACT_COMPONENT, .as.component = *component };

	c->sbom.components++;
	c->sbom.versioned += component->version.len > 0;
	c->sbom.with_purl += component->purl.len > 0;
	c->sbom.licensed += component->license.len > 0;
	c->sbom.hashed += component->sha256.len > 0;
	return put_fact(&c->put, &fact);
}

static int add_dependency(struct cdx *c, struct span from, struct span to)
{
	struct fact fact = fact_new(FACT_DEPENDENCY);

	if (from.len == 0 || to.len == 0)
		return 0;
	c->sbom.dependencies++;
	fact.as.dependency =
		(struct fact_dependency){ from, to, SPAN_LIT("dependsOn") };
	return put_fact(&c->put, &fact);
}

static struct span digest_of(struct cdx *c, struct span sha256)
{
	if (sha256.len == 0)
		return SPAN_EMPTY;
	return arena_printf(c->put.scratch, "sha256:%.*s", SPAN_ARG(sha256));
}

/* "group/name", as package managers write it. */
static struct span full_name(struct cdx *c, const struct fact_component *component)
{
	if (component->group.len == 0)
		return component->name;
	return arena_printf(c->put.scratch, "%.*s/%.*s", SPAN_ARG(component->group),
			    SPAN_ARG(component->name));
}

static int set_subject(struct cdx *c, const struct fact_component *component)
{
	struct fact_about about = { .generated_at = CLOCK_NONE };
	int rc;

	c->sbom.subject_type = component->type;
	c->sbom.subject_name = about.subject_name = full_name(c, component);
	c->sbom.subject_version = component->version;
	c->sbom.subject_purl = component->purl;
	c->sbom.subject_digest = about.subject_digest = digest_of(c, component->sha256);
	rc = put_about(&c->put, about);
	if (rc == 0 && vcs_is_id(component->version))
		rc = put_commit(&c->put, component->version,
				"metadata/component/version");
	return rc;
}

/* Each composition speaks of a part: what they all say holds for the whole. */
static void take_completeness(struct cdx *c, struct span aggregate)
{
	if (aggregate.len == 0)
		return;
	if (c->sbom.completeness.len == 0)
		c->sbom.completeness = aggregate;
	else if (!span_eq(c->sbom.completeness, aggregate))
		c->sbom.completeness = SPAN_LIT("mixed");
}

/* ---- vulnerabilities ---- */

/* clang-format off: one state a line; what analysis.state means */
static const struct {
	const char *state;
	bool suppressed; /* the finding */
	enum vex_status status;
} states[] = {
	{ "resolved", true, VEX_FIXED },
	{ "resolved_with_pedigree", true, VEX_FIXED },
	{ "not_affected", true, VEX_NOT_AFFECTED },
	{ "false_positive", true, VEX_NOT_AFFECTED },
	{ "exploitable", false, VEX_AFFECTED },
	{ "in_triage", false, VEX_UNDER_INVESTIGATION },
};
/* clang-format on */

/* `analysis`: what somebody who looked at a vulnerability says of it. */
struct analysis {
	struct span state, justification, detail, at;
	LIST(struct span) affects; /* references to components */
};

static enum vex_status status_of(struct span state)
{
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (span_is(state, states[i].state))
			return states[i].status;
	return VEX_UNKNOWN;
}

/*
 * One row for each component that it affects.  A false positive has its reason in
 * its name; a vulnerability that nobody looked at gives none.
 */
static int add_vex(struct cdx *c, const struct analysis *analysis,
		   const struct fact_problem *problem)
{
	struct fact_vex row = fact_new(FACT_VEX).as.vex;
	size_t count = analysis->affects.count;
	int rc = 0;

	if (analysis->state.len == 0)
		return 0;
	row.vuln = problem->rule_id;
	row.status = status_of(analysis->state);
	row.justification = analysis->justification;
	row.statement = analysis->detail;
	row.line = problem->line;
	when_parse(analysis->at, &row.at);
	if (row.justification.len == 0 && span_is(analysis->state, "false_positive"))
		row.justification = analysis->state;
	for (size_t i = 0; rc == 0 && (i < count || i == 0); i++) {
		row.product = count > 0 ? analysis->affects.at[i] : SPAN_EMPTY;
		rc = vex_put(&c->put, &row);
	}
	return rc;
}

static void take_state(struct fact_problem *problem, struct span state,
		       struct span justification)
{
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (span_is(state, states[i].state))
			problem->suppressed = states[i].suppressed;
	if (problem->suppressed)
		problem->suppress_reason = justification.len ? justification : state;
}

/* One of `ratings`; other methods have scores of their own scale. */
struct rating {
	struct span severity, score, vector, method;
};

/* The worst of the ratings counts. */
static void take_rating(struct cvss *all, const struct rating *rating)
{
	bool is_cvss = rating->method.len == 0 || span_starts(rating->method, "CVSS");

	if (!is_cvss)
		cvss_rate(all, rating->severity, SPAN_EMPTY, SPAN_EMPTY);
	else if (span_is(rating->method, "CVSSv2"))
		cvss_rate_old(all, rating->severity, rating->score, rating->vector);
	else
		cvss_rate(all, rating->severity, rating->score, rating->vector);
}

static struct fact_problem new_problem(void)
{
	struct fact_problem problem = fact_new(FACT_PROBLEM).as.problem;

	problem.kind = SPAN_LIT("vulnerability");
	problem.severity = SEVERITY_UNKNOWN;
	return problem;
}

static int add_problem(struct cdx *c, const struct fact_problem *problem)
{
	struct fact fact = { .kind = FACT_PROBLEM, .as.problem = *problem };

	return put_fact(&c->put, &fact);
}

static int add_sbom(struct cdx *c)
{
	struct fact fact = { .kind = FACT_SBOM, .as.sbom = c->sbom };

	return put_fact(&c->put, &fact);
}

/* ---- JSON ---- */

static struct span json_one_license(struct node node)
{
	struct node license = node_get(node, "license");
	struct span one = node_text(node_get(license, "id"));

	if (one.len == 0)
		one = node_text(node_get(license, "name"));
	if (one.len == 0)
		one = node_text(node_get(node, "expression"));
	return one;
}

/* "MIT", "MIT AND Apache-2.0" or an expression as it stands. */
static struct span json_license(struct cdx *c, struct node licenses)
{
	struct joined all;

	if (node_count(licenses) <= 1)
		return json_one_license(node_first(licenses));
	joined_init(&all);
	for (struct node n = node_first(licenses); node_exists(n); n = node_next(n))
		joined_add(&all, AND, json_one_license(n));
	return joined_take(&all, c->put.scratch);
}

static struct span json_sha256(struct node hashes)
{
	for (struct node n = node_first(hashes); node_exists(n); n = node_next(n))
		if (span_is(node_text(node_get(n, "alg")), "SHA-256"))
			return node_text(node_get(n, "content"));
	return SPAN_EMPTY;
}

/* clang-format off: the members of a component, most frequent first */
enum {
	TYPE,
	REF,
	GROUP,
	NAME,
	VERSION,
	PURL,
	HASHES,
	LICENSES,
	CPE,
	SCOPE,
	SUPPLIER,
	COMPONENTS,
	MEMBERS
};
static const struct span members[MEMBERS] = {
	[TYPE] = SPAN_INIT("type"),         [REF] = SPAN_INIT("bom-ref"),
	[GROUP] = SPAN_INIT("group"),       [NAME] = SPAN_INIT("name"),
	[VERSION] = SPAN_INIT("version"),   [PURL] = SPAN_INIT("purl"),
	[HASHES] = SPAN_INIT("hashes"),     [LICENSES] = SPAN_INIT("licenses"),
	[CPE] = SPAN_INIT("cpe"),           [SCOPE] = SPAN_INIT("scope"),
	[SUPPLIER] = SPAN_INIT("supplier"), [COMPONENTS] = SPAN_INIT("components"),
};
/* clang-format on */

/* *nested is its list of components, absent where there is none. */
static struct fact_component json_component(struct cdx *c, struct node node,
					    struct span parent, struct node *nested)
{
	struct node of[MEMBERS];

	node_members(node, members, of, MEMBERS);
	*nested = of[COMPONENTS];
	return (struct fact_component){
		.ref = node_text(of[REF]),
		.parent_ref = parent,
		.type = node_text(of[TYPE]),
		.group = node_text(of[GROUP]),
		.name = node_text(of[NAME]),
		.version = node_text(of[VERSION]),
		.purl = node_text(of[PURL]),
		.cpe = node_text(of[CPE]),
		.license = json_license(c, of[LICENSES]),
		.supplier = node_text(node_get(of[SUPPLIER], "name")),
		.sha256 = json_sha256(of[HASHES]),
		.scope = node_text(of[SCOPE]),
		.line = node_line(node),
	};
}

/* Recurs into nested components; json.h bounds the depth. */
static int json_components(struct cdx *c, struct node components, struct span parent)
{
	int rc = 0;

	for (struct node n = node_first(components); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		struct fact_component component;
		struct node nested;

		if (!node_is(n, NODE_OBJECT))
			continue;
		component = json_component(c, n, parent, &nested);
		rc = add_component(c, &component);
		if (rc == 0)
			rc = json_components(c, nested, component.ref);
	}
	return rc;
}

static int json_references(struct cdx *c, struct node owner, const char *src)
{
	struct node all = node_get(owner, "externalReferences");
	int rc = 0;

	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n))
		if (span_is(node_text(node_get(n, "type")), "vcs"))
			rc = vcs_put(&c->put, node_text(node_get(n, "url")), src);
	return rc;
}

static int json_properties(struct cdx *c, struct node owner, const char *src)
{
	struct node all = node_get(owner, "properties");
	int rc = 0;

	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n))
		if (put_is_commit_name(node_text(node_get(n, "name"))))
			rc = put_commit(&c->put, node_text(node_get(n, "value")), src);
	return rc;
}

/* An array of tools before 1.5, an object of components and services since. */
static int json_tool(struct cdx *c, struct node tools)
{
	struct node tool = node_is(tools, NODE_ARRAY)
				   ? node_first(tools)
				   : node_first(node_get(tools, "components"));
	struct fact_about about = { .generated_at = CLOCK_NONE };

	if (!node_exists(tool))
		tool = node_first(node_get(tools, "services"));

	about.format_version = c->sbom.spec_version;
	about.dialect = SPAN_LIT("json");
	about.tool = node_text(node_get(tool, "name"));
	about.tool_version = node_text(node_get(tool, "version"));
	return put_about(&c->put, about);
}

static int json_metadata(struct cdx *c, struct node metadata)
{
	struct node time = node_get(metadata, "timestamp");
	struct node subject = node_get(metadata, "component");
	struct node nested;
	struct fact_component component =
		json_component(c, subject, SPAN_EMPTY, &nested);
	int rc = json_tool(c, node_get(metadata, "tools"));

	clock_parse(node_text(time), &c->sbom.created_at);
	c->sbom.author =
		node_text(node_get(node_first(node_get(metadata, "authors")), "name"));
	if (rc == 0)
		rc = put_time(&c->put, node_text(time), "/metadata/timestamp",
			      node_line(time));
	if (rc == 0 && node_exists(subject))
		rc = set_subject(c, &component);
	if (rc == 0)
		rc = json_references(c, subject,
				     "metadata/component/externalReferences");
	if (rc == 0)
		rc = json_properties(c, subject, "metadata/component/properties");
	if (rc == 0)
		rc = json_properties(c, metadata, "metadata/properties");
	return rc;
}

static int json_dependencies(struct cdx *c, struct node dependencies)
{
	int rc = 0;

	for (struct node n = node_first(dependencies); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		struct span from = node_text(node_get(n, "ref"));
		struct node to = node_first(node_get(n, "dependsOn"));

		for (; rc == 0 && node_exists(to); to = node_next(to))
			rc = add_dependency(c, from, node_text(to));
	}
	return rc;
}

static struct analysis json_analysis(struct cdx *c, struct node node,
				     struct node analysed)
{
	struct node affects = node_get(node, "affects");
	struct analysis analysis = {
		.state = node_text(node_get(analysed, "state")),
		.justification = node_text(node_get(analysed, "justification")),
		.detail = node_text(node_get(analysed, "detail")),
		.at = node_text(node_get(analysed, "lastUpdated")),
	};

	if (analysis.at.len == 0)
		analysis.at = node_text(node_get(analysed, "firstIssued"));
	for (struct node n = node_first(affects);
	     analysis.state.len > 0 && node_exists(n); n = node_next(n))
		*LIST_ADD(c->put.scratch, &analysis.affects) =
			node_text(node_get(n, "ref"));
	return analysis;
}

static int json_vulnerability(struct cdx *c, struct node node)
{
	struct fact_problem problem = new_problem();
	struct node analysed = node_get(node, "analysis");
	struct analysis analysis;
	struct node cwe = node_first(node_get(node, "cwes"));
	struct node ratings = node_get(node, "ratings");
	struct cvss rated = CVSS_NONE;
	int rc;

	problem.rule_id = node_text(node_get(node, "id"));
	problem.message = node_text(node_get(node, "description"));
	problem.component =
		node_text(node_get(node_first(node_get(node, "affects")), "ref"));
	problem.line = node_line(node);
	if (node_is(cwe, NODE_NUMBER))
		problem.cwe = arena_printf(c->put.scratch, "CWE-%.*s",
					   SPAN_ARG(node_number(cwe)));
	for (struct node n = node_first(ratings); node_exists(n); n = node_next(n))
		take_rating(&rated,
			    &(struct rating){ node_text(node_get(n, "severity")),
					      node_word(node_get(n, "score")),
					      node_text(node_get(n, "vector")),
					      node_text(node_get(n, "method")) });
	cvss_settle(&rated, &problem);
	analysis = json_analysis(c, node, analysed);
	problem.fix_state = analysis.state;
	take_state(&problem, analysis.state, analysis.justification);
	rc = add_problem(c, &problem);
	return rc < 0 ? rc : add_vex(c, &analysis, &problem);
}

static int json_read(struct cdx *c, const struct probe *probe)
{
	struct node root = probe->root;
	struct node version = node_get(root, "specVersion");
	struct node all = node_get(root, "vulnerabilities");
	struct node compositions = node_get(root, "compositions");
	int rc = probe_single(probe, c->put.err);

	if (rc < 0)
		return rc;
	c->sbom.spec_version = node_text(version);
	if (!is_version(c->sbom.spec_version))
		return fail_version(c, node_word(version),
				    node_pos(node_exists(version) ? version : root));
	c->sbom.serial = node_text(node_get(root, "serialNumber"));
	for (struct node n = node_first(compositions); node_exists(n); n = node_next(n))
		take_completeness(c, node_text(node_get(n, "aggregate")));
	rc = json_metadata(c, node_get(root, "metadata"));
	if (rc == 0)
		rc = json_references(c, root, "externalReferences");
	if (rc == 0)
		rc = json_properties(c, root, "properties");
	if (rc == 0)
		rc = json_components(c, node_get(root, "components"), SPAN_EMPTY);
	if (rc == 0)
		rc = json_dependencies(c, node_get(root, "dependencies"));
	if (rc == 0)
		rc = found_list(&c->put, all, "vulnerabilities");
	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = json_vulnerability(c, n);
	return rc;
}

/* ---- XML ---- */

struct bom {
	struct cdx *c;
	struct xml *xml;
};

static int next_child(struct bom *b, bool *more)
{
	return xml_child(b->xml, more, b->c->put.err);
}

static int skip(struct bom *b)
{
	return xml_skip(b->xml, b->c->put.err);
}

static int text_of(struct bom *b, struct span *out)
{
	struct span text;
	int rc = xml_collect(b->xml, &text, LIMIT_TEXT, b->c->put.err);

	*out = span_trim(text);
	return rc;
}

/* <hashes><hash alg="SHA-256">...: up to and with its end. */
static int xml_hashes(struct bom *b, struct span *sha256)
{
	bool more;
	int rc;

	for (;;) {
		struct span text;
		bool wanted;

		rc = next_child(b, &more);
		if (rc < 0 || !more)
			return rc;
		wanted = span_is(xml_attr(b->xml, "alg"), "SHA-256");
		rc = text_of(b, &text);
		if (rc < 0)
			return rc;
		if (wanted)
			*sha256 = text;
	}
}

/* <license>: its id, else its name; up to and with its end. */
static int xml_license(struct bom *b, struct span *out)
{
	struct span id = SPAN_EMPTY, name = SPAN_EMPTY;
	bool more;
	int rc;

	for (;;) {
		rc = next_child(b, &more);
		if (rc < 0 || !more)
			break;
		if (span_is(xml_name(b->xml), "id"))
			rc = text_of(b, &id);
		else if (span_is(xml_name(b->xml), "name"))
			rc = text_of(b, &name);
		else
			rc = skip(b);
		if (rc < 0)
			break;
	}
	*out = id.len ? id : name;
	return rc;
}

static int xml_licenses(struct bom *b, struct span *license)
{
	struct joined all;
	bool more;
	int rc;

	joined_init(&all);
	for (;;) {
		struct span one = SPAN_EMPTY;

		rc = next_child(b, &more);
		if (rc < 0 || !more)
			break;
		if (span_is(xml_name(b->xml), "license"))
			rc = xml_license(b, &one);
		else
			rc = text_of(b, &one); /* <expression> */
		if (rc < 0)
			break;
		joined_add(&all, AND, one);
	}
	*license = joined_take(&all, b->c->put.scratch);
	return rc;
}

/* The text of the first child of that name; up to and with the parent's end. */
static int xml_first(struct bom *b, const char *name, struct span *out)
{
	bool more;
	int rc;

	for (;;) {
		rc = next_child(b, &more);
		if (rc < 0 || !more)
			return rc;
		if (out->len == 0 && span_is(xml_name(b->xml), name))
			rc = text_of(b, out);
		else
			rc = skip(b);
		if (rc < 0)
			return rc;
	}
}

/* <externalReferences>: what the subject's version control says of a commit. */
static int xml_references(struct bom *b, const char *src)
{
	bool more;
	int rc;

	for (;;) {
		struct span url = SPAN_EMPTY;
		bool vcs;

		rc = next_child(b, &more);
		if (rc < 0 || !more)
			return rc;
		vcs = span_is(xml_attr(b->xml, "type"), "vcs");
		rc = xml_first(b, "url", &url);
		if (rc == 0 && vcs)
			rc = vcs_put(&b->c->put, url, src);
		if (rc < 0)
			return rc;
	}
}

static int xml_properties(struct bom *b, const char *src)
{
	bool more;
	int rc;

	for (;;) {
		struct span value;
		bool wanted;

		rc = next_child(b, &more);
		if (rc < 0 || !more)
			return rc;
		wanted = put_is_commit_name(xml_attr(b->xml, "name"));
		rc = text_of(b, &value);
		if (rc == 0 && wanted)
			rc = put_commit(&b->c->put, value, src);
		if (rc < 0)
			return rc;
	}
}

static int xml_components(struct bom *b, struct span parent);

/* Texts of a component, by element. */
static struct span *component_text(struct fact_component *component, struct span name)
{
	if (span_is(name, "group"))
		return &component->group;
	if (span_is(name, "name"))
		return &component->name;
	if (span_is(name, "version"))
		return &component->version;
	if (span_is(name, "purl"))
		return &component->purl;
	if (span_is(name, "cpe"))
		return &component->cpe;
	if (span_is(name, "scope"))
		return &component->scope;
	return NULL;
}

/*
 * At <component>: up to and with its end.  Nested components come before their
 * parent's row, because its own texts may stand behind them.
 */
static int xml_component(struct bom *b, struct span parent, bool subject)
{
	struct fact_component component = { .parent_ref = parent };
	bool more;
	int rc;

	component.ref = xml_attr(b->xml, "bom-ref");
	component.type = xml_attr(b->xml, "type");
	component.line = xml_line(b->xml);
	for (;;) {
		struct span name, *text;

		rc = next_child(b, &more);
		if (rc < 0 || !more)
			break;
		name = xml_name(b->xml);
		text = component_text(&component, name);
		if (text)
			rc = text_of(b, text);
		else if (span_is(name, "hashes"))
			rc = xml_hashes(b, &component.sha256);
		else if (span_is(name, "licenses"))
			rc = xml_licenses(b, &component.license);
		else if (span_is(name, "supplier"))
			rc = xml_first(b, "name", &component.supplier);
		else if (span_is(name, "components") && !subject)
			rc = xml_components(b, component.ref);
		else if (span_is(name, "externalReferences") && subject)
			rc = xml_references(b, "metadata/component/externalReferences");
		else if (span_is(name, "properties") && subject)
			rc = xml_properties(b, "metadata/component/properties");
		else
			rc = skip(b);
		if (rc < 0)
			break;
	}
	if (rc < 0)
		return rc;
	return subject ? set_subject(b->c, &component)
		       : add_component(b->c, &component);
}

/* Recurs through xml_component(); xml.h bounds the depth. */
static int xml_components(struct bom *b, struct span parent)
{
	bool more;
	int rc;

	for (;;) {
		rc = next_child(b, &more);
		if (rc < 0 || !more)
			return rc;
		rc = span_is(xml_name(b->xml), "component")
			     ? xml_component(b, parent, false)
			     : skip(b);
		if (rc < 0)
			return rc;
	}
}

/* <tool> with <name> and <version>, or <components><component>. */
static int xml_tool(struct bom *b, struct fact_about *about)
{
	bool more;
	int rc;

	for (;;) {
		struct span name;

		rc = next_child(b, &more);
		if (rc < 0 || !more)
			return rc;
		name = xml_name(b->xml);
		if (span_is(name, "name") && about->tool.len == 0)
			rc = text_of(b, &about->tool);
		else if (span_is(name, "version") && about->tool_version.len == 0)
			rc = text_of(b, &about->tool_version);
		else if (span_is(name, "tool") || span_is(name, "components") ||
			 span_is(name, "component"))
			rc = xml_tool(b, about);
		else
			rc = skip(b);
		if (rc < 0)
			return rc;
	}
}

static int xml_timestamp(struct bom *b)
{
	unsigned line = xml_line(b->xml);
	struct span text;
	int rc = text_of(b, &text);

	if (rc < 0)
		return rc;
	clock_parse(text, &b->c->sbom.created_at);
	return put_time(&b->c->put, text, "/metadata/timestamp", line);
}

static int xml_metadata(struct bom *b)
{
	struct fact_about about = { .generated_at = CLOCK_NONE };
	bool more;
	int rc;

	about.format_version = b->c->sbom.spec_version;
	about.dialect = SPAN_LIT("xml");
	for (;;) {
		struct span name;

		rc = next_child(b, &more);
		if (rc < 0 || !more)
			break;
		name = xml_name(b->xml);
		if (span_is(name, "timestamp"))
			rc = xml_timestamp(b);
		else if (span_is(name, "tools"))
			rc = xml_tool(b, &about);
		else if (span_is(name, "component"))
			rc = xml_component(b, SPAN_EMPTY, true);
		else if (span_is(name, "properties"))
			rc = xml_properties(b, "metadata/properties");
		else
			rc = skip(b);
		if (rc < 0)
			break;
	}
	return rc < 0 ? rc : put_about(&b->c->put, about);
}

/* <dependency ref="a"><dependency ref="b"/></dependency> */
static int xml_dependencies(struct bom *b)
{
	bool more;
	int rc;

	for (;;) {
		struct span from;

		rc = next_child(b, &more);
		if (rc < 0 || !more)
			return rc;
		from = xml_attr(b->xml, "ref");
		for (;;) {
			rc = next_child(b, &more);
			if (rc < 0 || !more)
				break;
			rc = add_dependency(b->c, from, xml_attr(b->xml, "ref"));
			if (rc == 0)
				rc = skip(b);
			if (rc < 0)
				break;
		}
		if (rc < 0)
			return rc;
	}
}

static int xml_rating(struct bom *b, struct cvss *rated)
{
	struct rating rating = { 0 };
	bool more;
	int rc;

	for (;;) {
		rc = next_child(b, &more);
		if (rc < 0 || !more)
			break;
		if (span_is(xml_name(b->xml), "severity"))
			rc = text_of(b, &rating.severity);
		else if (span_is(xml_name(b->xml), "score"))
			rc = text_of(b, &rating.score);
		else if (span_is(xml_name(b->xml), "vector"))
			rc = text_of(b, &rating.vector);
		else if (span_is(xml_name(b->xml), "method"))
			rc = text_of(b, &rating.method);
		else
			rc = skip(b);
		if (rc < 0)
			break;
	}
	take_rating(rated, &rating);
	return rc;
}

static int xml_ratings(struct bom *b, struct cvss *rated)
{
	bool more;
	int rc;

	for (;;) {
		rc = next_child(b, &more);
		if (rc < 0 || !more)
			return rc;
		rc = xml_rating(b, rated);
		if (rc < 0)
			return rc;
	}
}

/* Texts of an analysis, by element. */
static struct span *analysis_text(struct analysis *analysis, struct span name)
{
	if (span_is(name, "state"))
		return &analysis->state;
	if (span_is(name, "justification"))
		return &analysis->justification;
	if (span_is(name, "detail"))
		return &analysis->detail;
	if (span_is(name, "lastUpdated") ||
	    (span_is(name, "firstIssued") && analysis->at.len == 0))
		return &analysis->at;
	return NULL;
}

static int xml_analysis(struct bom *b, struct analysis *analysis)
{
	bool more;
	int rc;

	for (;;) {
		struct span *text;

		rc = next_child(b, &more);
		if (rc < 0 || !more)
			return rc;
		text = analysis_text(analysis, xml_name(b->xml));
		rc = text ? text_of(b, text) : skip(b);
		if (rc < 0)
			return rc;
	}
}

/* <affects><target><ref> */
static int xml_affects(struct bom *b, struct analysis *analysis)
{
	bool more;
	int rc;

	for (;;) {
		struct span ref = SPAN_EMPTY;

		rc = next_child(b, &more);
		if (rc < 0 || !more)
			return rc;
		rc = xml_first(b, "ref", &ref);
		if (rc < 0)
			return rc;
		*LIST_ADD(b->c->put.scratch, &analysis->affects) = ref;
	}
}

static int xml_vulnerability(struct bom *b)
{
	struct fact_problem problem = new_problem();
	struct analysis analysis = { 0 };
	struct cvss rated = CVSS_NONE;
	struct span cwe = SPAN_EMPTY;
	bool more;
	int rc;

	problem.line = xml_line(b->xml);
	for (;;) {
		struct span name;

		rc = next_child(b, &more);
		if (rc < 0 || !more)
			break;
		name = xml_name(b->xml);
		if (span_is(name, "id"))
			rc = text_of(b, &problem.rule_id);
		else if (span_is(name, "description"))
			rc = text_of(b, &problem.message);
		else if (span_is(name, "ratings"))
			rc = xml_ratings(b, &rated);
		else if (span_is(name, "cwes"))
			rc = xml_first(b, "cwe", &cwe);
		else if (span_is(name, "analysis"))
			rc = xml_analysis(b, &analysis);
		else if (span_is(name, "affects"))
			rc = xml_affects(b, &analysis);
		else
			rc = skip(b);
		if (rc < 0)
			break;
	}
	if (rc < 0)
		return rc;
	cvss_settle(&rated, &problem);
	if (cwe.len > 0)
		problem.cwe =
			arena_printf(b->c->put.scratch, "CWE-%.*s", SPAN_ARG(cwe));
	if (analysis.affects.count > 0)
		problem.component = analysis.affects.at[0];
	problem.fix_state = analysis.state;
	take_state(&problem, analysis.state, analysis.justification);
	rc = add_problem(b->c, &problem);
	return rc < 0 ? rc : add_vex(b->c, &analysis, &problem);
}

static int xml_vulnerabilities(struct bom *b)
{
	bool more;
	int rc;

	for (;;) {
		rc = next_child(b, &more);
		if (rc < 0 || !more)
			return rc;
		rc = xml_vulnerability(b);
		if (rc < 0)
			return rc;
	}
}

static int xml_compositions(struct bom *b)
{
	bool more;
	int rc;

	for (;;) {
		struct span aggregate = SPAN_EMPTY;

		rc = next_child(b, &more);
		if (rc < 0 || !more)
			return rc;
		rc = xml_first(b, "aggregate", &aggregate);
		if (rc < 0)
			return rc;
		take_completeness(b->c, aggregate);
	}
}

/* clang-format off: one element a line */
static int xml_top_components(struct bom *b)
{
	return xml_components(b, SPAN_EMPTY);
}
static int xml_top_references(struct bom *b)
{
	return xml_references(b, "externalReferences");
}
static int xml_top_properties(struct bom *b)
{
	return xml_properties(b, "properties");
}

static const struct {
	const char *element;
	int (*read)(struct bom *b); /* at its start: up to and with its end */
} parts[] = {
	{ "metadata", xml_metadata },
	{ "components", xml_top_components },
	{ "dependencies", xml_dependencies },
	{ "vulnerabilities", xml_vulnerabilities },
	{ "compositions", xml_compositions },
	{ "externalReferences", xml_top_references },
	{ "properties", xml_top_properties },
};
/* clang-format on */

static int xml_part(struct bom *b)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (span_is(xml_name(b->xml), parts[i].element))
			return parts[i].read(b);
	return skip(b);
}

static int xml_document(struct bom *b, const struct probe *probe)
{
	struct cdx *c = b->c;
	bool more;
	int rc = next_child(b, &more); /* <bom> */

	if (rc < 0)
		return rc;
	c->sbom.spec_version = span_from(probe->namespace, strlen(NAMESPACE));
	if (!is_version(c->sbom.spec_version))
		return fail_version(c, c->sbom.spec_version, xml_pos(b->xml));
	c->sbom.serial = xml_attr(b->xml, "serialNumber");
	rc = put_about(&c->put,
		       (struct fact_about){ .generated_at = CLOCK_NONE,
					    .format_version = c->sbom.spec_version,
					    .dialect = SPAN_LIT("xml") });
	while (rc == 0) {
		rc = next_child(b, &more);
		if (rc < 0 || !more)
			break;
		rc = xml_part(b);
	}
	return rc == 0 ? next_child(b, &more) : rc; /* nothing may follow */
}

static int xml_read(struct cdx *c, const struct probe *probe)
{
	struct bom b = { c, xml_open(probe->path, probe->text, c->put.scratch) };
	int rc = xml_document(&b, probe);

	xml_close(b.xml);
	return rc;
}

/* ---- the reader ---- */

static int cyclonedx_read(const struct probe *probe, const struct fact_sink *sink,
			  struct arena *scratch, struct err *err)
{
	struct cdx c = { .put = { sink, scratch, err } };
	int rc;

	c.sbom.spec = SPAN_LIT("CycloneDX");
	c.sbom.created_at = CLOCK_NONE;
	rc = probe->lex == LEX_XML ? xml_read(&c, probe) : json_read(&c, probe);
	return rc < 0 ? rc : add_sbom(&c);
}

extern const struct reader reader_cyclonedx;
const struct reader reader_cyclonedx = {
	.name = "cyclonedx",
	.title = "CycloneDX",
	.spec = "CycloneDX 1.0 to 1.7 (ECMA-424), JSON and XML",
	.reads = "components, dependencies, subject, vulnerabilities, and what their "
		 "analysis says",
	.family = FAMILY_SBOM,
	.revision = 4,
	.usual = "*sbom*.json *sbom*.xml bom.json bom.xml *.cdx.json *.cdx.xml",
	.bid = cyclonedx_bid,
	.read = cyclonedx_read,
};
