/*
 * identity.h - what a bundle says it is: bundle.json, format muster-bundle/1.
 *
 * Of seal.md section 2.3, the members that sealing and verifying rest on:
 *
 *     format, project, epoch
 *     source { commit, tree, objectFormat, uri }
 *     run { id, asOf }
 *     result { outcome, counts { <verdict>: n } }
 *     seals [ "cms", "dsse" ]
 *     inputs [ { name, role?, gitBlob, sha256 } ]
 *     signoffs [ { field, role, required, counted [] } ]
 */
#ifndef SEAL_IDENTITY_H
#define SEAL_IDENTITY_H

#include "base/arena.h"
#include "base/err.h"
#include "text/tree.h"

#define BUNDLE_FORMAT "muster-bundle/1"

enum seal_kind { SEAL_CMS, SEAL_DSSE, SEAL_KINDS };
extern const char *const seal_kind_word[SEAL_KINDS]; /* "cms", "dsse" */

/* Spans live as long as the arena and the text. */
struct identity {
	struct node root;
	struct span project, commit, tree, object_format;
	struct span run, as_of, outcome;
	int64_t epoch;
	bool promised[SEAL_KINDS];
};

/*
 * ERR_FORMAT with the tag E_BUNDLE_JSON, or E_FORMAT_VERSION where `format` is
 * one that this muster does not know.
 */
int identity_read(struct identity *out, struct span bytes, struct arena *arena,
		  struct err *err);

/* "muster-<project>-<commit, 12>-<run, 8>": the top directory and the file. */
struct span identity_name(const struct identity *identity, struct arena *arena);

#endif
