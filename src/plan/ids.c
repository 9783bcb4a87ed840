#include "plan/ids.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/table.h"
#include "plan/claim.h"
#include "plan/words.h"
#include "trust/digest.h"

/* Tasks, criteria, deliverables and rows may turn into each other under edits. */
static const char *class_of(enum item_kind kind)
{
	switch (kind) {
	case ITEM_TASK:
	case ITEM_ROW:
	case ITEM_DELIVERABLE:
	case ITEM_CRITERION:
		return "item";
	case ITEM_SIGNOFF:
	case ITEM_SECTION:
	case ITEM_DOCUMENT:
	case ITEM_TALLY:
	case ITEM_GAP:
	case ITEM_STEP:
	case ITEM_KINDS:
		break;
	}
	return item_kind_word[kind];
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80;
}

/* clang-format off: one language a row */

/* Words for a value that was measured; with a colon or a number behind them. */
WORDS(measured_marks, "measured|gemessen|mesur\xc3\xa9|mesur\xc3\xa9"
		      "e|medido|medida|gemeten|misurato|misurata");
/* Words that need the colon. */
WORDS(measured_labels, "actual|current|achieved|reached|aktuell|erreicht|atteint|"
		       "alcanzado|atual|alcan\xc3\xa7"
		       "ado|"
		       "behaald|raggiunto|ist");

/* Headings that only a number tells apart: it goes with its word. */
WORDS(numbered_headings,
      "phase|step|stage|schritt|stufe|\xc3\xa9tape|etapa|fase|paso|passo|stap");

/* clang-format on */

static size_t skip_blanks(struct span text, size_t at)
{
	while (at < text.len && text.ptr[at] == ' ')
		at++;
	return at;
}

/* Measured values come and go; words stay.  The bytes of folded text that go, or 0. */
static size_t passing_len(struct span text)
{
	size_t n, at;

	if (!words_may(&measured_marks, text) && !words_may(&measured_labels, text))
		return 0;
	n = words_start(&measured_marks, text);
	at = skip_blanks(text, n);
	if (n > 0 && at < text.len && strchr("0123456789_~", text.ptr[at])) {
		while (at < text.len && !strchr("|;,)", text.ptr[at]))
			at++;
		return at;
	}
	if (n == 0)
		n = words_start(&measured_labels, text);
	at = skip_blanks(text, n);
	if (n == 0 || at >= text.len || text.ptr[at] != ':')
		return 0;
	while (at < text.len && !strchr("|;)", text.ptr[at]))
		at++;
	return at;
}

/* Folded words with one space between; punctuation and blanks left out. */
static struct span normal_of(struct reading *r, struct span text)
{
	struct span folded = utf8_fold(r->scratch, text);
	char *out = arena_room(r->scratch, folded.len + 1, 1);
	bool gap = false, inside = false; /* inside: a word goes on */
	size_t used = 0;

	for (size_t i = 0; i < folded.len; i++) {
		char c = folded.ptr[i];
		size_t skip;

		if (inside && is_word(c)) {
			out[used++] = c;
			continue;
		}
		skip = inside ? 0 : passing_len(span_from(folded, i));
		inside = skip == 0 && is_word(c);
		if (skip > 0) {
			i += skip - 1;
			inside = is_word(folded.ptr[i]);
			gap = true;
		} else if (inside || c == '%' || c == '<' || c == '>' || c == '=' ||
			   c == '+' || c == '\0') {
			/* A gap took a byte of the text, so there is room. */
			if (gap && used > 0)
				out[used++] = ' ';
			out[used++] = c;
			gap = false;
		} else {
			gap = true;
		}
	}
	return (struct span){ out, used };
}

/* Where the words behind "phase 3:" or "phase 3 -" begin; 0: it is no such thing. */
static size_t behind_number(struct span folded)
{
	size_t at = skip_blanks(folded, words_start(&numbered_headings, folded)),
	       start = at;

	if (at == 0)
		return 0;
	while (at < folded.len && at - start < 4 && is_word(folded.ptr[at]))
		at++;
	at = skip_blanks(folded, at);
	if (at == start || at >= folded.len)
		return 0;
	if (folded.ptr[at] == ':' || folded.ptr[at] == '-')
		return at + 1;
	return span_starts(span_from(folded, at), "\xe2\x80\x93") ||
			       span_starts(span_from(folded, at), "\xe2\x80\x94")
		       ? at + 3
		       : 0;
}

/* "2.1 Phase 3: Tests" and "Tests" are one heading that was renumbered; folded. */
static struct span without_number(struct reading *r, struct span heading)
{
	struct span text = utf8_fold(r->scratch, claim_bare(heading));
	struct span rest;
	size_t i = 0;

	while (i < text.len &&
	       (strchr("0123456789.)", text.ptr[i]) || text.ptr[i] == ' '))
		i++;
	text = span_from(text, i);
	rest = span_trim(span_from(text, behind_number(text)));
	return claim_bare(rest.len > 0 ? rest : span_trim(text));
}

static bool has_letters(struct span text, size_t least)
{
	for (size_t i = 0; i < text.len && least > 0; i++)
		least -= (text.ptr[i] >= 'a' && text.ptr[i] <= 'z') ||
			 (unsigned char)text.ptr[i] >= 0x80;
	return least == 0;
}

/* A sign-off is its role; name and date come with the signature. */
static struct span own_words(struct reading *r, size_t index)
{
	const struct item *item = item_at(r, index);

	if (item->kind == ITEM_SIGNOFF && item->signoff.role.len > 0)
		return item->signoff.role;
	return note_at(r, index)->normal;
}

static void add_own(struct buf *out, struct reading *r, size_t index)
{
	const struct item *item = item_at(r, index);
	struct item_note *note = note_at(r, index);

	if (!note->identity.ptr)
		note->identity = normal_of(r, own_words(r, index));
	buf_add(out, note->identity);
	if (has_letters(note->identity, 3))
		return;
	for (size_t i = 0; i < item->refs.count; i++) {
		buf_addch(out, ' ');
		buf_add(out, item->refs.at[i].locator);
	}
}

/* The words of a section's heading, and behind them those of the ones above. */
static struct span headings_of(struct reading *r, size_t index, struct buf *buf)
{
	struct section *section = &r->sections.at[index];
	struct claim_reading claim;
	struct span above;

	if (section->level == 0)
		return SPAN_EMPTY;
	if (section->normal.ptr)
		return section->normal;
	above = headings_of(r, section->parent, buf);
	section = &r->sections.at[index];
	claim_of_heading(&claim, section->plain, 2, r->scratch);
	buf_clear(buf);
	buf_addch(buf, '\n');
	buf_add(buf, normal_of(r, without_number(r, claim.rest)));
	buf_add(buf, above);
	section->normal = arena_copy(r->scratch, buf_span(buf));
	return section->normal;
}

static struct span identity_of(struct reading *r, size_t index, struct buf *buf)
{
	const struct item *item = item_at(r, index);
	/* Levels fall on the way up, so this goes six deep at most. */
	struct span headings = headings_of(r, note_at(r, index)->section, buf);

	buf_clear(buf);
	buf_add(buf, r->plan->path);
	buf_addch(buf, '\n');
	buf_adds(buf, class_of(item->kind));
	buf_add(buf, headings);
	buf_addch(buf, '\n');
	/* A section's claim is no parent that an edit should not move. */
	if (item->parent != ITEM_NONE && note_at(r, item->parent)->box)
		add_own(buf, r, item->parent);
	buf_addch(buf, '\n');
	add_own(buf, r, index);
	return arena_copy(r->arena, buf_span(buf));
}

static struct span base32_8(struct arena *arena,
			    const unsigned char digest[DIGEST_BYTES])
{
	static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
	char out[8];

	for (size_t i = 0; i < 8; i++) {
		size_t bit = i * 5, byte = bit / 8, shift = bit % 8;
		unsigned two = (unsigned)digest[byte] << 8 | digest[byte + 1];

		out[i] = alphabet[two >> (11 - shift) & 31];
	}
	return arena_copy(arena, (struct span){ out, sizeof(out) });
}

static void check_declared(struct reading *r)
{
	struct table *seen = table_new(r->scratch);

	for (size_t i = 0; i < r->plan->items.count; i++) {
		struct item *item = item_at(r, i);
		void **slot;

		if (item->declared_id.len == 0)
			continue;
		slot = table_slot(seen, item->declared_id);
		if (*slot) {
			size_t first = (size_t)*slot - 1;
			struct finding *finding =
				reading_find(r, "P-ID-DUP", item->line, i,
					     "the id \"%.*s\" stands in line %u too",
					     SPAN_ARG(item->declared_id),
					     item_at(r, first)->line);

			finding->other_line = item_at(r, first)->line;
			finding->other_item = first;
			note_at(r, first)->id_twice = note_at(r, i)->id_twice = true;
		} else {
			*slot = (void *)(i + 1);
		}
	}
}

void ids_give(struct reading *r)
{
	struct table *seen = table_new(r->scratch);
	struct digest *hash = digest_start();
	struct buf buf;

	buf_init(&buf, LIMIT_PLAN_BYTES * 2);
	check_declared(r);
	for (size_t i = 0; i < r->plan->items.count; i++) {
		unsigned char digest[DIGEST_BYTES];
		struct item *item = item_at(r, i);
		size_t *count;
		void **slot;

		item->identity = identity_of(r, i, &buf);
		digest_each(hash, item->identity, digest);
		/* Shorter than the text, and as good. */
		slot = table_slot(seen,
				  (struct span){ (const char *)digest, DIGEST_BYTES });
		if (!*slot)
			*slot = ARENA_NEW(r->scratch, size_t);
		count = *slot;
		++*count;
		if (*count == 2)
			reading_find(r, "P-DUP", item->line, i,
				     "\"%.*s\" stands here twice",
				     SPAN_ARG(reading_quote(r, item->plain)));
		if (*count > 1) {
			item->identity = arena_printf(r->arena, "%.*s\n%zu",
						      SPAN_ARG(item->identity), *count);
			digest_each(hash, item->identity, digest);
		}
		item->id = item->declared_id.len > 0 && !note_at(r, i)->id_twice
				   ? item->declared_id
				   : base32_8(r->arena, digest);
	}
	digest_drop(hash);
	buf_release(&buf);
}
