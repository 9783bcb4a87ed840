#include "model/verdict.h"

/* clang-format off: tables keep one row a line */

const char *const verdict_word[VERDICTS] = {
	[VERDICT_VERIFIED]       = "verified",
	[VERDICT_WAIVED]         = "waived",
	[VERDICT_READY]          = "ready",
	[VERDICT_OPEN]           = "open",
	[VERDICT_NEEDS_SIGNOFF]  = "needs-signoff",
	[VERDICT_PARTIAL]        = "partial",
	[VERDICT_STALE]          = "stale",
	[VERDICT_UNSUPPORTED]    = "unsupported",
	[VERDICT_INDETERMINATE]  = "indeterminate",
	[VERDICT_CONTRADICTED]   = "contradicted",
	[VERDICT_NOT_APPLICABLE] = "not-applicable",
};

const char *const verdict_label[VERDICTS] = {
	[VERDICT_VERIFIED]       = "Verified",
	[VERDICT_WAIVED]         = "Waived",
	[VERDICT_READY]          = "Ready to tick",
	[VERDICT_OPEN]           = "Open",
	[VERDICT_NEEDS_SIGNOFF]  = "Needs sign-off",
	[VERDICT_PARTIAL]        = "Partly shown",
	[VERDICT_STALE]          = "Stale",
	[VERDICT_UNSUPPORTED]    = "Unproven",
	[VERDICT_INDETERMINATE]  = "Could not judge",
	[VERDICT_CONTRADICTED]   = "Contradicted",
	[VERDICT_NOT_APPLICABLE] = "Not applicable",
};

const char *const verdict_phrase[VERDICTS] = {
	[VERDICT_VERIFIED]       = "verified",
	[VERDICT_WAIVED]         = "waived",
	[VERDICT_READY]          = "ready to tick",
	[VERDICT_OPEN]           = "open",
	[VERDICT_NEEDS_SIGNOFF]  = "without sign-off",
	[VERDICT_PARTIAL]        = "partly shown",
	[VERDICT_STALE]          = "stale",
	[VERDICT_UNSUPPORTED]    = "unproven",
	[VERDICT_INDETERMINATE]  = "not judgeable",
	[VERDICT_CONTRADICTED]   = "contradicted",
	[VERDICT_NOT_APPLICABLE] = "not applicable",
};

/*
 * contradicted > indeterminate > unsupported > stale > partial > needs-signoff >
 * open > ready > waived > verified > not-applicable
 */
const unsigned char verdict_rank[VERDICTS] = {
	[VERDICT_CONTRADICTED]   = 10,
	[VERDICT_INDETERMINATE]  = 9,
	[VERDICT_UNSUPPORTED]    = 8,
	[VERDICT_STALE]          = 7,
	[VERDICT_PARTIAL]        = 6,
	[VERDICT_NEEDS_SIGNOFF]  = 5,
	[VERDICT_OPEN]           = 4,
	[VERDICT_READY]          = 3,
	[VERDICT_WAIVED]         = 2,
	[VERDICT_VERIFIED]       = 1,
	[VERDICT_NOT_APPLICABLE] = 0,
};

const enum verdict verdict_by_trouble[VERDICTS] = {
	VERDICT_CONTRADICTED, VERDICT_INDETERMINATE, VERDICT_UNSUPPORTED, VERDICT_STALE,
	VERDICT_PARTIAL, VERDICT_NEEDS_SIGNOFF, VERDICT_OPEN, VERDICT_READY,
	VERDICT_WAIVED, VERDICT_VERIFIED, VERDICT_NOT_APPLICABLE,
};

const char *const freshness_word[FRESHNESSES] = {
	[FRESHNESS_NONE]     = "none",
	[FRESHNESS_EXACT]    = "exact",
	[FRESHNESS_CARRIED]  = "carried",
	[FRESHNESS_INFERRED] = "inferred",
	[FRESHNESS_UNDATED]  = "undated",
	[FRESHNESS_STALE]    = "stale",
	[FRESHNESS_FOREIGN]  = "foreign",
};

const char *const strength_code[STRENGTHS] = { "S0", "S1", "S2", "S3", "S4", "S5" };

const char *const strength_word[STRENGTHS] = {
	"claimed", "present", "judged", "bound", "signed", "corroborated",
};

const char *const outcome_word[OUTCOMES] = {
	[OUTCOME_PASS]        = "pass",
	[OUTCOME_FAIL]        = "fail",
	[OUTCOME_ABSENT]      = "absent",
	[OUTCOME_PLACEHOLDER] = "placeholder",
	[OUTCOME_UNREADABLE]  = "unreadable",
	[OUTCOME_UNBINDABLE]  = "unbindable",
};

const char *const basis_word[BASES] = { "declared", "inferred" };

const char *const claim_class_word[CLASSES] = { "exists", "declares", "outcome", "act" };

const char *const reason_word[REASONS] = {
	[REASON_NONE]                 = "",
	[REASON_NA_DECLARED]          = "na-declared",
	[REASON_NA_WITHOUT_REASON]    = "na-without-reason",
	[REASON_SIGNED_BY]            = "signed-by",
	[REASON_BLANK]                = "blank",
	[REASON_UNSIGNED]             = "unsigned",
	[REASON_UNTRUSTED]            = "untrusted",
	[REASON_EXPIRED_KEY]          = "expired-key",
	[REASON_SELF_DECLARED]        = "self-declared",
	[REASON_WRONG_ROLE]           = "wrong-role",
	[REASON_SUPERSEDED]           = "superseded",
	[REASON_REJECTED]             = "rejected",
	[REASON_TOO_FEW]              = "too-few",
	[REASON_OWN_EVIDENCE]         = "own-evidence",
	[REASON_PLAN_CONFLICT]        = "plan-conflict",
	[REASON_EVIDENCE_FAILS]       = "evidence-fails",
	[REASON_LAST_KNOWN_FAIL]      = "last-known-fail",
	[REASON_CITED_PATH_MISSING]   = "cited-path-missing",
	[REASON_UNREADABLE]           = "unreadable",
	[REASON_LIMIT]                = "limit",
	[REASON_AMBIGUOUS]            = "ambiguous",
	[REASON_EXACT]                = "exact",
	[REASON_CARRIED]              = "carried",
	[REASON_INFERRED]             = "inferred",
	[REASON_TOO_WEAK]             = "too-weak",
	[REASON_UNDATED]              = "undated",
	[REASON_MIXED_COMMIT]         = "mixed-commit",
	[REASON_PATH_DRIFT]           = "path-drift",
	[REASON_HEDGE]                = "hedge",
	[REASON_COUNT_MISMATCH]       = "count-mismatch",
	[REASON_REPORT_FAILS]         = "report-fails",
	[REASON_SCOPE_CHANGED]        = "scope-changed",
	[REASON_TOO_OLD]              = "too-old",
	[REASON_FOREIGN_SUBJECT]      = "foreign-subject",
	[REASON_MISSING]              = "missing",
	[REASON_NOT_FOUND]            = "not-found",
	[REASON_PLACEHOLDER]          = "placeholder",
	[REASON_CITED_BUT_UNTRACKED]  = "cited-but-untracked",
	[REASON_NO_OUTCOME]           = "no-outcome",
	[REASON_NO_RULE]              = "no-rule",
	[REASON_TICK_IT]              = "tick-it",
	[REASON_NO_MARK]              = "no-mark",
	[REASON_FAILING]              = "failing",
	[REASON_PARTLY]               = "partly",
	[REASON_NO_EVIDENCE]          = "none",
	[REASON_STALE_EVIDENCE]       = "stale-evidence",
	[REASON_UNREADABLE_EVIDENCE]  = "unreadable",
	[REASON_SELF_DECLARED_FAILED] = "self-declared-failed",
	[REASON_BLOCKER_RAISED]       = "blocker-raised",
	[REASON_NOT_RAISED]           = "not-raised",
	[REASON_CHILDREN]             = "children",
	[REASON_SHALLOW_HISTORY]      = "shallow-history",
};

const char *const reason_sentence[REASONS] = {
	[REASON_NONE]                 = "",
	[REASON_NA_DECLARED]          = "It is declared not applicable, with a reason.",
	[REASON_NA_WITHOUT_REASON]    = "It is declared not applicable without a reason.",
	[REASON_SIGNED_BY]            = "It is signed by a person whose role may sign.",
	[REASON_BLANK]                = "Nobody has signed this field.",
	[REASON_UNSIGNED]             = "It is ticked, but no trusted signature stands behind the tick.",
	[REASON_UNTRUSTED]            = "It is signed with a key that nobody vouches for.",
	[REASON_EXPIRED_KEY]          = "It is signed with a key that has expired.",
	[REASON_SELF_DECLARED]        = "Only a file of the audited tree vouches for the signer.",
	[REASON_WRONG_ROLE]           = "The signer's role may not sign this field.",
	[REASON_SUPERSEDED]           = "What was signed has changed since.",
	[REASON_REJECTED]             = "Somebody whose role may sign has said no.",
	[REASON_TOO_FEW]              = "More people must sign than have.",
	[REASON_OWN_EVIDENCE]         = "Whoever signed has made every claim that the signature is for.",
	[REASON_PLAN_CONFLICT]        = "The plan says done here and not done elsewhere.",
	[REASON_EVIDENCE_FAILS]       = "Fresh evidence says no.",
	[REASON_LAST_KNOWN_FAIL]      = "The last evidence there is failed, and it is about other content.",
	[REASON_CITED_PATH_MISSING]   = "The thing it names is not in the tree.",
	[REASON_UNREADABLE]           = "The evidence could not be read.",
	[REASON_LIMIT]                = "The evidence is over a limit.",
	[REASON_AMBIGUOUS]            = "Several files fit, and nothing says which is meant.",
	[REASON_EXACT]                = "The evidence passes and is about this very commit.",
	[REASON_CARRIED]              = "The evidence passes, and nothing in its scope changed since it was made.",
	[REASON_INFERRED]             = "The evidence passes, and nothing in its scope changed since it was committed.",
	[REASON_TOO_WEAK]             = "The evidence passes but is weaker than what is asked for.",
	[REASON_UNDATED]              = "The evidence passes, but nothing says which commit it is about.",
	[REASON_MIXED_COMMIT]         = "The evidence was committed together with the code it is about, so nobody can tell what it was made from.",
	[REASON_PATH_DRIFT]           = "The evidence is there, but at another path than the plan says.",
	[REASON_HEDGE]                = "The evidence passes, but the plan's own words weaken the claim.",
	[REASON_COUNT_MISMATCH]       = "The evidence passes, but a number in the plan differs from what was counted.",
	[REASON_REPORT_FAILS]         = "The thing is there, but the report it holds fails.",
	[REASON_SCOPE_CHANGED]        = "Something in the evidence's scope changed after it was made.",
	[REASON_TOO_OLD]              = "The evidence is older than the rule allows.",
	[REASON_FOREIGN_SUBJECT]      = "The evidence names a commit that is no ancestor of this one.",
	[REASON_MISSING]              = "Some of what it needs is shown, the rest is not.",
	[REASON_NOT_FOUND]            = "Nothing was found that shows it.",
	[REASON_PLACEHOLDER]          = "What it names is empty or a placeholder.",
	[REASON_CITED_BUT_UNTRACKED]  = "What it names is only in the working tree, outside every evidence root.",
	[REASON_NO_OUTCOME]           = "What it names does not say whether it passed.",
	[REASON_NO_RULE]              = "Nothing says how to judge it.",
	[REASON_TICK_IT]              = "The evidence would verify it; it is not ticked yet.",
	[REASON_NO_MARK]              = "The evidence would verify it; it has no mark of its own to tick.",
	[REASON_FAILING]              = "It is not claimed, and its evidence fails.",
	[REASON_PARTLY]               = "It is not claimed, and its evidence shows it in part.",
	[REASON_NO_EVIDENCE]          = "It is not claimed, and nothing shows it.",
	[REASON_STALE_EVIDENCE]       = "It is not claimed, and its evidence is about other content.",
	[REASON_UNREADABLE_EVIDENCE]  = "It is not claimed, and its evidence could not be read.",
	[REASON_SELF_DECLARED_FAILED] = "The plan itself says that it failed.",
	[REASON_BLOCKER_RAISED]       = "A blocker on the plan's own list is ticked.",
	[REASON_NOT_RAISED]           = "A blocker on the plan's list, not raised.",
	[REASON_CHILDREN]             = "It is as good as the worst of what lies below it.",
	[REASON_SHALLOW_HISTORY]      = "History ends before the commit that would tell.",
};

const char *const result_word[RESULTS] = {
	[RESULT_READY]              = "READY",
	[RESULT_READY_WITH_WAIVERS] = "READY-WITH-WAIVERS",
	[RESULT_NOT_READY]          = "NOT-READY",
	[RESULT_INDETERMINATE]      = "INDETERMINATE",
	[RESULT_BYPASSED]           = "BYPASSED",
};

const char *const result_answer[RESULTS] = {
	[RESULT_READY]              = "Ready.",
	[RESULT_READY_WITH_WAIVERS] = "Ready, with waivers.",
	[RESULT_NOT_READY]          = "Not ready.",
	[RESULT_INDETERMINATE]      = "Could not judge.",
	[RESULT_BYPASSED]           = "Bypassed.",
};

/* clang-format on */

bool verdict_of_word(struct span word, enum verdict *out)
{
	for (unsigned i = 0; i < VERDICTS; i++) {
		if (!span_is(word, verdict_word[i]))
			continue;
		*out = (enum verdict)i;
		return true;
	}
	return false;
}
