/*
 * pages.c - what rendering costs: CPU of writing the plan and item pages of the newest
 * run again, from its database: of all pages, less those of the same report without
 * its plans.
 *
 *     pages ROUNDS REPORT OUT     prints "MICROSECONDS ALL-MICROSECONDS PAGES",
 *                                 the medians of the rounds
 *
 * REPORT is a built folder: its muster.db is read, and raw/ for excerpts and plans.
 */
#include "base/file.h"
#include "base/limits.h"
#include "base/num.h"
#include "site/site.h"
#include "store/runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define MAX_ROUNDS 100

struct work {
	const char *from, *out;
	struct report report;
	struct arena *arena;
};

static int64_t cpu_us(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int read_raw(void *ctx, struct span raw_name, struct span *out,
		    struct arena *arena, struct err *err)
{
	const struct work *work = ctx;

	return file_read_below(out, work->from, raw_name, LIMIT_ARTIFACT_BYTES, arena,
			       err);
}

static int load(struct work *work, struct err *err)
{
	struct store *store;
	struct span path = arena_printf(work->arena, "%s/muster.db", work->from);
	int rc = store_open(&store, path.ptr, STORE_READ, err);

	if (rc < 0)
		return rc;
	rc = runs_load(&work->report, store, 0, work->arena, err);
	store_close(store);
	if (rc == 0)
		site_slugs(&work->report, work->arena);
	return rc;
}

static int render(struct work *work, int64_t *out_us, struct err *err)
{
	const struct site_options options = {
		.folder = work->out,
		.report_digest = SPAN_LIT("0123456789abcdef0123456789abcdef"
					  "0123456789abcdef0123456789abcdef"),
		.raw = read_raw,
		.ctx = work,
	};
	int64_t before;
	int rc = file_remove_tree(work->out, err);

	if (rc == 0)
		rc = file_make_folders(work->out, err);
	before = cpu_us();
	if (rc == 0)
		rc = site_write(&work->report, NULL, &options, err);
	*out_us = cpu_us() - before;
	return rc;
}

static int compare(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left;
	int64_t b = *(const int64_t *)right;

	return (a > b) - (a < b);
}

static size_t count_pages(const struct work *work)
{
	const struct report *report = &work->report;
	size_t pages = report->plans.count;

	for (size_t p = 0; p < report->plans.count; p++)
		pages += report->plans.at[p].judgements.count;
	return pages;
}

int main(int argc, char **argv)
{
	int64_t all[MAX_ROUNDS], rest[MAX_ROUNDS];
	struct work work = { 0 };
	size_t plans;
	struct err err = { 0 };
	uint64_t rounds;
	int rc;

	if (argc != 4 || !num_u64(span_of(argv[1]), MAX_ROUNDS, &rounds) ||
	    rounds == 0) {
		fputs("usage: pages ROUNDS REPORT OUT\n", stderr);
		return 2;
	}
	work.from = argv[2];
	work.out = argv[3];
	work.arena = arena_new(LIMIT_MODEL_BYTES);
	rc = load(&work, &err);
	plans = work.report.plans.count;
	for (size_t i = 0; i < rounds && rc == 0; i++) {
		work.report.plans.count = 0;
		rc = render(&work, &rest[i], &err);
		work.report.plans.count = plans;
		if (rc == 0)
			rc = render(&work, &all[i], &err);
	}
	if (rc < 0) {
		fprintf(stderr, "%s: %s\n", err.where, err.what);
		return 1;
	}
	qsort(all, rounds, sizeof(*all), compare);
	qsort(rest, rounds, sizeof(*rest), compare);
	printf("%lld %lld %zu\n", (long long)(all[rounds / 2] - rest[rounds / 2]),
	       (long long)all[rounds / 2], count_pages(&work));
	arena_free(work.arena);
	return 0;
}
