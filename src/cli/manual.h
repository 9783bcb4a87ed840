/*
 * manual.h - the tables of commands and options in the words of shells and of man(1).
 *
 * Everything here is read from commands[] and the option tables, so that completions
 * and manual pages say what --help says.  What a table does not hold is written by hand
 * in man/.
 */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include "base/buf.h"
#include "cli/command.h"

/* Completion scripts: bash 4, zsh 5, fish 3. */
void manual_bash(struct buf *out);
void manual_zsh(struct buf *out);
void manual_fish(struct buf *out);

/*
 * A command's manual page in mdoc(7): NAME, SYNOPSIS, the first words of DESCRIPTION,
 * OPTIONS, and the examples of --help.  Lines `.\" text`, `.\" sections` and `.\"
 * examples` mark where man/page puts what is written by hand; the last one opens the
 * examples.
 */
void manual_mdoc(struct buf *out, const struct command *command);

/* The same three sections of muster(1): the commands, and the options of all. */
void manual_mdoc_commands(struct buf *out);
void manual_mdoc_common(struct buf *out);

#endif
