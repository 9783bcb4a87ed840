/*
 * lcov.c - LCOV trace files: geninfo(1), section "FILES".
 *
 * Lines, branches and functions are counted from their own records; the totals
 * a section claims (LF, LH, ...) are compared.  A source file may come in
 * several sections (one a test): a line is covered when any of them hit it.
 */
#include "base/limits.h"
#include "base/num.h"
#include "base/table.h"
#include "readers/coverage.h"
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"

#include <stdlib.h>

/* A branch or a function; a file may hold millions: 16 bytes each. */
struct point {
	const char *id;
	uint32_t len; /* of the id: a line's at most */
	uint32_t line : 31;
	uint32_t hit : 1;
};

struct source {
	struct span path;
	unsigned line; /* in the report */
	unsigned sections;
	LIST(uint64_t) lines; /* number times two, plus one where it was hit */
	LIST(struct point) branches;
	LIST(struct point) functions;
	int64_t said_lines, said_hit; /* LF and LH of the only section */
};

struct lcov {
	struct put put;
	struct span path;
	LIST(struct source *) sources;
	struct table *by_path;
	struct source *now; /* section that is open */
	bool test;          /* a TN stands alone so far */
	unsigned line;
	size_t records;
	int64_t covered[3], total[3];
	/* LF and LH of all sections taken each by itself. */
	int64_t said_lines, said_hit;
	size_t repeated; /* files that have several sections */
	bool unsaid;     /* some section does not say them */
};

static enum bid lcov_bid(const struct probe *probe)
{
	if (probe->lex != LEX_TEXT || (!span_starts(span_trim(probe->text), "TN:") &&
				       !span_starts(span_trim(probe->text), "SF:")))
		return BID_NO;
	if (span_find(probe->text, SPAN_LIT("end_of_record")) >= 0)
		return BID_STATED;
	/* Cut short: a file and what may stand below it. */
	return probe_has_line(probe, "SF:", 5) && (probe_has_line(probe, "DA:", 100) ||
						   probe_has_line(probe, "FN:", 100) ||
						   probe_has_line(probe, "VER:", 100))
		       ? BID_SHAPE
		       : BID_NO;
}

static int fail(struct lcov *l, enum err_code code, const char *tag, const char *what)
{
	struct pos pos = { l->path, l->line, 1 };

	err_set(l->put.err, code, "%s", what);
	err_tag(l->put.err, tag);
	err_fix(l->put.err, "write the trace file again with its own tool");
	return err_at(l->put.err, pos);
}

static int bad_record(struct lcov *l, const char *what)
{
	return fail(l, ERR_FORMAT, "out-of-range:record", what);
}

/* ---- records ---- */

static int open_section(struct lcov *l, struct span path)
{
	void **slot;

	if (l->now)
		return bad_record(l, "a section starts inside another");
	if (path.len == 0)
		return bad_record(l, "a section names no file");
	slot = table_slot_borrowed(l->by_path, path);
	if (!*slot) {
		struct source *source = ARENA_NEW(l->put.scratch, struct source);

		source->path = path;
		source->line = l->line;
		*LIST_ADD(l->put.scratch, &l->sources) = source;
		*slot = source;
	}
	l->now = *slot;
	l->now->sections++;
	l->now->said_lines = l->now->said_hit = FACT_UNSAID;
	l->test = false;
	return 0;
}

/* Any number but nought; "-" and "=====" are none. */
static bool is_hit(struct span count)
{
	bool hit = false;

	for (size_t i = 0; i < count.len; i++) {
		if ((count.ptr[i] < '0' || count.ptr[i] > '9') && count.ptr[i] != '.')
			return false;
		hit |= count.ptr[i] >= '1' && count.ptr[i] <= '9';
	}
	return hit;
}

/* DA:line,count[,checksum] */
static int take_line(struct lcov *l, struct span rest)
{
	struct span number, count;
	uint64_t line;

	if (!span_split(&rest, ',', &number) || !num_u64(number, INT32_MAX, &line) ||
	    !span_split(&rest, ',', &count) || count.len == 0)
		return bad_record(l, "DA is not line,count");
	*LIST_ADD(l->put.scratch, &l->now->lines) = line << 1 | is_hit(count);
	return 0;
}

static void set_id(struct point *point, struct span id)
{
	point->id = id.ptr;
	point->len = (uint32_t)id.len;
}

/* BRDA:line,block,branch,taken; the branch may be an expression with commas. */
static int take_branch(struct lcov *l, struct span rest)
{
	ptrdiff_t last = span_rindex(rest, ',');
	struct point *point;
	struct span number;
	uint64_t line;

	if (last < 0)
		return bad_record(l, "BRDA is not line,block,branch,taken");
	point = LIST_ADD(l->put.scratch, &l->now->branches);
	point->hit = is_hit(span_from(rest, (size_t)last + 1));
	rest = span_sub(rest, 0, (size_t)last);
	if (!span_split(&rest, ',', &number) || !num_u64(number, INT32_MAX, &line) ||
	    span_index(rest, ',') < 0 || (size_t)last + 1 == rest.len)
		return bad_record(l, "BRDA is not line,block,branch,taken");
	point->line = (uint32_t)line & INT32_MAX;
	set_id(point, rest);
	return 0;
}

/* FN:line[,end],name: there, not hit as far as this says. */
static int take_function(struct lcov *l, struct span rest)
{
	struct point *point;
	struct span number;
	uint64_t line;

	if (!span_split(&rest, ',', &number) || !num_u64(number, INT32_MAX, &line) ||
	    rest.len == 0)
		return bad_record(l, "FN is not line,name");
	number = rest;
	if (span_split(&number, ',', &rest) && number.len > 0 &&
	    num_u64(rest, INT32_MAX, &line))
		rest = number; /* line,end,name */
	else
		rest = (struct span){ rest.ptr,
				      rest.len + (number.len ? number.len + 1 : 0) };
	point = LIST_ADD(l->put.scratch, &l->now->functions);
	set_id(point, rest);
	return 0;
}

/* FNDA:count,name */
static int take_call(struct lcov *l, struct span rest)
{
	struct point *point;
	struct span count;

	if (!span_split(&rest, ',', &count) || rest.len == 0 || count.len == 0)
		return bad_record(l, "FNDA is not count,name");
	point = LIST_ADD(l->put.scratch, &l->now->functions);
	set_id(point, rest);
	point->hit = is_hit(count);
	return 0;
}

static int take_said(struct lcov *l, struct span rest)
{
	uint64_t number;

	if (num_u64(span_trim(rest), INT64_MAX, &number))
		l->now->said_lines = (int64_t)number;
	return 0;
}

static int take_said_hit(struct lcov *l, struct span rest)
{
	uint64_t number;

	if (num_u64(span_trim(rest), INT64_MAX, &number))
		l->now->said_hit = (int64_t)number;
	return 0;
}

static int pass(struct lcov *l, struct span rest)
{
	(void)l;
	(void)rest;
	return 0;
}

/* clang-format off: one record a line; `pass`: known, and counted from others */
static const struct {
	const char *name;
	int (*take)(struct lcov *l, struct span rest);
} records[] = {
	{ "DA:", take_line },     { "BRDA:", take_branch }, { "FNDA:", take_call },
	{ "FN:", take_function }, { "LF:", take_said },     { "LH:", take_said_hit },
	{ "FNF:", pass },         { "FNH:", pass },         { "BRF:", pass },
	{ "BRH:", pass },         { "VER:", pass },         { "FNL:", pass },
	{ "FNA:", pass },         { "MCDC:", pass },        { "MCF:", pass },
	{ "MCH:", pass },
};
/* clang-format on */

static int take_record(struct lcov *l, struct span line)
{
	if (span_starts(line, "TN:")) {
		l->test = !l->now;
		return 0;
	}
	if (span_starts(line, "SF:"))
		return open_section(l, span_trim(span_from(line, 3)));
	if (span_is(line, "end_of_record")) {
		if (!l->now)
			return bad_record(l, "a section ends that has not begun");
		if (l->now->said_lines == FACT_UNSAID ||
		    l->now->said_hit == FACT_UNSAID ||
		    __builtin_add_overflow(l->said_lines, l->now->said_lines,
					   &l->said_lines) ||
		    __builtin_add_overflow(l->said_hit, l->now->said_hit, &l->said_hit))
			l->unsaid = true;
		l->repeated += l->now->sections == 2;
		l->now = NULL;
		return 0;
	}
	for (size_t i = 0; i < sizeof(records) / sizeof(records[0]); i++) {
		if (!span_starts(line, records[i].name))
			continue;
		if (!l->now)
			return bad_record(l, "a record stands outside any section");
		return records[i].take(l, span_from(line, strlen(records[i].name)));
	}
	return put_note(&l->put, "unknown-record", l->line,
			"\"%.*s\" is no record that is read",
			(int)(line.len < 60 ? line.len : 60), line.ptr);
}

static int read_records(struct lcov *l, struct span text)
{
	struct span rest = text;
	struct span line;
	int rc;

	while (span_line(&rest, &line)) {
		bool last = rest.len == 0 && text.ptr[text.len - 1] != '\n';

		l->line++;
		if (line.len > LIMIT_RECORD_LINE)
			return fail(l, ERR_LIMIT, "too-big",
				    "a line is longer than 64 KiB");
		if (++l->records > LIMIT_COVERAGE_RECORDS)
			return fail(l, ERR_LIMIT, "too-many",
				    "it has more than 10,000,000 records");
		line = span_trim(line);
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		if (last && !span_is(line, "end_of_record"))
			l->test = true; /* cut inside a record, or before its section
					   ends */
		rc = last && l->test ? 0 : take_record(l, line);
		if (rc < 0)
			return rc;
	}
	if (l->now || l->test)
		return fail(l, ERR_FORMAT, "truncated",
			    "the file ends before end_of_record");
	return 0;
}

/* ---- counting ---- */

static int by_place(const void *a, const void *b)
{
	const struct point *left = a, *right = b;

	if (left->line != right->line)
		return left->line < right->line ? -1 : 1;
	return span_cmp((struct span){ left->id, left->len },
			(struct span){ right->id, right->len });
}

struct count {
	int64_t covered, total;
};

static struct count count_lines(struct source *source)
{
	struct count count;

	coverage_lines(source->lines.at, source->lines.count, &count.covered,
		       &count.total);
	return count;
}

static struct count count_points(struct point *points, size_t n)
{
	struct count count = { 0 };
	bool hit = false;

	if (n > 1)
		qsort(points, n, sizeof(*points), by_place);
	for (size_t i = 0; i < n; i++) {
		hit |= points[i].hit;
		if (i + 1 < n && by_place(&points[i], &points[i + 1]) == 0)
			continue;
		count.total++;
		count.covered += hit;
		hit = false;
	}
	return count;
}

static int add_coverage(struct lcov *l, enum coverage_scope scope,
			enum coverage_metric metric, struct span name,
			struct count count)
{
	struct fact fact = fact_new(FACT_COVERAGE);

	if (count.total == 0)
		return 0;
	fact.as.coverage = (struct fact_coverage){ .scope = scope,
						   .metric = metric,
						   .name = name,
						   .covered = count.covered,
						   .total = count.total,
						   .computed = true };
	return put_fact(&l->put, &fact);
}

static int check_said(struct lcov *l, const struct source *source, struct count lines)
{
	if (source->sections > 1)
		return 0; /* what one section says is no total */
	if ((source->said_lines == FACT_UNSAID || source->said_lines == lines.total) &&
	    (source->said_hit == FACT_UNSAID || source->said_hit == lines.covered))
		return 0;
	return put_note(&l->put, "totals-mismatch", source->line,
			"it says LF:%lld LH:%lld, its lines make %lld and %lld",
			(long long)source->said_lines, (long long)source->said_hit,
			(long long)lines.total, (long long)lines.covered);
}

static int add_source(struct lcov *l, struct source *source)
{
	struct count counts[3] = {
		[COVERAGE_LINE] = count_lines(source),
		[COVERAGE_BRANCH] =
			count_points(source->branches.at, source->branches.count),
		[COVERAGE_FUNCTION] =
			count_points(source->functions.at, source->functions.count),
	};
	int rc = check_said(l, source, counts[COVERAGE_LINE]);

	for (unsigned i = 0; rc == 0 && i < 3; i++) {
		l->covered[i] += counts[i].covered;
		l->total[i] += counts[i].total;
		rc = add_coverage(l, COVERAGE_FILE, (enum coverage_metric)i,
				  source->path, counts[i]);
	}
	return rc;
}

/*
 * A file with several sections was measured in several tests, and a line is hit
 * where one of them hit it.  Some tools take each section by itself; where that
 * gives another total, both stand, and no threshold is met that one of them misses.
 */
static int add_said(struct lcov *l)
{
	struct fact fact = fact_new(FACT_COVERAGE);
	int rc;

	if (l->repeated == 0 || l->unsaid || l->said_lines <= 0 ||
	    l->said_hit > l->said_lines ||
	    (l->said_lines == l->total[0] && l->said_hit == l->covered[0]))
		return 0;
	fact.as.coverage = (struct fact_coverage){ .scope = COVERAGE_TOTAL,
						   .metric = COVERAGE_LINE,
						   .covered = l->said_hit,
						   .total = l->said_lines };
	rc = put_fact(&l->put, &fact);
	return rc < 0 ? rc
		      : put_note(&l->put, "repeated-sections", 0,
				 "%zu files have several sections: taken together "
				 "%lld of %lld lines are hit, each by itself %lld of "
				 "%lld",
				 l->repeated, (long long)l->covered[0],
				 (long long)l->total[0], (long long)l->said_hit,
				 (long long)l->said_lines);
}

static int lcov_read(const struct probe *probe, const struct fact_sink *sink,
		     struct arena *scratch, struct err *err)
{
	struct lcov l = {
		.put = { sink, scratch, err },
		.path = probe->path,
		.by_path = table_new(scratch),
	};
	int rc = read_records(&l, probe->text);

	for (size_t i = 0; rc == 0 && i < l.sources.count; i++)
		rc = add_source(&l, l.sources.at[i]);
	for (unsigned i = 0; rc == 0 && i < 3; i++)
		rc = add_coverage(&l, COVERAGE_TOTAL, (enum coverage_metric)i,
				  SPAN_EMPTY,
				  (struct count){ l.covered[i], l.total[i] });
	if (rc == 0)
		rc = add_said(&l);
	if (rc == 0 && l.total[0] == 0)
		rc = put_note(&l.put, "no-lines", 0, "no line of any file is in it");
	return rc;
}

extern const struct reader reader_lcov;
const struct reader reader_lcov = {
	.name = "lcov",
	.title = "LCOV trace file",
	.spec = "geninfo(1), section FILES, LCOV 1.x and 2.x",
	.reads = "line, branch and function coverage, by file and in total",
	.family = FAMILY_COVERAGE,
	.revision = 3,
	.usual = "lcov*.info *.lcov coverage.info",
	.bid = lcov_bid,
	.read = lcov_read,
};
