/* cmd_query.c - `muster query`: SQL over the recorded runs, read-only. */
#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "cli/place.h"
#include "cli/print.h"
#include "cli/rights.h"
#include "store/query.h"
#include "text/jsonout.h"

#include <string.h>
#include <unistd.h>

#define CELL_MAX 60   /* columns of a cell in the table */
#define ROWS_MAX 5000 /* of the table: widths need them all at once */

static const struct option options[] = {
	{ "json", 0, OPTION_FLAG, NULL, "one array of objects, for programs" },
	{ "csv", 0, OPTION_FLAG, NULL,
	  "RFC 4180, for spreadsheets; formulas are quoted" },
	{ "file", 'f', OPTION_VALUE, "FILE", "read the SQL from a file" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

struct answer {
	struct invocation *in;
	LIST(struct span) names;
	LIST(struct span) cells; /* of the table, row by row */
	LIST(bool) numbers;      /* column by column: nothing but numbers so far */
	size_t rows, left_out;
	struct buf text; /* JSON */
	struct jsonout json;
};

static int keep_names(void *ctx, const struct span *names, size_t count,
		      struct err *err)
{
	struct answer *answer = ctx;

	(void)err;
	for (size_t i = 0; i < count; i++) {
		*LIST_ADD(answer->in->arena, &answer->names) =
			arena_copy(answer->in->arena, names[i]);
		*LIST_ADD(answer->in->arena, &answer->numbers) = true;
	}
	return 0;
}

/* ---- CSV ---- */

/* A cell that a spreadsheet would compute starts with an apostrophe. */
static void put_csv(FILE *out, struct span text, bool number)
{
	bool formula = !number && text.len > 0 && strchr("=+-@\t\r", text.ptr[0]);
	bool quote = formula;

	for (size_t i = 0; i < text.len && !quote; i++)
		quote = strchr(",\"\r\n", text.ptr[i]) && text.ptr[i] != '\0';
	if (!quote) {
		fwrite(text.ptr, 1, text.len, out);
		return;
	}
	fputs(formula ? "\"'" : "\"", out);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"')
			fputc('"', out);
		fputc(text.ptr[i], out);
	}
	fputc('"', out);
}

static int csv_names(void *ctx, const struct span *names, size_t count, struct err *err)
{
	struct answer *answer = ctx;

	(void)err;
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			fputc(',', answer->in->out);
		put_csv(answer->in->out, names[i], false);
	}
	fputs("\r\n", answer->in->out);
	return 0;
}

static int csv_row(void *ctx, const struct query_value *values, size_t count,
		   struct err *err)
{
	struct answer *answer = ctx;

	(void)err;
	for (size_t i = 0; i < count; i++) {
		bool number =
			values[i].type == QUERY_INTEGER || values[i].type == QUERY_REAL;

		if (i > 0)
			fputc(',', answer->in->out);
		if (values[i].text.len > 0)
			put_csv(answer->in->out, values[i].text, number);
	}
	fputs("\r\n", answer->in->out);
	return 0;
}

/* ---- JSON ---- */

static int json_row(void *ctx, const struct query_value *values, size_t count,
		    struct err *err)
{
	struct answer *answer = ctx;

	jsonout_object(&answer->json);
	for (size_t i = 0; i < count; i++) {
		jsonout_key_span(&answer->json, answer->names.at[i]);
		switch (values[i].type) {
		case QUERY_NULL:
			jsonout_null(&answer->json);
			break;
		case QUERY_INTEGER:
			jsonout_int(&answer->json, values[i].integer);
			break;
		case QUERY_REAL:
		case QUERY_TEXT:
		case QUERY_BLOB:
			jsonout_string(&answer->json, values[i].text);
			break;
		}
	}
	jsonout_end(&answer->json);
	return buf_check(&answer->text, "the answer", err);
}

/* ---- the table ---- */

static int table_row(void *ctx, const struct query_value *values, size_t count,
		     struct err *err)
{
	struct answer *answer = ctx;
	struct arena *arena = answer->in->arena;

	(void)err;
	if (answer->rows++ >= ROWS_MAX) {
		answer->left_out++;
		return 0;
	}
	for (size_t i = 0; i < count; i++) {
		struct span text = values[i].text;

		if (values[i].type != QUERY_INTEGER && values[i].type != QUERY_REAL &&
		    values[i].type != QUERY_NULL)
			answer->numbers.at[i] = false;
		if (values[i].type == QUERY_BLOB)
			text = arena_printf(arena, "(%zu bytes)", text.len);
		else
			text = arena_copy(arena, span_sub(text, 0, 4 * CELL_MAX));
		*LIST_ADD(arena, &answer->cells) = text;
	}
	return 0;
}

/* Columns that a text takes on a terminal, at most CELL_MAX. */
static size_t width_of(struct span text)
{
	size_t width = print_width(text);

	return width < CELL_MAX ? width : CELL_MAX;
}

static void put_cell(FILE *out, struct span text, size_t width, bool number, bool last)
{
	size_t own = width_of(text);

	if (number)
		fprintf(out, "%*s", (int)(width - own), "");
	if (number || last)
		print_cut(out, text, width);
	else
		print_cell(out, text, width);
	fputs(last ? "\n" : "  ", out);
}

static void print_table(struct answer *answer)
{
	size_t columns = answer->names.count;
	size_t rows = columns > 0 ? answer->cells.count / columns : 0;
	size_t *widths = ARENA_ARRAY(answer->in->arena, size_t, columns + 1);
	FILE *out = answer->in->out;

	for (size_t c = 0; c < columns; c++) {
		widths[c] = width_of(answer->names.at[c]);
		for (size_t r = 0; r < rows; r++) {
			size_t width = width_of(answer->cells.at[r * columns + c]);

			widths[c] = width > widths[c] ? width : widths[c];
		}
	}
	for (size_t c = 0; c < columns; c++)
		put_cell(out, answer->names.at[c], widths[c], answer->numbers.at[c],
			 c + 1 == columns);
	for (size_t c = 0; c < columns; c++) {
		for (size_t i = 0; i < widths[c]; i++)
			fputc('-', out);
		fputs(c + 1 == columns ? "\n" : "  ", out);
	}
	for (size_t r = 0; r < rows; r++)
		for (size_t c = 0; c < columns; c++)
			put_cell(out, answer->cells.at[r * columns + c], widths[c],
				 answer->numbers.at[c], c + 1 == columns);
	if (answer->left_out > 0)
		fprintf(out, "(%zu more rows; --csv and --json give all)\n",
			answer->left_out);
}

/* ---- .schema ---- */

static int schema_row(void *ctx, const struct query_value *values, size_t count,
		      struct err *err)
{
	struct answer *answer = ctx;

	(void)err;
	(void)count;
	fwrite(values[0].text.ptr, 1, values[0].text.len, answer->in->out);
	fputs(";\n\n", answer->in->out);
	answer->rows++;
	return 0;
}

/* ".schema" lists tables and views, ".schema NAME" one with its comments. */
static int show_schema(struct answer *answer, struct query *query, struct span name,
		       struct err *err)
{
	static const char all[] =
		"SELECT name, type, (SELECT count(*) FROM sqlite_schema i WHERE"
		" i.tbl_name = s.name AND i.type = 'index') AS indexes"
		" FROM sqlite_schema s WHERE type IN ('table','view')"
		" AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY type, name";
	static const char one[] = "SELECT sql FROM sqlite_schema WHERE name = :name"
				  " AND sql IS NOT NULL";
	const struct query_sink table = { keep_names, table_row, answer };
	const struct query_sink text = { NULL, schema_row, answer };
	const struct query_param param = { .name = ":name", .text = name };
	int rc;

	if (name.len == 0) {
		rc = query_run(query, SPAN_LIT(all), NULL, 0, &table, err);
		if (rc == 0)
			print_table(answer);
		return rc;
	}
	rc = query_run(query, SPAN_LIT(one), &param, 1, &text, err);
	if (rc < 0 || answer->rows > 0)
		return rc;
	err_set(err, ERR_USAGE, "there is no table or view \"%.*s\"", SPAN_ARG(name));
	return err_fix(err, "\"muster query .schema\" lists them");
}

/* ---- the whole ---- */

/* The newest run's or bundle's commit and time, for :commit, :now and "now". */
struct newest {
	struct arena *arena;
	struct span commit;
	int64_t as_of;
};

static int run_sql(struct answer *answer, struct query *query, struct span sql,
		   const struct newest *newest, struct err *err)
{
	const struct query_param params[] = {
		{ .name = ":commit", .text = newest->commit },
		{ .name = ":now", .is_number = true, .number = newest->as_of },
	};
	struct query_sink sink = { keep_names, table_row, answer };
	int rc;

	if (invocation_has(answer->in, "csv")) {
		sink.columns = csv_names;
		sink.row = csv_row;
	} else if (invocation_has(answer->in, "json")) {
		sink.row = json_row;
		buf_init(&answer->text, LIMIT_JSON_OUT);
		jsonout_init(&answer->json, &answer->text, false);
		jsonout_array(&answer->json);
	}
	rc = query_run(query, sql, params, sizeof(params) / sizeof(params[0]), &sink,
		       err);
	if (sink.row == json_row) {
		if (rc == 0) {
			jsonout_end(&answer->json);
			jsonout_line(&answer->json);
			fwrite(answer->text.ptr, 1, answer->text.len, answer->in->out);
		}
		buf_release(&answer->text);
	} else if (rc == 0 && sink.row == table_row) {
		print_table(answer);
	}
	return rc;
}

static int see_run(void *ctx, const struct query_value *values, size_t count,
		   struct err *err)
{
	struct newest *newest = ctx;

	(void)count;
	(void)err;
	newest->commit = arena_copy(newest->arena, values[0].text);
	newest->as_of = values[1].integer;
	return 0;
}

static int open_query(struct query **out, struct newest *newest, struct invocation *in,
		      const char *path, struct err *err)
{
	static const char of_runs[] = "SELECT commit_oid, as_of_s FROM run"
				      " WHERE complete = 1"
				      " ORDER BY run_id DESC LIMIT 1",
			  of_bundles[] = "SELECT commit_oid, as_of_s FROM bundle"
					 " WHERE verified = 1"
					 " ORDER BY as_of_s DESC, bundle_id LIMIT 1";
	const struct query_sink sink = { NULL, see_run, newest };
	int rc = query_open(out, path, 0, err);

	*newest = (struct newest){ .arena = in->arena };
	if (rc == -ERR_ABSENT) {
		err->code = ERR_USAGE;
		rc = -ERR_USAGE;
	}
	if (rc == 0)
		rc = query_run(*out,
			       span_of(query_is_portfolio(*out) ? of_bundles : of_runs),
			       NULL, 0, &sink, err);
	if (rc == 0)
		query_set_now(*out, newest->as_of);
	return rc;
}

static int read_sql(struct span *out, struct invocation *in, struct err *err)
{
	const char *file = invocation_value(in, "file");

	*out = span_of(in->args[0]);
	if (file && in->arg_count > 0) {
		err_set(err, ERR_USAGE, "give the SQL or --file, not both");
		return err_fix(err, "muster help query");
	}
	if (file)
		return file_read(out, file, (size_t)LIMIT_SQL_TEXT, in->arena, err);
	if (in->arg_count > 0)
		return 0;
	err_set(err, ERR_USAGE, "there is no SQL");
	return err_fix(err, "muster query \"SELECT verdict, count(*) FROM v_item "
			    "GROUP BY 1\"");
}

static int run_query(struct invocation *in, struct err *err)
{
	struct answer answer = { .in = in };
	struct query *query = NULL;
	struct span path, sql;
	struct newest newest;
	int rc = read_sql(&sql, in, err);

	if (rc == 0 && invocation_has(in, "csv") && invocation_has(in, "json")) {
		err_set(err, ERR_USAGE, "--csv and --json are two formats");
		rc = err_fix(err, "give one of them");
	}
	if (rc == 0)
		rc = rights_give_up(in, err);
	if (rc == 0)
		rc = place_database(&path, in, NULL, err);
	if (rc == 0)
		rc = open_query(&query, &newest, in, path.ptr, err);
	if (rc < 0)
		goto out;
	if (span_starts(sql, ".schema"))
		rc = show_schema(&answer, query, span_trim(span_from(sql, 7)), err);
	else
		rc = run_sql(&answer, query, sql, &newest, err);
out:
	query_close(query);
	return rc;
}

const struct command command_query = {
	.name = "query",
	.args = "[SQL]",
	.summary = "Ask the database of runs and facts, in read-only SQL",
	.examples =
		"  muster query \"SELECT verdict, count(*) FROM v_item GROUP BY 1\"\n"
		"  muster query .schema\n"
		"  muster query \".schema finding\"\n"
		"  muster query --csv \"SELECT * FROM v_open\" > open.csv\n"
		"  muster query --db site/portfolio/portfolio.db \"SELECT project, "
		"outcome FROM v_project\"\n",
	.options = options,
	.max_args = 1,
	.run = run_query,
};
