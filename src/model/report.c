#include "model/report.h"

#include "base/path.h"

#include <stdlib.h>

const char *const lineage_word[LINEAGES] = {
	[LINEAGE_NONE] = "",
	[LINEAGE_DECLARED] = "declared-id",
	[LINEAGE_MOVED] = "moved",
	[LINEAGE_MOVED_FILE] = "moved-file",
	[LINEAGE_REWORDED] = "reworded",
};

bool lineage_is_reworded(enum lineage_how how)
{
	return how == LINEAGE_DECLARED || how == LINEAGE_REWORDED;
}

const char *const vote_from_word[VOTE_FROMS] = { "tick", "statement" };

const char *const vote_word[VOTES] = { "approve", "reject", "abstain" };

bool vote_of_word(struct span word, enum vote *out)
{
	for (unsigned i = 0; i < VOTES; i++)
		if (span_is(word, vote_word[i])) {
			*out = (enum vote)i;
			return true;
		}
	return false;
}

static int by_span(const void *a, const void *b)
{
	return span_cmp(*(const struct span *)a, *(const struct span *)b);
}

bool report_claimants(struct report_claimants *out, const struct planned *planned,
		      size_t item, struct arena *arena)
{
	const struct signoff_needs *needs = planned->judgements.at[item].signoff_needs;
	size_t claims = 0, kept = 0;

	*out = (struct report_claimants){ { NULL, 0, 0 } };
	for (size_t i = 0; needs && i < planned->plan.items.count; i++) {
		const struct item *claim = &planned->plan.items.at[i];
		struct span mail = planned->judgements.at[i].marked_mail;

		if (claim->line < needs->first || claim->line > needs->last ||
		    claim->kind == ITEM_SIGNOFF || claim->claim != CLAIM_DONE ||
		    !claim->judged)
			continue;
		claims++;
		if (mail.len > 0)
			*LIST_ADD(arena, &out->mails) = mail;
	}
	if (out->mails.count > 1)
		qsort(out->mails.at, out->mails.count, sizeof(*out->mails.at), by_span);
	for (size_t i = 0; i < out->mails.count; i++)
		if (i == 0 || !span_eq(out->mails.at[i], out->mails.at[kept - 1]))
			out->mails.at[kept++] = out->mails.at[i];
	out->mails.count = kept;
	return claims > 0;
}

struct span report_field(const struct planned *planned, size_t item,
			 struct arena *arena)
{
	const struct item *field = &planned->plan.items.at[item];
	struct span slug = SPAN_EMPTY;

	if (item < planned->judgements.count)
		slug = planned->judgements.at[item].slug;
	if (slug.len == 0)
		slug = field->id;
	return path_join(arena, planned->plan.slug, slug);
}

struct span report_artifact_path(const struct report *report, size_t artifact)
{
	return artifact < report->artifacts.count ? report->artifacts.at[artifact].path
						  : SPAN_EMPTY;
}

bool requirement_is_flaky(const struct requirement *requirement)
{
	return requirement->other_pass > 0 || requirement->other_fail > 0;
}

static struct span reports_say(uint64_t count, const char *one, const char *many,
			       struct arena *arena)
{
	if (count == 0)
		return SPAN_EMPTY;
	return arena_printf(arena, "%ju other report%s about the same commit %s it",
			    (uintmax_t)count, count == 1 ? "" : "s",
			    count == 1 ? one : many);
}

struct span requirement_flaky_says(const struct requirement *requirement,
				   struct arena *arena)
{
	struct span fail = reports_say(requirement->other_fail, "fails", "fail", arena);
	struct span pass =
		reports_say(requirement->other_pass, "passes", "pass", arena);

	if (fail.len == 0 || pass.len == 0)
		return fail.len > 0 ? fail : pass;
	return arena_printf(arena, "%.*s, %.*s", SPAN_ARG(fail), SPAN_ARG(pass));
}
