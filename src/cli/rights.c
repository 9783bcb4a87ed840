#include "cli/rights.h"

#include "base/sandbox.h"

int rights_give_up(struct invocation *in, struct err *err)
{
	const char *word = invocation_value(in, "sandbox");
	enum sandbox_mode mode = SANDBOX_AUTO;

	if (word && !sandbox_mode_of_word(span_of(word), &mode)) {
		err_set(err, ERR_USAGE, "--sandbox is \"%s\"", word);
		return err_fix(err, "use auto, require or off");
	}
	return sandbox_enter(mode, &in->sandbox_level, err);
}
