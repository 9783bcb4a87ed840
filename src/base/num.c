#include "base/num.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool num_u64(struct span text, uint64_t max, uint64_t *out)
{
	uint64_t number = 0;

	if (text.len == 0)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (!is_digit(text.ptr[i]))
			return false;
		if (__builtin_mul_overflow(number, 10, &number) ||
		    __builtin_add_overflow(number, (uint64_t)(text.ptr[i] - '0'),
					   &number))
			return false;
	}
	if (number > max)
		return false;
	*out = number;
	return true;
}

bool num_i64(struct span text, int64_t *out)
{
	bool negative = text.len > 0 && text.ptr[0] == '-';
	uint64_t size;

	/* There is one more below zero than above. */
	if (!num_u64(span_from(text, negative ? 1 : 0), (uint64_t)INT64_MAX + negative,
		     &size))
		return false;
	*out = negative ? (int64_t)(0 - size) : (int64_t)size;
	return true;
}

bool num_hex(struct span text, uint64_t *out)
{
	uint64_t number = 0;

	if (text.len == 0 || text.len > 16)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		unsigned digit;

		if (is_digit(c))
			digit = (unsigned)(c - '0');
		else if (c >= 'a' && c <= 'f')
			digit = (unsigned)(c - 'a') + 10;
		else if (c >= 'A' && c <= 'F')
			digit = (unsigned)(c - 'A') + 10;
		else
			return false;
		number = number << 4 | digit;
	}
	*out = number;
	return true;
}

/* The exponent behind 'e' or 'E', in the range of an int. */
static bool read_exponent(struct span text, int *out)
{
	int64_t exponent;

	if (text.len > 1 && text.ptr[0] == '+' && text.ptr[1] != '-')
		text = span_from(text, 1);
	if (!num_i64(text, &exponent) || exponent < -1000000 || exponent > 1000000)
		return false;
	*out = (int)exponent;
	return true;
}

bool num_scaled(struct span text, unsigned scale, int64_t *out)
{
	bool negative = text.len > 0 && text.ptr[0] == '-';
	bool lost = false; /* a digit other than 0 was dropped */
	bool digits = false, point = false;
	int64_t number = 0;
	int shift = (int)scale; /* digits still to be made room for */
	size_t i = negative ? 1 : 0;
	ptrdiff_t e = span_index(text, 'e');

	if (e < 0)
		e = span_index(text, 'E');
	if (e >= 0) {
		int exponent;

		if (!read_exponent(span_from(text, (size_t)e + 1), &exponent))
			return false;
		shift += exponent;
		text = span_sub(text, 0, (size_t)e);
	}
	for (; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '.' && !point) {
			point = true;
			continue;
		}
		if (!is_digit(c))
			return false;
		digits = true;
		if (point && shift <= 0) {
			lost |= c != '0';
			continue;
		}
		if (point)
			shift--;
		if (__builtin_mul_overflow(number, 10, &number) ||
		    __builtin_add_overflow(number, c - '0', &number))
			return false;
	}
	if (!digits)
		return false;
	for (; shift > 0 && number != 0; shift--)
		if (__builtin_mul_overflow(number, 10, &number))
			return false;
	for (; shift < 0 && number != 0; shift++) {
		lost |= number % 10 != 0;
		number /= 10;
	}
	if (negative)
		number = -number - (lost ? 1 : 0);
	*out = number;
	return true;
}

bool num_seconds(struct span text, int64_t *out)
{
	int64_t us;

	if (!num_scaled(text, 6, &us) || us < 0)
		return false;
	*out = us;
	return true;
}

struct span num_grouped(char room[NUM_GROUPED], uint64_t number)
{
	size_t at = NUM_GROUPED;
	unsigned digits = 0;

	do {
		if (digits > 0 && digits % 3 == 0)
			room[--at] = ',';
		room[--at] = (char)('0' + number % 10);
		number /= 10;
		digits++;
	} while (number > 0);
	return (struct span){ room + at, NUM_GROUPED - at };
}

int64_t num_basis_points(uint64_t part, uint64_t whole)
{
	__extension__ unsigned __int128 scaled = part;

	if (whole == 0)
		return 0;
	scaled = scaled * 10000 / whole;
	return scaled > INT64_MAX ? INT64_MAX : (int64_t)scaled;
}
