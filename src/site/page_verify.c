#include "site/page.h"

struct step {
	const char *title, *says, *command;
};

/* The commands of seal.md section 9. */
static const struct step file_steps[] = {
	{ "Nothing listed was changed or removed",
	  "Prints nothing when every listed file is there with its digest.",
	  "sha256sum -c --strict --quiet SHA256SUMS" },
	{ "Nothing is there but files",
	  "Prints nothing. A link in place of a file would pass the first check.",
	  "find . ! -type f ! -type d" },
	{ "Nothing was added",
	  "Prints nothing when the folder holds what is listed and no more.",
	  "find . \\( -path ./seal -o -path ./signoffs \\) -prune -o -type f ! -path "
	  "./SHA256SUMS"
	  " -printf '%P\\n' \\\n  | LC_ALL=C sort | diff - <(cut -c67- SHA256SUMS)" },
	{ "What name the whole has",
	  "Prints the seal digest: one name for everything in this folder. Compare it "
	  "with the"
	  " one you were given.",
	  "sha256sum SHA256SUMS" },
	{ "Which report was judged",
	  "Prints the report digest that these pages show and that people sign.",
	  "sha256sum report.json" },
};

static const struct step seal_steps[] = {
	{ "The list was signed by the sealing key",
	  "With the certificate that you trust in seal.crt. Says \"CMS Verification "
	  "successful\".",
	  "openssl cms -verify -cades -binary -inform DER -in seal/SHA256SUMS.p7s \\\n"
	  "  -content SHA256SUMS -CAfile seal.crt -out /dev/null" },
	{ "The attestation was signed by the sealing key",
	  "With the public key that you trust in seal.pub; files st.json, pae and sig "
	  "are left in"
	  " the folder above. Says \"Verified OK\".",
	  "J=seal/attestation.sigstore.json; Y=$(jq -r .dsseEnvelope.payloadType $J)\n"
	  "jq -r .dsseEnvelope.payload $J | base64 -d > ../st.json\n"
	  "{ printf 'DSSEv1 %d %s %d ' ${#Y} \"$Y\" $(wc -c < ../st.json); cat "
	  "../st.json; }"
	  " > ../pae\n"
	  "jq -r '.dsseEnvelope.signatures[0].sig' $J | base64 -d > ../sig\n"
	  "openssl dgst -sha256 -verify seal.pub -signature ../sig ../pae" },
	{ "The attestation is about this folder", "Prints the seal digest of above.",
	  "jq -r '.subject[0].digest.sha256' ../st.json" },
};

static const struct step signoff_steps[] = {
	{ "A statement was signed by who it names",
	  "For each file in signoffs/, with its role and signer, and with the "
	  "allowed_signers"
	  " that you trust.",
	  "ssh-keygen -Y verify -n muster-signoff/ROLE -I SIGNER -f allowed_signers "
	  "\\\n"
	  "  -s signoffs/NAME.signoff.sig < signoffs/NAME.signoff" },
	{ "It is about this report", "Both print the same digest.",
	  "grep '^report:' signoffs/*.signoff; sha256sum report.json" },
};

static const struct step own_steps[] = {
	{ "", "", "muster verify . --trust DIR" },
};

static void add_steps(struct value *value, const char *key, const struct step *steps,
		      size_t count)
{
	struct value *list = value_list(value, key);

	for (size_t i = 0; i < count; i++) {
		struct value *step = value_add(list);

		value_text(step, "title", span_of(steps[i].title));
		value_text(step, "says", span_of(steps[i].says));
		value_text(step, "command", span_of(steps[i].command));
	}
}

#define STEPS(value, key, steps)                                                       \
	add_steps((value), (key), (steps), sizeof(steps) / sizeof((steps)[0]))

int page_verify(struct site *site, struct err *err)
{
	struct value *value = page_begin(site, SPAN_LIT("verify.html"));
	struct page page = { .template = "verify",
			     .title = SPAN_LIT("Verify"),
			     .nav = "verify.html",
			     .class = "ver",
			     .scripts = { SPAN_INIT("assets/verify.js") } };

	value_text(value, "keys", SPAN_EMPTY);
	value_text(value, "signers", SPAN_EMPTY);
	STEPS(value, "files", file_steps);
	STEPS(value, "seal", seal_steps);
	STEPS(value, "signoffs", signoff_steps);
	STEPS(value, "own", own_steps);
	return page_end(site, &page, value, err);
}
