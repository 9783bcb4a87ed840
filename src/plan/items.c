#include "plan/items.h"

#include "plan/inline.h"
#include "plan/marks.h"
#include "plan/meta.h"
#include "plan/notation.h"
#include "plan/topics.h"
#include "plan/words.h"

void items_place(struct reading *r, size_t index, unsigned line, struct span text,
		 unsigned end_line)
{
	struct item *item = item_at(r, index);
	struct span whole = reading_line(r, line), last = reading_line(r, end_line);
	size_t at = 0;

	/* Joined lines are copies; the place of their first words is looked for. */
	if (text.len > 0 && text.ptr >= whole.ptr &&
	    text.ptr <= whole.ptr + whole.len) {
		at = (size_t)(text.ptr - whole.ptr);
	} else if (text.len > 0) {
		struct span first;
		struct span rest = text;
		ptrdiff_t found = -1;

		if (span_line(&rest, &first))
			found = span_find(whole, first);
		at = found > 0 ? (size_t)found : 0;
	}
	while (last.len > 0 && strchr(" \t", last.ptr[last.len - 1]))
		last.len--;
	item->line = line;
	item->end_line = item->block_end_line = end_line < line ? line : end_line;
	item->column = reading_column(r, line, at);
	item->end_column = reading_column(r, item->end_line, last.len);
}

/* "SEC-01", "CC6.1", "REQ_12": capitals and digits in two parts or more. */
static bool is_code(struct span text)
{
	size_t parts = 1, run = 0;
	bool digit = false;

	if (text.len < 3 || text.ptr[0] < 'A' || text.ptr[0] > 'Z')
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '-' || c == '_' || c == '.') {
			if (run == 0)
				return false;
			parts++;
			run = 0;
		} else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
			digit |= c >= '0' && c <= '9';
			run++;
		} else {
			return false;
		}
	}
	return parts >= 2 && run > 0 && digit;
}

/* "1.2", "4.", "3)": a number that gets renumbered. */
static size_t label_len(struct span text)
{
	size_t i = 0, digits = 0;

	while (i < text.len && ((text.ptr[i] >= '0' && text.ptr[i] <= '9') ||
				text.ptr[i] == '.' || text.ptr[i] == ')')) {
		digits += text.ptr[i] >= '0' && text.ptr[i] <= '9';
		i++;
	}
	if (digits == 0 || i >= text.len || text.ptr[i] != ' ' ||
	    (digits == i && i < text.len)) /* a plain number counts something */
		return 0;
	return i;
}

void items_id(struct reading *r, size_t index, struct span text, bool sure)
{
	struct item *item = item_at(r, index);
	struct item_note *note = note_at(r, index);
	struct span word = text;
	size_t label = label_len(text);

	if (sure) {
		bool number = true;

		for (size_t i = 0; i < text.len; i++)
			number &= (text.ptr[i] >= '0' && text.ptr[i] <= '9') ||
				  text.ptr[i] == '.';
		if (number)
			item->label = text;
		else if (span_index(text, ' ') < 0)
			item->declared_id = text;
		return;
	}
	if (label > 0) {
		item->label = span_sub(text, 0, label);
		while (item->label.len > 0 &&
		       strchr(".)", item->label.ptr[item->label.len - 1]))
			item->label.len--;
		item->plain = span_trim(span_from(text, label));
		note->normal = span_starts(note->normal, "") &&
					       note->normal.len >= label &&
					       span_eq(span_sub(note->normal, 0, label),
						       span_sub(text, 0, label))
				       ? span_trim(span_from(note->normal, label))
				       : note->normal;
		return;
	}
	for (size_t i = 0; i < word.len; i++) {
		char c = text.ptr[i];

		if (c == ' ' || c == ':' || c == '\t' || c == ')' || c == ']')
			word.len = i;
	}
	if (word.len > 0 && word.ptr[0] == '[')
		word = span_from(word, 1);
	if (is_code(word))
		item->declared_id = word;
}

void items_level(struct reading *r, size_t index, unsigned topics)
{
	struct item *item = item_at(r, index);
	struct item_note *note = note_at(r, index);

	note->folded = utf8_fold(r->scratch, item->plain);
	item->level =
		item->has_mark || item->kind == ITEM_SIGNOFF || item->kind == ITEM_ROW
			? LEVEL_MANDATORY
			: LEVEL_INFORMATIVE;
	note->level_word = topic_level(note->folded, &item->level);
	/* Who decides decides, whatever list the line stands below. */
	if (!(topics & TOPIC_INVERTED) || item->kind == ITEM_SIGNOFF)
		return;
	item->polarity = -1;
	if (item->claim != CLAIM_DONE || !item->has_mark) {
		/* An empty box is what its author marked, and raises nothing. */
		if (item->claim != CLAIM_OPEN || !item->has_mark)
			item->claim = CLAIM_NONE;
		item->judged = false;
		item->skip = SPAN_LIT("not raised");
	}
}

void items_clash(struct reading *r, size_t index, const struct claim_reading *claim)
{
	if (claim->clash.len == 0)
		return;
	reading_find(r, "C7", item_at(r, index)->line, index,
		     "marked \"%.*s\", but the words say \"%.*s\"; read as %s",
		     SPAN_ARG(reading_quote(r, claim->mark)),
		     SPAN_ARG(reading_quote(r, claim->clash)),
		     claim_word[claim->claim]);
}

void items_hedge(struct reading *r, size_t index, struct span source, unsigned line,
		 bool caps)
{
	struct item *item = item_at(r, index);
	struct span text = reading_prose(r, source);
	size_t at, len;

	if (!hedge_in(text, &at, &len))
		return;
	if (item->hedge.len > 0 && (item->hedge_on_claim || !caps))
		return;
	item->hedge = span_sub(text, at, len);
	item->hedge_line = line;
	item->hedge_on_claim = caps;
}

void items_inherit(struct reading *r, size_t index)
{
	struct item *item = item_at(r, index);
	size_t section = note_at(r, index)->section;
	size_t above = item->parent;

	if (item->claim != CLAIM_NONE || item->polarity < 0)
		return;
	if (above != ITEM_NONE && item_at(r, above)->claim != CLAIM_NONE) {
		/* A claim of the box above; an open box gives nothing. */
		if (claim_is_positive(item_at(r, above)->claim)) {
			item->claim = item_at(r, above)->claim;
			item->claim_from = CLAIM_FROM_INHERITED;
		}
		return;
	}
	for (; section > 0; section = r->sections.at[section].parent) {
		size_t claim = r->sections.at[section].item;

		if (claim == ITEM_NONE || claim == index)
			continue;
		item->claim = item_at(r, claim)->claim;
		item->claim_from = CLAIM_FROM_INHERITED;
		if (item->parent == ITEM_NONE)
			item->parent = claim;
		return;
	}
}

size_t items_section_claim(struct reading *r, const struct claim_reading *claim,
			   struct span plain, unsigned line, bool document)
{
	size_t index = reading_item(r, document ? ITEM_DOCUMENT : ITEM_SECTION,
				    claim->rule, line);
	struct item *item = item_at(r, index);
	struct section *section = &r->sections.at[r->section];

	item->claim = claim->claim;
	item->claim_from = claim->from;
	item->mark = claim->mark;
	item->qualified = claim->qualified;
	item->done_on = claim->done_on;
	item->plain = plain;
	item->text = plain;
	item->level = LEVEL_INFORMATIVE;
	note_at(r, index)->folded = utf8_fold(r->scratch, plain);
	note_at(r, index)->normal = plain;
	note_at(r, index)->qualified = claim->qualified.len > 0;
	notation_settle(r, index);
	/* What the author takes back gives nothing to what is below. */
	if (!document && section->item == ITEM_NONE && item_at(r, index)->judged)
		section->item = index;
	items_clash(r, index, claim);
	if (claim->qualified.len > 0)
		reading_find(r, "P-QUALIFIED", line, index, "claimed %s, but \"%.*s\"",
			     claim_word[claim->claim],
			     SPAN_ARG(reading_quote(r, claim->qualified)));
	return index;
}

/* The last words of the file, below the signatures. */
static bool closes_document(const struct reading *r, unsigned line)
{
	for (unsigned n = line + 1; n <= r->line_count; n++)
		if (span_trim(r->lines[n].text).len > 0)
			return false;
	return r->sections.at[r->section].topics & TOPIC_SIGNOFF;
}

#define FIRST_LINES 20

/* In the first lines of a file that has had no heading of level 2 yet. */
static bool stands_first(const struct reading *r, unsigned line)
{
	for (size_t s = 1; s < r->sections.count && line <= FIRST_LINES; s++)
		if (r->sections.at[s].level <= 2)
			return false;
	return line <= FIRST_LINES;
}

/*
 * Before the first real heading, behind the last rule, under "Final status", or at
 * the very end.
 */
static bool speaks_of_document(const struct reading *r, unsigned line)
{
	const struct section *section = &r->sections.at[r->section];

	return section->level <= 1 || stands_first(r, line) ||
	       (section->topics & TOPIC_STATUS) || closes_document(r, line) ||
	       (r->last_rule > 0 && line > r->last_rule &&
		section->line < r->last_rule);
}

/* Where evidence lies, and whether it is a template, change how the rest is read. */
static void obey_meta(struct reading *r, struct span key, struct span value)
{
	switch (meta_key_of(key, r->scratch)) {
	case META_EVIDENCE_ROOT:
		value = span_trim(value);
		while (value.len > 1 && value.ptr[value.len - 1] == '/')
			value.len--;
		if (r->evidence_root.len == 0 && span_index(value, ' ') < 0)
			r->evidence_root = value;
		break;
	case META_TEMPLATE:
		if (r->template_said != 0)
			break;
		if (span_is_nocase(value, "true") || span_is_nocase(value, "yes"))
			r->template_said = 1;
		else if (span_is_nocase(value, "false") || span_is_nocase(value, "no"))
			r->template_said = -1;
		break;
	case META_OTHER:
	case META_TITLE:
	case META_VERSION:
	case META_AUTHOR:
	case META_OWNER:
	case META_APPROVER:
	case META_STATUS:
	case META_DATE:
	case META_UPDATED:
	case META_REVIEW:
	case META_TARGET:
	case META_RELEASE:
	case META_BRANCH:
	case META_COMMIT:
	case META_DOCUMENT_ID:
	case META_ENVIRONMENT:
	case META_LANGUAGE:
	case META_KEYS:
		break;
	}
}

/* A plan that is alive, and not done. */
WORDS(active_words,
      "active|aktiv|actif|activo|activa|ativo|ativa|attivo|attiva|actief|активен|有效");
WORDS(decision_keys, "decision|entscheidung|décision|decisión|decisão|decisione|"
		     "beslissing|решение|决定|"
		     "決定|결정");

/* "Decision: rejected commits that mix topics, for the sake of review" tells a story.
 */
static bool tells_story(struct span key, struct span value,
			const struct claim_reading *claim)
{
	size_t words = 1;

	for (size_t i = 0; i < value.len; i++)
		words += value.ptr[i] == ' ';
	return words > 4 && !claim->glyph && words_are(&decision_keys, key) &&
	       span_index(value, '(') < 0 && span_find(value, SPAN_LIT(" - ")) < 0 &&
	       span_find(value, SPAN_LIT("\xe2\x80\x94")) < 0 &&
	       !(value.ptr[0] >= 'A' && value.ptr[0] <= 'Z' && value.ptr[1] >= 'A' &&
		 value.ptr[1] <= 'Z');
}

void items_pair(struct reading *r, struct span key, struct span value, unsigned line)
{
	struct span folded = utf8_fold(r->scratch, claim_bare(key));
	struct claim_reading claim;
	size_t index;

	if (key.len == 0)
		return;
	if (topic_is_status_label(folded)) {
		claim_of_cell(&claim, value, r->arena);
		/* "Go / No-Go: ____": nobody has said. */
		if (claim.claim == CLAIM_NONE && span_starts(span_trim(value), "___"))
			claim.claim = CLAIM_UNKNOWN;
		if (claim.claim != CLAIM_NONE && !tells_story(folded, value, &claim) &&
		    words_start(&active_words, utf8_fold(r->scratch, value)) == 0) {
			claim.rule = "9.4";
			/* "Ready to deploy: yes" says that it is ready. */
			if (claim.claim == CLAIM_DONE && topic_asks_ready(folded))
				claim.claim = CLAIM_READY;
			index = items_section_claim(r, &claim,
						    arena_printf(r->arena, "%.*s: %.*s",
								 SPAN_ARG(key),
								 SPAN_ARG(value)),
						    line, speaks_of_document(r, line));
			note_at(r, index)->normal = key;
			return;
		}
	}
	*LIST_ADD(r->arena, &r->plan->meta) =
		(struct plan_meta){ claim_bare(key), value, line };
	obey_meta(r, claim_bare(key), value);
}
