/*
 * asset.h - the files of templates/, as they are in the program.
 *
 * src/site/embed.sh makes the table when muster is built.  An operator's folder
 * replaces them by name (site.md section 8); nothing in an audited tree does.
 */
#ifndef SITE_ASSET_H
#define SITE_ASSET_H

#include "base/span.h"

struct asset {
	struct span name; /* "overview.html", "assets/muster.css", "README.txt" */
	struct span bytes;
};

extern const struct asset assets[]; /* by name */
extern const size_t asset_count;

#endif
