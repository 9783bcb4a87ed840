#include "audit/trial.h"

#include "base/limits.h"
#include "plan/parse.h"
#include "readers/wire.h"
#include "repo/repo.h"
#include "text/unpack.h"

/* In front of the path; a request of wire.h begins with a small number. */
#define TRIAL_MARK "plan "

const char *trial_says(enum jail_end end)
{
	static const char *const words[JAIL_ENDS] = {
		[JAIL_CRASHED] = "its reader died over it, twice",
		[JAIL_FORBIDDEN] = "its reader did what it may not do, and was ended",
		[JAIL_SLOW] = "its reader took too long",
		[JAIL_MEMORY] = "its reader needed too much memory",
	};

	return words[end];
}

static void try_plan(struct span path, struct span bytes)
{
	struct arena *arena = arena_new(LIMIT_SCRATCH_BYTES);
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct plan_options options = { .in_tree = NULL };
	struct err ignored = { 0 };
	struct plan plan;

	plan_parse(&plan, path, bytes, &options, arena, scratch, &ignored);
	arena_free(scratch);
	arena_free(arena);
}

/*
 * Libraries open files when they are first used: OpenSSL its settings, for the
 * digest in an item's id.
 */
void trial_prepare(void *ctx)
{
	(void)ctx;
	unpack_prepare();
	try_plan(SPAN_LIT("plan.md"), SPAN_LIT("# Plan\n\n- [x] item\n\n| a | b |\n"
					       "|---|---|\n| c | done |\n"));
}

void trial_work(void *ctx, struct jail_request request, struct jail_reply *reply)
{
	if (span_starts(request.head, TRIAL_MARK))
		try_plan(span_from(request.head, strlen(TRIAL_MARK)), request.body);
	else
		wire_work(ctx, request, reply);
}

struct trial {
	enum jail_end *out;
	struct repo *repo;
	const struct tree_entry *const *entries;
	struct arena *slots[JAIL_WINDOW]; /* the bytes of a plan that is out */
};

static int request(void *ctx, size_t piece, struct jail_request *out, struct err *err)
{
	struct trial *trial = ctx;
	struct arena **slot = &trial->slots[piece % JAIL_WINDOW];
	const struct tree_entry *entry = trial->entries[piece];
	struct err ignored = { 0 };

	(void)err;
	if (!*slot)
		*slot = arena_new(LIMIT_SCRATCH_BYTES);
	/* Who reads it in earnest will say why it cannot be had, or is too large. */
	if (repo_blob(&out->body, trial->repo, entry->id, LIMIT_PLAN_BYTES, *slot,
		      &ignored) < 0)
		return 1;
	out->head = arena_printf(*slot, TRIAL_MARK "%.*s", SPAN_ARG(entry->path));
	return 0;
}

/* It has nothing to say. */
static int part(void *ctx, size_t piece, struct span bytes, struct err *err)
{
	(void)ctx;
	(void)piece;
	(void)bytes;
	(void)err;
	return 1;
}

static int again(void *ctx, size_t piece, struct err *err)
{
	(void)ctx;
	(void)piece;
	(void)err;
	return 0;
}

static int done(void *ctx, size_t piece, enum jail_end end, struct err *err)
{
	struct trial *trial = ctx;

	(void)err;
	trial->out[piece] = end;
	arena_clear(trial->slots[piece % JAIL_WINDOW]);
	return 0;
}

int trial_plans(enum jail_end *out, struct jail *jail, struct repo *repo,
		const struct tree_entry *const *entries, size_t count, struct err *err)
{
	struct trial trial = { .out = out, .repo = repo, .entries = entries };
	struct jail_work work = { count, request, part, again, done, &trial };
	int rc;

	for (size_t i = 0; i < count; i++)
		out[i] = JAIL_DONE;
	if (!jail)
		return 0;
	rc = jail_run(jail, &work, err);
	for (size_t i = 0; i < JAIL_WINDOW; i++)
		arena_free(trial.slots[i]);
	return rc;
}
