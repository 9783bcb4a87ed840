#include "audit/paths.h"

#include "base/limits.h"
#include "base/num.h"
#include "base/path.h"
#include "base/table.h"
#include "text/glob.h"
#include "text/slug.h"
#include "text/utf8.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#define CHAIN_MAX   2000 /* files of one name that are looked at; more is no answer */
#define MATCHES_MAX 20000

enum node_kind { NODE_FILE, NODE_FOLDER, NODE_SYMLINK, NODE_SUBMODULE, NODE_UNTRACKED };

struct node {
	struct span path;
	enum node_kind kind;
	size_t next; /* next node of the same folded base name, from 1; 0: none */
};

struct paths {
	struct node *nodes; /* sorted by path, each path once */
	size_t count;
	struct table *names;    /* folded base name to index + 1 of its first node */
	struct table *patterns; /* pattern to struct matches */
	struct arena *arena;
	bool (*is_ignored)(void *ctx, struct span path);
	bool (*is_in_work_tree)(void *ctx, struct span path);
	void *ctx;
};

struct matches {
	LIST(struct span) paths;
};

bool how_is_found(enum ref_how how)
{
	return how == HOW_EXACT || how == HOW_RELATIVE || how == HOW_CONTEXT ||
	       how == HOW_NAME || how == HOW_GLOB || how == HOW_UNTRACKED;
}

bool how_is_drift(enum ref_how how)
{
	return how == HOW_SUFFIX || how == HOW_ELSEWHERE || how == HOW_CASE;
}

/* ASCII alone, as span_eq_nocase(): other scripts are compared as they are. */
static struct span fold(struct arena *arena, struct span text)
{
	char *out = NULL;

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < 'A' || text.ptr[i] > 'Z')
			continue;
		if (!out)
			out = arena_string(arena, text);
		out[i] = (char)(text.ptr[i] - 'A' + 'a');
	}
	return out ? (struct span){ out, text.len } : text;
}

/* By path; of one path the tracked node first, which is the one that stays. */
static int compare_nodes(const void *a, const void *b)
{
	const struct node *left = a, *right = b;
	int order = span_cmp(left->path, right->path);

	return order != 0 ? order : (int)left->kind - (int)right->kind;
}

/* The folders of `path` that `before`, the path in front of it, does not have. */
static size_t add_folders(struct node *out, struct span path, struct span before)
{
	size_t count = 0, same = 0;

	while (same < path.len && same < before.len &&
	       path.ptr[same] == before.ptr[same])
		same++;
	for (size_t i = 0; i < path.len; i++)
		if (path.ptr[i] == '/' && i >= same && i > 0)
			out[count++] = (struct node){ { path.ptr, i }, NODE_FOLDER, 0 };
	return count;
}

static size_t count_slashes(struct span path)
{
	size_t count = 0;

	for (size_t i = 0; i < path.len; i++)
		count += path.ptr[i] == '/';
	return count;
}

static enum node_kind kind_of_mode(enum tree_mode mode)
{
	static const enum node_kind kinds[] = {
		[TREE_FILE] = NODE_FILE,
		[TREE_EXECUTABLE] = NODE_FILE,
		[TREE_SYMLINK] = NODE_SYMLINK,
		[TREE_SUBMODULE] = NODE_SUBMODULE,
	};

	return kinds[mode];
}

static void add_nodes(struct paths *paths, const struct paths_source *source)
{
	const struct tree *tree = source->tree;
	struct span before = SPAN_EMPTY;
	size_t room = 0, count = 0;

	for (size_t i = 0; i < tree->entries.count; i++)
		room += 1 + count_slashes(tree->entries.at[i].path);
	for (size_t i = 0; i < source->untracked_count; i++)
		room += 1 + count_slashes(source->untracked[i]);
	paths->nodes = ARENA_ARRAY(paths->arena, struct node, room + 1);
	for (size_t i = 0; i < tree->entries.count; i++) {
		const struct tree_entry *entry = &tree->entries.at[i];

		count += add_folders(paths->nodes + count, entry->path, before);
		paths->nodes[count++] =
			(struct node){ entry->path, kind_of_mode(entry->mode), 0 };
		before = entry->path;
	}
	for (size_t i = 0; i < source->untracked_count; i++) {
		count += add_folders(paths->nodes + count, source->untracked[i],
				     SPAN_EMPTY);
		paths->nodes[count++] =
			(struct node){ source->untracked[i], NODE_UNTRACKED, 0 };
	}
	assert(count <= room); /* each has its folders, and itself */
	paths->count = count;
}

static void sort_nodes(struct paths *paths)
{
	size_t kept = 0;

	if (paths->count > 0)
		qsort(paths->nodes, paths->count, sizeof(*paths->nodes), compare_nodes);
	for (size_t i = 0; i < paths->count; i++) {
		if (kept == 0 ||
		    !span_eq(paths->nodes[kept - 1].path, paths->nodes[i].path))
			paths->nodes[kept++] = paths->nodes[i];
	}
	paths->count = kept;
}

/* From the last to the first, so that each chain runs in path order. */
static void chain_names(struct paths *paths)
{
	for (size_t i = paths->count; i > 0; i--) {
		struct node *node = &paths->nodes[i - 1];
		struct span name = fold(paths->arena, path_base(node->path));
		void **slot = table_slot_borrowed(paths->names, name);

		node->next = (size_t)(uintptr_t)*slot;
		*slot = (void *)(uintptr_t)i; /* an index, no address */
	}
}

struct paths *paths_new(const struct paths_source *source, struct arena *arena)
{
	struct paths *paths = ARENA_NEW(arena, struct paths);

	paths->arena = arena;
	paths->names = table_new(arena);
	paths->patterns = table_new(arena);
	paths->is_ignored = source->is_ignored;
	paths->is_in_work_tree = source->is_in_work_tree;
	paths->ctx = source->ctx;
	add_nodes(paths, source);
	sort_nodes(paths);
	chain_names(paths);
	return paths;
}

/* Index of the first node at or behind `path`. */
static size_t first_at(const struct paths *paths, struct span path)
{
	size_t low = 0, high = paths->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (span_cmp(paths->nodes[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct node *look_up(const struct paths *paths, struct span path)
{
	size_t at = first_at(paths, path);

	if (at < paths->count && span_eq(paths->nodes[at].path, path))
		return &paths->nodes[at];
	return NULL;
}

bool paths_exists(const struct paths *paths, struct span path)
{
	return look_up(paths, path) != NULL;
}

size_t paths_nodes(const struct paths *paths)
{
	return paths->count;
}

bool paths_is_file(const struct paths *paths, size_t number, struct span *out)
{
	const struct node *node = &paths->nodes[number];

	*out = node->path;
	return node->kind == NODE_FILE || node->kind == NODE_UNTRACKED;
}

/* What a written reference comes down to. */
struct wish {
	struct span path; /* without the decoration; may begin with "../" */
	bool from_root;   /* it was written with a leading '/' */
	bool want_folder; /* it was written with a trailing '/' */
};

static bool is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

static struct span strip_punctuation(struct span text)
{
	text = span_trim(text);
	while (text.len > 0 && is_one_of(text.ptr[0], "\"'`(<"))
		text = span_trim(span_from(text, 1));
	while (text.len > 0 && is_one_of(text.ptr[text.len - 1], "\"'`)>,;:!"))
		text = span_trim(span_sub(text, 0, text.len - 1));
	/* A full stop ends a sentence; ".." is a folder. */
	if (text.len > 1 && span_ends(text, ".") && !span_ends(text, ".."))
		text.len--;
	return text;
}

/* ":12" and ":12:3" at the end; the line is the first of the numbers. */
static struct span strip_line(struct span text, unsigned *out_line)
{
	for (unsigned i = 0; i < 2; i++) {
		ptrdiff_t colon = span_rindex(text, ':');
		uint64_t line;

		if (colon <= 0 ||
		    !num_u64(span_from(text, (size_t)colon + 1), UINT32_MAX, &line))
			break;
		*out_line = (unsigned)line;
		text.len = (size_t)colon;
	}
	return text;
}

static struct wish read_wish(struct found *out, const struct paths *paths,
			     struct span written, const struct paths_place *place)
{
	struct wish wish = { .path = strip_punctuation(written) };
	ptrdiff_t mark;

	/*
	 * A name with '#' in it is rare, but then it is the name; of a link all of it
	 * is, because the reader took it apart.
	 */
	if (!place->is_link && !look_up(paths, wish.path)) {
		mark = span_index(wish.path, '#');
		if (mark > 0) {
			out->anchor = span_from(wish.path, (size_t)mark + 1);
			out->line = slug_line(out->anchor);
			wish.path.len = (size_t)mark;
		}
		wish.path = strip_line(wish.path, &out->line);
	}
	wish.from_root = span_starts(wish.path, "/");
	while (span_starts(wish.path, "/"))
		wish.path = span_from(wish.path, 1);
	while (span_starts(wish.path, "./"))
		wish.path = span_from(wish.path, 2);
	wish.want_folder = span_ends(wish.path, "/");
	while (span_ends(wish.path, "/"))
		wish.path.len--;
	return wish;
}

static bool is_folder(const struct node *node)
{
	return node->kind == NODE_FOLDER || node->kind == NODE_SUBMODULE;
}

/* Empty `dir`: from the root.  NULL where the path leaves the tree or is not there. */
static const struct node *look_below(const struct paths *paths, struct span dir,
				     const struct wish *wish, struct arena *arena)
{
	const struct node *node;
	struct span path;

	if (!path_resolve(arena, dir, wish->path, &path) || path.len == 0)
		return NULL;
	node = look_up(paths, path);
	return node && wish->want_folder && !is_folder(node) ? NULL : node;
}

static void settle_on(struct found *out, const struct node *node, enum ref_how how)
{
	out->how = how;
	out->path = node->path;
	out->is_folder = is_folder(node);
	out->is_symlink = node->kind == NODE_SYMLINK;
	if (node->kind == NODE_UNTRACKED && how_is_found(how) &&
	    span_find(node->path, SPAN_LIT("!/")) < 0) /* a member is in its archive */
		out->how = HOW_UNTRACKED;
	if (node->kind == NODE_SUBMODULE)
		out->how = HOW_SUBMODULE;
}

static void add_candidate(struct found *out, struct span path, struct arena *arena)
{
	if (out->candidates.count < PATHS_CANDIDATES)
		*LIST_ADD(arena, &out->candidates) = path;
	else
		out->more++;
}

/* Tiers 1 and 2 but for bare names. */
static bool find_in_place(struct found *out, const struct paths *paths,
			  const struct wish *wish, const struct paths_place *place,
			  struct arena *arena)
{
	struct {
		struct span dir;
		enum ref_how how;
		bool tried;
	} way[4] = {
		{ SPAN_EMPTY, HOW_EXACT, true },
		{ place->plan_dir, HOW_RELATIVE, place->plan_dir.len > 0 },
		{ place->context, HOW_CONTEXT, place->context.len > 0 },
		{ place->evidence_root, HOW_CONTEXT, place->evidence_root.len > 0 },
	};
	const struct node *first = NULL;
	enum ref_how how = HOW_MISSING;

	if (wish->from_root) {
		way[1].tried = way[2].tried = way[3].tried = false;
	} else if (place->is_link && place->plan_dir.len > 0) {
		way[0].dir = place->plan_dir;
		way[0].how = HOW_RELATIVE;
		way[1].dir = SPAN_EMPTY;
		way[1].how = HOW_EXACT;
	}
	for (size_t i = 0; i < 4; i++) {
		const struct node *node;

		if (!way[i].tried)
			continue;
		node = look_below(paths, way[i].dir, wish, arena);
		if (!node || node == first)
			continue;
		if (first && place->is_requirement && !place->is_link) {
			if (out->candidates.count == 0)
				add_candidate(out, first->path, arena);
			add_candidate(out, node->path, arena);
		}
		if (!first) {
			first = node;
			how = way[i].how;
		}
	}
	if (!first)
		return false;
	if (out->candidates.count > 0)
		out->how = HOW_AMBIGUOUS;
	else
		settle_on(out, first, how);
	return true;
}

/*
 * Do the folders of `want`, one at least, stand among those of `have`, in order?
 * Names are equal.
 */
static bool holds_folders(struct span have, struct span want)
{
	struct span name, next;

	have = path_dir(have);
	want = path_dir(want);
	(void)span_split(&want, '/', &next);
	while (span_split(&have, '/', &name))
		if (span_eq(name, next) && !span_split(&want, '/', &next))
			return true;
	return false;
}

static bool ends_in(struct span have, struct span want)
{
	return have.len > want.len && have.ptr[have.len - want.len - 1] == '/' &&
	       span_eq(span_from(have, have.len - want.len), want);
}

enum near { NEAR_NAME, NEAR_SUFFIX, NEAR_ELSEWHERE, NEAR_CASE, NEARS };

static const enum ref_how near_how[NEARS] = { HOW_NAME, HOW_SUFFIX, HOW_ELSEWHERE,
					      HOW_CASE };

struct near_misses {
	const struct node *only[NEARS];
	size_t count[NEARS];
};

/* The same in another case, from the root or from the plan's folder. */
static bool is_case_of(const struct node *node, struct span wanted, struct span dir)
{
	if (span_eq_nocase(node->path, wanted))
		return true;
	return dir.len > 0 && path_is_below(node->path, dir) &&
	       span_eq_nocase(span_from(node->path, dir.len + 1), wanted);
}

/* Which tier, the best first, a node of the right name (in any case) fits. */
static bool fits_near(const struct node *node, const struct wish *wish,
		      const struct paths_place *place, enum near tier)
{
	bool is_bare = span_index(wish->path, '/') < 0, fits = false;

	switch (tier) {
	case NEAR_NAME:
		fits = is_bare && !is_folder(node) &&
		       span_eq(path_base(node->path), wish->path);
		break;
	case NEAR_SUFFIX:
		fits = (!is_bare || wish->want_folder) &&
		       ends_in(node->path, wish->path);
		break;
	case NEAR_ELSEWHERE:
		fits = !is_bare &&
		       span_eq(path_base(node->path), path_base(wish->path)) &&
		       holds_folders(node->path, wish->path);
		break;
	case NEAR_CASE:
		fits = is_bare ? !is_folder(node) || wish->want_folder
			       : is_case_of(node, wish->path, place->plan_dir);
		break;
	case NEARS:
		break;
	}
	return fits;
}

static size_t chain_of(const struct paths *paths, struct span path, struct arena *arena)
{
	return (size_t)(uintptr_t)table_get(paths->names, fold(arena, path_base(path)));
}

/*
 * Tiers "name" and 4 to 8.  A name that very many files have is not searched to
 * its end, so nothing can be the only one: candidates at best.
 */
static bool find_near(struct found *out, const struct paths *paths,
		      const struct wish *wish, const struct paths_place *place,
		      struct arena *arena)
{
	struct near_misses miss = { 0 };
	size_t looked = 0, chain = chain_of(paths, wish->path, arena);

	for (size_t i = chain; i != 0 && looked < CHAIN_MAX;
	     i = paths->nodes[i - 1].next) {
		const struct node *node = &paths->nodes[i - 1];

		looked++;
		if (wish->want_folder && !is_folder(node))
			continue;
		for (enum near tier = 0; tier < NEARS; tier++) {
			if (!fits_near(node, wish, place, tier))
				continue;
			miss.only[tier] = node;
			miss.count[tier]++;
		}
		if (!is_folder(node) || wish->want_folder)
			add_candidate(out, node->path, arena);
	}
	for (enum near tier = 0; looked < CHAIN_MAX && tier < NEARS; tier++) {
		if (miss.count[tier] == 0)
			continue;
		if (miss.count[tier] == 1)
			settle_on(out, miss.only[tier], near_how[tier]);
		else
			out->how = HOW_AMBIGUOUS;
		return true;
	}
	if (out->candidates.count == 0)
		return false;
	out->how = HOW_CANDIDATES;
	return true;
}

/* "a/b/" of "a/b/c*d/e": what every match begins with. */
static struct span fixed_beginning(struct span pattern)
{
	size_t end = 0;

	for (size_t i = 0; i < pattern.len && !is_one_of(pattern.ptr[i], "*?[{\\"); i++)
		if (pattern.ptr[i] == '/')
			end = i + 1;
	return span_sub(pattern, 0, end);
}

static bool begins_with(struct span path, struct span begin)
{
	return path.len > begin.len && memcmp(path.ptr, begin.ptr, begin.len) == 0;
}

static const struct matches *match_all(struct paths *paths, struct span pattern)
{
	void **slot = table_slot(paths->patterns, pattern);
	struct span begin = fixed_beginning(pattern);
	struct matches *matches = *slot;

	if (matches)
		return matches;
	*slot = matches = ARENA_NEW(paths->arena, struct matches);
	for (size_t i = first_at(paths, begin);
	     i < paths->count && begins_with(paths->nodes[i].path, begin); i++) {
		const struct node *node = &paths->nodes[i];

		if (is_folder(node) || node->kind == NODE_SYMLINK)
			continue;
		if (glob_match(pattern, node->path, 0) &&
		    matches->paths.count < MATCHES_MAX)
			*LIST_ADD(paths->arena, &matches->paths) = node->path;
	}
	return matches;
}

/* Tier 3: from the root, then from the plan's folder and the folders around it. */
static void find_pattern(struct found *out, struct paths *paths,
			 const struct wish *wish, const struct paths_place *place,
			 struct arena *arena)
{
	const struct span dirs[] = { SPAN_EMPTY, place->plan_dir, place->context,
				     place->evidence_root };
	struct span pattern = wish->path;

	/* A pattern for a folder stands for what lies in it. */
	if (wish->want_folder)
		pattern = arena_printf(arena, "%.*s/**", SPAN_ARG(pattern));
	out->how = HOW_MISSING;
	for (size_t i = 0; i < (wish->from_root ? 1 : 4); i++) {
		const struct matches *matches;
		struct span full;

		if ((i > 0 && dirs[i].len == 0) ||
		    !path_resolve(arena, dirs[i], pattern, &full))
			continue;
		matches = match_all(paths, full);
		if (matches->paths.count == 0)
			continue;
		out->how = HOW_GLOB;
		out->path = matches->paths.at[0];
		out->matches.at = matches->paths.at;
		out->matches.count = out->matches.room = matches->paths.count;
		return;
	}
}

/* A folder in front of the path that is another repository. */
static bool is_in_submodule(const struct paths *paths, struct span path)
{
	for (size_t i = 1; i < path.len; i++) {
		const struct node *node;

		if (path.ptr[i] != '/')
			continue;
		node = look_up(paths, span_sub(path, 0, i));
		if (!node)
			return false;
		if (node->kind == NODE_SUBMODULE)
			return true;
	}
	return false;
}

static bool is_external(struct span path)
{
	return span_find(path, SPAN_LIT("://")) > 0 ||
	       span_starts_nocase(path, "mailto:");
}

static void resolve_as_written(struct found *out, struct paths *paths,
			       struct span written, const struct paths_place *place,
			       struct arena *arena)
{
	struct span home = SPAN_EMPTY;
	struct wish wish;

	*out = (struct found){ .how = HOW_MISSING };
	wish = read_wish(out, paths, written, place);
	if (is_external(written)) {
		out->how = HOW_EXTERNAL;
		return;
	}
	if (wish.path.len == 0 || wish.path.len > LIMIT_PATH_BYTES ||
	    memchr(wish.path.ptr, '\0', wish.path.len))
		return;
	/* "../x" can only be meant from the plan's folder. */
	if (place->is_link || span_starts(wish.path, "../"))
		home = place->plan_dir;
	if (!path_resolve(arena, wish.from_root ? SPAN_EMPTY : home, wish.path,
			  &out->wanted))
		return;
	if (find_in_place(out, paths, &wish, place, arena))
		return;
	if (glob_is_pattern(wish.path)) {
		find_pattern(out, paths, &wish, place, arena);
		if (out->how == HOW_GLOB)
			return;
	}
	if (is_in_submodule(paths, out->wanted)) {
		out->how = HOW_SUBMODULE;
		return;
	}
	while (span_starts(wish.path, "../"))
		wish.path = span_from(wish.path, 3);
	if (find_near(out, paths, &wish, place, arena))
		return;
	if (paths->is_ignored && paths->is_ignored(paths->ctx, out->wanted))
		out->how = HOW_IGNORED;
	else if (paths->is_in_work_tree && path_is_clean(out->wanted))
		out->in_work_tree = paths->is_in_work_tree(paths->ctx, out->wanted);
}

/* Soft hyphen, zero-width characters and byte order mark: typed by no one. */
static bool is_unseen(int32_t point)
{
	return point == 0xad || (point >= 0x200b && point <= 0x200d) ||
	       point == 0x2060 || point == 0xfeff;
}

/* Hyphens, figure dash, en and em dash, minus, and their small and wide forms. */
static bool is_dash(int32_t point)
{
	return (point >= 0x2010 && point <= 0x2015) || point == 0x2212 ||
	       point == 0xfe58 || point == 0xfe63 || point == 0xff0d;
}

/* The path as it can be typed; false where that is how it is written. */
static bool read_typed(struct span *out, struct span written, struct arena *arena)
{
	char *text = arena_string(arena, written);
	size_t count = 0;

	for (size_t i = 0, step; i < written.len; i += step) {
		int32_t point = utf8_next(span_from(written, i), &step);

		if (is_dash(point)) {
			text[count++] = '-';
		} else if (!is_unseen(point)) {
			memmove(text + count, written.ptr + i, step);
			count += step;
		}
	}
	*out = (struct span){ text, count };
	return !span_eq(*out, written);
}

void paths_resolve(struct found *out, struct paths *paths, struct span written,
		   const struct paths_place *place, struct arena *arena)
{
	struct span typed;
	struct found found;

	resolve_as_written(out, paths, written, place, arena);
	if (out->how != HOW_MISSING || !read_typed(&typed, written, arena))
		return;
	resolve_as_written(&found, paths, typed, place, arena);
	if (found.how == HOW_MISSING || found.how == HOW_GLOB)
		return;
	*out = found;
	if (how_is_found(out->how))
		out->how = HOW_CASE;
}

int paths_settle(struct found *const *found, size_t count, paths_existed_fn *existed,
		 void *ctx, struct arena *arena, struct err *err)
{
	struct span *wanted = ARENA_ARRAY(arena, struct span, count + 1);
	size_t *index = ARENA_ARRAY(arena, size_t, count + 1);
	size_t missing = 0;
	bool *was;
	int rc;

	for (size_t i = 0; i < count; i++) {
		if (found[i]->how != HOW_MISSING || !path_is_clean(found[i]->wanted) ||
		    glob_is_pattern(found[i]->wanted))
			continue;
		wanted[missing] = found[i]->wanted;
		index[missing++] = i;
	}
	if (missing == 0)
		return 0;
	was = ARENA_ARRAY(arena, bool, missing);
	rc = existed(ctx, was, wanted, missing, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < missing; i++)
		if (was[i])
			found[index[i]]->how = HOW_REMOVED;
	return 0;
}
