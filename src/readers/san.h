/*
 * san.h - the name that a certificate gives its holder, unchecked.
 *
 * Keyless signing puts the signer's address into the subject alternative name
 * (RFC 5280 section 4.2.1.6): a mail address or the URI of a workflow.  Nothing is
 * verified here, neither signature nor chain nor time; trust/ does that.
 */
#ifndef READERS_SAN_H
#define READERS_SAN_H

#include "base/span.h"

/* The first mail address or URI, as long as `der`; empty where there is none. */
struct span san_of(struct span der);

#endif
