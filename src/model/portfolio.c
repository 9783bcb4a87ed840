#include "model/portfolio.h"

#include "base/clock.h"

/* clang-format off: one word a line */
const char *const rolled_state_word[ROLLED_STATES] = {
	[ROLLED_READY] = "ready",
	[ROLLED_WAIVERS] = "ready-with-waivers",
	[ROLLED_LAPSED] = "lapsed",
	[ROLLED_NOT_READY] = "not-ready",
	[ROLLED_INDETERMINATE] = "indeterminate",
	[ROLLED_BYPASSED] = "bypassed",
	[ROLLED_UNVERIFIED] = "unverified",
};
/* clang-format on */

enum rolled_state rolled_state(const struct rolled *rolled, int64_t at)
{
	bool lapsed = rolled->good_until != CLOCK_NONE && rolled->good_until <= at;

	if (!rolled->verified)
		return ROLLED_UNVERIFIED;
	switch (rolled->outcome) {
	case RESULT_READY:
		return lapsed ? ROLLED_LAPSED : ROLLED_READY;
	case RESULT_READY_WITH_WAIVERS:
		return lapsed ? ROLLED_LAPSED : ROLLED_WAIVERS;
	case RESULT_NOT_READY:
		return ROLLED_NOT_READY;
	case RESULT_BYPASSED:
		return ROLLED_BYPASSED;
	case RESULT_INDETERMINATE:
	case RESULTS:
		break;
	}
	return ROLLED_INDETERMINATE;
}

bool rolled_is_ready(enum rolled_state state)
{
	return state == ROLLED_READY || state == ROLLED_WAIVERS;
}

/* How bad an outcome is; of two words about one moment the worse one counts. */
static unsigned badness(const struct rolled *rolled)
{
	static const unsigned rank[RESULTS] = {
		[RESULT_READY] = 0,     [RESULT_READY_WITH_WAIVERS] = 1,
		[RESULT_BYPASSED] = 2,  [RESULT_INDETERMINATE] = 3,
		[RESULT_NOT_READY] = 4,
	};

	return rolled->outcome < RESULTS ? rank[rolled->outcome] : 5;
}

bool rolled_speaks(const struct rolled *a, const struct rolled *b)
{
	if (a->as_of != b->as_of)
		return a->as_of > b->as_of;
	if (a->sequence != b->sequence)
		return a->sequence > b->sequence;
	if (badness(a) != badness(b))
		return badness(a) > badness(b);
	return strcmp(a->digest, b->digest) > 0;
}

static void add_newest(struct portfolio_sum *out, const struct rolled *rolled,
		       int64_t at)
{
	enum rolled_state state = rolled_state(rolled, at);

	out->states[state]++;
	out->ready += rolled_is_ready(state);
	for (unsigned v = 0; v < VERDICTS; v++)
		out->counts[v] += rolled->counts[v];
}

void portfolio_sum(struct portfolio_sum *out, const struct portfolio_view *view,
		   struct arena *arena)
{
	const struct rolled *all = view->bundles.at;

	*out = (struct portfolio_sum){ 0 };
	for (size_t i = 0; i < view->bundles.count; i++) {
		size_t *last = out->newest.count > 0
				       ? &out->newest.at[out->newest.count - 1]
				       : NULL;

		if (!all[i].verified) {
			*LIST_ADD(arena, &out->unverified) = i;
		} else if (!last || !span_eq(all[*last].project, all[i].project)) {
			*LIST_ADD(arena, &out->newest) = i;
		} else if (rolled_speaks(&all[i], &all[*last])) {
			*LIST_ADD(arena, &out->earlier) = *last;
			*last = i;
		} else {
			*LIST_ADD(arena, &out->earlier) = i;
		}
	}
	for (size_t i = 0; i < out->newest.count; i++)
		add_newest(out, &all[out->newest.at[i]], view->at);
}
