/* muster seal: sign a built folder, and pack it (seal.md). */
#include "base/limits.h"
#include "base/num.h"
#include "base/path.h"
#include "cli/command.h"
#include "cli/print.h"
#include "seal/bundle.h"
#include "seal/sealer.h"
#include "text/jsonout.h"

#define DEFAULT_FOLDER "site/report"

static int read_number(const struct invocation *in, const char *option, int *out,
		       struct err *err)
{
	const char *word = invocation_value(in, option);
	uint64_t number;

	*out = -1;
	if (!word)
		return 0;
	if (!num_u64(span_of(word), 1023, &number)) {
		err_set(err, ERR_USAGE, "\"%s\" is no descriptor", word);
		return err_fix(err, "give a number: --%s 3", option);
	}
	*out = (int)number;
	return 0;
}

static int read_key_options(struct sealer_options *out, const struct invocation *in,
			    struct err *err)
{
	int rc;

	*out = (struct sealer_options){
		.key = invocation_value(in, "key"),
		.cert = invocation_value(in, "cert"),
		.passphrase.file = invocation_value(in, "passphrase-file"),
		.passphrase.terminal = true,
	};
	rc = read_number(in, "key-fd", &out->key_fd, err);
	if (rc == 0)
		rc = read_number(in, "passphrase-fd", &out->passphrase.fd, err);
	if (rc < 0 || out->key || out->key_fd >= 0)
		return rc;
	err_set(err, ERR_USAGE, "muster seal needs a key");
	return err_fix(err, "give --key FILE; \"muster key new\" makes one");
}

static int read_compression(enum archive_filter *out, const struct invocation *in,
			    struct err *err)
{
	const char *word = invocation_value(in, "compression");

	*out = ARCHIVE_GZIP;
	if (!word || strcmp(word, "gzip") == 0)
		return 0;
	*out = ARCHIVE_PLAIN;
	if (strcmp(word, "none") == 0)
		return 0;
	err_set(err, ERR_USAGE, "there is no compression \"%s\"", word);
	return err_fix(err, "use --compression gzip or none");
}

/* Beside the folder, under the bundle's own name. */
static const char *bundle_file(const struct invocation *in, const char *folder,
			       struct span name, enum archive_filter filter)
{
	const char *file = invocation_value(in, "bundle");
	struct span path = span_of(folder);

	if (file)
		return file;
	while (path.len > 1 && span_ends(path, "/"))
		path.len--;
	name = arena_printf(in->arena, "%.*s.%s", SPAN_ARG(name),
			    filter == ARCHIVE_GZIP ? "tar.gz" : "tar");
	return path_join(in->arena, path_dir(path), name).ptr;
}

static void print_sealed(const struct invocation *in, const struct sealed *sealed,
			 const struct packed *packed, const char *file)
{
	fprintf(in->out, "sealed %.*s %.12s: %.*s\n",
		SPAN_ARG(sealed->identity.project), sealed->identity.commit.ptr,
		SPAN_ARG(sealed->identity.outcome));
	fprintf(in->out, "seal   sha256:%s\n", sealed->seal_digest);
	fprintf(in->out, "tar    sha256:%s\n", packed->tar_digest);
	fprintf(in->out, "file   sha256:%s\n", packed->file_digest);
	print_text(in->out, span_of(file));
	fprintf(in->out, " (%ju files, %ju bytes)\n", (uintmax_t)packed->files,
		(uintmax_t)packed->bytes);
}

static int print_json(const struct invocation *in, const struct sealed *sealed,
		      const struct packed *packed, const char *file, struct err *err)
{
	struct jsonout json;
	struct buf buf;
	int rc;

	buf_init(&buf, LIMIT_JSON_OUT);
	jsonout_init(&json, &buf, true);
	jsonout_object(&json);
	jsonout_member(&json, "bundle", span_of(file));
	jsonout_member_int(&json, "bytes", (int64_t)packed->bytes);
	jsonout_member(&json, "commit", sealed->identity.commit);
	jsonout_member(&json, "fileDigest", span_of(packed->file_digest));
	jsonout_member_int(&json, "files", (int64_t)packed->files);
	jsonout_member(&json, "outcome", sealed->identity.outcome);
	jsonout_member(&json, "project", sealed->identity.project);
	jsonout_member(&json, "sealDigest", span_of(sealed->seal_digest));
	jsonout_member(&json, "tarDigest", span_of(packed->tar_digest));
	jsonout_end(&json);
	jsonout_line(&json);
	rc = buf_check(&buf, "the answer", err);
	if (rc == 0)
		fwrite(buf.ptr, 1, buf.len, in->out);
	buf_release(&buf);
	return rc;
}

static int seal_and_pack(struct invocation *in, struct sealer *sealer,
			 enum archive_filter filter, struct err *err)
{
	const char *folder = in->arg_count > 0 ? in->args[0] : DEFAULT_FOLDER;
	struct seal_options how = { .sandbox = in->sandbox_level };
	struct sealed sealed;
	struct packed packed;
	const char *file;
	int rc;

	rc = seal_folder(&sealed, folder, sealer, &how, in->arena, err);
	if (rc == -(int)ERR_ABSENT && err->fix[0] == '\0')
		err_fix(err, "build the report first: muster build");
	if (rc < 0)
		return rc;
	file = bundle_file(in, folder, sealed.name, filter);
	rc = bundle_pack(&packed, folder, file, filter, in->arena, err);
	if (rc < 0)
		return rc;
	if (invocation_has(in, "json"))
		return print_json(in, &sealed, &packed, file, err);
	if (!in->quiet)
		print_sealed(in, &sealed, &packed, file);
	return 0;
}

static int run(struct invocation *in, struct err *err)
{
	struct sealer_options key;
	struct sealer sealer = SEALER_NONE;
	enum archive_filter filter;
	int rc;

	rc = read_compression(&filter, in, err);
	if (rc == 0)
		rc = read_key_options(&key, in, err);
	if (rc == 0)
		rc = sealer_start(&sealer, &key, in->arena, err);
	if (rc == 0)
		rc = seal_and_pack(in, &sealer, filter, err);
	sealer_stop(&sealer);
	return rc;
}

static const struct option options[] = {
	{ "key", 'k', OPTION_VALUE, "FILE", "private key, PKCS#8 PEM, mode 0600" },
	{ "key-fd", 0, OPTION_VALUE, "N", "the same from a descriptor" },
	{ "cert", 0, OPTION_VALUE, "FILE",
	  "its certificate (FILE.crt beside the key)" },
	{ "passphrase-file", 0, OPTION_VALUE, "FILE", "its first line opens the key" },
	{ "passphrase-fd", 0, OPTION_VALUE, "N", "the same from a descriptor" },
	{ "bundle", 'b', OPTION_VALUE, "FILE", "archive to write (beside the folder)" },
	{ "compression", 0, OPTION_VALUE, "gzip|none", "of the archive (gzip)" },
	{ "json", 0, OPTION_FLAG, NULL, "digests as JSON" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

const struct command command_seal = {
	.name = "seal",
	.args = "[DIR]",
	.summary = "Sign a built report (site/report) and pack it as a bundle",
	.examples =
		"  muster seal --key seal.key\n"
		"  muster seal site/report --key seal.key --bundle release.tar.gz\n",
	.options = options,
	.min_args = 0,
	.max_args = 1,
	.run = run,
};
