#include "audit/discover.h"

#include "base/path.h"
#include "text/glob.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* clang-format off */

/* plans.md section 18; the second word must follow the first. */
static const struct {
	const char *word, *then;
} plan_words[] = {
	{ "plan", NULL },    { "checklist", NULL }, { "readiness", NULL },
	{ "golive", NULL },  { "go", "live" },      { "release", NULL },
	{ "signoff", NULL }, { "sign", "off" },
};

/* clang-format on */

bool discover_is_markdown(struct span path)
{
	struct span ext = path_ext(path);

	return span_is_nocase(ext, ".md") || span_is_nocase(ext, ".markdown");
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/*
 * Between two characters of a name a new word starts: "goLive", and "QAPlan"
 * before the P, which is an upper case letter with a lower one behind it.
 */
static bool is_case_change(struct span name, size_t i)
{
	if (i == 0 || i >= name.len || !is_upper(name.ptr[i]))
		return false;
	if (!is_upper(name.ptr[i - 1]))
		return true;
	return i + 1 < name.len && is_lower(name.ptr[i + 1]);
}

static bool is_between_words(char c)
{
	return c == '-' || c == '_' || c == '.' || c == ' ';
}

/* The next word of *rest; empty at the end. */
static struct span take_word(struct span *rest)
{
	struct span word;
	size_t end = 0;

	while (rest->len > 0 && is_between_words(rest->ptr[0]))
		*rest = span_from(*rest, 1);
	while (end < rest->len && !is_between_words(rest->ptr[end]) &&
	       !is_case_change(*rest, end))
		end++;
	word = span_sub(*rest, 0, end);
	*rest = span_from(*rest, end);
	return word;
}

bool discover_has_plan_name(struct span path)
{
	struct span name = path_base(path), rest, word;

	rest = span_sub(name, 0, name.len - path_ext(path).len);
	while ((word = take_word(&rest)).len > 0) {
		struct span behind = rest;
		struct span next = take_word(&behind);

		for (size_t i = 0; i < COUNT(plan_words); i++)
			if (span_is_nocase(word, plan_words[i].word) &&
			    (!plan_words[i].then ||
			     span_is_nocase(next, plan_words[i].then)))
				return true;
	}
	return false;
}

static bool is_default_place(struct span path)
{
	if (span_starts_nocase(path, "checklists/"))
		return true;
	return (span_index(path, '/') < 0 || span_starts_nocase(path, "docs/")) &&
	       discover_has_plan_name(path);
}

static bool fits_any(const struct span *patterns, size_t count, struct span path)
{
	for (size_t i = 0; i < count; i++)
		if (glob_match(patterns[i], path, GLOB_NOCASE))
			return true;
	return false;
}

static bool is_named(const struct config *config, struct span path)
{
	for (size_t i = 0; i < config->plans.count; i++)
		if (span_eq_nocase(config->plans.at[i], path))
			return true;
	return false;
}

/* The last word of [plan] discover; "report" where nobody says. */
static struct span discover_mode(const struct config *config)
{
	struct span mode = SPAN_LIT("report");

	for (size_t i = 0; i < config->plan_keys.count; i++)
		if (span_is(config->plan_keys.at[i].section, "plan") &&
		    span_is(config->plan_keys.at[i].key, "discover"))
			mode = config->plan_keys.at[i].value;
	return mode;
}

/* A link is not followed, and not passed over in silence either. */
static void note_link(struct discovered *out, struct span path, struct arena *arena)
{
	*LIST_ADD(arena, &out->findings) = (struct finding){
		.rule = finding_rule_of(SPAN_LIT("plan-link")),
		.path = path,
		.item = ITEM_NONE,
		.other_item = ITEM_NONE,
		.message = SPAN_LIT("it is a symbolic link, and links are not followed"),
	};
}

static bool is_readable(const struct tree_entry *entry)
{
	return (entry->mode == TREE_FILE || entry->mode == TREE_EXECUTABLE) &&
	       discover_is_markdown(entry->path);
}

static void find_plans(struct discovered *out, const struct tree *tree,
		       const struct config *config, struct arena *arena)
{
	struct span mode = discover_mode(config);
	LIST(size_t) rest = { 0 };

	for (size_t i = 0; i < tree->entries.count; i++) {
		const struct tree_entry *entry = &tree->entries.at[i];
		struct span path = entry->path;
		bool is_link = entry->mode == TREE_SYMLINK && discover_is_markdown(path);
		bool wanted, excluded;

		if (!is_readable(entry) && !is_link)
			continue;
		wanted = config->plans_said
				 ? fits_any(config->plans.at, config->plans.count, path)
				 : is_default_place(path);
		wanted = wanted || span_is_nocase(mode, "all");
		excluded = fits_any(config->exclude.at, config->exclude.count, path);
		if (is_named(config, path)) {
			wanted = true;
			excluded = false;
		}
		if (excluded)
			continue;
		if (is_link) {
			if (wanted)
				note_link(out, path, arena);
			continue;
		}
		if (wanted)
			*LIST_ADD(arena, &out->plans) = i;
		else if (span_is_nocase(mode, "off"))
			continue;
		else if (discover_has_plan_name(path))
			*LIST_ADD(arena, &out->candidates) = i;
		else
			*LIST_ADD(arena, &rest) = i;
	}
	out->named = out->candidates.count;
	for (size_t i = 0; i < rest.count; i++)
		*LIST_ADD(arena, &out->candidates) = rest.at[i];
}

static bool fits_a_file(const struct tree *tree, struct span pattern, bool markdown)
{
	for (size_t i = 0; i < tree->entries.count; i++) {
		const struct tree_entry *entry = &tree->entries.at[i];

		if ((!markdown || is_readable(entry)) &&
		    glob_match(pattern, entry->path, GLOB_NOCASE))
			return true;
	}
	return false;
}

/* Law 5 of verdicts.md.  Evidence roots are left out: CI fills them later. */
static void find_unmatched(struct discovered *out, const struct tree *tree,
			   const struct config *config, struct arena *arena)
{
	for (size_t i = 0; i < config->patterns.count; i++) {
		const struct config_pair *pattern = &config->patterns.at[i];
		bool plans = span_is(pattern->key, "plans");
		struct finding *finding;

		if (span_is(pattern->key, "evidence") ||
		    fits_a_file(tree, pattern->value, plans))
			continue;
		finding = LIST_ADD(arena, &out->findings);
		*finding = (struct finding){
			.rule = finding_rule_of(SPAN_LIT("pattern-unmatched")),
			.path = config->path,
			.line = pattern->line,
			.item = ITEM_NONE,
			.other_item = ITEM_NONE,
			.message =
				arena_printf(arena, "[%.*s] %.*s = \"%.*s\" fits no %s",
					     SPAN_ARG(pattern->section),
					     SPAN_ARG(pattern->key),
					     SPAN_ARG(pattern->value),
					     plans ? "Markdown file" : "file"),
		};
	}
}

void discover_plans(struct discovered *out, const struct tree *tree,
		    const struct config *config, struct arena *arena)
{
	*out = (struct discovered){ 0 };
	find_plans(out, tree, config, arena);
	find_unmatched(out, tree, config, arena);
}
