/*
 * url.h - the names of pages and anchors: site.md section 2.
 *
 * One place makes every address.  They are relative to the site's root, made of
 * a-z, 0-9, '-', '.', '/' and '#', so they need no encoding anywhere, and they
 * stay the same from run to run while the text they come from stays.
 */
#ifndef SITE_URL_H
#define SITE_URL_H

#include "model/report.h"

#define URL_ITEM_MAX 52 /* also artifacts, anchors */
#define URL_PLAN_MAX 36

/* More judged items than this, and a plan is split by its top-level headings. */
#define URL_PLAN_SPLIT 1000

/*
 * Text to slug: lower-case ASCII, cut at a word, never "index", "search" or
 * a Windows device; empty where the text has no letter and no digit that ASCII knows.
 */
struct span url_slug(struct arena *arena, struct span text, size_t max);

/*
 * The same, different from all names handed out before: "-2", "-3" behind it.
 * `fallback` is taken where the text gives nothing.
 */
struct url_names;
struct url_names *url_names_new(struct arena *arena);
struct span url_unique(struct url_names *names, struct span text, size_t max,
		       struct span fallback);

/* "plan/x.html"; its parts from 1: "plan/x.2.html". */
struct span url_plan(struct arena *arena, const struct plan *plan, unsigned part);
/* "plan/x.html#v=stale" */
struct span url_plan_filter(struct arena *arena, const struct plan *plan, unsigned part,
			    enum verdict verdict);
/* "item/x/y.html" */
struct span url_item(struct arena *arena, const struct plan *plan,
		     const struct judgement *judgement);
/* "evidence/x.html" */
struct span url_artifact(struct arena *arena, const struct artifact *artifact);
/* "history.html#run-12" */
struct span url_run(struct arena *arena, int64_t number);
/* "data/x.js", "data/x.csv" */
struct span url_rows(struct arena *arena, const struct artifact *artifact,
		     const char *extension);

#endif
