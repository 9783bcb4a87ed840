#include "audit/gather.h"

#include "audit/reading.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "text/glob.h"
#include "text/secret.h"
#include "text/unpack.h"

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

struct span gather_place(const struct artifact *artifact)
{
	return artifact->real_path.len > 0 ? artifact->real_path : artifact->path;
}

/* A secret in a file's name is shown no more than one in its bytes. */
static void hide_name(struct gather *gather, struct artifact *artifact, size_t index)
{
	struct span shown = secret_hide(artifact->path, gather->arena);
	struct finding *finding;

	if (span_eq(shown, artifact->path))
		return;
	artifact->real_path = artifact->path;
	artifact->path = shown;
	for (unsigned n = 2; gather_find(gather, artifact->path) != ARTIFACT_NONE; n++)
		artifact->path =
			arena_printf(gather->arena, "%.*s-%u", SPAN_ARG(shown), n);
	set_index(gather, artifact->path, index);
	finding = LIST_ADD(gather->arena, &gather->report->findings);
	*finding = (struct finding){
		.rule = finding_rule_of(SPAN_LIT("secret-in-name")),
		.path = artifact->path,
		.item = ITEM_NONE,
		.other_item = ITEM_NONE,
		.message = SPAN_LIT("the name of this file holds what looks like a "
				    "secret; it is shown without it"),
	};
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
	hide_name(gather, artifact, gather->report->artifacts.count - 1);
	return artifact;
}

/* A row for what nobody reads, with the reason: nothing vanishes. */
static void set_unread(struct artifact *artifact, enum artifact_status status,
		       const char *reason, const char *detail)
{
	artifact->status = status;
	artifact->reason = span_of(reason);
	artifact->detail = span_of(detail);
}

static struct artifact *add_entry(struct gather *gather, const struct tree_entry *entry)
{
	struct artifact *artifact = artifact_at(gather, entry->path);

	artifact->origin = ORIGIN_TREE;
	artifact->oid = entry->id;
	if (entry->mode == TREE_SYMLINK)
		set_unread(artifact, ARTIFACT_UNSUPPORTED, "symlink",
			   "a symbolic link, which nobody follows");
	if (entry->mode == TREE_SUBMODULE)
		set_unread(artifact, ARTIFACT_UNSUPPORTED, "submodule",
			   "a submodule: its files lie in another repository");
	return artifact;
}

void gather_cited(struct gather *gather, const struct tree_entry *entry)
{
	if (gather_is_own(gather->options, entry->path))
		return;
	add_entry(gather, entry)->cited = true;
}

/* clang-format off: one reason a line */
static const struct {
	const char *reason, *detail;
} missing_says[MISSINGS] = {
	[MISSING_NOWHERE] = { "named-in-plan-not-in-tree",
			      "a plan names it, and it is not in the tree" },
	[MISSING_REMOVED] = { "named-in-plan-not-in-tree",
			      "a plan names it; it was in the tree once and has been "
			      "removed" },
	[MISSING_UNTRACKED] = { "cited-but-untracked",
				"a plan names it, and it is only in the working tree: "
				"commit it, or put it under an evidence root" },
	[MISSING_IGNORED] = { "ignored",
			      "a plan names it, and git ignores its path: make it "
			      "below "
			      "an evidence root before muster runs, or commit it" },
};
/* clang-format on */

void gather_missing(struct gather *gather, struct span path, enum missing why)
{
	struct artifact *artifact = artifact_at(gather, path);

	artifact->cited = true;
	if (artifact->oid.len > 0 || artifact->origin != ORIGIN_TREE ||
	    artifact->in_roots)
		return;
	set_unread(artifact, ARTIFACT_MISSING, missing_says[why].reason,
		   missing_says[why].detail);
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
		if (gather_is_own(gather->options, entry->path))
			continue;
		add_entry(gather, entry)->in_roots = true;
	}
}

/* What the walk found and did not follow. */
static void add_untracked_link(struct gather *gather, const struct finding *finding)
{
	struct artifact *artifact;

	if (strcmp(finding->rule->code, "untracked-link") != 0 ||
	    gather_is_own(gather->options, finding->path))
		return;
	artifact = artifact_at(gather, finding->path);
	artifact->origin = ORIGIN_UNTRACKED;
	artifact->in_roots = true;
	set_unread(artifact, ARTIFACT_UNSUPPORTED, "symlink",
		   "a link or special file, which nobody follows");
}

static int add_untracked_root(struct gather *gather, struct span root, struct err *err)
{
	struct untracked_list list;
	int rc = seen_untracked(&list, gather->seen, gather->tree, root, gather->arena,
				err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < list.findings.count; i++) {
		*LIST_ADD(gather->arena, &gather->report->findings) =
			list.findings.at[i];
		add_untracked_link(gather, &list.findings.at[i]);
	}
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

static const struct external *external_of(const struct gather *gather, struct span path)
{
	for (size_t i = 0; i < gather->externals.count; i++)
		if (span_eq(gather->externals.at[i].path, path))
			return &gather->externals.at[i];
	return NULL;
}

struct externals {
	struct gather *gather;
	const char *root;
	struct span name; /* "@reports" */
	size_t count;
};

static int see_external(void *ctx, const struct file_seen *file, struct err *err)
{
	struct externals *seen = ctx;
	struct gather *gather = seen->gather;
	struct external *external;
	struct artifact *artifact;

	if (file->kind == FILE_FOLDER)
		return 0;
	if (++seen->count > LIMIT_BUNDLE_ENTRIES) {
		err_set(err, ERR_LIMIT, "there are more than %d files",
			LIMIT_BUNDLE_ENTRIES);
		return err_at_path(err, span_of(seen->root));
	}
	external = LIST_ADD(gather->arena, &gather->externals);
	external->root = seen->root;
	external->below = arena_copy(gather->arena, file->path);
	external->path = path_join(gather->arena, seen->name, external->below);
	artifact = artifact_at(gather, external->path);
	artifact->origin = ORIGIN_EXTERNAL;
	artifact->size = file->size;
	artifact->in_roots = true;
	if (file->kind != FILE_REGULAR)
		set_unread(artifact, ARTIFACT_UNSUPPORTED, "symlink",
			   "a link or special file, which nobody follows");
	return 0;
}

static int add_external(struct gather *gather, const char *folder, struct err *err)
{
	struct externals seen = { .gather = gather, .root = folder };

	if (!file_is_folder(folder)) {
		err_set(err, ERR_USAGE, "there is no folder \"%s\"", folder);
		return err_fix(err, "give --evidence a folder that exists");
	}
	seen.name = external_name(gather, folder);
	return file_walk(folder, SPAN_EMPTY, see_external, &seen, err);
}

int gather_sidecar(struct span *out, const struct gather *gather,
		   const struct artifact *artifact, const char *suffix, size_t limit,
		   struct arena *arena)
{
	struct span path = artifact->origin == ORIGIN_MEMBER ? artifact->container
							     : gather_place(artifact);
	const struct external *external = external_of(gather, path);
	struct err ignored = { 0 }; /* one that cannot be read binds nothing */

	*out = SPAN_EMPTY;
	if (!external)
		return -(int)ERR_ABSENT;
	return file_read_below(out, external->root,
			       arena_printf(arena, "%.*s%s", SPAN_ARG(external->below),
					    suffix),
			       limit, arena, &ignored);
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

/* Its name; true where no copy of that content was made before. */
static bool name_copy(struct span *out, struct gather *gather, struct span path,
		      const char *sha256)
{
	void **slot = table_slot(gather->raw_names, span_of(sha256));
	struct span *name;
	struct span prefix = { sha256, 16 };

	if (*slot) {
		*out = *(const struct span *)*slot;
		return false;
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
	return true;
}

int gather_keep(struct span *out, struct gather *gather, struct span path,
		const char *sha256, struct span bytes, struct err *err)
{
	const struct audit_keep *keep = &gather->options->keep;

	if (!name_copy(out, gather, path, sha256) || !keep->put)
		return 0;
	return keep->put(keep->ctx, *out, bytes, err);
}

struct span gather_earlier(struct gather *gather, struct span path, const char *sha256,
			   uint64_t size)
{
	const struct audit_keep *keep = &gather->options->keep;
	struct span name;

	if (!keep->has)
		return SPAN_EMPTY;
	name = raw_name_of(gather->arena, path, sha256, 16);
	return keep->has(keep->ctx, name, sha256, size) ? name : SPAN_EMPTY;
}

int gather_keep_earlier(struct span *out, struct gather *gather, struct span path,
			const char *sha256, struct span earlier, struct err *err)
{
	const struct audit_keep *keep = &gather->options->keep;

	if (!name_copy(out, gather, path, sha256))
		return 0;
	return keep->again(keep->ctx, *out, earlier, err);
}

int gather_bytes(struct span *out, struct gather *gather,
		 const struct artifact *artifact, struct arena *arena, struct err *err)
{
	size_t limit = (size_t)gather->config->limits.artifact_bytes;
	const struct external *external;

	switch (artifact->origin) {
	case ORIGIN_TREE:
		return repo_blob(out, gather->repo, artifact->oid, limit, arena, err);
	case ORIGIN_UNTRACKED:
		return seen_read(out, gather->seen, gather_place(artifact), limit,
				 arena, err);
	case ORIGIN_EXTERNAL:
		external = external_of(gather, gather_place(artifact));
		if (!external)
			break;
		return file_read_below(out, external->root, external->below, limit,
				       arena, err);
	case ORIGIN_MEMBER:
	case ORIGINS:
		break;
	}
	return err_set(err, ERR_INTERNAL, "artifact of no origin");
}

/* ---- archives ------------------------------------------------------------ */

/* clang-format off: names by which an archive is looked into before plans are read */
static const char *const archive_ends[] = {
	".zip", ".tar", ".tgz", ".gz", ".taz", NULL
};
/* clang-format on */

static bool is_archive_name(struct span path)
{
	for (size_t i = 0; archive_ends[i]; i++)
		if (span_ends_nocase(path, archive_ends[i]))
			return true;
	return false;
}

/* One artifact a member, named "ci.zip!/junit.xml". */
static void add_members(struct gather *gather, size_t index,
			const struct unpack_list *list)
{
	for (size_t i = 0; i < list->members.count; i++) {
		struct artifact archive = gather->report->artifacts.at[index];
		struct artifact *member =
			artifact_at(gather,
				    arena_printf(gather->arena, "%.*s!/%.*s",
						 SPAN_ARG(gather_place(&archive)),
						 SPAN_ARG(list->members.at[i].path)));

		member->origin = ORIGIN_MEMBER;
		member->container = gather_place(&archive);
		member->container_origin = archive.origin;
		member->size = list->members.at[i].size;
		member->in_roots = archive.in_roots;
		member->cited = archive.cited;
	}
}

/* An archive that cannot be read has no members; its own row will say why. */
static void list_archive(struct gather *gather, size_t index, struct arena *scratch)
{
	const struct artifact *archive = &gather->report->artifacts.at[index];
	struct err ignored = { 0 };
	struct unpack_list list;
	struct span bytes;

	if (gather_bytes(&bytes, gather, archive, scratch, &ignored) == 0 &&
	    bytes.len <= gather->bytes_left &&
	    unpack_list(&list, bytes, scratch, &ignored) == 0 && !list.is_document)
		add_members(gather, index, &list);
}

void gather_archives(struct gather *gather)
{
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	size_t count = gather->report->artifacts.count;

	for (size_t i = gather->archives_seen; i < count; i++) {
		const struct artifact *artifact = &gather->report->artifacts.at[i];

		if (artifact->origin == ORIGIN_MEMBER || artifact->reason.len > 0 ||
		    !is_archive_name(gather_place(artifact)))
			continue;
		list_archive(gather, i, scratch);
		arena_clear(scratch);
	}
	gather->archives_seen = gather->report->artifacts.count;
	arena_free(scratch);
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
	for (size_t i = 0; i < report->artifacts.count; i++) {
		set_index(gather, report->artifacts.at[i].path, i);
		set_index(gather, gather_place(&report->artifacts.at[i]), i);
	}
	return reading_all(gather, err);
}
