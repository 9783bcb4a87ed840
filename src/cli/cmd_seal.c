/* muster seal: sign a built folder, and pack it (seal.md). */
#include "base/limits.h"
#include "cli/rights.h"
#include "cli/sealing.h"
#include "cli/signoffs.h"
#include "text/jsonout.h"

#define DEFAULT_FOLDER "site/report"

static int print_json(const struct invocation *in, const struct sealing_result *result,
		      struct err *err)
{
	const struct packed *packed = &result->packed;
	const struct sealed *sealed = &result->sealed;
	struct jsonout json;
	struct buf buf;
	int rc;

	buf_init(&buf, LIMIT_JSON_OUT);
	jsonout_init(&json, &buf, true);
	jsonout_object(&json);
	jsonout_member(&json, "bundle", span_of(result->file));
	jsonout_member_int(&json, "bytes", (int64_t)packed->bytes);
	jsonout_member(&json, "commit", sealed->identity.commit);
	jsonout_member(&json, "fileDigest", span_of(packed->file_digest));
	jsonout_member_int(&json, "files", (int64_t)packed->files);
	jsonout_member(&json, "outcome", sealed->identity.outcome);
	jsonout_member(&json, "project", sealed->identity.project);
	jsonout_member(&json, "sealDigest", span_of(sealed->seal_digest));
	jsonout_member(&json, "tarDigest", span_of(packed->tar_digest));
	jsonout_member_int(&json, "withheld", (int64_t)sealing_withheld(sealed));
	jsonout_end(&json);
	jsonout_line(&json);
	rc = buf_check(&buf, "the answer", err);
	if (rc == 0)
		fwrite(buf.ptr, 1, buf.len, in->out);
	buf_release(&buf);
	return rc;
}

static int seal_and_pack(struct invocation *in, struct sealing *sealing,
			 struct err *err)
{
	const char *folder = in->arg_count > 0 ? in->args[0] : DEFAULT_FOLDER;
	struct sealing_result result;
	struct signoffs signoffs;
	int rc = signoffs_read(&signoffs, in, err);

	if (rc == 0)
		rc = signoffs_add_late(&signoffs, folder, in->arena, err);
	if (rc == 0)
		rc = sealing_run(&result, sealing, in, folder, folder, err);

	if (rc == -(int)ERR_ABSENT)
		err_fix(err, "build the report first: muster build");
	if (rc < 0)
		return rc;
	if (invocation_has(in, "json"))
		return print_json(in, &result, err);
	if (!in->quiet)
		sealing_print(in, &result);
	return 0;
}

static int run(struct invocation *in, struct err *err)
{
	struct sealing sealing;
	int rc = sealing_start(&sealing, in, err);

	if (rc == 0 && !sealing_has_key(&sealing)) {
		rc = err_set(err, ERR_USAGE, "muster seal needs a key");
		err_fix(err, "give --key FILE; \"muster key new\" makes one");
	}
	if (rc == 0)
		rc = rights_give_up(in, err);
	if (rc == 0)
		rc = seal_and_pack(in, &sealing, err);
	sealing_stop(&sealing);
	return rc;
}

static const struct option options[] = {
	SEAL_OPTIONS,
	SIGNOFFS_OPTION,
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
