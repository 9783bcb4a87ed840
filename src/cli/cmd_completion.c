/* muster completion: the tables of options, for shells and for manual pages. */
#include "base/limits.h"
#include "cli/command.h"
#include "cli/manual.h"
#include "cli/rights.h"

#include <string.h>

static const struct option options[] = {
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

/* clang-format off: one word a line */

static const struct {
	const char *name;
	void (*write)(struct buf *out);
} scripts[] = {
	{ "bash", manual_bash },
	{ "zsh", manual_zsh },
	{ "fish", manual_fish },
	/* What man/page is made of. */
	{ "mdoc-commands", manual_mdoc_commands },
	{ "mdoc-options", manual_mdoc_common },
};

/* clang-format on */

static int write_script(struct buf *out, const char *name, struct err *err)
{
	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		if (strcmp(scripts[i].name, name) != 0)
			continue;
		scripts[i].write(out);
		return 0;
	}
	for (size_t i = 0; commands[i]; i++) {
		if (strncmp(name, "mdoc=", 5) != 0 ||
		    strcmp(commands[i]->name, name + 5) != 0)
			continue;
		manual_mdoc(out, commands[i]);
		return 0;
	}
	err_set(err, ERR_USAGE, "there is no completion for \"%s\"", name);
	return err_fix(err, "use bash, zsh or fish");
}

static int run(struct invocation *in, struct err *err)
{
	struct buf text;
	int rc = rights_give_up(in, err);

	if (rc < 0)
		return rc;
	buf_init(&text, LIMIT_JSON_OUT);
	rc = write_script(&text, in->args[0], err);
	if (rc == 0)
		rc = buf_check(&text, "the script", err);
	if (rc == 0)
		fwrite(text.ptr, 1, text.len, in->out);
	buf_release(&text);
	return rc;
}

const struct command command_completion = {
	.name = "completion",
	.args = "bash|zsh|fish",
	.summary = "Print the completions of a shell",
	.examples =
		"  . <(muster completion bash)\n"
		"  muster completion fish > ~/.config/fish/completions/muster.fish\n",
	.options = options,
	.min_args = 1,
	.max_args = 1,
	.run = run,
};
