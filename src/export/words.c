#include "export/words.h"

#include "trust/digest.h"

/* clang-format off: tables keep one row a line */

const struct export_words export_words[VERDICTS] = {
	/*                          OSCAL                             risk    XCCDF HDF
	   SARIF                      JUnit */
	[VERDICT_VERIFIED] = { "satisfied", "pass", NULL, "pass", "pass", "passed",
			       "pass", NULL, JUNIT_PASS, JUNIT_PASS },
	[VERDICT_READY] = { "satisfied", "pass", NULL, "pass", "pass", "passed",
			    "informational", NULL, JUNIT_PASS, JUNIT_PASS },
	[VERDICT_PARTIAL] = { "not-satisfied", "other", NULL, "fail", "fail", "failed",
			      "fail", "warning", JUNIT_FAILURE, JUNIT_FAILURE },
	[VERDICT_STALE] = { "not-satisfied", "other", "open", "unknown", "unknown",
			    "skipped", "open", NULL, JUNIT_FAILURE, JUNIT_FAILURE },
	[VERDICT_UNSUPPORTED] = { "not-satisfied", "other", NULL, "fail", "fail",
				  "skipped", "fail", "warning", JUNIT_FAILURE,
				  JUNIT_FAILURE },
	[VERDICT_CONTRADICTED] = { "not-satisfied", "fail", "open", "fail", "fail",
				   "failed", "fail", "error", JUNIT_FAILURE,
				   JUNIT_FAILURE },
	[VERDICT_INDETERMINATE] = { "not-satisfied", "other", NULL, "error", "error",
				    "error", "open", NULL, JUNIT_ERROR, JUNIT_ERROR },
	[VERDICT_OPEN] = { "not-satisfied", "other", NULL, "fail", "notchecked",
			   "skipped", "open", NULL, JUNIT_FAILURE, JUNIT_SKIPPED },
	[VERDICT_NEEDS_SIGNOFF] = { "not-satisfied", "other", NULL, "fail",
				    "notchecked", "skipped", "review", NULL,
				    JUNIT_FAILURE, JUNIT_SKIPPED },
	[VERDICT_WAIVED] = { "not-satisfied", "other", "deviation-approved",
			     "informational", "informational", "failed", "fail",
			     "warning", JUNIT_SKIPPED, JUNIT_SKIPPED },
	[VERDICT_NOT_APPLICABLE] = { NULL, NULL, NULL, "notapplicable", "notapplicable",
				     "skipped", "notApplicable", NULL, JUNIT_SKIPPED,
				     JUNIT_SKIPPED },
};

/* clang-format on */

const struct export_words *words_of(const struct judgement *judgement)
{
	return &export_words[judgement->verdict];
}

const struct export_words *words_of_raw(const struct judgement *judgement)
{
	return &export_words[judgement->verdict == VERDICT_WAIVED ? judgement->raw
								  : judgement->verdict];
}

bool export_counts(const struct planned *planned, size_t item)
{
	return planned->judgements.at[item].judged &&
	       !planned->judgements.at[item].parent;
}

bool export_blocks(const struct planned *planned, size_t item)
{
	const struct judgement *judgement = &planned->judgements.at[item];

	if (!export_counts(planned, item) || verdict_stands(judgement->verdict))
		return false;
	return judgement->required || judgement->verdict == VERDICT_CONTRADICTED;
}

struct span export_why(const struct judgement *judgement)
{
	return judgement->sentence.len > 0
		       ? judgement->sentence
		       : span_of(reason_sentence[judgement->reason]);
}

/* The namespace of muster's names: a random UUID, fixed for good. */
static const unsigned char name_space[16] = { 0x8e, 0x1b, 0x0c, 0x5d, 0x6a, 0x3f,
					      0x4d, 0x27, 0x9b, 0x52, 0x4c, 0xd1,
					      0xa7, 0x90, 0x3e, 0x86 };

void export_uuid(char out[UUID_TEXT], const char *kind, struct span project,
		 struct span part, struct span other)
{
	struct digest *digest = digest_start_git(DIGEST_GIT_SHA1);
	const struct span parts[] = { span_of(kind), project, part, other };
	char hex[DIGEST_TEXT];
	size_t len = 0;

	digest_add(digest,
		   (struct span){ (const char *)name_space, sizeof(name_space) });
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		digest_add(digest, parts[i]);
		digest_add(digest, SPAN_LIT("\n"));
	}
	digest_finish_hex(digest, hex);
	hex[12] = '5'; /* the version */
	hex[16] = "89ab"[(hex[16] <= '9' ? hex[16] - '0' : hex[16] - 'a' + 10) & 3];
	for (size_t i = 0; i < 32; i++) {
		if (i == 8 || i == 12 || i == 16 || i == 20)
			out[len++] = '-';
		out[len++] = hex[i];
	}
	out[len] = '\0';
}
