#include "audit/kin.h"

#include "audit/wording.h"
#include "base/path.h"
#include "base/table.h"
#include "text/glob.h"

#include <stdint.h>
#include <string.h>

#define CHAIN_MOST 500 /* files of one last word and ending; more are no kin */

struct file {
	struct span path;
	size_t next; /* of the same last word and ending, from 1; 0: none */
};

struct kin {
	const struct paths *paths;
	struct arena *arena;
	struct table *last; /* last word and ending to index + 1 of the first file */
	LIST(struct file) files;
};

struct kin *kin_new(const struct paths *paths, struct arena *arena)
{
	struct kin *kin = ARENA_NEW(arena, struct kin);

	kin->paths = paths;
	kin->arena = arena;
	return kin;
}

static void split_name(struct words *out, struct span path, struct arena *arena)
{
	struct span base = path_base(path);

	base.len -= path_ext(base).len;
	words_split(out, base, arena);
}

/* "summary.md" of "docs/REFACTORING_SUMMARY.md". */
static struct span key_of(const struct words *name, struct span path,
			  struct arena *arena)
{
	struct span ext = path_ext(path);

	return arena_printf(arena, "%.*s%.*s", SPAN_ARG(name->at[name->count - 1]),
			    SPAN_ARG(ext));
}

/* From the last to the first, so that each chain runs in path order. */
static void read_files(struct kin *kin)
{
	struct span path;
	struct words name;

	kin->last = table_new(kin->arena);
	for (size_t i = paths_nodes(kin->paths); i > 0; i--) {
		void **slot;

		if (!paths_is_file(kin->paths, i - 1, &path))
			continue;
		split_name(&name, path, kin->arena);
		if (name.count == 0)
			continue;
		slot = table_slot(kin->last, key_of(&name, path, kin->arena));
		*LIST_ADD(kin->arena, &kin->files) =
			(struct file){ path, (size_t)(uintptr_t)*slot };
		*slot = (void *)(uintptr_t)kin->files.count; /* an index, no address */
	}
}

static bool has_word(const struct words *words, struct span word)
{
	for (size_t i = 0; i < words->count; i++)
		if (span_eq(words->at[i], word))
			return true;
	return false;
}

static size_t shared(const struct words *a, const struct words *b)
{
	size_t count = 0;

	for (size_t i = 0; i < a->count; i++)
		count += has_word(b, a->at[i]);
	return count;
}

static bool is_kin(const struct words *name, const struct words *wanted,
		   struct span path, struct arena *arena)
{
	struct words own, all;

	split_name(&own, path, arena);
	words_split(&all, path, arena);
	return shared(&own, wanted) == own.count &&
	       shared(name, &all) * 3 >= name->count * 2;
}

void kin_settle(struct found *found, struct kin *kin)
{
	struct span wanted = found->wanted;
	struct words name, all;
	size_t looked = 0;

	if ((found->how != HOW_MISSING && found->how != HOW_REMOVED) ||
	    found->in_work_tree || path_ext(wanted).len == 0 || glob_is_pattern(wanted))
		return;
	split_name(&name, wanted, kin->arena);
	words_split(&all, wanted, kin->arena);
	if (name.count < 2 || all.cut)
		return;
	if (!kin->last)
		read_files(kin);
	for (size_t i = (size_t)(uintptr_t)table_get(kin->last,
						     key_of(&name, wanted, kin->arena));
	     i != 0 && looked < CHAIN_MOST; i = kin->files.at[i - 1].next, looked++) {
		struct span path = kin->files.at[i - 1].path;

		if (!is_kin(&name, &all, path, kin->arena))
			continue;
		found->how = HOW_CANDIDATES;
		if (found->candidates.count < PATHS_CANDIDATES)
			*LIST_ADD(kin->arena, &found->candidates) = path;
		else
			found->more++;
	}
}
