/* source.c - a plan's bytes to UTF-8 text and lines: plans.md section 2. */
#include "base/limits.h"
#include "plan/reading.h"
#include "plan/settings.h"
#include "text/secret.h"

/* Times that text is found to be damaged twice over. */
#define LAYERS 3

static struct utf8_map *new_map(struct reading *r)
{
	return &r->maps[r->map_count++];
}

static struct span decode(struct reading *r, struct span bytes)
{
	struct plan_encoding *encoding = &r->plan->encoding;
	size_t bad;

	encoding->charset = SPAN_LIT("utf-8");
	if (span_starts(bytes, "\xff\xfe") || span_starts(bytes, "\xfe\xff")) {
		bool big = (unsigned char)bytes.ptr[0] == 0xfe;

		encoding->charset = big ? SPAN_LIT("utf-16be") : SPAN_LIT("utf-16le");
		reading_find(r, "P-ENC-UTF16", 1, ITEM_NONE, "the file is %.*s",
			     SPAN_ARG(encoding->charset));
		return utf8_from_utf16(r->arena, bytes, big);
	}
	if (span_starts(bytes, "\xef\xbb\xbf")) {
		struct utf8_map *map = new_map(r);

		*LIST_ADD(r->arena, &map->runs) = (struct utf8_run){ 0, 3, 0, 0 };
		bytes = utf8_skip_bom(bytes);
	}
	bad = utf8_first_invalid(bytes);
	if (bad == bytes.len)
		return bytes;
	encoding->charset = SPAN_LIT("windows-1252");
	reading_find(r, "P-ENC-INVALID", 1, ITEM_NONE,
		     "byte %zu (\\x%02x) is no UTF-8; the file is read as windows-1252",
		     bad, (unsigned char)bytes.ptr[bad]);
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

	*LIST_ADD(r->scratch, &lines) = (struct line){ SPAN_EMPTY, 0 };
	for (size_t i = 0; i < text.len; i++) {
		char c;
		bool pair;

		i += span_line_len(span_from(text, i));
		if (i == text.len)
			break;
		c = text.ptr[i];
		pair = c == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n';
		*LIST_ADD(r->scratch, &lines) =
			(struct line){ span_sub(text, start, i - start), start };
		if (pair)
			crlf++;
		else
			*(c == '\n' ? &lf : &cr) += 1;
		i += pair;
		start = i + 1;
	}
	if (start < text.len)
		*LIST_ADD(r->scratch, &lines) =
			(struct line){ span_from(text, start), start };
	r->lines = lines.at;
	r->line_count = (unsigned)lines.count - 1;
	if ((lf > 0) + (crlf > 0) + (cr > 0) > 1)
		reading_find(r, "P-EOL-MIXED", 1, ITEM_NONE,
			     "%zu lines end with LF, %zu with CRLF, %zu with CR", lf,
			     crlf, cr);
}

static void find_bidi(struct reading *r)
{
	for (unsigned n = 1; n <= r->line_count; n++) {
		struct span rest = r->lines[n].text;
		ptrdiff_t at;

		/* E2 80 8E to E2 81 A9 and D8 9C start with one of two bytes. */
		while ((at = span_index(rest, (char)0xe2)) >= 0) {
			size_t len;

			rest = span_from(rest, (size_t)at);
			if (utf8_is_bidi(utf8_next(rest, &len))) {
				reading_find(
					r, "P-BIDI", n, ITEM_NONE,
					"a bidirectional control stands in this line");
				return;
			}
			rest = span_from(rest, len);
		}
	}
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
	if (bytes.len > LIMIT_PLAN_BYTES || (!utf16 && span_index(bytes, '\0') >= 0)) {
		reading_find(r, "P-BINARY", 0, ITEM_NONE,
			     bytes.len > LIMIT_PLAN_BYTES
				     ? "the plan has %zu bytes; 1 MiB is read"
				     : "the plan has %zu bytes, among them NUL: it is "
				       "no text",
			     bytes.len);
		r->plan->incomplete = true;
		return false;
	}
	r->plan->text = undo(r, decode(r, bytes));
	if (!r->keep_secrets)
		r->plan->text = hide_secrets(r, r->plan->text);
	split_lines(r);
	find_bidi(r);
	return true;
}
