/*
 * workflow.c - GitHub Actions workflows: what is declared to run, and whether its
 * failure counts.
 *
 * Source: "Workflow syntax for GitHub Actions".  A workflow is a promise: that a
 * step is there says nothing of whether it ever passed.
 */
#include "base/path.h"
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"
#include "readers/swallow.h"

struct workflow {
	struct put put;
	int64_t job;
	bool job_neutralised;
};

static bool is_in_place(struct span path)
{
	struct span dir = path_dir(path);

	return span_is(dir, ".github/workflows") ||
	       span_ends(dir, "/.github/workflows");
}

static enum bid workflow_bid(const struct probe *probe)
{
	bool jobs = node_is(node_get(probe->root, "jobs"), NODE_OBJECT);

	if (probe->lex != LEX_YAML || !node_is(probe->root, NODE_OBJECT))
		return BID_NO;
	if (jobs && node_exists(node_get(probe->root, "on")))
		return BID_STATED;
	return is_in_place(probe->path) ? BID_SHAPE : BID_NO;
}

/* ---- triggers ---- */

static int add_trigger(struct workflow *w, struct span event, struct span filter,
		       struct span pattern)
{
	struct fact fact = fact_new(FACT_TRIGGER);

	fact.as.trigger = (struct fact_trigger){ event, filter, pattern };
	return put_fact(&w->put, &fact);
}

/* One filter of an event: "tags: [v*]", "branches: main". */
static int add_filter(struct workflow *w, struct span event, struct node filter)
{
	int rc = 0;

	if (!node_is(filter, NODE_ARRAY))
		return add_trigger(w, event, node_key(filter), node_word(filter));
	for (struct node n = node_first(filter); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_trigger(w, event, node_key(filter), node_word(n));
	return rc;
}

static int add_event(struct workflow *w, struct span event, struct node body)
{
	bool filtered = false;
	int rc = 0;

	for (struct node n = node_first(body); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		struct node cron =
			node_get(n, "cron"); /* schedule is a list of these */

		if (node_exists(cron)) {
			rc = add_trigger(w, event, SPAN_LIT("cron"), node_word(cron));
		} else if (span_is(event, "workflow_dispatch") ||
			   span_is(event, "workflow_call") || node_is(n, NODE_OBJECT)) {
			continue; /* inputs, no filter */
		} else {
			rc = add_filter(w, event, n);
		}
		filtered = true;
	}
	if (rc == 0 && !filtered)
		rc = add_trigger(w, event, SPAN_EMPTY, SPAN_EMPTY);
	return rc;
}

/* `on:` is an event, a list of them or a mapping with their filters. */
static int add_events(struct workflow *w, struct node on)
{
	int rc = 0;

	if (!node_is(on, NODE_ARRAY) && !node_is(on, NODE_OBJECT))
		return node_word(on).len ? add_event(w, node_word(on), NODE_NONE) : 0;
	for (struct node n = node_first(on); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = node_is(on, NODE_ARRAY) ? add_event(w, node_word(n), NODE_NONE)
					     : add_event(w, node_key(n), n);
	return rc;
}

/* ---- steps ---- */

/* "${{ false }}", "false" and false. */
static bool is_false(struct node condition)
{
	struct span text = span_trim(node_word(condition));

	if (node_is(condition, NODE_FALSE))
		return true;
	if (span_starts(text, "${{") && span_ends(text, "}}"))
		text = span_trim(span_sub(text, 3, text.len - 5));
	return span_is(text, "false");
}

static bool is_ignored(struct node step)
{
	struct node on_error = node_get(step, "continue-on-error");

	return node_is_true(on_error) || span_is(node_text(on_error), "${{ true }}") ||
	       is_false(node_get(step, "if"));
}

static bool is_full_sha(struct span ref)
{
	if (ref.len != 40)
		return false;
	for (size_t i = 0; i < ref.len; i++)
		if (!strchr("0123456789abcdef", ref.ptr[i]) || ref.ptr[i] == '\0')
			return false;
	return true;
}

/* "actions/checkout@<commit>"; what is in the tree itself cannot move. */
static void take_uses(struct fact_step *step, struct node uses)
{
	ptrdiff_t at;

	step->uses = node_text(uses);
	step->pinned = FACT_UNSAID;
	if (step->uses.len == 0)
		return;
	at = span_rindex(step->uses, '@');
	if (at >= 0)
		step->uses_ref = span_from(step->uses, (size_t)at + 1);
	step->pinned = span_starts(step->uses, "./") || is_full_sha(step->uses_ref) ||
		       (span_starts(step->uses, "docker://") &&
			span_starts(step->uses_ref, "sha256:"));
}

/* What a step or job takes from the tree has a file, and facts, of its own. */
static int note_local(struct workflow *w, struct span uses, unsigned line)
{
	if (!span_starts(uses, "./"))
		return 0;
	return put_note(&w->put, "local-action", line,
			"the steps of %.*s stand in a file of their own",
			(int)(uses.len < 200 ? uses.len : 200), uses.ptr);
}

static int add_step(struct workflow *w, struct node node)
{
	struct fact fact = fact_new(FACT_STEP);
	struct fact_step *step = &fact.as.step;
	int rc;

	step->job = w->job;
	step->name = node_word(node_get(node, "name"));
	step->run = node_word(node_get(node, "run"));
	step->condition = node_word(node_get(node, "if"));
	step->neutralised = w->job_neutralised || is_ignored(node) ||
			    swallow_is_neutralised(step->run);
	step->line = node_line(node);
	take_uses(step, node_get(node, "uses"));
	rc = put_fact(&w->put, &fact);
	return rc < 0 ? rc : note_local(w, step->uses, step->line);
}

/* ---- jobs ---- */

static int add_need(struct workflow *w, struct span needs)
{
	struct fact fact = fact_new(FACT_NEED);

	fact.as.need = (struct fact_need){ w->job, needs };
	return needs.len > 0 ? put_fact(&w->put, &fact) : 0;
}

static int add_needs(struct workflow *w, struct node needs)
{
	int rc = 0;

	if (!node_is(needs, NODE_ARRAY))
		return add_need(w, node_word(needs));
	for (struct node n = node_first(needs); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_need(w, node_word(n));
	return rc;
}

static int add_job(struct workflow *w, struct node node)
{
	struct fact fact = fact_new(FACT_JOB);
	struct fact_job *job = &fact.as.job;
	struct node environment = node_get(node, "environment");
	struct node steps = node_get(node, "steps");
	int rc;

	job->number = ++w->job;
	job->key = node_key(node);
	job->name = node_word(node_get(node, "name"));
	job->condition = node_word(node_get(node, "if"));
	job->environment = node_is(environment, NODE_OBJECT)
				   ? node_word(node_get(environment, "name"))
				   : node_word(environment);
	job->uses = node_word(node_get(node, "uses"));
	job->continue_on_error = node_is_true(node_get(node, "continue-on-error"));
	job->line = node_line(node);
	w->job_neutralised = is_ignored(node);
	rc = put_fact(&w->put, &fact);
	if (rc == 0)
		rc = note_local(w, job->uses, job->line);
	if (rc == 0)
		rc = add_needs(w, node_get(node, "needs"));
	for (struct node n = node_first(steps); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_step(w, n);
	return rc;
}

static int workflow_read(const struct probe *probe, const struct fact_sink *sink,
			 struct arena *scratch, struct err *err)
{
	struct workflow w = { .put = { sink, scratch, err } };
	struct fact fact = fact_new(FACT_WORKFLOW);
	struct node jobs = node_get(probe->root, "jobs");
	int rc = probe_single(probe, err);

	if (rc < 0)
		return rc;
	if (!node_is(jobs, NODE_OBJECT) || node_count(jobs) == 0) {
		err_set(err, ERR_FORMAT, "the workflow has no jobs");
		err_tag(err, "missing-required:jobs");
		err_fix(err, "give it at least one job");
		return err_at(err, node_pos(node_exists(jobs) ? jobs : probe->root));
	}
	fact.as.workflow =
		(struct fact_workflow){ SPAN_LIT("github"),
					node_word(node_get(probe->root, "name")) };
	rc = put_fact(&w.put, &fact);
	if (rc == 0)
		rc = add_events(&w, node_get(probe->root, "on"));
	for (struct node n = node_first(jobs); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_job(&w, n);
	return rc;
}

/* ---- actions: what `uses: ./path` runs ---- */

static enum bid action_bid(const struct probe *probe)
{
	struct node runs = node_get(probe->root, "runs");

	return probe->lex == LEX_YAML && node_is(runs, NODE_OBJECT) &&
			       node_is(node_get(runs, "using"), NODE_STRING) &&
			       !node_exists(node_get(probe->root, "jobs"))
		       ? BID_STATED
		       : BID_NO;
}

/* One job named after what holds the steps; other kinds than composite have none. */
static int add_runs(struct workflow *w, struct node runs)
{
	struct fact fact = fact_new(FACT_JOB);
	struct fact_job *job = &fact.as.job;
	struct node steps = node_get(runs, "steps");
	int rc;

	job->number = ++w->job;
	job->key = SPAN_LIT("runs");
	job->uses = node_word(node_get(runs, "main"));
	if (job->uses.len == 0)
		job->uses = node_word(node_get(runs, "image"));
	job->line = node_line(runs);
	rc = put_fact(&w->put, &fact);
	if (!node_is(steps, NODE_ARRAY))
		return rc;
	for (struct node n = node_first(steps); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_step(w, n);
	return rc;
}

static int action_read(const struct probe *probe, const struct fact_sink *sink,
		       struct arena *scratch, struct err *err)
{
	struct workflow w = { .put = { sink, scratch, err } };
	struct fact fact = fact_new(FACT_WORKFLOW);
	struct fact_about about = { .generated_at = CLOCK_NONE };
	struct node runs = node_get(probe->root, "runs");
	int rc = probe_single(probe, err);

	if (rc < 0)
		return rc;
	about.dialect = node_text(node_get(runs, "using"));
	fact.as.workflow =
		(struct fact_workflow){ SPAN_LIT("github"),
					node_word(node_get(probe->root, "name")) };
	rc = put_about(&w.put, about);
	if (rc == 0)
		rc = put_fact(&w.put, &fact);
	return rc < 0 ? rc : add_runs(&w, runs);
}

extern const struct reader reader_action;
const struct reader reader_action = {
	.name = "gh-action",
	.title = "GitHub action",
	.spec = "GitHub, Metadata syntax for GitHub Actions",
	.reads = "steps of a composite action, and whether their failure counts",
	.family = FAMILY_WORKFLOW,
	.revision = 2,
	.bid = action_bid,
	.read = action_read,
};

extern const struct reader reader_workflow;
const struct reader reader_workflow = {
	.name = "gh-workflow",
	.title = "GitHub Actions workflow",
	.spec = "GitHub, Workflow syntax for GitHub Actions",
	.reads = "triggers, jobs, what they need, steps and whether their failure "
		 "counts",
	.family = FAMILY_WORKFLOW,
	.revision = 2,
	.named = ".github/workflows/f.yml",
	.bid = workflow_bid,
	.read = workflow_read,
};
