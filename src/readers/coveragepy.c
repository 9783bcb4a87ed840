/*
 * coveragepy.c - `coverage json` of coverage.py:
 *
 *     {"meta": {"format": 2, "version": "7.3.2", "timestamp": "...",
 *      "branch_coverage": true}, "files": {"a.py": {"summary": {"covered_lines": 3,
 *      "num_statements": 4, "covered_branches": 1, "num_branches": 2}}},
 *      "totals": {...}}
 *
 * Its "statements" are lines that can be run: they are lines here.  Its
 * percent_covered mixes lines and branches and is never used.
 * Source: coverage.py, coverage/jsonreport.py.
 */
#include "readers/coverage.h"
#include "readers/probe.h"
#include "readers/reader.h"

static enum bid coveragepy_bid(const struct probe *probe)
{
	if (probe->lex != LEX_JSON ||
	    !node_is(node_get(probe->root, "files"), NODE_OBJECT) ||
	    !node_exists(node_at(probe->root, "totals/num_statements")))
		return BID_NO;
	return node_exists(node_at(probe->root, "meta/version")) ? BID_STATED
								 : BID_SHAPE;
}

struct summary {
	int64_t covered[2], total[2]; /* lines, branches; FACT_UNSAID */
};

static const enum coverage_metric of[2] = { COVERAGE_LINE, COVERAGE_BRANCH };

static int64_t number(struct node summary, const char *key)
{
	int64_t value = FACT_UNSAID;

	node_integer(node_get(summary, key), &value);
	return value;
}

static struct summary summary_of(struct node summary)
{
	return (struct summary){
		.covered = { number(summary, "covered_lines"),
			     number(summary, "covered_branches") },
		.total = { number(summary, "num_statements"),
			   number(summary, "num_branches") },
	};
}

static int read_file(struct coverage *coverage, struct node file)
{
	struct summary summary = summary_of(node_get(file, "summary"));
	struct err *err = coverage->put.err;
	int rc = 0;

	if (summary.total[0] == FACT_UNSAID || summary.covered[0] == FACT_UNSAID) {
		err_set(err, ERR_FORMAT, "a file has no counts of lines");
		err_tag(err, "missing-required:summary");
		err_fix(err, "write the report again with `coverage json`");
		return err_at(err, node_pos(file));
	}
	for (size_t i = 0; i < 2 && rc == 0; i++)
		if (summary.total[i] != FACT_UNSAID)
			rc = coverage_file(coverage, of[i], node_key(file),
					   summary.covered[i], summary.total[i],
					   node_line(file));
	return rc;
}

static int coveragepy_read(const struct probe *probe, const struct fact_sink *sink,
			   struct arena *scratch, struct err *err)
{
	struct node meta = node_get(probe->root, "meta");
	struct node totals = node_get(probe->root, "totals");
	struct summary said = summary_of(totals);
	struct coverage coverage;
	int rc = probe_single(probe, err);

	coverage_init(&coverage, sink, scratch, err);
	if (rc == 0)
		rc = put_about(&coverage.put,
			       (struct fact_about){ .tool = SPAN_LIT("coverage.py"),
						    .tool_version = node_text(
							    node_get(meta, "version")),
						    .format_version = node_word(
							    node_get(meta, "format")),
						    .generated_at = CLOCK_NONE });
	if (rc == 0)
		rc = put_time(&coverage.put, node_text(node_get(meta, "timestamp")),
			      "/meta/timestamp",
			      node_line(node_get(meta, "timestamp")));
	for (size_t i = 0; i < 2; i++)
		coverage_said(&coverage, of[i], said.covered[i], said.total[i],
			      node_line(totals));
	for (struct node file = node_first(node_get(probe->root, "files"));
	     rc == 0 && node_exists(file); file = node_next(file))
		rc = read_file(&coverage, file);
	return rc < 0 ? rc : coverage_totals(&coverage);
}

extern const struct reader reader_coveragepy;
const struct reader reader_coveragepy = {
	.name = "coverage-py",
	.title = "coverage.py JSON",
	.spec = "coverage.py, `coverage json`",
	.reads = "line and branch coverage, by file and in total",
	.family = FAMILY_COVERAGE,
	.revision = 1,
	.usual = "coverage.json",
	.bid = coveragepy_bid,
	.read = coveragepy_read,
};
