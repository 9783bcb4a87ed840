/*
 * known.h - the site that a build replaces, where it is as the newest run left it.
 *
 * Names, sizes, inodes and times of change are what they were (outstate.h), so a file
 * there holds what its SHA256SUMS says, and nobody needs to read it again to know.  As
 * with all that a warm build believes, no run that decides or seals asks: security.md
 * D6.
 */
#ifndef CLI_KNOWN_H
#define CLI_KNOWN_H

#include "base/file.h"
#include "seal/manifest.h"

struct known {
	struct manifest manifest;
	const struct file_entry *files; /* of the folder, by path */
	size_t count;
};

/* False where its SHA256SUMS cannot be had; all in `arena`. */
bool known_read(struct known *out, const char *folder, const struct file_entry *files,
		size_t count, struct arena *arena);

/* Whether there is a file at `path` of those bytes; NULL knows nothing. */
bool known_is(const struct known *known, struct span path, const char *sha256,
	      uint64_t size);

/* The digest listed for `path`, or NULL. */
const char *known_digest(const struct known *known, struct span path);

/*
 * For manifest_write(), `ctx` being a struct known: the digest of a file that is a
 * second name of the one at the same path there, else NULL.
 */
const char *known_link(void *ctx, const struct file_entry *file);

#endif
