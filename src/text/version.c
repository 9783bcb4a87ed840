#include "text/version.h"

#include <archive.h>
#include <cmark-gfm.h>
#include <zlib.h>

#include <stddef.h>

const char *version_cmark(void)
{
	return cmark_version_string();
}

/* "libarchive 3.6.2": the number alone. */
const char *version_archive(void)
{
	return archive_version_string() + sizeof("libarchive ") - 1;
}

const char *version_zlib(void)
{
	return zlibVersion();
}
