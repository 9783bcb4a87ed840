#include "cli/trusting.h"

#include "base/clock.h"

const char *trusting_folder(const struct invocation *in)
{
	const char *folder = invocation_value(in, "trust");

	return folder ? folder : "trust";
}

int trusting_when(int64_t *out, const struct invocation *in, struct err *err)
{
	const char *at = invocation_value(in, "at");
	enum clock_quality quality;

	*out = clock_now();
	if (!at)
		return 0;
	quality = clock_parse(span_of(at), out);
	if (quality == CLOCK_ZONED || quality == CLOCK_DATE)
		return 0;
	err_set(err, ERR_USAGE, "\"%s\" is no time", at);
	return err_fix(err, "write it as --at 2027-01-01 or --at 2027-01-01T12:00:00Z");
}
