/*
 * gate.h - counts, conditions and the result of a run.
 */
#ifndef AUDIT_GATE_H
#define AUDIT_GATE_H

#include "audit/judge.h"

/* Blocks when required, before any configuration: all but three. */
bool gate_blocks(enum verdict verdict);

/* Counts, report->gate, result and result_why; finding no-required-item. */
void gate_close(struct report *report, const struct judge_context *context,
		struct arena *arena);

#endif
