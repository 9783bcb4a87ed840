/*
 * wording.h - what kind of claim an item's words make, from a table of words.
 *
 * verdicts.md, "What the claim needs": participles and nouns in English and the
 * main words of French, German, Spanish, Portuguese, Russian, Chinese, Japanese and
 * Korean.
 * In doubt a claim is about an outcome, the class that the least can meet.  Nothing
 * here looks at evidence.
 */
#ifndef AUDIT_WORDING_H
#define AUDIT_WORDING_H

#include "base/arena.h"
#include "base/span.h"
#include "model/artifact.h"
#include "model/verdict.h"

#define WORDS_MAX 160 /* of one text; the rest is not looked at */

/* Lower-case words of a text; "AgentCoordinator" and "agent_coordinator" are two. */
struct words {
	struct span at[WORDS_MAX];
	size_t count;
	bool cut; /* there were more */
};

/* Words in `arena` where they had to be folded, else in `text`. */
void words_split(struct words *out, struct span text, struct arena *arena);

/* Says nothing about what a thing is: "the", "evidence", "report", "json", "12". */
bool word_is_common(struct span word);

/* Says that CI does something, or that it passes: "job", "runs", "blocks". */
bool word_is_of_ci(struct span word);

/* Says that a thing is there: "written", "added", "exists". */
bool word_says_exists(struct span word);

/* Says that a thing is there or is finished, or what kind of document it is. */
bool word_names_thing(struct span word);

/* "tests", "spec" */
bool word_is_of_tests(struct span word);

/*
 * Bytes of a word that names a thing, or tests, at the front of a text without
 * blanks; 0: there is none.
 */
size_t word_unspaced(struct span text, bool tests);

/* A quantity that load tests or coverage reports measure: "p95", "coverage". */
bool word_is_measured(struct span word);

/* A word for reports of some kind, or for what they count: "tests", "scan". */
bool word_is_of_reports(struct span word);

/* Is the word among them, or one that begins with the other? */
bool words_hold(const struct words *words, struct span word);

/*
 * Do the two have a telling word in common, or one that begins with the other
 * ("config" and "configuration")?
 */
bool words_share(const struct words *a, const struct words *b);

/* How many telling words of `a` stand in `b`, and how many there are. */
size_t words_shared(const struct words *a, const struct words *b, size_t *out_telling);

/* Families whose outcome words can state; a scan's and SARIF's are one. */
enum stated {
	STATED_TESTS = 1,
	STATED_SCAN = 2,
	STATED_COVERAGE = 4,
	STATED_METRICS = 8,
	STATED_SBOM = 16,
	STATED_SIGNED = 32, /* "images are signed": an attestation */
};

/* The bit of a family, 0 for those that no words state. */
unsigned stated_of_family(enum family family);

struct wording {
	struct words words;
	enum claim_class needs;
	unsigned classes; /* bit per enum claim_class that some word says */
	unsigned stated;  /* enum stated: "tests pass", "no findings" */
	unsigned speaks;  /* the same of all that it speaks of: "unit tests" */
	bool in_doubt;    /* no word says the class: outcome by default */
	bool is_thing;    /* its head is a thing that lies in a file: "manual" */
	bool names_thing; /* the same of "manual written" */
	bool says_ci;     /* CI, a workflow, a pipeline, a job does something */
	bool is_deed;     /* "rotated", "works": of reports, tests alone show it */
	bool says_gone;   /* "removed", "deleted" */
	bool gates;       /* it blocks, gates, enforces or passes */
};

/* What a heading over a list of paths says of them. */
enum over {
	OVER_NOTHING,
	OVER_EXISTS, /* "Files created" */
	OVER_CHANGE, /* "Files modified", "Fixes", "YAML validation" */
	OVER_GONE,   /* "Files deleted" */
};
enum over wording_over(struct span heading, struct arena *arena);

/* The words that it looks up, in their order; false behind the last one. */
bool wording_word(size_t number, struct span *out);

/* `text` without its paths, which are no words. */
void wording_read(struct wording *out, struct span text, struct arena *arena);

#endif
