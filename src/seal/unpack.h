/*
 * unpack.h - a bundle that has been verified, as a folder: for commands that make a
 * new bundle of it.  Verifying itself never unpacks.
 */
#ifndef SEAL_UNPACK_H
#define SEAL_UNPACK_H

#include "seal/verify.h"

/*
 * Lay what is in the bundle (a folder or an archive) below `folder`, an empty one:
 * exactly the files of `verified`, each with the digest that was verified.  ERR_TRUST
 * with E_FILE_CHANGED where the bundle is another one by now.
 */
int bundle_unpack(const char *bundle, const char *folder,
		  const struct verification *verified, struct arena *arena,
		  struct err *err);

#endif
