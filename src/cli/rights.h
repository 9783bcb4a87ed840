/*
 * rights.h - the rights that a command gives up before it reads what strangers
 * wrote: the word behind --sandbox, and base/sandbox.h.
 */
#ifndef CLI_RIGHTS_H
#define CLI_RIGHTS_H

#include "base/sandbox.h"
#include "cli/command.h"

/* What --sandbox says; SANDBOX_AUTO where it is not given. */
int rights_mode(enum sandbox_mode *out, const struct invocation *in, struct err *err);

/*
 * There is no way back, so a key's process is started and a passphrase is asked
 * for before.  Sets in->sandbox_level.  ERR_USAGE for a word that is none.
 */
int rights_give_up(struct invocation *in, struct err *err);

#endif
