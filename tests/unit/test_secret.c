/* Secrets in texts: what is found, what is left alone, and what is shown instead. */
#include "unit.h"

#include "text/secret.h"

#include <time.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Written in two halves, so that no scanner takes this file for a leak. */
#define GHP                                                                            \
	"ghp_"                                                                         \
	"16C7e42F292c6912E7710c838347Ae178B4a"
#define AWS                                                                            \
	"wJalrXUtnFEMI/K7MDENG/"                                                       \
	"bPxRfiCYzEXAMPLEKEY"
#define JWT                                                                            \
	"eyJhbGciOiJIUzI1NiJ9."                                                        \
	"eyJzdWIiOiIxMjM0NTY3ODkwIn0."                                                 \
	"SflKxwRJSMeKKF2QT4fwpM"
#define BODY "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"

/* clang-format off */

/* A text, and the part of it that must not be seen. */
static const struct {
	const char *text, *secret;
} found[] = {
	/* By shape. */
	{ "pushed with " GHP " today", GHP },
	{ "error\\n" GHP "\\nend", GHP },
	{ "x github_" "pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz0123", "11ABCDEFG0abcdefghijkl" },
	{ "glpat" "-ABCdef1234567890wxyz", "ABCdef1234567890wxyz" },
	{ "AKIA" "IOSFODNN7ABCDEFG is the id", "IOSFODNN7ABCDEFG" },
	{ "key AIza" "SyA-1234567890abcdefghijklmnopqrstuv", "SyA-1234567890" },
	{ "xoxb" "-123456789012-abcdefABCDEF", "123456789012-abcdefABCDEF" },
	{ "post to https://hooks.slack.com/services/" "T00000000/B00000000/XXXXXXXXXXXXabcdefgh", "B00000000/XXXXXXXXXXXXabcdefgh" },
	{ "https:\\/\\/hooks.slack.com\\/services\\/T00000000\\/B00000000\\/abcdefghijkl", "B00000000" },
	{ "https://discord.com/api/webhooks/123456789012345678/abcDEF_ghi-123456", "abcDEF_ghi-123456" },
	{ "sk_live" "_4eC39HqLyjWDarjtT1zdp7dc", "4eC39HqLyjWDarjtT1zdp7dc" },
	{ "npm" "_abcdefghijklmnopqrstuvwxyz0123456789", "abcdefghijklmnopqrstuvwxyz0123456789" },
	{ "SG" ".ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf-09kqeF8tAmbihYzrnopKc-1s5cr", "TwL2iGABf9DHoTf" },
	{ "session " JWT " ended", "SflKxwRJSMeKKF2QT4fwpM" },
	{ "-----BEGIN PRIVATE KEY-----\n" BODY "\n" BODY "\n-----END PRIVATE KEY-----", BODY },
	{ "\"-----BEGIN RSA PRIVATE KEY-----\\nProc-Type: 4,ENCRYPTED\\n\\n" BODY "\\n-----END RSA PRIVATE KEY-----\"", BODY },
	{ "-----BEGIN OPENSSH PRIVATE KEY-----\n" BODY, BODY },
	{ "PuTTY-User-Key-File-2: ssh-rsa\nPrivate-Lines: 1\n" BODY "\nPrivate-MAC: 00", BODY },
	{ "postgres://app:s3cr3tpw@db.internal:5432/app", "s3cr3tpw" },
	{ "amqp:\\/\\/app:s3cr3tpw@mq", "s3cr3tpw" },
	{ "git clone https://x-access-token:abcdef0123456789abcd@forge.example/a.git", "abcdef0123456789abcd" },
	{ "bot 123456789:AAF-abcdefghijklmnopqrstuvwxyz012345", "abcdefghijklmnopqrstuvwxyz012345" },
	/* By name. */
	{ "DB_PASSWORD=hunter2", "hunter2" },
	{ "export DB_PASSWORD='correct horse'\nSECRET=correcthorsebattery", "correcthorsebattery" },
	{ "{\"password\": \"hunter2\"}", "hunter2" },
	{ "{\\\"password\\\":\\\"hunter2\\\"}", "hunter2" },
	{ "<failure message=\"password=&quot;hunter2&quot;\"/>", "hunter2" },
	{ "<password>hunter2</password>", "hunter2" },
	{ "<property name=\"db.password\" value=\"hunter2\"/>", "hunter2" },
	{ "- name: API_TOKEN\n  value: 0123456789abcdef0123", "0123456789abcdef0123" },
	{ "{\"name\":\"Authorization\",\"value\":\"Bearer abcdef0123456789\"}", "abcdef0123456789" },
	{ "Authorization: Bearer abcdef0123456789", "abcdef0123456789" },
	{ "Authorization: Basic dXNlcjpodW50ZXIyMg==", "dXNlcjpodW50ZXIyMg" },
	{ "aws_secret_access_key = " AWS, AWS },
	{ "password: correcthorse\n", "correcthorse" },
	{ "password: |\n  hunter2horse\n", "hunter2horse" },
	{ "- [x] Rotated. **Password:** hunter2", "hunter2" },
	{ "| Admin password | hunter2 |", "hunter2" },
	{ "curl https://api.example/v1?api_key=abcdef0123456789&x=1", "abcdef0123456789" },
	{ "Server=db;Password=hunter2;Timeout=3", "hunter2" },
	{ "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abcdefgh01234567abcdefgh01234567==", "abcdefgh01234567abcdefgh01234567" },
	{ "deploy --password hunter2 --force", "hunter2" },
	{ "curl -u admin:hunter2 https://x", "hunter2" },
	{ "API key: 9f8e7d6c5b4a39281706", "9f8e7d6c5b4a39281706" },
	{ "const token = \"a1b2c3d4e5f6a7b8\";", "a1b2c3d4e5f6a7b8" },
	{ "config[\"password\"] = \"hunter2\"", "hunter2" },
	{ "SECRET_KEY_BASE=9f8e7d6c5b4a392817069f8e7d6c5b4a", "9f8e7d6c5b4a39281706" },
	{ "\"auth\": \"dXNlcjpodW50ZXIyMjIy\"", "dXNlcjpodW50ZXIyMjIy" },
	{ "Set-Cookie: sid=9f8e7d6c5b4a39281706; Path=/", "9f8e7d6c5b4a39281706" },
	{ "\"Secret\": \"hunter2hunter2\"", "hunter2hunter2" },
};

/* Texts that stay as they are. */
static const char *const left[] = {
	"152d0994a0f9b9ad6fa2b3c40b9e3c2b3bf5b1f1 and 152d099",
	"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	"\"integrity\": \"sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==\"",
	"urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
	"\"bom-ref\": \"3e671687-395b-41f5-a30f-a58921a69b79\"",
	"pkg:npm/%40babel/core@7.21.0?checksum=sha1:ad9688b054e721c71ee6",
	"{\"alg\":\"SHA-256\",\"content\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4\"}",
	"actions/checkout@8f4b7f84864484a7bf31766abe9204da3cbe65b3",
	"cache-key: v1-deps-9f8e7d6c5b4a39281706aabbccdd",
	"- [x] Token: rotated last week",
	"- [x] Secrets: none in the tree",
	"Password: at least 12 characters",
	"Password: 12-character minimum, rotated every 90 days",
	"| Auth token | verified |",
	"password: ${{ secrets.DB_PASSWORD }}",
	"DB_PASSWORD=${DB_PASSWORD}",
	"DB_PASSWORD=changeme",
	"DB_PASSWORD=<your password>",
	"DB_PASSWORD=********",
	"LEGACY_SHARED_TOKEN_ENABLED=false",
	"TOKEN_TTL=3600",
	"max_tokens: 4096, \"tokens\": 123456789",
	"secretName: db-credentials",
	"\"token\": \"TokenExpired\"",
	"password: string;",
	"token = get_token(session)",
	"if password == other.password",
	"password = os.environ[\"DB_PASSWORD\"]",
	"tokenUrl: https://auth.example.com/oauth2/token",
	"pass: 412, fail: 3",
	"bypass=enabled12",
	"public_key: 9f8e7d6c5b4a39281706aabbccddee",
	"a mention of -----BEGIN PRIVATE KEY----- in a text",
	"https://user@host/path and git@github.com:a/b.git",
	"http://localhost:8080/a@b",
	"postgres://app:${PGPASSWORD}@db/app",
	"task-force-2024-risk-assessment-final-report",
	"docker run -u 1000:1000 image",
	"\"payload\":\"eyJfdHlwZSI6Imh0dHBzOi8vaW4tdG90by5pby9TdGF0ZW1lbnQvdjEifQ==\"",
	"<testcase classname=\"auth.TokenTest\" name=\"token is refreshed\" time=\"0.012\"/>",
	"docs/secrets.md and src/auth/token.ts",
	"Evidence: `evidence/gitleaks.json` total = 0",
	"\"secretKeyRef\": {\"name\": \"db\", \"key\": \"password\"}",
	"type=\"password\" name=\"password\"",
	"[secret of 40 characters withheld]",
	"PASSWORD=[secret of 7 characters withheld]",
	"token_hash: 9f8e7d6c5b4a39281706aabbccddee",
};

/* clang-format on */

static bool holds(struct span text, const char *part)
{
	return span_find(text, span_of(part)) >= 0;
}

static void secrets_of_every_shape_are_replaced(void **state)
{
	struct arena *arena = arena_new(1 << 20);

	(void)state;
	for (size_t i = 0; i < COUNT(found); i++) {
		struct span out = secret_hide(span_of(found[i].text), arena);

		if (!holds(span_of(found[i].text), found[i].secret))
			fail_msg("row %zu tests nothing", i);
		if (holds(out, found[i].secret) || !holds(out, " withheld]"))
			fail_msg("\"%s\" gives \"%.*s\"", found[i].text, SPAN_ARG(out));
	}
	arena_free(arena);
}

static void digests_ids_placeholders_and_prose_stay(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(left); i++) {
		struct span out = secret_hide(span_of(left[i]), arena);

		if (!span_is(out, left[i])) {
			print_message("# \"%s\" gives \"%.*s\"\n", left[i],
				      SPAN_ARG(out));
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
}

static void what_is_shown_has_the_length_and_no_digest(void **state)
{
	struct arena *arena = arena_new(1 << 16);

	(void)state;
	assert_span_is(secret_hide(SPAN_LIT("DB_PASSWORD=hunter2 ok"), arena),
		       "DB_PASSWORD=[secret of 7 characters withheld] ok");
	assert_span_is(secret_hide(SPAN_LIT("see " GHP "."), arena),
		       "see [secret of 40 characters withheld].");
	assert_span_is(secret_hide(SPAN_LIT("PASSWORD=p\xc3\xa4\xc3\xb6w0rd"), arena),
		       "PASSWORD=[secret of 7 characters withheld]");
	arena_free(arena);
}

static void hiding_twice_changes_nothing_more(void **state)
{
	struct arena *arena = arena_new(1 << 20);

	(void)state;
	for (size_t i = 0; i < COUNT(found); i++) {
		struct span once = secret_hide(span_of(found[i].text), arena);
		struct span twice = secret_hide(once, arena);

		if (!span_eq(once, twice))
			fail_msg("\"%.*s\" becomes \"%.*s\"", SPAN_ARG(once),
				 SPAN_ARG(twice));
	}
	arena_free(arena);
}

static void lines_stay_lines_and_offsets_map_back(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct span text = SPAN_LIT("a\n-----BEGIN PRIVATE KEY-----\n" BODY "\n" BODY
				    "\n-----END PRIVATE KEY-----\nb hunter\n");
	struct utf8_map map = { 0 };
	struct secrets secrets;
	struct span out;
	size_t lines[2] = { 0 };

	(void)state;
	secrets_init(&secrets, arena);
	secrets_learn(&secrets, SPAN_EMPTY, text);
	out = secrets_hide_map(&secrets, text, arena, &map);

	assert_false(holds(out, BODY));
	for (size_t i = 0; i < text.len; i++)
		lines[0] += text.ptr[i] == '\n';
	for (size_t i = 0; i < out.len; i++)
		lines[1] += out.ptr[i] == '\n';
	assert_int_equal(lines[0], lines[1]);
	assert_int_equal(utf8_map_back(&map,
				       (size_t)span_find(out, SPAN_LIT("b hunter"))),
			 span_find(text, SPAN_LIT("b hunter")));
	assert_int_equal(secrets.places.at[0].line, 2);
	arena_free(arena);
}

static void a_value_known_by_its_name_is_hidden_wherever_it_stands(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct secrets secrets;

	(void)state;
	secrets_init(&secrets, arena);
	secrets_learn(&secrets, SPAN_EMPTY,
		      SPAN_LIT("{\"password\":\"hunter2x\",\"a\":\"db:hunter2xy\"}"));

	assert_int_equal(secrets.count, 1);
	assert_span_is(secrets_hide(&secrets, SPAN_LIT("login with hunter2x failed"),
				    arena),
		       "login with [secret of 8 characters withheld] failed");
	assert_span_is(secrets_hide(&secrets, SPAN_LIT("hunter2xy is another"), arena),
		       "hunter2xy is another");
	arena_free(arena);
}

static void the_longest_of_values_that_start_alike_is_hidden(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct secrets secrets;

	(void)state;
	secrets_init(&secrets, arena);
	secrets_add(&secrets, SECRET_PASSWORD, SPAN_LIT("abc-12"), 1);
	secrets_add(&secrets, SECRET_PASSWORD, SPAN_LIT("abc-12-xyz"), 2);
	secrets_add(&secrets, SECRET_PASSWORD, SPAN_LIT("abc-12-a"), 3);

	assert_span_is(secrets_hide(&secrets, SPAN_LIT("abc-12-xyz"), arena),
		       "[secret of 10 characters withheld]");
	assert_span_is(secrets_hide(&secrets, SPAN_LIT("abc-12-b"), arena),
		       "[secret of 6 characters withheld]-b");
	arena_free(arena);
}

static void every_value_of_an_environment_file_is_a_secret(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct secrets secrets;

	(void)state;
	secrets_init(&secrets, arena);
	secrets_learn(&secrets, SPAN_LIT("deploy/.env.production"),
		      SPAN_LIT("# note\nFOO=plain-but-mine-7\nEMPTY=\n"));
	assert_int_equal(secrets.count, 1);
	assert_span_is(secrets_hide(&secrets, SPAN_LIT("x plain-but-mine-7"), arena),
		       "x [secret of 16 characters withheld]");

	secrets_init(&secrets, arena);
	secrets_learn(&secrets, SPAN_LIT(".env.example"), SPAN_LIT("FOO=plain-7-x\n"));
	assert_int_equal(secrets.count, 0);
	arena_free(arena);
}

static void data_of_a_kubernetes_secret_is_found_in_yaml_and_json(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct secrets secrets;

	(void)state;
	secrets_init(&secrets, arena);
	secrets_learn(
		&secrets, SPAN_LIT("k8s.yaml"),
		SPAN_LIT("kind: ConfigMap\ndata:\n  a: harmless-1\n---\n"
			 "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db-9999\n"
			 "data:\n  user: YWRtaW4x\n  big: |\n    bGluZTE5OTk=\n"
			 "type: Opaque\n"));
	assert_int_equal(secrets.count, 2);
	assert_int_equal(secrets.places.at[0].line, 10);
	assert_span_is(secrets_hide(&secrets, SPAN_LIT("YWRtaW4x"), arena),
		       "[secret of 8 characters withheld]");
	assert_span_is(secrets_hide(&secrets, SPAN_LIT("harmless-1 db-9999"), arena),
		       "harmless-1 db-9999");

	secrets_init(&secrets, arena);
	secrets_learn(
		&secrets, SPAN_EMPTY,
		SPAN_LIT("{\"kind\":\"Secret\",\"data\":{\"user\":\"YWRtaW4x\"}}"));
	assert_int_equal(secrets.count, 1);
	assert_span_is(secrets_hide(&secrets, SPAN_LIT("YWRtaW4x user"), arena),
		       "[secret of 8 characters withheld] user");
	arena_free(arena);
}

/* $ printf 'Zq8-horse' | base64 */
static void what_kubernetes_encodes_is_hidden_decoded_too(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct secrets secrets;

	(void)state;
	secrets_init(&secrets, arena);
	secrets_learn(&secrets, SPAN_LIT("k8s.yaml"),
		      SPAN_LIT("kind: Secret\ndata:\n  pw: WnE4LWhvcnNl\n"));
	assert_span_is(secrets_hide(&secrets, SPAN_LIT("login Zq8-horse"), arena),
		       "login [secret of 9 characters withheld]");
	assert_int_equal(secrets.count, 1);
	arena_free(arena);
}

static void the_sentence_tells_line_and_kind_and_never_the_value(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct secrets secrets;

	(void)state;
	secrets_init(&secrets, arena);
	secrets_learn(&secrets, SPAN_EMPTY,
		      SPAN_LIT("one\nPASSWORD=hunter2\n" GHP "\n"));
	assert_span_is(secrets_sentence(&secrets, arena),
		       "line 2 holds a password, and 1 more");
	arena_free(arena);
}

/* Of this thread: the machine may be busy with something else. */
static int64_t cpu_us(struct span text)
{
	struct arena *arena = arena_new((size_t)64 << 20);
	struct timespec from, to;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
	secret_hide(text, arena);
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
	arena_free(arena);
	return (to.tv_sec - from.tv_sec) * INT64_C(1000000) +
	       (to.tv_nsec - from.tv_nsec) / 1000;
}

/* Work that is linear is 16 times as much for 16 times the text; quadratic, 256. */
static void work_is_linear_in_hostile_texts(void **state)
{
	static const char *const pieces[] = {
		"token:",   "password=\"", "://:@",  "-----BEGIN ",
		"eyJaaaa.", "-u a:",       "&quot;", "-----BEGIN A PRIVATE KEY-----"
	};
	enum { ROOM = 128 * 1024 };
	struct arena *arena = arena_new((size_t)8 << 20);

	(void)state;
	for (size_t p = 0; p < COUNT(pieces); p++) {
		size_t len = strlen(pieces[p]);
		char *text = arena_alloc(arena, ROOM, 1);
		int64_t took[2];

		for (size_t i = 0; i < ROOM; i++)
			text[i] = pieces[p][i % len];
		took[0] = cpu_us((struct span){ text, ROOM / 16 });
		took[1] = cpu_us((struct span){ text, ROOM });
		if (took[1] > 20000 && took[1] > took[0] * 64)
			fail_msg("%s: %lld us, then %lld us", pieces[p],
				 (long long)took[0], (long long)took[1]);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(secrets_of_every_shape_are_replaced),
		cmocka_unit_test(digests_ids_placeholders_and_prose_stay),
		cmocka_unit_test(what_is_shown_has_the_length_and_no_digest),
		cmocka_unit_test(hiding_twice_changes_nothing_more),
		cmocka_unit_test(lines_stay_lines_and_offsets_map_back),
		cmocka_unit_test(
			a_value_known_by_its_name_is_hidden_wherever_it_stands),
		cmocka_unit_test(the_longest_of_values_that_start_alike_is_hidden),
		cmocka_unit_test(every_value_of_an_environment_file_is_a_secret),
		cmocka_unit_test(data_of_a_kubernetes_secret_is_found_in_yaml_and_json),
		cmocka_unit_test(what_kubernetes_encodes_is_hidden_decoded_too),
		cmocka_unit_test(the_sentence_tells_line_and_kind_and_never_the_value),
		cmocka_unit_test(work_is_linear_in_hostile_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
