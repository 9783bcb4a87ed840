/*
 * oscal_ar.c - assessment results in OSCAL 1.x: JSON, YAML and XML.
 *
 *     assessment-results > metadata (oscal-version), result (start, end) >
 *         observation, finding (title) > target (target-id) > status (state, reason)
 *
 * One row a finding: it is about a control objective, or a statement, and its state is
 * satisfied or not-satisfied.  Observations are what the findings rest on and have no
 * result of their own; a result without a finding says nothing of any control.  Source:
 * NIST OSCAL, assessment results model 1.0 and 1.1.
 */
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/decode.h"

#define NAMESPACE "http://csrc.nist.gov/ns/oscal/1.0"

/* A finding, from either syntax. */
struct finding {
	struct span title, description, target, state, reason;
	unsigned line;
	struct pos pos;
};

struct oscal {
	struct put put;
	struct xml *xml; /* NULL in JSON and YAML */
	struct finding finding;
	int64_t findings, observations;
	struct span version, framework;
	struct span start, end; /* of the <result> that is open */
	bool timed;
};

static enum bid oscal_bid(const struct probe *probe)
{
	struct node root = node_get(probe->root, "assessment-results");

	if (probe->lex == LEX_XML)
		return span_is(probe->name, "assessment-results") &&
				       span_is(probe->namespace, NAMESPACE)
			       ? BID_SURE
			       : BID_NO;
	if (probe->lex != LEX_JSON && probe->lex != LEX_YAML)
		return BID_NO;
	return node_exists(node_at(root, "metadata/oscal-version")) ? BID_STATED
								    : BID_NO;
}

/* ---- what the syntaxes share ---- */

static int add_about(struct oscal *o, struct pos pos, const char *dialect)
{
	if (!span_starts(o->version, "1."))
		return found_fail(&o->put, pos, "unsupported-version",
				  "this version of OSCAL is not read",
				  "write the results in OSCAL 1.1");
	return put_about(&o->put, (struct fact_about){ .generated_at = CLOCK_NONE,
						       .format_version = o->version,
						       .dialect = span_of(dialect) });
}

/* The end of the first result, or its start where it has no end. */
static int add_time(struct oscal *o, struct span start, struct span end, unsigned line)
{
	if (o->timed)
		return 0;
	o->timed = true;
	if (end.len > 0)
		return put_time(&o->put, end, "results/end", line);
	return put_time(&o->put, start, "results/start", line);
}

static enum control_result result_of(struct span state)
{
	if (span_is(state, "satisfied"))
		return CONTROL_PASS;
	return span_is(state, "not-satisfied") ? CONTROL_FAIL : CONTROL_UNKNOWN;
}

static int add_finding(struct oscal *o)
{
	const struct finding *f = &o->finding;
	struct fact fact = fact_new(FACT_CONTROL);
	struct fact_control *control = &fact.as.control;

	if (f->target.len == 0)
		return found_fail(&o->put, f->pos, "missing-required:target-id",
				  "this finding does not say what it is about",
				  "write the results again as OSCAL 1.1 has them");
	o->findings++;
	control->framework = o->framework;
	control->control = f->target;
	control->title = f->title;
	control->result = result_of(f->state);
	control->result_raw = f->state;
	if (f->reason.len > 0)
		control->result_raw = arena_printf(o->put.scratch, "%.*s, %.*s",
						   SPAN_ARG(decode_cut(f->state, 80)),
						   SPAN_ARG(decode_cut(f->reason, 80)));
	control->message = f->description;
	control->line = f->line;
	return put_fact(&o->put, &fact);
}

static int finish(struct oscal *o)
{
	if (o->findings > 0)
		return 0;
	return put_note(&o->put, "no-results", 1,
			"%lld observations and no finding: nothing is said of any "
			"control",
			(long long)o->observations);
}

/* ---- JSON and YAML ---- */

static int tree_finding(struct oscal *o, struct node node)
{
	struct node target = node_get(node, "target");
	struct node status = node_get(target, "status");

	o->finding = (struct finding){
		.title = node_text(node_get(node, "title")),
		.description = node_text(node_get(node, "description")),
		.target = node_text(node_get(target, "target-id")),
		.state = node_text(node_get(status, "state")),
		.reason = node_text(node_get(status, "reason")),
		.line = node_line(node),
		.pos = node_pos(node),
	};
	return add_finding(o);
}

static int tree_result(struct oscal *o, struct node node)
{
	struct node end = node_get(node, "end");
	struct node all = node_get(node, "findings");
	int rc = add_time(o, node_text(node_get(node, "start")), node_text(end),
			  node_line(node));

	o->observations += node_count(node_get(node, "observations"));
	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = tree_finding(o, n);
	return rc;
}

static int tree_read(struct oscal *o, const struct probe *probe)
{
	struct node root = node_get(probe->root, "assessment-results");
	struct node version = node_at(root, "metadata/oscal-version");
	struct node results = node_get(root, "results");
	int rc = probe_single(probe, o->put.err);

	if (rc < 0)
		return rc;
	o->version = node_word(version);
	o->framework = node_text(node_at(root, "metadata/title"));
	rc = add_about(o, node_pos(node_exists(version) ? version : probe->root),
		       lex_word[probe->lex]);
	if (rc == 0 && !node_is(results, NODE_ARRAY))
		rc = found_fail(&o->put, node_pos(probe->root),
				"missing-required:results", "it has no list of results",
				"write the results again as OSCAL 1.1 has them");
	for (struct node n = node_first(results); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = tree_result(o, n);
	return rc < 0 ? rc : finish(o);
}

/* ---- XML ---- */

static int xml_status(void *ctx)
{
	struct oscal *o = ctx;

	if (span_is(xml_name(o->xml), "status")) {
		o->finding.state = xml_attr(o->xml, "state");
		o->finding.reason = xml_attr(o->xml, "reason");
	}
	return xml_skip(o->xml, o->put.err);
}

static int xml_part(void *ctx)
{
	struct oscal *o = ctx;
	struct span name = xml_name(o->xml);

	if (span_is(name, "title"))
		return found_text(&o->put, o->xml, &o->finding.title);
	if (span_is(name, "description"))
		return found_text(&o->put, o->xml, &o->finding.description);
	if (!span_is(name, "target"))
		return xml_skip(o->xml, o->put.err);
	o->finding.target = xml_attr(o->xml, "target-id");
	return found_children(&o->put, o->xml, xml_status, o);
}

static int xml_finding(struct oscal *o)
{
	int rc;

	o->finding =
		(struct finding){ .line = xml_line(o->xml), .pos = xml_pos(o->xml) };
	rc = found_children(&o->put, o->xml, xml_part, o);
	return rc < 0 ? rc : add_finding(o);
}

static int xml_result_part(void *ctx)
{
	struct oscal *o = ctx;
	struct span name = xml_name(o->xml);

	if (span_is(name, "finding"))
		return xml_finding(o);
	if (span_is(name, "start"))
		return found_text(&o->put, o->xml, &o->start);
	if (span_is(name, "end"))
		return found_text(&o->put, o->xml, &o->end);
	o->observations += span_is(name, "observation");
	return xml_skip(o->xml, o->put.err);
}

static int xml_result(struct oscal *o)
{
	unsigned line = xml_line(o->xml);
	int rc;

	o->start = o->end = SPAN_EMPTY;
	rc = found_children(&o->put, o->xml, xml_result_part, o);
	return rc < 0 ? rc : add_time(o, o->start, o->end, line);
}

static int xml_metadata(struct oscal *o)
{
	static const char *const names[] = { "oscal-version", "title" };
	struct span of[2] = { SPAN_EMPTY, SPAN_EMPTY };
	struct pos pos = xml_pos(o->xml);
	int rc = found_texts(&o->put, o->xml, names, of, 2);

	o->version = of[0];
	o->framework = of[1];
	return rc < 0 ? rc : add_about(o, pos, "xml");
}

static int xml_top(void *ctx)
{
	struct oscal *o = ctx;

	if (span_is(xml_name(o->xml), "metadata"))
		return xml_metadata(o);
	return span_is(xml_name(o->xml), "result") ? xml_result(o)
						   : xml_skip(o->xml, o->put.err);
}

static int xml_read(struct oscal *o)
{
	bool more;
	int rc = xml_child(o->xml, &more, o->put.err);

	if (rc == 0)
		rc = found_children(&o->put, o->xml, xml_top, o);
	if (rc == 0)
		rc = found_end(&o->put, o->xml);
	return rc < 0 ? rc : finish(o);
}

static int oscal_read(const struct probe *probe, const struct fact_sink *sink,
		      struct arena *scratch, struct err *err)
{
	struct oscal o = { .put = { sink, scratch, err } };
	int rc;

	if (probe->lex != LEX_XML)
		return tree_read(&o, probe);
	o.xml = xml_open(probe->path, probe->text, scratch);
	rc = xml_read(&o);
	xml_close(o.xml);
	return rc;
}

extern const struct reader reader_oscal_ar;
const struct reader reader_oscal_ar = {
	.name = "oscal-ar",
	.title = "OSCAL assessment results",
	.spec = "OSCAL assessment results 1.0 and 1.1: JSON, YAML, XML",
	.reads = "findings as controls, with the state of their target",
	.family = FAMILY_CONTROL,
	.revision = 2,
	.tools = { "assessment-results", "oscal" },
	.usual = "*assessment-results*.json *assessment-results*.xml",
	.bid = oscal_bid,
	.read = oscal_read,
};
