/* summary.c - an artifact's facts in one line, for people. */
#include "base/buf.h"
#include "base/num.h"
#include "readers/reader.h"

#include <stdio.h>

/* "12 tests", "1 test"; numbers that are nought are left out unless `always`. */
static void add(struct buf *buf, int64_t count, const char *one, const char *many,
		bool always)
{
	if (count == 0 && !always)
		return;
	if (buf->len > 0)
		buf_adds(buf, ", ");
	buf_addf(buf, "%lld %s", (long long)count, count == 1 ? one : many);
}

static void add_tests(struct buf *buf, const struct fact_counts *counts)
{
	add(buf, fact_cases(counts), "test", "tests", true);
	add(buf, counts->cases[TEST_FAILED], "failed", "failed", true);
	add(buf, counts->cases[TEST_ERRORED], "error", "errors", false);
	add(buf, counts->cases[TEST_SKIPPED], "skipped", "skipped", false);
	add(buf, counts->cases[TEST_TODO], "expected to fail", "expected to fail",
	    false);
	add(buf, counts->cases[TEST_UNKNOWN], "unknown", "unknown", false);
	add(buf, counts->flaky, "flaky", "flaky", false);
}

static void add_findings(struct buf *buf, const struct fact_counts *counts)
{
	int64_t all = 0;

	for (unsigned i = 0; i < SEVERITIES; i++)
		all += counts->open[i];
	if (counts->scans > 0 || all > 0)
		add(buf, all, "finding", "findings", true);
	for (unsigned i = 0; i < SEVERITIES; i++)
		add(buf, counts->open[i], severity_word[i], severity_word[i], false);
	add(buf, counts->suppressed, "suppressed", "suppressed", false);
	if (counts->scans_failed > 0)
		buf_adds(buf, ", the scan failed");
}

static void add_coverage(struct buf *buf, const struct fact_counts *counts)
{
	for (unsigned i = 0; i < COVERAGE_METRICS; i++) {
		int64_t covered = counts->coverage[i].covered;
		int64_t total = counts->coverage[i].total;
		int64_t bp;

		if (total <= 0 || covered < 0)
			continue;
		bp = num_basis_points((uint64_t)covered, (uint64_t)total);
		if (buf->len > 0)
			buf_adds(buf, ", ");
		buf_addf(buf, "%s coverage %lld.%02lld %% (%lld of %lld)",
			 coverage_metric_word[i], (long long)(bp / 100),
			 (long long)(bp % 100), (long long)covered, (long long)total);
	}
}

static void add_document(struct buf *buf, const struct fact_counts *counts)
{
	add(buf, counts->words, "word", "words", true);
	add(buf, counts->headings, "heading", "headings", false);
	add(buf, counts->links, "link", "links", false);
	add(buf, counts->placeholders, "placeholder", "placeholders", false);
	add(buf, counts->broken_links, "broken link", "broken links", false);
}

/* "3 pass, 1 fail" */
static void add_words(struct buf *buf, const int64_t *counts, const char *const *words,
		      unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		add(buf, counts[i], words[i], words[i], false);
	if (buf->len == 0)
		buf_adds(buf, "no result");
}

static void add_config(struct buf *buf, const struct fact_counts *counts)
{
	add(buf, counts->alerts, "alert", "alerts", false);
	add(buf, counts->records, "recording rule", "recording rules", false);
	add(buf, counts->panels, "panel", "panels", false);
	add(buf, counts->operations, "operation", "operations", false);
	add(buf, counts->statements, "statement", "statements", counts->migrations > 0);
	add(buf, counts->destructive, "destructive", "destructive", false);
	add(buf, counts->contracts, "interaction", "interactions", false);
	add(buf, counts->env_keys, "key", "keys", false);
	add(buf, counts->codeowners, "rule", "rules", false);
}

static void add_family(struct buf *buf, const struct artifact *artifact)
{
	const struct fact_counts *counts = &artifact->counts;

	switch (artifact->family) {
	case FAMILY_TESTS:
		add_tests(buf, counts);
		break;
	case FAMILY_SCAN:
	case FAMILY_SARIF:
		add_findings(buf, counts);
		break;
	case FAMILY_SBOM:
		add(buf, counts->components, "component", "components", true);
		add(buf, counts->versioned, "with a version", "with a version", true);
		add_findings(buf, counts);
		break;
	case FAMILY_COVERAGE:
		add_coverage(buf, counts);
		if (buf->len == 0)
			buf_adds(buf, "no line of any file");
		break;
	case FAMILY_METRICS:
		add(buf, counts->metrics, "metric", "metrics", true);
		add(buf, counts->thresholds, "threshold", "thresholds", true);
		add(buf, counts->thresholds_failed, "failed", "failed",
		    counts->thresholds > 0);
		break;
	case FAMILY_WORKFLOW:
		add(buf, counts->jobs, "job", "jobs", true);
		add(buf, counts->steps, "step", "steps", true);
		add(buf, counts->neutralised, "that cannot fail", "that cannot fail",
		    false);
		break;
	case FAMILY_NONE:
	case FAMILY_DOCUMENT:
		if (counts->documents > 0)
			add_document(buf, counts);
		break;
	case FAMILY_ATTESTATION:
		add(buf, counts->attestations, "statement", "statements", true);
		add(buf, counts->attested_subjects, "subject", "subjects", true);
		add(buf, counts->attestation_signatures, "signature, not checked",
		    "signatures, not checked", false);
		break;
	case FAMILY_SOURCE:
		add(buf, counts->declared, "test declared", "tests declared", true);
		add(buf, counts->declared_skipped, "skipped", "skipped", false);
		buf_adds(buf, "; no report says that they ran");
		break;
	case FAMILY_CONTROL:
		add_words(buf, counts->controls, control_result_word, CONTROL_RESULTS);
		break;
	case FAMILY_VEX:
		add_words(buf, counts->vex, vex_status_word, VEX_STATUSES);
		break;
	case FAMILY_MANIFEST:
		add(buf, counts->objects, "object", "objects", false);
		add(buf, counts->containers, "container", "containers", false);
		add(buf, counts->instructions, "instruction", "instructions", false);
		break;
	case FAMILY_CONFIG:
		add_config(buf, counts);
		break;
	case FAMILY_VALUE:
		add(buf, counts->values, "value", "values", true);
		break;
	case FAMILIES:
		break;
	}
}

struct span reader_summary(const struct artifact *artifact, struct arena *arena)
{
	struct span summary;
	struct buf buf;

	if (artifact->status != ARTIFACT_OK && artifact->status != ARTIFACT_PARTIAL)
		return artifact->detail.len ? artifact->detail : artifact->reason;
	buf_init(&buf, 1024);
	add_family(&buf, artifact);
	if (buf.len == 0)
		buf_addf(&buf, "%llu bytes", (unsigned long long)artifact->size);
	summary = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return summary;
}
