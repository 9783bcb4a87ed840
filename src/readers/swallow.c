#include "readers/swallow.h"

/* Words behind which a command's failure is gone; at its end. */
static const char *const swallowed_at_end[] = { "|| true", "|| :",         "|| exit 0",
						"||true",  "|| /bin/true", NULL };

/* Anywhere in it. */
static const char *const swallowed_by[] = { "--exit-zero", "--exit-code 0",
					    "--exit-code=0", NULL };

/* Lines that only talk: the command before them is what the step is about. */
static bool only_talks(struct span line)
{
	return line.len == 0 || line.ptr[0] == '#' || span_starts(line, "echo ") ||
	       span_starts(line, "printf ") || span_is(line, "fi") ||
	       span_is(line, "done");
}

static bool is_swallowed(struct span line)
{
	for (size_t i = 0; swallowed_at_end[i]; i++)
		if (span_ends(line, swallowed_at_end[i]))
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
