#include "plan/words.h"

#include "text/utf8.h"

static bool is_word_char(int32_t c)
{
	return (c >= '0' && c <= '9') || c == '_' || utf8_is_letter(c);
}

bool words_end(struct span word, struct span rest)
{
	size_t len;

	int32_t last;

	if (rest.len == 0 || word.len == 0)
		return true;
	last = utf8_last(word, &len);
	/* Signs end anywhere: "80%以上". */
	return utf8_is_cjk(last) || !is_word_char(last) ||
	       !is_word_char(utf8_next(rest, &len));
}

/* Letters and digits of ASCII and '_': what no word begins or ends beside. */
#define WORD(c)                                                                        \
	(((c) >= 'a' && (c) <= 'z') || ((c) >= 'A' && (c) <= 'Z') ||                   \
	 ((c) >= '0' && (c) <= '9') || (c) == '_')
#define FOUR(c)    WORD(c), WORD((c) + 1), WORD((c) + 2), WORD((c) + 3)
#define SIXTEEN(c) FOUR(c), FOUR((c) + 4), FOUR((c) + 8), FOUR((c) + 12)
static const bool word_byte[256] = {
	SIXTEEN(0),  SIXTEEN(16), SIXTEEN(32), SIXTEEN(48),
	SIXTEEN(64), SIXTEEN(80), SIXTEEN(96), SIXTEEN(112)
};

static bool is_ascii_word(unsigned char c)
{
	return word_byte[c];
}

static unsigned char before_of(struct span text, size_t at)
{
	return (unsigned char)text.ptr[at - 1];
}

bool words_begin(struct span text, size_t at)
{
	size_t len;

	if (at > 0 && (unsigned char)text.ptr[at] < 0x80 &&
	    (unsigned char)text.ptr[at - 1] < 0x80)
		return !is_ascii_word((unsigned char)text.ptr[at - 1]);
	if (at == 0 || utf8_is_cjk(utf8_next(span_from(text, at), &len)))
		return true;
	return !is_word_char(utf8_last(span_sub(text, 0, at), &len));
}

static bool fits(const struct words_index *index, const struct words_entry *entry,
		 struct span text)
{
	const char *word = index->text + entry->at;

	return entry->len <= text.len &&
	       word[entry->len - 1] == text.ptr[entry->len - 1] &&
	       memcmp(word, text.ptr, entry->len) == 0 &&
	       (entry->open_end || words_end((struct span){ word, entry->len },
					     span_from(text, entry->len)));
}

const struct words_entry *words_longest(const struct words_index *index,
					struct span text)
{
	unsigned head = index->head[(unsigned char)text.ptr[0]];
	const struct words_entry *entry = &index->entries[head - 1];

	for (; !fits(index, entry, text); entry++)
		if (!entry->more)
			return NULL;
	return entry;
}

bool words_are(const struct words *words, struct span text)
{
	return text.len > 0 && words_start(words, text) == text.len;
}

bool words_find(const struct words *words, struct span text, size_t *at, size_t *len)
{
	const uint8_t *head = words->index->head;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		/* Behind a letter or digit of ASCII no word of ASCII begins. */
		if (head[c] == 0 ||
		    (c < 0x80 && i > 0 && word_byte[before_of(text, i)]))
			continue;
		*len = words_start(words, span_from(text, i));
		*at = i;
		if (*len > 0 && words_begin(text, i))
			return true;
	}
	return false;
}

bool words_in(const struct words *words, struct span text)
{
	size_t at, len;

	return words_find(words, text, &at, &len);
}

void words_places(struct words_places *out, struct span text)
{
	bool inside = false;

	out->count = 0;
	out->all = text.len <= UINT8_MAX;
	for (size_t i = 0; i < text.len && out->all; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		bool skip = inside && c < 0x80;

		inside = is_ascii_word(c);
		if (skip || !words_begin(text, i))
			continue;
		if (out->count == sizeof(out->at))
			out->all = false;
		else
			out->at[out->count++] = (uint8_t)i;
	}
}

bool words_in_at(const struct words *words, struct span text,
		 const struct words_places *places)
{
	if (!places->all)
		return words_in(words, text);
	for (size_t i = 0; i < places->count; i++)
		if (words_start(words, span_from(text, places->at[i])) > 0)
			return true;
	return false;
}
