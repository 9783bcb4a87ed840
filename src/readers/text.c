/*
 * text.c - what nobody else wants and is text: logs, sources, notes, and XML of a
 * shape that no reader knows.
 *
 * Its lines and words are counted, and the lines that say "error", "warning" or
 * "fatal" as words; no more is concluded.
 */
#include "readers/plain.h"
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"
#include "text/xml.h"

static enum bid text_bid(const struct probe *probe)
{
	switch (probe->lex) {
	case LEX_TEXT:
	case LEX_JSON:
	case LEX_XML:
	case LEX_YAML:
		return BID_ANYTHING;
	case LEX_EMPTY:
	case LEX_BINARY:
		break;
	}
	return BID_NO;
}

/* XML that nobody knows, cut short perhaps: half a report is no text. */
static int check_xml(const struct probe *probe, struct arena *scratch, struct err *err)
{
	struct xml *xml = xml_open(probe->path, probe->text, scratch);
	enum xml_event event = XML_OPEN;
	int rc = 0;

	while (rc == 0 && event != XML_END)
		rc = xml_next(xml, &event, err);
	xml_close(xml);
	return rc;
}

/* ---- lines that say that something went wrong ---- */

enum level { LEVEL_NONE, LEVEL_WARNING, LEVEL_ERROR, LEVEL_FATAL };

/* clang-format off: tables keep one row a line */
static const struct {
	const char *word;
	enum level level;
	bool exact; /* in capitals alone: three letters are many things */
} levels[] = {
	{ "fatal", LEVEL_FATAL, false },      { "panic", LEVEL_FATAL, false },
	{ "FTL", LEVEL_FATAL, true },         { "error", LEVEL_ERROR, false },
	{ "errors", LEVEL_ERROR, false },     { "ERR", LEVEL_ERROR, true },
	{ "warn", LEVEL_WARNING, false },     { "warning", LEVEL_WARNING, false },
	{ "warnings", LEVEL_WARNING, false }, { "WRN", LEVEL_WARNING, true },
};
/* clang-format on */

static bool is_word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

/* "TypeError", "IOError": names that languages give to what they throw. */
static bool is_thrown(struct span word)
{
	return word.len > 5 && span_ends(word, "Error") && word.ptr[0] >= 'A' &&
	       word.ptr[0] <= 'Z';
}

static enum level level_of(struct span word)
{
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		if (levels[i].exact ? span_is(word, levels[i].word)
				    : span_is_nocase(word, levels[i].word))
			return levels[i].level;
	return is_thrown(word) ? LEVEL_ERROR : LEVEL_NONE;
}

/* "0 errors", "errors: 0", "errors=0": a count of none is no error. */
static bool is_counted_none(struct span line, size_t from, size_t end)
{
	size_t before = from, after = end;

	while (before > 0 && line.ptr[before - 1] == ' ')
		before--;
	if (before > 0 && before < from && line.ptr[before - 1] == '0' &&
	    (before == 1 ||
	     (!is_word_char(line.ptr[before - 2]) && line.ptr[before - 2] != '.' &&
	      line.ptr[before - 2] != ',')))
		return true;
	if (after < line.len && (line.ptr[after] == ':' || line.ptr[after] == '='))
		after++;
	else
		return false;
	while (after < line.len && line.ptr[after] == ' ')
		after++;
	return after < line.len && line.ptr[after] == '0' &&
	       (after + 1 == line.len || !is_word_char(line.ptr[after + 1])) &&
	       !(after + 1 < line.len && line.ptr[after + 1] == '.');
}

/* The worst that a line says, in words of its own. */
static enum level level_of_line(struct span line)
{
	enum level worst = LEVEL_NONE;

	for (size_t i = 0; i < line.len;) {
		size_t from = i;
		enum level level;

		while (i < line.len && is_word_char(line.ptr[i]))
			i++;
		if (i == from) {
			i++;
			continue;
		}
		level = level_of(span_sub(line, from, i - from));
		if (level > worst && !is_counted_none(line, from, i))
			worst = level;
	}
	return worst;
}

/* Line ends are not counted as bytes: they differ with who checked the file out. */
static int put_levels(struct put *put, struct span text)
{
	struct fact fact = fact_new(FACT_TEXT);
	struct fact_text *it = &fact.as.text;
	struct span line;

	while (span_line(&text, &line)) {
		enum level level = level_of_line(line);

		it->lines++;
		it->bytes += (int64_t)line.len;
		it->fatals += level == LEVEL_FATAL;
		it->errors += level == LEVEL_ERROR;
		it->warnings += level == LEVEL_WARNING;
	}
	return put_fact(put, &fact);
}

static int text_read(const struct probe *probe, const struct fact_sink *sink,
		     struct arena *scratch, struct err *err)
{
	/* Sources of many languages start with '<' and promise nothing. */
	bool is_prose =
		probe->lex == LEX_TEXT || (probe->lex == LEX_XML && !probe->is_said);
	struct put put = { sink, scratch, err };
	int rc = 0;

	if (probe->lex == LEX_XML && probe->is_said)
		rc = check_xml(probe, scratch, err);
	if (rc == 0 && !is_prose)
		rc = put_note(&put, "unknown-format", 0,
			      "no reader knows this %s: only its text was counted",
			      lex_word[probe->lex]);
	if (rc == 0)
		rc = plain_put(&put, probe, probe->lex == LEX_TEXT);
	return rc < 0 || !is_prose ? rc : put_levels(&put, probe->text);
}

extern const struct reader reader_text;
const struct reader reader_text = {
	.name = "text",
	.title = "text",
	.spec = "lines of text",
	.reads = "how many lines and words, and lines that say error, warning or fatal",
	.family = FAMILY_NONE,
	.revision = 2,
	.takes_tags = true,
	.bid = text_bid,
	.read = text_read,
};
