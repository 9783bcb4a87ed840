/*
 * named.h - what an item names of a file's content, and whether the file says so.
 *
 * A key and its value ("`DEBUG=false`"), a route of an API ("`GET /v1/users`"), a
 * section of a document ("a Rollback section"), a script of a package or the target of
 * a Makefile ("`npm run build`", "`make test`").  All of these are declared, none is an
 * outcome; and they are looked for in files that the item names, never in others.
 *
 * A value refutes only where the item says nothing else and the file one thing.
 */
#ifndef AUDIT_NAMED_H
#define AUDIT_NAMED_H

#include "audit/shown.h"
#include "audit/wording.h"
#include "base/arena.h"
#include "base/err.h"
#include "model/artifact.h"
#include "model/plan.h"

#define NAMED_MOST 16 /* of one item; the rest is not looked for */

enum named_kind {
	NAMED_SETTING,
	NAMED_ROUTE,
	NAMED_SECTION,
	NAMED_SCRIPT,
	NAMED_KINDS
};

struct named {
	enum named_kind kind;
	struct span text;  /* as written */
	struct span key;   /* the key, the route's path, the script's */
	struct span value; /* what the key is said to be; a route's method, or empty */
	unsigned line;
	struct span file; /* where the program looks for such a script */
};

struct named_list {
	struct named at[NAMED_MOST];
	size_t count;
};

/*
 * What the item's own words and its evidence lines name; nothing where the words
 * deny, compare or look back.  `words` are the item's, spans live as long as it.
 */
void named_read(struct named_list *out, const struct item *item,
		const struct words *words, struct arena *arena);

/* Do the item's words say nothing beyond what is named and where? */
bool named_covers(const struct named_list *list, const struct item *item,
		  const struct words *words, struct arena *arena);

struct named_files; /* what files say, each read when it is asked for first */

struct named_files *named_files_new(const struct artifact *artifacts, size_t count,
				    const struct fact_source *facts,
				    struct arena *arena);

/*
 * Hold one against an artifact.  False in *out_told where the file has nothing of
 * that name; then *out_could says whether it is of a kind that could have it.
 */
struct named_asked {
	const struct named *named;
	const struct words *words; /* of the item */
	size_t artifact;
};
int named_judge(struct shown *out, bool *out_told, bool *out_could,
		struct named_files *files, const struct named_asked *asked,
		struct err *err);

#endif
