#include "text/phrase.h"

#include "base/num.h"
#include "base/table.h"
#include "text/kv.h"

#include <string.h>

/* ---- plural categories -------------------------------------------------- */

/* Source: CLDR 45, common/supplemental/plurals.xml, type="cardinal", for i = n, v = 0.
 */

static unsigned plural_other(uint64_t n)
{
	(void)n;
	return 0;
}

static unsigned plural_one(uint64_t n)
{
	return n == 1 ? 0 : 1;
}

static unsigned plural_zero_one(uint64_t n)
{
	return n <= 1 ? 0 : 1;
}

/* one: 1, 21, 31; few: 2 to 4, 22 to 24; many: the others. */
static unsigned plural_slavic(uint64_t n)
{
	if (n % 10 == 1 && n % 100 != 11)
		return 0;
	if (n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14))
		return 1;
	return 2;
}

static unsigned plural_polish(uint64_t n)
{
	if (n == 1)
		return 0;
	if (n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14))
		return 1;
	return 2;
}

static unsigned plural_czech(uint64_t n)
{
	return n == 1 ? 0 : n >= 2 && n <= 4 ? 1 : 2;
}

static unsigned plural_arabic(uint64_t n)
{
	if (n <= 2)
		return (unsigned)n;
	if (n % 100 >= 3 && n % 100 <= 10)
		return 3;
	return n % 100 >= 11 ? 4 : 5;
}

/* clang-format off: one rule a line */
static const struct plural_rule {
	const char *languages; /* between blanks */
	const char *categories;
	unsigned forms;
	unsigned (*form)(uint64_t number);
} plural_rules[] = {
	{ " en de nl sv da no nb nn fi et hu el it ca es bg tr ", "one other", 2,
	  plural_one },
	{ " fr pt hi fa ", "one other", 2, plural_zero_one },
	{ " ja zh ko vi th id ms ", "other", 1, plural_other },
	{ " ru uk be ", "one few many", 3, plural_slavic },
	{ " sr hr bs ", "one few other", 3, plural_slavic },
	{ " pl ", "one few many", 3, plural_polish },
	{ " cs sk ", "one few other", 3, plural_czech },
	{ " ar ", "zero one two few many other", 6, plural_arabic },
};
/* clang-format on */

struct phrases {
	struct arena *arena;
	struct table *by_key; /* to struct phrase */
	const struct plural_rule *rule;
	struct span tag;
	bool closed; /* the first file is read */
};

static const struct plural_rule *rule_of(struct span tag)
{
	struct span primary = tag;
	ptrdiff_t dash = span_index(tag, '-');

	if (dash > 0)
		primary = span_sub(tag, 0, (size_t)dash);
	for (size_t i = 0; i < sizeof(plural_rules) / sizeof(plural_rules[0]); i++) {
		struct span all = span_of(plural_rules[i].languages);
		ptrdiff_t at = primary.len > 0 ? span_find(all, primary) : -1;

		if (at > 0 && all.ptr[at - 1] == ' ' &&
		    all.ptr[(size_t)at + primary.len] == ' ')
			return &plural_rules[i];
	}
	return NULL;
}

unsigned phrase_plural(const struct phrase *phrase, uint64_t number)
{
	return phrase->rule->form(number);
}

/* ---- one sentence ------------------------------------------------------- */

struct reading {
	struct phrases *phrases;
	struct phrase *phrase;
	struct span text;
	size_t at;
	bool open[PHRASE_STRESS + 1];
	struct pos pos;
	struct err *err;
};

static struct phrase_piece *add_piece(struct reading *r, enum phrase_kind kind)
{
	struct phrase_piece *piece = LIST_ADD(r->phrases->arena, &r->phrase->pieces);

	piece->kind = kind;
	return piece;
}

static int refuse(struct reading *r, const char *why, const char *fix)
{
	err_set(r->err, ERR_FORMAT, "\"%.*s\": %s", SPAN_ARG(r->phrase->key), why);
	err_fix(r->err, "%s", fix);
	return err_at(r->err, r->pos);
}

static bool is_value_name(struct span name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_", name.ptr[i]) ||
		    name.ptr[i] == '\0')
			return false;
	return name.len > 0;
}

static int read_plain_value(struct reading *r, struct span inner)
{
	struct phrase_piece *piece = add_piece(r, PHRASE_VALUE);

	piece->isolated = span_starts(inner, "@");
	piece->text = span_from(inner, piece->isolated ? 1 : 0);
	r->phrase->has_markup |= piece->isolated;
	if (!is_value_name(piece->text))
		return refuse(r, "that is no value's name",
			      "write {name}, of a-z, 0-9 and '_'");
	return 0;
}

/* What stands between { and }. */
static int read_value(struct reading *r, struct span inner)
{
	struct phrase_piece *piece;
	struct span rest = inner;
	ptrdiff_t bar = span_index(inner, '|');
	unsigned forms = 0;

	if (bar < 0)
		return read_plain_value(r, inner);
	piece = add_piece(r, PHRASE_PLURAL);
	piece->text = span_sub(inner, 0, (size_t)bar);
	if (!is_value_name(piece->text))
		return refuse(r, "that is no value's name",
			      "write {name|one form|another}");
	while (bar >= 0 && forms < PHRASE_FORMS) {
		rest = span_from(rest, (size_t)bar + 1);
		bar = span_index(rest, '|');
		piece->form[forms++] = bar < 0 ? rest : span_sub(rest, 0, (size_t)bar);
	}
	if (bar >= 0 || forms != r->phrases->rule->forms) {
		err_set(r->err, ERR_FORMAT, "\"%.*s\": {%.*s|...} has %u forms, not %u",
			SPAN_ARG(r->phrase->key), SPAN_ARG(piece->text),
			bar >= 0 ? forms + 1 : forms, r->phrases->rule->forms);
		err_fix(r->err, "write one for each of: %s",
			r->phrases->rule->categories);
		return err_at(r->err, r->pos);
	}
	return 0;
}

static enum phrase_kind mark_at(struct span rest)
{
	if (span_starts(rest, "**"))
		return PHRASE_BOLD;
	return *rest.ptr == '*' ? PHRASE_STRESS : PHRASE_CODE;
}

static int read_mark(struct reading *r)
{
	enum phrase_kind kind = mark_at(span_from(r->text, r->at));

	r->open[kind] = !r->open[kind];
	add_piece(r, kind)->opens = r->open[kind];
	r->phrase->has_markup = true;
	r->at += kind == PHRASE_BOLD ? 2 : 1;
	return 0;
}

static int read_special(struct reading *r)
{
	struct span rest = span_from(r->text, r->at);
	ptrdiff_t end;
	int rc;

	if (*rest.ptr == '\\') {
		if (rest.len < 2 || !strchr("{}`*\\", rest.ptr[1]))
			return refuse(r, "a backslash stands before nothing special",
				      "remove it");
		add_piece(r, PHRASE_TEXT)->text = span_sub(rest, 1, 1);
		r->at += 2;
		return 0;
	}
	if (*rest.ptr == '`' || *rest.ptr == '*')
		return read_mark(r);
	end = span_index(rest, '}');
	if (*rest.ptr == '}' || end < 0)
		return refuse(r, "a brace stands alone",
			      "close it, or put a backslash before it");
	rc = read_value(r, span_sub(rest, 1, (size_t)end - 1));
	r->at += (size_t)end + 1;
	return rc;
}

static int read_phrase(struct reading *r)
{
	while (r->at < r->text.len) {
		size_t from = r->at;
		int rc;

		while (r->at < r->text.len && !strchr("{}`*\\", r->text.ptr[r->at]))
			r->at++;
		if (r->at > from)
			add_piece(r, PHRASE_TEXT)->text =
				span_sub(r->text, from, r->at - from);
		if (r->at == r->text.len)
			break;
		rc = read_special(r);
		if (rc < 0)
			return rc;
	}
	if (r->open[PHRASE_CODE] || r->open[PHRASE_BOLD] || r->open[PHRASE_STRESS])
		return refuse(r, "a mark is opened and not closed",
			      "give ` , * and ** in pairs");
	return 0;
}

/* ---- the table ---------------------------------------------------------- */

struct phrases *phrases_new(struct arena *arena)
{
	struct phrases *phrases = ARENA_NEW(arena, struct phrases);

	phrases->arena = arena;
	phrases->by_key = table_new(arena);
	return phrases;
}

const struct phrase *phrases_get(const struct phrases *phrases, struct span key)
{
	return table_get(phrases->by_key, key);
}

struct span phrases_nearest(const struct phrases *phrases, struct span key)
{
	const struct table_entry *all = table_sorted(phrases->by_key, phrases->arena);
	size_t count = table_count(phrases->by_key);
	size_t best = key.len / 2 + 1;
	struct span nearest = SPAN_EMPTY;

	for (size_t i = 0; i < count; i++) {
		size_t d = span_distance(key, all[i].key);

		if (d < best) {
			best = d;
			nearest = all[i].key;
		}
	}
	return nearest;
}

static bool has_value(const struct phrase *phrase, struct span name)
{
	for (size_t i = 0; i < phrase->pieces.count; i++) {
		const struct phrase_piece *piece = &phrase->pieces.at[i];

		if ((piece->kind == PHRASE_VALUE || piece->kind == PHRASE_PLURAL) &&
		    span_eq(piece->text, name))
			return true;
	}
	return false;
}

/* Another language says the same with the same values, and with no more. */
static int compare_values(struct reading *r, const struct phrase *first)
{
	for (size_t i = 0; i < r->phrase->pieces.count; i++) {
		const struct phrase_piece *piece = &r->phrase->pieces.at[i];

		if ((piece->kind != PHRASE_VALUE && piece->kind != PHRASE_PLURAL) ||
		    has_value(first, piece->text))
			continue;
		err_set(r->err, ERR_FORMAT, "\"%.*s\" has no value {%.*s}",
			SPAN_ARG(first->key), SPAN_ARG(piece->text));
		err_fix(r->err, "the built-in sentence is: %.*s",
			SPAN_ARG(first->source));
		return err_at(r->err, r->pos);
	}
	if (r->phrase->has_markup && !first->has_markup)
		return refuse(r, "no code, bold or stress can stand here",
			      "put a backslash before ` and *");
	return 0;
}

static int unknown_key(struct phrases *phrases, struct span key, struct pos pos,
		       struct err *err)
{
	struct span nearest = phrases_nearest(phrases, key);

	err_set(err, ERR_FORMAT, "no page says \"%.*s\"", SPAN_ARG(key));
	if (nearest.len > 0)
		err_fix(err, "\"%.*s\" is the nearest key there is", SPAN_ARG(nearest));
	else
		err_fix(err, "remove it; the keys are those of the built-in table");
	return err_at(err, pos);
}

static int add_entry(struct phrases *phrases, struct span path, const struct kv *kv,
		     const struct kv_entry *entry, struct err *err)
{
	const struct kv_section *section = &kv->sections.at[entry->section];
	struct pos pos = { path, entry->line, 0 };
	struct span key = arena_printf(phrases->arena, "%.*s.%.*s",
				       SPAN_ARG(section->name), SPAN_ARG(entry->key));
	const struct phrase *first = table_get(phrases->by_key, key);
	struct reading r = { .phrases = phrases, .pos = pos, .err = err };
	int rc;

	if (!first && phrases->closed)
		return unknown_key(phrases, key, pos, err);
	r.phrase = ARENA_NEW(phrases->arena, struct phrase);
	r.phrase->key = key;
	r.phrase->rule = phrases->rule;
	r.phrase->tag = phrases->tag;
	r.phrase->source = r.text = entry->value;
	rc = read_phrase(&r);
	if (rc == 0 && first && phrases->closed)
		rc = compare_values(&r, first);
	if (rc == 0 && first && !phrases->closed)
		rc = refuse(&r, "it stands there twice", "remove one of the two");
	if (rc == 0)
		*table_slot(phrases->by_key, key) = r.phrase;
	return rc;
}

/* language.tag decides how many forms every sentence has, so it is read first. */
static int take_language(struct phrases *phrases, struct span path, const struct kv *kv,
			 struct err *err)
{
	for (size_t i = 0; i < kv->entries.count; i++) {
		const struct kv_entry *entry = &kv->entries.at[i];
		struct pos pos = { path, entry->line, 0 };

		if (!span_is(kv->sections.at[entry->section].name, "language") ||
		    !span_is(entry->key, "tag"))
			continue;
		phrases->tag = entry->value;
		phrases->rule = rule_of(entry->value);
		if (phrases->rule)
			return 0;
		err_set(err, ERR_FORMAT, "no plural rule is known for \"%.*s\"",
			SPAN_ARG(entry->value));
		err_fix(err, "take a language that has the same plurals, as en or ja");
		return err_at(err, pos);
	}
	if (phrases->rule)
		return 0;
	err_set(err, ERR_FORMAT, "it does not say which language it is");
	err_fix(err, "begin it with [language] and tag = en");
	return err_at_path(err, path);
}

int phrases_add(struct phrases *phrases, struct span path, struct span bytes,
		struct err *err)
{
	struct kv kv;
	int rc = kv_parse(&kv, path, bytes, phrases->arena, err);

	if (rc < 0) {
		err->code = ERR_FORMAT;
		return -ERR_FORMAT;
	}
	rc = take_language(phrases, path, &kv, err);
	for (size_t i = 0; i < kv.entries.count && rc == 0; i++)
		rc = add_entry(phrases, path, &kv, &kv.entries.at[i], err);
	phrases->closed = true;
	return rc;
}

/* ---- writing ------------------------------------------------------------ */

static const struct phrase_value *value_named(const struct phrase_value *values,
					      size_t count, struct span name)
{
	for (size_t i = 0; i < count; i++)
		if (span_is(name, values[i].name))
			return &values[i];
	return NULL;
}

void phrase_write(struct buf *out, const struct phrase *phrase,
		  const struct phrase_value *values, size_t count)
{
	for (size_t i = 0; i < phrase->pieces.count; i++) {
		const struct phrase_piece *piece = &phrase->pieces.at[i];
		const struct phrase_value *value;
		char grouped[NUM_GROUPED];

		if (piece->kind == PHRASE_TEXT)
			buf_add(out, piece->text);
		if (piece->kind != PHRASE_VALUE && piece->kind != PHRASE_PLURAL)
			continue;
		value = value_named(values, count, piece->text);
		if (!value)
			continue;
		if (piece->kind == PHRASE_PLURAL)
			buf_add(out, piece->form[phrase_plural(phrase, value->number)]);
		else if (value->text.ptr)
			buf_add(out, value->text);
		else
			buf_add(out, num_grouped(grouped, value->number));
	}
}

void phrases_list(struct buf *out, const struct phrases *phrases, const char *section,
		  void (*string)(struct buf *out, struct span text))
{
	const struct table_entry *all = table_sorted(phrases->by_key, phrases->arena);
	size_t count = table_count(phrases->by_key);
	size_t len = strlen(section);

	for (size_t i = 0; i < count; i++) {
		const struct phrase *phrase = all[i].value;

		if (!span_starts(phrase->key, section) || phrase->key.len <= len ||
		    phrase->key.ptr[len] != '.')
			continue;
		if (out->len > 0 && out->ptr[out->len - 1] != '{')
			buf_adds(out, ",\n");
		string(out, phrase->key);
		buf_adds(out, ":[");
		string(out, phrase->tag);
		buf_addch(out, ',');
		string(out, span_of(phrase->rule->categories));
		buf_addch(out, ',');
		string(out, phrase->source);
		buf_addch(out, ']');
	}
}
