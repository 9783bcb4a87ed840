#include "audit/decide.h"

#include <assert.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define BIT(n)       (1u << (n))
#define SEEN(reason) ((uint64_t)1 << (reason))

/* What the tables look at; computed from the case by looks_of(). */
enum look {
	ALL_PASS = 1 << 0,   /* at least one requirement, and every one passes */
	SOME_PASS = 1 << 1,  /* at least one passes */
	FRESH = 1 << 2,      /* those that pass are all exact, carried or inferred */
	OLD = 1 << 3,        /* one that passes is stale or foreign */
	CAPPED = 1 << 4,     /* something keeps what passes from verifying */
	FAILS_NOW = 1 << 5,  /* one fails: exact, carried, inferred or undated */
	FAILS_THEN = 1 << 6, /* one fails, and all that do are stale or foreign */
	UNREADABLE = 1 << 7,
	MISSING_THING = 1 << 8,
	ABSENT = 1 << 9,
	PLACEHOLDER = 1 << 10,
	MARK = 1 << 11,
	/* CAP_WEAK and the caps that follow it, in their order */
	WEAK = 1 << 12,
	DRIFT = 1 << 13,
	HEDGE = 1 << 14,
	MISCOUNT = 1 << 15,
	REPORT_FAILS = 1 << 16,
	/* the worst freshness of those that pass */
	IS_EXACT = 1 << 17,
	IS_CARRIED = 1 << 18,
	IS_FOREIGN = 1 << 19,
};

/* Sets of claims and of sign-off states, for the columns. */
#define ANY_CLAIM  (BIT(CASE_CLAIMS) - 1)
#define DONE       BIT(CASE_DONE)
#define CONFLICT   BIT(CASE_CONFLICT)
#define NA         BIT(CASE_NA)
#define RAISED     BIT(CASE_RAISED)
#define NOT_DONE   (ANY_CLAIM & ~(DONE | CONFLICT | NA))
#define NO_SIGNOFF BIT(SIGNOFF_NOT)
#define VALID      BIT(SIGNOFF_VALID)
#define NOT_VALID  ((BIT(CASE_SIGNOFFS) - 1) & ~(NO_SIGNOFF | VALID))

/* clang-format off */

/*
 * verdicts.md, "Decision table": the first row that matches wins.  A row matches
 * when the claim and the sign-off are in its sets, everything under `with` holds
 * and nothing under `without` does.
 */
static const struct row {
	unsigned number;
	unsigned claims, signoffs;
	unsigned with, without;
	enum verdict verdict;
} rows[] = {
	/*    claim              sign-off    with              without    raw verdict */
	{  1, NA,                NO_SIGNOFF, 0,                0,         VERDICT_NOT_APPLICABLE },
	{  2, ANY_CLAIM,         VALID,      0,                0,         VERDICT_VERIFIED },
	{  3, ANY_CLAIM,         NOT_VALID,  0,                0,         VERDICT_NEEDS_SIGNOFF },
	{  4, CONFLICT,          NO_SIGNOFF, ALL_PASS | FRESH, CAPPED,    VERDICT_VERIFIED },
	{  5, CONFLICT,          NO_SIGNOFF, 0,                0,         VERDICT_CONTRADICTED },
	{  6, DONE,              NO_SIGNOFF, FAILS_NOW,        0,         VERDICT_CONTRADICTED },
	{  7, DONE,              NO_SIGNOFF, FAILS_THEN,       0,         VERDICT_STALE },
	{  8, DONE,              NO_SIGNOFF, MISSING_THING,    SOME_PASS, VERDICT_CONTRADICTED },
	{  9, DONE,              NO_SIGNOFF, UNREADABLE,       0,         VERDICT_INDETERMINATE },
	{ 10, DONE,              NO_SIGNOFF, ALL_PASS | FRESH, CAPPED,    VERDICT_VERIFIED },
	{ 11, DONE,              NO_SIGNOFF, ALL_PASS,         OLD,       VERDICT_PARTIAL },
	{ 12, DONE,              NO_SIGNOFF, SOME_PASS | OLD,  0,         VERDICT_STALE },
	{ 13, DONE,              NO_SIGNOFF, SOME_PASS,        0,         VERDICT_PARTIAL },
	{ 14, DONE,              NO_SIGNOFF, 0,                0,         VERDICT_UNSUPPORTED },
	{ 15, NOT_DONE & ~RAISED, NO_SIGNOFF, ALL_PASS | FRESH, CAPPED,   VERDICT_READY },
	{ 16, NOT_DONE,          NO_SIGNOFF, 0,                0,         VERDICT_OPEN },
};

/*
 * Why: among the lines of the row that won, the first one that matches.  Where
 * several things are wrong, what takes the shortest repair is named first.
 */
static const struct why {
	unsigned row;
	unsigned claims;
	unsigned with;
	uint64_t seen; /* a requirement brings that reason; 0: never mind */
	enum reason reason;
} whys[] = {
	{  1, ANY_CLAIM, 0, 0, REASON_NA_DECLARED },
	/* rows 2 and 3: signoff_why */
	{  4, ANY_CLAIM, IS_EXACT, 0, REASON_EXACT },
	{  4, ANY_CLAIM, IS_CARRIED, 0, REASON_CARRIED },
	{  4, ANY_CLAIM, 0, 0, REASON_INFERRED },
	{  5, ANY_CLAIM, 0, 0, REASON_PLAN_CONFLICT },
	{  6, ANY_CLAIM, 0, 0, REASON_EVIDENCE_FAILS },
	{  7, ANY_CLAIM, 0, 0, REASON_LAST_KNOWN_FAIL },
	{  8, ANY_CLAIM, 0, 0, REASON_CITED_PATH_MISSING },
	{  9, ANY_CLAIM, 0, SEEN(REASON_LIMIT), REASON_LIMIT },
	{  9, ANY_CLAIM, 0, SEEN(REASON_AMBIGUOUS), REASON_AMBIGUOUS },
	{  9, ANY_CLAIM, 0, 0, REASON_UNREADABLE },
	{ 10, ANY_CLAIM, IS_EXACT, 0, REASON_EXACT },
	{ 10, ANY_CLAIM, IS_CARRIED, 0, REASON_CARRIED },
	{ 10, ANY_CLAIM, 0, 0, REASON_INFERRED },
	{ 11, ANY_CLAIM, DRIFT, 0, REASON_PATH_DRIFT },
	{ 11, ANY_CLAIM, REPORT_FAILS, 0, REASON_REPORT_FAILS },
	{ 11, ANY_CLAIM, HEDGE, 0, REASON_HEDGE },
	{ 11, ANY_CLAIM, MISCOUNT, 0, REASON_COUNT_MISMATCH },
	{ 11, ANY_CLAIM, FRESH | WEAK, 0, REASON_TOO_WEAK },
	{ 11, ANY_CLAIM, 0, SEEN(REASON_MIXED_COMMIT), REASON_MIXED_COMMIT },
	{ 11, ANY_CLAIM, 0, 0, REASON_UNDATED },
	{ 12, ANY_CLAIM, IS_FOREIGN, 0, REASON_FOREIGN_SUBJECT },
	{ 12, ANY_CLAIM, 0, SEEN(REASON_SCOPE_CHANGED), REASON_SCOPE_CHANGED },
	{ 12, ANY_CLAIM, 0, SEEN(REASON_TOO_OLD), REASON_TOO_OLD },
	{ 12, ANY_CLAIM, 0, 0, REASON_SCOPE_CHANGED },
	{ 13, ANY_CLAIM, 0, 0, REASON_MISSING },
	{ 14, ANY_CLAIM, 0, SEEN(REASON_CITED_BUT_UNTRACKED), REASON_CITED_BUT_UNTRACKED },
	{ 14, ANY_CLAIM, PLACEHOLDER, 0, REASON_PLACEHOLDER },
	{ 14, ANY_CLAIM, ABSENT, 0, REASON_NOT_FOUND },
	{ 14, ANY_CLAIM, 0, SEEN(REASON_NO_OUTCOME), REASON_NO_OUTCOME },
	{ 14, ANY_CLAIM, 0, SEEN(REASON_NO_RULE), REASON_NO_RULE },
	{ 14, ANY_CLAIM, 0, 0, REASON_NOT_FOUND },
	{ 15, ANY_CLAIM, MARK, 0, REASON_TICK_IT },
	{ 15, ANY_CLAIM, 0, 0, REASON_NO_MARK },
	{ 16, RAISED, 0, 0, REASON_BLOCKER_RAISED },
	{ 16, BIT(CASE_FAILED), 0, 0, REASON_SELF_DECLARED_FAILED },
	{ 16, BIT(CASE_NA_BARE), 0, 0, REASON_NA_WITHOUT_REASON },
	{ 16, ANY_CLAIM, FAILS_NOW, 0, REASON_FAILING },
	{ 16, ANY_CLAIM, FAILS_THEN, 0, REASON_STALE_EVIDENCE },
	{ 16, ANY_CLAIM, UNREADABLE, 0, REASON_UNREADABLE_EVIDENCE },
	{ 16, ANY_CLAIM, SOME_PASS | OLD, 0, REASON_STALE_EVIDENCE },
	{ 16, ANY_CLAIM, SOME_PASS, 0, REASON_PARTLY },
	{ 16, ANY_CLAIM, 0, 0, REASON_NO_EVIDENCE },
};

/* Rows 2 and 3. */
static const enum reason signoff_why[CASE_SIGNOFFS] = {
	[SIGNOFF_NOT]           = REASON_NONE,
	[SIGNOFF_BLANK]         = REASON_BLANK,
	[SIGNOFF_UNSIGNED]      = REASON_UNSIGNED,
	[SIGNOFF_UNTRUSTED]     = REASON_UNTRUSTED,
	[SIGNOFF_EXPIRED_KEY]   = REASON_EXPIRED_KEY,
	[SIGNOFF_SELF_DECLARED] = REASON_SELF_DECLARED,
	[SIGNOFF_WRONG_ROLE]    = REASON_WRONG_ROLE,
	[SIGNOFF_SUPERSEDED]    = REASON_SUPERSEDED,
	[SIGNOFF_REJECTED]      = REASON_REJECTED,
	[SIGNOFF_TOO_FEW]       = REASON_TOO_FEW,
	[SIGNOFF_OWN_EVIDENCE]  = REASON_OWN_EVIDENCE,
	[SIGNOFF_VALID]         = REASON_SIGNED_BY,
};

/*
 * What passing evidence of each freshness looks like.  "None" is no freshness at
 * all: information that is not there is never fresh (law 1).
 */
static const unsigned freshness_looks[FRESHNESSES] = {
	[FRESHNESS_NONE]     = 0,
	[FRESHNESS_EXACT]    = FRESH | IS_EXACT,
	[FRESHNESS_CARRIED]  = FRESH | IS_CARRIED,
	[FRESHNESS_INFERRED] = FRESH,
	[FRESHNESS_UNDATED]  = 0,
	[FRESHNESS_STALE]    = OLD,
	[FRESHNESS_FOREIGN]  = OLD | IS_FOREIGN,
};

/* clang-format on */

static unsigned looks_of(const struct case_facts *facts)
{
	unsigned outcomes = facts->outcomes, looks = 0;

	if (outcomes & BIT(OUTCOME_PASS))
		looks |= SOME_PASS | freshness_looks[facts->freshness];
	if (outcomes == BIT(OUTCOME_PASS))
		looks |= ALL_PASS;
	if (outcomes & BIT(OUTCOME_FAIL))
		looks |= facts->fails_now ? FAILS_NOW : FAILS_THEN;
	if (outcomes & BIT(OUTCOME_UNREADABLE))
		looks |= UNREADABLE;
	if (outcomes & BIT(OUTCOME_ABSENT))
		looks |= ABSENT;
	if (outcomes & BIT(OUTCOME_PLACEHOLDER))
		looks |= PLACEHOLDER;
	if (facts->thing_missing)
		looks |= MISSING_THING;
	if (facts->has_mark)
		looks |= MARK;
	if (facts->caps != 0)
		looks |= CAPPED | facts->caps * WEAK;
	return looks;
}

static enum reason why(const struct case_facts *facts, unsigned row, unsigned looks)
{
	for (size_t i = 0; i < COUNT(whys); i++) {
		const struct why *line = &whys[i];

		if (line->row == row && line->claims & BIT(facts->claim) &&
		    (looks & line->with) == line->with &&
		    (line->seen == 0 || facts->reasons & line->seen))
			return line->reason;
	}
	return signoff_why[facts->signoff];
}

struct ruling decide(const struct case_facts *facts)
{
	unsigned looks = looks_of(facts);
	const struct row *row = rows;

	while (!(row->claims & BIT(facts->claim) &&
		 row->signoffs & BIT(facts->signoff) &&
		 (looks & row->with) == row->with && !(looks & row->without))) {
		row++;
		assert(row < rows + COUNT(rows)); /* the table is total */
	}
	return (struct ruling){ row->number, row->verdict,
				why(facts, row->number, looks) };
}
