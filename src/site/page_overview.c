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

static void add_gate_sentence(struct site *site, struct value *value)
{
	const struct report *report = site->report;
	uint64_t all = report->gate.count;
	uint64_t failing = failing_rows(report);
	struct value *says;

	if (all == 0) {
		value_text(value, "gate_says", SPAN_EMPTY);
		return;
	}
	says = value_object(value, "gate_says");
	value_text(says, "profile", report->run.profile);
	if (failing == 0) {
		value_printf(says, "before", "All %.*s conditions of the ",
			     SPAN_ARG(words_number(site->scratch, all, false)));
		value_text(says, "after", SPAN_LIT(" gate hold."));
		return;
	}
	if (failing == all)
		value_printf(says, "before", "%s %.*s %s of the ",
			     all == 1 ? "The" : "All",
			     SPAN_ARG(words_number(site->scratch, all, false)),
			     words_plural(all, "condition", "conditions"));
	else
		value_printf(says, "before", "%.*s of the %.*s conditions of the ",
			     SPAN_ARG(words_number(site->scratch, failing, true)),
			     SPAN_ARG(words_number(site->scratch, all, false)));
	value_text(says, "after",
		   failing == 1 ? SPAN_LIT(" gate fails.") : SPAN_LIT(" gate fail."));
}

static void add_lead(struct site *site, struct value *value)
{
	const struct run *run = &site->report->run;
	uint64_t all = counts_total(run->counts);
	struct span why = SPAN_EMPTY;

	if (run->result == RESULT_INDETERMINATE || run->result == RESULT_BYPASSED)
		why = run->result_why;
	if (all == 0) {
		value_printf(value, "lead", "%.*s%sNo item was judged.", SPAN_ARG(why),
			     why.len > 0 ? " " : "");
		return;
	}
	value_printf(value, "lead", "%.*s%s%.*s of %.*s %s %s verified.", SPAN_ARG(why),
		     why.len > 0 ? " " : "",
		     SPAN_ARG(
			     words_count(site->scratch, run->counts[VERDICT_VERIFIED])),
		     SPAN_ARG(words_count(site->scratch, all)),
		     words_plural(all, "item", "items"),
		     words_plural(run->counts[VERDICT_VERIFIED], "is", "are"));
}

/* ---- why ---------------------------------------------------------------- */

struct reason_words {
	enum reason reason;
	const char *alone;      /* a clause of its own, behind a single item */
	const char *one, *many; /* behind the number */
};

/* clang-format off: tables keep one row a line */

static const struct reason_words why_words[] = {
	{ REASON_EVIDENCE_FAILS, "fresh evidence says no", "by fresh evidence",
	  "by fresh evidence" },
	{ REASON_PLAN_CONFLICT, "the plan says otherwise elsewhere",
	  "by the plan itself", "by the plan itself" },
	{ REASON_CITED_PATH_MISSING, "the file it names is not there",
	  "by a file that is not there", "by files that are not there" },
	{ REASON_UNREADABLE, "its evidence cannot be read",
	  "with evidence that cannot be read", "with evidence that cannot be read" },
	{ REASON_LIMIT, "its evidence is over a limit", "with evidence over a limit",
	  "with evidence over a limit" },
	{ REASON_AMBIGUOUS, "its evidence is ambiguous", "with ambiguous evidence",
	  "with ambiguous evidence" },
	{ REASON_NOT_FOUND, "nothing was found for it", "for which nothing was found",
	  "for which nothing was found" },
	{ REASON_PLACEHOLDER, "it names a placeholder", "that names a placeholder",
	  "that name a placeholder" },
	{ REASON_CITED_BUT_UNTRACKED, "it names an untracked file",
	  "that names an untracked file", "that name untracked files" },
	{ REASON_NO_OUTCOME, "its evidence has no outcome",
	  "whose evidence has no outcome", "whose evidence has no outcome" },
	{ REASON_NO_RULE, "nothing says how to judge it",
	  "that nothing says how to judge", "that nothing says how to judge" },
	{ REASON_SCOPE_CHANGED, "what it covers has changed since",
	  "with changes since its evidence", "with changes since their evidence" },
	{ REASON_TOO_OLD, "its evidence is too old", "with evidence that is too old",
	  "with evidence that is too old" },
	{ REASON_LAST_KNOWN_FAIL, "its last known outcome is a failure",
	  "whose last known outcome is a failure",
	  "whose last known outcome is a failure" },
	{ REASON_FOREIGN_SUBJECT, "its evidence is about a foreign commit",
	  "with evidence about a foreign commit",
	  "with evidence about a foreign commit" },
	{ REASON_BLANK, "it was left blank", "left blank", "left blank" },
	{ REASON_UNSIGNED, "it is ticked but not signed", "ticked but not signed",
	  "ticked but not signed" },
	{ REASON_UNTRUSTED, "it is signed with an unknown key",
	  "signed with an unknown key", "signed with unknown keys" },
	{ REASON_EXPIRED_KEY, "it is signed with an expired key",
	  "signed with an expired key", "signed with expired keys" },
	{ REASON_SELF_DECLARED, "the tree alone vouches for it",
	  "vouched for by the tree alone", "vouched for by the tree alone" },
	{ REASON_WRONG_ROLE, "the wrong role signed it", "signed by the wrong role",
	  "signed by the wrong role" },
	{ REASON_SUPERSEDED, "what it covers changed after it was signed",
	  "signed before what it covers changed",
	  "signed before what they cover changed" },
	{ REASON_REJECTED, "somebody who may sign said no",
	  "rejected by somebody who may sign", "rejected by somebody who may sign" },
	{ REASON_TOO_FEW, "more people must sign it", "signed by too few",
	  "signed by too few" },
	{ REASON_OWN_EVIDENCE, "whoever signed it made every claim in it",
	  "signed by whoever made its claims", "signed by whoever made their claims" },
	{ REASON_MISSING, "a part is still missing", "with a part still missing",
	  "with a part still missing" },
	{ REASON_TOO_WEAK, "its evidence is too weak", "with evidence that is too weak",
	  "with evidence that is too weak" },
	{ REASON_UNDATED, "nothing dates its evidence", "with undated evidence",
	  "with undated evidence" },
	{ REASON_MIXED_COMMIT, "it was committed together with its evidence",
	  "committed together with its evidence",
	  "committed together with their evidence" },
	{ REASON_PATH_DRIFT, "it names another path than the tree has",
	  "that names another path than the tree has",
	  "that name other paths than the tree has" },
	{ REASON_HEDGE, "its own words weaken it", "in words that weaken it",
	  "in words that weaken them" },
	{ REASON_COUNT_MISMATCH, "a number in it does not fit",
	  "with a number that differs", "with numbers that differ" },
	{ REASON_REPORT_FAILS, "the report it names fails", "whose report fails",
	  "whose reports fail" },
	{ REASON_FAILING, "with failing evidence", "with failing evidence",
	  "with failing evidence" },
	{ REASON_PARTLY, "shown in part", "shown in part", "shown in part" },
	{ REASON_NO_EVIDENCE, "without evidence", "without evidence",
	  "without evidence" },
	{ REASON_STALE_EVIDENCE, "with stale evidence", "with stale evidence",
	  "with stale evidence" },
	{ REASON_SELF_DECLARED_FAILED, "that the plan calls failed",
	  "that the plan calls failed", "that the plan calls failed" },
	{ REASON_BLOCKER_RAISED, "that is a blocker raised", "that is a blocker raised",
	  "that are blockers raised" },
};

static const struct {
	enum verdict verdict;
	const char *one, *many;
} why_claims[] = {
	{ VERDICT_CONTRADICTED, "claim is contradicted", "claims are contradicted" },
	{ VERDICT_INDETERMINATE, "item could not be judged",
	  "items could not be judged" },
	{ VERDICT_UNSUPPORTED, "claim is unproven", "claims are unproven" },
	{ VERDICT_STALE, "claim rests on stale evidence",
	  "claims rest on stale evidence" },
	{ VERDICT_NEEDS_SIGNOFF, "sign-off is missing", "sign-offs are missing" },
	{ VERDICT_PARTIAL, "claim is only partly shown",
	  "claims are only partly shown" },
	{ VERDICT_OPEN, "required item is open", "required items are open" },
	{ VERDICT_READY, "required item is not ticked yet",
	  "required items are not ticked yet" },
};

/* clang-format on */

/* Items of one verdict, by reason; and where they are. */
struct tally {
	uint64_t by_reason[REASONS];
	uint64_t count, most;
	size_t plan; /* with most of them */
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
		if (here > out->most) {
			out->most = here;
			out->plan = p;
		}
	}
}

/* ": 2 by fresh evidence, 1 by the plan itself." */
static struct span tally_words(struct arena *arena, const struct tally *tally)
{
	struct span out = SPAN_EMPTY;
	uint64_t told = 0;

	for (size_t i = 0; i < sizeof(why_words) / sizeof(why_words[0]); i++) {
		uint64_t count = tally->by_reason[why_words[i].reason];
		struct span number;

		if (count == 0)
			continue;
		told += count;
		number = tally->count == 1       ? SPAN_EMPTY
			 : count == tally->count ? SPAN_LIT("all")
						 : words_count(arena, count);
		out = arena_printf(arena, "%.*s%s%.*s%s%s", SPAN_ARG(out),
				   out.len > 0 ? ", " : ": ", SPAN_ARG(number),
				   number.len > 0 ? " " : "",
				   tally->count == 1
					   ? why_words[i].alone
					   : words_plural(count, why_words[i].one,
							  why_words[i].many));
	}
	if (told > 0 && told < tally->count)
		out = arena_printf(arena, "%.*s, %.*s otherwise", SPAN_ARG(out),
				   SPAN_ARG(words_count(arena, tally->count - told)));
	return arena_printf(arena, "%.*s.", SPAN_ARG(out));
}

/* The item where there is one, else the plan that has most, filtered. */
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
	return url_plan_filter(site->scratch, &report->plans.at[tally->plan].plan,
			       plan_part_with(site, tally->plan, verdict), verdict);
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

	for (size_t i = 0; i < sizeof(why_claims) / sizeof(why_claims[0]); i++) {
		enum verdict verdict = why_claims[i].verdict;
		bool required = verdict == VERDICT_OPEN || verdict == VERDICT_READY;
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
		value_printf(reason, "claim", "%.*s %s",
			     SPAN_ARG(words_count(site->scratch, tally.count)),
			     words_plural(tally.count, why_claims[i].one,
					  why_claims[i].many));
		value_text(reason, "rest", tally_words(site->scratch, &tally));
	}
	value_flag(value, "has_reasons", shown > 0);
}

/* ---- the panel ---------------------------------------------------------- */

static void add_panel(struct site *site, struct value *value)
{
	const struct report *report = site->report;
	struct span digest = site->options->report_digest;
	uint64_t fresh = 0, stale = 0;

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

		fresh += freshness == FRESHNESS_EXACT ||
			 freshness == FRESHNESS_CARRIED ||
			 freshness == FRESHNESS_INFERRED;
		stale += freshness == FRESHNESS_STALE || freshness == FRESHNESS_FOREIGN;
	}
	if (report->artifacts.count == 0) {
		value_text(value, "evidence", SPAN_LIT("No artifact was read."));
		return;
	}
	value_printf(value, "evidence", "%.*s %s, %.*s fresh, %.*s stale",
		     SPAN_ARG(words_count(site->scratch, report->artifacts.count)),
		     words_plural(report->artifacts.count, "artifact", "artifacts"),
		     SPAN_ARG(words_count(site->scratch, fresh)),
		     SPAN_ARG(words_count(site->scratch, stale)));
}

/* ---- what to do next ---------------------------------------------------- */

/* Items that share one cause. */
struct step {
	enum verdict verdict;
	enum reason reason;
	struct span cause; /* path or fix they share; empty: none */
	bool shares_path;
	LIST(struct item_ref) items;
	struct item_ref first;
	int64_t oldest; /* when the first was claimed */
	bool clears;    /* with it, a condition of the gate holds */
};

/* clang-format off: tables keep one row a line */

/* %s is the path that the items share. */
static const struct {
	enum reason reason;
	const char *with_path;
	const char *without; /* for several items of one reason */
} step_words[] = {
	{ REASON_EVIDENCE_FAILS, "Make %s pass",
	  "Make the evidence of these items pass" },
	{ REASON_REPORT_FAILS, "Make %s pass", "Make the reports of these items pass" },
	{ REASON_FAILING, "Make %s pass", "Make the evidence of these items pass" },
	{ REASON_LAST_KNOWN_FAIL, "Make %s pass, at this commit",
	  "Run the evidence of these items again" },
	{ REASON_SCOPE_CHANGED, "Renew %s", "Renew the evidence of these items" },
	{ REASON_TOO_OLD, "Renew %s", "Renew the evidence of these items" },
	{ REASON_FOREIGN_SUBJECT, "Renew %s, at this commit",
	  "Renew the evidence of these items" },
	{ REASON_STALE_EVIDENCE, "Renew %s", "Renew the evidence of these items" },
	{ REASON_UNDATED, "Say which commit %s is about",
	  "Say which commit the evidence is about" },
	{ REASON_MIXED_COMMIT, "Say which commit %s is about",
	  "Say which commit the evidence is about" },
	{ REASON_CITED_PATH_MISSING, "Add %s, or correct the plan",
	  "Add the files that these items name, or correct the plan" },
	{ REASON_PATH_DRIFT, "Correct the path of %s in the plan",
	  "Correct the paths in the plan" },
	{ REASON_UNREADABLE, "Make %s readable",
	  "Make the evidence of these items readable" },
	{ REASON_UNREADABLE_EVIDENCE, "Make %s readable",
	  "Make the evidence of these items readable" },
	{ REASON_LIMIT, "Make %s smaller", "Make the evidence of these items smaller" },
	{ REASON_AMBIGUOUS, "Say which %s is meant", "Say which files are meant" },
	{ REASON_PLACEHOLDER, "Fill in %s", "Fill in what these items name" },
	{ REASON_NO_OUTCOME, "Name evidence with an outcome beside %s",
	  "Name evidence that has an outcome" },
	{ REASON_NOT_FOUND, "Name evidence for what cites %s",
	  "Give evidence for these claims, or take them back" },
	{ REASON_CITED_BUT_UNTRACKED, "Commit %s", "Commit what these items name" },
	{ REASON_NO_RULE, "Say how %s is judged", "Say how these items are judged" },
	{ REASON_PLAN_CONFLICT, "Settle what the plans say of %s",
	  "Settle where the plans disagree with themselves" },
	{ REASON_MISSING, "Show the rest, beside %s",
	  "Show the rest of what these items need" },
	{ REASON_TOO_WEAK, "Strengthen %s", "Strengthen the evidence of these items" },
	{ REASON_HEDGE, "Settle the words beside %s",
	  "Settle words that weaken a claim" },
	{ REASON_COUNT_MISMATCH, "Settle the number beside %s",
	  "Settle numbers that differ" },
	{ REASON_BLANK, "Sign", "Get the missing sign-offs" },
	{ REASON_UNSIGNED, "Sign", "Get signatures for what is only ticked" },
	{ REASON_NO_EVIDENCE, "Do and show what cites %s", "Do and show what is open" },
	{ REASON_PARTLY, "Finish and show what cites %s",
	  "Finish and show what is open" },
};

/* clang-format on */

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

static struct step *step_of(struct site *site, struct table *by_key,
			    const struct judgement *judgement, struct span path)
{
	struct span key = arena_printf(site->scratch, "%u %u %.*s", judgement->verdict,
				       judgement->reason, SPAN_ARG(path));
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

/* Of this verdict, as many as the gate found: with this step its condition holds. */
static bool clears_condition(const struct report *report, const struct step *step)
{
	for (size_t i = 0; i < report->gate.count; i++) {
		const struct gate_row *row = &report->gate.at[i];

		if (row->verdict == step->verdict && !row->holds)
			return step->items.count + row->limit >= row->found;
	}
	return false;
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
		return a->clears ? -1 : 1;
	if (a->items.count != b->items.count)
		return a->items.count > b->items.count ? -1 : 1;
	if (verdict_rank[a->verdict] != verdict_rank[b->verdict])
		return verdict_rank[a->verdict] > verdict_rank[b->verdict] ? -1 : 1;
	if (a->oldest != b->oldest)
		return a->oldest < b->oldest ? -1 : 1;
	return compare_refs(a->items.at[0], b->items.at[0]);
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

	if (step->items.count == 1 && judgement->fix.len > 0)
		return words_capital(site->scratch, judgement->fix);
	for (size_t i = 0; i < sizeof(step_words) / sizeof(step_words[0]); i++) {
		const char *words = step_words[i].with_path;
		const char *hole = strstr(words, "%s");

		if (step_words[i].reason != step->reason)
			continue;
		if (step->cause.len == 0 || !hole)
			return span_of(step_words[i].without);
		return arena_printf(site->scratch, "%.*s%.*s%s", (int)(hole - words),
				    words,
				    SPAN_ARG(
					    words_cut(site->scratch, step->cause, 160)),
				    hole + 2);
	}
	return span_of(reason_sentence[step->reason]);
}

/* The items' texts, two different ones at most. */
static struct span step_detail(struct site *site, const struct step *step)
{
	const struct report *report = site->report;
	struct span one = item_title(item_at(report, step->items.at[0]));
	struct span first = words_cut(site->scratch, one, 90);
	size_t other = 1;
	struct span second;

	while (other < step->items.count &&
	       span_eq(one, item_title(item_at(report, step->items.at[other]))))
		other++;
	if (step->items.count == 1)
		return first;
	if (other == step->items.count)
		return arena_printf(site->scratch, "%.*s, in %.*s places",
				    SPAN_ARG(first),
				    SPAN_ARG(words_count(site->scratch, other)));
	second = words_cut(site->scratch,
			   item_title(item_at(report, step->items.at[other])), 90);
	if (step->items.count == 2)
		return arena_printf(site->scratch, "%.*s; %.*s", SPAN_ARG(first),
				    SPAN_ARG(second));
	return arena_printf(site->scratch, "%.*s; %.*s; and %.*s more", SPAN_ARG(first),
			    SPAN_ARG(second),
			    SPAN_ARG(
				    words_count(site->scratch, step->items.count - 2)));
}

static struct span step_owner(const struct report *report, const struct step *step)
{
	struct span owner = SPAN_EMPTY;

	for (size_t i = 0; i < step->items.count; i++) {
		struct item_ref ref = step->items.at[i];
		struct span one = item_owner(&report->plans.at[ref.plan], ref.item);

		if (one.len == 0)
			continue;
		if (owner.len > 0 && !span_eq(owner, one))
			return SPAN_LIT("several owners");
		owner = one;
	}
	return owner;
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

	for (size_t i = 0; i < count; i++) {
		steps[i] = entries[i].value;
		steps[i]->clears = clears_condition(site->report, steps[i]);
	}
	qsort(steps, count, sizeof(*steps), compare_steps);
	for (size_t i = 0; i < count && i < STEPS_SHOWN; i++) {
		struct value *step = value_add(list);

		value_text(step, "text", step_title(site, steps[i]));
		value_text(step, "href", step_href(site, steps[i]));
		value_text(step, "detail", step_detail(site, steps[i]));
		value_text(step, "owner", step_owner(site->report, steps[i]));
		value_count(step, "count", steps[i]->items.count);
		value_text(step, "items",
			   span_of(words_plural(steps[i]->items.count, "item",
						"items")));
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
	value_printf(ready, "items", "%.*s %s",
		     SPAN_ARG(words_count(site->scratch, tally.count)),
		     words_plural(tally.count, "item that is", "items that are"));
}

/* ---- sign-off, gate ----------------------------------------------------- */

/* Fields that read alike: of one role, in one state. */
struct role_group {
	struct span role;
	const struct item *first;
	const struct judgement *judgement;
	uint64_t count;
};

struct role_groups {
	LIST(struct role_group) groups; /* in the plans' order */
	uint64_t all, valid;
};

static void add_field(struct site *site, struct role_groups *out, struct table *by_key,
		      const struct item *item, const struct judgement *judgement)
{
	struct span role =
		item->signoff.role.len > 0 ? item->signoff.role : item_title(item);
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

static void collect_fields(struct site *site, struct role_groups *out)
{
	const struct report *report = site->report;
	struct table *by_key = table_new(site->scratch);

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
	struct role_groups fields = { 0 };
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
			value_printf(role, "times", "%.*s fields alike",
				     SPAN_ARG(
					     words_count(site->scratch, group->count)));
		else
			value_text(role, "times", SPAN_EMPTY);
		value_text(role, "state",
			   span_of(reason_sentence[group->judgement->reason]));
	}
	value_printf(signoff, "says", "Signed: %.*s of %.*s %s.",
		     SPAN_ARG(words_count(site->scratch, fields.valid)),
		     SPAN_ARG(words_count(site->scratch, fields.all)),
		     words_plural(fields.all, "field", "fields"));
	if (fields.groups.count > ROLES_SHOWN)
		value_printf(signoff, "more", "And %.*s more. ",
			     SPAN_ARG(words_count(site->scratch,
						  fields.groups.count - ROLES_SHOWN)));
	else
		value_text(signoff, "more", SPAN_EMPTY);
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
		value_count(entry, "limit", row->limit);
		value_count(entry, "found", row->found);
		value_text(entry, "href",
			   tally.count > 0 ? tally_href(site, &tally, row->verdict)
					   : SPAN_EMPTY);
		value_text(entry, "icon",
			   span_of(verdict_word[row->holds ? VERDICT_VERIFIED
							   : VERDICT_CONTRADICTED]));
		value_text(entry, "result",
			   row->holds ? SPAN_LIT("Holds") : SPAN_LIT("Fails"));
	}
	value_flag(value, "has_gate", report->gate.count > 0);
	value_text(value, "profile", report->run.profile);
	value_text(value, "not_required",
		   report->run.require_all
			   ? SPAN_LIT("here all of them are")
			   : SPAN_LIT("optional ones only where they are refuted"));
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
			     .title = SPAN_LIT("Overview"),
			     .nav = "index.html",
			     .class = "home" };

	value_text(value, "answer", span_of(result_answer[run->result]));
	value_printf(value, "run_number", "%lld", (long long)run->number);
	add_gate_sentence(site, value);
	add_lead(site, value);
	add_reasons(site, value);
	add_panel(site, value);
	value_flag(value, "has_items", counts_total(run->counts) > 0);
	value_bar(site, value, "bar", run->counts, 16);
	value_legend(value, "legend", run->counts);
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
	page.description =
		arena_printf(site->scratch, "%s %.*s.", result_answer[run->result],
			     SPAN_ARG(words_counts(site->scratch, run->counts)));
	return page_end(site, &page, value, err);
}
