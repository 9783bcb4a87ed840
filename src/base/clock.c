#include "base/clock.h"

#include "base/num.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define DAY ((int64_t)86400)

const char *const clock_quality_word[] = {
	[CLOCK_UNSAID] = "none", [CLOCK_GUESSED] = "guessed", [CLOCK_DATE] = "date",
	[CLOCK_NAIVE] = "naive", [CLOCK_ZONED] = "zoned",
};

int64_t clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec;
}

int64_t clock_monotonic_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int clock_source_date(int64_t *out, struct err *err)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	uint64_t seconds;

	*out = CLOCK_NONE;
	if (!text || text[0] == '\0')
		return 0;
	if (!num_u64(span_of(text), 253402300799, &seconds)) {
		err_set(err, ERR_USAGE,
			"SOURCE_DATE_EPOCH is \"%s\", not a number of seconds", text);
		return err_fix(err, "unset it, or set it to seconds since 1970");
	}
	*out = (int64_t)seconds;
	return 0;
}

/* Howard Hinnant's days_from_civil, for the proleptic Gregorian calendar. */
int64_t clock_days(int64_t year, unsigned month, unsigned day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year =
		(153 * ((int64_t)month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;

	return era * 146097 + days - 719468;
}

const char *clock_format(int64_t time, char out[CLOCK_TEXT])
{
	int64_t days, left, era, of_era, year, of_year, mp;
	unsigned day, month;

	if (time == CLOCK_NONE || time < -62167219200 || time > 253402300799) {
		snprintf(out, CLOCK_TEXT, "-");
		return out;
	}
	days = time / DAY;
	left = time % DAY;
	if (left < 0) {
		left += DAY;
		days--;
	}
	days += 719468;
	era = (days >= 0 ? days : days - 146096) / 146097;
	of_era = days - era * 146097;
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	mp = (5 * of_year + 2) / 153;
	day = (unsigned)(of_year - (153 * mp + 2) / 5 + 1);
	month = (unsigned)(mp < 10 ? mp + 3 : mp - 9);
	year += era * 400 + (month <= 2 ? 1 : 0);
	snprintf(out, CLOCK_TEXT, "%04u-%02u-%02uT%02u:%02u:%02uZ",
		 (unsigned)year % 10000, month % 100, day % 100,
		 (unsigned)(left / 3600) % 100, (unsigned)(left / 60 % 60),
		 (unsigned)(left % 60));
	return out;
}

/* Exactly `digits` digits at `at`. */
static bool field(struct span text, size_t at, size_t digits, uint64_t max,
		  unsigned *out)
{
	uint64_t number;

	if (at + digits > text.len ||
	    !num_u64(span_sub(text, at, digits), max, &number))
		return false;
	*out = (unsigned)number;
	return true;
}

static unsigned days_in_month(unsigned year, unsigned month)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30,
					      31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap ? 1u : 0u);
}

/* "Z", " UTC", "+02:00", "+0200", a space before them or nothing. */
static bool read_zone(struct span zone, int64_t *offset, enum clock_quality *quality)
{
	unsigned hours, minutes;
	size_t at = 3;

	*offset = 0;
	*quality = CLOCK_ZONED;
	if (zone.len == 0) {
		*quality = CLOCK_NAIVE;
		return true;
	}
	if (span_is(zone, "Z") || span_is(zone, "z") || span_is(zone, " UTC"))
		return true;
	if (zone.ptr[0] == ' ') /* as git writes it */
		zone = span_from(zone, 1);
	if (zone.len == 0 || (zone.ptr[0] != '+' && zone.ptr[0] != '-'))
		return false;
	if (zone.len == 6 && zone.ptr[3] == ':')
		at = 4;
	if (zone.len != at + 2 || !field(zone, 1, 2, 23, &hours) ||
	    !field(zone, at, 2, 59, &minutes))
		return false;
	*offset = (int64_t)hours * 3600 + (int64_t)minutes * 60;
	if (zone.ptr[0] == '-')
		*offset = -*offset;
	return true;
}

/* Bytes of ".25" or ",25" at the front; 0 where no digit follows. */
static size_t fraction_len(struct span text)
{
	size_t len = 1;

	if (text.len == 0 || (text.ptr[0] != '.' && text.ptr[0] != ','))
		return 0;
	while (len < text.len && text.ptr[len] >= '0' && text.ptr[len] <= '9')
		len++;
	return len > 1 ? len : 0;
}

enum clock_quality clock_parse(struct span text, int64_t *out)
{
	unsigned year, month, day, hour, minute, second = 0;
	enum clock_quality quality;
	int64_t offset;
	size_t at = 16;

	text = span_trim(text);
	if (!field(text, 0, 4, 9999, &year) || text.len < 10 || text.ptr[4] != '-' ||
	    !field(text, 5, 2, 12, &month) || text.ptr[7] != '-' ||
	    !field(text, 8, 2, 31, &day) || month == 0 || day == 0 ||
	    day > days_in_month(year, month))
		return CLOCK_UNSAID;
	if (text.len == 10) {
		*out = clock_days(year, month, day) * DAY;
		return CLOCK_DATE;
	}
	if ((text.ptr[10] != 'T' && text.ptr[10] != 't' && text.ptr[10] != ' ') ||
	    !field(text, 11, 2, 23, &hour) || text.len < 16 || text.ptr[13] != ':' ||
	    !field(text, 14, 2, 59, &minute))
		return CLOCK_UNSAID;
	if (text.len > at && text.ptr[at] == ':') {
		if (!field(text, 17, 2, 60, &second))
			return CLOCK_UNSAID;
		at = 19;
		at += fraction_len(span_from(text, at));
	}
	if (!read_zone(span_from(text, at), &offset, &quality))
		return CLOCK_UNSAID;
	*out = clock_days(year, month, day) * DAY + (int64_t)hour * 3600 +
	       (int64_t)minute * 60 + second - offset;
	return quality;
}
