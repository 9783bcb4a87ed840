/*
 * content.h - everything that a bundle holds before it is sealed: the layers 0
 * and 1 of seal.md section 2, written into a staging folder.
 *
 * The order is that of section 2.5, so that no file needs a digest of a later
 * one.
 */
#ifndef CLI_CONTENT_H
#define CLI_CONTENT_H

#include "cli/known.h"
#include "cli/signoffs.h"
#include "model/report.h"
#include "repo/repo.h"
#include "store/db.h"

struct content_options {
	const char *folder;    /* staging folder; raw/ is in it already */
	const char *earlier;   /* the folder that this one replaces, or NULL */
	const char *templates; /* operator's, or NULL */
	/* `earlier` as the newest run left it, for what is not read again; or NULL. */
	struct known *known;
	const struct signoffs *signoffs; /* those that count are copied, or NULL */
	bool cms, dsse;                  /* seals that bundle.json promises */
	int64_t epoch;                   /* time of every member of the archive */
};

struct content_made {
	char report_digest[65];
	char seal_digest[65]; /* of SHA256SUMS */
	struct span sums;     /* the bytes of SHA256SUMS */
	size_t files;
	uint64_t bytes;
};

int content_write(struct content_made *out, const struct report *report,
		  struct store *store, struct repo *repo,
		  const struct content_options *options, struct arena *arena,
		  struct err *err);

#endif
