/*
 * sha256.h - SHA-256 (FIPS 180-4) for names made from content.
 *
 * Item ids need a digest in a room that may not see OpenSSL.  What is sealed or
 * trusted is hashed by trust/digest.h, not here.
 */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include "base/span.h"

void sha256(struct span bytes, unsigned char out[32]);

#endif
