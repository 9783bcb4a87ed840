#include "seal/captured.h"

#include "base/clock.h"
#include "base/limits.h"
#include "seal/statement.h"
#include "text/jsonout.h"

bool captured_is_bound(const struct captured *captured)
{
	return captured->dirty.count == 0 && captured->moved.len == 0;
}

const char *captured_result(const struct captured *captured)
{
	if (captured->exit_code != 0)
		return "FAILED";
	return captured->missing.count > 0 ? "WARNED" : "PASSED";
}

static void write_list(struct jsonout *json, const char *key, const struct span *at,
		       size_t count)
{
	jsonout_key(json, key);
	jsonout_array(json);
	for (size_t i = 0; i < count; i++)
		jsonout_string(json, at[i]);
	jsonout_end(json);
}

/* The list that the result names holds the capture's name; the others nothing. */
static void write_verdict(struct jsonout *json, const struct captured *captured,
			  const char *key, const char *result)
{
	bool is_it = strcmp(captured_result(captured), result) == 0;

	write_list(json, key, &captured->name, is_it ? 1 : 0);
}

static void write_time(struct jsonout *json, const char *key, int64_t time)
{
	char text[CLOCK_TEXT];

	jsonout_member(json, key, span_of(clock_format(time, text)));
}

static void write_logs(struct jsonout *json, const struct captured *captured)
{
	jsonout_key(json, "logs");
	jsonout_array(json);
	for (size_t i = 0; i < captured->logs.count; i++) {
		jsonout_object(json);
		jsonout_member_int(json, "bytes", (int64_t)captured->logs.at[i].bytes);
		jsonout_member(json, "name", captured->logs.at[i].name);
		jsonout_member(json, "sha256", span_of(captured->logs.at[i].sha256));
		jsonout_end(json);
	}
	jsonout_end(json);
}

static void write_scope(struct jsonout *json, const struct captured *captured)
{
	jsonout_key(json, "scope");
	jsonout_object(json);
	write_list(json, "exclude", captured->exclude.at, captured->exclude.count);
	jsonout_member_int(json, "files", (int64_t)captured->scope_files);
	write_list(json, "include", captured->include.at, captured->include.count);
	jsonout_member_opt(json, "sha256", span_of(captured->scope_sha256));
	jsonout_end(json);
}

static void write_capture(struct jsonout *json, const struct captured *captured)
{
	size_t listed = captured->dirty.count;

	if (listed > CAPTURED_LISTED)
		listed = CAPTURED_LISTED;
	jsonout_key(json, "muster_capture");
	jsonout_object(json);
	jsonout_member_opt(json, "changedWhileRunning", captured->moved);
	write_list(json, "command", captured->command.at, captured->command.count);
	jsonout_member(json, "commit", captured->commit);
	if (listed > 0) {
		write_list(json, "dirty", captured->dirty.at, listed);
		jsonout_member_int(json, "dirtyCount", (int64_t)captured->dirty.count);
	}
	jsonout_member_int(json, "exitCode", captured->exit_code);
	write_time(json, "finishedAt", captured->finished_at);
	jsonout_member(json, "format", SPAN_LIT(CAPTURED_FORMAT));
	write_logs(json, captured);
	if (captured->missing.count > 0)
		write_list(json, "missing", captured->missing.at,
			   captured->missing.count);
	jsonout_member(json, "name", captured->name);
	write_scope(json, captured);
	write_time(json, "startedAt", captured->started_at);
	jsonout_member(json, "tool", SPAN_LIT("muster " MUSTER_VERSION));
	jsonout_end(json);
}

static void write_subject(struct jsonout *json, const char *algorithm,
			  struct span digest, struct span name)
{
	if (digest.len == 0)
		return;
	jsonout_object(json);
	jsonout_key(json, "digest");
	jsonout_object(json);
	jsonout_member(json, algorithm, digest);
	jsonout_end(json);
	jsonout_member(json, "name", name);
	jsonout_end(json);
}

static void write_subjects(struct jsonout *json, const struct captured *captured)
{
	jsonout_key(json, "subject");
	jsonout_array(json);
	if (captured_is_bound(captured))
		write_subject(json, "gitCommit", captured->commit, SPAN_LIT("source"));
	write_subject(json, "musterScope", span_of(captured->scope_sha256),
		      SPAN_LIT("scope"));
	for (size_t i = 0; i < captured->files.count; i++)
		write_subject(json, "sha256", span_of(captured->files.at[i].sha256),
			      captured->files.at[i].name);
	jsonout_end(json);
}

int captured_write(struct span *out, const struct captured *captured,
		   struct arena *arena, struct err *err)
{
	struct jsonout json;
	struct buf buf;
	int rc;

	*out = SPAN_EMPTY;
	buf_init(&buf, LIMIT_ATTESTATION_BYTES / 2);
	jsonout_init(&json, &buf, true);
	jsonout_object(&json);
	jsonout_member(&json, "_type", SPAN_LIT(STATEMENT_TYPE));
	jsonout_key(&json, "predicate");
	jsonout_object(&json);
	write_list(&json, "configuration", NULL, 0);
	write_verdict(&json, captured, "failedTests", "FAILED");
	write_capture(&json, captured);
	write_verdict(&json, captured, "passedTests", "PASSED");
	jsonout_member(&json, "result", span_of(captured_result(captured)));
	write_verdict(&json, captured, "warnedTests", "WARNED");
	jsonout_end(&json);
	jsonout_member(&json, "predicateType", SPAN_LIT(STATEMENT_TEST_RESULT));
	write_subjects(&json, captured);
	jsonout_end(&json);
	rc = buf_check(&buf, "the statement", err);
	if (rc == 0)
		*out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return rc;
}
