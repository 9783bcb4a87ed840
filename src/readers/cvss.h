/*
 * cvss.h - CVSS vectors and scores, and what they make of a problem's severity.
 *
 * Base scores of CVSS 2.0, 3.0, 3.1 and 4.0 in tenths, in integer arithmetic.
 * Temporal, threat and environmental metrics may stand in a vector and do not
 * count: they are the opinion of one day or one place.  Where defined: the
 * specification documents of https://www.first.org/cvss (2.0 section 3.2.1, 3.0
 * and 3.1 sections 7 and 8, 4.0 section 8 with its MacroVector table).
 *
 * The rule of evidence.md section 7: a tool's own word wins over the score, and
 * both are kept.  Of several scores the highest counts, but one of CVSS 2.0 only
 * where there is none of a later version.
 */
#ifndef READERS_CVSS_H
#define READERS_CVSS_H

#include "base/span.h"
#include "model/fact.h"

/* The base score in tenths; FACT_UNSAID where it is no vector, or lacks a metric. */
int cvss_score(struct span vector);

/* Whether it is written as one of CVSS 2.0: without a version in front. */
bool cvss_is_old(struct span vector);

/* What has been said of one problem so far; spans are the caller's. */
struct cvss {
	enum severity severity;
	struct span raw; /* the word, or the number, that the severity comes from */
	int tenths;
	struct span vector;
	bool old; /* tenths and vector are of CVSS 2.0 */
};

#define CVSS_NONE ((struct cvss){ .severity = SEVERITY_UNKNOWN, .tenths = FACT_UNSAID })

/*
 * One source's rating: its word, its score as a decimal number and its vector,
 * any of them empty.  Of several ratings the worst counts.
 */
void cvss_rate(struct cvss *all, struct span word, struct span score,
	       struct span vector);

/* The same where score and vector are said to be of CVSS 2.0. */
void cvss_rate_old(struct cvss *all, struct span word, struct span score,
		   struct span vector);

/*
 * A score that stands beside the tool's own word: severity comes of it only where
 * no word tells.  A score of 0 without a vector is how tools write "none given".
 */
void cvss_add(struct cvss *all, struct span score, struct span vector);

/* The same for a score of CVSS 2.0 whose vector may be missing. */
void cvss_add_old(struct cvss *all, struct span score, struct span vector);

/* Severity, severity_raw, score_tenths and vector of the problem. */
void cvss_settle(const struct cvss *all, struct fact_problem *problem);

#endif
