/* muster trust: the folder that says whose key is whose (seal.md sections 3.1 to 3.4).
 */
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "cli/command.h"
#include "cli/rights.h"
#include "cli/trust_check.h"
#include "cli/trust_log.h"
#include "cli/trusting.h"
#include "text/base64.h"
#include "trust/cert.h"
#include "trust/trust.h"

/* Naming a key. */

/* What a command works on: the folder's text, and one key in it or not. */
struct chosen {
	struct signers signers;
	struct span path, text; /* allowed_signers */
	struct span wire;
	struct span principal; /* whose it is, where a line says so */
};

static int no_key(struct err *err, const char *words, const char *what)
{
	err_set(err, ERR_USAGE, "%s", what);
	err_at_path(err, span_of(words));
	return err_fix(err, "name a principal, a fingerprint (SHA256:...) or the file "
			    "of a public key");
}

/* "keytype base64 comment", as in id_ed25519.pub. */
static bool wire_of_line(struct span *out, struct span text, struct arena *arena)
{
	struct span rest = text, type, word;
	enum key_kind kind;
	unsigned bits;

	return span_line(&rest, &text) && span_split(&text, ' ', &type) &&
	       span_split(&text, ' ', &word) &&
	       base64_decode(out, BASE64_STD, word, arena) &&
	       key_check_wire(*out, &kind, &bits) && span_is(type, key_kind_ssh[kind]);
}

static int wire_of_file(struct span *out, const char *path, struct arena *arena,
			struct err *err)
{
	struct cert_facts facts;
	SCOPED_CERT cert = NULL;
	SCOPED_KEY key = NULL;
	struct span text;
	int rc;

	*out = SPAN_EMPTY;
	rc = file_read(&text, path, LIMIT_KEY_BYTES, arena, err);
	if (rc < 0)
		return no_key(err, path, "is no principal, fingerprint or file here");
	if (span_find(text, SPAN_LIT("PRIVATE KEY-----")) >= 0)
		return no_key(err, path, "is a private key; give the public one");
	if (span_find(text, SPAN_LIT("-----BEGIN CERTIFICATE-----")) >= 0) {
		rc = cert_read(&cert, text, path, err);
		if (rc < 0)
			return rc;
		cert_look(&facts, cert, arena);
		*out = facts.wire;
	} else if (span_find(text, SPAN_LIT("-----BEGIN PUBLIC KEY-----")) >= 0) {
		rc = key_read_public(&key, text, path, err);
		if (rc < 0)
			return rc;
		*out = key_wire(key, arena);
	} else if (!wire_of_line(out, text, arena)) {
		*out = SPAN_EMPTY;
	}
	return out->len > 0 ? 0 : no_key(err, path, "holds no public key");
}

static bool is_meant(const struct signer *line, struct span words, struct arena *arena)
{
	if (span_starts(words, "SHA256:"))
		return span_eq(key_fingerprint(line->blob, arena), words);
	return signer_has_principal(line, words);
}

static int choose_key(struct chosen *out, const char *words, struct arena *arena,
		      struct err *err)
{
	for (size_t i = 0; i < out->signers.lines.count; i++) {
		const struct signer *line = &out->signers.lines.at[i];

		if (!is_meant(line, span_of(words), arena) ||
		    span_eq(line->blob, out->wire))
			continue;
		if (out->wire.len > 0) {
			err_set(err, ERR_USAGE, "%s has several keys", words);
			err_at_path(err, out->path);
			return err_fix(err, "name one by its fingerprint: "
					    "muster trust check shows them");
		}
		out->wire = line->blob;
	}
	if (out->wire.len == 0) {
		int rc = wire_of_file(&out->wire, words, arena, err);

		if (rc < 0)
			return rc;
	}
	for (size_t i = 0; i < out->signers.lines.count; i++)
		if (span_eq(out->signers.lines.at[i].blob, out->wire))
			out->principal = signer_principal(&out->signers.lines.at[i]);
	return 0;
}

static int open_folder(struct chosen *out, struct invocation *in, struct err *err)
{
	const char *folder = trusting_folder(in);
	int rc;

	*out = (struct chosen){ .wire = SPAN_EMPTY };
	out->path = file_is_folder(folder)
			    ? arena_printf(in->arena, "%s/allowed_signers", folder)
			    : span_of(folder);
	rc = file_read(&out->text, out->path.ptr, LIMIT_TRUST_BYTES, in->arena, err);
	if (rc < 0) {
		err->code = ERR_USAGE;
		return err_fix(err, "name the folder: --trust DIR");
	}
	return signers_parse(&out->signers, out->path, out->text, in->arena, err);
}

static int trust_pem(struct invocation *in, struct err *err)
{
	struct span words = span_of(in->args[1]);
	struct chosen chosen;
	size_t found = 0;
	int rc;

	rc = open_folder(&chosen, in, err);
	for (size_t i = 0; rc == 0 && i < chosen.signers.lines.count; i++) {
		const struct signer *line = &chosen.signers.lines.at[i];
		SCOPED_KEY key = NULL;

		if (!is_meant(line, words, in->arena))
			continue;
		found++;
		if (key_is_hardware(line->kind)) {
			err_set(err, ERR_USAGE,
				"the key is in hardware, which signs in a form of its "
				"own");
			err_at(err,
			       (struct pos){ .path = chosen.path, .line = line->line });
			return err_fix(err, "verify with ssh-keygen -Y verify");
		}
		rc = key_from_wire(&key, line->blob, err);
		if (rc == 0)
			fprintf(in->out, "# %.*s, line %u, %.*s\n%.*s",
				SPAN_ARG(line->principals), line->line,
				SPAN_ARG(key_fingerprint(line->blob, in->arena)),
				SPAN_ARG(key_spki_pem(key, in->arena)));
	}
	if (rc == 0 && found == 0) {
		err_set(err, ERR_USAGE, "lists nobody called %s", in->args[1]);
		err_at_path(err, chosen.path);
		rc = err_fix(err, "muster trust check shows who is there");
	}
	return rc;
}

/* Changing. */

static int trust_revoke(struct invocation *in, struct err *err)
{
	struct chosen chosen;
	struct span path, text = SPAN_EMPTY;
	enum key_kind kind;
	struct buf buf;
	unsigned bits;
	int rc;

	if (!file_is_folder(trusting_folder(in))) {
		err_set(err, ERR_USAGE, "is no folder, so there is no revoked_keys");
		err_at_path(err, span_of(trusting_folder(in)));
		return err_fix(err, "give the trust folder: --trust DIR");
	}
	rc = open_folder(&chosen, in, err);
	if (rc == 0)
		rc = choose_key(&chosen, in->args[1], in->arena, err);
	if (rc < 0)
		return rc;
	path = arena_printf(in->arena, "%s/revoked_keys", trusting_folder(in));
	if (file_exists(path.ptr)) {
		rc = file_read(&text, path.ptr, LIMIT_TRUST_BYTES, in->arena, err);
		if (rc == 0)
			rc = signers_parse_revoked(&chosen.signers, path, text,
						   in->arena, err);
		if (rc < 0)
			return rc;
	}
	if (signers_is_revoked(&chosen.signers, chosen.wire)) {
		fprintf(in->out, "%.*s is revoked already\n",
			SPAN_ARG(key_fingerprint(chosen.wire, in->arena)));
		return 0;
	}
	key_check_wire(chosen.wire, &kind, &bits);
	buf_init(&buf, 2 * LIMIT_TRUST_BYTES);
	buf_add(&buf, text);
	if (text.len > 0 && !span_ends(text, "\n"))
		buf_addch(&buf, '\n');
	buf_addf(&buf, "%s %.*s%s%.*s\n", key_kind_ssh[kind],
		 SPAN_ARG(base64_encode(in->arena, BASE64_STD, chosen.wire)),
		 chosen.principal.len ? " " : "", SPAN_ARG(chosen.principal));
	rc = file_write(path.ptr, buf_span(&buf), err);
	buf_release(&buf);
	if (rc == 0)
		fprintf(in->out, "%.*s: %.*s is revoked, whatever it signed and when\n",
			SPAN_ARG(path),
			SPAN_ARG(key_fingerprint(chosen.wire, in->arena)));
	return rc;
}

static int trust_retire(struct invocation *in, struct err *err)
{
	struct chosen chosen;
	char time[CLOCK_TEXT];
	struct span text;
	size_t changed;
	int64_t at;
	int rc;

	rc = trusting_when(&at, in, err);
	if (rc == 0)
		rc = open_folder(&chosen, in, err);
	if (rc == 0)
		rc = choose_key(&chosen, in->args[1], in->arena, err);
	if (rc == 0)
		rc = signers_retire(&text, &changed, chosen.path, chosen.text,
				    chosen.wire, at, in->arena, err);
	if (rc < 0)
		return rc;
	if (chosen.principal.len == 0)
		return no_key(err, in->args[1], "is a key that no line lists");
	clock_format(at, time);
	if (changed > 0)
		rc = file_write(chosen.path.ptr, text, err);
	if (rc == 0)
		fprintf(in->out, "%.*s: %.*s of %.*s is valid until %s%s\n",
			SPAN_ARG(chosen.path),
			SPAN_ARG(key_fingerprint(chosen.wire, in->arena)),
			SPAN_ARG(chosen.principal), time,
			changed ? "" : " or less already");
	return rc;
}

/* clang-format off: one word a line */
static const struct {
	const char *word;
	int min_args, max_args; /* the word among them */
	int (*run)(struct invocation *in, struct err *err);
} words[] = {
	{ "check", 1, 2, trust_check },   { "pem", 2, 2, trust_pem },
	{ "revoke", 2, 2, trust_revoke }, { "retire", 2, 2, trust_retire },
	{ "log", 1, 2, trust_log },
};
/* clang-format on */

static int run(struct invocation *in, struct err *err)
{
	int rc = rights_give_up(in, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(in->args[0], words[i].word) == 0 &&
		    in->arg_count >= words[i].min_args &&
		    in->arg_count <= words[i].max_args)
			return words[i].run(in, err);
	err_set(err, ERR_USAGE,
		"muster trust takes \"check\", \"pem\", \"revoke\", \"retire\" or "
		"\"log\"");
	return err_fix(err, "see \"muster trust --help\"");
}

static const struct option options[] = {
	{ "json", 0, OPTION_FLAG, NULL, "check, log: for programs" },
	{ "trust", 0, OPTION_VALUE, "DIR",
	  "the trust folder, or allowed_signers (trust)" },
	{ "at", 0, OPTION_VALUE, "TIME",
	  "check, log: as of then (now); retire: valid until then" },
	{ "accept-claimed-time", 0, OPTION_FLAG, NULL,
	  "log: believe a commit's date where its key has expired since" },
	{ "max", 'n', OPTION_VALUE, "N", "log: the newest N commits" },
	{ "trust-repo-owner", 0, OPTION_FLAG, NULL,
	  "log: read a repository that belongs to somebody else" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

const struct command command_trust = {
	.name = "trust",
	.args = "check [DIR] | pem|revoke|retire KEY | log [REV]",
	.summary = "Keep the folder that says whose key is whose",
	.examples = "  muster trust check ~/trust\n"
		    "  muster trust log --trust ~/trust main\n"
		    "  muster trust pem ci@example.org --trust ~/trust > ci.pem\n"
		    "  muster trust retire alice@example.org --at 2027-01-01 --trust "
		    "~/trust\n"
		    "  muster trust revoke SHA256:AbC... --trust ~/trust\n",
	.options = options,
	.min_args = 1,
	.max_args = 2,
	.run = run,
};
