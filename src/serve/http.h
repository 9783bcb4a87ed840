/*
 * http.h - pages on loopback, for one person's browser.  The door to libmicrohttpd.
 *
 * The library is loaded by this alone: linked, it would bring GnuTLS and eight more
 * into every start of the program.  Whoever runs it gives up its rights first: no
 * program can be started, nobody talked to but who connects, nothing written, and
 * with Landlock nothing read but the folder around the site.
 */
#ifndef SERVE_HTTP_H
#define SERVE_HTTP_H

#include "base/err.h"
#include "base/sandbox.h"
#include "base/span.h"

#include <stdint.h>

/*
 * A socket that listens on 127.0.0.1; port 0: any that is free, *out_port says which.
 * ERR_USAGE, tagged "port-taken", where another program has it.
 */
int http_listen(int *out_fd, uint16_t *out_port, uint16_t port, struct err *err);

struct http_options {
	int listener; /* from http_listen(); closed in the end */
	uint16_t port;
	const char *root;   /* folder to serve, swapped whole now and then */
	const char *around; /* the folder that it lies in */
	enum sandbox_mode mode;
	int orders; /* frames of http_tell(); its end is ours */
	int report; /* a struct err is written here once: ERR_OK where it serves */
};

/* Until `orders` ends.  The same error as written to `report`. */
int http_serve(const struct http_options *options, struct err *err);

/* From the other side: what the report is now.  False where nobody listens. */
bool http_tell(int orders, struct span build, struct span state);

#endif
