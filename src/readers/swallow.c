#include "readers/swallow.h"

#include "base/path.h"

/* Words behind which a command's failure is gone; at its end. */
static const char *const swallowed_at_end[] = { "|| true", "|| :",         "|| exit 0",
						"||true",  "|| /bin/true", NULL };

/* Anywhere in it. */
static const char *const swallowed_by[] = { "--exit-zero", "--exit-code 0",
					    "--exit-code=0", NULL };

/* Lines that only talk, show or put away: the command before them is what counts. */
static const char *const talking[] = { "#",    "echo ",  "printf ", "cat ",  "ls ",
				       "cp ",  "mv ",    "head ",   "tail ", "mkdir ",
				       "if [", "elif [", "if ! [",  NULL };
static const char *const syntax[] = { "fi",     "done", "else", "then", "esac",
				      "exit 0", ";;",   "}",    "ls",   NULL };

static bool only_talks(struct span line)
{
	for (size_t i = 0; talking[i]; i++)
		if (span_starts(line, talking[i]))
			return true;
	for (size_t i = 0; syntax[i]; i++)
		if (span_is(line, syntax[i]))
			return true;
	return line.len == 0;
}

/* `scan || echo "skipped"`: it says that it failed, and goes on. */
static bool only_tells(struct span line)
{
	ptrdiff_t at = span_find(line, SPAN_LIT("|| echo "));

	if (at < 0)
		at = span_find(line, SPAN_LIT("|| printf "));
	return at >= 0 &&
	       span_find(span_from(line, (size_t)at), SPAN_LIT("exit")) < 0 &&
	       span_find(span_from(line, (size_t)at), SPAN_LIT("false")) < 0;
}

static bool is_swallowed(struct span line)
{
	for (size_t i = 0; swallowed_at_end[i]; i++)
		if (span_ends(line, swallowed_at_end[i]))
			return true;
	if (only_tells(line))
		return true;
	for (size_t i = 0; swallowed_by[i]; i++)
		if (span_find(line, span_of(swallowed_by[i])) >= 0)
			return true;
	return false;
}

bool swallow_is_neutralised(struct span run)
{
	struct span line;
	bool swallowed = false, careless = false, goes_on = false;

	while (span_line(&run, &line)) {
		line = span_trim(line);
		if (only_talks(line))
			continue;
		if (span_is(line, "set +e") || span_starts(line, "set +e;"))
			careless = true;
		if (span_is(line, "set -e") || span_starts(line, "set -e"))
			careless = false;
		swallowed = (goes_on && swallowed) || is_swallowed(line);
		goes_on = span_ends(line, "\\");
	}
	return swallowed || careless;
}

/* clang-format off: lists of words, sorted */

/* Programs that succeed whatever is the case. */
static const char *const harmless[] = { ":",    "date",   "echo",   "hostname",
					"id",   "printf", "pwd",    "sleep",
					"true", "uname",  "whoami", NULL };

/* What stands behind a pipe to pass on what came before. */
static const char *const passing_on[] = { "cat",  "head", "less", "more", "sed",
					  "sort", "tail", "tee",  "tr",   "ts",
					  "uniq", "wc",   NULL };

static const char *const shells[] = { "ash", "bash", "dash", "ksh", "sh", "zsh", NULL };

/* Programs that run the one behind them. */
static const char *const runners[] = { "command", "env",   "exec",    "ionice",
				       "nice",    "nohup", "setsid",  "stdbuf",
				       "sudo",    "time",  "timeout", NULL };

/* clang-format on */

static bool is_word_of(struct span word, const char *const *list)
{
	for (size_t i = 0; list[i]; i++)
		if (span_is(word, list[i]))
			return true;
	return false;
}

/* "-u root", "5s", "A=b": what stands between a runner and its program. */
static bool is_of_runner(struct span word)
{
	return word.len == 0 || word.ptr[0] == '-' || span_index(word, '=') > 0 ||
	       (word.ptr[0] >= '0' && word.ptr[0] <= '9');
}

/* The last command of a script, and the operator in front of it; 0: it is the only. */
static char cut_last(struct span script, struct span *out)
{
	char quote = '\0', operator= '\0';
	size_t start = 0;

	script = span_trim(script);
	while (script.len > 0 && script.ptr[script.len - 1] == ';')
		script = span_trim(span_sub(script, 0, script.len - 1));
	for (size_t i = 0; i < script.len; i++) {
		char c = script.ptr[i];

		if (quote != '\0') {
			quote = c == quote ? '\0' : quote;
		} else if (c == '\\') {
			i++;
		} else if (c == '\'' || c == '"') {
			quote = c;
		} else if (strchr(";|&\n", c)) {
			bool twice = i + 1 < script.len && script.ptr[i + 1] == c;

			/* "2>&1" and "&>" are no operators; "&&" lets a failure pass.
			 */
			if (c == '&' && !twice &&
			    ((i > 0 && script.ptr[i - 1] == '>') ||
			     (i + 1 < script.len && script.ptr[i + 1] == '>')))
				continue;
			operator= c == '|' && twice ? 'o' : c == '&' && twice ? 'a' : c;
			i += twice;
			start = i + 1;
		}
	}
	*out = span_trim(span_from(script, start));
	return operator;
}

static bool starts_with_one(struct span command, const char *const *list)
{
	struct span rest = command, word = SPAN_EMPTY;

	while (word.len == 0 && span_split(&rest, ' ', &word))
		continue;
	return is_word_of(path_base(word), list);
}

static bool is_script_toothless(struct span script)
{
	struct span last;
	char operator= cut_last(script, &last);
	bool harmless_last = starts_with_one(last, harmless) || span_is(last, "exit 0");
	bool stops = span_find(script, SPAN_LIT("set -e")) >= 0;

	if (swallow_is_neutralised(script))
		return true;
	switch (operator) {
	case '\0':
	case 'o':
		return harmless_last;
	case 'a':
		return false;
	case '|':
		return (harmless_last || starts_with_one(last, passing_on)) &&
		       span_find(script, SPAN_LIT("pipefail")) < 0;
	case '&':
		return true; /* what was put behind is not waited for */
	default:
		return harmless_last && !stops;
	}
}

bool swallow_is_toothless(const struct span *args, size_t count)
{
	size_t at = 0;
	bool stops = false;

	while (at + 1 < count && is_word_of(path_base(args[at]), runners)) {
		at++;
		while (at + 1 < count && is_of_runner(args[at]))
			at++;
	}
	if (at >= count)
		return true;
	if (!is_word_of(path_base(args[at]), shells))
		return is_word_of(path_base(args[at]), harmless);
	for (size_t i = at + 1; i < count; i++) {
		if (args[i].len == 0 || args[i].ptr[0] != '-')
			return false; /* a script of its own */
		stops |= args[i].len > 1 && args[i].ptr[1] != '-' &&
			 span_index(args[i], 'e') > 0;
		if (args[i].len > 1 && args[i].ptr[1] != '-' &&
		    span_index(args[i], 'c') > 0 && i + 1 < count) {
			struct span script = args[i + 1], last;
			char operator= cut_last(script, &last);

			if (stops && (operator== ';' || operator== '\n'))
				return swallow_is_neutralised(script);
			return is_script_toothless(script);
		}
	}
	return false;
}
