#include "repo/proof.h"

#include "base/limits.h"

#include <stdio.h>

static struct span hex_of(struct arena *arena, const char *bytes, size_t len)
{
	char *text = arena_alloc(arena, len * 2 + 1, 1);

	for (size_t i = 0; i < len; i++)
		snprintf(text + 2 * i, 3, "%02x", (unsigned)(unsigned char)bytes[i]);
	return (struct span){ text, len * 2 };
}

/*
 * The id of the entry called `name` in a tree object's content, which is
 * "<mode> <name>\0<id bytes>" again and again.
 */
static int entry_of(struct span *out, struct span tree, struct span name, size_t id_len,
		    struct arena *arena, struct err *err)
{
	*out = SPAN_EMPTY;
	while (tree.len > 0) {
		ptrdiff_t blank = span_index(tree, ' ');
		ptrdiff_t end = span_index(tree, '\0');

		if (blank < 0 || end < blank || tree.len - (size_t)end - 1 < id_len)
			return err_set(err, ERR_FORMAT, "a tree object is malformed");
		if (span_eq(span_sub(tree, (size_t)blank + 1, (size_t)(end - blank) - 1),
			    name)) {
			*out = hex_of(arena, tree.ptr + end + 1, id_len);
			return 0;
		}
		tree = span_from(tree, (size_t)end + 1 + id_len);
	}
	return err_set(err, ERR_ABSENT, "no \"%.*s\" in the tree", SPAN_ARG(name));
}

static int put_object(struct span *out, struct repo *repo, struct span id, size_t limit,
		      const struct proof_sink *sink, struct arena *arena, struct err *err)
{
	const char *type;
	int rc = repo_object(out, &type, repo, id, limit, arena, err);

	return rc < 0 ? rc : sink->put(sink->ctx, id, type, *out, err);
}

int repo_proof(struct repo *repo, const struct repo_commit *commit, struct span path,
	       size_t blob_limit, const struct proof_sink *sink, struct arena *arena,
	       struct err *err)
{
	struct span rest = path, name, content, id = commit->tree;
	int rc = put_object(&content, repo, commit->id, LIMIT_COMMIT_BYTES, sink, arena, err);

	while (rc == 0 && span_split(&rest, '/', &name)) {
		rc = put_object(&content, repo, id, LIMIT_ARTIFACT_BYTES, sink, arena, err);
		if (rc == 0)
			rc = entry_of(&id, content, name, commit->id.len / 2, arena, err);
	}
	if (rc == 0)
		rc = put_object(&content, repo, id, blob_limit, sink, arena, err);
	return rc;
}
