/* muster audit: judge and record, and say so on the terminal. */
#include "base/limits.h"
#include "cli/auditing.h"
#include "cli/summary.h"
#include "export/export.h"

static const struct option options[] = {
	AUDIT_OPTIONS,
	{ "json", 0, OPTION_FLAG, NULL, "print the run as JSON" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

static int print_json(const struct invocation *in, const struct report *report,
		      struct err *err)
{
	struct buf json;
	int rc;

	buf_init(&json, LIMIT_JSON_OUT);
	rc = export_audit_json(&json, report, err);
	if (rc == 0)
		rc = buf_check(&json, "the audit's JSON", err);
	if (rc == 0)
		fwrite(json.ptr, 1, json.len, in->out);
	buf_release(&json);
	return rc;
}

static int run(struct invocation *in, struct err *err)
{
	struct auditing auditing;
	const char *const nothing[] = { NULL };
	int rc = auditing_open(&auditing, in, in->args[0], err);

	if (rc == 0)
		rc = auditing_lock(&auditing, in, nothing, err);
	if (rc == 0)
		rc = auditing_run(&auditing, in, own_output_default, NULL, false, err);
	if (rc == 0 && invocation_has(in, "json"))
		rc = print_json(in, &auditing.report, err);
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
