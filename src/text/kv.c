#include "text/kv.h"

#include "base/limits.h"

#define END (-1)

struct reader {
	struct span path, bytes;
	size_t at;
	unsigned line, column; /* of the character taken last */
	bool wrapped;          /* that character ended its line */
	struct kv *kv;
	struct arena *arena;
	char *text; /* room for as many bytes as the file has: values shrink */
	size_t used;
	struct err *err;
};

/* CRLF counts as LF.  The end of the file is END, as often as asked for. */
static int next(struct reader *r)
{
	unsigned char c;

	if (r->wrapped) {
		r->line++;
		r->column = 0;
		r->wrapped = false;
	}
	r->column++;
	if (r->at >= r->bytes.len)
		return END;
	c = (unsigned char)r->bytes.ptr[r->at++];
	if (c == '\r' && r->at < r->bytes.len && r->bytes.ptr[r->at] == '\n')
		c = (unsigned char)r->bytes.ptr[r->at++];
	r->wrapped = c == '\n';
	return c;
}

static bool is_line_end(int c)
{
	return c == '\n' || c == END;
}

static bool is_blank(int c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool is_letter(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_key_char(int c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '-';
}

static int lower(int c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static int broken(struct reader *r, const char *what, const char *fix)
{
	err_set(r->err, ERR_USAGE, "%s", what);
	err_at(r->err, (struct pos){ r->path, r->line, r->column });
	return err_fix(r->err, "%s", fix);
}

static void keep(struct reader *r, int c)
{
	r->text[r->used++] = (char)c;
}

/* What was kept since `from`. */
static struct span kept(const struct reader *r, size_t from)
{
	return (struct span){ r->text + from, r->used - from };
}

static void skip_line(struct reader *r)
{
	int c;

	do
		c = next(r);
	while (!is_line_end(c));
}

/* After the blank behind the section's name: up to and with "]". */
static int read_quoted_sub(struct reader *r)
{
	static const char fix[] = "write [section \"name\"]";
	int c;

	do
		c = next(r);
	while (is_blank(c));
	if (c != '"')
		return broken(r, "a section's own name stands in quotes", fix);
	for (;;) {
		c = next(r);
		if (c == '"')
			break;
		if (c == '\\')
			c = next(r);
		if (is_line_end(c))
			return broken(r, "the section's name has no closing quote",
				      fix);
		keep(r, c);
	}
	if (next(r) != ']')
		return broken(r, "']' is missing after the section's name", fix);
	return 0;
}

/* After "[": up to and with "]".  "[a.b]" is the old way of writing [a "b"]. */
static int read_section(struct reader *r)
{
	struct kv_section *section = LIST_ADD(r->arena, &r->kv->sections);
	size_t start = r->used, name_len;
	ptrdiff_t dot;
	struct span whole;
	int c, rc = 0;

	section->line = r->line;
	for (;;) {
		c = next(r);
		if (!is_key_char(c) && c != '.')
			break;
		keep(r, lower(c));
	}
	whole = kept(r, start);
	dot = span_index(whole, '.');
	name_len = dot < 0 ? whole.len : (size_t)dot;
	if (name_len == 0 || (c != ']' && !is_blank(c)))
		return broken(r, "this is no section",
			      "write [section] or [section \"name\"]");
	if (c != ']') {
		if (dot >= 0)
			keep(r, '.'); /* [a.b "c"] is [a "b.c"] */
		rc = read_quoted_sub(r);
	}
	whole = kept(r, start);
	section->name = span_sub(whole, 0, name_len);
	section->sub = span_from(whole, name_len + (dot >= 0));
	if (rc == 0 && section->sub.len == 0 && (dot >= 0 || c != ']'))
		return broken(r, "the section's own name is empty",
			      "write [section] or [section \"name\"]");
	return rc;
}

/* After a '\' in a value; nothing is kept for a line that goes on. */
static int read_escape(struct reader *r)
{
	int c = next(r);

	switch (c) {
	case '\n':
	case END:
		return 0;
	case 'n':
		c = '\n';
		break;
	case 't':
		c = '\t';
		break;
	case 'b':
		c = '\b';
		break;
	case '\\':
	case '"':
		break;
	default:
		return broken(r,
			      "a backslash stands before a character that needs none",
			      "write \\\\ for a backslash");
	}
	keep(r, c);
	return 0;
}

/*
 * After "=": up to the end of the line.  Blanks outside quotes count once
 * something stands before and behind them: `end` is where the last of it ends.
 */
static int read_value(struct reader *r, struct span *out)
{
	size_t start = r->used, end = r->used;
	bool quoted = false;
	int c;

	for (;;) {
		c = next(r);
		if (is_line_end(c))
			break;
		if (!quoted && (c == '#' || c == ';')) {
			skip_line(r);
			break;
		}
		if (!quoted && is_blank(c)) {
			if (end > start)
				keep(r, c);
			continue;
		}
		if (c == '"')
			quoted = !quoted;
		else if (c != '\\')
			keep(r, c);
		else if (read_escape(r) < 0)
			return -(int)r->err->code;
		end = r->used;
	}
	if (quoted)
		return broken(r, "the value has no closing quote",
			      "end it with a quote on the same line");
	r->used = end;
	*out = kept(r, start);
	return 0;
}

/* From the key's first letter to the end of its line. */
static int read_entry(struct reader *r, int c)
{
	struct kv_entry *entry;
	size_t start = r->used;

	if (r->kv->sections.count == 0)
		return broken(r, "a key stands before the first section",
			      "put a [section] line above it");
	entry = LIST_ADD(r->arena, &r->kv->entries);
	entry->section = r->kv->sections.count - 1;
	entry->line = r->line;
	for (; is_key_char(c); c = next(r))
		keep(r, lower(c));
	entry->key = kept(r, start);
	while (c == ' ' || c == '\t')
		c = next(r);
	if (is_line_end(c))
		return 0;
	if (c != '=')
		return broken(r, "'=' is missing behind the key", "write key = value");
	entry->has_value = true;
	return read_value(r, &entry->value);
}

static int read_all(struct reader *r)
{
	for (;;) {
		int c = next(r);
		int rc = 0;

		if (c == END)
			return 0;
		if (c == '\n' || is_blank(c))
			continue;
		if (c == '#' || c == ';')
			skip_line(r);
		else if (c == '[')
			rc = read_section(r);
		else if (is_letter(c))
			rc = read_entry(r, c);
		else
			rc = broken(r, "this is neither a section nor a key",
				    "keys begin with a letter; comments with # or ;");
		if (rc < 0)
			return rc;
	}
}

int kv_parse(struct kv *out, struct span path, struct span bytes, struct arena *arena,
	     struct err *err)
{
	struct reader r = {
		.path = path, .line = 1, .kv = out, .arena = arena, .err = err
	};

	*out = (struct kv){ 0 };
	if (bytes.len > LIMIT_CONFIG_BYTES) {
		err_set(err, ERR_LIMIT, "a configuration of %zu bytes", bytes.len);
		err_at_path(err, path);
		return err_fix(err, "keep it below %zu bytes", LIMIT_CONFIG_BYTES);
	}
	if (bytes.len > 0 && memchr(bytes.ptr, '\0', bytes.len)) {
		err_set(err, ERR_USAGE, "a NUL byte stands in it");
		err_at_path(err, path);
		return err_fix(err, "save it as UTF-8 text");
	}
	r.bytes = span_starts(bytes, "\xef\xbb\xbf") ? span_from(bytes, 3) : bytes;
	r.text = arena_alloc(arena, bytes.len + 1, 1);
	return read_all(&r);
}
