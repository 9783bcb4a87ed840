#include "plan/html.h"

#include "base/limits.h"
#include "base/num.h"
#include "plan/words.h"
#include "text/utf8.h"

/* Tables with more columns are not read: status.c. */
#define MAX_COLUMNS 64
/* More rows than the longest table that anybody reads. */
#define MAX_SPAN 1000
/* How far the end of a tag is looked for: keeps it linear. */
#define LOOK_AHEAD 600

struct html_source html_open(struct reading *r, unsigned first, unsigned last,
			     unsigned quotes)
{
	struct html_source out = { .line = first };
	size_t len = 0, used = 0;
	char *text;

	last = last > r->line_count ? r->line_count : last;
	for (unsigned n = first; n <= last; n++)
		len += reading_line(r, n).len + 1;
	text = arena_room(r->arena, len + 1, 1);
	for (unsigned n = first; n <= last; n++) {
		struct span line = reading_unquote(reading_line(r, n), quotes);

		if (line.len > 0)
			memcpy(text + used, line.ptr, line.len);
		used += line.len;
		text[used++] = '\n';
	}
	out.text = (struct span){ text, used };
	return out;
}

enum token_kind { TOKEN_END, TOKEN_TEXT, TOKEN_TAG };

struct token {
	enum token_kind kind;
	struct span text; /* of a tag: what stands behind its name */
	struct span name;
	bool closing;
	unsigned line;
};

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* The tag at the front, up to its '>' that stands in no quotes; its bytes, or 0. */
static size_t tag_at(struct span text, struct token *out)
{
	size_t name = text.len > 1 && text.ptr[1] == '/' ? 2 : 1, end = name;
	char quote = 0;

	while (end < text.len && is_name_byte(text.ptr[end]))
		end++;
	if (end == name)
		return 0;
	out->closing = name == 2;
	out->name = span_sub(text, name, end - name);
	for (size_t i = end; i < text.len && i < LOOK_AHEAD; i++) {
		char c = text.ptr[i];

		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '<')
			return 0;
		else if (c == '>') {
			out->text = span_sub(text, end, i - end);
			return i + 1;
		}
	}
	return 0;
}

static void advance(struct html_source *source, size_t len)
{
	for (size_t i = 0; i < len; i++)
		source->line += source->text.ptr[source->at + i] == '\n';
	source->at += len;
}

/* Text up to the next '<', or a tag; comments are stepped over. */
static struct token next_token(struct html_source *source)
{
	struct token out = { .kind = TOKEN_TEXT };
	struct span rest = span_from(source->text, source->at);
	ptrdiff_t next;
	size_t len;

	while (span_starts(rest, "<!--")) {
		next = span_find(span_from(rest, 4), SPAN_LIT("-->"));
		advance(source, next < 0 ? rest.len : (size_t)next + 7);
		rest = span_from(source->text, source->at);
	}
	out.line = source->line;
	if (rest.len == 0) {
		out.kind = TOKEN_END;
		return out;
	}
	len = rest.ptr[0] == '<' ? tag_at(rest, &out) : 0;
	if (len > 0) {
		out.kind = TOKEN_TAG;
	} else {
		next = span_index(span_from(rest, 1), '<');
		len = next < 0 ? rest.len : (size_t)next + 1;
		out.text = span_sub(rest, 0, len);
	}
	advance(source, len);
	return out;
}

/* An attribute's value without its quotes, empty where it has none; false: absent. */
static bool attribute(struct span tag, const char *name, struct span *value)
{
	while (tag.len > 0) {
		struct span key, inside = SPAN_EMPTY;
		size_t n = 0;
		char quote;

		while (n < tag.len && !is_name_byte(tag.ptr[n]))
			n++;
		tag = span_from(tag, n);
		for (n = 0; n < tag.len && !strchr(" \t\n=/", tag.ptr[n]);)
			n++;
		key = span_sub(tag, 0, n);
		tag = span_trim(span_from(tag, n));
		if (tag.len > 0 && tag.ptr[0] == '=') {
			tag = span_trim(span_from(tag, 1));
			quote = tag.len > 0 && strchr("\"'", tag.ptr[0]) ? tag.ptr[0]
									 : 0;
			tag = span_from(tag, quote != 0);
			for (n = 0;
			     n < tag.len && (quote ? tag.ptr[n] != quote
						   : !strchr(" \t\n", tag.ptr[n]));)
				n++;
			inside = span_sub(tag, 0, n);
			tag = span_from(tag, n + (quote != 0));
		}
		if (key.len > 0 && span_is_nocase(key, name)) {
			*value = inside;
			return true;
		}
	}
	return false;
}

/* "3" of rowspan="3"; 1 where nothing is said or nobody can read it. */
static unsigned span_count(struct span tag, const char *name)
{
	struct span value;
	uint64_t count;

	return attribute(tag, name, &value) &&
			       num_u64(span_trim(value), MAX_SPAN, &count) && count > 0
		       ? (unsigned)count
		       : 1;
}

/* "[x] " or "[ ] " of a checkbox; empty: the tag is none. */
static struct span checkbox(const struct token *tag)
{
	struct span value;

	if (!span_is_nocase(tag->name, "input") ||
	    !attribute(tag->text, "type", &value) || !span_is_nocase(value, "checkbox"))
		return SPAN_EMPTY;
	return attribute(tag->text, "checked", &value) ? SPAN_LIT("[x] ")
						       : SPAN_LIT("[ ] ");
}

/* A table being read. */
struct builder {
	struct reading *r;
	struct grid *grid;
	struct grid_row row;
	LIST(char) cell;
	struct span link; /* the address of the <a> that is open */
	struct span below[MAX_COLUMNS];
	unsigned rows_below[MAX_COLUMNS]; /* that the cell above still spans */
	size_t written, cells;            /* in this row, in the table */
	unsigned columns, rows;           /* that the open cell spans */
	bool in_row, in_cell, in_head, plain_cells, full;
	unsigned depth;
};

static void put(struct builder *b, struct span text)
{
	for (size_t i = 0; b->in_cell && i < text.len; i++)
		*LIST_ADD(b->r->arena, &b->cell) = text.ptr[i];
}

static void add_cell(struct builder *b, struct span text)
{
	if (b->row.cells.count == MAX_COLUMNS + 1)
		return;
	*LIST_ADD(b->r->arena, &b->row.cells) = text;
	b->cells++;
}

/* The cells that reach down from above into the next columns. */
static void add_spanned(struct builder *b, size_t end)
{
	size_t column = b->row.cells.count;

	while (column < end && column < MAX_COLUMNS && b->rows_below[column] > 0) {
		b->rows_below[column]--;
		add_cell(b, b->below[column]);
		column = b->row.cells.count;
	}
}

static void end_cell(struct builder *b)
{
	struct span text;

	if (!b->in_cell)
		return;
	b->in_cell = false;
	text = span_trim((struct span){ b->cell.at, b->cell.count });
	b->cell.at = NULL;
	b->cell.count = b->cell.room = 0;
	add_spanned(b, MAX_COLUMNS);
	for (unsigned i = 0; i < b->columns && i <= MAX_COLUMNS; i++) {
		size_t column = b->row.cells.count;

		if (column < MAX_COLUMNS && b->rows > 1) {
			b->below[column] = text;
			b->rows_below[column] = b->rows - 1;
		}
		add_cell(b, text);
	}
	b->written++;
}

static void start_cell(struct builder *b, const struct token *tag)
{
	end_cell(b);
	b->columns = span_count(tag->text, "colspan");
	b->rows = span_count(tag->text, "rowspan");
	b->plain_cells |= span_is_nocase(tag->name, "td");
	b->in_cell = b->in_row;
}

/* The lower one of two rows of headers says what the column holds. */
static void merge_header(struct builder *b)
{
	struct grid_row *header = &b->grid->header;

	for (size_t i = 0; i < b->row.cells.count; i++) {
		if (i >= header->cells.count)
			*LIST_ADD(b->r->arena, &header->cells) = b->row.cells.at[i];
		else if (b->row.cells.at[i].len > 0)
			header->cells.at[i] = b->row.cells.at[i];
	}
}

/* One cell from edge to edge is the heading of the rows below, unless it has a box. */
static bool is_group(const struct builder *b)
{
	return b->written == 1 && b->row.cells.count > 1 &&
	       b->row.cells.count >= b->grid->header.cells.count &&
	       !span_starts(b->row.cells.at[0], "[");
}

static void end_row(struct builder *b)
{
	struct grid *grid = b->grid;
	bool header;

	end_cell(b);
	if (!b->in_row)
		return;
	b->in_row = false;
	/* A cell from above may stand behind columns that this row leaves out. */
	for (size_t c = MAX_COLUMNS; c > b->row.cells.count; c--)
		if (b->rows_below[c - 1] > 0) {
			for (size_t end = c; b->row.cells.count < end;) {
				add_spanned(b, end);
				if (b->row.cells.count < end)
					add_cell(b, SPAN_EMPTY);
			}
			break;
		}
	if (b->row.cells.count == 0)
		return;
	header = grid->rows.count == 0 && (b->in_head || !b->plain_cells);
	if (grid->header.cells.count == 0) {
		grid->header = b->row;
	} else if (header) {
		merge_header(b);
	} else if (!is_group(b)) {
		for (size_t c = 1; b->written == 1 && c < b->row.cells.count; c++)
			b->row.cells.at[c] = SPAN_EMPTY;
		*LIST_ADD(b->r->arena, &grid->rows) = b->row;
	}
}

static void start_row(struct builder *b, unsigned line)
{
	end_row(b);
	b->row = (struct grid_row){ .line = line };
	b->in_row = true;
	b->plain_cells = false;
	b->written = 0;
}

/* Marks that say the same in Markdown, so that references and struck text survive. */
static const struct {
	const char *name, *mark;
} marks[] = {
	{ "code", "`" }, { "b", "**" },  { "strong", "**" }, { "del", "~~" },
	{ "s", "~~" },   { "br", "; " }, { "li", "; " },     { "p", " " },
	{ "div", " " },  { "tr", "; " }, { "td", " " },      { "th", " " },
};

static void put_link(struct builder *b, const struct token *tag)
{
	if (!tag->closing) {
		b->link = SPAN_EMPTY;
		if (attribute(tag->text, "href", &b->link) && b->link.len > 0)
			put(b, SPAN_LIT("["));
	} else if (b->link.len > 0) {
		put(b, SPAN_LIT("]("));
		put(b, b->link);
		put(b, SPAN_LIT(")"));
		b->link = SPAN_EMPTY;
	}
}

/* A tag inside a cell. */
static void put_tag(struct builder *b, const struct token *tag)
{
	struct span box = checkbox(tag);

	if (box.len > 0) {
		put(b, box);
		return;
	}
	if (span_is_nocase(tag->name, "a")) {
		put_link(b, tag);
		return;
	}
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (!span_is_nocase(tag->name, marks[i].name))
			continue;
		/* What separates does so in front, and only where something stands. */
		if (marks[i].mark[0] != ';' || (!tag->closing && b->cell.count > 0))
			put(b, span_of(marks[i].mark));
		return;
	}
}

static void take_tag(struct builder *b, const struct token *tag)
{
	bool nested = b->depth > 1;

	if (!nested && span_is_nocase(tag->name, "tr")) {
		if (tag->closing)
			end_row(b);
		else
			start_row(b, tag->line);
	} else if (!nested && (span_is_nocase(tag->name, "th") ||
			       span_is_nocase(tag->name, "td"))) {
		if (tag->closing)
			end_cell(b);
		else
			start_cell(b, tag);
	} else if (!nested && (span_is_nocase(tag->name, "thead") ||
			       span_is_nocase(tag->name, "tbody"))) {
		end_row(b);
		b->in_head = span_is_nocase(tag->name, "thead") && !tag->closing;
	} else {
		put_tag(b, tag);
	}
}

/* Cells that span multiply; what a limit cuts off is said. */
static bool too_many_cells(struct builder *b, unsigned line)
{
	if (b->cells <= LIMIT_PLAN_CELLS)
		return false;
	reading_find(b->r, "P-LIMIT", line, ITEM_NONE,
		     "the limit \"cells\" (%d) was hit; the rest of this table is not "
		     "read",
		     LIMIT_PLAN_CELLS);
	b->r->plan->incomplete = true;
	return true;
}

bool html_table(struct reading *r, struct html_source *source, struct grid *out)
{
	struct builder b = { .r = r, .grid = out };
	struct token token;

	*out = (struct grid){ 0 };
	while ((token = next_token(source)).kind != TOKEN_END) {
		bool table =
			token.kind == TOKEN_TAG && span_is_nocase(token.name, "table");

		if (table && !token.closing)
			b.depth++;
		else if (table && b.depth > 0)
			b.depth--;
		else if (b.depth > 0 && token.kind == TOKEN_TAG)
			take_tag(&b, &token);
		else if (b.depth > 0)
			put(&b, token.text);
		if (table && token.closing && b.depth == 0) {
			end_row(&b);
			if (out->header.cells.count > 0)
				return true;
			b = (struct builder){ .r = r, .grid = out };
		}
		if (too_many_cells(&b, token.line)) {
			source->at = source->text.len;
			break;
		}
	}
	end_row(&b);
	return out->header.cells.count > 0;
}

WORDS(box_ends, "li|br|input|p|div|label|ul|ol|tr|td|table|summary|details|h1|h2|h3|"
		"h4|h5|h6|hr");

bool html_box(struct reading *r, struct html_source *source, struct html_box *out)
{
	LIST(char) text = { 0 };
	unsigned depth = 0;
	struct token token;
	bool inside = false;

	*out = (struct html_box){ 0 };
	for (;;) {
		struct html_source before = *source;
		struct span box, name;

		token = next_token(source);
		name = token.kind == TOKEN_TAG ? token.name : SPAN_EMPTY;
		if (token.kind == TOKEN_END ||
		    (inside && words_are(&box_ends, utf8_fold(r->scratch, name)))) {
			*source = inside ? before : *source;
			break;
		}
		if (span_is_nocase(name, "table"))
			depth = !token.closing ? depth + 1 : depth > 0 ? depth - 1 : 0;
		box = token.kind == TOKEN_TAG && depth == 0 ? checkbox(&token)
							    : SPAN_EMPTY;
		if (box.len > 0) {
			out->line = token.line;
			inside = true;
		} else if (token.kind == TOKEN_TEXT) {
			box = token.text;
		}
		for (size_t i = 0; inside && i < box.len; i++)
			*LIST_ADD(r->arena, &text) = box.ptr[i];
		out->end_line = token.line;
	}
	out->text = span_trim((struct span){ text.at, text.count });
	return inside;
}
