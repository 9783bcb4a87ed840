/* Seal keys: forms of a public key go round, and what is no key is refused. */
#include "unit.h"

#include "trust/cert.h"
#include "trust/key.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int set_up(void **state)
{
	*state = arena_new(1u << 22);
	return 0;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static const enum key_kind made[] = { KEY_P256, KEY_ED25519, KEY_RSA };

static void every_form_of_a_public_key_gives_the_same_key(void **state)
{
	struct err err = { 0 };

	for (size_t i = 0; i < sizeof(made) / sizeof(made[0]); i++) {
		SCOPED_KEY key = NULL;
		SCOPED_KEY wire = NULL;
		SCOPED_KEY spki = NULL;
		SCOPED_KEY pem = NULL;
		char a[DIGEST_TEXT], b[DIGEST_TEXT];
		enum key_kind kind;
		unsigned bits;

		assert_ok(key_generate(&key, made[i], &err));
		assert_ok(key_from_wire(&wire, key_wire(key, *state), &err));
		assert_ok(key_from_spki(&spki, key_spki(key, *state), &err));
		assert_ok(key_read_public(&pem, key_spki_pem(key, *state), "k", &err));
		assert_true(key_same(key, wire) && key_same(key, spki) &&
			    key_same(key, pem));
		key_id(key, a);
		key_id(wire, b);
		assert_string_equal(a, b);
		assert_true(key_check_wire(key_wire(key, *state), &kind, &bits));
		assert_int_equal(kind, made[i]);
		assert_int_equal(bits, made[i] == KEY_RSA ? 3072 : 256);
	}
}

static void another_kind_is_not_made(void **state)
{
	struct err err = { 0 };
	struct key *key;

	(void)state;
	assert_err(ERR_USAGE, key_generate(&key, KEY_P384, &err));
	assert_err(ERR_USAGE, key_generate(&key, KEY_SK_ED25519, &err));
	assert_null(key);
}

static void a_wire_blob_with_anything_wrong_is_refused(void **state)
{
	struct err err = { 0 };
	enum key_kind kind;
	unsigned bits;

	for (size_t i = 0; i < sizeof(made) / sizeof(made[0]); i++) {
		SCOPED_KEY key = NULL;
		struct key *other;
		struct span wire;
		char *longer;

		assert_ok(key_generate(&key, made[i], &err));
		wire = key_wire(key, *state);
		for (size_t cut = 0; cut < wire.len; cut++)
			if (key_check_wire(span_sub(wire, 0, cut), &kind, &bits))
				fail_msg("%zu of %zu bytes are taken", cut, wire.len);
		longer = arena_alloc(*state, wire.len + 1, 1);
		memcpy(longer, wire.ptr, wire.len);
		assert_false(key_check_wire((struct span){ longer, wire.len + 1 },
					    &kind, &bits));
		longer[3]++; /* the type's length */
		assert_err(ERR_FORMAT,
			   key_from_wire(&other, (struct span){ longer, wire.len },
					 &err));
		assert_null(other);
	}
}

static void a_point_off_the_curve_is_no_key(void **state)
{
	struct err err = { 0 };
	SCOPED_KEY key = NULL;
	struct key *other;
	struct span wire;
	char *bytes;

	assert_ok(key_generate(&key, KEY_P256, &err));
	wire = key_wire(key, *state);
	bytes = arena_string(*state, wire);
	bytes[wire.len - 1] = (char)(bytes[wire.len - 1] ^ 1);
	assert_err(ERR_FORMAT,
		   key_from_wire(&other, (struct span){ bytes, wire.len }, &err));
	bytes[wire.len - 1] = (char)(bytes[wire.len - 1] ^ 1);
	bytes[wire.len - 65] = 2; /* compressed */
	assert_err(ERR_FORMAT,
		   key_from_wire(&other, (struct span){ bytes, wire.len }, &err));
}

static void spki_with_a_tail_or_of_something_else_is_refused(void **state)
{
	struct err err = { 0 };
	SCOPED_KEY key = NULL;
	struct key *other;
	struct span der;
	char *bytes;

	assert_ok(key_generate(&key, KEY_P256, &err));
	der = key_spki(key, *state);
	bytes = arena_alloc(*state, der.len + 1, 1);
	memcpy(bytes, der.ptr, der.len);
	assert_err(ERR_FORMAT,
		   key_from_spki(&other, (struct span){ bytes, der.len + 1 }, &err));
	assert_err(ERR_FORMAT, key_from_spki(&other, SPAN_EMPTY, &err));
	assert_err(ERR_FORMAT, key_read_public(&other, SPAN_LIT("x"), "k", &err));
}

static void a_private_key_goes_to_a_file_and_back(void **state)
{
	char folder[] = "/tmp/muster-key-XXXXXX";
	struct passphrase_source source = { .fd = -1 };
	struct passphrase words = { .text = "open sesame", .len = 11 };
	struct err err = { 0 };
	SCOPED_KEY key = NULL;
	SCOPED_KEY again = NULL;
	struct key *none;
	struct stat st;
	struct span path, phrase;
	FILE *file;

	assert_non_null(mkdtemp(folder));
	path = arena_printf(*state, "%s/a.key", folder);
	phrase = arena_printf(*state, "%s/words", folder);
	file = fopen(phrase.ptr, "w");
	fputs("open sesame\n", file);
	fclose(file);
	assert_ok(key_generate(&key, KEY_P256, &err));
	assert_ok(key_write(path.ptr, key, &words, &err));
	assert_int_equal(stat(path.ptr, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_err(ERR_USAGE, key_open(&none, path.ptr, &source, &err)); /* no words */
	source.file = path.ptr; /* wrong words */
	assert_err(ERR_USAGE, key_open(&none, path.ptr, &source, &err));
	source.file = phrase.ptr;
	assert_ok(key_open(&again, path.ptr, &source, &err));
	assert_true(key_same(key, again));
	assert_err(ERR_USAGE, key_write(path.ptr, key, NULL, &err)); /* is there */
	unlink(path.ptr);
	unlink(phrase.ptr);
	rmdir(folder);
}

static void a_certificate_is_about_its_key_alone(void **state)
{
	struct err err = { 0 };
	SCOPED_KEY key = NULL;
	SCOPED_KEY other = NULL;
	SCOPED_CERT cert = NULL;
	SCOPED_CERT again = NULL;
	struct cert *none;
	struct cert_facts facts;
	char id[DIGEST_TEXT];

	assert_ok(key_generate(&key, KEY_P256, &err));
	assert_ok(key_generate(&other, KEY_P256, &err));
	assert_ok(
		cert_self_signed(&cert, key, SPAN_LIT("a@x.org"), 1767225600, 1, &err));
	assert_true(cert_is_about(cert, key));
	assert_false(cert_is_about(cert, other));
	assert_ok(cert_read(&again, cert_pem(cert, *state), "c", &err));
	cert_look(&facts, again, *state);
	key_id(key, id);
	assert_string_equal(facts.key_id, id);
	assert_span_is(facts.mail, "a@x.org");
	assert_int_equal(facts.not_before, 1767225600);
	assert_int_equal(facts.not_after, 1767225600 + 86400);
	assert_true(facts.signs && facts.for_seals && facts.self_issued);
	assert_err(ERR_FORMAT, cert_read(&none, SPAN_LIT("x"), "c", &err));
	assert_err(ERR_FORMAT, cert_read(&none, SPAN_EMPTY, "c", &err));
	assert_err(ERR_FORMAT, cert_read(&none, key_spki_pem(key, *state), "c", &err));
}

/* ---- nothing stays in memory ------------------------------------------------ */

#define HIDE 0x5a /* so that what is looked for is not found in this program */

/* The last `len` bytes that a command prints, hidden; no buffer keeps them. */
static void learn(unsigned char *out, size_t len, const char *command)
{
	int ends[2];
	pid_t child;
	char byte;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execl("/bin/sh", "sh", "-ec", command, (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	while (read(ends[0], &byte, 1) == 1) {
		memmove(out, out + 1, len - 1);
		out[len - 1] = (unsigned char)byte ^ HIDE;
	}
	byte = 0;
	close(ends[0]);
	waitpid(child, NULL, 0);
}

static bool is_at(const unsigned char *at, const unsigned char *hidden, size_t len)
{
	size_t i = 0;

	while (i < len && (at[i] ^ HIDE) == hidden[i])
		i++;
	return i == len;
}

/* Whether this process can write to memory in which these bytes stand. */
static bool remembers(const unsigned char *hidden, size_t len)
{
	FILE *maps = fopen("/proc/self/maps", "re");
	bool found = false;
	char line[512];

	assert_non_null(maps);
	while (!found && fgets(line, sizeof(line), maps)) {
		char *behind;
		uintptr_t from = strtoull(line, &behind, 16);
		uintptr_t to = strtoull(behind + 1, &behind, 16);

		if (strncmp(behind, " rw", 3) != 0 || strstr(line, "[v"))
			continue;
		for (uintptr_t at = from; !found && at + len <= to; at++)
			found = is_at((const unsigned char *)at, hidden, len);
	}
	fclose(maps);
	return found;
}

/* Below whatever a function has left on the stack. */
static void open_it(const char *key, const char *words)
{
	struct passphrase_source source = { .file = words, .fd = -1 };
	SCOPED_KEY opened = NULL;
	struct err err = { 0 };

	assert_ok(key_open(&opened, key, &source, &err));
	assert_int_equal(key_kind(opened), KEY_ED25519);
}

static void a_key_and_its_passphrase_leave_nothing_in_memory(void **state)
{
#if defined(__SANITIZE_ADDRESS__)
	(void)state;
	skip(); /* its own copies of what was freed are the sanitizer's */
#else
	char folder[] = "/tmp/muster-key-XXXXXX", command[512], key[64], words[64];
	unsigned char passphrase[32] = { 0 }, secret[32] = { 0 };

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(key, sizeof(key), "%s/k", folder);
	snprintf(words, sizeof(words), "%s/w", folder);
	snprintf(command, sizeof(command),
		 "cd %s; umask 077; openssl rand -hex 16 | tr -d '\\n' > w;"
		 "openssl genpkey -algorithm ed25519 | openssl pkcs8 -topk8 -passout "
		 "file:w > k; cat w",
		 folder);
	learn(passphrase, sizeof(passphrase), command);
	snprintf(command, sizeof(command),
		 "cd %s; openssl pkey -in k -passin file:w -outform DER", folder);
	learn(secret, sizeof(secret), command);
	open_it(key, words);
	assert_false(remembers(passphrase, sizeof(passphrase)));
	assert_false(remembers(secret, sizeof(secret)));
	unlink(key);
	unlink(words);
	rmdir(folder);
#endif
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_of_a_public_key_gives_the_same_key),
		cmocka_unit_test(another_kind_is_not_made),
		cmocka_unit_test(a_wire_blob_with_anything_wrong_is_refused),
		cmocka_unit_test(a_point_off_the_curve_is_no_key),
		cmocka_unit_test(spki_with_a_tail_or_of_something_else_is_refused),
		cmocka_unit_test(a_private_key_goes_to_a_file_and_back),
		cmocka_unit_test(a_certificate_is_about_its_key_alone),
		cmocka_unit_test(a_key_and_its_passphrase_leave_nothing_in_memory),
	};

	key_leave_nothing();
	return cmocka_run_group_tests_name("key", tests, set_up, tear_down);
}
