#include "store/row.h"

#include "base/clock.h"
#include "base/limits.h"
#include "model/fact.h"

#include <assert.h>
#include <limits.h>

#define SQL_MAX   ((size_t)256 * 1024)
#define NUMBER_OF ((int64_t)0xffffff) /* the number in a fact's id */

static_assert(sizeof(size_t) == sizeof(uint64_t), "CELL_SIZE reads both");

size_t mapping_keys(const struct mapping *mapping)
{
	size_t keys = 0;

	while (keys < MAPPING_KEYS && mapping->keys[keys])
		keys++;
	return keys;
}

size_t mapping_width(const struct mapping *mapping)
{
	return mapping_keys(mapping) + mapping->count;
}

void row_names(struct buf *sql, const struct mapping *mapping)
{
	for (size_t i = 0; i < mapping_keys(mapping); i++) {
		buf_adds(sql, i > 0 ? "," : "");
		buf_adds(sql, mapping->keys[i]);
	}
	for (size_t i = 0; i < mapping->count; i++) {
		buf_adds(sql, i > 0 || mapping->keys[0] ? "," : "");
		buf_adds(sql, mapping->columns[i].name);
	}
}

int row_prepare(sqlite3_stmt **out, struct store *store, struct buf *sql,
		struct err *err)
{
	int rc;

	*out = NULL;
	buf_addch(sql, '\0');
	rc = buf_check(sql, "a statement", err);
	if (rc == 0)
		rc = store_prepare(out, store, sql->ptr, err);
	buf_release(sql);
	return rc;
}

int row_insert(sqlite3_stmt **out, struct store *store, const struct mapping *mapping,
	       size_t rows, struct err *err)
{
	size_t width = mapping_width(mapping);
	struct buf sql;

	buf_init(&sql, SQL_MAX);
	buf_adds(&sql, "INSERT INTO ");
	buf_adds(&sql, mapping->table);
	buf_addch(&sql, '(');
	row_names(&sql, mapping);
	buf_adds(&sql, ") VALUES ");
	for (size_t row = 0; row < rows; row++) {
		buf_adds(&sql, row > 0 ? ",(" : "(");
		for (size_t i = 0; i < width; i++)
			buf_adds(&sql, i > 0 ? ",?" : "?");
		buf_addch(&sql, ')');
	}
	return row_prepare(out, store, &sql, err);
}

int row_select(sqlite3_stmt **out, struct store *store, const struct mapping *mapping,
	       const char *rest, struct err *err)
{
	struct buf sql;

	buf_init(&sql, SQL_MAX);
	buf_adds(&sql, "SELECT ");
	row_names(&sql, mapping);
	buf_adds(&sql, " FROM ");
	buf_adds(&sql, mapping->table);
	buf_addch(&sql, ' ');
	buf_adds(&sql, rest);
	return row_prepare(out, store, &sql, err);
}

int row_clear(struct store *store, const struct mapping *mapping, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	struct buf sql;
	int rc;

	buf_init(&sql, SQL_MAX);
	buf_adds(&sql, "DELETE FROM ");
	buf_adds(&sql, mapping->table);
	rc = row_prepare(&stmt, store, &sql, err);
	return rc < 0 ? rc : store_done(store, stmt, err);
}

static struct value number_value(int64_t number)
{
	return (struct value){ VALUE_NUMBER, number, SPAN_EMPTY };
}

static struct value number_unless(int64_t number, int64_t none)
{
	return number == none ? (struct value){ 0 } : number_value(number);
}

static struct value text_value(struct span text, bool said)
{
	if (text.len == 0 && !said)
		return (struct value){ 0 };
	return (struct value){ VALUE_TEXT, 0, text };
}

/* At most `max` bytes, and no half of a UTF-8 character at the end. */
static struct span cut(struct span text, size_t max)
{
	size_t len = max;

	if (text.len <= max)
		return text;
	while (len > max - 3 && ((unsigned char)text.ptr[len] & 0xc0) == 0x80)
		len--;
	return span_sub(text, 0, len);
}

static struct value size_value(uint64_t number)
{
	return number_value(number > INT64_MAX ? INT64_MAX : (int64_t)number);
}

static struct value word_value(const struct column *column, unsigned word)
{
	if (word >= column->size)
		return (struct value){ 0 };
	return text_value(span_of(column->words[word]), false);
}

#define AT(type) (*(type const *)at)

struct value row_value(const struct column *column, const void *record, int64_t base)
{
	const void *at = (const char *)record + column->offset;

	switch (column->cell) {
	case CELL_TEXT:
		return text_value(AT(struct span), false);
	case CELL_SAID:
		return text_value(AT(struct span), true);
	case CELL_CUT:
		return text_value(cut(AT(struct span), LIMIT_TEXT), false);
	case CELL_CUT_SAID:
		return text_value(cut(AT(struct span), LIMIT_TEXT), true);
	case CELL_LONG:
		return text_value(cut(AT(struct span), LIMIT_TEXT_LONG), false);
	case CELL_NAME:
		return text_value(span_of(AT(char *)), false);
	case CELL_CHARS:
		return text_value((struct span){ at, strnlen(at, column->size) },
				  false);
	case CELL_I64:
		return number_value(AT(int64_t));
	case CELL_UNSAID:
		return number_unless(AT(int64_t), FACT_UNSAID);
	case CELL_TIME:
		return number_unless(AT(int64_t), CLOCK_NONE);
	case CELL_ID:
		return number_unless(AT(int64_t), 0);
	case CELL_PARENT:
		return number_unless(AT(int64_t) == 0 ? 0 : base + AT(int64_t), 0);
	case CELL_SIZE:
		return size_value(AT(uint64_t));
	case CELL_INDEX:
		if (AT(size_t) == (size_t)-1)
			return (struct value){ 0 };
		return size_value(AT(size_t) + 1);
	case CELL_INT:
		return number_value(AT(int));
	case CELL_INT_UNSAID:
		return number_unless(AT(int), FACT_UNSAID);
	case CELL_UINT:
		return number_value(AT(unsigned));
	case CELL_LINE:
		return number_unless(AT(unsigned), 0);
	case CELL_BOOL:
		return number_value(AT(bool));
	case CELL_WORD:
	case CELL_WORD_OR_NONE:
		return word_value(column, AT(unsigned));
	}
	return (struct value){ 0 };
}

/* SQLite's functions stop at a NUL, so text with one is stored with U+2400. */
static void bind_with_nul(sqlite3_stmt *stmt, int at, struct span text)
{
	struct buf whole;

	buf_init(&whole, text.len * 3 + 1);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\0')
			buf_adds(&whole, "\xe2\x90\x80");
		else
			buf_addch(&whole, text.ptr[i]);
	}
	sqlite3_bind_text64(stmt, at, whole.ptr, whole.len, SQLITE_TRANSIENT,
			    SQLITE_UTF8);
	buf_release(&whole);
}

void row_bind(sqlite3_stmt *stmt, int at, struct value value)
{
	switch (value.kind) {
	case VALUE_NULL:
		sqlite3_bind_null(stmt, at);
		break;
	case VALUE_NUMBER:
		sqlite3_bind_int64(stmt, at, value.number);
		break;
	case VALUE_TEXT:
		if (value.text.len == 0)
			sqlite3_bind_text(stmt, at, "", 0, SQLITE_STATIC);
		else if (memchr(value.text.ptr, '\0', value.text.len))
			bind_with_nul(stmt, at, value.text);
		else
			sqlite3_bind_text64(stmt, at, value.text.ptr, value.text.len,
					    SQLITE_STATIC, SQLITE_UTF8);
		break;
	}
}

/* Few statements do for any number of rows. */
static const size_t batch_sizes[BATCH_SIZES] = { BATCH_ROWS, 8, 1 };

#define FLUSH_AT LIMIT_MIB          /* text that is worth an INSERT by itself */
#define TEXT_MAX (1024 * LIMIT_MIB) /* a row's texts come from inputs with limits */

void batch_init(struct batch *batch, const struct mapping *mapping)
{
	*batch = (struct batch){ .mapping = mapping };
	buf_init(&batch->text, TEXT_MAX);
}

void batch_release(struct batch *batch)
{
	for (size_t i = 0; i < BATCH_SIZES; i++)
		sqlite3_finalize(batch->stmts[i]);
	buf_release(&batch->text);
	*batch = (struct batch){ .mapping = NULL };
}

void batch_drop(struct batch *batch)
{
	batch->rows = 0;
	buf_clear(&batch->text);
}

/* Written by somebody else than muster. */
static bool is_free_text(const struct column *column)
{
	switch ((int)column->cell) {
	case CELL_TEXT:
	case CELL_SAID:
	case CELL_CUT:
	case CELL_CUT_SAID:
	case CELL_LONG:
		return true;
	default:
		return false;
	}
}

int batch_add(struct batch *batch, struct store *store, const int64_t *keys,
	      const void *record, int64_t base, struct err *err)
{
	const struct mapping *mapping = batch->mapping;
	size_t width = mapping_width(mapping);
	struct value *value;

	if (!batch->values)
		batch->values =
			ARENA_ARRAY(store->arena, struct value, BATCH_ROWS * width);
	value = batch->values + batch->rows * width;
	for (size_t i = 0; i < mapping_keys(mapping); i++)
		*value++ = number_unless(keys[i], 0);
	for (size_t i = 0; i < mapping->count; i++, value++) {
		*value = row_value(&mapping->columns[i], record, base);
		if (value->kind != VALUE_TEXT)
			continue;
		if (batch->is_report && store->text &&
		    is_free_text(&mapping->columns[i]))
			value->text = store->text(store->text_ctx, value->text);
		value->number = (int64_t)batch->text.len;
		buf_add(&batch->text, value->text);
	}
	batch->rows++;
	if (batch->rows == BATCH_ROWS || batch->text.len > FLUSH_AT)
		return batch_flush(batch, store, err);
	return 0;
}

/* `rows` of what waits, from row `first` on, through one statement. */
static int insert(struct store *store, sqlite3_stmt *stmt, const struct batch *batch,
		  size_t first, size_t rows, struct err *err)
{
	size_t width = mapping_width(batch->mapping);
	const struct value *values = batch->values + first * width;

	for (size_t i = 0; i < rows * width; i++) {
		struct value value = values[i];

		if (value.kind == VALUE_TEXT && value.text.len > 0)
			value.text.ptr = batch->text.ptr + value.number;
		row_bind(stmt, (int)i + 1, value);
	}
	return store_done(store, stmt, err);
}

int batch_flush(struct batch *batch, struct store *store, struct err *err)
{
	int rc = buf_check(&batch->text, "text of one row", err);
	size_t done = 0;

	for (size_t i = 0; i < BATCH_SIZES && rc == 0; i++) {
		size_t rows = batch_sizes[i];

		if (batch->rows - done >= rows && !batch->stmts[i])
			rc = row_insert(&batch->stmts[i], store, batch->mapping, rows,
					err);
		for (; batch->rows - done >= rows && rc == 0; done += rows)
			rc = insert(store, batch->stmts[i], batch, done, rows, err);
	}
	batch_drop(batch);
	return rc;
}

static struct span get_text(sqlite3_stmt *stmt, int at, struct arena *arena)
{
	struct span text = { (const char *)sqlite3_column_text(stmt, at), 0 };

	if (!text.ptr)
		return SPAN_EMPTY;
	text.len = (size_t)sqlite3_column_bytes(stmt, at);
	if (text.len == 0)
		return SPAN_EMPTY;
	return arena ? arena_copy(arena, text) : text;
}

/* A number that fits into unsigned. */
static bool get_unsigned(unsigned *out, sqlite3_stmt *stmt, int at)
{
	int64_t number = sqlite3_column_int64(stmt, at);

	*out = (unsigned)number;
	return number >= 0 && number <= UINT_MAX;
}

static bool get_word(unsigned *out, const struct column *column, struct span word)
{
	for (unsigned i = 0; i < column->size; i++) {
		*out = i;
		if (span_is(word, column->words[i]))
			return true;
	}
	*out = (unsigned)column->size;
	return word.len == 0 && column->cell == CELL_WORD_OR_NONE;
}

static bool get_chars(char *out, size_t room, struct span text)
{
	if (text.len >= room)
		return false;
	memset(out, 0, room);
	if (text.len > 0)
		memcpy(out, text.ptr, text.len);
	return true;
}

/* NULL reads as 0. */
static int64_t number_or(int64_t number, sqlite3_stmt *stmt, int at, int64_t none)
{
	return number == 0 && sqlite3_column_type(stmt, at) == SQLITE_NULL ? none
									   : number;
}

#undef AT
#define AT(type) (*(type *)slot)

/* A cell that is text in the row: nobody asks what number it would be. */
static bool get_text_cell(void *slot, sqlite3_stmt *stmt, int at,
			  const struct column *column, struct arena *arena)
{
	struct span text;

	switch ((int)column->cell) {
	case CELL_NAME:
		text = get_text(stmt, at, arena);
		AT(const char *) = text.len > 0 ? text.ptr : NULL;
		return true;
	case CELL_CHARS:
		return get_chars(slot, column->size, get_text(stmt, at, NULL));
	case CELL_WORD:
	case CELL_WORD_OR_NONE:
		return get_word(slot, column, get_text(stmt, at, NULL));
	default:
		AT(struct span) = get_text(stmt, at, arena);
		return true;
	}
}

static bool is_text(enum cell cell)
{
	return cell <= CELL_CHARS || cell >= CELL_WORD;
}

/* False for a value that does not fit. */
static bool get_cell(void *slot, sqlite3_stmt *stmt, int at,
		     const struct column *column, struct arena *arena)
{
	int64_t number;

	if (is_text(column->cell))
		return get_text_cell(slot, stmt, at, column, arena);
	number = sqlite3_column_int64(stmt, at);
	switch (column->cell) {
	case CELL_I64:
	case CELL_ID:
		AT(int64_t) = number;
		return true;
	case CELL_UNSAID:
		AT(int64_t) = number_or(number, stmt, at, FACT_UNSAID);
		return true;
	case CELL_TIME:
		AT(int64_t) = number_or(number, stmt, at, CLOCK_NONE);
		return true;
	case CELL_PARENT:
		AT(int64_t) = number & NUMBER_OF;
		return true;
	case CELL_SIZE:
		AT(uint64_t) = (uint64_t)number;
		return number >= 0;
	case CELL_INDEX:
		AT(size_t) = (size_t)number - 1; /* NULL reads as 0 */
		return number >= 0;
	case CELL_INT:
	case CELL_INT_UNSAID:
		number = column->cell == CELL_INT
				 ? number
				 : number_or(number, stmt, at, FACT_UNSAID);
		AT(int) = (int)number;
		return number >= INT_MIN && number <= INT_MAX;
	case CELL_UINT:
	case CELL_LINE:
		return get_unsigned(slot, stmt, at);
	case CELL_BOOL:
		AT(bool) = number != 0;
		return true;
	case CELL_TEXT:
	case CELL_SAID:
	case CELL_CUT:
	case CELL_CUT_SAID:
	case CELL_LONG:
	case CELL_NAME:
	case CELL_CHARS:
	case CELL_WORD:
	case CELL_WORD_OR_NONE:
		break; /* text */
	}
	return false;
}

int row_get(void *record, struct store *store, sqlite3_stmt *stmt,
	    const struct mapping *mapping, struct arena *arena, struct err *err)
{
	int at = (int)mapping_keys(mapping);

	for (size_t i = 0; i < mapping->count; i++, at++) {
		const struct column *column = &mapping->columns[i];

		if (!get_cell((char *)record + column->offset, stmt, at, column, arena))
			return store_damaged(store, mapping->table, column->name, err);
	}
	return 0;
}
