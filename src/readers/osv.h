/*
 * osv.h - records of the Open Source Vulnerability format, which several scanners
 * put into their reports as they are.
 *
 * Source: OSV schema 1.6, https://ossf.github.io/osv-schema/.
 */
#ifndef READERS_OSV_H
#define READERS_OSV_H

#include "readers/cvss.h"
#include "readers/joined.h"
#include "readers/put.h"
#include "text/tree.h"

/* Title and message, where the problem has none yet. */
void osv_describe(struct fact_problem *problem, struct node record);

/* The word its database gives, and the scores of its vectors. */
void osv_rate(struct cvss *rating, struct node record);

/* Every version of `package` that has the fix, joined by ", ". */
void osv_fixed(struct joined *versions, struct node record, struct span package);

/* The ids of a list but one, joined by spaces. */
struct span osv_aliases(struct put *put, struct node ids, struct span own);

#endif
