#include "store/maps.h"

#include <stdio.h>

/* clang-format off */

#define MAP(table, columns, ...) \
	{ table, { __VA_ARGS__ }, columns, sizeof(columns) / sizeof((columns)[0]) }

static const struct column run_columns[] = {
	COLUMN(run, id,              "id",              CELL_CHARS),
	COLUMN(run, number,          "number",          CELL_ID),
	COLUMN(run, project,         "project",         CELL_TEXT),
	COLUMN(run, source_uri,      "source_uri",      CELL_TEXT),
	COLUMN(run, commit,          "commit_oid",      CELL_TEXT),
	COLUMN(run, tree,            "tree_oid",        CELL_TEXT),
	COLUMN(run, object_format,   "object_format",   CELL_TEXT),
	COLUMN(run, ref,             "ref",             CELL_TEXT),
	COLUMN(run, commit_subject,  "commit_subject",  CELL_TEXT),
	COLUMN(run, commit_at,       "commit_at_s",     CELL_TIME),
	COLUMN(run, as_of,           "as_of_s",         CELL_TIME),
	COLUMN(run, as_of_from,      "as_of_from",      CELL_NAME),
	COLUMN(run, tool,            "tool",            CELL_TEXT),
	COLUMN(run, subject,         "subject_oid",     CELL_TEXT),
	COLUMN(run, profile,         "profile",         CELL_TEXT),
	COLUMN_WORD(run, strength_needed, "strength_needed", strength_code, STRENGTHS),
	COLUMN(run, require_all,     "require_all",     CELL_BOOL),
	COLUMN(run, shallow,         "shallow",         CELL_BOOL),
	COLUMN(run, dirty,           "dirty",           CELL_BOOL),
	COLUMN(run, sandbox,         "sandbox",         CELL_TEXT),
	COLUMN_WORD(run, result, "result", result_word, RESULTS),
	COLUMN(run, result_why,      "result_why",      CELL_TEXT),
	COLUMN(run, good_until,      "good_until_s",    CELL_TIME),
	COLUMN(run, bypassed_by,     "bypassed_by",     CELL_TEXT),
	COLUMN(run, bypassed_why,    "bypassed_why",    CELL_TEXT),
	COLUMN(run, judged,          "judged",          CELL_SIZE),
	COLUMN(run, listed,          "listed",          CELL_SIZE),
};
const struct mapping run_map = MAP("run", run_columns, "run_id", "complete");

static const struct column gate_columns[] = {
	COLUMN(gate_row, condition, "condition", CELL_SAID),
	COLUMN(gate_row, limit,     "allowed",   CELL_SIZE),
	COLUMN(gate_row, found,     "found",     CELL_SIZE),
	COLUMN(gate_row, holds,     "holds",     CELL_BOOL),
	COLUMN_WORD_OR_NONE(gate_row, verdict, "verdict", verdict_word, VERDICTS),
};
const struct mapping gate_map = MAP("gate_row", gate_columns, "run_id", "seq");

static const struct column input_columns[] = {
	COLUMN(input, role,   "role",   CELL_SAID),
	COLUMN(input, name,   "name",   CELL_SAID),
	COLUMN(input, origin, "origin", CELL_SAID),
	COLUMN(input, oid,    "oid",    CELL_TEXT),
	COLUMN(input, sha256, "sha256", CELL_CHARS),
};
const struct mapping input_map = MAP("input", input_columns, "run_id", "seq");

static const struct column plan_candidate_columns[] = { { "path", CELL_SAID, 0, 0, NULL } };
const struct mapping plan_candidate_map =
	MAP("plan_candidate", plan_candidate_columns, "run_id", "seq");

static const struct column plan_columns[] = {
	COLUMN(planned, plan.path,                "path",             CELL_SAID),
	COLUMN(planned, plan.oid,                 "oid",              CELL_TEXT),
	COLUMN(planned, sha256,                   "sha256",           CELL_CHARS),
	COLUMN(planned, plan.size,                "size",             CELL_SIZE),
	COLUMN(planned, plan.title,               "title",            CELL_TEXT),
	COLUMN(planned, plan.slug,                "slug",             CELL_TEXT),
	COLUMN(planned, plan.text,                "text",             CELL_TEXT),
	COLUMN(planned, plan.encoding.charset,    "charset",          CELL_TEXT),
	COLUMN(planned, plan.encoding.mojibake,   "mojibake",         CELL_TEXT),
	COLUMN(planned, plan.encoding.runs,       "mojibake_runs",    CELL_UINT),
	COLUMN(planned, plan.encoding.first_line, "mojibake_line",    CELL_LINE),
	COLUMN(planned, plan.is_template,         "is_template",      CELL_BOOL),
	COLUMN(planned, plan.incomplete,          "incomplete",       CELL_BOOL),
	COLUMN(planned, last_commit,              "last_commit",      CELL_TEXT),
	COLUMN(planned, last_commit_at,           "last_commit_at_s", CELL_TIME),
	COLUMN(planned, owner,                    "owner",            CELL_TEXT),
	COLUMN(planned, raw_name,                 "raw_name",         CELL_TEXT),
	COLUMN(planned, plan.withheld,            "withheld",         CELL_BOOL),
	COLUMN(planned, plan.withheld_why,        "withheld_why",     CELL_TEXT),
};
const struct mapping plan_map = MAP("plan", plan_columns, "plan_id", "run_id", "seq");

static const struct column plan_brief_columns[] = {
	COLUMN(planned, plan.path, "path", CELL_SAID),
};
const struct mapping plan_brief_map =
	MAP("plan", plan_brief_columns, "plan_id", "run_id", "seq");

static const struct column plan_meta_columns[] = {
	COLUMN(plan_meta, key,   "key",   CELL_SAID),
	COLUMN(plan_meta, value, "value", CELL_SAID),
	COLUMN(plan_meta, line,  "line",  CELL_LINE),
};
const struct mapping plan_meta_map = MAP("plan_meta", plan_meta_columns, "plan_id", "seq");

static const struct column item_columns[] = {
	COLUMN(item, id,             "id",             CELL_SAID),
	COLUMN(item, declared_id,    "declared_id",    CELL_TEXT),
	COLUMN(item, identity,       "identity",       CELL_TEXT),
	COLUMN_WORD(item, kind,       "kind",       item_kind_word,  ITEM_KINDS),
	COLUMN_WORD(item, claim,      "claim",      claim_word,      CLAIMS),
	COLUMN_WORD(item, claim_from, "claim_from", claim_from_word, CLAIM_FROMS),
	COLUMN_WORD(item, level,      "level",      item_level_word, LEVELS),
	COLUMN(item, polarity,       "polarity",       CELL_INT),
	COLUMN(item, judged,         "judged",         CELL_BOOL),
	COLUMN(item, conflict,       "conflict",       CELL_BOOL),
	COLUMN(item, quoted,         "quoted",         CELL_BOOL),
	COLUMN(item, has_mark,       "has_mark",       CELL_BOOL),
	COLUMN(item, mark,           "mark",           CELL_TEXT),
	COLUMN(item, text,           "text",           CELL_TEXT),
	COLUMN(item, plain,          "plain",          CELL_TEXT),
	COLUMN(item, qualified,      "qualified",      CELL_TEXT),
	COLUMN(item, hedge,          "hedge",          CELL_TEXT),
	COLUMN(item, hedge_line,     "hedge_line",     CELL_LINE),
	COLUMN(item, hedge_on_claim, "hedge_on_claim", CELL_BOOL),
	COLUMN(item, skip,           "skip",           CELL_TEXT),
	COLUMN(item, na_reason,      "na_reason",      CELL_TEXT),
	COLUMN(item, owner,          "owner",          CELL_TEXT),
	COLUMN(item, due,            "due",            CELL_TEXT),
	COLUMN(item, done_on,        "done_on",        CELL_TEXT),
	COLUMN(item, parent,         "parent",         CELL_INDEX),
	COLUMN(item, depth,          "depth",          CELL_UINT),
	COLUMN(item, line,           "line",           CELL_LINE),
	COLUMN(item, column,         "col",            CELL_LINE),
	COLUMN(item, end_line,       "end_line",       CELL_LINE),
	COLUMN(item, end_column,     "end_col",        CELL_LINE),
	COLUMN(item, block_end_line, "block_end_line", CELL_LINE),
	COLUMN(item, label,          "label",          CELL_TEXT),
	COLUMN(item, rule,           "rule",           CELL_NAME),
	COLUMN(item, confidence,     "confidence",     CELL_UINT),
	COLUMN(item, evidence_root,  "evidence_root",  CELL_TEXT),
};
const struct mapping item_map = MAP("item", item_columns, "item_id", "plan_id", "seq");

static const struct column name_columns[] = {
	COLUMN(run_name, plan,        "p.seq",         CELL_INDEX),
	COLUMN(run_name, item,        "i.seq",         CELL_INDEX),
	COLUMN(run_name, path,        "p.path",        CELL_SAID),
	COLUMN(run_name, id,          "i.id",          CELL_SAID),
	COLUMN(run_name, declared_id, "i.declared_id", CELL_TEXT),
	COLUMN(run_name, line,        "i.line",        CELL_LINE),
	COLUMN(run_name, end_line,    "i.end_line",    CELL_LINE),
	COLUMN(run_name, plain,       "i.plain",       CELL_TEXT),
};
const struct mapping name_map = {
	.table = "plan p CROSS JOIN item i USING (plan_id)",
	.columns = name_columns,
	.count = sizeof(name_columns) / sizeof(name_columns[0]),
};

static const struct column text_columns[] = { { "text", CELL_SAID, 0, 0, NULL } };
const struct mapping heading_map = MAP("item_heading", text_columns, "item_id", "seq");

static const struct column ref_columns[] = {
	COLUMN_WORD(ref, kind, "kind", ref_kind_word, REF_KINDS),
	COLUMN_WORD(ref, role, "role", ref_role_word, REF_ROLES),
	COLUMN(ref, raw,        "raw",        CELL_TEXT),
	COLUMN(ref, locator,    "locator",    CELL_TEXT),
	COLUMN(ref, evidence,   "evidence",   CELL_TEXT),
	COLUMN(ref, selector,   "selector",   CELL_TEXT),
	COLUMN(ref, predicates, "predicates", CELL_TEXT),
	COLUMN(ref, context,    "context",    CELL_TEXT),
	COLUMN(ref, words,      "words",      CELL_TEXT),
	COLUMN(ref, count,      "count",      CELL_SIZE),
	COLUMN(ref, line,       "line",       CELL_LINE),
	COLUMN(ref, in_body,    "in_body",    CELL_BOOL),
	COLUMN(ref, alternate,  "alternate",  CELL_BOOL),
};
const struct mapping ref_map = MAP("item_ref", ref_columns, "item_id", "seq");

static const struct column threshold_columns[] = {
	COLUMN_WORD(threshold, op,   "op",   threshold_op_word,   OPS),
	COLUMN_WORD(threshold, role, "role", threshold_role_word, THRESHOLD_ROLES),
	COLUMN(threshold, metric,     "metric",     CELL_TEXT),
	COLUMN(threshold, stat,       "stat",       CELL_TEXT),
	COLUMN(threshold, low_micro,  "low_micro",  CELL_I64),
	COLUMN(threshold, high_micro, "high_micro", CELL_I64),
	COLUMN(threshold, tolerance_bp, "tolerance_bp", CELL_I64),
	COLUMN(threshold, ambiguous,  "ambiguous",  CELL_BOOL),
	COLUMN(threshold, unit,       "unit",       CELL_TEXT),
	COLUMN(threshold, symbolic,   "symbolic",   CELL_BOOL),
	COLUMN(threshold, raw,        "raw",        CELL_TEXT),
	COLUMN(threshold, line,       "line",       CELL_LINE),
	COLUMN(threshold, column,     "col",        CELL_LINE),
};
const struct mapping threshold_map =
	MAP("item_threshold", threshold_columns, "item_id", "seq");

static const struct column signoff_columns[] = {
	COLUMN(signoff_field, role,       "role",       CELL_TEXT),
	COLUMN(signoff_field, role_slug,  "role_slug",  CELL_TEXT),
	COLUMN(signoff_field, name,       "name",       CELL_TEXT),
	COLUMN(signoff_field, date,       "date",       CELL_TEXT),
	COLUMN_WORD(signoff_field, decision, "decision", decision_word, DECISIONS),
	COLUMN(signoff_field, blank_name, "blank_name", CELL_BOOL),
	COLUMN(signoff_field, blank_date, "blank_date", CELL_BOOL),
	COLUMN(signoff_field, statement,  "statement",  CELL_BOOL),
};
const struct mapping signoff_map = MAP("signoff", signoff_columns, "item_id");

static const struct column judgement_columns[] = {
	COLUMN(judgement, judged,         "judged",         CELL_BOOL),
	COLUMN(judgement, required,       "required",       CELL_BOOL),
	COLUMN(judgement, parent,         "parent",         CELL_BOOL),
	COLUMN_WORD(judgement, verdict,   "verdict",     verdict_word,     VERDICTS),
	COLUMN_WORD(judgement, raw,       "raw_verdict", verdict_word,     VERDICTS),
	COLUMN_WORD(judgement, reason,    "reason",      reason_word,      REASONS),
	COLUMN(judgement, row,            "decision_row",   CELL_UINT),
	COLUMN_WORD(judgement, needs,     "needs",       claim_class_word, CLASSES),
	COLUMN_WORD(judgement, strength,  "strength",    strength_code,    STRENGTHS),
	COLUMN_WORD(judgement, freshness, "freshness",   freshness_word,   FRESHNESSES),
	COLUMN(judgement, sentence,       "sentence",       CELL_TEXT),
	COLUMN(judgement, fix,            "fix",            CELL_TEXT),
	COLUMN(judgement, slug,           "slug",           CELL_TEXT),
	COLUMN(judgement, marked_by,      "marked_by",      CELL_TEXT),
	COLUMN(judgement, marked_mail,    "marked_mail",    CELL_TEXT),
	COLUMN(judgement, marked_commit,  "marked_commit",  CELL_TEXT),
	COLUMN(judgement, marked_at,      "marked_at_s",    CELL_TIME),
	COLUMN(judgement, marked_through, "marked_through", CELL_TEXT),
	COLUMN(judgement, mark_signature, "mark_signature", CELL_TEXT),
	COLUMN(judgement, mark_signer,    "mark_signer",    CELL_TEXT),
};
const struct mapping judgement_map = MAP("judgement", judgement_columns, "item_id");

static const struct column vote_columns[] = {
	COLUMN_WORD(signoff_vote, from,   "origin", vote_from_word, VOTE_FROMS),
	COLUMN_WORD(signoff_vote, vote,   "vote",   vote_word,      VOTES),
	COLUMN_WORD(signoff_vote, reason, "reason", reason_word,    REASONS),
	COLUMN(signoff_vote, why,           "why",           CELL_TEXT),
	COLUMN(signoff_vote, by,            "principal",     CELL_TEXT),
	COLUMN(signoff_vote, fingerprint,   "fingerprint",   CELL_TEXT),
	COLUMN(signoff_vote, at,            "at_s",          CELL_TIME),
	COLUMN(signoff_vote, commit,        "commit_id",     CELL_TEXT),
	COLUMN(signoff_vote, sha256,        "sha256",        CELL_TEXT),
	COLUMN(signoff_vote, name,          "name",          CELL_TEXT),
	COLUMN(signoff_vote, sole,          "sole",          CELL_BOOL),
	COLUMN(signoff_vote, self_declared, "self_declared", CELL_BOOL),
};
const struct mapping vote_map = MAP("signoff_vote", vote_columns, "item_id", "seq");

static const struct column lineage_columns[] = {
	COLUMN_WORD(lineage, how, "how", lineage_word, LINEAGES),
	COLUMN(lineage, plan,   "old_plan",   CELL_SAID),
	COLUMN(lineage, id,     "old_id",     CELL_SAID),
	COLUMN(lineage, text,   "old_text",   CELL_TEXT),
	COLUMN(lineage, line,   "old_line",   CELL_LINE),
	COLUMN(lineage, commit, "old_commit", CELL_TEXT),
};
const struct mapping lineage_map = MAP("item_lineage", lineage_columns, "item_id");

static const struct column requirement_columns[] = {
	COLUMN(requirement, text,             "text",             CELL_SAID),
	COLUMN_WORD(requirement, basis,   "basis",   basis_word,       BASES),
	COLUMN_WORD(requirement, needs,   "needs",   claim_class_word, CLASSES),
	COLUMN_WORD(requirement, outcome, "outcome", outcome_word,     OUTCOMES),
	COLUMN_WORD(requirement, reason,  "reason",  reason_word,      REASONS),
	COLUMN(requirement, expected,         "expected",         CELL_TEXT),
	COLUMN(requirement, actual,           "actual",           CELL_TEXT),
	COLUMN(requirement, artifact_line,    "artifact_line",    CELL_LINE),
	COLUMN(requirement, line,             "line",             CELL_LINE),
	COLUMN_WORD(requirement, how, "how", ref_how_word, HOWS),
	COLUMN(requirement, path,             "path",             CELL_TEXT),
	COLUMN_WORD(requirement, freshness,        "freshness",        freshness_word, FRESHNESSES),
	COLUMN_WORD(requirement, freshness_reason, "freshness_reason", reason_word,    REASONS),
	COLUMN_WORD(requirement, strength,         "strength",         strength_code,  STRENGTHS),
	COLUMN(requirement, strength_cap,     "strength_cap",     CELL_TEXT),
	COLUMN(requirement, subject_of_claim, "subject_of_claim", CELL_BOOL),
	COLUMN(requirement, other_pass,       "other_pass",       CELL_SIZE),
	COLUMN(requirement, other_fail,       "other_fail",       CELL_SIZE),
};
const struct mapping requirement_map = MAP("requirement", requirement_columns,
	"requirement_id", "item_id", "seq", "artifact_id");
const struct mapping candidate_map =
	MAP("requirement_candidate", text_columns, "requirement_id", "seq");

static const struct column suggestion_columns[] = {
	COLUMN(suggestion, annotation, "annotation", CELL_SAID),
	COLUMN(suggestion, why,        "why",        CELL_TEXT),
};
const struct mapping suggestion_map =
	MAP("suggestion", suggestion_columns, "item_id", "seq", "artifact_id");

static const struct column finding_columns[] = {
	COLUMN(finding_row, code, "code", CELL_SAID),
	COLUMN_WORD(finding_row, level, "level", finding_level_word, FINDING_LEVELS),
	COLUMN(finding_row, finding.path,       "path",       CELL_TEXT),
	COLUMN(finding_row, finding.line,       "line",       CELL_LINE),
	COLUMN(finding_row, finding.column,     "col",        CELL_LINE),
	COLUMN(finding_row, finding.other_line, "other_line", CELL_LINE),
	COLUMN(finding_row, finding.item,       "item",       CELL_INDEX),
	COLUMN(finding_row, finding.other_item, "other_item", CELL_INDEX),
	COLUMN(finding_row, finding.message,    "message",    CELL_TEXT),
};
const struct mapping finding_map = MAP("audit_finding", finding_columns,
	"audit_finding_id", "run_id", "plan_id", "seq");

static const struct column artifact_columns[] = {
	COLUMN(artifact, path,                    "path",                 CELL_SAID),
	COLUMN(artifact, slug,                    "slug",                 CELL_TEXT),
	COLUMN_WORD(artifact, origin, "origin", artifact_origin_word, ORIGINS),
	COLUMN(artifact, oid,                     "git_oid",              CELL_TEXT),
	COLUMN(artifact, size,                    "size",                 CELL_SIZE),
	COLUMN(artifact, packing,                 "compression",          CELL_NAME),
	COLUMN(artifact, sha256,                  "sha256",               CELL_CHARS),
	COLUMN(artifact, format,                  "format",               CELL_SAID),
	COLUMN_WORD(artifact, family, "family", family_word, FAMILIES),
	COLUMN(artifact, reader_revision,         "reader_revision",      CELL_UINT),
	COLUMN_WORD(artifact, status, "status", artifact_status_word, ARTIFACT_STATUSES),
	COLUMN(artifact, reason,                  "reason",               CELL_TEXT),
	COLUMN(artifact, detail,                  "detail",               CELL_TEXT),
	COLUMN(artifact, err_offset,              "err_offset",           CELL_SIZE),
	COLUMN(artifact, err_line,                "err_line",             CELL_LINE),
	COLUMN(artifact, err_column,              "err_col",              CELL_LINE),
	COLUMN(artifact, about.format_version,    "format_version",       CELL_TEXT),
	COLUMN(artifact, about.dialect,           "dialect",              CELL_TEXT),
	COLUMN(artifact, about.tool,              "tool",                 CELL_TEXT),
	COLUMN(artifact, about.tool_version,      "tool_version",         CELL_TEXT),
	COLUMN(artifact, about.generated_at,      "generated_at_s",       CELL_TIME),
	COLUMN_WORD(artifact, about.generated_quality, "generated_at_quality", clock_quality_word, CLOCK_ZONED + 1),
	COLUMN(artifact, about.generated_src,     "generated_at_src",     CELL_TEXT),
	COLUMN(artifact, about.subject_commit,    "subject_commit",       CELL_TEXT),
	COLUMN(artifact, about.subject_src,       "subject_commit_src",   CELL_TEXT),
	COLUMN(artifact, about.subject_name,      "subject_name",         CELL_TEXT),
	COLUMN(artifact, about.subject_digest,    "subject_digest",       CELL_TEXT),
	COLUMN(artifact, about.scope,             "scope",                CELL_TEXT),
	COLUMN(artifact, about.scope_digest,      "scope_digest",         CELL_TEXT),
	COLUMN(artifact, last_commit,             "last_commit",          CELL_TEXT),
	COLUMN(artifact, last_commit_at,          "last_commit_at_s",     CELL_TIME),
	COLUMN(artifact, in_roots,                "in_roots",             CELL_BOOL),
	COLUMN(artifact, cited,                   "cited",                CELL_BOOL),
	COLUMN(artifact, withheld,                "withheld",             CELL_BOOL),
	COLUMN(artifact, withheld_why,            "withheld_why",         CELL_TEXT),
	COLUMN(artifact, raw_name,                "raw_name",             CELL_TEXT),
	COLUMN_WORD(artifact, freshness,        "freshness",        freshness_word, FRESHNESSES),
	COLUMN_WORD(artifact, freshness_reason, "freshness_reason", reason_word,    REASONS),
	COLUMN(artifact, subject,                 "bound_commit",         CELL_TEXT),
	COLUMN(artifact, changed,                 "changed",              CELL_TEXT),
	COLUMN(artifact, changed_count,           "changed_count",        CELL_SIZE),
	COLUMN_WORD(artifact, outcome, "outcome", outcome_word, OUTCOMES),
	COLUMN(artifact, counts.facts,            "n_facts",              CELL_I64),
};
const struct mapping artifact_map =
	MAP("run_artifact", artifact_columns, "artifact_id", "run_id", "seq");

static const struct column artifact_brief_columns[] = {
	COLUMN(artifact, path, "path", CELL_SAID),
	COLUMN_WORD(artifact, origin, "origin", artifact_origin_word, ORIGINS),
	COLUMN_WORD(artifact, family, "family", family_word, FAMILIES),
};
const struct mapping artifact_brief_map =
	MAP("run_artifact", artifact_brief_columns, "artifact_id", "run_id", "seq");

#define COUNT(field) { #field, offsetof(struct fact_counts, field), NULL, 1 }

static const char *const attested_names[ATTESTEDS] = {
	[ATTESTED_NOTHING] = "other", [ATTESTED_PASSED] = "passed", [ATTESTED_WARNED] = "warned",
	[ATTESTED_FAILED] = "failed", [ATTESTED_UNKNOWN] = "unknown",
};

/* The counts, in the order of struct fact_counts; `facts` is a column of its own. */
static const struct {
	const char *name;
	size_t offset;
	const char *const *words; /* of an array's elements */
	size_t count;
} counts_table[] = {
	COUNT(notes),
	COUNT(suites),
	{ "cases", offsetof(struct fact_counts, cases), test_outcome_word, TEST_OUTCOMES },
	COUNT(flaky), COUNT(retries), COUNT(case_us),
	COUNT(scans), COUNT(scans_failed), COUNT(scans_unsure), COUNT(scan_targets),
	{ "open", offsetof(struct fact_counts, open), severity_word, SEVERITIES },
	COUNT(open_errors), COUNT(open_warnings), COUNT(open_notes), COUNT(open_secrets), COUNT(suppressed),
	COUNT(open_reachable), COUNT(fixable), COUNT(worst_tenths),
	COUNT(components), COUNT(versioned), COUNT(sboms), COUNT(sboms_with_subject),
	COUNT(with_purl), COUNT(licensed), COUNT(hashed), COUNT(dependencies),
	COUNT(metrics), COUNT(thresholds), COUNT(thresholds_failed),
	COUNT(jobs), COUNT(steps), COUNT(neutralised),
	COUNT(documents), COUNT(words), COUNT(placeholders), COUNT(headings), COUNT(links),
	COUNT(declared), COUNT(declared_skipped), COUNT(declared_params),
	{ "vex", offsetof(struct fact_counts, vex), vex_status_word, VEX_STATUSES },
	COUNT(attestations), COUNT(attested_subjects), COUNT(attestation_signatures),
	{ "attested", offsetof(struct fact_counts, attested), attested_names, ATTESTEDS },
	{ "controls", offsetof(struct fact_counts, controls), control_result_word, CONTROL_RESULTS },
	COUNT(objects), COUNT(containers), COUNT(with_limits), COUNT(with_probes), COUNT(with_digest),
	COUNT(instructions), COUNT(alerts), COUNT(records), COUNT(panels), COUNT(operations),
	COUNT(migrations), COUNT(statements), COUNT(destructive), COUNT(unguarded),
	COUNT(contracts), COUNT(env_keys), COUNT(codeowners), COUNT(values),
	COUNT(broken_links), COUNT(lines), COUNT(log_errors), COUNT(log_warnings), COUNT(log_fatals),
};

/* clang-format on */

static struct count_name *add_name(struct count_name *names, size_t *count,
				   size_t offset)
{
	struct count_name *name = &names[(*count)++];

	name->offset = offset;
	name->is_flag = false;
	return name;
}

/* The numbers of each coverage metric, behind the table. */
static void add_coverage(struct count_name *names, size_t *count, size_t metric)
{
	static const struct {
		const char *name;
		size_t offset;
	} of[] = {
		{ "covered", offsetof(struct fact_counts, coverage[0].covered) },
		{ "total", offsetof(struct fact_counts, coverage[0].total) },
		{ "said_covered",
		  offsetof(struct fact_counts, coverage[0].said_covered) },
		{ "said_total", offsetof(struct fact_counts, coverage[0].said_total) },
		{ "computed", offsetof(struct fact_counts, coverage[0].computed) },
	};
	const struct fact_counts *none = NULL;

	for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++) {
		struct count_name *name =
			add_name(names, count,
				 of[i].offset + metric * sizeof(none->coverage[0]));

		name->is_flag = i + 1 == sizeof(of) / sizeof(of[0]);
		snprintf(name->name, sizeof(name->name), "coverage.%s.%s",
			 coverage_metric_word[metric], of[i].name);
	}
}

#define NAMES_MAX (sizeof(struct fact_counts) / sizeof(int64_t))

void count_names(struct count_names *out, struct arena *arena)
{
	*out = (struct count_names){ ARENA_ARRAY(arena, struct count_name, NAMES_MAX),
				     0, table_new(arena) };
	for (size_t i = 0; i < sizeof(counts_table) / sizeof(counts_table[0]); i++)
		for (size_t w = 0; w < counts_table[i].count; w++) {
			struct count_name *name =
				add_name(out->at, &out->count,
					 counts_table[i].offset + w * sizeof(int64_t));

			snprintf(name->name, sizeof(name->name), "%s%s%s",
				 counts_table[i].name, counts_table[i].words ? "." : "",
				 counts_table[i].words ? counts_table[i].words[w] : "");
		}
	for (size_t metric = 0; metric < COVERAGE_METRICS; metric++)
		add_coverage(out->at, &out->count, metric);
	for (size_t i = 0; i < out->count; i++)
		*table_slot_borrowed(out->by_name, span_of(out->at[i].name)) =
			&out->at[i];
}

int64_t count_get(const struct count_name *name, const struct fact_counts *counts)
{
	const char *at = (const char *)counts + name->offset;
	int64_t number;

	if (name->is_flag)
		return *(const bool *)at;
	memcpy(&number, at, sizeof(number));
	return number;
}

void count_set(const struct count_name *name, struct fact_counts *counts,
	       int64_t number)
{
	char *at = (char *)counts + name->offset;

	if (name->is_flag)
		*(bool *)at = number != 0;
	else
		memcpy(at, &number, sizeof(number));
}
