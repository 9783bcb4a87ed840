/*
 * sources.h - tests that a source declares, for an item that says they are written.
 *
 * verdicts.md, "What a cited artifact must show", row "test source": the tests that
 * the item's words name are declared and not skipped.  That they pass no source
 * shows.  A lexer counts declarations: loops and parameters hide from it, so a number
 * in the words that is not reached is a doubt, never a refutation.
 */
#ifndef AUDIT_SOURCES_H
#define AUDIT_SOURCES_H

#include "audit/shown.h"
#include "audit/wording.h"
#include "base/arena.h"
#include "base/err.h"
#include "model/artifact.h"
#include "model/plan.h"

/*
 * Of an artifact of FAMILY_SOURCE that was read.  All of its tests are meant where
 * its path shares a word with the item, or the item names nothing but tests; else
 * those whose names share one.  *out_few: fewer are declared than the item says.
 */
int sources_judge(struct shown *out, bool *out_few, const struct item *item,
		  const struct words *words, const struct artifact *artifact,
		  const struct fact_source *facts, struct arena *arena,
		  struct err *err);

#endif
