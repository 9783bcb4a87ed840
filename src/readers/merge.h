/*
 * merge.h - members of a YAML mapping that come out of another one through "<<".
 *
 * Source: the YAML merge key, yaml.org/type/merge.html; compose and GitLab CI
 * files are written with it.
 */
#ifndef READERS_MERGE_H
#define READERS_MERGE_H

#include "text/tree.h"

/*
 * The member's value, the mapping's own before those it merges, those merged first
 * before later ones; absent where there is none.
 */
struct node merge_get(struct node object, const char *key);

#endif
