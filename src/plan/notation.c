#include "plan/notation.h"

#include "plan/dates.h"
#include "plan/inline.h"
#include "plan/marks.h"
#include "plan/refs.h"
#include "text/utf8.h"

/* The next attribute of "{#id level=x role="y z"}"; false at the end. */
static bool next_attribute(struct span *rest, struct span *key, struct span *value)
{
	size_t i = 0;

	*rest = span_trim(*rest);
	if (rest->len == 0)
		return false;
	while (i < rest->len && rest->ptr[i] != '=' && rest->ptr[i] != ' ' &&
	       rest->ptr[i] != '\t')
		i++;
	*key = span_sub(*rest, 0, i);
	*value = SPAN_EMPTY;
	if (i < rest->len && rest->ptr[i] == '=') {
		size_t start = ++i;

		if (i < rest->len && rest->ptr[i] == '"') {
			start = ++i;
			while (i < rest->len &&
			       (rest->ptr[i] != '"' || rest->ptr[i - 1] == '\\'))
				i++;
			*value = span_sub(*rest, start, i - start);
			i += i < rest->len;
		} else {
			while (i < rest->len && rest->ptr[i] != ' ' &&
			       rest->ptr[i] != '\t')
				i++;
			*value = span_sub(*rest, start, i - start);
		}
	}
	*rest = span_from(*rest, i);
	return true;
}

static bool is_good_id(struct span id)
{
	for (size_t i = 0; i < id.len; i++) {
		char c = id.ptr[i];
		bool alnum = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');

		if (!alnum && (i == 0 || (c != '.' && c != '_' && c != '-')))
			return false;
	}
	return id.len > 0 && id.len <= 64;
}

static void declare_id(struct reading *r, size_t index, struct span id)
{
	struct item *item = item_at(r, index);

	if (is_good_id(id))
		item->declared_id = arena_copy(r->arena, id);
	else
		reading_find(r, "P-ID-BAD", item->line, index,
			     "the id \"%.*s\" cannot be one",
			     SPAN_ARG(reading_quote(r, id)));
}

static void declare_level(struct reading *r, size_t index, struct span value)
{
	for (unsigned i = 0; i < LEVELS; i++)
		if (span_is(value, item_level_word[i])) {
			note_at(r, index)->declared_level = i + 1;
			return;
		}
	reading_find(r, "P-ATTR", item_at(r, index)->line, index,
		     "there is no level \"%.*s\"", SPAN_ARG(reading_quote(r, value)));
}

/* `kind:locator` of a comment, as if it stood in an Evidence line. */
static void declare_evidence(struct reading *r, size_t index, struct span value)
{
	struct ref_place place = { .item = index,
				   .line = item_at(r, index)->line,
				   .role = REF_ASKS,
				   .loose = true };
	ptrdiff_t space = span_index(value, ' ');
	struct span locator = space > 0 ? span_sub(value, 0, (size_t)space) : value;
	struct span predicates =
		space > 0 ? span_from(value, (size_t)space) : SPAN_EMPTY;

	refs_take(r,
		  arena_printf(r->arena, "Evidence: `%.*s`%.*s", SPAN_ARG(locator),
			       SPAN_ARG(predicates)),
		  &place);
}

/* What audit/attrs.h reads; false: the key is none of these. */
static bool declare_limit(struct reading *r, size_t index, struct span key,
			  struct span value)
{
	struct item_attrs *attrs = &item_at(r, index)->attrs;
	struct span *slot = span_is(key, "max-age")    ? &attrs->max_age
			    : span_is(key, "scope")    ? &attrs->scope
			    : span_is(key, "strength") ? &attrs->strength
			    : span_is(key, "signer")   ? &attrs->signer
						       : NULL;

	if (slot) {
		/* Nothing is a value that nobody can meet, not one that nobody gave. */
		*slot = value.len > 0 ? value : SPAN_LIT("(nothing)");
		return true;
	}
	if (!span_is(key, "infer"))
		return false;
	attrs->infer = span_is(value, "yes");
	if (!attrs->infer && !span_is(value, "no"))
		reading_find(r, "P-ATTR", item_at(r, index)->line, index,
			     "infer is \"yes\" or \"no\", not \"%.*s\"",
			     SPAN_ARG(reading_quote(r, value)));
	return true;
}

static void obey(struct reading *r, size_t index, struct span attributes)
{
	struct span key, value;

	while (next_attribute(&attributes, &key, &value)) {
		struct item_note *note = note_at(r, index);

		if (key.len > 1 && key.ptr[0] == '#')
			declare_id(r, index, span_from(key, 1));
		else if (span_is(key, "id"))
			declare_id(r, index, value);
		else if (span_is(key, "level"))
			declare_level(r, index, value);
		else if (span_is(key, "role"))
			note->declared_role = value;
		else if (span_is(key, "evidence"))
			declare_evidence(r, index, value);
		else if (span_is(key, "owner"))
			item_at(r, index)->owner = value;
		else if (span_is(key, "reason"))
			item_at(r, index)->na_reason = value;
		else if (!declare_limit(r, index, key, value))
			reading_find(r, "P-ATTR", item_at(r, index)->line, index,
				     "nobody knows the attribute \"%.*s\"",
				     SPAN_ARG(reading_quote(r, key)));
	}
}

/* The first line of the source without what stands in the braces at its end. */
static struct span take_braces(struct span source, struct span *inside)
{
	ptrdiff_t end = span_index(source, '\n'), open;
	struct span line =
		span_trim(end < 0 ? source : span_sub(source, 0, (size_t)end));

	*inside = SPAN_EMPTY;
	if (line.len < 3 || line.ptr[line.len - 1] != '}')
		return source;
	open = span_rindex(line, '{');
	if (open < 0 || line.ptr[open + 1] != '#' ||
	    (open > 0 && line.ptr[open - 1] == '{'))
		return source;
	*inside = span_sub(line, (size_t)open + 1, line.len - (size_t)open - 2);
	/* What follows on further lines stays with the item through its block. */
	return span_trim(span_sub(source, 0, (size_t)open));
}

static bool next_comment(struct span *rest, struct span *inside)
{
	ptrdiff_t at = span_find(*rest, SPAN_LIT("<!--")), end;
	struct span body;

	if (at < 0)
		return false;
	body = span_from(*rest, (size_t)at + 4);
	end = span_find(body, SPAN_LIT("-->"));
	if (end < 0)
		return false;
	*inside = span_trim(span_sub(body, 0, (size_t)end));
	*rest = span_from(body, (size_t)end + 3);
	return true;
}

/* Level and role of an annotation win over what the words say. */
static void settle_declared(struct reading *r, size_t index)
{
	struct item *item = item_at(r, index);
	const struct item_note *note = note_at(r, index);

	if (note->declared_level > 0)
		item->level = (enum item_level)(note->declared_level - 1);
	if (note->declared_role.len == 0)
		return;
	item->signoff.role_slug = note->declared_role;
	if (item->signoff.role.len == 0)
		item->signoff.role = note->declared_role;
	item->signoff.statement = false;
}

void notation_annotations(struct reading *r, size_t index, struct span source,
			  unsigned line)
{
	struct span rest = source, inside;

	while (next_comment(&rest, &inside)) {
		struct span attributes;

		if (!span_starts(inside, "muster:"))
			continue;
		attributes = span_trim(span_from(inside, 7));
		if (span_starts(attributes, "plan ")) {
			struct span key, value;

			attributes = span_from(attributes, 5);
			while (next_attribute(&attributes, &key, &value)) {
				if (span_is(key, "template"))
					r->template_said =
						span_is(value, "no") ? -1 : 1;
				else if (span_is(key, "evidence-root"))
					r->evidence_root = value;
			}
		} else if (span_is(attributes, "ignore-next") ||
			   span_is(attributes, "ignore-begin")) {
			r->ignoring = span_is(attributes, "ignore-next") ? 1 : 2;
		} else if (span_is(attributes, "ignore-end")) {
			r->ignoring = 0;
		} else if (index != ITEM_NONE) {
			obey(r, index, attributes);
			settle_declared(r, index);
		} else if (r->plan->items.count > 0 &&
			   item_at(r, r->plan->items.count - 1)->end_line + 1 >= line) {
			obey(r, r->plan->items.count - 1, attributes);
			settle_declared(r, r->plan->items.count - 1);
		}
	}
}

void notation_attributes(struct reading *r, size_t index, struct span *source)
{
	struct span inside;

	notation_annotations(r, index, *source, item_at(r, index)->line);
	*source = take_braces(*source, &inside);
	if (inside.len > 0)
		obey(r, index, inside);
}

void notation_settle(struct reading *r, size_t index)
{
	struct item *item = item_at(r, index);

	settle_declared(r, index);
	if (r->ignoring > 0) {
		item->judged = false;
		item->skip = SPAN_LIT("ignored by an annotation");
		r->ignoring -= r->ignoring == 1;
	}
	item->evidence_root = r->evidence_root;
}

/* ---- waivers ---- */

enum waiver_part {
	WAIVER_NOTHING,
	WAIVER_UNTIL,
	WAIVER_APPROVER,
	WAIVER_OWNER,
	WAIVER_REASON
};

/* clang-format off: longer ones first */
static const struct {
	const char *word;
	enum waiver_part part;
} waiver_words[] = {
	{ "approved by", WAIVER_APPROVER }, { "approver", WAIVER_APPROVER },
	{ "expires", WAIVER_UNTIL },        { "until", WAIVER_UNTIL },
	{ "owner", WAIVER_OWNER },          { "reason", WAIVER_REASON },
	{ "by", WAIVER_APPROVER },
};
/* clang-format on */

/* A word of the grammar at a word's start; *len is its bytes with ':' and blanks. */
static enum waiver_part waiver_word(struct span text, size_t at, size_t *len)
{
	struct span rest = span_from(text, at);

	if (at > 0 && !strchr(" ,;", text.ptr[at - 1]))
		return WAIVER_NOTHING;
	for (size_t i = 0; i < sizeof(waiver_words) / sizeof(waiver_words[0]); i++) {
		*len = strlen(waiver_words[i].word);
		if (!span_starts_nocase(rest, waiver_words[i].word) ||
		    *len >= rest.len || !strchr(" :=", rest.ptr[*len]))
			continue;
		while (*len < rest.len && strchr(" :=", rest.ptr[*len]))
			++*len;
		return waiver_words[i].part;
	}
	return WAIVER_NOTHING;
}

static struct span without_commas(struct span value)
{
	value = span_trim(value);
	while (value.len > 0 && strchr(",; ", value.ptr[value.len - 1]))
		value.len--;
	return value;
}

static void set_waiver(struct reading *r, struct item_waiver *waiver,
		       enum waiver_part part, struct span value)
{
	struct span iso;

	value = without_commas(value);
	switch (part) {
	case WAIVER_UNTIL:
		waiver->until = value;
		if (date_in(r->arena, utf8_fold(r->arena, value), &iso))
			waiver->until = iso;
		break;
	case WAIVER_APPROVER:
		waiver->approver = value;
		break;
	case WAIVER_OWNER:
		waiver->owner = value;
		break;
	case WAIVER_REASON:
		waiver->reason = value;
		break;
	case WAIVER_NOTHING:
		break;
	}
}

/* What stands before the dash: who and until when. */
static void read_waiver(struct reading *r, struct item_waiver *waiver, struct span text)
{
	enum waiver_part part = WAIVER_NOTHING;
	size_t from = 0, len;

	for (size_t at = 0; at < text.len;) {
		enum waiver_part next = part == WAIVER_REASON
						? WAIVER_NOTHING
						: waiver_word(text, at, &len);

		if (next == WAIVER_NOTHING) {
			at++;
			continue;
		}
		set_waiver(r, waiver, part, span_sub(text, from, at - from));
		part = next;
		at += len;
		from = at;
	}
	set_waiver(r, waiver, part, span_from(text, from));
}

/* The reason behind the first dash that stands by itself; empty: there is none. */
static struct span cut_reason(struct span *text)
{
	static const char *const dashes[] = { " \xe2\x80\x94 ", " \xe2\x80\x93 ",
					      " -- ", " - " };

	for (size_t at = 0; at < text->len; at++)
		for (size_t i = 0;
		     text->ptr[at] == ' ' && i < sizeof(dashes) / sizeof(dashes[0]);
		     i++) {
			struct span rest = span_from(*text, at);

			if (!span_starts(rest, dashes[i]))
				continue;
			*text = span_sub(*text, 0, at);
			return span_trim(span_from(rest, strlen(dashes[i])));
		}
	return SPAN_EMPTY;
}

bool notation_waiver(struct reading *r, size_t index, struct span source, unsigned line)
{
	struct span plain = span_trim(reading_plain(r, source));
	struct item_waiver *waiver;
	struct span reason;

	if (!span_starts_nocase(plain, "waiver:"))
		return false;
	plain = span_trim(span_from(plain, strlen("waiver:")));
	reason = cut_reason(&plain);
	waiver = LIST_ADD(r->arena, &item_at(r, index)->waivers);
	waiver->line = line;
	read_waiver(r, waiver, plain);
	if (reason.len > 0)
		waiver->reason = reason;
	return true;
}

void notation_html(struct reading *r, const struct md_node *html, size_t parent)
{
	/* What an annotation says outlives the tree. */
	if (span_find(html->text, SPAN_LIT("muster:")) >= 0)
		notation_annotations(r, parent, arena_copy(r->arena, html->text),
				     html->line);
}
