#include "plan/apart.h"

#include "plan/claim.h"
#include "plan/inline.h"
#include "plan/status.h"

/* Lines above an item in which its list's first words are looked for. */
#define MOST_LINES 300
/* A cell of more words remarks on something. */
#define MOST_WORDS 5

static struct span bare_line(struct reading *r, unsigned number)
{
	struct span line = reading_line(r, number);

	return reading_unquote(line, 8);
}

static bool is_row(struct span line)
{
	return span_starts(span_trim(line), "|");
}

/* A few words that name something: no number, no state and no remark. */
static bool names(struct reading *r, struct span text)
{
	struct claim_reading claim;
	size_t words = 1, letters = 0, len;

	for (size_t i = 0; i < text.len; i++)
		words += text.ptr[i] == ' ';
	if (words > MOST_WORDS)
		return false;
	for (struct span rest = text; rest.len > 0; rest = span_from(rest, len))
		letters += utf8_is_letter(utf8_next(rest, &len));
	if (letters == 0)
		return false;
	claim_of_cell(&claim, text, r->scratch);
	return claim.claim == CLAIM_NONE;
}

static bool says_state(struct reading *r, struct span text)
{
	struct claim_reading claim;

	claim_of_cell(&claim, text, r->scratch);
	return claim.claim != CLAIM_NONE;
}

/* Cells up to the state: what stands behind it remarks on it. */
static bool rows_differ(struct reading *r, struct span a, struct span b)
{
	struct grid_row one = { 0 }, two = { 0 };

	grid_split(r, a, &one);
	grid_split(r, b, &two);
	for (size_t c = 0; c < one.cells.count && c < two.cells.count; c++) {
		struct span x = inline_plain(r->scratch, one.cells.at[c]);
		struct span y = inline_plain(r->scratch, two.cells.at[c]);

		if (says_state(r, x) && says_state(r, y) && !span_eq(x, y))
			return false;
		if (names(r, x) && names(r, y) &&
		    !span_eq(utf8_fold(r->scratch, x), utf8_fold(r->scratch, y)))
			return true;
	}
	return false;
}

static size_t indent_of(struct span line)
{
	size_t columns = 0;

	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] == '\t')
			columns += 4 - columns % 4;
		else if (line.ptr[i] == ' ')
			columns++;
		else
			break;
	}
	return columns;
}

static bool is_bullet(struct span text)
{
	size_t n = 0;

	if (text.len > 1 && strchr("-*+", text.ptr[0]) && text.ptr[1] == ' ')
		return true;
	while (n < text.len && text.ptr[n] >= '0' && text.ptr[n] <= '9')
		n++;
	return n > 0 && n + 1 < text.len && strchr(".)", text.ptr[n]) &&
	       text.ptr[n + 1] == ' ';
}

/* "**API**", "For the API:": words that head what stands below them. */
static bool heads(struct span text)
{
	return span_starts(text, "**") || span_starts(text, "__") ||
	       span_ends(text, ":") || span_ends(text, ":**") ||
	       span_ends(text, "\xef\xbc\x9a");
}

/* The line of the bullet above, or of the words that head the list; 0: none does. */
static unsigned head_of(struct reading *r, size_t index)
{
	unsigned line = item_at(r, index)->line;
	unsigned first = r->sections.at[note_at(r, index)->section].line;
	size_t indent = indent_of(bare_line(r, line));

	for (unsigned n = line; n-- > first + 1 && line - n <= MOST_LINES;) {
		struct span text = bare_line(r, n);
		size_t at = indent_of(text);

		text = span_trim(text);
		if (text.len == 0 || at > indent)
			continue;
		if (is_bullet(text)) {
			if (at < indent)
				return n;
			continue;
		}
		if (!is_row(text) && heads(text))
			return n;
	}
	return 0;
}

bool apart_items(struct reading *r, size_t a, size_t b)
{
	struct span one = bare_line(r, item_at(r, a)->line);
	struct span two = bare_line(r, item_at(r, b)->line);

	if (is_row(one) != is_row(two) ||
	    note_at(r, a)->section != note_at(r, b)->section)
		return false;
	if (is_row(one) && rows_differ(r, one, two))
		return true;
	return head_of(r, a) != head_of(r, b);
}
