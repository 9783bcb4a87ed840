#include "repo/version.h"

#include <git2.h>

const char *version_git2(void)
{
	return LIBGIT2_VERSION;
}
