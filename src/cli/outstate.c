#include "cli/outstate.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "trust/digest.h"

#include <stdio.h>

static int add_folder(struct digest *digest, const struct file_entry **out_files,
		      size_t *out_count, const char *folder, struct arena *arena,
		      struct err *err)
{
	const struct file_entry *files;
	size_t count;
	int rc;

	*out_files = NULL;
	*out_count = 0;
	if (!folder)
		return 0;
	rc = file_list(&files, &count, folder, LIMIT_BUNDLE_ENTRIES, arena, err);
	if (rc < 0)
		return rc;
	*out_files = files;
	*out_count = count;
	for (size_t i = 0; i < count; i++) {
		char stamp[128];

		snprintf(stamp, sizeof(stamp), " %ju %ju %jd.%09jd\n",
			 (uintmax_t)files[i].size, (uintmax_t)files[i].inode,
			 (intmax_t)files[i].changed_s, (intmax_t)files[i].changed_ns);
		digest_add(digest, files[i].path);
		digest_add(digest, span_of(stamp));
	}
	digest_add(digest, (struct span){ "", 1 });
	return 0;
}

int outstate_files(char out[65], const struct file_entry **files, size_t *count,
		   const char *folder, const char *templates, struct arena *arena,
		   struct err *err)
{
	struct digest *digest = digest_start();
	const struct file_entry *others;
	size_t other_count;
	int rc = add_folder(digest, files, count, folder, arena, err);

	if (rc == 0)
		rc = add_folder(digest, &others, &other_count, templates, arena, err);
	digest_finish_hex(digest, out);
	return rc;
}

int outstate(char out[65], const char *folder, const char *templates,
	     struct arena *arena, struct err *err)
{
	const struct file_entry *files;
	size_t count;

	return outstate_files(out, &files, &count, folder, templates, arena, err);
}
