/*
 * markdown.c - documents: what they are called, which sections they have, how
 * much stands in them, and where they point.
 *
 * Markdown (CommonMark's headings, fences and links), and the headings of
 * reStructuredText and AsciiDoc.  Line by line: enough to tell a runbook from a
 * stub, and no parser of prose.
 */
#include "base/limits.h"
#include "base/path.h"
#include "readers/probe.h"
#include "readers/prose.h"
#include "readers/put.h"
#include "readers/reader.h"
#include "text/slug.h"

enum dialect { DIALECT_MARKDOWN, DIALECT_RST, DIALECT_ADOC };

struct section {
	struct fact_heading heading;
	int64_t words_before; /* in the document, when it began */
};

struct doc {
	struct put put;
	struct span text;
	struct table *names; /* that the text gives its places; NULL: not asked yet */
	enum dialect dialect;
	struct fact_document facts;
	LIST(struct section) sections;
	LIST(struct fact_link) links;
	struct span before; /* the line before, where it is a paragraph's */
	unsigned before_line;
	int64_t before_words;
	char underlines[8]; /* reStructuredText: in the order of their first use */
	char fence;         /* of the code block that is open, or 0 */
	size_t fence_len;
	bool comment; /* an HTML comment is open */
	bool over;    /* more headings or links than are kept */
	unsigned line;
};

/* clang-format off: one extension a line */
static const struct {
	const char *ext;
	enum dialect dialect;
} extensions[] = {
	{ ".md", DIALECT_MARKDOWN },  { ".markdown", DIALECT_MARKDOWN },
	{ ".mdx", DIALECT_MARKDOWN }, { ".rst", DIALECT_RST },
	{ ".adoc", DIALECT_ADOC },    { ".asciidoc", DIALECT_ADOC },
};
/* clang-format on */

static bool dialect_of(struct span path, enum dialect *out)
{
	for (size_t i = 0; i < sizeof(extensions) / sizeof(extensions[0]); i++) {
		if (span_is_nocase(path_ext(path), extensions[i].ext)) {
			*out = extensions[i].dialect;
			return true;
		}
	}
	return false;
}

/* "## Title" gives 2, anything else 0; `mark` is '#' or '='. */
static unsigned heading_level(struct span line, char mark)
{
	unsigned level = 0;
	size_t at = 0;

	while (at < 3 && at < line.len && line.ptr[at] == ' ')
		at++;
	while (at < line.len && line.ptr[at] == mark && level < 7) {
		level++;
		at++;
	}
	if (level == 0 || level > 6 ||
	    (at < line.len && line.ptr[at] != ' ' && line.ptr[at] != '\t'))
		return 0;
	return level;
}

static enum bid markdown_bid(const struct probe *probe)
{
	struct span rest = probe->text;
	struct span line;
	enum dialect dialect;

	if (probe->lex != LEX_TEXT)
		return BID_NO;
	if (dialect_of(probe->path, &dialect))
		return BID_SHAPE;
	if (path_ext(probe->path).len > 0)
		return BID_NO;
	for (unsigned i = 0; i < 5 && span_line(&rest, &line); i++)
		if (heading_level(line, '#') == 1 && span_trim(line).len > 2 &&
		    !span_starts(line, "#!"))
			return BID_GENERIC;
	return BID_NO;
}

/* ---- inline text ---- */

/* Without emphasis, code marks and link targets: "**A** [b](c) `d`" is "A b d". */
static struct span plain(struct doc *d, struct span text)
{
	char *out = arena_alloc(d->put.scratch, text.len, 1);
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == ']' && i + 1 < text.len && text.ptr[i + 1] == '(') {
			ptrdiff_t close = span_index(span_from(text, i), ')');

			if (close > 0) {
				i += (size_t)close;
				continue;
			}
		}
		if (c == '*' || c == '`' || c == '[' || c == ']')
			continue;
		out[len++] = c;
	}
	return span_trim((struct span){ out, len });
}

static void add_link(struct doc *d, struct span target)
{
	struct fact_link *link;

	target = span_trim(target);
	if (span_starts(target, "<") && span_ends(target, ">"))
		target = span_sub(target, 1, target.len - 2);
	else if (span_index(target, ' ') > 0) /* a title behind it */
		target = span_sub(target, 0, (size_t)span_index(target, ' '));
	if (target.len == 0)
		return;
	if (d->links.count >= LIMIT_FACTS / 2) {
		d->over = true;
		return;
	}
	link = LIST_ADD(d->put.scratch, &d->links);
	link->target = target;
	link->line = d->line;
}

/*
 * From "(" on: the target up to the ")" that closes it.  Parentheses nest 32 deep
 * at most, as CommonMark allows, so that no "(" is looked at more often than that.
 */
static struct span target_at(struct span text)
{
	unsigned depth = 0;

	for (size_t i = 0; i < text.len && depth <= 32; i++) {
		if (text.ptr[i] == '(')
			depth++;
		if (text.ptr[i] == ')' && --depth == 0)
			return span_sub(text, 1, i - 1);
	}
	return SPAN_EMPTY;
}

/*
 * Behind the code span that starts at `at`, or behind its marks where it never
 * ends.  More than eight marks are none: each length is looked for once a line.
 */
static size_t behind_code(struct span line, size_t at)
{
	size_t marks = 0, from;

	while (at + marks < line.len && line.ptr[at + marks] == '`')
		marks++;
	if (marks > 8)
		return at + marks;
	for (from = at + marks; from < line.len;) {
		size_t run = 0;

		while (from + run < line.len && line.ptr[from + run] == '`')
			run++;
		if (run == marks)
			return from + run;
		from += run ? run : 1;
	}
	return at + marks;
}

static bool is_autolink(struct span target)
{
	return span_starts(target, "http://") || span_starts(target, "https://") ||
	       span_starts(target, "mailto:");
}

static void find_links(struct doc *d, struct span line)
{
	struct span trimmed = span_trim(line);
	ptrdiff_t colon = span_find(trimmed, SPAN_LIT("]: "));

	if (span_starts(trimmed, "[") && colon > 1 && !span_starts(trimmed, "[^"))
		add_link(d, span_from(trimmed, (size_t)colon + 3));
	for (size_t i = 0; i < line.len; i++) {
		struct span rest = span_from(line, i);

		if (line.ptr[i] == '`') {
			i = behind_code(line, i) - 1;
		} else if (span_starts(rest, "](")) {
			add_link(d, target_at(span_from(rest, 1)));
		} else if (line.ptr[i] == '<' && is_autolink(span_from(rest, 1))) {
			ptrdiff_t close =
				span_index(span_sub(rest, 0, LIMIT_TEXT), '>');

			if (close > 1)
				add_link(d, span_sub(rest, 1, (size_t)close - 1));
		}
	}
}

/* The line with its code spans blanked: "<file>" in a command is no blank to fill in.
 */
static struct span without_code(struct doc *d, struct span line)
{
	char *copy;

	if (span_index(line, '`') < 0)
		return line;
	copy = arena_string(d->put.scratch, line);
	for (size_t i = 0; i < line.len;) {
		size_t end = line.ptr[i] == '`' ? behind_code(line, i) : i + 1;

		if (line.ptr[i] == '`')
			memset(copy + i, ' ', end - i);
		i = end;
	}
	return (struct span){ copy, line.len };
}

/* ---- lines ---- */

static void add_heading(struct doc *d, unsigned level, struct span text, unsigned line,
			int64_t words_before)
{
	struct section *section;

	if (d->sections.count >= LIMIT_FACTS / 2) {
		d->over = true;
		return;
	}
	section = LIST_ADD(d->put.scratch, &d->sections);
	section->heading.level = level;
	section->heading.text = plain(d, decode_cut(text, LIMIT_TEXT));
	section->heading.folded = prose_fold(d->put.scratch, section->heading.text);
	section->heading.line = line;
	section->words_before = words_before;
	if (d->facts.title.len == 0)
		d->facts.title = section->heading.text;
}

/* Without the closing marks of "## Title ##". */
static struct span heading_text(struct span line, char mark)
{
	line = span_trim(line);
	while (line.len > 0 && line.ptr[0] == mark)
		line = span_from(line, 1);
	line = span_trim(line);
	while (mark == '#' && line.len > 0 && line.ptr[line.len - 1] == '#')
		line.len--;
	return span_trim(line);
}

/* A line of one repeated sign, or 0. */
static char underline_of(struct doc *d, struct span line)
{
	const char *signs = d->dialect == DIALECT_RST ? "=-~^\"'`#*+" : "=-";

	line = span_trim(line);
	if (line.len < (d->dialect == DIALECT_RST ? 3u : 1u) ||
	    !strchr(signs, line.ptr[0]))
		return 0;
	for (size_t i = 1; i < line.len; i++)
		if (line.ptr[i] != line.ptr[0])
			return 0;
	return line.ptr[0];
}

static unsigned underline_level(struct doc *d, char sign)
{
	if (d->dialect == DIALECT_MARKDOWN)
		return sign == '=' ? 1 : 2;
	for (unsigned i = 0; i < 6; i++) {
		if (d->underlines[i] == '\0')
			d->underlines[i] = sign;
		if (d->underlines[i] == sign)
			return i + 1;
	}
	return 6;
}

/* ```, ~~~ or, in AsciiDoc, ----: opens a code block, or closes the one that is open.
 */
static bool take_fence(struct doc *d, struct span line)
{
	const char *signs = d->dialect == DIALECT_ADOC ? "-." : "`~";
	size_t len = 0;
	char sign;

	line = span_trim(line);
	if (line.len < 3 || !strchr(signs, line.ptr[0]))
		return false;
	sign = line.ptr[0];
	while (len < line.len && line.ptr[len] == sign)
		len++;
	if (len < 3 || (d->dialect == DIALECT_ADOC && (len < 4 || len != line.len)))
		return false;
	if (d->fence == 0) {
		if (sign == '`' && span_index(span_from(line, len), '`') >= 0)
			return false; /* a code span */
		d->fence = sign;
		d->fence_len = len;
		d->facts.code_blocks++;
		return true;
	}
	if (sign != d->fence || len < d->fence_len || len != line.len)
		return false;
	d->fence = 0;
	return true;
}

/* What is left of the line without HTML comments, which may go on over lines. */
static struct span without_comment(struct doc *d, struct span line)
{
	ptrdiff_t at;

	if (d->comment) {
		at = span_find(line, SPAN_LIT("-->"));
		if (at < 0)
			return SPAN_EMPTY;
		d->comment = false;
		return without_comment(d, span_from(line, (size_t)at + 3));
	}
	at = span_find(line, SPAN_LIT("<!--"));
	if (at < 0 || span_find(span_from(line, (size_t)at), SPAN_LIT("-->")) >= 0)
		return line; /* none, or one that ends here and is no prose either */
	d->comment = true;
	return span_sub(line, 0, (size_t)at);
}

/* An underline below a paragraph's line makes a heading of it. */
static bool take_underline(struct doc *d, struct span line)
{
	char sign = underline_of(d, line);

	if (sign == 0 || d->before.len == 0 || d->dialect == DIALECT_ADOC)
		return false;
	add_heading(d, underline_level(d, sign), d->before, d->before_line,
		    d->before_words);
	d->before = SPAN_EMPTY;
	return true;
}

static void take_prose(struct doc *d, struct span line)
{
	char mark = d->dialect == DIALECT_ADOC ? '=' : '#';
	unsigned level = d->dialect == DIALECT_RST ? 0 : heading_level(line, mark);
	struct span text;

	if (level > 0) {
		text = heading_text(line, mark);
		add_heading(d, level, text, d->line, d->facts.words);
		d->facts.words += prose_words(text);
		if (!d->over)
			d->sections.at[d->sections.count - 1].words_before =
				d->facts.words;
		d->before = SPAN_EMPTY;
	} else if (!take_underline(d, line)) {
		d->before = span_trim(line);
		d->before_line = d->line;
		d->facts.words += prose_words(line);
		d->before_words = d->facts.words;
		if (d->before.len > 0 && strchr("|>-*+", d->before.ptr[0]))
			d->before = SPAN_EMPTY; /* a table's, a quote's, a list's */
	}
	d->facts.placeholders += prose_placeholders(without_code(d, line));
	find_links(d, line);
}

static void take_line(struct doc *d, struct span line)
{
	if (take_fence(d, line)) {
		d->before = SPAN_EMPTY;
		return;
	}
	if (d->fence != 0) {
		d->facts.words += prose_words(line);
		return;
	}
	take_prose(d, without_comment(d, line));
}

/* Between "---" lines at the top: its title is the document's. */
static struct span take_front_matter(struct doc *d, struct span text)
{
	struct span rest = text;
	struct span line;
	struct span title = SPAN_EMPTY;
	unsigned lines = 0;

	if (!span_line(&rest, &line) || !span_is(span_trim(line), "---"))
		return text;
	for (lines = 1; span_line(&rest, &line); lines++) {
		if (span_starts_nocase(line, "title:"))
			title = span_trim(span_from(line, 6));
		if (!span_is(span_trim(line), "---"))
			continue;
		d->line = lines + 1;
		if (title.len > 1 && strchr("\"'", title.ptr[0]) &&
		    title.ptr[title.len - 1] == title.ptr[0])
			title = span_sub(title, 1, title.len - 2);
		d->facts.title = title;
		return rest;
	}
	return text; /* it never ends, so it is none */
}

/* ---- facts ---- */

/* A section's words are those up to the next heading of its level or above. */
static void count_sections(struct doc *d)
{
	size_t open[8]; /* sections that go on, outermost first */
	size_t depth = 0;

	for (size_t i = 0; i <= d->sections.count; i++) {
		bool last = i == d->sections.count;
		unsigned level = last ? 0 : d->sections.at[i].heading.level;
		int64_t words = last ? d->facts.words : d->sections.at[i].words_before;

		/* The heading's own words are nobody's body. */
		if (!last)
			words -= prose_words(d->sections.at[i].heading.text);
		while (depth > 0 &&
		       d->sections.at[open[depth - 1]].heading.level >= level) {
			struct section *section = &d->sections.at[open[--depth]];

			section->heading.words = words - section->words_before;
			if (section->heading.words < 0)
				section->heading.words = 0;
		}
		if (!last)
			open[depth++] = i;
	}
}

/* "#x" where the text itself says id="x": no heading, and only the text tells. */
static bool is_declared(struct doc *d, struct span target)
{
	if (!span_starts(target, "#"))
		return false;
	if (!d->names)
		d->names = slug_declared(d->put.scratch, d->text);
	return table_get(d->names, slug_decode(d->put.scratch, span_from(target, 1))) !=
	       NULL;
}

static int add_facts(struct doc *d)
{
	struct fact fact = { .kind = FACT_DOCUMENT, .as.document = d->facts };
	int rc = put_fact(&d->put, &fact);

	fact = fact_new(FACT_HEADING);
	for (size_t i = 0; rc == 0 && i < d->sections.count; i++) {
		fact.as.heading = d->sections.at[i].heading;
		rc = put_fact(&d->put, &fact);
	}
	fact = fact_new(FACT_LINK);
	for (size_t i = 0; rc == 0 && i < d->links.count; i++) {
		fact.as.link = d->links.at[i];
		fact.as.link.resolves =
			is_declared(d, fact.as.link.target) ? 1 : FACT_UNSAID;
		rc = put_fact(&d->put, &fact);
	}
	return rc;
}

static int64_t count_lines(struct span text)
{
	struct span line;
	int64_t lines = 0;

	while (span_line(&text, &line))
		lines++;
	return lines;
}

static int markdown_read(const struct probe *probe, const struct fact_sink *sink,
			 struct arena *scratch, struct err *err)
{
	struct doc d = { .put = { sink, scratch, err }, .text = probe->text };
	struct span rest, line;

	dialect_of(probe->path, &d.dialect);
	d.facts.lines = count_lines(probe->text);
	rest = take_front_matter(&d, probe->text);
	while (span_line(&rest, &line)) {
		d.line++;
		take_line(&d, line);
	}
	count_sections(&d);
	if (d.over && put_note(&d.put, "fact-budget", 0,
			       "only the first %d headings and "
			       "links are kept",
			       LIMIT_FACTS / 2) < 0)
		return -(int)err->code;
	return add_facts(&d);
}

extern const struct reader reader_markdown;
const struct reader reader_markdown = {
	.name = "markdown-doc",
	.title = "document",
	.spec = "CommonMark 0.30; headings of reStructuredText and AsciiDoc",
	.reads = "title, headings with the words below them, links, blanks to fill in",
	.family = FAMILY_DOCUMENT,
	.revision = 3,
	.named = "f.md",
	.bid = markdown_bid,
	.read = markdown_read,
};
