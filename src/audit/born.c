#include "audit/born.h"

#include "base/path.h"
#include "repo/age.h"

#define BIRTHS_MAX 64

/* Files of the same bytes. */
struct watched {
	LIST(size_t) files;
};

struct watching {
	const struct born_source *source;
	const struct born_file *files;
	struct table *watched; /* blob id to struct watched */
	struct table *out;
	struct arena *arena;
};

static bool is_still_there(const struct watching *w, const struct path_version *version,
			   const struct born_file *file)
{
	const struct tree_entry *entry = tree_find(w->source->tree, version->path);

	return !span_eq(version->path, file->path) && entry &&
	       span_eq(entry->id, version->id);
}

static void add_birth(struct watching *w, const struct path_version *version,
		      const struct born_file *file)
{
	void **slot = table_slot(w->out, file->path);
	struct births *births = *slot;

	if (!births)
		*slot = births = ARENA_NEW(w->arena, struct births);
	if (births->at.count == BIRTHS_MAX)
		return;
	*LIST_ADD(w->arena, &births->at) = (struct birth){
		.commit = arena_copy(w->arena, version->commit->id),
		.copied = is_still_there(w, version, file),
	};
}

static int see_version(void *ctx, const struct path_version *version)
{
	struct watching *w = ctx;
	const struct watched *watched =
		version->id.len > 0 ? table_get(w->watched, version->id) : NULL;

	for (size_t i = 0; watched && i < watched->files.count; i++) {
		const struct born_file *file = &w->files[watched->files.at[i]];

		if (!span_eq(version->commit->id, file->since))
			add_birth(w, version, file);
	}
	return 0;
}

/* Only what came before: a copy made of this file later says nothing of it. */
static int keep_older(struct births *births, const struct watching *w,
		      const struct born_file *file, struct err *err)
{
	size_t kept = 0;

	for (size_t i = 0; i < births->at.count; i++) {
		struct err trouble = { 0 };
		bool older = false;
		int rc = repo_is_ancestor(&older, w->source->repo,
					  births->at.at[i].commit, file->since,
					  &trouble);

		/* Past the end of a shallow history nobody can tell. */
		if (rc < 0 && rc != -ERR_ABSENT) {
			*err = trouble;
			return rc;
		}
		if (rc == 0 && older)
			births->at.at[kept++] = births->at.at[i];
	}
	births->at.count = kept;
	return 0;
}

static void watch(struct watching *w, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		void **slot = table_slot(w->watched, w->files[i].id);
		struct watched *watched = *slot;

		if (!watched)
			*slot = watched = ARENA_NEW(w->arena, struct watched);
		*LIST_ADD(w->arena, &watched->files) = i;
	}
}

int born_find(struct table *out, const struct born_source *source,
	      const struct born_file *files, size_t count, struct arena *arena,
	      struct err *err)
{
	struct watching w = { .source = source,
			      .files = files,
			      .watched = table_new(arena),
			      .out = out,
			      .arena = arena };
	struct span *paths =
		ARENA_ARRAY(arena, struct span, source->root_count + count + 1);
	struct table *asked = table_new(arena);
	struct err trouble = { 0 };
	size_t path_count = 0;
	int rc;

	if (count == 0)
		return 0;
	watch(&w, count);
	for (size_t i = 0; i < source->root_count + count; i++) {
		struct span path =
			i < source->root_count
				? source->roots[i]
				: path_dir(files[i - source->root_count].path);

		/* The root is no folder to ask for. */
		if (path.len == 0 && i >= source->root_count)
			path = files[i - source->root_count].path;
		if (path.len == 0 || *table_slot(asked, path))
			continue;
		*table_slot(asked, path) = &w;
		paths[path_count++] = path;
	}
	rc = repo_versions(source->repo, source->commit, paths, path_count, see_version,
			   &w, arena, &trouble);
	if (rc == -ERR_ABSENT)
		return 0;
	if (rc < 0)
		*err = trouble;
	for (size_t i = 0; rc == 0 && i < count; i++) {
		struct births *births = table_get(out, files[i].path);

		if (births)
			rc = keep_older(births, &w, &files[i], err);
	}
	return rc;
}
