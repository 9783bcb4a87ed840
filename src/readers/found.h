/*
 * found.h - what the readers of code and site scanners share.
 *
 * A scan with its number, a finding of it, a line as reports write it, and the
 * errors that say that a report is not what it looks like.
 */
#ifndef READERS_FOUND_H
#define READERS_FOUND_H

#include "readers/put.h"
#include "text/tree.h"
#include "text/xml.h"

/* Scan `number`, of that tool and kind; the rest is unsaid. */
struct fact found_scan(int64_t number, const char *tool, const char *kind);

/* A finding of scan `number`, of unknown severity. */
struct fact found_problem(int64_t number, const char *kind, unsigned line);

/* "12", and the first number of "12-14", as a line of a source; 0: it is none. */
unsigned found_line(struct span text);

/* CWE number ("79", "CWE-79", "CWE-79: ...") as "CWE-79"; empty where it is none. */
struct span found_cwe(struct put *put, struct span text);

/* A URL without user, query and fragment, which may hold tokens. */
struct span found_url(struct put *put, struct span url);

/* "not-audited": a part that the tool did not look at.  It makes the report partial. */
int found_skipped(struct put *put, unsigned line, struct span path, struct span why);

/* "nothing-scanned": the report is well formed, and is about nothing. */
int found_nothing(struct put *put, unsigned line);

/*
 * "counts-more", where it says more than it lists: what is not listed nobody can judge,
 * so the report is partial.  "totals-mismatch", where it says less.
 */
int found_total(struct put *put, unsigned line, const char *what, int64_t said,
		int64_t counted);

/* ERR_FORMAT at `pos`; `tag` as evidence.md section 11 has them. */
int found_fail(struct put *put, struct pos pos, const char *tag, const char *what,
	       const char *fix);

/*
 * A report whose list of findings is no list would look clean.  Nothing, null, or
 * a `container` (NODE_ARRAY, NODE_OBJECT) with nothing but values of type `each`;
 * else ERR_FORMAT, out-of-range:NAME.
 */
int found_held(struct put *put, struct node all, enum node_type container,
	       enum node_type each, const char *name);

/* The commonest: a list of objects. */
static inline int found_list(struct put *put, struct node all, const char *name)
{
	return found_held(put, all, NODE_ARRAY, NODE_OBJECT, name);
}

/* ---- elements of XML reports ---- */

/* The trimmed text of the element just opened, up to and with its end. */
int found_text(struct put *put, struct xml *xml, struct span *out);

/*
 * Of the element that is open: the texts of its children of those names, the first
 * of each; up to and with its end.
 */
int found_texts(struct put *put, struct xml *xml, const char *const *names,
		struct span *out, size_t count);

/*
 * `each` is called with every child of the element that is open, at its start, and
 * reads up to and with its end; so does this for the element itself.
 */
int found_children(struct put *put, struct xml *xml, int (*each)(void *ctx), void *ctx);

/* Behind the end of the root: nothing may stand there. */
int found_end(struct put *put, struct xml *xml);

#endif
