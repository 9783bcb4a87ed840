#include "readers/coverage.h"

#include <stdlib.h>

void coverage_init(struct coverage *coverage, const struct fact_sink *sink,
		   struct arena *scratch, struct err *err)
{
	*coverage = (struct coverage){ .put = { sink, scratch, err } };
	for (unsigned i = 0; i < COVERAGE_METRICS; i++)
		coverage->of[i].said_covered = coverage->of[i].said_total = FACT_UNSAID;
}

static int add(struct coverage *coverage, enum coverage_scope scope,
	       enum coverage_metric metric, struct span name, int64_t covered,
	       int64_t total, bool computed)
{
	struct fact fact = fact_new(FACT_COVERAGE);

	fact.as.coverage = (struct fact_coverage){ .scope = scope,
						   .metric = metric,
						   .name = name,
						   .covered = covered,
						   .total = total,
						   .computed = computed };
	return put_fact(&coverage->put, &fact);
}

static int out_of_range(struct coverage *coverage, struct span name, int64_t covered,
			int64_t total, unsigned line)
{
	struct err *err = coverage->put.err;

	err_set(err, ERR_FORMAT, "%lld of %lld are covered in %.*s", (long long)covered,
		(long long)total, (int)(name.len < 200 ? name.len : 200),
		name.len > 0 ? name.ptr : "");
	err_tag(err, "out-of-range:covered");
	err_fix(err, "write the report again with its own tool");
	return err_at(err, (struct pos){ SPAN_EMPTY, line, 1 });
}

/* False where there is nothing to cover. */
static int check(bool *out, struct coverage *coverage, struct span name,
		 int64_t covered, int64_t total, unsigned line)
{
	*out = total > 0;
	if (total >= 0 && covered >= 0 && covered <= total)
		return 0;
	return out_of_range(coverage, name, covered, total, line);
}

int coverage_file(struct coverage *coverage, enum coverage_metric metric,
		  struct span name, int64_t covered, int64_t total, unsigned line)
{
	bool some;
	int rc = check(&some, coverage, name, covered, total, line);

	if (rc < 0 || !some)
		return rc;
	if (__builtin_add_overflow(coverage->of[metric].covered, covered,
				   &coverage->of[metric].covered) ||
	    __builtin_add_overflow(coverage->of[metric].total, total,
				   &coverage->of[metric].total))
		return out_of_range(coverage, name, covered, total, line);
	return add(coverage, COVERAGE_FILE, metric, name, covered, total, true);
}

int coverage_package(struct coverage *coverage, enum coverage_metric metric,
		     struct span name, int64_t covered, int64_t total, unsigned line)
{
	bool some;
	int rc = check(&some, coverage, name, covered, total, line);

	if (rc < 0 || !some)
		return rc;
	return add(coverage, COVERAGE_PACKAGE, metric, name, covered, total, false);
}

void coverage_said(struct coverage *coverage, enum coverage_metric metric,
		   int64_t covered, int64_t total, unsigned line)
{
	if (covered < 0 || total < 0)
		return;
	coverage->of[metric].said_covered = covered;
	coverage->of[metric].said_total = total;
	coverage->said_line = line;
}

static int put_total(struct coverage *coverage, enum coverage_metric metric,
		     bool *out_some)
{
	int64_t covered = coverage->of[metric].covered;
	int64_t total = coverage->of[metric].total;
	int64_t said_covered = coverage->of[metric].said_covered;
	int64_t said = coverage->of[metric].said_total;
	bool some;
	int rc = 0;

	if (said > 0)
		rc = check(&some, coverage, SPAN_LIT("its total"), said_covered, said,
			   coverage->said_line);
	if (rc == 0 && said > 0)
		rc = add(coverage, COVERAGE_TOTAL, metric, SPAN_EMPTY, said_covered,
			 said, false);
	if (rc == 0 && total > 0)
		rc = add(coverage, COVERAGE_TOTAL, metric, SPAN_EMPTY, covered, total,
			 true);
	if (rc == 0 && total > 0 && said != FACT_UNSAID &&
	    (said != total || said_covered != covered))
		rc = put_note(&coverage->put, "totals-mismatch", coverage->said_line,
			      "it says %lld of %lld for %s coverage, its files make "
			      "%lld of %lld",
			      (long long)said_covered, (long long)said,
			      coverage_metric_word[metric], (long long)covered,
			      (long long)total);
	*out_some |= said > 0 || total > 0;
	return rc;
}

int coverage_totals(struct coverage *coverage)
{
	bool some = false;
	int rc = 0;

	for (unsigned i = 0; i < COVERAGE_METRICS && rc == 0; i++)
		rc = put_total(coverage, (enum coverage_metric)i, &some);
	if (rc == 0 && !some)
		rc = put_note(&coverage->put, "no-lines", 0,
			      "nothing that could be covered is in it");
	return rc;
}

static int by_number(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

void coverage_lines(uint64_t *lines, size_t count, int64_t *out_covered,
		    int64_t *out_total)
{
	bool sorted = true;

	*out_covered = *out_total = 0;
	for (size_t i = 1; i < count; i++)
		sorted &= lines[i - 1] <= lines[i];
	if (!sorted)
		qsort(lines, count, sizeof(*lines), by_number);
	for (size_t i = 0; i < count; i++) {
		if (i + 1 < count && lines[i + 1] >> 1 == lines[i] >> 1)
			continue; /* the last one is the hit, if any is */
		++*out_total;
		*out_covered += (int64_t)(lines[i] & 1);
	}
}
