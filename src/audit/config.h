/*
 * config.h - muster.conf: what the audited tree or the operator sets.
 *
 * Syntax: git-config (text/kv.h).  Keys: architecture.md, "Configuration".
 * Unknown sections and keys are ERR_USAGE with a suggestion.  In the tree, a key
 * that would widen trust or limits is refused with finding config-widens and the
 * default stands.
 *
 * A key with one value that is given twice keeps the last; lists add up.
 */
#ifndef AUDIT_CONFIG_H
#define AUDIT_CONFIG_H

#include "base/arena.h"
#include "base/err.h"
#include "model/finding.h"
#include "model/plan.h"
#include "model/verdict.h"

enum config_origin { CONFIG_TREE, CONFIG_OPERATOR };

struct config_gate {
	struct span name;
	unsigned allow; /* bit per enum verdict, beyond the defaults */
	struct {
		bool said;
		uint64_t most; /* required items of that verdict that still pass */
	} max[VERDICTS];
	enum strength strength;
	bool require_all;
	unsigned line;
};

struct config_rule {
	struct span name;
	struct span item, plan; /* selectors: config_selects() */
	LIST(struct span) evidence;
	struct span format;
	LIST(struct span) scope;
	int64_t max_age_s; /* 0: none */
	bool has_strength;
	enum strength strength;
	unsigned line;
};

/* A rule in SQL: audit/check.h.  Items may name it too. */
struct config_check {
	struct span name;       /* config_is_check_name() */
	struct span sql;        /* path in the tree; empty: by its name */
	struct span item, plan; /* selectors; both empty: items name it */
	unsigned line;
};

/* Every field can be missing: such a waiver is invalid, not the file. */
struct config_waiver {
	struct span name, item, plan, reason, owner, approver;
	struct span expires; /* as written: "2026-12-31" */
	int64_t expires_at;  /* first second that it no longer covers; CLOCK_NONE */
	unsigned line;
	bool approved;          /* its approver signed it, says audit/ticks.h */
	int64_t approved_until; /* when that counts no more; 0: never */
};

/* Narrows what the trust folder grants for sign-off fields of that role. */
struct config_role {
	struct span name;          /* as in the field: "security" */
	LIST(struct span) signers; /* principals; none: whoever is granted it */
	uint64_t quorum;           /* 0: not said, which is one */
	unsigned line;
};

/* A key of [plan] or [define], for the plan reader; or a path pattern. */
struct config_pair {
	struct span section, key, value;
	unsigned line;
};

/*
 * [limit]: what one run reads and computes at most.  The tree may lower them, the
 * operator may set them; security.md section 3.
 */
struct config_limits {
	uint64_t artifact_bytes; /* artifact-size: one file of evidence */
	uint64_t run_bytes;      /* evidence-size: all of them */
	uint64_t check_steps;    /* check-steps: of one check's SQL */
};

struct config {
	struct span path; /* for messages; empty: built-in defaults */
	struct span oid;  /* blob of the tree's, or empty */
	char sha256[65];  /* of its bytes; empty: built-in defaults */
	enum config_origin origin;
	struct span name;                        /* [pack] name */
	LIST(struct span) plans, exclude, scope; /* patterns: text/glob.h */
	LIST(struct span) evidence; /* folders, clean, without '/' at the end */
	bool plans_said;            /* replaces the default patterns */
	bool evidence_said;
	struct span out;
	LIST(struct config_gate) gates;
	LIST(struct config_rule) rules;
	LIST(struct config_check) checks;
	LIST(struct config_waiver) waivers;
	LIST(struct config_role) roles;
	LIST(struct finding) findings; /* config-widens */
	struct config_limits limits;
	LIST(struct config_pair) plan_keys;
	/*
	 * Every plans, exclude, evidence and scope that the file gives, with its
	 * line; section is "pack" or "rule \"chaos\"".  For the audit, which says
	 * which of them match nothing (law 5 of verdicts.md).
	 */
	LIST(struct config_pair) patterns;
	struct span compression;
	/* operator only */
	struct span trust_dir, seal_key, templates;
};

/* The defaults of architecture.md and plans.md section 18. */
void config_default(struct config *out, struct arena *arena);

/* Read on top of the defaults.  `path` is for messages. */
int config_read(struct config *out, struct span path, struct span bytes,
		enum config_origin origin, struct arena *arena, struct err *err);

/* The profile of that name ("default" and "release" always exist), or NULL. */
const struct config_gate *config_gate_of(const struct config *config, struct span name);

/*
 * Whether a rule or waiver means that item: its id or declared id, or a pattern
 * over its whole plain text, case-blind; and `plan`, a path pattern, where one
 * is given.  An empty `item` selects everything that `plan` selects; two empty
 * ones select nothing.
 */
bool config_selects(struct span item_selector, struct span plan_selector,
		    struct span plan_path, const struct item *item);

/* Lower case, digits and dashes, one dash at least: "no-critical". */
bool config_is_check_name(struct span name);

/* "14d" to seconds; s, m (minutes), h, d, w.  False for anything else. */
bool config_duration(struct span text, int64_t *out_seconds);

/* "16MiB", "512 KiB", "4096": to bytes.  False for anything else. */
bool config_size(struct span text, uint64_t *out_bytes);

/* "S3" or "s3".  False for anything else. */
bool config_strength(struct span text, enum strength *out);

#endif
