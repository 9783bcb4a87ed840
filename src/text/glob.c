/*
 * glob.c - a matcher with one way back.
 *
 * When a name does not fit behind a star, only the last star can be asked to
 * take more: whatever an earlier one took, the last one can take as well.  The
 * same holds for folders and the last double star.  So two nested loops do, and
 * a*a*a*a*b costs what a*b costs.
 */
#include "text/glob.h"

#include "base/limits.h"

/* Bytes of the character at the front, at least 1: a stray byte is one. */
static size_t char_len(struct span text)
{
	unsigned char lead = (unsigned char)text.ptr[0];
	size_t want = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
	size_t len = 1;

	while (len < want && len < text.len && (text.ptr[len] & 0xc0) == 0x80)
		len++;
	return len;
}

static struct span take_char(struct span *text)
{
	struct span c = span_sub(*text, 0, char_len(*text));

	*text = span_from(*text, c.len);
	return c;
}

/* The '\' goes; what follows it counts as itself. */
static struct span take_literal(struct span *pattern)
{
	if (pattern->len > 1 && pattern->ptr[0] == '\\')
		*pattern = span_from(*pattern, 1);
	return take_char(pattern);
}

static bool same_char(struct span a, struct span b, unsigned flags)
{
	return flags & GLOB_NOCASE ? span_eq_nocase(a, b) : span_eq(a, b);
}

/* UTF-8 keeps the order of code points, so bytes are compared. */
static bool in_range(struct span c, struct span low, struct span high)
{
	return span_cmp(low, c) <= 0 && span_cmp(c, high) <= 0;
}

static bool in_range_nocase(struct span c, struct span low, struct span high)
{
	char other;

	if (in_range(c, low, high))
		return true;
	if (c.len != 1)
		return false;
	other = (char)(c.ptr[0] ^ 0x20);
	return ((other >= 'a' && other <= 'z') || (other >= 'A' && other <= 'Z')) &&
	       in_range((struct span){ &other, 1 }, low, high);
}

/* Bytes of a closed set at the front, brackets included; 0 where none is. */
static size_t set_len(struct span pattern)
{
	size_t i = 1;

	if (pattern.len == 0 || pattern.ptr[0] != '[')
		return 0;
	if (i < pattern.len && (pattern.ptr[i] == '!' || pattern.ptr[i] == '^'))
		i++;
	if (i < pattern.len && pattern.ptr[i] == ']')
		i++; /* a set may begin with one */
	for (; i < pattern.len; i++) {
		if (pattern.ptr[i] == '\\')
			i++;
		else if (pattern.ptr[i] == ']')
			return i + 1;
	}
	return 0;
}

/* `set` is what stands between the brackets. */
static bool set_has(struct span set, struct span c, unsigned flags)
{
	bool negated = set.len > 0 && (set.ptr[0] == '!' || set.ptr[0] == '^');
	bool found = false;

	if (negated)
		set = span_from(set, 1);
	while (set.len > 0) {
		struct span low = take_literal(&set), high = low;

		if (set.len > 1 && set.ptr[0] == '-') {
			set = span_from(set, 1);
			high = take_literal(&set);
		}
		found |= flags & GLOB_NOCASE ? in_range_nocase(c, low, high)
					     : in_range(c, low, high);
	}
	return found != negated;
}

/*
 * Where the first '[' stands that nothing closes; the end where there is none.
 * Nothing closes a later one either, so one look is enough: asking again at each
 * would make "[[[[" quadratic.
 */
static const char *first_unclosed(struct span pattern)
{
	while (pattern.len > 0) {
		size_t set = set_len(pattern);

		if (set > 0)
			pattern = span_from(pattern, set);
		else if (pattern.ptr[0] == '[')
			break;
		else
			take_literal(&pattern);
	}
	return pattern.ptr;
}

struct name {
	struct span pattern;
	const char *unclosed;
	unsigned flags;
};

/* One character of both, neither at its end, the pattern at no star. */
static bool match_char(struct name *name, struct span *text)
{
	struct span c = take_char(text);
	struct span *pattern = &name->pattern;
	size_t set = pattern->ptr < name->unclosed ? set_len(*pattern) : 0;

	if (pattern->ptr[0] == '?') {
		*pattern = span_from(*pattern, 1);
		return true;
	}
	if (set > 0) {
		struct span inside = span_sub(*pattern, 1, set - 2);

		*pattern = span_from(*pattern, set);
		return set_has(inside, c, name->flags);
	}
	return same_char(take_literal(pattern), c, name->flags);
}

/* One name, or one text: every star matches any run. */
static bool match_name(struct span pattern, struct span text, unsigned flags)
{
	struct name name = { pattern, first_unclosed(pattern), flags };
	struct name back = name;
	struct span back_text = SPAN_EMPTY;
	bool star = false;

	while (text.len > 0 || name.pattern.len > 0) {
		if (name.pattern.len > 0 && name.pattern.ptr[0] == '*') {
			name.pattern = span_from(name.pattern, 1);
			back = name;
			back_text = text;
			star = true;
			continue;
		}
		if (text.len == 0)
			return false; /* and taking more leaves less */
		if (name.pattern.len > 0 && match_char(&name, &text))
			continue;
		if (!star)
			return false;
		take_char(&back_text); /* the last star takes one more */
		name = back;
		text = back_text;
	}
	return true;
}

/* A spent rest has no pointer: span.h, span_split(). */
static bool match_names(struct span pattern, struct span path, unsigned flags)
{
	struct span back_pattern = SPAN_EMPTY, back_path = SPAN_EMPTY;
	bool star = false;

	while (path.ptr || pattern.ptr) {
		struct span want, name;
		bool more = span_split(&pattern, '/', &want);

		if (more && span_is(want, "**")) {
			if (!pattern.ptr)
				return path.ptr !=
				       NULL; /* at the end: one name at least */
			back_pattern = pattern;
			back_path = path;
			star = true;
			continue;
		}
		if (!span_split(&path, '/', &name))
			return false;
		if (more && match_name(want, name, flags))
			continue;
		if (!star || !span_split(&back_path, '/', &name) || !back_path.ptr)
			return false; /* or the last double star takes one more */
		pattern = back_pattern;
		path = back_path;
	}
	return true;
}

bool glob_match(struct span pattern, struct span path, unsigned flags)
{
	char folder[LIMIT_PATTERN + 2];

	if (pattern.len > LIMIT_PATTERN)
		return false;
	if (flags & GLOB_TEXT)
		return match_name(pattern, path, flags);
	if (pattern.len > 0 && pattern.ptr[0] == '/')
		pattern = span_from(pattern, 1);
	if (pattern.len == 0 || path.len == 0)
		return false;
	if (pattern.ptr[pattern.len - 1] == '/') {
		memcpy(folder, pattern.ptr, pattern.len);
		memcpy(folder + pattern.len, "**", 2);
		pattern = (struct span){ folder, pattern.len + 2 };
	}
	return match_names(pattern, path, flags);
}

bool glob_is_pattern(struct span pattern)
{
	const char *unclosed = first_unclosed(pattern);

	while (pattern.len > 0) {
		char c = pattern.ptr[0];

		if (c == '*' || c == '?' || (c == '[' && pattern.ptr < unclosed))
			return true;
		take_literal(&pattern);
	}
	return false;
}
