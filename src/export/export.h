/*
 * export.h - a run in the words of others, and in ours.
 *
 * Every writer reads the report alone; none judges.  JSON is RFC 8785: keys
 * sorted, integers only, no white space, and a final LF.
 */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "base/buf.h"
#include "model/changes.h"
#include "model/portfolio.h"
#include "model/report.h"

/* What people sign: seal.md section 2.5.  Holds nothing that moves under it. */
int export_report_json(struct buf *out, const struct report *report, struct err *err);

/* muster audit --json: architecture.md, "Stable JSON". */
int export_audit_json(struct buf *out, const struct report *report, struct err *err);

/* A commit between evidence and the audited one. */
struct told_commit {
	struct span id, subject;
	int64_t at;
	struct span changed; /* a path of the scope that it changed; empty: none */
	uint64_t changed_count;
};

/* What is told of one requirement beside its verdict, newest commit first. */
struct told_since {
	LIST(struct told_commit) commits;
	bool known; /* false: history cannot tell, or is not asked */
	bool more;  /* than were looked at */
};

/*
 * muster explain --json: one item of a recorded run.  The item itself is written as
 * `audit --json` writes it; `since` has one entry a requirement, or is NULL.
 */
int export_explain_json(struct buf *out, const struct report *report,
			const struct planned *planned, size_t item,
			const struct told_since *since, struct err *err);

/* muster log --json: an array, in the order given. */
int export_runs_json(struct buf *out, const struct run *runs, size_t count,
		     struct err *err);

/* muster diff --json. */
int export_diff_json(struct buf *out, const struct report *before,
		     const struct report *after, const struct changes *changes,
		     struct err *err);

/* One line of muster rollup --json: all that is kept of a bundle but its digest. */
int export_rolled_json(struct buf *out, const struct rolled *rolled, struct err *err);

/*
 * muster export.  All of them are ids, order and times of the run itself: the same run
 * gives the same bytes.  Each file says which specification it follows.
 */
int export_sarif(struct buf *out, const struct report *report, struct err *err);
int export_junit(struct buf *out, const struct report *report, struct err *err);
int export_oscal(struct buf *out, const struct report *report, struct err *err);
int export_hdf(struct buf *out, const struct report *report, struct err *err);
/* ERR_USAGE where no item was judged: the format has no such thing. */
int export_xccdf(struct buf *out, const struct report *report, struct err *err);
int export_csv(struct buf *out, const struct report *report, struct err *err);
int export_markdown(struct buf *out, const struct report *report, struct err *err);
/* What blocks, as workflow commands of GitHub and as GitLab's Code Quality report. */
int export_github(struct buf *out, const struct report *report, struct err *err);
int export_gitlab(struct buf *out, const struct report *report, struct err *err);
/* Unsigned in-toto statements; `verifier` is an address of the operator's. */
int export_vsa(struct buf *out, const struct report *report, const char *verifier,
	       struct err *err);
int export_svr(struct buf *out, const struct report *report, const char *verifier,
	       struct err *err);

/* bundle.json: seal.md section 2.3. */
struct bundle_facts {
	int64_t epoch;
	bool cms, dsse; /* promised seals */
	struct {
		const char *cmark, *git2, *sqlite, *openssl, *archive, *zlib;
	} libs;
};
int export_bundle_json(struct buf *out, const struct report *report,
		       const struct bundle_facts *facts, struct err *err);

/* history.json: seal.md section 2.6; raw/index.json: section 2.1. */
int export_history_json(struct buf *out, const struct report *report, struct err *err);
int export_raw_index_json(struct buf *out, const struct report *report,
			  struct err *err);

#endif
