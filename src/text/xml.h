/*
 * xml.h - the door to expat: a pull reader for the XML that reports are written in.
 *
 * Reads elements, attributes, text and CDATA; comments and processing
 * instructions are stepped over.  Character references and the five named
 * entities are decoded, no other entity exists: a DOCTYPE may name an external
 * identifier, which is never fetched, and a DOCTYPE with an internal subset is
 * refused.  Source: XML 1.0 (Fifth Edition), Namespaces in XML 1.0.
 *
 * Input is UTF-8 whatever its declaration says: text/decode.h makes it so.
 *
 * Errors have a position and one of these tags: xml-syntax, xml-encoding,
 * xml-doctype, xml-multiple-roots, truncated (the input ends inside), too-deep,
 * too-many, too-big, entity-amplification; `empty` where there is no root.
 */
#ifndef TEXT_XML_H
#define TEXT_XML_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

enum xml_event {
	XML_END,   /* of the document */
	XML_OPEN,  /* <name ...>; an empty element gives XML_OPEN, XML_CLOSE */
	XML_CLOSE, /* </name> */
	XML_TEXT,  /* decoded character data, never empty; may come in pieces */
};

struct xml;

/*
 * `path` is for messages; `bytes` and the arena must outlive the reader.
 * Cannot fail.  What names and attributes lend lives as long as the arena.
 */
struct xml *xml_open(struct span path, struct span bytes, struct arena *arena);

/* Give the parser back; NULL is fine.  What was lent stays good. */
void xml_close(struct xml *xml);

/*
 * Step to the next event.
 * ERR_FORMAT where the document is not well formed; ERR_LIMIT past limits.h.
 * After an error *out is XML_END and every further step fails the same way.
 */
int xml_next(struct xml *xml, enum xml_event *out, struct err *err);

/* Step over everything up to and with the end of the element just opened. */
int xml_skip(struct xml *xml, struct err *err);

/*
 * Step to the next child of the element that is open, over its text; *more is false
 * at the element's own end.
 */
int xml_child(struct xml *xml, bool *more, struct err *err);

/*
 * The text of the element just opened, its children's included, up to and with
 * its end; at most `max` bytes are kept, cut between characters, the rest is
 * read and dropped.
 */
int xml_collect(struct xml *xml, struct span *out, size_t max, struct err *err);

/* The element's name without prefix, at XML_OPEN and XML_CLOSE. */
struct span xml_name(const struct xml *xml);

/* The namespace it is in, at XML_OPEN; empty where it is in none. */
struct span xml_namespace(const struct xml *xml);

/*
 * The decoded value at XML_OPEN, by the name as written ("id", "xsi:type").
 * NULL pointer where there is none; a pointer and no length where it is empty.
 */
struct span xml_attr_of(const struct xml *xml, struct span name);
static inline struct span xml_attr(const struct xml *xml, const char *name)
{
	return xml_attr_of(xml, span_of(name)); /* a literal's length is known here */
}

/* Attributes in document order, namespace declarations included; false past the last.
 */
bool xml_attr_at(const struct xml *xml, size_t index, struct span *name,
		 struct span *value);

/* At XML_TEXT; good until the next step. */
struct span xml_text(const struct xml *xml);

/* Elements open at the current event; the root's own events have 1. */
unsigned xml_depth(const struct xml *xml);

/* Where the current event starts. */
struct pos xml_pos(struct xml *xml);
unsigned xml_line(struct xml *xml);

/* The DOCTYPE's public identifier; empty where there is none (yet). */
struct span xml_doctype(const struct xml *xml);

/*
 * XML 1.0 has no place for control characters, but tools that copy terminal
 * output into reports write them.  *out is `bytes`, or a copy in which U+FFFD
 * stands for each of them and for each reference to one; returns how many.
 */
size_t xml_repair(struct span *out, struct span bytes, struct arena *arena);

#endif
