#include "plan/anchors.h"

#include "base/num.h"
#include "base/table.h"
#include "text/slug.h"

/* How often each slug stands in the plan, and the slugs in their order. */
struct slugs {
	struct table *count;
	LIST(struct span) list;
	struct table *names; /* of anchors that are no headings; NULL: not asked yet */
	size_t gone;         /* links that lead nowhere */
};

/* Each one is held against every heading, for a suggestion. */
#define MAX_GONE 200

static void add_slug(struct reading *r, struct slugs *slugs, struct span plain)
{
	struct span slug = slug_of(r->scratch, plain);
	void **slot;
	size_t *count;

	if (slug.len == 0)
		return;
	slot = table_slot(slugs->count, slug);
	count = *slot ? *slot : ARENA_NEW(r->scratch, size_t);
	*slot = count;
	if (++*count == 1)
		*LIST_ADD(r->scratch, &slugs->list) = slug;
}

static bool is_declared(struct reading *r, struct slugs *slugs, struct span name)
{
	if (!slugs->names)
		slugs->names = slug_declared(r->scratch, r->plan->text);
	return table_get(slugs->names, name) != NULL;
}

/* "deploy-1" is the second heading of that name. */
static bool is_repeated(const struct slugs *slugs, struct span slug)
{
	ptrdiff_t dash = span_rindex(slug, '-');
	const size_t *count;
	uint64_t number;

	if (dash <= 0 || !num_u64(span_from(slug, (size_t)dash + 1), 9999, &number))
		return false;
	count = table_get(slugs->count, span_sub(slug, 0, (size_t)dash));
	return count && number < *count;
}

/* The slug that begins most like it; empty where none is half of it. */
static struct span nearest(const struct slugs *slugs, struct span slug)
{
	struct span best = SPAN_EMPTY;
	size_t most = slug.len / 2;

	for (size_t i = 0; i < slugs->list.count; i++) {
		struct span other = slugs->list.at[i];
		size_t same = 0;

		while (same < slug.len && same < other.len &&
		       slug.ptr[same] == other.ptr[same])
			same++;
		if (same <= most)
			continue;
		most = same;
		best = other;
	}
	return best;
}

static void check_link(struct reading *r, struct slugs *slugs,
		       const struct md_node *link)
{
	struct span name = slug_decode(r->scratch, span_from(link->url, 1));
	struct span slug = slug_of(r->scratch, name), near;
	struct finding *finding;
	ptrdiff_t at;

	/* "#" and "#top" lead to the page itself. */
	if (name.len == 0 || span_is_nocase(name, "top") || slug_line(name) > 0)
		return;
	if (slug.len > 0 && (table_get(slugs->count, slug) || is_repeated(slugs, slug)))
		return;
	if (is_declared(r, slugs, name) || slugs->gone++ >= MAX_GONE)
		return;
	near = nearest(slugs, slug);
	at = span_find(reading_line(r, link->line), link->url);
	finding = reading_find(r, "P-ANCHOR", link->line, ITEM_NONE,
			       "\"#%.*s\" names no heading of this plan%s%.*s%s",
			       SPAN_ARG(reading_quote(r, name)),
			       near.len > 0 ? "; there is \"#" : "", SPAN_ARG(near),
			       near.len > 0 ? "\"" : "");
	if (at >= 0)
		finding->column = reading_column(r, link->line, (size_t)at);
}

bool anchors_may(struct span text)
{
	return span_find(text, SPAN_LIT("(#")) >= 0 ||
	       span_find(text, SPAN_LIT("]: #")) >= 0 ||
	       span_find(text, SPAN_LIT("]:#")) >= 0 ||
	       span_find(text, SPAN_LIT("<#")) >= 0;
}

void anchors_check(struct reading *r, const struct md_node *root)
{
	struct md_walk walk = md_walk(root);
	LIST(const struct md_node *) links = { 0 };
	struct slugs slugs = { 0 };

	while (md_step(&walk))
		if (walk.entering && walk.node->kind == MD_LINK &&
		    span_starts(walk.node->url, "#"))
			*LIST_ADD(r->scratch, &links) = walk.node;
	if (links.count == 0)
		return;
	slugs.count = table_new(r->scratch);
	for (walk = md_walk(root); md_step(&walk);)
		if (walk.entering && walk.node->kind == MD_HEADING)
			add_slug(r, &slugs, md_plain(r->scratch, walk.node));
	for (size_t i = 1; i < r->sections.count; i++)
		if (!table_get(slugs.count,
			       slug_of(r->scratch, r->sections.at[i].plain)))
			add_slug(r, &slugs, r->sections.at[i].plain);
	for (size_t i = 0; i < links.count; i++)
		check_link(r, &slugs, links.at[i]);
}
