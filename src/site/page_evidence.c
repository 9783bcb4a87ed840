#include "base/limits.h"
#include "base/path.h"
#include "base/table.h"
#include "site/areas.h"
#include "site/page.h"
#include "site/rows.h"
#include "site/url.h"
#include "text/html.h"

#include <assert.h>
#include <stdlib.h>

#define PLAIN_LINES    400
#define PLAIN_LINE_MAX 400
#define USES_SHOWN     500
#define INDEX_ROWS     2000
#define NOTES_SHOWN    50

/* ---- tables of facts ---------------------------------------------------- */

struct telling {
	struct rows rows;
	struct site *site;
	const struct fact_table *table; /* at hand */
	/* Names of suites and jobs by number, where they are needed. */
	LIST(struct span) names;
	struct table *measured; /* "metric\nstatistic" to a text: for thresholds */
	struct table *licences; /* to a count: of the components seen */
	struct areas *areas;
};

typedef int (*fact_add_fn)(void *ctx, const struct fact *fact, struct err *err);

struct fact_table {
	enum fact_kind kind;
	enum facts_order order;
	const char *title, *order_words;
	fact_add_fn add; /* NULL: the columns as they are */
	struct column_spec columns[ROWS_COLUMNS];
	const char
		*fields[ROWS_COLUMNS]; /* without `add`: their names in fact_shapes */
};

static struct span keep(struct telling *t, struct span text)
{
	return arena_copy(t->site->scratch, text);
}

static void name_number(struct telling *t, int64_t number, struct span name)
{
	if (number < 1 || number > 100000)
		return;
	while (t->names.count < (size_t)number)
		*LIST_ADD(t->site->scratch, &t->names) = SPAN_EMPTY;
	t->names.at[number - 1] = keep(t, name);
}

static struct span named(const struct telling *t, int64_t number)
{
	return number >= 1 && (size_t)number <= t->names.count ? t->names.at[number - 1]
							       : SPAN_EMPTY;
}

static int learn_name(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;

	(void)err;
	if (fact->kind == FACT_SUITE)
		name_number(t, fact->as.suite.number, fact->as.suite.name);
	if (fact->kind == FACT_JOB)
		name_number(t, fact->as.job.number,
			    fact->as.job.name.len > 0 ? fact->as.job.name
						      : fact->as.job.key);
	return 0;
}

static int64_t line_or_none(unsigned line)
{
	return line > 0 ? (int64_t)line : -1;
}

static struct span first_of(struct span a, struct span b, struct span c)
{
	return a.len > 0 ? a : b.len > 0 ? b : c;
}

/* "path:12", or the path alone. */
static struct span place_of(struct telling *t, struct span path, unsigned line)
{
	if (line == 0 || path.len == 0)
		return path;
	return arena_printf(t->site->scratch, "%.*s:%u", SPAN_ARG(path), line);
}

/* clang-format off: tables keep one row a line */

static const enum verdict test_icon[TEST_OUTCOMES] = {
	[TEST_PASSED] = VERDICT_VERIFIED,      [TEST_FAILED] = VERDICT_CONTRADICTED,
	[TEST_ERRORED] = VERDICT_CONTRADICTED, [TEST_SKIPPED] = VERDICT_OPEN,
	[TEST_TODO] = VERDICT_PARTIAL,         [TEST_UNKNOWN] = VERDICT_INDETERMINATE,
};

static const enum verdict control_icon[CONTROL_RESULTS] = {
	[CONTROL_PASS] = VERDICT_VERIFIED,
	[CONTROL_FAIL] = VERDICT_CONTRADICTED,
	[CONTROL_ERROR] = VERDICT_INDETERMINATE,
	[CONTROL_NOT_APPLICABLE] = VERDICT_NOT_APPLICABLE,
	[CONTROL_NOT_REVIEWED] = VERDICT_OPEN,
	[CONTROL_NOT_SELECTED] = VERDICT_OPEN,
	[CONTROL_INFORMATIONAL] = VERDICT_OPEN,
	[CONTROL_UNKNOWN] = VERDICT_INDETERMINATE,
};

/* clang-format on */

static int add_case(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;
	const struct fact_case *test = &fact->as.test;

	(void)err;
	rows_row(&t->rows);
	rows_outcome(&t->rows, test_icon[test->outcome],
		     say_word(t->site, "test-shown", test_outcome_word[test->outcome]));
	rows_text(&t->rows,
		  first_of(test->classname, named(t, test->suite), test->file));
	rows_text(&t->rows, test->name);
	rows_number(&t->rows,
		    test->duration_us < 0 ? -1 : (test->duration_us + 500) / 1000);
	rows_text(&t->rows, words_cut(t->site->scratch, test->message, 300));
	return 0;
}

/* "Suppressed: reviewed, the input is a constant" */
static struct span state_of(struct telling *t, const struct fact_problem *problem)
{
	if (problem->suppressed && problem->suppress_reason.len > 0)
		return SAY(t->site, "cell.suppressed-why",
			   say_text("why", words_cut(t->site->scratch,
						     problem->suppress_reason, 120)));
	if (problem->suppressed)
		return say(t->site, "cell.suppressed");
	return span_is(problem->baseline, "absent")
		       ? say(t->site, "cell.no-longer-there")
		       : say(t->site, "cell.open");
}

static int add_problem(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;
	const struct fact_problem *problem = &fact->as.problem;
	struct span where = problem->component;

	(void)err;
	areas_problem(t->areas, problem);
	if (where.len > 0 && problem->component_version.len > 0)
		where = arena_printf(t->site->scratch, "%.*s %.*s", SPAN_ARG(where),
				     SPAN_ARG(problem->component_version));
	if (where.len == 0)
		where = place_of(t, problem->path, problem->src_line);
	rows_row(&t->rows);
	rows_outcome(&t->rows, severity_icon[problem->severity],
		     say_word(t->site, "severity-shown",
			      severity_word[problem->severity]));
	rows_text(&t->rows, problem->rule_id);
	rows_text(&t->rows, where);
	rows_text(&t->rows,
		  words_cut(t->site->scratch,
			    first_of(problem->title, problem->message, SPAN_EMPTY),
			    300));
	rows_text(&t->rows, problem->fixed_version);
	rows_text(&t->rows, state_of(t, problem));
	return 0;
}

static void count_licence(struct telling *t, struct span licence)
{
	void **slot;

	licence = span_trim(licence);
	slot = table_slot(t->licences,
			  licence.len > 0 ? licence : say(t->site, "cell.none-named"));
	if (!*slot)
		*slot = ARENA_NEW(t->site->scratch, int64_t);
	++*(int64_t *)*slot;
}

static int add_component(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;
	const struct fact_component *component = &fact->as.component;

	(void)err;
	count_licence(t, component->license);
	rows_row(&t->rows);
	rows_text(&t->rows, component->name);
	rows_text(&t->rows, component->version);
	rows_text(&t->rows, component->license);
	rows_text(&t->rows, component->type);
	rows_text(&t->rows, first_of(component->purl, component->cpe, SPAN_EMPTY));
	return 0;
}

static int add_coverage(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;
	const struct fact_coverage *coverage = &fact->as.coverage;
	int64_t tenths =
		coverage->total > 0 ? coverage->covered * 1000 / coverage->total : 0;

	(void)err;
	areas_coverage(t->areas, coverage);
	rows_row(&t->rows);
	rows_text(&t->rows, coverage->name.len > 0 ? coverage->name
			    : coverage->computed
				    ? say(t->site, "cell.the-whole-as-counted")
				    : say(t->site, "cell.the-whole-as-stated"));
	rows_text(&t->rows,
		  say_word(t->site, "scope", coverage_scope_word[coverage->scope]));
	rows_text(&t->rows,
		  say_word(t->site, "metric", coverage_metric_word[coverage->metric]));
	rows_number(&t->rows, coverage->covered);
	rows_number(&t->rows, coverage->total);
	rows_share(&t->rows, coverage->total > 0 ? tenths : -1);
	return 0;
}

static int add_metric(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;
	const struct fact_metric *metric = &fact->as.metric;

	(void)err;
	rows_row(&t->rows);
	rows_text(&t->rows, metric->name);
	rows_text(&t->rows, metric->labels);
	rows_text(&t->rows, metric->stat);
	rows_text(&t->rows, metric->text);
	rows_text(&t->rows, metric->unit);
	return 0;
}

static struct span measure_key(struct telling *t, struct span metric, struct span stat)
{
	return arena_printf(t->site->scratch, "%.*s\n%.*s", SPAN_ARG(metric),
			    SPAN_ARG(stat));
}

static int learn_metric(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;
	const struct fact_metric *metric = &fact->as.metric;
	struct span *text = ARENA_NEW(t->site->scratch, struct span);

	(void)err;
	if (metric->labels.len > 0)
		return 0;
	*text = arena_printf(t->site->scratch, "%.*s%s%.*s", SPAN_ARG(metric->text),
			     metric->unit.len > 0 ? " " : "", SPAN_ARG(metric->unit));
	*table_slot(t->measured, measure_key(t, metric->name, metric->stat)) = text;
	return 0;
}

/* "p(95)<500" speaks of p95, "rate<0.01" of the rate; empty where nothing was measured.
 */
static struct span found_for(struct telling *t, const struct fact_threshold *threshold)
{
	char stat[16];
	size_t len = 0;
	const struct span *text;

	for (size_t i = 0; i < threshold->expr.len && len < sizeof(stat); i++) {
		char c = threshold->expr.ptr[i];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			stat[len++] = c;
		else if (c != '(' && c != ')' && c != '.')
			break;
	}
	text = t->measured
		       ? table_get(t->measured, measure_key(t, threshold->metric,
							    (struct span){ stat, len }))
		       : NULL;
	return text ? *text : SPAN_EMPTY;
}

static int add_threshold(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;
	const struct fact_threshold *threshold = &fact->as.threshold;

	(void)err;
	rows_row(&t->rows);
	rows_outcome(&t->rows, threshold->ok ? VERDICT_VERIFIED : VERDICT_CONTRADICTED,
		     say(t->site, threshold->ok ? "outcome.pass" : "outcome.fail"));
	rows_text(&t->rows, threshold->metric);
	rows_text(&t->rows, threshold->expr);
	rows_text(&t->rows, found_for(t, threshold));
	return 0;
}

static int add_scan(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;
	const struct fact_scan *scan = &fact->as.scan;

	(void)err;
	rows_row(&t->rows);
	rows_text(&t->rows, scan->tool_version.len > 0
				    ? arena_printf(t->site->scratch, "%.*s %.*s",
						   SPAN_ARG(scan->tool),
						   SPAN_ARG(scan->tool_version))
				    : scan->tool);
	rows_text(&t->rows, scan->kind);
	rows_text(&t->rows, scan->target);
	rows_text(&t->rows, scan->succeeded == 1   ? say(t->site, "cell.succeeded")
			    : scan->succeeded == 0 ? say(t->site, "cell.failed")
						   : say(t->site, "cell.not-said"));
	rows_number(&t->rows, scan->rules);
	return 0;
}

static int add_job(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;
	const struct fact_job *job = &fact->as.job;

	(void)err;
	rows_row(&t->rows);
	rows_text(&t->rows, job->key);
	rows_text(&t->rows, job->name);
	rows_text(&t->rows, job->condition);
	rows_text(&t->rows, first_of(job->uses, job->environment, SPAN_EMPTY));
	rows_text(&t->rows, job->continue_on_error ? say(t->site, "cell.ignored")
						   : say(t->site, "cell.stops"));
	rows_number(&t->rows, line_or_none(job->line));
	return 0;
}

static int add_step(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;
	const struct fact_step *step = &fact->as.step;

	(void)err;
	rows_row(&t->rows);
	rows_text(&t->rows, named(t, step->job));
	rows_text(&t->rows, step->name);
	rows_text(&t->rows,
		  words_cut(t->site->scratch,
			    first_of(step->uses, step->run, SPAN_EMPTY), 300));
	rows_text(&t->rows, step->pinned == 1   ? say(t->site, "cell.by-digest")
			    : step->pinned == 0 ? say(t->site, "cell.by-name")
						: SPAN_EMPTY);
	rows_text(&t->rows, step->neutralised ? say(t->site, "cell.ignored")
					      : say(t->site, "cell.stops"));
	rows_number(&t->rows, line_or_none(step->line));
	return 0;
}

static int add_heading(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;
	const struct fact_heading *heading = &fact->as.heading;

	(void)err;
	rows_row(&t->rows);
	rows_text(&t->rows, heading->text);
	rows_number(&t->rows, heading->level);
	rows_number(&t->rows, heading->words);
	rows_number(&t->rows, heading->line);
	return 0;
}

static int add_link(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;
	const struct fact_link *link = &fact->as.link;

	(void)err;
	rows_row(&t->rows);
	if (link->resolves < 0)
		rows_outcome(&t->rows, VERDICT_OPEN,
			     say(t->site, "cell.leads-outside"));
	else
		rows_outcome(&t->rows,
			     link->resolves ? VERDICT_VERIFIED : VERDICT_CONTRADICTED,
			     say(t->site,
				 link->resolves ? "cell.found" : "cell.leads-nowhere"));
	rows_text(&t->rows, words_cut(t->site->scratch, link->target, 300));
	rows_number(&t->rows, line_or_none(link->line));
	return 0;
}

static int add_trigger(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;

	(void)err;
	rows_row(&t->rows);
	rows_text(&t->rows, fact->as.trigger.event);
	rows_text(&t->rows, fact->as.trigger.filter);
	rows_text(&t->rows, fact->as.trigger.pattern);
	return 0;
}

static int add_note(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;

	(void)err;
	rows_row(&t->rows);
	rows_text(&t->rows, fact->as.note.message.len > 0
				    ? fact->as.note.message
				    : span_of(fact->as.note.code));
	rows_number(&t->rows, line_or_none(fact->as.note.line));
	return 0;
}

static const struct column *column_named(const struct fact_shape *shape,
					 const char *name)
{
	for (size_t i = 0; i < shape->count; i++)
		if (strcmp(shape->columns[i].name, name) == 0)
			return &shape->columns[i];
	return NULL;
}

static struct span yes_or_no(const struct telling *t, int flag)
{
	return flag > 0    ? say(t->site, "cell.yes")
	       : flag == 0 ? say(t->site, "cell.no")
			   : SPAN_EMPTY;
}

#define AT(type) (*(type const *)at)

/* A cell of a fact as its column holds it. */
static void add_cell(struct telling *t, const struct column *column, const void *record)
{
	const void *at = (const char *)record + column->offset;

	switch ((int)column->cell) {
	case CELL_WORD:
		rows_text(&t->rows, span_of(column->words[AT(unsigned)]));
		break;
	case CELL_BOOL:
		rows_text(&t->rows, yes_or_no(t, AT(bool)));
		break;
	case CELL_INT_UNSAID:
		rows_text(&t->rows, yes_or_no(t, AT(int)));
		break;
	case CELL_I64:
	case CELL_UNSAID:
	case CELL_PARENT:
		rows_number(&t->rows, AT(int64_t));
		break;
	case CELL_LINE:
		rows_number(&t->rows, line_or_none(AT(unsigned)));
		break;
	default:
		rows_text(&t->rows, words_cut(t->site->scratch, AT(struct span), 300));
		break;
	}
}

static int add_columns(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;
	const struct fact_shape *shape = &fact_shapes[fact->kind];

	(void)err;
	rows_row(&t->rows);
	for (size_t i = 0; i < ROWS_COLUMNS && t->table->fields[i]; i++) {
		const struct column *column = column_named(shape, t->table->fields[i]);

		assert(column);
		add_cell(t, column, &fact->as);
	}
	return 0;
}

static int add_control(void *ctx, const struct fact *fact, struct err *err)
{
	struct telling *t = ctx;
	const struct fact_control *control = &fact->as.control;

	(void)err;
	rows_row(&t->rows);
	rows_outcome(&t->rows, control_icon[control->result],
		     say_word(t->site, "control-shown",
			      control_result_word[control->result]));
	rows_text(&t->rows, control->control);
	rows_text(&t->rows, control->title);
	rows_text(&t->rows, control->severity);
	rows_text(&t->rows, words_cut(t->site->scratch, control->message, 300));
	rows_number(&t->rows, line_or_none(control->line));
	return 0;
}

#define TEXT(name)                                                                     \
	{                                                                              \
		name, COLUMN_TEXT                                                      \
	}
#define NUMBER(name)                                                                   \
	{                                                                              \
		name, COLUMN_NUMBER                                                    \
	}
#define SHARE(name)                                                                    \
	{                                                                              \
		name, COLUMN_SHARE                                                     \
	}
#define OUTCOME(name)                                                                  \
	{                                                                              \
		name, COLUMN_OUTCOME                                                   \
	}

/* clang-format off: the first table of a page that is long gets the data files */
static const struct fact_table fact_tables[] = {
	{ FACT_CASE,
	  FACTS_WORST_FIRST,
	  "test-cases",
	  "failed-and-skipped-ones-first",
	  add_case,
	  { OUTCOME("outcome"), TEXT("suite"), TEXT("case"), NUMBER("time-ms"),
	    TEXT("message") },
	  { NULL } },
	{ FACT_SCAN,
	  FACTS_IN_ORDER,
	  "scans",
	  "in-the-report-s-order",
	  add_scan,
	  { TEXT("tool"), TEXT("kind"), TEXT("target"), TEXT("run"), NUMBER("rules") },
	  { NULL } },
	{ FACT_PROBLEM,
	  FACTS_WORST_FIRST,
	  "findings",
	  "the-most-severe-first",
	  add_problem,
	  { OUTCOME("severity"), TEXT("rule"), TEXT("where"), TEXT("what"),
	    TEXT("fixed-in"), TEXT("state") },
	  { NULL } },
	{ FACT_THRESHOLD,
	  FACTS_WORST_FIRST,
	  "thresholds",
	  "failed-ones-first",
	  add_threshold,
	  { OUTCOME("result"), TEXT("metric"), TEXT("condition"), TEXT("found") },
	  { NULL } },
	{ FACT_METRIC,
	  FACTS_IN_ORDER,
	  "measurements",
	  "in-the-report-s-order",
	  add_metric,
	  { TEXT("metric"), TEXT("labels"), TEXT("statistic"), NUMBER("value"),
	    TEXT("unit") },
	  { NULL } },
	{ FACT_COVERAGE,
	  FACTS_WORST_FIRST,
	  "coverage",
	  "the-whole-then-packages-and-files-the-lowest-first",
	  add_coverage,
	  { TEXT("part"), TEXT("scope"), TEXT("of"), NUMBER("covered"), NUMBER("all"),
	    SHARE("share") },
	  { NULL } },
	{ FACT_COMPONENT,
	  FACTS_IN_ORDER,
	  "components",
	  "in-the-report-s-order",
	  add_component,
	  { TEXT("component"), TEXT("version"), TEXT("licence"), TEXT("type"),
	    TEXT("identifier") },
	  { NULL } },
	{ FACT_TRIGGER,
	  FACTS_IN_ORDER,
	  "triggers",
	  "in-the-file-s-order",
	  add_trigger,
	  { TEXT("event"), TEXT("filter"), TEXT("pattern") },
	  { NULL } },
	{ FACT_JOB,
	  FACTS_IN_ORDER,
	  "jobs",
	  "in-the-file-s-order",
	  add_job,
	  { TEXT("job"), TEXT("name"), TEXT("condition"), TEXT("uses"),
	    TEXT("its-failure"), NUMBER("line") },
	  { NULL } },
	{ FACT_STEP,
	  FACTS_IN_ORDER,
	  "steps",
	  "in-the-file-s-order",
	  add_step,
	  { TEXT("job"), TEXT("step"), TEXT("what-it-runs"), TEXT("pinned"),
	    TEXT("its-failure"), NUMBER("line") },
	  { NULL } },
	{ FACT_HEADING,
	  FACTS_IN_ORDER,
	  "headings",
	  "in-the-document-s-order",
	  add_heading,
	  { TEXT("heading"), NUMBER("level"), NUMBER("words"), NUMBER("line") },
	  { NULL } },
	{ FACT_LINK,
	  FACTS_WORST_FIRST,
	  "links",
	  "those-that-lead-nowhere-first",
	  add_link,
	  { OUTCOME("in-the-tree"), TEXT("target"), NUMBER("line") },
	  { NULL } },
	{ FACT_DECLARED,
	  FACTS_WORST_FIRST,
	  "tests-that-the-source-declares",
	  "those-to-be-skipped-first",
	  NULL,
	  { TEXT("test"), TEXT("framework"), TEXT("skipped"), TEXT("with-parameters"),
	    NUMBER("line") },
	  { "name", "framework", "skipped", "param", "line" } },
	{ FACT_CONTROL,
	  FACTS_WORST_FIRST,
	  "controls",
	  "failed-ones-first",
	  add_control,
	  { OUTCOME("result"), TEXT("control"), TEXT("what-it-asks"), TEXT("severity"),
	    TEXT("message"), NUMBER("line") },
	  { NULL } },
	{ FACT_VEX,
	  FACTS_WORST_FIRST,
	  "statements-about-vulnerabilities",
	  "affected-products-first",
	  NULL,
	  { TEXT("vulnerability"), TEXT("product"), TEXT("status"),
	    TEXT("justification"), TEXT("in-words"), NUMBER("line") },
	  { "vuln", "product", "status", "justification", "statement", "line" } },
	{ FACT_ATTESTATION,
	  FACTS_IN_ORDER,
	  "attestations",
	  "in-the-file-s-order",
	  NULL,
	  { TEXT("what-it-says"), TEXT("result"), TEXT("command"), TEXT("builder"),
	    TEXT("source"), TEXT("commit"), NUMBER("signatures"), TEXT("verified"),
	    TEXT("signer") },
	  { "predicate_type", "result", "command", "builder_id", "source_uri",
	    "source_commit", "n_signatures", "verified", "signer" } },
	{ FACT_SUBJECT,
	  FACTS_IN_ORDER,
	  "what-they-are-about",
	  "in-the-file-s-order",
	  NULL,
	  { TEXT("name"), TEXT("algorithm"), TEXT("digest") },
	  { "name", "alg", "digest" } },
	{ FACT_OBJECT,
	  FACTS_IN_ORDER,
	  "objects",
	  "in-the-file-s-order",
	  NULL,
	  { TEXT("kind"), TEXT("name"), TEXT("namespace"), TEXT("version"),
	    NUMBER("replicas"), NUMBER("line") },
	  { "kind", "name", "namespace", "api_version", "replicas", "line" } },
	{ FACT_CONTAINER,
	  FACTS_IN_ORDER,
	  "containers",
	  "in-the-file-s-order",
	  NULL,
	  { TEXT("container"), TEXT("image"), TEXT("processor-limit"),
	    TEXT("memory-limit"), TEXT("liveness-probe"), TEXT("readiness-probe"),
	    TEXT("privileged"), NUMBER("line") },
	  { "name", "image", "cpu_limit", "memory_limit", "liveness", "readiness",
	    "privileged", "line" } },
	{ FACT_INSTRUCTION,
	  FACTS_IN_ORDER,
	  "instructions",
	  "in-the-file-s-order",
	  NULL,
	  { TEXT("stage"), TEXT("instruction"), TEXT("arguments"), NUMBER("line") },
	  { "stage", "instr", "args", "line" } },
	{ FACT_ALERT,
	  FACTS_IN_ORDER,
	  "rules",
	  "in-the-file-s-order",
	  NULL,
	  { TEXT("kind"), TEXT("name"), TEXT("condition"), TEXT("for"),
	    TEXT("severity"), TEXT("summary"), TEXT("runbook"), NUMBER("line") },
	  { "kind", "name", "expr", "hold", "severity", "summary", "runbook_url",
	    "line" } },
	{ FACT_PANEL,
	  FACTS_IN_ORDER,
	  "panels",
	  "in-the-file-s-order",
	  NULL,
	  { TEXT("dashboard"), TEXT("panel"), TEXT("type"), TEXT("query"),
	    NUMBER("line") },
	  { "dashboard", "title", "type", "expr", "line" } },
	{ FACT_OPERATION,
	  FACTS_IN_ORDER,
	  "operations",
	  "in-the-file-s-order",
	  NULL,
	  { TEXT("method"), TEXT("path"), TEXT("name"), TEXT("secured"),
	    TEXT("deprecated"), NUMBER("line") },
	  { "method", "path", "operation_id", "secured", "deprecated", "line" } },
	{ FACT_MIGRATION,
	  FACTS_WORST_FIRST,
	  "migration",
	  "destructive-ones-first",
	  NULL,
	  { TEXT("number"), TEXT("name"), TEXT("direction"), NUMBER("statements"),
	    NUMBER("destructive"), NUMBER("without-a-guard"),
	    TEXT("in-a-transaction") },
	  { "number", "name", "direction", "n_statements", "n_destructive",
	    "n_unguarded", "transactional" } },
	{ FACT_CONTRACT,
	  FACTS_IN_ORDER,
	  "interactions",
	  "in-the-file-s-order",
	  NULL,
	  { TEXT("consumer"), TEXT("provider"), TEXT("interaction"), NUMBER("line") },
	  { "consumer", "provider", "interaction", "line" } },
	{ FACT_ENV,
	  FACTS_IN_ORDER,
	  "keys",
	  "in-the-file-s-order-values-that-may-be-secret-are-not-kept",
	  NULL,
	  { TEXT("key"), TEXT("has-a-value"), TEXT("of-what-kind"), TEXT("value"),
	    NUMBER("line") },
	  { "key", "has_value", "value_class", "value", "line" } },
	{ FACT_CODEOWNER,
	  FACTS_IN_ORDER,
	  "owners",
	  "in-the-file-s-order",
	  NULL,
	  { TEXT("paths"), TEXT("owner"), NUMBER("line") },
	  { "pattern", "owner", "line" } },
	{ FACT_VALUE,
	  FACTS_IN_ORDER,
	  "values",
	  "in-the-file-s-order",
	  NULL,
	  { TEXT("where"), TEXT("type"), TEXT("value"), NUMBER("members"),
	    NUMBER("line") },
	  { "ptr", "type", "text", "n", "line" } },
	{ FACT_NOTED,
	  FACTS_IN_ORDER,
	  "what-the-reader-noted",
	  "in-the-file-s-order",
	  add_note,
	  { TEXT("note"), NUMBER("line") },
	  { NULL } },
};
/* clang-format on */

const char *page_fact_title(enum fact_kind kind)
{
	for (size_t i = 0; i < sizeof(fact_tables) / sizeof(fact_tables[0]); i++)
		if (fact_tables[i].kind == kind)
			return fact_tables[i].title;
	return NULL;
}

/* Where the number of facts of that kind is kept, for kinds that have one number. */
static const int64_t *count_of(const struct fact_counts *counts, enum fact_kind kind)
{
	/* clang-format off */
	switch ((int)kind) {
	case FACT_SCAN: return &counts->scans;
	case FACT_THRESHOLD: return &counts->thresholds;
	case FACT_JOB: return &counts->jobs;
	case FACT_LINK: return &counts->links;
	case FACT_DECLARED: return &counts->declared;
	case FACT_ATTESTATION: return &counts->attestations;
	case FACT_SUBJECT: return &counts->attested_subjects;
	case FACT_OBJECT: return &counts->objects;
	case FACT_CONTAINER: return &counts->containers;
	case FACT_INSTRUCTION: return &counts->instructions;
	case FACT_PANEL: return &counts->panels;
	case FACT_OPERATION: return &counts->operations;
	case FACT_MIGRATION: return &counts->migrations;
	case FACT_CONTRACT: return &counts->contracts;
	case FACT_ENV: return &counts->env_keys;
	case FACT_CODEOWNER: return &counts->codeowners;
	case FACT_VALUE: return &counts->values;
	default: return NULL;
	}
	/* clang-format on */
}

static bool is_counted(enum fact_kind kind)
{
	static const struct fact_counts none;

	return count_of(&none, kind) != NULL;
}

/* How many facts of that kind there are, as far as it is counted; else 0. */
static uint64_t expected_facts(const struct fact_counts *counts, enum fact_kind kind)
{
	int64_t open = 0;

	switch ((int)kind) {
	case FACT_CASE:
		return (uint64_t)fact_cases(counts);
	case FACT_COMPONENT:
		return (uint64_t)counts->components;
	case FACT_METRIC:
		return (uint64_t)counts->metrics;
	case FACT_STEP:
		return (uint64_t)counts->steps;
	case FACT_HEADING:
		return (uint64_t)counts->headings;
	case FACT_PROBLEM:
		for (unsigned s = 0; s < SEVERITIES; s++)
			open += counts->open[s];
		return (uint64_t)(open + counts->suppressed);
	case FACT_COVERAGE: /* not counted by itself; nothing else is then */
		return (uint64_t)(counts->facts > 0 ? counts->facts : 0);
	default:
		return is_counted(kind) ? (uint64_t)*count_of(counts, kind) : 0;
	}
}

struct licence {
	struct span name;
	int64_t count;
};

static int compare_licences(const void *left, const void *right)
{
	const struct licence *a = left, *b = right;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return span_cmp(a->name, b->name);
}

/* How many components have which licence: under their table, one of its own. */
static int add_licences(struct telling *t, struct value *tables,
			const struct artifact *artifact, struct err *err)
{
	static const struct column_spec columns[] = { { "licence", COLUMN_TEXT },
						      { "components", COLUMN_NUMBER },
						      { NULL, COLUMN_TEXT } };
	const struct table_entry *entries = table_sorted(t->licences, t->site->scratch);
	size_t count = table_count(t->licences);
	int64_t seen = 0;
	struct licence *licences;
	bool data = false;

	if (count == 0)
		return 0;
	licences = ARENA_ARRAY(t->site->scratch, struct licence, count);
	for (size_t i = 0; i < count; i++)
		licences[i] = (struct licence){ entries[i].key,
						*(const int64_t *)entries[i].value };
	for (size_t i = 0; i < count; i++)
		seen += licences[i].count;
	qsort(licences, count, sizeof(*licences), compare_licences);
	rows_begin(&t->rows, t->site, columns, count, false);
	for (size_t i = 0; i < count; i++) {
		rows_row(&t->rows);
		rows_text(&t->rows, licences[i].name);
		rows_number(&t->rows, licences[i].count);
	}
	return rows_end(&t->rows, tables, artifact,
			seen < artifact->counts.components ? "licences-read"
							   : "licences",
			"most-used", &data, err);
}

/*
 * Whether of all its rows nothing else is made than its table.  Licences and areas are
 * counted over all of theirs, problems among them.
 */
static bool has_rows_alone(enum fact_kind kind)
{
	return kind == FACT_CASE;
}

static int add_tables(struct site *site, struct value *value,
		      const struct artifact *artifact, bool *out_data, struct err *err)
{
	struct value *tables = value_list(value, "tables");
	struct telling telling = { .site = site,
				   .licences = table_new(site->scratch),
				   .areas = areas_new(site->scratch) };
	struct fact_sink names = { learn_name, &telling };
	struct fact_sink metrics = { learn_metric, &telling };
	bool again;
	int rc = 0;

	if (artifact->counts.suites > 0)
		rc = site_facts(site, artifact, FACT_SUITE, FACTS_IN_ORDER, 100000,
				&names, err);
	if (artifact->counts.jobs > 0 && rc == 0)
		rc = site_facts(site, artifact, FACT_JOB, FACTS_IN_ORDER, 100000,
				&names, err);
	if (artifact->counts.thresholds > 0 && rc == 0) {
		telling.measured = table_new(site->scratch);
		rc = site_facts(site, artifact, FACT_METRIC, FACTS_IN_ORDER,
				ROWS_COUNTED, &metrics, err);
	}
	for (size_t i = 0; i < sizeof(fact_tables) / sizeof(fact_tables[0]) && rc == 0;
	     i++) {
		const struct fact_table *table = &fact_tables[i];
		struct fact_sink sink = { table->add ? table->add : add_columns,
					  &telling };
		uint64_t total = expected_facts(&artifact->counts, table->kind);

		if (total == 0 && is_counted(table->kind))
			continue;
		telling.table = table;
		rows_begin(&telling.rows, site, table->columns, total, !*out_data);
		again = has_rows_alone(table->kind) &&
			rows_again(&telling.rows,
				   (size_t)(artifact - site->report->artifacts.at),
				   table->title);
		rc = site_facts(site, artifact, table->kind, table->order,
				table->kind == FACT_NOTED ? NOTES_SHOWN
				: again                   ? ROWS_ON_PAGE
				: telling.rows.data       ? 0
							  : ROWS_COUNTED,
				&sink, err);
		if (rc == 0)
			rc = rows_end(&telling.rows, tables, artifact, table->title,
				      table->order_words, out_data, err);
		if (rc == 0 && table->kind == FACT_COMPONENT)
			rc = add_licences(&telling, tables, artifact, err);
	}
	value_flag(value, "has_tables", tables->first != NULL);
	value_areas(site, value, "areas", telling.areas, false);
	if (artifact->freshness != FRESHNESS_STALE &&
	    artifact->freshness != FRESHNESS_FOREIGN)
		areas_merge(site->areas, telling.areas);
	return rc;
}

/* ---- plain content ------------------------------------------------------ */

static bool looks_binary(struct span bytes)
{
	return span_index(span_sub(bytes, 0, 8192), '\0') >= 0;
}

/* Numbered lines, where no table says it better. */
static void add_plain(struct site *site, struct value *value,
		      const struct artifact *artifact)
{
	struct buf html;
	struct span bytes, line;
	unsigned number = 0;

	if (value_get(value, SPAN_LIT("has_tables"))->text.len > 0 ||
	    artifact->withheld || !site_raw(site, artifact->raw_name, &bytes) ||
	    looks_binary(bytes)) {
		value_slot(value, "plain", SPAN_EMPTY);
		value_text(value, "plain_says", SPAN_EMPTY);
		return;
	}
	buf_init(&html, LIMIT_MIB);
	while (number < PLAIN_LINES && span_line(&bytes, &line)) {
		buf_addf(&html, "<span class=\"ln\"><span class=\"no\">%u</span>",
			 ++number);
		html_text(&html, words_cut(site->scratch, line, PLAIN_LINE_MAX));
		html_raw(&html, "</span>\n");
	}
	value_slot(value, "plain", arena_copy(site->scratch, buf_span(&html)));
	if (bytes.len > 0)
		value_text(value, "plain_says",
			   SAY(site, "evidence.first-lines",
			       say_number("lines", number)));
	else
		value_text(value, "plain_says", SPAN_EMPTY);
	buf_release(&html);
}

/* ---- what is known of the file ------------------------------------------ */

static struct span shell_quoted(struct arena *arena, struct span text)
{
	struct buf quoted;
	struct span out;

	buf_init(&quoted, 4 * LIMIT_PATH_BYTES + 2);
	buf_addch(&quoted, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\'')
			buf_adds(&quoted, "'\\''");
		else
			buf_addch(&quoted, text.ptr[i]);
	}
	buf_addch(&quoted, '\'');
	out = arena_copy(arena, buf_span(&quoted));
	buf_release(&quoted);
	return out;
}

static bool is_plain_word(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
			    "6789._/-",
			    text.ptr[i]) ||
		    text.ptr[i] == '\0')
			return false;
	return text.len > 0;
}

static void add_command(struct site *site, struct value *value,
			const struct artifact *artifact)
{
	const struct run *run = &site->report->run;
	struct span object;

	if (artifact->origin != ORIGIN_TREE) {
		value_text(value, "command", SPAN_EMPTY);
		return;
	}
	object = arena_printf(site->scratch, "%.*s:%.*s", 12, run->commit.ptr,
			      SPAN_ARG(artifact->path));
	if (!is_plain_word(artifact->path))
		object = shell_quoted(site->scratch, object);
	value_printf(value, "command", "git show %.*s | sha256sum", SPAN_ARG(object));
}

static struct span freshness_sentence(struct site *site,
				      const struct artifact *artifact)
{
	struct span why =
		words_freshness(site, artifact->freshness, artifact->freshness_reason);
	struct span label =
		say_word(site, "freshness", freshness_word[artifact->freshness]);

	if (artifact->freshness == FRESHNESS_NONE)
		return SPAN_EMPTY;
	if (artifact->changed.len > 0 && artifact->changed_count > 1)
		return SAY(site, "evidence.changed", say_text("freshness", label),
			   say_text("why", why), say_text("first", artifact->changed),
			   say_number("more", artifact->changed_count - 1));
	if (artifact->changed.len > 0)
		return SAY(site, "evidence.changed-one", say_text("freshness", label),
			   say_text("why", why), say_text("first", artifact->changed));
	return SAY(site, "evidence.fresh", say_text("freshness", label),
		   say_text("why", why));
}

static void add_facts(struct site *site, struct value *value,
		      const struct artifact *artifact)
{
	const struct fact_about *about = &artifact->about;
	struct value *facts = value_list(value, "facts");
	struct span tool = about->tool;

	if (tool.len > 0 && about->tool_version.len > 0)
		tool = arena_printf(site->scratch, "%.*s %.*s", SPAN_ARG(tool),
				    SPAN_ARG(about->tool_version));
	fact_text(site, facts, "where-it-was",
		  say_word(site, "origin", artifact_origin_word[artifact->origin]));
	fact_text(site, facts, "written-by", tool);
	fact_time(site, facts, "produced", about->generated_at);
	fact_code(site, facts, "says-it-is-about", about->subject_commit);
	fact_text(site, facts, "subject", about->subject_name);
	fact_text(site, facts, "freshness", freshness_sentence(site, artifact));
	fact_code(site, facts, "last-changed-in", artifact->last_commit);
	fact_time(site, facts, "on", artifact->last_commit_at);
	fact_text(site, facts, "size",
		  SAY(site, "evidence.bytes", say_number("bytes", artifact->size)));
	fact_code(site, facts, "sha-256", span_of(artifact->sha256));
	fact_code(site, facts, "git-blob", artifact->oid);
}

struct use {
	struct item_ref ref;
	unsigned rank;
};

static int compare_uses(const void *left, const void *right)
{
	const struct use *a = left;
	const struct use *b = right;

	if (a->rank != b->rank)
		return a->rank > b->rank ? -1 : 1;
	if (a->ref.plan != b->ref.plan)
		return a->ref.plan < b->ref.plan ? -1 : 1;
	return (a->ref.item > b->ref.item) - (a->ref.item < b->ref.item);
}

/* Worst first. */
static void add_uses(struct site *site, struct value *value,
		     const struct artifact_index *index)
{
	const struct report *report = site->report;
	struct use *uses =
		ARENA_ARRAY(site->scratch, struct use, index->items.count + 1);
	struct value *list = value_list(value, "items");

	for (size_t i = 0; i < index->items.count; i++) {
		struct item_ref ref = index->items.at[i];

		uses[i].ref = ref;
		uses[i].rank = verdict_rank
			[report->plans.at[ref.plan].judgements.at[ref.item].verdict];
	}
	qsort(uses, index->items.count, sizeof(*uses), compare_uses);
	for (size_t i = 0; i < index->items.count && i < USES_SHOWN; i++) {
		const struct planned *planned = &report->plans.at[uses[i].ref.plan];
		const struct judgement *judgement =
			&planned->judgements.at[uses[i].ref.item];
		struct value *row = value_add(list);

		value_text(row, "word", span_of(verdict_word[judgement->verdict]));
		value_text(row, "label",
			   say_word(site, "verdict", verdict_word[judgement->verdict]));
		value_text(row, "href",
			   page_href(site, url_item(site->scratch, &planned->plan,
						    judgement)));
		value_text(row, "text",
			   item_title(site, &planned->plan.items.at[uses[i].ref.item]));
		value_text(row, "plan", planned->plan.title);
	}
	value_flag(value, "has_items", index->items.count > 0);
	if (index->items.count > USES_SHOWN)
		value_text(value, "more_items",
			   SAY(site, "evidence.more-items",
			       say_number("more", index->items.count - USES_SHOWN)));
	else
		value_text(value, "more_items", SPAN_EMPTY);
}

int page_evidence(struct site *site, size_t at, struct err *err)
{
	const struct artifact *artifact = &site->report->artifacts.at[at];
	const struct artifact_index *index = &site->artifacts[at];
	struct value *value = page_begin(site, url_artifact(site->arena, artifact));
	struct page page = { .template = "evidence",
			     .title = path_base(artifact->path),
			     .nav = "evidence/index.html",
			     .class = "evidence" };
	enum verdict icon;
	struct span says = artifact_says(site, artifact, &icon);
	bool data = false;
	int rc;

	value_text(value, "title", page.title);
	value_text(value, "file", page.title);
	value_text(value, "kind", artifact_kind(site, artifact));
	value_text(value, "icon", span_of(verdict_word[icon]));
	value_text(value, "says", words_capital(site->scratch, says));
	value_text(value, "used",
		   SAY(site, "evidence.used",
		       say_counted("items",
				   words_number(site, index->items.count, true),
				   index->items.count)));
	value_text(value, "path", artifact->path);
	value_text(value, "raw",
		   artifact->raw_name.len > 0 ? page_href(site, artifact->raw_name)
					      : SPAN_EMPTY);
	value_text(value, "withheld",
		   artifact->withheld ? artifact->withheld_why : SPAN_EMPTY);
	add_facts(site, value, artifact);
	add_command(site, value, artifact);
	rc = add_tables(site, value, artifact, &data, err);
	if (rc < 0)
		return rc;
	add_plain(site, value, artifact);
	add_uses(site, value, index);
	if (data)
		page.scripts[0] = url_rows(site->scratch, artifact, "js");
	return page_end(site, &page, value, err);
}

/* ---- the index ---------------------------------------------------------- */

static void add_row(struct site *site, struct value *list, size_t at)
{
	const struct artifact *artifact = &site->report->artifacts.at[at];
	struct value *row = value_add(list);
	enum verdict icon;

	value_text(row, "href", page_href(site, url_artifact(site->scratch, artifact)));
	value_text(row, "path", artifact->path);
	value_text(row, "kind", artifact_kind(site, artifact));
	value_text(row, "says", artifact_says(site, artifact, &icon));
	value_text(row, "icon", span_of(verdict_word[icon]));
	value_text(row, "freshness",
		   say_word(site, "freshness", freshness_word[artifact->freshness]));
	value_count(row, "items", site->artifacts[at].items.count);
	value_count(row, "size", artifact->size);
}

/* What was read, what rests on it, what is named and not there, what is not listed. */
static struct span index_lead(struct site *site, uint64_t there, uint64_t used)
{
	const struct report *report = site->report;
	uint64_t missing = report->artifacts.count - there;
	struct span lead = say(site, "evidence.lead-none");

	if (there > 0)
		lead = SAY(site,
			   used == 0       ? "evidence.lead-unused"
			   : there == 1    ? "evidence.lead-one"
			   : used == there ? "evidence.lead-all"
					   : "evidence.lead",
			   say_counted("artifacts", words_number(site, there, true),
				       there),
			   say_text("commit", span_sub(report->run.commit, 0, 7)),
			   say_text("used", words_number(site, used, false)));
	if (missing > 0)
		lead = arena_printf(site->scratch, "%.*s %.*s", SPAN_ARG(lead),
				    SPAN_ARG(SAY(site, "evidence.lead-missing",
						 say_counted("missing",
							     words_number(site, missing,
									  true),
							     missing))));
	if (report->artifacts.count > INDEX_ROWS)
		lead = arena_printf(site->scratch, "%.*s %.*s", SPAN_ARG(lead),
				    SPAN_ARG(SAY(site, "evidence.lead-first",
						 say_number("shown", INDEX_ROWS))));
	return lead;
}

int page_evidence_index(struct site *site, struct err *err)
{
	const struct report *report = site->report;
	struct value *value = page_begin(site, SPAN_LIT("evidence/index.html"));
	struct value *list = value_list(value, "rows");
	uint64_t used = 0, there = 0;
	struct page page = { .template = "evidence-index",
			     .title = say(site, "evidence.title"),
			     .nav = "evidence/index.html",
			     .class = "" };

	for (size_t i = 0; i < report->artifacts.count; i++) {
		bool missing = report->artifacts.at[i].status == ARTIFACT_MISSING;

		there += !missing;
		used += !missing && site->artifacts[i].items.count > 0;
	}
	/* Those that items rest on, then the others, each by path. */
	for (size_t i = 0; i < report->artifacts.count; i++)
		if (site->artifacts[i].items.count > 0)
			add_row(site, list, i);
	for (size_t i = 0; i < report->artifacts.count && i < INDEX_ROWS; i++)
		if (site->artifacts[i].items.count == 0)
			add_row(site, list, i);
	value_text(value, "lead", index_lead(site, there, used));
	value_flag(value, "has_rows", list->first != NULL);
	value_areas(site, value, "areas", site->areas, true);
	return page_end(site, &page, value, err);
}
