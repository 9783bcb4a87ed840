/* Which detached statements count for a field, signed by ssh-keygen. */
#include "ticksfix.h"

#include "audit/run.h"
#include "audit/stated.h"
#include "trust/approval.h"

#define NOW    1700100000
#define FIELD  "go/qa"
#define DIGEST "abababababababababababababababababababababababababababababababab"
#define OTHER  "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"

struct saying {
	struct approval approval;
	const char *key, *name; /* of the key file, of the namespace */
	const char *lines;      /* of allowed_signers; NULL: Amy may */
	enum reason reason;
	const char *says;
};

static struct approval plain(const struct world *world)
{
	return (struct approval){
		.report = SPAN_LIT(DIGEST),
		.project = SPAN_LIT("acme/widget"),
		.commit = world->source.commit,
		.field = SPAN_LIT(FIELD),
		.role = SPAN_LIT("qa-lead"),
		.decision = VOTE_APPROVE,
		.by = SPAN_LIT("amy@example.org"),
		.at = NOW + 60,
	};
}

/* The statement, signed; `edit` of its text happens behind the signature. */
static struct audit_statement sign(struct fix *fix, const struct approval *approval,
				   const char *key, const char *name, const char *edit)
{
	struct audit_statement out = { .name = SPAN_LIT("a.signoff") };
	const char *path = arena_printf(fix->arena, "%s/s", fix->root).ptr;
	struct err err = { 0 };

	assert_ok(approval_write(&out.text, approval, fix->arena, &err));
	assert_ok(file_write(path, out.text, &err));
	sh(fix, "rm -f s.sig; ssh-keygen -q -Y sign -n %s -f %s s 2> /dev/null; %s",
	   name, key, edit);
	assert_ok(file_read(&out.text, path, 65536, fix->arena, &err));
	assert_ok(file_read(&out.armour,
			    arena_printf(fix->arena, "%s/s.sig", fix->root).ptr, 65536,
			    fix->arena, &err));
	return out;
}

static struct world *open_world(struct fix *fix, const char *lines)
{
	struct world *world;
	struct planned *planned;

	trust_lines(fix, lines ? lines
			       : "amy namespaces=\"muster-signoff/qa-lead\"\n"
				 "bob namespaces=\"git\"");
	world = look(fix, NOW, true);
	planned = &world->report.plans.at[0];
	world->report.run.project = SPAN_LIT("acme/widget");
	planned->plan.slug = SPAN_LIT("go");
	planned->judgements.at[item_at(world, "QA Lead")].slug = SPAN_LIT("qa");
	return world;
}

static size_t count(struct fix *fix, struct world *world,
		    const struct audit_statement *statement)
{
	struct stated_source source = {
		.report = &world->report,
		.stored = &world->report,
		.statements = statement,
		.count = 1,
		.ticks = world->ticks,
		.trust = &world->trust,
		.when = NOW,
		.commit_at = 1700000060,
		.digest = DIGEST,
	};
	size_t votes = stated_count(&source, fix->arena);

	signoff_settle_all(&world->report, &world->config, fix->arena);
	return votes;
}

static void expect(struct fix *fix, const struct saying *say, const char *edit)
{
	struct world *world = open_world(fix, say->lines);
	struct approval approval = say->approval;
	struct audit_statement statement;
	const struct judgement *judgement;

	if (approval.commit.len == 0)
		approval.commit = world->source.commit;
	statement = sign(fix, &approval, say->key, say->name, edit);
	assert_int_equal(count(fix, world, &statement), 1);
	judgement = judgement_at(world, "QA Lead");
	assert_int_equal(judgement->votes.count, 1);
	if (judgement->votes.at[0].reason != say->reason ||
	    span_find(judgement->votes.at[0].why, span_of(say->says)) < 0)
		fail_msg("\"%s\": %d: %.*s", say->says,
			 (int)judgement->votes.at[0].reason,
			 SPAN_ARG(judgement->votes.at[0].why));
	assert_int_equal(judgement->signoff == REASON_SIGNED_BY,
			 say->reason == REASON_SIGNED_BY);
	world_free(world);
}

#define QA "muster-signoff/qa-lead"

/* The same with one part changed. */
#define WITH(part, type)                                                               \
	static struct approval with_##part(const struct approval *good, type value)    \
	{                                                                              \
		struct approval out = *good;                                           \
                                                                                       \
		out.part = value;                                                      \
		return out;                                                            \
	}
WITH(report, struct span)
WITH(project, struct span)
WITH(commit, struct span)
WITH(seal, struct span)
WITH(role, struct span)
WITH(by, struct span)
WITH(at, int64_t)

static void a_statement_by_whom_the_role_is_granted_counts(void **state)
{
	struct fix *fix = *state;
	struct world *world;
	struct saying say = { .key = "amy", .name = QA, .says = "" };

	world_init(fix);
	world = open_world(fix, NULL);
	say.approval = plain(world);
	world_free(world);
	say.reason = REASON_SIGNED_BY;
	expect(fix, &say, "true");
	/* Its key ended after it was made; the report is older than both. */
	say.lines =
		"amy namespaces=\"muster-signoff/qa-lead\",valid-before=\"20231201Z\"";
	expect(fix, &say, "true");
	/* Its key began after the report and before it. */
	say.lines = "amy namespaces=\"muster-signoff/*\",valid-after=\"20231201Z\"";
	say.approval.at = NOW + 30 * 86400;
	expect(fix, &say, "true");
}

static void every_other_statement_says_why_it_does_not_count(void **state)
{
	struct fix *fix = *state;
	struct approval good;
	struct world *world;

	world_init(fix);
	world = open_world(fix, NULL);
	good = plain(world);
	world_free(world);
	const struct saying refused[] = {
		{ with_report(&good, SPAN_LIT(OTHER)), "amy", QA, NULL,
		  REASON_SUPERSEDED, "another report" },
		{ with_project(&good, SPAN_LIT("acme/other")), "amy", QA, NULL,
		  REASON_SUPERSEDED, "another project or commit" },
		{ with_commit(&good,
			      SPAN_LIT("0123456789012345678901234567890123456789")),
		  "amy", QA, NULL, REASON_SUPERSEDED, "another project or commit" },
		{ with_seal(&good, SPAN_LIT(OTHER)), "amy", QA, NULL, REASON_SUPERSEDED,
		  "sealed before" },
		{ with_at(&good, 1700000000), "amy", QA, NULL, REASON_UNTRUSTED,
		  "before the commit" },
		{ with_role(&good, SPAN_LIT("security")), "amy",
		  "muster-signoff/security", "amy namespaces=\"muster-signoff/*\"",
		  REASON_WRONG_ROLE, "the field is for qa-lead" },
		{ with_role(&good, SPAN_LIT("security")), "amy",
		  "muster-signoff/security", NULL, REASON_WRONG_ROLE,
		  "no line grants it" },
		{ with_by(&good, SPAN_LIT("bob@example.org")), "amy", QA, NULL,
		  REASON_UNTRUSTED, "the key is that of amy@example.org" },
		{ good, "bob", QA, NULL, REASON_WRONG_ROLE, "no line grants it" },
		{ good, "eve", QA, NULL, REASON_UNTRUSTED, "does not list" },
		{ good, "amy", "git", NULL, REASON_UNTRUSTED, "" },
		{ good, "amy", "file", NULL, REASON_UNTRUSTED, "" },
		{ good, "amy", "muster-signoff/security", NULL, REASON_UNTRUSTED, "" },
		{ good, "amy", QA,
		  "amy "
		  "namespaces=\"muster-signoff/qa-lead\",valid-before=\"20231115Z\"",
		  REASON_EXPIRED_KEY, "" },
		{ good, "amy", QA,
		  "amy namespaces=\"muster-signoff/qa-lead\",valid-after=\"20240101Z\"",
		  REASON_UNTRUSTED, "" },
	};

	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		expect(fix, &refused[i], "true");
}

static void text_that_was_changed_behind_its_signature_is_not_signed(void **state)
{
	struct fix *fix = *state;
	struct world *world;
	struct saying say = {
		.key = "amy", .name = QA, .reason = REASON_UNTRUSTED, .says = ""
	};

	world_init(fix);
	world = open_world(fix, NULL);
	say.approval = plain(world);
	say.approval.decision = VOTE_REJECT;
	world_free(world);
	expect(fix, &say, "sed -i 's/reject/approve/' s");
	expect(fix, &say, "sed -i 's/^note: $/note: but/' s");
	expect(fix, &say, "sed -i 's/^at: 2023/at: 2024/' s");
}

static void what_names_no_field_of_the_report_is_no_vote(void **state)
{
	struct fix *fix = *state;
	struct audit_statement statement;
	struct approval approval;
	struct world *world;

	world_init(fix);
	world = open_world(fix, NULL);
	approval = plain(world);
	approval.field = SPAN_LIT("go/security");
	statement = sign(fix, &approval, "amy", QA, "true");
	assert_int_equal(count(fix, world, &statement), 0);
	statement.text = SPAN_LIT("muster-signoff v1\n");
	assert_int_equal(count(fix, world, &statement), 0);
	assert_int_equal(judgement_at(world, "QA Lead")->signoff, REASON_BLANK);
	world_free(world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_GIT(a_statement_by_whom_the_role_is_granted_counts),
		WITH_GIT(every_other_statement_says_why_it_does_not_count),
		WITH_GIT(text_that_was_changed_behind_its_signature_is_not_signed),
		WITH_GIT(what_names_no_field_of_the_report_is_no_vote),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
