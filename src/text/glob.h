/*
 * glob.h - patterns over paths and over texts.
 *
 * In the spirit of .gitignore, but always from the root (plans.md section 18):
 *
 *     *        any run of characters, none included, within one name
 *     ?        one character (a whole UTF-8 sequence)
 *     [a-z]    one character of the set; [!a-z] and [^a-z] one that is not
 *     **       as a whole name: any number of folders, none included; at the
 *              end at least one name.  Elsewhere it is two stars, so one
 *     \x       x itself
 *
 * A leading '/' means nothing; a trailing one stands for everything below
 * ("evidence/" is "evidence/" and two stars).  A '[' that nothing closes is
 * itself.  The matcher never backtracks further than its last star: its time is
 * bounded by the product of both lengths.
 */
#ifndef TEXT_GLOB_H
#define TEXT_GLOB_H

#include "base/span.h"

enum glob_flag {
	GLOB_NOCASE = 1, /* ASCII letters match in either case */
	GLOB_TEXT = 2,   /* '/' is a character like others: for items' texts */
};

/*
 * Whether the pattern fits the whole of `path`.  False for a pattern longer
 * than limits.h's LIMIT_PATTERN, which the configuration refuses earlier.
 */
bool glob_match(struct span pattern, struct span path, unsigned flags);

/*
 * Whether a star, a question mark or a closed set stands in it unescaped.  A
 * file can have such a name ("app/[id]/page.ts"): try the exact path first.
 */
bool glob_is_pattern(struct span pattern);

#endif
