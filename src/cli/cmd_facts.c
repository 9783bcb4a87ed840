/* cmd_facts.c - muster facts: what a reader makes of a file. */
#include "base/file.h"
#include "base/limits.h"
#include "base/num.h"
#include "cli/catalogue.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/recorded.h"
#include "cli/rights.h"
#include "readers/reader.h"
#include "readers/rows.h"
#include "store/facts.h"
#include "text/jsonout.h"
#include "text/unpack.h"

#include <string.h>
#include <unistd.h>

#define FORMAT_WIDTH 17 /* of the longest name */

/* A note as it is shown; the sink's texts are gone when it is. */
struct kept_note {
	struct span code, message;
	unsigned line;
};

/* One file, read. */
struct reading {
	struct artifact artifact;
	LIST(struct kept_note) notes;
	struct buf rows; /* text, or JSON objects with commas between */
	bool json, want_rows;
	struct arena *arena;
};

static int take_fact(void *ctx, const struct fact *fact, struct err *err)
{
	struct reading *reading = ctx;
	struct kept_note *note;

	(void)err;
	if (fact->kind == FACT_NOTED) {
		note = LIST_ADD(reading->arena, &reading->notes);
		note->code = arena_copy(reading->arena, span_of(fact->as.note.code));
		note->message = arena_copy(reading->arena, fact->as.note.message);
		note->line = fact->as.note.line;
	}
	if (!reading->want_rows)
		return 0;
	if (reading->json) {
		struct jsonout json;

		if (reading->rows.len > 0)
			buf_addch(&reading->rows, ',');
		jsonout_init(&json, &reading->rows, false);
		rows_json(&json, fact);
	} else {
		rows_add(&reading->rows, fact);
	}
	return buf_check(&reading->rows, "the rows", err);
}

static int read_bytes(struct span *out, const char *path, struct arena *arena,
		      struct err *err)
{
	size_t limit = LIMIT_ARTIFACT_BYTES;
	int rc = strcmp(path, "-") == 0
			 ? file_read_fd(out, STDIN_FILENO, "-", limit, arena, err)
			 : file_read(out, path, limit, arena, err);

	if (rc < 0 && err->code != ERR_LIMIT)
		err->code = ERR_USAGE; /* the command line names what cannot be read */
	return rc < 0 ? -(int)err->code : 0;
}

static void mark_too_big(struct reading *reading, const struct err *err)
{
	reading->artifact.status = ARTIFACT_TOO_BIG;
	reading->artifact.format = SPAN_LIT("none");
	reading->artifact.reason = SPAN_LIT("too-big");
	reading->artifact.detail = arena_copy(reading->arena, span_of(err->what));
	reading->artifact.about.generated_at = CLOCK_NONE;
}

static bool is_read(const struct artifact *artifact)
{
	return artifact->status == ARTIFACT_OK || artifact->status == ARTIFACT_PARTIAL;
}

/* ---- for people ---- */

static void print_problem(FILE *out, const struct reading *reading)
{
	const struct artifact *artifact = &reading->artifact;

	if (artifact->reason.len > 0) {
		fputs("  ", out);
		print_text(out, artifact->path);
		if (artifact->err_line > 0)
			fprintf(out, ":%u:%u", artifact->err_line,
				artifact->err_column);
		fputs(": ", out);
		print_text(out, artifact->detail);
		fprintf(out, " (%.*s)\n", SPAN_ARG(artifact->reason));
	}
	for (size_t i = 0; is_read(artifact) && i < reading->notes.count; i++) {
		const struct kept_note *note = &reading->notes.at[i];

		fputs("  note ", out);
		print_text(out, note->code);
		if (note->line > 0)
			fprintf(out, ", line %u", note->line);
		fputs(": ", out);
		print_text(out, note->message);
		fputc('\n', out);
	}
}

static void print_reading(FILE *out, const struct reading *reading, size_t width)
{
	const struct artifact *artifact = &reading->artifact;

	print_cell(out, artifact->path, width);
	fputs("  ", out);
	print_cell(out, artifact->format, FORMAT_WIDTH);
	fputs("  ", out);
	print_cell(out, span_of(artifact_status_word[artifact->status]), 11);
	fputs("  ", out);
	print_text(out, is_read(artifact) ? reader_summary(artifact, reading->arena)
					  : artifact->reason);
	fputc('\n', out);
	print_problem(out, reading);
}

/* ---- for machines: architecture.md, "Stable JSON" ---- */

static void member_count(struct jsonout *json, const char *key, int64_t count)
{
	jsonout_member_int(json, key, count);
}

static void json_tests(struct jsonout *json, const struct fact_counts *counts)
{
	if (fact_cases(counts) == 0 && counts->suites == 0)
		return;
	jsonout_key(json, "tests");
	jsonout_object(json);
	member_count(json, "total", fact_cases(counts));
	member_count(json, "passed", counts->cases[TEST_PASSED]);
	member_count(json, "failed", counts->cases[TEST_FAILED]);
	member_count(json, "errors", counts->cases[TEST_ERRORED]);
	member_count(json, "skipped", counts->cases[TEST_SKIPPED]);
	member_count(json, "todo", counts->cases[TEST_TODO]);
	member_count(json, "unknown", counts->cases[TEST_UNKNOWN]);
	member_count(json, "flaky", counts->flaky);
	jsonout_end(json);
}

static void json_findings(struct jsonout *json, const struct fact_counts *counts)
{
	int64_t all = counts->suppressed;

	for (unsigned i = 0; i < SEVERITIES; i++)
		all += counts->open[i];
	if (all == 0 && counts->scans == 0)
		return;
	jsonout_key(json, "findings");
	jsonout_object(json);
	for (unsigned i = 0; i < SEVERITIES; i++)
		member_count(json, severity_word[i], counts->open[i]);
	member_count(json, "suppressed", counts->suppressed);
	jsonout_end(json);
}

static void json_scan(struct jsonout *json, const struct fact_counts *counts)
{
	if (counts->scans == 0)
		return;
	jsonout_key(json, "scan");
	jsonout_object(json);
	if (counts->scans_failed > 0)
		jsonout_member_bool(json, "succeeded", false);
	else if (counts->scans_unsure == 0)
		jsonout_member_bool(json, "succeeded", true);
	member_count(json, "targets", counts->scan_targets);
	jsonout_end(json);
}

static void json_coverage(struct jsonout *json, const struct fact_counts *counts)
{
	static const struct {
		const char *key;
		enum coverage_metric metric;
	} rows[] = {
		{ "line_bp", COVERAGE_LINE },
		{ "branch_bp", COVERAGE_BRANCH },
		{ "function_bp", COVERAGE_FUNCTION },
	};
	bool any = false;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t covered = counts->coverage[rows[i].metric].covered;
		int64_t total = counts->coverage[rows[i].metric].total;

		if (total <= 0 || covered < 0)
			continue;
		if (!any) {
			jsonout_key(json, "coverage");
			jsonout_object(json);
		}
		any = true;
		member_count(json, rows[i].key,
			     num_basis_points((uint64_t)covered, (uint64_t)total));
	}
	if (any)
		jsonout_end(json);
}

static void json_counts(struct jsonout *json, const struct fact_counts *counts)
{
	jsonout_key(json, "counts");
	jsonout_object(json);
	json_tests(json, counts);
	json_findings(json, counts);
	json_scan(json, counts);
	if (counts->sboms > 0) {
		member_count(json, "components", counts->components);
		member_count(json, "with_version", counts->versioned);
	}
	json_coverage(json, counts);
	if (counts->metrics > 0) {
		member_count(json, "metrics", counts->metrics);
		member_count(json, "thresholds", counts->thresholds);
		member_count(json, "thresholds_failed", counts->thresholds_failed);
	}
	if (counts->jobs > 0) {
		member_count(json, "jobs", counts->jobs);
		member_count(json, "steps", counts->steps);
		member_count(json, "neutralised", counts->neutralised);
	}
	if (counts->documents > 0) {
		member_count(json, "words", counts->words);
		member_count(json, "headings", counts->headings);
		member_count(json, "links", counts->links);
		member_count(json, "placeholders", counts->placeholders);
		if (counts->broken_links > 0) /* of a recorded run: it knows the tree */
			member_count(json, "broken_links", counts->broken_links);
	}
	jsonout_end(json);
}

static void json_notes(struct jsonout *json, const struct reading *reading)
{
	jsonout_key(json, "notes");
	jsonout_array(json);
	for (size_t i = 0; is_read(&reading->artifact) && i < reading->notes.count;
	     i++) {
		const struct kept_note *note = &reading->notes.at[i];

		jsonout_object(json);
		jsonout_member(json, "code", note->code);
		jsonout_member(json, "message", note->message);
		if (note->line > 0)
			jsonout_member_int(json, "line", note->line);
		jsonout_end(json);
	}
	jsonout_end(json);
}

static void json_artifact(struct jsonout *json, const struct reading *reading)
{
	const struct artifact *artifact = &reading->artifact;
	char time[CLOCK_TEXT];

	jsonout_member(json, "path", artifact->path);
	jsonout_member(json, "format", artifact->format);
	jsonout_member(json, "status", span_of(artifact_status_word[artifact->status]));
	jsonout_member_opt(json, "reason", artifact->reason);
	jsonout_member_opt(json, "detail", artifact->detail);
	if (artifact->err_line > 0) {
		jsonout_member_int(json, "line", artifact->err_line);
		jsonout_member_int(json, "column", artifact->err_column);
	}
	jsonout_member_opt(json, "subject", artifact->about.subject_commit);
	if (artifact->about.generated_at != CLOCK_NONE)
		jsonout_member(json, "generated_at",
			       span_of(clock_format(artifact->about.generated_at,
						    time)));
	json_counts(json, &artifact->counts);
	json_notes(json, reading);
}

/* One object a line; the rows were written while they came. */
static void write_json(struct buf *buf, const struct reading *reading)
{
	struct jsonout json;

	jsonout_init(&json, buf, false);
	jsonout_object(&json);
	json_artifact(&json, reading);
	if (reading->want_rows) {
		jsonout_key(&json, "rows");
		buf_addch(buf, '[');
		if (is_read(&reading->artifact))
			buf_add(buf, buf_span(&reading->rows));
		buf_adds(buf, "]");
	}
	jsonout_end(&json);
	jsonout_line(&json);
}

/* ---- the command ---- */

static int show(struct invocation *in, struct reading *reading, size_t width,
		struct err *err)
{
	struct buf out;
	int rc;

	if (!reading->json && !reading->want_rows) {
		print_reading(in->out, reading, width);
		return 0;
	}
	buf_init(&out, LIMIT_JSON_OUT);
	if (reading->json) {
		write_json(&out, reading);
	} else {
		rows_artifact(&out, &reading->artifact);
		if (is_read(&reading->artifact))
			buf_add(&out, buf_span(&reading->rows));
	}
	rc = buf_check(&out, "the output", err);
	if (rc == 0 && out.len > 0 && fwrite(out.ptr, 1, out.len, in->out) != out.len)
		rc = err_errno(err, "cannot write", "standard output");
	buf_release(&out);
	return rc;
}

/* The column of paths is as wide as the longest of them, within reason. */
static void widen(size_t *width, size_t len)
{
	if (len > 60)
		len = 60;
	if (len > *width)
		*width = len;
}

/* What all files of one command share. */
struct showing {
	struct invocation *in;
	const char *format; /* --format, or NULL */
	size_t width;       /* of the column of paths */
	struct arena *file; /* the file's bytes, and an archive's list of members */
	struct arena *window, *scratch;
};

/* One file or member, read and shown; `too_big` says why it is not read, or NULL. */
static int show_bytes(const struct showing *showing, struct artifact artifact,
		      struct span bytes, const struct err *too_big, struct err *err)
{
	struct reading reading = {
		.artifact = artifact,
		.arena = showing->in->arena,
		.json = invocation_has(showing->in, "json"),
		.want_rows = invocation_has(showing->in, "rows"),
	};
	struct fact_sink sink = { take_fact, &reading };
	int rc = 0;

	buf_init(&reading.rows, LIMIT_JSON_OUT);
	if (too_big)
		mark_too_big(&reading, too_big);
	else
		rc = reader_read(&reading.artifact, bytes, showing->format, &sink,
				 showing->scratch, reading.arena, err);
	if (rc == 0)
		rc = show(showing->in, &reading, showing->width, err);
	buf_release(&reading.rows);
	arena_clear(showing->scratch);
	return rc;
}

static int show_member(const struct showing *showing, struct span archive,
		       const struct unpack_member *member, struct span bytes,
		       struct err *err)
{
	struct artifact artifact = {
		.path = arena_printf(showing->in->arena, "%.*s!/%.*s",
				     SPAN_ARG(archive), SPAN_ARG(member->path)),
		.origin = ORIGIN_MEMBER,
		.size = member->size,
	};
	struct err too_big = { 0 };

	if (member->size > LIMIT_ARTIFACT_BYTES)
		err_set(&too_big, ERR_LIMIT, "it has %ju bytes; the limit is %zu",
			(uintmax_t)member->size, LIMIT_ARTIFACT_BYTES);
	return show_bytes(showing, artifact, bytes,
			  too_big.code == ERR_LIMIT ? &too_big : NULL, err);
}

/* Those of an archive that can be read; its own line says why it cannot. */
static int show_members(const struct showing *showing, struct span archive,
			struct span bytes, struct err *err)
{
	struct showing wider = *showing;
	struct err ignored = { 0 };
	struct unpack_list list;
	size_t to;
	int rc = 0;

	if (unpack_list(&list, bytes, showing->file, &ignored) < 0 || list.is_document)
		return 0;
	for (size_t i = 0; i < list.members.count; i++)
		widen(&wider.width, archive.len + 2 + list.members.at[i].path.len);
	for (size_t from = 0; rc == 0 && from < list.members.count; from = to) {
		struct span *members;

		to = unpack_window(&list, from);
		members = ARENA_ARRAY(showing->window, struct span, to - from);
		rc = unpack_read(members, &list, bytes, from, to, LIMIT_ARTIFACT_BYTES,
				 showing->window, err);
		for (size_t i = from; rc == 0 && i < to; i++)
			rc = show_member(&wider, archive, &list.members.at[i],
					 members[i - from], err);
		arena_clear(showing->window);
	}
	return rc;
}

static bool is_archive(struct span bytes)
{
	enum packing packing = unpack_what(bytes, NULL);

	return packing == PACKING_TAR || packing == PACKING_TAR_GZIP ||
	       packing == PACKING_ZIP;
}

static int run_one(const struct showing *showing, const char *path, struct err *err)
{
	struct artifact artifact = { .path = span_of(path) };
	struct err trouble = { 0 };
	struct span bytes;
	int rc = read_bytes(&bytes, path, showing->file, &trouble);

	if (span_is(artifact.path, "-"))
		artifact.path = SPAN_LIT("(standard input)");
	if (rc < 0 && rc != -ERR_LIMIT) {
		*err = trouble;
		return rc;
	}
	artifact.size = bytes.len;
	rc = show_bytes(showing, artifact, bytes, rc < 0 ? &trouble : NULL, err);
	if (rc == 0 && !showing->format && is_archive(bytes))
		rc = show_members(showing, artifact.path, bytes, err);
	arena_clear(showing->file);
	return rc;
}

/* ---- what the newest run recorded ---- */

/* An artifact's notes and, where they are asked for, its other facts. */
static int recall(struct reading *reading, struct store *store, struct err *err)
{
	struct fact_sink sink = { take_fact, reading };
	int rc = 0;

	for (unsigned kind = 0; rc == 0 && kind < FACT_KINDS; kind++) {
		if (kind == FACT_ABOUT || (kind != FACT_NOTED && !reading->want_rows))
			continue;
		rc = facts_each(store, reading->artifact.id, (enum fact_kind)kind,
				FACTS_IN_ORDER, 0, 0, &sink, err);
	}
	return rc;
}

static int show_recorded(struct invocation *in, const struct recorded *recorded,
			 struct err *err)
{
	const struct report *report = &recorded->report;
	size_t width = 20;
	int rc = 0;

	for (size_t i = 0; i < report->artifacts.count; i++)
		widen(&width, report->artifacts.at[i].path.len);
	for (size_t i = 0; rc == 0 && i < report->artifacts.count; i++) {
		struct reading reading = {
			.artifact = report->artifacts.at[i],
			.arena = in->arena,
			.json = invocation_has(in, "json"),
			.want_rows = invocation_has(in, "rows"),
		};

		buf_init(&reading.rows, LIMIT_JSON_OUT);
		rc = recall(&reading, recorded->store, err);
		if (rc == 0)
			rc = show(in, &reading, width, err);
		buf_release(&reading.rows);
	}
	return rc;
}

static int run_recorded(struct invocation *in, struct err *err)
{
	struct recorded recorded;
	int rc = recorded_open(&recorded, in, err);

	if (rc == 0)
		rc = show_recorded(in, &recorded, err);
	recorded_close(&recorded);
	return rc;
}

static int check_format(struct invocation *in, struct err *err)
{
	const char *format = invocation_value(in, "format");

	if (!format)
		return 0;
	for (size_t i = 0; readers[i]; i++)
		if (strcmp(readers[i]->name, format) == 0)
			return 0;
	err_set(err, ERR_USAGE, "there is no format \"%s\"", format);
	return err_fix(err,
		       "leave --format out, or name one of \"muster facts --formats\"");
}

static int check_lists(struct invocation *in, struct err *err)
{
	bool formats = invocation_has(in, "formats"),
	     kinds = invocation_has(in, "kinds");

	if (!formats && !kinds)
		return 0;
	if (in->arg_count == 0 && !(formats && kinds) && !invocation_has(in, "rows"))
		return 0;
	err_set(err, ERR_USAGE, "--formats and --kinds print a list, and nothing else");
	return err_fix(err, "give one of them, by itself or with --json");
}

static int show_files(struct invocation *in, struct err *err)
{
	struct showing showing = {
		.in = in,
		.format = invocation_value(in, "format"),
		.width = 20,
		.file = arena_new(LIMIT_SCRATCH_BYTES),
		.window = arena_new(LIMIT_SCRATCH_BYTES),
		.scratch = arena_new(LIMIT_SCRATCH_BYTES),
	};
	int rc = 0;

	for (int i = 0; i < in->arg_count; i++)
		widen(&showing.width, strlen(in->args[i]));
	for (int i = 0; rc == 0 && i < in->arg_count; i++)
		rc = run_one(&showing, in->args[i], err);
	arena_free(showing.file);
	arena_free(showing.window);
	arena_free(showing.scratch);
	return rc;
}

static int run_facts(struct invocation *in, struct err *err)
{
	bool json = invocation_has(in, "json");
	int rc = check_format(in, err);

	if (rc == 0)
		rc = check_lists(in, err);
	if (rc == 0 && invocation_has(in, "formats"))
		return catalogue_formats(in, json, err);
	if (rc == 0 && invocation_has(in, "kinds"))
		return catalogue_kinds(in, json, err);
	if (rc == 0 && in->arg_count == 0)
		return run_recorded(in, err);
	unpack_prepare();
	if (rc == 0)
		rc = rights_give_up(in, err);
	return rc < 0 ? rc : show_files(in, err);
}

/* clang-format off: one option a line */
static const struct option options[] = {
	{ "json", 0, OPTION_FLAG, NULL, "one object a file" },
	{ "rows", 0, OPTION_FLAG, NULL, "every fact, one a line" },
	{ "format", 0, OPTION_VALUE, "NAME",
	  "read as this format, where the bytes allow it" },
	{ "formats", 0, OPTION_FLAG, NULL, "the formats that are read" },
	{ "kinds", 0, OPTION_FLAG, NULL, "the kinds of evidence that plans can name" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};
/* clang-format on */

const struct command command_facts = {
	.name = "facts",
	.args = "[FILE...]",
	.summary = "Show what the readers make of evidence files",
	.examples =
		"  muster facts                        (of the newest recorded run)\n"
		"  muster facts evidence/*.xml\n"
		"  muster facts --rows evidence/junit.xml\n"
		"  muster facts ci.zip\n"
		"  some-tool | muster facts --json -\n"
		"  muster facts --formats\n",
	.options = options,
	.min_args = 0,
	.max_args = -1,
	.run = run_facts,
};
