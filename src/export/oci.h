/*
 * oci.h - a bundle as an OCI image layout, which registries carry.
 *
 * OCI Image Format 1.1: an artifact manifest with the empty configuration and one
 * layer, the bundle's archive byte for byte.  The same archive gives the same
 * layout.
 */
#ifndef EXPORT_OCI_H
#define EXPORT_OCI_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

#define OCI_ARTIFACT "application/vnd.muster.bundle.v1"

struct oci_bundle {
	struct span name;   /* of its file: "muster-widget-....tar.gz" */
	struct span tag;    /* "1a2b3c4d5e6f-9f8e7d6c" */
	const char *ending; /* "tar", "tar.gz", "tar.zst" */
	char sha256[65];    /* of the file */
	uint64_t size;
	struct span commit, source_uri;
	const char *seal; /* seal digest, hex */
	int64_t epoch;    /* of its files */
};

/* The files of a layout but for the bundle's own, by path, in `arena`. */
struct oci_file {
	struct span path, bytes;
};
#define OCI_FILES 4
int export_oci(struct oci_file out[OCI_FILES], const struct oci_bundle *bundle,
	       struct arena *arena, struct err *err);

/* "blobs/sha256/..." of a digest. */
struct span oci_blob(const char *sha256, struct arena *arena);

#endif
