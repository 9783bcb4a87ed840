/*
 * promise.h - what an item's words promise of a thing beyond that it is there.
 *
 * verdicts.md, "What the claim needs": that a path exists shows claims of class
 * `exists` alone.  "`cache.ts` - button component" names what kind of thing it is;
 * "`cache.ts` - eviction after an hour" says what is in it, and a file that is
 * there does not show that.  Words in English, French, German, Spanish, Portuguese,
 * Russian, Chinese, Japanese and Korean.
 */
#ifndef AUDIT_PROMISE_H
#define AUDIT_PROMISE_H

#include "audit/wording.h"

/*
 * The words of `text` that neither stand in `path`, nor say that something is there,
 * nor what kind of thing it is; none of them: nothing more is promised.
 */
void promise_read(struct words *out, struct span text, struct span path,
		  struct arena *arena);

/*
 * The same where the words name a document: of "runbook for the cluster, with a
 * rehearsed rollback" only what stands behind "with".
 */
void promise_behind(struct words *out, struct span text, struct span path,
		    struct arena *arena);

/* Are all of them among `has`, or one that begins alike? */
bool promise_held(const struct words *words, const struct words *has);

/* The kinds of things that it looks up, in their order; false behind the last one. */
bool promise_word(size_t number, struct span *out);

#endif
