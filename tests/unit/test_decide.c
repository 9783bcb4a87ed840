/*
 * The decision table of verdicts.md: each row in both directions, and a walk
 * through every case there is.
 */
#include "unit.h"

#include "audit/decide.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define SEEN(reason) ((uint64_t)1 << (reason))

enum {
	PASS = 1 << OUTCOME_PASS,
	FAIL = 1 << OUTCOME_FAIL,
	ABSENT = 1 << OUTCOME_ABSENT,
	PLACEHOLDER = 1 << OUTCOME_PLACEHOLDER,
	UNREADABLE = 1 << OUTCOME_UNREADABLE,
	UNBINDABLE = 1 << OUTCOME_UNBINDABLE,
	ALL_OUTCOMES = (1 << OUTCOMES) - 1,
};

static void check(unsigned line, struct case_facts facts, unsigned row,
		  enum verdict verdict, enum reason reason)
{
	struct ruling ruling = decide(&facts);

	if (ruling.row != row || ruling.verdict != verdict || ruling.reason != reason)
		fail_msg("line %u: row %u %s %s, not row %u %s %s", line, ruling.row,
			 verdict_word[ruling.verdict], reason_word[ruling.reason], row,
			 verdict_word[verdict], reason_word[reason]);
}

#define DECIDES(row, verdict, reason, ...)                                             \
	check(__LINE__, (struct case_facts){ __VA_ARGS__ }, row, VERDICT_##verdict,    \
	      REASON_##reason)

/* ---- every row ------------------------------------------------------------ */

static void row_1_not_applicable_with_a_reason(void **state)
{
	(void)state;
	DECIDES(1, NOT_APPLICABLE, NA_DECLARED, .claim = CASE_NA);
	DECIDES(1, NOT_APPLICABLE, NA_DECLARED, .claim = CASE_NA, .outcomes = FAIL,
		.fails_now = true);
	DECIDES(16, OPEN, NA_WITHOUT_REASON, .claim = CASE_NA_BARE);
	DECIDES(3, NEEDS_SIGNOFF, BLANK, .claim = CASE_NA, .signoff = SIGNOFF_BLANK);
}

static void rows_2_and_3_a_signoff_is_valid_or_needed(void **state)
{
	static const enum reason why[CASE_SIGNOFFS] = {
		[SIGNOFF_BLANK] = REASON_BLANK,
		[SIGNOFF_UNSIGNED] = REASON_UNSIGNED,
		[SIGNOFF_UNTRUSTED] = REASON_UNTRUSTED,
		[SIGNOFF_EXPIRED_KEY] = REASON_EXPIRED_KEY,
		[SIGNOFF_SELF_DECLARED] = REASON_SELF_DECLARED,
		[SIGNOFF_WRONG_ROLE] = REASON_WRONG_ROLE,
		[SIGNOFF_SUPERSEDED] = REASON_SUPERSEDED,
		[SIGNOFF_REJECTED] = REASON_REJECTED,
		[SIGNOFF_TOO_FEW] = REASON_TOO_FEW,
		[SIGNOFF_OWN_EVIDENCE] = REASON_OWN_EVIDENCE,
	};

	(void)state;
	for (unsigned claim = 0; claim < CASE_CLAIMS; claim++) {
		struct case_facts facts = {
			.claim = (enum case_claim)claim,
			.outcomes = PASS,
			.freshness = FRESHNESS_EXACT,
			.signoff = SIGNOFF_VALID,
		};

		check(__LINE__, facts, 2, VERDICT_VERIFIED, REASON_SIGNED_BY);
		for (unsigned s = SIGNOFF_BLANK; s < SIGNOFF_VALID; s++) {
			facts.signoff = (enum case_signoff)s;
			check(__LINE__, facts, 3, VERDICT_NEEDS_SIGNOFF, why[s]);
		}
	}
}

static void rows_4_and_5_evidence_settles_a_conflict_or_nothing_does(void **state)
{
	(void)state;
	DECIDES(4, VERIFIED, EXACT, .claim = CASE_CONFLICT, .outcomes = PASS,
		.freshness = FRESHNESS_EXACT);
	DECIDES(4, VERIFIED, CARRIED, .claim = CASE_CONFLICT, .outcomes = PASS,
		.freshness = FRESHNESS_CARRIED);
	DECIDES(4, VERIFIED, INFERRED, .claim = CASE_CONFLICT, .outcomes = PASS,
		.freshness = FRESHNESS_INFERRED);
	DECIDES(5, CONTRADICTED, PLAN_CONFLICT, .claim = CASE_CONFLICT);
	DECIDES(5, CONTRADICTED, PLAN_CONFLICT, .claim = CASE_CONFLICT,
		.outcomes = PASS | ABSENT, .freshness = FRESHNESS_EXACT);
	DECIDES(5, CONTRADICTED, PLAN_CONFLICT, .claim = CASE_CONFLICT,
		.outcomes = PASS, .freshness = FRESHNESS_UNDATED);
	DECIDES(5, CONTRADICTED, PLAN_CONFLICT, .claim = CASE_CONFLICT,
		.outcomes = PASS, .freshness = FRESHNESS_EXACT, .caps = CAP_WEAK);
	DECIDES(5, CONTRADICTED, PLAN_CONFLICT, .claim = CASE_CONFLICT,
		.outcomes = FAIL, .fails_now = true);
}

static void rows_6_and_7_what_fails_refutes_when_it_is_about_this_content(void **state)
{
	(void)state;
	DECIDES(6, CONTRADICTED, EVIDENCE_FAILS, .outcomes = FAIL, .fails_now = true);
	DECIDES(6, CONTRADICTED, EVIDENCE_FAILS, .outcomes = FAIL | PASS | UNREADABLE,
		.freshness = FRESHNESS_STALE, .fails_now = true);
	DECIDES(7, STALE, LAST_KNOWN_FAIL, .outcomes = FAIL);
	DECIDES(7, STALE, LAST_KNOWN_FAIL, .outcomes = FAIL | PASS | UNREADABLE,
		.freshness = FRESHNESS_EXACT);
	DECIDES(16, OPEN, FAILING, .claim = CASE_OPEN, .outcomes = FAIL,
		.fails_now = true);
}

static void row_8_the_very_thing_is_missing_and_nothing_else_passes(void **state)
{
	(void)state;
	DECIDES(8, CONTRADICTED, CITED_PATH_MISSING, .outcomes = ABSENT,
		.thing_missing = true);
	DECIDES(8, CONTRADICTED, CITED_PATH_MISSING, .outcomes = ABSENT | UNREADABLE,
		.thing_missing = true);
	DECIDES(13, PARTIAL, MISSING, .outcomes = ABSENT | PASS, .thing_missing = true,
		.freshness = FRESHNESS_EXACT);
	DECIDES(14, UNSUPPORTED, NOT_FOUND, .outcomes = ABSENT);
}

static void row_9_what_cannot_be_read_cannot_be_judged(void **state)
{
	(void)state;
	DECIDES(9, INDETERMINATE, UNREADABLE, .outcomes = UNREADABLE,
		.reasons = SEEN(REASON_UNREADABLE));
	DECIDES(9, INDETERMINATE, LIMIT, .outcomes = UNREADABLE | PASS,
		.freshness = FRESHNESS_EXACT,
		.reasons = SEEN(REASON_LIMIT) | SEEN(REASON_AMBIGUOUS));
	DECIDES(9, INDETERMINATE, AMBIGUOUS, .outcomes = UNREADABLE | ABSENT,
		.reasons = SEEN(REASON_AMBIGUOUS));
	DECIDES(14, UNSUPPORTED, NO_OUTCOME, .outcomes = UNBINDABLE,
		.reasons = SEEN(REASON_NO_OUTCOME));
}

static void row_10_all_pass_fresh_and_strong_is_verified(void **state)
{
	(void)state;
	DECIDES(10, VERIFIED, EXACT, .outcomes = PASS, .freshness = FRESHNESS_EXACT);
	DECIDES(10, VERIFIED, CARRIED, .outcomes = PASS,
		.freshness = FRESHNESS_CARRIED);
	DECIDES(10, VERIFIED, INFERRED, .outcomes = PASS,
		.freshness = FRESHNESS_INFERRED);
	DECIDES(14, UNSUPPORTED, NOT_FOUND, .outcomes = 0,
		.freshness = FRESHNESS_EXACT);
}

static void row_11_what_keeps_passing_evidence_from_verifying(void **state)
{
	(void)state;
	DECIDES(11, PARTIAL, TOO_WEAK, .outcomes = PASS, .freshness = FRESHNESS_EXACT,
		.caps = CAP_WEAK);
	DECIDES(11, PARTIAL, PATH_DRIFT, .outcomes = PASS, .freshness = FRESHNESS_EXACT,
		.caps = CAP_DRIFT | CAP_WEAK);
	DECIDES(11, PARTIAL, PATH_DRIFT, .outcomes = PASS, .freshness = FRESHNESS_EXACT,
		.caps = CAP_DRIFT | CAP_REPORT_FAILS);
	DECIDES(11, PARTIAL, COUNT_MISMATCH, .outcomes = PASS,
		.freshness = FRESHNESS_EXACT, .caps = CAP_MISCOUNT | CAP_WEAK);
	DECIDES(11, PARTIAL, HEDGE, .outcomes = PASS, .freshness = FRESHNESS_CARRIED,
		.caps = CAP_HEDGE | CAP_MISCOUNT);
	DECIDES(11, PARTIAL, COUNT_MISMATCH, .outcomes = PASS,
		.freshness = FRESHNESS_INFERRED, .caps = CAP_MISCOUNT);
	DECIDES(11, PARTIAL, REPORT_FAILS, .outcomes = PASS,
		.freshness = FRESHNESS_EXACT, .caps = CAP_REPORT_FAILS | CAP_HEDGE);
	DECIDES(11, PARTIAL, UNDATED, .outcomes = PASS, .freshness = FRESHNESS_UNDATED);
	DECIDES(11, PARTIAL, UNDATED, .outcomes = PASS, .freshness = FRESHNESS_UNDATED,
		.caps = CAP_WEAK);
	DECIDES(11, PARTIAL, MIXED_COMMIT, .outcomes = PASS,
		.freshness = FRESHNESS_UNDATED, .caps = CAP_WEAK,
		.reasons = SEEN(REASON_MIXED_COMMIT));
	/* Law 1: no information about freshness is not fresh. */
	DECIDES(11, PARTIAL, UNDATED, .outcomes = PASS, .freshness = FRESHNESS_NONE);
}

static void row_12_what_passes_is_about_other_content(void **state)
{
	(void)state;
	DECIDES(12, STALE, SCOPE_CHANGED, .outcomes = PASS,
		.freshness = FRESHNESS_STALE,
		.reasons = SEEN(REASON_SCOPE_CHANGED) | SEEN(REASON_TOO_OLD));
	DECIDES(12, STALE, TOO_OLD, .outcomes = PASS | ABSENT,
		.freshness = FRESHNESS_STALE, .reasons = SEEN(REASON_TOO_OLD));
	DECIDES(12, STALE, SCOPE_CHANGED, .outcomes = PASS | ABSENT,
		.freshness = FRESHNESS_STALE,
		.reasons = SEEN(REASON_SCOPE_CHANGED) | SEEN(REASON_TOO_OLD));
	DECIDES(12, STALE, FOREIGN_SUBJECT, .outcomes = PASS,
		.freshness = FRESHNESS_FOREIGN, .reasons = SEEN(REASON_SCOPE_CHANGED));
	DECIDES(12, STALE, SCOPE_CHANGED, .outcomes = PASS,
		.freshness = FRESHNESS_STALE, .caps = CAP_WEAK | CAP_HEDGE);
	DECIDES(9, INDETERMINATE, UNREADABLE, .outcomes = PASS | UNREADABLE,
		.freshness = FRESHNESS_STALE);
}

static void row_13_some_is_shown_and_the_rest_is_not(void **state)
{
	(void)state;
	DECIDES(13, PARTIAL, MISSING, .outcomes = PASS | ABSENT,
		.freshness = FRESHNESS_EXACT);
	DECIDES(13, PARTIAL, MISSING, .outcomes = PASS | PLACEHOLDER,
		.freshness = FRESHNESS_UNDATED);
	DECIDES(13, PARTIAL, MISSING, .outcomes = PASS | UNBINDABLE,
		.freshness = FRESHNESS_INFERRED, .caps = CAP_WEAK);
	DECIDES(13, PARTIAL, MISSING, .outcomes = PASS | ABSENT,
		.freshness = FRESHNESS_NONE);
}

static void row_14_nothing_shows_it(void **state)
{
	(void)state;
	DECIDES(14, UNSUPPORTED, NOT_FOUND, .outcomes = 0);
	DECIDES(14, UNSUPPORTED, NOT_FOUND, .outcomes = ABSENT | UNBINDABLE,
		.reasons = SEEN(REASON_NO_OUTCOME));
	DECIDES(14, UNSUPPORTED, PLACEHOLDER, .outcomes = PLACEHOLDER | ABSENT);
	DECIDES(14, UNSUPPORTED, CITED_BUT_UNTRACKED, .outcomes = ABSENT | PLACEHOLDER,
		.reasons = SEEN(REASON_CITED_BUT_UNTRACKED));
	DECIDES(14, UNSUPPORTED, NO_OUTCOME, .outcomes = UNBINDABLE,
		.reasons = SEEN(REASON_NO_OUTCOME) | SEEN(REASON_NO_RULE));
	DECIDES(14, UNSUPPORTED, NO_RULE, .outcomes = UNBINDABLE,
		.reasons = SEEN(REASON_NO_RULE));
	DECIDES(14, UNSUPPORTED, NOT_FOUND, .outcomes = UNBINDABLE);
	/* A box to tick is no placeholder. */
	DECIDES(14, UNSUPPORTED, NOT_FOUND, .outcomes = ABSENT, .has_mark = true);
	DECIDES(14, UNSUPPORTED, NO_OUTCOME, .outcomes = UNBINDABLE, .has_mark = true,
		.reasons = SEEN(REASON_NO_OUTCOME));
}

static void row_15_shown_but_not_claimed_is_ready(void **state)
{
	static const enum case_claim claims[] = { CASE_PENDING, CASE_OPEN, CASE_NONE,
						  CASE_FAILED, CASE_NA_BARE };

	(void)state;
	for (size_t i = 0; i < COUNT(claims); i++) {
		DECIDES(15, READY, TICK_IT, .claim = claims[i], .outcomes = PASS,
			.freshness = FRESHNESS_INFERRED, .has_mark = true);
		DECIDES(15, READY, NO_MARK, .claim = claims[i], .outcomes = PASS,
			.freshness = FRESHNESS_EXACT);
	}
	DECIDES(16, OPEN, PARTLY, .claim = CASE_OPEN, .outcomes = PASS,
		.freshness = FRESHNESS_EXACT, .caps = CAP_HEDGE);
	DECIDES(16, OPEN, PARTLY, .claim = CASE_OPEN, .outcomes = PASS,
		.freshness = FRESHNESS_UNDATED);
	DECIDES(16, OPEN, PARTLY, .claim = CASE_NONE, .outcomes = PASS | ABSENT,
		.freshness = FRESHNESS_EXACT);
	/* A blocker that is ticked is not made ready by evidence that it holds. */
	DECIDES(16, OPEN, BLOCKER_RAISED, .claim = CASE_RAISED, .outcomes = PASS,
		.freshness = FRESHNESS_EXACT, .has_mark = true);
}

static void row_16_the_reason_says_how_far_an_open_item_is(void **state)
{
	(void)state;
	DECIDES(16, OPEN, NO_EVIDENCE, .claim = CASE_OPEN);
	DECIDES(16, OPEN, NO_EVIDENCE, .claim = CASE_PENDING, .outcomes = ABSENT);
	DECIDES(16, OPEN, NO_EVIDENCE, .claim = CASE_NONE, .outcomes = UNBINDABLE);
	DECIDES(16, OPEN, FAILING, .claim = CASE_PENDING, .outcomes = FAIL | UNREADABLE,
		.fails_now = true);
	DECIDES(16, OPEN, STALE_EVIDENCE, .claim = CASE_OPEN, .outcomes = FAIL);
	DECIDES(16, OPEN, STALE_EVIDENCE, .claim = CASE_OPEN, .outcomes = PASS,
		.freshness = FRESHNESS_STALE);
	DECIDES(16, OPEN, STALE_EVIDENCE, .claim = CASE_OPEN, .outcomes = PASS | ABSENT,
		.freshness = FRESHNESS_FOREIGN);
	DECIDES(16, OPEN, UNREADABLE_EVIDENCE, .claim = CASE_OPEN,
		.outcomes = UNREADABLE | PASS, .freshness = FRESHNESS_EXACT);
	DECIDES(16, OPEN, UNREADABLE_EVIDENCE, .claim = CASE_OPEN,
		.outcomes = UNREADABLE | PASS, .freshness = FRESHNESS_STALE);
	DECIDES(16, OPEN, STALE_EVIDENCE, .claim = CASE_OPEN,
		.outcomes = FAIL | UNREADABLE);
	DECIDES(16, OPEN, SELF_DECLARED_FAILED, .claim = CASE_FAILED, .outcomes = FAIL,
		.fails_now = true);
	DECIDES(16, OPEN, NA_WITHOUT_REASON, .claim = CASE_NA_BARE, .outcomes = FAIL);
	DECIDES(16, OPEN, BLOCKER_RAISED, .claim = CASE_RAISED, .outcomes = FAIL,
		.fails_now = true);
}

/* ---- every case ------------------------------------------------------------ */

static bool next_case(struct case_facts *f)
{
	if (++f->caps < CASE_CAPS)
		return true;
	f->caps = 0;
	if (++f->freshness < FRESHNESSES)
		return true;
	f->freshness = FRESHNESS_NONE;
	if (++f->outcomes <= ALL_OUTCOMES)
		return true;
	f->outcomes = 0;
	f->fails_now = !f->fails_now;
	if (f->fails_now)
		return true;
	f->thing_missing = !f->thing_missing;
	if (f->thing_missing)
		return true;
	f->has_mark = !f->has_mark;
	if (f->has_mark)
		return true;
	if (++f->claim < CASE_CLAIMS)
		return true;
	f->claim = 0;
	return ++f->signoff < CASE_SIGNOFFS;
}

static bool is_fresh(enum freshness freshness)
{
	return freshness == FRESHNESS_EXACT || freshness == FRESHNESS_CARRIED ||
	       freshness == FRESHNESS_INFERRED;
}

/* Everything that verdicts.md asks for before anything may be called shown. */
static bool is_shown(const struct case_facts *f)
{
	return f->outcomes == PASS && is_fresh(f->freshness) && f->caps == 0;
}

/*
 * verdicts.md once more, in sentences instead of rows: written from the page, not
 * from the table.
 */
static enum verdict by_the_book(const struct case_facts *f)
{
	bool passes = f->outcomes & PASS;
	bool old = passes && (f->freshness == FRESHNESS_STALE ||
			      f->freshness == FRESHNESS_FOREIGN);

	if (f->signoff != SIGNOFF_NOT)
		return f->signoff == SIGNOFF_VALID ? VERDICT_VERIFIED
						   : VERDICT_NEEDS_SIGNOFF;
	if (f->claim == CASE_NA)
		return VERDICT_NOT_APPLICABLE;
	if (f->claim == CASE_CONFLICT)
		return is_shown(f) ? VERDICT_VERIFIED : VERDICT_CONTRADICTED;
	if (f->claim != CASE_DONE)
		return is_shown(f) && f->claim != CASE_RAISED ? VERDICT_READY
							      : VERDICT_OPEN;
	if (f->outcomes & FAIL)
		return f->fails_now ? VERDICT_CONTRADICTED : VERDICT_STALE;
	if (f->thing_missing && !passes)
		return VERDICT_CONTRADICTED;
	if (f->outcomes & UNREADABLE)
		return VERDICT_INDETERMINATE;
	if (!passes)
		return VERDICT_UNSUPPORTED;
	if (old)
		return VERDICT_STALE;
	return is_shown(f) ? VERDICT_VERIFIED : VERDICT_PARTIAL;
}

/* Law 6: this is the test to believe when all others are doubted. */
static void check_verified(const struct case_facts *f, const struct ruling *ruling)
{
	if (ruling->verdict != VERDICT_VERIFIED)
		return;
	if (f->signoff == SIGNOFF_VALID)
		return;
	assert_int_equal(f->signoff, SIGNOFF_NOT);
	assert_true(f->claim == CASE_DONE || f->claim == CASE_CONFLICT);
	assert_int_equal(f->outcomes, PASS);
	assert_true(is_fresh(f->freshness));
	assert_int_equal(f->caps, 0);
}

static void check_contradicted(const struct case_facts *f, const struct ruling *ruling)
{
	if (ruling->verdict != VERDICT_CONTRADICTED)
		return;
	assert_true(f->claim == CASE_CONFLICT ||
		    (f->claim == CASE_DONE &&
		     ((f->outcomes & FAIL && f->fails_now) ||
		      (f->thing_missing && !(f->outcomes & PASS)))));
}

static unsigned rank(struct case_facts facts)
{
	return verdict_rank[decide(&facts).verdict];
}

/* What makes the evidence worse never makes a claim's verdict better. */
static void check_monotony(const struct case_facts *f)
{
	static const unsigned worse[] = { FAIL, ABSENT, PLACEHOLDER, UNREADABLE,
					  UNBINDABLE };
	unsigned now = rank(*f);
	struct case_facts g = *f;

	if (!(f->outcomes & FAIL)) {
		g.outcomes = f->outcomes | FAIL;
		g.fails_now = true;
		assert_true(rank(g) >= now);
		g = *f;
	}
	for (size_t i = 1; i < COUNT(worse) && f->outcomes & PASS; i++) {
		g.outcomes = f->outcomes | worse[i];
		assert_true(rank(g) >= now);
	}
	g = *f;
	if (f->freshness > FRESHNESS_NONE && f->freshness + 1 < FRESHNESSES) {
		g.freshness = f->freshness + 1;
		assert_true(rank(g) >= now);
	}
	g.freshness = FRESHNESS_NONE;
	if (f->freshness <= FRESHNESS_UNDATED)
		assert_true(rank(g) >= now);
	g = *f;
	for (unsigned cap = 1; cap < CASE_CAPS; cap <<= 1) {
		g.caps = f->caps | cap;
		assert_true(rank(g) >= now);
	}
}

static void every_case_meets_a_row_and_keeps_the_laws(void **state)
{
	struct case_facts facts = { 0 };
	unsigned met = 0;

	(void)state;
	do {
		struct ruling ruling = decide(&facts);

		if (ruling.verdict != by_the_book(&facts))
			fail_msg("row %u: %s, by the book %s", ruling.row,
				 verdict_word[ruling.verdict],
				 verdict_word[by_the_book(&facts)]);
		assert_true(ruling.row >= 1 && ruling.row <= DECIDE_ROWS);
		assert_int_not_equal(ruling.reason, REASON_NONE);
		assert_int_not_equal(ruling.verdict, VERDICT_WAIVED);
		met |= 1u << ruling.row;
		check_verified(&facts, &ruling);
		check_contradicted(&facts, &ruling);
		if (facts.signoff <= SIGNOFF_BLANK)
			check_monotony(&facts);
	} while (next_case(&facts));
	assert_int_equal(met, ((1u << (DECIDE_ROWS + 1)) - 1) & ~1u);
}

/* Reasons choose words, never verdicts. */
static void a_reason_seen_changes_no_verdict(void **state)
{
	struct case_facts facts = { 0 };

	(void)state;
	while (next_case(&facts) && facts.signoff == SIGNOFF_NOT) {
		struct case_facts g = facts;

		if (facts.has_mark || facts.caps & (facts.caps - 1))
			continue;
		g.reasons = ~(uint64_t)0;
		assert_int_equal(decide(&facts).verdict, decide(&g).verdict);
	}
}

/* Each verdict brings only the reasons that the page gives it. */
static void every_reason_stands_beside_its_verdict(void **state)
{
	static const struct {
		unsigned row;
		uint64_t reasons;
	} page[] = {
		{ 1, SEEN(REASON_NA_DECLARED) },
		{ 2, SEEN(REASON_SIGNED_BY) },
		{ 4,
		  SEEN(REASON_EXACT) | SEEN(REASON_CARRIED) | SEEN(REASON_INFERRED) },
		{ 5, SEEN(REASON_PLAN_CONFLICT) },
		{ 6, SEEN(REASON_EVIDENCE_FAILS) },
		{ 7, SEEN(REASON_LAST_KNOWN_FAIL) },
		{ 8, SEEN(REASON_CITED_PATH_MISSING) },
		{ 9, SEEN(REASON_UNREADABLE) | SEEN(REASON_LIMIT) |
			     SEEN(REASON_AMBIGUOUS) },
		{ 10,
		  SEEN(REASON_EXACT) | SEEN(REASON_CARRIED) | SEEN(REASON_INFERRED) },
		{ 11, SEEN(REASON_TOO_WEAK) | SEEN(REASON_UNDATED) |
			      SEEN(REASON_MIXED_COMMIT) | SEEN(REASON_PATH_DRIFT) |
			      SEEN(REASON_HEDGE) | SEEN(REASON_COUNT_MISMATCH) |
			      SEEN(REASON_REPORT_FAILS) },
		{ 12, SEEN(REASON_SCOPE_CHANGED) | SEEN(REASON_TOO_OLD) |
			      SEEN(REASON_FOREIGN_SUBJECT) },
		{ 13, SEEN(REASON_MISSING) },
		{ 14, SEEN(REASON_NOT_FOUND) | SEEN(REASON_PLACEHOLDER) |
			      SEEN(REASON_CITED_BUT_UNTRACKED) |
			      SEEN(REASON_NO_OUTCOME) | SEEN(REASON_NO_RULE) },
		{ 15, SEEN(REASON_TICK_IT) | SEEN(REASON_NO_MARK) },
		{ 16, SEEN(REASON_FAILING) | SEEN(REASON_PARTLY) |
			      SEEN(REASON_NO_EVIDENCE) | SEEN(REASON_STALE_EVIDENCE) |
			      SEEN(REASON_UNREADABLE_EVIDENCE) |
			      SEEN(REASON_SELF_DECLARED_FAILED) |
			      SEEN(REASON_NA_WITHOUT_REASON) |
			      SEEN(REASON_BLOCKER_RAISED) },
	};
	static const uint64_t seen[] = { 0,
					 SEEN(REASON_LIMIT),
					 SEEN(REASON_AMBIGUOUS),
					 SEEN(REASON_TOO_OLD),
					 SEEN(REASON_MIXED_COMMIT),
					 SEEN(REASON_NO_OUTCOME),
					 SEEN(REASON_NO_RULE),
					 SEEN(REASON_CITED_BUT_UNTRACKED) };
	struct case_facts facts = { 0 };
	uint64_t met[DECIDE_ROWS + 1] = { 0 };

	(void)state;
	do {
		for (size_t i = 0; i < COUNT(seen); i++) {
			struct ruling ruling;

			facts.reasons = seen[i];
			ruling = decide(&facts);
			met[ruling.row] |= SEEN(ruling.reason);
		}
	} while (next_case(&facts) && facts.signoff <= SIGNOFF_NOT);
	facts.signoff = SIGNOFF_VALID;
	met[2] |= SEEN(decide(&facts).reason);
	for (size_t i = 0; i < COUNT(page); i++)
		assert_true(met[page[i].row] == page[i].reasons);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(row_1_not_applicable_with_a_reason),
		cmocka_unit_test(rows_2_and_3_a_signoff_is_valid_or_needed),
		cmocka_unit_test(
			rows_4_and_5_evidence_settles_a_conflict_or_nothing_does),
		cmocka_unit_test(
			rows_6_and_7_what_fails_refutes_when_it_is_about_this_content),
		cmocka_unit_test(
			row_8_the_very_thing_is_missing_and_nothing_else_passes),
		cmocka_unit_test(row_9_what_cannot_be_read_cannot_be_judged),
		cmocka_unit_test(row_10_all_pass_fresh_and_strong_is_verified),
		cmocka_unit_test(row_11_what_keeps_passing_evidence_from_verifying),
		cmocka_unit_test(row_12_what_passes_is_about_other_content),
		cmocka_unit_test(row_13_some_is_shown_and_the_rest_is_not),
		cmocka_unit_test(row_14_nothing_shows_it),
		cmocka_unit_test(row_15_shown_but_not_claimed_is_ready),
		cmocka_unit_test(row_16_the_reason_says_how_far_an_open_item_is),
		cmocka_unit_test(every_case_meets_a_row_and_keeps_the_laws),
		cmocka_unit_test(a_reason_seen_changes_no_verdict),
		cmocka_unit_test(every_reason_stands_beside_its_verdict),
	};

	return cmocka_run_group_tests_name("decide", tests, NULL, NULL);
}
