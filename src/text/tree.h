/*
 * tree.h - the values of a JSON or YAML file, to walk.
 *
 * A tree is a tape: the values one after the other in document order, 16 bytes
 * each, a container before what it holds.  json.h and yaml.h make one; readers
 * only walk it.  A file may hold several documents; each is a root.
 *
 * A node is a small value that one passes around.  Asking an absent node gives
 * absent nodes and empty spans, so that a path can be asked in one go:
 *     node_text(node_at(run, "tool/driver/name"))
 * and nothing has to be checked in between.  Spans live as long as the tree's
 * arena and the text it was made from.
 */
#ifndef TEXT_TREE_H
#define TEXT_TREE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include "text/lines.h"

#include <stdint.h>

enum node_type {
	NODE_ABSENT,
	NODE_NULL,
	NODE_FALSE,
	NODE_TRUE,
	NODE_NUMBER,
	NODE_STRING,
	NODE_ARRAY,
	NODE_OBJECT,
	NODE_KEY, /* inside; never handed out */
};

struct slot; /* one value on the tape */

/* YAML: a value with a tag that is none of the core schema's. */
struct tree_tag {
	uint32_t slot;
	struct span name; /* "!reference" */
};

struct tree {
	struct span text; /* UTF-8, what offsets count in */
	struct lines lines;
	struct arena *arena;
	LIST(struct slot *) chunks;
	struct slot *fresh; /* the next slot of the newest chunk */
	uint32_t left;      /* slots of it that are not used yet */
	uint32_t count;     /* slots */
	uint32_t limit;     /* the most there may be */
	LIST(uint32_t) roots;
	LIST(struct tree_tag) tags; /* in the order of slots */
	LIST(char) decoded; /* strings that do not stand in the text as they are */
};

struct node {
	struct tree *tree; /* NULL: absent */
	uint32_t at;       /* slot */
	uint32_t end;      /* slot behind the container this was reached through */
};

#define NODE_NONE ((struct node){ NULL, 0, 0 })

/* Documents, from 0; absent past the last. */
struct node tree_root(struct tree *tree, size_t index);

enum node_type node_type(struct node node);
static inline bool node_is(struct node node, enum node_type type)
{
	return node_type(node) == type;
}
static inline bool node_exists(struct node node)
{
	return node.tree != NULL;
}

/* The member's value; absent where there is none or `object` is no object. */
struct node node_get(struct node object, const char *key);

/*
 * The values of several members in one walk: out[i] is that of keys[i], absent where
 * there is none.
 */
void node_members(struct node object, const struct span *keys, struct node *out,
		  size_t count);

/* The same along a path of keys: "tool/driver/name". */
struct node node_at(struct node object, const char *path);

/*
 * What a container holds, in document order:
 *     for (struct node n = node_first(all); node_exists(n); n = node_next(n))
 */
struct node node_first(struct node container);
struct node node_next(struct node child);

/* Members or elements; 0 for what is no container. */
uint32_t node_count(struct node container);

/* The element, from 0; a walk over those before it. */
struct node node_element(struct node array, uint64_t index);

/* Of a child reached through an object; empty for an array's. */
struct span node_key(struct node child);

/* A string's decoded text; a number, true, false or null as written. */
struct span node_word(struct node node);

/* A string's decoded text, empty for any other type. */
struct span node_text(struct node node);

/* A number as written, empty for any other type. */
struct span node_number(struct node node);

/* A number that is an integer; *out is untouched otherwise. */
bool node_integer(struct node node, int64_t *out);

static inline bool node_is_true(struct node node)
{
	return node_is(node, NODE_TRUE);
}

/* "!reference" in `!reference [a, b]`; empty where it has none of its own. */
struct span node_tag(struct node node);

/* Where it starts. */
size_t node_offset(struct node node);
unsigned node_line(struct node node);
struct pos node_pos(struct node node);

/* RFC 6901, from the root of its document: "/runs/0/results"; in the arena. */
struct span node_pointer(struct node node, struct arena *arena);

/* ---- for the doors that build trees ---- */

struct slot {
	uint32_t start; /* offset in the text */
	uint32_t len;   /* bytes of a scalar; members of a container */
	uint32_t next;  /* container: slot behind it; decoded string: place in `decoded`
			 */
	uint8_t type;
	bool decoded;
};

/* 64 KiB: many small ones come from memory that the arena has used before. */
#define TREE_CHUNK_BITS 12
#define TREE_CHUNK      ((uint32_t)1 << TREE_CHUNK_BITS)

static inline struct slot *tree_slot(const struct tree *tree, uint32_t at)
{
	return &tree->chunks.at[at >> TREE_CHUNK_BITS][at & (TREE_CHUNK - 1)];
}

struct tree *tree_new(struct span path, struct span text, uint32_t limit,
		      struct arena *arena);

/* A new chunk; false where there would be more slots than the limit. */
bool tree_more(struct tree *tree);

/* The new slot, zeroed; NULL where there would be more than the limit. */
static inline struct slot *tree_add(struct tree *tree)
{
	if (tree->left == 0 && !tree_more(tree))
		return NULL;
	tree->left--;
	tree->count++;
	*tree->fresh = (struct slot){ 0 };
	return tree->fresh++;
}

/* Keep `text` as the decoded text of the slot. */
void tree_decode(struct tree *tree, struct slot *slot, struct span text);

/* How many tags stand on slots before `at`. */
size_t tree_tags_before(const struct tree *tree, uint32_t at);

struct span tree_text(const struct tree *tree, const struct slot *slot);

/* The slot of a second key of the object that says the same, or 0. */
uint32_t tree_same_key(struct tree *tree, uint32_t object);

#endif
