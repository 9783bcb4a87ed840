/* Archives: the same bytes every time, and nothing unseen behind the end. */
#include "unit.h"

#include "base/buf.h"
#include "base/limits.h"
#include "text/archive.h"
#include "trust/digest.h"

#define BSDTAR_DIGEST "cfdc7ca64cd7bf0b1819780ed7e78f4c78241c28083e59d0dda30c799ccb0a5c"

static int set_up(void **state)
{
	*state = arena_new((size_t)1 << 29);
	return 0;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static int into_buf(void *ctx, struct span bytes, struct err *err)
{
	(void)err;
	buf_add(ctx, bytes);
	return 0;
}

static int fails(void *ctx, struct span bytes, struct err *err)
{
	(void)ctx;
	(void)bytes;
	return err_set(err, ERR_IO, "the disk is full");
}

/* A span handed out `step` bytes at a time. */
struct pieces {
	struct span rest;
	size_t step;
};

static int next_piece(void *ctx, struct span *out, struct err *err)
{
	struct pieces *pieces = ctx;

	(void)err;
	*out = span_sub(pieces->rest, 0, pieces->step);
	pieces->rest = span_from(pieces->rest, out->len);
	return 0;
}

/* Two files, as an archive. */
static void write_two(struct buf *out, enum archive_filter filter, struct arena *arena)
{
	struct archive_sink sink = { into_buf, out };
	struct archive_writer *writer;
	struct err err = { 0 };

	buf_init(out, LIMIT_MIB);
	assert_ok(archive_writer_open(&writer, filter, &sink, 1767225600, arena, &err));
	assert_ok(archive_writer_entry(writer, "top/a", 5, &err));
	assert_ok(archive_writer_data(writer, SPAN_LIT("he"), &err));
	assert_ok(archive_writer_data(writer, SPAN_LIT("llo"), &err));
	assert_ok(archive_writer_entry(writer, "top/b", 0, &err));
	assert_ok(archive_writer_close(writer, &err));
}

static const struct archive_limits wide = { .input = LIMIT_MIB,
					    .unpacked = 64 * LIMIT_MIB,
					    .ratio = 100000,
					    .ratio_from = LIMIT_MIB };

/* Read it all; the files' names and contents one after the other in `seen`. */
static int read_all(struct span bytes, size_t step, const struct archive_limits *limits,
		    struct buf *seen, struct buf *whole, enum archive_tail *tail,
		    struct arena *arena, struct err *err)
{
	struct pieces pieces = { bytes, step };
	struct archive_source source = { next_piece, &pieces };
	struct archive_sink sink = { into_buf, whole };
	SCOPED_ARCHIVE_READER reader = NULL;
	struct archive_item item;
	struct span data;
	bool more;
	int rc;

	buf_init(seen, LIMIT_MIB);
	buf_init(whole, 64 * LIMIT_MIB);
	rc = archive_reader_open(&reader, &source, limits, &sink, arena, err);
	while (rc == 0) {
		rc = archive_reader_next(reader, &item, &more, err);
		if (rc < 0 || !more)
			break;
		buf_addf(seen, "%.*s%s=", SPAN_ARG(item.path), item.plain ? "" : "!");
		do {
			rc = archive_reader_data(reader, &data, err);
			buf_add(seen, data);
		} while (rc == 0 && data.len > 0);
		buf_addch(seen, ';');
	}
	return rc < 0 ? rc : archive_reader_finish(reader, tail, err);
}

static void a_tar_is_the_bytes_that_the_format_says(void **state)
{
	char hex[DIGEST_TEXT];
	struct buf tar;

	write_two(&tar, ARCHIVE_PLAIN, *state);
	/* Two headers, one block of content, two blocks of zeros. */
	assert_int_equal(tar.len, 512 + 512 + 512 + 1024);
	assert_memory_equal(tar.ptr + 257, "ustar\00000", 8);
	assert_memory_equal(tar.ptr + 100, "000644 \000000000 \000000000 \0", 24);
	assert_memory_equal(tar.ptr + 124, "00000000005 15125334400 ", 24);
	/*
	 * $ printf hello > top/a; : > top/b; chmod 644 top/?; touch -d @1767225600
	 *top/?
	 * $ bsdtar --format ustar -n --uid 0 --gid 0 --uname '' --gname '' -cf - \
	 *	top/a top/b | head -c 2560 | sha256sum
	 */
	digest_sha256_hex(buf_span(&tar), hex);
	assert_string_equal(hex, BSDTAR_DIGEST);
	buf_release(&tar);
}

static void gzip_has_no_name_and_no_time(void **state)
{
	struct buf one, two;

	write_two(&one, ARCHIVE_GZIP, *state);
	write_two(&two, ARCHIVE_GZIP, *state);
	assert_memory_equal(one.ptr, "\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
	assert_true(span_eq(buf_span(&one), buf_span(&two)));
	buf_release(&one);
	buf_release(&two);
}

static void what_was_written_is_read_in_any_pieces(void **state)
{
	static const size_t steps[] = { 1, 7, 512, 4096, 1u << 20 };
	struct buf tar, packed, seen, whole;
	enum archive_tail tail;
	struct err err = { 0 };

	write_two(&tar, ARCHIVE_PLAIN, *state);
	for (enum archive_filter f = ARCHIVE_GZIP; f < ARCHIVE_FILTERS; f++) {
		write_two(&packed, f, *state);
		for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
			assert_ok(read_all(buf_span(&packed), steps[i], &wide, &seen,
					   &whole, &tail, *state, &err));
			assert_span_is(buf_span(&seen), "top/a=hello;top/b=;");
			assert_true(span_eq(buf_span(&whole), buf_span(&tar)));
			assert_int_equal(tail, ARCHIVE_TAIL_NONE);
			buf_release(&seen);
			buf_release(&whole);
		}
		buf_release(&packed);
	}
	buf_release(&tar);
}

/* Text that compresses little, in entries of 100000 bytes. */
static void write_many(struct buf *out, enum archive_filter filter, size_t piece,
		       struct arena *arena)
{
	struct archive_sink sink = { into_buf, out };
	struct archive_writer *writer;
	struct err err = { 0 };
	char *bytes = arena_alloc(arena, 100000, 1);
	uint32_t seed = 1;

	for (size_t i = 0; i < 100000; i++) {
		seed = seed * 1664525 + 1013904223;
		bytes[i] = (char)(seed >> 24);
	}
	buf_init(out, 8 * LIMIT_MIB);
	assert_ok(archive_writer_open(&writer, filter, &sink, 1767225600, arena, &err));
	for (int i = 0; i < 12; i++) {
		struct span rest = { bytes, 100000 };
		char name[16];

		snprintf(name, sizeof(name), "top/%02d", i);
		assert_ok(archive_writer_entry(writer, name, rest.len, &err));
		for (; rest.len > 0; rest = span_from(rest, piece))
			assert_ok(archive_writer_data(writer, span_sub(rest, 0, piece),
						      &err));
	}
	assert_ok(archive_writer_close(writer, &err));
}

/* Places where a zstd frame starts: the magic number does not occur elsewhere here. */
static size_t count_frames(struct span bytes, size_t *out_at)
{
	size_t count = 0;

	for (size_t i = 0; i + 4 <= bytes.len; i++)
		if (span_starts(span_from(bytes, i), "\x28\xb5\x2f\xfd"))
			out_at[count++] = i;
	return count;
}

static void zstd_is_cut_into_frames_by_the_entries_alone(void **state)
{
	struct buf tar, one, two, seen, whole;
	enum archive_tail tail;
	struct err err = { 0 };
	size_t at[16];

	write_many(&tar, ARCHIVE_PLAIN, 100000, *state);
	write_many(&one, ARCHIVE_ZSTD, 100000, *state);
	write_many(&two, ARCHIVE_ZSTD, 777, *state);
	assert_true(span_eq(buf_span(&one), buf_span(&two)));
	/* 12 entries, three of them reach 256 KiB: four frames, and the end mark's. */
	assert_int_equal(count_frames(buf_span(&one), at), 4);
	assert_int_equal(at[0], 0);
	assert_ok(read_all(buf_span(&one), 1000, &wide, &seen, &whole, &tail, *state,
			   &err));
	assert_true(span_eq(buf_span(&whole), buf_span(&tar)));
	buf_release(&seen);
	buf_release(&whole);
	/* An end between frames is one for zstd, and for libarchive; not for us. */
	for (size_t i = 1; i < 4; i++) {
		assert_ok(read_all(span_sub(buf_span(&one), 0, at[i]), 1000, &wide,
				   &seen, &whole, &tail, *state, &err));
		assert_true(whole.len < tar.len);
		buf_release(&seen);
		buf_release(&whole);
	}
	buf_release(&tar);
	buf_release(&one);
	buf_release(&two);
}

static void what_stands_behind_the_frames_is_told_apart(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		enum archive_tail tail;
	} tails[] = {
		{ "\0", 1, ARCHIVE_TAIL_BYTES },
		{ "\x28\xb5\x2f", 3, ARCHIVE_TAIL_BYTES },
		{ "\x1f\x8b\x08\0", 4, ARCHIVE_TAIL_BYTES },
		{ "\x50\x2a\x4d\x18\0\0\0\0", 8, ARCHIVE_TAIL_FRAME }, /* skippable */
		{ "\x5f\x2a\x4d\x18\1\0\0\0x", 9, ARCHIVE_TAIL_FRAME },
		/* $ zstd -c < /dev/null | od -An -tx1 */
		{ "\x28\xb5\x2f\xfd\x24\x00\x01\x00\x00\x99\xe9\xd8\x51", 13,
		  ARCHIVE_TAIL_FRAME },
	};
	struct buf packed, seen, whole;
	enum archive_tail tail;
	struct err err = { 0 };

	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++)
		for (size_t step = 1; step < 9000; step = step * 8 + 1) {
			write_two(&packed, ARCHIVE_ZSTD, *state);
			buf_add(&packed, (struct span){ tails[i].bytes, tails[i].len });
			assert_ok(read_all(buf_span(&packed), step, &wide, &seen,
					   &whole, &tail, *state, &err));
			assert_int_equal(tail, tails[i].tail);
			buf_release(&packed);
			buf_release(&seen);
			buf_release(&whole);
		}
}

static void what_stands_behind_the_gzip_is_told_apart(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		enum archive_tail tail;
	} tails[] = {
		{ "\0", 1, ARCHIVE_TAIL_BYTES },
		{ "x", 1, ARCHIVE_TAIL_BYTES },
		{ "\x1f\x8b\x08", 3, ARCHIVE_TAIL_MEMBER },
		{ "\x1f", 1, ARCHIVE_TAIL_MEMBER },
	};
	struct buf gz, seen, whole;
	enum archive_tail tail;
	struct err err = { 0 };

	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++)
		for (size_t step = 1; step < 9000; step = step * 8 + 1) {
			write_two(&gz, ARCHIVE_GZIP, *state);
			buf_add(&gz, (struct span){ tails[i].bytes, tails[i].len });
			assert_ok(read_all(buf_span(&gz), step, &wide, &seen, &whole,
					   &tail, *state, &err));
			assert_int_equal(tail, tails[i].tail);
			buf_release(&gz);
			buf_release(&seen);
			buf_release(&whole);
		}
}

static void bytes_behind_the_end_mark_are_seen_by_the_whole(void **state)
{
	struct buf tar, seen, whole;
	enum archive_tail tail;
	struct err err = { 0 };

	write_two(&tar, ARCHIVE_PLAIN, *state);
	buf_adds(&tar, "more");
	assert_ok(read_all(buf_span(&tar), 100, &wide, &seen, &whole, &tail, *state,
			   &err));
	assert_true(span_eq(buf_span(&whole), buf_span(&tar)));
	buf_release(&tar);
	buf_release(&seen);
	buf_release(&whole);
}

static void a_stream_cut_anywhere_is_an_error(void **state)
{
	struct buf packed, seen, whole;
	enum archive_tail tail;

	for (enum archive_filter f = ARCHIVE_GZIP; f < ARCHIVE_FILTERS; f++) {
		write_two(&packed, f, *state);
		for (size_t len = 0; len < packed.len; len++) {
			struct err err = { 0 };

			assert_err(ERR_FORMAT,
				   read_all(span_sub(buf_span(&packed), 0, len), 64,
					    &wide, &seen, &whole, &tail, *state, &err));
			buf_release(&seen);
			buf_release(&whole);
		}
		buf_release(&packed);
	}
}

static void limits_stop_input_output_and_their_ratio(void **state)
{
	struct archive_limits few = wide, small = wide, flat = wide;
	struct buf gz, seen, whole;
	enum archive_tail tail;
	struct err err = { 0 };

	write_two(&gz, ARCHIVE_GZIP, *state);
	few.input = gz.len - 1;
	small.unpacked = 2559;
	flat.ratio = 2;
	flat.ratio_from = 512;
	assert_err(ERR_LIMIT, read_all(buf_span(&gz), 64, &few, &seen, &whole, &tail,
				       *state, &err));
	assert_string_equal(err.tag, "E_LIMIT_SIZE");
	buf_release(&seen);
	buf_release(&whole);
	assert_err(ERR_LIMIT, read_all(buf_span(&gz), 64, &small, &seen, &whole, &tail,
				       *state, &err));
	assert_string_equal(err.tag, "E_LIMIT_SIZE");
	buf_release(&seen);
	buf_release(&whole);
	assert_err(ERR_LIMIT, read_all(buf_span(&gz), 64, &flat, &seen, &whole, &tail,
				       *state, &err));
	assert_string_equal(err.tag, "E_LIMIT_RATIO");
	buf_release(&seen);
	buf_release(&whole);
	buf_release(&gz);
}

static void a_sink_that_fails_ends_the_writing_with_its_own_words(void **state)
{
	struct archive_sink sink = { fails, NULL };
	struct archive_writer *writer;
	struct err err = { 0 };
	char big[20480] = { 0 };

	assert_ok(archive_writer_open(&writer, ARCHIVE_PLAIN, &sink, 0, *state, &err));
	assert_ok(archive_writer_entry(writer, "top/a", sizeof(big), &err));
	assert_err(ERR_IO,
		   archive_writer_data(writer, (struct span){ big, sizeof(big) },
				       &err));
	assert_string_equal(err.what, "the disk is full");
	archive_writer_drop(&writer);
	assert_null(writer);
}

static void a_path_that_ustar_cannot_hold_is_refused(void **state)
{
	struct archive_writer *writer;
	struct err err = { 0 };
	char path[400];
	struct buf out;
	struct archive_sink sink = { into_buf, &out };

	memset(path, 'a', sizeof(path));
	path[sizeof(path) - 1] = '\0';
	buf_init(&out, LIMIT_MIB);
	assert_ok(archive_writer_open(&writer, ARCHIVE_PLAIN, &sink, 0, *state, &err));
	assert_err(ERR_FORMAT, archive_writer_entry(writer, path, 0, &err));
	archive_writer_drop(&writer);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tar_is_the_bytes_that_the_format_says),
		cmocka_unit_test(gzip_has_no_name_and_no_time),
		cmocka_unit_test(what_was_written_is_read_in_any_pieces),
		cmocka_unit_test(what_stands_behind_the_gzip_is_told_apart),
		cmocka_unit_test(zstd_is_cut_into_frames_by_the_entries_alone),
		cmocka_unit_test(what_stands_behind_the_frames_is_told_apart),
		cmocka_unit_test(bytes_behind_the_end_mark_are_seen_by_the_whole),
		cmocka_unit_test(a_stream_cut_anywhere_is_an_error),
		cmocka_unit_test(limits_stop_input_output_and_their_ratio),
		cmocka_unit_test(a_sink_that_fails_ends_the_writing_with_its_own_words),
		cmocka_unit_test(a_path_that_ustar_cannot_hold_is_refused),
	};

	return cmocka_run_group_tests_name("archive", tests, set_up, tear_down);
}
