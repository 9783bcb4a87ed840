/*
 * reported.h - what somebody who signs has to know of a built report: its digest,
 * its sign-off fields, and its worst items.
 *
 * A process that gave up its rights reads the folder or archive, since `signoff`
 * itself must keep the right to start ssh-keygen; its answer is checked as input.
 * The digest of a folder's report.json is computed here, not there.
 */
#ifndef CLI_REPORTED_H
#define CLI_REPORTED_H

#include "base/arena.h"
#include "cli/command.h"

#define REPORTED_WORST 10

struct reported_field {
	struct span field, role, plan;
	unsigned line;
};

struct reported_item {
	struct span verdict, plan, text;
	unsigned line;
};

struct reported {
	struct span digest; /* of report.json, hex */
	struct span seal;   /* seal digest of a sealed bundle, hex; empty: none */
	struct span project, commit, outcome;
	LIST(struct reported_field) fields;
	LIST(struct reported_item) worst; /* worst first */
};

/* ERR_ABSENT where no report lies there; ERR_FORMAT for a damaged one. */
int reported_read(struct reported *out, const char *path, struct invocation *in,
		  struct err *err);

#endif
