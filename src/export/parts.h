/*
 * parts.h - what the JSON writers of this folder share.
 *
 * Not for other folders.  A member that has nothing to say is left out.
 */
#ifndef EXPORT_PARTS_H
#define EXPORT_PARTS_H

#include "model/report.h"
#include "text/jsonout.h"

/* "verified":3,... in sorted order, as an object under `key`; zeros included. */
void parts_counts(struct jsonout *json, const char *key,
		  const uint64_t counts[VERDICTS]);

/* RFC 3339; null for CLOCK_NONE. */
void parts_time(struct jsonout *json, const char *key, int64_t time);

/* A line, a column: left out where it is 0. */
void parts_line(struct jsonout *json, const char *key, unsigned line);

/* A word of a table; left out where it is "". */
void parts_word(struct jsonout *json, const char *key, const char *word);

/* The findings of a plan or of the run; items by their id. */
void parts_findings(struct jsonout *json, const struct finding *findings, size_t count,
		    const struct plan *plan);

/* An object {gitBlob, name, origin, role, sha256}. */
void parts_input(struct jsonout *json, const struct input *input, struct span withheld);

/* Final LF; ERR_LIMIT where the text was too long for the buffer. */
int parts_end(struct jsonout *json, const char *name, struct err *err);

#endif
