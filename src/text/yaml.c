/*
 * yaml.c - libyaml's events laid on a tape.
 *
 * libyaml has no bound on nesting of its own and gets slow when it nests far;
 * it is asked event by event, so the depth is checked before it can.
 */
#include "text/yaml.h"

#include "base/limits.h"
#include "base/table.h"
#include "text/decode.h"

#include <yaml.h>

struct yaml {
	struct tree *tree;
	struct arena *arena;
	yaml_parser_t parser;
	struct table *anchors; /* name to slot + 1 */
	struct span text;
	size_t chars, offset; /* the same place, counted both ways */
	unsigned depth;
	struct {
		uint32_t slot;
		bool object;
		bool value; /* the next one is a key's value */
	} open[LIMIT_YAML_DEPTH];
	struct err *err;
};

/* ---- places and errors ---- */

/* libyaml counts characters; its marks only move on. */
static size_t offset_of(struct yaml *yaml, yaml_mark_t mark)
{
	while (yaml->chars < mark.index && yaml->offset < yaml->text.len) {
		yaml->offset++;
		while (yaml->offset < yaml->text.len &&
		       ((unsigned char)yaml->text.ptr[yaml->offset] & 0xc0) == 0x80)
			yaml->offset++;
		yaml->chars++;
	}
	return yaml->offset;
}

static int fail_at(struct yaml *yaml, size_t offset, const char *tag, const char *fix)
{
	err_tag(yaml->err, tag);
	err_fix(yaml->err, "%s", fix);
	yaml->err->offset = offset;
	return err_at(yaml->err, lines_pos(&yaml->tree->lines, offset));
}

static int fail_many(struct yaml *yaml, size_t offset, const char *tag)
{
	err_set(yaml->err, ERR_LIMIT, "it holds too many values: the limit is %u",
		(unsigned)LIMIT_YAML_NODES);
	return fail_at(yaml, offset, tag,
		       "no configuration needs that; split the file");
}

static int fail_parse(struct yaml *yaml)
{
	const yaml_parser_t *parser = &yaml->parser;
	size_t at = parser->problem_offset;

	if (parser->error == YAML_MEMORY_ERROR)
		oom();
	if (parser->error != YAML_READER_ERROR)
		at = offset_of(yaml, parser->problem_mark);
	if (at > yaml->text.len)
		at = yaml->text.len;
	err_set(yaml->err, ERR_FORMAT, "%s%s%s", parser->context ? parser->context : "",
		parser->context ? ": " : "",
		parser->problem ? parser->problem : "this is no YAML");
	if (span_trim(span_from(yaml->text, at)).len == 0)
		return fail_at(yaml, at, "truncated",
			       "the file ends too early; write or upload it again");
	return fail_at(yaml, at, "yaml-syntax", "correct the YAML there");
}

/* ---- scalars: the core schema, YAML 1.2.2 section 10.3.2 ---- */

static bool is_one_of(struct span text, const char *const *words)
{
	for (; *words; words++)
		if (span_is(text, *words))
			return true;
	return false;
}

/* As many of `set` as there are, from `at` on. */
static size_t run_of(struct span text, size_t at, const char *set)
{
	size_t len = 0;

	while (at + len < text.len && text.ptr[at + len] != '\0' &&
	       strchr(set, text.ptr[at + len]))
		len++;
	return len;
}

static bool is_number(struct span text)
{
	static const char digits[] = "0123456789";
	size_t at = text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+');
	size_t whole, part = 0;

	if (span_starts(text, "0o"))
		return text.len > 2 && run_of(text, 2, "01234567") == text.len - 2;
	if (span_starts(text, "0x"))
		return text.len > 2 &&
		       run_of(text, 2, "0123456789abcdefABCDEF") == text.len - 2;
	whole = run_of(text, at, digits);
	at += whole;
	if (at < text.len && text.ptr[at] == '.') {
		part = run_of(text, at + 1, digits);
		at += 1 + part;
	}
	if (whole + part == 0)
		return false;
	if (at < text.len && (text.ptr[at] == 'e' || text.ptr[at] == 'E')) {
		size_t power;

		at++;
		at += at < text.len && (text.ptr[at] == '-' || text.ptr[at] == '+');
		power = run_of(text, at, digits);
		if (power == 0)
			return false;
		at += power;
	}
	return at == text.len;
}

static enum node_type plain_type(struct span text)
{
	static const char *const nulls[] = { "", "~", "null", "Null", "NULL", NULL };
	static const char *const trues[] = { "true", "True", "TRUE", NULL };
	static const char *const falses[] = { "false", "False", "FALSE", NULL };

	if (is_one_of(text, nulls))
		return NODE_NULL;
	if (is_one_of(text, trues))
		return NODE_TRUE;
	if (is_one_of(text, falses))
		return NODE_FALSE;
	return is_number(text) ? NODE_NUMBER : NODE_STRING;
}

static const char core_tag[] = "tag:yaml.org,2002:";

/* What a tag says; false where it is none of the core schema's. */
static bool is_core_tag(const char *tag)
{
	static const char *const names[] = { "str",  "int", "float", "bool",
					     "null", "map", "seq",   NULL };

	if (!tag || strcmp(tag, "!") == 0)
		return true;
	return span_starts(span_of(tag), core_tag) &&
	       is_one_of(span_from(span_of(tag), sizeof(core_tag) - 1), names);
}

static enum node_type scalar_type(const yaml_event_t *event)
{
	struct span text = { (const char *)event->data.scalar.value,
			     event->data.scalar.length };
	const char *tag = (const char *)event->data.scalar.tag;

	if (event->data.scalar.plain_implicit)
		return plain_type(text);
	if (!is_core_tag(tag))
		return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE
			       ? plain_type(text)
			       : NODE_STRING;
	if (!tag || strcmp(tag, "!") == 0 || span_ends(span_of(tag), ":str"))
		return NODE_STRING;
	return plain_type(text);
}

/* ---- building ---- */

/* A new slot for the value or key that starts here. */
static int add(struct yaml *yaml, enum node_type type, size_t offset, struct slot **out)
{
	bool key = yaml->depth > 0 && yaml->open[yaml->depth - 1].object &&
		   !yaml->open[yaml->depth - 1].value;

	*out = NULL;
	if (key && (type == NODE_ARRAY || type == NODE_OBJECT)) {
		err_set(yaml->err, ERR_FORMAT, "a key is no scalar");
		return fail_at(yaml, offset, "yaml-syntax", "use a string as the key");
	}
	if (yaml->depth == 0)
		*LIST_ADD(yaml->arena, &yaml->tree->roots) = yaml->tree->count;
	else if (!key)
		tree_slot(yaml->tree, yaml->open[yaml->depth - 1].slot)->len++;
	*out = tree_add(yaml->tree);
	if (!*out)
		return fail_many(yaml, offset, "too-many");
	(*out)->type = (uint8_t)(key ? NODE_KEY : type);
	(*out)->start = (uint32_t)offset;
	if (yaml->depth > 0 && yaml->open[yaml->depth - 1].object)
		yaml->open[yaml->depth - 1].value = key;
	return 0;
}

static void keep_anchor(struct yaml *yaml, const yaml_char_t *name)
{
	uint32_t *slot;

	if (!name)
		return;
	slot = ARENA_NEW(yaml->arena, uint32_t);
	*slot = yaml->tree->count - 1;
	*table_slot(yaml->anchors, span_of((const char *)name)) = slot;
}

/* Of the newest value. */
static void keep_tag(struct yaml *yaml, const yaml_char_t *tag)
{
	struct tree_tag *kept;

	if (is_core_tag((const char *)tag))
		return;
	kept = LIST_ADD(yaml->arena, &yaml->tree->tags);
	kept->slot = yaml->tree->count - 1;
	kept->name = arena_copy(yaml->arena, span_of((const char *)tag));
}

/* Those of a value that an alias repeats from `from` on. */
static void copy_tags(struct yaml *yaml, uint32_t from, uint32_t end, uint32_t to)
{
	size_t at = tree_tags_before(yaml->tree, from);
	size_t last = tree_tags_before(yaml->tree, end);

	for (; at < last; at++) {
		struct tree_tag *copy = LIST_ADD(yaml->arena, &yaml->tree->tags);

		*copy = yaml->tree->tags.at[at];
		copy->slot += to - from;
	}
}

static int add_scalar(struct yaml *yaml, const yaml_event_t *event, size_t offset)
{
	struct span text = { (const char *)event->data.scalar.value,
			     event->data.scalar.length };
	struct slot *slot;
	int rc = add(yaml, scalar_type(event), offset, &slot);

	if (rc < 0)
		return rc;
	tree_decode(yaml->tree, slot, text);
	keep_tag(yaml, event->data.scalar.tag);
	if (slot->type == NODE_KEY && yaml->tree->tags.count > 0 &&
	    yaml->tree->tags.at[yaml->tree->tags.count - 1].slot ==
		    yaml->tree->count - 1)
		return yaml_untagged(yaml->tree, yaml->err);
	keep_anchor(yaml, event->data.scalar.anchor);
	return 0;
}

static int open_container(struct yaml *yaml, bool object, const yaml_char_t *tag,
			  const yaml_char_t *anchor, size_t offset)
{
	struct slot *slot;
	int rc;

	if (yaml->depth == LIMIT_YAML_DEPTH) {
		err_set(yaml->err, ERR_LIMIT, "values nest too deep: the limit is %d",
			LIMIT_YAML_DEPTH);
		return fail_at(yaml, offset, "too-deep", "no configuration needs that");
	}
	rc = add(yaml, object ? NODE_OBJECT : NODE_ARRAY, offset, &slot);
	if (rc < 0)
		return rc;
	keep_tag(yaml, tag);
	keep_anchor(yaml, anchor);
	yaml->open[yaml->depth].slot = yaml->tree->count - 1;
	yaml->open[yaml->depth].object = object;
	yaml->open[yaml->depth].value = false;
	yaml->depth++;
	return 0;
}

static int close_container(struct yaml *yaml)
{
	uint32_t at = yaml->open[--yaml->depth].slot;
	struct slot *slot = tree_slot(yaml->tree, at);
	uint32_t key;

	slot->next = yaml->tree->count;
	key = slot->type == NODE_OBJECT ? tree_same_key(yaml->tree, at) : 0;
	if (key == 0)
		return 0;
	slot = tree_slot(yaml->tree, key);
	err_set(yaml->err, ERR_FORMAT, "the key \"%.*s\" stands twice in one mapping",
		SPAN_ARG(decode_cut(tree_text(yaml->tree, slot), 80)));
	return fail_at(yaml, slot->start, "yaml-syntax",
		       "readers disagree on which one counts; keep one of them");
}

/* The rest of a copied container: slots behind its first. */
static int copy_inside(struct yaml *yaml, uint32_t from, uint32_t end, size_t offset)
{
	uint32_t shift = yaml->tree->count - from;

	for (; from < end; from++) {
		struct slot *copy = tree_add(yaml->tree);

		if (!copy)
			return fail_many(yaml, offset, "yaml-alias-budget");
		*copy = *tree_slot(yaml->tree, from);
		if (copy->type == NODE_ARRAY || copy->type == NODE_OBJECT)
			copy->next += shift;
	}
	return 0;
}

static int add_alias(struct yaml *yaml, const yaml_event_t *event, size_t offset)
{
	const char *name = (const char *)event->data.alias.anchor;
	const uint32_t *at = table_get(yaml->anchors, span_of(name));
	struct slot origin;
	struct slot *slot;
	uint32_t first;
	int rc;

	if (!at) {
		err_set(yaml->err, ERR_FORMAT, "the alias *%s names no anchor", name);
		return fail_at(yaml, offset, "yaml-syntax", "correct the name");
	}
	origin = *tree_slot(yaml->tree, *at);
	if ((origin.type == NODE_ARRAY || origin.type == NODE_OBJECT) &&
	    origin.next == 0) {
		err_set(yaml->err, ERR_FORMAT,
			"the alias *%s stands inside what it names", name);
		return fail_at(yaml, offset, "yaml-syntax", "such a value has no end");
	}
	if (origin.type == NODE_KEY)
		origin.type = (uint8_t)plain_type(tree_text(yaml->tree, &origin));
	first = yaml->tree->count;
	rc = add(yaml, (enum node_type)origin.type, offset, &slot);
	if (rc < 0)
		return rc;
	slot->len = origin.len;
	slot->decoded = origin.decoded;
	slot->next = origin.next;
	if (origin.type != NODE_ARRAY && origin.type != NODE_OBJECT) {
		copy_tags(yaml, *at, *at + 1, first);
		return 0;
	}
	copy_tags(yaml, *at, origin.next, first);
	slot->next = first + (origin.next - *at);
	return copy_inside(yaml, *at + 1, origin.next, offset);
}

static int take_event(struct yaml *yaml, const yaml_event_t *event)
{
	size_t offset = offset_of(yaml, event->start_mark);

	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return add_scalar(yaml, event, offset);
	case YAML_ALIAS_EVENT:
		return add_alias(yaml, event, offset);
	case YAML_SEQUENCE_START_EVENT:
		return open_container(yaml, false, event->data.sequence_start.tag,
				      event->data.sequence_start.anchor, offset);
	case YAML_MAPPING_START_EVENT:
		return open_container(yaml, true, event->data.mapping_start.tag,
				      event->data.mapping_start.anchor, offset);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return close_container(yaml);
	case YAML_DOCUMENT_START_EVENT:
		yaml->anchors = table_new(yaml->arena); /* they end with the document */
		return 0;
	default:
		return 0;
	}
}

static int take_events(struct yaml *yaml)
{
	for (;;) {
		yaml_event_t event;
		bool end;
		int rc;

		if (!yaml_parser_parse(&yaml->parser, &event))
			return fail_parse(yaml);
		end = event.type == YAML_STREAM_END_EVENT;
		rc = take_event(yaml, &event);
		yaml_event_delete(&event);
		if (rc < 0 || end)
			return rc;
	}
}

static int fail_empty(struct yaml *yaml)
{
	err_set(yaml->err, ERR_FORMAT, "there is nothing in it");
	return fail_at(yaml, 0, "empty", "look at the step that writes it");
}

int yaml_untagged(struct tree *tree, struct err *err)
{
	const struct tree_tag *tag = tree->tags.at;
	size_t offset;

	if (tree->tags.count == 0)
		return 0;
	offset = tree_slot(tree, tag->slot)->start;
	err_set(err, ERR_FORMAT, "the tag %.*s is none of the core schema",
		SPAN_ARG(decode_cut(tag->name, 80)));
	err_tag(err, "yaml-syntax");
	err_fix(err, "tags of one tool are not read here");
	err->offset = offset;
	return err_at(err, lines_pos(&tree->lines, offset));
}

int yaml_parse(struct tree **out, struct span path, struct span bytes,
	       struct arena *arena, struct err *err)
{
	struct yaml *yaml = ARENA_NEW(arena, struct yaml);
	int rc;

	*out = NULL;
	if (span_starts(bytes, "\xef\xbb\xbf"))
		bytes = span_from(bytes, 3);
	yaml->tree = tree_new(path, bytes, LIMIT_YAML_NODES, arena);
	yaml->arena = arena;
	yaml->anchors = table_new(arena);
	yaml->text = bytes;
	yaml->err = err;
	if (bytes.len > LIMIT_YAML_BYTES) {
		err_set(err, ERR_LIMIT, "it has %zu bytes: the limit is %zu", bytes.len,
			LIMIT_YAML_BYTES);
		return fail_at(yaml, 0, "too-big", "split the file");
	}
	if (!yaml_parser_initialize(&yaml->parser))
		oom();
	yaml_parser_set_encoding(&yaml->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&yaml->parser, (const unsigned char *)bytes.ptr,
				     bytes.len);
	rc = take_events(yaml);
	yaml_parser_delete(&yaml->parser);
	if (rc == 0 && yaml->tree->roots.count == 0)
		rc = fail_empty(yaml);
	if (rc == 0)
		*out = yaml->tree;
	return rc;
}
