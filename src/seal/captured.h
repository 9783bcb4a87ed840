/*
 * captured.h - the statement that `muster capture` makes about a command.
 *
 * in-toto Statement v1 with the predicate test-result v0.1 and the extension field
 * `muster_capture`, in RFC 8785 form:
 *
 *     subject     "source" with the commit, where the tree was that commit's;
 *                 "scope" with the imprint (audit/imprint.h); each file that the
 *                 command wrote, with its SHA-256
 *     predicate   result, and `muster_capture` with what ran, how it ended, when,
 *                 the scope's patterns, and what differed from the commit
 *
 * No output of the command stands in it, only digests; words of the command line
 * that are secrets have a mark in their place.  The reader is
 * readers/attestation.c.
 */
#ifndef SEAL_CAPTURED_H
#define SEAL_CAPTURED_H

#include "base/arena.h"
#include "base/err.h"
#include "trust/digest.h"

#include <stdint.h>

#define CAPTURED_FORMAT "muster-capture/1"
#define CAPTURED_LISTED 100 /* changed files that are listed by name */

struct captured_file {
	struct span name;
	char sha256[DIGEST_TEXT];
	uint64_t bytes;
};

struct captured {
	struct span name;
	LIST(struct span) command; /* secrets hidden already */
	int exit_code;
	int64_t started_at, finished_at;
	struct span commit; /* HEAD, full hex */

	/* What it was made from. */
	LIST(struct span) include, exclude;
	size_t scope_files;
	char scope_sha256[DIGEST_TEXT]; /* "" where nobody can tell */
	LIST(struct span) dirty;        /* in scope, not as the commit has them */
	struct span moved;              /* a path that changed while it ran, or empty */

	LIST(struct captured_file) files; /* that it wrote */
	LIST(struct span) missing;        /* that it was to write and did not */
	LIST(struct captured_file) logs;
};

/* Whether the statement is about its commit. */
bool captured_is_bound(const struct captured *captured);

/* "PASSED", "WARNED" or "FAILED". */
const char *captured_result(const struct captured *captured);

/* The payload's bytes, without a line end. */
int captured_write(struct span *out, const struct captured *captured,
		   struct arena *arena, struct err *err);

#endif
