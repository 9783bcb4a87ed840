/*
 * verify.h - everything an auditor checks, step by step.
 *
 * The steps, their order, the names of errors and the exit codes are those of
 * seal.md section 10.  Signatures of commits that sign-offs rest on are verified
 * again from git/; that such a commit ticked this very line is the report's word.
 *
 * Nothing is extracted or written, no program started, no socket opened.
 */
#ifndef SEAL_VERIFY_H
#define SEAL_VERIFY_H

#include "model/verdict.h"
#include "seal/content.h"
#include "seal/identity.h"
#include "seal/paths.h"
#include "trust/digest.h"

/* A statement from outside the bundle. */
struct verify_statement {
	struct span name, text, armour;
};

/* Whether a repository of the verifier's own has a commit, and what came before it. */
struct verify_history {
	bool (*has)(void *ctx, struct span commit);
	/* Whether it is `commit` or before that; in doubt it is not. */
	bool (*is_ancestor)(void *ctx, struct span ancestor, struct span commit);
	void *ctx;
};

struct verify_options {
	const struct verify_history *history; /* NULL: nobody knows */
	const char *trust;                    /* folder or file; NULL: none */
	const char *expect_commit, *expect_digest, *expect_project; /* or NULL */
	int64_t min_sequence;                                       /* 0: any */
	const char *previous; /* seal digest of the bundle before; NULL: any */
	int64_t max_age;      /* seconds since the report's as-of; 0: any */
	bool gate;            /* step 13; wants expect_commit or expect_digest */
	const char *const *require_roles; /* NULL-terminated, or NULL; with `gate` */
	int64_t at;                       /* the verifier's time; CLOCK_NONE: now */
	bool accept_claimed_time;
	const struct verify_statement *statements; /* --signoffs */
	size_t statement_count;
	bool integrity_only;      /* stop after step 4 */
	bool require[SEAL_KINDS]; /* some: these suffice, whatever is promised */
	bool partial;             /* seals that are still to come are not missed */
	/* What lies in seal/ instead of what is there; NULL: that. */
	const struct seal_files *files;
	struct content_limits limits; /* content_limits_default, or more */
};

/* Every error's name, the step that finds it and the exit status it asks for. */
struct verify_code {
	const char *name;
	unsigned step;
	int exit;
};
extern const struct verify_code verify_codes[]; /* ends with a name of NULL */

/* The step of an error's name. */
unsigned verify_step(const char *name);

struct verify_issue {
	const char *code; /* "E_FILE_CHANGED", "W_WEAK_KEY" */
	struct span path; /* or empty */
	struct span detail;
};

struct verify_seal {
	enum seal_kind kind;
	struct span key_id;
	struct span principal;   /* empty: nobody trusted */
	int64_t time;            /* CLOCK_NONE */
	const char *time_source; /* "proven", "claimed", or NULL */
};

/* A sign-off field of bundle.json and what step 11 makes of it. */
struct verify_field {
	struct span field, role;
	bool required;
	uint64_t quorum;    /* different people with different keys who must approve */
	uint64_t approvals; /* by people and keys that differ; 0 where one rejects */
	bool approved;      /* by enough of them, and not by whoever made every claim */
	bool rejected;      /* by somebody who may, or two words of one moment differ */
	bool waived;        /* as the report has it */
	bool settled;       /* that, or not applicable */
	bool doubtful;      /* a signature that the report counts does not count here */
};

/*
 * A sign-off statement, or the tick of a signed commit; those that do not count are
 * errors as well, or a warning where the bundle does not have the commit.
 */
struct verify_signoff {
	struct span name; /* of the file; "git/<id>" of a tick */
	struct span field, role, by, key;
	const char *decision; /* "approve", "reject", "abstain" */
	int64_t at;           /* as it claims itself */
	bool counts;
	bool sole; /* whoever it is made every claim that the field stands for */
};

/* Spans live as long as the arena. */
struct verification {
	LIST(struct verify_issue) errors;
	LIST(struct verify_issue) warnings;
	LIST(struct verify_seal) seals;
	struct identity identity;
	bool identified;      /* identity is filled */
	int64_t sequence;     /* as the statement says; 0: it does not */
	struct span previous; /* "sha256:...", as the statement says, or empty */
	char seal_digest[DIGEST_TEXT]; /* "" before step 3 */
	char tar_digest[DIGEST_TEXT];  /* "" for a folder */
	unsigned last_step;
	LIST(struct verify_signoff) signoffs; /* by file name; then ticks, by field */
	/* Fields, and how many of them are approved. */
	uint64_t signoff_fields, signoff_approved, signoff_files;
	LIST(struct verify_field) fields;
	enum result outcome;   /* with the sign-offs that are there */
	struct span closed_by; /* of a closing attestation; empty: not closed */
	LIST(struct content_file) files; /* all of them, sorted by path */
	int exit;                        /* 0: all steps held */
};

/*
 * Cannot fail: what keeps it from working is an error of step 0 in *out.
 */
void verify_bundle(struct verification *out, const char *path,
		   const struct verify_options *options, struct arena *arena);

#endif
