/*
 * sealer.h - the process that holds the private key.
 *
 * It is forked before anything foreign is opened, opens the key (and asks for
 * its passphrase) then and there, and afterwards does one thing: it signs the
 * bytes it is sent.  It parses none of them (security.md P9).  Its starter
 * never has the key.
 *
 *     sealer_start()            before the repository or the folder is opened
 *     sealer_sign() ...         the bytes of SHA256SUMS, the statement
 *     sealer_stop()
 */
#ifndef SEAL_SEALER_H
#define SEAL_SEALER_H

#include "seal/identity.h"
#include "trust/cert.h"
#include "trust/digest.h"
#include "trust/key.h"

#include <sys/types.h>

struct sealer_options {
	const char *key;  /* file, or NULL where key_fd is given */
	int key_fd;       /* -1: none */
	const char *cert; /* NULL: the key's name with ".crt", if there is one */
	struct passphrase_source passphrase;
};

struct sealer {
	int fd; /* -1: none runs */
	pid_t pid;
	enum key_kind kind;
	char key_id[DIGEST_TEXT];
	struct span spki_pem; /* in the arena of sealer_start() */
	bool has_cert;
	bool can[SEAL_KINDS]; /* CMS: a certificate, and no Ed25519 key */
	int64_t not_after;    /* of the certificate; CLOCK_NONE */
};

/* On failure nothing runs; the error is what the key, certificate or fork said. */
int sealer_start(struct sealer *out, const struct sealer_options *options,
		 struct arena *arena, struct err *err);

/* CMS over `bytes`, or the DSSE signature over them as an in-toto statement. */
int sealer_sign(struct span *out, struct sealer *sealer, enum seal_kind kind,
		struct span bytes, struct arena *arena, struct err *err);

/* Ends it, and waits.  Fine on one that never ran. */
void sealer_stop(struct sealer *sealer);

#define SEALER_NONE ((struct sealer){ .fd = -1 })

#endif
