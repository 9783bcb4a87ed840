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
#include "seal/paths.h"
#include "seal/sealer.h"
#include "text/archive.h"
#include "trust/digest.h"
#include "trust/dsse.h"

struct seal_options {
	const char *sandbox;  /* level reached, for the statement; NULL: not said */
	int64_t sequence;     /* as in statement.h */
	const char *previous; /* the same */
	const char *history;  /* the same */
	struct span project_before; /* whose `previous` is, or empty: must be ours */
};

struct sealed {
	char seal_digest[DIGEST_TEXT]; /* hex SHA-256 of SHA256SUMS */
	struct identity identity;
	struct span name; /* of the top directory: identity_name() */
	bool made[SEAL_KINDS];
};

/*
 * Sign the folder and put a new seal/ in the place of the old one, in one step.
 * What lay in it is gone, time stamps and closing attestation too, since they were
 * about the old seals.  ERR_TRUST where a file is not as
 * SHA256SUMS says, ERR_USAGE where the key cannot make a seal that bundle.json
 * promises.
 */
int seal_folder(struct sealed *out, const char *folder, struct sealer *sealer,
		const struct seal_options *options, struct arena *arena,
		struct err *err);

/*
 * What there is to sign, for whoever has the key elsewhere: `out->made` is empty,
 * *out_sums the text of SHA256SUMS, *out_statement the payload.
 */
int seal_prepare(struct sealed *out, struct span *out_sums, struct span *out_statement,
		 const char *folder, const struct seal_options *options,
		 struct arena *arena, struct err *err);

/* A statement in its envelope, as it lies in seal/; ERR_LIMIT. */
int seal_wrap(struct span *out, const struct dsse_bundle *bundle, struct arena *arena,
	      struct err *err);

/* As they lie in the folder. */
int seal_files_read(struct seal_files *out, const char *folder, struct arena *arena,
		    struct err *err);

/* In the place of those that lie there, whole or not at all. */
int seal_files_write(const char *folder, const struct seal_files *files,
		     struct arena *arena, struct err *err);

struct packed {
	char tar_digest[DIGEST_TEXT];  /* of the uncompressed tar */
	char file_digest[DIGEST_TEXT]; /* of the file */
	uint64_t files, bytes;         /* members; size of the file */
};

/*
 * The folder as an archive in `file`: written beside, read back, and renamed.
 * Refuses what verify refuses: limits, path rules, files that changed since
 * SHA256SUMS.
 */
int bundle_pack(struct packed *out, const char *folder, const char *file,
		enum archive_filter filter, struct arena *arena, struct err *err);

#endif
