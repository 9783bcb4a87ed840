#include "base/capped.h"

#include <stdint.h>
#include <stdlib.h>

/* Allocators are asked without a context, so it is the thread's. */
static _Thread_local struct {
	size_t most; /* 0: there is no cap */
	bool refused;
} cap;

void capped_begin(size_t most)
{
	cap.most = most > 0 ? most : 1;
	cap.refused = false;
}

bool capped_end(void)
{
	cap.most = 0;
	return cap.refused;
}

static bool refuses(size_t size)
{
	if (cap.most == 0 || size <= cap.most)
		return false;
	cap.refused = true;
	return true;
}

void *capped_alloc(size_t size)
{
	return refuses(size) ? NULL : malloc(size);
}

void *capped_zeroed(size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		return NULL;
	return refuses(bytes) ? NULL : calloc(count, size);
}

void *capped_realloc(void *memory, size_t size)
{
	return refuses(size) ? NULL : realloc(memory, size);
}

void capped_free(void *memory)
{
	free(memory);
}
