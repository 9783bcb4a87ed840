#include "readers/merge.h"

#define MERGE_MOST 64 /* mappings looked into for one key */

struct merge {
	struct node waiting[MERGE_MOST];
	size_t count;
};

static void push(struct merge *merge, struct node object)
{
	if (merge->count < MERGE_MOST && node_is(object, NODE_OBJECT))
		merge->waiting[merge->count++] = object;
}

/* The last one pushed is looked into first. */
static void push_all(struct merge *merge, struct node from)
{
	struct node found[MERGE_MOST];
	size_t count = 0;

	if (!node_is(from, NODE_ARRAY)) {
		push(merge, from);
		return;
	}
	for (struct node n = node_first(from); node_exists(n) && count < MERGE_MOST;
	     n = node_next(n))
		found[count++] = n;
	while (count > 0)
		push(merge, found[--count]);
}

struct node merge_get(struct node object, const char *key)
{
	struct merge merge = { .count = 0 };

	push(&merge, object);
	for (unsigned seen = 0; merge.count > 0 && seen < MERGE_MOST; seen++) {
		struct node at = merge.waiting[--merge.count];
		struct node value = node_get(at, key);

		if (node_exists(value))
			return value;
		push_all(&merge, node_get(at, "<<"));
	}
	return NODE_NONE;
}
