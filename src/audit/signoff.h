/*
 * signoff.h - what a sign-off field comes to, of those who signed it.
 *
 * Of one person the latest vote counts; two of one moment that differ are a
 * rejection.  One rejection by somebody who may sign blocks the field until the
 * same person approves.  Otherwise as many different people with different keys
 * must approve as [role "..."] quorum says, one without it, and at least one of
 * them must not have made every claim alone that the field stands for.
 *
 * Where nothing counts, the reason is the best that was reached: superseded before
 * expired-key, wrong-role, untrusted and unsigned.
 */
#ifndef AUDIT_SIGNOFF_H
#define AUDIT_SIGNOFF_H

#include "audit/config.h"
#include "model/report.h"

/*
 * Sorts judgement->votes by time and fills judgement->signoff and signoff_says from
 * them; REASON_BLANK where nobody has voted.  A vote of somebody whom [role] does
 * not list becomes REASON_WRONG_ROLE.
 */
void signoff_settle_votes(struct judgement *judgement, const struct item *item,
			  const struct config *config, struct arena *arena);

/* Fills signoff_needs of every sign-off field. */
void signoff_note_needs(struct report *report, const struct config *config,
			struct arena *arena, struct arena *scratch);

/* signoff_settle_votes() for every sign-off field. */
void signoff_settle_all(struct report *report, const struct config *config,
			struct arena *arena);

#endif
