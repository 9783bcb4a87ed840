#include "audit/chain.h"

#include "trust/digest.h"

static void *start(void)
{
	return digest_start();
}

static void add(void *handle, struct span bytes)
{
	digest_add(handle, bytes);
}

static void finish(void *handle, char out_hex[DIGEST_TEXT])
{
	digest_finish_hex(handle, out_hex);
}

const struct store_hash chain_sha256 = { start, add, finish };
