#include "readers/prose.h"

#include "text/decode.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word_char(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

int64_t prose_words(struct span line)
{
	int64_t words = 0;
	bool counted = false;

	for (size_t i = 0; i < line.len; i++) {
		char c = line.ptr[i];

		if (c == ' ' || c == '\t')
			counted = false;
		else if (!counted && is_word_char(c)) {
			counted = true;
			words++;
		}
	}
	return words;
}

/* clang-format off: one mark a line; `word`: no letter or digit may touch it */
static const struct {
	const char *text;
	bool word, nocase;
} marks[] = {
	{ "TODO", true, false },
	{ "TBD", true, false },
	{ "TBC", true, false },
	{ "FIXME", true, false },
	{ "XXX", true, false },
	{ "lorem ipsum", true, true },
	{ "to be determined", true, true },
	{ "to be written", true, true },
	{ "[insert ", false, true },
	{ "[your ", false, true },
};

/* What "<name>" may be without being a blank to fill in. */
static const char *const html[] = {
	"a",    "abbr",   "b",       "blockquote", "body",  "br",   "center", "code",
	"col",  "dd",     "del",     "details",    "div",   "dl",   "dt",     "em",
	"font", "h1",     "h2",      "h3",         "h4",    "h5",   "h6",     "head",
	"hr",   "html",   "i",       "img",        "input", "ins",  "kbd",    "li",
	"ol",   "p",      "picture", "pre",        "s",     "samp", "small",  "source",
	"span", "strong", "sub",     "summary",    "sup",   "svg",  "table",  "tbody",
	"td",   "tfoot",  "th",      "thead",      "title", "tr",   "u",      "ul",
	"var",  "video",  NULL,
};
/* clang-format on */

static bool touches_word(struct span line, size_t at, size_t len)
{
	return (at > 0 && is_word_char(line.ptr[at - 1])) ||
	       (at + len < line.len && is_word_char(line.ptr[at + len]));
}

static int64_t count_mark(struct span line, const char *mark, bool word, bool nocase)
{
	size_t len = strlen(mark), from = 0;
	int64_t count = 0;

	for (;;) {
		struct span rest = span_from(line, from);
		ptrdiff_t at = nocase ? span_find_nocase(rest, mark)
				      : span_find(rest, span_of(mark));

		if (at < 0)
			return count;
		count += !word || !touches_word(line, from + (size_t)at, len);
		from += (size_t)at + len;
	}
}

/* "<your name>": letters, blanks, hyphens and underscores, and no element of HTML. */
static bool is_blank_to_fill(struct span inner)
{
	if (inner.len == 0 || inner.len > 60 || !is_letter(inner.ptr[0]))
		return false;
	for (size_t i = 0; i < inner.len; i++)
		if (!is_letter(inner.ptr[i]) && !strchr(" -_", inner.ptr[i]))
			return false;
	for (size_t i = 0; html[i]; i++)
		if (span_is_nocase(inner, html[i]))
			return false;
	return true;
}

static int64_t count_blanks(struct span line)
{
	int64_t count = 0;

	for (size_t i = 0; i < line.len; i++) {
		struct span rest = span_sub(line, i + 1, 64);
		ptrdiff_t close;

		if (line.ptr[i] != '<' || (i > 0 && is_word_char(line.ptr[i - 1])))
			continue; /* "vector<int>" leaves nothing blank */
		close = span_index(rest, '>');
		if (close > 0)
			count += is_blank_to_fill(span_sub(rest, 0, (size_t)close));
	}
	return count;
}

int64_t prose_placeholders(struct span line)
{
	int64_t count = count_blanks(line);

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		count +=
			count_mark(line, marks[i].text, marks[i].word, marks[i].nocase);
	return count;
}

/* ---- folding ---- */

/* One character off the front; 0xfffd where it is no UTF-8. */
static uint32_t next_point(struct span *text)
{
	unsigned char first = (unsigned char)text->ptr[0];
	size_t len = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	uint32_t point = first;

	if (decode_utf8(span_sub(*text, 0, len)) != len || len > text->len) {
		*text = span_from(*text, 1);
		return 0xfffd;
	}
	if (len > 1)
		point = first & (0x7fu >> len);
	for (size_t i = 1; i < len; i++)
		point = point << 6 | ((unsigned char)text->ptr[i] & 0x3f);
	*text = span_from(*text, len);
	return point;
}

static uint32_t lower(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) ||
	    (c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f))
		return c + 32;
	if (c >= 0x400 && c <= 0x40f)
		return c + 80;
	if (c >= 0x100 && c <= 0x17f && c % 2 == 0 && c != 0x130 && c != 0x138)
		return c + 1;
	return c;
}

enum sort { LETTER, GAP, NOTHING };

static enum sort sort_of(uint32_t c)
{
	if (c < 0x80)
		return is_word_char((char)c) ? LETTER : GAP;
	if (c < 0xc0 || c == 0xd7 || c == 0xf7)
		return c == 0xaa || c == 0xb5 || c == 0xba ? LETTER : GAP;
	if ((c >= 0x300 && c < 0x370) || (c >= 0xfe00 && c < 0xfe10) || c == 0x200d)
		return NOTHING;
	if ((c >= 0x2000 && c < 0x2c00) || (c >= 0x3000 && c < 0x3005) ||
	    (c >= 0xe000 && c < 0xf900) || (c >= 0x1f000 && c < 0x20000) || c == 0xfffd)
		return GAP;
	return LETTER;
}

struct span prose_fold(struct arena *arena, struct span text)
{
	/* A lowered letter is never longer than it was: both are two bytes. */
	char *folded = arena_alloc(arena, text.len + 4, 1);
	size_t len = 0;
	bool gap = false;

	while (text.len > 0) {
		uint32_t point = next_point(&text);
		enum sort sort = sort_of(point);

		if (sort == NOTHING)
			continue;
		if (sort == GAP) {
			gap = len > 0;
			continue;
		}
		if (gap)
			folded[len++] = ' ';
		gap = false;
		len += decode_put(folded + len, lower(point));
	}
	return (struct span){ folded, len };
}
