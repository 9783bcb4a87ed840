#include "seal/closing.h"

#include "base/clock.h"
#include "base/limits.h"
#include "seal/envelope.h"
#include "seal/keys.h"
#include "seal/paths.h"
#include "seal/statement.h"
#include "text/jsonout.h"

#include <stdlib.h>

static const char *const level_word[RESULTS] = {
	[RESULT_READY] = "MUSTER_READY",
	[RESULT_READY_WITH_WAIVERS] = "MUSTER_READY_WITH_WAIVERS",
	[RESULT_NOT_READY] = "FAILED",
	[RESULT_INDETERMINATE] = "FAILED",
	[RESULT_BYPASSED] = "FAILED",
};

static const char *word_of(enum result outcome)
{
	return strcmp(level_word[outcome], "FAILED") == 0 ? "FAILED" : "PASSED";
}

/* What it closes: the two seals, and everything in signoffs/. */
static bool is_closed_over(struct span path)
{
	return span_is(path, seal_file_path[SEAL_FILE_P7S]) ||
	       span_is(path, seal_file_path[SEAL_FILE_ATTESTATION]) ||
	       span_starts(path, "signoffs/");
}

static struct span resource(const struct identity *identity, struct arena *arena)
{
	struct span uri = node_text(node_at(identity->root, "source/uri"));

	return arena_printf(arena, "%.*s@%.*s", SPAN_ARG(uri),
			    SPAN_ARG(identity->commit));
}

/* Checking. */

/* Both are sorted by path: ours because content is, theirs because muster writes so. */
static bool is_same_set(struct verifying *v, struct node listed)
{
	struct node n = node_is(listed, NODE_ARRAY) ? node_first(listed) : NODE_NONE;

	for (size_t i = 0; i < v->content.files.count; i++) {
		const struct content_file *file = &v->content.files.at[i];

		if (!is_closed_over(file->path))
			continue;
		if (!node_exists(n) ||
		    !span_eq(node_text(node_get(n, "uri")), file->path) ||
		    node_count(node_get(n, "digest")) != 1 ||
		    !span_is(node_text(node_at(n, "digest/sha256")), file->sha256))
			return false;
		n = node_next(n);
	}
	return !node_exists(n);
}

/* When it was signed: by its time stamp, else by its own word. */
static void find_times(struct claim *claim, struct verifying *v,
		       const struct envelope *envelope)
{
	struct span stamp = span_of(seal_file_path[SEAL_FILE_VSA_STAMP]);
	struct node said = node_at(envelope->statement, "predicate/timeVerified");

	if (clock_parse(node_text(said), &claim->claimed_at) != CLOCK_ZONED)
		claim->claimed_at = CLOCK_NONE;
	if (content_find(&v->content, stamp))
		claim->proven_at =
			claim_stamp(v, stamp, content_bytes(&v->content, stamp.ptr),
				    content_bytes(&v->content,
						  seal_file_path[SEAL_FILE_VSA]));
}

static void judge(struct verifying *v, const struct envelope *envelope)
{
	struct claim claim = { .path = envelope->path,
			       .wire = key_wire(envelope->key, v->arena),
			       .name = NAMESPACE_CLOSE,
			       .claimed_at = CLOCK_NONE,
			       .proven_at = CLOCK_NONE };
	struct node predicate = node_get(envelope->statement, "predicate");

	if (!verify_is_subject(v, envelope->statement) ||
	    !span_eq(node_text(node_get(predicate, "resourceUri")),
		     resource(&v->out->identity, v->arena))) {
		verify_error(v, "E_VSA_BAD", envelope->path, "is about another bundle");
		return;
	}
	find_times(&claim, v, envelope);
	v->out->closed_by = claim_judge(v, &claim, NULL);
	if (v->options->statement_count > 0 ||
	    !is_same_set(v, node_get(predicate, "inputAttestations"))) {
		verify_error(v, "E_CLOSED_SET_MISMATCH", envelope->path,
			     "was closed over other seals or sign-offs than are "
			     "there");
		return;
	}
	if (v->out->closed_by.len > 0)
		v->signoffs_at = claim.proven_at;
	v->closing = envelope->statement;
}

void verify_closing(struct verifying *v)
{
	static const struct envelope_words words = { "E_VSA_BAD", "E_VSA_BAD",
						     "E_VSA_BAD", STATEMENT_VSA };
	struct span path = span_of(seal_file_path[SEAL_FILE_VSA]);
	struct span stamp = span_of(seal_file_path[SEAL_FILE_VSA_STAMP]);
	SCOPED_ENVELOPE envelope = { .path = SPAN_EMPTY };

	v->signoffs_at = CLOCK_NONE;
	if (content_find(&v->content, path)) {
		if (envelope_open(&envelope, v, path,
				  content_bytes(&v->content, path.ptr), &words))
			judge(v, &envelope);
	} else if (content_find(&v->content, stamp)) {
		verify_error(v, "E_TS_BAD", stamp,
			     "there is no closing attestation that it could be about");
	}
}

void verify_closed_outcome(struct verifying *v)
{
	struct node predicate = node_get(v->closing, "predicate");
	struct node levels = node_get(predicate, "verifiedLevels");
	struct span said = node_text(node_get(predicate, "verificationResult"));
	enum result outcome = v->out->outcome;

	if (!node_exists(v->closing))
		return;
	if (span_is(said, "FAILED") && node_count(levels) == 1 &&
	    span_is(node_text(node_element(levels, 0)), "FAILED"))
		return;
	if (span_is(said, word_of(outcome)) && node_count(levels) == 1 &&
	    span_is(node_text(node_element(levels, 0)), level_word[outcome]))
		return;
	verify_error(v, "E_VSA_BAD", span_of(seal_file_path[SEAL_FILE_VSA]),
		     "says another outcome than the bundle with its sign-offs: %s",
		     result_word[outcome]);
}

/* Making. */

static void write_set(struct jsonout *json, const struct verification *verified)
{
	jsonout_key(json, "inputAttestations");
	jsonout_array(json);
	for (size_t i = 0; i < verified->files.count; i++) {
		const struct content_file *file = &verified->files.at[i];

		if (!is_closed_over(file->path))
			continue;
		jsonout_object(json);
		jsonout_key(json, "digest");
		jsonout_object(json);
		jsonout_member(json, "sha256", span_of(file->sha256));
		jsonout_end(json);
		jsonout_member(json, "uri", file->path);
		jsonout_end(json);
	}
	jsonout_end(json);
}

/* The configuration that the report was judged by: the first input of that role. */
static void write_policy(struct jsonout *json, const struct identity *identity)
{
	struct node inputs = node_get(identity->root, "inputs"), config = NODE_NONE;

	if (node_is(inputs, NODE_ARRAY))
		for (struct node n = node_first(inputs); node_exists(n);
		     n = node_next(n))
			if (!node_exists(config) &&
			    span_is(node_text(node_get(n, "role")), "config"))
				config = n;
	jsonout_key(json, "policy");
	jsonout_object(json);
	if (node_text(node_get(config, "sha256")).len > 0) {
		jsonout_key(json, "digest");
		jsonout_object(json);
		jsonout_member(json, "sha256", node_text(node_get(config, "sha256")));
		jsonout_end(json);
		jsonout_member(json, "uri", node_text(node_get(config, "name")));
	} else {
		jsonout_member(json, "uri", SPAN_LIT("muster:default"));
	}
	jsonout_end(json);
}

static void write_predicate(struct jsonout *json, const struct verification *verified,
			    const struct closing *closing, struct arena *arena)
{
	char when[CLOCK_TEXT];

	jsonout_key(json, "predicate");
	jsonout_object(json);
	write_set(json, verified);
	write_policy(json, &verified->identity);
	jsonout_member(json, "resourceUri", resource(&verified->identity, arena));
	jsonout_member(json, "slsaVersion", SPAN_LIT("1.1"));
	jsonout_member(json, "timeVerified",
		       span_of(clock_format(closing->when, when)));
	jsonout_member(json, "verificationResult", span_of(word_of(verified->outcome)));
	jsonout_key(json, "verifiedLevels");
	jsonout_array(json);
	jsonout_string(json, span_of(level_word[verified->outcome]));
	jsonout_end(json);
	jsonout_key(json, "verifier");
	jsonout_object(json);
	jsonout_member(json, "id", closing->verifier);
	jsonout_end(json);
	jsonout_end(json);
}

int closing_make(struct span *out, const struct verification *verified,
		 const struct closing *closing, struct arena *arena, struct err *err)
{
	struct jsonout json;
	struct buf buf;
	int rc;

	*out = SPAN_EMPTY;
	buf_init(&buf, LIMIT_ATTESTATION_BYTES);
	jsonout_init(&json, &buf, true);
	jsonout_object(&json);
	jsonout_member(&json, "_type", SPAN_LIT(STATEMENT_TYPE));
	write_predicate(&json, verified, closing, arena);
	jsonout_member(&json, "predicateType", SPAN_LIT(STATEMENT_VSA));
	statement_subject(&json, verified->seal_digest, &verified->identity);
	jsonout_end(&json);
	rc = buf_check(&buf, "the closing attestation", err);
	if (rc == 0)
		*out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return rc;
}
