/*
 * claim.h - what the marks and words of one item, cell or status line claim.
 *
 * Where two sources disagree the weaker one counts and `clash` is set (C7).
 * Rules: plans.md sections 7.2 to 7.4.
 */
#ifndef PLAN_CLAIM_H
#define PLAN_CLAIM_H

#include "base/arena.h"
#include "model/plan.h"

struct claim_reading {
	enum claim claim;
	enum claim_from from;
	struct span mark;      /* the box's mark, the glyph or the words, as written */
	struct span qualified; /* words that make the claim conditional */
	struct span done_on;   /* ISO */
	struct span rest;      /* plain text without the marks and states at its ends */
	struct span clash; /* the words that disagree with the mark; empty: none do */
	bool glyph;        /* a status glyph of its own */
	bool struck;
	const char *rule;
};

/*
 * An item's own text.  `box` is what its box says, CLAIM_NONE where it has none;
 * `source` is its Markdown, `plain` what people see of it.
 */
void claim_of_text(struct claim_reading *out, enum claim box, struct span box_mark,
		   struct span source, struct span plain, struct arena *arena);

/*
 * What a strict sign behind the text's last dash or colon says ("API - [tick] up"), or
 * one that ends it; CLAIM_NONE: there is none.
 */
enum claim claim_sign_of(struct span plain);

/* A state cell, or what stands behind "Status:". */
void claim_of_cell(struct claim_reading *out, struct span plain, struct arena *arena);

/*
 * What a remark beside a state says, where it says no more than that: "pending", "not
 * done yet"; CLAIM_NONE: anything else.
 */
enum claim claim_of_remark(struct span plain, struct arena *arena);

/* A heading: a strict glyph at either end, a state word at its end. */
void claim_of_heading(struct claim_reading *out, struct span plain, unsigned level,
		      struct arena *arena);

/* A line that says no more than that something is finished: "Checklist complete!" */
bool claim_of_slogan(struct claim_reading *out, struct span plain, struct arena *arena);

/*
 * A later source refines an earlier one, and only so: the table of section 7.2.
 * `words` are what clashes, where they do.
 */
void claim_refine(struct claim_reading *out, enum claim later, struct span words);

/* The whole source struck through, and at most a remark behind it. */
bool claim_is_struck(struct span source);

/* The weaker of two claims; none is no claim at all. */
enum claim claim_weaker(enum claim a, enum claim b);

/* done and ready against everything that says otherwise */
bool claim_is_positive(enum claim claim);
bool claim_is_negative(
	enum claim claim); /* open, in_progress, blocked, failed, unknown */

/* Text without the glyphs, emoji and blanks at its ends. */
struct span claim_bare(struct span plain);

#endif
