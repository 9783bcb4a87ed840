/*
 * content.h - what lies in a bundle: its files, their sizes and digests.
 *
 * Steps 1 and 2 of verification (seal.md section 10).  A folder is walked and
 * no link followed; an archive is read once, from the first byte to the last,
 * in constant memory and without extracting anything.  An archive must be the
 * very bytes that muster would have packed from these files: the tar is written
 * again on the side and compared, byte by byte.
 *
 * The few files that verification looks into are kept; of git's objects trees and
 * commits, as long as there is room (LIMIT_BUNDLE_GIT).
 */
#ifndef SEAL_CONTENT_H
#define SEAL_CONTENT_H

#include "base/arena.h"
#include "base/err.h"
#include "trust/digest.h"

/* What a file git/... holds: "<type> <size>\0<body>". */
enum content_git {
	CONTENT_GIT_NONE, /* it does not begin like that, or its size is another */
	CONTENT_GIT_BLOB,
	CONTENT_GIT_TREE,
	CONTENT_GIT_COMMIT,
	CONTENT_GITS
};

struct content_object {
	enum content_git type;
	char oid[DIGEST_TEXT];    /* the hash that its name is made with */
	char sha256[DIGEST_TEXT]; /* of a blob's body */
	bool has_body;            /* of a tree or commit that is small enough */
	struct span body;
};

struct content_file {
	struct span path; /* below the top directory */
	uint64_t size;
	char sha256[DIGEST_TEXT];
	bool kept;
	struct span bytes;             /* of a kept file */
	struct content_object *object; /* of a file git/..., else NULL */
};

/* seal.md section 10; an operator may raise them. */
struct content_limits {
	uint64_t entries, file, total, input, ratio, signoffs;
	unsigned window; /* log 2, of zstd */
	bool repacked;   /* members in another order, with other times and owners */
	bool digest;     /* tar_digest is wanted, which costs a hash of all bytes */
};
extern const struct content_limits content_limits_default;

struct content {
	LIST(struct content_file) files; /* sorted by path */
	LIST(struct span) empty_folders; /* of a folder; sorted */
	bool archive;
	struct span top;              /* top directory of an archive */
	int64_t mtime;                /* of an archive's members */
	char tar_digest[DIGEST_TEXT]; /* of an archive, uncompressed; or "" */
	bool repacked; /* not as muster packs it, but with the same files */
};

/*
 * ERR_FORMAT, ERR_LIMIT with the tag of section 10's steps 1 and 2, `where` the
 * member.  ERR_ABSENT or ERR_IO with E_IO where `path` cannot be read.
 */
int content_read(struct content *out, const char *path,
		 const struct content_limits *limits, struct arena *arena,
		 struct err *err);

/*
 * As if the file `path` had these bytes, or, where they are empty, were not there:
 * for a seal that is looked at before it is stored.
 */
void content_replace(struct content *content, struct span path, struct span bytes,
		     struct arena *arena);

/* By binary search; NULL where there is none. */
const struct content_file *content_find(const struct content *content,
					struct span path);

/* The bytes of a kept file; empty where it is not there. */
struct span content_bytes(const struct content *content, const char *path);

#endif
