/*
 * why.h - a verdict in one sentence, and the shortest way to a better one.
 *
 * Both are made of the fields of the requirements and of the plan, never of
 * guesses: what a sentence names is there.
 */
#ifndef AUDIT_WHY_H
#define AUDIT_WHY_H

#include "audit/judge.h"

/* After verdict, reason, strength and freshness: fills sentence and fix. */
void why_item(const struct judge_context *context, struct planned *planned,
	      size_t index, const struct judge_note *note, struct arena *arena);

/*
 * For a parent whose verdict comes from below: `count` items, `worst` the index
 * of the first of the worst.
 */
void why_parent(struct planned *planned, size_t index, size_t count, size_t worst,
		struct arena *arena);

/* For a parent whose `count` items below all hold, and whose own mark is not set. */
void why_held_back(struct planned *planned, size_t index, size_t count,
		   struct arena *arena);

/* At most `max` bytes, cut between characters, with "..." where it was cut. */
struct span why_brief(struct span text, size_t max, struct arena *arena);

#endif
