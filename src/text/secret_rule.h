/*
 * secret_rule.h - the two families of rules behind secret.c; not for other files.
 *
 * Each looks at one place of a text that secret_scan.c's trigger found.  Looking back
 * and ahead is bounded, but for the secret itself.
 */
#ifndef TEXT_SECRET_RULE_H
#define TEXT_SECRET_RULE_H

#include "text/secret.h"

#include <stdint.h>

/* Whether a rule of either family finds one from its trigger at `at`. */
bool secret_at(struct secret *out, struct span text, size_t at);

/* The word that makes a text worth a look for Kubernetes objects. */
#define SECRET_OBJECT_WORD "Secret"

/* secret_find(), which also sets *object where it passed that word. */
bool secret_find_first(struct secret *out, struct span text, size_t from, bool *object);

/*
 * The next place in text[at, stop) of one of the threes that secret_scan.c knows, or
 * `stop`; *rows is a bit for each that stands there.  The first looks at many bytes at
 * once where the machine can; the second does what it does, anywhere.
 */
size_t secret_three(uint64_t *rows, struct span text, size_t at, size_t stop);
size_t secret_three_plain(uint64_t *rows, struct span text, size_t at, size_t stop);

/* By shape: `at` is a '-', '_', '.', ':', 'I' or 'T' of the text. */
bool secret_by_shape(struct secret *out, struct span text, size_t at);

/* By name: `at` is a '=', ':', '>', '|' or '-' behind the name. */
bool secret_by_name(struct secret *out, struct span text, size_t at);

/* "****", "<password>", "${TOKEN}", "changeme": stands for a secret, is none. */
bool secret_is_placeholder(struct span value);

/* Sixteen characters or more that no word is made of. */
bool secret_is_random(struct span value);

/* Letters alone, in pieces that '-', '_', '.' and '/' join: a word or a name. */
bool secret_is_word(struct span value);

#endif
