/*
 * fuzz_plan.c - any bytes are read as a plan: no crash, no hang, bounded memory,
 * and what comes out can be relied on.
 */
#include "base/limits.h"
#include "plan/parse.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

static void check_item(const struct plan *plan, size_t index)
{
	const struct item *item = &plan->items.at[index];

	require(item->line > 0 && item->end_line >= item->line);
	require(item->column > 0);
	require(item->id.len > 0);
	require(item->kind < ITEM_KINDS && item->claim < CLAIMS &&
		item->level < LEVELS);
	require(item->parent == ITEM_NONE || item->parent < index ||
		plan->items.at[item->parent].kind == ITEM_SECTION);
	require(item->judged || item->skip.len > 0);
	require(utf8_is_valid(item->plain));
	for (size_t i = 0; i < item->refs.count; i++)
		require(item->refs.at[i].line >= item->line ||
			item->refs.at[i].line > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(LIMIT_MODEL_BYTES);
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct err err = { 0 };
	struct plan plan;

	require(plan_parse(&plan, SPAN_LIT("plans/fuzz.md"),
			   (struct span){ (const char *)data, size }, NULL, arena,
			   scratch, &err) == 0);
	/* What the plan holds must not lie in the scratch memory. */
	arena_free(scratch);
	for (size_t i = 0; i < plan.items.count; i++)
		check_item(&plan, i);
	for (size_t i = 0; i < plan.findings.count; i++) {
		require(plan.findings.at[i].rule != NULL);
		require(plan.findings.at[i].item == ITEM_NONE ||
			plan.findings.at[i].item < plan.items.count);
		require(plan.findings.at[i].message.len > 0);
	}
	arena_free(arena);
	return 0;
}
