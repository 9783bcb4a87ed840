#include "trust/openpgp.h"

#include "base/clock.h"
#include "base/limits.h"
#include "text/base64.h"

#define SIGNATURE_TAG 2
#define VERSION       4
#define TYPE_BINARY   0x00
#define CRITICAL      0x80

#define SUBPACKET_CREATED     2
#define SUBPACKET_EXPIRES     3
#define SUBPACKET_ISSUER      16
#define SUBPACKET_FINGERPRINT 33

/* clang-format off: one row a number */

static const struct {
	unsigned char number;
	enum openpgp_algorithm algorithm;
} algorithms[] = {
	{ 1, OPENPGP_RSA },
	{ 19, OPENPGP_ECDSA },
	{ 22, OPENPGP_EDDSA },
};

static const struct {
	unsigned char number;
	enum rawsig_hash hash;
} hashes[] = {
	{ 8, RAWSIG_SHA256 },
	{ 9, RAWSIG_SHA384 },
	{ 10, RAWSIG_SHA512 },
};

/*
 * What may be critical: read here, or without meaning for a signature over bytes.
 * A notation may not: whoever writes a critical one wants to be understood.
 */
static const unsigned char understood[] = {
	SUBPACKET_CREATED,
	SUBPACKET_EXPIRES,
	SUBPACKET_ISSUER,
	26, /* policy: an address */
	28, /* the signer's user id */
	SUBPACKET_FINGERPRINT,
};

static const char *const labels[] = { "PGP SIGNATURE", "PGP MESSAGE" };
/* clang-format on */

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static int bad_parse(struct err *err, const char *what)
{
	err_set(err, ERR_FORMAT, "%s", what);
	return err_tag(err, "E_SIG_PARSE");
}

static int bad_algorithm(struct err *err, const char *what)
{
	err_set(err, ERR_FORMAT, "%s", what);
	return err_tag(err, "E_ALG_REFUSED");
}

/* Cursors: false, with nothing taken, where there is not enough. */

static bool take_bytes(struct span *rest, size_t len, struct span *out)
{
	if (len > rest->len)
		return false;
	*out = span_sub(*rest, 0, len);
	*rest = span_from(*rest, len);
	return true;
}

/* Big-endian, of at most four bytes. */
static bool take_number(struct span *rest, size_t len, uint32_t *out)
{
	struct span bytes;

	if (!take_bytes(rest, len, &bytes))
		return false;
	*out = 0;
	for (size_t i = 0; i < len; i++)
		*out = *out << 8 | (unsigned char)bytes.ptr[i];
	return true;
}

/* A length in one, two or five bytes: RFC 4880 sections 4.2.2 and 5.2.3.1. */
static bool take_length(struct span *rest, uint32_t two_until, uint32_t *out)
{
	uint32_t first, second;

	if (!take_number(rest, 1, &first))
		return false;
	if (first < 192) {
		*out = first;
		return true;
	}
	if (first == 255)
		return take_number(rest, 4, out);
	/* 224 to 254 begin a partial body, which a signature has no use for. */
	if (first >= two_until || !take_number(rest, 1, &second))
		return false;
	*out = ((first - 192) << 8) + second + 192;
	return true;
}

static bool take_mpi(struct span *rest, struct span *out)
{
	uint32_t bits;

	if (!take_number(rest, 2, &bits) || !take_bytes(rest, (bits + 7) / 8, out))
		return false;
	while (out->len > 0 && out->ptr[0] == '\0')
		*out = span_from(*out, 1);
	return true;
}

/* Armour: RFC 4880 section 6.2.  The checksum is left out: it proves nothing. */

static bool is_begin(struct span line, const char *word, const char *label)
{
	return span_starts(line, word) && span_ends(line, "-----") &&
	       span_is(span_sub(line, strlen(word), line.len - strlen(word) - 5),
		       label);
}

static bool armour_line(struct span *rest, struct span *out)
{
	if (rest->len == 0 || !span_split(rest, '\n', out))
		return false;
	*out = span_trim(*out);
	return true;
}

static const char *armour_label(struct span line)
{
	for (size_t i = 0; i < COUNT(labels); i++)
		if (is_begin(line, "-----BEGIN ", labels[i]))
			return labels[i];
	return NULL;
}

static int dearmour(struct span *out, struct span text, struct arena *arena,
		    struct err *err)
{
	struct span rest = text, line;
	char *joined = arena_room(arena, text.len, 1);
	const char *label;
	bool summed = false;
	size_t len = 0;

	*out = SPAN_EMPTY;
	label = armour_line(&rest, &line) ? armour_label(line) : NULL;
	if (!label)
		return bad_parse(err, "is no OpenPGP signature in armour");
	do {
		if (!armour_line(&rest, &line))
			return bad_parse(err, "the armour is cut short");
	} while (line.len > 0); /* "Version: ..." and its like */
	for (;;) {
		if (!armour_line(&rest, &line))
			return bad_parse(err, "the armour is cut short");
		if (is_begin(line, "-----END ", label))
			break;
		if (summed)
			return bad_parse(err, "there are lines behind the checksum");
		summed = line.len == 5 && line.ptr[0] == '=';
		if (!summed && line.len > 0)
			memcpy(joined + len, line.ptr, line.len);
		len += summed ? 0 : line.len;
	}
	if (span_trim(rest).len != 0)
		return bad_parse(err, "there are bytes behind the armour");
	if (!base64_decode(out, BASE64_STD, (struct span){ joined, len }, arena))
		return bad_parse(err, "the armour is not base64");
	return 0;
}

/* The body of the one packet in it. */
static int unpack(struct span *out, struct span bytes, struct err *err)
{
	static const unsigned char old_lengths[] = { 1, 2, 4 };
	struct span rest = bytes;
	uint32_t first, len, tag;
	bool good;

	*out = SPAN_EMPTY;
	if (!take_number(&rest, 1, &first) || !(first & 0x80))
		return bad_parse(err, "there is no OpenPGP packet");
	if (first & 0x40) {
		tag = first & 0x3f;
		good = take_length(&rest, 224, &len);
	} else {
		tag = first >> 2 & 0x0f;
		good = (first & 3) < 3 &&
		       take_number(&rest, old_lengths[first & 3], &len);
	}
	if (tag != SIGNATURE_TAG)
		return bad_parse(err, "the OpenPGP packet is no signature");
	if (!good || !take_bytes(&rest, len, out))
		return bad_parse(err, "the OpenPGP packet is cut short");
	if (rest.len != 0)
		return bad_parse(err, "there are bytes behind the signature");
	return 0;
}

/* One subpacket, without its length. */
struct subpacket {
	unsigned char type;
	bool critical;
	struct span body;
};

static bool take_subpacket(struct span *rest, struct subpacket *out)
{
	struct span whole;
	uint32_t len;

	if (!take_length(rest, 255, &len) || len == 0 || !take_bytes(rest, len, &whole))
		return false;
	out->type = (unsigned char)whole.ptr[0] & (CRITICAL - 1);
	out->critical = ((unsigned char)whole.ptr[0] & CRITICAL) != 0;
	out->body = span_from(whole, 1);
	return true;
}

static struct span hex_of(struct span bytes, struct arena *arena)
{
	char *text = arena_alloc(arena, bytes.len * 2 + 1, 1);

	digest_hex((const unsigned char *)bytes.ptr, bytes.len, text);
	return (struct span){ text, bytes.len * 2 };
}

/* Whose key it says it is; a fingerprint says more than a key id. */
static void keep_issuer(struct openpgp *sig, const struct subpacket *sub,
			struct arena *arena)
{
	struct span id = SPAN_EMPTY;

	if (sub->type == SUBPACKET_ISSUER && sub->body.len == 8)
		id = sub->body;
	else if (sub->type == SUBPACKET_FINGERPRINT && sub->body.len == 21 &&
		 sub->body.ptr[0] == VERSION)
		id = span_from(sub->body, 1);
	if (id.len * 2 > sig->issuer.len)
		sig->issuer = hex_of(id, arena);
}

static bool is_understood(unsigned char type)
{
	return memchr(understood, type, sizeof(understood)) != NULL;
}

static int keep_time(struct openpgp *sig, const struct subpacket *sub,
		     int64_t *expires_after, struct err *err)
{
	struct span rest = sub->body;
	uint32_t seconds;

	if (!take_number(&rest, 4, &seconds) || rest.len != 0)
		return bad_parse(err, "a time in the signature is none");
	if (sub->type == SUBPACKET_EXPIRES) {
		if (*expires_after >= 0)
			return bad_parse(err, "the signature ends at two times");
		*expires_after = seconds;
		return 0;
	}
	if (sig->created_at != CLOCK_NONE)
		return bad_parse(err, "the signature was made at two times");
	sig->created_at = seconds;
	return 0;
}

static int read_hashed(struct openpgp *sig, struct span rest, struct arena *arena,
		       struct err *err)
{
	int64_t expires_after = -1;
	struct subpacket sub;
	int rc = 0;

	while (rc == 0 && rest.len > 0) {
		if (!take_subpacket(&rest, &sub))
			return bad_parse(err, "a subpacket is cut short");
		if (sub.critical && !is_understood(sub.type))
			return bad_algorithm(err,
					     "a critical subpacket is not understood");
		keep_issuer(sig, &sub, arena);
		if (sub.type == SUBPACKET_CREATED || sub.type == SUBPACKET_EXPIRES)
			rc = keep_time(sig, &sub, &expires_after, err);
	}
	if (rc < 0)
		return rc;
	if (sig->created_at == CLOCK_NONE)
		return bad_parse(err, "the signature does not say when it was made");
	if (expires_after > 0)
		sig->expires_at = sig->created_at + expires_after;
	return 0;
}

/* Only hints may stand where nothing is signed. */
static int read_unhashed(struct openpgp *sig, struct span rest, struct arena *arena,
			 struct err *err)
{
	struct subpacket sub;

	while (rest.len > 0) {
		if (!take_subpacket(&rest, &sub))
			return bad_parse(err, "a subpacket is cut short");
		keep_issuer(sig, &sub, arena);
	}
	return 0;
}

static int read_algorithms(struct openpgp *sig, uint32_t algorithm, uint32_t hash,
			   struct err *err)
{
	bool known = false, strong = false;

	for (size_t i = 0; i < COUNT(algorithms); i++) {
		if (algorithms[i].number != algorithm)
			continue;
		sig->algorithm = algorithms[i].algorithm;
		known = true;
	}
	for (size_t i = 0; i < COUNT(hashes); i++) {
		if (hashes[i].number != hash)
			continue;
		sig->hash = hashes[i].hash;
		strong = true;
	}
	if (!known)
		return bad_algorithm(err, "the OpenPGP key's algorithm is not taken");
	return strong ? 0
		      : bad_algorithm(err, "the signature's hash is weak or not known");
}

static int read_numbers(struct openpgp *sig, struct span rest, struct err *err)
{
	bool good = take_mpi(&rest, &sig->r);

	if (good && sig->algorithm != OPENPGP_RSA)
		good = take_mpi(&rest, &sig->s);
	if (!good)
		return bad_parse(err, "the signature's numbers are cut short");
	if (rest.len != 0)
		return bad_parse(err, "there are bytes behind the signature's numbers");
	if (sig->r.len == 0 || (sig->algorithm != OPENPGP_RSA && sig->s.len == 0))
		return bad_parse(err, "a number of the signature is zero");
	return 0;
}

static int read_body(struct openpgp *sig, struct span body, struct arena *arena,
		     struct err *err)
{
	uint32_t version, type, algorithm, hash, len, check;
	struct span rest = body, hashed, unhashed;
	int rc;

	if (!take_number(&rest, 1, &version) || version != VERSION)
		return bad_algorithm(err, "is an OpenPGP signature of another version "
					  "than 4");
	if (!take_number(&rest, 1, &type) || type != TYPE_BINARY)
		return bad_algorithm(err, "is no OpenPGP signature over bytes");
	if (!take_number(&rest, 1, &algorithm) || !take_number(&rest, 1, &hash))
		return bad_parse(err, "the signature is cut short");
	rc = read_algorithms(sig, algorithm, hash, err);
	if (rc < 0)
		return rc;
	if (!take_number(&rest, 2, &len) || !take_bytes(&rest, len, &hashed))
		return bad_parse(err, "the signature is cut short");
	sig->hashed = span_sub(body, 0, body.len - rest.len);
	if (!take_number(&rest, 2, &len) || !take_bytes(&rest, len, &unhashed) ||
	    !take_number(&rest, 2, &check))
		return bad_parse(err, "the signature is cut short");
	sig->check[0] = (unsigned char)(check >> 8);
	sig->check[1] = (unsigned char)(check & 0xff);
	rc = read_hashed(sig, hashed, arena, err);
	if (rc == 0)
		rc = read_unhashed(sig, unhashed, arena, err);
	return rc < 0 ? rc : read_numbers(sig, rest, err);
}

int openpgp_parse(struct openpgp *out, struct span armour, struct arena *arena,
		  struct err *err)
{
	struct span bytes, body = SPAN_EMPTY;
	int rc;

	*out = (struct openpgp){ .created_at = CLOCK_NONE, .expires_at = CLOCK_NONE };
	if (armour.len > LIMIT_SIGNATURE_BYTES)
		return bad_parse(err, "is too large to be a signature");
	rc = dearmour(&bytes, armour, arena, err);
	if (rc == 0)
		rc = unpack(&body, bytes, err);
	return rc < 0 ? rc : read_body(out, body, arena, err);
}

/* RFC 4880 section 5.2.4: payload, hashed part, and how long that is. */
bool openpgp_digest(struct openpgp_digest *out, const struct openpgp *sig,
		    struct span payload)
{
	char trailer[6] = { VERSION, (char)0xff };
	struct span parts[] = { payload, sig->hashed, { trailer, sizeof(trailer) } };

	for (size_t i = 0; i < 4; i++)
		trailer[2 + i] = (char)(sig->hashed.len >> (24 - 8 * i) & 0xff);
	out->len = rawsig_digest(sig->hash, parts, COUNT(parts), out->bytes);
	return memcmp(out->bytes, sig->check, sizeof(sig->check)) == 0;
}

bool openpgp_fits(const struct openpgp *sig, enum key_kind kind)
{
	switch (sig->algorithm) {
	case OPENPGP_RSA:
		return kind == KEY_RSA;
	case OPENPGP_ECDSA:
		return kind == KEY_P256 || kind == KEY_P384 || kind == KEY_P521;
	case OPENPGP_EDDSA:
		return kind == KEY_ED25519;
	}
	return false;
}

/* Both numbers with the zeros that an MPI leaves out. */
static bool eddsa_holds(const struct openpgp *sig, struct key *key, struct span digest)
{
	char both[64] = { 0 };

	if (sig->r.len > 32 || sig->s.len > 32)
		return false;
	memcpy(both + 32 - sig->r.len, sig->r.ptr, sig->r.len);
	memcpy(both + 64 - sig->s.len, sig->s.ptr, sig->s.len);
	return rawsig_ed25519(key, digest, (struct span){ both, sizeof(both) });
}

bool openpgp_holds(const struct openpgp *sig, struct key *key,
		   const struct openpgp_digest *digest)
{
	struct span bytes = { (const char *)digest->bytes, digest->len };

	if (!openpgp_fits(sig, key_kind(key)))
		return false;
	switch (sig->algorithm) {
	case OPENPGP_RSA:
		return rawsig_rsa(key, sig->hash, bytes, sig->r);
	case OPENPGP_ECDSA:
		return rawsig_ecdsa(key, bytes, sig->r, sig->s);
	case OPENPGP_EDDSA:
		return eddsa_holds(sig, key, bytes);
	}
	return false;
}
