/* SHA256SUMS: one spelling of one list, and paths that every file system takes. */
#include "unit.h"

#include "seal/manifest.h"
#include "seal/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* $ printf '' | sha256sum */
#define ZERO       "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define LINE(path) ZERO "  " path "\n"
#define ALL                                                                            \
	LINE("bundle.json")                                                            \
	LINE("history.json")                                                           \
	LINE("index.html")                                                             \
	LINE("muster.db")                                                              \
	LINE("raw/index.json") LINE("report."                                          \
				    "json")

static int set_up(void **state)
{
	*state = arena_new(1u << 26);
	return 0;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static void a_good_list_goes_round_and_is_searched(void **state)
{
	struct manifest manifest;
	struct err err = { 0 };

	assert_ok(manifest_parse(&manifest, SPAN_LIT(ALL), *state, &err));
	assert_int_equal(manifest.lines.count, 6);
	assert_span_is(manifest_text(&manifest, *state), ALL);
	assert_string_equal(manifest_find(&manifest, SPAN_LIT("muster.db"))->sha256,
			    ZERO);
	assert_null(manifest_find(&manifest, SPAN_LIT("a")));
	assert_null(manifest_find(&manifest, SPAN_LIT("muster.dbx")));
	assert_null(manifest_find(&manifest, SPAN_LIT("zzz")));
}

/* clang-format off: one list a line, and the line that is wrong in it */
static const struct {
	const char *text;
	unsigned line;
} refused[] = {
	{ "", 0 },
	{ "\n", 1 },
	{ "x", 0 },
	{ LINE("bundle.json"), 0 },
	{ ALL ZERO "  zz", 0 },
	{ ALL "\n", 7 },
	{ "\n" ALL, 1 },
	{ "# c\n" ALL, 1 },
	{ "\xef\xbb\xbf" ALL, 1 },
	{ ZERO "  a\r\n" ALL, 1 },
	{ ZERO " *a\n" ALL, 1 },
	{ ZERO " a\n" ALL, 1 },
	{ ZERO "   a\n" ALL, 1 },
	{ ZERO "\ta\n" ALL, 1 },
	{ "\\" ZERO "  a\n" ALL, 1 },
	{ ZERO "0  a\n" ALL, 1 },
	{ "E3B0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n" ALL,
	  1 },
	{ LINE("") ALL, 1 },
	{ LINE("a") LINE("a") ALL, 2 },
	{ LINE("b") LINE("a") ALL, 2 },
	{ ALL LINE("a"), 7 },
	{ LINE("A") LINE("a") ALL, 2 },
	{ LINE("a") LINE("a-b") LINE("a/c") ALL, 3 },
	{ LINE("A/b") LINE("a") ALL, 2 },
	{ LINE("SHA256SUMS") ALL, 1 },
	{ ALL LINE("seal/x"), 7 },
	{ ALL LINE("signoffs/x.signoff"), 7 },
	{ LINE("../x") ALL, 1 },
	{ LINE("/x") ALL, 1 },
};
/* clang-format on */

static void any_other_spelling_is_refused_with_its_line(void **state)
{
	struct manifest manifest;

	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		struct err err = { 0 };

		assert_err(ERR_FORMAT,
			   manifest_parse(&manifest, span_of(refused[i].text), *state,
					  &err));
		assert_string_equal(err.tag, "E_SUMS_SYNTAX");
		if (err.line != refused[i].line)
			fail_msg("line %u for case %zu: %s", err.line, i, err.what);
	}
}

static void a_nul_byte_in_a_path_is_no_end(void **state)
{
	static const char text[] = ZERO "  a\0b\n" ALL;
	struct manifest manifest;
	struct err err = { 0 };

	assert_err(ERR_FORMAT,
		   manifest_parse(&manifest, (struct span){ text, sizeof(text) - 1 },
				  *state, &err));
}

static void paths_are_what_every_file_system_takes(void **state)
{
	static const char *const good[] = {
		"a", "_", "a.b", "a-", "a/b/c/d/e/f/g/h", "raw/0123456789abcdef-x.txt",
		"9"
	};
	static const char *const bad[] = { "",
					   ".",
					   "..",
					   "a/",
					   "/a",
					   "a//b",
					   "-a",
					   ".a",
					   "a.",
					   "a/.b",
					   "a b",
					   "a\\b",
					   "a:",
					   "a\n",
					   "a\x7f",
					   "é",
					   "a*",
					   "~a",
					   "a/b/c/d/e/f/g/h/i",
					   "a/../b" };
	char name[BUNDLE_PATH + 2];

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (bundle_path_fault(span_of(good[i])))
			fail_msg("%s: %s", good[i],
				 bundle_path_fault(span_of(good[i])));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (!bundle_path_fault(span_of(bad[i])))
			fail_msg("taken: %s", bad[i]);
	memset(name, 'a', sizeof(name));
	assert_null(bundle_path_fault((struct span){ name, 80 }));
	assert_non_null(bundle_path_fault((struct span){ name, 81 }));
	name[40] = '/';
	assert_null(bundle_path_fault((struct span){ name, 100 }));
	assert_non_null(bundle_path_fault((struct span){ name, 101 }));
	assert_null(bundle_top_fault((struct span){ name, 40 }));
	assert_non_null(bundle_top_fault((struct span){ name, 64 })); /* a '/' in it */
}

static void only_the_named_files_belong_in_seal_and_signoffs(void **state)
{
	static const char *const good[] = {
		"SHA256SUMS",           "seal/SHA256SUMS.p7s",
		"seal/seal.pub",        "seal/vsa.sigstore.json.tsr",
		"signoffs/a.b.signoff", "signoffs/a.b.signoff.sig"
	};
	static const char *const bad[] = {
		"seal/x",     "seal/SHA256SUMS",      "seal/a/seal.pub",
		"signoffs/x", "signoffs/a/x.signoff", "signoffs/x.sig"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_null(bundle_outside_fault(span_of(good[i])));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_non_null(bundle_outside_fault(span_of(bad[i])));
}

static void put(const char *folder, const char *name, const char *text)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void a_folder_gets_the_list_that_sha256sum_makes(void **state)
{
	static const char *const files[] = { "bundle.json",    "history.json",
					     "index.html",     "muster.db",
					     "raw/index.json", "report.json" };
	char folder[] = "/tmp/muster-sums-XXXXXX", path[256];
	struct manifest lines;
	struct err err = { 0 };
	struct span text, again;

	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/raw", folder);
	mkdir(path, 0700);
	for (size_t i = 0; i < 6; i++)
		put(folder, files[i], "");
	assert_ok(manifest_write(&text, &lines, folder, NULL, *state, &err));
	assert_span_is(text, ALL);
	assert_ok(manifest_compare(&again, folder, *state, &err));
	assert_true(span_eq(text, again));
	put(folder, "index.html", "x");
	assert_err(ERR_TRUST, manifest_compare(&again, folder, *state, &err));
	assert_string_equal(err.tag, "E_FILE_CHANGED");
	put(folder, "index.html", "");
	put(folder, "zz", "");
	assert_err(ERR_TRUST, manifest_compare(&again, folder, *state, &err));
	assert_string_equal(err.tag, "E_FILE_EXTRA");
	put(folder, "a", "");
	assert_err(ERR_TRUST, manifest_compare(&again, folder, *state, &err));
	assert_string_equal(err.tag, "E_FILE_EXTRA");
	assert_string_equal(err.where, "a");
	for (size_t i = 0; i < 2; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, i ? "a" : "zz");
		unlink(path);
	}
	snprintf(path, sizeof(path), "%s/report.json", folder);
	unlink(path);
	assert_err(ERR_TRUST, manifest_compare(&again, folder, *state, &err));
	assert_string_equal(err.tag, "E_FILE_MISSING");
	assert_err(ERR_FORMAT, manifest_make(&again, folder, *state, &err));
	for (size_t i = 0; i < 5; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, files[i]);
		unlink(path);
	}
	snprintf(path, sizeof(path), "%s/SHA256SUMS", folder);
	unlink(path);
	snprintf(path, sizeof(path), "%s/raw", folder);
	rmdir(path);
	rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_list_goes_round_and_is_searched),
		cmocka_unit_test(any_other_spelling_is_refused_with_its_line),
		cmocka_unit_test(a_nul_byte_in_a_path_is_no_end),
		cmocka_unit_test(paths_are_what_every_file_system_takes),
		cmocka_unit_test(only_the_named_files_belong_in_seal_and_signoffs),
		cmocka_unit_test(a_folder_gets_the_list_that_sha256sum_makes),
	};

	return cmocka_run_group_tests_name("manifest", tests, set_up, tear_down);
}
