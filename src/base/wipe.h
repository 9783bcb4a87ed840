/*
 * wipe.h - memory that is overwritten when it is given back.
 *
 * For a library that holds secrets and asks for its memory through functions of its
 * user's.  They answer as malloc(), realloc() and free() do: NULL where there is no
 * memory, which is the library's to handle.
 */
#ifndef BASE_WIPE_H
#define BASE_WIPE_H

#include <stddef.h>

void *wipe_alloc(size_t size);
/* What does not fit in its place is copied, and the old place overwritten. */
void *wipe_realloc(void *memory, size_t size);
void wipe_free(void *memory); /* NULL is fine */

#endif
