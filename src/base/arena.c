#include "base/arena.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

#define BLOCK_BYTES ((size_t)256 * 1024)
#define LARGE_BYTES (BLOCK_BYTES / 2)
/* Giving memory back and asking for it again costs as much as filling it. */
#define SPARE_BLOCKS 16

struct block {
	struct block *next;
	size_t size; /* of bytes[] */
	size_t used;
	_Alignas(16) char bytes[];
};

struct arena {
	struct block *head;  /* the one being filled */
	struct block *spare; /* emptied by arena_clear(), to be filled again */
	size_t limit;
	size_t used;
	uint64_t seed[2];
	bool seeded;
};

_Noreturn void oom(void)
{
	static const char line[] = "muster: out of memory\n";
	ssize_t written = write(STDERR_FILENO, line, sizeof(line) - 1);

	(void)written; /* there is nobody left to tell */
	_exit(4);
}

struct arena *arena_new(size_t limit)
{
	struct arena *arena = calloc(1, sizeof(*arena));

	if (!arena)
		oom();
	arena->limit = limit;
	return arena;
}

static void free_blocks(struct block *block)
{
	while (block) {
		struct block *next = block->next;

		free(block);
		block = next;
	}
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	free_blocks(arena->head);
	free_blocks(arena->spare);
	free(arena);
}

void arena_clear(struct arena *arena)
{
	struct block *block = arena->head, *next;
	size_t kept = 0;

	free_blocks(arena->spare);
	arena->spare = arena->head = NULL;
	arena->used = 0;
	for (; block; block = next) {
		next = block->next;
		if (block->size != BLOCK_BYTES || kept++ >= SPARE_BLOCKS) {
			free(block);
			continue;
		}
		block->used = 0;
		block->next = arena->spare;
		arena->spare = block;
	}
}

static struct block *init_block(struct block *block, size_t size)
{
	if (!block)
		oom();
	*block = (struct block){ .size = size };
	return block;
}

/* A zeroed block of its own, behind the one in use, which stays in use. */
static void *alloc_large(struct arena *arena, size_t size)
{
	/* calloc() gets large blocks from the system, zeroed already. */
	struct block *block = init_block(calloc(1, sizeof(struct block) + size), size);

	block->used = size;
	if (arena->head) {
		block->next = arena->head->next;
		arena->head->next = block;
	} else {
		arena->head = block;
	}
	arena->used += size;
	return block->bytes;
}

/* From a new block: what the one in use has no room for. */
static void *take_new(struct arena *arena, size_t size)
{
	struct block *block;

	if (size >= LARGE_BYTES)
		return alloc_large(arena, size);
	block = arena->spare;
	if (block)
		arena->spare = block->next;
	else /* zeroed piece by piece, by arena_alloc(), as a spare one is */
		block = init_block(malloc(sizeof(*block) + BLOCK_BYTES), BLOCK_BYTES);
	block->next = arena->head;
	block->used = size;
	arena->head = block;
	arena->used += size;
	return block->bytes;
}

static inline void *take(struct arena *arena, size_t size, size_t align)
{
	struct block *block = arena->head;
	size_t start;

	assert(align > 0 && align <= 16 && (align & (align - 1)) == 0);
	if (size > arena->limit || arena->used > arena->limit - size)
		oom();
	if (!block || size >= LARGE_BYTES)
		return take_new(arena, size);
	start = (block->used + align - 1) & ~(align - 1);
	if (start > block->size || block->size - start < size)
		return take_new(arena, size);
	block->used = start + size;
	arena->used += size;
	return block->bytes + start;
}

void *arena_alloc(struct arena *arena, size_t size, size_t align)
{
	/* A large piece is a block of its own, which comes zeroed. */
	void *ptr = take(arena, size, align);

	return size < LARGE_BYTES ? memset(ptr, 0, size) : ptr;
}

void *arena_room(struct arena *arena, size_t size, size_t align)
{
	return take(arena, size, align);
}

void *arena_array(struct arena *arena, size_t count, size_t size, size_t align)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		oom();
	return arena_alloc(arena, bytes, align);
}

char *arena_string(struct arena *arena, struct span span)
{
	char *text = arena_room(arena, span.len + 1, 1);

	if (span.len > 0)
		memcpy(text, span.ptr, span.len);
	text[span.len] = '\0';
	return text;
}

struct span arena_copy(struct arena *arena, struct span span)
{
	return (struct span){ arena_string(arena, span), span.len };
}

struct span arena_printf(struct arena *arena, const char *fmt, ...)
{
	char first[256]; /* most fit, and need not be printed twice */
	va_list args;
	char *text;
	int len;

	va_start(args, fmt);
	len = vsnprintf(first, sizeof(first), fmt, args);
	va_end(args);
	if (len < 0)
		oom();
	if ((size_t)len < sizeof(first))
		return arena_copy(arena, (struct span){ first, (size_t)len });
	text = arena_room(arena, (size_t)len + 1, 1);
	va_start(args, fmt);
	vsnprintf(text, (size_t)len + 1, fmt, args);
	va_end(args);
	return (struct span){ text, (size_t)len };
}

size_t arena_used(const struct arena *arena)
{
	return arena->used;
}

const uint64_t *arena_seed(struct arena *arena)
{
	if (arena->seeded)
		return arena->seed;
	arena->seeded = true;
	if (getrandom(arena->seed, sizeof(arena->seed), GRND_NONBLOCK) < 0)
		arena->seed[0] =
			(uint64_t)(uintptr_t)arena; /* early boot: still unlike */
	return arena->seed;
}

/* The piece of `old` bytes becomes one of `bytes` where it stands, if it can. */
static bool stretch(struct arena *arena, const void *piece, size_t old, size_t bytes)
{
	struct block *block = arena->head;
	size_t more = bytes - old;

	if (!block || block->used < old || piece != block->bytes + block->used - old ||
	    more > block->size - block->used || arena->used > arena->limit - more)
		return false;
	memset(block->bytes + block->used, 0, more);
	block->used += more;
	arena->used += more;
	return true;
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t *room,
		 size_t size, size_t align)
{
	size_t old = *room * size, bytes, more;
	char *larger;

	if (count < *room)
		return items;
	/* Most lists of large things hold one or two. */
	more = *room ? *room * 2 : size > 128 ? 1 : size > 64 ? 2 : 8;
	if (__builtin_mul_overflow(more, size, &bytes))
		oom();
	if (old > 0 && stretch(arena, items, old, bytes)) {
		*room = more;
		return items;
	}
	larger = take(arena, bytes, align);
	if (old > 0)
		memcpy(larger, items, old);
	/* A large piece comes zeroed. */
	if (bytes < LARGE_BYTES)
		memset(larger + old, 0, bytes - old);
	*room = more;
	return larger;
}
