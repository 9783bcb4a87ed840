/*
 * signoffs.h - step 11 of verification: the sign-off statements of a bundle, and
 * those that the verifier adds.
 *
 * Each comes with its signature, is about this bundle's report and one of its
 * fields, and is signed by whom it names, in whose role.  None that the report
 * counts is missing.  Of one person the latest counts; a rejection blocks the field
 * until the same person approves.
 */
#ifndef SEAL_SIGNOFFS_H
#define SEAL_SIGNOFFS_H

#include "seal/seals.h"

void verify_signoffs(struct verifying *v);

#endif
