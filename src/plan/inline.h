/*
 * inline.h - one paragraph's Markdown source, taken apart.
 *
 * The plan reader works on source text, because cmark's inline positions are
 * wrong on continuation lines and a reference definition can turn boxes into
 * links.  Pieces point into the source and follow each other without gaps.
 */
#ifndef PLAN_INLINE_H
#define PLAN_INLINE_H

#include "base/arena.h"
#include "base/span.h"

enum piece_kind {
	PIECE_TEXT,
	PIECE_CODE,
	PIECE_LINK,  /* [text](url) */
	PIECE_IMAGE, /* ![text](url) */
	PIECE_URL,   /* <http://...> and bare http://... */
	PIECE_HTML,  /* a tag or a comment */
};

struct piece {
	enum piece_kind kind;
	size_t at;        /* offset of raw in the source */
	struct span raw;  /* with its marks */
	struct span text; /* without them */
	struct span url;
};

struct pieces {
	struct span source;
	size_t at;
	const bool *begins; /* bytes that may begin a piece */
	unsigned unclosed;  /* lengths of backtick runs that have no partner */
	bool no_comment;    /* "<!--" without an end */
};

struct pieces pieces_of(struct span source);
bool piece_next(struct pieces *pieces, struct piece *out);

/*
 * What people see: no emphasis, code marks, link targets, tags, comments and
 * escapes; one space for a line break; trimmed.  Runs of underscores stay.  In the
 * arena; a part of `source` itself where nothing changes.
 */
struct span inline_plain(struct arena *arena, struct span source);

/* The same, and the same again without code spans and URLs: words that are prose. */
struct seen {
	struct span plain, prose;
};
struct seen inline_seen(struct arena *arena, struct span source);

#endif
