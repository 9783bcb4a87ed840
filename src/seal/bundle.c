#include "seal/bundle.h"

#include "base/file.h"
#include "base/limits.h"
#include "seal/content.h"
#include "seal/manifest.h"
#include "seal/paths.h"
#include "seal/statement.h"
#include "trust/dsse.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Sealing. */

/* Every promised seal can be made, and every one that is made was promised. */
static int check_promises(const struct identity *identity, const struct sealer *sealer,
			  struct err *err)
{
	for (enum seal_kind kind = 0; kind < SEAL_KINDS; kind++) {
		if (!identity->promised[kind] || sealer->can[kind])
			continue;
		err_set(err, ERR_USAGE,
			"the bundle promises a %s seal, which this key cannot make",
			seal_kind_word[kind]);
		err_at_path(err, SPAN_LIT("bundle.json"));
		if (kind == SEAL_CMS && sealer->kind != KEY_ED25519)
			return err_fix(err, "give the key's certificate: --cert FILE");
		return err_fix(err, "use a P-256 key, or build with --seals dsse");
	}
	return 0;
}

static int seal_cms(struct seal_files *out, struct span sums, struct sealer *sealer,
		    struct arena *arena, struct err *err)
{
	return sealer_sign(&out->bytes[SEAL_FILE_P7S], sealer, SEAL_CMS, sums, arena,
			   err);
}

int seal_wrap(struct span *out, const struct dsse_bundle *bundle, struct arena *arena,
	      struct err *err)
{
	struct buf buf;
	int rc;

	*out = SPAN_EMPTY;
	buf_init(&buf, LIMIT_ATTESTATION_BYTES);
	dsse_write_bundle(&buf, bundle, arena);
	rc = buf_check(&buf, "the attestation", err);
	if (rc == 0)
		*out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return rc;
}

static int seal_dsse(struct seal_files *out, struct span statement,
		     struct sealer *sealer, struct arena *arena, struct err *err)
{
	struct dsse_bundle bundle = { .key_id = sealer->key_id,
				      .type = SPAN_LIT(DSSE_IN_TOTO),
				      .payload = statement };
	int rc;

	rc = sealer_sign(&bundle.signature, sealer, SEAL_DSSE, statement, arena, err);
	if (rc == 0)
		rc = seal_wrap(&out->bytes[SEAL_FILE_ATTESTATION], &bundle, arena, err);
	out->bytes[SEAL_FILE_PUB] = sealer->spki_pem;
	return rc;
}

static int read_statement(struct span *out, struct sealed *sealed, const char *folder,
			  const struct seal_options *options, struct arena *arena,
			  struct err *err)
{
	struct statement_extra extra = { sealed->seal_digest, options->sandbox,
					 options->sequence, options->previous,
					 options->history };
	struct statement_facts facts;
	struct span bytes;
	int rc;

	rc = file_read_below(&bytes, folder, SPAN_LIT("bundle.json"), LIMIT_BUNDLE_JSON,
			     arena, err);
	if (rc == 0)
		rc = identity_read(&sealed->identity, bytes, arena, err);
	if (rc == 0)
		rc = file_read_below(&bytes, folder, SPAN_LIT("report.json"),
				     LIMIT_BUNDLE_JSON, arena, err);
	if (rc == 0)
		rc = statement_facts_read(&facts, &sealed->identity, bytes, arena, err);
	if (rc == 0)
		rc = statement_make(out, &sealed->identity, &facts, &extra, arena, err);
	return rc;
}

int seal_prepare(struct sealed *out, struct span *out_sums, struct span *out_statement,
		 const char *folder, const struct seal_options *options,
		 struct arena *arena, struct err *err)
{
	int rc;

	*out = (struct sealed){ .name = SPAN_EMPTY };
	*out_statement = SPAN_EMPTY;
	rc = manifest_compare(out_sums, folder, arena, err);
	if (rc < 0)
		return rc;
	digest_sha256_hex(*out_sums, out->seal_digest);
	rc = read_statement(out_statement, out, folder, options, arena, err);
	if (rc == 0 && options->project_before.len > 0 &&
	    !span_eq(options->project_before, out->identity.project)) {
		err_set(err, ERR_USAGE, "the bundle before is of another project: %.*s",
			SPAN_ARG(options->project_before));
		rc = err_fix(err, "give --previous a bundle of this project");
	}
	if (rc == 0)
		out->name = identity_name(&out->identity, arena);
	return rc;
}

int seal_folder(struct sealed *out, const char *folder, struct sealer *sealer,
		const struct seal_options *options, struct arena *arena,
		struct err *err)
{
	struct seal_files files = { .bytes = { SPAN_EMPTY } };
	struct span sums, statement;
	int rc;

	rc = seal_prepare(out, &sums, &statement, folder, options, arena, err);
	if (rc == 0)
		rc = check_promises(&out->identity, sealer, err);
	if (rc == 0 && out->identity.promised[SEAL_CMS])
		rc = seal_cms(&files, sums, sealer, arena, err);
	if (rc == 0 && out->identity.promised[SEAL_DSSE])
		rc = seal_dsse(&files, statement, sealer, arena, err);
	if (rc == 0)
		rc = seal_files_write(folder, &files, arena, err);
	for (enum seal_kind kind = 0; kind < SEAL_KINDS; kind++)
		out->made[kind] = rc == 0 && out->identity.promised[kind];
	return rc;
}

int seal_files_read(struct seal_files *out, const char *folder, struct arena *arena,
		    struct err *err)
{
	*out = (struct seal_files){ .bytes = { SPAN_EMPTY } };
	for (enum seal_file i = 0; i < SEAL_FILES; i++) {
		struct err absent = { 0 };
		int rc = file_read_below(&out->bytes[i], folder,
					 span_of(seal_file_path[i]),
					 LIMIT_ATTESTATION_BYTES, arena, &absent);

		if (rc < 0 && rc != -(int)ERR_ABSENT) {
			*err = absent;
			return rc;
		}
	}
	return 0;
}

/* One file into the staging folder, and what the disk has of it. */
static int stage_and_look(const char *staged, struct span name, struct span bytes,
			  struct arena *arena, struct err *err)
{
	struct span there;
	int rc = file_stage(staged, name, bytes, err);

	if (rc == 0)
		rc = file_read_below(&there, staged, name, LIMIT_ATTESTATION_BYTES,
				     arena, err);
	if (rc < 0 || span_eq(there, bytes))
		return rc;
	err_set(err, ERR_IO, "reads back otherwise than it was written");
	err_at_path(err, name);
	return err_fix(err, "look at the disk, then seal again");
}

/* The folder's parent holds the staging folder: a bundle has no room for it. */
int seal_files_write(const char *folder, const struct seal_files *files,
		     struct arena *arena, struct err *err)
{
	char *staged;
	int rc;

	rc = file_stage_beside(&staged, folder, arena, err);
	for (enum seal_file i = 0; rc == 0 && i < SEAL_FILES; i++) {
		struct span name =
			span_from(span_of(seal_file_path[i]), strlen("seal/"));

		if (files->bytes[i].len > 0)
			rc = stage_and_look(staged, name, files->bytes[i], arena, err);
	}
	if (rc == 0)
		rc = file_swap(staged, arena_printf(arena, "%s/seal", folder).ptr, err);
	if (rc < 0 && staged) {
		struct err ignored = { 0 };

		file_remove_tree(staged, &ignored); /* the first error counts */
	}
	return rc;
}

/* Packing. */

/* The archive's bytes on their way to the file. */
struct output {
	struct digest *digest;
	uint64_t bytes;
	int fd; /* -1: only the digest is wanted */
	const char *name;
};

static int put_out(void *ctx, struct span bytes, struct err *err)
{
	struct output *output = ctx;

	digest_add(output->digest, bytes);
	output->bytes += bytes.len;
	return output->fd < 0 ? 0 : file_put(output->fd, bytes, output->name, err);
}

struct packing {
	const char *folder;
	struct span top;
	struct manifest manifest;
	struct archive_writer *tar;  /* to a digest */
	struct archive_writer *file; /* to the file; the same bytes, compressed */
	uint64_t total;
	struct packed *out;
};

static int pack_bytes(struct packing *packing, struct span bytes, struct err *err)
{
	int rc = archive_writer_data(packing->tar, bytes, err);

	if (rc == 0)
		rc = archive_writer_data(packing->file, bytes, err);
	return rc;
}

/* Copy an open file of `size` bytes, and say what its digest was. */
static int pack_content(struct packing *packing, int fd, uint64_t size,
			const char *name, char out_digest[DIGEST_TEXT], struct err *err)
{
	struct digest *digest = digest_start();
	char piece[128 * 1024];
	int rc = 0;

	while (rc == 0 && size > 0) {
		size_t want = size < sizeof(piece) ? (size_t)size : sizeof(piece);
		ssize_t got = read(fd, piece, want);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			rc = got < 0 ? err_errno(err, "cannot read", name)
				     : err_set(err, ERR_IO, "has become shorter");
			break;
		}
		digest_add(digest, (struct span){ piece, (size_t)got });
		rc = pack_bytes(packing, (struct span){ piece, (size_t)got }, err);
		size -= (uint64_t)got;
	}
	digest_finish_hex(digest, out_digest);
	return rc < 0 ? err_at_path(err, span_of(name)) : 0;
}

/* The limits that verify has, before anything is written for nothing. */
static int check_size(struct packing *packing, uint64_t size, struct err *err)
{
	packing->total += size;
	packing->out->files++;
	if (size > LIMIT_BUNDLE_FILE)
		err_set(err, ERR_LIMIT, "is larger than 1 GiB");
	else if (packing->total > LIMIT_BUNDLE_BYTES)
		err_set(err, ERR_LIMIT, "the bundle is larger than 4 GiB");
	else if (packing->out->files > LIMIT_BUNDLE_ENTRIES)
		err_set(err, ERR_LIMIT, "the bundle has more than 250000 files");
	else
		return 0;
	return -(int)err->code;
}

/* seal/ and signoffs/ by their names, the content by its digest. */
static int check_member(const struct packing *packing, struct span path,
			const char *digest, struct err *err)
{
	const struct manifest_line *line;
	const char *fault;

	if (bundle_path_is_outside(path)) {
		fault = bundle_outside_fault(path);
		if (!fault)
			return 0;
		err_set(err, ERR_FORMAT, "%s", fault);
		err_tag(err, "E_FILE_EXTRA");
		return err_at_path(err, path);
	}
	line = manifest_find(&packing->manifest, path);
	if (line && strcmp(line->sha256, digest) == 0)
		return 0;
	err_set(err, ERR_TRUST,
		line ? "has changed while it was packed"
		     : "is not listed in SHA256SUMS");
	err_tag(err, line ? "E_FILE_CHANGED" : "E_FILE_EXTRA");
	return err_at_path(err, path);
}

static int pack_file(struct packing *packing, struct span path, struct err *err)
{
	char member[BUNDLE_TOP + 1 + LIMIT_PATH_BYTES + 1];
	char digest[DIGEST_TEXT];
	uint64_t size;
	int fd, rc;

	snprintf(member, sizeof(member), "%.*s/%.*s", SPAN_ARG(packing->top),
		 SPAN_ARG(path));
	rc = file_open_below(&fd, &size, packing->folder, path, err);
	if (rc < 0)
		return rc;
	rc = check_size(packing, size, err);
	if (rc == 0)
		rc = archive_writer_entry(packing->tar, member, size, err);
	if (rc == 0)
		rc = archive_writer_entry(packing->file, member, size, err);
	if (rc == 0)
		rc = pack_content(packing, fd, size, member, digest, err);
	close(fd);
	return rc < 0 ? rc : check_member(packing, path, digest, err);
}

static int pack_files(struct packing *packing, struct arena *arena, struct err *err)
{
	const struct file_entry *entries;
	size_t count;
	int rc;

	rc = file_list(&entries, &count, packing->folder, LIMIT_BUNDLE_ENTRIES, arena,
		       err);
	for (size_t i = 0; rc == 0 && i < count; i++)
		rc = pack_file(packing, entries[i].path, err);
	return rc;
}

/* Two writers in step: one gives the tar's digest, the other the file. */
static int pack_through(struct packing *packing, struct output *tar,
			struct output *file, enum archive_filter filter, int64_t epoch,
			struct arena *arena, struct err *err)
{
	struct archive_sink to_tar = { put_out, tar }, to_file = { put_out, file };
	int rc;

	rc = archive_writer_open(&packing->tar, ARCHIVE_PLAIN, &to_tar, epoch, arena,
				 err);
	if (rc == 0)
		rc = archive_writer_open(&packing->file, filter, &to_file, epoch, arena,
					 err);
	if (rc == 0)
		rc = pack_files(packing, arena, err);
	if (rc < 0) {
		archive_writer_drop(&packing->tar);
		archive_writer_drop(&packing->file);
		return rc;
	}
	rc = archive_writer_close(packing->tar, err);
	if (rc < 0)
		archive_writer_drop(&packing->file);
	else
		rc = archive_writer_close(packing->file, err);
	return rc;
}

static int read_folder(struct packing *packing, struct identity *identity,
		       struct arena *arena, struct err *err)
{
	struct span bytes;
	int rc;

	rc = file_read_below(&bytes, packing->folder, SPAN_LIT("bundle.json"),
			     LIMIT_BUNDLE_JSON, arena, err);
	if (rc == 0)
		rc = identity_read(identity, bytes, arena, err);
	if (rc == 0)
		rc = file_read_below(&bytes, packing->folder, SPAN_LIT("SHA256SUMS"),
				     LIMIT_SUMS_BYTES, arena, err);
	if (rc == 0)
		rc = manifest_parse(&packing->manifest, bytes, arena, err);
	if (rc == 0)
		packing->top = identity_name(identity, arena);
	return rc;
}

/*
 * What lies on the disk is what was written: with the eyes of verify, so that a
 * write which the system has lost is seen before the old bundle is gone.
 */
static int read_back(const struct packed *packed, const char *file, struct arena *arena,
		     struct err *err)
{
	struct content content;
	int rc = content_read(&content, file, &content_limits_default, arena, err);

	if (rc == 0 && content.files.count == packed->files &&
	    strcmp(content.tar_digest, packed->tar_digest) == 0)
		return 0;
	err_set(err, ERR_IO, "the bundle reads back otherwise than it was written");
	err_at_path(err, span_of(file));
	return err_fix(err, "look at the disk, then seal again");
}

int bundle_pack(struct packed *out, const char *folder, const char *file,
		enum archive_filter filter, struct arena *arena, struct err *err)
{
	struct packing packing = { .folder = folder, .out = out };
	struct output to_tar = { .fd = -1 }, to_file = { .fd = -1, .name = file };
	struct identity identity;
	char *temporary;
	int rc;

	*out = (struct packed){ .files = 0 };
	rc = read_folder(&packing, &identity, arena, err);
	if (rc == 0)
		rc = file_begin(&to_file.fd, &temporary, file, arena, err);
	if (rc < 0)
		return rc;
	to_tar.digest = digest_start();
	to_file.digest = digest_start();
	rc = pack_through(&packing, &to_tar, &to_file, filter, identity.epoch, arena,
			  err);
	digest_finish_hex(to_tar.digest, out->tar_digest);
	digest_finish_hex(to_file.digest, out->file_digest);
	out->bytes = to_file.bytes;
	if (rc == 0)
		rc = read_back(out, temporary, arena, err);
	if (rc == 0)
		return file_commit(to_file.fd, temporary, file, err);
	file_abandon(to_file.fd, temporary);
	return rc;
}
