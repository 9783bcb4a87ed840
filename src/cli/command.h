/*
 * command.h - the contract of a subcommand and its table of options.
 *
 * One command, one file cmd_NAME.c, one row in main.c.  main.c parses options
 * by the tables, prints help from them and prints an error's three lines; a
 * command does its work and returns an exit status or a negative error.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum option_kind {
	OPTION_FLAG,  /* --json */
	OPTION_VALUE, /* --out DIR; the last one counts */
	OPTION_MANY,  /* --evidence DIR, several times */
};

struct option {
	const char *name; /* without "--" */
	char letter;      /* 0: none */
	enum option_kind kind;
	const char *value; /* "DIR", for help */
	const char *help;
};

#define OPTION_MANY_MAX 64

/* What was given; ask with the functions below. */
struct invocation {
	const struct command *command;
	const char **args; /* what is no option, NULL-terminated */
	int arg_count;
	const char **rest;   /* what stands behind "--", or NULL */
	struct arena *arena; /* as long as the command */
	FILE *out;           /* standard output */
	FILE *progress; /* standard error when it is a terminal and not --quiet, or NULL
			 */
	bool color;
	bool quiet;
	unsigned jobs; /* workers, at least 1: -j, else as many as there are cores */
	const char *sandbox_level; /* "off", "rlimits", "seccomp", "full" */
	const struct given_option *given;
	int given_count;
};

struct given_option {
	const struct option *option;
	const char *value;
};

struct command {
	const char *name;
	const char *args;             /* "[REPO]", "BUNDLE" */
	const char *summary;          /* one line */
	const char *examples;         /* for --help, may be NULL */
	const struct option *options; /* ends with a name of NULL */
	int min_args, max_args;       /* max -1: any number */
	/*
	 * The ith word that the first argument may be, NULL behind the last one, for
	 * completion; NULL where `args` says it ("new|show"), or where it is a name.
	 */
	const char *(*word)(size_t i);
	/* An exit status from 0, or a negative enum err_code with *err filled. */
	int (*run)(struct invocation *invocation, struct err *err);
};

bool invocation_has(const struct invocation *invocation, const char *name);
const char *invocation_value(const struct invocation *invocation, const char *name);
/* NULL-terminated list of the values, in the arena. */
const char *const *invocation_values(const struct invocation *invocation,
				     const char *name);

/* The open descriptor that an option names, in *out; -1 where it is not given. */
int invocation_descriptor(const struct invocation *invocation, const char *name,
			  int *out, struct err *err);

/* Options every command takes: -C, --config, --db, --sandbox, -j, --quiet, --no-color.
 */
extern const struct option common_options[];

extern const struct command *const commands[];

#endif
