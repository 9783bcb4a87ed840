#include "repo/git.h"

#include "base/capped.h"
#include "base/clock.h"
#include "base/num.h"

#include <git2/sys/alloc.h>
#include <stdio.h>

/* Errors. */

int id_parse(git_oid *out, struct span hex, struct err *err)
{
	if (hex.len == HEX_LEN && git_oid_fromstrn(out, hex.ptr, hex.len) == 0)
		return 0;
	git_error_clear();
	return err_set(err, ERR_USAGE, "\"%.*s\" is no object id",
		       hex.len < 100 ? (int)hex.len : 100, hex.ptr ? hex.ptr : "");
}

struct span id_hex(const git_oid *id, struct arena *arena)
{
	char *hex = arena_alloc(arena, HEX_LEN + 1, 1);

	git_oid_fmt(hex, id);
	return (struct span){ hex, HEX_LEN };
}

/* What a person can do about an object that is not there. */
int fix_missing(struct err *err, const struct repo *repo, const char *hex)
{
	if (repo && repo->facts.partial && hex[0] != '\0')
		return err_fix(
			err, "fetch it: git cat-file -e %s; or clone without --filter",
			hex);
	if (repo && repo->facts.shallow)
		return err_fix(err, "git fetch --unshallow (in CI: fetch-depth: 0)");
	return err_fix(err, "the repository is damaged: git fsck tells more");
}

int err_git(struct err *err, int code, const struct repo *repo, const git_oid *id,
	    const char *what)
{
	const git_error *last = git_error_last();
	char hex[HEX_LEN + 1] = "", words[256];
	enum err_code ours = ERR_FORMAT;
	int class = last ? last->klass : GIT_ERROR_NONE;

	snprintf(words, sizeof(words), "%s",
		 last && last->message ? last->message : "no reason given");
	git_error_clear();
	if (id)
		git_oid_tostr(hex, sizeof(hex), id);
	if (code == GIT_ENOTFOUND) {
		err_set(err, ERR_ABSENT, "%s%s%s is not in this repository", what,
			id ? " " : "", hex);
		err_tag(err, "object-missing");
		return fix_missing(err, repo, hex);
	}
	if (class == GIT_ERROR_OS || class == GIT_ERROR_FILESYSTEM)
		ours = ERR_IO;
	err_set(err, ours, "%s%s%s: %s", what, id ? " " : "", hex, words);
	if (code == GIT_EMISMATCH || ours == ERR_FORMAT) {
		err_tag(err, "object-damaged");
		return err_fix(err, "the repository is damaged: git fsck tells more");
	}
	return -(int)ours;
}

/* Memory: libgit2 asks here, so that an object can have no more than it may. */

static void *git_alloc(size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return capped_alloc(size);
}

static void *git_zeroed(size_t count, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return capped_zeroed(count, size);
}

static char *git_copy(const char *text, size_t len, const char *file, int line)
{
	char *copy = len < SIZE_MAX ? git_alloc(len + 1, file, line) : NULL;

	if (!copy)
		return NULL;
	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

static char *git_string(const char *text, const char *file, int line)
{
	return git_copy(text, strlen(text), file, line);
}

static char *git_string_of(const char *text, size_t most, const char *file, int line)
{
	return git_copy(text, strnlen(text, most), file, line);
}

static void *git_again(void *memory, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return capped_realloc(memory, size);
}

static void *git_array_again(void *memory, size_t count, size_t size, const char *file,
			     int line)
{
	size_t bytes;

	return __builtin_mul_overflow(count, size, &bytes)
		       ? NULL
		       : git_again(memory, bytes, file, line);
}

static void *git_array(size_t count, size_t size, const char *file, int line)
{
	return git_array_again(NULL, count, size, file, line);
}

void git_memory(void)
{
	git_allocator ours = {
		.gmalloc = git_alloc,
		.gcalloc = git_zeroed,
		.gstrdup = git_string,
		.gstrndup = git_string_of,
		.gsubstrdup = git_copy,
		.grealloc = git_again,
		.greallocarray = git_array_again,
		.gmallocarray = git_array,
		.gfree = capped_free,
	};

	git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &ours);
}

/* Objects. */

/* For what libgit2 keeps in mind of all objects, and for bases of small deltas. */
#define READ_EXTRA (4 * LIMIT_MIB)

/*
 * Read where no piece of memory need be larger than the limit; false: some need be,
 * and nothing is said about the object.  Saves asking the header of nearly all,
 * for which libgit2 unpacks the beginning of every delta once more.
 */
static bool read_small(git_odb_object **out, int *rc, struct repo *repo,
		       const git_oid *id, size_t limit)
{
	bool refused;

	capped_begin(limit + limit / 2 + READ_EXTRA);
	*rc = git_odb_read(out, repo->odb, id);
	refused = capped_end();
	if (!refused || *rc == 0)
		return true;
	git_error_clear();
	return false;
}

static int refuse_object(const git_oid *id, git_object_t type, git_object_t found,
			 size_t size, size_t limit, struct err *err)
{
	if (type != GIT_OBJECT_ANY && type != found) {
		err_set(err, ERR_FORMAT, "object %s is a %s, not a %s",
			git_oid_tostr_s(id), git_object_type2string(found),
			git_object_type2string(type));
		return err_tag(err, "object-type");
	}
	if (size > limit) {
		err_set(err, ERR_LIMIT, "object %s has %zu bytes, the limit is %zu",
			git_oid_tostr_s(id), size, limit);
		return err_tag(err, "object-limit");
	}
	return 0;
}

int object_read(git_odb_object **out, struct repo *repo, const git_oid *id,
		git_object_t type, size_t limit, struct err *err)
{
	SCOPED(git_odb_object) object = NULL;
	git_object_t found;
	size_t size;
	int rc;

	*out = NULL;
	if (!read_small(&object, &rc, repo, id, limit)) {
		rc = git_odb_read_header(&size, &found, repo->odb, id);
		if (rc < 0)
			return err_git(err, rc, repo, id, "object");
		rc = refuse_object(id, type, found, size, limit, err);
		if (rc < 0)
			return rc;
		rc = git_odb_read(&object, repo->odb, id);
	}
	if (rc < 0)
		return err_git(err, rc, repo, id, "object");
	rc = refuse_object(id, type, git_odb_object_type(object),
			   git_odb_object_size(object), limit, err);
	if (rc == 0)
		*out = TAKE(object);
	return rc;
}

static git_odb_object **kept_at(struct repo *repo, const git_oid *id)
{
	size_t at = (size_t)id->id[0] << 8 | id->id[1];

	return &repo->kept.at[at % KEPT_OBJECTS];
}

void objects_forget(struct repo *repo)
{
	for (size_t i = 0; i < KEPT_OBJECTS; i++) {
		git_odb_object_free(repo->kept.at[i]);
		repo->kept.at[i] = NULL;
	}
	repo->kept.bytes = 0;
}

static void keep_object(struct repo *repo, git_odb_object **slot,
			git_odb_object *object)
{
	size_t size = git_odb_object_size(object);

	if (size > KEPT_LARGEST)
		return;
	if (repo->kept.bytes + size > KEPT_BYTES)
		objects_forget(repo);
	if (*slot)
		repo->kept.bytes -= git_odb_object_size(*slot);
	git_odb_object_free(*slot);
	if (git_odb_object_dup(slot, object) < 0)
		*slot = NULL;
	else
		repo->kept.bytes += size;
}

int object_read_again(git_odb_object **out, struct repo *repo, const git_oid *id,
		      git_object_t type, size_t limit, struct err *err)
{
	git_odb_object **slot = kept_at(repo, id);
	int rc;

	if (*slot && git_oid_equal(git_odb_object_id(*slot), id) &&
	    git_odb_object_type(*slot) == type && git_odb_object_size(*slot) <= limit &&
	    git_odb_object_dup(out, *slot) == 0)
		return 0;
	rc = object_read(out, repo, id, type, limit, err);
	if (rc == 0)
		keep_object(repo, slot, *out);
	return rc;
}

/* One header line "key value\n" off the front; false where it is another one. */
static bool take_line(struct span *rest, const char *key, struct span *out)
{
	size_t len = strlen(key);
	ptrdiff_t end;

	if (!span_starts(*rest, key))
		return false;
	end = span_index(*rest, '\n');
	if (end < 0)
		return false;
	*out = span_sub(*rest, len, (size_t)end - len);
	*rest = span_from(*rest, (size_t)end + 1);
	return true;
}

static bool take_id(struct span *rest, const char *key, git_oid *out)
{
	struct span all = *rest, hex;

	if (take_line(rest, key, &hex) && hex.len == HEX_LEN &&
	    git_oid_fromstrn(out, hex.ptr, hex.len) == 0)
		return true;
	*rest = all;
	return false;
}

bool commit_next_parent(struct span *parents, git_oid *out)
{
	return take_id(parents, "parent ", out);
}

bool tag_target(struct span *tag, git_oid *out)
{
	return take_id(tag, "object ", out);
}

int commit_parse(struct raw_commit *out, struct span bytes, const git_oid *id,
		 struct err *err)
{
	struct span rest = bytes;
	git_oid parent;
	ptrdiff_t blank;

	*out = (struct raw_commit){ 0 };
	if (!take_id(&rest, "tree ", &out->tree))
		goto malformed;
	out->parents = rest;
	while (commit_next_parent(&rest, &parent))
		out->parent_count++;
	out->parents.len -= rest.len;
	if (!take_line(&rest, "author ", &out->author) ||
	    !take_line(&rest, "committer ", &out->committer))
		goto malformed;
	/* A signature's blank lines have a space: the first empty line ends it. */
	blank = span_starts(rest, "\n") ? 0 : span_find(rest, SPAN_LIT("\n\n")) + 1;
	if (blank > 0 || span_starts(rest, "\n"))
		out->message = span_from(rest, (size_t)blank + 1);
	return 0;
malformed:
	git_error_clear();
	err_set(err, ERR_FORMAT, "commit %s has no proper headers",
		git_oid_tostr_s(id));
	err_tag(err, "commit-malformed");
	return err_fix(err, "git fsck tells more");
}

int64_t person_time(struct span person)
{
	struct span words =
		span_trim(span_from(person, (size_t)(span_rindex(person, '>') + 1)));
	ptrdiff_t space = span_index(words, ' ');
	int64_t time;

	if (space > 0)
		words = span_sub(words, 0, (size_t)space);
	return num_i64(words, &time) ? time : CLOCK_NONE;
}

/* "Name <mail> time zone" to its name and mail. */
void person_words(struct span person, struct span *name, struct span *mail)
{
	ptrdiff_t end = span_rindex(person, '>');
	struct span front = span_sub(person, 0, end < 0 ? person.len : (size_t)end);
	ptrdiff_t start = span_index(front, '<');

	*mail = SPAN_EMPTY;
	*name = span_trim(span_sub(front, 0, start < 0 ? front.len : (size_t)start));
	if (start >= 0)
		*mail = span_trim(span_from(front, (size_t)start + 1));
}

enum tree_step tree_next(struct span *rest, struct tree_item *out)
{
	struct span all = *rest, mode;
	ptrdiff_t nul;

	*out = (struct tree_item){ 0 };
	if (all.len == 0)
		return TREE_END;
	*rest = SPAN_EMPTY;
	nul = span_index(all, '\0');
	if (nul < 0 || all.len - (size_t)nul - 1 < GIT_OID_RAWSZ)
		return TREE_BROKEN;
	mode = span_sub(all, 0, (size_t)nul);
	out->name = span_from(mode, (size_t)(span_index(mode, ' ') + 1));
	mode.len -= out->name.len;
	if (mode.len < 2 || mode.len > 8)
		return TREE_BROKEN;
	for (size_t i = 0; i + 1 < mode.len; i++) {
		if (mode.ptr[i] < '0' || mode.ptr[i] > '7')
			return TREE_BROKEN;
		out->mode = out->mode << 3 | (unsigned)(mode.ptr[i] - '0');
	}
	memcpy(out->id.id, all.ptr + nul + 1, GIT_OID_RAWSZ);
	*rest = span_from(all, (size_t)nul + 1 + GIT_OID_RAWSZ);
	return TREE_ITEM;
}

int tree_item_cmp(struct span a, bool a_folder, struct span b, bool b_folder)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.ptr, b.ptr, len) : 0;
	int left, right;

	if (order != 0)
		return order;
	left = a.len > len ? (unsigned char)a.ptr[len] : a_folder ? '/' : -1;
	right = b.len > len ? (unsigned char)b.ptr[len] : b_folder ? '/' : -1;
	return left - right;
}
