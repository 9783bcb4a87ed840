/*
 * fields.h - the sign-off fields of bundle.json, and whether those who signed suffice.
 *
 *     { field, role, anyRole?, plan, line, required, verdict, quorum, signers [],
 *       claimants [], counted [], ticks [ { by, commit, vote } ] }
 *
 * Of one person the latest word counts; one rejection blocks the field until the same
 * person approves.  Otherwise `quorum` different people with different keys must
 * approve, and at least one of them must not have made every claim alone that the
 * field stands for: audit/signoff.h judges by the same rules.
 */
#ifndef SEAL_FIELDS_H
#define SEAL_FIELDS_H

#include "seal/seals.h"
#include "trust/signers.h"

struct field_needs {
	struct node node; /* as bundle.json has it */
	struct span field;
	struct span said_role; /* whose it is */
	struct span role;      /* the same; empty: any will do */
	uint64_t quorum;
	LIST(size_t) votes; /* that count, in the answer's signoffs */
	bool doubtful;      /* something that the report counts does not count here */
};

void field_read(struct field_needs *out, struct node node);

/* Whether that person is among those whom the field asks for. */
bool field_lists(const struct field_needs *needs, struct span principal);

/* Whether whoever has that line made every claim that the field stands for. */
bool field_is_sole(const struct field_needs *needs, const struct signer *signer);

/* Adds the field to the answer: the votes are in v->out->signoffs. */
void field_judge(struct verifying *v, const struct field_needs *needs);

#endif
