#include "text/csv.h"

#include "base/limits.h"

static char separator_of(struct span text)
{
	static const char candidates[] = ",;\t";
	struct span line = span_sub(text, 0, span_line_len(text));
	size_t most = 0;
	char best = ',';

	for (size_t k = 0; candidates[k]; k++) {
		size_t count = 0;
		bool quoted = false;

		for (size_t i = 0; i < line.len; i++) {
			quoted ^= line.ptr[i] == '"';
			count += !quoted && line.ptr[i] == candidates[k];
		}
		if (count > most) {
			most = count;
			best = candidates[k];
		}
	}
	return best;
}

void csv_init(struct csv *csv, struct span path, struct span text, struct arena *arena)
{
	*csv = (struct csv){ .path = path,
			     .text = text,
			     .line = 1,
			     .separator = separator_of(text),
			     .arena = arena };
}

static int fail(struct csv *csv, struct err *err, unsigned line, const char *tag,
		const char *fix)
{
	err_tag(err, tag);
	err_fix(err, "%s", fix);
	return err_at(err, (struct pos){ csv->path, line, 1 });
}

static char at(const struct csv *csv)
{
	return csv->at < csv->text.len ? csv->text.ptr[csv->at] : '\0';
}

static bool at_row_end(const struct csv *csv)
{
	return csv->at >= csv->text.len || at(csv) == '\n' || at(csv) == '\r';
}

static void step_line(struct csv *csv)
{
	if (csv->at < csv->text.len && at(csv) == '\r')
		csv->at++;
	if (csv->at < csv->text.len && at(csv) == '\n')
		csv->at++;
	csv->line++;
}

/* The field's text with "" made one quote; a copy only where there is one. */
static struct span unquote(struct csv *csv, struct span raw)
{
	char *text;
	size_t len = 0;

	if (span_index(raw, '"') < 0)
		return raw;
	text = arena_string(csv->arena, raw);
	for (size_t i = 0; i < raw.len; i++) {
		text[len++] = raw.ptr[i];
		if (raw.ptr[i] == '"')
			i++;
	}
	return (struct span){ text, len };
}

static int take_quoted(struct csv *csv, struct span *out, struct err *err)
{
	unsigned start = csv->line;
	size_t from = ++csv->at;

	for (;;) {
		if (csv->at >= csv->text.len) {
			err_set(err, ERR_FORMAT, "a quoted field never ends");
			return fail(csv, err, start, "truncated",
				    "the file ends too early; write it again");
		}
		if (at(csv) == '"') {
			if (csv->at + 1 >= csv->text.len ||
			    csv->text.ptr[csv->at + 1] != '"')
				break;
			csv->at++;
		} else if (at(csv) == '\n') {
			csv->line++;
		}
		csv->at++;
	}
	*out = unquote(csv, span_sub(csv->text, from, csv->at - from));
	csv->at++;
	if (at_row_end(csv) || at(csv) == csv->separator)
		return 0;
	err_set(err, ERR_FORMAT,
		"something stands behind the closing quote of a field");
	return fail(csv, err, csv->line, "csv-syntax",
		    "put a separator there, or double the quote");
}

static int take_field(struct csv *csv, struct span *out, struct err *err)
{
	size_t from = csv->at;

	if (at(csv) == '"')
		return take_quoted(csv, out, err);
	while (!at_row_end(csv) && at(csv) != csv->separator)
		csv->at++;
	*out = span_sub(csv->text, from, csv->at - from);
	return 0;
}

static int take_row(struct csv *csv, struct err *err)
{
	size_t start = csv->at;
	int rc;

	csv->fields.count = 0;
	do {
		struct span *field = LIST_ADD(csv->arena, &csv->fields);

		rc = take_field(csv, field, err);
		if (rc < 0)
			return rc;
		if (csv->at - start > LIMIT_RECORD_LINE) {
			err_set(err, ERR_LIMIT, "a row is longer than %zu bytes",
				LIMIT_RECORD_LINE);
			return fail(csv, err, csv->line, "too-big",
				    "split the row, or list the file under `ignore`");
		}
		if (at_row_end(csv))
			return 0;
		csv->at++; /* the separator */
	} while (true);
}

int csv_next(struct csv *csv, struct csv_row *row, struct err *err)
{
	int rc;

	while (csv->at < csv->text.len && at_row_end(csv))
		step_line(csv);
	if (csv->at >= csv->text.len)
		return 0;
	if (++csv->rows > LIMIT_RECORDS) {
		err_set(err, ERR_LIMIT, "there are more than %d rows", LIMIT_RECORDS);
		return fail(csv, err, csv->line, "too-many", "split the file");
	}
	row->line = csv->line;
	rc = take_row(csv, err);
	if (rc < 0)
		return rc;
	step_line(csv);
	row->fields = csv->fields.at;
	row->count = csv->fields.count;
	return 1;
}
