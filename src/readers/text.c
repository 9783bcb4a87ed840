/*
 * text.c - what nobody else wants and is text: logs, sources, notes, and JSON or
 * XML of a shape that no reader knows.
 *
 * Its lines and words are counted, and no more is concluded.
 */
#include "readers/probe.h"
#include "readers/prose.h"
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

static int text_read(const struct probe *probe, const struct fact_sink *sink,
		     struct arena *scratch, struct err *err)
{
	/* Sources of many languages start with '<' and promise nothing. */
	bool is_prose = probe->lex == LEX_TEXT ||
			(probe->lex == LEX_XML && !probe->is_said);
	struct put put = { sink, scratch, err };
	struct fact fact = fact_new(FACT_DOCUMENT);
	struct span rest = probe->text;
	struct span line;
	int rc = 0;

	if (probe->lex == LEX_XML && probe->is_said)
		rc = check_xml(probe, scratch, err);
	if (rc == 0 && !is_prose)
		rc = put_note(&put, "unknown-format", 0,
			      "no reader knows this %s: only its text was counted",
			      lex_word[probe->lex]);
	while (rc == 0 && span_line(&rest, &line)) {
		fact.as.document.lines++;
		fact.as.document.words += prose_words(line);
		if (probe->lex == LEX_TEXT)
			fact.as.document.placeholders += prose_placeholders(line);
	}
	return rc < 0 ? rc : put_fact(&put, &fact);
}

extern const struct reader reader_text;
const struct reader reader_text = {
	.name = "text",
	.title = "text",
	.spec = "lines of text",
	.reads = "how many lines and words",
	.family = FAMILY_NONE,
	.revision = 1,
	.bid = text_bid,
	.read = text_read,
};
