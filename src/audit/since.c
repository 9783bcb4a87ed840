#include "audit/since.h"

#include "audit/fresh.h"
#include "base/limits.h"

struct since {
	struct repo *repo;
	struct arena *arena;
	struct report *report;
	struct repo_commit commit;
	struct tree tree;
	struct config config;
	struct fresh_source source;
	struct fresh *fresh;
};

/* The run says which blob its configuration was. */
static struct span config_oid(const struct report *report)
{
	for (size_t i = 0; i < report->inputs.count; i++)
		if (span_is(report->inputs.at[i].role, "config") &&
		    span_is(report->inputs.at[i].origin, "tree"))
			return report->inputs.at[i].oid;
	return SPAN_EMPTY;
}

static int read_config(struct since *since, struct err *err)
{
	struct span oid = config_oid(since->report), bytes;
	int rc;

	config_default(&since->config, since->arena);
	if (oid.len == 0)
		return 0;
	rc = repo_blob(&bytes, since->repo, oid, LIMIT_CONFIG_BYTES, since->arena, err);
	return rc < 0 ? rc
		      : config_read(&since->config, SPAN_LIT("muster.conf"), bytes,
				    CONFIG_TREE, since->arena, err);
}

int since_open(struct since **out, struct repo *repo, struct report *report,
	       const struct config *config, struct arena *arena, struct err *err)
{
	struct since *since = ARENA_NEW(arena, struct since);
	int rc = repo_commit(&since->commit, repo, report->run.commit, arena, err);

	*out = since;
	since->repo = repo;
	since->arena = arena;
	since->report = report;
	if (rc == 0 && config)
		since->config = *config;
	else if (rc == 0)
		rc = read_config(since, err);
	if (rc < 0)
		return rc;
	since->source = (struct fresh_source){
		.repo = repo,
		.seen = seen_new(repo, arena),
		.commit = &since->commit,
		.tree = &since->tree,
		.config = &since->config,
		.report = report,
		.shallow = report->run.shallow,
	};
	since->fresh = fresh_new(&since->source, arena);
	return 0;
}

/* The first rule with a scope of its own that selects the item. */
static const struct config_rule *rule_of(const struct since *since,
					 const struct planned *planned,
					 const struct item *item)
{
	for (size_t i = 0; i < since->config.rules.count; i++) {
		const struct config_rule *rule = &since->config.rules.at[i];

		if (rule->scope.count > 0 &&
		    config_selects(rule->item, rule->plan, planned->plan.path, item))
			return rule;
	}
	return NULL;
}

int since_commits(struct since_list *out, struct since *since,
		  const struct planned *planned, const struct item *item,
		  const struct artifact *artifact, size_t max, struct err *err)
{
	const struct config_rule *rule = rule_of(since, planned, item);
	struct err ignored = { 0 };
	struct repo_commit *commits;
	size_t count;
	int rc;

	*out = (struct since_list){ 0 };
	/* Only a scope that a statement names is held against the tree. */
	if (artifact->about.scope.len > 0 && since->tree.entries.count == 0)
		repo_walk(&since->tree, since->repo, since->commit.tree, since->arena,
			  &ignored);
	if (artifact->subject.len == 0 ||
	    span_eq(artifact->subject, since->commit.id) ||
	    !repo_has_commit(since->repo, artifact->subject))
		return 0;
	rc = repo_commits_between(&commits, &count, since->repo, artifact->subject,
				  since->commit.id, max + 1, since->arena, err);
	if (rc < 0)
		return rc;
	out->more = count > max;
	for (size_t i = 0; i < count && i < max; i++) {
		struct since_commit *one = LIST_ADD(since->arena, &out->commits);
		struct err trouble = { 0 };

		one->commit = commits[i];
		one->unread = fresh_commit_changes(&one->change, since->fresh, artifact,
						   rule, commits[i].id, &trouble) < 0;
	}
	return 0;
}
