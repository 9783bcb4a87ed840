#include "readers/rows.h"

#include <stdio.h>
#include <string.h>

/* ---- one value ---- */

struct shown_value {
	enum { UNSAID, WORD, TEXT, NUMBER, FLAG } kind;
	int64_t number;
	struct span text;
};

#define AT(type) (*(type const *)at)

static struct shown_value number_unless(int64_t number, int64_t none)
{
	return (struct shown_value){ number == none ? UNSAID : NUMBER, number,
				     SPAN_EMPTY };
}

static struct shown_value number_of(int64_t number)
{
	return (struct shown_value){ NUMBER, number, SPAN_EMPTY };
}

static struct shown_value text_of(struct span text, bool quoted)
{
	if (text.len == 0)
		return (struct shown_value){ 0 };
	return (struct shown_value){ quoted ? TEXT : WORD, 0, text };
}

/* `room` is what a time is written into. */
static struct shown_value value_of(const struct column *column, const void *record,
				   char room[CLOCK_TEXT])
{
	const void *at = (const char *)record + column->offset;

	switch (column->cell) {
	case CELL_TEXT:
	case CELL_SAID:
	case CELL_CUT:
	case CELL_CUT_SAID:
	case CELL_LONG:
		return text_of(AT(struct span), true);
	case CELL_NAME:
		return text_of(span_of(AT(char *)), false);
	case CELL_CHARS:
		return text_of((struct span){ at, strnlen(at, column->size) }, true);
	case CELL_I64:
		return number_of(AT(int64_t));
	case CELL_UNSAID:
		return number_unless(AT(int64_t), FACT_UNSAID);
	case CELL_ID:
	case CELL_PARENT:
		return number_unless(AT(int64_t), 0);
	case CELL_TIME:
		if (AT(int64_t) == CLOCK_NONE)
			return (struct shown_value){ 0 };
		return text_of(span_of(clock_format(AT(int64_t), room)), false);
	case CELL_SIZE:
	case CELL_INDEX:
		return number_of((int64_t)AT(uint64_t));
	case CELL_INT:
		return number_of(AT(int));
	case CELL_INT_UNSAID:
		return number_unless(AT(int), FACT_UNSAID);
	case CELL_UINT:
	case CELL_LINE:
		return number_unless(AT(unsigned), 0);
	case CELL_BOOL:
		return (struct shown_value){ FLAG, AT(bool), SPAN_EMPTY };
	case CELL_WORD:
	case CELL_WORD_OR_NONE:
		if (AT(unsigned) >= column->size)
			return (struct shown_value){ 0 };
		return text_of(span_of(column->words[AT(unsigned)]), false);
	}
	return (struct shown_value){ 0 };
}

/* A time is kept in seconds under "started_at_s" and shown as "started_at". */
static struct span shown_name(const struct column *column)
{
	struct span name = span_of(column->name);

	if (column->cell == CELL_TIME && span_ends(name, "_s"))
		name.len -= 2;
	return name;
}

/* ---- lines and objects ---- */

static void add_fields(struct buf *buf, const struct fact_shape *shape,
		       const void *record)
{
	for (size_t i = 0; i < shape->count; i++) {
		char room[CLOCK_TEXT];
		struct shown_value value = value_of(&shape->columns[i], record, room);

		if (value.kind == UNSAID || (value.kind == FLAG && !value.number))
			continue;
		buf_addf(buf, " %.*s=", SPAN_ARG(shown_name(&shape->columns[i])));
		if (value.kind == TEXT)
			jsonout_quote(buf, value.text);
		else if (value.kind == WORD)
			buf_add(buf, value.text);
		else
			buf_addf(buf, "%lld", (long long)value.number);
	}
}

/* The reader's own number, where its kind has one. */
static int64_t number_in(const struct fact *fact)
{
	size_t at = fact_shapes[fact->kind].number;
	int64_t number = 0;

	if (at != FACT_NO_NUMBER)
		memcpy(&number, (const char *)&fact->as + at, sizeof(number));
	return number;
}

void rows_add(struct buf *buf, const struct fact *fact)
{
	const struct fact_shape *shape = &fact_shapes[fact->kind];

	buf_adds(buf, shape->word);
	if (number_in(fact) != 0)
		buf_addf(buf, " number=%lld", (long long)number_in(fact));
	add_fields(buf, shape, &fact->as);
	buf_addch(buf, '\n');
}

void rows_artifact(struct buf *buf, const struct artifact *artifact)
{
	size_t start;

	buf_addf(buf, "artifact status=%s", artifact_status_word[artifact->status]);
	buf_addf(buf, " format=%.*s", SPAN_ARG(artifact->format));
	if (artifact->reason.len > 0)
		buf_addf(buf, " reason=%.*s", SPAN_ARG(artifact->reason));
	if (artifact->err_line > 0)
		buf_addf(buf, " at=%u:%u", artifact->err_line, artifact->err_column);
	buf_addch(buf, '\n');
	start = buf->len;
	buf_adds(buf, "about");
	add_fields(buf, &fact_shapes[FACT_ABOUT], &artifact->about);
	if (buf->len == start + strlen("about"))
		buf->len = start; /* it says nothing */
	else
		buf_addch(buf, '\n');
}

void rows_json(struct jsonout *json, const struct fact *fact)
{
	const struct fact_shape *shape = &fact_shapes[fact->kind];

	jsonout_object(json);
	jsonout_member(json, "row", span_of(shape->word));
	if (number_in(fact) != 0)
		jsonout_member_int(json, "number", number_in(fact));
	for (size_t i = 0; i < shape->count; i++) {
		const struct column *column = &shape->columns[i];
		char room[CLOCK_TEXT];
		struct shown_value value = value_of(column, &fact->as, room);
		char name[64];

		snprintf(name, sizeof(name), "%.*s", SPAN_ARG(shown_name(column)));
		if (value.kind == FLAG)
			jsonout_member_bool(json, name, value.number != 0);
		else if (value.kind == NUMBER)
			jsonout_member_int(json, name, value.number);
		else if (value.kind != UNSAID)
			jsonout_member(json, name, value.text);
	}
	jsonout_end(json);
}
