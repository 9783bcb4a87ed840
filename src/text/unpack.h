/*
 * unpack.h - reports that lie packed: gzip, zip, tar and tar.gz, one level deep.
 *
 * Pure functions from bytes to bytes, told by the first bytes and never by a name.
 * A CI's bundle of reports becomes its members; one gzipped report becomes itself.
 * Nothing is extracted to a disk.
 *
 * All or nothing: an archive is read to its last byte before its first member is
 * handed out.  Links, "..", names that are there twice, encryption, a second gzip
 * member, and a zip whose local and central records differ make the whole archive
 * unreadable, for two programs could read it in two ways (security.md, A1 to A4).
 * Limits: limits.h, LIMIT_UNPACK_*.
 *
 * Errors: ERR_FORMAT or ERR_LIMIT with a tag of evidence.md section 11: "bomb",
 * "truncated", "archive-damaged", "archive-encrypted", "archive-link",
 * "archive-path", "archive-duplicate", "archive-members", "archive-differs",
 * "archive-trailing".
 */
#ifndef TEXT_UNPACK_H
#define TEXT_UNPACK_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

#include <stdint.h>

enum packing {
	PACKING_NONE,
	PACKING_GZIP, /* one report */
	PACKING_TAR,
	PACKING_TAR_GZIP,
	PACKING_ZIP,
	PACKING_OTHER, /* known, and not unpacked: zstd, xz, bzip2 */
	PACKINGS
};
extern const char *const packing_word[PACKINGS]; /* "tar+gzip" */

/* By the first bytes alone; `out_name` (or NULL) is "xz" and the like. */
enum packing unpack_what(struct span bytes, const char **out_name);

/* PACKING_GZIP: the report, in `arena`; ERR_LIMIT, "too-big", past `limit`. */
int unpack_gzip(struct span *out, struct span bytes, size_t limit, struct arena *arena,
		struct err *err);

struct unpack_member {
	struct span path; /* clean: base/path.h */
	uint64_t size;
};

struct unpack_list {
	enum packing packing;
	bool is_document; /* a program or an office document: nobody means its parts */
	LIST(struct unpack_member) members; /* files alone, by path */
};

/* The members of a tar, tar.gz or zip, every byte of them looked at. */
int unpack_list(struct unpack_list *out, struct span bytes, struct arena *arena,
		struct err *err);

/*
 * Members from `from` on that may be held in memory at once: the index behind the
 * last of them.
 */
size_t unpack_window(const struct unpack_list *list, size_t from);

/*
 * The bytes of members `from` to `to` - 1 of the list, into out[0] and on; those
 * larger than `largest` stay empty.  One pass over the archive.
 */
int unpack_read(struct span *out, const struct unpack_list *list, struct span bytes,
		size_t from, size_t to, size_t largest, struct arena *arena,
		struct err *err);

/*
 * Once, in a process that will have no files later: libraries read the zone and
 * their tables of charsets when they first meet a zip.  The zone becomes UTC.
 */
void unpack_prepare(void);

#endif
