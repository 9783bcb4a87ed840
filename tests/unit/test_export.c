/* JSON as RFC 8785 has it; every expected text is written by hand. */
#include "unit.h"

#include "base/clock.h"
#include "base/limits.h"
#include "export/export.h"
#include "text/json.h"

#include <stdlib.h>

struct written {
	struct arena *arena;
	struct buf buf;
	struct report report;
};

static int set_up(void **state)
{
	struct written *written = calloc(1, sizeof(*written));
	struct run *run;

	if (!written)
		return -1;
	written->arena = arena_new((size_t)1 << 28);
	buf_init(&written->buf, LIMIT_JSON_OUT);
	run = &written->report.run;
	*run = (struct run){
		.project = SPAN_LIT("acme/widget"),
		.source_uri = SPAN_LIT("https://example.org/w"),
		.commit = SPAN_LIT("c0ffee"),
		.tree = SPAN_LIT("7ree"),
		.object_format = SPAN_LIT("sha1"),
		.tool = SPAN_LIT("muster 0.1.0"),
		.as_of = 1700000000, /* date -u -d @1700000000: 2023-11-14 22:13:20 */
		.number = 7,
		.result = RESULT_NOT_READY,
		.good_until = CLOCK_NONE,
	};
	snprintf(run->id, sizeof(run->id), "00112233445566778899aabbccddeeff");
	run->counts[VERDICT_VERIFIED] = 2;
	run->counts[VERDICT_STALE] = 1;
	*state = written;
	return 0;
}

static int tear_down(void **state)
{
	struct written *written = *state;

	buf_release(&written->buf);
	arena_free(written->arena);
	free(written);
	return 0;
}

#define COUNTS                                                                         \
	"{\"contradicted\":0,\"indeterminate\":0,\"needs-signoff\":0,\"not-"           \
	"applicable\":0,"                                                              \
	"\"open\":0,\"partial\":0,\"ready\":0,\"stale\":1,\"unsupported\":0,"          \
	"\"verified\":2,\"waived\":0}"

static void assert_written(struct written *written, const char *text)
{
	struct tree *tree;
	struct err err = { 0 };

	if (!span_is(buf_span(&written->buf), text))
		fail_msg("%.*s\nis not\n%s", SPAN_ARG(buf_span(&written->buf)), text);
	assert_ok(json_parse(&tree, SPAN_LIT("out"), buf_span(&written->buf),
			     written->arena, &err));
}

static struct planned *add_plan(struct written *written, const char *path)
{
	struct planned *planned = LIST_ADD(written->arena, &written->report.plans);

	planned->plan.path = span_of(path);
	planned->plan.slug = SPAN_LIT("rel");
	planned->plan.size = 12;
	return planned;
}

static struct judgement *add_item(struct written *written, struct planned *planned,
				  const char *id, enum item_kind kind,
				  enum verdict verdict)
{
	struct item *item = LIST_ADD(written->arena, &planned->plan.items);
	struct judgement *judgement = LIST_ADD(written->arena, &planned->judgements);

	*item = (struct item){
		.id = span_of(id),
		.kind = kind,
		.claim = CLAIM_DONE,
		.line = 3,
		.plain = SPAN_LIT("It \"works\"\n"),
		.parent = ITEM_NONE,
	};
	*judgement = (struct judgement){
		.judged = true,
		.required = true,
		.verdict = verdict,
		.raw = verdict,
		.reason = REASON_EXACT,
		.freshness = FRESHNESS_EXACT,
		.strength = STRENGTH_JUDGED,
		.slug = span_of(id),
		.sentence = SPAN_LIT("made 3 days ago"),
	};
	return judgement;
}

static void an_empty_report_has_all_its_members(void **state)
{
	struct written *written = *state;
	struct err err = { 0 };

	assert_ok(export_report_json(&written->buf, &written->report, &err));
	assert_written(
		written,
		"{\"artifacts\":[],\"commit\":\"c0ffee\",\"findings\":[],"
		"\"format\":\"muster-report/1\",\"inputs\":[],"
		"\"objectFormat\":\"sha1\",\"plans\":[],"
		"\"project\":\"acme/widget\",\"signoffs\":[],\"tree\":\"7ree\"}\n");
}

static void a_report_holds_items_with_verdicts_and_signoffs_without(void **state)
{
	struct written *written = *state;
	struct planned *planned = add_plan(written, "REL.md");
	struct judgement *judgement;
	struct requirement *need;
	struct err err = { 0 };

	judgement = add_item(written, planned, "a1", ITEM_TASK, VERDICT_VERIFIED);
	need = LIST_ADD(written->arena, &judgement->requirements);
	*need = (struct requirement){
		.text = SPAN_LIT("caf\xc3\xa9.xml"),
		.artifact = ARTIFACT_NONE,
		.line = 4,
		.outcome = OUTCOME_PASS,
		.actual = SPAN_LIT("1 test"),
	};
	add_item(written, planned, "s1", ITEM_SIGNOFF, VERDICT_VERIFIED);
	planned->plan.items.at[1].signoff.role_slug = SPAN_LIT("lead");
	assert_ok(export_report_json(&written->buf, &written->report, &err));
	assert_written(
		written,
		"{\"artifacts\":[],\"commit\":\"c0ffee\",\"findings\":[],"
		"\"format\":\"muster-report/"
		"1\",\"inputs\":[],\"objectFormat\":\"sha1\","
		"\"plans\":[{\"findings\":[],\"incomplete\":false,\"items\":["
		"{\"claim\":\"done\",\"freshness\":\"exact\",\"id\":\"a1\","
		"\"kind\":\"task\",\"level\":\"mandatory\",\"line\":3,"
		"\"reason\":\"exact\",\"required\":true,\"requirements\":["
		"{\"actual\":\"1 test\",\"basis\":\"declared\",\"freshness\":\"none\","
		"\"line\":4,\"needs\":\"exists\",\"outcome\":\"pass\",\"strength\":"
		"\"S0\","
		"\"text\":\"caf\xc3\xa9.xml\"}],\"strength\":\"S2\","
		"\"text\":\"It \\\"works\\\"\\n\",\"verdict\":\"verified\"},"
		"{\"claim\":\"done\",\"id\":\"s1\",\"kind\":\"signoff\","
		"\"level\":\"mandatory\",\"line\":3,\"required\":true,"
		"\"text\":\"It \\\"works\\\"\\n\"}],\"listed\":[],\"parents\":[],"
		"\"path\":\"REL.md\",\"template\":false}],"
		"\"project\":\"acme/widget\",\"signoffs\":[{\"field\":\"rel/s1\","
		"\"item\":\"s1\",\"line\":3,\"plan\":\"REL.md\",\"required\":true,"
		"\"role\":\"lead\"}],\"tree\":\"7ree\"}\n");
}

/* What may change between two builds of one judgement. */
static void move_what_moves(struct written *written)
{
	struct report *report = &written->report;
	struct planned *planned = &report->plans.at[0];

	report->run.as_of = 1800000000;
	report->run.number = 8;
	report->run.tool = SPAN_LIT("muster 9");
	report->run.result = RESULT_READY;
	report->run.counts[VERDICT_VERIFIED]++;
	memset(report->run.id, 'f', 32);
	planned->judgements.at[0].sentence = SPAN_LIT("made 4 days ago");
	planned->judgements.at[1].verdict = VERDICT_NEEDS_SIGNOFF; /* a sign-off */
	planned->judgements.at[1].reason = REASON_SIGNED_BY;
	planned->judgements.at[1].strength = STRENGTH_SIGNED;
	planned->judgements.at[2].verdict = VERDICT_NEEDS_SIGNOFF; /* its parent */
	*LIST_ADD(written->arena, &report->history) = (struct past_run){ .number = 1 };
	*LIST_ADD(written->arena, &report->inputs) =
		(struct input){ .role = SPAN_LIT("trust"), .name = SPAN_LIT("x") };
	*LIST_ADD(written->arena, &report->gate) = (struct gate_row){ .found = 3 };
}

static void a_report_does_not_move_with_time_history_trust_and_signoffs(void **state)
{
	struct written *written = *state;
	struct planned *planned = add_plan(written, "REL.md");
	struct err err = { 0 };
	struct span before;

	add_item(written, planned, "a1", ITEM_TASK, VERDICT_VERIFIED);
	add_item(written, planned, "s1", ITEM_SIGNOFF, VERDICT_VERIFIED);
	add_item(written, planned, "p1", ITEM_SECTION, VERDICT_VERIFIED)->parent = true;
	assert_ok(export_report_json(&written->buf, &written->report, &err));
	before = arena_copy(written->arena, buf_span(&written->buf));
	move_what_moves(written);
	buf_clear(&written->buf);
	assert_ok(export_report_json(&written->buf, &written->report, &err));
	assert_true(span_eq(before, buf_span(&written->buf)));
}

static void a_report_moves_with_a_judgement(void **state)
{
	struct written *written = *state;
	struct planned *planned = add_plan(written, "REL.md");
	struct err err = { 0 };
	struct span before;

	add_item(written, planned, "a1", ITEM_TASK, VERDICT_VERIFIED);
	assert_ok(export_report_json(&written->buf, &written->report, &err));
	before = arena_copy(written->arena, buf_span(&written->buf));
	planned->judgements.at[0].verdict = VERDICT_STALE;
	buf_clear(&written->buf);
	assert_ok(export_report_json(&written->buf, &written->report, &err));
	assert_false(span_eq(before, buf_span(&written->buf)));
}

static void an_audit_is_one_object_with_everything_in_it(void **state)
{
	struct written *written = *state;
	struct planned *planned = add_plan(written, "REL.md");
	struct judgement *judgement;
	struct artifact *artifact;
	struct requirement *need;
	struct err err = { 0 };

	artifact = LIST_ADD(written->arena, &written->report.artifacts);
	*artifact = (struct artifact){ .path = SPAN_LIT("a.xml"),
				       .format = SPAN_LIT("junit-xml"),
				       .sha256 = "ab" };
	judgement = add_item(written, planned, "a1", ITEM_TASK, VERDICT_WAIVED);
	judgement->raw = VERDICT_STALE;
	judgement->sentence = SPAN_LIT("Waived.");
	judgement->fix = SPAN_LIT("run it again");
	judgement->row = 12;
	need = LIST_ADD(written->arena, &judgement->requirements);
	*need = (struct requirement){ .text = SPAN_LIT("t"),
				      .artifact = 0,
				      .freshness = FRESHNESS_STALE,
				      .strength = STRENGTH_PRESENT,
				      .artifact_line = 9 };
	*LIST_ADD(written->arena, &planned->plan.findings) = (struct finding){
		.rule = finding_rule_of(SPAN_LIT("C8")),
		.path = SPAN_LIT("REL.md"),
		.line = 2,
		.item = 0,
		.other_item = ITEM_NONE,
		.message = SPAN_LIT("3, not 4"),
	};
	assert_ok(export_audit_json(&written->buf, &written->report, &err));
	assert_written(
		written,
		"{\"artifacts\":[{\"digest\":\"sha256:ab\",\"format\":\"junit-xml\","
		"\"path\":\"a.xml\",\"status\":\"ok\"}],"
		"\"as_of\":\"2023-11-14T22:13:20Z\",\"commit\":\"c0ffee\","
		"\"counts\":" COUNTS
		",\"findings\":[{\"certainty\":\"certain\",\"code\":\"C8\",\"item\":\"a1\",\"line\":2,"
		"\"message\":\"3, not 4\",\"path\":\"REL.md\",\"severity\":\"error\"}],"
		"\"format\":\"muster-audit/1\","
		"\"items\":[{\"claim\":\"done\",\"fix\":\"run it again\","
		"\"freshness\":\"exact\",\"id\":\"a1\","
		"\"line\":3,\"parent\":false,\"plan\":\"REL.md\",\"reason\":\"exact\","
		"\"required\":true,\"requirements\":[{\"actual\":\"\","
		"\"artifact\":\"a.xml\",\"basis\":\"declared\",\"expected\":\"\","
		"\"freshness\":\"stale\",\"line\":9,\"outcome\":\"pass\","
		"\"strength\":\"S1\",\"text\":\"t\"}],\"row\":12,"
		"\"sentence\":\"Waived.\",\"strength\":\"S2\","
		"\"text\":\"It \\\"works\\\"\\n\",\"verdict\":\"waived\","
		"\"waiver\":{\"covers\":\"stale\",\"why\":\"Waived.\"}}],"
		"\"muster\":\"muster 0.1.0\",\"result\":\"NOT-READY\","
		"\"run\":\"00112233445566778899aabbccddeeff\",\"tree\":\"7ree\"}\n");
}

static void a_bundle_says_what_it_is(void **state)
{
	struct written *written = *state;
	struct planned *planned = add_plan(written, "REL.md");
	const struct bundle_facts facts = {
		.epoch = 1700000000,
		.cms = true,
		.dsse = true,
		.libs = { "0.29", "1.5.1", "3.40.1", "3.0", "3.6.2", "1.2.13" },
	};
	struct err err = { 0 };

	add_item(written, planned, "s1", ITEM_SIGNOFF, VERDICT_NEEDS_SIGNOFF);
	planned->plan.items.at[0].signoff.role_slug = SPAN_LIT("lead");
	*LIST_ADD(written->arena, &written->report.inputs) = (struct input){
		SPAN_LIT("plan"),
		SPAN_LIT("REL.md"),
		SPAN_LIT("tree"),
		SPAN_LIT("0bb"),
		"cd",
	};
	assert_ok(export_bundle_json(&written->buf, &written->report, &facts, &err));
	assert_written(
		written,
		"{\"epoch\":1700000000,\"format\":\"muster-bundle/1\",\"inputs\":["
		"{\"gitBlob\":\"0bb\",\"name\":\"REL.md\",\"origin\":\"tree\","
		"\"role\":\"plan\",\"sha256\":\"cd\"}],\"project\":\"acme/widget\","
		"\"result\":{\"counts\":" COUNTS ",\"goodUntil\":null,"
		"\"outcome\":\"NOT-READY\"},\"run\":{\"asOf\":\"2023-11-14T22:13:20Z\","
		"\"id\":\"00112233445566778899aabbccddeeff\",\"libs\":{"
		"\"cmark-gfm\":\"0.29\",\"libarchive\":\"3.6.2\",\"libgit2\":\"1.5.1\","
		"\"openssl\":\"3.0\",\"sqlite\":\"3.40.1\",\"zlib\":\"1.2.13\"},"
		"\"tool\":\"muster 0.1.0\"},\"seals\":[\"cms\",\"dsse\"],\"signoffs\":["
		"{\"counted\":[],\"field\":\"rel/s1\",\"line\":3,\"plan\":\"REL.md\","
		"\"quorum\":1,\"required\":true,\"role\":\"lead\",\"ticks\":[],"
		"\"verdict\":\"needs-signoff\"}],\"source\":{\"commit\":\"c0ffee\","
		"\"objectFormat\":\"sha1\",\"tree\":\"7ree\","
		"\"uri\":\"https://example.org/w\"}}\n");
}

static void history_has_runs_and_changed_verdicts(void **state)
{
	struct written *written = *state;
	struct past_run *run = LIST_ADD(written->arena, &written->report.history);
	struct err err = { 0 };

	*run = (struct past_run){ .id = SPAN_LIT("1d"),
				  .commit = SPAN_LIT("c1"),
				  .number = 1,
				  .as_of = CLOCK_NONE,
				  .result = RESULT_READY };
	run->counts[VERDICT_VERIFIED] = 2;
	run->counts[VERDICT_STALE] = 1;
	*LIST_ADD(written->arena, &written->report.past) =
		(struct past_verdict){ SPAN_LIT("REL.md"), SPAN_LIT("a1"), 1,
				       VERDICT_PARTIAL };
	assert_ok(export_history_json(&written->buf, &written->report, &err));
	assert_written(written,
		       "{\"format\":\"muster-history/1\",\"runs\":[{\"asOf\":null,"
		       "\"commit\":\"c1\",\"counts\":" COUNTS ",\"id\":\"1d\","
		       "\"number\":1,\"outcome\":\"READY\"}],\"verdicts\":[{"
		       "\"item\":\"a1\",\"plan\":\"REL.md\",\"run\":1,"
		       "\"verdict\":\"partial\"}]}\n");
}

/* Paths are any bytes; in the index they are ASCII, in byte order. */
static void raw_files_are_in_path_order_with_any_bytes_shown(void **state)
{
	struct written *written = *state;
	struct artifact *artifact;
	struct err err = { 0 };

	add_plan(written, "b.md")->raw_name = SPAN_LIT("raw/00-b.md.txt");
	artifact = LIST_ADD(written->arena, &written->report.artifacts);
	*artifact = (struct artifact){ .path = SPAN_LIT("a \xff%.xml"),
				       .size = 5,
				       .raw_name = SPAN_LIT("raw/11-a.xml.txt") };
	artifact = LIST_ADD(written->arena, &written->report.artifacts);
	*artifact = (struct artifact){ .path = SPAN_LIT("c.pem"),
				       .size = 6,
				       .withheld = true,
				       .withheld_why = SPAN_LIT("a private key"),
				       .raw_name = SPAN_LIT("raw/22-c.pem.txt") };
	*LIST_ADD(written->arena, &written->report.inputs) =
		(struct input){ .role = SPAN_LIT("config"),
				.name = SPAN_LIT("muster.conf"),
				.sha256 = "ef" };
	*LIST_ADD(written->arena, &written->report.inputs) =
		(struct input){ .role = SPAN_LIT("plan"), .name = SPAN_LIT("b.md") };
	assert_ok(export_raw_index_json(&written->buf, &written->report, &err));
	assert_written(
		written,
		"{\"files\":[{\"name\":\"raw/"
		"11-a.xml.txt\",\"path\":\"a%20%FF%25.xml\","
		"\"role\":\"artifact\",\"size\":5},{\"name\":\"raw/00-b.md.txt\","
		"\"path\":\"b.md\",\"role\":\"plan\",\"size\":12},{\"path\":\"c.pem\","
		"\"role\":\"artifact\",\"size\":6,\"withheld\":\"a private key\"},"
		"{\"path\":\"muster.conf\",\"role\":\"config\",\"sha256\":\"ef\"}],"
		"\"format\":\"muster-raw/1\"}\n");
}

static void bytes_that_are_no_text_become_replacement_characters(void **state)
{
	struct written *written = *state;
	struct err err = { 0 };

	written->report.run.project = SPAN_LIT("a\xff\x01\xe2\x82");
	assert_ok(export_report_json(&written->buf, &written->report, &err));
	assert_true(span_find(buf_span(&written->buf),
			      SPAN_LIT("\"a\xef\xbf\xbd\\u0001\xef\xbf\xbd")) > 0);
}

static void a_text_over_its_limit_is_an_error(void **state)
{
	struct written *written = *state;
	struct err err = { 0 };
	struct buf small;

	buf_init(&small, 40);
	assert_err(ERR_LIMIT, export_report_json(&small, &written->report, &err));
	buf_release(&small);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_empty_report_has_all_its_members),
		TEST(a_report_holds_items_with_verdicts_and_signoffs_without),
		TEST(a_report_does_not_move_with_time_history_trust_and_signoffs),
		TEST(a_report_moves_with_a_judgement),
		TEST(an_audit_is_one_object_with_everything_in_it),
		TEST(a_bundle_says_what_it_is),
		TEST(history_has_runs_and_changed_verdicts),
		TEST(raw_files_are_in_path_order_with_any_bytes_shown),
		TEST(bytes_that_are_no_text_become_replacement_characters),
		TEST(a_text_over_its_limit_is_an_error),
	};

	return cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
