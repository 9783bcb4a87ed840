/*
 * Any bytes through the whole of reader_read(): the first byte picks the file's
 * name, so that every reader is reached.
 */
#include "base/limits.h"
#include "readers/reader.h"
#include "readers/rows.h"
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const paths[] = {
		"f",         "f.json",
		"f.xml",     "f.yml",
		"f.info",    "f.md",
		"f.sarif",   "f.rst",
		"f.adoc",    ".github/workflows/f.yml",
		"f.txt",     "f.test.js",
		"test_f.py", "f_test.go",
		"f.rs",      "fTest.java",
		"fTest.kt",  "f.cs",
		"fTest.php", "f_spec.rb",
	};
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct arena *keep = arena_new(LIMIT_SCRATCH_BYTES);
	struct artifact artifact = { 0 };
	struct buf rows;
	struct fact_sink sink = { take, &rows };
	struct err err = { 0 };
	struct span bytes = { (const char *)data, size };

	buf_init(&rows, LIMIT_MIB);
	artifact.path = SPAN_LIT("f");
	if (size > 0) {
		artifact.path =
			span_of(paths[data[0] % (sizeof(paths) / sizeof(paths[0]))]);
		bytes = span_from(bytes, 1);
	}
	if (reader_read(&artifact, bytes, NULL, &sink, scratch, keep, &err) < 0)
		abort();
	check(&artifact);
	reader_summary(&artifact, keep);
	buf_release(&rows);
	arena_free(scratch);
	arena_free(keep);
	return 0;
}
