#include "text/unpack.h"

#include "base/limits.h"
#include "base/path.h"
#include "base/table.h"
#include "text/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#define ZLIB_CONST
#include <zlib.h>

#define TAR_BLOCK   512
#define STEP_BYTES  ((size_t)256 * 1024)
#define FIRST_BYTES ((size_t)4096) /* of a gzip, to see whether a tar is in it */

const char *const packing_word[PACKINGS] = {
	[PACKING_NONE] = "",   [PACKING_GZIP] = "gzip",
	[PACKING_TAR] = "tar", [PACKING_TAR_GZIP] = "tar+gzip",
	[PACKING_ZIP] = "zip", [PACKING_OTHER] = "other",
};

static int fail(struct err *err, enum err_code code, const char *tag, const char *what)
{
	err_set(err, code, "%s", what);
	return err_tag(err, tag);
}

/* ---- gzip --------------------------------------------------------------- */

struct inflating {
	z_stream z;
	struct span rest; /* not given to zlib yet */
	bool done;
};

static void inflating_start(struct inflating *out, struct span bytes)
{
	*out = (struct inflating){ .rest = bytes };
	if (inflateInit2(&out->z, 15 + 16) != Z_OK)
		oom();
}

/* Up to `room` more bytes at `into`; *len 0 at the end of the member. */
static int inflate_some(struct inflating *in, char *into, size_t room, size_t *len,
			struct err *err)
{
	z_stream *z = &in->z;

	*len = 0;
	z->next_out = (unsigned char *)into;
	z->avail_out = room > UINT32_MAX ? UINT32_MAX : (uInt)room;
	room = z->avail_out;
	while (!in->done && z->avail_out > 0) {
		uInt give = in->rest.len > UINT32_MAX ? UINT32_MAX : (uInt)in->rest.len;
		int rc;

		z->next_in = (z_const Bytef *)in->rest.ptr;
		z->avail_in = give;
		rc = inflate(z, Z_NO_FLUSH);
		in->rest = span_from(in->rest, give - z->avail_in);
		if (rc == Z_STREAM_END)
			in->done = true;
		else if (rc == Z_BUF_ERROR ||
			 (rc == Z_OK && in->rest.len == 0 && z->avail_out > 0))
			return fail(err, ERR_FORMAT, "truncated",
				    "the gzip stream is cut off");
		else if (rc != Z_OK)
			return fail(err, ERR_FORMAT, "archive-damaged",
				    "the gzip stream is damaged");
	}
	*len = room - z->avail_out;
	return 0;
}

static bool is_bomb(uint64_t unpacked, size_t packed)
{
	return unpacked > LIMIT_UNPACK_FREE && unpacked / LIMIT_UNPACK_RATIO > packed;
}

static int bomb(struct err *err)
{
	return fail(err, ERR_LIMIT, "bomb",
		    "it unpacks to more than 200 times its size: a bomb");
}

/* How long the one member is; nothing may stand behind it. */
static int gzip_size(uint64_t *out, struct span bytes, struct err *err)
{
	struct inflating in;
	char *room = NULL;
	size_t len = 0;
	struct arena *arena = arena_new(2 * STEP_BYTES);
	int rc = 0;

	*out = 0;
	room = arena_alloc(arena, STEP_BYTES, 1);
	inflating_start(&in, bytes);
	do {
		rc = inflate_some(&in, room, STEP_BYTES, &len, err);
		*out += len;
		if (rc == 0 && is_bomb(*out, bytes.len))
			rc = bomb(err);
		if (rc == 0 && *out > LIMIT_UNPACK_MEMBER)
			rc = fail(err, ERR_LIMIT, "too-big",
				  "it unpacks to more than 256 MiB");
	} while (rc == 0 && len > 0);
	if (rc == 0 && in.rest.len > 0)
		rc = fail(err, ERR_FORMAT, "archive-trailing",
			  span_starts(in.rest, "\x1f\x8b")
				  ? "a second gzip member stands behind the first"
				  : "there are bytes behind the gzip member");
	inflateEnd(&in.z);
	arena_free(arena);
	return rc;
}

int unpack_gzip(struct span *out, struct span bytes, size_t limit, struct arena *arena,
		struct err *err)
{
	struct inflating in;
	uint64_t size;
	size_t len, done = 0;
	char *room;
	int rc = gzip_size(&size, bytes, err);

	*out = SPAN_EMPTY;
	if (rc < 0)
		return rc;
	if (size > limit) {
		err_set(err, ERR_LIMIT, "it unpacks to %ju bytes; the limit is %zu",
			(uintmax_t)size, limit);
		return err_tag(err, "too-big");
	}
	room = arena_alloc(arena, (size_t)size + 1, 1);
	inflating_start(&in, bytes);
	do {
		rc = inflate_some(&in, room + done, (size_t)size + 1 - done, &len, err);
		done += len;
	} while (rc == 0 && len > 0);
	inflateEnd(&in.z);
	if (rc == 0)
		*out = (struct span){ room, done };
	return rc;
}

/* ---- what it is --------------------------------------------------------- */

static bool is_tar(struct span head)
{
	return head.len >= TAR_BLOCK && span_starts(span_from(head, 257), "ustar");
}

/* The first bytes of what is gzipped; a stream that is cut off gives what it has. */
static bool has_tar(struct span bytes)
{
	char head[FIRST_BYTES];
	struct inflating in;
	struct err ignored = { 0 };
	size_t len;

	inflating_start(&in, bytes);
	inflate_some(&in, head, sizeof(head), &len, &ignored);
	len = sizeof(head) - in.z.avail_out;
	inflateEnd(&in.z);
	return is_tar((struct span){ head, len });
}

/* clang-format off: one magic a line */
static const struct {
	struct span magic;
	const char *name;
} others[] = {
	{ SPAN_INIT("\x28\xb5\x2f\xfd"), "zstd" },
	{ SPAN_INIT("\xfd"
		    "7zXZ"),
	  "xz" },
	{ SPAN_INIT("BZh"), "bzip2" },
	{ SPAN_INIT("7z\xbc\xaf"), "7z" },
	{ SPAN_INIT("Rar!\x1a"), "rar" },
};
/* clang-format on */

enum packing unpack_what(struct span bytes, const char **out_name)
{
	if (out_name)
		*out_name = NULL;
	if (span_starts(bytes, "\x1f\x8b"))
		return has_tar(bytes) ? PACKING_TAR_GZIP : PACKING_GZIP;
	if (span_starts(bytes, "PK\x03\x04") || span_starts(bytes, "PK\x05\x06"))
		return PACKING_ZIP;
	if (is_tar(bytes))
		return PACKING_TAR;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (bytes.len >= others[i].magic.len &&
		    span_eq(span_sub(bytes, 0, others[i].magic.len), others[i].magic)) {
			if (out_name)
				*out_name = others[i].name;
			return PACKING_OTHER;
		}
	return PACKING_NONE;
}

/* ---- walking an archive ------------------------------------------------- */

/* How a zip is read: by its list at the end, or from front to back. */
enum zip_way { ZIP_CENTRAL, ZIP_LOCAL };

struct walk {
	struct span bytes, given; /* the archive; what its source has not given yet */
	struct archive_reader *tar;
	struct archive_source source;
	struct archive *zip;
	struct arena *arena; /* the reader's */
	struct span path;    /* of the entry */
	const char *type;    /* NULL: a plain file */
	bool folder, encrypted;
	uint64_t unpacked;
};

static int give_bytes(void *ctx, struct span *out, struct err *err)
{
	struct walk *walk = ctx;

	(void)err;
	*out = walk->given;
	walk->given = SPAN_EMPTY;
	return 0;
}

/* The same words whatever libarchive says: its own go into the message. */
static int fail_zip(struct walk *walk, struct err *err)
{
	const char *words = archive_error_string(walk->zip);

	err_set(err, ERR_FORMAT, "the zip is damaged: %s", words ? words : "no reason");
	if (words && strstr(words, "runcated"))
		return err_tag(err, "truncated");
	return err_tag(err, "archive-damaged");
}

static int open_zip(struct walk *walk, enum zip_way way, struct err *err)
{
	struct archive *zip = archive_read_new();

	if (!zip)
		oom();
	walk->zip = zip;
	if (way == ZIP_CENTRAL)
		archive_read_support_format_zip_seekable(zip);
	else
		archive_read_support_format_zip_streamable(zip);
	if (archive_read_open_memory(zip, walk->bytes.ptr, walk->bytes.len) !=
	    ARCHIVE_OK)
		return fail_zip(walk, err);
	return 0;
}

static const struct archive_limits tar_limits = {
	.input = LIMIT_ARTIFACT_BYTES + 1,
	.unpacked = LIMIT_UNPACK_BYTES,
	.ratio = LIMIT_UNPACK_RATIO,
	.ratio_from = LIMIT_UNPACK_FREE,
};

/* What archive.h calls E_..., in the words of this header. */
static int translate(struct err *err)
{
	if (strcmp(err->tag, "E_LIMIT_RATIO") == 0 ||
	    strcmp(err->tag, "E_LIMIT_SIZE") == 0)
		return err_tag(err, "bomb");
	if (strstr(err->what, "cut off") || strstr(err->what, "runcated"))
		return err_tag(err, "truncated");
	return err_tag(err, "archive-damaged");
}

static int open_walk(struct walk *walk, enum packing packing, struct span bytes,
		     enum zip_way way, struct err *err)
{
	*walk = (struct walk){ .bytes = bytes, .given = bytes };
	if (packing == PACKING_ZIP)
		return open_zip(walk, way, err);
	walk->arena = arena_new(16 * LIMIT_MIB);
	walk->source = (struct archive_source){ give_bytes, walk };
	if (archive_reader_open(&walk->tar, &walk->source, &tar_limits, NULL,
				walk->arena, err) < 0)
		return translate(err);
	return 0;
}

static void close_walk(struct walk *walk)
{
	archive_reader_drop(&walk->tar);
	if (walk->zip)
		archive_read_free(walk->zip);
	arena_free(walk->arena);
}

static int next_tar(struct walk *walk, bool *out_more, struct err *err)
{
	struct archive_item item;

	if (archive_reader_next(walk->tar, &item, out_more, err) < 0)
		return translate(err);
	walk->path = item.path;
	walk->type = item.type;
	walk->folder = item.type && strcmp(item.type, "directory") == 0;
	return 0;
}

static int next_zip(struct walk *walk, bool *out_more, struct err *err)
{
	struct archive_entry *entry;
	const char *name;
	int rc = archive_read_next_header(walk->zip, &entry);

	*out_more = false;
	if (rc == ARCHIVE_EOF)
		return 0;
	if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
		return fail_zip(walk, err);
	name = archive_entry_pathname(entry);
	if (!name)
		name = archive_entry_pathname_utf8(entry);
	*out_more = true;
	walk->path = span_of(name ? name : "");
	walk->encrypted = archive_entry_is_encrypted(entry);
	walk->folder =
		archive_entry_filetype(entry) == AE_IFDIR || span_ends(walk->path, "/");
	walk->type = walk->folder                                ? "directory"
		     : archive_entry_filetype(entry) == AE_IFREG ? NULL
								 : "link";
	return 0;
}

static int next_entry(struct walk *walk, bool *out_more, struct err *err)
{
	walk->encrypted = false;
	walk->path = SPAN_EMPTY;
	return walk->zip ? next_zip(walk, out_more, err)
			 : next_tar(walk, out_more, err);
}

/* The next bytes of the entry; empty at its end. */
static int next_bytes(struct walk *walk, struct span *out, struct err *err)
{
	la_int64_t offset;
	const void *at;
	size_t len;
	int rc;

	*out = SPAN_EMPTY;
	if (walk->tar) {
		if (archive_reader_data(walk->tar, out, err) < 0)
			return translate(err);
		return 0;
	}
	do
		rc = archive_read_data_block(walk->zip, &at, &len, &offset);
	while (rc == ARCHIVE_OK && len == 0);
	if (rc == ARCHIVE_EOF)
		return 0;
	if (rc != ARCHIVE_OK)
		return fail_zip(walk, err);
	*out = (struct span){ at, len };
	walk->unpacked += len;
	if (is_bomb(walk->unpacked, walk->bytes.len) ||
	    walk->unpacked > LIMIT_UNPACK_BYTES)
		return bomb(err);
	return 0;
}

/* Behind the last entry of a tar: nothing but zeros, and one gzip member. */
static int finish_walk(struct walk *walk, struct err *err)
{
	enum archive_tail tail;

	if (!walk->tar)
		return 0;
	if (archive_reader_finish(walk->tar, &tail, err) < 0)
		return translate(err);
	if (tail == ARCHIVE_TAIL_MEMBER || tail == ARCHIVE_TAIL_BYTES)
		return fail(err, ERR_FORMAT, "archive-trailing",
			    "something stands behind the gzip member");
	return 0;
}

/* ---- the list ----------------------------------------------------------- */

static int check_entry(const struct walk *walk, size_t count, struct err *err)
{
	if (count >= LIMIT_UNPACK_MEMBERS)
		return fail(err, ERR_LIMIT, "archive-members",
			    "it has more than 100000 members");
	if (walk->encrypted)
		return fail(err, ERR_FORMAT, "archive-encrypted",
			    "a member is encrypted");
	if (walk->type && !walk->folder) {
		err_set(err, ERR_FORMAT, "a member is a %s", walk->type);
		return err_tag(err, "archive-link");
	}
	return 0;
}

/* "./a/b" is "a/b" in a tar that was made of "."; "" for the folder itself. */
static struct span plain_path(struct span path)
{
	while (span_starts(path, "./"))
		path = span_from(path, 2);
	while (path.len > 0 && path.ptr[path.len - 1] == '/')
		path.len--;
	return span_is(path, ".") ? SPAN_EMPTY : path;
}

static int count_bytes(struct walk *walk, uint64_t *out, struct err *err)
{
	struct span bytes;
	int rc;

	*out = 0;
	do {
		rc = next_bytes(walk, &bytes, err);
		*out += bytes.len;
		if (rc == 0 && *out > LIMIT_UNPACK_MEMBER)
			rc = fail(err, ERR_LIMIT, "bomb",
				  "a member unpacks to more than 256 MiB");
	} while (rc == 0 && bytes.len > 0);
	return rc;
}

/* What zips of programs and office documents have, and bundles of reports have not. */
static bool is_document_mark(struct span path)
{
	return span_is(path, "[Content_Types].xml") || span_is(path, "mimetype") ||
	       span_is(path, "META-INF/MANIFEST.MF") ||
	       span_is(path, "AndroidManifest.xml") ||
	       span_ends(path, ".dist-info/WHEEL");
}

/* One entry into the list; folders need a clean name and are not listed. */
static int list_entry(struct unpack_list *out, struct walk *walk, struct arena *arena,
		      struct err *err)
{
	struct span path = plain_path(walk->path);
	struct unpack_member *member;
	uint64_t size;
	int rc = check_entry(walk, out->members.count, err);

	if (rc < 0)
		return rc;
	if (path.len > 0 && (path.len > LIMIT_UNPACK_NAME || !path_is_clean(path)))
		return fail(err, ERR_FORMAT, "archive-path",
			    "a member's name leads out of it, or is none");
	if (walk->folder)
		return 0;
	if (path.len == 0)
		return fail(err, ERR_FORMAT, "archive-path", "a member has no name");
	path = arena_copy(arena, path);
	rc = count_bytes(walk, &size, err);
	if (rc < 0)
		return rc;
	out->is_document |= is_document_mark(path);
	member = LIST_ADD(arena, &out->members);
	*member = (struct unpack_member){ path, size };
	return 0;
}

static int by_path(const void *a, const void *b)
{
	const struct unpack_member *left = a, *right = b;

	return span_cmp(left->path, right->path);
}

static int sort_members(struct unpack_list *list, struct err *err)
{
	if (list->members.count > 0)
		qsort(list->members.at, list->members.count, sizeof(*list->members.at),
		      by_path);
	for (size_t i = 1; i < list->members.count; i++)
		if (span_eq(list->members.at[i].path, list->members.at[i - 1].path))
			return fail(err, ERR_FORMAT, "archive-duplicate",
				    "two members have the same name");
	return 0;
}

static int list_way(struct unpack_list *out, struct span bytes, enum zip_way way,
		    struct arena *arena, struct err *err)
{
	struct walk walk;
	bool more = true;
	int rc = open_walk(&walk, out->packing, bytes, way, err);

	while (rc == 0 && more) {
		rc = next_entry(&walk, &more, err);
		if (rc == 0 && more)
			rc = list_entry(out, &walk, arena, err);
	}
	if (rc == 0)
		rc = finish_walk(&walk, err);
	close_walk(&walk);
	return rc < 0 ? rc : sort_members(out, err);
}

static int differs(struct err *err)
{
	return fail(err, ERR_FORMAT, "archive-differs",
		    "the members differ from the list of members at its end");
}

/* The entry at hand in both walks, byte by byte. */
static int compare_bytes(struct walk *a, struct walk *b, struct err *err)
{
	struct span left = SPAN_EMPTY, right = SPAN_EMPTY;
	int rc;

	for (;;) {
		size_t len;

		rc = left.len == 0 ? next_bytes(a, &left, err) : 0;
		if (rc == 0 && right.len == 0)
			rc = next_bytes(b, &right, err);
		if (rc < 0)
			return rc;
		len = left.len < right.len ? left.len : right.len;
		if (len == 0)
			return left.len == right.len ? 0 : differs(err);
		if (memcmp(left.ptr, right.ptr, len) != 0)
			return differs(err);
		left = span_from(left, len);
		right = span_from(right, len);
	}
}

static int compare_walks(struct walk *a, struct walk *b, struct err *err)
{
	bool more[2] = { true, true };
	int rc = 0;

	while (rc == 0 && more[0]) {
		rc = next_entry(a, &more[0], err);
		if (rc == 0)
			rc = next_entry(b, &more[1], err);
		if (rc == 0 && (more[0] != more[1] || !span_eq(a->path, b->path)))
			rc = differs(err);
		if (rc == 0 && more[0])
			rc = compare_bytes(a, b, err);
	}
	return rc;
}

#define ZIP_END       22    /* bytes of the record at the end, APPNOTE.TXT 4.3.16 */
#define ZIP_COMMENT   65535 /* at most behind it */
#define ZIP_LIST_SIZE 12    /* offsets in the record */
#define ZIP_LIST_AT   16
#define ZIP_REST      20

static uint32_t little(struct span bytes, size_t at, size_t len)
{
	uint32_t number = 0;

	for (size_t i = len; i > 0; i--)
		number = number << 8 | (unsigned char)bytes.ptr[at + i - 1];
	return number;
}

#define ZIP_ENTRY      46 /* bytes of an entry of the list, before its name; 4.3.12 */
#define ZIP_LOCAL_HEAD 30 /* bytes before a member, before its name; 4.3.7 */

/* One entry of the list, and the head that it points to, name the same thing. */
static int check_zip_entry(struct span bytes, struct span *list, struct err *err)
{
	struct span entry = *list, local;
	size_t name, whole;

	if (entry.len < ZIP_ENTRY || !span_starts(entry, "PK\x01\x02"))
		return fail(err, ERR_FORMAT, "archive-damaged",
			    "the zip's list of members is damaged");
	name = little(entry, 28, 2);
	whole = ZIP_ENTRY + name + little(entry, 30, 2) + little(entry, 32, 2);
	local = span_from(bytes, little(entry, 42, 4));
	if (whole > entry.len || local.len < ZIP_LOCAL_HEAD + name ||
	    !span_starts(local, "PK\x03\x04") || little(local, 26, 2) != name ||
	    little(local, 8, 2) != little(entry, 10, 2) || /* method */
	    !span_eq(span_sub(local, ZIP_LOCAL_HEAD, name),
		     span_sub(entry, ZIP_ENTRY, name)))
		return differs(err);
	*list = span_from(entry, whole);
	return 0;
}

/* libarchive takes names from the members' heads, other programs from the list. */
static int check_zip_list(struct span bytes, struct span end, struct err *err)
{
	struct span list = span_sub(bytes, little(end, ZIP_LIST_AT, 4),
				    little(end, ZIP_LIST_SIZE, 4));
	size_t count = 0;
	int rc = 0;

	for (; rc == 0 && list.len > 0; count++)
		rc = check_zip_entry(bytes, &list, err);
	if (rc == 0 && (count & 0xffff) != little(end, 10, 2))
		rc = differs(err);
	return rc;
}

/*
 * The list of members must end where the end record begins, and that with the
 * file: programs that find something before or between take other bytes for it.
 */
static int check_zip_end(struct span bytes, struct err *err)
{
	size_t stop = bytes.len > ZIP_END + ZIP_COMMENT
			      ? bytes.len - ZIP_END - ZIP_COMMENT
			      : 0;

	for (size_t at = bytes.len >= ZIP_END ? bytes.len - ZIP_END + 1 : 0; at > stop;
	     at--) {
		struct span end = span_from(bytes, at - 1);

		if (!span_starts(end, "PK\x05\x06"))
			continue;
		if (little(end, ZIP_LIST_AT, 4) == UINT32_MAX)
			return fail(err, ERR_FORMAT, "unsupported-version",
				    "a zip64, which is not read");
		if ((uint64_t)little(end, ZIP_LIST_AT, 4) +
				    little(end, ZIP_LIST_SIZE, 4) !=
			    at - 1 ||
		    end.len != ZIP_END + little(end, ZIP_REST, 2))
			return differs(err);
		return check_zip_list(bytes, end, err);
	}
	return fail(err, ERR_FORMAT, "truncated", "the zip has no end");
}

/* A zip is read in both ways: what one program sees, the other must see as well. */
static int compare_ways(struct span bytes, struct err *err)
{
	struct walk central, local;
	int rc = open_walk(&central, PACKING_ZIP, bytes, ZIP_CENTRAL, err);

	if (rc == 0) {
		rc = open_walk(&local, PACKING_ZIP, bytes, ZIP_LOCAL, err);
		if (rc == 0)
			rc = compare_walks(&central, &local, err);
		close_walk(&local);
	}
	close_walk(&central);
	return rc;
}

int unpack_list(struct unpack_list *out, struct span bytes, struct arena *arena,
		struct err *err)
{
	int rc;

	*out = (struct unpack_list){ .packing = unpack_what(bytes, NULL) };
	if (out->packing != PACKING_ZIP && out->packing != PACKING_TAR &&
	    out->packing != PACKING_TAR_GZIP)
		return fail(err, ERR_FORMAT, "unknown-format", "it is no archive");
	rc = out->packing == PACKING_ZIP ? check_zip_end(bytes, err) : 0;
	if (rc == 0)
		rc = list_way(out, bytes, ZIP_CENTRAL, arena, err);
	if (rc == 0 && out->packing == PACKING_ZIP)
		rc = compare_ways(bytes, err);
	if (rc < 0)
		out->members.count = 0;
	return rc;
}

/* ---- the bytes ---------------------------------------------------------- */

static size_t find_member(const struct unpack_list *list, struct span path)
{
	size_t low = 0, high = list->members.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = span_cmp(path, list->members.at[middle].path);

		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return list->members.count;
}

static int take_bytes(struct span *out, struct walk *walk, uint64_t size,
		      struct arena *arena, struct err *err)
{
	char *room = arena_alloc(arena, (size_t)size + 1, 1);
	size_t len = 0;
	struct span bytes;
	int rc;

	do {
		rc = next_bytes(walk, &bytes, err);
		if (rc < 0)
			return rc;
		if (bytes.len > size - len)
			return fail(err, ERR_FORMAT, "archive-damaged",
				    "a member has become longer");
		if (bytes.len > 0)
			memcpy(room + len, bytes.ptr, bytes.len);
		len += bytes.len;
	} while (bytes.len > 0);
	*out = (struct span){ room, len };
	return 0;
}

size_t unpack_window(const struct unpack_list *list, size_t from)
{
	uint64_t held = 0;
	size_t to = from;

	while (to < list->members.count) {
		held += list->members.at[to].size + 16;
		if (to > from && held > LIMIT_UNPACK_AT_ONCE)
			break;
		to++;
	}
	return to;
}

int unpack_read(struct span *out, const struct unpack_list *list, struct span bytes,
		size_t from, size_t to, size_t largest, struct arena *arena,
		struct err *err)
{
	struct walk walk;
	bool more = true;
	int rc = open_walk(&walk, list->packing, bytes, ZIP_CENTRAL, err);

	for (size_t i = from; i < to; i++)
		out[i - from] = SPAN_EMPTY;
	while (rc == 0 && more) {
		size_t at;

		rc = next_entry(&walk, &more, err);
		if (rc < 0 || !more || walk.type)
			continue;
		at = find_member(list, plain_path(walk.path));
		if (at < from || at >= to || list->members.at[at].size > largest)
			continue;
		rc = take_bytes(&out[at - from], &walk, list->members.at[at].size,
				arena, err);
	}
	close_walk(&walk);
	return rc;
}

/* clang-format off: `zip` of an empty file whose name is no ASCII */
static const unsigned char small_zip[] = {
	0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x00, 0x08, 0x00, 0x00, 0x00, 0x00, 0x21,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x02, 0x00, 0x00, 0x00, 0xc3, 0xa9, 0x50, 0x4b, 0x01, 0x02, 0x14, 0x03, 0x14,
	0x00, 0x00, 0x08, 0x00, 0x00, 0x00, 0x00, 0x21, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x80, 0x01, 0x00, 0x00, 0x00, 0x00,
	0xc3, 0xa9, 0x50, 0x4b, 0x05, 0x06, 0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01,
	0x00, 0x30, 0x00, 0x00, 0x00, 0x20, 0x00, 0x00, 0x00, 0x00, 0x00,
};
/* clang-format on */

void unpack_prepare(void)
{
	struct span bytes = { (const char *)small_zip, sizeof(small_zip) };
	struct arena *arena = arena_new(LIMIT_MIB);
	struct unpack_list list;
	struct err ignored = { 0 };

	/* Without a zone of its own the C library looks at a file every time. */
	setenv("TZ", "UTC0", 1);
	unpack_list(&list, bytes, arena, &ignored);
	arena_free(arena);
}
