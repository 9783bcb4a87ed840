/*
 * promrules.c - rule files of Prometheus and what reads the same (Thanos, Mimir,
 * Loki): alerts and recordings that are declared.
 *
 * Source: Prometheus, "Defining recording rules" and "Alerting rules".  Rules in
 * Kubernetes objects are read by k8s.c.
 */
#include "readers/alerts.h"
#include "readers/plain.h"
#include "readers/probe.h"
#include "readers/reader.h"

static enum bid promrules_bid(const struct probe *probe)
{
	if (probe->lex != LEX_YAML && probe->lex != LEX_JSON)
		return BID_NO;
	if (node_exists(node_get(probe->root, "kind")))
		return BID_NO; /* an object of Kubernetes */
	return alerts_are(node_get(probe->root, "groups")) ? BID_STATED : BID_NO;
}

static int promrules_read(const struct probe *probe, const struct fact_sink *sink,
			  struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node groups = node_get(probe->root, "groups");
	int rc = probe_single(probe, err);

	if (rc == 0)
		rc = alerts_put(&put, groups, 0);
	return rc < 0 ? rc : plain_put(&put, probe, false);
}

extern const struct reader reader_promrules;
const struct reader reader_promrules = {
	.name = "prometheus-rules",
	.title = "Prometheus rules",
	.spec = "Prometheus, Alerting rules and Recording rules",
	.reads = "alerts and recordings: expression, how long it holds, severity",
	.family = FAMILY_CONFIG,
	.revision = 1,
	.bid = promrules_bid,
	.read = promrules_read,
};
