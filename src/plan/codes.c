#include "plan/codes.h"

#include "base/path.h"
#include "plan/items.h"
#include "plan/refs.h"
#include "plan/thresholds.h"

#define MAX_TREE_DEPTH 32

static struct span strip_prompt(struct span line)
{
	line = span_trim(line);
	if (span_starts(line, "$ ") || span_starts(line, "> "))
		return span_from(line, 2);
	return span_starts(line, "PS> ") ? span_from(line, 4) : line;
}

void codes_body(struct reading *r, size_t index, const struct md_node *code)
{
	unsigned first = code->line + code->fenced, last = code->end_line;
	unsigned quotes = reading_quotes(code);

	for (unsigned number = first; number <= last && number <= r->line_count;
	     number++) {
		struct span text =
			strip_prompt(reading_unquote(reading_line(r, number), quotes));

		if (text.len == 0 || span_starts(text, "```") ||
		    span_starts(text, "~~~"))
			continue;
		if (text.ptr[0] == '#' || span_starts(text, "//")) {
			struct ref_place place = { .item = index,
						   .line = number,
						   .role = REF_EXPECTS,
						   .in_body = true };

			while (text.len > 0 && strchr("#/ ", text.ptr[0]))
				text = span_from(text, 1);
			refs_take(r, text, &place);
			thresholds_take(r, index, text, number, true);
			continue;
		}
		if (ref_classify(text, r->options) == REF_COMMAND) {
			struct ref *ref = LIST_ADD(r->arena, &item_at(r, index)->refs);

			*ref = (struct ref){ .kind = REF_COMMAND,
					     .role = REF_RUNS,
					     .raw = text,
					     .locator = text,
					     .words = text,
					     .line = number,
					     .in_body = true };
		}
	}
}

/* Columns in front of a name: bars, blanks and the branch itself. */
static size_t branch_width(struct span line, size_t *bytes, bool *branch)
{
	static const char *const marks[] = {
		"\xe2\x94\x9c",
		"\xe2\x94\x94",
		"\xe2\x94\x80",
		"\xe2\x94\x82",
		"|",
		"`",
		"+",
		"\\",
		"-",
		"\xc2\xa0",
		" ",
	};
	size_t columns = 0, at = 0;
	bool found = true;

	*branch = false;
	while (found && at < line.len) {
		found = false;
		for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
			if (!span_starts(span_from(line, at), marks[i]))
				continue;
			/* A tree's dash stands behind a corner; a name may begin with
			 * one. */
			if (i == 8 && at > 0 && line.ptr[at - 1] == ' ')
				break;
			*branch |= i < 2 || (i == 8);
			at += strlen(marks[i]);
			columns++;
			found = true;
			break;
		}
	}
	*bytes = at;
	return columns;
}

static bool is_tree(struct span text)
{
	struct span line;
	size_t branches = 0;

	while (span_line(&text, &line)) {
		struct span trimmed = span_trim(line);

		branches +=
			span_find(trimmed, SPAN_LIT("\xe2\x94\x9c\xe2\x94\x80")) >= 0 ||
			span_find(trimmed, SPAN_LIT("\xe2\x94\x94\xe2\x94\x80")) >= 0 ||
			span_find(trimmed, SPAN_LIT("|-- ")) >= 0 ||
			span_find(trimmed, SPAN_LIT("`-- ")) >= 0 ||
			span_find(trimmed, SPAN_LIT("+-- ")) >= 0 ||
			span_find(trimmed, SPAN_LIT("\\-- ")) >= 0;
	}
	return branches >= 3;
}

/* The name on a tree's line, without the note behind it. */
static struct span tree_name(struct span line, size_t from)
{
	/* "\xe2" begins arrows, dashes and tick marks, "\xf0" pictures. */
	static const char *const notes[] = { " #",  " \xe2", " \xf0", " (", " //",
					     " <-", " - ",   " : ",   "  " };
	struct span name = span_trim(span_from(line, from));

	for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++) {
		ptrdiff_t at = span_find(name, span_of(notes[i]));

		if (at > 0)
			name = span_trim(span_sub(name, 0, (size_t)at));
	}
	return name;
}

struct tree {
	struct span root; /* its first line, where that is a folder that is there */
	struct span folder[MAX_TREE_DEPTH];
	size_t column[MAX_TREE_DEPTH];
	size_t depth;
};

static struct span tree_path(struct reading *r, const struct tree *tree,
			     struct span name)
{
	struct span path = tree->root;

	for (size_t i = 0; i < tree->depth; i++)
		path = path_join(r->arena, path, tree->folder[i]);
	return path_join(r->arena, path, name);
}

static void add_leaf(struct reading *r, const struct tree *tree, struct span name,
		     unsigned line, unsigned topics)
{
	struct span path = tree_path(r, tree, name);
	size_t index = reading_item(r, ITEM_DELIVERABLE, "11.6", line);
	struct item *item = item_at(r, index);
	struct ref *ref = LIST_ADD(r->arena, &item->refs);

	*ref = (struct ref){ .kind = REF_PATH,
			     .role = REF_SUBJECT,
			     .raw = path,
			     .locator = path,
			     .words = path,
			     .line = line };
	item->text = item->plain = path;
	item->changed = topics & TOPIC_CHANGED;
	item->claim = topics & TOPIC_EXISTING ? CLAIM_DONE : CLAIM_NONE;
	item->claim_from =
		topics & TOPIC_EXISTING ? CLAIM_FROM_INHERITED : CLAIM_FROM_OWN;
	items_place(r, index, line, name, line);
	note_at(r, index)->normal = path;
	note_at(r, index)->subject = ref_clean_path(path);
	items_level(r, index, topics & ~(unsigned)TOPIC_INVERTED);
	items_inherit(r, index);
}

/*
 * Names alone, indented by two under names that end in '/': a tree without
 * branches.  One line of anything else makes it something else.
 */
static bool is_indented(struct span text)
{
	struct span line;
	size_t names = 0, below = 0;
	bool folder = false;

	while (span_line(&text, &line)) {
		struct span name = tree_name(line, 0);

		if (name.len == 0)
			continue;
		if (span_index(name, ' ') >= 0 || span_index(name, ':') >= 0 ||
		    (name.ptr[name.len - 1] != '/' && !ref_has_known_ext(name)))
			return false;
		names++;
		below += folder && line.ptr[0] == ' ';
		folder |= name.ptr[name.len - 1] == '/';
	}
	return names >= 3 && below > 0;
}

/* "project/" on the first line, which is no folder of the tree. */
static bool is_placeholder(struct reading *r, struct span name)
{
	return r->options->in_tree &&
	       !r->options->in_tree(r->options->ctx, ref_clean_path(name));
}

/* The folder that a tree's first line names; a placeholder names none. */
static struct span root_of(struct reading *r, struct span name)
{
	struct span folder = span_trim(name);

	while (folder.len > 0 && folder.ptr[folder.len - 1] == '/')
		folder.len--;
	if (folder.len == 0 || !r->options->in_tree || is_placeholder(r, folder))
		return SPAN_EMPTY;
	return folder;
}

void codes_tree(struct reading *r, const struct md_node *code, unsigned topics)
{
	struct tree tree = { 0 };
	unsigned first = code->line + code->fenced, last = code->end_line;
	unsigned quotes = reading_quotes(code);
	bool indented;

	if (!(topics & TOPIC_DELIVERABLES))
		return;
	indented = !is_tree(code->text);
	if (indented && !is_indented(code->text))
		return;
	for (unsigned n = first; n <= last && n <= r->line_count; n++) {
		size_t bytes, column;
		bool branch;
		struct span line = reading_unquote(reading_line(r, n), quotes), name;

		column = branch_width(line, &bytes, &branch);
		branch |= indented;
		name = tree_name(line, bytes);
		if (name.len == 0 || span_starts(name, "```") ||
		    span_starts(name, "~~~"))
			continue;
		if (!branch && tree.depth == 0 && column == 0) {
			if (span_ends(name, "/"))
				tree.root = root_of(r, name);
			continue;
		}
		if (indented && n == first && is_placeholder(r, name))
			continue;
		while (tree.depth > 0 && tree.column[tree.depth - 1] >= column)
			tree.depth--;
		if (name.ptr[name.len - 1] == '/') {
			if (tree.depth < MAX_TREE_DEPTH) {
				tree.folder[tree.depth] =
					span_sub(name, 0, name.len - 1);
				tree.column[tree.depth++] = column;
			}
			continue;
		}
		if (span_is(name, "...") || span_is(name, "\xe2\x80\xa6"))
			continue;
		/* "Lines 582-950: ten new tests" below a file's name is a note on it.
		 */
		if (span_index(name, ' ') >= 0 && !ref_has_known_ext(name))
			continue;
		add_leaf(r, &tree, name, n, topics);
	}
}
