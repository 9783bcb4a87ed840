#include "repo/age.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/table.h"
#include "repo/compare.h"
#include "repo/git.h"

#include <stdlib.h>

#define CHANGES_COUNTED 1000

/*
 * Following paths through history, all of them together.
 *
 * A path waits at a commit.  Where the commit has the same there as one of its
 * parents, the path goes on to that parent (the first such one, as `git log`
 * simplifies history); otherwise the commit changed it.
 */
struct todo {
	LIST(size_t) paths; /* numbers of those that wait here */
	bool queued;
	bool mixed; /* from several children: not sorted */
};

struct follow {
	struct repo *repo;
	struct arena *scratch;
	const struct span *paths; /* sorted */
	size_t count;
	LIST(struct todo) todo; /* by node */
	struct queue queue;
	bool *same;
	struct leaf *leaves;

	/* The commit changed the path: 0 to follow it further, 1 not to. */
	int (*changed)(void *ctx, size_t path, size_t node, const struct leaf *leaf,
		       struct err *err);
	/* History ends before the path's change was found. */
	void (*lost)(void *ctx, size_t path);
	void *ctx;
};

static struct todo *todo_of(struct follow *f, size_t node)
{
	while (f->todo.count <= node)
		*LIST_ADD(f->scratch, &f->todo) = (struct todo){ 0 };
	return &f->todo.at[node];
}

static void enqueue(struct follow *f, size_t node)
{
	struct todo *todo = todo_of(f, node);

	if (todo->queued)
		return;
	todo->queued = true;
	queue_push(&f->queue, &f->repo->graph, node, f->scratch);
}

static void wait_at(struct follow *f, size_t node, size_t path)
{
	struct todo *todo = todo_of(f, node);

	if (todo->paths.count > 0 && todo->paths.at[todo->paths.count - 1] >= path)
		todo->mixed = true;
	*LIST_ADD(f->scratch, &todo->paths) = path;
}

static int by_number(const void *a, const void *b)
{
	const size_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

/* Sorted and each once. */
static void tidy(struct todo *todo)
{
	size_t kept = 0;

	if (!todo->mixed)
		return;
	qsort(todo->paths.at, todo->paths.count, sizeof(*todo->paths.at), by_number);
	for (size_t i = 0; i < todo->paths.count; i++)
		if (kept == 0 || todo->paths.at[kept - 1] != todo->paths.at[i])
			todo->paths.at[kept++] = todo->paths.at[i];
	todo->paths.count = kept;
	todo->mixed = false;
}

/* Hand a sorted list to a parent; the longer of two is kept and added to. */
static void hand_over(struct follow *f, size_t parent, struct todo *list)
{
	struct todo *there = todo_of(f, parent);
	struct todo less = *list;

	if (there->paths.count < list->paths.count) {
		less = *there;
		there->paths = list->paths;
		there->mixed = list->mixed;
	}
	for (size_t i = 0; i < less.paths.count; i++)
		wait_at(f, parent, less.paths.at[i]);
	enqueue(f, parent);
}

/*
 * Those that are the same in the parent go there, in the array they came in; the
 * others get one of their own, which is as small as what a commit changes.
 */
static int move_same(struct follow *f, struct todo *todo, const git_oid *tree,
		     size_t parent, struct err *err)
{
	struct todo same = *todo, others = { 0 };
	git_oid parent_tree;
	int rc;

	git_oid_cpy(&parent_tree, &f->repo->graph.nodes.at[parent].tree);
	if (!git_oid_equal(tree, &parent_tree)) {
		rc = compare_paths(f->same, f->leaves, f->repo, tree, &parent_tree,
				   f->paths, todo->paths.at, todo->paths.count, err);
		if (rc < 0)
			return rc;
		same.paths.count = 0;
		for (size_t i = 0; i < todo->paths.count; i++) {
			size_t path = todo->paths.at[i];

			if (f->same[i]) {
				same.paths.at[same.paths.count++] = path;
				continue;
			}
			f->leaves[others.paths.count] = f->leaves[i];
			*LIST_ADD(f->scratch, &others.paths) = path;
		}
	}
	*todo = others;
	if (same.paths.count > 0)
		hand_over(f, parent, &same);
	return 0;
}

static int report(struct follow *f, size_t at, struct todo *todo, bool cut,
		  struct err *err)
{
	const struct node *node = &f->repo->graph.nodes.at[at];
	size_t first = node->parents_at, count = node->parent_count;

	for (size_t i = 0; i < todo->paths.count; i++) {
		size_t path = todo->paths.at[i];
		int rc;

		if (cut) {
			f->lost(f->ctx, path);
			continue;
		}
		rc = f->changed(f->ctx, path, at, &f->leaves[i], err);
		if (rc < 0)
			return rc;
		for (size_t p = 0; rc == 0 && p < count; p++) {
			size_t parent = f->repo->graph.parents.at[first + p];

			wait_at(f, parent, path);
			enqueue(f, parent);
		}
	}
	return 0;
}

/* Every path that waits at the commit goes on or is reported. */
static int pass(struct follow *f, size_t at, struct err *err)
{
	const struct graph *graph = &f->repo->graph;
	struct todo todo = *todo_of(f, at);
	bool cut = false;
	git_oid tree;
	size_t first, count;
	int rc = 0;

	*todo_of(f, at) = (struct todo){ 0 };
	tidy(&todo);
	first = graph->nodes.at[at].parents_at;
	count = graph->nodes.at[at].parent_count;
	git_oid_cpy(&tree, &graph->nodes.at[at].tree);
	for (size_t i = 0; rc == 0 && i < count && todo.paths.count > 0; i++) {
		size_t parent = graph->parents.at[first + i];

		rc = graph_read(f->repo, parent, err);
		if (rc == 0 && graph->nodes.at[parent].state == NODE_MISSING)
			cut = true;
		else if (rc == 0)
			rc = move_same(f, &todo, &tree, parent, err);
	}
	if (rc == 0 && count == 0) {
		rc = compare_paths(f->same, f->leaves, f->repo, &tree, NULL, f->paths,
				   todo.paths.at, todo.paths.count, err);
		for (size_t i = 0; rc >= 0 && i < todo.paths.count; i++)
			if (!f->same[i]) /* otherwise it never was */
				rc = f->changed(f->ctx, todo.paths.at[i], at,
						&f->leaves[i], err);
		return rc == -(int)ERR_IO ? rc : 0;
	}
	/* A tree that is missing or broken: nobody can tell. */
	cut |= rc < 0;
	return rc == -(int)ERR_IO ? rc : report(f, at, &todo, cut, err);
}

static int follow_all(struct follow *f, struct span commit, struct err *err)
{
	git_oid id;
	size_t node;
	int rc;

	rc = id_parse(&id, commit, err);
	if (rc < 0)
		return rc;
	node = graph_node(f->repo, &id);
	rc = graph_read(f->repo, node, err);
	if (rc == 0 && f->repo->graph.nodes.at[node].state == NODE_MISSING)
		rc = err_git(err, GIT_ENOTFOUND, f->repo, &id, "commit");
	if (rc < 0)
		return rc;
	f->same = ARENA_ARRAY(f->scratch, bool, f->count);
	f->leaves = ARENA_ARRAY(f->scratch, struct leaf, f->count);
	for (size_t i = 0; i < f->count; i++)
		wait_at(f, node, i);
	if (f->count > 0)
		enqueue(f, node);
	while (rc >= 0 && queue_pop(&f->queue, &f->repo->graph, &node))
		rc = pass(f, node, err);
	return rc < 0 ? rc : 0;
}

/* Ages. */

struct aging {
	struct repo *repo;
	struct path_age **sorted;
	size_t *nodes; /* that changed it, plus one */
};

static int aged(void *ctx, size_t path, size_t node, const struct leaf *leaf,
		struct err *err)
{
	struct aging *aging = ctx;

	(void)leaf;
	(void)err;
	aging->nodes[path] = node + 1;
	return 1;
}

static void not_aged(void *ctx, size_t path)
{
	(void)ctx;
	(void)path; /* stays unknown */
}

static int by_age_path(const void *a, const void *b)
{
	const struct path_age *const *left = a, *const *right = b;

	return span_cmp((*left)->path, (*right)->path);
}

/* Describe each commit once, however many paths it changed. */
static int fill_ages(struct aging *aging, size_t count, struct arena *scratch,
		     struct arena *arena, struct err *err)
{
	struct graph *graph = &aging->repo->graph;
	const struct repo_commit **known =
		ARENA_ARRAY(scratch, const struct repo_commit *, graph->nodes.count);

	for (size_t i = 0; i < count; i++) {
		struct path_age *age = aging->sorted[i];
		size_t node = aging->nodes[i];
		struct repo_commit *commit;
		int rc;

		if (node == 0)
			continue;
		if (!known[node - 1]) {
			commit = ARENA_NEW(scratch, struct repo_commit);
			rc = commit_describe(commit, aging->repo,
					     &graph->nodes.at[node - 1].id, arena, err);
			if (rc < 0)
				return rc;
			known[node - 1] = commit;
		}
		age->commit = known[node - 1]->id;
		age->changed_at = known[node - 1]->committed_at;
		age->author = known[node - 1]->author;
		age->author_mail = known[node - 1]->author_mail;
		age->known = true;
	}
	return 0;
}

int repo_ages(struct path_age *ages, size_t count, struct repo *repo,
	      struct span commit, struct arena *arena, struct err *err)
{
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct aging aging = { .repo = repo };
	struct span *paths = ARENA_ARRAY(scratch, struct span, count);
	struct follow f = { .repo = repo,
			    .scratch = scratch,
			    .paths = paths,
			    .count = count,
			    .changed = aged,
			    .lost = not_aged,
			    .ctx = &aging };
	int rc;

	aging.sorted = ARENA_ARRAY(scratch, struct path_age *, count);
	aging.nodes = ARENA_ARRAY(scratch, size_t, count);
	for (size_t i = 0; i < count; i++) {
		ages[i] = (struct path_age){ .path = ages[i].path,
					     .changed_at = CLOCK_NONE };
		aging.sorted[i] = &ages[i];
	}
	if (count > 0)
		qsort(aging.sorted, count, sizeof(*aging.sorted), by_age_path);
	for (size_t i = 0; i < count; i++)
		paths[i] = aging.sorted[i]->path;
	rc = follow_all(&f, commit, err);
	if (rc == 0)
		rc = fill_ages(&aging, count, scratch, arena, err);
	arena_free(scratch);
	return rc;
}

/* Scopes. */

struct counting {
	struct scope_change *out;
	const struct scope *scope;
	struct arena *arena;
};

static int count_change(void *ctx, struct span path, const struct leaf *leaf,
			struct err *err)
{
	struct counting *counting = ctx;

	(void)err;
	/* What nobody can read could be in any scope. */
	if (!leaf->unread && !counting->scope->has(counting->scope->ctx, path))
		return 0;
	if (counting->out->count++ == 0)
		counting->out->first = arena_copy(counting->arena, path);
	return counting->out->count >= CHANGES_COUNTED;
}

/* The node of a commit that must be here. */
static int node_here(size_t *out, struct repo *repo, struct span commit,
		     struct err *err)
{
	git_oid id;
	int rc;

	rc = id_parse(&id, commit, err);
	if (rc < 0)
		return rc;
	*out = graph_node(repo, &id);
	rc = graph_read(repo, *out, err);
	if (rc == 0 && repo->graph.nodes.at[*out].state == NODE_MISSING)
		return err_git(err, GIT_ENOTFOUND, repo, &id, "commit");
	return rc;
}

int repo_scope_change(struct scope_change *out, struct repo *repo, struct span from,
		      struct span to, const struct scope *scope, struct arena *arena,
		      struct err *err)
{
	struct counting counting = { out, scope, arena };
	const git_oid *trees[2];
	size_t old, young;
	int rc;

	*out = (struct scope_change){ 0 };
	rc = node_here(&old, repo, from, err);
	if (rc == 0)
		rc = node_here(&young, repo, to, err);
	if (rc < 0)
		return rc;
	trees[0] = &repo->graph.nodes.at[young].tree;
	trees[1] = &repo->graph.nodes.at[old].tree;
	return compare_trees(repo, trees, 2, SPAN_EMPTY, count_change, &counting, err);
}

/* The trees of a commit and of its parents, in that order; a root has an empty one. */
static int family(const git_oid ***out, size_t *out_count, struct repo *repo,
		  size_t node, struct arena *scratch, struct err *err)
{
	struct graph *graph = &repo->graph;
	size_t first = graph->nodes.at[node].parents_at;
	size_t count = graph->nodes.at[node].parent_count;
	const git_oid **trees = ARENA_ARRAY(scratch, const git_oid *, count + 2);
	int rc;

	for (size_t i = 0; i < count; i++) {
		size_t parent = graph->parents.at[first + i];

		rc = graph_read(repo, parent, err);
		if (rc == 0 && graph->nodes.at[parent].state == NODE_MISSING)
			rc = err_git(err, GIT_ENOTFOUND, repo,
				     &graph->nodes.at[parent].id, "commit");
		if (rc < 0)
			return rc;
	}
	/* Nodes stay where they are from here on. */
	trees[0] = &graph->nodes.at[node].tree;
	for (size_t i = 0; i < count; i++)
		trees[i + 1] = &graph->nodes.at[graph->parents.at[first + i]].tree;
	*out = trees;
	*out_count = count > 0 ? count + 1 : 2;
	return 0;
}

int repo_commit_changes(struct scope_change *out, struct repo *repo, struct span commit,
			const struct scope *scope, struct arena *arena, struct err *err)
{
	struct counting counting = { out, scope, arena };
	struct arena *scratch;
	const git_oid **trees;
	size_t node, count;
	int rc;

	*out = (struct scope_change){ 0 };
	rc = node_here(&node, repo, commit, err);
	if (rc < 0)
		return rc;
	scratch = arena_new(LIMIT_SCRATCH_BYTES);
	rc = family(&trees, &count, repo, node, scratch, err);
	if (rc == 0)
		rc = compare_trees(repo, trees, count, SPAN_EMPTY, count_change,
				   &counting, err);
	arena_free(scratch);
	return rc;
}

/* Histories. */

static int push_new(struct queue *queue, struct repo *repo, size_t node, unsigned mark,
		    struct arena *scratch, struct err *err)
{
	struct graph *graph = &repo->graph;
	int rc;

	if (graph->nodes.at[node].mark == graph->reached ||
	    graph->nodes.at[node].mark == mark)
		return 0;
	graph->nodes.at[node].mark = mark;
	rc = graph_read(repo, node, err);
	if (rc == 0 && graph->nodes.at[node].state == NODE_READ)
		queue_push(queue, graph, node, scratch);
	return rc;
}

/* Mark what is reached from there; nothing where `from` is empty. */
static int leave_out(struct repo *repo, struct span from, struct err *err)
{
	struct graph *graph = &repo->graph;
	size_t old;
	int rc;

	if (from.len == 0) {
		graph->reached_from = 0;
		graph->reached = ++graph->mark;
		graph->cut = false;
		return 0;
	}
	rc = node_here(&old, repo, from, err);
	return rc < 0 ? rc : graph_reach(repo, old, err);
}

int repo_commits_between(struct repo_commit **out, size_t *out_count, struct repo *repo,
			 struct span from, struct span to, size_t max,
			 struct arena *arena, struct err *err)
{
	LIST(struct repo_commit) found = { 0 };
	struct graph *graph = &repo->graph;
	struct queue queue = { 0 };
	struct arena *scratch;
	size_t young;
	unsigned mark;
	int rc;

	*out = NULL;
	*out_count = 0;
	rc = node_here(&young, repo, to, err);
	if (rc == 0)
		rc = leave_out(repo, from, err);
	if (rc < 0)
		return rc;
	mark = ++graph->mark;
	scratch = arena_new(LIMIT_SCRATCH_BYTES);
	rc = push_new(&queue, repo, young, mark, scratch, err);
	while (rc == 0 && found.count < max && queue_pop(&queue, graph, &young)) {
		size_t first = graph->nodes.at[young].parents_at;
		size_t count = graph->nodes.at[young].parent_count;

		rc = commit_describe(LIST_ADD(arena, &found), repo,
				     &graph->nodes.at[young].id, arena, err);
		for (size_t i = 0; rc == 0 && i < count; i++)
			rc = push_new(&queue, repo, graph->parents.at[first + i], mark,
				      scratch, err);
	}
	arena_free(scratch);
	if (rc < 0)
		return rc;
	*out = found.at;
	*out_count = found.count;
	return 0;
}

/* Versions. */

struct versions {
	struct repo *repo;
	struct arena *arena, *scratch;
	const struct span *paths;
	int (*seen)(void *ctx, const struct path_version *version);
	void *ctx;
	struct table *done;    /* node and path that were reported */
	struct table *stopped; /* paths that nobody wants any more */
	size_t node;           /* of `commit`, plus one */
	struct repo_commit *commit;
};

/* One file's version at the commit that versions->commit describes. */
static int show_version(void *ctx, struct span path, const struct leaf *leaf,
			struct err *err)
{
	struct versions *versions = ctx;
	struct path_version version = { .commit = versions->commit };

	(void)err;
	if (leaf->unread || table_get(versions->stopped, path))
		return 0;
	version.path = arena_copy(versions->arena, path);
	if (leaf->mode != 0)
		version.id = id_hex(&leaf->id, versions->arena);
	if (versions->seen(versions->ctx, &version) != 0)
		*table_slot(versions->stopped, path) = versions;
	return 0;
}

/*
 * What the commit and its parents have at the path: its own version where one of
 * them has a file there, and those of the files below where one has a folder.
 */
static int show_trees(struct versions *versions, size_t path, const git_oid **trees,
		      size_t count, struct arena *scratch, struct err *err)
{
	struct leaf *leaves = ARENA_ARRAY(scratch, struct leaf, count);
	const git_oid **folders = ARENA_ARRAY(scratch, const git_oid *, count);
	struct leaf none = { 0 };
	bool same, file = false, folder = false;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < count; i++) {
		rc = compare_paths(&same, &leaves[i], versions->repo, trees[i], NULL,
				   versions->paths, &path, 1, err);
		if (leaves[i].mode == MODE_FOLDER)
			folders[i] = &leaves[i].id;
		folder |= leaves[i].mode == MODE_FOLDER;
		file |= leaves[i].mode != MODE_FOLDER && leaves[i].mode != 0;
	}
	if (rc == 0 && file)
		rc = show_version(versions, versions->paths[path],
				  folders[0] ? &none : &leaves[0], err);
	if (rc == 0 && folder)
		rc = compare_trees(versions->repo, folders, count,
				   versions->paths[path], show_version, versions, err);
	return rc;
}

static int changed_version(void *ctx, size_t path, size_t node, const struct leaf *leaf,
			   struct err *err)
{
	struct versions *versions = ctx;
	size_t both[2] = { node, path }, count;
	struct arena *scratch;
	const git_oid **trees;
	void **slot;
	int rc;

	(void)leaf;
	slot = table_slot(versions->done,
			  (struct span){ (const char *)both, sizeof(both) });
	if (*slot)
		return 1; /* two ways lead here */
	*slot = versions;
	if (versions->node != node + 1) {
		versions->commit = ARENA_NEW(versions->arena, struct repo_commit);
		rc = commit_describe(versions->commit, versions->repo,
				     &versions->repo->graph.nodes.at[node].id,
				     versions->arena, err);
		if (rc < 0)
			return rc;
		versions->node = node + 1;
	}
	scratch = arena_new(LIMIT_SCRATCH_BYTES);
	rc = family(&trees, &count, versions->repo, node, scratch, err);
	if (rc == 0)
		rc = show_trees(versions, path, trees, count, scratch, err);
	arena_free(scratch);
	if (rc < 0)
		return rc;
	return table_get(versions->stopped, versions->paths[path]) != NULL;
}

static void lost_version(void *ctx, size_t path)
{
	(void)ctx;
	(void)path;
}

static int by_bytes(const void *a, const void *b)
{
	const struct span *left = a, *right = b;

	return span_cmp(*left, *right);
}

int repo_versions(struct repo *repo, struct span commit, const struct span *paths,
		  size_t count,
		  int (*seen)(void *ctx, const struct path_version *version), void *ctx,
		  struct arena *arena, struct err *err)
{
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct span *sorted = ARENA_ARRAY(scratch, struct span, count);
	struct versions versions = { .repo = repo,
				     .arena = arena,
				     .scratch = scratch,
				     .paths = sorted,
				     .seen = seen,
				     .ctx = ctx,
				     .done = table_new(scratch),
				     .stopped = table_new(scratch) };
	struct follow f = { .repo = repo,
			    .scratch = scratch,
			    .paths = sorted,
			    .changed = changed_version,
			    .lost = lost_version,
			    .ctx = &versions };
	int rc;

	for (size_t i = 0; i < count; i++)
		sorted[i] = paths[i];
	if (count > 0)
		qsort(sorted, count, sizeof(*sorted), by_bytes);
	for (size_t i = 0; i < count; i++)
		if (f.count == 0 || !span_eq(sorted[f.count - 1], sorted[i]))
			sorted[f.count++] = sorted[i];
	rc = follow_all(&f, commit, err);
	arena_free(scratch);
	return rc;
}
