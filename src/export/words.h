/*
 * words.h - our verdicts in the words of other formats: verdicts.md, "Exports say
 * what the evidence shows, not what was ticked".
 *
 * Not for other folders.
 */
#ifndef EXPORT_WORDS_H
#define EXPORT_WORDS_H

#include "model/changes.h"
#include "model/report.h"

enum junit_state { JUNIT_PASS, JUNIT_FAILURE, JUNIT_ERROR, JUNIT_SKIPPED };

struct export_words {
	const char *oscal_state, *oscal_reason; /* NULL: an observation alone */
	const char *oscal_risk;                 /* status of a risk, or NULL */
	const char *xccdf;                      /* of a required item */
	const char *xccdf_optional;
	const char *hdf;
	const char *sarif_kind;
	const char *sarif_level; /* with kind "fail" alone: SARIF 2.1.0, 3.27.10 */
	enum junit_state junit, junit_optional;
};

extern const struct export_words export_words[VERDICTS];

/* The words of an item: its verdict, or below a waiver what the waiver covers. */
const struct export_words *words_of(const struct judgement *judgement);
const struct export_words *words_of_raw(const struct judgement *judgement);

/* Whether the item stands in exports: judged, and no parent of others. */
bool export_counts(const struct planned *planned, size_t item);

/* Whether it keeps the gate shut: required and not standing, or refuted. */
bool export_blocks(const struct planned *planned, size_t item);

/* What is wrong or right with it, in one sentence. */
struct span export_why(const struct judgement *judgement);

#define UUID_TEXT 37

/*
 * UUIDv5 (RFC 9562) of a thing of this project: the same thing has the same id in
 * every export and every run.  `parts` are joined by line ends.
 */
void export_uuid(char out[UUID_TEXT], const char *kind, struct span project,
		 struct span part, struct span other);

#endif
