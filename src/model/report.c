#include "model/report.h"

#include "base/path.h"

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
