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

/*
 * Whether a command that was run by itself could hardly fail, whatever it is said
 * to show: "true", "echo done", "sh -c 'make test || true'", a pipe that ends in
 * tee.  Looks through env, timeout and their like, and into a shell's -c.
 */
bool swallow_is_toothless(const struct span *args, size_t count);

#endif
