#include "audit/check_ask.h"

#include "base/limits.h"
#include "text/utf8.h"

#include <inttypes.h>

#define MEMORY_BESIDE ((size_t)16 << 20)     /* of SQLite's: the reply, the allocator */
#define TEXT_SENT     (LIMIT_CHECK_TEXT + 1) /* one more says that there is more */
#define WALL_FACTOR   3                      /* a busy machine is no fault of the SQL */

enum check_column {
	COLUMN_OK,
	COLUMN_EXPECTED,
	COLUMN_ACTUAL,
	COLUMN_ARTIFACT,
	COLUMN_LINE
};
#define COLUMNS 5

static const char *const column_word[COLUMNS] = { "ok", "expected", "actual",
						  "artifact", "line" };

/* ---- the worker's side: rows to bytes ---------------------------------------- */

struct asker {
	const struct check_asking *asking;
	struct query *query; /* NULL: it could not be opened, for this reason: */
	struct err trouble;
	struct buf reply;
	int at[COLUMNS]; /* where each column stands; -1: nowhere */
	size_t rows;
};

/* A row: its mark, then fixed fields, then the two texts. */
struct row_head {
	uint32_t ok, has_artifact, line, expected, actual;
	int64_t artifact;
};

static void put_number(struct buf *out, const void *bytes, size_t len)
{
	buf_add(out, (struct span){ bytes, len });
}

static int wrong(struct err *err, const char *tag, const char *column, const char *what)
{
	err_set(err, ERR_FORMAT, "column \"%s\" %s", column, what);
	return err_tag(err, tag);
}

static int see_columns(void *ctx, const struct span *names, size_t count,
		       struct err *err)
{
	struct asker *asker = ctx;

	for (size_t c = 0; c < COLUMNS; c++)
		asker->at[c] = -1;
	for (size_t i = 0; i < count; i++) {
		size_t c = 0;

		while (c < COLUMNS && !span_is(names[i], column_word[c]))
			c++;
		if (c == COLUMNS || asker->at[c] >= 0) {
			err_set(err, ERR_FORMAT,
				"\"%.*s\" is no column of a check, or stands twice",
				SPAN_ARG(span_sub(names[i], 0, 60)));
			return err_tag(err, "check-columns");
		}
		asker->at[c] = (int)i;
	}
	for (size_t c = 0; c < COLUMN_LINE; c++)
		if (asker->at[c] < 0)
			return wrong(err, "check-columns", column_word[c],
				     "is missing");
	return 0;
}

static int take_text(struct span *out, const struct query_value *value,
		     const char *column, struct err *err)
{
	*out = value->text;
	if (value->type == QUERY_BLOB || !utf8_is_valid(value->text))
		return wrong(err, "check-row", column, "holds what is no text");
	return 0;
}

static int take_ok(uint32_t *out, const struct query_value *value, struct err *err)
{
	*out = CHECK_UNKNOWN;
	if (value->type == QUERY_NULL)
		return 0;
	if (value->type != QUERY_INTEGER ||
	    (value->integer != 0 && value->integer != 1))
		return wrong(err, "check-row", "ok", "is not 1, 0 or NULL");
	*out = value->integer == 1 ? CHECK_TRUE : CHECK_FALSE;
	return 0;
}

static int take_numbers(struct row_head *head, const struct asker *asker,
			const struct query_value *values, struct err *err)
{
	const struct query_value *artifact = &values[asker->at[COLUMN_ARTIFACT]];

	if (artifact->type != QUERY_NULL && artifact->type != QUERY_INTEGER)
		return wrong(err, "check-row", "artifact", "is no artifact_id");
	head->has_artifact = artifact->type == QUERY_INTEGER;
	head->artifact = head->has_artifact ? artifact->integer : 0;
	if (asker->at[COLUMN_LINE] < 0 ||
	    values[asker->at[COLUMN_LINE]].type == QUERY_NULL)
		return 0;
	if (values[asker->at[COLUMN_LINE]].type != QUERY_INTEGER ||
	    values[asker->at[COLUMN_LINE]].integer < 0 ||
	    values[asker->at[COLUMN_LINE]].integer > INT32_MAX)
		return wrong(err, "check-row", "line", "is no number of a line");
	head->line = (uint32_t)values[asker->at[COLUMN_LINE]].integer;
	return 0;
}

static int see_row(void *ctx, const struct query_value *values, size_t count,
		   struct err *err)
{
	struct asker *asker = ctx;
	struct row_head head = { 0 };
	struct span expected, actual;
	int rc = take_ok(&head.ok, &values[asker->at[COLUMN_OK]], err);

	(void)count;
	if (rc == 0 && ++asker->rows > LIMIT_CHECK_ROWS) {
		err_set(err, ERR_LIMIT, "it gives more than %d rows", LIMIT_CHECK_ROWS);
		rc = err_tag(err, "check-rows");
	}
	if (rc == 0)
		rc = take_text(&expected, &values[asker->at[COLUMN_EXPECTED]],
			       "expected", err);
	if (rc == 0)
		rc = take_text(&actual, &values[asker->at[COLUMN_ACTUAL]], "actual",
			       err);
	if (rc == 0)
		rc = take_numbers(&head, asker, values, err);
	if (rc < 0)
		return rc;
	expected = span_sub(expected, 0, TEXT_SENT);
	actual = span_sub(actual, 0, TEXT_SENT);
	head.expected = (uint32_t)expected.len;
	head.actual = (uint32_t)actual.len;
	buf_addch(&asker->reply, 'R');
	put_number(&asker->reply, &head, sizeof(head));
	buf_add(&asker->reply, expected);
	buf_add(&asker->reply, actual);
	return 0;
}

static void number_params(struct query_param *params, const struct item *item)
{
	static const char *const names[CHECK_NUMBERS] = { ":n1", ":n2", ":n3", ":n4",
							  ":n5", ":n6", ":n7", ":n8" };

	for (size_t i = 0; i < CHECK_NUMBERS; i++) {
		params[i] = (struct query_param){ .name = names[i] };
		if (!item || i >= item->thresholds.count ||
		    item->thresholds.at[i].symbolic)
			continue;
		params[i].is_number = true;
		params[i].number = item->thresholds.at[i].low_micro;
	}
}

static struct query_param count_param(const struct item *item)
{
	struct query_param param = { .name = ":count" };

	for (size_t i = 0; item && i < item->refs.count; i++) {
		if (item->refs.at[i].count == 0 || item->refs.at[i].count > INT64_MAX)
			continue;
		param.is_number = true;
		param.number = (int64_t)item->refs.at[i].count;
		break;
	}
	return param;
}

/* The whole answer to one piece, in asker->reply. */
static void answer(struct asker *asker, const struct check_piece *piece)
{
	struct query_param params[4 + CHECK_NUMBERS] = {
		{ .name = ":commit", .text = asker->asking->commit },
		{ .name = ":now", .is_number = true, .number = asker->asking->as_of },
		{ .name = ":item" },
		count_param(piece->item),
	};
	const struct query_sink sink = { see_columns, see_row, asker };
	struct err err = asker->trouble;
	int rc = -1;

	if (piece->item)
		params[2].text = piece->item->id;
	number_params(params + 4, piece->item);
	buf_clear(&asker->reply);
	asker->rows = 0;
	if (asker->query)
		rc = query_run(asker->query, piece->sql, params,
			       sizeof(params) / sizeof(params[0]), &sink, &err);
	if (rc == 0) {
		buf_addch(&asker->reply, 'D');
		return;
	}
	buf_clear(&asker->reply);
	buf_addch(&asker->reply, err.code == ERR_LIMIT ? 'L' : 'E');
	buf_add(&asker->reply, span_sub(span_of(err.what), 0, TEXT_SENT));
}

static void start_asking(struct asker *asker, const struct check_asking *asking)
{
	*asker = (struct asker){ .asking = asking };
	buf_init(&asker->reply, LIMIT_CHECK_ROWS * (2 * LIMIT_CHECK_TEXT + 64));
	if (query_open_facts(&asker->query, &asking->facts, asking->as_of,
			     &asker->trouble) == 0)
		query_set_steps(asker->query, asking->steps);
}

static void prepare(void *ctx)
{
	struct asker *asker = ctx;

	start_asking(asker, asker->asking);
}

static void work(void *ctx, struct jail_request request, struct jail_reply *reply)
{
	struct asker *asker = ctx;
	size_t piece;

	/* The pieces themselves came along with the fork. */
	memcpy(&piece, request.head.ptr, sizeof(piece));
	answer(asker, &asker->asking->pieces[piece]);
	jail_put(reply, buf_span(&asker->reply));
}

/* ---- our side: bytes to rows --------------------------------------------------- */

struct hearing {
	struct check_asking *asking;
	size_t numbers[LIMIT_CHECK_RUNS];
	struct buf reply;
};

static bool take_bytes(struct span *rest, void *out, size_t len)
{
	if (rest->len < len)
		return false;
	memcpy(out, rest->ptr, len);
	*rest = span_from(*rest, len);
	return true;
}

/* One line that can be shown: cut at a character, without control characters. */
static bool take_line(struct span *out, struct span *rest, size_t len,
		      struct arena *arena)
{
	bool cut = len > LIMIT_CHECK_TEXT;
	struct span text;
	char *copy;

	if (len > TEXT_SENT || rest->len < len)
		return false;
	text = span_sub(*rest, 0, cut ? LIMIT_CHECK_TEXT : len);
	*rest = span_from(*rest, len);
	text.len = utf8_first_invalid(text); /* the end may have been cut */
	copy = arena_string(arena, text);
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)copy[i] < ' ' || copy[i] == 0x7f)
			copy[i] = ' ';
	*out = (struct span){ copy, text.len };
	if (cut)
		*out = arena_printf(arena, "%.*s ...", SPAN_ARG(*out));
	return true;
}

static bool hear_row(struct check_piece *piece, struct span *rest, struct arena *arena)
{
	struct check_answer_row row = { 0 };
	struct row_head head;

	if (!take_bytes(rest, &head, sizeof(head)) || head.ok > CHECK_UNKNOWN ||
	    head.has_artifact > 1 || head.line > INT32_MAX ||
	    piece->rows.count >= LIMIT_CHECK_ROWS ||
	    !take_line(&row.expected, rest, head.expected, arena) ||
	    !take_line(&row.actual, rest, head.actual, arena))
		return false;
	row.ok = (enum check_ok)head.ok;
	row.has_artifact = head.has_artifact == 1;
	row.artifact = head.artifact;
	row.line = head.line;
	*LIST_ADD(arena, &piece->rows) = row;
	return true;
}

/* False for a reply that makes no sense. */
static bool hear(struct check_piece *piece, struct span reply, struct arena *arena)
{
	char mark;

	piece->rows.count = 0;
	while (take_bytes(&reply, &mark, 1)) {
		switch (mark) {
		case 'D':
			return reply.len == 0;
		case 'L':
		case 'E':
			piece->trouble = mark == 'L' ? REASON_LIMIT : REASON_UNREADABLE;
			return piece->rows.count == 0 &&
			       take_line(&piece->why, &reply, reply.len, arena);
		case 'R':
			if (!hear_row(piece, &reply, arena))
				return false;
			break;
		default:
			return false;
		}
	}
	return false;
}

static int request(void *ctx, size_t piece, struct jail_request *out, struct err *err)
{
	struct hearing *hearing = ctx;

	(void)err;
	hearing->numbers[piece] = piece;
	out->head = (struct span){ (const char *)&hearing->numbers[piece],
				   sizeof(hearing->numbers[piece]) };
	out->body = SPAN_EMPTY;
	return 0;
}

static int part(void *ctx, size_t piece, struct span bytes, struct err *err)
{
	struct hearing *hearing = ctx;

	(void)piece;
	(void)err;
	buf_add(&hearing->reply, bytes);
	return 0;
}

static int again(void *ctx, size_t piece, struct err *err)
{
	struct hearing *hearing = ctx;

	(void)piece;
	(void)err;
	buf_clear(&hearing->reply);
	return 0;
}

static const char *const end_says[JAIL_ENDS] = {
	[JAIL_DONE] = "its answer makes no sense",
	[JAIL_CRASHED] = "its worker died over it, twice",
	[JAIL_FORBIDDEN] = "its worker did what it may not do, and was ended",
	[JAIL_SLOW] = "it takes too long",
	[JAIL_MEMORY] = "it needs too much memory",
};

static int done(void *ctx, size_t number, enum jail_end end, struct err *err)
{
	struct hearing *hearing = ctx;
	struct check_piece *piece = &hearing->asking->pieces[number];
	bool sense = end != JAIL_DONE ||
		     hear(piece, buf_span(&hearing->reply), hearing->asking->arena);

	(void)err;
	buf_clear(&hearing->reply);
	if (!sense)
		return 1;
	if (end == JAIL_DONE)
		return 0;
	piece->trouble = end == JAIL_SLOW || end == JAIL_MEMORY ? REASON_LIMIT
								: REASON_UNREADABLE;
	piece->why = span_of(end_says[end]);
	return 0;
}

/* Without a jail: no worker, the same answers. */
static void ask_here(struct check_asking *asking)
{
	struct asker asker;

	start_asking(&asker, asking);
	for (size_t i = 0; i < asking->count; i++) {
		struct check_piece *piece = &asking->pieces[i];

		answer(&asker, piece);
		if (hear(piece, buf_span(&asker.reply), asking->arena))
			continue;
		piece->trouble = REASON_UNREADABLE;
		piece->why = span_of(end_says[JAIL_DONE]);
	}
	query_close(asker.query);
	buf_release(&asker.reply);
}

int check_ask(struct check_asking *asking, const struct jail *like, struct err *err)
{
	struct asker asker = { .asking = asking };
	struct hearing hearing = { .asking = asking };
	size_t reply_max = LIMIT_CHECK_ROWS * (2 * LIMIT_CHECK_TEXT + 64);
	struct jail_options options = {
		.workers = 1,
		.memory = LIMIT_SQL_HEAP + MEMORY_BESIDE,
		.memory_on_top = true,
		.cpu_ms = (LIMIT_SQL_SECONDS + 2) * 1000,
		.wall_ms = LIMIT_SQL_SECONDS * WALL_FACTOR * 1000,
		.request_max = 4096,
		.reply_max = reply_max,
		.deaths = 2 * LIMIT_CHECK_RUNS, /* SQL may kill; the run goes on */
		.prepare = prepare,
		.work = work,
		.ctx = &asker,
	};
	struct jail_work all = { asking->count, request, part, again, done, &hearing };
	struct jail *jail;
	int rc;

	if (!like) {
		ask_here(asking);
		return 0;
	}
	options.mode = jail_mode(like);
	rc = jail_open(&jail, &options, err);
	if (rc < 0)
		return rc;
	buf_init(&hearing.reply, reply_max);
	rc = jail_run(jail, &all, err);
	buf_release(&hearing.reply);
	jail_close(jail);
	return rc;
}
