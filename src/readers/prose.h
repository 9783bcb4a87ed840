/*
 * prose.h - words of human text: how many, which stand for words to come, and how
 * headings are compared.
 */
#ifndef READERS_PROSE_H
#define READERS_PROSE_H

#include "base/arena.h"
#include "base/span.h"

#include <stdint.h>

/* Pieces between blanks that have a letter or a digit. */
int64_t prose_words(struct span line);

/*
 * Marks that something is still to be written: "TODO", "TBD", "lorem ipsum",
 * "<your name>" where no HTML element has that name, "[insert ...]".
 */
int64_t prose_placeholders(struct span line);

/*
 * Lower case, without marks, signs and emoji, one blank between words: "🚀 Kill-Switch
 * (`panic`)" is "kill switch panic".  Letters of Latin-1, Greek and Cyrillic are
 * lowered too; combining marks are dropped.
 */
struct span prose_fold(struct arena *arena, struct span text);

#endif
