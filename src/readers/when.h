/*
 * when.h - times as reports write them: evidence.md section 7.
 *
 * RFC 3339 and its cousins (base/clock.h), RFC 1123 ("Sat, 21 Nov 2026 10:00:00
 * GMT", the day's name may be missing), what asctime() and date write ("Sat Nov 21
 * 10:00:00 UTC 2026", the zone may be missing) and epoch numbers, whose size tells
 * seconds from milli-, micro- and nanoseconds.  "1/2/2026" is never guessed.
 */
#ifndef READERS_WHEN_H
#define READERS_WHEN_H

#include "base/clock.h"

/* CLOCK_UNSAID and CLOCK_NONE where it is none of them. */
enum clock_quality when_parse(struct span text, int64_t *out);

#endif
