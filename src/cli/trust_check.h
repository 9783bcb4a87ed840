/*
 * trust_check.h - `muster trust check`: everything in a trust folder, and what is
 * wrong with it, line by line.
 */
#ifndef CLI_TRUST_CHECK_H
#define CLI_TRUST_CHECK_H

#include "cli/command.h"

int trust_check(struct invocation *invocation, struct err *err);

#endif
