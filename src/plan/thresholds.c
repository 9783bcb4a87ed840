#include "plan/thresholds.h"

#include "plan/inline.h"
#include "plan/marks.h"
#include "plan/quantity.h"
#include "plan/settings.h"
#include "plan/words.h"

/* clang-format off: one meaning a row; the longest that fits counts */

/* Whatever stands behind them fits; words end in a blank, as a number must follow. */
WORDS_EACH(
	comparisons,
	/* at most */
	"<=*|≤*|=<*|at most *|at the most *|no more than *|not more than *|max *|max. "
	"*|"
	"maximum *|maximum of *|up to *|within *|no longer than *|not longer than *|"
	"not exceeding *|not exceed *|no greater than *|no higher than *|"
	"less than or equal to *|au plus *|au maximum *|jusqu'à *|höchstens *|maximal "
	"*|"
	"bis zu *|innerhalb von *|binnen *|como máximo *|máximo *|hasta *|no máximo *|"
	"até *|al massimo *|entro *|ten hoogste *|hoogstens *|maximaal *|не более *|"
	"не выше *|максимум *|до *|не больше "
	"*|不超过*|不超過*|不高于*|不大于*|不多于*|最多*|小于等于*|小于或等于*|"
	"最大*",
	/* less */
	"<*|under *|below *|less than *|fewer than *|faster than *|lower than *|"
	"shorter than *|moins de *|inférieur à *|inférieure à *|inférieurs à *|"
	"en dessous de *|sous *|unter *|unterhalb von *|weniger als *|kleiner als *|"
	"kürzer als *|schneller als *|menos de *|por debajo de *|inferior a *|"
	"inferiores a *|abaixo de *|menor que *|menor de *|meno di *|sotto *|"
	"inferiore a *|minder dan *|onder *|менее *|ниже *|меньше "
	"*|小于*|少于*|低于*|少於*|低於*",
	/* at least */
	">=*|≥*|=>*|at least *|at the least *|at minimum *|no less than *|"
	"not less than *|no fewer than *|no lower than *|min *|min. *|minimum *|"
	"minimum of *|greater than or equal to *|au moins *|au minimum *|mindestens *|"
	"minimal *|wenigstens *|al menos *|como mínimo *|mínimo *|pelo menos *|"
	"no mínimo *|almeno *|ten minste *|minstens *|minimaal *|не менее *|не ниже *|"
	"минимум *|не меньше "
	"*|至少*|不少于*|不低于*|不小于*|最少*|大于等于*|大于或等于*|少なくとも*|最低*",
	/* more */
	">*|over *|above *|more than *|greater than *|higher than *|exceeds *|"
	"exceeding *|plus de *|supérieur à *|supérieure à *|au-dessus de *|über *|"
	"oberhalb von *|mehr als *|größer als *|höher als *|más de *|por encima de *|"
	"superior a *|mayor que *|mais de *|acima de *|maior que *|più di *|sopra *|"
	"superiore a *|meer dan *|boven *|более *|выше *|больше "
	"*|超过*|超過*|大于*|高于*|多于*|"
	"大於*|高於*",
	/* equal */
	"==*|=*",
	/* about */
	"≈*|~*|about *|around *|roughly *|approximately *|approx. *|approx *|circa *|"
	"ca. *|ca *|etwa *|rund *|ungefähr *|environ *|env. *|aproximadamente *|"
	"cerca de *|unos *|ongeveer *|около *|примерно *|约*|大约*|約*|およそ*",
	/* between */
	"between *|entre *|zwischen *|tussen *|tra *|от *|между *|介于*");

/* What the words of each list mean. */
static const enum threshold_op comparison_op[] = {
	OP_LE, OP_LT, OP_GE, OP_GT, OP_EQ, OP_APPROX, OP_RANGE,
};

/* What stands behind the number: "500 ms max", "10 or more", "90%以上". */
WORDS(most_ends,
      "or less|or fewer|or lower|or below|max|maximum|oder weniger|ou moins|o menos|"
      "ou menos|以下|以内|内|まで|이하|и менее");

WORDS(least_ends,
      "or more|or higher|or above|or better|min|minimum|oder mehr|ou plus|o más|"
      "ou mais|以上|이상|и более");

WORDS(less_ends, "未満|未满|미만");

WORDS(more_ends, "超|초과");

static const struct {
	enum threshold_op op;
	const struct words *words;
} postfixes[] = {
	{ OP_LE, &most_ends },
	{ OP_GE, &least_ends },
	{ OP_LT, &less_ends },
	{ OP_GT, &more_ends },
};

/* Between the ends of a range; with blanks around it but for the signs. */
WORDS(range_words, "to|bis|bis zu|and|und|et|e|y|à|a|tot|en|до|и|至|到|から|~|～");
static const char *const range_signs[] = { "–", "—",  "-",  "..", "…",
					   "~", "～", "至", "到" };

/* Words that turn the comparison behind them into its opposite. */
static const char *const denials[] = {
	"not",  "never", "no",  "cannot", "n't", "n’t",   "nicht",
	"nie",  "kein",  "pas", "jamais", "não", "nunca", "no se",
	"niet", "non",   "mai", "не",     "不",  "不得",  "未",
};

WORDS(none_words,
      "zero|no|keine|kein|keinerlei|null|aucun|aucune|zéro|sin|ningún|ninguna|cero|sem|"
      "nenhum|nenhuma|nessun|nessuna|geen|без|нет|零|无|無|没有");

WORDS(all_words,
      "all|every|each of the|100% of|100% of all|100 % of|100 % of all|tous les|"
      "toutes les|alle|sämtliche|todas las|todos los|todos os|todas as|tutti "
      "i|все|全部|"
      "所有|すべての|全ての|모든");

WORDS(stat_words,
      "p50|p75|p90|p95|p99|p99.9|p999|95th|99th|50th|90th|avg|average|mean|median|max|"
      "min|total|rate");

WORDS(measured_words,
      "actual|actually|current|currently|measured|achieved|reached|now|atteint|mesuré|"
      "actuel|actuelle|actuellement|gemessen|aktuell|erreicht|ist-wert|medido|medida|"
      "alcanzado|atual|atualmente|atingido|当前|目前|实测|实际|実測|実績|現在|измерено|"
      "сейчас|"
      "достигнуто|atteinte|mesurée|alcançado|gemeten|behaald|misurato|misurata|"
      "raggiunto");

/* Values that stand elsewhere. */
WORDS(symbols, "slo|sla|target|baseline|budget|threshold|design limits|policy|zielwert|"
	       "objectif|objetivo");

/* Shares of a rollout and of how work goes are no targets. */
WORDS(rollout_words,
      "traffic|users|rollout|canary|of traffic|of users|of the traffic|of requests|"
      "trafic|verkehr|tráfico|tráfego|трафика|流量");

/* clang-format on */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct span skip_spaces(struct span text)
{
	while (text.len > 0 && text.ptr[0] == ' ')
		text = span_from(text, 1);
	return text;
}

/* The words before: "p95 latency", at most four, up to punctuation. */
static struct span metric_before(struct span text, size_t at, struct span *stat)
{
	size_t end = at, start, words = 0;

	while (end > 0 && strchr(" :(*|", text.ptr[end - 1]))
		end--;
	start = end;
	while (start > 0 && words < 4) {
		char c = text.ptr[start - 1];

		if (strchr(".,;:()|[]+\n", c) &&
		    !(c == '.' && start < end && start > 1 &&
		      is_digit(text.ptr[start]) && is_digit(text.ptr[start - 2])))
			break;
		if (c == ' ')
			words++;
		start--;
	}
	while (start < end && text.ptr[start] == ' ')
		start++;
	*stat = SPAN_EMPTY;
	for (size_t i = start; i < end; i++) {
		size_t len =
			i == start || text.ptr[i - 1] == ' '
				? words_start(&stat_words, span_sub(text, i, end - i))
				: 0;

		if (len > 0)
			*stat = span_sub(text, i, len);
	}
	return span_sub(text, start, end - start);
}

/* A word of a script with spaces may begin here. */
static bool begins_word(struct span text, size_t at)
{
	size_t len;
	int32_t c;

	if (at == 0 || utf8_is_cjk(utf8_next(span_from(text, at), &len)))
		return true;
	c = utf8_last(span_sub(text, 0, at), &len);
	return !utf8_is_letter(c) && !(c >= '0' && c <= '9') && c != '-' && c != '_';
}

/* Whether what stands before denies it: "not over 500 ms". */
static bool is_denied(struct span text, size_t at)
{
	struct span before = span_trim(span_sub(text, 0, at));

	for (size_t i = 0; i < sizeof(denials) / sizeof(denials[0]); i++) {
		size_t len = strlen(denials[i]);

		if (span_ends(before, denials[i]) &&
		    (begins_word(before, before.len - len) || denials[i][0] == 'n'))
			return begins_word(before, before.len - len) ||
			       span_is(span_of(denials[i]), "n't") ||
			       span_is(span_of(denials[i]), "n\xe2\x80\x99t");
	}
	return false;
}

static enum threshold_op opposite(enum threshold_op op)
{
	switch (op) {
	case OP_LT:
		return OP_GE;
	case OP_LE:
		return OP_GT;
	case OP_GT:
		return OP_LE;
	case OP_GE:
		return OP_LT;
	case OP_EQ:
	case OP_APPROX:
	case OP_RANGE:
	case OP_DELTA:
	case OP_FACTOR:
	case OPS:
		break;
	}
	return op;
}

/* Of the words in `list`, which may end in a blank, the longest at the front. */
static size_t longest_of(struct span text, const char *list)
{
	struct span rest = span_of(list), word;
	size_t best = 0;

	while (span_split(&rest, '|', &word))
		if (word.len > best && word.len <= text.len &&
		    word.ptr[0] == text.ptr[0] &&
		    memcmp(word.ptr, text.ptr, word.len) == 0)
			best = word.len;
	return best;
}

/* "<", ">=", "≤": comparisons that need no word's end before them. */
static const bool is_sign[256] = {
	['<'] = true, ['>'] = true, ['='] = true, ['~'] = true, [0xe2] = true,
};

/* The comparison at `at`; its bytes with the blank behind it, or 0. */
static size_t comparator_at(struct span text, size_t at, enum threshold_op *op)
{
	struct span rest = span_from(text, at);
	bool sign = rest.len > 0 && is_sign[(unsigned char)rest.ptr[0]];
	size_t list = 0, best = words_which(&comparisons, rest, &list);

	if (best == 0 || (!sign && !begins_word(text, at)))
		return 0;
	*op = comparison_op[list];
	if (sign)
		return best;
	if (is_denied(text, at))
		*op = opposite(*op);
	return best;
}

struct scan {
	struct reading *r;
	size_t item;
	struct span text; /* folded, prose only */
	unsigned line;
	bool measured; /* a word says so */
};

static enum threshold_role role_at(const struct scan *s, size_t at,
				   enum threshold_op op)
{
	size_t from = at > 24 ? at - 24 : 0;
	struct span before = span_sub(s->text, from, at - from);
	struct span behind = span_sub(s->text, at, 40);

	if (words_in(&measured_words, before) ||
	    (op == OP_APPROX && has_word(behind, "reached|achieved|measured")))
		return THRESHOLD_MEASURED;
	return THRESHOLD_TARGET;
}

static struct threshold *add(const struct scan *s, enum threshold_op op, size_t at,
			     size_t end)
{
	struct threshold *t =
		LIST_ADD(s->r->arena, &item_at(s->r, s->item)->thresholds);

	t->op = op;
	t->role = role_at(s, at, op);
	t->metric = metric_before(s->text, at, &t->stat);
	t->raw = span_sub(s->text, at, end - at);
	t->line = s->line;
	for (size_t i = 0; i < at; i++)
		t->line += s->text.ptr[i] == '\n';
	return t;
}

/* Give it its value, and say so where nobody knows which. */
static void set_value(const struct scan *s, struct threshold *t,
		      const struct quantity *q)
{
	t->low_micro = q->micro < q->other_micro ? q->micro : q->other_micro;
	t->high_micro = q->micro < q->other_micro ? q->other_micro : q->micro;
	t->unit = q->unit;
	t->ambiguous = q->ambiguous;
	if (t->op == OP_APPROX && t->tolerance_bp == 0)
		t->tolerance_bp = s->r->rules->tolerance_bp;
	if (q->ambiguous)
		reading_find(s->r, "P-NUM-AMBIG", t->line, s->item,
			     "\"%.*s\" has two readings: nothing in the plan shows "
			     "whether the sign groups thousands or begins decimals",
			     SPAN_ARG(reading_quote(s->r, t->raw)));
}

/* The value that [define] gives a word at the front of `text`; its bytes, or 0. */
static size_t defined_at(const struct scan *s, struct span text, int64_t *micro,
			 struct span *unit)
{
	const struct plan_options *options = s->r->options;

	for (size_t i = 0; i < options->setting_count; i++) {
		const struct plan_setting *setting = &options->settings[i];
		struct span key = utf8_fold(s->r->arena, setting->key);
		struct span value = utf8_fold(s->r->arena, span_trim(setting->value));
		struct quantity q;
		size_t n;

		if (!span_is_nocase(setting->section, "define") || key.len == 0 ||
		    starts_with_word(text, arena_string(s->r->arena, key)) != key.len)
			continue;
		n = quantity_number(s->r, value, &q);
		if (n == 0 || q.ambiguous)
			return 0;
		quantity_unit(s->r, span_from(value, n), &q);
		*micro = q.micro;
		*unit = q.unit;
		return key.len;
	}
	return 0;
}

/* Severities that follow one: "0 high or critical", "no high+ findings". */
static size_t more_severities(const struct scan *s, size_t end, enum threshold_op op,
			      const struct quantity *q, size_t at)
{
	static const char joints[] = "/|,|+|&|and|or|und|oder|et|ou|y|o|e|/ |, ";
	static const char *const above[] = { "critical", "high", "medium", "low" };
	struct span noun = q->unit, rest = span_from(s->text, end);
	bool several = false, upward;
	size_t first = s->text.len;

	upward = starts_with_word(skip_spaces(rest),
				  "or above|or higher|and above|and higher|+|or worse|"
				  "severity or above|severity or higher|"
				  "severity and above") > 0;
	for (;;) {
		struct span behind = skip_spaces(rest);
		size_t joint = longest_of(behind, joints), len;

		if (joint == 0)
			break;
		behind = skip_spaces(span_from(behind, joint));
		len = quantity_severity(behind, &noun);
		if (len == 0)
			break;
		rest = span_from(behind, len);
		several = true;
		first = s->text.len - rest.len;
		if (op == OP_EQ && q->micro == 0) {
			struct threshold *t = add(s, op, at, first);

			set_value(s, t, q);
			t->unit = t->metric = noun;
		}
	}
	for (size_t i = 0; upward && i < 4 && !span_is(q->unit, above[i]); i++) {
		struct threshold *t = add(s, op, at, end);

		set_value(s, t, q);
		t->unit = t->metric = span_of(above[i]);
	}
	/* At most so many of all of them together: no report counts that. */
	if ((several || upward) && !(op == OP_EQ && q->micro == 0)) {
		struct item *item = item_at(s->r, s->item);

		item->thresholds.at[item->thresholds.count - 1].unit =
			SPAN_LIT("of several severities");
	}
	return several ? first : end;
}

static bool is_price(struct span rest)
{
	return rest.len > 0 &&
	       (rest.ptr[0] == '$' || span_starts(rest, "\xe2\x82\xac") ||
		span_starts(rest, "\xc2\xa3") || span_starts(rest, "\xc2\xa5"));
}

/* "80-90 %" from its first number on; the bytes read, or 0. */
static size_t take_range(const struct scan *s, size_t at, size_t from, bool said)
{
	struct span rest = span_from(s->text, from);
	struct quantity low, high;
	size_t n = quantity_number(s->r, rest, &low), step = 0, len;
	struct threshold *t;

	if (n == 0)
		return 0;
	rest = span_from(rest, n);
	len = quantity_unit(s->r, rest, &low);
	rest = skip_spaces(span_from(rest, len));
	for (size_t i = 0; i < sizeof(range_signs) / sizeof(range_signs[0]); i++)
		if (step == 0 && span_starts(rest, range_signs[i]))
			step = strlen(range_signs[i]);
	if (step == 0)
		step = words_start(&range_words, rest);
	if (step == 0)
		return 0;
	rest = skip_spaces(span_from(rest, step));
	n = quantity_number(s->r, rest, &high);
	if (n == 0 || low.ambiguous || high.ambiguous)
		return 0;
	rest = span_from(rest, n);
	n = quantity_unit(s->r, rest, &high);
	rest = span_from(rest, n);
	/* One unit for both: it stands behind the second. */
	if (n > 0 && len == 0) {
		struct quantity both = low;

		if (quantity_unit(s->r,
				  span_sub(s->text, s->text.len - rest.len - n, n),
				  &both) == 0)
			return 0;
		low = both;
	}
	if (n == 0 || !span_eq(low.unit, high.unit) || low.micro >= high.micro)
		return 0;
	/* "3-4 weeks" is an estimate, "5-10 % of the traffic" a share of a rollout. */
	if (!said && (high.coarse || words_start(&rollout_words, skip_spaces(rest))))
		return s->text.len - rest.len - at;
	t = add(s, OP_RANGE, at, s->text.len - rest.len);
	t->low_micro = low.micro;
	t->high_micro = high.micro;
	t->unit = high.unit;
	/* "2-3 files" describes; a measure in its unit asks. */
	if (!said && t->role == THRESHOLD_TARGET && !span_is(t->unit, "ns") &&
	    !span_is(t->unit, "bp") && !span_is(t->unit, "B") &&
	    !span_is(t->unit, "1/s"))
		t->role = THRESHOLD_INFORMATIONAL;
	if (t->role == THRESHOLD_TARGET && t->metric.len == 0)
		t->role = THRESHOLD_INFORMATIONAL;
	return s->text.len - rest.len - at;
}

/* "± 50 ms" behind a number: how far off still agrees. */
static size_t take_tolerance(const struct scan *s, size_t end, struct threshold *t)
{
	struct span rest = skip_spaces(span_from(s->text, end));
	struct quantity q;
	size_t step = span_starts(rest, "\xc2\xb1") ? 2
		      : span_starts(rest, "+-")     ? 2
		      : span_starts(rest, "+/-")    ? 3
						    : 0,
	       n;

	if (step == 0 || t->ambiguous || t->low_micro <= 0)
		return end;
	rest = skip_spaces(span_from(rest, step));
	n = quantity_number(s->r, rest, &q);
	if (n == 0 || q.ambiguous)
		return end;
	rest = span_from(rest, n);
	n = quantity_unit(s->r, rest, &q);
	if (span_is(q.unit, "bp") && !span_is(t->unit, "bp")) {
		t->tolerance_bp = q.micro / 1000000;
	} else if (span_eq(q.unit, t->unit) && q.micro <= t->low_micro) {
		/* Rounded down: in doubt it is off. */
		t->tolerance_bp = (int64_t)((__extension__(__int128) q.micro) * 10000 /
					    t->low_micro);
	} else {
		return end;
	}
	t->op = OP_APPROX;
	end = s->text.len - span_from(rest, n).len;
	t->raw.len = (size_t)(s->text.ptr + end - t->raw.ptr);
	return end;
}

static size_t take_symbolic(const struct scan *s, enum threshold_op op, size_t at,
			    size_t end)
{
	struct span rest = span_from(s->text, end), unit = SPAN_EMPTY;
	struct threshold *t;
	int64_t micro;
	size_t word = defined_at(s, rest, &micro, &unit);

	if (word > 0) {
		t = add(s, op, at, end + word);
		t->low_micro = t->high_micro = micro;
		t->unit = unit;
		return end + word - at;
	}
	word = words_start(&symbols, rest);
	if (word == 0 || op == OP_EQ || op == OP_APPROX || op == OP_RANGE)
		return 0;
	t = add(s, op, at, end + word);
	t->symbolic = true;
	reading_find(s->r, "P-THR-SYMBOLIC", t->line, s->item, "\"%.*s\" has no number",
		     SPAN_ARG(t->raw));
	return end + word - at;
}

/* "< 250 ms", "≥ 80 %", "< SLO" at `at`; the bytes read, or 0. */
static size_t take_compared(const struct scan *s, size_t at)
{
	enum threshold_op op;
	size_t len = comparator_at(s->text, at, &op), end, n;
	struct quantity q;
	struct threshold *t;
	struct span rest;
	bool sign, needs_unit;

	if (len == 0)
		return 0;
	sign = strchr("<>=~", s->text.ptr[at]) ||
	       span_starts(span_from(s->text, at), "\xe2\x89");
	rest = skip_spaces(span_from(s->text, at + len));
	end = s->text.len - rest.len;
	if (is_price(rest))
		return 0;
	if (op == OP_RANGE)
		return take_range(s, at, end, true);
	n = quantity_number(s->r, rest, &q);
	if (n == 0)
		return take_symbolic(s, op, at, end);
	end += n;
	n = quantity_unit(s->r, span_from(s->text, end), &q);
	if (n == 0 && op == OP_APPROX) {
		/* Other counts of tests are references: section 11.7. */
		rest = skip_spaces(span_from(s->text, end));
		n = quantity_all_noun(rest);
		n += n > 0 ? s->text.len - rest.len - end : 0;
		q.unit = n > 0 ? SPAN_LIT("test") : q.unit;
	}
	/* "= 5" and "over 5" about nothing are no promise. */
	needs_unit = op == OP_EQ || op == OP_APPROX || !sign;
	if (n == 0 && needs_unit)
		return 0;
	end += n;
	t = add(s, op, at, end);
	set_value(s, t, &q);
	if (q.severity)
		end = more_severities(s, end, op, &q, at);
	return end - at;
}

/* The words behind, up to punctuation: what a delta or a factor is about. */
static struct span metric_behind(struct span text, size_t at)
{
	size_t end, words = 0;

	while (at < text.len && text.ptr[at] == ' ')
		at++;
	for (end = at; end < text.len && !strchr(".,;:()|+\n", text.ptr[end]); end++) {
		if (text.ptr[end] == ' ' && ++words == 3)
			break;
	}
	return span_trim(span_sub(text, at, end - at));
}

/* "+10% p95 latency", "10x expected traffic"; the bytes read, or 0. */
static size_t take_relative(const struct scan *s, size_t at)
{
	char sign = s->text.ptr[at];
	bool both = span_starts(span_from(s->text, at), "\xc2\xb1");
	bool delta = sign == '+' || sign == '-' || both;
	size_t end = at + delta + both, n;
	struct threshold *t;
	struct quantity q;

	if (!delta && !is_digit(sign))
		return 0;
	end = s->text.len - skip_spaces(span_from(s->text, end)).len;
	n = quantity_number(s->r, span_from(s->text, end), &q);
	if (n == 0 || q.ambiguous)
		return 0;
	end += n;
	if (delta) {
		n = quantity_unit(s->r, span_from(s->text, end), &q);
		if (n == 0)
			return 0;
		end += n;
	} else {
		if (!span_starts(span_from(s->text, end), "x ") &&
		    !span_starts(span_from(s->text, end), "\xc3\x97 "))
			return 0;
		end += s->text.ptr[end] == 'x' ? 1 : 2;
	}
	t = add(s, delta ? OP_DELTA : OP_FACTOR, at, end);
	t->metric = metric_behind(s->text, end);
	t->low_micro = sign == '-' || both ? -q.micro : q.micro;
	t->high_micro = sign == '-' ? -q.micro : q.micro;
	t->unit = q.unit;
	return end - at;
}

/* "Actual: 77 ms", "now 77.74 %": a measured value right behind its word. */
static bool is_measured(struct span text, size_t at)
{
	struct span before = span_trim(span_sub(text, 0, at));

	while (before.len > 0 && strchr(":=~ ", before.ptr[before.len - 1]))
		before.len--;
	for (size_t i = before.len; i-- > 0 && before.len - i < 24;)
		if (begins_word(before, i) &&
		    words_start(&measured_words, span_from(before, i)) ==
			    before.len - i)
			return true;
	return false;
}

/* Not "no line breaks" or "no error handling": the noun is what there is none of. */
static bool is_counted_alone(struct span behind, const struct quantity *q)
{
	struct span rest = skip_spaces(behind);

	if (q->severity || rest.len == 0 || !(rest.ptr[0] >= 'a' && rest.ptr[0] <= 'z'))
		return true;
	return starts_with_word(rest,
				"in|on|at|from|of|for|with|are|is|were|was|left|"
				"found|reported|remain|remaining|and|or|during|"
				"after|over|when|while|open|per|to|by|within|über|"
				"im|in der|und|dans|et|en|y|em|e|no|na") > 0;
}

/* "No critical findings", not "no high load": what the severity is of. */
static bool names_problem(struct span behind, const struct quantity *q)
{
	static const char problems[] =
		"finding|findings|issue|issues|vulnerability|vulnerabilities|vuln|"
		"vulns|"
		"cve|cves|bug|bugs|defect|defects|alert|alerts|problem|problems|error|"
		"errors|severity|risk|risks|incident|incidents|advisories|violations|"
		"findings|schwachstellen|befunde|fehler|vulnérabilités|"
		"vulnerabilidades|漏洞|问题|脆弱性";
	static const char joints[] =
		"or|and|oder|und|et|ou|o|y|e|critical|high|medium|low|"
		"above|higher|severity";
	struct span rest = behind;

	for (unsigned words = 0; q->severity && words < 8; words++) {
		size_t len;

		while (rest.len > 0 && strchr(" /,+&-", rest.ptr[0]))
			rest = span_from(rest, 1);
		if (starts_with_word(rest, problems) > 0)
			return true;
		len = starts_with_word(rest, joints);
		if (len == 0)
			return false;
		rest = span_from(rest, len);
	}
	return !q->severity;
}

/* "0 errors", "500 ms max", "90%以上": a number whose unit or postfix makes it one. */
static size_t take_counted(const struct scan *s, size_t at)
{
	enum threshold_op op = OP_EQ;
	struct span rest;
	struct quantity q;
	struct threshold *t;
	size_t n, end;
	bool postfix = false, measured;

	n = take_range(s, at, at, false);
	if (n > 0)
		return n;
	n = quantity_number(s->r, span_from(s->text, at), &q);
	if (n == 0)
		return 0;
	end = at + n;
	n = quantity_unit(s->r, span_from(s->text, end), &q);
	if (n == 0)
		return end - at;
	end += n;
	rest = skip_spaces(span_from(s->text, end));
	for (size_t i = 0; i < sizeof(postfixes) / sizeof(postfixes[0]) && !postfix;
	     i++) {
		size_t len = words_start(postfixes[i].words, rest);

		if (len == 0)
			continue;
		op = postfixes[i].op;
		postfix = true;
		end = s->text.len - rest.len + len;
	}
	measured = is_measured(s->text, at);
	/* "500 ms ± 10 %" */
	if (!postfix && (span_starts(rest, "\xc2\xb1") || span_starts(rest, "+/-") ||
			 span_starts(rest, "+-"))) {
		t = add(s, OP_EQ, at, end);
		set_value(s, t, &q);
		return take_tolerance(s, end, t) - at;
	}
	/* Without a comparison only "none of them" is a promise. */
	if (!postfix && !measured &&
	    (q.micro != 0 || span_is(q.unit, "ns") || span_is(q.unit, "s") ||
	     span_is(q.unit, "bp")))
		return end - at;
	t = add(s, op, at, end);
	set_value(s, t, &q);
	if (measured)
		t->role = THRESHOLD_MEASURED;
	else if (!postfix)
		t->metric = q.unit;
	if (q.severity)
		end = more_severities(s, end, op, &q, at);
	return end - at;
}

/* "No critical findings", "zero errors": none of what is counted. */
static size_t take_none(const struct scan *s, size_t at)
{
	size_t len = words_start(&none_words, span_from(s->text, at)), end, n;
	struct quantity q = { 0 };
	struct threshold *t;

	if (len == 0 || !begins_word(s->text, at))
		return 0;
	end = at + len;
	n = quantity_unit(s->r, span_from(s->text, end), &q);
	/* "No line breaks": a noun of counts that is part of another word. */
	if (n == 0 || !names_problem(span_from(s->text, end + n), &q) ||
	    span_is(q.unit, "ns") || span_is(q.unit, "bp") || span_is(q.unit, "B") ||
	    span_is(q.unit, "px") || span_is(q.unit, "1/s") ||
	    !is_counted_alone(span_from(s->text, end + n), &q))
		return 0;
	end += n;
	t = add(s, OP_EQ, at, end);
	t->unit = t->metric = q.unit;
	if (q.severity)
		end = more_severities(s, end, OP_EQ, &q, at);
	return end - at;
}

/* "All tests", "100 % of the checks". */
static size_t take_all(const struct scan *s, size_t at)
{
	struct span text = span_from(s->text, at), rest;
	size_t len = words_start(&all_words, text), noun;
	struct threshold *t;

	if (len == 0 || !begins_word(s->text, at))
		return 0;
	rest = skip_spaces(span_from(text, len));
	noun = starts_with_word(rest,
				"the|unit|integration|e2e|end-to-end|regression|"
				"automated|smoke|acceptance|system|required|of the");
	if (noun > 0 && quantity_all_noun(rest) == 0)
		rest = skip_spaces(span_from(rest, noun));
	noun = quantity_all_noun(rest);
	if (noun == 0)
		return 0;
	len = s->text.len - span_from(rest, noun).len - at;
	t = add(s, OP_EQ, at, at + len);
	t->metric = span_sub(rest, 0, noun);
	t->low_micro = t->high_micro = INT64_C(10000) * 1000000;
	t->unit = SPAN_LIT("bp");
	/* Whether they do is what a report shows by itself, not by a number. */
	t->role = THRESHOLD_INFORMATIONAL;
	return len;
}

ptrdiff_t thresholds_blank(struct span folded)
{
	ptrdiff_t at = span_find(folded, SPAN_LIT("___"));

	return at > 0 && is_measured(folded, (size_t)at) ? at : -1;
}

/* Whether a number may begin here. */
static bool is_edge(struct span text, size_t i)
{
	return i == 0 || strchr(" (|:*+~", text.ptr[i - 1]) ||
	       (unsigned char)text.ptr[i - 1] >= 0x80;
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Blanks and punctuation that no number, sign or word of a threshold begins with. */
static const bool begins_nothing[256] = {
	[' '] = true, [','] = true, ['.'] = true, [':'] = true,  [';'] = true,
	['('] = true, [')'] = true, ['['] = true, [']'] = true,  ['/'] = true,
	['_'] = true, ['|'] = true, ['*'] = true, ['"'] = true,  ['\''] = true,
	['`'] = true, ['!'] = true, ['?'] = true, ['\n'] = true,
};

/* Whether one of the words that begin a threshold may stand at `at`. */
static bool may_begin(const struct scan *s, size_t at)
{
	struct span rest = span_from(s->text, at);

	return words_may(&comparisons, rest) || words_may(&all_words, rest) ||
	       words_may(&none_words, rest);
}

/* clang-format off: one language a row */
WORDS(wanted_words,
      "target|goal|required|requirement|minimum|threshold|ziel|sollwert|soll|objectif|"
      "cible|objetivo|meta|obiettivo|doel|цель|目标|要求|目標|목표");
/* clang-format on */

/* "coverage: 75% (target: 80%+)": a value, and in brackets what it should be. */
static void take_stated(const struct scan *s)
{
	struct span text = s->text, wanted, value;
	ptrdiff_t open = span_index(text, '(');
	size_t len, at;

	if (open < 2)
		return;
	wanted = span_from(text, (size_t)open + 1);
	len = words_start(&wanted_words, wanted);
	if (len == 0)
		return;
	wanted = span_from(wanted, len);
	open = open > 0 && text.ptr[open - 1] == ' ' ? open - 1 : open;
	for (at = (size_t)open; at > 0 && text.ptr[at - 1] != ' ';)
		at--;
	/* "340 ms": the number stands before its unit. */
	if (at > 1 && at < text.len && !is_digit(text.ptr[at]))
		for (at--; at > 0 && text.ptr[at - 1] != ' ';)
			at--;
	value = span_sub(text, at, (size_t)open - at);
	/* "< 0.1 (target: < 0.1)" states what is wanted, twice. */
	if (at > 1 && !is_lower(text.ptr[at - 2]) && text.ptr[at - 2] != ':' &&
	    text.ptr[at - 2] != ')' && !is_digit(text.ptr[at - 2]))
		return;
	if (value.len == 0 || !is_digit(value.ptr[0]))
		return;
	while (wanted.len > 0 && strchr(": =is", wanted.ptr[0]) &&
	       !is_digit(wanted.ptr[0]))
		wanted = span_from(wanted, 1);
	wanted.len =
		(size_t)(span_index(wanted, ')') > 0 ? span_index(wanted, ')') : 0);
	if (wanted.len > 0 && wanted.len <= 24)
		thresholds_pair(s->r, s->item, span_sub(text, 0, at), wanted, value,
				s->line);
}

void thresholds_take(struct reading *r, size_t index, struct span source, unsigned line,
		     bool in_body)
{
	struct scan s = { .r = r, .item = index, .line = line };

	(void)in_body;
	s.text = reading_prose(r, source);
	for (size_t i = 0; i < s.text.len;) {
		char c = s.text.ptr[i], before = i > 0 ? s.text.ptr[i - 1] : ' ';
		bool edge = before == ' ' || before == '(';
		size_t len = 0;

		if (begins_nothing[(unsigned char)c]) {
			i++;
			continue;
		}
		/* A word's letters behind the first begin nothing. */
		if (is_lower(c) && (is_lower(before) || !may_begin(&s, i))) {
			for (i++; i < s.text.len && is_lower(s.text.ptr[i]);)
				i++;
			continue;
		}
		if (!is_digit(c))
			len = take_compared(&s, i);
		if (len == 0 && edge &&
		    (is_digit(c) || c == '+' || c == '-' || c == '\xc2'))
			len = take_relative(&s, i);
		if (len == 0)
			len = take_all(&s, i);
		if (len == 0 && is_digit(c) && is_edge(s.text, i))
			len = take_counted(&s, i);
		if (len == 0 && !is_digit(c))
			len = take_none(&s, i);
		i += len > 0 ? len : 1;
	}
	take_stated(&s);
}

/* A cell that is a number with or without comparison. */
static void take_cell(struct reading *r, size_t index, struct span subject,
		      struct span value, unsigned line, enum threshold_role role)
{
	struct scan s = { .r = r, .item = index, .line = line };
	enum threshold_op op = OP_EQ;
	struct threshold *t;
	struct quantity q;
	size_t at, n, before = item_at(r, index)->thresholds.count;
	struct span metric = utf8_fold(r->arena, inline_plain(r->arena, subject)), rest;

	s.text = utf8_fold(r->arena, inline_plain(r->arena, value));
	if (take_range(&s, 0, 0, true) > 0) {
		t = &item_at(r, index)->thresholds.at[before];
		t->role = role;
		t->metric = metric;
		return;
	}
	at = comparator_at(s.text, 0, &op);
	while (at < s.text.len && s.text.ptr[at] == ' ')
		at++;
	if (is_price(span_from(s.text, at)))
		return;
	n = quantity_number(r, span_from(s.text, at), &q);
	if (n == 0)
		return;
	n += quantity_unit(r, span_from(s.text, at + n), &q);
	rest = skip_spaces(span_from(s.text, at + n));
	for (size_t i = 0; i < sizeof(postfixes) / sizeof(postfixes[0]); i++)
		if (words_start(postfixes[i].words, rest) > 0)
			op = postfixes[i].op;
	if (op == OP_EQ && span_starts(rest, "+"))
		op = OP_GE;
	t = add(&s, op, 0, s.text.len);
	set_value(&s, t, &q);
	t->role = role;
	t->metric = metric;
	take_tolerance(&s, at + n, t);
}

void thresholds_pair(struct reading *r, size_t index, struct span subject,
		     struct span target, struct span actual, unsigned line)
{
	take_cell(r, index, subject, target, line, THRESHOLD_TARGET);
	take_cell(r, index, subject, actual, line, THRESHOLD_MEASURED);
}

void thresholds_lines(struct reading *r, size_t index, struct span value, unsigned line)
{
	size_t before = item_at(r, index)->thresholds.count;
	struct threshold *t;

	take_cell(r, index, SPAN_LIT("lines"), value, line, THRESHOLD_INFORMATIONAL);
	if (item_at(r, index)->thresholds.count == before)
		return;
	t = &item_at(r, index)->thresholds.at[before];
	t->unit = SPAN_LIT("line");
}
