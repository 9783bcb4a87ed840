/*
 * reading.h - the state of one plan being read, shared by the modules of this
 * room and by nobody else.
 *
 * The plan grows in the run's arena, everything else in scratch memory.  Lists
 * grow, so other modules keep indices, not pointers.
 */
#ifndef PLAN_READING_H
#define PLAN_READING_H

#include "plan/inline.h"
#include "plan/parse.h"
#include "text/md.h"
#include "text/utf8.h"

/* What a heading or the words before a list say about the list: plans.md section 6. */
enum topic {
	TOPIC_DELIVERABLES = 1 << 0,
	TOPIC_EXISTING = 1 << 1, /* "Files created": they are there */
	TOPIC_CRITERIA = 1 << 2,
	TOPIC_CONDITIONAL = 1 << 3, /* "... if:": requirements, nothing claimed */
	TOPIC_INVERTED = 1 << 4,    /* NO-GO, rollback criteria: true is bad */
	TOPIC_GAPS = 1 << 5,
	TOPIC_STEPS = 1 << 6,
	TOPIC_SIGNOFF = 1 << 7,
	TOPIC_LEGEND = 1 << 8,
	TOPIC_FEATURES = 1 << 9, /* description, whatever glyphs it has */
	TOPIC_IGNORED = 1 << 10, /* contacts, links, monitoring, agendas */
	TOPIC_STATUS = 1 << 11,  /* "Final status": speaks of the document */
	TOPIC_BUCKET = 1 << 12,  /* "Done", "In progress (3)" */
	TOPIC_CHANGED = 1 << 13, /* "Files modified": there, and changed */
};

/* A heading and what stands under it; the first one is the document itself. */
struct section {
	struct span plain, folded;
	unsigned level; /* 0: the document */
	unsigned line;
	unsigned topics, own_topics; /* with those of higher headings; of its own */
	size_t parent;
	size_t item;       /* the section's claim, or ITEM_NONE */
	enum claim bucket; /* TOPIC_BUCKET */
	bool details;      /* opened by a summary */
	bool later;        /* for after the launch, or asked of every piece of work */
	struct span
		normal; /* for ids: its words from here to level 1; ptr NULL: unknown */
};

struct line {
	struct span text;  /* its first words, where it is too long to be read */
	size_t offset;     /* in plan.text */
	size_t stored_len; /* there, without its end */
};

/* What the modules need to know of an item beside the item; same index. */
struct item_note {
	size_t section;
	struct span folded;   /* plain, folded */
	struct span normal;   /* for the id: no marks, states, measured values */
	struct span identity; /* the same as words of an id; ptr NULL: not made yet */
	struct span place;    /* of a row of a summary: "phase a", or empty */
	struct span subject;  /* path the item is about, cleaned, or empty */
	bool box;             /* has a box */
	bool qualified;       /* the claim is conditional */
	bool own_glyph;
	bool crossed;         /* a gap that a failing sign stands in front of */
	bool likened;         /* C2 is told of it */
	unsigned char awaits; /* lines below a sign-off that may be its name and date */
	bool unticked;        /* P-SIGN-NOBOX is told of it */
	bool refused;         /* a sign-off whose words say that it is not given */
	bool asked;           /* in a list of what must hold: "done when:" */
	bool borrowed;        /* its words are those of the row above it */
	bool id_twice;        /* another item declares the same id */
	unsigned declared_level; /* enum item_level + 1 of an annotation; 0: none */
	struct span declared_role;
	bool level_word; /* its own words say that it is required */
	bool decorated;  /* a heading's glyph that was taken for decoration: decor.h */
	bool counts_section;             /* a tally of what stands under its heading */
	bool of_heading;                 /* a tally that stands in its heading */
	bool of_row;                     /* a tally that is one row of several */
	int64_t tally_done, tally_total; /* ITEM_TALLY; -1: not said */
	int64_t lines_total;             /* ITEM_TALLY of lines, in millionths; or 0 */
};

/* What the plan's own legend says of a mark, without variation selector. */
struct legend_entry {
	struct span mark;
	enum claim claim; /* CLAIM_NONE: it ranks */
	unsigned level;   /* of what it ranks: enum item_level + 1; 0: not said */
};

/* One text in the forms that several modules ask for; each made once. */
struct flat {
	struct span source;
	struct seen seen;
	struct span folded, prose; /* ptr NULL: not made yet; prose is folded too */
};

/* A row that says that one thing is not installed, not deployed, not written. */
struct denied {
	size_t item;
	struct span thing, word; /* folded: "moviepy", "installed" */
};

struct plan_rules;
struct open_below;

struct reading {
	struct plan *plan;
	const struct plan_rules *rules;
	const struct plan_options *options;
	struct arena *arena, *scratch;
	struct utf8_map maps[6]; /* from the text back to the bytes, last one first */
	size_t map_count;
	struct line *lines; /* from 1; lines[0] is empty */
	unsigned line_count;
	LIST(unsigned)
	cut; /* lines that are too long, of which first words are kept, or
		that another limit leaves out */
	LIST(struct section) sections;
	size_t section;     /* the one that is open */
	unsigned last_rule; /* line of the last thematic break, 0: none */
	LIST(struct item_note) notes;
	LIST(struct legend_entry) legend;
	LIST(struct denied) denied; /* rows in whose words another line may disagree */
	bool dots_rank;       /* coloured dots before boxes are priorities: legend.h */
	struct flat flat;     /* the text that was asked for last */
	struct span language; /* locale.c: with decimals, once locale_known */
	unsigned decimals;    /* enum decimals */
	bool locale_known;
	struct span evidence_root;     /* of the plan comment or "Evidence root:" */
	int template_said;             /* 1 yes, -1 no, 0 nothing said */
	struct open_below *open_below; /* clash.c; NULL: not counted yet */
	bool items_told;               /* that there are more items than are read */
	bool keep_secrets;             /* plan_repair(): the text is the file */
	int ignoring;                  /* 1: the next item, 2: until ignore-end */
};

/* The text of line `number`, from 1; empty where there is none. */
struct span reading_line(const struct reading *r, unsigned number);

/* Column in the stored bytes of `at` bytes into a line of the text. */
unsigned reading_column(const struct reading *r, unsigned line, size_t at);

/*
 * The source of a paragraph or heading without the marks of its containers,
 * lines joined by LF.
 */
struct span reading_source(struct reading *r, const struct md_node *block);

/*
 * inline_seen() of a source: its plain text, the same folded, and its prose folded:
 * in the arena, and made once for a source that several modules look at in turn.
 */
struct span reading_plain(struct reading *r, struct span source);
struct span reading_folded(struct reading *r, struct span source);
struct span reading_prose(struct reading *r, struct span source);

/* Without up to `quotes` block quote marks and the blanks around them. */
struct span reading_unquote(struct span line, unsigned quotes);

/* How many block quotes a node stands in. */
unsigned reading_quotes(const struct md_node *node);

/* A new item under the open section; its index. */
size_t reading_item(struct reading *r, enum item_kind kind, const char *rule,
		    unsigned line);

/* Take the last item back; what was found about it is about `heir` now. */
void reading_drop(struct reading *r, size_t heir);

struct item *item_at(struct reading *r, size_t index);
struct item_note *note_at(struct reading *r, size_t index);

/* A finding; `item` may be ITEM_NONE.  The message is printf-like. */
struct finding *reading_find(struct reading *r, const char *code, unsigned line,
			     size_t item, const char *fmt, ...) LIKE_PRINTF(5, 6);

/* What the parser left out: P-LIMIT, and the lines are lost to their items. */
void reading_limits(struct reading *r, const struct md *md);

/* At most 80 characters of it, for quoting in a message; in the arena. */
struct span reading_quote(struct reading *r, struct span text);

/* source.c: bytes to text and lines; false where the file is not to be read. */
bool source_read(struct reading *r, struct span bytes);

#endif
