/*
 * reader.h - how an evidence format joins muster.
 *
 * One format, one file in this folder, one row in list.inc.  A reader
 * turns the bytes of one artifact into facts.  It opens no file, asks no
 * clock, keeps no state between calls and believes no total that it can count.
 *
 * All or nothing: when read() fails, the caller drops the facts added so far
 * and records the artifact as unreadable, with the error's words.  Half a
 * report is not evidence.
 *
 * Recognition is by content (evidence.md section 4): probe.h looks at the bytes
 * once, every reader bids on what it saw, the highest bid reads.
 */
#ifndef READERS_READER_H
#define READERS_READER_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include "model/artifact.h"
#include "model/fact.h"

struct probe; /* probe.h: what the bytes look like, parsed once */

/* How sure a reader is: evidence.md section 4.2. */
enum bid {
	BID_NO = 0,
	BID_ANYTHING = 10, /* readable text, whatever it says */
	BID_PARSED = 20,   /* it parses, whatever it says */
	BID_GENERIC = 40,  /* the shape fits, the names are anybody's */
	BID_SHAPE = 70,    /* the shape fits, with names of its own */
	BID_STATED = 90,   /* the format states its name or version */
	BID_SURE = 100,    /* a namespace or schema, and the shape */
};

#define READER_TOOLS 6

struct reader {
	const char *name;  /* "junit-xml": in the database, in messages, in URLs */
	const char *title; /* "JUnit XML": shown */
	const char *spec;  /* where the format is defined */
	const char *reads; /* one line for docs/evidence.md: which facts */
	enum family family;
	unsigned revision; /* raise it when facts change */

	/*
	 * For ties (evidence.md section 4.5): what file names call the tool,
	 * { "gitleaks" }; empty where names tell nothing.
	 */
	const char *tools[READER_TOOLS];
	bool reads_nothing; /* [], {} and null are what it writes when all is well */

	/* Globs of the names that such files usually have, separated by spaces, or
	 * NULL. */
	const char *usual;

	/* Understands, or shows, values with tags of some tool's own: text/yaml.h. */
	bool takes_tags;

	/*
	 * A name by which bid() knows its files, where it asks for one: who names
	 * the format of a file says as much.  NULL: bid() goes by the bytes.
	 */
	const char *named;

	/* Pure; cannot fail. */
	enum bid (*bid)(const struct probe *probe);

	/*
	 * Add every fact the artifact holds to `sink`.  `scratch` is emptied by
	 * the caller afterwards.  Returns 0, or
	 *   ERR_FORMAT with a tag of evidence.md section 11 and a position,
	 *   ERR_LIMIT with the tag of the limit, or whatever the sink said.
	 * The tags "tool-reported-error", "unsupported-version" and "template" make
	 * the status tool-error, unsupported and template; every other one makes it
	 * unreadable.
	 */
	int (*read)(const struct probe *probe, const struct fact_sink *sink,
		    struct arena *scratch, struct err *err);
};

/* In rank order; ends with NULL. */
extern const struct reader *const readers[];

/*
 * What the bytes of `artifact` (path and size are set) say.  Fills format,
 * family, reader_revision, status, reason, detail, err_*, about and counts;
 * facts go to `sink`.  `format` names the reader where a rule does, else NULL: that
 * settles what is ambiguous and what only a file's name would tell, and makes no
 * file what its bytes are not ("other-format").
 * Spans of the result are in `keep`.
 *
 * Unreadable evidence is an answer, not an error: returns 0 and a status.  On a
 * status other than ok and partial the facts that the sink took are void, and
 * the caller rolls them back.  Negative only when the sink failed.
 */
int reader_read(struct artifact *artifact, struct span bytes, const char *format,
		const struct fact_sink *sink, struct arena *scratch, struct arena *keep,
		struct err *err);

/*
 * The same where the caller counts too: facts past LIMIT_FACTS, which are counted
 * and not kept, go to `past` (or nowhere, where it is NULL).
 */
int reader_read_past(struct artifact *artifact, struct span bytes, const char *format,
		     const struct fact_sink *sink, const struct fact_sink *past,
		     struct arena *scratch, struct arena *keep, struct err *err);

/* "412 tests, 2 failed, 5 skipped": one line for people, in `arena`. */
struct span reader_summary(const struct artifact *artifact, struct arena *arena);

#endif
