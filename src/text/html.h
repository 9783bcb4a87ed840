/*
 * html.h - text from strangers into HTML: one escape function for each place.
 *
 * Each writes into one context and says so in its name; html_raw() takes string
 * literals alone.  Nothing here builds elements: templates do (text/template.h),
 * and the few pages whose shape comes from a document.
 *
 * Of foreign text, C0 and C1 controls but tab and line feed are dropped, bytes
 * that are no UTF-8 and noncharacters become U+FFFD, and controls that turn the
 * reading direction or cannot be seen become "<U+202E>": security.md X1, X12.
 */
#ifndef TEXT_HTML_H
#define TEXT_HTML_H

#include "base/buf.h"

#include <stdbool.h>

/* Between tags. */
void html_text(struct buf *buf, struct span text);

/* Between the double quotes of an attribute; line ends and tabs become spaces. */
void html_attr(struct buf *buf, struct span text);

/*
 * Between the double quotes of href, src or action: written when html_url_ok(),
 * else "#".  What it points to must be an address that we made.
 */
void html_url(struct buf *buf, struct span url);

/* A relative address without a scheme, or http, https, mailto: security.md X2. */
bool html_url_ok(struct span url);

/* Our own markup; a literal and nothing else. */
#define html_raw(buf, literal) buf_add((buf), SPAN_LIT("" literal))

/*
 * The next character of *rest, which loses its bytes; U+FFFD for bytes that are
 * no UTF-8, one byte at a time.  *rest is not empty.
 */
unsigned html_char(struct span *rest);

#endif
