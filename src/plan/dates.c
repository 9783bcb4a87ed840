#include "plan/dates.h"

#include "base/clock.h"
#include "base/num.h"
#include "plan/marks.h"
#include "plan/words.h"

/* clang-format off: one month a line; en, de, fr, es, pt, it, nl, ru */
static const char *const months[12] = {
	"january|jan|januar|jänner|janvier|janv|enero|ene|janeiro|gennaio|gen|januari|"
	"января|январь",
	"february|feb|februar|février|févr|fév|febrero|fevereiro|fev|febbraio|februari|"
	"февраля|февраль",
	"march|mar|märz|mär|mrz|mars|marzo|março|maart|mrt|марта|март",
	"april|apr|avril|avr|abril|abr|aprile|апреля|апрель",
	"may|mai|mayo|maio|maggio|mag|mei|мая|май",
	"june|jun|juni|juin|junio|junho|giugno|giu|июня|июнь",
	"july|jul|juli|juillet|juil|julio|julho|luglio|lug|июля|июль",
	"august|aug|août|agosto|ago|augustus|августа|август",
	"september|sept|sep|septembre|septiembre|setembro|set|settembre|сентября|"
	"сентябрь",
	"october|oct|oktober|okt|octobre|octubre|outubro|out|ottobre|ott|октября|"
	"октябрь",
	"november|nov|novembre|noviembre|novembro|ноября|ноябрь",
	"december|dec|dezember|dez|décembre|déc|diciembre|dic|dezembro|dicembre|"
	"декабря|декабрь",
};

/* All of them: whether it is worth to look which. */
WORDS(month_words,
      "january|jan|januar|jänner|janvier|janv|enero|ene|janeiro|gennaio|gen|januari|"
      "января|январь|february|feb|februar|février|févr|fév|febrero|fevereiro|fev|"
      "febbraio|februari|февраля|февраль|march|mar|märz|mär|mrz|mars|marzo|março|maart|"
      "mrt|марта|март|april|apr|avril|avr|abril|abr|aprile|апреля|апрель|may|mai|mayo|"
      "maio|maggio|mag|mei|мая|май|june|jun|juni|juin|junio|junho|giugno|giu|июня|июнь|"
      "july|jul|juli|juillet|juil|julio|julho|luglio|lug|июля|июль|august|aug|août|"
      "agosto|ago|augustus|августа|август|september|sept|sep|septembre|septiembre|"
      "setembro|set|settembre|сентября|сентябрь|october|oct|oktober|okt|octobre|"
      "octubre|outubro|out|ottobre|ott|октября|октябрь|november|nov|novembre|noviembre|"
      "novembro|ноября|ноябрь|december|dec|dezember|dez|décembre|déc|diciembre|dic|"
      "dezembro|dicembre|декабря|декабрь");
/* clang-format on */

/* Up to `most` digits at the front; the number in *out, the bytes returned. */
static size_t digits(struct span text, size_t most, uint64_t *out)
{
	size_t n = 0;

	while (n < text.len && n < most && text.ptr[n] >= '0' && text.ptr[n] <= '9')
		n++;
	return n > 0 && num_u64(span_sub(text, 0, n), 9999, out) ? n : 0;
}

static size_t month_at(struct span text, uint64_t *out)
{
	for (uint64_t m = 0; m < 12 && words_start(&month_words, text) > 0; m++) {
		size_t n = starts_with_word(text, months[m]);

		if (n == 0)
			continue;
		*out = m + 1;
		return n;
	}
	return 0;
}

/* "5th of", "1er", "5 de": what stands between a day, a month and a year. */
static size_t filler(struct span text)
{
	size_t n = 0, len;

	do {
		while (n < text.len && strchr(" .,", text.ptr[n]) && text.ptr[n])
			n++;
		len = starts_with_word(span_from(text, n),
				       "th|st|nd|rd|er|º|ª|°|of|de|del|"
				       "do|di|г");
		n += len;
	} while (len > 0);
	return n;
}

static bool make(struct arena *arena, uint64_t y, uint64_t m, uint64_t d,
		 struct span *iso)
{
	int64_t time;
	struct span text;

	if (y < 1970 || m < 1 || m > 12 || d < 1 || d > 31)
		return false;
	text = arena_printf(arena, "%04u-%02u-%02u", (unsigned)y, (unsigned)m,
			    (unsigned)d);
	if (clock_parse(text, &time) == CLOCK_UNSAID)
		return false;
	*iso = text;
	return true;
}

/*
 * "18/02/2026": with one number above twelve nobody takes the day for the month.
 * Where both may be either, `day_first` says whether the plan's language tells them
 * apart.
 */
static bool day_and_month(struct arena *arena, const uint64_t parts[3], bool day_first,
			  struct span *iso)
{
	if (parts[0] > 12 || day_first || parts[0] == parts[1])
		return make(arena, parts[2], parts[1], parts[0], iso);
	return parts[1] > 12 && make(arena, parts[2], parts[0], parts[1], iso);
}

/* A number, a separator, a number, a separator, a number. */
static size_t numeric(struct arena *arena, struct span text, bool day_first,
		      struct span *iso)
{
	uint64_t a, b, c;
	size_t n = digits(text, 4, &a), first = n, m;
	struct span sep;

	if (n == 0)
		return 0;
	sep = span_sub(text, n,
		       (unsigned char)text.ptr[n < text.len ? n : 0] >= 0x80 ? 3 : 1);
	n += sep.len;
	m = digits(span_from(text, n), 2, &b);
	if (m == 0)
		return 0;
	n += m;
	if (span_is(sep, "\xe5\xb9\xb4")) { /* year */
		if (!span_starts(span_from(text, n), "\xe6\x9c\x88"))
			return 0;
		n += 3;
	} else if (!span_eq(span_sub(text, n, 1), sep)) {
		return 0;
	} else {
		n++;
	}
	m = digits(span_from(text, n), first == 4 ? 2 : 4, &c);
	if (m == 0)
		return 0;
	n += m;
	if (span_starts(span_from(text, n), "\xe6\x97\xa5"))
		n += 3;
	if (first == 4 && (span_is(sep, "-") || span_is(sep, "/") || sep.len == 3))
		return make(arena, a, b, c, iso) ? n : 0;
	if (m != 4)
		return 0;
	if (span_is(sep, "/") || span_is(sep, "-"))
		return day_and_month(arena, (uint64_t[3]){ a, b, c }, day_first, iso)
			       ? n
			       : 0;
	return span_is(sep, ".") && make(arena, c, b, a, iso) ? n : 0;
}

/* "january 5, 2026", "5. january 2026", "jan 5 2026" */
static size_t worded(struct arena *arena, struct span text, struct span *iso)
{
	uint64_t y, m, d;
	size_t n = month_at(text, &m), step;
	bool month_first = n > 0;

	if (!month_first) {
		n = digits(text, 2, &d);
		if (n == 0)
			return 0;
		n += filler(span_from(text, n));
		step = month_at(span_from(text, n), &m);
	} else {
		n += filler(span_from(text, n));
		step = digits(span_from(text, n), 2, &d);
	}
	if (step == 0)
		return 0;
	n += step + filler(span_from(text, n + step));
	step = digits(span_from(text, n), 4, &y);
	return step == 4 && make(arena, y, m, d, iso) ? n + step : 0;
}

size_t date_at(struct arena *arena, struct span text, struct span *iso)
{
	size_t n = numeric(arena, text, false, iso);

	return n > 0 ? n : worded(arena, text, iso);
}

bool date_day_first(struct arena *arena, struct span text, struct span *iso)
{
	text = span_trim(text);
	return text.len > 0 && numeric(arena, text, true, iso) == text.len;
}

bool date_in(struct arena *arena, struct span text, struct span *iso)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i], before = i > 0 ? text.ptr[i - 1] : ' ';

		if ((before >= '0' && before <= '9') ||
		    (before >= 'a' && before <= 'z'))
			continue;
		if (((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		     (unsigned char)c >= 0xc0) &&
		    date_at(arena, span_from(text, i), iso) > 0)
			return true;
	}
	return false;
}
