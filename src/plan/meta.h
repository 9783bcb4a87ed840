/*
 * meta.h - what a plan says about itself, by whatever key: plans.md section 14.
 */
#ifndef PLAN_META_H
#define PLAN_META_H

#include "base/arena.h"
#include "base/span.h"
#include "model/plan.h"

enum meta_key {
	META_OTHER,
	META_TITLE,
	META_VERSION,
	META_AUTHOR,
	META_OWNER,
	META_APPROVER,
	META_STATUS,
	META_DATE,
	META_UPDATED, /* last updated */
	META_REVIEW,  /* next review */
	META_TARGET,  /* target date */
	META_RELEASE,
	META_BRANCH,
	META_COMMIT, /* the baseline */
	META_DOCUMENT_ID,
	META_ENVIRONMENT,
	META_EVIDENCE_ROOT,
	META_LANGUAGE,
	META_TEMPLATE,
	META_KEYS
};

/* Of a key as written, in any of the languages. */
enum meta_key meta_key_of(struct span key, struct arena *scratch);

/* The first value of that key; empty where nothing says it. */
const struct plan_meta *meta_find(const struct plan *plan, enum meta_key key,
				  struct arena *scratch);

/*
 * A date among the words, as YYYY-MM-DD; false where there is none, or where day
 * and month could be either.
 */
bool meta_date(struct arena *arena, struct span value, struct span *iso);

#endif
