/*
 * trust_log.h - `muster trust log`: who signed the commits of a repository, as far
 * as the trust folder knows; beside `git log --format=%G?`.
 */
#ifndef CLI_TRUST_LOG_H
#define CLI_TRUST_LOG_H

#include "cli/command.h"

int trust_log(struct invocation *invocation, struct err *err);

#endif
