/*
 * image.h - the name of a container image taken apart.
 *
 * Source: the OCI Distribution Specification's reference grammar, as Docker
 * writes it: "[host[:port]/]path[:tag][@algorithm:hex]".
 */
#ifndef READERS_IMAGE_H
#define READERS_IMAGE_H

#include "base/span.h"

/*
 * Parts that are not there are empty.  A ':' inside ${...} starts no tag.  The
 * digest keeps its algorithm: "sha256:...".
 */
void image_split(struct span image, struct span *name, struct span *tag,
		 struct span *digest);

#endif
