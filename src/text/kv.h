/*
 * kv.h - the syntax of muster.conf, which is git's: sections, keys, values, lines.
 *
 * Source: git-config(1), "CONFIGURATION FILE", as git 2.39 reads it; `git config
 * -f FILE --list -z` is the oracle in tests.  What differs: there is no include,
 * and a key before the first section, an empty name in [a ""] and a NUL byte are
 * errors.
 *
 *     [rule "chaos"]          # section, subsection; a comment
 *         max-age = 14d       ; key, value
 *         evidence = "a # b"  ; quotes keep blanks, '#' and ';'
 *         judge               ; a key without a value says yes
 *
 * What the keys mean is none of this module's business.
 */
#ifndef TEXT_KV_H
#define TEXT_KV_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

struct kv_section {
	struct span name; /* in lower case: "rule" */
	struct span sub;  /* as written: "chaos"; empty where there is none */
	unsigned line;
};

struct kv_entry {
	size_t section;    /* index in kv.sections */
	struct span key;   /* in lower case: "max-age" */
	struct span value; /* decoded; empty where has_value is false */
	bool has_value;    /* false for "judge" alone on its line */
	unsigned line;     /* of the key */
};

/* In file order; a section given twice stands here twice. */
struct kv {
	LIST(struct kv_section) sections;
	LIST(struct kv_entry) entries;
};

/*
 * Everything in `arena`; `path` is for messages.  ERR_USAGE with line and column
 * where the syntax is broken, ERR_LIMIT for a file over LIMIT_CONFIG_BYTES.
 */
int kv_parse(struct kv *out, struct span path, struct span bytes, struct arena *arena,
	     struct err *err);

#endif
