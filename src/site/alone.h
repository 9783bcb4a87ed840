/*
 * alone.h - verify.html as one file, for auditors to keep apart from bundles.
 *
 * A page inside a bundle proves nothing about that bundle (seal.md section 8):
 * this one comes from the auditor's own muster, with style and script inside and
 * the auditor's own signers filled in.
 */
#ifndef SITE_ALONE_H
#define SITE_ALONE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

struct alone_options {
	const char *templates; /* operator's folder, or NULL */
	struct span signers;   /* lines of an allowed_signers, for the form */
	struct span tool;      /* "muster 1.2.3" */
	/* The SHA-256 of bytes as base64, for the page's policy. */
	struct span (*hash)(struct span bytes, struct arena *arena);
};

/* The page, in `arena`.  ERR_FORMAT for an operator's template that is wrong. */
int site_verify_page(struct span *out, const struct alone_options *options,
		     struct arena *arena, struct err *err);

#endif
