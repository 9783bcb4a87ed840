/*
 * sidecar.h - what CI wrote beside a report: FILE.meta.json.
 *
 * One JSON object; "commit" is the full id of the commit that the report is
 * about, other keys are nobody's business here (evidence.md section 7).
 */
#ifndef AUDIT_SIDECAR_H
#define AUDIT_SIDECAR_H

#include "base/arena.h"
#include "base/span.h"

#define SIDECAR_SUFFIX ".meta.json"
#define SIDECAR_BYTES  ((size_t)64 * 1024) /* larger ones are not read */

/* The id in `arena`, lower case; empty where there is no full one. */
struct span sidecar_commit(struct span path, struct span bytes, struct arena *arena);

/* 40 or 64 hex digits. */
bool is_commit_id(struct span text);

#endif
