#include "plan/quantity.h"

#include "base/num.h"
#include "plan/marks.h"
#include "plan/words.h"

#define MAX_DIGITS 30

/* clang-format off: one spelling a row; the longest that fits counts */

#define SECOND INT64_C(1000000000)

/* Canonical unit and how many of it one is; `per`: to be divided by that. */
static const struct {
	const char *name, *unit;
	int64_t factor, per;
} units[] = {
	{ "%", "bp", 100, 1 },
	{ "percent|per cent|prozent|pour cent|por ciento|por cento|процентов", "bp",
	  100, 1 },
	{ "\xe2\x80\xb0", "bp", 10, 1 },
	{ "pp", "pp", 1, 1 },
	{ "ns", "ns", 1, 1 },
	{ "us|\xc2\xb5s|\xce\xbcs", "ns", 1000, 1 },
	{ "ms|msec|millisecond|milliseconds|millisekunden|millisecondes|milisegundos|"
	  "мс|毫秒|ミリ秒|밀리초",
	  "ns", 1000000, 1 },
	{ "s|sec|secs|second|seconds|sekunde|sekunden|seconde|secondes|segundo|"
	  "segundos|secondi|seconden|сек|секунд|секунды|秒|초",
	  "ns", SECOND, 1 },
	{ "min|mins|minute|minutes|minuten|minuto|minutos|minuti|минут|минуты|мин|分|"
	  "分钟|分鐘|분",
	  "ns", 60 * SECOND, 1 },
	{ "h|hr|hrs|hour|hours|stunde|stunden|heure|heures|hora|horas|ora|ore|uur|час|"
	  "часа|часов|小时|小時|時間|시간",
	  "ns", 3600 * SECOND, 1 },
	{ "d|day|days|tag|tage|tagen|jour|jours|dia|dias|día|días|giorni|dagen|день|"
	  "дней|дня|天|日|일",
	  "ns", 86400 * SECOND, 1 },
	{ "w|week|weeks|woche|wochen|semaine|semaines|semana|semanas|settimane|weken|"
	  "недель|недели|周|週間|주",
	  "ns", 604800 * SECOND, 1 },
	{ "b|byte|bytes|octets", "B", 1, 1 },
	{ "kb|ko", "B", 1000, 1 },
	{ "mb|mo", "B", 1000000, 1 },
	{ "gb", "B", 1000000000, 1 },
	{ "tb", "B", INT64_C(1000000000000), 1 },
	{ "kib", "B", 1024, 1 },
	{ "mib", "B", 1048576, 1 },
	{ "gib", "B", 1073741824, 1 },
	{ "tib", "B", INT64_C(1099511627776), 1 },
	{ "req/s|reqs/s|requests/s|requests/sec|requests/second|requests per "
	  "second|rps|qps|tps|ops/s|events/s|events/sec|events per second|per "
	  "second|/s|/sec",
	  "1/s", 1, 1 },
	{ "req/min|requests/min|requests/minute|requests per minute|rpm|events/min|per "
	  "minute|/min",
	  "1/min", 1, 60 },
	{ "req/h|requests/h|requests/hour|requests per hour|events/h|per hour|/h|/hour",
	  "1/h", 1, 3600 },
	{ "per day|/day", "1/day", 1, 86400 },
	{ "per month|/month", "1/month", 1, 0 },
	{ "px|pixels", "px", 1, 1 },
};

WORDS(count_nouns,
      "error|errors|warning|warnings|line|lines|file|files|check|checks|package|"
      "packages|vulnerability|vulnerabilities|critical|criticals|high|finding|findings|"
      "issue|issues|failure|failures|hand|hands|agent|agents|alert|alerts|message|"
      "messages|leak|leaks|secret|secrets|lost records|records|defects|bugs|"
      "regressions|incidents|retries|scenario|scenarios|columns|indexes|tables");

/* All of them: whether it is worth to look which. */
WORDS(unit_words,
      "ko|mo|%|percent|per cent|prozent|pour cent|por ciento|por "
      "cento|процентов|‰|pp|ns|us|"
      "µs|μs|ms|msec|millisecond|milliseconds|millisekunden|millisecondes|milisegundos|"
      "мс|毫秒|ミリ秒|밀리초|s|sec|secs|second|seconds|sekunde|sekunden|seconde|"
      "secondes|"
      "segundo|segundos|secondi|seconden|сек|секунд|секунды|秒|초|min|mins|minute|"
      "minutes|minuten|minuto|minutos|minuti|минут|минуты|мин|分|分钟|分鐘|분|h|hr|hrs|"
      "hour|"
      "hours|stunde|stunden|heure|heures|hora|horas|ora|ore|uur|час|часа|часов|小时|"
      "小時|"
      "時間|시간|d|day|days|tag|tage|tagen|jour|jours|dia|dias|día|días|giorni|dagen|"
      "день|"
      "дней|дня|天|日|일|w|week|weeks|woche|wochen|semaine|semaines|semana|semanas|"
      "settimane|weken|недель|недели|周|週間|주|b|byte|bytes|octets|kb|mb|gb|tb|kib|"
      "mib|"
      "gib|tib|req/s|reqs/s|requests/s|requests/sec|requests/second|"
      "requests per second|rps|qps|tps|ops/s|events/s|events/sec|events per second|"
      "per second|/s|/sec|req/min|requests/min|requests/minute|requests per minute|rpm|"
      "events/min|per minute|/min|req/h|requests/h|requests/hour|requests per hour|"
      "events/h|per hour|/h|/hour|per day|/day|per month|/month|px|pixels");

/* Nouns of other languages, by the English stem that evidence is counted in. */
static const struct {
	const char *words, *noun;
} foreign_nouns[] = {
	{ "fehler|erreur|erreurs|errores|erros|errori|fouten|ошибок|ошибки|错误|錯誤|"
	  "エラー|오류",
	  "error" },
	{ "warnungen|avertissements|avertissement|advertencias|avisos|avvisi|"
	  "waarschuwingen|предупреждений|警告|경고",
	  "warning" },
	{ "schwachstellen|schwachstelle|vulnérabilités|vulnérabilité|vulnerabilidades|"
	  "vulnerabilità|kwetsbaarheden|уязвимостей|漏洞|脆弱性|취약점",
	  "vulnerability" },
	{ "kritische|kritischen|kritischer|critique|critiques|crítica|críticas|crítico|"
	  "críticos|critici|critiche|критических|严重|高危",
	  "critical" },
	{ "zeilen|lignes|líneas|linhas|righe|regels|строк|行", "line" },
	{ "dateien|fichiers|archivos|arquivos|bestanden|файлов|文件|ファイル", "file" },
	{ "befunde|constats|hallazgos|achados|находок", "finding" },
};

/* All of them: whether it is worth to look which. */
WORDS(foreign_words,
      "fehler|erreur|erreurs|errores|erros|errori|fouten|ошибок|ошибки|错误|錯誤|"
      "エラー|오류|"
      "warnungen|avertissements|avertissement|advertencias|avisos|avvisi|"
      "waarschuwingen|предупреждений|警告|경고|schwachstellen|schwachstelle|"
      "vulnérabilités|"
      "vulnérabilité|vulnerabilidades|vulnerabilità|kwetsbaarheden|уязвимостей|漏洞|"
      "脆弱性|"
      "취약점|kritische|kritischen|kritischer|critique|critiques|crítica|críticas|"
      "crítico|"
      "críticos|critici|critiche|критических|严重|高危|zeilen|lignes|líneas|linhas|"
      "righe|"
      "regels|строк|行|dateien|fichiers|archivos|arquivos|bestanden|файлов|文件|"
      "ファイル|"
      "befunde|constats|hallazgos|achados|находок");

/* "High": as severities, in the order of their weight. */
static const char *const severities[] = { "critical", "high", "medium", "low" };

WORDS(all_nouns,
      "tests|test|test cases|unit tests|integration tests|checks|health checks|"
      "smoke tests|scenarios|tests "
      "unitaires|pruebas|testes|prüfungen|тестов|тесты|测试|"
      "用例|テスト|테스트");

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

static size_t digits_at(struct span text)
{
	size_t n = 0;

	while (n < text.len && is_digit(text.ptr[n]))
		n++;
	return n;
}

/* What stands between two groups of digits; its bytes, 0: the number ends here. */
static size_t separator_at(struct span text, bool spaces)
{
	size_t len = 0;

	if (text.len < 2)
		return 0;
	if (text.ptr[0] == '.' || text.ptr[0] == ',' || text.ptr[0] == '_' ||
	    text.ptr[0] == '\'')
		len = 1;
	else if (span_starts(text, "\xe2\x80\x99"))
		len = 3;
	else if (text.ptr[0] == ' ' && spaces && digits_at(span_from(text, 1)) == 3)
		len = 1;
	return len > 0 && digits_at(span_from(text, len)) > 0 ? len : 0;
}

/* The digits of a number and how its groups are put together. */
struct shape {
	char digits[MAX_DIGITS + 1]; /* without separators */
	size_t used, len;            /* len: bytes of the text */
	size_t dots, commas;         /* separators of each kind */
	size_t last;                 /* digits behind the last dot or comma */
	size_t first;                /* digits before the first separator */
	bool last_is_dot;
	bool grouped; /* every group behind the first has three digits */
};

static bool read_shape(struct span text, bool spaces, struct shape *out)
{
	size_t n = digits_at(text), step;

	*out = (struct shape){ .grouped = true, .first = n };
	while (n > 0) {
		if (out->used + n > MAX_DIGITS)
			return false;
		memcpy(out->digits + out->used, text.ptr + out->len, n);
		out->used += n;
		out->len += n;
		step = separator_at(span_from(text, out->len), spaces);
		if (step == 0)
			break;
		n = digits_at(span_from(text, out->len + step));
		if (text.ptr[out->len] == '.' || text.ptr[out->len] == ',') {
			out->last_is_dot = text.ptr[out->len] == '.';
			out->dots += out->last_is_dot;
			out->commas += !out->last_is_dot;
			out->last = n;
		} else if (text.ptr[out->len] != '_' && n != 3) {
			return false;
		}
		out->grouped &= n == 3;
		out->len += step;
	}
	return out->used > 0;
}

/* `decimals` of the digits stand behind the point. */
static bool value_of(const struct shape *shape, size_t decimals, int64_t *micro)
{
	char text[MAX_DIGITS + 2];
	size_t whole = shape->used - decimals;

	memcpy(text, shape->digits, whole);
	if (decimals == 0)
		return num_scaled((struct span){ text, whole }, 6, micro);
	text[whole] = '.';
	memcpy(text + whole + 1, shape->digits + whole, decimals);
	return num_scaled((struct span){ text, shape->used + 1 }, 6, micro);
}

/* "1.600": a sign that groups or begins the decimals, by itself. */
static bool is_doubtful(const struct shape *shape)
{
	return shape->dots + shape->commas == 1 && shape->last == 3 &&
	       shape->first <= 3 && shape->digits[0] != '0';
}

static bool read_value(struct reading *r, const struct shape *shape,
		       struct quantity *out)
{
	enum decimals sign;
	bool dot = shape->last_is_dot, both, grouped;
	size_t decimals = shape->last;

	if (shape->dots + shape->commas == 0)
		decimals = 0;
	else if (shape->dots > 0 && shape->commas > 0)
		/* The last one is decimal, and the other one groups. */
		return (dot ? shape->dots : shape->commas) == 1 &&
		       value_of(shape, decimals, &out->micro);
	else if (shape->dots + shape->commas > 1)
		/* Of one kind they group; else it is a version or a date. */
		return shape->grouped && shape->first <= 3 &&
		       value_of(shape, 0, &out->micro);
	if (!is_doubtful(shape))
		return value_of(shape, decimals, &out->micro);
	sign = locale_decimals(r);
	/* A comma groups but where the plan shows otherwise; a dot divides. */
	grouped = dot ? sign == DECIMALS_COMMA || sign == DECIMALS_COMMA_SHOWN
		      : sign != DECIMALS_COMMA_SHOWN;
	both = dot ? sign == DECIMALS_UNSAID : sign == DECIMALS_COMMA;
	if (!value_of(shape, grouped ? 0 : decimals, &out->micro) ||
	    !value_of(shape, grouped == both ? decimals : 0, &out->other_micro))
		return false;
	out->ambiguous = both;
	return true;
}

/* "e6" of "1e6"; its bytes, or 0. */
static size_t exponent_at(struct span text, struct quantity *out)
{
	static const int64_t powers[] = { 1,         10,        100,     1000,
					  10000,     100000,    1000000, 10000000,
					  100000000, 1000000000 };
	size_t sign = text.len > 1 && (text.ptr[1] == '+' || text.ptr[1] == '-');
	uint64_t power;
	size_t n;

	if (text.len < 2 || text.ptr[0] != 'e')
		return 0;
	n = digits_at(span_from(text, 1 + sign));
	if (n == 0 || !num_u64(span_sub(text, 1 + sign, n), 9, &power))
		return 0;
	if (sign == 1 && text.ptr[1] == '-') {
		if (out->micro % powers[power] != 0)
			return 0;
		out->micro /= powers[power];
	} else if (__builtin_mul_overflow(out->micro, powers[power], &out->micro)) {
		return 0;
	}
	return 1 + sign + n;
}

/* "10k requests", "5 m rows": a thousand, a million; "5m" alone is no number. */
static size_t suffix_at(struct span text, struct quantity *out)
{
	int64_t factor = 0;

	if (text.len == 0)
		return 0;
	if (text.ptr[0] == 'k')
		factor = 1000;
	else if (text.ptr[0] == 'm' && text.len > 2 && text.ptr[1] == ' ' &&
		 text.ptr[2] >= 'a' && text.ptr[2] <= 'z')
		factor = 1000000;
	if (factor == 0 ||
	    (text.len > 1 &&
	     (utf8_is_letter((unsigned char)text.ptr[1]) || is_digit(text.ptr[1]))))
		return 0;
	if (__builtin_mul_overflow(out->micro, factor, &out->micro) ||
	    __builtin_mul_overflow(out->other_micro, factor, &out->other_micro))
		return 0;
	return 1;
}

static size_t currency_at(struct span text)
{
	return starts_with_word(text,
				"$|€|£|¥|₽|eur|euro|euros|usd|gbp|chf|dollars");
}

/* "18.2.1", "2026-01-01", "8:30", "401/403", "<80>", "3rd": numbers of other kinds. */
static bool is_other(struct span rest)
{
	struct span behind = skip_spaces(rest);

	if (rest.len > 1 && strchr("/:", rest.ptr[0]) && is_digit(rest.ptr[1]))
		return true;
	return (rest.len > 0 && (rest.ptr[0] == '>' || rest.ptr[0] == '}')) ||
	       currency_at(behind) > 0;
}

/* "2026-01-01": four digits, and two by two behind them. */
static bool is_date(struct span text)
{
	return digits_at(text) == 4 && text.len >= 10 && text.ptr[4] == '-' &&
	       text.ptr[7] == '-' && digits_at(span_from(text, 5)) == 2 &&
	       digits_at(span_from(text, 8)) >= 2;
}

size_t quantity_number(struct reading *r, struct span text, struct quantity *out)
{
	struct shape shape;
	size_t len;

	*out = (struct quantity){ 0 };
	/* Blanks group where the language does so: asked only where it matters. */
	if (!read_shape(text, false, &shape))
		return 0;
	if (shape.first <= 3 && shape.len < text.len && text.ptr[shape.len] == ' ' &&
	    shape.len == shape.first &&
	    digits_at(span_from(text, shape.len + 1)) == 3 &&
	    locale_decimals(r) >= DECIMALS_COMMA && !read_shape(text, true, &shape))
		return 0;
	if (is_date(text) || is_other(span_from(text, shape.len)) ||
	    !read_value(r, &shape, out))
		return 0;
	if (!out->ambiguous)
		out->other_micro = out->micro;
	len = shape.len;
	len += exponent_at(span_from(text, len), out);
	len += suffix_at(span_from(text, len), out);
	if (!out->ambiguous)
		out->other_micro = out->micro;
	return len;
}

static bool scale(struct quantity *q, int64_t factor)
{
	int64_t micro, other;

	if (__builtin_mul_overflow(q->micro, factor, &micro) ||
	    __builtin_mul_overflow(q->other_micro, factor, &other))
		return false;
	q->micro = micro;
	q->other_micro = other;
	return true;
}

/* The unit of that row; false where the value does not fit. */
static bool apply_unit(struct quantity *out, size_t row)
{
	out->unit = span_of(units[row].unit);
	out->coarse = span_is(out->unit, "ns") && units[row].factor >= 60 * SECOND;
	if (units[row].per > 1) {
		/* "90 per minute" is no whole number a second; "120" is. */
		if (out->micro % units[row].per != 0 ||
		    out->other_micro % units[row].per != 0)
			return true;
		out->micro /= units[row].per;
		out->other_micro /= units[row].per;
		out->unit = SPAN_LIT("1/s");
		return true;
	}
	if (scale(out, units[row].factor))
		return true;
	/* From two and a half hours on, nanoseconds do not fit. */
	if (!span_is(out->unit, "ns") || !scale(out, units[row].factor / SECOND))
		return false;
	out->unit = SPAN_LIT("s");
	return true;
}

static size_t noun_at(struct reading *r, struct span text, struct span *out)
{
	size_t len = words_start(&count_nouns, text);

	for (size_t i = 0; words_start(&foreign_words, text) > len &&
			   i < sizeof(foreign_nouns) / sizeof(foreign_nouns[0]);
	     i++) {
		size_t fits = starts_with_word(text, foreign_nouns[i].words);

		if (fits <= len)
			continue;
		*out = span_of(foreign_nouns[i].noun);
		return fits;
	}
	if (len == 0)
		return 0;
	*out = arena_copy(r->arena, span_sub(text, 0, len));
	if (out->len > 3 && span_ends(*out, "ies"))
		*out = arena_printf(r->arena, "%.*sy", (int)out->len - 3, out->ptr);
	else if (out->len > 2 && span_ends(*out, "s") && !span_ends(*out, "ss"))
		out->len--;
	return len;
}

size_t quantity_severity(struct span text, struct span *noun)
{
	for (size_t i = 0; i < sizeof(severities) / sizeof(severities[0]); i++) {
		size_t len = starts_with_word(text, severities[i]);

		if (len == 0)
			continue;
		*noun = span_of(severities[i]);
		return len;
	}
	return 0;
}

size_t quantity_all_noun(struct span text)
{
	return words_start(&all_nouns, text);
}

size_t quantity_unit(struct reading *r, struct span text, struct quantity *out)
{
	struct span rest = skip_spaces(text), noun;
	size_t blanks = text.len - rest.len, best = 0, which = 0, len;

	for (size_t i = 0;
	     words_start(&unit_words, rest) > 0 && i < sizeof(units) / sizeof(units[0]);
	     i++) {
		len = starts_with_word(rest, units[i].name);
		if (len > best) {
			best = len;
			which = i;
		}
	}
	if (best > 0)
		return apply_unit(out, which) ? blanks + best : 0;
	len = quantity_severity(rest, &noun);
	out->severity = len > 0;
	if (len == 0)
		len = noun_at(r, rest, &noun);
	if (len == 0)
		return 0;
	out->unit = noun;
	return blanks + len;
}

size_t quantity_sign(struct span text, enum decimals *out)
{
	struct shape shape;
	struct span behind;

	*out = DECIMALS_UNSAID;
	if (text.len == 0 || !is_digit(text.ptr[0]))
		return 0;
	if (!read_shape(text, false, &shape))
		return digits_at(text);
	if (shape.dots + shape.commas == 0 || is_doubtful(&shape))
		return shape.len;
	behind = skip_spaces(span_from(text, shape.len));
	if (shape.dots > 0 && shape.commas > 0) {
		if ((shape.last_is_dot ? shape.dots : shape.commas) == 1)
			*out = shape.last_is_dot ? DECIMALS_DOT : DECIMALS_COMMA_SHOWN;
	} else if (shape.dots + shape.commas == 1 && shape.last <= 2 &&
		   (shape.digits[0] == '0' || span_starts(behind, "%") ||
		    starts_with_word(behind, "ms|s|gb|mb|kb|gib|mib|h|€|eur|sek") >
			    0)) {
		/* Section numbers and versions have dots, but no units. */
		*out = shape.last_is_dot ? DECIMALS_DOT : DECIMALS_COMMA_SHOWN;
	}
	return shape.len;
}
