/*
 * regex.h - regular expressions that cannot take long.
 *
 * A subset of RE2's syntax, matched by walking all states at once: time is bounded
 * by the product of both lengths, whatever the pattern.
 *
 *     abc  .  [a-z]  [^a-z]      characters, whole UTF-8 sequences
 *     \d \w \s  \D \W \S         ASCII digits, word characters, blanks, and others
 *     ^  $  \b  \B               start and end of the line, edge of a word
 *     x*  x+  x?  x{2}  x{2,5}   repeated; "lazy" ones mean the same here
 *     (x)  (?:x)  x|y            groups, alternatives
 *     (?i)                       at the start: ASCII letters in either case
 *     \t  \\  \.                 a tab; punctuation itself
 *
 * There are no back-references, no look-around and no captures: what is asked is
 * whether a line holds it anywhere.
 */
#ifndef TEXT_REGEX_H
#define TEXT_REGEX_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

#include <stdint.h>

struct regex;

/* ERR_USAGE with where and what for a pattern that is none, or too large. */
int regex_compile(struct regex **out, struct span pattern, struct arena *arena,
		  struct err *err);

/*
 * Whether it fits anywhere in the line.  Each state looked at takes one off *budget;
 * when it is spent, the answer is REGEX_SPENT.
 */
enum regex_answer { REGEX_NO, REGEX_YES, REGEX_SPENT };
enum regex_answer regex_find(struct regex *regex, struct span line, uint64_t *budget);

#endif
