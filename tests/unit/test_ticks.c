/* Who set the mark, and whether their signature makes a tick a sign-off. */
#include "ticksfix.h"

#define NOW 1700100000 /* a day after the commits of gitfix.h */

/* One vote, and what became of it; *why is for people. */
static enum reason vote(struct fix *fix, int64_t when, struct span *why)
{
	struct world *world = look(fix, when, true);
	const struct judgement *judgement = judgement_at(world, "QA Lead");
	enum reason reason = judgement->votes.count == 1 ? judgement->votes.at[0].reason
							 : REASON_BLANK;

	assert_true(judgement->votes.count <= 1);
	if (why)
		*why = judgement->votes.count == 1 ? judgement->votes.at[0].why
						   : SPAN_EMPTY;
	assert_true((reason == REASON_SIGNED_BY) ==
		    (judgement->signoff == REASON_SIGNED_BY));
	world_free(world);
	return reason;
}

static void signed_tick(struct fix *fix)
{
	world_init(fix);
	tick(fix);
	commit_as(fix, "amy", "amy");
	trust_lines(fix, "amy " QA_GRANT);
}

static void a_tick_says_who_set_it_when_and_in_which_commit(void **state)
{
	struct fix *fix = *state;
	const struct judgement *judgement;
	struct world *world;

	signed_tick(fix);
	world = look(fix, NOW, true);
	judgement = judgement_at(world, "QA Lead");
	assert_span_is(judgement->marked_mail, "amy@example.org");
	assert_span_is(judgement->marked_commit, sh(fix, "git -C r rev-parse HEAD"));
	assert_int_equal(judgement->votes.count, 1);
	assert_span_is(judgement->votes.at[0].by, "amy@example.org");
	assert_span_is(judgement->mark_signer, "amy@example.org");
	judgement = judgement_at(world, "Tests pass");
	assert_span_is(judgement->marked_mail, "ada@example.org");
	world_free(world);
}

/* What the line of the key says, at which time, and what comes of it. */
/* clang-format off */
static const struct {
	const char *lines;
	int64_t when;
	enum reason reason;
} trusts[] = {
	{ "amy " QA_GRANT, NOW, REASON_SIGNED_BY },
	{ "amy namespaces=\"git,muster-signoff/*\"", NOW, REASON_SIGNED_BY },
	{ "amy " QA_GRANT ",valid-before=\"20231201Z\"", NOW, REASON_SIGNED_BY },
	{ "bob " QA_GRANT, NOW, REASON_UNTRUSTED },
	{ "amy namespaces=\"muster-signoff/qa-lead\"", NOW, REASON_WRONG_ROLE },
	{ "amy namespaces=\"git\"", NOW, REASON_WRONG_ROLE },
	{ "amy namespaces=\"git,muster-signoff/security\"", NOW, REASON_WRONG_ROLE },
	{ "amy namespaces=\"git,muster-signoff/qa\"", NOW, REASON_WRONG_ROLE },
	{ "amy namespaces=\"git,muster-signoff/qa-leads\"", NOW, REASON_WRONG_ROLE },
	{ "amy namespaces=\"git,muster-seal,muster-waive\"", NOW, REASON_WRONG_ROLE },
	{ "amy ", NOW, REASON_WRONG_ROLE },
	{ "amy " QA_GRANT ",valid-before=\"20231201Z\"", NOW + 40 * 86400, REASON_EXPIRED_KEY },
	{ "amy " QA_GRANT ",valid-before=\"20231101Z\"", NOW, REASON_EXPIRED_KEY },
	{ "amy " QA_GRANT ",valid-after=\"20240101Z\"", NOW, REASON_UNTRUSTED },
	/* Valid when it is asked, but not at the date of the commit. */
	{ "amy " QA_GRANT ",valid-after=\"20240101Z\"", NOW + 90 * 86400, REASON_UNTRUSTED },
};
/* clang-format on */

static void the_line_of_the_key_decides(void **state)
{
	struct fix *fix = *state;

	signed_tick(fix);
	for (size_t i = 0; i < sizeof(trusts) / sizeof(trusts[0]); i++) {
		enum reason got;

		trust_lines(fix, trusts[i].lines);
		got = vote(fix, trusts[i].when, NULL);
		if (got != trusts[i].reason)
			fail_msg("%zu: %s: %d", i, trusts[i].lines, (int)got);
	}
}

static void without_trust_nobody_has_signed(void **state)
{
	struct fix *fix = *state;
	struct world *world;

	signed_tick(fix);
	world = look(fix, NOW, false);
	assert_int_equal(judgement_at(world, "QA Lead")->signoff, REASON_UNTRUSTED);
	assert_int_equal(judgement_at(world, "QA Lead")->mark_signer.len, 0);
	world_free(world);
}

/* What is done after `tick` in a fresh repository, who commits, and the words. */
/* clang-format off */
static const struct {
	const char *script; /* in r, before the commit */
	const char *who, *key;
	enum reason reason;
	const char *says;
} commits[] = {
	{ "true", "amy", "amy", REASON_SIGNED_BY, "" },
	{ "echo x > checklists/more.md", "amy", "amy", REASON_SIGNED_BY, "" },
	{ "true", "bob", "amy", REASON_UNSIGNED, "its author is bob@example.org" },
	{ "true", "amy", "eve", REASON_UNTRUSTED, "does not list" },
	{ "echo x > main.c", "amy", "amy", REASON_UNSIGNED, "it changes main.c too" },
	{ "echo x > NOTES.md", "amy", "amy", REASON_UNSIGNED, "NOTES.md" },
	{ "mkdir -p .github; echo x > .github/ci.yml", "amy", "amy", REASON_UNSIGNED, ".github/ci.yml" },
	{ "ln -s /etc/passwd checklists/l.txt", "amy", "amy", REASON_UNSIGNED, "checklists/l.txt" },
};
/* clang-format on */

static void a_commit_signs_its_own_marks_in_plans_alone(void **state)
{
	struct fix *fix = *state;

	world_init(fix);
	trust_lines(fix, "amy " QA_GRANT);
	for (size_t i = 0; i < sizeof(commits) / sizeof(commits[0]); i++) {
		enum reason got;
		struct span why;

		sh(fix, "cd r; git reset -q --hard; git clean -qfd; git checkout -q "
			"--detach main");
		tick(fix);
		sh(fix, "cd r; %s", commits[i].script);
		commit_as(fix, commits[i].who, commits[i].key);
		got = vote(fix, NOW, &why);
		if (got != commits[i].reason ||
		    span_find(why, span_of(commits[i].says)) < 0)
			fail_msg("%zu: %d: %.*s", i, (int)got, SPAN_ARG(why));
	}
}

static void another_committer_an_amend_and_a_first_commit_sign_nothing(void **state)
{
	struct fix *fix = *state;
	struct span why;

	signed_tick(fix);
	sh(fix, "cd r; GIT_COMMITTER_EMAIL=bob@example.org git -c gpg.format=ssh -c "
		"user.signingkey=../amy commit -q --amend -S --no-edit");
	assert_int_equal(vote(fix, NOW, &why), REASON_UNSIGNED);
	assert_true(span_find(why, SPAN_LIT("its committer is bob@example.org")) >= 0);
	sh(fix, "cd r; git commit -q --amend --no-gpg-sign --no-edit");
	assert_int_equal(vote(fix, NOW, NULL), REASON_UNSIGNED);
	sh(fix, "cd r; git checkout -q --orphan alone");
	commit_as(fix, "amy", "amy");
	assert_int_equal(vote(fix, NOW, &why), REASON_UNSIGNED);
	assert_true(span_find(why, SPAN_LIT("first commit")) >= 0);
}

static void a_merge_and_a_squash_sign_nobody_elses_tick(void **state)
{
	struct fix *fix = *state;
	struct span why;

	world_init(fix);
	trust_lines(fix, "amy " QA_GRANT "\nbob " QA_GRANT);
	sh(fix, "cd r; git checkout -qb side");
	tick(fix);
	fix_commit(fix, "not signed");
	sh(fix, "cd r; git checkout -q main; git merge -q --squash side");
	commit_as(fix, "bob", "bob");
	/* Of the squash bob is author: it is his own word, and says so. */
	assert_int_equal(vote(fix, NOW, NULL), REASON_SIGNED_BY);
	sh(fix,
	   "cd r; git reset -q --hard HEAD~1; echo x > f; git add f; git commit -qm f;"
	   "GIT_AUTHOR_EMAIL=bob@example.org GIT_COMMITTER_EMAIL=bob@example.org "
	   "git -c gpg.format=ssh -c user.signingkey=../bob merge -q --no-ff -S -m m "
	   "side");
	assert_int_equal(vote(fix, NOW, &why), REASON_UNSIGNED);
	/* The signed merge of a signed tick leaves it whose it was. */
	sh(fix, "cd r; git checkout -q side; git reset -q --hard HEAD~1");
	tick(fix);
	commit_as(fix, "amy", "amy");
	sh(fix, "cd r; git checkout -q main; git reset -q --hard HEAD~1;"
		"git merge -q --no-ff -m m side");
	assert_int_equal(vote(fix, NOW, NULL), REASON_SIGNED_BY);
}

/* An edit after the signed tick, and whether the tick still stands. */
/* clang-format off */
static const struct {
	const char *edit;
	enum reason reason;
} edits[] = {
	{ "true", REASON_SIGNED_BY },
	{ "sed -i 's/^- /* /' " PLAN, REASON_SIGNED_BY },
	{ "echo x > main.c", REASON_SIGNED_BY },
	{ "git mv " PLAN " checklists/ho.md; git mv checklists/ho.md " PLAN, REASON_SIGNED_BY },
	{ "sed -i 's/Tests pass/Tests were run/' " PLAN, REASON_SUPERSEDED },
	{ "sed -i '/Tests pass/d' " PLAN, REASON_SUPERSEDED },
	{ "sed -i 's/^- . . Docs/- [x] Docs/' " PLAN, REASON_SUPERSEDED },
	/* A tick for release 1.0 is none for 1.1: security.md S4. */
	{ "sed -i 's/^# Go/# Go on/' " PLAN, REASON_SUPERSEDED },
	{ "sed -i 's/^## Work/## Other work/' " PLAN, REASON_SUPERSEDED },
	{ "sed -i 's/^- .x. Tests.*/&\\n- [x] One more/' " PLAN, REASON_SUPERSEDED },
	{ "sed -i 's/Amy Ash/Bob Ash/' " PLAN, REASON_UNSIGNED },
	{ "sed -i 's/2026-01-03/2026-01-04/' " PLAN, REASON_UNSIGNED },
	{ "sed -i 's/.x. QA/[ ] QA/' " PLAN, REASON_BLANK },
};
/* clang-format on */

static void what_was_signed_may_not_change(void **state)
{
	struct fix *fix = *state;

	signed_tick(fix);
	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		enum reason got;

		sh(fix,
		   "cd r; git reset -q --hard; git clean -qfd; git checkout -q "
		   "--detach main; %s",
		   edits[i].edit);
		fix_commit(fix, "later");
		got = vote(fix, NOW, NULL);
		if (got != edits[i].reason)
			fail_msg("%s: %d", edits[i].edit, (int)got);
	}
}

static void of_a_tick_put_back_by_an_editor_the_editor_is_the_author(void **state)
{
	struct fix *fix = *state;

	signed_tick(fix);
	sh(fix, "sed -i 's/.x. QA/[ ] QA/' r/" PLAN);
	fix_commit(fix, "taken out");
	sh(fix, "sed -i 's/. . QA/[x] QA/;s/\\[\\[/[/;s/\\]\\]/]/' r/" PLAN);
	sh(fix, "cd r; git show HEAD~1:" PLAN " > " PLAN);
	fix_commit(fix, "put back");
	assert_int_equal(vote(fix, NOW, NULL), REASON_UNSIGNED);
}

static void who_made_every_claim_is_told_from_who_made_some(void **state)
{
	struct fix *fix = *state;
	const struct signer *ada, *amy;
	struct world *world;
	size_t field;

	signed_tick(fix); /* "Tests pass" is Ada Author's, who is ada@example.org */
	trust_lines(fix, "ada " QA_GRANT "\namy " QA_GRANT);
	world = look(fix, NOW, true);
	field = item_at(world, "QA Lead");
	ada = &world->trust.signers.lines.at[0];
	amy = &world->trust.signers.lines.at[1];
	assert_true(ticks_is_sole(world->ticks, 0, field, ada));
	assert_false(ticks_is_sole(world->ticks, 0, field, amy));
	assert_int_equal(ticks_lapse(ada), 0);
	world_free(world);
	/* Somebody else's claim beside it. */
	sh(fix, "cd r; sed -i 's/^- . . Docs/- [x] Docs/' " PLAN);
	commit_as(fix, "bob", "bob");
	world = look(fix, NOW, true);
	assert_false(ticks_is_sole(world->ticks, 0, item_at(world, "QA Lead"),
				   &world->trust.signers.lines.at[0]));
	world_free(world);
	/* Nothing claimed is nobody's own. */
	sh(fix, "cd r; sed -i 's/^- .x. Docs/- [ ] Docs/;s/^- .x. Tests/- [ ] "
		"Tests/' " PLAN);
	fix_commit(fix, "none");
	world = look(fix, NOW, true);
	assert_false(ticks_is_sole(world->ticks, 0, item_at(world, "QA Lead"),
				   &world->trust.signers.lines.at[0]));
	world_free(world);
}

static void a_lead_who_claimed_all_of_it_does_not_sign_it_off(void **state)
{
	struct fix *fix = *state;
	struct world *world;

	world_init(fix);
	tick(fix);
	commit_as(fix, "ada", "ada");
	trust_lines(fix, "ada " QA_GRANT);
	world = look(fix, NOW, true);
	assert_int_equal(judgement_at(world, "QA Lead")->votes.at[0].reason,
			 REASON_SIGNED_BY);
	assert_int_equal(judgement_at(world, "QA Lead")->signoff, REASON_OWN_EVIDENCE);
	world_free(world);
}

/* The field's role, whether a tick, and whether the line may. */
/* clang-format off */
static const struct {
	const char *options, *role;
	bool statement, tick, may;
} rights[] = {
	{ QA_GRANT, "qa-lead", false, true, true },
	{ QA_GRANT, "qa-lead", false, false, true },
	{ "namespaces=\"muster-signoff/qa-lead\"", "qa-lead", false, false, true },
	{ "namespaces=\"git,muster-signoff/other\"", "", false, true, true },
	{ "namespaces=\"git,muster-signoff/other\"", "qa-lead", true, true, true },
	{ "namespaces=\"muster-signoff/qa-lead\"", "qa-lead", false, true, false },
	{ QA_GRANT, "security", false, true, false },
	{ QA_GRANT, "security", false, false, false },
	{ "namespaces=\"git\"", "qa-lead", false, true, false },
	{ "namespaces=\"git\"", "", false, true, false },
	{ "namespaces=\"git,muster-waive,muster-seal,muster-evidence\"", "", false, true, false },
	{ "namespaces=\"muster-signoff/x\"", "", false, true, false },
	{ "", "qa-lead", false, true, false },
};
/* clang-format on */

static void a_role_is_granted_by_one_line_that_names_it(void **state)
{
	struct fix *fix = *state;

	signed_tick(fix);
	for (size_t i = 0; i < sizeof(rights) / sizeof(rights[0]); i++) {
		struct signoff_field field = { .role_slug = span_of(rights[i].role),
					       .statement = rights[i].statement };
		const struct signer *found;
		struct world *world;

		trust_lines(fix,
			    arena_printf(fix->arena, "amy %s", rights[i].options).ptr);
		world = look(fix, NOW, true);
		found = ticks_may_sign(&world->trust, &field,
				       world->trust.signers.lines.at[0].blob,
				       rights[i].tick, NOW);
		if ((found != NULL) != rights[i].may)
			fail_msg("%zu: %s", i, rights[i].options);
		assert_null(ticks_may_sign(&world->trust, &field, SPAN_LIT("other key"),
					   rights[i].tick, NOW));
		world_free(world);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_GIT(a_tick_says_who_set_it_when_and_in_which_commit),
		WITH_GIT(the_line_of_the_key_decides),
		WITH_GIT(without_trust_nobody_has_signed),
		WITH_GIT(a_commit_signs_its_own_marks_in_plans_alone),
		WITH_GIT(another_committer_an_amend_and_a_first_commit_sign_nothing),
		WITH_GIT(a_merge_and_a_squash_sign_nobody_elses_tick),
		WITH_GIT(what_was_signed_may_not_change),
		WITH_GIT(of_a_tick_put_back_by_an_editor_the_editor_is_the_author),
		WITH_GIT(who_made_every_claim_is_told_from_who_made_some),
		WITH_GIT(a_lead_who_claimed_all_of_it_does_not_sign_it_off),
		WITH_GIT(a_role_is_granted_by_one_line_that_names_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
