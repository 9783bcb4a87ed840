/*
 * signoffs.h - the folder of detached sign-off statements, and what build, audit,
 * gate and seal take from it: seal.md section 6.
 */
#ifndef CLI_SIGNOFFS_H
#define CLI_SIGNOFFS_H

#include "audit/run.h"
#include "cli/command.h"

#define SIGNOFFS_FOLDER "site/signoffs"
#define SIGNOFFS_MOST   1000

/* Row of an option table. */
#define SIGNOFFS_OPTION                                                                \
	{                                                                              \
		"signoffs", 0, OPTION_VALUE, "DIR",                                    \
			"sign-off statements lie in DIR (" SIGNOFFS_FOLDER ")"         \
	}

struct signoffs {
	LIST(struct audit_statement) statements; /* in the order of their names */
};

/* --signoffs, else the default. */
const char *signoffs_folder(const struct invocation *in);

/*
 * Statements that can be read and have a signature beside them; of others one line on
 * standard error.  A folder that is not there has none, unless it was named.
 */
int signoffs_read(struct signoffs *out, const struct invocation *in, struct err *err);

/* SHA-256 of report.json, of a report whose slugs are given. */
int signoffs_report(char out[65], const struct report *report, struct err *err);

/* audit_statements.digest: of report.json; `ctx` is an arena. */
int signoffs_digest(void *ctx, char out[65], struct report *stored, struct err *err);

/* Copy the statements that the report counts below `folder`/signoffs. */
int signoffs_stage(const struct signoffs *signoffs, const struct report *report,
		   const char *folder, struct err *err);

/* Copy those about this report.json that do not lie there yet, for `muster seal`. */
int signoffs_add_late(const struct signoffs *signoffs, const char *folder,
		      struct arena *arena, struct err *err);

#endif
