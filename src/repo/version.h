/*
 * version.h - the version of libgit2, as the linked library names itself.
 */
#ifndef REPO_VERSION_H
#define REPO_VERSION_H

const char *version_git2(void);

#endif
