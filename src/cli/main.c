/*
 * main.c - find the command, read its options by its table, print an error.
 *
 * The only place that writes to standard error and ends the process.
 */
#include "base/limits.h"
#include "base/num.h"
#include "cli/command.h"
#include "cli/print.h"
#include "text/secret.h"
#include "trust/key.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct option *find_long(const struct option *options, struct span name)
{
	for (; options->name; options++)
		if (span_is(name, options->name))
			return options;
	return NULL;
}

static const struct option *find_letter(const struct option *options, char letter)
{
	for (; options->name; options++)
		if (options->letter != 0 && options->letter == letter)
			return options;
	return NULL;
}

static int unknown_command(const char *name, struct err *err)
{
	const char *near = NULL;
	size_t best = 3;

	for (size_t i = 0; commands[i]; i++) {
		size_t d = span_distance(span_of(name), span_of(commands[i]->name));

		if (d < best) {
			best = d;
			near = commands[i]->name;
		}
	}
	if (name[0] == '-') {
		err_set(err, ERR_USAGE, "%s stands where the command belongs", name);
		return err_fix(err, "name the command first: muster COMMAND %s", name);
	}
	err_set(err, ERR_USAGE, "there is no command \"%s\"", name);
	if (near)
		return err_fix(err, "did you mean \"muster %s\"?", near);
	return err_fix(err, "\"muster help\" lists the commands");
}

static int unknown_option(const struct command *command, struct span name,
			  struct err *err)
{
	const char *near = NULL;
	size_t best = name.len / 3 + 2; /* a slip or two, not another word */

	for (int set = 0; set < 2; set++) {
		const struct option *option = set ? common_options : command->options;

		for (; option->name; option++) {
			size_t d = span_distance(name, span_of(option->name));

			if (d < best) {
				best = d;
				near = option->name;
			}
		}
	}
	err_set(err, ERR_USAGE, "muster %s has no option --%.*s", command->name,
		SPAN_ARG(name));
	if (near)
		return err_fix(err, "did you mean --%s?", near);
	return err_fix(err, "\"muster %s --help\" lists its options", command->name);
}

/* One word of the command line that starts with '-'; may take the next one. */
static int take_option(struct invocation *in, struct given_option *given, char ***argv,
		       struct err *err)
{
	const char *word = **argv;
	const struct option *option;
	const char *value = NULL;
	struct span name;

	if (word[1] == '-') {
		const char *equals = strchr(word, '=');

		name = equals ? (struct span){ word + 2, (size_t)(equals - word) - 2 }
			      : span_of(word + 2);
		option = find_long(in->command->options, name);
		if (!option)
			option = find_long(common_options, name);
		if (!option)
			return unknown_option(in->command, name, err);
		if (equals)
			value = equals + 1;
	} else {
		name = (struct span){ word + 1, 1 };
		option = find_letter(in->command->options, word[1]);
		if (!option)
			option = find_letter(common_options, word[1]);
		if (!option) {
			err_set(err, ERR_USAGE, "muster %s has no option -%c",
				in->command->name, word[1]);
			return err_fix(err, "\"muster %s --help\" lists its options",
				       in->command->name);
		}
		if (word[2] != '\0')
			value = word + 2;
	}
	if (option->kind == OPTION_FLAG) {
		if (value) {
			err_set(err, ERR_USAGE, "--%s takes no value", option->name);
			return err_fix(err, "leave out \"%s\"", value);
		}
	} else if (!value) {
		value = (*argv)[1];
		if (!value) {
			err_set(err, ERR_USAGE, "--%s needs a value", option->name);
			return err_fix(err, "give it as --%s=%s", option->name,
				       option->value);
		}
		(*argv)++;
	}
	*given = (struct given_option){ option, value };
	return 0;
}

/* Everything behind the command's name. */
static int read_arguments(struct invocation *in, int argc, char **argv, struct err *err)
{
	struct given_option *given =
		ARENA_ARRAY(in->arena, struct given_option, (size_t)argc + 1);

	in->args = ARENA_ARRAY(in->arena, const char *, (size_t)argc + 1);
	in->given = given;
	for (; *argv; argv++) {
		int rc;

		if (strcmp(*argv, "--") == 0) {
			in->rest =
				ARENA_ARRAY(in->arena, const char *, (size_t)argc + 1);
			for (size_t i = 0; argv[i + 1]; i++)
				in->rest[i] = argv[i + 1];
			return 0;
		}
		if ((*argv)[0] != '-' || (*argv)[1] == '\0') {
			in->args[in->arg_count++] = *argv;
			continue;
		}
		rc = take_option(in, &given[in->given_count], &argv, err);
		if (rc < 0)
			return rc;
		in->given_count++;
	}
	return 0;
}

bool invocation_has(const struct invocation *in, const char *name)
{
	return invocation_value(in, name) != NULL;
}

const char *invocation_value(const struct invocation *in, const char *name)
{
	const char *value = NULL;

	for (int i = 0; i < in->given_count; i++)
		if (strcmp(in->given[i].option->name, name) == 0)
			value = in->given[i].value ? in->given[i].value : "";
	return value;
}

const char *const *invocation_values(const struct invocation *in, const char *name)
{
	const char **values =
		ARENA_ARRAY(in->arena, const char *, (size_t)in->given_count + 1);
	size_t count = 0;

	for (int i = 0; i < in->given_count; i++)
		if (strcmp(in->given[i].option->name, name) == 0)
			values[count++] = in->given[i].value;
	return values;
}

int invocation_descriptor(const struct invocation *in, const char *option, int *out,
			  struct err *err)
{
	const char *word = invocation_value(in, option);
	uint64_t number;

	*out = -1;
	if (!word)
		return 0;
	if (!num_u64(span_of(word), 1023, &number)) {
		err_set(err, ERR_USAGE, "\"%s\" is no descriptor", word);
		return err_fix(err, "give a number: --%s 3", option);
	}
	*out = (int)number;
	return 0;
}

static void print_options(const struct option *options)
{
	for (; options->name; options++) {
		char left[64];

		snprintf(left, sizeof(left), "--%s%s%s", options->name,
			 options->value ? "=" : "",
			 options->value ? options->value : "");
		if (options->letter)
			printf("  -%c, ", options->letter);
		else
			printf("      ");
		printf("%-28s %s\n", left, options->help);
	}
}

static void print_help(const struct command *command)
{
	printf("usage: muster %s [options]%s%s\n\n%s.\n", command->name,
	       command->args[0] ? " " : "", command->args, command->summary);
	if (command->options->name) {
		printf("\nOptions:\n");
		print_options(command->options);
	}
	printf("\nCommon options:\n");
	print_options(common_options);
	if (command->examples)
		printf("\nExamples:\n%s", command->examples);
}

static void print_commands(FILE *out)
{
	fprintf(out,
		"muster %s - does your release pass muster?\n\n"
		"usage: muster COMMAND [options] [arguments]\n\n",
		MUSTER_VERSION);
	for (size_t i = 0; commands[i]; i++)
		fprintf(out, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
	fprintf(out, "\n\"muster COMMAND --help\" tells more of one.\n");
}

/* The cores that this process may use. */
static unsigned core_count(void)
{
	cpu_set_t set;

	return sched_getaffinity(0, sizeof(set), &set) == 0 ? (unsigned)CPU_COUNT(&set)
							    : 1;
}

static int read_jobs(struct invocation *in, struct err *err)
{
	const char *jobs = invocation_value(in, "jobs");
	uint64_t number = 0;

	if (jobs && strcmp(jobs, "auto") != 0 &&
	    !num_u64(span_of(jobs), 1024, &number)) {
		err_set(err, ERR_USAGE, "--jobs is \"%s\"", jobs);
		return err_fix(err, "give a whole number from 1 to 1024, or auto");
	}
	in->jobs = number > 0 ? (unsigned)number : core_count();
	return 0;
}

static int run_command(struct invocation *in, struct err *err)
{
	const struct command *command = in->command;
	const char *folder = invocation_value(in, "directory");

	if (in->arg_count < command->min_args ||
	    (command->max_args >= 0 && in->arg_count > command->max_args)) {
		err_set(err, ERR_USAGE, "muster %s takes %s", command->name,
			command->args[0] ? command->args : "no arguments");
		return err_fix(err, "see \"muster %s --help\"", command->name);
	}
	if (folder && chdir(folder) < 0) {
		err_errno(err, "cannot work there", folder);
		err->code = ERR_USAGE;
		return err_fix(err, "give -C a folder that exists");
	}
	if (read_jobs(in, err) < 0)
		return -ERR_USAGE;
	in->quiet = invocation_has(in, "quiet");
	in->color = isatty(STDOUT_FILENO) && !invocation_has(in, "no-color") &&
		    !getenv("NO_COLOR");
	in->progress = isatty(STDERR_FILENO) && !in->quiet ? stderr : NULL;
	return command->run(in, err);
}

static void hide_in(char *text, size_t room, struct arena *arena)
{
	struct span shown = secret_hide(span_of(text), arena);

	if (shown.ptr != text)
		snprintf(text, room, "%.*s", SPAN_ARG(shown));
}

/* Messages quote what they are about; a secret is not quoted. */
static void hide_secrets(struct err *err, struct arena *arena)
{
	hide_in(err->where, sizeof(err->where), arena);
	hide_in(err->what, sizeof(err->what), arena);
	hide_in(err->fix, sizeof(err->fix), arena);
}

#ifdef __SANITIZE_ADDRESS__
/*
 * tests/lsan.supp, for the program itself: the leak check comes last, when the
 * process may no longer open that file.
 */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libpcre2-8.so\n";
}
#endif

int main(int argc, char **argv)
{
	struct invocation in = { .out = stdout, .sandbox_level = "off" };
	struct err err = { 0 };
	int rc;

	if (argc < 2 || strcmp(argv[1], "help") == 0 ||
	    strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		print_commands(argc < 2 ? stderr : stdout);
		return argc < 2 ? 2 : 0;
	}
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "version") == 0) {
		printf("muster %s\n", MUSTER_VERSION);
		return 0;
	}
	key_leave_nothing();
	for (size_t i = 0; commands[i]; i++)
		if (strcmp(argv[1], commands[i]->name) == 0)
			in.command = commands[i];
	in.arena = arena_new(LIMIT_MODEL_BYTES);
	if (!in.command)
		rc = unknown_command(argv[1], &err);
	else
		rc = read_arguments(&in, argc, argv + 2, &err);
	if (rc == 0 && invocation_has(&in, "help"))
		print_help(in.command);
	else if (rc == 0)
		rc = run_command(&in, &err);
	if (rc < 0)
		hide_secrets(&err, in.arena);
	if (rc < 0)
		print_err(stderr, &err);
	arena_free(in.arena);
	/* A long answer may have failed before this flush, which then has nothing to
	 * do. */
	if ((fflush(stdout) != 0 || ferror(stdout)) && rc >= 0) {
		fputs("standard output: cannot write\n", stderr);
		return 4;
	}
	return rc < 0 ? err_exit_status(&err) : rc;
}
