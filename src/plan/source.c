/* source.c - a plan's bytes to UTF-8 text and lines: plans.md section 2. */
#include "base/limits.h"
#include "plan/reading.h"
#include "plan/settings.h"
#include "text/secret.h"

/* Times that text is found to be damaged twice over. */
#define LAYERS 3

/* What is kept of a line that is too long, so that people see which item it was. */
#define KEPT_BYTES 120

static struct utf8_map *new_map(struct reading *r)
{
	return &r->maps[r->map_count++];
}

/* Of the byte at `at`; CR, LF and CR LF end lines. */
static unsigned line_of(struct span bytes, size_t at)
{
	unsigned line = 1;

	for (size_t i = 0; i < at; i++)
		line += bytes.ptr[i] == '\n' ||
			(bytes.ptr[i] == '\r' &&
			 (i + 1 == bytes.len || bytes.ptr[i + 1] != '\n'));
	return line;
}

static unsigned column_of(struct span bytes, size_t at)
{
	size_t start = at;

	while (start > 0 && bytes.ptr[start - 1] != '\n' &&
	       bytes.ptr[start - 1] != '\r')
		start--;
	return (unsigned)(at - start) + 1;
}

static struct span decode(struct reading *r, struct span bytes)
{
	struct plan_encoding *encoding = &r->plan->encoding;
	size_t bad, marked = 0;

	encoding->charset = SPAN_LIT("utf-8");
	if (span_starts(bytes, "\xff\xfe") || span_starts(bytes, "\xfe\xff")) {
		bool big = (unsigned char)bytes.ptr[0] == 0xfe;

		encoding->charset = big ? SPAN_LIT("utf-16be") : SPAN_LIT("utf-16le");
		reading_find(r, "P-ENC-UTF16", 1, ITEM_NONE, "the file is %.*s",
			     SPAN_ARG(encoding->charset));
		return utf8_from_utf16(r->arena, bytes, big, new_map(r));
	}
	if (span_starts(bytes, "\xef\xbb\xbf")) {
		struct utf8_map *map = new_map(r);

		*LIST_ADD(r->arena, &map->runs) = (struct utf8_run){ 0, 3, 0, 0 };
		bytes = utf8_skip_bom(bytes);
		marked = 3;
	}
	bad = utf8_first_invalid(bytes);
	if (bad == bytes.len)
		return bytes;
	encoding->charset = SPAN_LIT("windows-1252");
	reading_find(r, "P-ENC-INVALID", line_of(bytes, bad), ITEM_NONE,
		     "byte %zu of the file (\\x%02x) is no UTF-8; the file is read as "
		     "windows-1252",
		     marked + bad, (unsigned char)bytes.ptr[bad])
		->column = column_of(bytes, bad);
	return utf8_from_1252(r->arena, bytes, new_map(r));
}

static struct span undo(struct reading *r, struct span text)
{
	struct span stored_text = text;
	size_t before = r->map_count;
	struct plan_encoding *encoding = &r->plan->encoding;

	for (int layer = 0; layer < LAYERS; layer++) {
		struct utf8_map *map = new_map(r);
		struct utf8_damage damage;

		*map = (struct utf8_map){ 0 };
		text = utf8_undo(r->arena, text, &damage, map);
		if (!damage.charset) {
			r->map_count--;
			if (damage.suspect && layer == 0)
				reading_find(r, "P-ENC-SUSPECT", damage.first_line,
					     ITEM_NONE,
					     "some characters look as if they had been "
					     "decoded "
					     "with the wrong charset");
			break;
		}
		encoding->mojibake = span_of(damage.charset);
		encoding->runs += damage.runs;
		if (layer == 0)
			encoding->first_line = damage.first_line;
	}
	if (encoding->runs > 0)
		reading_find(
			r, "P-ENC-MOJIBAKE", encoding->first_line, ITEM_NONE,
			"UTF-8 was read as %.*s and saved again, %u times in this file",
			SPAN_ARG(encoding->mojibake), encoding->runs);
	if (r->rules->encoding == ENCODING_REPAIR || encoding->runs == 0)
		return text;
	r->map_count = before;
	r->plan->incomplete |= r->rules->encoding == ENCODING_REFUSE;
	return stored_text;
}

/* Count lines, look at their ends and at disguises. */
static void split_lines(struct reading *r)
{
	struct span text = r->plan->text;
	size_t lf = 0, crlf = 0, cr = 0, start = 0;
	LIST(struct line) lines = { 0 };

	*LIST_ADD(r->scratch, &lines) = (struct line){ SPAN_EMPTY, 0, 0 };
	for (size_t i = 0; i < text.len; i++) {
		char c;
		bool pair;

		i += span_line_len(span_from(text, i));
		if (i == text.len)
			break;
		c = text.ptr[i];
		pair = c == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n';
		*LIST_ADD(r->scratch, &lines) =
			(struct line){ span_sub(text, start, i - start), start,
				       i - start };
		if (pair)
			crlf++;
		else
			*(c == '\n' ? &lf : &cr) += 1;
		i += pair;
		start = i + 1;
	}
	if (start < text.len)
		*LIST_ADD(r->scratch, &lines) =
			(struct line){ span_from(text, start), start,
				       text.len - start };
	r->lines = lines.at;
	r->line_count = (unsigned)lines.count - 1;
	if ((lf > 0) + (crlf > 0) + (cr > 0) > 1)
		reading_find(r, "P-EOL-MIXED", 1, ITEM_NONE,
			     "%zu lines end with LF, %zu with CRLF, %zu with CR", lf,
			     crlf, cr);
}

/* The first bidirectional control of a line; its offset, or -1. */
static ptrdiff_t bidi_in(struct span line, int32_t *point)
{
	/* E2 80 8E to E2 81 A9 and D8 9C start with one of two bytes. */
	static const char first[] = { (char)0xe2, (char)0xd8 };
	ptrdiff_t found = -1;

	for (size_t k = 0; k < sizeof(first); k++) {
		size_t from = 0;
		ptrdiff_t at;

		while ((at = span_index(span_from(line, from), first[k])) >= 0) {
			size_t len, place = from + (size_t)at;
			int32_t c = utf8_next(span_from(line, place), &len);

			from = place + len;
			if (!utf8_is_bidi(c))
				continue;
			if (found < 0 || (ptrdiff_t)place < found) {
				found = (ptrdiff_t)place;
				*point = c;
			}
			break;
		}
	}
	return found;
}

/* One finding: who disguises one line may have disguised a thousand. */
/*
 * A line past the limit is not read, and the rest of the plan is.  Its first words
 * stay, because a list without its item would give the lines below to another one.
 */
static void cut_lines(struct reading *r)
{
	for (unsigned n = 1; n <= r->line_count; n++) {
		struct line *line = &r->lines[n];
		size_t len = KEPT_BYTES;

		if (line->text.len <= LIMIT_PLAN_LINE)
			continue;
		reading_find(
			r, "P-LIMIT", n, ITEM_NONE,
			"this line has %zu bytes, and %zu are read; what it says is "
			"not judged",
			line->text.len, (size_t)LIMIT_PLAN_LINE)
			->column = 1;
		while (len > 0 && ((unsigned char)line->text.ptr[len] & 0xc0) == 0x80)
			len--;
		line->text.len = len;
		*LIST_ADD(r->scratch, &r->cut) = n;
		r->plan->incomplete = true;
	}
}

static void find_bidi(struct reading *r)
{
	unsigned first = 0, lines = 0;
	size_t place = 0;
	int32_t seen = 0;

	for (unsigned n = 1; n <= r->line_count; n++) {
		int32_t point = 0;
		ptrdiff_t at = bidi_in(r->lines[n].text, &point);

		if (at < 0 || lines++ > 0)
			continue;
		first = n;
		place = (size_t)at;
		seen = point;
	}
	if (lines == 0)
		return;
	reading_find(r, "P-BIDI", first, ITEM_NONE,
		     "the control character U+%04X turns the direction of text; %u "
		     "line%s of the plan ha%s one",
		     (unsigned)seen, lines, lines == 1 ? "" : "s",
		     lines == 1 ? "s" : "ve")
		->column = reading_column(r, first, place);
}

/* Nothing of the plan is read. */
static bool refuse(struct reading *r, struct span why)
{
	reading_find(r, "P-BINARY", 0, ITEM_NONE, "%.*s", SPAN_ARG(why));
	r->plan->incomplete = true;
	return false;
}

/*
 * What looks like a secret is replaced before anybody reads the text; places
 * map back to the stored bytes.  A finding for each tells its author to rotate it.
 */
static struct span hide_secrets(struct reading *r, struct span text)
{
	struct plan *plan = r->plan;
	struct secrets secrets;
	struct utf8_map map = { 0 };

	secrets_init(&secrets, r->scratch);
	secrets_learn(&secrets, SPAN_EMPTY, text);
	for (size_t i = 0; i < secrets.places.count; i++) {
		const struct secret_place *place = &secrets.places.at[i];

		reading_find(r, "P-SECRET", place->line, ITEM_NONE,
			     "here stands %s of %zu characters",
			     secret_kind_word[place->kind], place->len);
	}
	if (secrets.count == 0)
		return text;
	plan->withheld = true;
	plan->withheld_why = secrets_sentence(&secrets, r->arena);
	text = secrets_hide_map(&secrets, text, r->arena, &map);
	*new_map(r) = map;
	return text;
}

bool source_read(struct reading *r, struct span bytes)
{
	bool utf16 = span_starts(bytes, "\xff\xfe") || span_starts(bytes, "\xfe\xff");

	r->plan->bytes = bytes;
	if (bytes.len > LIMIT_PLAN_BYTES)
		return refuse(r, arena_printf(r->arena,
					      "the plan has %zu bytes; 1 MiB is read",
					      bytes.len));
	if (!utf16 && span_index(bytes, '\0') >= 0)
		return refuse(r,
			      arena_printf(r->arena,
					   "byte %td of the plan is NUL: it is no text",
					   span_index(bytes, '\0')));
	r->plan->text = decode(r, bytes);
	if (utf16 && span_index(r->plan->text, '\0') >= 0)
		return refuse(r, SPAN_LIT("the plan holds U+0000: it is no text"));
	r->plan->text = undo(r, r->plan->text);
	if (!r->keep_secrets)
		r->plan->text = hide_secrets(r, r->plan->text);
	split_lines(r);
	cut_lines(r);
	find_bidi(r);
	return true;
}
