/*
 * seals.h - steps 5 to 8 of verification: the signatures in seal/, and whether
 * anybody trusts the keys that made them.
 *
 * struct verifying is what the steps of verify.c share.
 */
#ifndef SEAL_SEALS_H
#define SEAL_SEALS_H

#include "seal/content.h"
#include "seal/manifest.h"
#include "seal/verify.h"
#include "trust/trust.h"

struct verifying {
	struct verification *out;
	const struct verify_options *options;
	struct arena *arena;
	struct trust trust;
	struct content content;
	struct manifest manifest;
	struct span sums;      /* bytes of SHA256SUMS */
	struct node statement; /* payload of a good DSSE seal; absent before */
	struct span dsse_key;  /* key id of that seal */
	struct node closing;   /* statement of a good closing attestation; absent */
	int64_t when;          /* the verifier's time */
	/* When every sign-off was there, by a time stamp on the closing; CLOCK_NONE. */
	int64_t signoffs_at;
	int64_t sealed_at; /* when all content was, by a trusted seal's time stamp */
};

/* `path` and the text are copied; `code` is a row of verify_codes. */
void verify_error(struct verifying *v, const char *code, struct span path,
		  const char *fmt, ...) LIKE_PRINTF(4, 5);
/* The tag of an error, or `otherwise` where it has none. */
void verify_error_of(struct verifying *v, const struct err *err, const char *otherwise,
		     struct span path);
/* `path` and `detail` live on. */
void verify_warning(struct verifying *v, const char *code, struct span path,
		    const char *detail);

void verify_seals(struct verifying *v);

/* Whether a statement's subjects are this bundle and its commit, and no third. */
bool verify_is_subject(struct verifying *v, struct node statement);

/* Sequence and previous into the answer, from a statement about this bundle. */
void verify_row(struct verifying *v, struct node statement);

#endif
