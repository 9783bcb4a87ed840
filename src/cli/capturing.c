#include "cli/capturing.h"

#include "audit/config.h"
#include "audit/imprint.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/path.h"
#include "text/glob.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* clang-format off: one pattern a line */

/* Left out of every scope: what muster itself writes. */
static const char *const never[] = { "site/report/**", "site/signoffs/**" };

/* Left out as well unless a scope is given: verdicts.md, "Freshness". */
static const char *const by_default[] = {
	"**/*.md", "**/*.markdown", "docs/**", "checklists/checks/**", "muster.conf",
};

/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The working tree at one moment. */
struct moment {
	struct repo_commit head;
	struct tree tree;
	struct work_changes changes;
	char root[PATH_MAX]; /* of the working tree, without '/' at the end */
	int64_t at;
};

/* A file that the command is to write: was it written? */
struct output {
	const char *path;
	bool was_there;
	struct stat before;
};

struct capturing {
	struct arena *arena;
	struct moment before;
	struct config config;
	struct imprint_scope scope;
	LIST(struct output) outputs;
	struct captured *said;
};

/* ---- the tree --------------------------------------------------------------- */

static int find_root(struct moment *out, const struct repo *repo, struct arena *arena,
		     struct err *err)
{
	const char *root = arena_string(arena, repo_facts(repo)->work_tree);

	if (repo_facts(repo)->work_tree.len == 0) {
		err_set(err, ERR_USAGE, "the repository has no working tree");
		return err_fix(err, "run it in a checkout");
	}
	if (!realpath(root, out->root))
		return err_errno(err, "cannot find the working tree", root);
	return 0;
}

/* HEAD, its files, what differs from them now; `config` NULL: it is known. */
static int look(struct moment *out, struct config *config, struct arena *arena,
		struct err *err)
{
	const struct tree_entry *entry;
	struct repo *repo = NULL;
	struct span bytes;
	int rc = repo_open(&repo, &(struct repo_options){ 0 }, err);

	out->at = CLOCK_NONE;
	if (rc == 0)
		rc = find_root(out, repo, arena, err);
	if (rc == 0)
		rc = repo_resolve(&out->head, repo, "HEAD", arena, err);
	if (rc == 0)
		rc = repo_walk(&out->tree, repo, out->head.tree, arena, err);
	if (rc == 0)
		rc = repo_work_changes(&out->changes, repo, arena, err);
	entry = rc == 0 && config ? tree_find(&out->tree, SPAN_LIT("muster.conf"))
				  : NULL;
	if (entry && entry->mode != TREE_SUBMODULE && entry->mode != TREE_SYMLINK) {
		rc = repo_blob(&bytes, repo, entry->id, LIMIT_CONFIG_BYTES, arena, err);
		if (rc == 0)
			rc = config_read(config, entry->path, bytes, CONFIG_TREE, arena,
					 err);
	}
	repo_close(repo);
	if (rc == 0)
		rc = clock_source_date(&out->at, err);
	if (rc == 0 && out->at == CLOCK_NONE)
		out->at = clock_now();
	if (rc != -ERR_ABSENT)
		return rc;
	err->code = ERR_USAGE;
	return err_fix(err, "commit something first");
}

int capturing_look(struct capturing **out, const struct config *config,
		   struct arena *arena, struct err *err)
{
	struct capturing *c = ARENA_NEW(arena, struct capturing);

	*out = c;
	c->arena = arena;
	config_default(&c->config, arena);
	if (config)
		c->config = *config;
	return look(&c->before, config ? NULL : &c->config, arena, err);
}

const char *capturing_target(const struct capturing *c, const char *name,
			     const char *ending)
{
	struct span root = c->config.evidence.count > 0 ? c->config.evidence.at[0]
							: SPAN_LIT("evidence");
	struct span file =
		arena_printf(c->arena, "%.*s/%s.%s", SPAN_ARG(root), name, ending);
	char here[PATH_MAX];

	if (getcwd(here, sizeof(here)) && strcmp(here, c->before.root) == 0)
		return file.ptr;
	return arena_printf(c->arena, "%s/%.*s", c->before.root, SPAN_ARG(file)).ptr;
}

/* ---- the scope --------------------------------------------------------------- */

static void add_pattern(struct capturing *c, bool leaves_out, struct span pattern)
{
	struct arena *arena = c->arena;

	if (leaves_out) {
		*LIST_ADD(arena, &c->said->exclude) = pattern;
		*LIST_ADD(arena, &c->scope.out) = pattern;
	} else {
		*LIST_ADD(arena, &c->said->include) = pattern;
		*LIST_ADD(arena, &c->scope.in) = pattern;
	}
}

/* A path as a pattern that fits nothing else. */
static struct span literal(struct span path, struct arena *arena)
{
	struct buf buf;
	struct span out;

	buf_init(&buf, 2 * LIMIT_PATH_BYTES);
	for (size_t i = 0; i < path.len; i++) {
		if (strchr("*?[]\\!", path.ptr[i]))
			buf_addch(&buf, '\\');
		buf_addch(&buf, path.ptr[i]);
	}
	out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return out;
}

static struct span below(struct span folder, struct arena *arena)
{
	return arena_printf(arena, "%.*s/**", SPAN_ARG(folder));
}

/* `file` from the root of the working tree; empty where it lies elsewhere. */
static struct span in_tree(const struct capturing *c, const char *file)
{
	struct arena *arena = c->arena;
	struct span path = span_of(file), folder = path_dir(path);
	struct span root = span_of(c->before.root), full;
	char real[PATH_MAX + 1];
	const char *where = folder.len > 0 ? arena_string(arena, folder) : ".";

	if (folder.len == 0 && span_starts(path, "/"))
		where = "/";
	if (!realpath(where, real))
		return SPAN_EMPTY;
	full = arena_printf(arena, "%s/%.*s", strcmp(real, "/") == 0 ? "" : real,
			    SPAN_ARG(path_base(path)));
	if (full.len <= root.len + 1 || !span_eq(span_sub(full, 0, root.len), root) ||
	    full.ptr[root.len] != '/')
		return SPAN_EMPTY;
	return span_from(full, root.len + 1);
}

static void leave_out_file(struct capturing *c, const char *file)
{
	struct span path = in_tree(c, file);

	if (path.len > 0)
		add_pattern(c, true, literal(path, c->arena));
}

/* "src" means what is below it, as in muster.conf. */
static struct span scope_pattern(const struct capturing *c, struct span pattern)
{
	const struct tree *tree = &c->before.tree;
	size_t at;

	while (span_starts(pattern, "./"))
		pattern = span_from(pattern, 2);
	while (pattern.len > 1 && span_ends(pattern, "/"))
		pattern.len--;
	if (glob_is_pattern(pattern))
		return pattern;
	at = tree_lower_bound(tree, arena_printf(c->arena, "%.*s/", SPAN_ARG(pattern)));
	if (at < tree->entries.count &&
	    path_is_below(tree->entries.at[at].path, pattern))
		return below(pattern, c->arena);
	return pattern;
}

static int add_given(struct capturing *c, const char *given, struct err *err)
{
	struct span pattern = scope_pattern(c, span_of(given));
	bool any = false;

	if (pattern.len > LIMIT_PATTERN || span_line_len(pattern) < pattern.len) {
		err_set(err, ERR_USAGE, "\"%.80s\" is no pattern", given);
		return err_fix(err, "give --scope a path or a pattern of one line");
	}
	for (size_t i = 0; !any && i < c->before.tree.entries.count; i++)
		any = glob_match(pattern, c->before.tree.entries.at[i].path,
				 GLOB_NOCASE);
	if (!any) {
		err_set(err, ERR_USAGE, "--scope \"%s\" matches no file of HEAD",
			given);
		return err_fix(err, "give it from the repository's root: \"src/**\"");
	}
	add_pattern(c, false, pattern);
	return 0;
}

static int choose_scope(struct capturing *c, const struct capturing_ask *ask,
			struct err *err)
{
	const char *const *given = ask->scopes;
	struct arena *arena = c->arena;
	bool is_default = !given[0] && c->config.scope.count == 0;
	int rc = 0;

	for (size_t i = 0; rc == 0 && given[i]; i++)
		rc = add_given(c, given[i], err);
	for (size_t i = 0; !given[0] && i < c->config.scope.count; i++)
		add_pattern(c, false, c->config.scope.at[i]);
	if (is_default)
		add_pattern(c, false, SPAN_LIT("**"));
	for (size_t i = 0; i < c->config.evidence.count; i++)
		add_pattern(c, true,
			    below(literal(c->config.evidence.at[i], arena), arena));
	for (size_t i = 0; i < COUNT(never); i++)
		add_pattern(c, true, span_of(never[i]));
	for (size_t i = 0; is_default && i < COUNT(by_default); i++)
		add_pattern(c, true, span_of(by_default[i]));
	leave_out_file(c, ask->target);
	for (size_t i = 0; i < c->outputs.count; i++)
		leave_out_file(c, c->outputs.at[i].path);
	return rc;
}

static int entry_cmp(const void *a, const void *b)
{
	const struct tree_entry *first = a, *second = b;

	return span_cmp(first->path, second->path);
}

/* The files of the scope as they lie there: HEAD's, with what differs put over. */
static void take_imprint(struct capturing *c)
{
	const struct tree *tree = &c->before.tree;
	const struct work_changes *changes = &c->before.changes;
	size_t all = tree->entries.count + changes->changes.count, count = 0, at = 0;
	struct tree_entry *entries = ARENA_ARRAY(c->arena, struct tree_entry, all);

	for (size_t i = 0; i < tree->entries.count; i++) {
		const struct tree_entry *entry = &tree->entries.at[i];

		while (at < changes->changes.count &&
		       span_cmp(changes->changes.at[at].path, entry->path) < 0)
			at++;
		if (at == changes->changes.count ||
		    !span_eq(changes->changes.at[at].path, entry->path))
			entries[count++] = *entry;
	}
	for (size_t i = 0; i < changes->changes.count; i++) {
		const struct work_change *change = &changes->changes.at[i];

		if (change->id.len > 0)
			entries[count++] =
				(struct tree_entry){ change->path, change->id,
						     change->mode };
		if (imprint_has(&c->scope, change->path))
			*LIST_ADD(c->arena, &c->said->dirty) = change->path;
	}
	qsort(entries, count, sizeof(*entries), entry_cmp);
	c->said->scope_files =
		imprint_digest(c->said->scope_sha256, entries, count, &c->scope);
}

static int change_cmp(const void *path, const void *change)
{
	return span_cmp(*(const struct span *)path,
			((const struct work_change *)change)->path);
}

static const struct work_change *find_change(const struct work_changes *changes,
					     struct span path)
{
	if (changes->changes.count == 0)
		return NULL;
	return bsearch(&path, changes->changes.at, changes->changes.count,
		       sizeof(changes->changes.at[0]), change_cmp);
}

static bool is_same(const struct work_change *a, const struct work_change *b)
{
	return a && b && span_eq(a->id, b->id) && a->mode == b->mode;
}

/* What is not as it was; new files that nobody tracks are the command's own. */
static struct span find_moved(const struct capturing *c, const struct moment *after)
{
	const struct work_changes *was = &c->before.changes, *is = &after->changes;

	if (!span_eq(c->before.head.id, after->head.id))
		return SPAN_LIT("HEAD");
	for (size_t i = 0; i < was->changes.count; i++) {
		const struct work_change *old = &was->changes.at[i];

		if (imprint_has(&c->scope, old->path) &&
		    !is_same(old, find_change(is, old->path)))
			return old->path;
	}
	for (size_t i = 0; i < is->changes.count; i++) {
		const struct work_change *new = &is->changes.at[i];

		if (new->is_tracked && imprint_has(&c->scope, new->path) &&
		    !find_change(was, new->path))
			return new->path;
	}
	return SPAN_EMPTY;
}

/* ---- files that it writes ------------------------------------------------------ */

static void note_outputs(struct capturing *c, const char *const *given)
{
	for (size_t i = 0; given[i]; i++) {
		struct output *output = LIST_ADD(c->arena, &c->outputs);

		output->path = given[i];
		output->was_there = stat(given[i], &output->before) == 0;
	}
}

static bool is_written(const struct output *output)
{
	struct stat now;

	if (stat(output->path, &now) < 0 || !S_ISREG(now.st_mode))
		return false;
	return !output->was_there || now.st_ino != output->before.st_ino ||
	       now.st_size != output->before.st_size ||
	       now.st_mtim.tv_sec != output->before.st_mtim.tv_sec ||
	       now.st_mtim.tv_nsec != output->before.st_mtim.tv_nsec;
}

/* What was there before, untouched, was made by something else. */
static int take_outputs(struct capturing *c, struct err *err)
{
	struct arena *arena = c->arena;

	for (size_t i = 0; i < c->outputs.count; i++) {
		const struct output *output = &c->outputs.at[i];
		struct captured_file file = { .name = in_tree(c, output->path) };
		int rc;

		if (file.name.len == 0)
			file.name = path_base(span_of(output->path));
		if (!is_written(output)) {
			*LIST_ADD(arena, &c->said->missing) = file.name;
			continue;
		}
		rc = digest_file(file.sha256, &file.bytes, output->path,
				 LIMIT_BUNDLE_FILE, err);
		if (rc < 0)
			return rc;
		*LIST_ADD(arena, &c->said->files) = file;
	}
	return 0;
}

int capturing_begin(struct captured *said, struct capturing *c,
		    const struct capturing_ask *ask, struct err *err)
{
	int rc;

	c->said = said;
	note_outputs(c, ask->outputs);
	rc = choose_scope(c, ask, err);
	if (rc < 0)
		return rc;
	take_imprint(c);
	said->commit = c->before.head.id;
	said->started_at = c->before.at;
	return 0;
}

int capturing_end(struct captured *said, struct capturing *c, struct err *err)
{
	struct moment after = { 0 };
	int rc = look(&after, NULL, c->arena, err);

	if (rc == 0)
		rc = take_outputs(c, err);
	if (rc < 0)
		return rc;
	said->finished_at = after.at;
	said->moved = find_moved(c, &after);
	if (said->moved.len > 0)
		said->scope_sha256[0] = '\0';
	return 0;
}
