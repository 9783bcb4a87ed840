/*
 * yaml.h - the door to libyaml: YAML files as a tree (text/tree.h), one root a
 * document.
 *
 * Plain scalars are resolved by the core schema of YAML 1.2: `on`, `yes` and
 * `no` are strings.  An alias stands for a copy of what it names, counted
 * against the limit of values.  Tags other than the core schema's, keys that
 * are no scalar and keys that repeat are errors.  Source: YAML 1.2.2, chapter
 * 10.3; what libyaml reads is YAML 1.1 without its resolution of words.
 *
 * Errors have a position and one of these tags: yaml-syntax, yaml-alias-budget,
 * truncated, too-deep, too-many, too-big; `empty` where there is no document.
 */
#ifndef TEXT_YAML_H
#define TEXT_YAML_H

#include "text/tree.h"

int yaml_parse(struct tree **out, struct span path, struct span bytes,
	       struct arena *arena, struct err *err);

#endif
