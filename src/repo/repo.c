#include "repo/repo.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/path.h"
#include "repo/git.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define TAG_DEPTH 32 /* tags of tags of ... of a commit */

/* Opening. */

/* A folder's path without the '/' that libgit2 puts behind it. */
static struct span folder(struct arena *arena, const char *path)
{
	struct span span = span_of(path);

	while (span.len > 1 && span.ptr[span.len - 1] == '/')
		span.len--;
	return span.len ? arena_copy(arena, span) : SPAN_EMPTY;
}

/* Owned by us, or by whoever started us through sudo. */
static bool is_ours(const char *path)
{
	const char *sudo = getenv("SUDO_UID");
	struct stat st;
	uint64_t uid;

	if (lstat(path, &st) < 0)
		return true; /* nothing there that could be somebody's */
	if (st.st_uid == geteuid())
		return true;
	return geteuid() == 0 && sudo && num_u64(span_of(sudo), UINT32_MAX - 1, &uid) &&
	       st.st_uid == (uid_t)uid;
}

/* One value of safe.directory: does it name this repository? */
static bool names_folder(const char *value, struct span path)
{
	git_buf text = { 0 };
	struct span named;
	bool same;

	if (git_config_parse_path(&text, value) < 0) {
		git_error_clear();
		return false;
	}
	named = span_of(text.ptr);
	while (named.len > 1 && named.ptr[named.len - 1] == '/')
		named.len--;
	if (span_ends(named, "/*"))
		same = path.len > named.len - 1 &&
		       memcmp(path.ptr, named.ptr, named.len - 1) == 0;
	else
		same = span_eq(named, path);
	git_buf_dispose(&text);
	return same;
}

/*
 * Whether the user's own configuration vouches for the folder: git reads
 * safe.directory from the system's and the user's files alone, an empty value
 * forgets what came before.
 */
static bool is_vouched_for(struct span path)
{
	SCOPED(git_config) config = NULL;
	SCOPED(git_config_iterator) values = NULL;
	git_config_entry *entry;
	bool vouched = false;

	if (git_config_open_default(&config) < 0 ||
	    git_config_multivar_iterator_new(&values, config, "safe.directory", NULL) <
		    0) {
		git_error_clear();
		return false;
	}
	while (git_config_next(&entry, values) == 0) {
		if (entry->value[0] == '\0')
			vouched = false;
		else if (strcmp(entry->value, "*") == 0 ||
			 names_folder(entry->value, path))
			vouched = true;
	}
	git_error_clear();
	return vouched;
}

/*
 * As git does, and instead of libgit2 1.5, which knows no `safe.directory = *`.
 * The check stays although muster starts nothing: alternates and the pointers
 * of a worktree are followed.
 */
static int check_owner(const struct repo *repo, struct err *err)
{
	const char *places[] = { git_repository_path(repo->git),
				 git_repository_commondir(repo->git),
				 git_repository_workdir(repo->git), NULL };
	struct span path = repo->facts.work_tree;
	char link[LIMIT_PATH_BYTES + 8];
	bool ours = true;

	if (path.len == 0)
		path = repo->facts.git_dir;
	snprintf(link, sizeof(link), "%.*s/.git", SPAN_ARG(repo->facts.work_tree));
	places[3] = repo->facts.work_tree.len ? link : NULL;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		ours = ours && (!places[i] || is_ours(places[i]));
	if (ours || is_vouched_for(path))
		return 0;
	err_set(err, ERR_USAGE, "the repository belongs to somebody else");
	err_at_path(err, path);
	err_tag(err, "repo-owner");
	return err_fix(err,
		       "git config --global --add safe.directory '%.*s', "
		       "or --trust-repo-owner",
		       SPAN_ARG(path));
}

/* The URL without what lets one in; nothing where it names this machine. */
static struct span public_uri(const char *url, struct arena *arena)
{
	struct span all = span_of(url), rest, host;
	ptrdiff_t scheme = span_find(all, SPAN_LIT("://")), at, cut;
	bool ssh = span_starts(all, "ssh:") || span_starts(all, "git+ssh:");

	if (scheme < 0) {
		at = span_index(all, ':'); /* "git@host:path": no password there */
		cut = span_index(all, '/');
		return at > 0 && (cut < 0 || at < cut) ? arena_copy(arena, all)
						       : SPAN_EMPTY;
	}
	if (span_starts(all, "file:"))
		return SPAN_EMPTY;
	rest = span_from(all, (size_t)scheme + 3);
	at = span_index(rest, '/');
	host = span_sub(rest, 0, at < 0 ? rest.len : (size_t)at);
	rest = span_from(rest, host.len);
	at = span_rindex(host, '@');
	if (at >= 0 && ssh) {
		struct span user = span_sub(host, 0, (size_t)at);

		cut = span_index(user, ':');
		user = span_sub(user, 0, cut < 0 ? user.len : (size_t)cut);
		host = arena_printf(arena, "%.*s%.*s", SPAN_ARG(user),
				    SPAN_ARG(span_from(host, (size_t)at)));
	} else if (at >= 0) {
		host = span_from(host, (size_t)at + 1);
	}
	for (size_t i = 0; i < rest.len; i++)
		if (rest.ptr[i] == '?' || rest.ptr[i] == '#')
			rest.len = i; /* a token can stand there */
	return arena_printf(arena, "%.*s://%.*s%.*s", (int)scheme, all.ptr,
			    SPAN_ARG(host), SPAN_ARG(rest));
}

/* Of the folder that holds the common directory: the same for every worktree. */
static struct span repo_name(struct span git_dir)
{
	struct span name = path_base(git_dir);

	if (span_is(name, ".git"))
		return path_base(path_dir(git_dir));
	if (span_ends(name, ".git"))
		name.len -= strlen(".git");
	return name;
}

/*
 * A promisor remote, by hand: where an entry does not match, libgit2 1.5's own
 * patterns leak 20 kB.
 */
static bool is_partial(git_config *config)
{
	SCOPED(git_config_iterator) values = NULL;
	git_config_entry *entry;
	bool partial = false;
	struct span name;
	int promisor;

	if (git_config_iterator_new(&values, config) == 0)
		while (git_config_next(&entry, values) == 0) {
			name = span_of(entry->name);
			if (span_is(name, "extensions.partialclone"))
				partial = true;
			if (span_starts(name, "remote.") &&
			    span_ends(name, ".promisor"))
				partial |= git_config_parse_bool(&promisor,
								 entry->value) == 0 &&
					   promisor;
		}
	git_error_clear();
	return partial;
}

static bool has_replacements(const struct repo *repo)
{
	SCOPED(git_reference_iterator) refs = NULL;
	char grafts[LIMIT_PATH_BYTES + 16];
	const char *name;
	struct stat st;
	bool found;

	snprintf(grafts, sizeof(grafts), "%.*s/info/grafts",
		 SPAN_ARG(repo->facts.git_dir));
	found = stat(grafts, &st) == 0 && st.st_size > 0;
	if (!found &&
	    git_reference_iterator_glob_new(&refs, repo->git, "refs/replace/*") == 0)
		found = git_reference_next_name(&name, refs) == 0;
	git_error_clear();
	return found;
}

static void learn_facts(struct repo *repo)
{
	struct repo_facts *facts = &repo->facts;
	SCOPED(git_config) config = NULL;
	git_config_entry *url = NULL;

	facts->git_dir = folder(repo->arena, git_repository_commondir(repo->git));
	facts->work_tree = folder(repo->arena, git_repository_workdir(repo->git));
	facts->name = repo_name(facts->git_dir);
	facts->object_format = SPAN_LIT("sha1");
	facts->shallow = git_repository_is_shallow(repo->git) == 1;
	facts->has_replacements = has_replacements(repo);
	if (git_repository_config_snapshot(&config, repo->git) == 0) {
		facts->partial = is_partial(config);
		if (git_config_get_entry(&url, config, "remote.origin.url") == 0)
			facts->uri = public_uri(url->value, repo->arena);
		git_config_entry_free(url);
	}
	git_error_clear();
}

static void add_place(struct repo_places *places, struct arena *arena, const char *path)
{
	if (path && path[0])
		*LIST_ADD(arena, &places->paths) = arena_string(arena, span_of(path));
}

/*
 * gitrepository-layout(5), objects/info/alternates: a folder of objects a line,
 * which may borrow in turn; libgit2 follows five.
 */
static void add_alternates(struct repo_places *places, struct arena *arena,
			   const char *objects, unsigned depth)
{
	const char *list = arena_printf(arena, "%s/info/alternates", objects).ptr;
	struct err ignored = { 0 };
	struct span text, line;

	if (depth == 0 ||
	    file_read(&text, list, LIMIT_CONFIG_BYTES, arena, &ignored) < 0)
		return;
	while (span_line(&text, &line)) {
		const char *folder;

		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		folder = line.ptr[0] == '/' ? arena_string(arena, line)
					    : arena_printf(arena, "%s/%.*s", objects,
							   SPAN_ARG(line))
						      .ptr;
		add_place(places, arena, folder);
		add_alternates(places, arena, folder, depth - 1);
	}
}

/* Settings that libgit2 may read again when it finds that they changed. */
static void add_settings(struct repo_places *places, struct arena *arena,
			 const struct repo *repo)
{
	static const git_config_level_t levels[] = { GIT_CONFIG_LEVEL_SYSTEM,
						     GIT_CONFIG_LEVEL_XDG,
						     GIT_CONFIG_LEVEL_GLOBAL };
	SCOPED(git_config) config = NULL;
	git_buf path = GIT_BUF_INIT;

	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		git_buf folders = GIT_BUF_INIT;
		struct span rest, folder;

		if (git_libgit2_opts(GIT_OPT_GET_SEARCH_PATH, levels[i], &folders) < 0)
			continue;
		rest = span_of(folders.ptr);
		while (span_split(&rest, ':', &folder)) {
			const char *names[] = { "gitconfig", ".gitconfig", "config",
						"ignore" };

			for (size_t n = 0; n < sizeof(names) / sizeof(names[0]); n++)
				add_place(places, arena,
					  arena_printf(arena, "%.*s/%s",
						       SPAN_ARG(folder), names[n])
						  .ptr);
		}
		git_buf_dispose(&folders);
	}
	if (git_repository_config_snapshot(&config, repo->git) == 0 &&
	    git_config_get_path(&path, config, "core.excludesfile") == 0)
		add_place(places, arena, path.ptr);
	git_buf_dispose(&path);
	git_error_clear();
}

void repo_places(struct repo_places *out, const struct repo *repo, struct arena *arena)
{
	const char *common = git_repository_commondir(repo->git);

	*out = (struct repo_places){ 0 };
	add_place(out, arena, common);
	add_place(out, arena, git_repository_path(repo->git));
	add_place(out, arena, git_repository_workdir(repo->git));
	add_alternates(out, arena, arena_printf(arena, "%sobjects", common).ptr, 5);
	add_settings(out, arena, repo);
}

/* Where HEAD stands now; it may move while we work (security.md G15). */
static int learn_head(struct repo *repo, struct err *err)
{
	SCOPED(git_reference) head = NULL;
	int rc = git_repository_head(&head, repo->git);

	if (rc == GIT_EUNBORNBRANCH || rc == GIT_ENOTFOUND) {
		git_error_clear();
		return 0;
	}
	if (rc < 0)
		return err_git(err, rc, repo, NULL, "HEAD cannot be read");
	repo->has_head = true;
	git_oid_cpy(&repo->head, git_reference_target(head));
	if (git_reference_is_branch(head))
		repo->head_ref =
			arena_copy(repo->arena, span_of(git_reference_shorthand(head)));
	return 0;
}

/* libgit2 as we want it; undone by shutdown. */
static void set_options(void)
{
	/* Known to change nothing about how objects and refs are read. */
	static const char *const extensions[] = { "worktreeconfig", "partialclone",
						  "preciousobjects" };

	git_memory();
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0); /* check_owner() does it */
	git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions,
			 sizeof(extensions) / sizeof(extensions[0]));
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
	/* A folder of 1,000 files is a tree of 40 kB: worth keeping between commits. */
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE,
			 (size_t)512 * LIMIT_KIB);
	git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)(128 * LIMIT_MIB));
	/* Else a pack stays mapped whole, and what was read of it counts as ours. */
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, (size_t)(4 * LIMIT_MIB));
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, (size_t)(16 * LIMIT_MIB));
}

static int refuse_open(int code, const char *path, struct err *err)
{
	const git_error *last = git_error_last();
	char words[256];

	snprintf(words, sizeof(words), "%s",
		 last && last->message ? last->message : "");
	git_error_clear();
	if (code == GIT_ENOTFOUND) {
		err_set(err, ERR_USAGE, "there is no git repository here or above");
		err_at_path(err, span_of(path));
		err_tag(err, "no-repo");
		return err_fix(err, "run it in a git repository, or name its folder: "
				    "muster build DIR");
	}
	err_set(err, ERR_USAGE, "the repository cannot be opened: %s", words);
	err_at_path(err, span_of(path));
	if (span_find(span_of(words), SPAN_LIT("extension")) >= 0)
		err_tag(err, "repo-extension");
	return err_fix(err,
		       "muster reads repositories of format sha1 with files as refs");
}

static int stand_in(struct repo *repo, const struct repo_stand_in *as, struct err *err)
{
	int rc = id_parse(&repo->head, as->head, err);

	if (rc < 0)
		return rc;
	repo->has_head = true;
	repo->head_ref = SPAN_EMPTY;
	repo->stands_in = true;
	repo->dirty = as->dirty;
	repo->facts.work_tree = folder(repo->arena, as->work_tree);
	repo->facts.uri = arena_copy(repo->arena, as->uri);
	repo->facts.name = arena_copy(repo->arena, as->name);
	return 0;
}

int repo_open(struct repo **out, const struct repo_options *options, struct err *err)
{
	const char *path = options->path ? options->path : ".";
	struct arena *arena;
	struct repo *repo;
	int rc;

	*out = NULL;
	if (git_libgit2_init() < 0)
		return err_git(err, GIT_ERROR, NULL, NULL, "libgit2 does not start");
	set_options();
	arena = arena_new(LIMIT_MODEL_BYTES);
	repo = ARENA_NEW(arena, struct repo);
	repo->arena = arena;
	rc = git_repository_open_ext(&repo->git, path, 0, NULL);
	if (rc < 0) {
		rc = refuse_open(rc, path, err);
	} else {
		learn_facts(repo);
		rc = options->trust_any_owner ? 0 : check_owner(repo, err);
	}
	if (rc == 0 && git_repository_odb(&repo->odb, repo->git) < 0)
		rc = err_git(err, GIT_ERROR, repo, NULL, "the object database");
	if (rc == 0)
		rc = options->stand_in ? stand_in(repo, options->stand_in, err)
				       : learn_head(repo, err);
	if (rc < 0)
		repo_close(repo);
	else
		*out = repo;
	return rc;
}

void repo_close(struct repo *repo)
{
	if (!repo)
		return;
	objects_forget(repo);
	git_odb_free(repo->odb);
	git_repository_free(repo->git);
	arena_free(repo->arena);
	git_libgit2_shutdown();
}

const struct repo_facts *repo_facts(const struct repo *repo)
{
	return &repo->facts;
}

/* Naming. */

static int refuse_name(struct err *err, const char *rev, const char *why,
		       const char *fix)
{
	err_set(err, ERR_USAGE, "\"%.100s\" %s", rev, why);
	err_tag(err, "bad-revision");
	return err_fix(err, "%s", fix);
}

/* From whatever object to the commit that it names, through tags. */
static int peel(git_oid *id, struct repo *repo, const char *rev, struct err *err)
{
	for (int depth = 0; depth < TAG_DEPTH; depth++) {
		SCOPED(git_odb_object) object = NULL;
		struct span bytes;
		int rc = object_read(&object, repo, id, GIT_OBJECT_ANY,
				     LIMIT_COMMIT_BYTES, err);

		if (rc < 0)
			return rc;
		if (git_odb_object_type(object) == GIT_OBJECT_COMMIT)
			return 0;
		bytes = object_bytes(object);
		if (git_odb_object_type(object) != GIT_OBJECT_TAG ||
		    !tag_target(&bytes, id))
			break;
	}
	return refuse_name(err, rev, "names no commit",
			   "name a commit, a branch or a tag");
}

static bool all_hex(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!memchr("0123456789abcdefABCDEF", text.ptr[i], 22))
			return false;
	return text.len > 0;
}

/* The first digits of an id; 1 where they are none or fit nothing. */
static int by_prefix(git_oid *out, struct repo *repo, struct span name, const char *rev,
		     struct err *err)
{
	git_oid part;
	int rc;

	if (name.len < GIT_OID_MINPREFIXLEN || name.len > HEX_LEN || !all_hex(name))
		return 1;
	git_oid_fromstrn(&part, name.ptr, name.len);
	rc = git_odb_exists_prefix(out, repo->odb, &part, name.len);
	if (rc == GIT_EAMBIGUOUS) {
		git_error_clear();
		return refuse_name(err, rev, "is the beginning of several ids",
				   "give more of its digits");
	}
	if (rc == GIT_ENOTFOUND) {
		git_error_clear();
		return 1;
	}
	return rc < 0 ? err_git(err, rc, repo, NULL, "objects cannot be listed") : 0;
}

/* A ref by its short or long name; 1 where there is none. */
static int by_ref(git_oid *out, struct repo *repo, const char *name, struct err *err)
{
	SCOPED(git_reference) ref = NULL;
	SCOPED(git_reference) direct = NULL;
	int rc = git_reference_dwim(&ref, repo->git, name);

	if (rc == 0)
		rc = git_reference_resolve(&direct, ref);
	if (rc == GIT_ENOTFOUND || rc == GIT_EINVALIDSPEC) {
		git_error_clear();
		return 1;
	}
	if (rc < 0)
		return err_git(err, rc, repo, NULL, "the ref cannot be read");
	git_oid_cpy(out, git_reference_target(direct));
	return 0;
}

static int unborn(struct err *err)
{
	err_set(err, ERR_ABSENT, "the repository has no commit yet");
	err_tag(err, "no-commit");
	return err_fix(err, "git commit, then run it again");
}

/* `name` without any suffix: a full id, HEAD, a ref, the beginning of an id. */
static int find_name(git_oid *out, struct repo *repo, const char *name, const char *rev,
		     struct err *err)
{
	struct span text = span_of(name);
	int rc;

	if (span_is(text, "HEAD") || span_is(text, "@")) {
		git_oid_cpy(out, &repo->head);
		return repo->has_head ? 0 : unborn(err);
	}
	if (text.len == HEX_LEN && all_hex(text)) {
		git_oid_fromstrn(out, text.ptr, text.len);
		return 0;
	}
	rc = by_ref(out, repo, name, err);
	if (rc > 0)
		rc = by_prefix(out, repo, text, rev, err);
	if (rc <= 0)
		return rc;
	if (!repo->has_head)
		return unborn(err);
	return refuse_name(err, rev, "is no branch, tag or commit of this repository",
			   repo->facts.shallow
				   ? "git fetch --unshallow --tags brings the rest"
				   : "git log and git tag list what there is");
}

/* One step "~2" or "^1" off the front of `steps`; false where it is none. */
static bool take_step(struct span *steps, bool *along, uint64_t *number)
{
	size_t end = 1;

	if (steps->ptr[0] != '~' && steps->ptr[0] != '^')
		return false;
	*along = steps->ptr[0] == '~';
	while (end < steps->len && steps->ptr[end] >= '0' && steps->ptr[end] <= '9')
		end++;
	*number = 1;
	if (end > 1 && !num_u64(span_sub(*steps, 1, end - 1), LIMIT_COMMITS, number))
		return false;
	*steps = span_from(*steps, end);
	return true;
}

/* To the commit's parent number `which` (from 1). */
static int to_parent(git_oid *id, struct repo *repo, uint64_t which, const char *rev,
		     struct err *err)
{
	size_t node = graph_node(repo, id);
	const struct node *at;
	int rc = graph_read(repo, node, err);

	if (rc < 0)
		return rc;
	at = &repo->graph.nodes.at[node];
	if (at->state == NODE_MISSING)
		return err_git(err, GIT_ENOTFOUND, repo, id, "commit");
	if (which > at->parent_count)
		return refuse_name(err, rev, "goes back behind the first commit",
				   "name a commit that exists");
	if (which > 0)
		git_oid_cpy(
			id,
			&repo->graph.nodes
				 .at[repo->graph.parents.at[at->parents_at + which - 1]]
				 .id);
	return 0;
}

static int walk_steps(git_oid *id, struct repo *repo, struct span steps,
		      const char *rev, struct err *err)
{
	uint64_t number;
	bool along;
	int rc = 0;

	while (rc == 0 && steps.len > 0) {
		if (!take_step(&steps, &along, &number))
			return refuse_name(err, rev, "is no revision that muster reads",
					   "use a name, an id, or steps like HEAD~2");
		if (!along)
			rc = to_parent(id, repo, number, rev, err);
		for (; along && rc == 0 && number > 0; number--)
			rc = to_parent(id, repo, 1, rev, err);
	}
	return rc;
}

int repo_resolve(struct repo_commit *out, struct repo *repo, const char *rev,
		 struct arena *arena, struct err *err)
{
	size_t len = strcspn(rev, "~^");
	const char *name = arena_string(arena, (struct span){ rev, len });
	git_oid id;
	int rc;

	*out = (struct repo_commit){ 0 };
	if (strchr(rev, ':'))
		return refuse_name(err, rev, "names a file, not a commit",
				   "leave out the ':' and what follows");
	if (strstr(rev, "@{") || strstr(rev, "..") || strchr(rev, '{'))
		return refuse_name(err, rev, "is no revision that muster reads",
				   "use a branch, a tag or a commit id");
	if (len == 0)
		return refuse_name(err, rev, "names nothing", "name a commit, or HEAD");
	rc = find_name(&id, repo, name, rev, err);
	if (rc == 0)
		rc = peel(&id, repo, rev, err);
	if (rc == 0)
		rc = walk_steps(&id, repo, span_of(rev + len), rev, err);
	/* A full id that is not here was no name of a commit. */
	if (rc == -(int)ERR_ABSENT && len == HEX_LEN &&
	    strcmp(err->tag, "no-commit") != 0) {
		err->code = ERR_USAGE;
		return -(int)ERR_USAGE;
	}
	if (rc < 0)
		return rc;
	return repo_commit(out, repo, id_hex(&id, arena), arena, err);
}

/* The first line that says something. */
static struct span subject_of(struct span message)
{
	struct span line;

	while (span_line(&message, &line))
		if (span_trim(line).len > 0)
			return span_trim(line);
	return SPAN_EMPTY;
}

int commit_describe(struct repo_commit *out, struct repo *repo, const git_oid *id,
		    struct arena *arena, struct err *err)
{
	SCOPED(git_odb_object) object = NULL;
	struct raw_commit raw;
	struct span name, mail;
	int rc;

	*out = (struct repo_commit){ 0 };
	rc = object_read(&object, repo, id, GIT_OBJECT_COMMIT, LIMIT_COMMIT_BYTES, err);
	if (rc < 0)
		return rc;
	rc = commit_parse(&raw, object_bytes(object), id, err);
	if (rc < 0)
		return rc;
	out->id = id_hex(id, arena);
	out->tree = id_hex(&raw.tree, arena);
	person_words(raw.author, &name, &mail);
	out->author = arena_copy(arena, name);
	out->author_mail = arena_copy(arena, mail);
	person_words(raw.committer, &name, &mail);
	out->committer = arena_copy(arena, name);
	out->committer_mail = arena_copy(arena, mail);
	out->authored_at = person_time(raw.author);
	out->committed_at = person_time(raw.committer);
	out->subject = arena_copy(arena, subject_of(raw.message));
	out->is_head = repo->has_head && git_oid_equal(id, &repo->head);
	out->ref = out->is_head ? repo->head_ref : SPAN_EMPTY;
	out->parents = raw.parent_count;
	return 0;
}

int repo_commit(struct repo_commit *out, struct repo *repo, struct span id,
		struct arena *arena, struct err *err)
{
	git_oid oid;
	int rc;

	*out = (struct repo_commit){ 0 };
	rc = id_parse(&oid, id, err);
	return rc < 0 ? rc : commit_describe(out, repo, &oid, arena, err);
}

/* Reading. */

int repo_object(struct span *out, const char **out_type, struct repo *repo,
		struct span id, size_t limit, struct arena *arena, struct err *err)
{
	SCOPED(git_odb_object) object = NULL;
	git_oid oid;
	int rc;

	*out = SPAN_EMPTY;
	*out_type = "";
	rc = id_parse(&oid, id, err);
	if (rc == 0)
		rc = object_read(&object, repo, &oid, GIT_OBJECT_ANY, limit, err);
	if (rc < 0)
		return rc;
	*out = arena_copy(arena, object_bytes(object));
	*out_type = git_object_type2string(git_odb_object_type(object));
	return 0;
}

int repo_blob(struct span *out, struct repo *repo, struct span id, size_t limit,
	      struct arena *arena, struct err *err)
{
	const char *type;

	return repo_object(out, &type, repo, id, limit, arena, err);
}

int repo_blob_size(uint64_t *out, struct repo *repo, struct span id, struct err *err)
{
	git_object_t type;
	git_oid oid;
	size_t size;
	int rc;

	*out = 0;
	rc = id_parse(&oid, id, err);
	if (rc < 0)
		return rc;
	rc = git_odb_read_header(&size, &type, repo->odb, &oid);
	if (rc < 0)
		return err_git(err, rc, repo, &oid, "object");
	*out = size;
	return 0;
}

bool repo_has_commit(struct repo *repo, struct span id)
{
	git_object_t type = GIT_OBJECT_INVALID;
	struct err ignored;
	git_oid oid;
	size_t size;

	if (id_parse(&oid, id, &ignored) < 0)
		return false;
	if (git_odb_read_header(&size, &type, repo->odb, &oid) < 0)
		git_error_clear();
	return type == GIT_OBJECT_COMMIT;
}

int repo_latest(int64_t *out, struct repo *repo, struct span commit, struct err *err)
{
	struct graph *graph = &repo->graph;
	git_oid id;
	int rc = id_parse(&id, commit, err);

	*out = CLOCK_NONE;
	if (rc == 0)
		rc = graph_reach(repo, graph_node(repo, &id), err);
	for (size_t i = 0; rc == 0 && i < graph->nodes.count; i++) {
		const struct node *node = &graph->nodes.at[i];

		if (node->mark != graph->reached || node->state != NODE_READ ||
		    node->time == CLOCK_NONE)
			continue;
		if (*out == CLOCK_NONE || node->time > *out)
			*out = node->time;
	}
	return rc;
}

int repo_is_ancestor(bool *out, struct repo *repo, struct span ancestor,
		     struct span commit, struct err *err)
{
	git_oid old, young;
	size_t from, to;
	int rc;

	*out = false;
	rc = id_parse(&old, ancestor, err);
	if (rc == 0)
		rc = id_parse(&young, commit, err);
	if (rc < 0)
		return rc;
	from = graph_node(repo, &young);
	to = graph_node(repo, &old);
	rc = graph_reach(repo, from, err);
	if (rc < 0)
		return rc;
	*out = repo->graph.nodes.at[to].mark == repo->graph.reached;
	if (*out || !repo->graph.cut)
		return 0;
	err_set(err, ERR_ABSENT, "history ends before %.*s could be found",
		SPAN_ARG(ancestor));
	err_tag(err, "shallow-history");
	return fix_missing(err, repo, "");
}
