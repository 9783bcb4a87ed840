/*
 * vex.h - what every format of statements about vulnerabilities has in common.
 */
#ifndef READERS_VEX_H
#define READERS_VEX_H

#include "readers/put.h"

/* "not_affected" as OpenVEX writes it; VEX_UNKNOWN for any other word. */
enum vex_status vex_status_of(struct span word);

/*
 * The row; a note, "not-justified", where it says that something is not affected
 * and neither why nor what that rests on.
 */
int vex_put(struct put *put, const struct fact_vex *row);

#endif
