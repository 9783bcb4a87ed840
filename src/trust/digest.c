/* SHA-256 and git object ids, by way of libcrypto's EVP. */
#include "trust/digest.h"

#include "base/arena.h"
#include "base/scoped.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_STEP ((size_t)128 * 1024)

static const EVP_MD *(*const git_hash[DIGEST_GITS])(void) = {
	[DIGEST_GIT_SHA1] = EVP_sha1,
	[DIGEST_GIT_SHA256] = EVP_sha256,
};

/* libcrypto says no only where it has no memory; there is nothing to add to that. */
static void must(int ok)
{
	if (ok != 1)
		oom();
}

void digest_hex(const unsigned char *bytes, size_t len, char *out)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < len; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[2 * len] = '\0';
}

bool digest_is_hex(struct span text)
{
	if (text.len != DIGEST_TEXT - 1)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!(text.ptr[i] >= '0' && text.ptr[i] <= '9') &&
		    !(text.ptr[i] >= 'a' && text.ptr[i] <= 'f'))
			return false;
	return true;
}

void digest_sha256(struct span span, unsigned char out[DIGEST_BYTES])
{
	must(EVP_Digest(span.len ? span.ptr : "", span.len, out, NULL, EVP_sha256(),
			NULL));
}

void digest_sha256_hex(struct span span, char out[DIGEST_TEXT])
{
	unsigned char bytes[DIGEST_BYTES];

	digest_sha256(span, bytes);
	digest_hex(bytes, sizeof(bytes), out);
}

/* struct digest is libcrypto's context under a name that needs no header of it. */
struct digest *digest_start_git(enum digest_git format)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();

	if (!ctx)
		oom();
	must(EVP_DigestInit_ex(ctx, git_hash[format](), NULL));
	return (struct digest *)ctx;
}

struct digest *digest_start(void)
{
	return digest_start_git(DIGEST_GIT_SHA256);
}

void digest_add(struct digest *digest, struct span span)
{
	if (span.len)
		must(EVP_DigestUpdate((EVP_MD_CTX *)digest, span.ptr, span.len));
}

void digest_finish_hex(struct digest *digest, char out[DIGEST_TEXT])
{
	unsigned char bytes[EVP_MAX_MD_SIZE];
	unsigned len = 0;

	must(EVP_DigestFinal_ex((EVP_MD_CTX *)digest, bytes, &len));
	digest_hex(bytes, len, out);
	digest_drop(digest);
}

void digest_each(struct digest *digest, struct span span,
		 unsigned char out[DIGEST_BYTES])
{
	EVP_MD_CTX *ctx = (EVP_MD_CTX *)digest;

	digest_add(digest, span);
	must(EVP_DigestFinal_ex(ctx, out, NULL));
	must(EVP_DigestInit_ex2(ctx, NULL, NULL));
}

void digest_drop(struct digest *digest)
{
	EVP_MD_CTX_free((EVP_MD_CTX *)digest);
}

static void drop_digest(struct digest **slot)
{
	digest_drop(*slot);
}

int digest_fd(char out[DIGEST_TEXT], uint64_t *out_size, int fd, const char *name,
	      uint64_t limit, struct err *err)
{
	__attribute__((cleanup(drop_digest))) struct digest *digest = digest_start();
	char piece[READ_STEP];

	out[0] = '\0';
	*out_size = 0;
	for (;;) {
		ssize_t got = read(fd, piece, sizeof(piece));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_errno(err, "cannot read", name);
		if (got == 0)
			break;
		*out_size += (uint64_t)got;
		if (*out_size > limit) {
			err_set(err, ERR_LIMIT, "is larger than %ju bytes",
				(uintmax_t)limit);
			return err_at_path(err, span_of(name));
		}
		digest_add(digest, (struct span){ piece, (size_t)got });
	}
	digest_finish_hex(TAKE(digest), out);
	return 0;
}

int digest_file(char out[DIGEST_TEXT], uint64_t *out_size, const char *path,
		uint64_t limit, struct err *err)
{
	struct stat st;
	int fd, rc;

	out[0] = '\0';
	*out_size = 0;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0 && errno == ENOENT) {
		err_set(err, ERR_ABSENT, "there is no such file");
		return err_at_path(err, span_of(path));
	}
	if (fd < 0)
		return err_errno(err, "cannot open", path);
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		err_set(err, ERR_FORMAT, "is not a regular file");
		return err_at_path(err, span_of(path));
	}
	rc = digest_fd(out, out_size, fd, path, limit, err);
	close(fd);
	return rc;
}

void digest_git_oid(enum digest_git format, const char *type, struct span bytes,
		    char out[DIGEST_OID])
{
	struct digest *digest = digest_start_git(format);
	char head[64];
	int len = snprintf(head, sizeof(head), "%s %zu", type, bytes.len);

	digest_add(digest, (struct span){ head, (size_t)len + 1 }); /* with its NUL */
	digest_add(digest, bytes);
	digest_finish_hex(digest, out);
}

void digest_git_blob(enum digest_git format, struct span bytes, char out[DIGEST_OID])
{
	digest_git_oid(format, "blob", bytes, out);
}
