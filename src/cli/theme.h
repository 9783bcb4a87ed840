/*
 * theme.h - whether an operator's colours can be told apart (site.md section 8).
 *
 * Reads the custom properties of assets/muster.css and, above them, of the operator's
 * assets/theme.css, for the light and the dark theme, and compares those that stand on
 * each other by WCAG 2.2: 4.5:1 for text, 3:1 for marks and borders.
 */
#ifndef CLI_THEME_H
#define CLI_THEME_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

struct theme_warnings {
	LIST(struct span) at; /* a sentence each, in the order of the table of pairs */
};

/*
 * What is too near in the folder's assets/theme.css; nothing where there is none, and
 * nothing of pairs that it leaves alone.  A colour that is not understood (a function
 * such as oklch()) is a warning too: it could not be checked.
 */
int theme_check(struct theme_warnings *out, const char *folder, struct arena *arena,
		struct err *err);

/* The contrast of two colours in hundredths, from 100 to 2100; -1: not understood. */
int theme_contrast(struct span one, struct span other);

#endif
