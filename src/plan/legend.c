#include "plan/legend.h"

#include "plan/inline.h"
#include "plan/marks.h"
#include "plan/settings.h"
#include "plan/topics.h"

/* A letter or short word that stands for a state: "P", "N/A", "done". */
#define MAX_MARK 12
/* More signs than this nobody tells apart. */
#define MAX_ENTRIES 64
/* Lines of a list or table below the word "Legend" that are looked at. */
#define MAX_LINES 40

static struct span skip_spaces(struct span text)
{
	while (text.len > 0 && (text.ptr[0] == ' ' || text.ptr[0] == '\t'))
		text = span_from(text, 1);
	return text;
}

static struct span without_selector(struct span mark)
{
	if (mark.len > 3 &&
	    (span_ends(mark, "\xef\xb8\x8f") || span_ends(mark, "\xef\xb8\x8e")))
		mark.len -= 3;
	return mark;
}

/* The glyph at the front, whether the table knows it or not; its bytes, or 0. */
static size_t sign_at(struct span text)
{
	size_t len;

	return glyph_at(text, &len) ? len : emoji_at(text);
}

/* "=", ":", "->" between a mark and its meaning; its bytes, or 0. */
static size_t joint_at(struct span text)
{
	static const char *const joints[] = {
		"=>",
		"->",
		"=",
		":",
		"\xe2\x80\x93",
		"\xe2\x80\x94",
		"\xe2\x86\x92",
		"\xef\xbc\x9a",
		"- ",
	};

	for (size_t i = 0; i < sizeof(joints) / sizeof(joints[0]); i++)
		if (span_starts(text, joints[i]))
			return strlen(joints[i]);
	return starts_with_word(text, "means|is|bedeutet|signifie|significa");
}

/* The mark at the front of an entry; *behind is what follows its joint. */
static bool read_mark(struct span text, struct span *mark, struct span *behind)
{
	size_t len, joint;
	ptrdiff_t close;

	text = skip_spaces(text);
	len = sign_at(text);
	close = span_index(text, ']');
	if (len > 0) {
		*mark = without_selector(span_sub(text, 0, len));
	} else if (text.len > 2 && text.ptr[0] == '[' && close > 0 && close < 8) {
		*mark = close > 1 ? span_sub(text, 1, (size_t)close - 1)
				  : SPAN_LIT(" ");
		len = (size_t)close + 1;
	} else {
		while (len < text.len && len <= MAX_MARK && text.ptr[len] != ' ' &&
		       (joint_at(span_from(text, len)) == 0 || len == 0))
			len++;
		*mark = span_sub(text, 0, len);
		if (len == 0 || len > MAX_MARK ||
		    joint_at(skip_spaces(span_from(text, len))) == 0)
			return false;
	}
	*behind = skip_spaces(span_from(text, len));
	joint = joint_at(*behind);
	*behind = skip_spaces(span_from(*behind, joint));
	return mark->len > 0 && behind->len > 0;
}

/* The state that a meaning begins with; the bytes of the words, or 0. */
static size_t read_meaning(struct reading *r, struct span text, enum claim *claim)
{
	struct span folded = utf8_fold(r->scratch, text);
	struct word_hit hit;

	if (settings_word(r->rules, folded, claim))
		return text.len;
	if (!word_at(folded, true, &hit))
		return 0;
	*claim = hit.claim;
	return hit.len;
}

static bool read_entry(struct reading *r, struct span plain, struct span *mark,
		       enum claim *claim, struct span *rest)
{
	struct span behind;
	size_t len;

	if (!read_mark(plain, mark, &behind))
		return false;
	len = read_meaning(r, behind, claim);
	*rest = skip_spaces(span_from(behind, len));
	return len > 0;
}

bool legend_is_entry(struct reading *r, struct span plain, bool alone)
{
	struct span mark, rest;
	enum claim claim;

	return read_entry(r, plain, &mark, &claim, &rest) && (!alone || rest.len <= 2);
}

static void keep(struct reading *r, struct span mark, enum claim claim)
{
	enum claim said;

	/* The first one that defines it counts; each is tried on every item. */
	if (r->legend.count >= MAX_ENTRIES || legend_mark(r, mark, &said))
		return;
	*LIST_ADD(r->scratch, &r->legend) = (struct legend_entry){ mark, claim };
}

bool legend_take(struct reading *r, struct span plain)
{
	struct span mark, rest;
	enum claim claim;

	if (!read_entry(r, plain, &mark, &claim, &rest))
		return false;
	keep(r, mark, claim);
	return true;
}

bool legend_mark(const struct reading *r, struct span mark, enum claim *out)
{
	mark = without_selector(mark);
	for (size_t i = 0; i < r->legend.count; i++)
		if (span_eq(r->legend.at[i].mark, mark) ||
		    (mark.len > 1 && (unsigned char)mark.ptr[0] < 0x80 &&
		     span_eq_nocase(r->legend.at[i].mark, mark))) {
			*out = r->legend.at[i].claim;
			return true;
		}
	return false;
}

/* "✅ done, 🔄 in progress | ~ = partly": entries on one line. */
static void take_line(struct reading *r, struct span text)
{
	while (text.len > 0) {
		size_t end = 0, len;

		text = skip_spaces(text);
		end = sign_at(text);
		while (end < text.len) {
			struct span rest = span_from(text, end);

			if (strchr(",;|", rest.ptr[0]) ||
			    span_starts(rest, "\xc2\xb7") ||
			    span_starts(rest, "\xe2\x80\xa2") ||
			    (text.ptr[end - (end > 0)] == ' ' && sign_at(rest) > 0))
				break;
			utf8_next(rest, &len);
			end += len;
		}
		legend_take(r, span_trim(span_sub(text, 0, end)));
		text = span_from(text, end);
		if (text.len > 0 && sign_at(text) == 0)
			text = span_from(text, strchr(",;|", text.ptr[0])      ? 1
					       : span_starts(text, "\xc2\xb7") ? 2
									       : 3);
	}
}

/* A line without the marks of headings, lists, quotes and tables before its text. */
static struct span bare_line(struct reading *r, unsigned number, bool *marked)
{
	struct span line = reading_unquote(reading_line(r, number), 3);
	size_t i = 0;

	line = span_trim(line);
	*marked = false;
	while (i < line.len && line.ptr[i] == '#')
		i++;
	if (i == 0 && line.len > 1 && strchr("-+*", line.ptr[0]) && line.ptr[1] == ' ')
		i = 2;
	else if (i == 0 && line.len > 0 && line.ptr[0] == '|')
		i = 1;
	*marked = i > 0;
	return span_trim(span_from(line, i));
}

/* "Legend", "**Key:** ..."; *behind is what stands behind the word. */
static bool is_label(struct reading *r, struct span line, struct span *behind)
{
	struct span text;
	size_t len;

	/* Most lines hold none of the words. */
	if (line.len == 0 || line.len > 2000)
		return false;
	text = line;
	while (text.len > 0 && strchr("*_ 0123456789.", text.ptr[0]))
		text = span_from(text, 1);
	if (text.len == 0 ||
	    ((unsigned char)text.ptr[0] < 0x80 && !strchr("lkszLKSZ", text.ptr[0])))
		return false;
	len = topic_legend_label(utf8_fold(r->scratch, span_sub(text, 0, 64)));
	if (len == 0)
		return false;
	*behind = span_from(text, len);
	while (behind->len > 0 && strchr("*_ ", behind->ptr[0]))
		*behind = span_from(*behind, 1);
	if (behind->len == 0)
		return true;
	if (behind->ptr[0] != ':' && !span_starts(*behind, "\xef\xbc\x9a"))
		return false;
	*behind = span_from(*behind, behind->ptr[0] == ':' ? 1 : 3);
	while (behind->len > 0 && strchr("*_ ", behind->ptr[0]))
		*behind = span_from(*behind, 1);
	return true;
}

/* The list or table below the label; the last line of it. */
static unsigned take_below(struct reading *r, unsigned number)
{
	unsigned last = number, end = number + MAX_LINES;
	bool seen = false, marked;

	for (number++; number <= r->line_count && number <= end; number++) {
		struct span line = bare_line(r, number, &marked), plain;

		if (line.len == 0) {
			if (seen && !marked)
				continue; /* loose lists have blank lines */
			continue;
		}
		if (span_starts(span_trim(reading_line(r, number)), "#"))
			break;
		plain = inline_plain(r->scratch, line);
		if (!marked && !seen && sign_at(plain) > 0) {
			take_line(r, plain);
			last = number;
			continue;
		}
		if (!marked)
			break;
		seen = true;
		if (span_starts(span_trim(reading_line(r, number)), "|")) {
			ptrdiff_t bar = span_index(line, '|');
			struct span mark = span_trim(
				span_sub(line, 0, bar > 0 ? (size_t)bar : line.len));
			struct span rest =
				bar > 0 ? span_from(line, (size_t)bar + 1) : SPAN_EMPTY;

			plain = inline_plain(r->scratch,
					     arena_printf(r->scratch, "%.*s = %.*s",
							  SPAN_ARG(mark),
							  SPAN_ARG(span_trim(rest))));
		}
		legend_take(r, plain);
		last = number;
	}
	return last;
}

void legend_find(struct reading *r)
{
	for (unsigned number = 1; number <= r->line_count; number++) {
		struct span behind, line;
		bool marked;

		line = bare_line(r, number, &marked);
		if (!is_label(r, line, &behind))
			continue;
		if (behind.len > 0)
			take_line(r, inline_plain(r->scratch, behind));
		else
			number = take_below(r, number);
	}
}

static struct span cell_of(const struct grid_row *row, size_t column)
{
	return column < row->cells.count ? row->cells.at[column] : SPAN_EMPTY;
}

bool legend_table(struct reading *r, const struct grid *grid)
{
	static const char meanings[] =
		"meaning|description|definition|explanation|bedeutung|beschreibung|"
		"signification|significado|descripción|descrição|significato|"
		"betekenis|значение|含义|说明|意味|説明";
	struct span header =
		utf8_fold(r->scratch,
			  inline_plain(r->scratch, cell_of(&grid->header, 1)));
	bool said = header.len > 0 && starts_with_word(header, meanings) == header.len;
	size_t entries = 0;

	if (grid->header.cells.count != 2)
		return false;
	for (size_t i = 0; i < grid->rows.count; i++) {
		struct span mark =
			inline_plain(r->scratch, cell_of(&grid->rows.at[i], 0));
		struct span text =
			inline_plain(r->scratch, cell_of(&grid->rows.at[i], 1));
		enum claim claim;
		size_t len = sign_at(mark);

		/* Signs alone: a word in the first column is an item's. */
		if (mark.len == 0 || (len != mark.len && mark.ptr[0] != '['))
			return false;
		len = read_meaning(r, text, &claim);
		if (len == 0 && !said)
			return false;
		if (!said && len + 2 < text.len)
			return false;
		entries++;
	}
	if (entries < (said ? 2U : 3U))
		return false;
	for (size_t i = 0; i < grid->rows.count; i++)
		legend_take(
			r, arena_printf(r->scratch, "%.*s = %.*s",
					SPAN_ARG(inline_plain(r->scratch,
							      cell_of(&grid->rows.at[i],
								      0))),
					SPAN_ARG(inline_plain(r->scratch,
							      cell_of(&grid->rows.at[i],
								      1)))));
	return true;
}

/* The glyph that ends the text, with its selector; empty: none. */
static struct span last_sign(struct span text)
{
	size_t back = 0, len;

	text = span_trim(text);
	if (text.len == 0)
		return SPAN_EMPTY;
	if (utf8_last(text, &len) == 0xfe0f)
		back = len;
	if (text.len == back)
		return SPAN_EMPTY;
	utf8_last(span_sub(text, 0, text.len - back), &len);
	back += len;
	return sign_at(span_from(text, text.len - back)) == back
		       ? span_from(text, text.len - back)
		       : SPAN_EMPTY;
}

void legend_apply(struct reading *r, struct claim_reading *claim, enum claim box,
		  struct span plain)
{
	struct span text = span_trim(plain), sign;
	enum claim later;

	if (r->legend.count == 0 || claim->struck ||
	    (claim->from == CLAIM_FROM_WORD && claim->claim != CLAIM_NONE))
		return;
	sign = span_sub(text, 0, sign_at(text));
	if (!legend_mark(r, sign, &later)) {
		sign = last_sign(text);
		if (sign.len == 0 || !legend_mark(r, sign, &later))
			return;
	}
	claim->clash = SPAN_EMPTY;
	claim->glyph = true;
	claim->claim = box;
	if (box == CLAIM_NONE)
		claim->mark = sign;
	claim_refine(claim, later, sign);
}
