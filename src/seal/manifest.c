#include "seal/manifest.h"

#include "base/file.h"
#include "base/limits.h"
#include "seal/paths.h"

#include <limits.h>
#include <stdio.h>

#define SUMS "SHA256SUMS"
#define HEX  (DIGEST_TEXT - 1)

/* In every bundle: seal.md section 2.2. */
static const char *const needed[] = {
	"bundle.json", "history.json",   "index.html",
	"muster.db",   "raw/index.json", "report.json",
};

static int bad_line(struct err *err, unsigned line, const char *what)
{
	err_set(err, ERR_FORMAT, "%s", what);
	err_tag(err, "E_SUMS_SYNTAX");
	return err_at(err, (struct pos){ SPAN_LIT(SUMS), line, 0 });
}

/* One line without its LF. */
static const char *line_fault(struct span line, struct manifest_line *out)
{
	if (line.len < HEX + 2 || !digest_is_hex(span_sub(line, 0, HEX)))
		return "does not start with 64 lower-case hexadecimal digits";
	if (line.ptr[HEX] != ' ' || line.ptr[HEX + 1] != ' ')
		return "there are no two spaces behind the digest";
	out->path = span_from(line, HEX + 2);
	memcpy(out->sha256, line.ptr, HEX);
	if (bundle_path_is_outside(out->path))
		return "lists a file that is never listed";
	return bundle_path_fault(out->path);
}

static int check_needed(const struct manifest *manifest, struct err *err)
{
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
		if (manifest_find(manifest, span_of(needed[i])))
			continue;
		err_set(err, ERR_FORMAT, "does not list %s", needed[i]);
		err_tag(err, "E_SUMS_SYNTAX");
		return err_at_path(err, SPAN_LIT(SUMS));
	}
	return 0;
}

int manifest_parse(struct manifest *out, struct span text, struct arena *arena,
		   struct err *err)
{
	struct path_set *set = path_set_new(arena);
	struct span rest = text, line, other, before = SPAN_EMPTY;
	unsigned number = 0;

	*out = (struct manifest){ .lines = { .count = 0 } };
	if (text.len > LIMIT_SUMS_BYTES)
		return bad_line(err, 0, "is larger than 32 MiB");
	if (!span_ends(text, "\n"))
		return bad_line(err, 0, "does not end with a line feed");
	while (rest.len > 0 && span_split(&rest, '\n', &line)) {
		struct manifest_line *entry;
		const char *fault;

		number++;
		if (out->lines.count == LIMIT_BUNDLE_ENTRIES)
			return bad_line(err, number, "lists more than 250000 files");
		entry = LIST_ADD(arena, &out->lines);
		fault = line_fault(line, entry);
		if (!fault && number > 1 && span_cmp(before, entry->path) >= 0)
			fault = "is not behind the line before it in the order of "
				"bytes";
		if (!fault && path_set_add(set, entry->path, &other) != PATH_FITS)
			fault = "cannot lie beside another path in the list";
		if (fault)
			return bad_line(err, number, fault);
		before = entry->path;
	}
	return check_needed(out, err);
}

const struct manifest_line *manifest_find(const struct manifest *manifest,
					  struct span path)
{
	size_t low = 0, high = manifest->lines.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct manifest_line *line = &manifest->lines.at[middle];
		int order = span_cmp(path, line->path);

		if (order == 0)
			return line;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

struct span manifest_text(const struct manifest *manifest, struct arena *arena)
{
	size_t len = 0;
	char *text, *at;

	for (size_t i = 0; i < manifest->lines.count; i++)
		len += HEX + 2 + manifest->lines.at[i].path.len + 1;
	text = at = arena_alloc(arena, len + 1, 1);
	for (size_t i = 0; i < manifest->lines.count; i++) {
		const struct manifest_line *line = &manifest->lines.at[i];

		memcpy(at, line->sha256, HEX);
		memcpy(at + HEX, "  ", 2);
		memcpy(at + HEX + 2, line->path.ptr, line->path.len);
		at += HEX + 2 + line->path.len;
		*at++ = '\n';
	}
	return (struct span){ text, len };
}

/* "folder/path" as the system takes it. */
static int full_path(char out[PATH_MAX], const char *folder, struct span path,
		     struct err *err)
{
	int len = snprintf(out, PATH_MAX, "%s/%.*s", folder, SPAN_ARG(path));

	if (len >= 0 && len < PATH_MAX)
		return 0;
	err_set(err, ERR_LIMIT, "the path is longer than %d bytes", PATH_MAX - 1);
	return err_at_path(err, path);
}

/* One file of the folder: its line, unless it is outside the manifest. */
static int add_file(struct manifest *out, const char *folder,
		    const struct file_entry *file, const struct manifest_known *known,
		    struct arena *arena, struct err *err)
{
	struct span path = file->path;
	const char *fault = bundle_path_fault(path);
	const char *digest;
	struct manifest_line *line;
	char full[PATH_MAX];
	uint64_t size;
	int rc;

	if (!fault && bundle_path_is_outside(path))
		return 0;
	if (fault) {
		err_set(err, ERR_FORMAT, "cannot be in a bundle: it %s", fault);
		err_tag(err, "E_PATH");
		return err_at_path(err, path);
	}
	rc = full_path(full, folder, path, err);
	if (rc < 0)
		return rc;
	line = LIST_ADD(arena, &out->lines);
	line->path = path;
	digest = known ? known->digest(known->ctx, file) : NULL;
	if (digest) {
		memcpy(line->sha256, digest, sizeof(line->sha256));
		return 0;
	}
	return digest_file(line->sha256, &size, full, LIMIT_BUNDLE_FILE, err);
}

static int manifest_read(struct manifest *out, const char *folder,
			 const struct manifest_known *known, struct arena *arena,
			 struct err *err)
{
	const struct file_entry *entries;
	size_t count;
	int rc;

	*out = (struct manifest){ .lines = { .count = 0 } };
	rc = file_list(&entries, &count, folder, LIMIT_BUNDLE_ENTRIES, arena, err);
	for (size_t i = 0; rc == 0 && i < count; i++)
		rc = add_file(out, folder, &entries[i], known, arena, err);
	return rc;
}

static int make(struct span *out, struct manifest *out_lines, const char *folder,
		const struct manifest_known *known, struct arena *arena,
		struct err *err)
{
	struct manifest manifest;
	int rc;

	*out = SPAN_EMPTY;
	rc = manifest_read(&manifest, folder, known, arena, err);
	if (rc < 0)
		return rc;
	*out = manifest_text(&manifest, arena);
	rc = manifest_parse(out_lines, *out, arena, err); /* what verify will do */
	if (rc < 0)
		*out = SPAN_EMPTY;
	return rc;
}

int manifest_make(struct span *out, const char *folder, struct arena *arena,
		  struct err *err)
{
	struct manifest ignored;

	return make(out, &ignored, folder, NULL, arena, err);
}

int manifest_write(struct span *out, struct manifest *out_lines, const char *folder,
		   const struct manifest_known *known, struct arena *arena,
		   struct err *err)
{
	char path[PATH_MAX];
	int rc;

	rc = make(out, out_lines, folder, known, arena, err);
	if (rc == 0)
		rc = full_path(path, folder, SPAN_LIT(SUMS), err);
	return rc < 0 ? rc : file_write(path, *out, err);
}

static int differs(struct err *err, const char *tag, struct span path, const char *what)
{
	err_set(err, ERR_TRUST, "%s", what);
	err_at_path(err, path);
	err_tag(err, tag);
	return err_fix(err, "build the report again, then seal it");
}

/* Both are sorted: walk them side by side to the first difference. */
static int compare_lines(const struct manifest *listed, const struct manifest *found,
			 struct err *err)
{
	const struct manifest_line *a = listed->lines.at, *b = found->lines.at;
	const struct manifest_line *a_end = a + listed->lines.count;
	const struct manifest_line *b_end = b + found->lines.count;

	for (; a < a_end && b < b_end; a++, b++) {
		int order = span_cmp(a->path, b->path);

		if (order != 0) {
			if (order < 0)
				b_end = b;
			else
				a_end = a;
			break;
		}
		if (strcmp(a->sha256, b->sha256) != 0)
			return differs(err, "E_FILE_CHANGED", a->path,
				       "is not as SHA256SUMS says");
	}
	if (a < a_end)
		return differs(err, "E_FILE_MISSING", a->path, "is not there");
	if (b < b_end)
		return differs(err, "E_FILE_EXTRA", b->path,
			       "is not listed in SHA256SUMS");
	return 0;
}

int manifest_compare(struct span *out, const char *folder, struct arena *arena,
		     struct err *err)
{
	struct manifest listed, found;
	int rc;

	rc = file_read_below(out, folder, SPAN_LIT(SUMS), LIMIT_SUMS_BYTES, arena, err);
	if (rc == 0)
		rc = manifest_parse(&listed, *out, arena, err);
	if (rc == 0)
		rc = manifest_read(&found, folder, NULL, arena, err);
	if (rc < 0)
		return rc;
	return compare_lines(&listed, &found, err);
}
