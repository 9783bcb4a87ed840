/*
 * decide.h - one case in, one verdict out: the decision table of verdicts.md.
 *
 * A pure function over a few enums and bits, so that a test can walk through
 * every case there is.  Who folds an item and its requirements into a case:
 * judge.h.  Waivers and parents come afterwards and are not in here.
 */
#ifndef AUDIT_DECIDE_H
#define AUDIT_DECIDE_H

#include "model/verdict.h"

#include <stdint.h>

/* What the plan says of the item, as far as judgement tells it apart. */
enum case_claim {
	CASE_DONE,
	CASE_CONFLICT, /* done here, and not done at another place: C1 */
	CASE_NA,       /* not applicable, with a reason, attributable */
	CASE_NA_BARE,  /* the same without one of the two: counts as open */
	CASE_PENDING,  /* ready, in progress, blocked, deferred, unknown */
	CASE_OPEN,
	CASE_FAILED, /* open, and the plan says that it failed */
	CASE_RAISED, /* open: a blocker that is ticked */
	CASE_NONE,   /* no mark of its own, and none above it */
	CASE_CLAIMS
};

enum case_signoff {
	SIGNOFF_NOT, /* the item is no sign-off */
	SIGNOFF_BLANK,
	SIGNOFF_UNSIGNED,
	SIGNOFF_UNTRUSTED,
	SIGNOFF_EXPIRED_KEY,
	SIGNOFF_SELF_DECLARED,
	SIGNOFF_WRONG_ROLE,
	SIGNOFF_SUPERSEDED,
	SIGNOFF_REJECTED,
	SIGNOFF_TOO_FEW,
	SIGNOFF_OWN_EVIDENCE,
	SIGNOFF_VALID,
	CASE_SIGNOFFS
};

/* What keeps passing evidence from verifying; each is enough. */
enum case_cap {
	CAP_WEAK = 1 << 0,     /* strength below what is needed */
	CAP_DRIFT = 1 << 1,    /* found at another path than the plan says */
	CAP_HEDGE = 1 << 2,    /* the plan's own words weaken the claim */
	CAP_MISCOUNT = 1 << 3, /* a number in the plan differs from what was counted */
	CAP_REPORT_FAILS = 1 << 4, /* the thing is there, and what it reports fails */
	CASE_CAPS = 1 << 5
};

struct case_facts {
	enum case_claim claim;
	enum case_signoff signoff;
	unsigned outcomes;        /* bit per enum outcome that some requirement has */
	bool fails_now;           /* one that fails is neither stale nor foreign */
	enum freshness freshness; /* worst of those that pass */
	unsigned caps;            /* enum case_cap, of those that pass */
	bool thing_missing;       /* class exists, and the thing is not in the tree */
	bool has_mark;            /* there is a box or cell to tick */
	uint64_t reasons;         /* bit per enum reason that a requirement brings */
};

struct ruling {
	unsigned row; /* of the table, from 1 */
	enum verdict verdict;
	enum reason reason;
};

#define DECIDE_ROWS 16

/* Total: every case meets a row. */
struct ruling decide(const struct case_facts *facts);

#endif
