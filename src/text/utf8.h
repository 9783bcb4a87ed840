/*
 * utf8.h - bytes to UTF-8 text, and text to the form in which words are compared.
 *
 * Knows the damage that files carry: UTF-16, windows-1252 in place of UTF-8, and
 * UTF-8 that was read in another charset and saved as UTF-8 again.  Nothing here
 * changes text that is shown; repaired text is for reading.  Rules: plans.md
 * section 2.
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include "base/arena.h"
#include "base/span.h"

#include <stdint.h>

bool utf8_is_valid(struct span text);

/* Offset of the first byte that is no UTF-8; text.len where there is none. */
size_t utf8_first_invalid(struct span text);

/*
 * The code point at the front of `text`, which is not empty; *len is its bytes.
 * -1 and a length of 1 for a byte that is no UTF-8 (overlong, surrogate, cut).
 */
int32_t utf8_next(struct span text, size_t *len);

/* The code point that ends `text`, which is not empty; the same otherwise. */
int32_t utf8_last(struct span text, size_t *len);

/* Up to four bytes, no NUL; 0 for what is no code point. */
size_t utf8_encode(uint32_t point, char out[4]);

/* A letter of any script, as far as word boundaries need it; digits are none. */
bool utf8_is_letter(int32_t point);
/* Han, kana and hangul: no spaces between words, so no word boundaries. */
bool utf8_is_cjk(int32_t point);
/* Bidirectional controls, which can disguise what a line says. */
bool utf8_is_bidi(int32_t point);

/*
 * For matching only: compatibility forms of ASCII (full-width, superscript
 * digits), every kind of space to ' ', variation selectors, joiners and soft
 * hyphens dropped, case folded for Latin, Greek and Cyrillic.  In the arena;
 * `text` itself where nothing changes.
 */
struct span utf8_fold(struct arena *arena, struct span text);

/* The folded code point; 0 for one that is dropped. */
uint32_t utf8_fold_point(uint32_t point);

/* Without a byte order mark in front. */
struct span utf8_skip_bom(struct span text);

/*
 * From repaired offsets back to the bytes in the file.  Runs stand in order;
 * between two of them both sides advance alike.
 */
struct utf8_run {
	size_t from, from_len; /* in the text before */
	size_t to, to_len;     /* in the text after */
};
struct utf8_map {
	LIST(struct utf8_run) runs;
};
size_t utf8_map_back(const struct utf8_map *map, size_t offset);

/*
 * Without the byte order mark; a lone surrogate and half a unit at the end become
 * U+FFFD.  `map` leads back to 16-bit units, which is what editors count columns
 * of such a file in.
 */
struct span utf8_from_utf16(struct arena *arena, struct span bytes, bool big_endian,
			    struct utf8_map *map);

/* Every byte means something (WHATWG mapping), so this cannot fail. */
struct span utf8_from_1252(struct arena *arena, struct span bytes,
			   struct utf8_map *map);

/* What utf8_undo() found. */
struct utf8_damage {
	const char *charset; /* "macroman", "windows-1252", "latin-1"; NULL: none */
	unsigned runs;       /* undone */
	unsigned first_line; /* of the first such run, or of the first suspect */
	bool lossy;          /* some glyphs were completed by their first bytes */
	bool suspect;        /* some runs look damaged, too few to be sure */
};

/*
 * Undo one layer of double encoding; `text` itself where there is none.  `map`
 * is filled for this layer alone: call again for twice-damaged text.
 */
struct span utf8_undo(struct arena *arena, struct span text, struct utf8_damage *out,
		      struct utf8_map *map);

#endif
