/*
 * since.h - what happened between evidence and the audited commit.
 *
 * For a recorded run: the scope is made again from the configuration of its commit
 * (or the operator's), so nothing of it needs to be stored.  An item's own `scope=`
 * is not known any more: the run's or the rule's stands for it.
 */
#ifndef AUDIT_SINCE_H
#define AUDIT_SINCE_H

#include "audit/config.h"
#include "model/report.h"
#include "repo/age.h"

struct since;

/*
 * `report` is a recorded run with its plans and artifacts; `config` NULL: the one of
 * its commit.  ERR_ABSENT where the repository does not have that commit any more.
 */
int since_open(struct since **out, struct repo *repo, struct report *report,
	       const struct config *config, struct arena *arena, struct err *err);

struct since_commit {
	struct repo_commit commit;
	struct scope_change change; /* count 0: nothing in the scope */
	bool unread;                /* nobody can tell */
};

struct since_list {
	LIST(struct since_commit) commits; /* newest first */
	bool more;                         /* than were asked for */
};

/* From the artifact's subject (not with it) to the audited commit (with it). */
int since_commits(struct since_list *out, struct since *since,
		  const struct planned *planned, const struct item *item,
		  const struct artifact *artifact, size_t max, struct err *err);

#endif
