/* secret_named.c - secrets that the name before them gives away. */
#include "text/secret_rule.h"

#define NAME_MAX_LEN 48    /* bytes of a name that are looked at */
#define VALUE_MAX    512   /* bytes of a value by which it is judged */
#define VALUE_WHOLE  65536 /* bytes of one that is a secret */
#define APART_MAX    64    /* bytes between a name and its value */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* clang-format off: letters, digits, '_', '-' and '.' */
static const bool name_char[256] = {
	['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1,
	['7'] = 1, ['8'] = 1, ['9'] = 1, ['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1,
	['E'] = 1, ['F'] = 1, ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1, ['K'] = 1,
	['L'] = 1, ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1,
	['S'] = 1, ['T'] = 1, ['U'] = 1, ['V'] = 1, ['W'] = 1, ['X'] = 1, ['Y'] = 1,
	['Z'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1,
	['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1,
	['n'] = 1, ['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1,
	['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1, ['_'] = 1,
	['-'] = 1, ['.'] = 1,
};
/* clang-format on */

static bool is_name_char(char c)
{
	return name_char[(unsigned char)c];
}

static bool is_quote(char c)
{
	return c == '"' || c == '\'' || c == '`';
}

/* ---- values ------------------------------------------------------------- */

struct look {
	size_t digits, lowers, uppers, others, distinct;
};

static void look_at(struct look *out, struct span value)
{
	bool seen[256] = { false };

	*out = (struct look){ 0 };
	for (size_t i = 0; i < value.len; i++) {
		char c = value.ptr[i];

		out->digits += is_digit(c);
		out->lowers += is_lower(c);
		out->uppers += is_upper(c);
		out->others += !is_digit(c) && !is_lower(c) && !is_upper(c);
		out->distinct += !seen[(unsigned char)c];
		seen[(unsigned char)c] = true;
	}
}

/* clang-format off: one word a line would be a page */
static const char *const placeholders[] = {
	"none",      "null",      "nil",        "true",     "false",     "yes",
	"no",        "on",        "off",        "string",   "text",      "required",
	"optional",  "hidden",    "masked",     "secret",   "password",  "passwd",
	"pass",      "pwd",       "token",      "changeme", "change-me", "example",
	"enabled",   "disabled",  "unset",      "missing",  "empty",     "tbd",
	"todo",      "default",   "undefined",  "expired",  "revoked",   "rotated",
	"valid",     "invalid",   "verified",   "inherit",  "basic",     "bearer",
	"digest",    "oauth",     "oauth2",     "apikey",   "prompt",    "write",
	"read",      "unknown",   "redacted",   "removed",  "confirmed", "stored",
	"generated", "mandatory", "configured", "complete", "completed", "approved",
	"pending",   NULL,
};

/* Anywhere in a value: it stands for another. */
static const char *const stands_for[] = {
	"${",       "{{",        "$(",        "withheld", "redacted",    "placeholder",
	"changeme", "change_me", "change-me", "xxxx",     "****",        "....",
	"<your",    "your-",     "your_",     "://",      "process.env", "os.environ",
	"getenv",   "secrets.",  "vault:",    NULL,
};

/* What a digest says of itself. */
static const char *const digests[] = {
	"sha1:",   "sha256:", "sha384:", "sha512:",   "md5:", "sha1-",
	"sha256-", "sha384-", "sha512-", "urn:uuid:", NULL,
};
/* clang-format on */

bool secret_is_placeholder(struct span value)
{
	bool same = true;

	if (value.len == 0 || strchr("$<%{[(@&#", value.ptr[0]))
		return true;
	for (size_t i = 1; i < value.len && same; i++)
		same = value.ptr[i] == value.ptr[0];
	if (same)
		return true;
	for (size_t i = 0; placeholders[i]; i++)
		if (span_is_nocase(value, placeholders[i]))
			return true;
	for (size_t i = 0; stands_for[i]; i++)
		if (span_find_nocase(value, stands_for[i]) >= 0)
			return true;
	for (size_t i = 0; digests[i]; i++)
		if (span_starts_nocase(value, digests[i]))
			return true;
	return false;
}

bool secret_is_word(struct span value)
{
	for (size_t i = 0; i < value.len; i++)
		if (!is_lower(value.ptr[i]) && !is_upper(value.ptr[i]) &&
		    !strchr("-_./", value.ptr[i]))
			return false;
	return true;
}

bool secret_is_random(struct span value)
{
	struct look look;

	if (value.len < 16)
		return false;
	look_at(&look, value);
	if (look.distinct < 8 || span_index(value, ' ') >= 0)
		return false;
	if (look.digits > 0 && look.lowers + look.uppers > 0)
		return true;
	return value.len >= 24 && look.lowers > 4 && look.uppers > 4 &&
	       look.distinct >= 14 && look.others <= 2;
}

/* ---- names -------------------------------------------------------------- */

enum family { FAMILY_NONE, FAMILY_PASSWORD, FAMILY_KEY, FAMILY_LOOSE };

struct name {
	enum family family;
	size_t start; /* of the name, without its quote */
	bool flag;    /* --password */
	bool upper;   /* DB_PASSWORD */
	bool small;   /* password; prose begins with a capital */
	bool alone;   /* nothing but blanks, '-' and the like before it */
	bool query;   /* ?token= or &token= */
};

/* clang-format off: how names end, in small letters without '_', '-' and '.' */
static const struct {
	const char *word;
	enum family family;
	bool whole; /* the name is nothing else */
} endings[] = {
	{ "password", FAMILY_PASSWORD, false },
	{ "passwd", FAMILY_PASSWORD, false },
	{ "passphrase", FAMILY_PASSWORD, false },
	{ "pwd", FAMILY_PASSWORD, false },
	{ "pass", FAMILY_KEY, false },
	{ "secret", FAMILY_KEY, false },
	{ "token", FAMILY_KEY, false },
	{ "apikey", FAMILY_KEY, false },
	{ "accesskey", FAMILY_KEY, false },
	{ "secretkey", FAMILY_KEY, false },
	{ "privatekey", FAMILY_KEY, false },
	{ "authkey", FAMILY_KEY, false },
	{ "signingkey", FAMILY_KEY, false },
	{ "encryptionkey", FAMILY_KEY, false },
	{ "masterkey", FAMILY_KEY, false },
	{ "accountkey", FAMILY_KEY, false },
	{ "sharedkey", FAMILY_KEY, false },
	{ "storagekey", FAMILY_KEY, false },
	{ "sessionkey", FAMILY_KEY, false },
	{ "deploykey", FAMILY_KEY, false },
	{ "licensekey", FAMILY_KEY, false },
	{ "licencekey", FAMILY_KEY, false },
	{ "sshkey", FAMILY_KEY, false },
	{ "credential", FAMILY_KEY, false },
	{ "credentials", FAMILY_KEY, false },
	{ "authorization", FAMILY_KEY, false },
	{ "connectionstring", FAMILY_LOOSE, false },
	{ "cookie", FAMILY_LOOSE, false },
	{ "auth", FAMILY_LOOSE, true },
	{ "sig", FAMILY_LOOSE, true },
	{ "sessionid", FAMILY_LOOSE, true },
	{ "bearer", FAMILY_KEY, true },
	{ "pat", FAMILY_LOOSE, true },
};

/* In the middle of a name: only a value that looks random is a secret. */
static const char *const middles[] = {
	"password", "passwd", "passphrase", "secret",
	"token",    "apikey", "credential", NULL,
};

/* Names that speak of a secret without holding it. */
static const char *const about[] = {
	"id",      "name",   "url",     "uri",      "path",  "file",        "dir",
	"count",   "len",    "length",  "size",     "type",  "ttl",         "expiry",
	"expires", "at",     "hash",    "digest",   "sha",   "fingerprint", "ref",
	"version", "policy", "enabled", "required", "field", "endpoint",    "scope",
	"scopes",  "issuer", "kind",    "status",   NULL,
};
/* clang-format on */

static bool ends_with_any(struct span name, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (span_ends(name, words[i]))
			return true;
	return false;
}

/* "DB_PASS" and "dbPass" end in a word of their own; "bypass" does not. */
static bool is_own_word(struct span raw, size_t len)
{
	size_t at = raw.len - len;

	if (at == 0)
		return false; /* "pass: 12" is a count */
	return !is_lower(raw.ptr[at - 1]) || is_upper(raw.ptr[at]);
}

/* The first letters of those words. */
static const bool stem_start[256] = {
	['p'] = true, ['s'] = true, ['t'] = true, ['k'] = true, ['c'] = true,
	['a'] = true, ['b'] = true, ['P'] = true, ['S'] = true, ['T'] = true,
	['K'] = true, ['C'] = true, ['A'] = true, ['B'] = true,
};

/* The beginnings of all words in those tables, so that most names end here. */
static bool has_stem(struct span raw)
{
	static const char stems[][4] = { "pas", "pwd", "sec", "tok", "key",
					 "cre", "aut", "coo", "sig", "ses",
					 "bea", "pat", "str" };

	for (size_t i = 0; i + 2 < raw.len; i++) {
		char c = (char)(raw.ptr[i] | 0x20), d = (char)(raw.ptr[i + 1] | 0x20);

		if (!stem_start[(unsigned char)raw.ptr[i]])
			continue;
		for (size_t s = 0; s < sizeof(stems) / sizeof(stems[0]); s++)
			if (stems[s][0] == c && stems[s][1] == d &&
			    stems[s][2] == (char)(raw.ptr[i + 2] | 0x20))
				return true;
	}
	return false;
}

static enum family family_of(struct span raw, struct span name)
{
	while (name.len > 0 && is_digit(name.ptr[name.len - 1]) && raw.len > 0) {
		name.len--;
		raw.len--;
	}
	if (span_ends(name, "value") && name.len > 5)
		name.len -= 5;
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		const char *word = endings[i].word;

		if (endings[i].whole ? !span_is(name, word) : !span_ends(name, word))
			continue;
		if (strcmp(word, "pass") == 0 && !is_own_word(raw, 4))
			continue;
		return endings[i].family;
	}
	if (ends_with_any(name, about))
		return FAMILY_NONE;
	for (size_t i = 0; middles[i]; i++)
		if (span_find(name, span_of(middles[i])) >= 0)
			return FAMILY_LOOSE;
	return FAMILY_NONE;
}

/* The letters by which all those endings are told at a glance. */
static bool may_end_name(char c)
{
	return is_name_char(c) || is_quote(c) || c == '*' || c == ' ' || c == ']' ||
	       c == ';' || c == '\\' || c == '\t' || c == ':' || c == ')';
}

/* Back over what may stand between a name and its sign: blanks, quotes, "**". */
static size_t skip_back(struct span text, size_t end)
{
	size_t stop = end > 12 ? end - 12 : 0;

	while (end > stop) {
		char c = text.ptr[end - 1];

		if (c == ';' && span_ends(span_sub(text, 0, end), "&quot;"))
			end -= 5;
		else if (!is_quote(c) && c != ']' && c != ' ' && c != '\t' &&
			 c != '*' && c != '\\' && c != ')')
			break;
		end--;
	}
	return end;
}

/* Small letters and digits of text[start, end) into `room`. */
static struct span normal_name(char room[NAME_MAX_LEN], struct span text, size_t start,
			       size_t end)
{
	size_t len = 0;

	for (size_t i = start; i < end && len < NAME_MAX_LEN; i++) {
		char c = text.ptr[i];

		if (is_upper(c))
			c = (char)(c - 'A' + 'a');
		if (is_lower(c) || is_digit(c))
			room[len++] = c;
	}
	return (struct span){ room, len };
}

static size_t name_start(struct span text, size_t end)
{
	size_t start = end, stop = end > NAME_MAX_LEN ? end - NAME_MAX_LEN : 0;

	while (start > stop && is_name_char(text.ptr[start - 1]))
		start--;
	return start;
}

/* Nothing but blanks, a list mark, "export", a '>' of a quote before `start`. */
static bool is_alone(struct span text, size_t start)
{
	size_t at = start, stop = start > APART_MAX ? start - APART_MAX : 0;

	while (at > stop && text.ptr[at - 1] != '\n') {
		if (span_ends(span_sub(text, 0, at), "export"))
			at -= 5;
		else if (!strchr(" \t-\"'>*\r{,", text.ptr[at - 1]))
			return false;
		at--;
	}
	return at == 0 || text.ptr[at - 1] == '\n';
}

/* The name that ends at `end`; family none where it speaks of no secret. */
static void read_name(struct name *out, struct span text, size_t end)
{
	char room[NAME_MAX_LEN];
	struct span raw, name;
	size_t start = name_start(text, end);

	out->family = FAMILY_NONE;
	if (start == end)
		return;
	raw = span_sub(text, start, end - start);
	if (!has_stem(raw))
		return;
	name = normal_name(room, text, start, end);
	if (span_is(name, "key") || span_is(name, "string")) { /* "API key" */
		size_t before = start;

		while (before > 0 && text.ptr[before - 1] == ' ')
			before--;
		if (before == start || before == 0)
			return;
		start = name_start(text, before);
		name = normal_name(room, text, start, end);
	}
	out->family = family_of(raw, name);
	if (out->family == FAMILY_NONE)
		return;
	out->start = start;
	out->flag = span_starts(raw, "--");
	out->upper = true;
	out->small = is_lower(raw.ptr[0]);
	for (size_t i = 0; i < raw.len; i++)
		out->upper = out->upper && !is_lower(raw.ptr[i]);
	out->alone = is_alone(text, start);
	out->query =
		start > 0 && (text.ptr[start - 1] == '?' || text.ptr[start - 1] == '&');
}

/* {"name": "DB_PASSWORD", "value": at hand: the name is the value before. */
static bool is_value_word(struct span raw)
{
	return (raw.len == 5 && span_is_nocase(raw, "value")) ||
	       (raw.len == 3 && span_is_nocase(raw, "val"));
}

static void read_pair_name(struct name *out, struct span text, size_t end)
{
	size_t start = name_start(text, end), at = start;
	size_t stop = at > APART_MAX ? at - APART_MAX : 0;

	if (!is_value_word(span_sub(text, start, end - start)))
		return;
	while (at > stop && !is_name_char(text.ptr[at - 1])) {
		if (!strchr(" \t\r\n\"',\\;&", text.ptr[at - 1]))
			return;
		at--;
	}
	/* "quot" of &quot; is no name. */
	if (at >= 5 && span_ends(span_sub(text, 0, at), "&quot"))
		at -= 5;
	read_name(out, text, at);
	out->alone = false;
}

/* ---- the value behind a name -------------------------------------------- */

enum style {
	STYLE_PLAIN,  /* token: abc */
	STYLE_JOINED, /* TOKEN=abc */
	STYLE_QUOTED, /* token: "abc" */
	STYLE_CELL,   /* | token | abc | */
};

struct value {
	size_t at, end;
	enum style style;
	bool last; /* nothing more on its line */
};

static size_t skip_blanks(struct span text, size_t at)
{
	size_t stop = at + APART_MAX;

	while (at < text.len && at < stop &&
	       (text.ptr[at] == ' ' || text.ptr[at] == '\t' || text.ptr[at] == '*'))
		at++;
	return at;
}

/* Length of the quote that stands at `at`: ", \", &quot; and the like; 0: none. */
static size_t quote_at(struct span text, size_t at)
{
	struct span rest = span_from(text, at);

	if (rest.len == 0)
		return 0;
	if (is_quote(rest.ptr[0]))
		return 1;
	if (rest.len > 1 && rest.ptr[0] == '\\' && is_quote(rest.ptr[1]))
		return 2;
	if (span_starts(rest, "&quot;") || span_starts(rest, "&apos;"))
		return 6;
	return span_starts(rest, "&#34;") || span_starts(rest, "&#39;") ? 5 : 0;
}

static size_t quoted_end(struct span text, size_t at, struct span quote, size_t max)
{
	size_t stop = at + max;

	for (; at < text.len && at < stop; at++) {
		if (text.ptr[at] == '\n' || text.ptr[at] == '\r')
			break;
		if (span_eq(span_sub(text, at, quote.len), quote))
			break;
		if (quote.len == 1 && text.ptr[at] == '\\')
			at++;
	}
	return at < text.len ? at : text.len;
}

static size_t plain_end(struct span text, size_t at, enum style style, bool query,
			size_t max)
{
	const char *stops = style == STYLE_JOINED ? "\"'`<" : "\"'`<>,;|)]}";
	size_t stop = at + max, start = at;

	for (; at < text.len && at < stop; at++) {
		char c = text.ptr[at];

		if ((unsigned char)c <= ' ' || strchr(stops, c))
			break;
		if (query && (c == '&' || c == '#'))
			break;
		/* "Password=a;Server=b": the next name begins. */
		if (c == ';' && style == STYLE_JOINED)
			break;
		/* "\n" of a JSON string. */
		if (c == '\\' && at + 1 < text.len &&
		    strchr("nrt\"'", text.ptr[at + 1]))
			break;
	}
	if (at - start > 1)
		while (at > start && strchr(".,;:)]}", text.ptr[at - 1]))
			at--;
	return at;
}

/* "Bearer abc": the scheme stays. */
static size_t skip_scheme(struct span text, size_t at)
{
	static const char *const schemes[] = { "Bearer ", "Basic ", "Digest ",
					       "token ",  "Token ", "ApiKey ",
					       NULL };

	for (size_t i = 0; schemes[i]; i++)
		if (span_starts_nocase(span_from(text, at), schemes[i]))
			return skip_blanks(text, at + strlen(schemes[i]));
	return at;
}

static bool is_line_end(struct span text, size_t at)
{
	while (at < text.len &&
	       (is_quote(text.ptr[at]) || strchr(" \t,;*", text.ptr[at])))
		at++;
	return at >= text.len || text.ptr[at] == '\n' || text.ptr[at] == '\r' ||
	       text.ptr[at] == '|' || text.ptr[at] == '<';
}

/* "password: |" and the value on the next line. */
static size_t skip_block_mark(struct span text, size_t at)
{
	size_t next = at;

	if (at >= text.len || (text.ptr[at] != '|' && text.ptr[at] != '>'))
		return at;
	next++;
	if (next < text.len && (text.ptr[next] == '-' || text.ptr[next] == '+'))
		next++;
	if (next >= text.len || text.ptr[next] != '\n')
		return at;
	return skip_blanks(text, next + 1);
}

static void read_value(struct value *out, struct span text, size_t sign,
		       const struct name *name, char kind, size_t max)
{
	size_t at = skip_blanks(text, sign), quote;
	bool joined = kind == '=' && at == sign;

	out->style = kind == '|' ? STYLE_CELL : joined ? STYLE_JOINED : STYLE_PLAIN;
	if (kind == ':')
		at = skip_block_mark(text, at);
	quote = quote_at(text, at);
	if (quote > 0) {
		struct span mark = span_sub(text, at, quote);

		out->style = STYLE_QUOTED;
		out->at = skip_scheme(text, at + quote);
		out->end = quoted_end(text, out->at, mark, max);
	} else {
		out->at = skip_scheme(text, at);
		if (kind == '>')
			out->style = STYLE_QUOTED;
		out->end = plain_end(text, out->at, out->style, name->query, max);
	}
	out->last = is_line_end(text, out->end);
}

/* "90-day", "12-character", "v2": numbers with a noun. */
static bool is_measure(struct span value)
{
	size_t at = 0;

	if (value.len > 0 && (value.ptr[0] == 'v' || value.ptr[0] == 'V'))
		at++;
	while (at < value.len && (is_digit(value.ptr[at]) || value.ptr[at] == '.'))
		at++;
	if (at == 0)
		return false;
	if (at < value.len && strchr("-_/", value.ptr[at]))
		at++;
	while (at < value.len && (is_lower(value.ptr[at]) || value.ptr[at] == '-'))
		at++;
	return at == value.len;
}

/* A word that speaks of secrets: "db-password", "TokenExpired". */
static bool speaks_of_secrets(struct span value)
{
	static const char *const words[] = { "pass", "secret", "token", "cred",
					     "auth", "key",    NULL };

	for (size_t i = 0; words[i]; i++)
		if (span_find_nocase(value, words[i]) >= 0)
			return true;
	return false;
}

/* `a.b(c)`, "docs/token.md": an expression or a path. */
static bool is_expression(struct span value)
{
	ptrdiff_t dot = span_rindex(value, '.');

	if (span_index(value, '(') >= 0 || span_index(value, '[') >= 0)
		return true;
	return span_index(value, '/') >= 0 && dot > 0 && value.len - (size_t)dot <= 5 &&
	       secret_is_word(value);
}

static bool is_password(struct span value, const struct name *name,
			const struct value *place)
{
	struct look look;

	if (place->style == STYLE_QUOTED || place->style == STYLE_JOINED || name->flag)
		return !(secret_is_word(value) && speaks_of_secrets(value)) &&
		       span_index(value, ' ') < 0;
	if (is_expression(value) || is_measure(value))
		return false;
	look_at(&look, value);
	if (secret_is_word(value))
		return place->last && name->alone && name->small && value.len >= 8 &&
		       look.others == 0 && place->style == STYLE_PLAIN &&
		       !speaks_of_secrets(value);
	return value.len >= (place->last ? 6 : 8) && look.lowers + look.uppers > 0;
}

static bool is_key(struct span value, const struct name *name,
		   const struct value *place)
{
	struct look look;

	if (secret_is_random(value))
		return !is_expression(value) || place->style != STYLE_PLAIN;
	if (value.len < 8 || span_index(value, ' ') >= 0)
		return false;
	look_at(&look, value);
	if (secret_is_word(value))
		return place->style == STYLE_JOINED && name->upper &&
		       look.others == 0 && !speaks_of_secrets(value);
	if (place->style != STYLE_QUOTED && place->style != STYLE_JOINED)
		return place->last && look.digits > 0 &&
		       look.lowers + look.uppers > 2 && !is_measure(value) &&
		       !is_expression(value);
	return look.lowers + look.uppers > 0 && !is_measure(value);
}

static bool is_likely(struct span value, const struct name *name,
		      const struct value *place)
{
	switch (name->family) {
	case FAMILY_NONE:
		return false;
	case FAMILY_PASSWORD:
		return is_password(value, name, place);
	case FAMILY_KEY:
		return is_key(value, name, place);
	case FAMILY_LOOSE:
		return secret_is_random(value);
	}
	return false;
}

/* The dear question comes last: hostile texts name a secret at every word. */
static bool is_secret(struct span value, const struct name *name,
		      const struct value *place)
{
	return value.len >= 4 && is_likely(value, name, place) &&
	       !secret_is_placeholder(value);
}

static bool take_value(struct secret *out, struct span text, size_t sign,
		       const struct name *name, char kind)
{
	struct value place;
	struct span value;

	read_value(&place, text, sign, name, kind, VALUE_MAX);
	value = span_sub(text, place.at, place.end - place.at);
	if (!is_secret(value, name, &place))
		return false;
	read_value(&place, text, sign, name, kind, VALUE_WHOLE);
	*out = (struct secret){ name->family == FAMILY_PASSWORD ? SECRET_PASSWORD
								: SECRET_NAMED,
				place.at, place.end - place.at };
	return true;
}

static bool find_assigned(struct secret *out, struct span text, size_t at)
{
	struct name name = { .family = FAMILY_NONE };
	size_t end, sign = at + 1;
	char kind = text.ptr[at];

	if (at == 0 || !may_end_name(text.ptr[at - 1]))
		return false;
	if (sign < text.len && kind == ':' && text.ptr[sign] == '=')
		return false; /* the '=' comes next */
	if (sign < text.len && kind == '=' && text.ptr[sign] == '>')
		sign++;
	if (sign < text.len && kind == '=' && text.ptr[sign] == '=')
		return false; /* a comparison */
	end = skip_back(text, text.ptr[at - 1] == ':' ? at - 1 : at);
	read_name(&name, text, end);
	if (name.family == FAMILY_NONE)
		read_pair_name(&name, text, end);
	return name.family != FAMILY_NONE && take_value(out, text, sign, &name, kind);
}

/* <password>abc</password>: `at` is the '>'. */
static bool find_element(struct secret *out, struct span text, size_t at)
{
	struct name name = { .family = FAMILY_NONE };
	size_t end = at;

	if (at < 2 || !is_name_char(text.ptr[at - 1]))
		return false;
	read_name(&name, text, end);
	if (name.family == FAMILY_NONE || name.start == 0 ||
	    (text.ptr[name.start - 1] != '<' && text.ptr[name.start - 1] != ':'))
		return false;
	return take_value(out, text, at + 1, &name, '>');
}

/* | Password | abc |: `at` is the second '|'. */
static bool find_cell(struct secret *out, struct span text, size_t at)
{
	struct name name = { .family = FAMILY_NONE };
	size_t end = skip_back(text, at);

	if (end == 0)
		return false;
	read_name(&name, text, end);
	return name.family != FAMILY_NONE && take_value(out, text, at + 1, &name, '|');
}

/* Behind "-u" or "--user": user:abc. */
static bool find_user(struct secret *out, struct span text, size_t at)
{
	size_t start = skip_blanks(text, at), stop, colon;
	struct span pass;

	start += quote_at(text, start) == 1;
	stop = plain_end(text, start, STYLE_JOINED, false, VALUE_MAX);
	for (colon = start; colon < stop && text.ptr[colon] != ':'; colon++)
		;
	if (stop - colon < 5)
		return false;
	pass = span_sub(text, colon + 1, stop - colon - 1);
	if (secret_is_placeholder(pass))
		return false;
	for (size_t i = 0; i < pass.len; i++)
		if (!is_digit(pass.ptr[i])) { /* "-u 1000:1000" is no password */
			*out = (struct secret){ SECRET_PASSWORD, colon + 1, pass.len };
			return true;
		}
	return false;
}

/* --password abc, -u user:abc: `at` is the first '-'. */
static bool find_flag(struct secret *out, struct span text, size_t at)
{
	struct name name = { .family = FAMILY_NONE };
	struct span flag;
	size_t end = at, value;

	if (at > 0 && !strchr(" `\n\"'", text.ptr[at - 1]))
		return false;
	while (end < text.len && end - at < NAME_MAX_LEN && is_name_char(text.ptr[end]))
		end++;
	if (end >= text.len || text.ptr[end] != ' ')
		return false;
	flag = span_sub(text, at, end - at);
	if (span_is(flag, "-u") || span_is(flag, "--user"))
		return find_user(out, text, end);
	value = skip_blanks(text, end);
	if (!span_starts(flag, "--") || value >= text.len || text.ptr[value] == '-')
		return false;
	read_name(&name, text, end);
	return name.family != FAMILY_NONE && take_value(out, text, end, &name, ' ');
}

bool secret_by_name(struct secret *out, struct span text, size_t at)
{
	switch (text.ptr[at]) {
	case '=':
	case ':':
		return find_assigned(out, text, at);
	case '>':
		return find_element(out, text, at);
	case '|':
		return find_cell(out, text, at);
	case '-':
		return find_flag(out, text, at);
	default:
		return false;
	}
}

bool secret_is_named(struct span name, struct span value)
{
	struct name read = { .family = FAMILY_NONE };
	struct value place = { 0, value.len, STYLE_QUOTED, true };

	if (value.len == 0)
		return false;
	read_name(&read, name, name.len);
	return read.family != FAMILY_NONE && is_secret(value, &read, &place);
}
