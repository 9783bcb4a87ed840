/* commands.c - the table of subcommands, in the order of `muster help`. */
#include "cli/command.h"

extern const struct command command_facts;
extern const struct command command_items;
extern const struct command command_key;
extern const struct command command_log;
extern const struct command command_seal;

/* clang-format off: one command a line */
const struct command *const commands[] = {
	&command_items,
	&command_facts,
	&command_log,
	&command_key,
	&command_seal,
	NULL,
};
/* clang-format on */
