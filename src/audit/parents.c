#include "audit/parents.h"

#include "audit/why.h"

#define DEPTH_MAX 16 /* headings of one path that are told apart */

/* What was met below a parent so far. */
struct below {
	bool any;
	size_t count; /* items that stand for themselves */
	size_t worst; /* of those the first of the worst, in document order */
	unsigned rank;
};

struct fold {
	size_t plan;
	struct planned *planned;
	const struct judge_context *context;
	const struct waivers *waivers;
	struct arena *arena;
	struct below *below;   /* one an item */
	unsigned char *common; /* headings an item shares with the one before it */
};

static const struct item *item_at(const struct fold *f, size_t i)
{
	return &f->planned->plan.items.at[i];
}

static struct judgement *judgement_at(const struct fold *f, size_t i)
{
	return &f->planned->judgements.at[i];
}

static void meet(struct below *below, const struct below *what)
{
	if (!what->any)
		return;
	below->count += what->count;
	if (!below->any || what->rank > below->rank ||
	    (what->rank == below->rank && what->worst < below->worst)) {
		below->rank = what->rank;
		below->worst = what->worst;
	}
	below->any = true;
}

/* Optional children that are open are left out. */
static bool counts(const struct fold *f, size_t i)
{
	return judgement_at(f, i)->judged &&
	       !(item_at(f, i)->level == LEVEL_OPTIONAL &&
		 judgement_at(f, i)->verdict == VERDICT_OPEN);
}

/*
 * One item with the items that it stands for.  A parent's verdict can come from
 * far below: then that is the place to look at.
 */
static struct below seen_from_above(const struct fold *f, size_t i)
{
	const struct judgement *judgement = judgement_at(f, i);

	if (!counts(f, i))
		return (struct below){ 0 };
	return (struct below){
		.any = true,
		.count = judgement->parent ? f->below[i].count : 1,
		.worst = judgement->reason == REASON_CHILDREN ? f->below[i].worst : i,
		.rank = verdict_rank[judgement->verdict],
	};
}

/* The same for a scope, which meets the items that a parent stands for as well. */
static struct below seen_from_scope(const struct fold *f, size_t i)
{
	struct below one = seen_from_above(f, i);

	if (judgement_at(f, i)->parent)
		one.count = 0;
	return one;
}

static void waive(struct fold *f, size_t i)
{
	waive_item(f->waivers, f->plan, i, f->context, judgement_at(f, i), f->arena);
}

/* ---- one parent ---------------------------------------------------------- */

/* A mark of its own that is still to be set keeps a parent from being settled. */
static void hold_back(struct fold *f, size_t i)
{
	const struct item *item = item_at(f, i);
	struct judgement *judgement = judgement_at(f, i);

	if (item->claim == CLAIM_DONE || (judgement->verdict != VERDICT_VERIFIED &&
					  judgement->verdict != VERDICT_WAIVED))
		return;
	judgement->verdict = VERDICT_READY;
	judgement->reason = item->has_mark ? REASON_TICK_IT : REASON_NO_MARK;
	why_held_back(f->planned, i, f->below[i].count, f->arena);
}

/* The worst of what lies below and of its own requirements. */
static void fold_one(struct fold *f, size_t i)
{
	struct judgement *judgement = judgement_at(f, i);
	const struct below *below = &f->below[i];

	if (below->any) {
		judgement->parent = true;
		judgement->required = false;
		judgement->row = 0;
		if (judgement->requirements.count == 0 ||
		    below->rank > verdict_rank[judgement->verdict]) {
			judgement->verdict = judgement_at(f, below->worst)->verdict;
			judgement->reason = REASON_CHILDREN;
			why_parent(f->planned, i, below->count, below->worst, f->arena);
		}
		hold_back(f, i);
		judgement->raw = judgement->verdict;
	}
	waive(f, i);
}

static bool is_claim_of_scope(const struct item *item)
{
	return item->kind == ITEM_SECTION || item->kind == ITEM_DOCUMENT;
}

/* What nobody else can answer for. */
static bool stands_alone(const struct fold *f, size_t i)
{
	return item_at(f, i)->kind == ITEM_SIGNOFF ||
	       judgement_at(f, i)->reason == REASON_BLOCKER_RAISED;
}

/* Children stand behind their parents, so one walk from the end sees them first. */
static void fold_children(struct fold *f)
{
	for (size_t i = f->planned->judgements.count; i-- > 0;) {
		size_t parent = item_at(f, i)->parent;
		struct below above;

		if (is_claim_of_scope(item_at(f, i)))
			continue;
		if (judgement_at(f, i)->judged && stands_alone(f, i))
			waive(f, i);
		else if (judgement_at(f, i)->judged)
			fold_one(f, i);
		if (parent >= i)
			continue; /* none, or nonsense */
		above = judgement_at(f, i)->judged ? seen_from_above(f, i)
						   : f->below[i];
		meet(&f->below[parent], &above);
	}
}

/* ---- sections ------------------------------------------------------------ */

static size_t depth_of(const struct item *item)
{
	return item->headings.count < DEPTH_MAX ? item->headings.count : DEPTH_MAX;
}

static void find_common(struct fold *f)
{
	for (size_t i = 1; i < f->planned->plan.items.count; i++) {
		const struct item *a = item_at(f, i - 1), *b = item_at(f, i);
		size_t most = depth_of(a) < depth_of(b) ? depth_of(a) : depth_of(b);
		unsigned char n = 0;

		while (n < most && span_eq(a->headings.at[n], b->headings.at[n]))
			n++;
		f->common[i] = n;
	}
}

/* One step of a walk: `shared` headings with the item visited before. */
static void step(struct fold *f, struct below *open, size_t i, size_t shared,
		 size_t depth)
{
	const struct item *item = item_at(f, i);
	struct below one = seen_from_scope(f, i);

	for (size_t d = shared + 1; d <= DEPTH_MAX; d++)
		open[d] = (struct below){ 0 };
	if (item->kind == ITEM_SECTION && depth_of(item) == depth)
		meet(&f->below[i], &open[depth]);
	else if (item->kind != ITEM_DOCUMENT &&
		 (item->kind != ITEM_SECTION || depth_of(item) > depth))
		for (size_t d = 0; d <= depth_of(item); d++)
			meet(&open[d], &one);
}

/*
 * Section claims of one depth: what stands beside them under the same headings,
 * before and behind, deeper section claims included.
 */
static void fold_sections(struct fold *f, size_t depth)
{
	struct below open[DEPTH_MAX + 1] = { 0 };
	size_t count = f->planned->plan.items.count;

	for (size_t i = 0; i < count; i++)
		if (item_at(f, i)->kind == ITEM_SECTION &&
		    depth_of(item_at(f, i)) == depth)
			f->below[i] = (struct below){ 0 };
	for (size_t i = 0; i < count; i++)
		step(f, open, i, f->common[i], depth);
	memset(open, 0, sizeof(open));
	for (size_t i = count; i-- > 0;)
		step(f, open, i, i + 1 < count ? f->common[i + 1] : 0, depth);
	for (size_t i = 0; i < count; i++)
		if (item_at(f, i)->kind == ITEM_SECTION && judgement_at(f, i)->judged &&
		    depth_of(item_at(f, i)) == depth)
			fold_one(f, i);
}

static void fold_scopes(struct fold *f)
{
	size_t count = f->planned->plan.items.count;
	unsigned depths = 0;
	struct below all = { 0 };

	for (size_t i = 0; i < count; i++)
		if (item_at(f, i)->kind == ITEM_SECTION)
			depths |= 1u << depth_of(item_at(f, i));
	for (size_t d = DEPTH_MAX + 1; d-- > 0;)
		if (depths & 1u << d)
			fold_sections(f, d);
	for (size_t i = 0; i < count; i++) {
		struct below one = seen_from_scope(f, i);

		if (item_at(f, i)->kind != ITEM_DOCUMENT)
			meet(&all, &one);
	}
	for (size_t i = 0; i < count; i++) {
		if (item_at(f, i)->kind != ITEM_DOCUMENT || !judgement_at(f, i)->judged)
			continue;
		f->below[i] = all;
		fold_one(f, i);
	}
}

void parents_fold(struct report *report, size_t plan,
		  const struct judge_context *context, const struct waivers *waivers,
		  struct arena *arena)
{
	struct planned *planned = &report->plans.at[plan];
	size_t count = planned->plan.items.count;
	struct fold f = {
		.plan = plan,
		.planned = planned,
		.context = context,
		.waivers = waivers,
		.arena = arena,
		.below = ARENA_ARRAY(arena, struct below, count),
		.common = ARENA_ARRAY(arena, unsigned char, count),
	};

	find_common(&f);
	fold_children(&f);
	fold_scopes(&f);
}
