/*
 * gitlab.c - pipelines of GitLab CI: what is declared to run, in which order, and
 * whether its failure counts.
 *
 * Source: GitLab, "CI/CD YAML syntax reference".  A job without `needs` waits for
 * every job of the stages before its own.  `extends` and `!reference` are followed
 * inside the file; what `include` brings in is not there to be read.
 */
#include "base/path.h"
#include "base/table.h"
#include "readers/merge.h"
#include "readers/plain.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "readers/swallow.h"

#define EXTENDS_MOST 16     /* jobs that one job extends, all together */
#define NEEDS_MOST   5000   /* that stages imply, in one file */
#define JOBS_MOST    2000   /* with more, stages imply nothing */
#define NESTED_MOST  10     /* lists in lists, as GitLab has it */
#define WALKED_MOST  100000 /* elements of lists, in one file */

struct job {
	struct node node;
	size_t stage; /* index in stages; (size_t)-1: none that is known */
	int64_t number;
};

struct gitlab {
	struct put put;
	struct node root, defaults;
	struct table *members; /* of the root: name to struct node */
	LIST(struct span) stages;
	LIST(struct job) jobs;
	unsigned implied;
	unsigned walked; /* elements, references counted wherever they lead */
};

/* Members of the root that are no jobs. */
static bool is_reserved(struct span key)
{
	static const char *const words[] = {
		"default",       "include",      "stages",   "variables",
		"workflow",      "image",        "services", "cache",
		"before_script", "after_script", "spec",     "types",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (span_is(key, words[i]))
			return true;
	return key.len == 0 || key.ptr[0] == '.' || span_is(key, "<<");
}

static bool is_job(struct node node)
{
	static const char *const keys[] = { "script", "trigger", "extends", "run" };

	if (!node_is(node, NODE_OBJECT))
		return false;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (node_exists(merge_get(node, keys[i])))
			return true;
	return false;
}

#define MEMBERS_LOOKED_AT 200

static bool has_job(struct node root)
{
	unsigned seen = 0;

	for (struct node n = node_first(root);
	     node_exists(n) && seen < MEMBERS_LOOKED_AT; n = node_next(n), seen++)
		if (is_job(n) && node_exists(merge_get(n, "script")))
			return true;
	return false;
}

static enum bid gitlab_bid(const struct probe *probe)
{
	struct node stages = node_get(probe->root, "stages");
	bool named = span_ends(path_base(probe->path), ".gitlab-ci.yml") ||
		     span_ends(path_base(probe->path), ".gitlab-ci.yaml");

	if (probe->lex != LEX_YAML || !node_is(probe->root, NODE_OBJECT) ||
	    node_exists(node_get(probe->root, "jobs")))
		return BID_NO;
	if (named &&
	    (has_job(probe->root) || node_exists(node_get(probe->root, "include"))))
		return BID_STATED;
	return node_is(node_first(stages), NODE_STRING) && has_job(probe->root)
		       ? BID_SHAPE
		       : BID_NO;
}

/* ---- what a job says, or one that it extends ---- */

struct chain {
	struct node waiting[EXTENDS_MOST];
	size_t count;
};

static void wait_for(struct gitlab *g, struct chain *chain, struct span name)
{
	const struct node *found = table_get(g->members, name);

	if (found && chain->count < EXTENDS_MOST)
		chain->waiting[chain->count++] = *found;
}

/* The last of a list wins, and is looked into first. */
static void wait_for_all(struct gitlab *g, struct chain *chain, struct node extends)
{
	if (!node_is(extends, NODE_ARRAY)) {
		wait_for(g, chain, node_text(extends));
		return;
	}
	for (struct node n = node_first(extends); node_exists(n); n = node_next(n))
		wait_for(g, chain, node_text(n));
}

/* Where `!reference [job, key, ...]` leads; absent where that is not in this file. */
static struct node follow(struct gitlab *g, struct node node)
{
	for (unsigned depth = 0; node_exists(node) && node_tag(node).len > 0; depth++) {
		struct node step = node_first(node);
		const struct node *found = table_get(g->members, node_text(step));

		if (!span_is(node_tag(node), "!reference") || !found ||
		    depth == NESTED_MOST)
			return NODE_NONE;
		node = *found;
		for (step = node_next(step); node_exists(step);
		     step = node_next(step)) {
			const char *key = arena_string(g->put.scratch, node_text(step));

			node = merge_get(node, key);
		}
	}
	return node;
}

static struct node job_find(struct gitlab *g, struct node job, const char *key)
{
	struct chain chain = { .waiting = { job }, .count = 1 };

	for (unsigned seen = 0; chain.count > 0 && seen < EXTENDS_MOST; seen++) {
		struct node at = chain.waiting[--chain.count];
		struct node value = merge_get(at, key);

		if (node_exists(value))
			return value;
		wait_for_all(g, &chain, merge_get(at, "extends"));
	}
	return NODE_NONE;
}

static struct node job_get(struct gitlab *g, struct node job, const char *key)
{
	return follow(g, job_find(g, job, key));
}

/* The same, or what stands for every job. */
static struct node job_or_default(struct gitlab *g, struct node job, const char *key)
{
	struct node own = job_get(g, job, key);
	const struct node *all = table_get(g->members, span_of(key));

	if (!node_exists(own))
		own = follow(g, node_get(g->defaults, key));
	return node_exists(own) || !all ? own : follow(g, *all);
}

/* ---- lists ---- */

/* The elements of a list and of the lists in it, wherever references lead. */
struct walk {
	struct gitlab *g;
	struct node single;            /* what is no list is a list of one */
	struct node open[NESTED_MOST]; /* the next of each list */
	size_t depth;
	struct node lost; /* the first reference that leads nowhere */
};

static void walk_into(struct walk *walk, struct node list)
{
	struct node first = node_first(list);

	if (node_exists(first) && walk->depth < NESTED_MOST)
		walk->open[walk->depth++] = first;
}

static struct walk walk_from(struct gitlab *g, struct node list)
{
	struct walk walk = { .g = g };
	struct node leads = follow(g, list);

	if (!node_exists(leads))
		walk.lost = list;
	list = leads;
	if (node_is(list, NODE_ARRAY))
		walk_into(&walk, list);
	else
		walk.single = list;
	return walk;
}

static bool walk_next(struct walk *walk, struct node *out)
{
	*out = walk->single;
	walk->single = NODE_NONE;
	while (!node_exists(*out) && walk->depth > 0 &&
	       walk->g->walked++ < WALKED_MOST) {
		struct node *top = &walk->open[walk->depth - 1];
		struct node at = *top, leads = follow(walk->g, at);

		*top = node_next(at);
		if (!node_exists(*top))
			walk->depth--;
		if (!node_exists(leads) && !node_exists(walk->lost))
			walk->lost = at;
		if (node_is(leads, NODE_ARRAY))
			walk_into(walk, leads);
		else
			*out = leads;
	}
	return node_exists(*out);
}

/* ---- whether it counts ---- */

/* Every rule, or `when` itself, says never. */
static bool never_runs(struct gitlab *g, struct node job)
{
	struct node rules = job_get(g, job, "rules"), n;
	struct walk walk = walk_from(g, rules);
	bool all = node_count(rules) > 0;

	if (!node_is(rules, NODE_ARRAY))
		return span_is(node_text(job_get(g, job, "when")), "never");
	while (walk_next(&walk, &n))
		all &= span_is(node_text(node_get(n, "when")), "never");
	return all && !node_exists(walk.lost);
}

/* A job that waits for a hand is allowed to fail unless it says otherwise. */
static bool may_fail(struct gitlab *g, struct node job)
{
	struct node allow = job_get(g, job, "allow_failure");
	struct node rules = job_get(g, job, "rules"), n;
	struct walk walk = walk_from(g, rules);

	if (node_exists(allow))
		return node_is_true(allow) || node_is(allow, NODE_OBJECT);
	if (!node_is(rules, NODE_ARRAY))
		return span_is(node_text(job_get(g, job, "when")), "manual");
	while (walk_next(&walk, &n))
		if (node_is_true(node_get(n, "allow_failure")))
			return true;
	return false;
}

/* The rules under which it runs, one behind the other. */
static struct span condition_of(struct gitlab *g, struct node job)
{
	struct node rules = job_get(g, job, "rules"), n;
	struct walk walk = walk_from(g, rules);
	struct span all = SPAN_EMPTY;

	if (never_runs(g, job))
		return SPAN_LIT("false");
	if (!node_is(rules, NODE_ARRAY))
		return SPAN_EMPTY;
	while (all.len < 1024 && walk_next(&walk, &n)) {
		struct span one = node_text(node_get(n, "if"));

		if (one.len == 0 || span_is(node_text(node_get(n, "when")), "never"))
			continue;
		all = all.len == 0
			      ? one
			      : arena_printf(g->put.scratch, "%.*s || %.*s",
					     SPAN_ARG(all),
					     (int)(one.len < 1024 ? one.len : 1024),
					     one.ptr);
	}
	return all;
}

/* ---- steps ---- */

struct script {
	struct gitlab *g;
	int64_t job;
	const char *name;
	bool ignored;  /* whatever its commands say */
	bool careless; /* after `set +e` */
};

static int add_line(struct script *s, struct node line)
{
	struct fact fact = fact_new(FACT_STEP);
	struct fact_step *step = &fact.as.step;
	struct span run = node_word(line);

	if (run.len == 0)
		return 0;
	if (span_starts(span_trim(run), "set -e"))
		s->careless = false;
	step->job = s->job;
	step->name = span_of(s->name);
	step->run = run;
	step->neutralised = s->ignored || s->careless || swallow_is_neutralised(run);
	step->line = node_line(line);
	if (span_is(span_trim(run), "set +e"))
		s->careless = true;
	return put_fact(&s->g->put, &fact);
}

/* A script is a command or a list of them; lists in it come from elsewhere. */
static int add_script(struct script *s, const char *name, struct node script)
{
	struct walk walk = walk_from(s->g, script);
	struct node line;
	int rc = 0;

	s->name = name;
	while (rc == 0 && walk_next(&walk, &line))
		rc = add_line(s, line);
	if (rc == 0 && node_exists(walk.lost))
		rc = put_note(&s->g->put, "reference", node_line(walk.lost),
			      "what this refers to is not in the file");
	return rc;
}

static int add_scripts(struct gitlab *g, const struct job *job, bool ignored)
{
	struct script s = { .g = g, .job = job->number, .ignored = ignored };
	int rc = add_script(&s, "before_script",
			    job_or_default(g, job->node, "before_script"));

	if (rc == 0)
		rc = add_script(&s, "script", job_find(g, job->node, "script"));
	s.ignored = true; /* GitLab does not look at how it ends */
	return rc < 0 ? rc
		      : add_script(&s, "after_script",
				   job_or_default(g, job->node, "after_script"));
}

/* ---- jobs ---- */

static int add_need(struct gitlab *g, int64_t job, struct span needs)
{
	struct fact fact = fact_new(FACT_NEED);

	fact.as.need = (struct fact_need){ job, needs };
	return needs.len > 0 ? put_fact(&g->put, &fact) : 0;
}

static int add_implied(struct gitlab *g, const struct job *job)
{
	int rc = 0;

	if (job->stage == (size_t)-1 || g->implied > NEEDS_MOST)
		return 0;
	for (size_t i = 0; rc == 0 && i < g->jobs.count; i++) {
		const struct job *other = &g->jobs.at[i];

		if (other->stage == (size_t)-1 || other->stage >= job->stage)
			continue;
		if (++g->implied > NEEDS_MOST)
			return put_note(&g->put, "many-needs", node_line(job->node),
					"what later jobs wait for is left out");
		rc = add_need(g, job->number, node_key(other->node));
	}
	return rc;
}

static int add_needs(struct gitlab *g, const struct job *job)
{
	struct node needs = job_get(g, job->node, "needs"), n;
	struct walk walk = walk_from(g, needs);
	int rc = 0;

	if (!node_is(needs, NODE_ARRAY))
		return add_implied(g, job);
	while (rc == 0 && walk_next(&walk, &n)) {
		struct node name = node_is(n, NODE_OBJECT) ? node_get(n, "job") : n;

		if (!node_is_true(node_get(n, "optional")))
			rc = add_need(g, job->number, node_word(name));
	}
	return rc;
}

static struct span trigger_of(struct gitlab *g, struct node job)
{
	struct node trigger = job_get(g, job, "trigger");
	struct span project = node_word(node_get(trigger, "project"));

	if (!node_is(trigger, NODE_OBJECT))
		return node_word(trigger);
	return project.len > 0 ? project : node_word(node_get(trigger, "include"));
}

static int add_job(struct gitlab *g, struct job *it)
{
	struct fact fact = fact_new(FACT_JOB);
	struct fact_job *job = &fact.as.job;
	struct node environment = job_get(g, it->node, "environment");
	bool never = never_runs(g, it->node);
	int rc;

	job->number = it->number;
	job->key = node_key(it->node);
	job->condition = condition_of(g, it->node);
	job->environment = node_is(environment, NODE_OBJECT)
				   ? node_word(node_get(environment, "name"))
				   : node_word(environment);
	job->uses = trigger_of(g, it->node);
	job->continue_on_error = may_fail(g, it->node);
	job->line = node_line(it->node);
	rc = put_fact(&g->put, &fact);
	if (rc == 0)
		rc = add_needs(g, it);
	return rc < 0 ? rc : add_scripts(g, it, never || job->continue_on_error);
}

/* ---- the whole ---- */

static void add_stage(struct gitlab *g, struct span name)
{
	*LIST_ADD(g->put.scratch, &g->stages) = name;
}

/* .pre and .post stand around those that the file names, or the usual three. */
static void list_stages(struct gitlab *g)
{
	struct node stages = node_get(g->root, "stages");

	add_stage(g, SPAN_LIT(".pre"));
	if (node_is(stages, NODE_ARRAY)) {
		for (struct node n = node_first(stages); node_exists(n);
		     n = node_next(n))
			add_stage(g, node_word(n));
	} else {
		add_stage(g, SPAN_LIT("build"));
		add_stage(g, SPAN_LIT("test"));
		add_stage(g, SPAN_LIT("deploy"));
	}
	add_stage(g, SPAN_LIT(".post"));
}

/* Names of stages to their place. */
static struct table *index_stages(struct gitlab *g)
{
	struct table *table = table_new(g->put.scratch);

	for (size_t i = 0; i < g->stages.count; i++) {
		void **slot = table_slot(table, g->stages.at[i]);

		if (!*slot)
			*slot = &g->stages.at[i];
	}
	return table;
}

static void index_members(struct gitlab *g)
{
	g->members = table_new(g->put.scratch);
	for (struct node n = node_first(g->root); node_exists(n); n = node_next(n)) {
		struct node *kept = ARENA_NEW(g->put.scratch, struct node);

		*kept = n;
		*table_slot(g->members, node_key(n)) = kept;
	}
	g->defaults = node_get(g->root, "default");
}

static void list_jobs(struct gitlab *g)
{
	struct table *stages = index_stages(g);

	for (struct node n = node_first(g->root); node_exists(n); n = node_next(n)) {
		struct span stage;
		const struct span *found;
		struct job *job;

		if (is_reserved(node_key(n)) || !is_job(n))
			continue;
		stage = node_word(job_get(g, n, "stage"));
		if (stage.len == 0)
			stage = SPAN_LIT("test");
		found = table_get(stages, stage);
		job = LIST_ADD(g->put.scratch, &g->jobs);
		job->node = n;
		job->number = (int64_t)g->jobs.count;
		job->stage = found ? (size_t)(found - g->stages.at) : (size_t)-1;
	}
	if (g->jobs.count > JOBS_MOST)
		g->implied = NEEDS_MOST + 1;
}

static int add_triggers(struct gitlab *g)
{
	struct walk walk = walk_from(g, node_at(g->root, "workflow/rules"));
	struct node n;
	int rc = 0;

	while (rc == 0 && walk_next(&walk, &n)) {
		struct fact fact = fact_new(FACT_TRIGGER);
		struct span condition = node_text(node_get(n, "if"));

		if (condition.len == 0 ||
		    span_is(node_text(node_get(n, "when")), "never"))
			continue;
		fact.as.trigger = (struct fact_trigger){ SPAN_LIT("pipeline"),
							 SPAN_LIT("if"), condition };
		rc = put_fact(&g->put, &fact);
	}
	return rc;
}

static int gitlab_read(const struct probe *probe, const struct fact_sink *sink,
		       struct arena *scratch, struct err *err)
{
	struct gitlab g = { .put = { sink, scratch, err } };
	struct fact fact = fact_new(FACT_WORKFLOW);
	size_t last = probe->tree->roots.count - 1; /* `spec` may stand before */
	struct node include;
	int rc;

	g.root = tree_root(probe->tree, last);
	if (last > 1 || (last == 1 && !node_exists(node_get(probe->root, "spec")))) {
		rc = probe_single(probe, err);
		if (rc < 0)
			return rc;
	}
	fact.as.workflow =
		(struct fact_workflow){ SPAN_LIT("gitlab"),
					node_word(node_at(g.root, "workflow/name")) };
	rc = put_fact(&g.put, &fact);
	if (rc == 0)
		rc = add_triggers(&g);
	index_members(&g);
	list_stages(&g);
	list_jobs(&g);
	for (size_t i = 0; rc == 0 && i < g.jobs.count; i++)
		rc = add_job(&g, &g.jobs.at[i]);
	include = node_get(g.root, "include");
	if (rc == 0 && node_exists(include))
		rc = put_note(&g.put, "include", node_line(include),
			      "jobs of included files are not read here");
	return rc;
}

extern const struct reader reader_gitlab;
const struct reader reader_gitlab = {
	.name = "gitlab-ci",
	.title = "GitLab CI pipeline",
	.spec = "GitLab, CI/CD YAML syntax reference",
	.reads = "jobs, what they wait for, commands and whether their failure counts",
	.family = FAMILY_WORKFLOW,
	.revision = 3,
	.takes_tags = true,
	.named = ".gitlab-ci.yml",
	.bid = gitlab_bid,
	.read = gitlab_read,
};
