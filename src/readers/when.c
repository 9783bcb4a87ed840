#include "readers/when.h"

#include "base/num.h"

#define DAY ((int64_t)86400)

/* clang-format off: one size a line */
static const struct {
	uint64_t below, per_second;
} epochs[] = {
	{ 100000000000u, 1 },
	{ 100000000000000u, 1000 },
	{ 100000000000000000u, 1000000 },
	{ UINT64_MAX, 1000000000 },
};
/* clang-format on */

static enum clock_quality parse_epoch(struct span text, int64_t *out)
{
	ptrdiff_t point = span_index(text, '.');
	uint64_t number;

	if (point > 0)
		text = span_sub(text, 0, (size_t)point);
	if (text.len < 9 || !num_u64(text, INT64_MAX, &number))
		return CLOCK_UNSAID;
	for (size_t i = 0; i < sizeof(epochs) / sizeof(epochs[0]); i++) {
		if (number < epochs[i].below) {
			*out = (int64_t)(number / epochs[i].per_second);
			return CLOCK_ZONED;
		}
	}
	return CLOCK_UNSAID;
}

static unsigned month_of(struct span name)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	for (unsigned i = 0; i < 12; i++)
		if (span_eq_nocase(name, (struct span){ names + 3 * (size_t)i, 3 }))
			return i + 1;
	return 0;
}

/* "10:00:00" */
static bool parse_clock(struct span text, int64_t *seconds)
{
	uint64_t part[3] = { 0 };
	struct span piece;
	size_t count = 0;

	while (span_split(&text, ':', &piece)) {
		if (count == 3 || piece.len != 2 ||
		    !num_u64(piece, count == 0 ? 23 : 60, &part[count]))
			return false;
		count++;
	}
	*seconds = (int64_t)(part[0] * 3600 + part[1] * 60 + part[2]);
	return count >= 2;
}

/* "+0200" behind an RFC 1123 time; "GMT", "UTC" and "Z" are nought. */
static bool parse_zone(struct span zone, int64_t *offset)
{
	uint64_t hours, minutes;

	*offset = 0;
	if (span_is(zone, "GMT") || span_is(zone, "UTC") || span_is(zone, "Z"))
		return true;
	if (zone.len != 5 || (zone.ptr[0] != '+' && zone.ptr[0] != '-') ||
	    !num_u64(span_sub(zone, 1, 2), 23, &hours) ||
	    !num_u64(span_sub(zone, 3, 2), 59, &minutes))
		return false;
	*offset = (int64_t)(hours * 3600 + minutes * 60);
	if (zone.ptr[0] == '-')
		*offset = -*offset;
	return true;
}

static enum clock_quality parse_rfc1123(struct span text, int64_t *out)
{
	ptrdiff_t comma = span_index(text, ',');
	struct span word[5] = { 0 };
	uint64_t day, year;
	int64_t seconds, offset = 0;
	unsigned month;
	size_t count = 0;

	if (comma >= 0 && comma <= 9)
		text = span_trim(span_from(text, (size_t)comma + 1));
	while (count < 5 && span_split(&text, ' ', &word[count]))
		count += word[count].len > 0;
	if (text.ptr || count < 4 || !num_u64(word[0], 31, &day) || day == 0 ||
	    word[2].len != 4 || !num_u64(word[2], 9999, &year) ||
	    !parse_clock(word[3], &seconds))
		return CLOCK_UNSAID;
	month = month_of(word[1]);
	if (month == 0 || (count == 5 && !parse_zone(word[4], &offset)))
		return CLOCK_UNSAID;
	*out = clock_days((int64_t)year, month, (unsigned)day) * DAY + seconds - offset;
	return count == 5 ? CLOCK_ZONED : CLOCK_NAIVE;
}

static bool is_day_name(struct span word)
{
	static const char names[] = "montuewedthufrisatsun";

	for (size_t i = 0; word.len == 3 && i < 7; i++)
		if (span_eq_nocase(word, (struct span){ names + 3 * i, 3 }))
			return true;
	return false;
}

/* What asctime() and date write; the zone, if any, stands before the year. */
static enum clock_quality parse_asctime(struct span text, int64_t *out)
{
	struct span word[6] = { 0 };
	uint64_t day, year;
	int64_t seconds, offset = 0;
	unsigned month;
	size_t count = 0;

	while (count < 6 && span_split(&text, ' ', &word[count]))
		count += word[count].len > 0;
	if (text.ptr || count < 5 || !is_day_name(word[0]) ||
	    !num_u64(word[2], 31, &day) || day == 0 ||
	    !parse_clock(word[3], &seconds) || word[count - 1].len != 4 ||
	    !num_u64(word[count - 1], 9999, &year))
		return CLOCK_UNSAID;
	month = month_of(word[1]);
	if (month == 0)
		return CLOCK_UNSAID;
	*out = clock_days((int64_t)year, month, (unsigned)day) * DAY + seconds;
	/* "CET" and "IST" are the names of several zones each. */
	if (count == 5 || !parse_zone(word[4], &offset))
		return CLOCK_NAIVE;
	*out -= offset;
	return CLOCK_ZONED;
}

enum clock_quality when_parse(struct span text, int64_t *out)
{
	enum clock_quality quality;

	*out = CLOCK_NONE;
	text = span_trim(text);
	quality = clock_parse(text, out);
	if (quality == CLOCK_UNSAID)
		quality = parse_epoch(text, out);
	if (quality == CLOCK_UNSAID)
		quality = parse_rfc1123(text, out);
	if (quality == CLOCK_UNSAID)
		quality = parse_asctime(text, out);
	return quality;
}
