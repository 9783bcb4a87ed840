/*
 * paths.h - which paths a bundle may hold: seal.md section 2.1.
 *
 * The rules are for every reader to come: any file system, any unpacker, any
 * case.  They bind content, seal and sign-offs alike.
 */
#ifndef SEAL_PATHS_H
#define SEAL_PATHS_H

#include "base/arena.h"
#include "base/span.h"

#define BUNDLE_PATH      100 /* bytes, below the top directory */
#define BUNDLE_COMPONENT 80
#define BUNDLE_DEPTH     8
#define BUNDLE_TOP       64 /* bytes of the top directory's name */

/* What is wrong with one path, in words; NULL: nothing. */
const char *bundle_path_fault(struct span path);

/* The same for the name of the top directory. */
const char *bundle_top_fault(struct span name);

/* The complete list of what may lie in seal/: seal.md section 2. */
enum seal_file {
	SEAL_FILE_P7S,
	SEAL_FILE_P7S_STAMP,
	SEAL_FILE_ATTESTATION,
	SEAL_FILE_PUB,
	SEAL_FILE_VSA,
	SEAL_FILE_VSA_STAMP,
	SEAL_FILES
};
extern const char *const seal_file_path[SEAL_FILES]; /* "seal/SHA256SUMS.p7s" */

/* Their bytes; empty: not there. */
struct seal_files {
	struct span bytes[SEAL_FILES];
};

/* SHA256SUMS, seal/... and signoffs/...: what the manifest does not list. */
bool bundle_path_is_outside(struct span path);

/*
 * What is wrong with a file that is outside the manifest: seal/ and signoffs/
 * take only the names of seal.md section 2.  NULL: nothing.
 */
const char *bundle_outside_fault(struct span path);

/* A path of the repository as raw/index.json writes it: "%2F" is one byte. */
struct span bundle_plain_path(struct span text, struct arena *arena);

/* Paths seen so far, to find those that cannot lie side by side. */
struct path_set;
enum path_clash {
	PATH_FITS,
	PATH_REPEATED,
	PATH_CASE,   /* equal to another one but for ASCII case */
	PATH_PREFIX, /* a file where another path has a folder */
};
struct path_set *path_set_new(struct arena *arena);

/* *out_other is the path that is in the way. */
enum path_clash path_set_add(struct path_set *set, struct span path,
			     struct span *out_other);

#endif
