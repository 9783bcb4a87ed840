#include "seal/keys.h"

#include "base/clock.h"
#include "trust/stamp.h"

/* The time at which the key must be valid. */
static int64_t when_of(const struct verifying *v, const struct claim *claim)
{
	return claim->proven_at != CLOCK_NONE ? claim->proven_at : v->when;
}

int64_t claim_time(const struct claim *claim, const char **out_source)
{
	*out_source = NULL;
	if (claim->proven_at != CLOCK_NONE) {
		*out_source = "proven";
		return claim->proven_at;
	}
	if (claim->claimed_at != CLOCK_NONE)
		*out_source = "claimed";
	return claim->claimed_at;
}

enum in_time { IN_TIME, TOO_EARLY, TOO_LATE };

/* Both the certificate's dates and those of the line that grants. */
static enum in_time time_of(const struct signer *line, const struct cert_facts *cert,
			    int64_t when)
{
	enum signer_time by_line = line ? signer_at(line, when) : SIGNER_VALID;

	if (by_line == SIGNER_NOT_YET || (cert && when < cert->not_before))
		return TOO_EARLY;
	if (by_line == SIGNER_EXPIRED || (cert && when > cert->not_after))
		return TOO_LATE;
	return IN_TIME;
}

/* `line` is NULL where a chain of certificates is the reason to trust. */
static void check_time(struct verifying *v, const struct claim *claim,
		       const struct signer *line)
{
	int64_t when = when_of(v, claim);
	enum in_time now = time_of(line, claim->cert, when);
	char text[CLOCK_TEXT];

	if (now == IN_TIME)
		return;
	clock_format(when, text);
	if (now == TOO_EARLY) {
		verify_error(v, "E_KEY_NOT_YET_VALID", claim->path,
			     "the key is not valid before some time after %s", text);
		return;
	}
	if (v->options->accept_claimed_time && claim->proven_at == CLOCK_NONE &&
	    claim->claimed_at != CLOCK_NONE &&
	    time_of(line, claim->cert, claim->claimed_at) == IN_TIME) {
		verify_warning(
			v, "W_TIME_CLAIMED", claim->path,
			"the key has expired since; its own word says when it signed");
		return;
	}
	verify_error(v, "E_KEY_EXPIRED", claim->path, "the key has expired before %s",
		     text);
}

/* By a line of allowed_signers; empty where there is none that lets it sign. */
static struct span trust_by_line(struct verifying *v, const struct claim *claim)
{
	const struct signer *line =
		claim->wire.len == 0 ? NULL
				     : signers_find(&v->trust.signers, claim->wire,
						    claim->name, when_of(v, claim));

	if (!line)
		return SPAN_EMPTY;
	check_time(v, claim, line);
	return signer_principal(line);
}

static void say_untrusted(struct verifying *v, const struct claim *claim)
{
	if (!v->options->trust)
		verify_error(v, "E_NO_TRUST", claim->path,
			     "nothing says whose key this is: give --trust");
	else if (signers_know(&v->trust.signers, claim->wire))
		verify_error(v, "E_SEAL_UNTRUSTED", claim->path,
			     "the key is known, but not for %s", claim->name);
	else
		verify_error(v, "E_SEAL_UNTRUSTED", claim->path,
			     "the key is not in the trust file");
}

/* By a chain to a root of the trust folder, if it has roots. */
static struct span trust_by_chain(struct verifying *v, const struct claim *claim,
				  const struct claim_chain *chain, bool *out_said)
{
	int64_t when = when_of(v, claim);
	struct err err = { 0 };

	*out_said = false;
	/* An authority vouches for seals, not for who may close a bundle. */
	if (!x509_trust_has_roots(v->trust.x509) ||
	    strcmp(claim->name, NAMESPACE_SEAL) != 0)
		return SPAN_EMPTY;
	/* Dates are judged below, so that they get their own name. */
	if (time_of(NULL, claim->cert, when) != IN_TIME)
		when = claim->cert->not_before;
	if (x509_trust_chain(v->trust.x509, chain->cms, chain->index, when, &err) < 0 ||
	    x509_trust_revoked(v->trust.x509, chain->cms, chain->index,
			       when_of(v, claim), &err) < 0) {
		if (strcmp(err.tag, "E_SEAL_UNTRUSTED") == 0)
			return SPAN_EMPTY;
		verify_error_of(v, &err, "E_CERT_CHAIN", claim->path);
		*out_said = true;
		return SPAN_EMPTY;
	}
	if (!claim->cert->signs || !claim->cert->for_seals) {
		verify_error(v, "E_CERT_CHAIN", claim->path,
			     "the certificate is not made for signatures");
		*out_said = true;
		return SPAN_EMPTY;
	}
	check_time(v, claim, NULL);
	return claim->cert->mail.len ? claim->cert->mail : claim->cert->subject;
}

/* The operator's lists, however the key came to be trusted. */
static bool is_revoked_by_list(struct verifying *v, const struct claim *claim,
			       const struct claim_chain *chain)
{
	struct err err = { 0 };

	if (!chain)
		return false;
	if (x509_trust_is_stale(v->trust.x509, v->when))
		verify_warning(v, "W_CRL_STALE", claim->path,
			       "the revocation list should have been replaced by now");
	if (x509_trust_condemned(v->trust.x509, chain->cms, chain->index,
				 when_of(v, claim), &err) == 0)
		return false;
	verify_error_of(v, &err, "E_CERT_CHAIN", claim->path);
	return true;
}

static bool is_revoked(struct verifying *v, const struct claim *claim)
{
	if (claim->wire.len == 0 || !signers_is_revoked(&v->trust.signers, claim->wire))
		return false;
	verify_error(v, "E_KEY_REVOKED", claim->path, "the key has been revoked");
	return true;
}

struct span claim_judge(struct verifying *v, const struct claim *claim,
			const struct claim_chain *chain)
{
	struct span principal;
	bool said = false;

	if (is_revoked(v, claim) || is_revoked_by_list(v, claim, chain))
		return SPAN_EMPTY;
	principal = trust_by_line(v, claim);
	if (principal.len == 0 && chain)
		principal = trust_by_chain(v, claim, chain, &said);
	if (principal.len == 0 && !said)
		say_untrusted(v, claim);
	return principal;
}

int64_t claim_stamp(struct verifying *v, struct span path, struct span response,
		    struct span bytes)
{
	const struct stamp_rules rules = { .tsa = v->trust.tsa };
	struct err err = { 0 };
	struct stamp stamp;

	if (stamp_verify(&stamp, response, bytes, &rules, v->arena, &err) < 0) {
		verify_error_of(v, &err, "E_TS_BAD", path);
		return CLOCK_NONE;
	}
	if (!stamp.chained) {
		verify_warning(v, "W_TS_NOT_CHECKED", path,
			       "nothing says which time-stamp authority to believe: "
			       "no time is taken from it");
		return CLOCK_NONE;
	}
	if (stamp.wire.len > 0 && signers_is_revoked(&v->trust.signers, stamp.wire)) {
		verify_error(v, "E_TS_UNTRUSTED", path,
			     "the authority's key has been revoked");
		return CLOCK_NONE;
	}
	return stamp.at;
}
