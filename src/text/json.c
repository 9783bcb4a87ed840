/*
 * json.c - one pass of yajl over the whole text, its events laid on a tape.
 *
 * Between two tokens stands what find_token() steps over, so the offset of each is
 * known without asking yajl, but behind a string that had escapes.  Its memory
 * is the arena's: there is no handle to give back.
 */
#include "text/json.h"

#include "base/limits.h"
#include "text/decode.h"

#include <stdio.h>
#include <yajl/yajl_parse.h>

#define NUMBER_CHARS 64
#define COLD         __attribute__((cold, noinline)) /* kept out of the way */

#define FEW_KEYS 16 /* so many are told apart by their prints */

/* A container that is open. */
struct around {
	struct slot *slot;
	uint32_t at;
	bool alike;               /* two keys have the same print */
	uint64_t prints;          /* a bit for the top of each print */
	uint32_t print[FEW_KEYS]; /* of an object's keys */
};

struct json {
	struct tree *tree;
	struct arena *arena;
	yajl_handle yajl;
	struct span text;
	size_t at; /* behind the last token */
	bool many;
	unsigned depth;
	struct around open[LIMIT_JSON_DEPTH];
	bool complete; /* one root is whole */
	bool failed;   /* a callback has filled *err */
	struct err *err;
};

/* ---- memory: an arena with the sizes yajl's realloc needs ---- */

struct head {
	_Alignas(16) size_t size;
};

static void *take(void *ctx, size_t size)
{
	struct head *head;

	if (size > SIZE_MAX - sizeof(*head))
		oom();
	head = arena_alloc(ctx, sizeof(*head) + size, 16);
	head->size = size;
	return head + 1;
}

static void *take_more(void *ctx, void *old, size_t size)
{
	void *more = take(ctx, size);
	size_t had = old ? ((struct head *)old - 1)->size : 0;

	if (old)
		memcpy(more, old, had < size ? had : size);
	return more;
}

static void give_back(void *ctx, void *old)
{
	(void)ctx;
	(void)old; /* the arena does */
}

/* ---- errors ---- */

static COLD int fail(struct json *json, size_t offset, const char *tag, const char *fix)
{
	err_tag(json->err, tag);
	err_fix(json->err, "%s", fix);
	err_at(json->err, lines_pos(&json->tree->lines, offset));
	json->err->offset = offset;
	json->failed = true;
	return 0; /* tells yajl to stop */
}

static COLD int fail_limit(struct json *json, const char *tag, const char *what,
			   size_t limit)
{
	err_set(json->err, ERR_LIMIT, "%s: the limit is %zu", what, limit);
	return fail(json, json->at, tag,
		    "no report needs that; look at how the file was made");
}

static COLD int fail_same_key(struct json *json, uint32_t key)
{
	struct tree *tree = json->tree;
	const struct slot *slot = tree_slot(tree, key);
	struct span text = decode_cut(tree_text(tree, slot), 80);

	err_set(json->err, ERR_FORMAT, "the key \"%.*s\" stands twice in one object",
		SPAN_ARG(text));
	return fail(json, slot->start, "json-duplicate-key",
		    "readers disagree on which one counts; keep one of them");
}

/* ---- tokens ---- */

/* clang-format off: what may stand between two tokens */
static const bool between[256] = {
	[' '] = true,  ['\t'] = true, ['\r'] = true,
	['\n'] = true, [','] = true,  [':'] = true,
};
/* clang-format on */

/* yajl takes form feed and vertical tab for white space; RFC 8259 has no place for
 * them. */
static COLD int fail_blank(struct json *json)
{
	err_set(json->err, ERR_FORMAT, "byte 0x%02x has no place in JSON",
		(unsigned)json->text.ptr[json->at]);
	return fail(json, json->at, "json-syntax", "take the control character out");
}

/* To the token that yajl has just read. */
static inline int find_token(struct json *json)
{
	const unsigned char *text = (const unsigned char *)json->text.ptr;
	size_t at = json->at;

	while (at < json->text.len && between[text[at]])
		at++;
	json->at = at;
	if (at == json->text.len || (text[at] != '\f' && text[at] != '\v'))
		return 1;
	return fail_blank(json);
}

static inline struct slot *add(struct json *json, enum node_type type, size_t start,
			       size_t len)
{
	struct slot *slot = tree_add(json->tree);

	if (!slot) {
		fail_limit(json, "too-many", "it holds too many values",
			   LIMIT_JSON_NODES);
		return NULL;
	}
	slot->start = (uint32_t)start;
	slot->len = (uint32_t)len;
	slot->type = (uint8_t)type;
	return slot;
}

static COLD int fail_trailing(struct json *json)
{
	err_set(json->err, ERR_FORMAT, "something stands behind the end of the value");
	return fail(json, json->at, "json-trailing", "keep one JSON value a file");
}

/* Before a value: count it where it belongs. */
static inline int begin_value(struct json *json)
{
	if (!find_token(json))
		return 0;
	if (json->depth > 0) {
		json->open[json->depth - 1].slot->len++;
		return 1;
	}
	if (json->complete && !json->many)
		return fail_trailing(json);
	*LIST_ADD(json->arena, &json->tree->roots) = json->tree->count;
	return 1;
}

static void end_value(struct json *json)
{
	if (json->depth == 0)
		json->complete = true;
}

static int add_word(struct json *json, enum node_type type, size_t len)
{
	if (!begin_value(json) || !add(json, type, json->at, len))
		return 0;
	json->at += len;
	end_value(json);
	return 1;
}

static int on_null(void *ctx)
{
	return add_word(ctx, NODE_NULL, 4);
}

static int on_boolean(void *ctx, int value)
{
	return add_word(ctx, value ? NODE_TRUE : NODE_FALSE, value ? 4 : 5);
}

static int on_number(void *ctx, const char *text, size_t len)
{
	struct json *json = ctx;

	(void)text; /* it stands at json->at */
	if (len > NUMBER_CHARS)
		return fail_limit(json, "too-big", "a number has too many digits",
				  NUMBER_CHARS);
	return add_word(json, NODE_NUMBER, len);
}

/* Behind find_token(): yajl hands out the text itself where it had no escapes. */
static inline int add_string(struct json *json, enum node_type type, const char *text,
			     size_t len)
{
	bool inside = text == json->text.ptr + json->at + 1;
	struct slot *slot;

	if (len > LIMIT_JSON_STRING)
		return fail_limit(json, "too-big", "a string is too long",
				  LIMIT_JSON_STRING);
	slot = add(json, type, json->at + inside, len);
	if (!slot)
		return 0;
	if (inside) {
		json->at += len + 2;
		return 1;
	}
	tree_decode(json->tree, slot, (struct span){ text, len });
	json->at = yajl_get_bytes_consumed(json->yajl);
	return 1;
}

static int on_string(void *ctx, const unsigned char *text, size_t len)
{
	struct json *json = ctx;

	if (!begin_value(json) ||
	    !add_string(json, NODE_STRING, (const char *)text, len))
		return 0;
	end_value(json);
	return 1;
}

/* Keys that say the same have the same print; most others have another. */
static inline uint32_t print_of(const unsigned char *text, size_t len)
{
	uint32_t head = 0, tail = 0;

	if (len >= sizeof(head)) {
		memcpy(&head, text, sizeof(head));
		memcpy(&tail, text + len - sizeof(tail), sizeof(tail));
	} else {
		for (size_t i = 0; i < len; i++)
			head = head << 8 | text[i];
	}
	return (uint32_t)len + head * UINT32_C(0x9e3779b1) +
	       (tail ^ tail >> 15) * UINT32_C(0x85ebca77);
}

static int on_key(void *ctx, const unsigned char *text, size_t len)
{
	struct json *json = ctx;
	struct around *around = &json->open[json->depth - 1];
	uint32_t count = around->slot->len; /* keys before this one */
	uint32_t print;

	if (!find_token(json) || !add_string(json, NODE_KEY, (const char *)text, len))
		return 0;
	if (count >= FEW_KEYS)
		return 1;
	print = print_of(text, len);
	for (uint32_t i = 0; i < count && around->prints >> (print >> 26) & 1; i++)
		around->alike |= around->print[i] == print;
	around->prints |= UINT64_C(1) << (print >> 26);
	around->print[count] = print;
	return 1;
}

static int open_container(struct json *json, enum node_type type)
{
	struct around *around = &json->open[json->depth];

	if (json->depth == LIMIT_JSON_DEPTH) {
		if (!find_token(json))
			return 0;
		return fail_limit(json, "too-deep", "values nest too deep",
				  LIMIT_JSON_DEPTH);
	}
	if (!begin_value(json))
		return 0;
	around->at = json->tree->count;
	around->alike = false;
	around->prints = 0;
	around->slot = add(json, type, json->at, 0);
	if (!around->slot)
		return 0;
	json->at++;
	json->depth++;
	return 1;
}

static int on_map(void *ctx)
{
	return open_container(ctx, NODE_OBJECT);
}

static int on_array(void *ctx)
{
	return open_container(ctx, NODE_ARRAY);
}

static int close_container(struct json *json)
{
	struct around *around = &json->open[json->depth - 1];

	if (!find_token(json))
		return 0;
	json->at++;
	json->depth--;
	around->slot->next = json->tree->count;
	if (around->slot->type == NODE_OBJECT &&
	    (around->alike || around->slot->len > FEW_KEYS)) {
		uint32_t key = tree_same_key(json->tree, around->at);

		if (key != 0)
			return fail_same_key(json, key);
	}
	end_value(json);
	return 1;
}

static int on_close(void *ctx)
{
	return close_container(ctx);
}

static const yajl_callbacks callbacks = {
	.yajl_null = on_null,
	.yajl_boolean = on_boolean,
	.yajl_number = on_number,
	.yajl_string = on_string,
	.yajl_start_map = on_map,
	.yajl_map_key = on_key,
	.yajl_end_map = on_close,
	.yajl_start_array = on_array,
	.yajl_end_array = on_close,
};

/* ---- the whole ---- */

/* yajl's words, without its prefix and line end. */
static void yajl_words(struct json *json)
{
	unsigned char *text = yajl_get_error(json->yajl, 0, NULL, 0);
	struct span words = span_trim(span_of((const char *)text));
	ptrdiff_t colon = span_find(words, SPAN_LIT(": "));

	if (colon >= 0)
		words = span_from(words, (size_t)colon + 2);
	err_set(json->err, ERR_FORMAT, "%.*s", SPAN_ARG(words));
	yajl_free_error(json->yajl, text);
}

static int fail_syntax(struct json *json)
{
	size_t at = yajl_get_bytes_consumed(json->yajl);

	if (json->failed)
		return -(int)json->err->code;
	/* yajl counts the byte it did not like. */
	at = at > 0 ? at - 1 : 0;
	if (json->complete && json->depth == 0) {
		json->failed = begin_value(json) == 0;
		if (json->failed)
			return -(int)json->err->code;
	}
	yajl_words(json);
	fail(json, at, "json-syntax",
	     "the file is no JSON; write it again with its own tool");
	return -(int)json->err->code;
}

static int fail_truncated(struct json *json)
{
	if (json->failed)
		return -(int)json->err->code;
	if (json->depth > 0) {
		const struct slot *slot = json->open[json->depth - 1].slot;

		err_set(json->err, ERR_FORMAT,
			"the file ends inside the %s that line %u opens",
			slot->type == NODE_OBJECT ? "object" : "array",
			lines_line(&json->tree->lines, slot->start));
	} else {
		err_set(json->err, ERR_FORMAT, "the file ends inside a value");
	}
	fail(json, json->text.len, "truncated",
	     "the file was cut short; write or upload it again");
	return -(int)json->err->code;
}

static int check_text(struct json *json, bool is_utf8)
{
	size_t valid = is_utf8 ? json->text.len : decode_utf8(json->text);

	if (json->text.len > LIMIT_ARTIFACT_BYTES) {
		err_set(json->err, ERR_LIMIT, "it has %zu bytes: the limit is %zu",
			json->text.len, LIMIT_ARTIFACT_BYTES);
		fail(json, 0, "too-big", "keep large reports out of the evidence");
		return -(int)json->err->code;
	}
	if (valid < json->text.len) {
		err_set(json->err, ERR_FORMAT, "byte 0x%02x is no UTF-8 here",
			(unsigned char)json->text.ptr[valid]);
		fail(json, valid, "json-utf8",
		     "JSON is UTF-8 (RFC 8259); convert the file");
		return -(int)json->err->code;
	}
	if (span_trim(json->text).len == 0) {
		err_set(json->err, ERR_FORMAT, "there is nothing in it");
		fail(json, 0, "empty", "look at the step that writes it");
		return -(int)json->err->code;
	}
	return 0;
}

static int parse(struct json *json, bool is_utf8)
{
	yajl_alloc_funcs memory = { take, take_more, give_back, json->arena };
	const unsigned char *text = (const unsigned char *)json->text.ptr;
	int rc = check_text(json, is_utf8);

	if (rc < 0)
		return rc;
	json->yajl = yajl_alloc(&callbacks, &memory, json);
	if (!json->yajl)
		oom();
	yajl_config(json->yajl, yajl_dont_validate_strings, 1); /* check_text() has */
	yajl_config(json->yajl, yajl_allow_multiple_values,
		    1); /* begin_value() decides */
	if (yajl_parse(json->yajl, text, json->text.len) != yajl_status_ok)
		return fail_syntax(json);
	if (yajl_complete_parse(json->yajl) != yajl_status_ok)
		return fail_truncated(json);
	return find_token(json) ? 0 : -(int)json->err->code;
}

static int parse_with(struct tree **out, struct span path, struct span bytes, bool many,
		      bool is_utf8, struct arena *arena, struct err *err)
{
	struct json *json = ARENA_NEW(arena, struct json);
	int rc;

	*out = NULL;
	if (span_starts(bytes, "\xef\xbb\xbf"))
		bytes = span_from(bytes, 3);
	json->tree = tree_new(path, bytes, LIMIT_JSON_NODES, arena);
	json->arena = arena;
	json->text = bytes;
	json->many = many;
	json->err = err;
	rc = parse(json, is_utf8);
	if (rc == 0)
		*out = json->tree;
	return rc;
}

int json_parse(struct tree **out, struct span path, struct span bytes,
	       struct arena *arena, struct err *err)
{
	return parse_with(out, path, bytes, false, false, arena, err);
}

int json_parse_many(struct tree **out, struct span path, struct span bytes,
		    struct arena *arena, struct err *err)
{
	return parse_with(out, path, bytes, true, false, arena, err);
}

int json_parse_utf8(struct tree **out, struct span path, struct span text,
		    struct arena *arena, struct err *err)
{
	return parse_with(out, path, text, true, true, arena, err);
}
