#include "model/report.h"

#include "base/path.h"

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
