/*
 * What edits of a plan's file may not change: every plan of the fixtures, of the
 * project itself, of the fuzz corpus and of the other tests is changed in ways that
 * leave its meaning alone, and must give the same items, claims and ids (plans.md
 * sections 5.1 and 21).
 */
#include "unit.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "plan/parse.h"
#include "text/utf8.h"

#define PLAN_MAX     (64 * 1024)
#define TOGGLES      12 /* boxes that are ticked one by one, of each plan */
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct arena *keep, *arena, *scratch;
static LIST(struct text) texts;

struct text {
	struct span name, bytes;
};

/* ---- the plans ------------------------------------------------------------ */

static void add_text(struct span name, struct span bytes)
{
	if (bytes.len == 0 || bytes.len > PLAN_MAX || !utf8_is_valid(bytes) ||
	    memchr(bytes.ptr, '\0', bytes.len) || memchr(bytes.ptr, '\r', bytes.len) ||
	    !memchr(bytes.ptr, '\n', bytes.len))
		return;
	*LIST_ADD(keep, &texts) = (struct text){ name, bytes };
}

static void add_file(const char *path)
{
	struct err err = { 0 };
	struct span bytes;

	assert_ok(file_read(&bytes, path, LIMIT_PLAN_BYTES, keep, &err));
	add_text(span_of(path), bytes);
}

static void add_folder(const char *folder)
{
	const struct file_entry *entries;
	struct err err = { 0 };
	size_t count;

	assert_ok(file_list(&entries, &count, folder, 1000, keep, &err));
	for (size_t i = 0; i < count; i++)
		add_file(arena_string(keep, arena_printf(keep, "%s/%.*s", folder,
							 SPAN_ARG(entries[i].path))));
}

/* One character of a C string literal behind its backslash; the bytes used. */
static size_t unescape(struct span rest, struct buf *out)
{
	static const char from[] = "nt\"\\", to[] = "\n\t\"\\";
	const char *hex = "0123456789abcdef";
	const char *at;
	unsigned byte = 0;
	size_t n = 1;

	if (rest.len > 0 && rest.ptr[0] == 'x') {
		while (n < rest.len && n < 3 && strchr(hex, rest.ptr[n]))
			byte = byte * 16 + (unsigned)(strchr(hex, rest.ptr[n++]) - hex);
		buf_addch(out, (char)byte);
		return n;
	}
	at = rest.len > 0 ? strchr(from, rest.ptr[0]) : NULL;
	if (at && *at)
		buf_addch(out, to[at - from]);
	return 1;
}

/* Every text of several lines that stands as a string in a test's source. */
static void add_strings(const char *path)
{
	struct err err = { 0 };
	struct span source;
	struct buf out;
	bool inside = false;
	size_t gap = 0;

	assert_ok(file_read(&source, path, 4 * LIMIT_MIB, keep, &err));
	buf_init(&out, PLAN_MAX);
	for (size_t i = 0; i < source.len; i++) {
		char c = source.ptr[i];

		if (c == '"') {
			inside = !inside;
			gap = 0;
		} else if (inside && c == '\\') {
			i += unescape(span_from(source, i + 1), &out);
		} else if (inside) {
			buf_addch(&out, c);
		} else if (c != ' ' && c != '\t' && c != '\n' && gap++ == 0) {
			add_text(arena_printf(keep, "%s, byte %zu", path, i),
				 arena_copy(keep, buf_span(&out)));
			buf_clear(&out);
		}
	}
	buf_release(&out);
}

static int setup(void **state)
{
	(void)state;
	keep = arena_new(LIMIT_MODEL_BYTES);
	arena = arena_new(LIMIT_MODEL_BYTES);
	scratch = arena_new(LIMIT_SCRATCH_BYTES);
	add_folder("tests/fixtures/plans");
	add_folder("tests/fuzz/corpus/plan");
	add_folder("checklists");
	add_file("evidence/README.md");
	add_file("README.md");
	add_strings("tests/unit/test_plan.c");
	add_strings("tests/unit/test_plan_tricky.c");
	add_strings("tests/unit/test_clash.c");
	assert_true(texts.count > 200);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(keep);
	arena_free(arena);
	arena_free(scratch);
	return 0;
}

static struct plan parse(struct span bytes)
{
	struct plan plan;
	struct err err = { 0 };

	assert_ok(plan_parse(&plan, SPAN_LIT("plans/a.md"), bytes, NULL, arena, scratch,
			     &err));
	arena_clear(scratch);
	return plan;
}

static bool is_broken(const struct plan *plan)
{
	return plan->encoding.mojibake.len > 0 || plan->incomplete;
}

static bool starts_with_matter(struct span text)
{
	return span_starts(text, "---") || span_starts(text, "+++") ||
	       span_starts(text, "{") || span_starts(text, ";;;");
}

/* ---- the changes ---------------------------------------------------------- */

struct change {
	const char *name;
	/* False: this plan cannot be changed so. */
	bool (*make)(struct buf *out, struct span text);
	unsigned shift; /* lines that everything moves down */
};

static bool with_ends(struct buf *out, struct span text, const char *end)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '\n')
			buf_adds(out, end);
		else
			buf_addch(out, text.ptr[i]);
	return true;
}

static bool make_crlf(struct buf *out, struct span text)
{
	return with_ends(out, text, "\r\n");
}

static bool make_cr(struct buf *out, struct span text)
{
	return with_ends(out, text, "\r");
}

static bool make_bom(struct buf *out, struct span text)
{
	buf_adds(out, "\xef\xbb\xbf");
	buf_add(out, text);
	return true;
}

static void add_unit(struct buf *out, uint32_t unit, bool big)
{
	buf_addch(out, (char)(big ? unit >> 8 : unit & 0xff));
	buf_addch(out, (char)(big ? unit & 0xff : unit >> 8));
}

static bool to_utf16(struct buf *out, struct span text, bool big)
{
	add_unit(out, 0xfeff, big);
	while (text.len > 0) {
		size_t len;
		uint32_t point = (uint32_t)utf8_next(text, &len);

		if (point > 0xffff) {
			add_unit(out, 0xd800 + ((point - 0x10000) >> 10), big);
			add_unit(out, 0xdc00 + ((point - 0x10000) & 0x3ff), big);
		} else {
			add_unit(out, point, big);
		}
		text = span_from(text, len);
	}
	return true;
}

static bool make_utf16le(struct buf *out, struct span text)
{
	return to_utf16(out, text, false);
}

static bool make_utf16be(struct buf *out, struct span text)
{
	return to_utf16(out, text, true);
}

/* clang-format off: the upper halves of both charsets, from Unicode's tables */
static const uint16_t macroman[128] = {
	0x00c4, 0x00c5, 0x00c7, 0x00c9, 0x00d1, 0x00d6, 0x00dc, 0x00e1, 0x00e0, 0x00e2,
	0x00e4, 0x00e3, 0x00e5, 0x00e7, 0x00e9, 0x00e8, 0x00ea, 0x00eb, 0x00ed, 0x00ec,
	0x00ee, 0x00ef, 0x00f1, 0x00f3, 0x00f2, 0x00f4, 0x00f6, 0x00f5, 0x00fa, 0x00f9,
	0x00fb, 0x00fc, 0x2020, 0x00b0, 0x00a2, 0x00a3, 0x00a7, 0x2022, 0x00b6, 0x00df,
	0x00ae, 0x00a9, 0x2122, 0x00b4, 0x00a8, 0x2260, 0x00c6, 0x00d8, 0x221e, 0x00b1,
	0x2264, 0x2265, 0x00a5, 0x00b5, 0x2202, 0x2211, 0x220f, 0x03c0, 0x222b, 0x00aa,
	0x00ba, 0x03a9, 0x00e6, 0x00f8, 0x00bf, 0x00a1, 0x00ac, 0x221a, 0x0192, 0x2248,
	0x2206, 0x00ab, 0x00bb, 0x2026, 0x00a0, 0x00c0, 0x00c3, 0x00d5, 0x0152, 0x0153,
	0x2013, 0x2014, 0x201c, 0x201d, 0x2018, 0x2019, 0x00f7, 0x25ca, 0x00ff, 0x0178,
	0x2044, 0x20ac, 0x2039, 0x203a, 0xfb01, 0xfb02, 0x2021, 0x00b7, 0x201a, 0x201e,
	0x2030, 0x00c2, 0x00ca, 0x00c1, 0x00cb, 0x00c8, 0x00cd, 0x00ce, 0x00cf, 0x00cc,
	0x00d3, 0x00d4, 0xf8ff, 0x00d2, 0x00da, 0x00db, 0x00d9, 0x0131, 0x02c6, 0x02dc,
	0x00af, 0x02d8, 0x02d9, 0x02da, 0x00b8, 0x02dd, 0x02db, 0x02c7,
};
static const uint16_t cp1252[32] = {
	0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
	0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};
/* clang-format on */

/* The bytes of UTF-8 read as another charset, and saved as UTF-8 again. */
static bool damage(struct buf *out, struct span text, bool mac)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.ptr[i];
		uint32_t point = byte;
		char bytes[4];

		if (byte >= 0x80)
			point = mac           ? macroman[byte - 0x80]
				: byte < 0xa0 ? cp1252[byte - 0x80]
					      : byte;
		buf_add(out, (struct span){ bytes, utf8_encode(point, bytes) });
	}
	return true;
}

static bool make_macroman(struct buf *out, struct span text)
{
	return damage(out, text, true);
}

static bool make_1252(struct buf *out, struct span text)
{
	return damage(out, text, false);
}

static bool make_quoted(struct buf *out, struct span text)
{
	struct span line;

	if (starts_with_matter(text))
		return false;
	while (span_line(&text, &line)) {
		buf_adds(out, line.len > 0 ? "> " : ">");
		buf_add(out, line);
		buf_addch(out, '\n');
	}
	return true;
}

static bool make_paragraph(struct buf *out, struct span text)
{
	if (starts_with_matter(text))
		return false;
	buf_adds(out, "Some words that say nothing.\n\n");
	buf_add(out, text);
	return true;
}

static bool make_trailing(struct buf *out, struct span text)
{
	return with_ends(out, text, "  \n");
}

static bool make_trailing_tab(struct buf *out, struct span text)
{
	return with_ends(out, text, "\t\n");
}

static bool make_no_end(struct buf *out, struct span text)
{
	while (text.len > 0 && text.ptr[text.len - 1] == '\n')
		text.len--;
	buf_add(out, text);
	return text.len > 0;
}

/* ---- changes of lists ---- */

static size_t indent_of(struct span line)
{
	size_t n = 0;

	while (n < line.len && line.ptr[n] == ' ')
		n++;
	return n;
}

static bool is_rule(struct span line)
{
	for (size_t i = 0; i < line.len; i++)
		if (!strchr("-*_ ", line.ptr[i]))
			return false;
	return true;
}

/* Bytes of a list marker and the blanks behind it; 0: there is none. */
static size_t marker_of(struct span line, size_t *digits)
{
	size_t n = 0, end;

	*digits = 0;
	if (is_rule(line))
		return 0;
	while (n < line.len && line.ptr[n] >= '0' && line.ptr[n] <= '9')
		n++;
	*digits = n;
	if (n > 3 || n >= line.len ||
	    (n > 0 ? !strchr(".)", line.ptr[n]) : !strchr("-*+", line.ptr[n])))
		return 0;
	end = ++n;
	while (n < line.len && line.ptr[n] == ' ')
		n++;
	return n > end && n - end <= 4 && n < line.len ? n : 0;
}

static bool is_fence(struct span line)
{
	return span_starts(line, "```") || span_starts(line, "~~~");
}

/* Things whose indentation or marks mean something else. */
static bool has_odd_blocks(struct span text)
{
	static const char *const odd[] = {
		"\t",   "=== ", "!!! ",         "???",          ":::", ". - ", "- - ",
		"* - ", "<",    "    \xe2\x94", "\xe2\x94\x9c", "- *", "> "
	};

	if (starts_with_matter(text))
		return true;
	for (size_t i = 0; i < COUNT(odd); i++)
		if (span_find(text, span_of(odd[i])) >= 0)
			return true;
	return false;
}

/* Each line with `edit` on the part behind its indentation, fences left out. */
static bool edit_lines(struct buf *out, struct span text,
		       void (*edit)(struct buf *out, struct span rest))
{
	struct span line;
	bool fenced = false;

	if (has_odd_blocks(text))
		return false;
	while (span_line(&text, &line)) {
		size_t indent = indent_of(line);
		struct span rest = span_from(line, indent);

		buf_add(out, span_sub(line, 0, indent));
		if (is_fence(rest))
			fenced = !fenced;
		if (fenced)
			buf_add(out, rest);
		else
			edit(out, rest);
		buf_addch(out, '\n');
	}
	return true;
}

static void exchange(struct buf *out, struct span rest)
{
	static const char from[] = "-*+", to[] = "*+-";
	size_t digits;

	if (marker_of(rest, &digits) > 0 && digits == 0) {
		buf_addch(out, to[strchr(from, rest.ptr[0]) - from]);
		rest = span_from(rest, 1);
	}
	buf_add(out, rest);
}

static bool make_markers(struct buf *out, struct span text)
{
	return edit_lines(out, text, exchange);
}

/* A list may begin behind a paragraph with 1 alone, so that stays. */
static void renumber(struct buf *out, struct span rest)
{
	size_t digits;

	if (marker_of(rest, &digits) > 0 && digits == 1 && rest.ptr[0] != '1') {
		buf_addch(out, (char)('2' + (rest.ptr[0] - '0' + 5) % 8));
		rest = span_from(rest, 1);
	}
	buf_add(out, rest);
}

static bool make_renumbered(struct buf *out, struct span text)
{
	return edit_lines(out, text, renumber);
}

static void all_ones(struct buf *out, struct span rest)
{
	size_t digits;

	if (marker_of(rest, &digits) > 0 && digits == 1) {
		buf_addch(out, '1');
		rest = span_from(rest, 1);
	}
	buf_add(out, rest);
}

static bool make_ones(struct buf *out, struct span text)
{
	return edit_lines(out, text, all_ones);
}

/* An open list item: where its text was, and where its marker and text are now. */
struct level {
	size_t old_content, marker, content;
};

static void put_indent(struct buf *out, size_t columns, bool tabs)
{
	for (; tabs && columns >= 4; columns -= 4)
		buf_addch(out, '\t');
	for (; columns > 0; columns--)
		buf_addch(out, ' ');
}

static void reindent_line(struct buf *out, struct span line, struct level *levels,
			  size_t *depth, size_t width, bool tabs, bool *fenced)
{
	size_t indent = indent_of(line), digits, marker, old = 0, now = 0;
	struct span rest = span_from(line, indent);

	if (!*fenced)
		while (*depth > 0 && indent < levels[*depth - 1].old_content)
			--*depth;
	if (*depth > 0) {
		old = levels[*depth - 1].old_content;
		now = levels[*depth - 1].content;
	}
	if (is_fence(rest))
		*fenced = !*fenced;
	marker = *fenced || is_fence(rest) || indent >= old + 4
			 ? 0
			 : marker_of(rest, &digits);
	if (marker == 0 || *depth == 15) {
		put_indent(out, now, tabs);
		put_indent(out, indent > old ? indent - old : 0, false);
		buf_add(out, rest);
		return;
	}
	if (*depth > 0) {
		size_t own = levels[*depth - 1].content - levels[*depth - 1].marker;

		now = levels[*depth - 1].marker + (own > width ? own : width);
	}
	put_indent(out, now, tabs);
	buf_add(out, rest);
	levels[(*depth)++] = (struct level){ indent + marker, now, now + marker };
}

static bool reindent(struct buf *out, struct span text, size_t width, bool tabs)
{
	struct level levels[16];
	struct span line;
	bool fenced = false;
	size_t depth = 0;

	if (has_odd_blocks(text))
		return false;
	while (span_line(&text, &line)) {
		if (line.len > 0)
			reindent_line(out, line, levels, &depth, width, tabs, &fenced);
		buf_addch(out, '\n');
	}
	return true;
}

static bool make_indent2(struct buf *out, struct span text)
{
	return reindent(out, text, 2, false);
}

static bool make_indent3(struct buf *out, struct span text)
{
	return reindent(out, text, 3, false);
}

static bool make_indent4(struct buf *out, struct span text)
{
	return reindent(out, text, 4, false);
}

static bool make_tabs(struct buf *out, struct span text)
{
	return reindent(out, text, 4, true);
}

static const struct change changes[] = {
	{ "CRLF", make_crlf, 0 },
	{ "lone CR", make_cr, 0 },
	{ "BOM", make_bom, 0 },
	{ "UTF-16LE", make_utf16le, 0 },
	{ "UTF-16BE", make_utf16be, 0 },
	{ "MacRoman", make_macroman, 0 },
	{ "windows-1252", make_1252, 0 },
	{ "block quote", make_quoted, 0 },
	{ "a paragraph above", make_paragraph, 2 },
	{ "trailing blanks", make_trailing, 0 },
	{ "trailing tabs", make_trailing_tab, 0 },
	{ "no final newline", make_no_end, 0 },
	{ "markers", make_markers, 0 },
	{ "numbers", make_renumbered, 0 },
	{ "ones", make_ones, 0 },
	{ "indented by two", make_indent2, 0 },
	{ "indented by three", make_indent3, 0 },
	{ "indented by four", make_indent4, 0 },
	{ "indented by tabs", make_tabs, 0 },
};

/* ---- what must stay ------------------------------------------------------- */

/* What differs between two readings, in words; NULL: nothing. */
static const char *difference(const struct plan *want, const struct plan *got,
			      unsigned shift, size_t *at)
{
	for (*at = 0; *at < want->items.count && *at < got->items.count; ++*at) {
		const struct item *a = &want->items.at[*at], *b = &got->items.at[*at];

		if (a->line + shift != b->line)
			return "the line";
		if (a->kind != b->kind)
			return "the kind";
		if (a->claim != b->claim)
			return "the claim";
		if (!span_eq(a->plain, b->plain))
			return "the text";
		if (!span_eq(a->id, b->id))
			return "the id";
		if (a->judged != b->judged)
			return "whether it is judged";
	}
	if (want->items.count != got->items.count)
		return "the number of items";
	return NULL;
}

/* Damage of a single letter, or of one that no charset has, is not told from text. */
static bool can_be_repaired(const struct plan *plan)
{
	return plan->encoding.mojibake.len > 0;
}

static size_t check_change(const struct change *change, size_t *made)
{
	size_t wrong = 0;

	for (size_t i = 0; i < texts.count; i++) {
		struct plan want = parse(texts.at[i].bytes), got;
		const char *what;
		struct buf buf;
		size_t at;

		buf_init(&buf, 8 * PLAN_MAX);
		if (!is_broken(&want) && change->make(&buf, texts.at[i].bytes)) {
			got = parse(arena_copy(arena, buf_span(&buf)));
			what = difference(&want, &got, change->shift, &at);
			if (what &&
			    (change->make == make_macroman ||
			     change->make == make_1252) &&
			    !can_be_repaired(&got))
				what = NULL;
			++*made;
			if (what && wrong++ < 4)
				print_error("%s changes %s of item %zu (line %u) of "
					    "%.*s:\n%.*s\n",
					    change->name, what, at,
					    at < want.items.count
						    ? want.items.at[at].line
						    : 0,
					    SPAN_ARG(texts.at[i].name),
					    (int)(texts.at[i].bytes.len > 700
							  ? 0
							  : texts.at[i].bytes.len),
					    texts.at[i].bytes.ptr);
		}
		buf_release(&buf);
		arena_clear(arena);
	}
	return wrong;
}

static void edits_that_change_no_meaning_change_no_item(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(changes); i++) {
		size_t made = 0, here = check_change(&changes[i], &made);

		if (here > 0)
			print_error("== %s: %zu of %zu plans\n", changes[i].name, here,
				    made);
		assert_true(made > 20);
		wrong += here;
	}
	assert_int_equal(wrong, 0);
}

/* Byte offset of a line. */
static size_t offset_of(struct span text, unsigned line)
{
	size_t at = 0;

	for (; line > 1; line--)
		at += (size_t)span_index(span_from(text, at), '\n') + 1;
	return at;
}

/* The open box at the front of an item's own line; 0: there is none. */
static size_t open_box(struct span text, const struct item *item)
{
	size_t at = offset_of(text, item->line), end = at;
	ptrdiff_t box;

	while (end < text.len && text.ptr[end] != '\n')
		end++;
	box = span_find(span_sub(text, at, end - at), SPAN_LIT("[ ] "));
	return item->has_mark && span_is(item->mark, " ") && box >= 0 &&
			       (size_t)box + 1 >=
				       (item->column > 0 ? item->column : 1) -
					       (size_t)(item->column > 6
								? 6
								: item->column - 1)
		       ? at + (size_t)box + 1
		       : 0;
}

static bool is_below(const struct plan *plan, size_t index, size_t above)
{
	while (index != ITEM_NONE && index != above)
		index = plan->items.at[index].parent;
	return index == above;
}

/* Only that item's claim may differ, and what inherits it. */
static const char *spread(const struct plan *want, const struct plan *got, size_t own,
			  size_t *at)
{
	if (want->items.count != got->items.count)
		return "the number of items";
	for (*at = 0; *at < want->items.count; ++*at) {
		const struct item *a = &want->items.at[*at], *b = &got->items.at[*at];
		bool heir = *at != own && b->claim_from == CLAIM_FROM_INHERITED &&
			    is_below(got, *at, own);

		if (!span_eq(a->id, b->id))
			return "the id";
		if (a->kind != b->kind)
			return "the kind";
		if (a->claim != b->claim && *at != own && !heir)
			return "the claim";
	}
	return NULL;
}

static size_t tick_all(const struct text *text, size_t *made)
{
	struct plan want = parse(text->bytes);
	size_t wrong = 0, ticked = 0;

	for (size_t i = 0; i < want.items.count && ticked < TOGGLES; i++) {
		size_t box =
			is_broken(&want) ? 0 : open_box(text->bytes, &want.items.at[i]);
		char *bytes;
		struct plan got;
		const char *what;
		size_t at;

		if (box == 0)
			continue;
		bytes = arena_string(arena, text->bytes);
		bytes[box] = 'x';
		got = parse((struct span){ bytes, text->bytes.len });
		what = spread(&want, &got, i, &at);
		if (!what && got.items.at[i].claim == CLAIM_OPEN &&
		    got.items.at[i].kind != ITEM_SIGNOFF) {
			/* Its own words may still say that it is not done (C7). */
			what = NULL;
		}
		ticked++;
		++*made;
		if (what && wrong++ < 2)
			print_error("ticking line %u changes %s of item %zu (line %u) "
				    "of %.*s:\n%.*s\n",
				    want.items.at[i].line, what, at,
				    at < want.items.count ? want.items.at[at].line : 0,
				    SPAN_ARG(text->name),
				    (int)(text->bytes.len > 700 ? 0 : text->bytes.len),
				    text->bytes.ptr);
	}
	arena_clear(arena);
	return wrong;
}

static void ticking_a_box_changes_the_claim_of_its_item_alone(void **state)
{
	size_t wrong = 0, made = 0;

	(void)state;
	for (size_t i = 0; i < texts.count; i++)
		wrong += tick_all(&texts.at[i], &made);
	assert_true(made > 200);
	assert_int_equal(wrong, 0);
}

/* A name and a date in the place of the first two blanks of a line. */
static bool sign(struct buf *out, struct span text, unsigned line)
{
	static const char *const words[] = { "Ada Lang", "2026-01-05" };
	size_t at = offset_of(text, line), filled = 0;

	buf_add(out, span_sub(text, 0, at));
	while (at < text.len && text.ptr[at] != '\n' && filled < COUNT(words)) {
		if (!span_starts(span_from(text, at), "____")) {
			buf_addch(out, text.ptr[at++]);
			continue;
		}
		while (at < text.len && text.ptr[at] == '_')
			at++;
		buf_adds(out, words[filled++]);
	}
	buf_add(out, span_from(text, at));
	return filled > 0;
}

static void signing_changes_that_sign_off_alone(void **state)
{
	size_t made = 0;

	(void)state;
	for (size_t t = 0; t < texts.count; t++) {
		struct plan want = parse(texts.at[t].bytes);

		for (size_t i = 0; i < want.items.count; i++) {
			const char *what;
			struct plan got;
			struct buf buf;
			size_t at;

			if (want.items.at[i].kind != ITEM_SIGNOFF || is_broken(&want))
				continue;
			buf_init(&buf, 2 * PLAN_MAX);
			if (sign(&buf, texts.at[t].bytes, want.items.at[i].line)) {
				got = parse(arena_copy(arena, buf_span(&buf)));
				what = spread(&want, &got, i, &at);
				if (what)
					fail_msg("signing line %u changes %s of item "
						 "%zu of %.*s",
						 want.items.at[i].line, what, at,
						 SPAN_ARG(texts.at[t].name));
				made++;
			}
			buf_release(&buf);
		}
		arena_clear(arena);
	}
	assert_true(made > 30);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edits_that_change_no_meaning_change_no_item),
		cmocka_unit_test(ticking_a_box_changes_the_claim_of_its_item_alone),
		cmocka_unit_test(signing_changes_that_sign_off_alone),
	};

	return cmocka_run_group_tests_name("plan_mutations", tests, setup, teardown);
}
