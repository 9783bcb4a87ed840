#include "seal/content.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/path.h"
#include "seal/paths.h"
#include "text/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define READ_STEP ((size_t)256 * 1024)

/* clang-format off: which files are looked into, and how large they may be */
static const struct {
	const char *start, *end;
	size_t limit;
} kept[] = {
	{ "SHA256SUMS", "", LIMIT_SUMS_BYTES },
	{ "bundle.json", "", LIMIT_BUNDLE_JSON },
	{ "report.json", "", LIMIT_BUNDLE_JSON },
	{ "raw/index.json", "", LIMIT_BUNDLE_JSON },
	{ "seal/", ".json", LIMIT_ATTESTATION_BYTES },
	{ "seal/", "", LIMIT_SIGNATURE_BYTES },
	{ "signoffs/", ".signoff", 4 * LIMIT_KIB },
	{ "signoffs/", ".signoff.sig", LIMIT_SIGNATURE_BYTES },
};
/* clang-format on */

/* How large a file may be that is kept; 0: it is not. */
static size_t keep_limit(struct span path)
{
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
		bool folder = span_ends(span_of(kept[i].start), "/");

		if (folder ? span_starts(path, kept[i].start) &&
				     span_ends(path, kept[i].end)
			   : span_is(path, kept[i].start))
			return kept[i].limit;
	}
	return 0;
}

const struct content_limits content_limits_default = {
	.entries = LIMIT_BUNDLE_ENTRIES,
	.file = LIMIT_BUNDLE_FILE,
	.total = LIMIT_BUNDLE_BYTES,
	.input = LIMIT_BUNDLE_BYTES,
	.ratio = LIMIT_BUNDLE_RATIO,
	.signoffs = LIMIT_BUNDLE_SIGNOFFS,
	.digest = true,
};

static int fault(struct err *err, enum err_code code, const char *tag, struct span path,
		 const char *what)
{
	err_set(err, code, "%s", what);
	err_tag(err, tag);
	return err_at_path(err, path);
}

/* A bundle being read. */
struct reading {
	struct content *content;
	const struct content_limits *limits;
	struct arena *arena;
	struct path_set *paths;
	uint64_t total;
	size_t signoffs;
	size_t git_left; /* of LIMIT_BUNDLE_GIT */
};

#define GIT_HEAD ((size_t)32) /* "commit 18446744073709551615" and its end */

/* One file being hashed. */
struct hashing {
	struct reading *reading;
	struct content_file *file;
	struct digest *sha256, *oid;
	struct digest *body_sha256; /* of a blob, behind its head */
	char *bytes;                /* of a kept file, or an object's body */
	size_t len;
	uint64_t seen;       /* of the file */
	char head[GIT_HEAD]; /* of an object */
	size_t head_len;
	bool has_head; /* it was read, or there is none */
};

/* Path rules, clashes and limits of the next file. */
static int add_file(struct reading *reading, struct span path, uint64_t size,
		    struct content_file **out, struct err *err)
{
	const char *what = bundle_path_fault(path);
	size_t limit = keep_limit(path);
	struct span other;

	*out = NULL;
	if (what)
		return fault(err, ERR_FORMAT, "E_PATH", path, what);
	switch (path_set_add(reading->paths, path, &other)) {
	case PATH_FITS:
		break;
	case PATH_REPEATED:
		return fault(err, ERR_FORMAT, "E_DUPLICATE", path, "is there twice");
	case PATH_CASE:
		return fault(err, ERR_FORMAT, "E_CASE_CLASH", path,
			     "differs from another path in case alone");
	case PATH_PREFIX:
		return fault(err, ERR_FORMAT, "E_PATH", path,
			     "is a file where another path has a folder");
	}
	if (reading->content->files.count >= reading->limits->entries)
		return fault(err, ERR_LIMIT, "E_LIMIT_ENTRIES", path,
			     "there are more files than the limit");
	/* A statement and its signature. */
	if (span_starts(path, "signoffs/") &&
	    ++reading->signoffs > 2 * reading->limits->signoffs)
		return fault(err, ERR_LIMIT, "E_LIMIT_ENTRIES", path,
			     "there are more sign-offs than the limit");
	reading->total += size;
	if (size > reading->limits->file || reading->total > reading->limits->total ||
	    (limit > 0 && size > limit))
		return fault(err, ERR_LIMIT, "E_LIMIT_SIZE", path,
			     "is larger than the limit");
	*out = LIST_ADD(reading->arena, &reading->content->files);
	(*out)->path = arena_copy(reading->arena, path);
	(*out)->size = size;
	(*out)->kept = limit > 0;
	return 0;
}

/* ---- git's objects ---- */

/* clang-format off: the types that bundles hold */
static const char *const git_word[CONTENT_GITS] = {
	[CONTENT_GIT_NONE] = "",
	[CONTENT_GIT_BLOB] = "blob",
	[CONTENT_GIT_TREE] = "tree",
	[CONTENT_GIT_COMMIT] = "commit",
};
/* clang-format on */

/* The head is there: what follows is a body, and whether anybody will look at it. */
static void begin_body(struct hashing *hashing)
{
	struct content_file *file = hashing->file;
	struct content_object *object = file->object;
	struct span size = { hashing->head, hashing->head_len }, type;
	uint64_t whole = file->size - hashing->head_len - 1, said;
	size_t *left = &hashing->reading->git_left;

	hashing->has_head = true;
	span_split(&size, ' ', &type);
	if (!num_u64(size, LIMIT_BUNDLE_FILE, &said) || said != whole ||
	    (size.len > 1 && size.ptr[0] == '0'))
		return;
	for (enum content_git i = CONTENT_GIT_BLOB; i < CONTENT_GITS; i++)
		if (span_is(type, git_word[i]))
			object->type = i;
	if (object->type == CONTENT_GIT_BLOB)
		hashing->body_sha256 = digest_start();
	if (object->type < CONTENT_GIT_TREE || whole > *left)
		return;
	*left -= (size_t)whole;
	hashing->bytes = arena_alloc(hashing->reading->arena, (size_t)whole + 1, 1);
	object->has_body = true;
}

/* Bytes of an object; the head may come in pieces. */
static void add_to_object(struct hashing *hashing, struct span bytes)
{
	while (!hashing->has_head && bytes.len > 0) {
		char c = bytes.ptr[0];

		bytes = span_from(bytes, 1);
		if (c == '\0')
			begin_body(hashing);
		else if (hashing->head_len < GIT_HEAD)
			hashing->head[hashing->head_len++] = c;
		else
			hashing->has_head = true; /* it is no object */
	}
	if (bytes.len == 0)
		return;
	if (hashing->body_sha256)
		digest_add(hashing->body_sha256, bytes);
	if (!hashing->bytes)
		return;
	memcpy(hashing->bytes + hashing->len, bytes.ptr, bytes.len);
	hashing->len += bytes.len;
}

/* ---- hashing ---- */

static void hash_start(struct hashing *out, struct reading *reading,
		       struct content_file *file)
{
	struct span name = path_base(file->path);

	*out = (struct hashing){ .reading = reading,
				 .file = file,
				 .sha256 = digest_start() };
	if (span_starts(file->path, "git/")) {
		file->object = ARENA_NEW(reading->arena, struct content_object);
		out->oid = digest_start_git(name.len == 64 ? DIGEST_GIT_SHA256
							   : DIGEST_GIT_SHA1);
	}
	if (file->kept)
		out->bytes = arena_alloc(reading->arena, (size_t)file->size + 1, 1);
}

static void hash_add(struct hashing *hashing, struct span bytes)
{
	hashing->seen += bytes.len;
	digest_add(hashing->sha256, bytes);
	if (hashing->oid) {
		digest_add(hashing->oid, bytes);
		add_to_object(hashing, bytes);
		return;
	}
	if (!hashing->bytes || bytes.len == 0)
		return;
	memcpy(hashing->bytes + hashing->len, bytes.ptr, bytes.len);
	hashing->len += bytes.len;
}

static void hash_finish(struct hashing *hashing)
{
	struct content_object *object = hashing->file->object;

	digest_finish_hex(hashing->sha256, hashing->file->sha256);
	if (hashing->oid)
		digest_finish_hex(hashing->oid, object->oid);
	if (hashing->body_sha256)
		digest_finish_hex(hashing->body_sha256, object->sha256);
	if (!hashing->bytes)
		return;
	if (object)
		object->body = (struct span){ hashing->bytes, hashing->len };
	else
		hashing->file->bytes = (struct span){ hashing->bytes, hashing->len };
}

/* A folder. */

struct walking {
	LIST(struct file_entry) files;
	LIST(struct span) folders;
	const struct content_limits *limits;
	struct arena *arena;
};

static int see(void *ctx, const struct file_seen *file, struct err *err)
{
	struct walking *walking = ctx;
	struct file_entry *entry;

	switch (file->kind) {
	case FILE_FOLDER:
		*LIST_ADD(walking->arena, &walking->folders) =
			arena_copy(walking->arena, file->path);
		return 0;
	case FILE_REGULAR:
		break;
	case FILE_LINK:
		return fault(err, ERR_FORMAT, "E_FILE_TYPE", file->path,
			     "is a symbolic link");
	case FILE_ODD:
		return fault(err, ERR_FORMAT, "E_FILE_TYPE", file->path,
			     "is no regular file");
	}
	if (walking->files.count >= walking->limits->entries)
		return fault(err, ERR_LIMIT, "E_LIMIT_ENTRIES", file->path,
			     "there are more files than the limit");
	entry = LIST_ADD(walking->arena, &walking->files);
	entry->path = arena_copy(walking->arena, file->path);
	entry->size = file->size;
	return 0;
}

static int by_entry(const void *a, const void *b)
{
	const struct file_entry *left = a, *right = b;

	return span_cmp(left->path, right->path);
}

static int by_span(const void *a, const void *b)
{
	return span_cmp(*(const struct span *)a, *(const struct span *)b);
}

/* The file as it is now: exactly as long as it was when it was opened. */
static int hash_descriptor(struct hashing *hashing, int fd, const char *name,
			   struct err *err)
{
	char piece[READ_STEP];

	for (;;) {
		ssize_t got = read(fd, piece, sizeof(piece));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_errno(err, "cannot read", name);
		if (got == 0)
			break;
		if ((uint64_t)got > hashing->file->size - hashing->seen)
			return err_set(err, ERR_IO, "grows while it is read");
		hash_add(hashing, (struct span){ piece, (size_t)got });
	}
	if (hashing->seen != hashing->file->size)
		return err_set(err, ERR_IO, "has become shorter while it was read");
	return 0;
}

static int hash_below(struct reading *reading, const char *root, struct span path,
		      struct err *err)
{
	struct content_file *file;
	struct hashing hashing;
	char name[LIMIT_PATH_BYTES + 1];
	uint64_t size;
	int fd, rc;

	snprintf(name, sizeof(name), "%.*s", SPAN_ARG(path));
	rc = file_open_below(&fd, &size, root, path, err);
	if (rc == 0) {
		rc = add_file(reading, path, size, &file, err);
		if (rc == 0) {
			hash_start(&hashing, reading, file);
			rc = hash_descriptor(&hashing, fd, name, err);
			hash_finish(&hashing);
		}
		close(fd);
	}
	if (rc < 0 && err->tag[0] == '\0')
		err_tag(err, "E_IO");
	return rc < 0 ? err_at_path(err, path) : 0;
}

/* Whether a file lies at or below a folder; `files` is sorted. */
static bool has_file(const struct walking *walking, struct span folder)
{
	size_t low = 0, high = walking->files.count;

	while (low < high) { /* the first file that is not before "folder/" */
		size_t middle = low + (high - low) / 2;
		struct span path = walking->files.at[middle].path;
		int order = span_cmp(span_sub(path, 0, folder.len), folder);

		if (order == 0 && path.len > folder.len)
			order = (unsigned char)path.ptr[folder.len] < '/' ? -1 : 1;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < walking->files.count &&
	       path_is_below(walking->files.at[low].path, folder);
}

static void find_empty(struct reading *reading, struct walking *walking)
{
	if (walking->folders.count > 0)
		qsort(walking->folders.at, walking->folders.count, sizeof(struct span),
		      by_span);
	for (size_t i = 0; i < walking->folders.count; i++)
		if (!has_file(walking, walking->folders.at[i]))
			*LIST_ADD(reading->arena, &reading->content->empty_folders) =
				walking->folders.at[i];
}

static int read_folder(struct reading *reading, const char *root, struct err *err)
{
	struct walking walking = { .arena = reading->arena, .limits = reading->limits };
	int rc;

	rc = file_walk(root, SPAN_EMPTY, see, &walking, err);
	if (rc < 0)
		return err->tag[0] ? rc : err_tag(err, "E_IO");
	if (walking.files.count > 0)
		qsort(walking.files.at, walking.files.count, sizeof(struct file_entry),
		      by_entry);
	for (size_t i = 0; rc == 0 && i < walking.files.count; i++)
		rc = hash_below(reading, root, walking.files.at[i].path, err);
	if (rc == 0)
		find_empty(reading, &walking);
	return rc;
}

/* An archive. */

struct input {
	int fd;
	const char *name;
	char *room; /* READ_STEP bytes */
};

static int read_input(void *ctx, struct span *out, struct err *err)
{
	struct input *input = ctx;
	ssize_t got;

	*out = SPAN_EMPTY;
	do
		got = read(input->fd, input->room, READ_STEP);
	while (got < 0 && errno == EINTR);
	if (got < 0) {
		err_errno(err, "cannot read", input->name);
		return err_tag(err, "E_IO");
	}
	*out = (struct span){ input->room, (size_t)got };
	return 0;
}

/*
 * The archive's tar and the one that muster would write, compared as they come: the
 * first runs ahead of the second by what the reader holds.
 */
#define AHEAD_MOST ((size_t)4 * LIMIT_MIB)

struct comparing {
	struct digest *digest; /* of the whole tar as it is; NULL: nobody asks */
	uint64_t len;
	uint64_t filled;    /* where the zeros at its end begin */
	uint64_t again_len; /* of the tar as it would be */
	bool differs;
	char *ahead; /* AHEAD_MOST bytes, of them `start` to `end` are not compared yet
		      */
	size_t start, end;
};

/* Bytes of the archive's tar. */
static int add_whole(void *ctx, struct span bytes, struct err *err)
{
	struct comparing *c = ctx;

	(void)err;
	if (c->digest)
		digest_add(c->digest, bytes);
	for (size_t i = bytes.len; i > 0; i--) {
		if (bytes.ptr[i - 1] == 0)
			continue;
		c->filled = c->len + i;
		break;
	}
	c->len += bytes.len;
	if (c->differs)
		return 0;
	if (c->end + bytes.len > AHEAD_MOST) {
		memmove(c->ahead, c->ahead + c->start, c->end - c->start);
		c->end -= c->start;
		c->start = 0;
	}
	if (c->end + bytes.len > AHEAD_MOST) {
		c->differs = true; /* no member of ours has a head that long */
		return 0;
	}
	if (bytes.len > 0)
		memcpy(c->ahead + c->end, bytes.ptr, bytes.len);
	c->end += bytes.len;
	return 0;
}

/* Bytes that muster would have written. */
static int add_again(void *ctx, struct span bytes, struct err *err)
{
	struct comparing *c = ctx;

	(void)err;
	c->again_len += bytes.len;
	if (c->differs)
		return 0;
	if (bytes.len > c->end - c->start ||
	    memcmp(c->ahead + c->start, bytes.ptr, bytes.len) != 0)
		c->differs = true;
	else
		c->start += bytes.len;
	if (c->start == c->end)
		c->start = c->end = 0;
	return 0;
}

struct unpacking {
	struct reading reading;
	struct archive_reader *reader;
	struct archive_writer *again; /* the same members as muster writes them */
	struct archive_sink to_again;
	struct span before; /* path of the member before */
	const char *odd;    /* why it cannot be canonical; NULL: nothing seen yet */
	bool odd_header;    /* a member is no plain ustar */
	struct span odd_path;
};

static void note_odd(struct unpacking *unpacking, struct span path, const char *what)
{
	if (unpacking->odd)
		return;
	unpacking->odd = what;
	unpacking->odd_path = arena_copy(unpacking->reading.arena, path);
}

/* "top/path" into *out; the first member says which top. */
static int split_top(struct unpacking *unpacking, struct span path, struct span *out,
		     struct err *err)
{
	struct content *content = unpacking->reading.content;
	ptrdiff_t slash = span_index(path, '/');
	const char *what;
	struct span top;

	top = span_sub(path, 0, slash < 0 ? path.len : (size_t)slash);
	what = bundle_top_fault(top);
	if (what)
		return fault(err, ERR_FORMAT, "E_PATH", path, what);
	if (!content->top.ptr)
		content->top = arena_copy(unpacking->reading.arena, top);
	if (slash < 0 || !span_eq(top, content->top))
		return fault(err, ERR_FORMAT, "E_TOP_DIR", path,
			     "does not lie in the one top directory");
	*out = span_from(path, (size_t)slash + 1);
	return 0;
}

static int open_again(struct unpacking *unpacking, int64_t mtime, struct err *err)
{
	if (unpacking->again)
		return 0;
	unpacking->reading.content->mtime = mtime;
	return archive_writer_open(&unpacking->again, ARCHIVE_PLAIN,
				   &unpacking->to_again, mtime,
				   unpacking->reading.arena, err);
}

static int unpack_data(struct unpacking *unpacking, struct content_file *file,
		       struct err *err)
{
	struct hashing hashing;
	struct span bytes;
	int rc;

	hash_start(&hashing, &unpacking->reading, file);
	for (;;) {
		rc = archive_reader_data(unpacking->reader, &bytes, err);
		if (rc < 0 || bytes.len == 0)
			break;
		hash_add(&hashing, bytes);
		rc = archive_writer_data(unpacking->again, bytes, err);
		if (rc < 0)
			break;
	}
	hash_finish(&hashing);
	return rc;
}

static int unpack_member(struct unpacking *unpacking, const struct archive_item *item,
			 struct err *err)
{
	struct reading *reading = &unpacking->reading;
	struct content_file *file;
	struct span path, full;
	char what[64];
	int rc;

	rc = split_top(unpacking, item->path, &path, err);
	if (rc < 0)
		return rc;
	if (item->type) {
		snprintf(what, sizeof(what), "is a %s", item->type);
		return fault(err, ERR_FORMAT, "E_FILE_TYPE", item->path, what);
	}
	rc = add_file(reading, path, item->size, &file, err);
	if (rc == 0)
		rc = open_again(unpacking, item->mtime, err);
	if (rc < 0)
		return rc;
	if (!item->ustar)
		unpacking->odd_header = true;
	if (!item->plain || item->mtime != reading->content->mtime)
		note_odd(unpacking, path, "has another mode, owner, time or header");
	if (unpacking->before.ptr && span_cmp(unpacking->before, path) >= 0)
		note_odd(unpacking, path, "is not in the order of paths");
	unpacking->before = file->path;
	full = arena_printf(reading->arena, "%.*s/%.*s",
			    SPAN_ARG(reading->content->top), SPAN_ARG(path));
	rc = archive_writer_entry(unpacking->again, full.ptr, item->size, err);
	return rc < 0 ? rc : unpack_data(unpacking, file, err);
}

static int unpack_members(struct unpacking *unpacking, struct err *err)
{
	struct archive_item item;
	bool more;
	int rc;

	for (;;) {
		rc = archive_reader_next(unpacking->reader, &item, &more, err);
		if (rc < 0 || !more)
			return rc;
		rc = unpack_member(unpacking, &item, err);
		if (rc < 0)
			return rc;
	}
}

/* Behind the last member: to the end of both streams. */
static int unpack_end(struct unpacking *unpacking, struct err *err)
{
	struct archive_writer *again = unpacking->again;
	enum archive_tail tail;
	int rc;

	if (!again)
		return fault(err, ERR_FORMAT, "E_FORMAT", SPAN_EMPTY, "is empty");
	rc = archive_reader_finish(unpacking->reader, &tail, err);
	if (rc < 0)
		return rc;
	unpacking->again = NULL;
	rc = archive_writer_close(again, err);
	if (rc < 0)
		return rc;
	switch (tail) {
	case ARCHIVE_TAIL_NONE:
		return 0;
	case ARCHIVE_TAIL_HEAD:
		note_odd(unpacking, SPAN_EMPTY, "the gzip header holds something");
		return 0;
	case ARCHIVE_TAIL_MEMBER:
		return fault(err, ERR_FORMAT, "E_TRAILING_DATA", SPAN_EMPTY,
			     "a second gzip stream stands behind the first");
	case ARCHIVE_TAIL_FRAME:
		return fault(err, ERR_FORMAT, "E_NOT_CANONICAL", SPAN_EMPTY,
			     "a zstd frame holds no data");
	case ARCHIVE_TAIL_BYTES:
		break;
	}
	return fault(err, ERR_FORMAT, "E_TRAILING_DATA", SPAN_EMPTY,
		     "there are bytes behind the compressed stream");
}

static int compare_streams(struct unpacking *unpacking, const struct comparing *c,
			   struct err *err)
{
	if (!unpacking->odd && !c->differs && c->len == c->again_len)
		return 0;
	/* The same members and nothing more: zeros alone behind the end mark. */
	if (unpacking->reading.limits->repacked && !unpacking->odd_header &&
	    c->filled <= c->again_len && c->len >= c->again_len) {
		unpacking->reading.content->repacked = true;
		return 0;
	}
	if (unpacking->odd)
		return fault(err, ERR_FORMAT, "E_NOT_CANONICAL", unpacking->odd_path,
			     unpacking->odd);
	return fault(err, ERR_FORMAT, "E_NOT_CANONICAL", SPAN_EMPTY,
		     c->len > c->again_len ? "there is more in it than its files"
					   : "is not as muster packs these files");
}

static int by_file(const void *a, const void *b)
{
	const struct content_file *left = a, *right = b;

	return span_cmp(left->path, right->path);
}

static int unpack(struct unpacking *unpacking, struct input *input,
		  struct comparing *comparing, struct err *err)
{
	const struct content_limits *most = unpacking->reading.limits;
	struct archive_source source = { read_input, input };
	struct archive_sink to_whole = { add_whole, comparing };
	struct archive_limits limits = {
		.input = most->input,
		/* A member has a header and padding, at most 1023 bytes of them. */
		.unpacked = most->total + most->entries * 1024,
		.ratio = most->ratio,
		.ratio_from = 64 * LIMIT_MIB,
		.window = most->window,
	};
	int rc;

	rc = archive_reader_open(&unpacking->reader, &source, &limits, &to_whole,
				 unpacking->reading.arena, err);
	if (rc == 0)
		rc = unpack_members(unpacking, err);
	if (rc == 0)
		rc = unpack_end(unpacking, err);
	archive_writer_drop(&unpacking->again);
	archive_reader_drop(&unpacking->reader);
	return rc;
}

static int read_archive(struct unpacking *unpacking, struct input *input,
			struct err *err)
{
	struct arena *arena = unpacking->reading.arena;
	bool wanted = unpacking->reading.limits->digest;
	struct comparing comparing = { .digest = wanted ? digest_start() : NULL,
				       .ahead = arena_room(arena, AHEAD_MOST, 16) };
	int rc;

	unpacking->to_again = (struct archive_sink){ add_again, &comparing };
	rc = unpack(unpacking, input, &comparing, err);
	if (wanted)
		digest_finish_hex(comparing.digest,
				  unpacking->reading.content->tar_digest);
	return rc < 0 ? rc : compare_streams(unpacking, &comparing, err);
}

int content_read(struct content *out, const char *path,
		 const struct content_limits *limits, struct arena *arena,
		 struct err *err)
{
	struct reading reading = { .content = out,
				   .limits = limits,
				   .arena = arena,
				   .paths = path_set_new(arena),
				   .git_left = LIMIT_BUNDLE_GIT };
	struct unpacking unpacking = { .reading = reading };
	struct input input = { .name = path };
	int rc;

	*out = (struct content){ .mtime = CLOCK_NONE };
	if (file_is_folder(path))
		return read_folder(&reading, path, err);
	out->archive = true;
	input.fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (input.fd < 0) {
		err_errno(err, "cannot open the bundle", path);
		return err_tag(err, "E_IO");
	}
	input.room = arena_alloc(arena, READ_STEP, 16);
	rc = read_archive(&unpacking, &input, err);
	close(input.fd);
	if (rc == 0)
		qsort(out->files.at, out->files.count, sizeof(*out->files.at), by_file);
	return rc;
}

const struct content_file *content_find(const struct content *content, struct span path)
{
	size_t low = 0, high = content->files.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = span_cmp(path, content->files.at[middle].path);

		if (order == 0)
			return &content->files.at[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

struct span content_bytes(const struct content *content, const char *path)
{
	const struct content_file *file = content_find(content, span_of(path));

	return file && file->kept ? file->bytes : SPAN_EMPTY;
}

static struct content_file *file_at(const struct content *content, struct span path)
{
	for (size_t i = 0; i < content->files.count; i++)
		if (span_eq(content->files.at[i].path, path))
			return &content->files.at[i];
	return NULL;
}

void content_replace(struct content *content, struct span path, struct span bytes,
		     struct arena *arena)
{
	struct content_file *file = file_at(content, path);

	if (file && bytes.len == 0) {
		size_t at = (size_t)(file - content->files.at);

		memmove(file, file + 1,
			(content->files.count - at - 1) * sizeof(*file));
		content->files.count--;
		return;
	}
	if (bytes.len == 0)
		return;
	if (!file)
		file = LIST_ADD(arena, &content->files);
	*file = (struct content_file){
		.path = path, .size = bytes.len, .kept = true, .bytes = bytes
	};
	digest_sha256_hex(bytes, file->sha256);
	qsort(content->files.at, content->files.count, sizeof(*content->files.at),
	      by_file);
}
