#include "plan/ids.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/table.h"
#include "plan/claim.h"
#include "plan/dates.h"
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

/* "(done on 2026-01-05)" and measured values come and go; words stay. */
static size_t passing_len(struct span text)
{
	static const char *const labels[] = { "actual:", "current:", "measured:",
					      "achieved:" };

	if (text.len == 0 ||
	    (text.ptr[0] != 'a' && text.ptr[0] != 'c' && text.ptr[0] != 'm'))
		return 0;
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		size_t n = strlen(labels[i]);

		if (!span_starts(text, labels[i]))
			continue;
		while (n < text.len && text.ptr[n] != '|' && text.ptr[n] != ';')
			n++;
		return n;
	}
	return 0;
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
		size_t skip = inside ? 0 : passing_len(span_from(folded, i));

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

/* "2.1 Phase 3: Tests" and "Tests" are one heading that was renumbered. */
static struct span without_number(struct span heading)
{
	struct span text = claim_bare(heading);
	size_t i = 0;

	while (i < text.len &&
	       (strchr("0123456789.)", text.ptr[i]) || text.ptr[i] == ' '))
		i++;
	text = span_from(text, i);
	if (span_starts_nocase(text, "phase ") || span_starts_nocase(text, "step ")) {
		ptrdiff_t colon = span_index(text, ':');

		if (colon > 0 && colon < 12)
			text = span_from(text, (size_t)colon + 1);
	}
	return claim_bare(span_trim(text));
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
	buf_add(buf, normal_of(r, without_number(claim.rest)));
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
		slot = table_slot_borrowed(seen, item->identity);
		if (!*slot)
			*slot = ARENA_NEW(r->scratch, size_t);
		count = *slot;
		++*count;
		if (*count == 2)
			reading_find(r, "P-DUP", item->line, i,
				     "\"%.*s\" stands here twice",
				     SPAN_ARG(reading_quote(r, item->plain)));
		if (*count > 1)
			item->identity = arena_printf(r->arena, "%.*s\n%zu",
						      SPAN_ARG(item->identity), *count);
		digest_each(hash, item->identity, digest);
		item->id = item->declared_id.len > 0 && !note_at(r, i)->id_twice
				   ? item->declared_id
				   : base32_8(r->arena, digest);
	}
	digest_drop(hash);
	buf_release(&buf);
}
