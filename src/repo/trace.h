/*
 * trace.h - which commit wrote each line of a file as it stands.
 *
 * One pass over history for all lines of all files together.  A commit that
 * leaves a file as a parent has it costs a comparison of tree ids; where it
 * changes the file, only the lines between the first and the last difference are
 * looked at.  libgit2's blame is never called (performance.md section 2).
 *
 * Two lines are the same where `key` says the same of them, so re-indenting is no
 * change; each line of a version comes from one line of the version before at
 * most.  It is looked for below the same heading first, then anywhere in the file;
 * of equal lines the first comes from the first.  A file that a commit adds may be
 * one that the same commit removes: the same bytes, or half of the lines that are
 * followed.  A merge wrote what none of its parents has; where several have it,
 * the first one's history counts.
 */
#ifndef REPO_TRACE_H
#define REPO_TRACE_H

#include "repo/repo.h"

/* What is known of a kind of file; the functions' results are kept for a moment. */
struct trace_rules {
	/* As text whose lines end in LF, CR LF or CR; NULL: the bytes are text. */
	struct span (*text)(void *ctx, struct span bytes, struct arena *arena);
	/* What the line says; empty: nothing.  `how` is that of the traced line. */
	struct span (*key)(void *ctx, struct span line, unsigned how,
			   struct arena *arena);
	bool (*is_heading)(void *ctx, struct span line);
	/* Whether a file of that name can have been one of these. */
	bool (*is_kin)(void *ctx, struct span path);
	void *ctx;
};

enum trace_end {
	TRACE_FOUND,
	TRACE_LOST,  /* history ends first (shallow), or an object is missing */
	TRACE_LIMIT, /* LIMIT_TRACE_BYTES were compared */
};

struct traced {
	size_t path;        /* in: index of `paths` */
	unsigned line, how; /* in: from 1, in the audited version */
	enum trace_end end; /* out */
	struct span commit; /* out: full hex; empty but for TRACE_FOUND */
	struct span was_in; /* out: path of the file in that commit, */
	struct span was_id; /* its blob, full hex, */
	unsigned was_line;  /* and the line in it */
};

/* Spans in `arena`.  A path that is not there, or line 0, is TRACE_LOST. */
int repo_trace(struct traced *lines, size_t count, struct repo *repo,
	       struct span commit, const struct span *paths,
	       const struct trace_rules *rules, struct arena *arena, struct err *err);

/*
 * Whether the line that `found` was traced to has been in the file ever since, on
 * every way from that commit to `commit`: false where a merge has it though one of
 * its parents, younger than the line, has not.  `path` and `line` are those of now.
 * ERR_LIMIT, ERR_ABSENT where that cannot be told.
 */
int repo_trace_held(bool *out, struct repo *repo, struct span commit,
		    const struct traced *found, struct span path, struct span line,
		    const struct trace_rules *rules, struct err *err);

#endif
