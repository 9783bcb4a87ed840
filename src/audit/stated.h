/*
 * stated.h - detached sign-off statements as votes on the fields that they name.
 *
 * A statement counts for one report by digest, by somebody whom trust grants the
 * field's role; every other one about a field of this report is a vote that says
 * why it does not count: one about an earlier report is superseded.
 */
#ifndef AUDIT_STATED_H
#define AUDIT_STATED_H

#include "audit/run.h"
#include "audit/ticks.h"

struct stated_source {
	struct report *report; /* gets the votes */
	const struct report
		*stored; /* the same with slugs, by which fields are named */
	const struct audit_statement *statements;
	size_t count;
	struct ticks *ticks;
	const struct trust *trust; /* NULL: nobody is trusted */
	bool self_declared;
	int64_t when;      /* at which keys must be valid */
	int64_t commit_at; /* no statement is older */
	char digest[65];   /* of report.json */
};

/* Add the votes; how many. */
size_t stated_count(const struct stated_source *source, struct arena *arena);

#endif
