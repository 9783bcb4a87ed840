/*
 * wire.h - a request to read an artifact, and what was read, as bytes.
 *
 * Readers work in processes without rights (base/jail.h).  What they learnt comes
 * back as records, one a fact in the order of the sink, and one about the artifact
 * at the end; the same bytes are what a cache keeps.  The table of a fact's columns
 * (model/fact.h) says what is in a record, so a new column travels by itself.
 *
 * The deciding side believes nothing: lengths, numbers, words and UTF-8 are
 * checked, facts are counted again, and what only its own table knows (a reader's
 * name, family and revision) is taken from there.  Whoever wrote the bytes can lie
 * about this one artifact, as its author can.
 *
 * A record is its kind plus one (0: the end), WIRE_PAST added where the fact is
 * counted and not kept, then its own number where its kind has one, a number with a
 * bit for every column that is not at its default, and those columns.  Numbers are base
 * 128, lowest group first; signed ones zigzag; a text is its length and its bytes.  No
 * record is longer than a part.
 */
#ifndef READERS_WIRE_H
#define READERS_WIRE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/jail.h"
#include "model/artifact.h"

#define WIRE_PAST 0x80

/* ---- asking ---- */

/*
 * The head of a request: path and origin of the artifact, and the format that a
 * rule names, or NULL.  The body is its bytes.
 */
void wire_ask(struct buf *head, const struct artifact *artifact, const char *format);

/* jail_options.work: read what is asked for and reply with records. */
void wire_work(void *ctx, struct jail_request request, struct jail_reply *reply);

/* ---- writing records ---- */

/*
 * `put` takes whole records, WIRE_PART_BYTES or a little more at once.  A text is
 * cut at LIMIT_TEXT_LONG and at a byte that is no UTF-8.
 */
struct wire_out {
	int (*put)(void *ctx, struct span records, struct err *err);
	void *ctx;
	struct buf buf;
};

#define WIRE_PART_BYTES ((size_t)64 * 1024)

void wire_out_init(struct wire_out *out);
void wire_out_release(struct wire_out *out);

/* Sinks for reader_read_past(); ctx is a struct wire_out. */
int wire_add(void *ctx, const struct fact *fact, struct err *err);
int wire_add_past(void *ctx, const struct fact *fact, struct err *err);

/* The record about the artifact alone: by itself it can be read as all there is. */
void wire_tell(struct buf *buf, const struct artifact *artifact);

/* The same, then what is left of the buffer. */
int wire_finish(struct wire_out *out, const struct artifact *artifact, struct err *err);

/* ---- reading records ---- */

struct wire_in {
	struct artifact *artifact;
	const struct fact_sink *sink;
	struct arena *keep;
	int64_t kept;                /* facts handed to the sink */
	int64_t rows[FACT_KINDS];    /* of each kind, counted ones too */
	int64_t numbers[FACT_KINDS]; /* the newest number of suites, scans, jobs */
	struct fact blank;           /* of the newest kind */
	bool finished;
};

/* Spans of the artifact will be in `keep`. */
void wire_in_init(struct wire_in *in, struct artifact *artifact,
		  const struct fact_sink *sink, struct arena *keep);

/*
 * Records, whole ones: facts go to the sink, with texts good during the call, and
 * the last one fills the artifact.  1 where they make no sense, with the reason
 * in *err; negative where the sink failed.
 */
int wire_take(struct wire_in *in, struct span records, struct err *err);

/* 1 where the end was not among the records, with the reason in *err. */
int wire_end(const struct wire_in *in, struct err *err);

/*
 * What must be the same for old records to be what would be written today: the
 * program, every reader with its revision, this format.  In `arena`.
 */
struct span wire_revision(struct arena *arena);

#endif
