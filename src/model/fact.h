/*
 * fact.h - what readers learn from evidence, and where they put it.
 *
 * A fact is one row to be: small, plain, without pointers into a library.
 * Readers do not know the database; they know a sink.  In production the sink
 * is the store (store/facts.c); in tests it is an array; under the fuzzer it
 * drops everything.
 *
 * Spans in a fact are valid during the call only: a sink copies what it keeps.
 * Empty spans are NULL in the database.  Suites, scans, jobs and the like are
 * numbered by the reader, from 1 in document order, so that children can name
 * their parent; every other fact is numbered by the sink.
 *
 * The tables these become, column by column: store/schema.sql; the meaning:
 * evidence.md section 9.  Durations in microseconds, ratios as counts, scores
 * in tenths: no floating point.
 */
#ifndef MODEL_FACT_H
#define MODEL_FACT_H

#include "base/clock.h"
#include "base/err.h"
#include "base/span.h"

#include <stdint.h>

#define FACT_UNSAID (-1) /* for counts, durations and flags that a format leaves out */

enum test_outcome {
	TEST_PASSED,
	TEST_FAILED,  /* an assertion did not hold */
	TEST_ERRORED, /* the test broke before it could tell */
	TEST_SKIPPED,
	TEST_TODO, /* expected to fail */
	TEST_UNKNOWN,
	TEST_OUTCOMES
};
extern const char *const test_outcome_word[TEST_OUTCOMES]; /* "error" */

enum severity {
	SEVERITY_CRITICAL,
	SEVERITY_HIGH,
	SEVERITY_MEDIUM,
	SEVERITY_LOW,
	SEVERITY_INFO,
	SEVERITY_NONE,
	SEVERITY_UNKNOWN,
	SEVERITIES
};
extern const char *const severity_word[SEVERITIES];

/* What the artifact says of itself; a later one adds what an earlier left empty. */
struct fact_about {
	struct span format_version, dialect, tool, tool_version;
	int64_t generated_at; /* CLOCK_NONE: not said */
	enum clock_quality generated_quality;
	struct span generated_src;  /* the pointer it was read at */
	struct span subject_commit; /* full hex id, as evidence.md section 7 binds it */
	struct span subject_src;
	struct span subject_name, subject_digest;
};

struct fact_suite {
	int64_t number, parent; /* parent 0: none */
	struct span name, file, host;
	int64_t started_at;  /* CLOCK_NONE: not said */
	int64_t duration_us; /* FACT_UNSAID */
	int64_t said_tests, said_failures, said_errors, said_skipped;
	unsigned line;
};

struct fact_case {
	int64_t suite;
	struct span name, classname, file;
	unsigned src_line;
	enum test_outcome outcome;
	struct span outcome_raw; /* the report's own word, where it had one */
	unsigned retries;
	bool flaky;
	int64_t duration_us;
	struct span message; /* first failure's or skip's */
	unsigned line;
};

enum coverage_scope { COVERAGE_TOTAL, COVERAGE_PACKAGE, COVERAGE_FILE, COVERAGE_SCOPES };
extern const char *const coverage_scope_word[COVERAGE_SCOPES];
enum coverage_metric {
	COVERAGE_LINE,
	COVERAGE_BRANCH,
	COVERAGE_FUNCTION,
	COVERAGE_STATEMENT,
	COVERAGE_INSTRUCTION,
	COVERAGE_REGION,
	COVERAGE_METHOD,
	COVERAGE_CLASS,
	COVERAGE_CONDITION,
	COVERAGE_METRICS
};
extern const char *const coverage_metric_word[COVERAGE_METRICS];

struct fact_coverage {
	enum coverage_scope scope;
	enum coverage_metric metric;
	struct span name; /* package or file; empty for the total */
	int64_t covered, total;
	bool computed; /* false: only declared by the report */
};

struct fact_scan {
	int64_t number;
	struct span tool, tool_version;
	struct span kind; /* "sast", "image", "dependency", "secret", "lint" ... */
	struct span target, target_digest;
	int64_t started_at, finished_at; /* CLOCK_NONE */
	int succeeded;			 /* 0, 1, FACT_UNSAID */
	int64_t rules, targets;		 /* FACT_UNSAID */
};

struct fact_problem {
	int64_t scan; /* 0: listed in an SBOM */
	struct span kind; /* vulnerability misconfiguration secret sast lint license dast type other */
	struct span rule_id, title, message;
	enum severity severity;
	struct span severity_raw, level;
	int score_tenths; /* FACT_UNSAID */
	struct span cwe, path;
	unsigned src_line;
	struct span component, component_version, purl, fixed_version, fix_state;
	bool suppressed;
	struct span suppress_reason, baseline, fingerprint;
	struct span aliases; /* space-separated */
	unsigned line;
};

struct fact_sbom {
	struct span spec, spec_version, serial, author;
	int64_t created_at;
	struct span subject_type, subject_name, subject_version, subject_purl,
		subject_digest;
	int64_t components, versioned, with_purl, licensed, hashed, dependencies;
	struct span completeness;
};

struct fact_component {
	struct span ref, parent_ref, type, group, name, version, purl, cpe, license,
		supplier, sha256, scope;
	unsigned line;
};

struct fact_dependency {
	struct span from, to, kind;
};

struct fact_metric {
	struct span name, labels;
	struct span stat; /* avg min med max p75 p90 p95 p99 p999 stddev rate count value score */
	struct span text; /* exact decimal text in `unit` */
	struct span unit; /* ms B 1/s ratio count score, or empty */
	bool computed;
};

struct fact_threshold {
	struct span metric, expr;
	bool ok;
};

struct fact_workflow {
	struct span provider, name; /* provider "github" */
};

struct fact_trigger {
	struct span event, filter, pattern; /* push, tags, v* */
};

struct fact_job {
	int64_t number;
	struct span key, name, condition, environment, uses;
	bool continue_on_error;
	unsigned line;
};

struct fact_need {
	int64_t job;
	struct span needs; /* key of the other job */
};

struct fact_step {
	int64_t job;
	struct span name, uses, uses_ref, run, condition;
	int pinned;	  /* 0, 1, FACT_UNSAID where there is no `uses` */
	bool neutralised; /* its failure is ignored: evidence.md section 6 */
	unsigned line;
};

struct fact_document {
	struct span title;
	int64_t lines, words, placeholders, code_blocks;
};

struct fact_heading {
	unsigned level;
	struct span text, folded; /* folded: lower case, no marks, no emoji */
	int64_t words;		  /* of its own body, sub-sections included */
	unsigned line;
};

struct fact_link {
	struct span target;
	unsigned line;
};

/* Something odd about the artifact that did not stop the reading. */
struct fact_note {
	const char *code; /* "totals-mismatch": evidence.md */
	struct span message;
	unsigned line;
};

/*
 * A new kind needs: a word in fact.c, a table in schema.sql with its INSERT in
 * store/facts.c, a line in fact_count() where it counts.
 */
enum fact_kind {
	FACT_ABOUT,
	FACT_SUITE,
	FACT_CASE,
	FACT_COVERAGE,
	FACT_SCAN,
	FACT_PROBLEM,
	FACT_SBOM,
	FACT_COMPONENT,
	FACT_DEPENDENCY,
	FACT_METRIC,
	FACT_THRESHOLD,
	FACT_WORKFLOW,
	FACT_TRIGGER,
	FACT_JOB,
	FACT_NEED,
	FACT_STEP,
	FACT_DOCUMENT,
	FACT_HEADING,
	FACT_LINK,
	FACT_NOTED,
	FACT_KINDS
};
extern const char *const fact_kind_word[FACT_KINDS];

struct fact {
	enum fact_kind kind;
	union {
		struct fact_about about;
		struct fact_suite suite;
		struct fact_case test;
		struct fact_coverage coverage;
		struct fact_scan scan;
		struct fact_problem problem;
		struct fact_sbom sbom;
		struct fact_component component;
		struct fact_dependency dependency;
		struct fact_metric metric;
		struct fact_threshold threshold;
		struct fact_workflow workflow;
		struct fact_trigger trigger;
		struct fact_job job;
		struct fact_need need;
		struct fact_step step;
		struct fact_document document;
		struct fact_heading heading;
		struct fact_link link;
		struct fact_note note;
	} as;
};

struct fact_sink {
	/* 0, or a negative err_code that the reader passes on unchanged. */
	int (*add)(void *ctx, const struct fact *fact, struct err *err);
	void *ctx;
};

static inline int fact_add(const struct fact_sink *sink, const struct fact *fact,
			   struct err *err)
{
	return sink->add(sink->ctx, fact, err);
}

/* Counted while facts go by, so that most questions never scan them. */
struct fact_counts {
	int64_t facts; /* all rows but notes and about */
	int64_t notes;
	int64_t suites, cases[TEST_OUTCOMES], flaky;
	int64_t scans, scans_failed, scans_unsure; /* unsure: `succeeded` not said */
	int64_t scan_targets;	      /* scans that name their target */
	int64_t open[SEVERITIES];     /* unsuppressed problems, baseline "absent" left out */
	int64_t open_errors;	      /* of these, at level "error" */
	int64_t open_secrets;
	int64_t suppressed;
	int64_t components, versioned, sboms, sboms_with_subject;
	int64_t metrics, thresholds, thresholds_failed;
	int64_t jobs, steps, neutralised;
	int64_t documents, words, placeholders, headings, links;
	/* Totals: computed ones win over declared ones; total 0 means unknown. */
	struct {
		int64_t covered, total;
		bool computed;
	} coverage[COVERAGE_METRICS];
};

void fact_count(struct fact_counts *counts, const struct fact *fact);

/* All cases, of any outcome. */
int64_t fact_cases(const struct fact_counts *counts);

#endif
