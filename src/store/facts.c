#include "store/facts.h"

#include "base/limits.h"
#include "store/row.h"

#include <assert.h>

#define NUMBERS   ((int64_t)1 << 24) /* ids that one artifact has */
#define NO_NUMBER ((size_t)-1)

/* clang-format off */

static const struct column suite_columns[] = {
	COLUMN(fact_suite, parent,        "parent_id",     CELL_PARENT),
	COLUMN(fact_suite, name,          "name",          CELL_CUT_SAID),
	COLUMN(fact_suite, file,          "file",          CELL_CUT),
	COLUMN(fact_suite, host,          "host",          CELL_CUT),
	COLUMN(fact_suite, started_at,    "started_at_s",  CELL_TIME),
	COLUMN(fact_suite, duration_us,   "duration_us",   CELL_UNSAID),
	COLUMN(fact_suite, said_tests,    "said_tests",    CELL_UNSAID),
	COLUMN(fact_suite, said_failures, "said_failures", CELL_UNSAID),
	COLUMN(fact_suite, said_errors,   "said_errors",   CELL_UNSAID),
	COLUMN(fact_suite, said_skipped,  "said_skipped",  CELL_UNSAID),
	COLUMN(fact_suite, line,          "line",          CELL_LINE),
};

#define CASE_SHOWN 8
static const struct column case_columns[] = {
	COLUMN(fact_case, suite,       "suite_id",    CELL_PARENT),
	COLUMN(fact_case, name,        "name",        CELL_CUT_SAID),
	COLUMN(fact_case, classname,   "classname",   CELL_CUT),
	COLUMN(fact_case, file,        "file",        CELL_CUT),
	COLUMN_WORD(fact_case, outcome, "status", test_outcome_word, TEST_OUTCOMES),
	COLUMN(fact_case, duration_us, "duration_us", CELL_UNSAID),
	COLUMN(fact_case, message,     "message",     CELL_CUT),
	COLUMN(fact_case, line,        "line",        CELL_LINE),
	/* not on pages: */
	COLUMN(fact_case, src_line,    "src_line",    CELL_LINE),
	COLUMN(fact_case, outcome_raw, "status_raw",  CELL_CUT),
	COLUMN(fact_case, retries,     "retries",     CELL_UINT),
	COLUMN(fact_case, flaky,       "flaky",       CELL_BOOL),
};

static const struct column coverage_columns[] = {
	COLUMN_WORD(fact_coverage, scope, "scope", coverage_scope_word, COVERAGE_SCOPES),
	COLUMN(fact_coverage, name,     "name",     CELL_CUT_SAID),
	COLUMN_WORD(fact_coverage, metric, "metric", coverage_metric_word, COVERAGE_METRICS),
	COLUMN(fact_coverage, covered,  "covered",  CELL_UNSAID),
	COLUMN(fact_coverage, total,    "total",    CELL_UNSAID),
	COLUMN(fact_coverage, computed, "computed", CELL_BOOL),
};

static const struct column scan_columns[] = {
	COLUMN(fact_scan, tool,          "tool",          CELL_CUT_SAID),
	COLUMN(fact_scan, tool_version,  "tool_version",  CELL_CUT),
	COLUMN(fact_scan, kind,          "kind",          CELL_CUT_SAID),
	COLUMN(fact_scan, target,        "target",        CELL_CUT),
	COLUMN(fact_scan, target_digest, "target_digest", CELL_CUT),
	COLUMN(fact_scan, started_at,    "started_at_s",  CELL_TIME),
	COLUMN(fact_scan, finished_at,   "finished_at_s", CELL_TIME),
	COLUMN(fact_scan, succeeded,     "succeeded",     CELL_INT_UNSAID),
	COLUMN(fact_scan, rules,         "n_rules",       CELL_UNSAID),
	COLUMN(fact_scan, targets,       "n_targets",     CELL_UNSAID),
};

#define PROBLEM_SHOWN 11
static const struct column problem_columns[] = {
	COLUMN(fact_problem, rule_id,           "rule_id",           CELL_CUT),
	COLUMN(fact_problem, title,             "title",             CELL_CUT),
	COLUMN(fact_problem, message,           "message",           CELL_CUT),
	COLUMN_WORD(fact_problem, severity, "severity", severity_word, SEVERITIES),
	COLUMN(fact_problem, path,              "path",              CELL_CUT),
	COLUMN(fact_problem, src_line,          "src_line",          CELL_LINE),
	COLUMN(fact_problem, component,         "component",         CELL_CUT),
	COLUMN(fact_problem, component_version, "component_version", CELL_CUT),
	COLUMN(fact_problem, fixed_version,     "fixed_version",     CELL_CUT),
	COLUMN(fact_problem, suppressed,        "suppressed",        CELL_BOOL),
	COLUMN(fact_problem, line,              "line",              CELL_LINE),
	/* not on pages: */
	COLUMN(fact_problem, scan,              "scan_id",           CELL_PARENT),
	COLUMN(fact_problem, kind,              "kind",              CELL_TEXT),
	COLUMN(fact_problem, severity_raw,      "severity_raw",      CELL_CUT),
	COLUMN(fact_problem, level,             "level",             CELL_CUT),
	COLUMN(fact_problem, score_tenths,      "score_tenths",      CELL_INT_UNSAID),
	COLUMN(fact_problem, cwe,               "cwe",               CELL_CUT),
	COLUMN(fact_problem, purl,              "purl",              CELL_CUT),
	COLUMN(fact_problem, fix_state,         "fix_state",         CELL_CUT),
	COLUMN(fact_problem, suppress_reason,   "suppress_reason",   CELL_CUT),
	COLUMN(fact_problem, baseline,          "baseline",          CELL_CUT),
	COLUMN(fact_problem, fingerprint,       "fingerprint",       CELL_CUT),
	COLUMN(fact_problem, aliases,           "aliases",           CELL_CUT),
};

static const struct column sbom_columns[] = {
	COLUMN(fact_sbom, spec,            "spec",            CELL_CUT_SAID),
	COLUMN(fact_sbom, spec_version,    "spec_version",    CELL_CUT),
	COLUMN(fact_sbom, serial,          "serial",          CELL_CUT),
	COLUMN(fact_sbom, author,          "author",          CELL_CUT),
	COLUMN(fact_sbom, created_at,      "created_at_s",    CELL_TIME),
	COLUMN(fact_sbom, subject_type,    "subject_type",    CELL_CUT),
	COLUMN(fact_sbom, subject_name,    "subject_name",    CELL_CUT),
	COLUMN(fact_sbom, subject_version, "subject_version", CELL_CUT),
	COLUMN(fact_sbom, subject_purl,    "subject_purl",    CELL_CUT),
	COLUMN(fact_sbom, subject_digest,  "subject_digest",  CELL_CUT),
	COLUMN(fact_sbom, components,      "n_components",    CELL_I64),
	COLUMN(fact_sbom, versioned,       "n_versioned",     CELL_I64),
	COLUMN(fact_sbom, with_purl,       "n_purl",          CELL_I64),
	COLUMN(fact_sbom, licensed,        "n_licensed",      CELL_I64),
	COLUMN(fact_sbom, hashed,          "n_hashed",        CELL_I64),
	COLUMN(fact_sbom, dependencies,    "n_dependencies",  CELL_I64),
	COLUMN(fact_sbom, completeness,    "completeness",    CELL_CUT),
};

static const struct column component_columns[] = {
	COLUMN(fact_component, ref,        "ref",        CELL_CUT),
	COLUMN(fact_component, parent_ref, "parent_ref", CELL_CUT),
	COLUMN(fact_component, type,       "type",       CELL_CUT),
	COLUMN(fact_component, group,      "grp",        CELL_CUT),
	COLUMN(fact_component, name,       "name",       CELL_CUT_SAID),
	COLUMN(fact_component, version,    "version",    CELL_CUT),
	COLUMN(fact_component, purl,       "purl",       CELL_CUT),
	COLUMN(fact_component, cpe,        "cpe",        CELL_CUT),
	COLUMN(fact_component, license,    "license",    CELL_CUT),
	COLUMN(fact_component, supplier,   "supplier",   CELL_CUT),
	COLUMN(fact_component, sha256,     "sha256",     CELL_CUT),
	COLUMN(fact_component, scope,      "scope",      CELL_CUT),
};

static const struct column dependency_columns[] = {
	COLUMN(fact_dependency, from, "from_ref", CELL_CUT_SAID),
	COLUMN(fact_dependency, to,   "to_ref",   CELL_CUT_SAID),
	COLUMN(fact_dependency, kind, "kind",     CELL_CUT),
};

static const struct column metric_columns[] = {
	COLUMN(fact_metric, name,     "name",     CELL_CUT_SAID),
	COLUMN(fact_metric, labels,   "labels",   CELL_CUT),
	COLUMN(fact_metric, stat,     "stat",     CELL_SAID),
	COLUMN(fact_metric, text,     "text",     CELL_CUT_SAID),
	COLUMN(fact_metric, unit,     "unit",     CELL_SAID),
	COLUMN(fact_metric, computed, "computed", CELL_BOOL),
};

static const struct column threshold_columns[] = {
	COLUMN(fact_threshold, metric, "metric", CELL_CUT_SAID),
	COLUMN(fact_threshold, expr,   "expr",   CELL_CUT_SAID),
	COLUMN(fact_threshold, ok,     "ok",     CELL_BOOL),
};

static const struct column workflow_columns[] = {
	COLUMN(fact_workflow, provider, "provider", CELL_CUT_SAID),
	COLUMN(fact_workflow, name,     "name",     CELL_CUT),
};

static const struct column trigger_columns[] = {
	COLUMN(fact_trigger, event,   "event",   CELL_CUT_SAID),
	COLUMN(fact_trigger, filter,  "filter",  CELL_CUT),
	COLUMN(fact_trigger, pattern, "pattern", CELL_CUT),
};

static const struct column job_columns[] = {
	COLUMN(fact_job, key,               "key",               CELL_CUT_SAID),
	COLUMN(fact_job, name,              "name",              CELL_CUT),
	COLUMN(fact_job, condition,         "if_expr",           CELL_CUT),
	COLUMN(fact_job, environment,       "environment",       CELL_CUT),
	COLUMN(fact_job, uses,              "uses",              CELL_CUT),
	COLUMN(fact_job, continue_on_error, "continue_on_error", CELL_BOOL),
	COLUMN(fact_job, line,              "line",              CELL_LINE),
};

static const struct column need_columns[] = {
	COLUMN(fact_need, job,   "job_id", CELL_PARENT),
	COLUMN(fact_need, needs, "needs",  CELL_CUT_SAID),
};

static const struct column step_columns[] = {
	COLUMN(fact_step, job,         "job_id",      CELL_PARENT),
	COLUMN(fact_step, name,        "name",        CELL_CUT),
	COLUMN(fact_step, uses,        "uses",        CELL_CUT),
	COLUMN(fact_step, uses_ref,    "uses_ref",    CELL_CUT),
	COLUMN(fact_step, pinned,      "pinned",      CELL_INT_UNSAID),
	COLUMN(fact_step, run,         "run",         CELL_LONG),
	COLUMN(fact_step, condition,   "if_expr",     CELL_CUT),
	COLUMN(fact_step, neutralised, "neutralised", CELL_BOOL),
	COLUMN(fact_step, line,        "line",        CELL_LINE),
};

static const struct column document_columns[] = {
	COLUMN(fact_document, title,        "title",          CELL_CUT),
	COLUMN(fact_document, lines,        "n_lines",        CELL_I64),
	COLUMN(fact_document, words,        "n_words",        CELL_I64),
	COLUMN(fact_document, placeholders, "n_placeholders", CELL_I64),
	COLUMN(fact_document, code_blocks,  "n_code_blocks",  CELL_I64),
};

static const struct column heading_columns[] = {
	COLUMN(fact_heading, level,  "level",   CELL_UINT),
	COLUMN(fact_heading, text,   "text",    CELL_CUT_SAID),
	COLUMN(fact_heading, folded, "folded",  CELL_CUT_SAID),
	COLUMN(fact_heading, words,  "n_words", CELL_I64),
	COLUMN(fact_heading, line,   "line",    CELL_LINE),
};

static const struct column link_columns[] = {
	COLUMN(fact_link, target, "target", CELL_CUT_SAID),
	COLUMN(fact_link, line,   "line",   CELL_LINE),
};

static const struct column note_columns[] = {
	COLUMN(fact_note, code,    "code",    CELL_NAME),
	COLUMN(fact_note, message, "message", CELL_CUT_SAID),
	COLUMN(fact_note, line,    "line",    CELL_LINE),
};

#define TABLE(name, key, columns) \
	{ name, { key }, columns, sizeof(columns) / sizeof((columns)[0]) }
#define IN_ORDER(key) "WHERE " key " >= ?1 AND " key " < ?2 ORDER BY "
#define PAGE(key)     key " LIMIT ?3 OFFSET ?4"
#define ORDERS(key, worst) \
	{ IN_ORDER(key) PAGE(key), IN_ORDER(key) worst PAGE(key) }

/* FACT_ABOUT has no table: it is columns of run_artifact. */
static const struct fact_table {
	struct mapping mapping;
	size_t number; /* where the reader's own number is, or NO_NUMBER */
	const char *orders[2];
	size_t shown; /* columns that FACTS_WORST_FIRST gives; 0: all */
} tables[FACT_KINDS] = {
	[FACT_SUITE]      = { TABLE("test_suite", "suite_id", suite_columns), offsetof(struct fact_suite, number),
		ORDERS("suite_id", "ifnull(said_failures, 0) + ifnull(said_errors, 0) DESC, ") },
	[FACT_CASE]       = { TABLE("fact_case", "case_id", case_columns), NO_NUMBER,
		ORDERS("case_id", "CASE status WHEN 'failed' THEN 0 WHEN 'error' THEN 0 WHEN 'unknown' THEN 1"
			" WHEN 'todo' THEN 3 WHEN 'skipped' THEN 4 ELSE 5 - 3 * flaky END, "), CASE_SHOWN },
	[FACT_COVERAGE]   = { TABLE("coverage", "coverage_id", coverage_columns), NO_NUMBER,
		ORDERS("coverage_id", "ifnull(total, 0) = 0, covered * 10000 / total, ") },
	[FACT_SCAN]       = { TABLE("scan", "scan_id", scan_columns), offsetof(struct fact_scan, number),
		ORDERS("scan_id", "CASE succeeded WHEN 0 THEN 0 WHEN 1 THEN 2 ELSE 1 END, ") },
	[FACT_PROBLEM]    = { TABLE("finding", "finding_id", problem_columns), NO_NUMBER,
		ORDERS("finding_id", "suppressed, ifnull(baseline, '') = 'absent', CASE severity"
			" WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'unknown' THEN 3"
			" WHEN 'low' THEN 4 WHEN 'info' THEN 5 ELSE 6 END, "), PROBLEM_SHOWN },
	[FACT_SBOM]       = { TABLE("sbom", "sbom_id", sbom_columns), NO_NUMBER, ORDERS("sbom_id", "") },
	[FACT_COMPONENT]  = { TABLE("component", "component_id", component_columns), NO_NUMBER,
		ORDERS("component_id", "version IS NOT NULL, ") },
	[FACT_DEPENDENCY] = { TABLE("dependency", "dependency_id", dependency_columns), NO_NUMBER,
		ORDERS("dependency_id", "") },
	[FACT_METRIC]     = { TABLE("metric", "metric_id", metric_columns), NO_NUMBER, ORDERS("metric_id", "") },
	[FACT_THRESHOLD]  = { TABLE("threshold", "threshold_id", threshold_columns), NO_NUMBER,
		ORDERS("threshold_id", "ok, ") },
	[FACT_WORKFLOW]   = { TABLE("workflow", "workflow_id", workflow_columns), NO_NUMBER, ORDERS("workflow_id", "") },
	[FACT_TRIGGER]    = { TABLE("workflow_trigger", "trigger_id", trigger_columns), NO_NUMBER,
		ORDERS("trigger_id", "") },
	[FACT_JOB]        = { TABLE("workflow_job", "job_id", job_columns), offsetof(struct fact_job, number),
		ORDERS("job_id", "continue_on_error DESC, ") },
	[FACT_NEED]       = { TABLE("workflow_need", "need_id", need_columns), NO_NUMBER, ORDERS("need_id", "") },
	[FACT_STEP]       = { TABLE("workflow_step", "step_id", step_columns), NO_NUMBER,
		ORDERS("step_id", "neutralised DESC, ") },
	[FACT_DOCUMENT]   = { TABLE("document", "document_id", document_columns), NO_NUMBER, ORDERS("document_id", "") },
	[FACT_HEADING]    = { TABLE("heading", "heading_id", heading_columns), NO_NUMBER, ORDERS("heading_id", "") },
	[FACT_LINK]       = { TABLE("doc_link", "link_id", link_columns), NO_NUMBER, ORDERS("link_id", "") },
	[FACT_NOTED]      = { TABLE("note", "note_id", note_columns), NO_NUMBER, ORDERS("note_id", "") },
};

/* clang-format on */

struct facts {
	bool open;    /* between facts_begin() and facts_end() */
	int64_t base; /* artifact id * NUMBERS */
	struct {
		struct batch batch;
		int64_t last;             /* number of the newest fact of this kind */
		sqlite3_stmt *selects[2]; /* by order, while nobody reads */
	} kinds[FACT_KINDS];
};

const struct mapping *facts_mapping(enum fact_kind kind)
{
	return tables[kind].mapping.table ? &tables[kind].mapping : NULL;
}

void facts_release(struct facts *facts)
{
	for (size_t i = 0; facts && i < FACT_KINDS; i++) {
		batch_release(&facts->kinds[i].batch);
		for (size_t order = 0; order < 2; order++)
			sqlite3_finalize(facts->kinds[i].selects[order]);
	}
}

static struct facts *facts_of(struct store *store)
{
	if (!store->facts) {
		store->facts = ARENA_NEW(store->arena, struct facts);
		for (size_t i = 0; i < FACT_KINDS; i++)
			batch_init(&store->facts->kinds[i].batch, &tables[i].mapping);
	}
	return store->facts;
}

void facts_forget(struct store *store)
{
	for (size_t i = 0; i < FACT_KINDS; i++)
		batch_drop(&store->facts->kinds[i].batch);
	store->facts->open = false;
}

/* The number that the fact has within its artifact. */
static int number_of(int64_t *out, int64_t *last, const struct fact_table *table,
		     const void *record, struct err *err)
{
	*out = ++*last;
	if (table->number != NO_NUMBER)
		memcpy(out, (const char *)record + table->number, sizeof(*out));
	if (*out > 0 && *out < NUMBERS)
		return 0;
	err_set(err, ERR_LIMIT, "more than %lld rows of %s", (long long)NUMBERS - 1,
		table->mapping.table);
	err_tag(err, "too-many-facts");
	return err_fix(err, "split the report");
}

static int add(void *ctx, const struct fact *fact, struct err *err)
{
	struct store *store = ctx;
	struct facts *facts = store->facts;
	const struct fact_table *table = &tables[fact->kind];
	int64_t id;
	int rc;

	assert(facts->open);
	if (!table->mapping.table)
		return 0; /* FACT_ABOUT: the artifact itself keeps it */
	rc = number_of(&id, &facts->kinds[fact->kind].last, table, &fact->as, err);
	if (rc < 0)
		return rc;
	id += facts->base;
	return batch_add(&facts->kinds[fact->kind].batch, store, &id, &fact->as,
			 facts->base, err);
}

int facts_begin(struct store *store, int64_t run_row, struct artifact *artifact,
		struct err *err)
{
	struct facts *facts = facts_of(store);
	int rc;

	assert(run_row == store->run_row && run_row != 0 && !facts->open);
	rc = store_run(store, "SAVEPOINT artifact", err);
	if (rc < 0)
		return rc;
	artifact->id = store->next_artifact++;
	facts->open = true;
	facts->base = artifact->id * NUMBERS;
	for (size_t i = 0; i < FACT_KINDS; i++)
		facts->kinds[i].last = 0;
	return 0;
}

int facts_again(struct store *store, struct err *err)
{
	struct facts *facts = store->facts;

	assert(facts->open);
	facts_forget(store);
	facts->open = true;
	for (size_t i = 0; i < FACT_KINDS; i++)
		facts->kinds[i].last = 0;
	return store_run(store, "ROLLBACK TO artifact", err);
}

struct fact_sink facts_sink(struct store *store)
{
	return (struct fact_sink){ add, store };
}

static int keep(struct store *store, struct err *err)
{
	for (size_t i = 0; i < FACT_KINDS; i++) {
		int rc = batch_flush(&store->facts->kinds[i].batch, store, err);

		if (rc < 0)
			return rc;
	}
	return store_run(store, "RELEASE artifact", err);
}

static int drop(struct store *store, struct err *err)
{
	facts_forget(store);
	return store_run(store, "ROLLBACK TO artifact; RELEASE artifact", err);
}

int facts_end(struct store *store, const struct artifact *artifact, struct err *err)
{
	struct err ignored = { 0 };
	int rc;

	assert(store->facts->open);
	store->facts->open = false;
	if (artifact->status != ARTIFACT_OK && artifact->status != ARTIFACT_PARTIAL)
		return drop(store, err);
	rc = keep(store, err);
	if (rc < 0)
		drop(store, &ignored); /* the first error is the one to tell */
	return rc;
}

/* What a reader of that order gets. */
static struct mapping read_mapping(const struct fact_table *table,
				   enum facts_order order)
{
	struct mapping mapping = table->mapping;

	if (order == FACTS_WORST_FIRST && table->shown > 0)
		mapping.count = table->shown;
	return mapping;
}

/* One fact of the current row. */
static int get_fact(struct fact *fact, struct store *store, sqlite3_stmt *stmt,
		    const struct fact_table *table, const struct mapping *mapping,
		    struct err *err)
{
	int rc = row_get(&fact->as, store, stmt, mapping, NULL, err);

	if (rc == 0 && table->number != NO_NUMBER) {
		int64_t number = sqlite3_column_int64(stmt, 0) & (NUMBERS - 1);

		memcpy((char *)&fact->as + table->number, &number, sizeof(number));
	}
	return rc;
}

static int hand_out(struct store *store, sqlite3_stmt *stmt, enum fact_kind kind,
		    const struct mapping *mapping, const struct fact_sink *sink,
		    struct err *err)
{
	struct fact fact = { .kind = kind };

	for (;;) {
		bool row;
		int rc = store_step(&row, store, stmt, err);

		if (rc < 0 || !row)
			return rc;
		rc = get_fact(&fact, store, stmt, &tables[kind], mapping, err);
		if (rc == 0)
			rc = fact_add(sink, &fact, err);
		if (rc < 0)
			return rc;
	}
}

/*
 * The statement is kept for the next artifact: preparing one costs more than a
 * hundred rows.  While it runs its place is empty, so that a sink may read too.
 */
int facts_each(struct store *store, int64_t artifact_id, enum fact_kind kind,
	       enum facts_order order, size_t offset, size_t limit,
	       const struct fact_sink *sink, struct err *err)
{
	const struct fact_table *table = &tables[kind];
	const struct mapping mapping = read_mapping(table, order);
	sqlite3_stmt **kept = &facts_of(store)->kinds[kind].selects[order];
	sqlite3_stmt *stmt = *kept;
	int rc = 0;

	if (!table->mapping.table)
		return 0;
	*kept = NULL;
	if (!stmt)
		rc = row_select(&stmt, store, &mapping, table->orders[order], err);
	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, artifact_id * NUMBERS);
	sqlite3_bind_int64(stmt, 2, (artifact_id + 1) * NUMBERS);
	sqlite3_bind_int64(stmt, 3,
			   limit > 0 && limit < INT64_MAX ? (int64_t)limit : -1);
	sqlite3_bind_int64(stmt, 4, offset < INT64_MAX ? (int64_t)offset : INT64_MAX);
	rc = hand_out(store, stmt, kind, &mapping, sink, err);
	sqlite3_reset(stmt);
	sqlite3_finalize(*kept);
	*kept = stmt;
	return rc;
}

/*
 * '*' matches any run of bytes.  After a mismatch only the newest '*' has to
 * take more: what an older one took can stay.
 */
static bool matches_star(struct span text, struct span pattern)
{
	size_t t = 0, p = 0, star = pattern.len, from = 0;

	while (t < text.len) {
		if (p < pattern.len && pattern.ptr[p] == '*') {
			star = p++;
			from = t;
		} else if (p < pattern.len && pattern.ptr[p] == text.ptr[t]) {
			p++;
			t++;
		} else if (star < pattern.len) {
			p = star + 1;
			t = ++from;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.ptr[p] == '*')
		p++;
	return p == pattern.len;
}

static bool matches_file(struct span file, struct span selector)
{
	ptrdiff_t slash = span_rindex(file, '/');

	return matches_star(file, selector) ||
	       matches_star(span_from(file, (size_t)(slash + 1)), selector);
}

struct choice {
	struct span selector;
	struct arena *arena;
	LIST(bool) suites; /* by number: matched by itself or by one around it */
	int64_t *out;
};

static int choose_suite(void *ctx, const struct fact *fact, struct err *err)
{
	const struct fact_suite *suite = &fact->as.suite;
	struct choice *choice = ctx;
	bool matched = matches_star(suite->name, choice->selector) ||
		       matches_file(suite->file, choice->selector);

	(void)err;
	while (choice->suites.count < (size_t)suite->number)
		*LIST_ADD(choice->arena, &choice->suites) = false;
	if ((size_t)suite->parent < choice->suites.count)
		matched |= choice->suites.at[suite->parent];
	*LIST_ADD(choice->arena, &choice->suites) = matched;
	return 0;
}

static int choose_case(void *ctx, const struct fact *fact, struct err *err)
{
	const struct fact_case *test = &fact->as.test;
	struct choice *choice = ctx;
	size_t suite = (size_t)test->suite;

	(void)err;
	if ((suite < choice->suites.count && choice->suites.at[suite]) ||
	    matches_star(test->name, choice->selector) ||
	    matches_star(test->classname, choice->selector) ||
	    matches_file(test->file, choice->selector))
		choice->out[test->outcome]++;
	return 0;
}

int facts_cases(int64_t out[TEST_OUTCOMES], struct store *store, int64_t artifact_id,
		struct span selector, struct err *err)
{
	struct choice choice = { .selector = selector, .out = out };
	struct fact_sink suites = { choose_suite, &choice };
	struct fact_sink cases = { choose_case, &choice };
	int rc;

	memset(out, 0, TEST_OUTCOMES * sizeof(*out));
	choice.arena = arena_new(LIMIT_SCRATCH_BYTES);
	rc = facts_each(store, artifact_id, FACT_SUITE, FACTS_IN_ORDER, 0, 0, &suites,
			err);
	if (rc == 0)
		rc = facts_each(store, artifact_id, FACT_CASE, FACTS_IN_ORDER, 0, 0,
				&cases, err);
	arena_free(choice.arena);
	return rc;
}
