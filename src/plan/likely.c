#include "plan/likely.h"

#include "base/num.h"
#include "base/table.h"
#include "plan/claim.h"
#include "plan/dates.h"
#include "plan/marks.h"
#include "plan/words.h"

/* Words of one item that are compared, and items that one item is compared with. */
#define MAX_WORDS      40
#define MAX_CANDIDATES 200
/* A word in more items than this is none that tells things apart. */
#define RARE_MOST 50

/* clang-format off: stop words and names of roles */
WORDS(dull,
      "all|and|any|approver|architect|are|been|can|ceo|cfo|cio|ciso|con|cto|das|der|"
      "des|die|director|dpo|each|engineer|engineers|every|for|from|has|have|head|"
      "into|its|las|lead|leads|les|los|manager|mit|must|new|not|officer|our|owner|"
      "para|per|pour|reviewer|should|sponsor|sre|stakeholder|team|that|the|this|und|"
      "une|use|used|using|via|von|was|were|will|with");
/* clang-format on */

static struct finding *report(struct reading *r, const char *code, size_t index,
			      size_t other, const char *what)
{
	const struct item *a = item_at(r, index), *b = item_at(r, other);
	struct finding *finding =
		reading_find(r, code, a->line, index,
			     "%s: \"%.*s\" %s in line %u, \"%.*s\" %s in line %u", what,
			     SPAN_ARG(reading_quote(r, a->plain)), claim_word[a->claim],
			     a->line, SPAN_ARG(reading_quote(r, b->plain)),
			     claim_word[b->claim], b->line);

	finding->other_line = b->line;
	finding->other_item = other;
	return finding;
}

/* ---- C2: similar things ---- */

struct word {
	bool dull;         /* says nothing about what the item is */
	size_t items;      /* that have it */
	LIST(size_t) open; /* those of them that are not done */
};

struct bag {
	struct word *word[MAX_WORDS];
	size_t count;
	struct span numbers; /* all numbers in it: other numbers are other things */
};

struct likeness {
	struct reading *r;
	struct table *words;
	struct bag **bags; /* NULL: not compared */
	unsigned char *shared;
	size_t candidate[MAX_CANDIDATES], candidates;
	size_t rare;
};

static bool is_compared(const struct item *item)
{
	return item->polarity > 0 && item->claim_from != CLAIM_FROM_INHERITED &&
	       (item->claim == CLAIM_DONE || claim_is_negative(item->claim)) &&
	       (item->kind == ITEM_TASK || item->kind == ITEM_ROW ||
		item->kind == ITEM_DELIVERABLE || item->kind == ITEM_CRITERION);
}

/* What words are of in folded text: letters, digits and what is no ASCII. */
#define WORD(c)                                                                        \
	(((c) >= 'a' && (c) <= 'z') || ((c) >= '0' && (c) <= '9') || (c) >= 0x80)
#define FOUR(c)    WORD(c), WORD((c) + 1), WORD((c) + 2), WORD((c) + 3)
#define SIXTEEN(c) FOUR(c), FOUR((c) + 4), FOUR((c) + 8), FOUR((c) + 12)
static const bool word_byte[256] = {
	SIXTEEN(0),   SIXTEEN(16),  SIXTEEN(32),  SIXTEEN(48),
	SIXTEEN(64),  SIXTEEN(80),  SIXTEEN(96),  SIXTEEN(112),
	SIXTEEN(128), SIXTEEN(144), SIXTEEN(160), SIXTEEN(176),
	SIXTEEN(192), SIXTEEN(208), SIXTEEN(224), SIXTEEN(240),
};

static bool is_word_byte(char c)
{
	return word_byte[(unsigned char)c];
}

/* A word that says what the item is about. */
static bool tells(struct span word)
{
	struct word_hit hit;

	if (words_are(&dull, word))
		return false;
	return !word_at(word, true, &hit) || hit.len != word.len;
}

static bool has_word_of(const struct bag *bag, const struct word *word)
{
	for (size_t i = 0; i < bag->count; i++)
		if (bag->word[i] == word)
			return true;
	return false;
}

static void add_word(struct bag *bag, struct word *word)
{
	if (!word->dull && bag->count < MAX_WORDS && !has_word_of(bag, word))
		bag->word[bag->count++] = word;
}

/* The next word or number of folded text; false where there is none. */
static bool next_word(struct span text, size_t *at, struct span *out)
{
	size_t i = *at, start;

	while (i < text.len && !is_word_byte(text.ptr[i]))
		i++;
	start = i;
	while (i < text.len && is_word_byte(text.ptr[i]))
		i++;
	*at = i;
	*out = span_sub(text, start, i - start);
	return i > start;
}

static bool is_number(struct span word)
{
	return word.ptr[0] >= '0' && word.ptr[0] <= '9';
}

/* Words of three bytes and more that are no number. */
static bool may_tell(struct span word)
{
	return word.len >= 3 && !is_number(word);
}

static struct bag *bag_of(struct likeness *l, struct span text)
{
	struct arena *scratch = l->r->scratch;
	struct bag *bag = ARENA_NEW(scratch, struct bag);
	char *numbers = ARENA_ARRAY(scratch, char, text.len + 1);
	size_t used = 0;
	struct span word;

	for (size_t at = 0; next_word(text, &at, &word);) {
		void **slot;

		if (is_number(word)) {
			memcpy(numbers + used, word.ptr, word.len);
			used += word.len;
			numbers[used++] = ' ';
		}
		if (!may_tell(word))
			continue;
		slot = table_slot_borrowed(l->words, word);
		if (!*slot) {
			struct word *fresh = ARENA_NEW(scratch, struct word);

			fresh->dull = !tells(word);
			*slot = fresh;
		}
		add_word(bag, *slot);
	}
	/* Two characters at least follow each number but the last. */
	bag->numbers = (struct span){ numbers, used };
	return bag;
}

static void count_items(const struct bag *bag)
{
	for (size_t i = 0; i < bag->count; i++)
		bag->word[i]->items++;
}

/*
 * Of the words of a done item those that open ones have; false where there are so
 * many words that they do not all fit.
 */
static bool known_of(struct bag *out, const struct likeness *l, struct span text)
{
	size_t words = 0;
	struct span word;

	out->count = 0;
	for (size_t at = 0; next_word(text, &at, &word);) {
		struct word *known;

		if (!may_tell(word))
			continue;
		if (++words > MAX_WORDS)
			return false;
		known = table_get(l->words, word);
		if (known)
			add_word(out, known);
	}
	return true;
}

/* Without three words that an open item has too, a done one is like none. */
static void collect_done(struct likeness *l, size_t index)
{
	struct span text = note_at(l->r, index)->folded;
	struct bag known;

	if (known_of(&known, l, text)) {
		count_items(&known);
		if (known.count >= 3)
			l->bags[index] = bag_of(l, text);
	} else {
		l->bags[index] = bag_of(l, text);
		count_items(l->bags[index]);
	}
}

static void collect(struct likeness *l)
{
	struct reading *r = l->r;
	size_t count = r->plan->items.count;

	for (size_t i = 0; i < count; i++) {
		const struct item *item = item_at(r, i);
		struct bag *bag;

		if (!is_compared(item) || item->claim == CLAIM_DONE)
			continue;
		bag = bag_of(l, note_at(r, i)->folded);
		count_items(bag);
		l->bags[i] = bag;
		for (size_t k = 0; k < bag->count; k++)
			*LIST_ADD(r->scratch, &bag->word[k]->open) = i;
	}
	for (size_t i = 0; i < count; i++)
		if (is_compared(item_at(r, i)) && item_at(r, i)->claim == CLAIM_DONE)
			collect_done(l, i);
}

/* The open items that share rare words with a done one; l->shared counts them. */
static void find_candidates(struct likeness *l, const struct bag *bag)
{
	l->candidates = 0;
	for (size_t k = 0; k < bag->count; k++) {
		const struct word *word = bag->word[k];

		if (word->items > l->rare)
			continue;
		for (size_t n = 0; n < word->open.count; n++) {
			size_t other = word->open.at[n];

			if (l->shared[other] == 0) {
				if (l->candidates == MAX_CANDIDATES)
					continue;
				l->candidate[l->candidates++] = other;
			}
			l->shared[other]++;
		}
	}
}

static size_t in_common(const struct bag *a, const struct bag *b)
{
	size_t n = 0;

	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < b->count; k++)
			n += a->word[i] == b->word[k];
	return n;
}

/* At least four fifths of the shorter one's words stand in the other. */
static bool is_similar(struct likeness *l, size_t index, size_t other)
{
	const struct bag *a = l->bags[index], *b = l->bags[other];
	size_t least = a->count < b->count ? a->count : b->count;
	struct span one = item_at(l->r, index)->declared_id;
	struct span two = item_at(l->r, other)->declared_id;

	return note_at(l->r, index)->section != note_at(l->r, other)->section &&
	       span_eq(a->numbers, b->numbers) &&
	       (one.len == 0 || two.len == 0 || span_eq(one, two)) &&
	       in_common(a, b) * 10 >= least * 8;
}

static void compare(struct likeness *l, size_t index)
{
	size_t best = ITEM_NONE;

	find_candidates(l, l->bags[index]);
	for (size_t i = 0; i < l->candidates; i++) {
		size_t other = l->candidate[i];

		if (l->shared[other] >= 3 && is_similar(l, index, other) &&
		    (best == ITEM_NONE || l->shared[other] > l->shared[best] ||
		     (l->shared[other] == l->shared[best] && other < best)))
			best = other;
	}
	for (size_t i = 0; i < l->candidates; i++)
		l->shared[l->candidate[i]] = 0;
	if (best == ITEM_NONE || item_at(l->r, index)->conflict)
		return;
	report(l->r, "C2", index, best, "similar");
	note_at(l->r, index)->likened = true;
}

/* Equal words under two headings, and in no third place: "Tests pass", too short. */
struct twins {
	size_t done, open; /* index + 1 */
	size_t items;
};

static void find_twins(struct reading *r)
{
	struct table *texts = table_new(r->scratch);

	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);
		struct twins *seen;
		void **slot;

		if (!is_compared(item) || note_at(r, i)->folded.len < 4 ||
		    note_at(r, i)->borrowed)
			continue;
		slot = table_slot_borrowed(texts, note_at(r, i)->folded);
		if (!*slot)
			*slot = ARENA_NEW(r->scratch, struct twins);
		seen = *slot;
		seen->items++;
		*(item->claim == CLAIM_DONE ? &seen->done : &seen->open) = i + 1;
	}
	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct twins *seen =
			is_compared(item_at(r, i)) && !note_at(r, i)->likened
				? table_get(texts, note_at(r, i)->folded)
				: NULL;

		if (!seen || seen->items != 2 || seen->done != i + 1 ||
		    seen->open == 0 || item_at(r, i)->conflict ||
		    note_at(r, i)->section == note_at(r, seen->open - 1)->section)
			continue;
		report(r, "C2", i, seen->open - 1, "the same words");
	}
}

static void find_c2(struct reading *r)
{
	size_t count = r->plan->items.count, done = 0, open = 0;
	struct likeness l = { .r = r };

	for (size_t i = 0; i < count; i++) {
		const struct item *item = item_at(r, i);

		done += is_compared(item) && item->claim == CLAIM_DONE;
		open += is_compared(item) && item->claim != CLAIM_DONE;
	}
	if (done == 0 || open == 0)
		return;

	l.words = table_new(r->scratch);
	l.bags = ARENA_ARRAY(r->scratch, struct bag *, count + 1);
	l.shared = ARENA_ARRAY(r->scratch, unsigned char, count + 1);
	l.rare = 4 + count / 50;
	l.rare = l.rare > RARE_MOST ? RARE_MOST : l.rare;
	collect(&l);
	for (size_t i = 0; i < count; i++)
		if (l.bags[i] && item_at(r, i)->claim == CLAIM_DONE)
			compare(&l, i);
}

/* ---- C12: numbered phases ---- */

WORDS(phase_words, "phase|stage|step|milestone|schritt|\xc3\xa9tape|etapa|fase");

/* "Phase 2: ..." to its number; 0: it is none. */
static uint64_t phase_of(struct span folded, struct span *kind)
{
	size_t len = words_start(&phase_words, folded);
	struct span rest = span_trim(span_from(folded, len));
	uint64_t number = 0;
	size_t n = 0;

	while (n < rest.len && rest.ptr[n] >= '0' && rest.ptr[n] <= '9')
		n++;
	if (len == 0 || n == 0 || n > 4 ||
	    (n < rest.len && !strchr(" :-.", rest.ptr[n])) ||
	    !num_u64(span_sub(rest, 0, n), 9999, &number))
		return 0;
	*kind = span_sub(folded, 0, len);
	return number;
}

/* Where its number counts: siblings, not what stands elsewhere. */
static size_t phase_scope(struct reading *r, size_t index)
{
	size_t section = note_at(r, index)->section;

	return item_at(r, index)->kind == ITEM_SECTION ? r->sections.at[section].parent
						       : section;
}

struct phase {
	size_t item;
	uint64_t number;
};

static void find_c12(struct reading *r)
{
	struct table *behind = table_new(r->scratch);

	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);
		struct span kind, key;
		uint64_t number;
		struct phase *open;
		void **slot;

		if (item->kind != ITEM_SECTION && item->kind != ITEM_ROW &&
		    item->kind != ITEM_TASK)
			continue;
		number =
			phase_of(item->kind == ITEM_SECTION
					 ? r->sections.at[note_at(r, i)->section].folded
					 : note_at(r, i)->folded,
				 &kind);
		if (number == 0)
			continue;
		key = arena_printf(r->scratch, "%u %zu %.*s", item->kind,
				   phase_scope(r, i), SPAN_ARG(kind));
		slot = table_slot_borrowed(behind, key);
		open = *slot;
		if (claim_is_negative(item->claim) && !open) {
			open = ARENA_NEW(r->scratch, struct phase);
			*open = (struct phase){ i, number };
			*slot = open;
		} else if (item->claim == CLAIM_DONE && open && open->number < number) {
			report(r, "C12", i, open->item, "out of order");
		}
	}
}

/* ---- C13: two targets ---- */

static bool says_metric(const struct threshold *t)
{
	return t->role == THRESHOLD_TARGET && !t->symbolic && t->unit.len > 0 &&
	       (t->op == OP_LT || t->op == OP_LE || t->op == OP_GT || t->op == OP_GE) &&
	       t->metric.len >= 6 && span_index(t->metric, ' ') > 0;
}

static void find_c13(struct reading *r)
{
	struct table *seen = table_new(r->scratch);

	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);

		for (size_t k = 0; k < item->thresholds.count && item->polarity > 0;
		     k++) {
			const struct threshold *t = &item->thresholds.at[k], *first;
			bool upper = t->op == OP_LT || t->op == OP_LE;
			struct finding *finding;
			void **slot;

			if (!says_metric(t))
				continue;
			slot = table_slot_borrowed(seen,
						   arena_printf(r->scratch,
								"%.*s\n%.*s\n%d",
								SPAN_ARG(t->metric),
								SPAN_ARG(t->unit),
								upper));
			first = *slot;
			if (!first)
				*slot = &item->thresholds.at[k];
			if (!first || first->low_micro == t->low_micro)
				continue;
			finding = reading_find(r, "C13", t->line, i,
					       "\"%.*s\": %.*s here, %.*s in line %u",
					       SPAN_ARG(reading_quote(r, t->metric)),
					       SPAN_ARG(t->raw), SPAN_ARG(first->raw),
					       first->line);
			finding->other_line = first->line;
		}
	}
}

/* ---- C15: a file that is still to come ---- */

static void find_c15(struct reading *r)
{
	struct table *missing = table_new(r->scratch);

	for (size_t i = 0; i < r->plan->items.count; i++) {
		struct span subject = note_at(r, i)->subject;

		if (subject.len > 0 && claim_is_negative(item_at(r, i)->claim) &&
		    item_at(r, i)->claim_from != CLAIM_FROM_INHERITED)
			*table_slot_borrowed(missing, subject) = (void *)(i + 1);
	}
	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);

		if (item->claim != CLAIM_DONE || item->polarity < 0)
			continue;
		for (size_t k = 0; k < item->refs.count; k++) {
			const struct ref *ref = &item->refs.at[k];
			size_t other =
				ref->kind != REF_PATH || ref->role != REF_ASKS
					? 0
					: (size_t)table_get(missing, ref->locator);

			if (other == 0 || other == i + 1)
				continue;
			report(r, "C15", i, other - 1, "its evidence is still to come");
			break;
		}
	}
}

/* ---- C16: "three guides" over four ---- */

/* clang-format off: one language a row */

/* From two to ten. */
WORDS_EACH(
	number_words,
	"two|zwei|deux|dos|dois|duas|twee|due|\xe4\xb8\xa4|\xe4\xba\x8c|"
	"\xd0\xb4\xd0\xb2\xd0\xb0",
	"three|drei|trois|tres|tr\xc3\xaas|drie|tre|\xe4\xb8\x89|"
	"\xd1\x82\xd1\x80\xd0\xb8",
	"four|vier|quatre|cuatro|quatro|quattro|\xe5\x9b\x9b|"
	"\xd1\x87\xd0\xb5\xd1\x82\xd1\x8b\xd1\x80\xd0\xb5",
	"five|f\xc3\xbcnf|cinq|cinco|vijf|cinque|\xe4\xba\x94|"
	"\xd0\xbf\xd1\x8f\xd1\x82\xd1\x8c",
	"six|sechs|seis|zes|sei|\xe5\x85\xad|\xd1\x88\xd0\xb5\xd1\x81\xd1\x82\xd1\x8c",
	"seven|sieben|sept|siete|sete|zeven|sette|\xe4\xb8\x83|"
	"\xd1\x81\xd0\xb5\xd0\xbc\xd1\x8c",
	"eight|acht|huit|ocho|oito|otto|\xe5\x85\xab",
	"nine|neun|neuf|nueve|nove|negen|\xe4\xb9\x9d",
	"ten|zehn|dix|diez|dez|tien|dieci|\xe5\x8d\x81");

/* What may stand before the number: the list itself is meant. */
WORDS(list_determiners,
      "the|these|those|our|all|following|die|diese|alle|unsere|folgenden|les|ces|nos|"
      "los|las|estos|estas|nuestros|os|as|estes|estas|nossos|de|het|deze|onze|i|le|"
      "gli|"
      "questi|queste");

/* Nouns that measure: what stands below is not them. */
WORDS(measuring_nouns,
      "second*|minute*|hour*|day*|week*|month*|year*|percent|point*|user*|business|"
      "working|sekunde*|minuten|stunde*|tag*|woche*|monat*|jahr*|prozent|seconde*|"
      "heure*|"
      "jour*|semaine*|mois|an|ans|segundo*|minuto*|hora*|d\xc3\xad"
      "a*|dia*|semana*|mes|"
      "meses|a\xc3\xb1os|anos|uur|uren|dag*|weken|week|maand*|jaar|giorn*|ora|ore|"
      "settiman*|"
      "mese|mesi|anno|anni|nines|eyes|factor|phase|step|things");

/* clang-format on */

/* A number at the front, in digits or as a word; the bytes, or 0. */
static size_t number_front(struct span text, uint64_t *count, bool *digits)
{
	size_t n = 0, list;

	while (n < text.len && text.ptr[n] >= '0' && text.ptr[n] <= '9')
		n++;
	*digits = n > 0;
	if (n > 0)
		return n < 4 && num_u64(span_sub(text, 0, n), 999, count) ? n : 0;
	n = words_which(&number_words, text, &list);
	if (n > 0)
		*count = list + 2;
	return n;
}

/* One noun that is no measure, with a word before it at most, and no more. */
static bool is_noun_of_list(struct span text, bool plural)
{
	size_t blanks = 0;

	if (text.len < 4 || text.ptr[0] != ' ' || (plural && !span_ends(text, "s")))
		return false;
	text = span_from(text, 1);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == ' ')
			blanks++;
		else if (!is_word_byte(text.ptr[i]))
			return false;
	}
	return blanks <= 1 && words_start(&measuring_nouns, text) == 0;
}

bool likely_may_count(struct span folded)
{
	return folded.len > 0 && ((folded.ptr[0] >= '0' && folded.ptr[0] <= '9') ||
				  words_start(&list_determiners, folded) > 0 ||
				  words_start(&number_words, folded) > 0);
}

uint64_t likely_count(struct span folded)
{
	ptrdiff_t colon = span_find(folded, SPAN_LIT(": "));
	bool led = false, digits, english, romance;
	uint64_t count = 0;
	size_t n;

	folded = span_trim(folded);
	if (span_ends(folded, ":")) {
		folded.len--;
		led = true; /* it leads a list */
	} else if (colon > 0) {
		folded = span_from(folded, (size_t)colon + 2);
		led = true;
	}
	folded = span_trim(folded);
	n = words_start(&list_determiners, folded);
	if (n > 0) {
		folded = span_trim(span_from(folded, n));
		led = true;
	}
	n = number_front(folded, &count, &digits);
	/* A number at the very front of a heading is the heading's own. */
	if (n == 0 || count < 2 || (digits && !led))
		return 0;
	english = digits || starts_with_word(folded, "two|three|four|five|six|seven|"
						     "eight|nine|ten") > 0;
	/* "Dos" is an attack, too: nouns behind Romance numbers have a plural. */
	romance = starts_with_word(folded, "dos|tres|seis|dois|duas|deux|six|dix") > 0;
	return is_noun_of_list(span_from(folded, n), english || romance) ? count : 0;
}

static void find_c16(struct reading *r)
{
	size_t *count = ARENA_ARRAY(r->scratch, size_t, r->sections.count);

	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);

		count[note_at(r, i)->section] +=
			item->kind != ITEM_SECTION && item->kind != ITEM_TALLY &&
			item->kind != ITEM_DOCUMENT &&
			(item->parent == ITEM_NONE || !note_at(r, item->parent)->box);
	}
	for (size_t s = 1; s < r->sections.count; s++) {
		const struct section *section = &r->sections.at[s];
		uint64_t said = likely_count(section->folded);

		if (said > 0 && count[s] > 0 && count[s] != said)
			reading_find(r, "C16", section->line, ITEM_NONE,
				     "\"%.*s\", but %zu stand under it",
				     SPAN_ARG(reading_quote(r, section->plain)),
				     count[s]);
	}
}

/* ---- C17 and C6b: sign-offs ---- */

static void find_c17(struct reading *r)
{
	struct table *roles = table_new(r->scratch);

	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i), *other;
		struct finding *finding;
		void **slot;

		if (item->kind != ITEM_SIGNOFF || item->signoff.role_slug.len == 0 ||
		    item->signoff.name.len == 0)
			continue;
		slot = table_slot_borrowed(roles, item->signoff.role_slug);
		if (!*slot)
			*slot = (void *)(i + 1);
		other = item_at(r, (size_t)*slot - 1);
		if (other == item ||
		    span_eq_nocase(other->signoff.name, item->signoff.name) ||
		    note_at(r, i)->section == note_at(r, (size_t)*slot - 1)->section)
			continue;
		finding = reading_find(r, "C17", item->line, i,
				       "%.*s is \"%.*s\" here and \"%.*s\" in line %u",
				       SPAN_ARG(reading_quote(r, item->signoff.role)),
				       SPAN_ARG(reading_quote(r, item->signoff.name)),
				       SPAN_ARG(reading_quote(r, other->signoff.name)),
				       other->line);
		finding->other_line = other->line;
		finding->other_item = (size_t)*slot - 1;
	}
}

/* The document's own date, ISO; empty where it has none that can be read. */
static struct span document_date(struct reading *r, unsigned *line)
{
	struct span iso = SPAN_EMPTY;

	for (size_t i = 0; i < r->plan->meta.count; i++) {
		const struct plan_meta *meta = &r->plan->meta.at[i];

		if (!span_is_nocase(meta->key, "date") &&
		    !span_is_nocase(meta->key, "created") &&
		    !span_is_nocase(meta->key, "document date"))
			continue;
		*line = meta->line;
		if (date_in(r->scratch, utf8_fold(r->scratch, meta->value), &iso))
			return iso;
	}
	return SPAN_EMPTY;
}

static bool is_iso(struct span date)
{
	return date.len == 10 && date.ptr[4] == '-' && date.ptr[7] == '-';
}

static void find_c6b(struct reading *r)
{
	unsigned line = 0;
	struct span date = document_date(r, &line);

	for (size_t i = 0; i < r->plan->items.count && date.len > 0; i++) {
		const struct item *item = item_at(r, i);
		struct finding *finding;

		if (item->kind != ITEM_SIGNOFF || !is_iso(item->signoff.date) ||
		    span_cmp(item->signoff.date, date) >= 0)
			continue;
		finding = reading_find(r, "C6b", item->line, i,
				       "signed on %.*s; the document is of %.*s",
				       SPAN_ARG(item->signoff.date), SPAN_ARG(date));
		finding->other_line = line;
	}
}

/* ---- C19: a status that lags ---- */

struct below {
	size_t done, all;
};

static void find_c19(struct reading *r)
{
	struct below *below = ARENA_ARRAY(r->scratch, struct below, r->sections.count);

	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);
		struct below *sum = &below[note_at(r, i)->section];

		if ((item->kind != ITEM_TASK && item->kind != ITEM_ROW) ||
		    item->polarity < 0 || item->claim == CLAIM_NONE)
			continue;
		sum->all++;
		sum->done += item->claim == CLAIM_DONE;
	}
	/* A section stands behind the one that it is in. */
	for (size_t s = r->sections.count; s-- > 1;) {
		below[r->sections.at[s].parent].done += below[s].done;
		below[r->sections.at[s].parent].all += below[s].all;
	}
	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);
		size_t s = item->kind == ITEM_DOCUMENT ? 0 : note_at(r, i)->section;
		const struct below *sum = &below[s];

		if (item->kind != ITEM_SECTION && item->kind != ITEM_DOCUMENT)
			continue;
		if (item->claim == CLAIM_IN_PROGRESS && sum->all > 0 &&
		    sum->done == sum->all)
			reading_find(r, "C19", item->line, i,
				     "in progress, but all %zu items below are done",
				     sum->all);
		else if (item->claim == CLAIM_OPEN && sum->done > 0)
			reading_find(r, "C19", item->line, i,
				     "not started, but %zu of %zu items below are done",
				     sum->done, sum->all);
	}
}

void likely_find(struct reading *r)
{
	find_c2(r);
	find_twins(r);
	find_c12(r);
	find_c13(r);
	find_c15(r);
	find_c16(r);
	find_c17(r);
	find_c6b(r);
	find_c19(r);
}
