#include "audit/imprint.h"

#include "base/limits.h"
#include "text/glob.h"

#define FORMAT "muster-scope/1"

bool imprint_read(struct imprint_scope *out, struct span lines, struct arena *arena)
{
	struct span line;

	*out = (struct imprint_scope){ 0 };
	while (span_line(&lines, &line)) {
		bool leaves_out = span_starts(line, "!");

		if (leaves_out)
			line = span_from(line, 1);
		if (line.len == 0)
			continue;
		if (line.len > LIMIT_PATTERN ||
		    out->in.count + out->out.count >= LIMIT_CONFIG_PATTERNS)
			return false;
		if (leaves_out)
			*LIST_ADD(arena, &out->out) = line;
		else
			*LIST_ADD(arena, &out->in) = line;
	}
	return out->in.count > 0;
}

static bool fits(const struct span *patterns, size_t count, struct span path)
{
	for (size_t i = 0; i < count; i++)
		if (glob_match(patterns[i], path, GLOB_NOCASE))
			return true;
	return false;
}

bool imprint_has(const struct imprint_scope *scope, struct span path)
{
	return fits(scope->in.at, scope->in.count, path) &&
	       !fits(scope->out.at, scope->out.count, path);
}

bool imprint_is_whole(const struct imprint_scope *scope)
{
	for (size_t i = 0; i < scope->in.count; i++)
		if (span_is(scope->in.at[i], "**"))
			return true;
	return false;
}

static const char *const mode_word[] = {
	[TREE_FILE] = "100644 ",
	[TREE_EXECUTABLE] = "100755 ",
	[TREE_SYMLINK] = "120000 ",
	[TREE_SUBMODULE] = "160000 ",
};

size_t imprint_digest(char out[DIGEST_TEXT], const struct tree_entry *entries,
		      size_t count, const struct imprint_scope *scope)
{
	struct digest *digest = digest_start();
	const struct span end = { "\0", 1 };
	size_t files = 0;

	digest_add(digest, SPAN_LIT(FORMAT));
	digest_add(digest, end);
	for (size_t i = 0; i < count; i++) {
		if (!imprint_has(scope, entries[i].path))
			continue;
		files++;
		digest_add(digest, span_of(mode_word[entries[i].mode]));
		digest_add(digest, entries[i].id);
		digest_add(digest, SPAN_LIT(" "));
		digest_add(digest, entries[i].path);
		digest_add(digest, end);
	}
	digest_finish_hex(digest, out);
	return files;
}
