/*
 * yaml.h - the door to libyaml: YAML files as a tree (text/tree.h), one root a
 * document.
 *
 * Plain scalars are resolved by the core schema of YAML 1.2: `on`, `yes` and
 * `no` are strings.  An alias stands for a copy of what it names, counted
 * against the limit of values.  Keys that are no scalar, have a tag of their own,
 * or repeat are errors.  A value with a tag that is none of the core schema's means
 * what the tool behind that tag says: it is kept as if it had none, with
 * its node_tag(), and who does not know the tool asks yaml_untagged() first.
 * Source: YAML 1.2.2, chapter 10.3; what libyaml reads is YAML 1.1 without its
 * resolution of words.
 *
 * Errors have a position and one of these tags: yaml-syntax, yaml-alias-budget,
 * truncated, too-deep, too-many, too-big; `empty` where there is no document.
 */
#ifndef TEXT_YAML_H
#define TEXT_YAML_H

#include "text/tree.h"

int yaml_parse(struct tree **out, struct span path, struct span bytes,
	       struct arena *arena, struct err *err);

/* ERR_FORMAT, yaml-syntax, at the first value with a tag of some tool's own. */
int yaml_untagged(struct tree *tree, struct err *err);

#endif
