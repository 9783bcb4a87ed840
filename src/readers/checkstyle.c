/*
 * checkstyle.c - findings in the XML of Checkstyle, which many linters write.
 *
 *     <checkstyle version="10.12">
 *       <file name="A.java"><error line="3" severity="error" message="..."
 *         source="com.puppycrawl.tools.checkstyle.checks.X"/></file>
 *
 * Which tool it was, the beginning of `source` tells: the file is read once to learn
 * it, since the scan stands before its findings.  Where nothing tells, the tool stays
 * unknown.  <exception> is Checkstyle's own failure on a file.  A report that lists no
 * file names neither tool nor target, so it shows nothing.  Source: XMLLogger of
 * Checkstyle; the formatters "checkstyle" of ESLint, PHP_CodeSniffer, detekt, ktlint
 * and others.
 */
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/reader.h"

struct style {
	struct put put;
	struct xml *xml;
	bool counting; /* the first of two readings */
	const char *tool;
	int64_t files, errors, exceptions;
	struct span path;
};

/* clang-format off: one prefix of `source` a line */
static const struct {
	const char *prefix, *tool;
} sources[] = {
	{ "com.puppycrawl.", "checkstyle" },
	{ "eslint.rules.", "eslint" },
	{ "stylelint.rules.", "stylelint" },
	{ "jshint.", "jshint" },
	{ "jscs", "jscs" },
	{ "tslint", "tslint" },
	{ "detekt.", "detekt" },
	{ "ktlint", "ktlint" },
	{ "ShellCheck.", "shellcheck" },
	{ "swiftlint.", "swiftlint" },
	{ "rubocop", "rubocop" },
	{ "PHP_CodeSniffer", "phpcs" },
	{ "Generic.", "phpcs" },
	{ "Squiz.", "phpcs" },
	{ "PEAR.", "phpcs" },
	{ "PSR1.", "phpcs" },
	{ "PSR2.", "phpcs" },
	{ "PSR12.", "phpcs" },
	{ "Zend.", "phpcs" },
	{ "WordPress.", "phpcs" },
	{ "PHP-CS-Fixer.", "php-cs-fixer" },
	{ "phpstan", "phpstan" },
	{ "Credo.", "credo" },
	{ "scalastyle", "scalastyle" },
	{ "org.scalastyle.", "scalastyle" },
	{ "flake8", "flake8" },
	{ "DL3", "hadolint" },
	{ "DL4", "hadolint" },
};
/* clang-format on */

static enum bid checkstyle_bid(const struct probe *probe)
{
	if (probe->lex != LEX_XML || !span_is(probe->name, "checkstyle"))
		return BID_NO;
	return probe_attr(probe, "version").len > 0 ? BID_STATED : BID_SHAPE;
}

static const char *tool_of(struct span source)
{
	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++)
		if (span_starts(source, sources[i].prefix))
			return sources[i].tool;
	return NULL;
}

static int add_error(struct style *s)
{
	struct fact fact = found_problem(1, "lint", xml_line(s->xml));
	struct fact_problem *problem = &fact.as.problem;

	problem->rule_id = xml_attr(s->xml, "source");
	problem->message = xml_attr(s->xml, "message");
	problem->level = xml_attr(s->xml, "severity");
	if (problem->level.len == 0) /* what Checkstyle takes it for */
		problem->level = SPAN_LIT("error");
	problem->severity_raw = problem->level;
	problem->severity = put_severity(problem->level);
	if (span_is_nocase(problem->level, "ignore")) {
		problem->severity = SEVERITY_INFO;
		problem->suppressed = true;
		problem->suppress_reason = SPAN_LIT("severity ignore");
	}
	problem->path = s->path;
	problem->src_line = found_line(xml_attr(s->xml, "line"));
	return put_fact(&s->put, &fact);
}

/* A child of <file>. */
static int take_entry(void *ctx)
{
	struct style *s = ctx;
	unsigned line = xml_line(s->xml);
	int rc = 0;

	if (span_is(xml_name(s->xml), "error")) {
		s->errors++;
		if (!s->tool)
			s->tool = tool_of(xml_attr(s->xml, "source"));
		if (!s->counting)
			rc = add_error(s);
	} else if (span_is(xml_name(s->xml), "exception")) {
		s->exceptions++;
		if (!s->counting)
			rc = found_skipped(&s->put, line, s->path,
					   SPAN_LIT("the tool failed on it"));
	}
	return rc < 0 ? rc : xml_skip(s->xml, s->put.err);
}

/* A child of the root: files, and an exception that is about none. */
static int take_file(void *ctx)
{
	struct style *s = ctx;

	if (!span_is(xml_name(s->xml), "file")) {
		s->path = SPAN_EMPTY;
		return take_entry(s);
	}
	s->files++;
	s->path = xml_attr(s->xml, "name");
	return found_children(&s->put, s->xml, take_entry, s);
}

static int read_all(struct style *s, const struct probe *probe)
{
	bool more;
	int rc;

	s->xml = xml_open(probe->path, probe->text, s->put.scratch);
	rc = xml_child(s->xml, &more, s->put.err);
	if (rc == 0)
		rc = found_children(&s->put, s->xml, take_file, s);
	if (rc == 0)
		rc = found_end(&s->put, s->xml);
	xml_close(s->xml);
	return rc;
}

static int add_scan(struct style *s, struct span version)
{
	struct fact fact = found_scan(1, s->tool ? s->tool : "", "lint");
	int rc = put_about(&s->put, (struct fact_about){ .generated_at = CLOCK_NONE,
							 .tool = fact.as.scan.tool,
							 .format_version = version });

	fact.as.scan.targets = s->files;
	if (s->exceptions > 0 || s->files == 0)
		fact.as.scan.succeeded = 0;
	if (rc == 0 && s->files == 0)
		rc = found_nothing(&s->put, 1);
	return rc < 0 ? rc : put_fact(&s->put, &fact);
}

static int checkstyle_read(const struct probe *probe, const struct fact_sink *sink,
			   struct arena *scratch, struct err *err)
{
	struct style s = { .put = { sink, scratch, err }, .counting = true };
	int rc = read_all(&s, probe);

	if (rc == 0)
		rc = add_scan(&s, probe_attr(probe, "version"));
	s.counting = false;
	return rc < 0 ? rc : read_all(&s, probe);
}

extern const struct reader reader_checkstyle;
const struct reader reader_checkstyle = {
	.name = "checkstyle",
	.title = "Checkstyle XML",
	.spec = "Checkstyle XMLLogger",
	.reads = "a scan of the files it lists, by the tool that `source` tells",
	.family = FAMILY_SCAN,
	.revision = 1,
	.tools = { "checkstyle" },
	.usual = "*checkstyle*.xml",
	.bid = checkstyle_bid,
	.read = checkstyle_read,
};
