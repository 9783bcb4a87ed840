/*
 * starters.h - the files that `muster init` writes: templates/starter/ and the worked
 * checks, as they are in the program.
 */
#ifndef CLI_STARTERS_H
#define CLI_STARTERS_H

#include "base/asset.h"

extern const struct asset starters[]; /* "release.md.in", "no-critical.sql" */
extern const size_t starter_count;

#endif
