#include "text/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <assert.h>
#include <errno.h>
#include <sys/stat.h>
#define ZLIB_CONST
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#define UNPACK_ROOM ((size_t)256 * 1024)
#define FRAME_BYTES ((size_t)256 * 1024) /* of tar in a zstd frame, at least */
#define ZSTD_LEVEL  3
#define ZSTD_WINDOW 27 /* 128 MiB */

const char *const archive_filter_ending[ARCHIVE_FILTERS] = {
	[ARCHIVE_PLAIN] = "tar",
	[ARCHIVE_GZIP] = "tar.gz",
	[ARCHIVE_ZSTD] = "tar.zst",
};

/* Writing. */

struct archive_writer {
	struct archive *handle;
	struct archive_entry *entry;
	const struct archive_sink *sink;
	int64_t mtime;
	uint64_t left;   /* bytes that the entry still needs */
	ZSTD_CCtx *zstd; /* NULL: none */
	char *room;      /* ZSTD_CStreamOutSize() bytes */
	size_t framed;   /* bytes of tar in the frame so far */
	struct err *err; /* of the call that is running */
	int failed;      /* what the sink said */
};

/* An error of libarchive, unless the sink or the source has said its own. */
static int err_archive(struct err *err, struct archive *handle, int failed,
		       const char *what)
{
	const char *reason = archive_error_string(handle);

	if (failed < 0)
		return failed;
	err_set(err, ERR_FORMAT, "%s%s%s", what, reason ? ": " : "",
		reason ? reason : "");
	return err_tag(err, "E_FORMAT");
}

/* Into the frame; `end` closes it. */
static int compress_more(struct archive_writer *writer, struct span bytes, bool end,
			 struct err *err)
{
	ZSTD_inBuffer in = { bytes.ptr, bytes.len, 0 };
	size_t left;
	int rc;

	writer->framed += bytes.len;
	do {
		ZSTD_outBuffer out = { writer->room, ZSTD_CStreamOutSize(), 0 };

		left = ZSTD_compressStream2(writer->zstd, &out, &in,
					    end ? ZSTD_e_end : ZSTD_e_continue);
		if (ZSTD_isError(left))
			oom(); /* its only reason, with what we ask of it */
		rc = out.pos == 0 ? 0
				  : writer->sink->write(writer->sink->ctx,
							(struct span){ writer->room,
								       out.pos },
							err);
		if (rc < 0)
			return rc;
	} while (end ? left > 0 : in.pos < in.size);
	if (end)
		writer->framed = 0;
	return 0;
}

static la_ssize_t write_out(struct archive *handle, void *ctx, const void *bytes,
			    size_t len)
{
	struct archive_writer *writer = ctx;
	struct span piece = { bytes, len };

	if (writer->zstd)
		writer->failed = compress_more(writer, piece, false, writer->err);
	else
		writer->failed =
			writer->sink->write(writer->sink->ctx, piece, writer->err);
	if (writer->failed == 0)
		return (la_ssize_t)len;
	archive_set_error(handle, EIO, "the sink refuses");
	return -1;
}

static void start_zstd(struct archive_writer *writer, struct arena *arena)
{
	writer->zstd = ZSTD_createCCtx();
	if (!writer->zstd ||
	    ZSTD_isError(ZSTD_CCtx_setParameter(writer->zstd, ZSTD_c_compressionLevel,
						ZSTD_LEVEL)) ||
	    ZSTD_isError(ZSTD_CCtx_setParameter(writer->zstd, ZSTD_c_checksumFlag, 1)))
		oom();
	writer->room = arena_room(arena, ZSTD_CStreamOutSize(), 16);
}

/* A frame ends where an entry does, once it is large enough. */
static int cut_frame(struct archive_writer *writer, struct err *err)
{
	if (!writer->zstd || writer->framed == 0)
		return 0;
	/* With its padding, which libarchive keeps for the next header. */
	if (archive_write_finish_entry(writer->handle) != ARCHIVE_OK)
		return err_archive(err, writer->handle, writer->failed,
				   "cannot end a member of the archive");
	if (writer->framed < FRAME_BYTES)
		return 0;
	return compress_more(writer, SPAN_EMPTY, true, err);
}

int archive_writer_open(struct archive_writer **out, enum archive_filter filter,
			const struct archive_sink *sink, int64_t mtime,
			struct arena *arena, struct err *err)
{
	struct archive_writer *writer = ARENA_NEW(arena, struct archive_writer);
	struct archive *handle = archive_write_new();
	bool ok;

	*out = NULL;
	if (!handle)
		oom();
	*writer = (struct archive_writer){ .handle = handle,
					   .entry = archive_entry_new(),
					   .sink = sink,
					   .mtime = mtime,
					   .err = err };
	if (!writer->entry)
		oom();
	if (filter == ARCHIVE_ZSTD)
		start_zstd(writer, arena);
	ok = archive_write_set_format_ustar(handle) == ARCHIVE_OK &&
	     (filter == ARCHIVE_GZIP
		      ? archive_write_add_filter_gzip(handle)
		      : archive_write_add_filter_none(handle)) == ARCHIVE_OK &&
	     /* A frame must be cut where an entry ends, so nothing is held back. */
	     archive_write_set_bytes_per_block(handle,
					       filter == ARCHIVE_ZSTD ? 0 : 10240) ==
		     ARCHIVE_OK &&
	     archive_write_set_bytes_in_last_block(handle, 1) == ARCHIVE_OK;
	if (ok && filter == ARCHIVE_GZIP)
		ok = archive_write_set_filter_option(handle, "gzip",
						     "compression-level",
						     "6") == ARCHIVE_OK &&
		     archive_write_set_filter_option(handle, "gzip", "timestamp",
						     NULL) == ARCHIVE_OK;
	ok = ok &&
	     archive_write_open(handle, writer, NULL, write_out, NULL) == ARCHIVE_OK;
	if (!ok) {
		int rc = err_archive(err, handle, writer->failed,
				     "cannot start the archive");

		archive_writer_drop(&writer);
		return rc;
	}
	*out = writer;
	return 0;
}

int archive_writer_entry(struct archive_writer *writer, const char *path, uint64_t size,
			 struct err *err)
{
	struct archive_entry *entry = writer->entry;

	int rc;

	assert(writer->left == 0);
	writer->err = err;
	rc = cut_frame(writer, err);
	if (rc < 0)
		return rc;
	archive_entry_clear(entry);
	archive_entry_set_pathname(entry, path);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_size(entry, (la_int64_t)size);
	archive_entry_set_mtime(entry, writer->mtime, 0);
	if (archive_write_header(writer->handle, entry) != ARCHIVE_OK) {
		err_archive(err, writer->handle, writer->failed,
			    "cannot be a member of the archive");
		return err_at_path(err, span_of(path));
	}
	writer->left = size;
	return 0;
}

int archive_writer_data(struct archive_writer *writer, struct span bytes,
			struct err *err)
{
	la_ssize_t put;

	assert(bytes.len <= writer->left);
	writer->err = err;
	if (bytes.len == 0)
		return 0;
	put = archive_write_data(writer->handle, bytes.ptr, bytes.len);
	if (put < 0 || (size_t)put != bytes.len)
		return err_archive(err, writer->handle, writer->failed,
				   "cannot write the archive");
	writer->left -= bytes.len;
	return 0;
}

int archive_writer_close(struct archive_writer *writer, struct err *err)
{
	int rc = 0;

	assert(writer->left == 0);
	writer->err = err;
	if (archive_write_close(writer->handle) != ARCHIVE_OK)
		rc = err_archive(err, writer->handle, writer->failed,
				 "cannot end the archive");
	if (rc == 0 && writer->zstd)
		rc = compress_more(writer, SPAN_EMPTY, true, err);
	archive_writer_drop(&writer);
	return rc;
}

/* The end of an archive that nobody wants any more goes nowhere. */
static int write_nowhere(void *ctx, struct span bytes, struct err *err)
{
	(void)ctx;
	(void)bytes;
	(void)err;
	return 0;
}

void archive_writer_drop(struct archive_writer **slot)
{
	static const struct archive_sink nowhere = { write_nowhere, NULL };
	struct archive_writer *writer = *slot;

	*slot = NULL;
	if (!writer)
		return;
	writer->sink = &nowhere;
	archive_entry_free(writer->entry);
	archive_write_free(writer->handle);
	ZSTD_freeCCtx(writer->zstd);
}

/* Reading. */

struct archive_reader {
	struct archive *handle;
	const struct archive_source *source;
	const struct archive_sink *whole;
	struct archive_limits limits;
	uint64_t input, unpacked;
	struct span raw;   /* taken from the source, not yet used */
	struct span after; /* the same, behind `raw` */
	char first[4];     /* bytes that came in too small pieces */
	enum archive_filter filter;
	bool raw_end;
	bool member_end; /* the gzip member is complete, or the last zstd frame */
	ZSTD_DCtx *zstd;
	char magic[4];    /* a frame's first bytes, as far as they are known */
	size_t magic_len; /* so many of them */
	bool in_frame;
	bool more_inside; /* the decoder may hold bytes that had no room */
	uint64_t framed;        /* bytes that the frame has given */
	enum archive_tail tail; /* of a zstd archive */
	z_stream z;
	gz_header head;
	unsigned char extra[3]; /* where zlib says that the header has such parts */
	unsigned char *room;    /* UNPACK_ROOM bytes */
	uint64_t offset;        /* of the next byte of the entry */
	uint64_t size;          /* of the entry */
	struct err *err;
	int failed;
};

static int too_large(struct err *err, const char *tag, const char *what)
{
	err_set(err, ERR_LIMIT, "%s", what);
	return err_tag(err, tag);
}

static int bad_container(struct err *err, const char *tag, const char *what)
{
	err_set(err, ERR_FORMAT, "%s", what);
	return err_tag(err, tag);
}

/* See that there are raw bytes, or that there are no more. */
static int refill(struct archive_reader *reader, struct err *err)
{
	int rc;

	if (reader->raw.len > 0 || reader->raw_end)
		return 0;
	reader->raw = reader->after;
	reader->after = SPAN_EMPTY;
	if (reader->raw.len > 0)
		return 0;
	rc = reader->source->read(reader->source->ctx, &reader->raw, err);
	if (rc < 0)
		return rc;
	reader->raw_end = reader->raw.len == 0;
	reader->input += reader->raw.len;
	if (reader->input > reader->limits.input)
		return too_large(err, "E_LIMIT_SIZE", "the archive is too large");
	return 0;
}

/* Count unpacked bytes, and show them to whoever wants to see all of them. */
static int pass_on(struct archive_reader *reader, struct span bytes, struct err *err)
{
	reader->unpacked += bytes.len;
	if (reader->unpacked > reader->limits.unpacked)
		return too_large(err, "E_LIMIT_SIZE", "unpacks to more than the limit");
	if (reader->unpacked > reader->limits.ratio_from &&
	    reader->unpacked / reader->limits.ratio > reader->input)
		return too_large(err, "E_LIMIT_RATIO",
				 "unpacks to too much for its size: a bomb");
	if (!reader->whole || bytes.len == 0)
		return 0;
	return reader->whole->write(reader->whole->ctx, bytes, err);
}

/* The next inflated bytes; empty where the first member has ended. */
static int inflate_more(struct archive_reader *reader, struct span *out,
			struct err *err)
{
	z_stream *z = &reader->z;
	int rc;

	*out = SPAN_EMPTY;
	z->next_out = reader->room;
	z->avail_out = (uInt)UNPACK_ROOM;
	while (!reader->member_end && z->avail_out > 0) {
		uInt give;

		rc = refill(reader, err);
		if (rc < 0)
			return rc;
		if (reader->raw_end)
			return bad_container(err, "E_FORMAT",
					     "the gzip stream is cut off");
		give = reader->raw.len > (1u << 30) ? 1u << 30 : (uInt)reader->raw.len;
		z->next_in = (z_const Bytef *)reader->raw.ptr;
		z->avail_in = give;
		rc = inflate(z, Z_NO_FLUSH);
		reader->raw = span_from(reader->raw, give - z->avail_in);
		if (rc == Z_STREAM_END)
			reader->member_end = true;
		else if (rc != Z_OK)
			return bad_container(err, "E_FORMAT",
					     "the gzip stream is damaged");
	}
	*out = (struct span){ (const char *)reader->room, UNPACK_ROOM - z->avail_out };
	return 0;
}

/* Decompress `in` into what is left of the room. */
static int expand(struct archive_reader *reader, ZSTD_inBuffer *in, ZSTD_outBuffer *out,
		  struct err *err)
{
	size_t before = out->pos;
	size_t rc = ZSTD_decompressStream(reader->zstd, out, in);

	if (ZSTD_isError(rc) &&
	    ZSTD_getErrorCode(rc) == ZSTD_error_frameParameter_windowTooLarge)
		return too_large(err, "E_LIMIT_SIZE",
				 "a zstd frame looks back further than the limit");
	if (ZSTD_isError(rc))
		return bad_container(err, "E_FORMAT", "a zstd frame is damaged");
	reader->framed += out->pos - before;
	reader->more_inside = out->pos == out->size;
	if (rc > 0)
		return 0;
	reader->in_frame = false;
	if (reader->framed == 0) {
		reader->member_end = true;
		reader->tail = ARCHIVE_TAIL_FRAME;
	}
	return 0;
}

/* What starts behind a frame: the next one, or the end of everything. */
static int start_frame(struct archive_reader *reader, ZSTD_outBuffer *out,
		       struct err *err)
{
	ZSTD_inBuffer head = { reader->magic, sizeof(reader->magic), 0 };
	struct span bytes;

	while (reader->magic_len < sizeof(reader->magic)) {
		int rc = refill(reader, err);

		if (rc < 0)
			return rc;
		if (reader->raw_end)
			break;
		reader->magic[reader->magic_len++] = reader->raw.ptr[0];
		reader->raw = span_from(reader->raw, 1);
	}
	bytes = (struct span){ reader->magic, reader->magic_len };
	reader->magic_len = 0;
	if (!span_is(bytes, "\x28\xb5\x2f\xfd")) {
		reader->member_end = true;
		if (bytes.len == sizeof(reader->magic) &&
		    span_is(span_from(bytes, 1), "\x2a\x4d\x18"))
			reader->tail = ARCHIVE_TAIL_FRAME;
		else if (bytes.len > 0)
			reader->tail = ARCHIVE_TAIL_BYTES;
		return 0;
	}
	reader->in_frame = true;
	reader->framed = 0;
	return expand(reader, &head, out, err);
}

/* The next bytes out of zstd frames; empty behind the last one. */
static int expand_more(struct archive_reader *reader, struct span *out, struct err *err)
{
	ZSTD_outBuffer room = { reader->room, UNPACK_ROOM, 0 };
	int rc = 0;

	*out = SPAN_EMPTY;
	while (rc == 0 && !reader->member_end && room.pos < room.size) {
		ZSTD_inBuffer in = { NULL, 0, 0 };

		if (!reader->in_frame) {
			rc = start_frame(reader, &room, err);
			continue;
		}
		if (reader->more_inside) {
			rc = expand(reader, &in, &room, err);
			continue;
		}
		rc = refill(reader, err);
		if (rc < 0)
			break;
		if (reader->raw_end)
			return bad_container(err, "E_FORMAT",
					     "the zstd stream is cut off");
		in = (ZSTD_inBuffer){ reader->raw.ptr, reader->raw.len, 0 };
		rc = expand(reader, &in, &room, err);
		reader->raw = span_from(reader->raw, in.pos);
	}
	*out = (struct span){ (const char *)reader->room, room.pos };
	return rc;
}

/* The next unpacked bytes; empty at the end. */
static int unpack(struct archive_reader *reader, struct span *out, struct err *err)
{
	int rc;

	if (reader->filter == ARCHIVE_GZIP) {
		rc = inflate_more(reader, out, err);
	} else if (reader->filter == ARCHIVE_ZSTD) {
		rc = expand_more(reader, out, err);
	} else {
		rc = refill(reader, err);
		*out = reader->raw;
		reader->raw = SPAN_EMPTY;
	}
	return rc < 0 ? rc : pass_on(reader, *out, err);
}

static la_ssize_t read_in(struct archive *handle, void *ctx, const void **out)
{
	struct archive_reader *reader = ctx;
	struct span bytes;

	reader->failed = unpack(reader, &bytes, reader->err);
	*out = bytes.ptr;
	if (reader->failed == 0)
		return (la_ssize_t)bytes.len;
	archive_set_error(handle, EIO, "the source fails");
	return -1;
}

/* See that the first bytes lie together, however small the source's pieces are. */
static int gather_first(struct archive_reader *reader, struct err *err)
{
	size_t len = 0;
	int rc;

	rc = refill(reader, err);
	if (rc < 0 || reader->raw.len >= sizeof(reader->first))
		return rc;
	while (len < sizeof(reader->first) && !reader->raw_end) {
		struct span take =
			span_sub(reader->raw, 0, sizeof(reader->first) - len);

		memcpy(reader->first + len, take.ptr, take.len);
		len += take.len;
		reader->raw = span_from(reader->raw, take.len);
		rc = refill(reader, err);
		if (rc < 0)
			return rc;
	}
	reader->after = reader->raw;
	reader->raw = (struct span){ reader->first, len };
	return 0;
}

/* By its first bytes; the name of a file says nothing. */
static int look_at_magic(struct archive_reader *reader, struct err *err)
{
	int rc = gather_first(reader, err);

	if (rc < 0)
		return rc;
	if (span_starts(reader->raw, "PK")) {
		bad_container(err, "E_FORMAT_ZIP",
			      "is a zip, which two programs can read "
			      "differently");
		return err_fix(err, "extract it and verify the directory");
	}
	if (span_starts(reader->raw, "\x28\xb5\x2f\xfd")) {
		unsigned window =
			reader->limits.window ? reader->limits.window : ZSTD_WINDOW;

		reader->filter = ARCHIVE_ZSTD;
		reader->zstd = ZSTD_createDCtx();
		if (!reader->zstd ||
		    ZSTD_isError(ZSTD_DCtx_setParameter(reader->zstd,
							ZSTD_d_windowLogMax,
							(int)window)))
			oom();
		return 0;
	}
	if (!span_starts(reader->raw, "\x1f\x8b"))
		return 0;
	reader->filter = ARCHIVE_GZIP;
	if (inflateInit2(&reader->z, 15 + 16) != Z_OK)
		oom();
	reader->head.extra = &reader->extra[0];
	reader->head.name = &reader->extra[1];
	reader->head.comment = &reader->extra[2];
	reader->head.extra_max = reader->head.name_max = reader->head.comm_max = 1;
	inflateGetHeader(&reader->z, &reader->head);
	return 0;
}

int archive_reader_open(struct archive_reader **out,
			const struct archive_source *source,
			const struct archive_limits *limits,
			const struct archive_sink *whole, struct arena *arena,
			struct err *err)
{
	struct archive_reader *reader = ARENA_NEW(arena, struct archive_reader);
	int rc;

	*out = NULL;
	*reader = (struct archive_reader){ .handle = archive_read_new(),
					   .source = source,
					   .whole = whole,
					   .limits = *limits,
					   .room = arena_alloc(arena, UNPACK_ROOM, 16),
					   .err = err };
	if (!reader->handle)
		oom();
	rc = look_at_magic(reader, err);
	if (rc == 0 && (archive_read_support_format_tar(reader->handle) != ARCHIVE_OK ||
			archive_read_open(reader->handle, reader, NULL, read_in,
					  NULL) != ARCHIVE_OK)) {
		rc = err_archive(err, reader->handle, reader->failed,
				 "is no tar archive");
		if (reader->failed == 0)
			rc = err_fix(err, "give a bundle: a folder, .tar, .tar.gz or "
					  ".tar.zst");
	}
	if (rc < 0) {
		archive_reader_drop(&reader);
		return rc;
	}
	*out = reader;
	return 0;
}

/* Words for what is no plain file. */
static const char *type_of(struct archive_entry *entry)
{
	if (archive_entry_hardlink(entry))
		return "hard link";
	if (archive_entry_sparse_count(entry) > 0)
		return "sparse file";
	switch (archive_entry_filetype(entry)) {
	case AE_IFREG:
		return NULL;
	case AE_IFLNK:
		return "symbolic link";
	case AE_IFDIR:
		return "directory";
	case AE_IFIFO:
		return "FIFO";
	case AE_IFCHR:
	case AE_IFBLK:
		return "device";
	default:
		return "special file";
	}
}

static bool is_empty(const char *text)
{
	return !text || text[0] == '\0';
}

int archive_reader_next(struct archive_reader *reader, struct archive_item *out,
			bool *out_more, struct err *err)
{
	struct archive_entry *entry;
	int rc;

	*out = (struct archive_item){ .path = SPAN_EMPTY };
	*out_more = false;
	reader->err = err;
	rc = archive_read_next_header(reader->handle, &entry);
	if (rc == ARCHIVE_EOF)
		return 0;
	if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
		return err_archive(err, reader->handle, reader->failed,
				   "is no tar archive, or a damaged one");
	reader->offset = 0;
	reader->size = (uint64_t)archive_entry_size(entry);
	*out_more = true;
	*out = (struct archive_item){
		.path = span_of(archive_entry_pathname(entry)),
		.type = type_of(entry),
		.size = reader->size,
		.mtime = archive_entry_mtime(entry),
		.ustar = archive_format(reader->handle) == ARCHIVE_FORMAT_TAR_USTAR &&
			 rc == ARCHIVE_OK,
	};
	out->plain = out->ustar && archive_entry_perm(entry) == 0644 &&
		     archive_entry_uid(entry) == 0 && archive_entry_gid(entry) == 0 &&
		     is_empty(archive_entry_uname(entry)) &&
		     is_empty(archive_entry_gname(entry));
	return 0;
}

int archive_reader_data(struct archive_reader *reader, struct span *out,
			struct err *err)
{
	const void *bytes;
	la_int64_t offset;
	size_t len;
	int rc;

	*out = SPAN_EMPTY;
	reader->err = err;
	do
		rc = archive_read_data_block(reader->handle, &bytes, &len, &offset);
	while (rc == ARCHIVE_OK && len == 0);
	if (rc == ARCHIVE_EOF && reader->offset == reader->size)
		return 0;
	if (rc != ARCHIVE_OK || (uint64_t)offset != reader->offset ||
	    len > reader->size - reader->offset)
		return err_archive(err, reader->handle, reader->failed,
				   "a member is cut off or has holes");
	reader->offset += len;
	*out = (struct span){ bytes, len };
	return 0;
}

/* RFC 1952: no flag, no time, no level, and the system that libarchive writes. */
static bool is_plain_head(const gz_header *head)
{
	return head->done == 1 && !head->extra && !head->name && !head->comment &&
	       !head->hcrc && !head->text && head->time == 0 && head->xflags == 0 &&
	       head->os == 3;
}

int archive_reader_finish(struct archive_reader *reader, enum archive_tail *out,
			  struct err *err)
{
	struct span bytes;
	int rc;

	*out = ARCHIVE_TAIL_NONE;
	do {
		rc = unpack(reader, &bytes, err);
		if (rc < 0)
			return rc;
	} while (bytes.len > 0);
	*out = reader->tail;
	if (reader->filter != ARCHIVE_GZIP)
		return 0;
	rc = refill(reader, err);
	if (rc < 0)
		return rc;
	if (!is_plain_head(&reader->head))
		*out = ARCHIVE_TAIL_HEAD;
	if (reader->raw.len > 0)
		*out = span_starts(reader->raw, "\x1f\x8b") ||
				       reader->raw.ptr[0] == 0x1f
			       ? ARCHIVE_TAIL_MEMBER
			       : ARCHIVE_TAIL_BYTES;
	return 0;
}

void archive_reader_drop(struct archive_reader **slot)
{
	struct archive_reader *reader = *slot;

	*slot = NULL;
	if (!reader)
		return;
	archive_read_free(reader->handle);
	if (reader->filter == ARCHIVE_GZIP)
		inflateEnd(&reader->z);
	ZSTD_freeDCtx(reader->zstd);
}
