/* manual.c - completions and manual pages from the tables of commands and options. */
#include "cli/manual.h"

#include <string.h>

/* What a value is, as far as a shell can help with it. */
enum value_kind {
	VALUE_NONE,  /* a word that only the caller knows */
	VALUE_WORDS, /* auto|require|off */
	VALUE_FILE,
	VALUE_DIR,
};

/* clang-format off: the words of option tables and of args, one a line */

static const struct {
	const char *word;
	enum value_kind kind;
} places[] = {
	{ "FILE", VALUE_FILE }, { "BUNDLE", VALUE_FILE }, { "PATH", VALUE_FILE },
	{ "KEY", VALUE_FILE },  { "DIR", VALUE_DIR },     { "REPO", VALUE_DIR },
};

/* clang-format on */

static bool is_lower(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

static bool is_letter(char c)
{
	return is_lower(c) || (c >= 'A' && c <= 'Z');
}

/* The next run of letters of `text` from *at; empty at its end. */
static struct span next_word(const char *text, size_t *at)
{
	size_t from;

	while (text[*at] != '\0' && !is_letter(text[*at]))
		(*at)++;
	from = *at;
	while (is_letter(text[*at]))
		(*at)++;
	return (struct span){ text + from, *at - from };
}

static bool is_plain(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!is_lower(word.ptr[i]))
			return false;
	return word.len > 0 && word.ptr[0] != '-';
}

/* A file beats a folder: whoever completes files offers folders as well. */
static enum value_kind kind_of(const char *text)
{
	enum value_kind kind = VALUE_NONE;
	size_t at = 0;

	for (struct span word = next_word(text, &at); word.len > 0;
	     word = next_word(text, &at)) {
		for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
			if (span_is(word, places[i].word) && kind != VALUE_FILE)
				kind = places[i].kind;
		if (kind == VALUE_NONE && is_plain(word))
			kind = VALUE_WORDS;
	}
	return kind;
}

/* The words in small letters, with `between` them. */
static void put_words(struct buf *out, const char *text, char between)
{
	bool first = true;
	size_t at = 0;

	for (struct span word = next_word(text, &at); word.len > 0;
	     word = next_word(text, &at)) {
		if (!is_plain(word))
			continue;
		if (!first)
			buf_addch(out, between);
		buf_add(out, word);
		first = false;
	}
}

/* What the first argument may be: the command's own list, or the words of `args`. */
static void put_first_words(struct buf *out, const struct command *command)
{
	if (!command->word) {
		put_words(out, command->args, ' ');
		return;
	}
	for (size_t i = 0; command->word(i); i++)
		buf_addf(out, "%s%s", i > 0 ? " " : "", command->word(i));
}

/* `text` with a backslash, or `escape`, before each of the bytes in `special`. */
static void put_escaped(struct buf *out, const char *text, const char *special,
			const char *escape)
{
	for (; *text; text++) {
		if (strchr(special, *text))
			buf_adds(out, escape);
		buf_addch(out, *text);
	}
}

static void put_summary_escaped(struct buf *out, const char *text, const char *special)
{
	/* Inside '...': a quote ends it, stands by itself, and begins it again. */
	for (; *text; text++) {
		if (*text == '\'')
			buf_adds(out, "'\\'");
		else if (strchr(special, *text))
			buf_addch(out, '\\');
		buf_addch(out, *text);
	}
}

/* ---- bash ---- */

static void bash_option_words(struct buf *out, const struct option *options)
{
	for (; options->name; options++)
		buf_addf(out, " --%s", options->name);
}

/* One line of the case over "COMMAND OPTION". */
static void bash_value(struct buf *out, const char *command,
		       const struct option *option)
{
	static const char *const words[] = {
		[VALUE_NONE] = "none",
		[VALUE_FILE] = "file",
		[VALUE_DIR] = "dir",
	};
	enum value_kind kind = option->value ? kind_of(option->value) : VALUE_NONE;

	if (option->kind == OPTION_FLAG)
		return;
	buf_addf(out, "\t%s' --%s'", command, option->name);
	if (option->letter)
		buf_addf(out, " | %s' -%c'", command, option->letter);
	if (kind == VALUE_WORDS) {
		buf_adds(out, ") kind='words ");
		put_words(out, option->value, ' ');
		buf_adds(out, "' ;;\n");
		return;
	}
	buf_addf(out, ") kind='%s' ;;\n", words[kind]);
}

static void bash_command(struct buf *out, const struct command *command)
{
	static const char *const words[] = {
		[VALUE_NONE] = "none",
		[VALUE_WORDS] = "none",
		[VALUE_FILE] = "file",
		[VALUE_DIR] = "dir",
	};

	buf_addf(out, "\t%s)\n\t\toptions='", command->name);
	bash_option_words(out, command->options);
	buf_adds(out, "'\n\t\tfirst='");
	put_first_words(out, command);
	buf_addf(out, "'\n\t\targuments='%s'\n\t\t;;\n", words[kind_of(command->args)]);
}

void manual_bash(struct buf *out)
{
	buf_adds(out,
		 "# Completion for bash, made by `muster completion bash`.\n"
		 "_muster_offer() { # kind, what is typed\n"
		 "\tlocal IFS=$' \\t\\n'\n"
		 "\tcase $1 in\n"
		 "\tfile) mapfile -t COMPREPLY < <(compgen -f -- \"$2\") ;;\n"
		 "\tdir) mapfile -t COMPREPLY < <(compgen -d -- \"$2\") ;;\n"
		 "\t'words '*) mapfile -t COMPREPLY < <(compgen -W \"${1#words }\" -- "
		 "\"$2\") ;;\n"
		 "\tesac\n"
		 "\t[[ $1 != file && $1 != dir ]] || compopt -o filenames 2>/dev/null "
		 "|| :\n"
		 "}\n\n"
		 "_muster() {\n"
		 "\tlocal cur=${COMP_WORDS[COMP_CWORD]} "
		 "prev=${COMP_WORDS[COMP_CWORD-1]}\n"
		 "\tlocal command=${COMP_WORDS[1]} options='' first='' arguments='' "
		 "kind='' i\n"
		 "\tCOMPREPLY=()\n"
		 "\tif ((COMP_CWORD == 1)); then\n"
		 "\t\t_muster_offer 'words help version");
	for (size_t i = 0; commands[i]; i++)
		buf_addf(out, " %s", commands[i]->name);
	buf_adds(out,
		 "' \"$cur\"\n"
		 "\t\treturn\n"
		 "\tfi\n"
		 "\t# \"--option=value\" comes as three words.\n"
		 "\tif [[ $cur == = ]]; then\n"
		 "\t\tcur=''\n"
		 "\telif [[ $prev == = ]]; then\n"
		 "\t\tprev=${COMP_WORDS[COMP_CWORD-2]}\n"
		 "\tfi\n"
		 "\t# Behind \"--\" stands somebody else's command.\n"
		 "\tfor ((i = 2; i < COMP_CWORD; i++)); do\n"
		 "\t\t[[ ${COMP_WORDS[i]} == -- ]] || continue\n"
		 "\t\t_muster_offer file \"$cur\"\n"
		 "\t\t((i + 1 < COMP_CWORD)) ||\n"
		 "\t\t\tmapfile -t COMPREPLY < <(compgen -c -- \"$cur\" | sort -u)\n"
		 "\t\treturn\n"
		 "\tdone\n"
		 "\tcase \"$command $prev\" in\n");
	for (size_t i = 0; commands[i]; i++)
		for (const struct option *o = commands[i]->options; o->name; o++)
			bash_value(out, commands[i]->name, o);
	for (const struct option *o = common_options; o->name; o++)
		bash_value(out, "*", o);
	buf_adds(out, "\tesac\n"
		      "\tif [[ -n $kind ]]; then\n"
		      "\t\t_muster_offer \"$kind\" \"$cur\"\n"
		      "\t\treturn\n"
		      "\tfi\n"
		      "\tcase $command in\n");
	for (size_t i = 0; commands[i]; i++)
		bash_command(out, commands[i]);
	buf_adds(out, "\t*) return ;;\n"
		      "\tesac\n"
		      "\tif [[ $cur == -* ]]; then\n"
		      "\t\t_muster_offer \"words$options");
	bash_option_words(out, common_options);
	buf_adds(out, "\" \"$cur\"\n"
		      "\telif ((COMP_CWORD == 2)) && [[ -n $first ]]; then\n"
		      "\t\t_muster_offer \"words $first\" \"$cur\"\n"
		      "\telse\n"
		      "\t\t_muster_offer \"$arguments\" \"$cur\"\n"
		      "\tfi\n"
		      "}\n"
		      "complete -F _muster muster\n");
}

/* ---- zsh ---- */

static void zsh_action(struct buf *out, const char *value)
{
	switch (kind_of(value)) {
	case VALUE_NONE:
		buf_addch(out, ' ');
		break;
	case VALUE_WORDS:
		buf_addch(out, '(');
		put_words(out, value, ' ');
		buf_addch(out, ')');
		break;
	case VALUE_FILE:
		buf_adds(out, "_files");
		break;
	case VALUE_DIR:
		buf_adds(out, "_files -/");
		break;
	}
}

/* One specification of _arguments: '(-o --out)'{-o+,--out=}'[what it does]:DIR:_files
 * -/' */
static void zsh_option(struct buf *out, const struct option *option)
{
	bool many = option->kind == OPTION_MANY, flag = option->kind == OPTION_FLAG;

	buf_adds(out, "\t\t\t");
	if (many)
		buf_adds(out, "'*'");
	else if (option->letter)
		buf_addf(out, "'(-%c --%s)'", option->letter, option->name);
	if (option->letter)
		buf_addf(out, "{-%c%s,--%s%s}", option->letter, flag ? "" : "+",
			 option->name, flag ? "" : "=");
	else
		buf_addf(out, "--%s%s", option->name, flag ? "" : "=");
	buf_adds(out, "'[");
	put_summary_escaped(out, option->help, "[]\\");
	buf_addch(out, ']');
	if (!flag) {
		buf_addch(out, ':');
		put_summary_escaped(out, option->value, ":\\");
		buf_addch(out, ':');
		zsh_action(out, option->value);
	}
	buf_adds(out, "' \\\n");
}

static void zsh_command(struct buf *out, const struct command *command)
{
	enum value_kind kind = kind_of(command->args);

	buf_addf(out, "\t%s)\n\t\t_arguments -s -S \\\n", command->name);
	for (const struct option *o = command->options; o->name; o++)
		zsh_option(out, o);
	buf_adds(out, "\t\t\t$common");
	if (command->word || kind == VALUE_WORDS) {
		buf_adds(out, " \\\n\t\t\t'1: :(");
		put_first_words(out, command);
		buf_adds(out, ")'");
	}
	if (kind == VALUE_FILE)
		buf_adds(out, " \\\n\t\t\t'*: :_files'");
	if (kind == VALUE_DIR)
		buf_adds(out, " \\\n\t\t\t'*: :_files -/'");
	buf_adds(out, "\n\t\t;;\n");
}

void manual_zsh(struct buf *out)
{
	buf_adds(out, "#compdef muster\n"
		      "# Completion for zsh, made by `muster completion zsh`.\n"
		      "_muster() {\n"
		      "\tlocal -a names common\n"
		      "\tif ((CURRENT == 2)); then\n"
		      "\t\tnames=(\n"
		      "\t\t\t'help:List the commands'\n"
		      "\t\t\t'version:Say which version this is'\n");
	for (size_t i = 0; commands[i]; i++) {
		buf_addf(out, "\t\t\t'%s:", commands[i]->name);
		put_summary_escaped(out, commands[i]->summary, "");
		buf_adds(out, "'\n");
	}
	buf_adds(out, "\t\t)\n"
		      "\t\t_describe command names\n"
		      "\t\treturn\n"
		      "\tfi\n"
		      "\tcommon=( \\\n");
	for (const struct option *o = common_options; o->name; o++)
		zsh_option(out, o);
	buf_adds(out, "\t)\n"
		      "\tshift words\n"
		      "\t((CURRENT--))\n"
		      "\tcase $words[1] in\n");
	for (size_t i = 0; commands[i]; i++)
		zsh_command(out, commands[i]);
	buf_adds(out, "\tesac\n"
		      "}\n"
		      "compdef _muster muster\n");
}

/* ---- fish ---- */

static void fish_option(struct buf *out, const char *command,
			const struct option *option)
{
	enum value_kind kind = option->value ? kind_of(option->value) : VALUE_NONE;

	buf_adds(out, "complete -c muster -n ");
	if (command)
		buf_addf(out, "'__fish_seen_subcommand_from %s'", command);
	else
		buf_adds(out, "'not __fish_use_subcommand'");
	buf_addf(out, " -l %s", option->name);
	if (option->letter)
		buf_addf(out, " -s %c", option->letter);
	if (option->kind != OPTION_FLAG) {
		switch (kind) {
		case VALUE_NONE:
			buf_adds(out, " -x");
			break;
		case VALUE_WORDS:
			buf_adds(out, " -x -a '");
			put_words(out, option->value, ' ');
			buf_addch(out, '\'');
			break;
		case VALUE_FILE:
			buf_adds(out, " -r -F");
			break;
		case VALUE_DIR:
			buf_adds(out, " -x -a '(__fish_complete_directories)'");
			break;
		}
	}
	buf_adds(out, " -d '");
	put_escaped(out, option->help, "'\\", "\\");
	buf_adds(out, "'\n");
}

static void fish_arguments(struct buf *out, const struct command *command)
{
	enum value_kind kind = kind_of(command->args);

	if (command->word || kind == VALUE_WORDS) {
		buf_addf(out,
			 "complete -c muster -n '__fish_seen_subcommand_from %s' -a '",
			 command->name);
		put_first_words(out, command);
		buf_adds(out, "'\n");
	}
	if (kind == VALUE_FILE || command->max_args < 0)
		buf_addf(
			out,
			"complete -c muster -n '__fish_seen_subcommand_from %s%s' -F\n",
			command->name,
			command->word ? "; and test (count (commandline -opc)) -gt 2"
				      : "");
	if (kind == VALUE_DIR)
		buf_addf(out,
			 "complete -c muster -n '__fish_seen_subcommand_from %s'"
			 " -a '(__fish_complete_directories)'\n",
			 command->name);
}

void manual_fish(struct buf *out)
{
	buf_adds(out, "# Completion for fish, made by `muster completion fish`.\n"
		      "complete -c muster -f\n");
	for (size_t i = 0; commands[i]; i++) {
		buf_addf(out, "complete -c muster -n __fish_use_subcommand -a %s -d '",
			 commands[i]->name);
		put_escaped(out, commands[i]->summary, "'\\", "\\");
		buf_adds(out, "'\n");
	}
	for (const struct option *o = common_options; o->name; o++)
		fish_option(out, NULL, o);
	for (size_t i = 0; commands[i]; i++) {
		for (const struct option *o = commands[i]->options; o->name; o++)
			fish_option(out, commands[i]->name, o);
		fish_arguments(out, commands[i]);
	}
}

/* ---- mdoc(7) ---- */

/* A line of text: no backslash of its own, and no dot or quote that begins it. */
static void mdoc_text(struct buf *out, const char *text)
{
	if (*text == '.' || *text == '\'')
		buf_adds(out, "\\&");
	for (; *text; text++) {
		if (*text == '\\')
			buf_adds(out, "\\e");
		else
			buf_addch(out, *text);
	}
}

/* "read FILE instead" becomes "Read FILE instead." */
static void mdoc_sentence(struct buf *out, const char *text)
{
	size_t len = strlen(text);
	char first = *text;

	if (first >= 'a' && first <= 'z') {
		buf_addch(out, (char)(first - 'a' + 'A'));
		text++;
	}
	mdoc_text(out, text);
	if (len > 0 && text[strlen(text) - 1] != '.')
		buf_addch(out, '.');
	buf_addch(out, '\n');
}

static void mdoc_options(struct buf *out, const struct option *options)
{
	buf_adds(out, ".Bl -tag -width Ds\n");
	for (; options->name; options++) {
		buf_adds(out, ".It ");
		if (options->letter)
			buf_addf(out, "Fl %c , ", options->letter);
		buf_addf(out, "Fl \\-%s", options->name);
		if (options->value) {
			buf_adds(out, " Ns = Ns Ar ");
			mdoc_text(out, options->value);
		}
		buf_addch(out, '\n');
		mdoc_sentence(out, options->help);
		if (options->kind == OPTION_MANY)
			buf_adds(out, "May be given several times.\n");
	}
	buf_adds(out, ".El\n");
}

/* "[A] [B]" and "new|show [FILE]" as arguments, each in the manner of mdoc. */
static void mdoc_args(struct buf *out, const char *args)
{
	struct span rest = span_of(args), word;

	while (span_split(&rest, ' ', &word)) {
		bool optional = span_starts(word, "[") && span_ends(word, "]");

		if (optional)
			word = span_sub(word, 1, word.len - 2);
		if (word.len == 0)
			continue;
		if (span_is(word, "--"))
			word = SPAN_LIT("\\-\\-");
		buf_addf(out, optional ? ".Op Ar %.*s\n" : ".Ar %.*s\n",
			 SPAN_ARG(word));
	}
}

/* The title in capitals: MUSTER-GATE. */
static void mdoc_title(struct buf *out, const char *name)
{
	buf_adds(out, ".Dt MUSTER-");
	for (; *name; name++)
		buf_addch(out, *name >= 'a' && *name <= 'z' ? (char)(*name - 'a' + 'A')
							    : *name);
	buf_adds(out, " 1\n.Os\n");
}

/* A summary as the description of a name: without the capital. */
static void mdoc_description(struct buf *out, const char *summary)
{
	char first = *summary;

	if (first >= 'A' && first <= 'Z') {
		buf_addch(out, (char)(first - 'A' + 'a'));
		summary++;
	}
	mdoc_text(out, summary);
	buf_addch(out, '\n');
}

void manual_mdoc(struct buf *out, const struct command *command)
{
	mdoc_title(out, command->name);
	buf_addf(out, ".Sh NAME\n.Nm muster-%s\n.Nd ", command->name);
	mdoc_description(out, command->summary);
	buf_addf(out, ".Sh SYNOPSIS\n.Nm muster %s\n.Op Ar options\n", command->name);
	mdoc_args(out, command->args);
	buf_adds(out, ".Sh DESCRIPTION\n");
	mdoc_sentence(out, command->summary);
	buf_adds(out, ".\\\" text\n.Sh OPTIONS\n");
	if (command->options->name)
		mdoc_options(out, command->options);
	buf_adds(out, command->options->name ? ".Pp\n" : "");
	buf_adds(out, "The options of every command are in\n.Xr muster 1 .\n"
		      ".\\\" sections\n");
	if (!command->examples)
		return;
	buf_adds(out, ".\\\" examples\n.Sh EXAMPLES\n.Bd -literal\n");
	mdoc_text(out, command->examples);
	buf_adds(out, ".Ed\n");
}

void manual_mdoc_commands(struct buf *out)
{
	buf_adds(out, ".Bl -tag -width Ds\n");
	for (size_t i = 0; commands[i]; i++) {
		buf_addf(out, ".It Xr muster-%s 1\n", commands[i]->name);
		mdoc_sentence(out, commands[i]->summary);
	}
	buf_adds(out, ".El\n");
}

void manual_mdoc_common(struct buf *out)
{
	mdoc_options(out, common_options);
}
