/*
 * plan.h - what a Markdown plan says: items with their claims, references,
 * thresholds and sign-off fields.  The plan reader fills it (src/plan/) and
 * decides nothing about truth.
 *
 * All spans and lists live in the run's arena.  Lines and columns count from 1,
 * in the stored bytes of the file; columns are bytes, of UTF-16 its 16-bit units,
 * and a byte order mark has none.
 */
#ifndef MODEL_PLAN_H
#define MODEL_PLAN_H

#include "base/arena.h"
#include "base/span.h"
#include "model/finding.h"

#include <stdint.h>

#define ITEM_NONE ((size_t)-1) /* "no item": parents, links between items */

/* plans.md section 6 */
enum item_kind {
	ITEM_TASK,
	ITEM_ROW,
	ITEM_SIGNOFF,
	ITEM_DELIVERABLE,
	ITEM_CRITERION,
	ITEM_SECTION,
	ITEM_DOCUMENT,
	ITEM_TALLY,
	ITEM_GAP,
	ITEM_STEP,
	ITEM_KINDS
};
extern const char *const item_kind_word[ITEM_KINDS];

/* plans.md section 7 */
enum claim {
	CLAIM_NONE, /* no mark at all */
	CLAIM_DONE,
	CLAIM_READY,
	CLAIM_IN_PROGRESS,
	CLAIM_OPEN,
	CLAIM_BLOCKED,
	CLAIM_FAILED,
	CLAIM_DEFERRED,
	CLAIM_DROPPED,
	CLAIM_NA,
	CLAIM_UNKNOWN,
	CLAIMS
};
extern const char *const claim_word[CLAIMS]; /* "in_progress" */

/* own: a mark on the item; word: in its words; inherited: from above it. */
enum claim_from { CLAIM_FROM_OWN, CLAIM_FROM_WORD, CLAIM_FROM_INHERITED, CLAIM_FROMS };
extern const char *const claim_from_word[CLAIM_FROMS];

/* plans.md section 6.7 */
enum item_level {
	LEVEL_MANDATORY,
	LEVEL_CONDITIONAL,
	LEVEL_OPTIONAL,
	LEVEL_INFORMATIVE,
	LEVELS
};
extern const char *const item_level_word[LEVELS];

/* plans.md section 11.2, and declared evidence of section 17 */
enum ref_kind {
	REF_PATH,
	REF_GLOB,
	REF_LINK, /* URL; a relative Markdown link is REF_PATH */
	REF_ANCHOR,
	REF_EVIDENCE, /* `kind:locator[#selector]` predicates */
	REF_COMMAND,
	REF_ENV, /* KEY or KEY=value */
	REF_ROUTE,
	REF_IMAGE,
	REF_DIGEST,
	REF_BRANCH,
	REF_SCRIPT,
	REF_SYMBOL,
	REF_PATTERN,
	REF_CODE,
	REF_TESTS, /* "12 tests": `count` holds the number */
	REF_TOOL,  /* a tool's name: trivy, gitleaks */
	REF_CHECK, /* a stored SQL check's name */
	REF_KINDS
};
extern const char *const ref_kind_word[REF_KINDS];

/* What the words before the reference make of it: verdicts.md, "Words that ask". */
enum ref_role {
	REF_ASKS, /* Evidence:, Proof:, an Evidence column: a requirement, declared */
	REF_SUBJECT, /* the item's own subject, or a trailing parenthesis */
	REF_EXPECTS, /* Verify:, Check:, Expected: */
	REF_RUNS,    /* Run:, Command: */
	REF_POINTS,  /* See:, Reference:, a path inside prose: context */
	REF_ROLES
};
extern const char *const ref_role_word[REF_ROLES];

/* How a path was found in the tree: plans.md section 11.3.  Filled by audit/. */
enum ref_how {
	HOW_UNRESOLVED,
	HOW_EXACT,
	HOW_RELATIVE,
	HOW_CONTEXT,
	HOW_NAME,
	HOW_GLOB,
	HOW_SUFFIX,
	HOW_ELSEWHERE,
	HOW_CASE,
	HOW_AMBIGUOUS,
	HOW_CANDIDATES,
	HOW_UNTRACKED, /* an untracked file under an evidence root */
	HOW_IGNORED,
	HOW_REMOVED,
	HOW_MISSING,
	HOW_SUBMODULE,
	HOW_EXTERNAL, /* outside this repository: cannot be checked offline */
	HOWS
};
extern const char *const ref_how_word[HOWS];

struct ref {
	enum ref_kind kind;
	enum ref_role role;
	struct span raw;        /* as written, without the code span's backticks */
	struct span locator;    /* the path, glob, URL or name in it */
	struct span evidence;   /* REF_EVIDENCE: the kind ("junit") */
	struct span selector;   /* REF_EVIDENCE: after '#'; or a path's anchor */
	struct span predicates; /* REF_EVIDENCE: the text after the code span */
	struct span context; /* a folder to try first (tree diagram, File:), or empty */
	struct span words; /* the sentence it stands in, plain, for names and hedges */
	uint64_t count;    /* REF_TESTS, or a count beside a path; 0: none said */
	unsigned line;
	bool in_body;   /* in a sub-bullet or paragraph, not on the item's own line */
	bool alternate; /* "X or Y": meets the same requirement as the ref before */
	bool is_link;   /* a Markdown link: tried from the plan's folder first */
};

/* plans.md section 12.  Values are exact decimals scaled by 10^6. */
enum threshold_op {
	OP_LT,
	OP_LE,
	OP_GT,
	OP_GE,
	OP_EQ,
	OP_APPROX,
	OP_RANGE,
	OP_DELTA,
	OP_FACTOR,
	OPS
};
extern const char *const threshold_op_word[OPS]; /* "lt" */

enum threshold_role {
	THRESHOLD_TARGET,
	THRESHOLD_MEASURED,
	THRESHOLD_INFORMATIONAL,
	THRESHOLD_ROLES
};
extern const char *const threshold_role_word[THRESHOLD_ROLES];

struct threshold {
	enum threshold_op op;
	enum threshold_role role;
	struct span metric; /* normalised words: "p95 latency" */
	struct span stat;   /* "p95", or empty */
	int64_t low_micro;  /* 10^-6 of the canonical unit; low = high but in a range */
	int64_t high_micro;
	int64_t tolerance_bp; /* OP_APPROX: a value so far off still agrees */
	bool ambiguous;       /* low and high are two readings of one number */
	struct span unit;     /* "ns" ("s" past 64 bits) "B" "bp" "1/s" or a noun */
	bool symbolic;        /* "< SLO": no value */
	struct span raw;
	unsigned line, column;
};

/* plans.md section 10 */
enum decision {
	DECISION_NONE,
	DECISION_APPROVE,
	DECISION_REJECT,
	DECISION_CONDITIONAL,
	DECISIONS
};
extern const char *const decision_word[DECISIONS];

struct signoff_field {
	struct span role; /* as written: "Security Lead" */
	struct span role_slug;
	struct span name;
	struct span date; /* ISO where it could be read, else as written */
	enum decision decision;
	bool blank_name, blank_date; /* a blank stands where one is due */
	bool statement;              /* weak form: no role field */
};

/*
 * What an item's author asks of its evidence: {#id max-age=7d} and the like, as
 * written; empty: nothing said.  audit/attrs.h reads them.  Not stored.
 */
struct item_attrs {
	struct span max_age;  /* "7d" */
	struct span scope;    /* patterns, separated by blanks or commas */
	struct span strength; /* "S3" */
	struct span signer;   /* role or person whose signature is wanted */
	bool infer;           /* requirements are inferred beside declared ones */
};

/* "Waiver: until 2026-12-31 by @lead, owner @sam - reason"; any may be empty. */
struct item_waiver {
	struct span owner, approver, reason;
	struct span until; /* ISO where it could be read, else as written */
	unsigned line;
	bool approved; /* its approver signed it: audit/ticks.h; not stored */
	int64_t approved_until; /* when that counts no more; 0: never */
};

struct item {
	struct span id; /* 8 characters of base32, or the declared id */
	struct span declared_id;
	struct span identity; /* text the id was made from, for lineage */
	enum item_kind kind;
	enum claim claim;
	enum claim_from claim_from;
	enum item_level level;
	int polarity;          /* +1, or -1 where true is bad */
	bool judged;           /* false: listed, greyed, with `skip` saying why */
	bool conflict;         /* claimed done, and not done elsewhere (C1) */
	bool quoted;           /* in a block quote */
	bool changed;          /* "Files modified", "File:": being there is not all */
	bool has_mark;         /* a box or state cell that can be ticked */
	struct span mark;      /* as written: "x", "Complete", "✅" */
	struct span text;      /* Markdown of its own paragraph or cells */
	struct span plain;     /* what people see */
	struct span qualified; /* words that weaken the claim: "code only" */
	struct span hedge;     /* a hedging word on its own or an evidence line */
	unsigned hedge_line;
	bool hedge_on_claim; /* on the own line or a passing evidence line: caps */
	struct span skip;    /* why it is not judged, when it is not */
	struct span na_reason;
	struct span owner, due, done_on;
	LIST(struct span) headings; /* plain, from level 1 down */
	size_t parent;              /* index in plan.items, or ITEM_NONE */
	unsigned depth;
	unsigned line, column, end_line, end_column, block_end_line;
	struct span label;   /* number in front: "4.2" */
	const char *rule;    /* rule of plans.md that read it: "3.1" */
	unsigned confidence; /* 0-100 */
	struct span evidence_root;
	struct span subject; /* path it is about, cleaned, or empty; not stored */
	LIST(struct ref) refs;
	LIST(struct threshold) thresholds;
	struct item_attrs attrs;
	LIST(struct item_waiver) waivers; /* not stored */
	struct signoff_field signoff;     /* kind ITEM_SIGNOFF */
};

/* Key: value of front matter, tables and the first lines: plans.md section 14. */
struct plan_meta {
	struct span key, value;
	unsigned line;
};

/* What was done to the bytes: plans.md section 2. */
struct plan_encoding {
	struct span charset;  /* "utf-8", "utf-16le", "windows-1252" */
	struct span mojibake; /* "macroman" or "windows-1252" where undone */
	unsigned runs;        /* repaired runs */
	unsigned first_line;
};

struct plan {
	struct span path;
	struct span oid;   /* blob, hex; empty for a bare file */
	struct span title; /* first heading, plain; else the file's base name */
	struct span slug;  /* site address, given by audit/ */
	struct span bytes; /* stored bytes; NULL when loaded from the store */
	bool withheld; /* it holds a secret: shown without it, not copied, not sealed */
	struct span withheld_why;
	uint64_t size;    /* how many; given by runs_finish() */
	struct span text; /* repaired UTF-8 without secrets, what positions map from */
	struct plan_encoding encoding;
	bool is_template;        /* read, not judged */
	bool incomplete;         /* a limit was hit: INDETERMINATE at best */
	LIST(struct item) items; /* in document order */
	LIST(struct plan_meta) meta;
	LIST(struct finding) findings; /* in line order */
};

#endif
