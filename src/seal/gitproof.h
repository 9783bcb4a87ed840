/*
 * gitproof.h - git's objects in a bundle: step 9 for git/ (seal.md section 2.4).
 *
 * Each hashes to its name; the sealed commit has the tree that bundle.json names,
 * and through its trees every plan with the bytes of the copy in raw/.  What a bundle
 * leaves out (a secret in a message or a name) ties nothing, and is said.
 */
#ifndef SEAL_GITPROOF_H
#define SEAL_GITPROOF_H

#include "seal/seals.h"

/* `index` is "files" of raw/index.json, or absent. */
void verify_git(struct verifying *v, struct node index);

/* The commit's raw bytes, as git hashes them; empty where git/ does not have it. */
struct span verify_commit_bytes(const struct verifying *v, struct span commit);

/* Which hash the bundle's repository names its objects by. */
enum digest_git verify_git_format(const struct verifying *v);

#endif
