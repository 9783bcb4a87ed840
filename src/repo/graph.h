/*
 * graph.h - the commits of a repository that were looked at, each read once.
 *
 * A node is a number; nodes are added when they are named and read when their
 * parents are wanted.  For this folder alone.
 */
#ifndef REPO_GRAPH_H
#define REPO_GRAPH_H

#include "base/arena.h"
#include "base/err.h"

#include <git2/oid.h>

struct repo;
struct table;

enum node_state {
	NODE_NAMED,
	NODE_READ,
	NODE_MISSING, /* shallow, partial, damaged, or past LIMIT_COMMITS */
};

struct node {
	git_oid id, tree;
	int64_t time;                    /* committer's */
	size_t parents_at, parent_count; /* in graph.parents */
	enum node_state state;
	unsigned mark; /* of the walk that reached it last */
};

struct graph {
	LIST(struct node) nodes;
	LIST(size_t) parents;
	struct table *by_id;
	unsigned mark;
	size_t reached_from; /* node of the last graph_reach(), plus one */
	unsigned reached;    /* its mark */
	bool cut;            /* its walk met a missing commit */
};

size_t graph_node(struct repo *repo, const git_oid *id);

/* Read it if it was not; one that cannot be read is no error but NODE_MISSING. */
int graph_read(struct repo *repo, size_t node, struct err *err);

/* Mark everything that `node` reaches with graph.reached. */
int graph_reach(struct repo *repo, size_t node, struct err *err);

/*
 * Nodes, the youngest first: children come before their parents as far as the
 * commits' times can be believed.  Ties go to the lower number.
 */
struct queue {
	LIST(size_t) nodes;
};
void queue_push(struct queue *queue, const struct graph *graph, size_t node,
		struct arena *arena);
/* False when it is empty. */
bool queue_pop(struct queue *queue, const struct graph *graph, size_t *out);

#endif
