#include "plan/tally.h"

#include "base/num.h"
#include "plan/claim.h"
#include "plan/inline.h"
#include "plan/listed.h"
#include "plan/marks.h"
#include "plan/pairs.h"
#include "plan/quantity.h"
#include "plan/settings.h"
#include "plan/status.h"
#include "plan/words.h"

#include <stdlib.h>

/* clang-format off: one list a paragraph */
WORDS(progress_words, "progress|completion|completeness|fortschritt|progression|"
		      "progreso|progresso");
WORDS(date_words, "date|due|datum|fecha|data");
WORDS(sum_labels,
      "total|totals|total lines|lines total|sum|overall|gesamt|summe|somme|"
      "total de lignes|total de líneas|total de linhas|合计|总计|合計|итого");
WORDS(ordinal_keys,
      "phase|step|stage|part|sprint|day|week|page|iteration|schritt|teil|tag|woche|"
      "étape|"
      "partie|jour|semaine|paso|parte|día|semana|etapa|passo|dia|fase|giorno|settimana|"
      "stap|dag|этап|фаза|шаг|день|неделя|阶段|步骤|第|フェーズ|ステップ|단계");
/* What stands behind a ratio that counts things of the plan. */
WORDS(ratio_tails,
      "complete|completed|done|passed|checks|tests|tasks|items|phases|points|"
      "obtained|"
      "signed|approved|met|ready|steps|criteria|deliverables|"
      "erledigt|abgeschlossen|fertig|bestanden|aufgaben|punkte|schritte|umgesetzt|"
      "termin\xc3\xa9*|fait|faits|faite|faites|valid\xc3\xa9*|t\xc3\xa2"
      "ches|points|\xc3\xa9tapes|"
      "completado*|completada*|hecho|hechos|terminado*|terminada*|tareas|puntos|"
      "conclu\xc3\xad"
      "do*|conclu\xc3\xad"
      "da*|feito|feitos|tarefas|pontos|"
      "gereed|voltooid|afgerond|klaar|taken|punten|completato|completati|completate|"
      "fatto|выполнен*|завершен*|готово|задач|пунктов|완료|"
      "已完成|完成|完了|通过|达成|済み|済|合格");
/* Labels before the colon that name what is counted. */
WORDS(ratio_keys,
      "deliverables|agents|tests|checks|tasks|items|phases|sign-offs|criteria|steps|"
      "progress|complete|completed|total|done|passed|fortschritt|gesamt|erledigt|"
      "aufgaben|avancement|progression|progreso|avance|progresso|avan\xc3\xa7o|"
      "voortgang|"
      "avanzamento|totale|totaal|прогресс|готово|выполнено|завершено|итого|всего|进度|"
      "总体进度|完成进度|已完成|完成|合计|总计|進捗|進捗状況|完了|達成|合計|진행률|"
      "완료|합계");
WORDS(counted_nouns,
      "items|item|tasks|checks|entries|steps|criteria|boxes|checkpoints");
/* A mark out of ten is no count of things. */
WORDS(score_words, "score|rating|grade|rated|bewertung|note|punktzahl|puntuación|"
		   "puntaje|calificación|pontuação|nota|punteggio|voto|оценка|评分|"
		   "得分|评估|评价|评级|assessment|evaluation|"
		   "評価|点数|점수");
/* What is counted by running it. */
WORDS(case_words,
      "test|tests|cases|passing|assertions|specs|suite|suites|"
      "testfälle|cas de test|casos|pruebas|testes|проверок|тестов|用例|测试|"
      "テスト|테스트");
/* clang-format on */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "5件中4件", "5项中已完成4项": the whole stands first; `n` bytes of it are read. */
static size_t turned_ratio(struct span text, size_t n, uint64_t *done, uint64_t *total)
{
	static const char *const between[] = { "件中", "項目中", "タスク中", "项中",
					       "个中", "条中",   "개 중 ",   "건 중 " };
	static const char *const before[] = { "已完成", "完成", "完了" };
	static const char *const counted[] = { "件", "項目", "项", "个",
					       "条", "개",   "건" };
	uint64_t all = *done;
	size_t from = 0, to;

	for (size_t i = 0; i < sizeof(between) / sizeof(between[0]) && from == 0; i++)
		if (span_starts(span_from(text, n), between[i]))
			from = n + strlen(between[i]);
	for (size_t i = 0; from > 0 && i < sizeof(before) / sizeof(before[0]); i++)
		if (span_starts(span_from(text, from), before[i])) {
			from += strlen(before[i]);
			break;
		}
	for (to = from; to > 0 && to < text.len && is_digit(text.ptr[to]);)
		to++;
	if (to == from || !num_u64(span_sub(text, from, to - from), 100000, done))
		return 0;
	*total = all;
	for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]); i++)
		if (span_starts(span_from(text, to), counted[i]))
			return to + strlen(counted[i]);
	return to;
}

size_t tally_ratio(struct span text, uint64_t *done, uint64_t *total)
{
	static const char *const between[] = { " of ",  " von ", " sur ", " de ",
					       " van ", " di ",  " / ",   "/" };
	size_t n = 0;

	while (n < text.len && is_digit(text.ptr[n]))
		n++;
	if (n == 0 || !num_u64(span_sub(text, 0, n), 100000, done))
		return 0;
	if (n < text.len && (text.ptr[n] & 0x80))
		return turned_ratio(text, n, done, total);
	for (size_t i = 0; i < sizeof(between) / sizeof(between[0]); i++) {
		size_t from = n + strlen(between[i]), to = from;

		if (!span_starts(span_from(text, n), between[i]))
			continue;
		while (to < text.len && is_digit(text.ptr[to]))
			to++;
		if (to == from ||
		    !num_u64(span_sub(text, from, to - from), 100000, total))
			return 0;
		return to < text.len && (text.ptr[to] == '/' || text.ptr[to] == '.')
			       ? 0
			       : to;
	}
	return 0;
}

size_t tally_add(struct reading *r, unsigned line, struct span plain, struct span label,
		 int64_t done, int64_t total)
{
	size_t index = reading_item(r, ITEM_TALLY, "13", line);
	struct item *item = item_at(r, index);
	struct item_note *note = note_at(r, index);

	item->plain = item->text = plain;
	item->level = LEVEL_INFORMATIVE;
	item->judged = false;
	item->skip = SPAN_LIT("a tally");
	note->folded = utf8_fold(r->scratch, label);
	note->normal = label;
	note->tally_done = done;
	note->tally_total = total;
	return index;
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* "= 82%" or "(82 %)" behind a ratio; -1: no percentage. */
static int64_t percent_at(struct span text)
{
	uint64_t percent = 0;
	size_t n = 0;

	/* "2/3 complete (67 %)" */
	while (n < text.len && n < 24 && (is_lower(text.ptr[n]) || text.ptr[n] == ' '))
		n++;
	if (n < text.len && (text.ptr[n] == '(' || text.ptr[n] == '='))
		text = span_from(text, n);
	n = 0;
	while (text.len > 0 && strchr("=(~ ", text.ptr[0]))
		text = span_from(text, 1);
	while (n < text.len && is_digit(text.ptr[n]))
		n++;
	if (n == 0 || n > 3 || !num_u64(span_sub(text, 0, n), 999, &percent))
		return -1;
	text = span_trim(span_from(text, n));
	return text.len > 0 && text.ptr[0] == '%' ? (int64_t)percent : -1;
}

bool tally_is_share(int64_t said, uint64_t done, uint64_t total)
{
	return said == (int64_t)(done * 100 / total) ||
	       said == (int64_t)((done * 100 + total - 1) / total);
}

void tally_wrong_share(struct reading *r, unsigned line, size_t item, int64_t said,
		       uint64_t done, uint64_t total)
{
	reading_find(r, "C8", line, item, "%llu of %llu are %llu %%, not %lld %%",
		     (unsigned long long)done, (unsigned long long)total,
		     (unsigned long long)(done * 100 / total), (long long)said);
}

static void check_percent(struct reading *r, size_t index, struct span tail,
			  uint64_t done, uint64_t total)
{
	int64_t said = percent_at(tail);

	if (said >= 0 && !tally_is_share(said, done, total))
		tally_wrong_share(r, item_at(r, index)->line, index, said, done, total);
}

/* "(96%)" at the front, and nothing in the parentheses beside it; -1: none. */
static int64_t share_in(struct span text)
{
	uint64_t percent;
	size_t n = 1;

	if (text.len < 4 || text.ptr[0] != '(')
		return -1;
	while (n < text.len && is_digit(text.ptr[n]))
		n++;
	if (n > 4 || !num_u64(span_sub(text, 1, n - 1), 999, &percent))
		return -1;
	text = span_from(text, n);
	return span_starts(text, "%)") || span_starts(text, " %)") ? (int64_t)percent
								   : -1;
}

/* The words between "23 of 24" and what share they are: no other number or clause. */
static struct span to_share(struct span text)
{
	size_t n = 0;

	while (n < text.len && n < 60 && !strchr("0123456789(),;:|", text.ptr[n]))
		n++;
	return span_from(text, n);
}

/* "12/2026" and "9/10": of a year, and of a date in one. */
static bool is_year(uint64_t number)
{
	return number >= 1990 && number <= 2100;
}

void tally_shares(struct reading *r, unsigned line, size_t item, struct span folded)
{
	uint64_t done = 0, total = 0;

	if (span_index(folded, '%') < 0)
		return;
	for (size_t i = 0; i < folded.len; i++) {
		size_t len;
		int64_t said;

		if (!is_digit(folded.ptr[i]) ||
		    (i > 0 && !strchr(" (:", folded.ptr[i - 1])))
			continue;
		len = tally_ratio(span_from(folded, i), &done, &total);
		if (len == 0 || total < 2 || done > total || is_year(total))
			continue;
		i += len;
		said = share_in(to_share(span_from(folded, i)));
		if (said < 0 || tally_is_share(said, done, total))
			continue;
		tally_wrong_share(r, line, item, said, done, total);
		return;
	}
}

/* A bar off the front: blocks, or "[====>   ]"; the bytes it has. */
static size_t bar_len(struct span text)
{
	size_t at = 0, cells = 0;
	bool closed = false;

	if (text.len > 0 && text.ptr[0] == '[') {
		for (at = 1; at < text.len && strchr("=>#-. ", text.ptr[at]); at++)
			cells++;
		closed = at < text.len && text.ptr[at] == ']';
		return closed && cells >= 3 ? at + 1 : 0;
	}
	while (at < text.len) {
		size_t len;
		int32_t c = utf8_next(span_from(text, at), &len);

		/* Block elements, squares, and the two parallelograms of bars. */
		if (!(c >= 0x2588 && c <= 0x2593) && c != 0x25a0 && c != 0x25a1 &&
		    c != 0x25b0 && c != 0x25b1)
			break;
		at += len;
		cells++;
	}
	return cells >= 3 ? at : 0;
}

/* "70% (4/6)": what the percentage is said to be of. */
static void take_shares(struct reading *r, size_t index, struct span tail)
{
	ptrdiff_t open = span_index(tail, '(');
	struct span inside = open > 0 ? span_from(tail, (size_t)open + 1) : SPAN_EMPTY;
	uint64_t done = 0, total = 0;
	size_t len = tally_ratio(utf8_fold(r->scratch, inside), &done, &total);

	if (len == 0 || done > total || total < 2)
		return;
	note_at(r, index)->tally_done = (int64_t)done;
	note_at(r, index)->tally_total = (int64_t)total;
	check_percent(r, index, tail, done, total);
}

/* "Progress: 70%", a bar with a percentage: how far it is, of what is not said. */
static bool take_progress(struct reading *r, struct span plain, unsigned line)
{
	struct span key = SPAN_EMPTY, value = plain;
	size_t bar, index;
	int64_t percent;

	if (pair_of(plain, &key, &value) && key.len > 40)
		return false;
	bar = bar_len(value);
	percent = percent_at(span_from(value, bar));
	if (percent < 0 || percent > 100 || (bar > 0 && value.ptr[bar - 1] == ' ') ||
	    (bar == 0 && !words_in(&progress_words, utf8_fold(r->scratch, key))))
		return false;
	index = tally_add(r, line, plain, key, -1, -1);
	take_shares(r, index, span_from(value, bar));
	item_at(r, index)->claim = percent == 0     ? CLAIM_OPEN
				   : percent == 100 ? CLAIM_DONE
						    : CLAIM_IN_PROGRESS;
	return true;
}

/* "Total: 1,600 lines": the sum of a column of lines above it. */
static bool take_lines(struct reading *r, struct span plain, unsigned line)
{
	struct span key, value, rest;
	struct quantity q;
	size_t index, len;

	if (!pair_of(plain, &key, &value) ||
	    !words_are(&sum_labels, utf8_fold(r->scratch, claim_bare(key))))
		return false;
	value = utf8_fold(r->scratch, value);
	while (value.len > 0 && strchr("~ ", value.ptr[0]))
		value = span_from(value, 1);
	if (span_starts(value, "\xe2\x89\x88"))
		value = span_trim(span_from(value, 3));
	len = quantity_number(r, value, &q);
	rest = span_from(value, len);
	if (len == 0 || q.ambiguous || quantity_unit(r, rest, &q) == 0 ||
	    !span_is(q.unit, "line") || q.micro <= 0)
		return false;
	index = tally_add(r, line, plain, key, -1, -1);
	note_at(r, index)->lines_total = q.micro;
	return true;
}

/* C8 where the rows above, in the same section, come to another number of lines. */
static void check_lines(struct reading *r, size_t index)
{
	int64_t said = note_at(r, index)->lines_total, sum = 0, slack;
	bool about = span_index(item_at(r, index)->plain, '~') >= 0;

	for (size_t i = 0; i < index; i++) {
		const struct item *item = item_at(r, i);

		if (note_at(r, i)->section != note_at(r, index)->section)
			continue;
		for (size_t k = 0; k < item->thresholds.count; k++) {
			const struct threshold *t = &item->thresholds.at[k];

			if (item->kind != ITEM_ROW || !span_is(t->unit, "line") ||
			    t->low_micro <= 0 || t->low_micro > INT64_MAX / 4 ||
			    sum > INT64_MAX / 4)
				continue;
			about |= t->op == OP_APPROX;
			sum += t->low_micro;
		}
	}
	slack = about ? sum / 10000 * r->rules->tolerance_bp : 0;
	if (sum > 0 && (said < sum - slack || said > sum + slack))
		reading_find(r, "C8", item_at(r, index)->line, index,
			     "\"%.*s\", but the rows above come to %lld",
			     SPAN_ARG(reading_quote(r, item_at(r, index)->plain)),
			     (long long)(sum / 1000000));
}

/* What a line like "Deliverables: 4/4 [tick]" says. */
struct ratio {
	struct span label, value;
	struct span tail; /* folded, behind them */
	uint64_t done, total;
};

/* Whether the words behind the ratio are those of a tally. */
static bool tail_fits(struct span tail)
{
	size_t glyph;

	return strchr("(=,-", tail.ptr[0]) || glyph_at(tail, &glyph) ||
	       words_start(&ratio_tails, tail);
}

/* "Label: 4/4 ...": a word, a glyph or the label must say that it counts. */
static bool ratio_of_pair(struct reading *r, struct ratio *out, struct span plain)
{
	struct claim_reading claim;
	struct span folded, key;
	size_t len;

	if (!pair_of(plain, &key, &out->value))
		return false;
	folded = utf8_fold(r->scratch, claim_bare(out->value));
	len = tally_ratio(folded, &out->done, &out->total);
	out->label = key;
	key = utf8_fold(r->scratch, key);
	/* "Phase: 2 of 5" is the second of them. */
	if (len == 0 || words_in(&date_words, key) || words_are(&ordinal_keys, key))
		return false;
	out->tail = span_trim(span_from(folded, len));
	if (out->tail.len > 0)
		return tail_fits(out->tail);
	claim_of_text(&claim, CLAIM_NONE, SPAN_EMPTY, out->value, out->value, r->arena);
	return claim.glyph || words_in(&ratio_keys, key);
}

/* "3 of 5 complete" alone on its line: the words behind it must say so. */
static bool ratio_of_line(struct reading *r, struct ratio *out, struct span plain)
{
	struct span folded = utf8_fold(r->scratch, claim_bare(plain));
	size_t key = words_start(&ratio_keys, folded), len;

	folded = span_trim(span_from(folded, key));
	len = tally_ratio(folded, &out->done, &out->total);
	out->label = SPAN_EMPTY;
	out->value = plain;
	out->tail = span_trim(span_from(folded, len));
	if (len > 0 && key > 0 && (out->tail.len == 0 || out->tail.ptr[0] == '('))
		return true;
	return len > 0 && words_start(&ratio_tails, out->tail) > 0;
}

bool tally_take(struct reading *r, struct span plain, unsigned line)
{
	struct ratio ratio = { 0 };
	struct claim_reading claim;
	size_t index;

	if (take_progress(r, plain, line) || take_lines(r, plain, line))
		return true;
	if (!ratio_of_pair(r, &ratio, plain) && !ratio_of_line(r, &ratio, plain))
		return false;
	if (ratio.done > ratio.total || ratio.total < 2)
		return false;
	claim_of_text(&claim, CLAIM_NONE, SPAN_EMPTY, ratio.value, ratio.value,
		      r->arena);
	index = tally_add(r, line, plain, ratio.label, (int64_t)ratio.done,
			  (int64_t)ratio.total);
	/* A line without a label is named by its own words. */
	if (ratio.label.len == 0)
		note_at(r, index)->normal = plain;
	check_percent(r, index, ratio.tail, ratio.done, ratio.total);
	item_at(r, index)->claim = claim.claim;
	item_at(r, index)->claim_from = claim.from;
	return true;
}

/* Where a number stands behind the last " - " or ": " of a heading; 0: none does. */
static size_t behind_dash(struct span text)
{
	for (size_t i = text.len; i-- > 2;) {
		struct span before;

		if (!is_digit(text.ptr[i]) || text.ptr[i - 1] != ' ')
			continue;
		before = span_sub(text, 0, i - 1);
		if (strchr(":-", before.ptr[before.len - 1]) ||
		    span_ends(before, "\xe2\x80\x93") ||
		    span_ends(before, "\xe2\x80\x94"))
			return i;
	}
	return 0;
}

/* "(4/4)", "(3 of 5 done)", ": 4/4", "- 4 of 4 complete" at the end of a heading. */
static bool ratio_of_heading(struct reading *r, const struct section *section)
{
	struct span text = section->folded, tail;
	ptrdiff_t open = span_rindex(text, '(');
	bool inside = open > 0 && span_ends(text, ")");
	uint64_t done = 0, total = 0;
	size_t from, len, index;

	from = inside ? (size_t)open + 1 : behind_dash(text);
	if (inside)
		text.len--;
	if (from == 0)
		return false;
	len = tally_ratio(span_from(text, from), &done, &total);
	tail = span_trim(span_from(text, from + len));
	if (len == 0 || done > total || total < 2 ||
	    (tail.len > 0 && !tail_fits(tail)) || words_in(&score_words, text) ||
	    words_in(&date_words, text))
		return false;
	index = tally_add(r, section->line, section->plain, SPAN_EMPTY, (int64_t)done,
			  (int64_t)total);
	note_at(r, index)->normal = section->plain;
	note_at(r, index)->of_heading = true;
	check_percent(r, index, tail, done, total);
	return true;
}

void tally_heading(struct reading *r)
{
	const struct section *section = &r->sections.at[r->section];
	struct span text = section->folded, behind;
	ptrdiff_t open = span_rindex(text, '(');
	uint64_t total;
	size_t n = 0, index;

	if (ratio_of_heading(r, section))
		return;
	tally_shares(r, section->line, ITEM_NONE, text);
	if (open < 0 || text.ptr[text.len - 1] != ')')
		return;
	behind = span_sub(text, (size_t)open + 1, text.len - (size_t)open - 2);
	while (n < behind.len && is_digit(behind.ptr[n]))
		n++;
	if (n == 0 || !num_u64(span_sub(behind, 0, n), 100000, &total))
		return;
	behind = span_trim(span_from(behind, n));
	if (behind.len > 0 && !words_are(&counted_nouns, behind))
		return;
	index = tally_add(r, section->line, section->plain, section->plain, -1,
			  (int64_t)total);
	note_at(r, index)->counts_section = true;
}

/* What a tally may count in a section and below it. */
enum counted {
	COUNTED_BOXES,
	COUNTED_TOP_BOXES, /* that stand below no other box */
	COUNTED_TASKS,     /* boxes that are no sign-offs */
	COUNTED_SIGNOFFS,
	COUNTED_ROWS,
	COUNTED_LISTED, /* unboxed bullets with a claim */
	COUNTED_SECTIONS,
	COUNTEDS
};

struct counts {
	int64_t all[COUNTEDS], done[COUNTEDS];
	int64_t listed; /* whatever kind they have, but no children of boxes */
};

static void count_as(struct counts *counts, enum counted as, bool done)
{
	counts->all[as]++;
	counts->done[as] += done;
}

static void count_item(struct reading *r, struct counts *out, size_t index)
{
	const struct item *item = item_at(r, index);
	bool done = item->claim == CLAIM_DONE;

	out->listed += item->kind != ITEM_SECTION && item->kind != ITEM_TALLY &&
		       (item->parent == ITEM_NONE || !note_at(r, item->parent)->box);
	if (note_at(r, index)->box) {
		count_as(out, COUNTED_BOXES, done);
		if (item->parent == ITEM_NONE || !note_at(r, item->parent)->box)
			count_as(out, COUNTED_TOP_BOXES, done);
	}
	if (item->kind == ITEM_SIGNOFF)
		count_as(out, COUNTED_SIGNOFFS, done);
	else if (note_at(r, index)->box)
		count_as(out, COUNTED_TASKS, done);
	else if (item->kind == ITEM_ROW)
		count_as(out, COUNTED_ROWS, done);
	else if (item->kind == ITEM_SECTION)
		count_as(out, COUNTED_SECTIONS, done);
	else if (item->kind == ITEM_DELIVERABLE ||
		 (item->kind == ITEM_CRITERION && item->claim != CLAIM_NONE))
		count_as(out, COUNTED_LISTED, done);
}

/* What numbers a heading or a label, in front of its words. */
WORDS(numbering_words,
      "phase|step|stage|part|milestone|sprint|gate|section|schritt|teil|etapa|fase|"
      "étape|"
      "partie|paso|parte|passo|этап|фаза|часть|шаг|フェーズ|ステップ|阶段|第|단계");

/* "3. Operations", "Phase 3: Operations" and "Operations": without what numbers it. */
static struct span unnumbered(struct span folded)
{
	size_t word = words_start(&numbering_words, folded), i = word;

	while (i < folded.len && strchr("0123456789.) ", folded.ptr[i]))
		i++;
	/* A word that no number follows is the subject's own. */
	if (word > 0 && i == word)
		return folded;
	if (word > 0 && i < folded.len && folded.ptr[i] == ':')
		i++;
	while (i < folded.len && strchr(" -", folded.ptr[i]))
		i++;
	return i < folded.len ? span_from(folded, i) : folded;
}

static void add_counts(struct counts *sum, const struct counts *below)
{
	for (unsigned i = 0; i < COUNTEDS; i++) {
		sum->all[i] += below->all[i];
		sum->done[i] += below->done[i];
	}
	sum->listed += below->listed;
}

/* Of all sections at once: a section stands behind the one that it is in. */
static struct counts *count_scopes(struct reading *r)
{
	struct counts *counts =
		ARENA_ARRAY(r->scratch, struct counts, r->sections.count);

	for (size_t i = 0; i < r->plan->items.count; i++)
		count_item(r, &counts[note_at(r, i)->section], i);
	for (size_t s = r->sections.count; s-- > 1;)
		add_counts(&counts[r->sections.at[s].parent], &counts[s]);
	return counts;
}

/* The headings in byte order, and a tree with the first section of every range. */
struct named {
	struct span words;
	size_t section;
};

struct scopes {
	struct counts *counts; /* by section */
	struct named *named;   /* section 0 has no heading and is not among them */
	size_t *first; /* of leaf i: first[count + i]; of a node: its lower child's */
	size_t count;
};

static int by_words(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int order = span_cmp(x->words, y->words);

	return order ? order : (x->section > y->section) - (x->section < y->section);
}

static void sort_headings(struct reading *r, struct scopes *out)
{
	size_t count = r->sections.count - 1;

	out->count = count;
	out->named = ARENA_ARRAY(r->scratch, struct named, count + 1);
	out->first = ARENA_ARRAY(r->scratch, size_t, 2 * count + 2);
	for (size_t i = 0; i < count; i++)
		out->named[i] =
			(struct named){ unnumbered(r->sections.at[i + 1].folded),
					i + 1 };
	qsort(out->named, count, sizeof(out->named[0]), by_words);
	for (size_t i = 0; i < count; i++)
		out->first[count + i] = out->named[i].section;
	for (size_t i = count; i-- > 1;) {
		size_t left = out->first[2 * i], right = out->first[2 * i + 1];

		out->first[i] = left < right ? left : right;
	}
}

/* The first section of named[from] to named[to - 1]; 0 where there is none. */
static size_t first_of(const struct scopes *scopes, size_t from, size_t to)
{
	size_t best = SIZE_MAX;

	from += scopes->count;
	to += scopes->count;
	for (; from < to; from /= 2, to /= 2) {
		if (from & 1) {
			best = scopes->first[from] < best ? scopes->first[from] : best;
			from++;
		}
		if (to & 1) {
			to--;
			best = scopes->first[to] < best ? scopes->first[to] : best;
		}
	}
	return best == SIZE_MAX ? 0 : best;
}

/* How many headings stand before all that begin with `label`, or before and with. */
static size_t headings_up_to(const struct scopes *scopes, struct span label, bool with)
{
	size_t low = 0, high = scopes->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct span words = scopes->named[middle].words;
		int order = span_cmp(span_sub(words, 0, label.len), label);

		if (order < 0 || (with && order == 0))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The section whose heading the tally's label names, or its own. */
static size_t scope_of(struct reading *r, const struct scopes *scopes, size_t index)
{
	struct span label = unnumbered(note_at(r, index)->folded);
	size_t named = 0;

	if (label.len >= 4)
		named = first_of(scopes, headings_up_to(scopes, label, false),
				 headings_up_to(scopes, label, true));
	return named > 0 ? named : note_at(r, index)->section;
}

/* What stands right under the heading, whatever kind it has. */
static void check_heading(struct reading *r, const struct scopes *scopes, size_t index)
{
	size_t section = note_at(r, index)->section;
	int64_t count = scopes->counts[section].listed;
	int64_t total = note_at(r, index)->tally_total;
	bool bucket = r->sections.at[section].topics & TOPIC_BUCKET;

	if (count == total || (count == 0 && !bucket))
		return;
	reading_find(r, bucket ? "C8" : "P-TALLY-UNSCOPED", item_at(r, index)->line,
		     index, "\"%.*s\", but %lld stand under it",
		     SPAN_ARG(reading_quote(r, item_at(r, index)->plain)),
		     (long long)count);
}

/* Whether it is right about something; *which: what has its total, else COUNTEDS. */
static bool agrees(const struct counts *counts, int64_t done, int64_t total,
		   enum counted *which)
{
	*which = COUNTEDS;
	for (unsigned i = 0; i < COUNTEDS; i++) {
		if (counts->all[i] != total)
			continue;
		if (done < 0 || counts->done[i] == done)
			return true;
		if (*which == COUNTEDS)
			*which = (enum counted)i;
	}
	return false;
}

/* "Gates (4/4)" over three of them; cases that passed are not what is listed. */
static bool lists_other(struct reading *r, const struct scopes *scopes, size_t index)
{
	const struct item_note *note = note_at(r, index);

	/* "9/10" is a mark more often than a count. */
	return note->of_heading && note->tally_total != 5 && note->tally_total != 10 &&
	       note->tally_total != 100 &&
	       listed_is_close((uint64_t)note->tally_total,
			       (uint64_t)scopes->counts[note->section].listed) &&
	       !words_in(&case_words, r->sections.at[note->section].folded);
}

static void check_ratio(struct reading *r, const struct scopes *scopes, size_t index)
{
	const struct item_note *note = note_at(r, index);
	size_t scope = scope_of(r, scopes, index);
	const struct counts *counts = &scopes->counts[scope];
	enum counted which;

	if (agrees(counts, note->tally_done, note->tally_total, &which))
		return;
	/* One row of several counts what its label names, or something elsewhere. */
	if (note->of_row && scope == note->section)
		which = COUNTEDS;
	/* Those that are done are what is listed. */
	if (note->of_heading && note->tally_done < note->tally_total &&
	    note->tally_done == counts->listed)
		return;
	/* Nothing of that number here: it may speak of the whole document. */
	if (which == COUNTEDS && scope == note->section && scope != 0 &&
	    !note->of_row) {
		counts = &scopes->counts[0];
		if (agrees(counts, note->tally_done, note->tally_total, &which))
			return;
	}
	/* Sections that somebody claims are too few to be what is counted. */
	if (which != COUNTEDS && which != COUNTED_SECTIONS)
		reading_find(r, "C8", item_at(r, index)->line, index,
			     "\"%.*s\", but %lld of the %lld it counts are done",
			     SPAN_ARG(reading_quote(r, item_at(r, index)->plain)),
			     (long long)counts->done[which],
			     (long long)note->tally_total);
	else if (which == COUNTEDS && lists_other(r, scopes, index))
		reading_find(r, "C16", item_at(r, index)->line, index,
			     "\"%.*s\", but %lld stand under it",
			     SPAN_ARG(reading_quote(r, item_at(r, index)->plain)),
			     (long long)scopes->counts[note->section].listed);
	else if (which == COUNTEDS)
		reading_find(r, "P-TALLY-UNSCOPED", item_at(r, index)->line, index,
			     "\"%.*s\" counts nothing that can be found in this plan",
			     SPAN_ARG(reading_quote(r, item_at(r, index)->plain)));
}

void tally_check(struct reading *r)
{
	struct scopes scopes = { .counts = NULL };

	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item_note *note = note_at(r, i);

		if (item_at(r, i)->kind == ITEM_TALLY && note->lines_total > 0)
			check_lines(r, i);
		if (item_at(r, i)->kind != ITEM_TALLY || note->tally_total < 0)
			continue;
		if (!scopes.counts) {
			scopes.counts = count_scopes(r);
			sort_headings(r, &scopes);
		}
		if (note->counts_section)
			check_heading(r, &scopes, i);
		else
			check_ratio(r, &scopes, i);
	}
}
