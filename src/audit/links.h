/*
 * links.h - do a document's links lead anywhere in the audited tree?
 *
 * A reader sees one file and no other, so it leaves fact_link.resolves unsaid.
 * This sink stands between the readers and the store and fills it:
 *
 *   1   the file or folder is in the tree, among the evidence beside it, or in the
 *       same archive; the heading or the place is in the document itself
 *   0   it is not
 *   -1  FACT_UNSAID: it leads outside (a URL, mail, "../.." past the root), to what
 *       muster itself writes, or is written for a generator that nobody ran here
 *       ("{{ url }}", "guide" for guide.md)
 *
 * What a path means is what forges make of it: relative to the document's folder,
 * from the root where it begins with '/', percent-decoded, letters as they are.  A
 * fragment is looked up in its own document only, and there as text/slug.h compares.
 *
 * It works on what comes out of a worker or the cache, never on what goes in: the
 * same records give another answer in another tree.  Time is that of a binary search
 * for each link.
 */
#ifndef AUDIT_LINKS_H
#define AUDIT_LINKS_H

#include "audit/gather.h"

struct links {
	const struct gather *gather;
	LIST(struct span) beside; /* paths of evidence outside the tree, sorted */
	struct arena *scratch;    /* of one artifact */
	struct arena *step;       /* of one link */
	struct fact_sink next;

	/* Of the artifact at hand. */
	struct span place; /* its path */
	struct span root;  /* links may not leave it: "", "@NAME" or "ci.zip!" */
	bool is_tree;      /* the root is the repository's */
	LIST(struct span) headings;
	struct table *slugs; /* of the headings, how often; NULL: not asked yet */
	int64_t broken;
	struct span first; /* that is broken */
	unsigned first_line;
};

/* gather->report's artifacts are all there, and sorted; `beside` is in its arena. */
void links_init(struct links *links, const struct gather *gather);
void links_release(struct links *links);

/*
 * For the facts of one artifact, from its first to its last; `next` takes them.
 * Called again, it forgets what it saw of the artifact.
 */
struct fact_sink links_sink(struct links *links, const struct artifact *artifact,
			    struct fact_sink next);

/*
 * After the last fact: counts.broken_links of the artifact, and the finding of a
 * cited document.
 */
void links_end(struct links *links, struct artifact *artifact, struct report *report);

#endif
