/*
 * statements.c - a run as unsigned in-toto statements: a SLSA verification summary
 * and a simple verification result.
 *
 * Formats: slsa.dev/verification_summary/v1 and in-toto's svr v0.1.  They say who
 * verified: an address that the operator gives, because muster has none.
 */
#include "export/export.h"
#include "export/parts.h"
#include "export/words.h"

static bool is_ready(const struct run *run)
{
	return run->result == RESULT_READY || run->result == RESULT_READY_WITH_WAIVERS;
}

static void begin(struct jsonout *json, struct buf *out, const struct run *run,
		  const char *type)
{
	jsonout_init(json, out, false);
	jsonout_object(json);
	jsonout_member(json, "_type", SPAN_LIT("https://in-toto.io/Statement/v1"));
	jsonout_key(json, "subject");
	jsonout_array(json);
	jsonout_object(json);
	jsonout_member(json, "name", run->project);
	jsonout_key(json, "digest");
	jsonout_object(json);
	jsonout_member(json, "gitCommit", run->commit);
	jsonout_end(json);
	jsonout_end(json);
	jsonout_end(json);
	jsonout_member(json, "predicateType", span_of(type));
	jsonout_key(json, "predicate");
	jsonout_object(json);
}

static void write_verifier(struct jsonout *json, const struct run *run,
			   const char *verifier)
{
	jsonout_key(json, "verifier");
	jsonout_object(json);
	jsonout_member(json, "id", span_of(verifier));
	jsonout_key(json, "version");
	jsonout_object(json);
	jsonout_member(json, "muster", run->tool);
	jsonout_end(json);
	jsonout_end(json);
}

/* The configuration in force is the policy; without one, the profile's name. */
static void write_policy(struct jsonout *json, const struct report *report)
{
	jsonout_key(json, "policy");
	jsonout_object(json);
	for (size_t i = 0; i < report->inputs.count; i++) {
		const struct input *input = &report->inputs.at[i];

		if (!span_is(input->role, "config") || input->sha256[0] == '\0')
			continue;
		jsonout_key(json, "digest");
		jsonout_object(json);
		jsonout_member(json, "sha256", span_of(input->sha256));
		jsonout_end(json);
		jsonout_member(json, "uri", input->name);
		jsonout_end(json);
		return;
	}
	jsonout_member(json, "uri", report->run.profile);
	jsonout_end(json);
}

/* "uri@commit", or "git:commit" where no address is known. */
static void write_resource(struct jsonout *json, const struct run *run,
			   struct buf *text)
{
	buf_clear(text);
	buf_add(text, run->source_uri);
	buf_addf(text, "%s%.*s",
		 run->source_uri.len > 0 ? "@" : "git:", SPAN_ARG(run->commit));
	jsonout_member(json, "resourceUri", buf_span(text));
}

static int end(struct jsonout *json, const char *what, struct err *err)
{
	jsonout_end(json);
	jsonout_end(json);
	return parts_end(json, what, err);
}

int export_vsa(struct buf *out, const struct report *report, const char *verifier,
	       struct err *err)
{
	const struct run *run = &report->run;
	struct jsonout json;
	struct buf text;

	buf_init(&text, out->max);
	begin(&json, out, run, "https://slsa.dev/verification_summary/v1");
	write_verifier(&json, run, verifier);
	parts_time(&json, "timeVerified", run->as_of);
	write_resource(&json, run, &text);
	write_policy(&json, report);
	jsonout_member(&json, "verificationResult",
		       is_ready(run) ? SPAN_LIT("PASSED") : SPAN_LIT("FAILED"));
	jsonout_key(&json, "verifiedLevels");
	jsonout_array(&json);
	jsonout_string(&json, run->result == RESULT_READY ? SPAN_LIT("MUSTER_READY")
			      : is_ready(run) ? SPAN_LIT("MUSTER_READY_WITH_WAIVERS")
					      : SPAN_LIT("FAILED"));
	jsonout_end(&json);
	jsonout_member(&json, "slsaVersion", SPAN_LIT("1.1"));
	buf_release(&text);
	return end(&json, "the verification summary", err);
}

/* What holds, and nothing else: a property that is missing was not verified. */
int export_svr(struct buf *out, const struct report *report, const char *verifier,
	       struct err *err)
{
	const struct run *run = &report->run;
	struct jsonout json;

	begin(&json, out, run, "https://in-toto.io/attestation/svr/v0.1");
	write_verifier(&json, run, verifier);
	parts_time(&json, "timeCreated", run->as_of);
	jsonout_key(&json, "properties");
	jsonout_array(&json);
	if (run->result == RESULT_READY)
		jsonout_string(&json, SPAN_LIT("MUSTER_READY"));
	if (run->result == RESULT_READY_WITH_WAIVERS)
		jsonout_string(&json, SPAN_LIT("MUSTER_READY_WITH_WAIVERS"));
	if (run->counts[VERDICT_CONTRADICTED] == 0 && run->judged > 0)
		jsonout_string(&json, SPAN_LIT("MUSTER_NOTHING_CONTRADICTED"));
	jsonout_end(&json);
	return end(&json, "the verification result", err);
}
