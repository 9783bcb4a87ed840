/*
 * phrase.h - the words of the pages, by key: one table, ready for translation.
 *
 * The file is in the syntax of text/kv.h; a section and a key make a name:
 *
 *     [language]
 *     tag = en
 *     [overview]
 *     lead = "{verified} of {all} {all|item|items} {verified|is|are} verified."
 *     gate = "The **{profile}** gate; see `muster.conf`."
 *
 * "overview.lead" is a whole sentence.  In it {name} is a value; {name|...|...} is the
 * form that goes with the number `name`, one for each plural category of the language;
 * {@name} is a value whose direction of writing is its own; `text` is code, **text** is
 * bold, *text* is stressed.  A backslash before one of { } ` * takes its meaning away
 * (kv.h wants it written \\).
 *
 * Plural categories are those of CLDR (Unicode TR 35, part 3, "Language Plural Rules"),
 * chosen by language.tag; rules are known for the languages in phrase.c, and for whole
 * numbers alone, since pages count nothing else.
 */
#ifndef TEXT_PHRASE_H
#define TEXT_PHRASE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/span.h"

#include <stdbool.h>
#include <stdint.h>

#define PHRASE_FORMS 6 /* zero, one, two, few, many, other */

enum phrase_kind {
	PHRASE_TEXT,
	PHRASE_VALUE,
	PHRASE_PLURAL,
	PHRASE_CODE, /* these three: where it opens, and where it closes again */
	PHRASE_BOLD,
	PHRASE_STRESS,
};

struct phrase_piece {
	enum phrase_kind kind;
	struct span text; /* of a text; name of a value or plural */
	struct span form[PHRASE_FORMS];
	bool opens;
	bool isolated; /* a value in <bdi> */
};

struct phrase {
	struct span key;    /* "overview.lead" */
	struct span source; /* as the file has it */
	struct span tag;    /* of its language: "en" */
	bool has_markup;
	const struct plural_rule *rule;
	LIST(struct phrase_piece) pieces;
};

struct phrases;

struct phrases *phrases_new(struct arena *arena);

/*
 * Read a file of them.  What the first file has may stand in a later one again, and
 * counts then; a key that the first lacks is an error there, as is a value that the
 * first one's sentence does not have.  ERR_FORMAT with file and line.
 */
int phrases_add(struct phrases *phrases, struct span path, struct span bytes,
		struct err *err);

/* NULL where there is none of that name. */
const struct phrase *phrases_get(const struct phrases *phrases, struct span key);
/* The key nearest to one that is not there; empty: none is near. */
struct span phrases_nearest(const struct phrases *phrases, struct span key);

/*
 * Members "section.key": [tag, plural categories, source], sorted, of one section: for
 * scripts, which choose forms themselves.  `string` writes a JSON string.
 */
void phrases_list(struct buf *out, const struct phrases *phrases, const char *section,
		  void (*string)(struct buf *out, struct span text));

/* The form that goes with `number`: an index into phrase_piece.form. */
unsigned phrase_plural(const struct phrase *phrase, uint64_t number);

/* A value for {name}: its text, or where that is empty the number with commas. */
struct phrase_value {
	const char *name;
	struct span text;
	uint64_t number; /* for {name|...} */
};

/* The whole sentence, as plain text.  A value that is not there stays empty. */
void phrase_write(struct buf *out, const struct phrase *phrase,
		  const struct phrase_value *values, size_t count);

#endif
