#include "plan/legend.h"

#include "plan/inline.h"
#include "plan/marks.h"
#include "plan/settings.h"
#include "plan/task.h"
#include "plan/topics.h"
#include "plan/words.h"

/* A letter or short word that stands for a state: "P", "N/A", "done". */
#define MAX_MARK 12
/* More signs than this nobody tells apart. */
#define MAX_ENTRIES 64
/* Lines of a list or table below the word "Legend" that are looked at. */
#define MAX_LINES 40
/* Entries of one legend whose meaning nobody can read; more are left alone. */
#define MAX_UNREAD 16

/* clang-format off: one language a row */

/* A sign that means one of these ranks its items, and is no state of theirs. */
WORDS(priority_meanings,
      "required|mandatory|must|must have|must-have|critical|high|medium|low|urgent|"
      "important|optional|nice to have|nice-to-have|recommended|should|could|blocker|"
      "blocking|showstopper|before release|before launch|before go-live|priority|"
      "can wait|"
      "pflicht|verpflichtend|zwingend|kritisch|hoch|mittel|niedrig|dringend|wichtig|"
      "empfohlen|vor dem release|vor dem start|vor der freigabe|priorität|"
      "obligatoire|critique|haute|moyenne|basse|élevée|faible|recommandé|recommandée|"
      "optionnel|optionnelle|facultatif|bloquant|bloquante|urgente|priorité|"
      "avant la publication|avant la mise en production|"
      "obligatorio|obligatoria|crítico|crítica|alta|alto|media|medio|baja|bajo|"
      "opcional|"
      "recomendado|recomendada|bloqueante|importante|prioridad|antes de publicar|"
      "obrigatório|obrigatória|média|médio|baixa|baixo|prioridade|bloqueador|"
      "obbligatorio|obbligatoria|critico|critica|bassa|basso|opzionale|facoltativo|"
      "consigliato|raccomandato|bloccante|priorità|"
      "verplicht|kritiek|hoog|gemiddeld|laag|optioneel|aanbevolen|blokkerend|"
      "prioriteit|"
      "必选|必须|必需|必要|可选|建议|优先|紧急|重要|高优先级|中优先级|低优先级|"
      "必須|任意|推奨|優先|緊急|致命的|"
      "필수|선택|권장|긴급|중요|"
      "обязательн*|критичн*|критическ*|высок*|средн*|низк*|желательн*|"
      "опциональн*|срочн*|важн*|блокирующ*");

/* Those that say whether an item is required: plans.md section 6.7. */
WORDS(required_meanings,
      "required|mandatory|must|must have|must-have|critical|blocker|blockers|blocking|"
      "showstopper|before release|before launch|before go-live|pflicht|muss|"
      "verpflichtend|zwingend|kritisch|blockierend|vor dem release|vor dem start|"
      "vor der freigabe|obligatoire|critique|bloquant|bloquante|indispensable|"
      "avant la publication|avant la mise en production|obligatorio|obligatoria|"
      "crítico|crítica|bloqueante|imprescindible|antes de publicar|obrigatório|"
      "obrigatória|bloqueador|obbligatorio|obbligatoria|critico|critica|bloccante|"
      "verplicht|kritiek|blokkerend|必选|必须|必需|必須|致命的|필수|обязательн*|"
      "критичн*|"
      "критическ*|блокирующ*");
WORDS(optional_meanings,
      "optional|nice to have|nice-to-have|could|could have|should|should have|may|"
      "can wait|not required|not mandatory|kann|soll|sollte|wünschenswert|"
      "nicht erforderlich|optionnel|optionnelle|facultatif|facultative|opcional|"
      "deseable|desejável|opzionale|facoltativo|facoltativa|optioneel|wenselijk|可选|"
      "非必须|任意|선택|опциональн*|желательн*|необязательн*");

/* And these say that it is not there yet, in words that are prose elsewhere. */
WORDS(open_meanings,
      "still to do|still open|to be done|to complete|to be completed|left to do|"
      "needs work|needs to be|outstanding|remaining|untouched|"
      "fehlt|fehlend|noch offen|noch zu tun|zu erledigen|steht aus|noch nicht|"
      "reste à faire|à compléter|à réaliser|à terminer|manque|manquant|manquante|"
      "pas fait|non fait|pas encore|"
      "falta|faltan|faltante|por completar|por realizar|por terminar|sin completar|"
      "sin hacer|sin empezar|aún no|todavía no|"
      "faltando|por fazer|por concluir|a concluir|ainda não|"
      "manca|mancante|da completare|da terminare|non fatto|non fatta|"
      "ontbreekt|te doen|nog niet|"
      "待处理|待补|缺失|缺少|尚未|未开始|未做|"
      "未対応|未実施|要対応|これから|"
      "미진행|해야 함|남음|"
      "осталось|нет|отсутствует|предстоит|надо сделать|нужно сделать");

/* clang-format on */

/* What one legend turned out to be, seen entry by entry. */
struct group {
	bool states, priorities;
	struct span unread[MAX_UNREAD]; /* signs whose meaning nobody can read */
	size_t unread_count;
};

static struct span skip_spaces(struct span text)
{
	while (text.len > 0 && (text.ptr[0] == ' ' || text.ptr[0] == '\t'))
		text = span_from(text, 1);
	return text;
}

static struct span without_selector(struct span mark)
{
	if (mark.len > 3 &&
	    (span_ends(mark, "\xef\xb8\x8f") || span_ends(mark, "\xef\xb8\x8e")))
		mark.len -= 3;
	return mark;
}

/* The glyph at the front, whether the table knows it or not; its bytes, or 0. */
static size_t sign_at(struct span text)
{
	size_t len;

	return glyph_at(text, &len) ? len : emoji_at(text);
}

/* "=", ":", "->" between a mark and its meaning; its bytes, or 0. */
static size_t joint_at(struct span text)
{
	static const char *const joints[] = {
		"=>",
		"->",
		"=",
		":",
		"\xe2\x80\x93",
		"\xe2\x80\x94",
		"\xe2\x86\x92",
		"\xef\xbc\x9a",
		"\xef\xbc\x9d",
		"\xe2\x87\x92",
		"- ",
	};

	for (size_t i = 0; i < sizeof(joints) / sizeof(joints[0]); i++)
		if (span_starts(text, joints[i]))
			return strlen(joints[i]);
	return starts_with_word(text, "means|is|bedeutet|signifie|significa");
}

/* The mark at the front of an entry; *behind is what follows its joint. */
static bool read_mark(struct span text, struct span *mark, struct span *behind)
{
	size_t len, joint;
	ptrdiff_t close;

	text = skip_spaces(text);
	len = sign_at(text);
	close = span_index(text, ']');
	if (len > 0) {
		*mark = without_selector(span_sub(text, 0, len));
	} else if (text.len > 2 && text.ptr[0] == '[' && close > 0 && close < 8) {
		*mark = close > 1 ? span_sub(text, 1, (size_t)close - 1)
				  : SPAN_LIT(" ");
		len = (size_t)close + 1;
	} else {
		while (len < text.len && len <= MAX_MARK && text.ptr[len] != ' ' &&
		       (joint_at(span_from(text, len)) == 0 || len == 0))
			len++;
		*mark = span_sub(text, 0, len);
		if (len == 0 || len > MAX_MARK ||
		    joint_at(skip_spaces(span_from(text, len))) == 0)
			return false;
	}
	*behind = skip_spaces(span_from(text, len));
	joint = joint_at(*behind);
	*behind = skip_spaces(span_from(*behind, joint));
	return mark->len > 0 && behind->len > 0;
}

/*
 * The state that a meaning begins with, CLAIM_NONE for a priority; the bytes of the
 * words, or 0.
 */
static size_t read_meaning(struct reading *r, struct span text, enum claim *claim)
{
	struct span folded = utf8_fold(r->scratch, text);
	struct word_hit hit;
	size_t len = words_start(&open_meanings, folded);

	if (settings_word(r->rules, folded, claim))
		return text.len;
	*claim = CLAIM_OPEN;
	if (len > 0)
		return len;
	/* "Required" is a state in cells, and what a sign ranks in a legend. */
	*claim = CLAIM_NONE;
	len = words_start(&priority_meanings, folded);
	if (len > 0)
		return len;
	if (!word_at(folded, true, &hit))
		return 0;
	*claim = hit.claim;
	return hit.len;
}

/* Letters and boxes are marks of states alone: only signs rank. */
static bool read_entry(struct reading *r, struct span plain, struct span *mark,
		       enum claim *claim, struct span *rest)
{
	struct span behind;
	size_t len;

	if (!read_mark(plain, mark, &behind))
		return false;
	len = read_meaning(r, behind, claim);
	*rest = skip_spaces(span_from(behind, len));
	return len > 0 && (*claim != CLAIM_NONE || sign_at(*mark) > 0);
}

/* "🔴 = to be done, mandatory": the word stands anywhere in the meaning. */
static bool is_priority(struct reading *r, struct span plain, struct span *mark)
{
	struct span behind;

	return read_mark(plain, mark, &behind) && sign_at(*mark) > 0 &&
	       words_in(&priority_meanings, utf8_fold(r->scratch, behind));
}

bool legend_is_entry(struct reading *r, struct span plain, bool alone)
{
	struct span mark, rest;
	enum claim claim;

	if (read_entry(r, plain, &mark, &claim, &rest))
		return !alone || rest.len <= 2;
	return !alone && is_priority(r, plain, &mark);
}

static const struct legend_entry *entry_of(const struct reading *r, struct span mark)
{
	mark = without_selector(mark);
	for (size_t i = 0; i < r->legend.count; i++)
		if (span_eq(r->legend.at[i].mark, mark) ||
		    (mark.len > 1 && (unsigned char)mark.ptr[0] < 0x80 &&
		     span_eq_nocase(r->legend.at[i].mark, mark)))
			return &r->legend.at[i];
	return NULL;
}

/* Whether items that it ranks are required: enum item_level + 1, or 0. */
static unsigned level_of(struct reading *r, struct span plain)
{
	struct span mark, behind, folded;

	if (!read_mark(plain, &mark, &behind))
		return 0;
	folded = utf8_fold(r->scratch, behind);
	if (words_in(&optional_meanings, folded) &&
	    (words_start(&optional_meanings, folded) > 0 ||
	     !words_in(&required_meanings, folded)))
		return LEVEL_OPTIONAL + 1;
	return words_in(&required_meanings, folded) ? LEVEL_MANDATORY + 1 : 0;
}

/* `plain`: the entry, for what it says of a priority's level. */
static void keep(struct reading *r, struct span mark, enum claim claim,
		 struct span plain)
{
	unsigned level = claim == CLAIM_NONE ? level_of(r, plain) : 0;

	/* The first one that defines it counts; each is tried on every item. */
	if (r->legend.count >= MAX_ENTRIES || entry_of(r, mark))
		return;
	*LIST_ADD(r->scratch, &r->legend) = (struct legend_entry){ mark, claim, level };
}

bool legend_take(struct reading *r, struct span plain)
{
	struct span mark, rest;
	enum claim claim;

	if (!read_entry(r, plain, &mark, &claim, &rest))
		return false;
	keep(r, mark, claim, plain);
	return true;
}

/* "P0", "M": one to three capitals, and a digit at most. */
static bool is_code(struct span mark)
{
	size_t n = 0;

	while (n < mark.len && n < 3 && mark.ptr[n] >= 'A' && mark.ptr[n] <= 'Z')
		n++;
	return n > 0 && (n == mark.len || (n + 1 == mark.len && mark.ptr[n] >= '0' &&
					   mark.ptr[n] <= '9'));
}

/* An entry of a legend that has a label: there a meaning may be any words. */
static void take_labelled(struct reading *r, struct group *group, struct span plain)
{
	struct span mark, behind;
	enum claim claim;

	if (read_entry(r, plain, &mark, &claim, &behind)) {
		*(claim == CLAIM_NONE ? &group->priorities : &group->states) = true;
		keep(r, mark, claim, plain);
	} else if (is_priority(r, plain, &mark)) {
		group->priorities = true;
		keep(r, mark, CLAIM_NONE, plain);
	} else if (read_mark(plain, &mark, &behind) && is_code(mark) &&
		   words_in(&priority_meanings, utf8_fold(r->scratch, behind))) {
		keep(r, mark, CLAIM_NONE, plain);
	} else if (group->unread_count < MAX_UNREAD &&
		   read_mark(plain, &mark, &behind) && sign_at(mark) > 0) {
		group->unread[group->unread_count++] = mark;
	}
}

/*
 * Among priorities a sign whose words nobody can read ("can follow a week later")
 * is one too.  Among states it keeps the meaning that it has everywhere.
 */
static void end_group(struct reading *r, const struct group *group)
{
	for (size_t i = 0; i < group->unread_count; i++)
		if (group->priorities && !group->states)
			keep(r, group->unread[i], CLAIM_NONE, SPAN_EMPTY);
}

bool legend_mark(const struct reading *r, struct span mark, enum claim *out)
{
	const struct legend_entry *entry = entry_of(r, mark);

	if (!entry || entry->claim == CLAIM_NONE)
		return false;
	*out = entry->claim;
	return true;
}

bool legend_ranks(const struct reading *r, struct span sign)
{
	const struct legend_entry *entry = entry_of(r, sign);

	return entry && entry->claim == CLAIM_NONE;
}

/* The glyph that ends the text, with its selector; empty: none. */
static struct span last_sign(struct span text)
{
	size_t back = 0, len;

	text = span_trim(text);
	if (text.len == 0)
		return SPAN_EMPTY;
	if (utf8_last(text, &len) == 0xfe0f)
		back = len;
	if (text.len == back)
		return SPAN_EMPTY;
	utf8_last(span_sub(text, 0, text.len - back), &len);
	back += len;
	return sign_at(span_from(text, text.len - back)) == back
		       ? span_from(text, text.len - back)
		       : SPAN_EMPTY;
}

static bool level_at(const struct reading *r, struct span mark, enum item_level *level)
{
	const struct legend_entry *entry =
		mark.len > 0 && mark.len <= MAX_MARK ? entry_of(r, mark) : NULL;

	if (!entry || entry->level == 0)
		return false;
	*level = (enum item_level)(entry->level - 1);
	return true;
}

/* The capitals and digits at the front, behind a bracket: "[P1] ...", "P0: ...". */
static struct span code_front(struct span text)
{
	size_t len = 0;

	while (text.len > 0 && strchr("([", text.ptr[0]))
		text = span_from(text, 1);
	while (len < text.len && ((text.ptr[len] >= 'A' && text.ptr[len] <= 'Z') ||
				  (text.ptr[len] >= '0' && text.ptr[len] <= '9')))
		len++;
	/* "A new key": a letter is a code where something sets it apart. */
	return len < text.len && !strchr(len > 1 ? " :)].-" : ":)]", text.ptr[len])
		       ? SPAN_EMPTY
		       : span_sub(text, 0, len);
}

/* "... (P1)", "... [M]": what the last brackets hold. */
static struct span code_back(struct span text)
{
	ptrdiff_t open;

	if (!span_ends(text, ")") && !span_ends(text, "]"))
		return SPAN_EMPTY;
	open = span_rindex(text, text.ptr[text.len - 1] == ')' ? '(' : '[');
	return open < 0 ? SPAN_EMPTY
			: span_sub(text, (size_t)open + 1, text.len - (size_t)open - 2);
}

bool legend_level(const struct reading *r, struct span plain, enum item_level *level)
{
	struct span text = span_trim(plain);

	if (r->legend.count == 0 || text.len == 0)
		return false;
	return level_at(r, span_sub(text, 0, sign_at(text)), level) ||
	       level_at(r, code_front(text), level) ||
	       level_at(r, code_back(text), level) ||
	       level_at(r, last_sign(text), level);
}

/* What separates entries on one line; its bytes, or 0. */
static size_t separator_at(struct span text)
{
	static const char *const separators[] = {
		",",
		";",
		"|",
		"\xc2\xb7",
		"\xe2\x80\xa2",
		"\xe3\x80\x81",
		"\xef\xbc\x8c",
		"\xef\xbc\x9b",
		"\xef\xbd\x9c",
		"\xef\xbc\x8f",
		"\xe3\x83\xbb",
	};

	for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++)
		if (span_starts(text, separators[i]))
			return strlen(separators[i]);
	return 0;
}

/* " / P1 = required": the slash before another code's entry. */
static bool code_entry_at(struct span text)
{
	struct span mark, behind;

	return span_starts(text, " / ") &&
	       read_mark(span_sub(text, 3, 64), &mark, &behind) && is_code(mark);
}

/* Where the entry that `text` begins with ends: at a separator or the next sign. */
static size_t entry_len(struct span text)
{
	size_t end = sign_at(text), len;

	while (end < text.len) {
		struct span rest = span_from(text, end);
		size_t sign = sign_at(rest);

		if (separator_at(rest) > 0 || code_entry_at(rest) ||
		    (sign > 0 && ((end > 0 && text.ptr[end - 1] == ' ') ||
				  joint_at(skip_spaces(span_from(rest, sign))) > 0)))
			break;
		utf8_next(rest, &len);
		end += len;
	}
	return end;
}

/* "✅ done, 🔄 in progress | ~ = partly": entries on one line. */
static void take_line(struct reading *r, struct group *group, struct span text)
{
	while (text.len > 0) {
		struct span entry;
		size_t end;

		text = skip_spaces(text);
		end = entry_len(text);
		entry = span_trim(span_sub(text, 0, end));
		/* "a = must / b = may": the slash belongs to neither. */
		while (entry.len > 0 && strchr("/ ", entry.ptr[entry.len - 1]))
			entry.len--;
		take_labelled(r, group, entry);
		text = span_from(text, end);
		text = span_from(text, code_entry_at(text) ? 3 : separator_at(text));
	}
}

/* A line without the marks of headings, lists, quotes and tables before its text. */
static struct span bare_line(struct reading *r, unsigned number, bool *marked)
{
	struct span line = reading_unquote(reading_line(r, number), 3);
	size_t i = 0;

	line = span_trim(line);
	*marked = false;
	while (i < line.len && line.ptr[i] == '#')
		i++;
	if (i == 0 && line.len > 1 && strchr("-+*", line.ptr[0]) && line.ptr[1] == ' ')
		i = 2;
	else if (i == 0 && line.len > 0 && line.ptr[0] == '|')
		i = 1;
	*marked = i > 0;
	return span_trim(span_from(line, i));
}

/* "Legend", "**Key:** ..."; *behind is what stands behind the word. */
static bool is_label(struct reading *r, struct span line, struct span *behind)
{
	struct span text;
	size_t len;

	/* Most lines hold none of the words. */
	if (line.len == 0 || line.len > 2000)
		return false;
	text = line;
	while (text.len > 0 && strchr("*_ 0123456789.", text.ptr[0]))
		text = span_from(text, 1);
	if (text.len == 0 ||
	    ((unsigned char)text.ptr[0] < 0x80 && !strchr("lkszpcLKSZPC", text.ptr[0])))
		return false;
	len = topic_legend_label(utf8_fold(r->scratch, span_sub(text, 0, 64)));
	if (len == 0)
		return false;
	*behind = span_from(text, len);
	while (behind->len > 0 && strchr("*_ ", behind->ptr[0]))
		*behind = span_from(*behind, 1);
	if (behind->len == 0)
		return true;
	if (behind->ptr[0] != ':' && !span_starts(*behind, "\xef\xbc\x9a"))
		return false;
	*behind = span_from(*behind, behind->ptr[0] == ':' ? 1 : 3);
	while (behind->len > 0 && strchr("*_ ", behind->ptr[0]))
		*behind = span_from(*behind, 1);
	return true;
}

/* The list or table below the label; the last line of it. */
static unsigned take_below(struct reading *r, struct group *group, unsigned number)
{
	unsigned last = number, end = number + MAX_LINES;
	bool seen = false, marked;

	for (number++; number <= r->line_count && number <= end; number++) {
		struct span line = bare_line(r, number, &marked), plain;

		if (line.len == 0) {
			if (seen && !marked)
				continue; /* loose lists have blank lines */
			continue;
		}
		if (span_starts(span_trim(reading_line(r, number)), "#"))
			break;
		plain = inline_plain(r->scratch, line);
		if (!marked && !seen && sign_at(plain) > 0) {
			take_line(r, group, plain);
			last = number;
			continue;
		}
		if (!marked)
			break;
		seen = true;
		if (span_starts(span_trim(reading_line(r, number)), "|")) {
			ptrdiff_t bar = span_index(line, '|');
			struct span mark = span_trim(
				span_sub(line, 0, bar > 0 ? (size_t)bar : line.len));
			struct span rest =
				bar > 0 ? span_from(line, (size_t)bar + 1) : SPAN_EMPTY;

			plain = inline_plain(r->scratch,
					     arena_printf(r->scratch, "%.*s = %.*s",
							  SPAN_ARG(mark),
							  SPAN_ARG(span_trim(rest))));
		}
		take_labelled(r, group, plain);
		last = number;
	}
	return last;
}

/* The coloured dot before the words of a boxed line, ticked or not; or NULL. */
static const struct glyph_mark *boxed_dot(struct reading *r, unsigned number)
{
	bool marked;
	struct span line = bare_line(r, number, &marked);
	const struct glyph_mark *mark;
	struct box box;
	size_t len;

	if (!marked || !box_take(line, &box))
		return NULL;
	line = span_from(line, box.len);
	while (line.len > 0 && strchr("*_ ", line.ptr[0]))
		line = span_from(line, 1);
	mark = glyph_at(line, &len);
	return mark && (mark->flags & GLYPH_DOT) ? mark : NULL;
}

/*
 * Two boxes with dots before their words, one of them red: what has a box says with
 * it how far it is.  Ticked or not, or a tick would change what other items claim.
 */
static bool ranks_by_dots(struct reading *r)
{
	size_t dots = 0, reds = 0;

	if (span_find(r->plan->text, SPAN_LIT("\xf0\x9f\x94\xb4")) < 0)
		return false;
	for (unsigned number = 1; number <= r->line_count; number++) {
		const struct glyph_mark *dot =
			span_index(span_sub(reading_line(r, number), 0, 64), ']') > 0
				? boxed_dot(r, number)
				: NULL;

		dots += dot != NULL;
		reds += dot && dot->claim == CLAIM_FAILED;
		if (dots > 1 && reds > 0)
			return true;
	}
	return false;
}

struct span legend_unranked(const struct reading *r, struct span plain)
{
	struct span text = skip_spaces(plain);
	enum claim said;
	size_t len;
	const struct glyph_mark *mark = r->dots_rank ? glyph_at(text, &len) : NULL;

	if (!mark || !(mark->flags & GLYPH_DOT) ||
	    legend_mark(r, span_sub(text, 0, len), &said))
		return plain;
	return skip_spaces(span_from(text, len));
}

bool legend_is_line(struct span plain)
{
	size_t signs = 0;
	struct span entry;

	while (span_split(&plain, '|', &entry)) {
		struct span mark, behind;
		size_t len;

		entry = span_trim(entry);
		len = sign_at(entry);
		if (len == 0 || !read_mark(entry, &mark, &behind) ||
		    !span_starts(skip_spaces(span_from(entry, len)), "="))
			return false;
		signs++;
	}
	return signs >= 2;
}

/* A heading that is a legend has no word in front that says so. */
static bool is_legend_heading(struct reading *r, unsigned number, struct span line)
{
	struct span text = span_trim(reading_unquote(reading_line(r, number), 3));

	return span_starts(text, "#") && line.len > 0 && line.len <= 2000 &&
	       (unsigned char)line.ptr[0] >= 0x80 && legend_is_line(line);
}

void legend_find(struct reading *r)
{
	r->dots_rank = ranks_by_dots(r);
	for (unsigned number = 1; number <= r->line_count; number++) {
		struct group group = { 0 };
		struct span behind, line;
		bool marked;

		line = bare_line(r, number, &marked);
		if (marked && is_legend_heading(r, number, line))
			behind = line;
		else if (!is_label(r, line, &behind))
			continue;
		if (behind.len > 0)
			take_line(r, &group, inline_plain(r->scratch, behind));
		else
			number = take_below(r, &group, number);
		end_group(r, &group);
	}
}

static struct span cell_of(const struct grid_row *row, size_t column)
{
	return column < row->cells.count ? row->cells.at[column] : SPAN_EMPTY;
}

bool legend_table(struct reading *r, const struct grid *grid)
{
	static const char meanings[] =
		"meaning|description|definition|explanation|bedeutung|beschreibung|"
		"signification|significado|descripción|descrição|significato|"
		"betekenis|значение|含义|说明|意味|説明";
	struct span header =
		utf8_fold(r->scratch,
			  inline_plain(r->scratch, cell_of(&grid->header, 1)));
	bool said = header.len > 0 && starts_with_word(header, meanings) == header.len;
	size_t entries = 0;

	if (grid->header.cells.count != 2)
		return false;
	for (size_t i = 0; i < grid->rows.count; i++) {
		struct span mark =
			inline_plain(r->scratch, cell_of(&grid->rows.at[i], 0));
		struct span text =
			inline_plain(r->scratch, cell_of(&grid->rows.at[i], 1));
		enum claim claim;
		size_t len = sign_at(mark);

		/* Signs alone: a word in the first column is an item's. */
		if (mark.len == 0 || (len != mark.len && mark.ptr[0] != '['))
			return false;
		len = read_meaning(r, text, &claim);
		if (len == 0 && !said)
			return false;
		if (!said && len + 2 < text.len)
			return false;
		entries++;
	}
	if (entries < (said ? 2U : 3U))
		return false;
	for (size_t i = 0; i < grid->rows.count; i++)
		legend_take(
			r, arena_printf(r->scratch, "%.*s = %.*s",
					SPAN_ARG(inline_plain(r->scratch,
							      cell_of(&grid->rows.at[i],
								      0))),
					SPAN_ARG(inline_plain(r->scratch,
							      cell_of(&grid->rows.at[i],
								      1)))));
	return true;
}

/* The sign at either end that the legend or the table makes a state of. */
static bool state_sign(const struct reading *r, struct span text, struct span *sign,
		       enum claim *later)
{
	bool ranked = false;
	const struct glyph_mark *mark;
	size_t len;

	*later = CLAIM_NONE;
	*sign = span_sub(text, 0, sign_at(text));
	while (sign->len > 0 && legend_ranks(r, *sign)) {
		ranked = true;
		text = skip_spaces(span_from(text, sign->len));
		*sign = span_sub(text, 0, sign_at(text));
	}
	for (int end = 0; end < 2; end++) {
		if (end == 1)
			*sign = last_sign(text);
		if (sign->len > 0 && legend_mark(r, *sign, later))
			return true;
		ranked |= sign->len > 0 && legend_ranks(r, *sign);
		/* Behind a priority the table's signs count as ever. */
		mark = sign->len > 0 && ranked && !legend_ranks(r, *sign)
			       ? glyph_at(*sign, &len)
			       : NULL;
		if (mark && !(mark->flags & GLYPH_NEEDS_WORD)) {
			*later = mark->claim;
			return true;
		}
	}
	return ranked;
}

void legend_apply(struct reading *r, struct claim_reading *claim, enum claim box,
		  struct span plain)
{
	struct span sign;
	enum claim later;

	if (r->legend.count == 0 || claim->struck ||
	    !state_sign(r, span_trim(plain), &sign, &later))
		return;
	if (claim->from == CLAIM_FROM_WORD && claim->claim != CLAIM_NONE) {
		/* A priority cannot disagree with the word. */
		if (later == CLAIM_NONE && box == CLAIM_NONE)
			claim->clash = SPAN_EMPTY;
		return;
	}
	claim->clash = SPAN_EMPTY;
	claim->glyph = later != CLAIM_NONE;
	claim->claim = box;
	if (box == CLAIM_NONE)
		claim->mark = sign;
	claim_refine(claim, later, sign);
}
