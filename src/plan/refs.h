/*
 * refs.h - paths, links, commands and counts that an item names.
 *
 * Finds and classifies them and says by which words they are named; whether
 * they exist is the auditor's business.  Rules: plans.md sections 11 and 17.
 */
#ifndef PLAN_REFS_H
#define PLAN_REFS_H

#include "plan/reading.h"

/* Where a piece of text stands that may hold references. */
struct ref_place {
	size_t item;
	unsigned line;      /* of the text's first byte */
	enum ref_role role; /* of what is cited without a word of its own */
	bool asks;          /* below an evidence word: a label that expects asks */
	bool own;           /* the item's own text: subject and parenthesis count */
	bool in_body;
	bool loose;          /* bare file names count: evidence lines and cells */
	struct span context; /* folder of a tree diagram or File: line */
};

/* Every reference of `source`; the number of those that ask for something. */
size_t refs_take(struct reading *r, struct span source, const struct ref_place *place);

/*
 * A declared evidence word and a colon at the front ("**Evidence**: ...").
 * Returns the bytes up to what follows; 0 where there is none.
 */
size_t refs_label(struct span source, enum ref_role *role, struct arena *arena);

/* What a code span's text is: section 11.2.  `in_tree` may be NULL. */
enum ref_kind ref_classify(struct span text, const struct plan_options *options);

/* Whether the subject of a bullet is an artefact: a path, a glob, a route, a link. */
bool refs_names_artefact(struct reading *r, struct span source);

/* A name that ends in an extension of files people keep in repositories. */
bool ref_has_known_ext(struct span name);

/* The path without "./", leading '/', and trailing punctuation: for comparing. */
struct span ref_clean_path(struct span path);

/*
 * The names that lists of this module hold, list by list, in their order; false
 * behind the last one of a list.
 */
#define REFS_LISTS 6
bool refs_name(size_t list, size_t number, struct span *out);

/* Whether the item names a path, command, count or threshold. */
bool refs_checkable(const struct item *item);

/* The same of its references from the one of that number on, without thresholds. */
bool refs_checkable_from(const struct item *item, size_t from);

#endif
