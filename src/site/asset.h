/*
 * asset.h - the files of templates/, as they are in the program.
 *
 * src/base/embed.sh makes the table when muster is built.  An operator's folder
 * replaces them by name (site.md section 8); nothing in an audited tree does.
 */
#ifndef SITE_ASSET_H
#define SITE_ASSET_H

#include "base/asset.h"

/* By name: "overview.html", "assets/muster.css", "README.txt". */
extern const struct asset assets[];
extern const size_t asset_count;

#endif
