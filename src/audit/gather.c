#include "audit/gather.h"

#include "audit/reading.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "text/glob.h"

#include <stdlib.h>

/* The place of the artifact of that path in the report, as a table's value. */
static void set_index(struct gather *gather, struct span path, size_t index)
{
	void **slot = table_slot_borrowed(gather->by_path, path);
	size_t *place = *slot ? *slot : ARENA_NEW(gather->arena, size_t);

	*place = index;
	*slot = place;
}

bool gather_is_own(const struct audit_options *options, struct span path)
{
	for (size_t i = 0; options->own_output && options->own_output[i]; i++)
		if (path_is_below(path, span_of(options->own_output[i])))
			return true;
	return false;
}

size_t gather_find(const struct gather *gather, struct span path)
{
	const size_t *place = table_get(gather->by_path, path);

	return place ? *place : ARTIFACT_NONE;
}

/* The artifact of that path, new where there was none. */
static struct artifact *artifact_at(struct gather *gather, struct span path)
{
	size_t index = gather_find(gather, path);
	struct artifact *artifact;

	if (index != ARTIFACT_NONE)
		return &gather->report->artifacts.at[index];
	set_index(gather, path, gather->report->artifacts.count);
	artifact = LIST_ADD(gather->arena, &gather->report->artifacts);
	artifact->path = path;
	artifact->format = SPAN_LIT("none");
	artifact->about.generated_at = CLOCK_NONE;
	artifact->last_commit_at = CLOCK_NONE;
	return artifact;
}

static struct artifact *add_entry(struct gather *gather, const struct tree_entry *entry)
{
	struct artifact *artifact = artifact_at(gather, entry->path);

	artifact->origin = ORIGIN_TREE;
	artifact->oid = entry->id;
	return artifact;
}

void gather_cited(struct gather *gather, const struct tree_entry *entry)
{
	if (entry->mode == TREE_SUBMODULE ||
	    gather_is_own(gather->options, entry->path))
		return;
	add_entry(gather, entry)->cited = true;
}

void gather_missing(struct gather *gather, struct span path)
{
	struct artifact *artifact = artifact_at(gather, path);

	artifact->cited = true;
	if (artifact->oid.len > 0 || artifact->origin != ORIGIN_TREE ||
	    artifact->in_roots)
		return;
	artifact->status = ARTIFACT_MISSING;
	artifact->reason = SPAN_LIT("named-in-plan-not-in-tree");
	artifact->detail = SPAN_LIT("a plan names it, and it is not in the tree");
}

static void add_tracked_root(struct gather *gather, struct span root)
{
	for (size_t i = tree_lower_bound(gather->tree, root);
	     i < gather->tree->entries.count; i++) {
		const struct tree_entry *entry = &gather->tree->entries.at[i];

		if (!path_is_below(entry->path, root)) {
			if (span_cmp(entry->path, root) > 0 &&
			    !span_eq(span_sub(entry->path, 0, root.len), root))
				break;
			continue; /* "evidence-old" sorts between "evidence" and
				     "evidence/" */
		}
		if (entry->mode == TREE_SUBMODULE ||
		    gather_is_own(gather->options, entry->path))
			continue;
		add_entry(gather, entry)->in_roots = true;
	}
}

static int add_untracked_root(struct gather *gather, struct span root, struct err *err)
{
	struct untracked_list list;
	int rc = repo_untracked(&list, gather->repo, gather->tree, root, gather->arena,
				err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < list.findings.count; i++)
		*LIST_ADD(gather->arena, &gather->report->findings) =
			list.findings.at[i];
	for (size_t i = 0; i < list.files.count; i++) {
		struct artifact *artifact;

		if (gather_is_own(gather->options, list.files.at[i].path))
			continue;
		artifact = artifact_at(gather, list.files.at[i].path);
		artifact->origin = ORIGIN_UNTRACKED;
		artifact->size = list.files.at[i].size;
		artifact->in_roots = true;
	}
	return 0;
}

/* "@NAME" with the last component of the folder, made unlike the others before it. */
static struct span external_name(struct gather *gather, const char *folder)
{
	struct span path = span_of(folder);
	struct span name;

	while (path.len > 1 && path.ptr[path.len - 1] == '/')
		path.len--;
	name = path_base(path);
	if (name.len == 0 || span_is(name, ".") || span_is(name, ".."))
		name = SPAN_LIT("evidence");
	name = arena_printf(gather->arena, "@%.*s", SPAN_ARG(name));
	for (unsigned n = 2;; n++) {
		bool taken = false;

		for (size_t i = 0; i < gather->externals.count && !taken; i++)
			taken = path_is_below(gather->externals.at[i].path, name);
		if (!taken)
			return name;
		name = arena_printf(gather->arena, "%.*s-%u", SPAN_ARG(name), n);
	}
}

static int add_external(struct gather *gather, const char *folder, struct err *err)
{
	const struct file_entry *entries;
	struct span name;
	size_t count;
	int rc;

	if (!file_is_folder(folder)) {
		err_set(err, ERR_USAGE, "there is no folder \"%s\"", folder);
		return err_fix(err, "give --evidence a folder that exists");
	}
	rc = file_list(&entries, &count, folder, LIMIT_BUNDLE_ENTRIES, gather->arena,
		       err);
	if (rc < 0)
		return rc;
	name = external_name(gather, folder);
	for (size_t i = 0; i < count; i++) {
		struct external *external = LIST_ADD(gather->arena, &gather->externals);
		struct artifact *artifact;

		external->root = folder;
		external->below = entries[i].path;
		external->path = path_join(gather->arena, name, entries[i].path);
		artifact = artifact_at(gather, external->path);
		artifact->origin = ORIGIN_EXTERNAL;
		artifact->size = entries[i].size;
		artifact->in_roots = true;
	}
	return 0;
}

int gather_roots(struct gather *gather, struct err *err)
{
	const struct config *config = gather->config;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < config->evidence.count; i++) {
		add_tracked_root(gather, config->evidence.at[i]);
		if (gather->report->run.reads_work_tree)
			rc = add_untracked_root(gather, config->evidence.at[i], err);
	}
	for (size_t i = 0; rc == 0 && gather->options->evidence_dirs &&
			   gather->options->evidence_dirs[i];
	     i++)
		rc = add_external(gather, gather->options->evidence_dirs[i], err);
	return rc;
}

void gather_workflows(struct gather *gather)
{
	static const char *const patterns[] = { ".github/workflows/*.yml",
						".github/workflows/*.yaml" };
	struct span folder = SPAN_LIT(".github/workflows/");

	for (size_t i = tree_lower_bound(gather->tree, folder);
	     i < gather->tree->entries.count; i++) {
		const struct tree_entry *entry = &gather->tree->entries.at[i];

		if (!span_starts(entry->path, ".github/workflows/"))
			break;
		for (size_t p = 0; p < 2; p++)
			if (glob_match(span_of(patterns[p]), entry->path, 0))
				add_entry(gather, entry);
	}
}

/* "raw/0123456789abcdef-junit.xml.txt" with `digits` digits of the digest. */
static struct span raw_name_of(struct arena *arena, struct span path,
			       const char *sha256, int digits)
{
	struct span base = path_base(path);
	struct span ext = path_ext(path);
	size_t stem = base.len;
	char *name;

	if (ext.len > 16)
		ext = SPAN_EMPTY;
	if (base.len > 40)
		stem = 40 - ext.len;
	else
		ext = SPAN_EMPTY;
	name = arena_string(arena, arena_printf(arena, "%.*s%.*s", (int)stem, base.ptr,
						SPAN_ARG(ext)));
	for (char *at = name; *at; at++)
		if (!((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
		      (*at >= '0' && *at <= '9') || *at == '.' || *at == '_' ||
		      *at == '-'))
			*at = '_';
	return arena_printf(arena, "raw/%.*s-%s.txt", digits, sha256, name);
}

int gather_keep(struct span *out, struct gather *gather, struct span path,
		const char *sha256, struct span bytes, struct err *err)
{
	void **slot = table_slot(gather->raw_names, span_of(sha256));
	struct span *name;
	struct span prefix = { sha256, 16 };

	if (*slot) {
		*out = *(const struct span *)*slot;
		return 0;
	}
	/*
	 * Two digests that share 16 digits do not happen by chance, and cost a
	 * determined person 2^32 tries: the second one gets 32 digits.
	 */
	name = ARENA_NEW(gather->arena, struct span);
	*name = raw_name_of(gather->arena, path, sha256,
			    table_get(gather->raw_taken, prefix) ? 32 : 16);
	*table_slot(gather->raw_taken, prefix) = name;
	*slot = name;
	*out = *name;
	if (!gather->options->keep.put)
		return 0;
	return gather->options->keep.put(gather->options->keep.ctx, *name, bytes, err);
}

static int by_path(const void *a, const void *b)
{
	const struct artifact *left = a, *right = b;

	return span_cmp(left->path, right->path);
}

/* A plan under an evidence root is a plan; evidence only where another cites it. */
static void drop_plans(struct gather *gather)
{
	struct report *report = gather->report;
	size_t kept = 0;

	for (size_t i = 0; i < report->artifacts.count; i++) {
		if (!report->artifacts.at[i].cited &&
		    table_get(gather->plan_paths, report->artifacts.at[i].path))
			continue;
		report->artifacts.at[kept++] = report->artifacts.at[i];
	}
	report->artifacts.count = kept;
}

int gather_read(struct gather *gather, struct err *err)
{
	struct report *report = gather->report;

	drop_plans(gather);
	if (report->artifacts.count > 1)
		qsort(report->artifacts.at, report->artifacts.count,
		      sizeof(*report->artifacts.at), by_path);
	for (size_t i = 0; i < report->artifacts.count; i++)
		set_index(gather, report->artifacts.at[i].path, i);
	return reading_all(gather, err);
}
