#include "trust/trust.h"

#include "base/file.h"
#include "base/limits.h"

/* One file of the folder; empty where it may be missing and is. */
static int read_file(struct span *out, struct span *out_path, const char *folder,
		     const char *name, bool required, struct arena *arena,
		     struct err *err)
{
	int rc;

	*out_path = name[0] ? arena_printf(arena, "%s/%s", folder, name)
			    : arena_copy(arena, span_of(folder));
	rc = file_read(out, out_path->ptr, LIMIT_TRUST_BYTES, arena, err);
	if (rc == -(int)ERR_ABSENT && !required) {
		*out = SPAN_EMPTY;
		return 0;
	}
	if (rc < 0)
		return err_tag(err, "E_IO");
	return 0;
}

static int read_folder(struct trust *out, const char *folder, struct arena *arena,
		       struct err *err)
{
	struct span text, path;
	int rc;

	path = arena_printf(arena, "%s/x509-crls.pem", folder);
	if (file_exists(path.ptr)) {
		err_set(err, ERR_USAGE,
			"revocation lists are not read by this version");
		err_tag(err, "E_TRUST_SYNTAX");
		err_at_path(err, path);
		return err_fix(err, "list revoked keys in revoked_keys instead");
	}
	rc = read_file(&text, &path, folder, "revoked_keys", false, arena, err);
	if (rc == 0)
		rc = signers_parse_revoked(&out->signers, path, text, arena, err);
	if (rc == 0)
		rc = read_file(&out->x509_roots, &path, folder, "x509-roots.pem", false,
			       arena, err);
	return rc;
}

int trust_read(struct trust *out, const char *path, struct arena *arena,
	       struct err *err)
{
	bool folder = file_is_folder(path);
	struct span text, name;
	int rc;

	*out = (struct trust){ .x509_roots = SPAN_EMPTY };
	rc = read_file(&text, &name, path, folder ? "allowed_signers" : "", true, arena,
		       err);
	if (rc == 0)
		rc = signers_parse(&out->signers, name, text, arena, err);
	return rc < 0 || !folder ? rc : read_folder(out, path, arena, err);
}
