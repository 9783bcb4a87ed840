/*
 * alerts.h - rules of Prometheus, wherever they stand: in a file of their own, in a
 * PrometheusRule or in a string of a ConfigMap.
 *
 * Source: Prometheus, "Recording rules" and "Alerting rules".
 */
#ifndef READERS_ALERTS_H
#define READERS_ALERTS_H

#include "readers/put.h"
#include "text/tree.h"

/* Whether it is a list of groups, one of which has a rule with "alert" or "record". */
bool alerts_are(struct node groups);

/* A FACT_ALERT for each rule; `line` is added to the line of each. */
int alerts_put(struct put *put, struct node groups, unsigned line);

#endif
