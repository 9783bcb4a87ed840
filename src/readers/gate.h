/*
 * gate.h - what every text passes on its way from a reader to whoever keeps it.
 *
 * Readers need not think of it: reader.c sends each fact through.  A reader that
 * knows a field to hold secrets (gitleaks' "Secret", a HAR's bodies, setup_data)
 * does not put it into a fact, and says put_secret() so that the value is hidden
 * elsewhere and the file withheld.  security.md, K1; evidence.md section 1, rule 8.
 */
#ifndef READERS_GATE_H
#define READERS_GATE_H

#include "model/artifact.h"
#include "text/secret.h"

#define GATE_SECRET "secret-field" /* code of the note that put_secret() makes */

#define GATE_DECODED                                                                   \
	"decoded-text" /* of the note that put_decoded() makes: for the gate alone */

/* Why an archive is withheld that cannot be unpacked. */
#define GATE_UNSEEN "nobody could look into it for secrets"

/* Learn what the bytes of an artifact hold, as text where they are any. */
void gate_learn(struct secrets *secrets, struct span path, struct span text);

/* The same of what stands encoded in line `line` of it. */
void gate_learn_decoded(struct secrets *secrets, struct span text, unsigned line);

/* Replace secrets in every text of the fact; new texts are in `arena`. */
void gate_fact(struct fact *fact, struct secrets *secrets, struct arena *arena);

/* Withhold the artifact where it holds any, and hide them in what is said of it. */
void gate_artifact(struct artifact *artifact, struct secrets *secrets,
		   struct arena *keep);

#endif
