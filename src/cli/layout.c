#include "cli/layout.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "cli/place.h"
#include "cli/rights.h"
#include "export/oci.h"
#include "seal/verify.h"
#include "text/archive.h"

/* What lies there may be replaced when it is a layout or nothing. */
static int check_folder(const char *folder, struct arena *arena, struct err *err)
{
	const struct file_entry *entries;
	struct err ignored = { 0 };
	size_t count;

	if (!file_exists(folder) ||
	    file_exists(arena_printf(arena, "%s/oci-layout", folder).ptr))
		return 0;
	if (file_is_folder(folder) &&
	    file_list(&entries, &count, folder, 1, arena, &ignored) == 0 && count == 0)
		return 0;
	err_set(err, ERR_USAGE, "it is there already, and is no OCI layout");
	err_at_path(err, span_of(folder));
	return err_fix(err, "give --out a folder that is new or empty");
}

static int give_up_files(struct invocation *in, const char *path, const char *folder,
			 struct err *err)
{
	struct sandbox_places places = { 0 };
	enum sandbox_mode mode;
	int rc = rights_mode(&mode, in, err);

	if (rc < 0)
		return rc;
	*LIST_ADD(in->arena, &places.read) = path;
	*LIST_ADD(in->arena, &places.write) = place_above(folder, in->arena);
	return sandbox_lock(mode, &places, &in->sandbox_level, err);
}

static int look(struct verification *out, const char *path, struct arena *arena,
		struct err *err)
{
	const struct verify_options how = { .at = CLOCK_NONE,
					    .integrity_only = true,
					    .limits = content_limits_default };

	if (file_is_folder(path)) {
		err_set(err, ERR_USAGE, "it is a folder, and a registry takes a file");
		err_at_path(err, span_of(path));
		return err_fix(err, "name the bundle's archive: muster seal packs it");
	}
	verify_bundle(out, path, &how, arena);
	if (out->errors.count == 0)
		return 0;
	err_set(err, ERR_USAGE, "is no bundle: %.*s",
		SPAN_ARG(out->errors.at[0].detail));
	err_tag(err, out->errors.at[0].code);
	err_at_path(err, span_of(path));
	return err_fix(err, "muster verify --integrity-only says more");
}

/* How it is packed, by its first bytes and not by its name. */
static const char *ending_of(struct span bytes)
{
	if (span_starts(bytes, "\x1f\x8b"))
		return archive_filter_ending[ARCHIVE_GZIP];
	if (span_starts(bytes, "\x28\xb5\x2f\xfd"))
		return archive_filter_ending[ARCHIVE_ZSTD];
	return archive_filter_ending[ARCHIVE_PLAIN];
}

static int describe(struct oci_bundle *out, struct span *out_bytes, const char *path,
		    const struct verification *verified, struct arena *arena,
		    struct err *err)
{
	const struct identity *identity = &verified->identity;
	struct span name = identity_name(identity, arena);
	int rc = file_read(out_bytes, path, LIMIT_BUNDLE_FILE, arena, err);

	*out = (struct oci_bundle){
		.ending = ending_of(*out_bytes),
		.size = out_bytes->len,
		.commit = identity->commit,
		.source_uri = node_text(node_at(identity->root, "source/uri")),
		.seal = verified->seal_digest,
		.epoch = identity->epoch,
		.tag = arena_printf(arena, "%.*s-%.*s",
				    SPAN_ARG(span_sub(identity->commit, 0, 12)),
				    SPAN_ARG(span_sub(identity->run, 0, 8))),
	};
	out->name = arena_printf(arena, "%.*s.%s", SPAN_ARG(name), out->ending);
	digest_sha256_hex(*out_bytes, out->sha256);
	return rc;
}

static int stage(const char *staged, const struct oci_bundle *bundle, struct span bytes,
		 struct arena *arena, struct err *err)
{
	struct oci_file files[OCI_FILES];
	int rc = export_oci(files, bundle, arena, err);

	for (size_t i = 0; i < OCI_FILES && rc == 0; i++)
		rc = file_stage(staged, files[i].path, files[i].bytes, err);
	return rc < 0 ? rc
		      : file_stage(staged, oci_blob(bundle->sha256, arena), bytes, err);
}

/* What was looked at is what is copied: a bundle may be another one by now. */
static int check_same(const struct verification *verified, const char *path,
		      struct arena *arena, struct err *err)
{
	struct verification again;
	int rc = look(&again, path, arena, err);

	if (rc < 0 || strcmp(again.tar_digest, verified->tar_digest) == 0)
		return rc;
	err_set(err, ERR_IO, "it changed while it was read");
	return err_at_path(err, span_of(path));
}

int layout_write(struct invocation *in, const char *path, const char *folder,
		 struct err *err)
{
	struct arena *arena = in->arena;
	struct verification verified;
	struct oci_bundle bundle;
	struct span bytes;
	char *staged = NULL;
	int rc = check_folder(folder, arena, err);

	if (rc == 0)
		rc = file_stage_beside(&staged, folder, arena, err);
	if (rc == 0)
		rc = give_up_files(in, path, folder, err);
	if (rc == 0)
		rc = look(&verified, path, arena, err);
	if (rc == 0)
		rc = describe(&bundle, &bytes, path, &verified, arena, err);
	if (rc == 0)
		rc = stage(staged, &bundle, bytes, arena, err);
	if (rc == 0)
		rc = check_same(&verified,
				path_join(arena, span_of(staged),
					  oci_blob(bundle.sha256, arena))
					.ptr,
				arena, err);
	if (rc == 0)
		rc = file_swap(staged, folder, err);
	if (rc < 0 && staged) {
		struct err ignored = { 0 };

		file_remove_tree(staged, &ignored); /* the first error counts */
	}
	return rc;
}
