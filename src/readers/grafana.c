/*
 * grafana.c - dashboards of Grafana: panels and what they ask.
 *
 * Source: Grafana, "JSON model"; before version 5 panels stood in rows.  What the
 * API hands out has the dashboard under "dashboard".
 */
#include "base/buf.h"
#include "base/limits.h"
#include "readers/plain.h"
#include "readers/probe.h"
#include "readers/reader.h"

#define NESTED 8 /* rows in rows */

struct grafana {
	struct put put;
	struct span dashboard;
};

static struct node dashboard_of(const struct probe *probe)
{
	struct node inner = node_get(probe->root, "dashboard");

	return node_is(inner, NODE_OBJECT) ? inner : probe->root;
}

/* Written by hand for Grafana's interface: a panel with a query, no version. */
static bool is_panel(struct node panel)
{
	struct node target = node_first(node_get(panel, "targets"));

	return node_is(node_get(panel, "type"), NODE_STRING) &&
	       node_is(node_get(panel, "title"), NODE_STRING) &&
	       (node_is(node_get(target, "expr"), NODE_STRING) ||
		node_is(node_get(target, "refId"), NODE_STRING));
}

static enum bid grafana_bid(const struct probe *probe)
{
	struct node board = dashboard_of(probe);

	if (probe->lex != LEX_JSON)
		return BID_NO;
	if (!node_is(node_get(board, "panels"), NODE_ARRAY) &&
	    !node_is(node_get(board, "rows"), NODE_ARRAY))
		return BID_NO;
	if (node_is(node_get(board, "schemaVersion"), NODE_NUMBER))
		return BID_SHAPE;
	if (!node_is(node_get(board, "title"), NODE_STRING))
		return BID_NO;
	return node_is(node_get(board, "templating"), NODE_OBJECT) ||
			       is_panel(node_first(node_get(board, "panels")))
		       ? BID_SHAPE
		       : BID_NO;
}

/* A query in the words of its source. */
static struct span query_of(struct node target)
{
	static const char *const keys[] = { "expr",      "rawSql", "query",
					    "rawQuery",  "target", "expression",
					    "queryText", NULL };

	for (size_t i = 0; keys[i]; i++) {
		struct span text = node_text(node_get(target, keys[i]));

		if (text.len > 0)
			return text;
	}
	return SPAN_EMPTY;
}

static int add_panel(struct grafana *g, struct node node)
{
	struct fact fact = fact_new(FACT_PANEL);
	struct fact_panel *panel = &fact.as.panel;
	struct node targets = node_get(node, "targets");
	struct buf exprs;
	int rc;

	buf_init(&exprs, LIMIT_ARTIFACT_BYTES);
	if (node_is(targets, NODE_ARRAY)) {
		for (struct node n = node_first(targets); node_exists(n);
		     n = node_next(n)) {
			struct span query = query_of(n);

			if (query.len > 0 && exprs.len > 0)
				buf_addch(&exprs, '\n');
			buf_add(&exprs, query);
		}
	}
	panel->dashboard = g->dashboard;
	panel->title = node_text(node_get(node, "title"));
	if (panel->title.len == 0)
		panel->title = node_text(node_at(node, "libraryPanel/name"));
	panel->type = node_text(node_get(node, "type"));
	panel->expr = buf_span(&exprs);
	panel->line = node_line(node);
	rc = put_fact(&g->put, &fact);
	buf_release(&exprs);
	return rc;
}

/* Panels of the list and of the rows in it, in document order. */
static int add_panels(struct grafana *g, struct node list)
{
	struct node open[NESTED];
	size_t depth = 0;
	int rc = 0;

	if (node_is(list, NODE_ARRAY))
		open[depth++] = node_first(list);
	while (rc == 0 && depth > 0) {
		struct node panel = open[depth - 1];
		struct node inner = node_get(panel, "panels");

		if (!node_exists(panel)) {
			depth--;
			continue;
		}
		open[depth - 1] = node_next(panel);
		if (!node_is(panel, NODE_OBJECT))
			continue;
		if (!node_is(inner, NODE_ARRAY) &&
		    !span_is(node_text(node_get(panel, "type")), "row"))
			rc = add_panel(g, panel);
		if (node_is(inner, NODE_ARRAY) && depth < NESTED)
			open[depth++] = node_first(inner);
	}
	return rc;
}

static int grafana_read(const struct probe *probe, const struct fact_sink *sink,
			struct arena *scratch, struct err *err)
{
	struct grafana g = { .put = { sink, scratch, err } };
	struct node board = dashboard_of(probe);
	struct fact_about about = { .generated_at = CLOCK_NONE,
				    .tool = SPAN_LIT("grafana") };
	int rc = probe_single(probe, err);

	if (rc < 0)
		return rc;
	g.dashboard = node_text(node_get(board, "title"));
	about.format_version = node_number(node_get(board, "schemaVersion"));
	about.subject_name = g.dashboard;
	rc = put_about(&g.put, about);
	if (rc == 0)
		rc = add_panels(&g, node_get(board, "panels"));
	if (rc == 0)
		rc = add_panels(&g, node_get(board, "rows"));
	return rc < 0 ? rc : plain_put(&g.put, probe, false);
}

extern const struct reader reader_grafana;
const struct reader reader_grafana = {
	.name = "grafana-dashboard",
	.title = "Grafana dashboard",
	.spec = "Grafana, JSON model of a dashboard",
	.reads = "panels and their queries",
	.family = FAMILY_CONFIG,
	.revision = 2,
	.bid = grafana_bid,
	.read = grafana_read,
};
