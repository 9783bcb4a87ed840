/*
 * verdict.h - the words of judgement: one closed vocabulary.
 *
 * The same words stand in C, in the database's CHECK constraints, in JSON, in
 * CSS classes and in exports.  verdict.c holds the tables; a test compares them
 * with schema.sql and the style sheet.
 */
#ifndef MODEL_VERDICT_H
#define MODEL_VERDICT_H

#include "base/span.h"

/* In the order of bars and legends, good to bad; n/a stands apart, last. */
enum verdict {
	VERDICT_VERIFIED,
	VERDICT_WAIVED,
	VERDICT_READY,
	VERDICT_OPEN,
	VERDICT_NEEDS_SIGNOFF,
	VERDICT_PARTIAL,
	VERDICT_STALE,
	VERDICT_UNSUPPORTED,
	VERDICT_INDETERMINATE,
	VERDICT_CONTRADICTED,
	VERDICT_NOT_APPLICABLE,
	VERDICTS
};
extern const char *const verdict_word[VERDICTS];  /* "needs-signoff" */
extern const char *const verdict_label[VERDICTS]; /* "Needs sign-off" */

extern const char *const verdict_phrase[VERDICTS]; /* "2 items are ..." */

/* Rank of a child for its parent, worst highest: verdicts.md, "Parents". */
extern const unsigned char verdict_rank[VERDICTS];

/* Worst to best, for lists of trouble. */
extern const enum verdict verdict_by_trouble[VERDICTS];

/* False for a word that is none; *out untouched. */
bool verdict_of_word(struct span word, enum verdict *out);

enum freshness {
	FRESHNESS_NONE, /* nothing to be fresh or stale */
	FRESHNESS_EXACT,
	FRESHNESS_CARRIED,
	FRESHNESS_INFERRED,
	FRESHNESS_UNDATED,
	FRESHNESS_STALE,
	FRESHNESS_FOREIGN, /* worst last */
	FRESHNESSES
};
extern const char *const freshness_word[FRESHNESSES];

/* S0 to S5. */
enum strength {
	STRENGTH_CLAIMED,
	STRENGTH_PRESENT,
	STRENGTH_JUDGED,
	STRENGTH_BOUND,
	STRENGTH_SIGNED,
	STRENGTH_CORROBORATED,
	STRENGTHS
};
extern const char *const strength_code[STRENGTHS]; /* "S2" */
extern const char *const strength_word[STRENGTHS]; /* "judged" */

/* What one requirement came to. */
enum outcome {
	OUTCOME_PASS,
	OUTCOME_FAIL,
	OUTCOME_ABSENT,
	OUTCOME_PLACEHOLDER,
	OUTCOME_UNREADABLE,
	OUTCOME_UNBINDABLE,
	OUTCOMES
};
extern const char *const outcome_word[OUTCOMES];

enum basis { BASIS_DECLARED, BASIS_INFERRED, BASES };
extern const char *const basis_word[BASES];

/* What the claim needs; a lower class never meets a higher one. */
enum claim_class { CLASS_EXISTS, CLASS_DECLARES, CLASS_OUTCOME, CLASS_ACT, CLASSES };
extern const char *const claim_class_word[CLASSES];

/* Why; verdicts.md's decision table and the lists of its section "Inputs". */
enum reason {
	REASON_NONE,
	REASON_NA_DECLARED,
	REASON_NA_WITHOUT_REASON,
	REASON_SIGNED_BY,
	REASON_BLANK,
	REASON_UNSIGNED,
	REASON_UNTRUSTED,
	REASON_EXPIRED_KEY,
	REASON_SELF_DECLARED,
	REASON_WRONG_ROLE,
	REASON_SUPERSEDED,
	REASON_REJECTED,     /* somebody who may sign said no */
	REASON_TOO_FEW,      /* the role asks for more signers */
	REASON_OWN_EVIDENCE, /* the signer alone made the claims signed for */
	REASON_PLAN_CONFLICT,
	REASON_EVIDENCE_FAILS,
	REASON_LAST_KNOWN_FAIL,
	REASON_CITED_PATH_MISSING,
	REASON_UNREADABLE,
	REASON_LIMIT,
	REASON_AMBIGUOUS,
	REASON_EXACT,
	REASON_CARRIED,
	REASON_INFERRED,
	REASON_TOO_WEAK,
	REASON_UNDATED,
	REASON_MIXED_COMMIT,
	REASON_PATH_DRIFT,
	REASON_HEDGE,
	REASON_COUNT_MISMATCH,
	REASON_REPORT_FAILS,
	REASON_SCOPE_CHANGED,
	REASON_TOO_OLD,
	REASON_FOREIGN_SUBJECT,
	REASON_MISSING,
	REASON_NOT_FOUND,
	REASON_PLACEHOLDER,
	REASON_CITED_BUT_UNTRACKED,
	REASON_NO_OUTCOME,
	REASON_NO_RULE,
	REASON_TICK_IT,
	REASON_NO_MARK,
	REASON_FAILING,
	REASON_PARTLY,
	REASON_NO_EVIDENCE, /* word "none" */
	REASON_STALE_EVIDENCE,
	REASON_UNREADABLE_EVIDENCE, /* word "unreadable", claim not done */
	REASON_SELF_DECLARED_FAILED,
	REASON_BLOCKER_RAISED,
	REASON_NOT_RAISED, /* polarity -1, unticked: not judged */
	REASON_CHILDREN,   /* a parent: the worst of what lies below */
	REASON_SHALLOW_HISTORY,
	REASONS
};
extern const char *const reason_word[REASONS];	   /* "scope-changed" */
extern const char *const reason_sentence[REASONS]; /* one whole sentence for people */

/* What a run comes to. */
enum result {
	RESULT_READY,
	RESULT_READY_WITH_WAIVERS,
	RESULT_NOT_READY,
	RESULT_INDETERMINATE,
	RESULT_BYPASSED,
	RESULTS
};
extern const char *const result_word[RESULTS];	 /* "NOT-READY" */
extern const char *const result_answer[RESULTS]; /* "Not ready." */

#endif
