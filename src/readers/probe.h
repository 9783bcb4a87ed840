/*
 * probe.h - what the bytes of an artifact look like, found out once.
 *
 * Decodes to UTF-8, tells JSON, XML, YAML and text apart and parses what has to
 * be parsed whole to be recognised: key order is free, and the telling key of a
 * real report may stand behind megabytes.  Everything lives in the scratch
 * arena it was made in.
 */
#ifndef READERS_PROBE_H
#define READERS_PROBE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include "text/decode.h"
#include "text/tree.h"

enum lex {
	LEX_EMPTY,  /* nothing, or white space */
	LEX_BINARY, /* no text */
	LEX_TEXT,
	LEX_JSON,
	LEX_XML,
	LEX_YAML,
};
extern const char *const lex_word[]; /* "json" */

struct probe_attr {
	struct span name, value;
};

#define PROBE_CHILDREN 12 /* names of the root's first children */

struct probe {
	struct span path; /* of the artifact */
	struct span text; /* UTF-8 */
	struct decoded decoded;
	enum lex lex;
	size_t repaired;      /* characters that XML 1.0 refuses, replaced */
	size_t replaced;      /* bytes of a text said to be UTF-8 that are none */
	size_t noise;         /* lines in front of the JSON that are none */
	LIST(unsigned) stray; /* lines among those of a JSON stream that are none */

	/* JSON and YAML */
	struct tree *tree;
	struct node root; /* of the first document */

	/* XML: the root element */
	bool is_said; /* the name or a declaration says that it is XML */
	struct span name, namespace, doctype;
	LIST(struct probe_attr) attrs;
	struct span children[PROBE_CHILDREN]; /* names, in order, each once */
	size_t child_count;
};

/*
 * ERR_FORMAT or ERR_LIMIT with tag and position where the bytes are not what
 * they look like; probe->lex is set even then.
 */
int probe_make(struct probe *probe, struct span path, struct span bytes,
	       struct arena *scratch, struct err *err);

/* The root element's attribute; NULL pointer where there is none. */
struct span probe_attr(const struct probe *probe, const char *name);
bool probe_has_child(const struct probe *probe, const char *name);

/* ERR_FORMAT, json-trailing, where a second document stands behind the first. */
int probe_single(const struct probe *probe, struct err *err);

/* Whether a line of the first `lines` starts with `prefix`. */
bool probe_has_line(const struct probe *probe, const char *prefix, unsigned lines);

#endif
