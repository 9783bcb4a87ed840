/*
 * plans.c - what reading plans costs, beside what cmark-gfm alone takes to parse them:
 * CPU of both in the same process, the median of interleaved rounds.
 *
 *     plans ROUNDS FILE...     prints "MUSTER-US CMARK-US"
 */
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/num.h"
#include "plan/parse.h"
#include "text/md.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define MAX_ROUNDS 1000

struct source {
	struct span path, bytes;
};

static int64_t cpu_us(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* As an audit does it: plans stay, scratch memory is emptied after each of them. */
static int read_all(const struct source *sources, size_t count, struct err *err)
{
	struct arena *arena = arena_new(LIMIT_MODEL_BYTES);
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	int rc = 0;

	for (size_t i = 0; i < count && rc == 0; i++) {
		struct plan plan;

		rc = plan_parse(&plan, sources[i].path, sources[i].bytes, NULL, arena,
				scratch, err);
		arena_clear(scratch);
	}
	arena_free(scratch);
	arena_free(arena);
	return rc;
}

/* The parser that text/md.c asks for, with cmark's own memory. */
static void parse_all(const struct source *sources, size_t count)
{
	static const char *const extensions[] = { "table", "strikethrough",
						  "tasklist" };

	for (size_t i = 0; i < count; i++) {
		cmark_parser *parser =
			cmark_parser_new(CMARK_OPT_SOURCEPOS | CMARK_OPT_VALIDATE_UTF8);
		cmark_node *root;

		for (size_t e = 0; e < sizeof(extensions) / sizeof(extensions[0]); e++)
			cmark_parser_attach_syntax_extension(
				parser, cmark_find_syntax_extension(extensions[e]));
		cmark_parser_feed(parser, sources[i].bytes.ptr, sources[i].bytes.len);
		root = cmark_parser_finish(parser);
		cmark_parser_free(parser);
		cmark_node_free(root);
	}
}

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int measure(const struct source *sources, size_t count, size_t rounds,
		   struct err *err)
{
	static int64_t muster[MAX_ROUNDS], cmark[MAX_ROUNDS];

	for (size_t i = 0; i < rounds; i++) {
		int64_t start = cpu_us(), middle;
		int rc = read_all(sources, count, err);

		if (rc < 0)
			return rc;
		middle = cpu_us();
		parse_all(sources, count);
		muster[i] = middle - start;
		cmark[i] = cpu_us() - middle;
	}
	qsort(muster, rounds, sizeof(muster[0]), by_size);
	qsort(cmark, rounds, sizeof(cmark[0]), by_size);
	printf("%lld %lld\n", (long long)muster[rounds / 2],
	       (long long)cmark[rounds / 2]);
	return 0;
}

int main(int argc, char **argv)
{
	struct arena *arena = arena_new(LIMIT_MODEL_BYTES);
	size_t count = argc > 2 ? (size_t)argc - 2 : 0;
	struct source *sources = ARENA_ARRAY(arena, struct source, count + 1);
	struct err err = { 0 };
	uint64_t rounds;
	int rc = 0;

	if (count == 0 || !num_u64(span_of(argv[1]), MAX_ROUNDS, &rounds) ||
	    rounds == 0) {
		fprintf(stderr, "usage: plans ROUNDS FILE...\n");
		return 2;
	}
	md_warm_up();
	for (size_t i = 0; i < count && rc == 0; i++) {
		sources[i].path = span_of(argv[i + 2]);
		rc = file_read(&sources[i].bytes, argv[i + 2], LIMIT_PLAN_BYTES, arena,
			       &err);
	}
	if (rc == 0)
		rc = measure(sources, count, (size_t)rounds, &err);
	if (rc < 0)
		fprintf(stderr, "%s\n", err.what);
	arena_free(arena);
	return rc < 0;
}
