/*
 * check_ask.h - the SQL of checks, run in a worker process, and its rows.
 *
 * A worker is started for this alone, when the facts are committed: it opens them
 * (store/query.h), loses every right (base/jail.h) and answers.  What it sends is
 * looked at as any other input.
 */
#ifndef AUDIT_CHECK_ASK_H
#define AUDIT_CHECK_ASK_H

#include "audit/check.h"
#include "store/query.h"

#define CHECK_NUMBERS 8 /* :n1 to :n8 */

struct check_answer_row {
	enum check_ok ok;
	bool has_artifact;
	int64_t artifact; /* artifact_id, whatever the SQL made of it */
	unsigned line;
	struct span expected, actual; /* one line of UTF-8, LIMIT_CHECK_TEXT at most */
};

/* One SELECT for one item, or for all of them. */
struct check_piece {
	struct span sql;
	const struct item *item; /* for its parameters; NULL: they are NULL */

	/* Filled. */
	enum reason trouble; /* REASON_NONE: it answered */
	struct span why;
	LIST(struct check_answer_row) rows;
};

struct check_asking {
	struct check_piece *pieces;
	size_t count;
	struct span commit;
	int64_t as_of;
	uint64_t steps; /* of each */
	struct query_facts facts;
	struct arena *arena; /* takes the answers */
};

/*
 * `like` is the jail that reads evidence, whose mode this one gets; NULL: ask in this
 * process.  Trouble of a check is in its piece; ERR_IO where no worker starts.
 */
int check_ask(struct check_asking *asking, const struct jail *like, struct err *err);

#endif
