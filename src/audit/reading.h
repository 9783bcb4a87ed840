/*
 * reading.h - every artifact of a run read, in path order.
 *
 * Bytes are fetched here, read by workers without rights (base/jail.h) or found in
 * the cache of what was read before, and recorded in path order, whoever was ready
 * first: the database is the same with any number of workers, with none, and with
 * any cache.  A file that cannot be had or read costs its artifact, never the run.
 */
#ifndef AUDIT_READING_H
#define AUDIT_READING_H

#include "audit/gather.h"

/*
 * Facts of the report's artifacts, which are sorted by path, into the store; the
 * artifacts' own rows are filled.  Copies go to options->keep.
 */
int reading_all(struct gather *gather, struct err *err);

/*
 * jail_options for these pieces and those of trial.h: limits of limits.h.  The caller adds workers and
 * mode, opens the jail early and hands it over in audit_options.
 */
struct jail_options reading_jail(void);

#endif
