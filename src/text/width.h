/*
 * width.h - how many columns of a terminal a character takes, and which ones must
 * not reach it as they are.
 *
 * By the Unicode Character Database 14.0.0, without a locale: wide characters two,
 * marks that stand on another character none, all others one.  What a terminal makes
 * of emoji joined into one is its own affair; each of them counts here.
 */
#ifndef TEXT_WIDTH_H
#define TEXT_WIDTH_H

#include <stdbool.h>
#include <stdint.h>

/* 0, 1 or 2. */
unsigned width_of_point(uint32_t point);

/*
 * Control characters, those that turn the direction of text, line separators of
 * Unicode, and tags: they move, hide or disguise what stands beside them.
 */
bool width_is_control(uint32_t point);

#endif
