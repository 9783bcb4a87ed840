#include "readers/osv.h"

void osv_describe(struct fact_problem *problem, struct node record)
{
	if (problem->title.len == 0)
		problem->title = node_text(node_get(record, "summary"));
	if (problem->message.len == 0)
		problem->message = node_text(node_get(record, "details"));
}

void osv_rate(struct cvss *rating, struct node record)
{
	struct node all = node_get(record, "severity");

	for (struct node n = node_first(all); node_exists(n); n = node_next(n))
		cvss_add(rating, SPAN_EMPTY, node_text(node_get(n, "score")));
	cvss_rate(rating, node_text(node_at(record, "database_specific/severity")),
		  SPAN_EMPTY, SPAN_EMPTY);
}

static void add_events(struct joined *versions, struct node range)
{
	struct node all = node_get(range, "events");

	if (span_is(node_text(node_get(range, "type")), "GIT"))
		return; /* commits, not versions */
	for (struct node n = node_first(all); node_exists(n); n = node_next(n))
		joined_add(versions, ", ", node_text(node_get(n, "fixed")));
}

void osv_fixed(struct joined *versions, struct node record, struct span package)
{
	struct node all = node_get(record, "affected");

	for (struct node n = node_first(all); node_exists(n); n = node_next(n)) {
		struct node range = node_first(node_get(n, "ranges"));

		if (!span_eq(node_text(node_at(n, "package/name")), package))
			continue;
		for (; node_exists(range); range = node_next(range))
			add_events(versions, range);
	}
}

struct span osv_aliases(struct put *put, struct node ids, struct span own)
{
	struct joined all;

	joined_init(&all);
	for (struct node n = node_first(ids); node_exists(n); n = node_next(n))
		if (!span_eq(node_text(n), own))
			joined_add(&all, " ", node_text(n));
	return joined_take(&all, put->scratch);
}
