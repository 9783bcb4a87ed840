/*
 * What comes with commits: raw objects, SSH signatures, OpenPGP signatures, and the
 * trust folder's own files as somebody mistypes them.  The first byte says which.
 * Nothing here may ever be good: the keys that are trusted have signed nothing.
 */
#include "base/clock.h"
#include "base/limits.h"
#include "trust/advice.h"
#include "trust/commitsig.h"
#include "trust/openpgp.h"
#include "trust/sshsig.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Keys of ssh-keygen's, one a kind; their private halves were thrown away. */
static const char trusted[] =
	"a@x.org ssh-ed25519 "
	"AAAAC3NzaC1lZDI1NTE5AAAAIIpTgsHa9QEFZyeycB8SKWkEL3dIPGrPfxBngSm1o4ee\n"
	"b@x.org ecdsa-sha2-nistp256 "
	"AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBKm7SMXqKihUxfcKiuqIrfPx"
	"8miTseBaO5FrvfOHYwDWGKQcZ1RtoGF/5vrhUdLeytIaRxIMLJqF372TD2jFdm8=\n";

static void check(bool holds)
{
	if (!holds)
		abort();
}

static bool lies_in(struct span part, struct span whole)
{
	return part.len == 0 ||
	       (part.ptr >= whole.ptr && part.ptr + part.len <= whole.ptr + whole.len);
}

static void judge(struct span raw, enum commit_object object, enum digest_git format,
		  struct arena *arena)
{
	struct trust trust = { .x509 = NULL };
	SCOPED_COMMITSIG_VERIFIER verifier = NULL;
	struct commitsig_ask ask = { .object = object,
				     .format = format,
				     .when = 1770000000,
				     .parents_at = CLOCK_NONE };
	struct commit_split split;
	struct commitsig sig;
	struct err err = { 0 };

	check(signers_parse(&trust.signers, SPAN_LIT("s"), SPAN_LIT(trusted), arena,
			    &err) == 0);
	verifier = commitsig_verifier_new(&trust, arena);
	commitsig_check(&sig, &split, verifier, &ask, raw, arena);
	check(sig.state != COMMITSIG_GOOD && sig.state != COMMITSIG_STATES);
	check((sig.state == COMMITSIG_NONE) == (sig.tag[0] == '\0'));
	check(sig.state == COMMITSIG_NONE || sig.why.len > 0);
	check(lies_in(split.message, raw) && lies_in(split.tree, raw) &&
	      lies_in(split.author.mail, raw));
	check(split.payload.len + split.signature.len <= 2 * raw.len);
}

static void try_commit(struct span text, struct arena *arena)
{
	judge(text, COMMIT_COMMIT, DIGEST_GIT_SHA1, arena);
}

static void try_commit_sha256(struct span text, struct arena *arena)
{
	judge(text, COMMIT_COMMIT, DIGEST_GIT_SHA256, arena);
}

static void try_tag(struct span text, struct arena *arena)
{
	judge(text, COMMIT_TAG, DIGEST_GIT_SHA1, arena);
}

static void try_sshsig(struct span blob, struct arena *arena)
{
	struct sshsig sig;
	struct err err = { 0 };
	int rc = sshsig_parse_blob(&sig, blob, &err);

	(void)arena;
	check(rc == 0 || err.tag[0] != '\0');
	if (rc == 0)
		check(sshsig_verify(&sig, "git", SPAN_LIT("never signed"), NULL, &err) <
		      0);
}

static void try_openpgp(struct span armour, struct arena *arena)
{
	struct openpgp_digest digest;
	struct openpgp sig;
	struct err err = { 0 };
	int rc = openpgp_parse(&sig, armour, arena, &err);

	check(rc == 0 || err.tag[0] != '\0');
	if (rc == 0)
		openpgp_digest(&digest, &sig, SPAN_LIT("never signed"));
}

/* What the strict reader takes, the patient one takes without an error, and back. */
static void try_signers(struct span text, struct arena *arena)
{
	struct signers strict = { .lines = { .count = 0 } }, patient = strict;
	struct signers_problems problems = { .list = { .count = 0 } };
	struct span out, again;
	size_t changed;
	struct err err = { 0 };
	int rc = signers_parse(&strict, SPAN_LIT("s"), text, arena, &err);

	signers_survey(&patient, &problems, SPAN_LIT("s"), text, arena);
	check((rc == 0) == (problems.list.count == 0));
	advise_signers(&problems, &patient, SPAN_LIT("s"), 1770000000, arena);
	if (rc < 0 || strict.lines.count == 0)
		return;
	rc = signers_retire(&out, &changed, SPAN_LIT("s"), text,
			    strict.lines.at[0].blob, 1800000000, arena, &err);
	if (rc < 0)
		return;
	check(signers_retire(&again, &changed, SPAN_LIT("s"), out,
			     strict.lines.at[0].blob, 1800000000, arena, &err) == 0);
	check(changed == 0 && span_eq(out, again));
}

static void (*const readers[])(struct span, struct arena *) = {
	try_commit, try_commit_sha256, try_tag, try_sshsig, try_openpgp, try_signers,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span text = { (const char *)data, size };
	struct arena *arena;

	if (size == 0)
		return 0;
	arena = arena_new(64 * LIMIT_MIB);
	readers[data[0] % 6](span_from(text, 1), arena);
	arena_free(arena);
	return 0;
}
