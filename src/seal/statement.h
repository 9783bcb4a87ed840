/*
 * statement.h - the in-toto statement that the DSSE seal signs.
 *
 * in-toto Statement v1 with the predicate test-result v0.1 and muster's
 * extension field `muster_readiness` (seal.md section 5), in RFC 8785 form.
 * Its facts are those of bundle.json and report.json: nothing is judged here.
 *
 * Of report.json it reads `plans[].items`, each with `id`, `verdict` and
 * `required`; one without a verdict is a sign-off, which report.json does not
 * judge.
 */
#ifndef SEAL_STATEMENT_H
#define SEAL_STATEMENT_H

#include "model/verdict.h"
#include "seal/identity.h"

#define STATEMENT_TYPE        "https://in-toto.io/Statement/v1"
#define STATEMENT_TEST_RESULT "https://in-toto.io/attestation/test-result/v0.1"

/* Where an item's name goes. */
enum statement_list {
	LIST_FAILED,
	LIST_PASSED,
	LIST_WARNED,
	LIST_COUNTED,
	STATEMENT_LISTS
};

struct statement_facts {
	LIST(struct span) items[STATEMENT_LISTS];
	uint64_t counts[VERDICTS]; /* of the items that have a verdict */
	const char *result;        /* "PASSED", "WARNED", "FAILED" */
};

/* What the two files allow to be said; ERR_FORMAT where report.json is no JSON. */
int statement_facts_read(struct statement_facts *out, const struct identity *identity,
			 struct span report, struct arena *arena, struct err *err);

struct statement_extra {
	const char *seal_digest; /* hex SHA-256 of SHA256SUMS */
	const char *sandbox;     /* level reached while sealing, or NULL */
	int64_t sequence;        /* from 1; 0: not said */
	const char *previous;    /* hex seal digest of the bundle before, or NULL */
	const char *history;     /* hex head of the chain over runs, or NULL */
};

/* The payload's bytes. */
int statement_make(struct span *out, const struct identity *identity,
		   const struct statement_facts *facts,
		   const struct statement_extra *extra, struct arena *arena,
		   struct err *err);

/* The member "subject": SHA256SUMS by its digest, and the source by its commit. */
struct jsonout;
void statement_subject(struct jsonout *json, const char *seal_digest,
		       const struct identity *identity);

#endif
