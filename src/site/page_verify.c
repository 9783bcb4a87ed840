#include "site/page.h"

struct step {
	const char *title, *says; /* keys of [verify-step], or NULL */
	const char *command;
};

/* The commands of seal.md section 9. */
static const struct step file_steps[] = {
	{ "nothing-listed-was-changed-or-removed",
	  "nothing-listed-was-changed-or-removed-says",
	  "sha256sum -c --strict --quiet SHA256SUMS" },
	{ "nothing-is-there-but-files", "nothing-is-there-but-files-says",
	  "find . ! -type f ! -type d" },
	{ "nothing-was-added", "nothing-was-added-says",
	  "find . \\( -path ./seal -o -path ./signoffs \\) -prune -o -type f ! -path "
	  "./SHA256SUMS"
	  " -printf '%P\\n' \\\n  | LC_ALL=C sort | diff - <(cut -c67- SHA256SUMS)" },
	{ "what-name-the-whole-has", "what-name-the-whole-has-says",
	  "sha256sum SHA256SUMS" },
	{ "which-report-was-judged", "which-report-was-judged-says",
	  "sha256sum report.json" },
};

static const struct step seal_steps[] = {
	{ "the-list-was-signed-by-the-sealing-key",
	  "the-list-was-signed-by-the-sealing-key-says",
	  "openssl cms -verify -cades -binary -inform DER -in seal/SHA256SUMS.p7s \\\n"
	  "  -content SHA256SUMS -CAfile seal.crt -out /dev/null" },
	{ "the-attestation-was-signed-by-the-sealin",
	  "the-attestation-was-signed-by-the-sealin-says",
	  "J=seal/attestation.sigstore.json; Y=$(jq -r .dsseEnvelope.payloadType $J)\n"
	  "jq -r .dsseEnvelope.payload $J | base64 -d > ../st.json\n"
	  "{ printf 'DSSEv1 %d %s %d ' ${#Y} \"$Y\" $(wc -c < ../st.json); cat "
	  "../st.json; }"
	  " > ../pae\n"
	  "jq -r '.dsseEnvelope.signatures[0].sig' $J | base64 -d > ../sig\n"
	  "openssl dgst -sha256 -verify seal.pub -signature ../sig ../pae" },
	{ "the-attestation-is-about-this-folder",
	  "the-attestation-is-about-this-folder-says",
	  "jq -r '.subject[0].digest.sha256' ../st.json" },
};

static const struct step signoff_steps[] = {
	{ "a-statement-was-signed-by-who-it-names",
	  "a-statement-was-signed-by-who-it-names-says",
	  "ssh-keygen -Y verify -n muster-signoff/ROLE -I SIGNER -f allowed_signers "
	  "\\\n"
	  "  -s signoffs/NAME.signoff.sig < signoffs/NAME.signoff" },
	{ "it-is-about-this-report", "it-is-about-this-report-says",
	  "grep '^report:' signoffs/*.signoff; sha256sum report.json" },
};

static const struct step own_steps[] = {
	{ NULL, NULL, "muster verify . --trust DIR" },
};

static struct span words_of(const struct site *site, const char *key)
{
	return key ? say_word(site, "verify-step", key) : SPAN_EMPTY;
}

static void add_steps(const struct site *site, struct value *value, const char *key,
		      const struct step *steps, size_t count)
{
	struct value *list = value_list(value, key);

	for (size_t i = 0; i < count; i++) {
		struct value *step = value_add(list);

		value_text(step, "title", words_of(site, steps[i].title));
		value_text(step, "says", words_of(site, steps[i].says));
		value_text(step, "command", span_of(steps[i].command));
	}
}

#define STEPS(site, value, key, steps)                                                 \
	add_steps((site), (value), (key), (steps), sizeof(steps) / sizeof((steps)[0]))

int page_verify(struct site *site, struct err *err)
{
	struct value *value = page_begin(site, SPAN_LIT("verify.html"));
	struct page page = { .template = "verify",
			     .title = say(site, "nav.verify"),
			     .nav = "verify.html",
			     .class = "ver",
			     .scripts = { SPAN_INIT("assets/verify.js") } };

	value_text(value, "keys", SPAN_EMPTY);
	value_text(value, "words", words_for_script(site, "check"));
	value_text(value, "signers", SPAN_EMPTY);
	STEPS(site, value, "files", file_steps);
	STEPS(site, value, "seal", seal_steps);
	STEPS(site, value, "signoffs", signoff_steps);
	STEPS(site, value, "own", own_steps);
	return page_end(site, &page, value, err);
}
