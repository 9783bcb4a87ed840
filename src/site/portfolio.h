/*
 * portfolio.h - the page over many bundles.
 *
 * One page and its style sheet, in a folder of its own.  Same view, same templates:
 * same bytes.
 */
#ifndef SITE_PORTFOLIO_H
#define SITE_PORTFOLIO_H

#include "base/err.h"
#include "model/portfolio.h"

/* Items that block, of each project: what a bundle of the view needs to have. */
#define PORTFOLIO_ITEMS 3

struct portfolio_options {
	const char *folder;    /* staging folder, exists */
	const char *templates; /* operator's folder, or NULL */
	struct span tool;      /* "muster 1.2.3" */
};

/*
 * index.html and assets/.  *out_answer is what the page says first, "Nine of 12
 * projects are ready.", in `arena`.  ERR_FORMAT for an operator's template that is
 * wrong.
 */
int site_portfolio(struct span *out_answer, const struct portfolio_view *view,
		   const struct portfolio_options *options, struct arena *arena,
		   struct err *err);

#endif
