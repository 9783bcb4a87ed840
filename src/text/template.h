/*
 * template.h - pages from values: a language with almost no logic.
 *
 *     {{name}}                the value, escaped for the place it stands in
 *     {{#name}} ... {{/name}} once for each element of a list; once inside an
 *                             object; once where a text is not empty
 *     {{^name}} ... {{/name}} where the list, text or slot is empty
 *     {{>partial}}            another template, with the values in reach here
 *     {{@section.key}}        the sentence of that key (text/phrase.h), its values
 *                             being those in reach here
 *     {{! a comment }}        nothing
 *     {{.}}                   the element itself, in a list of texts
 *
 * There is no way to write a text unescaped.  HTML that C code made comes in as
 * a slot, which is a kind of value, and stands between tags only.  Where a
 * section, partial or comment tag has its line for itself, the line goes too.
 *
 * A name is looked for in the innermost object first, then outwards; one that
 * is nowhere is an error that names the nearest name there is.  So whoever
 * builds values sets every key, an empty one where there is nothing to say.
 *
 * While a template is parsed, a small reader follows its HTML: a value may stand
 * between tags and in a quoted attribute, nowhere else, and at the start of href,
 * src and action it must be an address that html_url_ok() allows.
 *
 * This is Mustache (its specification 1.4.2) but for what tests/unit/test_mustache.c
 * lists: no unescaped value, no delimiters of one's own, no blocks, no dotted names,
 * and a name that is nowhere is an error where Mustache writes nothing.  A tag that is
 * not of this language is an error, never text.
 *
 * Values and templates live in the arena they were given.
 */
#ifndef TEXT_TEMPLATE_H
#define TEXT_TEMPLATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/span.h"
#include "text/jsonout.h"
#include "text/phrase.h"

#define TEMPLATE_DEPTH 24 /* sections and partials in each other */

/* ---- values ------------------------------------------------------------- */

enum value_kind { VALUE_TEXT, VALUE_SLOT, VALUE_OBJECT, VALUE_LIST };

struct value {
	enum value_kind kind;
	const char *key;  /* in an object; a literal or as long-lived as the value */
	struct span text; /* of a text or slot; borrowed */
	struct value *next;
	struct value *first, *last; /* of an object or list */
	struct arena *arena;
};

/* The root: an empty object. */
struct value *value_new(struct arena *arena);

/* Members of an object; `text` and `html` are borrowed, not copied. */
void value_text(struct value *object, const char *key, struct span text);
void value_slot(struct value *object, const char *key, struct span html);
void value_count(struct value *object, const char *key, uint64_t number); /* 12,345 */
struct value *value_object(struct value *object, const char *key);
struct value *value_list(struct value *object, const char *key);

/* "yes" or nothing: for {{#flag}}. */
void value_flag(struct value *object, const char *key, bool flag);

/* Elements of a list. */
struct value *value_add(struct value *list); /* a new object */
void value_add_text(struct value *list, struct span text);

/* The member of that name, or NULL. */
const struct value *value_get(const struct value *object, struct span key);

/* As JSON; a slot is {"html": ...}. */
void value_dump(struct jsonout *json, const struct value *value);

/* ---- templates ---------------------------------------------------------- */

struct templates;

/* An empty set. */
struct templates *templates_new(struct arena *arena);

/*
 * Parse one; a name that is there already is replaced.  `text` stays borrowed.
 * ERR_FORMAT, err->where being `path` with line and column.
 */
int templates_add(struct templates *templates, struct span name, struct span path,
		  struct span text, struct err *err);

/* Where {{@section.key}} is looked up; NULL, as at first: nowhere. */
void templates_phrases(struct templates *templates, const struct phrases *phrases);

/* After the last: every partial and sentence is there, and none includes itself. */
int templates_link(struct templates *templates, struct err *err);

/* ERR_FORMAT for a name that `data` lacks, ERR_INTERNAL for an unknown template. */
int template_render(struct buf *out, const struct templates *templates,
		    const char *name, const struct value *data, struct err *err);

#endif
