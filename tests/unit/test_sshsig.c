/*
 * SSH signatures: what ssh-keygen makes holds, and every other byte does not.
 *
 * Fixed vectors are ssh-keygen's (OpenSSH 9.2).  Where a test says "stock", it asks
 * `ssh-keygen -Y check-novalidate` about the same bytes.
 */
#include "gitfix.h"

#include "text/base64.h"
#include "trust/sshsig.h"
#include "trust/sshwire.h"

#define MESSAGE SPAN_LIT("hello\n")

/* echo hello | ssh-keygen -Y sign -n git -f ed25519 */
static const char ed25519_sig[] =
	"-----BEGIN SSH SIGNATURE-----\n"
	"U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg00lHhoDsBoOjwupbRil8jo0pbv\n"
	"CnCNUxSs/6Wy6A8KwAAAADZ2l0AAAAAAAAAAZzaGE1MTIAAABTAAAAC3NzaC1lZDI1NTE5\n"
	"AAAAQJ4XNXkVoWDnH493WExert6sy1AYJ3Wb4zg1tYDp0912W0bR4Rf8HgtN3CLtvqpiM1\n"
	"yy+wCopwp0kSLL+dtjmwU=\n"
	"-----END SSH SIGNATURE-----\n";

/* ssh-keygen -l -f ed25519.pub */
#define ED25519_PRINT "SHA256:jqp5eq04K6UU/InHZBwpoyvZMdH8v1d4c2Y44M0wzus"

static int verify_text(struct span armour, const char *name, struct span message,
		       struct arena *arena, struct err *err)
{
	struct sshsig sig;
	int rc = sshsig_parse(&sig, armour, arena, err);

	return rc < 0 ? rc : sshsig_verify(&sig, name, message, NULL, err);
}

static struct span blob_of(struct span armour, struct arena *arena)
{
	struct span blob;

	assert_true(armour_decode(&blob, SSHSIG_LABEL, armour, arena));
	return blob;
}

static struct span armoured(struct span blob, struct arena *arena)
{
	struct buf buf;
	struct span out;

	buf_init(&buf, 1 << 20);
	armour_encode(&buf, SSHSIG_LABEL, blob, 70);
	out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return out;
}

static struct span text_of(struct fix *fix, const char *name)
{
	struct err err = { 0 };
	struct span out;

	assert_ok(file_read(&out,
			    arena_printf(fix->arena, "%s/%s", fix->root, name).ptr,
			    1 << 20, fix->arena, &err));
	return out;
}

static void put(struct fix *fix, const char *name, struct span bytes)
{
	struct err err = { 0 };

	assert_ok(file_write(arena_printf(fix->arena, "%s/%s", fix->root, name).ptr,
			     bytes, &err));
}

/* What ssh-keygen itself says of a signature over "m". */
static bool stock_takes(struct fix *fix, const char *name, struct span armour)
{
	put(fix, "stock.sig", armour);
	return sh(fix,
		  "ssh-keygen -Y check-novalidate -n '%s' -s stock.sig < m "
		  "> /dev/null 2>&1 && echo yes || echo no",
		  name)[0] == 'y';
}

/* The pieces of a blob, to be put together again in other ways. */
struct pieces {
	struct span magic;
	unsigned char version;
	struct span wire, name, reserved, hash, signature, tail;
};

static struct pieces take_apart(struct span blob)
{
	struct pieces p = { .magic = SPAN_LIT("SSHSIG"), .version = 1 };
	struct span rest = span_from(blob, 10);

	assert_true(sshwire_string(&rest, &p.wire) && sshwire_string(&rest, &p.name) &&
		    sshwire_string(&rest, &p.reserved) &&
		    sshwire_string(&rest, &p.hash) &&
		    sshwire_string(&rest, &p.signature));
	return p;
}

static struct span put_together(const struct pieces *p, struct arena *arena)
{
	struct buf buf;
	struct span out;

	buf_init(&buf, 1 << 20);
	buf_add(&buf, p->magic);
	buf_add(&buf, (struct span){ "\0\0\0", 3 });
	buf_addch(&buf, (char)p->version);
	sshwire_add_string(&buf, p->wire);
	sshwire_add_string(&buf, p->name);
	sshwire_add_string(&buf, p->reserved);
	sshwire_add_string(&buf, p->hash);
	sshwire_add_string(&buf, p->signature);
	buf_add(&buf, p->tail);
	out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return out;
}

/* string algorithm | string text | tail */
static struct span signature_of(const char *algorithm, struct span text,
				struct span tail, struct arena *arena)
{
	struct buf buf;
	struct span out;

	buf_init(&buf, 1 << 20);
	sshwire_add_string(&buf, span_of(algorithm));
	sshwire_add_string(&buf, text);
	buf_add(&buf, tail);
	out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return out;
}

static void a_signature_that_ssh_keygen_made_holds(void **state)
{
	struct fix *fix = *state;
	struct err err = { 0 };
	struct sshsig sig;

	assert_ok(sshsig_parse(&sig, span_of(ed25519_sig), fix->arena, &err));
	assert_int_equal(sig.kind, KEY_ED25519);
	assert_span_is(sig.name, "git");
	assert_false(sig.hardware);
	assert_span_is(key_fingerprint(sig.wire, fix->arena), ED25519_PRINT);
	assert_ok(sshsig_verify(&sig, "git", MESSAGE, NULL, &err));
}

static void carriage_returns_and_white_space_behind_it_change_nothing(void **state)
{
	struct fix *fix = *state;
	struct err err = { 0 };
	struct buf buf;

	buf_init(&buf, 4096);
	for (const char *c = ed25519_sig; *c; c++) {
		if (*c == '\n')
			buf_addch(&buf, '\r');
		buf_addch(&buf, *c);
	}
	buf_adds(&buf, " \n\t\n");
	assert_ok(verify_text(buf_span(&buf), "git", MESSAGE, fix->arena, &err));
	buf_release(&buf);
}

static void another_namespace_or_message_is_not_what_was_signed(void **state)
{
	/* clang-format off: one pair a line */
	static const struct {
		const char *name, *message, *tag;
	} rows[] = {
		{ "file", "hello\n", "E_SIG_NAMESPACE" },
		{ "", "hello\n", "E_SIG_NAMESPACE" },
		{ "gi", "hello\n", "E_SIG_NAMESPACE" },
		{ "git2", "hello\n", "E_SIG_NAMESPACE" },
		{ "Git", "hello\n", "E_SIG_NAMESPACE" },
		{ "muster-signoff/qa", "hello\n", "E_SIG_NAMESPACE" },
		{ "git", "hello", "E_SIG_BAD" },
		{ "git", "hello\n\n", "E_SIG_BAD" },
		{ "git", "hello\r\n", "E_SIG_BAD" },
		{ "git", "", "E_SIG_BAD" },
	};
	/* clang-format on */
	struct fix *fix = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err err = { 0 };

		assert_err(ERR_TRUST,
			   verify_text(span_of(ed25519_sig), rows[i].name,
				       span_of(rows[i].message), fix->arena, &err));
		assert_string_equal(err.tag, rows[i].tag);
	}
}

static void no_changed_bit_of_the_blob_holds(void **state)
{
	struct fix *fix = *state;
	struct span blob = blob_of(span_of(ed25519_sig), fix->arena);

	for (size_t bit = 0; bit < blob.len * 8; bit++) {
		char *bytes = arena_string(fix->arena, blob);
		struct err err = { 0 };
		struct sshsig sig;
		int rc;

		bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
		rc = sshsig_parse_blob(&sig, (struct span){ bytes, blob.len }, &err);
		if (rc == 0)
			rc = sshsig_verify(&sig, "git", MESSAGE, NULL, &err);
		if (rc == 0)
			fail_msg("bit %zu may be changed", bit);
		assert_true(err.tag[0] != '\0');
	}
}

static void no_part_of_the_blob_is_a_signature(void **state)
{
	struct fix *fix = *state;
	struct span blob = blob_of(span_of(ed25519_sig), fix->arena);

	for (size_t len = 0; len < blob.len; len++) {
		struct err err = { 0 };
		struct sshsig sig;

		assert_err(ERR_FORMAT,
			   sshsig_parse_blob(&sig, span_sub(blob, 0, len), &err));
		assert_string_equal(err.tag, "E_SIG_PARSE");
	}
}

static void armour_that_is_not_exactly_armour_is_refused(void **state)
{
	/* clang-format off: one shape a line */
	static const char *const shapes[] = {
		"",      "\n%s", " %s",
		"x\n%s", "%sx",  "%s\n-----BEGIN SSH SIGNATURE-----\n",
	};
	/* clang-format on */
	struct fix *fix = *state;
	struct err err = { 0 };
	struct sshsig sig;

	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		const char *mark = strstr(shapes[i], "%s");
		struct span text = span_of(shapes[i]);

		if (mark)
			text = arena_printf(fix->arena, "%.*s%s%s",
					    (int)(mark - shapes[i]), shapes[i],
					    ed25519_sig, mark + 2);
		assert_err(ERR_FORMAT, sshsig_parse(&sig, text, fix->arena, &err));
		assert_string_equal(err.tag, "E_SIG_PARSE");
	}
}

/* T27 of the seal's test matrix; stock ssh-keygen takes the first. */
static void fields_that_nobody_signs_may_not_say_anything(void **state)
{
	struct fix *fix = *state;
	struct span blob = blob_of(span_of(ed25519_sig), fix->arena);
	struct pieces p = take_apart(blob);
	/* clang-format off: one change a line */
	const struct {
		const char *what, *tag;
		struct pieces with;
	} rows[] = {
		{ "reserved",
		  "E_SIG_PARSE",
		  { p.magic, 1, p.wire, p.name, SPAN_LIT("x"), p.hash, p.signature,
		    p.tail } },
		{ "version",
		  "E_SIG_PARSE",
		  { p.magic, 2, p.wire, p.name, p.reserved, p.hash, p.signature,
		    p.tail } },
		{ "no namespace",
		  "E_SIG_PARSE",
		  { p.magic, 1, p.wire, SPAN_EMPTY, p.reserved, p.hash, p.signature,
		    p.tail } },
		{ "tail",
		  "E_SIG_PARSE",
		  { p.magic, 1, p.wire, p.name, p.reserved, p.hash, p.signature,
		    SPAN_LIT("x") } },
		{ "sha1",
		  "E_ALG_REFUSED",
		  { p.magic, 1, p.wire, p.name, p.reserved, SPAN_LIT("sha1"),
		    p.signature, p.tail } },
		{ "sha384",
		  "E_ALG_REFUSED",
		  { p.magic, 1, p.wire, p.name, p.reserved, SPAN_LIT("sha384"),
		    p.signature, p.tail } },
		{ "magic",
		  "E_SIG_PARSE",
		  { SPAN_LIT("SSHSIH"), 1, p.wire, p.name, p.reserved, p.hash,
		    p.signature, p.tail } },
		{ "no key",
		  "E_SIG_PARSE",
		  { p.magic, 1, SPAN_EMPTY, p.name, p.reserved, p.hash, p.signature,
		    p.tail } },
	};
	/* clang-format on */

	assert_true(span_eq(put_together(&p, fix->arena), blob));
	put(fix, "m", MESSAGE);
	assert_true(stock_takes(fix, "git", span_of(ed25519_sig)));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct span changed = put_together(&rows[i].with, fix->arena);
		struct err err = { 0 };
		struct sshsig sig;

		if (sshsig_parse_blob(&sig, changed, &err) == 0)
			fail_msg("%s is taken", rows[i].what);
		assert_string_equal(err.tag, rows[i].tag);
		if (i == 0)
			assert_true(
				stock_takes(fix, "git", armoured(changed, fix->arena)));
	}
}

static void bytes_behind_the_inner_parts_are_refused(void **state)
{
	struct fix *fix = *state;
	struct pieces p = take_apart(blob_of(span_of(ed25519_sig), fix->arena));
	struct pieces key = p, numbers = p;
	struct span rest = p.signature, word, text;
	struct err err = { 0 };
	struct sshsig sig;

	assert_true(sshwire_string(&rest, &word) && sshwire_string(&rest, &text));
	key.wire = (struct span){ memcpy(arena_alloc(fix->arena, p.wire.len + 1, 1),
					 p.wire.ptr, p.wire.len),
				  p.wire.len + 1 };
	assert_err(ERR_FORMAT,
		   sshsig_parse_blob(&sig, put_together(&key, fix->arena), &err));
	assert_string_equal(err.tag, "E_SIG_PARSE");
	numbers.signature =
		signature_of("ssh-ed25519", text, SPAN_LIT("x"), fix->arena);
	assert_err(ERR_FORMAT,
		   sshsig_parse_blob(&sig, put_together(&numbers, fix->arena), &err));
	assert_string_equal(err.tag, "E_SIG_PARSE");
	numbers.signature = signature_of("ssh-ed25519", span_sub(text, 0, 63),
					 SPAN_EMPTY, fix->arena);
	assert_err(ERR_FORMAT,
		   sshsig_parse_blob(&sig, put_together(&numbers, fix->arena), &err));
	assert_string_equal(err.tag, "E_SIG_PARSE");
}

/* Keys that ssh-keygen makes, and how many bits they have. */
static const struct {
	const char *type;
	enum key_kind kind;
} makes[] = {
	{ "ed25519", KEY_ED25519 },   { "ecdsa -b 256", KEY_P256 },
	{ "ecdsa -b 384", KEY_P384 }, { "ecdsa -b 521", KEY_P521 },
	{ "rsa -b 2048", KEY_RSA },
};

static void every_kind_of_key_and_hash_holds_as_ssh_keygen_says(void **state)
{
	struct fix *fix = *state;

	put(fix, "m", MESSAGE);
	for (size_t i = 0; i < sizeof(makes) / sizeof(makes[0]); i++) {
		sh(fix, "ssh-keygen -q -t %s -N '' -f k%zu", makes[i].type, i);
		for (unsigned bits = 256; bits <= 512; bits += 256) {
			struct err err = { 0 };
			struct span sig;

			sh(fix,
			   "ssh-keygen -q -Y sign -n release -O hashalg=sha%u "
			   "-f k%zu < m > m.sig",
			   bits, i);
			sig = text_of(fix, "m.sig");
			assert_true(stock_takes(fix, "release", sig));
			assert_ok(
				verify_text(sig, "release", MESSAGE, fix->arena, &err));
			assert_err(ERR_TRUST,
				   verify_text(sig, "release", SPAN_LIT("hellO\n"),
					       fix->arena, &err));
			assert_string_equal(err.tag, "E_SIG_BAD");
		}
	}
}

/* One flipped bit in every byte of the numbers: stock and we say no, both. */
static void no_changed_number_of_any_kind_holds(void **state)
{
	struct fix *fix = *state;

	put(fix, "m", MESSAGE);
	for (size_t i = 0; i < sizeof(makes) / sizeof(makes[0]); i++) {
		struct span blob;

		sh(fix,
		   "ssh-keygen -q -t %s -N '' -f k%zu;"
		   "ssh-keygen -q -Y sign -n git -f k%zu < m > m.sig",
		   makes[i].type, i, i);
		blob = blob_of(text_of(fix, "m.sig"), fix->arena);
		for (size_t at = 0; at < blob.len; at++) {
			char *bytes = arena_string(fix->arena, blob);
			struct err err = { 0 };
			struct sshsig sig;
			int rc;

			bytes[at] = (char)(bytes[at] ^ 1 << at % 8);
			rc = sshsig_parse_blob(&sig, (struct span){ bytes, blob.len },
					       &err);
			if (rc == 0)
				rc = sshsig_verify(&sig, "git", MESSAGE, NULL, &err);
			if (rc == 0)
				fail_msg("byte %zu of %s may be changed", at,
					 makes[i].type);
		}
	}
}

static void weak_and_foreign_keys_and_algorithms_are_refused_by_name(void **state)
{
	struct fix *fix = *state;
	struct pieces p;
	struct span rest, word, text;
	struct err err = { 0 };
	struct sshsig sig;

	put(fix, "m", MESSAGE);
	sh(fix, "ssh-keygen -q -t rsa -b 1024 -N '' -f weak;"
		"ssh-keygen -q -Y sign -n git -f weak < m > m.sig");
	assert_err(ERR_FORMAT,
		   sshsig_parse(&sig, text_of(fix, "m.sig"), fix->arena, &err));
	assert_string_equal(err.tag, "E_ALG_REFUSED");
	sh(fix, "ssh-keygen -q -t rsa -b 2048 -N '' -f rsa;"
		"ssh-keygen -q -Y sign -n git -f rsa < m > m.sig");
	p = take_apart(blob_of(text_of(fix, "m.sig"), fix->arena));
	rest = p.signature;
	assert_true(sshwire_string(&rest, &word) && sshwire_string(&rest, &text));
	/* SHA-1; the other hash than was used; another kind's word. */
	p.signature = signature_of("ssh-rsa", text, SPAN_EMPTY, fix->arena);
	assert_err(ERR_FORMAT,
		   sshsig_parse_blob(&sig, put_together(&p, fix->arena), &err));
	assert_string_equal(err.tag, "E_ALG_REFUSED");
	p.signature = signature_of("ssh-ed25519", text, SPAN_EMPTY, fix->arena);
	assert_err(ERR_FORMAT,
		   sshsig_parse_blob(&sig, put_together(&p, fix->arena), &err));
	assert_string_equal(err.tag, "E_ALG_REFUSED");
	p.signature = signature_of("rsa-sha2-256", text, SPAN_EMPTY, fix->arena);
	assert_ok(sshsig_parse_blob(&sig, put_together(&p, fix->arena), &err));
	assert_err(ERR_TRUST, sshsig_verify(&sig, "git", MESSAGE, NULL, &err));
	assert_string_equal(err.tag, "E_SIG_BAD");
}

static void a_certificate_is_refused_with_its_own_word(void **state)
{
	struct fix *fix = *state;
	struct err err = { 0 };
	struct sshsig sig;

	put(fix, "m", MESSAGE);
	sh(fix,
	   "ssh-keygen -q -t ed25519 -N '' -f ca; ssh-keygen -q -t ed25519 -N '' -f k;"
	   "ssh-keygen -q -s ca -I me -n ada@example.org k.pub;"
	   "ssh-keygen -q -Y sign -n git -f k-cert.pub < m > m.sig");
	assert_true(stock_takes(fix, "git", text_of(fix, "m.sig")));
	assert_err(ERR_FORMAT,
		   sshsig_parse(&sig, text_of(fix, "m.sig"), fix->arena, &err));
	assert_string_equal(err.tag, "E_SSH_CERT_UNSUPPORTED");
}

/*
 * A key in hardware, played by openssl: PROTOCOL.u2f says what it signs.  `make-sk`
 * writes k.pub and m.sig; ssh-keygen is asked whether it is what a device makes.
 */
static struct span hardware(struct fix *fix, const char *kind, unsigned flags)
{
	char cwd[1024];

	assert_non_null(getcwd(cwd, sizeof(cwd)));
	put(fix, "m", MESSAGE);
	sh(fix, "'%s'/tests/keys/make-sk.sh %s k-%s m git %u 7", cwd, kind, kind,
	   flags);
	return text_of(fix, "m.sig");
}

static void a_key_in_hardware_holds_when_somebody_was_present(void **state)
{
	static const char *const kinds[] = { "ed25519", "ecdsa" };
	struct fix *fix = *state;

	for (size_t i = 0; i < 2; i++) {
		struct span armour = hardware(fix, kinds[i], SSHSIG_PRESENT);
		struct err err = { 0 };
		struct sshsig sig;

		assert_true(stock_takes(fix, "git", armour));
		assert_ok(sshsig_parse(&sig, armour, fix->arena, &err));
		assert_true(sig.hardware);
		assert_int_equal(sig.flags, SSHSIG_PRESENT);
		assert_int_equal(sig.counter, 7);
		assert_ok(sshsig_verify(&sig, "git", MESSAGE, NULL, &err));
		assert_err(ERR_TRUST,
			   sshsig_verify(&sig, "git", SPAN_LIT("x"), NULL, &err));
		/* The device has signed both of these. */
		sig.counter++;
		assert_err(ERR_TRUST, sshsig_verify(&sig, "git", MESSAGE, NULL, &err));
		assert_string_equal(err.tag, "E_SIG_BAD");
		sig.counter--;
		sig.flags |= SSHSIG_VERIFIED;
		assert_err(ERR_TRUST, sshsig_verify(&sig, "git", MESSAGE, NULL, &err));
		assert_string_equal(err.tag, "E_SIG_BAD");
	}
}

/* T28: `ssh-keygen -Y verify` prints "Good" for flags 0. */
static void a_key_in_hardware_that_nobody_touched_is_refused(void **state)
{
	static const char *const kinds[] = { "ed25519", "ecdsa" };
	struct fix *fix = *state;

	for (size_t i = 0; i < 2; i++) {
		struct span armour = hardware(fix, kinds[i], 0);
		struct err err = { 0 };

		assert_true(stock_takes(fix, "git", armour));
		assert_err(ERR_TRUST,
			   verify_text(armour, "git", MESSAGE, fix->arena, &err));
		assert_string_equal(err.tag, "E_SK_NO_PRESENCE");
		armour = hardware(fix, kinds[i], SSHSIG_VERIFIED);
		assert_err(ERR_TRUST,
			   verify_text(armour, "git", MESSAGE, fix->arena, &err));
		assert_string_equal(err.tag, "E_SK_NO_PRESENCE");
		armour = hardware(fix, kinds[i], SSHSIG_PRESENT | SSHSIG_VERIFIED);
		assert_ok(verify_text(armour, "git", MESSAGE, fix->arena, &err));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_GIT(a_signature_that_ssh_keygen_made_holds),
		WITH_GIT(carriage_returns_and_white_space_behind_it_change_nothing),
		WITH_GIT(another_namespace_or_message_is_not_what_was_signed),
		WITH_GIT(no_changed_bit_of_the_blob_holds),
		WITH_GIT(no_part_of_the_blob_is_a_signature),
		WITH_GIT(armour_that_is_not_exactly_armour_is_refused),
		WITH_GIT(fields_that_nobody_signs_may_not_say_anything),
		WITH_GIT(bytes_behind_the_inner_parts_are_refused),
		WITH_GIT(every_kind_of_key_and_hash_holds_as_ssh_keygen_says),
		WITH_GIT(no_changed_number_of_any_kind_holds),
		WITH_GIT(weak_and_foreign_keys_and_algorithms_are_refused_by_name),
		WITH_GIT(a_certificate_is_refused_with_its_own_word),
		WITH_GIT(a_key_in_hardware_holds_when_somebody_was_present),
		WITH_GIT(a_key_in_hardware_that_nobody_touched_is_refused),
	};

	return cmocka_run_group_tests_name("sshsig", tests, NULL, NULL);
}
