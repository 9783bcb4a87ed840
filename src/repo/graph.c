#include "repo/graph.h"

#include "base/limits.h"
#include "base/table.h"
#include "repo/git.h"

static struct span id_bytes(const git_oid *id)
{
	return (struct span){ (const char *)id->id, sizeof(id->id) };
}

size_t graph_node(struct repo *repo, const git_oid *id)
{
	struct graph *graph = &repo->graph;
	struct node *node;
	void **slot;

	if (!graph->by_id)
		graph->by_id = table_new(repo->arena);
	slot = table_slot(graph->by_id, id_bytes(id));
	if (!*slot) {
		node = LIST_ADD(repo->arena, &graph->nodes);
		git_oid_cpy(&node->id, id);
		/* Number plus one: NULL means that there is none. */
		*slot = (void *)(uintptr_t)graph->nodes.count;
	}
	return (size_t)(uintptr_t)*slot - 1;
}

int graph_read(struct repo *repo, size_t at, struct err *err)
{
	SCOPED(git_odb_object) object = NULL;
	struct graph *graph = &repo->graph;
	struct raw_commit raw;
	git_oid id, parent;
	struct err why;
	size_t first;
	int rc;

	if (graph->nodes.at[at].state != NODE_NAMED)
		return 0;
	git_oid_cpy(&id, &graph->nodes.at[at].id);
	if (graph->nodes.count > LIMIT_COMMITS) {
		graph->nodes.at[at].state = NODE_MISSING;
		return 0;
	}
	rc = object_read(&object, repo, &id, GIT_OBJECT_COMMIT, LIMIT_COMMIT_BYTES,
			 &why);
	if (rc == 0)
		rc = commit_parse(&raw, object_bytes(object), &id, &why);
	if (rc == -(int)ERR_IO) {
		*err = why;
		return rc;
	}
	if (rc < 0) {
		graph->nodes.at[at].state = NODE_MISSING;
		return 0;
	}
	first = graph->parents.count;
	while (commit_next_parent(&raw.parents, &parent)) {
		size_t number = graph_node(repo, &parent); /* nodes may move here */

		*LIST_ADD(repo->arena, &graph->parents) = number;
	}
	graph->nodes.at[at].parents_at = first;
	graph->nodes.at[at].parent_count = graph->parents.count - first;
	graph->nodes.at[at].time = person_time(raw.committer);
	graph->nodes.at[at].state = NODE_READ;
	git_oid_cpy(&graph->nodes.at[at].tree, &raw.tree);
	return 0;
}

int graph_reach(struct repo *repo, size_t from, struct err *err)
{
	struct arena *scratch;
	struct graph *graph = &repo->graph;
	LIST(size_t) stack = { 0 };
	int rc = 0;

	if (graph->reached_from == from + 1)
		return 0;
	scratch = arena_new(LIMIT_SCRATCH_BYTES);
	graph->reached_from = 0;
	graph->reached = ++graph->mark;
	graph->cut = false;
	graph->nodes.at[from].mark = graph->reached;
	*LIST_ADD(scratch, &stack) = from;
	while (rc == 0 && stack.count > 0) {
		size_t at = stack.at[--stack.count];
		const struct node *node;

		rc = graph_read(repo, at, err);
		node = &graph->nodes.at[at];
		graph->cut |= node->state == NODE_MISSING;
		for (size_t i = 0; rc == 0 && i < node->parent_count; i++) {
			size_t parent = graph->parents.at[node->parents_at + i];

			if (graph->nodes.at[parent].mark == graph->reached)
				continue;
			graph->nodes.at[parent].mark = graph->reached;
			*LIST_ADD(scratch, &stack) = parent;
		}
	}
	arena_free(scratch);
	if (rc == 0)
		graph->reached_from = from + 1;
	return rc;
}

static bool before(const struct graph *graph, size_t a, size_t b)
{
	const struct node *left = &graph->nodes.at[a], *right = &graph->nodes.at[b];

	if (left->time != right->time)
		return left->time > right->time;
	return a < b;
}

void queue_push(struct queue *queue, const struct graph *graph, size_t node,
		struct arena *arena)
{
	size_t at = queue->nodes.count;

	*LIST_ADD(arena, &queue->nodes) = node;
	while (at > 0 && before(graph, node, queue->nodes.at[(at - 1) / 2])) {
		queue->nodes.at[at] = queue->nodes.at[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	queue->nodes.at[at] = node;
}

bool queue_pop(struct queue *queue, const struct graph *graph, size_t *out)
{
	size_t *nodes = queue->nodes.at;
	size_t at = 0, child, last;

	if (queue->nodes.count == 0)
		return false;
	*out = nodes[0];
	last = nodes[--queue->nodes.count];
	for (;;) {
		child = 2 * at + 1;
		if (child + 1 < queue->nodes.count &&
		    before(graph, nodes[child + 1], nodes[child]))
			child++;
		if (child >= queue->nodes.count || before(graph, last, nodes[child]))
			break;
		nodes[at] = nodes[child];
		at = child;
	}
	nodes[at] = last;
	return true;
}
