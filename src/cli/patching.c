#include "cli/patching.h"

#include "base/limits.h"
#include "cli/print.h"

#include <stdarg.h>
#include <stdlib.h>

/* Line starts as the plan reader counts them; a last line end starts no line. */
static void find_lines(struct patching *patching)
{
	struct span bytes = patching->bytes;
	struct arena *arena = patching->in->arena;

	*LIST_ADD(arena, &patching->lines) = 0;
	for (size_t i = 0; i < bytes.len; i++) {
		if (bytes.ptr[i] == '\r' && i + 1 < bytes.len &&
		    bytes.ptr[i + 1] == '\n')
			i++;
		if (bytes.ptr[i] == '\n' || bytes.ptr[i] == '\r')
			*LIST_ADD(arena, &patching->lines) = i + 1;
	}
}

int patching_open(struct patching *out, struct invocation *in, struct repo *repo,
		  const struct planned *planned, struct err *err)
{
	const struct plan *plan = &planned->plan;
	int rc;

	*out = (struct patching){ .in = in, .planned = planned };
	if (plan->withheld) {
		err_set(err, ERR_USAGE, "it holds a secret, so nothing of it is shown");
		err_at_path(err, plan->path);
		return err_fix(err, "take the secret out of the plan first");
	}
	if (plan->oid.len == 0)
		return err_set(err, ERR_USAGE, "the plan is not in the repository");
	rc = repo_blob(&out->bytes, repo, plan->oid, LIMIT_PLAN_BYTES, in->arena, err);
	if (rc < 0)
		return rc;
	if (span_index(out->bytes, '\0') >= 0) {
		err_set(err, ERR_USAGE, "git takes no text diff of UTF-16");
		err_at_path(err, plan->path);
		return err_fix(err, "save the plan as UTF-8");
	}
	find_lines(out);
	return 0;
}

struct span patching_line(const struct patching *patching, unsigned line,
			  size_t *out_at)
{
	struct span text;
	size_t end = patching->bytes.len;

	*out_at = end;
	if (line == 0 || line > patching->lines.count)
		return SPAN_EMPTY;
	*out_at = patching->lines.at[line - 1];
	if (line < patching->lines.count)
		end = patching->lines.at[line];
	text = span_sub(patching->bytes, *out_at, end - *out_at);
	while (span_ends(text, "\n") || span_ends(text, "\r"))
		text.len--;
	return text;
}

void patching_replace(struct patching *patching, size_t at, size_t len,
		      struct span with)
{
	*LIST_ADD(patching->in->arena, &patching->edits) =
		(struct patch_edit){ at, len, with };
}

/* The end of the line, or of the first one where this has none. */
static struct span end_of(const struct patching *patching, unsigned line)
{
	struct span text;
	size_t at;

	text = patching_line(patching, line, &at);
	at += text.len;
	if (at == patching->bytes.len && line != 1 && patching->lines.count > 1)
		return end_of(patching, 1);
	if (span_starts(span_from(patching->bytes, at), "\r\n"))
		return SPAN_LIT("\r\n");
	if (span_starts(span_from(patching->bytes, at), "\r"))
		return SPAN_LIT("\r");
	return SPAN_LIT("\n");
}

void patching_insert(struct patching *patching, unsigned line, struct span text)
{
	struct span end = end_of(patching, line), here;
	bool last = line >= patching->lines.count;
	size_t at;

	here = patching_line(patching, line, &at);
	at = last ? at + here.len : patching->lines.at[line];
	text = last ? arena_printf(patching->in->arena, "%.*s%.*s", SPAN_ARG(end),
				   SPAN_ARG(text))
		    : arena_printf(patching->in->arena, "%.*s%.*s", SPAN_ARG(text),
				   SPAN_ARG(end));
	patching_replace(patching, at, 0, text);
}

static int by_place(const void *left, const void *right)
{
	const struct patch_edit *a = left, *b = right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return span_cmp(a->with, b->with);
}

void patching_print(struct patching *patching)
{
	struct buf out;

	if (patching->edits.count > 1)
		qsort(patching->edits.at, patching->edits.count,
		      sizeof(*patching->edits.at), by_place);
	buf_init(&out, 8 * LIMIT_PLAN_BYTES);
	patch_add(&out, patching->planned->plan.path, patching->bytes,
		  patching->edits.at, patching->edits.count);
	fwrite(out.ptr, 1, out.len, patching->in->out);
	buf_release(&out);
}

void patching_say(const struct patching *patching, unsigned line, const char *fmt, ...)
{
	char text[512];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (patching->in->quiet)
		return;
	fputs("muster: ", stderr);
	print_text(stderr, patching->planned->plan.path);
	if (line > 0)
		fprintf(stderr, ":%u", line);
	fputs(": ", stderr);
	print_text(stderr, span_of(text));
	fputc('\n', stderr);
}
