/*
 * plain.h - the lines and words of a file, whatever else is read in it.
 *
 * Configuration and values are files that people also name for being there:
 * `lines` and `words` can be asked of each, as of any text.
 */
#ifndef READERS_PLAIN_H
#define READERS_PLAIN_H

#include "readers/probe.h"
#include "readers/put.h"

/* Adds a FACT_DOCUMENT; placeholders are counted where `prose`, else left at 0. */
int plain_put(struct put *put, const struct probe *probe, bool prose);

#endif
