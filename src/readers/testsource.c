/*
 * testsource.c - tests that source files declare.
 *
 * Nine languages, lexically: source.h takes comments and strings away, what is
 * left is searched for the forms in which each language's usual frameworks write a
 * test.  Names of the suites around a test are joined by " > ".  A test that is
 * made from a table counts once, with `param`.
 *
 * A declared test is no test that ran: only a report can say that.
 * Source: the documentation of Jest, Mocha, Vitest, Playwright, pytest, unittest,
 * Go's testing, Rust's libtest, JUnit, TestNG, xUnit.net, NUnit, MSTest, PHPUnit,
 * Pest, RSpec and Minitest.
 */
#include "base/buf.h"
#include "base/path.h"
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"
#include "readers/source.h"
#include "text/decode.h"
#include "text/lines.h"

#define DEPTH_MAX      64  /* suites in suites whose names are kept */
#define NAME_MAX_BYTES 256 /* of one name of a joined name */
#define JOINED_MAX     2048
#define HEAD_MAX       1024 /* of a declaration in front of its body */

/* A suite, class or module around what comes. */
struct scope {
	struct span name;
	long depth;          /* brackets open, or columns, outside of it */
	bool skipped, tests; /* tests: its methods may be tests */
};

/* What annotations, attributes or decorators said of the declaration to come. */
struct pending {
	bool test, skipped, param;
	const char *framework;
};

struct source {
	struct put put;
	struct span text, mask;
	enum language language;
	const char *framework;
	struct lines lines;
	struct buf joined;
	struct scope scopes[DEPTH_MAX];
	size_t scope_count;
	long depth; /* brackets open */
	struct pending pending;
	size_t at;
	bool by_file; /* the file is named as a test */
	bool suites;  /* Go: methods may be tests */
};

/* ---- recognising ---- */

/* clang-format off: tables keep one row a line */

/* What makes a source file one with tests, whatever it is called. */
static const struct {
	enum language language;
	const char *mark;
} marks[] = {
	{ LANGUAGE_PYTHON, "def test_" },
	{ LANGUAGE_PYTHON, "(unittest.TestCase)" },
	{ LANGUAGE_GO, "testing.T)" },
	{ LANGUAGE_RUST, "#[test]" },
	{ LANGUAGE_RUST, "::test]" },
	{ LANGUAGE_RUST, "::test(" },
	{ LANGUAGE_RUST, "#[rstest]" },
	{ LANGUAGE_JAVA, "@Test" },
	{ LANGUAGE_JAVA, "@ParameterizedTest" },
	{ LANGUAGE_KOTLIN, "@Test" },
	{ LANGUAGE_KOTLIN, "@ParameterizedTest" },
	{ LANGUAGE_CSHARP, "[Fact" },
	{ LANGUAGE_CSHARP, "[Theory" },
	{ LANGUAGE_CSHARP, "[Test" },
	{ LANGUAGE_CSHARP, "[DataTestMethod" },
	{ LANGUAGE_PHP, "extends TestCase" },
	{ LANGUAGE_PHP, "PHPUnit" },
	{ LANGUAGE_RUBY, "def test_" },
	{ LANGUAGE_RUBY, "RSpec.describe" },
};

/* How files of tests are named, behind their folder. */
static const struct {
	enum language language;
	const char *start, *end; /* of the base name without its extension */
} names[] = {
	{ LANGUAGE_JS, "", ".test" },     { LANGUAGE_JS, "", ".spec" },
	{ LANGUAGE_JS, "", ".cy" },       { LANGUAGE_JS, "", ".e2e" },
	{ LANGUAGE_JS, "", "-test" },     { LANGUAGE_JS, "", "_test" },
	{ LANGUAGE_JS, "", ".e2e-spec" }, { LANGUAGE_JS, "", "-spec" },
	{ LANGUAGE_PYTHON, "test_", "" }, { LANGUAGE_PYTHON, "", "_test" },
	{ LANGUAGE_GO, "", "_test" },     { LANGUAGE_PHP, "", "Test" },
	{ LANGUAGE_RUBY, "", "_spec" },   { LANGUAGE_RUBY, "", "_test" },
	{ LANGUAGE_RUBY, "test_", "" },
};

/* Folders of tests, where a script may be called anything. */
static const char *const folders[] = { "__tests__/", "tests/", "test/", "spec/", NULL };

/* clang-format on */

static bool is_named(struct span path, enum language language)
{
	struct span base = path_base(path);

	base.len -= path_ext(path).len;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].language == language &&
		    span_starts(base, names[i].start) && span_ends(base, names[i].end))
			return true;
	return false;
}

/* Whether a file of scripts in a folder of tests seems to call a test function. */
static bool calls_tests(const struct probe *probe)
{
	static const char *const calls[] = { "describe(", "\nit(", "\ntest(", " it(",
					     " test(",    "\tit(", "\ttest(", NULL };

	for (size_t i = 0; folders[i]; i++) {
		ptrdiff_t at = span_find(probe->path, span_of(folders[i]));

		if (at < 0 || (at > 0 && probe->path.ptr[at - 1] != '/'))
			continue;
		for (size_t j = 0; calls[j]; j++)
			if (span_find(probe->text, span_of(calls[j])) >= 0)
				return true;
	}
	return false;
}

static enum bid testsource_bid(const struct probe *probe)
{
	enum language language;

	if (probe->lex != LEX_TEXT || !source_language(probe->path, &language))
		return BID_NO;
	if (is_named(probe->path, language))
		return BID_SHAPE;
	if (language == LANGUAGE_JS)
		return calls_tests(probe) ? BID_SHAPE : BID_NO;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (marks[i].language == language &&
		    span_find(probe->text, span_of(marks[i].mark)) >= 0)
			return BID_SHAPE;
	return BID_NO;
}

/* ---- the mask ---- */

static char mask_at(const struct source *s, size_t i)
{
	return i < s->mask.len ? s->mask.ptr[i] : '\0';
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '$' ||
	       (unsigned char)c >= 0x80;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t skip_blanks(const struct source *s, size_t i)
{
	while (i < s->mask.len && is_blank(s->mask.ptr[i]))
		i++;
	return i;
}

/* The word at `i`; empty where none starts there. */
static struct span word_at(const struct source *s, size_t i)
{
	struct span word = span_from(s->mask, i);
	size_t len = 0;

	while (len < word.len && is_word(word.ptr[len]))
		len++;
	return span_sub(word, 0, len);
}

/* Behind the bracket that closes the one at `i`; the end where none does. */
static size_t skip_brackets(const struct source *s, size_t i)
{
	long depth = 0;

	for (; i < s->mask.len; i++) {
		char c = s->mask.ptr[i];

		if (c == '(' || c == '[' || c == '{')
			depth++;
		else if ((c == ')' || c == ']' || c == '}') && --depth <= 0)
			return i + 1;
	}
	return i;
}

static bool is_quote(char c)
{
	return c == '"' || c == '\'' || c == '`';
}

/* What the string at `i` holds, with its escapes as they are written. */
static struct span string_at(const struct source *s, size_t i)
{
	struct span rest = span_from(s->text, i + 1);
	size_t end = i + 1;

	while (end < s->mask.len && s->mask.ptr[end] != s->mask.ptr[i] &&
	       (s->mask.ptr[i] == '`' || s->mask.ptr[end] != '\n'))
		end++;
	return span_sub(rest, 0, end - i - 1);
}

/* ---- scopes ---- */

/* Leave the scopes that were opened at `depth` or deeper. */
static void pop_to(struct source *s, long depth)
{
	while (s->scope_count > 0) {
		size_t top = s->scope_count < DEPTH_MAX ? s->scope_count : DEPTH_MAX;

		if (s->scopes[top - 1].depth < depth)
			return;
		s->scope_count =
			s->scope_count > DEPTH_MAX ? DEPTH_MAX - 1 : s->scope_count - 1;
	}
}

static void push(struct source *s, struct scope scope)
{
	pop_to(s, scope.depth); /* a class without a body is over */
	if (s->scope_count < DEPTH_MAX)
		s->scopes[s->scope_count] = scope;
	s->scope_count++;
}

static struct scope *top_scope(struct source *s)
{
	size_t top = s->scope_count < DEPTH_MAX ? s->scope_count : DEPTH_MAX;

	return top > 0 ? &s->scopes[top - 1] : NULL;
}

static bool in_skipped(const struct source *s)
{
	for (size_t i = 0; i < s->scope_count && i < DEPTH_MAX; i++)
		if (s->scopes[i].skipped)
			return true;
	return false;
}

static void join(struct buf *buf, struct span name)
{
	if (name.len == 0)
		return;
	if (buf->len > 0)
		buf_adds(buf, " > ");
	buf_add(buf, decode_cut(name, NAME_MAX_BYTES));
}

static int add(struct source *s, struct span name, size_t at, struct pending said)
{
	struct fact fact = fact_new(FACT_DECLARED);

	buf_clear(&s->joined);
	for (size_t i = 0; i < s->scope_count && i < DEPTH_MAX; i++)
		if (s->joined.len + 2 * NAME_MAX_BYTES < JOINED_MAX)
			join(&s->joined, s->scopes[i].name);
	join(&s->joined, name);
	fact.as.declared = (struct fact_declared){
		.framework = span_of(said.framework ? said.framework : s->framework),
		.name = buf_span(&s->joined),
		.skipped = said.skipped || in_skipped(s),
		.param = said.param,
		.line = lines_line(&s->lines, at),
	};
	return put_fact(&s->put, &fact);
}

/* Whether one of the calls, which skip a test, is the first thing behind `{`. */
static bool body_skips(const struct source *s, size_t open, const char *const *calls)
{
	struct span body;

	if (mask_at(s, open) != '{')
		return false;
	body = span_from(s->mask, skip_blanks(s, open + 1));
	for (size_t i = 0; calls[i]; i++)
		if (span_starts(body, calls[i]))
			return true;
	return false;
}

/* ---- JavaScript, TypeScript, Pest: calls ---- */

/* clang-format off: tables keep one row a line */
enum call { CALL_NONE, CALL_TEST, CALL_SUITE };

static const struct {
	const char *word;
	enum call call;
	bool skipped;
} calls[] = {
	{ "it", CALL_TEST, false },         { "test", CALL_TEST, false },
	{ "specify", CALL_TEST, false },    { "fit", CALL_TEST, false },
	{ "xit", CALL_TEST, true },         { "xtest", CALL_TEST, true },
	{ "xspecify", CALL_TEST, true },    { "describe", CALL_SUITE, false },
	{ "context", CALL_SUITE, false },   { "suite", CALL_SUITE, false },
	{ "fdescribe", CALL_SUITE, false }, { "xdescribe", CALL_SUITE, true },
	{ "xcontext", CALL_SUITE, true },
};

/* What may stand between the word and its arguments; any other makes no test. */
static const struct {
	const char *word;
	bool skipped, param, suite;
} modifiers[] = {
	{ "skip", true, false, false },        { "todo", true, false, false },
	{ "fixme", true, false, false },       { "each", false, true, false },
	{ "for", false, true, false },         { "only", false, false, false },
	{ "concurrent", false, false, false }, { "sequential", false, false, false },
	{ "serial", false, false, false },     { "parallel", false, false, false },
	{ "failing", false, false, false },    { "fails", false, false, false },
	{ "fail", false, false, false },       { "describe", false, false, true },
	{ "skipIf", false, false, false },     { "runIf", false, false, false },
	{ "shuffle", false, false, false },
};

static const struct {
	const char *mark, *framework;
} frameworks[] = {
	{ "'vitest'", "vitest" },
	{ "\"vitest\"", "vitest" },
	{ "@playwright/test", "playwright" },
	{ "node:test", "node" },
	{ "bun:test", "bun" },
	{ "Deno.test", "deno" },
	{ "cy.", "cypress" },
	{ "'ava'", "ava" },
	{ "'chai'", "mocha" },
	{ "\"chai\"", "mocha" },
	{ "'mocha'", "mocha" },
	{ "@jest/globals", "jest" },
};
/* clang-format on */

static const char *framework_of(struct span text)
{
	for (size_t i = 0; i < sizeof(frameworks) / sizeof(frameworks[0]); i++)
		if (span_find(text, span_of(frameworks[i].mark)) >= 0)
			return frameworks[i].framework;
	return "jest";
}

struct found {
	enum call call;
	struct pending said;
	bool bare;   /* no modifier that takes a condition: test.skip(mobile, "why") */
	size_t open; /* its "(" */
};

/* ".skip.each(table)" behind the word; false where it is another thing. */
static bool take_modifiers(const struct source *s, size_t i, struct found *found)
{
	size_t m;

	found->bare = true;
	while (mask_at(s, i) == '.') {
		struct span word = word_at(s, skip_blanks(s, i + 1));

		for (m = 0; m < sizeof(modifiers) / sizeof(modifiers[0]); m++)
			if (span_is(word, modifiers[m].word))
				break;
		if (m == sizeof(modifiers) / sizeof(modifiers[0]))
			return false;
		found->said.skipped |= modifiers[m].skipped;
		found->said.param |= modifiers[m].param;
		found->bare &= modifiers[m].param;
		if (modifiers[m].suite)
			found->call = CALL_SUITE;
		i = skip_blanks(s, (size_t)(word.ptr - s->mask.ptr) + word.len);
		if (modifiers[m].param && mask_at(s, i) == '<') /* TypeScript's types */
			for (size_t end = i + HEAD_MAX;
			     i < end && mask_at(s, i) != '\0' && mask_at(s, i) != '(' &&
			     mask_at(s, i) != '`';)
				i++;
		if (modifiers[m].param || span_is(word, "skipIf") ||
		    span_is(word, "runIf")) {
			/* each`table` or each([...]) */
			if (mask_at(s, i) == '`')
				i += string_at(s, i).len + 2;
			else if (mask_at(s, i) == '(')
				i = skip_brackets(s, i);
			i = skip_blanks(s, i);
		}
	}
	found->open = i;
	return mask_at(s, i) == '(';
}

static bool find_call(const struct source *s, struct span word, struct found *found)
{
	size_t at = (size_t)(word.ptr - s->mask.ptr);
	char before = at > 0 ? s->mask.ptr[at - 1] : '\n';

	*found = (struct found){ 0 };
	if (before == '.' || before == '>' || before == ':' || before == '#')
		return false;
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		if (span_is(word, calls[i].word)) {
			found->call = calls[i].call;
			found->said.skipped = calls[i].skipped;
		}
	}
	return found->call != CALL_NONE &&
	       take_modifiers(s, skip_blanks(s, at + word.len), found);
}

/*
 * The first argument: a string, or in a file that is named as a test anything that
 * has a second argument behind it.
 */
static bool call_name(const struct source *s, struct found *found, struct span *name)
{
	size_t i = skip_blanks(s, found->open + 1);
	size_t start = i;

	if (is_quote(mask_at(s, i))) {
		*name = string_at(s, i);
		return true;
	}
	if (!s->by_file || !found->bare || !is_word(mask_at(s, i)))
		return false;
	while (is_word(mask_at(s, i)) || mask_at(s, i) == '.')
		i++;
	if (mask_at(s, skip_blanks(s, i)) != ',')
		return false;
	*name = span_sub(s->text, start, i - start);
	found->said.param |= found->call == CALL_TEST;
	return true;
}

static int take_call(struct source *s, struct span word)
{
	size_t at = (size_t)(word.ptr - s->mask.ptr);
	struct found found;
	struct span name;

	if (!find_call(s, word, &found) || !call_name(s, &found, &name))
		return 0;
	s->at = found.open;
	if (found.call == CALL_TEST)
		return add(s, name, at, found.said);
	push(s, (struct scope){ .name = name,
				.depth = s->depth,
				.skipped = found.said.skipped });
	return 0;
}

/* ---- brackets, for all languages that have them ---- */

/* At a byte that is no word: keep count of what is open. */
static void count_brackets(struct source *s, char c)
{
	if (c == '(' || c == '[' || c == '{') {
		s->depth++;
	} else if (c == ')' || c == ']' || c == '}') {
		s->depth--;
		/* A suite ends with its call, a class with its body. */
		if (c == '}' || s->language == LANGUAGE_JS ||
		    s->language == LANGUAGE_PHP)
			pop_to(s, s->depth);
	}
}

static int read_calls(struct source *s)
{
	int rc = 0;

	while (rc == 0 && s->at < s->mask.len) {
		struct span word = word_at(s, s->at);

		if (word.len == 0) {
			count_brackets(s, s->mask.ptr[s->at++]);
			continue;
		}
		s->at += word.len;
		rc = take_call(s, word);
	}
	return rc;
}

/* ---- Go ---- */

/* "TestX" but not "Testify": what follows is no small letter. */
static bool is_go_name(struct span name, const char *prefix)
{
	size_t len = strlen(prefix);

	return span_starts(name, prefix) &&
	       (name.len == len || name.ptr[len] < 'a' || name.ptr[len] > 'z');
}

/* At "func": a test, or nothing. */
static int take_go(struct source *s)
{
	static const char *const skips[] = { "t.Skip(", "t.SkipNow(", "t.Skipf(",
					     "s.T().Skip(", NULL };
	size_t at = s->at - strlen("func");
	size_t i = skip_blanks(s, s->at);
	struct pending said = { 0 };
	struct span name, args;
	bool method = mask_at(s, i) == '(';
	size_t end;

	if (method)
		i = skip_blanks(s, skip_brackets(s, i));
	name = word_at(s, i);
	i += name.len;
	if (mask_at(s, i) != '(')
		return 0;
	end = skip_brackets(s, i);
	args = span_trim(span_sub(s->mask, i + 1, end - i - 2));
	said.param = is_go_name(name, "Fuzz") && span_ends(args, "*testing.F");
	if (method ? args.len > 0 || !is_go_name(name, "Test") || !s->suites
		   : !said.param && !(is_go_name(name, "Test") &&
				      span_ends(args, "*testing.T")))
		return 0;
	said.skipped = body_skips(s, skip_blanks(s, end), skips);
	return add(s, name, at, said);
}

static int read_go(struct source *s)
{
	int rc = 0;

	while (rc == 0 && s->at < s->mask.len) {
		struct span word = word_at(s, s->at);

		if (word.len == 0) {
			count_brackets(s, s->mask.ptr[s->at++]);
			continue;
		}
		s->at += word.len;
		if (s->depth == 0 && span_is(word, "func"))
			rc = take_go(s);
	}
	return rc;
}

/* ---- Rust ---- */

/* At "#[": what the attribute says; behind it afterwards. */
static void take_attribute(struct source *s)
{
	size_t end = skip_brackets(s, s->at + 1);
	struct span inner = span_trim(span_sub(s->mask, s->at + 2, end - s->at - 3));
	ptrdiff_t open = span_index(inner, '(');
	struct span path =
		open < 0 ? inner : span_trim(span_sub(inner, 0, (size_t)open));

	s->at = end;
	if (span_is(path, "test") || span_ends(path, "::test") ||
	    span_is(path, "wasm_bindgen_test"))
		s->pending.test = true;
	else if (span_is(path, "rstest") || span_is(path, "test_case") ||
		 span_is(path, "quickcheck") || span_ends(path, "::rstest"))
		s->pending.test = true;
	if (span_is(path, "case") || span_is(path, "test_case") ||
	    span_is(path, "values"))
		s->pending.param = true;
	if (span_is(path, "ignore") || span_starts(path, "ignore ") ||
	    span_starts(path, "ignore="))
		s->pending.skipped = true;
}

static int take_rust(struct source *s, struct span word, size_t at)
{
	struct pending said = s->pending;
	struct span name = word_at(s, skip_blanks(s, s->at));

	if (span_is(word, "mod")) {
		push(s, (struct scope){ .name = name, .depth = s->depth });
		s->pending = (struct pending){ 0 };
	}
	if (!span_is(word, "fn"))
		return 0;
	s->pending = (struct pending){ 0 };
	return said.test ? add(s, name, at, said) : 0;
}

static int read_rust(struct source *s)
{
	int rc = 0;

	while (rc == 0 && s->at < s->mask.len) {
		size_t at = s->at;
		struct span word = word_at(s, at);
		char c = s->mask.ptr[at];

		if (word.len == 0 && c == '#' && mask_at(s, at + 1) == '[') {
			take_attribute(s);
			continue;
		}
		if (word.len == 0) {
			if (c == ';' || c == '{' || c == '}')
				s->pending = (struct pending){ 0 };
			if (c == ';') /* "mod x;" opens nothing */
				pop_to(s, s->depth);
			count_brackets(s, c);
			s->at++;
			continue;
		}
		s->at += word.len;
		rc = take_rust(s, word, at);
	}
	return rc;
}

/* ---- Java, Kotlin, C#: annotated methods of classes ---- */

/* clang-format off: tables keep one row a line */
static const struct {
	enum language language; /* Kotlin's are Java's */
	const char *word;
	bool test, skipped, param;
	const char *framework;
} annotations[] = {
	{ LANGUAGE_JAVA, "Test", true, false, false, NULL },
	{ LANGUAGE_JAVA, "ParameterizedTest", true, false, true, NULL },
	{ LANGUAGE_JAVA, "RepeatedTest", true, false, true, NULL },
	{ LANGUAGE_JAVA, "TestFactory", true, false, true, NULL },
	{ LANGUAGE_JAVA, "TestTemplate", true, false, true, NULL },
	{ LANGUAGE_JAVA, "Disabled", false, true, false, NULL },
	{ LANGUAGE_JAVA, "Ignore", false, true, false, NULL },
	{ LANGUAGE_CSHARP, "Fact", true, false, false, "xunit" },
	{ LANGUAGE_CSHARP, "Theory", true, false, true, "xunit" },
	{ LANGUAGE_CSHARP, "Test", true, false, false, "nunit" },
	{ LANGUAGE_CSHARP, "TestCase", true, false, true, "nunit" },
	{ LANGUAGE_CSHARP, "TestCaseSource", true, false, true, "nunit" },
	{ LANGUAGE_CSHARP, "TestMethod", true, false, false, "mstest" },
	{ LANGUAGE_CSHARP, "DataTestMethod", true, false, true, "mstest" },
	{ LANGUAGE_CSHARP, "DataRow", false, false, true, NULL },
	{ LANGUAGE_CSHARP, "Ignore", false, true, false, NULL },
	{ LANGUAGE_CSHARP, "Explicit", false, true, false, NULL },
};
/* clang-format on */

static void take_annotation(struct source *s, struct span name, struct span args)
{
	enum language language =
		s->language == LANGUAGE_KOTLIN ? LANGUAGE_JAVA : s->language;
	ptrdiff_t dot = span_rindex(name, '.');

	name = span_from(name, (size_t)(dot + 1));
	if (language == LANGUAGE_CSHARP && span_ends(name, "Attribute"))
		name.len -= strlen("Attribute");
	for (size_t i = 0; i < sizeof(annotations) / sizeof(annotations[0]); i++) {
		if (annotations[i].language != language ||
		    !span_is(name, annotations[i].word))
			continue;
		s->pending.test |= annotations[i].test;
		s->pending.skipped |= annotations[i].skipped;
		s->pending.param |= annotations[i].param;
		if (annotations[i].framework)
			s->pending.framework = annotations[i].framework;
		/* [Fact(Skip = "...")], @Test(enabled = false) */
		s->pending.skipped |=
			annotations[i].test &&
			(span_find(args, SPAN_LIT("Skip")) >= 0 ||
			 span_find(args, SPAN_LIT("Ignore")) >= 0 ||
			 span_find(args, SPAN_LIT("enabled = false")) >= 0);
	}
}

/* "a.b.Name" from `i` on. */
static struct span dotted_at(const struct source *s, size_t i)
{
	struct span name = span_from(s->mask, i);
	size_t len = 0;

	while (len < name.len && (is_word(name.ptr[len]) || name.ptr[len] == '.'))
		len++;
	return span_sub(name, 0, len);
}

/* One annotation, its arguments with it; returns where it ends. */
static size_t one_annotation(struct source *s, size_t i)
{
	struct span name = dotted_at(s, i);
	struct span args = SPAN_EMPTY;
	size_t open = skip_blanks(s, i + name.len);

	i += name.len;
	if (mask_at(s, open) == '(') {
		i = skip_brackets(s, open);
		args = span_sub(s->mask, open, i - open);
	}
	take_annotation(s, name, args);
	return i;
}

/* "[A, B(1)]" where a statement may start. */
static void attribute_list(struct source *s)
{
	size_t end = skip_brackets(s, s->at);
	size_t i = skip_blanks(s, s->at + 1);

	while (i < end && is_word(mask_at(s, i))) {
		i = skip_blanks(s, one_annotation(s, i));
		if (mask_at(s, i) != ',')
			break;
		i = skip_blanks(s, i + 1);
	}
	s->at = end;
}

static bool is_class_word(struct span word)
{
	static const char *const words[] = { "class",  "interface", "object", "record",
					     "struct", "trait",     NULL };

	for (size_t i = 0; words[i]; i++)
		if (span_is(word, words[i]))
			return true;
	return false;
}

/* Kotlin's `names with blanks`. */
static struct span ticked_at(const struct source *s, size_t i)
{
	ptrdiff_t end = span_index(span_sub(s->text, i + 1, 1024), '`');

	return end < 0 ? SPAN_EMPTY : span_sub(s->text, i + 1, (size_t)end);
}

/* A word in front of "(" is the method's name. */
static int take_method(struct source *s, struct span name, size_t at)
{
	struct pending said = s->pending;

	if (!said.test || mask_at(s, skip_blanks(s, s->at)) != '(')
		return 0;
	s->pending = (struct pending){ 0 };
	return add(s, name, at, said);
}

static int take_word(struct source *s, struct span word, size_t at)
{
	struct span name = word_at(s, skip_blanks(s, s->at));

	if (!is_class_word(word) || name.len == 0 || span_is(name, "where"))
		return take_method(s, word, at);
	push(s, (struct scope){ .name = name,
				.depth = s->depth,
				.skipped = s->pending.skipped });
	s->pending = (struct pending){ 0 };
	return 0;
}

/* The byte of code before s->at, blanks left out. */
static char code_before(const struct source *s)
{
	size_t i = s->at;

	while (i > 0 && is_blank(s->mask.ptr[i - 1]))
		i--;
	return i > 0 ? s->mask.ptr[i - 1] : ';';
}

static int take_sign(struct source *s, char c)
{
	int rc = 0;

	if (c == '@' && s->language != LANGUAGE_CSHARP &&
	    is_word(mask_at(s, s->at + 1))) {
		/* "@interface" and Kotlin's "return@x" are none. */
		s->at = one_annotation(s, s->at + 1);
		return 0;
	}
	if (c == '[' && s->language == LANGUAGE_CSHARP &&
	    strchr(";{}]", code_before(s))) {
		attribute_list(s);
		return 0;
	}
	if (c == '`' && s->language == LANGUAGE_KOTLIN && s->pending.test) {
		struct span name = ticked_at(s, s->at);
		size_t at = s->at;

		s->at += name.len + 2;
		rc = name.len > 0 ? take_method(s, name, at) : 0;
		return rc;
	}
	if (c == ';' || c == '{' || c == '}')
		s->pending = (struct pending){ 0 };
	count_brackets(s, c);
	s->at++;
	return 0;
}

static int read_methods(struct source *s)
{
	int rc = 0;

	while (rc == 0 && s->at < s->mask.len) {
		size_t at = s->at;
		struct span word = word_at(s, at);

		if (word.len == 0) {
			rc = take_sign(s, s->mask.ptr[at]);
			continue;
		}
		s->at += word.len;
		rc = take_word(s, word, at);
	}
	return rc;
}

/* ---- PHP ---- */

/* At "function": the statement's comments and attributes stand from `start` on. */
static int take_php(struct source *s, size_t at, size_t start)
{
	static const char *const skips[] = { "$this->markTestSkipped(",
					     "$this->markTestIncomplete(",
					     "self::markTestSkipped(",
					     "static::markTestSkipped(", NULL };
	struct span before = span_sub(s->text, start, at - start);
	struct span name = word_at(s, skip_blanks(s, s->at));
	struct scope *scope = top_scope(s);
	struct pending said = { 0 };
	size_t open;

	if (!scope || !scope->tests || s->depth != scope->depth + 1 ||
	    !(span_starts_nocase(name, "test") ||
	      span_find(before, SPAN_LIT("@test")) >= 0 ||
	      span_find(before, SPAN_LIT("#[Test")) >= 0))
		return 0;
	said.param = span_find(before, SPAN_LIT("@dataProvider")) >= 0 ||
		     span_find(before, SPAN_LIT("DataProvider(")) >= 0 ||
		     span_find(before, SPAN_LIT("#[TestWith")) >= 0;
	open = skip_brackets(s, (size_t)(name.ptr - s->mask.ptr) + name.len);
	for (size_t end = open + HEAD_MAX; open < end && open < s->mask.len &&
					   mask_at(s, open) != '{' &&
					   mask_at(s, open) != ';';)
		open++;
	said.skipped = body_skips(s, open, skips);
	return add(s, name, at, said);
}

/* "class X extends Y": PHPUnit's are named or extend what ends in "TestCase". */
static void take_php_class(struct source *s)
{
	struct span name = word_at(s, skip_blanks(s, s->at));
	struct span head = span_from(s->mask, s->at);
	ptrdiff_t open = span_index(span_sub(head, 0, HEAD_MAX), '{');

	head = span_sub(head, 0, open < 0 ? 0 : (size_t)open);
	if (name.len == 0)
		return;
	push(s, (struct scope){ .name = name,
				.depth = s->depth,
				.tests = span_ends(name, "Test") ||
					 span_find(head, SPAN_LIT("TestCase")) >= 0 });
}

static int read_php(struct source *s)
{
	size_t start = 0;
	int rc = 0;

	while (rc == 0 && s->at < s->mask.len) {
		size_t at = s->at;
		struct span word = word_at(s, at);

		if (word.len == 0) {
			char c = s->mask.ptr[s->at++];

			count_brackets(s, c);
			if (c == ';' || c == '{' || c == '}')
				start = s->at;
			continue;
		}
		s->at += word.len;
		if (span_is(word, "function"))
			rc = take_php(s, at, start);
		else if (span_is(word, "class") &&
			 (at == 0 || mask_at(s, at - 1) != ':'))
			take_php_class(s);
		else
			rc = take_call(s, word); /* Pest */
		if (span_is(word, "function"))
			start = s->at;
	}
	return rc;
}

/* ---- Python and Ruby: by lines and columns ---- */

static long column_of(struct span line)
{
	long column = 0;

	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] == '\t')
			column += 8 - column % 8;
		else if (line.ptr[i] == ' ')
			column++;
		else
			break;
	}
	return column;
}

static void take_decorator(struct source *s, struct span line)
{
	if (span_starts(line, "@pytest.mark.skip") &&
	    !span_starts(line, "@pytest.mark.skipif"))
		s->pending.skipped = true;
	else if (span_starts(line, "@unittest.skip(") ||
		 span_is(line, "@unittest.skip") || span_starts(line, "@skip("))
		s->pending.skipped = true;
	else if (span_starts(line, "@pytest.mark.parametrize") ||
		 span_starts(line, "@parameterized") || span_starts(line, "@ddt"))
		s->pending.param = true;
}

/* "class Name(Base):" */
static void take_python_class(struct source *s, struct span line, long column)
{
	struct span head = span_trim(span_from(line, strlen("class")));
	size_t at = (size_t)(head.ptr - s->mask.ptr);
	struct span name = word_at(s, at);
	struct scope *outer = top_scope(s);
	bool unit = span_find(head, SPAN_LIT("TestCase")) >= 0;

	push(s, (struct scope){ .name = name,
				.depth = column,
				.skipped = s->pending.skipped,
				.tests = (!outer || outer->tests) &&
					 (unit || span_starts(name, "Test")) });
	if (unit)
		s->framework = "unittest";
	s->pending = (struct pending){ 0 };
}

/* "def name(": a test at the top or in a class of tests, a scope of its own. */
static int take_python_function(struct source *s, struct span line, long column)
{
	struct span head = span_starts(line, "async")
				   ? span_trim(span_from(line, strlen("async")))
				   : line;
	struct scope *outer = top_scope(s);
	struct pending said = s->pending;
	struct span name;
	int rc = 0;

	head = span_trim(span_from(head, strlen("def")));
	name = word_at(s, (size_t)(head.ptr - s->mask.ptr));
	s->pending = (struct pending){ 0 };
	if (span_starts(name, "test") && (!outer || outer->tests)) {
		said.framework = outer && strcmp(s->framework, "unittest") == 0
					 ? "unittest"
					 : "pytest";
		rc = add(s, name, (size_t)(name.ptr - s->mask.ptr), said);
	}
	push(s, (struct scope){ .name = name, .depth = column });
	return rc;
}

static int take_python(struct source *s, struct span line, long column)
{
	pop_to(s, column);
	if (line.ptr[0] == '@')
		take_decorator(s, line);
	else if (span_starts(line, "class "))
		take_python_class(s, line, column);
	else if (span_starts(line, "def ") || span_starts(line, "async def "))
		return take_python_function(s, line, column);
	return 0;
}

/* clang-format off: one word a line */
static const struct {
	const char *word;
	enum call call;
	bool skipped;
} ruby_words[] = {
	{ "it", CALL_TEST, false },        { "specify", CALL_TEST, false },
	{ "example", CALL_TEST, false },   { "scenario", CALL_TEST, false },
	{ "test", CALL_TEST, false },      { "fit", CALL_TEST, false },
	{ "xit", CALL_TEST, true },        { "xspecify", CALL_TEST, true },
	{ "xexample", CALL_TEST, true },   { "xscenario", CALL_TEST, true },
	{ "describe", CALL_SUITE, false }, { "context", CALL_SUITE, false },
	{ "feature", CALL_SUITE, false },  { "fdescribe", CALL_SUITE, false },
	{ "xdescribe", CALL_SUITE, true }, { "xcontext", CALL_SUITE, true },
};
/* clang-format on */

/* What stands behind the word: its string, or its words up to "do" and ",". */
static struct span ruby_name(const struct source *s, struct span rest)
{
	size_t at;

	rest = span_trim(rest);
	if (rest.len > 0 && rest.ptr[0] == '(')
		rest = span_trim(span_from(rest, 1));
	if (rest.len == 0 || rest.ptr[0] == '{' || span_starts(rest, "do"))
		return SPAN_EMPTY;
	at = (size_t)(rest.ptr - s->mask.ptr);
	if (is_quote(rest.ptr[0]))
		return string_at(s, at);
	for (size_t i = 0; i < rest.len; i++)
		if (strchr(", )", rest.ptr[i]))
			return span_sub(s->text, at, i);
	return span_sub(s->text, at, rest.len);
}

/* A block opens on the line: without one it calls something else. */
static bool opens_block(struct span line)
{
	return span_ends(line, " do") || span_find(line, SPAN_LIT(" do |")) >= 0 ||
	       span_find(line, SPAN_LIT(" { ")) >= 0 || span_ends(line, "{");
}

static int take_ruby_word(struct source *s, struct span line, long column, size_t i,
			  size_t len)
{
	struct span rest = span_from(line, len);
	struct span name = ruby_name(s, rest);
	struct pending said = { .skipped = ruby_words[i].skipped };

	said.skipped |= span_find(rest, SPAN_LIT("skip:")) >= 0 ||
			span_find(rest, SPAN_LIT(":skip")) >= 0 ||
			span_find(rest, SPAN_LIT("pending:")) >= 0;
	if (ruby_words[i].call == CALL_SUITE) {
		if (opens_block(line))
			push(s, (struct scope){ .name = name,
						.depth = column,
						.skipped = said.skipped });
		return 0;
	}
	/* An example without a block is one that is still to be written. */
	if (!opens_block(line)) {
		if (rest.len == 0 || !is_quote(span_trim(rest).ptr[0]))
			return 0;
		said.skipped = true;
	}
	if (name.len == 0)
		name = span_sub(line, 0, len);
	return add(s, name, (size_t)(line.ptr - s->mask.ptr), said);
}

static int take_ruby(struct source *s, struct span line, long column)
{
	struct span word;

	if (!span_starts(line, "end"))
		pop_to(s, column);
	if (span_starts(line, "RSpec."))
		line = span_from(line, strlen("RSpec."));
	word = word_at(s, (size_t)(line.ptr - s->mask.ptr));
	if (span_is(word, "class")) {
		struct span head = span_trim(span_from(line, word.len));

		push(s, (struct scope){
				.name = word_at(s, (size_t)(head.ptr - s->mask.ptr)),
				.depth = column });
	}
	if (span_starts(line, "def test_"))
		return add(s, word_at(s, (size_t)(line.ptr - s->mask.ptr) + 4),
			   (size_t)(line.ptr - s->mask.ptr),
			   (struct pending){ .framework = "minitest" });
	if (word.len == line.len && !span_is(word, "it"))
		return 0;
	for (size_t i = 0; i < sizeof(ruby_words) / sizeof(ruby_words[0]); i++)
		if (span_is(word, ruby_words[i].word) && word.len < line.len &&
		    strchr(" (\t", line.ptr[word.len]))
			return take_ruby_word(s, line, column, i, word.len);
	return 0;
}

/* Lines on which a statement starts: no bracket is open. */
static int read_lines(struct source *s)
{
	struct span rest = s->mask;
	struct span line;
	long open = 0;
	int rc = 0;

	while (rc == 0 && span_line(&rest, &line)) {
		long column = column_of(line);
		struct span code = span_trim(line);

		/* Whatever the lexer took amiss, this is where it is over. */
		if (column == 0 &&
		    (span_starts(code, "def ") || span_starts(code, "class ") ||
		     span_starts(code, "async def ")))
			open = 0;
		if (code.len > 0 && open <= 0)
			rc = s->language == LANGUAGE_PYTHON
				     ? take_python(s, code, column)
				     : take_ruby(s, code, column);
		if (s->language != LANGUAGE_PYTHON)
			continue;
		for (size_t i = 0; i < code.len; i++)
			open += strchr("([{", code.ptr[i])   ? 1
				: strchr(")]}", code.ptr[i]) ? -1
							     : 0;
	}
	return rc;
}

/* ---- the whole ---- */

static const char *default_framework(const struct source *s)
{
	switch (s->language) {
	case LANGUAGE_JS:
		return framework_of(s->text);
	case LANGUAGE_PYTHON:
		return "pytest";
	case LANGUAGE_GO:
		return "go";
	case LANGUAGE_RUST:
		return "rust";
	case LANGUAGE_JAVA:
	case LANGUAGE_KOTLIN:
		return span_find(s->text, SPAN_LIT("org.testng")) >= 0 ? "testng"
								       : "junit";
	case LANGUAGE_CSHARP:
		return "xunit";
	case LANGUAGE_PHP:
		return span_find(s->text, SPAN_LIT("TestCase")) >= 0 ? "phpunit"
								     : "pest";
	case LANGUAGE_RUBY:
		return span_find(s->text, SPAN_LIT("describe")) >= 0 ? "rspec"
								     : "minitest";
	case LANGUAGES:
		break;
	}
	return "";
}

static int read_declared(struct source *s)
{
	switch (s->language) {
	case LANGUAGE_JS:
		return read_calls(s);
	case LANGUAGE_PYTHON:
	case LANGUAGE_RUBY:
		return read_lines(s);
	case LANGUAGE_GO:
		return read_go(s);
	case LANGUAGE_RUST:
		return read_rust(s);
	case LANGUAGE_JAVA:
	case LANGUAGE_KOTLIN:
	case LANGUAGE_CSHARP:
		return read_methods(s);
	case LANGUAGE_PHP:
		return read_php(s);
	case LANGUAGES:
		break;
	}
	return 0;
}

static int testsource_read(const struct probe *probe, const struct fact_sink *sink,
			   struct arena *scratch, struct err *err)
{
	struct source *s = ARENA_NEW(scratch, struct source);
	int rc;

	s->put = (struct put){ sink, scratch, err };
	s->text = probe->text;
	if (!source_language(probe->path, &s->language)) {
		err_set(err, ERR_FORMAT, "its name tells no language that is read");
		err_tag(err, "unsupported-version");
		return err_fix(err, "name the file by its language: .js, .py, .go ...");
	}
	s->by_file = is_named(probe->path, s->language);
	s->framework = default_framework(s);
	s->suites = span_find(s->text, SPAN_LIT("testify/suite")) >= 0;
	s->mask = source_mask(s->text, s->language, scratch);
	lines_init(&s->lines, probe->path, s->text, scratch);
	buf_init(&s->joined, JOINED_MAX);
	rc = read_declared(s);
	buf_release(&s->joined);
	return rc;
}

extern const struct reader reader_testsource;
const struct reader reader_testsource = {
	.name = "test-source",
	.title = "test source",
	.spec = "the forms in which test frameworks of nine languages declare tests",
	.reads = "tests that are declared, skipped ones marked; not whether they ran",
	.family = FAMILY_SOURCE,
	.revision = 1,
	.usual =
		"*.test.js *.test.ts *.spec.js *.spec.ts *_test.go test_*.py *_test.py "
		"*Test.java *Tests.cs *Test.php *_spec.rb",
	.bid = testsource_bid,
	.read = testsource_read,
};
