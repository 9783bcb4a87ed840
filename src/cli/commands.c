/* commands.c - the table of subcommands, in the order of `muster help`. */
#include "cli/command.h"

/* clang-format off: one command a line */
const struct command *const commands[] = {
	NULL,
};
/* clang-format on */
