#include "audit/links.h"

#include "base/limits.h"
#include "base/num.h"
#include "base/path.h"
#include "text/slug.h"

#include <inttypes.h>

void links_init(struct links *links, const struct gather *gather)
{
	const struct report *report = gather->report;

	*links = (struct links){
		.gather = gather,
		.scratch = arena_new(LIMIT_SCRATCH_BYTES),
		.step = arena_new(LIMIT_SCRATCH_BYTES),
	};
	for (size_t i = 0; i < report->artifacts.count; i++)
		if (report->artifacts.at[i].origin != ORIGIN_TREE)
			*LIST_ADD(gather->arena, &links->beside) =
				report->artifacts.at[i].path;
}

void links_release(struct links *links)
{
	arena_free(links->scratch);
	arena_free(links->step);
}

/* ---- paths --------------------------------------------------------------- */

/* Whether the first path at or behind `wanted` is `path`, or lies below it. */
static bool is_beside(const struct links *links, struct span wanted, struct span path)
{
	size_t low = 0, high = links->beside.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (span_cmp(links->beside.at[middle], wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < links->beside.count && path_is_below(links->beside.at[low], path);
}

static bool is_tracked(const struct links *links, struct span wanted, struct span path)
{
	const struct tree *tree = links->gather->tree;
	size_t at = tree_lower_bound(tree, wanted);

	return at < tree->entries.count &&
	       path_is_below(tree->entries.at[at].path, path);
}

/*
 * A file or folder.  A folder is asked for with its '/' too, because "docs-old"
 * sorts between "docs" and "docs/a".
 */
static bool exists(const struct links *links, struct span path)
{
	struct span folder;

	if (path.len == 0) /* the root itself */
		return true;
	if (path.len > LIMIT_PATH_BYTES)
		return false;
	folder = arena_printf(links->step, "%.*s/", SPAN_ARG(path));
	return is_tracked(links, path, path) || is_tracked(links, folder, path) ||
	       is_beside(links, path, path) || is_beside(links, folder, path);
}

/* Whether one of the folders on the way is another repository's. */
static bool is_in_submodule(const struct links *links, struct span path)
{
	if (path.len > LIMIT_PATH_BYTES)
		return false;
	for (size_t i = 0; i < path.len; i++) {
		const struct tree_entry *entry;

		if (path.ptr[i] != '/')
			continue;
		entry = tree_find(links->gather->tree, span_sub(path, 0, i));
		if (entry && entry->mode == TREE_SUBMODULE)
			return true;
	}
	return false;
}

/* "guide" or "guide.html" for guide.md: the address that a site will have. */
static bool is_generated(const struct links *links, struct span path)
{
	static const char *const sources[] = { ".md", ".mdx", ".rst", ".adoc" };
	struct span stem = path;

	if (span_is_nocase(path_ext(path), ".html"))
		stem.len -= path_ext(path).len;
	else if (path_ext(path).len > 0)
		return false;
	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++)
		if (exists(links, arena_printf(links->step, "%.*s%s", SPAN_ARG(stem),
					       sources[i])))
			return true;
	return false;
}

/* "/docs/a" is from the root of the repository, "/blog" may be of any site. */
static bool is_of_a_site(const struct links *links, struct span path)
{
	ptrdiff_t slash = span_index(path, '/');

	return slash <= 0 || !exists(links, span_sub(path, 0, (size_t)slash));
}

static int path_resolves(struct links *links, struct span written)
{
	bool from_root = span_starts(written, "/");
	struct span dir = from_root ? links->root : path_dir(links->place);
	struct span path;

	while (span_starts(written, "/"))
		written = span_from(written, 1);
	if (!path_resolve(links->step, dir, written, &path) ||
	    !path_is_below(path, links->root))
		return FACT_UNSAID;
	if (exists(links, path))
		return 1;
	if (gather_is_own(links->gather->options, path) ||
	    is_in_submodule(links, path) || is_generated(links, path) ||
	    (from_root && (!links->is_tree || is_of_a_site(links, path))))
		return FACT_UNSAID;
	return 0;
}

/* ---- places in the document ---------------------------------------------- */

/* As people see it: without the tags and the marks of emphasis that are left. */
static struct span without_marks(struct arena *arena, struct span text)
{
	char *out = ARENA_ARRAY(arena, char, text.len + 1);
	size_t len = 0;
	bool tag = false;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool edge = i == 0 || i + 1 == text.len || text.ptr[i - 1] == ' ' ||
			    text.ptr[i + 1] == ' ';

		if (c == '<' ||
		    (c == '{' && i + 1 < text.len && text.ptr[i + 1] == '#'))
			tag = true;
		if (!tag && !(c == '_' && edge))
			out[len++] = c;
		if (c == '>' || c == '}')
			tag = false;
	}
	return (struct span){ out, len };
}

static void count_slug(struct links *links, struct span slug)
{
	void **slot;
	size_t *count;

	if (slug.len == 0)
		return;
	slot = table_slot_borrowed(links->slugs, slug);
	count = *slot ? *slot : ARENA_NEW(links->scratch, size_t);
	*slot = count;
	++*count;
}

static void make_slugs(struct links *links)
{
	links->slugs = table_new(links->scratch);
	for (size_t i = 0; i < links->headings.count; i++) {
		struct span text = links->headings.at[i];
		struct span slug = slug_of(links->scratch, text);
		struct span bare =
			slug_of(links->scratch, without_marks(links->scratch, text));

		count_slug(links, slug);
		if (!span_eq(bare, slug))
			count_slug(links, bare);
	}
}

/* "deploy-1" is the second heading of that name. */
static bool is_repeated(const struct links *links, struct span slug)
{
	ptrdiff_t dash = span_rindex(slug, '-');
	const size_t *count;
	uint64_t number;

	if (dash <= 0 || !num_u64(span_from(slug, (size_t)dash + 1), 9999, &number))
		return false;
	count = table_get(links->slugs, span_sub(slug, 0, (size_t)dash));
	return count && number < *count;
}

static bool is_markdown(struct span path)
{
	struct span ext = path_ext(path);

	return ext.len == 0 || span_is_nocase(ext, ".md") ||
	       span_is_nocase(ext, ".markdown") || span_is_nocase(ext, ".mdx");
}

static int place_resolves(struct links *links, struct span fragment)
{
	struct span name = slug_decode(links->step, fragment);
	struct span slug = slug_of(links->step, name);

	/* "#" and "#top" lead to the page itself, "#L12" to a line of it. */
	if (name.len == 0 || span_is_nocase(name, "top") || slug_line(name) > 0)
		return 1;
	/* Other notations give their headings other names. */
	if (!is_markdown(links->place))
		return FACT_UNSAID;
	if (!links->slugs)
		make_slugs(links);
	if (slug.len > 0 && (table_get(links->slugs, slug) || is_repeated(links, slug)))
		return 1;
	/* A document that has more headings than are kept may have it. */
	return links->headings.count >= LIMIT_FACTS / 2 ? FACT_UNSAID : 0;
}

/* ---- one link -------------------------------------------------------------- */

/* "https:", "mailto:", "//host", "C:". */
static bool is_address(struct span target)
{
	size_t i = 0;

	if (span_starts(target, "//"))
		return true;
	while (i < target.len &&
	       ((target.ptr[i] >= 'a' && target.ptr[i] <= 'z') ||
		(target.ptr[i] >= 'A' && target.ptr[i] <= 'Z') ||
		(i > 0 && ((target.ptr[i] >= '0' && target.ptr[i] <= '9') ||
			   target.ptr[i] == '+' || target.ptr[i] == '-' ||
			   target.ptr[i] == '.'))))
		i++;
	return i > 0 && i < target.len && target.ptr[i] == ':';
}

/* What a generator, or whoever copies the template, puts something in for. */
static bool is_template(struct span target)
{
	static const char *const marks[] = { "{{", "{%", "${", "<", "[secret of " };

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (span_find(target, span_of(marks[i])) >= 0)
			return true;
	return false;
}

/* The document's own name in front of '#'. */
static bool is_own_name(const struct links *links, struct span written)
{
	struct span path;

	return path_resolve(links->step, path_dir(links->place), written, &path) &&
	       span_eq(path, links->place);
}

static int resolves(struct links *links, const struct fact_link *link)
{
	struct span path = link->target, fragment = SPAN_EMPTY;
	ptrdiff_t mark = span_index(path, '#');

	if (is_address(path) || is_template(path))
		return FACT_UNSAID;
	if (mark >= 0) {
		fragment = span_from(path, (size_t)mark + 1);
		path.len = (size_t)mark;
	}
	mark = span_index(path, '?');
	if (mark >= 0)
		path.len = (size_t)mark;
	path = slug_decode(links->step, path);
	if (path.len > 0 && !is_own_name(links, path))
		return path_resolves(links, path);
	/* The reader saw what is in the text itself, and nothing else. */
	return link->resolves == 1 ? 1 : place_resolves(links, fragment);
}

static int add(void *ctx, const struct fact *fact, struct err *err)
{
	struct links *links = ctx;
	struct fact told = *fact;
	int rc;

	if (fact->kind == FACT_HEADING)
		*LIST_ADD(links->scratch, &links->headings) =
			arena_copy(links->scratch, fact->as.heading.text);
	if (fact->kind != FACT_LINK)
		return fact_add(&links->next, fact, err);
	told.as.link.resolves = resolves(links, &fact->as.link);
	if (told.as.link.resolves == 0 && links->broken++ == 0) {
		links->first = arena_copy(links->scratch, fact->as.link.target);
		links->first_line = fact->as.link.line;
	}
	rc = fact_add(&links->next, &told, err);
	arena_clear(links->step);
	return rc;
}

struct fact_sink links_sink(struct links *links, const struct artifact *artifact,
			    struct fact_sink next)
{
	arena_clear(links->scratch);
	links->next = next;
	links->place = artifact->path;
	links->root = SPAN_EMPTY;
	links->is_tree = true;
	if (artifact->origin == ORIGIN_MEMBER) {
		ptrdiff_t end = span_find(artifact->path, SPAN_LIT("!/"));

		links->root = span_sub(artifact->path, 0, (size_t)(end + 1));
		links->is_tree = false;
	} else if (artifact->origin == ORIGIN_EXTERNAL) {
		ptrdiff_t end = span_index(artifact->path, '/');

		links->root = span_sub(artifact->path, 0, end < 0 ? 0 : (size_t)end);
		links->is_tree = false;
	}
	memset(&links->headings, 0, sizeof(links->headings));
	links->slugs = NULL;
	links->broken = 0;
	links->first = SPAN_EMPTY;
	links->first_line = 0;
	return (struct fact_sink){ add, links };
}

void links_end(struct links *links, struct artifact *artifact, struct report *report)
{
	struct arena *arena = links->gather->arena;
	struct finding *finding;

	if (links->broken == 0 ||
	    (artifact->status != ARTIFACT_OK && artifact->status != ARTIFACT_PARTIAL))
		return;
	artifact->counts.broken_links = links->broken;
	if (!artifact->cited)
		return;
	finding = LIST_ADD(arena, &report->findings);
	*finding = (struct finding){
		.rule = finding_rule_of(SPAN_LIT("broken-link")),
		.path = artifact->path,
		.line = links->first_line,
		.item = ITEM_NONE,
		.other_item = ITEM_NONE,
		.message = arena_printf(arena,
					"%" PRId64 " of %" PRId64
					" links %s nowhere; the first is \"%.*s\"",
					links->broken, artifact->counts.links,
					links->broken == 1 ? "leads" : "lead",
					SPAN_ARG(span_sub(links->first, 0, 200))),
	};
}
