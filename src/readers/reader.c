/*
 * reader.c - from bytes to an artifact's row: who reads them, and what came of it.
 *
 * Between a reader and the caller's sink stands a sink of ours, which counts,
 * cuts what is too long, keeps what the artifact says of itself and settles
 * which commit it is about.
 */
#include "readers/reader.h"

#include "base/limits.h"
#include "base/path.h"
#include "readers/gate.h"
#include "readers/probe.h"
#include "text/decode.h"
#include "text/unpack.h"
#include "text/yaml.h"

#include <assert.h>
#include <stdio.h>

#define READER(name) extern const struct reader reader_##name;
#include "readers/list.inc"
#undef READER

/* One format, one file, one row of list.inc. */
#define READER(name) &reader_##name,
const struct reader *const readers[] = {
#include "readers/list.inc"
	NULL,
};
#undef READER

#define SAME_BID 10         /* points within which two bids are the same */
#define EARLIEST 1112832000 /* 2005-04-07, git's first commit: nothing is older */

struct intake {
	struct fact_sink sink; /* ours, handed to the reader */
	const struct fact_sink *out, *past;
	struct artifact *artifact;
	struct arena *keep;
	struct err *err;     /* of the caller's sink */
	int failed;          /* what that sink said */
	const char *partial; /* code of the note that says so, or NULL */
	bool conflict;       /* two commits were named */
	struct secrets secrets;
	bool said_field;      /* that a field is kept for secrets */
	struct arena *hidden; /* texts of one fact, secrets replaced */
	int64_t note_limit, more_notes;
};

/* ---- the sink ---- */

static int pass_on(struct intake *in, const struct fact *fact)
{
	int rc;

	fact_count(&in->artifact->counts, fact);
	rc = fact_add(in->out, fact, in->err);
	if (rc < 0)
		in->failed = rc;
	return rc;
}

static int pass_note(struct intake *in, const char *code, unsigned line,
		     const char *text)
{
	struct fact fact = fact_new(FACT_NOTED);

	fact.as.note.code = code;
	fact.as.note.line = line;
	fact.as.note.message = span_of(text);
	return pass_on(in, &fact);
}

/* Notes that say that something is missing from the facts, or that they are in doubt.
 */
static bool is_partial(const char *code)
{
	static const char *const codes[] = {
		"external-properties", "not-audited",     "fact-budget",
		"counts-more",         "out-of-sequence", NULL,
	};

	for (size_t i = 0; codes[i]; i++)
		if (strcmp(code, codes[i]) == 0)
			return true;
	return false;
}

static int take_note(struct intake *in, const struct fact *fact)
{
	struct fact cut = *fact;
	struct span message = decode_cut(fact->as.note.message, LIMIT_TEXT);

	cut.as.note.message = span_sub(message, 0, decode_utf8(message));
	if (!in->partial && is_partial(fact->as.note.code))
		in->partial = fact->as.note.code;
	if (in->artifact->counts.notes >= in->note_limit) {
		in->more_notes++;
		return 0;
	}
	return pass_on(in, &cut);
}

static bool is_full_id(struct span id)
{
	if (id.len != 40 && id.len != 64)
		return false;
	for (size_t i = 0; i < id.len; i++)
		if (!strchr("0123456789abcdefABCDEF", id.ptr[i]) || id.ptr[i] == '\0')
			return false;
	return true;
}

static bool is_short_id(struct span id)
{
	if (id.len < 7 || id.len >= 40)
		return false;
	for (size_t i = 0; i < id.len; i++)
		if (!strchr("0123456789abcdefABCDEF", id.ptr[i]) || id.ptr[i] == '\0')
			return false;
	return true;
}

static struct span lower_id(struct span id, struct arena *arena)
{
	char *text = arena_string(arena, id);

	for (size_t i = 0; i < id.len; i++)
		if (text[i] >= 'A' && text[i] <= 'F')
			text[i] = (char)(text[i] - 'A' + 'a');
	return (struct span){ text, id.len };
}

/* evidence.md section 7, "Commit binding". */
static int take_commit(struct intake *in, struct span id, struct span src)
{
	struct fact_about *about = &in->artifact->about;
	char text[256];

	id = span_trim(id);
	if (!is_full_id(id)) {
		if (!is_short_id(id))
			return 0;
		snprintf(text, sizeof(text),
			 "the commit %.*s at %.*s is abbreviated, so it binds nothing",
			 SPAN_ARG(id), (int)(src.len < 100 ? src.len : 100), src.ptr);
		return pass_note(in, "short-commit", 0, text);
	}
	if (about->subject_commit.len == 0 && !in->conflict) {
		about->subject_commit = lower_id(id, in->keep);
		about->subject_src = arena_copy(in->keep, src);
		return 0;
	}
	if (in->conflict || span_eq_nocase(about->subject_commit, id))
		return 0;
	snprintf(text, sizeof(text), "it names commit %.*s at %.*s and %.*s at %.*s",
		 SPAN_ARG(about->subject_commit), SPAN_ARG(about->subject_src),
		 SPAN_ARG(id), (int)(src.len < 60 ? src.len : 60), src.ptr);
	in->conflict = true;
	about->subject_commit = SPAN_EMPTY;
	about->subject_src = SPAN_EMPTY;
	return pass_note(in, "subject-conflict", 0, text);
}

static int take_time(struct intake *in, const struct fact_about *said)
{
	struct fact_about *about = &in->artifact->about;

	if (said->generated_at == CLOCK_NONE || about->generated_at != CLOCK_NONE)
		return 0;
	about->generated_at = said->generated_at;
	about->generated_quality = said->generated_quality;
	about->generated_src = arena_copy(in->keep, said->generated_src);
	if (said->generated_at >= EARLIEST)
		return 0;
	about->generated_quality = CLOCK_GUESSED;
	return pass_note(in, "time-implausible", 0,
			 "it says it was made before 2005-04-07");
}

static void fill(struct span *into, struct span from, struct arena *keep)
{
	if (into->len == 0 && from.len > 0)
		*into = arena_copy(keep, decode_cut(from, LIMIT_TEXT));
}

static int take_about(struct intake *in, const struct fact_about *said)
{
	struct fact_about *about = &in->artifact->about;
	int rc;

	fill(&about->format_version, said->format_version, in->keep);
	fill(&about->dialect, said->dialect, in->keep);
	fill(&about->tool, said->tool, in->keep);
	fill(&about->tool_version, said->tool_version, in->keep);
	fill(&about->subject_name, said->subject_name, in->keep);
	fill(&about->subject_digest, said->subject_digest, in->keep);
	if (about->scope.len == 0) {
		fill(&about->scope, said->scope, in->keep);
		fill(&about->scope_digest, said->scope_digest, in->keep);
	}
	rc = take_time(in, said);
	if (rc == 0 && said->subject_commit.len > 0)
		rc = take_commit(in, said->subject_commit, said->subject_src);
	return rc;
}

static int shorten(struct intake *in, struct span *text, size_t max, unsigned line)
{
	char words[96];

	snprintf(words, sizeof(words), "a text of %zu bytes is kept to %zu", text->len,
		 max);
	*text = decode_cut(*text, max);
	return pass_note(in, "cut", line, words);
}

/* How long a text of that column may be; 0: it is none, or as long as it is. */
static size_t longest(const struct column *column)
{
	switch ((int)column->cell) {
	case CELL_CUT:
	case CELL_CUT_SAID:
		return LIMIT_TEXT;
	case CELL_LONG:
		return LIMIT_TEXT_LONG;
	default:
		return 0;
	}
}

/* The fact's own line, for the notes about it; 0 where its kind has none. */
static unsigned line_of(const struct fact *fact)
{
	const struct fact_shape *shape = &fact_shapes[fact->kind];
	const struct column *last = &shape->columns[shape->count - 1];
	unsigned line = 0;

	for (const struct column *c = last; c >= shape->columns && line == 0; c--)
		if (c->cell == CELL_LINE && strcmp(c->name, "line") == 0)
			memcpy(&line, (const char *)&fact->as + c->offset,
			       sizeof(line));
	return line;
}

static bool is_too_long(const struct fact *fact)
{
	const struct fact_shape *shape = &fact_shapes[fact->kind];

	for (size_t i = 0; i < shape->count; i++) {
		const struct column *column = &shape->columns[i];
		size_t max = longest(column);
		const struct span *text =
			(const void *)((const char *)&fact->as + column->offset);

		if (max > 0 && text->len > max)
			return true;
	}
	return false;
}

/* What a column keeps is bounded, and what was cut off is said. */
static int pass_cut(struct intake *in, const struct fact *whole)
{
	const struct fact_shape *shape = &fact_shapes[whole->kind];
	struct fact cut = *whole, *fact = &cut;
	int rc = 0;

	for (size_t i = 0; i < shape->count && rc == 0; i++) {
		const struct column *column = &shape->columns[i];
		size_t max = longest(column);
		struct span *text = (void *)((char *)&fact->as + column->offset);

		if (max > 0 && text->len > max)
			rc = shorten(in, text, max, line_of(fact));
	}
	return rc < 0 ? rc : pass_on(in, fact);
}

static bool is_noted(const struct fact *fact, const char *code)
{
	return fact->kind == FACT_NOTED && strcmp(fact->as.note.code, code) == 0;
}

/* The note says that there is one, and no longer what it is. */
static void learn_field(struct intake *in, struct fact *fact)
{
	secrets_add(&in->secrets, SECRET_FIELD, fact->as.note.message,
		    fact->as.note.line);
	fact->as.note.message =
		SPAN_LIT("a field that is kept for secrets is not read");
}

static int intake_add(void *ctx, const struct fact *fact, struct err *err)
{
	struct intake *in = ctx;
	struct fact cut = *fact;
	int rc;

	if (is_noted(&cut, GATE_DECODED)) {
		gate_learn_decoded(&in->secrets, cut.as.note.message, cut.as.note.line);
		return 0;
	}
	if (is_noted(&cut, GATE_SECRET)) {
		learn_field(in, &cut);
		if (in->said_field)
			return 0;
		in->said_field = true;
	}
	arena_clear(in->hidden);
	gate_fact(&cut, &in->secrets, in->hidden);
	if (cut.kind == FACT_NOTED) {
		rc = take_note(in, &cut);
	} else if (cut.kind == FACT_ABOUT) {
		rc = take_about(in, &cut.as.about);
	} else if (in->artifact->counts.facts >= LIMIT_FACTS) {
		in->partial = "fact-budget"; /* totals go on */
		fact_count(&in->artifact->counts, &cut);
		rc = in->past ? fact_add(in->past, &cut, in->err) : 0;
		if (rc < 0)
			in->failed = rc;
	} else {
		assert(!fact_odd_column(&cut));
		rc = is_too_long(&cut) ? pass_cut(in, &cut) : pass_on(in, &cut);
	}
	if (rc < 0)
		*err = *in->err;
	return rc;
}

/* ---- what is no report ---- */

static int set_status(struct artifact *artifact, enum artifact_status status,
		      const char *reason, struct span detail)
{
	artifact->status = status;
	artifact->reason = reason ? span_of(reason) : SPAN_EMPTY;
	artifact->detail = detail;
	return 0;
}

static bool is_pointer_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == ':';
}

/* "12345" of "size 12345" in a pointer file; "?" where that is no plain word. */
static struct span pointer_value(struct span text, const char *key)
{
	struct span line;

	while (span_line(&text, &line)) {
		if (!span_starts(line, key))
			continue;
		line = span_trim(span_from(line, strlen(key)));
		for (size_t i = 0; i < line.len; i++)
			if (!is_pointer_char(line.ptr[i]))
				return SPAN_LIT("?");
		return line;
	}
	return SPAN_LIT("?");
}

/* Whether it is one of the things that no reader is asked about. */
static bool is_set_aside(struct artifact *artifact, struct span bytes,
			 struct arena *keep)
{
	if (bytes.len > LIMIT_ARTIFACT_BYTES) {
		set_status(artifact, ARTIFACT_TOO_BIG, "too-big",
			   arena_printf(keep, "it has %zu bytes; the limit is %zu",
					bytes.len, LIMIT_ARTIFACT_BYTES));
		return true;
	}
	if (span_starts(bytes, "version https://git-lfs.github.com/spec/")) {
		struct span head = span_sub(bytes, 0, 1024);

		set_status(
			artifact, ARTIFACT_LFS_POINTER, "lfs-pointer",
			arena_printf(
				keep,
				"a Git LFS pointer to %.*s (%.*s bytes); the content "
				"is not in the repository",
				SPAN_ARG(pointer_value(head, "oid ")),
				SPAN_ARG(pointer_value(head, "size "))));
		return true;
	}
	return false;
}

/* {"error": ...} or {"message": ...} and little else: what a tool prints when it fails.
 */
static bool is_tool_error(const struct probe *probe, struct span *words)
{
	struct node error = node_get(probe->root, "error");
	struct node message = node_get(probe->root, "message");

	if (probe->lex != LEX_JSON || !node_is(probe->root, NODE_OBJECT) ||
	    probe->tree->roots.count != 1 || node_count(probe->root) > 3)
		return false;
	if (!node_exists(error) &&
	    (!node_is(message, NODE_STRING) || node_count(probe->root) > 1))
		return false;
	if (node_is(error, NODE_NULL) || node_is(error, NODE_FALSE))
		return false;
	*words = node_word(error).len ? node_word(error) : node_text(message);
	if (words->len == 0)
		*words = node_text(node_get(error, "message"));
	if (words->len == 0)
		*words = node_text(node_get(error, "summary"));
	return true;
}

/* [], {} and null: what many tools write when they find nothing. */
static bool says_nothing(const struct probe *probe)
{
	return probe->lex == LEX_JSON && probe->tree->roots.count == 1 &&
	       (node_is(probe->root, NODE_NULL) ||
		((node_is(probe->root, NODE_ARRAY) ||
		  node_is(probe->root, NODE_OBJECT)) &&
		 node_count(probe->root) == 0));
}

/* ---- who reads it ---- */

static const struct reader *reader_named(const char *name)
{
	for (size_t i = 0; readers[i]; i++)
		if (strcmp(readers[i]->name, name) == 0)
			return readers[i];
	return NULL;
}

/* The highest bid; *rival is another one that is as good, or NULL. */
static const struct reader *best_reader(const struct probe *probe,
					const struct reader **rival)
{
	const struct reader *best = NULL;
	int high = BID_NO, second = BID_NO;

	*rival = NULL;
	for (size_t i = 0; readers[i]; i++) {
		int bid = (int)readers[i]->bid(probe);

		if (bid == BID_NO)
			continue;
		if (bid > high) {
			second = high;
			*rival = best;
			high = bid;
			best = readers[i];
		} else if (bid > second) {
			second = bid;
			*rival = readers[i];
		}
	}
	if (*rival && (high - second > SAME_BID || second == BID_ANYTHING))
		*rival = NULL;
	return best;
}

/* "trivy" in "ci/trivy-image.json": one of the reader's words in the file's name. */
static bool is_named_after(struct span path, const struct reader *reader)
{
	struct span name = path_base(path);

	for (size_t i = 0; i < READER_TOOLS && reader->tools[i]; i++)
		if (span_find_nocase(name, reader->tools[i]) >= 0)
			return true;
	return false;
}

/*
 * evidence.md section 4.5: of those whose bids are as good as the best, or of
 * those that write nothing at all when all is well, the one that the file is
 * named after.  NULL where that is none or several.
 */
static const struct reader *reader_by_name(const struct probe *probe, int high)
{
	const struct reader *named = NULL;

	for (size_t i = 0; readers[i]; i++) {
		bool asked = high > BID_NO
				     ? high - (int)readers[i]->bid(probe) <= SAME_BID
				     : readers[i]->reads_nothing;

		if (!asked || !is_named_after(probe->path, readers[i]))
			continue;
		if (named)
			return NULL;
		named = readers[i];
	}
	return named;
}

static int set_failure(struct artifact *artifact, const struct err *err,
		       struct arena *keep)
{
	enum artifact_status status = ARTIFACT_UNREADABLE;

	if (strcmp(err->tag, "tool-reported-error") == 0)
		status = ARTIFACT_TOOL_ERROR;
	else if (strcmp(err->tag, "unsupported-version") == 0)
		status = ARTIFACT_UNSUPPORTED;
	else if (strcmp(err->tag, "empty") == 0)
		status = ARTIFACT_EMPTY;
	else if (strcmp(err->tag, "template") == 0)
		status = ARTIFACT_TEMPLATE;
	else if (strcmp(err->tag, "too-big") == 0 && err->line <= 1 && err->offset == 0)
		status = ARTIFACT_TOO_BIG;
	artifact->err_offset = err->offset;
	artifact->err_line = err->line;
	artifact->err_column = err->column;
	set_status(artifact, status, NULL,
		   arena_copy(keep, span_sub(span_of(err->what), 0,
					     decode_utf8(span_of(err->what)))));
	artifact->reason =
		arena_copy(keep, span_of(err->tag[0] ? err->tag : "unknown-format"));
	return 0;
}

/* YAML with {{ }} in it is what a template engine makes YAML of. */
static bool is_template(const struct probe *probe)
{
	return probe->lex == LEX_YAML && span_find(probe->text, SPAN_LIT("{{")) >= 0;
}

static void forget(struct artifact *artifact)
{
	artifact->counts = (struct fact_counts){ 0 };
	artifact->about = (struct fact_about){ .generated_at = CLOCK_NONE };
}

/* What the bytes needed before they could be read. */
static int note_decoding(struct intake *in, const struct probe *probe)
{
	char text[128];
	int rc = 0;

	if (probe->decoded.guessed && probe->lex != LEX_BINARY)
		rc = pass_note(
			in, "charset-guessed", 0,
			"no charset is said and it is no UTF-8: read as windows-1252");
	if (rc == 0 && probe->repaired > 0) {
		snprintf(text, sizeof(text),
			 "%zu characters that XML refuses were replaced by U+FFFD",
			 probe->repaired);
		rc = pass_note(in, "illegal-chars", 0, text);
	}
	if (rc == 0 && probe->replaced > 0) {
		snprintf(text, sizeof(text),
			 "bytes that are no UTF-8, replaced by U+FFFD: %zu",
			 probe->replaced);
		rc = pass_note(in, "bad-utf8", 0, text);
	}
	if (rc == 0 && probe->noise > 0) {
		snprintf(text, sizeof(text),
			 "%zu lines in front of the JSON were passed over",
			 probe->noise);
		rc = pass_note(in, "leading-noise", 1, text);
	}
	return rc;
}

/* Each line among the values of a stream that is none of them. */
static int note_stray(struct intake *in, const struct probe *probe)
{
	int rc = 0;

	for (size_t i = 0; i < probe->stray.count && rc == 0; i++) {
		struct fact fact = fact_new(FACT_NOTED);

		fact.as.note.code = "non-json-line";
		fact.as.note.line = probe->stray.at[i];
		fact.as.note.message =
			SPAN_LIT("a line that is no JSON was passed over");
		rc = take_note(in, &fact);
	}
	return rc;
}

static int finish_notes(struct intake *in)
{
	char text[96];
	int rc = 0;

	in->note_limit += 2; /* these two say what was left out */
	if (in->artifact->counts.facts > LIMIT_FACTS) {
		snprintf(text, sizeof(text), "only the first %d facts are kept",
			 LIMIT_FACTS);
		rc = pass_note(in, "fact-budget", 0, text);
	}
	if (rc == 0 && in->more_notes > 0) {
		snprintf(text, sizeof(text), "%lld more notes were left out",
			 (long long)in->more_notes);
		rc = pass_note(in, "more-notes", 0, text);
	}
	return rc;
}

static int run_reader(struct intake *in, const struct reader *reader,
		      const struct probe *probe, struct arena *scratch)
{
	struct artifact *artifact = in->artifact;
	struct err trouble = { 0 };
	int rc = note_decoding(in, probe);

	if (rc == 0)
		rc = note_stray(in, probe);
	artifact->format = span_of(reader->name);
	artifact->family = reader->family;
	artifact->reader_revision = reader->revision;
	if (rc == 0 && probe->tree && !reader->takes_tags)
		rc = yaml_untagged(probe->tree, &trouble);
	if (rc == 0)
		rc = reader->read(probe, &in->sink, scratch, &trouble);
	if (in->failed)
		return in->failed;
	if (rc < 0) {
		forget(artifact);
		return set_failure(artifact, &trouble, in->keep);
	}
	rc = finish_notes(in);
	if (rc < 0)
		return rc;
	if (in->partial)
		set_status(artifact, ARTIFACT_PARTIAL, in->partial,
			   SPAN_LIT("the report says that it is not all there is"));
	return 0;
}

/* Bytes that parse, and nobody knows; or that are no text at all. */
static int read_unknown(struct intake *in, const struct probe *probe)
{
	struct span words = SPAN_EMPTY;

	if (probe->lex == LEX_EMPTY)
		return set_status(in->artifact, ARTIFACT_EMPTY, "empty",
				  SPAN_LIT("there is nothing in it"));
	if (is_tool_error(probe, &words))
		return set_status(in->artifact, ARTIFACT_TOOL_ERROR,
				  "tool-reported-error",
				  arena_printf(in->keep,
					       "the tool reports an error: %.*s",
					       SPAN_ARG(decode_cut(words, 300))));
	if (says_nothing(probe))
		return set_status(
			in->artifact, ARTIFACT_AMBIGUOUS, "ambiguous-format",
			SPAN_LIT("an empty value says nothing of the tool that wrote "
				 "it"));
	if (probe->lex == LEX_BINARY)
		return pass_note(
			in, "binary", 0,
			"these bytes are no text: only that they are there is known");
	return 1; /* to be read as text */
}

/* [] is what some write who find nothing, and no bid is made on it. */
static bool is_wanted(const struct reader *reader, const struct probe *probe)
{
	return reader->bid(probe) > BID_NO ||
	       (reader->reads_nothing && says_nothing(probe));
}

/*
 * Whether the bytes can be what a rule says they are.  Where the reader asks for
 * a name, the rule has given it, unless somebody else knows the bytes.
 */
static bool can_be(const struct reader *reader, const struct probe *probe)
{
	const struct reader *rival = NULL, *best;
	struct probe renamed = *probe;

	if (is_wanted(reader, probe))
		return true;
	if (!reader->named)
		return false;
	best = best_reader(probe, &rival);
	if (best && best->bid(probe) > BID_PARSED)
		return false;
	renamed.path = span_of(reader->named);
	return reader->bid(&renamed) > BID_NO;
}

/*
 * A name like "audit.txt" hides what the bytes are; a rule that names the format
 * wants them looked at without it.  False where that tells no more.
 */
static bool look_again(struct probe *again, const struct reader *reader,
		       const struct probe *probe, struct arena *scratch)
{
	struct err ignored = { 0 };

	if (probe->lex != LEX_TEXT ||
	    probe_make(again, SPAN_LIT("f"), probe->text, scratch, &ignored) < 0 ||
	    again->lex == LEX_TEXT || !is_wanted(reader, again))
		return false;
	again->path = probe->path;
	return true;
}

/* A rule says that it is what it is not; read as that, it would look clean. */
static int refuse(struct intake *in, const struct reader *reader,
		  const struct probe *probe)
{
	const struct reader *rival = NULL;
	const struct reader *best = best_reader(probe, &rival);
	bool known = best && !rival && best->bid(probe) > BID_PARSED;
	struct artifact *artifact = in->artifact;

	artifact->err_line = artifact->err_column = 1; /* all of it */
	return set_status(
		artifact, ARTIFACT_UNREADABLE, "other-format",
		arena_printf(in->keep,
			     "it was to be read as %s, and it is not that: %s%s",
			     reader->title,
			     known ? "it looks like " : "nothing in it says so",
			     known ? best->title : ""));
}

/* The name of the file settled what its bytes left open. */
static int read_by_name(struct intake *in, const struct reader *reader,
			const struct probe *probe, struct arena *scratch)
{
	char text[128];
	int rc;

	snprintf(text, sizeof(text), "read as %s, because of the file's name",
		 reader->title);
	rc = pass_note(in, "chosen-by-name", 0, text);
	return rc < 0 ? rc : run_reader(in, reader, probe, scratch);
}

/* A rule names the reader. */
static int read_as_told(struct intake *in, const struct reader *reader,
			const struct probe *probe, struct arena *scratch)
{
	struct probe again;
	int rc = 1;

	if (can_be(reader, probe))
		return run_reader(in, reader, probe, scratch);
	if (look_again(&again, reader, probe, scratch))
		return run_reader(in, reader, &again, scratch);
	if (probe->lex != LEX_BINARY && !says_nothing(probe))
		rc = read_unknown(in, probe);
	return rc <= 0 ? rc : refuse(in, reader, probe);
}

static int choose_and_read(struct intake *in, const struct probe *probe,
			   const char *format, struct arena *scratch)
{
	const struct reader *rival = NULL;
	const struct reader *reader =
		format ? reader_named(format) : best_reader(probe, &rival);
	const struct reader *named = NULL;
	int rc;

	if (format && !reader)
		return set_status(in->artifact, ARTIFACT_UNSUPPORTED, "unknown-format",
				  arena_printf(in->keep, "there is no reader named %s",
					       format));
	if (format)
		return read_as_told(in, reader, probe, scratch);
	if (rival) {
		named = reader_by_name(probe, (int)reader->bid(probe));
	} else if (says_nothing(probe)) {
		named = reader_by_name(probe, BID_NO);
	}
	if (named)
		return read_by_name(in, named, probe, scratch);
	if (rival)
		return set_status(in->artifact, ARTIFACT_AMBIGUOUS, "ambiguous-format",
				  arena_printf(in->keep, "it could be %s or %s",
					       reader->name, rival->name));
	if (!reader || reader->bid(probe) <= BID_PARSED) {
		rc = read_unknown(in, probe);
		if (rc <= 0)
			return rc;
	}
	if (!reader)
		return set_status(in->artifact, ARTIFACT_UNSUPPORTED, "unknown-format",
				  SPAN_LIT("no reader knows it"));
	return run_reader(in, reader, probe, scratch);
}

/* ---- what is packed: evidence.md section 2, "Unpack" ---- */

static int set_packed(struct artifact *artifact, struct err *trouble,
		      struct arena *keep)
{
	trouble->line = trouble->column = 1; /* packed bytes have no lines */
	/* Nobody has looked at what is in it, so nobody shall get it. */
	artifact->withheld = true;
	artifact->withheld_why = SPAN_LIT(GATE_UNSEEN);
	return set_failure(artifact, trouble, keep);
}

/* Whether one of the members has a secret in it: then all of it is withheld. */
static int look_into(struct artifact *artifact, const struct unpack_list *list,
		     struct span bytes, struct arena *keep, struct err *err)
{
	struct arena *window = arena_new(LIMIT_SCRATCH_BYTES);
	int rc = 0;

	for (size_t at = 0, to; rc == 0 && at < list->members.count; at = to) {
		struct span *out;

		to = unpack_window(list, at);
		out = ARENA_ARRAY(window, struct span, to - at);
		rc = unpack_read(out, list, bytes, at, to, LIMIT_ARTIFACT_BYTES, window,
				 err);
		for (size_t i = at; rc == 0 && i < to && !artifact->withheld; i++) {
			struct span path = list->members.at[i].path;
			struct secrets secrets;

			secrets_init(&secrets, window);
			gate_learn(&secrets, path, out[i - at]);
			if (secrets.count == 0)
				continue;
			artifact->withheld = true;
			artifact->withheld_why =
				arena_printf(keep, "%.*s in it: %.*s", SPAN_ARG(path),
					     SPAN_ARG(
						     secrets_sentence(&secrets, keep)));
		}
		arena_clear(window);
	}
	arena_free(window);
	return rc;
}

/* The archive itself; its members are artifacts that somebody else adds. */
static int read_archive(struct intake *in, struct span bytes, struct arena *scratch)
{
	struct artifact *artifact = in->artifact;
	struct err trouble = { 0 };
	struct unpack_list list;
	char words[96];

	if (unpack_list(&list, bytes, scratch, &trouble) < 0 ||
	    look_into(artifact, &list, bytes, in->keep, &trouble) < 0)
		return set_packed(artifact, &trouble, in->keep);
	if (list.is_document)
		return set_status(artifact, ARTIFACT_UNSUPPORTED, "unknown-format",
				  SPAN_LIT("a program or an office document, which is "
					   "packed; no reader knows it"));
	artifact->format = SPAN_LIT("archive");
	snprintf(words, sizeof(words), "%zu member%s, each an artifact by itself",
		 list.members.count, list.members.count == 1 ? "" : "s");
	return list.members.count == 0 ? set_status(artifact, ARTIFACT_EMPTY, "empty",
						    SPAN_LIT("there is no file in it"))
				       : pass_note(in, "archive", 0, words);
}

/*
 * Takes one layer off: *bytes become those of the report.  1: go on reading them;
 * 0: the artifact's status says it all.
 */
static int unpack(struct intake *in, struct span *bytes, struct arena *scratch)
{
	struct artifact *artifact = in->artifact;
	struct err trouble = { 0 };
	const char *name;
	enum packing packing = unpack_what(*bytes, &name);

	artifact->packing = NULL;
	if (packing == PACKING_NONE)
		return 1;
	if (packing == PACKING_OTHER || artifact->origin == ORIGIN_MEMBER) {
		artifact->withheld = true;
		artifact->withheld_why = SPAN_LIT(GATE_UNSEEN);
		return set_status(
			artifact, ARTIFACT_UNSUPPORTED,
			name ? "unknown-format" : "archive-nested",
			name ? arena_printf(
				       in->keep,
				       "%s is not unpacked; commit the report itself",
				       name)
			     : SPAN_LIT("packed in what is packed: one level is "
					"unpacked"));
	}
	artifact->packing = packing_word[packing];
	if (packing != PACKING_GZIP)
		return read_archive(in, *bytes, scratch);
	if (unpack_gzip(bytes, *bytes, LIMIT_ARTIFACT_BYTES, scratch, &trouble) < 0)
		return set_packed(artifact, &trouble, in->keep);
	if (unpack_what(*bytes, NULL) == PACKING_NONE)
		return 1;
	artifact->withheld = true;
	artifact->withheld_why = SPAN_LIT(GATE_UNSEEN);
	return set_status(artifact, ARTIFACT_UNSUPPORTED, "archive-nested",
			  SPAN_LIT("packed in what is packed: one level is unpacked"));
}

/* Fills status and the like; `in` has learnt nothing yet. */
static int read_bytes(struct intake *in, struct span bytes, const char *format,
		      struct arena *scratch)
{
	struct artifact *artifact = in->artifact;
	struct err trouble = { 0 };
	struct probe probe;
	int rc;

	if (is_set_aside(artifact, bytes, in->keep)) {
		if (artifact->status != ARTIFACT_TOO_BIG)
			gate_learn(&in->secrets, artifact->path, bytes);
		return 0;
	}
	rc = unpack(in, &bytes, scratch);
	if (rc <= 0)
		return rc;
	rc = probe_make(&probe, artifact->path, bytes, scratch, &trouble);
	gate_learn(&in->secrets, artifact->path, probe.text);
	if (rc == 0)
		return choose_and_read(in, &probe, format, scratch);
	if (strcmp(trouble.tag, "yaml-syntax") == 0 && is_template(&probe))
		return set_status(
			artifact, ARTIFACT_TEMPLATE, "yaml-syntax",
			SPAN_LIT("a template: what comes of it is not in the tree"));
	return set_failure(artifact, &trouble, in->keep);
}

int reader_read(struct artifact *artifact, struct span bytes, const char *format,
		const struct fact_sink *sink, struct arena *scratch, struct arena *keep,
		struct err *err)
{
	return reader_read_past(artifact, bytes, format, sink, NULL, scratch, keep,
				err);
}

int reader_read_past(struct artifact *artifact, struct span bytes, const char *format,
		     const struct fact_sink *sink, const struct fact_sink *past,
		     struct arena *scratch, struct arena *keep, struct err *err)
{
	struct intake in = {
		.sink = { intake_add, &in },
		.out = sink,
		.past = past,
		.artifact = artifact,
		.keep = keep,
		.hidden = arena_new(LIMIT_SCRATCH_BYTES),
		.err = err,
		.note_limit = LIMIT_NOTES,
	};
	int rc;

	secrets_init(&in.secrets, scratch);
	artifact->format = SPAN_LIT("none");
	artifact->family = FAMILY_NONE;
	artifact->reader_revision = 0;
	artifact->err_offset = 0;
	artifact->err_line = artifact->err_column = 0;
	artifact->withheld = false;
	forget(artifact);
	set_status(artifact, ARTIFACT_OK, NULL, SPAN_EMPTY);
	rc = read_bytes(&in, bytes, format, scratch);
	gate_artifact(artifact, &in.secrets, keep);
	arena_free(in.hidden);
	return rc;
}
