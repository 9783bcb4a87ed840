/* Digests, against FIPS 180 vectors and what sha256sum and git print. */
#include "unit.h"

#include "trust/digest.h"

#include <stdlib.h>
#include <unistd.h>

/* $ printf abc | sha256sum */
#define SHA256_ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
/* $ sha256sum < /dev/null */
#define SHA256_NOTHING                                                                 \
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void sha256_is_the_one_of_fips_180(void **state)
{
	char hex[DIGEST_TEXT];

	(void)state;
	digest_sha256_hex(SPAN_LIT("abc"), hex);
	assert_string_equal(hex, SHA256_ABC);
	digest_sha256_hex(SPAN_EMPTY, hex);
	assert_string_equal(hex, SHA256_NOTHING);
}

static void pieces_give_the_digest_of_the_whole(void **state)
{
	struct digest *digest = digest_start();
	char hex[DIGEST_TEXT];

	(void)state;
	digest_add(digest, SPAN_LIT("a"));
	digest_add(digest, SPAN_EMPTY);
	digest_add(digest, SPAN_LIT("bc"));
	digest_finish_hex(digest, hex);
	assert_string_equal(hex, SHA256_ABC);
	digest_drop(NULL);
}

static void a_file_has_the_digest_of_its_bytes(void **state)
{
	char path[] = "/tmp/muster-digest-XXXXXX";
	struct err err = { 0 };
	char hex[DIGEST_TEXT];
	uint64_t size;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "abc", 3), 3);
	close(fd);
	assert_ok(digest_file(hex, &size, path, 3, &err));
	assert_string_equal(hex, SHA256_ABC);
	assert_int_equal(size, 3);
	assert_err(ERR_LIMIT, digest_file(hex, &size, path, 2, &err));
	unlink(path);
	assert_err(ERR_ABSENT, digest_file(hex, &size, path, 3, &err));
	assert_err(ERR_FORMAT, digest_file(hex, &size, "/tmp", 3, &err));
}

static void a_link_is_not_followed(void **state)
{
	char path[] = "/tmp/muster-digest-XXXXXX";
	struct err err = { 0 };
	char hex[DIGEST_TEXT];
	uint64_t size;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	unlink(path);
	assert_int_equal(symlink("/etc/passwd", path), 0);
	assert_err(ERR_IO, digest_file(hex, &size, path, 1u << 20, &err));
	unlink(path);
}

static void a_blob_is_named_as_git_names_it(void **state)
{
	char oid[DIGEST_OID];

	(void)state;
	/* $ printf 'hello\n' | git hash-object --stdin */
	digest_git_blob(DIGEST_GIT_SHA1, SPAN_LIT("hello\n"), oid);
	assert_string_equal(oid, "ce013625030ba8dba906f756967f9e9ca394464a");
	/* $ git hash-object --stdin < /dev/null */
	digest_git_blob(DIGEST_GIT_SHA1, SPAN_EMPTY, oid);
	assert_string_equal(oid, "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
	/* the same in a repository made with --object-format=sha256 */
	digest_git_blob(DIGEST_GIT_SHA256, SPAN_LIT("hello\n"), oid);
	assert_string_equal(
		oid,
		"2cf8d83d9ee29543b34a87727421fdecb7e3f3a183d337639025de576db9ebb4");
	/* $ git hash-object -t tree --stdin < /dev/null */
	digest_git_oid(DIGEST_GIT_SHA1, "tree", SPAN_EMPTY, oid);
	assert_string_equal(oid, "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
}

static void only_lower_case_hex_of_the_right_length_is_a_digest(void **state)
{
	(void)state;
	assert_true(digest_is_hex(SPAN_LIT(SHA256_ABC)));
	assert_false(digest_is_hex(span_sub(SPAN_LIT(SHA256_ABC), 0, 63)));
	assert_false(digest_is_hex(SPAN_LIT(SHA256_ABC "0")));
	assert_false(digest_is_hex(SPAN_LIT(
		"BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")));
	assert_false(digest_is_hex(SPAN_EMPTY));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sha256_is_the_one_of_fips_180),
		cmocka_unit_test(pieces_give_the_digest_of_the_whole),
		cmocka_unit_test(a_file_has_the_digest_of_its_bytes),
		cmocka_unit_test(a_link_is_not_followed),
		cmocka_unit_test(a_blob_is_named_as_git_names_it),
		cmocka_unit_test(only_lower_case_hex_of_the_right_length_is_a_digest),
	};

	return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
