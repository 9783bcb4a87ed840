#include "plan/claim.h"

#include "base/num.h"

#include "plan/dates.h"
#include "plan/marks.h"
#include "plan/task.h"
#include "plan/topics.h"
#include "plan/words.h"
#include "text/utf8.h"

/* clang-format off: one list a paragraph */
WORDS(fillers,
      "currently|now|is|are|all|fully|status|still|partially done|gate|overall|"
      "we are|system|tests|everything");
WORDS(date_links, "on|since|at|by|as of|am|le|el|em|\xe4\xba\x8e");
WORDS(exceptions,
      "except|excluding|excl.|apart from|but|sauf|hors|außer|bis auf|excepto|salvo|"
      "exceto|кроме|除");
WORDS(with_exceptions,
      "with conditions|with conditional|with exceptions|with exception|with "
      "caveats|with issues|with errors|"
      "with warnings|with failures|with limitations|with gaps|with restrictions|"
      "with reservations|with known|with minor|with open|with some|"
      "with a workaround|with workarounds|mit einschränkungen|mit ausnahmen|"
      "avec réserves|con reservas|com ressalvas");
/* In front of a participle: what it says is so. */
WORDS(already_words,
      "already|bereits|schon|déjà|ya|já|già|reeds|уже|已经|すでに|既に|이미");
/* What says of a thing that is marked that nobody has done it. */
WORDS(undone_words,
      "not done|not run|not executed|not performed|not carried out|not started|"
      "not finished|not completed|to be done|to be completed|to be finished|"
      "yet to be done|still to be done|still to do|incomplete|unfinished|"
      "nicht durchgeführt|nicht ausgeführt|nicht gemacht|nicht begonnen|nicht fertig|"
      "zu erledigen|noch zu erledigen|zu tun|noch zu tun|steht aus|steht noch aus|"
      "fehlt noch|pas fait|pas faite|non fait|non faite|non réalisé|non réalisée|"
      "non exécuté|non exécutée|reste à faire|à compléter|à terminer|no realizado|"
      "no realizada|no ejecutado|no ejecutada|no hecho|sin hacer|sin empezar|"
      "por completar|por terminar|falta hacer|não realizado|não realizada|não feito|"
      "não feita|não executado|não executada|por fazer|falta fazer|a concluir|"
      "da fare|ancora da fare|da completare|da terminare|non fatto|non fatta|"
      "non eseguito|non eseguita|niet gedaan|niet uitgevoerd|te doen|nog te doen|"
      "не сделано|не сделана|не сделан|не проведено|не проведён|не начато|"
      "未执行|未做|还没做|没做|待执行|待处理|未実施|未対応|未完|미실시|미완");
/* In front of a state: it lasts. */
WORDS(yet_words, "yet|so far|encore|aún|todavía|ainda|ancora");
WORDS(still_words, "still|noch|immer "
		   "noch|encore|toujours|aún|todavía|sigue|ainda|ancora|nog|ещё|еще|"
		   "всё ещё|仍|仍然|还|まだ|아직");
/* In front of a participle: nobody has done it, but somebody will. */
WORDS(not_yet_words,
      "not yet|noch nicht|pas encore|non encore|aún no|todavía no|ainda não|non ancora|"
      "nog niet|ещё не|еще не|尚未|还未|還未");
WORDS(not_yet_done_words, "not yet|not yet run|not yet done|noch nicht|pas encore|"
			  "nog niet|nog niet gedaan|ainda não|aún no|todavía no|"
			  "non ancora|ещё не|尚未|未|まだ");
/* What a check that holds may well do with what it is given. */
WORDS(turned_away_words, "rejected|blocked|denied");
/* A remark that makes of a state what is wanted. */
WORDS(aims,
      "target|goal|planned|aim|ziel|geplant|objectif|prévu|objetivo|meta|previsto|"
      "obiettivo|doel|цель|план|目标|计划|目標|予定|목표|예정");
WORDS(subject_states, "open|closed|live|running|pass|fail|started|signed");
/* clang-format on */

/* From strongest to weakest; where two claims disagree, the later one counts. */
static const unsigned char weakness[CLAIMS] = {
	[CLAIM_NONE] = 0,    [CLAIM_DONE] = 1,        [CLAIM_READY] = 2,
	[CLAIM_NA] = 3,      [CLAIM_DROPPED] = 4,     [CLAIM_DEFERRED] = 5,
	[CLAIM_UNKNOWN] = 6, [CLAIM_IN_PROGRESS] = 7, [CLAIM_BLOCKED] = 8,
	[CLAIM_OPEN] = 9,    [CLAIM_FAILED] = 10,
};

enum claim claim_weaker(enum claim a, enum claim b)
{
	return weakness[b] > weakness[a] ? b : a;
}

bool claim_is_positive(enum claim claim)
{
	return claim == CLAIM_DONE || claim == CLAIM_READY;
}

bool claim_is_negative(enum claim claim)
{
	return claim == CLAIM_OPEN || claim == CLAIM_IN_PROGRESS ||
	       claim == CLAIM_BLOCKED || claim == CLAIM_FAILED ||
	       claim == CLAIM_UNKNOWN;
}

static struct span skip_spaces(struct span text)
{
	while (text.len > 0 && text.ptr[0] == ' ')
		text = span_from(text, 1);
	return text;
}

/* Glyphs and emoji off the front; the last status glyph among them. */
static const struct glyph_mark *take_front(struct span *text, struct span *seen)
{
	const struct glyph_mark *found = NULL;

	for (;;) {
		struct span rest = skip_spaces(*text);
		size_t len;
		const struct glyph_mark *mark = glyph_at(rest, &len);

		if (!mark)
			len = emoji_at(rest);
		if (len == 0) {
			*text = rest;
			return found;
		}
		if (mark && !found) {
			found = mark;
			*seen = span_sub(rest, 0, len);
		}
		*text = span_from(rest, len);
	}
}

static const struct glyph_mark *take_back(struct span *text, struct span *seen)
{
	const struct glyph_mark *found = NULL;

	for (;;) {
		struct span rest = span_trim(*text);
		size_t len = 0, back = 0, used;
		const struct glyph_mark *mark;
		struct span tail;

		/* The selector first, then the character before it. */
		if (rest.len > 0 && utf8_last(rest, &len) == 0xfe0f)
			back = len;
		if (rest.len == back)
			break;
		utf8_last(span_sub(rest, 0, rest.len - back), &len);
		back += len;
		tail = span_from(rest, rest.len - back);
		mark = glyph_at(tail, &used);
		if ((!mark || used != back) && emoji_at(tail) != back)
			break;
		if (mark && !found) {
			found = mark;
			*seen = tail;
		}
		*text = span_sub(rest, 0, rest.len - back);
	}
	*text = span_trim(*text);
	return found;
}

struct span claim_bare(struct span plain)
{
	struct span seen;

	take_front(&plain, &seen);
	take_back(&plain, &seen);
	return plain;
}

/* A place where a state may stand: "✅ RUNNING (since 2026-01-05)". */
struct slot {
	enum claim glyph, word;
	unsigned glyph_flags;
	struct span seen;  /* the glyph */
	struct span words; /* the state word and what follows */
	struct span rest;  /* what follows */
};

static bool is_filler(struct span text, size_t *len)
{
	*len = words_start(&fillers, text);
	return *len > 0;
}

/* "85 %" or "0%": how far it is. */
static enum claim percent_claim(struct span text)
{
	size_t n = 0;

	while (n < text.len && text.ptr[n] >= '0' && text.ptr[n] <= '9')
		n++;
	if (n == 0 || !span_starts(skip_spaces(span_from(text, n)), "%"))
		return CLAIM_NONE;
	if (n == 3 && span_starts(text, "100"))
		return CLAIM_DONE;
	return n == 1 && text.ptr[0] == '0' ? CLAIM_OPEN : CLAIM_IN_PROGRESS;
}

/* "[x]", "[ ] waiting": a box, and at most a state that refines it. */
/* "90 % complete": a state word behind a share claims no more than that share. */
static void share_at(struct span text, struct word_hit *out)
{
	size_t n = 0, blanks;
	struct word_hit word;
	struct span rest;

	while (n < text.len && strchr("~≈0123456789.,", text.ptr[n]) && text.ptr[n])
		n++;
	rest = skip_spaces(span_from(text, n));
	if (n == 0 || !span_starts(rest, "%"))
		return;
	rest = span_from(rest, 1);
	blanks = rest.len - skip_spaces(rest).len;
	if (!word_at(span_from(rest, blanks), false, &word) ||
	    !claim_is_positive(word.claim))
		return;
	rest = span_from(rest, blanks + word.len);
	*out = (struct word_hit){ percent_claim(text), text.len - rest.len, false };
	if (out->claim == CLAIM_NONE)
		out->claim = CLAIM_IN_PROGRESS; /* "~90 %", "99.5 %" */
}

/* `text` is folded. */
static void read_slot(struct slot *slot, struct span text, bool cell)
{
	const struct glyph_mark *mark;
	struct word_hit hit = { 0 };
	size_t len;

	*slot = (struct slot){ .glyph = CLAIM_NONE, .word = CLAIM_NONE };
	mark = take_front(&text, &slot->seen);
	for (int i = 0; i < 2 && !word_at(text, cell, &hit); i++) {
		if (!cell || !is_filler(text, &len))
			break;
		text = skip_spaces(span_from(text, len));
	}
	if (hit.claim == CLAIM_NONE)
		share_at(text, &hit);
	slot->word = hit.claim;
	slot->words = text;
	slot->rest = skip_spaces(span_from(text, hit.len));
	if (!mark)
		mark = take_back(&slot->rest, &slot->seen);
	if (mark) {
		slot->glyph = mark->claim;
		slot->glyph_flags = mark->flags;
		if ((mark->flags & GLYPH_NEEDS_WORD) && slot->word == CLAIM_NONE)
			slot->glyph = CLAIM_NONE;
	}
}

/* Nothing but punctuation, a date, a name with '@' or "by Name". */
static bool is_date_or_owner(struct span rest, struct span *date, struct arena *arena)
{
	while (rest.len > 0) {
		size_t len = words_start(&date_links, rest);

		if (len == 0)
			len = date_at(arena, rest, date);
		if (len == 0 && rest.ptr[0] == '@')
			while (len < rest.len && rest.ptr[len] != ' ')
				len++;
		/* "not done yet" */
		if (len == 0)
			len = words_start(&yet_words, rest);
		if (len == 0 && strchr(" .,;:!()[]|*", rest.ptr[0]) && rest.ptr[0])
			len = 1;
		if (len == 0)
			return false;
		rest = span_from(rest, len);
	}
	return true;
}

static bool disagree(enum claim a, enum claim b)
{
	/* A warning sign beside a word leaves it to the word. */
	if (a == CLAIM_NONE || b == CLAIM_NONE || a == b || a == CLAIM_UNKNOWN)
		return false;
	/* What is not to be done any more contradicts no mark. */
	if (b == CLAIM_NA || b == CLAIM_DROPPED)
		return false;
	/* A cross beside "not done" or "blocked" says the same. */
	if ((a == CLAIM_FAILED && (b == CLAIM_OPEN || b == CLAIM_BLOCKED)) ||
	    ((a == CLAIM_OPEN || a == CLAIM_BLOCKED) && b == CLAIM_FAILED))
		return false;
	return a == CLAIM_DONE || b == CLAIM_DONE || a == CLAIM_FAILED ||
	       b == CLAIM_FAILED;
}

/* "[tick] 99 %" praises, and takes little back. */
static bool is_high_share(struct span words)
{
	uint64_t number = 0;
	size_t n = 0;

	while (words.len > 0 && (words.ptr[0] == '~' || (words.ptr[0] & 0x80)))
		words = span_from(words, 1);
	while (n < words.len && words.ptr[n] >= '0' && words.ptr[n] <= '9')
		n++;
	return n > 0 && num_u64(span_sub(words, 0, n), 100, &number) && number >= 95 &&
	       number < 100;
}

/* Glyph and word of one slot: the word, but a pause sign beside "pending" pauses. */
static enum claim slot_claim(const struct slot *slot, bool *clash)
{
	/* A rocket or a siren beside a word means nothing of its own. */
	*clash = disagree(slot->glyph, slot->word) &&
		 !(slot->glyph_flags & GLYPH_NEEDS_WORD) &&
		 !(slot->glyph == CLAIM_DONE && is_high_share(slot->words));
	if (slot->word == CLAIM_NONE)
		return slot->glyph;
	if (slot->glyph == CLAIM_BLOCKED && slot->word == CLAIM_OPEN)
		return CLAIM_BLOCKED;
	/* "☐ fulfilled" is a form that nobody has filled in: it claims nothing done. */
	if (slot->glyph == CLAIM_OPEN && claim_is_positive(slot->word)) {
		*clash = false;
		return CLAIM_OPEN;
	}
	/* "✅ READY" and "🚀 ready" say the same with other vigour. */
	if (slot->glyph == CLAIM_DONE && slot->word == CLAIM_READY)
		*clash = false;
	return slot->word;
}

WORDS(conditional_starts,
      "conditional|conditionally|provisional|provisionally|bedingt|vorläufig|"
      "conditionnel|conditionnelle|provisoire|condicional|condicionado|provisional|"
      "provisório|condizionato|provvisorio|voorwaardelijk|voorlopig|условно|"
      "有条件|临时|条件付き|暫定|조건부");

/* "(after tests)", "except X": words that leave a done or ready conditional. */
static void qualify(struct claim_reading *out, struct span rest, struct arena *arena)
{
	struct span inside = rest, date, seen;
	size_t at, len;

	/* "GO [tick] (conditional)" */
	take_front(&inside, &seen);
	rest = inside;
	if (rest.len == 0)
		return;
	if (rest.ptr[0] == '(') {
		ptrdiff_t end = span_index(rest, ')');

		inside = span_sub(rest, 1, end > 0 ? (size_t)end - 1 : rest.len);
	}
	while (inside.len > 0 && strchr("-,;: ", inside.ptr[0]) && inside.ptr[0])
		inside = span_from(inside, 1);
	/* "GO (conditional)" */
	if (words_start(&conditional_starts, inside) > 0) {
		out->qualified = inside;
		if (out->claim == CLAIM_DONE)
			out->claim = CLAIM_READY;
	} else if (condition_in(inside, &at)) {
		out->qualified = span_from(inside, at);
		while (out->qualified.len > 0 &&
		       strchr(").", out->qualified.ptr[out->qualified.len - 1]))
			out->qualified.len--;
		if (out->claim == CLAIM_DONE)
			out->claim = CLAIM_READY;
	} else if (hedge_in(inside, &at, &len) ||
		   words_start(&exceptions, inside) > 0 ||
		   words_in(&with_exceptions, inside)) {
		out->qualified = inside;
	} else if (starts_with_word(inside, "by") == 2 &&
		   date_at(arena, skip_spaces(span_from(inside, 2)), &date) > 0) {
		/* "Complete by 2026-12-01" is a promise, "approved by Ana" is none. */
		out->qualified = inside;
		if (out->claim == CLAIM_DONE)
			out->claim = CLAIM_READY;
	}
}

/* What stands beside "OK" in a form that nobody has filled in. */
WORDS(not_well_words,
      "nok|ko|ng|n.ok|not ok|nio|n.i.o.|nicht ok|no ok|não ok|não-ok|не ок");

/* "Pass / Fail", "<OK|WARN|FAIL>", "OK/NOK": words of several states, of which none is
 * chosen. */
static bool is_word_choice(struct span text)
{
	enum claim first = CLAIM_NONE;
	bool several = false, positive = false;
	char between = span_index(text, '/') > 0 ? '/' : '|';
	struct span part;

	while (text.len > 2 && strchr("<[({`", text.ptr[0]) &&
	       strchr(">])}`", text.ptr[text.len - 1]))
		text = span_sub(text, 1, text.len - 2);
	if (text.len > 60 || span_index(text, between) <= 0)
		return false;
	while (span_split(&text, between, &part)) {
		struct word_hit hit;

		part = span_trim(part);
		several |= first != CLAIM_NONE && words_are(&not_well_words, part);
		if (!word_at(part, true, &hit) || hit.len != part.len)
			continue;
		several |= first != CLAIM_NONE && first != hit.claim;
		positive |= claim_is_positive(hit.claim);
		first = hit.claim;
	}
	/* "Unfilled / deferred" is what it is. */
	return several && positive;
}

/* Three glyphs with slashes, "yes / no", {{...}}: a template's choice. */
static bool is_choice(struct span text)
{
	size_t slashes = 0, glyphs = 0;

	if (span_find(text, SPAN_LIT("{{")) >= 0)
		return true;
	for (size_t i = 0; i < text.len; i++) {
		size_t len;

		slashes += text.ptr[i] == '/' || text.ptr[i] == '|';
		glyphs += glyph_at(span_from(text, i), &len) != NULL;
	}
	return slashes > 0 && ((glyphs >= 2 && slashes + 1 >= glyphs) ||
			       (glyphs == 0 && is_word_choice(text)));
}

/* clang-format off: one language a row */

/* Of none of them is well, of some is not. */
WORDS(fault_words,
      "err|errs|error|errors|fail|fails|failed|failure|failures|failing|diff|diffs|"
      "issue|issues|vulnerability|vulnerabilities|violation|violations|defect|defects|"
      "bug|bugs|blocker|blockers|regression|regressions|broken|problem|problems|"
      "critical issues|open issues|blocking issues|open defects|conflicts|"
      "fehler|fehlgeschlagen|fehlschläge|erreur|erreurs|échec|échecs|error de|"
      "errores|fallo|fallos|erro|erros|falha|falhas|errore|errori|fallimenti|fouten|"
      "ошибок|ошибки|错误|个错误|失败|个失败|エラー|件のエラー|失敗|件失敗|오류|실패");
/* Of little weight. */
WORDS(mild_words, "warning|warnings|skipped|ignored|warnungen|avertissements|"
		  "advertencias|avisos|警告|スキップ|경고");
/* Of fewer than all of them some have failed. */
WORDS(pass_words,
      "passed|pass|passes|passing|bestanden|réussis|réussies|aprobados|aprobadas|"
      "aprovados|aprovadas|superati|geslaagd|пройдено|通过|合格|통과");
/* Some of them leave it open. */
WORDS(left_words, "todo|pending|open|remaining|missing|left|outstanding|to do|offen|"
		  "ausstehend|restants|restantes|pendientes|pendentes|待定|待办|剩余|"
		  "残り|未完了|미완료");
/* "12 of 15" */
WORDS(count_links, "of|out of|von|sur|de|di|van|из");
WORDS(nothing_words,
      "no|none|zero|keine|kein|aucun|aucune|sin|ningún|ninguno|sem|nenhum|"
      "nenhuma|nessun|nessuna|geen|нет|без|零|无|無");

/* clang-format on */

/* "1,014" or "45/45" at the front: its bytes; *all: all of as many. */
static size_t count_at(struct span text, bool *none, bool *all)
{
	size_t n = 0, slash, link;

	*none = true;
	while (n < text.len && strchr("0123456789,.", text.ptr[n]) && text.ptr[n]) {
		*none &= strchr("0,.", text.ptr[n]) != NULL;
		n++;
	}
	*all = true;
	if (n == 0 || text.ptr[0] < '0' || text.ptr[0] > '9')
		return 0;
	slash = n;
	while (slash < text.len && text.ptr[slash] == ' ')
		slash++;
	link = words_start(&count_links, span_from(text, slash));
	if (slash < text.len && (text.ptr[slash] == '/' || link > 0)) {
		size_t at = slash + (link > 0 ? link : 1), end;

		while (at < text.len && text.ptr[at] == ' ')
			at++;
		for (end = at;
		     end < text.len && text.ptr[end] >= '0' && text.ptr[end] <= '9';)
			end++;
		*all = span_eq(span_sub(text, 0, n), span_sub(text, at, end - at));
		return end > at ? end : n;
	}
	return n;
}

/* What "12 tests passed" or "0 errors" says; CLAIM_NONE: it counts something else. */
static enum claim read_count(struct span part)
{
	bool none, all;
	size_t len = count_at(part, &none, &all), zero = 0;
	struct word_hit hit;

	if (len == 0)
		len = zero = words_start(&nothing_words, part);
	if (len == 0)
		return CLAIM_NONE;
	none |= zero > 0;
	part = skip_spaces(span_from(part, len));
	/* "95% complete" is a share, "2026-01-05" a date. */
	if (part.len > 0 && strchr("%-.:", part.ptr[0]))
		return CLAIM_NONE;
	for (int words = 0; words < 4 && part.len > 0; words++) {
		ptrdiff_t space = span_index(part, ' ');

		if (words_start(&fault_words, part) > 0)
			return none ? CLAIM_DONE : CLAIM_FAILED;
		if (words_start(&mild_words, part) > 0)
			return CLAIM_NA; /* neither way */
		if (words_start(&left_words, part) > 0)
			return none ? CLAIM_NA : CLAIM_OPEN;
		if (zero == 0 && word_at(part, false, &hit) &&
		    hit.claim == CLAIM_DONE && !hit.negated)
			return all && !none                         ? CLAIM_DONE
			       : words_start(&pass_words, part) > 0 ? CLAIM_FAILED
								    : CLAIM_IN_PROGRESS;
		part = space < 0 ? SPAN_EMPTY : span_from(part, (size_t)space + 1);
	}
	return CLAIM_NONE;
}

/* "1,014 passed, 3 skipped", "0 errors / 0 warnings": the weakest of what they say. */
static bool read_counts(struct claim_reading *out, struct span text)
{
	enum claim claim = CLAIM_NONE;

	while (text.len > 0) {
		size_t end = 0;
		struct span part;
		enum claim one;

		while (end < text.len &&
		       !(strchr(";(", text.ptr[end]) && text.ptr[end]) &&
		       !(strchr(",/+", text.ptr[end]) && end + 1 < text.len &&
			 text.ptr[end + 1] == ' '))
			end++;
		part = span_trim(span_sub(text, 0, end));
		one = read_count(part);
		if (one == CLAIM_NONE && claim == CLAIM_NONE)
			return false;
		if (one != CLAIM_NONE && one != CLAIM_NA)
			claim = claim_weaker(claim, one);
		text = skip_spaces(span_from(text, end + 1));
	}
	if (claim == CLAIM_NONE)
		return false;
	out->claim = claim;
	out->from = CLAIM_FROM_WORD;
	return true;
}

static bool is_empty_cell(struct span text)
{
	return text.len == 0 || span_is(text, "-") || span_is(text, "\xe2\x80\x93") ||
	       span_is(text, "\xe2\x80\x94");
}

/* A share beside a glyph says how far it is: the share counts. */
static void refine_percent(struct claim_reading *out, enum claim share,
			   struct span words)
{
	if (share == CLAIM_NONE)
		return;
	if (out->claim == CLAIM_DONE && share != CLAIM_DONE && !is_high_share(words))
		out->clash = words;
	if (out->claim == CLAIM_NONE || claim_is_positive(out->claim))
		out->claim = share;
}

static bool read_box_cell(struct claim_reading *out, struct span text)
{
	struct span inside;
	struct slot slot;
	ptrdiff_t end = span_index(text, ']');

	if (text.len < 2 || text.ptr[0] != '[' || end < 0 || end > 5)
		return false;
	inside = span_sub(text, 1, (size_t)end - 1);
	if (inside.len > 1)
		inside = span_trim(inside);
	/* "[Name]" is a blank to fill. */
	if (inside.len > 1 && (unsigned char)inside.ptr[0] < 0x80)
		return false;
	out->claim = box_claim(inside);
	out->mark = inside;
	read_slot(&slot, skip_spaces(span_from(text, (size_t)end + 1)), true);
	/* "[ ] Completed" is a form that nobody has filled in. */
	if (out->claim == CLAIM_OPEN && slot.glyph == CLAIM_NONE &&
	    claim_is_positive(slot.word))
		return true;
	if (slot.word != CLAIM_NONE)
		claim_refine(out, slot.word, slot.words);
	else if (slot.glyph != CLAIM_NONE)
		claim_refine(out, slot.glyph, slot.seen);
	return true;
}

WORDS(with_conditions_words,
      "conditional pass|conditional go|go with conditions|approved with conditions|"
      "有条件通过|条件付き合格");

/* "Approved with conditions": the word itself qualifies what it says. */
static void qualify_by_word(struct claim_reading *out, struct span words)
{
	size_t len = words_start(&with_conditions_words, words);

	if (len > 0 && out->qualified.len == 0)
		out->qualified = span_sub(words, 0, len);
}

WORDS(joining_words, "and|und|et|y|e|en|и");

/* "DEPLOYED & TESTING": the state behind the first one and what joins them. */
static enum claim second_state(struct span rest)
{
	size_t len = span_starts(rest, "&") || span_starts(rest, "+")
			     ? 1
			     : words_start(&joining_words, rest);
	struct slot slot;

	if (len == 0)
		return CLAIM_NONE;
	read_slot(&slot, skip_spaces(span_from(rest, len)), true);
	return slot.word;
}

/* "Not installed": of any participle, where it is no state of its own. */
static void read_denial(struct slot *slot)
{
	struct span word;
	size_t len = slot->word == CLAIM_NONE ? denied_at(slot->words, &word) : 0;

	if (len == 0)
		return;
	slot->word = CLAIM_OPEN;
	slot->rest = skip_spaces(span_from(slot->words, len));
}

static bool last_group(struct span text, size_t *open, struct span *inside);

/* Where the words behind the last " - ", ": " or "|" begin; 0: there is none. */
static size_t last_separator(struct span text)
{
	static const char *const separators[] = {
		" -",  " \xe2\x80\x93", " \xe2\x80\x94", ":", " |", " --",
		" ->", " =>",           " \xe2\x86\x92"
	};

	/* The last bytes of them. */
	static const bool last[256] = {
		['-'] = true,  [':'] = true,  ['|'] = true,  ['>'] = true,
		[0x92] = true, [0x93] = true, [0x94] = true,
	};

	/* A blank follows all of them, but a colon between Han characters. */
	for (size_t i = text.len; i-- > 1;) {
		size_t len;

		if (!last[(unsigned char)text.ptr[i - 1]])
			continue;
		if (text.ptr[i - 1] == ':' &&
		    utf8_is_cjk(utf8_next(span_from(text, i), &len)))
			return i;
		if (text.ptr[i] != ' ')
			continue;
		for (size_t s = 0; s < sizeof(separators) / sizeof(separators[0]); s++)
			if (span_ends(span_sub(text, 0, i), separators[s]))
				return i + 1;
	}
	return 0;
}

/* "Deployment: PAUSED", "Implementation - ready for testing": what ends it. */
static void read_tail(struct slot *slot)
{
	size_t at = slot->word == CLAIM_NONE ? last_separator(slot->words) : 0;
	struct slot tail;

	if (at == 0)
		return;
	read_slot(&tail, span_from(slot->words, at), false);
	if (tail.word == CLAIM_NONE || tail.rest.len > 0)
		return;
	slot->word = tail.word;
	slot->rest = tail.rest;
}

/*
 * "[ ] Pass [x] Fail": the ticked one of several says it.  Where none is, nobody has
 * chosen yet; two of three, or words that are no state, say nothing that can be read.
 */
static bool read_choices(struct claim_reading *out, struct span text)
{
	struct box_choices choices = box_choices(text);
	struct slot slot;

	if (choices.boxes < 2 || choices.open == 0)
		return false;
	out->claim = choices.ticked == 0 ? CLAIM_OPEN : CLAIM_UNKNOWN;
	if (choices.ticked != 1)
		return true;
	read_slot(&slot, choices.chosen, true);
	read_denial(&slot);
	if (slot.word != CLAIM_NONE)
		out->claim = slot.word;
	return true;
}

/* "✅ Pass ❌ Fail", "✅ built ⏳ shipped": a state with a sign behind it that denies it.
 */
static enum claim sign_behind(struct span rest)
{
	enum claim claim = CLAIM_NONE;

	for (size_t i = 0, len; i<rest.len; i += len> 0 ? len : 1) {
		const struct glyph_mark *mark = glyph_at(span_from(rest, i), &len);

		if (!mark || !(mark->flags & GLYPH_STRICT) || mark->claim == CLAIM_DONE)
			continue;
		claim = claim_weaker(claim, mark->claim == CLAIM_FAILED ? CLAIM_UNKNOWN
									: mark->claim);
	}
	return claim;
}

WORDS(last_doubts,
      "not|no|to be|will|should|must|if|when|until|before|after|once|almost|nearly|"
      "partly|partially|never|nicht|noch|kein|wird|soll|fast|teilweise|pas|non|sera|"
      "presque|no|casi|será|não|quase|quando|non|quasi|niet|bijna|не|почти|будет|"
      "未|不|没|尚|还|预计|将|予定|見込み");

/* "Phase 3 completed (the rest is optional)": few words, and the last one is a state.
 */
static void read_last(struct slot *slot, struct span text)
{
	struct span inside, rest = text, last;
	struct word_hit hit;
	size_t open, words = 1;

	if (last_group(rest, &open, &inside))
		rest = span_trim(span_sub(rest, 0, open));
	for (size_t i = 0; i < rest.len; i++)
		words += rest.ptr[i] == ' ';
	last = span_from(rest, (size_t)(span_rindex(rest, ' ') + 1));
	/* "5/9 tasks complete" counts. */
	if (words < 2 || words > 4 || last.len == rest.len ||
	    span_index(rest, '/') >= 0 || span_index(rest, '%') >= 0 ||
	    words_in(&last_doubts, rest) || !word_at(last, false, &hit) ||
	    hit.len < last.len)
		return;
	slot->word = hit.claim;
	slot->words = last;
	slot->rest = span_trim(span_from(text, rest.len));
}

void claim_of_cell(struct claim_reading *out, struct span plain, struct arena *arena)
{
	struct span text = utf8_fold(arena, span_trim(plain));
	struct slot slot;
	bool clash;

	*out = (struct claim_reading){ .claim = CLAIM_NONE,
				       .rest = plain,
				       .rule = "7.1" };
	out->mark = span_trim(plain);
	if (is_empty_cell(text))
		return;
	if (is_choice(text)) {
		out->claim = CLAIM_UNKNOWN;
		return;
	}
	if (read_choices(out, text) || read_box_cell(out, text))
		return;
	if (span_is(text, "x") || span_is(text, "v") || span_is(text, "y")) {
		out->claim = CLAIM_DONE;
		return;
	}
	if (span_is(text, "n")) {
		out->claim = CLAIM_OPEN;
		return;
	}
	if ((text.ptr[0] >= '0' && text.ptr[0] <= '9') ||
	    words_start(&nothing_words, text) > 0)
		if (read_counts(out, text))
			return;
	read_slot(&slot, text, true);
	read_denial(&slot);
	read_tail(&slot);
	if (slot.word == CLAIM_NONE && slot.glyph == CLAIM_NONE)
		read_last(&slot, text);
	/* "[cross] 0": of what there is none nobody says here. */
	if (slot.glyph == CLAIM_FAILED && span_is(slot.words, "0"))
		slot.glyph = CLAIM_UNKNOWN;
	out->claim = slot_claim(&slot, &clash);
	out->glyph = slot.glyph != CLAIM_NONE;
	out->from = slot.word == CLAIM_NONE ? CLAIM_FROM_OWN : CLAIM_FROM_WORD;
	if (clash)
		out->clash = slot.words;
	if (slot.word == CLAIM_NONE)
		refine_percent(out, percent_claim(slot.words), slot.words);
	else
		out->claim = claim_weaker(out->claim, second_state(slot.rest));
	if (claim_is_positive(out->claim))
		out->claim = claim_weaker(out->claim, sign_behind(slot.rest));
	if (claim_is_positive(out->claim)) {
		qualify(out, slot.rest, arena);
		qualify_by_word(out, slot.words);
	}
	date_in(arena, slot.rest, &out->done_on);
}

/* Without the blanks, dashes and colons that stood before a state. */
static struct span without_separator(struct span text)
{
	while (text.len > 1) {
		if (strchr(" -:|", text.ptr[text.len - 1]))
			text.len--;
		else if (text.len > 3 && (span_ends(text, "\xe2\x80\x93") ||
					  span_ends(text, "\xe2\x80\x94")))
			text.len -= 3;
		else
			break;
	}
	return text;
}

/* The last "(...)" of the text, when nothing but punctuation follows it. */
static bool last_group(struct span text, size_t *open, struct span *inside)
{
	size_t end = text.len, depth = 0;

	while (end > 0 && strchr(" .,;!", text.ptr[end - 1]) && text.ptr[end - 1])
		end--;
	if (end == 0 || text.ptr[end - 1] != ')')
		return false;
	for (size_t i = end; i > 0; i--) {
		depth += text.ptr[i - 1] == ')';
		depth -= text.ptr[i - 1] == '(';
		if (depth == 0) {
			*open = i - 1;
			*inside = span_sub(text, i, end - 1 - i);
			return true;
		}
	}
	return false;
}

/* "not yet run", "to be done", "still open": set apart, they take a mark back. */
static bool read_undone(struct slot *slot, struct span text)
{
	struct span word;
	struct word_hit hit;
	size_t len = words_start(&undone_words, text), still;

	if (len == 0 && words_start(&not_yet_words, text) > 0)
		len = denied_at(text, &word);
	if (len == 0)
		len = words_start(&not_yet_done_words, text);
	still = len == 0 ? words_start(&still_words, text) : 0;
	if (still > 0 && word_at(skip_spaces(span_from(text, still)), false, &hit) &&
	    claim_is_negative(hit.claim))
		len = (size_t)(skip_spaces(span_from(text, still)).ptr - text.ptr) +
		      hit.len;
	if (len == 0)
		return false;
	slot->word = CLAIM_OPEN;
	slot->words = text;
	slot->rest = skip_spaces(span_from(text, len));
	return true;
}

/* Whether the slot's word, or another that begins `text`, has but a date behind it. */
static bool stands_alone(struct slot *slot, struct span text, struct span *date,
			 struct arena *arena)
{
	if (slot->word != CLAIM_NONE && is_date_or_owner(slot->rest, date, arena))
		return true;
	return read_undone(slot, text) && is_date_or_owner(slot->rest, date, arena);
}

enum claim claim_of_remark(struct span plain, struct arena *arena)
{
	struct span text = utf8_fold(arena, span_trim(plain));
	struct slot slot = { .word = CLAIM_NONE };
	struct span date;

	while (text.len > 0 && strchr(".! ", text.ptr[text.len - 1]))
		text.len--;
	read_slot(&slot, text, false);
	return stands_alone(&slot, text, &date, arena) ? slot.word : CLAIM_NONE;
}

/* A state that stands alone at the end of folded `text`; *keep is what is before. */
static bool state_at_end(struct span text, struct slot *slot, size_t *keep,
			 struct span *date, struct arena *arena)
{
	struct span inside;
	size_t at;

	if (last_group(text, &at, &inside)) {
		struct span words = span_trim(inside);
		size_t already = words_start(&already_words, words);

		read_slot(slot, skip_spaces(span_from(words, already)), already > 0);
		/* "(✅ 구현됨)": beside a sign a participle is one too. */
		if (slot->word == CLAIM_NONE && slot->glyph != CLAIM_NONE)
			read_slot(slot, words, true);
		*keep = at;
		if (stands_alone(slot, words, date, arena))
			return true;
		if (slot->glyph != CLAIM_NONE && slot->words.len == 0)
			return true;
	}
	at = last_separator(text);
	if (at == 0)
		return false;
	read_slot(slot, span_from(text, at), false);
	*keep = at;
	return stands_alone(slot, skip_spaces(span_from(text, at)), date, arena);
}

/* "coverage >= 85 % [done glyph] done on 2025-03-04": a state beside a glyph inside. */
static bool state_beside_glyph(struct span text, struct slot *slot, size_t *keep,
			       struct span *date, struct arena *arena)
{
	size_t last = 0, len;

	for (size_t i = 1; i < text.len; i++) {
		const struct glyph_mark *mark =
			text.ptr[i - 1] == ' ' ? glyph_at(span_from(text, i), &len)
					       : NULL;

		if (mark && !(mark->flags & GLYPH_NEEDS_WORD))
			last = i;
	}
	if (last == 0)
		return false;
	read_slot(slot, span_from(text, last), false);
	*keep = last;
	return slot->word != CLAIM_NONE && is_date_or_owner(slot->rest, date, arena);
}

/* "API backend - [tick] up again": a strict sign behind the last separator. */
static const struct glyph_mark *sign_behind_separator(struct span text,
						      struct span *seen)
{
	size_t at = last_separator(text), len, words = 0, group;
	const struct glyph_mark *mark;
	struct span rest, inside;

	if (at == 0)
		return NULL;
	rest = skip_spaces(span_from(text, at));
	mark = glyph_at(rest, &len);
	if (!mark || !(mark->flags & GLYPH_STRICT))
		return NULL;
	/* "✅ PASS (seen on the second device)" */
	if (last_group(rest, &group, &inside))
		rest = span_trim(span_sub(rest, 0, group));
	for (size_t i = len; i < rest.len; i++)
		words += rest.ptr[i] == ' ';
	*seen = span_sub(rest, 0, len);
	/* "Tests: [tick] all of the nightly runs pass" */
	return words <= (text.ptr[at - 2] == ':' || text.ptr[at - 1] == ':' ? 8 : 3)
		       ? mark
		       : NULL;
}

/* Where what stands behind a sign ends: a remark follows. */
static size_t remark_at(struct span text)
{
	static const char *const ends[] = {
		" - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " (", ". ", "; ", ", "
	};

	for (size_t i = 0; i < text.len; i++) {
		if (!strchr(" .;,", text.ptr[i]))
			continue;
		for (size_t k = 0; k < sizeof(ends) / sizeof(ends[0]); k++)
			if (span_starts(span_from(text, i), ends[k]))
				return i;
	}
	return text.len;
}

/*
 * "run.py (5 KB) [tick] ACTIVE - since May": a strict sign between words, with three
 * words at most behind it, and then a remark.  *tail is the sign and those words.
 */
static const struct glyph_mark *sign_inside(struct span text, struct span *seen,
					    struct span *tail)
{
	const struct glyph_mark *found = NULL;
	size_t words = 0, len;

	for (size_t i = 1; i < text.len; i++) {
		const struct glyph_mark *mark;

		if ((unsigned char)text.ptr[i] < 0xe2)
			continue;
		mark = glyph_at(span_from(text, i), &len);
		if (!mark || !(mark->flags & GLYPH_STRICT))
			continue;
		/* Of two signs nobody knows which one counts. */
		if (found || text.ptr[i - 1] != ' ')
			return NULL;
		found = mark;
		*seen = span_sub(text, i, len);
		*tail = span_from(text, i);
	}
	if (!found)
		return NULL;
	tail->len = remark_at(*tail);
	for (size_t i = seen->len; i < tail->len; i++)
		words += tail->ptr[i] == ' ';
	return words <= 3 && tail->len > seen->len ? found : NULL;
}

enum claim claim_sign_of(struct span plain)
{
	struct span seen, rest = plain, tail;
	const struct glyph_mark *mark = sign_behind_separator(plain, &seen);

	if (!mark)
		mark = take_back(&rest, &seen);
	if (!mark)
		mark = sign_inside(plain, &seen, &tail);
	return mark && (mark->flags & GLYPH_STRICT) && rest.len > 0 ? mark->claim
								    : CLAIM_NONE;
}

/* "~~IPv4 fallback~~ no longer used": struck, and at most a remark behind it. */
bool claim_is_struck(struct span source)
{
	struct span rest;
	ptrdiff_t end;

	source = span_trim(source);
	if (!span_starts(source, "~~"))
		return false;
	end = span_find(span_from(source, 2), SPAN_LIT("~~"));
	if (end <= 0)
		return false;
	rest = span_trim(span_from(source, (size_t)end + 4));
	return rest.len == 0 || !(rest.ptr[0] >= 'A' && rest.ptr[0] <= 'Z');
}

void claim_refine(struct claim_reading *out, enum claim later, struct span words)
{
	enum claim now = out->claim;

	if (later == CLAIM_NONE || later == now)
		return;
	if (now == CLAIM_NONE) {
		out->claim = later;
		return;
	}
	/* A warning sign beside an empty box says no more than the box. */
	if (now == CLAIM_OPEN && later == CLAIM_UNKNOWN)
		return;
	if (now == CLAIM_DONE || now == CLAIM_READY) {
		if (later == CLAIM_DONE)
			return;
		out->claim = claim_weaker(now, later);
		if (later != CLAIM_NA && later != CLAIM_DROPPED)
			out->clash = words;
		return;
	}
	if (later == CLAIM_DONE || (later == CLAIM_READY && now == CLAIM_FAILED)) {
		out->clash = words;
		return;
	}
	/* "[ ] Rate limiting: production-ready" is what has to be reached. */
	if (later != CLAIM_OPEN && !(later == CLAIM_READY && now == CLAIM_OPEN))
		out->claim = later;
}

/* Beside an empty box a red dot says how much hangs on it, not that it failed. */
static bool is_rank(const struct glyph_mark *mark, enum claim box)
{
	return mark && box == CLAIM_OPEN && (mark->flags & GLYPH_DOT) &&
	       mark->claim == CLAIM_FAILED;
}

/*
 * "Import - DONE (code only)": behind the last separator of a heading a state and
 * one remark in brackets, which qualifies it.
 */
static bool state_with_remark(struct span text, struct slot *slot, size_t *keep,
			      struct span *remark)
{
	struct span inside;
	size_t open, at;

	if (!last_group(text, &open, &inside))
		return false;
	at = last_separator(span_sub(text, 0, open));
	if (at == 0)
		return false;
	read_slot(slot, span_trim(span_sub(text, at, open - at)), false);
	*keep = at;
	/* "2.0 - Production ready (target)" */
	if (slot->word == CLAIM_NONE || span_trim(slot->rest).len > 0 ||
	    words_start(&aims, span_trim(inside)) > 0)
		return false;
	*remark = inside;
	return true;
}

/* "...: rejected", in small letters, which shout no state. */
static bool ends_in(struct span plain, struct span words)
{
	struct span before = span_sub(plain, 0, plain.len - words.len);

	return plain.len > words.len && span_eq(span_from(plain, before.len), words) &&
	       span_ends(before, ": ");
}

void claim_of_text(struct claim_reading *out, enum claim box, struct span box_mark,
		   struct span source, struct span plain, struct arena *arena)
{
	struct span folded, seen = SPAN_EMPTY, front = plain, remark = SPAN_EMPTY;
	struct span words = SPAN_EMPTY; /* of a sign that stands inside */
	const struct glyph_mark *lead, *tail;
	struct slot slot;
	size_t keep;
	bool inside = false;

	*out = (struct claim_reading){ .claim = box, .mark = box_mark, .rule = "3.1" };
	lead = take_front(&front, &seen);
	if (lead && (lead->flags & GLYPH_NEEDS_WORD))
		lead = NULL;
	if (is_rank(lead, box))
		lead = NULL;
	out->rest = front;
	if (lead && box == CLAIM_NONE)
		out->mark = seen;
	tail = take_back(&out->rest, &seen);
	if (tail && (tail->flags & GLYPH_NEEDS_WORD))
		tail = NULL;
	if (is_rank(tail, box))
		tail = NULL;
	if (!lead && !tail && box == CLAIM_NONE) {
		tail = sign_behind_separator(out->rest, &seen);
		if (!tail && (tail = sign_inside(out->rest, &seen, &words)))
			inside = true;
	}
	if (tail && box == CLAIM_NONE && !lead)
		out->mark = seen;
	out->glyph = lead || tail;
	if (claim_is_struck(source)) {
		out->claim = CLAIM_DROPPED;
		out->struck = true;
		return;
	}
	if (inside) {
		claim_of_cell(out, words, arena);
		out->glyph = true;
		out->mark = seen;
		out->rest = without_separator(
			span_sub(front, 0, (size_t)(words.ptr - front.ptr)));
		out->rule = "3.1";
		return;
	}
	folded = utf8_fold(arena, out->rest);
	if (state_at_end(folded, &slot, &keep, &out->done_on, arena) ||
	    (box == CLAIM_NONE && state_with_remark(folded, &slot, &keep, &remark)) ||
	    state_beside_glyph(folded, &slot, &keep, &out->done_on, arena)) {
		/* Folding may shorten text, so the place is found again in the plain
		 * text. */
		if (folded.len == out->rest.len)
			out->rest = span_trim(span_sub(out->rest, 0, keep));
	} else if (lead || tail) {
		read_slot(&slot, folded, false);
		if (!is_date_or_owner(slot.rest, &out->done_on, arena))
			slot.word = CLAIM_NONE;
		slot.glyph = CLAIM_NONE;
	} else {
		slot = (struct slot){ .glyph = CLAIM_NONE, .word = CLAIM_NONE };
	}
	/* "[tick] Wrong password: rejected" holds. */
	if (box == CLAIM_NONE && lead && lead->claim == CLAIM_DONE &&
	    words_are(&turned_away_words, slot.words) && ends_in(plain, slot.words))
		slot.word = CLAIM_NONE;
	/* Beside a word, a glyph is that word's decoration. */
	if (lead && slot.word == CLAIM_NONE)
		claim_refine(out, lead->claim, seen);
	if (tail && slot.word == CLAIM_NONE)
		claim_refine(out, tail->claim, seen);
	if (slot.glyph != CLAIM_NONE && slot.word == CLAIM_NONE)
		claim_refine(out, slot.glyph, slot.seen);
	if (slot.word != CLAIM_NONE) {
		enum claim glyph = lead ? lead->claim : tail ? tail->claim : CLAIM_NONE;

		if (box == CLAIM_NONE && disagree(glyph, slot.word) &&
		    !(glyph == CLAIM_DONE &&
		      (slot.word == CLAIM_READY || is_high_share(slot.words))))
			out->clash = slot.words;
		claim_refine(out, slot.word, slot.words);
		if (box == CLAIM_NONE)
			out->from = CLAIM_FROM_WORD;
	}
	if (remark.len > 0 && claim_is_positive(out->claim))
		qualify(out, remark, arena);
	out->rest = without_separator(out->rest);
}

/*
 * "TESTAR SISTEMA COMPLETO": where all words are in capitals, an adjective that
 * stands behind its noun tells of the noun.
 */
static bool is_adjective(struct span plain, struct span words)
{
	for (size_t i = 0; i < plain.len; i++)
		if (plain.ptr[i] >= 'a' && plain.ptr[i] <= 'z')
			return false;
	return starts_with_word(words, "completo|completa|completos|completas|complet|"
				       "compl\xc3\xa8te|complets|compl\xc3\xa8tes") > 0;
}

/* "NOT IMPLEMENTED": the word before the one at `at` takes it back. */
static void deny_before(struct slot *slot, struct span plain, size_t at,
			struct arena *arena)
{
	struct span before = span_trim(span_sub(plain, 0, at)), both;
	struct slot denied;

	both = span_from(plain, (size_t)(span_rindex(before, ' ') + 1));
	while (both.len > 0 && both.ptr[0] == '*')
		both = span_from(both, 1);
	read_slot(&denied, utf8_fold(arena, both), true);
	if (denied.word == CLAIM_OPEN && denied.rest.len == 0)
		*slot = denied;
}

/*
 * The state word in capitals that ends the heading: "Phase 2 COMPLETE".  *keep is what
 * stands before it; of a heading that is nothing else, all.
 */
static bool capitals_at_end(struct span plain, struct slot *slot, size_t *keep,
			    struct arena *arena)
{
	for (size_t i = plain.len; i-- > 0;) {
		char c = plain.ptr[i];

		*keep = i > 0 ? i : plain.len;
		if (c >= 'a' && c <= 'z')
			return false;
		if (i > 0 && plain.ptr[i - 1] != ' ')
			continue;
		read_slot(slot, utf8_fold(arena, span_from(plain, i)), false);
		/* "Что готово" is no "ГОТОВО". */
		if ((unsigned char)c >= 0xc3 && (unsigned char)c <= 0xd1 &&
		    span_starts(slot->words, "") &&
		    span_eq(span_sub(slot->words, 0, 2), span_sub(plain, i, 2)))
			return false;
		if (slot->word != CLAIM_NONE && slot->rest.len == 0)
			deny_before(slot, plain, i, arena);
		/* "Circuit breaker stuck OPEN" and "Automatic FAIL" are subjects,
		 * "Phase 2 COMPLETE" is a state. */
		if (slot->word != CLAIM_NONE && slot->rest.len == 0)
			return i == 0 ||
			       (!is_adjective(plain, slot->words) &&
				words_start(&subject_states, slot->words) == 0);
	}
	return false;
}

/* Numbering in front: "2.", "2.1", "Phase 3:" is kept for people. */
static struct span skip_number(struct span text)
{
	size_t i = 0;

	while (i < text.len && ((text.ptr[i] >= '0' && text.ptr[i] <= '9') ||
				text.ptr[i] == '.' || text.ptr[i] == ')'))
		i++;
	return i > 0 && i < text.len && text.ptr[i] == ' '
		       ? skip_spaces(span_from(text, i))
		       : text;
}

/* "Security [tick]/[cross]": one of them is to be crossed out. */
static bool is_sign_choice(struct span text)
{
	for (size_t i = 1; i + 1 < text.len; i++) {
		struct span before = span_sub(text, 0, i), seen;
		struct span behind = span_from(text, i + 1);
		size_t len;

		if (text.ptr[i] == '/' && glyph_at(behind, &len) &&
		    take_back(&before, &seen))
			return true;
	}
	return false;
}

/* "Ready for production", and nothing else. */
static bool is_ready(struct span folded, struct slot *slot, size_t *keep)
{
	*keep = folded.len;
	read_slot(slot, folded, false);
	return slot->word == CLAIM_READY && slot->rest.len == 0;
}

/* "New design ✅ (works now)": a sign, and one remark in brackets behind it. */
static const struct glyph_mark *sign_before_remark(struct span *text, struct span *seen)
{
	struct span before, inside;
	const struct glyph_mark *mark;
	size_t open;

	if (!last_group(*text, &open, &inside))
		return NULL;
	before = span_trim(span_sub(*text, 0, open));
	mark = take_back(&before, seen);
	if (mark)
		*text = before;
	return mark;
}

/* What such a heading ticks is a list of what there is: it claims nothing. */
WORDS(scope_headings,
      "scope|in scope|scope of application|supported|supported platforms|contents|"
      "overview|target audience|umfang|geltungsbereich|anwendungsbereich|überblick|"
      "périmètre|portée|champ d'application|aperçu|alcance|ámbito|cobertura|escopo|"
      "âmbito|abrangência|ambito|portata|reikwijdte|toepassingsgebied|"
      "область применения|состав|обзор|范围|适用范围|概述|範囲|適用範囲|対象範囲|"
      "対象|概要|범위|적용 범위|개요");

/* "✅ Migration finished - the new store": a tick, and a state in what stands first. */
static bool title_says(struct slot *slot, struct span text, struct arena *arena)
{
	static const char *const ends[] = { " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ",
					    ": " };
	struct claim_reading claim;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		ptrdiff_t at = span_find(text, span_of(ends[i]));

		text = at > 0 ? span_sub(text, 0, (size_t)at) : text;
	}
	if (!claim_of_slogan(&claim, text, arena))
		return false;
	*slot = (struct slot){ .word = claim.claim, .words = text };
	return true;
}

/* What stands at the ends of a heading. */
static void read_heading(struct claim_reading *out, struct span plain, unsigned level,
			 struct arena *arena)
{
	struct span text = skip_number(plain), seen = SPAN_EMPTY, folded;
	const struct glyph_mark *mark = take_front(&text, &seen), *tail;
	struct slot slot = { 0 };
	struct span remark = SPAN_EMPTY;
	size_t keep;
	bool clash, word;

	*out = (struct claim_reading){ .claim = CLAIM_NONE, .rule = "9.1" };
	if (is_sign_choice(plain)) {
		out->rest = plain;
		return;
	}
	tail = take_back(&text, &seen);
	if (!tail)
		tail = sign_before_remark(&text, &seen);
	mark = tail ? tail : mark;
	out->rest = text;
	folded = utf8_fold(arena, text);
	while (folded.len > 0 && folded.ptr[folded.len - 1] == ':')
		folded.len--;
	word = state_at_end(folded, &slot, &keep, &out->done_on, arena) ||
	       state_with_remark(folded, &slot, &keep, &remark);
	if (!word)
		word = capitals_at_end(text, &slot, &keep, arena) ||
		       is_ready(folded, &slot, &keep);
	if (!word && words_are(&scope_headings, folded))
		return;
	if (!word && level < 2 && mark && (mark->flags & GLYPH_STRICT) &&
	    mark->claim == CLAIM_DONE) {
		word = title_says(&slot, text, arena);
		keep = text.len;
	}
	/* A glyph in the slot itself ("Tests: ✅") is the heading's. */
	if (!word)
		slot = (struct slot){ .word = CLAIM_NONE };
	if (slot.glyph == CLAIM_NONE) {
		if (mark && (word || (mark->flags & GLYPH_STRICT))) {
			slot.glyph = mark->claim;
			slot.glyph_flags = mark->flags;
		}
	}
	if (level < 2 && !word)
		return;
	out->claim = slot_claim(&slot, &clash);
	out->glyph = slot.glyph != CLAIM_NONE;
	out->mark = out->glyph && slot.seen.len == 0 ? seen : slot.seen;
	out->from = word ? CLAIM_FROM_WORD : CLAIM_FROM_OWN;
	if (clash)
		out->clash = slot.words;
	if (word && claim_is_positive(out->claim) && remark.len > 0)
		qualify(out, remark, arena);
	if (word && claim_is_positive(out->claim))
		qualify_by_word(out, slot.words);
	if (word && folded.len == text.len && keep <= text.len)
		out->rest = span_trim(span_sub(text, 0, keep));
	out->rest = without_separator(out->rest);
}

void claim_of_heading(struct claim_reading *out, struct span plain, unsigned level,
		      struct arena *arena)
{
	struct claim_reading inner;
	struct span seen, words, before;

	read_heading(out, plain, level, arena);
	if (out->claim != CLAIM_NONE || level < 2)
		return;
	/* "CDN: [tick] good", "Password [tick] FIXED" */
	if (!sign_inside(plain, &seen, &words)) {
		if (!sign_behind_separator(plain, &seen))
			return;
		words = span_from(plain, (size_t)(seen.ptr - plain.ptr));
	}
	before = without_separator(
		span_trim(span_sub(plain, 0, (size_t)(words.ptr - plain.ptr))));
	claim_of_cell(&inner, words, arena);
	/* "Status: ..." is read elsewhere; "- [cross] wrong" is said of its words. */
	if (claim_bare(before).len == 0 || is_sign_choice(plain) ||
	    topic_is_status_label(utf8_fold(arena, claim_bare(before))) ||
	    (inner.claim == CLAIM_FAILED && inner.from != CLAIM_FROM_WORD))
		return;
	*out = inner;
	out->rule = "9.1";
	out->glyph = true;
	out->mark = seen;
	out->rest = before;
}

/* clang-format off: one language a row */

/* Words that end a slogan: what it says is finished, or may be applied. */
WORDS(done_slogans,
      "complete|completed|done|finished|approved|signed off|live|deployed|released|"
      "launched|shipped|obtained|authorized|authorised|granted|"
      "abgeschlossen|fertig|erledigt|freigegeben|genehmigt|vollst\xc3\xa4ndig|"
      "termin\xc3\xa9|termin\xc3\xa9"
      "e|approuv\xc3\xa9|approuv\xc3\xa9"
      "e|valid\xc3\xa9|valid\xc3\xa9"
      "e|"
      "completado|completada|terminado|terminada|aprobado|aprobada|"
      "conclu\xc3\xad"
      "do|conclu\xc3\xad"
      "da|aprovado|aprovada|finalizado|finalizada|"
      "gereed|voltooid|afgerond|goedgekeurd|completato|completata|approvato|"
      "approvata|completo|completa|завершено|завершен|завершена|готово|выполнено|"
      "terminés|terminées|complétés|complétées|completadas|completados|terminadas|"
      "terminados|concluídos|concluídas|finalizados|finalizadas|completate|completati|"
      "erreicht|umgesetzt|утверждено|выпущено|выполнены|завершены|全部完成|全部已完成|"
      "均已完成|すべて完了|全て完了|全完了|모두 "
      "완료|완료|完成|已完成|已上线|已发布|上线完成|发布完成|部署完成|完了|"
      "リリース完了|公開完了|デプロイ完了|완료|완료됨");
WORDS(ready_slogans,
      "production ready|production-ready|ready for production|ready for release|"
      "ready for launch|ready for go-live|ready to ship|ready|"
      "bereit|einsatzbereit|produktionsreif|pr\xc3\xaat|pr\xc3\xaate|listo|lista|"
      "pronto|pronta|listo para producción|lista para producción|"
      "listo para desplegar|pronto para produção|pronta para produção|"
      "prêt pour la production|prête pour la production|"
      "bereit für die produktion|pronto per la produzione|klaar voor productie|"
      "готово к релизу|готов к релизу|生产就绪|可以上线|リリース可能|배포 준비 완료");
/* The same with what it may be applied to behind it. */
WORDS(ready_opens,
      "ready for production|ready for release|ready for launch|ready for use|"
      "prêt pour|prête pour|prêt à|prête à|bereit für|bereit zum|bereit zur|"
      "listo para|lista para|pronto para|pronta para|pronto per|pronta per|"
      "klaar voor|gereed voor|готово к|готов к|"
      "готово к использованию|готов к использованию|готово к запуску|готов к запуску|"
      "listo para usar|listo para usarse|pronto para uso|pronto para usar|"
      "prêt à l'emploi|prêt à être utilisé|pronto all'uso");

/* The same of all that is checked: "All checks passed". */
WORDS(passed_slogans,
      "passed|passing|pass|green|bestanden|grün|réussis|réussies|passés|aprobados|"
      "aprobadas|pasados|pasan|aprovados|aprovadas|passaram|superati|superate|"
      "geslaagd|пройдены|успешны");
WORDS(slogan_all_words, "all|alle|tous|toutes|todos|todas|tutti|tutte|все");

WORDS(whole_slogans,
      "全部完成|全部已完成|均已完成|すべて完了|全て完了|全完了|모두 완료");

/* Words that may stand in front of "for ...": "Approved for release". */
WORDS(slogan_opens,
      "approved for|cleared for|signed off for|signed off by|approved by|"
      "freigegeben f\xc3\xbcr|freigegeben durch|freigegeben von|genehmigt "
      "durch|genehmigt von|"
      "approuv\xc3\xa9 pour|approuv\xc3\xa9"
      "e pour|approuv\xc3\xa9 par|approuv\xc3\xa9"
      "e par|valid\xc3\xa9 par|"
      "aprobado para|aprobada para|aprobado por|aprovado para|aprovada para|aprovado "
      "por|"
      "goedgekeurd voor|goedgekeurd door|approvato per|approvato da");

/* With one of them it is a wish, a condition or a remark about something else. */
WORDS(slogan_doubts,
      "will|shall|wird|werden|sera|seront|estará|estarán|será|serán|"
      "serão|sarà|saranno|zal|zullen|будет|будут|not|if|when|once|before|until|to "
      "be|this|no|never|wenn|sobald|nicht|kein|keine|"
      "noch|pas|si|quand|avant|cuando|antes|nunca|quando|"
      "n\xc3\xa3o|niet|nog|als|non|se");

/* clang-format on */

/* "3 of 5 complete" counts, and says nothing of the whole. */
static bool counts_things(struct span text)
{
	size_t i = 0;

	while (i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9')
		i++;
	return i > 0;
}

/* "Completed successfully": how, and no more than that. */
static struct span without_success(struct span text)
{
	static const char *const ends[] = {
		" successfully", " with success", " erfolgreich",
		" avec succès",  " con éxito",    " com sucesso",
		" con successo", " met succes",   " успешно",
	};

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (span_ends(text, ends[i]))
			return span_sub(text, 0, text.len - strlen(ends[i]));
	return text;
}

bool claim_of_slogan(struct claim_reading *out, struct span plain, struct arena *arena)
{
	struct span text = utf8_fold(arena, claim_bare(plain));
	size_t end = 0, words = 1;

	*out = (struct claim_reading){ .claim = CLAIM_NONE,
				       .from = CLAIM_FROM_WORD,
				       .rule = "9.5",
				       .mark = plain,
				       .rest = plain };
	while (end < text.len && !strchr("!.;:", text.ptr[end]))
		words += text.ptr[end++] == ' ';
	text = without_success(span_trim(span_sub(text, 0, end)));
	if (text.len == 0 || words > 9 || counts_things(text) ||
	    words_in(&slogan_doubts, text))
		return false;
	if (words_start(&slogan_opens, text) > 0) {
		out->claim = CLAIM_DONE;
		return true;
	}
	if (words_start(&ready_opens, text) > 0) {
		out->claim = CLAIM_READY;
		return true;
	}
	for (size_t i = 0; i < text.len; i++) {
		if (i > 0 && text.ptr[i - 1] != ' ')
			continue;
		if (words_are(&done_slogans, span_from(text, i)))
			out->claim = CLAIM_DONE;
		else if (words_are(&ready_slogans, span_from(text, i)))
			out->claim = CLAIM_READY;
		else if (words_are(&passed_slogans, span_from(text, i)) &&
			 words_start(&slogan_all_words, text) > 0)
			out->claim = CLAIM_DONE;
		/* "全部完成": all of it, though one word. */
		if (out->claim != CLAIM_NONE)
			return words > 1 || words_are(&whole_slogans, text);
	}
	return false;
}
