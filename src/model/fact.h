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
#include "model/column.h"

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

enum control_result {
	CONTROL_PASS,
	CONTROL_FAIL,
	CONTROL_ERROR, /* could not be checked */
	CONTROL_NOT_APPLICABLE,
	CONTROL_NOT_REVIEWED,
	CONTROL_NOT_SELECTED,
	CONTROL_INFORMATIONAL,
	CONTROL_UNKNOWN,
	CONTROL_RESULTS
};
extern const char *const control_result_word[CONTROL_RESULTS]; /* "not-applicable" */

enum vex_status {
	VEX_AFFECTED,
	VEX_NOT_AFFECTED,
	VEX_FIXED,
	VEX_UNDER_INVESTIGATION,
	VEX_UNKNOWN,
	VEX_STATUSES
};
extern const char *const vex_status_word[VEX_STATUSES]; /* "not_affected" */

enum envelope { ENVELOPE_BARE, ENVELOPE_DSSE, ENVELOPE_SIGSTORE, ENVELOPES };

/* What a statement of a test's or a command's result comes to. */
enum attested {
	ATTESTED_NOTHING, /* it is about something else */
	ATTESTED_PASSED,
	ATTESTED_WARNED,
	ATTESTED_FAILED,
	ATTESTED_UNKNOWN, /* a result that tells nothing */
	ATTESTEDS
};
extern const char *const attested_word[ATTESTEDS]; /* "passed"; "" */
extern const char *const envelope_word[ENVELOPES]; /* "sigstore-bundle" */

enum direction { DIRECTION_UP, DIRECTION_DOWN, DIRECTION_BOTH, DIRECTIONS };
extern const char *const direction_word[DIRECTIONS];

enum value_type {
	TYPE_STRING,
	TYPE_NUMBER,
	TYPE_TRUE,
	TYPE_FALSE,
	TYPE_NULL,
	TYPE_OBJECT,
	TYPE_ARRAY,
	VALUE_TYPES
};
extern const char *const value_type_word[VALUE_TYPES];

/* What the artifact says of itself; a later one adds what an earlier left empty. */
struct fact_about {
	struct span format_version, dialect, tool, tool_version;
	int64_t generated_at; /* CLOCK_NONE: not said */
	enum clock_quality generated_quality;
	struct span generated_src;  /* the pointer it was read at */
	struct span subject_commit; /* full hex id, as evidence.md section 7 binds it */
	struct span subject_src;
	struct span subject_name, subject_digest;
	/*
	 * What it was made from, where it says so (audit/imprint.h): patterns, one a
	 * line, with '!' before those that are left out; and their digest, in hex.
	 */
	struct span scope, scope_digest;
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
	int64_t db_updated_at;		 /* of its list of vulnerabilities; CLOCK_NONE */
};

struct fact_problem {
	int64_t scan; /* 0: listed in an SBOM */
	struct span kind; /* vulnerability misconfiguration secret sast lint license dast type other */
	struct span rule_id, title, message;
	enum severity severity;
	struct span severity_raw, level;
	int score_tenths;    /* CVSS base score, FACT_UNSAID */
	struct span vector;  /* CVSS vector as written */
	int reachable;	     /* called from the code: 0, 1, FACT_UNSAID */
	int in_tree;	     /* still in the tree (secrets): 0, 1, FACT_UNSAID */
	struct span commit;  /* that brought it in, as the scanner says */
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

/* A test that a source file declares: whether it ran, only a report can say. */
struct fact_declared {
	struct span framework; /* "jest", "pytest", "go", "rust", "junit" ... */
	struct span name;      /* with the names around it, joined by " > " */
	bool skipped;
	bool param; /* one declaration, any number of cases */
	unsigned line;
};

struct fact_vex {
	struct span vuln, product;
	enum vex_status status;
	struct span justification, statement;
	int64_t at; /* CLOCK_NONE */
	unsigned line;
};

/* An in-toto statement, in whatever envelope. */
struct fact_attestation {
	int64_t number;
	enum envelope envelope;
	struct span statement_type, predicate_type, builder, build_type, source_uri,
		source_commit;
	int64_t started_at, finished_at; /* CLOCK_NONE */
	int64_t signatures;
	int verified; /* readers leave it FACT_UNSAID: trust/ decides */
	struct span signer;
	enum attested result;
	struct span command; /* that was run, as a shell would write it */
	int64_t exit_code;   /* of it; FACT_UNSAID */
	unsigned line;
};

struct fact_subject {
	int64_t attestation;
	struct span name, algorithm, digest; /* "sha256", lower case hex */
};

/* A requirement of a compliance catalogue, and what came of checking it. */
struct fact_control {
	struct span framework, control, title;
	enum control_result result;
	struct span result_raw;
	int impact_tenths; /* 0 to 10, FACT_UNSAID */
	struct span severity, message;
	unsigned line;
};

/* An object of Kubernetes, or a service of compose. */
struct fact_object {
	int64_t number;
	int64_t doc;	    /* YAML document, from 1 */
	struct span system; /* "kubernetes", "compose" */
	struct span api_version, kind, name, space;
	int64_t replicas; /* FACT_UNSAID */
	unsigned line;
};

struct fact_container {
	int64_t object;
	struct span name, image, image_name, image_tag, image_digest;
	struct span cpu_limit, memory_limit, cpu_request, memory_request;
	int liveness, readiness, non_root, privileged; /* 0, 1, FACT_UNSAID */
	unsigned line;
};

struct fact_instruction { /* of a Dockerfile */
	struct span stage, instruction, args;
	unsigned line;
};

struct fact_alert {
	struct span group, kind; /* "alert", "record" */
	struct span name, expr, hold, severity, summary, runbook;
	unsigned line;
};

struct fact_panel {
	struct span dashboard, title, type, expr;
	unsigned line;
};

struct fact_operation { /* of an API */
	struct span method, path, operation;
	int secured; /* 0, 1, FACT_UNSAID */
	bool deprecated;
	unsigned line;
};

struct fact_migration {
	struct span version, name; /* "0042", "add_users" */
	enum direction direction;
	int64_t statements, destructive, unguarded;
	int transactional; /* 0, 1, FACT_UNSAID */
};

struct fact_contract {
	struct span consumer, provider, interaction;
	unsigned line;
};

/* Values that may be secret are only measured: evidence.md section 6, dotenv. */
struct fact_env {
	struct span key;
	bool has_value;
	struct span value_class; /* "boolean", "number", "url", "text", "empty" */
	struct span value;	 /* of booleans and numbers under harmless keys */
	int64_t length;		 /* bytes of the value */
	unsigned line;
};

struct fact_codeowner {
	struct span pattern, owner;
	unsigned line;
};

/* One value of a JSON, YAML, TOML or CSV file that no other reader knows. */
struct fact_value {
	int64_t doc;	     /* from 1 */
	struct span pointer; /* RFC 6901; CSV: /row/column, rows from 1 */
	enum value_type type;
	struct span text; /* exact */
	int64_t members;  /* of an object or array; FACT_UNSAID */
	unsigned line;
};

/* Lines of a log or other text. */
struct fact_text {
	int64_t lines, bytes, errors, warnings, fatals;
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
	/* 1 by readers for "#x" that the text declares, else FACT_UNSAID: audit/links.h */
	int resolves;
	unsigned line;
};

/* Something odd about the artifact that did not stop the reading. */
struct fact_note {
	const char *code; /* "totals-mismatch": evidence.md */
	struct span message;
	unsigned line;
};

/*
 * A new kind needs: its columns and a row of fact_shapes in fact.c, a table in
 * store/schema.sql, its order in store/facts.c, a line in fact_count() where it
 * counts.
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
	FACT_DECLARED,
	FACT_VEX,
	FACT_ATTESTATION,
	FACT_SUBJECT,
	FACT_CONTROL,
	FACT_OBJECT,
	FACT_CONTAINER,
	FACT_INSTRUCTION,
	FACT_ALERT,
	FACT_PANEL,
	FACT_OPERATION,
	FACT_MIGRATION,
	FACT_CONTRACT,
	FACT_ENV,
	FACT_CODEOWNER,
	FACT_VALUE,
	FACT_TEXT,
	FACT_NOTED,
	FACT_KINDS
};

/* How a kind is kept, printed and carried; FACT_ABOUT has columns and no table. */
struct fact_shape {
	const char *word;  /* "test_case": in listings */
	const char *table; /* in the database; NULL: none */
	const char *key;   /* its primary key: artifact and number */
	const struct column *columns;
	size_t count;
	size_t number; /* offset of the reader's own number, or FACT_NO_NUMBER */
	size_t shown;  /* the first so many columns are what pages show; 0: all */
};
#define FACT_NO_NUMBER ((size_t)-1)
extern const struct fact_shape fact_shapes[FACT_KINDS];

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
		struct fact_declared declared;
		struct fact_vex vex;
		struct fact_attestation attestation;
		struct fact_subject subject;
		struct fact_control control;
		struct fact_object object;
		struct fact_container container;
		struct fact_instruction instruction;
		struct fact_alert alert;
		struct fact_panel panel;
		struct fact_operation operation;
		struct fact_migration migration;
		struct fact_contract contract;
		struct fact_env env;
		struct fact_codeowner codeowner;
		struct fact_value value;
		struct fact_text text;
		struct fact_note note;
	} as;
};

/* A fact of that kind that says nothing yet: counts, times and flags are unsaid. */
struct fact fact_new(enum fact_kind kind);

/* A column that says what it may not, as no muster's reader does; NULL: none. */
const struct column *fact_odd_column(const struct fact *fact);

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
	int64_t suites, cases[TEST_OUTCOMES], flaky, retries;
	int64_t case_us; /* time of all cases that say it */
	int64_t scans, scans_failed, scans_unsure; /* unsure: `succeeded` not said */
	int64_t scan_targets;	      /* scans that name their target */
	int64_t open[SEVERITIES];     /* unsuppressed problems, baseline "absent" left out */
	int64_t open_errors;	      /* of these, at level "error" */
	int64_t open_warnings, open_notes; /* at the other levels of SARIF */
	int64_t open_secrets;
	int64_t suppressed;
	int64_t open_reachable;	  /* of these, called from the code */
	int64_t fixable;	  /* of these, with a version that has the fix */
	int64_t worst_tenths;	  /* highest CVSS score of these */
	int64_t components, versioned, sboms, sboms_with_subject;
	int64_t with_purl, licensed, hashed, dependencies;
	int64_t metrics, thresholds, thresholds_failed;
	int64_t jobs, steps, neutralised;
	int64_t documents, words, placeholders, headings, links;
	int64_t declared, declared_skipped, declared_params;
	int64_t vex[VEX_STATUSES];
	int64_t attestations, attested_subjects, attestation_signatures;
	int64_t attested[ATTESTEDS];
	int64_t controls[CONTROL_RESULTS];
	int64_t objects, containers, with_limits, with_probes, with_digest;
	int64_t instructions, alerts, records, panels, operations;
	int64_t migrations, statements, destructive, unguarded;
	int64_t contracts, env_keys, codeowners, values;
	int64_t broken_links; /* found by audit/, which knows the tree */
	int64_t lines; /* of documents and text */
	int64_t log_errors, log_warnings, log_fatals;
	/* Totals: computed ones win over declared ones; total 0 means unknown. */
	struct {
		int64_t covered, total;
		int64_t said_covered, said_total; /* of the report's own total */
		bool computed;
	} coverage[COVERAGE_METRICS];
};

void fact_count(struct fact_counts *counts, const struct fact *fact);

/* The counts of two artifacts taken together. */
void fact_counts_add(struct fact_counts *sum, const struct fact_counts *one);

/* All cases, of any outcome. */
int64_t fact_cases(const struct fact_counts *counts);

#endif
