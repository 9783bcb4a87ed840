/* Where an offset stands: line and column. */
#include "unit.h"

#include "base/limits.h"
#include "text/lines.h"

#define BYTES 40000

/* Short lines, long ones and empty ones, each a byte longer than the one before. */
static struct span make_text(char *text)
{
	size_t next = 0, len = 0;

	for (size_t i = 0; i < BYTES; i++) {
		bool end = i == next;

		text[i] = end ? '\n' : 'a';
		if (end) {
			len = i < 9000 ? 0 : (len + 1) % 90;
			next = i + 1 + len;
		}
	}
	return (struct span){ text, BYTES };
}

/* Counted byte by byte. */
static void assert_stands(struct lines *lines, struct span text, size_t offset)
{
	struct pos pos = lines_pos(lines, offset);
	unsigned line = 1, column = 1;

	for (size_t i = 0; i < offset; i++) {
		column = text.ptr[i] == '\n' ? 1 : column + 1;
		line += text.ptr[i] == '\n';
	}
	assert_int_equal(pos.line, line);
	assert_int_equal(pos.column, column);
}

static void offsets_are_found_forward_backward_and_far_off(void **state)
{
	static const size_t steps[] = { 1, 17, 255, 4096, 16384, 33000 };
	static char room[BYTES];
	struct span text = make_text(room);
	struct arena *arena = arena_new(LIMIT_MIB);
	struct lines lines;

	(void)state;
	for (size_t s = 0; s < sizeof(steps) / sizeof(steps[0]); s++) {
		lines_init(&lines, SPAN_LIT("a"), text, arena);
		for (size_t i = 0; i < 60; i++)
			assert_stands(&lines, text, i * steps[s] % BYTES);
	}
	assert_stands(&lines, text, BYTES);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offsets_are_found_forward_backward_and_far_off),
	};

	return cmocka_run_group_tests_name("lines", tests, NULL, NULL);
}
