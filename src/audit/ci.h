/*
 * ci.h - what the tree's workflows declare: which job or step holds a name.
 *
 * Declared is not executed: that a step is there says nothing about whether it
 * passed.  A step is neutralised where its failure is ignored, or that of its
 * job (evidence.md section 6).
 */
#ifndef AUDIT_CI_H
#define AUDIT_CI_H

#include "audit/shown.h"
#include "base/arena.h"
#include "base/err.h"
#include "model/artifact.h"

#define CI_ANY ((size_t)-1)

struct ci;

/* Every job, step and trigger of the artifacts of family workflow. */
int ci_read(struct ci **out, const struct artifact *artifacts, size_t count,
	    const struct fact_source *facts, struct arena *arena, struct err *err);

/* What starts a workflow, as far as plans speak of it. */
enum ci_start {
	CI_SCHEDULED = 1,
	CI_ON_PUSH = 2,
	CI_ON_REQUEST = 4,   /* pull requests and what they are called elsewhere */
	CI_STARTS_KNOWN = 8, /* it says anything at all of what starts it */
};

/* enum ci_start that the words ask for: "nightly", "on every push". */
struct words;
unsigned ci_when(const struct words *words);

/* Whether all of these start the artifact's workflow. */
bool ci_starts(const struct ci *ci, size_t artifact, unsigned when);

struct ci_place {
	size_t found, neutralised; /* jobs, steps and triggers that hold the name */
	size_t artifact;           /* index of the first; CI_ANY: none */
	unsigned line;
	struct span where; /* "job security, step Scan" */
};

/*
 * Where `name` stands as whole words, in either case: in keys and names of jobs,
 * in names, commands and actions of steps, in triggers; in one artifact or in
 * CI_ANY of them that starts `when` (0: whenever).  Comments and what is only
 * echoed are no commands.
 */
void ci_find(struct ci_place *out, struct ci *ci, size_t artifact, struct span name,
	     unsigned when);

/*
 * Jobs and steps of that artifact whose name is in `words`, each of its words.  A
 * name of one word binds only where it is a job's and `words` tell of nothing else.
 */
void ci_find_job(struct ci_place *out, struct ci *ci, size_t artifact,
		 const struct words *words);

#endif
