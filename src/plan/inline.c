#include "plan/inline.h"

#include "base/sixteen.h"
#include "text/utf8.h"

/* How far the end of a link's text or a tag is looked for: keeps it linear. */
#define LOOK_AHEAD 600

static size_t run_of(struct span text, char c)
{
	size_t n = 0;

	while (n < text.len && text.ptr[n] == c)
		n++;
	return n;
}

/* The closing run of exactly `n` backticks behind `from`; 0 where there is none. */
static size_t code_end(struct span text, size_t from, size_t n)
{
	ptrdiff_t tick;

	for (size_t i = from; (tick = span_index(span_from(text, i), '`')) >= 0;) {
		size_t run = run_of(span_from(text, i + (size_t)tick), '`');

		i += (size_t)tick;
		if (run == n)
			return i;
		i += run;
	}
	return 0;
}

static bool take_code(struct pieces *p, struct span rest, struct piece *out)
{
	size_t n = run_of(rest, '`'), end;
	struct span text;

	if (n > 31 || (p->unclosed & 1u << n))
		return false;
	end = code_end(rest, n, n);
	if (end == 0) {
		p->unclosed |= 1u << n;
		return false;
	}
	text = span_sub(rest, n, end - n);
	if (text.len > 2 && text.ptr[0] == ' ' && text.ptr[text.len - 1] == ' ')
		text = span_sub(text, 1, text.len - 2);
	*out = (struct piece){ .kind = PIECE_CODE,
			       .raw = span_sub(rest, 0, end + n),
			       .text = text };
	return true;
}

/* Index of the bracket that closes the one at the front; 0 where there is none. */
static size_t closing(struct span text, char open, char close)
{
	size_t depth = 0;

	for (size_t i = 0; i < text.len && i < LOOK_AHEAD; i++) {
		char c = text.ptr[i];

		if (c == '\\' && i + 1 < text.len)
			i++;
		else if (c == open)
			depth++;
		else if (c == close && --depth == 0)
			return i;
		else if (close == ')' && c == '\n')
			return 0;
	}
	return 0;
}

static struct span link_target(struct span inside)
{
	size_t end = 0;

	inside = span_trim(inside);
	if (inside.len > 1 && inside.ptr[0] == '<') {
		ptrdiff_t gt = span_index(inside, '>');

		return gt > 0 ? span_sub(inside, 1, (size_t)gt - 1) : inside;
	}
	while (end < inside.len && inside.ptr[end] != ' ' && inside.ptr[end] != '\t')
		end++;
	return span_sub(inside, 0, end);
}

static bool take_link(struct span rest, struct piece *out)
{
	bool image = rest.ptr[0] == '!';
	struct span text = span_from(rest, image);
	size_t end = closing(text, '[', ']'), len;
	struct span behind;

	if (end == 0)
		return false;
	behind = span_from(text, end + 1);
	len = behind.len > 0 && behind.ptr[0] == '(' ? closing(behind, '(', ')') : 0;
	if (len == 0)
		return false;
	*out = (struct piece){ .kind = image ? PIECE_IMAGE : PIECE_LINK,
			       .raw = span_sub(rest, 0, image + end + 1 + len + 1),
			       .text = span_sub(text, 1, end - 1),
			       .url = link_target(span_sub(behind, 1, len - 1)) };
	return true;
}

static bool starts_url(struct span text)
{
	return span_starts(text, "https://") || span_starts(text, "http://") ||
	       span_starts(text, "ftp://") || span_starts(text, "mailto:");
}

static bool take_bare_url(struct span rest, struct piece *out)
{
	size_t end = 0;

	if (!starts_url(rest))
		return false;
	while (end < rest.len && (unsigned char)rest.ptr[end] > ' ' &&
	       rest.ptr[end] != '<' && rest.ptr[end] != '>' && rest.ptr[end] != '"' &&
	       rest.ptr[end] != '`' && rest.ptr[end] != '|')
		end++;
	while (end > 0 && strchr(".,;:!?)*_]", rest.ptr[end - 1]))
		end--;
	*out = (struct piece){ .kind = PIECE_URL, .raw = span_sub(rest, 0, end) };
	out->text = out->url = out->raw;
	return true;
}

static bool take_angle(struct pieces *p, struct span rest, struct piece *out)
{
	ptrdiff_t end;

	if (span_starts(rest, "<!--")) {
		end = p->no_comment ? -1 : span_find(rest, SPAN_LIT("-->"));
		p->no_comment |= end < 0;
		if (end < 0)
			return false;
		*out = (struct piece){ .kind = PIECE_HTML,
				       .raw = span_sub(rest, 0, (size_t)end + 3) };
		return true;
	}
	if (rest.len < 3 || (rest.ptr[1] != '/' && !utf8_is_letter(rest.ptr[1])))
		return false;
	end = span_index(span_sub(rest, 0, LOOK_AHEAD), '>');
	if (end < 0)
		return false;
	*out = (struct piece){ .kind = PIECE_HTML,
			       .raw = span_sub(rest, 0, (size_t)end + 1) };
	if (starts_url(span_from(rest, 1))) {
		out->kind = PIECE_URL;
		out->text = out->url = span_sub(rest, 1, (size_t)end - 1);
	} else if (span_index(out->raw, ' ') < 0 && rest.ptr[1] != '/' &&
		   span_index(out->raw, '@') >= 0) {
		return false; /* <name@example.org> is text */
	}
	return true;
}

static bool take_special(struct pieces *p, struct span rest, struct piece *out)
{
	switch (rest.ptr[0]) {
	case '`':
		return take_code(p, rest, out);
	case '<':
		return take_angle(p, rest, out);
	case '!':
		return rest.len > 1 && rest.ptr[1] == '[' && take_link(rest, out);
	case '[':
		return take_link(rest, out);
	case 'h':
	case 'f':
	case 'm':
		return take_bare_url(rest, out);
	default:
		return false;
	}
}

/* Bytes that may begin a piece, or hide one; the rest is text. */
static const bool special[256] = {
	['`'] = true, ['<'] = true, ['!'] = true, ['['] = true,
	['h'] = true, ['f'] = true, ['m'] = true, ['\\'] = true,
};

/* The same where no URL stands. */
static const bool special_but_urls[256] = {
	['`'] = true, ['<'] = true, ['!'] = true, ['['] = true, ['\\'] = true,
};

/* "://" or "mailto:". */
static bool may_have_url(struct span text)
{
	ptrdiff_t at;

	for (; (at = span_index(text, ':')) >= 0;
	     text = span_from(text, (size_t)at + 1))
		if (((size_t)at + 1 < text.len && text.ptr[at + 1] == '/') ||
		    (at > 0 && text.ptr[at - 1] == 'o'))
			return true;
	return false;
}

struct pieces pieces_of(struct span source)
{
	bool urls = may_have_url(source);

	return (struct pieces){ .source = source,
				.begins = urls ? special : special_but_urls };
}

/* Bytes at the front, sixteen by sixteen, that are in neither table. */
static size_t dull_len(struct span text)
{
	size_t i = 0;

	for (; i + 16 <= text.len; i += 16) {
		sixteen bytes = sixteen_at(text.ptr + i);

		if (sixteen_any((bytes == '`') | (bytes == '<') | (bytes == '!') |
				(bytes == '[') | (bytes == '\\')))
			break;
	}
	return i;
}

/* The next such byte; most letters in front of no URL fall here. */
static size_t plain_len(struct span text, const bool *begins)
{
	size_t i = begins == special_but_urls ? dull_len(text) : 0;

	for (; i < text.len; i++) {
		char c = text.ptr[i], behind;

		if (!begins[(unsigned char)c])
			continue;
		behind = i + 1 < text.len ? text.ptr[i + 1] : ' ';
		if (((c == 'h' || c == 'f') && behind != 't') ||
		    (c == 'm' && behind != 'a'))
			continue;
		return i;
	}
	return text.len;
}

bool piece_next(struct pieces *p, struct piece *out)
{
	size_t at = p->at;

	if (at >= p->source.len)
		return false;
	while (p->at < p->source.len) {
		struct span rest = span_from(p->source, p->at);
		size_t plain = plain_len(rest, p->begins);
		struct piece piece;
		char c;

		p->at += plain;
		if (plain == rest.len)
			break;
		rest = span_from(rest, plain);
		c = rest.ptr[0];
		if (c == '\\' && rest.len > 1) {
			p->at += 2;
			continue;
		}
		if (take_special(p, rest, &piece)) {
			if (p->at > at)
				break; /* the text before it first */
			piece.at = at;
			p->at += piece.raw.len;
			*out = piece;
			return true;
		}
		p->at += c == '`' ? run_of(rest, '`') : 1;
	}
	*out = (struct piece){ .kind = PIECE_TEXT, .at = at };
	out->raw = out->text = span_sub(p->source, at, p->at - at);
	return true;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_word(unsigned char c)
{
	return (c >= '0' && c <= '9') || c >= 0x80 || utf8_is_letter(c);
}

/* Whether the run of marks at `i` is emphasis, which people do not see. */
static bool is_emphasis(struct span text, size_t i, size_t run)
{
	char c = text.ptr[i];
	/* At the edge of a piece a code span or a link stands beside it, or nothing. */
	char before = i > 0 ? text.ptr[i - 1] : '.';
	char behind = i + run < text.len ? text.ptr[i + run] : '.';

	if (c == '~')
		return run == 2;
	/* Three underscores are a blank to fill in. */
	if (run > (c == '_' ? 2 : 3) || (is_space(before) && is_space(behind)))
		return false;
	if (c == '_')
		return !(is_word((unsigned char)before) &&
			 is_word((unsigned char)behind));
	return before != '/' && behind != '/' &&
	       !(before >= '0' && before <= '9' && behind >= '0' && behind <= '9');
}

/* "&#9989;", "&#x2705;": the sign itself, unless it would disguise what is read. */
static size_t numeric_entity(struct span text, char out[5])
{
	bool hex = text.len > 2 && (text.ptr[2] == 'x' || text.ptr[2] == 'X');
	size_t from = hex ? 3 : 2, len;
	ptrdiff_t end = span_index(span_sub(text, 0, 12), ';');
	uint64_t point = 0;

	if (!span_starts(text, "&#") || end <= (ptrdiff_t)from)
		return 0;
	for (size_t i = from; i < (size_t)end; i++) {
		char c = text.ptr[i] | 0x20;
		unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0')
				 : hex && c >= 'a' && c <= 'f'
					 ? (unsigned)(c - 'a') + 10
					 : 16;

		if (digit >= (hex ? 16U : 10U))
			return 0;
		point = point * (hex ? 16 : 10) + digit;
	}
	if (point < 0x20 || (point >= 0x7f && point < 0xa0) || point > 0x10ffff ||
	    utf8_is_bidi((int32_t)point))
		return 0;
	len = utf8_encode((uint32_t)point, out);
	out[len] = '\0';
	return len > 0 ? (size_t)end + 1 : 0;
}

/* "&amp;", a number, and the few other names that plans hold. */
static size_t entity(struct span text, char out[5])
{
	static const struct {
		const char *name, *text;
	} entities[] = {
		{ "&amp;", "&" },
		{ "&lt;", "<" },
		{ "&gt;", ">" },
		{ "&quot;", "\"" },
		{ "&apos;", "'" },
		{ "&nbsp;", " " },
		{ "&le;", "\xe2\x89\xa4" },
		{ "&ge;", "\xe2\x89\xa5" },
		{ "&ndash;", "\xe2\x80\x93" },
		{ "&mdash;", "\xe2\x80\x94" },
		{ "&hellip;", "\xe2\x80\xa6" },
		{ "&check;", "\xe2\x9c\x93" },
		{ "&checkmark;", "\xe2\x9c\x93" },
		{ "&cross;", "\xe2\x9c\x97" },
	};

	for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
		if (!span_starts(text, entities[i].name))
			continue;
		memcpy(out, entities[i].text, strlen(entities[i].text) + 1);
		return strlen(entities[i].name);
	}
	return numeric_entity(text, out);
}

struct sink {
	char *out;
	size_t len;
};

static void put(struct sink *sink, char c)
{
	bool space = is_space(c);

	if (space && (sink->len == 0 || sink->out[sink->len - 1] == ' '))
		return;
	sink->out[sink->len++] = space ? ' ' : c;
}

/* A byte with a meaning, and what belongs to it; the bytes read. */
static size_t put_marked(struct sink *sink, struct span text, size_t i)
{
	char c = text.ptr[i];
	size_t run =
		c == '*' || c == '_' || c == '~' ? run_of(span_from(text, i), c) : 0;
	size_t len;
	char seen[5];

	if (c == ' ') {
		put(sink, c);
		return 1;
	}
	if (run > 0) {
		for (size_t n = 0; n < run && !is_emphasis(text, i, run); n++)
			put(sink, c);
		return run;
	}
	len = c == '&' ? entity(span_from(text, i), seen) : 0;
	if (len > 0) {
		for (const char *at = seen; *at; at++)
			put(sink, *at);
		return len;
	}
	if (c == '\\' && i + 1 < text.len &&
	    strchr("\\`*_{}[]()#+-.!|<>~\n", text.ptr[i + 1])) {
		put(sink, text.ptr[i + 1]);
		return 2;
	}
	put(sink, c);
	return 1;
}

/* Bytes of text that may mean more than themselves. */
static const bool marked[256] = {
	['*'] = true, ['_'] = true,  ['~'] = true,  ['&'] = true,  ['\\'] = true,
	[' '] = true, ['\t'] = true, ['\n'] = true, ['\r'] = true,
};

/*
 * Bytes at the front, sixteen by sixteen, that mean themselves; with blanks, where
 * none stands behind another or at the front.
 */
static size_t unmarked_len(struct span text)
{
	size_t i = 0;

	for (; i + 17 <= text.len; i += 16) {
		sixteen bytes = sixteen_at(text.ptr + i);
		sixteen behind = sixteen_at(text.ptr + i + 1);

		if (sixteen_any((bytes == '*') | (bytes == '_') | (bytes == '~') |
				(bytes == '&') | (bytes == '\\') | (bytes == '\t') |
				(bytes == '\n') | (bytes == '\r') |
				((bytes == ' ') & (behind == ' '))))
			break;
	}
	return text.len > 0 && text.ptr[0] == ' ' ? 0 : i;
}

static void put_text(struct sink *sink, struct span text)
{
	for (size_t i = 0; i < text.len;) {
		size_t end = i + unmarked_len(span_from(text, i));

		/* A blank behind what is none stands as it is. */
		while (end < text.len &&
		       (!marked[(unsigned char)text.ptr[end]] ||
			(text.ptr[end] == ' ' && end > i && text.ptr[end - 1] != ' ')))
			end++;
		memcpy(sink->out + sink->len, text.ptr + i, end - i);
		sink->len += end - i;
		i = end < text.len ? end + put_marked(sink, text, end) : end;
	}
}

/* Whether people see the text as it stands, or find no piece that is no prose in it. */
static bool is_seen(struct span text, bool prose)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i], behind;

		if (!marked[(unsigned char)c] && !special[(unsigned char)c])
			continue;
		behind = i + 1 < text.len ? text.ptr[i + 1] : ' ';
		if (c == ' '               ? behind == ' '
		    : c == 'h' || c == 'f' ? prose && behind == 't'
		    : c == 'm'             ? prose && behind == 'a'
					   : c != '!' || behind == '[')
			return false;
	}
	return true;
}

/* What people see of a piece; a second sink leaves out what is no prose. */
static void put_piece(struct sink *sink, const struct piece *piece, bool prose)
{
	switch (piece->kind) {
	case PIECE_TEXT:
	case PIECE_LINK:
	case PIECE_IMAGE:
		put_text(sink, piece->text);
		break;
	case PIECE_CODE:
	case PIECE_URL:
		for (size_t i = 0; !prose && i < piece->text.len; i++)
			put(sink, piece->text.ptr[i]);
		if (prose && piece->kind == PIECE_CODE)
			put(sink, ' ');
		break;
	case PIECE_HTML:
		if (span_starts_nocase(piece->raw, "<br"))
			put(sink, ' ');
		break;
	}
}

struct span inline_plain(struct arena *arena, struct span source)
{
	struct pieces pieces = pieces_of(source);
	struct sink sink = { NULL, 0 };
	struct piece piece;

	if (source.ptr && is_seen(source, false))
		return span_trim(source);
	sink.out = arena_room(arena, source.len + 1, 1);
	while (piece_next(&pieces, &piece))
		put_piece(&sink, &piece, false);
	return span_trim((struct span){ sink.out, sink.len });
}

struct seen inline_seen(struct arena *arena, struct span source)
{
	struct pieces pieces = pieces_of(source);
	struct sink plain = { NULL, 0 }, prose = { NULL, 0 };
	struct piece piece;
	struct seen seen;

	if (source.ptr && is_seen(source, true)) {
		seen.plain = seen.prose = span_trim(source);
		return seen;
	}
	plain.out = arena_room(arena, source.len + 1, 1);
	while (piece_next(&pieces, &piece)) {
		/* Up to the first piece that is no prose they are the same. */
		if (!prose.out &&
		    (piece.kind == PIECE_CODE || piece.kind == PIECE_URL)) {
			prose.out = arena_room(arena, source.len + 1, 1);
			prose.len = plain.len;
			memcpy(prose.out, plain.out, plain.len);
		}
		put_piece(&plain, &piece, false);
		if (prose.out)
			put_piece(&prose, &piece, true);
	}
	if (!prose.out)
		prose = plain;
	seen.plain = span_trim((struct span){ plain.out, plain.len });
	seen.prose = span_trim((struct span){ prose.out, prose.len });
	return seen;
}
