/*
 * summary.h - a run for people on a terminal: the answer, the counts, what blocks
 * most.  A tired person understands it in three lines.
 */
#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include "cli/command.h"
#include "model/report.h"

#define SUMMARY_ITEMS 8 /* of the most blocking ones are shown */

/* A report whole, or what runs_glance() gives with that many items. */
void summary_print(const struct invocation *in, const struct report *report);

/*
 * What stands and rests on evidence or a sign-off that ends within two weeks of the
 * run's time, soonest first; waivers are findings.  Needs a report as auditing_run()
 * gives it.
 */
void summary_print_lapses(const struct invocation *in, const struct report *report);

/*
 * The last three lines of a job that is red: what it came to, what blocks most, and
 * what to do about it.
 */
void summary_print_red(const struct invocation *in, const struct report *report);

/* "70 verified, 1 waived, 12 unproven": in the order of bars, zeros left out. */
struct span summary_counts(const uint64_t counts[VERDICTS], struct arena *arena);

#endif
