/*
 * zap.c - what ZAP found on web sites, in its XML and in its JSON report.
 *
 *     OWASPZAPReport > site (name) > alerts > alertitem > pluginid, name, riskcode,
 *         confidence, cweid, instances > instance > uri
 *     { "@programName": "ZAP", "@version", "@generated", "site": [ { "@name",
 *       "alerts": [ { ... } ] } ] }
 *
 * One scan a site, one finding an alert: how often it was seen stands in its message.
 * Risk 3, 2, 1 and 0 are high, medium, low and informational; confidence 0 is how a
 * false positive is marked.  Of an instance only the address is read, without its
 * query: evidence, attack and parameters may hold what users typed.  Source: ZAP's
 * report add-on ("traditional-xml", "traditional-json") and its alert documentation.
 */
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/decode.h"

struct zap {
	struct put put;
	struct xml *xml; /* NULL in JSON */
	int64_t scan;
	struct span site, version;
	struct span first;   /* address of the alert's first instance */
	int64_t instances;   /* of the alert that is open */
	struct span *fields; /* of it, see below */
	unsigned line;
};

/* What is read of an alert, under the same names in both syntaxes. */
enum { PLUGIN, REF, ALERT, NAME, RISK, CONFIDENCE, CWE, COUNT, URI, FIELDS };
static const char *const field_name[FIELDS] = { "pluginid", "alertRef", "alert",
						"name",     "riskcode", "confidence",
						"cweid",    "count",    "uri" };

static enum bid zap_bid(const struct probe *probe)
{
	struct node root = probe->root;
	struct node site = node_get(root, "site");

	if (probe->lex == LEX_XML)
		return span_is(probe->name, "OWASPZAPReport") ? BID_STATED : BID_NO;
	if (probe->lex != LEX_JSON || !node_exists(site))
		return BID_NO;
	if (span_is(node_text(node_get(root, "@programName")), "ZAP"))
		return BID_STATED;
	return node_exists(node_get(root, "@version")) &&
			       node_exists(node_get(root, "@generated"))
		       ? BID_STATED
		       : BID_NO;
}

/* ---- what both syntaxes share ---- */

static int add_about(struct zap *z, struct span created, struct span generated,
		     unsigned line)
{
	struct fact_about about = { .generated_at = CLOCK_NONE };
	int rc;

	about.tool = SPAN_LIT("zap");
	about.tool_version = z->version;
	about.dialect = z->xml ? SPAN_LIT("xml") : SPAN_LIT("json");
	rc = put_about(&z->put, about);
	if (rc == 0 && created.len > 0) /* it has a zone, the other one has none */
		return put_time(&z->put, created, "created", line);
	return rc < 0 ? rc : put_time(&z->put, generated, "generated", line);
}

static int add_site(struct zap *z, struct span name)
{
	struct fact fact = found_scan(++z->scan, "zap", "dast");

	fact.as.scan.tool_version = z->version;
	fact.as.scan.target = z->site = found_url(&z->put, name);
	return put_fact(&z->put, &fact);
}

static int add_nothing(struct zap *z, unsigned line)
{
	struct fact fact = found_scan(++z->scan, "zap", "dast");
	int rc = found_nothing(&z->put, line);

	fact.as.scan.tool_version = z->version;
	fact.as.scan.succeeded = 0;
	return rc < 0 ? rc : put_fact(&z->put, &fact);
}

static enum severity severity_of(struct span risk)
{
	static const enum severity severities[] = { SEVERITY_INFO, SEVERITY_LOW,
						    SEVERITY_MEDIUM, SEVERITY_HIGH };

	if (risk.len != 1 || risk.ptr[0] < '0' || risk.ptr[0] > '3')
		return SEVERITY_UNKNOWN;
	return severities[risk.ptr[0] - '0'];
}

static int fail_alert(struct zap *z, struct pos pos)
{
	return found_fail(&z->put, pos, "missing-required:riskcode",
			  "this is no alert as ZAP writes one",
			  "write the report again with ZAP");
}

static int add_alert(struct zap *z, struct pos pos)
{
	struct span *f = z->fields;
	struct fact fact = found_problem(z->scan, "dast", z->line);
	struct fact_problem *problem = &fact.as.problem;

	if (f[RISK].len == 0 || f[PLUGIN].len == 0)
		return fail_alert(z, pos);
	problem->rule_id = f[REF].len > 0 ? f[REF] : f[PLUGIN];
	problem->title = f[NAME].len > 0 ? f[NAME] : f[ALERT];
	problem->severity = severity_of(f[RISK]);
	problem->severity_raw = f[RISK];
	problem->message = z->instances > 0
				   ? arena_printf(z->put.scratch, "%lld instances",
						  (long long)z->instances)
				   : SPAN_EMPTY;
	if (f[COUNT].len > 0)
		problem->message = arena_printf(z->put.scratch, "%.*s instances",
						SPAN_ARG(decode_cut(f[COUNT], 20)));
	problem->path = found_url(&z->put, z->first.len > 0 ? z->first : f[URI]);
	problem->component = z->site;
	problem->cwe = found_cwe(&z->put, f[CWE]);
	problem->suppressed = span_is(f[CONFIDENCE], "0");
	if (problem->suppressed)
		problem->suppress_reason = SPAN_LIT("false positive");
	return put_fact(&z->put, &fact);
}

/* ---- JSON ---- */

static int json_alert(struct zap *z, struct node node)
{
	struct span fields[FIELDS];
	struct node instances = node_get(node, "instances");

	for (size_t i = 0; i < FIELDS; i++)
		fields[i] = node_word(node_get(node, field_name[i]));
	z->fields = fields;
	z->line = node_line(node);
	z->instances = node_count(instances);
	z->first = node_text(node_get(node_first(instances), "uri"));
	return add_alert(z, node_pos(node));
}

static int json_site(struct zap *z, struct node node)
{
	struct node alerts = node_get(node, "alerts");
	int rc;

	if (!node_is(alerts, NODE_ARRAY))
		return found_fail(&z->put, node_pos(node), "missing-required:alerts",
				  "this is no site as ZAP writes one",
				  "write the report again with ZAP");
	rc = add_site(z, node_text(node_get(node, "@name")));
	for (struct node n = node_first(alerts); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = json_alert(z, n);
	return rc;
}

/* A single site was an object once, and is in a list now. */
static int json_read(struct zap *z, const struct probe *probe)
{
	struct node root = probe->root;
	struct node sites = node_get(root, "site");
	struct node generated = node_get(root, "@generated");
	int rc = probe_single(probe, z->put.err);

	if (rc < 0)
		return rc;
	z->version = node_text(node_get(root, "@version"));
	rc = add_about(z, node_text(node_get(root, "created")), node_text(generated),
		       node_line(generated));
	if (rc == 0 && node_is(sites, NODE_OBJECT))
		return json_site(z, sites);
	if (rc == 0 && node_count(sites) == 0)
		return add_nothing(z, node_line(sites));
	for (struct node n = node_first(sites); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = json_site(z, n);
	return rc;
}

/* ---- XML ---- */

/* <instance> has its own <uri>, besides much that is not read. */
static int xml_instance(void *ctx)
{
	static const char *const names[] = { "uri" };
	struct zap *z = ctx;
	struct span uri = SPAN_EMPTY;
	int rc = found_texts(&z->put, z->xml, names, &uri, 1);

	if (z->instances++ == 0)
		z->first = uri;
	return rc;
}

static int xml_field(void *ctx)
{
	struct zap *z = ctx;

	if (span_is(xml_name(z->xml), "instances"))
		return found_children(&z->put, z->xml, xml_instance, z);
	for (size_t i = 0; i < FIELDS; i++)
		if (span_is(xml_name(z->xml), field_name[i]) && z->fields[i].len == 0)
			return found_text(&z->put, z->xml, &z->fields[i]);
	return xml_skip(z->xml, z->put.err);
}

static int xml_alert(void *ctx)
{
	struct zap *z = ctx;
	struct span fields[FIELDS] = { { 0 } };
	struct pos pos = xml_pos(z->xml);
	int rc;

	if (!span_is(xml_name(z->xml), "alertitem"))
		return xml_skip(z->xml, z->put.err);
	z->fields = fields;
	z->line = pos.line;
	z->instances = 0;
	z->first = SPAN_EMPTY;
	rc = found_children(&z->put, z->xml, xml_field, z);
	if (rc == 0)
		rc = add_alert(z, pos);
	z->fields = NULL;
	return rc;
}

static int xml_alerts(void *ctx)
{
	struct zap *z = ctx;

	return span_is(xml_name(z->xml), "alerts")
		       ? found_children(&z->put, z->xml, xml_alert, z)
		       : xml_skip(z->xml, z->put.err);
}

static int xml_site(void *ctx)
{
	struct zap *z = ctx;
	int rc;

	if (!span_is(xml_name(z->xml), "site"))
		return xml_skip(z->xml, z->put.err);
	rc = add_site(z, xml_attr(z->xml, "name"));
	return rc < 0 ? rc : found_children(&z->put, z->xml, xml_alerts, z);
}

static int xml_report(struct zap *z)
{
	bool more;
	unsigned line;
	int rc = xml_child(z->xml, &more, z->put.err);

	if (rc < 0)
		return rc;
	line = xml_line(z->xml);
	z->version = xml_attr(z->xml, "version");
	rc = add_about(z, xml_attr(z->xml, "created"), xml_attr(z->xml, "generated"),
		       line);
	if (rc == 0)
		rc = found_children(&z->put, z->xml, xml_site, z);
	if (rc == 0 && z->scan == 0)
		rc = add_nothing(z, line);
	return rc < 0 ? rc : found_end(&z->put, z->xml);
}

static int zap_read(const struct probe *probe, const struct fact_sink *sink,
		    struct arena *scratch, struct err *err)
{
	struct zap z = { .put = { sink, scratch, err } };
	int rc;

	if (probe->lex != LEX_XML)
		return json_read(&z, probe);
	z.xml = xml_open(probe->path, probe->text, scratch);
	rc = xml_report(&z);
	xml_close(z.xml);
	return rc;
}

extern const struct reader reader_zap;
const struct reader reader_zap = {
	.name = "zap",
	.title = "ZAP",
	.spec = "ZAP reports traditional-xml and traditional-json",
	.reads = "a scan a site, its alerts, false positives as suppressed",
	.family = FAMILY_SCAN,
	.revision = 1,
	.tools = { "zap" },
	.usual = "*zap*.json *zap*.xml",
	.bid = zap_bid,
	.read = zap_read,
};
