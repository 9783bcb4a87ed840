/* Seal keys by way of libcrypto: PKCS#8, SPKI and the SSH wire form. */
#include "trust/libcrypto.h"
#include "trust/sshwire.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/wipe.h"
#include "text/base64.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

SCOPED_TYPE(OSSL_PARAM_BLD, OSSL_PARAM_BLD_free)
SCOPED_TYPE(OSSL_PARAM, OSSL_PARAM_free)

/* PBKDF2-HMAC-SHA-256; OpenSSL's own 2048 are too few for a file that travels. */
#define KEY_ITERATIONS 600000

/* clang-format off: one kind a line */
const char *const key_kind_word[KEY_KINDS] = {
	[KEY_P256] = "ECDSA P-256",
	[KEY_P384] = "ECDSA P-384",
	[KEY_P521] = "ECDSA P-521",
	[KEY_RSA] = "RSA",
	[KEY_ED25519] = "Ed25519",
	[KEY_SK_ED25519] = "Ed25519 in hardware",
	[KEY_SK_P256] = "ECDSA P-256 in hardware",
};

const char *const key_kind_ssh[KEY_KINDS] = {
	[KEY_P256] = "ecdsa-sha2-nistp256",
	[KEY_P384] = "ecdsa-sha2-nistp384",
	[KEY_P521] = "ecdsa-sha2-nistp521",
	[KEY_RSA] = "ssh-rsa",
	[KEY_ED25519] = "ssh-ed25519",
	[KEY_SK_ED25519] = "sk-ssh-ed25519@openssh.com",
	[KEY_SK_P256] = "sk-ecdsa-sha2-nistp256@openssh.com",
};

/* RFC 5656 section 10.1; `group` is OpenSSL's name, `point` 1 + two coordinates. */
static const struct curve {
	const char *ssh, *group;
	size_t point;
	unsigned bits;
} curves[KEY_KINDS] = {
	[KEY_P256] = { "nistp256", "prime256v1", 65, 256 },
	[KEY_P384] = { "nistp384", "secp384r1", 97, 384 },
	[KEY_P521] = { "nistp521", "secp521r1", 133, 521 },
	[KEY_SK_P256] = { "nistp256", "prime256v1", 65, 256 },
};

/*
 * The y coordinates of Ed25519's points of small order, canonical or not, sign
 * bit aside: a signature by such a "key" can be made without knowing anything.
 */
static const char *const small_order[] = {
	"0000000000000000000000000000000000000000000000000000000000000000",
	"0100000000000000000000000000000000000000000000000000000000000000",
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
};
/* clang-format on */

int err_libcrypto(struct err *err, enum err_code code, const char *what)
{
	const char *reason = ERR_reason_error_string(ERR_peek_last_error());

	err_set(err, code, "%s%s%s", what, reason ? ": " : "", reason ? reason : "");
	ERR_clear_error();
	return -(int)code;
}

BIO *bio_of(struct span bytes)
{
	return must_have(BIO_new_mem_buf(bytes.ptr ? bytes.ptr : "", (int)bytes.len));
}

struct span bio_take(BIO *bio, struct arena *arena)
{
	char *bytes;
	long len = BIO_get_mem_data(bio, &bytes);

	return arena_copy(arena, (struct span){ bytes, (size_t)len });
}

int64_t asn1_seconds(const ASN1_TIME *when)
{
	struct tm tm;

	if (!when || ASN1_TIME_to_tm(when, &tm) != 1)
		return CLOCK_NONE;
	return clock_days(tm.tm_year + 1900, (unsigned)tm.tm_mon + 1,
			  (unsigned)tm.tm_mday) *
		       86400 +
	       tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec;
}

void key_free(struct key *key)
{
	EVP_PKEY_free(key_evp(key));
}

/* Which of our kinds; KEY_KINDS for any other. */
static enum key_kind kind_of(EVP_PKEY *evp)
{
	char group[64];
	size_t len;

	switch (EVP_PKEY_get_base_id(evp)) {
	case EVP_PKEY_ED25519:
		return KEY_ED25519;
	case EVP_PKEY_RSA:
		return KEY_RSA;
	case EVP_PKEY_EC:
		break;
	default:
		return KEY_KINDS;
	}
	if (EVP_PKEY_get_group_name(evp, group, sizeof(group), &len) != 1)
		return KEY_KINDS;
	for (enum key_kind kind = KEY_P256; kind <= KEY_P521; kind++)
		if (strcmp(curves[kind].group, group) == 0)
			return kind;
	return KEY_KINDS;
}

enum key_kind key_kind(struct key *key)
{
	return kind_of(key_evp(key));
}

unsigned key_bits(struct key *key)
{
	return (unsigned)EVP_PKEY_get_bits(key_evp(key));
}

static bool has_small_order(const unsigned char point[32])
{
	unsigned char y[32];
	char hex[DIGEST_TEXT];

	memcpy(y, point, sizeof(y));
	y[31] &= 0x7f;
	digest_hex(y, sizeof(y), hex);
	for (size_t i = 0; i < sizeof(small_order) / sizeof(small_order[0]); i++)
		if (strcmp(small_order[i], hex) == 0)
			return true;
	return false;
}

/* A named curve, an uncompressed point: one key has one SPKI and one id. */
static bool is_plain_ec(EVP_PKEY *evp, enum key_kind kind)
{
	unsigned char point[160];
	size_t len = 0;
	int is_explicit = 0;

	EVP_PKEY_get_int_param(evp, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS,
			       &is_explicit);
	if (is_explicit ||
	    EVP_PKEY_get_octet_string_param(evp, OSSL_PKEY_PARAM_PUB_KEY, point,
					    sizeof(point), &len) != 1)
		return false;
	return len == curves[kind].point && point[0] == 4;
}

/* Only kinds and sizes that something here can use safely. */
static int accept_key(EVP_PKEY *evp, struct err *err)
{
	enum key_kind kind = kind_of(evp);
	unsigned char point[32];
	size_t len = sizeof(point);
	int bits = EVP_PKEY_get_bits(evp);

	ERR_clear_error();
	if (kind == KEY_KINDS) {
		err_set(err, ERR_FORMAT, "is of a kind that muster does not use");
		return err_fix(err, "use ECDSA P-256, RSA 3072 or Ed25519");
	}
	if (kind == KEY_RSA && bits < KEY_RSA_LEAST)
		return err_set(err, ERR_FORMAT, "RSA of %d bits is too weak", bits);
	if (kind == KEY_RSA && bits > KEY_RSA_MOST)
		return err_set(err, ERR_LIMIT, "RSA of %d bits is too large", bits);
	if (kind <= KEY_P521 && !is_plain_ec(evp, kind))
		return err_set(err, ERR_FORMAT,
			       "the curve is not named or the point is compressed");
	if (kind == KEY_ED25519 &&
	    (EVP_PKEY_get_raw_public_key(evp, point, &len) != 1 ||
	     has_small_order(point)))
		return err_set(err, ERR_FORMAT, "is a point of small order, not a key");
	return 0;
}

int key_generate(struct key **out, enum key_kind kind, struct err *err)
{
	EVP_PKEY *evp = NULL;

	*out = NULL;
	if (kind == KEY_P256)
		evp = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	else if (kind == KEY_RSA)
		evp = EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)KEY_RSA_GOOD);
	else if (kind == KEY_ED25519)
		evp = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	else
		return err_set(err, ERR_USAGE, "a seal key is no %s key",
			       key_kind_word[kind]);
	if (!evp)
		return err_libcrypto(err, ERR_INTERNAL, "cannot make a key");
	*out = (struct key *)evp;
	return 0;
}

/* Private keys. */

/* Nobody looks into a process that holds a key, and it leaves no core behind. */
static void keep_memory_private(void)
{
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
#if !defined(__SANITIZE_ADDRESS__) /* the leak check traces its own process */
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

static void *take_memory(size_t size, const char *file, int line)
{
	(void)file, (void)line;
	return wipe_alloc(size);
}

static void *change_memory(void *memory, size_t size, const char *file, int line)
{
	(void)file, (void)line;
	return wipe_realloc(memory, size);
}

static void give_back(void *memory, const char *file, int line)
{
	(void)file, (void)line;
	wipe_free(memory);
}

void key_leave_nothing(void)
{
	CRYPTO_set_mem_functions(take_memory, change_memory, give_back);
}

/* How libcrypto asks for a passphrase that we have already. */
static int give_passphrase(char *out, int room, int writing, void *context)
{
	const struct passphrase *passphrase = context;

	(void)writing;
	if (passphrase->len > (size_t)room)
		return -1;
	memcpy(out, passphrase->text, passphrase->len);
	return (int)passphrase->len;
}

static int decode_private(EVP_PKEY **out, struct span pem,
			  struct passphrase *passphrase, struct err *err)
{
	SCOPED(BIO) bio = bio_of(pem);

	*out = PEM_read_bio_PrivateKey(bio, NULL, give_passphrase, passphrase);
	if (*out)
		return 0;
	if (passphrase->len == 0)
		return err_libcrypto(err, ERR_FORMAT, "holds no private key");
	err_libcrypto(err, ERR_USAGE, "the passphrase does not open it");
	return err_fix(err, "give the passphrase that was used with `key new`");
}

static int read_private(struct key **out, struct span pem, const char *name,
			const struct passphrase_source *source, struct err *err)
{
	struct passphrase passphrase = { .len = 0 };
	SCOPED(EVP_PKEY) evp = NULL;
	char purpose[300];
	int rc = 0;

	if (span_find(pem, SPAN_LIT("-----BEGIN ENCRYPTED PRIVATE KEY-----")) >= 0) {
		snprintf(purpose, sizeof(purpose), "passphrase for %s", name);
		rc = passphrase_get(&passphrase, source, purpose, false, err);
	} else if (span_find(pem, SPAN_LIT("-----BEGIN PRIVATE KEY-----")) < 0) {
		err_set(err, ERR_FORMAT, "is no private key in PKCS#8 PEM");
		rc = err_fix(err, "convert it: openssl pkcs8 -topk8 -in %s", name);
	}
	if (rc == 0)
		rc = decode_private(&evp, pem, &passphrase, err);
	passphrase_wipe(&passphrase);
	if (rc == 0)
		rc = accept_key(evp, err);
	if (rc < 0)
		return err_at_path(err, span_of(name));
	*out = (struct key *)TAKE(evp);
	return 0;
}

int key_open_fd(struct key **out, int fd, const char *name,
		const struct passphrase_source *source, struct err *err)
{
	char bytes[LIMIT_KEY_BYTES];
	size_t len = 0;
	int rc = 0;

	*out = NULL;
	keep_memory_private();
	while (rc == 0 && len < sizeof(bytes)) {
		ssize_t got = read(fd, bytes + len, sizeof(bytes) - len);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			rc = err_errno(err, "cannot read", name);
		if (got <= 0)
			break;
		len += (size_t)got;
	}
	if (rc == 0 && len == sizeof(bytes)) {
		err_set(err, ERR_LIMIT, "is too large to be a key");
		rc = err_at_path(err, span_of(name));
	}
	if (rc == 0)
		rc = read_private(out, (struct span){ bytes, len }, name, source, err);
	OPENSSL_cleanse(bytes, sizeof(bytes));
	return rc;
}

/* security.md K2. */
static int check_owner(int fd, const char *path, struct err *err)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return err_errno(err, "cannot look at", path);
	if (!S_ISREG(st.st_mode)) {
		err_set(err, ERR_USAGE, "is not a regular file");
		return err_at_path(err, span_of(path));
	}
	if (st.st_uid != geteuid()) {
		err_set(err, ERR_USAGE, "this key file belongs to somebody else");
		err_at_path(err, span_of(path));
		return err_fix(err, "use a copy of your own, mode 0600");
	}
	if ((st.st_mode & 077) == 0)
		return 0;
	err_set(err, ERR_USAGE, "others may read this key file (mode %04o)",
		(unsigned)(st.st_mode & 07777));
	err_at_path(err, span_of(path));
	return err_fix(err, "chmod 600 %s", path);
}

int key_open(struct key **out, const char *path, const struct passphrase_source *source,
	     struct err *err)
{
	int fd, rc;

	*out = NULL;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
	if (fd < 0 && errno == ELOOP) {
		err_set(err, ERR_USAGE, "a key file is no symbolic link");
		return err_at_path(err, span_of(path));
	}
	if (fd < 0) {
		bool absent = errno == ENOENT;

		err_errno(err, "cannot open the key", path);
		if (absent)
			err->code = ERR_USAGE;
		return absent ? err_fix(err, "muster key new makes one")
			      : -(int)err->code;
	}
	rc = check_owner(fd, path, err);
	if (rc == 0)
		rc = key_open_fd(out, fd, path, source, err);
	close(fd);
	return rc;
}

/* PKCS#8, encrypted with PBES2 as any OpenSSL since 1.1 reads it. */
static bool write_encrypted(BIO *bio, EVP_PKEY *evp,
			    const struct passphrase *passphrase)
{
	SCOPED(PKCS8_PRIV_KEY_INFO) info = EVP_PKEY2PKCS8(evp);
	SCOPED(X509_SIG) sealed = NULL;
	X509_ALGOR *how;

	how = PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), KEY_ITERATIONS, NULL, 16, NULL,
				NID_hmacWithSHA256);
	if (!info || !how) {
		X509_ALGOR_free(how);
		return false;
	}
	sealed = PKCS8_set0_pbe(passphrase->text, (int)passphrase->len, info, how);
	if (!sealed) {
		X509_ALGOR_free(how);
		return false;
	}
	return PEM_write_bio_PKCS8(bio, sealed) == 1;
}

int key_write(const char *path, struct key *key, const struct passphrase *passphrase,
	      struct err *err)
{
	SCOPED(BIO) bio = must_have(BIO_new(BIO_s_secmem()));
	char *bytes;
	long len;
	bool ok;

	keep_memory_private();
	ok = passphrase ? write_encrypted(bio, key_evp(key), passphrase)
			: PEM_write_bio_PKCS8PrivateKey(bio, key_evp(key), NULL, NULL,
							0, NULL, NULL) == 1;
	if (!ok) {
		err_libcrypto(err, ERR_INTERNAL, "cannot encode the key");
		return err_at_path(err, span_of(path));
	}
	len = BIO_get_mem_data(bio, &bytes);
	return file_write_private(path, (struct span){ bytes, (size_t)len }, err);
}

/* Public keys. */

int key_read_public(struct key **out, struct span pem, const char *name,
		    struct err *err)
{
	SCOPED(BIO) bio = bio_of(pem);
	SCOPED(EVP_PKEY) evp = PEM_read_bio_PUBKEY(bio, NULL, NULL, NULL);
	int rc;

	*out = NULL;
	rc = evp ? accept_key(evp, err)
		 : err_libcrypto(err, ERR_FORMAT, "holds no public key in SPKI PEM");
	if (rc < 0)
		return err_at_path(err, span_of(name));
	*out = (struct key *)TAKE(evp);
	return 0;
}

int key_from_spki(struct key **out, struct span der, struct err *err)
{
	const unsigned char *at = (const unsigned char *)der.ptr;
	SCOPED(EVP_PKEY) evp = d2i_PUBKEY(NULL, &at, (long)der.len);
	int rc;

	*out = NULL;
	if (!evp || at != (const unsigned char *)der.ptr + der.len)
		return err_libcrypto(err, ERR_FORMAT, "is no public key in DER");
	rc = accept_key(evp, err);
	if (rc < 0)
		return rc;
	*out = (struct key *)TAKE(evp);
	return 0;
}

struct span key_spki(struct key *key, struct arena *arena)
{
	unsigned char *der = NULL;
	int len = i2d_PUBKEY(key_evp(key), &der);
	struct span out;

	if (len < 0)
		oom();
	out = arena_copy(arena, (struct span){ (const char *)der, (size_t)len });
	OPENSSL_free(der);
	return out;
}

struct span key_spki_pem(struct key *key, struct arena *arena)
{
	SCOPED(BIO) bio = must_have(BIO_new(BIO_s_mem()));

	if (PEM_write_bio_PUBKEY(bio, key_evp(key)) != 1)
		oom();
	return bio_take(bio, arena);
}

void key_id(struct key *key, char out[DIGEST_TEXT])
{
	unsigned char *der = NULL;
	int len = i2d_PUBKEY(key_evp(key), &der);

	if (len < 0)
		oom();
	digest_sha256_hex((struct span){ (const char *)der, (size_t)len }, out);
	OPENSSL_free(der);
}

bool key_same(struct key *a, struct key *b)
{
	return EVP_PKEY_eq(key_evp(a), key_evp(b)) == 1;
}

/* The SSH wire form: RFC 4251 section 5. */

static void add_bytes(struct buf *buf, const void *bytes, size_t len)
{
	sshwire_add_string(buf, (struct span){ bytes, len });
}

/* Positive, minimal, a zero byte before a high first bit. */
static void add_mpint(struct buf *buf, EVP_PKEY *evp, const char *name)
{
	SCOPED(BIGNUM) number = NULL;
	unsigned char bytes[KEY_RSA_MOST / 8 + 1] = { 0 };
	size_t len;

	if (EVP_PKEY_get_bn_param(evp, name, &number) != 1)
		oom();
	len = (size_t)BN_num_bytes(number);
	assert(len > 0 && len < sizeof(bytes)); /* accept_key() has seen its size */
	BN_bn2bin(number, bytes + 1);
	if (bytes[1] & 0x80)
		add_bytes(buf, bytes, len + 1);
	else
		add_bytes(buf, bytes + 1, len);
}

struct span key_wire(struct key *key, struct arena *arena)
{
	enum key_kind kind = key_kind(key);
	const struct curve *curve = &curves[kind];
	unsigned char point[160];
	size_t len = sizeof(point);
	struct span out;
	struct buf buf;

	buf_init(&buf, LIMIT_KEY_BYTES);
	sshwire_add_string(&buf, span_of(key_kind_ssh[kind]));
	if (kind == KEY_RSA) {
		add_mpint(&buf, key_evp(key), OSSL_PKEY_PARAM_RSA_E);
		add_mpint(&buf, key_evp(key), OSSL_PKEY_PARAM_RSA_N);
	} else if (kind == KEY_ED25519) {
		if (EVP_PKEY_get_raw_public_key(key_evp(key), point, &len) != 1)
			oom();
		add_bytes(&buf, point, len);
	} else {
		if (EVP_PKEY_get_octet_string_param(key_evp(key),
						    OSSL_PKEY_PARAM_PUB_KEY, point,
						    sizeof(point), &len) != 1)
			oom();
		sshwire_add_string(&buf, span_of(curve->ssh));
		add_bytes(&buf, point, len);
	}
	out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return out;
}

/* What a wire blob is made of; `a` and `b` are the kind's own numbers. */
struct wire {
	enum key_kind kind;
	struct span a, b;        /* RSA: e and n; others: the point in a */
	struct span application; /* of a key in hardware */
	unsigned bits;
};

static enum key_wire parse_rsa(struct wire *wire, struct span *rest)
{
	unsigned first;

	if (!sshwire_string(rest, &wire->a) || !sshwire_string(rest, &wire->b) ||
	    !sshwire_is_mpint(wire->a) || !sshwire_is_mpint(wire->b) || rest->len != 0)
		return KEY_WIRE_DAMAGED;
	if (wire->a.len > 8 || wire->b.len > KEY_RSA_MOST / 8 + 1)
		return KEY_WIRE_REFUSED;
	first = (unsigned char)wire->b.ptr[0];
	wire->bits = (unsigned)wire->b.len * 8;
	if (first == 0)
		wire->bits -= 8; /* and the next byte's first bit is set */
	else
		wire->bits -= (unsigned)__builtin_clz(first) - 24;
	return wire->bits >= KEY_RSA_LEAST && wire->bits <= KEY_RSA_MOST
		       ? KEY_WIRE_FINE
		       : KEY_WIRE_REFUSED;
}

static enum key_wire parse_ec(struct wire *wire, struct span *rest)
{
	const struct curve *curve = &curves[wire->kind];
	struct span name;

	wire->bits = curve->bits;
	if (!sshwire_string(rest, &name) || !span_is(name, curve->ssh) ||
	    !sshwire_string(rest, &wire->a) || wire->a.len != curve->point ||
	    wire->a.ptr[0] != 4)
		return KEY_WIRE_DAMAGED;
	return KEY_WIRE_FINE;
}

static enum key_wire parse_ed25519(struct wire *wire, struct span *rest)
{
	wire->bits = 256;
	if (!sshwire_string(rest, &wire->a) || wire->a.len != 32)
		return KEY_WIRE_DAMAGED;
	return has_small_order((const unsigned char *)wire->a.ptr) ? KEY_WIRE_REFUSED
								   : KEY_WIRE_FINE;
}

static enum key_wire parse_numbers(struct wire *wire, struct span *rest)
{
	switch (wire->kind) {
	case KEY_RSA:
		return parse_rsa(wire, rest);
	case KEY_ED25519:
	case KEY_SK_ED25519:
		return parse_ed25519(wire, rest);
	case KEY_P256:
	case KEY_P384:
	case KEY_P521:
	case KEY_SK_P256:
		return parse_ec(wire, rest);
	case KEY_KINDS:
		break;
	}
	return KEY_WIRE_OTHER;
}

static enum key_wire parse_wire(struct wire *wire, struct span blob)
{
	struct span rest = blob, type;
	enum key_wire look;

	*wire = (struct wire){ .kind = KEY_KINDS };
	if (!sshwire_string(&rest, &type) || type.len == 0)
		return KEY_WIRE_DAMAGED;
	if (span_ends(type, KEY_SSH_CERTIFICATE))
		return KEY_WIRE_CERTIFICATE;
	for (enum key_kind kind = 0; kind < KEY_KINDS; kind++)
		if (span_is(type, key_kind_ssh[kind]))
			wire->kind = kind;
	look = parse_numbers(wire, &rest);
	if (look != KEY_WIRE_FINE)
		return look;
	if (key_is_hardware(wire->kind) && !sshwire_string(&rest, &wire->application))
		return KEY_WIRE_DAMAGED;
	return rest.len == 0 ? KEY_WIRE_FINE : KEY_WIRE_DAMAGED;
}

enum key_wire key_look_wire(enum key_kind *out_kind, struct span *out_application,
			    struct span blob)
{
	struct wire wire;
	enum key_wire look = parse_wire(&wire, blob);

	*out_kind = wire.kind;
	*out_application = wire.application;
	return look;
}

/* Build an EC or RSA key from its numbers; NULL where they are no key. */
static EVP_PKEY *from_numbers(const struct wire *wire)
{
	SCOPED(OSSL_PARAM_BLD) build = must_have(OSSL_PARAM_BLD_new());
	SCOPED(EVP_PKEY_CTX) ctx = NULL;
	SCOPED(BIGNUM) e = NULL;
	SCOPED(BIGNUM) n = NULL;
	SCOPED(OSSL_PARAM) params = NULL;
	EVP_PKEY *evp = NULL;

	if (wire->kind == KEY_RSA) {
		e = must_have(BN_bin2bn((const unsigned char *)wire->a.ptr,
					(int)wire->a.len, NULL));
		n = must_have(BN_bin2bn((const unsigned char *)wire->b.ptr,
					(int)wire->b.len, NULL));
		OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, n);
		OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, e);
	} else {
		OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME,
						curves[wire->kind].group, 0);
		OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY,
						 wire->a.ptr, wire->a.len);
	}
	params = must_have(OSSL_PARAM_BLD_to_param(build));
	ctx = must_have(EVP_PKEY_CTX_new_from_name(NULL,
						   wire->kind == KEY_RSA ? "RSA" : "EC",
						   NULL));
	if (EVP_PKEY_fromdata_init(ctx) != 1 ||
	    EVP_PKEY_fromdata(ctx, &evp, EVP_PKEY_PUBLIC_KEY, params) != 1)
		return NULL;
	return evp;
}

int key_from_wire(struct key **out, struct span blob, struct err *err)
{
	SCOPED(EVP_PKEY) evp = NULL;
	struct wire wire;
	int rc;

	*out = NULL;
	if (parse_wire(&wire, blob) != KEY_WIRE_FINE)
		return err_set(err, ERR_FORMAT, "is no public key in SSH's form");
	if (wire.kind == KEY_ED25519 || wire.kind == KEY_SK_ED25519)
		evp = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL,
						  (const unsigned char *)wire.a.ptr,
						  wire.a.len);
	else
		evp = from_numbers(&wire);
	if (!evp)
		return err_libcrypto(err, ERR_FORMAT, "the numbers make no public key");
	rc = accept_key(evp, err);
	if (rc < 0)
		return rc;
	*out = (struct key *)TAKE(evp);
	return 0;
}

bool key_check_wire(struct span blob, enum key_kind *out_kind, unsigned *out_bits)
{
	SCOPED_KEY key = NULL;
	struct wire wire;
	struct err ignored = { 0 };

	*out_kind = KEY_KINDS;
	*out_bits = 0;
	if (parse_wire(&wire, blob) != KEY_WIRE_FINE ||
	    key_from_wire(&key, blob, &ignored) < 0)
		return false;
	*out_kind = wire.kind;
	*out_bits = wire.bits;
	return true;
}

struct span key_fingerprint(struct span wire, struct arena *arena)
{
	unsigned char bytes[DIGEST_BYTES];
	struct span text;

	digest_sha256(wire, bytes);
	text = base64_encode(arena, BASE64_STD,
			     (struct span){ (const char *)bytes, sizeof(bytes) });
	while (span_ends(text, "="))
		text.len--;
	return arena_printf(arena, "SHA256:%.*s", SPAN_ARG(text));
}
