#include "unit.h"

#include "plan/marks.h"
#include "text/utf8.h"

static struct arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = arena_new(1 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void words_are_sorted_and_mean_one_thing_each(void **state)
{
	(void)state;
	for (size_t i = 1; i < word_mark_count; i++)
		if (span_cmp(word_marks[i - 1].word, word_marks[i].word) >= 0)
			fail_msg("\"%.*s\" stands before \"%.*s\"",
				 SPAN_ARG(word_marks[i - 1].word),
				 SPAN_ARG(word_marks[i].word));
}

static void words_are_folded_as_the_text_they_are_looked_for_in(void **state)
{
	(void)state;
	for (size_t i = 0; i < word_mark_count; i++) {
		/* They are told apart by their first two bytes. */
		assert_true(word_marks[i].word.len > 1);
		assert_true(utf8_is_valid(word_marks[i].word));
		assert_true(span_eq(utf8_fold(arena, word_marks[i].word),
				    word_marks[i].word));
	}
}

static void glyphs_are_sorted_and_mean_one_thing_each(void **state)
{
	(void)state;
	for (size_t i = 1; i < glyph_mark_count; i++)
		assert_true(span_cmp(glyph_marks[i - 1].glyph, glyph_marks[i].glyph) <
			    0);
	for (size_t i = 0; i < glyph_mark_count; i++) {
		size_t len;

		assert_true(utf8_is_valid(glyph_marks[i].glyph));
		assert_true(glyph_at(glyph_marks[i].glyph, &len) == &glyph_marks[i]);
		assert_int_equal(len, glyph_marks[i].glyph.len);
	}
}

static enum claim claim_of(const char *text, bool cell)
{
	struct word_hit hit;

	return word_at(utf8_fold(arena, span_of(text)), cell, &hit) ? hit.claim
								    : CLAIM_NONE;
}

static void the_longest_word_counts_and_denial_turns_it(void **state)
{
	(void)state;
	assert_int_equal(claim_of("Ready for review", false), CLAIM_READY);
	assert_int_equal(claim_of("not ready", false), CLAIM_FAILED);
	assert_int_equal(claim_of("not done", false), CLAIM_OPEN);
	assert_int_equal(claim_of("not implemented", false), CLAIM_OPEN);
	assert_int_equal(claim_of("Not started", false), CLAIM_OPEN);
	assert_int_equal(claim_of("donely", false), CLAIM_NONE);
	assert_int_equal(claim_of("\xe6\x9c\xaa\xe5\xae\x8c\xe6\x88\x90", false),
			 CLAIM_OPEN);
	assert_int_equal(claim_of("\xe5\xae\x8c\xe6\x88\x90\xe3\x81\xa7\xe3\x81\x99",
				  false),
			 CLAIM_DONE);
}

static void yes_and_no_are_states_in_cells_alone(void **state)
{
	(void)state;
	assert_int_equal(claim_of("yes", true), CLAIM_DONE);
	assert_int_equal(claim_of("yes", false), CLAIM_NONE);
	assert_int_equal(claim_of("no", true), CLAIM_OPEN);
	assert_int_equal(claim_of("no", false), CLAIM_NONE);
}

/* clang-format off: the lists of plans.md section 7.1, copied by hand */
static const struct {
	enum claim claim;
	const char *words;
} listed[] = {
	{ CLAIM_DONE,
	  "done|complete|completed|finished|implemented|verified|validated|passed|pass|"
	  "passes|passing|ok|merged|shipped|live|deployed|resolved|fixed|closed|"
	  "approved|"
	  "signed|compliant|met|green|go|yes|active|enabled|terminé|terminée|complet|"
	  "complété|fait|validé|réalisé|livré|oui|erledigt|fertig|abgeschlossen|"
	  "umgesetzt|"
	  "bestanden|ja|completado|hecho|terminado|aprobado|sí|concluído|concluída|"
	  "completo|completa|feito|aprovado|finalizado|sim|已完成|完成|通过|已通过|"
	  "达成|是|"
	  "完了|済|済み|合格|承認済|완료|готово|выполнено|завершено|да" },
	{ CLAIM_READY,
	  "ready|ready for review|ready for deployment|prepared|drafted|proposed|"
	  "in review|awaiting "
	  "review|prêt|bereit|listo|pronto|就绪|待发布|レビュー待ち" },
	{ CLAIM_IN_PROGRESS,
	  "in progress|wip|ongoing|started|running|executing|partial|partially|testing|"
	  "underway|en cours|partiel|in Arbeit|teilweise|läuft|en curso|en progreso|"
	  "parcial|em andamento|进行中|部分完成|進行中|対応中|一部|진행중|в процессе|"
	  "частично" },
	{ CLAIM_OPEN,
	  "open|todo|to do|tbd|pending|not started|planned|missing|required|scheduled|"
	  "queued|no|à faire|non commencé|en attente|offen|ausstehend|geplant|nein|"
	  "pendiente|por hacer|pendente|a fazer|não "
	  "iniciado|未开始|待办|待完成|未完成|否|"
	  "未着手|未|予定|미완료|не начато|ожидает|нет" },
	{ CLAIM_BLOCKED,
	  "blocked|on hold|paused|waiting|waiting for legal|stalled|bloqué|blockiert|"
	  "bloqueado|阻塞|受阻|保留|ブロック" },
	{ CLAIM_FAILED,
	  "failed|fail|fails|failing|broken|rejected|no-go|not met|non-compliant|"
	  "not ready|red|échec|échoué|fehlgeschlagen|nicht bestanden|fallido|falhou|"
	  "reprovado|失败|不通过|不合格|失敗|не готово|провалено" },
	{ CLAIM_DEFERRED,
	  "deferred|postponed|later|next release|accepted risk|waived|out of scope|"
	  "out of scope for now|reporté|verschoben|adiado|推迟|延期|後回し" },
	{ CLAIM_DROPPED,
	  "dropped|cancelled|removed|obsolete|superseded|won't do|skipped|annulé|"
	  "cancelado|取消|废弃|スキップ|中止" },
	{ CLAIM_NA,
	  "n/a|na|not applicable|s.o.|entfällt|não aplicável|不适用|該当なし" },
	{ CLAIM_UNKNOWN, "unknown|unclear" },
};
static const struct {
	enum claim claim;
	const char *glyphs;
} drawn[] = {
	{ CLAIM_DONE,
	  "✅|✔|✓|☑|🗹|🟢|🎉|💯|:white_check_mark:|:heavy_check_mark:" },
	{ CLAIM_READY, "🚀" },
	{ CLAIM_IN_PROGRESS,
	  "🔄|🚧|🏗|⏳|⌛|🟡|🔵|🟠|◐|🔃|:construction:" },
	{ CLAIM_OPEN, "⬜|☐|⚪|◻|🔲|🔳|○" },
	{ CLAIM_BLOCKED, "⏸|⛔|🛑|🔒" },
	{ CLAIM_FAILED, "❌|✖|✗|✘|🔴|🚨" },
	{ CLAIM_DEFERRED, "⏭|↪" },
	{ CLAIM_DROPPED, "🗑" },
	{ CLAIM_NA, "➖" },
	{ CLAIM_UNKNOWN, "❓|⚠" },
};
static const struct {
	enum claim claim;
	const char *marks;
} boxed[] = {
	{ CLAIM_DONE, "x|X|✓|✔|✅|v|V" },
	{ CLAIM_IN_PROGRESS, "/|~|.|o" },
	{ CLAIM_OPEN, " " },
	{ CLAIM_BLOCKED, "!|b" },
	{ CLAIM_FAILED, "✗|✘" },
	{ CLAIM_DEFERRED, ">|<" },
	{ CLAIM_DROPPED, "-" },
	{ CLAIM_NA, "n" },
	{ CLAIM_UNKNOWN, "?|*|q|§" },
};
/* clang-format on */

static void every_word_of_the_page_means_what_it_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(listed) / sizeof(listed[0]); i++) {
		struct span rest = span_of(listed[i].words), word;

		while (span_split(&rest, '|', &word)) {
			enum claim got = claim_of(arena_string(arena, word), true);

			if (got != listed[i].claim)
				fail_msg("\"%.*s\" is %s, not %s", SPAN_ARG(word),
					 claim_word[got], claim_word[listed[i].claim]);
		}
	}
}

static void every_sign_of_the_page_means_what_it_says(void **state)
{
	struct span rest, sign;
	size_t len;
	(void)state;

	for (size_t i = 0; i < sizeof(drawn) / sizeof(drawn[0]); i++)
		for (rest = span_of(drawn[i].glyphs); span_split(&rest, '|', &sign);) {
			const struct glyph_mark *mark = glyph_at(sign, &len);

			if (!mark || mark->claim != drawn[i].claim)
				fail_msg("\"%.*s\"", SPAN_ARG(sign));
		}
	for (size_t i = 0; i < sizeof(boxed) / sizeof(boxed[0]); i++)
		for (rest = span_of(boxed[i].marks); span_split(&rest, '|', &sign);)
			if (box_claim(sign) != boxed[i].claim)
				fail_msg("[%.*s]", SPAN_ARG(sign));
}

static void a_done_word_that_goes_on_is_no_done(void **state)
{
	/* What stands behind it decides, where scripts have no spaces. */
	static const struct {
		const char *text;
		enum claim claim;
	} cases[] = {
		{ "完了していない", CLAIM_OPEN }, /* is not finished */
		{ "完了予定", CLAIM_OPEN },       /* to be finished */
		{ "完成度 80%", CLAIM_NONE },     /* degree of completion */
		{ "通过率", CLAIM_NONE },         /* pass rate */
		{ "完成后", CLAIM_NONE },         /* after completion */
		{ "完了しました", CLAIM_DONE },
		{ "完成于 2026-03-01", CLAIM_DONE },
		{ "已完成。", CLAIM_DONE },
		{ "没有完成", CLAIM_OPEN },
		{ "尚未通过", CLAIM_OPEN },
		{ "완료되지 않음", CLAIM_OPEN },
		{ "완료 예정", CLAIM_OPEN },
		{ "완료됨", CLAIM_DONE },
		{ "Unresolved", CLAIM_OPEN },
		{ "unfinished", CLAIM_OPEN },
		{ "noch nicht fertig", CLAIM_OPEN },
		{ "pas encore terminé", CLAIM_OPEN },
		{ "ainda não concluído", CLAIM_OPEN },
		{ "aún no terminado", CLAIM_OPEN },
		{ "ещё не завершено", CLAIM_OPEN },
		{ "isn’t done", CLAIM_OPEN },
		{ "under the roof", CLAIM_NONE },
		{ "under review", CLAIM_READY },
	};
	(void)state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (claim_of(cases[i].text, true) != cases[i].claim)
			fail_msg("\"%s\" is %s", cases[i].text,
				 claim_word[claim_of(cases[i].text, true)]);
}

static void words_of_approval_are_states_in_cells(void **state)
{
	static const struct {
		const char *text;
		enum claim cell, prose;
	} cases[] = {
		{ "authorized", CLAIM_DONE, CLAIM_NONE },
		{ "granted", CLAIM_DONE, CLAIM_NONE },
		{ "released", CLAIM_DONE, CLAIM_NONE },
		{ "withheld", CLAIM_BLOCKED, CLAIM_BLOCKED },
		{ "awaiting signature", CLAIM_OPEN, CLAIM_OPEN },
		{ "not granted", CLAIM_OPEN, CLAIM_NONE },
		{ "unsigned", CLAIM_OPEN, CLAIM_OPEN },
		{ "conditionally approved", CLAIM_READY, CLAIM_READY },
		{ "declined", CLAIM_FAILED, CLAIM_FAILED },
		{ "erteilt", CLAIM_DONE, CLAIM_NONE },
		{ "nicht erteilt", CLAIM_FAILED, CLAIM_FAILED },
		{ "steht noch aus", CLAIM_OPEN, CLAIM_OPEN },
		{ "signé", CLAIM_DONE, CLAIM_DONE },
		{ "à signer", CLAIM_OPEN, CLAIM_OPEN },
		{ "firmado", CLAIM_DONE, CLAIM_DONE },
		{ "por firmar", CLAIM_OPEN, CLAIM_OPEN },
		{ "assinado", CLAIM_DONE, CLAIM_DONE },
		{ "recusado", CLAIM_FAILED, CLAIM_FAILED },
		{ "da firmare", CLAIM_OPEN, CLAIM_OPEN },
		{ "ondertekend", CLAIM_DONE, CLAIM_DONE },
		{ "согласовано", CLAIM_DONE, CLAIM_DONE },
		{ "не подписано", CLAIM_OPEN, CLAIM_OPEN },
		{ "отклонено", CLAIM_FAILED, CLAIM_FAILED },
		{ "已签字", CLAIM_DONE, CLAIM_DONE },
		{ "待审批", CLAIM_OPEN, CLAIM_OPEN },
		{ "驳回", CLAIM_FAILED, CLAIM_FAILED },
		{ "承認済み", CLAIM_DONE, CLAIM_DONE },
		{ "承認待ち", CLAIM_OPEN, CLAIM_OPEN },
		{ "却下", CLAIM_FAILED, CLAIM_FAILED },
		{ "승인 완료", CLAIM_DONE, CLAIM_DONE },
		{ "승인 대기", CLAIM_OPEN, CLAIM_OPEN },
		{ "반려", CLAIM_FAILED, CLAIM_FAILED },
	};
	(void)state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (claim_of(cases[i].text, true) != cases[i].cell ||
		    claim_of(cases[i].text, false) != cases[i].prose)
			fail_msg("\"%s\" is %s, and %s in prose", cases[i].text,
				 claim_word[claim_of(cases[i].text, true)],
				 claim_word[claim_of(cases[i].text, false)]);
}

static void boxes_mean_what_the_table_says(void **state)
{
	(void)state;
	assert_int_equal(box_claim(SPAN_LIT(" ")), CLAIM_OPEN);
	assert_int_equal(box_claim(SPAN_LIT("x")), CLAIM_DONE);
	assert_int_equal(box_claim(SPAN_LIT("-")), CLAIM_DROPPED);
	assert_int_equal(box_claim(SPAN_LIT("~")), CLAIM_IN_PROGRESS);
	assert_int_equal(box_claim(SPAN_LIT(">")), CLAIM_DEFERRED);
	assert_int_equal(box_claim(SPAN_LIT("*")), CLAIM_UNKNOWN);
	assert_int_equal(box_claim(SPAN_LIT("\xe2\x9c\x85")), CLAIM_DONE);
}

static void a_denied_hedge_is_none(void **state)
{
	size_t at, len;
	(void)state;

	assert_true(hedge_in(SPAN_LIT("passes locally"), &at, &len));
	assert_int_equal(at, 7);
	assert_int_equal(len, 7);
	assert_false(hedge_in(SPAN_LIT("no mocks in the code"), &at, &len));
	assert_false(hedge_in(SPAN_LIT("mock server removed"), &at, &len));
	assert_false(hedge_in(SPAN_LIT("agents_use_mock=1"), &at, &len));
	assert_false(hedge_in(SPAN_LIT("no tests were skipped"), &at, &len));
	assert_false(hedge_in(SPAN_LIT("0 test cases skipped"), &at, &len));
	assert_false(hedge_in(SPAN_LIT("pending migrations applied"), &at, &len));
	assert_false(hedge_in(SPAN_LIT("auth bypass fixed"), &at, &len));
	assert_false(hedge_in(SPAN_LIT("keine tests übersprungen"), &at, &len));
	assert_false(hedge_in(SPAN_LIT("没有跳过"), &at, &len));
	assert_false(hedge_in(SPAN_LIT("runs without any mocks"), &at, &len));
}

static void a_hedge_is_heard_in_every_language(void **state)
{
	static const char *const hedged[] = {
		"skipped on arm",
		"tests pass against mocks",
		"pending until friday",
		"tests laufen lokal",
		"größtenteils fertig",
		"passe en local",
		"testes passam localmente",
		"pruebas casi listas",
		"テストはスキップ",
		"测试已跳过",
		"почти готово",
		"not all mocks are gone yet: pending",
	};
	size_t at, len;
	(void)state;

	for (size_t i = 0; i < sizeof(hedged) / sizeof(hedged[0]); i++)
		if (!hedge_in(span_of(hedged[i]), &at, &len))
			fail_msg("\"%s\" hedges", hedged[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_sorted_and_mean_one_thing_each),
		cmocka_unit_test(words_are_folded_as_the_text_they_are_looked_for_in),
		cmocka_unit_test(glyphs_are_sorted_and_mean_one_thing_each),
		cmocka_unit_test(the_longest_word_counts_and_denial_turns_it),
		cmocka_unit_test(yes_and_no_are_states_in_cells_alone),
		cmocka_unit_test(boxes_mean_what_the_table_says),
		cmocka_unit_test(a_denied_hedge_is_none),
		cmocka_unit_test(a_hedge_is_heard_in_every_language),
		cmocka_unit_test(every_word_of_the_page_means_what_it_says),
		cmocka_unit_test(every_sign_of_the_page_means_what_it_says),
		cmocka_unit_test(a_done_word_that_goes_on_is_no_done),
		cmocka_unit_test(words_of_approval_are_states_in_cells),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
