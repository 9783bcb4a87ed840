/*
 * readiness.h - what a bundle comes to with the sign-offs that lie beside its seal,
 * and step 13 of verification: whether a release may go on.
 */
#ifndef SEAL_READINESS_H
#define SEAL_READINESS_H

#include "seal/seals.h"

/*
 * out->outcome from bundle.json's, report.json's items and out->fields, once step 11
 * has filled those.  Sign-offs that came late can make READY of what lacked nothing
 * else; a rejection unmakes it.
 */
void verify_outcome(struct verifying *v);

/* Step 13, with --gate. */
void verify_gate(struct verifying *v);

#endif
