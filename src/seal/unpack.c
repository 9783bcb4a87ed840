#include "seal/unpack.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "text/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define READ_STEP ((size_t)256 * 1024)

static int is_other(struct err *err, struct span path)
{
	err_set(err, ERR_TRUST, "the bundle has changed since it was verified");
	err_tag(err, "E_FILE_CHANGED");
	err_at_path(err, path);
	return err_fix(err, "run the command again, while nobody writes to the bundle");
}

static int by_path(const void *key, const void *element)
{
	const struct span *path = key;
	const struct content_file *file = element;

	return span_cmp(*path, file->path);
}

static int lay(const char *folder, struct span path, struct span bytes,
	       const struct verification *verified, size_t *done, struct err *err)
{
	const struct content_file *file =
		verified->files.count == 0
			? NULL
			: bsearch(&path, verified->files.at, verified->files.count,
				  sizeof(*verified->files.at), by_path);
	char digest[DIGEST_TEXT];

	digest_sha256_hex(bytes, digest);
	if (!file || strcmp(digest, file->sha256) != 0)
		return is_other(err, path);
	++*done;
	return file_stage(folder, path, bytes, err);
}

static int lay_folder(const char *bundle, const char *folder,
		      const struct verification *verified, size_t *done,
		      struct arena *scratch, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < verified->files.count; i++) {
		struct span path = verified->files.at[i].path, bytes;

		rc = file_read_below(&bytes, bundle, path, LIMIT_BUNDLE_FILE, scratch,
				     err);
		if (rc == 0)
			rc = lay(folder, path, bytes, verified, done, err);
		arena_clear(scratch);
	}
	return rc;
}

struct input {
	int fd;
	const char *name;
	char *room;
};

static int read_input(void *ctx, struct span *out, struct err *err)
{
	struct input *input = ctx;
	ssize_t got;

	do
		got = read(input->fd, input->room, READ_STEP);
	while (got < 0 && errno == EINTR);
	*out = (struct span){ input->room, got < 0 ? 0 : (size_t)got };
	return got < 0 ? err_errno(err, "cannot read", input->name) : 0;
}

static int read_member(struct buf *out, struct archive_reader *reader, struct err *err)
{
	struct span bytes;
	int rc;

	buf_clear(out);
	do {
		rc = archive_reader_data(reader, &bytes, err);
		buf_add(out, bytes);
	} while (rc == 0 && bytes.len > 0);
	return rc < 0 ? rc : buf_check(out, "a member of the bundle", err);
}

static int lay_members(struct archive_reader *reader, const char *folder,
		       const struct verification *verified, size_t *done,
		       struct err *err)
{
	struct archive_item item;
	struct buf bytes;
	bool more;
	int rc;

	buf_init(&bytes, LIMIT_BUNDLE_FILE);
	for (;;) {
		ptrdiff_t slash;

		rc = archive_reader_next(reader, &item, &more, err);
		if (rc < 0 || !more)
			break;
		slash = span_index(item.path, '/');
		if (item.type || slash < 0) {
			rc = is_other(err, item.path);
			break;
		}
		/* Its name lives until the next member, as long as this one needs. */
		rc = read_member(&bytes, reader, err);
		if (rc == 0)
			rc = lay(folder, span_from(item.path, (size_t)slash + 1),
				 buf_span(&bytes), verified, done, err);
		if (rc < 0)
			break;
	}
	buf_release(&bytes);
	return rc;
}

static int lay_archive(const char *bundle, const char *folder,
		       const struct verification *verified, size_t *done,
		       struct arena *arena, struct err *err)
{
	static const struct archive_limits limits = {
		.input = LIMIT_BUNDLE_BYTES,
		.unpacked = LIMIT_BUNDLE_BYTES + (uint64_t)LIMIT_BUNDLE_ENTRIES * 1024,
		.ratio = LIMIT_BUNDLE_RATIO,
		.ratio_from = 64 * LIMIT_MIB,
	};
	struct input input = { .name = bundle };
	struct archive_source source = { read_input, &input };
	SCOPED_ARCHIVE_READER reader = NULL;
	int rc;

	input.fd = open(bundle, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (input.fd < 0)
		return err_errno(err, "cannot open the bundle", bundle);
	input.room = arena_room(arena, READ_STEP, 16);
	rc = archive_reader_open(&reader, &source, &limits, NULL, arena, err);
	if (rc == 0)
		rc = lay_members(reader, folder, verified, done, err);
	close(input.fd);
	return rc;
}

int bundle_unpack(const char *bundle, const char *folder,
		  const struct verification *verified, struct arena *arena,
		  struct err *err)
{
	size_t done = 0;
	int rc;

	if (file_is_folder(bundle)) {
		struct arena *scratch = arena_new(2 * LIMIT_BUNDLE_FILE);

		rc = lay_folder(bundle, folder, verified, &done, scratch, err);
		arena_free(scratch);
	} else {
		rc = lay_archive(bundle, folder, verified, &done, arena, err);
	}
	if (rc == 0 && done != verified->files.count)
		return is_other(err, span_of(bundle));
	return rc;
}
