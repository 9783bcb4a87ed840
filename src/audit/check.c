#include "audit/check.h"

#include "audit/check_ask.h"
#include "audit/check_text.h"
#include "base/limits.h"
#include "store/runs.h"
#include "text/utf8.h"
#include "trust/digest.h"

#include <stdlib.h>

#define NAME_SHOWN 80

/* One check, however many items want it. */
struct stored {
	struct span name, path;
	const struct config_check *config; /* NULL: items name it, no section does */
	struct span sql;
	enum reason trouble; /* REASON_NONE: it can be asked */
	struct span why;
	bool used;
	bool failed;     /* said already */
	bool per_item;   /* its answer depends on the item */
	bool by_numbers; /* it asks for the item's numbers */
	size_t piece;    /* index + 1 of the piece that all its items share */
	struct check_file file;
};

/* One item that wants one check. */
struct use {
	size_t plan, item;
	size_t stored;
	size_t piece; /* index + 1; 0: none, the check is in trouble */
	unsigned line;
	bool beside;
};

struct checks {
	struct checks_source source;
	struct arena *arena;
	bool has_any; /* the repository knows checks at all */
	LIST(struct stored) stored;
	LIST(struct use) uses; /* by plan and item */
	LIST(struct check_piece) pieces;
	LIST(struct check_result) results; /* one a use */
	LIST(struct check_file) files;
	size_t *by_id; /* artifacts of the report, by their ids */
};

/* ---- messages -------------------------------------------------------------- */

static void find(struct checks *checks, const char *code, struct span path,
		 unsigned line, struct span message)
{
	struct finding *finding =
		LIST_ADD(checks->arena, &checks->source.report->findings);

	*finding = (struct finding){
		.rule = finding_rule_of(span_of(code)),
		.path = path,
		.line = line,
		.item = ITEM_NONE,
		.other_item = ITEM_NONE,
		.message = message,
	};
}

static void set_trouble(struct checks *checks, struct stored *stored,
			const struct err *err)
{
	stored->trouble = err->code == ERR_LIMIT ? REASON_LIMIT : REASON_UNREADABLE;
	stored->why = arena_copy(checks->arena, span_of(err->what));
}

/* ---- which checks there are ------------------------------------------------- */

static bool is_check_file(struct span path)
{
	return span_starts(path, CHECK_FOLDER) && span_ends(path, ".sql");
}

static bool knows_checks(const struct checks *checks)
{
	const struct tree *tree = checks->source.tree;
	size_t at = tree_lower_bound(tree, SPAN_LIT(CHECK_FOLDER));

	if (checks->source.config->checks.count > 0)
		return true;
	for (; at < tree->entries.count &&
	       span_starts(tree->entries.at[at].path, CHECK_FOLDER);
	     at++)
		if (is_check_file(tree->entries.at[at].path))
			return true;
	return false;
}

/* The stored name that is nearest to one that is none; empty for none near. */
static struct span near_name(const struct checks *checks, struct span name)
{
	const struct tree *tree = checks->source.tree;
	struct span best = SPAN_EMPTY;
	size_t least = 3;

	for (size_t at = tree_lower_bound(tree, SPAN_LIT(CHECK_FOLDER));
	     at < tree->entries.count &&
	     span_starts(tree->entries.at[at].path, CHECK_FOLDER);
	     at++) {
		struct span path = tree->entries.at[at].path;
		struct span other = span_from(path, strlen(CHECK_FOLDER));
		size_t distance;

		if (!is_check_file(path))
			continue;
		other.len -= strlen(".sql");
		distance = span_distance(name, other);
		if (distance < least) {
			least = distance;
			best = other;
		}
	}
	return best;
}

/* Where a check is named that is not there. */
struct named_at {
	struct span path;
	unsigned line;
};

/* A repository without checks may speak of other tools' checks: then no finding. */
static void say_missing(struct checks *checks, struct stored *stored,
			const struct tree_entry *entry, struct named_at at)
{
	struct span near = near_name(checks, stored->name);

	stored->failed = true; /* said here */
	stored->trouble = REASON_UNREADABLE;
	stored->why = arena_printf(checks->arena, "%.*s is %s", SPAN_ARG(stored->path),
				   entry ? "no plain file" : "not in the tree");
	if (!entry && near.len > 0 && !stored->config)
		stored->why =
			arena_printf(checks->arena, "%.*s; did you mean \"%.*s\"?",
				     SPAN_ARG(stored->why), SPAN_ARG(near));
	if (checks->has_any)
		find(checks, "check-missing", at.path, at.line,
		     arena_printf(checks->arena, "check \"%.*s\": %.*s",
				  SPAN_ARG(span_sub(stored->name, 0, NAME_SHOWN)),
				  SPAN_ARG(stored->why)));
}

/* Its SQL, from the audited commit and nowhere else. */
static void read_sql(struct checks *checks, struct stored *stored, struct named_at at)
{
	const struct tree_entry *entry = tree_find(checks->source.tree, stored->path);
	struct err err = { 0 };

	if (!entry || entry->mode == TREE_SUBMODULE || entry->mode == TREE_SYMLINK) {
		say_missing(checks, stored, entry, at);
		return;
	}
	if (repo_blob(&stored->sql, checks->source.repo, entry->id, LIMIT_SQL_TEXT,
		      checks->arena, &err) < 0) {
		set_trouble(checks, stored, &err);
		return;
	}
	stored->file.path = stored->path;
	stored->file.oid = entry->id;
	digest_sha256_hex(stored->sql, stored->file.sha256);
	*LIST_ADD(checks->arena, &checks->files) = stored->file;
	if (span_index(stored->sql, '\0') < 0 && utf8_is_valid(stored->sql))
		return;
	err_set(&err, ERR_FORMAT, "it is no text in UTF-8");
	set_trouble(checks, stored, &err);
}

/* ":count", or ":n" with a digit: what the item says itself. */
static bool takes_numbers(struct span sql)
{
	for (size_t i = 0; i + 2 < sql.len; i++) {
		struct span rest = span_from(sql, i);

		if (span_starts(rest, ":count") ||
		    (span_starts(rest, ":n") && rest.ptr[2] >= '1' &&
		     rest.ptr[2] <= '9'))
			return true;
	}
	return false;
}

static void new_stored(struct checks *checks, struct span name,
		       const struct config_check *config, struct named_at at)
{
	struct stored *stored = LIST_ADD(checks->arena, &checks->stored);
	struct span path = SPAN_EMPTY;

	stored->name = name;
	stored->config = config;
	if (config)
		path = config->sql;
	if (path.len == 0)
		path = arena_printf(checks->arena, CHECK_FOLDER "%.*s.sql",
				    SPAN_ARG(name));
	stored->path = path;
	read_sql(checks, stored, at);
	stored->by_numbers = takes_numbers(stored->sql);
	stored->per_item =
		stored->by_numbers || span_find(stored->sql, SPAN_LIT(":item")) >= 0;
}

/* The check of that name: a section's, else the file in the folder of checks. */
static size_t stored_of(struct checks *checks, struct span name, struct named_at at)
{
	for (size_t i = 0; i < checks->stored.count; i++)
		if (span_eq(checks->stored.at[i].name, name))
			return i;
	new_stored(checks, name, NULL, at);
	return checks->stored.count - 1;
}

/* ---- who wants them --------------------------------------------------------- */

static bool is_wanted_already(const struct checks *checks, const struct use *use)
{
	for (size_t i = checks->uses.count; i-- > 0;) {
		const struct use *other = &checks->uses.at[i];

		if (other->plan != use->plan || other->item != use->item)
			return false;
		if (other->stored == use->stored)
			return true;
	}
	return false;
}

static void add_use(struct checks *checks, struct use use)
{
	if (is_wanted_already(checks, &use))
		return;
	checks->stored.at[use.stored].used = true;
	*LIST_ADD(checks->arena, &checks->uses) = use;
}

static void find_uses_of(struct checks *checks, size_t p, size_t i)
{
	const struct plan *plan = &checks->source.report->plans.at[p].plan;
	const struct config *config = checks->source.config;
	const struct item *item = &plan->items.at[i];

	for (size_t r = 0; r < item->refs.count; r++) {
		const struct ref *ref = &item->refs.at[r];
		struct named_at at = { plan->path, ref->line };
		struct use use = {
			.plan = p, .item = i, .line = ref->line, .beside = true
		};

		if (ref->kind != REF_CHECK || ref->role != REF_ASKS)
			continue;
		use.stored = stored_of(checks, ref->raw, at);
		add_use(checks, use);
	}
	/* The configuration's stand first in the list of stored checks. */
	for (size_t c = 0; c < config->checks.count; c++)
		if (config_selects(config->checks.at[c].item, config->checks.at[c].plan,
				   plan->path, item))
			add_use(checks, (struct use){ .plan = p,
						      .item = i,
						      .stored = c,
						      .line = item->line });
}

static void find_uses(struct checks *checks)
{
	const struct report *report = checks->source.report;

	for (size_t p = 0; p < report->plans.count; p++)
		for (size_t i = 0; i < report->plans.at[p].plan.items.count; i++) {
			enum item_kind kind = report->plans.at[p].plan.items.at[i].kind;

			/* Those are judged by who signed, and by what they count. */
			if (kind != ITEM_SIGNOFF && kind != ITEM_TALLY)
				find_uses_of(checks, p, i);
		}
}

static void say_unused(struct checks *checks)
{
	for (size_t i = 0; i < checks->stored.count; i++) {
		const struct stored *stored = &checks->stored.at[i];

		if (!stored->used)
			find(checks, "check-unmatched", checks->source.config->path,
			     stored->config->line,
			     arena_printf(checks->arena,
					  "check \"%.*s\" selects no item, and no item "
					  "names it",
					  SPAN_ARG(stored->name)));
	}
}

/* ---- asking ----------------------------------------------------------------- */

static size_t add_piece(struct checks *checks, const struct stored *stored,
			const struct use *use)
{
	struct check_piece *piece;

	if (checks->pieces.count >= LIMIT_CHECK_RUNS)
		return 0;
	piece = LIST_ADD(checks->arena, &checks->pieces);
	piece->sql = stored->sql;
	if (stored->per_item)
		piece->item = &checks->source.report->plans.at[use->plan]
				       .plan.items.at[use->item];
	return checks->pieces.count;
}

static void cut_pieces(struct checks *checks)
{
	for (size_t i = 0; i < checks->uses.count; i++) {
		struct use *use = &checks->uses.at[i];
		struct stored *stored = &checks->stored.at[use->stored];

		if (stored->trouble != REASON_NONE)
			continue;
		use->piece = stored->per_item ? 0 : stored->piece;
		if (use->piece == 0)
			use->piece = add_piece(checks, stored, use);
		stored->piece = use->piece;
	}
}

static int ask(struct checks *checks, struct err *err)
{
	const struct checks_source *source = &checks->source;
	struct check_asking asking = {
		.pieces = checks->pieces.at,
		.count = checks->pieces.count,
		.commit = source->report->run.commit,
		.as_of = source->report->run.as_of,
		.steps = source->config->limits.check_steps,
		.arena = checks->arena,
	};
	int rc;

	if (asking.count == 0)
		return 0;
	rc = runs_facts(source->store, source->report, err);
	if (rc == 0)
		rc = query_facts_of(&asking.facts, source->store, source->jail, err);
	if (rc < 0)
		return rc;
	check_texts(&asking.facts.texts, asking.pieces, asking.count, source->repo,
		    source->tree, checks->arena);
	rc = check_ask(&asking, source->jail, err);
	query_facts_release(&asking.facts);
	return rc;
}

/* ---- answers ---------------------------------------------------------------- */

static int by_id(const void *a, const void *b, void *ctx)
{
	const struct report *report = ctx;
	int64_t left = report->artifacts.at[*(const size_t *)a].id;
	int64_t right = report->artifacts.at[*(const size_t *)b].id;

	return (left > right) - (left < right);
}

static void index_artifacts(struct checks *checks)
{
	struct report *report = checks->source.report;
	size_t count = report->artifacts.count;

	checks->by_id = ARENA_ARRAY(checks->arena, size_t, count + 1);
	for (size_t i = 0; i < count; i++)
		checks->by_id[i] = i;
	if (count > 1)
		qsort_r(checks->by_id, count, sizeof(*checks->by_id), by_id, report);
}

/* From a number in a worker's reply to an artifact of this very run. */
static bool set_artifact(const struct checks *checks, struct check_row *row,
			 const struct check_answer_row *answer)
{
	const struct report *report = checks->source.report;
	size_t low = 0, high = report->artifacts.count;

	row->artifact = ARTIFACT_NONE;
	if (!answer->has_artifact)
		return true;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (report->artifacts.at[checks->by_id[middle]].id < answer->artifact)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < report->artifacts.count &&
	    report->artifacts.at[checks->by_id[low]].id == answer->artifact)
		row->artifact = checks->by_id[low];
	return row->artifact != ARTIFACT_NONE;
}

static void take_rows(struct checks *checks, struct check_result *out,
		      const struct check_piece *piece)
{
	for (size_t i = 0; i < piece->rows.count; i++) {
		const struct check_answer_row *answer = &piece->rows.at[i];
		struct check_row row = {
			.ok = answer->ok,
			.expected = answer->expected,
			.actual = answer->actual,
			.line = answer->line,
		};

		if (!set_artifact(checks, &row, answer)) {
			out->trouble = REASON_UNREADABLE;
			out->why = arena_printf(checks->arena,
						"row %zu names an artifact that is not "
						"of this run",
						i + 1);
			out->rows.count = 0;
			return;
		}
		*LIST_ADD(checks->arena, &out->rows) = row;
	}
}

static void say_failed(struct checks *checks, struct stored *stored,
		       const struct check_result *result)
{
	if (stored->failed)
		return;
	stored->failed = true;
	find(checks, "check-failed", stored->path, 0,
	     arena_printf(checks->arena, "check \"%.*s\": %.*s", SPAN_ARG(stored->name),
			  SPAN_ARG(result->why)));
}

static void set_result(struct checks *checks, struct check_result *out,
		       const struct use *use)
{
	struct stored *stored = &checks->stored.at[use->stored];

	*out = (struct check_result){
		.name = stored->name,
		.line = use->line,
		.beside = use->beside,
		.takes_numbers = stored->by_numbers,
		.trouble = stored->trouble,
		.why = stored->why,
	};
	if (stored->trouble == REASON_NONE && use->piece == 0) {
		out->trouble = REASON_LIMIT;
		out->why = arena_printf(checks->arena,
					"more than %d answers of checks are wanted",
					LIMIT_CHECK_RUNS);
	} else if (stored->trouble == REASON_NONE) {
		const struct check_piece *piece = &checks->pieces.at[use->piece - 1];

		out->trouble = piece->trouble;
		out->why = piece->why;
		if (piece->trouble == REASON_NONE)
			take_rows(checks, out, piece);
	}
	if (out->trouble != REASON_NONE)
		say_failed(checks, stored, out);
}

static int by_path(const void *a, const void *b)
{
	return span_cmp(((const struct check_file *)a)->path,
			((const struct check_file *)b)->path);
}

int checks_run(struct checks **out, const struct checks_source *source, struct err *err)
{
	struct checks *checks = ARENA_NEW(source->arena, struct checks);
	int rc;

	*out = checks;
	checks->source = *source;
	checks->arena = source->arena;
	checks->has_any = knows_checks(checks);
	for (size_t i = 0; i < source->config->checks.count; i++)
		new_stored(checks, source->config->checks.at[i].name,
			   &source->config->checks.at[i],
			   (struct named_at){ source->config->path,
					      source->config->checks.at[i].line });
	find_uses(checks);
	say_unused(checks);
	cut_pieces(checks);
	rc = ask(checks, err);
	if (rc < 0)
		return rc;
	index_artifacts(checks);
	for (size_t i = 0; i < checks->uses.count; i++)
		set_result(checks, LIST_ADD(checks->arena, &checks->results),
			   &checks->uses.at[i]);
	if (checks->files.count > 1)
		qsort(checks->files.at, checks->files.count, sizeof(*checks->files.at),
		      by_path);
	return 0;
}

struct check_results checks_of(const struct checks *checks, size_t plan, size_t item)
{
	struct check_results results = { NULL, 0 };
	size_t low = 0, high = checks->uses.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct use *use = &checks->uses.at[middle];

		if (use->plan < plan || (use->plan == plan && use->item < item))
			low = middle + 1;
		else
			high = middle;
	}
	results.at = checks->results.at + low;
	while (low + results.count < checks->uses.count &&
	       checks->uses.at[low + results.count].plan == plan &&
	       checks->uses.at[low + results.count].item == item)
		results.count++;
	return results;
}

const struct check_file *checks_files(const struct checks *checks, size_t *out_count)
{
	*out_count = checks->files.count;
	return checks->files.at;
}
