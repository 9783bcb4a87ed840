/*
 * asset.h - a file whose bytes are in the program.  src/base/embed.sh makes tables of
 * them when muster is built.
 */
#ifndef BASE_ASSET_H
#define BASE_ASSET_H

#include "base/span.h"

struct asset {
	struct span name;
	struct span bytes;
};

#endif
