/* Packed reports: what comes out, and that nothing odd does. */
#include "unit.h"

#include "base/limits.h"
#include "text/archive.h"
#include "text/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>

struct fixture {
	struct arena *arena;
};

static int set_up(void **state)
{
	static struct fixture fixture;

	fixture.arena = arena_new((size_t)1 << 30);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	arena_free(((struct fixture *)*state)->arena);
	return 0;
}

#define ARENA (((struct fixture *)*state)->arena)

/* Archives are made by libarchive and zlib as other people's tools make them. */
struct made {
	char *bytes;
	size_t len;
};

enum made_format { MADE_ZIP, MADE_TAR, MADE_TGZ, MADE_ZIP_CRYPT };

struct file {
	const char *path, *text, *link;
};

static struct span make(struct arena *arena, enum made_format format,
			const struct file *files, size_t count)
{
	struct archive *archive = archive_write_new();
	size_t room = 1 << 20, used = 0;
	char *bytes = arena_alloc(arena, room, 1);

	if (format == MADE_ZIP || format == MADE_ZIP_CRYPT)
		archive_write_set_format_zip(archive);
	else
		archive_write_set_format_pax_restricted(archive);
	if (format == MADE_TGZ)
		archive_write_add_filter_gzip(archive);
	if (format == MADE_ZIP_CRYPT) {
		archive_write_set_options(archive, "zip:encryption=traditional");
		archive_write_set_passphrase(archive, "x");
	}
	archive_write_open_memory(archive, bytes, room, &used);
	for (size_t i = 0; i < count; i++) {
		struct archive_entry *entry = archive_entry_new();
		size_t len = strlen(files[i].text);

		archive_entry_set_pathname(entry, files[i].path);
		archive_entry_set_filetype(entry, files[i].link ? AE_IFLNK : AE_IFREG);
		archive_entry_set_perm(entry, 0644);
		if (files[i].link)
			archive_entry_set_symlink(entry, files[i].link);
		archive_entry_set_size(entry, files[i].link ? 0 : (la_int64_t)len);
		/* A warning: the C locale has no word for an umlaut. */
		assert_true(archive_write_header(archive, entry) >= ARCHIVE_WARN);
		if (!files[i].link)
			archive_write_data(archive, files[i].text, len);
		archive_entry_free(entry);
	}
	archive_write_close(archive);
	archive_write_free(archive);
	return (struct span){ bytes, used };
}

static struct span gzipped(struct arena *arena, struct span text)
{
	size_t room = compressBound(text.len) + 64;
	char *bytes = arena_alloc(arena, room, 1);
	z_stream z = { .next_in = (Bytef *)(uintptr_t)text.ptr,
		       .avail_in = (uInt)text.len,
		       .next_out = (Bytef *)bytes,
		       .avail_out = (uInt)room };

	deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
	deflate(&z, Z_FINISH);
	deflateEnd(&z);
	return (struct span){ bytes, z.total_out };
}

static struct span joined(struct arena *arena, struct span a, struct span b)
{
	char *bytes = arena_alloc(arena, a.len + b.len, 1);

	memcpy(bytes, a.ptr, a.len);
	memcpy(bytes + a.len, b.ptr, b.len);
	return (struct span){ bytes, a.len + b.len };
}

static void assert_refused(const char *tag, struct span bytes, struct arena *arena)
{
	struct unpack_list list;
	struct err err = { 0 };

	if (unpack_list(&list, bytes, arena, &err) == 0)
		fail_msg("taken, not refused as %s", tag);
	if (strcmp(err.tag, tag) != 0)
		fail_msg("refused as %s (%s), not as %s", err.tag, err.what, tag);
	assert_int_equal(list.members.count, 0);
}

static void a_zip_a_tar_and_a_tar_gz_give_their_members_by_path(void **state)
{
	static const struct file files[] = { { "b/two.xml", "<two/>", NULL },
					     { "a.xml", "<one/>", NULL },
					     { "b/\xc3\xa4.txt", "umlaut", NULL } };
	static const enum made_format formats[] = { MADE_ZIP, MADE_TAR, MADE_TGZ };
	static const enum packing packings[] = { PACKING_ZIP, PACKING_TAR,
						 PACKING_TAR_GZIP };

	for (size_t i = 0; i < 3; i++) {
		struct span bytes = make(ARENA, formats[i], files, 3), out[3];
		struct unpack_list list;
		struct err err = { 0 };

		assert_ok(unpack_list(&list, bytes, ARENA, &err));
		assert_int_equal(list.packing, packings[i]);
		assert_int_equal(list.members.count, 3);
		assert_span_is(list.members.at[0].path, "a.xml");
		assert_span_is(list.members.at[1].path, "b/two.xml");
		assert_span_is(list.members.at[2].path, "b/\xc3\xa4.txt");
		assert_int_equal(list.members.at[1].size, 6);
		assert_ok(unpack_read(out, &list, bytes, 0, 3, 1000, ARENA, &err));
		assert_span_is(out[0], "<one/>");
		assert_span_is(out[2], "umlaut");
		assert_ok(unpack_read(out, &list, bytes, 1, 2, 1000, ARENA, &err));
		assert_span_is(out[0], "<two/>");
		assert_ok(unpack_read(out, &list, bytes, 1, 2, 5, ARENA, &err));
		assert_int_equal(out[0].len, 0);
	}
}

static void a_tar_made_of_the_folder_itself_has_plain_names(void **state)
{
	static const struct file files[] = { { "./a.xml", "<one/>", NULL } };
	struct unpack_list list;
	struct err err = { 0 };

	assert_ok(unpack_list(&list, make(ARENA, MADE_TAR, files, 1), ARENA, &err));
	assert_span_is(list.members.at[0].path, "a.xml");
}

static void links_and_names_that_lead_out_make_it_unreadable(void **state)
{
	static const struct file link[] = { { "a", "", "/etc/passwd" } };
	static const struct file up[] = { { "ok", "x", NULL },
					  { "a/../../b", "x", NULL } };
	static const struct file root[] = { { "/etc/x", "x", NULL } };
	static const struct file twice[] = { { "a", "x", NULL }, { "a", "y", NULL } };

	assert_refused("archive-link", make(ARENA, MADE_TAR, link, 1), ARENA);
	assert_refused("archive-link", make(ARENA, MADE_ZIP, link, 1), ARENA);
	assert_refused("archive-path", make(ARENA, MADE_TAR, up, 2), ARENA);
	assert_refused("archive-path", make(ARENA, MADE_ZIP, up, 2), ARENA);
	assert_refused("archive-path", make(ARENA, MADE_TGZ, root, 1), ARENA);
	assert_refused("archive-duplicate", make(ARENA, MADE_TAR, twice, 2), ARENA);
	assert_refused("archive-duplicate", make(ARENA, MADE_ZIP, twice, 2), ARENA);
}

static void an_encrypted_zip_says_so(void **state)
{
	static const struct file files[] = { { "a", "text", NULL } };

	assert_refused("archive-encrypted", make(ARENA, MADE_ZIP_CRYPT, files, 1),
		       ARENA);
}

/* Cut anywhere, it gives no member. */
static void an_archive_that_is_cut_off_gives_nothing(void **state)
{
	static const struct file files[] = { { "a.xml", "<one/>", NULL },
					     { "b.xml", "<two/>", NULL } };
	static const enum made_format formats[] = { MADE_ZIP, MADE_TGZ };

	for (size_t f = 0; f < 2; f++) {
		struct span whole = make(ARENA, formats[f], files, 2);

		for (size_t len = 4; len < whole.len; len++) {
			struct unpack_list list;
			struct err err = { 0 };
			char *copy = arena_alloc(ARENA, len, 1);

			memcpy(copy, whole.ptr, len);
			if (unpack_list(&list, (struct span){ copy, len }, ARENA,
					&err) == 0)
				fail_msg("%zu of %zu bytes are taken", len, whole.len);
			assert_int_equal(list.members.count, 0);
			assert_true(err.tag[0] != '\0');
		}
	}
}

/*
 * The list at a zip's end names one thing, the bytes before it another: two
 * programs, two reports.
 */
static void a_zip_of_two_minds_is_refused(void **state)
{
	static const struct file good[] = { { "r.xml", "GOOD", NULL } };
	static const struct file evil[] = { { "r.xml", "EVIL", NULL } };
	struct span a = make(ARENA, MADE_ZIP, good, 1),
		    b = make(ARENA, MADE_ZIP, evil, 1);
	ptrdiff_t central = span_find(b, SPAN_LIT("PK\x01\x02"));
	struct span both = joined(ARENA, a, b);
	char *name;

	/* Behind one zip a second one: its list's offsets count from its own start. */
	assert_true(central > 0);
	assert_refused("archive-differs", both, ARENA);

	name = arena_string(ARENA, a);
	central = span_find(a, SPAN_LIT("PK\x01\x02"));
	name[central + 46] = 'q';
	assert_refused("archive-differs", (struct span){ name, a.len }, ARENA);
}

static void a_bomb_is_told_before_it_is_unpacked(void **state)
{
	size_t len = 32 * LIMIT_MIB;
	struct span zeros = { arena_alloc(ARENA, len, 1), len }, out;
	struct span packed = gzipped(ARENA, zeros);
	struct err err = { 0 };

	assert_true(packed.len < len / 200);
	assert_err(ERR_LIMIT,
		   unpack_gzip(&out, packed, LIMIT_ARTIFACT_BYTES, ARENA, &err));
	assert_string_equal(err.tag, "bomb");
}

static void one_gzip_member_is_a_report_and_two_are_none(void **state)
{
	struct span one = gzipped(ARENA, SPAN_LIT("<testsuite/>")), out;
	struct err err = { 0 };

	assert_int_equal(unpack_what(one, NULL), PACKING_GZIP);
	assert_ok(unpack_gzip(&out, one, 1000, ARENA, &err));
	assert_span_is(out, "<testsuite/>");

	assert_err(ERR_FORMAT,
		   unpack_gzip(&out, joined(ARENA, one, one), 1000, ARENA, &err));
	assert_string_equal(err.tag, "archive-trailing");
	assert_err(ERR_FORMAT, unpack_gzip(&out, joined(ARENA, one, SPAN_LIT("x")),
					   1000, ARENA, &err));
	assert_string_equal(err.tag, "archive-trailing");
	assert_err(ERR_FORMAT,
		   unpack_gzip(&out, span_sub(one, 0, one.len - 3), 1000, ARENA, &err));
	assert_string_equal(err.tag, "truncated");
	assert_err(ERR_LIMIT, unpack_gzip(&out, one, 5, ARENA, &err));
	assert_string_equal(err.tag, "too-big");
}

static void a_gzip_with_a_byte_changed_is_damaged(void **state)
{
	struct span one = gzipped(ARENA, SPAN_LIT("<testsuite name=\"abc\"/>")), out;
	char *copy = arena_string(ARENA, one);
	struct err err = { 0 };

	copy[one.len - 6] ^= 1; /* its checksum */
	assert_err(ERR_FORMAT, unpack_gzip(&out, (struct span){ copy, one.len }, 1000,
					   ARENA, &err));
	assert_string_equal(err.tag, "archive-damaged");
}

static void office_documents_and_programs_are_told(void **state)
{
	static const struct file files[] = { { "[Content_Types].xml", "<Types/>",
					       NULL },
					     { "word/document.xml", "<w/>", NULL } };
	struct unpack_list list;
	struct err err = { 0 };

	assert_ok(unpack_list(&list, make(ARENA, MADE_ZIP, files, 2), ARENA, &err));
	assert_true(list.is_document);
}

static void what_it_is_is_told_by_bytes(void **state)
{
	const char *name;

	(void)state;
	assert_int_equal(unpack_what(SPAN_LIT("<testsuite/>"), &name), PACKING_NONE);
	assert_int_equal(unpack_what(SPAN_LIT(""), &name), PACKING_NONE);
	assert_int_equal(unpack_what(SPAN_LIT("BZh91AY"), &name), PACKING_OTHER);
	assert_string_equal(name, "bzip2");
	assert_int_equal(unpack_what(SPAN_LIT("\x1f\x8b"), &name), PACKING_GZIP);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_zip_a_tar_and_a_tar_gz_give_their_members_by_path, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			a_tar_made_of_the_folder_itself_has_plain_names, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			links_and_names_that_lead_out_make_it_unreadable, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(an_encrypted_zip_says_so, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			an_archive_that_is_cut_off_gives_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_zip_of_two_minds_is_refused, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_bomb_is_told_before_it_is_unpacked,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			one_gzip_member_is_a_report_and_two_are_none, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(a_gzip_with_a_byte_changed_is_damaged,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(office_documents_and_programs_are_told,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_it_is_is_told_by_bytes, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
