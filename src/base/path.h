/*
 * path.h - paths as bytes with '/' between names.
 *
 * Repository paths are relative, have no empty, "." or ".." component and no
 * NUL.  Nothing here touches the file system.
 */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/arena.h"
#include "base/span.h"

/* A repository path as above, at most limits.h's PATH_BYTES long. */
bool path_is_clean(struct span path);

/* "b.c" of "a/b.c"; the whole where there is no '/'. */
struct span path_base(struct span path);

/* "a" of "a/b.c"; empty where there is no '/'. */
struct span path_dir(struct span path);

/* ".gz" of "a.tar.gz"; empty for "a", ".env" and "a/". */
struct span path_ext(struct span path);

/* "dir/name"; `name` alone where dir is empty. */
struct span path_join(struct arena *arena, struct span dir, struct span name);

/*
 * `path` as written in a file of folder `dir`, cleaned: "." and empty
 * components dropped, ".." taken.  False where it leaves the root.
 */
bool path_resolve(struct arena *arena, struct span dir, struct span path,
		  struct span *out);

/* Whether `path` is `dir` or lies below it; the root is the empty dir. */
bool path_is_below(struct span path, struct span dir);

/*
 * A piece of a file's name out of any text: lower-case letters, digits and single
 * dashes between them, at most `most` bytes; `otherwise` where nothing is left.
 */
struct span path_slug(struct arena *arena, struct span text, size_t most,
		      const char *otherwise);

#endif
