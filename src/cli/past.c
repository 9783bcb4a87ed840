#include "cli/past.h"

#include "audit/chain.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/table.h"
#include "cli/bundled.h"
#include "store/runs.h"
#include "text/json.h"

static int open_history(struct node *out, const char *folder, struct arena *arena,
			struct err *err)
{
	struct tree *tree;
	struct span text;
	int rc = file_read_below(&text, folder, SPAN_LIT("history.json"),
				 LIMIT_BUNDLE_JSON, arena, err);

	*out = NODE_NONE;
	if (rc == 0)
		rc = json_parse(&tree, SPAN_LIT("history.json"), text, arena, err);
	if (rc == 0)
		*out = tree_root(tree, 0);
	return rc;
}

static void read_run(struct past_run *out, struct node node)
{
	struct node counts = node_get(node, "counts");

	*out = (struct past_run){ .id = node_text(node_get(node, "id")),
				  .commit = node_text(node_get(node, "commit")) };
	node_integer(node_get(node, "number"), &out->number);
	clock_parse(node_text(node_get(node, "asOf")), &out->as_of);
	for (enum result i = 0; i < RESULTS; i++)
		if (span_is(node_text(node_get(node, "outcome")), result_word[i]))
			out->result = i;
	for (enum verdict i = 0; i < VERDICTS; i++) {
		int64_t count = 0;

		node_integer(node_get(counts, verdict_word[i]), &count);
		out->counts[i] = count > 0 ? (uint64_t)count : 0;
	}
}

static struct node first_of(struct node root, const char *key)
{
	struct node list = node_get(root, key);

	return node_is(list, NODE_ARRAY) ? node_first(list) : NODE_NONE;
}

static int wrong(const char *what, struct err *err)
{
	err_set(err, ERR_FORMAT, "%s", what);
	err_at_path(err, SPAN_LIT("history.json"));
	return err_fix(err, "build the bundle again");
}

static int read_runs(struct report *out, struct node root, struct arena *arena,
		     struct err *err)
{
	int64_t last = 0;

	for (struct node n = first_of(root, "runs"); node_exists(n); n = node_next(n)) {
		struct past_run *run = LIST_ADD(arena, &out->history);

		read_run(run, n);
		if (run->number < 1 || run->number > INT32_MAX ||
		    (last > 0 && run->number != last + 1))
			return wrong("its runs are not numbered one after the other",
				     err);
		last = run->number;
	}
	return 0;
}

int past_read(struct report *out, const char *folder, struct arena *arena,
	      struct err *err)
{
	struct node root;
	int64_t first;
	int rc = open_history(&root, folder, arena, err);

	out->history.count = out->past.count = 0;
	if (rc == 0)
		rc = read_runs(out, root, arena, err);
	if (rc < 0)
		return rc;
	first = out->history.count > 0 ? out->history.at[0].number : 1;
	for (struct node n = first_of(root, "verdicts"); node_exists(n);
	     n = node_next(n)) {
		struct past_verdict past = { .plan = node_text(node_get(n, "plan")),
					     .item = node_text(node_get(n, "item")) };

		if (!node_integer(node_get(n, "run"), &past.run) ||
		    !verdict_of_word(node_text(node_get(n, "verdict")), &past.verdict))
			return wrong("a verdict has no run or is no verdict", err);
		if (past.run < first || past.run >= first + (int64_t)out->history.count)
			return wrong("a verdict names a run that is not listed", err);
		*LIST_ADD(arena, &out->past) = past;
	}
	return 0;
}

/* Its run, unless the store has that or a later one. */
static int import_run(struct store *store, const char *folder, struct arena *arena,
		      struct err *err)
{
	struct span path = path_join(arena, span_of(folder), SPAN_LIT("muster.db"));
	struct store *from = NULL;
	struct report report;
	struct run *newest;
	size_t count;
	int rc = store_open(&from, path.ptr, STORE_READ, err);

	if (rc == 0)
		rc = runs_load(&report, from, 0, arena, err);
	store_close(from);
	if (rc == 0)
		rc = runs_list(&newest, &count, store, 1, arena, err);
	if (rc < 0)
		return rc;
	if (count > 0 && newest[0].commit_at >= report.run.commit_at)
		return 0;
	store_set_hash(store, &chain_sha256);
	return runs_import(store, &report, err);
}

static void say_unproven(const struct invocation *in)
{
	if (!in->quiet)
		fputs("muster: --history: its files are whole, but nobody checked who "
		      "sealed it\n"
		      "  fix: say whom to believe with --trust DIR\n",
		      stderr);
}

int past_take(struct report *out, struct invocation *in, struct store *store,
	      struct err *err)
{
	const char *bundle = invocation_value(in, "history");
	struct bundled bundled;
	int rc;

	if (!bundle || strcmp(bundle, "none") == 0)
		return 0;
	if (!file_exists(bundle)) {
		err_set(err, ERR_USAGE, "there is no such bundle");
		err_at_path(err, span_of(bundle));
		return err_fix(err, "give --history the last bundle, or none");
	}
	rc = bundled_open(&bundled, in, bundle, err);
	if (rc < 0)
		return rc;
	if (!bundled.trusted)
		say_unproven(in);
	rc = past_read(out, bundled.folder, in->arena, err);
	if (rc == 0)
		rc = import_run(store, bundled.folder, in->arena, err);
	bundled_close(&bundled);
	return rc;
}

/* Joining. */

#define HISTORY_MAX 24

struct joining {
	struct arena *arena;
	struct table *commits; /* of the report's runs, and its own */
	struct table *last;    /* "plan\nitem" to the verdict's word so far */
	int64_t before;        /* number of the run before the first of them */
	LIST(struct past_run) runs;
	LIST(struct past_verdict) past;
};

static void add_run(struct joining *j, const struct past_run *run)
{
	struct past_run *added = LIST_ADD(j->arena, &j->runs);

	*added = *run;
	added->number = j->before + (int64_t)j->runs.count;
}

/* Verdicts of the run `from`, as those of the one that was added last. */
static void add_verdicts(struct joining *j, const struct past_verdict *at, size_t count,
			 int64_t from)
{
	for (size_t i = 0; i < count; i++) {
		struct past_verdict past = at[i];
		void **slot;

		if (past.run != from)
			continue;
		slot = table_slot(j->last, arena_printf(j->arena, "%.*s\n%.*s",
							SPAN_ARG(past.plan),
							SPAN_ARG(past.item)));
		if (*slot == verdict_word[past.verdict])
			continue;
		memcpy(slot, &verdict_word[past.verdict], sizeof(*slot));
		past.run = j->before + (int64_t)j->runs.count;
		*LIST_ADD(j->arena, &j->past) = past;
	}
}

static void join_from(struct joining *j, const struct report *from, bool only_new)
{
	for (size_t i = 0; i < from->history.count; i++) {
		const struct past_run *run = &from->history.at[i];

		/* What was left out still says how things stood. */
		if (only_new && table_get(j->commits, run->commit))
			continue;
		add_run(j, run);
		add_verdicts(j, from->past.at, from->past.count, run->number);
	}
}

/* The oldest runs go; how things stood then is what the oldest one left says. */
static void cut(struct joining *j)
{
	size_t gone = j->runs.count > HISTORY_MAX ? j->runs.count - HISTORY_MAX : 0;
	struct table *seen = table_new(j->arena);
	int64_t first = j->before + (int64_t)gone + 1;
	size_t to = j->past.count;

	if (gone == 0)
		return;
	for (size_t i = j->past.count; i > 0; i--) {
		struct past_verdict past = j->past.at[i - 1];

		if (past.run <= first) {
			void **slot =
				table_slot(seen, arena_printf(j->arena, "%.*s\n%.*s",
							      SPAN_ARG(past.plan),
							      SPAN_ARG(past.item)));

			if (*slot)
				continue;
			*slot = j;
			past.run = first;
		}
		j->past.at[--to] = past;
	}
	j->past.at += to;
	j->past.count -= to;
	j->runs.at += gone;
	j->runs.count -= gone;
}

void past_join(struct report *report, const struct report *earlier, struct arena *arena)
{
	struct joining j = { .arena = arena,
			     .commits = table_new(arena),
			     .last = table_new(arena) };

	if (earlier->history.count == 0)
		return;
	j.before = earlier->history.at[0].number - 1;
	*table_slot(j.commits, report->run.commit) = &j;
	for (size_t i = 0; i < report->history.count; i++)
		*table_slot(j.commits, report->history.at[i].commit) = &j;
	join_from(&j, earlier, true);
	join_from(&j, report, false);
	report->run.number = j.before + (int64_t)j.runs.count + 1;
	cut(&j);
	report->history.at = j.runs.at;
	report->history.count = report->history.room = j.runs.count;
	report->past.at = j.past.at;
	report->past.count = report->past.room = j.past.count;
}
