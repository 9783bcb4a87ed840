/*
 * imprint.h - the content that something was made from, as patterns and one digest.
 *
 * `muster capture` writes both into its statement, and the audit asks whether the
 * audited tree holds the same content still: "the content fingerprint of the
 * scope" of verdicts.md, "Freshness".  So evidence that was made before its commit
 * was there can be bound to it.
 *
 * Patterns are those of text/glob.h, one a line; a line that starts with '!' leaves
 * out what it fits.  The digest is SHA-256 over "muster-scope/1", a NUL, and for
 * each file in path order "<mode> <git blob id> <path>" and a NUL; modes as git
 * writes them ("100644").
 */
#ifndef AUDIT_IMPRINT_H
#define AUDIT_IMPRINT_H

#include "base/arena.h"
#include "repo/walk.h"
#include "trust/digest.h"

struct imprint_scope {
	LIST(struct span) in, out;
};

/* False for no pattern at all, or more or longer ones than limits.h allows. */
bool imprint_read(struct imprint_scope *out, struct span lines, struct arena *arena);

bool imprint_has(const struct imprint_scope *scope, struct span path);

/* Whether it starts from everything: then it is no narrower scope than the run's. */
bool imprint_is_whole(const struct imprint_scope *scope);

/* `entries` are sorted by path.  The number of files that are in the scope. */
size_t imprint_digest(char out[DIGEST_TEXT], const struct tree_entry *entries,
		      size_t count, const struct imprint_scope *scope);

#endif
