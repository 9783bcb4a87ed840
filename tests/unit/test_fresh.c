/* Freshness over real histories, made by stock git. */
#include "gitfix.h"

#include "audit/fresh.h"

static struct err err;

/* One audited commit with one artifact, evidence/a.xml, and what is about it. */
struct scene {
	struct fix *fix;
	struct repo_commit commit;
	struct tree tree;
	struct config config;
	struct report report;
	struct fresh_source source;
	struct fresh *fresh;
};

static struct scene *begin(struct fix *fix)
{
	struct scene *scene = ARENA_NEW(fix->arena, struct scene);
	struct artifact *artifact = LIST_ADD(fix->arena, &scene->report.artifacts);

	scene->fix = fix;
	config_default(&scene->config, fix->arena);
	artifact->path = SPAN_LIT("evidence/a.xml");
	artifact->family = FAMILY_TESTS;
	LIST_ADD(fix->arena, &scene->report.plans)->plan.path =
		SPAN_LIT("checklists/go.txt");
	return scene;
}

static struct artifact *date(struct scene *scene, const char *declared)
{
	struct fix *fix = scene->fix;
	struct artifact *artifact = &scene->report.artifacts.at[0];
	struct repo *repo = fix_open(fix, "r");

	artifact->about.subject_commit = span_of(declared);
	assert_ok(repo_resolve(&scene->commit, repo, "HEAD", fix->arena, &err));
	assert_ok(repo_walk(&scene->tree, repo, scene->commit.tree, fix->arena, &err));
	scene->source.repo = repo;
	scene->source.seen = seen_new(repo, fix->arena);
	scene->source.commit = &scene->commit;
	scene->source.tree = &scene->tree;
	scene->source.config = &scene->config;
	scene->source.report = &scene->report;
	scene->source.shallow = repo_facts(repo)->shallow;
	scene->fresh = fresh_new(&scene->source, fix->arena);
	assert_ok(fresh_all(scene->fresh, &err));
	return artifact;
}

static void assert_fresh(const struct artifact *artifact, enum freshness freshness,
			 enum reason reason)
{
	if (artifact->freshness != freshness || artifact->freshness_reason != reason)
		fail_msg("%s (%s), not %s (%s)", freshness_word[artifact->freshness],
			 reason_word[artifact->freshness_reason],
			 freshness_word[freshness], reason_word[reason]);
}

/* Writes files ("path=content") and commits them; the id. */
static char *put(struct fix *fix, const char *path, const char *content)
{
	sh(fix, "cd r; mkdir -p $(dirname '%s'); printf '%%s' '%s' > '%s'", path,
	   content, path);
	return fix_commit(fix, path);
}

static void evidence_after_the_code_is_inferred(void **state)
{
	struct fix *fix = *state;
	struct artifact *artifact;
	char *brought;

	fix_init(fix);
	put(fix, "src/a.c", "1");
	brought = put(fix, "evidence/a.xml", "x");
	put(fix, "checklists/go.txt", "- [x] tick");
	put(fix, "docs/guide.txt", "words");
	put(fix, "README.md", "words");
	artifact = date(begin(fix), "");

	assert_fresh(artifact, FRESHNESS_INFERRED, REASON_INFERRED);
	assert_span_is(artifact->last_commit, brought);
	assert_span_is(artifact->subject, brought);
}

static void code_after_the_evidence_makes_it_stale(void **state)
{
	struct fix *fix = *state;
	struct artifact *artifact;

	fix_init(fix);
	put(fix, "src/a.c", "1");
	put(fix, "evidence/a.xml", "x");
	put(fix, "src/b.c", "2");
	put(fix, "src/c.c", "3");
	artifact = date(begin(fix), "");

	assert_fresh(artifact, FRESHNESS_STALE, REASON_SCOPE_CHANGED);
	assert_span_is(artifact->changed, "src/b.c");
	assert_int_equal(artifact->changed_count, 2);
}

static void a_commit_with_both_says_nothing(void **state)
{
	struct fix *fix = *state;

	fix_init(fix);
	put(fix, "src/a.c", "1");
	sh(fix, "cd r; mkdir evidence; echo x > evidence/a.xml; echo 2 > src/a.c");
	fix_commit(fix, "squashed");

	assert_fresh(date(begin(fix), ""), FRESHNESS_UNDATED, REASON_MIXED_COMMIT);
}

static void a_first_commit_with_everything_says_nothing(void **state)
{
	struct fix *fix = *state;

	fix_init(fix);
	sh(fix, "cd r; mkdir evidence src; echo x > evidence/a.xml; echo 2 > src/a.c");
	fix_commit(fix, "import");

	assert_fresh(date(begin(fix), ""), FRESHNESS_UNDATED, REASON_MIXED_COMMIT);
}

static void code_that_came_back_carries_the_evidence(void **state)
{
	struct fix *fix = *state;
	char *subject;

	fix_init(fix);
	subject = put(fix, "src/a.c", "1");
	put(fix, "evidence/a.xml", "x");
	put(fix, "src/a.c", "2");
	assert_fresh(date(begin(fix), subject), FRESHNESS_STALE, REASON_SCOPE_CHANGED);
	sh(fix, "cd r; git revert -n HEAD");
	fix_commit(fix, "revert");

	assert_fresh(date(begin(fix), subject), FRESHNESS_CARRIED, REASON_CARRIED);
	assert_fresh(date(begin(fix), ""), FRESHNESS_INFERRED, REASON_INFERRED);
}

static void a_declared_commit_settles_what_a_mixed_one_cannot(void **state)
{
	struct fix *fix = *state;
	struct artifact *artifact;
	char *subject;

	fix_init(fix);
	subject = put(fix, "src/a.c", "1");
	sh(fix,
	   "cd r; mkdir evidence; echo x > evidence/a.xml; echo words > README.md");
	fix_commit(fix, "evidence");
	artifact = date(begin(fix), subject);

	assert_fresh(artifact, FRESHNESS_CARRIED, REASON_CARRIED);
	assert_span_is(artifact->subject, subject);
}

static void a_merge_counts_by_its_content(void **state)
{
	struct fix *fix = *state;
	char *subject;

	fix_init(fix);
	subject = put(fix, "src/a.c", "1");
	put(fix, "evidence/a.xml", "x");
	sh(fix, "cd r; git checkout -qb side HEAD~1");
	put(fix, "README.md", "words");
	sh(fix, "cd r; git checkout -q main; git merge -q --no-ff -m merge side");
	assert_fresh(date(begin(fix), subject), FRESHNESS_CARRIED, REASON_CARRIED);
	assert_fresh(date(begin(fix), ""), FRESHNESS_INFERRED, REASON_INFERRED);
	sh(fix, "cd r; git checkout -q side");
	put(fix, "src/side.c", "1");
	sh(fix, "cd r; git checkout -q main; git merge -q --no-ff -m merge side");

	assert_fresh(date(begin(fix), subject), FRESHNESS_STALE, REASON_SCOPE_CHANGED);
	assert_fresh(date(begin(fix), ""), FRESHNESS_STALE, REASON_SCOPE_CHANGED);
}

static void a_commit_of_elsewhere_is_foreign(void **state)
{
	struct fix *fix = *state;
	char *side;

	fix_init(fix);
	put(fix, "src/a.c", "1");
	put(fix, "evidence/a.xml", "x");
	sh(fix, "cd r; git checkout -qb side");
	side = put(fix, "src/b.c", "1");
	sh(fix, "cd r; git checkout -q main");

	assert_fresh(date(begin(fix), side), FRESHNESS_FOREIGN, REASON_FOREIGN_SUBJECT);
	assert_fresh(date(begin(fix), "0123456789012345678901234567890123456789"),
		     FRESHNESS_FOREIGN, REASON_FOREIGN_SUBJECT);
}

static void an_abbreviated_id_binds_nothing(void **state)
{
	struct fix *fix = *state;

	fix_init(fix);
	put(fix, "src/a.c", "1");
	put(fix, "evidence/a.xml", "x");

	assert_fresh(date(begin(fix), "0123456"), FRESHNESS_INFERRED, REASON_INFERRED);
}

static void a_sidecar_declares_the_commit(void **state)
{
	struct fix *fix = *state;
	struct artifact *artifact;
	char *subject;

	fix_init(fix);
	subject = put(fix, "src/a.c", "1");
	sh(fix,
	   "cd r; mkdir evidence; echo x > evidence/a.xml;"
	   "echo '{\"commit\":\"%s\",\"job\":7}' > evidence/a.xml.meta.json",
	   subject);
	fix_commit(fix, "evidence");
	artifact = date(begin(fix), "");

	assert_fresh(artifact, FRESHNESS_CARRIED, REASON_CARRIED);
	assert_span_is(artifact->subject, subject);
}

static void a_sidecar_that_disagrees_makes_it_ambiguous(void **state)
{
	struct fix *fix = *state;
	struct artifact *artifact;
	char *subject;

	fix_init(fix);
	subject = put(fix, "src/a.c", "1");
	sh(fix,
	   "cd r; mkdir evidence; echo x > evidence/a.xml;"
	   "echo '{\"commit\":\"%s\"}' > evidence/a.xml.meta.json",
	   subject);
	fix_commit(fix, "evidence");
	artifact = date(begin(fix), "0123456789012345678901234567890123456789");

	assert_int_equal(artifact->status, ARTIFACT_AMBIGUOUS);
	assert_span_is(artifact->reason, "subject-conflict");
}

static void untracked_evidence_needs_a_subject(void **state)
{
	struct fix *fix = *state;
	struct scene *scene;
	char *head;

	fix_init(fix);
	put(fix, "src/a.c", "1");
	head = put(fix, "src/b.c", "1");
	scene = begin(fix);
	scene->report.artifacts.at[0].origin = ORIGIN_UNTRACKED;
	assert_fresh(date(scene, ""), FRESHNESS_UNDATED, REASON_UNDATED);
	scene->source.subject = span_of(head);

	assert_fresh(date(scene, ""), FRESHNESS_EXACT, REASON_EXACT);
}

static void a_subject_from_outside_is_not_for_tracked_files(void **state)
{
	struct fix *fix = *state;
	struct scene *scene;

	fix_init(fix);
	put(fix, "src/a.c", "1");
	put(fix, "evidence/a.xml", "x");
	scene = begin(fix);
	scene->source.subject = span_of(put(fix, "src/b.c", "1"));

	assert_fresh(date(scene, ""), FRESHNESS_STALE, REASON_SCOPE_CHANGED);
}

static void a_shallow_end_is_nobody_s_commit(void **state)
{
	struct fix *fix = *state;
	struct scene *scene;
	char *subject;

	fix_init(fix);
	subject = put(fix, "src/a.c", "1");
	put(fix, "evidence/a.xml", "x");
	put(fix, "README.md", "words");
	sh(fix,
	   "git clone -q --depth 1 file://$PWD/r shallow; mv r full; mv shallow r");
	scene = begin(fix);

	assert_fresh(date(scene, ""), FRESHNESS_UNDATED, REASON_SHALLOW_HISTORY);
	assert_true(fresh_met_shallow(scene->fresh));
	assert_fresh(date(scene, subject), FRESHNESS_UNDATED, REASON_SHALLOW_HISTORY);
}

static void a_report_outside_the_roots_is_no_scope_of_itself(void **state)
{
	struct fix *fix = *state;
	struct scene *scene;

	fix_init(fix);
	put(fix, "src/a.c", "1");
	put(fix, "coverage.info", "x");
	scene = begin(fix);
	scene->report.artifacts.at[0].path = SPAN_LIT("coverage.info");

	assert_fresh(date(scene, ""), FRESHNESS_INFERRED, REASON_INFERRED);
}

static void a_configured_scope_takes_the_place_of_the_default(void **state)
{
	struct fix *fix = *state;
	struct scene *scene;

	fix_init(fix);
	put(fix, "src/a.c", "1");
	put(fix, "evidence/a.xml", "x");
	put(fix, "web/page.html", "2");
	scene = begin(fix);
	*LIST_ADD(fix->arena, &scene->config.scope) = SPAN_LIT("src/**");

	assert_fresh(date(scene, ""), FRESHNESS_INFERRED, REASON_INFERRED);
}

static void a_rule_s_scope_dates_anew(void **state)
{
	struct fix *fix = *state;
	struct config_rule narrow = { 0 }, wide = { 0 };
	struct freshness_answer answer;
	struct artifact *artifact;
	struct scene *scene;

	fix_init(fix);
	put(fix, "src/a.c", "1");
	put(fix, "evidence/a.xml", "x");
	put(fix, "web/page.html", "2");
	scene = begin(fix);
	artifact = date(scene, "");
	assert_fresh(artifact, FRESHNESS_STALE, REASON_SCOPE_CHANGED);
	*LIST_ADD(fix->arena, &narrow.scope) = SPAN_LIT("src/**");

	assert_ok(fresh_for_rule(&answer, scene->fresh, artifact, &narrow, &err));
	assert_int_equal(answer.freshness, FRESHNESS_INFERRED);
	assert_ok(fresh_for_rule(&answer, scene->fresh, artifact, &wide, &err));
	assert_int_equal(answer.freshness, FRESHNESS_STALE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_GIT(evidence_after_the_code_is_inferred),
		WITH_GIT(code_after_the_evidence_makes_it_stale),
		WITH_GIT(a_commit_with_both_says_nothing),
		WITH_GIT(a_first_commit_with_everything_says_nothing),
		WITH_GIT(code_that_came_back_carries_the_evidence),
		WITH_GIT(a_declared_commit_settles_what_a_mixed_one_cannot),
		WITH_GIT(a_merge_counts_by_its_content),
		WITH_GIT(a_commit_of_elsewhere_is_foreign),
		WITH_GIT(an_abbreviated_id_binds_nothing),
		WITH_GIT(a_sidecar_declares_the_commit),
		WITH_GIT(a_sidecar_that_disagrees_makes_it_ambiguous),
		WITH_GIT(untracked_evidence_needs_a_subject),
		WITH_GIT(a_subject_from_outside_is_not_for_tracked_files),
		WITH_GIT(a_shallow_end_is_nobody_s_commit),
		WITH_GIT(a_report_outside_the_roots_is_no_scope_of_itself),
		WITH_GIT(a_configured_scope_takes_the_place_of_the_default),
		WITH_GIT(a_rule_s_scope_dates_anew),
	};

	return cmocka_run_group_tests_name("fresh", tests, NULL, NULL);
}
