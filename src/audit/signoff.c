#include "audit/signoff.h"

#include "audit/section.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/limits.h"

#include <stdlib.h>

static const struct config_role *role_of(const struct config *config,
					 const struct item *item)
{
	for (size_t i = 0; i < config->roles.count; i++)
		if (span_eq_nocase(config->roles.at[i].name, item->signoff.role_slug))
			return &config->roles.at[i];
	return NULL;
}

static uint64_t quorum_of(const struct config_role *role)
{
	return role && role->quorum > 0 ? role->quorum : 1;
}

static bool is_listed(const struct config_role *role, struct span principal)
{
	if (!role || role->signers.count == 0)
		return true;
	for (size_t i = 0; i < role->signers.count; i++)
		if (span_eq_nocase(role->signers.at[i], principal))
			return true;
	return false;
}

static int by_time(const void *a, const void *b)
{
	const struct signoff_vote *left = a, *right = b;
	int order;

	if (left->at != right->at)
		return left->at < right->at ? -1 : 1;
	order = span_cmp(left->by, right->by);
	if (order == 0)
		order = (int)left->from - (int)right->from;
	if (order == 0)
		order = span_cmp(left->sha256, right->sha256);
	return order ? order : span_cmp(left->commit, right->commit);
}

static bool counts(const struct signoff_vote *vote)
{
	return vote->reason == REASON_SIGNED_BY && vote->vote != VOTE_ABSTAIN;
}

/* The person's last word, and nobody's where two of one moment differ. */
static const struct signoff_vote *last_word(const struct judgement *judgement,
					    size_t index, bool *out_clash)
{
	const struct signoff_vote *last = &judgement->votes.at[index];

	*out_clash = false;
	for (size_t i = 0; i < judgement->votes.count; i++) {
		const struct signoff_vote *vote = &judgement->votes.at[i];

		if (!counts(vote) || !span_eq_nocase(vote->by, last->by))
			continue;
		if (vote->at > last->at) {
			last = vote;
			*out_clash = false;
		} else if (vote->at == last->at && vote->vote != last->vote) {
			*out_clash = true;
		}
	}
	return last;
}

struct tally {
	LIST(const struct signoff_vote *) approved; /* one a person and key */
	const struct signoff_vote *rejected, *best;
	bool clash, self_declared, others;
};

static bool is_new(const struct tally *tally, const struct signoff_vote *vote)
{
	for (size_t i = 0; i < tally->approved.count; i++)
		if (span_eq_nocase(tally->approved.at[i]->by, vote->by) ||
		    span_eq(tally->approved.at[i]->fingerprint, vote->fingerprint))
			return false;
	return true;
}

/* The further down, the nearer to a signature. */
static unsigned rank(enum reason reason)
{
	static const enum reason order[] = { REASON_BLANK,       REASON_UNSIGNED,
					     REASON_UNTRUSTED,   REASON_WRONG_ROLE,
					     REASON_EXPIRED_KEY, REASON_SUPERSEDED };

	for (unsigned i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (order[i] == reason)
			return i + 1;
	return 0;
}

static void take_vote(struct tally *tally, const struct judgement *judgement,
		      size_t index, struct arena *arena)
{
	const struct signoff_vote *vote = &judgement->votes.at[index], *last;
	bool clash;

	if (!counts(vote)) {
		if (vote->vote != VOTE_ABSTAIN &&
		    (!tally->best || rank(vote->reason) >= rank(tally->best->reason)))
			tally->best = vote;
		return;
	}
	last = last_word(judgement, index, &clash);
	if (clash || last->vote == VOTE_REJECT) {
		tally->rejected = last;
		tally->clash |= clash;
	} else if (is_new(tally, last)) {
		*LIST_ADD(arena, &tally->approved) = last;
		tally->others |= !last->sole;
	}
	tally->self_declared |= last->self_declared;
}

/* "alice@example.org in 1a2b3c4d5e6f on 2026-03-01". */
static void add_who(struct buf *out, const struct signoff_vote *vote)
{
	char at[CLOCK_TEXT];

	buf_add(out, span_sub(vote->by, 0, 100));
	if (vote->from == VOTE_TICK && vote->commit.len >= 12)
		buf_addf(out, " in %.12s", vote->commit.ptr);
	if (vote->from == VOTE_STATEMENT && vote->reason == REASON_SIGNED_BY)
		buf_adds(out, " by a statement");
	if (vote->at != CLOCK_NONE)
		buf_addf(out, " on %.10s", clock_format(vote->at, at));
}

static void add_approvals(struct buf *out, const struct tally *tally)
{
	buf_adds(out, "Signed by ");
	for (size_t i = 0; i < tally->approved.count && i < 8; i++) {
		if (i > 0)
			buf_adds(out, ", ");
		add_who(out, tally->approved.at[i]);
	}
	if (tally->approved.count > 8)
		buf_addf(out, " and %zu more", tally->approved.count - 8);
}

static enum reason say(struct buf *out, const struct tally *tally, uint64_t quorum)
{
	if (tally->rejected) {
		buf_adds(out, tally->clash ? "Two statements of one moment disagree: "
					   : "Rejected by ");
		add_who(out, tally->rejected);
		buf_adds(out, ".");
		return REASON_REJECTED;
	}
	if (tally->approved.count == 0 && tally->best) {
		bool is_old = tally->best->reason == REASON_SUPERSEDED;

		buf_adds(out, is_old                           ? "Signed by "
			      : tally->best->from == VOTE_TICK ? "Ticked by "
							       : "A statement names ");
		add_who(out, tally->best);
		buf_adds(out, is_old ? ", but " : ", which does not count: ");
		buf_add(out, tally->best->why.len > 0
				     ? tally->best->why
				     : SPAN_LIT("its commit is not signed"));
		buf_adds(out, ".");
		return tally->best->reason;
	}
	if (tally->approved.count == 0)
		return REASON_BLANK;
	add_approvals(out, tally);
	if (tally->self_declared) {
		buf_adds(out, ", but only a file of the audited tree vouches for the "
			      "key.");
		return REASON_SELF_DECLARED;
	}
	if (tally->approved.count < quorum) {
		buf_addf(out, "; %ju must sign.", (uintmax_t)quorum);
		return REASON_TOO_FEW;
	}
	if (!tally->others) {
		buf_adds(out, ", who alone made every claim that this is for.");
		return REASON_OWN_EVIDENCE;
	}
	buf_adds(out, ".");
	return REASON_SIGNED_BY;
}

void signoff_settle_votes(struct judgement *judgement, const struct item *item,
			  const struct config *config, struct arena *arena)
{
	const struct config_role *role = role_of(config, item);
	struct tally tally = { .others = false };
	struct buf words;

	for (size_t i = 0; i < judgement->votes.count; i++) {
		struct signoff_vote *vote = &judgement->votes.at[i];

		if (vote->reason != REASON_SIGNED_BY || is_listed(role, vote->by))
			continue;
		vote->reason = REASON_WRONG_ROLE;
		vote->why = arena_printf(arena,
					 "[role \"%.*s\"] of muster.conf does not list "
					 "them",
					 SPAN_ARG(role->name));
	}
	if (judgement->votes.count > 1)
		qsort(judgement->votes.at, judgement->votes.count,
		      sizeof(*judgement->votes.at), by_time);
	for (size_t i = 0; i < judgement->votes.count; i++)
		take_vote(&tally, judgement, i, arena);
	buf_init(&words, LIMIT_TEXT);
	judgement->signoff = say(&words, &tally, quorum_of(role));
	judgement->signoff_says = arena_copy(arena, buf_span(&words));
	buf_release(&words);
}

static const struct signoff_needs *needs_of(const struct plan *plan, size_t item,
					    const struct config *config,
					    struct arena *arena, struct arena *scratch)
{
	const struct config_role *role = role_of(config, &plan->items.at[item]);
	struct signoff_needs *needs = ARENA_NEW(arena, struct signoff_needs);
	struct section_range range = section_of(plan, item, scratch);

	arena_clear(scratch);
	*needs = (struct signoff_needs){ .quorum = quorum_of(role),
					 .first = range.first,
					 .last = range.last };
	for (size_t i = 0; role && i < role->signers.count; i++)
		*LIST_ADD(arena, &needs->signers) = role->signers.at[i];
	return needs;
}

void signoff_note_needs(struct report *report, const struct config *config,
			struct arena *arena, struct arena *scratch)
{
	for (size_t p = 0; p < report->plans.count; p++) {
		struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++)
			if (planned->plan.items.at[i].kind == ITEM_SIGNOFF)
				planned->judgements.at[i].signoff_needs =
					needs_of(&planned->plan, i, config, arena,
						 scratch);
	}
}

void signoff_settle_all(struct report *report, const struct config *config,
			struct arena *arena)
{
	for (size_t p = 0; p < report->plans.count; p++) {
		struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++)
			if (planned->plan.items.at[i].kind == ITEM_SIGNOFF)
				signoff_settle_votes(&planned->judgements.at[i],
						     &planned->plan.items.at[i], config,
						     arena);
	}
}
