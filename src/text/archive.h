/*
 * archive.h - the door to libarchive: deterministic ustar out, entries in.
 *
 * Writing gives the same bytes for the same entries, whatever the machine, the
 * user, the zone or the locale (seal.md section 11): regular files alone, mode
 * 0644, owner 0 without names, one time for all.
 *
 * Reading extracts nothing.  It takes tar, plain or behind one layer of gzip or
 * zstd, told by the first bytes and never by a name, and hands out entries and their
 * bytes one after the other in constant memory.  libarchive stops at the tar's
 * end mark and takes several gzip members for one; this reader goes on to the
 * last byte and says what it found there.
 *
 * gzip is inflated by zlib itself, which says where a member ends, and zstd by
 * libzstd, which says where a frame does; libarchive says neither.  A zstd archive is
 * written as frames of whole entries, each a quarter of a MiB of tar or more, cut by
 * the entries alone: any stock zstd reads them as one stream.
 */
#ifndef TEXT_ARCHIVE_H
#define TEXT_ARCHIVE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

#include <stdint.h>

/* Where bytes go; 0 or a negative error that comes out unchanged. */
struct archive_sink {
	int (*write)(void *ctx, struct span bytes, struct err *err);
	void *ctx;
};

/* Where bytes come from; an empty span is the end.  Good until the next call. */
struct archive_source {
	int (*read)(void *ctx, struct span *out, struct err *err);
	void *ctx;
};

enum archive_filter { ARCHIVE_PLAIN, ARCHIVE_GZIP, ARCHIVE_ZSTD, ARCHIVE_FILTERS };
extern const char *const archive_filter_ending[ARCHIVE_FILTERS]; /* "tar.gz" */

/* Writing. */

struct archive_writer;

/* `sink` lives as long as the writer.  Close or drop what this gives. */
int archive_writer_open(struct archive_writer **out, enum archive_filter filter,
			const struct archive_sink *sink, int64_t mtime,
			struct arena *arena, struct err *err);

/* The next file; exactly `size` bytes must follow.  ERR_FORMAT past ustar's 256. */
int archive_writer_entry(struct archive_writer *writer, const char *path, uint64_t size,
			 struct err *err);
int archive_writer_data(struct archive_writer *writer, struct span bytes,
			struct err *err);

/* The end mark; the writer is gone afterwards, also after an error. */
int archive_writer_close(struct archive_writer *writer, struct err *err);
void archive_writer_drop(struct archive_writer **slot);
#define SCOPED_ARCHIVE_WRITER                                                          \
	__attribute__((cleanup(archive_writer_drop))) struct archive_writer *

/* Reading. */

struct archive_reader;

struct archive_limits {
	uint64_t input;    /* bytes taken from the source */
	uint64_t unpacked; /* bytes of the tar, headers included */
	uint64_t ratio;    /* unpacked to input, once `ratio_from` are unpacked */
	uint64_t ratio_from;
	unsigned window; /* log 2 of the most that zstd may look back; 0: 27 */
};

struct archive_item {
	struct span path; /* as it stands, any bytes; good until the next item */
	const char *type; /* NULL for a plain file, else "symbolic link", ... */
	uint64_t size;
	bool ustar; /* and nothing about it that libarchive had to guess */
	bool plain; /* ustar, mode 0644, owner 0 without names */
	int64_t mtime;
};

/* What there is around the one gzip member, or among the zstd frames. */
enum archive_tail {
	ARCHIVE_TAIL_NONE,
	ARCHIVE_TAIL_HEAD,   /* its header holds more than the ten bytes it needs */
	ARCHIVE_TAIL_MEMBER, /* another member stands behind it */
	ARCHIVE_TAIL_BYTES,  /* other bytes do */
	ARCHIVE_TAIL_FRAME,  /* a zstd frame that holds no data */
};

/*
 * `whole` (or NULL) sees every unpacked byte, in order, those behind the end
 * mark too.  ERR_FORMAT with the tag E_FORMAT or E_FORMAT_ZIP for anything but
 * a tar, tar.gz or tar.zst; ERR_LIMIT with E_LIMIT_SIZE or E_LIMIT_RATIO.
 */
int archive_reader_open(struct archive_reader **out,
			const struct archive_source *source,
			const struct archive_limits *limits,
			const struct archive_sink *whole, struct arena *arena,
			struct err *err);

/* The next entry; *out_more false at the end mark. */
int archive_reader_next(struct archive_reader *reader, struct archive_item *out,
			bool *out_more, struct err *err);

/* The next bytes of the entry, empty at its end; good until the next call. */
int archive_reader_data(struct archive_reader *reader, struct span *out,
			struct err *err);

/* After the last entry: run to the last byte of the source and look at it. */
int archive_reader_finish(struct archive_reader *reader, enum archive_tail *out,
			  struct err *err);

void archive_reader_drop(struct archive_reader **slot);
#define SCOPED_ARCHIVE_READER                                                          \
	__attribute__((cleanup(archive_reader_drop))) struct archive_reader *

#endif
