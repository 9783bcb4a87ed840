/*
 * run.h - one audit from a commit to verdicts: the plot.
 *
 * Opens nothing itself but what it is given; reads the repository, asks the
 * plan reader and the evidence readers, judges, and records the run.
 */
#ifndef AUDIT_RUN_H
#define AUDIT_RUN_H

#include "audit/config.h"
#include "base/jail.h"
#include "model/report.h"
#include "repo/repo.h"
#include "store/db.h"
#include "trust/trust.h"

/* Where the bytes of inputs go while they are at hand: raw copies of the site. */
struct audit_keep {
	/* `raw_name` is "raw/..."; called once per distinct content. */
	int (*put)(void *ctx, struct span raw_name, struct span bytes, struct err *err);
	/*
	 * For bytes that are not at hand.  Whether the report that is to be replaced
	 * holds that very content, by its digest, under `raw_name`; NULL: it never
	 * does.  And then: put `earlier` of that report there as `raw_name`.
	 */
	bool (*has)(void *ctx, struct span raw_name, const char *sha256, uint64_t size);
	int (*again)(void *ctx, struct span raw_name, struct span earlier,
		     struct err *err);
	void *ctx;
};

struct audit_progress {
	/* "reading evidence", 12 of 400; may be NULL. */
	void (*step)(void *ctx, const char *what, size_t done, size_t all);
	void *ctx;
};

/* What readers learnt in earlier runs: store/cache.h. */
struct audit_cache {
	bool find; /* believe it */
	bool put;  /* add to it */
};

/* How the evidence was read: for people, never for the report. */
struct audit_tally {
	size_t cached;  /* artifacts found in the cache */
	size_t damaged; /* entries that were passed over */
};

/* A file of the operator's trust folder, as inputs[] names it. */
struct audit_trust_file {
	const char *role; /* "trust", "template" */
	const char *name; /* "allowed_signers" */
	char sha256[65];
};

/* A detached sign-off statement and its signature, as they lie in a folder. */
struct audit_statement {
	struct span name, text, armour;
};

/* Statements to count, where there are any: seal.md section 6. */
struct audit_statements {
	const struct audit_statement *at;
	size_t count;
	/* SHA-256 of report.json, of the report as it is stored; gives it slugs. */
	int (*digest)(void *ctx, char out[65], struct report *stored, struct err *err);
	void *ctx;
};

struct audit_options {
	const char *commit;  /* revision; NULL: HEAD */
	const char *subject; /* --subject, or NULL */
	int64_t as_of; /* CLOCK_NONE: SOURCE_DATE_EPOCH, else as architecture.md says */
	bool as_of_now;      /* the gate: "now" instead of the commit's time */
	const char *profile; /* NULL: "default" */
	/* The gate is overridden by this person for this reason; NULL: it is not. */
	const char *bypass_by, *bypass_why;
	const char *const *evidence_dirs; /* --evidence, NULL-terminated, or NULL */
	const struct config *config;      /* the operator's, or NULL: the tree's */
	const char *const
		*own_output; /* folders muster writes: never plan nor evidence */
	const struct trust *trust;  /* --trust; NULL: not given */
	const char *trust_ref;      /* --trust-ref: trust/ of that commit, or NULL */
	const struct audit_trust_file *trust_files; /* of the operator */
	size_t trust_file_count;
	bool trust_in_tree;  /* --trust-in-tree: believe the tree's own */
	struct audit_statements statements;
	const char *sandbox; /* level reached */
	struct jail *jail;   /* who reads; NULL: this process */
	struct audit_cache cache;
	/*
	 * The newest run will do, where nothing has changed that could change it:
	 * audit_run() is 1 then, and run.row alone is set.  Nothing is kept.
	 */
	bool may_stand;
	struct audit_tally *tally; /* filled; NULL: nobody asks */
	struct audit_keep keep;    /* put may be NULL */
	struct audit_progress progress;
};

/*
 * The whole audit, recorded in `store` as a complete run.  Everything in `arena`.
 * 1 with may_stand: see there.
 * ERR_USAGE for a revision, subject or configuration that is wrong; ERR_ABSENT
 * for an unborn HEAD; ERR_IO, ERR_INTERNAL.  Odd input is never an error.
 */
int audit_run(struct report *out, struct repo *repo, struct store *store,
	      const struct audit_options *options, struct arena *arena,
	      struct err *err);

#endif
