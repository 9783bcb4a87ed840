#include "plan/pairs.h"

#include "plan/items.h"
#include "text/json.h"

/* A list is shown on one line; what lies behind so much of it is left out. */
#define MAX_VALUE 2000

bool pair_of(struct span plain, struct span *key, struct span *value)
{
	size_t spaces = 0, skip = 1;
	ptrdiff_t colon = span_index(plain, ':');
	ptrdiff_t wide = span_find(plain, SPAN_LIT("\xef\xbc\x9a"));

	if (wide > 0 && (colon < 0 || wide < colon)) {
		colon = wide;
		skip = 3;
	}
	if (colon <= 0 || colon > 60)
		return false;
	/* A hard break at the end of a line separates pairs. */
	if (plain.len > 0 && plain.ptr[plain.len - 1] == '\\')
		plain.len--;
	*key = span_trim(span_sub(plain, 0, (size_t)colon));
	*value = span_trim(span_from(plain, (size_t)colon + skip));
	for (size_t i = 0; i < key->len; i++)
		spaces += key->ptr[i] == ' ';
	/* "http://", "12:30" and sentences are no pairs. */
	return key->len > 0 && spaces <= 4 && value->len > 0 &&
	       !span_starts(*value, "//") &&
	       !(key->ptr[key->len - 1] >= '0' && key->ptr[key->len - 1] <= '9' &&
		 skip == 1 && plain.ptr[colon + 1] != ' ');
}

bool pairs_next(struct span *rest, struct span *key, struct span *value)
{
	struct span text = *rest;
	ptrdiff_t bar;

	if (text.len == 0)
		return false;
	bar = span_find(text, SPAN_LIT(" | "));
	if (bar > 0) {
		*rest = span_from(text, (size_t)bar + 3);
		text = span_sub(text, 0, (size_t)bar);
	} else {
		*rest = SPAN_EMPTY;
	}
	return pair_of(text, key, value);
}

static struct span unquoted(struct span value)
{
	if (value.len >= 2 && (value.ptr[0] == '"' || value.ptr[0] == '\'') &&
	    value.ptr[value.len - 1] == value.ptr[0])
		return span_sub(value, 1, value.len - 2);
	return value;
}

/* "[a, b]" to "a, b", each without its quotes: a flat list is its words. */
static struct span flat_list(struct arena *arena, struct span value)
{
	struct span rest, word, out = SPAN_EMPTY;

	if (value.len < 2 || value.ptr[0] != '[' || value.ptr[value.len - 1] != ']')
		return unquoted(value);
	rest = span_sub(value, 1, value.len - 2);
	if (span_index(rest, '[') >= 0 || span_index(rest, '{') >= 0)
		return value;
	while (out.len < MAX_VALUE && span_split(&rest, ',', &word)) {
		word = unquoted(span_trim(word));
		out = out.len == 0 ? word
				   : arena_printf(arena, "%.*s, %.*s", SPAN_ARG(out),
						  SPAN_ARG(word));
	}
	return out;
}

/* "value # a comment": outside of quotes and behind a blank. */
static struct span without_comment(struct span value)
{
	char quote = '\0';

	for (size_t i = 0; i < value.len; i++) {
		char c = value.ptr[i];

		if (quote) {
			quote = c == quote ? '\0' : quote;
		} else if (i == 0 && (c == '"' || c == '\'')) {
			quote = c;
		} else if (c == '#' && (i == 0 || value.ptr[i - 1] == ' ' ||
					value.ptr[i - 1] == '\t')) {
			value.len = i;
			break;
		}
	}
	return span_trim(value);
}

/* Entries "- a" below a key of YAML, up to `end`; joined by commas. */
static struct span list_below(struct reading *r, unsigned line, unsigned end)
{
	struct span out = SPAN_EMPTY;

	for (line++; line < end && out.len < MAX_VALUE; line++) {
		struct span text = span_trim(reading_line(r, line)), word;

		if (text.len < 2 || text.ptr[0] != '-' || text.ptr[1] != ' ')
			break;
		word = unquoted(without_comment(span_from(text, 1)));
		if (span_find(word, SPAN_LIT(": ")) > 0)
			return SPAN_EMPTY; /* a list of maps is none of ours */
		out = out.len == 0 ? word
				   : arena_printf(r->arena, "%.*s, %.*s", SPAN_ARG(out),
						  SPAN_ARG(word));
	}
	return out;
}

/* The line that ends a block opened on line 1; 0: it is not closed. */
static unsigned end_of_block(const struct reading *r, struct span fence,
			     const char *other)
{
	for (unsigned n = 2; n <= r->line_count; n++) {
		struct span line = span_trim(reading_line(r, n));

		if (span_eq(line, fence) || (other && span_is(line, other)))
			return n;
	}
	return 0;
}

/* YAML's "key: value", TOML's "key = value": scalars and flat lists of the top. */
static void take_lines(struct reading *r, unsigned end, char equals)
{
	bool nested = false;

	for (unsigned n = 2; n < end; n++) {
		struct span line = reading_line(r, n), key, value;
		ptrdiff_t at = span_index(line, equals);

		/* What stands in a table of TOML belongs to that. */
		nested |= equals == '=' && line.len > 0 && line.ptr[0] == '[';
		if (at <= 0 || nested || strchr(" \t#-", line.ptr[0]))
			continue;
		key = unquoted(span_trim(span_sub(line, 0, (size_t)at)));
		value = without_comment(span_trim(span_from(line, (size_t)at + 1)));
		value = value.len > 0 ? flat_list(r->arena, value)
				      : list_below(r, n, end);
		items_pair(r, key, value, n);
	}
}

static struct span list_text(struct reading *r, struct node list)
{
	struct span out = SPAN_EMPTY;

	for (struct node n = node_first(list); node_exists(n) && out.len < MAX_VALUE;
	     n = node_next(n)) {
		if (node_is(n, NODE_OBJECT) || node_is(n, NODE_ARRAY))
			return SPAN_EMPTY;
		out = out.len == 0 ? node_word(n)
				   : arena_printf(r->arena, "%.*s, %.*s", SPAN_ARG(out),
						  SPAN_ARG(node_word(n)));
	}
	return out;
}

static unsigned json_front_matter(struct reading *r, unsigned first, unsigned end)
{
	struct span text = r->plan->text;
	struct err err = { 0 };
	struct tree *tree;
	struct node root;
	unsigned last = first > 1 ? end - 1 : end;

	text = span_sub(text, r->lines[first].offset,
			r->lines[last].offset + r->lines[last].stored_len -
				r->lines[first].offset);
	if (json_parse(&tree, r->plan->path, text, r->arena, &err) < 0)
		return 0;
	root = tree_root(tree, 0);
	if (!node_is(root, NODE_OBJECT))
		return 0;
	for (struct node n = node_first(root); node_exists(n); n = node_next(n)) {
		struct span value = SPAN_EMPTY;

		if (node_is(n, NODE_ARRAY))
			value = list_text(r, n);
		else if (!node_is(n, NODE_OBJECT) && !node_is(n, NODE_NULL))
			value = node_word(n);
		items_pair(r, node_key(n), value, first + node_line(n) - 1);
	}
	return end;
}

/* A rule over a paragraph is no front matter: every line is a pair or inside one. */
static bool is_all_pairs(const struct reading *r, unsigned end, char equals)
{
	for (unsigned n = 2; n < end; n++) {
		struct span line = reading_line(r, n);

		if (line.len > 0 && !strchr(" #-\t[]}\"'", line.ptr[0]) &&
		    span_index(line, equals) <= 0)
			return false;
	}
	return true;
}

unsigned pairs_front_matter(struct reading *r)
{
	struct span fence = span_trim(reading_line(r, 1));
	bool toml = span_is(fence, "+++");
	unsigned end;

	if (span_is(fence, ";;;")) {
		end = end_of_block(r, fence, NULL);
		return end > 2 ? json_front_matter(r, 2, end) : 0;
	}
	if (fence.len > 0 && fence.ptr[0] == '{') {
		if (span_ends(fence, "}"))
			return json_front_matter(r, 1, 1);
		end = end_of_block(r, SPAN_LIT("}"), NULL);
		return end > 0 ? json_front_matter(r, 1, end) : 0;
	}
	if (!span_is(fence, "---") && !toml)
		return 0;
	end = end_of_block(r, fence, toml ? NULL : "...");
	if (end == 0 || !is_all_pairs(r, end, toml ? '=' : ':'))
		return 0;
	take_lines(r, end, toml ? '=' : ':');
	return end;
}
