#include "readers/rows.h"

enum cell {
	CELL_TEXT,  /* struct span */
	CELL_WORD,  /* const char * */
	CELL_COUNT, /* int64_t; FACT_UNSAID is left out */
	CELL_ID,    /* int64_t; 0 is left out */
	CELL_LINE,  /* unsigned; 0 is left out */
	CELL_INT,   /* int; FACT_UNSAID is left out */
	CELL_FLAG,  /* bool; false is left out */
	CELL_YESNO, /* bool, always there */
	CELL_TIME,  /* int64_t seconds; CLOCK_NONE is left out */
	CELL_OUTCOME,
	CELL_SEVERITY,
	CELL_SCOPE,
	CELL_METRIC,
	CELL_QUALITY,
};

struct field {
	const char *name;
	enum cell cell;
	size_t offset;
};

#define FIELD(kind, member, cell)                                                      \
	{                                                                              \
#member, cell, offsetof(struct kind, member)                           \
	}
#define NAMED(kind, member, name, cell)                                                \
	{                                                                              \
		name, cell, offsetof(struct kind, member)                              \
	}
#define END                                                                            \
	{                                                                              \
		NULL, CELL_TEXT, 0                                                     \
	}

/* clang-format off: one field a line */

static const struct field about_fields[] = {
	FIELD(fact_about, format_version, CELL_TEXT),
	FIELD(fact_about, dialect, CELL_TEXT),
	FIELD(fact_about, tool, CELL_TEXT),
	FIELD(fact_about, tool_version, CELL_TEXT),
	FIELD(fact_about, generated_at, CELL_TIME),
	NAMED(fact_about, generated_quality, "quality", CELL_QUALITY),
	FIELD(fact_about, generated_src, CELL_TEXT),
	FIELD(fact_about, subject_commit, CELL_TEXT),
	FIELD(fact_about, subject_src, CELL_TEXT),
	FIELD(fact_about, subject_name, CELL_TEXT),
	FIELD(fact_about, subject_digest, CELL_TEXT),
	END,
};
static const struct field suite_fields[] = {
	FIELD(fact_suite, number, CELL_ID),
	FIELD(fact_suite, parent, CELL_ID),
	FIELD(fact_suite, name, CELL_TEXT),
	FIELD(fact_suite, file, CELL_TEXT),
	FIELD(fact_suite, host, CELL_TEXT),
	FIELD(fact_suite, started_at, CELL_TIME),
	FIELD(fact_suite, duration_us, CELL_COUNT),
	FIELD(fact_suite, said_tests, CELL_COUNT),
	FIELD(fact_suite, said_failures, CELL_COUNT),
	FIELD(fact_suite, said_errors, CELL_COUNT),
	FIELD(fact_suite, said_skipped, CELL_COUNT),
	FIELD(fact_suite, line, CELL_LINE),
	END,
};
static const struct field case_fields[] = {
	FIELD(fact_case, suite, CELL_ID),
	FIELD(fact_case, name, CELL_TEXT),
	FIELD(fact_case, classname, CELL_TEXT),
	FIELD(fact_case, file, CELL_TEXT),
	FIELD(fact_case, src_line, CELL_LINE),
	FIELD(fact_case, outcome, CELL_OUTCOME),
	FIELD(fact_case, outcome_raw, CELL_TEXT),
	FIELD(fact_case, retries, CELL_LINE),
	FIELD(fact_case, flaky, CELL_FLAG),
	FIELD(fact_case, duration_us, CELL_COUNT),
	FIELD(fact_case, message, CELL_TEXT),
	FIELD(fact_case, line, CELL_LINE),
	END,
};
static const struct field coverage_fields[] = {
	FIELD(fact_coverage, scope, CELL_SCOPE),
	FIELD(fact_coverage, metric, CELL_METRIC),
	FIELD(fact_coverage, name, CELL_TEXT),
	FIELD(fact_coverage, covered, CELL_COUNT),
	FIELD(fact_coverage, total, CELL_COUNT),
	FIELD(fact_coverage, computed, CELL_YESNO),
	END,
};
static const struct field scan_fields[] = {
	FIELD(fact_scan, number, CELL_ID),
	FIELD(fact_scan, tool, CELL_TEXT),
	FIELD(fact_scan, tool_version, CELL_TEXT),
	FIELD(fact_scan, kind, CELL_TEXT),
	FIELD(fact_scan, target, CELL_TEXT),
	FIELD(fact_scan, target_digest, CELL_TEXT),
	FIELD(fact_scan, started_at, CELL_TIME),
	FIELD(fact_scan, finished_at, CELL_TIME),
	FIELD(fact_scan, succeeded, CELL_INT),
	FIELD(fact_scan, rules, CELL_COUNT),
	FIELD(fact_scan, targets, CELL_COUNT),
	END,
};
static const struct field problem_fields[] = {
	FIELD(fact_problem, scan, CELL_ID),
	FIELD(fact_problem, kind, CELL_TEXT),
	FIELD(fact_problem, rule_id, CELL_TEXT),
	FIELD(fact_problem, title, CELL_TEXT),
	FIELD(fact_problem, message, CELL_TEXT),
	FIELD(fact_problem, severity, CELL_SEVERITY),
	FIELD(fact_problem, severity_raw, CELL_TEXT),
	FIELD(fact_problem, level, CELL_TEXT),
	FIELD(fact_problem, score_tenths, CELL_INT),
	FIELD(fact_problem, cwe, CELL_TEXT),
	FIELD(fact_problem, path, CELL_TEXT),
	FIELD(fact_problem, src_line, CELL_LINE),
	FIELD(fact_problem, component, CELL_TEXT),
	FIELD(fact_problem, component_version, CELL_TEXT),
	FIELD(fact_problem, purl, CELL_TEXT),
	FIELD(fact_problem, fixed_version, CELL_TEXT),
	FIELD(fact_problem, fix_state, CELL_TEXT),
	FIELD(fact_problem, suppressed, CELL_FLAG),
	FIELD(fact_problem, suppress_reason, CELL_TEXT),
	FIELD(fact_problem, baseline, CELL_TEXT),
	FIELD(fact_problem, fingerprint, CELL_TEXT),
	FIELD(fact_problem, aliases, CELL_TEXT),
	FIELD(fact_problem, line, CELL_LINE),
	END,
};
static const struct field sbom_fields[] = {
	FIELD(fact_sbom, spec, CELL_TEXT),
	FIELD(fact_sbom, spec_version, CELL_TEXT),
	FIELD(fact_sbom, serial, CELL_TEXT),
	FIELD(fact_sbom, author, CELL_TEXT),
	FIELD(fact_sbom, created_at, CELL_TIME),
	FIELD(fact_sbom, subject_type, CELL_TEXT),
	FIELD(fact_sbom, subject_name, CELL_TEXT),
	FIELD(fact_sbom, subject_version, CELL_TEXT),
	FIELD(fact_sbom, subject_purl, CELL_TEXT),
	FIELD(fact_sbom, subject_digest, CELL_TEXT),
	FIELD(fact_sbom, components, CELL_COUNT),
	FIELD(fact_sbom, versioned, CELL_COUNT),
	FIELD(fact_sbom, with_purl, CELL_COUNT),
	FIELD(fact_sbom, licensed, CELL_COUNT),
	FIELD(fact_sbom, hashed, CELL_COUNT),
	FIELD(fact_sbom, dependencies, CELL_COUNT),
	FIELD(fact_sbom, completeness, CELL_TEXT),
	END,
};
static const struct field component_fields[] = {
	FIELD(fact_component, ref, CELL_TEXT),
	FIELD(fact_component, parent_ref, CELL_TEXT),
	FIELD(fact_component, type, CELL_TEXT),
	FIELD(fact_component, group, CELL_TEXT),
	FIELD(fact_component, name, CELL_TEXT),
	FIELD(fact_component, version, CELL_TEXT),
	FIELD(fact_component, purl, CELL_TEXT),
	FIELD(fact_component, cpe, CELL_TEXT),
	FIELD(fact_component, license, CELL_TEXT),
	FIELD(fact_component, supplier, CELL_TEXT),
	FIELD(fact_component, sha256, CELL_TEXT),
	FIELD(fact_component, scope, CELL_TEXT),
	FIELD(fact_component, line, CELL_LINE),
	END,
};
static const struct field dependency_fields[] = {
	FIELD(fact_dependency, from, CELL_TEXT),
	FIELD(fact_dependency, to, CELL_TEXT),
	FIELD(fact_dependency, kind, CELL_TEXT),
	END,
};
static const struct field metric_fields[] = {
	FIELD(fact_metric, name, CELL_TEXT),
	FIELD(fact_metric, labels, CELL_TEXT),
	FIELD(fact_metric, stat, CELL_TEXT),
	FIELD(fact_metric, text, CELL_TEXT),
	FIELD(fact_metric, unit, CELL_TEXT),
	FIELD(fact_metric, computed, CELL_FLAG),
	END,
};
static const struct field threshold_fields[] = {
	FIELD(fact_threshold, metric, CELL_TEXT),
	FIELD(fact_threshold, expr, CELL_TEXT),
	FIELD(fact_threshold, ok, CELL_YESNO),
	END,
};
static const struct field workflow_fields[] = {
	FIELD(fact_workflow, provider, CELL_TEXT),
	FIELD(fact_workflow, name, CELL_TEXT),
	END,
};
static const struct field trigger_fields[] = {
	FIELD(fact_trigger, event, CELL_TEXT),
	FIELD(fact_trigger, filter, CELL_TEXT),
	FIELD(fact_trigger, pattern, CELL_TEXT),
	END,
};
static const struct field job_fields[] = {
	FIELD(fact_job, number, CELL_ID),
	FIELD(fact_job, key, CELL_TEXT),
	FIELD(fact_job, name, CELL_TEXT),
	FIELD(fact_job, condition, CELL_TEXT),
	FIELD(fact_job, environment, CELL_TEXT),
	FIELD(fact_job, uses, CELL_TEXT),
	FIELD(fact_job, continue_on_error, CELL_FLAG),
	FIELD(fact_job, line, CELL_LINE),
	END,
};
static const struct field need_fields[] = {
	FIELD(fact_need, job, CELL_ID),
	FIELD(fact_need, needs, CELL_TEXT),
	END,
};
static const struct field step_fields[] = {
	FIELD(fact_step, job, CELL_ID),     FIELD(fact_step, name, CELL_TEXT),
	FIELD(fact_step, uses, CELL_TEXT),  FIELD(fact_step, uses_ref, CELL_TEXT),
	FIELD(fact_step, run, CELL_TEXT),   FIELD(fact_step, condition, CELL_TEXT),
	FIELD(fact_step, pinned, CELL_INT), FIELD(fact_step, neutralised, CELL_FLAG),
	FIELD(fact_step, line, CELL_LINE),  END,
};
static const struct field document_fields[] = {
	FIELD(fact_document, title, CELL_TEXT),
	FIELD(fact_document, lines, CELL_COUNT),
	FIELD(fact_document, words, CELL_COUNT),
	FIELD(fact_document, placeholders, CELL_COUNT),
	FIELD(fact_document, code_blocks, CELL_COUNT),
	END,
};
static const struct field heading_fields[] = {
	FIELD(fact_heading, level, CELL_LINE),  FIELD(fact_heading, text, CELL_TEXT),
	FIELD(fact_heading, folded, CELL_TEXT), FIELD(fact_heading, words, CELL_COUNT),
	FIELD(fact_heading, line, CELL_LINE),   END,
};
static const struct field link_fields[] = {
	FIELD(fact_link, target, CELL_TEXT),
	FIELD(fact_link, line, CELL_LINE),
	END,
};
static const struct field note_fields[] = {
	FIELD(fact_note, code, CELL_WORD),
	FIELD(fact_note, message, CELL_TEXT),
	FIELD(fact_note, line, CELL_LINE),
	END,
};

static const struct field *const fields[FACT_KINDS] = {
	[FACT_ABOUT] = about_fields,
	[FACT_SUITE] = suite_fields,
	[FACT_CASE] = case_fields,
	[FACT_COVERAGE] = coverage_fields,
	[FACT_SCAN] = scan_fields,
	[FACT_PROBLEM] = problem_fields,
	[FACT_SBOM] = sbom_fields,
	[FACT_COMPONENT] = component_fields,
	[FACT_DEPENDENCY] = dependency_fields,
	[FACT_METRIC] = metric_fields,
	[FACT_THRESHOLD] = threshold_fields,
	[FACT_WORKFLOW] = workflow_fields,
	[FACT_TRIGGER] = trigger_fields,
	[FACT_JOB] = job_fields,
	[FACT_NEED] = need_fields,
	[FACT_STEP] = step_fields,
	[FACT_DOCUMENT] = document_fields,
	[FACT_HEADING] = heading_fields,
	[FACT_LINK] = link_fields,
	[FACT_NOTED] = note_fields,
};

/* clang-format on */

/* ---- one value ---- */

struct value {
	bool said, number, quoted;
	int64_t count;
	struct span text;
};

static struct value count_value(int64_t count, bool said)
{
	return (struct value){ .said = said, .number = true, .count = count };
}

static struct value word_value(const char *word)
{
	return (struct value){ .said = word != NULL, .text = span_of(word) };
}

static struct value value_of(const struct field *field, const void *base,
			     char time[CLOCK_TEXT])
{
	const void *at = (const char *)base + field->offset;

	switch (field->cell) {
	case CELL_TEXT: {
		struct span text = *(const struct span *)at;

		return (struct value){ .said = text.len > 0,
				       .quoted = true,
				       .text = text };
	}
	case CELL_WORD:
		return word_value(*(const char *const *)at);
	case CELL_COUNT:
		return count_value(*(const int64_t *)at,
				   *(const int64_t *)at != FACT_UNSAID);
	case CELL_ID:
		return count_value(*(const int64_t *)at, *(const int64_t *)at != 0);
	case CELL_LINE:
		return count_value(*(const unsigned *)at, *(const unsigned *)at != 0);
	case CELL_INT:
		return count_value(*(const int *)at, *(const int *)at != FACT_UNSAID);
	case CELL_FLAG:
		return count_value(1, *(const bool *)at);
	case CELL_YESNO:
		return count_value(*(const bool *)at, true);
	case CELL_TIME:
		if (*(const int64_t *)at == CLOCK_NONE)
			return (struct value){ 0 };
		return word_value(clock_format(*(const int64_t *)at, time));
	case CELL_OUTCOME:
		return word_value(test_outcome_word[*(const enum test_outcome *)at]);
	case CELL_SEVERITY:
		return word_value(severity_word[*(const enum severity *)at]);
	case CELL_SCOPE:
		return word_value(
			coverage_scope_word[*(const enum coverage_scope *)at]);
	case CELL_METRIC:
		return word_value(
			coverage_metric_word[*(const enum coverage_metric *)at]);
	case CELL_QUALITY: {
		enum clock_quality quality = *(const enum clock_quality *)at;

		return word_value(
			quality == CLOCK_UNSAID ? NULL : clock_quality_word[quality]);
	}
	}
	return (struct value){ 0 };
}

/* ---- lines and objects ---- */

static void add_fields(struct buf *buf, const struct field *field, const void *base)
{
	for (; field->name; field++) {
		char time[CLOCK_TEXT];
		struct value value = value_of(field, base, time);

		if (!value.said)
			continue;
		buf_addf(buf, " %s=", field->name);
		if (value.number)
			buf_addf(buf, "%lld", (long long)value.count);
		else if (value.quoted)
			jsonout_quote(buf, value.text);
		else
			buf_add(buf, value.text);
	}
}

void rows_add(struct buf *buf, const struct fact *fact)
{
	buf_adds(buf, fact_kind_word[fact->kind]);
	add_fields(buf, fields[fact->kind], &fact->as);
	buf_addch(buf, '\n');
}

void rows_artifact(struct buf *buf, const struct artifact *artifact)
{
	size_t start;

	buf_addf(buf, "artifact status=%s", artifact_status_word[artifact->status]);
	buf_addf(buf, " format=%.*s", SPAN_ARG(artifact->format));
	if (artifact->reason.len > 0)
		buf_addf(buf, " reason=%.*s", SPAN_ARG(artifact->reason));
	if (artifact->err_line > 0)
		buf_addf(buf, " at=%u:%u", artifact->err_line, artifact->err_column);
	buf_addch(buf, '\n');
	start = buf->len;
	buf_adds(buf, "about");
	add_fields(buf, about_fields, &artifact->about);
	if (buf->len == start + strlen("about"))
		buf->len = start; /* it says nothing */
	else
		buf_addch(buf, '\n');
}

void rows_json(struct jsonout *json, const struct fact *fact)
{
	jsonout_object(json);
	jsonout_member(json, "row", span_of(fact_kind_word[fact->kind]));
	for (const struct field *field = fields[fact->kind]; field->name; field++) {
		char time[CLOCK_TEXT];
		struct value value = value_of(field, &fact->as, time);

		if (!value.said)
			continue;
		if (field->cell == CELL_FLAG || field->cell == CELL_YESNO)
			jsonout_member_bool(json, field->name, value.count != 0);
		else if (value.number)
			jsonout_member_int(json, field->name, value.count);
		else
			jsonout_member(json, field->name, value.text);
	}
	jsonout_end(json);
}
