/*
 * change_print.h - what became of items between two runs, for people: the newly
 * broken first.
 */
#ifndef CLI_CHANGE_PRINT_H
#define CLI_CHANGE_PRINT_H

#include "cli/command.h"
#include "model/changes.h"

/* At most `max` lines of each kind up to `last`; 0: all.  Says how many are left out.
 */
void changes_print(const struct invocation *in, const struct changes *changes,
		   enum change_kind last, size_t max);

/* "1 broken, 2 fixed, 40 as they were". */
struct span changes_counts(const struct changes *changes, struct arena *arena);

#endif
