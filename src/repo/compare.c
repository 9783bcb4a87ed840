#include "repo/compare.h"

#include "base/limits.h"

#define PARENTS_MAX 1024 /* git's own octopus merges stay below a hundred */

/* A tree and the entry it stands at. */
struct cursor {
	git_odb_object *object;
	struct span rest, here; /* behind the entry, and from it on */
	struct tree_item item;
	bool has; /* an entry; false at the end */
	bool broken;
};

static void cursor_next(struct cursor *cursor)
{
	enum tree_step step;

	cursor->here = cursor->rest;
	step = tree_next(&cursor->rest, &cursor->item);
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
	rc = object_read_again(&cursor->object, repo, id, GIT_OBJECT_TREE,
			       LIMIT_TREE_BYTES, err);
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

/* The paths from `low` to `high` lie in a folder, whose name and '/' end `prefix`. */
struct part {
	size_t low, high, prefix;
	unsigned depth;
};

static size_t common_start(struct span a, struct span b)
{
	size_t most = a.len < b.len ? a.len : b.len, n = 0;

	while (n + 64 <= most && memcmp(a.ptr + n, b.ptr + n, 64) == 0)
		n += 64;
	while (n < most && a.ptr[n] == b.ptr[n])
		n++;
	return n;
}

/*
 * Step over the entries that both have next, byte for byte.  In folders of thousands
 * this is most of the work, so nothing of them is read but where they end.
 */
static void skip_same(struct cursor cursors[2])
{
	struct span text = cursors[0].here;
	size_t common = common_start(text, cursors[1].here), at = 0;

	for (;;) {
		const char *nul =
			at < common ? memchr(text.ptr + at, '\0', common - at) : NULL;
		size_t end = nul ? (size_t)(nul - text.ptr) + 1 + GIT_OID_RAWSZ : 0;

		if (!nul || end > common)
			break;
		at = end;
	}
	for (int i = 0; i < 2; i++) {
		cursors[i].rest = span_from(cursors[i].here, at);
		cursor_next(&cursors[i]);
	}
}

/* A path's place relative to everything that lies in the folder `name`. */
static int folder_order(struct span path, struct span name)
{
	size_t len = path.len < name.len ? path.len : name.len;
	int order = len ? memcmp(path.ptr, name.ptr, len) : 0;

	if (order != 0)
		return order;
	return path.len <= name.len ? -1 : (unsigned char)path.ptr[name.len] - '/';
}

/* The first of them that does not stand before `name`, or before what is in it. */
static size_t first_at(const struct lookup *l, const struct part *part, size_t low,
		       struct span name, int (*order)(struct span, struct span))
{
	size_t high = part->high;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (order(span_from(l->paths[l->which[middle]], part->prefix), name) <
		    0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int look_level(struct lookup *l, const git_oid *first, const git_oid *second,
		      const struct part *part, struct err *err);

/* An entry that differs; NULL where a tree lacks it.  Not both. */
static int look_entry(struct lookup *l, const struct tree_item *first,
		      const struct tree_item *second, const struct part *part,
		      struct err *err)
{
	const struct tree_item *item = first ? first : second;
	size_t at = first_at(l, part, part->low, item->name, span_cmp);
	struct part below;

	for (; at < part->high &&
	       span_eq(span_from(l->paths[l->which[at]], part->prefix), item->name);
	     at++) {
		if (l->same[at])
			l->leaves[at] = (struct leaf){ 0 };
		l->same[at] = false;
		if (!first)
			continue; /* it may be there as what it was not */
		l->leaves[at].mode = first->mode;
		git_oid_cpy(&l->leaves[at].id, &first->id);
	}
	if (!is_folder(item) || part->depth + 1 == LIMIT_TREE_DEPTH)
		return 0;
	below = (struct part){ .prefix = part->prefix + item->name.len + 1,
			       .depth = part->depth + 1 };
	below.low = first_at(l, part, at, item->name, folder_order);
	below.high = below.low;
	while (below.high < part->high &&
	       folder_order(span_from(l->paths[l->which[below.high]], part->prefix),
			    item->name) == 0)
		below.high++;
	return below.low == below.high
		       ? 0
		       : look_level(l, first ? &first->id : NULL,
				    second ? &second->id : NULL, &below, err);
}

/* Both at their start, before their first entries. */
static int look_in(struct lookup *l, struct cursor cursors[2], const struct part *part,
		   struct err *err)
{
	int rc = 0;

	while (rc == 0) {
		const struct tree_item *items[2] = { NULL, NULL };
		int order = 0;

		skip_same(cursors);
		if (!cursors[0].has && !cursors[1].has)
			break;
		if (cursors[0].has && cursors[1].has)
			order = item_order(&cursors[0].item, &cursors[1].item);
		for (int i = 0; i < 2; i++)
			if (cursors[i].has && (i == 0 ? order <= 0 : order >= 0))
				items[i] = &cursors[i].item;
		if (!items[0] || !items[1] || items[0]->mode != items[1]->mode ||
		    !git_oid_equal(&items[0]->id, &items[1]->id))
			rc = look_entry(l, items[0], items[1], part, err);
		/* What was looked at is behind us. */
		for (int i = 0; i < 2; i++)
			if (items[i])
				cursors[i].here = cursors[i].rest;
	}
	return rc;
}

static int look_level(struct lookup *l, const git_oid *first, const git_oid *second,
		      const struct part *part, struct err *err)
{
	struct cursor cursors[2] = { { 0 } };
	int rc;

	rc = cursor_open(&cursors[0], l->repo, first, err);
	if (rc == 0)
		rc = cursor_open(&cursors[1], l->repo, second, err);
	if (rc == 0)
		rc = look_in(l, cursors, part, err);
	cursor_close(&cursors[0]);
	cursor_close(&cursors[1]);
	return rc;
}

int compare_paths(bool *same, struct leaf *leaves, struct repo *repo,
		  const git_oid *first, const git_oid *second, const struct span *paths,
		  const size_t *which, size_t count, struct err *err)
{
	struct lookup l = { repo, same, leaves, paths, which };
	const struct part all = { .high = count };

	for (size_t i = 0; i < count; i++)
		same[i] = true;
	return look_level(&l, first, second, &all, err);
}
