/*
 * openvex.c - statements about vulnerabilities in OpenVEX 0.0.1 to 0.2.0
 * (github.com/openvex/spec, OPENVEX-SPEC.md).
 *
 * One row for each product of a statement; one without a product where it names
 * none.  A statement without a time of its own has the document's.
 */
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"
#include "readers/vex.h"
#include "readers/when.h"

#define CONTEXT "https://openvex.dev/ns"

static enum bid openvex_bid(const struct probe *probe)
{
	if (probe->lex == LEX_JSON &&
	    span_starts(node_text(node_get(probe->root, "@context")), CONTEXT))
		return node_exists(node_get(probe->root, "statements")) ? BID_SURE
									: BID_STATED;
	return BID_NO;
}

/* The first of the members that says something. */
static struct span one_of(struct node object, const char *const *keys, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct span text = node_text(node_get(object, keys[i]));

		if (text.len > 0)
			return text;
	}
	return SPAN_EMPTY;
}

/* Since 0.2 an object; its name is that of the database that is known best. */
static struct span vulnerability_of(struct node statement)
{
	static const char *const keys[] = { "name", "@id" };
	struct node node = node_get(statement, "vulnerability");

	return node_is(node, NODE_STRING) ? node_text(node) : one_of(node, keys, 2);
}

static struct span product_of(struct node product)
{
	static const char *const keys[] = { "purl", "cpe23", "cpe22" };
	struct span text = node_text(product);

	if (text.len == 0)
		text = node_text(node_get(product, "@id"));
	if (text.len == 0)
		text = one_of(node_get(product, "identifiers"), keys, 3);
	return text;
}

static int64_t time_of(struct node object)
{
	static const char *const keys[] = { "last_updated", "timestamp" };
	int64_t at = CLOCK_NONE;

	when_parse(one_of(object, keys, 2), &at);
	return at;
}

static int add_statement(struct put *put, struct node statement, int64_t at)
{
	static const char *const words[] = { "impact_statement", "action_statement",
					     "status_notes" };
	struct node status = node_get(statement, "status");
	struct node products = node_get(statement, "products");
	struct node product = node_first(products);
	struct fact_vex row = fact_new(FACT_VEX).as.vex;
	int rc = 0;

	row.vuln = vulnerability_of(statement);
	row.status = vex_status_of(node_text(status));
	row.justification = node_text(node_get(statement, "justification"));
	row.statement = one_of(statement, words, 3);
	row.at = time_of(statement);
	if (row.at == CLOCK_NONE)
		row.at = at;
	row.line = node_line(statement);
	if (row.status == VEX_UNKNOWN)
		rc = put_note(put, "unknown-status", row.line,
			      "\"%.40s\" is no status of OpenVEX",
			      arena_string(put->scratch, node_word(status)));
	if (rc == 0 && !node_exists(product))
		rc = vex_put(put, &row);
	for (; rc == 0 && node_exists(product); product = node_next(product)) {
		row.product = product_of(product);
		rc = vex_put(put, &row);
	}
	return rc;
}

static int put_head(struct put *put, struct node root)
{
	struct span context = node_text(node_get(root, "@context"));
	struct node time = node_get(root, "last_updated");
	const char *src = "/last_updated";
	struct fact_about about = { .generated_at = CLOCK_NONE };
	int rc;

	if (span_starts(context, CONTEXT "/v"))
		about.format_version = span_from(context, strlen(CONTEXT "/v"));
	about.tool = node_text(node_get(root, "tooling"));
	rc = put_about(put, about);
	if (node_text(time).len == 0) {
		time = node_get(root, "timestamp");
		src = "/timestamp";
	}
	return rc < 0 ? rc : put_time(put, node_text(time), src, node_line(time));
}

static int openvex_read(const struct probe *probe, const struct fact_sink *sink,
			struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node statements = node_get(probe->root, "statements");
	int64_t at = time_of(probe->root);
	int rc = probe_single(probe, err);

	if (rc < 0)
		return rc;
	if (!node_is(statements, NODE_ARRAY)) {
		err_set(err, ERR_FORMAT, "it has no list of statements");
		err_tag(err, "missing-required:statements");
		err_fix(err, "write it again with `vexctl create`");
		return err_at(err, node_pos(probe->root));
	}
	rc = put_head(&put, probe->root);
	for (struct node n = node_first(statements); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_statement(&put, n, at);
	return rc;
}

extern const struct reader reader_openvex;
const struct reader reader_openvex = {
	.name = "openvex",
	.title = "OpenVEX",
	.spec = "OpenVEX 0.0.1 to 0.2.0",
	.reads = "statements about vulnerabilities, one for each product",
	.family = FAMILY_VEX,
	.revision = 1,
	.tools = { "openvex", "vex" },
	.usual = "*.vex.json *.openvex.json openvex.json vex.json",
	.bid = openvex_bid,
	.read = openvex_read,
};
