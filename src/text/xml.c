/*
 * xml.c - expat pushes, readers pull: a chunk is fed, its events wait in a queue.
 *
 * Feeding in chunks keeps the queue small and saves stopping and resuming the
 * parser at each event.  Names are kept once each, attribute values in the
 * arena, text in a buffer that the next chunk reuses.
 *
 * Without an internal subset there is nothing to amplify; expat's own guard
 * (factor 100 from 8 MiB on, its default) stands behind that.
 */
#include "text/xml.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/sixteen.h"
#include "text/decode.h"
#include "text/lines.h"

#include <expat.h>
#include <stdint.h>

#define CHUNK (32 * LIMIT_KIB)
#define POOL  (64 * LIMIT_KIB)
#define NAMES 256 /* slots of the name cache, a power of two */

/* xmlns="uri" or xmlns:prefix="uri"; the innermost one first. */
struct binding {
	struct span prefix, uri;
	const struct binding *outer;
};

struct attribute {
	struct span name, value;
};

/* A name, and where its prefix ends. */
struct name {
	struct span text; /* as written, with prefix */
	size_t local;     /* behind the colon */
	const char *from; /* an attribute's: where expat keeps it, for good */
};

struct event {
	enum xml_event type;
	unsigned depth;
	size_t offset; /* in the input */
	struct name name;
	size_t first, count; /* attributes, or bytes of `text` */
	const struct binding *bindings;
};

struct xml {
	XML_Parser parser; /* NULL when closed */
	struct arena *arena;
	struct span bytes;
	struct lines lines;
	size_t fed;
	bool done; /* the last byte is parsed */

	LIST(struct event) events; /* of this chunk */
	LIST(struct attribute) attributes;
	struct buf text;
	size_t next; /* in events */
	const struct event *now;
	struct event last; /* behind the last of all */

	unsigned depth;
	struct name open[LIMIT_XML_DEPTH + 1];
	size_t open_at[LIMIT_XML_DEPTH + 1];
	const struct binding *bindings[LIMIT_XML_DEPTH + 1];
	struct name names[NAMES]; /* by what they say */
	struct name known[NAMES]; /* attributes, by where expat keeps them */
	char *pool;
	size_t pool_left;
	struct span doctype;

	int failed; /* 0, or what every step returns from now on */
	struct err err;
};

/* ---- memory ---- */

static char *pool_take(struct xml *xml, size_t len)
{
	char *at;

	if (len > POOL / 4)
		return arena_room(xml->arena, len, 1);
	if (len > xml->pool_left) {
		xml->pool = arena_room(xml->arena, POOL, 1);
		xml->pool_left = POOL;
	}
	at = xml->pool;
	xml->pool += len;
	xml->pool_left -= len;
	return at;
}

/* Never a NULL pointer, so that an empty value is told from none. */
static struct span keep(struct xml *xml, const char *text)
{
	size_t len = strlen(text);
	char *copy;

	if (len == 0)
		return (struct span){ "", 0 };
	copy = pool_take(xml, len);
	memcpy(copy, text, len);
	return (struct span){ copy, len };
}

/* Names repeat: a direct-mapped cache finds nearly all of them again. */
static struct name keep_name(struct xml *xml, const char *text)
{
	size_t len = strlen(text);
	size_t slot =
		(len * 31 + (unsigned char)text[0] * 7 +
		 (unsigned char)text[len / 2] * 3 + (unsigned char)text[len - 1]) &
		(NAMES - 1);
	struct name *name = &xml->names[slot];

	if (name->text.len != len || memcmp(name->text.ptr, text, len) != 0) {
		name->text = keep(xml, text);
		name->local = (size_t)(span_index(name->text, ':') + 1);
	}
	return *name;
}

/*
 * An attribute's name stands once in expat's memory for as long as the parser
 * lives, so where it stands is enough to know it again.
 */
static struct span keep_attribute_name(struct xml *xml, const char *text)
{
	struct name *name = &xml->known[((uintptr_t)text >> 3) & (NAMES - 1)];

	if (name->from != text) {
		*name = keep_name(xml, text);
		name->from = text;
	}
	return name->text;
}

/* Siblings are often called the same. */
static struct name keep_element_name(struct xml *xml, const char *text)
{
	const struct name *last = &xml->open[xml->depth];

	if (last->text.len > 0 && strncmp(text, last->text.ptr, last->text.len) == 0 &&
	    text[last->text.len] == '\0')
		return *last;
	return keep_name(xml, text);
}

static struct span prefix_of(struct name name)
{
	return name.local == 0 ? SPAN_EMPTY : span_sub(name.text, 0, name.local - 1);
}

/* ---- errors ---- */

/* Remember the first error; the parser stops. */
static int fail_at(struct xml *xml, size_t offset)
{
	err_at(&xml->err, lines_pos(&xml->lines, offset));
	xml->err.offset = offset;
	xml->failed = -(int)xml->err.code;
	XML_StopParser(xml->parser, XML_FALSE);
	return xml->failed;
}

static size_t here(const struct xml *xml)
{
	XML_Index at = XML_GetCurrentByteIndex(xml->parser);

	return at < 0 ? 0 : (size_t)at;
}

static void fail_limit(struct xml *xml, const char *tag, const char *what, size_t limit)
{
	if (xml->failed)
		return;
	err_set(&xml->err, ERR_LIMIT, "%s: the limit is %zu", what, limit);
	err_tag(&xml->err, tag);
	err_fix(&xml->err, "no report needs that; look at how the file was made");
	fail_at(xml, here(xml));
}

/* ---- what expat tells ---- */

static struct event *add_event(struct xml *xml, enum xml_event type)
{
	struct event *event = LIST_ADD(xml->arena, &xml->events);

	event->type = type;
	event->depth = xml->depth;
	event->offset = here(xml);
	return event;
}

/* A namespace declaration among the attributes. */
static void bind(struct xml *xml, struct span name, struct span uri)
{
	struct binding *binding = ARENA_NEW(xml->arena, struct binding);

	binding->prefix = name.len > 6 ? span_from(name, 6) : SPAN_EMPTY;
	binding->uri = uri;
	binding->outer = xml->bindings[xml->depth];
	xml->bindings[xml->depth] = binding;
}

static bool is_declaration(struct span name)
{
	return name.ptr[0] == 'x' && span_starts(name, "xmlns") &&
	       (name.len == 5 || name.ptr[5] == ':');
}

static void on_open(void *ctx, const XML_Char *name, const XML_Char **atts)
{
	struct xml *xml = ctx;
	struct event *event;
	size_t count = 0;

	if (xml->depth == LIMIT_XML_DEPTH) {
		fail_limit(xml, "too-deep", "elements nest too deep", LIMIT_XML_DEPTH);
		return;
	}
	xml->depth++;
	xml->bindings[xml->depth] = xml->bindings[xml->depth - 1];
	event = add_event(xml, XML_OPEN);
	event->name = keep_element_name(xml, name);
	event->first = xml->attributes.count;
	for (; atts[0]; atts += 2) {
		struct attribute *attribute;

		if (++count > LIMIT_XML_ATTRIBUTES) {
			fail_limit(xml, "too-many",
				   "an element has too many attributes",
				   LIMIT_XML_ATTRIBUTES);
			return;
		}
		attribute = LIST_ADD(xml->arena, &xml->attributes);
		attribute->name = keep_attribute_name(xml, atts[0]);
		attribute->value = keep(xml, atts[1]);
		if (is_declaration(attribute->name))
			bind(xml, attribute->name, attribute->value);
	}
	event->count = count;
	event->bindings = xml->bindings[xml->depth];
	xml->open[xml->depth] = event->name;
	xml->open_at[xml->depth] = event->offset;
}

static void on_close(void *ctx, const XML_Char *name)
{
	struct xml *xml = ctx;

	(void)name; /* expat has compared it */
	if (xml->failed)
		return;
	add_event(xml, XML_CLOSE)->name = xml->open[xml->depth];
	xml->depth--;
}

static void on_text(void *ctx, const XML_Char *text, int len)
{
	struct xml *xml = ctx;
	struct event *last;

	if (xml->failed || xml->depth == 0)
		return;
	last = xml->events.count ? &xml->events.at[xml->events.count - 1] : NULL;
	if (!last || last->type != XML_TEXT) {
		last = add_event(xml, XML_TEXT);
		last->first = xml->text.len;
	}
	buf_add(&xml->text, (struct span){ text, (size_t)len });
	last->count = xml->text.len - last->first;
}

static void on_doctype(void *ctx, const XML_Char *name, const XML_Char *system,
		       const XML_Char *public, int has_internal_subset)
{
	struct xml *xml = ctx;

	(void)name;
	(void)system; /* never fetched */
	if (public)
		xml->doctype = keep(xml, public);
	if (!has_internal_subset || xml->failed)
		return;
	err_set(&xml->err, ERR_FORMAT,
		"the DOCTYPE declares entities or elements of its own");
	err_tag(&xml->err, "xml-doctype");
	err_fix(&xml->err, "write the report without a DOCTYPE");
	fail_at(xml, here(xml));
}

/* Behind a DOCTYPE that names an external subset expat cannot know all entities. */
static void on_skipped(void *ctx, const XML_Char *name, int is_parameter)
{
	struct xml *xml = ctx;

	(void)is_parameter;
	if (xml->failed)
		return;
	err_set(&xml->err, ERR_FORMAT, "the entity \"%s\" is not declared", name);
	err_tag(&xml->err, "xml-syntax");
	err_fix(&xml->err, "only &amp; &lt; &gt; &quot; and &apos; are read");
	fail_at(xml, here(xml));
}

/* ---- what expat refuses ---- */

static int fail_truncated(struct xml *xml)
{
	if (xml->depth > 0) {
		struct pos open = lines_pos(&xml->lines, xml->open_at[xml->depth]);

		err_set(&xml->err, ERR_FORMAT,
			"the file ends inside <%.*s>, which line %u opens",
			SPAN_ARG(xml->open[xml->depth].text), open.line);
	} else {
		err_set(&xml->err, ERR_FORMAT,
			"the file ends before its first element");
	}
	err_tag(&xml->err, "truncated");
	err_fix(&xml->err, "the file was cut short; write or upload it again");
	return fail_at(xml, xml->bytes.len);
}

/* A second root, or text behind the first. */
static int fail_junk(struct xml *xml)
{
	size_t at = here(xml);
	struct span rest = span_from(xml->bytes, at);
	bool root = rest.len > 1 && rest.ptr[0] == '<' && rest.ptr[1] != '!' &&
		    rest.ptr[1] != '?' && rest.ptr[1] != '/';

	err_set(&xml->err, ERR_FORMAT, "%s behind the end of the document",
		root ? "another root element stands" : "text stands");
	err_tag(&xml->err, root ? "xml-multiple-roots" : "xml-syntax");
	err_fix(&xml->err,
		"several reports in one file cannot be told apart; keep one a file");
	return fail_at(xml, at);
}

static int fail_syntax(struct xml *xml, enum XML_Error code)
{
	size_t at = here(xml);
	bool encoding = code == XML_ERROR_INVALID_TOKEN &&
			decode_utf8(span_sub(xml->bytes, at, 4)) == 0;
	bool amplified = code == XML_ERROR_AMPLIFICATION_LIMIT_BREACH;

	if (code == XML_ERROR_TAG_MISMATCH && xml->depth > 0)
		err_set(&xml->err, ERR_FORMAT,
			"a tag closes that does not match <%.*s> of line %u",
			SPAN_ARG(xml->open[xml->depth].text),
			lines_pos(&xml->lines, xml->open_at[xml->depth]).line);
	else
		err_set(&xml->err, ERR_FORMAT, "%s",
			encoding ? "bytes that are no UTF-8" : XML_ErrorString(code));
	err_tag(&xml->err, encoding    ? "xml-encoding"
			   : amplified ? "entity-amplification"
				       : "xml-syntax");
	err_fix(&xml->err,
		"the file is no well-formed XML; write it again with its own tool");
	return fail_at(xml, at);
}

static int fail_parse(struct xml *xml)
{
	enum XML_Error code = XML_GetErrorCode(xml->parser);

	if (xml->failed) /* a handler stopped it */
		return xml->failed;
	switch (code) {
	case XML_ERROR_NO_ELEMENTS:
	case XML_ERROR_UNCLOSED_TOKEN:
	case XML_ERROR_PARTIAL_CHAR:
	case XML_ERROR_UNCLOSED_CDATA_SECTION:
		return fail_truncated(xml);
	case XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
		return fail_junk(xml);
	case XML_ERROR_NO_MEMORY:
		oom();
	default:
		return fail_syntax(xml, code);
	}
}

/* ---- feeding ---- */

static int feed(struct xml *xml)
{
	struct span chunk = span_sub(xml->bytes, xml->fed, CHUNK);
	enum XML_Status status;

	xml->events.count = 0;
	xml->attributes.count = 0;
	xml->next = 0;
	buf_clear(&xml->text);
	xml->fed += chunk.len;
	xml->done = xml->fed == xml->bytes.len;
	status = XML_Parse(xml->parser, chunk.ptr, (int)chunk.len, xml->done);
	if (status != XML_STATUS_OK || xml->failed)
		return fail_parse(xml);
	if (xml->fed - here(xml) > LIMIT_XML_TOKEN + CHUNK && !xml->done) {
		fail_limit(xml, "too-big", "a tag, comment or text is too long",
			   LIMIT_XML_TOKEN);
		return xml->failed;
	}
	return 0;
}

struct xml *xml_open(struct span path, struct span bytes, struct arena *arena)
{
	struct xml *xml = ARENA_NEW(arena, struct xml);

	xml->parser = XML_ParserCreate("UTF-8");
	if (!xml->parser)
		oom();
	if (span_starts(bytes, "\xef\xbb\xbf"))
		bytes = span_from(bytes, 3);
	xml->arena = arena;
	xml->bytes = bytes;
	xml->now = &xml->last;
	lines_init(&xml->lines, path, bytes, arena);
	buf_init(&xml->text, 2 * LIMIT_MIB);
	XML_SetUserData(xml->parser, xml);
	XML_SetElementHandler(xml->parser, on_open, on_close);
	XML_SetCharacterDataHandler(xml->parser, on_text);
	XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
	XML_SetSkippedEntityHandler(xml->parser, on_skipped);
	return xml;
}

void xml_close(struct xml *xml)
{
	if (!xml || !xml->parser)
		return;
	XML_ParserFree(xml->parser);
	buf_release(&xml->text);
	xml->parser = NULL;
}

int xml_next(struct xml *xml, enum xml_event *out, struct err *err)
{
	*out = XML_END;
	while (xml->next == xml->events.count && !xml->failed && !xml->done)
		feed(xml);
	if (xml->next < xml->events.count) {
		xml->now = &xml->events.at[xml->next++];
		*out = xml->now->type;
		return 0;
	}
	xml->last = (struct event){ .type = XML_END, .offset = xml->bytes.len };
	xml->now = &xml->last;
	if (xml->failed)
		*err = xml->err;
	return xml->failed;
}

int xml_child(struct xml *xml, bool *more, struct err *err)
{
	enum xml_event event;

	for (;;) {
		int rc = xml_next(xml, &event, err);

		*more = rc == 0 && event == XML_OPEN;
		if (rc < 0 || event != XML_TEXT)
			return rc;
	}
}

int xml_skip(struct xml *xml, struct err *err)
{
	unsigned depth = xml->now->depth;
	enum xml_event event;

	do {
		int rc = xml_next(xml, &event, err);

		if (rc < 0)
			return rc;
	} while (event != XML_CLOSE || xml->now->depth != depth);
	return 0;
}

int xml_collect(struct xml *xml, struct span *out, size_t max, struct err *err)
{
	unsigned depth = xml->now->depth;
	struct buf text;
	int rc;

	*out = SPAN_EMPTY;
	buf_init(&text, max);
	for (;;) {
		enum xml_event event;
		struct span piece;

		rc = xml_next(xml, &event, err);
		if (rc < 0 || (event == XML_CLOSE && xml->now->depth == depth))
			break;
		if (event != XML_TEXT || text.over)
			continue;
		piece = decode_cut(xml_text(xml), max - text.len);
		buf_add(&text, piece);
		text.over |= piece.len < xml_text(xml).len; /* full: no later piece */
	}
	if (rc == 0)
		*out = arena_copy(xml->arena, buf_span(&text));
	buf_release(&text);
	return rc;
}

/* ---- the current event ---- */

struct span xml_name(const struct xml *xml)
{
	return span_from(xml->now->name.text, xml->now->name.local);
}

struct span xml_namespace(const struct xml *xml)
{
	struct span prefix = prefix_of(xml->now->name);
	const struct binding *binding = xml->now->bindings;

	for (; binding; binding = binding->outer)
		if (span_eq(binding->prefix, prefix))
			return binding->uri;
	return SPAN_EMPTY;
}

bool xml_attr_at(const struct xml *xml, size_t index, struct span *name,
		 struct span *value)
{
	const struct attribute *attribute;

	if (xml->now->type != XML_OPEN || index >= xml->now->count)
		return false;
	attribute = &xml->attributes.at[xml->now->first + index];
	*name = attribute->name;
	*value = attribute->value;
	return true;
}

struct span xml_attr_of(const struct xml *xml, struct span name)
{
	if (xml->now->type != XML_OPEN)
		return SPAN_EMPTY;
	for (size_t i = 0; i < xml->now->count; i++) {
		const struct attribute *attribute =
			&xml->attributes.at[xml->now->first + i];

		if (span_eq(attribute->name, name))
			return attribute->value;
	}
	return SPAN_EMPTY;
}

struct span xml_text(const struct xml *xml)
{
	if (xml->now->type != XML_TEXT)
		return SPAN_EMPTY;
	return span_sub(buf_span(&xml->text), xml->now->first, xml->now->count);
}

unsigned xml_depth(const struct xml *xml)
{
	return xml->now->depth;
}

struct pos xml_pos(struct xml *xml)
{
	return lines_pos(&xml->lines, xml->now->offset);
}

unsigned xml_line(struct xml *xml)
{
	return xml_pos(xml).line;
}

struct span xml_doctype(const struct xml *xml)
{
	return xml->doctype;
}

/* ---- repair ---- */

/* Bytes from `at` on that XML 1.0 refuses as a character, or 0. */
static size_t illegal_at(struct span bytes, size_t at)
{
	unsigned char c = (unsigned char)bytes.ptr[at];
	uint64_t code = 0;
	struct span rest;
	ptrdiff_t end;

	if (c < 0x20)
		return c != '\t' && c != '\n' && c != '\r';
	rest = span_sub(bytes, at, 12);
	if (c == 0xef &&
	    (span_starts(rest, "\xef\xbf\xbe") || span_starts(rest, "\xef\xbf\xbf")))
		return 3;
	if (c != '&' || !span_starts(rest, "&#"))
		return 0;
	end = span_index(rest, ';');
	if (end < 0 || end > 10)
		return 0;
	rest = span_sub(rest, 2, (size_t)end - 2);
	if (rest.len > 0 && rest.ptr[0] == 'x') {
		if (!num_hex(span_from(rest, 1), &code))
			return 0;
	} else if (!num_u64(rest, 0x10ffff, &code)) {
		return 0;
	}
	if ((code < 0x20 && code != 9 && code != 10 && code != 13) || code == 0xfffe ||
	    code == 0xffff || (code >= 0xd800 && code < 0xe000))
		return (size_t)end + 1;
	return 0;
}

/* What may start something illegal; most bytes are not. */
static const bool suspect[256] = {
	[0] = 1,  [1] = 1,   [2] = 1,    [3] = 1,  [4] = 1,  [5] = 1,  [6] = 1,
	[7] = 1,  [8] = 1,   [11] = 1,   [12] = 1, [14] = 1, [15] = 1, [16] = 1,
	[17] = 1, [18] = 1,  [19] = 1,   [20] = 1, [21] = 1, [22] = 1, [23] = 1,
	[24] = 1, [25] = 1,  [26] = 1,   [27] = 1, [28] = 1, [29] = 1, [30] = 1,
	[31] = 1, ['&'] = 1, [0xef] = 1,
};

/* The next suspect byte from `at` on, or where the text ends. */
static size_t next_suspect(struct span bytes, size_t at)
{
	for (; at + 16 <= bytes.len; at += 16) {
		sixteen b = sixteen_at(bytes.ptr + at), control;

		/* A large text is read for the first time here. */
		__builtin_prefetch(bytes.ptr + at + 2048);
		control =
			(b >= 0) & (b < ' ') & (b != '\t') & (b != '\n') & (b != '\r');
		if (sixteen_any(control | (b == '&') | (b == (signed char)0xef)))
			break;
	}
	while (at < bytes.len && !suspect[(unsigned char)bytes.ptr[at]])
		at++;
	return at;
}

size_t xml_repair(struct span *out, struct span bytes, struct arena *arena)
{
	size_t count = 0, room = bytes.len, len = 0;
	char *copy;

	*out = bytes;
	for (size_t i = next_suspect(bytes, 0); i < bytes.len;
	     i = next_suspect(bytes, i + 1)) {
		if (illegal_at(bytes, i) == 0)
			continue;
		count++;
		room += 2;
	}
	if (count == 0)
		return 0;
	copy = arena_alloc(arena, room, 1);
	for (size_t i = 0; i < bytes.len;) {
		size_t bad =
			suspect[(unsigned char)bytes.ptr[i]] ? illegal_at(bytes, i) : 0;

		if (bad == 0) {
			copy[len++] = bytes.ptr[i++];
			continue;
		}
		memcpy(copy + len, "\xef\xbf\xbd", 3);
		len += 3;
		i += bad;
	}
	*out = (struct span){ copy, len };
	return count;
}
