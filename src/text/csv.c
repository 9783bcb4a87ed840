#include "text/csv.h"

#include "base/limits.h"

static const char separators[] = { ',', ';', '\t' };

#define SEPARATORS (sizeof(separators) / sizeof(separators[0]))

static char find_separator(struct span text)
{
	size_t count[SEPARATORS] = { 0 };
	size_t best = 0;
	bool quoted = false;

	text = span_sub(text, 0, LIMIT_RECORD_LINE);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		quoted ^= c == '"';
		if (!quoted && (c == '\n' || c == '\r'))
			break;
		for (size_t s = 0; !quoted && s < SEPARATORS; s++)
			count[s] += c == separators[s];
	}
	for (size_t s = 1; s < SEPARATORS; s++)
		if (count[s] > count[best])
			best = s;
	return separators[best];
}

void csv_open(struct csv *csv, struct span path, struct span text, char separator,
	      struct arena *arena)
{
	*csv = (struct csv){
		.path = path,
		.rest = text,
		.arena = arena,
		.next_line = 1,
		.separator = separator ? separator : find_separator(text),
	};
}

static int fail(struct csv *csv, enum err_code code, const char *tag, const char *what,
		struct err *err)
{
	err_set(err, code, "%s", what);
	err_tag(err, tag);
	err_fix(err, "write the file again with the tool that made it");
	return err_at(err, csv_pos(csv));
}

/* Over the line end at the front, of whichever kind; false where there is none. */
static bool skip_end(struct csv *csv)
{
	size_t len = 0;

	if (csv->rest.len > 0 && csv->rest.ptr[0] == '\r')
		len = csv->rest.len > 1 && csv->rest.ptr[1] == '\n' ? 2 : 1;
	else if (csv->rest.len > 0 && csv->rest.ptr[0] == '\n')
		len = 1;
	if (len == 0)
		return false;
	csv->rest = span_from(csv->rest, len);
	csv->next_line++;
	return true;
}

/* Bytes of a field without quotes at the front of the record. */
static size_t plain_len(const struct csv *csv)
{
	size_t len = 0;

	while (len < csv->rest.len && len <= LIMIT_RECORD_LINE) {
		char c = csv->rest.ptr[len];

		if (c == csv->separator || c == '\n' || c == '\r')
			break;
		len++;
	}
	return len;
}

/* Line ends in a quoted field; it ends with its quote. */
static unsigned count_ends(struct span text)
{
	struct span line;
	unsigned lines = 0;

	while (span_line(&text, &line))
		lines++;
	return lines > 0 ? lines - 1 : 0;
}

/* A field in quotes: doubled ones become one. */
static int take_quoted(struct csv *csv, struct span *out, struct err *err)
{
	struct span text = csv->rest;
	size_t from = csv->decoded_len;
	size_t at = 1;

	if (!csv->decoded)
		csv->decoded = arena_room(csv->arena, LIMIT_RECORD_LINE, 1);
	for (;; at++) {
		if (at >= text.len)
			return fail(csv, ERR_FORMAT, "truncated",
				    "a quoted field has no end", err);
		if (csv->decoded_len >= LIMIT_RECORD_LINE)
			return fail(csv, ERR_LIMIT, "too-big",
				    "a record is longer than 64 KiB", err);
		if (text.ptr[at] == '"') {
			if (at + 1 >= text.len || text.ptr[at + 1] != '"')
				break;
			at++;
		}
		csv->decoded[csv->decoded_len++] = text.ptr[at];
	}
	*out = (struct span){ csv->decoded + from, csv->decoded_len - from };
	csv->next_line += count_ends(span_sub(text, 0, at + 1));
	csv->rest = span_from(text, at + 1);
	return 0;
}

static int take_field(struct csv *csv, struct span *out, struct err *err)
{
	size_t len;

	if (csv->rest.len > 0 && csv->rest.ptr[0] == '"') {
		int rc = take_quoted(csv, out, err);

		if (rc < 0)
			return rc;
		len = plain_len(csv);
		if (span_trim(span_sub(csv->rest, 0, len)).len > 0)
			return fail(csv, ERR_FORMAT, "csv-syntax",
				    "something stands behind a closing quote", err);
	} else {
		len = plain_len(csv);
		*out = span_sub(csv->rest, 0, len);
	}
	csv->rest = span_from(csv->rest, len);
	return 0;
}

/* From the first field to the line end. */
static int take_record(struct csv *csv, struct err *err)
{
	size_t before = csv->rest.len;
	bool more = true;

	while (more) {
		struct span *field = LIST_ADD(csv->arena, &csv->fields);
		int rc = take_field(csv, field, err);

		if (rc < 0)
			return rc;
		if (before - csv->rest.len > LIMIT_RECORD_LINE)
			return fail(csv, ERR_LIMIT, "too-big",
				    "a record is longer than 64 KiB", err);
		more = csv->rest.len > 0 && csv->rest.ptr[0] == csv->separator;
		if (more)
			csv->rest = span_from(csv->rest, 1);
		if (more && csv->fields.count == CSV_FIELDS)
			return fail(csv, ERR_LIMIT, "too-many",
				    "a record has more than 1024 fields", err);
	}
	csv->ended = skip_end(csv);
	return 0;
}

int csv_next(struct csv *csv, bool *more, struct err *err)
{
	*more = false;
	csv->fields.count = 0;
	csv->decoded_len = 0;
	while (skip_end(csv))
		;
	csv->line = csv->next_line;
	if (csv->rest.len == 0)
		return 0;
	if (++csv->records > LIMIT_RECORDS)
		return fail(csv, ERR_LIMIT, "too-many",
			    "it has more than 5,000,000 records", err);
	*more = true;
	return take_record(csv, err);
}

struct span csv_field(const struct csv *csv, size_t index)
{
	return index < csv->fields.count ? csv->fields.at[index] : SPAN_EMPTY;
}

ptrdiff_t csv_find(const struct csv *csv, const char *name)
{
	for (size_t i = 0; i < csv->fields.count; i++)
		if (span_is(span_trim(csv->fields.at[i]), name))
			return (ptrdiff_t)i;
	return -1;
}

bool csv_line_has(struct span line, const char *name)
{
	size_t from = 0;

	line = span_sub(line, 0, LIMIT_RECORD_LINE);
	for (size_t i = 0; i <= line.len; i++) {
		struct span field;

		if (i < line.len && !memchr(separators, line.ptr[i], SEPARATORS))
			continue;
		field = span_trim(span_sub(line, from, i - from));
		if (field.len >= 2 && field.ptr[0] == '"' && span_ends(field, "\""))
			field = span_sub(field, 1, field.len - 2);
		if (span_is(field, name))
			return true;
		from = i + 1;
	}
	return false;
}

struct pos csv_pos(const struct csv *csv)
{
	return (struct pos){ csv->path, csv->line, 1 };
}
