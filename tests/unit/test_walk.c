/* Trees, also those that git would refuse to write, and what lies beside them. */
#include "gitfix.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/limits.h"
#include "repo/walk.h"

#include <sys/stat.h>

static struct tree walk(struct fix *fix, const char *tree_id)
{
	struct err err = { 0 };
	struct tree tree;

	assert_ok(repo_walk(&tree, fix->repo, span_of(tree_id), fix->arena, &err));
	for (size_t i = 1; i < tree.entries.count; i++)
		assert_true(span_cmp(tree.entries.at[i - 1].path,
				     tree.entries.at[i].path) < 0);
	for (size_t i = 0; i < tree.findings.count; i++)
		assert_non_null(tree.findings.at[i].rule);
	return tree;
}

/* "mode name\0<id>" behind what is there. */
static void add_raw(struct buf *buf, const char *mode, struct span name,
		    const char *hex)
{
	buf_adds(buf, mode);
	buf_addch(buf, ' ');
	buf_add(buf, name);
	buf_addch(buf, '\0');
	for (size_t i = 0; i < 40; i += 2) {
		const char *digits = "0123456789abcdef";

		buf_addch(buf, (char)((strchr(digits, hex[i]) - digits) << 4 |
				      (strchr(digits, hex[i + 1]) - digits)));
	}
}

static char *tree_of(struct fix *fix, struct buf *buf)
{
	char *id = fix_object(fix, "tree", buf_span(buf));

	buf_release(buf);
	buf_init(buf, 1 << 24);
	return id;
}

/* One line as git ls-tree -r writes it, without a size. */
static char *listing(struct fix *fix, const struct tree *tree)
{
	static const char *const words[] = { "100644 blob", "100755 blob",
					     "120000 blob", "160000 commit" };
	struct buf buf;
	char *text;

	buf_init(&buf, 1 << 24);
	for (size_t i = 0; i < tree->entries.count; i++) {
		const struct tree_entry *entry = &tree->entries.at[i];

		buf_addf(&buf, "%s %.*s\t%.*s%s", words[entry->mode],
			 SPAN_ARG(entry->id), SPAN_ARG(entry->path),
			 i + 1 < tree->entries.count ? "\n" : "");
	}
	text = arena_string(fix->arena, buf_span(&buf));
	buf_release(&buf);
	return text;
}

static void a_walk_lists_what_git_ls_tree_lists(void **state)
{
	struct fix *fix = *state;
	struct tree tree;
	char *id;

	fix_init(fix);
	sh(fix,
	   "cd r; mkdir -p a a.b/c a0 z/y/x; echo 1 > a/1; echo 2 > a.b/c/2;"
	   "echo 3 > a0/3; echo 4 > a-; echo 5 > z/y/x/5; chmod +x z/y/x/5;"
	   "ln -s ../a z/link; echo 6 > 'z/sp ace'; echo 7 > \"z/$(printf '\\351')\";"
	   "git update-index --add --cacheinfo 160000,%s,sub",
	   "0123456789012345678901234567890123456789");
	sh(fix, "cd r; git add -A a a.b a0 a- z; git commit -qm x");
	id = sh(fix, "git -C r rev-parse HEAD^{tree}");
	fix_open(fix, "r");

	tree = walk(fix, id);
	assert_string_equal(listing(fix, &tree),
			    sh(fix, "git -C r -c core.quotepath=off ls-tree -r HEAD |"
				    "sed 's/\"//g'"));
	assert_int_equal(tree.findings.count, 0);
	assert_false(tree.incomplete);
}

static void paths_are_found_and_absent_ones_are_not(void **state)
{
	struct fix *fix = *state;
	struct tree tree;

	fix_init(fix);
	sh(fix, "cd r; mkdir a; echo 1 > a/1; echo 2 > a/2; echo 3 > b");
	fix_commit(fix, "one");
	fix_open(fix, "r");
	tree = walk(fix, sh(fix, "git -C r rev-parse HEAD^{tree}"));

	assert_span_is(tree_find(&tree, SPAN_LIT("a/2"))->path, "a/2");
	assert_null(tree_find(&tree, SPAN_LIT("a")));
	assert_null(tree_find(&tree, SPAN_LIT("a/3")));
	assert_null(tree_find(&tree, SPAN_LIT("")));
	assert_int_equal(tree_lower_bound(&tree, SPAN_LIT("a/")), 0);
	assert_int_equal(tree_lower_bound(&tree, SPAN_LIT("a/2")), 1);
	assert_int_equal(tree_lower_bound(&tree, SPAN_LIT("c")), 3);
}

static void the_empty_tree_is_empty(void **state)
{
	struct fix *fix = *state;
	struct tree tree;

	fix_init(fix);
	fix_open(fix, "r");
	sh(fix, "git -C r mktree < /dev/null");

	tree = walk(fix, "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
	assert_int_equal(tree.entries.count, 0);
	assert_null(tree_find(&tree, SPAN_LIT("a")));
}

static void a_missing_or_mistaken_root_is_an_error(void **state)
{
	struct fix *fix = *state;
	struct err err = { 0 };
	struct tree tree;
	char *commit;

	fix_init(fix);
	commit = fix_commit(fix, "one");
	fix_open(fix, "r");

	assert_err(ERR_ABSENT,
		   repo_walk(&tree, fix->repo,
			     SPAN_LIT("0123456789012345678901234567890123456789"),
			     fix->arena, &err));
	assert_err(ERR_FORMAT,
		   repo_walk(&tree, fix->repo, span_of(commit), fix->arena, &err));
	assert_err(ERR_USAGE,
		   repo_walk(&tree, fix->repo, SPAN_EMPTY, fix->arena, &err));
}

/* security.md G1: each attack between two honest neighbours, which must stay. */
static void an_odd_entry_is_left_out_and_its_neighbours_stay(void **state)
{
	static const struct {
		const char *mode, *name;
	} entries[] = {
		{ "100644", ".." },
		{ "100644", "." },
		{ "40000", ".." },
		{ "100644", ".git" },
		{ "40000", ".git" },
		{ "40000", ".GiT" },
		{ "40000", "git~1" },
		{ "40000", "GIT~1" },
		{ "40000", ".git " },
		{ "40000", ".git..." },
		{ "40000", ".git::$INDEX_ALLOCATION" },
		{ "40000", ".g\xe2\x80\x8cit" }, /* U+200C */
		{ "40000", "\xef\xbb\xbf.git" },
		{ "100644", "/abs" },
		{ "100644", "../../x" },
		{ "100644", "a/b" },
		{ "100600", "m" },
		{ "100664", "m" },
		{ "0", "m" },
		{ "20000", "m" },
		{ "140000", "m" },
		{ "100644", "!" }, /* a second one, and out of order */
		{ "100644", " " }, /* out of order */
	};
	struct fix *fix = *state;
	struct buf buf;
	char *blob, *folder;

	buf_init(&buf, 1 << 20);
	fix_init(fix);
	blob = sh(fix, "echo x | git -C r hash-object -w --stdin");
	add_raw(&buf, "100644", SPAN_LIT("inside"), blob);
	folder = tree_of(fix, &buf);
	for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
		const char *what = entries[i].mode[0] == '4' ? folder : blob;
		struct tree tree;

		add_raw(&buf, "100644", SPAN_LIT("!"), blob);
		add_raw(&buf, entries[i].mode, span_of(entries[i].name), what);
		add_raw(&buf, "100644", SPAN_LIT("~"), blob);
		what = tree_of(fix, &buf);
		fix_open(fix, "r");

		tree = walk(fix, what);
		if (tree.entries.count != 2 || tree.findings.count != 1)
			fail_msg("entry %zu: %zu entries, %zu findings", i,
				 tree.entries.count, tree.findings.count);
		assert_span_is(tree.entries.at[0].path, "!");
		assert_span_is(tree.entries.at[1].path, "~");
		assert_string_equal(tree.findings.at[0].rule->code, "tree-malformed");
		assert_true(tree.findings.at[0].message.len > 0);
	}
	buf_release(&buf);
}

static void names_that_only_look_like_git_s_own_are_fine(void **state)
{
	static const char *const names[] = { ".gitignore", ".github", ".gita", "git",
					     "git~2",      ".git-x",  "..a",   "..." };
	struct fix *fix = *state;
	struct buf buf;
	char *blob;

	buf_init(&buf, 1 << 20);
	fix_init(fix);
	blob = sh(fix, "echo x | git -C r hash-object -w --stdin");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct tree tree;

		add_raw(&buf, "100644", span_of(names[i]), blob);
		fix_open(fix, "r");
		tree = walk(fix, tree_of(fix, &buf));
		if (tree.entries.count != 1 || tree.findings.count != 0)
			fail_msg("%s is refused", names[i]);
	}
	buf_release(&buf);
}

/* In git's order "a.b" stands between "a" and "a/". */
static void a_file_and_a_folder_of_one_name_are_found_out(void **state)
{
	struct fix *fix = *state;
	struct tree tree;
	struct buf buf;
	char *blob, *folder, *root;

	buf_init(&buf, 1 << 20);
	fix_init(fix);
	blob = sh(fix, "echo x | git -C r hash-object -w --stdin");
	add_raw(&buf, "100644", SPAN_LIT("inside"), blob);
	folder = tree_of(fix, &buf);
	add_raw(&buf, "100644", SPAN_LIT("a"), blob);
	add_raw(&buf, "100644", SPAN_LIT("a-"), blob);
	add_raw(&buf, "100644", SPAN_LIT("a.b"), blob);
	add_raw(&buf, "40000", SPAN_LIT("a"), folder);
	add_raw(&buf, "40000", SPAN_LIT("a0"), folder);
	root = tree_of(fix, &buf);
	fix_open(fix, "r");

	tree = walk(fix, root);
	assert_int_equal(tree.entries.count, 4);
	assert_span_is(tree.entries.at[3].path, "a0/inside");
	assert_int_equal(tree.findings.count, 1);
	assert_span_is(tree.findings.at[0].path, "a");
	buf_release(&buf);
}

static void a_tree_cut_short_keeps_what_could_be_read(void **state)
{
	struct fix *fix = *state;
	struct tree tree;
	struct buf buf;
	char *blob;

	buf_init(&buf, 1 << 20);
	fix_init(fix);
	blob = sh(fix, "echo x | git -C r hash-object -w --stdin");
	add_raw(&buf, "100644", SPAN_LIT("a"), blob);
	add_raw(&buf, "100644", SPAN_LIT("b"), blob);
	buf.len -= 3;
	fix_open(fix, "r");

	tree = walk(fix, tree_of(fix, &buf));
	assert_int_equal(tree.entries.count, 1);
	assert_int_equal(tree.findings.count, 1);
	assert_true(tree.incomplete);
	add_raw(&buf, "100644", SPAN_EMPTY, blob);
	fix_open(fix, "r");
	tree = walk(fix, tree_of(fix, &buf));
	assert_int_equal(tree.entries.count, 0);
	assert_int_equal(tree.findings.count, 1);
	buf_release(&buf);
}

/* `depth` folders in each other, the innermost holding a file. */
static char *nested(struct fix *fix, unsigned depth, char *blob)
{
	char *id = blob;
	struct buf buf;

	buf_init(&buf, 1 << 20);
	for (unsigned i = 0; i <= depth; i++) {
		add_raw(&buf, i == 0 ? "100644" : "40000", SPAN_LIT("d"), id);
		id = tree_of(fix, &buf);
	}
	buf_release(&buf);
	return id;
}

/* security.md G2. */
static void depth_ends_at_the_limit(void **state)
{
	struct fix *fix = *state;
	struct tree tree;
	char *blob, *id;

	fix_init(fix);
	blob = sh(fix, "echo x | git -C r hash-object -w --stdin");
	id = nested(fix, LIMIT_TREE_DEPTH - 1, blob);
	fix_open(fix, "r");

	tree = walk(fix, id);
	assert_int_equal(tree.entries.count, 1);
	assert_false(tree.incomplete);
	id = nested(fix, LIMIT_TREE_DEPTH, blob);
	fix_open(fix, "r");
	tree = walk(fix, id);
	assert_int_equal(tree.entries.count, 0);
	assert_int_equal(tree.findings.count, 1);
	assert_string_equal(tree.findings.at[0].rule->code, "tree-limit");
	assert_true(tree.incomplete);
}

static void a_path_of_more_than_the_limit_is_left_out(void **state)
{
	struct fix *fix = *state;
	struct tree tree;
	struct buf buf;
	char name[2050], *id;

	memset(name, 'n', sizeof(name));
	buf_init(&buf, 1 << 20);
	fix_init(fix);
	id = sh(fix, "echo x | git -C r hash-object -w --stdin");
	add_raw(&buf, "100644", SPAN_LIT("a"), id);
	add_raw(&buf, "100644", (struct span){ name, 2046 }, id); /* 2049 + 1 + 2046 */
	add_raw(&buf, "100644", (struct span){ name, 2047 }, id);
	id = tree_of(fix, &buf);
	add_raw(&buf, "40000", (struct span){ name, 2049 }, id);
	id = tree_of(fix, &buf);
	fix_open(fix, "r");

	tree = walk(fix, id);
	assert_int_equal(tree.entries.count, 2);
	assert_int_equal(tree.entries.at[1].path.len, LIMIT_PATH_BYTES);
	assert_string_equal(tree.findings.at[0].rule->code, "tree-limit");
	buf_release(&buf);
}

/* security.md G3: 31 small trees that describe 2^30 files. */
static void a_tree_bomb_ends(void **state)
{
	struct fix *fix = *state;
	struct tree tree;
	struct buf buf;
	int64_t start;
	char *id;

	buf_init(&buf, 1 << 20);
	fix_init(fix);
	id = sh(fix, "echo x | git -C r hash-object -w --stdin");
	for (unsigned i = 0; i < 31; i++) {
		add_raw(&buf, i == 0 ? "100644" : "40000", SPAN_LIT("a"), id);
		add_raw(&buf, i == 0 ? "100644" : "40000", SPAN_LIT("b"), id);
		id = tree_of(fix, &buf);
	}
	fix_open(fix, "r");

	start = clock_monotonic_us();
	tree = walk(fix, id);
	assert_true(clock_monotonic_us() - start < 30000000); /* under sanitizers */
	assert_true(tree.incomplete);
	assert_string_equal(tree.findings.at[0].rule->code, "tree-limit");
	assert_true(tree.entries.count < LIMIT_TREE_ENTRIES);
	buf_release(&buf);
}

static void a_missing_subtree_is_a_finding_and_the_rest_is_read(void **state)
{
	struct fix *fix = *state;
	struct tree tree;
	char *id;

	fix_init(fix);
	sh(fix, "cd r; mkdir a b; echo 1 > a/1; echo 2 > b/2");
	fix_commit(fix, "one");
	id = sh(fix, "git -C r rev-parse HEAD^{tree}");
	sh(fix, "cd r; rm -f .git/objects/$(git rev-parse HEAD:a | sed 's,^..,&/,')");
	fix_open(fix, "r");

	tree = walk(fix, id);
	assert_int_equal(tree.entries.count, 1);
	assert_span_is(tree.entries.at[0].path, "b/2");
	assert_string_equal(tree.findings.at[0].rule->code, "object-missing");
	assert_span_is(tree.findings.at[0].path, "a");
	assert_true(tree.incomplete);
}

static void untracked_files_are_those_the_tree_does_not_hold(void **state)
{
	struct fix *fix = *state;
	struct untracked_list list;
	struct err err = { 0 };
	struct span bytes;
	struct tree tree;

	fix_init(fix);
	sh(fix, "cd r; mkdir -p e/sub; echo '*.log' > .gitignore; echo 1 > e/tracked;"
		"git init -q e/mod; git -C e/mod commit -q --allow-empty -m x");
	fix_commit(fix, "one");
	sh(fix, "cd r; echo 22 > e/sub/b; echo x > e/a.log; echo x > outside;"
		"ln -s ../outside e/link; ln -s sub e/folder-link; mkfifo e/fifo;"
		"git init -q e/other; echo x > e/other/f; echo x > e/mod/f");
	fix_open(fix, "r");
	tree = walk(fix, sh(fix, "git -C r rev-parse HEAD^{tree}"));

	assert_ok(repo_untracked(&list, fix->repo, &tree, SPAN_LIT("e/"), fix->arena,
				 &err));
	assert_int_equal(list.files.count, 3);
	assert_span_is(list.files.at[0].path, "e/a.log");
	assert_span_is(list.files.at[1].path, "e/other/f");
	assert_span_is(list.files.at[2].path, "e/sub/b");
	assert_int_equal(list.files.at[2].size, 3);
	assert_int_equal(list.findings.count, 3);
	assert_span_is(list.findings.at[0].path, "e/fifo");
	assert_span_is(list.findings.at[1].path, "e/folder-link");
	assert_span_is(list.findings.at[2].path, "e/link");
	assert_string_equal(list.findings.at[2].rule->code, "untracked-link");

	assert_ok(repo_untracked_read(&bytes, fix->repo, SPAN_LIT("e/sub/b"), 9,
				      fix->arena, &err));
	assert_span_is(bytes, "22\n");
	assert_err(ERR_ABSENT,
		   repo_untracked_read(&bytes, fix->repo, SPAN_LIT("e/link"), 9,
				       fix->arena, &err));
	assert_err(ERR_ABSENT,
		   repo_untracked_read(&bytes, fix->repo, SPAN_LIT("../home"), 9,
				       fix->arena, &err));
}

static void roots_that_are_not_there_hold_nothing(void **state)
{
	struct fix *fix = *state;
	struct untracked_list list;
	struct err err = { 0 };
	struct tree tree = { 0 };
	struct span bytes;

	fix_init(fix);
	sh(fix, "cd r; echo 1 > file; mkdir real; echo 1 > real/x; ln -s real linked");
	fix_open(fix, "r");
	assert_ok(repo_untracked(&list, fix->repo, &tree, SPAN_LIT("no"), fix->arena,
				 &err));
	assert_int_equal(list.files.count + list.findings.count, 0);
	assert_ok(repo_untracked(&list, fix->repo, &tree, SPAN_LIT("file"), fix->arena,
				 &err));
	assert_int_equal(list.files.count + list.findings.count, 0);
	assert_ok(repo_untracked(&list, fix->repo, &tree, SPAN_LIT(".."), fix->arena,
				 &err));
	assert_int_equal(list.files.count + list.findings.count, 0);
	assert_ok(repo_untracked(&list, fix->repo, &tree, SPAN_LIT("linked"),
				 fix->arena, &err));
	assert_int_equal(list.files.count, 0);
	assert_int_equal(list.findings.count, 1);
	assert_ok(
		repo_untracked(&list, fix->repo, &tree, SPAN_EMPTY, fix->arena, &err));
	assert_int_equal(list.files.count, 2);

	sh(fix, "git init -q --bare b");
	fix_open(fix, "b");
	assert_ok(
		repo_untracked(&list, fix->repo, &tree, SPAN_EMPTY, fix->arena, &err));
	assert_int_equal(list.files.count, 0);
	assert_err(ERR_ABSENT, repo_untracked_read(&bytes, fix->repo, SPAN_LIT("x"), 9,
						   fix->arena, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_GIT(a_walk_lists_what_git_ls_tree_lists),
		WITH_GIT(paths_are_found_and_absent_ones_are_not),
		WITH_GIT(the_empty_tree_is_empty),
		WITH_GIT(a_missing_or_mistaken_root_is_an_error),
		WITH_GIT(an_odd_entry_is_left_out_and_its_neighbours_stay),
		WITH_GIT(names_that_only_look_like_git_s_own_are_fine),
		WITH_GIT(a_file_and_a_folder_of_one_name_are_found_out),
		WITH_GIT(a_tree_cut_short_keeps_what_could_be_read),
		WITH_GIT(depth_ends_at_the_limit),
		WITH_GIT(a_path_of_more_than_the_limit_is_left_out),
		WITH_GIT(a_tree_bomb_ends),
		WITH_GIT(a_missing_subtree_is_a_finding_and_the_rest_is_read),
		WITH_GIT(untracked_files_are_those_the_tree_does_not_hold),
		WITH_GIT(roots_that_are_not_there_hold_nothing),
	};

	return cmocka_run_group_tests_name("walk", tests, NULL, NULL);
}
