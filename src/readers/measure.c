#include "readers/measure.h"

#include "base/num.h"

#include <stdlib.h>

#define PLACES    1000000 /* of what was divided */
#define DIGITS    64      /* of a number as written */
#define POINT_MAX 80      /* places that the point may move to, either way */
#define LABELS    64

/* ---- decimal text ---- */

/* A number taken apart: its digits, and how many of them stand before the point. */
struct decimal {
	bool negative;
	char digits[DIGITS];
	size_t count;
	int64_t point;
};

static bool take_apart(struct decimal *out, struct span text)
{
	ptrdiff_t e = span_index(text, 'e');
	int64_t exponent = 0;
	bool point = false;

	*out = (struct decimal){ .negative = text.len > 0 && text.ptr[0] == '-' };
	if (e < 0)
		e = span_index(text, 'E');
	if (e >= 0) {
		struct span tail = span_from(text, (size_t)e + 1);

		if (span_starts(tail, "+"))
			tail = span_from(tail, 1);
		if (!num_i64(tail, &exponent) || exponent > 400 || exponent < -400)
			return false;
		text = span_sub(text, 0, (size_t)e);
	}
	for (size_t i = out->negative ? 1 : 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '.' && !point) {
			point = true;
			continue;
		}
		if (c < '0' || c > '9' || out->count == DIGITS)
			return false;
		out->digits[out->count++] = c;
		out->point += !point;
	}
	out->point += exponent;
	return out->count > 0;
}

/* Zeros in front and behind say nothing. */
static void drop_zeros(struct decimal *decimal)
{
	size_t lead = 0;

	while (lead < decimal->count && decimal->digits[lead] == '0')
		lead++;
	while (decimal->count > lead && decimal->digits[decimal->count - 1] == '0')
		decimal->count--;
	decimal->count -= lead;
	decimal->point -= (int64_t)lead;
	memmove(decimal->digits, decimal->digits + lead, decimal->count);
}

struct span measure_shift(struct span number, int power, struct arena *arena)
{
	struct decimal decimal;
	char *text, *at;

	if (!take_apart(&decimal, number))
		return SPAN_EMPTY;
	decimal.point += power;
	drop_zeros(&decimal);
	if (decimal.count == 0)
		return SPAN_LIT("0");
	if (decimal.point > POINT_MAX || decimal.point < -POINT_MAX)
		return SPAN_EMPTY;
	text = at = arena_room(arena, DIGITS + POINT_MAX + 4, 1);
	if (decimal.negative)
		*at++ = '-';
	if (decimal.point <= 0) {
		*at++ = '0';
		*at++ = '.';
		for (int64_t i = decimal.point; i < 0; i++)
			*at++ = '0';
	}
	for (size_t i = 0; i < decimal.count; i++) {
		if (i > 0 && (int64_t)i == decimal.point)
			*at++ = '.';
		*at++ = decimal.digits[i];
	}
	for (int64_t i = (int64_t)decimal.count; i < decimal.point; i++)
		*at++ = '0';
	return (struct span){ text, (size_t)(at - text) };
}

struct span measure_divide(uint64_t part, uint64_t whole, enum measure_round round,
			   struct arena *arena)
{
	__extension__ unsigned __int128 scaled = part;
	uint64_t units;

	if (whole == 0)
		return SPAN_LIT("0");
	scaled *= PLACES;
	if (round == MEASURE_UP)
		scaled += whole - 1;
	scaled /= whole;
	units = (uint64_t)(scaled / PLACES);
	return measure_shift(arena_printf(arena, "%llu.%06llu",
					  (unsigned long long)units,
					  (unsigned long long)(scaled % PLACES)),
			     0, arena);
}

bool measure_unit(struct span unit, int *power)
{
	/* clang-format off: one unit a line */
	static const struct {
		const char *unit;
		int power;
	} units[] = {
		{ "ns", -6 },        { "us", -3 }, { "\xc2\xb5s", -3 },
		{ "\xce\xbcs", -3 }, { "ms", 0 },  { "s", 3 },
	};
	/* clang-format on */

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (span_is(unit, units[i].unit)) {
			*power = units[i].power;
			return true;
		}
	}
	return false;
}

/* ---- facts ---- */

int measure_put(struct put *put, const struct fact_metric *metric, const char *stat,
		struct span text, const char *unit)
{
	struct fact fact = fact_new(FACT_METRIC);

	if (text.len == 0)
		return 0;
	fact.as.metric = *metric;
	fact.as.metric.stat = span_of(stat);
	fact.as.metric.text = text;
	fact.as.metric.unit = span_of(unit);
	return put_fact(put, &fact);
}

int measure_count(struct put *put, const struct fact_metric *metric, uint64_t count)
{
	return measure_put(put, metric, "count",
			   arena_printf(put->scratch, "%llu",
					(unsigned long long)count),
			   "count");
}

int measure_errors(struct put *put, const struct fact_metric *metric, uint64_t errors,
		   uint64_t requests)
{
	struct fact_metric mine = *metric;
	int rc;

	if (requests == 0)
		return 0;
	mine.name = MEASURE_ERRORS;
	rc = measure_put(put, &mine, "rate",
			 measure_divide(errors, requests, MEASURE_UP, put->scratch),
			 "ratio");
	if (rc == 0)
		rc = measure_count(put, &mine, errors);
	mine.name = MEASURE_REQUESTS;
	return rc < 0 ? rc : measure_count(put, &mine, requests);
}

int measure_members(struct put *put, const struct fact_metric *metric,
		    struct node object, const struct measure_stat *stats, int power,
		    const char *unit)
{
	int rc = 0;

	for (; rc == 0 && stats->key; stats++)
		rc = measure_put(put, metric, stats->stat,
				 measure_shift(node_number(
						       node_get(object, stats->key)),
					       power, put->scratch),
				 unit);
	return rc;
}

/* ---- single values ---- */

#define SCALE 12   /* decimals that values are compared in */
#define SLACK 1000 /* 10^-9: a mean of doubles, added up in another order */

struct samples {
	uint64_t count;
	int64_t min, max;
	__extension__ __int128 sum;
	struct span min_text, max_text;
};

/* False where one of them is no number, or there is none. */
static bool take_samples(struct samples *out, struct node list)
{
	*out = (struct samples){ .min = INT64_MAX, .max = INT64_MIN };
	if (!node_is(list, NODE_ARRAY))
		return false;
	for (struct node n = node_first(list); node_exists(n); n = node_next(n)) {
		int64_t value;

		if (!num_scaled(node_number(n), SCALE, &value) || value < 0)
			return false;
		if (value < out->min) {
			out->min = value;
			out->min_text = node_number(n);
		}
		if (value > out->max) {
			out->max = value;
			out->max_text = node_number(n);
		}
		out->sum += value;
		out->count++;
	}
	return out->count > 0;
}

static bool is_near(struct span said, int64_t value, int64_t slack)
{
	int64_t number, distance;

	return num_scaled(said, SCALE, &number) &&
	       !__builtin_sub_overflow(number, value, &distance) && distance <= slack &&
	       distance >= -slack;
}

/* A value of SCALE decimals, rounded up. */
static struct span scaled_text(int64_t value, struct arena *arena)
{
	return measure_shift(arena_printf(arena, "%lld", (long long)value), -SCALE,
			     arena);
}

int measure_samples(struct put *put, const struct fact_metric *metric,
		    struct node object, const struct measure_said *said, int power,
		    const char *unit)
{
	struct span keys[4] = { said->list, said->min, said->max, said->mean };
	struct fact_metric mine = *metric;
	struct node of[4];
	struct span min, max, mean;
	struct samples samples;
	bool differs;
	int rc = 0;

	node_members(object, keys, of, 4);
	min = node_number(of[1]);
	max = node_number(of[2]);
	mean = node_number(of[3]);
	if (take_samples(&samples, of[0])) {
		int64_t sum = (int64_t)((samples.sum + (int64_t)samples.count - 1) /
					(int64_t)samples.count);

		differs = !is_near(min, samples.min, 1) ||
			  !is_near(max, samples.max, 1) || !is_near(mean, sum, SLACK);
		mine.computed = differs;
		if (differs) {
			rc = put_note(put, "totals-mismatch", node_line(object),
				      "its minimum, mean or maximum is not that of "
				      "its single values");
			min = samples.min_text;
			max = samples.max_text;
			mean = scaled_text(sum, put->scratch);
		}
	}
	if (rc == 0)
		rc = measure_put(put, &mine, "avg",
				 measure_shift(mean, power, put->scratch), unit);
	if (rc == 0)
		rc = measure_put(put, &mine, "min",
				 measure_shift(min, power, put->scratch), unit);
	return rc < 0 ? rc
		      : measure_put(put, &mine, "max",
				    measure_shift(max, power, put->scratch), unit);
}

/* ---- labels ---- */

struct label {
	struct span key, value;
};

static int by_key(const void *a, const void *b)
{
	const struct label *left = a, *right = b;

	return span_cmp(left->key, right->key);
}

struct span measure_label(struct span labels, const char *name, struct span value,
			  struct arena *arena)
{
	return arena_printf(arena, "%.*s%s%s=%.*s", SPAN_ARG(labels),
			    labels.len > 0 ? "," : "", name, SPAN_ARG(value));
}

struct span measure_labels(struct node object, struct arena *arena)
{
	struct label labels[LABELS];
	struct span out = SPAN_EMPTY;
	size_t count = 0;

	if (!node_is(object, NODE_OBJECT))
		return SPAN_EMPTY;
	for (struct node n = node_first(object); node_exists(n) && count < LABELS;
	     n = node_next(n))
		labels[count++] = (struct label){ node_key(n), node_word(n) };
	qsort(labels, count, sizeof(labels[0]), by_key);
	for (size_t i = 0; i < count; i++)
		out = arena_printf(arena, "%.*s%s%.*s=%.*s", SPAN_ARG(out),
				   i > 0 ? "," : "", SPAN_ARG(labels[i].key),
				   SPAN_ARG(labels[i].value));
	return out;
}
