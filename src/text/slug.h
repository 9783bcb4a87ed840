/*
 * slug.h - headings as forges write them in addresses: "#first-steps".
 *
 * Letters of any script and digits stay, blanks become dashes, the rest is dropped
 * (what github.com does).  Forges differ in what they make of emoji, dashes in a
 * row and case, so slugs here are for comparing: such differences are taken out of
 * both sides.
 */
#ifndef TEXT_SLUG_H
#define TEXT_SLUG_H

#include "base/arena.h"
#include "base/span.h"
#include "base/table.h"

/* Of a heading's plain text, or of what stands behind '#', percent-decoded. */
struct span slug_of(struct arena *arena, struct span plain);

/* "%20" to what it means; "%2525" is "%25", and what is no escape stays. */
struct span slug_decode(struct arena *arena, struct span url);

/*
 * Names that a text gives to its places itself: <a id="x">, <h2 name='x'>, {#x}.
 * Every value of the table is not NULL.
 */
struct table *slug_declared(struct arena *arena, struct span text);

/* "L10", "L10-L20", "L10C2-L20C5": lines of a file; the first, or 0. */
unsigned slug_line(struct span fragment);

#endif
