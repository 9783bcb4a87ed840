#include "model/plan.h"

/* clang-format off: tables keep one row a line */

const char *const item_kind_word[ITEM_KINDS] = {
	[ITEM_TASK]        = "task",
	[ITEM_ROW]         = "row",
	[ITEM_SIGNOFF]     = "signoff",
	[ITEM_DELIVERABLE] = "deliverable",
	[ITEM_CRITERION]   = "criterion",
	[ITEM_SECTION]     = "section",
	[ITEM_DOCUMENT]    = "document",
	[ITEM_TALLY]       = "tally",
	[ITEM_GAP]         = "gap",
	[ITEM_STEP]        = "step",
};

const char *const claim_word[CLAIMS] = {
	[CLAIM_NONE]        = "none",
	[CLAIM_DONE]        = "done",
	[CLAIM_READY]       = "ready",
	[CLAIM_IN_PROGRESS] = "in_progress",
	[CLAIM_OPEN]        = "open",
	[CLAIM_BLOCKED]     = "blocked",
	[CLAIM_FAILED]      = "failed",
	[CLAIM_DEFERRED]    = "deferred",
	[CLAIM_DROPPED]     = "dropped",
	[CLAIM_NA]          = "na",
	[CLAIM_UNKNOWN]     = "unknown",
};

const char *const claim_from_word[CLAIM_FROMS] = { "own", "word", "inherited" };

const char *const item_level_word[LEVELS] = {
	"mandatory", "conditional", "optional", "informative",
};

const char *const ref_kind_word[REF_KINDS] = {
	[REF_PATH]     = "path",
	[REF_GLOB]     = "glob",
	[REF_LINK]     = "link",
	[REF_ANCHOR]   = "anchor",
	[REF_EVIDENCE] = "evidence",
	[REF_COMMAND]  = "command",
	[REF_ENV]      = "env",
	[REF_ROUTE]    = "route",
	[REF_IMAGE]    = "image",
	[REF_DIGEST]   = "digest",
	[REF_BRANCH]   = "branch",
	[REF_SCRIPT]   = "script",
	[REF_SYMBOL]   = "symbol",
	[REF_PATTERN]  = "pattern",
	[REF_CODE]     = "code",
	[REF_TESTS]    = "tests",
	[REF_TOOL]     = "tool",
	[REF_CHECK]    = "check",
};

const char *const ref_role_word[REF_ROLES] = {
	[REF_ASKS]    = "asks",
	[REF_SUBJECT] = "subject",
	[REF_EXPECTS] = "expects",
	[REF_RUNS]    = "runs",
	[REF_POINTS]  = "points",
};

const char *const ref_how_word[HOWS] = {
	[HOW_UNRESOLVED] = "unresolved",
	[HOW_EXACT]      = "exact",
	[HOW_RELATIVE]   = "relative",
	[HOW_CONTEXT]    = "context",
	[HOW_NAME]       = "name",
	[HOW_GLOB]       = "glob",
	[HOW_SUFFIX]     = "suffix",
	[HOW_ELSEWHERE]  = "elsewhere",
	[HOW_CASE]       = "case",
	[HOW_AMBIGUOUS]  = "ambiguous",
	[HOW_CANDIDATES] = "candidates",
	[HOW_UNTRACKED]  = "untracked",
	[HOW_IGNORED]    = "ignored",
	[HOW_REMOVED]    = "removed",
	[HOW_MISSING]    = "missing",
	[HOW_SUBMODULE]  = "submodule",
	[HOW_EXTERNAL]   = "external",
};

const char *const threshold_op_word[OPS] = {
	[OP_LT]     = "lt",
	[OP_LE]     = "le",
	[OP_GT]     = "gt",
	[OP_GE]     = "ge",
	[OP_EQ]     = "eq",
	[OP_APPROX] = "approx",
	[OP_RANGE]  = "range",
	[OP_DELTA]  = "delta",
	[OP_FACTOR] = "factor",
};

const char *const threshold_role_word[THRESHOLD_ROLES] = {
	"target", "measured", "informational",
};

const char *const decision_word[DECISIONS] = {
	"none", "approve", "reject", "conditional",
};

/* clang-format on */
