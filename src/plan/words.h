/*
 * words.h - lists of words that are looked for in folded text (utf8_fold()).
 *
 *     WORDS(caveats, "note|caveat|known issue*");
 *     ...
 *     if (words_start(&caveats, folded) > 0)
 *
 * Words are separated by '|'; one that ends in '*' matches every ending.  The list
 * stands where it is used, outside of functions, and its name is one in all of
 * src/plan/: the build indexes it (words.sh), so that looking a word up reads a few
 * words of the list and not all of them.
 */
#ifndef PLAN_WORDS_H
#define PLAN_WORDS_H

#include "base/span.h"

#include <stdint.h>

struct words_entry {
	uint16_t at; /* in words_index.text */
	uint8_t len;
	bool open_end; /* "deliverable*" */
	bool more;     /* the next one begins with the same byte */
	uint8_t list;  /* which one of WORDS_EACH() it is from, from 0 */
	/* Of the first entry of a byte: the low five bits of the bytes behind it. */
	uint32_t seconds;
};

/* What words.sh makes of a list: sorted by first byte, the longest first. */
struct words_index {
	const char *text; /* the words, one behind the other */
	const struct words_entry *entries;
	uint8_t head[256]; /* of a first byte: its first entry, from 1; 0: none */
};

struct words {
	const char *list; /* as written */
	const struct words_index *index;
};

#define WORDS(name, written)                                                           \
	extern const struct words_index name##_index;                                  \
	static const struct words name = { written, &name##_index }

/* Several lists as one, a string each: words_which() tells from which a word is. */
#define WORDS_EACH(name, ...) WORDS(name, #__VA_ARGS__)

/* words_start() where words_may() says so; NULL where no word is there. */
const struct words_entry *words_longest(const struct words_index *index,
					struct span text);

/* False where no word begins as `text` does: most fall at their second letter. */
static inline bool words_may(const struct words *words, struct span text)
{
	const struct words_index *index = words->index;
	unsigned head = text.len > 0 ? index->head[(unsigned char)text.ptr[0]] : 0;

	return head > 0 && (text.len == 1 ||
			    index->entries[head - 1].seconds >> (text.ptr[1] & 31) & 1);
}

/*
 * Bytes of the longest word that begins `text` and ends at a word's end, or 0.
 * Inline, because most texts begin with no word of the list.
 */
static inline size_t words_start(const struct words *words, struct span text)
{
	const struct words_entry *entry =
		words_may(words, text) ? words_longest(words->index, text) : NULL;

	return entry ? entry->len : 0;
}

/* The same for WORDS_EACH(); *list is the number of the first list that has it. */
static inline size_t words_which(const struct words *words, struct span text,
				 size_t *list)
{
	const struct words_entry *entry =
		words_may(words, text) ? words_longest(words->index, text) : NULL;

	if (!entry)
		return 0;
	*list = entry->list;
	return entry->len;
}

/* Whether `text` is one of the words, and nothing else. */
bool words_are(const struct words *words, struct span text);

/* Whether one of them stands in `text`, between the ends of words. */
bool words_in(const struct words *words, struct span text);

/* The same, with the place of the first and the bytes of the longest there. */
bool words_find(const struct words *words, struct span text, size_t *at, size_t *len);

/* Where words may begin in a text that several lists are looked for in. */
struct words_places {
	uint8_t at[48];
	size_t count;
	bool all; /* false: there are more, or the text is too long */
};

void words_places(struct words_places *out, struct span text);

/* words_in() of the text whose places these are. */
bool words_in_at(const struct words *words, struct span text,
		 const struct words_places *places);

/* Whether `word` may end before `rest`: no letter follows, or no script that spaces. */
bool words_end(struct span word, struct span rest);

/* Whether a word may begin at `at`. */
bool words_begin(struct span text, size_t at);

#endif
