/*
 * hdf.c - what InSpec found on a system, and what converters to the Heimdall Data
 * Format make of other tools' results.
 *
 *     { "platform", "version", "statistics", "profiles": [ { "name",
 *       "parent_profile", "status", "controls": [ { "id", "title", "impact",
 *       "waiver_data", "results": [ { "status", "code_desc", "message" } ] } ] } ] }
 *
 * One row a control.  Its results are folded as HDF says: an impact of 0 is not
 * applicable; else failed before error before passed; where all are skipped, or there
 * is none, it is not reviewed.  A profile that builds on others repeats their
 * controls: these are one control, with the results of all and the impact that the
 * outermost profile gives.  A control that a waiver kept from running is not reviewed.
 * Source: InSpec's JSON reporter; MITRE's description of HDF and of its statuses.
 */
#include "base/num.h"
#include "base/table.h"
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/decode.h"

enum status { FAILED, BROKEN, PASSED, SKIPPED, OTHER, STATUSES };

/* A control, of whatever profiles. */
struct control {
	struct node node;          /* its first appearance */
	struct node impact;        /* of the outermost profile */
	struct node waiver;        /* the first that says anything */
	struct node why[STATUSES]; /* the first result of each status */
	bool outer;                /* impact is of a profile without a parent */
	struct span framework;
};

struct hdf {
	struct put put;
	struct table *by_id; /* to index + 1 of controls */
	LIST(struct control) controls;
	struct node started; /* the first time of any result */
	struct table *inner; /* names of profiles that others depend on */
	bool linked;         /* one of them is in the file */
};

static enum bid hdf_bid(const struct probe *probe)
{
	struct node root = probe->root;
	struct node profiles = node_get(root, "profiles");

	if (probe->lex != LEX_JSON || !node_is(profiles, NODE_ARRAY) ||
	    !node_is(node_get(root, "platform"), NODE_OBJECT) ||
	    !node_is(node_get(root, "statistics"), NODE_OBJECT))
		return BID_NO;
	return node_is(node_get(root, "version"), NODE_STRING) ? BID_STATED : BID_SHAPE;
}

static enum status status_of(struct node result)
{
	struct span word = node_text(node_get(result, "status"));
	struct node backtrace = node_get(result, "backtrace");

	if (node_exists(backtrace) && !node_is(backtrace, NODE_NULL))
		return BROKEN;
	if (span_is(word, "failed"))
		return FAILED;
	if (span_is(word, "error"))
		return BROKEN;
	if (span_is(word, "passed"))
		return PASSED;
	return span_is(word, "skipped") ? SKIPPED : OTHER;
}

/* ---- gathering ---- */

/* A profile that another one builds on; before InSpec 3 only the other one says so. */
static bool is_inner(const struct hdf *h, struct node profile)
{
	return node_text(node_get(profile, "parent_profile")).len > 0 ||
	       table_get(h->inner, node_text(node_get(profile, "name")));
}

static void link_profiles(struct hdf *h, struct node profiles)
{
	h->inner = table_new(h->put.scratch);
	for (struct node n = node_first(profiles); node_exists(n); n = node_next(n)) {
		struct span own = node_text(node_get(n, "name"));
		struct node all = node_get(n, "depends");

		for (struct node d = node_first(all); node_exists(d);
		     d = node_next(d)) {
			struct span name = node_text(node_get(d, "name"));

			if (name.len > 0 && !span_eq(name, own))
				*table_slot(h->inner, name) = h;
		}
	}
	for (struct node n = node_first(profiles); node_exists(n); n = node_next(n))
		h->linked |= is_inner(h, n);
}

static struct control *control_for(struct hdf *h, struct node node, size_t profile)
{
	struct span id = node_text(node_get(node, "id"));
	struct control *control;
	void **slot;

	if (!h->linked) /* the same id in another profile is another control */
		id = arena_printf(h->put.scratch, "%zu/%.*s", profile, SPAN_ARG(id));
	slot = table_slot(h->by_id, id);
	if (*slot)
		return &h->controls.at[(uintptr_t)*slot - 1];
	control = LIST_ADD(h->put.scratch, &h->controls);
	control->node = node;
	*slot = (void *)(uintptr_t)h->controls.count;
	return control;
}

static void take_results(struct hdf *h, struct control *control, struct node all)
{
	for (struct node n = node_first(all); node_exists(n); n = node_next(n)) {
		enum status status = status_of(n);

		if (!node_exists(control->why[status]))
			control->why[status] = n;
		if (!node_exists(h->started))
			h->started = node_get(n, "start_time");
	}
}

static int take_control(struct hdf *h, struct node node, struct node profile,
			size_t number)
{
	bool outer = !is_inner(h, profile);
	struct control *control;

	if (!node_is(node_get(node, "id"), NODE_STRING))
		return found_fail(&h->put, node_pos(node), "missing-required:id",
				  "this is no control as InSpec writes one",
				  "write it again with `inspec exec --reporter json`");
	control = control_for(h, node, number);
	if (!node_exists(control->impact) || (outer && !control->outer)) {
		control->impact = node_get(node, "impact");
		control->outer = outer;
		control->framework = node_text(node_get(profile, "name"));
	}
	if (node_count(control->waiver) == 0)
		control->waiver = node_get(node, "waiver_data");
	take_results(h, control, node_get(node, "results"));
	return found_list(&h->put, node_get(node, "results"), "results");
}

static int take_profile(struct hdf *h, struct node profile, size_t number)
{
	struct node controls = node_get(profile, "controls");
	struct span status = node_text(node_get(profile, "status"));
	struct span words = node_text(node_get(profile, "status_message"));
	int rc = 0;

	if (words.len == 0)
		words = node_text(node_get(profile, "skip_message"));
	if (span_is(status, "failed") || span_is(status, "skipped"))
		rc = found_skipped(&h->put, node_line(profile),
				   node_text(node_get(profile, "name")), words);
	if (rc == 0 && !node_is(controls, NODE_ARRAY))
		rc = found_fail(&h->put, node_pos(profile), "missing-required:controls",
				"the profile has no list of controls",
				"write it again with `inspec exec --reporter json`");
	for (struct node n = node_first(controls); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = take_control(h, n, profile, number);
	return rc;
}

/* ---- folding ---- */

static bool was_waived(const struct control *control)
{
	return node_is_true(node_get(control->waiver, "skipped_due_to_waiver"));
}

/* clang-format off: one status a line, the first that a control has wins */
static const struct {
	enum status status;
	enum control_result result;
} folds[] = {
	{ FAILED, CONTROL_FAIL },          { BROKEN, CONTROL_ERROR },
	{ OTHER, CONTROL_UNKNOWN },        { PASSED, CONTROL_PASS },
	{ SKIPPED, CONTROL_NOT_REVIEWED },
};
/* clang-format on */

/* Sets result, its word and the message of the result that decided. */
static void fold(struct fact_control *out, const struct control *control)
{
	out->result = CONTROL_NOT_REVIEWED;
	for (size_t i = 0; i < sizeof(folds) / sizeof(folds[0]); i++) {
		struct node why = control->why[folds[i].status];

		if (!node_exists(why))
			continue;
		out->result = folds[i].result;
		out->result_raw = node_text(node_get(why, "status"));
		out->message = node_text(node_get(why, "message"));
		if (out->message.len == 0)
			out->message = node_text(node_get(why, "skip_message"));
		if (out->message.len == 0)
			out->message = node_text(node_get(why, "code_desc"));
		break;
	}
	if (out->impact_tenths == 0)
		out->result = CONTROL_NOT_APPLICABLE;
	else if (was_waived(control) && out->result == CONTROL_PASS)
		out->result = CONTROL_NOT_REVIEWED;
}

static int add_control(struct hdf *h, const struct control *control)
{
	struct fact fact = fact_new(FACT_CONTROL);
	struct fact_control *out = &fact.as.control;
	struct span why = node_text(node_get(control->waiver, "justification"));
	int64_t tenths;
	int rc;

	out->framework = control->framework;
	out->control = node_text(node_get(control->node, "id"));
	out->title = node_text(node_get(control->node, "title"));
	if (num_scaled(node_number(control->impact), 1, &tenths) && tenths >= 0 &&
	    tenths <= 10)
		out->impact_tenths = (int)tenths;
	/* 0.05 is some impact, and rounds down to none */
	if (out->impact_tenths == 0 &&
	    num_scaled(node_number(control->impact), 6, &tenths) && tenths > 0)
		out->impact_tenths = 1;
	out->severity = node_text(node_at(control->node, "tags/severity"));
	out->line = node_line(control->node);
	fold(out, control);
	rc = put_fact(&h->put, &fact);
	if (rc == 0 && node_count(control->waiver) > 0 && why.len > 0)
		rc = put_note(&h->put, "waived", node_line(control->waiver),
			      "%.*s is waived: %.*s",
			      SPAN_ARG(decode_cut(out->control, 100)),
			      SPAN_ARG(decode_cut(why, 300)));
	return rc;
}

static int add_about(struct hdf *h, struct node root)
{
	struct span platform = node_text(node_at(root, "platform/name"));
	struct fact_about about = { .generated_at = CLOCK_NONE };
	int rc;

	about.tool = span_starts(platform, "Heimdall") ? platform : SPAN_LIT("inspec");
	about.tool_version = node_text(node_get(root, "version"));
	about.subject_name = node_text(node_at(root, "platform/target_id"));
	rc = put_about(&h->put, about);
	return rc < 0 ? rc
		      : put_time(&h->put, node_text(h->started),
				 "/profiles/0/controls/0/results/0/start_time",
				 node_line(h->started));
}

static int hdf_read(const struct probe *probe, const struct fact_sink *sink,
		    struct arena *scratch, struct err *err)
{
	struct hdf h = { .put = { sink, scratch, err } };
	struct node root = probe->root;
	struct node profiles = node_get(root, "profiles");
	size_t number = 0;
	int rc = probe_single(probe, err);

	if (rc == 0 && !node_is(profiles, NODE_ARRAY))
		rc = found_fail(&h.put, node_pos(root), "missing-required:profiles",
				"it has no list of profiles",
				"write it again with `inspec exec --reporter json`");
	h.by_id = table_new(scratch);
	link_profiles(&h, profiles);
	for (struct node n = node_first(profiles); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = take_profile(&h, n, number++);
	if (rc == 0)
		rc = add_about(&h, root);
	if (rc == 0 && h.controls.count == 0)
		rc = put_note(&h.put, "no-results", node_line(profiles),
			      "no control was checked");
	for (size_t i = 0; rc == 0 && i < h.controls.count; i++)
		rc = add_control(&h, &h.controls.at[i]);
	return rc;
}

extern const struct reader reader_hdf;
const struct reader reader_hdf = {
	.name = "hdf",
	.title = "InSpec results (HDF)",
	.spec = "InSpec JSON reporter, Heimdall Data Format 1",
	.reads = "controls with their folded result, waivers as notes",
	.family = FAMILY_CONTROL,
	.revision = 2,
	.tools = { "inspec", "hdf" },
	.usual = "*inspec*.json *hdf*.json",
	.bid = hdf_bid,
	.read = hdf_read,
};
