#include "audit/annot.h"

#include "base/buf.h"
#include "base/num.h"
#include "text/glob.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

#define MICRO          1000000
#define PREDICATES_MAX 32
#define NO_OFFSET      SIZE_MAX

/* Everything that predicates can ask for, of one artifact or of several. */
struct seen {
	struct fact_counts counts;
	int64_t files, size;
	int64_t tests, failed, ran; /* failed: with errors */
	int64_t open;               /* problems */
	int64_t succeeded;
	int64_t lines;    /* FACT_UNSAID: not counted in such files */
	int64_t selected; /* rows that the selector named; FACT_UNSAID: there is none */
};

struct fact_row {
	const char *name;
	size_t part;  /* offset of an int64_t in struct seen */
	size_t whole; /* the same, for a percentage; NO_OFFSET: a plain number */
	enum { IN_ONES, IN_TENTHS, IN_MICROSECONDS } in;
	bool decides;  /* says pass or fail, so it stands for the family's own rule */
	bool by_level; /* unknown severities could change it */
};

#define AT(field)     offsetof(struct seen, field), NO_OFFSET, IN_ONES
#define TENTHS(field) offsetof(struct seen, field), NO_OFFSET, IN_TENTHS
#define MICROS(field) offsetof(struct seen, field), NO_OFFSET, IN_MICROSECONDS
#define RATIO(part, whole)                                                             \
	offsetof(struct seen, part), offsetof(struct seen, whole), IN_ONES
#define COVERED(metric)                                                                \
	RATIO(counts.coverage[COVERAGE_##metric].covered,                              \
	      counts.coverage[COVERAGE_##metric].total)

/* clang-format off: tables keep one row a line */

static const struct fact_row file_facts[] = {
	{ "exists", AT(files), true, false },       { "count", AT(files), true, false },
	{ "size", AT(size), true, false },          { "lines", AT(lines), true, false },
	{ "words", AT(counts.words), true, false }, { 0 },
};

static const struct fact_row doc_facts[] = {
	{ "words", AT(counts.words), true, false },
	{ "sections", AT(counts.headings), true, false },
	{ "placeholders", AT(counts.placeholders), true, false },
	{ "links", AT(counts.links), false, false },
	{ "broken-links", AT(counts.broken_links), true, false },
	{ "lines", AT(lines), true, false },
	{ 0 },
};

static const struct fact_row test_facts[] = {
	{ "tests", AT(tests), false, false },
	{ "passed", AT(counts.cases[TEST_PASSED]), false, false },
	{ "failed", AT(failed), true, false },
	{ "errors", AT(counts.cases[TEST_ERRORED]), false, false },
	{ "skipped", AT(counts.cases[TEST_SKIPPED]), false, false },
	{ "todo", AT(counts.cases[TEST_TODO]), false, false },
	{ "flaky", AT(counts.flaky), false, false },
	{ "retries", AT(counts.retries), false, false },
	{ "duration", MICROS(counts.case_us), false, false },
	{ "pass-rate", RATIO(counts.cases[TEST_PASSED], tests), true, false },
	{ 0 },
};

static const struct fact_row coverage_facts[] = {
	{ "line", COVERED(LINE), true, false },
	{ "branch", COVERED(BRANCH), true, false },
	{ "function", COVERED(FUNCTION), true, false },
	{ "statement", COVERED(STATEMENT), true, false },
	{ "instruction", COVERED(INSTRUCTION), true, false },
	{ "lines", AT(counts.coverage[COVERAGE_LINE].total), false, false },
	{ "covered", AT(counts.coverage[COVERAGE_LINE].covered), false, false },
	{ 0 },
};

static const struct fact_row scan_facts[] = {
	{ "level.error", AT(counts.open_errors), true, false },
	{ "level.warning", AT(counts.open_warnings), false, false },
	{ "level.note", AT(counts.open_notes), false, false },
	{ "total", AT(open), true, false },
	{ "critical", AT(counts.open[SEVERITY_CRITICAL]), true, true },
	{ "high", AT(counts.open[SEVERITY_HIGH]), true, true },
	{ "medium", AT(counts.open[SEVERITY_MEDIUM]), false, true },
	{ "low", AT(counts.open[SEVERITY_LOW]), false, true },
	{ "info", AT(counts.open[SEVERITY_INFO]), false, true },
	{ "unknown", AT(counts.open[SEVERITY_UNKNOWN]), false, false },
	{ "suppressed", AT(counts.suppressed), false, false },
	{ "fixable", AT(counts.fixable), true, false },
	{ "reachable", AT(counts.open_reachable), true, false },
	{ "max-score", TENTHS(counts.worst_tenths), true, true },
	{ "targets", AT(counts.scan_targets), false, false },
	{ "succeeded", AT(succeeded), false, false },
	{ 0 },
};

static const struct fact_row sbom_facts[] = {
	{ "components", AT(counts.components), true, false },
	{ "with-version", AT(counts.versioned), true, false },
	{ "subject", AT(counts.sboms_with_subject), false, false },
	{ "with-purl", AT(counts.with_purl), true, false },
	{ "with-license", AT(counts.licensed), true, false },
	{ "with-hash", AT(counts.hashed), true, false },
	{ "dependencies", AT(counts.dependencies), true, false },
	{ 0 },
};

static const struct fact_row source_facts[] = {
	{ "declared", AT(counts.declared), true, false },
	{ "skipped", AT(counts.declared_skipped), false, false },
	{ 0 },
};

static const struct fact_row control_facts[] = {
	{ "passed", AT(counts.controls[CONTROL_PASS]), false, false },
	{ "failed", AT(counts.controls[CONTROL_FAIL]), true, false },
	{ "error", AT(counts.controls[CONTROL_ERROR]), false, false },
	{ "not-applicable", AT(counts.controls[CONTROL_NOT_APPLICABLE]), false, false },
	{ "not-reviewed", AT(counts.controls[CONTROL_NOT_REVIEWED]), false, false },
	{ 0 },
};

static const struct fact_row vex_facts[] = {
	{ "affected", AT(counts.vex[VEX_AFFECTED]), true, false },
	{ "not-affected", AT(counts.vex[VEX_NOT_AFFECTED]), true, false },
	{ "fixed", AT(counts.vex[VEX_FIXED]), true, false },
	{ "under-investigation", AT(counts.vex[VEX_UNDER_INVESTIGATION]), true, false },
	{ 0 },
};

static const struct fact_row manifest_facts[] = {
	{ "objects", AT(counts.objects), true, false },
	{ "containers", AT(counts.containers), true, false },
	{ "with-limits", RATIO(counts.with_limits, counts.containers), true, false },
	{ "with-probes", RATIO(counts.with_probes, counts.containers), true, false },
	{ "with-digest", RATIO(counts.with_digest, counts.containers), true, false },
	{ "instructions", AT(counts.instructions), true, false },
	{ 0 },
};

/* None decides: the statement's own result holds beside them. */
static const struct fact_row attest_facts[] = {
	{ "passed", AT(counts.attested[ATTESTED_PASSED]), false, false },
	{ "failed", AT(counts.attested[ATTESTED_FAILED]), false, false },
	{ "warned", AT(counts.attested[ATTESTED_WARNED]), false, false },
	{ "statements", AT(counts.attestations), false, false },
	{ "subjects", AT(counts.attested_subjects), false, false },
	{ 0 },
};

static const struct fact_row alert_facts[] = {
	{ "count", AT(counts.alerts), true, false },
	{ 0 },
};

static const struct fact_row panel_facts[] = {
	{ "count", AT(counts.panels), true, false },
	{ 0 },
};

static const struct fact_row operation_facts[] = {
	{ "count", AT(counts.operations), true, false },
	{ 0 },
};

static const struct fact_row migration_facts[] = {
	{ "count", AT(counts.migrations), true, false },
	{ "statements", AT(counts.statements), true, false },
	{ "destructive", AT(counts.destructive), true, false },
	{ "unguarded", AT(counts.unguarded), true, false },
	{ 0 },
};

static const struct fact_row contract_facts[] = {
	{ "count", AT(counts.contracts), true, false },
	{ 0 },
};

/* Values are no counts: judge_values() reads them. */
static const struct fact_row env_facts[] = {
	{ "count", AT(counts.env_keys), true, false },
	{ 0 },
};

static const struct fact_row value_facts[] = {
	{ "count", AT(counts.values), true, false },
	{ 0 },
};

static const struct fact_row log_facts[] = {
	{ "lines", AT(lines), false, false },
	{ "errors", AT(counts.log_errors), true, false },
	{ "warnings", AT(counts.log_warnings), true, false },
	{ "fatals", AT(counts.log_fatals), true, false },
	{ 0 },
};

/* Statistics are no counts: judge_statistic() reads them. */
static const struct fact_row metric_facts[] = {
	{ "thresholds-failed", AT(counts.thresholds_failed), true, false },
	{ "thresholds", AT(counts.thresholds), false, false },
	{ 0 },
};

static const char *const statistics[] = {
	"avg", "min",  "med",    "max",  "p50",   "p75",   "p90",   "p95",
	"p99", "p999", "stddev", "rate", "count", "value", "score",
};

static const struct fact_row workflow_facts[] = {
	{ "jobs", AT(counts.jobs), true, false },
	{ "steps", AT(counts.steps), true, false },
	{ "neutralised", AT(counts.neutralised), true, false },
	{ 0 },
};

struct annot_kind {
	const char *word;
	enum claim_class shows;
	unsigned families;            /* bit per enum family; 0: any file at all */
	const struct fact_row *facts; /* NULL: a kind that is not read yet */
	enum fact_kind rows;          /* of the selector, or FACT_ABOUT */
	const char *by[3];            /* their columns that it is held against */
};

#define FAMILY(name) (1U << FAMILY_##name)
#define ANY_SCAN     (FAMILY(SCAN) | FAMILY(SARIF))

static const struct annot_kind kinds[] = {
	{ "attest",
	  CLASS_OUTCOME,
	  FAMILY(ATTESTATION),
	  attest_facts,
	  FACT_ABOUT,
	  { NULL } },
	{ "bench", CLASS_OUTCOME, FAMILY(METRICS), metric_facts, FACT_ABOUT, { NULL } },
	{ "coverage",
	  CLASS_OUTCOME,
	  FAMILY(COVERAGE),
	  coverage_facts,
	  FACT_ABOUT,
	  { NULL } },
	{ "dir", CLASS_EXISTS, 0, file_facts, FACT_ABOUT, { NULL } },
	{ "doc", CLASS_EXISTS, FAMILY(DOCUMENT), doc_facts, FACT_ABOUT, { NULL } },
	{ "file", CLASS_EXISTS, 0, file_facts, FACT_ABOUT, { NULL } },
	{ "glob", CLASS_EXISTS, 0, file_facts, FACT_ABOUT, { NULL } },
	{ "junit", CLASS_OUTCOME, FAMILY(TESTS), test_facts, FACT_ABOUT, { NULL } },
	{ "metric",
	  CLASS_OUTCOME,
	  FAMILY(METRICS),
	  metric_facts,
	  FACT_ABOUT,
	  { NULL } },
	{ "sarif", CLASS_OUTCOME, ANY_SCAN, scan_facts, FACT_ABOUT, { NULL } },
	{ "sbom", CLASS_OUTCOME, FAMILY(SBOM), sbom_facts, FACT_ABOUT, { NULL } },
	{ "scan", CLASS_OUTCOME, ANY_SCAN, scan_facts, FACT_ABOUT, { NULL } },
	{ "tap", CLASS_OUTCOME, FAMILY(TESTS), test_facts, FACT_ABOUT, { NULL } },
	{ "workflow",
	  CLASS_DECLARES,
	  FAMILY(WORKFLOW),
	  workflow_facts,
	  FACT_ABOUT,
	  { NULL } },
	/* Kinds that evidence.md names and no reader here serves. */
	{ "alert",
	  CLASS_DECLARES,
	  FAMILY(CONFIG) | FAMILY(MANIFEST),
	  alert_facts,
	  FACT_ALERT,
	  { "name" } },
	{ "api",
	  CLASS_DECLARES,
	  FAMILY(CONFIG),
	  operation_facts,
	  FACT_OPERATION,
	  { "path", "operation_id" } },
	{ "check", CLASS_OUTCOME, 0, NULL, FACT_ABOUT, { NULL } },
	{ "commit", CLASS_OUTCOME, 0, NULL, FACT_ABOUT, { NULL } },
	{ "contract",
	  CLASS_DECLARES,
	  FAMILY(CONFIG),
	  contract_facts,
	  FACT_CONTRACT,
	  { "interaction", "consumer", "provider" } },
	{ "control",
	  CLASS_OUTCOME,
	  FAMILY(CONTROL),
	  control_facts,
	  FACT_CONTROL,
	  { "control_id", "title" } },
	{ "dashboard",
	  CLASS_DECLARES,
	  FAMILY(CONFIG),
	  panel_facts,
	  FACT_PANEL,
	  { "title", "dashboard" } },
	{ "env", CLASS_DECLARES, FAMILY(CONFIG), env_facts, FACT_ENV, { "key" } },
	{ "link", CLASS_EXISTS, 0, NULL, FACT_ABOUT, { NULL } },
	{ "log", CLASS_OUTCOME, FAMILY(NONE), log_facts, FACT_ABOUT, { NULL } },
	{ "manifest",
	  CLASS_DECLARES,
	  FAMILY(MANIFEST),
	  manifest_facts,
	  FACT_ABOUT,
	  { NULL } },
	{ "migration",
	  CLASS_DECLARES,
	  FAMILY(CONFIG),
	  migration_facts,
	  FACT_MIGRATION,
	  { "number", "name" } },
	{ "sig", CLASS_OUTCOME, 0, NULL, FACT_ABOUT, { NULL } },
	{ "signoff", CLASS_ACT, 0, NULL, FACT_ABOUT, { NULL } },
	{ "tag", CLASS_OUTCOME, 0, NULL, FACT_ABOUT, { NULL } },
	{ "test-source",
	  CLASS_DECLARES,
	  FAMILY(SOURCE),
	  source_facts,
	  FACT_DECLARED,
	  { "name" } },
	{ "text", CLASS_OUTCOME, FAMILY(NONE), log_facts, FACT_ABOUT, { NULL } },
	{ "value", CLASS_OUTCOME, FAMILY(VALUE), value_facts, FACT_VALUE, { "ptr" } },
	{ "vex",
	  CLASS_OUTCOME,
	  FAMILY(VEX) | FAMILY(SBOM),
	  vex_facts,
	  FACT_VEX,
	  { "vuln", "product" } },
};

/* What add_selected() takes a selector for; the others name a row by its columns. */
static const struct {
	const struct fact_row *facts;
	const char *selects;
} selectors[] = {
	{ test_facts, "suite, class, case or file" },
	{ coverage_facts, "package or file" },
	{ sbom_facts, "component" },
	{ workflow_facts, "job or step" },
	{ doc_facts, "heading" },
	{ scan_facts, "rule, path or component" },
	{ manifest_facts, "object" },
	{ metric_facts, "metric" },
	{ alert_facts, "name" },
	{ operation_facts, "path or operation" },
	{ contract_facts, "interaction, consumer or provider" },
	{ control_facts, "control or title" },
	{ panel_facts, "panel or dashboard" },
	{ env_facts, "key" },
	{ migration_facts, "number or name" },
	{ source_facts, "test" },
	{ value_facts, "pointer" },
	{ vex_facts, "vulnerability or product" },
};

static const struct {
	const char *word;
	enum annot_cmp cmp;
} comparisons[] = {
	/* Longer ones first: "<" begins "<=". */
	{ "<=", CMP_LE },
	{ ">=", CMP_GE },
	{ "==", CMP_EQ },
	{ "!=", CMP_NE },
	{ "\xe2\x89\xa4", CMP_LE },
	{ "\xe2\x89\xa5", CMP_GE },
	{ "=", CMP_EQ },
	{ "<", CMP_LT },
	{ ">", CMP_GT },
};

/* To nanoseconds, bytes or one: what a written unit is worth. */
static const struct unit {
	const char *word;
	char of;
	int64_t worth;
} units[] = {
	{ "ns", 't', 1 },
	{ "us", 't', 1000 },
	{ "\xc2\xb5s", 't', 1000 },
	{ "ms", 't', 1000000 },
	{ "s", 't', 1000000000 },
	{ "sec", 't', 1000000000 },
	{ "min", 't', 60000000000 },
	{ "B", 'b', 1 },
	{ "KB", 'b', 1000 },
	{ "kB", 'b', 1000 },
	{ "MB", 'b', 1000000 },
	{ "GB", 'b', 1000000000 },
	{ "KiB", 'b', 1024 },
	{ "MiB", 'b', 1048576 },
	{ "GiB", 'b', 1073741824 },
	{ "ratio", 'r', 100 },
	{ "%", 'r', 1 },
	{ "1/s", 'f', 1 },
	{ "/s", 'f', 1 },
	{ "req/s", 'f', 1 },
	{ "rps", 'f', 1 },
};

static const struct {
	const char *word;
	int64_t seconds;
} ages[] = {
	{ "s", 1 },    { "m", 60 },    { "min", 60 },
	{ "h", 3600 }, { "d", 86400 }, { "w", 604800 },
};

/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const char *annot_word_of_family(enum family family)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (kinds[i].facts && (kinds[i].families & (1U << family)) &&
		    !(family == FAMILY_METRICS && kinds[i].facts != metric_facts) &&
		    /* Either word takes both; a scan that is no SARIF is called one. */
		    !(family == FAMILY_SCAN && strcmp(kinds[i].word, "sarif") == 0))
			return kinds[i].word;
	return NULL;
}

static void list_facts(struct annot_about *out, const struct annot_kind *kind)
{
	size_t count = 0;

	for (const struct fact_row *row = kind->facts; row->name; row++)
		out->facts[count++] = row->name;
	for (size_t i = 0; kind->facts == metric_facts && i < COUNT(statistics); i++)
		out->facts[count++] = statistics[i];
	if (kind->facts == value_facts || kind->facts == env_facts)
		out->facts[count++] = "value";
	if (kind->facts == value_facts)
		out->facts[count++] = "type";
	assert(count < ANNOT_FACTS);
}

bool annot_about(struct annot_about *out, size_t index)
{
	const struct annot_kind *kind;

	*out = (struct annot_about){ 0 };
	if (index >= COUNT(kinds))
		return false;
	kind = &kinds[index];
	out->word = kind->word;
	out->shows = kind->shows;
	out->families = kind->families;
	out->is_read = kind->facts != NULL;
	if (kind->facts)
		list_facts(out, kind);
	for (size_t i = 0; i < COUNT(selectors); i++)
		if (selectors[i].facts == kind->facts)
			out->selects = selectors[i].selects;
	return true;
}

enum claim_class annot_shows(const struct annot *annot)
{
	return annot->kind ? annot->kind->shows : CLASS_EXISTS;
}

bool annot_is_presence(const struct annot *annot)
{
	return annot->kind && annot->kind->shows == CLASS_EXISTS;
}

/* Edits between two short words, by the two-row method; 9 for long ones. */
static unsigned distance(struct span a, struct span b)
{
	unsigned rows[2][25];

	if (a.len >= 24 || b.len >= 24)
		return 9;
	for (unsigned j = 0; j <= b.len; j++)
		rows[0][j] = j;
	for (unsigned i = 1; i <= a.len; i++) {
		unsigned *above = rows[(i + 1) % 2], *row = rows[i % 2];

		row[0] = i;
		for (unsigned j = 1; j <= b.len; j++) {
			unsigned change = above[j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]);

			row[j] = change;
			if (above[j] + 1 < row[j])
				row[j] = above[j] + 1;
			if (row[j - 1] + 1 < row[j])
				row[j] = row[j - 1] + 1;
		}
	}
	return rows[a.len % 2][b.len];
}

struct nearest {
	struct span want;
	const char *word;
	unsigned distance;
};

static void offer(struct nearest *nearest, const char *word)
{
	unsigned far = distance(nearest->want, span_of(word));

	if (far > 2 || (nearest->word && far >= nearest->distance))
		return;
	nearest->word = word;
	nearest->distance = far;
}

static struct span trouble(struct arena *arena, const char *what,
			   const struct nearest *nearest)
{
	if (!nearest->word)
		return arena_printf(arena, "%s \"%.*s\" is not known", what,
				    SPAN_ARG(nearest->want));
	return arena_printf(arena, "%s \"%.*s\" is not known; did you mean \"%s\"?",
			    what, SPAN_ARG(nearest->want), nearest->word);
}

static const struct annot_kind *find_kind(struct annot *out, struct span word,
					  struct arena *arena)
{
	struct nearest nearest = { .want = word };

	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (!span_is(word, kinds[i].word)) {
			offer(&nearest, kinds[i].word);
			continue;
		}
		if (kinds[i].facts)
			return &kinds[i];
		out->trouble = arena_printf(
			arena, "evidence of kind \"%s\" is not read by this version",
			kinds[i].word);
		return NULL;
	}
	out->trouble = trouble(arena, "the kind", &nearest);
	return NULL;
}

static const struct fact_row *find_fact(const struct annot_kind *kind, struct span name)
{
	for (const struct fact_row *row = kind->facts; row->name; row++)
		if (span_is(name, row->name))
			return row;
	return NULL;
}

static bool is_statistic(const struct annot_kind *kind, struct span name)
{
	if (kind->facts != metric_facts)
		return false;
	for (size_t i = 0; i < COUNT(statistics); i++)
		if (span_is(name, statistics[i]))
			return true;
	return false;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* "failed = 0": name, comparison, the rest. */
static bool cut_predicate(struct span text, struct span *out_fact,
			  enum annot_cmp *out_cmp, struct span *out_value)
{
	for (size_t at = 0; at < text.len; at++) {
		struct span here = span_from(text, at);

		for (size_t i = 0; i < COUNT(comparisons); i++) {
			if (!span_starts(here, comparisons[i].word))
				continue;
			*out_fact = span_trim(span_sub(text, 0, at));
			*out_cmp = comparisons[i].cmp;
			*out_value =
				span_trim(span_from(here, strlen(comparisons[i].word)));
			return true;
		}
	}
	return false;
}

/* The number in front and what stands right behind it. */
static bool cut_value(struct span value, int64_t *out_micro, struct span *out_unit)
{
	size_t end = 0;

	if (span_is(value, "true") || span_is(value, "yes"))
		value = SPAN_LIT("1");
	else if (span_is(value, "false") || span_is(value, "no"))
		value = SPAN_LIT("0");
	while (end < value.len &&
	       ((value.ptr[end] >= '0' && value.ptr[end] <= '9') ||
		value.ptr[end] == '.' || (end == 0 && value.ptr[0] == '-')))
		end++;
	*out_unit = span_trim(span_from(value, end));
	for (size_t i = 0; i < out_unit->len; i++)
		if (is_blank(out_unit->ptr[i]))
			return false; /* prose, not a unit */
	return num_scaled(span_sub(value, 0, end), 6, out_micro);
}

static bool read_age(struct annot *out, const struct predicate *predicate)
{
	if (predicate->cmp != CMP_LE && predicate->cmp != CMP_LT)
		return false;
	for (size_t i = 0; i < COUNT(ages); i++) {
		int64_t seconds;

		if (!span_is(predicate->unit, ages[i].word) ||
		    predicate->value_micro <= 0)
			continue;
		if (__builtin_mul_overflow(predicate->value_micro / MICRO,
					   ages[i].seconds, &seconds) ||
		    seconds <= 0)
			return false;
		out->max_age_s = seconds;
		return true;
	}
	return false;
}

static void bad_predicate(struct annot *out, struct span text, struct arena *arena)
{
	out->trouble =
		arena_printf(arena,
			     "\"%.*s\" is no predicate: write it as \"failed = 0\"",
			     (int)(text.len > 80 ? 80 : text.len), text.ptr);
}

static void unknown_fact(struct annot *out, struct span fact, struct arena *arena)
{
	struct nearest nearest = { .want = fact };

	for (const struct fact_row *row = out->kind->facts; row->name; row++)
		offer(&nearest, row->name);
	for (size_t i = 0; out->kind->facts == metric_facts && i < COUNT(statistics);
	     i++)
		offer(&nearest, statistics[i]);
	offer(&nearest, "age");
	offer(&nearest, "commit");
	out->trouble = trouble(arena, "the fact", &nearest);
}

/* "value" and "type" are held against what is written, word for word. */
static bool is_value(const struct annot_kind *kind, struct span fact)
{
	return (kind->facts == value_facts &&
		(span_is(fact, "value") || span_is(fact, "type"))) ||
	       (kind->facts == env_facts && span_is(fact, "value"));
}

static void read_value(struct annot *out, struct predicate *predicate,
		       struct span value, struct arena *arena)
{
	if (value.len >= 2 && value.ptr[0] == '"' && value.ptr[value.len - 1] == '"')
		value = span_sub(value, 1, value.len - 2);
	else
		predicate->is_number = num_scaled(value, 6, &predicate->value_micro);
	predicate->word = value;
	if (!predicate->is_number && predicate->cmp != CMP_EQ &&
	    predicate->cmp != CMP_NE) {
		bad_predicate(out, predicate->text, arena);
		return;
	}
	*LIST_ADD(arena, &out->predicates) = *predicate;
}

static void read_predicate(struct annot *out, struct span text, struct arena *arena)
{
	struct predicate predicate = { .text = text };
	struct span value;

	if (!cut_predicate(text, &predicate.fact, &predicate.cmp, &value)) {
		bad_predicate(out, text, arena);
		return;
	}
	if (span_is(predicate.fact, "commit") && predicate.cmp == CMP_EQ) {
		out->commit = value;
		return;
	}
	if (is_value(out->kind, predicate.fact)) {
		read_value(out, &predicate, value, arena);
		return;
	}
	if (!cut_value(value, &predicate.value_micro, &predicate.unit)) {
		bad_predicate(out, text, arena);
		return;
	}
	if (span_is(predicate.fact, "age")) {
		if (!read_age(out, &predicate))
			bad_predicate(out, text, arena);
		return;
	}
	if (!find_fact(out->kind, predicate.fact) &&
	    !is_statistic(out->kind, predicate.fact)) {
		unknown_fact(out, predicate.fact, arena);
		return;
	}
	*LIST_ADD(arena, &out->predicates) = predicate;
}

/* Prose behind the code span ("from the nightly run") compares nothing. */
static bool is_prose(struct span text)
{
	struct span fact, value;
	enum annot_cmp cmp;

	if (text.len > 0 && strchr(".;:)(", text.ptr[0]))
		return true;
	return !cut_predicate(text, &fact, &cmp, &value) && !span_is(text, "signed");
}

void annot_read(struct annot *out, const struct ref *ref, struct arena *arena)
{
	struct span rest = span_trim(ref->predicates), piece;

	*out = (struct annot){ .selector = ref->selector };
	out->kind = find_kind(out, ref->evidence, arena);
	if (out->kind && ref->selector.len > 0 &&
	    (out->kind->facts == file_facts || out->kind->facts == log_facts ||
	     out->kind->facts == attest_facts)) {
		out->trouble = arena_printf(
			arena, "a selector of kind \"%s\" is not read by this version",
			out->kind->word);
		out->kind = NULL;
	}
	if (!out->kind || rest.len == 0 || is_prose(rest))
		return;
	while (out->trouble.len == 0 && span_split(&rest, ',', &piece)) {
		piece = span_trim(piece);
		if (out->predicates.count == PREDICATES_MAX)
			bad_predicate(out, piece, arena);
		else if (piece.len > 0)
			read_predicate(out, piece, arena);
	}
	if (out->trouble.len > 0)
		out->kind = NULL;
}

/* What a walk over one kind of fact needs. */
struct walk {
	struct seen *seen;
	struct span selector;
	const struct annot_kind *kind;
	struct arena *arena;
	LIST(int64_t) objects; /* that the selector names, by number */
};

static bool selects(struct span selector, struct span name)
{
	return name.len > 0 &&
	       (span_eq(selector, name) || glob_match(selector, name, GLOB_TEXT));
}

static int see_problem(void *ctx, const struct fact *fact, struct err *err)
{
	struct walk *walk = ctx;
	const struct fact_problem *problem = &fact->as.problem;

	(void)err;
	if (selects(walk->selector, problem->rule_id) ||
	    selects(walk->selector, problem->path) ||
	    selects(walk->selector, problem->component))
		fact_count(&walk->seen->counts, fact);
	return 0;
}

/* A row that one of the kind's columns makes the selector's. */
static int see_row(void *ctx, const struct fact *fact, struct err *err)
{
	const struct fact_shape *shape = &fact_shapes[fact->kind];
	struct walk *walk = ctx;
	bool selected = false;

	(void)err;
	for (size_t i = 0; i < shape->count && !selected; i++) {
		const struct column *column = &shape->columns[i];
		const void *at = (const char *)&fact->as + column->offset;

		for (size_t k = 0; k < COUNT(walk->kind->by) && walk->kind->by[k]; k++)
			if (strcmp(column->name, walk->kind->by[k]) == 0)
				selected |= selects(walk->selector,
						    *(const struct span *)at);
	}
	if (!selected)
		return 0;
	walk->seen->selected++;
	fact_count(&walk->seen->counts, fact);
	return 0;
}

/* "Deployment/web" or "web": the object, and then its containers by its number. */
static int see_object(void *ctx, const struct fact *fact, struct err *err)
{
	const struct fact_object *object = &fact->as.object;
	struct walk *walk = ctx;
	struct span kind, name = walk->selector;
	ptrdiff_t slash = span_index(name, '/');

	(void)err;
	if (slash > 0) {
		kind = span_sub(name, 0, (size_t)slash);
		name = span_from(name, (size_t)slash + 1);
		if (!span_eq_nocase(kind, object->kind))
			return 0;
	}
	if (!selects(name, object->name))
		return 0;
	walk->seen->selected++;
	fact_count(&walk->seen->counts, fact);
	*LIST_ADD(walk->arena, &walk->objects) = object->number;
	return 0;
}

static int see_container(void *ctx, const struct fact *fact, struct err *err)
{
	struct walk *walk = ctx;

	(void)err;
	for (size_t i = 0; i < walk->objects.count; i++) {
		if (walk->objects.at[i] == fact->as.container.object) {
			fact_count(&walk->seen->counts, fact);
			break;
		}
	}
	return 0;
}

static int see_coverage(void *ctx, const struct fact *fact, struct err *err)
{
	struct walk *walk = ctx;
	const struct fact_coverage *coverage = &fact->as.coverage;

	(void)err;
	if (coverage->scope == COVERAGE_TOTAL ||
	    !selects(walk->selector, coverage->name))
		return 0;
	walk->seen->selected++;
	walk->seen->counts.coverage[coverage->metric].covered += coverage->covered;
	walk->seen->counts.coverage[coverage->metric].total += coverage->total;
	return 0;
}

static int see_component(void *ctx, const struct fact *fact, struct err *err)
{
	struct walk *walk = ctx;
	const struct fact_component *component = &fact->as.component;

	(void)err;
	if (!selects(walk->selector, component->name) &&
	    !selects(walk->selector, component->purl))
		return 0;
	walk->seen->selected++;
	walk->seen->counts.components++;
	walk->seen->counts.versioned += component->version.len > 0;
	walk->seen->counts.with_purl += component->purl.len > 0;
	walk->seen->counts.licensed += component->license.len > 0;
	walk->seen->counts.hashed += component->sha256.len > 0;
	return 0;
}

/* "security" or "security/trivy": a job by key or name, a step by name. */
struct job_walk {
	struct seen *seen;
	struct span job, step;
	int64_t numbers[64];
	size_t count;
};

static int see_job(void *ctx, const struct fact *fact, struct err *err)
{
	struct job_walk *walk = ctx;
	const struct fact_job *job = &fact->as.job;

	(void)err;
	if ((!selects(walk->job, job->key) && !selects(walk->job, job->name)) ||
	    walk->count == COUNT(walk->numbers))
		return 0;
	walk->numbers[walk->count++] = job->number;
	walk->seen->counts.jobs++;
	if (walk->step.len == 0) {
		walk->seen->selected++;
		walk->seen->counts.neutralised +=
			job->continue_on_error || span_is(job->condition, "false");
	}
	return 0;
}

static int see_step(void *ctx, const struct fact *fact, struct err *err)
{
	struct job_walk *walk = ctx;
	const struct fact_step *step = &fact->as.step;
	bool in_job = false;

	(void)err;
	for (size_t i = 0; i < walk->count; i++)
		in_job |= walk->numbers[i] == step->job;
	if (!in_job || (walk->step.len > 0 && !selects(walk->step, step->name)))
		return 0;
	walk->seen->selected++;
	walk->seen->counts.steps++;
	walk->seen->counts.neutralised += step->neutralised;
	return 0;
}

static int select_job(struct seen *seen, const struct artifact *artifact,
		      const struct fact_source *facts, struct span selector,
		      struct err *err)
{
	struct job_walk walk = { .seen = seen, .job = selector };
	struct fact_sink jobs = { see_job, &walk }, steps = { see_step, &walk };
	ptrdiff_t slash = span_index(selector, '/');
	int rc;

	if (slash > 0) {
		walk.job = span_sub(selector, 0, (size_t)slash);
		walk.step = span_from(selector, (size_t)slash + 1);
	}
	if (!facts || !facts->each)
		return 0;
	rc = facts->each(facts->ctx, artifact, FACT_JOB, 0, &jobs, err);
	if (rc < 0)
		return rc;
	return facts->each(facts->ctx, artifact, FACT_STEP, 0, &steps, err);
}

static int see_section(void *ctx, const struct fact *fact, struct err *err)
{
	struct walk *walk = ctx;
	const struct fact_heading *heading = &fact->as.heading;

	(void)err;
	if (!span_eq_nocase(walk->selector, heading->text) &&
	    !span_eq_nocase(walk->selector, heading->folded))
		return 0;
	walk->seen->selected++;
	walk->seen->counts.headings++;
	walk->seen->counts.words += heading->words;
	return 0;
}

static int walk_facts(struct seen *seen, const struct artifact *artifact,
		      const struct fact_source *facts, struct span selector,
		      enum fact_kind kind,
		      int (*see)(void *ctx, const struct fact *fact, struct err *err),
		      struct err *err)
{
	struct walk walk = { .seen = seen, .selector = selector };
	struct fact_sink sink = { see, &walk };

	if (!facts || !facts->each)
		return 0;
	return facts->each(facts->ctx, artifact, kind, 0, &sink, err);
}

static int select_object(struct seen *seen, const struct artifact *artifact,
			 const struct fact_source *facts, struct span selector,
			 struct arena *arena, struct err *err)
{
	struct walk walk = { .seen = seen, .selector = selector, .arena = arena };
	struct fact_sink objects = { see_object, &walk };
	struct fact_sink containers = { see_container, &walk };
	int rc;

	if (!facts || !facts->each)
		return 0;
	rc = facts->each(facts->ctx, artifact, FACT_OBJECT, 0, &objects, err);
	if (rc < 0)
		return rc;
	return facts->each(facts->ctx, artifact, FACT_CONTAINER, 0, &containers, err);
}

/* The rows of the kind's own table, where it has one. */
static int select_rows(struct seen *seen, const struct annot *annot,
		       const struct artifact *artifact, const struct fact_source *facts,
		       struct err *err)
{
	struct walk walk = { .seen = seen,
			     .selector = annot->selector,
			     .kind = annot->kind };
	struct fact_sink sink = { see_row, &walk };

	if (!facts || !facts->each || annot->kind->rows == FACT_ABOUT)
		return 0;
	return facts->each(facts->ctx, artifact, annot->kind->rows, 0, &sink, err);
}

static int select_cases(struct seen *seen, const struct artifact *artifact,
			const struct fact_source *facts, struct span selector,
			struct err *err)
{
	int64_t cases[TEST_OUTCOMES] = { 0 };
	int rc = 0;

	if (facts && facts->cases)
		rc = facts->cases(facts->ctx, cases, artifact, selector, err);
	if (rc < 0)
		return rc;
	for (unsigned i = 0; i < TEST_OUTCOMES; i++) {
		seen->counts.cases[i] += cases[i];
		seen->selected += cases[i];
	}
	return 0;
}

/* The artifact's counts, or those of what the selector names. */
static int add_selected(struct seen *seen, const struct annot *annot,
			const struct artifact *artifact,
			const struct fact_source *facts, struct arena *arena,
			struct err *err)
{
	const struct fact_row *rows = annot->kind->facts;
	const struct fact_counts *counts = &artifact->counts;
	struct span selector = annot->selector;

	if (rows == test_facts)
		return select_cases(seen, artifact, facts, selector, err);
	if (rows == coverage_facts)
		return walk_facts(seen, artifact, facts, selector, FACT_COVERAGE,
				  see_coverage, err);
	if (rows == sbom_facts) {
		seen->counts.sboms_with_subject += counts->sboms_with_subject;
		return walk_facts(seen, artifact, facts, selector, FACT_COMPONENT,
				  see_component, err);
	}
	if (rows == workflow_facts)
		return select_job(seen, artifact, facts, selector, err);
	if (rows == doc_facts)
		return walk_facts(seen, artifact, facts, selector, FACT_HEADING,
				  see_section, err);
	if (rows == scan_facts) {
		/* That nothing of it was found says something, where the scan ran. */
		seen->selected++;
		seen->counts.scans += counts->scans;
		seen->counts.scans_failed += counts->scans_failed;
		seen->counts.scans_unsure += counts->scans_unsure;
		seen->counts.scan_targets += counts->scan_targets;
		return walk_facts(seen, artifact, facts, selector, FACT_PROBLEM,
				  see_problem, err);
	}
	if (rows == manifest_facts)
		return select_object(seen, artifact, facts, selector, arena, err);
	return select_rows(seen, annot, artifact, facts, err);
}

static void finish_seen(struct seen *seen)
{
	const struct fact_counts *counts = &seen->counts;

	seen->tests = fact_cases(counts);
	seen->failed = counts->cases[TEST_FAILED] + counts->cases[TEST_ERRORED];
	seen->ran = counts->cases[TEST_PASSED] + seen->failed;
	for (unsigned i = 0; i < SEVERITIES; i++)
		seen->open += counts->open[i];
	seen->lines = counts->documents > 0 ? counts->lines : FACT_UNSAID;
	seen->succeeded = FACT_UNSAID;
	if (counts->scans > 0 && counts->scans_unsure == 0)
		seen->succeeded = counts->scans_failed == 0;
}

static int see_all(struct seen *seen, const struct annot *annot,
		   const struct artifact *const *artifacts, size_t count,
		   const struct fact_source *facts, struct arena *arena,
		   struct err *err)
{
	bool selector = annot->selector.len > 0 && annot->kind->facts != metric_facts;
	int rc = 0;

	*seen = (struct seen){ .files = (int64_t)count };
	seen->selected = selector ? 0 : FACT_UNSAID;
	for (size_t i = 0; i < count; i++) {
		const struct artifact *artifact = artifacts[i];

		seen->size += (int64_t)artifact->size;
		if (selector) {
			rc = add_selected(seen, annot, artifact, facts, arena, err);
		} else {
			fact_counts_add(&seen->counts, &artifact->counts);
		}
		if (rc < 0)
			return rc;
	}
	finish_seen(seen);
	return 0;
}

enum answer { ANSWER_YES, ANSWER_NO, ANSWER_CANNOT_TELL };

static enum answer compare(int64_t left, enum annot_cmp cmp, int64_t right)
{
	bool holds = false;

	switch (cmp) {
	case CMP_EQ:
		holds = left == right;
		break;
	case CMP_NE:
		holds = left != right;
		break;
	case CMP_LT:
		holds = left < right;
		break;
	case CMP_LE:
		holds = left <= right;
		break;
	case CMP_GT:
		holds = left > right;
		break;
	case CMP_GE:
		holds = left >= right;
		break;
	}
	return holds ? ANSWER_YES : ANSWER_NO;
}

/* left / left_worth against right / right_worth, without a division. */
static enum answer compare_scaled(int64_t left, int64_t left_by, enum annot_cmp cmp,
				  int64_t right, int64_t right_by)
{
	int64_t a, b;

	if (__builtin_mul_overflow(left, left_by, &a) ||
	    __builtin_mul_overflow(right, right_by, &b))
		return ANSWER_CANNOT_TELL;
	return compare(a, cmp, b);
}

static int64_t field(const struct seen *seen, size_t offset)
{
	int64_t value;

	memcpy(&value, (const char *)seen + offset, sizeof(value));
	return value;
}

static void say(struct buf *buf, struct span name, int64_t value)
{
	buf_addf(buf, "%s%.*s = %" PRId64, buf->len > 0 ? ", " : "", SPAN_ARG(name),
		 value);
}

static const struct unit *find_unit(struct span word)
{
	for (size_t i = 0; i < COUNT(units); i++)
		if (span_is(word, units[i].word))
			return &units[i];
	return NULL;
}

/* A number that is no ratio: a count, tenths of a score, a time. */
static enum answer judge_plain(const struct fact_row *row, int64_t part,
			       const struct predicate *predicate, struct buf *buf)
{
	const struct unit *asked = find_unit(predicate->unit);

	switch (row->in) {
	case IN_ONES:
		if (predicate->unit.len > 0)
			return ANSWER_CANNOT_TELL;
		say(buf, predicate->fact, part);
		return compare_scaled(part, MICRO, predicate->cmp,
				      predicate->value_micro, 1);
	case IN_TENTHS:
		if (predicate->unit.len > 0)
			return ANSWER_CANNOT_TELL;
		buf_addf(buf, "%s%s = %" PRId64 ".%" PRId64, buf->len > 0 ? ", " : "",
			 row->name, part / 10, part % 10);
		return compare_scaled(part, MICRO / 10, predicate->cmp,
				      predicate->value_micro, 1);
	case IN_MICROSECONDS:
		if (!asked || asked->of != 't' || asked->worth < 1000)
			return ANSWER_CANNOT_TELL;
		buf_addf(buf, "%s%s = %" PRId64 "ms", buf->len > 0 ? ", " : "",
			 row->name, part / 1000);
		/* Units are worth nanoseconds, the limit is in their millionths. */
		return compare_scaled(part, 1000, predicate->cmp,
				      predicate->value_micro / 1000,
				      asked->worth / 1000);
	}
	return ANSWER_CANNOT_TELL;
}

/*
 * A report whose own total misses what its files meet: nobody can tell.  Rows
 * that are no coverage have no such total.
 */
static enum answer doubt(const struct seen *seen, const struct fact_row *row,
			 const struct predicate *predicate, struct buf *buf)
{
	for (size_t i = 0; i < COVERAGE_METRICS; i++) {
		int64_t covered = seen->counts.coverage[i].said_covered;
		int64_t total = seen->counts.coverage[i].said_total;

		if (row->part != offsetof(struct seen, counts.coverage[i].covered) ||
		    total <= 0 || seen->selected != FACT_UNSAID)
			continue;
		if (compare_scaled(covered, 100 * (int64_t)MICRO, predicate->cmp,
				   predicate->value_micro, total) == ANSWER_YES)
			continue;
		buf_addf(buf, ", and %" PRId64 " of %" PRId64 " by its own total",
			 covered, total);
		return ANSWER_CANNOT_TELL;
	}
	return ANSWER_YES;
}

/* Counts and ratios of counts; a percentage compares counts, never a rounding. */
static enum answer judge_count(const struct seen *seen, const struct fact_row *row,
			       const struct predicate *predicate, struct buf *buf)
{
	enum answer answer;
	int64_t part = field(seen, row->part), whole;

	if (row->whole == NO_OFFSET) {
		if (part < 0 ||
		    (row->by_level && seen->counts.open[SEVERITY_UNKNOWN] > 0)) {
			buf_addf(buf, "%s%s cannot be told", buf->len > 0 ? ", " : "",
				 row->name);
			return ANSWER_CANNOT_TELL;
		}
		return judge_plain(row, part, predicate, buf);
	}
	whole = field(seen, row->whole);
	if (whole <= 0 || part < 0 ||
	    (predicate->unit.len > 0 && !span_is(predicate->unit, "%"))) {
		buf_addf(buf, "%s%s cannot be told", buf->len > 0 ? ", " : "",
			 row->name);
		return ANSWER_CANNOT_TELL;
	}
	buf_addf(buf, "%s%s = %" PRId64 " of %" PRId64, buf->len > 0 ? ", " : "",
		 row->name, part, whole);
	answer = compare_scaled(part, 100 * (int64_t)MICRO, predicate->cmp,
				predicate->value_micro, whole);
	return answer == ANSWER_YES ? doubt(seen, row, predicate, buf) : answer;
}

struct statistic_walk {
	const struct annot *annot;
	const struct predicate *predicate;
	bool bare_only; /* the selector names no labels, and some row has none */
	size_t rows;
	enum answer answer; /* the worst of the rows */
	struct buf *buf;
};

static bool selects_metric(const struct annot *annot, const struct fact_metric *metric)
{
	ptrdiff_t brace = span_index(annot->selector, '{');
	struct span name = brace < 0 ? annot->selector
				     : span_sub(annot->selector, 0, (size_t)brace);
	struct span labels =
		brace < 0 ? SPAN_EMPTY : span_from(annot->selector, (size_t)brace + 1);

	if (!span_eq(name, metric->name))
		return false;
	if (brace < 0)
		return true;
	if (span_ends(labels, "}"))
		labels.len--;
	return span_eq(labels, metric->labels);
}

static enum answer judge_value(const struct predicate *predicate,
			       const struct fact_metric *metric)
{
	const struct unit *asked = find_unit(predicate->unit),
			  *has = find_unit(metric->unit);
	int64_t value;

	if (!num_scaled(metric->text, 6, &value))
		return ANSWER_CANNOT_TELL;
	if (predicate->unit.len == 0)
		return compare(value, predicate->cmp, predicate->value_micro);
	if (!asked || !has || asked->of != has->of)
		return ANSWER_CANNOT_TELL;
	return compare_scaled(value, has->worth, predicate->cmp, predicate->value_micro,
			      asked->worth);
}

static int see_statistic(void *ctx, const struct fact *fact, struct err *err)
{
	struct statistic_walk *walk = ctx;
	const struct fact_metric *metric = &fact->as.metric;
	enum answer answer;

	(void)err;
	if (!span_eq(metric->stat, walk->predicate->fact) ||
	    !selects_metric(walk->annot, metric) ||
	    (walk->bare_only && metric->labels.len > 0))
		return 0;
	answer = judge_value(walk->predicate, metric);
	if (walk->rows++ == 0 || answer != ANSWER_YES)
		buf_addf(walk->buf, "%s%.*s = %.*s%.*s", walk->buf->len > 0 ? ", " : "",
			 SPAN_ARG(metric->stat), SPAN_ARG(metric->text),
			 SPAN_ARG(metric->unit));
	if (walk->answer == ANSWER_YES || answer == ANSWER_NO)
		walk->answer = answer;
	return 0;
}

static int see_bare_metric(void *ctx, const struct fact *fact, struct err *err)
{
	struct statistic_walk *walk = ctx;
	const struct fact_metric *metric = &fact->as.metric;

	(void)err;
	if (metric->labels.len == 0 && span_eq(metric->name, walk->annot->selector))
		walk->bare_only = true;
	return 0;
}

/* Every row of that metric must hold; the one without labels alone, if it is there. */
static int judge_statistic(enum answer *out, const struct annot *annot,
			   const struct predicate *predicate,
			   const struct artifact *const *artifacts, size_t count,
			   const struct fact_source *facts, struct buf *buf,
			   struct err *err)
{
	struct statistic_walk walk = { .annot = annot,
				       .predicate = predicate,
				       .buf = buf };
	struct fact_sink bare = { see_bare_metric, &walk },
			 sink = { see_statistic, &walk };

	*out = ANSWER_CANNOT_TELL;
	if (!facts || !facts->each || annot->selector.len == 0)
		return 0;
	for (size_t i = 0; i < count; i++) {
		size_t before = walk.rows;
		int rc;

		walk.bare_only = false;
		rc = facts->each(facts->ctx, artifacts[i], FACT_METRIC, 0, &bare, err);
		if (rc < 0)
			return rc;
		rc = facts->each(facts->ctx, artifacts[i], FACT_METRIC, 0, &sink, err);
		if (rc < 0)
			return rc;
		if (walk.rows == before)
			return 0; /* one file does not have it */
	}
	*out = walk.answer;
	return 0;
}

/* One row's value against a predicate; what was hidden cannot be told. */
static enum answer judge_word(const struct predicate *predicate, struct span has)
{
	int64_t number;

	if (predicate->is_number && num_scaled(has, 6, &number))
		return compare(number, predicate->cmp, predicate->value_micro);
	if (predicate->cmp == CMP_EQ)
		return span_eq(has, predicate->word) ? ANSWER_YES : ANSWER_NO;
	if (predicate->cmp == CMP_NE)
		return span_eq(has, predicate->word) ? ANSWER_NO : ANSWER_YES;
	return ANSWER_CANNOT_TELL;
}

static int see_value(void *ctx, const struct fact *fact, struct err *err)
{
	struct statistic_walk *walk = ctx;
	enum answer answer = ANSWER_CANNOT_TELL;
	struct span where, has;

	(void)err;
	if (fact->kind == FACT_ENV) {
		where = fact->as.env.key;
		has = fact->as.env.value;
	} else {
		where = fact->as.value.pointer;
		has = span_is(walk->predicate->fact, "type")
			      ? span_of(value_type_word[fact->as.value.type])
			      : fact->as.value.text;
	}
	if (!selects(walk->annot->selector, where))
		return 0;
	if (fact->kind == FACT_ENV && has.len == 0 && fact->as.env.has_value) {
		has = SPAN_LIT("(not kept)");
	} else {
		answer = judge_word(walk->predicate, has);
	}
	if (walk->rows++ == 0 || answer != ANSWER_YES)
		buf_addf(walk->buf, "%s%.*s = %.*s", walk->buf->len > 0 ? ", " : "",
			 SPAN_ARG(where), (int)(has.len > 200 ? 200 : has.len),
			 has.len > 0 ? has.ptr : "");
	if (walk->answer == ANSWER_YES || answer == ANSWER_NO)
		walk->answer = answer;
	return 0;
}

/* Every value that the selector names must hold, in each of the files. */
static int judge_values(enum answer *out, const struct annot *annot,
			const struct predicate *predicate,
			const struct artifact *const *artifacts, size_t count,
			const struct fact_source *facts, struct buf *buf,
			struct err *err)
{
	struct statistic_walk walk = { .annot = annot,
				       .predicate = predicate,
				       .buf = buf };
	struct fact_sink sink = { see_value, &walk };

	*out = ANSWER_CANNOT_TELL;
	if (!facts || !facts->each || annot->selector.len == 0)
		return 0;
	for (size_t i = 0; i < count; i++) {
		size_t before = walk.rows;
		int rc = facts->each(facts->ctx, artifacts[i], annot->kind->rows, 0,
				     &sink, err);

		if (rc < 0)
			return rc;
		if (walk.rows == before)
			return 0; /* one file does not have it */
	}
	*out = walk.answer;
	return 0;
}

static void cannot_tell(struct shown *out)
{
	out->outcome = OUTCOME_UNBINDABLE;
	out->reason = REASON_NO_OUTCOME;
}

static int judge_predicates(struct shown *out, const struct annot *annot,
			    const struct seen *seen,
			    const struct artifact *const *artifacts, size_t count,
			    const struct fact_source *facts, struct buf *buf,
			    bool *out_decided, struct err *err)
{
	for (size_t i = 0; i < annot->predicates.count; i++) {
		const struct predicate *predicate = &annot->predicates.at[i];
		const struct fact_row *row = find_fact(annot->kind, predicate->fact);
		enum answer answer;
		int rc = 0;

		if (row)
			answer = judge_count(seen, row, predicate, buf);
		else if (is_value(annot->kind, predicate->fact))
			rc = judge_values(&answer, annot, predicate, artifacts, count,
					  facts, buf, err);
		else
			rc = judge_statistic(&answer, annot, predicate, artifacts,
					     count, facts, buf, err);
		if (rc < 0)
			return rc;
		*out_decided |= !row || row->decides;
		if (answer == ANSWER_NO) {
			out->outcome = OUTCOME_FAIL;
			out->reason = REASON_EVIDENCE_FAILS;
		} else if (answer == ANSWER_CANNOT_TELL &&
			   out->outcome == OUTCOME_PASS) {
			cannot_tell(out);
		}
	}
	return 0;
}

/* What no predicate can say away: nothing ran, nothing was scanned or selected. */
static bool is_vacuous(const struct annot *annot, const struct seen *seen)
{
	const struct fact_row *rows = annot->kind->facts;

	if (seen->selected == 0)
		return true;
	if (rows == test_facts)
		return seen->ran == 0;
	if (rows == scan_facts)
		return seen->counts.scans == 0 || seen->counts.scans_failed > 0;
	if (rows == sbom_facts)
		return seen->counts.components == 0;
	if (rows == control_facts)
		return seen->counts.controls[CONTROL_PASS] == 0 &&
		       seen->counts.controls[CONTROL_FAIL] == 0;
	return false;
}

static struct span predicates_in_words(const struct annot *annot, struct arena *arena)
{
	struct buf buf;
	struct span out;

	buf_init(&buf, 4096);
	for (size_t i = 0; i < annot->predicates.count; i++)
		buf_addf(&buf, "%s%.*s", i > 0 ? ", " : "",
			 SPAN_ARG(annot->predicates.at[i].text));
	out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return out;
}

/* The worst status of all, and that each belongs to the kind. */
static bool judge_statuses(struct shown *out, const struct annot *annot,
			   const struct artifact *const *artifacts, size_t count,
			   struct arena *arena)
{
	for (size_t i = 0; i < count; i++) {
		if (shown_by_status(out, artifacts[i], arena))
			return true;
		if (annot->kind->families &&
		    !(annot->kind->families & (1U << artifacts[i]->family))) {
			cannot_tell(out);
			out->expected = arena_printf(arena, "evidence of kind %s",
						     annot->kind->word);
			out->actual = arena_printf(arena, "%.*s is %s",
						   SPAN_ARG(artifacts[i]->path),
						   family_word[artifacts[i]->family]);
			return true;
		}
	}
	return false;
}

static bool any_partial(const struct artifact *const *artifacts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (artifacts[i]->status == ARTIFACT_PARTIAL)
			return true;
	return false;
}

static int judge_annot(struct shown *out, const struct annot *annot,
		       const struct seen *seen, const struct artifact *const *artifacts,
		       size_t count, const struct fact_source *facts, struct buf *buf,
		       struct arena *arena, struct err *err)
{
	bool decided = false;
	struct shown own;
	int rc = judge_predicates(out, annot, seen, artifacts, count, facts, buf,
				  &decided, err);

	if (rc < 0)
		return rc;
	if (is_vacuous(annot, seen)) {
		cannot_tell(out);
		buf_addf(buf, "%s%s", buf->len > 0 ? "; " : "",
			 seen->selected == 0 ? "the selector names nothing"
					     : "nothing ran");
	}
	if (annot_is_presence(annot) || decided || out->outcome != OUTCOME_PASS)
		return 0;
	if (annot->kind->facts == workflow_facts && seen->selected > 0) {
		if (seen->counts.neutralised > 0)
			cannot_tell(out);
		return 0;
	}
	/* That it is declared is all that such a kind can show. */
	if (annot->kind->shows == CLASS_DECLARES && seen->selected > 0)
		return 0;
	/* A count alone ("tests >= 100") does not say that it passed. */
	shown_by_family(&own, artifacts[0], &seen->counts, arena);
	if (own.outcome != OUTCOME_PASS || annot->predicates.count == 0) {
		out->outcome = own.outcome;
		out->reason = own.reason;
		out->expected = own.expected;
	}
	return 0;
}

int annot_judge(struct shown *out, const struct annot *annot,
		const struct artifact *const *artifacts, size_t count,
		const struct fact_source *facts, struct arena *arena, struct err *err)
{
	struct seen seen;
	struct buf buf;
	int rc;

	*out = (struct shown){ 0 };
	if (judge_statuses(out, annot, artifacts, count, arena))
		return 0;
	rc = see_all(&seen, annot, artifacts, count, facts, arena, err);
	if (rc < 0)
		return rc;
	*out = (struct shown){ .outcome = OUTCOME_PASS, .shows = annot->kind->shows };
	out->expected = predicates_in_words(annot, arena);
	buf_init(&buf, 4096);
	rc = judge_annot(out, annot, &seen, artifacts, count, facts, &buf, arena, err);
	out->actual =
		buf.len > 0 ? arena_copy(arena, buf_span(&buf))
			    : shown_in_words(artifacts[0]->family, &seen.counts, arena);
	buf_release(&buf);
	if (out->outcome == OUTCOME_PASS && any_partial(artifacts, count)) {
		out->outcome = OUTCOME_UNREADABLE;
		out->reason = REASON_UNREADABLE;
	}
	return rc;
}
