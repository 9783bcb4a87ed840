#include "audit/stated.h"

#include "base/table.h"
#include "trust/approval.h"

/* A field of the report. */
struct field {
	size_t plan, item;
};

static struct table *list_fields(const struct stated_source *source,
				 struct arena *arena)
{
	struct table *fields = table_new(arena);

	for (size_t p = 0; p < source->stored->plans.count; p++) {
		const struct planned *planned = &source->stored->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			struct field *field;

			if (planned->plan.items.at[i].kind != ITEM_SIGNOFF ||
			    !planned->judgements.at[i].judged)
				continue;
			field = ARENA_NEW(arena, struct field);
			*field = (struct field){ p, i };
			*table_slot(fields, report_field(planned, i, arena)) = field;
		}
	}
	return fields;
}

static void refuse(struct signoff_vote *vote, enum reason reason, struct span why)
{
	vote->reason = reason;
	vote->why = why;
}

/* What a good signature is over must be this report and this field. */
static void compare(struct signoff_vote *vote, const struct stated_source *source,
		    const struct approval *approval, const struct item *item,
		    struct arena *arena)
{
	const struct run *run = &source->stored->run;
	struct span role = item->signoff.role_slug;

	if (!span_is(approval->report, source->digest))
		refuse(vote, REASON_SUPERSEDED,
		       arena_printf(arena, "it is about another report, sha256:%.12s",
				    approval->report.ptr));
	else if (!span_eq(approval->project, run->project) ||
		 !span_eq(approval->commit, run->commit))
		refuse(vote, REASON_SUPERSEDED,
		       SPAN_LIT("it names another project or commit"));
	else if (approval->seal.len > 0)
		refuse(vote, REASON_SUPERSEDED,
		       SPAN_LIT("it is for a bundle that was sealed before"));
	else if (role.len > 0 && !item->signoff.statement &&
		 !span_eq(role, approval->role))
		refuse(vote, REASON_WRONG_ROLE,
		       arena_printf(arena, "the field is for %.*s", SPAN_ARG(role)));
	else if (approval->at < source->commit_at)
		refuse(vote, REASON_UNTRUSTED,
		       SPAN_LIT("it is dated before the commit"));
}

static void add_vote(const struct stated_source *source,
		     const struct audit_statement *statement,
		     const struct approval *approval, const struct field *field,
		     struct commitsig_verifier *verifier, struct arena *arena)
{
	struct planned *planned = &source->report->plans.at[field->plan];
	struct signoff_vote *vote =
		LIST_ADD(arena, &planned->judgements.at[field->item].votes);
	struct approval_answer answer;
	char digest[DIGEST_TEXT];

	digest_sha256_hex(statement->text, digest);
	/* It comes after what it is about: its own time, where the key must be valid.
	 */
	approval_judge(&answer, verifier, approval, statement->text, statement->armour,
		       approval->at > source->when ? approval->at : source->when, false,
		       arena);
	*vote = (struct signoff_vote){
		.from = VOTE_STATEMENT,
		.vote = approval->decision,
		.reason = answer.reason,
		.why = answer.why,
		.by = approval->by,
		.fingerprint = answer.sig.fingerprint,
		.at = approval->at,
		.sha256 = arena_copy(arena, span_of(digest)),
		.name = statement->name,
		.self_declared = source->self_declared,
	};
	if (!source->trust && answer.sig.state == COMMITSIG_UNKNOWN_KEY)
		vote->why = SPAN_LIT("no trust folder says whose key it is");
	if (vote->reason != REASON_SIGNED_BY)
		return;
	vote->by = signer_principal(answer.sig.signer);
	vote->lapses_at = ticks_lapse(answer.sig.signer);
	vote->sole = ticks_is_sole(source->ticks, field->plan, field->item,
				   answer.sig.signer);
	compare(vote, source, approval, &planned->plan.items.at[field->item], arena);
}

size_t stated_count(const struct stated_source *source, struct arena *arena)
{
	SCOPED_COMMITSIG_VERIFIER verifier =
		commitsig_verifier_new(source->trust, arena);
	struct table *fields = list_fields(source, arena);
	size_t count = 0;

	for (size_t i = 0; i < source->count; i++) {
		const struct audit_statement *statement = &source->statements[i];
		const struct field *field;
		struct approval approval;
		struct err err = { 0 };

		if (approval_parse(&approval, statement->text, arena, &err) < 0)
			continue; /* whoever read the folder has said so */
		field = table_get(fields, approval.field);
		if (!field)
			continue;
		add_vote(source, statement, &approval, field, verifier, arena);
		count++;
	}
	return count;
}
