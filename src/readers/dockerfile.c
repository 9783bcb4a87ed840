/*
 * dockerfile.c - Dockerfiles: which instructions build an image, stage by stage.
 *
 * Source: Docker, "Dockerfile reference": parser directives stand before anything
 * else, the escape character continues a line, comments and blank lines inside a
 * continued instruction are left out, RUN, COPY and ADD may be followed by
 * here-documents.
 */
#include "base/buf.h"
#include "base/limits.h"
#include "base/path.h"
#include "readers/plain.h"
#include "readers/probe.h"
#include "readers/reader.h"

#define HEREDOCS 8 /* that one instruction starts */

struct docker {
	struct put put;
	struct span path, text, rest, line;
	unsigned number; /* of the line */
	char escape;
	bool any_from;
	int64_t stages;
	struct span stage; /* its name, or its number */
	struct buf args;   /* of the instruction, lines joined */
};

static const char *const instructions[] = {
	"ADD",    "ARG",   "CMD",         "COPY",  "ENTRYPOINT", "ENV",
	"EXPOSE", "FROM",  "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD",
	"RUN",    "SHELL", "STOPSIGNAL",  "USER",  "VOLUME",     "WORKDIR",
};

static bool is_instruction(struct span word)
{
	for (size_t i = 0; i < sizeof(instructions) / sizeof(instructions[0]); i++)
		if (span_is_nocase(word, instructions[i]))
			return true;
	return false;
}

static size_t word_len(struct span text)
{
	size_t len = 0;

	while (len < text.len && text.ptr[len] != ' ' && text.ptr[len] != '\t')
		len++;
	return len;
}

/* ---- who it is ---- */

/* "Dockerfile", "api.Dockerfile", "Dockerfile.dev", "Containerfile" */
static bool is_named_so(struct span path)
{
	struct span name = path_base(path);

	if (span_ends_nocase(name, ".md") || span_ends_nocase(name, ".txt"))
		return false;
	return span_starts_nocase(name, "dockerfile") ||
	       span_ends_nocase(name, ".dockerfile") ||
	       span_starts_nocase(name, "containerfile") ||
	       span_ends_nocase(name, "-dockerfile");
}

#define LINES_LOOKED_AT 300

/* The first instruction is FROM, or ARG and then FROM; other lines are comments. */
static bool starts_so(const struct probe *probe, bool named)
{
	struct span rest = probe->text;
	struct span line, word;
	bool from = false, goes_on = false;

	for (unsigned i = 0; i < LINES_LOOKED_AT && span_line(&rest, &line); i++) {
		bool continued = goes_on;

		line = span_trim(line);
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		goes_on = span_ends(line, "\\") || span_ends(line, "`");
		if (continued)
			continue;
		word = span_sub(line, 0, word_len(line));
		if (from)
			return is_instruction(word);
		if (span_is_nocase(word, "FROM") && word.len < line.len)
			from = named || span_is(word, "FROM");
		else if (!span_is_nocase(word, "ARG"))
			return false;
		if (from && named)
			return true;
	}
	return from && named;
}

static enum bid dockerfile_bid(const struct probe *probe)
{
	bool named = is_named_so(probe->path);

	if (probe->lex != LEX_TEXT || (!named && path_ext(probe->path).len > 0) ||
	    !starts_so(probe, named))
		return BID_NO;
	return named ? BID_STATED : BID_SHAPE;
}

/* ---- lines ---- */

static bool next_line(struct docker *d)
{
	if (!span_line(&d->rest, &d->line))
		return false;
	d->number++;
	return true;
}

/* "# escape=`": directives end with the first line that is none. */
static bool is_directive(struct span line, struct span *key, struct span *value)
{
	ptrdiff_t sign;

	line = span_trim(line);
	if (!span_starts(line, "#"))
		return false;
	line = span_trim(span_from(line, 1));
	sign = span_index(line, '=');
	if (sign <= 0)
		return false;
	*key = span_trim(span_sub(line, 0, (size_t)sign));
	*value = span_trim(span_from(line, (size_t)sign + 1));
	return word_len(*key) == key->len;
}

static int take_directives(struct docker *d)
{
	struct span peek = d->rest;
	struct span line, key, value;
	int rc = 0;

	while (rc == 0 && span_line(&peek, &line) && is_directive(line, &key, &value)) {
		if (span_is_nocase(key, "escape") && value.len == 1)
			d->escape = value.ptr[0];
		else if (span_is_nocase(key, "syntax"))
			rc = put_about(&d->put,
				       (struct fact_about){ .generated_at = CLOCK_NONE,
							    .dialect = value });
	}
	return rc;
}

static int fail_cut(struct docker *d, unsigned line, const char *what)
{
	err_set(d->put.err, ERR_FORMAT, "%s", what);
	err_tag(d->put.err, "truncated");
	err_fix(d->put.err, "the file ends too early; write it again");
	return err_at(d->put.err, (struct pos){ d->path, line, 1 });
}

/* Whether the line goes on; *line is without the sign then. */
static bool goes_on(const struct docker *d, struct span *line)
{
	struct span text = span_trim(*line);

	if (text.len == 0 || text.ptr[text.len - 1] != d->escape)
		return false;
	*line = span_trim(span_sub(text, 0, text.len - 1));
	return true;
}

static void add_piece(struct docker *d, struct span piece)
{
	piece = span_trim(piece);
	if (d->args.len > 0 && piece.len > 0)
		buf_addch(&d->args, ' ');
	buf_add(&d->args, piece);
}

/* The instruction's other lines, comments and blank ones left out. */
static int join_lines(struct docker *d, struct span line)
{
	unsigned start = d->number;
	bool more = goes_on(d, &line);

	add_piece(d, line);
	while (more) {
		if (!next_line(d))
			return fail_cut(d, start,
					"the last instruction goes on behind the end");
		line = span_trim(d->line);
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		more = goes_on(d, &line);
		add_piece(d, line);
	}
	return 0;
}

/* "<<EOF", "<<-EOF", "<<'EOF'": the words that end here-documents. */
static size_t find_heredocs(struct span args, struct span *words)
{
	size_t count = 0;
	ptrdiff_t at;

	while (count < HEREDOCS && (at = span_find(args, SPAN_LIT("<<"))) >= 0) {
		char before = at > 0 ? args.ptr[at - 1] : ' ';
		size_t len = 0;
		bool quoted;

		args = span_from(args, (size_t)at + 2);
		/* "<<<" and "1<<2" are none. */
		if (span_starts(args, "<") || !strchr(" \t0123456789", before)) {
			args = span_from(args, 1);
			continue;
		}
		if (span_starts(args, "-"))
			args = span_from(args, 1);
		quoted = span_starts(args, "'") || span_starts(args, "\"");
		if (quoted)
			args = span_from(args, 1);
		while (len < args.len && ((args.ptr[len] | 32) >= 'a') &&
		       ((args.ptr[len] | 32) <= 'z' || args.ptr[len] == '_'))
			len++;
		if (len > 0)
			words[count++] = span_sub(args, 0, len);
	}
	return count;
}

static int take_heredocs(struct docker *d, struct span instruction)
{
	struct span words[HEREDOCS];
	unsigned start = d->number;
	size_t count = 0;

	if (span_is_nocase(instruction, "RUN") || span_is_nocase(instruction, "COPY") ||
	    span_is_nocase(instruction, "ADD"))
		count = find_heredocs(buf_span(&d->args), words);
	for (size_t i = 0; i < count; i++)
		words[i] = arena_copy(d->put.scratch, words[i]);
	for (size_t i = 0; i < count; i++) {
		do {
			if (!next_line(d))
				return fail_cut(d, start, "a here-document never ends");
			buf_addch(&d->args, '\n');
			buf_add(&d->args, d->line);
		} while (!span_is(span_trim(d->line), words[i].ptr));
	}
	return 0;
}

/* ---- instructions ---- */

/* "FROM [--platform=...] image [AS name]" starts a stage. */
static void start_stage(struct docker *d, struct span args)
{
	struct span before = SPAN_EMPTY;
	struct span word;

	d->any_from = true;
	d->stage = arena_printf(d->put.scratch, "%lld", (long long)d->stages++);
	while (span_split(&args, ' ', &word)) {
		if (span_is_nocase(before, "AS") && word.len > 0)
			d->stage = arena_copy(d->put.scratch, word);
		if (word.len > 0)
			before = word;
	}
}

static int add_instruction(struct docker *d, struct span word, unsigned line)
{
	struct fact fact = fact_new(FACT_INSTRUCTION);
	struct fact_instruction *it = &fact.as.instruction;
	char *upper = arena_string(d->put.scratch, word);

	for (size_t i = 0; i < word.len; i++)
		if (upper[i] >= 'a' && upper[i] <= 'z')
			upper[i] = (char)(upper[i] - 'a' + 'A');
	it->instruction = span_of(upper);
	it->args = buf_span(&d->args);
	it->line = line;
	if (span_is(it->instruction, "FROM"))
		start_stage(d, it->args);
	it->stage = d->stage;
	return put_fact(&d->put, &fact);
}

static int read_instruction(struct docker *d)
{
	struct span line = span_trim(d->line);
	struct span word = span_sub(line, 0, word_len(line));
	unsigned start = d->number;
	int rc;

	buf_clear(&d->args);
	if (!is_instruction(word)) {
		rc = put_note(&d->put, "unknown-instruction", start,
			      "%.*s is no instruction of a Dockerfile",
			      (int)(word.len < 60 ? word.len : 60), word.ptr);
		return rc < 0 ? rc : join_lines(d, span_from(line, word.len));
	}
	rc = join_lines(d, span_from(line, word.len));
	if (rc == 0)
		rc = take_heredocs(d, word);
	if (rc == 0)
		rc = buf_check(&d->args, "the instruction", d->put.err);
	return rc < 0 ? rc : add_instruction(d, word, start);
}

static int dockerfile_read(const struct probe *probe, const struct fact_sink *sink,
			   struct arena *scratch, struct err *err)
{
	struct docker d = { .put = { sink, scratch, err },
			    .path = probe->path,
			    .text = probe->text,
			    .rest = probe->text,
			    .escape = '\\' };
	int rc;

	buf_init(&d.args, LIMIT_ARTIFACT_BYTES);
	rc = take_directives(&d);
	while (rc == 0 && next_line(&d)) {
		struct span line = span_trim(d.line);

		if (line.len > 0 && line.ptr[0] != '#')
			rc = read_instruction(&d);
	}
	buf_release(&d.args);
	return rc < 0 ? rc : plain_put(&d.put, probe, false);
}

extern const struct reader reader_dockerfile;
const struct reader reader_dockerfile = {
	.name = "dockerfile",
	.title = "Dockerfile",
	.spec = "Docker, Dockerfile reference",
	.reads = "instructions, stage by stage",
	.family = FAMILY_MANIFEST,
	.revision = 1,
	.named = "Dockerfile",
	.bid = dockerfile_bid,
	.read = dockerfile_read,
};
