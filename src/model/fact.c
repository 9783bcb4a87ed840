#include "model/fact.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

/* clang-format off: tables keep one row a line */

const char *const test_outcome_word[TEST_OUTCOMES] = {
	[TEST_PASSED]  = "passed",
	[TEST_FAILED]  = "failed",
	[TEST_ERRORED] = "error",
	[TEST_SKIPPED] = "skipped",
	[TEST_TODO]    = "todo",
	[TEST_UNKNOWN] = "unknown",
};

const char *const severity_word[SEVERITIES] = {
	[SEVERITY_CRITICAL] = "critical",
	[SEVERITY_HIGH]     = "high",
	[SEVERITY_MEDIUM]   = "medium",
	[SEVERITY_LOW]      = "low",
	[SEVERITY_INFO]     = "info",
	[SEVERITY_NONE]     = "none",
	[SEVERITY_UNKNOWN]  = "unknown",
};

const char *const coverage_scope_word[COVERAGE_SCOPES] = { "total", "package", "file" };

const char *const coverage_metric_word[COVERAGE_METRICS] = {
	[COVERAGE_LINE]        = "line",
	[COVERAGE_BRANCH]      = "branch",
	[COVERAGE_FUNCTION]    = "function",
	[COVERAGE_STATEMENT]   = "statement",
	[COVERAGE_INSTRUCTION] = "instruction",
	[COVERAGE_REGION]      = "region",
	[COVERAGE_METHOD]      = "method",
	[COVERAGE_CLASS]       = "class",
	[COVERAGE_CONDITION]   = "condition",
};

const char *const control_result_word[CONTROL_RESULTS] = {
	[CONTROL_PASS]           = "pass",
	[CONTROL_FAIL]           = "fail",
	[CONTROL_ERROR]          = "error",
	[CONTROL_NOT_APPLICABLE] = "not-applicable",
	[CONTROL_NOT_REVIEWED]   = "not-reviewed",
	[CONTROL_NOT_SELECTED]   = "not-selected",
	[CONTROL_INFORMATIONAL]  = "informational",
	[CONTROL_UNKNOWN]        = "unknown",
};

const char *const vex_status_word[VEX_STATUSES] = {
	[VEX_AFFECTED]            = "affected",
	[VEX_NOT_AFFECTED]        = "not_affected",
	[VEX_FIXED]               = "fixed",
	[VEX_UNDER_INVESTIGATION] = "under_investigation",
	[VEX_UNKNOWN]             = "unknown",
};

const char *const attested_word[ATTESTEDS] = {
	[ATTESTED_NOTHING] = "",
	[ATTESTED_PASSED]  = "passed",
	[ATTESTED_WARNED]  = "warned",
	[ATTESTED_FAILED]  = "failed",
	[ATTESTED_UNKNOWN] = "unknown",
};

const char *const envelope_word[ENVELOPES] = { "bare", "dsse", "sigstore-bundle" };

const char *const direction_word[DIRECTIONS] = { "up", "down", "both" };

const char *const value_type_word[VALUE_TYPES] = {
	[TYPE_STRING] = "string",
	[TYPE_NUMBER] = "number",
	[TYPE_TRUE]   = "true",
	[TYPE_FALSE]  = "false",
	[TYPE_NULL]   = "null",
	[TYPE_OBJECT] = "object",
	[TYPE_ARRAY]  = "array",
};

/* What a text may say where the database asks for one of a few words. */
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
static const char *const problem_kinds[] = { "vulnerability", "misconfiguration", "secret",
	"sast", "lint", "license", "dast", "type", "other" };
static const char *const metric_stats[] = { "avg", "min", "med", "max", "p75", "p90", "p95",
	"p99", "p999", "stddev", "rate", "count", "value", "score" };
static const char *const metric_units[] = { "ms", "B", "1/s", "ratio", "count", "score", "" };
static const char *const object_systems[] = { "kubernetes", "compose" };
static const char *const alert_kinds[] = { "alert", "record" };
static const char *const quality_words[] = { "", "guessed", "date", "naive", "zoned" };
static const char *const env_classes[] = { "boolean", "number", "url", "text", "empty" };

static const struct column about_columns[] = {
	COLUMN(fact_about, format_version, "format_version",     CELL_TEXT),
	COLUMN(fact_about, dialect,        "dialect",            CELL_TEXT),
	COLUMN(fact_about, tool,           "tool",               CELL_TEXT),
	COLUMN(fact_about, tool_version,   "tool_version",       CELL_TEXT),
	COLUMN(fact_about, generated_at,   "generated_at_s",     CELL_TIME),
	COLUMN_WORD(fact_about, generated_quality, "quality", quality_words, CLOCK_ZONED + 1),
	COLUMN(fact_about, generated_src,  "generated_src",      CELL_TEXT),
	COLUMN(fact_about, subject_commit, "subject_commit",     CELL_TEXT),
	COLUMN(fact_about, subject_src,    "subject_src",        CELL_TEXT),
	COLUMN(fact_about, subject_name,   "subject_name",       CELL_TEXT),
	COLUMN(fact_about, subject_digest, "subject_digest",     CELL_TEXT),
	COLUMN(fact_about, scope,          "scope",              CELL_TEXT),
	COLUMN(fact_about, scope_digest,   "scope_digest",       CELL_TEXT),
};

static const struct column suite_columns[] = {
	COLUMN(fact_suite, parent,        "parent_id",     CELL_PARENT),
	COLUMN(fact_suite, name,          "name",          CELL_CUT_SAID),
	COLUMN(fact_suite, file,          "file",          CELL_CUT),
	COLUMN(fact_suite, host,          "host",          CELL_CUT),
	COLUMN(fact_suite, started_at,    "started_at_s",  CELL_TIME),
	COLUMN(fact_suite, duration_us,   "duration_us",   CELL_UNSAID),
	COLUMN(fact_suite, said_tests,    "said_tests",    CELL_UNSAID),
	COLUMN(fact_suite, said_failures, "said_failures", CELL_UNSAID),
	COLUMN(fact_suite, said_errors,   "said_errors",   CELL_UNSAID),
	COLUMN(fact_suite, said_skipped,  "said_skipped",  CELL_UNSAID),
	COLUMN(fact_suite, line,          "line",          CELL_LINE),
};

#define CASE_SHOWN 8
static const struct column case_columns[] = {
	COLUMN(fact_case, suite,       "suite_id",    CELL_PARENT),
	COLUMN(fact_case, name,        "name",        CELL_CUT_SAID),
	COLUMN(fact_case, classname,   "classname",   CELL_CUT),
	COLUMN(fact_case, file,        "file",        CELL_CUT),
	COLUMN_WORD(fact_case, outcome, "status", test_outcome_word, TEST_OUTCOMES),
	COLUMN(fact_case, duration_us, "duration_us", CELL_UNSAID),
	COLUMN(fact_case, message,     "message",     CELL_CUT),
	COLUMN(fact_case, line,        "line",        CELL_LINE),
	/* not on pages: */
	COLUMN(fact_case, src_line,    "src_line",    CELL_LINE),
	COLUMN(fact_case, outcome_raw, "status_raw",  CELL_CUT),
	COLUMN(fact_case, retries,     "retries",     CELL_UINT),
	COLUMN(fact_case, flaky,       "flaky",       CELL_BOOL),
};

static const struct column coverage_columns[] = {
	COLUMN_WORD(fact_coverage, scope, "scope", coverage_scope_word, COVERAGE_SCOPES),
	COLUMN(fact_coverage, name,     "name",     CELL_CUT_SAID),
	COLUMN_WORD(fact_coverage, metric, "metric", coverage_metric_word, COVERAGE_METRICS),
	COLUMN(fact_coverage, covered,  "covered",  CELL_UNSAID),
	COLUMN(fact_coverage, total,    "total",    CELL_UNSAID),
	COLUMN(fact_coverage, computed, "computed", CELL_BOOL),
};

static const struct column scan_columns[] = {
	COLUMN(fact_scan, tool,          "tool",          CELL_CUT_SAID),
	COLUMN(fact_scan, tool_version,  "tool_version",  CELL_CUT),
	COLUMN(fact_scan, kind,          "kind",          CELL_CUT_SAID),
	COLUMN(fact_scan, target,        "target",        CELL_CUT),
	COLUMN(fact_scan, target_digest, "target_digest", CELL_CUT),
	COLUMN(fact_scan, started_at,    "started_at_s",  CELL_TIME),
	COLUMN(fact_scan, finished_at,   "finished_at_s", CELL_TIME),
	COLUMN(fact_scan, succeeded,     "succeeded",     CELL_INT_UNSAID),
	COLUMN(fact_scan, rules,         "n_rules",       CELL_UNSAID),
	COLUMN(fact_scan, targets,       "n_targets",     CELL_UNSAID),
	COLUMN(fact_scan, db_updated_at, "db_updated_at_s", CELL_TIME),
};

static const struct column problem_columns[] = {
	COLUMN(fact_problem, rule_id,           "rule_id",           CELL_CUT),
	COLUMN(fact_problem, title,             "title",             CELL_CUT),
	COLUMN(fact_problem, message,           "message",           CELL_CUT),
	COLUMN_WORD(fact_problem, severity, "severity", severity_word, SEVERITIES),
	COLUMN(fact_problem, path,              "path",              CELL_CUT),
	COLUMN(fact_problem, src_line,          "src_line",          CELL_LINE),
	COLUMN(fact_problem, component,         "component",         CELL_CUT),
	COLUMN(fact_problem, component_version, "component_version", CELL_CUT),
	COLUMN(fact_problem, fixed_version,     "fixed_version",     CELL_CUT),
	COLUMN(fact_problem, suppressed,        "suppressed",        CELL_BOOL),
	COLUMN(fact_problem, line,              "line",              CELL_LINE),
	COLUMN(fact_problem, scan,              "scan_id",           CELL_PARENT),
	COLUMN_SAID_OF(fact_problem, kind, "kind", problem_kinds, COUNT(problem_kinds)),
	COLUMN(fact_problem, severity_raw,      "severity_raw",      CELL_CUT),
	COLUMN(fact_problem, level,             "level",             CELL_CUT),
	COLUMN(fact_problem, score_tenths,      "score_tenths",      CELL_INT_UNSAID),
	COLUMN(fact_problem, vector,            "vector",            CELL_CUT),
	COLUMN(fact_problem, reachable,         "reachable",         CELL_INT_UNSAID),
	COLUMN(fact_problem, in_tree,           "in_tree",           CELL_INT_UNSAID),
	COLUMN(fact_problem, commit,            "commit_oid",        CELL_CUT),
	COLUMN(fact_problem, cwe,               "cwe",               CELL_CUT),
	COLUMN(fact_problem, purl,              "purl",              CELL_CUT),
	COLUMN(fact_problem, fix_state,         "fix_state",         CELL_CUT),
	COLUMN(fact_problem, suppress_reason,   "suppress_reason",   CELL_CUT),
	COLUMN(fact_problem, baseline,          "baseline",          CELL_CUT),
	COLUMN(fact_problem, fingerprint,       "fingerprint",       CELL_CUT),
	COLUMN(fact_problem, aliases,           "aliases",           CELL_CUT),
};

static const struct column sbom_columns[] = {
	COLUMN(fact_sbom, spec,            "spec",            CELL_CUT_SAID),
	COLUMN(fact_sbom, spec_version,    "spec_version",    CELL_CUT),
	COLUMN(fact_sbom, serial,          "serial",          CELL_CUT),
	COLUMN(fact_sbom, author,          "author",          CELL_CUT),
	COLUMN(fact_sbom, created_at,      "created_at_s",    CELL_TIME),
	COLUMN(fact_sbom, subject_type,    "subject_type",    CELL_CUT),
	COLUMN(fact_sbom, subject_name,    "subject_name",    CELL_CUT),
	COLUMN(fact_sbom, subject_version, "subject_version", CELL_CUT),
	COLUMN(fact_sbom, subject_purl,    "subject_purl",    CELL_CUT),
	COLUMN(fact_sbom, subject_digest,  "subject_digest",  CELL_CUT),
	COLUMN(fact_sbom, components,      "n_components",    CELL_I64),
	COLUMN(fact_sbom, versioned,       "n_versioned",     CELL_I64),
	COLUMN(fact_sbom, with_purl,       "n_purl",          CELL_I64),
	COLUMN(fact_sbom, licensed,        "n_licensed",      CELL_I64),
	COLUMN(fact_sbom, hashed,          "n_hashed",        CELL_I64),
	COLUMN(fact_sbom, dependencies,    "n_dependencies",  CELL_I64),
	COLUMN(fact_sbom, completeness,    "completeness",    CELL_CUT),
};

static const struct column component_columns[] = {
	COLUMN(fact_component, ref,        "ref",        CELL_CUT),
	COLUMN(fact_component, parent_ref, "parent_ref", CELL_CUT),
	COLUMN(fact_component, type,       "type",       CELL_CUT),
	COLUMN(fact_component, group,      "grp",        CELL_CUT),
	COLUMN(fact_component, name,       "name",       CELL_CUT_SAID),
	COLUMN(fact_component, version,    "version",    CELL_CUT),
	COLUMN(fact_component, purl,       "purl",       CELL_CUT),
	COLUMN(fact_component, cpe,        "cpe",        CELL_CUT),
	COLUMN(fact_component, license,    "license",    CELL_CUT),
	COLUMN(fact_component, supplier,   "supplier",   CELL_CUT),
	COLUMN(fact_component, sha256,     "sha256",     CELL_CUT),
	COLUMN(fact_component, scope,      "scope",      CELL_CUT),
	COLUMN(fact_component, line,       "line",       CELL_LINE),
};

static const struct column dependency_columns[] = {
	COLUMN(fact_dependency, from, "from_ref", CELL_CUT_SAID),
	COLUMN(fact_dependency, to,   "to_ref",   CELL_CUT_SAID),
	COLUMN(fact_dependency, kind, "kind",     CELL_CUT),
};

static const struct column metric_columns[] = {
	COLUMN(fact_metric, name,     "name",     CELL_CUT_SAID),
	COLUMN(fact_metric, labels,   "labels",   CELL_CUT),
	COLUMN_SAID_OF(fact_metric, stat, "stat", metric_stats, COUNT(metric_stats)),
	COLUMN(fact_metric, text,     "text",     CELL_CUT_SAID),
	COLUMN_SAID_OF(fact_metric, unit, "unit", metric_units, COUNT(metric_units)),
	COLUMN(fact_metric, computed, "computed", CELL_BOOL),
};

static const struct column threshold_columns[] = {
	COLUMN(fact_threshold, metric, "metric", CELL_CUT_SAID),
	COLUMN(fact_threshold, expr,   "expr",   CELL_CUT_SAID),
	COLUMN(fact_threshold, ok,     "ok",     CELL_BOOL),
};

static const struct column workflow_columns[] = {
	COLUMN(fact_workflow, provider, "provider", CELL_CUT_SAID),
	COLUMN(fact_workflow, name,     "name",     CELL_CUT),
};

static const struct column trigger_columns[] = {
	COLUMN(fact_trigger, event,   "event",   CELL_CUT_SAID),
	COLUMN(fact_trigger, filter,  "filter",  CELL_CUT),
	COLUMN(fact_trigger, pattern, "pattern", CELL_CUT),
};

static const struct column job_columns[] = {
	COLUMN(fact_job, key,               "key",               CELL_CUT_SAID),
	COLUMN(fact_job, name,              "name",              CELL_CUT),
	COLUMN(fact_job, condition,         "if_expr",           CELL_CUT),
	COLUMN(fact_job, environment,       "environment",       CELL_CUT),
	COLUMN(fact_job, uses,              "uses",              CELL_CUT),
	COLUMN(fact_job, continue_on_error, "continue_on_error", CELL_BOOL),
	COLUMN(fact_job, line,              "line",              CELL_LINE),
};

static const struct column need_columns[] = {
	COLUMN(fact_need, job,   "job_id", CELL_PARENT),
	COLUMN(fact_need, needs, "needs",  CELL_CUT_SAID),
};

static const struct column step_columns[] = {
	COLUMN(fact_step, job,         "job_id",      CELL_PARENT),
	COLUMN(fact_step, name,        "name",        CELL_CUT),
	COLUMN(fact_step, uses,        "uses",        CELL_CUT),
	COLUMN(fact_step, uses_ref,    "uses_ref",    CELL_CUT),
	COLUMN(fact_step, pinned,      "pinned",      CELL_INT_UNSAID),
	COLUMN(fact_step, run,         "run",         CELL_LONG),
	COLUMN(fact_step, condition,   "if_expr",     CELL_CUT),
	COLUMN(fact_step, neutralised, "neutralised", CELL_BOOL),
	COLUMN(fact_step, line,        "line",        CELL_LINE),
};

static const struct column document_columns[] = {
	COLUMN(fact_document, title,        "title",          CELL_CUT),
	COLUMN(fact_document, lines,        "n_lines",        CELL_I64),
	COLUMN(fact_document, words,        "n_words",        CELL_I64),
	COLUMN(fact_document, placeholders, "n_placeholders", CELL_I64),
	COLUMN(fact_document, code_blocks,  "n_code_blocks",  CELL_I64),
};

static const struct column heading_columns[] = {
	COLUMN(fact_heading, level,  "level",   CELL_UINT),
	COLUMN(fact_heading, text,   "text",    CELL_CUT_SAID),
	COLUMN(fact_heading, folded, "folded",  CELL_CUT_SAID),
	COLUMN(fact_heading, words,  "n_words", CELL_I64),
	COLUMN(fact_heading, line,   "line",    CELL_LINE),
};

static const struct column link_columns[] = {
	COLUMN(fact_link, target,   "target",   CELL_CUT_SAID),
	COLUMN(fact_link, resolves, "resolves", CELL_INT_UNSAID),
	COLUMN(fact_link, line,     "line",     CELL_LINE),
};

static const struct column declared_columns[] = {
	COLUMN(fact_declared, framework, "framework", CELL_CUT_SAID),
	COLUMN(fact_declared, name,      "name",      CELL_CUT_SAID),
	COLUMN(fact_declared, skipped,   "skipped",   CELL_BOOL),
	COLUMN(fact_declared, param,     "param",     CELL_BOOL),
	COLUMN(fact_declared, line,      "line",      CELL_LINE),
};

static const struct column vex_columns[] = {
	COLUMN(fact_vex, vuln,          "vuln",          CELL_CUT_SAID),
	COLUMN(fact_vex, product,       "product",       CELL_CUT),
	COLUMN_WORD(fact_vex, status, "status", vex_status_word, VEX_STATUSES),
	COLUMN(fact_vex, justification, "justification", CELL_CUT),
	COLUMN(fact_vex, statement,     "statement",     CELL_CUT),
	COLUMN(fact_vex, at,            "at_s",          CELL_TIME),
	COLUMN(fact_vex, line,          "line",          CELL_LINE),
};

static const struct column attestation_columns[] = {
	COLUMN_WORD(fact_attestation, envelope, "envelope", envelope_word, ENVELOPES),
	COLUMN(fact_attestation, statement_type, "statement_type", CELL_CUT),
	COLUMN(fact_attestation, predicate_type, "predicate_type", CELL_CUT),
	COLUMN(fact_attestation, builder,        "builder_id",     CELL_CUT),
	COLUMN(fact_attestation, build_type,     "build_type",     CELL_CUT),
	COLUMN(fact_attestation, source_uri,     "source_uri",     CELL_CUT),
	COLUMN(fact_attestation, source_commit,  "source_commit",  CELL_CUT),
	COLUMN(fact_attestation, started_at,     "started_at_s",   CELL_TIME),
	COLUMN(fact_attestation, finished_at,    "finished_at_s",  CELL_TIME),
	COLUMN(fact_attestation, signatures,     "n_signatures",   CELL_I64),
	COLUMN(fact_attestation, verified,       "verified",       CELL_INT_UNSAID),
	COLUMN(fact_attestation, signer,         "signer",         CELL_CUT),
	COLUMN_WORD(fact_attestation, result, "result", attested_word, ATTESTEDS),
	COLUMN(fact_attestation, command,        "command",        CELL_CUT),
	COLUMN(fact_attestation, exit_code,      "exit_code",      CELL_UNSAID),
	COLUMN(fact_attestation, line,           "line",           CELL_LINE),
};

static const struct column subject_columns[] = {
	COLUMN(fact_subject, attestation, "attestation_id", CELL_PARENT),
	COLUMN(fact_subject, name,        "name",           CELL_CUT),
	COLUMN(fact_subject, algorithm,   "alg",            CELL_CUT_SAID),
	COLUMN(fact_subject, digest,      "digest",         CELL_CUT_SAID),
};

static const struct column control_columns[] = {
	COLUMN(fact_control, framework,     "framework",     CELL_CUT),
	COLUMN(fact_control, control,       "control_id",    CELL_CUT_SAID),
	COLUMN(fact_control, title,         "title",         CELL_CUT),
	COLUMN_WORD(fact_control, result, "result", control_result_word, CONTROL_RESULTS),
	COLUMN(fact_control, result_raw,    "result_raw",    CELL_CUT),
	COLUMN(fact_control, impact_tenths, "impact_tenths", CELL_INT_UNSAID),
	COLUMN(fact_control, severity,      "severity",      CELL_CUT),
	COLUMN(fact_control, message,       "message",       CELL_CUT),
	COLUMN(fact_control, line,          "line",          CELL_LINE),
};

static const struct column object_columns[] = {
	COLUMN(fact_object, doc,         "doc",         CELL_I64),
	COLUMN_SAID_OF(fact_object, system, "system", object_systems, COUNT(object_systems)),
	COLUMN(fact_object, api_version, "api_version", CELL_CUT),
	COLUMN(fact_object, kind,        "kind",        CELL_CUT_SAID),
	COLUMN(fact_object, name,        "name",        CELL_CUT),
	COLUMN(fact_object, space,       "namespace",   CELL_CUT),
	COLUMN(fact_object, replicas,    "replicas",    CELL_UNSAID),
	COLUMN(fact_object, line,        "line",        CELL_LINE),
};

static const struct column container_columns[] = {
	COLUMN(fact_container, object,         "object_id",      CELL_PARENT),
	COLUMN(fact_container, name,           "name",           CELL_CUT),
	COLUMN(fact_container, image,          "image",          CELL_CUT),
	COLUMN(fact_container, image_name,     "image_name",     CELL_CUT),
	COLUMN(fact_container, image_tag,      "image_tag",      CELL_CUT),
	COLUMN(fact_container, image_digest,   "image_digest",   CELL_CUT),
	COLUMN(fact_container, cpu_limit,      "cpu_limit",      CELL_CUT),
	COLUMN(fact_container, memory_limit,   "memory_limit",   CELL_CUT),
	COLUMN(fact_container, cpu_request,    "cpu_request",    CELL_CUT),
	COLUMN(fact_container, memory_request, "memory_request", CELL_CUT),
	COLUMN(fact_container, liveness,       "liveness",       CELL_INT_UNSAID),
	COLUMN(fact_container, readiness,      "readiness",      CELL_INT_UNSAID),
	COLUMN(fact_container, non_root,       "non_root",       CELL_INT_UNSAID),
	COLUMN(fact_container, privileged,     "privileged",     CELL_INT_UNSAID),
	COLUMN(fact_container, line,           "line",           CELL_LINE),
};

static const struct column instruction_columns[] = {
	COLUMN(fact_instruction, stage,       "stage", CELL_CUT),
	COLUMN(fact_instruction, instruction, "instr", CELL_CUT_SAID),
	COLUMN(fact_instruction, args,        "args",  CELL_LONG),
	COLUMN(fact_instruction, line,        "line",  CELL_LINE),
};

static const struct column alert_columns[] = {
	COLUMN(fact_alert, group,    "grp",         CELL_CUT),
	COLUMN_SAID_OF(fact_alert, kind, "kind", alert_kinds, COUNT(alert_kinds)),
	COLUMN(fact_alert, name,     "name",        CELL_CUT_SAID),
	COLUMN(fact_alert, expr,     "expr",        CELL_LONG),
	COLUMN(fact_alert, hold,     "hold",        CELL_CUT),
	COLUMN(fact_alert, severity, "severity",    CELL_CUT),
	COLUMN(fact_alert, summary,  "summary",     CELL_CUT),
	COLUMN(fact_alert, runbook,  "runbook_url", CELL_CUT),
	COLUMN(fact_alert, line,     "line",        CELL_LINE),
};

static const struct column panel_columns[] = {
	COLUMN(fact_panel, dashboard, "dashboard", CELL_CUT),
	COLUMN(fact_panel, title,     "title",     CELL_CUT),
	COLUMN(fact_panel, type,      "type",      CELL_CUT),
	COLUMN(fact_panel, expr,      "expr",      CELL_LONG),
	COLUMN(fact_panel, line,      "line",      CELL_LINE),
};

static const struct column operation_columns[] = {
	COLUMN(fact_operation, method,     "method",       CELL_CUT_SAID),
	COLUMN(fact_operation, path,       "path",         CELL_CUT_SAID),
	COLUMN(fact_operation, operation,  "operation_id", CELL_CUT),
	COLUMN(fact_operation, secured,    "secured",      CELL_INT_UNSAID),
	COLUMN(fact_operation, deprecated, "deprecated",   CELL_BOOL),
	COLUMN(fact_operation, line,       "line",         CELL_LINE),
};

static const struct column migration_columns[] = {
	COLUMN(fact_migration, version,       "number",        CELL_CUT),
	COLUMN(fact_migration, name,          "name",          CELL_CUT),
	COLUMN_WORD(fact_migration, direction, "direction", direction_word, DIRECTIONS),
	COLUMN(fact_migration, statements,    "n_statements",  CELL_I64),
	COLUMN(fact_migration, destructive,   "n_destructive", CELL_I64),
	COLUMN(fact_migration, unguarded,     "n_unguarded",   CELL_I64),
	COLUMN(fact_migration, transactional, "transactional", CELL_INT_UNSAID),
};

static const struct column contract_columns[] = {
	COLUMN(fact_contract, consumer,    "consumer",    CELL_CUT_SAID),
	COLUMN(fact_contract, provider,    "provider",    CELL_CUT_SAID),
	COLUMN(fact_contract, interaction, "interaction", CELL_CUT_SAID),
	COLUMN(fact_contract, line,        "line",        CELL_LINE),
};

static const struct column env_columns[] = {
	COLUMN(fact_env, key,         "key",         CELL_CUT_SAID),
	COLUMN(fact_env, has_value,   "has_value",   CELL_BOOL),
	COLUMN_SAID_OF(fact_env, value_class, "value_class", env_classes, COUNT(env_classes)),
	COLUMN(fact_env, value,       "value",       CELL_CUT),
	COLUMN(fact_env, length,      "length",      CELL_UNSAID),
	COLUMN(fact_env, line,        "line",        CELL_LINE),
};

static const struct column codeowner_columns[] = {
	COLUMN(fact_codeowner, pattern, "pattern", CELL_CUT_SAID),
	COLUMN(fact_codeowner, owner,   "owner",   CELL_CUT_SAID),
	COLUMN(fact_codeowner, line,    "line",    CELL_LINE),
};

static const struct column value_columns[] = {
	COLUMN(fact_value, doc,     "doc",  CELL_I64),
	COLUMN(fact_value, pointer, "ptr",  CELL_CUT_SAID),
	COLUMN_WORD(fact_value, type, "type", value_type_word, VALUE_TYPES),
	COLUMN(fact_value, text,    "text", CELL_CUT),
	COLUMN(fact_value, members, "n",    CELL_UNSAID),
	COLUMN(fact_value, line,    "line", CELL_LINE),
};

static const struct column text_columns[] = {
	COLUMN(fact_text, lines,    "n_lines", CELL_I64),
	COLUMN(fact_text, bytes,    "n_bytes", CELL_I64),
	COLUMN(fact_text, errors,   "n_error", CELL_I64),
	COLUMN(fact_text, warnings, "n_warn",  CELL_I64),
	COLUMN(fact_text, fatals,   "n_fatal", CELL_I64),
};

static const struct column note_columns[] = {
	COLUMN(fact_note, code,    "code",    CELL_NAME),
	COLUMN(fact_note, message, "message", CELL_CUT_SAID),
	COLUMN(fact_note, line,    "line",    CELL_LINE),
};

#define SHAPE(word, table, key, columns, number, shown) \
	{ word, table, key, columns, sizeof(columns) / sizeof((columns)[0]), number, shown }

const struct fact_shape fact_shapes[FACT_KINDS] = {
	[FACT_ABOUT] = SHAPE("about", NULL, NULL, about_columns, FACT_NO_NUMBER, 0),
	[FACT_SUITE] = SHAPE("test_suite", "test_suite", "suite_id", suite_columns,
		offsetof(struct fact_suite, number), 0),
	[FACT_CASE] = SHAPE("test_case", "fact_case", "case_id", case_columns,
		FACT_NO_NUMBER, CASE_SHOWN),
	[FACT_COVERAGE] = SHAPE("coverage", "coverage", "coverage_id", coverage_columns,
		FACT_NO_NUMBER, 0),
	[FACT_SCAN] = SHAPE("scan", "scan", "scan_id", scan_columns,
		offsetof(struct fact_scan, number), 0),
	[FACT_PROBLEM] = SHAPE("finding", "finding", "finding_id", problem_columns,
		FACT_NO_NUMBER, 0),
	[FACT_SBOM] = SHAPE("sbom", "sbom", "sbom_id", sbom_columns,
		FACT_NO_NUMBER, 0),
	[FACT_COMPONENT] = SHAPE("component", "component", "component_id", component_columns,
		FACT_NO_NUMBER, 0),
	[FACT_DEPENDENCY] = SHAPE("dependency", "dependency", "dependency_id", dependency_columns,
		FACT_NO_NUMBER, 0),
	[FACT_METRIC] = SHAPE("metric", "metric", "metric_id", metric_columns,
		FACT_NO_NUMBER, 0),
	[FACT_THRESHOLD] = SHAPE("threshold", "threshold", "threshold_id", threshold_columns,
		FACT_NO_NUMBER, 0),
	[FACT_WORKFLOW] = SHAPE("workflow", "workflow", "workflow_id", workflow_columns,
		FACT_NO_NUMBER, 0),
	[FACT_TRIGGER] = SHAPE("workflow_trigger", "workflow_trigger", "trigger_id", trigger_columns,
		FACT_NO_NUMBER, 0),
	[FACT_JOB] = SHAPE("workflow_job", "workflow_job", "job_id", job_columns,
		offsetof(struct fact_job, number), 0),
	[FACT_NEED] = SHAPE("workflow_need", "workflow_need", "need_id", need_columns,
		FACT_NO_NUMBER, 0),
	[FACT_STEP] = SHAPE("workflow_step", "workflow_step", "step_id", step_columns,
		FACT_NO_NUMBER, 0),
	[FACT_DOCUMENT] = SHAPE("document", "document", "document_id", document_columns,
		FACT_NO_NUMBER, 0),
	[FACT_HEADING] = SHAPE("heading", "heading", "heading_id", heading_columns,
		FACT_NO_NUMBER, 0),
	[FACT_LINK] = SHAPE("doc_link", "doc_link", "link_id", link_columns,
		FACT_NO_NUMBER, 0),
	[FACT_DECLARED] = SHAPE("test_decl", "test_decl", "decl_id", declared_columns,
		FACT_NO_NUMBER, 0),
	[FACT_VEX] = SHAPE("vex", "vex", "vex_id", vex_columns,
		FACT_NO_NUMBER, 0),
	[FACT_ATTESTATION] = SHAPE("attestation", "attestation", "attestation_id", attestation_columns,
		offsetof(struct fact_attestation, number), 0),
	[FACT_SUBJECT] = SHAPE("attestation_subject", "attestation_subject", "subject_id", subject_columns,
		FACT_NO_NUMBER, 0),
	[FACT_CONTROL] = SHAPE("control_result", "control_result", "control_result_id", control_columns,
		FACT_NO_NUMBER, 0),
	[FACT_OBJECT] = SHAPE("manifest_object", "manifest_object", "object_id", object_columns,
		offsetof(struct fact_object, number), 0),
	[FACT_CONTAINER] = SHAPE("manifest_container", "manifest_container", "container_id", container_columns,
		FACT_NO_NUMBER, 0),
	[FACT_INSTRUCTION] = SHAPE("docker_instr", "docker_instr", "instr_id", instruction_columns,
		FACT_NO_NUMBER, 0),
	[FACT_ALERT] = SHAPE("alert_rule", "alert_rule", "alert_id", alert_columns,
		FACT_NO_NUMBER, 0),
	[FACT_PANEL] = SHAPE("dashboard_panel", "dashboard_panel", "panel_id", panel_columns,
		FACT_NO_NUMBER, 0),
	[FACT_OPERATION] = SHAPE("api_operation", "api_operation", "operation_row_id", operation_columns,
		FACT_NO_NUMBER, 0),
	[FACT_MIGRATION] = SHAPE("migration", "migration", "migration_id", migration_columns,
		FACT_NO_NUMBER, 0),
	[FACT_CONTRACT] = SHAPE("contract", "contract", "contract_id", contract_columns,
		FACT_NO_NUMBER, 0),
	[FACT_ENV] = SHAPE("env_key", "env_key", "env_id", env_columns,
		FACT_NO_NUMBER, 0),
	[FACT_CODEOWNER] = SHAPE("codeowner", "codeowner", "owner_id", codeowner_columns,
		FACT_NO_NUMBER, 0),
	[FACT_VALUE] = SHAPE("value", "value", "value_id", value_columns,
		FACT_NO_NUMBER, 0),
	[FACT_TEXT] = SHAPE("text_stat", "text_stat", "text_id", text_columns,
		FACT_NO_NUMBER, 0),
	[FACT_NOTED] = SHAPE("note", "note", "note_id", note_columns,
		FACT_NO_NUMBER, 0),
};

/* clang-format on */

static void count_problem(struct fact_counts *counts, const struct fact_problem *problem)
{
	if (span_is(problem->baseline, "absent"))
		return; /* no longer there */
	if (problem->suppressed) {
		counts->suppressed++;
		return;
	}
	counts->open[problem->severity]++;
	counts->open_errors += span_is(problem->level, "error");
	counts->open_warnings += span_is(problem->level, "warning");
	counts->open_notes += span_is(problem->level, "note");
	counts->open_secrets += span_is(problem->kind, "secret");
	counts->open_reachable += problem->reachable == 1;
	counts->fixable += problem->fixed_version.len > 0;
	if (problem->score_tenths > counts->worst_tenths)
		counts->worst_tenths = problem->score_tenths;
}

static void count_coverage(struct fact_counts *counts, const struct fact_coverage *coverage)
{
	if (coverage->scope != COVERAGE_TOTAL)
		return;
	if (!coverage->computed) {
		counts->coverage[coverage->metric].said_covered = coverage->covered;
		counts->coverage[coverage->metric].said_total = coverage->total;
	}
	if ((counts->coverage[coverage->metric].computed && !coverage->computed))
		return;
	counts->coverage[coverage->metric].covered = coverage->covered;
	counts->coverage[coverage->metric].total = coverage->total;
	counts->coverage[coverage->metric].computed = coverage->computed;
}

static void count_scan(struct fact_counts *counts, const struct fact_scan *scan)
{
	counts->scans++;
	counts->scans_failed += scan->succeeded == 0;
	counts->scans_unsure += scan->succeeded == FACT_UNSAID;
	counts->scan_targets += scan->target.len > 0;
}

static void count_sbom(struct fact_counts *counts, const struct fact_sbom *sbom)
{
	counts->sboms++;
	counts->sboms_with_subject += sbom->subject_name.len > 0 ||
				      sbom->subject_purl.len > 0 ||
				      sbom->subject_digest.len > 0;
	counts->components += sbom->components;
	counts->versioned += sbom->versioned;
	counts->with_purl += sbom->with_purl;
	counts->licensed += sbom->licensed;
	counts->hashed += sbom->hashed;
	counts->dependencies += sbom->dependencies;
}

static void count_container(struct fact_counts *counts,
			    const struct fact_container *container)
{
	counts->containers++;
	counts->with_limits +=
		container->cpu_limit.len > 0 && container->memory_limit.len > 0;
	counts->with_probes += container->liveness == 1 && container->readiness == 1;
	counts->with_digest += container->image_digest.len > 0;
}

static void count_migration(struct fact_counts *counts,
			    const struct fact_migration *migration)
{
	counts->migrations++;
	counts->statements += migration->statements;
	counts->destructive += migration->destructive;
	counts->unguarded += migration->unguarded;
}

static void count_text(struct fact_counts *counts, const struct fact_text *text)
{
	counts->log_errors += text->errors;
	counts->log_warnings += text->warnings;
	counts->log_fatals += text->fatals;
}

void fact_count(struct fact_counts *counts, const struct fact *fact)
{
	if (fact->kind == FACT_NOTED) {
		counts->notes++;
		return;
	}
	if (fact->kind == FACT_ABOUT)
		return;
	counts->facts++;
	switch (fact->kind) {
	case FACT_SUITE:
		counts->suites++;
		break;
	case FACT_CASE:
		counts->cases[fact->as.test.outcome]++;
		counts->flaky += fact->as.test.flaky;
		counts->retries += fact->as.test.retries;
		if (fact->as.test.duration_us > 0)
			counts->case_us += fact->as.test.duration_us;
		break;
	case FACT_COVERAGE:
		count_coverage(counts, &fact->as.coverage);
		break;
	case FACT_SCAN:
		count_scan(counts, &fact->as.scan);
		break;
	case FACT_PROBLEM:
		count_problem(counts, &fact->as.problem);
		break;
	case FACT_SBOM:
		count_sbom(counts, &fact->as.sbom);
		break;
	case FACT_METRIC:
		counts->metrics++;
		break;
	case FACT_THRESHOLD:
		counts->thresholds++;
		counts->thresholds_failed += !fact->as.threshold.ok;
		break;
	case FACT_JOB:
		counts->jobs++;
		break;
	case FACT_STEP:
		counts->steps++;
		counts->neutralised += fact->as.step.neutralised;
		break;
	case FACT_DOCUMENT:
		counts->documents++;
		counts->lines += fact->as.document.lines;
		counts->words += fact->as.document.words;
		counts->placeholders += fact->as.document.placeholders;
		break;
	case FACT_HEADING:
		counts->headings++;
		break;
	case FACT_LINK:
		counts->links++;
		break;
	case FACT_DECLARED:
		counts->declared++;
		counts->declared_skipped += fact->as.declared.skipped;
		counts->declared_params += fact->as.declared.param;
		break;
	case FACT_VEX:
		counts->vex[fact->as.vex.status]++;
		break;
	case FACT_ATTESTATION:
		counts->attestations++;
		counts->attestation_signatures += fact->as.attestation.signatures;
		counts->attested[fact->as.attestation.result]++;
		break;
	case FACT_SUBJECT:
		counts->attested_subjects++;
		break;
	case FACT_CONTROL:
		counts->controls[fact->as.control.result]++;
		break;
	case FACT_OBJECT:
		counts->objects++;
		break;
	case FACT_CONTAINER:
		count_container(counts, &fact->as.container);
		break;
	case FACT_INSTRUCTION:
		counts->instructions++;
		break;
	case FACT_ALERT:
		counts->alerts += span_is(fact->as.alert.kind, "alert");
		counts->records += !span_is(fact->as.alert.kind, "alert");
		break;
	case FACT_PANEL:
		counts->panels++;
		break;
	case FACT_OPERATION:
		counts->operations++;
		break;
	case FACT_MIGRATION:
		count_migration(counts, &fact->as.migration);
		break;
	case FACT_CONTRACT:
		counts->contracts++;
		break;
	case FACT_ENV:
		counts->env_keys++;
		break;
	case FACT_CODEOWNER:
		counts->codeowners++;
		break;
	case FACT_VALUE:
		counts->values++;
		break;
	case FACT_TEXT:
		count_text(counts, &fact->as.text);
		break;
	case FACT_ABOUT:
	case FACT_COMPONENT: /* counted by the SBOM's own row */
	case FACT_DEPENDENCY:
	case FACT_WORKFLOW:
	case FACT_TRIGGER:
	case FACT_NEED:
	case FACT_NOTED:
	case FACT_KINDS:
		break;
	}
}

void fact_counts_add(struct fact_counts *sum, const struct fact_counts *one)
{
	const size_t plain = offsetof(struct fact_counts, coverage) / sizeof(int64_t);
	int64_t *into = (int64_t *)sum;
	const int64_t *from = (const int64_t *)one;
	int64_t worst =
		sum->worst_tenths > one->worst_tenths ? sum->worst_tenths
						      : one->worst_tenths;

	static_assert(offsetof(struct fact_counts, coverage) % sizeof(int64_t) == 0,
		      "all before the coverage are int64_t");
	for (size_t i = 0; i < plain; i++)
		into[i] += from[i];
	sum->worst_tenths = worst;
	for (unsigned i = 0; i < COVERAGE_METRICS; i++) {
		sum->coverage[i].covered += one->coverage[i].covered;
		sum->coverage[i].total += one->coverage[i].total;
		sum->coverage[i].said_covered += one->coverage[i].said_covered;
		sum->coverage[i].said_total += one->coverage[i].said_total;
	}
}

int64_t fact_cases(const struct fact_counts *counts)
{
	int64_t all = 0;

	for (unsigned i = 0; i < TEST_OUTCOMES; i++)
		all += counts->cases[i];
	return all;
}

struct fact fact_new(enum fact_kind kind)
{
	static const int64_t unsaid = FACT_UNSAID, no_time = CLOCK_NONE;
	static const int int_unsaid = FACT_UNSAID;
	const struct fact_shape *shape = &fact_shapes[kind];
	struct fact fact = { .kind = kind };

	for (size_t i = 0; i < shape->count; i++) {
		void *at = (char *)&fact.as + shape->columns[i].offset;

		if (shape->columns[i].cell == CELL_UNSAID)
			memcpy(at, &unsaid, sizeof(unsaid));
		else if (shape->columns[i].cell == CELL_TIME)
			memcpy(at, &no_time, sizeof(no_time));
		else if (shape->columns[i].cell == CELL_INT_UNSAID)
			memcpy(at, &int_unsaid, sizeof(int_unsaid));
	}
	return fact;
}

static bool is_one_of(struct span text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (span_is(text, words[i]))
			return true;
	return false;
}

const struct column *fact_odd_column(const struct fact *fact)
{
	const struct fact_shape *shape = &fact_shapes[fact->kind];

	for (size_t i = 0; i < shape->count; i++) {
		const struct column *column = &shape->columns[i];
		const void *at = (const char *)&fact->as + column->offset;

		if (!column->words)
			continue;
		if (column->cell == CELL_WORD && *(const unsigned *)at >= column->size)
			return column;
		if (column->cell == CELL_SAID &&
		    !is_one_of(*(const struct span *)at, column->words, column->size))
			return column;
	}
	return NULL;
}
