/*
 * catalogue.h - what muster reads, and what plans can ask of it.
 *
 * Both lists come from the tables that do the work: the readers' (readers/reader.h)
 * and the kinds' (audit/annot.h), so they cannot say less or more than the program
 * does.  docs/evidence.md is made of them.  JSON is one array of objects, in the
 * order of the tables: architecture.md, "Stable JSON".
 */
#ifndef CLI_CATALOGUE_H
#define CLI_CATALOGUE_H

#include "cli/command.h"

/* name, title, family, revision, reads, spec, usual */
int catalogue_formats(struct invocation *in, bool json, struct err *err);

/* kind, shows, read, families, facts, selects */
int catalogue_kinds(struct invocation *in, bool json, struct err *err);

#endif
