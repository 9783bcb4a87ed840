#include "audit/check_text.h"

#include "base/limits.h"
#include "text/decode.h"
#include "text/glob.h"
#include "text/secret.h"

#define BINARY_LOOK 8000 /* bytes that git looks at for a NUL */

struct wanted {
	LIST(struct span) paths;
	bool too_many;
};

/* "matches" and "lines" as words with an argument list behind. */
static bool asks_for_text(struct span sql)
{
	return span_find_nocase(sql, "matches") >= 0 ||
	       span_find_nocase(sql, "lines") >= 0;
}

static void want(struct wanted *wanted, struct span path, struct arena *arena)
{
	for (size_t i = 0; i < wanted->paths.count; i++)
		if (span_eq(wanted->paths.at[i], path))
			return;
	if (wanted->paths.count < LIMIT_SEARCH_PATHS)
		*LIST_ADD(arena, &wanted->paths) = path;
	else
		wanted->too_many = true;
}

/* Every 'text' of the SQL; a doubled quote in it is one. */
static void collect(struct wanted *wanted, struct span sql, struct arena *arena)
{
	char *text = arena_alloc(arena, sql.len + 1, 1);

	for (size_t i = 0; i < sql.len; i++) {
		size_t len = 0;

		if (sql.ptr[i] != '\'')
			continue;
		for (i++; i < sql.len; i++) {
			if (sql.ptr[i] == '\'' &&
			    (i + 1 == sql.len || sql.ptr[i + 1] != '\''))
				break;
			i += sql.ptr[i] == '\'';
			if (i < sql.len)
				text[len++] = sql.ptr[i];
		}
		if (len > 0 && len <= LIMIT_PATTERN)
			want(wanted, arena_copy(arena, (struct span){ text, len }),
			     arena);
	}
}

static bool is_wanted(const struct wanted *wanted, struct span path)
{
	for (size_t i = 0; i < wanted->paths.count; i++)
		if (span_eq(wanted->paths.at[i], path) ||
		    glob_match(wanted->paths.at[i], path, 0))
			return true;
	return false;
}

static bool is_binary(struct span bytes)
{
	return memchr(bytes.ptr, '\0',
		      bytes.len < BINARY_LOOK ? bytes.len : BINARY_LOOK) != NULL;
}

/* A binary has no lines that could match, as for grep; what cannot be read is said. */
static void read_text(struct query_text *out, struct repo *repo,
		      const struct tree_entry *entry, size_t *total,
		      struct arena *arena)
{
	struct decoded decoded = { .valid = false };
	struct err err = { 0 };
	struct span bytes;

	if (secret_is_file(entry->path)) {
		out->why = ": a file that holds secrets is not searched";
		return;
	}
	if (repo_blob(&bytes, repo, entry->id, LIMIT_SEARCH_FILE, arena, &err) < 0) {
		out->why = err.code == ERR_LIMIT ? " is larger than 1 MiB"
						 : " cannot be read";
		return;
	}
	*total += bytes.len;
	if (*total > LIMIT_SEARCH_BYTES)
		out->why = ": with it, more than 64 MiB would be searched";
	else if (bytes.len > 0)
		decode(&decoded, bytes, arena);
	if (out->why || bytes.len == 0 || is_binary(decoded.text))
		return;
	if (!decoded.valid)
		out->why = " is no text";
	else
		out->text = secret_hide(decoded.text, arena);
}

void check_texts(struct query_texts *out, const struct check_piece *pieces,
		 size_t count, struct repo *repo, const struct tree *tree,
		 struct arena *arena)
{
	struct wanted wanted = { .too_many = false };
	struct query_text *texts;
	size_t total = 0, used = 0;
	bool any = false;

	*out = (struct query_texts){ NULL, 0 };
	for (size_t i = 0; i < count; i++) {
		if (!asks_for_text(pieces[i].sql))
			continue;
		any = true;
		/* One check for many items is the same text again. */
		if (i == 0 || pieces[i].sql.ptr != pieces[i - 1].sql.ptr)
			collect(&wanted, pieces[i].sql, arena);
	}
	if (!any)
		return;
	texts = ARENA_ARRAY(arena, struct query_text, tree->entries.count + 1);
	for (size_t i = 0; i < tree->entries.count; i++) {
		const struct tree_entry *entry = &tree->entries.at[i];
		struct query_text *text = &texts[used];

		if (entry->mode != TREE_FILE && entry->mode != TREE_EXECUTABLE)
			continue;
		used++;
		text->path = entry->path;
		if (wanted.too_many)
			text->why = ": the checks name too many paths";
		else if (is_wanted(&wanted, entry->path))
			read_text(text, repo, entry, &total, arena);
		else
			text->why = ": its path must stand in the SQL as a text";
	}
	*out = (struct query_texts){ texts, used };
}
