#include "cli/known.h"

#include "base/limits.h"

#include <string.h>

bool known_read(struct known *out, const char *folder, const struct file_entry *files,
		size_t count, struct arena *arena)
{
	struct err ignored = { 0 };
	struct span text;

	*out = (struct known){ .files = files, .count = count };
	return file_read_below(&text, folder, SPAN_LIT("SHA256SUMS"), LIMIT_SUMS_BYTES,
			       arena, &ignored) == 0 &&
	       manifest_parse(&out->manifest, text, arena, &ignored) == 0;
}

static const struct file_entry *find_file(const struct known *known, struct span path)
{
	size_t low = 0, high = known->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = span_cmp(path, known->files[middle].path);

		if (order == 0)
			return &known->files[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *known_digest(const struct known *known, struct span path)
{
	const struct manifest_line *line =
		known ? manifest_find(&known->manifest, path) : NULL;

	return line ? line->sha256 : NULL;
}

bool known_is(const struct known *known, struct span path, const char *sha256,
	      uint64_t size)
{
	const char *listed = known_digest(known, path);
	const struct file_entry *file = listed ? find_file(known, path) : NULL;

	return file && file->size == size && strcmp(listed, sha256) == 0;
}

const char *known_link(void *ctx, const struct file_entry *file)
{
	const struct known *known = ctx;
	const struct file_entry *was = find_file(known, file->path);

	if (!was || was->inode != file->inode || was->size != file->size)
		return NULL;
	return known_digest(known, file->path);
}
