/*
 * rolling.h - from a bundle to what a portfolio keeps of it.
 */
#ifndef CLI_ROLLING_H
#define CLI_ROLLING_H

#include "base/arena.h"
#include "model/portfolio.h"
#include "seal/verify.h"

/*
 * Verify the bundle at `path` and fill *out, which lives as long as the arena.  A
 * bundle that fails is no error: it is filled as such.  Texts are cut and control
 * characters taken out, so that what a database gives back is the same.
 */
int rolling_bundle(struct rolled *out, const char *path,
		   const struct verify_options *options, struct arena *arena,
		   struct err *err);

/* out->digest anew, of all the rest. */
int rolling_digest(struct rolled *out, struct err *err);

#endif
