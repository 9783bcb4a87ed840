/*
 * md.h - the door to cmark-gfm: Markdown to a tree of plain structs.
 *
 * GitHub-flavoured Markdown 0.29 with tables, strikethrough and task lists;
 * never autolink, never cmark's own HTML.  Before cmark sees a byte, one pass
 * over the lines enforces limits.h: a line that is too long, nested too deep or
 * too much for its paragraph is left out, as if it were blank; where the whole
 * text is too much, it is cut, and what lies beyond is not parsed.
 *
 * The tree and every span in it live in the arena that md_parse() was given.
 * Text is decoded (entities, escapes), so it is not a piece of the source; use
 * lines and columns to find that.
 */
#ifndef TEXT_MD_H
#define TEXT_MD_H

#include "base/arena.h"
#include "base/span.h"

enum md_kind {
	/* blocks */
	MD_DOCUMENT,
	MD_QUOTE,
	MD_LIST,
	MD_ITEM,
	MD_CODE, /* fenced or indented */
	MD_HTML, /* a block of raw HTML; never to be passed on unescaped */
	MD_PARAGRAPH,
	MD_HEADING,
	MD_RULE,
	MD_TABLE,
	MD_ROW,
	MD_CELL,
	/* inlines */
	MD_TEXT,
	MD_SOFT_BREAK,
	MD_HARD_BREAK,
	MD_CODE_SPAN,
	MD_HTML_INLINE,
	MD_EMPHASIS,
	MD_STRONG,
	MD_STRIKE,
	MD_LINK,
	MD_IMAGE,
	MD_KINDS
};

enum md_align { MD_ALIGN_NONE, MD_ALIGN_LEFT, MD_ALIGN_CENTER, MD_ALIGN_RIGHT };

struct md_node {
	enum md_kind kind;
	unsigned char level; /* of a heading, 1 to 6 */
	unsigned char align; /* enum md_align, of a cell */
	bool ordered, tight; /* of a list */
	bool fenced;         /* of code */
	bool task, ticked;   /* of an item whose box cmark saw; plans have more kinds */
	bool header;         /* of a row */
	unsigned start;      /* first number of an ordered list */
	/*
	 * From 1; columns are bytes.  Right for blocks; inlines have the line they
	 * start on (a cell that is not in the source has line 0).  end_line is the
	 * last line that is not blank.
	 */
	unsigned line, column, end_line;
	struct span text;  /* of text, code, code span, HTML */
	struct span info;  /* of a fence: the word behind it */
	struct span url;   /* of a link or image, as written: check the scheme */
	struct span title; /* of a link or image */
	struct md_node *parent, *child, *next;
};

/* A limit that cut the text. */
struct md_limit {
	const char *name; /* "cells", "nodes", "memory", "bytes"; and of md_gap */
	size_t value;
	unsigned line; /* the first one that was not parsed; 0: the whole text */
};

/* Lines that were left out for one reason, while the rest was parsed. */
struct md_gap {
	const char *name; /* "line", "run", "depth" */
	size_t value;
	unsigned line, end_line;
};

struct md {
	LIST(struct md_gap) gaps; /* in order of lines */
	struct md_node
		*root; /* never NULL; without children where nothing was parsed */
	size_t nodes;
	struct md_limit limit; /* name NULL: everything was parsed */
};

/*
 * Parse valid or invalid UTF-8 (bad bytes and NUL become U+FFFD).  Never fails;
 * *out says what was cut.  Memory is bounded by limits.h whatever the text.
 */
void md_parse(struct md *out, struct span text, struct arena *arena);

/* The same, where paragraphs, headings and cells have no children: for less. */
void md_parse_blocks(struct md *out, struct span text, struct arena *arena);

/* Add to every place in the tree: for text that was a part of a larger one. */
void md_shift(struct md *md, unsigned lines, unsigned columns);

/* Register the extensions, so that a jailed worker need not: it opens no file later. */
void md_warm_up(void);

/*
 * How much of the text may be parsed with no line left out; *limit says why, where
 * it is not all.
 */
size_t md_prescan(struct span text, struct md_limit *limit);

/*
 * Walk a tree without recursion.  Each node with children is entered and left
 * (`entering` true, then false); a node without children is only entered.
 *     struct md_walk walk = md_walk(root);
 *     while (md_step(&walk))
 *             if (walk.entering) open(walk.node); else close(walk.node);
 */
struct md_walk {
	const struct md_node *root, *node;
	bool entering;
};
struct md_walk md_walk(const struct md_node *root);
bool md_step(struct md_walk *walk);

/* All text below a node, with one space for a line break; code spans included. */
struct span md_plain(struct arena *arena, const struct md_node *node);

static inline bool md_is_inline(enum md_kind kind)
{
	return kind >= MD_TEXT;
}

#endif
