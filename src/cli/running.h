/*
 * running.h - run a command, pass on what it writes, and remember how it ended.
 *
 * The command has this process's folder, environment, input and group; what it
 * writes goes through unchanged and is digested on the way.  Where both its
 * outputs are one file or terminal they stay one stream, so the order of the bytes
 * is the command's own.  Signals that somebody sends to this process go on to the
 * command; those of the terminal reach it anyway.  Nobody who reads its output has
 * to stay: a closed pipe ends the passing on, not the command.
 */
#ifndef CLI_RUNNING_H
#define CLI_RUNNING_H

#include "base/err.h"
#include "trust/digest.h"

#include <stdbool.h>
#include <stdint.h>

struct running_stream {
	const char *name; /* "stdout", "stderr", or "output" for both in one */
	char sha256[DIGEST_TEXT];
	uint64_t bytes;
};

struct running {
	int exit_code;     /* as a shell says it: 128 and the number of a signal */
	int interrupted;   /* a signal that this process was asked to end with; 0 */
	bool is_log_whole; /* false: something that it left behind still writes */
	struct running_stream streams[2];
	unsigned stream_count;
};

#define RUNNING_NOT_FOUND 127 /* as a shell says it */
#define RUNNING_NOT_RUN   126

/*
 * `command` ends with NULL.  ERR_ABSENT where there is no such program, ERR_IO where
 * it cannot be started; then nothing ran.
 */
int running_run(struct running *out, const char *const *command, struct err *err);

#endif
