/*
 * trusting.h - what the commands about the trust folder have in common.
 */
#ifndef CLI_TRUSTING_H
#define CLI_TRUSTING_H

#include "cli/command.h"

#include <stdint.h>

/* --trust, or "trust". */
const char *trusting_folder(const struct invocation *in);

/* --at as a day or a time with a zone, or now.  ERR_USAGE. */
int trusting_when(int64_t *out, const struct invocation *in, struct err *err);

#endif
