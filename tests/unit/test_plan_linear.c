/*
 * Reading a plan takes work in proportion to its length.  Work is counted, not timed:
 * the linker puts the functions below in front of the ones that every rule calls
 * (WORK in the Makefile).
 */
#include "unit.h"

#include "base/buf.h"
#include "base/limits.h"
#include "plan/inline.h"
#include "plan/parse.h"
#include "plan/reading.h"
#include "plan/words.h"

static uint64_t work;

struct item *__real_item_at(struct reading *r, size_t index);
struct item *__wrap_item_at(struct reading *r, size_t index);
struct item_note *__real_note_at(struct reading *r, size_t index);
struct item_note *__wrap_note_at(struct reading *r, size_t index);
struct span __real_reading_line(const struct reading *r, unsigned number);
struct span __wrap_reading_line(const struct reading *r, unsigned number);
ptrdiff_t __real_span_find(struct span span, struct span needle);
ptrdiff_t __wrap_span_find(struct span span, struct span needle);
int __real_span_cmp(struct span a, struct span b);
int __wrap_span_cmp(struct span a, struct span b);
bool __real_span_line(struct span *rest, struct span *out);
bool __wrap_span_line(struct span *rest, struct span *out);
struct span __real_span_trim(struct span span);
struct span __wrap_span_trim(struct span span);
struct span __real_utf8_fold(struct arena *arena, struct span text);
struct span __wrap_utf8_fold(struct arena *arena, struct span text);
const struct words_entry *__real_words_longest(const struct words_index *index,
					       struct span text);
const struct words_entry *__wrap_words_longest(const struct words_index *index,
					       struct span text);
bool __real_piece_next(struct pieces *pieces, struct piece *out);
bool __wrap_piece_next(struct pieces *pieces, struct piece *out);
void *__real_arena_alloc(struct arena *arena, size_t size, size_t align);
void *__wrap_arena_alloc(struct arena *arena, size_t size, size_t align);

struct item *__wrap_item_at(struct reading *r, size_t index)
{
	work++;
	return __real_item_at(r, index);
}

struct item_note *__wrap_note_at(struct reading *r, size_t index)
{
	work++;
	return __real_note_at(r, index);
}

struct span __wrap_reading_line(const struct reading *r, unsigned number)
{
	work++;
	return __real_reading_line(r, number);
}

ptrdiff_t __wrap_span_find(struct span span, struct span needle)
{
	work += 1 + span.len / 64;
	return __real_span_find(span, needle);
}

int __wrap_span_cmp(struct span a, struct span b)
{
	work++;
	return __real_span_cmp(a, b);
}

bool __wrap_span_line(struct span *rest, struct span *out)
{
	work++;
	return __real_span_line(rest, out);
}

struct span __wrap_span_trim(struct span span)
{
	work++;
	return __real_span_trim(span);
}

struct span __wrap_utf8_fold(struct arena *arena, struct span text)
{
	work += 1 + text.len / 8;
	return __real_utf8_fold(arena, text);
}

const struct words_entry *__wrap_words_longest(const struct words_index *index,
					       struct span text)
{
	work++;
	return __real_words_longest(index, text);
}

bool __wrap_piece_next(struct pieces *pieces, struct piece *out)
{
	work++;
	return __real_piece_next(pieces, out);
}

void *__wrap_arena_alloc(struct arena *arena, size_t size, size_t align)
{
	work += 1 + size / 64;
	return __real_arena_alloc(arena, size, align);
}

/* clang-format off: one shape a row; '@' is a number that counts up */
static const struct {
	const char *name, *unit;
} shapes[] = {
	{ "bullets", "- bullet @ is here\n" },
	{ "tasks", "- [x] task @ is here\n" },
	{ "the same task", "- [x] the same\n" },
	{ "the shortest task", "- [ ] a\n" },
	{ "tasks on lines that end in CR", "- [ ] a@\r" },
	{ "table rows", "| row @ | \xe2\x9c\x85 |\n" },
	{ "tables", "| Item | Status |\n|---|---|\n| row @ | Complete |\n\n" },
	{ "tables of one cell", "| a |\n|---|\n| b |\n\n" },
	{ "headings", "## Heading @\n\n" },
	{ "headings that claim", "## Part @ \xe2\x9c\x85\n\n" },
	{ "headings that claim over an item", "## Part \xe2\x9c\x85\n\n- [ ] a@\n\n" },
	{ "headings that count", "## Part @ (3 items)\n\n" },
	{ "phases", "## Phase @: x \xe2\x9c\x85\n\n" },
	{ "nested headings",
	  "# a \xe2\x9c\x85\n\n## b\n\n### c \xe2\x9d\x8c\n\n#### d\n\n" },
	{ "nested lists", "- a\n  - [x] b @\n    - [ ] c\n      - d\n" },
	{ "children of one task", "  - [ ] child @ of `a/b@.md`\n" },
	{ "reference definitions", "[a@]: https://example.org/@\n\n" },
	{ "emphasis runs", "*a **b* c** _d __e_ f__\n\n" },
	{ "stars", "***********************************************\n\n" },
	{ "backticks", "` a `` b ``` c ```` d @\n\n" },
	{ "brackets", "[[[[[[a@\n\n" },
	{ "statuses", "**Status**: Complete\n\n" },
	{ "statuses over items", "**Status**: Complete\n\n- [ ] x@\n\n" },
	{ "tallies", "Done: 3/50\n\n" },
	{ "tallies of headings", "## Part @\n\nPart @: 3/4\n\n" },
	{ "tallies of one heading", "## Part\n\nPart: 3/4 done\n\n" },
	{ "sign-offs", "- [x] Lead @: Ana Date: 2025-01-03\n" },
	{ "sign-offs on lines", "Lead @: ____ Date: ____\n\n" },
	{ "one role", "## s@\n\nLead: Ana@ Date: 2025-01-03\n\n" },
	{ "similar tasks",
	  "## s@\n\n- [x] alpha beta gamma @\n\n## t\n\n- [ ] alpha beta gamma\n\n" },
	{ "targets", "- [x] p95 latency < @ ms\n" },
	{ "files to come", "- [ ] `a/b.md`\n- [x] c@ (`a/b.md`)\n" },
	{ "quotes", "> > > - [ ] x@\n\n" },
	{ "code", "```\n- [ ] a@\n```\n\n" },
	{ "containers", "=== \"tab\"\n\n    - [ ] a@\n\n" },
	{ "details", "<details><summary>s@ \xe2\x9c\x85</summary>\n\n- [ ] x\n\n" },
	{ "comments", "<!-- muster: id=a@ -->\n- [ ] x\n\n" },
	{ "tables in HTML", "<table><tr><th>Item</th><th>Status</th></tr><tr><td>a@</"
			    "td><td>x</td></tr></table>\n\n" },
	{ "tables that nothing ends", "<table>\n\n" },
	{ "tables in tables", "<table>\n\n<b><table>\n\n" },
	{ "tables over blank lines",
	  "<table>\n\n<tr><td>a@</td>\n\n<td>x</td></tr>\n\n</table>\n\n" },
	{ "cells that span",
	  "<table><tr><th>Item<th>Status<tr><td rowspan=9 colspan=9>a@</table>\n\n" },
	{ "tags that nothing ends", "<table><a \"@<a '" },
	{ "boxes in HTML", "<p><input type=checkbox> a@</p>\n\n" },
	{ "numbers of signs", "- [ ] a@ &#9989; &#x2705 &#999999999999\n" },
	{ "double encoding", "\xc3\x83\xc2\xa9 \xc3\x82\xa0 a@\n\n" },
};
/* clang-format on */

static struct span repeat(struct buf *buf, const char *unit, size_t len)
{
	buf_clear(buf);
	for (size_t i = 0; buf->len < len; i++) {
		struct span rest = span_of(unit), part;

		for (bool first = true; span_split(&rest, '@', &part); first = false) {
			if (!first)
				buf_addu(buf, i);
			buf_add(buf, part);
		}
	}
	return buf_span(buf);
}

static uint64_t work_of(struct span text)
{
	struct arena *arena = arena_new(LIMIT_MODEL_BYTES);
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct err err = { 0 };
	struct plan plan;

	work = 0;
	assert_ok(
		plan_parse(&plan, SPAN_LIT("a.md"), text, NULL, arena, scratch, &err));
	arena_free(scratch);
	arena_free(arena);
	return work;
}

static void twice_the_plan_is_twice_the_work(void **state)
{
	struct buf buf;

	(void)state;
	buf_init(&buf, LIMIT_PLAN_BYTES);
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		uint64_t half = work_of(repeat(&buf, shapes[i].unit, 24 << 10));
		uint64_t whole = work_of(repeat(&buf, shapes[i].unit, 48 << 10));

		if (whole * 10 > half * 23)
			fail_msg("%s: %llu steps, and %llu for twice as much",
				 shapes[i].name, (unsigned long long)half,
				 (unsigned long long)whole);
	}
	buf_release(&buf);
}

static void a_step_is_counted(void **state)
{
	(void)state;
	assert_true(work_of(SPAN_LIT("- [x] a\n")) > 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_step_is_counted),
		cmocka_unit_test(twice_the_plan_is_twice_the_work),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
