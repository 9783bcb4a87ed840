/*
 * The plan as its author wrote it, with a verdict beside every item.
 *
 * The tree of text/md.h is walked once; items are found by the line they stand
 * on.  Whatever cannot be placed beside its words (a text that is withheld or
 * was cut, an item inside a code block) is listed behind the block it is in.
 */
#include "base/limits.h"
#include "base/path.h"
#include "base/table.h"
#include "site/page.h"
#include "site/split.h"
#include "site/url.h"
#include "text/html.h"
#include "text/md.h"
#include "text/utf8.h"

#include <stdlib.h>

#define PROOF_CHECKS   8
#define SECTIONS_SHOWN 400  /* of all parts, in the contents of each */
#define FINDINGS_SHOWN 1000 /* of a part */

/* What the parts of a plan have in common. */
struct document {
	struct arena *arena;
	struct span text;
	struct md md;
	struct split split;
	const size_t *by_line; /* items in the order of their lines */
};

struct drawing {
	struct site *site;
	size_t plan;
	const struct planned *planned;
	struct plan_index *index;
	const struct document *document;
	struct split_part lines; /* of the part being drawn */
	struct buf html;
	struct err *err;
	int rc;

	bool *placed;            /* of each item */
	const size_t *by_line;   /* items in the order of their lines */
	size_t next_unplaced;    /* in by_line */
	struct url_names *names; /* of headings' anchors */
	unsigned part;           /* being drawn */
	unsigned stack[6];       /* authors' heading levels that are open */
	size_t stack_depth;
	bool title_dropped;
	size_t proof_column; /* of the table at hand: the one with most words */
	size_t cell;
	bool verdict_column;               /* of the table at hand */
	bool body_open;                    /* its <tbody> */
	unsigned number[LIMIT_PLAN_DEPTH]; /* next one of each ordered list that is open
					    */
	size_t lists;
	const struct md_node *claim; /* paragraph that stands inside .own */
	size_t claim_item;
};

/* ---- items by line ------------------------------------------------------ */

static const struct item *item_of(const struct drawing *d, size_t item)
{
	return &d->planned->plan.items.at[item];
}

struct lines {
	unsigned line;
	size_t item;
};

static int compare_lines(const void *left, const void *right)
{
	const struct lines *a = left;
	const struct lines *b = right;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return (a->item > b->item) - (a->item < b->item);
}

static const size_t *sort_items(const struct planned *planned, struct arena *arena)
{
	size_t count = planned->judgements.count;
	struct lines *lines = ARENA_ARRAY(arena, struct lines, count + 1);
	size_t *by_line = ARENA_ARRAY(arena, size_t, count + 1);

	for (size_t i = 0; i < count; i++)
		lines[i] = (struct lines){ planned->plan.items.at[i].line, i };
	qsort(lines, count, sizeof(*lines), compare_lines);
	for (size_t i = 0; i < count; i++)
		by_line[i] = lines[i].item;
	return by_line;
}

/* Index in by_line of the first item at or behind `line`. */
static size_t first_from(const struct drawing *d, unsigned line)
{
	size_t low = 0;
	size_t high = d->planned->judgements.count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (item_of(d, d->by_line[mid])->line < line)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The first item of lines `from` to `to` that has no place yet, or ITEM_NONE. */
static size_t find_item(const struct drawing *d, unsigned from, unsigned to)
{
	for (size_t i = first_from(d, from); i < d->planned->judgements.count; i++) {
		size_t item = d->by_line[i];

		if (item_of(d, item)->line > to)
			break;
		if (!d->placed[item])
			return item;
	}
	return ITEM_NONE;
}

static bool has_items(const struct drawing *d, unsigned from, unsigned to)
{
	size_t i = first_from(d, from);

	return i < d->planned->judgements.count &&
	       item_of(d, d->by_line[i])->line <= to;
}

/* ---- pieces of an item -------------------------------------------------- */

static const struct judgement *judgement_of(const struct drawing *d, size_t item)
{
	return &d->planned->judgements.at[item];
}

static bool in_margin(const struct drawing *d, size_t item)
{
	return item_shown(judgement_of(d, item));
}

/* <TAG class="it v-stale" id="i-x">, or greyed where it is not judged. */
static void open_item(struct drawing *d, const char *tag, size_t item)
{
	const struct judgement *judgement = judgement_of(d, item);

	if (!in_margin(d, item)) {
		buf_addf(&d->html, "<%s class=\"it off\">", tag);
		return;
	}
	buf_addf(&d->html, "<%s class=\"it v-%s%s\" id=\"i-", tag,
		 verdict_word[judgement->verdict], judgement->parent ? " par" : "");
	html_attr(&d->html, judgement->slug);
	html_raw(&d->html, "\">");
}

static void draw_verdict(struct drawing *d, size_t item)
{
	const struct judgement *judgement = judgement_of(d, item);
	struct site *site = d->site;

	if (!in_margin(d, item)) {
		html_raw(&d->html, "<span class=\"v\">");
		html_text(&d->html, say(site, "plan.not-judged"));
		html_raw(&d->html, "</span>");
		return;
	}
	buf_addf(&d->html, "<a class=\"v%s\" href=\"",
		 verdict_standing(judgement->verdict) == STANDING_BLOCKS ? " b" : "");
	html_url(&d->html, page_href(site, url_item(site->scratch, &d->planned->plan,
						    judgement)));
	html_raw(&d->html, "\"><i class=\"i\"></i>");
	html_text(&d->html,
		  say_word(site, "verdict", verdict_word[judgement->verdict]));
	html_raw(&d->html, "</a>");
}

static void draw_why_not(struct drawing *d, size_t item)
{
	struct span skip = item_of(d, item)->skip;

	if (skip.len == 0)
		skip = say_reason(d->site, judgement_of(d, item)->reason);
	if (skip.len == 0)
		return;
	html_raw(&d->html, " <span class=\"why-not\">");
	html_text(&d->html, skip);
	html_raw(&d->html, "</span>");
}

/* The reason as a line that opens to the checks; or why it is not judged. */
static void draw_proof(struct drawing *d, size_t item)
{
	const struct judgement *judgement = judgement_of(d, item);
	struct judgement cut = *judgement;
	struct site *site = d->site;
	struct value *value;

	if (!in_margin(d, item)) {
		draw_why_not(d, item);
		return;
	}
	if (cut.requirements.count > PROOF_CHECKS)
		cut.requirements.count = PROOF_CHECKS;
	value = value_new(site->scratch);
	value_text(value, "sentence",
		   judgement->sentence.len > 0 ? judgement->sentence
					       : say_reason(site, judgement->reason));
	value_text(value, "href",
		   page_href(site,
			     url_item(site->scratch, &d->planned->plan, judgement)));
	value_checks(site, value, &cut);
	if (d->rc == 0)
		d->rc = template_render(&d->html, site->templates, "proof", value,
					d->err);
}

static void draw_mark(struct drawing *d, size_t item, const struct md_node *node)
{
	struct value *holder = value_new(d->site->scratch);
	const struct value *mark;

	if (!node)
		return;
	if (!node->task && !in_margin(d, item) && !node->parent->ordered)
		html_raw(&d->html,
			 "<span class=\"mk\" aria-hidden=\"true\">\xE2\x80\xA2</span>");
	if (!node->task)
		return;
	value_mark(d->site, holder, "mark", item_of(d, item));
	mark = holder->first;
	if (mark->kind != VALUE_OBJECT)
		return;
	html_raw(&d->html, "<span class=\"mk\" role=\"img\" aria-label=\"");
	html_attr(&d->html, value_get(mark, SPAN_LIT("spoken"))->text);
	html_raw(&d->html, "\">");
	html_text(&d->html, value_get(mark, SPAN_LIT("mark"))->text);
	html_raw(&d->html, "</span>");
}

/* `number` is the one of an ordered list, else 0. */
static void open_own(struct drawing *d, size_t item, const struct md_node *node,
		     unsigned number)
{
	d->placed[item] = true;
	html_raw(&d->html, "<div class=\"own\">");
	draw_verdict(d, item);
	html_raw(&d->html, "<div class=\"cl\">");
	if (number > 0)
		buf_addf(&d->html, "<span class=\"mk\">%u.</span>", number);
	draw_mark(d, item, node);
	html_raw(&d->html, "<div><div class=\"tx\">");
}

static void close_own(struct drawing *d, size_t item)
{
	if (!in_margin(d, item)) {
		draw_why_not(d, item);
		html_raw(&d->html, "</div></div></div></div>");
		return;
	}
	html_raw(&d->html, "</div>");
	draw_proof(d, item);
	html_raw(&d->html, "</div></div></div>");
}

/* An item whose words are not drawn where it stands: its text alone. */
static void draw_loose(struct drawing *d, size_t item)
{
	open_item(d, "li", item);
	open_own(d, item, NULL, 0);
	html_text(&d->html, item_title(d->site, item_of(d, item)));
	close_own(d, item);
	html_raw(&d->html, "</li>");
}

/* Everything up to `line` that has found no place. */
static void draw_unplaced(struct drawing *d, unsigned line)
{
	bool open = false;

	while (d->next_unplaced < d->planned->judgements.count) {
		size_t item = d->by_line[d->next_unplaced];

		if (item_of(d, item)->line > line)
			break;
		d->next_unplaced++;
		if (d->placed[item] || d->index->part[item] != d->part)
			continue;
		if (!open)
			html_raw(&d->html, "<ul class=\"its\">");
		open = true;
		draw_loose(d, item);
	}
	if (open)
		html_raw(&d->html, "</ul>");
}

/* ---- inlines ------------------------------------------------------------ */

/* Addresses are shown, not linked: site.md section 5, "Links out". */
static void draw_address(struct drawing *d, const struct md_node *node)
{
	struct span words = md_plain(d->site->scratch, node);

	if (node->url.len == 0 || span_eq(words, node->url) ||
	    span_starts(node->url, "#"))
		return;
	html_raw(&d->html, " <span class=\"url\">(");
	html_text(&d->html, words_cut(d->site->scratch, node->url, 200));
	html_raw(&d->html, ")</span>");
}

static void draw_inline(struct drawing *d, const struct md_node *node, bool entering)
{
	switch (node->kind) {
	case MD_TEXT:
		html_text(&d->html, node->text);
		break;
	case MD_SOFT_BREAK:
		html_raw(&d->html, "\n");
		break;
	case MD_HARD_BREAK:
		html_raw(&d->html, "<br>");
		break;
	case MD_CODE_SPAN:
		html_raw(&d->html, "<code>");
		html_text(&d->html, node->text);
		html_raw(&d->html, "</code>");
		break;
	case MD_HTML_INLINE:
		html_raw(&d->html, "<span class=\"rawhtml\">");
		html_text(&d->html, node->text);
		html_raw(&d->html, "</span>");
		break;
	case MD_EMPHASIS:
		buf_adds(&d->html, entering ? "<em>" : "</em>");
		break;
	case MD_STRONG:
		buf_adds(&d->html, entering ? "<strong>" : "</strong>");
		break;
	case MD_STRIKE:
		buf_adds(&d->html, entering ? "<del>" : "</del>");
		break;
	case MD_LINK:
		if (!entering || !node->child)
			draw_address(d, node);
		break;
	case MD_IMAGE:
		if (entering) {
			html_raw(&d->html, "<span class=\"url\">");
			html_text(&d->html, say(d->site, "plan.image"));
			html_raw(&d->html, " </span>");
		}
		if (!entering || !node->child)
			draw_address(d, node);
		break;
	case MD_DOCUMENT:
	case MD_QUOTE:
	case MD_LIST:
	case MD_ITEM:
	case MD_CODE:
	case MD_HTML:
	case MD_PARAGRAPH:
	case MD_HEADING:
	case MD_RULE:
	case MD_TABLE:
	case MD_ROW:
	case MD_CELL:
	case MD_KINDS:
		break;
	}
}

/* ---- headings ----------------------------------------------------------- */

/* The page has one h1; below it, levels go down one at a time. */
static unsigned heading_level(struct drawing *d, unsigned author)
{
	unsigned level;

	while (d->stack_depth > 0 && d->stack[d->stack_depth - 1] >= author)
		d->stack_depth--;
	if (d->stack_depth < 6)
		d->stack[d->stack_depth++] = author;
	level = 1 + (unsigned)d->stack_depth;
	return level > 6 ? 6 : level;
}

static void enter_heading(struct drawing *d, const struct md_node *node)
{
	struct span text = md_plain(d->site->scratch, node);
	struct span anchor =
		url_unique(d->names, text, URL_ITEM_MAX - 2, SPAN_LIT("section"));
	void **slot = table_slot(d->index->anchors, text);
	size_t item = find_item(d, node->line, node->line);

	if (!*slot) {
		struct span *href = ARENA_NEW(d->site->arena, struct span);
		struct span page =
			url_plan(d->site->scratch, &d->planned->plan, d->part);

		*href = arena_printf(d->site->arena, "%.*s#s-%.*s", SPAN_ARG(page),
				     SPAN_ARG(anchor));
		*slot = href;
	}
	if (item != ITEM_NONE)
		open_item(d, "div", item);
	buf_addf(&d->html, "<h%u id=\"s-%.*s\">", heading_level(d, node->level),
		 SPAN_ARG(anchor));
}

static void leave_heading(struct drawing *d, const struct md_node *node)
{
	size_t depth = d->stack_depth;
	size_t item = find_item(d, node->line, node->line);

	buf_addf(&d->html, "</h%zu>", depth + 1 > 6 ? 6 : depth + 1);
	if (item == ITEM_NONE)
		return;
	d->placed[item] = true;
	html_raw(&d->html, "<div class=\"own head\">");
	draw_verdict(d, item);
	draw_proof(d, item);
	html_raw(&d->html, "</div></div>");
}

/* ---- lists -------------------------------------------------------------- */

static bool list_has_items(const struct drawing *d, const struct md_node *list)
{
	for (const struct md_node *child = list->child; child; child = child->next)
		if (find_item(d, child->line, child->line) != ITEM_NONE)
			return true;
	return false;
}

static void enter_list(struct drawing *d, const struct md_node *node)
{
	const char *tag = node->ordered ? "ol" : "ul";

	if (d->lists++ < LIMIT_PLAN_DEPTH)
		d->number[d->lists - 1] = node->start;
	if (list_has_items(d, node))
		buf_addf(&d->html, "<%s class=\"its\">", tag);
	else if (node->ordered && node->start != 1)
		buf_addf(&d->html, "<ol start=\"%u\">", node->start);
	else
		buf_addf(&d->html, "<%s>", tag);
}

static unsigned next_number(struct drawing *d)
{
	size_t at = d->lists - 1;

	return d->lists > 0 && at < LIMIT_PLAN_DEPTH ? d->number[at]++ : 0;
}

static void enter_list_item(struct drawing *d, const struct md_node *node)
{
	size_t item = find_item(d, node->line, node->line);
	unsigned number = next_number(d);

	if (item == ITEM_NONE) {
		html_raw(&d->html, "<li>");
		return;
	}
	open_item(d, "li", item);
	open_own(d, item, node, node->parent->ordered ? number : 0);
	if (node->child && node->child->kind == MD_PARAGRAPH) {
		d->claim = node->child;
		d->claim_item = item;
		return;
	}
	if (!node->child)
		html_text(&d->html, item_title(d->site, item_of(d, item)));
	close_own(d, item);
}

/* ---- paragraphs --------------------------------------------------------- */

static bool is_tight(const struct md_node *node)
{
	return node->parent && node->parent->kind == MD_ITEM && node->parent->parent &&
	       node->parent->parent->tight;
}

static void enter_paragraph(struct drawing *d, const struct md_node *node)
{
	size_t item;

	if (node == d->claim)
		return;
	item = find_item(d, node->line, node->end_line);
	/* A paragraph that is one item is drawn as that item. */
	if (item != ITEM_NONE && node->parent->kind == MD_DOCUMENT) {
		d->placed[item] = true;
		if (find_item(d, node->line, node->end_line) == ITEM_NONE) {
			open_item(d, "div", item);
			open_own(d, item, NULL, 0);
			d->claim = node;
			d->claim_item = item;
			return;
		}
		d->placed[item] = false;
	}
	if (!is_tight(node))
		html_raw(&d->html, "<p>");
}

static void leave_paragraph(struct drawing *d, const struct md_node *node)
{
	if (node == d->claim) {
		close_own(d, d->claim_item);
		if (node->parent->kind == MD_DOCUMENT)
			html_raw(&d->html, "</div>");
		d->claim = NULL;
		return;
	}
	buf_adds(&d->html, is_tight(node) ? "" : "</p>");
}

/* ---- tables ------------------------------------------------------------- */

#define COLUMNS_WEIGHED 32

/* Proofs stand below one another where there is most room: in the wordiest column. */
static size_t wordiest_column(struct drawing *d, const struct md_node *table)
{
	size_t words[COLUMNS_WEIGHED] = { 0 }, most = 0;

	for (const struct md_node *row = table->child; row; row = row->next) {
		const struct md_node *cell = row->header ? NULL : row->child;

		for (size_t at = 0; cell && at < COLUMNS_WEIGHED; cell = cell->next)
			words[at++] += md_plain(d->site->scratch, cell).len;
	}
	for (size_t at = 1; at < COLUMNS_WEIGHED; at++)
		if (words[at] > words[most])
			most = at;
	return most;
}

static void enter_table(struct drawing *d, const struct md_node *node)
{
	d->verdict_column = has_items(d, node->line + 1, node->end_line);
	d->body_open = false;
	if (d->verdict_column)
		d->proof_column = wordiest_column(d, node);
	html_raw(&d->html, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
			   "aria-label=\"");
	html_attr(&d->html, SAY(d->site, "plan.table", say_number("line", node->line)));
	buf_addf(&d->html, "\"><table class=\"t%s\">",
		 d->verdict_column ? " st" : " sm");
}

static void enter_row(struct drawing *d, const struct md_node *node)
{
	size_t item;

	d->cell = 0;
	if (node->header) {
		html_raw(&d->html, "<thead><tr>");
		if (d->verdict_column) {
			html_raw(&d->html, "<th scope=\"col\">");
			html_text(&d->html, say(d->site, "plan.verdict"));
			html_raw(&d->html, "</th>");
		}
		return;
	}
	if (!d->body_open)
		html_raw(&d->html, "<tbody>");
	d->body_open = true;
	item = find_item(d, node->line, node->line);
	d->claim_item = item;
	if (item == ITEM_NONE) {
		html_raw(&d->html, "<tr>");
		if (d->verdict_column)
			html_raw(&d->html, "<td></td>");
		return;
	}
	d->placed[item] = true;
	open_item(d, "tr", item);
	html_raw(&d->html, "<td>");
	draw_verdict(d, item);
	html_raw(&d->html, "</td>");
}

static void enter_cell(struct drawing *d, const struct md_node *node)
{
	const char *align = node->align == MD_ALIGN_RIGHT ? " class=\"n\"" : "";

	if (!node->parent->header)
		buf_addf(&d->html, "<td%s>", align);
	else if (node->child)
		buf_addf(&d->html, "<th scope=\"col\"%s>", align);
	else
		html_raw(&d->html, "<td>"); /* a heading needs words */
}

/* Further items of the same row stand in it too. */
static void leave_cell(struct drawing *d, const struct md_node *node)
{
	const struct md_node *row = node->parent;
	size_t item;
	bool here;

	if (row->header) {
		buf_adds(&d->html, node->child ? "</th>" : "</td>");
		return;
	}
	/* A row may be shorter than the table: then its last cell has the proof. */
	here = d->cell == d->proof_column || (d->cell < d->proof_column && !node->next);
	d->cell++;
	if (here && d->claim_item != ITEM_NONE) {
		draw_proof(d, d->claim_item);
		for (item = find_item(d, row->line, row->line); item != ITEM_NONE;
		     item = find_item(d, row->line, row->line)) {
			open_item(d, "div", item);
			d->placed[item] = true;
			draw_verdict(d, item);
			draw_proof(d, item);
			html_raw(&d->html, "</div>");
		}
	}
	html_raw(&d->html, "</td>");
}

/* ---- the walk ----------------------------------------------------------- */

static void draw_code(struct drawing *d, const struct md_node *node)
{
	html_raw(&d->html, "<pre tabindex=\"0\"><code>");
	html_text(&d->html, node->text);
	html_raw(&d->html, "</code></pre>");
}

static void draw_raw_html(struct drawing *d, const struct md_node *node)
{
	html_raw(&d->html, "<p class=\"rawhtml\">");
	html_text(&d->html, span_trim(node->text));
	html_raw(&d->html, "</p>");
}

static void enter_block(struct drawing *d, const struct md_node *node)
{
	switch (node->kind) {
	case MD_QUOTE:
		html_raw(&d->html, "<blockquote>");
		break;
	case MD_LIST:
		enter_list(d, node);
		break;
	case MD_ITEM:
		enter_list_item(d, node);
		break;
	case MD_CODE:
		draw_code(d, node);
		break;
	case MD_HTML:
		draw_raw_html(d, node);
		break;
	case MD_PARAGRAPH:
		enter_paragraph(d, node);
		break;
	case MD_HEADING:
		enter_heading(d, node);
		break;
	case MD_RULE:
		html_raw(&d->html, "<hr>");
		break;
	case MD_TABLE:
		enter_table(d, node);
		break;
	case MD_ROW:
		enter_row(d, node);
		break;
	case MD_CELL:
		enter_cell(d, node);
		break;
	case MD_DOCUMENT:
	case MD_TEXT:
	case MD_SOFT_BREAK:
	case MD_HARD_BREAK:
	case MD_CODE_SPAN:
	case MD_HTML_INLINE:
	case MD_EMPHASIS:
	case MD_STRONG:
	case MD_STRIKE:
	case MD_LINK:
	case MD_IMAGE:
	case MD_KINDS:
		break;
	}
}

static void leave_block(struct drawing *d, const struct md_node *node)
{
	switch (node->kind) {
	case MD_QUOTE:
		html_raw(&d->html, "</blockquote>");
		break;
	case MD_LIST:
		d->lists--;
		buf_adds(&d->html, node->ordered ? "</ol>" : "</ul>");
		break;
	case MD_ITEM:
		html_raw(&d->html, "</li>");
		break;
	case MD_PARAGRAPH:
		leave_paragraph(d, node);
		break;
	case MD_HEADING:
		leave_heading(d, node);
		break;
	case MD_TABLE:
		buf_adds(&d->html,
			 d->body_open ? "</tbody></table></div>" : "</table></div>");
		break;
	case MD_ROW:
		buf_adds(&d->html, node->header ? "</tr></thead>" : "</tr>");
		break;
	case MD_CELL:
		leave_cell(d, node);
		break;
	case MD_DOCUMENT:
	case MD_CODE:
	case MD_HTML:
	case MD_RULE:
	case MD_TEXT:
	case MD_SOFT_BREAK:
	case MD_HARD_BREAK:
	case MD_CODE_SPAN:
	case MD_HTML_INLINE:
	case MD_EMPHASIS:
	case MD_STRONG:
	case MD_STRIKE:
	case MD_LINK:
	case MD_IMAGE:
	case MD_KINDS:
		break;
	}
}

/* Blocks that can be left: a code block or a rule never is. */
static bool is_container(const struct md_node *node)
{
	return node->kind != MD_CODE && node->kind != MD_HTML && node->kind != MD_RULE;
}

/* An item of a list or a row of a table that stands on another page. */
static bool is_elsewhere(struct drawing *d, const struct md_node *block,
			 const struct md_node *node)
{
	if (node->parent != block || !split_cuts(block) || node->header ||
	    (node->line >= d->lines.from && node->line < d->lines.to))
		return false;
	if (node->kind == MD_ITEM)
		next_number(d);
	return true;
}

static void draw_block(struct drawing *d, const struct md_node *block)
{
	struct md_walk walk = md_walk(block);

	while (md_step(&walk) && d->rc == 0) {
		const struct md_node *node = walk.node;

		if (md_is_inline(node->kind)) {
			draw_inline(d, node, walk.entering);
			continue;
		}
		if (walk.entering && node != block && is_elsewhere(d, block, node)) {
			walk.entering = false; /* and on to what is behind it */
			continue;
		}
		if (walk.entering)
			enter_block(d, node);
		/* md_step() never leaves what has no children. */
		if (!walk.entering || (!node->child && is_container(node)))
			leave_block(d, node);
	}
}

/* ---- the whole document ------------------------------------------------- */

/* The text as the plan's reader saw it: repaired where it was damaged. */
static struct span plan_text(struct site *site, const struct planned *planned,
			     struct arena *arena)
{
	const struct plan_encoding *encoding = &planned->plan.encoding;
	struct utf8_damage damage;
	struct utf8_map map = { 0 };
	struct span text;

	if (planned->plan.text.len > 0)
		return planned->plan.text;
	if (!site_raw(site, planned->raw_name, &text))
		return SPAN_EMPTY;
	text = arena_copy(arena, text); /* it outlives the next artifact's */
	if (span_is(encoding->charset, "utf-16le") ||
	    span_is(encoding->charset, "utf-16be"))
		text = utf8_from_utf16(arena, text, span_ends(encoding->charset, "be"),
				       &map);
	else if (span_is(encoding->charset, "windows-1252"))
		text = utf8_from_1252(arena, text, &map);
	text = utf8_skip_bom(text);
	for (int layer = 0; layer < 3 && encoding->mojibake.len > 0; layer++) {
		memset(&damage, 0, sizeof(damage));
		memset(&map, 0, sizeof(map));
		text = utf8_undo(arena, text, &damage, &map);
		if (!damage.charset)
			break;
	}
	return text;
}

static bool is_title(struct drawing *d, const struct md_node *node)
{
	struct span words;

	if (d->title_dropped || node->kind != MD_HEADING)
		return false;
	d->title_dropped = true;
	words = md_plain(d->site->scratch, node);
	/* The plan's title comes without the marks around it. */
	return node->level == 1 && !has_items(d, node->line, node->line) &&
	       d->planned->plan.title.len > 0 &&
	       span_find(words, d->planned->plan.title) >= 0;
}

/* Whether some of the block stands on the part being drawn. */
static bool is_here(const struct drawing *d, const struct md_node *block)
{
	if (split_cuts(block))
		return block->line < d->lines.to && block->end_line >= d->lines.from;
	return block->line >= d->lines.from && block->line < d->lines.to;
}

static void draw_document(struct drawing *d, unsigned part)
{
	const struct document *document = d->document;

	d->part = part;
	d->lines = document->split.parts.at[part - 1];
	for (const struct md_node *block = document->md.root->child;
	     block && d->rc == 0; block = block->next) {
		bool title = is_title(d, block);

		if (title || !is_here(d, block))
			continue;
		draw_block(d, block);
		draw_unplaced(d, block->end_line);
	}
	if (document->text.len == 0) {
		html_raw(&d->html, "<p class=\"note\">");
		html_text(&d->html, say(d->site, "plan.no-words"));
		html_raw(&d->html, "</p>");
	}
	draw_unplaced(d, ~0U);
}

/* ---- what stands around it ---------------------------------------------- */

static void add_notes(struct site *site, struct value *value,
		      const struct planned *planned)
{
	const struct plan_encoding *encoding = &planned->plan.encoding;
	struct value *notes = value_list(value, "notes");

	if (planned->plan.is_template)
		value_add_text(notes, say(site, "plan.note-template"));
	if (planned->plan.incomplete)
		value_add_text(notes, say(site, "plan.note-incomplete"));
	if (encoding->mojibake.len > 0)
		value_add_text(notes, SAY(site, "plan.note-damaged",
					  say_text("charset", encoding->mojibake),
					  say_number("places", encoding->runs),
					  say_number("line", encoding->first_line)));
	else if (encoding->charset.len > 0 &&
		 !span_is_nocase(encoding->charset, "utf-8"))
		value_add_text(notes, SAY(site, "plan.note-charset",
					  say_text("charset", encoding->charset)));
}

/* All sections; of very many those of this part, the others are behind its links. */
static void add_contents(struct site *site, struct value *value, size_t plan,
			 unsigned part)
{
	const struct planned *planned = &site->report->plans.at[plan];
	struct plan_index *index = &site->plans[plan];
	struct value *list = value_list(value, "sections");
	bool all = index->sections.count <= SECTIONS_SHOWN;

	for (size_t s = 0; s < index->sections.count; s++) {
		struct section *section = &index->sections.at[s];
		const struct span *href;
		struct value *entry;

		if (section->href.len == 0) {
			href = table_get(index->anchors, section->title);
			section->href = href ? *href
					     : url_plan(site->arena, &planned->plan,
							index->part[section->first]);
		}
		if (!all && index->part[section->first] != part)
			continue;
		entry = value_add(list);
		value_text(entry, "href", page_href(site, section->href));
		value_text(entry, "title", section->title);
		value_count(entry, "good",
			    section->counts[VERDICT_VERIFIED] +
				    section->counts[VERDICT_WAIVED] +
				    section->counts[VERDICT_READY]);
		value_count(entry, "all", section->items.count);
	}
	value_flag(value, "has_sections", index->sections.count > 1);
}

/* Bad to good, as people look for trouble. */
static void add_filters(const struct site *site, struct value *value,
			const uint64_t counts[VERDICTS])
{
	struct value *list = value_list(value, "legend");
	unsigned kinds = 0;

	for (unsigned i = 0; i < VERDICTS; i++) {
		enum verdict verdict = verdict_by_trouble[i];
		struct value *entry;

		if (counts[verdict] == 0)
			continue;
		kinds++;
		entry = value_add(list);
		value_text(entry, "word", span_of(verdict_word[verdict]));
		value_text(entry, "label",
			   say_word(site, "verdict", verdict_word[verdict]));
		value_count(entry, "count", counts[verdict]);
	}
	value_flag(value, "filters", kinds > 0);
}

/* Those of this part's lines; what has no line stands on the first. */
static void add_findings(struct site *site, struct value *value,
			 const struct planned *planned, struct split_part lines)
{
	struct value *list = value_list(value, "findings");
	size_t here = 0;

	for (size_t i = 0; i < planned->plan.findings.count; i++) {
		const struct finding *finding = &planned->plan.findings.at[i];
		struct value *entry;

		if (finding->line < lines.from || finding->line >= lines.to)
			continue;
		if (++here > FINDINGS_SHOWN)
			continue;
		entry = value_add(list);
		if (finding->line > 0)
			value_printf(entry, "line", "%u", finding->line);
		else
			value_text(entry, "line", SPAN_EMPTY);
		value_text(entry, "message", finding->message);
		value_text(entry, "title",
			   finding->rule ? span_of(finding->rule->title) : SPAN_EMPTY);
	}
	value_flag(value, "has_findings", here > 0);
	if (here > FINDINGS_SHOWN)
		value_printf(value, "findings_more", "%.*s",
			     SPAN_ARG(words_count(site->scratch,
						  here - FINDINGS_SHOWN)));
	else
		value_text(value, "findings_more", SPAN_EMPTY);
}

static void add_parts(struct site *site, struct value *value,
		      const struct planned *planned, unsigned parts, unsigned part)
{
	struct value *list = value_list(value, "parts");

	for (unsigned i = 1; i <= parts; i++) {
		struct value *entry = value_add(list);

		value_text(entry, "href",
			   page_href(site, url_plan(site->scratch, &planned->plan, i)));
		value_printf(entry, "number", "%u", i);
		value_flag(entry, "current", i == part);
	}
	value_flag(value, "has_parts", parts > 1);
	if (parts > 1)
		value_printf(value, "part", "%u", part);
	else
		value_text(value, "part", SPAN_EMPTY);
}

static void add_head(struct site *site, struct value *value, size_t plan)
{
	const struct planned *planned = &site->report->plans.at[plan];
	const struct plan_index *index = &site->plans[plan];

	value_text(value, "title", planned->plan.title);
	value_text(value, "path", planned->plan.path);
	value_text(value, "file", path_base(planned->plan.path));
	value_text(value, "raw",
		   planned->raw_name.len > 0 ? page_href(site, planned->raw_name)
					     : SPAN_EMPTY);
	value_text(value, "withheld",
		   planned->plan.withheld ? planned->plan.withheld_why : SPAN_EMPTY);
	value_commit(value, "commit", site->report->run.commit);
	value_text(value, "items",
		   SAY(site, "plan.items", say_number("items", index->judged)));
	value_text(value, "owner", planned->owner);
	value_time(value, "changed", planned->last_commit_at);
	value_bar(site, value, "bar", index->counts, 12);
	add_filters(site, value, index->counts);
	add_notes(site, value, planned);
}

/* Draw one part; its headings' anchors are known then. */
static int draw_part(struct site *site, size_t plan, const struct document *document,
		     unsigned part, struct buf *out, struct err *err)
{
	struct drawing d = { .site = site,
			     .plan = plan,
			     .planned = &site->report->plans.at[plan],
			     .index = &site->plans[plan],
			     .document = document,
			     .by_line = document->by_line,
			     .err = err,
			     .claim_item = ITEM_NONE };

	buf_init(&d.html, LIMIT_PAGE_BYTES);
	d.names = url_names_new(site->scratch);
	d.placed = ARENA_ARRAY(site->scratch, bool, d.planned->judgements.count + 1);
	draw_document(&d, part);
	*out = d.html;
	return d.rc;
}

/* A page's anchors must be known before the contents of any page are written. */
static int learn_anchors(struct site *site, size_t plan,
			 const struct document *document, struct err *err)
{
	int rc = 0;

	for (unsigned part = 1; part <= site->plans[plan].parts && rc == 0; part++) {
		struct buf ignored;

		page_begin(site, url_plan(site->arena,
					  &site->report->plans.at[plan].plan, part));
		rc = draw_part(site, plan, document, part, &ignored, err);
		buf_release(&ignored);
	}
	return rc;
}

static int write_part(struct site *site, size_t plan, const struct document *document,
		      unsigned part, struct err *err)
{
	const struct planned *planned = &site->report->plans.at[plan];
	struct value *value =
		page_begin(site, url_plan(site->arena, &planned->plan, part));
	struct page page = { .template = "plan",
			     .title = planned->plan.title,
			     .nav = "plan/index.html",
			     .class = "planpage" };
	struct buf html;
	int rc;

	add_head(site, value, plan);
	add_parts(site, value, planned, site->plans[plan].parts, part);
	rc = draw_part(site, plan, document, part, &html, err);
	add_contents(site, value, plan, part);
	add_findings(site, value, planned, document->split.parts.at[part - 1]);
	value_slot(value, "plan_body", buf_span(&html));
	if (rc == 0)
		rc = page_end(site, &page, value, err);
	buf_release(&html);
	return rc;
}

int page_plan(struct site *site, size_t plan, struct err *err)
{
	const struct planned *planned = &site->report->plans.at[plan];
	struct document document = { .arena = arena_new(LIMIT_SCRATCH_BYTES) };
	int rc = 0;

	document.text = plan_text(site, planned, document.arena);
	md_parse(&document.md, document.text, document.arena);
	document.by_line = sort_items(planned, document.arena);
	split_plan(&document.split, site, plan, document.md.root, document.arena);
	if (site->plans[plan].parts > 1)
		rc = learn_anchors(site, plan, &document, err);
	for (unsigned part = 1; part <= site->plans[plan].parts && rc == 0; part++)
		rc = write_part(site, plan, &document, part, err);
	arena_free(document.arena);
	return rc;
}

unsigned plan_part_with(const struct site *site, size_t plan, enum verdict verdict)
{
	const struct planned *planned = &site->report->plans.at[plan];
	const struct plan_index *index = &site->plans[plan];
	unsigned first = 0;

	for (size_t i = 0; i < planned->judgements.count && index->parts > 1; i++) {
		const struct judgement *judgement = &planned->judgements.at[i];

		if (judgement->judged && !judgement->parent &&
		    judgement->verdict == verdict &&
		    (first == 0 || index->part[i] < first))
			first = index->part[i];
	}
	return first > 0 ? first : 1;
}
