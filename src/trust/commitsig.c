#include "trust/commitsig.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/table.h"
#include "text/base64.h"
#include "trust/cms.h"
#include "trust/openpgp.h"
#include "trust/sshsig.h"

#define CLAIM_SLACK 86400 /* a parent may be that much younger: clocks differ */
#define X509_LABEL  "SIGNED MESSAGE"

/* clang-format off: one word a line */
const char *const commitsig_kind_word[COMMITSIG_KINDS] = {
	[COMMITSIG_UNSIGNED] = "none",   [COMMITSIG_SSH] = "ssh",
	[COMMITSIG_OPENPGP] = "openpgp", [COMMITSIG_X509] = "x509",
	[COMMITSIG_UNKNOWN] = "unknown",
};

const char *const commitsig_state_word[COMMITSIG_STATES] = {
	[COMMITSIG_NONE] = "none",
	[COMMITSIG_GOOD] = "good",
	[COMMITSIG_BAD] = "bad",
	[COMMITSIG_UNKNOWN_KEY] = "unknown-key",
	[COMMITSIG_NOT_YET] = "not-yet-valid",
	[COMMITSIG_EXPIRED] = "expired",
	[COMMITSIG_REVOKED] = "revoked",
	[COMMITSIG_NOT_ALLOWED] = "not-allowed",
	[COMMITSIG_MALFORMED] = "malformed",
	[COMMITSIG_UNSUPPORTED] = "unsupported",
};

/* How a signature begins, and what it is then. */
static const struct {
	const char *begin;
	enum commitsig_kind kind;
} forms[] = {
	{ "-----BEGIN SSH SIGNATURE-----", COMMITSIG_SSH },
	{ "-----BEGIN PGP SIGNATURE-----", COMMITSIG_OPENPGP },
	{ "-----BEGIN PGP MESSAGE-----", COMMITSIG_OPENPGP },
	{ "-----BEGIN SIGNED MESSAGE-----", COMMITSIG_X509 },
};

/* What an error of a parser or a verifier means. */
static const struct {
	const char *tag;
	enum commitsig_state state;
} meanings[] = {
	{ "E_COMMIT_MALFORMED", COMMITSIG_MALFORMED },
	{ "E_SIG_DUPLICATE", COMMITSIG_MALFORMED },
	{ "E_SIG_PARSE", COMMITSIG_MALFORMED },
	{ "E_CMS_PARSE", COMMITSIG_MALFORMED },
	{ "E_ALG_REFUSED", COMMITSIG_UNSUPPORTED },
	{ "E_SSH_CERT_UNSUPPORTED", COMMITSIG_UNSUPPORTED },
	{ "E_SIG_NAMESPACE", COMMITSIG_BAD },
	{ "E_SIG_BAD", COMMITSIG_BAD },
	{ "E_CMS_BAD", COMMITSIG_BAD },
	{ "E_SK_NO_PRESENCE", COMMITSIG_NOT_ALLOWED },
	{ "E_SEAL_UNTRUSTED", COMMITSIG_UNKNOWN_KEY },
	{ "E_CERT_CHAIN", COMMITSIG_UNKNOWN_KEY },
	{ "E_KEY_REVOKED", COMMITSIG_REVOKED },
};
/* clang-format on */

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* A key that the trust folder names. */
struct known {
	struct span wire;
	enum key_kind kind;
	LIST(const struct signer *) lines;
	bool revoked;
	bool decoded;
	struct key *key; /* NULL until it is asked for */
};

struct commitsig_verifier {
	const struct trust *trust;
	struct arena *arena;
	struct table *keys;    /* by wire blob */
	struct table *issuers; /* OpenPGP's hints, once they have proved right */
	LIST(struct known *) order;
	size_t tries; /* of keys that no hint chose */
};

/* One signature on its way to an answer. */
struct asking {
	struct commitsig *out;
	struct commitsig_verifier *verifier;
	const struct commitsig_ask *ask;
	const char *name;   /* the namespace */
	int64_t claimed_at; /* CLOCK_NONE */
	struct span mail;   /* the committer's: for certificates */
	struct arena *arena;
};

static struct known *known_of(struct commitsig_verifier *v, struct span wire)
{
	void **slot = table_slot_borrowed(v->keys, wire);
	struct span application;
	struct known *known = *slot;

	if (known)
		return known;
	known = ARENA_NEW(v->arena, struct known);
	known->wire = wire;
	key_look_wire(&known->kind, &application, wire);
	*slot = known;
	*LIST_ADD(v->arena, &v->order) = known;
	return known;
}

struct commitsig_verifier *commitsig_verifier_new(const struct trust *trust,
						  struct arena *arena)
{
	struct commitsig_verifier *v = ARENA_NEW(arena, struct commitsig_verifier);

	v->trust = trust;
	v->arena = arena;
	v->keys = table_new(arena);
	v->issuers = table_new(arena);
	if (!trust)
		return v;
	for (size_t i = 0; i < trust->signers.lines.count; i++) {
		const struct signer *line = &trust->signers.lines.at[i];

		*LIST_ADD(arena, &known_of(v, line->blob)->lines) = line;
	}
	for (size_t i = 0; i < trust->signers.revoked.count; i++)
		known_of(v, trust->signers.revoked.at[i])->revoked = true;
	return v;
}

void commitsig_verifier_free(struct commitsig_verifier *verifier)
{
	for (size_t i = 0; verifier && i < verifier->order.count; i++)
		key_free(verifier->order.at[i]->key);
}

/* The key itself; NULL where its numbers are none. */
static struct key *decoded(struct known *known)
{
	struct err ignored = { 0 };

	if (!known->decoded)
		key_from_wire(&known->key, known->wire, &ignored);
	known->decoded = true;
	return known->key;
}

static void answer(struct asking *a, enum commitsig_state state, const char *tag,
		   struct span why)
{
	a->out->state = state;
	a->out->tag = tag;
	a->out->why = why;
}

static void answer_error(struct asking *a, const struct err *err)
{
	answer(a, COMMITSIG_MALFORMED, "E_SIG_PARSE",
	       arena_copy(a->arena, span_of(err->what)));
	for (size_t i = 0; i < COUNT(meanings); i++) {
		if (strcmp(meanings[i].tag, err->tag) != 0)
			continue;
		a->out->state = meanings[i].state;
		a->out->tag = meanings[i].tag;
	}
}

/* CLOCK_NONE is no end. */
static void ends(struct asking *a, int64_t when)
{
	if (when != CLOCK_NONE && (a->out->ends_at == 0 || when < a->out->ends_at))
		a->out->ends_at = when;
}

/* Whose key, and may they: seal.md sections 3.2 and 3.5. */

static bool may_claim(const struct asking *a)
{
	return a->ask->accept_claimed && a->claimed_at <= a->ask->when &&
	       (a->ask->parents_at == CLOCK_NONE ||
		a->claimed_at >= a->ask->parents_at - CLAIM_SLACK);
}

/* Both the proven time and the claim must lie within the line's dates. */
static enum commitsig_state state_in_time(const struct asking *a,
					  const struct signer *line, bool *by_claim)
{
	enum signer_time now = signer_at(line, a->ask->when);
	enum signer_time then = a->claimed_at == CLOCK_NONE
					? SIGNER_VALID
					: signer_at(line, a->claimed_at);

	*by_claim = now == SIGNER_EXPIRED && then == SIGNER_VALID &&
		    a->claimed_at != CLOCK_NONE && may_claim(a);
	if (*by_claim)
		return COMMITSIG_GOOD;
	if (now == SIGNER_VALID)
		now = then;
	if (now == SIGNER_VALID)
		return COMMITSIG_GOOD;
	return now == SIGNER_EXPIRED ? COMMITSIG_EXPIRED : COMMITSIG_NOT_YET;
}

static void answer_time(struct asking *a, const struct signer *line,
			enum commitsig_state state)
{
	bool expired = state == COMMITSIG_EXPIRED;
	bool by_date = signer_at(line, a->ask->when) == SIGNER_VALID;
	char text[CLOCK_TEXT];

	clock_format(expired ? line->valid_before : line->valid_after, text);
	answer(a, state, expired ? "E_KEY_EXPIRED" : "E_KEY_NOT_YET_VALID",
	       arena_printf(a->arena, "the key is valid %s %s%s",
			    expired ? "before" : "from", text,
			    by_date ? ", and the date that is claimed is not" : ""));
}

/* The line that decides: a good one, one by claim, the first of the others. */
static void judge_lines(struct asking *a, const struct known *known)
{
	const struct signer *chosen = NULL;
	enum commitsig_state state = COMMITSIG_NOT_ALLOWED;
	bool by_claim = false;

	for (size_t i = 0; i < known->lines.count; i++) {
		const struct signer *line = known->lines.at[i];
		enum commitsig_state here;
		bool claimed;

		if (!signer_grants(line, a->name))
			continue;
		here = state_in_time(a, line, &claimed);
		if (chosen && (here != COMMITSIG_GOOD ||
			       (state == COMMITSIG_GOOD && (claimed || !by_claim))))
			continue;
		chosen = line;
		state = here;
		by_claim = claimed;
	}
	if (!chosen) {
		answer(a, COMMITSIG_NOT_ALLOWED, "E_KEY_NOT_ALLOWED",
		       arena_printf(a->arena,
				    "the key is known, but no line grants it \"%s\"",
				    a->name));
		return;
	}
	a->out->signer = chosen;
	a->out->principal = signer_principal(chosen);
	a->out->by_claim = by_claim;
	ends(a, chosen->valid_before);
	if (state == COMMITSIG_GOOD)
		answer(a, state, "", SPAN_EMPTY);
	else
		answer_time(a, chosen, state);
}

/* The signature holds: what does the trust folder say of its key? */
static void judge_key(struct asking *a, const struct known *known)
{
	if (known && known->lines.count > 0)
		a->out->principal = signer_principal(known->lines.at[0]);
	if (known && known->revoked)
		answer(a, COMMITSIG_REVOKED, "E_KEY_REVOKED",
		       SPAN_LIT("the key is in revoked_keys"));
	else if (known && known->lines.count > 0)
		judge_lines(a, known);
	else
		answer(a, COMMITSIG_UNKNOWN_KEY, "E_KEY_UNKNOWN",
		       SPAN_LIT("the signature holds, by a key that "
				"allowed_signers does not list"));
}

static void show_key(struct asking *a, struct span wire, enum key_kind kind)
{
	a->out->wire = wire;
	a->out->key_kind = kind;
	a->out->fingerprint = key_fingerprint(wire, a->arena);
}

/* SSH. */

static void check_ssh(struct asking *a, struct span armour, struct span message)
{
	struct known *known;
	struct sshsig sig;
	struct err err = { 0 };
	int rc = sshsig_parse(&sig, armour, a->arena, &err);

	if (rc < 0) {
		answer_error(a, &err);
		return;
	}
	show_key(a, sig.wire, sig.kind);
	a->out->hardware = sig.hardware;
	a->out->verified = sig.hardware && (sig.flags & SSHSIG_VERIFIED);
	known = table_get(a->verifier->keys, sig.wire);
	rc = sshsig_verify(&sig, a->name, message, known ? decoded(known) : NULL, &err);
	if (rc < 0)
		answer_error(a, &err);
	else
		judge_key(a, known);
}

/* OpenPGP: the signature does not bring its key, so keys are tried. */

static bool try_key(const struct openpgp *sig, const struct openpgp_digest *digest,
		    struct known *known)
{
	struct key *key = openpgp_fits(sig, known->kind) ? decoded(known) : NULL;

	return key && openpgp_holds(sig, key, digest);
}

/*
 * The key that has made it, or NULL; *out_all is false where there are more keys
 * than are tried.  A hint that was right before is asked first.
 */
static struct known *find_openpgp(struct asking *a, const struct openpgp *sig,
				  const struct openpgp_digest *digest, bool *out_all)
{
	struct commitsig_verifier *v = a->verifier;
	struct known *hinted = NULL;
	size_t tries = 0;

	*out_all = true;
	if (sig->issuer.len > 0)
		hinted = table_get(v->issuers, sig->issuer);
	if (hinted && try_key(sig, digest, hinted))
		return hinted;
	for (size_t i = 0; i < v->order.count; i++) {
		struct known *known = v->order.at[i];

		if (!openpgp_fits(sig, known->kind) || known == hinted)
			continue;
		if (++tries > LIMIT_SIGNATURE_TRIES ||
		    v->tries == LIMIT_SIGNATURE_TRIES_ALL) {
			*out_all = false;
			return NULL;
		}
		v->tries++;
		if (!try_key(sig, digest, known))
			continue;
		if (sig->issuer.len > 0)
			*table_slot(v->issuers, sig->issuer) = known;
		return known;
	}
	return NULL;
}

static void judge_openpgp(struct asking *a, const struct openpgp *sig,
			  const struct openpgp_digest *digest)
{
	struct known *known;
	bool all;

	known = find_openpgp(a, sig, digest, &all);
	if (!known && !all) {
		answer(a, COMMITSIG_UNSUPPORTED, "E_LIMIT_KEYS",
		       SPAN_LIT("there are more keys to try than muster does"));
		return;
	}
	if (!known) {
		answer(a, COMMITSIG_UNKNOWN_KEY, "E_KEY_UNKNOWN",
		       SPAN_LIT("no key that allowed_signers lists has made it"));
		return;
	}
	show_key(a, known->wire, known->kind);
	judge_key(a, known);
	ends(a, sig->expires_at);
	if (a->out->state == COMMITSIG_GOOD && sig->expires_at != CLOCK_NONE &&
	    a->ask->when >= sig->expires_at)
		answer(a, COMMITSIG_EXPIRED, "E_SIG_EXPIRED",
		       SPAN_LIT("the signature itself says that it has expired"));
}

static void check_openpgp(struct asking *a, struct span armour, struct span message)
{
	struct openpgp_digest digest;
	struct openpgp sig;
	struct err err = { 0 };

	if (openpgp_parse(&sig, armour, a->arena, &err) < 0) {
		answer_error(a, &err);
		return;
	}
	a->out->fingerprint = sig.issuer;
	a->out->signed_at = sig.created_at;
	if (openpgp_digest(&digest, &sig, message))
		judge_openpgp(a, &sig, &digest);
	else
		answer(a, COMMITSIG_BAD, "E_SIG_BAD",
		       SPAN_LIT("the signature is not over these bytes"));
}

/* X.509: a key that allowed_signers lists, or a chain to x509-roots.pem. */

static bool within_dates(struct asking *a, const struct cert_facts *cert)
{
	if (cert->not_before == CLOCK_NONE || a->ask->when < cert->not_before)
		answer(a, COMMITSIG_NOT_YET, "E_KEY_NOT_YET_VALID",
		       SPAN_LIT("the certificate is not valid yet"));
	else if (cert->not_after == CLOCK_NONE || a->ask->when > cert->not_after)
		answer(a, COMMITSIG_EXPIRED, "E_KEY_EXPIRED",
		       SPAN_LIT("the certificate has expired"));
	else
		return true;
	return false;
}

/* What a list says of the certificate, also where its key is trusted by itself. */
static void judge_condemned(struct asking *a, struct cms *cms)
{
	const struct trust *trust = a->verifier->trust;
	struct err ignored = { 0 };

	if (trust && trust->x509 &&
	    x509_trust_condemned(trust->x509, cms, 0, a->ask->when, &ignored) < 0)
		answer(a, COMMITSIG_REVOKED, "E_KEY_REVOKED",
		       SPAN_LIT("a revocation list has the certificate"));
}

static void judge_chain(struct asking *a, struct cms *cms,
			const struct cert_facts *cert)
{
	const struct trust *trust = a->verifier->trust;
	struct err err = { 0 };

	a->out->principal = cert->mail;
	if (!trust || !x509_trust_has_roots(trust->x509))
		answer(a, COMMITSIG_UNKNOWN_KEY, "E_KEY_UNKNOWN",
		       SPAN_LIT("allowed_signers does not list the certificate's key, "
				"and there is no x509-roots.pem"));
	else if (!within_dates(a, cert))
		return;
	else if (x509_trust_chain(trust->x509, cms, 0, a->ask->when, &err) < 0 ||
		 x509_trust_revoked(trust->x509, cms, 0, a->ask->when, &err) < 0)
		answer_error(a, &err);
	else if (!cert->signs || !cert->for_seals)
		answer(a, COMMITSIG_NOT_ALLOWED, "E_CERT_USAGE",
		       SPAN_LIT("the certificate is not made for signing"));
	else if (cert->mail.len == 0 || !span_eq_nocase(cert->mail, a->mail))
		answer(a, COMMITSIG_NOT_ALLOWED, "E_CERT_MAIL",
		       SPAN_LIT("the certificate is for another e-mail than the "
				"committer's"));
	else
		answer(a, COMMITSIG_GOOD, "", SPAN_EMPTY);
}

static void judge_x509(struct asking *a, struct cms *cms,
		       const struct cms_signer *signer)
{
	const struct cert_facts *cert = &signer->cert;
	struct known *known = NULL;

	a->out->signed_at = signer->claimed_at;
	if (cert->not_after != CLOCK_NONE)
		ends(a, cert->not_after + 1);
	if (cert->wire.len > 0) {
		show_key(a, cert->wire, cert->key_kind);
		known = table_get(a->verifier->keys, cert->wire);
	}
	if (!known) {
		judge_chain(a, cms, cert);
		return;
	}
	judge_key(a, known);
	if (a->out->state == COMMITSIG_GOOD && within_dates(a, cert))
		judge_condemned(a, cms);
}

static void check_x509(struct asking *a, struct span armour, struct span message)
{
	struct cms_signer *signers;
	SCOPED_CMS cms = NULL;
	struct span der;
	size_t count;
	struct err err = { 0 };

	if (armour.len > LIMIT_SIGNATURE_BYTES ||
	    !armour_decode(&der, X509_LABEL, armour, a->arena))
		answer(a, COMMITSIG_MALFORMED, "E_SIG_PARSE",
		       SPAN_LIT("the armour of the X.509 signature is damaged"));
	else if (cms_verify(&cms, &signers, &count, der, message, a->arena, &err) < 0)
		answer_error(a, &err);
	else if (count != 1)
		answer(a, COMMITSIG_MALFORMED, "E_SIG_DUPLICATE",
		       SPAN_LIT("the X.509 signature has several signers"));
	else
		judge_x509(a, cms, &signers[0]);
}

/* The doors. */

static void check_form(struct asking *a, struct span armour, struct span message)
{
	a->out->kind = COMMITSIG_UNKNOWN;
	for (size_t i = 0; i < COUNT(forms); i++)
		if (span_starts(armour, forms[i].begin))
			a->out->kind = forms[i].kind;
	switch (a->out->kind) {
	case COMMITSIG_SSH:
		check_ssh(a, armour, message);
		break;
	case COMMITSIG_OPENPGP:
		check_openpgp(a, armour, message);
		break;
	case COMMITSIG_X509:
		check_x509(a, armour, message);
		break;
	case COMMITSIG_UNSIGNED:
	case COMMITSIG_UNKNOWN:
	case COMMITSIG_KINDS:
		answer(a, COMMITSIG_UNSUPPORTED, "E_SIG_FORM",
		       SPAN_LIT("the signature has no form that git knows"));
		break;
	}
}

static void empty(struct commitsig *out)
{
	*out = (struct commitsig){ .tag = "",
				   .key_kind = KEY_KINDS,
				   .signed_at = CLOCK_NONE };
}

void commitsig_check(struct commitsig *out, struct commit_split *out_split,
		     struct commitsig_verifier *verifier,
		     const struct commitsig_ask *ask, struct span raw,
		     struct arena *arena)
{
	struct asking a = { .out = out,
			    .verifier = verifier,
			    .ask = ask,
			    .name = NAMESPACE_GIT,
			    .arena = arena };
	struct err err = { 0 };

	empty(out);
	if (commit_split(out_split, ask->object, ask->format, raw, arena, &err) < 0) {
		answer_error(&a, &err);
		return;
	}
	if (out_split->signature.len == 0)
		return;
	a.claimed_at = out_split->committer.when;
	a.mail = out_split->committer.mail;
	check_form(&a, out_split->signature, out_split->payload);
	if (out->state == COMMITSIG_GOOD && a.claimed_at == CLOCK_NONE) {
		out->signer = NULL;
		answer(&a, COMMITSIG_MALFORMED, "E_COMMIT_MALFORMED",
		       SPAN_LIT("the committer's line cannot be read"));
	}
}

void commitsig_check_statement(struct commitsig *out,
			       struct commitsig_verifier *verifier, const char *name,
			       const struct commitsig_ask *ask, int64_t claimed_at,
			       struct span armour, struct span message,
			       struct arena *arena)
{
	struct asking a = { .out = out,
			    .verifier = verifier,
			    .ask = ask,
			    .name = name,
			    .claimed_at = claimed_at,
			    .arena = arena };

	empty(out);
	out->kind = COMMITSIG_SSH;
	check_ssh(&a, armour, message);
}
