#include "plan/task.h"

#include "base/sixteen.h"

#include "plan/marks.h"
#include "text/utf8.h"

/* The pairs of brackets that people and converters write. */
static const struct {
	const char *open, *close;
} brackets[] = {
	{ "[", "]" },
	{ "\\[", "\\]" },
	{ "\xef\xbc\xbb", "\xef\xbc\xbd" },
};

static const struct {
	const char *glyph;
	enum claim claim;
} drawn[] = {
	{ "\xe2\x98\x90", CLAIM_OPEN },    { "\xe2\x98\x91", CLAIM_DONE },
	{ "\xe2\x98\x92", CLAIM_UNKNOWN }, { "\xe2\xac\x9c", CLAIM_OPEN },
	{ "\xe2\x97\xbb", CLAIM_OPEN },    { "\xe2\xac\x9b", CLAIM_UNKNOWN },
	{ "\xe2\x96\xa1", CLAIM_OPEN },
};

static struct span skip_emphasis(struct span text)
{
	size_t i = 0;

	while (i < text.len && i < 4 && (text.ptr[i] == '*' || text.ptr[i] == '_'))
		i++;
	return span_from(text, i);
}

/* The mark between the brackets: one character, blanks around it are odd. */
static bool read_mark(struct span inside, struct box *out)
{
	struct span mark = span_trim(inside);
	size_t len = 0;

	out->malformed = inside.len == 0 || (inside.len > 1 && mark.len != inside.len);
	if (mark.len == 0) {
		out->claim = CLAIM_OPEN;
		out->malformed |= inside.len != 1 && !span_is(inside, "\xe3\x80\x80");
		out->mark = inside;
		return true;
	}
	/* "[1] Smith et al.": a citation. */
	if (mark.ptr[0] >= '0' && mark.ptr[0] <= '9')
		return false;
	utf8_next(mark, &len);
	if (span_starts(span_from(mark, len), "\xef\xb8\x8f"))
		len += 3;
	if (len != mark.len)
		return false;
	if (span_is(mark, "\xef\xbd\x98") ||
	    span_is(mark, "\xef\xbc\xb8")) /* full-width x */
		mark = SPAN_LIT("x");
	else if (span_is(mark, "\xe3\x80\x80"))
		mark = SPAN_LIT(" ");
	out->mark = mark;
	out->claim = box_claim(mark);
	return true;
}

static bool read_behind(struct span rest, struct box *out)
{
	size_t i = 0;

	if (rest.len > 0 &&
	    (rest.ptr[0] == '(' || rest.ptr[0] == '[' || rest.ptr[0] == ':'))
		return false; /* a link, or a definition */
	if (rest.len > 1 && rest.ptr[0] == '*' && rest.ptr[1] == ' ') {
		out->optional = true;
		i = 1;
	}
	if (i < rest.len && rest.ptr[i] != ' ' && rest.ptr[i] != '\t' &&
	    rest.ptr[i] != '\n' && rest.ptr[i] != '*' && rest.ptr[i] != '\\') {
		out->glued = out->malformed = true;
	}
	while (i < rest.len && (rest.ptr[i] == ' ' || rest.ptr[i] == '\t'))
		i++;
	out->len += i;
	return true;
}

/* All of them begin with the same byte. */
static bool take_drawn(struct span text, struct span from, struct box *out)
{
	for (size_t i = 0; i < sizeof(drawn) / sizeof(drawn[0]); i++) {
		size_t len = strlen(drawn[i].glyph);

		if (!span_starts(text, drawn[i].glyph))
			continue;
		out->claim = drawn[i].claim;
		out->mark = span_sub(text, 0, len);
		if (span_starts(span_from(text, len), "\xef\xb8\x8f"))
			len += 3;
		while (len < text.len && text.ptr[len] == ' ')
			len++;
		out->len = (size_t)(text.ptr - from.ptr) + len;
		return true;
	}
	return false;
}

/* <input type="checkbox" checked>, as forges show it. */
static bool take_input(struct span text, struct span from, struct box *out)
{
	ptrdiff_t end = span_index(span_sub(text, 0, 200), '>');
	struct span tag;

	if (end < 0)
		return false;
	tag = span_sub(text, 0, (size_t)end);
	if (span_find_nocase(tag, "checkbox") < 0)
		return false;
	out->claim = span_find_nocase(tag, "checked") < 0 ? CLAIM_OPEN : CLAIM_DONE;
	out->mark = out->claim == CLAIM_DONE ? SPAN_LIT("x") : SPAN_LIT(" ");
	out->written = span_sub(text, 0, (size_t)end + 1);
	out->len = (size_t)(text.ptr - from.ptr) + (size_t)end + 1;
	while (out->len < from.len && from.ptr[out->len] == ' ')
		out->len++;
	return true;
}

bool box_take(struct span from, struct box *out)
{
	struct span text = skip_emphasis(from);

	*out = (struct box){ .claim = CLAIM_NONE };
	if (text.len == 0)
		return false;
	if (text.ptr[0] == '\xe2' && take_drawn(text, from, out))
		return true;
	if (text.ptr[0] == '<' && span_starts_nocase(text, "<input"))
		return take_input(text, from, out);
	for (size_t i = 0; i < sizeof(brackets) / sizeof(brackets[0]); i++) {
		size_t open, close;
		struct span inside;
		ptrdiff_t end;

		if (text.ptr[0] != brackets[i].open[0] ||
		    !span_starts(text, brackets[i].open))
			continue;
		open = strlen(brackets[i].open);
		close = strlen(brackets[i].close);
		end = span_find(span_sub(text, open, 16), span_of(brackets[i].close));
		if (end < 0)
			return false;
		inside = span_sub(text, open, (size_t)end);
		if (!read_mark(inside, out))
			return false;
		out->len = (size_t)(text.ptr - from.ptr) + open + (size_t)end + close;
		out->written = span_sub(text, 0, open + (size_t)end + close);
		return read_behind(span_from(from, out->len), out);
	}
	return false;
}

static struct span skip_list_mark(struct span line)
{
	for (;;) {
		size_t i = 0;

		while (i < line.len && (line.ptr[i] == ' ' || line.ptr[i] == '\t'))
			i++;
		line = span_from(line, i);
		i = 0;
		if (line.len > 1 && strchr("-+*>", line.ptr[0]) && line.ptr[1] == ' ') {
			line = span_from(line, 2);
			continue;
		}
		while (i < line.len && line.ptr[i] >= '0' && line.ptr[i] <= '9')
			i++;
		if (i == 0 || i + 1 >= line.len ||
		    (line.ptr[i] != '.' && line.ptr[i] != ')') ||
		    line.ptr[i + 1] != ' ')
			return line;
		line = span_from(line, i + 2);
	}
}

size_t box_count(struct span text)
{
	struct span line;
	size_t count = 0;

	while (span_line(&text, &line)) {
		struct box box;

		line = skip_list_mark(line);
		count += line.len > 0 &&
			 (line.ptr[0] == '[' || line.ptr[0] == '\xe2') &&
			 box_take(line, &box) && !box.glued;
	}
	return count;
}

/* The next byte from `i` on that a box may begin with; the end where there is none. */
static size_t next_box(struct span text, size_t i)
{
	for (; i + 16 <= text.len; i += 16) {
		sixteen bytes = sixteen_at(text.ptr + i);

		if (sixteen_any((bytes == '[') | (bytes == '\xe2')))
			break;
	}
	while (i < text.len && text.ptr[i] != '[' && text.ptr[i] != '\xe2')
		i++;
	return i;
}

struct box_choices box_choices(struct span source)
{
	struct box_choices out = { 0 };

	for (size_t i = 0; (i = next_box(source, i)) < source.len; i++) {
		struct box box;

		if (!box_take(span_from(source, i), &box) || box.glued)
			continue;
		out.boxes++;
		i += box.len - 1;
		out.open += box.claim == CLAIM_OPEN;
		if (box.claim != CLAIM_DONE)
			continue;
		out.ticked++;
		out.chosen = span_from(source, i + 1);
	}
	return out;
}
