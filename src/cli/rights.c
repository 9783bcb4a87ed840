#include "cli/rights.h"

int rights_mode(enum sandbox_mode *out, const struct invocation *in, struct err *err)
{
	const char *word = invocation_value(in, "sandbox");

	*out = SANDBOX_AUTO;
	if (!word || sandbox_mode_of_word(span_of(word), out))
		return 0;
	err_set(err, ERR_USAGE, "--sandbox is \"%s\"", word);
	return err_fix(err, "use auto, require or off");
}

int rights_give_up(struct invocation *in, struct err *err)
{
	enum sandbox_mode mode;
	int rc = rights_mode(&mode, in, err);

	return rc < 0 ? rc : sandbox_enter(mode, &in->sandbox_level, err);
}
