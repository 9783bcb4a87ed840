/*
 * patching.h - changes of plans as diffs: muster proposes, people apply and commit.
 *
 * The diff is of the plan's own bytes at the recorded commit, so it applies to
 * a checkout of it; encodings, damage and line ends stay as they are.
 */
#ifndef CLI_PATCHING_H
#define CLI_PATCHING_H

#include "cli/recorded.h"
#include "text/patch.h"

/* One plan on its way to a diff. */
struct patching {
	struct invocation *in;
	const struct planned *planned;
	struct span bytes;  /* as the repository has them */
	LIST(size_t) lines; /* where each line starts; LF, CRLF and CR end one */
	LIST(struct patch_edit) edits;
};

/*
 * Read the plan.  ERR_USAGE for one that no text diff can change (UTF-16) or that
 * must not be shown (it holds a secret): say so and go on with the next.
 */
int patching_open(struct patching *out, struct invocation *in, struct repo *repo,
		  const struct planned *planned, struct err *err);

/* A line of the plan, from 1, without its end; *out_at is where it starts. */
struct span patching_line(const struct patching *patching, unsigned line,
			  size_t *out_at);

/* Replace `len` bytes at `at`. */
void patching_replace(struct patching *patching, size_t at, size_t len,
		      struct span with);

/* Put `text` on a line of its own behind that line. */
void patching_insert(struct patching *patching, unsigned line, struct span text);

/* The diff, on standard output. */
void patching_print(struct patching *patching);

/* "muster: ..." on standard error, for what is left out and why. */
void patching_say(const struct patching *patching, unsigned line, const char *fmt, ...)
	LIKE_PRINTF(3, 4);

#endif
