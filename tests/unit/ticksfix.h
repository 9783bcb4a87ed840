/*
 * A repository with one plan whose field for the role "qa-lead" people sign, and what
 * audit/ticks.h makes of its HEAD.  Keys are ssh-keygen's, commits are git's.
 */
#ifndef TICKSFIX_H
#define TICKSFIX_H

#include "gitfix.h"

#include "audit/signoff.h"
#include "audit/ticks.h"
#include "base/clock.h"
#include "base/limits.h"
#include "repo/walk.h"

#define PLAN "checklists/go.md"

struct world {
	struct report report;
	struct config config;
	struct trust trust;
	struct ticks_source source;
	struct ticks *ticks;
};

/* Four people's keys, and a plan by somebody else. */
static inline void world_init(struct fix *fix)
{
	fix_init(fix);
	sh(fix, "for n in ada amy bob eve; do ssh-keygen -q -t ed25519 -N '' -C '' -f "
		"$n; done;"
		"mkdir r/checklists; cat > r/" PLAN " <<'END'\n"
		"# Go\n\n## Work\n\n- [x] Tests pass\n- [ ] Docs written\n\n"
		"## Sign-off\n\n- [ ] QA Lead: ____ Date: ____\nEND\n");
	fix_commit(fix, "the plan");
}

/* Commit all as `who`, signed with the key of that name. */
static inline void commit_as(struct fix *fix, const char *who, const char *key)
{
	sh(fix,
	   "cd r; git add -A; GIT_AUTHOR_NAME=%s GIT_AUTHOR_EMAIL=%s@example.org "
	   "GIT_COMMITTER_NAME=%s GIT_COMMITTER_EMAIL=%s@example.org "
	   "git -c gpg.format=ssh -c user.signingkey=../%s commit -q -S -m signed",
	   who, who, who, who, key);
}

static inline void tick(struct fix *fix)
{
	sh(fix,
	   "sed -i 's/^- . . QA Lead.*/- [x] QA Lead: Amy Ash Date: 2026-01-03/;"
	   "s/^- .*QA Lead: __.*/- [x] QA Lead: Amy Ash Date: 2026-01-03/' r/" PLAN);
}

/* allowed_signers: lines as "NAME OPTIONS", each with the key of that name. */
static inline void trust_lines(struct fix *fix, const char *lines)
{
	sh(fix,
	   "printf '%%s\\n' '%s' | while read -r n o; do [ -z \"$n\" ] || "
	   "echo \"$n@example.org $o $(cut -d ' ' -f 1,2 $n.pub)\"; done > signers",
	   lines);
}

#define QA_GRANT "namespaces=\"git,muster-signoff/qa-lead\""

static inline void read_plan(struct fix *fix, struct world *world, struct span tree_id)
{
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct planned *planned = LIST_ADD(fix->arena, &world->report.plans);
	const struct tree_entry *entry;
	struct span bytes;
	struct tree tree;
	struct err err = { 0 };

	assert_ok(repo_walk(&tree, fix->repo, tree_id, fix->arena, &err));
	entry = tree_find(&tree, SPAN_LIT(PLAN));
	assert_non_null(entry);
	*planned = (struct planned){ .judgements = { 0 } };
	assert_ok(repo_blob(&bytes, fix->repo, entry->id, LIMIT_PLAN_BYTES, fix->arena,
			    &err));
	assert_ok(plan_parse(&planned->plan, entry->path, bytes, NULL, fix->arena,
			     scratch, &err));
	planned->judgements.count = planned->plan.items.count;
	planned->judgements.at = ARENA_ARRAY(fix->arena, struct judgement,
					     planned->judgements.count + 1);
	for (size_t i = 0; i < planned->judgements.count; i++)
		planned->judgements.at[i].judged = planned->plan.items.at[i].judged;
	arena_free(scratch);
}

/* Who ticked what at HEAD, keys being valid at `when`; `trusted` or nobody is. */
static inline struct world *look(struct fix *fix, int64_t when, bool trusted)
{
	struct world *world = ARENA_NEW(fix->arena, struct world);
	struct repo_commit head;
	struct err err = { 0 };

	fix_open(fix, "r");
	assert_ok(repo_resolve(&head, fix->repo, "HEAD", fix->arena, &err));
	config_default(&world->config, fix->arena);
	read_plan(fix, world, head.tree);
	if (trusted)
		assert_ok(trust_read(&world->trust,
				     arena_printf(fix->arena, "%s/signers", fix->root)
					     .ptr,
				     fix->arena, &err));
	world->source = (struct ticks_source){
		.repo = fix->repo,
		.commit = head.id,
		.report = &world->report,
		.config = &world->config,
		.trust = trusted ? &world->trust : NULL,
		.when = when,
		.scratch = arena_new(LIMIT_SCRATCH_BYTES),
	};
	world->report.run.commit = head.id;
	signoff_note_needs(&world->report, &world->config, fix->arena,
			   world->source.scratch);
	assert_ok(ticks_find(&world->ticks, &world->source, fix->arena, &err));
	signoff_settle_all(&world->report, &world->config, fix->arena);
	return world;
}

static inline void world_free(struct world *world)
{
	arena_free(world->source.scratch);
	trust_release(&world->trust);
}

/* The item whose line starts so; it must be there. */
static inline size_t item_at(const struct world *world, const char *words)
{
	const struct plan *plan = &world->report.plans.at[0].plan;

	for (size_t i = 0; i < plan->items.count; i++)
		if (span_find(plan->items.at[i].plain, span_of(words)) >= 0)
			return i;
	fail_msg("no item says \"%s\"", words);
	return ITEM_NONE;
}

static inline struct judgement *judgement_at(struct world *world, const char *words)
{
	return &world->report.plans.at[0].judgements.at[item_at(world, words)];
}

#endif
