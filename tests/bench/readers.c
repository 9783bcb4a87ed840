/*
 * readers.c - what turning a report's bytes into facts costs, beside what expat or yajl
 * alone takes to parse them: CPU of both in the same process, interleaved rounds.
 *
 *     readers ROUNDS FILE...   a line each: "FILE MUSTER-US PARSER-US RATIO-PERCENT"
 *
 * RATIO-PERCENT is the median of the rounds' own ratios, the parser's speed being 100.
 */
#include "base/file.h"
#include "base/limits.h"
#include "base/num.h"
#include "readers/reader.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <yajl/yajl_parse.h>

#define MAX_ROUNDS 1000

static int64_t cpu_us(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* ---- facts that nobody keeps ---- */

static int take(void *ctx, const struct fact *fact, struct err *err)
{
	(void)err;
	*(size_t *)ctx += fact->kind != FACT_NOTED;
	return 0;
}

static int read_facts(const char *path, struct span bytes, struct arena *scratch,
		      struct arena *keep, struct err *err)
{
	size_t facts = 0;
	struct fact_sink sink = { take, &facts };
	struct artifact artifact = { .path = span_of(path), .size = bytes.len };
	int rc = reader_read(&artifact, bytes, NULL, &sink, scratch, keep, err);

	if (rc == 0 && (artifact.status != ARTIFACT_OK || facts == 0))
		rc = err_set(err, ERR_FORMAT, "%s is not read: %.*s", path,
			     SPAN_ARG(artifact.reason));
	arena_clear(scratch);
	arena_clear(keep);
	return rc;
}

/* ---- expat and yajl, handing out all that they find ---- */

static void on_open(void *ctx, const XML_Char *name, const XML_Char **attrs)
{
	(void)name;
	(void)attrs;
	++*(size_t *)ctx;
}

static void on_close(void *ctx, const XML_Char *name)
{
	(void)name;
	++*(size_t *)ctx;
}

static void on_text(void *ctx, const XML_Char *text, int len)
{
	(void)text;
	*(size_t *)ctx += (size_t)len;
}

static bool parse_xml(struct span bytes)
{
	XML_Parser parser = XML_ParserCreate(NULL);
	size_t seen = 0;
	bool good;

	XML_SetUserData(parser, &seen);
	XML_SetElementHandler(parser, on_open, on_close);
	XML_SetCharacterDataHandler(parser, on_text);
	good = XML_Parse(parser, bytes.ptr, (int)bytes.len, 1) == XML_STATUS_OK;
	XML_ParserFree(parser);
	return good && seen > 0;
}

static int on_event(void *ctx)
{
	++*(size_t *)ctx;
	return 1;
}

static int on_boolean(void *ctx, int value)
{
	(void)value;
	return on_event(ctx);
}

static int on_number(void *ctx, const char *text, size_t len)
{
	(void)text;
	(void)len;
	return on_event(ctx);
}

static int on_string(void *ctx, const unsigned char *text, size_t len)
{
	(void)text;
	(void)len;
	return on_event(ctx);
}

static const yajl_callbacks callbacks = {
	.yajl_null = on_event,
	.yajl_boolean = on_boolean,
	.yajl_number = on_number,
	.yajl_string = on_string,
	.yajl_start_map = on_event,
	.yajl_map_key = on_string,
	.yajl_end_map = on_event,
	.yajl_start_array = on_event,
	.yajl_end_array = on_event,
};

static bool parse_json(struct span bytes)
{
	const unsigned char *text = (const unsigned char *)bytes.ptr;
	size_t seen = 0;
	yajl_handle parser = yajl_alloc(&callbacks, NULL, &seen);
	bool good;

	yajl_config(parser, yajl_allow_multiple_values, 1);
	good = yajl_parse(parser, text, bytes.len) == yajl_status_ok &&
	       yajl_complete_parse(parser) == yajl_status_ok;
	yajl_free(parser);
	return good && seen > 0;
}

/* ---- rounds ---- */

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int64_t median(int64_t *values, size_t count)
{
	qsort(values, count, sizeof(values[0]), by_size);
	return values[count / 2];
}

static int measure(const char *path, struct span bytes, size_t rounds,
		   struct arena *scratch, struct arena *keep, struct err *err)
{
	static int64_t muster[MAX_ROUNDS], parser[MAX_ROUNDS], ratio[MAX_ROUNDS];
	bool xml = span_trim(bytes).ptr[0] == '<';

	for (size_t i = 0; i < rounds; i++) {
		int64_t start = cpu_us(), middle;
		int rc = read_facts(path, bytes, scratch, keep, err);

		if (rc < 0)
			return rc;
		middle = cpu_us();
		if (xml ? !parse_xml(bytes) : !parse_json(bytes))
			return err_set(err, ERR_FORMAT, "%s does not parse", path);
		muster[i] = middle - start;
		parser[i] = cpu_us() - middle;
		ratio[i] = parser[i] * 100 / (muster[i] > 0 ? muster[i] : 1);
	}
	printf("%s %lld %lld %lld\n", path, (long long)median(muster, rounds),
	       (long long)median(parser, rounds), (long long)median(ratio, rounds));
	return 0;
}

int main(int argc, char **argv)
{
	struct arena *bytes = arena_new(LIMIT_RUN_BYTES);
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct arena *keep = arena_new(LIMIT_MODEL_BYTES);
	struct err err = { 0 };
	uint64_t rounds;
	int rc = 0;

	if (argc < 3 || !num_u64(span_of(argv[1]), MAX_ROUNDS, &rounds) ||
	    rounds == 0) {
		fprintf(stderr, "usage: readers ROUNDS FILE...\n");
		return 2;
	}
	for (int i = 2; i < argc && rc == 0; i++) {
		struct span report;

		rc = file_read(&report, argv[i], LIMIT_ARTIFACT_BYTES, bytes, &err);
		if (rc == 0)
			rc = measure(argv[i], report, (size_t)rounds, scratch, keep,
				     &err);
		arena_clear(bytes);
	}
	if (rc < 0)
		fprintf(stderr, "%s\n", err.what);
	arena_free(keep);
	arena_free(scratch);
	arena_free(bytes);
	return rc < 0;
}
