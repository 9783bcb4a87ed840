#include "seal/fields.h"

#include "model/report.h"

void field_read(struct field_needs *out, struct node node)
{
	int64_t quorum = 1;

	node_integer(node_get(node, "quorum"), &quorum);
	*out = (struct field_needs){
		.node = node,
		.field = node_text(node_get(node, "field")),
		.said_role = node_text(node_get(node, "role")),
		/* A number that makes no sense must not be one that is easily met. */
		.quorum = quorum > 0 ? (uint64_t)quorum : UINT64_MAX,
	};
	if (!node_is_true(node_get(node, "anyRole")))
		out->role = out->said_role;
}

bool field_lists(const struct field_needs *needs, struct span principal)
{
	struct node signers = node_get(needs->node, "signers");

	if (!node_is(signers, NODE_ARRAY))
		return true;
	for (struct node n = node_first(signers); node_exists(n); n = node_next(n))
		if (span_eq_nocase(node_text(n), principal))
			return true;
	return false;
}

bool field_is_sole(const struct field_needs *needs, const struct signer *signer)
{
	struct node made = node_get(needs->node, "claimants");

	if (!node_is(made, NODE_ARRAY))
		return false; /* nothing is claimed */
	for (struct node n = node_first(made); node_exists(n); n = node_next(n))
		if (!signer_has_principal(signer, node_text(n)))
			return false;
	return true;
}

/* ---- votes ---------------------------------------------------------------------- */

static bool is(const struct verify_signoff *signoff, enum vote decision)
{
	/* The words of one table. */
	return signoff->decision == vote_word[decision];
}

/* The last word of whoever said it; *out_clash where two of one moment differ. */
static const struct verify_signoff *last_word(const struct field_needs *needs,
					      const struct verification *out,
					      const struct verify_signoff *said,
					      bool *out_clash)
{
	const struct verify_signoff *last = said;

	*out_clash = false;
	for (size_t i = 0; i < needs->votes.count; i++) {
		const struct verify_signoff *one =
			&out->signoffs.at[needs->votes.at[i]];

		if (is(one, VOTE_ABSTAIN) || !span_eq_nocase(one->by, said->by))
			continue;
		if (one->at > last->at) {
			last = one;
			*out_clash = false;
		} else if (one->at == last->at && one->decision != last->decision) {
			*out_clash = true;
		}
	}
	return last;
}

struct tally {
	LIST(const struct verify_signoff *) approved; /* one a person and key */
	bool rejected, others;
};

static bool is_new(const struct tally *tally, const struct verify_signoff *signoff)
{
	for (size_t i = 0; i < tally->approved.count; i++)
		if (span_eq_nocase(tally->approved.at[i]->by, signoff->by) ||
		    span_eq(tally->approved.at[i]->key, signoff->key))
			return false;
	return true;
}

static void take_votes(struct tally *tally, struct verifying *v,
		       const struct field_needs *needs)
{
	const struct verification *out = v->out;

	for (size_t i = 0; i < needs->votes.count; i++) {
		const struct verify_signoff *said =
			&out->signoffs.at[needs->votes.at[i]];
		const struct verify_signoff *last;
		bool clash;

		if (is(said, VOTE_ABSTAIN))
			continue;
		last = last_word(needs, out, said, &clash);
		if (clash && last == said)
			verify_error(v, "E_SIGNOFF_CONFLICT", said->name,
				     "says something else than another of that moment");
		if (clash || is(last, VOTE_REJECT)) {
			tally->rejected = true;
		} else if (is_new(tally, last)) {
			*LIST_ADD(v->arena, &tally->approved) = last;
			tally->others |= !last->sole;
		}
	}
}

/* ---- the field ------------------------------------------------------------------- */

/* What bundle.json says it came to: no better than the votes that are there. */
static void compare(struct verifying *v, const struct field_needs *needs,
		    const struct verify_field *field)
{
	struct span said = node_text(node_get(needs->node, "verdict"));

	if (!span_is(said, verdict_word[VERDICT_VERIFIED]) || field->approved ||
	    field->rejected || field->doubtful)
		return;
	verify_error(
		v, "E_OUTCOME_MISMATCH", SPAN_LIT("bundle.json"),
		"says that %.*s is signed off, and those who signed do not suffice",
		SPAN_ARG(field->field));
}

void field_judge(struct verifying *v, const struct field_needs *needs)
{
	struct verify_field *field = LIST_ADD(v->arena, &v->out->fields);
	struct span said = node_text(node_get(needs->node, "verdict"));
	struct tally tally = { .rejected = false };

	take_votes(&tally, v, needs);
	*field = (struct verify_field){
		.field = needs->field,
		.role = needs->said_role,
		.required = node_is_true(node_get(needs->node, "required")),
		.quorum = needs->quorum,
		.approvals = tally.rejected ? 0 : tally.approved.count,
		.approved = !tally.rejected && tally.others &&
			    tally.approved.count >= needs->quorum,
		.rejected = tally.rejected,
		.waived = span_is(said, verdict_word[VERDICT_WAIVED]),
		.settled = span_is(said, verdict_word[VERDICT_WAIVED]) ||
			   span_is(said, verdict_word[VERDICT_NOT_APPLICABLE]),
		.doubtful = needs->doubtful,
	};
	v->out->signoff_fields++;
	v->out->signoff_approved += field->approved;
	compare(v, needs, field);
}
