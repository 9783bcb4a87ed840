#include "plan/thresholds.h"

#include "base/num.h"
#include "plan/inline.h"
#include "plan/marks.h"
#include "plan/words.h"

/* clang-format off: the longest spelling that fits counts, whatever stands behind it */

WORDS(less_signs,
      "<*|under *|below *|less than *|fewer than *|faster than *|moins de *|"
      "unter *|weniger als *|menos de *|abaixo de *|"
      "\xe4\xbd\x8e\xe4\xba\x8e*|\xe5\xb0\x8f\xe4\xba\x8e*|"
      "\xe5\xb0\x91\xe4\xba\x8e*");
WORDS(most_signs, "<=*|\xe2\x89\xa4*|=<*|at most *|no more than *|max *|maximum *|"
		  "up to *|within *|no longer than *|not longer than *|not exceeding *|"
		  "not more than *|au plus *|h\xc3\xb6"
		  "chstens *|innerhalb von *|"
		  "binnen *|como m\xc3\xa1ximo *|no m\xc3\xa1ximo *|"
		  "\xe4\xb8\x8d\xe8\xb6\x85\xe8\xbf\x87*|"
		  "\xd0\xbd\xd0\xb5 \xd0\xb1\xd0\xbe\xd0\xbb\xd0\xb5\xd0\xb5 *");
WORDS(more_signs, ">*|over *|above *|more than *|greater than *|exceeds *|plus de *|"
		  "mehr als *|mais de *|acima de *|\xc3\xbc"
		  "ber *|"
		  "\xe8\xb6\x85\xe8\xbf\x87*|\xe5\xa4\xa7\xe4\xba\x8e*|"
		  "\xe9\xab\x98\xe4\xba\x8e*");
WORDS(least_signs, ">=*|\xe2\x89\xa5*|=>*|at least *|no less than *|min *|minimum *|"
		   "au moins *|mindestens *|al menos *|pelo menos *|"
		   "\xe8\x87\xb3\xe5\xb0\x91*|\xe4\xb8\x8d\xe5\xb0\x91\xe4\xba\x8e*|"
		   "\xd0\xbd\xd0\xb5 \xd0\xbc\xd0\xb5\xd0\xbd\xd0\xb5\xd0\xb5 *");
WORDS(equal_signs, "==*|=*");
WORDS(about_signs, "\xe2\x89\x88*|~*|circa *|about *|\xe7\xba\xa6*");

static const struct {
	const struct words *words;
	enum threshold_op op;
} comparators[] = {
	{ &less_signs, OP_LT },  { &most_signs, OP_LE },  { &more_signs, OP_GT },
	{ &least_signs, OP_GE }, { &equal_signs, OP_EQ }, { &about_signs, OP_APPROX },
};

/* What stands behind the number: "500 ms max", "10 or more", "90%以上". */
static const struct {
	const char *text;
	enum threshold_op op;
} postfixes[] = {
	{ "or less", OP_LE },
	{ "or more", OP_GE },
	{ "or fewer", OP_LE },
	{ "max", OP_LE },
	{ "min", OP_GE },
	{ "\xe4\xbb\xa5\xe4\xb8\x8a", OP_GE },
	{ "\xe4\xbb\xa5\xe4\xb8\x8b", OP_LE },
	{ "\xe4\xbb\xa5\xe5\x86\x85", OP_LE },
	{ "\xe5\x86\x85", OP_LE },
	{ "\xe6\x9c\xaa\xe6\xba\x80", OP_LT },
	{ "\xe6\x9c\xaa\xe6\xbb\xa1", OP_LT },
};

/* Canonical unit and how many of it one is. */
static const struct {
	const char *name, *unit;
	int64_t factor;
} units[] = {
	{ "%", "bp", 100 },
	{ "percent", "bp", 100 },
	{ "\xe2\x80\xb0", "bp", 10 },
	{ "ns", "ns", 1 },
	{ "us", "ns", 1000 },
	{ "\xc2\xb5s", "ns", 1000 },
	{ "\xce\xbcs", "ns", 1000 },
	{ "ms", "ns", 1000000 },
	{ "milliseconds", "ns", 1000000 },
	{ "s", "ns", 1000000000 },
	{ "sec", "ns", 1000000000 },
	{ "secs", "ns", 1000000000 },
	{ "second", "ns", 1000000000 },
	{ "seconds", "ns", 1000000000 },
	{ "\xe7\xa7\x92", "ns", 1000000000 },
	{ "min", "ns", 60000000000 },
	{ "mins", "ns", 60000000000 },
	{ "minute", "ns", 60000000000 },
	{ "minutes", "ns", 60000000000 },
	{ "h", "ns", 3600000000000 },
	{ "hour", "ns", 3600000000000 },
	{ "hours", "ns", 3600000000000 },
	{ "hr", "ns", 3600000000000 },
	{ "hrs", "ns", 3600000000000 },
	{ "day", "ns", 86400000000000 },
	{ "days", "ns", 86400000000000 },
	{ "sekunden", "ns", 1000000000 },
	{ "minuten", "ns", 60000000000 },
	{ "stunde", "ns", 3600000000000 },
	{ "stunden", "ns", 3600000000000 },
	{ "tage", "ns", 86400000000000 },
	{ "tagen", "ns", 86400000000000 },
	{ "secondes", "ns", 1000000000 },
	{ "heure", "ns", 3600000000000 },
	{ "heures", "ns", 3600000000000 },
	{ "jours", "ns", 86400000000000 },
	{ "segundos", "ns", 1000000000 },
	{ "minutos", "ns", 60000000000 },
	{ "hora", "ns", 3600000000000 },
	{ "horas", "ns", 3600000000000 },
	{ "dias", "ns", 86400000000000 },
	{ "d\xc3\xad"
	  "as",
	  "ns", 86400000000000 },
	{ "\xe5\x88\x86\xe9\x92\x9f", "ns", 60000000000 },
	{ "\xe5\xb0\x8f\xe6\x97\xb6", "ns", 3600000000000 },
	{ "\xe5\xa4\xa9", "ns", 86400000000000 },
	{ "\xe6\x99\x82\xe9\x96\x93", "ns", 3600000000000 },
	{ "\xe6\xaf\xab\xe7\xa7\x92", "ns", 1000000 },
	{ "b", "B", 1 },
	{ "bytes", "B", 1 },
	{ "kb", "B", 1000 },
	{ "ko", "B", 1000 },
	{ "mb", "B", 1000000 },
	{ "mo", "B", 1000000 },
	{ "gb", "B", 1000000000 },
	{ "kib", "B", 1024 },
	{ "mib", "B", 1048576 },
	{ "gib", "B", 1073741824 },
	{ "req/s", "1/s", 1 },
	{ "rps", "1/s", 1 },
	{ "events/sec", "1/s", 1 },
	{ "events/s", "1/s", 1 },
	{ "ops/s", "1/s", 1 },
	{ "qps", "1/s", 1 },
	{ "tps", "1/s", 1 },
	{ "/s", "1/s", 1 },
};

WORDS(stat_words, "p50|p75|p90|p95|p99|p99.9|p999|95th|99th|avg|average|mean|"
		  "median|max|min|total|rate");

WORDS(count_nouns,
      "error|errors|warning|warnings|line|lines|file|files|check|checks|package|"
      "packages|vulnerability|"
      "vulnerabilities|critical|criticals|high|finding|findings|issue|issues|failure|"
      "failures|hand|hands|"
      "agent|agents|alert|alerts|message|messages|leak|leaks|secret|secrets|lost "
      "records|records|defects|"
      "bugs|regressions|incidents|retries|scenario|scenarios|columns|indexes|tables");

WORDS(measured_words,
      "actual|current|currently|measured|achieved|reached|now|atteint|atteinte|"
      "mesur\xc3\xa9|mesur\xc3\xa9"
      "e|gemessen|erreicht|aktuell|medido|medida|alcanzado|"
      "alcan\xc3\xa7"
      "ado|atual|gemeten|behaald|misurato|misurata|raggiunto|"
      "\xe5\xbd\x93\xe5\x89\x8d|\xe5\xae\x9f\xe6\xb8\xac");

WORDS(reached_words, "reached|achieved|measured");

WORDS(symbols, "slo|sla|target|baseline|budget|threshold");

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

/* "1,600", "0.95", "10k" in micro units; the bytes read, or 0. */
static size_t number_at(struct span text, int64_t *micro)
{
	char digits[32];
	size_t n = 0, used = 0;
	int64_t factor = 1;

	while (n < text.len && used < sizeof(digits) - 1) {
		char c = text.ptr[n];
		bool group = c == ',' && n + 3 < text.len + 0 &&
			     is_digit(text.ptr[n + 1]) && is_digit(text.ptr[n + 2]) &&
			     is_digit(text.ptr[n + 3]) &&
			     (n + 4 >= text.len || !is_digit(text.ptr[n + 4]));

		if (is_digit(c) ||
		    (c == '.' && n + 1 < text.len && is_digit(text.ptr[n + 1]))) {
			digits[used++] = c;
		} else if (!group || used == 0) {
			break;
		}
		n++;
	}
	if (used == 0 || !num_scaled((struct span){ digits, used }, 6, micro))
		return 0;
	if (n < text.len && (text.ptr[n] == 'k' || text.ptr[n] == 'm') &&
	    (n + 1 == text.len || !utf8_is_letter((unsigned char)text.ptr[n + 1])) &&
	    text.ptr[n] == 'k') {
		factor = 1000;
		n++;
	}
	return __builtin_mul_overflow(*micro, factor, micro) ? 0 : n;
}

/* The unit or count noun behind a number; scales *micro; the bytes read. */
static size_t unit_at(struct arena *arena, struct span text, int64_t *micro,
		      struct span *unit)
{
	struct span rest = skip_spaces(text);
	size_t blanks = text.len - rest.len, best = 0, which = 0, len;

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]) && rest.len > 0; i++) {
		if (units[i].name[0] != rest.ptr[0])
			continue;
		len = starts_with_word(rest, units[i].name);
		if (len > best) {
			best = len;
			which = i;
		}
	}
	if (best > 0) {
		int64_t scaled;

		*unit = span_of(units[which].unit);
		/* From two and a half hours on, nanoseconds do not fit. */
		if (__builtin_mul_overflow(*micro, units[which].factor, &scaled)) {
			if (!span_is(*unit, "ns") ||
			    __builtin_mul_overflow(*micro,
						   units[which].factor / 1000000000,
						   &scaled))
				return 0;
			*unit = SPAN_LIT("s");
		}
		*micro = scaled;
		return blanks + best;
	}
	len = words_start(&count_nouns, rest);
	if (len == 0)
		return 0;
	*unit = arena_copy(arena, span_sub(rest, 0, len));
	if (unit->len > 3 && span_ends(*unit, "ies"))
		*unit = arena_printf(arena, "%.*sy", (int)unit->len - 3, unit->ptr);
	else if (unit->len > 2 && span_ends(*unit, "s") && !span_ends(*unit, "ss"))
		unit->len--;
	return blanks + len;
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

		if (strchr(".,;:()|[]+\n", c))
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

/* Bytes that a comparator of the lists begins with; letters begin words. */
static const bool compares[256] = {
	['<'] = true,  ['>'] = true,  ['='] = true,  ['~'] = true,  ['u'] = true,
	['b'] = true,  ['l'] = true,  ['f'] = true,  ['a'] = true,  ['n'] = true,
	['m'] = true,  ['w'] = true,  ['o'] = true,  ['g'] = true,  ['e'] = true,
	['p'] = true,  ['c'] = true,  ['h'] = true,  [0xc3] = true, [0xd0] = true,
	[0xe2] = true, [0xe4] = true, [0xe6] = true, [0xe7] = true, [0xe8] = true,
};

static size_t comparator_at(struct span text, size_t at, enum threshold_op *op)
{
	unsigned char first = at < text.len ? (unsigned char)text.ptr[at] : ' ';
	struct span rest;
	size_t best = 0;

	/* Words need a boundary before them; signs do not. */
	if (!compares[first] || (first >= 'a' && first <= 'z' && at > 0 &&
				 text.ptr[at - 1] != ' ' && text.ptr[at - 1] != '('))
		return 0;
	rest = span_from(text, at);
	for (size_t i = 0; i < sizeof(comparators) / sizeof(comparators[0]); i++) {
		size_t len = words_start(comparators[i].words, rest);

		if (len <= best)
			continue;
		best = len;
		*op = comparators[i].op;
	}
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
	    (op == OP_APPROX && words_in(&reached_words, behind)))
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

/* The value that [define] gives a word at the front of `text`; its bytes, or 0. */
static size_t defined_at(const struct scan *s, struct span text, int64_t *micro,
			 struct span *unit)
{
	const struct plan_options *options = s->r->options;

	for (size_t i = 0; i < options->setting_count; i++) {
		const struct plan_setting *setting = &options->settings[i];
		struct span key = utf8_fold(s->r->arena, setting->key);
		struct span value = utf8_fold(s->r->arena, span_trim(setting->value));
		size_t n;

		if (!span_is_nocase(setting->section, "define") || key.len == 0 ||
		    starts_with_word(text, arena_string(s->r->arena, key)) != key.len)
			continue;
		n = number_at(value, micro);
		if (n == 0)
			return 0;
		unit_at(s->r->arena, span_from(value, n), micro, unit);
		return key.len;
	}
	return 0;
}

/* "< 250 ms", "≥ 80 %", "< SLO" at `at`; the bytes read, or 0. */
static size_t take_compared(const struct scan *s, size_t at)
{
	enum threshold_op op;
	size_t len = comparator_at(s->text, at, &op), end, n;
	struct span rest, unit = SPAN_EMPTY;
	struct threshold *t;
	int64_t micro;
	bool equals;

	if (len == 0)
		return 0;
	equals = op == OP_EQ || op == OP_APPROX;
	end = at + len;
	rest = skip_spaces(span_from(s->text, end));
	while (rest.len > 0 && rest.ptr[0] == '$')
		rest = span_from(rest, 1);
	end = s->text.len - rest.len;
	n = number_at(rest, &micro);
	if (n == 0) {
		size_t word = defined_at(s, rest, &micro, &unit);

		if (word > 0) {
			t = add(s, op, at, end + word);
			t->low_micro = t->high_micro = micro;
			t->unit = unit;
			return end + word - at;
		}
		word = words_start(&symbols, rest);

		if (word == 0 || equals)
			return 0;
		t = add(s, op, at, end + word);
		t->symbolic = true;
		reading_find(s->r, "P-THR-SYMBOLIC", t->line, s->item,
			     "\"%.*s\" has no number", SPAN_ARG(t->raw));
		return end + word - at;
	}
	end += n;
	n = unit_at(s->r->arena, span_from(s->text, end), &micro, &unit);
	/* "= 5" and "over 5" about nothing are no promise. */
	if (n == 0 && (equals || s->text.ptr[at] >= 'a'))
		return 0;
	end += n;
	t = add(s, op, at, end);
	t->low_micro = t->high_micro = micro;
	t->unit = unit;
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
	bool delta = sign == '+' || sign == '-';
	size_t end = at + delta, n;
	struct span unit = SPAN_EMPTY;
	struct threshold *t;
	int64_t micro;

	n = number_at(span_from(s->text, end), &micro);
	if (n == 0)
		return 0;
	end += n;
	if (delta) {
		n = unit_at(s->r->arena, span_from(s->text, end), &micro, &unit);
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
	t->low_micro = t->high_micro = sign == '-' ? -micro : micro;
	t->unit = unit;
	return end - at;
}

/* "0 errors", "500 ms max", "90%以上": a number whose unit or postfix makes it one. */
static size_t take_counted(const struct scan *s, size_t at)
{
	enum threshold_op op = OP_EQ;
	struct span unit = SPAN_EMPTY, rest;
	struct threshold *t;
	size_t n, end;
	int64_t micro;
	bool postfix = false;

	n = number_at(span_from(s->text, at), &micro);
	if (n == 0)
		return 0;
	end = at + n;
	n = unit_at(s->r->arena, span_from(s->text, end), &micro, &unit);
	if (n == 0)
		return end - at;
	end += n;
	rest = skip_spaces(span_from(s->text, end));
	for (size_t i = 0; i < sizeof(postfixes) / sizeof(postfixes[0]); i++) {
		size_t len = starts_with_word(rest, postfixes[i].text);

		if (len == 0)
			continue;
		op = postfixes[i].op;
		postfix = true;
		end = s->text.len - rest.len + len;
		break;
	}
	/* Without a comparison only "none of them" is a promise. */
	if (!postfix && (micro != 0 || span_is(unit, "ns") || span_is(unit, "s") ||
			 span_is(unit, "bp")))
		return end - at;
	t = add(s, op, at, end);
	t->low_micro = t->high_micro = micro;
	t->unit = unit;
	if (!postfix)
		t->metric = unit;
	return end - at;
}

/* Whether what stands at `at` of the text is told already. */
static bool is_told(const struct scan *s, size_t at)
{
	const struct item *item = item_at(s->r, s->item);
	const char *place = s->text.ptr + at;

	for (size_t i = 0; i < item->thresholds.count; i++) {
		struct span raw = item->thresholds.at[i].raw;

		if (place >= raw.ptr && place < raw.ptr + raw.len)
			return true;
	}
	return false;
}

/* "Actual: 412 ms", "measured 0.04 %": what was measured needs no comparison. */
static void take_measured(const struct scan *s, size_t at)
{
	struct span unit = SPAN_EMPTY;
	enum threshold_op op = OP_EQ;
	struct threshold *t;
	int64_t micro;
	size_t end, n;

	/* The letters that the words begin with; looking all of them up costs more. */
	if (!strchr("abcegmnr", s->text.ptr[at]) &&
	    (unsigned char)s->text.ptr[at] < 0x80)
		return;
	n = words_start(&measured_words, span_from(s->text, at));
	if (n == 0)
		return;
	for (at += n; at < s->text.len && strchr(" :=~*", s->text.ptr[at]); at++)
		if (s->text.ptr[at] == '~')
			op = OP_APPROX;
	n = at < s->text.len ? number_at(span_from(s->text, at), &micro) : 0;
	if (n == 0 || is_told(s, at))
		return;
	end = at + n;
	n = unit_at(s->r->arena, span_from(s->text, end), &micro, &unit);
	if (n == 0)
		return;
	t = add(s, op, at, end + n);
	t->role = THRESHOLD_MEASURED;
	t->low_micro = t->high_micro = micro;
	t->unit = unit;
}

/* Whether a number may begin here. */
static bool is_edge(struct span text, size_t i)
{
	return i == 0 || strchr(" (|:*+~", text.ptr[i - 1]) ||
	       (unsigned char)text.ptr[i - 1] >= 0x80;
}

void thresholds_take(struct reading *r, size_t index, struct span source, unsigned line,
		     bool in_body)
{
	struct scan s = { .r = r, .item = index, .line = line };

	(void)in_body;
	s.text = reading_prose(r, source);
	for (size_t i = 0; i < s.text.len;) {
		char c = s.text.ptr[i], before = i > 0 ? s.text.ptr[i - 1] : ' ';
		bool number = is_digit(c) || c == '+' || c == '-';
		size_t len;

		/* A word's letters behind the first begin nothing. */
		if (c >= 'a' && c <= 'z' && before != ' ' && before != '(') {
			i++;
			continue;
		}
		len = compares[(unsigned char)c] ? take_compared(&s, i) : 0;

		if (len == 0 && number && (before == ' ' || before == '(' || !before))
			len = take_relative(&s, i);
		if (len == 0 && is_digit(c) && is_edge(s.text, i))
			len = take_counted(&s, i);
		i += len > 0 ? len : 1;
	}
	for (size_t i = 0; i < s.text.len; i++)
		if (i == 0 || strchr(" (|*\n", s.text.ptr[i - 1]))
			take_measured(&s, i);
}

/* A cell that is a number with or without comparison. */
static void take_cell(struct reading *r, size_t index, struct span subject,
		      struct span value, unsigned line, enum threshold_role role)
{
	struct scan s = { .r = r, .item = index, .line = line };
	struct span unit = SPAN_EMPTY;
	enum threshold_op op = OP_EQ;
	struct threshold *t;
	int64_t micro;
	size_t at, n;

	s.text = utf8_fold(r->arena, inline_plain(r->arena, value));
	at = comparator_at(s.text, 0, &op);
	while (at < s.text.len && s.text.ptr[at] == ' ')
		at++;
	n = number_at(span_from(s.text, at), &micro);
	if (n == 0)
		return;
	unit_at(r->arena, span_from(s.text, at + n), &micro, &unit);
	t = add(&s, op, 0, s.text.len);
	t->low_micro = t->high_micro = micro;
	t->unit = unit;
	t->role = role;
	t->metric = utf8_fold(r->arena, inline_plain(r->arena, subject));
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
