#include "readers/wire.h"

#include "base/limits.h"
#include "readers/fields.h"
#include "readers/reader.h"
#include "text/utf8.h"

#include <assert.h>

#define WIRE_FORMAT 1
#define FIELDS_MAX  32                 /* bits of a record's mask */
#define NUMBERS     ((int64_t)1 << 24) /* rows of a kind that the store can number */
#define COUNT_MAX   ((int64_t)1 << 40) /* what is summed over a million facts fits */
#define REASON_MAX  128
#define END         0

/* ---- what a field is on the wire ---- */

enum shape {
	SHAPE_TEXT,     /* struct span */
	SHAPE_NAME,     /* const char * */
	SHAPE_SIGNED,   /* int64_t */
	SHAPE_INT,      /* int */
	SHAPE_UNSIGNED, /* unsigned */
	SHAPE_FLAG,     /* bool */
	SHAPE_WORD,     /* an enum below `words` */
};

struct form {
	enum shape shape;
	int64_t absent; /* the value of a field that is left out */
	unsigned words;
};

/* clang-format off: one type a line */
static const struct form forms[] = {
	[CELL_TEXT] = { SHAPE_TEXT, 0, 0 },
	[CELL_WORD] = { SHAPE_NAME, 0, 0 },
	[CELL_COUNT] = { SHAPE_SIGNED, FACT_UNSAID, 0 },
	[CELL_ID] = { SHAPE_SIGNED, 0, 0 },
	[CELL_LINE] = { SHAPE_UNSIGNED, 0, 0 },
	[CELL_INT] = { SHAPE_INT, FACT_UNSAID, 0 },
	[CELL_FLAG] = { SHAPE_FLAG, 0, 0 },
	[CELL_YESNO] = { SHAPE_FLAG, 0, 0 },
	[CELL_TIME] = { SHAPE_SIGNED, CLOCK_NONE, 0 },
	[CELL_OUTCOME] = { SHAPE_WORD, 0, TEST_OUTCOMES },
	[CELL_SEVERITY] = { SHAPE_WORD, 0, SEVERITIES },
	[CELL_SCOPE] = { SHAPE_WORD, 0, COVERAGE_SCOPES },
	[CELL_METRIC] = { SHAPE_WORD, 0, COVERAGE_METRICS },
	[CELL_QUALITY] = { SHAPE_WORD, 0, CLOCK_ZONED + 1 },
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
	case SHAPE_WORD:
		return *(const unsigned *)at;
	case SHAPE_FLAG:
		return *(const bool *)at;
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

/* The fields of one kind: which are there, then those. */
static void put_fields(struct buf *buf, enum fact_kind kind, const void *record)
{
	const struct field *table = fields[kind];
	uint64_t mask = 0;

	for (size_t i = 0; table[i].name; i++)
		if (!is_absent(&forms[table[i].cell],
			       (const char *)record + table[i].offset))
			mask |= (uint64_t)1 << i;
	put_number(buf, mask);
	for (size_t i = 0; table[i].name; i++)
		if (mask >> i & 1)
			put_field(buf, &forms[table[i].cell],
				  (const char *)record + table[i].offset);
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
	put_fields(&out->buf, fact->kind, &fact->as);
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

int wire_finish(struct wire_out *out, const struct artifact *artifact, struct err *err)
{
	struct buf *buf = &out->buf;

	buf_addch(buf, END);
	put_text(buf, artifact->format);
	put_number(buf, artifact->status);
	put_text(buf, artifact->reason);
	put_text(buf, artifact->detail);
	put_number(buf, artifact->err_offset);
	put_number(buf, artifact->err_line);
	put_number(buf, artifact->err_column);
	put_fields(buf, FACT_ABOUT, &artifact->about);
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
	case SHAPE_WORD:
		*(unsigned *)at = (unsigned)number;
		break;
	case SHAPE_FLAG:
		*(bool *)at = number != 0;
		break;
	case SHAPE_TEXT:
	case SHAPE_NAME:
		break;
	}
}

/* The largest value of an unsigned shape. */
static uint64_t most(const struct form *form)
{
	if (form->shape == SHAPE_FLAG)
		return 1;
	return form->shape == SHAPE_WORD ? form->words - 1 : UINT32_MAX;
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

static void take_field(struct cursor *cursor, const struct form *form, void *at)
{
	int64_t number = 0;

	if (form->shape == SHAPE_TEXT) {
		*(struct span *)at = take_text(cursor, LIMIT_TEXT_LONG);
		return;
	}
	if (form->shape == SHAPE_NAME) {
		take_name(cursor, at);
		return;
	}
	if (form->shape == SHAPE_SIGNED || form->shape == SHAPE_INT)
		number = take_signed(cursor);
	else
		number = (int64_t)take_number(cursor, most(form));
	if (form->shape == SHAPE_INT && (number < INT32_MIN || number > INT32_MAX))
		cursor->bad = true;
	if (!cursor->bad)
		set_number(form, at, number);
}

static void take_fields(struct cursor *cursor, enum fact_kind kind, void *record)
{
	uint64_t mask = take_number(cursor, UINT32_MAX);
	const struct field *table = fields[kind];
	size_t i;

	for (i = 0; table[i].name && !cursor->bad; i++) {
		const struct form *form = &forms[table[i].cell];
		char *at = (char *)record + table[i].offset;

		if (mask >> i & 1)
			take_field(cursor, form, at);
		else
			set_number(form, at, form->absent);
	}
	if (mask >> i != 0)
		cursor->bad = true;
}

static int nonsense(struct err *err, const char *what)
{
	err_set(err, ERR_FORMAT, "what the reader's process said makes no sense: %s",
		what);
	return 1;
}

/* Where a fact says which number it has, and whose child it is. */
struct link {
	enum fact_kind kind;
	size_t offset;
};

/* clang-format off: one link a line */
static const struct link own_numbers[] = {
	{ FACT_SUITE, offsetof(struct fact_suite, number) },
	{ FACT_SCAN, offsetof(struct fact_scan, number) },
	{ FACT_JOB, offsetof(struct fact_job, number) },
};

static const struct link parents[] = {
	{ FACT_SUITE, offsetof(struct fact_suite, parent) },
	{ FACT_CASE, offsetof(struct fact_case, suite) },
	{ FACT_PROBLEM, offsetof(struct fact_problem, scan) },
	{ FACT_NEED, offsetof(struct fact_need, job) },
	{ FACT_STEP, offsetof(struct fact_step, job) },
};

/* Numbers that are summed over all facts of an artifact. */
static const struct link summed[] = {
	{ FACT_SBOM, offsetof(struct fact_sbom, components) },
	{ FACT_SBOM, offsetof(struct fact_sbom, versioned) },
	{ FACT_DOCUMENT, offsetof(struct fact_document, words) },
	{ FACT_DOCUMENT, offsetof(struct fact_document, placeholders) },
};
/* clang-format on */

#define COUNT_OF(table) (sizeof(table) / sizeof((table)[0]))

/* Whether every number of that fact that the table names is within bounds. */
static bool within(const struct fact *fact, const struct link *table, size_t count,
		   int64_t least, int64_t most_of_it)
{
	for (size_t i = 0; i < count; i++) {
		int64_t number;

		if (table[i].kind != fact->kind)
			continue;
		memcpy(&number, (const char *)&fact->as + table[i].offset,
		       sizeof(number));
		if (number < least || number > most_of_it)
			return false;
	}
	return true;
}

/* What the store and the counting rely on, and no honest reader breaks. */
static const char *fault_of(struct wire_in *in, const struct fact *fact, bool past)
{
	int64_t *newest = &in->numbers[fact->kind];

	if (fact->kind == FACT_NOTED && (past || !fact->as.note.code))
		return "a note without a code";
	if (past != (in->kept >= LIMIT_FACTS) && fact->kind != FACT_NOTED)
		return "more facts than are kept";
	if (++in->rows[fact->kind] >= NUMBERS && !past)
		return "more rows than there are numbers";
	if (!within(fact, own_numbers, COUNT_OF(own_numbers), *newest + 1, NUMBERS - 1))
		return "a number out of order";
	if (!within(fact, parents, COUNT_OF(parents), 0, NUMBERS - 1))
		return "a parent that cannot be";
	if (!within(fact, summed, COUNT_OF(summed), 0, COUNT_MAX))
		return "a count that cannot be";
	for (size_t i = 0; i < COUNT_OF(own_numbers); i++)
		if (own_numbers[i].kind == fact->kind)
			memcpy(newest, (const char *)&fact->as + own_numbers[i].offset,
			       sizeof(*newest));
	return NULL;
}

static int take_fact(struct wire_in *in, struct cursor *cursor, unsigned kind,
		     bool past, struct err *err)
{
	struct fact fact = { .kind = (enum fact_kind)kind };
	const char *fault;

	take_fields(cursor, fact.kind, &fact.as);
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

static bool is_commit(struct span id)
{
	for (size_t i = 0; i < id.len; i++)
		if (!(id.ptr[i] >= '0' && id.ptr[i] <= '9') &&
		    !(id.ptr[i] >= 'a' && id.ptr[i] <= 'f'))
			return false;
	return id.len == 0 || id.len == 40 || id.len == 64;
}

/* The texts stay: into the arena that lives as long as the run. */
static void keep_about(struct fact_about *about, struct arena *keep)
{
	const struct field *table = fields[FACT_ABOUT];

	for (size_t i = 0; table[i].name; i++) {
		struct span *text = (struct span *)((char *)about + table[i].offset);

		if (table[i].cell == CELL_TEXT && text->len > 0)
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
	struct fact_about about = { .generated_at = CLOCK_NONE };

	artifact->status =
		(enum artifact_status)take_number(cursor, ARTIFACT_MISSING - 1);
	artifact->reason = arena_copy(in->keep, take_text(cursor, REASON_MAX));
	artifact->detail = arena_copy(in->keep, take_text(cursor, LIMIT_TEXT_LONG));
	artifact->err_offset = (size_t)take_number(cursor, LIMIT_ARTIFACT_BYTES * 4);
	artifact->err_line = (unsigned)take_number(cursor, UINT32_MAX);
	artifact->err_column = (unsigned)take_number(cursor, UINT32_MAX);
	take_fields(cursor, FACT_ABOUT, &about);
	if (cursor->bad || cursor->rest.len > 0)
		return nonsense(err, "a damaged end");
	if (!reader && !span_is(format, "none"))
		return nonsense(err, "a reader that there is not");
	if (artifact->status == ARTIFACT_OK ? artifact->reason.len > 0
					    : !is_reason(artifact->reason))
		return nonsense(err, "a status without a reason");
	if (!is_commit(about.subject_commit))
		return nonsense(err, "a commit that is none");
	artifact->format = reader ? span_of(reader->name) : SPAN_LIT("none");
	artifact->family = reader ? reader->family : FAMILY_NONE;
	artifact->reader_revision = reader ? reader->revision : 0;
	in->finished = true;
	if (!is_read(artifact->status)) {
		artifact->counts = (struct fact_counts){ 0 };
		return 0;
	}
	keep_about(&about, in->keep);
	artifact->about = about;
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

void wire_ask(struct buf *head, struct span path, const char *format)
{
	put_number(head, path.len);
	buf_add(head, path);
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
	size_t len = (size_t)take_number(&head, LIMIT_PATH_BYTES * 2);
	struct artifact artifact = {
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
