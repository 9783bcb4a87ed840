#include "audit/sources.h"

#include <inttypes.h>

/* clang-format off: tables keep one row a line */

/* Words that say which tests without saying of what, by how they begin. */
static const struct span kinds[] = {
	SPAN_INIT("auto"),       SPAN_INIT("e2e"),       SPAN_INIT("einheit"),
	SPAN_INIT("functional"), SPAN_INIT("funcional"), SPAN_INIT("funcionais"),
	SPAN_INIT("integra"),    SPAN_INIT("regress"),   SPAN_INIT("regres"),
	SPAN_INIT("smoke"),      SPAN_INIT("unit"),
};

/* clang-format on */

#define MICRO 1000000

static bool is_telling(struct span word)
{
	/* Scripts without blanks are not split into words. */
	if (word_is_common(word) || word_is_of_reports(word) ||
	    word_says_exists(word) || (unsigned char)word.ptr[0] >= 0xe3)
		return false;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (span_starts(word, kinds[i].ptr))
			return false;
	return true;
}

static void find_telling(struct words *out, const struct words *words)
{
	out->count = 0;
	out->cut = false;
	for (size_t i = 0; i < words->count; i++)
		if (is_telling(words->at[i]))
			out->at[out->count++] = words->at[i];
}

static bool names_one(const struct words *telling, struct span name,
		      struct arena *arena)
{
	struct words words;

	words_split(&words, name, arena);
	for (size_t i = 0; i < telling->count; i++)
		if (words_hold(&words, telling->at[i]))
			return true;
	return false;
}

struct source_walk {
	const struct words *telling;
	struct arena *arena;
	bool all; /* whatever their names are */
	int64_t declared, skipped, params;
};

static int see_declared(void *ctx, const struct fact *fact, struct err *err)
{
	const struct fact_declared *test = &fact->as.declared;
	struct source_walk *walk = ctx;

	(void)err;
	if (!walk->all && !names_one(walk->telling, test->name, walk->arena))
		return 0;
	walk->declared++;
	walk->skipped += test->skipped;
	walk->params += test->param;
	return 0;
}

/* "12 tests written": a number of tests that is not reached. */
static bool is_few(const struct item *item, const struct source_walk *walk)
{
	for (size_t i = 0; i < item->thresholds.count; i++) {
		const struct threshold *threshold = &item->thresholds.at[i];

		if (span_is(threshold->unit, "test") &&
		    threshold->role == THRESHOLD_TARGET &&
		    (threshold->op == OP_EQ || threshold->op == OP_GE) &&
		    walk->params == 0 && walk->declared < threshold->low_micro / MICRO)
			return true;
	}
	return false;
}

int sources_judge(struct shown *out, bool *out_few, const struct item *item,
		  const struct words *words, const struct artifact *artifact,
		  const struct fact_source *facts, struct arena *arena, struct err *err)
{
	struct words telling;
	struct source_walk walk = { .telling = &telling, .arena = arena };
	struct fact_sink sink = { see_declared, &walk };
	int rc = 0;

	find_telling(&telling, words);
	walk.all = telling.count == 0 || names_one(&telling, artifact->path, arena);
	*out_few = false;
	*out = (struct shown){ .outcome = OUTCOME_PASS, .shows = CLASS_DECLARES };
	out->expected = SPAN_LIT("the tests that the item names, not skipped");
	if (facts && facts->each)
		rc = facts->each(facts->ctx, artifact, FACT_DECLARED, 0, &sink, err);
	if (rc < 0)
		return rc;
	out->actual = arena_printf(arena,
				   "%" PRId64 " such tests declared, %" PRId64
				   " of them skipped, none executed",
				   walk.declared, walk.skipped);
	*out_few = is_few(item, &walk);
	/* Of a whole file one that is not skipped is enough. */
	if (walk.declared == 0 || walk.skipped == walk.declared ||
	    (!walk.all && walk.skipped > 0)) {
		out->outcome = OUTCOME_UNBINDABLE;
		out->reason = REASON_NO_OUTCOME;
	} else if (*out_few) {
		out->reason = REASON_COUNT_MISMATCH;
	}
	return 0;
}
