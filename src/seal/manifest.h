/*
 * manifest.h - SHA256SUMS: every content file of a bundle and its digest.
 *
 * One line a file: 64 lower-case hexadecimal digits, two spaces, path, LF;
 * sorted by path bytes.  What coreutils' sha256sum also takes (CRLF, comments,
 * "*", escapes, "../x") is refused here: seal.md section 2.2.  The SHA-256 of
 * the file's bytes is the seal digest, the bundle's name.
 */
#ifndef SEAL_MANIFEST_H
#define SEAL_MANIFEST_H

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/span.h"
#include "trust/digest.h"

struct manifest_line {
	struct span path;
	char sha256[DIGEST_TEXT];
};

struct manifest {
	LIST(struct manifest_line) lines; /* sorted by path */
};

/*
 * ERR_FORMAT with the tag E_SUMS_SYNTAX and the line, also where one of the
 * files that every bundle has is not listed.  Spans borrow from `text`.
 */
int manifest_parse(struct manifest *out, struct span text, struct arena *arena,
		   struct err *err);

/* By binary search; NULL where the path is not listed. */
const struct manifest_line *manifest_find(const struct manifest *manifest,
					  struct span path);

/*
 * Read every content file below `folder` and give the text of its manifest.
 * ERR_FORMAT for a path that bundles do not take or anything but files and
 * folders.
 */
int manifest_make(struct span *out, const char *folder, struct arena *arena,
		  struct err *err);

/* Who knows a file's digest without reading it; NULL: nobody does. */
struct manifest_known {
	const char *(*digest)(void *ctx, const struct file_entry *file); /* or NULL */
	void *ctx;
};

/*
 * The same, written as SHA256SUMS into the folder; *out is its text, and *out_lines
 * what stands in it.  `known` may be NULL.
 */
int manifest_write(struct span *out, struct manifest *out_lines, const char *folder,
		   const struct manifest_known *known, struct arena *arena,
		   struct err *err);

/*
 * Read every content file again and compare with the folder's own SHA256SUMS,
 * whose text comes out.  ERR_TRUST with the tag E_FILE_CHANGED, E_FILE_EXTRA or
 * E_FILE_MISSING at the first difference.
 */
int manifest_compare(struct span *out, const char *folder, struct arena *arena,
		     struct err *err);

/* From lines that are sorted already. */
struct span manifest_text(const struct manifest *manifest, struct arena *arena);

#endif
