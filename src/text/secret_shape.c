/* secret_shape.c - secrets that their own shape gives away. */
#include "text/secret_rule.h"

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

enum tail {
	TAIL_WORD,  /* letters, digits, '_' and '-' */
	TAIL_UPPER, /* capitals and digits */
	TAIL_PATH,  /* the same as TAIL_WORD, with '/', ':', '@', '.' and '\' */
	TAIL_DOTS,  /* the same as TAIL_WORD, with '.' */
};

static bool is_tail(enum tail tail, char c)
{
	switch (tail) {
	case TAIL_WORD:
		return is_alnum(c) || c == '_' || c == '-';
	case TAIL_UPPER:
		return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	case TAIL_PATH:
		return is_alnum(c) || (c != '\0' && strchr("_-/:@.\\=%+~", c) != NULL);
	case TAIL_DOTS:
		return is_alnum(c) || c == '_' || c == '-' || c == '.' || c == '=';
	}
	return false;
}

struct token {
	struct span prefix;
	size_t trigger; /* offset of the trigger, where secret_scan.c stops */
	enum tail tail;
	size_t min; /* bytes behind the prefix */
	bool mixed; /* the prefix is also a word's end: a digit must follow */
};

/* clang-format off: one shape a line; sorted by their trigger */
static const struct token with_dash[] = {
	{ SPAN_INIT("glpat-"), 5, TAIL_DOTS, 16, false },
	{ SPAN_INIT("gldt-"), 4, TAIL_WORD, 16, false },
	{ SPAN_INIT("glrt-"), 4, TAIL_WORD, 16, false },
	{ SPAN_INIT("glptt-"), 5, TAIL_WORD, 16, false },
	{ SPAN_INIT("glcbt-"), 5, TAIL_WORD, 16, false },
	{ SPAN_INIT("glsoat-"), 6, TAIL_WORD, 16, false },
	{ SPAN_INIT("glft-"), 4, TAIL_WORD, 16, false },
	{ SPAN_INIT("glagent-"), 7, TAIL_WORD, 16, false },
	{ SPAN_INIT("pypi-"), 4, TAIL_WORD, 40, false },
	{ SPAN_INIT("GOCSPX-"), 6, TAIL_WORD, 20, false },
	{ SPAN_INIT("pul-"), 3, TAIL_WORD, 40, true },
	{ SPAN_INIT("NRAK-"), 4, TAIL_WORD, 20, false },
	{ SPAN_INIT("AGE-SECRET-KEY-1"), 3, TAIL_UPPER, 40, false },
	{ SPAN_INIT("sq0atp-"), 6, TAIL_WORD, 20, false },
	{ SPAN_INIT("sq0csp-"), 6, TAIL_WORD, 20, false },
	{ SPAN_INIT("sk-"), 2, TAIL_WORD, 20, true },
	{ SPAN_INIT("key-"), 3, TAIL_WORD, 32, true },
	{ SPAN_INIT("PMAK-"), 4, TAIL_WORD, 30, false },
	{ SPAN_INIT("xoxb-"), 4, TAIL_WORD, 10, false },
	{ SPAN_INIT("xoxp-"), 4, TAIL_WORD, 10, false },
	{ SPAN_INIT("xoxa-"), 4, TAIL_WORD, 10, false },
	{ SPAN_INIT("xoxr-"), 4, TAIL_WORD, 10, false },
	{ SPAN_INIT("xoxs-"), 4, TAIL_WORD, 10, false },
	{ SPAN_INIT("xoxe-"), 4, TAIL_WORD, 10, false },
	{ SPAN_INIT("xapp-"), 4, TAIL_WORD, 10, false },
};
static const struct token with_underscore[] = {
	{ SPAN_INIT("ghp_"), 3, TAIL_WORD, 20, false },
	{ SPAN_INIT("gho_"), 3, TAIL_WORD, 20, false },
	{ SPAN_INIT("ghu_"), 3, TAIL_WORD, 20, false },
	{ SPAN_INIT("ghs_"), 3, TAIL_WORD, 20, false },
	{ SPAN_INIT("ghr_"), 3, TAIL_WORD, 20, false },
	{ SPAN_INIT("github_pat_"), 6, TAIL_WORD, 20, false },
	{ SPAN_INIT("npm_"), 3, TAIL_WORD, 30, true },
	{ SPAN_INIT("rubygems_"), 8, TAIL_WORD, 32, false },
	{ SPAN_INIT("dckr_pat_"), 4, TAIL_WORD, 16, false },
	{ SPAN_INIT("dckr_oat_"), 4, TAIL_WORD, 16, false },
	{ SPAN_INIT("dop_v1_"), 3, TAIL_WORD, 40, false },
	{ SPAN_INIT("doo_v1_"), 3, TAIL_WORD, 40, false },
	{ SPAN_INIT("dor_v1_"), 3, TAIL_WORD, 40, false },
	{ SPAN_INIT("glc_"), 3, TAIL_WORD, 32, true },
	{ SPAN_INIT("glsa_"), 4, TAIL_WORD, 32, true },
	{ SPAN_INIT("sntrys_"), 6, TAIL_DOTS, 24, false },
	{ SPAN_INIT("sntryu_"), 6, TAIL_WORD, 24, false },
	{ SPAN_INIT("sk_live_"), 2, TAIL_WORD, 10, false },
	{ SPAN_INIT("rk_live_"), 2, TAIL_WORD, 10, false },
	{ SPAN_INIT("sk_test_"), 2, TAIL_WORD, 16, true },
	{ SPAN_INIT("rk_test_"), 2, TAIL_WORD, 16, true },
	{ SPAN_INIT("whsec_"), 5, TAIL_DOTS, 20, true },
	{ SPAN_INIT("hf_"), 2, TAIL_WORD, 30, true },
	{ SPAN_INIT("shpat_"), 5, TAIL_WORD, 24, false },
	{ SPAN_INIT("shpss_"), 5, TAIL_WORD, 24, false },
	{ SPAN_INIT("shpca_"), 5, TAIL_WORD, 24, false },
	{ SPAN_INIT("shppa_"), 5, TAIL_WORD, 24, false },
	{ SPAN_INIT("lin_api_"), 3, TAIL_WORD, 30, false },
	{ SPAN_INIT("figd_"), 4, TAIL_WORD, 30, false },
	{ SPAN_INIT("secret_"), 6, TAIL_WORD, 40, true },
};
static const struct token with_dot[] = {
	{ SPAN_INIT("ya29."), 4, TAIL_DOTS, 20, false },
	{ SPAN_INIT("hvs."), 3, TAIL_DOTS, 20, false },
	{ SPAN_INIT("hvb."), 3, TAIL_DOTS, 20, false },
	{ SPAN_INIT("hvr."), 3, TAIL_DOTS, 20, false },
	{ SPAN_INIT("dt0c01."), 6, TAIL_DOTS, 24, false },
	{ SPAN_INIT("SG."), 2, TAIL_DOTS, 40, true },
	{ SPAN_INIT("xoxe."), 4, TAIL_DOTS, 10, false },
	{ SPAN_INIT("hooks.slack.com/services/"), 5, TAIL_PATH, 16, false },
	{ SPAN_INIT("hooks.slack.com/workflows/"), 5, TAIL_PATH, 16, false },
	{ SPAN_INIT("discord.com/api/webhooks/"), 7, TAIL_PATH, 20, false },
	{ SPAN_INIT("discordapp.com/api/webhooks/"), 10, TAIL_PATH, 20, false },
	{ SPAN_INIT("webhook.office.com/webhookb2/"), 7, TAIL_PATH, 20, false },
	{ SPAN_INIT("outlook.office.com/webhook/"), 7, TAIL_PATH, 20, false },
	{ SPAN_INIT("hooks.zapier.com/hooks/catch/"), 5, TAIL_PATH, 8, false },
	{ SPAN_INIT("api.telegram.org/bot"), 3, TAIL_PATH, 30, false },
};
static const struct token with_capital_i[] = {
	{ SPAN_INIT("AKIA"), 2, TAIL_UPPER, 16, false },
	{ SPAN_INIT("ASIA"), 2, TAIL_UPPER, 16, false },
	{ SPAN_INIT("ABIA"), 2, TAIL_UPPER, 16, true },
	{ SPAN_INIT("AIza"), 1, TAIL_WORD, 30, false },
};
static const struct token with_capital_t[] = {
	{ SPAN_INIT("ATBB"), 1, TAIL_WORD, 24, true },
	{ SPAN_INIT("ATATT3"), 1, TAIL_DOTS, 24, false },
};
/* clang-format on */

/* Whether the byte before `at` ends a word; "\n" of a JSON string is no letter. */
static bool starts_here(struct span text, size_t at)
{
	if (at == 0 || !(is_alnum(text.ptr[at - 1]) || text.ptr[at - 1] == '_'))
		return true;
	return at > 1 && text.ptr[at - 2] == '\\' &&
	       strchr("nrtbf", text.ptr[at - 1]) != NULL;
}

/* Length of `prefix` in the text at `at`, where "\/" is as good as "/"; 0: no. */
static size_t prefix_at(struct span text, size_t at, struct span prefix)
{
	size_t from = at;

	for (size_t i = 0; i < prefix.len; i++, at++) {
		if (at < text.len && text.ptr[at] == '\\' && prefix.ptr[i] == '/')
			at++;
		if (at >= text.len || text.ptr[at] != prefix.ptr[i])
			return 0;
	}
	return at - from;
}

static size_t tail_len(struct span text, size_t at, enum tail tail)
{
	size_t end = at;

	while (end < text.len && is_tail(tail, text.ptr[end]))
		end++;
	return end - at;
}

static bool has_digit(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
			return true;
	return false;
}

static bool take(struct secret *out, enum secret_kind kind, size_t at, size_t end)
{
	*out = (struct secret){ kind, at, end - at };
	return true;
}

/* Most of what is looked at ends with the word it stands in. */
static bool goes_on(struct span text, size_t at)
{
	struct span next = span_sub(text, at + 1, 8);

	for (size_t i = 0; i < next.len; i++)
		if ((unsigned char)next.ptr[i] <= ' ' || next.ptr[i] == '<' ||
		    next.ptr[i] == '"')
			return false;
	return next.len == 8;
}

static bool find_token(struct secret *out, struct span text, size_t at,
		       const struct token *tokens, size_t count)
{
	if (!goes_on(text, at))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct token *token = &tokens[i];
		size_t start, head, tail;

		if (token->trigger > at ||
		    text.ptr[at - token->trigger] != token->prefix.ptr[0])
			continue;
		start = at - token->trigger;
		head = prefix_at(text, start, token->prefix);
		if (head == 0 || !starts_here(text, start))
			continue;
		tail = tail_len(text, start + head, token->tail);
		if (tail < token->min ||
		    (token->mixed && !has_digit(span_sub(text, start + head, tail))))
			continue;
		/* In an address the service's name may stay. */
		if (token->tail == TAIL_PATH)
			start += head, head = 0;
		return take(out, SECRET_TOKEN, start, start + head + tail);
	}
	return false;
}

static bool is_url_base64(char c)
{
	return is_alnum(c) || c == '_' || c == '-';
}

/* "eyJ...", '.', "eyJ...", '.', signature: `at` is the first dot. */
static bool find_jwt(struct secret *out, struct span text, size_t at)
{
	size_t start = at, end = at + 1;

	while (start > 0 && is_url_base64(text.ptr[start - 1]))
		start--;
	/* "\neyJ..." in a JSON string. */
	if (!span_starts(span_from(text, start), "eyJ") &&
	    span_starts(span_from(text, start + 1), "eyJ"))
		start++;
	if (at - start < 10 || !span_starts(span_from(text, start), "eyJ"))
		return false;
	while (end < text.len && is_url_base64(text.ptr[end]))
		end++;
	if (end - at < 9 || end == text.len || text.ptr[end] != '.')
		return false;
	end++;
	while (end < text.len && (is_url_base64(text.ptr[end]) || text.ptr[end] == '.'))
		end++;
	return take(out, SECRET_JWT, start, end);
}

#define KEY_HEAD_MAX 80 /* bytes of "-----BEGIN ... KEY-----" */
#define KEY_BODY_MIN 20 /* characters of base64 that make it more than a mention */
#define KEY_MAX      (64 * 1024)

/* Behind "-----BEGIN X PRIVATE KEY-----", or 0. */
static size_t key_head(struct span text, size_t at)
{
	struct span head = span_sub(text, at, KEY_HEAD_MAX);
	ptrdiff_t end;

	if (!span_starts(head, "-----BEGIN "))
		return 0;
	end = span_find(span_from(head, 11), SPAN_LIT("-----"));
	if (end < 0)
		return 0;
	head = span_sub(head, 11, (size_t)end);
	if (!span_ends(head, "PRIVATE KEY") && !span_ends(head, "PRIVATE KEY BLOCK"))
		return 0;
	return at + 11 + (size_t)end + 5;
}

/* What a key's body is made of: base64, headers, white space, "\n" in strings. */
static bool is_key_body(char c)
{
	return is_alnum(c) || (c != '\0' && strchr("+/=_:,.- \t\r\n\\>*|\"'", c));
}

/* Where a key's body ends: at its end mark, or where it stops to look like one. */
static size_t key_end(struct span text, size_t from)
{
	size_t end = from, stop = from + KEY_MAX;

	for (; end < text.len && end < stop && is_key_body(text.ptr[end]); end++)
		if (text.ptr[end] == '-' && span_starts(span_from(text, end), "-----"))
			break;
	while (end > from && text.ptr[end - 1] != '=' && !is_alnum(text.ptr[end - 1]))
		end--;
	return end;
}

static bool find_private_key(struct secret *out, struct span text, size_t at)
{
	size_t head = key_head(text, at), end, body = 0;

	if (head == 0)
		return false;
	end = key_end(text, head);
	for (size_t i = head; i < end && body < KEY_BODY_MIN; i++)
		body += is_alnum(text.ptr[i]);
	return body == KEY_BODY_MIN && take(out, SECRET_PRIVATE_KEY, head, end);
}

/* PuTTY keeps its key behind "Private-Lines: 14". */
static bool find_putty_key(struct secret *out, struct span text, size_t at)
{
	size_t start = at, end;

	if (at < 7 || !span_starts(span_from(text, at - 7), "Private-Lines:"))
		return false;
	while (start < text.len && text.ptr[start] != '\n')
		start++;
	for (end = start; end < text.len; end++)
		if (!is_key_body(text.ptr[end]) || text.ptr[end] == ':' ||
		    text.ptr[end] == '-')
			break;
	return end - start > KEY_BODY_MIN && take(out, SECRET_PRIVATE_KEY, start, end);
}

/* Names of users whose password is a token, and passwords that say so. */
static bool is_user_word(struct span text)
{
	static const char *const words[] = {
		"x-access-token", "x-oauth-basic", "oauth2", "token", "git", "", NULL
	};

	for (size_t i = 0; words[i]; i++)
		if (span_is_nocase(text, words[i]))
			return true;
	return false;
}

/* "scheme://user:password@host": `at` is the colon. */
static bool find_address(struct secret *out, struct span text, size_t at)
{
	size_t start = at + 3, end, host = 0, colon = 0;
	struct span user, pass;

	if (!span_starts(span_from(text, at), "://") &&
	    !span_starts(span_from(text, at), ":\\/\\/"))
		return false;
	if (text.ptr[at + 1] == '\\')
		start = at + 5;
	if (at == 0 || !is_alnum(text.ptr[at - 1]))
		return false;
	for (end = start; end < text.len && end < start + 1024; end++) {
		char c = text.ptr[end];

		if ((unsigned char)c <= ' ' || strchr("/?#\"'<>\\`", c))
			break;
		if (c == '@')
			host = end;
		if (c == ':' && colon == 0 && host == 0)
			colon = end;
	}
	if (host == 0)
		return false;
	if (colon == 0 || colon > host)
		colon = host;
	user = span_sub(text, start, colon - start);
	pass = colon < host ? span_sub(text, colon + 1, host - colon - 1) : SPAN_EMPTY;
	if (pass.len > 0 && !secret_is_placeholder(pass) && !is_user_word(pass))
		return take(out, SECRET_ADDRESS, colon + 1, host);
	if (secret_is_random(user) || (user.len >= 20 && has_digit(user)))
		return take(out, SECRET_ADDRESS, start, colon);
	return false;
}

/* "123456789:AA" and 33 more: a bot's token. */
static bool find_bot(struct secret *out, struct span text, size_t at)
{
	size_t start = at, tail;

	while (start > 0 && at - start < 12 && text.ptr[start - 1] >= '0' &&
	       text.ptr[start - 1] <= '9')
		start--;
	if (at - start < 8 || !span_starts(span_from(text, at + 1), "AA"))
		return false;
	tail = tail_len(text, at + 1, TAIL_WORD);
	return tail >= 33 && tail <= 40 &&
	       take(out, SECRET_TOKEN, start, at + 1 + tail);
}

#define FIND_TOKEN(out, text, at, tokens)                                              \
	find_token(out, text, at, tokens, sizeof(tokens) / sizeof((tokens)[0]))

bool secret_by_shape(struct secret *out, struct span text, size_t at)
{
	switch (text.ptr[at]) {
	case '-':
		if (at + 1 < text.len && text.ptr[at + 1] == '-')
			return find_private_key(out, text, at);
		return find_putty_key(out, text, at) ||
		       FIND_TOKEN(out, text, at, with_dash);
	case '_':
		return FIND_TOKEN(out, text, at, with_underscore);
	case '.':
		return find_jwt(out, text, at) || FIND_TOKEN(out, text, at, with_dot);
	case ':':
		return find_address(out, text, at) || find_bot(out, text, at);
	case 'I':
		return FIND_TOKEN(out, text, at, with_capital_i);
	case 'T':
		return FIND_TOKEN(out, text, at, with_capital_t);
	default:
		return false;
	}
}
