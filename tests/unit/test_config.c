/* muster.conf: what it sets, what it refuses, and who may say what. */
#include "unit.h"

#include "audit/config.h"
#include "base/clock.h"
#include "base/limits.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct world {
	struct arena *arena;
	struct config config;
	struct err err;
};

static int set_up(void **state)
{
	static struct world world;

	world = (struct world){ .arena = arena_new(64 * LIMIT_MIB) };
	config_default(&world.config, world.arena);
	*state = &world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	arena_free(world->arena);
	return 0;
}

static int read_as(struct world *world, enum config_origin origin, const char *text)
{
	return config_read(&world->config, SPAN_LIT("muster.conf"), span_of(text),
			   origin, world->arena, &world->err);
}

static int read_text(struct world *world, const char *text)
{
	return read_as(world, CONFIG_TREE, text);
}

static void assert_reads(struct world *world, enum config_origin origin,
			 const char *text)
{
	if (read_as(world, origin, text) < 0)
		fail_msg("%s: %s: %s", text, world->err.where, world->err.what);
}

static void without_a_file_the_documented_defaults_stand(void **state)
{
	struct world *world = *state;
	const struct config *config = &world->config;

	assert_span_is(config->out, "site/report");
	assert_false(config->plans_said);
	assert_int_equal(config->evidence.count, 1);
	assert_span_is(config->evidence.at[0], "evidence");
	assert_int_equal(config->exclude.count, 7); /* plans.md section 18 */
	assert_span_is(config->exclude.at[0], "**/node_modules/**");
	assert_int_equal(config->gates.count, 2);
	assert_int_equal(config_gate_of(config, SPAN_LIT("default"))->strength,
			 STRENGTH_JUDGED);
	assert_int_equal(config_gate_of(config, SPAN_LIT("release"))->strength,
			 STRENGTH_BOUND);
	assert_false(config_gate_of(config, SPAN_LIT("release"))->require_all);
	assert_null(config_gate_of(config, SPAN_LIT("strict")));
}

static void every_documented_key_is_read(void **state)
{
	struct world *world = *state;
	const struct config *config = &world->config;

	assert_reads(
		world, CONFIG_OPERATOR,
		"[pack]\nname = acme/widget\nplans = plans/**\nplans = a.md\n"
		"exclude = old/**\nevidence = reports/\nevidence = ./ci/out/**\n"
		"scope = src/**\nout = public\ntemplates = /etc/muster/templates\n"
		"[gate \"release\"]\nallow = partial, stale\nmax = waived 2\n"
		"strength = s4\nrequire = all\n"
		"[rule \"chaos\"]\nitem = Panic stop*\nplan = docs/*.md\n"
		"evidence = \"junit:evidence/chaos.xml failed = 0, tests >= 12\"\n"
		"format = junit\nscope = packages/**\nmax-age = 14d\nstrength = S4\n"
		"[waiver \"w1\"]\nitem = sec-1\nplan = a.md\nreason = r\nowner = o\n"
		"approver = p\nexpires = 2026-12-31\n"
		"[seal]\ncompression = gzip\nkey = /k\n[trust]\ndir = /t\n"
		"[plan]\nmark = - dropped\n[define]\nSLO = 180 s\n");
	assert_span_is(config->name, "acme/widget");
	assert_true(config->plans_said);
	assert_int_equal(config->plans.count, 2);
	assert_int_equal(config->exclude.count, 8);  /* adds to the default */
	assert_int_equal(config->evidence.count, 2); /* replaces it */
	assert_span_is(config->evidence.at[0], "reports");
	assert_span_is(config->evidence.at[1], "ci/out");
	assert_span_is(config->scope.at[0], "src/**");
	assert_span_is(config->out, "public");
	assert_span_is(config->templates, "/etc/muster/templates");
	assert_span_is(config->compression, "gzip");
	assert_span_is(config->seal_key, "/k");
	assert_span_is(config->trust_dir, "/t");
	assert_int_equal(config->findings.count, 0);
	assert_int_equal(config->plan_keys.count, 2);
	assert_span_is(config->plan_keys.at[0].value, "- dropped");
	assert_span_is(config->plan_keys.at[1].section, "define");
	assert_span_is(config->plan_keys.at[1].key, "slo");
	assert_int_equal(config->plan_keys.at[1].line, 39);
}

static void gates_rules_and_waivers_hold_what_was_said(void **state)
{
	struct world *world = *state;
	const struct config_gate *gate;
	const struct config_rule *rule;
	const struct config_waiver *waiver;
	int64_t new_year = clock_days(2027, 1, 1) * 86400;

	assert_reads(
		world, CONFIG_OPERATOR,
		"[gate \"release\"]\nallow = partial stale\nmax = waived 2\n"
		"max = open 0\nstrength = S4\nrequire = all\n"
		"[rule \"chaos\"]\nitem = x\nevidence = a\nevidence = b\n"
		"max-age = 14d\nstrength = S4\n"
		"[waiver \"w1\"]\nitem = x\nexpires = 2026-12-31\n[waiver \"w2\"]\n");
	gate = config_gate_of(&world->config, SPAN_LIT("release"));
	assert_int_equal(gate->allow, 1u << VERDICT_PARTIAL | 1u << VERDICT_STALE);
	assert_true(gate->max[VERDICT_WAIVED].said);
	assert_int_equal(gate->max[VERDICT_WAIVED].most, 2);
	assert_true(gate->max[VERDICT_OPEN].said);
	assert_int_equal(gate->max[VERDICT_OPEN].most, 0);
	assert_int_equal(gate->strength, STRENGTH_SIGNED);
	assert_true(gate->require_all);
	rule = &world->config.rules.at[0];
	assert_int_equal(rule->evidence.count, 2);
	assert_int_equal(rule->max_age_s, 14 * 86400);
	assert_true(rule->has_strength);
	assert_int_equal(rule->strength, STRENGTH_SIGNED);
	waiver = &world->config.waivers.at[0];
	assert_true(waiver->expires_at == new_year); /* the whole of that day counts */
	assert_true(world->config.waivers.at[1].expires_at == CLOCK_NONE);
	assert_int_equal(waiver->line, 13);
}

static void every_pattern_is_listed_with_its_line(void **state)
{
	struct world *world = *state;
	const struct config *config = &world->config;

	assert_reads(world, CONFIG_TREE,
		     "[pack]\nplans = a.md\n[rule \"r\"]\nitem = x\n"
		     "scope = src/**\n");
	assert_int_equal(config->patterns.count, 2);
	assert_span_is(config->patterns.at[0].section, "pack");
	assert_span_is(config->patterns.at[0].value, "a.md");
	assert_int_equal(config->patterns.at[0].line, 2);
	assert_span_is(config->patterns.at[1].section, "rule \"r\"");
	assert_span_is(config->patterns.at[1].key, "scope");
	assert_int_equal(config->patterns.at[1].line, 5);
}

static void a_wrong_line_is_named_with_a_way_out(void **state)
{
	static const struct {
		const char *text, *where, *fix;
	} rows[] = {
		{ "[pakc]\n", "muster.conf:1", "did you mean [pack]?" },
		{ "\n[zzzzzz]\n", "muster.conf:2", "sections are" },
		{ "[pack]\nplan = a\n", "muster.conf:2", "did you mean \"plans\"?" },
		{ "[rule \"a\"]\nitem = x\nmaxage = 3d\n", "muster.conf:3",
		  "did you mean \"max-age\"?" },
		{ "[pack]\nplans\n", "muster.conf:2", "plans = VALUE" },
		{ "[pack]\nplans =\n", "muster.conf:2", "plans = VALUE" },
		{ "[rule]\nitem = x\n", "muster.conf:1", "[rule \"name\"]" },
		{ "[pack \"x\"]\nplans = x\n", "muster.conf:1", "[pack]" },
		{ "[rule \"a\"]\nmax-age = 3d\n", "muster.conf:1", "item" },
		{ "[rule \"a\"]\nitem = x\nmax-age = 3\n", "muster.conf:3", "14d" },
		{ "[rule \"a\"]\nitem = x\nmax-age = 0d\n", "muster.conf:3", "14d" },
		{ "[rule \"a\"]\nitem = x\nstrength = S6\n", "muster.conf:3", "S5" },
		{ "[gate \"a\"]\nallow = partially\n", "muster.conf:2", "partial" },
		{ "[gate \"a\"]\nmax = waived\n", "muster.conf:2", "number" },
		{ "[gate \"a\"]\nmax = waived 2 3\n", "muster.conf:2", "number" },
		{ "[gate \"a\"]\nrequire = some\n", "muster.conf:2",
		  "mandatory or all" },
		{ "[waiver \"a\"]\nexpires = soon\n", "muster.conf:2", "2026-12-31" },
		{ "[waiver \"a\"]\nexpires = 2026-02-30\n", "muster.conf:2",
		  "2026-12-31" },
		{ "[pack]\nevidence = a*b\n", "muster.conf:2", "folder" },
		{ "[pack]\nplans = \"a\n", "muster.conf:2:11", "quote" },
		{ "[include]\npath = /etc/passwd\n", "muster.conf:1", "sections are" },
	};
	struct world *world = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		config_default(&world->config, world->arena);
		world->err = (struct err){ 0 };
		if (read_text(world, rows[i].text) != -(int)ERR_USAGE)
			fail_msg("accepted: %s", rows[i].text);
		assert_string_equal(world->err.where, rows[i].where);
		if (!strstr(world->err.fix, rows[i].fix))
			fail_msg("%s: \"%s\"", rows[i].text, world->err.fix);
	}
}

/* security.md section 2, rule 1. */
static const char *const widening[] = {
	"[trust]\ndir = trust\n",
	"[seal]\nkey = k\n",
	"[pack]\ntemplates = t\n",
	"[pack]\nout = /etc\n",
	"[pack]\nout = ../x\n",
	"[pack]\nout = .git/hooks\n",
	"[pack]\nevidence = ../elsewhere\n",
	"[pack]\nevidence = /var\n",
	"[gate \"default\"]\nallow = partial\n",
	"[gate \"default\"]\nallow = open\n",
	"[gate \"default\"]\nallow = ready\n",
	"[gate \"new\"]\nallow = contradicted\n",
	"[gate \"default\"]\nmax = partial 1\n",
	"[gate \"default\"]\nstrength = S1\n",
	"[gate \"new\"]\nstrength = S0\n",
	"[gate \"release\"]\nstrength = S2\n",
	"[plan]\nlevel = optional\n",
};

static void the_tree_cannot_widen_anything(void **state)
{
	struct world *world = *state;

	for (size_t i = 0; i < COUNT(widening); i++) {
		struct config before;

		config_default(&world->config, world->arena);
		before = world->config;
		assert_reads(world, CONFIG_TREE, widening[i]);
		if (world->config.findings.count != 1)
			fail_msg("not refused: %s", widening[i]);
		assert_string_equal(world->config.findings.at[0].rule->code,
				    "config-widens");
		assert_int_equal(world->config.findings.at[0].line, 2);
		assert_span_is(world->config.findings.at[0].path, "muster.conf");
		assert_int_equal(world->config.trust_dir.len, 0);
		assert_int_equal(world->config.seal_key.len, 0);
		assert_int_equal(world->config.templates.len, 0);
		assert_true(span_eq(world->config.out, before.out));
		assert_span_is(world->config.evidence.at[0], "evidence");
		assert_int_equal(world->config.plan_keys.count, 0);
		for (size_t g = 0; g < world->config.gates.count; g++) {
			const struct config_gate *gate = &world->config.gates.at[g];

			assert_int_equal(gate->allow, 0);
			assert_false(gate->max[VERDICT_PARTIAL].said);
			assert_int_equal(gate->strength, span_is(gate->name, "release")
								 ? STRENGTH_BOUND
								 : STRENGTH_JUDGED);
		}
	}
}

static void the_operator_can(void **state)
{
	struct world *world = *state;

	for (size_t i = 0; i < COUNT(widening); i++) {
		config_default(&world->config, world->arena);
		if (strstr(widening[i], "evidence"))
			continue; /* --evidence DIR is the way */
		assert_reads(world, CONFIG_OPERATOR, widening[i]);
		assert_int_equal(world->config.findings.count, 0);
	}
}

static void the_tree_can_tighten(void **state)
{
	struct world *world = *state;
	const struct config_gate *gate;

	assert_reads(world, CONFIG_TREE,
		     "[gate \"default\"]\nstrength = S3\nrequire = all\n"
		     "max = waived 0\nmax = partial 0\n"
		     "[gate \"release\"]\nstrength = S4\n"
		     "[plan]\nlevel = mandatory\n");
	assert_int_equal(world->config.findings.count, 0);
	gate = config_gate_of(&world->config, SPAN_LIT("default"));
	assert_int_equal(gate->strength, STRENGTH_BOUND);
	assert_true(gate->require_all);
	assert_true(gate->max[VERDICT_WAIVED].said);
}

static void a_limit_is_lowered_by_the_tree_and_raised_by_the_operator_alone(
	void **state)
{
	struct world *world = *state;

	assert_reads(world, CONFIG_TREE,
		     "[limit]\nartifact-size = 2MiB\nevidence-size = 5 GiB\n"
		     "check-steps = 1000\n");
	assert_int_equal(world->config.limits.artifact_bytes, 2 << 20);
	assert_int_equal(world->config.limits.run_bytes, (uint64_t)4 << 30);
	assert_int_equal(world->config.limits.check_steps, 1000);
	assert_int_equal(world->config.findings.count, 1);
	assert_string_equal(world->config.findings.at[0].rule->code, "config-widens");
	assert_reads(world, CONFIG_OPERATOR, "[limit]\nevidence-size = 5GiB\n");
	assert_int_equal(world->config.limits.run_bytes, (uint64_t)5 << 30);
}

static void a_role_names_signers_and_how_many(void **state)
{
	struct world *world = *state;
	const struct config_role *role;

	assert_reads(world, CONFIG_TREE,
		     "[role \"qa\"]\nsigner = a@x.org\nsigner = b@x.org\nquorum = 2\n"
		     "[role \"ops\"]\n");
	assert_int_equal(world->config.findings.count, 0);
	assert_int_equal(world->config.roles.count, 2);
	role = &world->config.roles.at[0];
	assert_span_is(role->name, "qa");
	assert_int_equal(role->signers.count, 2);
	assert_span_is(role->signers.at[1], "b@x.org");
	assert_int_equal(role->quorum, 2);
	assert_int_equal(world->config.roles.at[1].quorum, 0);
}

static void assert_refuses(struct world *world, const char *text, unsigned line,
			   const char *what);

static void a_role_without_a_number_or_a_name_is_refused(void **state)
{
	struct world *world = *state;

	assert_refuses(world, "[role \"qa\"]\nquorum = 0\n", 2, "");
	assert_refuses(world, "[role \"qa\"]\nquorum = two\n", 2, "");
	assert_refuses(world, "[role \"qa\"]\nsigner =\n", 2, "");
	assert_refuses(world, "[role]\nquorum = 1\n", 1, "needs a name");
}

static void assert_refuses(struct world *world, const char *text, unsigned line,
			   const char *what)
{
	struct err err = { 0 };

	config_default(&world->config, world->arena);
	assert_err(ERR_USAGE, config_read(&world->config, SPAN_LIT("c"), span_of(text),
					  CONFIG_TREE, world->arena, &err));
	assert_int_equal(err.line, line);
	assert_non_null(strstr(err.what, what));
}

static void a_check_has_a_name_that_items_can_write_and_a_file_of_the_tree(void **state)
{
	struct world *world = *state;
	const struct config_check *check;

	assert_reads(world, CONFIG_TREE,
		     "[check \"no-critical\"]\nsql = sql/no-critical.sql\n"
		     "item = Scan*\nplan = docs/*.md\n[check \"has-sbom\"]\n");
	assert_int_equal(world->config.findings.count, 0);
	assert_int_equal(world->config.checks.count, 2);
	check = &world->config.checks.at[0];
	assert_true(span_is(check->name, "no-critical"));
	assert_true(span_is(check->sql, "sql/no-critical.sql"));
	assert_true(span_is(check->item, "Scan*"));
	assert_true(span_is(check->plan, "docs/*.md"));
	assert_int_equal(check[1].line, 5);
	assert_refuses(world, "[check \"nodash\"]\nsql = a.sql\n", 1,
		       "no name of a check");
	assert_refuses(world, "[check \"a/../b-c\"]\n", 1, "no name of a check");
	assert_refuses(world, "[check \"a-b\"]\nsql = ../a.sql\n", 2, "cannot be read");
	assert_refuses(world, "[check \"a-b\"]\nsqll = a.sql\n", 2, "has no key");
}

static void a_selector_means_an_id_or_a_whole_text(void **state)
{
	struct item item = {
		.id = SPAN_LIT("abcd2345"),
		.declared_id = SPAN_LIT("SEC-01"),
		.plain = SPAN_LIT("Panic stop under 500 ms / 2 s"),
	};
	static const struct {
		const char *item, *plan;
		bool selects;
	} rows[] = {
		{ "abcd2345", "", true },
		{ "sec-01", "", true },
		{ "panic STOP*", "", true },
		{ "panic stop*s", "docs/*.md", true },
		{ "panic stop*s", "docs/*.txt", false },
		{ "panic stop", "", false },
		{ "", "DOCS/*", true },
		{ "", "", false },
		{ "abcd", "", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (config_selects(span_of(rows[i].item), span_of(rows[i].plan),
				   SPAN_LIT("docs/go-live.md"),
				   &item) != rows[i].selects)
			fail_msg("\"%s\" in \"%s\"", rows[i].item, rows[i].plan);
	item.declared_id = SPAN_EMPTY;
	assert_false(config_selects(SPAN_EMPTY, SPAN_EMPTY, SPAN_LIT("a.md"), &item));
}

static void durations_have_a_unit(void **state)
{
	int64_t seconds = -1;

	(void)state;
	assert_true(config_duration(SPAN_LIT("90s"), &seconds) && seconds == 90);
	assert_true(config_duration(SPAN_LIT("5m"), &seconds) && seconds == 300);
	assert_true(config_duration(SPAN_LIT("12h"), &seconds) && seconds == 43200);
	assert_true(config_duration(SPAN_LIT("2w"), &seconds) && seconds == 1209600);
	assert_false(config_duration(SPAN_LIT("2"), &seconds));
	assert_false(config_duration(SPAN_LIT("d"), &seconds));
	assert_false(config_duration(SPAN_LIT("-2d"), &seconds));
	assert_false(config_duration(SPAN_LIT("2 d"), &seconds));
	assert_false(config_duration(SPAN_LIT("9999999999w"), &seconds));
}

static void there_are_only_so_many_rules_and_patterns(void **state)
{
	struct world *world = *state;
	char text[LIMIT_CONFIG_NAMED * 32 + 64];
	struct err err = { 0 };
	size_t len = 0;

	for (unsigned i = 0; i <= LIMIT_CONFIG_NAMED; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len,
					"[rule \"%u\"]item=x\n", i);
	assert_err(ERR_USAGE, config_read(&world->config, SPAN_LIT("c"),
					  (struct span){ text, len }, CONFIG_TREE,
					  world->arena, &err));
	config_default(&world->config, world->arena);
	len = (size_t)snprintf(text, sizeof(text), "[pack]\n");
	for (unsigned i = 0; i <= LIMIT_CONFIG_PATTERNS; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "plans = a\n");
	assert_err(ERR_USAGE, config_read(&world->config, SPAN_LIT("c"),
					  (struct span){ text, len }, CONFIG_TREE,
					  world->arena, &err));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_a_file_the_documented_defaults_stand),
		TEST(every_documented_key_is_read),
		TEST(gates_rules_and_waivers_hold_what_was_said),
		TEST(every_pattern_is_listed_with_its_line),
		TEST(a_wrong_line_is_named_with_a_way_out),
		TEST(the_tree_cannot_widen_anything),
		TEST(the_operator_can),
		TEST(the_tree_can_tighten),
		TEST(a_limit_is_lowered_by_the_tree_and_raised_by_the_operator_alone),
		TEST(a_role_names_signers_and_how_many),
		TEST(a_role_without_a_number_or_a_name_is_refused),
		TEST(a_check_has_a_name_that_items_can_write_and_a_file_of_the_tree),
		TEST(a_selector_means_an_id_or_a_whole_text),
		TEST(durations_have_a_unit),
		TEST(there_are_only_so_many_rules_and_patterns),
	};

	return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
