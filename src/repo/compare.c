#include "repo/compare.h"

#include "base/limits.h"

#define PARENTS_MAX 1024 /* git's own octopus merges stay below a hundred */

/* A tree and the entry it stands at. */
struct cursor {
	git_odb_object *object;
	struct span rest;
	struct tree_item item;
	bool has; /* an entry; false at the end */
	bool broken;
};

static void cursor_next(struct cursor *cursor)
{
	enum tree_step step = tree_next(&cursor->rest, &cursor->item);

	cursor->has = step == TREE_ITEM;
	cursor->broken |= step == TREE_BROKEN;
}

/* NULL and the zero id are an empty tree. */
static int cursor_open(struct cursor *cursor, struct repo *repo, const git_oid *id,
		       struct err *err)
{
	int rc;

	*cursor = (struct cursor){ 0 };
	if (!id || git_oid_is_zero(id))
		return 0;
	rc = object_read(&cursor->object, repo, id, GIT_OBJECT_TREE, LIMIT_TREE_BYTES,
			 err);
	if (rc < 0)
		return rc;
	cursor->rest = object_bytes(cursor->object);
	cursor_next(cursor);
	return 0;
}

static void cursor_close(struct cursor *cursor)
{
	git_odb_object_free(cursor->object);
}

static bool is_folder(const struct tree_item *item)
{
	return item->mode == MODE_FOLDER;
}

static int item_order(const struct tree_item *a, const struct tree_item *b)
{
	return tree_item_cmp(a->name, is_folder(a), b->name, is_folder(b));
}

/* Many trees. */

struct comparison {
	struct repo *repo;
	size_t count; /* of trees */
	int (*shown)(void *ctx, struct span path, const struct leaf *leaf,
		     struct err *err);
	void *ctx;
	size_t visited;
	char path[LIMIT_PATH_BYTES + 1];
	struct arena *scratch;
	struct level {
		struct cursor *cursors; /* one a tree */
		struct leaf *held;
		const git_oid **ids; /* of the folder below */
	} levels[LIMIT_TREE_DEPTH];  /* made when they are reached first */
};

/* The smallest entry that any of them stands at; NULL when all are spent. */
static const struct tree_item *smallest(const struct cursor *cursors, size_t count)
{
	const struct tree_item *least = NULL;

	for (size_t i = 0; i < count; i++)
		if (cursors[i].has &&
		    (!least || item_order(&cursors[i].item, least) < 0))
			least = &cursors[i].item;
	return least;
}

/*
 * Collect what each tree has under the name of `least` and step over it; true
 * where the first one's differs from all others'.
 */
static bool take(struct cursor *cursors, size_t count, struct tree_item least,
		 struct leaf *held)
{
	bool differs = true;

	for (size_t i = 0; i < count; i++) {
		held[i] = (struct leaf){ 0 };
		if (!cursors[i].has || item_order(&cursors[i].item, &least) != 0)
			continue;
		held[i].mode = cursors[i].item.mode;
		git_oid_cpy(&held[i].id, &cursors[i].item.id);
		cursor_next(&cursors[i]);
	}
	for (size_t i = 1; i < count; i++)
		if (held[i].mode == held[0].mode &&
		    git_oid_equal(&held[i].id, &held[0].id))
			differs = false;
	return differs;
}

/* The folder at c->path, as far as `len`; `ids` of it in every tree. */
static int compare_level(struct comparison *c, const git_oid *const *ids, size_t len,
			 unsigned depth, struct err *err);

/* Something differs below c->path, and nobody can say what. */
static int show_unread(struct comparison *c, size_t len, struct err *err)
{
	const struct leaf leaf = { .mode = MODE_FOLDER, .unread = true };

	return c->shown(c->ctx, (struct span){ c->path, len }, &leaf, err);
}

static int compare_entry(struct comparison *c, const struct tree_item *item,
			 const struct leaf *held, size_t len, unsigned depth,
			 struct err *err)
{
	const git_oid **ids = c->levels[depth].ids;

	if (item->name.len + 1 > LIMIT_PATH_BYTES - len)
		return show_unread(c, len, err);
	if (len > 0)
		c->path[len++] = '/';
	memcpy(c->path + len, item->name.ptr, item->name.len);
	len += item->name.len;
	if (!is_folder(item))
		return c->shown(c->ctx, (struct span){ c->path, len }, &held[0], err);
	if (depth + 1 == LIMIT_TREE_DEPTH)
		return show_unread(c, len, err);
	for (size_t i = 0; i < c->count; i++)
		ids[i] = &held[i].id;
	return compare_level(c, ids, len, depth + 1, err);
}

static int compare_cursors(struct comparison *c, struct level *level, size_t len,
			   unsigned depth, struct err *err)
{
	const struct tree_item *least;
	struct tree_item item;
	bool broken = false;
	int rc = 0;

	while (rc == 0) {
		least = smallest(level->cursors, c->count);
		if (!least)
			break;
		if (c->visited++ == LIMIT_TREE_ENTRIES) {
			rc = show_unread(c, len, err);
			return rc < 0 ? rc : 1;
		}
		item = *least; /* the cursor moves on */
		if (take(level->cursors, c->count, item, level->held))
			rc = compare_entry(c, &item, level->held, len, depth, err);
	}
	for (size_t i = 0; i < c->count; i++)
		broken |= level->cursors[i].broken;
	return rc == 0 && broken ? show_unread(c, len, err) : rc;
}

static void make_level(struct comparison *c, struct level *level)
{
	if (level->cursors)
		return;
	level->cursors = ARENA_ARRAY(c->scratch, struct cursor, c->count);
	level->held = ARENA_ARRAY(c->scratch, struct leaf, c->count);
	level->ids = ARENA_ARRAY(c->scratch, const git_oid *, c->count);
}

static int compare_level(struct comparison *c, const git_oid *const *ids, size_t len,
			 unsigned depth, struct err *err)
{
	struct level *level = &c->levels[depth];
	size_t opened = 0;
	struct err why;
	int rc = 0;

	make_level(c, level);
	for (; rc == 0 && opened < c->count; opened++)
		rc = cursor_open(&level->cursors[opened], c->repo, ids[opened], &why);
	if (rc == 0)
		rc = compare_cursors(c, level, len, depth, err);
	else if (why.code == ERR_ABSENT || why.code == ERR_IO)
		*err = why;
	else
		rc = show_unread(c, len, err);
	for (size_t i = 0; i < opened; i++)
		cursor_close(&level->cursors[i]);
	return rc;
}

int compare_trees(struct repo *repo, const git_oid *const *trees, size_t count,
		  struct span prefix,
		  int (*shown)(void *ctx, struct span path, const struct leaf *leaf,
			       struct err *err),
		  void *ctx, struct err *err)
{
	struct comparison *c;
	struct arena *scratch;
	int rc;

	for (size_t i = 1; i < count; i++)
		if (trees[i] && trees[0] && git_oid_equal(trees[i], trees[0]))
			return 0;
	scratch = arena_new(LIMIT_SCRATCH_BYTES);
	c = ARENA_NEW(scratch, struct comparison);
	*c = (struct comparison){ .repo = repo,
				  .count = count,
				  .shown = shown,
				  .ctx = ctx,
				  .scratch = scratch };
	if (prefix.len > 0 && prefix.len <= LIMIT_PATH_BYTES)
		memcpy(c->path, prefix.ptr, prefix.len);
	if (count > PARENTS_MAX)
		rc = show_unread(c, prefix.len, err);
	else
		rc = compare_level(c, trees, prefix.len, 0, err);
	arena_free(scratch);
	return rc < 0 ? rc : 0;
}

/* Two trees at given paths. */

struct lookup {
	struct repo *repo;
	bool *same;
	struct leaf *leaves;
	const struct span *paths;
	const size_t *which;
};

/* Move to `name` where the tree has it; what stood before it is passed. */
static struct leaf seek(struct cursor *cursor, struct span name, bool folder)
{
	struct leaf leaf = { 0 };
	int order = -1;

	while (cursor->has) {
		order = tree_item_cmp(cursor->item.name, is_folder(&cursor->item), name,
				      folder);
		if (order >= 0)
			break;
		cursor_next(cursor);
	}
	if (cursor->has && order == 0) {
		leaf.mode = cursor->item.mode;
		git_oid_cpy(&leaf.id, &cursor->item.id);
	}
	return leaf;
}

/* The entry of that name, a file's or a folder's. */
static struct leaf seek_any(struct cursor *cursor, struct span name)
{
	struct leaf leaf = seek(cursor, name, false);
	struct cursor ahead = *cursor; /* "a.b" can stand between "a" and "a/" */

	return leaf.mode ? leaf : seek(&ahead, name, true);
}

static bool same_leaf(const struct leaf *a, const struct leaf *b)
{
	return a->mode == b->mode && git_oid_equal(&a->id, &b->id);
}

/* One past the last of them that lies in the same folder `name` as the first. */
static size_t same_folder(const struct lookup *l, size_t low, size_t high,
			  size_t prefix, size_t name)
{
	const char *start = l->paths[l->which[low]].ptr + prefix;
	size_t end = low + 1;

	for (; end < high; end++) {
		struct span other = span_from(l->paths[l->which[end]], prefix);

		if (other.len <= name || memcmp(other.ptr, start, name + 1) != 0)
			break;
	}
	return end;
}

static int look_level(struct lookup *l, const git_oid *first, const git_oid *second,
		      size_t low, size_t high, size_t prefix, unsigned depth,
		      struct err *err);

static int look_in(struct lookup *l, struct cursor cursors[2], size_t low, size_t high,
		   size_t prefix, unsigned depth, struct err *err)
{
	size_t end;
	int rc = 0;

	for (size_t at = low; rc == 0 && at < high; at = end) {
		struct span name = span_from(l->paths[l->which[at]], prefix);
		ptrdiff_t slash = span_index(name, '/');
		struct leaf first, second;

		end = at + 1;
		if (slash < 0) {
			first = seek_any(&cursors[0], name);
			second = seek_any(&cursors[1], name);
			l->same[at] = same_leaf(&first, &second);
			l->leaves[at] = first;
			continue;
		}
		name.len = (size_t)slash;
		end = same_folder(l, at, high, prefix, name.len);
		first = seek(&cursors[0], name, true);
		second = seek(&cursors[1], name, true);
		for (size_t i = at; i < end; i++) {
			l->same[i] = true;
			l->leaves[i] = (struct leaf){ 0 };
		}
		if (!same_leaf(&first, &second) && depth + 1 < LIMIT_TREE_DEPTH)
			rc = look_level(l, &first.id, &second.id, at, end,
					prefix + name.len + 1, depth + 1, err);
	}
	return rc;
}

static int look_level(struct lookup *l, const git_oid *first, const git_oid *second,
		      size_t low, size_t high, size_t prefix, unsigned depth,
		      struct err *err)
{
	struct cursor cursors[2] = { { 0 } };
	int rc;

	rc = cursor_open(&cursors[0], l->repo, first, err);
	if (rc == 0)
		rc = cursor_open(&cursors[1], l->repo, second, err);
	if (rc == 0)
		rc = look_in(l, cursors, low, high, prefix, depth, err);
	cursor_close(&cursors[0]);
	cursor_close(&cursors[1]);
	return rc;
}

int compare_paths(bool *same, struct leaf *leaves, struct repo *repo,
		  const git_oid *first, const git_oid *second, const struct span *paths,
		  const size_t *which, size_t count, struct err *err)
{
	struct lookup l = { repo, same, leaves, paths, which };

	return look_level(&l, first, second, 0, count, 0, 0, err);
}
