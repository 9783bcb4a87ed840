#include "seal/gitproof.h"

#include "base/num.h"
#include "base/path.h"
#include "base/table.h"
#include "seal/paths.h"
#include "trust/rawcommit.h"

enum digest_git verify_git_format(const struct verifying *v)
{
	return span_is(v->out->identity.object_format, "sha256") ? DIGEST_GIT_SHA256
								 : DIGEST_GIT_SHA1;
}

static const struct content_object *object_of(const struct verifying *v, struct span id)
{
	const struct content_file *file =
		content_find(&v->content,
			     arena_printf(v->arena, "git/%.*s", SPAN_ARG(id)));

	return file ? file->object : NULL;
}

struct span verify_commit_bytes(const struct verifying *v, struct span commit)
{
	const struct content_object *object = object_of(v, commit);

	return object && object->type == CONTENT_GIT_COMMIT && object->has_body
		       ? object->body
		       : SPAN_EMPTY;
}

static void check_names(struct verifying *v)
{
	for (size_t i = 0; i < v->content.files.count; i++) {
		const struct content_file *file = &v->content.files.at[i];

		if (!file->object)
			continue;
		if (!span_is(path_base(file->path), file->object->oid))
			verify_error(v, "E_GIT_OBJECT", file->path,
				     "does not hash to its name");
		else if (file->object->type == CONTENT_GIT_NONE)
			verify_error(v, "E_GIT_OBJECT", file->path,
				     "is no commit, tree or blob");
	}
}

/* ---- from the commit to the plans ----------------------------------------------- */

struct walk {
	struct verifying *v;
	struct table *trees; /* id to a table: name to the id, as a span */
	size_t loose;        /* plans that nothing ties to the commit */
};

/* "<mode> <name>\0<id bytes>" again and again; NULL where it is anything else. */
static struct table *read_tree(struct walk *walk, struct span body)
{
	struct arena *arena = walk->v->arena;
	struct table *names = table_new(arena);
	size_t id_len = verify_git_format(walk->v) == DIGEST_GIT_SHA256 ? 32 : 20;

	while (body.len > 0) {
		ptrdiff_t blank = span_index(body, ' ');
		ptrdiff_t end = span_index(body, '\0');
		struct span *id;
		void **slot;

		if (blank < 0 || end < blank || body.len - (size_t)end - 1 < id_len)
			return NULL;
		slot = table_slot_borrowed(names, span_sub(body, (size_t)blank + 1,
							   (size_t)(end - blank) - 1));
		if (*slot)
			return NULL; /* a name twice: nobody can say which */
		id = ARENA_NEW(arena, struct span);
		*id = span_sub(body, (size_t)end + 1, id_len);
		*slot = id;
		body = span_from(body, (size_t)end + 1 + id_len);
	}
	return names;
}

static struct table *tree_of(struct walk *walk, struct span id)
{
	void **slot = table_slot(walk->trees, id);
	const struct content_object *object;

	if (*slot)
		return *slot;
	object = object_of(walk->v, id);
	if (!object || object->type != CONTENT_GIT_TREE || !object->has_body)
		return NULL;
	*slot = read_tree(walk, object->body);
	if (!*slot)
		verify_error(walk->v, "E_GIT_OBJECT",
			     arena_printf(walk->v->arena, "git/%.*s", SPAN_ARG(id)),
			     "is a tree that cannot be read");
	return *slot;
}

enum tied { TIED, UNTIED, LOOSE };

/* Whether the path leads to that blob; LOOSE where an object is not there. */
static enum tied follow(struct walk *walk, struct span path, struct span blob)
{
	struct span id = walk->v->out->identity.tree, name;

	while (span_split(&path, '/', &name)) {
		const struct table *tree = tree_of(walk, id);
		const struct span *entry;
		char *hex;

		if (!tree)
			return LOOSE;
		entry = table_get(tree, name);
		if (!entry)
			return UNTIED;
		hex = arena_room(walk->v->arena, 2 * entry->len + 1, 1);
		digest_hex((const unsigned char *)entry->ptr, entry->len, hex);
		id = span_of(hex);
	}
	return span_eq(id, blob) ? TIED : UNTIED;
}

static void check_plan(struct walk *walk, struct node entry)
{
	struct verifying *v = walk->v;
	struct span blob = node_text(node_get(entry, "gitBlob"));
	struct span copy = node_text(node_get(entry, "name"));
	struct span path =
		bundle_plain_path(node_text(node_get(entry, "path")), v->arena);
	const struct content_object *object = object_of(v, blob);

	if (copy.len == 0 || blob.len == 0)
		return; /* withheld, or never in git: said elsewhere */
	if (object && object->type == CONTENT_GIT_BLOB &&
	    !span_is(node_text(node_get(entry, "sha256")), object->sha256)) {
		verify_error(v, "E_GIT_OBJECT", copy, "is not the blob that git has");
		return;
	}
	switch (follow(walk, path, blob)) {
	case TIED:
		walk->loose += !object;
		return;
	case UNTIED:
		verify_error(v, "E_GIT_OBJECT", path,
			     "the commit does not have this version of it");
		return;
	case LOOSE:
		walk->loose++;
		return;
	}
}

/* Whether the sealed commit is there and has the tree that bundle.json names. */
static bool has_tree(struct verifying *v)
{
	const struct identity *identity = &v->out->identity;
	struct span bytes = verify_commit_bytes(v, identity->commit);
	struct commit_split split;
	struct err err = { 0 };

	if (bytes.len == 0)
		return false;
	/* Its signature is nobody's business here; its tree is in the first line. */
	if (commit_split(&split, COMMIT_COMMIT, verify_git_format(v), bytes, v->arena,
			 &err) < 0) {
		split.tree = span_sub(bytes, strlen("tree "), identity->commit.len);
		if (!span_starts(bytes, "tree "))
			split.tree = SPAN_EMPTY;
	}
	if (span_eq(split.tree, identity->tree))
		return true;
	verify_error(v, "E_GIT_OBJECT", SPAN_LIT("bundle.json"),
		     "names another tree than the commit");
	return false;
}

/* --repo: the verifier's own repository knows the sealed commit. */
static void check_history(struct verifying *v)
{
	const struct verify_history *history = v->options->history;
	struct span commit = v->out->identity.commit;

	if (history && !history->has(history->ctx, commit))
		verify_error(v, "E_GIT_OBJECT",
			     arena_printf(v->arena, "git/%.*s", SPAN_ARG(commit)),
			     "the repository has no such commit");
}

void verify_git(struct verifying *v, struct node index)
{
	struct walk walk = { .v = v, .trees = table_new(v->arena) };
	size_t errors = v->out->errors.count;
	bool tied;

	check_history(v);
	check_names(v);
	if (v->out->errors.count > errors)
		return; /* what does not hash ties nothing */
	tied = has_tree(v);
	if (v->out->errors.count > errors)
		return;
	for (struct node n = node_is(index, NODE_ARRAY) ? node_first(index) : NODE_NONE;
	     node_exists(n); n = node_next(n)) {
		if (!span_is(node_text(node_get(n, "role")), "plan"))
			continue;
		if (tied)
			check_plan(&walk, n);
		else
			walk.loose++;
	}
	if (walk.loose > 0)
		verify_warning(v, "W_GIT_MISSING", SPAN_LIT("git"),
			       arena_printf(v->arena,
					    "git's objects are not all in the bundle: "
					    "nothing ties %zu plan%s to the commit",
					    walk.loose, walk.loose == 1 ? "" : "s")
				       .ptr);
}
