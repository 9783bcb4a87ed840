/* Opening repositories, naming commits, reading objects; stock git is the oracle. */
#include "gitfix.h"

#include "base/clock.h"

#include <fcntl.h>
#include <sys/resource.h>

/* libgit2 1.5 leaks in its own patterns when a repository names extensions. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libpcre2-8.so";
}

static void resolve_is(struct fix *fix, const char *rev, const char *want)
{
	struct repo_commit commit;
	struct err err = { 0 };

	if (repo_resolve(&commit, fix->repo, rev, fix->arena, &err) < 0)
		fail_msg("%s: %s", rev, err.what);
	if (!span_is(commit.id, want))
		fail_msg("%s gives %.*s, not %s", rev, SPAN_ARG(commit.id), want);
}

static void resolve_fails(struct fix *fix, const char *rev, enum err_code code)
{
	struct repo_commit commit;
	struct err err = { 0 };
	int rc = repo_resolve(&commit, fix->repo, rev, fix->arena, &err);

	if (rc != -(int)code)
		fail_msg("%s gives %d: %s", rev, rc, rc < 0 ? err.what : "");
	assert_true(err.fix[0] != '\0');
}

static void a_commit_is_described_in_its_own_words(void **state)
{
	struct fix *fix = *state;
	struct repo_commit commit;
	struct err err = { 0 };
	char *first, *second;

	fix_init(fix);
	sh(fix, "echo 1 > r/a");
	first = fix_commit(fix, "the first");
	sh(fix, "echo 2 > r/a");
	second = fix_commit(fix, "the second\n\nwith a body");
	fix_open(fix, "r");

	assert_ok(repo_resolve(&commit, fix->repo, "HEAD", fix->arena, &err));
	assert_span_is(commit.id, second);
	assert_span_is(commit.tree, sh(fix, "git -C r rev-parse HEAD^{tree}"));
	assert_span_is(commit.author, "Ada Author");
	assert_span_is(commit.author_mail, "ada@example.org");
	assert_span_is(commit.committer, "Carl Committer");
	assert_span_is(commit.committer_mail, "carl@example.org");
	assert_span_is(commit.subject, "the second");
	assert_span_is(commit.ref, "main");
	assert_true(commit.is_head);
	assert_int_equal(commit.parents, 1);
	assert_string_equal(sh(fix, "git -C r log -1 --format=%%ct %s", second),
			    arena_printf(fix->arena, "%ld", (long)commit.committed_at)
				    .ptr);
	assert_ok(repo_commit(&commit, fix->repo, span_of(first), fix->arena, &err));
	assert_false(commit.is_head);
	assert_span_is(commit.ref, "");
	assert_int_equal(commit.parents, 0);
}

static void revisions_are_named_as_people_name_them(void **state)
{
	struct fix *fix = *state;
	char *first, *second, *merge, *side;
	char prefix[8] = "";

	fix_init(fix);
	first = fix_commit(fix, "one");
	sh(fix, "cd r; git tag light; git tag -am x heavy; git tag -am y heavier heavy "
		"2> /dev/null");
	second = fix_commit(fix, "two");
	side = sh(fix, "cd r; git checkout -qb feature/x HEAD~1;"
		       "git commit -q --allow-empty -m side; git rev-parse HEAD");
	merge = sh(fix,
		   "cd r; git checkout -q main; git merge -q --no-ff -m m feature/x;"
		   "git rev-parse HEAD");
	fix_open(fix, "r");

	resolve_is(fix, "HEAD", merge);
	resolve_is(fix, "@", merge);
	resolve_is(fix, "main", merge);
	resolve_is(fix, "refs/heads/main", merge);
	resolve_is(fix, "feature/x", side);
	resolve_is(fix, "light", first);
	resolve_is(fix, "heavy", first);
	resolve_is(fix, "heavier", first);
	resolve_is(fix, second, second);
	memcpy(prefix, second, 7);
	resolve_is(fix, prefix, second);
	resolve_is(fix, "HEAD~1", second);
	resolve_is(fix, "HEAD^", second);
	resolve_is(fix, "HEAD^2", side);
	resolve_is(fix, "HEAD~2", first);
	resolve_is(fix, "HEAD^2~1", first);
	resolve_is(fix, "HEAD^^", first);
	resolve_is(fix, "HEAD^0", merge);
	resolve_is(fix, sh(fix, "git -C r rev-parse heavier"), first);
}

static void what_names_no_commit_is_refused_politely(void **state)
{
	static const char *const revs[] = {
		"HEAD:a",
		"HEAD@{1}",
		"@{u}",
		"HEAD^{tree}",
		"a..b",
		"nothing",
		"",
		"HEAD~9",
		"HEAD^9",
		"~1",
		"HEAD~99999999999999999999",
		"abcd",
		"-x",
		"0123456789012345678901234567890123456789",
		":/one",
		"HEAD^-",
		"a b",
		"/",
	};
	struct fix *fix = *state;

	fix_init(fix);
	sh(fix, "echo 1 > r/a");
	fix_commit(fix, "one");
	fix_open(fix, "r");

	for (size_t i = 0; i < sizeof(revs) / sizeof(revs[0]); i++)
		resolve_fails(fix, revs[i], ERR_USAGE);
	resolve_fails(fix, sh(fix, "git -C r rev-parse HEAD:a"), ERR_USAGE);
	resolve_fails(fix, sh(fix, "git -C r rev-parse HEAD^{tree}"), ERR_USAGE);
}

static void an_unborn_head_is_absent_and_not_broken(void **state)
{
	struct fix *fix = *state;
	struct repo_commit commit;
	struct err err = { 0 };
	bool dirty = true;

	fix_init(fix);
	fix_open(fix, "r");

	assert_err(ERR_ABSENT,
		   repo_resolve(&commit, fix->repo, "HEAD", fix->arena, &err));
	assert_string_equal(err.what, "the repository has no commit yet");
	resolve_fails(fix, "main", ERR_ABSENT);
	assert_ok(repo_is_dirty(&dirty, fix->repo, &err));
	assert_false(dirty);
}

static void facts_say_where_and_never_how_to_get_in(void **state)
{
	static const char *const urls[][2] = {
		{ "https://ada:secret@example.org/x/y.git",
		  "https://example.org/x/y.git" },
		{ "https://token@example.org/y?t=1#z", "https://example.org/y" },
		{ "ssh://git:secret@example.org:22/y", "ssh://git@example.org:22/y" },
		{ "git@example.org:x/y.git", "git@example.org:x/y.git" },
		{ "https://a@b@example.org/", "https://example.org/" },
		{ "https://example.org", "https://example.org" },
		{ "/srv/secret", "" },
		{ "../y", "" },
		{ "file:///srv/ada", "" },
	};
	struct fix *fix = *state;
	const struct repo_facts *facts;

	fix_init(fix);
	fix_commit(fix, "one");
	sh(fix, "mkdir r/deep; git -C r remote add origin x");
	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
		sh(fix, "git -C r remote set-url origin '%s'", urls[i][0]);
		facts = repo_facts(fix_open(fix, "r/deep"));
		assert_span_is(facts->uri, urls[i][1]);
	}
	assert_span_is(facts->name, "r");
	assert_span_is(facts->git_dir, sh(fix, "echo $PWD/r/.git"));
	assert_span_is(facts->work_tree, sh(fix, "echo $PWD/r"));
	assert_span_is(facts->object_format, "sha1");
	assert_false(facts->shallow || facts->partial || facts->has_replacements);
}

static void bare_repositories_worktrees_and_gitfiles_open(void **state)
{
	struct fix *fix = *state;
	const struct repo_facts *facts;
	struct err err = { 0 };
	bool dirty = true;
	char *head;

	fix_init(fix);
	head = fix_commit(fix, "one");
	sh(fix, "git clone -q --bare r b.git; git -C r worktree add -q ../w -b side");
	sh(fix, "cp -r r s; mv s/.git s.git; echo 'gitdir: ../s.git' > s/.git");

	facts = repo_facts(fix_open(fix, "b.git"));
	resolve_is(fix, "HEAD", head);
	assert_span_is(facts->work_tree, "");
	assert_span_is(facts->name, "b");
	assert_ok(repo_is_dirty(&dirty, fix->repo, &err));
	assert_false(dirty);
	assert_false(repo_is_ignored(fix->repo, SPAN_LIT("x")));

	facts = repo_facts(fix_open(fix, "w"));
	resolve_is(fix, "side", head);
	assert_span_is(facts->name, "r");
	assert_span_is(facts->git_dir, sh(fix, "echo $PWD/r/.git"));
	assert_span_is(facts->work_tree, sh(fix, "echo $PWD/w"));

	fix_open(fix, "s");
	resolve_is(fix, "HEAD", head);
}

static void no_repository_is_a_matter_of_usage(void **state)
{
	struct fix *fix = *state;
	struct err err;

	sh(fix, "mkdir empty broken; echo 'gitdir: nowhere' > broken/.git");

	fix_open_fails(fix, "empty", ERR_USAGE, &err);
	assert_string_equal(err.tag, "no-repo");
	fix_open_fails(fix, "none", ERR_USAGE, &err);
	fix_open_fails(fix, "broken", ERR_USAGE, &err);
}

static void sparse_checkouts_open_and_unknown_extensions_do_not(void **state)
{
	struct fix *fix = *state;
	struct err err;

	fix_init(fix);
	fix_commit(fix, "one");
	sh(fix, "cd r; git config core.repositoryformatversion 1;"
		"git config extensions.worktreeconfig true;"
		"git config extensions.partialclone origin");
	fix_open(fix, "r");
	assert_true(repo_facts(fix->repo)->partial);

	sh(fix, "git -C r config extensions.refstorage reftable");
	fix_open_fails(fix, "r", ERR_USAGE, &err);
	assert_string_equal(err.tag, "repo-extension");
	sh(fix, "git init -q --object-format=sha256 s");
	fix_open_fails(fix, "s", ERR_USAGE, &err);
	assert_string_equal(err.tag, "repo-extension");
}

/* security.md G9: owner x four settings. */
static void a_foreign_repository_needs_a_word_of_its_user(void **state)
{
	struct fix *fix = *state;
	struct repo_options options = { .trust_any_owner = true };
	struct repo *repo;
	struct err err = { 0 };

	if (geteuid() != 0)
		skip();
	fix_init(fix);
	fix_commit(fix, "one");
	sh(fix, "chown -R 12345 r");
	options.path = arena_printf(fix->arena, "%s/r", fix->root).ptr;

	fix_open_fails(fix, "r", ERR_USAGE, &err);
	assert_string_equal(err.tag, "repo-owner");
	assert_non_null(strstr(err.fix, "safe.directory '/tmp/muster-git-"));
	assert_ok(repo_open(&repo, &options, &err));
	repo_close(repo);

	sh(fix, "git config --global safe.directory /elsewhere");
	fix_open_fails(fix, "r", ERR_USAGE, &err);
	sh(fix, "git config --global --add safe.directory \"$PWD/r\"");
	fix_open(fix, "r");
	sh(fix, "git config --global --add safe.directory ''");
	fix_open_fails(fix, "r", ERR_USAGE, &err);
	sh(fix, "git config --global --add safe.directory '*'");
	fix_open(fix, "r");
	sh(fix, "git config --global --unset-all safe.directory");

	/* The repository's own word counts for nothing. */
	sh(fix, "git config -f r/.git/config safe.directory '*'");
	fix_open_fails(fix, "r", ERR_USAGE, &err);
	setenv("SUDO_UID", "12345", 1);
	fix_open(fix, "r");
	setenv("SUDO_UID", "54321", 1);
	fix_open_fails(fix, "r", ERR_USAGE, &err);
}

static void blobs_are_read_up_to_the_limit(void **state)
{
	struct fix *fix = *state;
	struct err err = { 0 };
	struct span bytes, blob;
	const char *type;
	uint64_t size;

	fix_init(fix);
	sh(fix, "printf 12345 > r/a");
	fix_commit(fix, "one");
	blob = span_of(sh(fix, "git -C r rev-parse HEAD:a"));
	fix_open(fix, "r");

	assert_ok(repo_blob(&bytes, fix->repo, blob, 5, fix->arena, &err));
	assert_span_is(bytes, "12345");
	assert_err(ERR_LIMIT, repo_blob(&bytes, fix->repo, blob, 4, fix->arena, &err));
	assert_ok(repo_blob_size(&size, fix->repo, blob, &err));
	assert_int_equal(size, 5);
	assert_ok(repo_object(&bytes, &type, fix->repo,
			      span_of(sh(fix, "git -C r rev-parse HEAD")), 999,
			      fix->arena, &err));
	assert_string_equal(type, "commit");
	assert_int_equal(bytes.len, atoi(sh(fix, "git -C r cat-file -s HEAD")));
	assert_err(ERR_ABSENT,
		   repo_blob(&bytes, fix->repo,
			     SPAN_LIT("0123456789012345678901234567890123456789"), 9,
			     fix->arena, &err));
	assert_err(ERR_USAGE,
		   repo_blob(&bytes, fix->repo, SPAN_LIT("1234"), 9, fix->arena, &err));
	assert_err(ERR_USAGE,
		   repo_blob(&bytes, fix->repo, SPAN_EMPTY, 9, fix->arena, &err));
}

/* security.md G4: the limit is compared before a byte is inflated. */
static void a_small_object_that_inflates_to_a_gigabyte_is_not_inflated(void **state)
{
	struct fix *fix = *state;
	struct err err = { 0 };
	struct span bytes, blob;
	int64_t start;

	fix_init(fix);
	blob = span_of(sh(fix,
			  "head -c 200000000 /dev/zero |"
			  "git -C r -c core.compression=1 hash-object -w --stdin"));
	fix_open(fix, "r");

	start = clock_monotonic_us();
	assert_err(ERR_LIMIT,
		   repo_blob(&bytes, fix->repo, blob, 1 << 26, fix->arena, &err));
	assert_true(clock_monotonic_us() - start < 100000);
}

/* A pack of 20 kB in which a delta copies some of its base's 16 MB of zeros, so often.
 */
static const char delta_pack[] =
	"import hashlib, struct, sys, zlib\n"
	"some, often, base = int(sys.argv[1]), int(sys.argv[2]), bytes(0xffffff)\n"
	"def number(n):\n"
	"    out = b''\n"
	"    while n > 127:\n"
	"        out += bytes([n & 127 | 128]); n >>= 7\n"
	"    return out + bytes([n])\n"
	"def entry(kind, data, more=b''):\n"
	"    size, first = len(data) >> 4, kind << 4 | len(data) & 15\n"
	"    head = bytes([first | 128]) + number(size) if size else bytes([first])\n"
	"    return head + more + zlib.compress(data, 9)\n"
	"name = hashlib.sha1(b'blob %d\\0' % len(base) + base).digest()\n"
	"delta = number(len(base)) + number(some * often)\n"
	"delta += (b'\\xf0' + struct.pack('<I', some)[:3]) * often\n"
	"pack = b'PACK' + struct.pack('>II', 2, 2) + entry(3, base)\n"
	"pack += entry(7, delta, name)\n"
	"sys.stdout.buffer.write(pack + hashlib.sha1(pack).digest())\n";

/* The id of what the delta makes, as git tells it. */
static struct span put_delta(struct fix *fix, unsigned some, unsigned often)
{
	struct err err = { 0 };
	struct span id;

	fix_init(fix);
	assert_ok(file_write(arena_printf(fix->arena, "%s/pack.py", fix->root).ptr,
			     span_of(delta_pack), &err));
	sh(fix, "python3 pack.py %u %u > p; git -C r index-pack --stdin < p", some,
	   often);
	id = span_of(sh(fix,
			"cd r; git cat-file --batch-check --batch-all-objects |"
			"awk '$3 == %u { print $1 }'",
			some * often));
	assert_int_equal(id.len, 40);
	return id;
}

/* The same for what says its size only at the beginning of a delta. */
static void a_delta_that_makes_much_of_little_is_not_applied(void **state)
{
	struct fix *fix = *state;
	struct span blob = put_delta(fix, 0xffffff, 20), bytes;
	struct rusage before = { 0 }, after = { 0 };
	struct err err = { 0 };
	pid_t child = fork(); /* the most memory it had is counted from here */
	int status;

	if (child == 0) {
		fix_open(fix, "r");
		getrusage(RUSAGE_SELF, &before);
		status = repo_blob(&bytes, fix->repo, blob, 1 << 20, fix->arena, &err);
		getrusage(RUSAGE_SELF, &after);
		_exit(status != -ERR_LIMIT ? 1
		      : strcmp(err.tag, "object-limit")
			      ? 2
			      : after.ru_maxrss - before.ru_maxrss > 65536);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

/* A plan may shrink: the larger one that it is a delta of is no reason to refuse it. */
static void what_is_a_delta_of_something_large_is_read(void **state)
{
	struct fix *fix = *state;
	struct span blob = put_delta(fix, 900000, 1), bytes;
	struct err err = { 0 };

	fix_open(fix, "r");
	assert_ok(repo_blob(&bytes, fix->repo, blob, 1 << 20, fix->arena, &err));
	assert_int_equal(bytes.len, 900000);
	assert_err(ERR_LIMIT,
		   repo_blob(&bytes, fix->repo, blob, 899999, fix->arena, &err));
	assert_string_equal(err.tag, "object-limit");
}

/* security.md G11. */
static void bytes_that_do_not_match_their_id_are_refused(void **state)
{
	struct fix *fix = *state;
	struct err err = { 0 };
	struct span bytes, blob;

	fix_init(fix);
	sh(fix, "echo good > r/a; echo evil > r/b");
	fix_commit(fix, "one");
	blob = span_of(sh(fix, "git -C r rev-parse HEAD:a"));
	sh(fix, "cd r/.git/objects; f() { git rev-parse HEAD:$1 | sed 's,^..,&/,'; };"
		"chmod -R u+w .; cp $(f b) $(f a)");
	fix_open(fix, "r");

	assert_err(ERR_FORMAT,
		   repo_blob(&bytes, fix->repo, blob, 99, fix->arena, &err));
	assert_string_equal(err.tag, "object-damaged");
	sh(fix, "cd r/.git/objects; f() { git rev-parse HEAD:$1 | sed 's,^..,&/,'; };"
		"echo garbage > $(f a)");
	fix_open(fix, "r");
	assert_err(ERR_FORMAT,
		   repo_blob(&bytes, fix->repo, blob, 99, fix->arena, &err));
}

/* security.md G5: git follows them, muster reads what was signed. */
static void replace_refs_and_grafts_are_noticed_and_not_followed(void **state)
{
	struct fix *fix = *state;
	struct err err = { 0 };
	struct span bytes, blob;

	fix_init(fix);
	sh(fix, "echo real > r/a; echo other > r/b");
	fix_commit(fix, "one");
	blob = span_of(sh(fix, "git -C r rev-parse HEAD:a"));
	sh(fix, "git -C r replace HEAD:a HEAD:b");
	assert_string_equal(sh(fix, "git -C r cat-file -p HEAD:a"), "other");
	fix_open(fix, "r");

	assert_true(repo_facts(fix->repo)->has_replacements);
	assert_ok(repo_blob(&bytes, fix->repo, blob, 99, fix->arena, &err));
	assert_span_is(bytes, "real\n");
	sh(fix, "git -C r replace -d $(git -C r rev-parse HEAD:a)");
	assert_false(repo_facts(fix_open(fix, "r"))->has_replacements);
	sh(fix, "mkdir -p r/.git/info; git -C r rev-parse HEAD > r/.git/info/grafts");
	assert_true(repo_facts(fix_open(fix, "r"))->has_replacements);
}

static void ancestors_are_what_git_says_they_are(void **state)
{
	struct fix *fix = *state;
	struct err err = { 0 };
	char *commits[6];
	bool is;

	fix_init(fix);
	commits[0] = fix_commit(fix, "0");
	commits[1] = fix_commit(fix, "1");
	commits[2] = sh(fix, "cd r; git checkout -qb side HEAD~1;"
			     "git commit -q --allow-empty -m 2; git rev-parse HEAD");
	commits[3] = sh(fix, "cd r; git checkout -q main; git merge -q -m 3 side;"
			     "git rev-parse HEAD");
	commits[4] = fix_commit(fix, "4");
	commits[5] = sh(fix, "cd r; git checkout -q --orphan lone;"
			     "git commit -q --allow-empty -m 5; git rev-parse HEAD");
	fix_open(fix, "r");

	for (size_t i = 0; i < 6; i++)
		for (size_t j = 0; j < 6; j++) {
			bool want = sh(fix,
				       "git -C r merge-base --is-ancestor %s %s &&"
				       "echo yes || echo no",
				       commits[i], commits[j])[0] == 'y';

			assert_ok(repo_is_ancestor(&is, fix->repo, span_of(commits[i]),
						   span_of(commits[j]), &err));
			if (is != want)
				fail_msg("%zu of %zu: %d", i, j, is);
		}
	assert_true(repo_has_commit(fix->repo, span_of(commits[5])));
	assert_false(repo_has_commit(fix->repo, SPAN_LIT("abcd")));
	assert_false(
		repo_has_commit(fix->repo,
				span_of(sh(fix, "git -C r rev-parse HEAD^{tree}"))));
}

static void a_shallow_clone_knows_where_it_ends(void **state)
{
	struct fix *fix = *state;
	struct err err = { 0 };
	char *first, *second, *third;
	bool is;

	fix_init(fix);
	first = fix_commit(fix, "one");
	second = fix_commit(fix, "two");
	third = fix_commit(fix, "three");
	sh(fix, "git clone -q --depth 2 file://$PWD/r shallow");
	fix_open(fix, "shallow");

	assert_true(repo_facts(fix->repo)->shallow);
	assert_ok(repo_is_ancestor(&is, fix->repo, span_of(second), span_of(third),
				   &err));
	assert_true(is);
	assert_err(ERR_ABSENT, repo_is_ancestor(&is, fix->repo,
						SPAN_LIT("012345678901234567"
							 "8901234567890123456789"),
						span_of(third), &err));
	assert_non_null(strstr(err.fix, "--unshallow"));
	assert_false(repo_has_commit(fix->repo, span_of(first)));
	resolve_fails(fix, first, ERR_USAGE);
	resolve_fails(fix, "HEAD~2", ERR_ABSENT);
}

static void a_partial_clone_says_how_to_fetch_what_it_lacks(void **state)
{
	struct fix *fix = *state;
	struct err err = { 0 };
	struct span bytes, blob;

	fix_init(fix);
	sh(fix, "echo 1 > r/a; git -C r config uploadpack.allowfilter true");
	fix_commit(fix, "one");
	blob = span_of(sh(fix, "git -C r rev-parse HEAD:a"));
	sh(fix, "git clone -q --bare --filter=blob:none file://$PWD/r part.git");
	fix_open(fix, "part.git");

	assert_true(repo_facts(fix->repo)->partial);
	assert_err(ERR_ABSENT,
		   repo_blob(&bytes, fix->repo, blob, 99, fix->arena, &err));
	assert_non_null(strstr(err.fix, arena_printf(fix->arena, "git cat-file -e %.*s",
						     SPAN_ARG(blob))
						.ptr));
	assert_string_equal(err.tag, "object-missing");
}

/* security.md G10. */
static void alternates_that_loop_or_lead_nowhere_do_no_harm(void **state)
{
	struct fix *fix = *state;
	char *head;

	fix_init(fix);
	head = fix_commit(fix, "one");
	sh(fix, "git clone -q --shared r alt; cd alt/.git/objects/info;"
		"{ cat alternates; echo /etc; echo /nowhere; echo ..; } > new; mv new "
		"alternates;"
		"echo \"$OLDPWD/alt/.git/objects\" > "
		"../../../../r/.git/objects/info/alternates");
	fix_open(fix, "alt");
	resolve_is(fix, "HEAD", head);
}

static void dirty_is(struct fix *fix, bool want, const char *when)
{
	struct err err = { 0 };
	bool dirty, oracle;

	oracle = sh(fix,
		    "cd r; cp .git/index ../index;"
		    "git status --porcelain -uno; cp ../index .git/index")[0] != '\0';
	if (oracle != want)
		fail_msg("git itself differs: %s", when);
	fix_open(fix, "r");
	assert_ok(repo_is_dirty(&dirty, fix->repo, &err));
	if (dirty != want)
		fail_msg("%s: %d", when, dirty);
}

static void dirty_means_content_and_not_times(void **state)
{
	struct fix *fix = *state;
	char *index;

	fix_init(fix);
	sh(fix, "cd r; mkdir d; echo 1 > a; echo 2 > d/b; ln -s a link; echo x > "
		".gitignore");
	fix_commit(fix, "one");
	index = sh(fix, "sha256sum < r/.git/index");

	dirty_is(fix, false, "clean");
	sh(fix, "touch -d 2001-01-01 r/a; echo new > r/untracked; echo i > r/x");
	dirty_is(fix, false, "touched");
	sh(fix, "echo 3 > r/a");
	dirty_is(fix, true, "content of the same size");
	sh(fix, "echo 1 > r/a");
	dirty_is(fix, false, "back again");
	sh(fix, "chmod +x r/a");
	dirty_is(fix, true, "mode");
	sh(fix, "chmod -x r/a; rm r/link; ln -s b r/link");
	dirty_is(fix, true, "link");
	sh(fix, "rm r/link; cp r/a r/link");
	dirty_is(fix, true, "file for link");
	sh(fix, "rm r/link; ln -s a r/link; rm -r r/d");
	dirty_is(fix, true, "removed");
	sh(fix, "cd r; mkdir d; echo 2 > d/b");
	assert_string_equal(index, sh(fix, "sha256sum < r/.git/index"));
	sh(fix, "cd r; echo 9 > n; git add n");
	dirty_is(fix, true, "added to the index");
	sh(fix, "cd r; git rm -q --cached n a; git add a");
	dirty_is(fix, false, "taken out again");
	sh(fix, "cd r; git rm -q --cached a");
	dirty_is(fix, true, "gone from the index");
	sh(fix, "cd r; git add a; git update-index --skip-worktree a; rm a");
	dirty_is(fix, false, "sparse");
}

static void line_ends_that_git_converts_are_not_dirt(void **state)
{
	struct fix *fix = *state;

	fix_init(fix);
	sh(fix, "cd r; echo '* text eol=crlf' > .gitattributes; printf 'a\\nb\\n' > t");
	fix_commit(fix, "one");
	sh(fix, "cd r; rm t; git checkout -q t; touch -d 2001-01-01 t");
	assert_string_equal(sh(fix, "od -An -c r/t | tr -d ' '"), "a\\r\\nb\\r\\n");

	dirty_is(fix, false, "crlf in the working tree");
}

static void ignored_is_what_git_ignores(void **state)
{
	struct fix *fix = *state;

	fix_init(fix);
	sh(fix, "cd r; printf '*.log\\n/out/\\n!keep.log\\n' > .gitignore; mkdir out");
	fix_commit(fix, "one");
	fix_open(fix, "r");

	assert_true(repo_is_ignored(fix->repo, SPAN_LIT("a/b.log")));
	assert_true(repo_is_ignored(fix->repo, SPAN_LIT("out/x")));
	assert_false(repo_is_ignored(fix->repo, SPAN_LIT("keep.log")));
	assert_false(repo_is_ignored(fix->repo, SPAN_LIT("a/out.txt")));
	assert_false(repo_is_ignored(fix->repo, SPAN_LIT("../x.log")));
	assert_false(repo_is_ignored(fix->repo, SPAN_LIT("")));
}

/* security.md G13: what stands in a commit is shown, never believed. */
static void odd_commits_are_read_or_refused_and_never_crash(void **state)
{
	static const struct {
		const char *text;
		bool good;
	} commits[] = {
		{ "tree %s\nauthor A <a@b> 1 +0000\ncommitter C <c@d> 2 +0000\n\nhi\n",
		  true },
		{ "tree %s\nauthor A <a@b>\ncommitter\n\nhi\n", false },
		{ "tree %s\nauthor \ncommitter \n\n", true },
		{ "tree %s\nauthor <<>> >\ncommitter > 99999999999999999999\n", true },
		{ "tree %s\nparent 12\nauthor A <a> 1 +0\ncommitter A <a> 1 +0\n\n",
		  false },
		{ "tree %s", false },
		{ "", false },
		{ "author A <a@b> 1 +0000\ntree %s\n\n", false },
		{ "tree %s\nauthor A <a> 1 +0\ncommitter A <a> -5 +0\ngpgsig x\n \n "
		  "y\n\nm",
		  true },
	};
	struct fix *fix = *state;
	struct repo_commit commit;
	struct err err = { 0 };
	char *tree;

	fix_init(fix);
	tree = sh(fix, "git -C r mktree < /dev/null");
	for (size_t i = 0; i < sizeof(commits) / sizeof(commits[0]); i++) {
		char text[512];
		char *id;

		int len = 0;
		const char *at = strstr(commits[i].text, "%s");

		len = snprintf(text, sizeof(text), "%.*s%s%s",
			       at ? (int)(at - commits[i].text) : 0, commits[i].text,
			       at ? tree : "", at ? at + 2 : "");
		id = fix_object(fix, "commit", (struct span){ text, (size_t)len });
		fix_open(fix, "r");
		if ((repo_commit(&commit, fix->repo, span_of(id), fix->arena, &err) ==
		     0) != commits[i].good)
			fail_msg("commit %zu: %s", i, err.what);
	}
	assert_int_equal(commit.committed_at, -5);
	assert_span_is(commit.subject, "m");
}

static void closing_nothing_is_fine_and_opening_twice_too(void **state)
{
	struct fix *fix = *state;
	struct repo_options options = { 0 };
	struct repo *second;
	struct err err = { 0 };

	fix_init(fix);
	fix_commit(fix, "one");
	fix_open(fix, "r");
	options.path = arena_printf(fix->arena, "%s/r", fix->root).ptr;

	assert_ok(repo_open(&second, &options, &err));
	repo_close(second);
	repo_close(NULL);
	resolve_is(fix, "HEAD", sh(fix, "git -C r rev-parse HEAD"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_GIT(a_commit_is_described_in_its_own_words),
		WITH_GIT(revisions_are_named_as_people_name_them),
		WITH_GIT(what_names_no_commit_is_refused_politely),
		WITH_GIT(an_unborn_head_is_absent_and_not_broken),
		WITH_GIT(facts_say_where_and_never_how_to_get_in),
		WITH_GIT(bare_repositories_worktrees_and_gitfiles_open),
		WITH_GIT(no_repository_is_a_matter_of_usage),
		WITH_GIT(sparse_checkouts_open_and_unknown_extensions_do_not),
		WITH_GIT(a_foreign_repository_needs_a_word_of_its_user),
		WITH_GIT(blobs_are_read_up_to_the_limit),
		WITH_GIT(a_small_object_that_inflates_to_a_gigabyte_is_not_inflated),
		WITH_GIT(a_delta_that_makes_much_of_little_is_not_applied),
		WITH_GIT(what_is_a_delta_of_something_large_is_read),
		WITH_GIT(bytes_that_do_not_match_their_id_are_refused),
		WITH_GIT(replace_refs_and_grafts_are_noticed_and_not_followed),
		WITH_GIT(ancestors_are_what_git_says_they_are),
		WITH_GIT(a_shallow_clone_knows_where_it_ends),
		WITH_GIT(a_partial_clone_says_how_to_fetch_what_it_lacks),
		WITH_GIT(alternates_that_loop_or_lead_nowhere_do_no_harm),
		WITH_GIT(dirty_means_content_and_not_times),
		WITH_GIT(line_ends_that_git_converts_are_not_dirt),
		WITH_GIT(ignored_is_what_git_ignores),
		WITH_GIT(odd_commits_are_read_or_refused_and_never_crash),
		WITH_GIT(closing_nothing_is_fine_and_opening_twice_too),
	};

	return cmocka_run_group_tests_name("repo", tests, NULL, NULL);
}
