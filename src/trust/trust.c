#include "trust/trust.h"

#include "base/file.h"
#include "base/limits.h"

static bool may_lack(const char *name)
{
	return name[0] != '\0' && strcmp(name, "allowed_signers") != 0;
}

/* One file of the folder; empty where it is missing. */
static int read_file(struct span *out, struct span *out_path, const char *folder,
		     const char *name, size_t limit, struct arena *arena,
		     struct err *err)
{
	int rc;

	*out_path = name[0] ? arena_printf(arena, "%s/%s", folder, name)
			    : arena_copy(arena, span_of(folder));
	rc = file_read(out, out_path->ptr, limit, arena, err);
	if (rc == -(int)ERR_ABSENT && may_lack(name)) {
		*out = SPAN_EMPTY;
		return 0;
	}
	if (rc < 0)
		return err_tag(err, "E_IO");
	/* A list that was emptied would take back every revocation in it. */
	if (out->len == 0 && span_ends(span_of(name), ".pem")) {
		err_set(err, ERR_USAGE, "the file is empty");
		err_at_path(err, *out_path);
		err_fix(err, "put PEM into it, or remove it");
		return err_tag(err, "E_TRUST_SYNTAX");
	}
	return 0;
}

/* Time-stamp authorities may be on the same revocation lists. */
static int read_tsa(struct trust *out, const char *folder, struct arena *arena,
		    struct err *err)
{
	struct x509_files files = out->x509_files;
	int rc;

	rc = read_file(&files.roots, &files.roots_path, folder, "tsa-roots.pem",
		       LIMIT_TRUST_BYTES, arena, err);
	if (rc < 0 || files.roots.len == 0)
		return rc;
	return x509_trust_open(&out->tsa, &files, err);
}

static int read_folder(struct trust *out, const char *folder, struct arena *arena,
		       struct err *err)
{
	struct x509_files *files = &out->x509_files;
	struct span text, path;
	int rc;

	rc = read_file(&text, &path, folder, "revoked_keys", LIMIT_TRUST_BYTES, arena,
		       err);
	if (rc == 0)
		rc = signers_parse_revoked(&out->signers, path, text, arena, err);
	if (rc == 0)
		rc = read_file(&files->roots, &files->roots_path, folder,
			       "x509-roots.pem", LIMIT_TRUST_BYTES, arena, err);
	if (rc == 0)
		rc = read_file(&files->crls, &files->crls_path, folder, "x509-crls.pem",
			       LIMIT_CRL_BYTES, arena, err);
	if (rc == 0 && files->roots.len + files->crls.len > 0)
		rc = x509_trust_open(&out->x509, files, err);
	return rc < 0 ? rc : read_tsa(out, folder, arena, err);
}

int trust_read(struct trust *out, const char *path, struct arena *arena,
	       struct err *err)
{
	bool folder = file_is_folder(path);
	struct span text, name;
	int rc;

	*out = (struct trust){ .x509 = NULL };
	rc = read_file(&text, &name, path, folder ? "allowed_signers" : "",
		       LIMIT_TRUST_BYTES, arena, err);
	if (rc == 0)
		rc = signers_parse(&out->signers, name, text, arena, err);
	if (rc == 0 && folder)
		rc = read_folder(out, path, arena, err);
	if (rc < 0)
		trust_release(out);
	return rc;
}

int trust_add_pem(struct trust *trust, const struct x509_files *files,
		  const struct x509_files *tsa, struct err *err)
{
	int rc = 0;

	trust->x509_files = *files;
	if (files->roots.len + files->crls.len > 0)
		rc = x509_trust_open(&trust->x509, files, err);
	if (rc == 0 && tsa->roots.len > 0)
		rc = x509_trust_open(&trust->tsa, tsa, err);
	return rc;
}

void trust_release(struct trust *trust)
{
	x509_trust_free(trust->x509);
	x509_trust_free(trust->tsa);
	trust->x509 = trust->tsa = NULL;
}
