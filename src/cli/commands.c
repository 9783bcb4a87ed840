/* commands.c - the table of subcommands, in the order of `muster help`. */
#include "cli/command.h"

extern const struct command command_log;

/* clang-format off: one command a line */
const struct command *const commands[] = {
	&command_log,
	NULL,
};
/* clang-format on */
