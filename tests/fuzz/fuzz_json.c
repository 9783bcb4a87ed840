/* Any bytes through the doors to JSON and YAML, and a walk over what comes out. */
#include "base/limits.h"
#include "text/json.h"
#include "text/yaml.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every node below, by the functions that readers use; recursion is bounded by the
 * door. */
static void walk(struct node node, struct arena *arena)
{
	struct span word = node_word(node);
	int64_t number = 0;

	if (word.len > 0 && !word.ptr)
		abort();
	node_integer(node, &number);
	if (node_line(node) == 0)
		abort();
	if (node_offset(node) % 64 == 0)
		node_pointer(node, arena);
	for (struct node n = node_first(node); node_exists(n); n = node_next(n)) {
		if (node_is(node, NODE_OBJECT) && !node_exists(node_get(node, "a")) &&
		    span_is(node_key(n), "a"))
			abort();
		walk(n, arena);
	}
}

static void check(int rc, const struct err *err, struct tree *tree, struct arena *arena)
{
	if (rc < 0) {
		if (tree || err->what[0] == '\0' || err->tag[0] == '\0' ||
		    err->line == 0)
			abort(); /* an error always has words and a place */
		return;
	}
	for (size_t i = 0; i < tree->roots.count; i++)
		walk(tree_root(tree, i), arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(LIMIT_SCRATCH_BYTES);
	struct span bytes = { (const char *)data, size };
	struct tree *tree;
	struct err err = { 0 };
	int rc;

	if (size > 4096)
		size = 4096; /* node_pointer() for each would be quadratic */
	bytes.len = size;
	/* Each call by itself: the order of arguments is nobody's promise. */
	rc = json_parse(&tree, SPAN_LIT("f"), bytes, arena, &err);
	check(rc, &err, tree, arena);
	err = (struct err){ 0 };
	rc = json_parse_many(&tree, SPAN_LIT("f"), bytes, arena, &err);
	check(rc, &err, tree, arena);
	err = (struct err){ 0 };
	rc = yaml_parse(&tree, SPAN_LIT("f"), bytes, arena, &err);
	check(rc, &err, tree, arena);
	arena_free(arena);
	return 0;
}
