/*
 * xmlout.h - text for XML 1.0.
 *
 * What XML cannot hold (most control characters, surrogates, U+FFFE) and bytes that
 * are no UTF-8 become U+FFFD.  Source: XML 1.0, section 2.2.
 */
#ifndef TEXT_XMLOUT_H
#define TEXT_XMLOUT_H

#include "base/buf.h"

/* Between tags. */
void xmlout_text(struct buf *buf, struct span text);

/* ` name="text"`, with a blank before it; line ends and tabs as references. */
void xmlout_attr(struct buf *buf, const char *name, struct span text);

#endif
