/*
 * vcs.h - the commit that a reference to version control names.
 */
#ifndef READERS_VCS_H
#define READERS_VCS_H

#include "readers/put.h"

/* 40 or 64 hexadecimal digits and nothing else, in either case. */
bool vcs_is_id(struct span text);

/*
 * The first full commit id that stands in the address of a repository, as in
 * ".../commit/ID", "git+https://...@ID" and "...?ref=ID"; empty where none does.
 */
struct span vcs_commit(struct span url);

/* put_commit() of it. */
int vcs_put(struct put *put, struct span url, const char *src);

#endif
