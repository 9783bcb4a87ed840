/* muster verify-page: the page that checks bundles, as one file with its own trust. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "cli/command.h"
#include "cli/print.h"
#include "site/alone.h"
#include "text/base64.h"
#include "trust/digest.h"
#include "trust/trust.h"

#define TOOL "muster " MUSTER_VERSION

static struct span hash(struct span bytes, struct arena *arena)
{
	unsigned char digest[DIGEST_BYTES];

	digest_sha256(bytes, digest);
	return base64_encode(arena, BASE64_STD,
			     (struct span){ (const char *)digest, sizeof(digest) });
}

/* "20260101000000Z", as allowed_signers has it. */
static void add_time(struct buf *buf, const char *option, int64_t when)
{
	char text[CLOCK_TEXT];

	if (when == CLOCK_NONE)
		return;
	clock_format(when, text);
	buf_addf(buf, ",%s=\"", option);
	for (const char *at = text; *at; at++)
		if (*at >= '0' && *at <= '9')
			buf_addch(buf, *at);
	buf_adds(buf, "Z\"");
}

/* A wire form begins with the type's name; signers_parse() checked it. */
static struct span key_type(struct span blob)
{
	return span_sub(blob, 4, (unsigned char)blob.ptr[3]);
}

/*
 * What the page is to believe: lines that grant something by themselves, and none
 * whose key is revoked, which the page has no other way to know.
 */
static struct span page_signers(const struct signers *signers, struct arena *arena)
{
	struct buf buf;
	struct span out;

	buf_init(&buf, LIMIT_JSON_OUT);
	for (size_t i = 0; i < signers->lines.count; i++) {
		const struct signer *signer = &signers->lines.at[i];

		if (signer->authority || signers_is_revoked(signers, signer->blob))
			continue;
		buf_add(&buf, signer->principals);
		buf_adds(&buf, " namespaces=\"");
		buf_add(&buf, signer->namespaces);
		buf_addch(&buf, '"');
		add_time(&buf, "valid-after", signer->valid_after);
		add_time(&buf, "valid-before", signer->valid_before);
		buf_addch(&buf, ' ');
		buf_add(&buf, key_type(signer->blob));
		buf_addch(&buf, ' ');
		buf_add(&buf, base64_encode(arena, BASE64_STD, signer->blob));
		buf_addch(&buf, '\n');
	}
	out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return out;
}

static int run(struct invocation *in, struct err *err)
{
	const char *path = invocation_value(in, "trust");
	const char *out = invocation_value(in, "out");
	struct alone_options options = {
		.templates = invocation_value(in, "templates"),
		.tool = SPAN_LIT(TOOL),
		.hash = hash,
	};
	struct trust trust = { 0 };
	struct span page;
	int rc = path ? trust_read(&trust, path, in->arena, err) : 0;

	if (rc < 0)
		return rc;
	options.signers = page_signers(&trust.signers, in->arena);
	trust_release(&trust);
	rc = site_verify_page(&page, &options, in->arena, err);
	if (rc < 0)
		return rc;
	if (out)
		return file_write(out, page, err);
	fwrite(page.ptr, 1, page.len, in->out);
	return 0;
}

/* clang-format off: one option a line */
static const struct option options[] = {
	{ "trust", 't', OPTION_VALUE, "PATH",
	  "the signers to fill in: a trust folder or an allowed_signers" },
	{ "out", 'o', OPTION_VALUE, "FILE",
	  "write the page to FILE, not to standard output" },
	{ "templates", 0, OPTION_VALUE, "DIR", "templates of your own" },
	{ NULL },
};
/* clang-format on */

const struct command command_verify_page = {
	.name = "verify-page",
	.args = "",
	.summary = "Write the page that checks bundles in a browser, as one file",
	.examples = "  muster verify-page --trust trust/ -o verify.html\n",
	.options = options,
	.max_args = 0,
	.run = run,
};
