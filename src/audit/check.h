/*
 * check.h - rules in SQL: which items name them, and what came of them.
 *
 * A check is one SELECT in a file of the audited tree.  An item names it ("Check:
 * `no-critical`"), or [check "no-critical"] of the configuration names its items.
 * Every row that it gives becomes a requirement of the item: ok, expected, actual,
 * artifact, line (docs/checks.md).  It runs once the facts are committed, in a worker
 * process that has nothing but a view of them.
 *
 * Whatever keeps a check from saying something is an error of the run, never a pass
 * (law 5 of verdicts.md): findings check-missing, check-failed, check-unmatched.
 */
#ifndef AUDIT_CHECK_H
#define AUDIT_CHECK_H

#include "audit/config.h"
#include "base/jail.h"
#include "model/report.h"
#include "repo/repo.h"
#include "repo/walk.h"
#include "store/db.h"

/* Where a check lies whose configuration does not say. */
#define CHECK_FOLDER "checklists/checks/"

enum check_ok { CHECK_FALSE, CHECK_TRUE, CHECK_UNKNOWN };

struct check_row {
	enum check_ok ok;
	struct span expected, actual; /* one line of UTF-8; may be empty */
	size_t artifact;              /* index in the report, or ARTIFACT_NONE */
	unsigned line;                /* in the artifact; 0: none in particular */
};

/* What one check says about one item. */
struct check_result {
	struct span name;
	unsigned line;       /* in the plan */
	bool beside;         /* the item names it itself */
	bool takes_numbers;  /* its SQL asks for the item's numbers */
	enum reason trouble; /* REASON_NONE: it ran */
	struct span why;     /* then: what kept it from running, a sentence */
	LIST(struct check_row) rows;
};

struct check_results {
	const struct check_result *at;
	size_t count;
};

/* A file that was read, for the list of inputs. */
struct check_file {
	struct span path, oid;
	char sha256[65];
};

struct checks_source {
	struct repo *repo;
	const struct tree *tree;
	const struct config *config;
	struct report *report; /* artifacts are dated, plans final; takes findings */
	struct store *store;   /* facts are in; this commits them when a check runs */
	struct jail *jail;     /* that reads evidence; NULL: in this process */
	struct arena *arena;   /* for everything */
};

struct checks;

/* Run every check that an item wants.  Their own trouble is no error. */
int checks_run(struct checks **out, const struct checks_source *source,
	       struct err *err);

/* What checks say about an item: those it names first, then the configuration's. */
struct check_results checks_of(const struct checks *checks, size_t plan, size_t item);

/* The files of SQL that were read, by path. */
const struct check_file *checks_files(const struct checks *checks, size_t *out_count);

#endif
