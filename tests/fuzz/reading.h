/*
 * reading.h - any bytes through the whole of reader_read(), for the fuzz targets
 * of one family of formats each.
 *
 * Two bytes stand in front of the file: the first picks its name, the second
 * names the format, as a rule may do ('-': nobody says; 'A', 'B', ... the readers
 * of the families, in rank order), so that what lies behind a bid is reached
 * without one.  What was read is told as records, and what the records say must
 * be the same.
 *
 * A target defines FAMILIES_READ, the families that it names, and includes this.
 */
#ifndef FUZZ_READING_H
#define FUZZ_READING_H

#include "base/limits.h"
#include "readers/reader.h"
#include "readers/rows.h"
#include "readers/wire.h"
#include "text/decode.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Rows are text that is valid UTF-8, whatever came in. */
static int take(void *ctx, const struct fact *fact, struct err *err)
{
	struct buf *buf = ctx;

	(void)err;
	buf_clear(buf);
	rows_add(buf, fact);
	if (!buf->over && decode_utf8(buf_span(buf)) != buf->len)
		abort();
	return 0;
}

/* Rows to compare, as many as there is room for. */
static int take_all(void *ctx, const struct fact *fact, struct err *err)
{
	(void)err;
	rows_add(ctx, fact);
	return 0;
}

struct told {
	struct wire_out out;
	struct buf rows, records;
};

static int tell(void *ctx, const struct fact *fact, struct err *err)
{
	struct told *told = ctx;

	take_all(&told->rows, fact, err);
	return wire_add(&told->out, fact, err);
}

static int tell_past(void *ctx, const struct fact *fact, struct err *err)
{
	struct told *told = ctx;

	return wire_add_past(&told->out, fact, err);
}

static int take_records(void *ctx, struct span records, struct err *err)
{
	(void)err;
	buf_add(ctx, records);
	return 0;
}

/* The same facts, the same counts and the same artifact on the other side. */
static void compare(struct told *told, const struct artifact *artifact,
		    struct arena *keep)
{
	struct artifact other = { .path = artifact->path, .size = artifact->size };
	struct buf rows, mine, theirs;
	struct fact_sink sink = { take_all, &rows };
	struct err err = { 0 };
	struct wire_in in;

	buf_init(&rows, LIMIT_MIB);
	buf_init(&mine, LIMIT_MIB);
	buf_init(&theirs, LIMIT_MIB);
	wire_in_init(&in, &other, &sink, keep);
	if (wire_take(&in, buf_span(&told->records), &err) != 0 ||
	    wire_end(&in, &err) != 0 ||
	    !span_eq(buf_span(&rows), buf_span(&told->rows)) ||
	    memcmp(&other.counts, &artifact->counts, sizeof(other.counts)) != 0)
		abort();
	rows_artifact(&mine, artifact);
	rows_artifact(&theirs, &other);
	if (!span_eq(buf_span(&mine), buf_span(&theirs)) ||
	    other.err_offset != artifact->err_offset ||
	    other.family != artifact->family ||
	    !span_eq(other.detail, artifact->detail) ||
	    other.reader_revision != artifact->reader_revision)
		abort();
	buf_release(&rows);
	buf_release(&mine);
	buf_release(&theirs);
}

static void check_records(const struct artifact *artifact, struct span bytes,
			  const char *format, struct arena *scratch, struct arena *keep)
{
	struct artifact again = { .path = artifact->path, .size = bytes.len };
	struct told told = { .out = { .put = take_records, .ctx = &told.records } };
	struct fact_sink sink = { tell, &told }, past = { tell_past, &told };
	struct err err = { 0 };

	buf_init(&told.rows, LIMIT_MIB);
	buf_init(&told.records, 64 * LIMIT_MIB);
	wire_out_init(&told.out);
	if (reader_read_past(&again, bytes, format, &sink, &past, scratch, keep, &err) <
		    0 ||
	    wire_finish(&told.out, &again, &err) < 0)
		abort();
	compare(&told, &again, keep);
	wire_out_release(&told.out);
	buf_release(&told.rows);
	buf_release(&told.records);
}

static void check(const struct artifact *artifact)
{
	bool ok = artifact->status == ARTIFACT_OK;

	if (ok != (artifact->reason.len == 0))
		abort();
	if (artifact->status == ARTIFACT_UNREADABLE &&
	    (artifact->detail.len == 0 || artifact->err_line == 0))
		abort();
	if (!ok && artifact->status != ARTIFACT_PARTIAL && artifact->counts.facts != 0)
		abort();
}

static const char *const fuzz_paths[] = {
	/* clang-format off: one a line; only ever add at the end */
	"f",
	"f.json",
	"f.xml",
	"f.yml",
	"f.info",
	"f.md",
	"f.sarif",
	"f.rst",
	"f.adoc",
	".github/workflows/f.yml",
	"f.txt",
	"f.test.js",
	"test_f.py",
	"f_test.go",
	"f.rs",
	"fTest.java",
	"fTest.kt",
	"f.cs",
	"fTest.php",
	"f_spec.rb",
	"f.toml",
	"f.csv",
	"Dockerfile",
	"CODEOWNERS",
	".env.example",
	".gitlab-ci.yml",
	"V1__f.sql",
	"migrations/f.sql",
	"compose.yaml",
	"f.log",
	"f.jsonl",
	"action.yml",
	/* clang-format on */
};

#define FUZZ_PATHS (sizeof(fuzz_paths) / sizeof(fuzz_paths[0]))

static bool fuzz_is_read(const struct reader *reader)
{
	static const enum family families[] = { FAMILIES_READ };

	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		if (reader->family == families[i])
			return true;
	return false;
}

/* The reader that the byte names, or NULL. */
static const char *fuzz_format(uint8_t byte)
{
	size_t count = 0, at;

	for (size_t i = 0; readers[i]; i++)
		count += fuzz_is_read(readers[i]);
	if (byte < 'A' || count == 0)
		return NULL;
	at = (byte - (size_t)'A') % count;
	for (size_t i = 0; readers[i]; i++)
		if (fuzz_is_read(readers[i]) && at-- == 0)
			return readers[i]->name;
	return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct arena *keep = arena_new(LIMIT_SCRATCH_BYTES);
	struct artifact artifact = { .path = SPAN_LIT("f") };
	struct span bytes = { (const char *)data, size };
	const char *format = NULL;
	struct err err = { 0 };
	struct buf rows;
	struct fact_sink sink = { take, &rows };

	buf_init(&rows, LIMIT_MIB);
	if (size >= 2) {
		artifact.path = span_of(fuzz_paths[data[0] % FUZZ_PATHS]);
		format = fuzz_format(data[1]);
		bytes = span_from(bytes, 2);
	}
	if (reader_read(&artifact, bytes, format, &sink, scratch, keep, &err) < 0)
		abort();
	check(&artifact);
	arena_clear(scratch);
	check_records(&artifact, bytes, format, scratch, keep);
	reader_summary(&artifact, keep);
	buf_release(&rows);
	arena_free(scratch);
	arena_free(keep);
	return 0;
}

#endif
