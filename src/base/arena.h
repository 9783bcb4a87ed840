/*
 * arena.h - memory given back all at once.
 *
 * Two of them serve a run: one lives as long as the run and holds the model,
 * one is emptied between artifacts.  Nothing in an arena is freed by itself and
 * nothing in an arena owns a foreign handle.
 *
 * An allocation cannot fail: past the arena's limit, or when the system has no
 * memory, the process ends through oom().  Inputs cannot get there, because
 * limits on size, depth and count are checked before memory is asked for.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/err.h"
#include "base/span.h"

#include <stdarg.h>
#include <stdint.h>

struct arena;

/* At most `limit` bytes are ever handed out between two clears. */
struct arena *arena_new(size_t limit);
void arena_free(struct arena *arena); /* NULL is fine */

/* Everything handed out so far is gone; up to 4 MiB are kept for the next round. */
void arena_clear(struct arena *arena);

/* Zeroed; `align` is a power of two, at most 16. */
void *arena_alloc(struct arena *arena, size_t size, size_t align)
	__attribute__((malloc, returns_nonnull));

#define ARENA_NEW(arena, type)                                                         \
	((type *)arena_alloc((arena), sizeof(type), _Alignof(type)))
#define ARENA_ARRAY(arena, type, count)                                                \
	((type *)arena_array((arena), (count), sizeof(type), _Alignof(type)))

/* The same for `count` elements; the product is checked. */
void *arena_array(struct arena *arena, size_t count, size_t size, size_t align)
	__attribute__((returns_nonnull));

/* Room for bytes that the caller writes before anybody reads them: not zeroed. */
void *arena_room(struct arena *arena, size_t size, size_t align)
	__attribute__((malloc, returns_nonnull));

/* A copy with a NUL behind it, which the span does not count. */
struct span arena_copy(struct arena *arena, struct span span);
char *arena_string(struct arena *arena, struct span span);

struct span arena_printf(struct arena *arena, const char *fmt, ...) LIKE_PRINTF(2, 3);

/*
 * Two random numbers of this arena's own, drawn when they are first asked for: a key
 * for hashes of what strangers wrote.
 */
const uint64_t *arena_seed(struct arena *arena);

/* Bytes handed out since the last clear. */
size_t arena_used(const struct arena *arena);

/*
 * A list that grows in an arena.  Elements move when it grows: keep indices,
 * not pointers, while adding.
 *     struct plan { LIST(struct item) items; };
 *     struct item *item = LIST_ADD(arena, &plan->items);   (zeroed)
 */
#define LIST(type)                                                                     \
	struct {                                                                       \
		type *at;                                                              \
		size_t count;                                                          \
		size_t room;                                                           \
	}

#define LIST_ADD(arena, list)                                                          \
	((list)->at =                                                                  \
		 arena_grow((arena), (list)->at, (list)->count, &(list)->room,         \
			    sizeof(*(list)->at), _Alignof(__typeof__(*(list)->at))),   \
	 &(list)->at[(list)->count++])

/*
 * Room for one more than `count` elements: the same array, where it is the arena's
 * last piece and its block has room, or a larger copy.
 */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *room,
		 size_t size, size_t align);

/* Room for `count` elements of a list that is still empty, so that it moves less. */
#define LIST_RESERVE(arena, list, count_)                                              \
	((list)->at = arena_array((arena), (count_), sizeof(*(list)->at),              \
				  _Alignof(__typeof__(*(list)->at))),                  \
	 (void)((list)->room = (count_)))

/* One constant line on standard error, then the end of the process. */
_Noreturn void oom(void);

#endif
