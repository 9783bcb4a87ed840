/* muster key: make and show the keys that sign bundles (seal.md section 3.4). */
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/num.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/rights.h"
#include "trust/cert.h"
#include "trust/key.h"
#include "trust/signers.h"

#define CERT_DAYS 825

/* clang-format off: one type a line */
static const struct {
	const char *word;
	enum key_kind kind;
} types[] = {
	{ "p256", KEY_P256 },
	{ "rsa3072", KEY_RSA },
	{ "ed25519", KEY_ED25519 },
};
/* clang-format on */

static int read_type(const char *word, enum key_kind *out, struct err *err)
{
	*out = KEY_P256;
	if (!word)
		return 0;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (strcmp(types[i].word, word) != 0)
			continue;
		*out = types[i].kind;
		return 0;
	}
	err_set(err, ERR_USAGE, "there is no key type \"%s\"", word);
	return err_fix(err, "use --type p256, rsa3072 or ed25519");
}

/* It becomes a principal of allowed_signers and an e-mail of the certificate. */
static int check_principal(struct span name, struct err *err)
{
	bool good = name.len > 0 && name.len <= 64;

	for (size_t i = 0; good && i < name.len; i++)
		good = name.ptr[i] > ' ' && name.ptr[i] < 0x7f &&
		       !strchr("\"*?!,#", name.ptr[i]);
	if (good && span_index(name, '@') > 0)
		return 0;
	err_set(err, ERR_USAGE, "\"%.*s\" is no e-mail address", SPAN_ARG(name));
	return err_fix(err, "name the key's owner: --as ci@example.org");
}

static int passphrase_options(struct passphrase_source *out,
			      const struct invocation *in, struct err *err)
{
	const char *fd = invocation_value(in, "passphrase-fd");
	uint64_t number;

	*out = (struct passphrase_source){
		.file = invocation_value(in, "passphrase-file"),
		.fd = -1,
		.terminal = true,
	};
	if (!fd)
		return 0;
	if (!num_u64(span_of(fd), 1023, &number)) {
		err_set(err, ERR_USAGE, "\"%s\" is no descriptor", fd);
		return err_fix(err, "give a number: --passphrase-fd 3 3<FILE");
	}
	out->fd = (int)number;
	return 0;
}

/* "<out>.key", "<out>.pub", "<out>.crt": none of them may be there. */
static int check_free(const char *out, struct arena *arena, struct err *err)
{
	static const char *const ends[] = { "key", "pub", "crt" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		struct span path = arena_printf(arena, "%s.%s", out, ends[i]);

		if (!file_exists(path.ptr))
			continue;
		err_set(err, ERR_USAGE, "is there already");
		err_at_path(err, path);
		return err_fix(err, "choose another name with --out, or move it away");
	}
	return 0;
}

static int write_key(struct key *key, const struct invocation *in, const char *out,
		     struct err *err)
{
	struct span path = arena_printf(in->arena, "%s.key", out);
	struct passphrase_source source;
	struct passphrase passphrase;
	int rc;

	if (invocation_has(in, "no-passphrase"))
		return key_write(path.ptr, key, NULL, err);
	rc = passphrase_options(&source, in, err);
	if (rc < 0)
		return rc;
	rc = passphrase_get(&passphrase, &source, "new passphrase", true, err);
	if (rc == 0)
		rc = key_write(path.ptr, key, &passphrase, err);
	else if (err->fix[0] == '\0' || source.terminal)
		err_fix(err,
			"give --passphrase-file, --passphrase-fd or --no-passphrase");
	passphrase_wipe(&passphrase);
	return rc;
}

static int write_public(struct key *key, struct cert *cert, const struct invocation *in,
			const char *out, struct err *err)
{
	struct span path = arena_printf(in->arena, "%s.pub", out);
	int rc;

	rc = file_write(path.ptr, key_spki_pem(key, in->arena), err);
	if (rc < 0 || !cert)
		return rc;
	path = arena_printf(in->arena, "%s.crt", out);
	return file_write(path.ptr, cert_pem(cert, in->arena), err);
}

static int key_new(struct invocation *in, struct err *err)
{
	const char *out = invocation_value(in, "out");
	const char *as = invocation_value(in, "as");
	struct span principal = span_of(as ? as : "seal@localhost");
	SCOPED_CERT cert = NULL;
	SCOPED_KEY key = NULL;
	enum key_kind kind;
	struct span line;
	int rc;

	if (!out)
		out = "seal";
	rc = read_type(invocation_value(in, "type"), &kind, err);
	if (rc == 0)
		rc = check_principal(principal, err);
	if (rc == 0)
		rc = check_free(out, in->arena, err);
	if (rc == 0)
		rc = key_generate(&key, kind, err);
	if (rc == 0)
		rc = cert_self_signed(&cert, key, principal, clock_now(), CERT_DAYS,
				      err);
	if (rc == 0)
		rc = write_key(key, in, out, err);
	if (rc == 0)
		rc = write_public(key, cert, in, out, err);
	if (rc < 0)
		return rc;
	line = signers_line(principal, NAMESPACE_SEAL, key_wire(key, in->arena),
			    in->arena);
	if (!in->quiet)
		fprintf(in->out,
			"# %s.key (keep it), %s.pub and %s.crt (give them away)\n"
			"# The line for the verifiers' allowed_signers:\n",
			out, out, out);
	fprintf(in->out, "%.*s", SPAN_ARG(line));
	return 0;
}

static void show_line(const struct invocation *in, const char *name, struct span text)
{
	fprintf(in->out, "%-12s ", name);
	print_text(in->out, text);
	fputc('\n', in->out);
}

static void show_key(const struct invocation *in, struct key *key)
{
	char id[DIGEST_TEXT];

	key_id(key, id);
	show_line(in, "type", span_of(key_kind_word[key_kind(key)]));
	fprintf(in->out, "%-12s %u\n", "bits", key_bits(key));
	show_line(in, "key id", span_of(id));
	show_line(in, "fingerprint",
		  key_fingerprint(key_wire(key, in->arena), in->arena));
}

static void show_cert(const struct invocation *in, const struct cert_facts *facts)
{
	char time[CLOCK_TEXT];

	show_line(in, "type",
		  span_of(facts->key_kind == KEY_KINDS
				  ? "not used by muster"
				  : key_kind_word[facts->key_kind]));
	if (facts->key_kind != KEY_KINDS) {
		fprintf(in->out, "%-12s %u\n", "bits", facts->key_bits);
		show_line(in, "key id", span_of(facts->key_id));
		show_line(in, "fingerprint", key_fingerprint(facts->wire, in->arena));
	}
	show_line(in, "subject", facts->subject);
	show_line(in, "issuer", facts->issuer);
	show_line(in, "e-mail", facts->mail);
	show_line(in, "not before", span_of(clock_format(facts->not_before, time)));
	show_line(in, "not after", span_of(clock_format(facts->not_after, time)));
}

/* A certificate, a public key or a private key, by what stands in the file. */
static int key_show(struct invocation *in, const char *path, struct err *err)
{
	struct passphrase_source source;
	struct cert_facts facts;
	SCOPED_CERT cert = NULL;
	SCOPED_KEY key = NULL;
	struct span pem;
	int rc;

	rc = file_read(&pem, path, LIMIT_KEY_BYTES, in->arena, err);
	if (rc < 0) {
		err->code = ERR_USAGE; /* the command line names what cannot be read */
		return err_fix(err,
			       "give it a key or a certificate: muster key show FILE");
	}
	if (span_find(pem, SPAN_LIT("-----BEGIN CERTIFICATE-----")) >= 0) {
		rc = cert_read(&cert, pem, path, err);
		if (rc < 0)
			return rc;
		cert_look(&facts, cert, in->arena);
		show_cert(in, &facts);
		return 0;
	}
	if (span_find(pem, SPAN_LIT("PRIVATE KEY-----")) >= 0) {
		rc = passphrase_options(&source, in, err);
		if (rc == 0)
			rc = key_open(&key, path, &source, err);
	} else {
		rc = key_read_public(&key, pem, path, err);
	}
	if (rc == 0)
		show_key(in, key);
	return rc;
}

static int run(struct invocation *in, struct err *err)
{
	int rc = rights_give_up(in, err);

	if (rc < 0)
		return rc;
	if (strcmp(in->args[0], "new") == 0 && in->arg_count == 1)
		return key_new(in, err);
	if (strcmp(in->args[0], "show") == 0 && in->arg_count == 2)
		return key_show(in, in->args[1], err);
	err_set(err, ERR_USAGE, "muster key takes \"new\", or \"show\" and a file");
	return err_fix(err, "see \"muster key --help\"");
}

static const struct option options[] = {
	{ "out", 'o', OPTION_VALUE, "NAME",
	  "write NAME.key, NAME.pub, NAME.crt (seal)" },
	{ "type", 0, OPTION_VALUE, "p256|rsa3072|ed25519", "kind of key (p256)" },
	{ "as", 0, OPTION_VALUE, "EMAIL", "whom the key speaks for" },
	{ "no-passphrase", 0, OPTION_FLAG, NULL, "leave the private key unencrypted" },
	{ "passphrase-file", 0, OPTION_VALUE, "FILE", "its first line opens the key" },
	{ "passphrase-fd", 0, OPTION_VALUE, "N", "the same from a descriptor" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

const struct command command_key = {
	.name = "key",
	.args = "new|show [FILE]",
	.summary = "Make a key that seals bundles, or show what a key file is",
	.examples = "  muster key new --out seal --as ci@example.org >> "
		    "trust/allowed_signers\n"
		    "  muster key show seal.crt\n",
	.options = options,
	.min_args = 1,
	.max_args = 2,
	.run = run,
};
