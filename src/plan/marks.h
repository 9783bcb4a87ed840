/*
 * marks.h - the words and signs that claim: a box, a glyph, a word in ten
 * languages.
 *
 * Tables and the functions that look one mark up; what a mark means where it
 * stands is decided by claim.h.  Words are compared in folded text
 * (utf8_fold()).  Rules: plans.md section 7.1.
 */
#ifndef PLAN_MARKS_H
#define PLAN_MARKS_H

#include "base/arena.h"
#include "base/span.h"
#include "model/plan.h"

enum {
	GLYPH_STRICT = 1,     /* counts in a heading */
	GLYPH_DOT = 2,        /* counts in a heading with a state word beside it */
	GLYPH_NEEDS_WORD = 4, /* means nothing by itself */
	WORD_CELL = 8,        /* a state in cells and after "Status:" alone */
};

struct glyph_mark {
	struct span glyph; /* without variation selector */
	enum claim claim;
	unsigned flags;
};

struct word_mark {
	struct span word; /* folded */
	enum claim claim;
	unsigned flags;
};

/* Sorted by bytes; test_marks.c checks it. */
extern const struct glyph_mark glyph_marks[];
extern const size_t glyph_mark_count;
extern const struct word_mark word_marks[];
extern const size_t word_mark_count;

/*
 * The status glyph at the front of `text`, or NULL; *len is its bytes with a
 * variation selector behind it.
 */
const struct glyph_mark *glyph_at(struct span text, size_t *len);

/* Bytes of the emoji or symbol at the front, whatever it means; 0: no emoji. */
size_t emoji_at(struct span text);

/* What a mark in a box says: one grapheme, or nothing.  CLAIM_UNKNOWN: no meaning. */
enum claim box_claim(struct span mark);

struct word_hit {
	enum claim claim;
	size_t len; /* bytes of the folded text, negation included */
	bool negated;
};

/*
 * The longest state word at the front of folded `text`, at a word boundary.
 * `cell`: the words that are states in cells alone count too.
 */
bool word_at(struct span text, bool cell, struct word_hit *out);

/*
 * "not installed", "未安装" at the front of a folded cell, whether the table knows the
 * participle or not: its bytes, and the participle; 0 where there is none, or where
 * it is well that it is not so ("not affected").
 */
size_t denied_at(struct span text, struct span *word);

/* A word that weakens a claim ("locally", "mocked"), in folded text; its bytes. */
bool hedge_in(struct span text, size_t *at, size_t *len);

/* Words that make a done conditional: "after", "once", "subject to". */
bool condition_in(struct span text, size_t *at);

/*
 * Whether one of the words stands in folded `text` at word boundaries; `words`
 * are separated by '|'.  A word that ends in '*' matches every ending.  For short
 * lists and rare questions: all others are WORDS() (words.h).
 */
bool has_word(struct span text, const char *words);

/* The same at the front of the text; the bytes that matched, or 0. */
size_t starts_with_word(struct span text, const char *words);

#endif
