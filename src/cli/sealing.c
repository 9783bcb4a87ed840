#include "cli/sealing.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/num.h"
#include "base/path.h"
#include "cli/print.h"
#include "seal/verify.h"

static int read_compression(enum archive_filter *out, const struct invocation *in,
			    struct err *err)
{
	static const char *const words[ARCHIVE_FILTERS] = {
		[ARCHIVE_PLAIN] = "none",
		[ARCHIVE_GZIP] = "gzip",
		[ARCHIVE_ZSTD] = "zstd",
	};
	const char *word = invocation_value(in, "compression");

	*out = ARCHIVE_GZIP;
	if (!word)
		return 0;
	for (enum archive_filter i = 0; i < ARCHIVE_FILTERS; i++) {
		if (strcmp(word, words[i]) != 0)
			continue;
		*out = i;
		return 0;
	}
	err_set(err, ERR_USAGE, "there is no compression \"%s\"", word);
	return err_fix(err, "use --compression gzip, zstd or none");
}

/*
 * Where this bundle stands in the row of its project's.  The one before is read for
 * its digest and number; whether its own seal holds is the question of whoever
 * verifies the row.
 */
static int read_row(struct seal_options *out, const struct invocation *in,
		    struct err *err)
{
	const char *number = invocation_value(in, "sequence");
	const char *previous = invocation_value(in, "previous");
	struct verify_options how = { .at = CLOCK_NONE,
				      .integrity_only = true,
				      .limits = content_limits_default };
	struct verification before;
	uint64_t sequence = 0;

	if (number &&
	    (!num_u64(span_of(number), INT64_MAX / 2, &sequence) || sequence == 0)) {
		err_set(err, ERR_USAGE, "--sequence is \"%s\"", number);
		return err_fix(err, "give a whole number from 1");
	}
	out->sequence = (int64_t)sequence;
	if (!previous)
		return 0;
	verify_bundle(&before, previous, &how, in->arena);
	if (before.errors.count > 0) {
		err_set(err, ERR_USAGE, "the bundle before is none: %.*s",
			SPAN_ARG(before.errors.at[0].detail));
		err_at_path(err, span_of(previous));
		return err_fix(err, "give --previous a bundle that verifies");
	}
	out->previous = arena_string(in->arena, span_of(before.seal_digest));
	out->project_before = before.identity.project;
	if (out->sequence == 0)
		out->sequence = before.sequence + 1;
	if (out->sequence > before.sequence)
		return 0;
	err_set(err, ERR_USAGE, "--sequence %s is not behind the bundle before, %jd",
		number, (intmax_t)before.sequence);
	return err_fix(err, "leave --sequence out: it is counted from --previous");
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
		rc = invocation_descriptor(in, "key-fd", &options.key_fd, err);
	if (rc == 0)
		rc = invocation_descriptor(in, "passphrase-fd", &options.passphrase.fd,
					   err);
	if (rc == 0 && (options.key || options.key_fd >= 0))
		rc = sealer_start(&out->sealer, &options, in->arena, err);
	/* Foreign bytes, so behind the start of the process that holds the key. */
	return rc < 0 ? rc : read_row(&out->how, in, err);
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
			    archive_filter_ending[filter]);
	return path_join(in->arena, path_dir(path), name).ptr;
}

int sealing_run(struct sealing_result *out, struct sealing *sealing,
		struct invocation *in, const char *folder, const char *place,
		struct err *err)
{
	int rc;

	sealing->how.sandbox = in->sandbox_level;
	rc = seal_folder(&out->sealed, folder, &sealing->sealer, &sealing->how,
			 in->arena, err);
	return rc < 0 ? rc : sealing_pack(out, sealing, in, folder, place, err);
}

int sealing_pack(struct sealing_result *out, const struct sealing *sealing,
		 struct invocation *in, const char *folder, const char *place,
		 struct err *err)
{
	struct span above;
	int rc = 0;

	out->file = bundle_file(in, place, out->sealed.name, sealing->filter);
	above = path_dir(span_of(out->file));
	if (above.len > 0)
		rc = file_make_folders(arena_string(in->arena, above), err);
	return rc < 0 ? rc
		      : bundle_pack(&out->packed, folder, out->file, sealing->filter,
				    in->arena, err);
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
