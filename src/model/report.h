/*
 * report.h - one audit of one commit: what was read, what was judged, what it
 * comes to.
 *
 * The audit builds it, the store keeps it, and whatever shows a run (terminal,
 * JSON, site, exports, bundle) reads this struct as the store gives it back:
 * one evaluator, many faces.  Everything lives in one arena.
 */
#ifndef MODEL_REPORT_H
#define MODEL_REPORT_H

#include "base/arena.h"
#include "model/artifact.h"
#include "model/finding.h"
#include "model/plan.h"
#include "model/verdict.h"

#define ARTIFACT_NONE ((size_t)-1)

/* One thing an item needs, and what it came to. */
struct requirement {
	struct span text;     /* "evidence/junit.xml", "12 tests", "line coverage >= 80 %" */
	enum basis basis;
	enum claim_class needs;
	enum outcome outcome;
	enum reason reason;   /* why this outcome, where it is no pass */
	struct span expected; /* "at least one case ran, none failed" */
	struct span actual;   /* "412 tests, 2 failed" */
	size_t artifact;      /* index in report.artifacts, or ARTIFACT_NONE */
	unsigned artifact_line; /* in the artifact; 0: none in particular */
	unsigned line;	      /* in the plan, where it is asked for */
	enum ref_how how;     /* how the path was found */
	struct span path;     /* found path; empty where none was */
	enum freshness freshness;
	enum reason freshness_reason;
	enum strength strength;
	struct span strength_cap; /* what keeps it from being stronger, a sentence */
	/*
	 * Every artifact that it rests on, for signatures: an index in
	 * report.artifacts each.  Empty where it rests on anything else too, as a
	 * check does, or on what nobody read.  Neither is stored.
	 */
	LIST(size_t) rests_on;
	bool of_tree; /* the audited tree itself shows it, whatever a date says */
	bool subject_of_claim; /* the thing the item says exists */
	int64_t lapses_at; /* a pass too old by its max-age from then; 0: never; not stored */
	int64_t signed_until; /* of S4 and S5: first end of a key; 0: none; not stored */
	/*
	 * Other reports about the same commit, in earlier runs, that pass and that fail
	 * this; 0 both where they all say what this one says.
	 */
	uint64_t other_pass, other_fail;
	LIST(struct span) candidates; /* near misses, and what else was tried */
};

/* Whether reports about one commit differ on it. */
bool requirement_is_flaky(const struct requirement *requirement);

/* "2 other reports about the same commit fail it"; empty where it is not flaky. */
struct span requirement_flaky_says(const struct requirement *requirement,
				   struct arena *arena);

/* An inferred match that counts for nothing until it is declared. */
struct suggestion {
	struct span annotation; /* the line to add: "  - Evidence: `junit:a.xml` failed = 0" */
	struct span why;
	size_t artifact; /* or ARTIFACT_NONE */
};

/* How an item was found again that is not where, or what, it was: plans.md section 5.3. */
enum lineage_how {
	LINEAGE_NONE,	    /* the same as before, or new, or there is no run before */
	LINEAGE_DECLARED,   /* its declared id; the words are others */
	LINEAGE_MOVED,	    /* its words, at another place of the plan */
	LINEAGE_MOVED_FILE, /* its words, in another plan */
	LINEAGE_REWORDED,   /* its references or its place; the words are others */
	LINEAGES
};
extern const char *const lineage_word[LINEAGES]; /* "moved-file"; "" for none */

/* What it was in the run before. */
struct lineage {
	enum lineage_how how;
	struct span plan, id, text; /* path, id and plain text there */
	unsigned line;
	struct span commit; /* of that run */
};

/* Whether what was said of the old words must be said again. */
bool lineage_is_reworded(enum lineage_how how);

/* Where a yes or no to a sign-off field comes from. */
enum vote_from { VOTE_TICK, VOTE_STATEMENT, VOTE_FROMS };
extern const char *const vote_from_word[VOTE_FROMS];

enum vote { VOTE_APPROVE, VOTE_REJECT, VOTE_ABSTAIN, VOTES };
extern const char *const vote_word[VOTES];
bool vote_of_word(struct span word, enum vote *out);

/* What somebody said to a sign-off field, and whether it counts. */
struct signoff_vote {
	enum vote_from from;
	enum vote vote;
	enum reason reason;      /* REASON_SIGNED_BY: it counts; else why not */
	struct span why;         /* the same in one sentence */
	struct span by;          /* principal; of what does not count, who it says */
	struct span fingerprint; /* of the key; empty: none */
	int64_t at;              /* claimed: committer's time, or the statement's */
	struct span commit;      /* VOTE_TICK: full hex */
	struct span sha256;      /* VOTE_STATEMENT: of its bytes, hex */
	struct span name;        /* VOTE_STATEMENT: file name */
	bool sole;               /* whoever it is made every claim it is for */
	bool self_declared;      /* only the audited tree vouches for the key */
	int64_t lapses_at; /* the key may not sign for this any more; 0: never; not stored */
};

/* What a sign-off field asks of those who sign it. */
struct signoff_needs {
	uint64_t quorum;           /* different people, at least 1 */
	LIST(struct span) signers; /* these people alone; none: whoever may */
	unsigned first, last;      /* lines of the plan that it stands for */
};

/* What was concluded about one item; parallel to plan.items. */
struct judgement {
	bool judged;
	bool required;
	bool parent; /* folded from children and own requirements: shown, not counted */
	enum verdict verdict; /* after the waiver step */
	enum verdict raw;     /* before it */
	enum reason reason;
	unsigned row; /* of the decision table, from 1; 0 for parents */
	enum claim_class needs;
	enum strength strength;
	enum freshness freshness;
	struct span sentence; /* why, in one sentence, with the names in it */
	struct span fix;      /* the shortest way to verified */
	struct span slug;     /* page address inside the plan */
	LIST(struct requirement) requirements;
	LIST(struct suggestion) suggestions;

	/* Who set the mark in force; empty where history does not say. */
	struct span marked_by, marked_mail, marked_commit;
	int64_t marked_at;          /* committer's time; CLOCK_NONE */
	struct span marked_through; /* committer, where that is not the author */
	struct span mark_signature; /* what the commit's signature is worth, in words */
	struct span mark_signer;    /* principal, where it counts for this mark */
	int64_t mark_ends_at; /* when that signature counts no more; 0: never; not stored */
	LIST(struct signoff_vote) votes; /* of a sign-off field, oldest first */
	enum reason signoff;             /* what the votes come to; not stored */
	struct span signoff_says;        /* the same in words; not stored */
	const struct signoff_needs *signoff_needs; /* NULL: no field; not stored */
	int64_t waiver_ends_at;          /* first second without it; 0; not stored */
	struct lineage was;
};

struct planned {
	struct plan plan;
	LIST(struct judgement) judgements; /* one an item */
	struct span last_commit; /* that changed the plan */
	int64_t last_commit_at;
	struct span owner;
	struct span raw_name; /* like an artifact's */
	char sha256[65];
};

/* One condition of the gate in force. */
struct gate_row {
	struct span condition;
	uint64_t limit, found;
	bool holds;
	enum verdict verdict; /* the one it is about; VERDICTS: none */
};

/* One input that decided a byte: seal.md section 2.3. */
struct input {
	struct span role; /* plan artifact check config template trust */
	struct span name; /* repository path or what it is */
	struct span origin; /* tree untracked operator */
	struct span oid;    /* git blob, or empty */
	char sha256[65];
};

/* An earlier run, as trend and changes need it: seal.md section 2.6. */
struct past_run {
	struct span id, commit;
	int64_t number, as_of;
	enum result result;
	uint64_t counts[VERDICTS];
};

/* An item's verdict in the run before; joined by plan path and item id. */
struct past_verdict {
	struct span plan, item;
	int64_t run; /* number */
	enum verdict verdict;
};

struct run {
	int64_t row; /* in the store; 0 before */
	char id[33]; /* 32 hex digits: seal.md section 2.3 */
	int64_t number;
	struct span project; /* "acme/widget" or the folder's name */
	struct span source_uri; /* without credentials; empty: none known */
	struct span commit, tree, object_format; /* full hex ids */
	struct span ref;	/* "release/4.2", or empty for a detached head */
	struct span commit_subject;
	int64_t commit_at;	/* committer's time */
	int64_t as_of;
	const char *as_of_from; /* "option" "SOURCE_DATE_EPOCH" "commit" "now" */
	struct span tool; /* "muster 0.1.0" */
	struct span subject; /* --subject, full hex, or empty */
	struct span profile; /* gate profile: "default" */
	enum strength strength_needed;
	bool require_all;
	bool shallow, dirty;
	bool reads_work_tree; /* the audited commit is HEAD of a work tree */
	struct span sandbox; /* level reached */
	enum result result;
	struct span result_why; /* one sentence */
	/* RESULT_BYPASSED: who overrode the gate, and why.  Empty otherwise. */
	struct span bypassed_by, bypassed_why;
	int64_t good_until; /* when something that counted lapses first; CLOCK_NONE: never */
	uint64_t counts[VERDICTS]; /* judged items that are no parents */
	uint64_t required[VERDICTS];
	uint64_t judged, listed; /* listed: read, not judged */
};

struct report {
	struct run run;
	LIST(struct planned) plans;	 /* by path */
	LIST(struct artifact) artifacts; /* by path */
	LIST(struct finding) findings;	 /* of the run; a plan's own are in the plan */
	LIST(struct gate_row) gate;
	LIST(struct input) inputs;
	LIST(struct past_run) history;	     /* oldest first, this run not among them */
	LIST(struct past_verdict) past;	     /* of those runs, only where it changed */
	LIST(struct span) plan_candidates; /* Markdown that looks like plans, not read as such */
};

/*
 * Who made the claims that a sign-off field stands for, as far as history tells: one
 * e-mail each, sorted.  False where nothing is claimed.
 */
struct report_claimants {
	LIST(struct span) mails;
};
bool report_claimants(struct report_claimants *out, const struct planned *planned,
		      size_t item, struct arena *arena);

/*
 * The stable name of a sign-off field, "phase-b/security-lead": the plan's slug
 * and the item's.  What statements and `muster signoff` name it by.
 */
struct span report_field(const struct planned *planned, size_t item, struct arena *arena);

/* The artifact's path; empty for ARTIFACT_NONE. */
struct span report_artifact_path(const struct report *report, size_t artifact);

#endif
