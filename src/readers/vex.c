#include "readers/vex.h"

#define SHOWN 100 /* characters of a name in a message */

enum vex_status vex_status_of(struct span word)
{
	for (unsigned i = 0; i < VEX_STATUSES; i++)
		if (span_is(word, vex_status_word[i]))
			return (enum vex_status)i;
	return VEX_UNKNOWN;
}

int vex_put(struct put *put, const struct fact_vex *row)
{
	struct fact fact = fact_new(FACT_VEX);
	int rc;

	fact.as.vex = *row;
	rc = put_fact(put, &fact);
	if (rc < 0 || row->status != VEX_NOT_AFFECTED || row->justification.len > 0 ||
	    row->statement.len > 0)
		return rc;
	return put_note(put, "not-justified", row->line,
			"%.*s is said not to affect it, and no reason is given",
			(int)(row->vuln.len < SHOWN ? row->vuln.len : SHOWN),
			row->vuln.ptr ? row->vuln.ptr : "");
}
