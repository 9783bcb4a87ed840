#include "readers/alerts.h"

#define LOOK_GROUPS 20 /* a group may be empty; more than so many are not */

static bool is_rule(struct node rule)
{
	return node_is(node_get(rule, "alert"), NODE_STRING) ||
	       node_is(node_get(rule, "record"), NODE_STRING);
}

bool alerts_are(struct node groups)
{
	unsigned seen = 0;

	if (!node_is(groups, NODE_ARRAY))
		return false;
	for (struct node n = node_first(groups); node_exists(n) && seen < LOOK_GROUPS;
	     n = node_next(n), seen++)
		if (is_rule(node_first(node_get(n, "rules"))))
			return true;
	return false;
}

static struct span first_of(struct node object, const char *const *keys)
{
	for (; *keys; keys++) {
		struct span word = node_word(node_get(object, *keys));

		if (word.len > 0)
			return word;
	}
	return SPAN_EMPTY;
}

static int put_rule(struct put *put, struct node rule, struct span group, unsigned line)
{
	static const char *const summaries[] = { "summary", "description", "message",
						 NULL };
	static const char *const runbooks[] = { "runbook_url", "runbook", NULL };
	struct fact fact = fact_new(FACT_ALERT);
	struct fact_alert *alert = &fact.as.alert;
	struct node name = node_get(rule, "alert");
	struct node notes = node_get(rule, "annotations");

	line += node_line(rule);
	if (!is_rule(rule))
		return put_note(put, "no-rule", line,
				"a rule that is neither an alert nor a recording");
	if (node_is(name, NODE_STRING) && node_exists(node_get(rule, "record")))
		return put_note(put, "no-rule", line,
				"a rule that is an alert and a recording at once");
	alert->kind =
		node_is(name, NODE_STRING) ? SPAN_LIT("alert") : SPAN_LIT("record");
	if (!node_is(name, NODE_STRING))
		name = node_get(rule, "record");
	alert->group = group;
	alert->name = node_text(name);
	alert->expr = node_word(node_get(rule, "expr"));
	alert->hold = node_word(node_get(rule, "for"));
	alert->severity = node_word(node_at(rule, "labels/severity"));
	alert->summary = first_of(notes, summaries);
	alert->runbook = first_of(notes, runbooks);
	alert->line = line;
	if (alert->expr.len == 0)
		return put_note(put, "missing-expr", line,
				"the rule %.*s has no expression, so it never fires",
				(int)(alert->name.len < 200 ? alert->name.len : 200),
				alert->name.ptr);
	return put_fact(put, &fact);
}

int alerts_put(struct put *put, struct node groups, unsigned line)
{
	int rc = 0;

	for (struct node g = node_first(groups); rc == 0 && node_exists(g);
	     g = node_next(g)) {
		struct span name = node_word(node_get(g, "name"));
		struct node rules = node_get(g, "rules");

		for (struct node r = node_first(rules); rc == 0 && node_exists(r);
		     r = node_next(r))
			rc = put_rule(put, r, name, line);
	}
	return rc;
}
