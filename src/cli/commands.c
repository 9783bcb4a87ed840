/*
 * commands.c - the table of subcommands, in the order of `muster help`, and the
 * options that all of them take.
 */
#include "cli/command.h"

extern const struct command command_audit;
extern const struct command command_build;
extern const struct command command_capture;
extern const struct command command_diff;
extern const struct command command_close;
extern const struct command command_completion;
extern const struct command command_explain;
extern const struct command command_export;
extern const struct command command_facts;
extern const struct command command_gate;
extern const struct command command_init;
extern const struct command command_items;
extern const struct command command_key;
extern const struct command command_log;
extern const struct command command_query;
extern const struct command command_render;
extern const struct command command_reproduce;
extern const struct command command_rollup;
extern const struct command command_seal;
extern const struct command command_serve;
extern const struct command command_signoff;
extern const struct command command_suggest;
extern const struct command command_tick;
extern const struct command command_trust;
extern const struct command command_verify;
extern const struct command command_verify_page;

const struct option common_options[] = {
	{ "directory", 'C', OPTION_VALUE, "DIR", "work in DIR" },
	{ "config", 0, OPTION_VALUE, "FILE",
	  "read FILE instead of the tree's muster.conf" },
	{ "db", 0, OPTION_VALUE, "FILE", "keep runs in FILE" },
	{ "sandbox", 0, OPTION_VALUE, "auto|require|off",
	  "give up rights while reading" },
	{ "jobs", 'j', OPTION_VALUE, "N", "readers at once (auto: one a core)" },
	{ "quiet", 'q', OPTION_FLAG, NULL, "no progress, no summary" },
	{ "no-color", 0, OPTION_FLAG, NULL, "no colour (also NO_COLOR)" },
	{ "help", 'h', OPTION_FLAG, NULL, "this text" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

/* clang-format off: one command a line */
const struct command *const commands[] = {
	&command_build,
	&command_serve,
	&command_audit,
	&command_gate,
	&command_init,
	&command_items,
	&command_facts,
	&command_explain,
	&command_suggest,
	&command_tick,
	&command_capture,
	&command_render,
	&command_log,
	&command_diff,
	&command_query,
	&command_signoff,
	&command_export,
	&command_seal,
	&command_verify,
	&command_close,
	&command_reproduce,
	&command_rollup,
	&command_verify_page,
	&command_key,
	&command_trust,
	&command_completion,
	NULL,
};
/* clang-format on */
