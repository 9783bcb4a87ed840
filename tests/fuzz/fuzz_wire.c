/*
 * What a worker may say: any bytes as records.  What is taken is what an honest
 * reader could have said, and said again it is the same bytes.
 */
#include "base/limits.h"
#include "readers/wire.h"
#include "text/decode.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct heard {
	struct wire_out out;
	struct buf records;
	struct fact_counts counts;
};

static bool is_text(enum cell cell)
{
	return cell == CELL_TEXT || cell == CELL_SAID || cell == CELL_CUT ||
	       cell == CELL_CUT_SAID || cell == CELL_LONG;
}

static int hear(void *ctx, const struct fact *fact, struct err *err)
{
	const struct fact_shape *shape = &fact_shapes[fact->kind];
	struct heard *heard = ctx;

	if (fact_odd_column(fact))
		abort();
	for (size_t i = 0; i < shape->count; i++) {
		const void *at = (const char *)&fact->as + shape->columns[i].offset;
		struct span text = is_text(shape->columns[i].cell)
					   ? *(const struct span *)at
					   : SPAN_EMPTY;

		if (decode_utf8(text) != text.len)
			abort();
	}
	fact_count(&heard->counts, fact);
	return wire_add(&heard->out, fact, err);
}

static int keep(void *ctx, struct span records, struct err *err)
{
	(void)err;
	buf_add(ctx, records);
	return 0;
}

static void check(struct heard *heard, const struct artifact *artifact,
		  struct span records)
{
	bool read =
		artifact->status == ARTIFACT_OK || artifact->status == ARTIFACT_PARTIAL;
	struct err err = { 0 };

	if ((artifact->status == ARTIFACT_OK) != (artifact->reason.len == 0) ||
	    artifact->status >= ARTIFACT_MISSING)
		abort();
	if (!read && artifact->counts.facts + artifact->counts.notes != 0)
		abort();
	if (read &&
	    memcmp(&heard->counts, &artifact->counts, sizeof(heard->counts)) != 0)
		abort();
	if (!read)
		return; /* what it said of itself besides is dropped */
	wire_finish(&heard->out, artifact, &err);
	if (!span_eq(buf_span(&heard->records), records))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(LIMIT_SCRATCH_BYTES);
	struct heard heard = { .out = { .put = keep, .ctx = &heard.records } };
	struct fact_sink sink = { hear, &heard };
	struct span records = { (const char *)data, size };
	struct artifact artifact = { .id = 0 };
	struct err err = { 0 };
	struct wire_in in;
	int rc;

	buf_init(&heard.records, 64 * LIMIT_MIB);
	wire_out_init(&heard.out);
	wire_in_init(&in, &artifact, &sink, arena);
	rc = wire_take(&in, records, &err);
	if (rc == 0)
		rc = wire_end(&in, &err);
	if (rc < 0 || (rc > 0 && err.what[0] == '\0'))
		abort();
	if (rc == 0)
		check(&heard, &artifact, records);
	buf_release(&heard.records);
	wire_out_release(&heard.out);
	arena_free(arena);
	return 0;
}
