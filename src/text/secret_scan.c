/*
 * secret_scan.c - where in a text the rules of secret_rule.h are worth a look.
 *
 * A rule starts from one byte, its trigger, and each has three bytes in a row that
 * must stand near it: part of a token's prefix, a stem of a word like "password".
 * The text is scanned for all of those threes at once; only around one of them is
 * every trigger tried.  What is found is the same as by trying all of them, which
 * test_secret.c compares: a rule that is added needs its row here.
 */
#include "text/secret_rule.h"

#include <stdint.h>

#define LOOK_BACK 256 /* no three stands farther before its trigger */
#define NAME_ROOM 48  /* bytes of a name from its stem on */
#define SKIP_ROOM 18  /* bytes between a name and its sign */
#define PAIR_ROOM 160 /* bytes between a name's stem and the word "value" */
#define ZONE      16  /* bytes of a shape's prefix, from its three to its trigger */
#define JWT_STEP  64
#define HOST_ROOM 1032 /* bytes of an address up to its '@' */

/* ---- the plain way ------------------------------------------------------- */

enum { BY_SHAPE = 1, BY_NAME = 2 };

static const unsigned char triggers[256] = {
	['-'] = BY_SHAPE | BY_NAME,
	['_'] = BY_SHAPE,
	['.'] = BY_SHAPE,
	[':'] = BY_SHAPE | BY_NAME,
	['I'] = BY_SHAPE,
	['T'] = BY_SHAPE,
	['='] = BY_NAME,
	['>'] = BY_NAME,
	['|'] = BY_NAME,
};

bool secret_at(struct secret *out, struct span text, size_t at)
{
	unsigned char trigger = triggers[(unsigned char)text.ptr[at]];

	return ((trigger & BY_SHAPE && secret_by_shape(out, text, at)) ||
		(trigger & BY_NAME && secret_by_name(out, text, at))) &&
	       out->len > 0;
}

/* ---- three bytes in a row ------------------------------------------------ */

/* What a three means; a bit each, and what is left are prefixes of tokens. */
enum {
	ROW_STEM = 11, /* rows before this one: stems of names */
	ROW_VALUE = 11,
	ROW_JWT,
	ROW_DASHES,
	ROW_ADDRESS,
};
#define BIT(row) (UINT64_C(1) << (row))
#define STEMS    (BIT(ROW_STEM) - 1)
#define IS(c, x) ((c) == (x))
#define CASE(c, x)                                                                     \
	((c) == (x) || (c) == (x) - ' ') /* a small letter, and its capital */

/* clang-format off: one three a line; secret_shape.c and secret_named.c say of what */
#define THREES(ROW, c)                                                                 \
	ROW(0, CASE(c, 'p'), CASE(c, 'a'), CASE(c, 's') || CASE(c, 't'))               \
	ROW(1, CASE(c, 'p'), CASE(c, 'w'), CASE(c, 'd'))                               \
	ROW(2, CASE(c, 's'), CASE(c, 'e'), CASE(c, 'c') || CASE(c, 's'))               \
	ROW(3, CASE(c, 't'), CASE(c, 'o'), CASE(c, 'k'))                               \
	ROW(4, CASE(c, 'k'), CASE(c, 'e'), CASE(c, 'y'))                               \
	ROW(5, CASE(c, 'c'), CASE(c, 'r'), CASE(c, 'e'))                               \
	ROW(6, CASE(c, 'a'), CASE(c, 'u'), CASE(c, 't'))                               \
	ROW(7, CASE(c, 'c'), CASE(c, 'o'), CASE(c, 'o'))                               \
	ROW(8, CASE(c, 's'), CASE(c, 'i'), CASE(c, 'g'))                               \
	ROW(9, CASE(c, 'b'), CASE(c, 'e'), CASE(c, 'a'))                               \
	ROW(10, CASE(c, 's'), CASE(c, 't'), CASE(c, 'r'))                              \
	ROW(ROW_VALUE, CASE(c, 'v'), CASE(c, 'a'), CASE(c, 'l'))                       \
	ROW(ROW_JWT, IS(c, 'e'), IS(c, 'y'), IS(c, 'J'))                               \
	ROW(ROW_DASHES, IS(c, '-'), IS(c, '-'), IS(c, '-'))                            \
	ROW(ROW_ADDRESS, IS(c, ':'), IS(c, '/') || IS(c, '\\'), IS(c, '/'))            \
	/* " --password", "`-u" */                                                     \
	ROW(15,                                                                        \
	    IS(c, ' ') || IS(c, '`') || IS(c, '\n') || IS(c, '"') || IS(c, '\'') ||    \
		    IS(c, 0),                                                          \
	    IS(c, '-'), IS(c, '-') || IS(c, 'u'))                                      \
	/* "Private-Lines:", "123456789:AA" */                                         \
	ROW(16, IS(c, 'e'), IS(c, '-'), IS(c, 'L'))                                    \
	ROW(17, (c) >= '0' && (c) <= '9', IS(c, ':'), IS(c, 'A'))                      \
	/* '-' */                                                                      \
	ROW(18, IS(c, 'g'), IS(c, 'l'),                                                \
	    IS(c, 'a') || IS(c, 'c') || IS(c, 'd') || IS(c, 'f') || IS(c, 'p') ||      \
		    IS(c, 'r') || IS(c, 's'))                                          \
	ROW(19, IS(c, 'p'), IS(c, 'y'), IS(c, 'p'))                                    \
	ROW(20, IS(c, 'C'), IS(c, 'S'), IS(c, 'P'))                                    \
	ROW(21, IS(c, 'u'), IS(c, 'l'), IS(c, '-'))                                    \
	ROW(22, IS(c, 'A'), IS(c, 'K'), IS(c, '-'))                                    \
	ROW(23, IS(c, 'G'), IS(c, 'E'), IS(c, '-'))                                    \
	ROW(24, IS(c, 's'), IS(c, 'q'), IS(c, '0'))                                    \
	ROW(25, IS(c, 's'), IS(c, 'k'), IS(c, '-'))                                    \
	ROW(26, IS(c, 'e'), IS(c, 'y'), IS(c, '-'))                                    \
	ROW(27, IS(c, 'x'), IS(c, 'o') || IS(c, 'a'), IS(c, 'x') || IS(c, 'p'))        \
	/* '_' */                                                                      \
	ROW(28, IS(c, 'h'),                                                            \
	    IS(c, 'p') || IS(c, 'o') || IS(c, 'u') || IS(c, 's') || IS(c, 'r'),        \
	    IS(c, '_'))                                                                \
	ROW(29, IS(c, 'b'), IS(c, '_'), IS(c, 'p'))                                    \
	ROW(30, IS(c, 'p'), IS(c, 'm'), IS(c, '_'))                                    \
	ROW(31, IS(c, 'b'), IS(c, 'y'), IS(c, 'g'))                                    \
	ROW(32, IS(c, 'k'), IS(c, 'r'), IS(c, '_'))                                    \
	ROW(33, IS(c, '_'), IS(c, 'v'), IS(c, '1'))                                    \
	ROW(34, IS(c, 's'), IS(c, 'n'), IS(c, 't'))                                    \
	ROW(35, IS(c, 'k'), IS(c, '_'), IS(c, 'l') || IS(c, 't'))                      \
	ROW(36, IS(c, 'w'), IS(c, 'h'), IS(c, 's'))                                    \
	ROW(37, IS(c, 'h'), IS(c, 'f'), IS(c, '_'))                                    \
	ROW(38, IS(c, 's'), IS(c, 'h'), IS(c, 'p'))                                    \
	ROW(39, IS(c, 'n'), IS(c, '_'), IS(c, 'a'))                                    \
	ROW(40, IS(c, 'i'), IS(c, 'g'), IS(c, 'd'))                                    \
	ROW(41, IS(c, 'e'), IS(c, 'c'), IS(c, 'r'))                                    \
	/* '.' */                                                                      \
	ROW(42, IS(c, 'y'), IS(c, 'a'), IS(c, '2'))                                    \
	ROW(43, IS(c, 'h'), IS(c, 'v'), IS(c, 's') || IS(c, 'b') || IS(c, 'r'))        \
	ROW(44, IS(c, 'd'), IS(c, 't'), IS(c, '0'))                                    \
	ROW(45, IS(c, 'S'), IS(c, 'G'), IS(c, '.'))                                    \
	ROW(46, IS(c, 's'), IS(c, '.'), IS(c, 's') || IS(c, 'z'))                      \
	ROW(47, IS(c, 'r'), IS(c, 'd'), IS(c, '.'))                                    \
	ROW(48, IS(c, 'p'), IS(c, 'p'), IS(c, '.'))                                    \
	ROW(49, IS(c, 'k'), IS(c, '.'), IS(c, 'o'))                                    \
	ROW(50, IS(c, 'i'), IS(c, '.'), IS(c, 't'))                                    \
	/* 'I' and 'T' */                                                              \
	ROW(51, IS(c, 'K') || IS(c, 'S') || IS(c, 'B'), IS(c, 'I'), IS(c, 'A'))        \
	ROW(52, IS(c, 'A'), IS(c, 'I'), IS(c, 'z'))                                    \
	ROW(53, IS(c, 'T'), IS(c, 'B'), IS(c, 'B'))                                    \
	ROW(54, IS(c, 'T'), IS(c, 'A'), IS(c, 'T'))

#define FIRST(row, one, two, three)  | ((one) ? BIT(row) : 0)
#define SECOND(row, one, two, three) | ((two) ? BIT(row) : 0)
#define THIRD(row, one, two, three)  | ((three) ? BIT(row) : 0)
#define AS_FIRST(c)                  (0 THREES(FIRST, c))
#define AS_SECOND(c)                 (0 THREES(SECOND, c))
#define AS_THIRD(c)                  (0 THREES(THIRD, c))
#define FOUR(of, c)                  of((c)), of((c) + 1), of((c) + 2), of((c) + 3)
#define SIXTEEN(of, c)                                                                 \
	FOUR(of, (c)), FOUR(of, (c) + 4), FOUR(of, (c) + 8), FOUR(of, (c) + 12)
#define SIXTY_FOUR(of, c)                                                              \
	SIXTEEN(of, (c)), SIXTEEN(of, (c) + 16), SIXTEEN(of, (c) + 32),                \
		SIXTEEN(of, (c) + 48)
/* clang-format on */

/* Bytes past 127 are in none. */
static const uint64_t firsts[256] = { SIXTY_FOUR(AS_FIRST, 0),
				      SIXTY_FOUR(AS_FIRST, 64) };
static const uint64_t seconds[256] = { SIXTY_FOUR(AS_SECOND, 0),
				       SIXTY_FOUR(AS_SECOND, 64) };
static const uint64_t thirds[256] = { SIXTY_FOUR(AS_THIRD, 0),
				      SIXTY_FOUR(AS_THIRD, 64) };

/* The next three in text[at, stop), or `stop`; *rows says which ones it is. */
static size_t next_three(uint64_t *rows, struct span text, size_t at, size_t stop)
{
	const unsigned char *bytes = (const unsigned char *)text.ptr;
	uint64_t one, two; /* what the last byte starts, what the last two do */

	if (stop + 2 > text.len)
		stop = text.len > 2 ? text.len - 2 : 0;
	if (at >= stop)
		return stop;
	one = firsts[bytes[at]];
	two = one & seconds[bytes[at + 1]];
	one = firsts[bytes[at + 1]];
	for (; at < stop; at++) {
		unsigned char c = bytes[at + 2];

		*rows = two & thirds[c];
		if (*rows != 0)
			return at;
		two = one & seconds[c];
		one = firsts[c];
	}
	return stop;
}

/* ---- what a three leads to ----------------------------------------------- */

struct scan {
	struct span text;
	size_t from;      /* triggers before it count for nothing */
	size_t at;        /* of the scan */
	size_t zone, end; /* triggers to try; none where end is 0 */
	size_t stem;      /* behind the last stem's start; 0: none */
	bool jwt;         /* the zone goes on while the token's head does */
};

static void widen(struct scan *scan, size_t zone, size_t end)
{
	if (scan->end == 0 || zone < scan->zone)
		scan->zone = zone;
	if (end > scan->text.len)
		end = scan->text.len;
	if (end > scan->end)
		scan->end = end;
}

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

/* Over what may stand between a name and its sign, as secret_named.c goes back. */
static size_t skip_apart(struct span text, size_t at)
{
	size_t stop = at + SKIP_ROOM;

	while (at < text.len && at < stop) {
		char c = text.ptr[at];

		if (c == '&' && span_starts(span_from(text, at), "&quot;"))
			at += 5;
		else if (c == '\0' || !strchr("\"'`] \t*\\)", c))
			break;
		at++;
	}
	return at;
}

/* The name that has its stem here, where a sign follows it. */
static void look_at_name(struct scan *scan)
{
	struct span text = scan->text;
	size_t at = scan->at, stop = at + NAME_ROOM;
	char sign;

	while (at < text.len && at < stop && is_name_char(text.ptr[at]))
		at++;
	at = skip_apart(text, at);
	if (at >= text.len)
		return;
	sign = text.ptr[at];
	if (sign == '=' || sign == ':' || sign == '>' || sign == '|')
		widen(scan, at, at + 2); /* "::" and ":=" too */
}

/* "://" with an '@' behind it. */
static void look_at_address(struct scan *scan)
{
	struct span rest = span_sub(scan->text, scan->at + 3, HOST_ROOM);

	for (size_t i = 0; i < rest.len; i++) {
		char c = rest.ptr[i];

		if (c == '@')
			widen(scan, scan->at, scan->at + 1);
		/* "/" is the rest of ":\/\/" where it is the first. */
		if ((unsigned char)c <= ' ' || c == '@' || c == '"' || c == '<' ||
		    (i > 1 && (c == '/' || c == '\\')))
			return;
	}
}

static void look(struct scan *scan, uint64_t rows)
{
	const uint64_t known = STEMS | BIT(ROW_VALUE) | BIT(ROW_JWT) | BIT(ROW_DASHES) |
			       BIT(ROW_ADDRESS);

	if (rows & STEMS)
		scan->stem = scan->at + 1;
	if ((rows & STEMS) || (rows & BIT(ROW_VALUE) && scan->stem > 0 &&
			       scan->at - scan->stem < PAIR_ROOM))
		look_at_name(scan);
	if (rows & BIT(ROW_JWT)) {
		widen(scan, scan->at, scan->at + 1);
		scan->jwt = true;
	}
	if (rows & BIT(ROW_DASHES) &&
	    span_starts(span_from(scan->text, scan->at), "-----BEGIN "))
		widen(scan, scan->at, scan->at + 1);
	if (rows & BIT(ROW_ADDRESS))
		look_at_address(scan);
	if (rows & ~known)
		widen(scan, scan->at, scan->at + ZONE);
}

/* A JWT's head ends with a dot: step by step, so that all of it is seen once. */
static void go_on_with_jwt(struct scan *scan)
{
	struct span text = scan->text;
	size_t at = scan->end, stop = at + JWT_STEP;

	while (at < text.len && at < stop && is_name_char(text.ptr[at]) &&
	       text.ptr[at] != '.')
		at++;
	scan->jwt = at == stop;
	widen(scan, scan->zone, scan->jwt ? at : at + 1);
}

/* All triggers of the zone that the scan has passed; it is closed then. */
static bool try_zone(struct secret *out, struct scan *scan)
{
	size_t at = scan->zone > scan->from ? scan->zone : scan->from;

	for (; at < scan->end; at++)
		if (secret_at(out, scan->text, at) && out->at >= scan->from)
			return true;
	scan->end = 0;
	return false;
}

bool secret_find(struct secret *out, struct span text, size_t from)
{
	struct scan scan = { .text = text, .from = from };

	scan.at = from > LOOK_BACK ? from - LOOK_BACK : 0;
	if (from == 0)
		widen(&scan, 0, 1); /* nothing stands before the first byte */
	for (;;) {
		size_t stop = scan.end > 0 ? scan.end : text.len;
		uint64_t rows = 0;

		if (scan.at >= stop && scan.jwt) {
			go_on_with_jwt(&scan);
			continue;
		}
		if (scan.at >= stop && (scan.end == 0 || try_zone(out, &scan)))
			return scan.end > 0;
		if (scan.at >= stop)
			continue;
		scan.at = next_three(&rows, text, scan.at, stop);
		if (rows == 0) {
			scan.at = stop;
			continue;
		}
		look(&scan, rows);
		scan.at++;
	}
}
