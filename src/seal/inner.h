/*
 * inner.h - step 9 of verification: whether what lies in the bundle agrees with
 * itself, once every byte is known to be the sealed one.
 *
 * raw/index.json is { "files": [ { path, role, gitBlob, sha256, size, name |
 * withheld } ] }, `name` being a path of the bundle; an input that is built in has
 * neither.
 */
#ifndef SEAL_INNER_H
#define SEAL_INNER_H

#include "seal/seals.h"

void verify_inner(struct verifying *v);

#endif
