#include "readers/source.h"

#include "base/path.h"

#define REGEX_MAX      300 /* bytes of a regular expression's literal */
#define CHAR_MAX_BYTES 8   /* of a character's literal, quotes included */

/* clang-format off: tables keep one row a line */
static const struct {
	const char *ext;
	enum language language;
} extensions[] = {
	{ ".js", LANGUAGE_JS },     { ".jsx", LANGUAGE_JS },
	{ ".mjs", LANGUAGE_JS },    { ".cjs", LANGUAGE_JS },
	{ ".ts", LANGUAGE_JS },     { ".tsx", LANGUAGE_JS },
	{ ".mts", LANGUAGE_JS },    { ".cts", LANGUAGE_JS },
	{ ".py", LANGUAGE_PYTHON }, { ".go", LANGUAGE_GO },
	{ ".rs", LANGUAGE_RUST },   { ".java", LANGUAGE_JAVA },
	{ ".kt", LANGUAGE_KOTLIN }, { ".kts", LANGUAGE_KOTLIN },
	{ ".cs", LANGUAGE_CSHARP }, { ".php", LANGUAGE_PHP },
	{ ".rb", LANGUAGE_RUBY },
};

/* What a language has. */
enum trait {
	SLASHES = 1 << 0,  /* comments from // and between slash-star and star-slash */
	HASH = 1 << 1,     /* comments from # */
	NESTED = 1 << 2,   /* comments in comments */
	TRIPLE = 1 << 3,   /* """ strings """ */
	LINES = 1 << 4,    /* strings that go over lines */
	BACKTICK = 1 << 5, /* `strings` */
	REGEX = 1 << 6,    /* /literals/ */
	RAW = 1 << 7,      /* r#"strings"# */
	VERBATIM = 1 << 8, /* @"strings" in which "" is a quote */
	HEREDOC = 1 << 9,
	LIFETIME = 1 << 10, /* 'a is no character */
	ENDED = 1 << 11,    /* =begin, =end */
};

static const unsigned traits[LANGUAGES] = {
	[LANGUAGE_JS] = SLASHES | BACKTICK | REGEX,
	[LANGUAGE_PYTHON] = HASH | TRIPLE,
	[LANGUAGE_GO] = SLASHES | BACKTICK,
	[LANGUAGE_RUST] = SLASHES | NESTED | LINES | RAW | LIFETIME,
	[LANGUAGE_JAVA] = SLASHES | TRIPLE,
	[LANGUAGE_KOTLIN] = SLASHES | NESTED | TRIPLE | BACKTICK,
	[LANGUAGE_CSHARP] = SLASHES | TRIPLE | VERBATIM,
	[LANGUAGE_PHP] = SLASHES | HASH | LINES | HEREDOC,
	[LANGUAGE_RUBY] = HASH | REGEX | HEREDOC | ENDED | BACKTICK,
};
/* clang-format on */

struct lexer {
	struct span text;
	char *mask;
	enum language language;
	unsigned has;
	size_t at;
	char before;      /* the last byte of code that is no blank */
	bool word_before; /* it ends a word after which an expression starts */
};

bool source_language(struct span path, enum language *out)
{
	struct span ext = path_ext(path);

	for (size_t i = 0; i < sizeof(extensions) / sizeof(extensions[0]); i++) {
		if (span_is_nocase(ext, extensions[i].ext)) {
			*out = extensions[i].language;
			return true;
		}
	}
	return false;
}

/* ---- looking ---- */

static char at(const struct lexer *l, size_t i)
{
	return i < l->text.len ? l->text.ptr[i] : '\0';
}

static bool here(const struct lexer *l, const char *what)
{
	return span_starts(span_from(l->text, l->at), what);
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

static bool at_line_start(const struct lexer *l)
{
	return l->at == 0 || l->text.ptr[l->at - 1] == '\n';
}

/* ---- masking: every function goes on at l->at ---- */

/* Blanks for the bytes up to `end`, line ends excepted. */
static void blank_to(struct lexer *l, size_t end)
{
	if (end > l->text.len)
		end = l->text.len;
	for (; l->at < end; l->at++)
		if (l->text.ptr[l->at] != '\n' && l->text.ptr[l->at] != '\r')
			l->mask[l->at] = ' ';
}

/* Offset of the next `what` from `from` on; the end where there is none. */
static size_t find(const struct lexer *l, size_t from, const char *what)
{
	ptrdiff_t found = span_find(span_from(l->text, from), span_of(what));

	return found < 0 ? l->text.len : from + (size_t)found;
}

static size_t line_end(const struct lexer *l, size_t from)
{
	ptrdiff_t end = span_index(span_from(l->text, from), '\n');

	return end < 0 ? l->text.len : from + (size_t)end;
}

static void block_comment(struct lexer *l)
{
	unsigned depth = 1;
	size_t i = l->at + 2;

	if (!(l->has & NESTED)) {
		blank_to(l, find(l, i, "*/") + 2);
		return;
	}
	for (; i < l->text.len && depth > 0; i++) {
		if (at(l, i) == '/' && at(l, i + 1) == '*') {
			depth++;
			i++;
		} else if (at(l, i) == '*' && at(l, i + 1) == '/') {
			depth--;
			i++;
		}
	}
	blank_to(l, i);
}

/* Behind the string at `i`, which ends on its line; else behind its quote. */
static size_t skip_quoted(const struct lexer *l, size_t i)
{
	for (size_t end = i + 1; end < l->text.len; end++) {
		if (l->text.ptr[end] == '\n')
			break;
		if (l->text.ptr[end] == l->text.ptr[i])
			return end;
	}
	return i;
}

/* Behind the "}" of a "${" or "#{" at `i`. */
static size_t skip_braces(const struct lexer *l, size_t i, bool over_lines)
{
	unsigned depth = 0;

	for (; i < l->text.len; i++) {
		char c = l->text.ptr[i];

		if (c == '"' || (c == '\'' && l->language != LANGUAGE_KOTLIN))
			i = skip_quoted(l, i);
		else if (c == '{')
			depth++;
		else if (c == '}' && --depth == 0)
			return i + 1;
		else if (c == '\n' && !over_lines)
			return i;
	}
	return i;
}

/* Where the string that opens at l->at ends: behind its quote, or at the line end. */
static size_t string_end(const struct lexer *l, char quote, bool over_lines)
{
	size_t i = l->at + 1;
	bool holds_code = (l->language == LANGUAGE_RUBY && quote == '"') ||
			  (l->language == LANGUAGE_JS && quote == '`') ||
			  (l->language == LANGUAGE_KOTLIN && quote == '"');
	char mark = l->language == LANGUAGE_RUBY ? '#' : '$';
	bool escapes = !(l->language == LANGUAGE_GO && quote == '`');

	while (i < l->text.len) {
		char c = l->text.ptr[i];

		if (c == quote)
			return i + 1;
		if (c == '\n' && !over_lines)
			return i;
		if (c == '\\' && escapes && at(l, i + 1) != '\n')
			i += 2;
		else if (c == mark && holds_code && at(l, i + 1) == '{')
			i = skip_braces(l, i + 1, over_lines);
		else
			i++;
	}
	return l->text.len;
}

/* Blank a string from l->at to `end`, its outermost quotes excepted. */
static void mask_string(struct lexer *l, size_t end, size_t quotes)
{
	bool closed =
		end >= l->at + 2 * quotes && l->text.ptr[end - 1] == l->text.ptr[l->at];

	l->before = l->text.ptr[l->at];
	l->word_before = false;
	l->at += quotes;
	blank_to(l, closed ? end - quotes : end);
	l->at = end;
}

/* r"..." and r#"..."#, which l->at stands on; false where it is none. */
static bool raw_string(struct lexer *l)
{
	size_t i = l->at + 1, hashes = 0;
	char close[34] = "\"";

	while (at(l, i) == '#' && hashes < 32) {
		hashes++;
		i++;
	}
	if (at(l, i) != '"' ||
	    (l->at > 0 && is_word(at(l, l->at - 1)) && at(l, l->at - 1) != 'b'))
		return false;
	memset(close + 1, '#', hashes);
	blank_to(l, find(l, i + 1, close) + 1 + hashes);
	l->before = '"';
	return true;
}

/* @"a ""b"" c": up to a quote that stands alone. */
static void verbatim(struct lexer *l)
{
	size_t i = l->at + 1;

	for (; i < l->text.len; i++) {
		if (l->text.ptr[i] != '"')
			continue;
		if (at(l, i + 1) != '"')
			break;
		i++;
	}
	mask_string(l, i < l->text.len ? i + 1 : i, 1);
}

static bool is_verbatim(const struct lexer *l)
{
	return (l->has & VERBATIM) && l->at > 0 &&
	       (at(l, l->at - 1) == '@' ||
		(at(l, l->at - 1) == '$' && l->at > 1 && at(l, l->at - 2) == '@'));
}

/* 'x' or a lifetime. */
static void tick(struct lexer *l)
{
	size_t i = l->at + 2;

	if (at(l, l->at + 1) == '\\')
		i++;
	while (i < l->at + CHAR_MAX_BYTES + 4 && i < l->text.len &&
	       l->text.ptr[i] != '\'' && l->text.ptr[i] != '\n')
		i++;
	if (at(l, i) == '\'' &&
	    (at(l, l->at + 1) == '\\' || !is_word(at(l, l->at + 1)) || i == l->at + 2 ||
	     (unsigned char)at(l, l->at + 1) >= 0x80))
		mask_string(l, i + 1, 1);
	else
		l->at++;
}

static bool quoted(struct lexer *l)
{
	char quote = l->text.ptr[l->at];
	char three[4] = { quote, quote, quote, '\0' };
	bool over_lines =
		(l->has & LINES) || (quote == '`' && l->language != LANGUAGE_KOTLIN);

	if (quote == '`' && !(l->has & BACKTICK))
		return false;
	if (quote == '\'' && (l->has & LIFETIME)) {
		tick(l);
		return true;
	}
	if ((l->has & TRIPLE) && quote != '`' && here(l, three) &&
	    (quote == '"' || l->language == LANGUAGE_PYTHON)) {
		size_t end = find(l, l->at + 3, three);

		mask_string(l, end < l->text.len ? end + 3 : end, 3);
		return true;
	}
	if (quote == '"' && is_verbatim(l))
		verbatim(l);
	else
		mask_string(l, string_end(l, quote, over_lines), 1);
	return true;
}

/* /literal/ where an expression may start; false where it is a division. */
static bool regex(struct lexer *l)
{
	size_t end = l->at + REGEX_MAX < l->text.len ? l->at + REGEX_MAX : l->text.len;
	bool in_class = false;

	if (l->before != '\0' && !strchr("(,=:[!&|?{};+-*%<>~^\n", l->before) &&
	    !l->word_before)
		return false;
	for (size_t i = l->at + 1; i < end && l->text.ptr[i] != '\n'; i++) {
		char c = l->text.ptr[i];

		if (c == '\\')
			i++;
		else if (c == '[')
			in_class = true;
		else if (c == ']')
			in_class = false;
		else if (c == '/' && !in_class) {
			blank_to(l, i + 1);
			l->before = '/';
			l->word_before = false;
			return true;
		}
	}
	return false;
}

/* <<~ID, <<-ID, <<ID, <<<ID, <<<'ID': its lines up to the one that says ID. */
static bool heredoc(struct lexer *l)
{
	bool php = l->language == LANGUAGE_PHP;
	size_t i = l->at + (php ? 3 : 2);
	struct span id, rest, line;
	bool bare = true;

	if (!here(l, php ? "<<<" : "<<"))
		return false;
	while (php ? at(l, i) == ' ' : (at(l, i) == '~' || at(l, i) == '-')) {
		bare = false;
		i++;
	}
	if (at(l, i) == '\'' || at(l, i) == '"')
		i++;
	id = span_from(l->text, i);
	for (id.len = 0; is_word(at(l, i + id.len));)
		id.len++;
	/* "a <<b" appends: without a sign the name has to be in capitals. */
	if (id.len == 0 || (!php && bare && !(id.ptr[0] >= 'A' && id.ptr[0] <= 'Z')))
		return false;
	l->at = line_end(l, i);
	rest = span_from(l->text, l->at);
	while (span_line(&rest, &line)) {
		struct span word = span_trim(line);

		if (word.len >= id.len && span_eq(span_sub(word, 0, id.len), id) &&
		    (word.len == id.len || !is_word(word.ptr[id.len]))) {
			blank_to(l, (size_t)(line.ptr - l->text.ptr) + line.len);
			return true;
		}
	}
	blank_to(l, l->text.len);
	return true;
}

static bool comment(struct lexer *l)
{
	if ((l->has & SLASHES) && here(l, "/*"))
		block_comment(l);
	else if (((l->has & SLASHES) && here(l, "//")) ||
		 ((l->has & HASH) && here(l, "#") &&
		  !(l->language == LANGUAGE_PHP && here(l, "#["))))
		blank_to(l, line_end(l, l->at));
	else if ((l->has & ENDED) && at_line_start(l) && here(l, "=begin"))
		blank_to(l, line_end(l, find(l, l->at, "\n=end") + 1));
	else
		return false;
	return true;
}

/* Words after which a slash starts a regular expression. */
static bool wants_expression(struct span word)
{
	static const char *const words[] = { "return", "typeof", "case", "in",  "of",
					     "if",     "unless", "when", "and", "or",
					     "not",    "match",  NULL };

	for (size_t i = 0; words[i]; i++)
		if (span_is(word, words[i]))
			return true;
	return false;
}

static void plain(struct lexer *l)
{
	size_t start = l->at;
	char c = l->text.ptr[l->at];

	if (!is_word(c)) {
		if (c == '\n' && l->language == LANGUAGE_RUBY)
			l->before = c;
		else if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
			l->before = c;
		if (c != ' ' && c != '\t')
			l->word_before = false;
		l->at++;
		return;
	}
	while (is_word(at(l, l->at)))
		l->at++;
	l->before = 'a';
	l->word_before = wants_expression(span_sub(l->text, start, l->at - start));
}

struct span source_mask(struct span text, enum language language, struct arena *arena)
{
	struct lexer l = { .text = text,
			   .mask = arena_string(arena, text),
			   .language = language,
			   .has = traits[language] };

	while (l.at < text.len) {
		char c = text.ptr[l.at];

		if ((c == '/' || c == '#' || c == '=') && comment(&l))
			continue;
		if ((c == '"' || c == '\'' || c == '`') && quoted(&l))
			continue;
		if (c == '/' && (l.has & REGEX) && regex(&l))
			continue;
		if (c == '<' && (l.has & HEREDOC) && heredoc(&l))
			continue;
		if ((c == 'r') && (l.has & RAW) && raw_string(&l))
			continue;
		plain(&l);
	}
	return (struct span){ l.mask, text.len };
}
