/*
 * passphrase.h - the words that open a key file.
 *
 * They come from a file, an open descriptor or the terminal, never from the
 * command line or the environment, and are wiped after use.  In a file or from
 * a descriptor the first line counts, without its line end.
 */
#ifndef TRUST_PASSPHRASE_H
#define TRUST_PASSPHRASE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct passphrase {
	char text[1024];
	size_t len;
};

struct passphrase_source {
	const char *file; /* NULL: none */
	int fd;           /* -1: none */
	bool terminal;    /* ask on /dev/tty where neither is given */
};

/*
 * `purpose` stands in the question: "passphrase for seal.key".  With `twice`
 * the terminal asks again and compares.  ERR_USAGE where there is no source, no
 * terminal, an empty or too long passphrase, or two that differ.  The caller
 * wipes *out, also after an error.
 */
int passphrase_get(struct passphrase *out, const struct passphrase_source *source,
		   const char *purpose, bool twice, struct err *err);

void passphrase_wipe(struct passphrase *passphrase);

#endif
