#include "trust/sshsig.h"

#include "base/buf.h"
#include "base/limits.h"
#include "text/base64.h"
#include "trust/sshwire.h"

#define MAGIC   "SSHSIG"
#define VERSION 1

/* clang-format off: one row a word */

/* How the message may be hashed: PROTOCOL.sshsig. */
static const struct {
	const char *word;
	enum rawsig_hash hash;
} message_hashes[] = {
	{ "sha256", RAWSIG_SHA256 },
	{ "sha512", RAWSIG_SHA512 },
};

/* Which words may stand before a signature, by kind of key, and what they hash with. */
static const struct {
	enum key_kind kind;
	const char *word;
	enum rawsig_hash hash;
} algorithms[] = {
	{ KEY_ED25519, "ssh-ed25519", RAWSIG_SHA512 },
	{ KEY_SK_ED25519, "sk-ssh-ed25519@openssh.com", RAWSIG_SHA512 },
	{ KEY_P256, "ecdsa-sha2-nistp256", RAWSIG_SHA256 },
	{ KEY_P384, "ecdsa-sha2-nistp384", RAWSIG_SHA384 },
	{ KEY_P521, "ecdsa-sha2-nistp521", RAWSIG_SHA512 },
	{ KEY_SK_P256, "sk-ecdsa-sha2-nistp256@openssh.com", RAWSIG_SHA256 },
	{ KEY_RSA, "rsa-sha2-256", RAWSIG_SHA256 },
	{ KEY_RSA, "rsa-sha2-512", RAWSIG_SHA512 },
};

/* What can be wrong with the key that the signature brings. */
static const struct {
	const char *tag, *what;
} complaints[] = {
	[KEY_WIRE_DAMAGED] = { "E_SIG_PARSE", "the key in the signature is damaged" },
	[KEY_WIRE_REFUSED] = { "E_ALG_REFUSED", "the key is too weak or too large" },
	[KEY_WIRE_CERTIFICATE] = { "E_SSH_CERT_UNSUPPORTED",
				   "an SSH certificate has signed, which muster does "
				   "not read: sign with the key itself" },
	[KEY_WIRE_OTHER] = { "E_ALG_REFUSED",
			     "the key is of a kind that muster does not take" },
};
/* clang-format on */

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static int refuse(struct err *err, enum err_code code, const char *tag,
		  const char *what)
{
	err_set(err, code, "%s", what);
	return err_tag(err, tag);
}

static int bad_parse(struct err *err, const char *what)
{
	return refuse(err, ERR_FORMAT, "E_SIG_PARSE", what);
}

static int bad_algorithm(struct err *err, const char *what)
{
	return refuse(err, ERR_FORMAT, "E_ALG_REFUSED", what);
}

static int read_key(struct sshsig *sig, struct err *err)
{
	enum key_wire look = key_look_wire(&sig->kind, &sig->application, sig->wire);

	if (look != KEY_WIRE_FINE)
		return refuse(err, ERR_FORMAT, complaints[look].tag,
			      complaints[look].what);
	sig->hardware = key_is_hardware(sig->kind);
	return 0;
}

static int read_message_hash(struct sshsig *sig, struct span word, struct err *err)
{
	for (size_t i = 0; i < COUNT(message_hashes); i++) {
		if (!span_is(word, message_hashes[i].word))
			continue;
		sig->message = message_hashes[i].hash;
		return 0;
	}
	return bad_algorithm(err, "the message is hashed in a way that is not taken");
}

/* ECDSA's two numbers, in a string of their own. */
static bool read_pair(struct sshsig *sig, struct span text)
{
	return sshwire_string(&text, &sig->r) && sshwire_string(&text, &sig->s) &&
	       text.len == 0 && sshwire_is_mpint(sig->r) && sshwire_is_mpint(sig->s);
}

static bool read_numbers(struct sshsig *sig, struct span text)
{
	switch (sig->kind) {
	case KEY_P256:
	case KEY_P384:
	case KEY_P521:
	case KEY_SK_P256:
		return read_pair(sig, text);
	case KEY_ED25519:
	case KEY_SK_ED25519:
		sig->r = text;
		return text.len == 64;
	case KEY_RSA:
		sig->r = text;
		return text.len > 0 && text.len <= KEY_RSA_MOST / 8;
	case KEY_KINDS:
		break;
	}
	return false;
}

/* The word before a signature; "ssh-rsa", which is SHA-1, is in no row. */
static bool read_algorithm(struct sshsig *sig, struct span word)
{
	for (size_t i = 0; i < COUNT(algorithms); i++) {
		if (algorithms[i].kind != sig->kind ||
		    !span_is(word, algorithms[i].word))
			continue;
		sig->hash = algorithms[i].hash;
		return true;
	}
	return false;
}

static int read_signature(struct sshsig *sig, struct span rest, struct err *err)
{
	struct span word, text;

	if (!sshwire_string(&rest, &word) || !sshwire_string(&rest, &text))
		return bad_parse(err, "the signature is cut short");
	if (!read_algorithm(sig, word))
		return bad_algorithm(
			err, "the signature's algorithm is not taken for this key");
	if (!read_numbers(sig, text))
		return bad_parse(err, "the signature's numbers are damaged");
	if (sig->hardware &&
	    (!sshwire_byte(&rest, &sig->flags) || !sshwire_u32(&rest, &sig->counter)))
		return bad_parse(err, "the flags of the key in hardware are missing");
	if (rest.len != 0)
		return bad_parse(err, "there are bytes behind the signature's numbers");
	return 0;
}

int sshsig_parse_blob(struct sshsig *out, struct span blob, struct err *err)
{
	struct span rest = blob, reserved, hash, signature;
	uint32_t version;
	int rc;

	*out = (struct sshsig){ .kind = KEY_KINDS };
	if (blob.len > LIMIT_SIGNATURE_BYTES)
		return refuse(err, ERR_LIMIT, "E_SIG_PARSE",
			      "is too large to be a signature");
	if (!span_starts(rest, MAGIC))
		return bad_parse(err, "is no SSH signature");
	rest = span_from(rest, sizeof(MAGIC) - 1);
	if (!sshwire_u32(&rest, &version) || version != VERSION)
		return bad_parse(err, "is an SSH signature of another version than 1");
	if (!sshwire_string(&rest, &out->wire) || !sshwire_string(&rest, &out->name) ||
	    !sshwire_string(&rest, &reserved) || !sshwire_string(&rest, &hash) ||
	    !sshwire_string(&rest, &signature))
		return bad_parse(err, "the SSH signature is cut short");
	if (rest.len != 0)
		return bad_parse(err, "there are bytes behind the SSH signature");
	if (out->name.len == 0)
		return bad_parse(err, "the signature names no namespace");
	if (reserved.len != 0)
		return bad_parse(err, "the signature's reserved field is not empty");
	rc = read_key(out, err);
	if (rc == 0)
		rc = read_message_hash(out, hash, err);
	return rc < 0 ? rc : read_signature(out, signature, err);
}

int sshsig_parse(struct sshsig *out, struct span armour, struct arena *arena,
		 struct err *err)
{
	struct span blob;

	*out = (struct sshsig){ .kind = KEY_KINDS };
	if (armour.len > LIMIT_SIGNATURE_BYTES)
		return refuse(err, ERR_LIMIT, "E_SIG_PARSE",
			      "is too large to be a signature");
	if (!armour_decode(&blob, SSHSIG_LABEL, armour, arena))
		return bad_parse(err, "the armour of the SSH signature is damaged");
	return sshsig_parse_blob(out, blob, err);
}

/* What is signed, from what we expect: our namespace, no reserved, our digest. */
static void signed_bytes(struct buf *out, const struct sshsig *sig, const char *name,
			 struct span message)
{
	unsigned char digest[RAWSIG_DIGEST];
	size_t len = rawsig_digest(sig->message, &message, 1, digest);

	buf_adds(out, MAGIC);
	sshwire_add_string(out, span_of(name));
	sshwire_add_string(out, SPAN_EMPTY);
	for (size_t i = 0; i < COUNT(message_hashes); i++)
		if (message_hashes[i].hash == sig->message)
			sshwire_add_string(out, span_of(message_hashes[i].word));
	sshwire_add_string(out, (struct span){ (const char *)digest, len });
}

/* PROTOCOL.u2f: H(application) | flags | counter | H(what is signed). */
static void wrap_for_hardware(struct buf *out, const struct sshsig *sig)
{
	unsigned char message[DIGEST_BYTES], named[DIGEST_BYTES];

	digest_sha256(buf_span(out), message);
	digest_sha256(sig->application, named);
	buf_clear(out);
	buf_add(out, (struct span){ (const char *)named, sizeof(named) });
	buf_addch(out, (char)sig->flags);
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_addch(out, (char)(sig->counter >> shift & 0xff));
	buf_add(out, (struct span){ (const char *)message, sizeof(message) });
}

static bool holds(const struct sshsig *sig, struct key *key, struct span bytes)
{
	unsigned char digest[RAWSIG_DIGEST];
	struct span hashed = { (const char *)digest, 0 };

	hashed.len = rawsig_digest(sig->hash, &bytes, 1, digest);
	switch (sig->kind) {
	case KEY_ED25519:
	case KEY_SK_ED25519:
		return rawsig_ed25519(key, bytes, sig->r);
	case KEY_RSA:
		return rawsig_rsa(key, sig->hash, hashed, sig->r);
	case KEY_P256:
	case KEY_P384:
	case KEY_P521:
	case KEY_SK_P256:
		return rawsig_ecdsa(key, hashed, sig->r, sig->s);
	case KEY_KINDS:
		break;
	}
	return false;
}

int sshsig_verify(const struct sshsig *sig, const char *name, struct span message,
		  struct key *key, struct err *err)
{
	SCOPED_KEY own = NULL;
	struct buf bytes;
	bool good;

	if (!span_is(sig->name, name)) {
		err_set(err, ERR_TRUST,
			"the signature was made for \"%.*s\", not \"%s\"",
			(int)(sig->name.len < 80 ? sig->name.len : 80), sig->name.ptr,
			name);
		return err_tag(err, "E_SIG_NAMESPACE");
	}
	if (!key && key_from_wire(&own, sig->wire, err) < 0)
		return refuse(err, ERR_FORMAT, "E_SIG_PARSE",
			      "the key in the signature is no point of its curve");
	buf_init(&bytes, LIMIT_SIGNATURE_BYTES + LIMIT_KIB);
	signed_bytes(&bytes, sig, name, message);
	if (sig->hardware)
		wrap_for_hardware(&bytes, sig);
	good = holds(sig, key ? key : own, buf_span(&bytes));
	buf_release(&bytes);
	if (!good)
		return refuse(err, ERR_TRUST, "E_SIG_BAD",
			      "the signature is not over these bytes");
	if (sig->hardware && !(sig->flags & SSHSIG_PRESENT))
		return refuse(
			err, ERR_TRUST, "E_SK_NO_PRESENCE",
			"the key in hardware does not say that anybody was present");
	return 0;
}
