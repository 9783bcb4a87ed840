/*
 * gocover.c - the profile that `go test -coverprofile` writes:
 *
 *     mode: set
 *     example.org/cart/cart.go:12.34,15.2 3 1
 *
 * file:line.column,line.column statements count.  A block stands there once for
 * each package that was tested with -coverpkg: it is one block, covered where one
 * of them is.  The unit is statements, not lines.
 * Source: Go, cmd/cover and golang.org/x/tools/cover.
 */
#include "base/limits.h"
#include "base/num.h"
#include "base/table.h"
#include "readers/coverage.h"
#include "readers/probe.h"
#include "readers/reader.h"

struct block {
	int64_t statements;
	bool hit;
};

struct source {
	struct span name;
	int64_t covered, total;
	unsigned line;
};

static enum bid gocover_bid(const struct probe *probe)
{
	struct span text = probe->text, line;

	/* A profile without a block is YAML to the eye. */
	if ((probe->lex != LEX_TEXT && probe->lex != LEX_YAML) ||
	    !span_line(&text, &line))
		return BID_NO;
	line = span_trim(line);
	return span_is(line, "mode: set") || span_is(line, "mode: count") ||
			       span_is(line, "mode: atomic")
		       ? BID_STATED
		       : BID_NO;
}

static int bad_line(struct err *err, struct span path, unsigned line)
{
	err_set(err, ERR_FORMAT,
		"the line is no block: file:line.column,line.column "
		"statements count");
	err_tag(err, "out-of-range:block");
	err_fix(err, "write the profile again with `go test -coverprofile`");
	return err_at(err, (struct pos){ path, line, 1 });
}

/* "12.34,15.2" */
static bool is_place(struct span place)
{
	for (size_t i = 0; i < place.len; i++)
		if ((place.ptr[i] < '0' || place.ptr[i] > '9') && place.ptr[i] != '.' &&
		    place.ptr[i] != ',')
			return false;
	return span_index(place, ',') > 0;
}

/* From the right, because a file's name may hold blanks and colons. */
static bool cut_block(struct span line, struct span *out_block, int64_t *out_statements,
		      bool *out_hit)
{
	ptrdiff_t blank = span_rindex(line, ' ');
	uint64_t statements;
	struct span count;

	if (blank <= 0)
		return false;
	count = span_from(line, (size_t)blank + 1);
	line = span_sub(line, 0, (size_t)blank);
	blank = span_rindex(line, ' ');
	if (blank <= 0 ||
	    !num_u64(span_from(line, (size_t)blank + 1), UINT32_MAX, &statements))
		return false;
	for (size_t i = 0; i < count.len; i++)
		if (count.ptr[i] < '0' || count.ptr[i] > '9')
			return false;
	*out_block = span_sub(line, 0, (size_t)blank);
	*out_statements = (int64_t)statements;
	*out_hit = false;
	for (size_t i = 0; i < count.len; i++)
		*out_hit |= count.ptr[i] != '0';
	return count.len > 0;
}

struct profile {
	struct put put;
	struct table *blocks, *sources;
	LIST(struct source *) order;
};

static struct source *source_of(struct profile *profile, struct span name,
				unsigned line)
{
	void **slot = table_slot_borrowed(profile->sources, name);

	if (!*slot) {
		struct source *source = ARENA_NEW(profile->put.scratch, struct source);

		source->name = name;
		source->line = line;
		*LIST_ADD(profile->put.scratch, &profile->order) = source;
		*slot = source;
	}
	return *slot;
}

static bool take_block(struct profile *profile, struct span text, unsigned line)
{
	struct span place;
	struct source *source;
	struct block *block;
	int64_t statements;
	ptrdiff_t colon;
	void **slot;
	bool hit;

	if (!cut_block(text, &place, &statements, &hit))
		return false;
	colon = span_rindex(place, ':');
	if (colon <= 0 || !is_place(span_from(place, (size_t)colon + 1)))
		return false;
	source = source_of(profile, span_sub(place, 0, (size_t)colon), line);
	slot = table_slot_borrowed(profile->blocks, place);
	if (!*slot) {
		*slot = ARENA_NEW(profile->put.scratch, struct block);
		block = *slot;
		block->statements = statements;
		source->total += statements;
	}
	block = *slot;
	if (hit && !block->hit) {
		block->hit = true;
		source->covered += block->statements;
	}
	return true;
}

static int gocover_read(const struct probe *probe, const struct fact_sink *sink,
			struct arena *scratch, struct err *err)
{
	struct profile profile = { .put = { sink, scratch, err },
				   .blocks = table_new(scratch),
				   .sources = table_new(scratch) };
	struct span rest = probe->text, line;
	struct coverage coverage;
	unsigned number = 0;
	int rc = 0;

	coverage_init(&coverage, sink, scratch, err);
	while (span_line(&rest, &line)) {
		line = span_trim(line);
		number++;
		if (line.len == 0 || span_starts(line, "mode: "))
			continue; /* profiles that were put together have several */
		if (!take_block(&profile, line, number))
			return bad_line(err, probe->path, number);
	}
	for (size_t i = 0; i < profile.order.count && rc == 0; i++) {
		struct source *source = profile.order.at[i];

		rc = coverage_file(&coverage, COVERAGE_STATEMENT, source->name,
				   source->covered, source->total, source->line);
	}
	return rc < 0 ? rc : coverage_totals(&coverage);
}

extern const struct reader reader_gocover;
const struct reader reader_gocover = {
	.name = "go-cover",
	.title = "Go coverage profile",
	.spec = "Go, `go test -coverprofile`",
	.reads = "statement coverage, by file and in total",
	.family = FAMILY_COVERAGE,
	.revision = 1,
	.usual = "coverage.out cover.out c.out",
	.bid = gocover_bid,
	.read = gocover_read,
};
