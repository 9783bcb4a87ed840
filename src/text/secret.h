/*
 * secret.h - texts that are likely to be secrets: found, counted and replaced.
 *
 * Reports, logs and plans carry tokens, keys and passwords that nobody meant to
 * publish.  What is found here is shown as "[secret of 40 characters withheld]"
 * and nowhere else: no digest of it either, for a short one can be guessed.
 *
 * Found by shape: private keys, tokens of known services, JWTs, addresses with a
 * password.  Found by name: the value behind "password", "api_key", "Authorization"
 * and the like, in JSON, YAML, XML, environment files, query strings, tables and
 * prose; data of a Kubernetes Secret.  A name alone is not enough: "Token:
 * rotated" and "password: ${DB_PASSWORD}" are no secrets.  Digests, git ids and
 * UUIDs that no such name stands before are left alone.
 *
 * This is a net with holes, for accidents: nobody can tell a password from a word.
 * security.md, K1.  Time is linear in the text.
 */
#ifndef TEXT_SECRET_H
#define TEXT_SECRET_H

#include "base/arena.h"
#include "base/span.h"
#include "text/utf8.h"

enum secret_kind {
	SECRET_PRIVATE_KEY,
	SECRET_TOKEN, /* of a shape that a service gives its tokens */
	SECRET_JWT,
	SECRET_ADDRESS,  /* the password in a URL */
	SECRET_PASSWORD, /* a value whose name says so */
	SECRET_NAMED,    /* a value behind "token", "api_key", "secret" ... */
	SECRET_OBJECT,   /* data of a Kubernetes Secret */
	SECRET_FIELD,    /* a field that a format keeps secrets in */
	SECRET_FILE,     /* a file that holds nothing else: .env, .netrc, a key store */
	SECRET_KINDS
};
extern const char *const secret_kind_word[SECRET_KINDS]; /* "a private key" */

struct secret {
	enum secret_kind kind;
	size_t at, len; /* bytes of the text */
};

/* The first one at or behind `from`; false where there is none. */
bool secret_find(struct secret *out, struct span text, size_t from);

/* The same text with each one replaced; `text` itself where there is none. */
struct span secret_hide(struct span text, struct arena *arena);

/* Whether `value` is a secret when that is its name: "db.password", "api_key". */
bool secret_is_named(struct span name, struct span value);

/* "[secret of 40 characters withheld]", with as many line ends behind it. */
struct span secret_mark(struct span secret, struct arena *arena);

/* Whether a file of that name holds nothing but secrets, whatever it says. */
bool secret_is_file(struct span path);

/* ---- a whole document -------------------------------------------------- */

#define SECRETS_LISTED 100 /* places that are listed; `count` goes on */

struct secret_place {
	enum secret_kind kind;
	unsigned line;
	size_t len; /* characters */
};

/*
 * What one document holds.  Values that only their name gave away are remembered,
 * so that they are replaced wherever else they stand.
 */
struct secrets {
	size_t count;
	LIST(struct secret_place) places; /* in the order of the text, SECRETS_LISTED */
	/* The rest is secret.c's own. */
	struct arena *arena;
	LIST(struct span) values; /* sorted when `ready` */
	size_t *prefix; /* the longest other value that starts each one, from 1 */
	unsigned char *starts; /* bits of the first two bytes of all values */
	bool ready;
};

/* Lives as long as `arena`; `text` need not. */
void secrets_init(struct secrets *secrets, struct arena *arena);

/*
 * Look through a document.  `path` tells an environment file, all of whose
 * values are secrets; it may be empty.
 */
void secrets_learn(struct secrets *secrets, struct span path, struct span text);

/* One that is known from elsewhere: a field that a format keeps secrets in. */
void secrets_add(struct secrets *secrets, enum secret_kind kind, struct span value,
		 unsigned line);

/*
 * A text of the document with each secret replaced: those of its own shape and
 * the values that were learnt; `text` itself where there is none.
 */
struct span secrets_hide(struct secrets *secrets, struct span text,
			 struct arena *arena);

/* The same; `map` says where replaced bytes were.  Lines stay lines. */
struct span secrets_hide_map(struct secrets *secrets, struct span text,
			     struct arena *arena, struct utf8_map *map);

/* "line 12 holds a token, and 2 more": empty for none. */
struct span secrets_sentence(const struct secrets *secrets, struct arena *arena);

#endif
