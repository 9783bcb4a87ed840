/*
 * differing.h - where two versions of one file part, in words.
 *
 * Of JSON the member is named, by what people call the things above it, with both
 * values; of other text the line; of anything else the byte.
 */
#ifndef CLI_DIFFERING_H
#define CLI_DIFFERING_H

#include "base/arena.h"
#include "base/span.h"

#include <stdio.h>

/* Lines for below "different: ...", each with two blanks before it. */
void differing_print(FILE *out, struct span path, struct span bundle, struct span again,
		     struct arena *arena);

#endif
