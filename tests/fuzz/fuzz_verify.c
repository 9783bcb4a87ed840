/*
 * What a verifier reads from strangers: SHA256SUMS, allowed_signers, bundle.json,
 * a CMS seal, an archive, a time stamp.  The first byte says which; whatever is taken
 * must hold what its header promises, and whatever is refused must have words.
 */
#include "base/limits.h"
#include "seal/identity.h"
#include "seal/manifest.h"
#include "seal/statement.h"
#include "text/archive.h"
#include "trust/cms.h"
#include "trust/signers.h"
#include "trust/stamp.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
	if (!holds)
		abort();
}

static int try_manifest(struct span text, struct arena *arena, struct err *err)
{
	struct manifest manifest;
	int rc = manifest_parse(&manifest, text, arena, err);

	if (rc == 0)
		check(span_eq(manifest_text(&manifest, arena), text));
	return rc;
}

static int try_signers(struct span text, struct arena *arena, struct err *err)
{
	struct signers signers = { .lines = { .count = 0 } };
	int rc = signers_parse(&signers, SPAN_LIT("s"), text, arena, err);

	for (size_t i = 0; rc == 0 && i < signers.lines.count; i++) {
		struct key *key;
		struct err ignored = { 0 };

		check(signers.lines.at[i].principals.len > 0);
		check(key_from_wire(&key, signers.lines.at[i].blob, &ignored) == 0);
		key_free(key);
	}
	return rc;
}

static int try_revoked(struct span text, struct arena *arena, struct err *err)
{
	struct signers signers = { .lines = { .count = 0 } };

	return signers_parse_revoked(&signers, SPAN_LIT("r"), text, arena, err);
}

static int try_identity(struct span text, struct arena *arena, struct err *err)
{
	struct statement_extra extra = { .seal_digest = "00", .sandbox = "full" };
	struct statement_facts facts;
	struct identity identity;
	struct span out;
	struct err ignored = { 0 };
	int rc = identity_read(&identity, text, arena, err);

	if (rc < 0)
		return rc;
	check(identity_name(&identity, arena).len <= 64);
	/* The same text as a report: any JSON is one, as good as empty. */
	check(statement_facts_read(&facts, &identity, text, arena, &ignored) == 0);
	statement_make(&out, &identity, &facts, &extra, arena, &ignored);
	return 0;
}

static int try_cms(struct span der, struct arena *arena, struct err *err)
{
	struct cms_signer *signers;
	SCOPED_CMS cms = NULL;
	size_t count;

	return cms_verify(&cms, &signers, &count, der, SPAN_LIT("content\n"), arena,
			  err);
}

static int try_stamp(struct span der, struct arena *arena, struct err *err)
{
	const struct stamp_rules rules = { .query = der };
	const struct stamp_rules bare = { .query = SPAN_EMPTY };
	struct err ignored = { 0 };
	struct stamp stamp;

	stamp_verify(&stamp, der, SPAN_LIT("content\n"), &rules, arena, &ignored);
	return stamp_verify(&stamp, der, SPAN_LIT("content\n"), &bare, arena, err);
}

static int next_bytes(void *ctx, struct span *out, struct err *err)
{
	struct span *rest = ctx;

	(void)err;
	*out = *rest;
	*rest = SPAN_EMPTY;
	return 0;
}

static int try_archive(struct span bytes, struct arena *arena, struct err *err)
{
	static const struct archive_limits limits = { .input = LIMIT_MIB,
						      .unpacked = 8 * LIMIT_MIB,
						      .ratio = 1000,
						      .ratio_from = LIMIT_MIB };
	struct archive_source source = { next_bytes, &bytes };
	SCOPED_ARCHIVE_READER reader = NULL;
	enum archive_tail tail;
	struct archive_item item;
	struct span data;
	bool more = true;
	int rc;

	rc = archive_reader_open(&reader, &source, &limits, NULL, arena, err);
	while (rc == 0 && more) {
		uint64_t seen = 0;

		rc = archive_reader_next(reader, &item, &more, err);
		while (rc == 0 && more) {
			rc = archive_reader_data(reader, &data, err);
			seen += data.len;
			if (data.len == 0)
				break;
		}
		check(rc < 0 || !more || seen == item.size);
	}
	return rc < 0 ? rc : archive_reader_finish(reader, &tail, err);
}

static int (*const readers[])(struct span, struct arena *, struct err *) = {
	try_manifest, try_signers, try_revoked, try_identity,
	try_cms,      try_archive, try_stamp,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span text = { (const char *)data, size };
	struct arena *arena;
	struct err err = { 0 };

	if (size == 0)
		return 0;
	arena = arena_new(64 * LIMIT_MIB);
	/* '0' is the first, '6' the last. */
	if (readers[(data[0] + 1) % 7](span_from(text,
										1),
								      arena, &err) < 0)
		check(err.code != ERR_OK && err.what[0] != '\0');
	arena_free(arena);
	return 0;
}
