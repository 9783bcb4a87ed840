/*
 * scoped.h - foreign handles that free themselves.
 *
 *     SCOPED_TYPE(git_tree, git_tree_free)            once, at the top of a door
 *     SCOPED(git_tree) tree = NULL;                   freed where the scope ends
 *     *out = TAKE(tree);                              ownership leaves here
 */
#ifndef BASE_SCOPED_H
#define BASE_SCOPED_H

#define SCOPED_TYPE(type, release)                         \
	static inline void scoped_##type(type **slot)      \
	{                                                  \
		if (*slot)                                 \
			release(*slot);                    \
	}
#define SCOPED(type) __attribute__((cleanup(scoped_##type))) type *
#define TAKE(ptr)                                          \
	__extension__({                                    \
		__typeof__(ptr) taken_ = (ptr);            \
		(ptr) = NULL;                              \
		taken_;                                    \
	})

#endif
