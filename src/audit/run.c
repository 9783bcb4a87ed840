#include "audit/run.h"
#include "audit/chain.h"

#include "audit/check.h"
#include "audit/clash.h"
#include "audit/discover.h"
#include "audit/fresh.h"
#include "audit/gather.h"
#include "audit/judge.h"
#include "audit/lineage.h"
#include "audit/match.h"
#include "audit/moved.h"
#include "audit/paths.h"
#include "audit/shown.h"
#include "audit/sidecar.h"
#include "audit/signoff.h"
#include "audit/stands.h"
#include "audit/stated.h"
#include "audit/ticks.h"
#include "audit/trial.h"
#include "audit/vouch.h"
#include "base/limits.h"
#include "base/path.h"
#include "plan/meta.h"
#include "plan/parse.h"
#include "repo/age.h"
#include "repo/walk.h"
#include "store/facts.h"
#include "store/runs.h"
#include "text/jsonout.h"
#include "text/secret.h"
#include "text/utf8.h"
#include "trust/digest.h"

#include <stdlib.h>

#define TITLE_MAX 80 /* bytes of a heading that names a project */

/* What the steps of one audit share. */
struct audit {
	struct report *report;
	struct repo *repo;
	struct store *store;
	const struct audit_options *options;
	struct arena *arena;   /* the model */
	struct arena *scratch; /* emptied between plans */
	struct repo_commit commit;
	struct tree tree;
	struct config config;
	struct span config_bytes; /* of the tree's, or empty */
	struct gather gather;
	struct fresh_source fresh_source;
	struct fresh *fresh;
	struct checks *checks;
	struct plan_options plans; /* how plans are read */
	struct trust tree_trust;   /* the tree's own */
	struct ticks_source ticks_source;
	struct ticks *ticks;
	struct judge_context judge_context;
	size_t findings; /* of the run, and of each plan, before it was judged */
	size_t *plan_findings;
	struct arena *hidden; /* one text on its way into the store */
	char key[65];         /* of stands.h; empty: nothing could stand for it */
};

/* Whatever is stored is shown and sealed: no secret passes. */
static struct span hide_secrets(void *ctx, struct span text)
{
	struct audit *audit = ctx;

	arena_clear(audit->hidden);
	return secret_hide(text, audit->hidden);
}

static void add_finding(struct audit *audit, const char *code, struct span path,
			struct span message)
{
	struct finding *finding = LIST_ADD(audit->arena, &audit->report->findings);

	*finding = (struct finding){
		.rule = finding_rule_of(span_of(code)),
		.path = path,
		.item = ITEM_NONE,
		.other_item = ITEM_NONE,
		.message = message,
	};
}

/* ---- what is audited --------------------------------------------------- */

static int resolve_as_of(struct audit *audit, struct err *err)
{
	struct run *run = &audit->report->run;
	int rc;

	run->as_of = audit->options->as_of;
	run->as_of_from = "option";
	if (run->as_of != CLOCK_NONE)
		return 0;
	rc = clock_source_date(&run->as_of, err);
	if (rc < 0)
		return rc;
	run->as_of_from = "SOURCE_DATE_EPOCH";
	if (run->as_of != CLOCK_NONE)
		return 0;
	run->as_of =
		audit->options->as_of_now ? clock_now() : audit->commit.committed_at;
	run->as_of_from = audit->options->as_of_now ? "now" : "commit";
	return 0;
}

static int resolve_subject(struct audit *audit, struct err *err)
{
	struct repo_commit subject;
	int rc;

	if (!audit->options->subject)
		return 0;
	rc = repo_resolve(&subject, audit->repo, audit->options->subject, audit->arena,
			  err);
	if (rc == 0)
		audit->report->run.subject = subject.id;
	return rc;
}

/* The work tree's evidence is read when the audited commit is its HEAD. */
static int look_at_work_tree(struct audit *audit, struct err *err)
{
	const struct repo_facts *facts = repo_facts(audit->repo);
	struct run *run = &audit->report->run;
	struct repo_commit head;
	struct err none = { 0 };
	int rc;

	if (facts->work_tree.len == 0 ||
	    repo_resolve(&head, audit->repo, "HEAD", audit->arena, &none) < 0 ||
	    !span_eq(head.id, audit->commit.id))
		return 0;
	run->reads_work_tree = true;
	run->ref = head.ref;
	rc = repo_is_dirty(&run->dirty, audit->repo, err);
	if (rc == 0 && run->dirty)
		add_finding(audit, "dirty-checkout", SPAN_EMPTY,
			    SPAN_LIT(
				    "the working tree differs from the audited commit; "
				    "what differs was not judged"));
	return rc;
}

static int resolve_run(struct audit *audit, struct err *err)
{
	const char *rev = audit->options->commit ? audit->options->commit : "HEAD";
	const struct repo_facts *facts = repo_facts(audit->repo);
	struct run *run = &audit->report->run;
	int rc = repo_resolve(&audit->commit, audit->repo, rev, audit->arena, err);

	if (rc == -ERR_ABSENT) {
		err->code = ERR_USAGE; /* an unborn HEAD: the command cannot mean it */
		return -ERR_USAGE;
	}
	if (rc < 0)
		return rc;
	run->commit = audit->commit.id;
	run->tree = audit->commit.tree;
	run->object_format = facts->object_format;
	run->ref = audit->commit.ref;
	run->commit_subject = audit->commit.subject;
	run->commit_at = audit->commit.committed_at;
	run->source_uri = facts->uri;
	run->shallow = facts->shallow;
	run->tool = SPAN_LIT("muster " MUSTER_VERSION);
	run->sandbox =
		span_of(audit->options->sandbox ? audit->options->sandbox : "off");
	if (facts->shallow)
		add_finding(audit, "shallow-history", SPAN_EMPTY,
			    SPAN_LIT("this is a shallow clone: history ends before the "
				     "commits that would date some evidence"));
	if (facts->has_replacements)
		add_finding(audit, "replaced-objects", SPAN_EMPTY,
			    SPAN_LIT(
				    "refs/replace or grafts are set; muster judges the "
				    "objects themselves"));
	rc = resolve_as_of(audit, err);
	if (rc == 0)
		rc = resolve_subject(audit, err);
	if (rc == 0)
		rc = look_at_work_tree(audit, err);
	return rc;
}

static int walk_tree(struct audit *audit, struct err *err)
{
	int rc = repo_walk(&audit->tree, audit->repo, audit->commit.tree, audit->arena,
			   err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < audit->tree.findings.count; i++)
		*LIST_ADD(audit->arena, &audit->report->findings) =
			audit->tree.findings.at[i];
	return 0;
}

/* One line of plain text, as bundle.json wants it. */
static bool can_name(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7f)
			return false;
	return text.len > 0 && text.len <= TITLE_MAX && utf8_is_valid(text);
}

/* The first "# Heading" of the README, without markup; empty where there is none. */
static struct span readme_title(struct audit *audit)
{
	const struct tree_entry *entry = tree_find(&audit->tree, SPAN_LIT("README.md"));
	struct err ignored = { 0 };
	struct span bytes, line;

	if (!entry || entry->mode == TREE_SUBMODULE || entry->mode == TREE_SYMLINK ||
	    repo_blob(&bytes, audit->repo, entry->id, LIMIT_PLAN_BYTES, audit->scratch,
		      &ignored) < 0)
		return SPAN_EMPTY;
	while (span_line(&bytes, &line)) {
		if (!span_starts(line, "# "))
			continue;
		line = span_trim(span_from(line, 2));
		for (size_t i = 0; i < line.len; i++)
			if (line.ptr[i] == '\0' || strchr("[]<>`*_!&\\", line.ptr[i]))
				return SPAN_EMPTY;
		return can_name(line) ? arena_copy(audit->arena, line) : SPAN_EMPTY;
	}
	return SPAN_EMPTY;
}

/*
 * Where neither the configuration nor a remote names the project: what the
 * commit itself says.  Never the folder: two clones give the same report.
 */
static void name_project(struct audit *audit)
{
	struct report *report = audit->report;

	if (report->run.project.len == 0)
		report->run.project = readme_title(audit);
	for (size_t i = 0; report->run.project.len == 0 && i < report->plans.count;
	     i++) {
		struct span title = report->plans.at[i].plan.title;

		if (can_name(title))
			report->run.project = title;
	}
	if (report->run.project.len == 0)
		report->run.project = SPAN_LIT("unnamed");
}

/* "acme/widget" of a remote's address, else empty. */
static struct span project_name(const struct audit *audit)
{
	const struct repo_facts *facts = repo_facts(audit->repo);
	struct span uri = facts->uri, owner, name;

	if (audit->config.name.len > 0)
		return audit->config.name;
	while (uri.len > 0 && uri.ptr[uri.len - 1] == '/')
		uri.len--;
	if (span_ends(uri, ".git"))
		uri.len -= 4;
	name = path_base(uri);
	owner = path_base(path_dir(uri));
	if (span_index(owner, ':') >= 0)
		owner = span_from(owner, (size_t)span_rindex(owner, ':') + 1);
	if (name.len == 0 || owner.len == 0 || !span_find(uri, SPAN_LIT("://")) ||
	    span_starts(uri, "file://") || span_starts(uri, "/") ||
	    span_starts(uri, "."))
		return SPAN_EMPTY;
	return arena_printf(audit->arena, "%.*s/%.*s", SPAN_ARG(owner), SPAN_ARG(name));
}

static int read_config(struct audit *audit, struct err *err)
{
	const struct tree_entry *entry =
		tree_find(&audit->tree, SPAN_LIT("muster.conf"));
	int rc;

	config_default(&audit->config, audit->arena);
	if (audit->options->config) {
		audit->config = *audit->options->config;
	} else if (entry && entry->mode != TREE_SUBMODULE &&
		   entry->mode != TREE_SYMLINK) {
		rc = repo_blob(&audit->config_bytes, audit->repo, entry->id,
			       LIMIT_CONFIG_BYTES, audit->arena, err);
		if (rc == 0)
			rc = config_read(&audit->config, entry->path,
					 audit->config_bytes, CONFIG_TREE, audit->arena,
					 err);
		if (rc < 0)
			return rc;
		audit->config.oid = entry->id;
	}
	audit->gather.bytes_left = audit->config.limits.run_bytes;
	for (size_t i = 0; i < audit->config.findings.count; i++)
		*LIST_ADD(audit->arena, &audit->report->findings) =
			audit->config.findings.at[i];
	audit->report->run.project = project_name(audit);
	return 0;
}

/* ---- plans ------------------------------------------------------------- */

static bool in_tree(void *ctx, struct span path)
{
	return paths_exists(ctx, path);
}

static void plan_settings(const struct audit *audit, struct plan_options *options)
{
	size_t count = audit->config.plan_keys.count;
	struct plan_setting *settings =
		ARENA_ARRAY(audit->arena, struct plan_setting, count);

	for (size_t i = 0; i < count; i++)
		settings[i] =
			(struct plan_setting){ audit->config.plan_keys.at[i].section,
					       audit->config.plan_keys.at[i].key,
					       audit->config.plan_keys.at[i].value };
	options->settings = settings;
	options->setting_count = count;
}

/* A plan whose blob cannot be had is a plan all the same: it must not vanish. */
static void add_unread_plan(struct audit *audit, const struct tree_entry *entry,
			    const struct err *trouble)
{
	struct planned *planned = LIST_ADD(audit->arena, &audit->report->plans);

	planned->plan.path = entry->path;
	planned->plan.oid = entry->id;
	planned->plan.title = path_base(entry->path);
	planned->plan.incomplete = true;
	planned->last_commit_at = CLOCK_NONE;
	add_finding(audit, "plan-unreadable", entry->path,
		    arena_copy(audit->arena, span_of(trouble->what)));
}

static int read_plan(struct audit *audit, const struct tree_entry *entry,
		     const struct plan_options *options, bool named, struct err *err)
{
	struct planned *planned;
	struct err trouble = { 0 };
	struct span bytes;
	struct plan plan;
	int rc = repo_blob(&bytes, audit->repo, entry->id, LIMIT_ARTIFACT_BYTES,
			   audit->arena, &trouble);

	if (rc < 0) {
		add_unread_plan(audit, entry, &trouble);
		return 0;
	}
	rc = plan_parse(&plan, entry->path, bytes, options, audit->arena,
			audit->scratch, err);
	arena_clear(audit->scratch);
	if (rc < 0)
		return rc;
	if (plan.items.count == 0 && !plan.incomplete && !named)
		return 0; /* a file without a single item is no plan */
	plan.oid = entry->id;
	planned = LIST_ADD(audit->arena, &audit->report->plans);
	planned->plan = plan;
	planned->last_commit_at = CLOCK_NONE;
	digest_sha256_hex(bytes, planned->sha256);
	if (plan.incomplete)
		add_finding(audit, "plan-unreadable", entry->path,
			    SPAN_LIT("a limit was hit: not all of the plan was read"));
	if (plan.withheld)
		return 0; /* its findings say so */
	return gather_keep(&planned->raw_name, &audit->gather, entry->path,
			   planned->sha256, bytes, err);
}

#define CANDIDATES_READ 200 /* Markdown that is no plan by name, looked into */
#define CANDIDATE_MARKS 5   /* boxes and rows that make it look like one */

/* What came of the trial of every plan, and of the candidates that are looked into. */
struct trials {
	const enum jail_end *plans, *candidates;
};

static int try_plans(struct trials *out, struct audit *audit,
		     const struct discovered *found, struct err *err)
{
	size_t plans = found->plans.count, candidates = found->candidates.count;
	const struct tree_entry **entries;
	enum jail_end *ends;

	if (candidates > CANDIDATES_READ)
		candidates = CANDIDATES_READ;
	entries = ARENA_ARRAY(audit->arena, const struct tree_entry *,
			      plans + candidates);
	ends = ARENA_ARRAY(audit->arena, enum jail_end, plans + candidates);
	for (size_t i = 0; i < plans; i++)
		entries[i] = &audit->tree.entries.at[found->plans.at[i]];
	for (size_t i = 0; i < candidates; i++)
		entries[plans + i] = &audit->tree.entries.at[found->candidates.at[i]];
	*out = (struct trials){ ends, ends + plans };
	return trial_plans(ends, audit->options->jail, audit->repo, entries,
			   plans + candidates, err);
}

/* A plan that killed its reader must not vanish either. */
static void add_deadly_plan(struct audit *audit, const struct tree_entry *entry,
			    enum jail_end end)
{
	struct err trouble = { 0 };

	err_set(&trouble, ERR_LIMIT, "%s", trial_says(end));
	add_unread_plan(audit, entry, &trouble);
}

/* Markdown with boxes that nobody reads as a plan is named, not judged. */
static int list_candidates(struct audit *audit, const struct discovered *found,
			   const struct trials *trials,
			   const struct plan_options *options, struct err *err)
{
	struct arena *look = arena_new(LIMIT_SCRATCH_BYTES);
	int rc = 0;

	for (size_t i = 0;
	     rc == 0 && i < found->candidates.count && i < CANDIDATES_READ; i++) {
		const struct tree_entry *entry =
			&audit->tree.entries.at[found->candidates.at[i]];
		struct err trouble = { 0 };
		struct span bytes;
		struct plan plan;
		size_t marks = 0;

		if (gather_is_own(audit->options, entry->path) ||
		    trials->candidates[i] != JAIL_DONE ||
		    repo_blob(&bytes, audit->repo, entry->id, LIMIT_PLAN_BYTES, look,
			      &trouble) < 0)
			continue;
		rc = plan_parse(&plan, entry->path, bytes, options, look,
				audit->scratch, err);
		for (size_t m = 0; rc == 0 && m < plan.items.count; m++)
			marks += plan.items.at[m].has_mark;
		if (marks >= CANDIDATE_MARKS)
			*LIST_ADD(audit->arena, &audit->report->plan_candidates) =
				entry->path;
		arena_clear(audit->scratch);
		arena_clear(look);
	}
	arena_free(look);
	return rc;
}

static int read_plans(struct audit *audit, struct paths *paths, struct err *err)
{
	struct plan_options *options = &audit->plans;
	struct discovered found;
	struct trials trials;
	int rc;

	*options = (struct plan_options){
		.in_tree = in_tree,
		.ctx = paths,
		.repository =
			plan_repository(audit->arena, audit->report->run.source_uri),
	};
	plan_settings(audit, options);
	discover_plans(&found, &audit->tree, &audit->config, audit->arena);
	for (size_t i = 0; i < found.findings.count; i++)
		*LIST_ADD(audit->arena, &audit->report->findings) =
			found.findings.at[i];
	rc = try_plans(&trials, audit, &found, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < found.plans.count; i++) {
		const struct tree_entry *entry =
			&audit->tree.entries.at[found.plans.at[i]];

		if (gather_is_own(audit->options, entry->path))
			continue;
		if (trials.plans[i] != JAIL_DONE) {
			add_deadly_plan(audit, entry, trials.plans[i]);
			continue;
		}
		if (audit->options->progress.step)
			audit->options->progress.step(audit->options->progress.ctx,
						      "reading plans", i,
						      found.plans.count);
		rc = read_plan(audit, entry, options, audit->config.plans_said, err);
		if (rc < 0)
			return rc;
	}
	rc = list_candidates(audit, &found, &trials, options, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < audit->report->plans.count; i++)
		*table_slot_borrowed(audit->gather.plan_paths,
				     audit->report->plans.at[i].plan.path) = audit;
	return 0;
}

/* ---- evidence ---------------------------------------------------------- */

static bool is_ignored(void *ctx, struct span path)
{
	return seen_is_ignored(ctx, path);
}

static bool is_in_work_tree(void *ctx, struct span path)
{
	return seen_is_in_work_tree(ctx, path);
}

/* What a plan may name besides the tree: untracked and external evidence. */
static struct paths *index_paths(struct audit *audit)
{
	const struct report *report = audit->report;
	struct span *untracked =
		ARENA_ARRAY(audit->arena, struct span, report->artifacts.count);
	struct paths_source source = {
		.tree = &audit->tree,
		.untracked = untracked,
		.is_ignored = is_ignored,
		.is_in_work_tree = report->run.reads_work_tree ? is_in_work_tree : NULL,
		.ctx = audit->gather.seen,
	};

	for (size_t i = 0; i < report->artifacts.count; i++)
		if (report->artifacts.at[i].origin != ORIGIN_TREE)
			untracked[source.untracked_count++] =
				report->artifacts.at[i].path;
	return paths_new(&source, audit->arena);
}

struct existence {
	struct table *asked; /* path -> its slot in out */
};

static int saw_version(void *ctx, const struct path_version *version)
{
	const struct existence *existence = ctx;
	bool *was_there = table_get(existence->asked, version->path);

	if (was_there && version->id.len > 0)
		*was_there = true;
	return was_there && *was_there ? 1 : 0;
}

/* Which paths some ancestor had: one pass over history for all of them. */
static int existed(void *ctx, bool *out, const struct span *paths, size_t count,
		   struct err *err)
{
	struct audit *audit = ctx;
	struct existence existence = { table_new(audit->scratch) };
	struct err trouble = { 0 };
	int rc;

	for (size_t i = 0; i < count; i++) {
		out[i] = false;
		*table_slot(existence.asked, paths[i]) = &out[i];
	}
	rc = repo_versions(audit->repo, audit->commit.id, paths, count, saw_version,
			   &existence, audit->scratch, &trouble);
	/* Of a path that is asked for twice the table has the last. */
	for (size_t i = 0; i < count; i++)
		out[i] = *(const bool *)table_get(existence.asked, paths[i]);
	arena_clear(audit->scratch);
	if (rc < 0 && rc != -ERR_ABSENT)
		*err = trouble;
	return rc == -ERR_ABSENT ? 0 : rc; /* shallow: missing stays missing */
}

/* Where they lie now: a few more passes, for what is missing alone. */
static int moved(void *ctx, struct span *out, const struct span *paths, size_t count,
		 struct err *err)
{
	struct audit *audit = ctx;
	const struct moved_place place = {
		.repo = audit->repo,
		.commit = audit->commit.id,
		.tree = &audit->tree,
	};

	return moved_find(out, &place, paths, count, audit->arena, audit->scratch, err);
}

static void cite(struct audit *audit, struct match *match)
{
	size_t count;
	const struct span *cited = match_cited(match, &count);

	for (size_t i = 0; i < count; i++) {
		const struct tree_entry *entry = tree_find(&audit->tree, cited[i]);

		if (entry)
			gather_cited(&audit->gather, entry);
	}
}

static enum missing why_missing(const struct found *found)
{
	if (found->how == HOW_IGNORED)
		return MISSING_IGNORED;
	if (found->in_work_tree)
		return MISSING_UNTRACKED;
	return found->how == HOW_REMOVED ? MISSING_REMOVED : MISSING_NOWHERE;
}

/* A file that an item asks for has a row, also when it is not there. */
static void cite_missing(struct audit *audit, struct match *match,
			 const struct plan *plan, size_t item)
{
	for (size_t r = 0; r < plan->items.at[item].refs.count; r++) {
		const struct ref *ref = &plan->items.at[item].refs.at[r];
		const struct found *found = match_found(match, plan, item, r);

		if (!found ||
		    (found->how != HOW_MISSING && found->how != HOW_REMOVED &&
		     found->how != HOW_IGNORED) ||
		    (ref->role != REF_ASKS && ref->role != REF_SUBJECT) ||
		    (ref->kind != REF_PATH && ref->kind != REF_EVIDENCE) ||
		    !path_is_clean(found->wanted))
			continue;
		gather_missing(&audit->gather, found->wanted, why_missing(found));
	}
}

/* Everything that must be known before the first artifact is read. */
static int look_up(struct audit *audit, struct match *match, struct err *err)
{
	int rc;

	for (size_t i = 0; i < audit->report->plans.count; i++)
		match_plan(match, &audit->report->plans.at[i].plan);
	for (size_t i = 0; i < audit->config.rules.count; i++)
		match_rule(match, &audit->config.rules.at[i]);
	match_follow(match, moved);
	rc = match_settle(match, existed, audit, err);
	if (rc < 0)
		return rc;
	cite(audit, match);
	for (size_t p = 0; p < audit->report->plans.count; p++) {
		const struct plan *plan = &audit->report->plans.at[p].plan;

		for (size_t i = 0; i < plan->items.count; i++)
			cite_missing(audit, match, plan, i);
	}
	return 0;
}

static int each_fact(void *ctx, const struct artifact *artifact, enum fact_kind kind,
		     size_t limit, const struct fact_sink *sink, struct err *err)
{
	return facts_each(ctx, artifact->id, kind, FACTS_IN_ORDER, 0, limit, sink, err);
}

static int count_cases(void *ctx, int64_t out[TEST_OUTCOMES],
		       const struct artifact *artifact, struct span selector,
		       struct err *err)
{
	return facts_cases(out, ctx, artifact->id, selector, err);
}

/* ---- judgement --------------------------------------------------------- */

static const struct config_gate *find_gate(const struct audit *audit, struct err *err)
{
	struct span name =
		span_of(audit->options->profile ? audit->options->profile : "default");
	const struct config_gate *gate = config_gate_of(&audit->config, name);

	if (gate)
		return gate;
	err_set(err, ERR_USAGE, "there is no gate profile \"%.*s\"", SPAN_ARG(name));
	err_fix(err, "use default or release, or add a section [gate \"%.*s\"]",
		SPAN_ARG(name));
	return NULL;
}

/* Rules that select an item; one that selects none is an error (law 5). */
static int match_items(struct audit *audit, struct match *match, struct err *err)
{
	size_t rule_count = audit->config.rules.count;
	const struct config_rule **selected =
		ARENA_ARRAY(audit->arena, const struct config_rule *, rule_count);
	bool *used = ARENA_ARRAY(audit->arena, bool, rule_count);
	struct report *report = audit->report;

	for (size_t p = 0; p < report->plans.count; p++) {
		struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->plan.items.count; i++) {
			struct judgement *judgement =
				LIST_ADD(audit->arena, &planned->judgements);
			struct match_rules rules = { selected, 0,
						     checks_of(audit->checks, p, i) };
			int rc;

			judgement->marked_at = CLOCK_NONE;
			for (size_t r = 0; r < rule_count; r++) {
				const struct config_rule *rule =
					&audit->config.rules.at[r];

				if (!config_selects(rule->item, rule->plan,
						    planned->plan.path,
						    &planned->plan.items.at[i]))
					continue;
				selected[rules.count++] = rule;
				used[r] = true;
			}
			rc = match_item(judgement, match, &planned->plan, i, &rules,
					err);
			if (rc < 0)
				return rc;
		}
	}
	for (size_t r = 0; r < rule_count; r++)
		if (!used[r])
			add_finding(audit, "rule-unmatched", audit->config.path,
				    arena_printf(audit->arena,
						 "rule \"%.*s\" selects no item",
						 SPAN_ARG(audit->config.rules.at[r]
								  .name)));
	return 0;
}

static int run_checks(struct audit *audit, struct err *err)
{
	const struct checks_source source = {
		.repo = audit->repo,
		.tree = &audit->tree,
		.config = &audit->config,
		.report = audit->report,
		.store = audit->store,
		.jail = audit->options->jail,
		.arena = audit->arena,
	};

	return checks_run(&audit->checks, &source, err);
}

/* ---- who signed -------------------------------------------------------- */

#define TREE_TRUST "trust/"

/* A file of a tree's trust folder; *out has no pointer where there is none. */
static int tree_trust_file(struct span *out, struct audit *audit,
			   const struct tree *tree, const char *name, struct err *err)
{
	const struct tree_entry *entry = tree_find(tree, span_of(name));
	struct input *input;
	int rc;

	*out = SPAN_EMPTY;
	if (!entry || entry->mode == TREE_SUBMODULE || entry->mode == TREE_SYMLINK)
		return 0;
	rc = repo_blob(out, audit->repo, entry->id,
		       span_ends(entry->path, "crls.pem") ? LIMIT_CRL_BYTES
							  : LIMIT_TRUST_BYTES,
		       audit->arena, err);
	if (rc < 0)
		return rc;
	input = LIST_ADD(audit->arena, &audit->report->inputs);
	*input = (struct input){
		.role = SPAN_LIT("trust"),
		.name = entry->path,
		.origin =
			tree == &audit->tree ? SPAN_LIT("tree") : SPAN_LIT("operator"),
		.oid = entry->id,
	};
	digest_sha256_hex(*out, input->sha256);
	return 0;
}

/* A list that was emptied would take back every revocation in it. */
static int tree_pem(struct span *out, struct span *out_path, struct audit *audit,
		    const struct tree *tree, const char *name, struct err *err)
{
	int rc = tree_trust_file(out, audit, tree, name, err);

	*out_path = span_of(name);
	if (rc < 0 || !out->ptr || out->len > 0)
		return rc;
	err_set(err, ERR_USAGE, "the file is empty");
	err_at_path(err, *out_path);
	err_fix(err, "put PEM into it, or remove it");
	return err_tag(err, "E_TRUST_SYNTAX");
}

static int read_tree_pem(struct audit *audit, const struct tree *tree, struct err *err)
{
	struct x509_files files = { .roots = SPAN_EMPTY }, tsa;
	int rc = tree_pem(&files.roots, &files.roots_path, audit, tree,
			  TREE_TRUST "x509-roots.pem", err);

	if (rc == 0)
		rc = tree_pem(&files.crls, &files.crls_path, audit, tree,
			      TREE_TRUST "x509-crls.pem", err);
	tsa = files; /* authorities for time stamps may be on the same lists */
	if (rc == 0)
		rc = tree_pem(&tsa.roots, &tsa.roots_path, audit, tree,
			      TREE_TRUST "tsa-roots.pem", err);
	return rc < 0 ? rc : trust_add_pem(&audit->tree_trust, &files, &tsa, err);
}

static int read_tree_trust(bool *out_found, struct audit *audit,
			   const struct tree *tree, struct err *err)
{
	struct signers *signers = &audit->tree_trust.signers;
	struct span text, revoked;
	int rc = tree_trust_file(&text, audit, tree, TREE_TRUST "allowed_signers", err);

	*out_found = false;
	if (rc < 0 || !text.ptr)
		return rc;
	rc = signers_parse(signers, SPAN_LIT(TREE_TRUST "allowed_signers"), text,
			   audit->arena, err);
	if (rc == 0)
		rc = tree_trust_file(&revoked, audit, tree, TREE_TRUST "revoked_keys",
				     err);
	if (rc == 0 && revoked.ptr)
		rc = signers_parse_revoked(signers, SPAN_LIT(TREE_TRUST "revoked_keys"),
					   revoked, audit->arena, err);
	if (rc == 0)
		rc = read_tree_pem(audit, tree, err);
	*out_found = rc == 0;
	return rc;
}

static int no_tree_trust(struct err *err)
{
	err_set(err, ERR_USAGE, "that commit has no %sallowed_signers", TREE_TRUST);
	return err_fix(err, "use --trust DIR, or commit one");
}

/* --trust-ref: the same folder of another commit than the audited one. */
static int read_ref_trust(struct audit *audit, struct err *err)
{
	struct repo_commit commit;
	struct tree tree = { .entries = { 0 } };
	bool found;
	int rc = repo_resolve(&commit, audit->repo, audit->options->trust_ref,
			      audit->arena, err);

	if (rc < 0)
		return rc;
	if (span_eq(commit.id, audit->commit.id)) {
		err_set(err, ERR_USAGE, "--trust-ref names the audited commit itself");
		return err_fix(err, "name a commit that its author could not change, "
				    "or say --trust-in-tree");
	}
	rc = repo_walk(&tree, audit->repo, commit.tree, audit->arena, err);
	if (rc == 0)
		rc = read_tree_trust(&found, audit, &tree, err);
	if (rc == 0 && !found)
		rc = no_tree_trust(err);
	audit->ticks_source.trust = &audit->tree_trust;
	return rc;
}

/*
 * What the operator gives, else what the tree says for itself: a label, unless the
 * operator says otherwise.
 */
static int choose_trust(struct audit *audit, struct err *err)
{
	struct ticks_source *source = &audit->ticks_source;
	const struct audit_options *options = audit->options;
	struct err trouble = { 0 };
	bool found;
	int rc;

	source->trust = options->trust;
	if (options->trust)
		return 0;
	if (options->trust_ref)
		return read_ref_trust(audit, err);
	rc = read_tree_trust(&found, audit, &audit->tree, &trouble);
	if (rc < 0 && options->trust_in_tree) {
		*err = trouble;
		return rc;
	}
	if (rc == 0 && !found && options->trust_in_tree)
		return no_tree_trust(err);
	if (rc < 0)
		add_finding(audit, "trust-unreadable",
			    SPAN_LIT(TREE_TRUST "allowed_signers"),
			    arena_copy(audit->arena, span_of(trouble.what)));
	if (rc < 0 || !found)
		return 0;
	source->trust = &audit->tree_trust;
	source->self_declared = !options->trust_in_tree;
	return 0;
}

/*
 * When keys must be valid.  What is published is a function of the as-of time, not of
 * the day on which it is made; but history is as old as its youngest commit, so that
 * a commit dated back behind others helps no expired key.  The gate asks now, whatever
 * SOURCE_DATE_EPOCH says, unless its operator names a time.
 */
static int trust_time(int64_t *out, const struct audit *audit, struct err *err)
{
	const struct run *run = &audit->report->run;
	int64_t latest, now = clock_now();
	int rc = repo_latest(&latest, audit->repo, audit->commit.id, err);

	*out = run->as_of;
	if (rc < 0)
		return rc;
	if (latest != CLOCK_NONE && latest > *out)
		*out = latest;
	if (audit->options->as_of_now && strcmp(run->as_of_from, "option") != 0 &&
	    now > *out)
		*out = now;
	return 0;
}

/* A role that nobody is asked for is a mistyped one: law 5. */
static void match_roles(struct audit *audit)
{
	for (size_t r = 0; r < audit->config.roles.count; r++) {
		const struct config_role *role = &audit->config.roles.at[r];
		bool used = false;

		for (size_t p = 0; p < audit->report->plans.count; p++) {
			const struct plan *plan = &audit->report->plans.at[p].plan;

			for (size_t i = 0; i < plan->items.count && !used; i++)
				used = plan->items.at[i].kind == ITEM_SIGNOFF &&
				       span_eq_nocase(plan->items.at[i]
							      .signoff.role_slug,
						      role->name);
		}
		if (!used)
			add_finding(audit, "role-unmatched", audit->config.path,
				    arena_printf(audit->arena,
						 "role \"%.*s\" has no sign-off field",
						 SPAN_ARG(role->name)));
	}
}

static int find_ticks(struct audit *audit, struct err *err)
{
	struct ticks_source *source = &audit->ticks_source;
	int rc;

	*source = (struct ticks_source){
		.repo = audit->repo,
		.commit = audit->commit.id,
		.report = audit->report,
		.config = &audit->config,
		.plans = &audit->plans,
		.scratch = audit->scratch,
	};
	signoff_note_needs(audit->report, &audit->config, audit->arena, audit->scratch);
	rc = trust_time(&source->when, audit, err);
	if (rc == 0)
		rc = choose_trust(audit, err);
	if (rc == 0)
		rc = ticks_find(&audit->ticks, source, audit->arena, err);
	if (rc == 0)
		signoff_settle_all(audit->report, &audit->config, audit->arena);
	match_roles(audit);
	return rc;
}

static int vouch(struct audit *audit, const struct fact_source *facts, struct err *err)
{
	const struct vouch_source source = {
		.gather = &audit->gather,
		.trust = audit->ticks_source.trust,
		.self_declared = audit->ticks_source.self_declared,
		.when = audit->ticks_source.when,
		.facts = *facts,
	};

	return vouch_all(&source, audit->arena, err);
}

/* What judge_report() adds goes again, so that it can be asked once more. */
static void note_findings(struct audit *audit)
{
	struct report *report = audit->report;

	audit->findings = report->findings.count;
	audit->plan_findings = ARENA_ARRAY(audit->arena, size_t, report->plans.count);
	for (size_t p = 0; p < report->plans.count; p++)
		audit->plan_findings[p] = report->plans.at[p].plan.findings.count;
}

static void judge_again(struct audit *audit)
{
	struct report *report = audit->report;

	report->findings.count = audit->findings;
	for (size_t p = 0; p < report->plans.count; p++)
		report->plans.at[p].plan.findings.count = audit->plan_findings[p];
	signoff_settle_all(report, &audit->config, audit->arena);
	judge_report(report, &audit->judge_context, audit->arena);
}

static int judge(struct audit *audit, struct match *match, struct err *err)
{
	struct match_evidence evidence = {
		.artifacts = audit->report->artifacts.at,
		.count = audit->report->artifacts.count,
		.facts = { each_fact, count_cases, audit->store },
		.fresh = audit->fresh,
		.tree = &audit->tree,
		.as_of = audit->report->run.as_of,
	};
	struct judge_context *context = &audit->judge_context;
	int rc;

	*context = (struct judge_context){
		.config = &audit->config,
		.gate = find_gate(audit, err),
		.as_of = audit->report->run.as_of,
		.trust_given = audit->options->trust || audit->options->trust_ref ||
			       audit->options->trust_in_tree,
	};
	if (audit->options->bypass_by) {
		context->bypass_by = span_of(audit->options->bypass_by);
		context->bypass_why = span_of(audit->options->bypass_why);
	}
	if (!context->gate)
		return -ERR_USAGE;
	rc = match_evidence(match, &evidence, err);
	if (rc == 0)
		rc = run_checks(audit, err);
	if (rc == 0)
		rc = match_items(audit, match, err);
	if (rc == 0)
		rc = find_ticks(audit, err);
	if (rc == 0)
		rc = vouch(audit, &evidence.facts, err);
	if (rc < 0)
		return rc;
	clash_dates(audit->report, audit->commit.committed_at, audit->arena);
	clash_plans(audit->report, match, audit->arena);
	note_findings(audit);
	judge_report(audit->report, context, audit->arena);
	return 0;
}

/*
 * Statements are about a report by digest, and report.json is what the store gives
 * back: so it is made from that, and the votes are added before anybody sees the
 * run.  No vote changes a byte of it (seal.md section 2.5).
 */
static int count_statements(void *ctx, bool *again, struct report *stored,
			    struct err *err)
{
	struct audit *audit = ctx;
	const struct audit_statements *given = &audit->options->statements;
	struct stated_source source = {
		.report = audit->report,
		.stored = stored,
		.statements = given->at,
		.count = given->count,
		.ticks = audit->ticks,
		.trust = audit->ticks_source.trust,
		.self_declared = audit->ticks_source.self_declared,
		.when = audit->ticks_source.when,
		.commit_at = audit->commit.committed_at,
	};
	int rc = given->digest(given->ctx, source.digest, stored, err);

	if (rc < 0)
		return rc;
	*again = stated_count(&source, audit->arena) > 0;
	if (*again)
		judge_again(audit);
	return 0;
}

static int record(struct audit *audit, struct err *err)
{
	const struct runs_review review = { count_statements, audit, audit->arena };

	if (audit->options->statements.count == 0)
		return runs_finish(audit->store, audit->report, err);
	return runs_finish_reviewed(audit->store, audit->report, &review, err);
}

/* ---- the record -------------------------------------------------------- */

static void add_input(struct audit *audit, const char *role, struct span name,
		      enum artifact_origin origin, struct span oid, const char *sha256)
{
	struct input *input = LIST_ADD(audit->arena, &audit->report->inputs);

	input->role = span_of(role);
	input->name = name;
	input->origin =
		origin == ORIGIN_TREE ? SPAN_LIT("tree") : SPAN_LIT("untracked");
	input->oid = oid;
	memcpy(input->sha256, sha256, sizeof(input->sha256));
}

static int by_name(const void *a, const void *b)
{
	const struct input *left = a, *right = b;
	int order = span_cmp(left->name, right->name);

	return order ? order : span_cmp(left->role, right->role);
}

static void list_inputs(struct audit *audit)
{
	struct report *report = audit->report;
	const struct check_file *files;
	size_t file_count;

	files = checks_files(audit->checks, &file_count);
	for (size_t i = 0; i < file_count; i++)
		add_input(audit, "check", files[i].path, ORIGIN_TREE, files[i].oid,
			  files[i].sha256);
	for (size_t i = 0; i < report->plans.count; i++)
		add_input(audit, "plan", report->plans.at[i].plan.path, ORIGIN_TREE,
			  report->plans.at[i].plan.oid, report->plans.at[i].sha256);
	for (size_t i = 0; i < report->artifacts.count; i++)
		if (report->artifacts.at[i].sha256[0] != '\0' &&
		    report->artifacts.at[i].origin != ORIGIN_MEMBER)
			add_input(audit, "artifact", report->artifacts.at[i].path,
				  report->artifacts.at[i].origin,
				  report->artifacts.at[i].oid,
				  report->artifacts.at[i].sha256);
	for (size_t i = 0; i < audit->options->trust_file_count; i++) {
		const struct audit_trust_file *file = &audit->options->trust_files[i];

		add_input(audit, file->role, span_of(file->name), ORIGIN_TREE,
			  SPAN_EMPTY, file->sha256);
		report->inputs.at[report->inputs.count - 1].origin =
			SPAN_LIT("operator");
	}
	if (audit->config_bytes.ptr)
		add_input(audit, "config", SPAN_LIT("muster.conf"), ORIGIN_TREE,
			  audit->config.oid, audit->config.sha256);
	if (report->inputs.count > 1)
		qsort(report->inputs.at, report->inputs.count,
		      sizeof(*report->inputs.at), by_name);
}

/* seal.md section 2.3: what was judged, by which program, as of when. */
static void name_run(struct audit *audit)
{
	struct run *run = &audit->report->run;
	char as_of[CLOCK_TEXT], digest[65];
	struct jsonout json;
	struct buf text;

	buf_init(&text, LIMIT_JSON_OUT);
	jsonout_init(&json, &text, true);
	jsonout_object(&json);
	jsonout_member(&json, "asOf", span_of(clock_format(run->as_of, as_of)));
	jsonout_member(&json, "commit", run->commit);
	jsonout_key(&json, "inputs");
	jsonout_array(&json);
	for (size_t i = 0; i < audit->report->inputs.count; i++) {
		const struct input *input = &audit->report->inputs.at[i];

		jsonout_object(&json);
		jsonout_member(&json, "name", input->name);
		jsonout_member(&json, "origin", input->origin);
		jsonout_member(&json, "sha256", span_of(input->sha256));
		jsonout_end(&json);
	}
	jsonout_end(&json);
	jsonout_member(&json, "tool", run->tool);
	jsonout_end(&json);
	digest_sha256_hex(buf_span(&text), digest);
	memcpy(run->id, digest, 32);
	run->id[32] = '\0';
	buf_release(&text);
}

/* A day's grace: the date is somebody's, the commit's is UTC. */
#define STALE_AFTER_S 86400

/* "Last updated" that nobody brought up to date with the plan: P-META-STALE. */
static void say_stale(struct audit *audit, struct planned *planned)
{
	const struct plan_meta *meta =
		meta_find(&planned->plan, META_UPDATED, audit->scratch);
	char when[CLOCK_TEXT];
	struct finding *finding;
	int64_t said;
	struct span iso;

	if (!meta || planned->last_commit_at == CLOCK_NONE ||
	    !meta_date(audit->arena, meta->value, &iso) ||
	    clock_parse(iso, &said) == CLOCK_UNSAID ||
	    planned->last_commit_at < said + 2 * STALE_AFTER_S)
		return;
	finding = LIST_ADD(audit->arena, &planned->plan.findings);
	*finding = (struct finding){
		.rule = finding_rule_of(SPAN_LIT("P-META-STALE")),
		.path = planned->plan.path,
		.line = meta->line,
		.item = ITEM_NONE,
		.other_item = ITEM_NONE,
		.message = arena_printf(
			audit->arena,
			"\"%.*s: %.*s\", but the file was changed on %.10s",
			SPAN_ARG(span_sub(meta->key, 0, 40)),
			SPAN_ARG(span_sub(meta->value, 0, 40)),
			clock_format(planned->last_commit_at, when)),
	};
}

/* Last change of every plan, for its page. */
static int date_plans(struct audit *audit, struct err *err)
{
	struct report *report = audit->report;
	struct path_age *ages =
		ARENA_ARRAY(audit->arena, struct path_age, report->plans.count);
	struct err trouble = { 0 };
	int rc;

	for (size_t i = 0; i < report->plans.count; i++)
		ages[i].path = report->plans.at[i].plan.path;
	rc = repo_ages(ages, report->plans.count, audit->repo, audit->commit.id,
		       audit->arena, &trouble);
	if (rc == -ERR_ABSENT)
		return 0; /* said already: shallow-history */
	if (rc < 0)
		*err = trouble;
	for (size_t i = 0; rc == 0 && i < report->plans.count; i++) {
		report->plans.at[i].last_commit = ages[i].commit;
		report->plans.at[i].last_commit_at =
			ages[i].known ? ages[i].changed_at : CLOCK_NONE;
		say_stale(audit, &report->plans.at[i]);
	}
	return rc;
}

#define CANDIDATES_SAID 3

/* Of candidates the first ones, those in hidden folders (".github/") last. */
static size_t pick_candidates(struct span *out, const struct report *report)
{
	size_t count = 0;

	for (int hidden = 0; hidden < 2; hidden++)
		for (size_t i = 0; i < report->plan_candidates.count; i++) {
			struct span path = report->plan_candidates.at[i];

			if (span_starts(path, ".") == (hidden == 1) &&
			    count < CANDIDATES_SAID)
				out[count++] = path;
		}
	return count;
}

/* Files full of boxes that nobody reads as plans, and the line that names the first. */
static void say_no_plan(struct audit *audit)
{
	const struct report *report = audit->report;
	size_t count = report->plan_candidates.count;
	struct span said = SPAN_LIT("no plan was found in this commit");
	struct span first[CANDIDATES_SAID];
	size_t picked = pick_candidates(first, report);

	if (report->plans.count > 0)
		return;
	for (size_t i = 0; i < picked; i++)
		said = arena_printf(audit->arena, "%.*s%s%.*s", SPAN_ARG(said),
				    i == 0 ? "; Markdown with boxes is passed over: "
					   : ", ",
				    SPAN_ARG(first[i]));
	if (count > CANDIDATES_SAID)
		said = arena_printf(audit->arena, "%.*s and %zu more", SPAN_ARG(said),
				    count - CANDIDATES_SAID);
	if (count > 0)
		said = arena_printf(audit->arena,
				    "%.*s; this line of muster.conf adds the first: "
				    "[pack] plans = \"%.*s\"",
				    SPAN_ARG(said), SPAN_ARG(first[0]));
	add_finding(audit, "no-plan", SPAN_EMPTY, said);
}

static bool is_own(void *ctx, struct span path)
{
	const struct audit *audit = ctx;

	return gather_is_own(audit->options, path);
}

static int sidecar(void *ctx, struct span *out, const struct artifact *artifact,
		   struct arena *arena)
{
	const struct audit *audit = ctx;

	return gather_sidecar(out, &audit->gather, artifact, SIDECAR_SUFFIX,
			      SIDECAR_BYTES, arena);
}

static void let_speak(struct audit *audit)
{
	for (size_t i = 0; i < audit->report->artifacts.count; i++) {
		struct artifact *artifact = &audit->report->artifacts.at[i];

		artifact->outcome = shown_alone(artifact, audit->scratch);
	}
}

/* What each artifact is about: verdicts.md, "Freshness". */
static int date_evidence(struct audit *audit, struct err *err)
{
	struct fresh_source source = {
		.repo = audit->repo,
		.seen = audit->gather.seen,
		.commit = &audit->commit,
		.tree = &audit->tree,
		.config = &audit->config,
		.report = audit->report,
		.subject = audit->report->run.subject,
		.shallow = audit->report->run.shallow,
		.is_own = is_own,
		.sidecar = sidecar,
		.ctx = audit,
		.each = each_fact,
		.each_ctx = audit->store,
	};

	audit->fresh_source = source;
	audit->fresh = fresh_new(&audit->fresh_source, audit->arena);
	return fresh_all(audit->fresh, err);
}

static int gather_evidence(struct audit *audit, struct match *match, struct err *err)
{
	int rc = look_up(audit, match, err);

	if (rc < 0)
		return rc;
	gather_workflows(&audit->gather);
	gather_archives(&audit->gather);
	rc = gather_read(&audit->gather, err);
	let_speak(audit);
	if (rc == 0)
		rc = date_plans(audit, err);
	if (rc == 0)
		rc = date_evidence(audit, err);
	return rc;
}

/*
 * What the tree itself shows is exact (verdicts.md, "Freshness"): a document or a
 * workflow of the audited commit is no report that grew old, whatever has changed
 * beside it, unless an item holds it for one.
 */
static void settle_tree(struct audit *audit)
{
	struct report *report = audit->report;
	bool *aged = ARENA_ARRAY(audit->scratch, bool, report->artifacts.count + 1);

	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			const struct judgement *judgement = &planned->judgements.at[i];

			for (size_t r = 0; r < judgement->requirements.count; r++) {
				const struct requirement *one =
					&judgement->requirements.at[r];

				if (one->artifact != ARTIFACT_NONE &&
				    one->freshness > FRESHNESS_EXACT)
					aged[one->artifact] = true;
			}
		}
	}
	for (size_t i = 0; i < report->artifacts.count; i++) {
		struct artifact *artifact = &report->artifacts.at[i];

		if (artifact->origin != ORIGIN_TREE || aged[i] ||
		    artifact->freshness <= FRESHNESS_EXACT ||
		    shown_class(artifact->family) > CLASS_DECLARES)
			continue;
		artifact->freshness = FRESHNESS_EXACT;
		artifact->freshness_reason = REASON_EXACT;
		artifact->subject = report->run.commit;
		artifact->changed = SPAN_EMPTY;
		artifact->changed_count = 0;
	}
}

static int run_audit(struct audit *audit, struct err *err)
{
	struct report *report = audit->report;
	struct paths *paths;
	struct match *match;
	int rc = walk_tree(audit, err);

	if (rc == 0)
		rc = read_config(audit, err);
	if (rc == 0 && !find_gate(audit, err))
		rc = -ERR_USAGE;
	if (rc == 0)
		rc = runs_begin(audit->store, &report->run, err);
	if (rc < 0)
		return rc;
	rc = gather_roots(&audit->gather, err);
	if (rc < 0)
		return rc;
	gather_archives(&audit->gather);
	paths = index_paths(audit);
	match = match_new(paths, audit->arena);
	rc = read_plans(audit, paths, err);
	if (rc == 0)
		name_project(audit);
	if (rc == 0)
		rc = gather_evidence(audit, match, err);
	if (rc < 0)
		return rc;
	say_no_plan(audit);
	rc = judge(audit, match, err);
	if (rc == 0)
		settle_tree(audit);
	if (rc == 0)
		rc = lineage_find(report, audit->store, audit->repo, audit->arena, err);
	if (rc == 0)
		rc = runs_flaky(report, audit->store, err);
	if (rc < 0)
		return rc;
	list_inputs(audit);
	name_run(audit);
	return record(audit, err);
}

/* Whether the newest run is this one, and nothing has changed since. */
static bool stands(struct audit *audit)
{
	struct run *run = &audit->report->run;
	struct standing known;

	if (!audit->options->cache.put ||
	    !stands_key(audit->key, audit->options, run, repo_facts(audit->repo)) ||
	    !audit->options->may_stand ||
	    !standing_find(&known, audit->store, audit->scratch) ||
	    !stands_still(&known, audit->key, audit->repo, run->tree))
		return false;
	run->row = known.row;
	return true;
}

/*
 * Whether what decided the run is all in its key and in what was seen.  Not so readers
 * and checks that a busy machine can stop, and objects that are not here yet.
 */
static bool may_be_noted(const struct audit *audit)
{
	const struct report *report = audit->report;
	const struct jail *jail = audit->options->jail;

	if (jail ? jail_has_losses(jail) : audit->config.checks.count > 0)
		return false;
	for (size_t i = 0; i < report->artifacts.count; i++)
		if (span_is(report->artifacts.at[i].reason, "object-missing"))
			return false;
	for (size_t i = 0; i < report->findings.count; i++)
		if (strcmp(report->findings.at[i].rule->code, "plan-unreadable") == 0)
			return false;
	return true;
}

int audit_run(struct report *out, struct repo *repo, struct store *store,
	      const struct audit_options *options, struct arena *arena, struct err *err)
{
	struct audit audit = {
		.report = out,
		.repo = repo,
		.store = store,
		.options = options,
		.arena = arena,
		.scratch = arena_new(LIMIT_SCRATCH_BYTES),
		.hidden = arena_new(LIMIT_SCRATCH_BYTES),
	};
	int rc;

	store_set_text(store, hide_secrets, &audit);
	store_set_hash(store, &chain_sha256);
	*out = (struct report){ 0 };
	audit.gather = (struct gather){
		.repo = repo,
		.seen = seen_new(repo, arena),
		.store = store,
		.options = options,
		.config = &audit.config,
		.tree = &audit.tree,
		.report = out,
		.arena = arena,
		.by_path = table_new(arena),
		.plan_paths = table_new(arena),
		.raw_names = table_new(arena),
		.raw_taken = table_new(arena),
		.bytes_left = LIMIT_RUN_BYTES,
	};
	rc = resolve_run(&audit, err);
	if (rc == 0 && stands(&audit)) {
		rc = 1;
	} else if (rc == 0) {
		rc = run_audit(&audit, err);
		if (rc == 0 && may_be_noted(&audit))
			stands_note(store, &out->run, audit.key, audit.gather.seen);
	}
	if (rc < 0 && out->run.row > 0) {
		struct err ignored = { 0 };

		runs_abandon(store, &out->run, &ignored); /* the first error counts */
	}
	store_set_text(store, NULL, NULL);
	trust_release(&audit.tree_trust);
	arena_free(audit.scratch);
	arena_free(audit.hidden);
	return rc;
}
