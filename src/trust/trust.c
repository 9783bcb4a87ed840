#include "trust/trust.h"

#include "base/file.h"
#include "base/limits.h"
#include "trust/crl.h"

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

/* A file in PEM, whole, or none. */
static int read_pem(struct span *out, const char *folder, const char *name,
		    int (*check)(struct span pem, struct span path, struct err *err),
		    struct arena *arena, struct err *err)
{
	struct span path;
	int rc;

	path = arena_printf(arena, "%s/%s", folder, name);
	*out = SPAN_EMPTY;
	if (!file_exists(path.ptr))
		return 0;
	rc = read_file(out, &path, folder, name, true, arena, err);
	return rc < 0 ? rc : check(*out, path, err);
}

static int read_folder(struct trust *out, const char *folder, struct arena *arena,
		       struct err *err)
{
	struct span text, path;
	int rc;

	rc = read_file(&text, &path, folder, "revoked_keys", false, arena, err);
	if (rc == 0)
		rc = signers_parse_revoked(&out->signers, path, text, arena, err);
	if (rc == 0)
		rc = read_pem(&out->x509_roots, folder, "x509-roots.pem",
			      crl_check_roots, arena, err);
	if (rc == 0)
		rc = read_pem(&out->x509_crls, folder, "x509-crls.pem", crl_check,
			      arena, err);
	if (rc == 0)
		rc = read_pem(&out->tsa_roots, folder, "tsa-roots.pem", crl_check_roots,
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
