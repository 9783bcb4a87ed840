#include "text/utf8.h"

#include "base/sixteen.h"

/* Eight bytes at once: the same byte in all of them, and the top bit of each. */
#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))
#define TOPS       EACH(0x80)

static uint64_t eight_at(const char *ptr)
{
	uint64_t eight;

	memcpy(&eight, ptr, sizeof(eight));
	return eight;
}

/* Bytes at the front that are ASCII. */
static size_t ascii_len(struct span text)
{
	size_t i = 0;

	while (i + 8 <= text.len && (eight_at(text.ptr + i) & TOPS) == 0)
		i += 8;
	while (i < text.len && (unsigned char)text.ptr[i] < 0x80)
		i++;
	return i;
}

int32_t utf8_next(struct span text, size_t *len)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char first = (unsigned char)text.ptr[0];
	size_t size = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : 4;
	uint32_t point = size == 1 ? first : first & (0x7fu >> size);

	*len = 1;
	if (size == 1)
		return (int32_t)point;
	if ((size == 4 && first >> 3 != 30) || size > text.len)
		return -1;
	for (size_t i = 1; i < size; i++) {
		unsigned char byte = (unsigned char)text.ptr[i];

		if (byte >> 6 != 2)
			return -1;
		point = point << 6 | (byte & 0x3f);
	}
	if (point < least[size] || point > 0x10ffff ||
	    (point >= 0xd800 && point < 0xe000))
		return -1;
	*len = size;
	return (int32_t)point;
}

int32_t utf8_last(struct span text, size_t *len)
{
	size_t at = text.len - 1;
	int32_t point;

	while (at > 0 && text.len - at < 4 && (unsigned char)text.ptr[at] >> 6 == 2)
		at--;
	point = utf8_next(span_from(text, at), len);
	if (point >= 0 && *len == text.len - at)
		return point;
	*len = 1;
	return -1;
}

size_t utf8_first_invalid(struct span text)
{
	size_t at = 0;

	for (;;) {
		size_t len;

		at += ascii_len(span_from(text, at));
		if (at == text.len || utf8_next(span_from(text, at), &len) < 0)
			return at;
		at += len;
	}
}

bool utf8_is_valid(struct span text)
{
	return utf8_first_invalid(text) == text.len;
}

size_t utf8_encode(uint32_t point, char out[4])
{
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		out[0] = (char)(0xc0 | point >> 6);
		out[1] = (char)(0x80 | (point & 0x3f));
		return 2;
	}
	if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
		return 0;
	if (point < 0x10000) {
		out[0] = (char)(0xe0 | point >> 12);
		out[1] = (char)(0x80 | (point >> 6 & 0x3f));
		out[2] = (char)(0x80 | (point & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | point >> 18);
	out[1] = (char)(0x80 | (point >> 12 & 0x3f));
	out[2] = (char)(0x80 | (point >> 6 & 0x3f));
	out[3] = (char)(0x80 | (point & 0x3f));
	return 4;
}

bool utf8_is_cjk(int32_t c)
{
	return (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) ||
	       (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
	       c == 0x3005;
}

bool utf8_is_letter(int32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	if (c < 0x250)
		return c >= 0xc0 && c != 0xd7 && c != 0xf7;
	return (c >= 0x370 && c <= 0x52f && c != 0x37e && c != 0x387) ||
	       (c >= 0x531 && c <= 0x1fff) || utf8_is_cjk(c);
}

bool utf8_is_bidi(int32_t c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
	       c == 0x200e || c == 0x200f || c == 0x061c;
}

static uint32_t fold_case(uint32_t c)
{
	if ((c >= 0xc0 && c <= 0xde && c != 0xd7) ||
	    (c >= 0x391 && c <= 0x3a9 && c != 0x3a2) || (c >= 0x410 && c <= 0x42f))
		return c + 32;
	if (c >= 0x400 && c <= 0x40f)
		return c + 80;
	/* Latin Extended-A: pairs, upper case even but in two stretches; U+0130 stays.
	 */
	if ((c >= 0x100 && c <= 0x137 && c != 0x130) || (c >= 0x14a && c <= 0x177))
		return c | 1;
	if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e))
		return c + (c & 1);
	return c == 0x178 ? 0xff : c;
}

uint32_t utf8_fold_point(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 32 : c == '\t' ? ' ' : c;
	if (c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f ||
	    c == 0x3000)
		return ' ';
	if (c == 0xad || (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfe0e ||
	    c == 0xfe0f || c == 0xfeff)
		return 0;
	if (c >= 0xff01 && c <= 0xff5e)
		return utf8_fold_point(c - 0xfee0);
	if (c == 0xb2 || c == 0xb3)
		return c - 0xb0 + '0';
	if (c == 0xb9)
		return '1';
	if ((c >= 0x2074 && c <= 0x2079) || c == 0x2070)
		return c - 0x2070 + '0';
	if (c >= 0x2080 && c <= 0x2089)
		return c - 0x2080 + '0';
	if (c == 0x2011)
		return '-';
	return fold_case(c);
}

static bool folds(unsigned char c)
{
	return c >= 0x80 || (c >= 'A' && c <= 'Z') || c == '\t';
}

/* Top bits of the bytes from 'A' to 'Z'; no byte of `eight` has its own set. */
static uint64_t capitals_of(uint64_t eight)
{
	return (eight + EACH(0x80 - 'A')) & ~(eight + EACH(0x7f - 'Z')) & TOPS;
}

/* Whether eight ASCII bytes hold a tab: a byte that is zero borrows. */
static bool has_tab(uint64_t eight)
{
	uint64_t other = eight ^ EACH('\t');

	return ((other - EACH(1)) & ~other & TOPS) != 0;
}

static sixteen capitals_in(sixteen bytes)
{
	return (bytes > '@') & (bytes < '[');
}

/* Those that fold_ascii() cannot fold. */
static sixteen others_in(sixteen bytes)
{
	return (bytes < 0) | (bytes == '\t');
}

/* Bytes at the front that folding leaves as they are. */
static size_t folded_len(struct span text)
{
	size_t i = 0;

	for (; i + 16 <= text.len; i += 16) {
		sixteen bytes = sixteen_at(text.ptr + i);

		if (sixteen_any(others_in(bytes) | capitals_in(bytes)))
			break;
	}
	for (; i + 8 <= text.len; i += 8) {
		uint64_t eight = eight_at(text.ptr + i);

		if ((eight & TOPS) || capitals_of(eight) || has_tab(eight))
			break;
	}
	while (i < text.len && !folds((unsigned char)text.ptr[i]))
		i++;
	return i;
}

/* Eight bytes in lower case; false where one of them is no ASCII, or a tab. */
static bool fold_eight(char *out, const char *bytes)
{
	uint64_t eight = eight_at(bytes);

	if ((eight & TOPS) || has_tab(eight))
		return false;
	eight |= capitals_of(eight) >> 2; /* 0x80 to 0x20 */
	memcpy(out, &eight, sizeof(eight));
	return true;
}

/* Bytes at the front that are ASCII without tabs, many at a time, in lower case. */
static size_t fold_ascii(char *out, struct span text)
{
	size_t i = 0;

	for (; i + 16 <= text.len; i += 16) {
		sixteen bytes = sixteen_at(text.ptr + i);

		if (sixteen_any(others_in(bytes)))
			break;
		bytes |= capitals_in(bytes) & ' ';
		memcpy(out + i, &bytes, sizeof(bytes));
	}
	while (i + 8 <= text.len && fold_eight(out + i, text.ptr + i))
		i += 8;
	/* The last ones once more with some before them, which come out the same. */
	if (i >= 8 && i < text.len && text.len - i < 8 &&
	    fold_eight(out + text.len - 8, text.ptr + text.len - 8))
		return text.len;
	return i;
}

static size_t count_high(struct span text)
{
	size_t n = 0, i = 0;

	for (; i + 8 <= text.len; i += 8) /* the sum of its bytes is the top one */
		n += ((eight_at(text.ptr + i) & TOPS) >> 7) * EACH(1) >> 56;
	for (; i < text.len; i++)
		n += (unsigned char)text.ptr[i] >> 7;
	return n;
}

struct span utf8_fold(struct arena *arena, struct span text)
{
	size_t used = folded_len(text), at = used;
	char *out;

	if (used == text.len)
		return text;
	/* No folding makes a character longer; an invalid byte becomes three. */
	out = arena_room(arena, text.len + 2 * count_high(text) + 1, 1);
	memcpy(out, text.ptr, used);
	while (at < text.len) {
		size_t len = fold_ascii(out + used, span_from(text, at));
		unsigned char c;
		uint32_t folded;
		int32_t point;

		at += len;
		used += len;
		if (at == text.len)
			break;
		c = (unsigned char)text.ptr[at];
		if (c < 0x80) {
			/* utf8_fold_point() without the call. */
			out[used++] = (char)(c >= 'A' && c <= 'Z' ? c + 32
					     : c == '\t'          ? ' '
								  : c);
			at++;
			continue;
		}
		point = utf8_next(span_from(text, at), &len);
		folded = point < 0 ? 0xfffd : utf8_fold_point((uint32_t)point);
		if (folded != 0)
			used += utf8_encode(folded, out + used);
		at += len;
	}
	return (struct span){ out, used };
}

struct span utf8_skip_bom(struct span text)
{
	return span_starts(text, "\xef\xbb\xbf") ? span_from(text, 3) : text;
}

size_t utf8_map_back(const struct utf8_map *map, size_t offset)
{
	size_t low = 0, high = map->runs.count;
	const struct utf8_run *run;

	while (low < high) { /* the last run that starts at or before offset */
		size_t middle = low + (high - low) / 2;

		if (map->runs.at[middle].to <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return offset;
	run = &map->runs.at[low - 1];
	if (offset < run->to + run->to_len)
		return run->from;
	return run->from + run->from_len + (offset - run->to - run->to_len);
}

/* The 16-bit unit of that number. */
static uint32_t unit_of(struct span bytes, size_t number, bool big)
{
	const unsigned char *in = (const unsigned char *)bytes.ptr + 2 * number;

	return big ? (uint32_t)(in[0] << 8 | in[1]) : (uint32_t)(in[1] << 8 | in[0]);
}

/* The character that unit `i` of `units` begins; *width is how many units it has. */
static uint32_t utf16_point(struct span bytes, size_t i, size_t units, bool big,
			    size_t *width)
{
	uint32_t c = unit_of(bytes, i, big), low = 0;

	*width = 1;
	if (c >= 0xd800 && c < 0xdc00 && i + 1 < units)
		low = unit_of(bytes, i + 1, big);
	if (low >= 0xdc00 && low < 0xe000) {
		*width = 2;
		return 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
	}
	return c >= 0xd800 && c < 0xe000 ? 0xfffd : c;
}

struct span utf8_from_utf16(struct arena *arena, struct span bytes, bool big,
			    struct utf8_map *map)
{
	size_t units = bytes.len / 2, used = 0, width;
	char *out = ARENA_ARRAY(arena, char, units * 3 + 4);

	for (size_t i = 0; i < units; i += width) {
		uint32_t c = utf16_point(bytes, i, units, big, &width);
		size_t len = i == 0 && c == 0xfeff ? 0 : utf8_encode(c, out + used);

		if (len != width)
			*LIST_ADD(arena, &map->runs) =
				(struct utf8_run){ i, width, used, len };
		used += len;
	}
	if (bytes.len % 2 > 0) {
		*LIST_ADD(arena, &map->runs) = (struct utf8_run){ units, 1, used, 3 };
		used += utf8_encode(0xfffd, out + used);
	}
	return (struct span){ out, used };
}

/* Bytes 80 to 9F; the five undefined ones are the C1 controls of that number. */
static const uint16_t windows_1252[32] = {
	0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
	0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0x8d,   0x17d,  0x8f,
	0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
};

/* Bytes 80 to FF. */
static const uint16_t mac_roman[128] = {
	0xc4,   0xc5,   0xc7,   0xc9,   0xd1,   0xd6,   0xdc,   0xe1,   0xe0,   0xe2,
	0xe4,   0xe3,   0xe5,   0xe7,   0xe9,   0xe8,   0xea,   0xeb,   0xed,   0xec,
	0xee,   0xef,   0xf1,   0xf3,   0xf2,   0xf4,   0xf6,   0xf5,   0xfa,   0xf9,
	0xfb,   0xfc,   0x2020, 0xb0,   0xa2,   0xa3,   0xa7,   0x2022, 0xb6,   0xdf,
	0xae,   0xa9,   0x2122, 0xb4,   0xa8,   0x2260, 0xc6,   0xd8,   0x221e, 0xb1,
	0x2264, 0x2265, 0xa5,   0xb5,   0x2202, 0x2211, 0x220f, 0x3c0,  0x222b, 0xaa,
	0xba,   0x3a9,  0xe6,   0xf8,   0xbf,   0xa1,   0xac,   0x221a, 0x192,  0x2248,
	0x2206, 0xab,   0xbb,   0x2026, 0xa0,   0xc0,   0xc3,   0xd5,   0x152,  0x153,
	0x2013, 0x2014, 0x201c, 0x201d, 0x2018, 0x2019, 0xf7,   0x25ca, 0xff,   0x178,
	0x2044, 0x20ac, 0x2039, 0x203a, 0xfb01, 0xfb02, 0x2021, 0xb7,   0x201a, 0x201e,
	0x2030, 0xc2,   0xca,   0xc1,   0xcb,   0xc8,   0xcd,   0xce,   0xcf,   0xcc,
	0xd3,   0xd4,   0xf8ff, 0xd2,   0xda,   0xdb,   0xd9,   0x131,  0x2c6,  0x2dc,
	0xaf,   0x2d8,  0x2d9,  0x2da,  0xb8,   0x2dd,  0x2db,  0x2c7,
};

struct span utf8_from_1252(struct arena *arena, struct span bytes, struct utf8_map *map)
{
	char *out = ARENA_ARRAY(arena, char, bytes.len * 3 + 1);
	size_t used = 0;

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.ptr[i];
		size_t len =
			utf8_encode(c >= 0x80 && c < 0xa0 ? windows_1252[c - 0x80] : c,
				    out + used);

		if (len > 1)
			*LIST_ADD(arena, &map->runs) =
				(struct utf8_run){ i, 1, used, len };
		used += len;
	}
	return (struct span){ out, used };
}

/* Files that were damaged twice exist; more often than this nobody saves one. */
#define UNDO_LAYERS 3

enum charset { MACROMAN, WINDOWS_1252, LATIN_1, CHARSETS };

static const char *const charset_name[CHARSETS] = { "macroman", "windows-1252",
						    "latin-1" };

/* The byte that reads as `c` in that charset, or -1. */
static int byte_of(enum charset charset, uint32_t c)
{
	if (c > 0x25ca && c < 0xf8ff) /* most characters of most files */
		return -1;
	switch (charset) {
	case MACROMAN:
		if (c == 0xa4) /* the euro sign's byte, in the older table */
			return 0xdb;
		for (int i = 0; i < 128; i++)
			if (mac_roman[i] == c)
				return i + 0x80;
		return -1;
	case WINDOWS_1252:
		for (int i = 0; i < 32; i++)
			if (windows_1252[i] == c)
				return i + 0x80;
		return c >= 0xa0 && c <= 0xff ? (int)c : -1;
	case LATIN_1:
		return c >= 0x80 && c <= 0xff ? (int)c : -1;
	case CHARSETS:
		break;
	}
	return -1;
}

/* Status glyphs whose last bytes get lost: U+00A0 became a space, C1 was dropped. */
static const char *const fragile[] = {
	"\xe2\x9a\xa0",     "\xe2\x9d\x8c",     "\xe2\x9c\x85",     "\xe2\x8f\xb3",
	"\xe2\x8f\xb8",     "\xe2\x8f\xad",     "\xf0\x9f\x9f\xa0", "\xf0\x9f\x94\x90",
	"\xf0\x9f\x9a\x80", "\xf0\x9f\x8f\x97", "\xe2\x8f\xb1",     "\xe2\x8f\xb0",
	"\xf0\x9f\x93\x8d",
};

/* A maximal stretch of non-ASCII characters, and its bytes in a charset. */
struct stretch {
	size_t from, len; /* in the text */
	char *bytes;      /* room for the longest there can be, shared by all */
	size_t count;
	bool lossy;
	bool wide;    /* holds a character of three bytes or more */
	bool interim; /* holds what nobody writes, but a charset reads: damaged again */
};

/* False where a character is not in the charset. */
static bool encode_stretch(struct span text, enum charset charset, struct stretch *s)
{
	struct span rest = span_sub(text, s->from, s->len);

	s->count = 0;
	s->lossy = s->wide = s->interim = false;
	while (rest.len > 0) {
		size_t len;
		int32_t point = utf8_next(rest, &len);
		int byte = byte_of(charset, (uint32_t)point);

		if (byte < 0)
			return false;
		s->bytes[s->count++] = (char)byte;
		rest = span_from(rest, len);
	}
	return true;
}

/* What people write: letters, punctuation, arrows, boxes, status glyphs, emoji. */
static bool is_plausible(int32_t c)
{
	return (c >= 0xa0 && c <= 0x17f) || (c >= 0x391 && c <= 0x3c9) ||
	       (c >= 0x401 && c <= 0x451) || (c >= 0x2010 && c <= 0x2bff) ||
	       c == 0x200d || (c >= 0x3000 && c <= 0x9fff) ||
	       (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xfe00 && c <= 0xfe0f) ||
	       (c >= 0xff00 && c <= 0xffef) || c == 0xfeff ||
	       (c >= 0x1f000 && c <= 0x1faff);
}

/* What a byte of some charset reads as. */
static bool is_of_charset(int32_t c)
{
	for (enum charset charset = MACROMAN; charset < CHARSETS; charset++)
		if (byte_of(charset, (uint32_t)c) >= 0)
			return true;
	return false;
}

static bool is_text(struct stretch *s)
{
	struct span rest = { s->bytes, s->count };

	while (rest.len > 0) {
		size_t len;
		int32_t point = utf8_next(rest, &len);

		if (!is_plausible(point)) {
			if (!is_of_charset(point))
				return false;
			s->interim = true;
		}
		s->wide |= len >= 3;
		rest = span_from(rest, len);
	}
	return true;
}

/* Whether `glyph` without one byte that editors lose is `bytes`. */
static bool lost_byte(struct span bytes, struct span glyph)
{
	if (bytes.len != glyph.len - 1)
		return false;
	for (size_t gone = 1; gone < glyph.len; gone++) {
		unsigned char c = (unsigned char)glyph.ptr[gone];
		bool losable = c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 ||
			       c == 0x9d || (c == 0xa0 && gone + 1 == glyph.len);

		if (losable && memcmp(bytes.ptr, glyph.ptr, gone) == 0 &&
		    memcmp(bytes.ptr + gone, glyph.ptr + gone + 1,
			   glyph.len - gone - 1) == 0)
			return true;
	}
	return false;
}

static void complete(struct stretch *s)
{
	for (size_t i = 0; i < sizeof(fragile) / sizeof(fragile[0]); i++) {
		struct span glyph = span_of(fragile[i]);

		if (!lost_byte((struct span){ s->bytes, s->count }, glyph))
			continue;
		memcpy(s->bytes, glyph.ptr, glyph.len);
		s->count = glyph.len;
		s->lossy = s->wide = true;
		return;
	}
}

static bool next_stretch(struct span text, size_t *at, struct stretch *out)
{
	size_t i = *at + ascii_len(span_from(text, *at));

	if (i == text.len)
		return false;
	out->from = i;
	while (i < text.len && (unsigned char)text.ptr[i] >= 0x80)
		i++;
	out->len = i - out->from;
	*at = i;
	return true;
}

/* Whether the stretch reads as text once it is bytes of that charset. */
static bool repairs(struct span text, enum charset charset, struct stretch *s)
{
	size_t first;

	/* A lone dash or accent is no damage, and most of what there is. */
	utf8_next(span_from(text, s->from), &first);
	if (first == s->len || !encode_stretch(text, charset, s) || s->count < 2)
		return false;
	if (utf8_is_valid((struct span){ s->bytes, s->count }))
		return is_text(s);
	complete(s);
	return s->lossy;
}

struct tally {
	size_t stretches, good, lossy, wide, interim;
	size_t first;
};

static struct tally count_repairs(struct span text, enum charset charset, char *room)
{
	struct tally tally = { .first = text.len };
	struct stretch s = { .bytes = room };

	for (size_t at = 0; next_stretch(text, &at, &s);) {
		tally.stretches++;
		if (!repairs(text, charset, &s))
			continue;
		if (tally.good++ == 0)
			tally.first = s.from;
		tally.lossy += s.lossy;
		tally.wide += s.wide;
		tally.interim += s.interim;
	}
	return tally;
}

/*
 * A run for each character that was put together again; one for all of them where
 * lost bytes were made up, because then nobody knows which came from which.
 */
static void map_stretch(struct arena *arena, struct span text, const struct stretch *s,
			size_t to, struct utf8_map *map)
{
	struct span left = span_sub(text, s->from, s->len);
	struct span made = { s->bytes, s->count };

	if (s->lossy) {
		*LIST_ADD(arena, &map->runs) =
			(struct utf8_run){ s->from, s->len, to, s->count };
		return;
	}
	while (made.len > 0) {
		struct utf8_run run = { (size_t)(left.ptr - text.ptr), 0, to, 0 };

		utf8_next(made, &run.to_len);
		/* Each byte that was made stood as a character of its own. */
		for (size_t i = 0; i < run.to_len; i++) {
			size_t len;

			utf8_next(left, &len);
			run.from_len += len;
			left = span_from(left, len);
		}
		*LIST_ADD(arena, &map->runs) = run;
		made = span_from(made, run.to_len);
		to += run.to_len;
	}
}

static struct span undo(struct arena *arena, struct span text, enum charset charset,
			struct utf8_map *map, char *room)
{
	char *out = arena_room(arena, text.len + 1, 1);
	struct stretch s = { .bytes = room };
	size_t used = 0, done = 0;

	for (size_t at = 0; next_stretch(text, &at, &s);) {
		if (!repairs(text, charset, &s))
			continue;
		memcpy(out + used, text.ptr + done, s.from - done);
		used += s.from - done;
		map_stretch(arena, text, &s, used, map);
		/* A character takes two bytes or more where its byte takes one. */
		memcpy(out + used, s.bytes, s.count);
		used += s.count;
		done = s.from + s.len;
	}
	memcpy(out + used, text.ptr + done, text.len - done);
	return (struct span){ out, used + text.len - done };
}

static unsigned line_at(struct span text, size_t offset)
{
	unsigned line = 1;

	for (size_t i = 0; i < offset && i < text.len; i++)
		line += text.ptr[i] == '\n' ||
			(text.ptr[i] == '\r' &&
			 (i + 1 == text.len || text.ptr[i + 1] != '\n'));
	return line;
}

/* The charset that explains most of the damage; false: too little to be sure. */
static bool find_charset(struct span text, char *room, enum charset *charset,
			 struct tally *best)
{
	*best = (struct tally){ 0 };
	*charset = CHARSETS;
	for (enum charset c = MACROMAN; c < CHARSETS; c++) {
		struct tally tally = count_repairs(text, c, room);

		if (tally.good > best->good) {
			*best = tally;
			*charset = c;
		}
	}
	/*
	 * Correct text has stretches that do not decode: one in ten is too many.
	 * Two typographic marks side by side can look like one MacRoman letter.
	 */
	return best->good > 0 && best->good * 10 >= best->stretches * 9 &&
	       !(*charset == MACROMAN && best->good == 1 && best->wide == 0);
}

/* Text that nobody writes must be damage itself, down to text that people do. */
static bool ends_in_text(struct arena *arena, struct span text, char *room, int layers)
{
	struct tally tally;
	enum charset charset;
	struct utf8_map map = { 0 };

	if (layers == 0 || !find_charset(text, room, &charset, &tally))
		return false;
	return tally.interim == 0 ||
	       ends_in_text(arena, undo(arena, text, charset, &map, room), room,
			    layers - 1);
}

/* Undone, none is longer: a character of two bytes or more becomes a byte. */
static size_t longest_stretch(struct span text)
{
	struct stretch s;
	size_t longest = 0;

	for (size_t at = 0; next_stretch(text, &at, &s);)
		longest = s.len > longest ? s.len : longest;
	return longest;
}

struct span utf8_undo(struct arena *arena, struct span text, struct utf8_damage *out,
		      struct utf8_map *map)
{
	struct tally best;
	enum charset charset;
	struct span undone;
	char *room;

	*out = (struct utf8_damage){ 0 };
	if (ascii_len(text) == text.len)
		return text;
	room = arena_room(arena, longest_stretch(text) + 4, 1);
	out->suspect = !find_charset(text, room, &charset, &best) && best.good > 0;
	if (best.good == 0)
		return text;
	out->first_line = line_at(text, best.first);
	if (out->suspect)
		return text;
	undone = undo(arena, text, charset, map, room);
	if (best.interim > 0 && !ends_in_text(arena, undone, room, UNDO_LAYERS)) {
		*map = (struct utf8_map){ 0 };
		out->suspect = true;
		return text;
	}
	out->charset = charset_name[charset];
	out->runs = (unsigned)best.good;
	out->lossy = best.lossy > 0;
	return undone;
}
