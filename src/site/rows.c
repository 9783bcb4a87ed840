#include "site/rows.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/path.h"
#include "site/url.h"

#include <stdio.h>

#define UNSAID "\xE2\x80\x93" /* an en dash */

/* What a cell cannot hold without quotes, and what a spreadsheet would run. */
#define CSV_QUOTED  1
#define CSV_FORMULA 2
/* clang-format off: what has no entry is plain */
static const unsigned char csv_class[256] = {
	[','] = CSV_QUOTED,   ['"'] = CSV_QUOTED,
	['\n'] = CSV_QUOTED,  ['\r'] = CSV_QUOTED | CSV_FORMULA,
	['='] = CSV_FORMULA,  ['+'] = CSV_FORMULA,
	['-'] = CSV_FORMULA,  ['@'] = CSV_FORMULA,
	['\t'] = CSV_FORMULA, ['\0'] = CSV_QUOTED | CSV_FORMULA,
};
/* clang-format on */

/* Text between quotes: a quote is doubled, a NUL left out. */
static void add_csv_quoted(struct buf *csv, struct span text, bool formula)
{
	size_t start = 0;

	buf_adds(csv, formula ? "\"'" : "\"");
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != '"' && text.ptr[i] != '\0')
			continue;
		buf_add(csv, span_sub(text, start, i - start));
		if (text.ptr[i] == '"')
			buf_adds(csv, "\"\"");
		start = i + 1;
	}
	buf_add(csv, span_from(text, start));
	buf_addch(csv, '"');
}

/* RFC 4180, and nothing that a spreadsheet would run: security.md X8. */
static void add_csv(struct buf *csv, struct span text)
{
	unsigned found = 0;

	for (size_t i = 0; i < text.len; i++)
		found |= csv_class[(unsigned char)text.ptr[i]];
	if (text.len > 0 && csv_class[(unsigned char)text.ptr[0]] & CSV_FORMULA)
		add_csv_quoted(csv, text, true);
	else if (found & CSV_QUOTED)
		add_csv_quoted(csv, text, false);
	else
		buf_add(csv, text);
}

void rows_begin(struct rows *rows, struct site *site, const struct column_spec *columns,
		uint64_t total, bool main)
{
	memset(rows, 0, sizeof(*rows));
	rows->site = site;
	rows->columns = columns;
	while (rows->column_count < ROWS_COLUMNS && columns[rows->column_count].name)
		rows->column_count++;
	rows->list = value_list(value_new(site->scratch), "rows");
	rows->data = main && total > ROWS_ON_PAGE;
	buf_init(&rows->js, LIMIT_JSON_OUT);
	buf_init(&rows->csv, LIMIT_JSON_OUT);
	for (size_t i = 0; i < rows->column_count && rows->data; i++) {
		buf_adds(&rows->csv, i > 0 ? "," : "");
		add_csv(&rows->csv, say_word(site, "column", columns[i].name));
	}
	if (rows->data)
		buf_adds(&rows->csv, "\r\n");
}

bool rows_again(struct rows *rows, size_t artifact, const char *title)
{
	const struct site_options *options = rows->site->options;

	rows->again = rows->data && !rows->site->only && options->earlier &&
		      options->drawn &&
		      options->drawn(options->ctx, artifact, title, &rows->drawn) &&
		      rows->drawn.rows > ROWS_ON_PAGE;
	return rows->again;
}

void rows_row(struct rows *rows)
{
	bool in_js = rows->data && !rows->again && rows->count < ROWS_IN_DATA;

	rows->cells = NULL;
	rows->column = 0;
	if (rows->count < ROWS_ON_PAGE)
		rows->cells = value_list(value_add(rows->list), "cells");
	if (in_js)
		buf_adds(&rows->js, rows->count > 0 ? ",\n[" : "[");
	rows->count++;
}

static void add_outcome(struct buf *js, const char *icon, struct span word)
{
	buf_addch(js, '"');
	buf_adds(js, icon);
	buf_addch(js, ' ');
	buf_add(js, word);
	buf_addch(js, '"');
}

/* `js` is what the script gets: a JSON number, or NULL for the text itself. */
static void add_cell(struct rows *rows, struct span text, const char *icon, bool number,
		     const char *js)
{
	bool last = rows->column + 1 == rows->column_count;

	rows->filled[rows->column] |= text.len > 0 && !span_is(text, UNSAID);
	if (rows->cells) {
		struct value *cell = value_add(rows->cells);
		struct span cell_text = arena_copy(rows->site->scratch, text);
		bool is_share = rows->columns[rows->column].kind == COLUMN_SHARE &&
				js && js[0] != '-';

		value_text(cell, "text", cell_text);
		value_text(cell, "icon", span_of(icon));
		value_flag(cell, "number", number);
		value_text(cell, "share", is_share ? cell_text : SPAN_EMPTY);
	}
	if (rows->data && !rows->again) {
		add_csv(&rows->csv, text);
		buf_adds(&rows->csv, last ? "\r\n" : ",");
	}
	if (rows->data && !rows->again && rows->count <= ROWS_IN_DATA) {
		if (js)
			buf_adds(&rows->js, js);
		else if (icon)
			add_outcome(&rows->js, icon, text);
		else
			script_string(&rows->js, text);
		buf_adds(&rows->js, last ? "]" : ",");
	}
	rows->column++;
}

void rows_text(struct rows *rows, struct span text)
{
	add_cell(rows, text, NULL, rows->columns[rows->column].kind == COLUMN_NUMBER,
		 NULL);
}

void rows_number(struct rows *rows, int64_t number)
{
	char grouped[NUM_GROUPED], js[NUM_GROUPED] = "-1";
	struct span text = SPAN_LIT(UNSAID);

	if (number >= 0) {
		size_t len = 0;

		text = num_grouped(grouped, (uint64_t)number);
		for (size_t i = 0; i < text.len; i++)
			if (text.ptr[i] != ',')
				js[len++] = text.ptr[i];
		js[len] = '\0';
	}
	add_cell(rows, text, NULL, true, js);
}

void rows_share(struct rows *rows, int64_t tenths)
{
	char text[NUM_GROUPED] = UNSAID, js[NUM_GROUPED] = "-1";

	if (tenths >= 0) {
		snprintf(text, sizeof(text), "%lld.%lld", (long long)(tenths / 10),
			 (long long)(tenths % 10));
		memcpy(js, text, sizeof(js));
	}
	add_cell(rows, span_of(text), NULL, true, js);
}

void rows_outcome(struct rows *rows, enum verdict icon, struct span word)
{
	add_cell(rows, word, verdict_word[icon], false, NULL);
}

static void add_columns(const struct rows *rows, struct value *table)
{
	static const char letters[] = { 's', 'n', 'o', 'p' };
	char kinds[2 * ROWS_COLUMNS] = "", empty[2 * ROWS_COLUMNS] = "";
	size_t kinds_len = 0, empty_len = 0;
	struct value *columns = value_list(table, "columns");

	_Static_assert(ROWS_COLUMNS <= 10, "a column's number is one digit");
	for (size_t i = 0; i < rows->column_count; i++) {
		struct value *column;

		if (!rows->filled[i]) {
			if (empty_len > 0)
				empty[empty_len++] = ',';
			empty[empty_len++] = (char)('0' + i);
			continue;
		}
		column = value_add(columns);
		if (kinds_len > 0)
			kinds[kinds_len++] = ',';
		kinds[kinds_len++] = letters[rows->columns[i].kind];
		value_text(column, "name",
			   say_word(rows->site, "column", rows->columns[i].name));
		value_flag(column, "number",
			   rows->columns[i].kind == COLUMN_NUMBER ||
				   rows->columns[i].kind == COLUMN_SHARE);
	}
	value_printf(table, "kinds", "%s", kinds);
	value_printf(table, "empty", "%s", empty);
}

/* Take the cells of empty columns out of the rows on the page. */
static void drop_empty(struct rows *rows)
{
	for (struct value *row = rows->list->first; row; row = row->next) {
		struct value *cells = row->first; /* the only member */
		struct value **link = &cells->first;

		for (size_t i = 0; i < rows->column_count && *link; i++)
			if (rows->filled[i])
				link = &(*link)->next;
			else
				*link = (*link)->next;
	}
}

static int write_data(struct rows *rows, const struct artifact *artifact,
		      struct err *err)
{
	struct arena *arena = rows->site->scratch;
	struct buf js;
	int rc;

	buf_init(&js, LIMIT_JSON_OUT);
	buf_addf(&js, "muster_rows(\"%.*s\",[\n", SPAN_ARG(artifact->slug));
	buf_add(&js, buf_span(&rows->js));
	buf_adds(&js, "]);\n");
	rc = buf_check(&js, "a table's data file", err);
	if (rc == 0)
		rc = site_file(rows->site, url_rows(arena, artifact, "js"),
			       buf_span(&js), err);
	if (rc == 0)
		rc = buf_check(&rows->csv, "a table's .csv", err);
	if (rc == 0)
		rc = site_file(rows->site, url_rows(arena, artifact, "csv"),
			       buf_span(&rows->csv), err);
	buf_release(&js);
	return rc;
}

static int link_data(const struct rows *rows, const struct artifact *artifact,
		     const char *extension, struct err *err)
{
	struct arena *arena = rows->site->scratch;
	const struct site_options *options = rows->site->options;
	struct span path = url_rows(arena, artifact, extension);
	const char *from =
		arena_printf(arena, "%s/%.*s", options->earlier, SPAN_ARG(path)).ptr;

	return file_stage_again(options->folder, path, from, err);
}

/* Files that are there, or new ones, of which somebody may take note. */
static int settle_data(struct rows *rows, const struct artifact *artifact,
		       const char *title, struct err *err)
{
	const struct report *report = rows->site->report;
	const struct site_options *options = rows->site->options;
	int rc;

	if (rows->again) {
		rc = link_data(rows, artifact, "js", err);
		return rc < 0 ? rc : link_data(rows, artifact, "csv", err);
	}
	rc = write_data(rows, artifact, err);
	if (rc == 0 && options->draw && !rows->site->only)
		options->draw(options->ctx, (size_t)(artifact - report->artifacts.at),
			      title, &rows->drawn);
	return rc;
}

/* What all rows say, of which only those on the page have come. */
static void take_drawn(struct rows *rows)
{
	rows->count = rows->drawn.rows;
	for (size_t i = 0; i < rows->column_count; i++)
		rows->filled[i] |= (rows->drawn.filled >> i & 1) != 0;
}

static void note_drawn(struct rows *rows)
{
	rows->drawn = (struct site_drawn){ rows->count, 0 };
	for (size_t i = 0; i < rows->column_count; i++)
		rows->drawn.filled |= (unsigned)rows->filled[i] << i;
}

int rows_end(struct rows *rows, struct value *tables, const struct artifact *artifact,
	     const char *title, const char *order, bool *out_data, struct err *err)
{
	struct arena *arena = rows->site->scratch;
	struct span words = say_word(rows->site, "facts", title);
	struct value *table;
	int rc = 0;

	if (rows->again)
		take_drawn(rows);
	else
		note_drawn(rows);
	if (rows->count > 0) {
		drop_empty(rows);
		table = value_add(tables);
		value_text(table, "title", words);
		add_columns(rows, table);
		value_text(table, "caption",
			   SAY(rows->site,
			       rows->count <= ROWS_ON_PAGE ? "evidence.caption"
							   : "evidence.caption-first",
			       say_text("title", words),
			       say_text("order", say_word(rows->site, "order", order)),
			       say_number("shown", ROWS_ON_PAGE),
			       say_number("rows", rows->count)));
		value_text(table, "data", rows->data ? artifact->slug : SPAN_EMPTY);
		value_text(table, "csv",
			   rows->data ? page_href(rows->site,
						  url_rows(arena, artifact, "csv"))
				      : SPAN_EMPTY);
		value_printf(table, "csv_name", "%.*s.csv", SPAN_ARG(artifact->slug));
		/* Hand the rows over: a list is a value like any other. */
		value_list(table, "rows")->first = rows->list->first;
		*out_data |= rows->data;
		if (rows->data)
			rc = settle_data(rows, artifact, title, err);
	}
	buf_release(&rows->js);
	buf_release(&rows->csv);
	return rc;
}
