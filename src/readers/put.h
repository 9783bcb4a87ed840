/*
 * put.h - the facts that every reader adds in the same way.
 */
#ifndef READERS_PUT_H
#define READERS_PUT_H

#include "base/err.h"
#include "model/fact.h"

/* Where a reader's facts go, and its error: handed around inside a reader. */
struct put {
	const struct fact_sink *sink;
	struct arena *scratch;
	struct err *err;
};

/* Something odd; the message is made in scratch memory. */
int put_note(struct put *put, const char *code, unsigned line, const char *fmt, ...)
	LIKE_PRINTF(4, 5);

/*
 * A field that the format keeps secrets in: its value is not read, is hidden in
 * every fact that comes after this call, and the file is withheld.  Call it
 * before the facts that could repeat the value, once for each: the first makes a
 * note.
 */
int put_secret(struct put *put, struct span value, unsigned line);

/*
 * What the file holds in base64 or the like, decoded: it is looked through for
 * secrets as the file itself was.  Call it before the facts that come out of it.
 */
int put_decoded(struct put *put, struct span text, unsigned line);

/* What the artifact says of itself; empty fields say nothing. */
int put_about(struct put *put, struct fact_about about);

/*
 * The commit it says it is about, said at `src`.  Anything may be handed in:
 * reader.c binds full ids, notes abbreviated ones and drops the rest.
 */
int put_commit(struct put *put, struct span commit, const char *src);

/* When it was made; text that is no time is a note. */
int put_time(struct put *put, struct span text, const char *src, unsigned line);

/* A shortcut for the fact_add() of a kind. */
static inline int put_fact(struct put *put, const struct fact *fact)
{
	return fact_add(put->sink, fact, put->err);
}

/* Whether a property of that name holds the commit: "git.commit", "acme:revision". */
bool put_is_commit_name(struct span name);

/* evidence.md section 7: the word's severity, or SEVERITY_UNKNOWN. */
enum severity put_severity(struct span word);

/* A CVSS score in tenths to a severity. */
enum severity put_severity_of_score(int tenths);

#endif
