/*
 * cobertura.c - Cobertura's XML, which most coverage tools can write:
 *
 *     coverage > packages > package > classes > class > lines > line*
 *
 * A line stands under its method and again under its class: only the class's are
 * counted, the methods' where the class lists none.  Several classes share a file, and
 * a file's line is hit where one of them says so.  Rates are never used: some tools
 * write percent, some 1 for nothing at all.  condition-coverage="50% (1/2)" says how
 * many branches a line has; without it the line has none that can be counted. Source:
 * coverage-04.dtd of Cobertura; what coverage.py, coverlet, gcovr, phpunit, istanbul
 * and others write.
 */
#include "base/num.h"
#include "base/table.h"
#include "readers/coverage.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/xml.h"

#include <stdlib.h>

struct branch_line {
	uint32_t line;
	uint32_t covered, total;
};

struct listed {
	LIST(uint64_t) lines; /* number << 1 | hit */
	LIST(struct branch_line) branches;
};

struct source {
	struct span name;
	unsigned line;
	struct listed listed;
};

struct cobertura {
	struct coverage coverage;
	struct xml *xml;
	struct table *by_name;
	LIST(struct source *) sources;
	struct source *now;    /* the class's file */
	struct listed methods; /* of the class */
	bool has_own;          /* the class lists lines itself */
	unsigned class_depth, lines_depth, methods_depth; /* 0: not inside */
};

static enum bid cobertura_bid(const struct probe *probe)
{
	if (probe->lex != LEX_XML || !span_is(probe->name, "coverage"))
		return BID_NO;
	if (!probe_attr(probe, "line-rate").ptr &&
	    !probe_attr(probe, "branch-rate").ptr &&
	    !probe_attr(probe, "lines-valid").ptr)
		return BID_NO;
	return probe_has_child(probe, "packages") ? BID_STATED : BID_SHAPE;
}

static struct source *source_of(struct cobertura *c, struct span name)
{
	void **slot = table_slot_borrowed(c->by_name, name);

	if (!*slot) {
		struct source *source =
			ARENA_NEW(c->coverage.put.scratch, struct source);

		source->name = name;
		source->line = xml_line(c->xml);
		*LIST_ADD(c->coverage.put.scratch, &c->sources) = source;
		*slot = source;
	}
	return *slot;
}

/* "50% (1/2)" */
static bool cut_conditions(struct span text, struct branch_line *out)
{
	ptrdiff_t open = span_index(text, '('), slash = span_index(text, '/'),
		  close = span_index(text, ')');
	uint64_t covered, total;

	if (open < 0 || slash < open || close < slash ||
	    !num_u64(span_sub(text, (size_t)open + 1, (size_t)(slash - open - 1)),
		     UINT32_MAX, &covered) ||
	    !num_u64(span_sub(text, (size_t)slash + 1, (size_t)(close - slash - 1)),
		     UINT32_MAX, &total) ||
	    covered > total)
		return false;
	out->covered = (uint32_t)covered;
	out->total = (uint32_t)total;
	return true;
}

/* Any number but nought, as large as it likes. */
static bool is_hit(struct span hits)
{
	for (size_t i = 0; i < hits.len; i++)
		if (hits.ptr[i] >= '1' && hits.ptr[i] <= '9')
			return true;
	return false;
}

static int take_line(struct cobertura *c, struct listed *into)
{
	struct arena *scratch = c->coverage.put.scratch;
	struct err *err = c->coverage.put.err;
	struct span conditions = xml_attr(c->xml, "condition-coverage");
	struct branch_line branches = { 0 };
	uint64_t number;

	if (!num_u64(xml_attr(c->xml, "number"), UINT32_MAX, &number)) {
		err_set(err, ERR_FORMAT, "a line has no number");
		err_tag(err, "missing-required:number");
		err_fix(err, "write the report again with its own tool");
		return err_at(err, xml_pos(c->xml));
	}
	*LIST_ADD(scratch, &into->lines) =
		number << 1 | is_hit(xml_attr(c->xml, "hits"));
	if (conditions.len > 0 && cut_conditions(conditions, &branches)) {
		branches.line = (uint32_t)number;
		*LIST_ADD(scratch, &into->branches) = branches;
	}
	return 0;
}

static void take_methods(struct cobertura *c)
{
	struct arena *scratch = c->coverage.put.scratch;

	for (size_t i = 0; !c->has_own && i < c->methods.lines.count; i++)
		*LIST_ADD(scratch, &c->now->listed.lines) = c->methods.lines.at[i];
	for (size_t i = 0; !c->has_own && i < c->methods.branches.count; i++)
		*LIST_ADD(scratch, &c->now->listed.branches) =
			c->methods.branches.at[i];
}

static int open_element(struct cobertura *c)
{
	struct span name = xml_name(c->xml);
	unsigned depth = xml_depth(c->xml);

	if (c->class_depth == 0 && span_is(name, "class")) {
		c->class_depth = depth;
		c->methods.lines.count = c->methods.branches.count = 0;
		c->has_own = false;
		c->now = source_of(c, xml_attr(c->xml, "filename"));
	} else if (c->class_depth > 0 && depth == c->class_depth + 1 &&
		   span_is(name, "lines")) {
		c->lines_depth = depth;
	} else if (c->class_depth > 0 && depth == c->class_depth + 3 &&
		   span_is(name, "lines")) { /* class/methods/method/lines */
		c->methods_depth = depth;
	} else if (c->lines_depth > 0 && depth == c->lines_depth + 1 &&
		   span_is(name, "line")) {
		c->has_own = true;
		return take_line(c, &c->now->listed);
	} else if (c->methods_depth > 0 && depth == c->methods_depth + 1 &&
		   span_is(name, "line")) {
		return take_line(c, &c->methods);
	}
	return 0;
}

static void close_element(struct cobertura *c)
{
	unsigned depth = xml_depth(c->xml);

	if (depth == c->lines_depth)
		c->lines_depth = 0;
	if (depth == c->methods_depth)
		c->methods_depth = 0;
	if (depth == c->class_depth) {
		take_methods(c);
		c->class_depth = 0;
		c->now = NULL;
	}
}

/* ---- counting ---- */

static int by_line(const void *a, const void *b)
{
	const struct branch_line *left = a, *right = b;

	if (left->line != right->line)
		return left->line < right->line ? -1 : 1;
	if (left->total != right->total)
		return left->total < right->total ? -1 : 1;
	return (left->covered > right->covered) - (left->covered < right->covered);
}

/* A line that stands there twice has its branches once: the fuller entry's. */
static int add_source(struct cobertura *c, struct source *source)
{
	int64_t covered, total;
	int rc;

	coverage_lines(source->listed.lines.at, source->listed.lines.count, &covered,
		       &total);
	rc = coverage_file(&c->coverage, COVERAGE_LINE, source->name, covered, total,
			   source->line);
	if (source->listed.branches.count > 1)
		qsort(source->listed.branches.at, source->listed.branches.count,
		      sizeof(*source->listed.branches.at), by_line);
	covered = total = 0;
	for (size_t i = 0; i < source->listed.branches.count; i++) {
		const struct branch_line *branch = &source->listed.branches.at[i];

		if (i + 1 < source->listed.branches.count &&
		    branch[1].line == branch->line)
			continue;
		covered += branch->covered;
		total += branch->total;
	}
	return rc < 0 ? rc
		      : coverage_file(&c->coverage, COVERAGE_BRANCH, source->name,
				      covered, total, source->line);
}

/* "2295", and "2295.0" as tools write that keep every number as one kind. */
static bool whole_number(struct span text, uint64_t *out)
{
	if (span_ends(text, ".0"))
		text.len -= 2;
	return num_u64(text, INT64_MAX, out);
}

static void take_said(struct cobertura *c, const struct probe *probe,
		      enum coverage_metric metric, const char *covered,
		      const char *total)
{
	uint64_t has, all;

	if (whole_number(probe_attr(probe, covered), &has) &&
	    whole_number(probe_attr(probe, total), &all))
		coverage_said(&c->coverage, metric, (int64_t)has, (int64_t)all, 1);
}

static int read_about(struct cobertura *c, const struct probe *probe)
{
	struct span version = probe_attr(probe, "version");
	int rc = put_about(&c->coverage.put,
			   (struct fact_about){ .format_version = version,
						.generated_at = CLOCK_NONE });

	return rc < 0 ? rc
		      : put_time(&c->coverage.put, probe_attr(probe, "timestamp"),
				 "coverage@timestamp", 1);
}

static int cobertura_read(const struct probe *probe, const struct fact_sink *sink,
			  struct arena *scratch, struct err *err)
{
	struct cobertura c = { .by_name = table_new(scratch) };
	enum xml_event event = XML_OPEN;
	int rc;

	coverage_init(&c.coverage, sink, scratch, err);
	rc = read_about(&c, probe);
	take_said(&c, probe, COVERAGE_LINE, "lines-covered", "lines-valid");
	take_said(&c, probe, COVERAGE_BRANCH, "branches-covered", "branches-valid");
	c.xml = xml_open(probe->path, probe->text, scratch);
	while (rc == 0 && event != XML_END) {
		rc = xml_next(c.xml, &event, err);
		if (rc == 0 && event == XML_OPEN)
			rc = open_element(&c);
		else if (rc == 0 && event == XML_CLOSE)
			close_element(&c);
	}
	xml_close(c.xml);
	for (size_t i = 0; i < c.sources.count && rc == 0; i++)
		rc = add_source(&c, c.sources.at[i]);
	return rc < 0 ? rc : coverage_totals(&c.coverage);
}

extern const struct reader reader_cobertura;
const struct reader reader_cobertura = {
	.name = "cobertura",
	.title = "Cobertura XML",
	.spec = "Cobertura, coverage-04.dtd",
	.reads = "line and branch coverage, by file and in total",
	.family = FAMILY_COVERAGE,
	.revision = 2,
	.usual = "coverage.xml cobertura.xml cobertura-coverage.xml "
		 "coverage.cobertura.xml",
	.bid = cobertura_bid,
	.read = cobertura_read,
};
