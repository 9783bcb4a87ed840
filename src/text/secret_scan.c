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
#if defined(__x86_64__)
#include <immintrin.h>
#endif

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
	ROW_SEC = 2,   /* of the stems of names, 0 to 12 */
	ROW_WHOLE = 9, /* stems from here on: of a name that is nothing else */
	ROW_VALUE = 13,
	ROW_JWT,
	ROW_DASHES,
	ROW_ADDRESS,
};
#define BIT(row) (UINT64_C(1) << (row))
#define STEMS    (BIT(ROW_VALUE) - 1)
#define ENDINGS  (BIT(ROW_WHOLE) - 1)
#define IS(c, x) ((c) == (x))
#define CASE(c, x)                                                                     \
	((c) == (x) || (c) == (x) - ' ') /* a small letter, and its capital */

/*
 * One three a line; secret_shape.c and secret_named.c say of what.  The number behind
 * a row's own is one of eight lots, which the quick look of places_at() takes
 * together: any would do, and these, found by trying, have most of a text fall there.
 */
/* clang-format off */
#define THREES(ROW, c) \
	ROW(0, 4, CASE(c, 'p'), CASE(c, 'a'), CASE(c, 's')) \
	ROW(1, 7, CASE(c, 'p'), CASE(c, 'w'), CASE(c, 'd')) \
	ROW(ROW_SEC, 4, CASE(c, 's'), CASE(c, 'e'), CASE(c, 'c')) \
	ROW(3, 0, CASE(c, 't'), CASE(c, 'o'), CASE(c, 'k')) \
	ROW(4, 3, CASE(c, 'k'), CASE(c, 'e'), CASE(c, 'y')) \
	ROW(5, 2, CASE(c, 'c'), CASE(c, 'r'), CASE(c, 'e')) \
	ROW(6, 3, CASE(c, 'a'), CASE(c, 'u'), CASE(c, 't')) \
	ROW(7, 7, CASE(c, 'c'), CASE(c, 'o'), CASE(c, 'o')) \
	ROW(8, 0, CASE(c, 's'), CASE(c, 't'), CASE(c, 'r')) \
	/* "pat", "sig", "sessionid", "bearer" */ \
	ROW(ROW_WHOLE, 5, CASE(c, 'p'), CASE(c, 'a'), CASE(c, 't')) \
	ROW(ROW_WHOLE + 1, 0, CASE(c, 's'), CASE(c, 'i'), CASE(c, 'g')) \
	ROW(ROW_WHOLE + 2, 4, CASE(c, 's'), CASE(c, 'e'), CASE(c, 's')) \
	ROW(ROW_WHOLE + 3, 4, CASE(c, 'b'), CASE(c, 'e'), CASE(c, 'a')) \
	ROW(ROW_VALUE, 0, CASE(c, 'v'), CASE(c, 'a'), CASE(c, 'l')) \
	ROW(ROW_JWT, 0, IS(c, 'e'), IS(c, 'y'), IS(c, 'J')) \
	ROW(ROW_DASHES, 5, IS(c, '-'), IS(c, '-'), IS(c, '-')) \
	ROW(ROW_ADDRESS, 1, IS(c, ':'), IS(c, '/') || IS(c, '\\'), IS(c, '/')) \
	/* " --password", "`-u" */ \
	ROW(17, 5, \
	    IS(c, ' ') || IS(c, '`') || IS(c, '\n') || IS(c, '"') || IS(c, '\'') || \
		    IS(c, 0), \
	    IS(c, '-'), IS(c, '-') || IS(c, 'u')) \
	/* "Private-Lines:", "123456789:AA" */ \
	ROW(18, 0, IS(c, 'e'), IS(c, '-'), IS(c, 'L')) \
	ROW(19, 3, (c) >= '0' && (c) <= '9', IS(c, ':'), IS(c, 'A')) \
	/* '-' */ \
	ROW(20, 7, IS(c, 'g'), IS(c, 'l'), \
	    IS(c, 'a') || IS(c, 'c') || IS(c, 'd') || IS(c, 'f') || IS(c, 'p') || \
		    IS(c, 'r') || IS(c, 's')) \
	ROW(21, 1, IS(c, 'p'), IS(c, 'y'), IS(c, 'p')) \
	ROW(22, 7, IS(c, 'C'), IS(c, 'S'), IS(c, 'P')) \
	ROW(23, 6, IS(c, 'u'), IS(c, 'l'), IS(c, '-')) \
	ROW(24, 6, IS(c, 'A'), IS(c, 'K'), IS(c, '-')) \
	ROW(25, 5, IS(c, 'G'), IS(c, 'E'), IS(c, '-')) \
	ROW(26, 2, IS(c, 's'), IS(c, 'q'), IS(c, '0')) \
	ROW(27, 5, IS(c, 's'), IS(c, 'k'), IS(c, '-')) \
	ROW(28, 6, IS(c, 'e'), IS(c, 'y'), IS(c, '-')) \
	ROW(29, 4, IS(c, 'x'), IS(c, 'o') || IS(c, 'a'), IS(c, 'x') || IS(c, 'p')) \
	/* '_' */ \
	ROW(30, 6, IS(c, 'h'), \
	    IS(c, 'p') || IS(c, 'o') || IS(c, 'u') || IS(c, 's') || IS(c, 'r'), \
	    IS(c, '_')) \
	ROW(31, 4, IS(c, 'b'), IS(c, '_'), IS(c, 'p')) \
	ROW(32, 4, IS(c, 'p'), IS(c, 'm'), IS(c, '_')) \
	ROW(33, 3, IS(c, 'b'), IS(c, 'y'), IS(c, 'g')) \
	ROW(34, 7, IS(c, 'k'), IS(c, 'r'), IS(c, '_')) \
	ROW(35, 4, IS(c, '_'), IS(c, 'v'), IS(c, '1')) \
	ROW(36, 5, IS(c, 's'), IS(c, 'n'), IS(c, 't')) \
	ROW(37, 1, IS(c, 'k'), IS(c, '_'), IS(c, 'l') || IS(c, 't')) \
	ROW(38, 7, IS(c, 'w'), IS(c, 'h'), IS(c, 's')) \
	ROW(39, 7, IS(c, 'h'), IS(c, 'f'), IS(c, '_')) \
	ROW(40, 4, IS(c, 's'), IS(c, 'h'), IS(c, 'p')) \
	ROW(41, 7, IS(c, 'n'), IS(c, '_'), IS(c, 'a')) \
	ROW(42, 3, IS(c, 'i'), IS(c, 'g'), IS(c, 'd')) \
	ROW(43, 6, IS(c, 'e'), IS(c, 'c'), IS(c, 'r')) \
	/* '.' */ \
	ROW(44, 6, IS(c, 'y'), IS(c, 'a'), IS(c, '2')) \
	ROW(45, 2, IS(c, 'h'), IS(c, 'v'), IS(c, 's') || IS(c, 'b') || IS(c, 'r')) \
	ROW(46, 1, IS(c, 'd'), IS(c, 't'), IS(c, '0')) \
	ROW(47, 2, IS(c, 'S'), IS(c, 'G'), IS(c, '.')) \
	ROW(48, 5, IS(c, 's'), IS(c, '.'), IS(c, 's') || IS(c, 'z')) \
	ROW(49, 5, IS(c, 'r'), IS(c, 'd'), IS(c, '.')) \
	ROW(50, 1, IS(c, 'p'), IS(c, 'p'), IS(c, '.')) \
	ROW(51, 2, IS(c, 'k'), IS(c, '.'), IS(c, 'o')) \
	ROW(52, 2, IS(c, 'i'), IS(c, '.'), IS(c, 't')) \
	/* 'I' and 'T' */ \
	ROW(53, 3, IS(c, 'K') || IS(c, 'S') || IS(c, 'B'), IS(c, 'I'), IS(c, 'A')) \
	ROW(54, 0, IS(c, 'A'), IS(c, 'I'), IS(c, 'z')) \
	ROW(55, 6, IS(c, 'T'), IS(c, 'B'), IS(c, 'B')) \
	ROW(56, 1, IS(c, 'T'), IS(c, 'A'), IS(c, 'T'))

#define FIRST(row, lot, one, two, three)  | ((one) ? BIT(row) : 0)
#define SECOND(row, lot, one, two, three) | ((two) ? BIT(row) : 0)
#define THIRD(row, lot, one, two, three)  | ((three) ? BIT(row) : 0)
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

static inline uint64_t rows_at(const unsigned char *bytes)
{
	return firsts[bytes[0]] & seconds[bytes[1]] & thirds[bytes[2]];
}

#if defined(__x86_64__)

/* The lots of a byte, from its low half and from its high half. */
#define LOT_FIRST(row, lot, one, two, three)  | ((one) ? 1 << (lot) : 0)
#define LOT_SECOND(row, lot, one, two, three) | ((two) ? 1 << (lot) : 0)
#define LOT_THIRD(row, lot, one, two, three)  | ((three) ? 1 << (lot) : 0)
#define LOTS_FIRST(c)                         (0 THREES(LOT_FIRST, c))
#define LOTS_SECOND(c)                        (0 THREES(LOT_SECOND, c))
#define LOTS_THIRD(c)                         (0 THREES(LOT_THIRD, c))
#define LOW(of, n)                                                                     \
	of((n)) | of((n) + 16) | of((n) + 32) | of((n) + 48) | of((n) + 64) |          \
		of((n) + 80) | of((n) + 96) | of((n) + 112)
#define QUARTER(of, c) of((c)) | of((c) + 1) | of((c) + 2) | of((c) + 3)
#define HIGH(of, n)                                                                    \
	QUARTER(of, 16 * (n)) | QUARTER(of, 16 * (n) + 4) |                            \
		QUARTER(of, 16 * (n) + 8) | QUARTER(of, 16 * (n) + 12)
#define FOUR_LOW(of, n) LOW(of, n), LOW(of, (n) + 1), LOW(of, (n) + 2), LOW(of, (n) + 3)
#define FOUR_HIGH(of, n)                                                               \
	HIGH(of, n), HIGH(of, (n) + 1), HIGH(of, (n) + 2), HIGH(of, (n) + 3)
#define ALL_LOW(of)  FOUR_LOW(of, 0), FOUR_LOW(of, 4), FOUR_LOW(of, 8), FOUR_LOW(of, 12)
#define ALL_HIGH(of) FOUR_HIGH(of, 0), FOUR_HIGH(of, 4) /* past ASCII: none */

static const _Alignas(16) unsigned char low_lots[3][16] = {
	{ ALL_LOW(LOTS_FIRST) },
	{ ALL_LOW(LOTS_SECOND) },
	{ ALL_LOW(LOTS_THIRD) },
};
static const _Alignas(16) unsigned char high_lots[3][16] = {
	{ ALL_HIGH(LOTS_FIRST) },
	{ ALL_HIGH(LOTS_SECOND) },
	{ ALL_HIGH(LOTS_THIRD) },
};

#define WITH_AVX2 __attribute__((target("avx2")))
#define BLOCK     32   /* bytes of a register */
#define AHEAD     2048 /* a large text comes from memory again */

/* Of a block's bytes, those that a three of some lot may have as its byte `nth`. */
WITH_AVX2 static inline __m256i lots_at(const char *bytes, size_t nth)
{
	const __m256i half = _mm256_set1_epi8(15);
	__m256i text = _mm256_loadu_si256((const void *)bytes);
	__m256i low = _mm256_broadcastsi128_si256(
		_mm_load_si128((const void *)low_lots[nth]));
	__m256i high = _mm256_broadcastsi128_si256(
		_mm_load_si128((const void *)high_lots[nth]));

	low = _mm256_shuffle_epi8(low, _mm256_and_si256(text, half));
	text = _mm256_and_si256(_mm256_srli_epi16(text, 4), half);
	return _mm256_and_si256(low, _mm256_shuffle_epi8(high, text));
}

/* The places of a block where a three may begin, a bit each. */
WITH_AVX2 static inline uint64_t places_at(const char *bytes)
{
	__m256i lots = _mm256_and_si256(_mm256_and_si256(lots_at(bytes, 0),
							 lots_at(bytes + 1, 1)),
					lots_at(bytes + 2, 2));
	__m256i none = _mm256_cmpeq_epi8(lots, _mm256_setzero_si256());

	return ~(uint32_t)_mm256_movemask_epi8(none);
}

/* The rows at the first of the places; of none, at 0, where they are looked at anyway.
 */
WITH_AVX2 static inline uint64_t rows_of_first(const char *block, uint64_t places)
{
	unsigned first = (unsigned)__builtin_ctzll(places | UINT64_C(1) << BLOCK);

	return rows_at((const unsigned char *)block + first % BLOCK);
}

/*
 * secret_three_plain() for whole blocks: a three of theirs, or where they end.  Most
 * blocks have up to four places, which are looked at whether they are there or not: a
 * jump that nobody can foresee costs more.
 */
WITH_AVX2 static size_t next_in_blocks(uint64_t *rows, struct span text, size_t at,
				       size_t last)
{
	for (; at + BLOCK <= last; at += BLOCK) {
		const char *block = text.ptr + at;
		__builtin_prefetch(block + AHEAD);
		uint64_t places = places_at(block), second, third, fourth;

		second = places & (places - 1);
		third = second & (second - 1);
		fourth = third & (third - 1);
		if ((rows_of_first(block, places) | rows_of_first(block, second) |
		     rows_of_first(block, third) | rows_of_first(block, fourth)) == 0 &&
		    (fourth & (fourth - 1)) == 0)
			continue;
		for (; places != 0; places &= places - 1) {
			*rows = rows_of_first(block, places);
			if (*rows != 0)
				return at + (size_t)__builtin_ctzll(places);
		}
	}
	return at;
}

static bool has_blocks(void)
{
	return __builtin_cpu_supports("avx2") != 0;
}

#else

static size_t next_in_blocks(uint64_t *rows, struct span text, size_t at, size_t last)
{
	(void)rows;
	(void)text;
	(void)last;
	return at;
}

static bool has_blocks(void)
{
	return false;
}

#endif

/* Behind the last place where three bytes stand before `stop` or the text's end. */
static size_t last_three(struct span text, size_t stop)
{
	size_t last = text.len > 2 ? text.len - 2 : 0;

	return last < stop ? last : stop;
}

size_t secret_three_plain(uint64_t *rows, struct span text, size_t at, size_t stop)
{
	const unsigned char *bytes = (const unsigned char *)text.ptr;
	size_t last = last_three(text, stop);

	*rows = 0;
	/* Most of a text has none: one question for four bytes of it. */
	for (; at + 4 <= last; at += 4)
		if ((rows_at(bytes + at) | rows_at(bytes + at + 1) |
		     rows_at(bytes + at + 2) | rows_at(bytes + at + 3)) != 0)
			break;
	for (; at < last; at++) {
		*rows = rows_at(bytes + at);
		if (*rows != 0)
			return at;
	}
	return stop;
}

size_t secret_three(uint64_t *rows, struct span text, size_t at, size_t stop)
{
	*rows = 0;
	if (has_blocks()) {
		at = next_in_blocks(rows, text, at, last_three(text, stop));
		if (*rows != 0)
			return at;
	}
	return secret_three_plain(rows, text, at, stop);
}

/* ---- what a three leads to ----------------------------------------------- */

struct scan {
	struct span text;
	size_t from;      /* triggers before it count for nothing */
	size_t at;        /* of the scan */
	size_t zone, end; /* triggers to try; none where end is 0 */
	size_t stem;      /* behind the last stem's start; 0: none */
	bool jwt;         /* the zone goes on while the token's head does */
	bool object;      /* the word of SECRET_OBJECT_WORD has been seen */
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

#define IS_ALNUM(c)                                                                    \
	(((c) >= 'a' && (c) <= 'z') || ((c) >= 'A' && (c) <= 'Z') ||                   \
	 ((c) >= '0' && (c) <= '9'))
#define NAME_CHAR(c) (IS_ALNUM(c) ? 1 : (c) == '_' || (c) == '-' || (c) == '.' ? 2 : 0)

/* 1: a letter or digit; 2: what may stand between them in a name. */
static const unsigned char name_chars[256] = { SIXTY_FOUR(NAME_CHAR, 0),
					       SIXTY_FOUR(NAME_CHAR, 64) };

static inline bool is_alnum(char c)
{
	return name_chars[(unsigned char)c] == 1;
}

static inline bool is_name_char(char c)
{
	return name_chars[(unsigned char)c] != 0;
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

/*
 * Whether the stem here is in the middle of a name of letters alone, like that of a
 * session in "licenses": no name of one word is.  One that '_' and the like stand
 * in may be another word than it looks.
 */
static bool is_inside(struct span text, size_t at)
{
	size_t from = at > NAME_ROOM ? at - NAME_ROOM : 0, start = at, end = at;

	while (start > from && is_alnum(text.ptr[start - 1]))
		start--;
	while (end < text.len && end < at + NAME_ROOM && is_alnum(text.ptr[end]))
		end++;
	/* A name is read back for so many bytes only: it may start here. */
	if (start == at || end == at + NAME_ROOM)
		return false;
	return (start == 0 || !is_name_char(text.ptr[start - 1])) &&
	       (end == text.len || !is_name_char(text.ptr[end]));
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

	if (rows & STEMS) {
		scan->stem = scan->at + 1;
		if (rows & ENDINGS || !is_inside(scan->text, scan->at))
			look_at_name(scan);
	}
	if (rows & BIT(ROW_VALUE) && scan->stem > 0 &&
	    scan->at - scan->stem < PAIR_ROOM)
		look_at_name(scan);
	if (rows & BIT(ROW_SEC) &&
	    span_starts(span_from(scan->text, scan->at), SECRET_OBJECT_WORD))
		scan->object = true;
	if (rows & BIT(ROW_JWT)) {
		/* A dot right before it is a trigger too. */
		widen(scan, scan->at - (scan->at > 0), scan->at + 1);
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

/* To the end of the zone, or of the text while there is none. */
static void scan_to(struct scan *scan, size_t stop)
{
	while (scan->at < stop) {
		uint64_t rows;

		scan->at = secret_three(&rows, scan->text, scan->at, stop);
		if (rows == 0)
			return;
		look(scan, rows);
		scan->at++;
		if (scan->end > 0)
			return;
	}
}

bool secret_find_first(struct secret *out, struct span text, size_t from, bool *object)
{
	struct scan scan = { .text = text, .from = from };
	bool found = false;

	scan.at = from > LOOK_BACK ? from - LOOK_BACK : 0;
	if (from == 0)
		widen(&scan, 0, 1); /* nothing stands before the first byte */
	while (!found && (scan.at < text.len || scan.end > 0)) {
		size_t stop = scan.end > 0 ? scan.end : text.len;

		if (scan.at < stop)
			scan_to(&scan, stop);
		else if (scan.jwt)
			go_on_with_jwt(&scan);
		else
			found = try_zone(out, &scan);
	}
	*object = *object || scan.object;
	return found;
}

bool secret_find(struct secret *out, struct span text, size_t from)
{
	bool object = false;

	return secret_find_first(out, text, from, &object);
}
