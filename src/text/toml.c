/*
 * toml.c - TOML into entries that know their children, and those onto a tape.
 *
 * Tables may be named in any order, so a tape cannot be written while reading.
 */
#include "text/toml.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/path.h"
#include "base/table.h"

#define DEPTH_MOST LIMIT_YAML_DEPTH
#define NONE       UINT32_MAX

struct entry {
	enum node_type type;
	struct span key, text;
	size_t offset;
	uint32_t first, last, next; /* children, sibling; NONE */
	uint32_t count, depth;
	bool defined; /* by a header of its own */
	bool dotted;  /* by a dotted key */
	bool closed;  /* an inline table or a list: nothing is added later */
	bool tables;  /* a list of [[tables]] */
};

struct toml {
	struct tree *tree;
	struct arena *arena;
	struct span path, text;
	size_t at;
	LIST(struct entry) entries;
	struct table *index; /* parent's number and key to the child's number + 1 */
	struct buf key;      /* for looking up */
	uint32_t table;      /* that key = value lines go to */
	struct err *err;
};

bool toml_is_named_so(struct span path)
{
	struct span name = path_base(path);

	return span_is_nocase(path_ext(path), ".toml") || span_is(name, "Cargo.lock") ||
	       span_is(name, "poetry.lock") || span_is(name, "uv.lock") ||
	       span_is(name, "Pipfile");
}

/* ---- errors ---- */

static int fail_at(struct toml *t, size_t offset, const char *tag, const char *fix)
{
	err_tag(t->err, tag);
	err_fix(t->err, "%s", fix);
	t->err->offset = offset;
	return err_at(t->err, lines_pos(&t->tree->lines, offset));
}

/* Something is not there; at the end of the file, because the file ends. */
static int fail_syntax(struct toml *t, const char *what)
{
	bool ends = span_trim(span_from(t->text, t->at)).len == 0;

	err_set(t->err, ERR_FORMAT, "%s", what);
	return fail_at(t, t->at, ends ? "truncated" : "toml-syntax",
		       ends ? "the file ends too early; write it again"
			    : "correct the TOML there");
}

static int fail_twice(struct toml *t, size_t offset, struct span key)
{
	err_set(t->err, ERR_FORMAT, "%.*s is defined a second time",
		(int)(key.len < 100 ? key.len : 100), key.len ? key.ptr : "a key");
	return fail_at(t, offset, "toml-duplicate-key", "keep one of them");
}

/* ---- entries ---- */

static struct span lookup_key(struct toml *t, uint32_t parent, struct span key)
{
	char number[sizeof(parent)];

	memcpy(number, &parent, sizeof(parent));
	buf_clear(&t->key);
	buf_add(&t->key, (struct span){ number, sizeof(number) });
	buf_add(&t->key, key);
	return buf_span(&t->key);
}

static uint32_t find(struct toml *t, uint32_t parent, struct span key)
{
	const uint32_t *found = table_get(t->index, lookup_key(t, parent, key));

	return found ? *found : NONE;
}

static int fail_deep(struct toml *t)
{
	err_set(t->err, ERR_LIMIT, "it nests deeper than %d", DEPTH_MOST);
	return fail_at(t, t->at, "too-deep", "no configuration needs that");
}

/* A new child, behind the others; *out is its number. */
static int add_child(struct toml *t, uint32_t parent, struct span key, uint32_t *out)
{
	uint32_t number = (uint32_t)t->entries.count;
	struct entry *entry, *above;

	if (number >= LIMIT_YAML_NODES) {
		err_set(t->err, ERR_LIMIT, "it holds too many values: the limit is %u",
			(unsigned)LIMIT_YAML_NODES);
		return fail_at(t, t->at, "too-many", "split the file");
	}
	entry = LIST_ADD(t->arena, &t->entries);
	*entry = (struct entry){ .type = NODE_OBJECT,
				 .key = key,
				 .offset = t->at,
				 .first = NONE,
				 .last = NONE,
				 .next = NONE };
	*out = number;
	if (parent == NONE)
		return 0;
	above = &t->entries.at[parent];
	entry->depth = above->depth + 1;
	if (entry->depth >= DEPTH_MOST)
		return fail_deep(t);
	if (above->first == NONE)
		above->first = number;
	else
		t->entries.at[above->last].next = number;
	above->last = number;
	above->count++;
	if (above->type == NODE_OBJECT) {
		uint32_t *kept = ARENA_NEW(t->arena, uint32_t);

		*kept = number;
		*table_slot(t->index, lookup_key(t, parent, key)) = kept;
	}
	return 0;
}

/* ---- white space ---- */

static char peek(const struct toml *t)
{
	return t->at < t->text.len ? t->text.ptr[t->at] : '\0';
}

static bool here(const struct toml *t, const char *what)
{
	return span_starts(span_from(t->text, t->at), what);
}

static void skip_blanks(struct toml *t)
{
	while (peek(t) == ' ' || peek(t) == '\t')
		t->at++;
}

static bool at_line_end(const struct toml *t)
{
	return t->at >= t->text.len || peek(t) == '\n' || here(t, "\r\n");
}

static void skip_comment(struct toml *t)
{
	if (peek(t) == '#')
		while (!at_line_end(t))
			t->at++;
}

/* Blanks, comments and line ends. */
static void skip_lines(struct toml *t)
{
	do {
		skip_blanks(t);
		skip_comment(t);
	} while (t->at < t->text.len && at_line_end(t) &&
		 (t->at += peek(t) == '\r' ? 2 : 1, true));
}

static int expect_line_end(struct toml *t)
{
	skip_blanks(t);
	skip_comment(t);
	return at_line_end(t) ? 0 : fail_syntax(t, "something stands behind the value");
}

/* ---- strings ---- */

/* The code of "\u00e9" and the like; *len is how much of `rest` it takes. */
static bool take_code(struct span rest, size_t *len, uint32_t *out)
{
	uint64_t code;
	size_t digits = rest.ptr[0] == 'u' ? 4 : rest.ptr[0] == 'U' ? 8 : 2;

	if (rest.len < digits + 1 || !num_hex(span_sub(rest, 1, digits), &code) ||
	    code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
		return false;
	*len = digits + 1;
	*out = (uint32_t)code;
	return true;
}

static size_t put_utf8(char *to, uint32_t code)
{
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (char)(0xc0 | code >> 6);
		to[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		to[0] = (char)(0xe0 | code >> 12);
		to[1] = (char)(0x80 | (code >> 6 & 0x3f));
		to[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	to[0] = (char)(0xf0 | code >> 18);
	to[1] = (char)(0x80 | (code >> 12 & 0x3f));
	to[2] = (char)(0x80 | (code >> 6 & 0x3f));
	to[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

/* Blanks and line ends behind a backslash at the end of a line; 0: there are none. */
static size_t fold_len(struct span rest)
{
	size_t len = 0;
	bool line = false;

	while (len < rest.len && strchr(" \t\r\n", rest.ptr[len]) &&
	       rest.ptr[len] != '\0') {
		line |= rest.ptr[len] == '\n';
		len++;
	}
	return line ? len : 0;
}

/* One escape behind its backslash; how much it takes, 0: it is none. */
static size_t put_escape(char *to, size_t *len, struct span rest)
{
	static const char names[] = "btnfre\"\\", means[] = "\b\t\n\f\r\033\"\\";
	const char *name;
	size_t taken = 0;
	uint32_t code;

	if (rest.len == 0)
		return 0;
	name = rest.ptr[0] ? strchr(names, rest.ptr[0]) : NULL;
	if (name) {
		to[(*len)++] = means[name - names];
		return 1;
	}
	if (strchr("uUx", rest.ptr[0]) && rest.ptr[0] &&
	    take_code(rest, &taken, &code)) {
		*len += put_utf8(to + *len, code);
		return taken;
	}
	return fold_len(rest);
}

/* Text between quotes, escapes resolved. */
static int unescape(struct toml *t, struct span raw, struct span *out)
{
	char *to;
	size_t len = 0;

	*out = raw;
	if (span_index(raw, '\\') < 0)
		return 0;
	to = arena_string(t->arena, raw);
	for (size_t i = 0; i < raw.len;) {
		size_t taken;

		if (raw.ptr[i] != '\\') {
			to[len++] = raw.ptr[i++];
			continue;
		}
		taken = put_escape(to, &len, span_from(raw, i + 1));
		if (taken == 0) {
			t->at = (size_t)(raw.ptr - t->text.ptr) + i;
			return fail_syntax(t, "an escape that TOML does not have");
		}
		i += 1 + taken;
	}
	*out = (struct span){ to, len };
	return 0;
}

/* CRLF is LF, whoever checked the file out. */
static struct span unix_lines(struct toml *t, struct span text)
{
	char *to;
	size_t len = 0;

	if (span_find(text, SPAN_LIT("\r\n")) < 0)
		return text;
	to = arena_string(t->arena, text);
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != '\r' || i + 1 == text.len || text.ptr[i + 1] != '\n')
			to[len++] = text.ptr[i];
	return (struct span){ to, len };
}

static int take_long_string(struct toml *t, char quote, struct span *out)
{
	size_t from;

	t->at += 3;
	if (here(t, "\r\n"))
		t->at += 2;
	else if (peek(t) == '\n')
		t->at++;
	from = t->at;
	for (; t->at < t->text.len; t->at++) {
		if (peek(t) == '\\' && quote == '"')
			t->at++;
		else if (here(t, quote == '"' ? "\"\"\"" : "'''"))
			break;
	}
	if (t->at >= t->text.len) {
		t->at = t->text.len;
		return fail_syntax(t, "a string never ends");
	}
	/* Up to two quotes may stand before the closing three. */
	for (unsigned i = 0;
	     i < 2 && t->at + 3 < t->text.len && t->text.ptr[t->at + 3] == quote; i++)
		t->at++;
	*out = span_sub(t->text, from, t->at - from);
	t->at += 3;
	return 0;
}

static int take_short_string(struct toml *t, char quote, struct span *out)
{
	size_t from = ++t->at;

	while (!at_line_end(t) && peek(t) != quote)
		t->at += peek(t) == '\\' && quote == '"' ? 2 : 1;
	if (t->at > t->text.len)
		t->at = t->text.len;
	if (peek(t) != quote)
		return fail_syntax(t, "a string never ends");
	*out = span_sub(t->text, from, t->at - from);
	t->at++;
	return 0;
}

static int take_string(struct toml *t, bool may_be_long, struct span *out)
{
	char quote = peek(t);
	bool is_long = may_be_long && here(t, quote == '"' ? "\"\"\"" : "'''");
	int rc = is_long ? take_long_string(t, quote, out)
			 : take_short_string(t, quote, out);

	if (rc == 0 && quote == '"')
		rc = unescape(t, *out, out);
	if (rc == 0 && is_long)
		*out = unix_lines(t, *out);
	return rc;
}

/* ---- keys ---- */

static bool is_bare(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-';
}

static int take_part(struct toml *t, struct span *out)
{
	size_t from = t->at;

	if (peek(t) == '"' || peek(t) == '\'')
		return take_string(t, false, out);
	while (is_bare(peek(t)))
		t->at++;
	*out = span_sub(t->text, from, t->at - from);
	return out->len > 0 ? 0 : fail_syntax(t, "a key is missing");
}

struct dotted {
	struct span parts[DEPTH_MOST];
	size_t count;
};

static int take_key(struct toml *t, struct dotted *key)
{
	int rc;

	key->count = 0;
	for (;;) {
		skip_blanks(t);
		if (key->count == DEPTH_MOST)
			return fail_deep(t);
		rc = take_part(t, &key->parts[key->count]);
		if (rc < 0)
			return rc;
		key->count++;
		skip_blanks(t);
		if (peek(t) != '.')
			return 0;
		t->at++;
	}
}

/* The tables in front of a dotted key's last part; only dotted keys made them. */
static int open_dotted(struct toml *t, const struct dotted *key, uint32_t *table)
{
	for (size_t i = 0; i + 1 < key->count; i++) {
		uint32_t child = find(t, *table, key->parts[i]);
		int rc;

		if (child == NONE) {
			rc = add_child(t, *table, key->parts[i], &child);
			if (rc < 0)
				return rc;
			t->entries.at[child].dotted = true;
		} else if (!t->entries.at[child].dotted ||
			   t->entries.at[child].closed) {
			return fail_twice(t, t->at, key->parts[i]);
		}
		*table = child;
	}
	return 0;
}

/* A key of `table`, which must not be there yet; *out is what it names. */
static int add_key(struct toml *t, uint32_t table, uint32_t *out)
{
	struct dotted key;
	size_t start = t->at;
	int rc = take_key(t, &key);

	if (rc == 0)
		rc = open_dotted(t, &key, &table);
	if (rc < 0)
		return rc;
	if (find(t, table, key.parts[key.count - 1]) != NONE)
		return fail_twice(t, start, key.parts[key.count - 1]);
	if (peek(t) != '=')
		return fail_syntax(t, "'=' is missing behind the key");
	t->at++;
	skip_blanks(t);
	return add_child(t, table, key.parts[key.count - 1], out);
}

/* ---- scalars ---- */

static size_t digits(struct span text, size_t from)
{
	size_t at = from;

	while (at < text.len && ((text.ptr[at] >= '0' && text.ptr[at] <= '9') ||
				 (at > from && text.ptr[at] == '_' &&
				  at + 1 < text.len && text.ptr[at + 1] != '_')))
		at++;
	if (at > from && text.ptr[at - 1] == '_')
		at--;
	return at - from;
}

/* "1_000", "-0.5e3", "0xff"; inf and nan. */
static bool is_number(struct span text)
{
	size_t at = text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+');
	struct span rest = span_from(text, at);
	size_t len;

	if (span_is(rest, "inf") || span_is(rest, "nan"))
		return true;
	if (at == 0 && rest.len > 2 && rest.ptr[0] == '0' &&
	    strchr("xob", rest.ptr[1]) && rest.ptr[1]) {
		if (rest.ptr[2] == '_' || span_ends(rest, "_") ||
		    span_find(rest, SPAN_LIT("__")) >= 0)
			return false;
		for (size_t i = 2; i < rest.len; i++)
			if (rest.ptr[i] == '\0' ||
			    !strchr(rest.ptr[1] == 'x'   ? "0123456789abcdefABCDEF_"
				    : rest.ptr[1] == 'o' ? "01234567_"
							 : "01_",
				    rest.ptr[i]))
				return false;
		return true;
	}
	len = digits(rest, 0);
	if (len == 0 || (len > 1 && rest.ptr[0] == '0'))
		return false;
	rest = span_from(rest, len);
	if (span_starts(rest, ".")) {
		len = digits(rest, 1);
		if (len == 0)
			return false;
		rest = span_from(rest, len + 1);
	}
	if (rest.len == 0)
		return true;
	if ((rest.ptr[0] | 32) != 'e')
		return false;
	at = (size_t)1 + (rest.len > 1 && (rest.ptr[1] == '-' || rest.ptr[1] == '+'));
	len = digits(rest, at);
	return len > 0 && at + len == rest.len;
}

static bool is_digit_at(struct span text, size_t at)
{
	return at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9';
}

/* "2026-11-21...", "10:30:00" */
static bool is_time(struct span text)
{
	size_t at = 0;

	while (is_digit_at(text, at))
		at++;
	return (at == 4 && text.len >= 10 && text.ptr[4] == '-' &&
		text.ptr[7] == '-') ||
	       (at == 2 && text.len >= 5 && text.ptr[2] == ':');
}

static struct span without_underscores(struct toml *t, struct span text)
{
	char *to;
	size_t len = 0;

	if (span_index(text, '_') < 0)
		return text;
	to = arena_string(t->arena, text);
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != '_')
			to[len++] = text.ptr[i];
	return (struct span){ to, len };
}

static struct span take_run(struct toml *t)
{
	size_t from = t->at;

	while (is_bare(peek(t)) || (peek(t) && strchr("+.:", peek(t))))
		t->at++;
	/* "2026-11-21 10:30:00" */
	if (t->at - from == 10 && t->text.ptr[from + 4] == '-' && peek(t) == ' ' &&
	    is_digit_at(t->text, t->at + 1) && is_digit_at(t->text, t->at + 2) &&
	    t->at + 3 < t->text.len && t->text.ptr[t->at + 3] == ':') {
		t->at++;
		while (is_bare(peek(t)) || (peek(t) && strchr("+.:", peek(t))))
			t->at++;
	}
	return span_sub(t->text, from, t->at - from);
}

static int take_scalar(struct toml *t, uint32_t number)
{
	struct entry *entry = &t->entries.at[number];
	int rc = 0;

	entry->offset = t->at;
	if (peek(t) == '"' || peek(t) == '\'') {
		entry->type = NODE_STRING;
		rc = take_string(t, true, &entry->text);
		return rc;
	}
	entry->text = take_run(t);
	if (span_is(entry->text, "true")) {
		entry->type = NODE_TRUE;
	} else if (span_is(entry->text, "false")) {
		entry->type = NODE_FALSE;
	} else if (is_number(entry->text)) {
		entry->type = NODE_NUMBER;
		entry->text = without_underscores(t, entry->text);
	} else if (is_time(entry->text)) {
		entry->type = NODE_STRING;
	} else {
		t->at = entry->offset;
		rc = fail_syntax(t, "a value is missing, or is none of TOML");
	}
	return rc;
}

/* ---- lists and inline tables, without recursion ---- */

struct open {
	uint32_t number;
	bool is_array, filled; /* filled: a comma or the end comes next */
};

struct opened {
	struct open at[DEPTH_MOST + 1];
	size_t depth;
};

/* The value of an entry that is there: a scalar is read, a container opened. */
static int take_value(struct toml *t, struct opened *opened, uint32_t number)
{
	char c = peek(t);

	if (c != '[' && c != '{')
		return take_scalar(t, number);
	if (opened->depth > DEPTH_MOST)
		return fail_deep(t);
	t->entries.at[number].type = c == '[' ? NODE_ARRAY : NODE_OBJECT;
	t->entries.at[number].offset = t->at++;
	opened->at[opened->depth++] = (struct open){ number, c == '[', false };
	return 0;
}

static int take_next(struct toml *t, struct opened *opened)
{
	struct open *top = &opened->at[opened->depth - 1];
	uint32_t number;
	int rc;

	skip_lines(t);
	if (peek(t) == (top->is_array ? ']' : '}')) {
		t->entries.at[top->number].closed = true;
		t->at++;
		opened->depth--;
		return 0;
	}
	if (top->filled) {
		if (peek(t) != ',')
			return fail_syntax(t,
					   top->is_array
						   ? "the list goes on without a comma"
						   : "the inline table goes on "
						     "without a comma");
		t->at++;
		top->filled = false;
		return 0;
	}
	top->filled = true;
	rc = top->is_array ? add_child(t, top->number, SPAN_EMPTY, &number)
			   : add_key(t, top->number, &number);
	return rc < 0 ? rc : take_value(t, opened, number);
}

static int take_pair(struct toml *t)
{
	struct opened opened = { .depth = 0 };
	uint32_t number;
	int rc = add_key(t, t->table, &number);

	if (rc == 0)
		rc = take_value(t, &opened, number);
	while (rc == 0 && opened.depth > 0)
		rc = take_next(t, &opened);
	return rc < 0 ? rc : expect_line_end(t);
}

/* ---- headers ---- */

/* The tables in front of a header's last part: of a list, its last table. */
static int open_header(struct toml *t, const struct dotted *key, uint32_t *table)
{
	*table = 0;
	for (size_t i = 0; i + 1 < key->count; i++) {
		uint32_t child = find(t, *table, key->parts[i]);
		struct entry *entry;
		int rc;

		if (child == NONE) {
			rc = add_child(t, *table, key->parts[i], &child);
			if (rc < 0)
				return rc;
		}
		entry = &t->entries.at[child];
		if (entry->tables)
			child = entry->last;
		else if (entry->type != NODE_OBJECT || entry->closed)
			return fail_twice(t, t->at, key->parts[i]);
		*table = child;
	}
	return 0;
}

static int name_table(struct toml *t, uint32_t above, struct span key)
{
	uint32_t child = find(t, above, key);
	int rc = 0;

	if (child == NONE)
		rc = add_child(t, above, key, &child);
	else if (t->entries.at[child].type != NODE_OBJECT ||
		 t->entries.at[child].defined || t->entries.at[child].dotted ||
		 t->entries.at[child].closed)
		return fail_twice(t, t->at, key);
	if (rc < 0)
		return rc;
	t->entries.at[child].defined = true;
	t->table = child;
	return 0;
}

static int name_list(struct toml *t, uint32_t above, struct span key)
{
	uint32_t list = find(t, above, key);
	int rc = 0;

	if (list == NONE) {
		rc = add_child(t, above, key, &list);
		if (rc < 0)
			return rc;
		t->entries.at[list].type = NODE_ARRAY;
		t->entries.at[list].tables = true;
	} else if (!t->entries.at[list].tables) {
		return fail_twice(t, t->at, key);
	}
	rc = add_child(t, list, SPAN_EMPTY, &t->table);
	if (rc == 0)
		t->entries.at[t->table].defined = true;
	return rc;
}

static int take_header(struct toml *t)
{
	bool is_list = here(t, "[[");
	struct dotted key;
	uint32_t above;
	int rc;

	t->at += is_list ? 2 : 1;
	rc = take_key(t, &key);
	if (rc < 0)
		return rc;
	if (!here(t, is_list ? "]]" : "]"))
		return fail_syntax(t, "the header is not closed");
	rc = open_header(t, &key, &above);
	if (rc == 0)
		rc = is_list ? name_list(t, above, key.parts[key.count - 1])
			     : name_table(t, above, key.parts[key.count - 1]);
	if (rc < 0)
		return rc;
	t->at += is_list ? 2 : 1;
	return expect_line_end(t);
}

static int take_all(struct toml *t)
{
	uint32_t root;
	int rc = add_child(t, NONE, SPAN_EMPTY, &root);

	while (rc == 0) {
		skip_lines(t);
		if (t->at >= t->text.len)
			break;
		rc = peek(t) == '[' ? take_header(t) : take_pair(t);
	}
	return rc;
}

/* ---- onto the tape ---- */

static void set_text(struct toml *t, struct slot *slot, struct span text)
{
	const char *from = t->text.ptr;

	if (text.len > 0 && text.ptr >= from && text.ptr < from + t->text.len) {
		slot->start = (uint32_t)(text.ptr - from);
		slot->len = (uint32_t)text.len;
	} else {
		tree_decode(t->tree, slot, text);
	}
}

/* Its key, where it has one, and itself; a container's end comes later. */
static bool lay(struct toml *t, const struct entry *entry, bool has_key, uint32_t *at)
{
	struct slot *slot;

	if (has_key) {
		slot = tree_add(t->tree);
		if (!slot)
			return false;
		slot->type = NODE_KEY;
		slot->start = (uint32_t)entry->offset;
		set_text(t, slot, entry->key);
	}
	*at = t->tree->count;
	slot = tree_add(t->tree);
	if (!slot)
		return false;
	slot->type = (uint8_t)entry->type;
	slot->start = (uint32_t)entry->offset;
	if (entry->type == NODE_OBJECT || entry->type == NODE_ARRAY)
		slot->len = entry->count;
	else
		set_text(t, slot, entry->text);
	return true;
}

struct laid {
	uint32_t slot, next;
	bool is_array;
};

static int lay_all(struct toml *t)
{
	struct laid open[DEPTH_MOST + 1];
	size_t depth = 0;
	uint32_t number = 0;
	bool has_key = false;

	*LIST_ADD(t->arena, &t->tree->roots) = 0;
	for (;;) {
		const struct entry *entry = &t->entries.at[number];
		uint32_t slot;

		if (!lay(t, entry, has_key, &slot)) {
			err_set(t->err, ERR_LIMIT, "it holds too many values");
			return fail_at(t, 0, "too-many", "split the file");
		}
		if (entry->type == NODE_OBJECT || entry->type == NODE_ARRAY)
			open[depth++] = (struct laid){ slot, entry->first,
						       entry->type == NODE_ARRAY };
		while (depth > 0 && open[depth - 1].next == NONE)
			tree_slot(t->tree, open[--depth].slot)->next = t->tree->count;
		if (depth == 0)
			return 0;
		number = open[depth - 1].next;
		open[depth - 1].next = t->entries.at[number].next;
		has_key = !open[depth - 1].is_array;
	}
}

int toml_parse(struct tree **out, struct span path, struct span text,
	       struct arena *arena, struct err *err)
{
	struct toml t = { .arena = arena, .path = path, .text = text, .err = err };
	int rc;

	*out = NULL;
	t.tree = tree_new(path, text, 2 * LIMIT_YAML_NODES + 2, arena);
	if (text.len > LIMIT_YAML_BYTES) {
		err_set(err, ERR_LIMIT, "it is larger than %zu bytes",
			LIMIT_YAML_BYTES);
		return fail_at(&t, 0, "too-big", "no configuration needs that");
	}
	t.index = table_new(arena);
	buf_init(&t.key, LIMIT_YAML_BYTES + 16);
	rc = take_all(&t);
	buf_release(&t.key);
	if (rc == 0)
		rc = lay_all(&t);
	if (rc == 0)
		*out = t.tree;
	return rc;
}
