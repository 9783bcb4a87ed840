#include "plan/signoff.h"

#include "plan/claim.h"
#include "plan/dates.h"
#include "plan/marks.h"
#include "plan/task.h"
#include "plan/words.h"

enum label { LABEL_NONE, LABEL_DATE, LABEL_SIGNATURE, LABEL_NAME, LABEL_DECISION };

/* clang-format off: one label a row */
WORDS(date_labels, "date|datum|fecha|data|signed "
		   "on|\xe6\x97\xa5\xe6\x9c\x9f|\xe6\x97\xa5\xe4\xbb\x98|"
		   "\xd0\xb4\xd0\xb0\xd1\x82\xd0\xb0");
WORDS(signature_labels, "signature|signed|unterschrift|firma|assinatura|"
			"\xe7\xad\xbe\xe5\xad\x97|sign");
WORDS(name_labels, "name|nom|nombre|nome|\xe5\xa7\x93\xe5\x90\x8d|approver|signed by");
WORDS(decision_labels, "decision|verdict|entscheidung");

static const struct {
	enum label label;
	const struct words *words;
} field_labels[] = {
	{ LABEL_DATE, &date_labels },
	{ LABEL_SIGNATURE, &signature_labels },
	{ LABEL_NAME, &name_labels },
	{ LABEL_DECISION, &decision_labels },
};

WORDS(role_words,
      "lead|leads|manager|owner|officer|engineer|director|cto|ceo|ciso|cio|cfo|coo|"
      "vp|head|sponsor|"
      "approver|approved by|reviewer|reviewed "
      "by|signature|signed|sign-off|signoff|architect|team|security|"
      "operations|ops|devops|sre|qa|quality|product|legal|compliance|privacy|dpo|"
      "stakeholder|customer|"
      "client|release manager|date|responsable|verantwortlich|leiter|leitung");

WORDS(trailer_words,
      "approved-by|signed-off-by|reviewed-by|sign-off-by|acked-by|approved by|"
      "signed off by");

WORDS(blank_words, "tbd|pending|n/a|none|yyyy-mm-dd|dd/mm/yyyy|mm/dd/yyyy|"
		   "to be determined|to be named|name|your name");
/* What begins so waits for somebody: "(awaiting sign-off)". */
WORDS(blank_starts,
      "awaiting|waiting for|to be signed|to be recorded|to be confirmed|"
      "to be filled|to be completed|not yet|ausstehend|noch offen|noch nicht|"
      "en attente|à signer|pendiente|por firmar|por definir|pendente|a definir|"
      "por assinar|in attesa|da firmare|nog niet|待签|待定|待确认|待填|未签|"
      "未定|署名待ち|承認待ち|ожидает");
/* clang-format on */

bool signoff_is_blank(struct span value, struct arena *arena)
{
	struct span text = utf8_fold(arena, value);
	size_t letters = 0;

	text = span_trim(text);
	for (size_t i = 0; i < text.len; i++)
		letters += !strchr("_.-[]() \t|:/*", text.ptr[i]) || !text.ptr[i];
	if (letters == 0 || span_is(text, "\xe2\x80\x94") ||
	    span_is(text, "\xe2\x80\x93"))
		return true;
	if (words_are(&blank_words, text))
		return true;
	for (letters = 0; letters < text.len && strchr("_*([ ", text.ptr[letters]);)
		letters++;
	if (words_start(&blank_starts, span_from(text, letters)) > 0)
		return true;
	return text.ptr[0] == '[' && text.ptr[text.len - 1] == ']';
}

static bool has_blank_run(struct span plain)
{
	size_t run = 0;

	for (size_t i = 0; i < plain.len; i++) {
		run = plain.ptr[i] == '_' || plain.ptr[i] == '.' ? run + 1 : 0;
		if (run >= 3 && (plain.ptr[i] == '_' || run >= 5))
			return true;
	}
	return span_find(plain, SPAN_LIT("\xe2\x80\xa6\xe2\x80\xa6")) >= 0;
}

/* The label at the front of folded `text` with its colon; bytes, or 0. */
static size_t label_at(struct span text, enum label *label)
{
	for (size_t i = 0; i < sizeof(field_labels) / sizeof(field_labels[0]); i++) {
		size_t len = words_start(field_labels[i].words, text);

		while (len > 0 && len < text.len && text.ptr[len] == ' ')
			len++;
		if (len == 0 || len >= text.len)
			continue;
		if (text.ptr[len] == ':' || text.ptr[len] == '_') {
			*label = field_labels[i].label;
			return len + (text.ptr[len] == ':');
		}
	}
	return 0;
}

bool signoff_is_continuation(struct span plain, struct arena *arena)
{
	enum label label;

	return label_at(utf8_fold(arena, plain), &label) > 0;
}

bool signoff_is_field(struct span plain, struct arena *arena)
{
	struct span text, behind;
	ptrdiff_t colon;

	/* U+FF1A is folded to a colon; most texts have neither. */
	if (span_index(plain, ':') < 0 && span_index(plain, '\xef') < 0)
		return false;
	text = utf8_fold(arena, plain);
	colon = span_index(text, ':');
	if (colon <= 0 || colon > 60)
		return false;
	behind = span_from(text, (size_t)colon + 1);
	/* A label ends in a colon or in a blank to fill. */
	if (span_index(behind, ':') < 0 && span_index(behind, '_') < 0 &&
	    !has_blank_run(behind))
		return false;
	for (size_t i = 0; i < behind.len; i++) {
		enum label label;

		if ((i == 0 || strchr(" |,_](", behind.ptr[i - 1])) &&
		    label_at(span_from(behind, i), &label) > 0 && label == LABEL_DATE)
			return true;
	}
	return has_blank_run(behind) &&
	       words_in(&role_words, span_sub(text, 0, (size_t)colon));
}

bool signoff_is_trailer(struct span plain, struct arena *arena)
{
	struct span text = utf8_fold(arena, plain);
	size_t len = words_start(&trailer_words, text);

	return len > 0 && len < text.len && text.ptr[len] == ':' &&
	       !signoff_is_blank(span_from(text, len + 1), arena);
}

/* With full-width colons as plain ones, so that every label ends in one. */
static struct span narrow(struct reading *r, struct span plain)
{
	static const char wide[] = "\xef\xbc\x9a";
	char *out;
	size_t used = 0;

	if (span_find(plain, span_of(wide)) < 0)
		return plain;
	/* Three bytes become two at most. */
	out = ARENA_ARRAY(r->arena, char, plain.len + 1);
	for (size_t i = 0; i < plain.len; i++) {
		if (!span_starts(span_from(plain, i), wide)) {
			out[used++] = plain.ptr[i];
			continue;
		}
		out[used++] = ':';
		out[used++] = ' ';
		i += 2;
	}
	return span_trim((struct span){ out, used });
}

bool signoff_is_bare_role(struct span plain)
{
	plain = span_trim(plain);
	if (span_ends(plain, "\xef\xbc\x9a"))
		return plain.len > 3 && plain.len < 60 &&
		       span_find(plain, SPAN_LIT("\xef\xbc\x9a")) ==
			       (ptrdiff_t)plain.len - 3;
	return plain.len > 1 && plain.len < 60 && plain.ptr[plain.len - 1] == ':' &&
	       span_index(plain, ':') == (ptrdiff_t)plain.len - 1;
}

struct span signoff_slug(struct arena *arena, struct span role)
{
	struct span text = utf8_fold(arena, role);
	char *out = ARENA_ARRAY(arena, char, text.len + 1);
	size_t used = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			    (unsigned char)c >= 0x80;

		if (keep)
			out[used++] = c;
		else if (used > 0 && out[used - 1] != '-')
			out[used++] = '-';
	}
	while (used > 0 && out[used - 1] == '-')
		used--;
	return (struct span){ out, used };
}

/* Blanks and what stands around them off both ends. */
static struct span without_blanks(struct span value)
{
	while (value.len > 0 && strchr("_. \t|,;-/[]", value.ptr[0]) && value.ptr[0])
		value = span_from(value, 1);
	while (value.len > 0 && strchr("_ \t|,;-/[", value.ptr[value.len - 1]))
		value.len--;
	return value;
}

static void take_value(struct reading *r, size_t index, enum label label,
		       struct span value)
{
	struct signoff_field *field = &item_at(r, index)->signoff;
	struct span folded = utf8_fold(r->scratch, value);
	bool blank = signoff_is_blank(value, r->scratch);

	if (label == LABEL_DATE) {
		if (blank) {
			field->blank_date = true;
		} else if (!date_in(r->arena, folded, &field->date)) {
			field->date = without_blanks(value);
			reading_find(r, "P-SIGN-DATE", item_at(r, index)->line, index,
				     "the date \"%.*s\" cannot be read",
				     SPAN_ARG(reading_quote(r, field->date)));
		}
		return;
	}
	if (label == LABEL_DECISION || has_word(folded, "approved|rejected")) {
		field->decision = has_word(folded, "rejected|reject|no-go|denied")
					  ? DECISION_REJECT
				  : has_word(folded, "conditional|conditionally")
					  ? DECISION_CONDITIONAL
				  : has_word(folded, "approved|approve|go|accepted")
					  ? DECISION_APPROVE
					  : DECISION_NONE;
		if (label == LABEL_DECISION)
			return;
	}
	if (blank)
		field->blank_name |= field->name.len == 0;
	else if (field->name.len == 0)
		field->name = without_blanks(value);
	if (field->name.len > 0)
		field->blank_name = false;
}

/* `plain` from the first label or value on: "____ Date: ____". */
static void take_values(struct reading *r, size_t index, struct span plain,
			enum label label)
{
	struct span folded = utf8_fold(r->scratch, plain);
	size_t start = 0;

	/* Positions are the same only where folding kept the length. */
	if (folded.len != plain.len)
		folded = plain;
	for (size_t i = 0; i < folded.len; i++) {
		enum label next;
		size_t len = i == 0 || strchr(" |,_()]", folded.ptr[i - 1])
				     ? label_at(span_from(folded, i), &next)
				     : 0;

		if (len == 0)
			continue;
		if (i > 0 || label != LABEL_NONE)
			take_value(r, index, label == LABEL_NONE ? LABEL_NAME : label,
				   span_sub(plain, start, i - start));
		label = next;
		start = i + len;
		i = start - 1;
	}
	take_value(r, index, label == LABEL_NONE ? LABEL_NAME : label,
		   span_from(plain, start));
}

void signoff_settle(struct reading *r, size_t index, bool has_box)
{
	struct item *item = item_at(r, index);
	struct signoff_field *field = &item->signoff;

	if (field->role.len > 0)
		field->role_slug = signoff_slug(r->arena, field->role);
	if (field->role.len > 0 && !field->statement)
		item->plain = field->name.len > 0 ? arena_printf(r->arena, "%.*s: %.*s",
								 SPAN_ARG(field->role),
								 SPAN_ARG(field->name))
						  : field->role;
	item->done_on = item->done_on.len > 0 ? item->done_on : field->date;
	if (item->claim == CLAIM_DONE && (field->blank_name || field->blank_date)) {
		reading_find(r, "P-SIGN-BLANK", item->line, index,
			     "\"%.*s\" is ticked, but %s is blank",
			     SPAN_ARG(reading_quote(r, item->plain)),
			     field->blank_name ? "the name" : "the date");
		reading_find(r, "C6", item->line, index,
			     "a sign-off is ticked over a blank %s",
			     field->blank_name ? "name" : "date");
		return;
	}
	if (field->statement || field->blank_name || field->blank_date ||
	    field->name.len == 0)
		return;
	if (item->claim == CLAIM_OPEN || item->claim == CLAIM_NONE) {
		reading_find(r, "P-SIGN-NOBOX", item->line, index,
			     "\"%.*s\" stands there, but nothing is ticked",
			     SPAN_ARG(reading_quote(r, field->name)));
		if (!has_box && field->decision != DECISION_REJECT)
			item->claim = CLAIM_DONE;
	}
}

void signoff_fill(struct reading *r, size_t index, struct span plain, bool has_box)
{
	struct item *item = item_at(r, index);
	ptrdiff_t colon;
	enum label label;

	plain = narrow(r, plain);
	colon = span_index(plain, ':');
	if (!has_box && item->claim == CLAIM_NONE)
		item->claim = CLAIM_OPEN;
	if (colon <= 0 || colon > 80) {
		item->signoff.statement = true;
		return;
	}
	if (label_at(utf8_fold(r->scratch, plain), &label) > 0) {
		take_values(r, index, plain, LABEL_NONE);
	} else {
		item->signoff.role = span_trim(span_sub(plain, 0, (size_t)colon));
		take_values(r, index, span_from(plain, (size_t)colon + 1), LABEL_NAME);
	}
	/* A tick that decorates the line signs nothing while the name is blank. */
	if (!has_box && item->signoff.blank_name)
		item->claim = CLAIM_OPEN;
	signoff_settle(r, index, has_box);
}

void signoff_continue(struct reading *r, size_t index, struct span plain)
{
	take_values(r, index, narrow(r, plain), LABEL_NONE);
	if (item_at(r, index)->signoff.role.len == 0) {
		item_at(r, index)->signoff.statement = false;
		item_at(r, index)->signoff.role = item_at(r, index)->plain;
	}
}

void signoff_row(struct reading *r, size_t index, struct span role, struct span name,
		 struct span signature, struct span date)
{
	struct item *item = item_at(r, index);
	struct box box = { 0 };
	bool boxed = box_take(signature, &box) &&
		     span_trim(span_from(signature, box.len)).len == 0;
	/* "Pending" in the row's state: who is named there has not signed. */
	bool refused = claim_is_negative(item->claim);

	item->signoff.role = role;
	take_value(r, index, LABEL_DATE, date);
	take_value(r, index, LABEL_NAME, name);
	if (boxed) {
		/* A box to tick is nobody's name. */
		item->claim = box.claim;
		item->mark = box.mark;
		item->has_mark = true;
	} else if (signoff_is_blank(signature, r->scratch)) {
		item->signoff.blank_name = true;
	} else {
		take_value(r, index, LABEL_SIGNATURE, signature);
	}
	if (item->claim == CLAIM_NONE)
		item->claim = item->signoff.decision == DECISION_APPROVE ? CLAIM_DONE
									 : CLAIM_OPEN;
	signoff_settle(r, index, boxed || refused);
}

/* The boxes inside one line: "[ ] GO  [x] NO-GO". */
struct choices {
	size_t boxes, ticked;
	struct span chosen; /* from the words of the last ticked one on */
};

static struct choices choices_of(struct span source)
{
	struct choices out = { 0 };

	for (size_t i = 0; i < source.len; i++) {
		struct box box;
		bool start =
			source.ptr[i] == '[' || (unsigned char)source.ptr[i] == 0xe2;

		if (!start || !box_take(span_from(source, i), &box) || box.glued)
			continue;
		out.boxes++;
		i += box.len - 1;
		if (box.claim != CLAIM_DONE)
			continue;
		out.ticked++;
		out.chosen = span_from(source, i + 1);
	}
	return out;
}

bool signoff_has_choices(struct span source)
{
	return choices_of(source).boxes >= 2;
}

void signoff_decide(struct reading *r, size_t index, struct span source)
{
	struct item *item = item_at(r, index);
	struct choices choices = choices_of(source);
	struct span words;

	if (choices.boxes < 2)
		return;
	item->claim = choices.ticked == 1 ? CLAIM_DONE : CLAIM_OPEN;
	if (choices.ticked > 1)
		reading_find(r, "P-SIGN-CHOICE", item->line, index,
			     "%zu options of %zu are ticked", choices.ticked,
			     choices.boxes);
	if (choices.ticked != 1)
		return;
	words = utf8_fold(r->scratch, span_sub(choices.chosen, 0, 40));
	item->signoff.decision =
		starts_with_word(words, "no-go|no go|reject|rejected|defer|denied|"
					"fail|failed|needs fixes|hold")
			? DECISION_REJECT
		: starts_with_word(words, "conditional*") ? DECISION_CONDITIONAL
							  : DECISION_APPROVE;
}

void signoff_choices(struct reading *r, size_t index, struct span source)
{
	struct item *item = item_at(r, index);

	if (!signoff_has_choices(source))
		return;
	item->kind = ITEM_SIGNOFF;
	item->rule = "10.4";
	item->signoff.statement = false;
	if (item->signoff.role.len == 0) {
		ptrdiff_t colon = span_index(item->plain, ':');

		item->signoff.role = colon > 0 ? span_sub(item->plain, 0, (size_t)colon)
					       : item->plain;
		item->signoff.role_slug = signoff_slug(r->arena, item->signoff.role);
	}
	item->signoff.name = SPAN_EMPTY;
	signoff_decide(r, index, source);
}
