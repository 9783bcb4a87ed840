#include "model/artifact.h"

/* clang-format off: tables keep one row a line */

const char *const artifact_origin_word[ORIGINS] = {
	[ORIGIN_TREE]      = "tree",
	[ORIGIN_UNTRACKED] = "untracked",
	[ORIGIN_EXTERNAL]  = "external",
	[ORIGIN_MEMBER]    = "member",
};

const char *const artifact_status_word[ARTIFACT_STATUSES] = {
	[ARTIFACT_OK]          = "ok",
	[ARTIFACT_PARTIAL]     = "partial",
	[ARTIFACT_EMPTY]       = "empty",
	[ARTIFACT_TOOL_ERROR]  = "tool-error",
	[ARTIFACT_UNSUPPORTED] = "unsupported",
	[ARTIFACT_AMBIGUOUS]   = "ambiguous",
	[ARTIFACT_TEMPLATE]    = "template",
	[ARTIFACT_LFS_POINTER] = "lfs-pointer",
	[ARTIFACT_TOO_BIG]     = "too-big",
	[ARTIFACT_UNREADABLE]  = "unreadable",
	[ARTIFACT_MISSING]     = "missing",
};

const char *const family_word[FAMILIES] = {
	[FAMILY_NONE]        = "file",
	[FAMILY_TESTS]       = "tests",
	[FAMILY_SCAN]        = "scan",
	[FAMILY_SARIF]       = "sarif",
	[FAMILY_SBOM]        = "sbom",
	[FAMILY_COVERAGE]    = "coverage",
	[FAMILY_METRICS]     = "metrics",
	[FAMILY_WORKFLOW]    = "workflow",
	[FAMILY_DOCUMENT]    = "document",
	[FAMILY_ATTESTATION] = "attestation",
	[FAMILY_SOURCE]      = "source",
	[FAMILY_CONTROL]     = "control",
	[FAMILY_VEX]         = "vex",
	[FAMILY_MANIFEST]    = "manifest",
	[FAMILY_CONFIG]      = "config",
	[FAMILY_VALUE]       = "value",
};

/* clang-format on */
