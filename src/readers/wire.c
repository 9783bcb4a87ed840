#include "readers/wire.h"

#include "base/limits.h"
#include "readers/reader.h"
#include "text/unpack.h"
#include "text/utf8.h"

#include <assert.h>

#define WIRE_FORMAT 4
#define FIELDS_MAX  32                 /* bits of a record's mask */
#define NUMBERS     ((int64_t)1 << 24) /* rows of a kind that the store can number */
#define COUNT_MAX   ((int64_t)1 << 40) /* what is summed over a million facts fits */
#define REASON_MAX  128
#define END         0

/* ---- what a column is on the wire ---- */

enum shape {
	SHAPE_NONE,     /* no fact has such a column */
	SHAPE_TEXT,     /* struct span */
	SHAPE_NAME,     /* const char * */
	SHAPE_SIGNED,   /* int64_t */
	SHAPE_INT,      /* int */
	SHAPE_UNSIGNED, /* unsigned, or an enum */
	SHAPE_FLAG,     /* bool */
};

/* A number outside of its bounds was written by no reader. */
struct form {
	enum shape shape;
	int64_t absent; /* the value of a column that is left out */
	int64_t least, most;
};

/* clang-format off: one cell a line */
static const struct form forms[] = {
	[CELL_TEXT] = { SHAPE_TEXT, 0, 0, 0 },
	[CELL_SAID] = { SHAPE_TEXT, 0, 0, 0 },
	[CELL_CUT] = { SHAPE_TEXT, 0, 0, 0 },
	[CELL_CUT_SAID] = { SHAPE_TEXT, 0, 0, 0 },
	[CELL_LONG] = { SHAPE_TEXT, 0, 0, 0 },
	[CELL_NAME] = { SHAPE_NAME, 0, 0, 0 },
	[CELL_I64] = { SHAPE_SIGNED, 0, 0, COUNT_MAX },
	[CELL_UNSAID] = { SHAPE_SIGNED, FACT_UNSAID, INT64_MIN, INT64_MAX },
	[CELL_TIME] = { SHAPE_SIGNED, CLOCK_NONE, INT64_MIN, INT64_MAX },
	[CELL_ID] = { SHAPE_SIGNED, 0, 0, NUMBERS - 1 },
	[CELL_PARENT] = { SHAPE_SIGNED, 0, 0, NUMBERS - 1 },
	[CELL_INT_UNSAID] = { SHAPE_INT, FACT_UNSAID, FACT_UNSAID, 100 },
	[CELL_UINT] = { SHAPE_UNSIGNED, 0, 0, UINT32_MAX },
	[CELL_LINE] = { SHAPE_UNSIGNED, 0, 0, UINT32_MAX },
	[CELL_BOOL] = { SHAPE_FLAG, 0, 0, 1 },
	[CELL_WORD] = { SHAPE_UNSIGNED, 0, 0, UINT32_MAX }, /* fact_odd_column() */
};
/* clang-format on */

/* An enum of ours has the size of an unsigned; gcc and clang agree. */
static_assert(sizeof(enum test_outcome) == sizeof(unsigned), "words are unsigned");

/* ---- writing ---- */

static void put_number(struct buf *buf, uint64_t number)
{
	while (number >= 0x80) {
		buf_addch(buf, (char)(number | 0x80));
		number >>= 7;
	}
	buf_addch(buf, (char)number);
}

static void put_signed(struct buf *buf, int64_t number)
{
	put_number(buf, (uint64_t)number << 1 ^ (uint64_t)(number >> 63));
}

/* As much of it as travels. */
static struct span fit(struct span text)
{
	if (text.len > LIMIT_TEXT_LONG) {
		size_t len = LIMIT_TEXT_LONG;

		while (len > LIMIT_TEXT_LONG - 3 &&
		       ((unsigned char)text.ptr[len] & 0xc0) == 0x80)
			len--;
		text.len = len;
	}
	return span_sub(text, 0, utf8_first_invalid(text));
}

static void put_text(struct buf *buf, struct span text)
{
	text = fit(text);
	put_number(buf, text.len);
	buf_add(buf, text);
}

/* The value of a field that is a number in the end. */
static int64_t number_at(const struct form *form, const void *at)
{
	switch (form->shape) {
	case SHAPE_SIGNED:
		return *(const int64_t *)at;
	case SHAPE_INT:
		return *(const int *)at;
	case SHAPE_UNSIGNED:
		return *(const unsigned *)at;
	case SHAPE_FLAG:
		return *(const bool *)at;
	case SHAPE_NONE:
	case SHAPE_TEXT:
	case SHAPE_NAME:
		break;
	}
	return 0;
}

static bool is_absent(const struct form *form, const void *at)
{
	if (form->shape == SHAPE_TEXT)
		return ((const struct span *)at)->len == 0;
	if (form->shape == SHAPE_NAME)
		return *(const char *const *)at == NULL;
	return number_at(form, at) == form->absent;
}

static void put_field(struct buf *buf, const struct form *form, const void *at)
{
	if (form->shape == SHAPE_TEXT)
		put_text(buf, *(const struct span *)at);
	else if (form->shape == SHAPE_NAME)
		put_text(buf, span_of(*(const char *const *)at));
	else if (form->shape == SHAPE_SIGNED || form->shape == SHAPE_INT)
		put_signed(buf, number_at(form, at));
	else
		put_number(buf, (uint64_t)number_at(form, at));
}

/* The columns of one kind: which are there, then those. */
static void put_columns(struct buf *buf, enum fact_kind kind, const void *record)
{
	const struct fact_shape *shape = &fact_shapes[kind];
	uint64_t mask = 0;

	for (size_t i = 0; i < shape->count; i++)
		if (!is_absent(&forms[shape->columns[i].cell],
			       (const char *)record + shape->columns[i].offset))
			mask |= (uint64_t)1 << i;
	put_number(buf, mask);
	for (size_t i = 0; i < shape->count; i++)
		if (mask >> i & 1)
			put_field(buf, &forms[shape->columns[i].cell],
				  (const char *)record + shape->columns[i].offset);
}

/* The reader's own number; 0 where its kind has none. */
static int64_t own_number(const struct fact *fact)
{
	size_t at = fact_shapes[fact->kind].number;
	int64_t number = 0;

	if (at != FACT_NO_NUMBER)
		memcpy(&number, (const char *)&fact->as + at, sizeof(number));
	return number;
}

void wire_out_init(struct wire_out *out)
{
	buf_init(&out->buf, WIRE_PART_BYTES + JAIL_PART);
}

void wire_out_release(struct wire_out *out)
{
	buf_release(&out->buf);
}

static int flush(struct wire_out *out, struct err *err)
{
	int rc = out->put(out->ctx, buf_span(&out->buf), err);

	buf_clear(&out->buf);
	return rc;
}

static int add(struct wire_out *out, const struct fact *fact, unsigned flag,
	       struct err *err)
{
	size_t before = out->buf.len;

	buf_addch(&out->buf, (char)(((unsigned)fact->kind + 1) | flag));
	if (fact_shapes[fact->kind].number != FACT_NO_NUMBER)
		put_signed(&out->buf, own_number(fact));
	put_columns(&out->buf, fact->kind, &fact->as);
	/* At most 24 texts of 64 KiB, of which no reader makes more than a few. */
	if (out->buf.over || out->buf.len - before > JAIL_PART)
		return err_set(err, ERR_INTERNAL, "a fact is too large to be told");
	return out->buf.len >= WIRE_PART_BYTES ? flush(out, err) : 0;
}

int wire_add(void *ctx, const struct fact *fact, struct err *err)
{
	return add(ctx, fact, 0, err);
}

int wire_add_past(void *ctx, const struct fact *fact, struct err *err)
{
	return add(ctx, fact, WIRE_PAST, err);
}

void wire_tell(struct buf *buf, const struct artifact *artifact)
{
	buf_addch(buf, END);
	put_text(buf, artifact->format);
	put_number(buf, artifact->status);
	put_text(buf, artifact->reason);
	put_text(buf, artifact->detail);
	put_text(buf, span_of(artifact->packing));
	put_text(buf, artifact->withheld ? artifact->withheld_why : SPAN_EMPTY);
	put_number(buf, artifact->err_offset);
	put_number(buf, artifact->err_line);
	put_number(buf, artifact->err_column);
	put_columns(buf, FACT_ABOUT, &artifact->about);
}

int wire_finish(struct wire_out *out, const struct artifact *artifact, struct err *err)
{
	wire_tell(&out->buf, artifact);
	return flush(out, err);
}

/* ---- reading ---- */

/* What is left, and whether it made sense so far. */
struct cursor {
	struct span rest;
	bool bad;
	char name[REASON_MAX + 1];
};

static uint64_t take_number(struct cursor *cursor, uint64_t max)
{
	uint64_t number = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		uint64_t group;

		if (cursor->rest.len == 0)
			break;
		group = (unsigned char)cursor->rest.ptr[0];
		cursor->rest = span_from(cursor->rest, 1);
		/* One way to write a number: no bits above 64, no empty last group. */
		if ((shift == 63 && group > 1) || (group == 0 && shift > 0))
			break;
		number |= (group & 0x7f) << shift;
		if (group >= 0x80)
			continue;
		if (number > max)
			break;
		return number;
	}
	cursor->bad = true;
	return 0;
}

static int64_t take_signed(struct cursor *cursor)
{
	uint64_t number = take_number(cursor, UINT64_MAX);

	return (int64_t)(number >> 1 ^ (0 - (number & 1)));
}

static struct span take_text(struct cursor *cursor, size_t max)
{
	size_t len = (size_t)take_number(cursor, max);
	struct span text = span_sub(cursor->rest, 0, len);

	if (text.len != len || !utf8_is_valid(text))
		cursor->bad = true;
	if (cursor->bad)
		return SPAN_EMPTY;
	cursor->rest = span_from(cursor->rest, len);
	return text;
}

/* A name of ours: "totals-mismatch". */
static bool is_code(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!(text.ptr[i] >= 'a' && text.ptr[i] <= 'z') &&
		    !(text.ptr[i] >= '0' && text.ptr[i] <= '9') && text.ptr[i] != '-')
			return false;
	return text.len > 0 && text.len <= REASON_MAX;
}

/* A code of evidence.md section 11, which may name a field of the input. */
static bool is_reason(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] <= ' ' || text.ptr[i] > '~')
			return false;
	return text.len > 0;
}

static void set_number(const struct form *form, void *at, int64_t number)
{
	switch (form->shape) {
	case SHAPE_SIGNED:
		*(int64_t *)at = number;
		break;
	case SHAPE_INT:
		*(int *)at = (int)number;
		break;
	case SHAPE_UNSIGNED:
		*(unsigned *)at = (unsigned)number;
		break;
	case SHAPE_FLAG:
		*(bool *)at = number != 0;
		break;
	case SHAPE_NONE:
	case SHAPE_TEXT:
	case SHAPE_NAME:
		break;
	}
}

/* Good until the next name: no fact has two. */
static void take_name(struct cursor *cursor, const char **at)
{
	struct span text = take_text(cursor, REASON_MAX);

	if (cursor->bad || !is_code(text)) {
		cursor->bad = true;
		return;
	}
	memcpy(cursor->name, text.ptr, text.len);
	cursor->name[text.len] = '\0';
	*at = cursor->name;
}

/* A score is in tenths; any other int answers yes or no, and the database insists. */
static bool is_score(const struct column *column)
{
	return span_ends(span_of(column->name), "_tenths");
}

static void take_column(struct cursor *cursor, const struct column *column, void *at)
{
	const struct form *form = &forms[column->cell];
	int64_t number;

	if (form->shape == SHAPE_TEXT) {
		struct span text = take_text(cursor, LIMIT_TEXT_LONG);

		/* One way to say a thing: what is at its default is left out. */
		cursor->bad |= text.len == 0;
		*(struct span *)at = text;
		return;
	}
	if (form->shape == SHAPE_NAME) {
		take_name(cursor, at);
		return;
	}
	if (form->shape == SHAPE_SIGNED || form->shape == SHAPE_INT)
		number = take_signed(cursor);
	else
		number = (int64_t)take_number(cursor, UINT32_MAX);
	if (number < form->least || number > form->most || number == form->absent)
		cursor->bad = true;
	if (form->shape == SHAPE_INT && number > 1 && !is_score(column))
		cursor->bad = true;
	if (!cursor->bad)
		set_number(form, at, number);
}

static void take_columns(struct cursor *cursor, enum fact_kind kind, void *record)
{
	const struct fact_shape *shape = &fact_shapes[kind];
	uint64_t mask = take_number(cursor, UINT64_MAX);

	if (shape->count < 64 && mask >> shape->count != 0)
		cursor->bad = true;
	for (size_t i = 0; i < shape->count && !cursor->bad; i++)
		if (mask >> i & 1)
			take_column(cursor, &shape->columns[i],
				    (char *)record + shape->columns[i].offset);
}

static int nonsense(struct err *err, const char *what)
{
	err_set(err, ERR_FORMAT, "what the reader's process said makes no sense: %s",
		what);
	return 1;
}

/* What the store and the counting rely on, and no honest reader breaks. */
static const char *fault_of(struct wire_in *in, const struct fact *fact, bool past)
{
	bool numbered = fact_shapes[fact->kind].number != FACT_NO_NUMBER;

	if (fact->kind == FACT_NOTED && (past || !fact->as.note.code))
		return "a note without a code";
	if (past != (in->kept >= LIMIT_FACTS) && fact->kind != FACT_NOTED)
		return "more facts than are kept";
	if (++in->rows[fact->kind] >= NUMBERS && !past)
		return "more rows than there are numbers";
	if (numbered && (own_number(fact) <= in->numbers[fact->kind] ||
			 own_number(fact) >= NUMBERS))
		return "a number out of order";
	if (fact_odd_column(fact))
		return "a word that is none";
	in->numbers[fact->kind] = own_number(fact);
	return NULL;
}

/* Its number stands in front of the columns. */
static void take_own_number(struct cursor *cursor, struct fact *fact)
{
	size_t at = fact_shapes[fact->kind].number;
	int64_t number;

	if (at == FACT_NO_NUMBER)
		return;
	number = take_signed(cursor);
	memcpy((char *)&fact->as + at, &number, sizeof(number));
}

static int take_fact(struct wire_in *in, struct cursor *cursor, unsigned kind,
		     bool past, struct err *err)
{
	struct fact fact;
	const char *fault;

	/* Facts of a kind come one behind the other: most start from the same blank. */
	if (in->blank.kind != (enum fact_kind)kind)
		in->blank = fact_new((enum fact_kind)kind);
	fact = in->blank;
	take_own_number(cursor, &fact);
	take_columns(cursor, fact.kind, &fact.as);
	if (cursor->bad)
		return nonsense(err, "a damaged record");
	fault = fault_of(in, &fact, past);
	if (fault)
		return nonsense(err, fault);
	fact_count(&in->artifact->counts, &fact);
	if (past)
		return 0;
	in->kept += fact.kind != FACT_NOTED;
	return fact_add(in->sink, &fact, err);
}

static const struct reader *reader_of(struct span name)
{
	for (size_t i = 0; readers[i]; i++)
		if (span_is(name, readers[i]->name))
			return readers[i];
	return NULL;
}

/* What is said where no reader reads. */
static bool is_no_reader(struct span format)
{
	return span_is(format, "none") || span_is(format, "archive");
}

/* The word of ours, NULL where it is none. */
static const char *packing_of(struct span word)
{
	for (unsigned i = 0; i < PACKINGS; i++)
		if (word.len > 0 && span_is(word, packing_word[i]))
			return packing_word[i];
	return NULL;
}

static bool is_commit(struct span id)
{
	for (size_t i = 0; i < id.len; i++)
		if (!(id.ptr[i] >= '0' && id.ptr[i] <= '9') &&
		    !(id.ptr[i] >= 'a' && id.ptr[i] <= 'f'))
			return false;
	return id.len == 0 || id.len == 40 || id.len == 64;
}

/* The texts stay: into the arena that lives as long as the run. */
static void keep_about(struct fact *about, struct arena *keep)
{
	const struct fact_shape *shape = &fact_shapes[FACT_ABOUT];

	for (size_t i = 0; i < shape->count; i++) {
		struct span *text =
			(void *)((char *)&about->as + shape->columns[i].offset);

		if (forms[shape->columns[i].cell].shape == SHAPE_TEXT && text->len > 0)
			*text = arena_copy(keep, *text);
	}
}

static bool is_read(enum artifact_status status)
{
	return status == ARTIFACT_OK || status == ARTIFACT_PARTIAL;
}

/* After the END: the artifact itself. */
static int take_artifact(struct wire_in *in, struct cursor *cursor, struct err *err)
{
	struct artifact *artifact = in->artifact;
	struct span format = take_text(cursor, REASON_MAX);
	const struct reader *reader = reader_of(format);
	struct fact about = fact_new(FACT_ABOUT);
	struct span packing;

	artifact->status =
		(enum artifact_status)take_number(cursor, ARTIFACT_MISSING - 1);
	artifact->reason = arena_copy(in->keep, take_text(cursor, REASON_MAX));
	artifact->detail = arena_copy(in->keep, take_text(cursor, LIMIT_TEXT_LONG));
	packing = take_text(cursor, REASON_MAX);
	artifact->packing = packing_of(packing);
	artifact->withheld_why = arena_copy(in->keep, take_text(cursor, LIMIT_TEXT));
	artifact->withheld = artifact->withheld_why.len > 0;
	artifact->err_offset = (size_t)take_number(cursor, LIMIT_ARTIFACT_BYTES * 4);
	artifact->err_line = (unsigned)take_number(cursor, UINT32_MAX);
	artifact->err_column = (unsigned)take_number(cursor, UINT32_MAX);
	take_columns(cursor, FACT_ABOUT, &about.as);
	if (cursor->bad || cursor->rest.len > 0 || fact_odd_column(&about))
		return nonsense(err, "a damaged end");
	if ((!reader && !is_no_reader(format)) || (packing.len && !artifact->packing))
		return nonsense(err, "a reader that there is not");
	if (artifact->status == ARTIFACT_OK ? artifact->reason.len > 0
					    : !is_reason(artifact->reason))
		return nonsense(err, "a status without a reason");
	if (!is_commit(about.as.about.subject_commit))
		return nonsense(err, "a commit that is none");
	artifact->format =
		reader ? span_of(reader->name) : arena_copy(in->keep, format);
	artifact->family = reader ? reader->family : FAMILY_NONE;
	artifact->reader_revision = reader ? reader->revision : 0;
	in->finished = true;
	if (!is_read(artifact->status)) {
		artifact->counts = (struct fact_counts){ 0 };
		return 0;
	}
	keep_about(&about, in->keep);
	artifact->about = about.as.about;
	return 0;
}

void wire_in_init(struct wire_in *in, struct artifact *artifact,
		  const struct fact_sink *sink, struct arena *keep)
{
	*in = (struct wire_in){ .artifact = artifact, .sink = sink, .keep = keep };
	artifact->counts = (struct fact_counts){ 0 };
	artifact->about = (struct fact_about){ .generated_at = CLOCK_NONE };
}

int wire_take(struct wire_in *in, struct span records, struct err *err)
{
	struct cursor cursor = { .rest = records };
	int rc = 0;

	while (rc == 0 && cursor.rest.len > 0) {
		unsigned kind = (unsigned char)cursor.rest.ptr[0];
		bool past = (kind & WIRE_PAST) != 0;

		cursor.rest = span_from(cursor.rest, 1);
		kind &= ~(unsigned)WIRE_PAST;
		if (in->finished)
			return nonsense(err, "records behind the end");
		if (kind == END && !past)
			rc = take_artifact(in, &cursor, err);
		else if (kind > FACT_KINDS || kind == END || kind == FACT_ABOUT + 1)
			rc = nonsense(err, "a record of no kind");
		else
			rc = take_fact(in, &cursor, kind - 1, past, err);
	}
	return rc;
}

int wire_end(const struct wire_in *in, struct err *err)
{
	return in->finished ? 0 : nonsense(err, "there is no end");
}

struct span wire_revision(struct arena *arena)
{
	struct span text =
		arena_printf(arena, "muster %s wire %d", MUSTER_VERSION, WIRE_FORMAT);

	for (size_t i = 0; readers[i]; i++)
		text = arena_printf(arena, "%.*s %s=%u", SPAN_ARG(text),
				    readers[i]->name, readers[i]->revision);
	return text;
}

/* ---- asking, and the work in the jail ---- */

void wire_ask(struct buf *head, const struct artifact *artifact, const char *format)
{
	put_number(head, artifact->origin);
	put_number(head, artifact->path.len);
	buf_add(head, artifact->path);
	buf_add(head, span_of(format));
}

static int put_part(void *ctx, struct span records, struct err *err)
{
	(void)err;
	jail_put(ctx, records);
	return 0;
}

void wire_work(void *ctx, struct jail_request request, struct jail_reply *reply)
{
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct arena *keep = arena_new(LIMIT_SCRATCH_BYTES);
	struct cursor head = { .rest = request.head };
	enum artifact_origin origin =
		(enum artifact_origin)take_number(&head, ORIGINS - 1);
	size_t len = (size_t)take_number(&head, request.head.len);
	struct artifact artifact = {
		.origin = origin,
		.path = span_sub(head.rest, 0, len),
		.size = request.body.len,
	};
	struct span format = span_from(head.rest, len);
	struct wire_out out = { .put = put_part, .ctx = reply };
	struct fact_sink sink = { wire_add, &out }, past = { wire_add_past, &out };
	struct err err = { 0 };
	int rc;

	(void)ctx;
	wire_out_init(&out);
	rc = reader_read_past(&artifact, request.body,
			      format.len ? arena_string(keep, format) : NULL, &sink,
			      &past, scratch, keep, &err);
	/* Without the end nobody believes the rest. */
	if (rc == 0)
		wire_finish(&out, &artifact, &err);
	wire_out_release(&out);
	arena_free(keep);
	arena_free(scratch);
}
