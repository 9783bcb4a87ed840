/*
 * advice.h - what people who keep a trust folder get wrong although it can be read.
 *
 * Lines that grant less than was meant (no namespaces=, a name misspelt, a principal
 * that is no e-mail) or nothing any more (expired, revoked).  Warnings only: a verdict
 * never depends on them.
 */
#ifndef TRUST_ADVICE_H
#define TRUST_ADVICE_H

#include "trust/trust.h"

/* Days before its end from which on a key is said to end soon. */
#define ADVICE_SOON_DAYS 30

/* `path` is allowed_signers'. */
void advise_signers(struct signers_problems *problems, const struct signers *signers,
		    struct span path, int64_t when, struct arena *arena);
void advise_x509(struct signers_problems *problems, const struct x509_survey *survey,
		 const struct x509_files *files, int64_t when, struct arena *arena);

#endif
