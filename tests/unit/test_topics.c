/* What a heading makes of the items below it. */
#include "unit.h"

#include "plan/reading.h"
#include "plan/topics.h"

static bool is_signoff(const char *folded)
{
	return topics_of_heading(span_of(folded)) & TOPIC_SIGNOFF;
}

static void a_heading_that_is_about_signing_off_holds_sign_offs(void **state)
{
	static const char *const headings[] = {
		"sign-off",
		"7. sign-off required",
		"sign-off & signatures",
		"approval and sign-off",
		"final approvals",
		"stakeholder sign-off",
		"mobile app sign-off",
		"security approval",
		"approvals",
		"signatures",
		"approved by",
		"approved by jane doe",
		"go/no-go decision",
		"freigabe",
		"freigabe und unterschriften",
		"abnahme durch den kunden",
		"approbation finale",
		"assinaturas",
		"\xe5\xae\xa1\xe6\x89\xb9",
		"\xe7\xad\xbe\xe5\xad\x97\xe7\xa1\xae\xe8\xae\xa4",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
		if (!is_signoff(headings[i]))
			fail_msg("\"%s\" is no sign-off", headings[i]);
}

static void a_heading_that_builds_something_of_the_kind_holds_none(void **state)
{
	static const char *const headings[] = {
		"3. export webhook signatures",
		"sign container images",
		"approval workflow",
		"sign-off service",
		"sign-off automation api",
		"verify signatures of packages",
		"authorization tests",
		"visa payments",
		"\xe5\xae\xa1\xe6\x89\xb9\xe6\xb5\x81\xe7\xa8\x8b",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
		if (is_signoff(headings[i]))
			fail_msg("\"%s\" is a sign-off", headings[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_heading_that_is_about_signing_off_holds_sign_offs),
		cmocka_unit_test(
			a_heading_that_builds_something_of_the_kind_holds_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
