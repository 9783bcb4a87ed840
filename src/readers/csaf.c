/*
 * csaf.c - security advisories and VEX documents in CSAF 2.0 and 2.1
 * (docs.oasis-open.org/csaf).
 *
 * One row for each product in a list of `product_status`.  `recommended` says
 * nothing of the vulnerability and gives none.  A flag is a justification; a
 * threat of category "impact" is an impact statement.  Either may name a group of
 * products: of the groups that a product is in, the first is looked at.
 */
#include "base/limits.h"
#include "base/table.h"
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"
#include "readers/vex.h"
#include "readers/when.h"

/* What the product tree says of an id. */
struct product {
	struct span name; /* package URL, else name */
	struct span group;
};

/* What a vulnerability says of a product or of a group. */
struct grounds {
	struct span flag, impact;
};

struct csaf {
	struct put put;
	struct table *products; /* id to struct product */
	struct arena *inner;    /* of one vulnerability */
	int64_t at;
};

static enum bid csaf_bid(const struct probe *probe)
{
	struct node document = node_get(probe->root, "document");

	if (probe->lex != LEX_JSON ||
	    !node_is(node_get(document, "csaf_version"), NODE_STRING))
		return BID_NO;
	return node_exists(node_get(document, "tracking")) ? BID_SURE : BID_STATED;
}

/* ---- the product tree ---- */

static struct product *product_slot(struct csaf *c, struct span id)
{
	void **slot;

	if (id.len == 0)
		return NULL;
	if (table_count(c->products) >= LIMIT_FACTS)
		return table_get(c->products, id);
	slot = table_slot_borrowed(c->products, id);
	if (!*slot)
		*slot = ARENA_NEW(c->put.scratch, struct product);
	return *slot;
}

static void learn_product(struct csaf *c, struct node node)
{
	struct product *product =
		product_slot(c, node_text(node_get(node, "product_id")));
	struct node helper = node_get(node, "product_identification_helper");

	if (!product)
		return;
	product->name = node_text(node_get(helper, "purl"));
	if (product->name.len == 0) /* 2.1 has a list */
		product->name = node_text(node_first(node_get(helper, "purls")));
	if (product->name.len == 0)
		product->name = node_text(node_get(node, "name"));
}

static void learn_list(struct csaf *c, struct node list, const char *member)
{
	for (struct node n = node_first(list); node_exists(n); n = node_next(n))
		learn_product(c, member ? node_get(n, member) : n);
}

/* Branches in branches; json.h bounds how deep. */
static void learn_branches(struct csaf *c, struct node branches)
{
	struct node stack[LIMIT_JSON_DEPTH];
	size_t depth = 1;

	stack[0] = node_first(branches);
	while (depth > 0) {
		struct node n = stack[depth - 1];
		struct node inner;

		if (!node_exists(n)) {
			depth--;
			continue;
		}
		stack[depth - 1] = node_next(n);
		learn_product(c, node_get(n, "product"));
		inner = node_first(node_get(n, "branches"));
		if (node_exists(inner) && depth < LIMIT_JSON_DEPTH)
			stack[depth++] = inner;
	}
}

static void learn_groups(struct csaf *c, struct node groups)
{
	for (struct node n = node_first(groups); node_exists(n); n = node_next(n)) {
		struct span id = node_text(node_get(n, "group_id"));
		struct node p = node_first(node_get(n, "product_ids"));

		for (; node_exists(p); p = node_next(p)) {
			struct product *product = product_slot(c, node_text(p));

			if (product && product->group.len == 0)
				product->group = id;
		}
	}
}

static void learn_tree(struct csaf *c, struct node tree)
{
	learn_branches(c, node_get(tree, "branches"));
	learn_list(c, node_get(tree, "full_product_names"), NULL);
	learn_list(c, node_get(tree, "relationships"), "full_product_name");
	learn_list(c, node_get(tree, "product_paths"), "full_product_name");
	learn_groups(c, node_get(tree, "product_groups"));
}

/* ---- vulnerabilities ---- */

static void give(struct csaf *c, struct table *reasons, struct node ids,
		 struct span text, bool is_flag)
{
	for (struct node n = node_first(ids); node_exists(n); n = node_next(n)) {
		struct grounds *reason;
		void **slot;

		if (node_text(n).len == 0)
			continue;
		slot = table_slot_borrowed(reasons, node_text(n));
		if (!*slot)
			*slot = ARENA_NEW(c->inner, struct grounds);
		reason = *slot;
		if (is_flag && reason->flag.len == 0)
			reason->flag = text;
		if (!is_flag && reason->impact.len == 0)
			reason->impact = text;
	}
}

static struct table *reasons_of(struct csaf *c, struct node vulnerability)
{
	struct node flags = node_get(vulnerability, "flags");
	struct node threats = node_get(vulnerability, "threats");
	struct table *reasons;

	arena_clear(c->inner);
	if (node_count(node_get(vulnerability, "product_status")) == 0 ||
	    (node_count(flags) == 0 && node_count(threats) == 0))
		return NULL;
	reasons = table_new(c->inner);
	for (struct node n = node_first(flags); node_exists(n); n = node_next(n)) {
		struct span label = node_text(node_get(n, "label"));

		give(c, reasons, node_get(n, "product_ids"), label, true);
		give(c, reasons, node_get(n, "group_ids"), label, true);
	}
	for (struct node n = node_first(threats); node_exists(n); n = node_next(n)) {
		struct span details = node_text(node_get(n, "details"));

		if (!span_is(node_text(node_get(n, "category")), "impact"))
			continue;
		give(c, reasons, node_get(n, "product_ids"), details, false);
		give(c, reasons, node_get(n, "group_ids"), details, false);
	}
	return reasons;
}

static struct span id_of(struct node vulnerability)
{
	struct span id = node_text(node_get(vulnerability, "cve"));

	if (id.len == 0)
		id = node_text(
			node_get(node_first(node_get(vulnerability, "ids")), "text"));
	return id.len > 0 ? id : node_text(node_get(vulnerability, "title"));
}

/* clang-format off: one list of product_status a line */
static const struct {
	const char *list;
	enum vex_status status;
} statuses[] = {
	{ "first_affected", VEX_AFFECTED },
	{ "known_affected", VEX_AFFECTED },
	{ "last_affected", VEX_AFFECTED },
	{ "known_not_affected", VEX_NOT_AFFECTED },
	{ "first_fixed", VEX_FIXED },
	{ "fixed", VEX_FIXED },
	{ "under_investigation", VEX_UNDER_INVESTIGATION },
	{ "unknown", VEX_UNKNOWN },
};
/* clang-format on */

static void take_reason(struct fact_vex *row, const struct table *reasons,
			struct span id)
{
	const struct grounds *reason =
		reasons && id.len > 0 ? table_get(reasons, id) : NULL;

	if (!reason)
		return;
	if (row->justification.len == 0)
		row->justification = reason->flag;
	if (row->statement.len == 0)
		row->statement = reason->impact;
}

static int add_product(struct csaf *c, struct fact_vex row, struct span id,
		       const struct table *reasons)
{
	const struct product *product = id.len > 0 ? table_get(c->products, id) : NULL;

	row.product = product && product->name.len > 0 ? product->name : id;
	take_reason(&row, reasons, id);
	if (product)
		take_reason(&row, reasons, product->group);
	return vex_put(&c->put, &row);
}

static int add_vulnerability(struct csaf *c, struct node node)
{
	struct node all = node_get(node, "product_status");
	const struct table *reasons = reasons_of(c, node);
	struct fact_vex row = fact_new(FACT_VEX).as.vex;
	int rc = found_held(&c->put, all, NODE_OBJECT, NODE_ARRAY, "product_status");

	row.vuln = id_of(node);
	row.at = c->at;
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		struct node list = node_get(all, statuses[i].list);

		row.status = statuses[i].status;
		for (struct node n = node_first(list); rc == 0 && node_exists(n);
		     n = node_next(n)) {
			row.line = node_line(n);
			rc = add_product(c, row, node_text(n), reasons);
		}
	}
	if (rc == 0 && node_count(all) == 0)
		rc = put_note(
			&c->put, "no-status", node_line(node),
			"a vulnerability of which nothing is said of any product");
	return rc;
}

/* ---- the document ---- */

static int put_head(struct csaf *c, struct node document)
{
	struct node tracking = node_get(document, "tracking");
	struct node engine = node_at(tracking, "generator/engine");
	struct node time = node_get(tracking, "current_release_date");
	struct fact_about about = { .generated_at = CLOCK_NONE };
	int rc;

	about.format_version = node_text(node_get(document, "csaf_version"));
	about.dialect = node_text(node_get(document, "category"));
	about.tool = node_text(node_get(engine, "name"));
	about.tool_version = node_text(node_get(engine, "version"));
	when_parse(node_text(time), &c->at);
	rc = put_about(&c->put, about);
	if (rc == 0)
		rc = put_time(&c->put, node_text(time),
			      "/document/tracking/current_release_date",
			      node_line(time));
	if (rc == 0 && span_is(node_text(node_get(tracking, "status")), "draft"))
		rc = put_note(&c->put, "draft", node_line(tracking),
			      "the document calls itself a draft");
	return rc;
}

static int check_version(const struct probe *probe, struct err *err)
{
	struct node version = node_at(probe->root, "document/csaf_version");
	struct span text = node_text(version);

	if (span_is(text, "2.0") || span_is(text, "2.1"))
		return 0;
	err_set(err, ERR_FORMAT, "CSAF version \"%.*s\" is not read",
		(int)(text.len < 40 ? text.len : 40), text.ptr ? text.ptr : "");
	err_tag(err, "unsupported-version");
	err_fix(err, "have it written as CSAF 2.0 or 2.1");
	return err_at(err, node_pos(version));
}

static int csaf_read(const struct probe *probe, const struct fact_sink *sink,
		     struct arena *scratch, struct err *err)
{
	struct csaf c = { .put = { sink, scratch, err }, .at = CLOCK_NONE };
	struct node all = node_get(probe->root, "vulnerabilities");
	int rc = probe_single(probe, err);

	if (rc == 0)
		rc = check_version(probe, err);
	if (rc < 0)
		return rc;
	c.products = table_new(scratch);
	c.inner = arena_new(LIMIT_SCRATCH_BYTES);
	learn_tree(&c, node_get(probe->root, "product_tree"));
	rc = put_head(&c, node_get(probe->root, "document"));
	if (rc == 0)
		rc = found_list(&c.put, all, "vulnerabilities");
	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_vulnerability(&c, n);
	arena_free(c.inner);
	return rc;
}

extern const struct reader reader_csaf;
const struct reader reader_csaf = {
	.name = "csaf",
	.title = "CSAF",
	.spec = "Common Security Advisory Framework 2.0 and 2.1",
	.reads =
		"what is said of each product and vulnerability, with flags and impact",
	.family = FAMILY_VEX,
	.revision = 2,
	.tools = { "csaf" },
	.usual = "*csaf*.json",
	.bid = csaf_bid,
	.read = csaf_read,
};
