#include "seal/seals.h"

#include "base/clock.h"
#include "seal/envelope.h"
#include "seal/keys.h"
#include "seal/statement.h"
#include "trust/cms.h"

#define P7S         "seal/SHA256SUMS.p7s"
#define ATTESTATION "seal/attestation.sigstore.json"
#define P7S_STAMP   P7S ".tsr"

static const char *const seal_path[SEAL_KINDS] = {
	[SEAL_CMS] = P7S,
	[SEAL_DSSE] = ATTESTATION,
};

/* Keys that a good CMS seal was made with: its times serve DSSE too. */
struct shared {
	struct cms_signer *signers;
	size_t count;
	int64_t proven_at; /* of the time stamp on it; CLOCK_NONE */
};

/* Step 5. */

static bool is_there(struct verifying *v, enum seal_kind kind)
{
	return content_find(&v->content, span_of(seal_path[kind])) != NULL;
}

static void check_present(struct verifying *v)
{
	bool relaxed = v->options->partial || v->options->require[SEAL_CMS] ||
		       v->options->require[SEAL_DSSE];

	if (!is_there(v, SEAL_CMS) && !is_there(v, SEAL_DSSE)) {
		verify_error(v, "E_UNSIGNED", SPAN_LIT("seal"), "there is no seal");
		return;
	}
	for (enum seal_kind kind = 0; kind < SEAL_KINDS; kind++) {
		if (is_there(v, kind))
			continue;
		if (relaxed ? v->options->require[kind]
			    : v->out->identity.promised[kind])
			verify_error(v, "E_SEAL_MISSING", span_of(seal_path[kind]),
				     "the %s seal is not there", seal_kind_word[kind]);
		else if (v->out->identity.promised[kind])
			verify_warning(v, "W_SEAL_MISSING", span_of(seal_path[kind]),
				       "was promised, and is not required");
	}
}

/* CMS. */

static void judge_signer(struct verifying *v, struct cms *cms, size_t index,
			 const struct shared *shared)
{
	const struct cms_signer *signer = &shared->signers[index];
	const struct claim claim = { .path = SPAN_LIT(P7S),
				     .wire = signer->cert.wire,
				     .name = NAMESPACE_SEAL,
				     .claimed_at = signer->claimed_at,
				     .proven_at = shared->proven_at,
				     .cert = &signer->cert };
	const struct claim_chain chain = { cms, index };
	struct verify_seal seal = { .kind = SEAL_CMS };

	seal.key_id = arena_copy(v->arena, span_of(signer->cert.key_id));
	seal.principal = claim_judge(v, &claim, &chain);
	seal.time = claim_time(&claim, &seal.time_source);
	if (!signer->names_cert)
		verify_warning(v, "W_NO_SIGNING_CERT", claim.path,
			       "the signature does not name its certificate");
	*LIST_ADD(v->arena, &v->out->seals) = seal;
}

static int64_t read_stamp(struct verifying *v, struct span der)
{
	struct span path = SPAN_LIT(P7S_STAMP);

	if (!content_find(&v->content, path))
		return CLOCK_NONE;
	return claim_stamp(v, path, content_bytes(&v->content, P7S_STAMP), der);
}

static void check_cms(struct verifying *v, struct shared *shared)
{
	struct span der = content_bytes(&v->content, P7S);
	struct err err = { 0 };
	SCOPED_CMS cms = NULL;

	if (!is_there(v, SEAL_CMS)) {
		if (content_find(&v->content, SPAN_LIT(P7S_STAMP)))
			verify_error(v, "E_TS_BAD", SPAN_LIT(P7S_STAMP),
				     "there is no seal that it could be about");
		return;
	}
	if (cms_verify(&cms, &shared->signers, &shared->count, der, v->sums, v->arena,
		       &err) < 0) {
		shared->count = 0;
		verify_error_of(v, &err, "E_CMS_BAD", SPAN_LIT(P7S));
		return;
	}
	shared->proven_at = read_stamp(v, der);
	for (size_t i = 0; i < shared->count; i++)
		judge_signer(v, cms, i, shared);
}

/* DSSE. */

/* The subjects are SHA256SUMS and the commit, both ours, and no third. */
bool verify_is_subject(struct verifying *v, struct node statement)
{
	struct node subjects = node_get(statement, "subject");
	struct node sums = node_element(subjects, 0),
		    source = node_element(subjects, 1);

	return node_is(subjects, NODE_ARRAY) && node_count(subjects) == 2 &&
	       span_is(node_text(node_get(sums, "name")), "SHA256SUMS") &&
	       node_count(node_get(sums, "digest")) == 1 &&
	       span_is(node_text(node_at(sums, "digest/sha256")),
		       v->out->seal_digest) &&
	       span_is(node_text(node_get(source, "name")), "source") &&
	       node_count(node_get(source, "digest")) == 1 &&
	       span_eq(node_text(node_at(source, "digest/gitCommit")),
		       v->out->identity.commit);
}

static bool is_about_us(struct verifying *v, struct node statement)
{
	const struct identity *identity = &v->out->identity;
	struct node readiness = node_at(statement, "predicate/muster_readiness");

	return verify_is_subject(v, statement) &&
	       span_eq(node_text(node_get(readiness, "project")), identity->project) &&
	       span_eq(node_text(node_get(readiness, "run")), identity->run);
}

/*
 * When the statement was signed: by its own time stamp, or by the one on the CMS
 * seal of the same key, which covers what this one says.
 */
static void find_times(struct claim *claim, struct verifying *v,
		       const struct envelope *envelope, const struct shared *shared)
{
	for (size_t i = 0; i < shared->count; i++) {
		if (!span_eq(shared->signers[i].cert.wire, claim->wire))
			continue;
		claim->claimed_at = shared->signers[i].claimed_at;
		claim->proven_at = shared->proven_at;
	}
	if (envelope->stamp.len > 0) {
		int64_t at = claim_stamp(v, claim->path, envelope->stamp,
					 envelope->signature);

		if (at != CLOCK_NONE)
			claim->proven_at = at;
	}
}

static void judge_key(struct verifying *v, const struct envelope *envelope,
		      const struct shared *shared)
{
	struct claim claim = { .path = envelope->path,
			       .wire = key_wire(envelope->key, v->arena),
			       .name = NAMESPACE_SEAL,
			       .claimed_at = CLOCK_NONE,
			       .proven_at = CLOCK_NONE };
	struct verify_seal seal = { .kind = SEAL_DSSE, .key_id = envelope->keyid };

	find_times(&claim, v, envelope, shared);
	seal.principal = claim_judge(v, &claim, NULL);
	seal.time = claim_time(&claim, &seal.time_source);
	if (key_kind(envelope->key) == KEY_RSA &&
	    key_bits(envelope->key) < KEY_RSA_GOOD)
		verify_warning(v, "W_WEAK_KEY", claim.path,
			       "RSA of less than 3072 bits");
	*LIST_ADD(v->arena, &v->out->seals) = seal;
}

void verify_row(struct verifying *v, struct node statement)
{
	struct node readiness = node_at(statement, "predicate/muster_readiness");
	int64_t sequence;

	if (node_integer(node_get(readiness, "sequence"), &sequence) && sequence > 0)
		v->out->sequence = sequence;
	v->out->previous = node_text(node_get(readiness, "previous"));
}

static void check_dsse(struct verifying *v, const struct shared *shared)
{
	static const struct envelope_words words = { "E_DSSE_PARSE", "E_DSSE_TYPE",
						     NULL, STATEMENT_TEST_RESULT };
	SCOPED_ENVELOPE envelope = { .path = SPAN_EMPTY };

	if (!is_there(v, SEAL_DSSE) ||
	    !envelope_open(&envelope, v, SPAN_LIT(ATTESTATION),
			   content_bytes(&v->content, ATTESTATION), &words))
		return;
	if (is_about_us(v, envelope.statement)) {
		v->statement = envelope.statement;
		verify_row(v, envelope.statement);
		v->dsse_key = envelope.keyid;
	} else {
		verify_error(v, "E_SUBJECT_MISMATCH", SPAN_LIT(ATTESTATION),
			     "the statement is about another bundle");
	}
	judge_key(v, &envelope, shared);
}

/* The earliest time that a seal by somebody trusted is proven to have been there. */
static int64_t proven_time(const struct verification *out)
{
	int64_t first = CLOCK_NONE;

	for (size_t i = 0; i < out->seals.count; i++) {
		const struct verify_seal *seal = &out->seals.at[i];

		if (seal->principal.len > 0 && seal->time_source &&
		    strcmp(seal->time_source, "proven") == 0 &&
		    (first == CLOCK_NONE || seal->time < first))
			first = seal->time;
	}
	return first;
}

void verify_seals(struct verifying *v)
{
	struct shared shared = { .proven_at = CLOCK_NONE };

	check_present(v);
	check_cms(v, &shared);
	check_dsse(v, &shared);
	v->sealed_at = proven_time(v->out);
}
