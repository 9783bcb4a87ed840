/*
 * parse.h - a Markdown plan to items with claims, references and findings.
 *
 * Reading is a pure function of the bytes and the options: no clock, no locale,
 * no file.  Nothing vanishes: what is not judged is listed with its reason, what
 * is not read has a finding.  Rules and their numbers: plans.md.
 */
#ifndef PLAN_PARSE_H
#define PLAN_PARSE_H

#include "base/arena.h"
#include "base/err.h"
#include "model/plan.h"

struct plan_setting {
	struct span section, key, value; /* [plan] and [define] of muster.conf */
};

struct plan_options {
	const struct plan_setting *settings; /* may be NULL */
	size_t setting_count;
	/* Is there a file or folder of that path?  NULL: nobody knows. */
	bool (*in_tree)(void *ctx, struct span path);
	void *ctx;
	/* Where forges show this repository: "github.com/acme/widget"; may be empty. */
	struct span repository;
};

/* The repository that a remote's URL names, as plan_options wants it; or empty. */
struct span plan_repository(struct arena *arena, struct span uri);

/*
 * Fill *out with everything but slug.  Spans in `arena`; `scratch` may be
 * emptied afterwards.  Odd input is findings, never an error: negative only for
 * ERR_USAGE in a setting (a mark or word that is no state).
 */
int plan_parse(struct plan *out, struct span path, struct span bytes,
	       const struct plan_options *options, struct arena *arena,
	       struct arena *scratch, struct err *err);

/*
 * The repaired text (muster items --repair): plan.text, secrets included, for it
 * takes the file's place.
 */
struct span plan_repair(struct span bytes, struct plan_encoding *out,
			struct arena *arena);

/*
 * For each finding of a plan that was read from bytes: the byte of its line in
 * plan.text that its column means, from 0.  Columns count stored bytes, and
 * repaired text has others.
 */
const size_t *plan_places(const struct plan *plan, struct arena *arena);

#endif
