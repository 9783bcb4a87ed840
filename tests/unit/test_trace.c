/* Which commit wrote a line; `git blame -w -M` is the oracle where both can say. */
#include "gitfix.h"

#include "base/num.h"
#include "repo/trace.h"

/* Blanks mean nothing, as for `git blame -w`. */
static struct span key(void *ctx, struct span line, unsigned how, struct arena *arena)
{
	char *out = arena_room(arena, line.len + 1, 1);
	size_t len = 0;

	(void)ctx;
	for (size_t i = 0; i < line.len; i++) {
		if (how > 0 && line.ptr[i] == '|' && --how == 0)
			break;
		if (line.ptr[i] != ' ' && line.ptr[i] != '\t')
			out[len++] = line.ptr[i];
	}
	return (struct span){ out, len };
}

static bool is_heading(void *ctx, struct span line)
{
	(void)ctx;
	return span_starts(line, "#");
}

static bool is_kin(void *ctx, struct span path)
{
	(void)ctx;
	return span_ends(path, ".md");
}

static const struct trace_rules rules = { .key = key,
					  .is_heading = is_heading,
					  .is_kin = is_kin };

static size_t trace_all(struct fix *fix, const char *path, const char *rev,
			struct traced **out)
{
	struct span text = span_of(sh(fix, "cd r; git show %s:%s", rev, path)), line;
	LIST(struct traced) lines = { 0 };
	struct span paths[1] = { span_of(path) };
	struct repo_commit commit;
	struct err err = { 0 };
	unsigned number = 0;

	while (span_line(&text, &line)) {
		number++;
		if (line.len > 0)
			*LIST_ADD(fix->arena, &lines) =
				(struct traced){ .line = number };
	}
	if (fix->repo)
		repo_close(fix->repo);
	fix->repo = NULL;
	fix_open(fix, "r");
	assert_ok(repo_resolve(&commit, fix->repo, rev, fix->arena, &err));
	assert_ok(repo_trace(lines.at, lines.count, fix->repo, commit.id, paths, &rules,
			     fix->arena, &err));
	*out = lines.at;
	return lines.count;
}

/* Every line that is not blank has the commit that git blame names. */
static void as_blamed(struct fix *fix, const char *path, const char *rev)
{
	struct traced *lines;
	size_t count = trace_all(fix, path, rev, &lines), at = 0;
	struct span blame = span_of(
		sh(fix, "cd r; git blame -w -M -s -l --root %s -- %s | sed 's/^^//'",
		   rev, path));
	struct span row;

	for (unsigned number = 1; span_line(&blame, &row) && at < count; number++) {
		if (lines[at].line != number)
			continue;
		assert_int_equal(lines[at].end, TRACE_FOUND);
		if (!span_eq(lines[at].commit, span_sub(row, 0, 40)))
			fail_msg("%s line %u: %.*s, git says %.*s in\n%s", path, number,
				 SPAN_ARG(lines[at].commit), SPAN_ARG(row),
				 sh(fix,
				    "cd r; git log --graph --oneline; git show "
				    "%s:%s",
				    rev, path));
		at++;
	}
	assert_int_equal(at, count);
}

static void put(struct fix *fix, const char *path, const char *text)
{
	sh(fix, "cd r; mkdir -p \"$(dirname %s)\"; printf '%%b' '%s' > %s", path, text,
	   path);
}

/* The commit of the only line of the file that holds the word. */
static struct span commit_of(struct fix *fix, const char *path, const char *word)
{
	struct traced *lines;
	size_t count = trace_all(fix, path, "HEAD", &lines);
	struct span text = span_of(sh(fix, "cd r; git show HEAD:%s", path)), line;

	for (unsigned number = 1; span_line(&text, &line); number++) {
		if (span_find(line, span_of(word)) < 0)
			continue;
		for (size_t i = 0; i < count; i++)
			if (lines[i].line == number)
				return lines[i].end == TRACE_FOUND ? lines[i].commit
								   : SPAN_EMPTY;
	}
	fail_msg("%s has no \"%s\"", path, word);
	return SPAN_EMPTY;
}

static void a_tick_is_of_the_commit_that_set_it_last(void **state)
{
	struct fix *fix = *state;
	const char *third;

	fix_init(fix);
	put(fix, "p.md", "- [x] one\\n- [ ] two\\n");
	fix_commit(fix, "first");
	put(fix, "p.md", "- [ ] one\\n- [x] two\\n");
	fix_commit(fix, "second");
	put(fix, "p.md", "- [x] one\\n- [x] two\\n");
	third = fix_commit(fix, "third");
	put(fix, "p.md", "# New\\n\\n- [x] one\\n- [x] two\\n- [ ] three\\n");
	fix_commit(fix, "fourth");
	assert_span_is(commit_of(fix, "p.md", "one"), third);
	as_blamed(fix, "p.md", "HEAD");
}

static void indenting_and_moving_set_nothing(void **state)
{
	struct fix *fix = *state;
	const char *first;

	fix_init(fix);
	put(fix, "p.md",
	    "# A\\n- [x] the first of them\\n- [x] the second\\n# B\\n- [ ] third\\n");
	first = fix_commit(fix, "first");
	put(fix, "p.md",
	    "# A\\n- [x] the second\\n# B\\n- [ ] third\\n  - [x] the first of "
	    "them\\n");
	fix_commit(fix, "moved and indented");
	assert_span_is(commit_of(fix, "p.md", "the first"), first);
	assert_span_is(commit_of(fix, "p.md", "the second"), first);
}

/* Lines that move keep away from those of the same words elsewhere. */
static void of_equal_lines_each_has_its_own_commit(void **state)
{
	struct fix *fix = *state;
	const char *first, *second;
	struct traced *lines;

	fix_init(fix);
	put(fix, "p.md", "# A\\n- [x] tests\\n# B\\n- [ ] tests\\n");
	first = fix_commit(fix, "first");
	put(fix, "p.md",
	    "# Z\\n- [x] tests\\n# A\\n- [x] tests\\n# B\\n- [ ] tests\\n");
	second = fix_commit(fix, "second");
	assert_int_equal(trace_all(fix, "p.md", "HEAD", &lines), 6);
	assert_span_is(lines[1].commit, second);
	assert_span_is(lines[3].commit, first);
	assert_int_equal(lines[3].was_line, 2);
}

static void a_copy_is_not_the_line_it_was_copied_from(void **state)
{
	struct fix *fix = *state;
	const char *second;
	struct traced *lines;
	size_t news = 0;

	fix_init(fix);
	put(fix, "p.md", "# A\\n- [x] approved\\n");
	fix_commit(fix, "first");
	put(fix, "p.md", "# A\\n- [x] approved\\n- [x] approved\\n");
	second = fix_commit(fix, "second");
	assert_int_equal(trace_all(fix, "p.md", "HEAD", &lines), 3);
	for (size_t i = 1; i < 3; i++)
		news += span_is(lines[i].commit, second);
	assert_int_equal(news, 1);
}

static void a_row_is_followed_up_to_its_mark(void **state)
{
	struct fix *fix = *state;
	struct traced line = { .line = 3, .how = 3 };
	struct span paths[1] = { SPAN_LIT("p.md") };
	struct repo_commit commit;
	struct err err = { 0 };
	const char *first;

	fix_init(fix);
	put(fix, "p.md",
	    "| what | state | note |\\n|---|---|---|\\n| a | done | x |\\n");
	first = fix_commit(fix, "first");
	put(fix, "p.md",
	    "| what | state | note |\\n|---|---|---|\\n| a | done | y |\\n");
	fix_commit(fix, "a note");
	fix_open(fix, "r");
	assert_ok(repo_resolve(&commit, fix->repo, "HEAD", fix->arena, &err));
	assert_ok(repo_trace(&line, 1, fix->repo, commit.id, paths, &rules, fix->arena,
			     &err));
	assert_span_is(line.commit, first);
	line.how = 0;
	assert_ok(repo_trace(&line, 1, fix->repo, commit.id, paths, &rules, fix->arena,
			     &err));
	assert_span_is(line.commit, arena_string(fix->arena, commit.id));
}

static void a_file_that_was_renamed_keeps_its_lines(void **state)
{
	struct fix *fix = *state;
	struct traced *lines;
	const char *first, *third;

	fix_init(fix);
	put(fix, "a/p.md",
	    "# T\\n- [x] one of them\\n- [x] two of them\\n- [ ] three\\n");
	put(fix, "a/q.md", "# Q\\n- [x] other\\n");
	first = fix_commit(fix, "first");
	sh(fix, "cd r; git mv a b");
	fix_commit(fix, "a folder is renamed");
	sh(fix, "cd r; git mv b/p.md b/z.md; sed -i 's/\\[ ] three/[x] three/' b/z.md");
	third = fix_commit(fix, "a file is renamed and changed");
	assert_span_is(commit_of(fix, "b/z.md", "two"), first);
	assert_span_is(commit_of(fix, "b/z.md", "three"), third);
	assert_span_is(commit_of(fix, "b/q.md", "other"), first);
	trace_all(fix, "b/z.md", "HEAD", &lines);
	assert_span_is(lines[1].was_in, "a/p.md");
	as_blamed(fix, "b/z.md", "HEAD");
}

static void a_file_that_stays_lends_its_lines_to_no_copy(void **state)
{
	struct fix *fix = *state;
	const char *second;

	fix_init(fix);
	put(fix, "p.md", "# T\\n- [x] one\\n- [x] two\\n");
	fix_commit(fix, "first");
	sh(fix, "cd r; cp p.md q.md");
	second = fix_commit(fix, "copied");
	assert_span_is(commit_of(fix, "q.md", "one"), second);
}

static void a_merge_writes_what_no_parent_has(void **state)
{
	struct fix *fix = *state;
	const char *ours, *theirs, *merge;

	fix_init(fix);
	put(fix, "p.md",
	    "# T\\n- [ ] one\\n\\ntext\\n\\n- [ ] two\\n\\ntext\\n\\n- [ ] three\\n");
	fix_commit(fix, "base");
	sh(fix, "cd r; git checkout -qb b; sed -i 's/\\[ ] one/[x] one/' p.md");
	theirs = fix_commit(fix, "one");
	sh(fix, "cd r; git checkout -q main; sed -i 's/\\[ ] two/[x] two/' p.md");
	ours = fix_commit(fix, "two");
	sh(fix,
	   "cd r; git merge -q --no-commit b; sed -i 's/\\[ ] three/[x] three/' p.md");
	merge = fix_commit(fix, "merged");
	assert_span_is(commit_of(fix, "p.md", "one"), theirs);
	assert_span_is(commit_of(fix, "p.md", "two"), ours);
	assert_span_is(commit_of(fix, "p.md", "three"), merge);
	as_blamed(fix, "p.md", "HEAD");
}

/* Whether the only line with the word has been there ever since its commit. */
static bool is_held(struct fix *fix, const char *path, const char *word)
{
	struct traced *lines;
	size_t count = trace_all(fix, path, "HEAD", &lines);
	struct span text = span_of(sh(fix, "cd r; git show HEAD:%s", path)), line;
	struct err err = { 0 };
	bool held = false;

	for (unsigned number = 1; span_line(&text, &line); number++)
		for (size_t i = 0; i < count; i++)
			if (lines[i].line == number &&
			    span_find(line, span_of(word)) >= 0)
				assert_ok(repo_trace_held(
					&held, fix->repo,
					span_of(sh(fix, "cd r; git rev-parse HEAD")),
					&lines[i], span_of(path), line, &rules, &err));
	return held;
}

/* A tick, a branch from it, and the tick taken out again on main. */
static void take_out(struct fix *fix)
{
	fix_init(fix);
	put(fix, "p.md", "# T\\n- [ ] one\\n\\ntext\\n\\n- [ ] two\\n");
	fix_commit(fix, "base");
	sh(fix, "cd r; sed -i 's/\\[ ] one/[x] one/' p.md");
	fix_commit(fix, "ticked");
	sh(fix, "cd r; git checkout -qb b; sed -i 's/\\[ ] two/[x] two/' p.md");
	fix_commit(fix, "work on a branch");
	sh(fix, "cd r; git checkout -q main; sed -i 's/\\[x] one/[ ] one/' p.md");
	fix_commit(fix, "taken out");
}

static void a_merge_that_takes_a_tick_back_in_does_not_hold_it(void **state)
{
	struct fix *fix = *state;

	take_out(fix);
	sh(fix, "cd r; git merge -q -s ours --no-commit b; git checkout b -- p.md");
	fix_commit(fix, "theirs after all");
	assert_false(is_held(fix, "p.md", "one"));
	assert_true(is_held(fix, "p.md", "two"));
}

static void a_tick_that_every_side_kept_is_held(void **state)
{
	struct fix *fix = *state;

	take_out(fix);
	sh(fix, "cd r; git checkout -q b; git checkout -qb c HEAD~1; echo more > q");
	fix_commit(fix, "beside it");
	sh(fix, "cd r; git checkout -q b; git merge -q --no-edit c;"
		"git mv p.md z.md");
	fix_commit(fix, "renamed");
	assert_true(is_held(fix, "z.md", "one"));
}

static void where_history_ends_nobody_knows(void **state)
{
	struct fix *fix = *state;
	struct traced *lines;
	const char *last;

	fix_init(fix);
	put(fix, "p.md", "- [x] one\\n- [ ] two\\n");
	fix_commit(fix, "first");
	put(fix, "p.md", "- [x] one\\n- [x] two\\n");
	last = fix_commit(fix, "second");
	sh(fix, "mv r full; git clone -q --depth 2 \"file://$PWD/full\" r;"
		"cd full; git log --format=%%H > ../all");
	assert_int_equal(trace_all(fix, "p.md", "HEAD", &lines), 2);
	assert_span_is(lines[1].commit, last);
	sh(fix, "rm -rf r; git clone -q --depth 1 \"file://$PWD/full\" r");
	assert_int_equal(trace_all(fix, "p.md", "HEAD", &lines), 2);
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(lines[i].end, TRACE_LOST);
		assert_int_equal(lines[i].commit.len, 0);
	}
}

static void what_is_not_there_is_not_found(void **state)
{
	struct fix *fix = *state;
	struct traced lines[] = { { .path = 0, .line = 1 }, { .path = 1, .line = 0 } };
	struct span paths[] = { SPAN_LIT("none.md"), SPAN_LIT("p.md") };
	struct repo_commit commit;
	struct err err = { 0 };

	fix_init(fix);
	put(fix, "p.md", "one\\n");
	fix_commit(fix, "first");
	put(fix, "p.md", "one\\ntwo");
	fix_commit(fix, "second");
	fix_open(fix, "r");
	assert_ok(repo_resolve(&commit, fix->repo, "HEAD", fix->arena, &err));
	assert_ok(repo_trace(lines, 2, fix->repo, commit.id, paths, &rules, fix->arena,
			     &err));
	assert_int_equal(lines[0].end, TRACE_LOST);
	assert_int_equal(lines[1].end, TRACE_LOST);
	assert_err(ERR_USAGE, repo_trace(lines, 2, fix->repo, SPAN_LIT("HEAD"), paths,
					 &rules, fix->arena, &err));
}

/*
 * Histories of ticks, inserted, removed and moved lines, branches and merges, from
 * a generator of its own seed.  Every line is one of a kind, so that git's guesses
 * and ours must agree.
 */
static const char random_history[] =
	"seed=%d; rnd() { seed=$(( (seed * 1103515245 + 12345) %% 2147483648 ));"
	"  r=$(( seed / 65536 %% $1 )); }\n"
	"cd r; n=0; : > p.md\n"
	"line() { n=$((n + 1)); echo \"- [ ] the item with the number $n of seed %d\"; "
	"}\n"
	"edit() { all=$(wc -l < p.md); rnd 5; what=$r; rnd $all; at=$((r + 1))\n"
	" case $what in\n"
	" 0) sed -i \"${at}s/\\[ \\]/[x]/\" p.md ;;\n"
	" 1) line > ../l; sed -i \"${at}r ../l\" p.md ;;\n"
	" 2) [ $all -lt 5 ] || sed -i \"${at}d\" p.md ;;\n"
	" 3) sed -i \"${at}s/\\[x\\]/[ ]/;${at}s/\\$/ $n/\" p.md ;;\n"
	" 4) sed -i \"${at}s/^/  /\" p.md ;;\n"
	" esac; }\n"
	"i=0; while [ $i -lt 12 ]; do line >> p.md; i=$((i + 1)); done\n"
	"t=1700000000; save() { t=$((t + 60)); export GIT_AUTHOR_DATE=\"$t +0000\""
	"  GIT_COMMITTER_DATE=\"$t +0000\"; git add p.md;"
	"  git commit -q --allow-empty -m \"$t\"; }\n"
	"save; i=0; while [ $i -lt 8 ]; do i=$((i + 1))\n"
	" git checkout -q -b b$i; edit; save; edit; save\n"
	" git checkout -q main; edit; edit; save\n"
	" t=$((t + 60)); export GIT_COMMITTER_DATE=\"$t +0000\"\n"
	" git merge -q -m merge b$i > /dev/null 2>&1 || {\n"
	"  sed -i '/^<<<<<<<\\|^=======\\|^>>>>>>>/d' p.md; awk '{ k = $0; gsub(/ /, "
	"\"\", k) } !seen[k]++' p.md > "
	"../q;"
	"  cp ../q p.md; save; }\n"
	"done\n";

static void random_histories_are_blamed_as_git_does(void **state)
{
	struct fix *fix = *state;

	for (int seed = 1; seed <= 6; seed++) {
		sh(fix, "rm -rf r");
		fix_init(fix);
		sh(fix, random_history, seed, seed);
		as_blamed(fix, "p.md", "HEAD");
	}
}

#define GIT_TEST(f) cmocka_unit_test_setup_teardown(f, fix_new, fix_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		GIT_TEST(a_tick_is_of_the_commit_that_set_it_last),
		GIT_TEST(indenting_and_moving_set_nothing),
		GIT_TEST(of_equal_lines_each_has_its_own_commit),
		GIT_TEST(a_copy_is_not_the_line_it_was_copied_from),
		GIT_TEST(a_row_is_followed_up_to_its_mark),
		GIT_TEST(a_file_that_was_renamed_keeps_its_lines),
		GIT_TEST(a_file_that_stays_lends_its_lines_to_no_copy),
		GIT_TEST(a_merge_writes_what_no_parent_has),
		GIT_TEST(a_merge_that_takes_a_tick_back_in_does_not_hold_it),
		GIT_TEST(a_tick_that_every_side_kept_is_held),
		GIT_TEST(where_history_ends_nobody_knows),
		GIT_TEST(what_is_not_there_is_not_found),
		GIT_TEST(random_histories_are_blamed_as_git_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
