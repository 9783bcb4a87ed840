/* What a field comes to, of those who signed it; and the text of a statement. */
#include "unit.h"

#include "audit/signoff.h"
#include "base/clock.h"
#include "trust/approval.h"

struct world {
	struct arena *arena;
	struct item item;
	struct judgement judgement;
	struct config config;
};

static int set_up(void **state)
{
	struct world *world = test_calloc(1, sizeof(*world));

	world->arena = arena_new((size_t)1 << 28);
	world->item.kind = ITEM_SIGNOFF;
	world->item.signoff.role_slug = SPAN_LIT("qa");
	*state = world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	arena_free(world->arena);
	test_free(world);
	return 0;
}

static struct signoff_vote *add(struct world *world, const char *by, enum vote vote,
				int64_t at, enum reason reason)
{
	struct signoff_vote *out = LIST_ADD(world->arena, &world->judgement.votes);

	*out = (struct signoff_vote){
		.from = VOTE_STATEMENT,
		.vote = vote,
		.reason = reason,
		.by = span_of(by),
		.fingerprint = span_of(by),
		.why = SPAN_LIT("it is so"),
		.at = at,
	};
	return out;
}

static enum reason settle(struct world *world)
{
	signoff_settle_votes(&world->judgement, &world->item, &world->config,
			     world->arena);
	return world->judgement.signoff;
}

static void ask(struct world *world, uint64_t quorum, const char *signer)
{
	struct config_role *role = LIST_ADD(world->arena, &world->config.roles);

	role->name = SPAN_LIT("qa");
	role->quorum = quorum;
	if (signer)
		*LIST_ADD(world->arena, &role->signers) = span_of(signer);
}

#define YES(by, at) add(world, by, VOTE_APPROVE, at, REASON_SIGNED_BY)
#define NO(by, at)  add(world, by, VOTE_REJECT, at, REASON_SIGNED_BY)

static void nobody_and_an_abstention_are_a_blank(void **state)
{
	struct world *world = *state;

	assert_int_equal(settle(world), REASON_BLANK);
	add(world, "a", VOTE_ABSTAIN, 1, REASON_SIGNED_BY);
	assert_int_equal(settle(world), REASON_BLANK);
}

static void one_approval_is_enough_unless_somebody_says_no(void **state)
{
	struct world *world = *state;

	YES("a", 5);
	assert_int_equal(settle(world), REASON_SIGNED_BY);
	NO("b", 1);
	assert_int_equal(settle(world), REASON_REJECTED);
	YES("c", 9);
	assert_int_equal(settle(world), REASON_REJECTED);
	YES("b", 2);
	assert_int_equal(settle(world), REASON_SIGNED_BY);
	NO("B", 3); /* one person, however written */
	assert_int_equal(settle(world), REASON_REJECTED);
}

static void two_words_of_one_moment_are_a_rejection(void **state)
{
	struct world *world = *state;

	YES("a", 5);
	NO("a", 5);
	assert_int_equal(settle(world), REASON_REJECTED);
	YES("a", 6);
	assert_int_equal(settle(world), REASON_SIGNED_BY);
}

static void a_rejection_that_does_not_count_blocks_nothing(void **state)
{
	struct world *world = *state;

	add(world, "mallory", VOTE_REJECT, 9, REASON_UNTRUSTED);
	YES("a", 5);
	assert_int_equal(settle(world), REASON_SIGNED_BY);
}

static void a_quorum_wants_other_people_with_other_keys(void **state)
{
	struct world *world = *state;

	ask(world, 2, NULL);
	YES("a", 1);
	YES("a", 2);
	assert_int_equal(settle(world), REASON_TOO_FEW);
	YES("b", 3)->fingerprint = SPAN_LIT("a"); /* under another name */
	assert_int_equal(settle(world), REASON_TOO_FEW);
	YES("c", 4);
	assert_int_equal(settle(world), REASON_SIGNED_BY);
}

static void whom_the_role_does_not_list_signs_nothing(void **state)
{
	struct world *world = *state;

	ask(world, 0, "a");
	YES("b", 1);
	assert_int_equal(settle(world), REASON_WRONG_ROLE);
	YES("A", 2);
	assert_int_equal(settle(world), REASON_SIGNED_BY);
}

static void who_made_every_claim_does_not_sign_alone(void **state)
{
	struct world *world = *state;

	YES("a", 1)->sole = true;
	assert_int_equal(settle(world), REASON_OWN_EVIDENCE);
	YES("b", 2);
	assert_int_equal(settle(world), REASON_SIGNED_BY);
}

static void what_only_the_tree_vouches_for_is_self_declared(void **state)
{
	struct world *world = *state;

	YES("a", 1)->self_declared = true;
	assert_int_equal(settle(world), REASON_SELF_DECLARED);
}

static void of_votes_that_do_not_count_the_best_is_the_reason(void **state)
{
	static const enum reason order[] = { REASON_UNSIGNED, REASON_UNTRUSTED,
					     REASON_WRONG_ROLE, REASON_EXPIRED_KEY,
					     REASON_SUPERSEDED };
	struct world *world = *state;

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		/* The younger the worse: age does not decide. */
		add(world, "a", VOTE_APPROVE, 100 - (int64_t)i, order[i]);
		assert_int_equal(settle(world), order[i]);
		assert_true(span_find(world->judgement.signoff_says,
				      SPAN_LIT("it is so")) > 0);
	}
}

/* ---- statements ---------------------------------------------------------------- */

#define HEX64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HEX40 "0123456789abcdef0123456789abcdef01234567"

static const char statement[] = "muster-signoff v1\nreport: sha256:" HEX64
				"\nseal: -\nproject: acme/widget\ncommit: " HEX40
				"\nfield: rel/qa-lead\nrole: qa-lead\n"
				"decision: reject\nby: ann@example.org\n"
				"at: 2026-11-21T04:05:06Z\nnote: not yet\n";

static void a_statement_is_read_and_written_alike(void **state)
{
	struct world *world = *state;
	struct approval approval;
	struct err err = { 0 };
	struct span text;

	assert_ok(approval_parse(&approval, span_of(statement), world->arena, &err));
	assert_span_is(approval.report, HEX64);
	assert_int_equal(approval.seal.len, 0);
	assert_span_is(approval.field, "rel/qa-lead");
	assert_int_equal(approval.decision, VOTE_REJECT);
	assert_int_equal(approval.at, 1795233906); /* date -d ... +%s */
	assert_ok(approval_write(&text, &approval, world->arena, &err));
	assert_span_is(text, statement);
	assert_span_is(approval_name(&approval, 1, world->arena),
		       "qa-lead.ann.signoff");
	assert_span_is(approval_name(&approval, 12, world->arena),
		       "qa-lead.ann.12.signoff");
	approval.by = SPAN_LIT("\xc3\xa9../x@y"); /* no path comes of a name */
	assert_span_is(approval_name(&approval, 1, world->arena), "qa-lead.x.signoff");
}

/* The statement with `from` made `to`, once. */
static struct span edit(struct world *world, const char *from, const char *to)
{
	struct span all = span_of(statement);
	ptrdiff_t at = span_find(all, span_of(from));

	assert_true(at >= 0);
	return arena_printf(world->arena, "%.*s%s%s", (int)at, statement, to,
			    statement + at + strlen(from));
}

static void anything_else_is_no_statement(void **state)
{
	static const char *const edits[][2] = {
		{ "v1", "v2" },
		{ "muster-signoff", " muster-signoff" },
		{ "sha256:0", "sha512:0" },
		{ "sha256:0123", "sha256:012" },
		{ "sha256:0123456789a", "sha256:0123456789A" },
		{ "seal: -", "seal: " },
		{ "seal: -", "seal: sha256:00" },
		{ "project: acme/widget", "project: " },
		{ "project: ", "project:" },
		{ "commit: 01", "commit: " },
		{ "commit: 0", "commit: G" },
		{ "field: rel/qa-lead\n", "" },
		{ "field: rel/qa-lead\nrole: qa-lead\n",
		  "role: qa-lead\nfield: rel/qa-lead\n" },
		{ "role: qa-lead", "role: QA" },
		{ "role: qa-lead", "role: " },
		{ "role: qa-lead", "role: a-role-of-more-than-thirty-two-letters" },
		{ "reject", "approved" },
		{ "reject", "" },
		{ "by: ann@example.org", "by: " },
		{ "2026-11-21T04:05:06Z", "2026-11-21T04:05:06+00:00" },
		{ "2026-11-21T04:05:06Z", "2026-11-21" },
		{ "2026-11-21T04:05:06Z", "2026-11-21T04:05:06.0Z" },
		{ "not yet", "not\tyet" },
		{ "not yet", "not\ryet" },
		{ "not yet", "\x1b[2J" },
		{ "not yet", "\xc2\x9b" },
		{ "not yet", "\xff" },
		{ "not yet\n", "not yet\n\n" },
		{ "not yet\n", "not yet\nmore: x\n" },
		{ "not yet\n", "not yet" },
	};
	struct world *world = *state;
	struct approval approval;
	struct err err = { 0 };

	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		struct span text = edit(world, edits[i][0], edits[i][1]);

		if (approval_parse(&approval, text, world->arena, &err) !=
		    -(int)ERR_FORMAT)
			fail_msg("edit %zu is a statement:\n%.*s", i, SPAN_ARG(text));
		assert_string_equal(err.tag, "E_SIGNOFF_SYNTAX");
	}
	for (size_t len = 0; len + 1 < sizeof(statement); len++)
		assert_err(ERR_FORMAT,
			   approval_parse(&approval,
					  span_sub(span_of(statement), 0, len),
					  world->arena, &err));
	assert_err(ERR_FORMAT,
		   approval_parse(&approval,
				  (struct span){ "muster-signoff v1\n\0", 19 },
				  world->arena, &err));
}

static void nothing_is_written_that_could_not_be_read(void **state)
{
	struct world *world = *state;
	struct approval approval;
	struct err err = { 0 };
	struct span text;
	char *long_note = arena_alloc(world->arena, 5000, 1);

	assert_ok(approval_parse(&approval, span_of(statement), world->arena, &err));
	approval.by = SPAN_LIT("ann\nrole: cto");
	assert_err(ERR_USAGE, approval_write(&text, &approval, world->arena, &err));
	approval.by = SPAN_LIT("ann");
	memset(long_note, 'x', 4999);
	approval.note = span_of(long_note);
	assert_err(ERR_USAGE, approval_write(&text, &approval, world->arena, &err));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nobody_and_an_abstention_are_a_blank),
		TEST(one_approval_is_enough_unless_somebody_says_no),
		TEST(two_words_of_one_moment_are_a_rejection),
		TEST(a_rejection_that_does_not_count_blocks_nothing),
		TEST(a_quorum_wants_other_people_with_other_keys),
		TEST(whom_the_role_does_not_list_signs_nothing),
		TEST(who_made_every_claim_does_not_sign_alone),
		TEST(what_only_the_tree_vouches_for_is_self_declared),
		TEST(of_votes_that_do_not_count_the_best_is_the_reason),
		TEST(a_statement_is_read_and_written_alike),
		TEST(anything_else_is_no_statement),
		TEST(nothing_is_written_that_could_not_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
