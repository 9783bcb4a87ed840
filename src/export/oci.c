#include "export/oci.h"

#include "base/buf.h"
#include "base/limits.h"
#include "export/parts.h"
#include "trust/digest.h"

#define MANIFEST_TYPE "application/vnd.oci.image.manifest.v1+json"
#define INDEX_TYPE    "application/vnd.oci.image.index.v1+json"
#define EMPTY_TYPE    "application/vnd.oci.empty.v1+json"
#define EMPTY         "{}"

/* clang-format off: one ending a line */
static const struct {
	const char *ending, *type;
} layers[] = {
	{ "tar.gz", OCI_ARTIFACT ".tar+gzip" },
	{ "tar.zst", OCI_ARTIFACT ".tar+zstd" },
	{ "tar", OCI_ARTIFACT ".tar" },
};
/* clang-format on */

struct span oci_blob(const char *sha256, struct arena *arena)
{
	return arena_printf(arena, "blobs/sha256/%s", sha256);
}

static void write_digest(struct jsonout *json, const char *sha256, struct arena *arena)
{
	jsonout_member(json, "digest", arena_printf(arena, "sha256:%s", sha256));
}

static void write_annotations(struct jsonout *json, const struct oci_bundle *bundle,
			      struct arena *arena)
{
	jsonout_key(json, "annotations");
	jsonout_object(json);
	parts_time(json, "org.opencontainers.image.created", bundle->epoch);
	jsonout_member(json, "org.opencontainers.image.revision", bundle->commit);
	jsonout_member_opt(json, "org.opencontainers.image.source", bundle->source_uri);
	jsonout_member(json, "vnd.muster.seal",
		       arena_printf(arena, "sha256:%s", bundle->seal));
	jsonout_end(json);
}

static void write_layer(struct jsonout *json, const struct oci_bundle *bundle,
			struct arena *arena)
{
	const char *type = layers[0].type;

	for (size_t i = 0; i < sizeof(layers) / sizeof(layers[0]); i++)
		if (strcmp(layers[i].ending, bundle->ending) == 0)
			type = layers[i].type;
	jsonout_object(json);
	jsonout_key(json, "annotations");
	jsonout_object(json);
	jsonout_member(json, "org.opencontainers.image.title", bundle->name);
	jsonout_end(json);
	write_digest(json, bundle->sha256, arena);
	jsonout_member(json, "mediaType", span_of(type));
	jsonout_member_int(json, "size", (int64_t)bundle->size);
	jsonout_end(json);
}

static void write_manifest(struct jsonout *json, const struct oci_bundle *bundle,
			   const char *empty, struct arena *arena)
{
	jsonout_object(json);
	write_annotations(json, bundle, arena);
	jsonout_member(json, "artifactType", SPAN_LIT(OCI_ARTIFACT));
	jsonout_key(json, "config");
	jsonout_object(json);
	write_digest(json, empty, arena);
	jsonout_member(json, "mediaType", SPAN_LIT(EMPTY_TYPE));
	jsonout_member_int(json, "size", (int64_t)strlen(EMPTY));
	jsonout_end(json);
	jsonout_key(json, "layers");
	jsonout_array(json);
	write_layer(json, bundle, arena);
	jsonout_end(json);
	jsonout_member(json, "mediaType", SPAN_LIT(MANIFEST_TYPE));
	jsonout_member_int(json, "schemaVersion", 2);
	jsonout_end(json);
}

static void write_index(struct jsonout *json, const struct oci_bundle *bundle,
			struct span manifest, struct arena *arena)
{
	char digest[DIGEST_TEXT];

	digest_sha256_hex(manifest, digest);
	jsonout_object(json);
	jsonout_key(json, "manifests");
	jsonout_array(json);
	jsonout_object(json);
	jsonout_key(json, "annotations");
	jsonout_object(json);
	jsonout_member(json, "org.opencontainers.image.ref.name", bundle->tag);
	jsonout_end(json);
	jsonout_member(json, "artifactType", SPAN_LIT(OCI_ARTIFACT));
	write_digest(json, digest, arena);
	jsonout_member(json, "mediaType", SPAN_LIT(MANIFEST_TYPE));
	jsonout_member_int(json, "size", (int64_t)manifest.len);
	jsonout_end(json);
	jsonout_end(json);
	jsonout_member(json, "mediaType", SPAN_LIT(INDEX_TYPE));
	jsonout_member_int(json, "schemaVersion", 2);
	jsonout_end(json);
}

/* The next blob: named by its digest. */
static struct oci_file blob(struct span bytes, struct arena *arena)
{
	char digest[DIGEST_TEXT];

	digest_sha256_hex(bytes, digest);
	return (struct oci_file){ oci_blob(digest, arena), bytes };
}

int export_oci(struct oci_file out[OCI_FILES], const struct oci_bundle *bundle,
	       struct arena *arena, struct err *err)
{
	char empty[DIGEST_TEXT];
	struct span manifest = SPAN_EMPTY;
	struct jsonout json;
	struct buf buf;
	int rc;

	digest_sha256_hex(SPAN_LIT(EMPTY), empty);
	buf_init(&buf, LIMIT_RECORD_LINE);
	jsonout_init(&json, &buf, true);
	write_manifest(&json, bundle, empty, arena);
	rc = buf_check(&buf, "the manifest", err);
	if (rc == 0) {
		manifest = arena_copy(arena, buf_span(&buf));
		buf_clear(&buf);
		jsonout_init(&json, &buf, true);
		write_index(&json, bundle, manifest, arena);
		rc = buf_check(&buf, "the index", err);
	}
	if (rc == 0) {
		out[0] = blob(SPAN_LIT(EMPTY), arena);
		out[1] = blob(manifest, arena);
		out[2] = (struct oci_file){ SPAN_LIT("index.json"),
					    arena_copy(arena, buf_span(&buf)) };
		out[3] = (struct oci_file){ SPAN_LIT("oci-layout"),
					    SPAN_LIT("{\"imageLayoutVersion\":"
						     "\"1.0.0\"}") };
	}
	buf_release(&buf);
	return rc;
}
