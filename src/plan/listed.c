#include "plan/listed.h"

#include "base/num.h"
#include "plan/likely.h"
#include "plan/marks.h"
#include "plan/refs.h"
#include "plan/signoff.h"
#include "plan/tally.h"
#include "plan/task.h"
#include "plan/words.h"

/* Numbers of one text that are compared; a text with more counts nothing in particular.
 */
#define MAX_SAID 8
/* Nobody lists more than this below one item. */
#define MOST_LISTED 200

/* clang-format off: one list a paragraph */

/* In front of a ratio: "part 1/2" is the first of two parts. */
WORDS(ordinals,
      "part|phase|step|day|week|page|sprint|batch|attempt|try|iteration|round|section|"
      "chapter|level|tier|date|due|on|at least|at most|score|rating|teil|tag|woche|"
      "seite|schritt|runde|partie|jour|semaine|parte|paso|día|semana|página|etapa|"
      "passo|dia|fase|часть|шаг|день");
/* What stands under an item and is none of what it lists. */
WORDS(remarks,
      "note|notes|caveat|limitation|exception|known issue|warning|owner|due|deadline|"
      "status|priority|estimate|waiver|hinweis|anmerkung|verantwortlich|remarque|"
      "responsable|nota|observación|observação|responsável|注|备注|说明|注意|備考|"
      "примечание");
/* clang-format on */

struct said {
	uint64_t done, total;
	bool ratio;
};

struct said_list {
	struct said at[MAX_SAID];
	size_t count;
	bool leads; /* the words end in a colon: the list is what they speak of */
};

static void add(struct said_list *list, uint64_t done, uint64_t total, bool ratio)
{
	if (total >= 2 && total <= MOST_LISTED && done <= total &&
	    list->count < MAX_SAID)
		list->at[list->count++] = (struct said){ done, total, ratio };
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether the words before a ratio make it the number of a part, a date or a limit. */
static bool is_ordinal(struct span before)
{
	before = span_trim(before);
	for (size_t i = before.len; i-- > 0 && before.len - i <= 12;)
		if (words_begin(before, i) &&
		    words_start(&ordinals, span_from(before, i)) == before.len - i)
			return true;
	return before.len > 0 &&
	       (strchr("<>=~+-/#", before.ptr[before.len - 1]) ||
		span_ends(before, "\xe2\x89\xa4") ||
		span_ends(before, "\xe2\x89\xa5") || span_ends(before, "\xe2\x89\x88"));
}

/* "4/4", "3 of 4" between blanks or in parentheses; a digit stands at `at`. */
static size_t ratio_of(struct span text, size_t at, struct said_list *list)
{
	uint64_t done, total;
	size_t len = 0, end;

	if (at == 0 || strchr(" ([", text.ptr[at - 1]))
		len = tally_ratio(span_from(text, at), &done, &total);
	end = at + len;
	if (len == 0 || (end < text.len && !strchr(" ),;:]", text.ptr[end])) ||
	    is_ordinal(span_sub(text, 0, at)))
		return 0;
	add(list, done, total, true);
	return len;
}

/* The last bytes of what a number that counts the list stands behind. */
static const bool leads_count[256] = {
	['('] = true, [':'] = true, ['-'] = true, [0x93] = true, [0x94] = true,
};

/*
 * Where a number may stand that counts the list: in front, or behind ':', '(', '-';
 * `before` ends in no blank.
 */
static bool may_count(struct span before)
{
	unsigned char last;

	if (before.len == 0)
		return true;
	last = (unsigned char)before.ptr[before.len - 1];
	return leads_count[last] && (last < 0x80 || span_ends(before, "\xe2\x80\x93") ||
				     span_ends(before, "\xe2\x80\x94"));
}

static const bool ends_clause[256] = {
	['('] = true, [')'] = true, ['.'] = true,
	[','] = true, [';'] = true, [':'] = true,
};

/* The words up to the next sign that ends them, for likely_count(). */
static struct span clause(struct span text, size_t at, size_t words)
{
	size_t end = at;

	while (end < text.len && !ends_clause[(unsigned char)text.ptr[end]]) {
		if (text.ptr[end] == ' ' && words-- == 0)
			break;
		end++;
	}
	return span_trim(span_sub(text, at, end - at));
}

/* "5 tests", "the three services", "(5 items)": one, two or three words behind it. */
static void noun_of(struct span text, size_t at, struct said_list *list)
{
	for (size_t words = 1; words < 4; words++) {
		struct span piece = clause(text, at, words);
		uint64_t count = 0;

		/* Digits need something that leads the list: here the place does. */
		if (piece.len > 0 && is_digit(piece.ptr[0])) {
			char room[96];
			size_t len = piece.len < sizeof(room) - 2 ? piece.len : 0;

			memcpy(room, piece.ptr, len);
			room[len] = ':';
			count = likely_count((struct span){ room, len + 1 });
		} else {
			count = likely_count(piece);
		}
		if (count > 0) {
			add(list, count, count, false);
			return;
		}
	}
}

static void read_said(struct span folded, struct said_list *out)
{
	size_t end = 0; /* of what is no blank so far */

	*out = (struct said_list){ .leads = span_ends(folded, ":") };
	for (size_t i = 0; i < folded.len; i++) {
		size_t len = is_digit(folded.ptr[i]) ? ratio_of(folded, i, out) : 0;

		if (folded.ptr[i] == ' ')
			continue;
		if (len > 0)
			i += len - 1;
		else if (may_count(span_sub(folded, 0, end)) &&
			 likely_may_count(span_from(folded, i)))
			noun_of(folded, i, out);
		end = i + 1;
	}
}

/* What a list below an item holds. */
struct entries {
	uint64_t all, done;
	bool claimed; /* each of them has a box or a sign */
};

static bool is_remark(struct reading *r, struct span source)
{
	struct span folded = reading_folded(r, source);
	enum ref_role role;

	return refs_label(source, &role, r->scratch) > 0 ||
	       words_start(&remarks, folded) > 0 ||
	       signoff_is_continuation(folded, r->scratch);
}

static void count_entry(struct reading *r, struct entries *out, struct span source)
{
	const struct glyph_mark *glyph;
	struct box box;
	size_t len;

	if (is_remark(r, source))
		return;
	out->all++;
	if (box_take(source, &box) && !box.glued) {
		out->done += box.claim == CLAIM_DONE;
		return;
	}
	glyph = glyph_at(source, &len);
	out->claimed &= glyph != NULL;
	out->done += glyph && glyph->claim == CLAIM_DONE;
}

/* The one list or table below; false where there is none, or several. */
static bool count_below(struct reading *r, struct entries *out,
			const struct md_node *below)
{
	const struct md_node *list = NULL;

	*out = (struct entries){ .claimed = true };
	for (; below; below = below->next) {
		if (below->kind != MD_LIST && below->kind != MD_TABLE)
			continue;
		if (list)
			return false;
		list = below;
	}
	for (const struct md_node *n = list ? list->child : NULL; n; n = n->next) {
		if (n->kind == MD_ROW) {
			out->all += !n->header;
			out->claimed = false;
		} else if (n->child && n->child->kind == MD_PARAGRAPH) {
			count_entry(r, out, reading_source(r, n->child));
		}
	}
	return out->all > 0;
}

bool listed_is_close(uint64_t said, uint64_t listed)
{
	return listed >= 2 && said <= listed * 2 && listed <= said * 2;
}

/* Whether the number stands in the text, wherever it does. */
static bool holds_number(struct span text, uint64_t number)
{
	for (size_t i = 0, end; i < text.len; i = end) {
		uint64_t value;

		for (end = i; end < text.len && is_digit(text.ptr[end]);)
			end++;
		if (end > i &&
		    num_u64(span_sub(text, i, end - i), MOST_LISTED, &value) &&
		    value == number)
			return true;
		end += end == i;
	}
	return false;
}

void listed_check(struct reading *r, size_t index, const struct md_node *below)
{
	struct span folded = note_at(r, index)->folded;
	struct entries entries;
	struct said_list said;
	const struct said *only;

	if (!below || folded.len == 0 || folded.len > 400)
		return;
	read_said(folded, &said);
	if (said.count == 0 || !count_below(r, &entries, below))
		return;
	for (size_t i = 0; i < said.count; i++) {
		only = &said.at[i];
		if (only->done < only->total && only->done == entries.all)
			return; /* those that are done are listed */
		if (only->total == entries.all &&
		    (!only->ratio || !entries.claimed || only->done == entries.done))
			return;
	}
	only = &said.at[0];
	if (said.count > 1 ||
	    (only->total != entries.all && holds_number(folded, entries.all)))
		return;
	if (only->total == entries.all)
		reading_find(r, "C16", item_at(r, index)->line, index,
			     "\"%.*s\", but %llu of the %llu under it are done",
			     SPAN_ARG(reading_quote(r, item_at(r, index)->plain)),
			     (unsigned long long)entries.done,
			     (unsigned long long)entries.all);
	else if (said.leads || listed_is_close(only->total, entries.all))
		reading_find(r, "C16", item_at(r, index)->line, index,
			     "\"%.*s\", but %llu stand under it",
			     SPAN_ARG(reading_quote(r, item_at(r, index)->plain)),
			     (unsigned long long)entries.all);
}
