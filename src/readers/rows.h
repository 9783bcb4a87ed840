/*
 * rows.h - facts as text, one a line, stable: for `muster facts --rows`, for the
 * fixtures' .facts files and for whoever compares two readings.
 *
 *     test_case suite=1 name="adds" outcome=passed duration_us=1500 line=3
 *
 * Fields are the columns of fact_shapes (model/fact.h); what is empty,
 * unsaid or false is left out.  Texts are quoted as JSON strings.
 */
#ifndef READERS_ROWS_H
#define READERS_ROWS_H

#include "base/buf.h"
#include "model/artifact.h"
#include "model/fact.h"
#include "text/jsonout.h"

void rows_add(struct buf *buf, const struct fact *fact);

/* The artifact itself: status, then what it says of itself where it says anything. */
void rows_artifact(struct buf *buf, const struct artifact *artifact);

/* The same fields as members of an object: {"row": "test_case", ...}. */
void rows_json(struct jsonout *json, const struct fact *fact);

#endif
