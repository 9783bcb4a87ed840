/*
 * key.h - seal keys: made, read, named.
 *
 * A private key is a PKCS#8 PEM file of mode 0600, as a rule encrypted; it is
 * held by libcrypto alone and written nowhere but by key_write().  A public key
 * has three forms here: SPKI (PEM or DER), the SSH wire blob of RFC 4253, 5656
 * and 8709, by which keys are compared whatever format brought them, and the
 * key id, the hexadecimal SHA-256 of the DER SPKI (seal.md section 3.4).
 */
#ifndef TRUST_KEY_H
#define TRUST_KEY_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include "trust/digest.h"
#include "trust/passphrase.h"

enum key_kind {
	KEY_P256,
	KEY_P384,
	KEY_P521,
	KEY_RSA,
	KEY_ED25519,
	KEY_SK_ED25519, /* in hardware; wire form only */
	KEY_SK_P256,    /* the same */
	KEY_KINDS
};

/* "ECDSA P-256", ... for people; and the type string of the wire form. */
extern const char *const key_kind_word[KEY_KINDS];
extern const char *const key_kind_ssh[KEY_KINDS];

#define KEY_RSA_LEAST 2048 /* bits; fewer are refused everywhere */
#define KEY_RSA_MOST  8192
#define KEY_RSA_GOOD  3072 /* fewer are called weak */

struct key; /* a key pair or a public key */

void key_free(struct key *key); /* NULL is fine */

static inline void key_drop(struct key **slot)
{
	key_free(*slot);
}

/* `SCOPED_KEY key = NULL;` is freed where the scope ends. */
#define SCOPED_KEY __attribute__((cleanup(key_drop))) struct key *

/* KEY_P256, KEY_ED25519, or KEY_RSA of 3072 bits; ERR_USAGE for others. */
int key_generate(struct key **out, enum key_kind kind, struct err *err);

/*
 * From here on libcrypto overwrites all memory that it gives back: reading a private
 * key leaves copies behind.  Before anything else asks libcrypto for memory, else it
 * changes nothing.
 */
void key_leave_nothing(void);

/*
 * The private key in a file: PKCS#8 PEM.  Refuses (ERR_USAGE) a file that
 * others can read, that belongs to somebody else or that is a link.  Where the
 * key is encrypted, `source` says where the passphrase comes from.
 */
int key_open(struct key **out, const char *path, const struct passphrase_source *source,
	     struct err *err);

/* The same from an open descriptor, whose owner and mode are the caller's care. */
int key_open_fd(struct key **out, int fd, const char *name,
		const struct passphrase_source *source, struct err *err);

/* New file, mode 0600; encrypted (PBKDF2, AES-256) unless passphrase is NULL. */
int key_write(const char *path, struct key *key, const struct passphrase *passphrase,
	      struct err *err);

/* From SPKI PEM, from SPKI DER, from a wire blob; ERR_FORMAT, ERR_LIMIT. */
int key_read_public(struct key **out, struct span pem, const char *name,
		    struct err *err);
int key_from_spki(struct key **out, struct span der, struct err *err);
int key_from_wire(struct key **out, struct span blob, struct err *err);

/*
 * Whether a wire blob is exactly one well-formed key of a kind that muster
 * knows; *out_kind says which, *out_bits its size.
 */
bool key_check_wire(struct span blob, enum key_kind *out_kind, unsigned *out_bits);

/*
 * The same without computing: what a wire blob is by its form.  *out_kind is
 * KEY_KINDS where it is of no kind here; *out_application is the application of a
 * key in hardware, and points into the blob.
 */
enum key_wire {
	KEY_WIRE_FINE,
	KEY_WIRE_DAMAGED,     /* no wire blob, or bytes behind it */
	KEY_WIRE_REFUSED,     /* RSA too short or too long, Ed25519 of small order */
	KEY_WIRE_CERTIFICATE, /* an SSH certificate */
	KEY_WIRE_OTHER,       /* of a kind that muster does not know */
};
enum key_wire key_look_wire(enum key_kind *out_kind, struct span *out_application,
			    struct span blob);

#define KEY_SSH_CERTIFICATE "-cert-v01@openssh.com" /* how its type ends */

static inline bool key_is_hardware(enum key_kind kind)
{
	return kind == KEY_SK_ED25519 || kind == KEY_SK_P256;
}

enum key_kind key_kind(struct key *key);
unsigned key_bits(struct key *key);
struct span key_wire(struct key *key, struct arena *arena);
struct span key_spki(struct key *key, struct arena *arena);
struct span key_spki_pem(struct key *key, struct arena *arena);
void key_id(struct key *key, char out[DIGEST_TEXT]);

/* "SHA256:..." as ssh-keygen -l prints it. */
struct span key_fingerprint(struct span wire, struct arena *arena);

bool key_same(struct key *a, struct key *b);

#endif
