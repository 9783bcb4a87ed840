/* muster export: a recorded run in the words of other tools. */
#include "base/file.h"
#include "base/limits.h"
#include "cli/command.h"
#include "cli/layout.h"
#include "cli/pick_run.h"
#include "cli/place.h"
#include "cli/print.h"
#include "cli/rights.h"
#include "export/export.h"
#include "store/runs.h"

typedef int export_fn(struct buf *out, const struct report *report, struct err *err);
typedef int statement_fn(struct buf *out, const struct report *report,
			 const char *verifier, struct err *err);

struct format {
	const char *name, *what;
	export_fn *write;
	statement_fn *state; /* needs --verifier */
};

/* clang-format off: one format a line */

static const struct format formats[] = {
	{ "sarif", "SARIF 2.1.0, for code scanning", export_sarif, NULL },
	{ "junit", "JUnit XML, for test reports of a CI", export_junit, NULL },
	{ "github", "GitHub annotations of what blocks, to print in a job",
	  export_github, NULL },
	{ "gitlab", "GitLab Code Quality report of what blocks", export_gitlab, NULL },
	{ "markdown", "a job summary or a comment", export_markdown, NULL },
	{ "csv", "a table, an item a row", export_csv, NULL },
	{ "json", "what \"muster audit --json\" prints", export_audit_json, NULL },
	{ "oscal", "OSCAL 1.1.2 assessment results", export_oscal, NULL },
	{ "hdf", "Heimdall Data Format", export_hdf, NULL },
	{ "xccdf", "XCCDF 1.2 test result", export_xccdf, NULL },
	{ "vsa", "SLSA verification summary, an unsigned in-toto statement", NULL,
	  export_vsa },
	{ "svr", "in-toto simple verification result, unsigned", NULL, export_svr },
	{ "oci", "a bundle as an OCI image layout: export oci BUNDLE -o DIR", NULL,
	  NULL },
};

static const struct option options[] = {
	{ "run", 0, OPTION_VALUE, "RUN",
	  "another run than the newest (see muster log)" },
	{ "out", 'o', OPTION_VALUE, "FILE",
	  "write to FILE, not to standard output; for oci a folder" },
	{ "verifier", 0, OPTION_VALUE, "URI",
	  "who verified, for vsa and svr: an address of yours" },
	{ "list", 0, OPTION_FLAG, NULL, "list the formats" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

/* clang-format on */

#define FORMATS (sizeof(formats) / sizeof(formats[0]))

static const char *format_word(size_t i)
{
	return i < FORMATS ? formats[i].name : NULL;
}

static int find_format(const struct format **out, const char *name, struct err *err)
{
	for (size_t i = 0; i < FORMATS; i++) {
		*out = &formats[i];
		if (strcmp(formats[i].name, name) == 0)
			return 0;
	}
	err_set(err, ERR_USAGE, "there is no export format \"%s\"", name);
	return err_fix(err, "\"muster export --list\" lists them");
}

static int print_list(const struct invocation *in)
{
	for (size_t i = 0; i < FORMATS; i++)
		fprintf(in->out, "%-10s %s\n", formats[i].name, formats[i].what);
	return 0;
}

static int load_run(struct report *out, struct invocation *in, struct err *err)
{
	const char *word = invocation_value(in, "run");
	struct store *store = NULL;
	struct span path;
	int64_t row = 0;
	int rc = place_database(&path, in, NULL, err);

	if (rc == 0)
		rc = store_open(&store, path.ptr, STORE_READ, err);
	if (rc == 0 && word)
		rc = pick_run(&row, in, store, word, err);
	if (rc == 0)
		rc = runs_load(out, store, row, in->arena, err);
	store_close(store);
	if (rc != -ERR_ABSENT)
		return rc;
	err_set(err, ERR_USAGE, "no run is recorded yet");
	return err_fix(err, "run \"muster audit\" first");
}

/* A URI has a scheme: RFC 3986, section 3.1. */
static int check_verifier(const char *verifier, const struct format *format,
			  struct err *err)
{
	ptrdiff_t colon = verifier ? span_index(span_of(verifier), ':') : -1;

	if (!format->state || colon > 0)
		return 0;
	err_set(err, ERR_USAGE, "%s names who verified, and nobody said who",
		format->name);
	return err_fix(err, "add --verifier https://ci.example.org/muster");
}

static int write_out(const struct invocation *in, struct span text, struct err *err)
{
	const char *path = invocation_value(in, "out");

	if (path)
		return file_write(path, text, err);
	if (text.len > 0)
		fwrite(text.ptr, 1, text.len, in->out);
	return 0;
}

/* The one format that is made of a bundle, and is a folder. */
static int write_layout(struct invocation *in, struct err *err)
{
	const char *folder = invocation_value(in, "out");

	if (in->arg_count == 2 && folder)
		return layout_write(in, in->args[1], folder, err);
	err_set(err, ERR_USAGE, "oci wants a bundle and a folder");
	return err_fix(err, "muster export oci BUNDLE.tar.gz -o DIR");
}

static int check_argument(const struct invocation *in, struct err *err)
{
	if (in->arg_count < 2)
		return 0;
	err_set(err, ERR_USAGE, "only oci is made of a bundle");
	return err_fix(err, "leave \"%s\" out; --run names another run", in->args[1]);
}

static int run(struct invocation *in, struct err *err)
{
	const char *verifier = invocation_value(in, "verifier");
	const struct format *format = NULL;
	struct report report = { 0 };
	struct buf text;
	int rc = rights_give_up(in, err);

	if (rc == 0 && invocation_has(in, "list"))
		return print_list(in);
	if (rc == 0 && in->arg_count == 0) {
		err_set(err, ERR_USAGE, "no format is named");
		return err_fix(err, "\"muster export --list\" lists them");
	}
	if (rc == 0)
		rc = find_format(&format, in->args[0], err);
	if (rc == 0 && !format->write && !format->state)
		return write_layout(in, err);
	if (rc == 0)
		rc = check_argument(in, err);
	if (rc == 0)
		rc = check_verifier(verifier, format, err);
	if (rc == 0)
		rc = load_run(&report, in, err);
	if (rc < 0)
		return rc;
	buf_init(&text, LIMIT_JSON_OUT);
	rc = format->write ? format->write(&text, &report, err)
			   : format->state(&text, &report, verifier, err);
	if (rc == 0)
		rc = buf_check(&text, "the export", err);
	if (rc == 0)
		rc = write_out(in, buf_span(&text), err);
	buf_release(&text);
	return rc;
}

const struct command command_export = {
	.name = "export",
	.args = "FORMAT [BUNDLE]",
	.summary = "Write the newest run in the words of other tools",
	.examples = "  muster export sarif -o muster.sarif\n"
		    "  muster export markdown >> \"$GITHUB_STEP_SUMMARY\"\n"
		    "  muster export vsa --verifier https://ci.example.org/muster\n"
		    "  muster export oci release.tar.gz -o layout\n",
	.options = options,
	.min_args = 0,
	.max_args = 2,
	.word = format_word,
	.run = run,
};
