/* The scan that skips what no rule can start in, beside trying every byte. */
#include "unit.h"

#include "text/secret_rule.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define TEXTS        10000
#define TEXT_MAX     700

/* clang-format off: in two halves, so that no scanner takes this file for a leak */

/* A prefix of each shape, and what is enough behind it. */
static const struct {
	const char *prefix, *tail;
} shapes[] = {
	{ "glpat"
	  "-",
	  "ABCdef1234567890wxyz" },
	{ "gldt"
	  "-",
	  "ABCdef1234567890wxyz" },
	{ "glrt"
	  "-",
	  "ABCdef1234567890wxyz" },
	{ "glptt"
	  "-",
	  "ABCdef1234567890wxyz" },
	{ "glcbt"
	  "-",
	  "ABCdef1234567890wxyz" },
	{ "glsoat"
	  "-",
	  "ABCdef1234567890wxyz" },
	{ "glft"
	  "-",
	  "ABCdef1234567890wxyz" },
	{ "glagent"
	  "-",
	  "ABCdef1234567890wxyz" },
	{ "pypi"
	  "-",
	  "AgEIcHlwaS5vcmcCJGFhYWFhYWFhYWFhYWFhYWFhYWFhYWE1" },
	{ "GOCSPX"
	  "-",
	  "ABCdef1234567890wxyz" },
	{ "pul"
	  "-",
	  "0123456789abcdef0123456789abcdef01234567" },
	{ "NRAK"
	  "-",
	  "ABCDEF1234567890WXYZ1234567" },
	{ "AGE-SECRET"
	  "-KEY-1",
	  "ABCDEF1234567890WXYZABCDEF1234567890WXYZABCDEF" },
	{ "sq0atp"
	  "-",
	  "ABCdef1234567890wxyz12" },
	{ "sq0csp"
	  "-",
	  "ABCdef1234567890wxyz12" },
	{ "sk"
	  "-",
	  "ABCdef1234567890wxyz12" },
	{ "key"
	  "-",
	  "0123456789abcdef0123456789abcdef" },
	{ "PMAK"
	  "-",
	  "0123456789abcdef0123456789abcdef" },
	{ "xoxb"
	  "-",
	  "123456789012-abcdef" },
	{ "xoxp"
	  "-",
	  "123456789012-abcdef" },
	{ "xoxa"
	  "-",
	  "123456789012-abcdef" },
	{ "xoxr"
	  "-",
	  "123456789012-abcdef" },
	{ "xoxs"
	  "-",
	  "123456789012-abcdef" },
	{ "xoxe"
	  "-",
	  "123456789012-abcdef" },
	{ "xapp"
	  "-",
	  "123456789012-abcdef" },
	{ "ghp"
	  "_",
	  "16C7e42F292c6912E7710c83" },
	{ "gho"
	  "_",
	  "16C7e42F292c6912E7710c83" },
	{ "ghu"
	  "_",
	  "16C7e42F292c6912E7710c83" },
	{ "ghs"
	  "_",
	  "16C7e42F292c6912E7710c83" },
	{ "ghr"
	  "_",
	  "16C7e42F292c6912E7710c83" },
	{ "github"
	  "_pat_",
	  "11ABCDEFG0abcdefghijkl_mnop" },
	{ "npm"
	  "_",
	  "abcdefghijklmnopqrstuvwxyz0123456789" },
	{ "rubygems"
	  "_",
	  "0123456789abcdef0123456789abcdef0123" },
	{ "dckr"
	  "_pat_",
	  "ABCdef1234567890wxyz" },
	{ "dckr"
	  "_oat_",
	  "ABCdef1234567890wxyz" },
	{ "dop"
	  "_v1_",
	  "0123456789abcdef0123456789abcdef0123456789abcdef" },
	{ "doo"
	  "_v1_",
	  "0123456789abcdef0123456789abcdef0123456789abcdef" },
	{ "dor"
	  "_v1_",
	  "0123456789abcdef0123456789abcdef0123456789abcdef" },
	{ "glc"
	  "_",
	  "0123456789abcdef0123456789abcdef0123" },
	{ "glsa"
	  "_",
	  "0123456789abcdef0123456789abcdef0123" },
	{ "sntrys"
	  "_",
	  "0123456789abcdef0123456789" },
	{ "sntryu"
	  "_",
	  "0123456789abcdef0123456789" },
	{ "sk"
	  "_live_",
	  "4eC39HqLyjWDarjtT1zd" },
	{ "rk"
	  "_live_",
	  "4eC39HqLyjWDarjtT1zd" },
	{ "sk"
	  "_test_",
	  "4eC39HqLyjWDarjtT1zd" },
	{ "rk"
	  "_test_",
	  "4eC39HqLyjWDarjtT1zd" },
	{ "whsec"
	  "_",
	  "4eC39HqLyjWDarjtT1zd1234" },
	{ "hf"
	  "_",
	  "abcdefghijklmnopqrstuvwxyz012345" },
	{ "shpat"
	  "_",
	  "0123456789abcdef0123456789" },
	{ "shpss"
	  "_",
	  "0123456789abcdef0123456789" },
	{ "shpca"
	  "_",
	  "0123456789abcdef0123456789" },
	{ "shppa"
	  "_",
	  "0123456789abcdef0123456789" },
	{ "lin"
	  "_api_",
	  "0123456789abcdef0123456789abcdef" },
	{ "figd"
	  "_",
	  "0123456789abcdef0123456789abcdef" },
	{ "secret"
	  "_",
	  "0123456789abcdef0123456789abcdef0123456789" },
	{ "ya29"
	  ".",
	  "ABCdef1234567890wxyz" },
	{ "hvs"
	  ".",
	  "ABCdef1234567890wxyz" },
	{ "hvb"
	  ".",
	  "ABCdef1234567890wxyz" },
	{ "hvr"
	  ".",
	  "ABCdef1234567890wxyz" },
	{ "dt0c01"
	  ".",
	  "ABCDEF1234567890WXYZABCDEF" },
	{ "SG"
	  ".",
	  "ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf-09kqeF8tAmbihYzrnopKc-1s5cr" },
	{ "xoxe"
	  ".",
	  "123456789012-abcdef" },
	{ "hooks.slack"
	  ".com/services/",
	  "T00000000/B00000000/XXXXXXXX" },
	{ "hooks.slack"
	  ".com\\/services\\/",
	  "T00000000\\/B00000000\\/XXXXXXXX" },
	{ "hooks.slack"
	  ".com/workflows/",
	  "T00000000/B00000000/XXXXXXXX" },
	{ "discord"
	  ".com/api/webhooks/",
	  "123456789012345678/abcDEF_ghi-123456" },
	{ "discordapp"
	  ".com/api/webhooks/",
	  "123456789012345678/abcDEF_ghi-123456" },
	{ "webhook.office"
	  ".com/webhookb2/",
	  "0123456789abcdef-0123-4567" },
	{ "outlook.office"
	  ".com/webhook/",
	  "0123456789abcdef-0123-4567" },
	{ "hooks.zapier"
	  ".com/hooks/catch/",
	  "1234567/abcdefg" },
	{ "api.telegram"
	  ".org/bot",
	  "123456789:AAF-abcdefghijklmnopqrstuv" },
	{ "AKIA", "IOSFODNN7ABCDEFG" },
	{ "ASIA", "IOSFODNN7ABCDEFG" },
	{ "ABIA", "IOSFODNN7ABCDEFG" },
	{ "AI"
	  "za",
	  "SyA-1234567890abcdefghijklmnopqrstuv" },
	{ "AT"
	  "BB",
	  "abcdefghijklmnop0123456789" },
	{ "AT"
	  "ATT3",
	  "abcdefghijklmnop0123456789" },
	{ "eyJhbGciOiJIUzI1NiJ9"
	  ".",
	  "eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpM" },
	{ "-----BEGIN PRIVATE"
	  " KEY-----\n",
	  "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEA" },
	{ "Private"
	  "-Lines: 1\n",
	  "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEA" },
	{ "postgres:/"
	  "/app:",
	  "s3cr3tpw@db.internal" },
	{ "amqp:\\/"
	  "\\/app:",
	  "s3cr3tpw@db.internal" },
	{ "12345"
	  "6789:",
	  "AAF-abcdefghijklmnopqrstuvwxyz012345" },
	{ "--user ", "ann:hunter2x" },
	{ "-u ", "ann:hunter2x" },
	{ "--password ", "hunter2x" },
};

/* How names end, one of each; a value that all of them would take. */
static const char *const names[] = {
	"password",
	"PASSWD",
	"passphrase",
	"db.pwd",
	"DB_PASS",
	"client_secret",
	"token",
	"API key",
	"apiKey",
	"AccessKey",
	"secret-key",
	"private_key",
	"auth_key",
	"signing.key",
	"encryption key",
	"MASTER_KEY",
	"AccountKey",
	"shared_key",
	"storageKey",
	"session_key",
	"deploy-key",
	"licenseKey",
	"licence_key",
	"ssh_key",
	"credential",
	"credentials2",
	"authorization",
	"Connection String",
	"connectionString",
	"Set-Cookie",
	"auth",
	"sig",
	"sessionId",
	"bearer",
	"pat",
	"passwordValue",
	"SECRET_KEY_BASE",
	"x.token.y",
	"pass_word",
	"to_ken_classes",
	"licenses.to-ken",
	"session-id",
	"sessionId2",
};

static const char *const signs[] = {
	"=",
	":",
	": ",
	" = ",
	"\": \"",
	"\\\":\\\"",
	"' => '",
	">",
	"> ",
	" | ",
	"** | ",
	":=",
	" := ",
	"::",
	"&quot;: &quot;",
	"&quot;=&quot;",
	"\"] = \"",
	"']='",
	"** : ",
	"\", \"value\": \"",
	"\" value=\"",
	"\n  value: ",
	"&quot;, &quot;value&quot;: &quot;",
	": |\n  ",
	"`:\t",
	"\\\\\\\\=",
	"=\"Bearer ",
	"): ",
	"=>",
	"            : ",
	"             : ",
	"\", \"val\" : \"",
};

/* What stands around: halves of rules, signs, and bytes that nothing is made of. */
static const char *const pieces[] = {
	" ",
	"\n",
	"\"",
	"'",
	"`",
	"-",
	"--",
	"---",
	"-----BEGIN ",
	"_",
	".",
	":",
	"=",
	">",
	"|",
	"<a>",
	"\\n",
	"\\",
	"&quot;",
	"&",
	";",
	"key",
	"keykeykey",
	"string ",
	"api ",
	"eyJ",
	"eyJaaaaaaaaaa",
	"Secret",
	"://",
	":\\/\\/",
	"@",
	"ann:x@",
	"user:longer-pw1@host/",
	"value",
	"val",
	"\"value\": \"",
	"export ",
	"-u",
	"--user",
	"--token",
	"<password>",
	"AA",
	"1234567890",
	"AKIA",
	"T",
	"I",
	"sk-",
	"gl",
	"SG.",
	"hf_",
	",",
	"{",
	"}",
	"\r\n",
	"\t",
	"\xc3\xa4",
	"\xff",
	"hunter2x",
	"0123456789abcdef0123456789abcdef",
	"abc",
	"zzzzzzzzzzzzzzzz",
	"${X}",
	"****",
	"changeme",
	"token",
	"pwd",
	"SIG",
	"b_pat_",
	"ms_",
	"/",
	"?token=",
	"&api_key=",
	"#",
};
/* clang-format on */

static unsigned next_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(*seed >> 33);
}

/* What secret_find() promises: the first rule that finds one, byte after byte. */
static bool find_plainly(struct secret *out, struct span text, size_t from)
{
	for (size_t at = from; at < text.len; at++)
		if (secret_at(out, text, at) && out->at >= from)
			return true;
	return false;
}

/* All of them, as those who hide secrets go on behind each; returns how many. */
static size_t compare(struct span text, size_t from)
{
	size_t count = 0;

	for (;; count++) {
		struct secret plain = { 0 }, quick = { 0 };
		bool is_there = find_plainly(&plain, text, from);

		if (secret_find(&quick, text, from) != is_there ||
		    (is_there && (plain.at != quick.at || plain.len != quick.len ||
				  plain.kind != quick.kind)))
			fail_msg("\"%.*s\" from %zu: %zu+%zu is %zu+%zu",
				 SPAN_ARG(text), from, plain.at, plain.len, quick.at,
				 quick.len);
		if (!is_there)
			return count;
		from = plain.at + plain.len;
	}
}

static void add(char *text, size_t *len, const char *piece)
{
	size_t more = strlen(piece);

	if (*len + more > TEXT_MAX)
		return;
	memcpy(text + *len, piece, more);
	*len += more;
}

/* One that is whole, mostly: a shape, or a name with its sign and a value. */
static void add_secret(char *text, size_t *len, uint64_t *seed)
{
	unsigned pick = next_random(seed) % 4;

	if (pick > 1) {
		add(text, len, names[next_random(seed) % COUNT(names)]);
		add(text, len, signs[next_random(seed) % COUNT(signs)]);
		add(text, len, pick == 2 ? "9f8e7d6c5b4a39281706" : "hunter2x");
		return;
	}
	pick = next_random(seed) % COUNT(shapes);
	add(text, len, shapes[pick].prefix);
	add(text, len, shapes[pick].tail);
}

static size_t make_text(char *text, uint64_t *seed)
{
	size_t len = 0, count = next_random(seed) % 24;

	for (size_t i = 0; i < count; i++) {
		unsigned pick = next_random(seed) % 16;

		if (pick < 3)
			add_secret(text, &len, seed);
		else if (pick < 12)
			add(text, &len, pieces[next_random(seed) % COUNT(pieces)]);
		for (unsigned j = 0; pick > 13 && j < 8 && len < TEXT_MAX; j++)
			text[len++] = (char)next_random(seed);
	}
	/* And a few bytes that somebody typed wrong. */
	for (unsigned i = next_random(seed) % 4; i > 2 && len > 0; i--)
		text[next_random(seed) % len] = (char)next_random(seed);
	return len;
}

static void the_scan_finds_what_trying_every_byte_finds(void **state)
{
	static char text[TEXT_MAX];
	uint64_t seed = 20261121;
	size_t found = 0;

	(void)state;
	for (size_t i = 0; i < TEXTS; i++) {
		/* No byte behind its end may matter: a copy of its own shows that. */
		struct span whole = { text, make_text(text, &seed) };
		struct arena *arena = arena_new(1 << 20);

		whole = arena_copy(arena, whole);
		found += compare(whole, 0);
		if (whole.len > 0)
			compare(whole, next_random(&seed) % whole.len);
		arena_free(arena);
	}
	if (found < TEXTS / 2)
		fail_msg("only %zu secrets were in them", found);
}

/* Alone, behind other words, and cut short at every byte. */
static void every_shape_is_found_wherever_it_stands(void **state)
{
	static const char *const before[] = { "",   " ", "\n",   "x\\n", "a ",
					      "\"", "=", "\xff", ">" };
	static char text[TEXT_MAX];

	(void)state;
	for (size_t i = 0; i < COUNT(shapes); i++) {
		size_t found = 0;

		for (size_t b = 0; b < COUNT(before); b++) {
			size_t len = 0;

			add(text, &len, before[b]);
			add(text, &len, shapes[i].prefix);
			add(text, &len, shapes[i].tail);
			found += compare((struct span){ text, len }, 0) > 0;
			for (size_t cut = 0; cut < len; cut++) {
				compare((struct span){ text, cut }, 0);
				compare((struct span){ text, len }, cut);
			}
		}
		if (found < 3)
			fail_msg("%s is found in %zu places", shapes[i].prefix, found);
	}
}

static void every_name_is_found_before_every_sign(void **state)
{
	static const char *const before[] = { "",
					      "export ",
					      "\t",
					      "{\"",
					      "| ",
					      "<",
					      "the-quite-long-beginning-of-a-name-that-"
					      "goes-on.and.on." };
	static char text[TEXT_MAX];
	size_t found = 0;

	(void)state;
	for (size_t n = 0; n < COUNT(names); n++)
		for (size_t s = 0; s < COUNT(signs); s++)
			for (size_t b = 0; b < COUNT(before); b++) {
				size_t len = 0;

				add(text, &len, before[b]);
				add(text, &len, names[n]);
				add(text, &len, signs[s]);
				add(text, &len, "9f8e7d6c5b4a39281706");
				found += compare((struct span){ text, len }, 0) > 0;
			}
	if (found < COUNT(names) * COUNT(signs) * COUNT(before) / 2)
		fail_msg("only %zu of them are found", found);
}

/* Where the scan has to start anew behind what it has found. */
static void a_secret_is_found_right_behind_another(void **state)
{
	static char text[TEXT_MAX];

	(void)state;
	for (size_t a = 0; a < COUNT(shapes); a++)
		for (size_t b = 0; b < COUNT(shapes); b++) {
			size_t len = 0;

			add(text, &len, shapes[a].prefix);
			add(text, &len, shapes[a].tail);
			add(text, &len, (a + b) % 2 ? " " : "\"");
			add(text, &len, shapes[b].prefix);
			add(text, &len, shapes[b].tail);
			compare((struct span){ text, len }, 0);
		}
}

/* Every three of the text by the quick way and by the plain one; how many. */
static size_t compare_threes(struct span text, size_t stop)
{
	size_t at = 0, count = 0;

	while (at < stop) {
		uint64_t quick = 0, plain = 0;
		size_t one = secret_three(&quick, text, at, stop);
		size_t other = secret_three_plain(&plain, text, at, stop);

		assert_int_equal(one, other);
		assert_int_equal(quick, plain);
		count += plain != 0;
		at = other + 1;
	}
	return count;
}

/* All there are of ASCII, and some with other bytes. */
static void both_ways_of_looking_find_the_same_threes(void **state)
{
	static char text[3 * 130 + 2];
	uint64_t seed = 7;
	size_t count = 0;

	(void)state;
	for (unsigned pair = 0; pair < 128 * 128; pair++) {
		size_t len = 0;

		for (unsigned c = 0; c < 130; c++) {
			text[len++] = (char)(pair / 128);
			text[len++] = (char)(pair % 128);
			text[len++] = (char)(c < 128 ? c : next_random(&seed));
		}
		count += compare_threes((struct span){ text, len },
					len - next_random(&seed) % 80);
	}
	if (count < 200)
		fail_msg("only %zu threes were in them", count);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_scan_finds_what_trying_every_byte_finds),
		cmocka_unit_test(every_shape_is_found_wherever_it_stands),
		cmocka_unit_test(every_name_is_found_before_every_sign),
		cmocka_unit_test(a_secret_is_found_right_behind_another),
		cmocka_unit_test(both_ways_of_looking_find_the_same_threes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
