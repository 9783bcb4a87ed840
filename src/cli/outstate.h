/*
 * outstate.h - what a folder looks like on disk, to see later whether somebody has
 * touched it.
 */
#ifndef CLI_OUTSTATE_H
#define CLI_OUTSTATE_H

#include "base/arena.h"
#include "base/err.h"

/*
 * Digest over names, sizes, inodes and times of change of all files below the
 * folders, as git's index remembers them: nothing is read.  A folder of NULL is
 * none.  ERR_FORMAT for a link in it, ERR_IO.
 */
int outstate(char out[65], const char *folder, const char *templates,
	     struct arena *arena, struct err *err);

/* The same; the files of the first folder come out too, by path, in `arena`. */
struct file_entry;
int outstate_files(char out[65], const struct file_entry **files, size_t *count,
		   const char *folder, const char *templates, struct arena *arena,
		   struct err *err);

#endif
