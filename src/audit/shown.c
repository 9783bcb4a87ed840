#include "audit/shown.h"

#include "base/buf.h"

#include <inttypes.h>

#define STUB_WORDS      20 /* a document with fewer says nothing */
#define WORDS_PER_BLANK 25 /* with a blank in fewer words than this it is a form */

struct status_row {
	bool settled;
	enum outcome outcome;
	enum reason reason;
	const char *words;
};

/* clang-format off: tables keep one row a line */

static const struct status_row statuses[ARTIFACT_STATUSES] = {
	[ARTIFACT_OK] = { false, OUTCOME_PASS, REASON_NONE, "read" },
	[ARTIFACT_PARTIAL] = { false, OUTCOME_PASS, REASON_NONE, "read in part" },
	[ARTIFACT_EMPTY] = { true, OUTCOME_PLACEHOLDER, REASON_PLACEHOLDER,
			     "it is empty" },
	[ARTIFACT_TOOL_ERROR] = { true, OUTCOME_UNBINDABLE, REASON_NO_OUTCOME,
				  "the tool reports that it failed itself" },
	[ARTIFACT_UNSUPPORTED] = { true, OUTCOME_UNBINDABLE, REASON_NO_OUTCOME,
				   "its format or version is not read" },
	[ARTIFACT_AMBIGUOUS] = { true, OUTCOME_UNREADABLE, REASON_AMBIGUOUS,
				 "it is ambiguous" },
	[ARTIFACT_TEMPLATE] = { true, OUTCOME_UNBINDABLE, REASON_NO_OUTCOME,
				"it is a template" },
	[ARTIFACT_LFS_POINTER] = { true, OUTCOME_UNREADABLE, REASON_UNREADABLE,
				   "only a Git LFS pointer is in the tree" },
	[ARTIFACT_TOO_BIG] = { true, OUTCOME_UNREADABLE, REASON_LIMIT,
			       "it is over a size limit" },
	[ARTIFACT_UNREADABLE] = { true, OUTCOME_UNREADABLE, REASON_UNREADABLE,
				  "it could not be read" },
	[ARTIFACT_MISSING] = { true, OUTCOME_ABSENT, REASON_NOT_FOUND,
			       "it is not there" },
};

/* Reasons of evidence.md section 11 that are limits, not damage. */
static const struct span limit_reasons[] = {
	SPAN_INIT("fact-budget"), SPAN_INIT("run-budget"),
	SPAN_INIT("too-big"),     SPAN_INIT("too-deep"),
	SPAN_INIT("too-many"),    SPAN_INIT("yaml-alias-budget"),
};

/* What a report that was read in part lacks, for the reasons that say it. */
static const struct {
	const char *reason, *words;
} parts[] = {
	{ "counts-more", "it counts more than it lists" },
	{ "external-properties", "a part of it stands in other files" },
	{ "not-audited", "a part was not looked at" },
	{ "out-of-sequence", "its numbers are out of sequence" },
};

/* Formats that name what they scanned: without it the scan saw nothing. */
static const struct span formats_with_target[] = {
	SPAN_INIT("grype"),
	SPAN_INIT("trivy"),
	SPAN_INIT("zap"),
};

/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool is_among(struct span word, const struct span *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (span_eq(word, list[i]))
			return true;
	return false;
}

bool shown_by_status(struct shown *out, const struct artifact *artifact,
		     struct arena *arena)
{
	const struct status_row *row = &statuses[artifact->status];

	*out = (struct shown){ .outcome = row->outcome, .reason = row->reason };
	out->expected = SPAN_LIT("a file that can be read");
	if (!row->settled)
		return false;
	if (artifact->status == ARTIFACT_UNREADABLE &&
	    is_among(artifact->reason, limit_reasons, COUNT(limit_reasons)))
		out->reason = REASON_LIMIT;
	out->line = artifact->err_line;
	out->actual = span_of(row->words);
	if (artifact->detail.len > 0)
		out->actual = arena_printf(arena, "%s: %.*s", row->words,
					   SPAN_ARG(artifact->detail));
	return true;
}

int64_t shown_attested(const struct fact_counts *counts)
{
	int64_t sum = 0;

	for (unsigned i = ATTESTED_PASSED; i < ATTESTEDS; i++)
		sum += counts->attested[i];
	return sum;
}

static void no_outcome(struct shown *out)
{
	out->outcome = OUTCOME_UNBINDABLE;
	out->reason = REASON_NO_OUTCOME;
}

static void fails(struct shown *out)
{
	out->outcome = OUTCOME_FAIL;
	out->reason = REASON_EVIDENCE_FAILS;
}

static void judge_tests(struct shown *out, const struct artifact *artifact,
			const struct fact_counts *counts)
{
	(void)artifact;
	if (counts->cases[TEST_FAILED] + counts->cases[TEST_ERRORED] > 0)
		fails(out);
	else if (counts->cases[TEST_PASSED] == 0 || counts->cases[TEST_UNKNOWN] > 0)
		no_outcome(out);
}

static void judge_scan(struct shown *out, const struct artifact *artifact,
		       const struct fact_counts *counts)
{
	bool has_target = is_among(artifact->format, formats_with_target,
				   COUNT(formats_with_target));

	if (counts->scans == 0 || counts->scans_failed > 0 ||
	    (has_target && counts->scan_targets == 0))
		no_outcome(out);
	else if (counts->open[SEVERITY_CRITICAL] + counts->open[SEVERITY_HIGH] +
			 counts->open_secrets >
		 0)
		fails(out);
	else if (counts->open[SEVERITY_UNKNOWN] > 0)
		no_outcome(out);
}

static void judge_sarif(struct shown *out, const struct artifact *artifact,
			const struct fact_counts *counts)
{
	(void)artifact;
	if (counts->scans == 0 || counts->scans_failed > 0)
		no_outcome(out);
	else if (counts->open_errors + counts->open_secrets > 0)
		fails(out);
}

static void judge_sbom(struct shown *out, const struct artifact *artifact,
		       const struct fact_counts *counts)
{
	(void)artifact;
	if (counts->versioned == 0 || counts->sboms_with_subject == 0)
		no_outcome(out);
}

static void judge_metrics(struct shown *out, const struct artifact *artifact,
			  const struct fact_counts *counts)
{
	(void)artifact;
	if (counts->thresholds_failed > 0)
		fails(out);
	else if (counts->thresholds == 0)
		no_outcome(out);
}

static void judge_nothing(struct shown *out, const struct artifact *artifact,
			  const struct fact_counts *counts)
{
	(void)artifact;
	(void)counts;
	no_outcome(out);
}

/* A control that could not be checked is no pass; neither is one that nobody reviewed.
 */
static void judge_controls(struct shown *out, const struct artifact *artifact,
			   const struct fact_counts *counts)
{
	(void)artifact;
	if (counts->controls[CONTROL_FAIL] > 0)
		out->outcome = OUTCOME_FAIL;
	else if (counts->controls[CONTROL_PASS] > 0 &&
		 counts->controls[CONTROL_ERROR] == 0 &&
		 counts->controls[CONTROL_UNKNOWN] == 0 &&
		 counts->controls[CONTROL_NOT_REVIEWED] == 0)
		out->outcome = OUTCOME_PASS;
	else
		no_outcome(out);
}

/* A result of a test or a command says itself what it came to; others are signed. */
static void judge_attestation(struct shown *out, const struct artifact *artifact,
			      const struct fact_counts *counts)
{
	(void)artifact;
	if (shown_attested(counts) > 0)
		out->expected = SPAN_LIT("the command passed");
	if (counts->attested[ATTESTED_FAILED] > 0)
		fails(out);
	else if (counts->attested[ATTESTED_PASSED] == 0 ||
		 counts->attested[ATTESTED_PASSED] != counts->attestations)
		no_outcome(out);
}

struct family_row {
	enum claim_class shows;
	const char *expected;
	void (*judge)(struct shown *out, const struct artifact *artifact,
		      const struct fact_counts *counts);
};

/* clang-format off: tables keep one row a line */

static const struct family_row families[FAMILIES] = {
	[FAMILY_NONE] = { CLASS_EXISTS, "a report with an outcome", judge_nothing },
	[FAMILY_TESTS] = { CLASS_OUTCOME, "at least one case ran, none failed",
			   judge_tests },
	[FAMILY_SCAN] = { CLASS_OUTCOME,
			  "a scan that succeeded, with no critical or high finding and "
			  "no secret",
			  judge_scan },
	[FAMILY_SARIF] = { CLASS_OUTCOME,
			   "a run that succeeded, with no result at level error",
			   judge_sarif },
	[FAMILY_SBOM] = { CLASS_OUTCOME,
			  "a subject and at least one component with a version",
			  judge_sbom },
	[FAMILY_COVERAGE] = { CLASS_OUTCOME,
			      "a threshold that says which coverage is enough",
			      judge_nothing },
	[FAMILY_METRICS] = { CLASS_OUTCOME, "thresholds of its own that all hold",
			     judge_metrics },
	[FAMILY_WORKFLOW] = { CLASS_DECLARES,
			      "the job or step that the item names, not neutralised",
			      judge_nothing },
	[FAMILY_DOCUMENT] = { CLASS_EXISTS, "a report with an outcome", judge_nothing },
	[FAMILY_ATTESTATION] = { CLASS_OUTCOME, "a signature by a trusted signer",
				 judge_attestation },
	[FAMILY_SOURCE] = { CLASS_DECLARES, "a report of these tests", judge_nothing },
	[FAMILY_CONTROL] = { CLASS_OUTCOME, "at least one control passed, none failed",
			     judge_controls },
	[FAMILY_VEX] = { CLASS_OUTCOME, "a predicate that says which status is right",
			 judge_nothing },
	[FAMILY_MANIFEST] = { CLASS_DECLARES, "a report with an outcome",
			      judge_nothing },
	[FAMILY_CONFIG] = { CLASS_DECLARES, "a report with an outcome", judge_nothing },
	[FAMILY_VALUE] = { CLASS_OUTCOME, "a predicate that says which value is right",
			   judge_nothing },
};

/* clang-format on */

static const char *why_in_part(struct span reason)
{
	for (size_t i = 0; i < COUNT(parts); i++)
		if (span_is(reason, parts[i].reason))
			return parts[i].words;
	return "read in part only";
}

void shown_by_family(struct shown *out, const struct artifact *artifact,
		     const struct fact_counts *counts, struct arena *arena)
{
	const struct family_row *row = &families[artifact->family];

	*out = (struct shown){ .outcome = OUTCOME_PASS, .shows = row->shows };
	out->expected = span_of(row->expected);
	out->actual = shown_in_words(artifact->family, counts, arena);
	row->judge(out, artifact, counts);
	if (artifact->status == ARTIFACT_PARTIAL && out->outcome == OUTCOME_PASS) {
		out->outcome = OUTCOME_UNREADABLE;
		out->reason =
			is_among(artifact->reason, limit_reasons, COUNT(limit_reasons))
				? REASON_LIMIT
				: REASON_UNREADABLE;
		out->actual = arena_printf(arena, "%.*s; %s", SPAN_ARG(out->actual),
					   why_in_part(artifact->reason));
	}
}

enum claim_class shown_class(enum family family)
{
	return families[family].shows;
}

enum outcome shown_alone(const struct artifact *artifact, struct arena *scratch)
{
	struct shown shown;

	if (shown_by_status(&shown, artifact, scratch))
		return shown.outcome;
	shown_by_family(&shown, artifact, &artifact->counts, scratch);
	return shown.shows == CLASS_OUTCOME ? shown.outcome : OUTCOME_UNBINDABLE;
}

static void add_count(struct buf *buf, int64_t count, const char *what, bool always)
{
	if (count == 0 && !always)
		return;
	buf_addf(buf, "%s%" PRId64 " %s", buf->len > 0 ? ", " : "", count, what);
}

static void add_tests(struct buf *buf, const struct fact_counts *counts)
{
	int64_t all = fact_cases(counts);

	add_count(buf, all, all == 1 ? "test" : "tests", true);
	add_count(buf, counts->cases[TEST_FAILED], "failed", true);
	add_count(buf, counts->cases[TEST_ERRORED], "with an error", false);
	add_count(buf, counts->cases[TEST_SKIPPED], "skipped", false);
	add_count(buf, counts->cases[TEST_TODO], "to do", false);
	add_count(buf, counts->cases[TEST_UNKNOWN], "of unknown outcome", false);
}

static const char *const attested_in_words[ATTESTEDS] = {
	[ATTESTED_PASSED] = "result passed",
	[ATTESTED_WARNED] = "result with warnings",
	[ATTESTED_FAILED] = "result failed",
	[ATTESTED_UNKNOWN] = "result that tells nothing",
};

static void add_scan(struct buf *buf, const struct fact_counts *counts, bool levels)
{
	if (counts->scans == 0) {
		buf_adds(buf, "no scan ran");
		return;
	}
	if (counts->scans_failed > 0)
		buf_adds(buf, "the scan did not succeed");
	if (levels)
		add_count(buf, counts->open_errors, "at level error", true);
	for (unsigned i = 0; i < SEVERITIES; i++)
		add_count(buf, counts->open[i], severity_word[i],
			  !levels && i <= SEVERITY_HIGH);
	add_count(buf, counts->open_secrets, "secrets", false);
	add_count(buf, counts->suppressed, "suppressed", false);
	if (!levels && counts->scan_targets == 0)
		buf_adds(buf, ", no target named");
}

static void add_attested(struct buf *buf, const struct fact_counts *counts)
{
	if (shown_attested(counts) == 0) {
		buf_adds(buf, "a statement whose signature was not checked");
		return;
	}
	for (unsigned i = ATTESTED_PASSED; i < ATTESTEDS; i++)
		add_count(buf, counts->attested[i], attested_in_words[i], false);
}

static const char *const coverage_plural[COVERAGE_METRICS] = {
	"lines",   "branches", "functions", "statements", "instructions",
	"regions", "methods",  "classes",   "conditions",
};

static void add_coverage(struct buf *buf, const struct fact_counts *counts)
{
	for (unsigned i = 0; i < COVERAGE_METRICS; i++) {
		if (counts->coverage[i].total <= 0)
			continue;
		buf_addf(buf, "%s%" PRId64 " of %" PRId64 " %s",
			 buf->len > 0 ? ", " : "", counts->coverage[i].covered,
			 counts->coverage[i].total, coverage_plural[i]);
	}
	if (buf->len == 0)
		buf_adds(buf, "no coverage");
}

struct span shown_in_words(enum family family, const struct fact_counts *counts,
			   struct arena *arena)
{
	struct buf buf;
	struct span out;

	buf_init(&buf, 4096);
	switch (family) {
	case FAMILY_TESTS:
		add_tests(&buf, counts);
		break;
	case FAMILY_SCAN:
		add_scan(&buf, counts, false);
		break;
	case FAMILY_SARIF:
		add_scan(&buf, counts, true);
		break;
	case FAMILY_SBOM:
		add_count(&buf, counts->components, "components", true);
		add_count(&buf, counts->versioned, "with a version", true);
		if (counts->sboms_with_subject == 0)
			buf_adds(&buf, ", no subject");
		break;
	case FAMILY_COVERAGE:
		add_coverage(&buf, counts);
		break;
	case FAMILY_METRICS:
		add_count(&buf, counts->thresholds, "thresholds", true);
		add_count(&buf, counts->thresholds_failed, "missed", true);
		break;
	case FAMILY_WORKFLOW:
		add_count(&buf, counts->jobs, "jobs", true);
		add_count(&buf, counts->steps, "steps", true);
		add_count(&buf, counts->neutralised, "neutralised", false);
		break;
	case FAMILY_DOCUMENT:
		add_count(&buf, counts->words, "words", true);
		add_count(&buf, counts->placeholders,
			  counts->placeholders == 1 ? "blank to fill in"
						    : "blanks to fill in",
			  false);
		break;
	case FAMILY_ATTESTATION:
		add_attested(&buf, counts);
		break;
	case FAMILY_SOURCE:
		add_count(&buf, counts->declared, "tests declared", true);
		add_count(&buf, counts->declared_skipped, "skipped", false);
		buf_adds(&buf, ", none executed");
		break;
	case FAMILY_CONTROL:
		for (unsigned i = 0; i < CONTROL_RESULTS; i++)
			add_count(&buf, counts->controls[i], control_result_word[i],
				  i <= CONTROL_FAIL);
		break;
	case FAMILY_VEX:
		for (unsigned i = 0; i < VEX_STATUSES; i++)
			add_count(&buf, counts->vex[i], vex_status_word[i],
				  i == VEX_AFFECTED);
		break;
	case FAMILY_NONE:
	case FAMILY_MANIFEST:
	case FAMILY_CONFIG:
	case FAMILY_VALUE:
		buf_adds(&buf, "a file that says nothing about an outcome");
		break;
	case FAMILIES:
		break;
	}
	out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return out;
}

struct heading_walk {
	int64_t headings, most_words;
};

static int see_heading(void *ctx, const struct fact *fact, struct err *err)
{
	struct heading_walk *walk = ctx;

	(void)err;
	walk->headings++;
	if (fact->as.heading.words > walk->most_words)
		walk->most_words = fact->as.heading.words;
	return 0;
}

/* Headings with nothing under any of them are a skeleton. */
static int is_skeleton(bool *out, const struct artifact *artifact,
		       const struct fact_source *facts, struct err *err)
{
	struct heading_walk walk = { 0 };
	struct fact_sink sink = { see_heading, &walk };
	int rc;

	*out = false;
	if (artifact->counts.headings == 0 || !facts || !facts->each)
		return 0;
	rc = facts->each(facts->ctx, artifact, FACT_HEADING, 0, &sink, err);
	if (rc < 0)
		return rc;
	*out = walk.headings > 0 && walk.most_words == 0;
	return 0;
}

static bool is_stub(const struct fact_counts *counts)
{
	return counts->words < STUB_WORDS ||
	       counts->words / WORDS_PER_BLANK < counts->placeholders;
}

bool shown_is_opaque(enum family family)
{
	return family == FAMILY_NONE || family == FAMILY_VALUE;
}

int shown_by_presence(struct shown *out, const struct artifact *artifact,
		      const struct fact_source *facts, struct arena *arena,
		      struct err *err)
{
	struct shown report;
	bool skeleton = false;
	int rc;

	if (shown_by_status(out, artifact, arena))
		return 0;
	*out = (struct shown){ .outcome = OUTCOME_PASS, .shows = CLASS_EXISTS };
	out->expected = SPAN_LIT("it is there and no placeholder");
	out->actual =
		shown_is_opaque(artifact->family)
			? arena_printf(arena, "a file of %" PRIu64 " bytes",
				       artifact->size)
			: shown_in_words(artifact->family, &artifact->counts, arena);
	if (artifact->family == FAMILY_DOCUMENT) {
		rc = is_skeleton(&skeleton, artifact, facts, err);
		if (rc < 0)
			return rc;
	}
	if (artifact->size == 0 || skeleton ||
	    (artifact->family == FAMILY_DOCUMENT && is_stub(&artifact->counts))) {
		out->outcome = OUTCOME_PLACEHOLDER;
		out->reason = REASON_PLACEHOLDER;
		return 0;
	}
	shown_by_family(&report, artifact, &artifact->counts, arena);
	if (report.outcome == OUTCOME_FAIL)
		out->reason = REASON_REPORT_FAILS;
	return 0;
}
