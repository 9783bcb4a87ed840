#include "seal/readiness.h"

#include "base/clock.h"
#include "text/json.h"

/* clang-format off: what a required item may be, seal.md section 10 and verdicts.md */
static const bool passes[VERDICTS] = {
	[VERDICT_VERIFIED] = true,
	[VERDICT_WAIVED] = true,
	[VERDICT_NOT_APPLICABLE] = true,
};
/* clang-format on */

static enum result result_of_word(struct span word)
{
	enum result result = 0;

	while (result < RESULTS && !span_is(word, result_word[result]))
		result++;
	return result < RESULTS ? result : RESULT_INDETERMINATE;
}

static bool is_ready(enum result result)
{
	return result == RESULT_READY || result == RESULT_READY_WITH_WAIVERS;
}

static bool is_missing(const struct verify_field *field)
{
	return field->required && !field->approved && !field->settled;
}

/* Required fields: all of them approved, and none rejected. */
static bool fields_are_complete(const struct verification *out)
{
	for (size_t i = 0; i < out->fields.count; i++) {
		const struct verify_field *field = &out->fields.at[i];

		if (field->rejected || is_missing(field))
			return false;
	}
	return true;
}

static bool any_rejected(const struct verification *out)
{
	for (size_t i = 0; i < out->fields.count; i++)
		if (out->fields.at[i].rejected)
			return true;
	return false;
}

/* What the items of report.json that are no sign-offs allow at best. */
struct allowed {
	bool blocked; /* one of them stands in the way */
	bool unsure;  /* the run could not say everything */
	bool waived;
};

static void look_at_item(struct allowed *out, struct node item)
{
	enum verdict verdict;

	if (!verdict_of_word(node_text(node_get(item, "verdict")), &verdict))
		return;
	if (verdict == VERDICT_WAIVED)
		out->waived = true;
	if (verdict == VERDICT_CONTRADICTED ||
	    (node_is_true(node_get(item, "required")) && !passes[verdict]))
		out->blocked = true;
}

/* A finding of the run itself makes its answer worthless: verdicts.md, law 5. */
static void look_at_findings(struct allowed *out, struct node findings)
{
	if (!node_is(findings, NODE_ARRAY))
		return;
	for (struct node n = node_first(findings); node_exists(n); n = node_next(n))
		if (span_is(node_text(node_get(n, "level")), "error") &&
		    !span_starts(node_text(node_get(n, "rule")), "waiver-"))
			out->unsure = true;
}

static void look_at_plan(struct allowed *out, struct node plan)
{
	struct node items = node_get(plan, "items");

	if (node_is_true(node_get(plan, "incomplete")))
		out->unsure = true;
	look_at_findings(out, node_get(plan, "findings"));
	if (!node_is(items, NODE_ARRAY))
		return;
	for (struct node n = node_first(items); node_exists(n); n = node_next(n))
		look_at_item(out, n);
}

static bool look_at_report(struct allowed *out, struct verifying *v)
{
	struct span text = content_bytes(&v->content, "report.json");
	struct err ignored = { 0 };
	struct node plans;
	struct tree *tree;

	*out = (struct allowed){ .blocked = false };
	if (json_parse(&tree, SPAN_LIT("report.json"), text, v->arena, &ignored) < 0)
		return false; /* step 9 says so */
	plans = node_get(tree_root(tree, 0), "plans");
	look_at_findings(out, node_get(tree_root(tree, 0), "findings"));
	if (node_is(plans, NODE_ARRAY))
		for (struct node n = node_first(plans); node_exists(n);
		     n = node_next(n))
			look_at_plan(out, n);
	return true;
}

static bool any_waived(const struct verification *out)
{
	for (size_t i = 0; i < out->fields.count; i++)
		if (out->fields.at[i].waived)
			return true;
	return false;
}

/*
 * READY says that nothing stands in the way; with waivers the operator's gate may
 * have let something pass that is not known here.
 */
static void check_claim(struct verifying *v)
{
	const struct verification *out = v->out;
	struct allowed allowed;

	if (!look_at_report(&allowed, v))
		return;
	allowed.waived |= any_waived(out);
	if (allowed.unsure ||
	    (out->outcome == RESULT_READY && (allowed.blocked || allowed.waived)))
		verify_error(v, "E_OUTCOME_MISMATCH", SPAN_LIT("bundle.json"),
			     "says %s, and report.json does not allow that",
			     result_word[out->outcome]);
}

void verify_outcome(struct verifying *v)
{
	struct verification *out = v->out;
	struct allowed allowed;

	out->outcome = result_of_word(out->identity.outcome);
	if (is_ready(out->outcome))
		check_claim(v);
	if (is_ready(out->outcome) && (any_rejected(out) || !fields_are_complete(out)))
		out->outcome = RESULT_NOT_READY;
	else if (out->outcome != RESULT_NOT_READY || out->fields.count == 0)
		return;
	if (!fields_are_complete(out) || any_rejected(out) ||
	    !look_at_report(&allowed, v) || allowed.blocked)
		return;
	allowed.waived |= any_waived(out);
	if (allowed.unsure)
		out->outcome = RESULT_INDETERMINATE;
	else
		out->outcome =
			allowed.waived ? RESULT_READY_WITH_WAIVERS : RESULT_READY;
}

/* Step 13. */

static void check_field(struct verifying *v, const struct verify_field *field)
{
	if (field->rejected)
		verify_error(v, "E_SIGNOFF_REJECTED", field->field,
			     "%.*s has rejected it", SPAN_ARG(field->role));
	else if (is_missing(field) && field->approvals == 0)
		verify_error(v, "E_SIGNOFF_INCOMPLETE", field->field,
			     "%.*s has not signed it off", SPAN_ARG(field->role));
	else if (is_missing(field) && field->approvals < field->quorum)
		verify_error(v, "E_SIGNOFF_INCOMPLETE", field->field,
			     "%ju of %ju people have signed it off",
			     (uintmax_t)field->approvals, (uintmax_t)field->quorum);
	else if (is_missing(field))
		verify_error(v, "E_SIGNOFF_INCOMPLETE", field->field,
			     "whoever signed it off made every claim it stands for");
}

/* A role that the operator insists on, whatever the plans ask for. */
static void check_role(struct verifying *v, const char *role)
{
	for (size_t i = 0; i < v->out->fields.count; i++) {
		const struct verify_field *field = &v->out->fields.at[i];

		if (span_is(field->role, role) && field->approved)
			return;
	}
	verify_error(v, "E_SIGNOFF_INCOMPLETE", SPAN_EMPTY,
		     "nobody of the role %s has signed anything off", role);
}

/*
 * At the verifier's time, not at that of the seal: a waiver that has ended since is
 * what this looks for.
 */
static void check_lapse(struct verifying *v)
{
	struct node until = node_at(v->out->identity.root, "result/goodUntil");
	int64_t when;

	if (!node_exists(until) || node_is(until, NODE_NULL))
		return;
	if (clock_parse(node_text(until), &when) == CLOCK_ZONED && when > v->when)
		return;
	verify_error(v, "E_LAPSED", SPAN_LIT("bundle.json"),
		     "something that counted has lapsed at %.*s",
		     SPAN_ARG(node_text(until)));
}

void verify_gate(struct verifying *v)
{
	const char *const *role = v->options->require_roles;

	for (size_t i = 0; i < v->out->fields.count; i++)
		check_field(v, &v->out->fields.at[i]);
	for (; role && *role; role++)
		check_role(v, *role);
	check_lapse(v);
	if (!is_ready(v->out->outcome))
		verify_error(v, "E_NOT_READY", SPAN_EMPTY, "the outcome is %s",
			     result_word[v->out->outcome]);
}
