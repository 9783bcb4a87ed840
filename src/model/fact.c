#include "model/fact.h"

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

const char *const fact_kind_word[FACT_KINDS] = {
	[FACT_ABOUT]      = "about",
	[FACT_SUITE]      = "test_suite",
	[FACT_CASE]       = "test_case",
	[FACT_COVERAGE]   = "coverage",
	[FACT_SCAN]       = "scan",
	[FACT_PROBLEM]    = "finding",
	[FACT_SBOM]       = "sbom",
	[FACT_COMPONENT]  = "component",
	[FACT_DEPENDENCY] = "dependency",
	[FACT_METRIC]     = "metric",
	[FACT_THRESHOLD]  = "threshold",
	[FACT_WORKFLOW]   = "workflow",
	[FACT_TRIGGER]    = "workflow_trigger",
	[FACT_JOB]        = "workflow_job",
	[FACT_NEED]       = "workflow_need",
	[FACT_STEP]       = "workflow_step",
	[FACT_DOCUMENT]   = "document",
	[FACT_HEADING]    = "heading",
	[FACT_LINK]       = "doc_link",
	[FACT_NOTED]      = "note",
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
	counts->open_secrets += span_is(problem->kind, "secret");
}

static void count_coverage(struct fact_counts *counts, const struct fact_coverage *coverage)
{
	if (coverage->scope != COVERAGE_TOTAL ||
	    (counts->coverage[coverage->metric].computed && !coverage->computed))
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
		counts->words += fact->as.document.words;
		counts->placeholders += fact->as.document.placeholders;
		break;
	case FACT_HEADING:
		counts->headings++;
		break;
	case FACT_LINK:
		counts->links++;
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

int64_t fact_cases(const struct fact_counts *counts)
{
	int64_t all = 0;

	for (unsigned i = 0; i < TEST_OUTCOMES; i++)
		all += counts->cases[i];
	return all;
}
