/*
 * kin.h - files whose names are made of the same words as one that is missing.
 *
 * "REFACTORING_SUMMARY.md" in a plan, "docs/refactoring/summary.md" in the tree: a
 * file that was renamed by the house's custom is a near miss, and no reason to call
 * a claim refuted.  Kin has the same ending and the same last word; all words of its
 * name stand in the missing path, and two thirds of the missing name's words stand in
 * its path.  A name of one word has no kin.
 */
#ifndef AUDIT_KIN_H
#define AUDIT_KIN_H

#include "audit/paths.h"

struct kin;

/* Reads the tracked files of `paths` when it is asked first. */
struct kin *kin_new(const struct paths *paths, struct arena *arena);

/*
 * Where a file is HOW_MISSING or HOW_REMOVED and has kin: HOW_CANDIDATES, in path
 * order, at most PATHS_CANDIDATES of them.
 */
void kin_settle(struct found *found, struct kin *kin);

#endif
