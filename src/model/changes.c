#include "model/changes.h"

#include "base/table.h"

#include <stdlib.h>

/* clang-format off: one word a line */
const char *const change_word[CHANGES] = {
	[CHANGE_BROKEN] = "broken", [CHANGE_WORSE] = "worse",
	[CHANGE_GONE] = "gone",     [CHANGE_NEW] = "new",
	[CHANGE_OTHER] = "other",   [CHANGE_BETTER] = "better",
	[CHANGE_FIXED] = "fixed",
};
/* clang-format on */

bool verdict_stands(enum verdict verdict)
{
	return verdict == VERDICT_VERIFIED || verdict == VERDICT_WAIVED ||
	       verdict == VERDICT_NOT_APPLICABLE;
}

/* An item of a run, and whether the other run had it. */
struct place {
	const struct planned *planned;
	size_t item;
	bool met;
};

struct comparing {
	struct changes *out;
	const struct report *before, *after;
	struct table *places; /* of `before`, by key() */
	struct arena *arena;
};

static bool counts(const struct planned *planned, size_t item)
{
	return planned->judgements.at[item].judged &&
	       !planned->judgements.at[item].parent;
}

static struct span key(struct comparing *c, struct span plan, struct span id)
{
	return arena_printf(c->arena, "%.*s\n%.*s", SPAN_ARG(plan), SPAN_ARG(id));
}

static void list_before(struct comparing *c)
{
	for (size_t p = 0; p < c->before->plans.count; p++) {
		const struct planned *planned = &c->before->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			struct place *place;

			if (!counts(planned, i))
				continue;
			place = ARENA_NEW(c->arena, struct place);
			*place = (struct place){ planned, i, false };
			*table_slot(c->places, key(c, planned->plan.path,
						   planned->plan.items.at[i].id)) =
				place;
		}
	}
}

/* Where the earlier run had this item. */
static struct place *find(struct comparing *c, const struct planned *planned,
			  size_t item)
{
	const struct lineage *was = &planned->judgements.at[item].was;
	struct place *place =
		table_get(c->places,
			  key(c, planned->plan.path, planned->plan.items.at[item].id));

	if (place || was->how == LINEAGE_NONE ||
	    !span_eq(was->commit, c->before->run.commit))
		return place;
	return table_get(c->places, key(c, was->plan, was->id));
}

static const struct artifact *artifact_of(const struct report *report,
					  const struct requirement *need)
{
	return need->artifact == ARTIFACT_NONE ? NULL
					       : &report->artifacts.at[need->artifact];
}

/* Whether one of `all` names the same file with the same bytes. */
static bool rests_on(const struct report *report, const struct judgement *judgement,
		     const struct artifact *artifact)
{
	for (size_t i = 0; i < judgement->requirements.count; i++) {
		const struct artifact *other =
			artifact_of(report, &judgement->requirements.at[i]);

		if (other && span_eq(other->path, artifact->path) &&
		    strcmp(other->sha256, artifact->sha256) == 0)
			return true;
	}
	return false;
}

static bool evidence_differs(const struct report *a, const struct judgement *one,
			     const struct report *b, const struct judgement *two)
{
	for (size_t i = 0; i < one->requirements.count; i++) {
		const struct artifact *artifact =
			artifact_of(a, &one->requirements.at[i]);

		if (artifact && !rests_on(b, two, artifact))
			return true;
	}
	return false;
}

static struct span scope_of(const struct report *report,
			    const struct judgement *judgement)
{
	for (size_t i = 0; i < judgement->requirements.count; i++) {
		const struct artifact *artifact =
			artifact_of(report, &judgement->requirements.at[i]);

		if (artifact && artifact->changed_count > 0)
			return artifact->changed;
	}
	return SPAN_EMPTY;
}

static enum change_kind kind_of(const struct judgement *was, const struct judgement *is)
{
	bool stood = verdict_stands(was->verdict);
	bool stands = verdict_stands(is->verdict);

	if (was->verdict == is->verdict)
		return was->reason == is->reason ? CHANGES : CHANGE_OTHER;
	if (stood != stands)
		return stood ? CHANGE_BROKEN : CHANGE_FIXED;
	if (stands)
		return CHANGE_OTHER;
	return verdict_rank[is->verdict] > verdict_rank[was->verdict] ? CHANGE_WORSE
								      : CHANGE_BETTER;
}

static struct change *add(struct comparing *c, enum change_kind kind)
{
	struct change *change = LIST_ADD(c->arena, &c->out->list);

	*change = (struct change){ .kind = kind };
	c->out->counts[kind]++;
	return change;
}

static void compare_item(struct comparing *c, const struct planned *planned,
			 size_t item)
{
	const struct judgement *is = &planned->judgements.at[item];
	struct place *place = find(c, planned, item);
	const struct judgement *was;
	enum change_kind kind;
	struct change *change;

	if (!place) {
		change = add(c, CHANGE_NEW);
		change->after = planned;
		change->after_item = item;
		return;
	}
	place->met = true;
	was = &place->planned->judgements.at[place->item];
	kind = kind_of(was, is);
	if (kind == CHANGES) {
		c->out->same++;
		return;
	}
	change = add(c, kind);
	change->before = place->planned;
	change->before_item = place->item;
	change->after = planned;
	change->after_item = item;
	change->words = !span_eq(place->planned->plan.items.at[place->item].plain,
				 planned->plan.items.at[item].plain);
	change->mark = place->planned->plan.items.at[place->item].claim !=
		       planned->plan.items.at[item].claim;
	change->evidence = evidence_differs(c->before, was, c->after, is) ||
			   evidence_differs(c->after, is, c->before, was);
	if (scope_of(c->before, was).len == 0)
		change->scope = scope_of(c->after, is);
}

static void list_gone(struct comparing *c)
{
	for (size_t p = 0; p < c->before->plans.count; p++) {
		const struct planned *planned = &c->before->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			const struct place *place;
			struct change *change;

			if (!counts(planned, i))
				continue;
			place = table_get(c->places, key(c, planned->plan.path,
							 planned->plan.items.at[i].id));
			if (place->met)
				continue;
			change = add(c, CHANGE_GONE);
			change->before = planned;
			change->before_item = i;
		}
	}
}

static const struct judgement *judgement_of(const struct change *change)
{
	return change->after ? &change->after->judgements.at[change->after_item]
			     : &change->before->judgements.at[change->before_item];
}

static int compare_changes(const void *left, const void *right)
{
	const struct change *a = left, *b = right;
	const struct planned *in_a = a->after ? a->after : a->before;
	const struct planned *in_b = b->after ? b->after : b->before;
	size_t at_a = a->after ? a->after_item : a->before_item;
	size_t at_b = b->after ? b->after_item : b->before_item;
	bool needs_a = judgement_of(a)->required, needs_b = judgement_of(b)->required;
	int order;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (needs_a != needs_b)
		return needs_a ? -1 : 1;
	order = span_cmp(in_a->plan.path, in_b->plan.path);
	if (order != 0)
		return order;
	return (at_a > at_b) - (at_a < at_b);
}

void changes_between(struct changes *out, const struct report *before,
		     const struct report *after, struct arena *arena)
{
	struct comparing c = { out, before, after, table_new(arena), arena };

	*out = (struct changes){ 0 };
	list_before(&c);
	for (size_t p = 0; p < after->plans.count; p++)
		for (size_t i = 0; i < after->plans.at[p].judgements.count; i++)
			if (counts(&after->plans.at[p], i))
				compare_item(&c, &after->plans.at[p], i);
	list_gone(&c);
	if (out->list.count > 1)
		qsort(out->list.at, out->list.count, sizeof(out->list.at[0]),
		      compare_changes);
}

uint64_t changes_worse(const struct changes *changes)
{
	uint64_t worse = 0;

	for (size_t i = 0; i < changes->list.count; i++) {
		const struct change *change = &changes->list.at[i];
		const struct judgement *judgement = judgement_of(change);
		bool blocks = judgement->required ||
			      judgement->verdict == VERDICT_CONTRADICTED;

		if (change->kind == CHANGE_BROKEN || change->kind == CHANGE_WORSE)
			worse += blocks;
		else if (change->kind == CHANGE_NEW)
			worse += blocks && !verdict_stands(judgement->verdict);
	}
	return worse;
}
