/*
 * answer.h - what `muster serve` says to one request: a decision, no socket.
 *
 * Only GET and HEAD, only for the names that this server has (a page of a stranger
 * that had its own name point to 127.0.0.1 gets nothing), and nothing for a page of
 * another site that wants a file of ours as its script.  Addresses are those of
 * site.md section 2: clean paths without percent signs, of regular files, reached
 * without following a link.
 *
 * Pages get one script that asks whether the report has changed, and the policy that
 * lets it ask.  That is done to the bytes on their way out: the folder is not touched.
 */
#ifndef SERVE_ANSWER_H
#define SERVE_ANSWER_H

#include "base/arena.h"
#include "base/span.h"

#include <stdint.h>

struct request {
	struct span method, url; /* the path as it was sent, without its query */
	struct span host, fetch_site, fetch_mode; /* headers; empty: not sent */
	bool has_body;
};

struct served {
	const char *root; /* folder; may be swapped between two requests */
	uint16_t port;
	struct span build; /* hex digits that are others when the report is another */
	struct span state; /* JSON for the script: {"build": ..., "trouble": ...} */
};

struct answer {
	unsigned status;
	const char *type;
	struct span body; /* in the arena, or borrowed; unless there is a file */
	int fd;           /* -1: none; the caller closes it */
	uint64_t size;
	bool is_page;
	bool is_copy; /* below raw/: for saving, never for showing */
};

/* Where the script and its question live: no address of a report starts so. */
#define ANSWER_SCRIPT "/.muster/reload.js"
#define ANSWER_STATE  "/.muster/state"

void answer_request(struct answer *out, const struct request *request,
		    const struct served *served, struct arena *arena);

/* `page` with the script and its right to ask; the page itself where it has no head. */
struct span answer_live_page(struct span page, struct span build, struct arena *arena);

#endif
