#include "audit/numbers.h"

#include "base/num.h"

#include <inttypes.h>

#define MICRO 1000000

/* plans.md section 12: a fifth more or less is what "about" means. */
#define DEFAULT_TOLERANCE_BP 2000

/* Products of two counts and a scale pass 64 bits. */
__extension__ typedef __int128 wide;

/* clang-format off: tables keep one row a line */

/* What the noun of a threshold is about. */
static const struct noun {
	struct span word;
	unsigned stated;
	enum severity severity; /* SEVERITIES: all problems; else that one */
	bool by_level;          /* SARIF's level error */
} nouns[] = {
	{ SPAN_INIT("critical"), STATED_SCAN, SEVERITY_CRITICAL, false },
	{ SPAN_INIT("high"), STATED_SCAN, SEVERITY_HIGH, false },
	{ SPAN_INIT("medium"), STATED_SCAN, SEVERITY_MEDIUM, false },
	{ SPAN_INIT("vulnerabilit"), STATED_SCAN, SEVERITIES, false },
	{ SPAN_INIT("cve"), STATED_SCAN, SEVERITIES, false },
	{ SPAN_INIT("finding"), STATED_SCAN, SEVERITIES, false },
	{ SPAN_INIT("secret"), STATED_SCAN, SEVERITIES, false },
	{ SPAN_INIT("test"), STATED_TESTS, SEVERITIES, false },
	{ SPAN_INIT("spec"), STATED_TESTS, SEVERITIES, false },
};

static const struct {
	struct span word;
	enum coverage_metric metric;
} coverage_words[] = {
	{ SPAN_INIT("branch"), COVERAGE_BRANCH },
	{ SPAN_INIT("function"), COVERAGE_FUNCTION },
	{ SPAN_INIT("statement"), COVERAGE_STATEMENT },
	{ SPAN_INIT("instruction"), COVERAGE_INSTRUCTION },
	{ SPAN_INIT("region"), COVERAGE_REGION },
	{ SPAN_INIT("method"), COVERAGE_METHOD },
	{ SPAN_INIT("class"), COVERAGE_CLASS },
	{ SPAN_INIT("condition"), COVERAGE_CONDITION },
	{ SPAN_INIT("line"), COVERAGE_LINE },
};

/* One quantity under several names; words of a row mean the same. */
static const struct span same_quantity[][6] = {
	{ SPAN_INIT("latency"), SPAN_INIT("duration"), SPAN_INIT("response"),
	  SPAN_INIT("latencies") },
	{ SPAN_INIT("error"), SPAN_INIT("failed"), SPAN_INIT("failure"),
	  SPAN_INIT("errors") },
	{ SPAN_INIT("throughput"), SPAN_INIT("reqs"), SPAN_INIT("requests"),
	  SPAN_INIT("rps") },
};

/* Kinds of coverage that no report of executed code counts, by how they begin. */
static const struct span other_coverage[] = {
	SPAN_INIT("docstring"),   SPAN_INIT("documentation"), SPAN_INIT("mcdc"),
	SPAN_INIT("mutant"),      SPAN_INIT("mutation"),      SPAN_INIT("requirement"),
	SPAN_INIT("translation"), SPAN_INIT("type"),
};

static const struct span coverage_stems[] = {
	SPAN_INIT("coverage"),
	SPAN_INIT("couverture"),
	SPAN_INIT("abdeckung"),
	SPAN_INIT("cobertura"),
	SPAN_INIT("\xe8\xa6\x86\xe7\x9b\x96"),
	SPAN_INIT("\xe3\x82\xab\xe3\x83\x90\xe3\x83\xac\xe3\x83\x83\xe3\x82\xb8"),
};

/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool is_coverage(const struct threshold *threshold)
{
	for (size_t i = 0; i < COUNT(coverage_stems); i++)
		if (span_find(threshold->metric, coverage_stems[i]) >= 0 ||
		    span_find_nocase(threshold->raw, coverage_stems[i].ptr) >= 0)
			return true;
	return false;
}

static const struct noun *noun_of(const struct threshold *threshold)
{
	/* The unit is the noun's stem; severities can stand in the metric's words. */
	for (size_t i = 0; i < COUNT(nouns); i++)
		if (span_find(threshold->unit, nouns[i].word) == 0 ||
		    (nouns[i].severity != SEVERITIES &&
		     span_find(threshold->metric, nouns[i].word) >= 0))
			return &nouns[i];
	return NULL;
}

/* Does one of the words that load tests use stand among them? */
static bool is_quantity(struct span metric)
{
	for (size_t row = 0; row < COUNT(same_quantity); row++)
		for (size_t i = 0; i < COUNT(same_quantity[row]); i++)
			if (same_quantity[row][i].len > 0 &&
			    span_find(metric, same_quantity[row][i]) >= 0)
				return true;
	return false;
}

bool threshold_binds(const struct threshold *threshold)
{
	if (threshold->role != THRESHOLD_TARGET)
		return false;
	/* "all routes" is a hundred percent of something that is not counted here. */
	if (span_is(threshold->unit, "bp") && span_index(threshold->raw, '%') < 0 &&
	    !is_coverage(threshold))
		return false;
	switch (threshold->op) {
	case OP_LT:
	case OP_LE:
	case OP_GT:
	case OP_GE:
	case OP_EQ:
	case OP_RANGE:
	case OP_DELTA:
		return true;
	case OP_APPROX:
	case OP_FACTOR:
	case OPS:
		break;
	}
	return false;
}

unsigned threshold_stated(const struct threshold *threshold)
{
	const struct noun *noun;

	if (is_coverage(threshold))
		return STATED_COVERAGE;
	noun = noun_of(threshold);
	if (noun)
		return noun->stated;
	if (span_is(threshold->unit, "1/s") || threshold->stat.len > 0)
		return STATED_METRICS;
	/* "Restored in under 4 h" is a time, but none that a load test takes. */
	if (span_is(threshold->unit, "ns") && is_quantity(threshold->metric))
		return STATED_METRICS;
	return 0;
}

/* A number that nobody can read for sure decides where both readings agree. */
static void readings(struct threshold out[2], const struct threshold *threshold)
{
	out[0] = out[1] = *threshold;
	if (threshold->ambiguous) {
		out[0].high_micro = threshold->low_micro;
		out[1].low_micro = threshold->high_micro;
	}
}

static bool holds(wide value, const struct threshold *threshold, wide by)
{
	wide low = (wide)threshold->low_micro * by,
	     high = (wide)threshold->high_micro * by;

	switch (threshold->op) {
	case OP_LT:
		return value < low;
	case OP_LE:
		return value <= low;
	case OP_GT:
		return value > low;
	case OP_GE:
		return value >= low;
	case OP_EQ:
		return value == low;
	case OP_RANGE:
		return value >= low && value <= high;
	case OP_APPROX:
	case OP_DELTA:
	case OP_FACTOR:
	case OPS:
		break;
	}
	return false;
}

static void answer(struct shown *out, bool holds, const struct threshold *threshold)
{
	*out = (struct shown){ .shows = CLASS_OUTCOME, .expected = threshold->raw };
	out->outcome = holds ? OUTCOME_PASS : OUTCOME_FAIL;
	out->reason = holds ? REASON_NONE : REASON_EVIDENCE_FAILS;
}

/* The kind of coverage that is meant; lines where nothing else is said. */
static enum coverage_metric coverage_of(const struct threshold *threshold)
{
	for (size_t i = 0; i < COUNT(coverage_words); i++)
		if (span_find(threshold->metric, coverage_words[i].word) >= 0)
			return coverage_words[i].metric;
	return COVERAGE_LINE;
}

/* The metric is normalised: words with one blank between them. */
static bool is_other_coverage(const struct threshold *threshold)
{
	for (size_t i = 0; i < COUNT(other_coverage); i++) {
		ptrdiff_t at = span_find(threshold->metric, other_coverage[i]);

		if (at == 0 || (at > 0 && threshold->metric.ptr[at - 1] == ' '))
			return true;
	}
	return false;
}

static bool judge_coverage(struct shown *out, const struct threshold *threshold,
			   const struct fact_counts *counts, struct arena *arena)
{
	enum coverage_metric metric = coverage_of(threshold);
	struct threshold least = *threshold;
	int64_t covered = counts->coverage[metric].covered,
		total = counts->coverage[metric].total;
	int64_t said_covered = counts->coverage[metric].said_covered,
		said = counts->coverage[metric].said_total;
	int64_t shown;

	if (!span_is(threshold->unit, "bp") || total <= 0 || covered < 0 ||
	    is_other_coverage(threshold))
		return false;
	/* Nobody is held to have covered too much. */
	if (least.op == OP_RANGE)
		least.op = OP_GE;
	answer(out, holds((wide)covered * 10000 * MICRO, &least, total), threshold);
	if (out->outcome == OUTCOME_PASS && said > 0 &&
	    !holds((wide)said_covered * 10000 * MICRO, &least, said)) {
		/* Two totals, and the threshold lies between: nobody can tell. */
		out->outcome = OUTCOME_UNBINDABLE;
		out->reason = REASON_NO_OUTCOME;
		out->actual =
			arena_printf(arena,
				     "its files make %" PRId64 " of %" PRId64
				     " (%s), it says %" PRId64 " of %" PRId64 " itself",
				     covered, total, coverage_metric_word[metric],
				     said_covered, said);
		return true;
	}
	shown = num_basis_points((uint64_t)covered, (uint64_t)total);
	out->actual = arena_printf(arena,
				   "%" PRId64 " of %" PRId64 " (%s): %" PRId64
				   ".%02" PRId64 " %%",
				   covered, total, coverage_metric_word[metric],
				   shown / 100, shown % 100);
	return true;
}

static bool judge_problems(struct shown *out, const struct threshold *threshold,
			   const struct fact_counts *counts, struct arena *arena)
{
	const struct noun *noun = noun_of(threshold);
	int64_t found = 0;

	if (!noun || noun->stated != STATED_SCAN || counts->scans == 0 ||
	    counts->scans_failed > 0)
		return false;
	if (noun->severity != SEVERITIES && counts->open[SEVERITY_UNKNOWN] > 0)
		return false;
	for (unsigned i = 0; i < SEVERITIES; i++)
		if (noun->severity == SEVERITIES || noun->severity == (enum severity)i)
			found += counts->open[i];
	answer(out, holds((wide)found * MICRO, threshold, 1), threshold);
	out->actual = arena_printf(arena, "%" PRId64 " found", found);
	return true;
}

static bool same_quantity_row(const struct words *a, const struct words *b, size_t row)
{
	bool in_a = false, in_b = false;

	for (size_t i = 0; i < COUNT(same_quantity[row]); i++) {
		struct span word = same_quantity[row][i];

		for (size_t j = 0; word.len > 0 && j < a->count; j++)
			in_a |= span_eq(a->at[j], word);
		for (size_t j = 0; word.len > 0 && j < b->count; j++)
			in_b |= span_eq(b->at[j], word);
	}
	return in_a && in_b;
}

/* "0 failed tests" counts failures; "12 tests" those that passed. */
static bool judge_tests(struct shown *out, const struct threshold *threshold,
			const struct artifact *artifact, struct arena *arena)
{
	const struct fact_counts *counts = &artifact->counts;
	int64_t failed = counts->cases[TEST_FAILED] + counts->cases[TEST_ERRORED];

	if (threshold_stated(threshold) != STATED_TESTS || threshold->low_micro < 0 ||
	    counts->cases[TEST_PASSED] + failed == 0)
		return false;
	if (span_find_nocase(threshold->raw, "fail") >= 0 ||
	    threshold->low_micro == 0) {
		answer(out, holds((wide)failed * MICRO, threshold, 1), threshold);
		out->actual = shown_in_words(FAMILY_TESTS, counts, arena);
		return true;
	}
	if (threshold->op != OP_GE && threshold->op != OP_EQ)
		return false;
	count_judge(out, (uint64_t)threshold->low_micro / MICRO, artifact, arena);
	return out->outcome == OUTCOME_PASS || out->outcome == OUTCOME_FAIL;
}

struct metric_walk {
	const struct threshold *threshold;
	struct words asked;
	bool bare; /* "p95 < 500 ms" says no quantity: the only one is meant */
	struct arena *arena;
	struct span name; /* of the metric that fits */
	struct span text, unit;
	size_t fits; /* metrics of different names */
};

static bool fits(const struct metric_walk *walk, const struct words *name)
{
	for (size_t row = 0; row < COUNT(same_quantity); row++)
		if (same_quantity_row(&walk->asked, name, row))
			return true;
	return words_share(&walk->asked, name);
}

/* What one of the fact's unit is in the threshold's; 0 where they differ in kind. */
static int64_t worth(struct span fact_unit, struct span threshold_unit)
{
	static const struct {
		const char *fact, *threshold;
		int64_t worth;
	} pairs[] = {
		{ "ms", "ns", 1000000 }, { "s", "ns", 1000000000 },
		{ "1/s", "1/s", 1 },     { "ratio", "bp", 10000 },
		{ "B", "B", 1 },
	};

	for (size_t i = 0; i < COUNT(pairs); i++)
		if (span_is(fact_unit, pairs[i].fact) &&
		    span_is(threshold_unit, pairs[i].threshold))
			return pairs[i].worth;
	return 0;
}

static bool is_bare(const struct words *asked, struct span stat)
{
	for (size_t i = 0; i < asked->count; i++)
		if (!word_is_common(asked->at[i]) && !span_eq(asked->at[i], stat))
			return false;
	return true;
}

static int see_metric(void *ctx, const struct fact *fact, struct err *err)
{
	struct metric_walk *walk = ctx;
	const struct fact_metric *metric = &fact->as.metric;
	struct words name;

	(void)err;
	/* Said twice it is one; with two values nobody knows which is meant. */
	if (metric->labels.len > 0 || !span_eq(metric->stat, walk->threshold->stat) ||
	    (span_eq(metric->name, walk->name) && span_eq(metric->text, walk->text)))
		return 0;
	words_split(&name, metric->name, walk->arena);
	if (walk->bare ? worth(metric->unit, walk->threshold->unit) == 0
		       : !fits(walk, &name))
		return 0;
	walk->fits++;
	walk->name = arena_copy(walk->arena, metric->name);
	walk->text = arena_copy(walk->arena, metric->text);
	walk->unit = arena_copy(walk->arena, metric->unit);
	return 0;
}

static int judge_metric(struct shown *out, bool *out_told,
			const struct threshold *threshold,
			const struct artifact *artifact,
			const struct fact_source *facts, struct arena *arena,
			struct err *err)
{
	struct metric_walk walk = { .threshold = threshold, .arena = arena };
	struct fact_sink sink = { see_metric, &walk };
	int64_t value, by;
	int rc;

	if (threshold->stat.len == 0 || !facts || !facts->each)
		return 0;
	words_split(&walk.asked, threshold->metric, arena);
	walk.bare = is_bare(&walk.asked, threshold->stat);
	rc = facts->each(facts->ctx, artifact, FACT_METRIC, 0, &sink, err);
	if (rc < 0)
		return rc;
	by = worth(walk.unit, threshold->unit);
	if (walk.fits != 1 || by == 0 || !num_scaled(walk.text, 6, &value))
		return 0; /* none, or several: nobody says which is meant */
	answer(out, holds((wide)value * by, threshold, 1), threshold);
	out->actual = arena_printf(arena, "%.*s %.*s = %.*s %.*s", SPAN_ARG(walk.name),
				   SPAN_ARG(threshold->stat), SPAN_ARG(walk.text),
				   SPAN_ARG(walk.unit));
	*out_told = true;
	return 0;
}

static int judge_reading(struct shown *out, bool *out_told,
			 const struct threshold *threshold,
			 const struct artifact *artifact,
			 const struct fact_source *facts, struct arena *arena,
			 struct err *err)
{
	*out = (struct shown){ 0 };
	*out_told = false;
	if (threshold->symbolic || threshold->op == OP_DELTA)
		return 0;
	switch (artifact->family) {
	case FAMILY_COVERAGE:
		if (is_coverage(threshold))
			*out_told = judge_coverage(out, threshold, &artifact->counts,
						   arena);
		return 0;
	case FAMILY_SCAN:
	case FAMILY_SARIF:
		*out_told = judge_problems(out, threshold, &artifact->counts, arena);
		return 0;
	case FAMILY_METRICS:
		if (is_coverage(threshold))
			return 0;
		return judge_metric(out, out_told, threshold, artifact, facts, arena,
				    err);
	case FAMILY_TESTS:
		*out_told = judge_tests(out, threshold, artifact, arena);
		return 0;
	case FAMILY_NONE:
	case FAMILY_SBOM:
	case FAMILY_WORKFLOW:
	case FAMILY_DOCUMENT:
	case FAMILY_ATTESTATION:
	case FAMILY_CONTROL:
	case FAMILY_VEX:
	case FAMILY_SOURCE:
	case FAMILY_MANIFEST:
	case FAMILY_CONFIG:
	case FAMILY_VALUE:
	case FAMILIES:
		break;
	}
	return 0;
}

int threshold_judge(struct shown *out, bool *out_told,
		    const struct threshold *threshold, const struct artifact *artifact,
		    const struct fact_source *facts, struct arena *arena,
		    struct err *err)
{
	struct threshold read[2];
	struct shown other;
	bool told;
	int rc;

	readings(read, threshold);
	rc = judge_reading(out, out_told, &read[0], artifact, facts, arena, err);
	if (rc < 0 || !*out_told || !threshold->ambiguous)
		return rc;
	rc = judge_reading(&other, &told, &read[1], artifact, facts, arena, err);
	if (rc < 0 || (told && other.outcome == out->outcome))
		return rc;
	*out = (struct shown){ 0 };
	*out_told = false;
	return 0;
}

void count_judge(struct shown *out, uint64_t count, const struct artifact *artifact,
		 struct arena *arena)
{
	const struct fact_counts *counts = &artifact->counts;

	shown_by_family(out, artifact, counts, arena);
	out->expected =
		arena_printf(arena, "at least %" PRIu64 " tests passed, none failed",
			     count);
	if (out->outcome == OUTCOME_PASS &&
	    (uint64_t)counts->cases[TEST_PASSED] < count) {
		out->outcome = OUTCOME_FAIL;
		out->reason = REASON_EVIDENCE_FAILS;
	}
}

static int see_lines(void *ctx, const struct fact *fact, struct err *err)
{
	(void)err;
	*(int64_t *)ctx += fact->as.document.lines;
	return 0;
}

/* Off by more than its tolerance, in every reading of it. */
static bool is_far(int64_t count, const struct threshold *threshold)
{
	wide tolerance = threshold->op == OP_APPROX && threshold->tolerance_bp > 0
				 ? threshold->tolerance_bp
				 : DEFAULT_TOLERANCE_BP;
	wide has = (wide)count * MICRO * 10000;
	wide least = (wide)threshold->low_micro, most = threshold->high_micro;

	return has < least * (10000 - tolerance) || has > most * (10000 + tolerance);
}

int lines_are_far(bool *out_far, int64_t *out_lines, const struct item *item,
		  const struct artifact *artifact, const struct fact_source *facts,
		  struct err *err)
{
	struct fact_sink sink = { see_lines, out_lines };

	*out_far = false;
	*out_lines = 0;
	for (size_t i = 0; i < item->thresholds.count; i++) {
		const struct threshold *threshold = &item->thresholds.at[i];

		if (!span_is(threshold->unit, "line") || threshold->low_micro <= 0 ||
		    (threshold->op != OP_APPROX && threshold->op != OP_EQ) ||
		    artifact->counts.documents == 0 || !facts->each)
			continue;
		if (*out_lines == 0) {
			int rc = facts->each(facts->ctx, artifact, FACT_DOCUMENT, 0,
					     &sink, err);

			if (rc < 0)
				return rc;
		}
		*out_far |= is_far(*out_lines, threshold);
	}
	return 0;
}

bool tests_are_far(int64_t *out_passed, const struct item *item,
		   const struct artifact *artifact)
{
	*out_passed = artifact->counts.cases[TEST_PASSED];
	for (size_t i = 0; i < item->thresholds.count; i++) {
		const struct threshold *threshold = &item->thresholds.at[i];

		if (span_is(threshold->unit, "test") && threshold->op == OP_APPROX &&
		    threshold->role == THRESHOLD_TARGET &&
		    is_far(*out_passed, threshold))
			return true;
	}
	return false;
}
