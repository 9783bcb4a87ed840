#include "base/num.h"
#include "base/path.h"
#include "site/page.h"
#include "text/html.h"

/* clang-format off: tables keep one row a line */

const char *const verdict_meaning[VERDICTS] = {
	[VERDICT_VERIFIED] = "Claimed done, and everything it needs is shown by fresh "
			     "evidence that was judged.",
	[VERDICT_WAIVED] = "What was found does not suffice, and somebody decided to "
			   "go on without until a date.",
	[VERDICT_READY] = "Not claimed yet, but the evidence would verify it.",
	[VERDICT_OPEN] = "Not claimed, and not shown.",
	[VERDICT_NEEDS_SIGNOFF] = "A sign-off field without a valid signature of "
				  "somebody who may sign it.",
	[VERDICT_PARTIAL] = "Claimed, and shown in part; nothing refutes it.",
	[VERDICT_STALE] =
		"The best evidence there is speaks of other content, or is too old.",
	[VERDICT_UNSUPPORTED] = "Claimed, and nothing was found that shows it.",
	[VERDICT_INDETERMINATE] =
		"Evidence was found but could not be read or told apart.",
	[VERDICT_CONTRADICTED] =
		"Claimed, and fresh evidence or the plan itself says otherwise.",
	[VERDICT_NOT_APPLICABLE] = "Struck out with a reason, by somebody known.",
};

const char *const freshness_label[FRESHNESSES] = {
	[FRESHNESS_NONE] = "",
	[FRESHNESS_EXACT] = "This very content",
	[FRESHNESS_CARRIED] = "Carried over",
	[FRESHNESS_INFERRED] = "Inferred",
	[FRESHNESS_UNDATED] = "Undated",
	[FRESHNESS_STALE] = "Stale",
	[FRESHNESS_FOREIGN] = "About a foreign commit",
};

static const char *const freshness_says[FRESHNESSES] = {
	[FRESHNESS_NONE] = "",
	[FRESHNESS_EXACT] = "It is about what this commit holds.",
	[FRESHNESS_CARRIED] =
		"Nothing in its scope changed since the commit it is about.",
	[FRESHNESS_INFERRED] = "Nothing in its scope changed since it was committed.",
	[FRESHNESS_UNDATED] = "Nothing says which commit it is about.",
	[FRESHNESS_STALE] = "It is about other content, or too old.",
	[FRESHNESS_FOREIGN] = "It names a commit that is no ancestor of this one.",
};

static const enum standing standing_of[VERDICTS] = {
	[VERDICT_VERIFIED] = STANDING_PASSES,
	[VERDICT_WAIVED] = STANDING_PASSES,
	[VERDICT_READY] = STANDING_PASSES,
	[VERDICT_OPEN] = STANDING_WORK,
	[VERDICT_NEEDS_SIGNOFF] = STANDING_WORK,
	[VERDICT_PARTIAL] = STANDING_WORK,
	[VERDICT_STALE] = STANDING_BLOCKS,
	[VERDICT_UNSUPPORTED] = STANDING_BLOCKS,
	[VERDICT_INDETERMINATE] = STANDING_BLOCKS,
	[VERDICT_CONTRADICTED] = STANDING_BLOCKS,
	[VERDICT_NOT_APPLICABLE] = STANDING_APART,
};

/* Every reader's name in people's words: tests/unit/test_titles.c. */
static const struct {
	const char *format, *words;
} formats[] = {
	{ "junit-xml", "JUnit test report" },
	{ "test-source", "Test source" },
	{ "tap", "TAP test report" },
	{ "go-test-json", "go test report" },
	{ "trx", "TRX test report" },
	{ "nunit3", "NUnit test report" },
	{ "nunit2", "NUnit 2 test report" },
	{ "xunit-net", "xUnit.net test report" },
	{ "jest-json", "Jest or Vitest test report" },
	{ "playwright-json", "Playwright test report" },
	{ "mocha-json", "Mocha test report" },
	{ "rspec-json", "RSpec test report" },
	{ "ctrf", "CTRF test report" },
	{ "lcov", "LCOV coverage" },
	{ "cobertura", "Cobertura coverage" },
	{ "jacoco", "JaCoCo coverage" },
	{ "clover", "Clover coverage" },
	{ "go-cover", "Go coverage profile" },
	{ "istanbul-summary", "Istanbul coverage summary" },
	{ "istanbul-final", "Istanbul coverage" },
	{ "coverage-py", "coverage.py report" },
	{ "llvm-cov", "llvm-cov coverage" },
	{ "sarif", "SARIF scan" },
	{ "trivy", "Trivy scan" },
	{ "grype", "Grype scan" },
	{ "gitleaks", "Gitleaks scan" },
	{ "npm-audit", "npm, pnpm or yarn audit" },
	{ "cargo-audit", "cargo audit" },
	{ "pip-audit", "pip-audit scan" },
	{ "osv-scanner", "OSV-Scanner scan" },
	{ "govulncheck", "govulncheck scan" },
	{ "dependency-check", "OWASP Dependency-Check scan" },
	{ "semgrep", "Semgrep scan" },
	{ "bandit", "Bandit scan" },
	{ "gosec", "gosec scan" },
	{ "checkov", "Checkov scan" },
	{ "zap", "ZAP scan" },
	{ "gitlab-security", "GitLab security report" },
	{ "eslint", "ESLint report" },
	{ "hadolint", "Hadolint report" },
	{ "checkstyle", "Checkstyle report" },
	{ "cppcheck", "Cppcheck report" },
	{ "cyclonedx", "CycloneDX bill of materials" },
	{ "spdx", "SPDX bill of materials" },
	{ "openvex", "OpenVEX statements" },
	{ "csaf", "CSAF advisory" },
	{ "in-toto", "in-toto attestation" },
	{ "scorecard", "OpenSSF Scorecard" },
	{ "hdf", "InSpec results" },
	{ "xccdf", "XCCDF results" },
	{ "oscal-ar", "OSCAL assessment results" },
	{ "k6-summary", "k6 summary" },
	{ "jmeter", "JMeter results" },
	{ "jmeter-statistics", "JMeter dashboard statistics" },
	{ "ab", "ApacheBench output" },
	{ "autocannon", "autocannon result" },
	{ "locust", "Locust statistics" },
	{ "lighthouse", "Lighthouse report" },
	{ "google-benchmark", "Google Benchmark results" },
	{ "pytest-benchmark", "pytest-benchmark results" },
	{ "hyperfine", "hyperfine results" },
	{ "jmh", "JMH results" },
	{ "gh-workflow", "GitHub Actions workflow" },
	{ "gh-action", "GitHub action" },
	{ "gitlab-ci", "GitLab CI pipeline" },
	{ "k8s-manifest", "Kubernetes manifest" },
	{ "compose", "Compose file" },
	{ "dockerfile", "Dockerfile" },
	{ "prometheus-rules", "Prometheus rules" },
	{ "grafana-dashboard", "Grafana dashboard" },
	{ "openapi", "OpenAPI description" },
	{ "pact", "Pact contract" },
	{ "sql-migration", "SQL migration" },
	{ "dotenv", "Environment file" },
	{ "codeowners", "Code owners" },
	{ "value", "Data file" },
	{ "markdown-doc", "Document" },
	{ "text", "Text" },
	{ "archive", "Archive" },
	{ "none", "File" },
};

static const char *const small_numbers[] = {
	"no",    "one",   "two",  "three", "four",   "five",   "six",
	"seven", "eight", "nine", "ten",   "eleven", "twelve",
};

/* clang-format on */

/* The reason's own sentence only where it is one about freshness alone. */
struct span words_freshness(enum freshness freshness, enum reason reason)
{
	if (reason == REASON_SCOPE_CHANGED || reason == REASON_TOO_OLD ||
	    reason == REASON_MIXED_COMMIT || reason == REASON_SHALLOW_HISTORY)
		return span_of(reason_sentence[reason]);
	return span_of(freshness_says[freshness]);
}

enum standing verdict_standing(enum verdict verdict)
{
	return standing_of[verdict];
}

struct span words_count(struct arena *arena, uint64_t number)
{
	struct value *holder = value_new(arena);

	value_count(holder, "n", number);
	return holder->first->text;
}

struct span words_number(struct arena *arena, uint64_t number, bool capital)
{
	char *word;

	if (number >= sizeof(small_numbers) / sizeof(small_numbers[0]))
		return words_count(arena, number);
	word = arena_string(arena, span_of(small_numbers[number]));
	if (capital)
		word[0] = (char)(word[0] - 'a' + 'A');
	return span_of(word);
}

struct span words_capital(struct arena *arena, struct span text)
{
	char *copy;

	if (text.len == 0 || text.ptr[0] < 'a' || text.ptr[0] > 'z')
		return text;
	copy = arena_string(arena, text);
	copy[0] = (char)(copy[0] - 'a' + 'A');
	return (struct span){ copy, text.len };
}

const char *words_plural(uint64_t number, const char *one, const char *many)
{
	return number == 1 ? one : many;
}

struct span words_cut(struct arena *arena, struct span text, size_t max)
{
	size_t at = max;

	if (text.len <= max)
		return text;
	while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80)
		at--;
	return arena_printf(arena, "%.*s\xE2\x80\xA6", (int)at, text.ptr);
}

uint64_t counts_total(const uint64_t counts[VERDICTS])
{
	uint64_t total = 0;

	for (unsigned v = 0; v < VERDICTS; v++)
		total += counts[v];
	return total;
}

/* A label inside a sentence: "needs sign-off". */
static struct span small_label(struct arena *arena, enum verdict verdict)
{
	char *label = arena_string(arena, span_of(verdict_label[verdict]));

	label[0] = (char)(label[0] - 'A' + 'a');
	return span_of(label);
}

struct span words_counts(struct arena *arena, const uint64_t counts[VERDICTS])
{
	struct span out = SPAN_EMPTY;

	for (unsigned v = 0; v < VERDICTS; v++) {
		struct span count;

		if (counts[v] == 0)
			continue;
		count = words_count(arena, counts[v]);
		out = arena_printf(arena, "%.*s%s%.*s %.*s", SPAN_ARG(out),
				   out.len > 0 ? ", " : "", SPAN_ARG(count),
				   SPAN_ARG(small_label(arena, (enum verdict)v)));
	}
	return out.len > 0 ? out : SPAN_LIT("no items");
}

struct span artifact_kind(struct arena *arena, const struct artifact *artifact)
{
	(void)arena;
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (span_is(artifact->format, formats[i].format))
			return span_of(formats[i].words);
	return artifact->format.len > 0 ? artifact->format : SPAN_LIT("File");
}

/* ---- what an artifact says ---------------------------------------------- */

/* "12 <one or many>" behind `said`, where there are any. */
static struct span also(struct arena *arena, struct span said, int64_t number,
			const char *one, const char *many)
{
	struct span count;

	if (number <= 0)
		return said;
	count = words_count(arena, (uint64_t)number);
	return arena_printf(arena, "%.*s%s%.*s %s", SPAN_ARG(said),
			    said.len > 0 ? ", " : "", SPAN_ARG(count),
			    words_plural((uint64_t)number, one, many));
}

static struct span tests_say(struct arena *arena, const struct fact_counts *counts)
{
	struct span said = also(arena, SPAN_EMPTY, fact_cases(counts), "test", "tests");

	if (fact_cases(counts) == 0)
		return SPAN_LIT("no test in it");
	said = arena_printf(arena, "%.*s: ", SPAN_ARG(said));
	said = arena_printf(arena, "%.*s%.*s passed", SPAN_ARG(said),
			    SPAN_ARG(
				    words_count(arena,
						(uint64_t)counts->cases[TEST_PASSED])));
	said = also(arena, said, counts->cases[TEST_FAILED], "failed", "failed");
	said = also(arena, said, counts->cases[TEST_ERRORED], "with an error",
		    "with errors");
	said = also(arena, said, counts->cases[TEST_SKIPPED], "skipped", "skipped");
	return also(arena, said, counts->cases[TEST_TODO], "to do", "to do");
}

static struct span problems_say(struct arena *arena, const struct fact_counts *counts)
{
	struct span said = SPAN_EMPTY;

	for (unsigned s = 0; s < SEVERITIES; s++)
		said = also(arena, said, counts->open[s],
			    s == SEVERITY_NONE      ? "without severity"
			    : s == SEVERITY_UNKNOWN ? "of unknown severity"
						    : severity_word[s],
			    s == SEVERITY_NONE      ? "without severity"
			    : s == SEVERITY_UNKNOWN ? "of unknown severity"
						    : severity_word[s]);
	if (counts->scans == 0 && said.len == 0)
		return SPAN_LIT("no scan recorded in it");
	if (said.len == 0)
		said = SPAN_LIT("no open finding");
	else
		said = arena_printf(arena, "findings: %.*s", SPAN_ARG(said));
	said = also(arena, said, counts->suppressed, "suppressed", "suppressed");
	return also(arena, said, counts->scans_failed, "scan that failed",
		    "scans that failed");
}

static struct span coverage_says(struct arena *arena, const struct fact_counts *counts)
{
	struct span said = SPAN_EMPTY;

	for (unsigned m = 0; m < COVERAGE_METRICS; m++) {
		int64_t bp;

		if (counts->coverage[m].total <= 0 || counts->coverage[m].covered < 0)
			continue;
		bp = num_basis_points((uint64_t)counts->coverage[m].covered,
				      (uint64_t)counts->coverage[m].total);
		said = arena_printf(arena, "%.*s%s%lld.%lld %% of %s%s", SPAN_ARG(said),
				    said.len > 0 ? ", " : "", (long long)(bp / 100),
				    (long long)(bp / 10 % 10), coverage_metric_word[m],
				    m == COVERAGE_BRANCH || m == COVERAGE_CLASS ? "es"
										: "s");
	}
	return said.len > 0 ? said : SPAN_LIT("no coverage in it");
}

static struct span thresholds_say(struct arena *arena, const struct fact_counts *counts)
{
	struct span said =
		also(arena, SPAN_EMPTY, counts->metrics, "measurement", "measurements");

	said = also(arena, said, counts->thresholds, "threshold", "thresholds");
	said = also(arena, said, counts->thresholds_failed, "does not hold",
		    "do not hold");
	return said.len > 0 ? said : SPAN_LIT("no measurement in it");
}

/* clang-format off: tables keep one row a line */

/* "2 passed, 1 failed": results as they follow a number. */
static const char *const control_count_words[CONTROL_RESULTS] = {
	[CONTROL_PASS] = "passed",
	[CONTROL_FAIL] = "failed",
	[CONTROL_ERROR] = "with an error",
	[CONTROL_NOT_APPLICABLE] = "not applicable",
	[CONTROL_NOT_REVIEWED] = "not reviewed",
	[CONTROL_NOT_SELECTED] = "not selected",
	[CONTROL_INFORMATIONAL] = "informational",
	[CONTROL_UNKNOWN] = "of unknown result",
};

static const char *const vex_count_words[VEX_STATUSES] = {
	[VEX_AFFECTED] = "affected",
	[VEX_NOT_AFFECTED] = "not affected",
	[VEX_FIXED] = "fixed",
	[VEX_UNDER_INVESTIGATION] = "under investigation",
	[VEX_UNKNOWN] = "of unknown status",
};

/* clang-format on */

static struct span controls_say(struct arena *arena, const struct fact_counts *counts)
{
	struct span said = SPAN_EMPTY;

	for (unsigned i = 0; i < CONTROL_RESULTS; i++)
		said = also(arena, said, counts->controls[i], control_count_words[i],
			    control_count_words[i]);
	return said;
}

static struct span config_says(struct arena *arena, const struct fact_counts *counts)
{
	struct span said = SPAN_EMPTY;

	said = also(arena, said, counts->alerts, "alert", "alerts");
	said = also(arena, said, counts->records, "recording rule", "recording rules");
	said = also(arena, said, counts->panels, "panel", "panels");
	said = also(arena, said, counts->operations, "operation", "operations");
	said = also(arena, said, counts->migrations, "migration", "migrations");
	said = also(arena, said, counts->destructive, "destructive statement",
		    "destructive statements");
	said = also(arena, said, counts->contracts, "interaction", "interactions");
	said = also(arena, said, counts->env_keys, "key", "keys");
	return also(arena, said, counts->codeowners, "rule", "rules");
}

static struct span family_says(struct arena *arena, const struct artifact *artifact)
{
	const struct fact_counts *counts = &artifact->counts;
	struct span said = SPAN_EMPTY;

	switch (artifact->family) {
	case FAMILY_TESTS:
		return tests_say(arena, counts);
	case FAMILY_SCAN:
	case FAMILY_SARIF:
		return problems_say(arena, counts);
	case FAMILY_SBOM:
		said = also(arena, said, counts->components, "component", "components");
		return also(arena, said, counts->versioned, "with a version",
			    "with a version");
	case FAMILY_COVERAGE:
		return coverage_says(arena, counts);
	case FAMILY_METRICS:
		return thresholds_say(arena, counts);
	case FAMILY_WORKFLOW:
		said = also(arena, said, counts->jobs, "job", "jobs");
		said = also(arena, said, counts->steps, "step", "steps");
		return also(arena, said, counts->neutralised,
			    "whose failure is ignored", "whose failure is ignored");
	case FAMILY_DOCUMENT:
		said = also(arena, said, counts->words, "word", "words");
		said = also(arena, said, counts->headings, "heading", "headings");
		said = also(arena, said, counts->placeholders, "placeholder",
			    "placeholders");
		return also(arena, said, counts->broken_links, "broken link",
			    "broken links");
	case FAMILY_SOURCE:
		said = also(arena, said, counts->declared, "test declared",
			    "tests declared");
		return also(arena, said, counts->declared_skipped, "skipped",
			    "skipped");
	case FAMILY_CONTROL:
		return controls_say(arena, counts);
	case FAMILY_VEX:
		for (unsigned i = 0; i < VEX_STATUSES; i++)
			said = also(arena, said, counts->vex[i], vex_count_words[i],
				    vex_count_words[i]);
		return said;
	case FAMILY_MANIFEST:
		said = also(arena, said, counts->objects, "object", "objects");
		said = also(arena, said, counts->containers, "container", "containers");
		return also(arena, said, counts->instructions, "instruction",
			    "instructions");
	case FAMILY_CONFIG:
		return config_says(arena, counts);
	case FAMILY_VALUE:
		return also(arena, said, counts->values, "value", "values");
	case FAMILY_ATTESTATION:
		said = also(arena, said, counts->attestations, "statement",
			    "statements");
		return also(arena, said, counts->attested_subjects, "subject",
			    "subjects");
	case FAMILY_NONE:
	case FAMILIES:
		break;
	}
	return said;
}

/* clang-format off: tables keep one row a line */

/* Where a reader could not make sense of it; NULL: it could. */
static const char *const status_says[ARTIFACT_STATUSES] = {
	[ARTIFACT_EMPTY] = "empty",
	[ARTIFACT_TOOL_ERROR] = "the tool that wrote it reports its own failure",
	[ARTIFACT_UNSUPPORTED] = "a format that is not read",
	[ARTIFACT_AMBIGUOUS] = "could be more than one format",
	[ARTIFACT_TEMPLATE] = "a template, not filled in",
	[ARTIFACT_LFS_POINTER] = "a pointer to a file kept elsewhere",
	[ARTIFACT_TOO_BIG] = "larger than is read",
	[ARTIFACT_UNREADABLE] = "could not be read",
	[ARTIFACT_MISSING] = "not there",
};

/* The icon of what an artifact says by itself, which the audit decided. */
static const enum verdict outcome_icon[OUTCOMES] = {
	[OUTCOME_PASS] = VERDICT_VERIFIED,
	[OUTCOME_FAIL] = VERDICT_CONTRADICTED,
	[OUTCOME_ABSENT] = VERDICT_CONTRADICTED,
	[OUTCOME_PLACEHOLDER] = VERDICT_UNSUPPORTED,
	[OUTCOME_UNREADABLE] = VERDICT_INDETERMINATE,
	[OUTCOME_UNBINDABLE] = VERDICT_OPEN,
};

/* clang-format on */

struct span artifact_says(struct arena *arena, const struct artifact *artifact,
			  enum verdict *out_icon)
{
	const char *status = status_says[artifact->status];
	struct span said;

	*out_icon = outcome_icon[artifact->outcome];
	if (status && artifact->detail.len > 0)
		return arena_printf(arena, "%s: %.*s", status,
				    SPAN_ARG(artifact->detail));
	if (status)
		return span_of(status);
	said = family_says(arena, artifact);
	if (*out_icon == VERDICT_VERIFIED && (artifact->freshness == FRESHNESS_STALE ||
					      artifact->freshness == FRESHNESS_FOREIGN))
		*out_icon = VERDICT_STALE;
	if (artifact->status == ARTIFACT_PARTIAL)
		said = arena_printf(arena, "%.*s%sread in part", SPAN_ARG(said),
				    said.len > 0 ? "; " : "");
	return said.len > 0 ? said : SPAN_LIT("present; its content is not judged");
}

struct span item_owner(const struct planned *planned, size_t item)
{
	const struct item *one = &planned->plan.items.at[item];

	return one->owner.len > 0 ? one->owner : planned->owner;
}

/* Where the first character stands that HTML or JavaScript would take amiss. */
static size_t script_run(struct span text)
{
	size_t i = 0;

	while (i < text.len) {
		if (text.ptr[i] == '<')
			break;
		if (text.ptr[i] == '\xE2' && i + 2 < text.len &&
		    text.ptr[i + 1] == '\x80' && (text.ptr[i + 2] | 1) == '\xA9')
			break;
		i++;
	}
	return i;
}

void script_string(struct buf *buf, struct span text)
{
	struct buf quoted;
	struct span rest;

	if (script_run(text) == text.len) { /* nearly every text */
		jsonout_quote(buf, text);
		return;
	}
	buf_init(&quoted, buf->max);
	jsonout_quote(&quoted, text);
	rest = buf_span(&quoted);
	for (;;) {
		size_t run = script_run(rest);

		buf_add(buf, span_sub(rest, 0, run));
		rest = span_from(rest, run);
		if (rest.len == 0)
			break;
		if (*rest.ptr == '<')
			buf_adds(buf, "\\u003c");
		else
			buf_adds(buf, rest.ptr[2] == '\xA8' ? "\\u2028" : "\\u2029");
		rest = span_from(rest, *rest.ptr == '<' ? 1 : 3);
	}
	buf_release(&quoted);
}
