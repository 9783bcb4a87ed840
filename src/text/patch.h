/*
 * patch.h - edits of a text as a unified diff that `git apply` takes.
 *
 * Bytes are bytes: line ends, encodings and a missing end of the last line are
 * kept as they are, so that a patch of one line changes that line alone.
 * Format: diff-generate-patch of git; lines end at LF, as git has it.
 */
#ifndef TEXT_PATCH_H
#define TEXT_PATCH_H

#include "base/buf.h"
#include "base/span.h"

/* Bytes `at` to `at + len` become `with`. */
struct patch_edit {
	size_t at, len;
	struct span with;
};

/*
 * Add the diff of the file `path` to `out`.  Edits are in order and do not
 * overlap; without any, nothing is added.  What is inserted behind a last line
 * without its end starts with a line end of its own.
 */
void patch_add(struct buf *out, struct span path, struct span bytes,
	       const struct patch_edit *edits, size_t count);

#endif
