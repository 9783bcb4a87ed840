#include "repo/walk.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "model/plan.h"
#include "repo/git.h"

#include <stdlib.h>
#include <unistd.h>

/* A folder that is being read: its bytes, and where we are in them. */
struct frame {
	git_odb_object *object;
	struct span rest;
	size_t path_len;  /* of the path that leads here */
	struct span last; /* name before, for the order */
	bool last_folder;
	size_t names; /* the first of its own in walk.names */
};

struct walk {
	struct tree *tree;
	struct repo *repo;
	struct arena *arena, *scratch;
	char path[LIMIT_PATH_BYTES + 1];
	struct frame frames[LIMIT_TREE_DEPTH];
	size_t depth;
	size_t visited; /* entries, folders with them */
	/*
	 * Names of files that a later folder of the same tree could repeat: each
	 * is the beginning of the next.  In git's order "a" and "a/" need not be
	 * neighbours: "a.b" stands between them.
	 */
	LIST(struct span) names;
};

static void add_finding(struct walk *walk, const char *rule, struct span path,
			struct span message)
{
	struct finding *finding = LIST_ADD(walk->arena, &walk->tree->findings);

	finding->rule = finding_rule_of(span_of(rule));
	finding->path = arena_copy(walk->arena, path);
	finding->message = message;
	finding->item = finding->other_item = ITEM_NONE;
}

static void malformed(struct walk *walk, struct span path, const char *why)
{
	add_finding(walk, "tree-malformed", path,
		    arena_printf(walk->arena, "\"%.*s\" %s", SPAN_ARG(path), why));
}

static void limited(struct walk *walk, struct span path, struct span message)
{
	add_finding(walk, "tree-limit", path, message);
	walk->tree->incomplete = true;
}

/* Code points that HFS+ does not see: three bytes of UTF-8 each. */
static bool is_ignorable(struct span name, size_t at)
{
	static const struct {
		unsigned low, high;
	} ranges[] = { { 0x200c, 0x200f },
		       { 0x202a, 0x202e },
		       { 0x206a, 0x206f },
		       { 0xfeff, 0xfeff } };
	const unsigned char *byte = (const unsigned char *)name.ptr + at;
	unsigned point;

	if (name.len - at < 3 || (byte[0] & 0xf0) != 0xe0)
		return false;
	point = (byte[0] & 15u) << 12 | (byte[1] & 63u) << 6 | (byte[2] & 63u);
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (point >= ranges[i].low && point <= ranges[i].high)
			return true;
	return false;
}

/*
 * ".git" as some file system or other reads it: any case, with code points that
 * HFS+ ignores, with what NTFS drops at the end, or as its short name "git~1".
 */
static bool is_dot_git(struct span name)
{
	char plain[8];
	size_t len = 0;

	for (size_t i = 0; i < name.len; i++) {
		if (is_ignorable(name, i)) {
			i += 2;
			continue;
		}
		if (name.ptr[i] == ':')
			break; /* a stream of NTFS */
		if (len == sizeof(plain)) {
			if (name.ptr[i] == '.' || name.ptr[i] == ' ')
				continue;
			return false;
		}
		plain[len++] = name.ptr[i];
	}
	while (len > 0 && (plain[len - 1] == ' ' || plain[len - 1] == '.'))
		len--;
	return span_is_nocase((struct span){ plain, len }, ".git") ||
	       span_is_nocase((struct span){ plain, len }, "git~1");
}

/* Why the name cannot be one, or NULL. */
static const char *bad_name(struct span name)
{
	if (name.len == 0)
		return "has an entry without a name";
	if (span_is(name, ".") || span_is(name, ".."))
		return "is no name of a file";
	if (span_index(name, '/') >= 0)
		return "has a slash in a name";
	if (is_dot_git(name))
		return "is a name that git keeps to itself";
	return NULL;
}

static bool mode_of(unsigned mode, enum tree_mode *out)
{
	static const struct {
		unsigned mode;
		enum tree_mode ours;
	} modes[] = {
		{ MODE_FILE, TREE_FILE },
		{ MODE_PROGRAM, TREE_EXECUTABLE },
		{ MODE_LINK, TREE_SYMLINK },
		{ MODE_SUBMODULE, TREE_SUBMODULE },
	};

	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		if (modes[i].mode != mode)
			continue;
		*out = modes[i].ours;
		return true;
	}
	return false;
}

/* Whether a file of this tree has the folder's name already. */
static bool is_repeated(struct walk *walk, const struct frame *frame,
			const struct tree_item *item)
{
	while (walk->names.count > frame->names) {
		struct span last = walk->names.at[walk->names.count - 1];

		if (last.len <= item->name.len &&
		    memcmp(last.ptr, item->name.ptr, last.len) == 0)
			break;
		walk->names.count--;
	}
	if (item->mode != MODE_FOLDER) {
		*LIST_ADD(walk->scratch, &walk->names) = item->name;
		return false;
	}
	return walk->names.count > frame->names &&
	       span_eq(walk->names.at[walk->names.count - 1], item->name);
}

/* Why the entry does not follow the one before it, or NULL. */
static const char *bad_order(struct walk *walk, struct frame *frame,
			     const struct tree_item *item)
{
	bool folder = item->mode == MODE_FOLDER;
	int order = -1;

	if (frame->last.ptr)
		order = tree_item_cmp(frame->last, frame->last_folder, item->name,
				      folder);
	if (order > 0)
		return "is not in git's order";
	if (order == 0 || is_repeated(walk, frame, item))
		return "stands twice in its folder";
	frame->last = item->name;
	frame->last_folder = folder;
	return NULL;
}

/* Read the folder at walk->path; what is missing or too large is a finding. */
static int enter(struct walk *walk, const git_oid *id, size_t path_len, struct err *err)
{
	struct span path = { walk->path, path_len };
	struct err why;
	struct frame *frame = &walk->frames[walk->depth];
	git_odb_object *object;
	int rc;

	if (walk->depth == LIMIT_TREE_DEPTH) {
		limited(walk, path,
			arena_printf(walk->arena, "folders lie deeper than %d",
				     LIMIT_TREE_DEPTH));
		return 0;
	}
	rc = object_read(&object, walk->repo, id, GIT_OBJECT_TREE, LIMIT_TREE_BYTES,
			 &why);
	if (rc == 0) {
		*frame = (struct frame){ .object = object,
					 .rest = object_bytes(object),
					 .path_len = path_len,
					 .names = walk->names.count };
		walk->depth++;
		return 0;
	}
	if (walk->depth == 0 || why.code == ERR_IO) {
		*err = why;
		return rc;
	}
	limited(walk, path, arena_printf(walk->arena, "%s", why.what));
	walk->tree->findings.at[walk->tree->findings.count - 1].rule =
		finding_rule_of(why.code == ERR_ABSENT  ? SPAN_LIT("object-missing")
				: why.code == ERR_LIMIT ? SPAN_LIT("tree-limit")
							: SPAN_LIT("tree-malformed"));
	return 0;
}

static void leave(struct walk *walk)
{
	struct frame *frame = &walk->frames[--walk->depth];

	walk->names.count = frame->names;
	git_odb_object_free(frame->object);
}

/* Put the name behind the folder's path; 0 where it does not fit. */
static size_t put_name(struct walk *walk, const struct frame *frame, struct span name)
{
	size_t len = frame->path_len;

	if (name.len > LIMIT_PATH_BYTES - 1 || len > LIMIT_PATH_BYTES - 1 - name.len)
		return 0;
	if (len > 0)
		walk->path[len++] = '/';
	memcpy(walk->path + len, name.ptr, name.len);
	walk->path[len + name.len] = '\0';
	return len + name.len;
}

static int visit(struct walk *walk, struct frame *frame, const struct tree_item *item,
		 struct err *err)
{
	struct span folder = { walk->path, frame->path_len };
	const char *why = bad_name(item->name);
	struct tree_entry *entry;
	enum tree_mode mode = TREE_FILE;
	size_t len = 0;

	if (item->name.len > 0)
		len = put_name(walk, frame, item->name);
	if (item->name.len > 0 && len == 0) {
		limited(walk, folder,
			arena_printf(walk->arena,
				     "a path below it is longer than %d bytes",
				     LIMIT_PATH_BYTES));
		return 0;
	}
	if (!why && item->mode != MODE_FOLDER && !mode_of(item->mode, &mode))
		why = "has a mode that git does not write";
	if (!why)
		why = bad_order(walk, frame, item);
	if (why) {
		malformed(walk, len > 0 ? (struct span){ walk->path, len } : folder,
			  why);
		return 0;
	}
	if (item->mode == MODE_FOLDER)
		return enter(walk, &item->id, len, err);
	entry = LIST_ADD(walk->arena, &walk->tree->entries);
	entry->path = arena_copy(walk->arena, (struct span){ walk->path, len });
	entry->id = id_hex(&item->id, walk->arena);
	entry->mode = mode;
	return 0;
}

/* Until every folder is left; a tree that names one subtree 2^30 times ends too. */
static int walk_all(struct walk *walk, struct err *err)
{
	struct tree_item item;
	struct frame *frame;
	int rc = 0;

	while (rc == 0 && walk->depth > 0) {
		frame = &walk->frames[walk->depth - 1];
		if (walk->visited++ == LIMIT_TREE_ENTRIES) {
			limited(walk, SPAN_EMPTY,
				arena_printf(walk->arena,
					     "the tree has more than %d entries",
					     LIMIT_TREE_ENTRIES));
			return 0;
		}
		switch (tree_next(&frame->rest, &item)) {
		case TREE_ITEM:
			rc = visit(walk, frame, &item, err);
			break;
		case TREE_BROKEN:
			malformed(walk, (struct span){ walk->path, frame->path_len },
				  "is a folder whose entries cannot be read");
			walk->tree->incomplete = true;
			break;
		case TREE_END:
			leave(walk);
			break;
		}
	}
	return rc;
}

int repo_walk(struct tree *out, struct repo *repo, struct span tree_id,
	      struct arena *arena, struct err *err)
{
	struct walk *walk;
	struct arena *scratch;
	git_oid id;
	int rc;

	*out = (struct tree){ 0 };
	rc = id_parse(&id, tree_id, err);
	if (rc < 0)
		return rc;
	scratch = arena_new(LIMIT_SCRATCH_BYTES);
	walk = ARENA_NEW(scratch, struct walk);
	walk->tree = out;
	walk->repo = repo;
	walk->arena = arena;
	walk->scratch = scratch;
	rc = enter(walk, &id, 0, err);
	if (rc == 0)
		rc = walk_all(walk, err);
	while (walk->depth > 0)
		leave(walk);
	arena_free(scratch);
	return rc;
}

size_t tree_lower_bound(const struct tree *tree, struct span path)
{
	size_t low = 0, high = tree->entries.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (span_cmp(tree->entries.at[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct tree_entry *tree_find(const struct tree *tree, struct span path)
{
	size_t at = tree_lower_bound(tree, path);

	if (at < tree->entries.count && span_eq(tree->entries.at[at].path, path))
		return &tree->entries.at[at];
	return NULL;
}

/* Files of the work tree that the audited tree does not hold. */

struct search {
	struct untracked_list *list;
	const struct tree *tree;
	struct arena *arena;
};

static void not_read(struct search *search, struct span path, const char *rule,
		     const char *why)
{
	struct finding *finding = LIST_ADD(search->arena, &search->list->findings);

	finding->rule = finding_rule_of(span_of(rule));
	finding->path = arena_copy(search->arena, path);
	finding->message =
		arena_printf(search->arena, "\"%.*s\" %s", SPAN_ARG(path), why);
	finding->item = finding->other_item = ITEM_NONE;
}

static int seen(void *ctx, const struct file_seen *file, struct err *err)
{
	struct search *search = ctx;
	const struct tree_entry *held = tree_find(search->tree, file->path);
	struct untracked *found;

	if (is_dot_git(path_base(file->path)))
		return 1;
	if (file->kind == FILE_FOLDER) /* a submodule's files are not ours */
		return held && held->mode == TREE_SUBMODULE;
	if (held)
		return 0;
	if (file->kind != FILE_REGULAR) {
		not_read(search, file->path, "untracked-link",
			 file->kind == FILE_LINK ? "is a symbolic link"
						 : "is a special file");
		return 0;
	}
	if (search->list->files.count == LIMIT_TREE_ENTRIES)
		return err_set(err, ERR_LIMIT, "holds more than %d files",
			       LIMIT_TREE_ENTRIES);
	found = LIST_ADD(search->arena, &search->list->files);
	found->path = arena_copy(search->arena, file->path);
	found->size = file->size;
	return 0;
}

static int by_path(const void *a, const void *b)
{
	const struct untracked *left = a, *right = b;

	return span_cmp(left->path, right->path);
}

static int by_finding_path(const void *a, const void *b)
{
	const struct finding *left = a, *right = b;

	return span_cmp(left->path, right->path);
}

int repo_untracked(struct untracked_list *out, struct repo *repo,
		   const struct tree *tree, struct span root, struct arena *arena,
		   struct err *err)
{
	struct search search = { .list = out, .tree = tree, .arena = arena };
	const struct repo_facts *facts = repo_facts(repo);
	struct err why;
	int rc;

	*out = (struct untracked_list){ 0 };
	if (facts->work_tree.len == 0)
		return 0;
	while (span_ends(root, "/"))
		root.len--;
	if (span_is(root, "."))
		root = SPAN_EMPTY;
	rc = file_walk(arena_string(arena, facts->work_tree), root, seen, &search,
		       &why);
	if (rc == -(int)ERR_ABSENT && strcmp(why.tag, "link") == 0)
		not_read(&search, root, "untracked-link",
			 "is a symbolic link or behind one");
	if (rc == -(int)ERR_LIMIT) {
		/* Half a listing in a folder's own order would differ from day to day.
		 */
		*out = (struct untracked_list){ 0 };
		not_read(&search, root, "tree-limit", why.what);
	}
	if (rc < 0 && rc != -(int)ERR_ABSENT && rc != -(int)ERR_LIMIT) {
		*err = why;
		return rc;
	}
	if (out->files.count > 0)
		qsort(out->files.at, out->files.count, sizeof(*out->files.at), by_path);
	if (out->findings.count > 0)
		qsort(out->findings.at, out->findings.count, sizeof(*out->findings.at),
		      by_finding_path);
	return 0;
}

bool repo_is_in_work_tree(struct repo *repo, struct span path)
{
	const struct repo_facts *facts = repo_facts(repo);
	char root[LIMIT_PATH_BYTES + 1];
	struct err ignored = { 0 };
	uint64_t size;
	int fd;

	if (facts->work_tree.len == 0 || facts->work_tree.len > LIMIT_PATH_BYTES)
		return false;
	memcpy(root, facts->work_tree.ptr, facts->work_tree.len);
	root[facts->work_tree.len] = '\0';
	if (file_open_below(&fd, &size, root, path, &ignored) < 0)
		return false;
	close(fd);
	return true;
}

int repo_untracked_read(struct span *out, struct repo *repo, struct span path,
			size_t limit, struct arena *arena, struct err *err)
{
	const struct repo_facts *facts = repo_facts(repo);

	*out = SPAN_EMPTY;
	if (facts->work_tree.len == 0) {
		err_set(err, ERR_ABSENT, "a bare repository has no working tree");
		return err_at_path(err, path);
	}
	return file_read_below(out, arena_string(arena, facts->work_tree), path, limit,
			       arena, err);
}
