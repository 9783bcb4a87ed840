/*
 * layout.h - `muster export oci`: a packed bundle into a folder that skopeo, oras and
 * their like copy to a registry.
 */
#ifndef CLI_LAYOUT_H
#define CLI_LAYOUT_H

#include "cli/command.h"

/*
 * The bundle at `path`, an archive, as a layout in `folder`, which is new, empty or
 * an earlier layout, and is replaced whole.  The bundle's files must be those of its
 * SHA256SUMS; whose seal it has is the question of whoever takes it out again.
 */
int layout_write(struct invocation *in, const char *path, const char *folder,
		 struct err *err);

#endif
