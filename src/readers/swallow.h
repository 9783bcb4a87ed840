/*
 * swallow.h - commands of a shell whose failure nobody would hear of.
 */
#ifndef READERS_SWALLOW_H
#define READERS_SWALLOW_H

#include "base/span.h"

/*
 * Whether the commands' failure is ignored: the last command swallows it, or
 * every one runs after `set +e`.  A swallowed clean-up in the middle does not.
 */
bool swallow_is_neutralised(struct span run);

#endif
