#include "audit/lineage.h"

#include "base/limits.h"
#include "base/table.h"
#include "store/runs.h"
#include "text/utf8.h"

#include <stdlib.h>

#define RUNS_TRIED 24   /* runs that are looked at for an ancestor */
#define POINTS_MAX 1000 /* of a text that is compared */

/* An item of one of the two runs, and what it is looked for by. */
struct kin {
	size_t plan, item;
	struct span class, headings, above, own; /* parts of its identity */
	size_t link;                             /* the other side's, or ITEM_NONE */
};

struct side {
	const struct report *report;
	LIST(struct kin) kin;
};

struct linking {
	struct report *report;
	struct side old, new;
	struct span commit;
	struct table *old_plans;       /* path to the place of its first item + 1 */
	struct arena *arena, *scratch; /* scratch: of one pass */
	struct arena *kept;            /* of all passes */
};

static const struct planned *planned_of(const struct side *side, const struct kin *kin)
{
	return &side->report->plans.at[kin->plan];
}

static const struct item *item_of(const struct side *side, const struct kin *kin)
{
	return &planned_of(side, kin)->plan.items.at[kin->item];
}

/* ---- parts of an identity ------------------------------------------------ */

static bool is_number(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
	return text.len > 0;
}

static struct span cut_last_line(struct span *text)
{
	ptrdiff_t at = span_rindex(*text, '\n');
	struct span line = span_from(*text, (size_t)(at + 1));

	*text = at < 0 ? SPAN_EMPTY : span_sub(*text, 0, (size_t)at);
	return line;
}

/*
 * plan/ids.c writes path, class, headings, what stands above, and its own words, a
 * line each, and the number of the copy where there are several.
 */
static void split_identity(struct kin *kin, struct span identity)
{
	ptrdiff_t at = span_index(identity, '\n');
	struct span rest = span_from(identity, (size_t)(at + 1)), line;

	kin->own = cut_last_line(&rest);
	line = cut_last_line(&rest);
	if (is_number(kin->own) && span_index(rest, '\n') >= 0 && line.len > 0 &&
	    !is_number(line)) {
		kin->own = line;
		line = cut_last_line(&rest);
	}
	kin->above = line;
	if (!span_line(&rest, &kin->class))
		kin->class = SPAN_EMPTY;
	kin->headings = rest;
}

static void list_kin(struct linking *l, struct side *side, const struct report *report)
{
	side->report = report;
	for (size_t p = 0; p < report->plans.count; p++) {
		const struct plan *plan = &report->plans.at[p].plan;

		for (size_t i = 0; i < plan->items.count && !plan->is_template; i++) {
			struct kin *kin = LIST_ADD(l->kept, &side->kin);

			*kin = (struct kin){ .plan = p, .item = i, .link = ITEM_NONE };
			split_identity(kin, plan->items.at[i].identity);
		}
	}
}

/* ---- keys ------------------------------------------------------------------ */

typedef struct span key_of(struct linking *l, const struct side *side,
			   const struct kin *kin);

static struct span key_declared(struct linking *l, const struct side *side,
				const struct kin *kin)
{
	const struct item *item = item_of(side, kin);

	if (item->declared_id.len == 0)
		return SPAN_EMPTY;
	return arena_printf(l->scratch, "%.*s\n%.*s",
			    SPAN_ARG(planned_of(side, kin)->plan.path),
			    SPAN_ARG(item->declared_id));
}

static struct span key_id(struct linking *l, const struct side *side,
			  const struct kin *kin)
{
	return arena_printf(l->scratch, "%.*s\n%.*s",
			    SPAN_ARG(planned_of(side, kin)->plan.path),
			    SPAN_ARG(item_of(side, kin)->id));
}

static struct span key_text(struct linking *l, const struct side *side,
			    const struct kin *kin)
{
	if (kin->own.len == 0)
		return SPAN_EMPTY;
	return arena_printf(l->scratch, "%.*s\n%.*s\n%.*s",
			    SPAN_ARG(planned_of(side, kin)->plan.path),
			    SPAN_ARG(kin->class), SPAN_ARG(kin->own));
}

static struct span key_text_anywhere(struct linking *l, const struct side *side,
				     const struct kin *kin)
{
	(void)side;
	if (kin->own.len == 0)
		return SPAN_EMPTY;
	return arena_printf(l->scratch, "%.*s\n%.*s", SPAN_ARG(kin->class),
			    SPAN_ARG(kin->own));
}

static int by_bytes(const void *a, const void *b)
{
	return span_cmp(*(const struct span *)a, *(const struct span *)b);
}

/* The files that it cites, in one order; empty where it cites none. */
static struct span files_of(struct linking *l, const struct item *item)
{
	struct span *files = ARENA_ARRAY(l->scratch, struct span, item->refs.count + 1);
	struct span out = SPAN_EMPTY;
	size_t count = 0;

	for (size_t i = 0; i < item->refs.count; i++) {
		const struct ref *ref = &item->refs.at[i];

		if ((ref->role == REF_ASKS || ref->role == REF_SUBJECT) &&
		    (ref->kind == REF_PATH || ref->kind == REF_GLOB ||
		     ref->kind == REF_EVIDENCE) &&
		    ref->locator.len > 0)
			files[count++] = ref->locator;
	}
	if (count > 1)
		qsort(files, count, sizeof(*files), by_bytes);
	for (size_t i = 0; i < count && i < 100; i++)
		out = arena_printf(l->scratch, "%.*s\n%.*s", SPAN_ARG(out),
				   SPAN_ARG(files[i]));
	return out;
}

static struct span key_files(struct linking *l, const struct side *side,
			     const struct kin *kin)
{
	struct span files = files_of(l, item_of(side, kin));

	if (files.len == 0)
		return SPAN_EMPTY;
	return arena_printf(l->scratch, "%.*s\n%.*s\n%.*s\n%.*s",
			    SPAN_ARG(planned_of(side, kin)->plan.path),
			    SPAN_ARG(kin->class), SPAN_ARG(kin->headings),
			    SPAN_ARG(files));
}

/* ---- links ----------------------------------------------------------------- */

static void set_link(struct linking *l, size_t new, size_t old, enum lineage_how how)
{
	struct kin *kin = &l->new.kin.at[new], *was = &l->old.kin.at[old];
	const struct item *item = item_of(&l->old, was);
	struct planned *planned = &l->report->plans.at[kin->plan];

	kin->link = old;
	was->link = new;
	if (how == LINEAGE_NONE || kin->item >= planned->judgements.count)
		return;
	planned->judgements.at[kin->item].was = (struct lineage){
		.how = how,
		.plan = arena_copy(l->arena, planned_of(&l->old, was)->plan.path),
		.id = arena_copy(l->arena, item->id),
		.text = arena_copy(l->arena, item->plain),
		.line = item->line,
		.commit = l->commit,
	};
}

/* Those of one key that are not linked yet. */
struct bucket {
	size_t old, new; /* the last of each side */
	size_t olds, news;
};

static struct table *count_keys(struct linking *l, struct side *side, key_of *key,
				struct table *table, bool old)
{
	for (size_t i = 0; i < side->kin.count; i++) {
		struct span text;
		struct bucket *bucket;
		void **slot;

		if (side->kin.at[i].link != ITEM_NONE)
			continue;
		text = key(l, side, &side->kin.at[i]);
		if (text.len == 0)
			continue;
		slot = table_slot_borrowed(table, text);
		if (!*slot)
			*slot = ARENA_NEW(l->scratch, struct bucket);
		bucket = *slot;
		*(old ? &bucket->old : &bucket->new) = i;
		++*(old ? &bucket->olds : &bucket->news);
	}
	return table;
}

/* Link what one key of both sides has alone. */
static void link_by(struct linking *l, key_of *key, enum lineage_how how)
{
	struct table *table = table_new(l->scratch);

	count_keys(l, &l->old, key, table, true);
	count_keys(l, &l->new, key, table, false);
	for (size_t i = 0; i < l->new.kin.count; i++) {
		struct kin *kin = &l->new.kin.at[i];
		struct span text;
		const struct bucket *bucket;
		enum lineage_how as = how;

		if (kin->link != ITEM_NONE)
			continue;
		text = key(l, &l->new, kin);
		bucket = text.len > 0 ? table_get(table, text) : NULL;
		if (!bucket || bucket->olds != 1 || bucket->news != 1)
			continue;
		/* The same words under the same id are the same item. */
		if (how == LINEAGE_DECLARED &&
		    span_eq(kin->own, l->old.kin.at[bucket->old].own))
			as = LINEAGE_NONE;
		set_link(l, i, bucket->old, as);
	}
	arena_clear(l->scratch);
}

/* ---- the same place, in similar words ---- */

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

/* Pairs of neighbouring characters, sorted; the number of them. */
static size_t bigrams(uint64_t *out, struct span text)
{
	uint64_t last = 0;
	size_t count = 0;

	for (size_t n = 0; text.len > 0 && n < POINTS_MAX; n++) {
		size_t len;
		uint64_t point = (uint64_t)(uint32_t)utf8_next(text, &len);

		if (n > 0)
			out[count++] = last << 32 | point;
		last = point;
		text = span_from(text, len);
	}
	if (count > 1)
		qsort(out, count, sizeof(*out), by_number);
	return count;
}

/* Dice's coefficient of their bigrams is 0.6 or more. */
static bool is_similar(struct span a, struct span b)
{
	uint64_t left[POINTS_MAX], right[POINTS_MAX];
	size_t n = bigrams(left, a), m = bigrams(right, b), shared = 0;

	for (size_t i = 0, k = 0; i < n && k < m;) {
		if (left[i] == right[k]) {
			shared++;
			i++;
			k++;
		} else if (left[i] < right[k]) {
			i++;
		} else {
			k++;
		}
	}
	return n + m > 0 && 2 * shared * 10 >= (n + m) * 6;
}

/* Behind the last item of a run of unlinked ones that starts at `from`. */
static size_t gap_end(const struct side *side, size_t from)
{
	size_t plan = side->kin.at[from].plan;

	while (from < side->kin.count && side->kin.at[from].plan == plan &&
	       side->kin.at[from].link == ITEM_NONE)
		from++;
	return from;
}

static bool starts_plan(const struct side *side, size_t at)
{
	return at == 0 || side->kin.at[at - 1].plan != side->kin.at[at].plan;
}

/* Where the old side's gap starts that lies before the new one's; ITEM_NONE: none. */
static size_t old_gap(const struct linking *l, size_t new)
{
	const struct span path = planned_of(&l->new, &l->new.kin.at[new])->plan.path;
	size_t first;

	if (!starts_plan(&l->new, new)) {
		size_t link = l->new.kin.at[new - 1].link;

		return link == ITEM_NONE || !span_eq(planned_of(&l->old,
								&l->old.kin.at[link])
							     ->plan.path,
						     path)
			       ? ITEM_NONE
			       : link + 1;
	}
	first = (size_t)(uintptr_t)table_get(l->old_plans, path);
	return first > 0 ? first - 1 : ITEM_NONE;
}

/* Both gaps end with the same item, or with their plans. */
static bool ends_alike(const struct linking *l, size_t new, size_t new_plan, size_t old,
		       size_t old_plan)
{
	bool new_ends = new == l->new.kin.count || l->new.kin.at[new].plan != new_plan;
	bool old_ends = old == l->old.kin.count || l->old.kin.at[old].plan != old_plan;

	if (new_ends || old_ends)
		return new_ends && old_ends;
	return l->new.kin.at[new].link == old;
}

/* As many on both sides between neighbours that are linked: pair them in order. */
static void link_gap(struct linking *l, size_t new, size_t new_end)
{
	size_t old = old_gap(l, new), old_end;

	if (old == ITEM_NONE || old >= l->old.kin.count ||
	    l->old.kin.at[old].link != ITEM_NONE)
		return;
	old_end = gap_end(&l->old, old);
	if (old_end - old != new_end - new ||
	    !ends_alike(l, new_end, l->new.kin.at[new].plan, old_end,
			l->old.kin.at[old].plan))
		return;
	for (; new < new_end; new ++, old++) {
		const struct kin *now = &l->new.kin.at[new];
		const struct kin *was = &l->old.kin.at[old];

		if (span_eq(now->class, was->class) &&
		    span_eq(now->headings, was->headings) &&
		    is_similar(now->own, was->own))
			set_link(l, new, old, LINEAGE_REWORDED);
	}
}

static void link_places(struct linking *l)
{
	for (size_t i = 0; i < l->new.kin.count;) {
		size_t end = gap_end(&l->new, i);

		if (end > i)
			link_gap(l, i, end);
		i = end + (end == i);
	}
}

void lineage_link(struct report *report, const struct report *before,
		  struct span commit, struct arena *arena)
{
	struct linking l = {
		.report = report,
		.commit = commit,
		.arena = arena,
		.scratch = arena_new(LIMIT_MODEL_BYTES),
		.kept = arena_new(LIMIT_MODEL_BYTES),
	};

	list_kin(&l, &l.old, before);
	list_kin(&l, &l.new, report);
	l.old_plans = table_new(l.kept);
	for (size_t i = 0; i < l.old.kin.count; i++)
		if (starts_plan(&l.old, i))
			*table_slot_borrowed(l.old_plans,
					     planned_of(&l.old, &l.old.kin.at[i])
						     ->plan.path) =
				(void *)(uintptr_t)(i + 1); /* an index, no address */
	link_by(&l, key_declared, LINEAGE_DECLARED);
	link_by(&l, key_id, LINEAGE_NONE);
	link_by(&l, key_text, LINEAGE_MOVED);
	link_by(&l, key_text_anywhere, LINEAGE_MOVED_FILE);
	link_by(&l, key_files, LINEAGE_REWORDED);
	link_places(&l);
	arena_free(l.scratch);
	arena_free(l.kept);
}

/* ---- the run before -------------------------------------------------------- */

/* The newest run of an ancestor; NULL: there is none. */
static int find_run(const struct run **out, const struct report *report,
		    struct store *store, struct repo *repo, struct arena *arena,
		    struct err *err)
{
	struct run *runs;
	size_t count;
	int rc = runs_earlier(&runs, &count, store, &report->run, arena, err);

	*out = NULL;
	for (size_t tried = 0; rc == 0 && count > 0 && tried < RUNS_TRIED; tried++) {
		const struct run *run = &runs[--count];
		struct err shallow = { 0 };
		bool before = false;

		if (!repo_has_commit(repo, run->commit) ||
		    repo_is_ancestor(&before, repo, run->commit, report->run.commit,
				     &shallow) < 0 ||
		    !before)
			continue;
		*out = run;
		return 0;
	}
	return rc;
}

void lineage_forget(struct report *report)
{
	for (size_t p = 0; p < report->plans.count; p++)
		for (size_t i = 0; i < report->plans.at[p].judgements.count; i++)
			report->plans.at[p].judgements.at[i].was =
				(struct lineage){ .how = LINEAGE_NONE };
}

int lineage_find(struct report *report, struct store *store, struct repo *repo,
		 struct arena *arena, struct err *err)
{
	struct arena *scratch = arena_new(LIMIT_MODEL_BYTES);
	const struct run *run;
	struct report before;
	int rc = find_run(&run, report, store, repo, scratch, err);

	if (rc == 0 && run) {
		rc = runs_items(&before, store, run->row, scratch, err);
		if (rc == 0)
			lineage_link(report, &before, arena_copy(arena, run->commit),
				     arena);
	}
	arena_free(scratch);
	return rc;
}
