/*
 * auditing.h - what build, audit and gate share: the options, the repository,
 * the configuration, the database, one recorded run.
 */
#ifndef CLI_AUDITING_H
#define CLI_AUDITING_H

#include "audit/run.h"
#include "cli/command.h"
#include "cli/signoffs.h"
#include "model/report.h"
#include "repo/repo.h"
#include "store/db.h"

/* Rows of an option table, without its end. */
#define AUDIT_OPTIONS                                                                   \
	{ "commit", 0, OPTION_VALUE, "REV", "audit REV instead of HEAD" },              \
	{ "as-of", 0, OPTION_VALUE, "TIME", "judge ages at TIME (RFC 3339)" },          \
	{ "subject", 0, OPTION_VALUE, "REV",                                            \
	  "untracked evidence was made from REV" },                                     \
	{ "evidence", 0, OPTION_MANY, "DIR", "read evidence from DIR as well" },        \
	{ "no-cache", 0, OPTION_FLAG, NULL, "read every artifact afresh" },             \
	{ "cached", 0, OPTION_FLAG, NULL,                                               \
	  "believe what earlier runs read, also where it is sealed" },                  \
	{ "profile", 0, OPTION_VALUE, "NAME", "gate profile (default, release)" },      \
	{ "trust", 't', OPTION_VALUE, "DIR|FILE", "who may sign: allowed_signers" },    \
	{ "trust-ref", 0, OPTION_VALUE, "REF", "the same: trust/ of another commit" },  \
	{ "trust-in-tree", 0, OPTION_FLAG, NULL,                                        \
	  "believe trust/ of the audited commit itself" },                              \
	{ "signoffs", 0, OPTION_VALUE, "DIR",                                           \
	  "sign-off statements lie in DIR (" SIGNOFFS_FOLDER ")" },                     \
	{ "bypass", 0, OPTION_VALUE, "REASON", "override the gate; needs --as" },       \
	{ "as", 0, OPTION_VALUE, "WHO", "who overrides it: you@example.org" },          \
	{ "history", 0, OPTION_VALUE, "BUNDLE",                                         \
	  "earlier runs are those of this bundle, verified first; or none" },           \
	{ "trust-repo-owner", 0, OPTION_FLAG, NULL,                                     \
	  "read a repository that belongs to somebody else" }

/* Where muster writes by default: never plan, evidence or scope. */
extern const char *const own_output_default[];

/*
 * --config FILE: the operator's own, read instead of the tree's.  1 where it is given,
 * 0 where it is not, and *out is left alone.
 */
int auditing_operator_config(struct config *out, struct invocation *in,
			     struct err *err);

struct auditing {
	struct jail *jail; /* who reads artifacts; NULL with --sandbox=off */
	struct repo *repo;
	struct store *store;
	struct config operator_config;
	bool has_operator_config;
	bool keeps_history; /* false: the database could not be written */
	struct span database;
	int held; /* its folder: one run after the other; -1: not held */
	struct audit_tally tally;
	struct trust trust; /* --trust */
	bool has_trust;
	struct signoffs signoffs; /* --signoffs */
	LIST(struct audit_trust_file) trust_files; /* and of the templates */
	const char *templates; /* of a command that writes pages: the folder, or NULL */
	/*
	 * Set before auditing_run(): the newest run will do where nothing has changed
	 * (audit/run.h), and what runs_glance() gives of it.
	 */
	bool may_stand;
	bool stands; /* so it was */
	struct report earlier; /* --history: runs before those of the store */
	struct report report;  /* as the store gave it back */
};

/*
 * Start the workers, give up rights and open everything.  `repo_path` NULL: the current folder.
 * auditing_close() is due also after an error.
 */
int auditing_open(struct auditing *auditing, struct invocation *in, const char *repo_path,
		  struct err *err);

/*
 * The same for a run that is made again: `look` is called once rights are given up
 * and fills what stands in for HEAD and the work tree.
 */
struct auditing_again {
	int (*look)(void *ctx, struct repo_stand_in *out, struct err *err);
	void *ctx;
};
int auditing_open_again(struct auditing *auditing, struct invocation *in,
			const char *repo_path, const struct auditing_again *again,
			struct err *err);

/*
 * Once everything is open that the command works on: give up all files but the
 * repository, the database, the options' own, and `writes` (NULL-terminated), which
 * are folders that are there, or lie in one that is.
 */
int auditing_lock(struct auditing *auditing, struct invocation *in,
		  const char *const *writes, struct err *err);

/*
 * Run the audit with the command line's options and load what was recorded.
 * `own_output` is NULL-terminated; keep may be empty; `now` for the gate.
 */
int auditing_run(struct auditing *auditing, struct invocation *in,
		 const char *const *own_output, const struct audit_keep *keep, bool now,
		 struct err *err);

/* What `muster audit --json` prints. */
int auditing_print_json(const struct invocation *in, const struct report *report,
			struct err *err);

void auditing_close(struct auditing *auditing);

#endif
