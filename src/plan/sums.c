#include "plan/sums.h"

#include "base/num.h"
#include "plan/claim.h"
#include "plan/inline.h"
#include "plan/status.h"
#include "plan/tally.h"
#include "plan/words.h"

#define MAX_COLUMNS 16
/* The largest number of things that a cell may count. */
#define MOST_COUNTED 1000000

/* clang-format off: one list a paragraph */
/* What a row of sums begins with, and one of a part of them. */
WORDS(sum_rows,
      "total*|sum|overall|grand total|gesamt|summe|somme|suma|soma|totaal|итого|всего|"
      "合计*|总计*|总和*|合計*|総計*|小計|합계|총계|전체");
WORDS(part_sum_rows,
      "subtotal*|sub-total*|zwischensumme|sous-total|subtotale|subtotaal|subsoma|"
      "промежуточный итог|小计|小計|소계");
WORDS(total_headers,
      "total|count|all|tests|tests executed|tests run|executed|total tests|total tasks|"
      "total items|cases|gesamt|anzahl|summe|tests gesamt|nombre|nombre total|cantidad|"
      "quantidade|totale|totaal|aantal|всего|总数|总计|合计|任务数|总任务数|合計|総数|"
      "タスク数|総タスク数|件数|전체|총계|총 작업|aufgaben|tasks|items|checks|tâches|"
      "tareas|tarefas|attività|taken|задач|задачи|задач всего|проверок");
WORDS(done_headers,
      "completed|complete|passed|done|ready|pass|erledigt|fertig|abgeschlossen|"
      "bestanden|"
      "terminé|terminés|terminées|réalisé|réalisés|faits|réussi|réussis|fait|"
      "completado|completados|completadas|hecho|hechas|hechos|aprobados|"
      "concluído|concluídos|concluídas|feito|feitos|feitas|aprovados|completati|"
      "completato|completata|completate|superati|fatti|fatto|terminati|gereed|geslaagd|"
      "выполнено|завершено|готово|пройдено|完成|已完成|通过|已通过|完了|合格|済|완료|"
      "통과");
WORDS(open_headers,
      "in progress|not started|open|failed|pending|blocked|skipped|fail|remaining|todo|"
      "in arbeit|offen|nicht begonnen|fehlgeschlagen|blockiert|en cours|à faire|échoué|"
      "échoués|non commencé|en progreso|en curso|pendiente|pendientes|fallidos|"
      "em andamento|pendente|pendentes|reprovados|in corso|falliti|mislukt|"
      "в процессе|не "
      "начато|осталось|残り|剩余|남음|restant|restants|restantes|rimanenti|"
      "resterend|verbleibend|провалено|进行中|未开始|失败|未完成|待办|進行中|未着手|"
      "不合格|失敗|対応中|진행 중|진행중|미착수|실패|대기");
/* What is aimed at: the whole, where nothing else is. */
WORDS(goal_headers,
      "target|goal|planned|ziel|soll|geplant|cible|objectif|prévu|objetivo|previsto|"
      "meta|planejado|obiettivo|doel|gepland|цель|план|目标|计划|目標|計画|목표|계획");
/* The share of the whole that is done. */
WORDS(share_headers,
      "%|share|percent|percentage|anteil|progress|completion|complete|completed|% "
      "complete|% done|"
      "% completed|done %|pass rate|success rate|rate|prozent|fortschritt|quote|"
      "erfüllungsgrad|pourcentage|taux|avancement|progression|porcentaje|avance|"
      "progreso|porcentagem|percentual|progresso|percentuale|avanzamento|percentage "
      "gereed|voortgang|процент|прогресс|готовность|выполнение|进度|完成率|完成度|"
      "通过率|"
      "百分比|進捗|進捗率|完了率|達成率|合格率|割合|진행률|완료율|비율");
/* clang-format on */

enum counted_as {
	COUNTS_NOTHING,
	COUNTS_ALL,
	COUNTS_DONE,
	COUNTS_OPEN,
	COUNTS_GOAL,
	COUNTS_SHARE, /* "55 %" */
	COUNTS_RATIO, /* "11/20", "11/20 (55 %)" */
};

struct sums {
	struct reading *r;
	const struct grid *grid;
	enum counted_as columns[MAX_COLUMNS];
	size_t of[COUNTS_RATIO + 1];                    /* how many columns count so */
	uint64_t sum[MAX_COLUMNS], wholes[MAX_COLUMNS]; /* of the rows so far */
	size_t rows;
	bool right; /* some column of the row of sums is right */
};

/* What one row says. */
struct row_counts {
	int64_t done, all; /* -1: not said */
	uint64_t open;
};

static struct span cell_of(const struct sums *s, const struct grid_row *row, size_t c)
{
	return c < row->cells.count ? inline_plain(s->r->scratch, row->cells.at[c])
				    : SPAN_EMPTY;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "55 %", "33.3%" in hundredths of a percent, and what its last digit is worth. */
static bool share_of(struct span text, int64_t *hundredths, int64_t *step)
{
	uint64_t whole, part = 0;
	size_t n = 0, from;

	while (n < text.len && is_digit(text.ptr[n]))
		n++;
	if (n == 0 || n > 3 || !num_u64(span_sub(text, 0, n), 999, &whole))
		return false;
	*step = 100;
	if (n + 1 < text.len && strchr(".,", text.ptr[n]) &&
	    is_digit(text.ptr[n + 1])) {
		from = ++n;
		while (n < text.len && is_digit(text.ptr[n]))
			n++;
		if (n - from > 2 || !num_u64(span_sub(text, from, n - from), 99, &part))
			return false;
		*step = n - from == 1 ? 10 : 1;
	}
	*hundredths = (int64_t)whole * 100 + (int64_t)part * *step;
	text = span_trim(span_from(text, n));
	return text.len == 1 && text.ptr[0] == '%';
}

/* "11/20", "11 of 20 (55%)": the bytes of the ratio, and a percentage behind it. */
static bool ratio_of(struct span text, uint64_t *done, uint64_t *all, int64_t *said)
{
	size_t len = tally_ratio(text, done, all);
	int64_t hundredths, step;

	*said = -1;
	if (len == 0 || *all < 1 || *done > *all)
		return false;
	text = claim_bare(span_trim(span_from(text, len)));
	if (text.len == 0)
		return true;
	if (text.len > 2 && text.ptr[0] == '(' && text.ptr[text.len - 1] == ')')
		text = span_sub(text, 1, text.len - 2);
	if (!share_of(span_trim(text), &hundredths, &step) || step != 100)
		return false;
	*said = hundredths / 100;
	return true;
}

/* Whether the header allows it, and what the cells must then be. */
static enum counted_as header_counts(const struct sums *s, size_t c)
{
	struct span first = s->grid->rows.count > 0
				    ? cell_of(s, &s->grid->rows.at[0], c)
				    : SPAN_EMPTY;
	struct span word;

	/* Most columns begin with a word. */
	first = claim_bare(first);
	if (first.len == 0 || !is_digit(first.ptr[0]))
		return COUNTS_NOTHING;
	word = utf8_fold(s->r->scratch, cell_of(s, &s->grid->header, c));
	if (first.ptr[first.len - 1] == '%' && span_index(first, '/') < 0)
		return words_are(&share_headers, word) ? COUNTS_SHARE : COUNTS_NOTHING;
	if (words_are(&total_headers, word))
		return COUNTS_ALL;
	if (words_are(&done_headers, word))
		return COUNTS_DONE;
	if (words_are(&open_headers, word))
		return COUNTS_OPEN;
	if (words_are(&goal_headers, word))
		return COUNTS_GOAL;
	return COUNTS_RATIO;
}

static bool fits(enum counted_as as, struct span text)
{
	uint64_t number, all;
	int64_t said, step;

	switch (as) {
	case COUNTS_ALL:
	case COUNTS_DONE:
	case COUNTS_OPEN:
	case COUNTS_GOAL:
		return num_u64(text, MOST_COUNTED, &number);
	case COUNTS_SHARE:
		return text.len == 0 || share_of(claim_bare(text), &said, &step);
	case COUNTS_RATIO:
		return ratio_of(claim_bare(text), &number, &all, &said);
	case COUNTS_NOTHING:
		break;
	}
	return false;
}

static void find_columns(struct sums *s)
{
	for (size_t c = 0; c < s->grid->header.cells.count && c < MAX_COLUMNS; c++) {
		enum counted_as as = header_counts(s, c);

		/* A row with nothing to say of it may have an empty ratio or share. */
		for (size_t i = 0; as != COUNTS_NOTHING && i < s->grid->rows.count; i++)
			if (!fits(as, cell_of(s, &s->grid->rows.at[i], c)))
				as = COUNTS_NOTHING;
		s->columns[c] = as;
		s->of[as]++;
	}
}

static void check_sum(struct sums *s, const struct grid_row *row, size_t c,
		      uint64_t done, uint64_t all)
{
	bool ratio = s->columns[c] == COUNTS_RATIO;

	if (s->rows < 2 || (s->sum[c] == done && (!ratio || s->wholes[c] == all)))
		return;
	/* A sum of far more than the rows: they are some of what it counts. */
	if (ratio ? s->sum[c] * 5 < done * 4 && s->wholes[c] * 5 < all * 4
		  : s->sum[c] * 5 < done * 4 && !s->right)
		return;
	/* Marks out of ten are weighed, and of a hundred rescaled. */
	if (ratio && (all == 10 || all == 100 || s->wholes[c] == 10 * s->rows ||
		      s->wholes[c] == 5 * s->rows || s->wholes[c] == 100 * s->rows))
		return;
	if (ratio)
		reading_find(s->r, "C8", row->line, ITEM_NONE,
			     "the column sums up to %llu/%llu, not %llu/%llu",
			     (unsigned long long)s->sum[c],
			     (unsigned long long)s->wholes[c], (unsigned long long)done,
			     (unsigned long long)all);
	else
		reading_find(s->r, "C8", row->line, ITEM_NONE,
			     "the column sums up to %llu, not %llu",
			     (unsigned long long)s->sum[c], (unsigned long long)done);
}

/* One cell: compared in a row of sums, added in any other. */
static void take_count(struct sums *s, const struct grid_row *row, size_t c, bool sum,
		       struct row_counts *out)
{
	struct span text = claim_bare(cell_of(s, row, c));
	uint64_t number = 0, all = 0;
	int64_t said = -1;

	if (s->columns[c] == COUNTS_RATIO)
		ratio_of(text, &number, &all, &said);
	else
		num_u64(text, MOST_COUNTED, &number);
	if (said >= 0 && !tally_is_share(said, number, all))
		tally_wrong_share(s->r, row->line, ITEM_NONE, said, number, all);
	if (sum)
		check_sum(s, row, c, number, all);
	else
		s->sum[c] += number;
	s->wholes[c] += sum ? 0 : all;
	if (s->columns[c] == COUNTS_DONE && out->done < 0)
		out->done = (int64_t)number;
	if (s->columns[c] == COUNTS_OPEN)
		out->open += number;
	if (out->all < 0 && (s->columns[c] == COUNTS_ALL ||
			     (s->columns[c] == COUNTS_GOAL && s->of[COUNTS_ALL] == 0)))
		out->all = (int64_t)number;
}

/* The column of shares against the row's own numbers. */
static void check_share(struct sums *s, const struct grid_row *row,
			const struct row_counts *counts)
{
	int64_t said, step, is;

	for (size_t c = 0; c < MAX_COLUMNS && counts->all > 0; c++) {
		if (s->columns[c] != COUNTS_SHARE ||
		    !share_of(claim_bare(cell_of(s, row, c)), &said, &step))
			continue;
		is = counts->done * 10000 / counts->all;
		if (said - is > step || is - said >= step)
			reading_find(s->r, "C8", row->line, ITEM_NONE,
				     "%lld of %lld are %lld %%, not %.*s",
				     (long long)counts->done, (long long)counts->all,
				     (long long)(is / 100),
				     SPAN_ARG(reading_quote(s->r, cell_of(s, row, c))));
	}
}

/* What is done and what is not, in one column each, are no more than there is. */
static void check_parts(struct sums *s, const struct grid_row *row,
			const struct row_counts *counts)
{
	if (s->of[COUNTS_ALL] == 1 && s->of[COUNTS_DONE] == 1 &&
	    s->of[COUNTS_OPEN] == 1 &&
	    counts->done + (int64_t)counts->open > counts->all)
		reading_find(s->r, "C8", row->line, ITEM_NONE,
			     "%lld and %llu are more than %lld",
			     (long long)counts->done, (unsigned long long)counts->open,
			     (long long)counts->all);
}

static bool some_sum_is_right(const struct sums *s, const struct grid_row *row)
{
	for (size_t c = 0; c < MAX_COLUMNS; c++) {
		uint64_t number;

		if (s->columns[c] != COUNTS_NOTHING && s->columns[c] < COUNTS_SHARE &&
		    num_u64(claim_bare(cell_of(s, row, c)), MOST_COUNTED, &number) &&
		    number == s->sum[c])
			return true;
	}
	return false;
}

static void take_row(struct sums *s, const struct grid_row *row, bool tallies)
{
	struct reading *r = s->r;
	struct span label = inline_plain(r->arena, row->cells.at[0]);
	struct span folded = utf8_fold(r->scratch, claim_bare(label));
	bool part = words_start(&part_sum_rows, folded) > 0;
	bool sum = !part && words_start(&sum_rows, folded) > 0;
	struct row_counts counts = { .done = -1, .all = -1 };
	size_t index;

	s->right = sum && some_sum_is_right(s, row);
	for (size_t c = 0; c < MAX_COLUMNS && !part; c++)
		if (s->columns[c] != COUNTS_NOTHING && s->columns[c] != COUNTS_SHARE)
			take_count(s, row, c, sum, &counts);
	s->rows += !sum && !part;
	if (counts.done >= 0 && counts.all >= counts.done) {
		check_share(s, row, &counts);
		check_parts(s, row, &counts);
	}
	if (sum || part || !tallies)
		return;
	index = tally_add(r, row->line, label, label, counts.done,
			  s->of[COUNTS_ALL] > 0 ? counts.all : -1);
	note_at(r, index)->of_row = s->grid->rows.count > 1;
}

bool sums_table(struct reading *r, const struct grid *grid)
{
	struct sums s = { .r = r, .grid = grid };
	bool tallies;

	find_columns(&s);
	tallies = s.of[COUNTS_ALL] + s.of[COUNTS_DONE] + s.of[COUNTS_OPEN] >= 2;
	if (!tallies && s.of[COUNTS_RATIO] == 0 &&
	    (s.of[COUNTS_DONE] == 0 || s.of[COUNTS_GOAL] == 0))
		return false;
	for (size_t i = 0; i < grid->rows.count; i++)
		take_row(&s, &grid->rows.at[i], tallies);
	return tallies;
}
