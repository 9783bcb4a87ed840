#include "cli/sealing.h"

#include "base/file.h"
#include "base/num.h"
#include "base/path.h"
#include "cli/print.h"

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

int sealing_start(struct sealing *out, struct invocation *in, struct err *err)
{
	struct sealer_options options = {
		.key = invocation_value(in, "key"),
		.cert = invocation_value(in, "cert"),
		.passphrase.file = invocation_value(in, "passphrase-file"),
		.passphrase.terminal = true,
	};
	int rc;

	*out = (struct sealing){ .sealer = SEALER_NONE };
	rc = read_compression(&out->filter, in, err);
	if (rc == 0)
		rc = read_number(in, "key-fd", &options.key_fd, err);
	if (rc == 0)
		rc = read_number(in, "passphrase-fd", &options.passphrase.fd, err);
	if (rc < 0 || (!options.key && options.key_fd < 0))
		return rc;
	return sealer_start(&out->sealer, &options, in->arena, err);
}

static const char *bundle_file(const struct invocation *in, const char *place,
			       struct span name, enum archive_filter filter)
{
	const char *file = invocation_value(in, "bundle");
	struct span path = span_of(place);

	if (file)
		return file;
	while (path.len > 1 && span_ends(path, "/"))
		path.len--;
	name = arena_printf(in->arena, "%.*s.%s", SPAN_ARG(name),
			    filter == ARCHIVE_GZIP ? "tar.gz" : "tar");
	return path_join(in->arena, path_dir(path), name).ptr;
}

int sealing_run(struct sealing_result *out, struct sealing *sealing,
		struct invocation *in, const char *folder, const char *place,
		struct err *err)
{
	struct seal_options how = { .sandbox = in->sandbox_level };
	struct span above;
	int rc = seal_folder(&out->sealed, folder, &sealing->sealer, &how, in->arena,
			     err);

	if (rc < 0)
		return rc;
	out->file = bundle_file(in, place, out->sealed.name, sealing->filter);
	above = path_dir(span_of(out->file));
	if (above.len > 0)
		rc = file_make_folders(arena_string(in->arena, above), err);
	if (rc < 0)
		return rc;
	return bundle_pack(&out->packed, folder, out->file, sealing->filter, in->arena,
			   err);
}

size_t sealing_withheld(const struct sealed *sealed)
{
	struct node inputs = node_get(sealed->identity.root, "inputs");
	size_t count = 0;

	if (!node_is(inputs, NODE_ARRAY))
		return 0;
	for (struct node n = node_first(inputs); node_exists(n); n = node_next(n))
		count += node_exists(node_get(n, "withheld"));
	return count;
}

void sealing_print(const struct invocation *in, const struct sealing_result *result)
{
	const struct identity *identity = &result->sealed.identity;
	size_t withheld = sealing_withheld(&result->sealed);

	fputs("sealed ", in->out);
	print_text(in->out, identity->project);
	fprintf(in->out, " %.12s: %.*s\n", identity->commit.ptr,
		SPAN_ARG(identity->outcome));
	fprintf(in->out, "seal   sha256:%s\n", result->sealed.seal_digest);
	fprintf(in->out, "tar    sha256:%s\n", result->packed.tar_digest);
	fprintf(in->out, "file   sha256:%s\n", result->packed.file_digest);
	print_text(in->out, span_of(result->file));
	fprintf(in->out, " (%ju files, %ju bytes)\n", (uintmax_t)result->packed.files,
		(uintmax_t)result->packed.bytes);
	if (withheld > 0)
		fprintf(in->out,
			"%zu input%s withheld: raw/index.json names %s and says why\n",
			withheld, withheld == 1 ? " is" : "s are",
			withheld == 1 ? "it" : "them");
}

void sealing_stop(struct sealing *sealing)
{
	sealer_stop(&sealing->sealer);
}
