/*
 * why.c - one small function a reason family, chosen by a table.
 *
 * Each sentence names a requirement: the first, in the plan's order, of those
 * that decided the verdict.
 */
#include "audit/why.h"

#include "audit/paths.h"

#define BRIEF 160 /* of a name or a value inside a sentence */

struct telling {
	const struct judge_context *context;
	const struct planned *planned;
	const struct item *item;
	const struct judgement *judgement;
	const struct judge_note *note;
	const struct requirement *about; /* the one that decided, or NULL */
	size_t passed;                   /* requirements that pass */
	struct arena *arena;
};

struct span why_brief(struct span text, size_t max, struct arena *arena)
{
	size_t len = max;

	text = span_trim(text);
	while (text.len > 0 && text.ptr[text.len - 1] == '.')
		text.len--;
	if (text.len <= max)
		return text;
	while (len > 0 && (text.ptr[len] & 0xc0) == 0x80)
		len--;
	return arena_printf(arena, "%.*s...", SPAN_ARG(span_sub(text, 0, len)));
}

static struct span brief(const struct telling *t, struct span text)
{
	return why_brief(text, BRIEF, t->arena);
}

/* ---- the requirement that a sentence is about ---------------------------- */

static bool is_old(const struct requirement *requirement)
{
	return requirement->freshness == FRESHNESS_STALE ||
	       requirement->freshness == FRESHNESS_FOREIGN;
}

static bool is_weak(const struct telling *t, const struct requirement *requirement)
{
	return requirement->strength < judge_strength_needed(t->context, t->planned,
							     t->item,
							     requirement->needs);
}

/* Whether it is one of those that the reason speaks of. */
static bool decided(const struct telling *t, const struct requirement *r)
{
	switch (t->judgement->reason) {
	case REASON_EVIDENCE_FAILS:
		return r->outcome == OUTCOME_FAIL && !is_old(r);
	case REASON_LAST_KNOWN_FAIL:
	case REASON_FAILING:
		return r->outcome == OUTCOME_FAIL;
	case REASON_CITED_PATH_MISSING:
		return r->outcome == OUTCOME_ABSENT && r->subject_of_claim;
	case REASON_UNREADABLE:
	case REASON_UNREADABLE_EVIDENCE:
		return r->outcome == OUTCOME_UNREADABLE;
	case REASON_LIMIT:
	case REASON_AMBIGUOUS:
	case REASON_CITED_BUT_UNTRACKED:
	case REASON_NO_OUTCOME:
	case REASON_NO_RULE:
		return r->reason == t->judgement->reason;
	case REASON_REPORT_FAILS:
	case REASON_COUNT_MISMATCH:
		return r->outcome == OUTCOME_PASS && r->reason == t->judgement->reason;
	case REASON_PATH_DRIFT:
		return r->outcome == OUTCOME_PASS &&
		       (how_is_drift(r->how) || r->reason == REASON_PATH_DRIFT);
	case REASON_TOO_WEAK:
		return r->outcome == OUTCOME_PASS && is_weak(t, r);
	case REASON_UNDATED:
		return r->outcome == OUTCOME_PASS &&
		       (r->freshness == FRESHNESS_UNDATED ||
			r->freshness == FRESHNESS_NONE);
	case REASON_MIXED_COMMIT:
	case REASON_SCOPE_CHANGED:
	case REASON_TOO_OLD:
		return r->outcome == OUTCOME_PASS &&
		       r->freshness_reason == t->judgement->reason;
	case REASON_FOREIGN_SUBJECT:
		return r->outcome == OUTCOME_PASS && r->freshness == FRESHNESS_FOREIGN;
	case REASON_STALE_EVIDENCE:
		return (r->outcome == OUTCOME_PASS || r->outcome == OUTCOME_FAIL) &&
		       is_old(r);
	case REASON_MISSING:
	case REASON_PARTLY:
		return r->outcome != OUTCOME_PASS;
	case REASON_NOT_FOUND:
		return r->outcome == OUTCOME_ABSENT;
	case REASON_PLACEHOLDER:
		return r->outcome == OUTCOME_PLACEHOLDER;
	case REASON_EXACT:
	case REASON_CARRIED:
	case REASON_INFERRED:
	case REASON_TICK_IT:
	case REASON_NO_MARK:
	case REASON_HEDGE:
		return r->outcome == OUTCOME_PASS;
	case REASON_NONE:
	case REASON_NA_DECLARED:
	case REASON_NA_WITHOUT_REASON:
	case REASON_SIGNED_BY:
	case REASON_BLANK:
	case REASON_UNSIGNED:
	case REASON_UNTRUSTED:
	case REASON_EXPIRED_KEY:
	case REASON_SELF_DECLARED:
	case REASON_WRONG_ROLE:
	case REASON_SUPERSEDED:
	case REASON_REJECTED:
	case REASON_TOO_FEW:
	case REASON_OWN_EVIDENCE:
	case REASON_PLAN_CONFLICT:
	case REASON_NO_EVIDENCE:
	case REASON_SELF_DECLARED_FAILED:
	case REASON_BLOCKER_RAISED:
	case REASON_NOT_RAISED:
	case REASON_CHILDREN:
	case REASON_SHALLOW_HISTORY:
	case REASONS:
		break;
	}
	return false;
}

static void find_telling(struct telling *t)
{
	for (size_t i = 0; i < t->judgement->requirements.count; i++) {
		const struct requirement *requirement =
			&t->judgement->requirements.at[i];

		t->passed += requirement->outcome == OUTCOME_PASS;
		if (!t->about && decided(t, requirement))
			t->about = requirement;
	}
}

/* ---- words ---------------------------------------------------------------- */

/* The file where there is one, else what is asked for. */
static struct span name(const struct telling *t)
{
	if (!t->about)
		return SPAN_LIT("its evidence");
	return brief(t, t->about->path.len > 0 ? t->about->path : t->about->text);
}

/* What the plan asks for, in its own words. */
static struct span asked(const struct telling *t)
{
	return t->about ? brief(t, t->about->text) : SPAN_LIT("its evidence");
}

/* "evidence/junit.xml: 412 tests, 2 failed (needed: none failed)" */
static struct span shown(const struct telling *t, bool with_expected)
{
	const struct requirement *about = t->about;
	struct span subject, actual, rest = SPAN_EMPTY;

	if (!about)
		return SPAN_LIT("its evidence");
	subject = name(t);
	if (about->path.len > 0 && about->text.len > 0 &&
	    span_find(about->text, about->path) < 0 &&
	    span_find(about->path, about->text) < 0)
		subject = arena_printf(t->arena, "%.*s in %.*s", SPAN_ARG(asked(t)),
				       SPAN_ARG(subject));
	actual = brief(t, about->actual);
	if (with_expected && about->expected.len > 0)
		rest = arena_printf(t->arena, " (needed: %.*s)",
				    SPAN_ARG(brief(t, about->expected)));
	if (actual.len == 0)
		return arena_printf(t->arena, "%.*s%.*s", SPAN_ARG(subject),
				    SPAN_ARG(rest));
	return arena_printf(t->arena, "%.*s: %.*s%.*s", SPAN_ARG(subject),
			    SPAN_ARG(actual), SPAN_ARG(rest));
}

/* " and 2 more requirements are met", for a sentence about the first of them. */
static struct span and_more(const struct telling *t)
{
	if (t->passed < 2)
		return SPAN_EMPTY;
	return arena_printf(t->arena, ", and %zu more requirement%s met", t->passed - 1,
			    t->passed == 2 ? " is" : "s are");
}

static struct span strength_text(const struct telling *t, enum strength strength)
{
	return arena_printf(t->arena, "%s (%s)", strength_code[strength],
			    strength_word[strength]);
}

/* What became of the requirement that is not met. */
static const char *shortfall(const struct requirement *requirement)
{
	switch (requirement->outcome) {
	case OUTCOME_ABSENT:
		if (span_starts(requirement->text, "\"")) /* the item's own words */
			return "is not shown by anything cited";
		return requirement->reason == REASON_CITED_BUT_UNTRACKED
			       ? "is only in the working tree"
			       : "was not found";
	case OUTCOME_PLACEHOLDER:
		return "is empty or a placeholder";
	case OUTCOME_UNBINDABLE:
		return requirement->reason == REASON_NO_RULE
			       ? "cannot be judged: nothing says how"
			       : "does not say whether it passed";
	case OUTCOME_UNREADABLE:
		return "could not be read";
	case OUTCOME_FAIL:
		return "fails";
	case OUTCOME_PASS:
	case OUTCOMES:
		break;
	}
	return "passes, but not well enough";
}

/* "a.xml, b.xml and 3 more"; empty where none are known. */
static struct span candidates(const struct telling *t)
{
	size_t count = t->about ? t->about->candidates.count : 0;
	const struct span *at = t->about ? t->about->candidates.at : NULL;

	if (count == 0)
		return SPAN_EMPTY;
	if (count == 1)
		return brief(t, at[0]);
	if (count == 2)
		return arena_printf(t->arena, "%.*s and %.*s",
				    SPAN_ARG(brief(t, at[0])),
				    SPAN_ARG(brief(t, at[1])));
	return arena_printf(t->arena, "%.*s, %.*s and %zu more",
			    SPAN_ARG(brief(t, at[0])), SPAN_ARG(brief(t, at[1])),
			    count - 2);
}

/* How the plan marks an item that is not done. */
static struct span marked(const struct telling *t)
{
	if (t->item->claim == CLAIM_NONE || t->item->polarity < 0)
		return SPAN_LIT("not claimed");
	if (t->item->claim == CLAIM_OPEN)
		return SPAN_LIT("not ticked");
	return arena_printf(t->arena, "marked %s",
			    t->item->claim == CLAIM_IN_PROGRESS
				    ? "in progress"
				    : claim_word[t->item->claim]);
}

static struct span role(const struct telling *t)
{
	struct span role = t->item->signoff.role;

	return role.len > 0 ? brief(t, role) : SPAN_LIT("whoever signs");
}

/* ---- sentences: one function a family of reasons -------------------------- */

#define SAY(...) arena_printf(t->arena, __VA_ARGS__)

static struct span say_na(const struct telling *t)
{
	return SAY("Declared not applicable: %.*s.",
		   SPAN_ARG(brief(t, t->item->na_reason)));
}

static struct span say_na_bare(const struct telling *t)
{
	if (t->item->na_reason.len == 0)
		return SPAN_LIT(
			"Declared not applicable without a reason, so it counts "
			"as open.");
	if (t->context->gate->strength >= STRENGTH_BOUND)
		return SAY(
			"Declared not applicable, but profile %.*s wants that signed, "
			"and no trusted signature stands behind it, so it counts as "
			"open.",
			SPAN_ARG(t->context->gate->name));
	return SPAN_LIT(
		"Declared not applicable, but history does not say by whom, so it "
		"counts as open.");
}

static struct span say_blank(const struct telling *t)
{
	if (t->item->claim == CLAIM_DONE)
		return SAY(
			"Ticked for %.*s, but its %s blank, so nobody has signed it.",
			SPAN_ARG(role(t)),
			t->item->signoff.blank_name && t->item->signoff.blank_date
				? "name and date are"
			: t->item->signoff.blank_name ? "name is"
						      : "date is");
	if (t->item->signoff.role.len > 0)
		return SAY("%.*s has not signed.", SPAN_ARG(role(t)));
	return SPAN_LIT("Nobody has signed this field.");
}

static struct span say_unsigned(const struct telling *t)
{
	struct span who = brief(t, t->item->signoff.name);

	if (t->judgement->signoff_says.len > 0)
		return t->judgement->signoff_says;
	return SAY("Ticked%s%.*s, but no trusted signature stands behind the tick.",
		   who.len > 0 ? " for " : "", SPAN_ARG(who));
}

/* What those who signed come to: signoff.h says it with their names. */
static struct span say_signoff(const struct telling *t)
{
	return t->judgement->signoff_says.len > 0
		       ? t->judgement->signoff_says
		       : span_of(reason_sentence[t->judgement->reason]);
}

static struct span say_reason(const struct telling *t)
{
	return span_of(reason_sentence[t->judgement->reason]);
}

static struct span say_conflict(const struct telling *t)
{
	if (t->note->conflict && t->note->conflict->other_line > 0)
		return SAY("Line %u says done, line %u says otherwise, and no evidence "
			   "settles it.",
			   t->item->line,
			   t->note->conflict->other_line == t->item->line
				   ? t->note->conflict->line
				   : t->note->conflict->other_line);
	return SPAN_LIT(
		"The plan says done here and not done elsewhere, and no evidence "
		"settles it.");
}

static struct span say_fails(const struct telling *t)
{
	return SAY("%.*s.", SPAN_ARG(shown(t, true)));
}

static struct span say_failed_then(const struct telling *t)
{
	return SAY("%.*s; but that is about other content than this commit's.",
		   SPAN_ARG(shown(t, true)));
}

static struct span say_missing_thing(const struct telling *t)
{
	return SAY("%.*s %s.", SPAN_ARG(asked(t)),
		   t->about && t->about->how == HOW_REMOVED
			   ? "was in the tree once and has been removed"
			   : "is not in the tree");
}

static struct span say_unreadable(const struct telling *t)
{
	struct span actual = t->about ? brief(t, t->about->actual) : SPAN_EMPTY;

	return SAY("%.*s could not be read%s%.*s.", SPAN_ARG(name(t)),
		   actual.len > 0 ? ": " : "", SPAN_ARG(actual));
}

static struct span say_ambiguous(const struct telling *t)
{
	struct span several = candidates(t);
	struct span actual = t->about ? brief(t, t->about->actual) : SPAN_EMPTY;

	/* One file that says two things of itself, not one name of two files. */
	if (several.len == 0 && actual.len > 0)
		return SAY("%.*s cannot be judged: %.*s.", SPAN_ARG(name(t)),
			   SPAN_ARG(actual));
	return SAY("%.*s fits several files%s%.*s; nothing says which is meant.",
		   SPAN_ARG(asked(t)), several.len > 0 ? ": " : "", SPAN_ARG(several));
}

static struct span say_exact(const struct telling *t)
{
	return SAY("%.*s; it is %s this very commit%.*s.", SPAN_ARG(shown(t, false)),
		   t->about && t->about->of_tree ? "part of" : "about",
		   SPAN_ARG(and_more(t)));
}

static struct span say_carried(const struct telling *t)
{
	return SAY("%.*s; nothing in its scope changed since it was made%.*s.",
		   SPAN_ARG(shown(t, false)), SPAN_ARG(and_more(t)));
}

static struct span say_inferred(const struct telling *t)
{
	return SAY("%.*s; nothing in its scope changed since it was committed%.*s.",
		   SPAN_ARG(shown(t, false)), SPAN_ARG(and_more(t)));
}

static struct span say_weak(const struct telling *t)
{
	enum strength has, needs;

	if (!t->about)
		return say_reason(t);
	has = t->about->strength;
	needs = judge_strength_needed(t->context, t->planned, t->item, t->about->needs);
	return SAY("%.*s passes with strength %.*s; %.*s is needed.", SPAN_ARG(name(t)),
		   SPAN_ARG(strength_text(t, has)), SPAN_ARG(strength_text(t, needs)));
}

static struct span say_undated(const struct telling *t)
{
	return SAY("%.*s passes, but nothing says which commit it is about.",
		   SPAN_ARG(name(t)));
}

static struct span say_mixed(const struct telling *t)
{
	return SAY(
		"%.*s passes, but it was committed together with what it is about, so "
		"nobody can tell what it was made from.",
		SPAN_ARG(name(t)));
}

static struct span say_drift(const struct telling *t)
{
	return SAY("The plan says %.*s; the file is at %.*s.", SPAN_ARG(asked(t)),
		   SPAN_ARG(name(t)));
}

static struct span say_hedge(const struct telling *t)
{
	struct span words =
		t->item->qualified.len > 0 ? t->item->qualified : t->item->hedge;

	return SAY("%.*s passes, but the plan's own words weaken the claim: \"%.*s\".",
		   SPAN_ARG(name(t)), SPAN_ARG(brief(t, words)));
}

static struct span say_miscount(const struct telling *t)
{
	if (t->about)
		return SAY("%.*s.", SPAN_ARG(shown(t, true)));
	if (t->note->miscount)
		return SAY("The evidence passes, but %.*s.",
			   SPAN_ARG(brief(t, t->note->miscount->message)));
	return say_reason(t);
}

static struct span say_report_fails(const struct telling *t)
{
	struct span actual = t->about ? brief(t, t->about->actual) : SPAN_EMPTY;

	return SAY("%.*s is there, but what it reports fails%s%.*s.", SPAN_ARG(name(t)),
		   actual.len > 0 ? ": " : "", SPAN_ARG(actual));
}

static struct span say_scope_changed(const struct telling *t)
{
	return SAY("%.*s passes, but something in its scope changed after it was made.",
		   SPAN_ARG(name(t)));
}

static struct span say_too_old(const struct telling *t)
{
	return SAY("%.*s passes, but is older than the rule allows.",
		   SPAN_ARG(name(t)));
}

static struct span say_foreign(const struct telling *t)
{
	return SAY(
		"%.*s passes, but is about a commit that this one does not come from.",
		SPAN_ARG(name(t)));
}

static struct span say_missing(const struct telling *t)
{
	if (!t->about) /* what passes is of a lower class than the claim */
		return SPAN_LIT("What is shown is less than what the claim says.");
	return SAY("%zu of %zu requirements %s met; %.*s %s.", t->passed,
		   t->judgement->requirements.count, t->passed == 1 ? "is" : "are",
		   SPAN_ARG(asked(t)), shortfall(t->about));
}

/* A file of the item that is context alone: a path inside its prose. */
static struct span mentioned(const struct telling *t)
{
	for (size_t i = 0; i < t->item->refs.count; i++) {
		const struct ref *ref = &t->item->refs.at[i];

		if (ref->role == REF_POINTS &&
		    (ref->kind == REF_PATH || ref->kind == REF_GLOB))
			return ref->locator;
	}
	return SPAN_EMPTY;
}

/* A file that the item asks for by name, and that is nowhere. */
static struct span lacking(const struct telling *t)
{
	for (size_t i = 0; i < t->judgement->requirements.count; i++) {
		const struct requirement *asked_for = &t->judgement->requirements.at[i];

		if (asked_for->how == HOW_MISSING || asked_for->how == HOW_REMOVED)
			return brief(t, asked_for->text);
	}
	return SPAN_EMPTY;
}

static struct span say_not_found(const struct telling *t)
{
	struct span near = candidates(t);

	if (!t->about && mentioned(t).len > 0)
		return SAY("Claimed done, and it mentions %.*s, but only in passing: "
			   "nothing says that this shows it.",
			   SPAN_ARG(brief(t, mentioned(t))));
	if (!t->about)
		return SPAN_LIT(
			"Claimed done, but it names no evidence, and nothing else "
			"says what shows it.");
	if (t->about->how == HOW_IGNORED)
		return SAY("%.*s is not in the commit, and git ignores its path.",
			   SPAN_ARG(asked(t)));
	if (t->about->how == HOW_REMOVED)
		return say_missing_thing(t);
	if (near.len > 0)
		return SAY("%.*s was not found; there is %.*s.", SPAN_ARG(asked(t)),
			   SPAN_ARG(near));
	return SAY("%.*s was not found.", SPAN_ARG(asked(t)));
}

static struct span say_placeholder(const struct telling *t)
{
	return SAY("%.*s is empty or a placeholder.", SPAN_ARG(name(t)));
}

static struct span say_untracked(const struct telling *t)
{
	return SAY("%.*s is only in the working tree, outside every evidence root.",
		   SPAN_ARG(asked(t)));
}

static struct span say_no_outcome(const struct telling *t)
{
	/* Nothing that is only to be there can pass or fail. */
	if (t->judgement->needs <= CLASS_EXISTS && t->about)
		return SAY("%.*s.", SPAN_ARG(shown(t, false)));
	/* "a file of 12 bytes; that is no outcome": that says it already. */
	if (t->about && span_index(t->about->actual, ';') >= 0)
		return SAY("%.*s.", SPAN_ARG(shown(t, false)));
	return SAY("%.*s; that does not say whether it passed.",
		   SPAN_ARG(shown(t, false)));
}

static struct span say_no_rule(const struct telling *t)
{
	return SAY("Nothing says how %.*s is to be judged.", SPAN_ARG(asked(t)));
}

static struct span say_tick_it(const struct telling *t)
{
	return SAY("%.*s%.*s; it is %.*s.", SPAN_ARG(shown(t, false)),
		   SPAN_ARG(and_more(t)), SPAN_ARG(marked(t)));
}

static struct span say_no_mark(const struct telling *t)
{
	return SAY("%.*s%.*s; the item has no mark of its own to set.",
		   SPAN_ARG(shown(t, false)), SPAN_ARG(and_more(t)));
}

/* "Not ticked; " and so on, before what the evidence says. */
static struct span opening(const struct telling *t)
{
	struct span words = marked(t);

	return SAY("%c%.*s", words.ptr[0] - 'a' + 'A', SPAN_ARG(span_from(words, 1)));
}

static struct span say_failing(const struct telling *t)
{
	return SAY("%.*s, and its evidence fails: %.*s.", SPAN_ARG(opening(t)),
		   SPAN_ARG(shown(t, true)));
}

static struct span say_partly(const struct telling *t)
{
	if (!t->about)
		return SAY("%.*s; its evidence passes, but would not be enough.",
			   SPAN_ARG(opening(t)));
	return SAY("%.*s; %zu of %zu requirements %s met, %.*s %s.",
		   SPAN_ARG(opening(t)), t->passed, t->judgement->requirements.count,
		   t->passed == 1 ? "is" : "are", SPAN_ARG(asked(t)),
		   shortfall(t->about));
}

static struct span say_none(const struct telling *t)
{
	return SAY("%.*s, and nothing shows it.", SPAN_ARG(opening(t)));
}

static struct span say_stale(const struct telling *t)
{
	return SAY("%.*s; %.*s is about other content or too old.",
		   SPAN_ARG(opening(t)), SPAN_ARG(name(t)));
}

static struct span say_open_unreadable(const struct telling *t)
{
	return SAY("%.*s, and %.*s could not be read.", SPAN_ARG(opening(t)),
		   SPAN_ARG(name(t)));
}

/* clang-format off */

/*
 * Each reason's sentence, and what to do about it: %N stands for the file, %A for
 * what the plan asks for, %C for what else there is, %R for the role, %L for the
 * item's line.
 */
static const struct {
	struct span (*say)(const struct telling *);
	const char *fix;
} words[REASONS] = {
	[REASON_NONE]                 = { say_reason, "" },
	[REASON_NA_DECLARED]          = { say_na, "" },
	[REASON_NA_WITHOUT_REASON]    = { say_na_bare, "say why it is not applicable, in line %L, and commit that" },
	[REASON_SIGNED_BY]            = { say_signoff, "" },
	[REASON_BLANK]                = { say_blank, "have %R fill in name and date and tick line %L in a signed commit" },
	[REASON_UNSIGNED]             = { say_unsigned, "have %R tick line %L in a signed commit" },
	[REASON_UNTRUSTED]            = { say_signoff, "add the signer's key to the trust folder" },
	[REASON_EXPIRED_KEY]          = { say_signoff, "have %R sign again with a key that is valid" },
	[REASON_SELF_DECLARED]        = { say_signoff, "name the signers with --trust DIR" },
	[REASON_WRONG_ROLE]           = { say_signoff, "have %R sign" },
	[REASON_SUPERSEDED]           = { say_signoff, "have %R read what changed and sign again" },
	[REASON_REJECTED]             = { say_signoff, "settle what whoever said no wants, and have them sign again" },
	[REASON_TOO_FEW]              = { say_signoff, "have another person sign for %R" },
	[REASON_OWN_EVIDENCE]         = { say_signoff, "have another person sign for %R" },
	[REASON_PLAN_CONFLICT]        = { say_conflict, "make both places say the same" },
	[REASON_EVIDENCE_FAILS]       = { say_fails, "repair what %N shows and commit the new report, or untick line %L" },
	[REASON_LAST_KNOWN_FAIL]      = { say_failed_then, "make %N again from this commit" },
	[REASON_CITED_PATH_MISSING]   = { say_missing_thing, "commit %A, or correct the path in line %P" },
	[REASON_UNREADABLE]           = { say_unreadable, "make %N again; \"muster facts %N\" says what is wrong with it" },
	[REASON_LIMIT]                = { say_unreadable, "split %N into smaller reports" },
	[REASON_AMBIGUOUS]            = { say_ambiguous, "make line %P name one file that says one thing of itself" },
	[REASON_EXACT]                = { say_exact, "" },
	[REASON_CARRIED]              = { say_carried, "" },
	[REASON_INFERRED]             = { say_inferred, "" },
	[REASON_TOO_WEAK]             = { say_weak, "let %N name the commit it was made from (--subject, or a report that says so)" },
	[REASON_UNDATED]              = { say_undated, "commit %N after the code it is about, or say --subject REV" },
	[REASON_MIXED_COMMIT]         = { say_mixed, "make %N again and commit it by itself, or say --subject REV" },
	[REASON_PATH_DRIFT]           = { say_drift, "write %N in line %L" },
	[REASON_HEDGE]                = { say_hedge, "finish what the words say is missing and remove them, or untick line %L" },
	[REASON_COUNT_MISMATCH]       = { say_miscount, "correct the number in line %L" },
	[REASON_REPORT_FAILS]         = { say_report_fails, "repair what %N reports, and commit the new report" },
	[REASON_SCOPE_CHANGED]        = { say_scope_changed, "make %N again from this commit, and commit it" },
	[REASON_TOO_OLD]              = { say_too_old, "make %N again, and commit it" },
	[REASON_FOREIGN_SUBJECT]      = { say_foreign, "make %N again from this commit, and commit it" },
	[REASON_MISSING]              = { say_missing, "add evidence for the rest below line %L: \"Evidence: `path`\"" },
	[REASON_NOT_FOUND]            = { say_not_found, "name the evidence below line %L: \"Evidence: `path`\"" },
	[REASON_PLACEHOLDER]          = { say_placeholder, "fill %N with what it is to show" },
	[REASON_CITED_BUT_UNTRACKED]  = { say_untracked, "commit %A, or put it under an evidence root" },
	[REASON_NO_OUTCOME]           = { say_no_outcome, "name a report that says whether it passed, or what it must show: \"Evidence: `kind:path` fact = value\"" },
	[REASON_NO_RULE]              = { say_no_rule, "say below line %L what shows it: \"Evidence: `path`\"" },
	[REASON_TICK_IT]              = { say_tick_it, "tick line %L" },
	[REASON_NO_MARK]              = { say_no_mark, "" },
	[REASON_FAILING]              = { say_failing, "repair what %N shows and commit the new report" },
	[REASON_PARTLY]               = { say_partly, "add evidence for the rest, then tick line %L" },
	[REASON_NO_EVIDENCE]          = { say_none, "do it, name the evidence below line %L, then tick it" },
	[REASON_STALE_EVIDENCE]       = { say_stale, "make %N again from this commit, then tick line %L" },
	[REASON_UNREADABLE_EVIDENCE]  = { say_open_unreadable, "make %N again; \"muster facts %N\" says what is wrong with it" },
	[REASON_SELF_DECLARED_FAILED] = { say_reason, "repair it, name the evidence below line %L, then mark it done" },
	[REASON_BLOCKER_RAISED]       = { say_reason, "clear the blocker, then untick line %L" },
	[REASON_NOT_RAISED]           = { say_reason, "" },
	[REASON_CHILDREN]             = { say_reason, "" },
	[REASON_SHALLOW_HISTORY]      = { say_reason, "fetch the whole history: git fetch --unshallow" },
};

/* clang-format on */

static struct span fill(const struct telling *t, char letter)
{
	switch (letter) {
	case 'N':
		return name(t);
	case 'A':
		return asked(t);
	case 'C':
		return candidates(t);
	case 'R':
		return role(t);
	case 'L':
		return SAY("%u", t->item->line);
	case 'M':
		return mentioned(t);
	case 'F':
		return lacking(t);
	case 'P':
		return SAY("%u", t->about && t->about->line > 0 ? t->about->line
								: t->item->line);
	default:
		return SPAN_EMPTY;
	}
}

static struct span fill_in(const struct telling *t, const char *fix)
{
	struct span rest = span_of(fix), out = SPAN_EMPTY, part;

	while (span_split(&rest, '%', &part)) {
		out = SAY("%.*s%.*s", SPAN_ARG(out), SPAN_ARG(part));
		if (rest.len == 0)
			break;
		out = SAY("%.*s%.*s", SPAN_ARG(out), SPAN_ARG(fill(t, rest.ptr[0])));
		rest = span_from(rest, 1);
	}
	return out;
}

/* What people did no file shows, whatever it says: they sign for it (row 2). */
static bool wants_people(const struct telling *t)
{
	static const enum reason reasons[] = { REASON_NO_OUTCOME, REASON_NO_RULE,
					       REASON_NO_EVIDENCE, REASON_MISSING,
					       REASON_PARTLY };

	if (t->judgement->needs != CLASS_ACT || t->item->kind == ITEM_SIGNOFF)
		return false;
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (t->judgement->reason == reasons[i])
			return true;
	return t->judgement->reason == REASON_NOT_FOUND && !t->about;
}

/* Evidence that is named and not there wants another fix than none at all. */
static const char *fix_of(const struct telling *t)
{
	const struct requirement *about = t->about;

	if (wants_people(t))
		return "have whoever did it sign for it, which no file shows: as a "
		       "field below a heading \"Sign-off\", \"- [ ] Role: ____ "
		       "Date: ____\"";

	if (t->judgement->reason == REASON_NOT_FOUND && !about && mentioned(t).len > 0)
		return "say below line %L that it does: \"Evidence: `%M`\"";
	/* Nothing but a check is unreadable without a file. */
	if (about && about->outcome == OUTCOME_UNREADABLE &&
	    about->how == HOW_UNRESOLVED && about->artifact == ARTIFACT_NONE)
		return "correct the SQL of %N; docs/checks.md says what it may do";
	if (t->judgement->reason == REASON_NO_OUTCOME && about &&
	    t->judgement->needs <= CLASS_EXISTS)
		return "cite the file whose name or title says that it is that, or say "
		       "so in the title of %N";
	if (t->judgement->reason == REASON_NO_EVIDENCE && lacking(t).len > 0)
		return t->item->has_mark ? "commit %F, then tick line %L" : "commit %F";
	if (t->judgement->reason == REASON_NO_EVIDENCE && !t->item->has_mark)
		return "do it, and name the evidence below line %L";
	if (t->judgement->reason != REASON_NOT_FOUND || !about)
		return words[t->judgement->reason].fix;
	if (about->how == HOW_IGNORED)
		return "make it below an evidence root before muster runs, or commit "
		       "it: "
		       "git add -f";
	if (about->how == HOW_CANDIDATES && about->candidates.count == 1)
		return "write %C in line %P if that is meant, or commit %A";
	if (about->how == HOW_CANDIDATES || about->how == HOW_MISSING ||
	    about->how == HOW_REMOVED)
		return "commit %A, or correct the path in line %P";
	return words[REASON_NOT_FOUND].fix;
}

void why_item(const struct judge_context *context, struct planned *planned,
	      size_t index, const struct judge_note *note, struct arena *arena)
{
	struct judgement *judgement = &planned->judgements.at[index];
	struct telling telling = {
		.context = context,
		.planned = planned,
		.item = &planned->plan.items.at[index],
		.judgement = judgement,
		.note = note,
		.arena = arena,
	};

	find_telling(&telling);
	judgement->sentence = words[judgement->reason].say(&telling);
	judgement->fix = fill_in(&telling, fix_of(&telling));
}

void why_parent(struct planned *planned, size_t index, size_t count, size_t worst,
		struct arena *arena)
{
	struct judgement *judgement = &planned->judgements.at[index];
	const struct item *item = &planned->plan.items.at[worst];
	enum verdict verdict = planned->judgements.at[worst].verdict;

	if (verdict_rank[verdict] <= verdict_rank[VERDICT_VERIFIED]) {
		judgement->sentence =
			arena_printf(arena, "%s %zu item%s below it hold%s.",
				     count == 1 ? "The" : "All", count,
				     count == 1 ? "" : "s", count == 1 ? "s" : "");
		judgement->fix = SPAN_EMPTY;
		return;
	}
	judgement->sentence = arena_printf(
		arena, "The worst of %zu item%s below it is %s: line %u, \"%.*s\".",
		count, count == 1 ? "" : "s", verdict_phrase[verdict], item->line,
		SPAN_ARG(why_brief(item->plain, BRIEF, arena)));
	judgement->fix = arena_printf(arena, "look at line %u first", item->line);
}

void why_held_back(struct planned *planned, size_t index, size_t count,
		   struct arena *arena)
{
	struct judgement *judgement = &planned->judgements.at[index];
	const struct item *item = &planned->plan.items.at[index];

	judgement->sentence =
		arena_printf(arena,
			     "%s %zu item%s below it hold%s; it is not claimed itself.",
			     count == 1 ? "The" : "All", count, count == 1 ? "" : "s",
			     count == 1 ? "s" : "");
	judgement->fix = item->has_mark
				 ? arena_printf(arena, "tick line %u", item->line)
				 : SPAN_EMPTY;
}
