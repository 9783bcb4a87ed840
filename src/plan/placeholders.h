/*
 * placeholders.h - is the plan a form that nobody has filled in yet?
 *
 * Counts "{{name}}", "<your team>", "[Project Name]", "XXX" where they stand for
 * something: not in code, and not in sign-off fields, whose blanks are read as
 * such.  Rules: plans.md section 14.
 */
#ifndef PLAN_PLACEHOLDERS_H
#define PLAN_PLACEHOLDERS_H

#include "plan/reading.h"

/* Three or more; once somebody ticked something, only those in braces count. */
bool placeholders_are_many(struct reading *r, const struct md_node *root);

/* The title or file name says that it is a template, and not of something else. */
bool placeholders_named(struct reading *r, struct span title);

#endif
