/*
 * bundle.h - from a built folder to a sealed one, and from that to an archive.
 *
 * The folder is the bundle's content as `muster build` wrote it, SHA256SUMS
 * included.  Sealing changes no byte of it: it reads every file again, compares
 * with SHA256SUMS, and adds seal/.  Packing reads them once more and compares
 * again, so what lies in the archive is what was signed.
 */
#ifndef SEAL_BUNDLE_H
#define SEAL_BUNDLE_H

#include "seal/identity.h"
#include "seal/sealer.h"
#include "text/archive.h"
#include "trust/digest.h"

struct seal_options {
	const char *sandbox; /* level reached, for the statement; NULL: not said */
};

struct sealed {
	char seal_digest[DIGEST_TEXT]; /* hex SHA-256 of SHA256SUMS */
	struct identity identity;
	struct span name; /* of the top directory: identity_name() */
	bool made[SEAL_KINDS];
};

/*
 * Sign the folder and write seal/ anew.  ERR_TRUST where a file is not as
 * SHA256SUMS says, ERR_USAGE where the key cannot make a seal that bundle.json
 * promises.
 */
int seal_folder(struct sealed *out, const char *folder, struct sealer *sealer,
		const struct seal_options *options, struct arena *arena,
		struct err *err);

struct packed {
	char tar_digest[DIGEST_TEXT];  /* of the uncompressed tar */
	char file_digest[DIGEST_TEXT]; /* of the file */
	uint64_t files, bytes;         /* members; size of the file */
};

/*
 * The folder as an archive in `file`, written beside and renamed.  Refuses what
 * verify refuses: limits, path rules, files that changed since SHA256SUMS.
 */
int bundle_pack(struct packed *out, const char *folder, const char *file,
		enum archive_filter filter, struct arena *arena, struct err *err);

#endif
