/*
 * llvmcov.c - `llvm-cov export`, which `cargo llvm-cov --json` writes too:
 *
 *     {"type": "llvm.coverage.json.export", "version": "2.0.1", "data": [{"files":
 *      [{"filename": "a.c", "summary": {"lines": {"count": 9, "covered": 7}, ...}}],
 *      "totals": {...}}]}
 *
 * Source: LLVM, tools/llvm-cov/CoverageExporterJson.cpp.
 */
#include "readers/coverage.h"
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/reader.h"

#define TYPE "llvm.coverage.json.export"

/* clang-format off: one metric a line */
static const struct {
	const char *key;
	enum coverage_metric metric;
} metrics[] = {
	{ "lines", COVERAGE_LINE },
	{ "branches", COVERAGE_BRANCH },
	{ "functions", COVERAGE_FUNCTION },
	{ "regions", COVERAGE_REGION },
};
/* clang-format on */

static enum bid llvmcov_bid(const struct probe *probe)
{
	if (probe->lex != LEX_JSON)
		return BID_NO;
	return span_is(node_text(node_get(probe->root, "type")), TYPE) ? BID_SURE
								       : BID_NO;
}

#define FIX "write it again with `llvm-cov export`"

static int read_counts(struct coverage *coverage, struct node summary, struct span name,
		       bool whole)
{
	int rc = 0;

	for (size_t i = 0; i < sizeof(metrics) / sizeof(metrics[0]) && rc == 0; i++) {
		struct node counts = node_get(summary, metrics[i].key);
		int64_t covered, total;

		if (!node_exists(counts))
			continue; /* older exports have no branches */
		if (!node_integer(node_get(counts, "covered"), &covered) ||
		    !node_integer(node_get(counts, "count"), &total))
			return found_fail(&coverage->put, node_pos(counts),
					  "out-of-range:count",
					  "covered or count is no number", FIX);
		if (whole)
			coverage_said(coverage, metrics[i].metric, covered, total,
				      node_line(counts));
		else
			rc = coverage_file(coverage, metrics[i].metric, name, covered,
					   total, node_line(counts));
	}
	return rc;
}

static int read_export(struct coverage *coverage, struct node export, bool only)
{
	struct node files = node_get(export, "files");
	int rc = found_list(&coverage->put, files, "files");

	for (struct node file = node_first(files); rc == 0 && node_exists(file);
	     file = node_next(file)) {
		if (!node_is(node_get(file, "summary"), NODE_OBJECT))
			return found_fail(&coverage->put, node_pos(file),
					  "missing-required:summary",
					  "a file has no summary", FIX);
		rc = read_counts(coverage, node_get(file, "summary"),
				 node_text(node_get(file, "filename")), false);
	}
	/* Of several exports none says what the whole is. */
	if (rc == 0 && only)
		rc = read_counts(coverage, node_get(export, "totals"), SPAN_EMPTY,
				 true);
	return rc;
}

static int llvmcov_read(const struct probe *probe, const struct fact_sink *sink,
			struct arena *scratch, struct err *err)
{
	struct node data = node_get(probe->root, "data");
	struct coverage coverage;
	int rc = probe_single(probe, err);

	coverage_init(&coverage, sink, scratch, err);
	if (rc == 0)
		rc = put_about(&coverage.put,
			       (struct fact_about){
				       .tool = SPAN_LIT("llvm-cov"),
				       .format_version = node_text(
					       node_get(probe->root, "version")),
				       .generated_at = CLOCK_NONE });
	if (rc == 0)
		rc = found_list(&coverage.put, data, "data");
	for (struct node export = node_first(data); rc == 0 && node_exists(export);
	     export = node_next(export))
		rc = read_export(&coverage, export, node_count(data) == 1);
	return rc < 0 ? rc : coverage_totals(&coverage);
}

extern const struct reader reader_llvmcov;
const struct reader reader_llvmcov = {
	.name = "llvm-cov",
	.title = "llvm-cov export",
	.spec = "LLVM, `llvm-cov export`",
	.reads = "line, branch, function and region coverage, by file and in total",
	.family = FAMILY_COVERAGE,
	.revision = 2,
	.bid = llvmcov_bid,
	.read = llvmcov_read,
};
