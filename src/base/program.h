/*
 * program.h - which program this is: for results that another must not reuse.
 */
#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

#include "base/buf.h"

/*
 * The build ids (ELF, NT_GNU_BUILD_ID) of this program and of every library it was
 * loaded with, in hex, a line each.  False where one of them has none: then nothing
 * says whether it is the same program.
 */
bool program_identity(struct buf *out);

#endif
