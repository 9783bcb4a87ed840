/*
 * site.h - database to pages.
 *
 * Writes every page, asset and data file of site.md section 2 for one run into a
 * staging folder.  Knows the report and its facts, nothing of git.  Same report,
 * same templates: same bytes.
 */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "model/report.h"
#include "store/db.h"
#include "store/facts.h"

/* The table of an artifact that has data files: site.md section 2. */
struct site_drawn {
	uint64_t rows;
	unsigned filled; /* a bit for each column in which a row says something */
};

struct site_options {
	const char *folder;    /* staging folder, exists */
	const char *earlier;   /* a site from before, or NULL: what is equal stays */
	const char *templates; /* operator's folder, or NULL: built-in alone */
	struct span report_digest; /* hex SHA-256 of report.json */
	/* Bytes of a raw copy ("raw/..."), for excerpts and the plan as written. */
	int (*raw)(void *ctx, struct span raw_name, struct span *out,
		   struct arena *arena, struct err *err);
	void *ctx;
	/*
	 * Whether `earlier` has the data files of that artifact's table of that title
	 * (a key of [facts]) as they would be made, and what they say; and what was
	 * said of those that were made.  Both or neither.
	 */
	bool (*drawn)(void *ctx, size_t artifact, const char *title,
		      struct site_drawn *out);
	void (*draw)(void *ctx, size_t artifact, const char *title,
		     const struct site_drawn *made);
	/* Where facts come from; NULL: from the store, or nowhere without one. */
	int (*facts)(void *facts_ctx, int64_t artifact_id, enum fact_kind kind,
		     enum facts_order order, size_t offset, size_t limit,
		     const struct fact_sink *sink, struct err *err);
	void *facts_ctx;
};

/*
 * Fill every slug of plans, items and artifacts that is empty, by the rules of
 * site.md section 2.  Called once after the audit; addresses come from them.
 */
void site_slugs(struct report *report, struct arena *arena);

/*
 * The names of the files that an operator's folder of templates may hold, in order;
 * NULL behind the last.  They decide bytes of pages, so a run lists those it was given.
 */
const char *site_template_name(size_t i);

/*
 * Needs the slugs (ERR_INTERNAL without).  ERR_FORMAT for an operator's template that
 * is wrong: file, line, what was meant.
 */
int site_write(const struct report *report, struct store *store,
	       const struct site_options *options, struct err *err);

/*
 * One page alone, in `arena`: its data as JSON (muster render --dump-context PAGE), or
 * its HTML (muster render --page PAGE).  `page` is its address from the site's root;
 * ERR_ABSENT where there is none of that name.  The folder is not looked at.
 */
int site_dump_context(struct span *out, const char *page, const struct report *report,
		      struct store *store, const struct site_options *options,
		      struct arena *arena, struct err *err);
int site_page(struct span *out, const char *page, const struct report *report,
	      struct store *store, const struct site_options *options,
	      struct arena *arena, struct err *err);

#endif
