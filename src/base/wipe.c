#include "base/wipe.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

void *wipe_alloc(size_t size)
{
	return malloc(size);
}

void wipe_free(void *memory)
{
	if (memory)
		explicit_bzero(memory, malloc_usable_size(memory));
	free(memory);
}

void *wipe_realloc(void *memory, size_t size)
{
	size_t had = memory ? malloc_usable_size(memory) : 0;
	void *out;

	if (size == 0) {
		wipe_free(memory);
		return NULL;
	}
	if (memory && size <= had)
		return memory;
	out = malloc(size);
	if (!out || !memory)
		return out;
	memcpy(out, memory, had);
	wipe_free(memory);
	return out;
}
