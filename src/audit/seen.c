#include "audit/seen.h"

#include "base/limits.h"
#include "base/num.h"
#include "trust/digest.h"

#include <stdio.h>
#include <string.h>

enum question { ASK_UNTRACKED, ASK_BYTES, ASK_IGNORED, ASK_THERE, QUESTIONS };

struct sight {
	enum question question;
	struct span path;
	size_t limit; /* of bytes */
	char answer[DIGEST_TEXT];
};

struct seen {
	struct repo *repo;
	struct arena *arena;
	LIST(struct sight) sights;
};

struct seen *seen_new(struct repo *repo, struct arena *arena)
{
	struct seen *seen = ARENA_NEW(arena, struct seen);

	seen->repo = repo;
	seen->arena = arena;
	return seen;
}

static struct sight *add(struct seen *seen, enum question question, struct span path)
{
	struct sight *sight = LIST_ADD(seen->arena, &seen->sights);

	sight->question = question;
	sight->path = arena_copy(seen->arena, path);
	return sight;
}

static void answer_list(char answer[DIGEST_TEXT], const struct untracked_list *list)
{
	struct digest *digest = digest_start();
	char size[24];

	for (size_t i = 0; i < list->files.count; i++) {
		digest_add(digest, list->files.at[i].path);
		digest_add(digest, (struct span){ "", 1 });
		snprintf(size, sizeof(size), "%ju", (uintmax_t)list->files.at[i].size);
		digest_add(digest, span_of(size));
		digest_add(digest, (struct span){ "", 1 });
	}
	for (size_t i = 0; i < list->findings.count; i++) {
		digest_add(digest, span_of(list->findings.at[i].rule->code));
		digest_add(digest, list->findings.at[i].path);
		digest_add(digest, (struct span){ "", 1 });
	}
	digest_finish_hex(digest, answer);
}

static void answer_bool(char answer[DIGEST_TEXT], bool yes)
{
	digest_sha256_hex(yes ? SPAN_LIT("yes") : SPAN_LIT("no"), answer);
}

/* No file is another answer than an empty one. */
static void answer_bytes(char answer[DIGEST_TEXT], int rc, struct span bytes)
{
	if (rc == 0)
		digest_sha256_hex(bytes, answer);
	else
		answer[0] = '\0';
}

int seen_untracked(struct untracked_list *out, struct seen *seen,
		   const struct tree *tree, struct span root, struct arena *arena,
		   struct err *err)
{
	int rc = repo_untracked(out, seen->repo, tree, root, arena, err);

	if (rc == 0)
		answer_list(add(seen, ASK_UNTRACKED, root)->answer, out);
	return rc;
}

int seen_read(struct span *out, struct seen *seen, struct span path, size_t limit,
	      struct arena *arena, struct err *err)
{
	int rc = repo_untracked_read(out, seen->repo, path, limit, arena, err);
	struct sight *sight = add(seen, ASK_BYTES, path);

	sight->limit = limit;
	answer_bytes(sight->answer, rc, *out);
	return rc;
}

bool seen_is_ignored(struct seen *seen, struct span path)
{
	bool yes = repo_is_ignored(seen->repo, path);

	answer_bool(add(seen, ASK_IGNORED, path)->answer, yes);
	return yes;
}

bool seen_is_in_work_tree(struct seen *seen, struct span path)
{
	bool yes = repo_is_in_work_tree(seen->repo, path);

	answer_bool(add(seen, ASK_THERE, path)->answer, yes);
	return yes;
}

/* ---- the record ---------------------------------------------------------- */

/* Fields end with a NUL, which no path has. */
void seen_write(struct buf *out, const struct seen *seen)
{
	for (size_t i = 0; i < seen->sights.count; i++) {
		const struct sight *sight = &seen->sights.at[i];

		buf_addu(out, sight->question);
		buf_addch(out, '\0');
		buf_addu(out, sight->limit);
		buf_addch(out, '\0');
		buf_adds(out, sight->answer);
		buf_addch(out, '\0');
		buf_add(out, sight->path);
		buf_addch(out, '\0');
	}
}

struct again {
	struct repo *repo;
	struct span tree_id;
	struct tree tree; /* read for the first list */
	bool has_tree;
	struct arena *arena;   /* of the tree */
	struct arena *scratch; /* of one answer */
};

static bool read_sight(struct sight *out, struct span *record)
{
	struct span question, limit, answer;
	uint64_t number;

	if (!span_split(record, '\0', &question) || !span_split(record, '\0', &limit) ||
	    !span_split(record, '\0', &answer) ||
	    !span_split(record, '\0', &out->path) || answer.len >= DIGEST_TEXT ||
	    !num_u64(question, QUESTIONS - 1, &number))
		return false;
	out->question = (enum question)number;
	if (!num_u64(limit, SIZE_MAX, &number))
		return false;
	out->limit = (size_t)number;
	memcpy(out->answer, answer.ptr, answer.len);
	out->answer[answer.len] = '\0';
	return true;
}

static bool list_again(char answer[DIGEST_TEXT], struct again *again, struct span root)
{
	struct untracked_list list;
	struct err ignored = { 0 };

	if (!again->has_tree && repo_walk(&again->tree, again->repo, again->tree_id,
					  again->arena, &ignored) < 0)
		return false;
	again->has_tree = true;
	if (repo_untracked(&list, again->repo, &again->tree, root, again->scratch,
			   &ignored) < 0)
		return false;
	answer_list(answer, &list);
	return true;
}

static bool answers_alike(struct again *again, const struct sight *sight)
{
	char answer[DIGEST_TEXT] = "";
	struct span bytes = SPAN_EMPTY;
	struct err ignored = { 0 };

	switch (sight->question) {
	case ASK_UNTRACKED:
		if (!list_again(answer, again, sight->path))
			return false;
		break;
	case ASK_BYTES:
		answer_bytes(answer,
			     repo_untracked_read(&bytes, again->repo, sight->path,
						 sight->limit, again->scratch,
						 &ignored),
			     bytes);
		break;
	case ASK_IGNORED:
		answer_bool(answer, repo_is_ignored(again->repo, sight->path));
		break;
	case ASK_THERE:
		answer_bool(answer, repo_is_in_work_tree(again->repo, sight->path));
		break;
	case QUESTIONS:
		return false;
	}
	return strcmp(answer, sight->answer) == 0;
}

bool seen_same(struct repo *repo, struct span tree_id, struct span record)
{
	struct again again = {
		.repo = repo,
		.tree_id = tree_id,
		.arena = arena_new(LIMIT_MODEL_BYTES),
		.scratch = arena_new(LIMIT_SCRATCH_BYTES),
	};
	bool same = true;

	while (same && record.len > 0) {
		struct sight sight;

		same = read_sight(&sight, &record) && answers_alike(&again, &sight);
		arena_clear(again.scratch);
	}
	arena_free(again.arena);
	arena_free(again.scratch);
	return same;
}
