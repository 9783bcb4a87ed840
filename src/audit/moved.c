#include "audit/moved.h"

#include "base/table.h"

/* One path that is followed. */
struct trail {
	struct span path;     /* as it is called in the part of history looked at */
	struct span tree;     /* of the commit that removed it */
	struct span blob;     /* that it was before */
	struct span now;      /* where the bytes lie in that tree */
	bool is_open;         /* it may yet be found */
	struct trail *next;   /* of the same path */
	struct trail *beside; /* ended by the same commit */
	struct trail *same;   /* the same bytes */
};

struct walk {
	struct table *trails; /* path to the first struct trail */
	struct arena *arena;
};

/* From the newest to the oldest: first that it was removed, then what it was. */
static int see_version(void *ctx, const struct path_version *version)
{
	struct walk *walk = ctx;
	struct trail *trail = table_get(walk->trails, version->path);

	if (!trail)
		return 0;
	for (; trail; trail = trail->next) {
		if (version->id.len == 0 && trail->tree.len == 0)
			trail->tree = arena_copy(walk->arena, version->commit->tree);
		if (version->id.len > 0 && trail->blob.len == 0)
			trail->blob = arena_copy(walk->arena, version->id);
	}
	return version->id.len > 0 ? 1 : 0;
}

/* How much of their ends two paths have in common: the better of two copies. */
static size_t common_end(struct span a, struct span b)
{
	size_t same = 0;

	while (same < a.len && same < b.len &&
	       a.ptr[a.len - same - 1] == b.ptr[b.len - same - 1])
		same++;
	return same;
}

/* Of the trails that one commit ended, each goes on where its bytes lie in its tree. */
static void step(struct trail *first, const struct tree *tree, struct arena *arena,
		 struct arena *scratch)
{
	struct table *blobs = table_new(scratch);

	for (struct trail *trail = first; trail; trail = trail->beside) {
		void **slot = table_slot(blobs, trail->blob);

		trail->same = *slot;
		*slot = trail;
		trail->now = SPAN_EMPTY;
	}
	for (size_t i = 0; i < tree->entries.count; i++) {
		const struct tree_entry *entry = &tree->entries.at[i];

		for (struct trail *trail = table_get(blobs, entry->id); trail;
		     trail = trail->same)
			if (trail->now.len == 0 ||
			    common_end(entry->path, trail->path) >
				    common_end(trail->now, trail->path))
				trail->now = entry->path;
	}
	for (struct trail *trail = first; trail; trail = trail->beside) {
		trail->is_open =
			trail->now.len > 0 && !span_eq(trail->now, trail->path);
		if (trail->is_open)
			trail->path = arena_copy(arena, trail->now);
	}
}

/* One step of every open trail; *out_trees counts the trees that were read. */
static void follow(struct trail *trails, size_t count, const struct moved_place *place,
		   size_t *out_trees, struct arena *arena, struct arena *scratch)
{
	struct table *ended = table_new(arena); /* by the tree of the commit */

	for (size_t i = 0; i < count; i++) {
		struct trail *trail = &trails[i];
		void **slot;

		if (!trail->is_open)
			continue;
		trail->is_open = false;
		if (trail->tree.len == 0 || trail->blob.len == 0)
			continue;
		slot = table_slot(ended, trail->tree);
		trail->beside = *slot;
		*slot = trail;
	}
	for (size_t i = 0; i < count; i++) {
		struct err trouble = { 0 };
		struct tree tree;

		if (trails[i].tree.len == 0 ||
		    table_get(ended, trails[i].tree) != &trails[i] ||
		    ++*out_trees > MOVED_TREES)
			continue;
		if (repo_walk(&tree, place->repo, trails[i].tree, scratch, &trouble) ==
		    0)
			step(&trails[i], &tree, arena, scratch);
		arena_clear(scratch);
	}
}

/* What became of each open trail's path; what the tree has is found. */
static int look(struct span *out, struct trail *trails, size_t count,
		const struct moved_place *place, struct arena *arena,
		struct arena *scratch, struct err *err)
{
	struct walk walk = { table_new(arena), arena };
	struct span *asked = ARENA_ARRAY(arena, struct span, count + 1);
	struct err trouble = { 0 };
	size_t open = 0;
	int rc = 0;

	for (size_t i = 0; i < count; i++) {
		struct trail *trail = &trails[i];
		void **slot;

		if (!trail->is_open)
			continue;
		if (tree_find(place->tree, trail->path)) {
			out[i] = trail->path;
			trail->is_open = false;
			continue;
		}
		trail->tree = trail->blob = SPAN_EMPTY;
		slot = table_slot(walk.trails, trail->path);
		if (!*slot)
			asked[open++] = trail->path;
		trail->next = *slot;
		*slot = trail;
	}
	if (open > 0)
		rc = repo_versions(place->repo, place->commit, asked, open, see_version,
				   &walk, scratch, &trouble);
	arena_clear(scratch);
	if (rc == -ERR_ABSENT)
		return 1; /* shallow: what was moved is not known */
	if (rc < 0)
		*err = trouble;
	return rc < 0 ? rc : open == 0;
}

int moved_find(struct span *out, const struct moved_place *place,
	       const struct span *paths, size_t count, struct arena *arena,
	       struct arena *scratch, struct err *err)
{
	struct trail *trails = ARENA_ARRAY(arena, struct trail, count + 1);
	size_t trees = 0;

	for (size_t i = 0; i < count; i++) {
		out[i] = SPAN_EMPTY;
		trails[i] = (struct trail){ .path = paths[i], .is_open = true };
	}
	for (int round = 0; round <= MOVED_ROUNDS; round++) {
		int rc = look(out, trails, count, place, arena, scratch, err);

		if (rc != 0)
			return rc < 0 ? rc : 0;
		follow(trails, count, place, &trees, arena, scratch);
	}
	return 0;
}
