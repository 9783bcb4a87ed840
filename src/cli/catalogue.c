#include "cli/catalogue.h"

#include "audit/annot.h"
#include "base/limits.h"
#include "cli/print.h"
#include "readers/reader.h"
#include "text/jsonout.h"

#define INDENT  18 /* of what stands behind a name */
#define COLUMNS 80 /* where there is no terminal to ask */

/* Behind the indent of the first line; further lines are indented here. */
static void print_wrapped(struct invocation *in, struct span text)
{
	size_t columns = print_columns(in->out);
	size_t width = (columns ? columns : COLUMNS) - INDENT;

	while (text.len > 0) {
		print_text(in->out, span_trim(print_wrap(&text, width)));
		fputc('\n', in->out);
		if (text.len > 0)
			fprintf(in->out, "%*s", INDENT, "");
	}
}

static void print_line(struct invocation *in, const char *name, struct span text)
{
	print_cell(in->out, span_of(name), INDENT - 2);
	fputs("  ", in->out);
	print_wrapped(in, text);
}

static int write_out(struct invocation *in, struct jsonout *json, struct err *err)
{
	struct buf *buf = json->buf;
	int rc;

	jsonout_end(json);
	jsonout_line(json);
	rc = buf_check(buf, "the output", err);
	if (rc == 0 && fwrite(buf->ptr, 1, buf->len, in->out) != buf->len)
		rc = err_errno(err, "cannot write", "standard output");
	return rc;
}

/* ---- formats ---- */

static void json_words(struct jsonout *json, const char *key, const char *words)
{
	struct span rest = span_of(words), word;

	jsonout_key(json, key);
	jsonout_array(json);
	while (span_split(&rest, ' ', &word))
		if (word.len > 0)
			jsonout_string(json, word);
	jsonout_end(json);
}

static void json_format(struct jsonout *json, const struct reader *reader)
{
	jsonout_object(json);
	jsonout_member(json, "name", span_of(reader->name));
	jsonout_member(json, "title", span_of(reader->title));
	jsonout_member(json, "family", span_of(family_word[reader->family]));
	jsonout_member_int(json, "revision", (int64_t)reader->revision);
	jsonout_member(json, "reads", span_of(reader->reads));
	jsonout_member(json, "spec", span_of(reader->spec));
	json_words(json, "usual", reader->usual);
	jsonout_end(json);
}

static void print_format(struct invocation *in, const struct reader *reader)
{
	print_line(in, reader->name,
		   arena_printf(in->arena, "%s (%s)", reader->title,
				family_word[reader->family]));
	print_line(in, "", arena_printf(in->arena, "reads %s", reader->reads));
	print_line(in, "", arena_printf(in->arena, "as in %s", reader->spec));
	if (reader->usual)
		print_line(in, "", arena_printf(in->arena, "often %s", reader->usual));
}

int catalogue_formats(struct invocation *in, bool json, struct err *err)
{
	struct jsonout out;
	struct buf buf;
	int rc = 0;

	buf_init(&buf, LIMIT_JSON_OUT);
	jsonout_init(&out, &buf, false);
	if (json)
		jsonout_array(&out);
	for (size_t i = 0; readers[i]; i++) {
		if (json)
			json_format(&out, readers[i]);
		else
			print_format(in, readers[i]);
	}
	if (json)
		rc = write_out(in, &out, err);
	buf_release(&buf);
	return rc;
}

/* ---- kinds of evidence ---- */

static void json_kind(struct jsonout *json, const struct annot_about *about)
{
	jsonout_object(json);
	jsonout_member(json, "kind", span_of(about->word));
	jsonout_member(json, "shows", span_of(claim_class_word[about->shows]));
	jsonout_member_bool(json, "read", about->is_read);
	jsonout_key(json, "families");
	jsonout_array(json);
	for (unsigned i = 0; i < FAMILIES; i++)
		if (about->families & (1U << i))
			jsonout_string(json, span_of(family_word[i]));
	jsonout_end(json);
	jsonout_key(json, "facts");
	jsonout_array(json);
	for (size_t i = 0; about->facts[i]; i++)
		jsonout_string(json, span_of(about->facts[i]));
	jsonout_end(json);
	jsonout_member_opt(json, "selects", span_of(about->selects));
	jsonout_end(json);
}

static void print_kind(struct invocation *in, const struct annot_about *about)
{
	struct buf facts;

	if (!about->is_read) {
		print_line(in, about->word, SPAN_LIT("not read by this version"));
		return;
	}
	buf_init(&facts, LIMIT_TEXT);
	for (size_t i = 0; about->facts[i]; i++)
		buf_addf(&facts, "%s%s", i > 0 ? " " : "", about->facts[i]);
	print_line(in, about->word, buf_span(&facts));
	print_line(in, "",
		   arena_printf(in->arena, "can meet \"%s\"%s%s",
				claim_class_word[about->shows],
				about->selects ? "; #selector: " : "",
				about->selects ? about->selects : ""));
	buf_release(&facts);
}

int catalogue_kinds(struct invocation *in, bool json, struct err *err)
{
	struct annot_about about;
	struct jsonout out;
	struct buf buf;
	int rc = 0;

	buf_init(&buf, LIMIT_JSON_OUT);
	jsonout_init(&out, &buf, false);
	if (json)
		jsonout_array(&out);
	for (size_t i = 0; annot_about(&about, i); i++) {
		if (json)
			json_kind(&out, &about);
		else
			print_kind(in, &about);
	}
	if (json)
		rc = write_out(in, &out, err);
	buf_release(&buf);
	return rc;
}
