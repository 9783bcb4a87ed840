/*
 * What people sign with beside commits: sign-off statements, signatures beside
 * evidence, envelopes and what is in them, and the keys and certificates of the trust
 * folder.  The first byte says which.  Nothing here may ever be good: the keys that
 * are trusted have signed nothing.
 */
#include "base/clock.h"
#include "base/limits.h"
#include "trust/approval.h"
#include "trust/cert.h"
#include "trust/endorse.h"
#include "trust/x509.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Keys of stock tools, one a kind; their private halves were thrown away. */
static const char trusted[] =
	"a@x.org namespaces=\"git,muster-evidence,muster-signoff/qa\" ssh-ed25519 "
	"AAAAC3NzaC1lZDI1NTE5AAAAIIpTgsHa9QEFZyeycB8SKWkEL3dIPGrPfxBngSm1o4ee\n"
	"b@x.org namespaces=\"muster-evidence\" ecdsa-sha2-nistp256 "
	"AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBKm7SMXqKihUxfcKiuqIrfPx"
	"8miTseBaO5FrvfOHYwDWGKQcZ1RtoGF/5vrhUdLeytIaRxIMLJqF372TD2jFdm8=\n";

static void check(bool holds)
{
	if (!holds)
		abort();
}

static void trust_some(struct trust *trust, struct arena *arena)
{
	struct err err = { 0 };

	*trust = (struct trust){ .x509 = NULL };
	check(signers_parse(&trust->signers, SPAN_LIT("s"), SPAN_LIT(trusted), arena,
			    &err) == 0);
}

/* What is taken is the only way to write it, and nobody has signed it. */
static void try_approval(struct span text, struct arena *arena)
{
	SCOPED_COMMITSIG_VERIFIER verifier = NULL;
	struct approval approval;
	struct approval_answer answer;
	struct trust trust;
	struct err err = { 0 };
	struct span again;

	if (approval_parse(&approval, text, arena, &err) < 0) {
		check(err.tag[0] != '\0' && err.what[0] != '\0');
		return;
	}
	check(approval_write(&again, &approval, arena, &err) == 0);
	check(span_eq(text, again));
	check(approval_name(&approval, 2, arena).len > 0);
	trust_some(&trust, arena);
	verifier = commitsig_verifier_new(&trust, arena);
	approval_judge(&answer, verifier, &approval, text, text, 1770000000, true,
		       arena);
	check(answer.reason != REASON_SIGNED_BY && answer.why.len > 0);
}

static void none_is_good(const struct endorsements *all)
{
	check(all->count >= 1 && all->count <= ENDORSE_SIGNERS);
	check(all->stamped_by.len == 0);
	for (size_t i = 0; i < all->count; i++) {
		const struct commitsig *sig = &all->at[i];

		check(sig->state != COMMITSIG_GOOD && sig->state < COMMITSIG_STATES);
		check(sig->state == COMMITSIG_NONE || sig->why.len > 0);
	}
}

static void try_envelope(struct span text, struct arena *arena)
{
	struct endorsements all;
	struct span payload;
	struct trust trust;
	SCOPED_ENDORSER endorser = NULL;

	trust_some(&trust, arena);
	endorser = endorser_new(&trust, 1770000000, arena);
	endorse_envelope(&all, &payload, endorser, "tests", text, arena);
	none_is_good(&all);
	endorse_names(payload, "00", arena);
}

static void try_beside(struct span text, struct arena *arena)
{
	static void (*const doors[])(struct endorsements *, struct endorser *,
				     const char *, struct span, struct span,
				     struct arena *) = { endorse_ssh, endorse_cms,
							 endorse_openpgp };
	struct trust trust;
	SCOPED_ENDORSER endorser = NULL;

	trust_some(&trust, arena);
	endorser = endorser_new(&trust, 1770000000, arena);
	for (size_t i = 0; i < 3; i++) {
		struct endorsements all;

		doors[i](&all, endorser, "tests", text, SPAN_LIT("never signed"),
			 arena);
		none_is_good(&all);
		check(!endorse_stamp(&all, endorser, text, text, arena));
	}
}

static void try_statement(struct span text, struct arena *arena)
{
	char sha256[] =
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

	if (endorse_names(text, sha256, arena))
		check(span_find(text, SPAN_LIT("Statement")) >= 0);
}

static void try_authorities(struct span text, struct arena *arena)
{
	ptrdiff_t nul = span_index(text, '\0');
	struct x509_files files = { .roots = text,
				    .roots_path = SPAN_LIT("roots"),
				    .crls_path = SPAN_LIT("crls") };
	struct x509_survey survey;
	struct x509_trust *trust;
	struct err err = { 0 };

	if (nul >= 0) {
		files.roots = span_sub(text, 0, (size_t)nul);
		files.crls = span_from(text, (size_t)nul + 1);
	}
	if (x509_trust_open(&trust, &files, &err) < 0) {
		check(err.tag[0] != '\0' && err.what[0] != '\0');
		return;
	}
	x509_trust_look(&survey, trust, &files, arena);
	x509_trust_is_stale(trust, 1770000000);
	x509_trust_free(trust);
}

static void try_key(struct span text, struct arena *arena)
{
	SCOPED_KEY key = NULL;
	SCOPED_KEY again = NULL;
	SCOPED_CERT cert = NULL;
	struct cert_facts facts;
	struct err err = { 0 };

	if (cert_read(&cert, text, "c", &err) == 0)
		cert_look(&facts, cert, arena);
	if (key_read_public(&key, text, "k", &err) < 0 &&
	    key_from_spki(&key, text, &err) < 0) {
		check(err.what[0] != '\0');
		return;
	}
	check(key_from_wire(&again, key_wire(key, arena), &err) == 0);
	check(key_same(key, again));
}

static void (*const readers[])(struct span, struct arena *) = {
	try_approval, try_envelope, try_beside, try_statement, try_authorities, try_key,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span text = { (const char *)data, size };
	struct arena *arena;

	if (size == 0)
		return 0;
	arena = arena_new(128 * LIMIT_MIB);
	readers[data[0] % 6](span_from(text, 1), arena); /* '0' is the first */
	arena_free(arena);
	return 0;
}
