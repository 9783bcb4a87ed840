#include "cli/outstate.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "trust/digest.h"

#include <stdio.h>

static int add_folder(struct digest *digest, const char *folder, struct arena *arena,
		      struct err *err)
{
	const struct file_entry *files;
	size_t count;
	int rc;

	if (!folder)
		return 0;
	rc = file_list(&files, &count, folder, LIMIT_BUNDLE_ENTRIES, arena, err);
	for (size_t i = 0; rc == 0 && i < count; i++) {
		char stamp[128];

		snprintf(stamp, sizeof(stamp), " %ju %ju %jd.%09jd\n",
			 (uintmax_t)files[i].size, (uintmax_t)files[i].inode,
			 (intmax_t)files[i].changed_s, (intmax_t)files[i].changed_ns);
		digest_add(digest, files[i].path);
		digest_add(digest, span_of(stamp));
	}
	digest_add(digest, (struct span){ "", 1 });
	return rc;
}

int outstate(char out[65], const char *folder, const char *templates,
	     struct arena *arena, struct err *err)
{
	struct digest *digest = digest_start();
	int rc = add_folder(digest, folder, arena, err);

	if (rc == 0)
		rc = add_folder(digest, templates, arena, err);
	digest_finish_hex(digest, out);
	return rc;
}
