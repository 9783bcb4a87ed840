#include "text/patch.h"

#define CONTEXT 3

/* A run of lines that others take the place of; offsets of the old text. */
struct change {
	size_t from, to; /* whole lines */
	size_t first_edit, edits;
};

/* The start of the line that holds `at`. */
static size_t line_start(struct span bytes, size_t at)
{
	while (at > 0 && bytes.ptr[at - 1] != '\n')
		at--;
	return at;
}

/* Behind the end of the line that holds `at`. */
static size_t line_end(struct span bytes, size_t at)
{
	while (at < bytes.len && bytes.ptr[at] != '\n')
		at++;
	return at < bytes.len ? at + 1 : at;
}

/*
 * Whole lines that an edit touches.  Whole lines put in between two others touch
 * neither.
 */
static struct change change_of(struct span bytes, const struct patch_edit *edit)
{
	struct change change;
	bool at_start = edit->at == 0 || bytes.ptr[edit->at - 1] == '\n';

	if (edit->len == 0 && at_start && span_ends(edit->with, "\n"))
		return (struct change){ edit->at, edit->at, 0, 1 };
	change.from = line_start(bytes, edit->at);
	change.to =
		line_end(bytes, edit->len > 0 ? edit->at + edit->len - 1 : edit->at);
	/* A line end that goes takes the next line with it. */
	if (edit->len > 0 && bytes.ptr[edit->at + edit->len - 1] == '\n' &&
	    !span_ends(edit->with, "\n"))
		change.to = line_end(bytes, change.to);
	change.first_edit = 0;
	change.edits = 1;
	return change;
}

/* The change of the next edits that share lines. */
static struct change next_change(struct span bytes, const struct patch_edit *edits,
				 size_t count, size_t first)
{
	struct change change = change_of(bytes, &edits[first]);

	change.first_edit = first;
	while (first + change.edits < count) {
		struct change next = change_of(bytes, &edits[first + change.edits]);

		if (next.from >= change.to &&
		    !(next.from == next.to && next.from == change.from))
			break;
		if (next.to > change.to)
			change.to = next.to;
		change.edits++;
	}
	return change;
}

static size_t count_lines(struct span text)
{
	size_t lines = 0;

	for (size_t at = 0; at < text.len; at = line_end(text, at))
		lines++;
	return lines;
}

static void add_lines(struct buf *out, char sign, struct span text)
{
	for (size_t at = 0; at < text.len;) {
		size_t end = line_end(text, at);

		buf_addch(out, sign);
		buf_add(out, span_sub(text, at, end - at));
		if (text.ptr[end - 1] != '\n')
			buf_adds(out, "\n\\ No newline at end of file\n");
		at = end;
	}
}

/* The new text of a change's lines, behind what `out` has. */
static void add_new(struct buf *out, struct span bytes, const struct change *change,
		    const struct patch_edit *edits)
{
	size_t at = change->from;

	for (size_t i = 0; i < change->edits; i++) {
		const struct patch_edit *edit = &edits[change->first_edit + i];

		buf_add(out, span_sub(bytes, at, edit->at - at));
		buf_add(out, edit->with);
		at = edit->at + edit->len;
	}
	buf_add(out, span_sub(bytes, at, change->to - at));
}

/* Three lines back from `at`, not beyond `floor`. */
static size_t context_before(struct span bytes, size_t at, size_t floor)
{
	for (size_t i = 0; i < CONTEXT && at > floor; i++)
		at = line_start(bytes, at - 1);
	return at < floor ? floor : at;
}

static size_t context_after(struct span bytes, size_t at)
{
	for (size_t i = 0; i < CONTEXT && at < bytes.len; i++)
		at = line_end(bytes, at);
	return at;
}

/* git's own quoting, where a name has what would end it. */
static void add_name(struct buf *out, const char *prefix, struct span path)
{
	bool quoted = false;

	for (size_t i = 0; i < path.len; i++)
		quoted |= (unsigned char)path.ptr[i] < ' ' || path.ptr[i] == '"' ||
			  path.ptr[i] == '\\' || path.ptr[i] == 0x7f;
	buf_addf(out, "%s%s", quoted ? "\"" : "", prefix);
	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];

		if (c == '"' || c == '\\')
			buf_addf(out, "\\%c", c);
		else if (quoted && (c < ' ' || c >= 0x7f))
			buf_addf(out, "\\%03o", c);
		else
			buf_addch(out, (char)c);
	}
	buf_adds(out, quoted ? "\"" : "");
}

static void add_head(struct buf *out, struct span path)
{
	/* A tab behind a name with a blank, as git writes it. */
	const char *end = span_index(path, ' ') >= 0 ? "\t\n" : "\n";

	buf_adds(out, "diff --git ");
	add_name(out, "a/", path);
	buf_addch(out, ' ');
	add_name(out, "b/", path);
	buf_adds(out, "\n--- ");
	add_name(out, "a/", path);
	buf_adds(out, end);
	buf_adds(out, "+++ ");
	add_name(out, "b/", path);
	buf_adds(out, end);
}

/* "12,3" as hunks count: from 1; before the first where there is none. */
static void add_range(struct buf *out, char sign, size_t line, size_t count)
{
	buf_addf(out, "%c%zu,%zu", sign, count > 0 ? line + 1 : line, count);
}

struct hunk {
	size_t from, to; /* of the old text, context included */
	size_t first_edit, end_edit;
};

/* The changes that are no more than two contexts apart. */
static struct hunk next_hunk(struct span bytes, const struct patch_edit *edits,
			     size_t count, size_t first, size_t floor)
{
	struct change change = next_change(bytes, edits, count, first);
	struct hunk hunk = { .from = context_before(bytes, change.from, floor),
			     .to = context_after(bytes, change.to),
			     .first_edit = first };

	for (first += change.edits; first < count; first += change.edits) {
		change = next_change(bytes, edits, count, first);
		if (context_before(bytes, change.from, 0) > hunk.to)
			break;
		hunk.to = context_after(bytes, change.to);
	}
	hunk.end_edit = first;
	return hunk;
}

/* Lines of the hunk, signed; returns how many the new text has more. */
static void add_hunk(struct buf *out, struct span bytes, const struct patch_edit *edits,
		     const struct hunk *hunk, size_t old_line, ptrdiff_t *shift)
{
	struct buf body, fresh;
	size_t at = hunk->from, old_count, new_count;

	buf_init(&body, 2 * bytes.len + ((size_t)1 << 20));
	buf_init(&fresh, 2 * bytes.len + ((size_t)1 << 20));
	old_count = count_lines(span_sub(bytes, hunk->from, hunk->to - hunk->from));
	new_count = old_count;
	for (size_t i = hunk->first_edit; i < hunk->end_edit;) {
		struct change change = next_change(bytes, edits, hunk->end_edit, i);
		struct span old = span_sub(bytes, change.from, change.to - change.from);

		buf_clear(&fresh);
		add_new(&fresh, bytes, &change, edits);
		add_lines(&body, ' ', span_sub(bytes, at, change.from - at));
		add_lines(&body, '-', old);
		add_lines(&body, '+', buf_span(&fresh));
		new_count += count_lines(buf_span(&fresh)) - count_lines(old);
		at = change.to;
		i += change.edits;
	}
	add_lines(&body, ' ', span_sub(bytes, at, hunk->to - at));
	buf_adds(out, "@@ ");
	add_range(out, '-', old_line, old_count);
	buf_addch(out, ' ');
	add_range(out, '+', (size_t)((ptrdiff_t)old_line + *shift), new_count);
	buf_adds(out, " @@\n");
	buf_add(out, buf_span(&body));
	*shift += (ptrdiff_t)new_count - (ptrdiff_t)old_count;
	buf_release(&fresh);
	buf_release(&body);
}

void patch_add(struct buf *out, struct span path, struct span bytes,
	       const struct patch_edit *edits, size_t count)
{
	size_t line = 0, at = 0;
	ptrdiff_t shift = 0;

	if (count == 0)
		return;
	add_head(out, path);
	for (size_t first = 0; first < count;) {
		struct hunk hunk = next_hunk(bytes, edits, count, first, at);

		line += count_lines(span_sub(bytes, at, hunk.from - at));
		add_hunk(out, bytes, edits, &hunk, line, &shift);
		line += count_lines(span_sub(bytes, hunk.from, hunk.to - hunk.from));
		at = hunk.to;
		first = hunk.end_edit;
	}
}
