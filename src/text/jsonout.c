#include "text/jsonout.h"

#include <assert.h>

void jsonout_init(struct jsonout *json, struct buf *buf, bool canonical)
{
	*json = (struct jsonout){ .buf = buf, .canonical = canonical };
}

/* Before a value: the comma of an array; an object's comma came with its key. */
static void before_value(struct jsonout *json)
{
	if (json->depth == 0 || json->level[json->depth - 1].object)
		return;
	if (json->level[json->depth - 1].more)
		buf_addch(json->buf, ',');
	json->level[json->depth - 1].more = true;
}

static void open_level(struct jsonout *json, bool object)
{
	before_value(json);
	assert(json->depth < JSONOUT_DEPTH);
	json->level[json->depth].object = object;
	json->level[json->depth].more = false;
	json->level[json->depth].last = NULL;
	json->depth++;
	buf_addch(json->buf, object ? '{' : '[');
}

void jsonout_object(struct jsonout *json)
{
	open_level(json, true);
}

void jsonout_array(struct jsonout *json)
{
	open_level(json, false);
}

void jsonout_end(struct jsonout *json)
{
	assert(json->depth > 0);
	json->depth--;
	buf_addch(json->buf, json->level[json->depth].object ? '}' : ']');
}

void jsonout_key_span(struct jsonout *json, struct span key)
{
	assert(json->depth > 0 && json->level[json->depth - 1].object);
	if (json->level[json->depth - 1].more)
		buf_addch(json->buf, ',');
	json->level[json->depth - 1].more = true;
	jsonout_quote(json->buf, key);
	buf_addch(json->buf, ':');
}

void jsonout_key(struct jsonout *json, const char *key)
{
	assert(json->depth > 0);
	/* Our own keys are ASCII, where bytes and UTF-16 units sort alike. */
	assert(!json->canonical || !json->level[json->depth - 1].last ||
	       strcmp(json->level[json->depth - 1].last, key) < 0);
	json->level[json->depth - 1].last = key;
	jsonout_key_span(json, span_of(key));
}

/* Bytes of the well-formed UTF-8 character at the front, or 0. */
static size_t char_length(struct span text)
{
	static const unsigned char low[] = { 0x80, 0xa0, 0x80, 0x90, 0x80 };
	static const unsigned char high[] = { 0xbf, 0xbf, 0x9f, 0xbf, 0x8f };
	unsigned char first = (unsigned char)text.ptr[0];
	size_t len = first < 0x80   ? 1
		     : first < 0xc2 ? 0
		     : first < 0xe0 ? 2
		     : first < 0xf0 ? 3
		     : first < 0xf5 ? 4
				    : 0;
	unsigned range = first == 0xe0   ? 1
			 : first == 0xed ? 2
			 : first == 0xf0 ? 3
			 : first == 0xf4 ? 4
					 : 0; /* Unicode 15, table 3-7 */

	if (len < 2)
		return len;
	if (len > text.len || (unsigned char)text.ptr[1] < low[range] ||
	    (unsigned char)text.ptr[1] > high[range])
		return 0;
	for (size_t i = 2; i < len; i++)
		if (((unsigned char)text.ptr[i] & 0xc0) != 0x80)
			return 0;
	return len;
}

static void add_escape(struct buf *buf, unsigned char c)
{
	static const char letters[] = "btn\0fr"; /* 0x08 to 0x0d; no \v in JSON */

	if (c == '"' || c == '\\')
		buf_addf(buf, "\\%c", c);
	else if (c >= 0x08 && c <= 0x0d && letters[c - 0x08])
		buf_addf(buf, "\\%c", letters[c - 0x08]);
	else
		buf_addf(buf, "\\u%04x", c);
}

void jsonout_quote(struct buf *buf, struct span text)
{
	size_t start = 0, i = 0;

	buf_addch(buf, '"');
	while (i < text.len) {
		unsigned char c = (unsigned char)text.ptr[i];
		size_t len = c < 0x80 ? 1 : char_length(span_from(text, i));

		if (len > 0 && c >= 0x20 && c != '"' && c != '\\') {
			i += len;
			continue;
		}
		buf_add(buf, span_sub(text, start, i - start));
		if (len == 0)
			buf_adds(buf, "\xef\xbf\xbd");
		else
			add_escape(buf, c);
		start = ++i;
	}
	buf_add(buf, span_from(text, start));
	buf_addch(buf, '"');
}

void jsonout_string(struct jsonout *json, struct span text)
{
	before_value(json);
	jsonout_quote(json->buf, text);
}

void jsonout_int(struct jsonout *json, int64_t number)
{
	before_value(json);
	if (number < 0) {
		buf_addch(json->buf, '-');
		buf_addu(json->buf, (uint64_t)0 - (uint64_t)number);
		return;
	}
	buf_addu(json->buf, (uint64_t)number);
}

void jsonout_tenths(struct jsonout *json, unsigned tenths)
{
	assert(!json->canonical);
	before_value(json);
	buf_addf(json->buf, "%u.%u", tenths / 10, tenths % 10);
}

void jsonout_bool(struct jsonout *json, bool value)
{
	before_value(json);
	buf_adds(json->buf, value ? "true" : "false");
}

void jsonout_null(struct jsonout *json)
{
	before_value(json);
	buf_adds(json->buf, "null");
}

void jsonout_member(struct jsonout *json, const char *key, struct span text)
{
	jsonout_key(json, key);
	jsonout_string(json, text);
}

void jsonout_member_opt(struct jsonout *json, const char *key, struct span text)
{
	if (text.len > 0)
		jsonout_member(json, key, text);
}

void jsonout_member_int(struct jsonout *json, const char *key, int64_t number)
{
	jsonout_key(json, key);
	jsonout_int(json, number);
}

void jsonout_member_bool(struct jsonout *json, const char *key, bool value)
{
	jsonout_key(json, key);
	jsonout_bool(json, value);
}

void jsonout_line(struct jsonout *json)
{
	assert(json->depth == 0);
	buf_addch(json->buf, '\n');
}
