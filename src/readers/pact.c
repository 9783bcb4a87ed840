/*
 * pact.c - contracts between a consumer and a provider, specification 1 to 4
 * (github.com/pact-foundation/pact-specification).
 *
 * A pact declares: whether the provider was verified against it, it does not
 * say.  Of an interaction only the description is kept; requests and responses
 * may hold tokens and are not read.
 */
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"

/* Specification 3 has messages in place of interactions; 4 has interactions only. */
static const char *const lists[] = { "interactions", "messages" };

static struct span version_of(struct node root)
{
	static const char *const keys[] = { "pactSpecification", "pact-specification" };
	struct node metadata = node_get(root, "metadata");

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct node said = node_get(metadata, keys[i]);
		struct span text = node_is(said, NODE_OBJECT)
					   ? node_text(node_get(said, "version"))
					   : node_text(said);

		if (text.len > 0)
			return text;
	}
	return node_text(node_get(metadata, "pactSpecificationVersion"));
}

static enum bid pact_bid(const struct probe *probe)
{
	struct node root = probe->root;

	if (probe->lex != LEX_JSON ||
	    node_text(node_at(root, "consumer/name")).len == 0 ||
	    node_text(node_at(root, "provider/name")).len == 0)
		return BID_NO;
	if (!node_is(node_get(root, lists[0]), NODE_ARRAY) &&
	    !node_is(node_get(root, lists[1]), NODE_ARRAY))
		return BID_NO;
	return version_of(root).len > 0 ? BID_STATED : BID_SHAPE;
}

static int add_interaction(struct put *put, struct node root, struct node node)
{
	struct fact fact = fact_new(FACT_CONTRACT);

	fact.as.contract.consumer = node_text(node_at(root, "consumer/name"));
	fact.as.contract.provider = node_text(node_at(root, "provider/name"));
	fact.as.contract.interaction = node_text(node_get(node, "description"));
	fact.as.contract.line = node_line(node);
	return put_fact(put, &fact);
}

static int pact_read(const struct probe *probe, const struct fact_sink *sink,
		     struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct fact_about about = { .generated_at = CLOCK_NONE };
	struct node root = probe->root;
	struct node time = node_get(root, "createdAt"); /* by the broker */
	uint32_t count = 0;
	int rc = probe_single(probe, err);

	about.format_version = version_of(root);
	if (rc == 0)
		rc = put_about(&put, about);
	if (rc == 0)
		rc = put_time(&put, node_text(time), "/createdAt", node_line(time));
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct node list = node_get(root, lists[i]);

		count += node_count(list);
		for (struct node n = node_first(list); rc == 0 && node_exists(n);
		     n = node_next(n))
			rc = add_interaction(&put, root, n);
	}
	if (rc == 0 && count == 0)
		rc = put_note(&put, "no-interaction", node_line(root),
			      "the contract promises nothing");
	return rc;
}

extern const struct reader reader_pact;
const struct reader reader_pact = {
	.name = "pact",
	.title = "Pact",
	.spec = "Pact specification 1 to 4",
	.reads = "the interactions that a consumer expects; not whether they hold",
	.family = FAMILY_CONFIG,
	.revision = 1,
	.tools = { "pact" },
	.usual = "pacts/*.json *.pact.json",
	.bid = pact_bid,
	.read = pact_read,
};
