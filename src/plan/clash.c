#include "plan/clash.h"

#include "base/table.h"
#include "plan/apart.h"
#include "plan/claim.h"
#include "plan/marks.h"
#include "plan/tally.h"
#include "plan/words.h"
#include "text/utf8.h"

static bool counts(const struct item *item)
{
	return item->polarity > 0 &&
	       (item->kind == ITEM_TASK || item->kind == ITEM_ROW ||
		item->kind == ITEM_SIGNOFF || item->kind == ITEM_DELIVERABLE);
}

/* What an item is marked with: a cross in front of a gap says that it is not so. */
static enum claim marked_as(struct reading *r, size_t index)
{
	const struct item *item = item_at(r, index);
	const struct item_note *note = note_at(r, index);

	if (item->kind == ITEM_GAP && note->crossed)
		return CLAIM_FAILED;
	if (counts(item) ||
	    (item->kind == ITEM_CRITERION && note->own_glyph && item->polarity > 0))
		return item->claim;
	return CLAIM_NONE;
}

static struct finding *report(struct reading *r, const char *code, size_t index,
			      size_t other, const char *what)
{
	const struct item *a = item_at(r, index), *b = item_at(r, other);
	enum claim one = marked_as(r, index), two = marked_as(r, other);
	struct finding *finding =
		reading_find(r, code, a->line, index,
			     "%s: %s in line %u, %s in line %u", what,
			     claim_word[one == CLAIM_NONE ? a->claim : one], a->line,
			     claim_word[two == CLAIM_NONE ? b->claim : two], b->line);

	finding->other_line = b->line;
	finding->other_item = other;
	return finding;
}

static void clash_pair(struct reading *r, const char *code, size_t a, size_t b,
		       const char *what)
{
	size_t done = item_at(r, a)->claim == CLAIM_DONE ? a : b;

	report(r, code, done, done == a ? b : a, what);
	if (code[1] == '1')
		item_at(r, done)->conflict = true;
}

/* C1: the items that share a key; the first of each claim stands for the rest. */
struct claimed {
	size_t done, open; /* index + 1 */
	bool told;
};

static void meet(struct reading *r, struct table *table, struct span key, size_t index,
		 bool by_id, const char *what)
{
	const struct item *item = item_at(r, index);
	enum claim claim = marked_as(r, index);
	void **slot = table_slot(table, key);
	struct claimed *seen;
	size_t other;
	bool apart;

	if (!*slot)
		*slot = ARENA_NEW(r->scratch, struct claimed);
	seen = *slot;
	if (claim == CLAIM_DONE && seen->done == 0)
		seen->done = index + 1;
	if (claim_is_negative(claim) && seen->open == 0)
		seen->open = index + 1;
	other = claim == CLAIM_DONE ? seen->open : seen->done;
	if (other == 0 || other == index + 1 || seen->told ||
	    (claim != CLAIM_DONE && !claim_is_negative(claim)))
		return;
	/* Two ids of the authors' own are two things. */
	if (item->declared_id.len > 0 && item_at(r, other - 1)->declared_id.len > 0 &&
	    !span_eq(item->declared_id, item_at(r, other - 1)->declared_id))
		return;
	/* The same id was told of first. */
	if (item->declared_id.len > 0 && !by_id &&
	    span_eq(item->declared_id, item_at(r, other - 1)->declared_id))
		return;
	apart = !by_id && apart_items(r, index, other - 1);
	/* The same words of two things are alike, and no more. */
	if (!apart)
		clash_pair(r, "C1", index, other - 1, what);
	else if (note_at(r, index)->section == note_at(r, other - 1)->section)
		clash_pair(r, "C2", index, other - 1, "the same words, of two things");
	seen->told = true;
}

/* "rotate keys (2026-01-03)." is "rotate keys". */
static struct span undated(struct span folded)
{
	ptrdiff_t open;

	while (folded.len > 1 && strchr(".;,!", folded.ptr[folded.len - 1]))
		folded.len--;
	if (folded.len == 0 || folded.ptr[folded.len - 1] != ')')
		return folded;
	open = span_rindex(folded, '(');
	for (size_t i = (size_t)open + 1; open > 0 && i + 1 < folded.len; i++)
		if (!strchr("0123456789-./ :", folded.ptr[i]))
			return folded;
	return open > 0 ? span_trim(span_sub(folded, 0, (size_t)open)) : folded;
}

/* Section, parent and words, as bytes. */
static struct span place_key(struct reading *r, size_t index)
{
	const struct item_note *note = note_at(r, index);
	size_t place[2] = { note->section, item_at(r, index)->parent };
	struct span words = undated(note->folded);
	char *key = ARENA_ARRAY(r->scratch, char, sizeof(place) + words.len);

	memcpy(key, place, sizeof(place));
	if (words.len > 0)
		memcpy(key + sizeof(place), words.ptr, words.len);
	return (struct span){ key, sizeof(place) + words.len };
}

/*
 * The path that an item is about, and its words where it says more than the path:
 * "`docs/a.md` reviewed" and "`docs/a.md` written" are two things.
 */
static struct span subject_key(struct reading *r, size_t index)
{
	const struct item_note *note = note_at(r, index);
	struct span path = utf8_fold(r->scratch, note->subject);
	ptrdiff_t at = span_find(note->folded, path);
	struct span rest =
		at >= 0 ? span_trim(span_from(note->folded, (size_t)at + path.len))
			: note->folded;

	if (at >= 0 && at <= 2 && (rest.len == 0 || strchr("-:(,|/\xe2", rest.ptr[0])))
		return note->subject;
	return arena_printf(r->scratch, "%.*s\n%.*s", SPAN_ARG(note->subject),
			    SPAN_ARG(note->folded));
}

/* "-", "1." and a glyph tell one thing from another as little as a blank. */
static bool has_words(struct span folded)
{
	while (folded.len > 0) {
		size_t len;

		if (utf8_is_letter(utf8_next(folded, &len)))
			return true;
		folded = span_from(folded, len);
	}
	return false;
}

static void find_c1(struct reading *r)
{
	struct table *ids = table_new(r->scratch), *paths = table_new(r->scratch);
	struct table *texts = table_new(r->scratch);

	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);
		const struct item_note *note = note_at(r, i);
		struct span key;

		/* A state that nobody could read says neither done nor open. */
		if (marked_as(r, i) == CLAIM_NONE ||
		    item->claim_from == CLAIM_FROM_INHERITED ||
		    item->claim == CLAIM_UNKNOWN)
			continue;
		if (item->declared_id.len > 0 && counts(item))
			meet(r, ids, item->declared_id, i, true, "the same id");
		if (note->subject.len > 0 && counts(item))
			meet(r, paths, subject_key(r, i), i, false, "the same file");
		key = place_key(r, i);
		if (has_words(note->folded) && !note->borrowed)
			meet(r, texts, key, i, false, "the same words in one section");
	}
}

/* ---- C1 in other words: "not installed" in a table, "Install moviepy" ticked ---- */

/* What may stand beside the thing and what was done with it. */
WORDS(plain_words,
      "is|are|was|were|been|has|have|now|the|library|lib|package|module|ist|sind|wurde|"
      "wurden|paket|est|sont|été|bibliothèque|está|estão|foi|foram|es|fue|biblioteca|"
      "librería|paquete|pacote|è|stato|libreria|pacchetto|wordt|werd|pakket");

static bool same_stem(struct span a, struct span b)
{
	size_t n = 0;

	while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n])
		n++;
	if (n >= 5 && a.len - n <= 3 && b.len - n <= 3)
		return true;
	/* "已安装" holds "安装". */
	return a.len >= 6 && (unsigned char)a.ptr[0] >= 0xe3 && b.len > a.len &&
	       span_eq(span_from(b, b.len - a.len), a);
}

/* Whether a clause says of the thing that it was done, and says nothing else. */
static bool says_done(struct span clause, const struct denied *denied)
{
	bool thing = false, word = false;
	struct span piece;

	clause = span_trim(clause);
	if (clause.len == 0)
		return false;
	while (span_split(&clause, ' ', &piece)) {
		piece = claim_bare(piece);
		if (!thing && span_eq(piece, denied->thing))
			thing = true;
		else if (!word && same_stem(denied->word, piece))
			word = true;
		else if (piece.len > 0 && !words_are(&plain_words, piece))
			return false;
	}
	return thing && word;
}

/* The next clause: up to a parenthesis, a comma or the like. */
static bool next_clause(struct span *rest, struct span *out)
{
	size_t end = 0;

	if (rest->len == 0)
		return false;
	while (end < rest->len && !strchr("(),;:", rest->ptr[end]))
		end++;
	*out = span_sub(*rest, 0, end);
	*rest = span_from(*rest, end + 1);
	return true;
}

static void deny(struct reading *r, struct table *things, size_t index)
{
	struct span rest = note_at(r, index)->folded, clause;

	while (next_clause(&rest, &clause)) {
		struct span words = span_trim(clause), word;

		if (words.len == 0 || words.len > 80)
			continue;
		while (span_split(&words, ' ', &word)) {
			size_t which = (size_t)table_get(things, claim_bare(word));

			if (which == 0 || !says_done(clause, &r->denied.at[which - 1]))
				continue;
			clash_pair(r, "C1", index, r->denied.at[which - 1].item,
				   "the same thing in other words");
			return;
		}
	}
}

static void find_denied(struct reading *r)
{
	struct table *things = table_new(r->scratch);

	if (r->denied.count == 0)
		return;
	for (size_t i = 0; i < r->denied.count; i++) {
		void **slot = table_slot(things, r->denied.at[i].thing);

		if (!*slot)
			*slot = (void *)(i + 1);
	}
	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);

		if (counts(item) && item->claim == CLAIM_DONE && !item->conflict &&
		    item->claim_from != CLAIM_FROM_INHERITED)
			deny(r, things, i);
	}
}

static bool blocks_parent(const struct item *child)
{
	return child->judged && child->polarity > 0 &&
	       (child->level == LEVEL_MANDATORY || child->level == LEVEL_CONDITIONAL) &&
	       (child->claim == CLAIM_OPEN || child->claim == CLAIM_FAILED ||
		child->claim == CLAIM_BLOCKED || child->claim == CLAIM_IN_PROGRESS);
}

static void find_c3(struct reading *r)
{
	size_t count = r->plan->items.count;
	size_t *first_open = ARENA_ARRAY(r->scratch, size_t, count + 1);
	size_t *children = ARENA_ARRAY(r->scratch, size_t, count + 1);
	size_t *open = ARENA_ARRAY(r->scratch, size_t, count + 1);

	for (size_t i = 0; i < count; i++) {
		size_t parent = item_at(r, i)->parent;

		if (parent == ITEM_NONE || !note_at(r, i)->box ||
		    !note_at(r, parent)->box)
			continue;
		children[parent]++;
		if (item_at(r, i)->claim == CLAIM_DONE)
			continue;
		open[parent]++;
		if (blocks_parent(item_at(r, i)) && first_open[parent] == 0)
			first_open[parent] = i + 1;
	}
	for (size_t i = 0; i < count; i++) {
		const struct item *item = item_at(r, i);

		if (item->claim == CLAIM_DONE && first_open[i] > 0)
			report(r, "C3", i, first_open[i] - 1,
			       "ticked over an open child");
		else if (item->claim == CLAIM_OPEN && children[i] > 0 && open[i] == 0)
			reading_find(r, "C3b", item->line, i,
				     "all %zu children of \"%.*s\" are done",
				     children[i],
				     SPAN_ARG(reading_quote(r, item->plain)));
	}
}

/* Items that are open; those that are for later, or asked in general, are their own. */
enum open_kind { OPEN_ITEMS, OPEN_SIGNOFFS, OPEN_LATER, OPEN_KINDS };

/* What is open in a section and below it. */
struct open_below {
	size_t count[OPEN_KINDS], first[OPEN_KINDS]; /* the first: an index + 1 */
};

static void add_open(struct open_below *sum, enum open_kind kind, size_t count,
		     size_t first)
{
	sum->count[kind] += count;
	if (sum->first[kind] == 0 || (first > 0 && first < sum->first[kind]))
		sum->first[kind] = first;
}

static void add_below(struct open_below *sum, const struct open_below *below,
		      bool later)
{
	for (int kind = 0; kind < OPEN_KINDS; kind++)
		add_open(sum, later && kind == OPEN_ITEMS ? OPEN_LATER : kind,
			 below->count[kind], below->first[kind]);
}

/* All sections at once: a section stands behind the one that it is in. */
static struct open_below *sum_open(struct reading *r)
{
	struct open_below *sums =
		ARENA_ARRAY(r->scratch, struct open_below, r->sections.count);

	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);
		/* A box that nobody in particular signs is a thing to do. */
		bool signoff = item->kind == ITEM_SIGNOFF && !item->signoff.statement;

		if ((item->kind == ITEM_SIGNOFF || item->kind == ITEM_TASK ||
		     item->kind == ITEM_ROW) &&
		    blocks_parent(item))
			add_open(&sums[note_at(r, i)->section],
				 signoff                ? OPEN_SIGNOFFS
				 : note_at(r, i)->asked ? OPEN_LATER
							: OPEN_ITEMS,
				 1, i + 1);
	}
	for (size_t s = r->sections.count; s-- > 1;)
		add_below(&sums[r->sections.at[s].parent], &sums[s],
			  r->sections.at[s].later);
	return sums;
}

/* Open mandatory items or open sign-offs below a section; 0: of the document. */
static size_t open_below(struct reading *r, size_t scope, enum open_kind kind,
			 size_t *first)
{
	if (!r->open_below)
		r->open_below = sum_open(r);
	if (r->open_below[scope].count[kind] > 0)
		*first = r->open_below[scope].first[kind] - 1;
	return r->open_below[scope].count[kind];
}

/* clang-format off: one language a row */

/* Words that say that others have agreed. */
WORDS(approved_words,
      "approved|signed off|signed-off|approval|approvals|sign-off|sign-offs|signoffs|"
      "authorized|authorised|"
      "freigegeben|freigabe|freigaben|genehmigt|abgenommen|unterschrieben|"
      "approuv\xc3\xa9|approuv\xc3\xa9"
      "e|valid\xc3\xa9 par|valid\xc3\xa9"
      "e par|sign\xc3\xa9|sign\xc3\xa9"
      "e|"
      "aprobado|aprobada|firmado|aprovado|aprovada|assinado|"
      "goedgekeurd|ondertekend|approvato|approvata|firmato|"
      "\xe6\x89\xb9\xe5\x87\x86|\xe6\x89\xbf\xe8\xaa\x8d|"
      "\xd1\x83\xd1\x82\xd0\xb2\xd0\xb5\xd1\x80\xd0\xb6\xd0\xb4\xd0\xb5\xd0\xbd\xd0"
      "\xbe");

/* What is said to be complete is the approving alone. */
WORDS(approval_subjects,
      "have signed off|has signed off|have approved|has approved|haben "
      "unterschrieben|ont sign\xc3\xa9|han firmado|assinaram|"
      "approvals|sign-offs|signoffs|signatures|freigaben|unterschriften|approbations|"
      "signatures|aprobaciones|firmas|aprova\xc3\xa7\xc3\xb5"
      "es|assinaturas|goedkeuringen|"
      "handtekeningen|approvazioni|firme");

/* clang-format on */

static void report_open(struct reading *r, const char *code, size_t index, size_t first,
			struct span message)
{
	struct finding *finding = reading_find(r, code, item_at(r, index)->line, index,
					       "%.*s", SPAN_ARG(message));

	finding->other_line = item_at(r, first)->line;
	finding->other_item = first;
}

/* The paper is ready to be read; nobody says that the work is. */
WORDS(paper_states,
      "for testing|for test|for staging|for qa|zum testen|zum test|pour test|pour "
      "tests|"
      "pour les tests|para testing|para pruebas|para testes|para teste|per i test|"
      "к тестированию|测试|テスト|테스트|"
      "to start|to begin|to implement|for implementation|for development|"
      "für die umsetzung|für umsetzung|zur umsetzung|für implementierung|"
      "pour implémentation|pour développement|para implementar|para implementación|"
      "para implementação|para desarrollo|для реализации|待开发|开始开发|评审中|審査中|"
      "レビュー中|着手可能|for review|in review|awaiting review|for approval|for "
      "comments|proposed|drafted|"
      "draft|zur pr\xc3\xbc"
      "fung|zur freigabe|zur durchsicht|pour relecture|"
      "pour validation|para revisi\xc3\xb3n|para revis\xc3\xa3o|ter beoordeling|"
      "per revisione");

/* What is finished is the looking, and what it found may be open. */
WORDS(paper_works,
      "audit|audits|analysis|review|assessment|investigation|inventory|prüfung|analyse|"
      "überprüfung|bestandsaufnahme|état des lieux|auditoría|análisis|revisión|"
      "diagnóstico|auditoria|análise|revisão|analisi|revisione|аудит|анализ|审计|分析|"
      "调研|监査|監査|調査|감사|분석");

/* "Audit complete"; but "ready for audit" says that it is still to come. */
static bool is_paper_work(struct span folded)
{
	static const char *const to_come[] = { "for",  "für", "zum", "zur", "pour",
					       "para", "per", "к",   "для" };
	size_t at, len;
	struct span before;

	if (!words_find(&paper_works, folded, &at, &len))
		return false;
	before = span_trim(span_sub(folded, 0, at));
	for (size_t i = 0; i < sizeof(to_come) / sizeof(to_come[0]); i++)
		if (span_ends(before, to_come[i]))
			return false;
	return true;
}

static void find_c4(struct reading *r, size_t index, size_t scope)
{
	const struct item *item = item_at(r, index);
	size_t first = 0, open = open_below(r, scope, OPEN_ITEMS, &first);
	bool later = open == 0;

	/* What is for after the launch may be open, and contradicts nothing for sure.
	 */
	if (later)
		open = open_below(r, scope, OPEN_LATER, &first);
	if (item->claim == CLAIM_READY &&
	    words_in(&paper_states, note_at(r, index)->folded))
		return;
	if (open == 0 || words_in(&approval_subjects, note_at(r, index)->folded))
		return;
	report_open(
		r,
		later || note_at(r, index)->qualified ||
				is_paper_work(note_at(r, index)->folded)
			? "C4q"
			: "C4",
		index, first,
		arena_printf(r->scratch,
			     "claimed %s over %zu open item%s, the first in line %u",
			     claim_word[item->claim], open, open == 1 ? "" : "s",
			     item_at(r, first)->line));
}

static void find_c5(struct reading *r, size_t index, size_t scope)
{
	const struct item *item = item_at(r, index);
	size_t first = 0, open;

	if (item->claim != CLAIM_DONE ||
	    !words_in(&approved_words, note_at(r, index)->folded))
		return;
	open = open_below(r, scope, OPEN_SIGNOFFS, &first);
	if (open == 0)
		return;
	report_open(r, "C5", index, first,
		    arena_printf(r->scratch,
				 "\"%.*s\", but %zu sign-off%s open, the first in "
				 "line %u",
				 SPAN_ARG(reading_quote(r, item->plain)), open,
				 open == 1 ? " is" : "s are", item_at(r, first)->line));
}

/* ---- C4 of a summary: a row is done, and the section that it names is not ---- */

/* The whole heading without its number, where no other is called so. */
static void add_whole_heading(struct reading *r, struct table *names, size_t section)
{
	struct span folded = r->sections.at[section].folded;
	void **slot;

	while (folded.len > 0 && strchr("0123456789.) ", folded.ptr[0]))
		folded = span_from(folded, 1);
	if (folded.len == 0)
		return;
	slot = table_slot(names, folded);
	*slot = *slot ? (void *)1
		      : (void *)(section + 1); /* 1: of the document, none */
}

/* Whether a section stands in another, or is it. */
static bool is_within(struct reading *r, size_t section, size_t outer)
{
	while (section > outer)
		section = r->sections.at[section].parent;
	return section == outer;
}

/*
 * The section that a done row or a ticked entry of a summary is about, + 1; 0: none.
 * `place` is what a row says of it.
 */
static size_t section_meant(struct reading *r, size_t index, struct table *places,
			    struct table *names)
{
	const struct item *item = item_at(r, index);
	const struct item_note *note = note_at(r, index);
	size_t section;

	section = note->place.len > 0 ? (size_t)table_get(places, note->place) : 0;
	if (section == 0 && (item->kind == ITEM_ROW ||
			     (item->kind == ITEM_CRITERION && note->own_glyph)))
		section = (size_t)table_get(names, note->folded);
	return section > 1 && !is_within(r, note->section, section - 1) ? section : 0;
}

/* The headings "Phase A - Context", by their first words: "phase a". */
static void add_heading(struct reading *r, struct table *names, size_t section)
{
	struct span folded = r->sections.at[section].folded, word;
	struct span rest = folded;
	size_t len = 0;

	for (int words = 0; words < 2 && span_split(&rest, ' ', &word); words++) {
		while (word.len > 0 && strchr(":.)-", word.ptr[word.len - 1]))
			word.len--;
		if (word.len == 0)
			return;
		len = (size_t)(word.ptr - folded.ptr) + word.len;
		if (words == 1)
			*table_slot(names, span_sub(folded, 0, len)) =
				(void *)(section + 1);
	}
}

static void report_place(struct reading *r, size_t index, size_t section)
{
	size_t first = 0, open = open_below(r, section, OPEN_ITEMS, &first);

	if (open > 0)
		report_open(r, "C4", index, first,
			    arena_printf(r->scratch,
					 "claimed done, but %zu item%s of \"%.*s\" %s "
					 "open, the first in line %u",
					 open, open == 1 ? "" : "s",
					 SPAN_ARG(reading_quote(
						 r, r->sections.at[section].plain)),
					 open == 1 ? "is" : "are",
					 item_at(r, first)->line));
}

/* What a done row or a ticked entry may name: its place, or a heading by its words. */
static bool may_name_section(struct reading *r, size_t index, size_t longest)
{
	const struct item *item = item_at(r, index);
	const struct item_note *note = note_at(r, index);

	if (item->claim != CLAIM_DONE || !item->judged || item->polarity < 0)
		return false;
	return note->place.len > 0 || (note->folded.len <= longest &&
				       (item->kind == ITEM_ROW || note->own_glyph));
}

static void find_c4_rows(struct reading *r)
{
	struct table *places = NULL, *names = NULL;
	size_t longest = 0, section;

	for (size_t s = 1; s < r->sections.count; s++)
		if (r->sections.at[s].folded.len > longest)
			longest = r->sections.at[s].folded.len;
	for (size_t i = 0; i < r->plan->items.count && r->sections.count > 2; i++) {
		if (!may_name_section(r, i, longest))
			continue;
		if (!places) {
			places = table_new(r->scratch);
			names = table_new(r->scratch);
			/* The first of two headings stands for both. */
			for (size_t s = r->sections.count; s-- > 1;)
				add_heading(r, places, s);
			for (size_t s = 1; s < r->sections.count; s++)
				add_whole_heading(r, names, s);
		}
		section = section_meant(r, i, places, names);
		if (section > 0)
			report_place(r, i, section - 1);
	}
}

/* ---- C4 of a list: "## Backups - DONE" over "[tick] a", "[cross] b" ---- */

/* Of the section's own list: its first ticked and its first crossed entry, + 1. */
struct signed_list {
	size_t ticked, crossed;
};

static void find_c4_lists(struct reading *r)
{
	struct signed_list *lists =
		ARENA_ARRAY(r->scratch, struct signed_list, r->sections.count);

	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item_note *note = note_at(r, i);
		struct signed_list *list = &lists[note->section];
		enum item_kind kind = item_at(r, i)->kind;
		enum claim claim;

		if (!note->own_glyph || note->asked ||
		    (kind != ITEM_CRITERION && kind != ITEM_GAP))
			continue;
		claim = marked_as(r, i);
		if (claim == CLAIM_DONE && list->ticked == 0)
			list->ticked = i + 1;
		if (claim_is_negative(claim) && claim != CLAIM_UNKNOWN &&
		    list->crossed == 0)
			list->crossed = i + 1;
	}
	for (size_t s = 1; s < r->sections.count; s++) {
		size_t claim = r->sections.at[s].item;

		if (claim == ITEM_NONE || lists[s].ticked == 0 ||
		    lists[s].crossed == 0 || item_at(r, claim)->claim != CLAIM_DONE ||
		    item_at(r, claim)->claim_from != CLAIM_FROM_WORD ||
		    item_at(r, claim)->line != r->sections.at[s].line ||
		    apart_items(r, lists[s].ticked - 1, lists[s].crossed - 1))
			continue;
		report_open(r, "C4", claim, lists[s].crossed - 1,
			    arena_printf(r->scratch,
					 "claimed done over a list of which line %u is "
					 "not",
					 item_at(r, lists[s].crossed - 1)->line));
	}
}

/* A glyph on all of several headings is no claim; told once where it would be wrong. */
static void find_decorated(struct reading *r, size_t index, bool *told)
{
	size_t scope = note_at(r, index)->section, first = 0;
	size_t parent = r->sections.at[scope].parent;
	size_t open = told[parent] ? 0 : open_below(r, scope, OPEN_ITEMS, &first);

	if (open == 0)
		return;
	told[parent] = true;
	report_open(r, "C4q", index, first,
		    arena_printf(r->scratch,
				 "its mark stands on every heading beside it and is "
				 "read as decoration; %zu item%s below %s open, the "
				 "first in line %u",
				 open, open == 1 ? "" : "s", open == 1 ? "is" : "are",
				 item_at(r, first)->line));
}

/* "Progress: 100%" over boxes that are open. */
static void find_whole(struct reading *r, size_t index, size_t scope)
{
	size_t first = 0, open = open_below(r, scope, OPEN_ITEMS, &first);

	if (open > 0)
		report_open(r, "C8", index, first,
			    arena_printf(r->scratch,
					 "\"%.*s\", but %zu item%s open, the first in "
					 "line %u",
					 SPAN_ARG(reading_quote(r, item_at(r, index)
									   ->plain)),
					 open, open == 1 ? " is" : "s are",
					 item_at(r, first)->line));
}

static void find_c4_c5(struct reading *r)
{
	bool *told = ARENA_ARRAY(r->scratch, bool, r->sections.count);

	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);
		size_t scope = item->kind == ITEM_DOCUMENT ? 0 : note_at(r, i)->section;

		if (note_at(r, i)->decorated)
			find_decorated(r, i, told);
		if (item->kind == ITEM_TALLY && item->claim == CLAIM_DONE &&
		    note_at(r, i)->tally_total < 0)
			find_whole(r, i, scope);
		/* A claim that its author takes back contradicts nothing. */
		if ((item->kind != ITEM_SECTION && item->kind != ITEM_DOCUMENT &&
		     r->sections.at[scope].item != i) ||
		    !claim_is_positive(item->claim) || !item->judged)
			continue;
		find_c4(r, i, scope);
		find_c5(r, i, scope);
	}
}

/* 100 % in millionths of a basis point. */
#define WHOLE INT64_C(10000000000)

/* C9: a measured value that misses the target of the same item. */
static bool misses(const struct threshold *target, const struct threshold *measured)
{
	switch (target->op) {
	case OP_LT:
		return measured->low_micro >= target->low_micro;
	case OP_LE:
		return measured->low_micro > target->low_micro;
	case OP_GT:
		return measured->low_micro <= target->low_micro;
	case OP_GE:
		return measured->low_micro < target->low_micro;
	case OP_EQ:
		/* "Target: 300 ms": less is better, or more; of none and all it is
		 * plain. */
		if (target->low_micro == 0)
			return measured->low_micro != 0;
		return span_is(target->unit, "bp") && target->low_micro == WHOLE &&
		       measured->low_micro < WHOLE;
	case OP_RANGE:
		return measured->low_micro < target->low_micro ||
		       measured->low_micro > target->high_micro;
	case OP_APPROX:
	case OP_DELTA:
	case OP_FACTOR:
	case OPS:
		break;
	}
	return false;
}

/* The target that a measured value is about: the nearest one of its unit before it. */
static const struct threshold *target_of(const struct item *item, size_t measured)
{
	const struct threshold *value = &item->thresholds.at[measured];

	if (value->role != THRESHOLD_MEASURED || value->symbolic ||
	    (value->op != OP_EQ && value->op != OP_APPROX))
		return NULL;
	for (size_t k = measured; k-- > 0;) {
		const struct threshold *t = &item->thresholds.at[k];

		/* What has two readings misses nothing for sure. */
		if (t->role == THRESHOLD_TARGET && !t->symbolic && !t->ambiguous &&
		    !value->ambiguous && span_eq(t->unit, value->unit) &&
		    (t->stat.len == 0 || value->stat.len == 0 ||
		     span_eq(t->stat, value->stat)))
			return t;
	}
	return NULL;
}

/* "512 MB" against "500 MB": within what 1000 or 1024 makes of giga. */
static bool is_close(const struct threshold *target, const struct threshold *measured)
{
	int64_t apart = measured->low_micro - target->low_micro;

	apart = apart < 0 ? -apart : apart;
	return span_is(target->unit, "B") && apart <= target->low_micro / 1000 * 74;
}

/* Told once an item: the first value that misses. */
static void find_c9_of(struct reading *r, size_t index)
{
	const struct item *item = item_at(r, index);

	for (size_t k = 0; k < item->thresholds.count; k++) {
		const struct threshold *value = &item->thresholds.at[k];
		const struct threshold *target = target_of(item, k);

		if (!target || !misses(target, value))
			continue;
		if (is_close(target, value))
			reading_find(r, "P-UNIT", value->line, index,
				     "whether \"%.*s\" misses \"%.*s\" hangs on 1000 "
				     "or 1024",
				     SPAN_ARG(reading_quote(r, value->raw)),
				     SPAN_ARG(reading_quote(r, target->raw)));
		else
			reading_find(r, "C9", value->line, index,
				     "\"%.*s\" misses \"%.*s\"",
				     SPAN_ARG(reading_quote(r, value->raw)),
				     SPAN_ARG(reading_quote(r, target->raw)));
		return;
	}
}

WORDS(all_pass_words,
      "all tests pass|all tests passed|all tests passing|all tests are passing|"
      "all tests green|all checks pass|all checks passed|alle tests bestanden|"
      "alle tests grün|alle tests laufen|tous les tests passent|tous les tests réussis|"
      "todas las pruebas pasan|todas las pruebas aprobadas|todos los tests pasan|"
      "todos os testes passam|todos os testes passaram|tutti i test superati|"
      "tutti i test passano|alle tests geslaagd|все тесты пройдены|все тесты проходят|"
      "全部测试通过|所有测试通过|测试全部通过|全テスト合格|全テスト通過|"
      "全てのテストが合格|"
      "모든 테스트 통과");
WORDS(failing_words,
      "failed|failing|failures|failure|fail|fehlgeschlagen|fehler|échoué|échoués|"
      "échecs|"
      "fallidos|fallidas|fallaron|fallos|falharam|falhas|falhos|falliti|mislukt|"
      "провалено|упало|失败|失敗|실패");

/* "All tests pass (118 of 120)", "(118 passed, 2 failed)": not all of them do. */
static bool some_fail(struct span text)
{
	for (size_t i = 0; i < text.len; i++) {
		uint64_t number = 0, total = 0;
		size_t end = i, len;

		if (text.ptr[i] < '0' || text.ptr[i] > '9' ||
		    (i > 0 && !strchr(" (:,", text.ptr[i - 1])))
			continue;
		len = tally_ratio(span_from(text, i), &number, &total);
		if (len > 0)
			return number < total;
		while (end < text.len && text.ptr[end] >= '0' && text.ptr[end] <= '9')
			end++;
		if (end - i < 9 && text.ptr[i] != '0' &&
		    words_start(&failing_words, span_trim(span_from(text, end))) > 0)
			return true;
	}
	return false;
}

static void find_c9(struct reading *r)
{
	for (size_t i = 0; i < r->plan->items.count; i++) {
		struct span folded = note_at(r, i)->folded;
		size_t at, len;

		if (item_at(r, i)->claim != CLAIM_DONE)
			continue;
		find_c9_of(r, i);
		/* Most texts end in a word. */
		if (folded.len > 0 &&
		    strchr("0123456789)", folded.ptr[folded.len - 1]) &&
		    words_find(&all_pass_words, folded, &at, &len) &&
		    some_fail(span_from(folded, at + len)))
			reading_find(r, "C9", item_at(r, i)->line, i,
				     "\"%.*s\", but not all do",
				     SPAN_ARG(reading_quote(r, item_at(r, i)->plain)));
	}
}

WORDS(status_words,
      "status|state|decision|verdict|overall|final|current|official|"
      "go/no-go|go/"
      "nogo|go-no-go|go|recommendation|the|document|plan|project|release|readiness|"
      "result|gesamtstatus|"
      "gesamt|aktueller|endgültiger|dokument|projekt|entscheidung|ergebnis|der|des|"
      "statut|"
      "général|global|actuel|du|projet|décision|estado|general|actual|del|de|proyecto|"
      "decisión|situação|geral|atual|do|projeto|decisão|stato|generale|attuale|finale|"
      "progetto|decisione|huidige|besluit|статус|общий|итоговый|текущий|проекта|"
      "решение|"
      "状态|总体状态|项目状态|当前状态|最终状态|结论|ステータス|状態|状況|総合判定|"
      "判定|結論|"
      "상태|전체|최종|결론");

/* "Deployment" of "Deployment status": what the status is of; empty: of the whole. */
static struct span subject_of_status(struct reading *r, size_t index)
{
	struct span label = note_at(r, index)->folded, word;
	ptrdiff_t colon = span_index(label, ':');

	/* "Ready for deployment" is said of the whole. */
	if (colon <= 0 || span_starts(label, "ready "))
		return SPAN_EMPTY;
	label = span_sub(label, 0, (size_t)colon);
	while (span_split(&label, ' ', &word))
		if (word.len > 0 && !words_are(&status_words, word))
			return word;
	return SPAN_EMPTY;
}

/*
 * "Deployment status" and "Qualification decision" may well differ, "Build status" and
 * that of the whole, too.
 */
static bool is_of_other(struct reading *r, size_t a, size_t b)
{
	struct span one = subject_of_status(r, a), two = subject_of_status(r, b);

	return !span_eq(one, two);
}

static void find_c10(struct reading *r)
{
	size_t good = ITEM_NONE, bad = ITEM_NONE;

	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);

		/* Of several titles each is that of a part. */
		if (item->kind != ITEM_DOCUMENT || span_is(span_of(item->rule), "9.1"))
			continue;
		if (claim_is_positive(item->claim) && good == ITEM_NONE)
			good = i;
		if (claim_is_negative(item->claim) && bad == ITEM_NONE)
			bad = i;
	}
	if (good != ITEM_NONE && bad != ITEM_NONE && !is_of_other(r, good, bad))
		report(r, "C10", good, bad, "two statuses of the document");
}

/* C11: the body of a done item says that something is missing. */
static void find_c11(struct reading *r)
{
	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);

		if (item->claim == CLAIM_DONE && item->hedge.len > 0 && item->judged)
			reading_find(r, "C11", item->hedge_line, i,
				     "done, but \"%.*s\"", SPAN_ARG(item->hedge));
	}
}

WORDS(go_labels,
      "decision|final decision|go/no-go|go/no-go decision|go-live decision|release "
      "decision|verdict|recommendation|entscheidung|empfehlung|décision|verdict final|"
      "recommandation|decisión|veredicto|recomendación|decisão|parecer|recomendação|"
      "decisione|raccomandazione|beslissing|besluit|решение|вердикт|结论|决定|判定|"
      "決定|"
      "結論|결정|결론|판정");

/* "Decision: GO", a ticked box "GO", the choice of a sign-off; not an open section. */
static bool decides_go(struct reading *r, size_t index)
{
	const struct item *item = item_at(r, index);
	const struct item_note *note = note_at(r, index);
	ptrdiff_t colon = span_index(note->folded, ':');

	if (!claim_is_positive(item->claim) || item->polarity < 0)
		return false;
	if (item->kind == ITEM_DOCUMENT)
		return true;
	if (item->kind == ITEM_SECTION)
		return colon > 0 &&
		       words_are(&go_labels, span_sub(note->folded, 0, (size_t)colon));
	if (item->kind == ITEM_SIGNOFF)
		return item->signoff.decision == DECISION_APPROVE &&
		       span_is(span_of(item->rule), "10.4");
	return note->box && span_is(note->folded, "go");
}

static void find_c18(struct reading *r)
{
	size_t go = ITEM_NONE, raised = ITEM_NONE;

	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);

		if (item->polarity < 0 && item->has_mark && item->claim == CLAIM_DONE)
			raised = raised == ITEM_NONE ? i : raised;
		else if (go == ITEM_NONE && decides_go(r, i))
			go = i;
	}
	for (size_t i = raised; go != ITEM_NONE && i < r->plan->items.count; i++)
		if (item_at(r, i)->polarity < 0 && item_at(r, i)->has_mark &&
		    item_at(r, i)->claim == CLAIM_DONE)
			report(r, "C18", i, go, "a blocker is ticked");
}

void clash_find(struct reading *r)
{
	find_c1(r);
	find_denied(r);
	find_c3(r);
	find_c4_c5(r);
	find_c4_rows(r);
	find_c4_lists(r);
	find_c9(r);
	find_c10(r);
	find_c11(r);
	find_c18(r);
	tally_check(r);
}
