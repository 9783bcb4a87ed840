/*
 * attestation.c - in-toto statements, bare, in DSSE envelopes and in Sigstore
 * bundles, one a file or one a line; signatures over a digest alone.
 *
 * Nothing is verified here: signatures are counted, the certificate's name is
 * copied, and `verified` stays unsaid.  Two predicates are looked into: SLSA's
 * provenance, for builder, source and times (its parameters and environment, where
 * tokens hide, are not read), and test-result, for its result and for what `muster
 * capture` adds to it.
 *
 * Sources: in-toto Attestation Framework, Statement v0.1 and v1, test-result v0.1;
 * DSSE 1.0; SLSA provenance v0.1, v0.2 and v1; Sigstore's sigstore_bundle.proto 0.1 to
 * 0.3; cosign's LocalSignedPayload for the old bundles.
 */
#include "base/buf.h"
#include "base/limits.h"
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"
#include "readers/san.h"
#include "readers/swallow.h"
#include "readers/vcs.h"
#include "readers/when.h"
#include "text/base64.h"
#include "text/json.h"

#define STATEMENT     "https://in-toto.io/Statement/"
#define BUNDLE        "application/vnd.dev.sigstore.bundle"
#define PAYLOAD       "application/vnd.in-toto+json"
#define PROVENANCE    "https://slsa.dev/provenance/"
#define TEST_RESULT   "https://in-toto.io/attestation/test-result/v0.1"
#define CAPTURE       "muster_capture"
#define CAPTURED      "muster-capture/1"
#define CAPTURE_WORDS 256 /* of a command that are looked at */
#define IN_ENVELOPE   100 /* characters of foreign words in a message */

struct attest {
	struct put put;
	struct span path;
	struct arena *inner; /* of one payload */
	int64_t number;
	size_t envelopes;
};

/* What stands around a statement. */
struct outer {
	enum envelope envelope;
	int64_t signatures;
	struct span signer;
	struct node time; /* of the transparency log, in seconds */
	unsigned line;
};

static int fail(struct attest *a, const char *tag, struct node at, const char *what)
{
	err_set(a->put.err, ERR_FORMAT, "%s", what);
	err_tag(a->put.err, tag);
	err_fix(a->put.err, "fetch the attestation again from where it is kept");
	return err_at(a->put.err, node_pos(at));
}

static bool any_base64(struct span *out, struct span text, struct arena *arena)
{
	return base64_decode(out, BASE64_STD, text, arena) ||
	       base64_decode(out, BASE64_URL, text, arena);
}

/* ---- SLSA provenance ---- */

static bool is_git(struct span uri)
{
	return span_starts(uri, "git+") || span_starts(uri, "git:") ||
	       span_ends(uri, ".git") || span_find(uri, SPAN_LIT(".git@")) >= 0 ||
	       span_starts(uri, "https://github.com/") ||
	       span_starts(uri, "pkg:github/");
}

/* The full commit id of a material or dependency that is a git repository. */
static struct span commit_of(struct node material)
{
	struct node digest = node_get(material, "digest");
	struct span id = node_text(node_get(digest, "gitCommit"));

	if (id.len == 0 && is_git(node_text(node_get(material, "uri"))))
		id = node_text(node_get(digest, "sha1"));
	return vcs_is_id(id) ? id : SPAN_EMPTY;
}

/* "git+https://host/o/r@refs/heads/main" is of "https://host/o/r". */
static bool is_of(struct span uri, struct span repository)
{
	if (span_starts(uri, "git+") && !span_starts(repository, "git+"))
		uri = span_from(uri, strlen("git+"));
	if (repository.len == 0 || uri.len < repository.len ||
	    !span_eq(span_sub(uri, 0, repository.len), repository))
		return false;
	uri = span_from(uri, repository.len);
	return uri.len == 0 || uri.ptr[0] == '@' || span_starts(uri, ".git");
}

/*
 * The commit that was built: of the repository that the build says it was started
 * from, else the only one that is named.  Where several are and none of them is
 * said to be it, none is.
 */
static int take_source(struct attest *a, struct fact_attestation *fact,
		       struct node materials, struct span repository)
{
	struct node chosen = NODE_NONE;
	bool many = false;

	for (struct node n = node_first(materials); node_exists(n); n = node_next(n)) {
		struct span commit = commit_of(n);

		if (commit.len == 0)
			continue;
		if (is_of(node_text(node_get(n, "uri")), repository)) {
			chosen = n;
			many = false;
			break;
		}
		many = many || (node_exists(chosen) &&
				!span_eq_nocase(commit, commit_of(chosen)));
		if (!node_exists(chosen))
			chosen = n;
	}
	if (many)
		return put_note(&a->put, "several-sources", fact->line,
				"several repositories went into the build, and none is "
				"said to be the one it was started from");
	if (node_exists(chosen)) {
		fact->source_commit = commit_of(chosen);
		fact->source_uri = node_text(node_get(chosen, "uri"));
	}
	return 0;
}

/* v0.1 and v0.2 */
static int take_old(struct attest *a, struct fact_attestation *fact,
		    struct node predicate)
{
	struct node source = node_at(predicate, "invocation/configSource");
	struct node metadata = node_get(predicate, "metadata");

	fact->builder = node_text(node_at(predicate, "builder/id"));
	fact->build_type = node_text(node_get(predicate, "buildType"));
	if (fact->build_type.len == 0)
		fact->build_type = node_text(node_at(predicate, "recipe/type"));
	when_parse(node_text(node_get(metadata, "buildStartedOn")), &fact->started_at);
	when_parse(node_text(node_get(metadata, "buildFinishedOn")),
		   &fact->finished_at);
	fact->source_uri = node_text(node_get(source, "uri"));
	fact->source_commit = node_text(node_at(source, "digest/sha1"));
	if (fact->source_commit.len == 0)
		fact->source_commit = node_text(node_at(source, "digest/gitCommit"));
	if (vcs_is_id(fact->source_commit))
		return 0;
	fact->source_commit = SPAN_EMPTY;
	return take_source(a, fact, node_get(predicate, "materials"), fact->source_uri);
}

static struct span repository_of(struct node build)
{
	static const char *const paths[] = {
		"externalParameters/workflow/repository",
		"externalParameters/source/uri",
		"externalParameters/source",
		"externalParameters/configSource/repository",
		"externalParameters/buildConfigSource/repository",
	};

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct span text = node_text(node_at(build, paths[i]));

		if (text.len > 0)
			return text;
	}
	return SPAN_EMPTY;
}

static int take_v1(struct attest *a, struct fact_attestation *fact,
		   struct node predicate)
{
	struct node build = node_get(predicate, "buildDefinition");
	struct node run = node_get(predicate, "runDetails");
	struct node metadata = node_get(run, "metadata");

	fact->builder = node_text(node_at(run, "builder/id"));
	fact->build_type = node_text(node_get(build, "buildType"));
	when_parse(node_text(node_get(metadata, "startedOn")), &fact->started_at);
	when_parse(node_text(node_get(metadata, "finishedOn")), &fact->finished_at);
	fact->source_uri = repository_of(build);
	return take_source(a, fact, node_get(build, "resolvedDependencies"),
			   fact->source_uri);
}

/* ---- results of tests and of captured commands ---- */

static bool is_said(struct node list)
{
	return node_is(list, NODE_ARRAY) && node_count(list) > 0;
}

/* What the lists and the command's exit say counts before the word for all of it. */
static enum attested result_of(const struct fact_attestation *fact,
			       struct node predicate)
{
	struct span word = node_text(node_get(predicate, "result"));

	if (span_is(word, "FAILED") || is_said(node_get(predicate, "failedTests")) ||
	    (fact->exit_code != FACT_UNSAID && fact->exit_code != 0))
		return ATTESTED_FAILED;
	if (span_is(word, "WARNED") || is_said(node_get(predicate, "warnedTests")))
		return ATTESTED_WARNED;
	if (span_is(word, "PASSED") && is_said(node_get(predicate, "passedTests")))
		return ATTESTED_PASSED;
	return ATTESTED_UNKNOWN;
}

static bool is_plain(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "0123456789_@%+=:,./-",
			    word.ptr[i]) ||
		    word.ptr[i] == '\0')
			return false;
	return word.len > 0;
}

/* As one would type it; quotes inside a quoted word are good enough for people. */
static struct span command_line(struct attest *a, const struct span *words,
				size_t count)
{
	struct buf line;
	struct span out;

	buf_init(&line, 2 * LIMIT_TEXT);
	for (size_t i = 0; i < count && line.len < LIMIT_TEXT; i++) {
		struct span word = span_sub(words[i], 0, LIMIT_TEXT);
		const char *quote = is_plain(word) ? "" : "'";

		buf_addf(&line, "%s%s%.*s%s", i > 0 ? " " : "", quote, SPAN_ARG(word),
			 quote);
	}
	out = arena_copy(a->inner, buf_span(&line));
	buf_release(&line);
	return out;
}

/* A command that cannot fail shows nothing, however it ended. */
static int take_command(struct attest *a, struct fact_attestation *fact,
			struct node list)
{
	struct span words[CAPTURE_WORDS];
	size_t count = 0;

	if (!node_is(list, NODE_ARRAY))
		return 0;
	for (struct node n = node_first(list); node_exists(n) && count < CAPTURE_WORDS;
	     n = node_next(n))
		words[count++] = node_text(n);
	fact->command = command_line(a, words, count);
	if (fact->result != ATTESTED_PASSED || !swallow_is_toothless(words, count))
		return 0;
	fact->result = ATTESTED_UNKNOWN;
	return put_note(&a->put, "toothless-command", fact->line,
			"the command succeeds whatever is the case, so that it did "
			"shows nothing");
}

static void add_patterns(struct buf *lines, struct node list, const char *before)
{
	if (!node_is(list, NODE_ARRAY))
		return;
	for (struct node n = node_first(list); node_exists(n); n = node_next(n)) {
		struct span pattern = node_text(n);

		if (pattern.len == 0 || span_line_len(pattern) < pattern.len)
			continue;
		buf_addf(lines, "%s%s%.*s\n", before,
			 before[0] == '\0' && pattern.ptr[0] == '!' ? "\\" : "",
			 SPAN_ARG(pattern));
	}
}

/* What it was made from: for audit/imprint.h. */
static int take_scope(struct attest *a, struct node scope)
{
	struct fact_about about = { .generated_at = CLOCK_NONE };
	struct buf lines;

	buf_init(&lines, LIMIT_TEXT);
	add_patterns(&lines, node_get(scope, "include"), "");
	add_patterns(&lines, node_get(scope, "exclude"), "!");
	about.scope_digest = node_text(node_get(scope, "sha256"));
	if (about.scope_digest.len != 64)
		about.scope_digest = SPAN_LIT("unknown"); /* so it is about none */
	/* Half of the patterns are another scope: none is better. */
	if (lines.over) {
		buf_release(&lines);
		return put_note(&a->put, "scope-unread", node_line(scope),
				"the scope that it names is too long to be kept");
	}
	about.scope = arena_copy(a->inner, buf_span(&lines));
	buf_release(&lines);
	return put_about(&a->put, about);
}

/* What capture says of a tree that was no commit's. */
static int note_unbound(struct attest *a, struct node capture, unsigned line)
{
	struct span moved = node_text(node_get(capture, "changedWhileRunning"));

	if (moved.len > 0)
		return put_note(&a->put, "changed-while-running", line,
				"%.*s changed while the command ran, so nobody can "
				"tell what it ran on",
				(int)(moved.len < 200 ? moved.len : 200), moved.ptr);
	if (!is_said(node_get(capture, "dirty")))
		return 0;
	return put_note(&a->put, "dirty-scope", line,
			"%u files of its scope were not as the commit has them, so it "
			"is about no commit but one that holds them as they were",
			node_count(node_get(capture, "dirty")));
}

static int take_result(struct attest *a, struct fact_attestation *fact,
		       struct node predicate)
{
	struct node capture = node_get(predicate, CAPTURE);
	struct node code = node_get(capture, "exitCode");
	int rc;

	if (!node_is(capture, NODE_OBJECT) ||
	    !span_is(node_text(node_get(capture, "format")), CAPTURED)) {
		fact->result = result_of(fact, predicate);
		return 0;
	}
	/* A capture knows how its command ended. */
	if (!node_integer(code, &fact->exit_code) || fact->exit_code < 0 ||
	    fact->exit_code > 255)
		fact->exit_code = 255;
	fact->result = result_of(fact, predicate);
	when_parse(node_text(node_get(capture, "startedAt")), &fact->started_at);
	when_parse(node_text(node_get(capture, "finishedAt")), &fact->finished_at);
	rc = take_command(a, fact, node_get(capture, "command"));
	if (rc == 0)
		rc = take_scope(a, node_get(capture, "scope"));
	if (rc == 0)
		rc = note_unbound(a, capture, fact->line);
	return rc;
}

/* The commit among the subjects of a result; provenance names its source elsewhere. */
static void take_subject_commit(struct fact_attestation *fact, struct node subjects)
{
	for (struct node n = node_first(subjects); node_exists(n); n = node_next(n)) {
		struct span id = node_text(node_at(n, "digest/gitCommit"));

		if (vcs_is_id(id))
			fact->source_commit = id;
	}
}

static int take_predicate(struct attest *a, struct fact_attestation *fact,
			  struct node predicate)
{
	if (span_is(fact->predicate_type, TEST_RESULT))
		return take_result(a, fact, predicate);
	if (!span_starts(fact->predicate_type, PROVENANCE))
		return 0;
	if (node_exists(node_get(predicate, "buildDefinition")))
		return take_v1(a, fact, predicate);
	return take_old(a, fact, predicate);
}

/* ---- a statement ---- */

static struct span lower_hex(struct attest *a, struct span text)
{
	char *copy;

	for (size_t i = 0; i < text.len; i++)
		if (!strchr("0123456789abcdefABCDEF", text.ptr[i]) ||
		    text.ptr[i] == '\0')
			return text;
	copy = arena_string(a->inner, text);
	for (size_t i = 0; i < text.len; i++)
		if (copy[i] >= 'A' && copy[i] <= 'F')
			copy[i] = (char)(copy[i] - 'A' + 'a');
	return (struct span){ copy, text.len };
}

static int add_subject(struct attest *a, struct span name, struct span algorithm,
		       struct span digest)
{
	struct fact fact = fact_new(FACT_SUBJECT);

	fact.as.subject = (struct fact_subject){ a->number, name, algorithm, digest };
	return put_fact(&a->put, &fact);
}

/* One row for each digest: a subject may have several. */
static int add_subjects(struct attest *a, struct node subjects, unsigned line)
{
	size_t digests = 0;
	int rc = 0;

	for (struct node n = node_first(subjects); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		struct span name = node_text(node_get(n, "name"));
		struct node d = node_first(node_get(n, "digest"));

		for (; rc == 0 && node_exists(d); d = node_next(d), digests++)
			rc = add_subject(a, name, node_key(d),
					 lower_hex(a, node_text(d)));
	}
	if (rc == 0 && digests == 0)
		rc = put_note(&a->put, "no-subject", line,
			      "the statement names no subject by its digest");
	return rc;
}

/* The end of the build, else what the transparency log says. */
static int put_times(struct attest *a, struct node predicate, const struct outer *outer)
{
	static const char *const paths[] = { "runDetails/metadata/finishedOn",
					     "metadata/buildFinishedOn",
					     "runDetails/metadata/startedOn",
					     "metadata/buildStartedOn",
					     CAPTURE "/finishedAt",
					     "timeVerified" };

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct node time = node_at(predicate, paths[i]);

		if (node_text(time).len > 0)
			return put_time(&a->put, node_text(time), "/predicate time",
					outer->line);
	}
	return put_time(&a->put,
			node_exists(outer->time) ? node_word(outer->time) : SPAN_EMPTY,
			"integratedTime", outer->line);
}

static struct fact new_row(struct attest *a, const struct outer *outer)
{
	struct fact fact = fact_new(FACT_ATTESTATION);

	fact.as.attestation.number = ++a->number;
	fact.as.attestation.envelope = outer->envelope;
	fact.as.attestation.signatures = outer->signatures;
	fact.as.attestation.signer = outer->signer;
	fact.as.attestation.line = outer->line;
	return fact;
}

/* `at` is where the file has it; the statement itself may be decoded. */
static int add_statement(struct attest *a, struct node statement,
			 const struct outer *outer, struct node at)
{
	struct fact fact = new_row(a, outer);
	struct fact_attestation *row = &fact.as.attestation;
	struct node predicate = node_get(statement, "predicate");
	int rc;

	row->statement_type = node_text(node_get(statement, "_type"));
	row->predicate_type = node_text(node_get(statement, "predicateType"));
	if (!span_starts(row->statement_type, STATEMENT "v0.1") &&
	    !span_starts(row->statement_type, STATEMENT "v1"))
		return fail(a, "unsupported-version", at,
			    "no in-toto statement of version 0.1 or 1");
	if (row->predicate_type.len == 0)
		return fail(a, "missing-required:predicateType", at,
			    "the statement does not say what it states");
	if (span_is(row->predicate_type, TEST_RESULT))
		take_subject_commit(row, node_get(statement, "subject"));
	rc = take_predicate(a, row, predicate);
	if (rc == 0)
		rc = put_fact(&a->put, &fact);
	if (rc == 0)
		rc = add_subjects(a, node_get(statement, "subject"), row->line);
	if (rc == 0)
		rc = put_commit(&a->put, row->source_commit,
				row->result == ATTESTED_NOTHING
					? "source of the build"
					: "/subject/digest/gitCommit");
	if (rc == 0)
		rc = put_times(a, predicate, outer);
	if (rc == 0 && outer->envelope != ENVELOPE_BARE && outer->signatures == 0)
		rc = put_note(&a->put, "unsigned", row->line,
			      "an envelope without a signature");
	return rc;
}

/* ---- envelopes ---- */

static int64_t signatures_of(struct node list)
{
	int64_t count = 0;

	for (struct node n = node_first(list); node_exists(n); n = node_next(n))
		count += node_text(node_get(n, "sig")).len > 0;
	return count;
}

/* Parses `text` as what stands in the file at `at`; errors are placed there. */
static int parse_inner(struct attest *a, struct node *out, struct span text,
		       struct node at)
{
	struct tree *tree;
	struct err inner = { 0 };
	int rc = json_parse(&tree, a->path, text, a->inner, &inner);

	if (rc == 0) {
		*out = tree_root(tree, 0);
		return 0;
	}
	err_set(a->put.err, inner.code, "the payload is no JSON: %.300s", inner.what);
	err_tag(a->put.err, inner.tag);
	err_fix(a->put.err, "fetch the attestation again from where it is kept");
	return err_at(a->put.err, node_pos(at));
}

/* The name in a certificate of PEM, perhaps in base64 once more. */
static struct span pem_signer(struct attest *a, struct span text)
{
	struct span pem, der;

	if (!any_base64(&pem, text, a->inner))
		pem = text;
	return armour_decode(&der, "CERTIFICATE", pem, a->inner) ? san_of(der)
								 : SPAN_EMPTY;
}

/* A payload of any other type is signed bytes, and says nothing here. */
static int add_envelope(struct attest *a, struct node envelope, struct outer *outer,
			struct node at)
{
	struct node payload = node_get(envelope, "payload");
	struct node signatures = node_get(envelope, "signatures");
	struct span type = node_text(node_get(envelope, "payloadType"));
	struct node statement;
	struct span text;
	int rc;

	outer->signatures = signatures_of(signatures);
	if (outer->signer.len == 0) /* as slsa-github-generator writes it */
		outer->signer =
			pem_signer(a,
				   node_text(node_get(node_first(signatures), "cert")));
	if (any_base64(&text, node_text(payload), a->inner)) {
		rc = put_decoded(&a->put, text, node_line(payload));
		if (rc < 0)
			return rc;
	}
	if (!span_is(type, PAYLOAD))
		return put_note(&a->put, "other-payload", outer->line,
				"the envelope holds %.*s, no in-toto statement",
				(int)(type.len < IN_ENVELOPE ? type.len : IN_ENVELOPE),
				type.ptr ? type.ptr : "");
	if (node_text(payload).len == 0)
		return fail(a, "missing-required:payload", at,
			    "the envelope has no payload");
	if (text.len == 0)
		return fail(a, "json-syntax", at, "the payload is no base64");
	rc = parse_inner(a, &statement, text, at);
	return rc < 0 ? rc : add_statement(a, statement, outer, at);
}

/* ---- Sigstore bundles ---- */

static struct span signer_of(struct attest *a, struct node material)
{
	struct node chain = node_at(material, "x509CertificateChain/certificates");
	struct span text = node_text(node_at(material, "certificate/rawBytes"));
	struct span der;

	if (text.len == 0)
		text = node_text(node_get(node_first(chain), "rawBytes"));
	return any_base64(&der, text, a->inner) ? san_of(der) : SPAN_EMPTY;
}

/* "SHA2_256" of sigstore_common.proto as others write it. */
static struct span algorithm_of(struct span name)
{
	static const struct {
		const char *sigstore;
		struct span name;
	} names[] = {
		{ "SHA2_256", SPAN_INIT("sha256") },
		{ "SHA2_384", SPAN_INIT("sha384") },
		{ "SHA2_512", SPAN_INIT("sha512") },
		{ "SHA3_256", SPAN_INIT("sha3_256") },
		{ "SHA3_384", SPAN_INIT("sha3_384") },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (span_is(name, names[i].sigstore))
			return names[i].name;
	return name;
}

static struct span hex_of(struct attest *a, struct span bytes)
{
	static const char digits[] = "0123456789abcdef";
	char *text = arena_room(a->inner, 2 * bytes.len + 1, 1);

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned byte = (unsigned char)bytes.ptr[i];

		text[2 * i] = digits[byte >> 4];
		text[2 * i + 1] = digits[byte & 15];
	}
	return (struct span){ text, 2 * bytes.len };
}

/* A signature over a file: a row that states nothing but the digest. */
static int add_signature(struct attest *a, const struct outer *outer,
			 struct span algorithm, struct span digest)
{
	struct fact fact = new_row(a, outer);
	int rc = put_fact(&a->put, &fact);

	if (rc == 0 && digest.len > 0)
		rc = add_subject(a, SPAN_EMPTY, algorithm, digest);
	if (rc == 0)
		rc = put_times(a, NODE_NONE, outer);
	return rc;
}

static int add_message(struct attest *a, struct node message, struct outer *outer)
{
	struct node digest = node_get(message, "messageDigest");
	struct span bytes = SPAN_EMPTY;

	any_base64(&bytes, node_text(node_get(digest, "digest")), a->inner);
	outer->signatures = node_text(node_get(message, "signature")).len > 0;
	return add_signature(a, outer,
			     algorithm_of(node_text(node_get(digest, "algorithm"))),
			     hex_of(a, bytes));
}

static bool is_known_bundle(struct span type)
{
	static const char *const known[] = {
		BUNDLE "+json;version=0.1",
		BUNDLE "+json;version=0.2",
		BUNDLE "+json;version=0.3",
		BUNDLE ".v0.3+json",
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (span_is(type, known[i]))
			return true;
	return false;
}

static int add_bundle(struct attest *a, struct node bundle, struct outer *outer)
{
	struct node material = node_get(bundle, "verificationMaterial");
	struct node entry = node_first(node_get(material, "tlogEntries"));
	struct node envelope = node_get(bundle, "dsseEnvelope");
	struct node message = node_get(bundle, "messageSignature");

	if (!is_known_bundle(node_text(node_get(bundle, "mediaType"))))
		return fail(a, "unsupported-version", node_get(bundle, "mediaType"),
			    "no Sigstore bundle of version 0.1 to 0.3");
	outer->envelope = ENVELOPE_SIGSTORE;
	outer->signer = signer_of(a, material);
	outer->time = node_get(entry, "integratedTime");
	if (span_is(node_word(outer->time), "0"))
		outer->time = NODE_NONE; /* the second log says no time */
	if (node_exists(envelope))
		return add_envelope(a, envelope, outer, envelope);
	if (node_exists(message))
		return add_message(a, message, outer);
	return fail(a, "missing-required:dsseEnvelope", bundle,
		    "the bundle holds neither an envelope nor a signature");
}

/* ---- cosign's old bundles ---- */

/* What the log's entry says was signed. */
static struct span old_digest(struct attest *a, struct node bundle)
{
	struct node body = node_at(bundle, "rekorBundle/Payload/body");
	struct err ignored = { 0 };
	struct tree *tree;
	struct span text;

	if (!any_base64(&text, node_text(body), a->inner) ||
	    json_parse(&tree, a->path, text, a->inner, &ignored) < 0)
		return SPAN_EMPTY;
	return lower_hex(a, node_text(node_at(tree_root(tree, 0),
					      "spec/data/hash/value")));
}

/* The signature may be an envelope: `cosign attest-blob` writes it so. */
static int add_old(struct attest *a, struct node bundle, struct outer *outer)
{
	struct node signature = node_get(bundle, "base64Signature");
	struct span bytes = SPAN_EMPTY;
	struct node envelope;
	int rc;

	outer->envelope = ENVELOPE_SIGSTORE;
	outer->signer = pem_signer(a, node_text(node_get(bundle, "cert")));
	outer->time = node_at(bundle, "rekorBundle/Payload/integratedTime");
	outer->signatures = node_text(signature).len > 0;
	any_base64(&bytes, node_text(signature), a->inner);
	if (!span_starts(bytes, "{"))
		return add_signature(a, outer, SPAN_LIT("sha256"),
				     old_digest(a, bundle));
	rc = parse_inner(a, &envelope, bytes, signature);
	return rc < 0 ? rc : add_envelope(a, envelope, outer, signature);
}

/* ---- the reader ---- */

enum shape { SHAPE_NONE, SHAPE_STATEMENT, SHAPE_ENVELOPE, SHAPE_BUNDLE, SHAPE_OLD };

static enum shape shape_of(struct node node)
{
	if (!node_is(node, NODE_OBJECT))
		return SHAPE_NONE;
	if (span_starts(node_text(node_get(node, "_type")), STATEMENT))
		return SHAPE_STATEMENT;
	if (span_starts(node_text(node_get(node, "mediaType")), BUNDLE))
		return SHAPE_BUNDLE;
	if (node_is(node_get(node, "payloadType"), NODE_STRING) &&
	    node_is(node_get(node, "payload"), NODE_STRING) &&
	    node_exists(node_get(node, "signatures")))
		return SHAPE_ENVELOPE;
	if (node_is(node_get(node, "base64Signature"), NODE_STRING) &&
	    (node_exists(node_get(node, "cert")) ||
	     node_exists(node_get(node, "rekorBundle"))))
		return SHAPE_OLD;
	return SHAPE_NONE;
}

/* What the list of a registry's or of GitHub's interface wraps around a bundle. */
static struct node unwrap(struct node node)
{
	struct node bundle = node_get(node, "bundle");

	return node_exists(bundle) ? bundle : node;
}

/* The list of {"attestations": [...]} or a list itself; absent: one by itself. */
static struct node list_of(struct node root)
{
	struct node list = node_get(root, "attestations");

	return node_is(root, NODE_ARRAY) ? root : list;
}

static enum bid attestation_bid(const struct probe *probe)
{
	struct node root = probe->root;
	struct node list = list_of(root);

	if (probe->lex != LEX_JSON)
		return BID_NO;
	if (node_is(list, NODE_ARRAY))
		root = unwrap(node_first(list));
	switch (shape_of(root)) {
	case SHAPE_STATEMENT:
	case SHAPE_BUNDLE:
		return BID_SURE;
	case SHAPE_ENVELOPE:
		return BID_STATED;
	case SHAPE_OLD:
		return BID_SHAPE;
	case SHAPE_NONE:
		break;
	}
	return BID_NO;
}

static int add_one(struct attest *a, struct node node)
{
	struct outer outer = { .envelope = ENVELOPE_BARE, .line = node_line(node) };

	node = unwrap(node);
	if (++a->envelopes > LIMIT_ENVELOPES) {
		err_set(a->put.err, ERR_LIMIT, "more than %d attestations in one file",
			LIMIT_ENVELOPES);
		err_tag(a->put.err, "too-many");
		err_fix(a->put.err, "keep fewer of them in one file");
		return err_at(a->put.err, node_pos(node));
	}
	arena_clear(a->inner);
	switch (shape_of(node)) {
	case SHAPE_STATEMENT:
		return add_statement(a, node, &outer, node);
	case SHAPE_ENVELOPE:
		outer.envelope = ENVELOPE_DSSE;
		return add_envelope(a, node, &outer, node);
	case SHAPE_BUNDLE:
		return add_bundle(a, node, &outer);
	case SHAPE_OLD:
		return add_old(a, node, &outer);
	case SHAPE_NONE:
		break;
	}
	return fail(a, "unknown-format", node,
		    "this is neither a statement nor an envelope nor a bundle");
}

/* Half a line is half an attestation. */
static int fail_stray(struct attest *a, unsigned line)
{
	err_set(a->put.err, ERR_FORMAT, "a line that is no JSON");
	err_tag(a->put.err, "json-syntax");
	err_fix(a->put.err, "fetch the attestations again from where they are kept");
	return err_at(a->put.err, (struct pos){ a->path, line, 1 });
}

static int add_all(struct attest *a, const struct probe *probe)
{
	struct node root, list;
	int rc = 0;

	if (probe->stray.count > 0)
		return fail_stray(a, probe->stray.at[0]);
	for (size_t i = 0; rc == 0; i++) {
		root = tree_root(probe->tree, i);
		if (!node_exists(root))
			break;
		list = list_of(root);
		if (!node_is(list, NODE_ARRAY)) {
			rc = add_one(a, root);
			continue;
		}
		for (struct node n = node_first(list); rc == 0 && node_exists(n);
		     n = node_next(n))
			rc = add_one(a, n);
	}
	return rc;
}

static int attestation_read(const struct probe *probe, const struct fact_sink *sink,
			    struct arena *scratch, struct err *err)
{
	struct attest a = { .put = { sink, scratch, err }, .path = probe->path };
	int rc;

	a.inner = arena_new(LIMIT_SCRATCH_BYTES);
	rc = add_all(&a, probe);
	arena_free(a.inner);
	return rc;
}

extern const struct reader reader_attestation;
const struct reader reader_attestation = {
	.name = "in-toto",
	.title = "in-toto attestation",
	.spec = "in-toto Statement v0.1 and v1, test-result v0.1, DSSE, SLSA "
		"provenance v0.1 to v1, "
		"Sigstore bundle 0.1 to 0.3, cosign's old bundles",
	.reads = "statements with their subjects, builder, source, and the result of a "
		 "test or of `muster capture`; signatures are counted, not verified",
	.family = FAMILY_ATTESTATION,
	.revision = 3,
	.usual = "*.intoto.jsonl *.intoto.json *.sigstore *.sigstore.json "
		 "*.sigstore.jsonl *.att.json *provenance*.json *provenance*.jsonl",
	.bid = attestation_bid,
	.read = attestation_read,
};
