#include "base/limits.h"
#include "base/table.h"
#include "site/page.h"
#include "site/url.h"
#include "text/html.h"

#include <stdlib.h>

#define REASONS_SHOWN 4
#define STEPS_SHOWN   7
#define ROLES_SHOWN   8
#define ROLE_LENGTH   80

/* ---- the sentence under the answer -------------------------------------- */

static uint64_t failing_rows(const struct report *report)
{
	uint64_t failing = 0;

	for (size_t i = 0; i < report->gate.count; i++)
		failing += !report->gate.at[i].holds;
	return failing;
}

/* Which of three sentences the page says, and their numbers. */
static void add_gate_sentence(struct site *site, struct value *value)
{
	const struct report *report = site->report;
	uint64_t all = report->gate.count;
	uint64_t failing = failing_rows(report);

	value_flag(value, "gate_all", all > 0 && failing == 0);
	value_flag(value, "gate_none", all > 0 && failing == all);
	value_flag(value, "gate_some", failing > 0 && failing < all);
	value_text(value, "gate_words", words_number(site, all, false));
	value_count(value, "gate_count", all);
	value_text(value, "failing_words", words_number(site, failing, true));
	value_count(value, "failing_count", failing);
}

static void add_lead(struct site *site, struct value *value)
{
	const struct run *run = &site->report->run;
	uint64_t all = counts_total(run->counts);
	struct span why = SPAN_EMPTY;
	struct span lead = SAY(site, "overview.lead",
			       say_number("verified", run->counts[VERDICT_VERIFIED]),
			       say_number("all", all));

	if (run->result == RESULT_INDETERMINATE || run->result == RESULT_BYPASSED)
		why = run->result_why;
	if (all == 0)
		lead = why.len > 0 ? SPAN_EMPTY : say(site, "overview.lead-none");
	value_printf(value, "lead", "%.*s%s%.*s", SPAN_ARG(why),
		     why.len > 0 && lead.len > 0 ? " " : "", SPAN_ARG(lead));
}

/* ---- why ---------------------------------------------------------------- */

/* clang-format off: in the order in which they are told */

static const enum reason why_order[] = {
	REASON_EVIDENCE_FAILS,
	REASON_PLAN_CONFLICT,
	REASON_CITED_PATH_MISSING,
	REASON_UNREADABLE,
	REASON_LIMIT,
	REASON_AMBIGUOUS,
	REASON_NOT_FOUND,
	REASON_PLACEHOLDER,
	REASON_CITED_BUT_UNTRACKED,
	REASON_NO_OUTCOME,
	REASON_NO_RULE,
	REASON_SCOPE_CHANGED,
	REASON_TOO_OLD,
	REASON_LAST_KNOWN_FAIL,
	REASON_FOREIGN_SUBJECT,
	REASON_BLANK,
	REASON_UNSIGNED,
	REASON_UNTRUSTED,
	REASON_EXPIRED_KEY,
	REASON_SELF_DECLARED,
	REASON_WRONG_ROLE,
	REASON_SUPERSEDED,
	REASON_REJECTED,
	REASON_TOO_FEW,
	REASON_OWN_EVIDENCE,
	REASON_MISSING,
	REASON_TOO_WEAK,
	REASON_UNDATED,
	REASON_MIXED_COMMIT,
	REASON_PATH_DRIFT,
	REASON_HEDGE,
	REASON_COUNT_MISMATCH,
	REASON_REPORT_FAILS,
	REASON_FAILING,
	REASON_PARTLY,
	REASON_NO_EVIDENCE,
	REASON_STALE_EVIDENCE,
	REASON_SELF_DECLARED_FAILED,
	REASON_BLOCKER_RAISED,
};

static const enum verdict blocking_order[] = {
	VERDICT_CONTRADICTED, VERDICT_INDETERMINATE, VERDICT_UNSUPPORTED,
	VERDICT_STALE,        VERDICT_NEEDS_SIGNOFF, VERDICT_PARTIAL,
	VERDICT_OPEN,         VERDICT_READY,
};

/* clang-format on */

/* Items of one verdict, by reason; and where they are. */
struct tally {
	uint64_t by_reason[REASONS];
	uint64_t count;
	size_t plans; /* that have some */
	struct item_ref only;
};

static void tally_verdict(const struct report *report, enum verdict verdict,
			  bool required, struct tally *out)
{
	memset(out, 0, sizeof(*out));
	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];
		uint64_t here = 0;

		for (size_t i = 0; i < planned->judgements.count; i++) {
			const struct judgement *judgement = &planned->judgements.at[i];

			if (!judgement->judged || judgement->parent ||
			    judgement->verdict != verdict ||
			    (required && !judgement->required))
				continue;
			here++;
			out->by_reason[judgement->reason]++;
			out->only = (struct item_ref){ p, i };
		}
		out->count += here;
		out->plans += here > 0;
	}
}

/* "2 by fresh evidence"; alone, it is a clause of its own. */
static struct span reason_words(struct site *site, const struct tally *tally,
				enum reason reason)
{
	uint64_t count = tally->by_reason[reason];
	struct span number = count == tally->count ? say(site, "why.all")
						   : words_count(site->scratch, count);
	const struct phrase_value values[] = { say_text("count", number),
					       say_number("n", count) };

	if (tally->count == 1)
		return say_word(site, "why-alone", reason_key(reason));
	return say_word_with(site, "why", reason_key(reason), values, 2);
}

/* ": 2 by fresh evidence, 1 by the plan itself." */
static struct span tally_words(struct site *site, const struct tally *tally)
{
	struct arena *arena = site->scratch;
	struct span out = SPAN_EMPTY;
	uint64_t told = 0;

	for (size_t i = 0; i < sizeof(why_order) / sizeof(why_order[0]); i++) {
		enum reason reason = why_order[i];

		if (tally->by_reason[reason] == 0)
			continue;
		told += tally->by_reason[reason];
		out = arena_printf(arena, "%.*s%s%.*s", SPAN_ARG(out),
				   out.len > 0 ? ", " : ": ",
				   SPAN_ARG(reason_words(site, tally, reason)));
	}
	if (told > 0 && told < tally->count)
		out = arena_printf(arena, "%.*s, %.*s", SPAN_ARG(out),
				   SPAN_ARG(SAY(site, "why.otherwise",
						say_number("count",
							   tally->count - told))));
	return arena_printf(arena, "%.*s.", SPAN_ARG(out));
}

/* The item where there is one, the plan where there is one, filtered; else all plans.
 */
static struct span tally_href(struct site *site, const struct tally *tally,
			      enum verdict verdict)
{
	const struct report *report = site->report;

	if (tally->count == 1) {
		const struct planned *planned = &report->plans.at[tally->only.plan];

		return url_item(site->scratch, &planned->plan,
				&planned->judgements.at[tally->only.item]);
	}
	if (verdict == VERDICT_NEEDS_SIGNOFF)
		return SPAN_LIT("signoff.html");
	if (tally->plans > 1)
		return SPAN_LIT("plan/index.html");
	return url_plan_filter(site->scratch, &report->plans.at[tally->only.plan].plan,
			       plan_part_with(site, tally->only.plan, verdict),
			       verdict);
}

static bool blocks(const struct report *report, enum verdict verdict)
{
	for (size_t i = 0; i < report->gate.count; i++)
		if (report->gate.at[i].verdict == verdict)
			return !report->gate.at[i].holds;
	return report->gate.count == 0 && verdict != VERDICT_READY;
}

static void add_reasons(struct site *site, struct value *value)
{
	struct value *list = value_list(value, "reasons");
	size_t shown = 0;

	for (size_t i = 0; i < sizeof(blocking_order) / sizeof(blocking_order[0]);
	     i++) {
		enum verdict verdict = blocking_order[i];
		/* As the gate counts: optional ones only where they are refuted. */
		bool required = verdict != VERDICT_CONTRADICTED;
		struct tally tally;
		struct value *reason;

		if (!blocks(site->report, verdict) || shown == REASONS_SHOWN)
			continue;
		tally_verdict(site->report, verdict, required, &tally);
		if (tally.count == 0)
			continue;
		shown++;
		reason = value_add(list);
		value_text(reason, "word", span_of(verdict_word[verdict]));
		value_text(reason, "href", tally_href(site, &tally, verdict));
		value_text(reason, "claim",
			   say_word_with(site, "blocking", verdict_word[verdict],
					 SAY_VALUES(say_number("n", tally.count)), 1));
		value_text(reason, "rest", tally_words(site, &tally));
	}
	value_flag(value, "has_reasons", shown > 0);
}

/* ---- the panel ---------------------------------------------------------- */

static void add_panel(struct site *site, struct value *value)
{
	const struct report *report = site->report;
	struct span digest = site->options->report_digest;
	uint64_t fresh = 0, stale = 0, undated = 0, there = 0;

	value_printf(value, "commit", "%.*s%s",
		     SPAN_ARG(span_sub(report->run.commit, 0, 20)),
		     report->run.commit.len > 20 ? "\xE2\x80\xA6" : "");
	value_time(value, "committed", report->run.commit_at);
	if (digest.len >= 16)
		value_printf(value, "digest", "%.12s\xE2\x80\xA6%.4s", digest.ptr,
			     digest.ptr + digest.len - 4);
	else
		value_text(value, "digest", SPAN_EMPTY);
	for (size_t i = 0; i < report->artifacts.count; i++) {
		enum freshness freshness = report->artifacts.at[i].freshness;

		there += report->artifacts.at[i].status != ARTIFACT_MISSING;
		fresh += freshness == FRESHNESS_EXACT ||
			 freshness == FRESHNESS_CARRIED ||
			 freshness == FRESHNESS_INFERRED;
		stale += freshness == FRESHNESS_STALE || freshness == FRESHNESS_FOREIGN;
		undated += freshness == FRESHNESS_UNDATED;
	}
	if (there == 0) {
		value_text(value, "evidence", say(site, "overview.evidence-none"));
		return;
	}
	value_text(value, "evidence",
		   SAY(site, "overview.evidence-counts", say_number("all", there),
		       say_number("fresh", fresh), say_number("stale", stale),
		       say_number("undated", undated)));
}

/* ---- what to do next ---------------------------------------------------- */

/* Items that share one cause. */
struct step {
	enum verdict verdict; /* the worst of them */
	enum reason reason;   /* of that one */
	uint64_t by_verdict[VERDICTS];
	struct span cause; /* path or fix they share; empty: none */
	bool shares_path;
	uint64_t files;      /* of several causes that became one step; 0: one cause */
	struct span file[2]; /* of these, those that most items rest on */
	LIST(struct item_ref) items;
	struct item_ref first;
	int64_t oldest;  /* when the first was claimed */
	unsigned clears; /* conditions of the gate that hold with it */
};

/* The path that decided it: of the first requirement that does not hold. */
static struct span deciding_path(const struct report *report,
				 const struct judgement *judgement)
{
	struct span any = SPAN_EMPTY;

	for (size_t i = 0; i < judgement->requirements.count; i++) {
		const struct requirement *requirement = &judgement->requirements.at[i];
		struct span path = requirement->path;

		if (requirement->artifact < report->artifacts.count)
			path = report->artifacts.at[requirement->artifact].path;
		if (requirement->outcome != OUTCOME_PASS && path.len > 0)
			return path;
		if (any.len == 0)
			any = path;
	}
	return any;
}

/* Reasons that the same work on the same file takes away. */
static enum reason cause_of(enum reason reason)
{
	switch ((int)reason) {
	case REASON_REPORT_FAILS:
	case REASON_FAILING:
		return REASON_EVIDENCE_FAILS;
	case REASON_TOO_OLD:
	case REASON_STALE_EVIDENCE:
		return REASON_SCOPE_CHANGED;
	case REASON_MIXED_COMMIT:
		return REASON_UNDATED;
	case REASON_UNREADABLE_EVIDENCE:
		return REASON_UNREADABLE;
	default:
		return reason;
	}
}

/* One failing suite is one step, whatever the verdicts of the items that it holds up.
 */
static struct step *step_of(struct site *site, struct table *by_key,
			    const struct judgement *judgement, struct span path)
{
	struct span key = arena_printf(site->scratch, "%u %u %.*s",
				       path.len > 0 ? VERDICTS : judgement->verdict,
				       path.len > 0 ? cause_of(judgement->reason)
						    : judgement->reason,
				       SPAN_ARG(path));
	void **slot = table_slot_borrowed(by_key, key);
	struct step *step = *slot;

	if (!step) {
		step = ARENA_NEW(site->scratch, struct step);
		step->verdict = judgement->verdict;
		step->reason = judgement->reason;
		step->cause = path;
		step->oldest = INT64_MAX;
		*slot = step;
	}
	if (verdict_rank[judgement->verdict] > verdict_rank[step->verdict]) {
		step->verdict = judgement->verdict;
		step->reason = judgement->reason;
	}
	step->by_verdict[judgement->verdict]++;
	return step;
}

static bool is_step(const struct site *site, const struct judgement *judgement)
{
	enum verdict verdict = judgement->verdict;

	if (!judgement->judged || judgement->parent || verdict == VERDICT_READY ||
	    verdict == VERDICT_VERIFIED || verdict == VERDICT_WAIVED ||
	    verdict == VERDICT_NOT_APPLICABLE)
		return false;
	return blocks(site->report, verdict) &&
	       (judgement->required || verdict == VERDICT_CONTRADICTED);
}

static struct table *collect_steps(struct site *site)
{
	const struct report *report = site->report;
	struct table *by_key = table_new(site->scratch);

	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			const struct judgement *judgement = &planned->judgements.at[i];
			struct step *step;

			if (!is_step(site, judgement))
				continue;
			step = step_of(site, by_key, judgement,
				       deciding_path(report, judgement));
			*LIST_ADD(site->scratch, &step->items) =
				(struct item_ref){ p, i };
			if (judgement->marked_at != CLOCK_NONE &&
			    judgement->marked_at < step->oldest)
				step->oldest = judgement->marked_at;
		}
	}
	return by_key;
}

/* Conditions of whose verdict it has as many as the gate found too many. */
static unsigned clears_conditions(const struct report *report, const struct step *step)
{
	unsigned clears = 0;

	for (size_t i = 0; i < report->gate.count; i++) {
		const struct gate_row *row = &report->gate.at[i];

		if (row->verdict < VERDICTS && !row->holds &&
		    step->by_verdict[row->verdict] > 0)
			clears += step->by_verdict[row->verdict] + row->limit >=
				  row->found;
	}
	return clears;
}

static int compare_refs(struct item_ref a, struct item_ref b)
{
	if (a.plan != b.plan)
		return a.plan < b.plan ? -1 : 1;
	return (a.item > b.item) - (a.item < b.item);
}

static int compare_steps(const void *left, const void *right)
{
	const struct step *a = *(const struct step *const *)left;
	const struct step *b = *(const struct step *const *)right;

	if (a->clears != b->clears)
		return a->clears > b->clears ? -1 : 1;
	if (a->items.count != b->items.count)
		return a->items.count > b->items.count ? -1 : 1;
	if (verdict_rank[a->verdict] != verdict_rank[b->verdict])
		return verdict_rank[a->verdict] > verdict_rank[b->verdict] ? -1 : 1;
	if (a->oldest != b->oldest)
		return a->oldest < b->oldest ? -1 : 1;
	return compare_refs(a->items.at[0], b->items.at[0]);
}

/* ---- steps that are too many -------------------------------------------- */

static int compare_item_refs(const void *left, const void *right)
{
	return compare_refs(*(const struct item_ref *)left,
			    *(const struct item_ref *)right);
}

/* Most items first. */
static int compare_sizes(const void *left, const void *right)
{
	const struct step *a = *(const struct step *const *)left;
	const struct step *b = *(const struct step *const *)right;

	if (a->items.count != b->items.count)
		return a->items.count > b->items.count ? -1 : 1;
	return compare_refs(a->items.at[0], b->items.at[0]);
}

static void take_over(struct site *site, struct step *into, const struct step *one)
{
	for (size_t i = 0; i < one->items.count; i++)
		*LIST_ADD(site->scratch, &into->items) = one->items.at[i];
	for (unsigned v = 0; v < VERDICTS; v++)
		into->by_verdict[v] += one->by_verdict[v];
	if (verdict_rank[one->verdict] > verdict_rank[into->verdict]) {
		into->verdict = one->verdict;
		into->reason = one->reason;
	}
	if (one->oldest < into->oldest)
		into->oldest = one->oldest;
}

/* Steps of the same work on different files, and on none, become one of many files. */
static size_t fold_kind(struct site *site, struct step **steps, size_t count,
			enum reason kind)
{
	struct step *into = ARENA_NEW(site->scratch, struct step);
	size_t left = 0;
	bool loose = false;

	qsort(steps, count, sizeof(*steps), compare_sizes);
	into->verdict = VERDICT_VERIFIED;
	into->oldest = INT64_MAX;
	for (size_t i = 0; i < count; i++) {
		if (cause_of(steps[i]->reason) != kind) {
			steps[left++] = steps[i];
			continue;
		}
		take_over(site, into, steps[i]);
		loose = loose || steps[i]->cause.len == 0;
		if (into->files < 2)
			into->file[into->files] = steps[i]->cause;
		into->files++;
	}
	if (loose) /* not all of them are about files: their items say more */
		into->files = 0;
	qsort(into->items.at, into->items.count, sizeof(*into->items.at),
	      compare_item_refs);
	steps[left++] = into;
	return left;
}

/*
 * A list that does not fit would show some of fifty failing reports and hide the rest:
 * the kind of work with most steps becomes one, and the next, until it fits.
 */
static size_t fold_steps(struct site *site, struct step **steps, size_t count)
{
	while (count > STEPS_SHOWN) {
		size_t of[REASONS] = { 0 };
		unsigned most = 0;

		for (size_t i = 0; i < count; i++)
			of[cause_of(steps[i]->reason)]++;
		for (unsigned r = 1; r < REASONS; r++)
			if (of[r] > of[most])
				most = r;
		if (of[most] < 2)
			break;
		count = fold_kind(site, steps, count, (enum reason)most);
	}
	return count;
}

static const struct item *item_at(const struct report *report, struct item_ref ref)
{
	return &report->plans.at[ref.plan].plan.items.at[ref.item];
}

static struct span step_title(struct site *site, const struct step *step)
{
	const struct report *report = site->report;
	const struct judgement *judgement =
		&report->plans.at[step->items.at[0].plan]
			 .judgements.at[step->items.at[0].item];
	struct span title = SPAN_EMPTY;

	if (step->items.count == 1 && judgement->fix.len > 0)
		return words_capital(site->scratch, judgement->fix);
	if (step->cause.len > 0)
		title = say_word_with(site, "step", reason_key(step->reason),
				      SAY_VALUES(say_text("path",
							  words_cut(site->scratch,
								    step->cause, 160))),
				      1);
	if (title.len == 0)
		title = say_word(site, "step-many", reason_key(step->reason));
	return title.len > 0 ? title : say_reason(site, step->reason);
}

/* As part of a list: without the full stop that its author may have set. */
static struct span listed_title(struct site *site, const struct item *item)
{
	struct span title = span_trim(item_title(site, item));

	if (title.len > 1 && title.ptr[title.len - 1] == '.' &&
	    title.ptr[title.len - 2] != '.')
		title.len--;
	return words_cut(site->scratch, title, 72);
}

/* The items' texts, two different ones at most. */
static struct span step_detail(struct site *site, const struct step *step)
{
	const struct report *report = site->report;
	struct span one = item_title(site, item_at(report, step->items.at[0]));
	struct span first = listed_title(site, item_at(report, step->items.at[0]));
	size_t other = 1;
	struct span second;

	if (step->files > 1)
		return SAY(site, "overview.detail-files",
			   say_number("files", step->files),
			   say_text("first",
				    words_cut(site->scratch, step->file[0], 72)),
			   say_text("second",
				    words_cut(site->scratch, step->file[1], 72)));
	while (other < step->items.count &&
	       span_eq(one, item_title(site, item_at(report, step->items.at[other]))))
		other++;
	if (step->items.count == 1)
		return first;
	if (other == step->items.count)
		return SAY(site, "overview.detail-places", say_text("first", first),
			   say_number("places", other));
	second = listed_title(site, item_at(report, step->items.at[other]));
	if (step->items.count == 2)
		return SAY(site, "overview.detail-two", say_text("first", first),
			   say_text("second", second));
	return SAY(site, "overview.detail-more", say_text("first", first),
		   say_text("second", second),
		   say_number("more", step->items.count - 2));
}

typedef struct span (*person_of)(const struct planned *planned, size_t item);

static struct span marker_of(const struct planned *planned, size_t item)
{
	return planned->judgements.at[item].marked_by;
}

/* The one name that `of` gives for items of it; *out_several: several names, so none;
 * *out_all: it gives one for every item.
 */
static struct span one_person(const struct report *report, const struct step *step,
			      person_of of, bool *out_several, bool *out_all)
{
	struct span name = SPAN_EMPTY;

	*out_several = false;
	*out_all = true;
	for (size_t i = 0; i < step->items.count; i++) {
		struct item_ref ref = step->items.at[i];
		struct span one = of(&report->plans.at[ref.plan], ref.item);

		*out_all = *out_all && one.len > 0;
		*out_several = *out_several ||
			       (one.len > 0 && name.len > 0 && !span_eq(name, one));
		if (one.len > 0)
			name = one;
	}
	return *out_several ? SPAN_EMPTY : name;
}

/* Who can say more: the owners, or where the plan names none whoever set the marks. */
static void add_step_person(struct site *site, struct value *value,
			    const struct step *step)
{
	bool several, all;
	struct span name = one_person(site->report, step, item_owner, &several, &all);
	bool owned = name.len > 0 || several;

	if (several)
		name = say(site, "overview.several-owners");
	if (!owned && step->verdict != VERDICT_NEEDS_SIGNOFF) {
		name = one_person(site->report, step, marker_of, &several, &all);
		if (!all)
			name = SPAN_EMPTY;
		else if (several)
			name = say(site, "overview.several-people");
	}
	value_text(value, "owner", name);
	value_flag(value, "marked", !owned && !several);
}

static struct span step_href(struct site *site, const struct step *step)
{
	const struct report *report = site->report;
	const struct planned *planned = &report->plans.at[step->items.at[0].plan];

	if (step->items.count == 1)
		return url_item(site->scratch, &planned->plan,
				&planned->judgements.at[step->items.at[0].item]);
	if (step->verdict == VERDICT_NEEDS_SIGNOFF)
		return SPAN_LIT("signoff.html");
	for (size_t i = 0; i < report->artifacts.count && step->cause.len > 0; i++)
		if (span_eq(report->artifacts.at[i].path, step->cause))
			return url_artifact(site->scratch, &report->artifacts.at[i]);
	/* In the plans' order: of one plan where the first and the last are. */
	if (step->items.at[0].plan != step->items.at[step->items.count - 1].plan)
		return SPAN_LIT("plan/index.html");
	return url_plan_filter(site->scratch, &planned->plan,
			       plan_part_with(site, step->items.at[0].plan,
					      step->verdict),
			       step->verdict);
}

static void add_steps(struct site *site, struct value *value)
{
	struct table *by_key = collect_steps(site);
	const struct table_entry *entries = table_sorted(by_key, site->scratch);
	size_t count = table_count(by_key);
	struct step **steps = ARENA_ARRAY(site->scratch, struct step *, count + 1);
	struct value *list = value_list(value, "steps");

	for (size_t i = 0; i < count; i++)
		steps[i] = entries[i].value;
	count = fold_steps(site, steps, count);
	for (size_t i = 0; i < count; i++)
		steps[i]->clears = clears_conditions(site->report, steps[i]);
	qsort(steps, count, sizeof(*steps), compare_steps);
	for (size_t i = 0; i < count && i < STEPS_SHOWN; i++) {
		struct value *step = value_add(list);

		value_text(step, "text", step_title(site, steps[i]));
		value_text(step, "href", step_href(site, steps[i]));
		value_text(step, "detail", step_detail(site, steps[i]));
		add_step_person(site, step, steps[i]);
		value_count(step, "count", steps[i]->items.count);
	}
	value_flag(value, "has_steps", count > 0);
}

static void add_ready(struct site *site, struct value *value)
{
	struct tally tally;
	struct value *ready;

	tally_verdict(site->report, VERDICT_READY, false, &tally);
	if (tally.count == 0) {
		value_text(value, "ready", SPAN_EMPTY);
		return;
	}
	ready = value_object(value, "ready");
	value_text(ready, "href", tally_href(site, &tally, VERDICT_READY));
	value_count(ready, "items", tally.count);
}

/* ---- sign-off, gate ----------------------------------------------------- */

static void add_field(struct site *site, struct role_groups *out, struct table *by_key,
		      const struct item *item, const struct judgement *judgement)
{
	struct span role = item->signoff.role.len > 0 ? item->signoff.role
						      : item_title(site, item);
	struct span key = arena_printf(site->scratch, "%u %u %.*s\n%.*s",
				       judgement->verdict, judgement->reason,
				       SPAN_ARG(role), SPAN_ARG(item->signoff.name));
	void **slot = table_slot_borrowed(by_key, key);

	out->all++;
	out->valid += judgement->verdict == VERDICT_VERIFIED;
	/* Where it lies in the list, from 1: the list moves as it grows. */
	if (!*slot) {
		*LIST_ADD(site->scratch, &out->groups) = (struct role_group){
			.role = role, .first = item, .judgement = judgement
		};
		*slot = ARENA_NEW(site->scratch, size_t);
		*(size_t *)*slot = out->groups.count - 1;
	}
	out->groups.at[*(size_t *)*slot].count++;
}

void collect_fields(struct site *site, struct role_groups *out)
{
	const struct report *report = site->report;
	struct table *by_key = table_new(site->scratch);

	memset(out, 0, sizeof(*out));
	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++)
			if (planned->plan.items.at[i].kind == ITEM_SIGNOFF &&
			    planned->judgements.at[i].judged)
				add_field(site, out, by_key, &planned->plan.items.at[i],
					  &planned->judgements.at[i]);
	}
}

static void add_roles(struct site *site, struct value *value)
{
	struct role_groups fields;
	struct value *signoff, *roles;

	collect_fields(site, &fields);
	if (fields.all == 0) {
		value_text(value, "signoff", SPAN_EMPTY);
		return;
	}
	signoff = value_object(value, "signoff");
	roles = value_list(signoff, "roles");
	for (size_t i = 0; i < fields.groups.count && i < ROLES_SHOWN; i++) {
		const struct role_group *group = &fields.groups.at[i];
		struct value *role = value_add(roles);

		value_text(role, "word",
			   span_of(verdict_word[group->judgement->verdict]));
		value_text(role, "role",
			   words_cut(site->scratch, group->role, ROLE_LENGTH));
		value_text(role, "name",
			   words_cut(site->scratch, group->first->signoff.name,
				     ROLE_LENGTH));
		if (group->count > 1)
			value_count(role, "times", group->count);
		else
			value_text(role, "times", SPAN_EMPTY);
		value_text(role, "state", say_reason(site, group->judgement->reason));
	}
	value_text(signoff, "says",
		   SAY(site, "overview.signed", say_number("valid", fields.valid),
		       say_number("all", fields.all)));
	if (fields.groups.count > ROLES_SHOWN)
		value_count(signoff, "more", fields.groups.count - ROLES_SHOWN);
	else
		value_text(signoff, "more", SPAN_EMPTY);
}

/* A verdict has a most that may have it; nothing else that is limited has. */
static bool is_least(const struct gate_row *row)
{
	return row->verdict == VERDICTS && row->limit > 0;
}

static void add_gate(struct site *site, struct value *value)
{
	const struct report *report = site->report;
	struct value *list = value_list(value, "gate");

	for (size_t i = 0; i < report->gate.count; i++) {
		const struct gate_row *row = &report->gate.at[i];
		struct value *entry = value_add(list);
		struct tally tally = { 0 };

		if (row->verdict < VERDICTS && row->found > 0)
			tally_verdict(report, row->verdict, false, &tally);
		value_text(entry, "condition", row->condition);
		if (is_least(row))
			value_text(entry, "limit",
				   SAY(site, "overview.at-least",
				       say_number("limit", row->limit)));
		else
			value_count(entry, "limit", row->limit);
		value_count(entry, "found", row->found);
		value_text(entry, "href",
			   tally.count > 0 ? tally_href(site, &tally, row->verdict)
					   : SPAN_EMPTY);
		value_text(entry, "icon",
			   span_of(verdict_word[row->holds ? VERDICT_VERIFIED
							   : VERDICT_CONTRADICTED]));
		value_text(entry, "result",
			   say(site, row->holds ? "outcome.pass" : "outcome.fail"));
	}
	value_flag(value, "has_gate", report->gate.count > 0);
	value_text(value, "profile", report->run.profile);
	value_flag(value, "require_all", report->run.require_all);
}

/* ---- the rest ------------------------------------------------------------ */

static void add_candidates(struct site *site, struct value *value)
{
	const struct report *report = site->report;
	struct value *candidates, *list;

	if (report->plan_candidates.count == 0) {
		value_text(value, "candidates", SPAN_EMPTY);
		return;
	}
	candidates = value_object(value, "candidates");
	list = value_list(candidates, "list");
	for (size_t i = 0; i < report->plan_candidates.count && i < 12; i++)
		value_add_text(list, report->plan_candidates.at[i]);
}

static void add_since(struct site *site, struct value *value)
{
	const struct report *report = site->report;
	const struct past_run *last;
	struct value *since;

	if (report->history.count == 0) {
		value_text(value, "since", SPAN_EMPTY);
		return;
	}
	last = &report->history.at[report->history.count - 1];
	since = value_object(value, "since");
	value_printf(since, "number", "%lld", (long long)last->number);
	value_commit(since, "commit", last->commit);
	value_time(since, "when", last->as_of);
	value_changes(site, since, 12, 6);
}

int page_overview(struct site *site, struct err *err)
{
	const struct run *run = &site->report->run;
	struct value *value = page_begin(site, SPAN_LIT("index.html"));
	struct page page = { .template = "overview",
			     .title = say(site, "nav.overview"),
			     .nav = "index.html",
			     .class = "home" };

	value_text(value, "answer", say_word(site, "answer", result_word[run->result]));
	value_printf(value, "run_number", "%lld", (long long)run->number);
	add_gate_sentence(site, value);
	add_lead(site, value);
	add_reasons(site, value);
	add_panel(site, value);
	value_flag(value, "has_items", counts_total(run->counts) > 0);
	value_bar(site, value, "bar", run->counts, 16);
	value_legend(site, value, "legend", run->counts);
	add_candidates(site, value);
	add_steps(site, value);
	add_ready(site, value);
	add_roles(site, value);
	add_gate(site, value);
	value_map(site, value);
	value_trend(site, value, "trend");
	value_runs(site, value, "runs");
	value_count(value, "run_count", site->report->history.count + 1);
	add_since(site, value);
	page.description = SAY(site, "overview.description",
			       say_text("answer", say_word(site, "answer",
							   result_word[run->result])),
			       say_text("counts", words_counts(site, run->counts)));
	return page_end(site, &page, value, err);
}
