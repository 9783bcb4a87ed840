#include "text/tree.h"

#include "base/num.h"

#include <stdlib.h>

#define FEW_KEYS 12 /* so many are compared with each other */

struct tree *tree_new(struct span path, struct span text, uint32_t limit,
		      struct arena *arena)
{
	struct tree *tree = ARENA_NEW(arena, struct tree);

	tree->text = text;
	tree->arena = arena;
	tree->limit = limit;
	lines_init(&tree->lines, path, text, arena);
	return tree;
}

bool tree_more(struct tree *tree)
{
	uint32_t most = tree->limit - tree->count;

	if (most == 0)
		return false;
	tree->fresh = arena_room(tree->arena, TREE_CHUNK * sizeof(*tree->fresh),
				 _Alignof(struct slot));
	tree->left = most < TREE_CHUNK ? most : TREE_CHUNK;
	*LIST_ADD(tree->arena, &tree->chunks) = tree->fresh;
	return true;
}

void tree_decode(struct tree *tree, struct slot *slot, struct span text)
{
	size_t at = tree->decoded.count;

	while (tree->decoded.room - at < text.len || tree->decoded.room == 0) {
		tree->decoded.count = tree->decoded.room; /* full, so that it grows */
		tree->decoded.at =
			arena_grow(tree->arena, tree->decoded.at, tree->decoded.count,
				   &tree->decoded.room, 1, 1);
	}
	if (text.len > 0)
		memcpy(tree->decoded.at + at, text.ptr, text.len);
	tree->decoded.count = at + text.len;
	slot->next = (uint32_t)at;
	slot->len = (uint32_t)text.len;
	slot->decoded = true;
}

struct span tree_text(const struct tree *tree, const struct slot *slot)
{
	if (slot->decoded)
		return (struct span){ tree->decoded.at + slot->next, slot->len };
	return (struct span){ tree->text.ptr + slot->start, slot->len };
}

static bool is_container(const struct slot *slot)
{
	return slot->type == NODE_ARRAY || slot->type == NODE_OBJECT;
}

static uint32_t behind(const struct tree *tree, uint32_t at)
{
	const struct slot *slot = tree_slot(tree, at);

	return is_container(slot) ? slot->next : at + 1;
}

/* ---- walking ---- */

struct node tree_root(struct tree *tree, size_t index)
{
	if (!tree || index >= tree->roots.count)
		return NODE_NONE;
	return (struct node){ tree, tree->roots.at[index], 0 };
}

enum node_type node_type(struct node node)
{
	return node.tree ? (enum node_type)tree_slot(node.tree, node.at)->type
			 : NODE_ABSENT;
}

struct node node_first(struct node container)
{
	struct node child = { container.tree, container.at + 1, 0 };

	if (!container.tree || !is_container(tree_slot(container.tree, container.at)))
		return NODE_NONE;
	child.end = tree_slot(container.tree, container.at)->next;
	if (child.at == child.end)
		return NODE_NONE;
	if (tree_slot(child.tree, child.at)->type == NODE_KEY)
		child.at++;
	return child;
}

struct node node_next(struct node child)
{
	if (!child.tree)
		return NODE_NONE;
	child.at = behind(child.tree, child.at);
	if (child.at >= child.end)
		return NODE_NONE;
	if (tree_slot(child.tree, child.at)->type == NODE_KEY)
		child.at++;
	return child;
}

static struct node get(struct node object, struct span key)
{
	if (node_type(object) != NODE_OBJECT)
		return NODE_NONE;
	for (struct node n = node_first(object); node_exists(n); n = node_next(n)) {
		const struct slot *slot = tree_slot(n.tree, n.at - 1);

		if (slot->len == key.len && span_eq(tree_text(n.tree, slot), key))
			return n;
	}
	return NODE_NONE;
}

void node_members(struct node object, const struct span *keys, struct node *out,
		  size_t count)
{
	for (size_t i = 0; i < count; i++)
		out[i] = NODE_NONE;
	if (node_type(object) != NODE_OBJECT)
		return;
	for (struct node n = node_first(object); node_exists(n); n = node_next(n)) {
		struct span key = node_key(n);

		for (size_t i = 0; i < count; i++) {
			if (keys[i].len != key.len || !span_eq(keys[i], key))
				continue;
			if (!node_exists(out[i]))
				out[i] = n;
			break;
		}
	}
}

struct node node_get(struct node object, const char *key)
{
	return get(object, span_of(key));
}

struct node node_at(struct node object, const char *path)
{
	struct span rest = span_of(path);
	struct span key;

	while (span_split(&rest, '/', &key))
		object = get(object, key);
	return object;
}

uint32_t node_count(struct node container)
{
	const struct slot *slot;

	if (!container.tree)
		return 0;
	slot = tree_slot(container.tree, container.at);
	return is_container(slot) ? slot->len : 0;
}

struct node node_element(struct node array, uint64_t index)
{
	struct node n = NODE_NONE;

	if (node_type(array) != NODE_ARRAY || index >= node_count(array))
		return n;
	for (n = node_first(array); index > 0; index--)
		n = node_next(n);
	return n;
}

struct span node_key(struct node child)
{
	const struct slot *slot;

	if (!child.tree || child.end == 0 || child.at == 0)
		return SPAN_EMPTY;
	slot = tree_slot(child.tree, child.at - 1);
	return slot->type == NODE_KEY ? tree_text(child.tree, slot) : SPAN_EMPTY;
}

/* ---- scalars ---- */

struct span node_word(struct node node)
{
	if (!node.tree || is_container(tree_slot(node.tree, node.at)))
		return SPAN_EMPTY;
	return tree_text(node.tree, tree_slot(node.tree, node.at));
}

struct span node_text(struct node node)
{
	return node_is(node, NODE_STRING) ? node_word(node) : SPAN_EMPTY;
}

struct span node_number(struct node node)
{
	return node_is(node, NODE_NUMBER) ? node_word(node) : SPAN_EMPTY;
}

bool node_integer(struct node node, int64_t *out)
{
	return num_i64(node_number(node), out);
}

size_t tree_tags_before(const struct tree *tree, uint32_t at)
{
	size_t low = 0, high = tree->tags.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (tree->tags.at[middle].slot < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct span node_tag(struct node node)
{
	size_t at;

	if (!node.tree || node.tree->tags.count == 0)
		return SPAN_EMPTY;
	at = tree_tags_before(node.tree, node.at);
	return at < node.tree->tags.count && node.tree->tags.at[at].slot == node.at
		       ? node.tree->tags.at[at].name
		       : SPAN_EMPTY;
}

/* ---- places ---- */

size_t node_offset(struct node node)
{
	return node.tree ? tree_slot(node.tree, node.at)->start : 0;
}

struct pos node_pos(struct node node)
{
	if (!node.tree)
		return (struct pos){ 0 };
	return lines_pos(&node.tree->lines, node_offset(node));
}

unsigned node_line(struct node node)
{
	return node_pos(node).line;
}

/* One step of a JSON Pointer: "/a~1b". */
static struct span pointer_step(struct span so_far, struct span key,
				struct arena *arena)
{
	char *text = arena_alloc(arena, so_far.len + 1 + 2 * key.len, 1);
	size_t len = so_far.len;

	if (len > 0)
		memcpy(text, so_far.ptr, len);
	text[len++] = '/';
	for (size_t i = 0; i < key.len; i++) {
		char c = key.ptr[i];

		if (c == '~' || c == '/') {
			text[len++] = '~';
			c = c == '~' ? '0' : '1';
		}
		text[len++] = c;
	}
	return (struct span){ text, len };
}

struct span node_pointer(struct node node, struct arena *arena)
{
	struct span pointer = SPAN_EMPTY;
	struct node at = NODE_NONE;

	if (!node.tree)
		return pointer;
	for (size_t i = 0; i < node.tree->roots.count; i++)
		if (node.tree->roots.at[i] <= node.at)
			at = tree_root(node.tree, i);
	while (at.at < node.at) {
		uint32_t index = 0;
		struct node n = node_first(at);

		while (behind(n.tree, n.at) <= node.at) {
			n = node_next(n);
			index++;
		}
		if (node_is(at, NODE_OBJECT))
			pointer = pointer_step(pointer, node_key(n), arena);
		else
			pointer = pointer_step(pointer,
					       arena_printf(arena, "%u", index), arena);
		at = n;
	}
	return pointer;
}

/* ---- keys that repeat ---- */

static uint32_t next_key(const struct tree *tree, uint32_t key)
{
	return behind(tree, key + 1);
}

static bool same(const struct tree *tree, uint32_t a, uint32_t b)
{
	const struct slot *left = tree_slot(tree, a);
	const struct slot *right = tree_slot(tree, b);

	return left->len == right->len &&
	       span_eq(tree_text(tree, left), tree_text(tree, right));
}

static uint32_t same_of_few(const struct tree *tree, uint32_t first, uint32_t end)
{
	for (uint32_t a = first; a < end; a = next_key(tree, a))
		for (uint32_t b = first; b < a; b = next_key(tree, b))
			if (same(tree, a, b))
				return a;
	return 0;
}

/* By text, then by place, so that of equal keys the later one comes second. */
static int by_text(const void *left, const void *right, void *ctx)
{
	uint32_t a = *(const uint32_t *)left;
	uint32_t b = *(const uint32_t *)right;
	const struct tree *tree = ctx;
	int order = span_cmp(tree_text(tree, tree_slot(tree, a)),
			     tree_text(tree, tree_slot(tree, b)));

	return order ? order : (a > b) - (a < b);
}

static uint32_t same_of_many(struct tree *tree, uint32_t first, uint32_t end,
			     uint32_t count)
{
	uint32_t *keys = ARENA_ARRAY(tree->arena, uint32_t, count);
	uint32_t at = first, found = 0;

	for (uint32_t i = 0; at < end; at = next_key(tree, at))
		keys[i++] = at;
	qsort_r(keys, count, sizeof(*keys), by_text, tree);
	for (uint32_t i = 1; i < count; i++)
		if (same(tree, keys[i - 1], keys[i]) && (found == 0 || keys[i] < found))
			found = keys[i];
	return found;
}

uint32_t tree_same_key(struct tree *tree, uint32_t object)
{
	const struct slot *slot = tree_slot(tree, object);

	if (slot->len <= FEW_KEYS)
		return same_of_few(tree, object + 1, slot->next);
	return same_of_many(tree, object + 1, slot->next, slot->len);
}
