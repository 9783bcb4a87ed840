#include "plan/tally.h"

#include "base/num.h"
#include "plan/claim.h"
#include "plan/marks.h"
#include "plan/pairs.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "4/4", "7 of 9" at the front of folded text; the bytes read, or 0. */
static size_t ratio_at(struct span text, uint64_t *done, uint64_t *total)
{
	static const char *const between[] = { " of ", " von ", " sur ", " / ", "/" };
	size_t n = 0;

	while (n < text.len && is_digit(text.ptr[n]))
		n++;
	if (n == 0 || !num_u64(span_sub(text, 0, n), 100000, done))
		return 0;
	for (size_t i = 0; i < sizeof(between) / sizeof(between[0]); i++) {
		size_t from = n + strlen(between[i]), to = from;

		if (!span_starts(span_from(text, n), between[i]))
			continue;
		while (to < text.len && is_digit(text.ptr[to]))
			to++;
		if (to == from ||
		    !num_u64(span_sub(text, from, to - from), 100000, total))
			return 0;
		return to < text.len && (text.ptr[to] == '/' || text.ptr[to] == '.')
			       ? 0
			       : to;
	}
	return 0;
}

bool tally_take(struct reading *r, struct span plain, unsigned line)
{
	struct span key, value, folded, tail;
	uint64_t done = 0, total = 0;
	struct claim_reading claim;
	struct item *item;
	size_t index, len, glyph;

	if (!pair_of(plain, &key, &value))
		return false;
	folded = utf8_fold(r->scratch, claim_bare(value));
	len = ratio_at(folded, &done, &total);
	if (len == 0 || done > total || total < 2 ||
	    has_word(utf8_fold(r->scratch, key), "date|due"))
		return false;
	tail = span_trim(span_from(folded, len));
	if (tail.len > 0 && tail.ptr[0] != '(' && tail.ptr[0] != '=' &&
	    tail.ptr[0] != ',' && tail.ptr[0] != '-' && !glyph_at(tail, &glyph) &&
	    !starts_with_word(
		    tail,
		    "complete|completed|done|passed|checks|tests|tasks|items|phases|"
		    "points|obtained|signed|approved|met|ready"))
		return false;
	claim_of_text(&claim, CLAIM_NONE, SPAN_EMPTY, value, value, r->arena);
	index = reading_item(r, ITEM_TALLY, "13", line);
	item = item_at(r, index);
	item->plain = item->text = plain;
	item->claim = claim.claim;
	item->claim_from = claim.from;
	item->level = LEVEL_INFORMATIVE;
	item->judged = false;
	item->skip = SPAN_LIT("a tally");
	note_at(r, index)->folded = utf8_fold(r->scratch, key);
	note_at(r, index)->normal = key;
	note_at(r, index)->tally_done = (int64_t)done;
	note_at(r, index)->tally_total = (int64_t)total;
	return true;
}

/* Items of one kind in a section and below it. */
struct counts {
	int64_t boxes, boxes_done, rows, rows_done, sections, sections_done;
};

static bool is_below(const struct reading *r, size_t section, size_t above)
{
	for (; section != above; section = r->sections.at[section].parent)
		if (section == 0)
			return false;
	return true;
}

static void count_scope(struct reading *r, size_t scope, struct counts *out)
{
	*out = (struct counts){ 0 };
	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);
		bool done = item->claim == CLAIM_DONE;

		if (!is_below(r, note_at(r, i)->section, scope))
			continue;
		if (item->kind == ITEM_ROW) {
			out->rows++;
			out->rows_done += done;
		} else if (note_at(r, i)->box) {
			out->boxes++;
			out->boxes_done += done;
		} else if (item->kind == ITEM_SECTION || item->rule[0] == '6') {
			out->sections++;
			out->sections_done += done;
		}
	}
}

/* The section whose heading the tally's label names, or its own. */
static size_t scope_of(struct reading *r, size_t index)
{
	struct span label = note_at(r, index)->folded;

	for (size_t s = 1; s < r->sections.count; s++) {
		struct span heading = r->sections.at[s].folded;

		if (label.len >= 4 && span_find(heading, label) == 0)
			return s;
	}
	return note_at(r, index)->section;
}

void tally_check(struct reading *r)
{
	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item_note *note = note_at(r, i);
		unsigned line = item_at(r, i)->line;
		struct counts counts;

		if (item_at(r, i)->kind != ITEM_TALLY || note->tally_total < 0)
			continue;
		count_scope(r, scope_of(r, i), &counts);
		if ((counts.boxes == note->tally_total &&
		     counts.boxes_done == note->tally_done) ||
		    (counts.rows == note->tally_total &&
		     counts.rows_done == note->tally_done) ||
		    (counts.sections == note->tally_total &&
		     counts.sections_done == note->tally_done))
			continue;
		if (counts.boxes == note->tally_total ||
		    counts.rows == note->tally_total) {
			bool boxes = counts.boxes == note->tally_total;

			reading_find(
				r, "C8", line, i,
				"\"%.*s\", but %lld of the %lld it counts are done",
				SPAN_ARG(reading_quote(r, item_at(r, i)->plain)),
				(long long)(boxes ? counts.boxes_done
						  : counts.rows_done),
				(long long)note->tally_total);
		} else if (counts.sections != note->tally_total) {
			reading_find(r, "P-TALLY-UNSCOPED", line, i,
				     "\"%.*s\" counts nothing that can be found in "
				     "this plan",
				     SPAN_ARG(reading_quote(r, item_at(r, i)->plain)));
		}
	}
}
