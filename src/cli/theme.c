#include "cli/theme.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/num.h"
#include "site/asset.h"

#include <string.h>

#define DEPTH_MAX  16
#define TEXT_LEAST 450 /* hundredths */
#define MARK_LEAST 300
#define FLARE      50000 /* 0.05 of it */

enum theme { THEME_LIGHT, THEME_DARK, THEMES };

struct pair {
	const char *front, *back;
	int least;
};

/* clang-format off: tables keep one row a line */

static const struct pair pairs[] = {
	{ "ink", "bg", TEXT_LEAST },          { "ink", "panel", TEXT_LEAST },
	{ "ink", "mark", TEXT_LEAST },        { "ink2", "bg", TEXT_LEAST },
	{ "ink2", "panel", TEXT_LEAST },      { "link", "bg", TEXT_LEAST },
	{ "link", "panel", TEXT_LEAST },      { "focus", "bg", MARK_LEAST },
	{ "line2", "bg", MARK_LEAST },        { "verified", "bg", MARK_LEAST },
	{ "waived", "bg", MARK_LEAST },       { "ready", "bg", MARK_LEAST },
	{ "open", "bg", MARK_LEAST },         { "needs-signoff", "bg", MARK_LEAST },
	{ "partial", "bg", MARK_LEAST },      { "stale", "bg", MARK_LEAST },
	{ "unsupported", "bg", MARK_LEAST },  { "indeterminate", "bg", MARK_LEAST },
	{ "contradicted", "bg", MARK_LEAST }, { "not-applicable", "bg", MARK_LEAST },
};

static const struct {
	const char *name, *hex;
} colour_names[] = {
	{ "aqua", "#00ffff" },    { "black", "#000000" },  { "blue", "#0000ff" },
	{ "fuchsia", "#ff00ff" }, { "gray", "#808080" },   { "green", "#008000" },
	{ "grey", "#808080" },    { "lime", "#00ff00" },   { "maroon", "#800000" },
	{ "navy", "#000080" },    { "olive", "#808000" },  { "purple", "#800080" },
	{ "red", "#ff0000" },     { "silver", "#c0c0c0" }, { "teal", "#008080" },
	{ "white", "#ffffff" },   { "yellow", "#ffff00" },
};

/* Light of an sRGB channel, in millionths (WCAG 2.2, "relative luminance"). */
static const unsigned light_of[256] = {
	0,      304,    607,    911,    1214,   1518,    1821,   2125,   2428,   2732,
	3035,   3347,   3677,   4025,   4391,   4777,    5182,   5605,   6049,   6512,
	6995,   7499,   8023,   8568,   9134,   9721,    10330,  10960,  11612,  12286,
	12983,  13702,  14444,  15209,  15996,  16807,   17642,  18500,  19382,  20289,
	21219,  22174,  23153,  24158,  25187,  26241,   27321,  28426,  29557,  30713,
	31896,  33105,  34340,  35601,  36889,  38204,   39546,  40915,  42311,  43735,
	45186,  46665,  48172,  49707,  51269,  52861,   54480,  56128,  57805,  59511,
	61246,  63010,  64803,  66626,  68478,  70360,   72272,  74214,  76185,  78187,
	80220,  82283,  84376,  86500,  88656,  90842,   93059,  95307,  97587,  99899,
	102242, 104616, 107023, 109462, 111932, 114435,  116971, 119538, 122139, 124772,
	127438, 130136, 132868, 135633, 138432, 141263,  144128, 147027, 149960, 152926,
	155926, 158961, 162029, 165132, 168269, 171441,  174647, 177888, 181164, 184475,
	187821, 191202, 194618, 198069, 201556, 205079,  208637, 212231, 215861, 219526,
	223228, 226966, 230740, 234551, 238398, 242281,  246201, 250158, 254152, 258183,
	262251, 266356, 270498, 274677, 278894, 283149,  287441, 291771, 296138, 300544,
	304987, 309469, 313989, 318547, 323143, 327778,  332452, 337164, 341914, 346704,
	351533, 356400, 361307, 366253, 371238, 376262,  381326, 386429, 391572, 396755,
	401978, 407240, 412543, 417885, 423268, 428690,  434154, 439657, 445201, 450786,
	456411, 462077, 467784, 473531, 479320, 485150,  491021, 496933, 502886, 508881,
	514918, 520996, 527115, 533276, 539479, 545724,  552011, 558340, 564712, 571125,
	577580, 584078, 590619, 597202, 603827, 610496,  617207, 623960, 630757, 637597,
	644480, 651406, 658375, 665387, 672443, 679542,  686685, 693872, 701102, 708376,
	715694, 723055, 730461, 737910, 745404, 752942,  760525, 768151, 775822, 783538,
	791298, 799103, 806952, 814847, 822786, 830770,  838799, 846873, 854993, 863157,
	871367, 879622, 887923, 896269, 904661, 913099,  921582, 930111, 938686, 947307,
	955973, 964686, 973445, 982251, 991102, 1000000,
};

/* clang-format on */

#define PAIRS ((sizeof(pairs) / sizeof(pairs[0])))

/* ---- colours ------------------------------------------------------------- */

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "#abc", "#aabbcc", and both with an alpha that hides nothing. */
static bool read_hex(unsigned out[4], struct span text)
{
	size_t wide = text.len == 7 || text.len == 9 ? 2 : 1;

	out[3] = 255;
	if (text.len != 4 && text.len != 5 && text.len != 7 && text.len != 9)
		return false;
	for (size_t i = 0; i < (text.len - 1) / wide; i++) {
		int high = hex_digit(text.ptr[1 + i * wide]);
		int low = hex_digit(text.ptr[i * wide + wide]);

		if (high < 0 || low < 0)
			return false;
		out[i] = (unsigned)(high * 16 + low);
	}
	return out[3] == 255;
}

/* "rgb(1, 2, 3)", "rgb(1 2 3)". */
static bool read_rgb(unsigned out[4], struct span text)
{
	size_t channel = 0;

	if (!span_starts_nocase(text, "rgb(") || !span_ends(text, ")"))
		return false;
	text = span_sub(text, 4, text.len - 5);
	while (channel < 3) {
		uint64_t number = 0;
		size_t digits = 0;

		while (text.len > 0 && strchr(" \t\n,", *text.ptr) && *text.ptr)
			text = span_from(text, 1);
		while (digits < text.len && digits < 4 && text.ptr[digits] >= '0' &&
		       text.ptr[digits] <= '9')
			number = number * 10 + (uint64_t)(text.ptr[digits++] - '0');
		if (digits == 0 || number > 255)
			return false;
		text = span_from(text, digits);
		out[channel++] = (unsigned)number;
	}
	return span_trim(text).len == 0;
}

static bool read_colour(unsigned out[4], struct span text)
{
	if (text.len > 0 && *text.ptr == '#')
		return read_hex(out, text);
	for (size_t i = 0; i < sizeof(colour_names) / sizeof(colour_names[0]); i++)
		if (span_is_nocase(text, colour_names[i].name))
			return read_hex(out, span_of(colour_names[i].hex));
	return read_rgb(out, text);
}

static bool luminance(uint64_t *out, struct span text)
{
	unsigned rgb[4];

	if (!read_colour(rgb, text))
		return false;
	*out = ((uint64_t)2126 * light_of[rgb[0]] + (uint64_t)7152 * light_of[rgb[1]] +
		(uint64_t)722 * light_of[rgb[2]]) /
	       10000;
	return true;
}

int theme_contrast(struct span one, struct span other)
{
	uint64_t a, b;

	if (!luminance(&a, one) || !luminance(&b, other))
		return -1;
	return (int)(a > b ? (a + FLARE) * 100 / (b + FLARE)
			   : (b + FLARE) * 100 / (a + FLARE));
}

/* ---- a style sheet's custom properties ----------------------------------- */

struct property {
	struct span name, value; /* without the dashes */
	enum theme theme;
};

struct sheet {
	struct arena *arena;
	LIST(struct property) properties; /* later ones win */
};

struct level {
	bool skip, dark, root;
};

struct scan {
	struct sheet *sheet;
	struct level levels[DEPTH_MAX];
	size_t depth; /* of open braces; those past DEPTH_MAX are passed over */
	struct span text;
	size_t begin; /* of the prelude or declaration at hand */
};

static bool holds(struct span text, const char *words)
{
	return span_find_nocase(text, words) >= 0;
}

static void open_block(struct scan *scan, struct span prelude)
{
	struct level level = { .skip = false };

	if (scan->depth > 0 && scan->depth <= DEPTH_MAX)
		level = scan->levels[scan->depth - 1];
	if (prelude.len > 0 && *prelude.ptr == '@') {
		level.skip |=
			holds(prelude, "print") || holds(prelude, "forced-colors");
	} else {
		level.root = holds(prelude, ":root") || span_is(prelude, "html") ||
			     span_is(prelude, "body");
	}
	if (holds(prelude, "dark"))
		level.dark = !holds(prelude, "not([data-theme=dark");
	if (scan->depth < DEPTH_MAX)
		scan->levels[scan->depth] = level;
	scan->depth++;
}

static void add_declaration(struct scan *scan, struct span text)
{
	ptrdiff_t colon = span_index(text, ':');
	struct span value;

	if (scan->depth == 0 || scan->depth > DEPTH_MAX || colon < 3 ||
	    !span_starts(text, "--") || scan->levels[scan->depth - 1].skip ||
	    !scan->levels[scan->depth - 1].root)
		return;
	value = span_trim(span_from(text, (size_t)colon + 1));
	if (span_ends_nocase(value, "!important"))
		value = span_trim(span_sub(value, 0, value.len - 10));
	*LIST_ADD(scan->sheet->arena, &scan->sheet->properties) = (struct property){
		.name = span_trim(span_sub(text, 2, (size_t)colon - 2)),
		.value = value,
		.theme = scan->levels[scan->depth - 1].dark ? THEME_DARK : THEME_LIGHT,
	};
}

/* Behind the comment or string that begins at `i`, or i itself. */
static size_t behind_opaque(struct span text, size_t i)
{
	char quote = text.ptr[i];

	if (quote == '/' && i + 1 < text.len && text.ptr[i + 1] == '*') {
		ptrdiff_t end = span_find(span_from(text, i + 2), SPAN_LIT("*/"));

		return end < 0 ? text.len : i + 2 + (size_t)end + 2;
	}
	if (quote != '"' && quote != '\'')
		return i;
	for (i++; i < text.len && text.ptr[i] != quote; i++)
		i += text.ptr[i] == '\\';
	return i < text.len ? i + 1 : text.len;
}

/* What stands in front of a ';', '{' or '}'; comments before it are none of it. */
static struct span piece(const struct scan *scan, size_t end)
{
	struct span text = span_sub(scan->text, scan->begin, end - scan->begin);

	text = span_trim(text);
	while (span_starts(text, "/*")) {
		ptrdiff_t close = span_find(text, SPAN_LIT("*/"));

		if (close < 0)
			return SPAN_EMPTY;
		text = span_trim(span_from(text, (size_t)close + 2));
	}
	return text;
}

static void read_sheet(struct sheet *sheet, struct span text)
{
	struct scan scan = { .sheet = sheet, .text = text };
	size_t i = 0;

	while (i < text.len) {
		size_t behind = behind_opaque(text, i);
		char c = text.ptr[i];

		if (behind > i) {
			i = behind;
			continue;
		}
		if (c == '{')
			open_block(&scan, piece(&scan, i));
		else if (c == ';' || c == '}')
			add_declaration(&scan, piece(&scan, i));
		if (c == '}' && scan.depth > 0)
			scan.depth--;
		if (c == '{' || c == ';' || c == '}')
			scan.begin = i + 1;
		i++;
	}
}

static struct span value_of(const struct sheet *sheet, const char *name,
			    enum theme theme)
{
	for (size_t i = sheet->properties.count; i > 0; i--) {
		const struct property *property = &sheet->properties.at[i - 1];

		if (property->theme == theme && span_is(property->name, name))
			return property->value;
	}
	return SPAN_EMPTY;
}

/* ---- pairs --------------------------------------------------------------- */

static const char *const theme_words[THEMES] = { "light", "dark" };

static void warn_unread(struct theme_warnings *out, struct arena *arena,
			const char *name, struct span value, enum theme theme)
{
	if (luminance(&(uint64_t){ 0 }, value))
		return;
	*LIST_ADD(arena, &out->at) = arena_printf(
		arena,
		"--%s %.*s of the %s theme is not understood: its contrast is not "
		"checked",
		name, SPAN_ARG(value), theme_words[theme]);
}

static void check_pair(struct theme_warnings *out, const struct sheet *ours,
		       const struct sheet *theirs, const struct pair *pair,
		       enum theme theme)
{
	struct arena *arena = theirs->arena;
	struct span front = value_of(theirs, pair->front, theme);
	struct span back = value_of(theirs, pair->back, theme);
	int contrast;

	if (front.len == 0 && back.len == 0)
		return;
	front = front.len > 0 ? front : value_of(ours, pair->front, theme);
	back = back.len > 0 ? back : value_of(ours, pair->back, theme);
	contrast = theme_contrast(front, back);
	if (contrast < 0 || contrast >= pair->least)
		return;
	*LIST_ADD(arena, &out->at) = arena_printf(
		arena,
		"--%s %.*s on --%s %.*s has a contrast of %d.%02d:1 in the %s theme; "
		"WCAG AA asks for %d.%d:1",
		pair->front, SPAN_ARG(front), pair->back, SPAN_ARG(back),
		contrast / 100, contrast % 100, theme_words[theme], pair->least / 100,
		pair->least / 10 % 10);
}

/* Of colours that pairs are made of, each once. */
static void check_read(struct theme_warnings *out, const struct sheet *theirs,
		       enum theme theme)
{
	const char *const backs[] = { "bg", "panel", "mark" };

	for (size_t i = 0; i < sizeof(backs) / sizeof(backs[0]); i++) {
		struct span value = value_of(theirs, backs[i], theme);

		if (value.len > 0)
			warn_unread(out, theirs->arena, backs[i], value, theme);
	}
	for (size_t i = 0; i < PAIRS; i++) {
		struct span value = value_of(theirs, pairs[i].front, theme);
		bool again = i > 0 && strcmp(pairs[i].front, pairs[i - 1].front) == 0;

		if (value.len > 0 && !again)
			warn_unread(out, theirs->arena, pairs[i].front, value, theme);
	}
}

/* assets/muster.css: the operator's, or the one that is built in. */
static int read_ours(struct sheet *out, const char *folder, struct err *err)
{
	struct span name = SPAN_LIT("assets/muster.css"), text = SPAN_EMPTY;
	int rc = file_read_below(&text, folder, name, LIMIT_TEMPLATE_BYTES, out->arena,
				 err);

	if (rc == -ERR_ABSENT)
		for (size_t i = 0; i < asset_count; i++)
			if (span_eq(assets[i].name, name))
				text = assets[i].bytes;
	if (rc < 0 && rc != -ERR_ABSENT)
		return rc;
	read_sheet(out, text);
	return 0;
}

int theme_check(struct theme_warnings *out, const char *folder, struct arena *arena,
		struct err *err)
{
	struct sheet ours = { .arena = arena }, theirs = { .arena = arena };
	struct span text;
	int rc;

	memset(out, 0, sizeof(*out));
	rc = file_read_below(&text, folder, SPAN_LIT("assets/theme.css"),
			     LIMIT_TEMPLATE_BYTES, arena, err);
	if (rc == -ERR_ABSENT)
		return 0;
	if (rc == 0)
		rc = read_ours(&ours, folder, err);
	if (rc < 0)
		return rc;
	read_sheet(&theirs, text);
	for (unsigned theme = 0; theme < THEMES; theme++) {
		check_read(out, &theirs, (enum theme)theme);
		for (size_t i = 0; i < PAIRS; i++)
			check_pair(out, &ours, &theirs, &pairs[i], (enum theme)theme);
	}
	return 0;
}
