/*
 * ticks.c - what it costs to say who ticked what: CPU of ticks_find() for all plans
 * of a repository's HEAD, the median of rounds, each with the repository opened anew.
 *
 *     ticks ROUNDS REPOSITORY TRUST     prints "US MARKS FOUND SIGNED"
 */
#include "audit/ticks.h"
#include "audit/discover.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/num.h"
#include "repo/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define MAX_ROUNDS 1000

struct bench {
	const char *path;
	struct trust trust;
	size_t marks, found, good; /* of the last round */
};

static int64_t cpu_us(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int read_plans(struct report *report, struct repo *repo,
		      const struct config *config, struct span tree_id,
		      struct arena *arena, struct err *err)
{
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct discovered found;
	struct tree tree;
	int rc = repo_walk(&tree, repo, tree_id, arena, err);

	if (rc == 0)
		discover_plans(&found, &tree, config, arena);
	for (size_t i = 0; rc == 0 && i < found.plans.count; i++) {
		const struct tree_entry *entry = &tree.entries.at[found.plans.at[i]];
		struct planned *planned = LIST_ADD(arena, &report->plans);
		struct span bytes;

		*planned = (struct planned){ .judgements = { 0 } };
		rc = repo_blob(&bytes, repo, entry->id, LIMIT_PLAN_BYTES, arena, err);
		if (rc == 0)
			rc = plan_parse(&planned->plan, entry->path, bytes, NULL, arena,
					scratch, err);
		arena_clear(scratch);
		planned->judgements.count = rc < 0 ? 0 : planned->plan.items.count;
		planned->judgements.at = ARENA_ARRAY(arena, struct judgement,
						     planned->judgements.count + 1);
	}
	arena_free(scratch);
	return rc;
}

static void count_marks(struct bench *bench, const struct report *report)
{
	bench->marks = bench->found = bench->good = 0;
	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			const struct judgement *judgement = &planned->judgements.at[i];

			bench->marks += planned->plan.items.at[i].claim == CLAIM_DONE;
			bench->found += judgement->marked_commit.len > 0;
			bench->good +=
				span_starts(judgement->mark_signature, "signed by");
		}
	}
}

static int find(int64_t *out_us, struct bench *bench, struct repo *repo,
		struct arena *arena, struct err *err)
{
	struct report report = { .plans = { 0 } };
	struct config config;
	struct repo_commit head;
	struct ticks_source source = {
		.repo = repo,
		.report = &report,
		.config = &config,
		.trust = &bench->trust,
		.when = clock_now(),
		.scratch = arena_new(LIMIT_SCRATCH_BYTES),
	};
	struct ticks *ticks;
	int64_t start;
	int rc = repo_resolve(&head, repo, "HEAD", arena, err);

	config_default(&config, arena);
	if (rc == 0)
		rc = read_plans(&report, repo, &config, head.tree, arena, err);
	source.commit = head.id;
	start = cpu_us();
	if (rc == 0)
		rc = ticks_find(&ticks, &source, arena, err);
	*out_us = cpu_us() - start;
	count_marks(bench, &report);
	arena_free(source.scratch);
	return rc;
}

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int measure(struct bench *bench, size_t rounds, struct err *err)
{
	static int64_t us[MAX_ROUNDS];
	struct repo_options options = { .path = bench->path, .trust_any_owner = true };

	for (size_t i = 0; i < rounds; i++) {
		struct arena *arena = arena_new(LIMIT_MODEL_BYTES);
		struct repo *repo = NULL;
		int rc = repo_open(&repo, &options, err);

		if (rc == 0)
			rc = find(&us[i], bench, repo, arena, err);
		repo_close(repo);
		arena_free(arena);
		if (rc < 0)
			return rc;
	}
	qsort(us, rounds, sizeof(us[0]), by_size);
	printf("%lld %zu %zu %zu\n", (long long)us[rounds / 2], bench->marks,
	       bench->found, bench->good);
	return 0;
}

int main(int argc, char **argv)
{
	struct arena *arena = arena_new(LIMIT_MODEL_BYTES);
	struct bench bench = { 0 };
	struct err err = { 0 };
	uint64_t rounds;
	int rc;

	if (argc != 4 || !num_u64(span_of(argv[1]), MAX_ROUNDS, &rounds) ||
	    rounds == 0) {
		fprintf(stderr, "usage: ticks ROUNDS REPOSITORY TRUST\n");
		arena_free(arena);
		return 2;
	}
	bench.path = argv[2];
	rc = trust_read(&bench.trust, argv[3], arena, &err);
	if (rc == 0) {
		rc = measure(&bench, (size_t)rounds, &err);
		trust_release(&bench.trust);
	}
	if (rc < 0)
		fprintf(stderr, "%s\n", err.what);
	arena_free(arena);
	return rc < 0;
}
