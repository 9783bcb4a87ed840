#include "cli/reported.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/path.h"
#include "cli/rights.h"
#include "model/verdict.h"
#include "seal/content.h"
#include "seal/identity.h"
#include "text/json.h"
#include "trust/approval.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#define ANSWER_MOST LIMIT_MIB
#define TEXT_MOST   200

/* ---- in the process without rights ----------------------------------------- */

/* One cell of the answer: no control character, not too long. */
static void add_cell(struct buf *out, struct span text)
{
	text = span_sub(text, 0, TEXT_MOST);
	for (size_t i = 0; i < text.len; i++)
		buf_addch(out, (unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7f
				       ? ' '
				       : text.ptr[i]);
	buf_addch(out, '\t');
}

static void add_fields(struct buf *out, const struct identity *identity)
{
	struct node fields = node_get(identity->root, "signoffs");

	for (struct node n = node_first(fields); node_exists(n); n = node_next(n)) {
		buf_adds(out, "field\t");
		add_cell(out, node_text(node_get(n, "field")));
		add_cell(out, node_text(node_get(n, "role")));
		add_cell(out, node_text(node_get(n, "plan")));
		add_cell(out, node_word(node_get(n, "line")));
		buf_addch(out, '\n');
	}
}

static void add_items(struct buf *out, struct node root, enum verdict verdict,
		      unsigned *left)
{
	struct node plans = node_get(root, "plans");

	for (struct node p = node_first(plans); node_exists(p); p = node_next(p)) {
		struct node items = node_get(p, "items");

		for (struct node n = node_first(items); node_exists(n) && *left > 0;
		     n = node_next(n)) {
			if (!span_is(node_text(node_get(n, "verdict")),
				     verdict_word[verdict]))
				continue;
			buf_adds(out, "item\t");
			add_cell(out, span_of(verdict_word[verdict]));
			add_cell(out, node_text(node_get(p, "path")));
			add_cell(out, node_word(node_get(n, "line")));
			add_cell(out, node_text(node_get(n, "text")));
			buf_addch(out, '\n');
			(*left)--;
		}
	}
}

static int add_report(struct buf *out, struct span report, struct arena *arena,
		      struct err *err)
{
	unsigned left = REPORTED_WORST;
	struct tree *tree;
	int rc = json_parse(&tree, SPAN_LIT("report.json"), report, arena, err);

	for (size_t i = 0; rc == 0 && i < VERDICTS && left > 0; i++)
		if (verdict_by_trouble[i] != VERDICT_VERIFIED &&
		    verdict_by_trouble[i] != VERDICT_NOT_APPLICABLE)
			add_items(out, tree_root(tree, 0), verdict_by_trouble[i],
				  &left);
	return rc;
}

static int answer(struct buf *out, const char *path, struct arena *arena,
		  struct err *err)
{
	struct content content;
	struct identity identity;
	const struct content_file *report, *sums;
	int rc = content_read(&content, path, &content_limits_default, arena, err);

	if (rc < 0)
		return rc;
	rc = identity_read(&identity, content_bytes(&content, "bundle.json"), arena,
			   err);
	if (rc < 0)
		return rc;
	report = content_find(&content, SPAN_LIT("report.json"));
	sums = content_find(&content, SPAN_LIT("SHA256SUMS"));
	if (!report || !sums)
		return err_set(err, ERR_FORMAT, "it has no report.json or SHA256SUMS");
	buf_addf(out, "head\t%s\t%s\t", report->sha256,
		 content_find(&content, SPAN_LIT("seal/SHA256SUMS.p7s")) ||
				 content_find(&content,
					      SPAN_LIT(
						      "seal/attestation.sigstore.json"))
			 ? sums->sha256
			 : "-");
	add_cell(out, identity.project);
	add_cell(out, identity.commit);
	add_cell(out, identity.outcome);
	buf_addch(out, '\n');
	add_fields(out, &identity);
	return add_report(out, content_bytes(&content, "report.json"), arena, err);
}

static int write_all(int fd, struct span bytes)
{
	while (bytes.len > 0) {
		ssize_t n = write(fd, bytes.ptr, bytes.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		bytes = span_from(bytes, (size_t)n);
	}
	return 0;
}

static _Noreturn void work(int fd, const char *path, struct invocation *in)
{
	struct sandbox_places places = { { 0 }, { 0 } };
	struct arena *arena = arena_new(LIMIT_MODEL_BYTES);
	struct err err = { 0 };
	enum sandbox_mode mode;
	struct buf out;
	int rc;

	buf_init(&out, ANSWER_MOST);
	*LIST_ADD(arena, &places.read) = path;
	rc = rights_mode(&mode, in, &err);
	if (rc == 0)
		rc = rights_give_up(in, &err);
	if (rc == 0)
		rc = sandbox_lock(mode, &places, &in->sandbox_level, &err);
	if (rc == 0)
		rc = answer(&out, path, arena, &err);
	if (rc < 0) {
		buf_clear(&out);
		buf_addf(&out, "bad\t%d\t", (int)err.code);
		add_cell(&out, span_of(err.where));
		add_cell(&out, span_of(err.what));
		add_cell(&out, span_of(err.fix));
		buf_addch(&out, '\n');
	}
	rc = write_all(fd, buf_span(&out));
	buf_release(&out);
	arena_free(arena);
	_exit(rc < 0 ? 1 : 0);
}

/* ---- on this side ------------------------------------------------------------ */

static int no_sense(const char *path, struct err *err)
{
	err_set(err, ERR_FORMAT, "whoever reads the report gave no answer");
	err_at_path(err, span_of(path));
	return err_fix(err, "build the report again");
}

static struct span cell(struct span *line)
{
	struct span out = SPAN_EMPTY;

	span_split(line, '\t', &out);
	return out;
}

static int say_bad(struct span line, const char *path, struct err *err)
{
	struct span code = cell(&line), where = cell(&line), what = cell(&line);
	uint64_t number;

	if (!num_u64(code, 99, &number) || number == 0 || what.len == 0)
		return no_sense(path, err);
	err_set(err, number == ERR_ABSENT ? ERR_ABSENT : ERR_FORMAT, "%.*s",
		SPAN_ARG(what));
	err_at_path(err, where.len > 0 ? where : span_of(path));
	return err_fix(err, "build the report first: muster build");
}

static bool take_line(struct reported *out, struct span line, struct arena *arena)
{
	struct span kind = cell(&line);
	uint64_t number = 0;

	if (span_is(kind, "head")) {
		out->digest = cell(&line);
		out->seal = cell(&line);
		out->project = cell(&line);
		out->commit = cell(&line);
		out->outcome = cell(&line);
		if (span_is(out->seal, "-"))
			out->seal = SPAN_EMPTY;
		return digest_is_hex(out->digest) &&
		       (out->seal.len == 0 || digest_is_hex(out->seal));
	}
	if (span_is(kind, "field")) {
		struct reported_field *field = LIST_ADD(arena, &out->fields);

		field->field = cell(&line);
		field->role = cell(&line);
		field->plan = cell(&line);
		num_u64(cell(&line), 1000000000, &number);
		field->line = (unsigned)number;
		return field->field.len > 0;
	}
	if (span_is(kind, "item")) {
		struct reported_item *item = LIST_ADD(arena, &out->worst);

		item->verdict = cell(&line);
		item->plan = cell(&line);
		num_u64(cell(&line), 1000000000, &number);
		item->line = (unsigned)number;
		item->text = cell(&line);
		return true;
	}
	return false;
}

static int take_answer(struct reported *out, struct span text, const char *path,
		       struct arena *arena, struct err *err)
{
	struct span line;

	while (span_line(&text, &line)) {
		if (span_starts(line, "bad\t"))
			return say_bad(span_from(line, 4), path, err);
		if (!take_line(out, line, arena))
			return no_sense(path, err);
	}
	return out->digest.len > 0 ? 0 : no_sense(path, err);
}

/* What people sign is what lies there, whatever the other process says. */
static int check_digest(const struct reported *out, const char *path,
			struct arena *arena, struct err *err)
{
	char digest[DIGEST_TEXT];
	uint64_t size;
	int rc;

	if (!file_is_folder(path))
		return 0;
	rc = digest_file(digest, &size,
			 path_join(arena, span_of(path), SPAN_LIT("report.json")).ptr,
			 LIMIT_BUNDLE_JSON, err);
	return rc < 0 || span_is(out->digest, digest) ? rc : no_sense(path, err);
}

int reported_read(struct reported *out, const char *path, struct invocation *in,
		  struct err *err)
{
	struct span text;
	int ends[2], status, rc;
	pid_t child;

	*out = (struct reported){ .digest = SPAN_EMPTY };
	if (pipe(ends) < 0)
		return err_errno(err, "cannot start a reader", path);
	fflush(NULL);
	child = fork();
	if (child == 0) {
		close(ends[0]);
		work(ends[1], path, in);
	}
	close(ends[1]);
	rc = child < 0
		     ? err_errno(err, "cannot start a reader", path)
		     : file_read_fd(&text, ends[0], path, ANSWER_MOST, in->arena, err);
	close(ends[0]);
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	if (rc == 0 && (!WIFEXITED(status) || WEXITSTATUS(status) != 0))
		return no_sense(path, err);
	if (rc == 0)
		rc = take_answer(out, text, path, in->arena, err);
	if (rc == 0)
		rc = check_digest(out, path, in->arena, err);
	return rc;
}
