/*
 * digest.h - SHA-256 of bytes and files, and the names git gives to bytes.
 *
 * Nothing here can fail but reading a file: libcrypto refuses a digest only
 * when it is broken or out of memory, and that ends the process.
 */
#ifndef TRUST_DIGEST_H
#define TRUST_DIGEST_H

#include "base/err.h"
#include "base/span.h"

#include <stdint.h>

#define DIGEST_BYTES 32                     /* of a SHA-256 */
#define DIGEST_TEXT  (2 * DIGEST_BYTES + 1) /* in hexadecimal, NUL included */
#define DIGEST_OID   (2 * DIGEST_BYTES + 1) /* room for either kind of object id */

void digest_sha256(struct span span, unsigned char out[DIGEST_BYTES]);

/* Lower-case hexadecimal and a NUL. */
void digest_sha256_hex(struct span span, char out[DIGEST_TEXT]);
void digest_hex(const unsigned char *bytes, size_t len, char *out);

/* Whether the text is 64 lower-case hexadecimal digits. */
bool digest_is_hex(struct span text);

/*
 * Bytes that come in pieces.  digest_start() takes a handle that
 * digest_finish() or digest_drop() gives back; NULL is fine for drop.
 */
struct digest;
struct digest *digest_start(void);
void digest_add(struct digest *digest, struct span span);
void digest_finish_hex(struct digest *digest, char out[DIGEST_TEXT]);
void digest_drop(struct digest *digest);

/*
 * Many short texts, each by itself: digest_sha256() of one of them, with a handle
 * that digest_start() gave and nothing was added to.  Looking the algorithm up costs
 * more than hashing a line.
 */
void digest_each(struct digest *digest, struct span span,
		 unsigned char out[DIGEST_BYTES]);

/* The same with the hash of a repository's object ids. */
enum digest_git { DIGEST_GIT_SHA1, DIGEST_GIT_SHA256, DIGEST_GITS };
struct digest *digest_start_git(enum digest_git format);

/*
 * From an open descriptor to its end, in constant memory; *out_size is the
 * number of bytes seen.  ERR_LIMIT past `limit`; `name` is for messages.
 */
int digest_fd(char out[DIGEST_TEXT], uint64_t *out_size, int fd, const char *name,
	      uint64_t limit, struct err *err);

/* The same for a file that is no symbolic link; else ERR_ABSENT or ERR_FORMAT. */
int digest_file(char out[DIGEST_TEXT], uint64_t *out_size, const char *path,
		uint64_t limit, struct err *err);

/* "<type> <len>\0<bytes>" hashed: what `git hash-object -t type` prints. */
void digest_git_oid(enum digest_git format, const char *type, struct span bytes,
		    char out[DIGEST_OID]);

/* The same for a blob. */
void digest_git_blob(enum digest_git format, struct span bytes, char out[DIGEST_OID]);

#endif
