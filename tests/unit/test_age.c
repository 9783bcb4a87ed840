/* Ages, scopes and versions; `git log`, `git diff` and `git rev-list` are the oracle.
 */
#include "gitfix.h"

#include "base/buf.h"
#include "base/num.h"
#include "repo/age.h"
#include "repo/walk.h"

/* Every path that ever was, with the commit and time that git log -1 says. */
static size_t git_ages(struct fix *fix, const char *rev, struct path_age **out)
{
	struct span rest = span_of(
		sh(fix,
		   "cd r; git log --all --format= --name-only -m | LC_ALL=C sort -ru |"
		   "sed '/^$/d' | while read -r p; do"
		   "  echo \"$p $(git log -1 --format='%%H %%ct' %s -- \"$p\")\"; done",
		   rev));
	LIST(struct path_age) ages = { 0 };
	struct span line, word;
	struct path_age *age;

	while (span_line(&rest, &line)) {
		age = LIST_ADD(fix->arena, &ages);
		assert_true(span_split(&line, ' ', &age->path));
		span_split(&line, ' ', &age->commit);
		age->known = span_split(&line, ' ', &word) &&
			     num_i64(word, &age->changed_at);
	}
	*out = ages.at;
	return ages.count;
}

static void ages_are_git_s(struct fix *fix, const char *rev)
{
	struct path_age *ages, *want;
	struct repo_commit commit;
	struct err err = { 0 };
	size_t count = git_ages(fix, rev, &want);

	fix_open(fix, "r");
	assert_ok(repo_resolve(&commit, fix->repo, rev, fix->arena, &err));
	ages = ARENA_ARRAY(fix->arena, struct path_age, count);
	for (size_t i = 0; i < count; i++)
		ages[i].path = want[i].path; /* last first: order must not matter */
	assert_ok(repo_ages(ages, count, fix->repo, commit.id, fix->arena, &err));
	for (size_t i = 0; i < count; i++) {
		if (!span_eq(ages[i].commit, want[i].commit))
			fail_msg("%.*s at %s: %.*s, git says %.*s",
				 SPAN_ARG(ages[i].path), rev, SPAN_ARG(ages[i].commit),
				 SPAN_ARG(want[i].commit));
		assert_int_equal(ages[i].known, want[i].known);
		if (want[i].known)
			assert_int_equal(ages[i].changed_at, want[i].changed_at);
	}
}

static void on_a_straight_line_the_last_change_counts(void **state)
{
	struct fix *fix = *state;

	fix_init(fix);
	sh(fix, "cd r; mkdir -p a/b a.b; echo 1 > a/b/x; echo 1 > a.b/y; echo 1 > z; "
		"echo 1 > a0");
	fix_commit(fix, "all");
	sh(fix, "echo 2 > r/a/b/x");
	fix_commit(fix, "x");
	sh(fix, "echo 2 > r/z");
	fix_commit(fix, "z");
	sh(fix, "chmod +x r/a0");
	fix_commit(fix, "mode");
	sh(fix, "git -C r mv z w; rm -r r/a.b");
	fix_commit(fix, "rename and remove");
	fix_commit(fix, "nothing");
	sh(fix, "mkdir r/z; echo 1 > r/z/in");
	fix_commit(fix, "a folder where a file was");

	ages_are_git_s(fix, "HEAD");
	ages_are_git_s(fix, "HEAD~2");
}

static void a_revert_is_a_change_of_its_own(void **state)
{
	struct fix *fix = *state;

	fix_init(fix);
	sh(fix, "echo 1 > r/a");
	fix_commit(fix, "one");
	sh(fix, "echo 2 > r/a");
	fix_commit(fix, "two");
	sh(fix, "git -C r revert --no-edit HEAD");

	ages_are_git_s(fix, "HEAD");
}

static void a_merge_changes_only_what_differs_from_every_parent(void **state)
{
	struct fix *fix = *state;

	fix_init(fix);
	sh(fix,
	   "cd r; for i in 1 2 3 4 5 6 7 8; do echo $i; done > both; echo 1 > ours;"
	   "echo 1 > theirs; echo 1 > evil; echo 1 > same");
	fix_commit(fix, "base");
	sh(fix, "cd r; git checkout -qb side; sed -i s/1/one/ both; echo 2 > theirs;"
		"echo 9 > same");
	fix_commit(fix, "side");
	sh(fix, "cd r; git checkout -q main; sed -i s/8/eight/ both; echo 2 > ours;"
		"echo 9 > same");
	fix_commit(fix, "main");
	sh(fix,
	   "cd r; git merge -q --no-commit side; echo 2 > evil; git commit -qam merge");
	fix_commit(fix, "after");

	ages_are_git_s(fix, "HEAD");
}

static void an_octopus_is_a_merge_too(void **state)
{
	struct fix *fix = *state;

	fix_init(fix);
	sh(fix, "cd r; echo 1 > a; echo 1 > b; echo 1 > c; echo 1 > d");
	fix_commit(fix, "base");
	for (char name = 'a'; name < 'd'; name++) {
		sh(fix, "cd r; git checkout -qb side-%c main; echo 2 > %c", name, name);
		fix_commit(fix, "side");
	}
	sh(fix, "cd r; git checkout -q main; git merge -q -m x side-a side-b side-c");

	ages_are_git_s(fix, "HEAD");
}

/* Edits, removals, renames, branches and merges as a small generator has them. */
static void tangled_history(struct fix *fix, unsigned seed)
{
	fix_init(fix);
	sh(fix,
	   "cd r; s=%u; n() { s=$(( (s * 1103515245 + 12345) %% 2147483648 ));"
	   "  r=$(( s / 65536 %% $1 )); };"
	   "mkdir -p d/e f; for i in 1 2 3 4 5 6; do echo $i > d/e/$i; echo $i > f/$i;"
	   "  echo $i > $i; done; git add -A; git commit -qm base; t=1700100000;"
	   "git branch b0; git branch b1; git branch b2;"
	   "for k in $(seq 60); do t=$((t + 100)); n 3; git checkout -q b$r;"
	   "  export GIT_AUTHOR_DATE=\"$t +0000\" GIT_COMMITTER_DATE=\"$t +0000\";"
	   "  n 6; p=$((r + 1)); n 4; case $r in 0) p=d/e/$p;; 1|2) p=f/$p;; esac; n 9;"
	   "  case $r in"
	   "  0) rm -f $p;;"
	   "  1) git mv -k $p moved-$k;;"
	   "  2|3) n 3; git merge -q -m m b$r > ../log 2>&1 || {"
	   "     git checkout -q --ours . 2> ../log || :; };;"
	   "  4) n 3; mkdir -p $(dirname $p); echo $r > $p;;"
	   "  *) mkdir -p $(dirname $p); echo $k > $p;;"
	   "  esac; git add -A; git commit -q --allow-empty -m \"$k\" || :; done;"
	   "git checkout -q main; git merge -q -m all b0 2>&1 > ../log || {"
	   "  git add -A; git commit -qm all; }",
	   seed);
}

static void tangled_histories_have_the_ages_that_git_log_says(void **state)
{
	struct fix *fix = *state;

	for (unsigned seed = 1; seed <= 2; seed++) {
		sh(fix, "rm -rf r");
		tangled_history(fix, seed);
		ages_are_git_s(fix, "main");
		ages_are_git_s(fix, "b1");
		ages_are_git_s(fix, "b2");
	}
}

static void where_history_ends_first_an_age_is_unknown(void **state)
{
	struct fix *fix = *state;
	struct path_age ages[] = { { .path = SPAN_LIT("old") },
				   { .path = SPAN_LIT("new") } };
	struct repo_commit commit;
	struct err err = { 0 };

	fix_init(fix);
	sh(fix, "cd r; echo 1 > old; echo 1 > new");
	fix_commit(fix, "one");
	fix_commit(fix, "two");
	sh(fix, "echo 2 > r/new");
	fix_commit(fix, "three");
	sh(fix, "git clone -q --depth 2 file://$PWD/r shallow");
	fix_open(fix, "shallow");

	assert_ok(repo_resolve(&commit, fix->repo, "HEAD", fix->arena, &err));
	assert_ok(repo_ages(ages, 2, fix->repo, commit.id, fix->arena, &err));
	assert_false(ages[0].known);
	assert_int_equal(ages[0].commit.len, 0);
	assert_true(ages[1].known);
	assert_span_is(ages[1].author, "Ada Author");
	assert_ok(repo_ages(NULL, 0, fix->repo, commit.id, fix->arena, &err));
	assert_err(ERR_ABSENT,
		   repo_ages(ages, 2, fix->repo,
			     SPAN_LIT("0123456789012345678901234567890123456789"),
			     fix->arena, &err));
}

/* Scopes. */

static bool all(void *ctx, struct span path)
{
	size_t *calls = ctx;

	(*calls)++;
	return path.len > 0;
}

static bool in_d(void *ctx, struct span path)
{
	(void)ctx;
	return span_starts(path, "d/");
}

static void change_is_git_s(struct fix *fix, const char *from, const char *to)
{
	size_t calls = 0;
	struct scope scopes[] = { { all, &calls }, { in_d, NULL } };
	struct err err = { 0 };

	for (size_t i = 0; i < 2; i++) {
		char *names =
			sh(fix, "git -C r diff --no-renames --name-only %s %s | %s",
			   from, to, i ? "sed -n '/^d\\//p'" : "cat");
		struct span rest = span_of(names), line;
		struct scope_change change;
		size_t count = 0;

		assert_ok(repo_scope_change(&change, fix->repo, span_of(from),
					    span_of(to), &scopes[i], fix->arena, &err));
		while (span_line(&rest, &line))
			count++;
		if (change.count != count)
			fail_msg("%s..%s: %ju, git says %zu", from, to,
				 (uintmax_t)change.count, count);
		rest = span_of(names);
		span_line(&rest, &line);
		assert_true(span_eq(change.first, line));
	}
}

static void scopes_change_where_git_diff_says_so(void **state)
{
	struct fix *fix = *state;
	struct span rest, a, b;

	tangled_history(fix, 7);
	rest = span_of(sh(fix, "git -C r rev-list --all --date-order"));
	fix_open(fix, "r");
	a = SPAN_EMPTY;
	for (int i = 0; i < 25 && span_line(&rest, &b); i++, a = b)
		if (a.len > 0)
			change_is_git_s(fix, arena_string(fix->arena, a),
					arena_string(fix->arena, b));
	change_is_git_s(fix, arena_string(fix->arena, a),
			sh(fix, "git -C r rev-parse b1"));
}

static void equal_subtrees_are_never_entered(void **state)
{
	struct fix *fix = *state;
	struct scope_change change;
	struct err err = { 0 };
	char *first, *second;
	size_t calls = 0;
	struct scope scope = { all, &calls };

	fix_init(fix);
	sh(fix, "cd r; for i in $(seq 50); do mkdir d$i; echo $i > d$i/a; done");
	first = fix_commit(fix, "one");
	sh(fix, "cd r; echo x > d7/a; for i in $(seq 1500); do echo $i > d9/$i; done");
	second = fix_commit(fix, "two");
	fix_open(fix, "r");

	assert_ok(repo_scope_change(&change, fix->repo, span_of(first), span_of(second),
				    &scope, fix->arena, &err));
	assert_int_equal(change.count, 1000); /* where counting stops */
	assert_int_equal(calls, 1000);
	assert_span_is(change.first, "d7/a");
}

static void a_commit_s_own_changes_are_against_every_parent(void **state)
{
	struct fix *fix = *state;
	struct scope_change change;
	struct err err = { 0 };
	size_t calls = 0;
	struct scope scope = { all, &calls };
	char *root, *merge;

	fix_init(fix);
	sh(fix, "cd r; mkdir d; echo 1 > d/a; echo 1 > d/b; echo 1 > d/c");
	root = fix_commit(fix, "base");
	sh(fix, "cd r; git checkout -qb side; echo 2 > d/a");
	fix_commit(fix, "side");
	sh(fix, "cd r; git checkout -q main; echo 2 > d/b");
	fix_commit(fix, "main");
	merge = sh(fix, "cd r; git merge -q --no-commit side; echo 2 > d/c;"
			"git commit -qam m; git rev-parse HEAD");
	/* git diff-tree --cc --name-only: the same question */
	assert_string_equal(sh(fix,
			       "git -C r diff-tree --no-commit-id --cc --name-only %s",
			       merge),
			    "d/c");
	fix_open(fix, "r");

	assert_ok(repo_commit_changes(&change, fix->repo, span_of(merge), &scope,
				      fix->arena, &err));
	assert_int_equal(change.count, 1);
	assert_span_is(change.first, "d/c");
	assert_ok(repo_commit_changes(&change, fix->repo, span_of(root), &scope,
				      fix->arena, &err));
	assert_int_equal(change.count, 3);
}

static void commits_between_are_git_s_newest_first(void **state)
{
	struct fix *fix = *state;
	struct repo_commit *commits;
	struct err err = { 0 };
	struct span rest, line;
	char *from, *to;
	size_t count;

	tangled_history(fix, 11);
	fix_open(fix, "r");
	from = sh(fix, "git -C r rev-parse b1~3");
	to = sh(fix, "git -C r rev-parse b2");

	assert_ok(repo_commits_between(&commits, &count, fix->repo, span_of(from),
				       span_of(to), 1000, fix->arena, &err));
	rest = span_of(sh(fix, "git -C r rev-list %s..%s", from, to));
	for (size_t i = 0; i < count; i++) {
		assert_true(span_line(&rest, &line));
		assert_true(span_eq(commits[i].id, line));
	}
	assert_int_equal(rest.len, 0);
	assert_true(count > 2);
	assert_ok(repo_commits_between(&commits, &count, fix->repo, span_of(from),
				       span_of(to), 2, fix->arena, &err));
	assert_int_equal(count, 2);
	assert_ok(repo_commits_between(&commits, &count, fix->repo, span_of(to),
				       span_of(to), 9, fix->arena, &err));
	assert_int_equal(count, 0);
}

/* Versions. */

struct log {
	struct buf text;
	int stop;
};

static int note(void *ctx, const struct path_version *version)
{
	struct log *log = ctx;

	buf_addf(&log->text, "%.*s %.*s %.*s\n", SPAN_ARG(version->commit->id),
		 SPAN_ARG(version->path), version->id.len ? (int)version->id.len : 40,
		 version->id.len ? version->id.ptr
				 : "0000000000000000000000000000000000000000");
	return log->stop;
}

static void versions_are(struct fix *fix, const char *path, int stop, const char *want)
{
	struct span paths[] = { span_of(path), span_of(path) };
	struct repo_commit commit;
	struct err err = { 0 };
	struct log log = { .stop = stop };

	buf_init(&log.text, 1 << 20);
	fix_open(fix, "r");
	assert_ok(repo_resolve(&commit, fix->repo, "main", fix->arena, &err));
	assert_ok(repo_versions(fix->repo, commit.id, paths, 2, note, &log, fix->arena,
				&err));
	if (log.text.len > 0)
		log.text.len--;
	assert_string_equal(arena_string(fix->arena, buf_span(&log.text)), want);
	buf_release(&log.text);
}

/* "commit path blob" a change, as git log has them. */
static char *git_versions(struct fix *fix, const char *path)
{
	return sh(fix,
		  "cd r; git log main --format=@%%H --raw --no-abbrev --no-renames -c "
		  "--root -- %s | sed '/^$/d' | awk '/^@/ { c = substr($1, 2); next }"
		  "/^::/ { n = split($0, p, \"\\t\"); m = split(p[1], q, \" \");"
		  "  print c, p[2], q[m - 1]; next }"
		  "{ split($0, p, \"\\t\"); print c, p[2], $4 }'",
		  path);
}

static void versions_of_a_file_are_what_git_log_raw_says(void **state)
{
	struct fix *fix = *state;
	char *want;

	fix_init(fix);
	sh(fix, "cd r; mkdir d; echo 1 > d/a; echo 1 > d/b");
	fix_commit(fix, "one");
	sh(fix, "echo 2 > r/d/a");
	fix_commit(fix, "two");
	sh(fix, "echo 2 > r/d/b");
	fix_commit(fix, "three");
	sh(fix, "rm r/d/a");
	fix_commit(fix, "removed");
	sh(fix, "echo 3 > r/d/a; echo 1 > r/d/c");
	fix_commit(fix, "again");
	want = git_versions(fix, "d/a");

	assert_int_equal(strlen(want), 4 * (40 + 5 + 40 + 1) - 1);
	versions_are(fix, "d/a", 0, want);
	versions_are(fix, "d", 0, git_versions(fix, "d"));
	versions_are(fix, "none", 0, "");
	want[40 + 5 + 40] = '\0';
	versions_are(fix, "d/a", 1, want);
}

static void a_folder_s_versions_survive_its_removal(void **state)
{
	struct fix *fix = *state;

	fix_init(fix);
	sh(fix, "cd r; mkdir d; echo 1 > d/a; echo 1 > d/b; echo 1 > e");
	fix_commit(fix, "one");
	sh(fix, "rm -r r/d; echo file > r/d");
	fix_commit(fix, "a file in its place");
	sh(fix, "rm r/d");
	fix_commit(fix, "nothing");

	/* git log -- d shows the file "d" and d/a, d/b; ours come in the same order. */
	versions_are(fix, "d", 0, git_versions(fix, "d"));
}

static void versions_of_a_merged_file_come_once_each(void **state)
{
	struct fix *fix = *state;

	fix_init(fix);
	sh(fix, "cd r; for i in 1 2 3 4 5 6 7 8; do echo $i; done > a; echo 1 > b");
	fix_commit(fix, "base");
	sh(fix, "cd r; git checkout -qb side; sed -i s/1/one/ a");
	fix_commit(fix, "side");
	sh(fix, "cd r; git checkout -q main; sed -i s/8/eight/ a");
	fix_commit(fix, "main");
	sh(fix, "cd r; git merge -q -m m side");

	versions_are(fix, "a", 0, git_versions(fix, "a"));
}

/* Hostile histories. */

static bool none(void *ctx, struct span path)
{
	(void)ctx;
	(void)path;
	return false;
}

/* A commit of that tree on top of `parent` (or ""); the id. */
static char *commit_of(struct fix *fix, const char *tree, const char *parent)
{
	return sh(fix, "git -C r commit-tree -m x %s%s %s", parent[0] ? "-p " : "",
		  parent, tree);
}

/* Two trees of 2^30 files each, all different: every entry would be visited. */
static void comparing_two_tree_bombs_ends(void **state)
{
	struct fix *fix = *state;
	struct scope scopes[] = { { none, NULL }, { all, &(size_t){ 0 } } };
	struct path_age age = { .path = SPAN_LIT("a/a/a") };
	struct scope_change change;
	struct err err = { 0 };
	char *commits[2];

	fix_init(fix);
	for (int i = 0; i < 2; i++) {
		char *tree = sh(fix,
				"cd r; b=$(echo %d | git hash-object -w --stdin);"
				"t=$(printf '100644 blob '$b'\\ta\\n100644 blob '$b"
				"'\\tb\\n' | git mktree); for i in $(seq 30); do"
				" t=$(printf '040000 tree '$t'\\ta\\n040000 tree '$t"
				"'\\tb\\n' | git mktree); done; echo $t",
				i);

		commits[i] = commit_of(fix, tree, i ? commits[0] : "");
	}
	fix_open(fix, "r");

	/* What could not be read may hold anything: changed, whatever the scope. */
	assert_ok(repo_scope_change(&change, fix->repo, span_of(commits[0]),
				    span_of(commits[1]), &scopes[0], fix->arena, &err));
	assert_int_equal(change.count, 1);
	assert_ok(repo_scope_change(&change, fix->repo, span_of(commits[0]),
				    span_of(commits[1]), &scopes[1], fix->arena, &err));
	assert_int_equal(change.count, 1000);
	assert_ok(repo_ages(&age, 1, fix->repo, span_of(commits[1]), fix->arena, &err));
	assert_span_is(age.commit, commits[1]); /* a folder's age, too */
}

/* 300 levels: what lies deeper than is read counts as one difference. */
static void what_is_too_deep_to_be_read_counts_as_changed(void **state)
{
	struct fix *fix = *state;
	size_t calls = 0;
	struct scope scope = { all, &calls };
	struct scope_change change;
	struct err err = { 0 };
	char *commits[2];

	fix_init(fix);
	for (int i = 0; i < 2; i++)
		commits[i] = commit_of(
			fix,
			sh(fix,
			   "cd r; b=$(echo %d | git hash-object -w --stdin);"
			   "t=$(printf '100644 blob '$b'\\td\\n' | git mktree);"
			   "for i in $(seq 300); do t=$(printf '040000 tree '$t"
			   "'\\td\\n' | git mktree); done; echo $t",
			   i),
			"");
	fix_open(fix, "r");

	assert_ok(repo_scope_change(&change, fix->repo, span_of(commits[0]),
				    span_of(commits[1]), &scope, fix->arena, &err));
	assert_int_equal(change.count, 1);
	assert_int_equal(change.first.len, 2 * 256 - 1);
	scope.has = none;
	assert_ok(repo_scope_change(&change, fix->repo, span_of(commits[0]),
				    span_of(commits[1]), &scope, fix->arena, &err));
	assert_int_equal(change.count, 1);
}

static void what_is_broken_counts_as_changed_in_every_scope(void **state)
{
	struct fix *fix = *state;
	struct scope scope = { none, NULL };
	struct scope_change change;
	struct err err = { 0 };
	char *good, *cut;

	fix_init(fix);
	sh(fix, "echo 1 > r/a");
	good = fix_commit(fix, "good");
	cut = fix_object(fix, "tree", SPAN_LIT("100644 a")); /* cut short */
	cut = fix_object(fix, "commit",
			 arena_printf(fix->arena,
				      "tree %s\nparent %s\nauthor A <a> 1 +0000\n"
				      "committer A <a> 1 +0000\n\nx\n",
				      cut, good));
	fix_open(fix, "r");

	assert_ok(repo_scope_change(&change, fix->repo, span_of(good), span_of(cut),
				    &scope, fix->arena, &err));
	assert_int_equal(change.count, 1);
	assert_ok(repo_commit_changes(&change, fix->repo, span_of(cut), &scope,
				      fix->arena, &err));
	assert_int_equal(change.count, 1);
}

static void odd_paths_have_no_age_and_do_no_harm(void **state)
{
	struct fix *fix = *state;
	struct path_age ages[] = {
		{ .path = SPAN_LIT("") },       { .path = SPAN_LIT("/") },
		{ .path = SPAN_LIT("a//b") },   { .path = SPAN_LIT("a/") },
		{ .path = SPAN_LIT("a/../a") }, { .path = SPAN_LIT("a/b") },
		{ .path = SPAN_LIT("a/b") },    { .path = SPAN_LIT("a") },
		{ .path = SPAN_LIT("a/b/c") }
	};
	struct err err = { 0 };
	char *head;

	fix_init(fix);
	sh(fix, "mkdir r/a; echo 1 > r/a/b");
	head = fix_commit(fix, "one");
	fix_open(fix, "r");

	assert_ok(repo_ages(ages, 9, fix->repo, span_of(head), fix->arena, &err));
	for (size_t i = 0; i < 9; i++)
		assert_int_equal(ages[i].known, i >= 5 && i <= 7);
}

/* A commit far down that nobody can read ends history there, not the run. */
static void a_damaged_commit_makes_ages_unknown(void **state)
{
	struct fix *fix = *state;
	struct path_age ages[] = { { .path = SPAN_LIT("old") },
				   { .path = SPAN_LIT("new") } };
	struct err err = { 0 };
	char *bad, *head;
	bool is;

	fix_init(fix);
	bad = fix_object(fix, "commit", SPAN_LIT("tree of nothing\n"));
	sh(fix, "cd r; echo 1 > old");
	head = sh(fix, "cd r; git add old; git write-tree");
	head = fix_object(fix, "commit",
			  arena_printf(fix->arena,
				       "tree %s\nparent %s\nauthor A <a> 1 +0000\n"
				       "committer A <a> 1 +0000\n\nx\n",
				       head, bad));
	sh(fix, "cd r; git reset -q --hard %s; echo 1 > new", head);
	head = fix_commit(fix, "new");
	fix_open(fix, "r");

	assert_ok(repo_ages(ages, 2, fix->repo, span_of(head), fix->arena, &err));
	assert_false(ages[0].known);
	assert_true(ages[1].known);
	assert_err(ERR_ABSENT,
		   repo_is_ancestor(&is, fix->repo,
				    SPAN_LIT(
					    "0123456789012345678901234567890123456789"),
				    span_of(head), &err));
}

/* Dates that run backwards change the order of work, not the answer. */
static void absurd_dates_change_no_age(void **state)
{
	struct fix *fix = *state;

	fix_init(fix);
	sh(fix,
	   "cd r; t=1900000000; echo 0 > a; echo 0 > b; echo 0 > c; git add .;"
	   "for i in $(seq 12); do t=$((t - 10000000));"
	   "  export GIT_COMMITTER_DATE=\"$t +0000\" GIT_AUTHOR_DATE=\"$t +0000\";"
	   "  case $((i %% 3)) in 0) echo $i > a;; 1) echo $i > b;; 2) echo $i > c;; "
	   "esac;"
	   "  git add .; git commit -qm $i; git branch x$i;"
	   "  [ $i -lt 5 ] || { git checkout -q x$((i - 3)); echo $i > d$i; git add .;"
	   "    git commit -qm side$i; git branch -f y$i; git checkout -q main;"
	   "    git merge -q -m m$i y$i; }; done");

	ages_are_git_s(fix, "HEAD");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_GIT(on_a_straight_line_the_last_change_counts),
		WITH_GIT(a_revert_is_a_change_of_its_own),
		WITH_GIT(a_merge_changes_only_what_differs_from_every_parent),
		WITH_GIT(an_octopus_is_a_merge_too),
		WITH_GIT(tangled_histories_have_the_ages_that_git_log_says),
		WITH_GIT(where_history_ends_first_an_age_is_unknown),
		WITH_GIT(scopes_change_where_git_diff_says_so),
		WITH_GIT(equal_subtrees_are_never_entered),
		WITH_GIT(a_commit_s_own_changes_are_against_every_parent),
		WITH_GIT(commits_between_are_git_s_newest_first),
		WITH_GIT(versions_of_a_file_are_what_git_log_raw_says),
		WITH_GIT(a_folder_s_versions_survive_its_removal),
		WITH_GIT(versions_of_a_merged_file_come_once_each),
		WITH_GIT(comparing_two_tree_bombs_ends),
		WITH_GIT(what_is_too_deep_to_be_read_counts_as_changed),
		WITH_GIT(what_is_broken_counts_as_changed_in_every_scope),
		WITH_GIT(odd_paths_have_no_age_and_do_no_harm),
		WITH_GIT(a_damaged_commit_makes_ages_unknown),
		WITH_GIT(absurd_dates_change_no_age),
	};

	return cmocka_run_group_tests_name("age", tests, NULL, NULL);
}
