#include "seal/inner.h"

#include "base/table.h"
#include "seal/gitproof.h"
#include "seal/statement.h"
#include "text/json.h"

/* raw/index.json. */

static const char *withheld_words(struct verifying *v, struct node entry)
{
	struct span why = node_text(node_get(entry, "withheld"));

	return arena_printf(v->arena, "its bytes are not in the bundle: %.*s",
			    SPAN_ARG(why))
		.ptr;
}

static void check_copy(struct verifying *v, struct node entry, struct table *named)
{
	struct span file = node_text(node_get(entry, "name"));
	struct span sha256 = node_text(node_get(entry, "sha256"));
	const struct content_file *found = content_find(&v->content, file);
	int64_t size = -1;

	if (file.len == 0) { /* built in, or withheld */
		if (node_exists(node_get(entry, "withheld")))
			verify_warning(v, "W_WITHHELD",
				       node_text(node_get(entry, "path")),
				       withheld_words(v, entry));
		return;
	}
	*table_slot_borrowed(named, file) = v;
	if (!found || !span_starts(file, "raw/"))
		verify_error(v, "E_INDEX_MISMATCH", SPAN_LIT("raw/index.json"),
			     "names a file that is not in raw/");
	else if (!span_is(sha256, found->sha256) ||
		 !node_integer(node_get(entry, "size"), &size) || size < 0 ||
		 (uint64_t)size != found->size)
		verify_error(v, "E_INDEX_MISMATCH", file,
			     "is not as raw/index.json says");
}

/* *out is the list of files, absent where there is none. */
static void check_index(struct node *out, struct verifying *v)
{
	struct span text = content_bytes(&v->content, "raw/index.json");
	struct table *named = table_new(v->arena);
	struct err err = { 0 };
	struct node inputs;
	struct tree *tree;

	if (json_parse(&tree, SPAN_LIT("raw/index.json"), text, v->arena, &err) < 0) {
		verify_error(v, "E_INDEX_MISMATCH", SPAN_LIT("raw/index.json"), "%s",
			     err.what);
		return;
	}
	inputs = *out = node_get(tree_root(tree, 0), "files");
	if (!node_is(inputs, NODE_ARRAY))
		verify_error(v, "E_INDEX_MISMATCH", SPAN_LIT("raw/index.json"),
			     "has no list \"files\"");
	else
		for (struct node n = node_first(inputs); node_exists(n);
		     n = node_next(n))
			check_copy(v, n, named);
	for (size_t i = 0; i < v->content.files.count; i++) {
		struct span path = v->content.files.at[i].path;

		if (span_starts(path, "raw/") && !span_is(path, "raw/index.json") &&
		    !table_get(named, path))
			verify_error(v, "E_INDEX_MISMATCH", path,
				     "raw/index.json does not name it");
	}
}

/* report.json. */

/* What report.json counts, bundle.json may not count as something better. */
static void check_counts(struct verifying *v, const struct statement_facts *facts)
{
	static const enum verdict bad[] = { VERDICT_CONTRADICTED, VERDICT_UNSUPPORTED,
					    VERDICT_INDETERMINATE, VERDICT_STALE,
					    VERDICT_PARTIAL };
	struct node counts = node_at(v->out->identity.root, "result/counts");

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		int64_t said = 0;

		node_integer(node_get(counts, verdict_word[bad[i]]), &said);
		if (said < 0 || (uint64_t)said < facts->counts[bad[i]])
			verify_error(v, "E_OUTCOME_MISMATCH", SPAN_LIT("bundle.json"),
				     "counts fewer items as %s than report.json",
				     verdict_word[bad[i]]);
	}
}

static bool same_names(struct node array, const struct statement_facts *facts,
		       enum statement_list list)
{
	size_t i = 0;

	if (!node_is(array, NODE_ARRAY) ||
	    node_count(array) != facts->items[list].count)
		return false;
	for (struct node n = node_first(array); node_exists(n); n = node_next(n))
		if (!span_eq(node_text(n), facts->items[list].at[i++]))
			return false;
	return true;
}

/* Two values of the same JSON text, as far as statements need it. */
static bool same_value(struct node a, struct node b)
{
	enum node_type type = node_type(a);
	struct node x, y;

	if (type != node_type(b) || node_count(a) != node_count(b))
		return false;
	if (type != NODE_ARRAY && type != NODE_OBJECT)
		return span_eq(node_word(a), node_word(b));
	/* Recursion ends: json.h bounds the depth. */
	for (x = node_first(a), y = node_first(b); node_exists(x) && node_exists(y);
	     x = node_next(x), y = node_next(y))
		if (!span_eq(node_key(x), node_key(y)) || !same_value(x, y))
			return false;
	return true;
}

/*
 * The statement again, from what is in the bundle; it must say the same wherever
 * it speaks about the content.
 */
static void check_statement(struct verifying *v, const struct statement_facts *facts)
{
	static const char *const members[] = {
		"predicate/configuration",
		"predicate/muster_readiness/asOf",
		"predicate/muster_readiness/format",
		"predicate/muster_readiness/outcome",
		"predicate/muster_readiness/signoffsPending",
		"predicate/muster_readiness/verdicts",
	};
	struct node predicate = node_get(v->statement, "predicate");
	struct statement_extra extra = { .seal_digest = v->out->seal_digest };
	struct err err = { 0 };
	struct span text;
	struct tree *tree;
	bool same;

	if (statement_make(&text, &v->out->identity, facts, &extra, v->arena, &err) <
		    0 ||
	    json_parse(&tree, SPAN_LIT("statement"), text, v->arena, &err) < 0) {
		verify_error(v, "E_STATEMENT_MISMATCH", SPAN_LIT("report.json"), "%s",
			     err.what);
		return;
	}
	same = same_names(node_get(predicate, "passedTests"), facts, LIST_PASSED) &&
	       same_names(node_get(predicate, "warnedTests"), facts, LIST_WARNED) &&
	       same_names(node_get(predicate, "failedTests"), facts, LIST_FAILED) &&
	       span_is(node_text(node_get(predicate, "result")), facts->result);
	for (size_t i = 0; same && i < sizeof(members) / sizeof(members[0]); i++)
		same = same_value(node_at(v->statement, members[i]),
				  node_at(tree_root(tree, 0), members[i]));
	if (!same)
		verify_error(v, "E_STATEMENT_MISMATCH",
			     SPAN_LIT("seal/attestation.sigstore.json"),
			     "says something else than report.json and bundle.json");
	if (!span_is(node_text(node_at(predicate, "muster_readiness/sandbox")), "full"))
		verify_warning(v, "W_SANDBOX",
			       SPAN_LIT("seal/attestation.sigstore.json"),
			       "the report was made without a full sandbox");
}

static void check_report(struct verifying *v)
{
	struct span text = content_bytes(&v->content, "report.json");
	const struct identity *identity = &v->out->identity;
	struct statement_facts facts;
	struct err err = { 0 };
	struct tree *tree;
	struct node root;

	if (json_parse(&tree, SPAN_LIT("report.json"), text, v->arena, &err) < 0 ||
	    statement_facts_read(&facts, identity, text, v->arena, &err) < 0) {
		verify_error(v, "E_INDEX_MISMATCH", SPAN_LIT("report.json"), "%s",
			     err.what);
		return;
	}
	root = tree_root(tree, 0);
	if (!span_eq(node_text(node_get(root, "commit")), identity->commit) ||
	    !span_eq(node_text(node_get(root, "project")), identity->project))
		verify_error(v, "E_INDEX_MISMATCH", SPAN_LIT("report.json"),
			     "is about another commit or project than bundle.json");
	check_counts(v, &facts);
	if (node_exists(v->statement))
		check_statement(v, &facts);
}

/* seal/seal.pub is the key that the DSSE seal names. */
static void check_seal_pub(struct verifying *v)
{
	struct span pem = content_bytes(&v->content, "seal/seal.pub");
	struct err err = { 0 };
	SCOPED_KEY key = NULL;
	char id[DIGEST_TEXT];

	if (!content_find(&v->content, SPAN_LIT("seal/seal.pub")) ||
	    v->dsse_key.len == 0)
		return;
	if (key_read_public(&key, pem, "seal/seal.pub", &err) == 0) {
		key_id(key, id);
		/* One key, one file: the same bytes that muster writes. */
		if (span_is(v->dsse_key, id) &&
		    span_eq(pem, key_spki_pem(key, v->arena)))
			return;
	}
	verify_error(v, "E_STATEMENT_MISMATCH", SPAN_LIT("seal/seal.pub"),
		     "is not the key that made the DSSE seal");
}

void verify_inner(struct verifying *v)
{
	struct node index = NODE_NONE;

	check_index(&index, v);
	verify_git(v, index);
	check_report(v);
	check_seal_pub(v);
}
