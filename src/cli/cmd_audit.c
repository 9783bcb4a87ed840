/* muster audit: judge and record, and say so on the terminal. */
#include "cli/auditing.h"
#include "cli/summary.h"

static const struct option options[] = {
	AUDIT_OPTIONS,
	{ "json", 0, OPTION_FLAG, NULL, "print the run as JSON" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

static int run(struct invocation *in, struct err *err)
{
	struct auditing auditing;
	const char *const nothing[] = { NULL };
	int rc = auditing_open(&auditing, in, in->args[0], err);

	auditing.may_stand = !invocation_has(in, "json"); /* which prints all of it */
	if (rc == 0)
		rc = auditing_lock(&auditing, in, nothing, err);
	if (rc == 0)
		rc = auditing_run(&auditing, in, own_output_default, NULL, false, err);
	if (rc == 0 && invocation_has(in, "json"))
		rc = auditing_print_json(in, &auditing.report, err);
	else if (rc == 0)
		summary_print(in, &auditing.report);
	auditing_close(&auditing);
	return rc;
}

const struct command command_audit = {
	.name = "audit",
	.args = "[REPO]",
	.summary = "Judge every item and record the run",
	.examples = "  muster audit\n"
		    "  muster audit --commit v1.2 --json | jq .counts\n"
		    "  muster audit --evidence reports --subject HEAD\n",
	.options = options,
	.min_args = 0,
	.max_args = 1,
	.run = run,
};
