/* allowed_signers: what ssh-keygen reads, and all that it should not have. */
#include "unit.h"

#include "base/clock.h"
#include "trust/signers.h"

/* ssh-keygen -t ed25519, ecdsa and rsa; the fingerprint is ssh-keygen -l's. */
#define ED                                                                             \
	"ssh-ed25519 "                                                                 \
	"AAAAC3NzaC1lZDI1NTE5AAAAIIpTgsHa9QEFZyeycB8SKWkEL3dIPGrPfxBngSm1o4ee"
#define EC                                                                             \
	"ecdsa-sha2-nistp256 "                                                         \
	"AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBKm7SMXqKihUxfcKiuqIrfPx" \
	"8miTseBaO5FrvfOHYwDWGKQcZ1RtoGF/5vrhUdLeytIaRxIMLJqF372TD2jFdm8="

static int set_up(void **state)
{
	*state = arena_new(1u << 22);
	return 0;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static int parse(struct signers *out, const char *text, struct arena *arena,
		 struct err *err)
{
	*out = (struct signers){ .lines = { .count = 0 } };
	return signers_parse(out, SPAN_LIT("s"), span_of(text), arena, err);
}

static void a_line_without_namespaces_grants_git_alone(void **state)
{
	struct err err = { 0 };
	struct signers s;

	assert_ok(parse(&s, "# c\n\n  a@x.org " ED " comment here\n", *state, &err));
	assert_int_equal(s.lines.count, 1);
	assert_int_equal(s.lines.at[0].line, 3);
	assert_true(signer_grants(&s.lines.at[0], NAMESPACE_GIT));
	assert_false(signer_grants(&s.lines.at[0], NAMESPACE_SEAL));
	assert_false(signer_grants(&s.lines.at[0], "muster-signoff/qa"));
	assert_false(signer_grants(&s.lines.at[0], "gi"));
	assert_false(signer_grants(&s.lines.at[0], ""));
}

static void namespaces_grant_what_they_name_and_nothing_near_it(void **state)
{
	struct err err = { 0 };
	struct signers s;
	const struct signer *line;

	assert_ok(parse(&s,
			"a@x.org namespaces=\"muster-signoff/*,muster-seal\" " ED "\n",
			*state, &err));
	line = &s.lines.at[0];
	assert_true(signer_grants(line, "muster-signoff/qa"));
	assert_true(signer_grants(line, NAMESPACE_SEAL));
	assert_false(signer_grants(line, NAMESPACE_GIT));
	assert_false(signer_grants(line, NAMESPACE_CLOSE));
	assert_false(signer_grants(line, "muster-signoff"));
	assert_false(signer_grants(line, "muster-seal2"));
}

static void options_come_in_any_case_and_order(void **state)
{
	struct err err = { 0 };
	struct signers s;
	const struct signer *line;

	assert_ok(parse(&s,
			"\"a@x.org,b@x.org\" VALID-BEFORE=20280101Z,Namespaces=\"git\","
			"valid-after=\"202601011230Z\" " EC "\r\n",
			*state, &err));
	line = &s.lines.at[0];
	assert_span_is(line->principals, "a@x.org,b@x.org");
	assert_span_is(signer_principal(line), "a@x.org");
	/* $ date -u -d 2026-01-01T12:30Z +%s; date -u -d 2028-01-01 +%s */
	assert_int_equal(line->valid_after, 1767270600);
	assert_int_equal(line->valid_before, 1830297600);
	assert_int_equal(line->kind, KEY_P256);
}

static void dates_have_a_first_and_no_last_instant(void **state)
{
	struct err err = { 0 };
	struct signers s;
	const struct signer *line;

	assert_ok(
		parse(&s,
		      "a@x.org valid-after=20260101Z,valid-before=20270101000001Z " ED,
		      *state, &err));
	line = &s.lines.at[0];
	assert_int_equal(signer_at(line, 1767225599), SIGNER_NOT_YET);
	assert_int_equal(signer_at(line, 1767225600), SIGNER_VALID);
	assert_int_equal(signer_at(line, 1798761600), SIGNER_VALID);
	assert_int_equal(signer_at(line, 1798761601), SIGNER_EXPIRED);
}

static void of_two_lines_for_one_key_the_one_in_time_counts(void **state)
{
	struct err err = { 0 };
	struct signers s;
	const struct signer *line;
	struct span blob;

	assert_ok(parse(&s,
			"a@x.org namespaces=\"muster-seal\",valid-before=20270101Z " ED
			"\n"
			"a@x.org namespaces=\"muster-seal\",valid-after=20280101Z " ED
			"\n",
			*state, &err));
	blob = s.lines.at[0].blob;
	line = signers_find(&s, blob, NAMESPACE_SEAL, 1840000000);
	assert_non_null(line);
	assert_int_equal(line->line, 2);
	line = signers_find(&s, blob, NAMESPACE_SEAL, 1810000000); /* between the two */
	assert_non_null(line);
	assert_int_not_equal(signer_at(line, 1810000000), SIGNER_VALID);
	assert_null(signers_find(&s, blob, NAMESPACE_GIT, 1840000000));
	assert_null(signers_find(&s, SPAN_LIT("x"), NAMESPACE_SEAL, 1840000000));
}

/* clang-format off: one bad line a line */
static const struct {
	const char *text, *tag;
} refused[] = {
	{ "a@x.org\n", "E_TRUST_SYNTAX" },
	{ "a@x.org ssh-ed25519\n", "E_TRUST_SYNTAX" },
	{ "a@x.org ssh-ed25519 !!!!\n", "E_TRUST_SYNTAX" },
	{ "a@x.org ssh-ed25519 AAAAC3NzaC1lZDI1NTE5\n", "E_TRUST_SYNTAX" },
	{ "a@x.org ssh-rsa "
	  "AAAAC3NzaC1lZDI1NTE5AAAAIIpTgsHa9QEFZyeycB8SKWkEL3dIPGrPfxBngSm1o4ee\n",
	  "E_TRUST_SYNTAX" },
	{ "a@x.org " ED "=\n", "E_TRUST_SYNTAX" },
	{ "a@x.org ssh-dss AAAAB3NzaC1kc3M=\n", "E_TRUST_SYNTAX" },
	{ ED "\n", "E_TRUST_SYNTAX" },
	{ ",a@x.org " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org, " ED "\n", "E_TRUST_SYNTAX" },
	{ "\"a b\" " ED "\n", "E_TRUST_SYNTAX" },
	{ "\"a@x.org " ED "\n", "E_TRUST_SYNTAX" },
	{ "* " ED "\n", "E_TRUST_SYNTAX" },
	{ "?@x.org " ED "\n", "E_TRUST_SYNTAX" },
	{ "!a@x.org " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org restrict " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org namespaces= " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org namespaces=\"\" " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org namespaces=\"git,\" " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org namespaces=\"*\" " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org namespaces=\"!git\" " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org namespaces=\"muster-signoff/q*\" " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org namespaces=\"git\",namespaces=\"git\" " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org namespaces=\"git\",, " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org valid-after=20260101 " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org valid-after=20260230Z " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org valid-after=20261301Z " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org valid-after=2026010124Z " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org valid-after=202601012460Z " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org valid-after=Z " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org valid-after " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org valid-after=20270101Z,valid-before=20260101Z " ED "\n",
	  "E_TRUST_SYNTAX" },
	{ "a@x.org valid-after=20270101Z,valid-after=20270101Z " ED "\n",
	  "E_TRUST_SYNTAX" },
	{ "a\001@x.org " ED "\n", "E_TRUST_SYNTAX" },
	{ "a\xff@x.org " ED "\n", "E_TRUST_SYNTAX" },
	{ "a\xe2\x80\xae@x.org " ED "\n", "E_TRUST_SYNTAX" },
	{ "a@x.org ssh-ed25519-cert-v01@openssh.com AAAA\n", "E_SSH_CERT_UNSUPPORTED" },
	{ "a@x.org " ED "\nb@x.org " ED "\n", "E_TRUST_AMBIGUOUS" },
	{ "a@x.org " ED "\na@x.org,b@x.org " ED "\n", "E_TRUST_AMBIGUOUS" },
	/* Points of small order: y = 1, and 0. */
	{ "a@x.org ssh-ed25519 "
	  "AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
	  "E_TRUST_SYNTAX" },
	{ "a@x.org ssh-ed25519 "
	  "AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
	  "E_TRUST_SYNTAX" },
};
/* clang-format on */

static void what_is_doubtful_is_refused_with_its_line(void **state)
{
	struct signers s;

	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		struct err err = { 0 };

		if (parse(&s, refused[i].text, *state, &err) == 0)
			fail_msg("taken: %s", refused[i].text);
		if (strcmp(err.tag, refused[i].tag) != 0)
			fail_msg("%s for %s", err.tag, refused[i].text);
		assert_int_equal(err.code, ERR_USAGE);
		assert_true(err.line == 1 || err.line == 2);
	}
}

static void a_wildcard_needs_an_authority_which_grants_nothing(void **state)
{
	struct err err = { 0 };
	struct signers s;

	assert_ok(parse(&s,
			"*@x.org cert-authority,namespaces=\"muster-seal\" " ED "\n",
			*state, &err));
	assert_false(signer_grants(&s.lines.at[0], NAMESPACE_SEAL));
}

static void a_nul_byte_is_no_end_of_line(void **state)
{
	static const char text[] = "a@x.org " ED "\n\0b@x.org " ED "\n";
	struct err err = { 0 };
	struct signers s = { .lines = { .count = 0 } };

	assert_err(ERR_USAGE, signers_parse(&s, SPAN_LIT("s"),
					    (struct span){ text, sizeof(text) - 1 },
					    *state, &err));
}

static void revoked_keys_are_keys_and_nothing_else(void **state)
{
	struct err err = { 0 };
	struct signers s;

	assert_ok(parse(&s, "a@x.org " ED "\n", *state, &err));
	assert_ok(signers_parse_revoked(&s, SPAN_LIT("r"),
					SPAN_LIT("# gone\n" ED " a\n"), *state, &err));
	assert_true(signers_is_revoked(&s, s.lines.at[0].blob));
	assert_false(signers_is_revoked(&s, SPAN_LIT("x")));
	assert_err(ERR_USAGE,
		   signers_parse_revoked(&s, SPAN_LIT("r"),
					 SPAN_LIT("SSHKRL\n\0\0\0\1"), *state, &err));
	assert_err(ERR_USAGE,
		   signers_parse_revoked(&s, SPAN_LIT("r"),
					 SPAN_LIT("a@x.org " ED "\n"), *state, &err));
	assert_err(ERR_USAGE, signers_parse_revoked(&s, SPAN_LIT("r"), SPAN_LIT("x\n"),
						    *state, &err));
}

static void one_line_must_grant_both_for_a_tick_to_be_a_sign_off(void **state)
{
	struct err err = { 0 };
	struct signers s;
	struct span blob;

	assert_ok(parse(&s,
			"a@x.org namespaces=\"git\" " ED "\n"
			"a@x.org namespaces=\"muster-signoff/qa\" " ED "\n",
			*state, &err));
	blob = s.lines.at[0].blob;
	assert_non_null(signers_find(&s, blob, "git", 0));
	assert_non_null(signers_find(&s, blob, "muster-signoff/qa", 0));
	assert_null(signers_find_both(&s, blob, "git", "muster-signoff/qa", 0));
	assert_ok(parse(&s,
			"a@x.org namespaces=\"git\" " ED "\n"
			"a@x.org namespaces=\"git,muster-signoff/*\" " ED "\n",
			*state, &err));
	assert_ptr_equal(signers_find_both(&s, blob, "git", "muster-signoff/qa", 0),
			 &s.lines.at[1]);
	assert_null(signers_find_both(&s, blob, "git", "muster-seal", 0));
}

static void a_role_is_granted_by_its_name_by_a_star_or_where_any_will_do(void **state)
{
	struct err err = { 0 };
	struct signers s;
	struct span blob;

	assert_ok(parse(&s, "a@x.org namespaces=\"git,muster-signoff/qa\" " ED "\n",
			*state, &err));
	blob = s.lines.at[0].blob;
	assert_non_null(signers_find_role(&s, blob, SPAN_LIT("qa"), true, 0));
	assert_non_null(signers_find_role(&s, blob, SPAN_EMPTY, true, 0));
	assert_null(signers_find_role(&s, blob, SPAN_LIT("qa-lead"), true, 0));
	assert_null(signers_find_role(&s, blob, SPAN_LIT("q"), false, 0));
	assert_null(signers_find_role(&s, SPAN_LIT("x"), SPAN_LIT("qa"), false, 0));
	/* A statement needs no "git", a signed commit does. */
	assert_ok(parse(&s, "a@x.org namespaces=\"muster-signoff/*\" " ED "\n", *state,
			&err));
	assert_non_null(signers_find_role(&s, blob, SPAN_LIT("ops"), false, 0));
	assert_null(signers_find_role(&s, blob, SPAN_LIT("ops"), true, 0));
	/* Seals, waivers and commits alone are no role. */
	assert_ok(parse(&s,
			"a@x.org namespaces=\"git,muster-seal,muster-waive\" " ED "\n",
			*state, &err));
	assert_null(signers_find_role(&s, blob, SPAN_EMPTY, true, 0));
	/* A line that is valid now comes before one that was. */
	assert_ok(parse(&s,
			"a@x.org namespaces=\"git,muster-signoff/"
			"qa\",valid-before=\"20200101Z\" " ED "\n"
			"a@x.org namespaces=\"git,muster-signoff/qa\" " ED "\n",
			*state, &err));
	assert_ptr_equal(signers_find_role(&s, blob, SPAN_LIT("qa"), true, 1700000000),
			 &s.lines.at[1]);
}

static void a_line_speaks_for_each_of_its_addresses_and_no_other(void **state)
{
	struct err err = { 0 };
	struct signers s;

	assert_ok(parse(&s, "ada@x.org,Ada@Y.org " ED "\n", *state, &err));
	assert_true(signer_has_principal(&s.lines.at[0], SPAN_LIT("ada@x.org")));
	assert_true(signer_has_principal(&s.lines.at[0], SPAN_LIT("ADA@y.ORG")));
	assert_false(signer_has_principal(&s.lines.at[0], SPAN_LIT("ada@x.or")));
	assert_false(signer_has_principal(&s.lines.at[0], SPAN_LIT("da@x.org")));
	assert_false(signer_has_principal(&s.lines.at[0], SPAN_LIT("")));
	assert_false(
		signer_has_principal(&s.lines.at[0], SPAN_LIT("ada@x.org,Ada@Y.org")));
	assert_true(signers_know(&s, s.lines.at[0].blob));
	assert_false(signers_know(&s, SPAN_LIT("x")));
}

static void a_survey_goes_on_behind_a_mistake(void **state)
{
	static const char text[] = "a@x.org namespace=\"git\" " ED "\n"
				   "b@x.org " EC "\n\nc@x.org\n\x01\n";
	struct signers s = { .lines = { .count = 0 } };
	struct signers_problems problems = { .list = { .count = 0 } };
	static const unsigned lines[] = { 1, 4, 5 };

	signers_survey(&s, &problems, SPAN_LIT("s"), SPAN_LIT(text), *state);
	assert_int_equal(s.lines.count, 1);
	assert_int_equal(s.lines.at[0].line, 2);
	assert_int_equal(problems.list.count, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(problems.list.at[i].line, lines[i]);
		assert_true(problems.list.at[i].error);
		assert_string_equal(problems.list.at[i].tag, "E_TRUST_SYNTAX");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_without_namespaces_grants_git_alone),
		cmocka_unit_test(namespaces_grant_what_they_name_and_nothing_near_it),
		cmocka_unit_test(options_come_in_any_case_and_order),
		cmocka_unit_test(dates_have_a_first_and_no_last_instant),
		cmocka_unit_test(of_two_lines_for_one_key_the_one_in_time_counts),
		cmocka_unit_test(what_is_doubtful_is_refused_with_its_line),
		cmocka_unit_test(a_wildcard_needs_an_authority_which_grants_nothing),
		cmocka_unit_test(a_nul_byte_is_no_end_of_line),
		cmocka_unit_test(revoked_keys_are_keys_and_nothing_else),
		cmocka_unit_test(one_line_must_grant_both_for_a_tick_to_be_a_sign_off),
		cmocka_unit_test(
			a_role_is_granted_by_its_name_by_a_star_or_where_any_will_do),
		cmocka_unit_test(a_line_speaks_for_each_of_its_addresses_and_no_other),
		cmocka_unit_test(a_survey_goes_on_behind_a_mistake),
	};

	return cmocka_run_group_tests_name("signers", tests, set_up, tear_down);
}
