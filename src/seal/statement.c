#include "seal/statement.h"

#include "base/limits.h"
#include "text/json.h"
#include "text/jsonout.h"
#include "trust/digest.h"

#include <stdio.h>

#define STATEMENT_BYTES (6 * LIMIT_MIB) /* as base64 it fits in 8 MiB of JSON */

/* clang-format off: seal.md section 5, one verdict a line */
static const enum statement_list list_of[VERDICTS] = {
	[VERDICT_VERIFIED] = LIST_PASSED,
	[VERDICT_WAIVED] = LIST_WARNED,
	[VERDICT_READY] = LIST_WARNED,
	[VERDICT_NEEDS_SIGNOFF] = LIST_WARNED, /* it can still arrive after sealing */
	[VERDICT_CONTRADICTED] = LIST_FAILED,
	[VERDICT_UNSUPPORTED] = LIST_FAILED,
	[VERDICT_INDETERMINATE] = LIST_FAILED,
	[VERDICT_STALE] = LIST_FAILED,
	[VERDICT_PARTIAL] = LIST_FAILED,
	[VERDICT_OPEN] = LIST_COUNTED, /* LIST_FAILED where required */
	[VERDICT_NOT_APPLICABLE] = LIST_COUNTED,
};
/* clang-format on */

static void add_item(struct statement_facts *out, struct node item, struct arena *arena)
{
	struct span id = node_text(node_get(item, "id"));
	enum statement_list list = LIST_WARNED;
	enum verdict verdict;

	if (verdict_of_word(node_text(node_get(item, "verdict")), &verdict)) {
		out->counts[verdict]++;
		list = list_of[verdict];
		if (verdict == VERDICT_OPEN && node_is_true(node_get(item, "required")))
			list = LIST_FAILED;
	}
	*LIST_ADD(arena, &out->items[list]) = id;
}

static void add_items(struct statement_facts *out, struct node holder,
		      struct arena *arena)
{
	struct node items = node_get(holder, "items");

	if (!node_is(items, NODE_ARRAY))
		return;
	for (struct node n = node_first(items); node_exists(n); n = node_next(n))
		add_item(out, n, arena);
}

int statement_facts_read(struct statement_facts *out, const struct identity *identity,
			 struct span report, struct arena *arena, struct err *err)
{
	struct node plans;
	struct tree *tree;
	size_t all = 0;
	int rc;

	*out = (struct statement_facts){ .result = "FAILED" };
	rc = json_parse(&tree, SPAN_LIT("report.json"), report, arena, err);
	if (rc < 0)
		return rc;
	plans = node_get(tree_root(tree, 0), "plans");
	if (node_is(plans, NODE_ARRAY))
		for (struct node n = node_first(plans); node_exists(n);
		     n = node_next(n))
			add_items(out, n, arena);
	for (size_t i = 0; i < STATEMENT_LISTS; i++)
		all += out->items[i].count;
	if (out->items[LIST_FAILED].count > 0 || all == 0 ||
	    span_is(identity->outcome, "INDETERMINATE"))
		out->result = "FAILED";
	else
		out->result = out->items[LIST_WARNED].count > 0 ? "WARNED" : "PASSED";
	return 0;
}

static void write_names(struct jsonout *json, const char *key,
			const struct statement_facts *facts, enum statement_list list)
{
	jsonout_key(json, key);
	jsonout_array(json);
	for (size_t i = 0; i < facts->items[list].count; i++)
		jsonout_string(json, facts->items[list].at[i]);
	jsonout_end(json);
}

/* The inputs of bundle.json but the artifacts, which raw/index.json lists. */
static void write_configuration(struct jsonout *json, const struct identity *identity)
{
	struct node inputs = node_get(identity->root, "inputs");

	jsonout_key(json, "configuration");
	jsonout_array(json);
	if (!node_is(inputs, NODE_ARRAY))
		inputs = NODE_NONE;
	for (struct node n = node_first(inputs); node_exists(n); n = node_next(n)) {
		if (span_is(node_text(node_get(n, "role")), "artifact"))
			continue;
		jsonout_object(json);
		jsonout_key(json, "digest");
		jsonout_object(json);
		jsonout_member_opt(json, "gitBlob", node_text(node_get(n, "gitBlob")));
		jsonout_member_opt(json, "sha256", node_text(node_get(n, "sha256")));
		jsonout_end(json);
		jsonout_member(json, "name", node_text(node_get(n, "name")));
		jsonout_end(json);
	}
	jsonout_end(json);
}

/* As the report has it: signed off, waived, or no question here. */
static bool is_settled(struct node field)
{
	struct span said = node_text(node_get(field, "verdict"));

	return span_is(said, verdict_word[VERDICT_VERIFIED]) ||
	       span_is(said, verdict_word[VERDICT_WAIVED]) ||
	       span_is(said, verdict_word[VERDICT_NOT_APPLICABLE]);
}

/* Required fields that still wanted a signature when the pages were made. */
static void write_pending(struct jsonout *json, const struct identity *identity)
{
	struct node fields = node_get(identity->root, "signoffs");

	jsonout_key(json, "signoffsPending");
	jsonout_array(json);
	if (!node_is(fields, NODE_ARRAY))
		fields = NODE_NONE;
	for (struct node n = node_first(fields); node_exists(n); n = node_next(n))
		if (node_is_true(node_get(n, "required")) && !is_settled(n))
			jsonout_string(json, node_text(node_get(n, "field")));
	jsonout_end(json);
}

/* As bundle.json counts them: canonical JSON, so its keys are sorted already. */
static void write_counts(struct jsonout *json, const struct identity *identity)
{
	struct node counts = node_at(identity->root, "result/counts");
	int64_t number;

	jsonout_key(json, "verdicts");
	jsonout_object(json);
	if (!node_is(counts, NODE_OBJECT))
		counts = NODE_NONE;
	for (struct node n = node_first(counts); node_exists(n); n = node_next(n)) {
		if (!node_integer(n, &number))
			continue;
		jsonout_key_span(json, node_key(n));
		jsonout_int(json, number);
	}
	jsonout_end(json);
}

/* "sha256:<hex>"; nothing where there is none. */
static void write_named(struct jsonout *json, const char *key, const char *hex)
{
	char digest[sizeof("sha256:") + DIGEST_TEXT];

	if (!hex)
		return;
	snprintf(digest, sizeof(digest), "sha256:%s", hex);
	jsonout_member(json, key, span_of(digest));
}

static void write_readiness(struct jsonout *json, const struct identity *identity,
			    const struct statement_extra *extra)
{
	jsonout_key(json, "muster_readiness");
	jsonout_object(json);
	jsonout_member(json, "asOf", identity->as_of);
	jsonout_member(json, "format", SPAN_LIT(BUNDLE_FORMAT));
	write_named(json, "history", extra->history);
	jsonout_member(json, "outcome", identity->outcome);
	write_named(json, "previous", extra->previous);
	jsonout_member(json, "project", identity->project);
	jsonout_member(json, "run", identity->run);
	jsonout_member_opt(json, "sandbox", span_of(extra->sandbox));
	if (extra->sequence > 0)
		jsonout_member_int(json, "sequence", extra->sequence);
	write_pending(json, identity);
	write_counts(json, identity);
	jsonout_end(json);
}

static void write_subject(struct jsonout *json, const char *kind, struct span digest,
			  const char *name)
{
	jsonout_object(json);
	jsonout_key(json, "digest");
	jsonout_object(json);
	jsonout_member(json, kind, digest);
	jsonout_end(json);
	jsonout_member(json, "name", span_of(name));
	jsonout_end(json);
}

void statement_subject(struct jsonout *json, const char *seal_digest,
		       const struct identity *identity)
{
	jsonout_key(json, "subject");
	jsonout_array(json);
	write_subject(json, "sha256", span_of(seal_digest), "SHA256SUMS");
	write_subject(json, "gitCommit", identity->commit, "source");
	jsonout_end(json);
}

int statement_make(struct span *out, const struct identity *identity,
		   const struct statement_facts *facts,
		   const struct statement_extra *extra, struct arena *arena,
		   struct err *err)
{
	struct jsonout json;
	struct buf buf;
	int rc;

	*out = SPAN_EMPTY;
	buf_init(&buf, STATEMENT_BYTES);
	jsonout_init(&json, &buf, true);
	jsonout_object(&json);
	jsonout_member(&json, "_type", SPAN_LIT(STATEMENT_TYPE));
	jsonout_key(&json, "predicate");
	jsonout_object(&json);
	write_configuration(&json, identity);
	write_names(&json, "failedTests", facts, LIST_FAILED);
	write_readiness(&json, identity, extra);
	write_names(&json, "passedTests", facts, LIST_PASSED);
	jsonout_member(&json, "result", span_of(facts->result));
	write_names(&json, "warnedTests", facts, LIST_WARNED);
	jsonout_end(&json);
	jsonout_member(&json, "predicateType", SPAN_LIT(STATEMENT_TEST_RESULT));
	statement_subject(&json, extra->seal_digest, identity);
	jsonout_end(&json);
	rc = buf_check(&buf, "the statement", err);
	if (rc == 0)
		*out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return rc;
}
