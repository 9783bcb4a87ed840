/*
 * Every fixture pair: what a reader makes of tests/fixtures/R/CASE.in.EXT is what
 * CASE.facts says, written by hand from the format's specification.
 */
#include "unit.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "readers/rows.h"

#define ROOT "tests/fixtures"

static struct arena *arena, *scratch;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_SCRATCH_BYTES);
	scratch = arena_new(LIMIT_SCRATCH_BYTES);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	arena_free(scratch);
	return 0;
}

static int take(void *ctx, const struct fact *fact, struct err *err)
{
	rows_add(ctx, fact);
	return buf_check(ctx, "the rows", err);
}

/* The rows of the bytes, as `muster facts --rows` prints them. */
static void read_told(struct buf *out, struct artifact *artifact, struct span path,
		      struct span bytes, const char *format)
{
	struct err err = { 0 };
	struct buf rows;
	struct fact_sink sink = { take, &rows };

	buf_init(&rows, 64 * LIMIT_MIB);
	*artifact = (struct artifact){ .path = path, .size = bytes.len };
	assert_ok(reader_read(artifact, bytes, format, &sink, scratch, arena, &err));
	rows_artifact(out, artifact);
	if (artifact->status == ARTIFACT_OK || artifact->status == ARTIFACT_PARTIAL)
		buf_add(out, buf_span(&rows));
	buf_release(&rows);
	arena_clear(scratch);
}

static void read_rows(struct buf *out, struct artifact *artifact, struct span path,
		      struct span bytes)
{
	read_told(out, artifact, path, bytes, NULL);
}

struct fixture {
	struct span reader; /* "junit-xml" */
	struct span name;   /* "junit-xml/surefire" */
	struct span path;   /* as the reader is told: "surefire.xml" */
	struct span bytes;
	struct span facts;
};

static bool next_fixture(struct fixture *fixture, size_t *at)
{
	static const struct file_entry *entries;
	static size_t count;
	struct err err = { 0 };

	if (*at == 0)
		assert_ok(file_list(&entries, &count, ROOT, 10000, arena, &err));
	for (; *at < count; (*at)++) {
		struct span path = entries[*at].path;
		ptrdiff_t in = span_find(path, SPAN_LIT(".in."));
		const char *full;

		if (in < 0 || span_index(path, '/') < 0)
			continue;
		fixture->reader = span_sub(path, 0, (size_t)span_index(path, '/'));
		fixture->name = span_sub(path, 0, (size_t)in);
		fixture->path = arena_printf(arena, "%.*s%.*s",
					     SPAN_ARG(path_base(fixture->name)),
					     SPAN_ARG(span_from(path, (size_t)in + 3)));
		full = arena_printf(arena, ROOT "/%.*s", SPAN_ARG(path)).ptr;
		assert_ok(file_read(&fixture->bytes, full, LIMIT_MIB, arena, &err));
		full = arena_printf(arena, ROOT "/%.*s.facts", SPAN_ARG(fixture->name))
			       .ptr;
		assert_ok(file_read(&fixture->facts, full, LIMIT_MIB, arena, &err));
		(*at)++;
		return true;
	}
	return false;
}

/* The first line that differs, for the message. */
static void show_difference(const struct fixture *fixture, struct span got)
{
	struct span want = fixture->facts;
	struct span a = { NULL, 0 }, b = { NULL, 0 };
	unsigned line = 0;

	while (span_eq(a, b)) {
		bool more = span_line(&want, &a);

		line++;
		if (!span_line(&got, &b) && !more)
			return;
	}
	print_message("%.*s.facts:%u\n  want %.*s\n  got  %.*s\n",
		      SPAN_ARG(fixture->name), line, SPAN_ARG(a), SPAN_ARG(b));
}

static void every_fixture_gives_its_facts(void **state)
{
	struct fixture fixture;
	size_t at = 0, failed = 0, seen = 0;

	(void)state;
	while (next_fixture(&fixture, &at)) {
		struct artifact artifact;
		struct buf rows;

		buf_init(&rows, 64 * LIMIT_MIB);
		read_rows(&rows, &artifact, fixture.path, fixture.bytes);
		seen++;
		if (!span_eq(buf_span(&rows), fixture.facts)) {
			show_difference(&fixture, buf_span(&rows));
			failed++;
		}
		buf_release(&rows);
	}
	assert_true(seen >= 48);
	assert_int_equal(failed, 0);
}

/* How many readers bid higher than anything would get that parses. */
static unsigned bidders(const struct fixture *fixture)
{
	struct err err = { 0 };
	struct probe probe;
	unsigned count = 0;

	if (probe_make(&probe, fixture->path, fixture->bytes, scratch, &err) == 0)
		for (size_t i = 0; readers[i]; i++)
			count += readers[i]->bid(&probe) > BID_PARSED;
	arena_clear(scratch);
	return count;
}

static void no_two_readers_want_the_same_fixture(void **state)
{
	struct fixture fixture;
	size_t at = 0;

	(void)state;
	while (next_fixture(&fixture, &at))
		if (bidders(&fixture) > 1)
			fail_msg("%.*s is wanted by %u readers", SPAN_ARG(fixture.name),
				 bidders(&fixture));
}

/* ---- told what it is: by --format, or by a rule ---- */

/* Those that read anything of a kind: `bytes` are theirs, whatever else they are. */
static bool reads_anything(const struct reader *reader)
{
	return strcmp(reader->name, "value") == 0 || strcmp(reader->name, "text") == 0;
}

/* [], {} and null, which whoever writes nothing when all is well may have written. */
static bool is_nothing(struct span bytes)
{
	bytes = span_trim(bytes);
	return span_is(bytes, "[]") || span_is(bytes, "{}") || span_is(bytes, "null");
}

static bool is_read_as_it_looks(const struct artifact *artifact,
				const struct reader *reader)
{
	return span_is(artifact->format, reader->name) &&
	       artifact->status != ARTIFACT_AMBIGUOUS;
}

static void check_told(const struct fixture *fixture, const struct artifact *own,
		       const struct reader *reader)
{
	struct artifact told;
	struct buf rows;
	bool read, known = own->format.len > 0 && !span_is(own->format, "none") &&
			   !span_is(own->format, "value") &&
			   !span_is(own->format, "text");

	buf_init(&rows, 64 * LIMIT_MIB);
	read_told(&rows, &told, fixture->path, fixture->bytes, reader->name);
	read = told.status == ARTIFACT_OK || told.status == ARTIFACT_PARTIAL;
	if (read && told.counts.facts == 0)
		fail_msg("%.*s as %s: ok, and no fact", SPAN_ARG(fixture->name),
			 reader->name);
	/* Who goes by a name may be told one, where nobody knows the bytes. */
	if (read && !reads_anything(reader) && !is_nothing(fixture->bytes) &&
	    (known || !reader->named))
		fail_msg("%.*s as %s: read, and it is %.*s", SPAN_ARG(fixture->name),
			 reader->name, SPAN_ARG(own->format));
	if (!read && (told.reason.len == 0 || told.detail.len == 0 ||
		      (told.status == ARTIFACT_UNREADABLE && told.err_line == 0)))
		fail_msg("%.*s as %s: not read, and no reason or place",
			 SPAN_ARG(fixture->name), reader->name);
	buf_release(&rows);
}

static void a_reader_told_to_read_what_is_not_its_own_says_so(void **state)
{
	struct fixture fixture;
	size_t at = 0;

	(void)state;
	while (next_fixture(&fixture, &at)) {
		struct artifact own;
		struct buf rows;

		buf_init(&rows, 64 * LIMIT_MIB);
		read_rows(&rows, &own, fixture.path, fixture.bytes);
		for (size_t i = 0; readers[i]; i++)
			if (!is_read_as_it_looks(&own, readers[i]))
				check_told(&fixture, &own, readers[i]);
		buf_release(&rows);
	}
}

static void a_reader_told_to_read_its_own_reads_the_same(void **state)
{
	struct fixture fixture;
	size_t at = 0;

	(void)state;
	while (next_fixture(&fixture, &at)) {
		struct artifact own, told;
		struct buf rows, again;

		buf_init(&rows, 64 * LIMIT_MIB);
		buf_init(&again, 64 * LIMIT_MIB);
		read_rows(&rows, &own, fixture.path, fixture.bytes);
		if (!span_is(own.format, "none") && !span_is(own.format, "archive") &&
		    span_find(buf_span(&rows), SPAN_LIT("chosen-by-name")) < 0) {
			read_told(&again, &told, fixture.path, fixture.bytes,
				  arena_string(arena, own.format));
			if (!span_eq(buf_span(&rows), buf_span(&again)))
				fail_msg("%.*s: told, it reads differently",
					 SPAN_ARG(fixture.name));
		}
		buf_release(&rows);
		buf_release(&again);
	}
}

/* ---- mutations: the same facts, or a status that says what is wrong ---- */

/* Whether each cut of it can be told from a whole one. */
static bool ends_visibly(const struct artifact *artifact)
{
	static const char *const closed[] = {
		/* clang-format off: one format a line, so that hands do not meet */
		"autocannon",
		"bandit",
		"cargo-audit",
		"checkov",
		"checkstyle",
		"clover",
		"cobertura",
		"coverage-py",
		"cppcheck",
		"csaf",
		"ctrf",
		"cyclonedx",
		"dependency-check",
		"eslint",
		"gitlab-security",
		"gitleaks",
		"google-benchmark",
		"gosec",
		"grype",
		"hadolint",
		"hdf",
		"hyperfine",
		"in-toto",
		"istanbul-final",
		"istanbul-summary",
		"jacoco",
		"jest-json",
		"jmeter-statistics",
		"jmh",
		"junit-xml",
		"k6-summary",
		"lighthouse",
		"llvm-cov",
		"mocha-json",
		"nunit2",
		"nunit3",
		"openvex",
		"oscal-ar",
		"osv-scanner",
		"pact",
		"pip-audit",
		"playwright-json",
		"pytest-benchmark",
		"rspec-json",
		"sarif",
		"scorecard",
		"semgrep",
		"spdx",
		"trivy",
		"trx",
		"xccdf",
		"xunit-net",
		"zap",
		/* clang-format on */
	};

	if (artifact->status != ARTIFACT_OK && artifact->status != ARTIFACT_PARTIAL)
		return false;
	if (span_is(artifact->about.dialect, "tag-value") ||
	    span_is(artifact->about.dialect, "yaml") ||
	    span_ends(artifact->path, ".jsonl"))
		return false;
	for (size_t i = 0; i < sizeof(closed) / sizeof(closed[0]); i++)
		if (span_is(artifact->format, closed[i]))
			return true;
	return false;
}

static void check_mutant(const struct fixture *fixture, struct span bytes,
			 struct span want, const char *what)
{
	struct artifact artifact;
	struct buf rows;

	buf_init(&rows, 64 * LIMIT_MIB);
	read_rows(&rows, &artifact, fixture->path, bytes);
	if (artifact.status == ARTIFACT_OK || artifact.status == ARTIFACT_PARTIAL) {
		if (!span_eq(buf_span(&rows), want))
			fail_msg("%.*s, %s: other facts and still %s",
				 SPAN_ARG(fixture->name), what,
				 artifact_status_word[artifact.status]);
	} else {
		assert_true(artifact.reason.len > 0);
		assert_true(artifact.detail.len > 0);
		if (artifact.status == ARTIFACT_UNREADABLE && artifact.err_line == 0)
			fail_msg("%.*s, %s: no place", SPAN_ARG(fixture->name), what);
	}
	buf_release(&rows);
}

static void a_report_cut_anywhere_is_whole_or_refused(void **state)
{
	struct fixture fixture;
	size_t at = 0;

	(void)state;
	while (next_fixture(&fixture, &at)) {
		struct artifact artifact;
		struct buf want;

		buf_init(&want, 64 * LIMIT_MIB);
		read_rows(&want, &artifact, fixture.path, fixture.bytes);
		for (unsigned i = 1; i < 64 && ends_visibly(&artifact); i++) {
			struct span cut = { fixture.bytes.ptr,
					    fixture.bytes.len * i / 64 };

			check_mutant(&fixture, cut, buf_span(&want), "cut");
		}
		buf_release(&want);
	}
}

/* A copy in which every LF is `with`. */
static struct span with_line_ends(struct span bytes, const char *with)
{
	struct buf out;
	struct span copy;

	buf_init(&out, 64 * LIMIT_MIB);
	for (size_t i = 0; i < bytes.len; i++) {
		if (bytes.ptr[i] == '\n')
			buf_adds(&out, with);
		else
			buf_addch(&out, bytes.ptr[i]);
	}
	copy = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return copy;
}

static struct span with_mark(struct span bytes)
{
	return arena_printf(arena, "\xef\xbb\xbf%.*s", SPAN_ARG(bytes));
}

static void a_mark_and_crlf_change_no_fact(void **state)
{
	struct fixture fixture;
	size_t at = 0;

	(void)state;
	while (next_fixture(&fixture, &at)) {
		struct artifact artifact;
		struct buf want;

		buf_init(&want, 64 * LIMIT_MIB);
		read_rows(&want, &artifact, fixture.path, fixture.bytes);
		if (artifact.status == ARTIFACT_OK &&
		    span_index(fixture.bytes, '\0') < 0 &&
		    decode_utf8(fixture.bytes) == fixture.bytes.len) {
			check_mutant(&fixture, with_mark(fixture.bytes),
				     buf_span(&want), "with a mark");
			check_mutant(&fixture, with_line_ends(fixture.bytes, "\r\n"),
				     buf_span(&want), "with CRLF");
		}
		buf_release(&want);
	}
}

/* ---- JSON: keys, charsets ---- */

static bool is_json(const struct fixture *fixture)
{
	struct err err = { 0 };
	struct probe probe;
	bool json =
		probe_make(&probe, fixture->path, fixture->bytes, scratch, &err) == 0 &&
		probe.lex == LEX_JSON && probe.noise == 0 && probe.stray.count == 0;

	arena_clear(scratch);
	return json;
}

/* ASCII alone, so that each byte is a unit. */
static struct span as_utf16(struct span bytes)
{
	char *out = arena_alloc(arena, 2 + 2 * bytes.len, 1);

	memcpy(out, "\xff\xfe", 2);
	for (size_t i = 0; i < bytes.len; i++) {
		out[2 + 2 * i] = bytes.ptr[i];
		out[3 + 2 * i] = '\0';
	}
	return (struct span){ out, 2 + 2 * bytes.len };
}

static bool is_ascii(struct span bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if (bytes.ptr[i] <= 0)
			return false;
	return bytes.len > 0;
}

static void utf16_changes_no_fact(void **state)
{
	struct fixture fixture;
	size_t at = 0;

	(void)state;
	while (next_fixture(&fixture, &at)) {
		struct artifact artifact;
		struct buf want;

		buf_init(&want, 64 * LIMIT_MIB);
		read_rows(&want, &artifact, fixture.path, fixture.bytes);
		if (artifact.status == ARTIFACT_OK && is_ascii(fixture.bytes) &&
		    span_find(fixture.bytes, SPAN_LIT("encoding=")) < 0)
			check_mutant(&fixture, as_utf16(fixture.bytes), buf_span(&want),
				     "in UTF-16");
		buf_release(&want);
	}
}

/* With `text` behind the first `sign`. */
static struct span with_text(struct span bytes, char sign, const char *text)
{
	size_t at = (size_t)span_index(bytes, sign) + 1;

	return arena_printf(arena, "%.*s%s%.*s", (int)at, bytes.ptr, text,
			    SPAN_ARG(span_from(bytes, at)));
}

static void assert_refused(const struct fixture *fixture, struct span bytes,
			   const char *what)
{
	struct artifact artifact;
	struct buf rows;

	buf_init(&rows, 64 * LIMIT_MIB);
	read_rows(&rows, &artifact, fixture->path, bytes);
	if (artifact.status != ARTIFACT_UNREADABLE || artifact.err_line == 0)
		fail_msg("%.*s, %s: %s", SPAN_ARG(fixture->name), what,
			 artifact_status_word[artifact.status]);
	buf_release(&rows);
}

static void a_doubled_key_or_a_control_character_is_refused(void **state)
{
	struct fixture fixture;
	size_t at = 0, seen = 0;

	(void)state;
	while (next_fixture(&fixture, &at)) {
		if (!is_json(&fixture) || span_index(fixture.bytes, '{') < 0 ||
		    !is_ascii(fixture.bytes) ||
		    span_find(fixture.bytes, SPAN_LIT("{}")) >= 0)
			continue;
		seen++;
		assert_refused(&fixture,
			       with_text(fixture.bytes, '{', "\"zz\":1,\"zz\":2,"),
			       "a doubled key");
		assert_refused(&fixture, with_text(fixture.bytes, '"', "\x01"),
			       "a control character");
	}
	assert_true(seen >= 100);
}

/* The members of the object that `text` is, the last one first; empty: it is none. */
static struct span reversed(struct span text)
{
	LIST(struct span) members = { 0 };
	size_t start = 1, depth = 0;
	bool string = false;
	struct buf out;
	struct span copy;

	text = span_trim(text);
	if (!span_starts(text, "{") || !span_ends(text, "}"))
		return SPAN_EMPTY;
	for (size_t i = 1; i < text.len; i++) {
		char c = text.ptr[i];

		if (string && c == '\\')
			i++;
		else if (c == '"')
			string = !string;
		else if (!string && (c == '{' || c == '['))
			depth++;
		else if (!string && (c == '}' || c == ']') && i + 1 < text.len)
			depth--;
		else if (!string && depth == 0 && (c == ',' || i + 1 == text.len)) {
			*LIST_ADD(arena, &members) = span_sub(text, start, i - start);
			start = i + 1;
		}
	}
	buf_init(&out, 64 * LIMIT_MIB);
	buf_addch(&out, '{');
	for (size_t i = members.count; i > 0; i--) {
		buf_add(&out, members.at[i - 1]);
		buf_addch(&out, i > 1 ? ',' : '}');
	}
	copy = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return copy;
}

/* The row that counts words sees blanks, and other keys beside them. */
static struct span without_words(struct span rows)
{
	ptrdiff_t at = span_find(rows, SPAN_LIT("\ndocument "));

	return at < 0 ? rows : span_sub(rows, 0, (size_t)at + 1);
}

static void check_reversed(const struct fixture *fixture, struct span want)
{
	struct artifact artifact;
	struct buf rows;

	buf_init(&rows, 64 * LIMIT_MIB);
	read_rows(&rows, &artifact, fixture->path, reversed(fixture->bytes));
	if (!span_eq(without_words(buf_span(&rows)), without_words(want)))
		fail_msg("%.*s, with its keys the other way round: other facts\n%.*s",
			 SPAN_ARG(fixture->name), SPAN_ARG(buf_span(&rows)));
	buf_release(&rows);
}

/* Where all stands on one line, no line tells the order either. */
static void the_order_of_keys_changes_no_fact(void **state)
{
	struct fixture fixture;
	size_t at = 0, seen = 0;

	(void)state;
	while (next_fixture(&fixture, &at)) {
		struct artifact artifact;
		struct buf want;

		buf_init(&want, 64 * LIMIT_MIB);
		read_rows(&want, &artifact, fixture.path, fixture.bytes);
		if (artifact.status == ARTIFACT_OK && is_json(&fixture) &&
		    !span_is(artifact.format, "value") &&
		    span_index(span_trim(fixture.bytes), '\n') < 0 &&
		    reversed(fixture.bytes).len > 2) {
			seen++;
			check_reversed(&fixture, buf_span(&want));
		}
		buf_release(&want);
	}
	assert_true(seen >= 30);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(every_fixture_gives_its_facts),
		TEST(no_two_readers_want_the_same_fixture),
		TEST(a_reader_told_to_read_what_is_not_its_own_says_so),
		TEST(a_reader_told_to_read_its_own_reads_the_same),
		TEST(a_report_cut_anywhere_is_whole_or_refused),
		TEST(a_mark_and_crlf_change_no_fact),
		TEST(utf16_changes_no_fact),
		TEST(a_doubled_key_or_a_control_character_is_refused),
		TEST(the_order_of_keys_changes_no_fact),
	};

	return cmocka_run_group_tests_name("fixtures", tests, NULL, NULL);
}
