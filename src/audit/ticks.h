/*
 * ticks.h - who set the marks in force, and what their signatures are worth.
 *
 * For every item that claims something: the commit that wrote its line as it
 * stands (repo/trace.h), its author, committer and time, and what the commit's
 * signature is worth.  A row of a table is followed up to the cell of its mark, so
 * that a note behind it sets nothing; any other line as a whole.
 *
 * A signature counts for a mark by the rule of seal.md section 3.2 alone: good for
 * a key that trust grants "git", author and committer are its principal, one
 * parent, and nothing but plans changed.  For a sign-off, one line must grant the
 * role as well, and what the field stands for (section.h) must say what it said in
 * that commit.  Where a merge took the mark back in that another of its parents
 * had taken out, it is nobody's signature.
 */
#ifndef AUDIT_TICKS_H
#define AUDIT_TICKS_H

#include "audit/config.h"
#include "model/report.h"
#include "plan/parse.h"
#include "repo/repo.h"
#include "trust/trust.h"

struct ticks_source {
	struct repo *repo;
	struct span commit;               /* that is audited, full hex */
	struct report *report;            /* judgements, with signoff_needs */
	struct config *config;            /* its waivers' `approved` is filled */
	const struct plan_options *plans; /* how plans are read */
	const struct trust *trust;        /* NULL: nobody is trusted */
	bool self_declared;               /* it is the audited tree's own */
	int64_t when;                     /* at which keys must be valid */
	struct arena *scratch;            /* emptied at will */
};

struct ticks; /* lives in the arena, as long as the source */

/*
 * Fill marked_* and mark_* of the judgements, the votes of sign-off fields that
 * are ticked, and `approved` of waivers.  What history does not say stays empty.
 */
int ticks_find(struct ticks **out, const struct ticks_source *source,
	       struct arena *arena, struct err *err);

/*
 * Whether every claim that a sign-off field stands for is that person's own, as
 * far as history tells; false where nothing is claimed.
 */
bool ticks_is_sole(struct ticks *ticks, size_t plan, size_t item,
		   const struct signer *signer);

/* When the line stops granting, as signoff_vote.lapses_at has it. */
int64_t ticks_lapse(const struct signer *signer);

/*
 * The line that lets this key sign the field off, with "git" where `tick`; NULL
 * where none does.  It may lie outside its dates: ask signer_at().
 */
const struct signer *ticks_may_sign(const struct trust *trust,
				    const struct signoff_field *field, struct span wire,
				    bool tick, int64_t when);

#endif
