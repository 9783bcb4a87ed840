/*
 * bundled.h - a bundle as input of another run: verified, and then laid into a
 * temporary folder that goes when the command does.
 */
#ifndef CLI_BUNDLED_H
#define CLI_BUNDLED_H

#include "cli/command.h"
#include "seal/verify.h"

struct bundled {
	char *room;         /* temporary folder */
	const char *folder; /* the bundle's files */
	struct verification verified;
	bool trusted; /* its seal is by somebody of --trust; else only its files are
			 whole */
};

/*
 * A file, or a folder that has SHA256SUMS.  With --trust its seals must hold too, but
 * those of a folder that was never sealed.  ERR_USAGE with verify's error as its tag;
 * before the command gives up its files.  bundled_close() is due after success.
 */
int bundled_open(struct bundled *out, struct invocation *in, const char *path,
		 struct err *err);
void bundled_close(struct bundled *bundled);

/* A new, empty folder in $TMPDIR, or in `place` where that is not NULL. */
int bundled_room(char **out, struct invocation *in, const char *place, const char *name,
		 struct err *err);

#endif
