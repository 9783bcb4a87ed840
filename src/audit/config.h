/*
 * config.h - muster.conf: what the audited tree or the operator sets.
 *
 * Syntax: git-config (text/kv.h).  Keys: architecture.md, "Configuration".
 * Unknown sections and keys are ERR_USAGE with a suggestion.  In the tree, a key
 * that would widen trust or limits is refused with finding config-widens and the
 * default stands.
 */
#ifndef AUDIT_CONFIG_H
#define AUDIT_CONFIG_H

#include "base/arena.h"
#include "base/err.h"
#include "model/finding.h"
#include "model/verdict.h"

enum config_origin { CONFIG_TREE, CONFIG_OPERATOR };

struct config_gate {
	struct span name;
	unsigned allow; /* bit per enum verdict, beyond the defaults */
	struct {
		bool said;
		uint64_t most;
	} max[VERDICTS];
	enum strength strength;
	bool require_all;
	unsigned line;
};

struct config_rule {
	struct span name;
	struct span item, plan; /* selectors: architecture.md */
	LIST(struct span) evidence;
	struct span format;
	LIST(struct span) scope;
	int64_t max_age_s; /* 0: none */
	bool has_strength;
	enum strength strength;
	unsigned line;
};

struct config_waiver {
	struct span name, item, plan, reason, owner, approver, expires;
	unsigned line;
};

/* A key of [plan] or [define], for the plan reader. */
struct config_pair {
	struct span section, key, value;
	unsigned line;
};

struct config {
	struct span path;   /* for messages; empty: built-in defaults */
	struct span oid;    /* blob of the tree's, or empty */
	enum config_origin origin;
	struct span name;   /* [pack] name */
	LIST(struct span) plans, exclude, evidence, scope;
	bool plans_said;    /* replaces the default patterns */
	struct span out;
	LIST(struct config_gate) gates;
	LIST(struct config_rule) rules;
	LIST(struct config_waiver) waivers;
	LIST(struct finding) findings; /* config-widens */
	LIST(struct config_pair) plan_keys;
	/* operator only */
	struct span trust_dir, seal_key, templates, compression;
};

/* The defaults of architecture.md and plans.md section 18. */
void config_default(struct config *out, struct arena *arena);

/* Read on top of the defaults.  `path` is for messages. */
int config_read(struct config *out, struct span path, struct span bytes,
		enum config_origin origin, struct arena *arena, struct err *err);

#endif
