/*
 * chain.h - the SHA-256 that the store makes its chain over runs with: OpenSSL's, whose
 * door is not the store's.
 */
#ifndef AUDIT_CHAIN_H
#define AUDIT_CHAIN_H

#include "store/db.h"

extern const struct store_hash chain_sha256;

#endif
