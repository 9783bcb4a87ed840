/*
 * capped.h - memory for a library that believes the sizes it reads.
 *
 * For one that asks for its memory through functions of its user's.  They answer as
 * malloc(), calloc(), realloc() and free() do: NULL where there is no memory, which
 * is the library's to handle.  Between capped_begin() and capped_end() a piece that
 * is larger than the cap is not there either.  The cap holds in its own thread.
 */
#ifndef BASE_CAPPED_H
#define BASE_CAPPED_H

#include <stdbool.h>
#include <stddef.h>

/* No piece of more than `most` bytes from here on; caps do not nest. */
void capped_begin(size_t most);

/* Any piece again; true where one was refused since capped_begin(). */
bool capped_end(void);

void *capped_alloc(size_t size);
void *capped_zeroed(size_t count, size_t size);
void *capped_realloc(void *memory, size_t size);
void capped_free(void *memory); /* NULL is fine */

#endif
