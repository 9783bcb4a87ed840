#include "plan/blocks.h"

#include "base/limits.h"
#include "plan/claim.h"
#include "plan/codes.h"
#include "plan/decor.h"
#include "plan/html.h"
#include "plan/inline.h"
#include "plan/items.h"
#include "plan/legend.h"
#include "plan/likely.h"
#include "plan/listed.h"
#include "plan/marks.h"
#include "plan/meta.h"
#include "plan/notation.h"
#include "plan/pairs.h"
#include "plan/refs.h"
#include "plan/settings.h"
#include "plan/signoff.h"
#include "plan/status.h"
#include "plan/tally.h"
#include "plan/task.h"
#include "plan/thresholds.h"
#include "plan/topics.h"
#include "plan/words.h"

/* Quote marks that are taken off a line whose own are not known. */
#define MAX_QUOTES 8

/* Pairs behind them are prose, but for what states something and the plan's end. */
#define META_LINES 40

/* Lists nest no deeper than the pre-scan lets them; this is the last guard. */
#define MAX_DEPTH 300

WORDS(caveats, "note|caveat|limitation|exception|known issue|warning");
WORDS(omissions, "skipped|not run|bypass|bypassed|disabled|excluded");
WORDS(file_labels, "file|deliverable|output|artifact|artefact|fichier|datei|arquivo|"
		   "\xe6\x96\x87\xe4\xbb\xb6");

/* Tables in HTML inside one another: keeps the search for their end linear. */
#define MAX_TABLES 8

/* Where a block stands. */
struct place {
	size_t parent;   /* the boxed item above, or ITEM_NONE */
	bool has_lead;   /* words just before say something of their own */
	unsigned lead;   /* enum topic bits of those words */
	bool role_given; /* an evidence word above gives its role to what is below */
	enum ref_role role;
	bool quoted;
	bool boxes; /* the list has proper boxes, so odd ones are boxes too */
	bool ordered;
	struct span decor; /* a glyph that says nothing: it is on every box */
	bool container;    /* behind "=== ..." or "!!! ..." */
	struct span said;  /* words just before that may count what follows */
	unsigned said_line;
	unsigned depth;
	unsigned html_end; /* the last line of a table in HTML that is read already */
};

static void read_blocks(struct reading *r, const struct md_node *first,
			struct place place);

static unsigned topics_at(const struct reading *r, const struct place *place)
{
	unsigned topics = r->sections.at[r->section].topics;

	if (!place->has_lead)
		return topics;
	if (place->lead &
	    (TOPIC_CONDITIONAL | TOPIC_LEGEND | TOPIC_FEATURES | TOPIC_IGNORED))
		return place->lead | (topics & (TOPIC_INVERTED | TOPIC_SIGNOFF));
	return place->lead ? place->lead : topics;
}

/* What every item made of a piece of text has in common. */
struct text_item {
	enum item_kind kind;
	const char *rule;
	struct span source; /* Markdown behind the box */
	unsigned line, end_line;
	struct span start; /* where the item begins in its line */
	enum claim box;
	struct span mark;
	bool has_box;
};

static size_t add_text_item(struct reading *r, const struct text_item *text,
			    unsigned topics, const struct place *place)
{
	size_t index = reading_item(r, text->kind, text->rule, text->line);
	struct span source = text->source, plain;
	struct claim_reading claim;
	enum claim box = text->box;
	struct item *item;

	if (text->has_box && !settings_mark(r->rules, text->mark, &box))
		legend_mark(r, text->mark, &box);
	items_place(r, index, text->line, text->start, text->end_line);
	notation_attributes(r, index, &source);
	plain = reading_plain(r, source);
	if (text->has_box)
		plain = legend_unranked(r, plain);
	claim_of_text(&claim, box, text->mark, source, plain, r->arena);
	legend_apply(r, &claim, box, plain);
	/* A sign beside an untouched sign-off says which choice it is. */
	if (text->kind == ITEM_SIGNOFF && box == CLAIM_OPEN &&
	    claim.from != CLAIM_FROM_WORD && !claim.struck)
		claim.claim = CLAIM_OPEN;
	if (topics & TOPIC_CONDITIONAL && !text->has_box)
		claim.claim = CLAIM_NONE;
	item = item_at(r, index);
	item->claim = claim.claim;
	item->claim_from = claim.from;
	item->mark = claim.mark;
	item->has_mark = text->has_box;
	item->text = source;
	item->plain = claim.rest;
	item->done_on = claim.done_on;
	item->quoted = place->quoted;
	item->parent = place->parent;
	item->depth =
		place->parent == ITEM_NONE ? 0 : item_at(r, place->parent)->depth + 1;
	note_at(r, index)->box = text->has_box;
	note_at(r, index)->asked = (topics & TOPIC_CONDITIONAL) != 0;
	note_at(r, index)->own_glyph = claim.glyph;
	note_at(r, index)->normal = claim.rest;
	if (text->kind == ITEM_SIGNOFF) {
		/* "Engineering: [tick]": the sign is what is said of it. */
		signoff_fill(r, index,
			     span_ends(claim_bare(plain), ":") && !text->has_box
				     ? plain
				     : claim_bare(plain),
			     text->has_box);
		/* Who signs is taken from the words, and may be called "Open Source
		 * lead". */
		if (text->has_box && item_at(r, index)->signoff.statement)
			items_clash(r, index, &claim);
	} else {
		items_id(r, index, claim.rest, false);
		items_clash(r, index, &claim);
	}
	items_level(r, index, topics);
	tally_shares(r, text->line, index, note_at(r, index)->folded);
	if (text->has_box && !note_at(r, index)->level_word)
		legend_level(r, reading_plain(r, source), &item_at(r, index)->level);
	notation_settle(r, index);
	return index;
}

static void take_own(struct reading *r, size_t index, struct span source, unsigned line)
{
	struct ref_place place = {
		.item = index, .line = line, .role = REF_SUBJECT, .own = true
	};

	refs_take(r, source, &place);
	thresholds_take(r, index, source, line, false);
	items_hedge(r, index, source, line, true);
	if (item_at(r, index)->kind == ITEM_SIGNOFF ||
	    span_find(item_at(r, index)->plain, SPAN_LIT("___")) < 0)
		return;
	reading_find(r, "P-BLANK", line, index, "\"%.*s\" has a blank",
		     SPAN_ARG(reading_quote(r, item_at(r, index)->plain)));
	/* What was to be measured was not: the claim is no more than a hope. */
	if (item_at(r, index)->qualified.len == 0 &&
	    thresholds_blank(reading_folded(r, source)) >= 0)
		item_at(r, index)->qualified = SPAN_LIT("the measured value is blank");
}

static void report_box(struct reading *r, const struct box *box, size_t index,
		       unsigned line)
{
	enum claim said;

	if (box->malformed)
		reading_find(r, "P-BOX-FORM", line, index,
			     "a box written as \"%.*s\"%s", SPAN_ARG(box->written),
			     box->glued ? " without a space behind it" : "");
	else if (box->claim == CLAIM_UNKNOWN && !span_is(box->mark, "?") &&
		 !settings_mark(r->rules, box->mark, &said) &&
		 !legend_mark(r, box->mark, &said))
		reading_find(r, "P-BOX-MARK", line, index,
			     "the mark \"%.*s\" has no agreed meaning",
			     SPAN_ARG(box->mark));
}

/* A paragraph of a boxed item's body: references, thresholds, caveats. */
static void read_body_text(struct reading *r, size_t item, struct span source,
			   unsigned line, const struct place *place,
			   enum ref_role *role, bool *labelled)
{
	struct ref_place refs = {
		.item = item, .line = line, .role = REF_SUBJECT, .in_body = true
	};
	struct span folded = reading_folded(r, source);
	bool caveat;

	*role = place->role_given ? place->role : REF_SUBJECT;
	*labelled = refs_label(source, role, r->scratch) > 0;
	/* "Tests: 102 pass" below an Evidence line is a part of that evidence. */
	if (place->role_given && place->role == REF_ASKS && *role == REF_EXPECTS)
		*role = REF_ASKS;
	refs.asks = place->role_given && place->role == REF_ASKS;
	refs.role = *role;
	refs.loose = *role == REF_ASKS;
	refs_take(r, source, &refs);
	thresholds_take(r, item, source, line, true);
	notation_annotations(r, item, source, line);
	caveat = words_start(&caveats, folded) > 0;
	if (*role == REF_ASKS || caveat || words_in(&omissions, folded))
		items_hedge(r, item, source, line, *role == REF_ASKS && !caveat);
}

/* Whether the references from `from` on declare evidence, which is no text to judge. */
static bool declares(const struct item *item, size_t from)
{
	for (size_t i = from; i < item->refs.count; i++)
		if (item->refs.at[i].kind == REF_EVIDENCE ||
		    item->refs.at[i].kind == REF_CHECK)
			return true;
	return false;
}

/* Nothing in it can be a sign, an attribute or an annotation; most descriptions. */
static bool is_words(struct span source)
{
	unsigned colons = 0; /* ":x:" is a sign */

	for (size_t i = 0; i < source.len; i++) {
		unsigned char c = (unsigned char)source.ptr[i];

		if (c >= 0x80 || c == '<' || c == '{' || c == '&')
			return false;
		colons += c == ':';
	}
	return colons < 2;
}

/* What read_requirement() would make an item of and drop again, as it says nothing. */
static bool only_describes(struct reading *r, const struct item *parent,
			   struct span source, size_t refs, size_t thresholds)
{
	return parent->thresholds.count == thresholds &&
	       !refs_checkable_from(parent, refs) && r->legend.count == 0 &&
	       r->ignoring == 0 && is_words(source);
}

/* A sub-bullet without a box: a requirement of the boxed item above it. */
static void read_requirement(struct reading *r, const struct md_node *entry,
			     struct span source, struct place place)
{
	struct text_item text = { .kind = ITEM_CRITERION,
				  .rule = "4",
				  .source = source,
				  .line = entry->child->line,
				  .end_line = entry->child->end_line,
				  .start = source,
				  .box = CLAIM_NONE };
	size_t parent = place.parent, from, thresholds;
	bool labelled, signed_itself;
	enum ref_role role;
	struct item *item;

	if (signoff_is_continuation(reading_plain(r, source), r->scratch) &&
	    (item_at(r, parent)->kind == ITEM_SIGNOFF)) {
		signoff_continue(r, parent, reading_plain(r, source));
		signoff_settle(r, parent, true);
		return;
	}
	if (notation_waiver(r, parent, source, entry->child->line))
		return;
	from = item_at(r, parent)->refs.count;
	thresholds = item_at(r, parent)->thresholds.count;
	read_body_text(r, parent, source, entry->child->line, &place, &role, &labelled);
	if ((!labelled || role == REF_EXPECTS) && !declares(item_at(r, parent), from) &&
	    !only_describes(r, item_at(r, parent), source, from, thresholds)) {
		size_t index = add_text_item(r, &text, 0, &place);
		const struct item *above = item_at(r, parent);

		item = item_at(r, index);
		for (size_t i = from; i < above->refs.count; i++)
			*LIST_ADD(r->arena, &item->refs) = above->refs.at[i];
		thresholds_take(r, index, source, entry->child->line, false);
		item = item_at(r, index);
		signed_itself =
			note_at(r, index)->own_glyph && item->claim != CLAIM_NONE;
		if (!signed_itself) {
			item->claim = item_at(r, parent)->claim;
			item->claim_from = CLAIM_FROM_INHERITED;
		}
		item->judged = false;
		item->level = LEVEL_INFORMATIVE;
		item->skip = SPAN_LIT("judged by its parent");
		if (!refs_checkable(item) && !signed_itself) { /* description */
			reading_drop(r, parent);
		}
	}
	place.role = role;
	place.role_given = labelled || place.role_given;
	read_blocks(r, entry->child->next, place);
}

/* A bullet with a sign of its own says there what the step brings about. */
static bool looks_like_step(unsigned topics, const struct place *place, bool glyph)
{
	return (topics & TOPIC_STEPS) && (place->ordered || glyph);
}

WORDS(expecting_labels,
      "expected|expected result*|expected output|should see|you should see|"
      "esperado|resultado esperado|salida esperada|saída esperada|attendu|"
      "résultat attendu|erwartet|erwartetes ergebnis|atteso|risultato atteso|verwacht|"
      "ожидается|ожидаемый результат|预期|预期结果|预期输出|期待|期待結果|期待値|예상|"
      "예상 결과");

/* "Expected: [tick] PASS" says what somebody is to see. */
static bool tells_what_to_see(struct reading *r, struct span source)
{
	return words_start(&expecting_labels, claim_bare(reading_folded(r, source))) >
	       0;
}

/* "prints `[tick] saved`": what a program says. */
static bool quotes_sign(struct span source)
{
	ptrdiff_t first = span_index(source, '`');
	size_t len;

	for (size_t i = (size_t)first; first >= 0 && i + 1 < source.len; i++)
		if (source.ptr[i] == '`' && glyph_at(span_from(source, i + 1), &len))
			return true;
	return false;
}

WORDS(option_words,
      "option|options|alternative|variant|variante|scenario|szenario|scénario|opção|"
      "opción|escenario|cenário|opzione|optie|вариант|选项|方案|選択肢|案|옵션");

/* Signs of states, wherever they stand. */
static size_t signs_in(struct span text)
{
	size_t count = 0, len;

	for (size_t i = 0; i < text.len; i++)
		count += ((unsigned char)text.ptr[i] >= 0xe2 || text.ptr[i] == ':') &&
			 glyph_at(span_from(text, i), &len) != NULL;
	return count;
}

/* What stands in brackets at the end of the text, or behind its last dash. */
static struct span tail_of(struct span plain)
{
	static const char *const dashes[] = { " - ", " \xe2\x80\x93 ",
					      " \xe2\x80\x94 " };
	ptrdiff_t at = -1, found;

	if (plain.len > 0 && plain.ptr[plain.len - 1] == ')') {
		at = span_rindex(plain, '(');
		return at < 0 ? SPAN_EMPTY
			      : span_sub(plain, (size_t)at + 1,
					 plain.len - (size_t)at - 2);
	}
	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++)
		if ((found = span_find(plain, span_of(dashes[i]))) >= 0)
			at = found + (ptrdiff_t)strlen(dashes[i]);
	return at < 0 ? SPAN_EMPTY : span_from(plain, (size_t)at);
}

/* "Load test (done)", "Drill - not started": a state, and nothing but a state. */
static bool ends_in_state(struct reading *r, struct span source, struct span plain)
{
	struct span tail = tail_of(plain), folded;
	struct word_hit hit;

	/* "`sent` - done" and "(open -> done)" explain what states there are. */
	if (tail.len == 0 || tail.len > 40 || plain.len > 120 ||
	    span_starts(span_trim(source), "`"))
		return false;
	folded = utf8_fold(r->scratch, tail);
	return word_at(folded, false, &hit) && hit.len == folded.len &&
	       hit.claim != CLAIM_READY && hit.claim != CLAIM_NA;
}

/* "- **Tests:** passed": one word behind the colon, and it is a state. */
static bool is_stated(struct reading *r, struct span source, struct span plain)
{
	struct span key, value, folded;
	struct word_hit hit;

	if (!pair_of(plain, &key, &value))
		return ends_in_state(r, source, plain);
	if (value.len > 40)
		return false;
	folded = utf8_fold(r->scratch, value);
	if (!word_at(folded, false, &hit) || hit.len < folded.len ||
	    topic_is_status_label(utf8_fold(r->scratch, claim_bare(key))))
		return false;
	/* Elsewhere than among sign-offs, "QA lead: pending" is of people. */
	return meta_key_of(key, r->scratch) == META_OTHER &&
	       !signoff_asks_pair(r, key, true);
}

WORDS(result_headings,
      "result|results|verification|validation|quality gates|gates|gate results|checks|"
      "ergebnis|ergebnisse|prüfergebnisse|résultats|résultat|résultats des tests|"
      "resultados|resultado|risultati|resultaten|результаты|результаты "
      "проверки|проверки|"
      "验证结果|测试结果|检查结果|结果|検証結果|テスト結果|確認結果|結果|검증 결과|"
      "테스트 결과|결과");

/* "Lint: PASS" below "Verification results". */
static bool states_result(struct reading *r, struct span plain)
{
	struct claim_reading claim;

	if (!words_in(&result_headings, r->sections.at[r->section].folded) &&
	    !(r->sections.at[r->section].own_topics & TOPIC_SIGNOFF))
		return false;
	claim_of_text(&claim, CLAIM_NONE, SPAN_EMPTY, plain, plain, r->scratch);
	return claim.claim != CLAIM_NONE && claim.from == CLAIM_FROM_WORD;
}

/* "- **Status:** [tick] verified" claims its section, as it does without the bullet. */
static bool is_status_pair(struct reading *r, struct span plain)
{
	struct span key, value;

	return pair_of(plain, &key, &value) &&
	       topic_is_status_label(utf8_fold(r->scratch, claim_bare(key)));
}

/* "DevOps: ____" among contacts asks for a number; with a date it is signed. */
static bool is_field(struct reading *r, struct span plain, unsigned topics)
{
	ptrdiff_t colon = span_index(plain, ':');

	return signoff_is_field(plain, r->scratch) &&
	       (!(topics & TOPIC_IGNORED) || span_rindex(plain, ':') > colon);
}

/* "[red dot] Critical: 2 (linting)": a dot that ranks, and how many there are. */
static bool counts_ranked(struct span plain, const struct glyph_mark *glyph)
{
	ptrdiff_t colon = span_index(plain, ':');
	struct span number;
	size_t n = 0;

	if (colon <= 0 || colon > 40 ||
	    (!(glyph->flags & GLYPH_DOT) && glyph->claim != CLAIM_OPEN))
		return false;
	number = span_trim(span_from(plain, (size_t)colon + 1));
	while (n < number.len && number.ptr[n] >= '0' && number.ptr[n] <= '9')
		n++;
	number = span_trim(span_from(number, n));
	return n > 0 && n < 5 && (number.len == 0 || number.ptr[0] == '(');
}

/*
 * What an unboxed bullet is, by its place and its own marks; ITEM_KINDS: nothing.
 * `leads`: a list stands below it.
 */
static enum item_kind bullet_kind(struct reading *r, struct span source,
				  struct span plain, unsigned topics,
				  const struct place *place, bool leads)
{
	struct span rest = plain;
	size_t len;
	const struct glyph_mark *glyph;
	enum claim said;

	if (signoff_is_trailer(plain, r->scratch) || is_field(r, plain, topics) ||
	    signoff_is_decider(r, plain) || signoff_awaits(plain, r->scratch) ||
	    ((topics & TOPIC_SIGNOFF) &&
	     ((signoff_is_role_alone(r, plain) && !leads) ||
	      signoff_is_line(r, plain, true) || signoff_is_blank_line(r, plain) ||
	      signoff_is_marked(r, plain))))
		return ITEM_SIGNOFF;
	if (topics & (TOPIC_LEGEND | TOPIC_FEATURES) || is_status_pair(r, plain))
		return ITEM_KINDS;
	/* What a log prints is quoted: "`[tick] Saved` - all is well". */
	glyph = span_starts(span_trim(source), "`") ? NULL : glyph_at(rest, &len);
	if (glyph && (glyph->flags & GLYPH_NEEDS_WORD) && !(topics & TOPIC_INVERTED))
		glyph = NULL;
	if (glyph && (claim_bare(plain).len == 0 || counts_ranked(plain, glyph)))
		return ITEM_KINDS;
	if (topics & TOPIC_GAPS)
		return ITEM_GAP;
	if (topics & TOPIC_INVERTED)
		return ITEM_CRITERION;
	if (looks_like_step(topics, place, glyph != NULL))
		return ITEM_STEP;
	if (topics & TOPIC_CRITERIA)
		return ITEM_CRITERION;
	if (topics & TOPIC_DELIVERABLES)
		return refs_names_artefact(r, source) ? ITEM_DELIVERABLE : ITEM_KINDS;
	if (topics & TOPIC_CONDITIONAL)
		return ITEM_CRITERION;
	if (topics & TOPIC_BUCKET)
		return ITEM_CRITERION;
	if (topics & TOPIC_IGNORED)
		return ITEM_KINDS;
	if (legend_mark(r, span_sub(plain, 0, emoji_at(plain)), &said))
		return said == CLAIM_FAILED ? ITEM_GAP : ITEM_CRITERION;
	if (legend_ranks(r, span_sub(plain, 0, emoji_at(plain))))
		return ITEM_CRITERION;
	if (tells_what_to_see(r, source) || quotes_sign(source))
		return ITEM_KINDS;
	said = glyph ? glyph->claim : claim_sign_of(plain);
	if (said == CLAIM_NONE)
		return states_result(r, plain) || is_stated(r, source, plain)
			       ? ITEM_CRITERION
			       : ITEM_KINDS;
	/* A warning sign calls for attention, a cross says what is not so. */
	return said == CLAIM_FAILED || said == CLAIM_UNKNOWN ? ITEM_GAP
							     : ITEM_CRITERION;
}

static const char *rule_of(enum item_kind kind, unsigned topics)
{
	switch (kind) {
	case ITEM_GAP:
		return "6.8";
	case ITEM_STEP:
		return "6.9";
	case ITEM_DELIVERABLE:
		return "6.6";
	case ITEM_SIGNOFF:
		return "10.1";
	case ITEM_CRITERION:
		return topics & TOPIC_INVERTED      ? "6.5"
		       : topics & TOPIC_CONDITIONAL ? "6.4"
		       : topics & TOPIC_BUCKET      ? "9.7"
						    : "6.7";
	case ITEM_TASK:
	case ITEM_ROW:
	case ITEM_SECTION:
	case ITEM_DOCUMENT:
	case ITEM_TALLY:
	case ITEM_KINDS:
		break;
	}
	return "6";
}

static void skip_item(struct reading *r, size_t index, const char *why)
{
	struct item *item = item_at(r, index);

	item->judged = false;
	if (item->skip.len == 0)
		item->skip = span_of(why);
}

/* What is left to decide once text and references of an unboxed item are known. */
static void settle_bullet(struct reading *r, size_t index, unsigned topics)
{
	struct item *item = item_at(r, index);

	switch (item->kind) {
	case ITEM_GAP:
		note_at(r, index)->crossed = item->claim == CLAIM_FAILED;
		item->polarity = -1;
		item->claim = CLAIM_NONE;
		skip_item(r, index, "a gap, no claim");
		break;
	case ITEM_STEP:
		skip_item(r, index, "a step");
		break;
	case ITEM_CRITERION:
		if ((topics & TOPIC_BUCKET) && item->claim == CLAIM_NONE) {
			item->claim = r->sections.at[r->section].bucket;
			item->claim_from = CLAIM_FROM_WORD;
		}
		if (topics & TOPIC_INVERTED) {
			skip_item(r, index, "not raised");
			break;
		}
		if (!(topics & TOPIC_CONDITIONAL))
			items_inherit(r, index);
		item = item_at(r, index);
		if (!refs_checkable(item) && item->claim_from == CLAIM_FROM_INHERITED)
			skip_item(r, index, "nothing checkable, no mark of its own");
		else if (!refs_checkable(item) && item->claim == CLAIM_NONE)
			skip_item(r, index, "nothing checkable, nothing claimed");
		break;
	case ITEM_DELIVERABLE:
		item->changed = topics & TOPIC_CHANGED;
		if (topics & TOPIC_EXISTING && item->claim == CLAIM_NONE) {
			item->claim = CLAIM_DONE;
			item->claim_from = CLAIM_FROM_INHERITED;
		}
		items_inherit(r, index);
		break;
	case ITEM_TASK:
	case ITEM_ROW:
	case ITEM_SIGNOFF:
	case ITEM_SECTION:
	case ITEM_DOCUMENT:
	case ITEM_TALLY:
	case ITEM_KINDS:
		break;
	}
}

/* The sign-off that the line before was about, in the same section; or ITEM_NONE. */
static size_t open_signoff(struct reading *r)
{
	size_t last = r->plan->items.count;

	return last > 0 && item_at(r, last - 1)->kind == ITEM_SIGNOFF &&
			       note_at(r, last - 1)->section == r->section
		       ? last - 1
		       : ITEM_NONE;
}

/* The row of a table is complete in itself. */
static bool is_table_row(struct reading *r, size_t index)
{
	return span_starts(span_trim(reading_line(r, item_at(r, index)->line)), "|");
}

/* "Decision: [ ] GO  [ ] NO-GO" without a box in front. */
static bool is_decision(struct reading *r, struct span source, struct span plain,
			unsigned topics)
{
	struct span key, value, folded;

	if (!signoff_has_choices(source) || !pair_of(plain, &key, &value))
		return false;
	folded = utf8_fold(r->scratch, claim_bare(value));
	if (has_word(folded, "no-go|no go|nogo"))
		return true;
	folded = utf8_fold(r->scratch, claim_bare(key));
	return (topics & TOPIC_SIGNOFF) || topic_is_status_label(folded) ||
	       has_word(folded,
			"decision|assessment|recommendation|outcome|approval|"
			"choice|auswahl|choix|escolha|elección|scelta|keuze|выбор|选择|"
			"選択|선택|"
			"entscheidung|empfehlung|decis\xc3\xa3o|decisi\xc3\xb3n|"
			"d\xc3\xa9"
			"cision|beslissing|решение|结论|決定|判定");
}

/* "Status: [x] done, [~] in progress, [ ] pending": what marks mean. */
static bool explains_boxes(struct span source)
{
	ptrdiff_t first = span_index(source, '[');
	size_t boxes = 0;
	bool odd = false;

	for (size_t i = (size_t)first; first >= 0 && i < source.len; i++) {
		struct box box;

		if (source.ptr[i] != '[' || !box_take(span_from(source, i), &box) ||
		    box.glued)
			continue;
		boxes++;
		odd |= box.claim != CLAIM_OPEN && box.claim != CLAIM_DONE;
		i += box.len - 1;
	}
	return boxes >= 3 && odd;
}

/* "Tech lead: [ ] approve [ ] reject" is that lead's own decision. */
static bool chooses_for_role(struct reading *r, struct span plain)
{
	struct span key, value;

	return pair_of(plain, &key, &value) && signoff_asks_pair(r, key, true);
}

/*
 * "Name: ____" below "**QA lead**", or right below a heading about signing off: the
 * first field of a sign-off whose role stands above it.
 */
static bool read_block_field(struct reading *r, const struct text_item *text,
			     struct span plain, size_t above, unsigned topics,
			     const struct place *place)
{
	struct text_item own = *text;
	struct span role;
	unsigned line;
	size_t index;

	if (!(topics & TOPIC_SIGNOFF) || !signoff_names_field(plain, r->scratch) ||
	    signoff_has_choices(text->source))
		return false;
	line = signoff_role_above(r, text->line, &role);
	if (line == 0 || (above != ITEM_NONE && item_at(r, above)->line >= line))
		return false;
	own.kind = ITEM_SIGNOFF;
	own.rule = "10.1";
	index = add_text_item(r, &own, topics, place);
	signoff_of_role(r, index, role);
	return true;
}

/* Whether the sign-off begins with a field of its own: "Name: ____". */
static bool is_block_field(struct reading *r, size_t index)
{
	struct span line = reading_line(r, item_at(r, index)->line);

	while (line.len > 0 && strchr("> -*+\t", line.ptr[0]))
		line = span_from(line, 1);
	return signoff_names_field(inline_plain(r->scratch, line), r->scratch);
}

/* A field or the decision of the sign-off above it, or a decision of its own. */
static bool read_decision(struct reading *r, const struct text_item *text,
			  struct span plain, unsigned topics, const struct place *place)
{
	size_t above = open_signoff(r);
	struct text_item own = *text;

	bool row = above != ITEM_NONE && is_table_row(r, above);

	if (read_block_field(r, text, plain, above, topics, place))
		return true;
	if (above != ITEM_NONE && signoff_is_continuation(plain, r->scratch) &&
	    !signoff_has_choices(text->source)) {
		/* "Date: ____" below a table is about all of its rows. */
		if (row)
			return true;
		signoff_continue(r, above, plain);
		signoff_settle(r, above, note_at(r, above)->box);
		return true;
	}
	if (!is_decision(r, text->source, plain, topics))
		return false;
	if (above != ITEM_NONE && !row &&
	    !span_is(span_of(item_at(r, above)->rule), "10.4") &&
	    !note_at(r, above)->box && !chooses_for_role(r, plain)) {
		signoff_decide(r, above, text->source);
		if (is_block_field(r, above)) {
			/* The line with the boxes is the one to tick. */
			items_place(r, above, text->line, text->start, text->end_line);
			item_at(r, above)->has_mark = true;
			signoff_settle(r, above, true);
		}
		return true;
	}
	own.kind = ITEM_SIGNOFF;
	own.rule = "10.4";
	signoff_choices(r, add_text_item(r, &own, topics, place), text->source);
	return true;
}

/* The state that the words behind a box are, up to the next one; CLAIM_NONE: none. */
static enum claim option_claim(struct reading *r, struct span behind)
{
	struct claim_reading claim;
	size_t end = 0;

	for (struct box box; end < behind.len; end++)
		if ((behind.ptr[end] == '[' || behind.ptr[end] == '\xe2') &&
		    box_take(span_from(behind, end), &box) && !box.glued)
			break;
	claim_of_cell(&claim, reading_plain(r, span_trim(span_sub(behind, 0, end))),
		      r->arena);
	return claim.claim;
}

WORDS(result_labels,
      "result|results|outcome|test result|ergebnis|ergebnisse|résultat|résultats|"
      "resultado|resultados|risultato|risultati|esito|resultaat|uitslag|результат|итог|"
      "结果|結果|결과");

/* "Environment: [ ] staging  [ ] production" asks for no state. */
static bool asks_state(struct reading *r, struct span key, struct span value)
{
	struct box box;
	enum claim first;

	if (words_in(&result_labels, key) ||
	    words_in(&result_labels, utf8_fold(r->scratch, value)))
		return true;
	if (!box_take(value, &box))
		return false;
	first = option_claim(r, span_from(value, box.len));
	/* "[ ] open  [x] done" explains marks. */
	return first != CLAIM_NONE && first != CLAIM_OPEN;
}

/* "Result: [ ] pass  [ ] fail": the ticked one says it; nobody may have chosen yet. */
static bool read_choice(struct reading *r, const struct text_item *text,
			struct span plain, unsigned topics, const struct place *place)
{
	struct box_choices choices = box_choices(text->source);
	struct text_item own = *text;
	struct span key, value, folded;
	enum claim claim = CLAIM_OPEN;
	size_t index;

	if (choices.boxes < 2 ||
	    (topics & (TOPIC_LEGEND | TOPIC_FEATURES | TOPIC_IGNORED)) ||
	    !pair_of(plain, &key, &value))
		return false;
	folded = utf8_fold(r->scratch, claim_bare(key));
	if (topic_legend_label(folded) > 0 || !asks_state(r, folded, span_trim(value)))
		return false;
	if (choices.ticked == 1)
		claim = option_claim(r, choices.chosen);
	if (choices.ticked > 1 || claim == CLAIM_NONE)
		claim = CLAIM_UNKNOWN;
	own.kind = ITEM_TASK;
	own.rule = "3.1";
	own.box = CLAIM_OPEN;
	own.mark = SPAN_LIT(" ");
	own.has_box = true;
	index = add_text_item(r, &own, topics, place);
	/* Which one is ticked is no part of what is asked. */
	item_at(r, index)->plain = note_at(r, index)->normal = claim_bare(key);
	note_at(r, index)->folded = utf8_fold(r->scratch, claim_bare(key));
	item_at(r, index)->claim = claim;
	return true;
}

/* "[x] Fail  [ ] Pass": what is ticked is the word behind the box, not the line. */
static void read_option(struct reading *r, size_t index, struct span source,
			struct span behind)
{
	struct box_choices choices = box_choices(source);
	struct item *item = item_at(r, index);
	enum claim said;

	if (item->kind != ITEM_TASK || item->claim != CLAIM_DONE || choices.boxes < 2 ||
	    choices.open == 0)
		return;
	said = option_claim(r, behind);
	if (said != CLAIM_NONE)
		item->claim = said;
}

static void read_unboxed(struct reading *r, const struct md_node *entry,
			 struct span source, struct place place)
{
	unsigned topics = topics_at(r, &place);
	struct span plain = reading_plain(r, source), key, value;
	struct text_item text = { .source = source,
				  .start = source,
				  .box = CLAIM_NONE,
				  .line = entry->child->line,
				  .end_line = entry->child->end_line };
	bool struck = false;
	size_t index;

	if (explains_boxes(source) || read_decision(r, &text, plain, topics, &place) ||
	    read_choice(r, &text, plain, topics, &place))
		return;
	text.kind =
		bullet_kind(r, source, plain, topics, &place,
			    entry->child->next && entry->child->next->kind == MD_LIST);
	/* Dropped, and listed so that nobody looks for it in vain. */
	if (text.kind == ITEM_KINDS && claim_is_struck(source) &&
	    !(topics & (TOPIC_LEGEND | TOPIC_FEATURES | TOPIC_IGNORED))) {
		text.kind = ITEM_CRITERION;
		struck = true;
	}
	if (text.kind == ITEM_KINDS) {
		if (pair_of(plain, &key, &value) &&
		    topic_is_status_label(utf8_fold(r->scratch, key)))
			items_pair(r, key, value, text.line);
		/* "- Signatures:" over a list of roles. */
		place.lead = signoff_is_bare_role(plain)
				     ? topics_of_lead(reading_folded(r, source)) &
					       TOPIC_SIGNOFF
				     : 0;
		place.has_lead = place.lead != 0;
		read_blocks(r, entry->child->next, place);
		return;
	}
	text.rule = rule_of(text.kind, topics);
	index = add_text_item(r, &text, topics, &place);
	take_own(r, index, source, text.line);
	settle_bullet(r, index, topics);
	if (struck)
		skip_item(r, index, "struck out");
	place.has_lead = false;
	/* Boxes below it are tasks; the rest is its description. */
	for (const struct md_node *n = entry->child->next; n; n = n->next)
		if (n->kind == MD_LIST || n->kind == MD_QUOTE) {
			struct md_node one = *n;

			one.next = NULL;
			place.has_lead = true;
			place.lead = TOPIC_IGNORED;
			read_blocks(r, &one, place);
		}
	item_at(r, index)->block_end_line = entry->end_line;
	listed_check(r, index, entry->child->next);
}

/*
 * An open box in a list of what is done (section 9.7).  A ticked one under "To do"
 * is how such lists are worked off.
 */
static void check_bucket(struct reading *r, size_t index)
{
	const struct section *section = &r->sections.at[r->section];
	const struct item *item = item_at(r, index);

	if (!(section->topics & TOPIC_BUCKET) || section->bucket != CLAIM_DONE ||
	    item->parent != ITEM_NONE || item->polarity < 0 ||
	    !claim_is_negative(item->claim))
		return;
	reading_find(r, "C7", item->line, index,
		     "it stands under \"%.*s\", but its box says %s",
		     SPAN_ARG(reading_quote(r, section->plain)),
		     claim_word[item->claim])
		->other_line = section->line;
}

static struct span without_decor(struct span text, const struct place *place)
{
	struct span rest = span_trim(text);

	if (place->decor.len == 0 ||
	    !span_eq(span_sub(rest, 0, place->decor.len), place->decor))
		return text;
	return span_from(rest, place->decor.len);
}

static void read_boxed(struct reading *r, const struct md_node *entry,
		       const struct box *box, struct span source, struct place place)
{
	unsigned topics = topics_at(r, &place);
	struct span behind = without_decor(span_from(source, box->len), &place);
	struct span plain = reading_plain(r, behind);
	unsigned line = entry->child->line;
	struct text_item text = { .kind = ITEM_TASK,
				  .rule = "3.1",
				  .source = behind,
				  .start = source,
				  .line = line,
				  .end_line = entry->child->end_line,
				  .box = box->claim,
				  .mark = box->mark,
				  .has_box = true };
	size_t index;

	if (span_trim(behind).len == 0) {
		reading_find(r, "P-BOX-FORM", line, ITEM_NONE, "a box without text");
		read_blocks(r, entry->child->next, place);
		return;
	}
	if ((topics & TOPIC_SIGNOFF) || signoff_is_field(plain, r->scratch) ||
	    (!(topics & TOPIC_INVERTED) &&
	     signoff_is_statement(reading_folded(r, behind)))) {
		text.kind = ITEM_SIGNOFF;
		text.rule = "10.1";
	}
	index = add_text_item(r, &text, topics, &place);
	if (box->optional)
		item_at(r, index)->level = LEVEL_OPTIONAL;
	report_box(r, box, index, line);
	check_bucket(r, index);
	signoff_choices(r, index, behind);
	read_option(r, index, source, behind);
	take_own(r, index, item_at(r, index)->text, line);
	place.parent = index;
	place.has_lead = false;
	place.role_given = false;
	read_blocks(r, entry->child->next, place);
	item_at(r, index)->block_end_line = entry->end_line;
	listed_check(r, index, entry->child->next);
}

/* "Pen test [x]": a box that ends the line, taken off *source. */
static bool box_behind(struct span *source, struct box *box)
{
	static const char *const ends[] = { " [ ]", " [x]", " [X]", " \xe2\x98\x90",
					    " \xe2\x98\x91" };
	struct span text = span_trim(*source);

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t len = strlen(ends[i]);

		if (text.len < len + 3 || !span_ends(text, ends[i]) ||
		    span_index(text, '\n') >= 0 || box_choices(text).boxes != 1)
			continue;
		/* "Points planned: [X]" is a number to come. */
		if (span_ends(span_trim(span_sub(text, 0, text.len - len)), ":"))
			return false;
		box_take(span_from(text, text.len - len + 1), box);
		*source = span_trim(span_sub(text, 0, text.len - len));
		box->len = 0;
		return true;
	}
	return false;
}

static void read_entry(struct reading *r, const struct md_node *entry,
		       struct place place)
{
	const struct md_node *first = entry->child;
	struct span source;
	struct box box;

	if (!first)
		return;
	if (first->kind != MD_PARAGRAPH && first->kind != MD_HEADING) {
		read_blocks(r, first, place);
		return;
	}
	source = reading_source(r, first);
	/* "[x] = done" defines a mark. */
	if ((topics_at(r, &place) & TOPIC_LEGEND) &&
	    legend_is_entry(r, inline_plain(r->scratch, source), false))
		return;
	if (box_take(source, &box) && !(box.glued && !place.boxes)) {
		read_boxed(r, entry, &box, source, place);
		return;
	}
	if (!box.glued && !(topics_at(r, &place) & (TOPIC_LEGEND | TOPIC_SIGNOFF)) &&
	    box_behind(&source, &box)) {
		read_boxed(r, entry, &box, source, place);
		return;
	}
	if (box.glued)
		reading_find(
			r, "P-BOX-FORM", first->line, ITEM_NONE,
			"\"[%.*s]\" without a space behind it is not read as a box",
			SPAN_ARG(box.mark));
	if (place.parent != ITEM_NONE)
		read_requirement(r, entry, source, place);
	else
		read_unboxed(r, entry, source, place);
}

static bool has_boxes(struct reading *r, const struct md_node *list)
{
	for (const struct md_node *n = list->child; n; n = n->next) {
		struct box box;

		if (n->task ||
		    (n->child && n->child->kind == MD_PARAGRAPH &&
		     box_take(reading_line(r, n->child->line).len >= n->child->column
				      ? span_from(reading_line(r, n->child->line),
						  n->child->column - 1)
				      : SPAN_EMPTY,
			      &box) &&
		     !box.glued))
			return true;
	}
	return false;
}

/* A sign that states are drawn with: of the table, or a plain coloured shape. */
static bool is_state_sign(struct span plain)
{
	size_t len;
	int32_t c;

	if (glyph_at(plain, &len))
		return true;
	if (plain.len == 0)
		return false;
	c = utf8_next(plain, &len);
	return (c >= 0x1f7e0 && c <= 0x1f7eb) || (c >= 0x1f536 && c <= 0x1f53b) ||
	       c == 0x26ab || c == 0x2b1b;
}

/* "✅ Done", "🔄 Running": three entries of a glyph and a state alone are a legend. */
static bool is_legend(struct reading *r, const struct md_node *list)
{
	size_t entries = 0;

	for (const struct md_node *n = list->child; n; n = n->next) {
		struct span plain;

		if (!n->child || n->child->kind != MD_PARAGRAPH)
			return false;
		plain = inline_plain(r->scratch, reading_source(r, n->child));
		if (!is_state_sign(plain) || !legend_is_entry(r, plain, true))
			return false;
		entries++;
	}
	return entries >= 3;
}

/* C16: "The three guides:" before a list of four. */
static void check_said(struct reading *r, const struct place *place, size_t entries)
{
	uint64_t said = place->said.len > 0
				? likely_count(utf8_fold(r->scratch, place->said))
				: 0;

	if (said == 0 || entries == 0 || said == entries)
		return;
	reading_find(r, "C16", place->said_line, ITEM_NONE,
		     "\"%.*s\", but %zu stand under it",
		     SPAN_ARG(reading_quote(r, place->said)), entries);
}

static void read_list(struct reading *r, const struct md_node *list, struct place place)
{
	size_t entries = 0;

	for (const struct md_node *n = list->child; n; n = n->next)
		entries++;
	check_said(r, &place, entries);
	place.said = SPAN_EMPTY;
	place.boxes = has_boxes(r, list);
	place.ordered = list->ordered;
	place.decor = place.boxes ? decor_of_list(r, list) : SPAN_EMPTY;
	if (is_legend(r, list)) {
		for (const struct md_node *n = list->child; n; n = n->next)
			legend_take(r, inline_plain(r->scratch,
						    reading_source(r, n->child)));
		return;
	}
	for (const struct md_node *n = list->child; n; n = n->next)
		read_entry(r, n, place);
}

/* Sections above keep their topics for this one unless it has its own. */
static void open_section(struct reading *r, const struct md_node *heading,
			 struct span plain)
{
	size_t parent = r->section;
	struct section *section;
	struct span bare = claim_bare(plain), folded;

	while (r->sections.at[parent].level >= heading->level)
		parent = r->sections.at[parent].parent;
	folded = utf8_fold(r->arena, bare);
	section = LIST_ADD(r->scratch, &r->sections);
	*section = (struct section){ .plain = plain,
				     .folded = folded,
				     .level = heading->level,
				     .line = heading->line,
				     .parent = parent,
				     .item = ITEM_NONE };
	section->topics = settings_topics(r->rules, folded);
	if (section->topics == 0)
		section->topics = topics_of_heading(folded);
	section->own_topics = section->topics;
	section->later = topic_is_later(folded);
	/* "No-Go" is a list of what must not be, not of what failed. */
	section->bucket = heading->level > 1 && !(section->topics & TOPIC_INVERTED)
				  ? topic_bucket(folded)
				  : CLAIM_NONE;
	if (section->bucket != CLAIM_NONE)
		section->topics = TOPIC_BUCKET;
	else if (section->topics == 0 && !topic_is_future(folded))
		section->topics = topics_inherited(r->sections.at[parent].topics);
	r->section = r->sections.count - 1;
	if (r->plan->title.len == 0)
		r->plan->title = bare;
}

/* "### Tester 1: ________" under "Sign-off": what stands below are its fields. */
static bool read_heading_signoff(struct reading *r, struct span source,
				 struct span plain, unsigned line)
{
	struct place place = { .parent = ITEM_NONE };
	struct text_item text = { .kind = ITEM_SIGNOFF,
				  .rule = "10.1",
				  .source = source,
				  .start = source,
				  .line = line,
				  .end_line = line,
				  .box = CLAIM_NONE };
	unsigned topics = r->sections.at[r->section].topics;

	if (!(topics & TOPIC_SIGNOFF) || span_find(plain, SPAN_LIT("___")) < 0)
		return false;
	add_text_item(r, &text, topics, &place);
	return true;
}

/* "## Status: in progress" speaks of the document, further down of its section. */
static void read_heading_status(struct reading *r, const struct md_node *heading,
				struct span key, struct span value)
{
	struct claim_reading claim;

	if (heading->level <= 2) {
		items_pair(r, key, value, heading->line);
		return;
	}
	claim_of_cell(&claim, value, r->arena);
	claim.rule = "9.4";
	if (claim.claim != CLAIM_NONE)
		items_section_claim(r, &claim, r->sections.at[r->section].plain,
				    heading->line, false);
}

static void read_heading(struct reading *r, const struct md_node *heading)
{
	struct span source = reading_source(r, heading), plain, key, value;
	struct claim_reading claim;
	struct box box;

	while (source.len > 0 && source.ptr[0] == '#')
		source = span_from(source, 1);
	source = span_trim(source);
	/* A setext heading's last line is its rule, an ATX one may close with '#'. */
	if (heading->end_line > heading->line) {
		ptrdiff_t cut = span_rindex(source, '\n');

		source = cut > 0 ? span_trim(span_sub(source, 0, (size_t)cut)) : source;
	}
	while (source.len > 0 && source.ptr[source.len - 1] == '#')
		source.len--;
	plain = inline_plain(r->arena, span_trim(source));
	open_section(r, heading, plain);
	if (legend_is_line(plain))
		return;
	if (box_take(source, &box) && !box.glued) {
		struct place place = { .parent = ITEM_NONE };
		struct text_item text = { .kind = ITEM_TASK,
					  .rule = "3.1",
					  .source = span_from(source, box.len),
					  .start = source,
					  .line = heading->line,
					  .end_line = heading->line,
					  .box = box.claim,
					  .mark = box.mark,
					  .has_box = true };
		size_t index = add_text_item(r, &text, 0, &place);

		report_box(r, &box, index, heading->line);
		take_own(r, index, text.source, heading->line);
		return;
	}
	if (read_heading_signoff(r, source, plain, heading->line))
		return;
	tally_heading(r);
	if ((r->sections.at[r->section].topics & TOPIC_BUCKET) ||
	    (r->sections.at[r->section].own_topics & TOPIC_INVERTED) ||
	    topic_is_open_condition(r->sections.at[r->section].folded))
		return;
	claim_of_heading(&claim, plain, heading->level, r->arena);
	if (heading->level > 1)
		legend_apply(r, &claim, CLAIM_NONE, plain);
	if (claim.claim == CLAIM_NONE && pair_of(plain, &key, &value) &&
	    topic_is_status_label(utf8_fold(r->scratch, claim_bare(key)))) {
		read_heading_status(r, heading, key, value);
		return;
	}
	if (claim.claim != CLAIM_NONE)
		items_section_claim(r, &claim, claim.rest.len > 0 ? claim.rest : plain,
				    heading->line, heading->level == 1);
}

/* State of a paragraph that is read line by line. */
struct lines {
	size_t task;      /* the last bare box, or ITEM_NONE */
	struct span lead; /* the last line that was only words */
	bool leads;       /* a table or list stands right below */
};

/* "**File:** `path`" under a heading that claims: the heading is the deliverable. */
static bool read_file_line(struct reading *r, struct span line, unsigned number,
			   const struct place *place)
{
	enum ref_role role;
	unsigned topics = topics_at(r, place);
	struct section *section = &r->sections.at[r->section];
	size_t label = refs_label(line, &role, r->scratch), index;
	struct ref_place refs = { .line = number, .role = REF_ASKS, .loose = true };
	struct text_item text = { .kind = ITEM_DELIVERABLE,
				  .rule = "6.6",
				  .source = span_from(line, label),
				  .line = number,
				  .end_line = number,
				  .start = line,
				  .box = CLAIM_NONE };

	if (label == 0 || role != REF_ASKS ||
	    !words_start(&file_labels, reading_folded(r, line)) ||
	    !refs_names_artefact(r, span_from(line, label)))
		return false;
	if (section->item != ITEM_NONE &&
	    item_at(r, section->item)->line == section->line) {
		refs.item = section->item;
		refs_take(r, line, &refs);
		for (size_t i = 0; i < item_at(r, refs.item)->refs.count; i++)
			if (item_at(r, refs.item)->refs.at[i].role == REF_ASKS)
				item_at(r, refs.item)->refs.at[i].role = REF_SUBJECT;
		item_at(r, refs.item)->kind = ITEM_DELIVERABLE;
		item_at(r, refs.item)->rule = "6.3";
		return true;
	}
	index = add_text_item(r, &text, 0, place);
	take_own(r, index, text.source, number);
	items_inherit(r, index);
	/* Under "Fix applied" the heading is what is claimed, and the file is where. */
	item_at(r, index)->changed =
		!(topics & TOPIC_DELIVERABLES) || (topics & TOPIC_CHANGED);
	return true;
}

static size_t read_bare_box(struct reading *r, const struct box *box, struct span line,
			    unsigned number, const struct place *place)
{
	unsigned topics = topics_at(r, place);
	struct span behind = span_from(line, box->len);
	struct text_item text = { .kind = ITEM_TASK,
				  .rule = "3.2",
				  .source = behind,
				  .line = number,
				  .end_line = number,
				  .start = line,
				  .box = box->claim,
				  .mark = box->mark,
				  .has_box = true };
	size_t index;

	if ((topics & TOPIC_SIGNOFF) ||
	    signoff_is_field(inline_plain(r->scratch, behind), r->scratch)) {
		text.kind = ITEM_SIGNOFF;
		text.rule = "10.1";
	}
	index = add_text_item(r, &text, topics, place);
	report_box(r, box, index, number);
	signoff_choices(r, index, behind);
	read_option(r, index, line, behind);
	take_own(r, index, item_at(r, index)->text, number);
	return index;
}

/* "Approved-by: Ana", "Tech lead: ____ Date: ____" on a line of their own. */
static bool read_signoff_line(struct reading *r, struct span line, struct span plain,
			      unsigned number, bool leads, const struct place *place)
{
	unsigned topics = topics_at(r, place);
	struct text_item text = { .kind = ITEM_SIGNOFF,
				  .rule = "10.1",
				  .source = line,
				  .line = number,
				  .end_line = number,
				  .start = line,
				  .box = CLAIM_NONE };
	size_t above = open_signoff(r);
	bool awaits;

	if (read_decision(r, &text, plain, topics, place))
		return true;
	if (above != ITEM_NONE && note_at(r, above)->awaits > 0 &&
	    number <= item_at(r, above)->line + 5 && signoff_take_line(r, above, plain))
		return true;
	/* What leads a table or a list of people signs nothing itself. */
	awaits = !leads && signoff_awaits(plain, r->scratch);
	if (!awaits && !signoff_is_trailer(plain, r->scratch) &&
	    !is_field(r, plain, topics) &&
	    !((topics & TOPIC_SIGNOFF) &&
	      (signoff_is_line(r, plain, false) || signoff_is_blank_line(r, plain))))
		return read_choice(r, &text, plain, topics, place);
	note_at(r, add_text_item(r, &text, topics, place))->awaits = awaits ? 3 : 0;
	return true;
}

/* "[a] the one", "[i] the other": letters that number, where no list says boxes. */
static bool is_enumeration(const struct box *box)
{
	char c = box->mark.len == 1 ? box->mark.ptr[0] : ' ';

	return c != 'x' && c != 'X' &&
	       ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
}

static void read_line(struct reading *r, struct span line, unsigned number,
		      struct lines *lines, const struct place *place)
{
	struct span plain = reading_plain(r, line), key, value;
	struct box box;
	enum ref_role role;

	if (box_take(line, &box) && !box.glued && !is_enumeration(&box) &&
	    span_trim(span_from(line, box.len)).len > 0) {
		lines->task = read_bare_box(r, &box, line, number, place);
		lines->lead = SPAN_EMPTY;
		return;
	}
	if (lines->task != ITEM_NONE) {
		bool labelled;

		if (notation_waiver(r, lines->task, line, number))
			return;

		read_body_text(r, lines->task, line, number, place, &role, &labelled);
		return;
	}
	lines->lead = line;
	if (place->parent != ITEM_NONE || plain.len == 0 || explains_boxes(line))
		return;
	if (read_file_line(r, line, number, place) ||
	    read_signoff_line(r, line, plain, number, lines->leads, place))
		return;
	if (tally_take(r, plain, number))
		return;
	while (pairs_next(&plain, &key, &value))
		if (number <= META_LINES ||
		    (r->last_rule > 0 && number > r->last_rule) ||
		    topic_is_status_label(utf8_fold(r->scratch, claim_bare(key))))
			items_pair(r, key, value, number);
}

/* "**APPROVED** (tick)": take a glyph that ends the text off it. */
static bool cut_glyph(struct span *text)
{
	ptrdiff_t space = span_rindex(*text, ' ');
	struct span tail = span_from(*text, (size_t)(space + 1));
	size_t len;

	if (space <= 0 || !glyph_at(tail, &len) || len != tail.len)
		return false;
	*text = span_trim(span_sub(*text, 0, (size_t)space));
	return true;
}

/* A whole paragraph in bold that says that all is done: section 9.5. */
static bool read_slogan(struct reading *r, struct span source, unsigned line)
{
	struct claim_reading claim;
	struct span plain, text = span_trim(source);
	bool strong, glyph;
	size_t len;

	if (span_index(text, '\n') >= 0 || span_index(text, ':') >= 0)
		return false;
	plain = reading_plain(r, source);
	glyph = glyph_at(plain, &len) || cut_glyph(&text);
	text = claim_bare(text);
	strong = span_starts(text, "*") || span_starts(text, "__");
	if (!strong && !glyph)
		return false;
	if (strong && !span_ends(text, "*") && !span_ends(text, "__"))
		return false;
	if (!claim_of_slogan(&claim, plain, r->arena))
		return false;
	items_section_claim(r, &claim, claim_bare(plain), line, true);
	return true;
}

/* "=== "Tab"", "!!! note", "??? question": a documentation site's container. */
static bool opens_container(struct span source)
{
	return span_starts(source, "=== ") || span_starts(source, "!!! ") ||
	       span_starts(source, "??? ") || span_starts(source, "???+ ") ||
	       span_starts(source, "===+ ") || span_starts(source, "===! ");
}

static struct span without_blanks(struct span line, size_t columns)
{
	size_t seen = 0, i = 0;

	for (; i < line.len && seen < columns; i++) {
		if (line.ptr[i] == '\t')
			seen += 4 - seen % 4;
		else if (line.ptr[i] == ' ')
			seen++;
		else
			break;
	}
	return span_from(line, i);
}

/*
 * The body of a container that begins right below its line: cmark takes it for
 * more of the paragraph, boxes and all.
 */
static void read_container_below(struct reading *r, const struct md_node *node,
				 const struct place *place)
{
	unsigned quotes = reading_quotes(node), last = node->end_line;
	size_t columns = (node->column > 0 ? node->column - 1 : 0) + 4, len = 0;
	struct place inside = *place;
	struct md md;
	struct span raw = reading_line(r, node->line), bare;
	size_t strip;
	char *text;

	/* A container inside another does not know what quotes that stands in. */
	if (place->quoted && quotes == 0)
		quotes = MAX_QUOTES;
	bare = reading_unquote(raw, quotes);
	strip = columns - (bare.len > 0 ? (size_t)(bare.ptr - raw.ptr) : 0);
	last = last > r->line_count ? r->line_count : last;
	for (unsigned n = node->line + 1; n <= last; n++)
		len += r->lines[n].text.len + 1;
	text = ARENA_ARRAY(r->arena, char, len + 1);
	len = 0;
	for (unsigned n = node->line + 1; n <= last; n++) {
		struct span line =
			without_blanks(reading_unquote(r->lines[n].text, quotes),
				       strip);

		if (line.len > 0)
			memcpy(text + len, line.ptr, line.len);
		len += line.len;
		text[len++] = '\n';
	}
	md_parse_blocks(&md, (struct span){ text, len }, r->scratch);
	md_shift(&md, node->line, (unsigned)columns);
	reading_limits(r, &md);
	inside.has_lead = false;
	inside.container = true;
	read_blocks(r, md.root->child, inside);
}

/* No slogan about the whole, no pair and nobody's signature: of one thing. */
static bool is_said_of_one(struct reading *r, struct span source)
{
	struct span plain = reading_plain(r, source), key, value;
	struct claim_reading claim;

	return !span_ends(span_trim(plain), ":") &&
	       !claim_of_slogan(&claim, plain, r->scratch) &&
	       !pair_of(claim_bare(plain), &key, &value) &&
	       !(r->sections.at[r->section].topics & TOPIC_SIGNOFF);
}

/* "✅ Backups tested", line by line: each says how far its own words are. */
static bool read_signed_lines(struct reading *r, struct span source, unsigned number,
			      bool leads, const struct place *place)
{
	unsigned topics = topics_at(r, place);
	struct span rest = source, line;
	size_t lines = 0, len;
	struct box box;

	if (topics & (TOPIC_LEGEND | TOPIC_FEATURES | TOPIC_IGNORED |
		      TOPIC_CONDITIONAL | TOPIC_INVERTED | TOPIC_STEPS))
		return false;
	/* "GO criteria (all must be true)" asks for what stands below it. */
	if (topic_is_open_condition(r->sections.at[r->section].folded))
		return false;
	for (; span_line(&rest, &line); lines++) {
		const struct glyph_mark *mark = glyph_at(span_trim(line), &len);

		if (!mark || box_take(span_trim(line), &box) ||
		    (mark->flags & (GLYPH_DOT | GLYPH_NEEDS_WORD)) ||
		    mark->claim == CLAIM_UNKNOWN ||
		    span_trim(span_from(span_trim(line), len)).len < 3)
			return false;
	}
	/* One alone leads the list below it, or closes with a slogan. */
	if (lines == 0 || (lines == 1 && (leads || !is_said_of_one(r, source))))
		return false;
	for (rest = source; span_line(&rest, &line); number++) {
		const struct glyph_mark *mark = glyph_at(span_trim(line), &len);
		struct text_item text = { .kind = mark->claim == CLAIM_FAILED
							  ? ITEM_GAP
							  : ITEM_CRITERION,
					  .rule = "6.7",
					  .source = line,
					  .start = line,
					  .line = number,
					  .end_line = number,
					  .box = CLAIM_NONE };
		size_t index = add_text_item(r, &text, topics, place);

		take_own(r, index, line, number);
		settle_bullet(r, index, topics);
		/* Without a list they praise as often as they claim. */
		if (!refs_checkable(item_at(r, index)))
			skip_item(r, index, "nothing checkable");
	}
	return true;
}

/* The sign behind the label of "**Tests**: [tick] passed"; CLAIM_NONE: another line. */
static enum claim labelled_sign(struct reading *r, struct span line)
{
	struct span plain, key, value;
	enum claim claim;

	/* Most lines have no sign at all. */
	if (signs_in(line) == 0)
		return CLAIM_NONE;
	plain = inline_plain(r->scratch, span_trim(line));
	if (!pair_of(plain, &key, &value) || tells_what_to_see(r, line) ||
	    words_start(&option_words, reading_folded(r, line)) > 0 ||
	    quotes_sign(line) ||
	    topic_is_status_label(utf8_fold(r->scratch, claim_bare(key))))
		return CLAIM_NONE;
	claim = claim_sign_of(plain);
	return claim == CLAIM_FAILED || claim == CLAIM_UNKNOWN ? CLAIM_NONE : claim;
}

/* "Deliverables: 4/4 [tick]" is of others. */
static bool counts_something(struct span line)
{
	for (size_t i = 1; i + 1 < line.len; i++)
		if (line.ptr[i] == '/' && line.ptr[i - 1] >= '0' &&
		    line.ptr[i - 1] <= '9' && line.ptr[i + 1] >= '0' &&
		    line.ptr[i + 1] <= '9')
			return true;
	return span_index(line, '%') >= 0;
}

/*
 * "**Tests**: [tick] passed", line by line: all of a run are read alike, though some
 * of the labels may be those of people, too.
 */
static bool read_labelled_signs(struct reading *r, struct span source, unsigned number,
				const struct place *place)
{
	unsigned topics = topics_at(r, place);
	struct span rest = source, line, plain;
	size_t lines = 0, signers = 0;

	if (topics & (TOPIC_LEGEND | TOPIC_FEATURES | TOPIC_IGNORED |
		      TOPIC_CONDITIONAL | TOPIC_INVERTED | TOPIC_STEPS))
		return false;
	for (; span_line(&rest, &line); lines++) {
		if (labelled_sign(r, line) == CLAIM_NONE)
			return false;
		if (!(topics & TOPIC_SIGNOFF))
			continue;
		plain = inline_plain(r->scratch, line);
		signers += signoff_is_line(r, plain, false);
		/* Who has approved is no label of a check. */
		if (signoff_is_given(utf8_fold(r->scratch, plain)))
			return false;
	}
	if (lines == 0 || signers == lines ||
	    (lines == 1 && (counts_something(source) || signs_in(source) > 1)))
		return false;
	for (rest = source; span_line(&rest, &line); number++) {
		struct text_item text = { .kind = ITEM_CRITERION,
					  .rule = "6.7",
					  .source = line,
					  .start = line,
					  .line = number,
					  .end_line = number,
					  .box = CLAIM_NONE };
		size_t index = add_text_item(r, &text, topics, place);

		take_own(r, index, line, number);
		settle_bullet(r, index, topics);
	}
	return true;
}

static void read_paragraph(struct reading *r, const struct md_node *node,
			   struct place *place)
{
	struct span source = reading_source(r, node), rest = source, line;
	struct lines lines = { .task = ITEM_NONE,
			       .leads = node->next && (node->next->kind == MD_TABLE ||
						       node->next->kind == MD_LIST) };
	unsigned number = node->line;
	struct span folded;

	if (opens_container(source) && span_index(source, '\n') > 0) {
		read_container_below(r, node, place);
		place->container = true;
		place->has_lead = false;
		return;
	}
	if (place->parent != ITEM_NONE) {
		bool labelled;
		enum ref_role role;
		struct span plain = reading_plain(r, source);

		if (item_at(r, place->parent)->kind == ITEM_SIGNOFF &&
		    signoff_is_continuation(plain, r->scratch)) {
			signoff_continue(r, place->parent, plain);
			signoff_settle(r, place->parent, true);
			return;
		}
		if (notation_waiver(r, place->parent, source, node->line))
			return;
		read_body_text(r, place->parent, source, node->line, place, &role,
			       &labelled);
		place->role = role;
		place->role_given = labelled;
		return;
	}
	if (read_signed_lines(r, source, node->line, lines.leads, place) ||
	    read_labelled_signs(r, source, node->line, place))
		lines.lead = SPAN_EMPTY;
	else if (!read_slogan(r, source, node->line))
		for (; span_line(&rest, &line); number++)
			read_line(r, line, number, &lines, place);
	else
		lines.lead = source;
	notation_annotations(r, ITEM_NONE, source, node->line);
	place->container = opens_container(source);
	folded = reading_folded(r, lines.lead);
	place->has_lead =
		lines.lead.len > 0 &&
		(span_ends(folded, ":") || span_starts(span_trim(lines.lead), "**") ||
		 span_starts(folded, "\xe2"));
	/* "**Status:** in progress" tells of what is above, not of what comes. */
	place->lead =
		place->has_lead ? topics_of_lead(folded) & ~(unsigned)TOPIC_STATUS : 0;
	if (span_ends(folded, ":")) {
		place->said = reading_plain(r, lines.lead);
		place->said_line = number - 1;
	}
	if (!place->has_lead && topic_is_conditional(folded)) {
		place->has_lead = true;
		place->lead = TOPIC_CONDITIONAL;
	}
}

static void read_table(struct reading *r, const struct md_node *table,
		       const struct place *place)
{
	struct grid grid = { 0 };
	unsigned quotes = reading_quotes(table);

	for (const struct md_node *n = table->child; n; n = n->next) {
		struct span line = reading_unquote(reading_line(r, n->line), quotes);
		struct grid_row *row;

		/* The end of a container right below is no row. */
		if (!n->header && span_starts(span_trim(line), ":::"))
			continue;
		row = n->header ? &grid.header : LIST_ADD(r->arena, &grid.rows);
		row->line = n->line;
		grid_split(r, line, row);
	}
	check_said(r, place, grid.rows.count);
	status_table(r, &grid, topics_at(r, place), place->parent, place->quoted);
}

/* A summary is a heading one level below; the end of its details closes it. */
static void read_details(struct reading *r, const struct md_node *html)
{
	struct span rest = html->text;
	ptrdiff_t open = span_find_nocase(rest, "<summary"), end;
	unsigned level = r->sections.at[r->section].level;
	struct md_node heading = { .kind = MD_HEADING, .line = html->line };
	struct span plain;
	struct claim_reading claim;

	if (span_find_nocase(rest, "</details") >= 0) {
		size_t section = r->section;

		while (section > 0 && !r->sections.at[section].details)
			section = r->sections.at[section].parent;
		if (section > 0)
			r->section = r->sections.at[section].parent;
		if (open < 0 || span_find_nocase(rest, "</details") > open)
			return; /* opened and closed in one block: nothing inside */
		level = r->sections.at[r->section].level;
	}
	for (ptrdiff_t at = 0; at < open; at++)
		heading.line += rest.ptr[at] == '\n';
	rest = open >= 0 ? span_from(rest, (size_t)open) : SPAN_EMPTY;
	open = span_index(rest, '>');
	end = span_find_nocase(rest, "</summary");
	if (open < 0 || end <= open)
		return;
	/* The parser's text lies in scratch memory. */
	rest = arena_copy(r->arena,
			  span_sub(rest, (size_t)open + 1, (size_t)(end - open) - 1));
	plain = inline_plain(r->arena, rest);
	if (plain.len == 0)
		return;
	heading.level = (unsigned char)(level < 6 ? level + 1 : 7);
	open_section(r, &heading, plain);
	r->sections.at[r->section].details = true;
	if (r->sections.at[r->section].topics & TOPIC_BUCKET)
		return;
	claim_of_heading(&claim, plain, heading.level, r->arena);
	if (claim.claim != CLAIM_NONE)
		items_section_claim(r, &claim, claim.rest.len > 0 ? claim.rest : plain,
				    heading.line, false);
}

/* Tables in HTML that are open behind `text`, where `open` of them were before it. */
static unsigned open_tables(struct span text, unsigned open)
{
	for (ptrdiff_t at; (at = span_find_nocase(text, "table")) > 0;) {
		char before = text.ptr[at - 1];

		open += before == '<';
		open -= open > 0 && before == '/' && at > 1 && text.ptr[at - 2] == '<';
		text = span_from(text, (size_t)at + 5);
	}
	return open;
}

/* A blank line ends a block of HTML, not its table: the last line of the table. */
static unsigned table_end(const struct md_node *html)
{
	unsigned open = open_tables(html->text, 0);

	for (const struct md_node *n = open > 0 ? html->next : NULL; n; n = n->next) {
		/* Lists and tables of Markdown inside it are read as such. */
		if (n->kind != MD_HTML && n->kind != MD_PARAGRAPH &&
		    (n->kind != MD_CODE || n->fenced))
			break;
		open = open_tables(n->text, open);
		if (open == 0)
			return n->end_line;
		if (open > MAX_TABLES)
			break;
	}
	return html->end_line;
}

static void read_html_box(struct reading *r, const struct html_box *html,
			  const struct place *place)
{
	struct box box;

	if (!box_take(html->text, &box) ||
	    span_trim(span_from(html->text, box.len)).len == 0) {
		reading_find(r, "P-BOX-FORM", html->line, ITEM_NONE,
			     "a box without text");
		return;
	}
	read_bare_box(r, &box, html->text, html->line, place);
}

static void read_html(struct reading *r, const struct md_node *html,
		      struct place *place)
{
	struct html_source source;
	struct html_box box;
	struct grid grid;

	if (span_find_nocase(html->text, "<table") >= 0) {
		place->html_end = table_end(html);
		source =
			html_open(r, html->line, place->html_end, reading_quotes(html));
		while (html_table(r, &source, &grid))
			status_table(r, &grid, topics_at(r, place), place->parent,
				     place->quoted);
	}
	if (span_find_nocase(html->text, "<input") < 0)
		return;
	source = html_open(r, html->line, html->end_line, reading_quotes(html));
	while (html_box(r, &source, &box))
		read_html_box(r, &box, place);
}

/*
 * Bodies of documentation sites' containers (=== "Tab", !!! note) are indented by
 * four, which cmark takes for code: they are parsed again, and their places put
 * back to those of the file.
 */
static void read_container(struct reading *r, const struct md_node *code,
			   const struct place *place)
{
	struct md md;
	struct place inside = *place;

	md_parse_blocks(&md, code->text, r->scratch);
	md_shift(&md, code->line - 1, code->column - 1);
	reading_limits(r, &md);
	inside.has_lead = false;
	read_blocks(r, md.root->child, inside);
}

/*
 * A fence that nothing closes swallows the rest of the file, as it does on every
 * forge; where that holds boxes or tables, somebody believes that they are read.
 */
static void report_unclosed(struct reading *r, const struct md_node *code)
{
	struct span opens = span_trim(
		reading_unquote(reading_line(r, code->line), reading_quotes(code)));
	struct span last = span_trim(
		reading_unquote(reading_line(r, code->end_line), reading_quotes(code)));
	size_t rows = box_count(code->text);
	struct span rest = code->text, line;

	while (last.len > 0 && opens.len > 0 && last.ptr[0] == opens.ptr[0])
		last = span_from(last, 1);
	if (!code->fenced || code->end_line < r->line_count || last.len == 0)
		return;
	while (span_line(&rest, &line))
		rows += span_starts(span_trim(line), "|");
	if (rows > 0)
		reading_find(
			r, "P-IN-CODE", code->line, ITEM_NONE,
			"this code block is never closed: %u lines are read as code",
			code->end_line - code->line);
}

static void read_code(struct reading *r, const struct md_node *code,
		      const struct place *place)
{
	size_t boxes = box_count(code->text);

	if (place->container && !code->fenced) {
		read_container(r, code, place);
		return;
	}
	if (boxes >= 3 ||
	    (boxes > 0 && (r->sections.at[r->section].topics & TOPIC_SIGNOFF)))
		reading_find(r, "P-IN-CODE", code->line, ITEM_NONE,
			     "%zu box%s inside this code block", boxes,
			     boxes == 1 ? " stands" : "es stand");
	else
		report_unclosed(r, code);
	if (place->parent != ITEM_NONE)
		codes_body(r, place->parent, code);
	else
		codes_tree(r, code, topics_at(r, place));
}

static void read_block(struct reading *r, const struct md_node *node,
		       struct place *place)
{
	if (node->line <= place->html_end) {
		if (node->kind == MD_HTML)
			notation_html(r, node, place->parent);
		return;
	}
	switch (node->kind) {
	case MD_PARAGRAPH:
		read_paragraph(r, node, place);
		return;
	case MD_HEADING:
		if (place->parent == ITEM_NONE)
			read_heading(r, node);
		break;
	case MD_LIST:
		read_list(r, node, *place);
		break;
	case MD_QUOTE: {
		struct place inside = *place;
		size_t section = r->section;

		/* What a quote opens, its end closes. */
		inside.quoted = true;
		read_blocks(r, node->child, inside);
		r->section = section;
		break;
	}
	case MD_TABLE:
		read_table(r, node, place);
		break;
	case MD_CODE:
		read_code(r, node, place);
		break;
	case MD_HTML:
		notation_html(r, node, place->parent);
		read_html(r, node, place);
		if (place->parent == ITEM_NONE)
			read_details(r, node);
		return; /* a comment between words and list changes nothing */
	case MD_RULE:
	default:
		break;
	}
	place->has_lead = false;
	place->said = SPAN_EMPTY;
}

/* Blocks that are too deep, or behind the last item that is read. */
static void leave_blocks(struct reading *r, const struct md_node *first, bool deep)
{
	const struct md_node *last = first;

	if (!first)
		return;
	while (last->next)
		last = last->next;
	if (deep)
		reading_find(r, "P-LIMIT", first->line, ITEM_NONE,
			     "lines %u to %u are not read: lists nest deeper than is "
			     "read",
			     first->line, last->end_line);
	else if (!r->items_told)
		reading_find(r, "P-LIMIT", first->line, ITEM_NONE,
			     "more than %d items: nothing from here on is read",
			     LIMIT_PLAN_ITEMS);
	r->items_told |= !deep;
	r->plan->incomplete = true;
}

static void read_blocks(struct reading *r, const struct md_node *first,
			struct place place)
{
	if (++place.depth > MAX_DEPTH || r->plan->items.count >= LIMIT_PLAN_ITEMS) {
		leave_blocks(r, first, place.depth > MAX_DEPTH);
		return;
	}
	for (const struct md_node *n = first; n; n = n->next)
		read_block(r, n, &place);
}

void blocks_read(struct reading *r, const struct md_node *root)
{
	struct place place = { .parent = ITEM_NONE };
	const struct md_node *top = root->child;

	/* A document that is quoted whole has its rules in the quote. */
	while (top && !top->next && top->kind == MD_QUOTE)
		top = top->child;
	for (const struct md_node *n = top; n; n = n->next)
		if (n->kind == MD_RULE)
			r->last_rule = n->line;
	read_blocks(r, root->child, place);
}
