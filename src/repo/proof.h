/*
 * proof.h - the objects that tie a file to a commit: commit, trees, blob.
 *
 * Whoever has them can hash their way from the file's bytes up to the commit id
 * without the repository: seal.md section 2.4.
 */
#ifndef REPO_PROOF_H
#define REPO_PROOF_H

#include "repo/repo.h"

struct proof_sink {
	/*
	 * One object: `type` and `content` as git has them; the hashed bytes are
	 * "<type> <size>\0<content>".  May be called again for the same id.
	 */
	int (*put)(void *ctx, struct span id, const char *type, struct span content,
		   struct err *err);
	void *ctx;
};

/* The commit, every tree down to `path`, and its blob. ERR_ABSENT where one is missing. */
int repo_proof(struct repo *repo, const struct repo_commit *commit, struct span path,
	       size_t blob_limit, const struct proof_sink *sink, struct arena *arena,
	       struct err *err);

#endif
