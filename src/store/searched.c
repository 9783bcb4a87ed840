#include "store/searched.h"

#include "base/limits.h"
#include "text/glob.h"
#include "text/regex.h"

#include <stdio.h>

#define MESSAGE_ROOM 800

/* The others are hidden: they are the function's arguments, in their order. */
enum column { COLUMN_PATH, COLUMN_LINE, COLUMN_TEXT };

struct search_table {
	sqlite3_vtab base;
	struct searched *searched;
	bool by_pattern;
};

struct search_cursor {
	sqlite3_vtab_cursor base;
	struct arena *arena;
	struct regex *regex; /* NULL: every line */
	struct span where;
	size_t file;      /* that is being read; texts.count: the end */
	struct span rest; /* of it */
	struct span text; /* the line at hand */
	int64_t line, row;
};

static struct search_table *table_of(sqlite3_vtab *base)
{
	return (struct search_table *)(void *)base;
}

static struct search_cursor *cursor_of(sqlite3_vtab_cursor *base)
{
	return (struct search_cursor *)(void *)base;
}

/* SQLite frees the message with its own hands. */
static int fail(sqlite3_vtab *base, const char *what, struct span about)
{
	char *message = sqlite3_malloc(MESSAGE_ROOM);

	sqlite3_free(base->zErrMsg);
	if (message)
		snprintf(message, MESSAGE_ROOM, "%.*s%s",
			 (int)(about.len < 200 ? about.len : 200),
			 about.ptr ? about.ptr : "", what);
	base->zErrMsg = message;
	return SQLITE_ERROR;
}

static int connect_table(sqlite3 *db, struct searched *searched, const char *columns,
			 bool by_pattern, sqlite3_vtab **out)
{
	struct search_table *table;
	int rc = sqlite3_declare_vtab(db, columns);

	if (rc != SQLITE_OK)
		return rc;
	table = sqlite3_malloc(sizeof(*table));
	if (!table)
		return SQLITE_NOMEM;
	*table =
		(struct search_table){ .searched = searched, .by_pattern = by_pattern };
	sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
	*out = &table->base;
	return SQLITE_OK;
}

static int connect_matches(sqlite3 *db, void *ctx, int argc, const char *const *argv,
			   sqlite3_vtab **out, char **error)
{
	(void)argc;
	(void)argv;
	(void)error;
	/* The arguments of the function are the hidden columns in their order. */
	return connect_table(db, ctx,
			     "CREATE TABLE x(path, line, text, pattern HIDDEN,"
			     " path_glob HIDDEN)",
			     true, out);
}

static int connect_lines(sqlite3 *db, void *ctx, int argc, const char *const *argv,
			 sqlite3_vtab **out, char **error)
{
	(void)argc;
	(void)argv;
	(void)error;
	return connect_table(db, ctx,
			     "CREATE TABLE x(path, line, text, path_glob HIDDEN)",
			     false, out);
}

static int disconnect(sqlite3_vtab *base)
{
	sqlite3_free(table_of(base));
	return SQLITE_OK;
}

/* Hidden columns are the arguments; without all of them there is no plan. */
static int best_index(sqlite3_vtab *base, sqlite3_index_info *info)
{
	bool by_pattern = table_of(base)->by_pattern;
	int first = COLUMN_TEXT + 1, wanted = by_pattern ? 2 : 1, found[2] = { -1, -1 };

	for (int i = 0; i < info->nConstraint; i++) {
		int at = info->aConstraint[i].iColumn - first;

		if (at < 0 || info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
			continue;
		if (!info->aConstraint[i].usable)
			return SQLITE_CONSTRAINT;
		if (at < wanted)
			found[at] = i;
	}
	for (int i = 0; i < wanted; i++) {
		if (found[i] < 0)
			return fail(base,
				    by_pattern ? "matches() takes a pattern and a path"
					       : "lines() takes a path",
				    SPAN_EMPTY);
		info->aConstraintUsage[found[i]].argvIndex = i + 1;
		info->aConstraintUsage[found[i]].omit = 1;
	}
	info->estimatedCost = 1e6;
	info->estimatedRows = 10000;
	return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *base, sqlite3_vtab_cursor **out)
{
	struct search_cursor *cursor = sqlite3_malloc(sizeof(*cursor));

	(void)base;
	if (!cursor)
		return SQLITE_NOMEM;
	*cursor = (struct search_cursor){ .arena = arena_new(LIMIT_SCRATCH_BYTES) };
	*out = &cursor->base;
	return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *base)
{
	arena_free(cursor_of(base)->arena);
	sqlite3_free(cursor_of(base));
	return SQLITE_OK;
}

static const struct query_texts *texts_of(const struct search_cursor *cursor)
{
	return &table_of(cursor->base.pVtab)->searched->texts;
}

/* From file `at` on the next one that is meant. */
static int find_file(struct search_cursor *cursor, size_t at)
{
	const struct query_texts *texts = texts_of(cursor);

	while (at < texts->count && !span_eq(texts->at[at].path, cursor->where) &&
	       !glob_match(cursor->where, texts->at[at].path, 0))
		at++;
	cursor->file = at;
	cursor->line = 0;
	if (at == texts->count)
		return SQLITE_OK;
	if (texts->at[at].why)
		return fail(cursor->base.pVtab, texts->at[at].why, texts->at[at].path);
	cursor->rest = texts->at[at].text;
	return SQLITE_OK;
}

static bool is_at_end(const struct search_cursor *cursor)
{
	return cursor->file >= texts_of(cursor)->count;
}

/* The next line, of this file or of one behind it, that the pattern fits. */
static int next_line(sqlite3_vtab_cursor *base)
{
	struct search_cursor *cursor = cursor_of(base);
	uint64_t *budget = &table_of(base->pVtab)->searched->budget;

	while (!is_at_end(cursor)) {
		enum regex_answer answer = REGEX_YES;
		int rc;

		if (!span_line(&cursor->rest, &cursor->text)) {
			rc = find_file(cursor, cursor->file + 1);
			if (rc != SQLITE_OK)
				return rc;
			continue;
		}
		cursor->line++;
		if (cursor->regex)
			answer = regex_find(cursor->regex, cursor->text, budget);
		if (answer == REGEX_SPENT)
			return fail(base->pVtab, "the search takes too long",
				    SPAN_EMPTY);
		if (answer == REGEX_NO)
			continue;
		cursor->row++;
		return SQLITE_OK;
	}
	return SQLITE_OK;
}

static struct span text_of(struct arena *arena, sqlite3_value *value)
{
	const char *text = (const char *)sqlite3_value_text(value);

	if (!text)
		return SPAN_EMPTY;
	return arena_copy(arena,
			  (struct span){ text, (size_t)sqlite3_value_bytes(value) });
}

static int filter(sqlite3_vtab_cursor *base, int plan, const char *name, int argc,
		  sqlite3_value **argv)
{
	struct search_cursor *cursor = cursor_of(base);
	struct err err = { 0 };
	int rc;

	(void)plan;
	(void)name;
	arena_clear(cursor->arena);
	cursor->regex = NULL;
	cursor->row = 0;
	cursor->where = text_of(cursor->arena, argv[argc - 1]);
	if (argc == 2 && regex_compile(&cursor->regex, text_of(cursor->arena, argv[0]),
				       cursor->arena, &err) < 0)
		return fail(base->pVtab, err.what, SPAN_EMPTY);
	rc = find_file(cursor, 0);
	if (rc == SQLITE_OK && is_at_end(cursor))
		return fail(base->pVtab, ": no file of the tree fits that",
			    cursor->where);
	return rc != SQLITE_OK ? rc : next_line(base);
}

static int at_end(sqlite3_vtab_cursor *base)
{
	return is_at_end(cursor_of(base));
}

static int give_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
	const struct search_cursor *cursor = cursor_of(base);
	struct span text = cursor->text;

	switch (column) {
	case COLUMN_PATH:
		text = texts_of(cursor)->at[cursor->file].path;
		break;
	case COLUMN_LINE:
		sqlite3_result_int64(context, cursor->line);
		return SQLITE_OK;
	case COLUMN_TEXT:
		break;
	default:
		return SQLITE_OK; /* arguments: whoever gave them has them */
	}
	sqlite3_result_text64(context, text.ptr ? text.ptr : "", text.len,
			      SQLITE_TRANSIENT, SQLITE_UTF8);
	return SQLITE_OK;
}

static int give_row(sqlite3_vtab_cursor *base, sqlite3_int64 *out)
{
	*out = cursor_of(base)->row;
	return SQLITE_OK;
}

static const sqlite3_module matches = {
	.xConnect = connect_matches,
	.xBestIndex = best_index,
	.xDisconnect = disconnect,
	.xOpen = open_cursor,
	.xClose = close_cursor,
	.xFilter = filter,
	.xNext = next_line,
	.xEof = at_end,
	.xColumn = give_column,
	.xRowid = give_row,
};

static const sqlite3_module lines = {
	.xConnect = connect_lines,
	.xBestIndex = best_index,
	.xDisconnect = disconnect,
	.xOpen = open_cursor,
	.xClose = close_cursor,
	.xFilter = filter,
	.xNext = next_line,
	.xEof = at_end,
	.xColumn = give_column,
	.xRowid = give_row,
};

int searched_register(sqlite3 *db, struct searched *searched)
{
	int rc = sqlite3_create_module(db, "matches", &matches, searched);

	return rc != SQLITE_OK ? rc
			       : sqlite3_create_module(db, "lines", &lines, searched);
}
