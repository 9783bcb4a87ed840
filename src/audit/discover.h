/*
 * discover.h - which files of the tree are plans.
 *
 * By name alone: plans.md section 18.  A plan is a Markdown file (.md,
 * .markdown; no link, no submodule) that a pattern of [pack] plans fits or,
 * where the configuration gives none, one that lies in checklists/ or has a word
 * like "readiness" in its name and lies in docs/ or at the root; and that no
 * exclude fits.  Everything is case-blind.  A plan named by its exact path is a
 * plan whatever the excludes say.
 *
 * What the file says is the plan reader's business: a file without a single
 * item is no plan.
 */
#ifndef AUDIT_DISCOVER_H
#define AUDIT_DISCOVER_H

#include "audit/config.h"
#include "repo/walk.h"

struct discovered {
	LIST(size_t) plans; /* indices in tree.entries, so by path */
	/*
	 * Other Markdown that no exclude fits: first what has a plan's name, then
	 * the rest; both by path.  Whether it looks like a plan its content tells.
	 * Empty with [plan] discover = off.
	 */
	LIST(size_t) candidates;
	size_t named; /* so many of the candidates have a plan's name */
	/* pattern-unmatched: plans, exclude and scope patterns that fit no file. */
	LIST(struct finding) findings;
};

void discover_plans(struct discovered *out, const struct tree *tree,
		    const struct config *config, struct arena *arena);

/* ".md" and ".markdown", in any case. */
bool discover_is_markdown(struct span path);

/* A whole word of plans.md section 18 in the file's name: "Go-Live_v2.md". */
bool discover_has_plan_name(struct span path);

#endif
