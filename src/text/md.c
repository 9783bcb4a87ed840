#include "text/md.h"

#include "base/limits.h"
#include "base/num.h"

#include <setjmp.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

/*
 * cmark's memory comes from the arena and is counted; a piece that cmark frees
 * is kept for the next of its size.  cmark cannot be told that there is no more:
 * it would end the process.  So the allocator jumps out of it.  Nothing is lost
 * by that, because cmark holds nothing but memory from here.
 */
#define PIECE_STEP    16
#define PIECE_SMALL   512 /* steps up to here, powers of two from here on */
#define PIECE_CLASSES 64

union piece {
	struct {
		union piece *next_free;
		size_t class;
	};
	char align[16];
};

/* Pieces are cut from slabs: cmark asks for a thousand of them a page. */
#define SLAB_BYTES ((size_t)32 * 1024)

struct heap {
	struct arena *arena;
	size_t left;
	char *slab;
	size_t slab_left;
	jmp_buf no_more;
	union piece *free[PIECE_CLASSES];
};

/* cmark's allocators take no context, so this is the one variable in the door. */
static _Thread_local struct heap *heap;

static size_t room_of(size_t class)
{
	size_t steps = PIECE_SMALL / PIECE_STEP;

	return class <= steps ? class * PIECE_STEP
			      : (size_t)PIECE_SMALL << (class - steps);
}

static size_t class_of(size_t size)
{
	size_t class = (size + PIECE_STEP - 1) / PIECE_STEP;

	if (size <= PIECE_SMALL)
		return class > 0 ? class : 1;
	class = PIECE_SMALL / PIECE_STEP;
	while (class < PIECE_CLASSES - 1 && room_of(class) < size)
		class ++;
	return class;
}

/* Memory that is new; not zeroed. */
static void *cut_piece(size_t bytes)
{
	void *piece;

	if (bytes > SLAB_BYTES / 8)
		return arena_room(heap->arena, bytes, 16);
	if (bytes > heap->slab_left) {
		heap->slab = arena_room(heap->arena, SLAB_BYTES, 16);
		heap->slab_left = SLAB_BYTES;
	}
	piece = heap->slab;
	heap->slab += bytes;
	heap->slab_left -= bytes;
	return piece;
}

static void *piece_take(size_t size, bool zero)
{
	size_t class = class_of(size), room = room_of(class);
	union piece *piece = heap->free[class];

	if (piece) {
		heap->free[class] = piece->next_free;
	} else {
		if (size > room || heap->left < room + sizeof(*piece))
			longjmp(heap->no_more, 1);
		heap->left -= room + sizeof(*piece);
		piece = cut_piece(room + sizeof(*piece));
		piece->class = class;
	}
	return zero ? memset(piece + 1, 0, size) : piece + 1;
}

static void *cmark_take(size_t count, size_t size)
{
	size_t total;

	if (!num_mul(count, size, &total))
		longjmp(heap->no_more, 1);
	return piece_take(total, true);
}

static void cmark_give(void *ptr)
{
	union piece *piece = ptr;

	if (!ptr)
		return;
	piece--;
	piece->next_free = heap->free[piece->class];
	heap->free[piece->class] = piece;
}

static void *cmark_grow(void *ptr, size_t size)
{
	const union piece *piece = ptr;
	void *copy;

	if (!ptr)
		return piece_take(size, false);
	piece--;
	if (room_of(piece->class) >= size)
		return ptr;
	copy = piece_take(size, false);
	memcpy(copy, ptr, room_of(piece->class));
	cmark_give(ptr);
	return copy;
}

static cmark_mem memory = { cmark_take, cmark_grow, cmark_give };

void md_warm_up(void)
{
	cmark_gfm_core_extensions_ensure_registered();
}

static cmark_node *parse(struct span text)
{
	static const char *const extensions[] = { "table", "strikethrough",
						  "tasklist" };
	cmark_parser *parser =
		cmark_parser_new_with_mem(CMARK_OPT_SOURCEPOS | CMARK_OPT_VALIDATE_UTF8,
					  &memory);

	for (size_t i = 0; i < sizeof(extensions) / sizeof(extensions[0]); i++)
		cmark_parser_attach_syntax_extension(parser,
						     cmark_find_syntax_extension(
							     extensions[i]));
	cmark_parser_feed(parser, text.ptr, text.len);
	return cmark_parser_finish(parser);
}

/* Our kind of cmark's node; MD_KINDS for what has none (footnotes are off). */
static enum md_kind find_kind(cmark_node *node, cmark_node_type type)
{
	const struct {
		cmark_node_type type;
		enum md_kind kind;
	} kinds[] = {
		{ CMARK_NODE_TEXT, MD_TEXT },
		{ CMARK_NODE_PARAGRAPH, MD_PARAGRAPH },
		{ CMARK_NODE_ITEM, MD_ITEM },
		{ CMARK_NODE_SOFTBREAK, MD_SOFT_BREAK },
		{ CMARK_NODE_CODE, MD_CODE_SPAN },
		{ CMARK_NODE_STRONG, MD_STRONG },
		{ CMARK_NODE_EMPH, MD_EMPHASIS },
		{ CMARK_NODE_LINK, MD_LINK },
		{ CMARK_NODE_LIST, MD_LIST },
		{ CMARK_NODE_HEADING, MD_HEADING },
		{ CMARK_NODE_LINEBREAK, MD_HARD_BREAK },
		{ CMARK_NODE_CODE_BLOCK, MD_CODE },
		{ CMARK_NODE_HTML_INLINE, MD_HTML_INLINE },
		{ CMARK_NODE_HTML_BLOCK, MD_HTML },
		{ CMARK_NODE_BLOCK_QUOTE, MD_QUOTE },
		{ CMARK_NODE_THEMATIC_BREAK, MD_RULE },
		{ CMARK_NODE_IMAGE, MD_IMAGE },
		{ CMARK_NODE_DOCUMENT, MD_DOCUMENT },
	};
	const char *name;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kinds[i].type == type)
			return kinds[i].kind;
	/* Extensions number their types when they are registered. */
	name = cmark_node_get_type_string(node);
	if (strcmp(name, "table_cell") == 0)
		return MD_CELL;
	if (strcmp(name, "table_row") == 0 || strcmp(name, "table_header") == 0)
		return MD_ROW;
	if (strcmp(name, "table") == 0)
		return MD_TABLE;
	if (strcmp(name, "tasklist") == 0)
		return MD_ITEM;
	if (strcmp(name, "strikethrough") == 0)
		return MD_STRIKE;
	return MD_KINDS;
}

/* The kinds of cmark's types that were met: our kind + 1, or 0. */
struct kinds {
	unsigned char block[64], inlines[64];
};

static bool is_inline(cmark_node_type type)
{
	return (type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE;
}

static enum md_kind kind_of(struct kinds *kinds, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	unsigned number = (unsigned)type & 63;
	unsigned char *known =
		is_inline(type) ? &kinds->inlines[number] : &kinds->block[number];

	if ((type & CMARK_NODE_VALUE_MASK) >= 64)
		return find_kind(node, type);
	if (*known == 0)
		*known = (unsigned char)(find_kind(node, type) + 1);
	return (enum md_kind)(*known - 1);
}

static void copy_list(struct md_node *out, cmark_node *node)
{
	out->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	out->tight = cmark_node_get_list_tight(node) != 0;
	out->start = (unsigned)cmark_node_get_list_start(node);
}

/* `index`: the cell's, from 0. */
static void copy_cell(struct md_node *out, cmark_node *node, size_t index)
{
	cmark_node *table = cmark_node_parent(cmark_node_parent(node));
	const uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(table);

	if (!aligns || index >= cmark_gfm_extensions_get_table_columns(table))
		return;
	out->align = aligns[index] == 'l'   ? MD_ALIGN_LEFT
		     : aligns[index] == 'c' ? MD_ALIGN_CENTER
		     : aligns[index] == 'r' ? MD_ALIGN_RIGHT
					    : MD_ALIGN_NONE;
}

static void copy_attributes(struct md_node *out, cmark_node *node)
{
	out->line = (unsigned)cmark_node_get_start_line(node);
	out->column = (unsigned)cmark_node_get_start_column(node);
	out->end_line = (unsigned)cmark_node_get_end_line(node);
	/* A block that ends with a blank line ends at column 0 of the line behind. */
	if (cmark_node_get_end_column(node) == 0 && out->end_line > out->line)
		out->end_line--;
	switch (out->kind) {
	case MD_TEXT:
	case MD_CODE_SPAN:
	case MD_HTML_INLINE:
	case MD_HTML:
		out->text = span_of(cmark_node_get_literal(node));
		break;
	case MD_CODE:
		out->text = span_of(cmark_node_get_literal(node));
		out->info = span_of(cmark_node_get_fence_info(node));
		out->fenced = cmark_node_get_fenced(node, &(int){ 0 }, &(int){ 0 },
						    &(char){ 0 }) != 0;
		break;
	case MD_LINK:
	case MD_IMAGE:
		out->url = span_of(cmark_node_get_url(node));
		out->title = span_of(cmark_node_get_title(node));
		break;
	case MD_HEADING:
		out->level = (unsigned char)cmark_node_get_heading_level(node);
		break;
	case MD_LIST:
		copy_list(out, node);
		break;
	case MD_ITEM:
		out->task = strcmp(cmark_node_get_type_string(node), "tasklist") == 0;
		out->ticked = out->task &&
			      cmark_gfm_extensions_get_tasklist_item_checked(node);
		break;
	case MD_ROW:
		out->header = cmark_gfm_extensions_get_table_row_is_header(node) != 0;
		break;
	default:
		break;
	}
}

/* cmark's iterator does not leave these. */
static bool is_leaf(enum md_kind kind)
{
	return kind == MD_CODE || kind == MD_HTML || kind == MD_RULE ||
	       kind == MD_TEXT || kind == MD_SOFT_BREAK || kind == MD_HARD_BREAK ||
	       kind == MD_CODE_SPAN || kind == MD_HTML_INLINE;
}

/*
 * A table right below the lines of a paragraph: cmark gives the paragraph no place,
 * and the table that of the paragraph.  The row of dashes stands before the first row
 * of the body, or is the table's last line.
 */
static void place_split(struct md_node *paragraph, struct md_node *table)
{
	struct md_node *header = table->child;
	unsigned behind =
		header && header->next ? header->next->line : table->end_line + 1;

	if (!header || behind < table->line + 3)
		return;
	paragraph->line = table->line;
	paragraph->column = table->column;
	paragraph->end_line = behind - 3;
	table->line = header->line = header->end_line = behind - 2;
	for (struct md_node *cell = header->child; cell; cell = cell->next)
		cell->line = cell->end_line = header->line;
}

#define NODES_AT_ONCE 32

/* The tree again, in our structs; false where it has too many nodes, copied or not. */
static bool copy_tree(struct md *out, cmark_node *root, bool inlines,
		      struct arena *arena)
{
	struct kinds kinds = { 0 };
	cmark_iter *iter = cmark_iter_new(root);
	struct md_node *parent = NULL, *last = NULL;
	struct md_node *next = NULL, *unplaced = NULL;
	cmark_event_type event;
	size_t cells = 0, spare = 0;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		struct md_node *copy;
		enum md_kind kind;

		if (!inlines && is_inline(cmark_node_get_type(node))) {
			out->nodes += event == CMARK_EVENT_ENTER;
			continue;
		}
		kind = kind_of(&kinds, node);
		if (kind == MD_KINDS)
			continue;
		if (event == CMARK_EVENT_EXIT) {
			last = parent;
			parent = parent ? parent->parent : NULL;
			if (kind == MD_TABLE && unplaced && unplaced->next == last)
				place_split(unplaced, last);
			continue;
		}
		if (++out->nodes > LIMIT_PLAN_NODES)
			return false;
		if (kind != MD_DOCUMENT && spare == 0) {
			spare = NODES_AT_ONCE;
			next = ARENA_ARRAY(arena, struct md_node, NODES_AT_ONCE);
		}
		copy = out->root;
		if (kind != MD_DOCUMENT) {
			copy = next++;
			spare--;
		}
		copy->kind = kind;
		copy->parent = parent;
		copy_attributes(copy, node);
		if (kind == MD_PARAGRAPH && copy->line == 0)
			unplaced = copy;
		cells = kind == MD_ROW ? 0 : cells;
		if (kind == MD_CELL)
			copy_cell(copy, node, cells++);
		if (last)
			last->next = copy;
		else if (parent)
			parent->child = copy;
		last = is_leaf(kind) ? copy : NULL;
		parent = is_leaf(kind) ? parent : copy;
	}
	return out->nodes <= LIMIT_PLAN_NODES;
}

static void give_up(struct md *out, const char *name, size_t value, struct arena *arena)
{
	out->root = ARENA_NEW(arena, struct md_node);
	out->limit = (struct md_limit){ name, value, 0 };
}

static size_t prescan(struct span text, struct md *out, struct arena *arena);
static struct span without_gaps(struct span text, const struct md *md,
				struct arena *arena);

static void parse_into(struct md *out, struct span text, bool inlines,
		       struct arena *arena)
{
	struct heap own = { .arena = arena, .left = LIMIT_PLAN_MEMORY };

	*out = (struct md){ .root = ARENA_NEW(arena, struct md_node) };
	md_warm_up();
	text.len = prescan(text, out, arena);
	text = without_gaps(text, out, arena);
	heap = &own;
	if (setjmp(own.no_more) != 0)
		give_up(out, "memory", LIMIT_PLAN_MEMORY, arena);
	else if (!copy_tree(out, parse(text), inlines, arena))
		give_up(out, "nodes", LIMIT_PLAN_NODES, arena);
	heap = NULL;
}

void md_parse(struct md *out, struct span text, struct arena *arena)
{
	parse_into(out, text, true, arena);
}

void md_parse_blocks(struct md *out, struct span text, struct arena *arena)
{
	parse_into(out, text, false, arena);
}

void md_shift(struct md *md, unsigned lines, unsigned columns)
{
	struct md_node *node = md->root;

	for (size_t i = 0; i < md->gaps.count; i++) {
		md->gaps.at[i].line += lines;
		md->gaps.at[i].end_line += lines;
	}
	if (md->limit.line > 0)
		md->limit.line += lines;
	while (node) {
		if (node->line > 0) {
			node->line += lines;
			node->end_line += lines;
			node->column += columns;
		}
		if (node->child) {
			node = node->child;
			continue;
		}
		while (node && !node->next)
			node = node->parent;
		node = node ? node->next : NULL;
	}
}

struct md_walk md_walk(const struct md_node *root)
{
	return (struct md_walk){ .root = root };
}

bool md_step(struct md_walk *walk)
{
	const struct md_node *node = walk->node;

	if (!node) {
		walk->node = walk->root;
		walk->entering = true;
		return true;
	}
	if (walk->entering && node->child) {
		walk->node = node->child;
		return true;
	}
	if (node == walk->root)
		return false;
	walk->entering = node->next != NULL;
	walk->node = node->next ? node->next : node->parent;
	return true;
}

struct span md_plain(struct arena *arena, const struct md_node *node)
{
	struct md_walk walk = md_walk(node);
	size_t len = 0;
	char *out;

	while (md_step(&walk))
		if (walk.entering)
			len += walk.node->text.len + 1;
	out = ARENA_ARRAY(arena, char, len + 1);
	len = 0;
	walk = md_walk(node);
	while (md_step(&walk)) {
		const struct md_node *n = walk.node;

		if (!walk.entering)
			continue;
		if (n->kind == MD_SOFT_BREAK || n->kind == MD_HARD_BREAK)
			out[len++] = ' ';
		else if ((n->kind == MD_TEXT || n->kind == MD_CODE_SPAN) &&
			 n->text.len > 0) {
			memcpy(out + len, n->text.ptr, n->text.len);
			len += n->text.len;
		}
	}
	return (struct span){ out, len };
}

/*
 * The pre-scan.  It has to be right in one direction only: what it lets through
 * must be cheap for cmark.  So where a line could be read in two ways, it counts
 * it as part of the paragraph before.
 */
struct scan {
	size_t run;     /* bytes of the paragraph that may be going on */
	size_t columns; /* of the table that may be going on; 0: none */
	size_t cells;   /* of all tables so far */
	size_t content; /* column where the text of the last list item starts */
	size_t fence;   /* length of the open fence; 0: none */
	char fence_char;
	bool html;          /* a line began with '<', no blank line since */
	bool doubt;         /* a comment or script was opened and not closed */
	bool in_table;      /* the rows are rows for sure */
	size_t header;      /* pipes of the line before, when it began with one */
	const char *broken; /* the limit that a line passes */
	size_t value;
};

static size_t indent_of(struct span line, size_t *bytes)
{
	size_t columns = 0, i = 0;

	for (; i < line.len && (line.ptr[i] == ' ' || line.ptr[i] == '\t'); i++)
		columns += line.ptr[i] == '\t' ? 4 - columns % 4 : 1;
	*bytes = i;
	return columns;
}

static bool is_blank(struct span line)
{
	size_t bytes;

	indent_of(line, &bytes);
	return bytes == line.len;
}

/* "* * *": a rule, not markers. */
static bool is_rule(struct span line)
{
	size_t marks = 0;
	char mark = line.len > 0 ? line.ptr[0] : 0;

	if (mark != '*' && mark != '-' && mark != '_')
		return false;
	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] == mark)
			marks++;
		else if (line.ptr[i] != ' ' && line.ptr[i] != '\t')
			return false;
	}
	return marks >= 3;
}

/* Bytes of a list marker with the blank behind it; 0 where there is none. */
static size_t marker_len(struct span line, bool *ordered, bool *first)
{
	size_t i = 0;

	*ordered = *first = false;
	if (line.len == 0)
		return 0;
	if (line.ptr[0] == '-' || line.ptr[0] == '+' || line.ptr[0] == '*') {
		i = 1;
	} else {
		while (i < line.len && i < 9 && line.ptr[i] >= '0' &&
		       line.ptr[i] <= '9')
			i++;
		if (i == 0 || i == line.len ||
		    (line.ptr[i] != '.' && line.ptr[i] != ')'))
			return 0;
		*ordered = true;
		*first = i == 1 && line.ptr[0] == '1';
		i++;
	}
	if (i < line.len && line.ptr[i] != ' ' && line.ptr[i] != '\t')
		return 0;
	return i < line.len ? i + 1 : i;
}

/* Columns of a row of "|-|:-:|"; 0 where it is none. */
static size_t delimiter_columns(struct span line)
{
	size_t pipes = 0, dashes = 0;

	line = span_trim(line);
	for (size_t i = 0; i < line.len; i++) {
		char c = line.ptr[i];

		if (c == '-')
			dashes++;
		else if (c == '|')
			pipes++;
		else if (c != ':' && c != ' ' && c != '\t')
			return 0;
	}
	return dashes > 0 ? pipes + 1 : 0;
}

/* Pipes that are not escaped, when the line begins with one. */
static size_t row_pipes(struct span line)
{
	size_t pipes = 0;

	line = span_trim(line);
	if (line.len == 0 || line.ptr[0] != '|')
		return 0;
	for (size_t i = 0; i < line.len; i++)
		pipes += line.ptr[i] == '|' && (i == 0 || line.ptr[i - 1] != '\\');
	if (line.ptr[line.len - 1] != '|')
		pipes++;
	return pipes;
}

static void check_html(struct scan *scan, struct span text)
{
	static const struct {
		const char *open, *close;
	} kinds[] = {
		{ "<!--", "-->" },
		{ "<?", "?>" },
		{ "<![CDATA[", "]]>" },
		{ "<script", "</script" },
		{ "<style", "</style" },
		{ "<pre", "</pre" },
		{ "<textarea", "</textarea" },
		{ "<!", ">" },
	};

	if (text.len > 0 && text.ptr[0] == '<')
		scan->html = true;
	if (span_index(text, '<') < 0 && !scan->doubt)
		return;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		ptrdiff_t at = span_find_nocase(text, kinds[i].close);

		if (at >= 0)
			scan->doubt = false;
		if (span_find_nocase(text, kinds[i].open) >= 0 && at < 0) {
			scan->doubt = true;
			return;
		}
	}
}

/* A fence at the left margin cannot be in a container, so it is one for sure. */
static bool check_fence(struct scan *scan, struct span line)
{
	size_t bytes, n = 0, indent = indent_of(line, &bytes);
	struct span text = span_from(line, bytes);
	char c = text.len > 0 ? text.ptr[0] : 0;

	while (n < text.len && text.ptr[n] == c)
		n++;
	if (scan->fence > 0) {
		if (indent <= 3 && c == scan->fence_char && n >= scan->fence &&
		    is_blank(span_from(text, n)))
			scan->fence = 0;
		return true;
	}
	if (indent > 0 || n < 3 || (c != '`' && c != '~') || scan->html ||
	    scan->doubt || (c == '`' && span_index(span_from(text, n), '`') >= 0))
		return false;
	scan->fence = n;
	scan->fence_char = c;
	scan->run = scan->columns = scan->header = scan->content = 0;
	scan->in_table = false;
	return true;
}

/* What stands behind the line's containers; counts them, and ends paragraphs. */
static struct span strip_containers(struct scan *scan, struct span line, bool *starts)
{
	size_t depth = 0, column = 0;

	*starts = false;
	for (;;) {
		size_t bytes, len, indent = indent_of(line, &bytes);
		bool ordered, first;
		struct span text = span_from(line, bytes);

		column += indent;
		if (text.len > 0 && text.ptr[0] == '>') {
			line = span_from(text, 1);
			column++;
		} else {
			len = is_rule(text) ? 0 : marker_len(text, &ordered, &first);
			if (len == 0) {
				scan->content =
					column < scan->content ? 0 : scan->content;
				break;
			}
			/* Deeper than its list reaches, it is text of the paragraph. */
			*starts |= column <= scan->content + 3 && len < text.len &&
				   (!ordered || first || scan->content > 0);
			line = span_from(text, len);
			column += len;
			if (*starts)
				scan->content = column;
			depth += indent / 2;
		}
		if (++depth > LIMIT_PLAN_DEPTH) {
			scan->broken = "depth";
			scan->value = LIMIT_PLAN_DEPTH;
			break;
		}
	}
	return span_trim(line);
}

static void scan_table(struct scan *scan, struct span text)
{
	size_t columns = delimiter_columns(text), pipes = row_pipes(text);

	if (columns > 0) {
		if (scan->header > 0 && row_pipes(text) == scan->header &&
		    !scan->html && !scan->doubt)
			scan->in_table = true;
		if (columns > scan->columns)
			scan->columns = columns;
	}
	scan->cells += scan->columns;
	scan->header = pipes;
	if (scan->in_table && pipes > 0)
		scan->run = 0;
	if (scan->cells > LIMIT_PLAN_CELLS) {
		scan->broken = "cells";
		scan->value = LIMIT_PLAN_CELLS;
	}
}

static void scan_line(struct scan *scan, struct span line)
{
	struct span text;
	bool starts;

	if (line.len > LIMIT_PLAN_LINE) {
		scan->broken = "line";
		scan->value = LIMIT_PLAN_LINE;
		return;
	}
	if (check_fence(scan, line))
		return;
	text = strip_containers(scan, line, &starts);
	if (text.len == 0 || starts) {
		scan->run = scan->columns = scan->header = 0;
		scan->in_table = scan->html = false;
	}
	if (text.len == 0)
		return;
	check_html(scan, text);
	scan->run += line.len;
	scan_table(scan, text);
	if (scan->run > LIMIT_PLAN_RUN && !scan->broken) {
		scan->broken = "run";
		scan->value = LIMIT_PLAN_RUN;
	}
}

/* The lines that `scan` broke at are left out; what follows begins anew. */
static void add_gap(struct md *out, struct scan *scan, unsigned line,
		    struct arena *arena)
{
	struct md_gap *last =
		out->gaps.count > 0 ? &out->gaps.at[out->gaps.count - 1] : NULL;

	if (last && last->end_line + 1 == line && last->name == scan->broken)
		last->end_line = line;
	else
		*LIST_ADD(arena, &out->gaps) =
			(struct md_gap){ scan->broken, scan->value, line, line };
	scan->broken = NULL;
	scan->run = scan->columns = scan->header = scan->content = 0;
	scan->in_table = scan->html = false;
}

/* Whether the text can go on behind the line that broke it. */
static bool can_go_on(const struct scan *scan)
{
	return strcmp(scan->broken, "line") == 0 || strcmp(scan->broken, "run") == 0 ||
	       strcmp(scan->broken, "depth") == 0;
}

/* `arena` NULL: the first line that passes a limit ends it. */
static size_t prescan(struct span text, struct md *out, struct arena *arena)
{
	struct scan scan = { 0 };
	struct span rest = text, line;
	size_t at = 0;

	for (unsigned number = 1; span_line(&rest, &line); number++) {
		size_t next = rest.ptr ? text.len - rest.len : text.len;

		if (next > LIMIT_PLAN_BYTES) {
			scan.broken = "bytes";
			scan.value = LIMIT_PLAN_BYTES;
		} else {
			scan_line(&scan, line);
		}
		if (scan.broken && arena && can_go_on(&scan)) {
			add_gap(out, &scan, number, arena);
		} else if (scan.broken) {
			out->limit =
				(struct md_limit){ scan.broken, scan.value, number };
			return at;
		}
		at = next;
	}
	return text.len;
}

size_t md_prescan(struct span text, struct md_limit *limit)
{
	struct md md = { 0 };
	size_t len = prescan(text, &md, NULL);

	*limit = md.limit;
	return len;
}

/* The text with the lines of its gaps empty; the others keep their numbers. */
static struct span without_gaps(struct span text, const struct md *md,
				struct arena *arena)
{
	struct span rest = text, line;
	size_t used = 0, gap = 0;
	char *copy;

	if (md->gaps.count == 0)
		return text;
	copy = arena_room(arena, text.len + 1, 1);
	for (unsigned number = 1; span_line(&rest, &line); number++) {
		while (gap < md->gaps.count && md->gaps.at[gap].end_line < number)
			gap++;
		if (gap == md->gaps.count || number < md->gaps.at[gap].line) {
			memcpy(copy + used, line.ptr, line.len);
			used += line.len;
		}
		copy[used++] = '\n';
	}
	return (struct span){ copy, used };
}
