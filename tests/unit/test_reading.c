/*
 * The artifacts of a run: the same database whoever reads them, and what a worker
 * that dies, hangs, eats memory or lies costs.
 */
#include "gitfix.h"

#include "audit/reading.h"
#include "audit/run.h"
#include "audit/trial.h"
#include "base/limits.h"
#include "store/cache.h"
#include "store/runs.h"
#include "trust/digest.h"

#include <signal.h>
#include <unistd.h>

/*
 * The work of the jail, and trouble for artifacts that are named after it: in this
 * program alone, so that the one that ships has no such door.
 */
static void troubled_work(void *ctx, struct jail_request request,
			  struct jail_reply *reply)
{
	struct span head = request.head;

	if (span_find(head, SPAN_LIT("crash.")) >= 0)
		raise(SIGKILL);
	if (span_find(head, SPAN_LIT("hang.xml")) >= 0)
		for (volatile unsigned i = 0;; i++)
			;
	if (span_find(head, SPAN_LIT("eat.xml")) >= 0)
		oom();
	if (span_find(head, SPAN_LIT("lie.xml")) >= 0)
		jail_put(reply, SPAN_LIT("\1\2\3\4"));
	else if (span_find(head, SPAN_LIT("stop.xml")) < 0) /* which says nothing */
		trial_work(ctx, request, reply);
	if (span_find(head, SPAN_LIT("late.xml")) >= 0) /* all is said already */
		raise(SIGKILL);
}

static struct jail *open_jail(unsigned workers,
			      void (*work)(void *, struct jail_request,
					   struct jail_reply *))
{
	struct jail_options options = reading_jail();
	struct err err = { 0 };
	struct jail *jail;

	options.workers = workers;
	options.cpu_ms = 1000;
	if (work)
		options.work = work;
	assert_ok(jail_open(&jail, &options, &err));
	return jail;
}

/* One audit; its report is in the fixture's arena. */
struct trial {
	struct report report;
	struct audit_tally tally;
	char digest[DIGEST_TEXT]; /* of the released database */
};

static void audit(struct trial *trial, struct fix *fix, struct jail *jail,
		  const char *db, struct audit_cache cache)
{
	const char *released = arena_printf(fix->arena, "%s/released", fix->root).ptr;
	struct audit_options options = {
		.as_of = CLOCK_NONE,
		.jail = jail,
		.cache = cache,
		.tally = &trial->tally,
	};
	struct repo_options where = {
		.path = arena_printf(fix->arena, "%s/r", fix->root).ptr
	};
	struct store *store;
	struct repo *repo;
	struct err err = { 0 };
	uint64_t size;

	trial->tally = (struct audit_tally){ 0 };
	assert_ok(repo_open(&repo, &where, &err));
	assert_ok(store_open(&store,
			     arena_printf(fix->arena, "%s/%s", fix->root, db).ptr,
			     STORE_WRITE, &err));
	assert_ok(audit_run(&trial->report, repo, store, &options, fix->arena, &err));
	assert_ok(runs_export(store, 0, released, &err));
	assert_ok(digest_file(trial->digest, &size, released, UINT64_MAX, &err));
	store_close(store);
	repo_close(repo);
}

static const struct audit_cache no_cache = { false, false };
static const struct audit_cache with_cache = { true, true };

/* A plan, and reports of several kinds: so many as that all workers have some. */
static void make_repo(struct fix *fix)
{
	sh(fix,
	   "git init -q -b main r && cd r && mkdir evidence &&"
	   "echo '- [x] Unit tests pass (evidence/junit-1.xml)' > plan.md &&"
	   "for i in $(seq 40); do"
	   "  echo '<testsuite name=\"s\"><testcase name=\"'$i'\"/>"
	   "<testcase name=\"b\"><failure message=\"boom\"/></testcase></testsuite>'"
	   "    > evidence/junit-$i.xml;"
	   "  printf 'SF:a.c\\nDA:1,%%s\\nDA:2,0\\nend_of_record\\n' $i > "
	   "evidence/$i.info;"
	   "done;"
	   "echo '{\"version\":\"2.1.0\",\"runs\":[' > evidence/cut.sarif;"
	   "printf '\\377\\376x' > evidence/odd.bin; : > evidence/empty.xml;"
	   "git add -A && git commit -q -m all");
}

static const struct artifact *artifact_of(const struct trial *trial, const char *path)
{
	for (size_t i = 0; i < trial->report.artifacts.count; i++)
		if (span_is(trial->report.artifacts.at[i].path, path))
			return &trial->report.artifacts.at[i];
	fail_msg("there is no artifact %s", path);
	return NULL;
}

static void whoever_reads_the_database_is_the_same(void **state)
{
	struct fix *fix = *state;
	struct trial here, jailed;
	char db[32];

	make_repo(fix);
	audit(&here, fix, NULL, "db", no_cache);
	for (unsigned workers = 1; workers <= 4; workers *= 2) {
		struct jail *jail = open_jail(workers, NULL);

		snprintf(db, sizeof(db), "db-%u", workers);
		audit(&jailed, fix, jail, db, no_cache);
		assert_string_equal(jailed.digest, here.digest);
		jail_close(jail);
	}
	assert_int_equal(artifact_of(&here, "evidence/junit-7.xml")->counts.suites, 1);
	assert_int_equal(artifact_of(&here, "evidence/cut.sarif")->status,
			 ARTIFACT_UNREADABLE);
}

static void what_was_read_before_is_found_and_the_same(void **state)
{
	struct fix *fix = *state;
	struct trial cold, warm;
	struct jail *jail = open_jail(2, NULL);

	make_repo(fix);
	audit(&cold, fix, jail, "db", with_cache);
	audit(&warm, fix, jail, "db", with_cache);
	assert_int_equal(cold.tally.cached, 0);
	assert_int_equal(warm.tally.cached, warm.report.artifacts.count);
	assert_string_equal(warm.digest, cold.digest);

	/* In this process the same records are made, and found. */
	audit(&cold, fix, NULL, "db-2", with_cache);
	assert_string_equal(cold.digest, warm.digest);
	audit(&warm, fix, jail, "db-2", with_cache);
	assert_int_equal(warm.tally.cached, warm.report.artifacts.count);
	assert_string_equal(warm.digest, cold.digest);

	/* One changed, and one that is not tracked: known by its bytes. */
	sh(fix,
	   "cd r && sed -i 's/b\"/c\"/' evidence/junit-7.xml && git commit -qam c &&"
	   "cp evidence/junit-9.xml evidence/new.xml");
	audit(&warm, fix, jail, "db-2", with_cache);
	assert_int_equal(warm.tally.cached, warm.report.artifacts.count - 2);
	audit(&warm, fix, jail, "db-2", with_cache);
	assert_int_equal(warm.tally.cached, warm.report.artifacts.count);
	audit(&cold, fix, jail, "db-3", no_cache);
	assert_int_equal(cold.tally.cached, 0);
	jail_close(jail);
}

static void a_cache_that_was_damaged_or_forged_is_passed_over(void **state)
{
	struct fix *fix = *state;
	struct trial cold, warm;
	struct jail *jail = open_jail(2, NULL);

	make_repo(fix);
	audit(&cold, fix, jail, "db", with_cache);
	sh(fix, "sqlite3 db \"DELETE FROM fact_kept;"
		" UPDATE fact_cache SET records = substr(records, 2)"
		" WHERE cache_id = 3; UPDATE fact_cache SET sha256 = 'no'"
		" WHERE cache_id = 4; UPDATE fact_cache SET size = -1"
		" WHERE cache_id = 5; UPDATE fact_cache SET records = x'7f'"
		" WHERE cache_id = 6; UPDATE fact_cache SET records = x'7f', checksum ="
		" '620bfdaa346b088fb49998d92f19a7eaf6bfc2fb0aee015753966da1028cb731'"
		" WHERE cache_id = 7\""); /* printf '\177' | sha256sum */
	audit(&warm, fix, jail, "db", with_cache);
	assert_int_equal(warm.tally.cached, warm.report.artifacts.count - 5);
	assert_true(warm.tally.damaged >= 3);
	assert_string_equal(warm.digest, cold.digest);

	/* They were written again. */
	audit(&warm, fix, jail, "db", with_cache);
	assert_int_equal(warm.tally.cached, warm.report.artifacts.count);
	sh(fix, "sqlite3 db 'DROP TABLE fact_kept; CREATE TABLE fact_kept(x);"
		" DROP TABLE fact_cache; CREATE TABLE fact_cache(x)'");
	audit(&warm, fix, jail, "db", with_cache);
	assert_int_equal(warm.tally.cached, 0);
	assert_string_equal(warm.digest, cold.digest);
	jail_close(jail);
}

/* Facts that stay are not read again: who puts others in their place is found out. */
static void facts_of_the_run_before_stay_where_nothing_speaks_against_it(void **state)
{
	struct fix *fix = *state;
	struct trial cold, warm;
	struct jail *jail = open_jail(2, NULL);
	static const char *const harms[] = {
		"UPDATE fact_kept SET told = substr(told, 2)",
		"UPDATE fact_kept SET sha256 = 'no'",
		"UPDATE fact_kept SET sha256 = upper(sha256)",
		"UPDATE fact_kept SET size = -1",
		"UPDATE fact_kept SET counts = CAST(counts || x'7800' AS BLOB)",
		"UPDATE fact_kept SET counts = x'00'",
		"UPDATE fact_kept SET told = x'', checksum = lower(hex(zeroblob(32)))",
		"UPDATE fact_kept SET key = upper(key)",
		"UPDATE fact_kept SET artifact_id = artifact_id + 1000",
		"DELETE FROM fact_kept",
		"DROP TABLE fact_kept",
		"DROP TABLE fact_kept; CREATE TABLE fact_kept(x)",
		"DROP TABLE fact_kept; CREATE TABLE fact_kept(artifact_id)",
	};

	make_repo(fix);
	audit(&cold, fix, jail, "db", with_cache);
	/* Nobody wrote what is there: rows that somebody else put stay put. */
	sh(fix, "sqlite3 db \"UPDATE fact_case SET message = 'kept' WHERE case_id ="
		" (SELECT min(case_id) FROM fact_case)\"");
	audit(&warm, fix, jail, "db", with_cache);
	assert_int_equal(warm.tally.cached, warm.report.artifacts.count);
	assert_string_not_equal(warm.digest, cold.digest);
	audit(&warm, fix, jail, "db", no_cache);
	assert_string_equal(warm.digest, cold.digest);

	for (size_t i = 0; i < sizeof(harms) / sizeof(harms[0]); i++) {
		audit(&warm, fix, jail, "db", with_cache); /* they are known again */
		sh(fix, "sqlite3 db \"UPDATE fact_case SET message = 'kept'; %s\"",
		   harms[i]);
		audit(&warm, fix, jail, "db", with_cache);
		assert_int_equal(warm.tally.cached, warm.report.artifacts.count);
		if (strcmp(warm.digest, cold.digest) != 0)
			fail_msg("facts stay in spite of: %s", harms[i]);
	}
	jail_close(jail);
}

static void trouble_costs_its_artifact_and_no_other(void **state)
{
	static const struct {
		const char *path, *reason;
	} dead[] = {
		{ "evidence/crash.xml", "worker-died" },
		{ "evidence/lie.xml", "worker-died" },
		{ "evidence/stop.xml", "worker-died" },
		{ "evidence/late.xml", "worker-died" },
		{ "evidence/hang.xml", "worker-timeout" },
		{ "evidence/eat.xml", "worker-memory" },
	};
	struct fix *fix = *state;
	struct trial good, bad;
	struct jail *jail = open_jail(2, troubled_work);

	make_repo(fix);
	audit(&good, fix, jail, "db", no_cache);
	for (size_t i = 0; i < sizeof(dead) / sizeof(dead[0]); i++)
		sh(fix, "cp r/evidence/junit-1.xml r/%s", dead[i].path);
	sh(fix, "cd r && git add -A && git commit -q -m trouble");
	audit(&bad, fix, jail, "db-2", with_cache);

	for (size_t i = 0; i < sizeof(dead) / sizeof(dead[0]); i++) {
		const struct artifact *artifact = artifact_of(&bad, dead[i].path);

		assert_int_equal(artifact->status, ARTIFACT_UNREADABLE);
		assert_span_is(artifact->reason, dead[i].reason);
		assert_true(artifact->detail.len > 0);
		assert_int_equal(artifact->counts.facts, 0);
	}
	for (size_t i = 0; i < good.report.artifacts.count; i++) {
		const struct artifact *was = &good.report.artifacts.at[i];
		const struct artifact *is =
			artifact_of(&bad, arena_string(fix->arena, was->path));

		assert_int_equal(is->status, was->status);
		assert_memory_equal(&is->counts, &was->counts, sizeof(is->counts));
	}
	/* What a dead worker left is not found the next time. */
	audit(&bad, fix, jail, "db-2", with_cache);
	assert_int_equal(bad.tally.cached, good.report.artifacts.count);
	assert_int_equal(artifact_of(&bad, dead[0].path)->status, ARTIFACT_UNREADABLE);
	jail_close(jail);
}

static void a_plan_that_kills_its_reader_is_there_and_not_read(void **state)
{
	struct fix *fix = *state;
	struct jail *jail = open_jail(2, troubled_work);
	struct trial trial;
	const struct planned *planned;
	bool said = false;

	make_repo(fix);
	sh(fix, "cd r && mkdir checklists && cp plan.md checklists/crash.md &&"
		"git add -A && git commit -q -m trouble");
	audit(&trial, fix, jail, "db", no_cache);
	assert_int_equal(trial.report.plans.count, 2);
	planned = &trial.report.plans.at[0];
	assert_span_is(planned->plan.path, "checklists/crash.md");
	assert_true(planned->plan.incomplete);
	assert_int_equal(planned->plan.items.count, 0);
	assert_int_equal(trial.report.plans.at[1].plan.items.count, 1);
	for (size_t i = 0; i < trial.report.findings.count; i++) {
		const struct finding *finding = &trial.report.findings.at[i];

		said |= span_is(finding->path, "checklists/crash.md") &&
			span_find(finding->message, SPAN_LIT("died over it")) >= 0;
	}
	assert_true(said);
	assert_int_not_equal(trial.report.run.result, RESULT_READY);
	jail_close(jail);
}

/* First, in a process that has used no library yet: what they open late is open. */
static void no_library_reaches_for_a_file_when_it_is_used_first(void **state)
{
	struct fix *fix = *state;
	struct jail *jail = open_jail(1, NULL);
	struct trial here, jailed;

	make_repo(fix);
	sh(fix,
	   "cd r/evidence && printf 'a: 1\nb: [x, y]\n' > a.yaml &&"
	   "printf '<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
	   "<testsuite><testcase name=\"caf\\351\"/></testsuite>' > latin.xml &&"
	   "printf 'caf\\351 au lait\n' > latin.txt && gzip -c junit-1.xml > j.xml.gz "
	   "&&"
	   "tar -cf all.tar junit-2.xml && tar -czf all.tgz junit-3.xml &&"
	   "python3 -c \"import zipfile; z = zipfile.ZipFile('odd.zip', 'w');"
	   "z.writestr('caf\\u00e9.xml', '<testsuite/>'); z.close();"
	   "b = open('odd.zip', 'rb').read();"
	   "b = b.replace(b'caf\\xc3\\xa9', b'caf\\x82\\x82')"
	   ".replace(b'\\x00\\x08', b'\\x00\\x00');"
	   "open('odder.zip', 'wb').write(b)\" && git add -A && git commit -q -m odd");
	audit(&jailed, fix, jail, "db", no_cache);
	audit(&here, fix, NULL, "db-2", no_cache);
	for (size_t i = 0; i < jailed.report.artifacts.count; i++) {
		struct span reason = jailed.report.artifacts.at[i].reason;

		if (span_starts(reason, "worker-"))
			fail_msg("%.*s: %.*s",
				 SPAN_ARG(jailed.report.artifacts.at[i].path),
				 SPAN_ARG(jailed.report.artifacts.at[i].detail));
	}
	assert_string_equal(jailed.digest, here.digest);
	jail_close(jail);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			no_library_reaches_for_a_file_when_it_is_used_first, fix_new,
			fix_free),
		cmocka_unit_test_setup_teardown(whoever_reads_the_database_is_the_same,
						fix_new, fix_free),
		cmocka_unit_test_setup_teardown(
			what_was_read_before_is_found_and_the_same, fix_new, fix_free),
		cmocka_unit_test_setup_teardown(
			a_cache_that_was_damaged_or_forged_is_passed_over, fix_new,
			fix_free),
		cmocka_unit_test_setup_teardown(
			facts_of_the_run_before_stay_where_nothing_speaks_against_it,
			fix_new, fix_free),
		cmocka_unit_test_setup_teardown(trouble_costs_its_artifact_and_no_other,
						fix_new, fix_free),
		cmocka_unit_test_setup_teardown(
			a_plan_that_kills_its_reader_is_there_and_not_read, fix_new,
			fix_free),
	};

	return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
