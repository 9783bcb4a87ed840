#include "plan/decor.h"

#include "plan/claim.h"
#include "plan/marks.h"
#include "plan/task.h"

/* Sections right below one section. */
struct siblings {
	struct span mark; /* the glyph of the first */
	size_t count;
	bool other; /* one of them has none, or another, or nothing below it */
	bool meant; /* it stands behind the heading, and is true of one of them */
};

/* The last `len` bytes; empty where there are fewer. */
static struct span tail(struct span text, size_t len)
{
	return len <= text.len ? span_from(text, text.len - len) : SPAN_EMPTY;
}

static const struct item *claim_of(struct reading *r, size_t section)
{
	size_t item = r->sections.at[section].item;

	return item == ITEM_NONE ? NULL : item_at(r, item);
}

/* Boxes and state cells in a section and below it. */
struct stated {
	size_t all, done;
};

static struct stated *find_stated(struct reading *r)
{
	struct stated *stated =
		ARENA_ARRAY(r->scratch, struct stated, r->sections.count);

	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);
		struct stated *here = &stated[note_at(r, i)->section];

		if (!item->has_mark || item->kind == ITEM_SECTION)
			continue;
		here->all++;
		here->done += item->claim == CLAIM_DONE;
	}
	/* A section stands behind the one that it is in. */
	for (size_t s = r->sections.count; s-- > 1;) {
		size_t parent = r->sections.at[s].parent;

		stated[parent].all += stated[s].all;
		stated[parent].done += stated[s].done;
	}
	return stated;
}

static void count_sibling(struct reading *r, struct siblings *group, size_t section,
			  const struct stated *stated)
{
	const struct item *claim = claim_of(r, section);

	if (!claim || claim->kind != ITEM_SECTION ||
	    claim->claim_from != CLAIM_FROM_OWN || claim->mark.len == 0 ||
	    stated->all == 0) {
		group->other = true;
		return;
	}
	if (group->count++ == 0)
		group->mark = claim->mark;
	group->other |= !span_eq(group->mark, claim->mark);
	group->meant |= stated->done == stated->all &&
			span_eq(tail(r->sections.at[section].plain, claim->mark.len),
				claim->mark);
}

/* What the heading gave to others goes with it. */
static void take_back(struct reading *r, const bool *decor, struct span why)
{
	for (size_t i = 0; i < r->plan->items.count; i++) {
		struct item *item = item_at(r, i);

		if (decor[i]) {
			item->claim = CLAIM_NONE;
			item->judged = false;
			item->skip = why;
			r->sections.at[note_at(r, i)->section].item = ITEM_NONE;
		} else if (item->parent != ITEM_NONE && decor[item->parent] &&
			   item->claim_from == CLAIM_FROM_INHERITED) {
			item->claim = CLAIM_NONE;
			item->claim_from = CLAIM_FROM_OWN;
		}
	}
}

/* Headings right below one section, by the sign in front of them. */
struct signs {
	size_t all, topics; /* an emoji that is no state */
};

/* The emoji in front of a heading, numbering aside; empty: none. */
static struct span sign_of(const struct section *section)
{
	struct span text = section->plain;

	while (text.len > 0 && strchr("0123456789. )", text.ptr[0]) && text.ptr[0])
		text = span_from(text, 1);
	return span_sub(text, 0, emoji_at(text));
}

/* "[tick] 완료된 항목", "[tick] Validations complétées": its words say it too. */
static bool says_done(const struct section *section)
{
	struct word_hit hit;
	struct span last = section->folded;

	if (word_at(last, false, &hit) && claim_is_positive(hit.claim))
		return true;
	last = span_from(last, (size_t)(span_rindex(last, ' ') + 1));
	return word_at(last, true, &hit) && claim_is_positive(hit.claim) &&
	       hit.len == last.len;
}

static bool is_topic_sign(struct span sign)
{
	size_t len;
	const struct glyph_mark *mark = glyph_at(sign, &len);

	return sign.len > 0 && (!mark || (mark->flags & GLYPH_NEEDS_WORD));
}

/*
 * Where most headings side by side carry a picture of their topic, a tick or arrows
 * in front of one of them is such a picture too where what is below says more:
 * "## [tick] Phase 3" between a rocket and a telephone.  A state in its words, or a
 * sign at its end, is more than that.
 */
static void drop_topic_signs(struct reading *r, const struct stated *stated)
{
	size_t count = r->sections.count;
	struct signs *below = ARENA_ARRAY(r->scratch, struct signs, count);
	bool *decor = ARENA_ARRAY(r->scratch, bool, r->plan->items.count + 1);

	for (size_t s = 1; s < count; s++) {
		struct signs *signs = &below[r->sections.at[s].parent];

		signs->all++;
		signs->topics += is_topic_sign(sign_of(&r->sections.at[s]));
	}
	for (size_t s = 1; s < count; s++) {
		const struct signs *signs = &below[r->sections.at[s].parent];
		const struct item *claim = claim_of(r, s);
		struct span sign = sign_of(&r->sections.at[s]);

		if (claim && claim->kind == ITEM_SECTION && sign.len > 0 &&
		    claim->claim_from == CLAIM_FROM_OWN &&
		    claim->mark.ptr == sign.ptr && !says_done(&r->sections.at[s]) &&
		    stated[s].all > 0 && signs->topics >= 3 &&
		    signs->topics * 2 >= signs->all)
			decor[r->sections.at[s].item] = true;
	}
	take_back(r, decor,
		  SPAN_LIT("a picture of the topic, as on the other headings"));
}

void decor_headings(struct reading *r)
{
	size_t count = r->sections.count;
	struct siblings *below = ARENA_ARRAY(r->scratch, struct siblings, count);
	bool *decor = ARENA_ARRAY(r->scratch, bool, r->plan->items.count + 1);
	const struct stated *stated = find_stated(r);
	bool found = false;

	for (size_t s = 1; s < count; s++)
		count_sibling(r, &below[r->sections.at[s].parent], s, &stated[s]);
	for (size_t s = 1; s < count; s++) {
		const struct siblings *group = &below[r->sections.at[s].parent];

		if (group->other || group->meant || group->count < 3)
			continue;
		note_at(r, r->sections.at[s].item)->decorated = true;
		decor[r->sections.at[s].item] = true;
		found = true;
	}
	if (found)
		take_back(r, decor, SPAN_LIT("the same glyph on every heading"));
	drop_topic_signs(r, stated);
}

struct span decor_of_list(struct reading *r, const struct md_node *list)
{
	struct span first = SPAN_EMPTY;
	size_t count = 0;

	for (const struct md_node *n = list->child; n; n = n->next) {
		struct span line;
		struct box box;
		size_t len;

		if (!n->task || !n->child)
			return SPAN_EMPTY;
		line = reading_line(r, n->line);
		line = span_from(line, n->column > 0 ? n->column - 1 : 0);
		while (line.len > 0 && line.ptr[0] != '[')
			line = span_from(line, 1);
		if (!box_take(line, &box))
			return SPAN_EMPTY;
		line = span_trim(span_from(line, box.len));
		if (!glyph_at(line, &len))
			return SPAN_EMPTY;
		line = span_sub(line, 0, len);
		if (count++ == 0)
			first = line;
		if (!span_eq(first, line))
			return SPAN_EMPTY;
	}
	return count >= 3 ? first : SPAN_EMPTY;
}

/* Open boxes whose words say done in one and the same way. */
struct expected {
	struct span message, words;
	size_t count;
	bool ticked; /* a ticked box ends with these words too */
};

#define EXPECTED_MAX 16 /* ways of saying it in one plan; more are not compared */

/* What the words said: quoted at the end of the finding's message. */
static struct span said(struct span message)
{
	ptrdiff_t end = span_rindex(message, '"'), start;

	if (end <= 0)
		return SPAN_EMPTY;
	message = span_sub(message, 0, (size_t)end);
	start = span_rindex(message, '"');
	return start < 0 ? SPAN_EMPTY : span_from(message, (size_t)start + 1);
}

static bool shows_sign(struct span text)
{
	size_t len;

	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] >= 0xe2 &&
		    glyph_at(span_from(text, i), &len))
			return true;
	return false;
}

static bool is_open_clash(struct reading *r, const struct finding *finding)
{
	const struct item *item =
		finding->item == ITEM_NONE ? NULL : item_at(r, finding->item);

	/* A sign is no word of what is expected. */
	return item && item->claim == CLAIM_OPEN && item->has_mark &&
	       span_is(span_of(finding->rule->code), "C7") &&
	       !note_at(r, finding->item)->own_glyph &&
	       !shows_sign(said(finding->message));
}

static struct expected *expected_of(struct expected *list, size_t count,
				    struct span message)
{
	for (size_t i = 0; i < count; i++)
		if (span_eq(list[i].message, message))
			return &list[i];
	return NULL;
}

static size_t find_expected(struct reading *r, struct expected *list)
{
	const struct plan *plan = r->plan;
	size_t count = 0;

	for (size_t i = 0; i < plan->findings.count; i++) {
		const struct finding *finding = &plan->findings.at[i];
		struct expected *same;

		if (!is_open_clash(r, finding))
			continue;
		same = expected_of(list, count, finding->message);
		if (!same && count < EXPECTED_MAX) {
			same = &list[count++];
			*same = (struct expected){ .message = finding->message,
						   .words = said(finding->message) };
		}
		if (same)
			same->count++;
	}
	for (size_t i = 0; count > 0 && i < plan->items.count; i++) {
		const struct item *item = item_at(r, i);
		struct span text;

		if (!item->has_mark || item->claim != CLAIM_DONE)
			continue;
		text = utf8_fold(r->scratch, span_trim(item->text));
		for (size_t k = 0; k < count; k++)
			list[k].ticked |=
				text.len >= list[k].words.len &&
				span_eq(span_from(text, text.len - list[k].words.len),
					list[k].words);
	}
	return count;
}

void decor_expected(struct reading *r)
{
	struct plan *plan = r->plan;
	struct expected list[EXPECTED_MAX];
	size_t count = find_expected(r, list), kept = 0;

	for (size_t i = 0; i < plan->findings.count; i++) {
		const struct finding *finding = &plan->findings.at[i];
		const struct expected *same =
			is_open_clash(r, finding)
				? expected_of(list, count, finding->message)
				: NULL;

		if (!same || same->count < 3 || same->ticked)
			plan->findings.at[kept++] = *finding;
	}
	plan->findings.count = kept;
}
