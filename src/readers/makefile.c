/*
 * makefile.c - the targets that a Makefile has a rule for.
 *
 * Source: GNU make manual, "Writing Rules" and "What Makefiles Contain".  Nothing is
 * expanded: a target whose name is computed, a pattern and what an included file
 * brings are not among them; that files are included is said, so that nobody takes
 * a target for missing.  That there is a rule says nothing about how it ended.
 */
#include "base/path.h"
#include "readers/plain.h"
#include "readers/probe.h"
#include "readers/reader.h"

static enum bid makefile_bid(const struct probe *probe)
{
	struct span base = path_base(probe->path);

	if (probe->lex != LEX_TEXT)
		return BID_NO;
	return span_is(base, "Makefile") || span_is(base, "makefile") ||
			       span_is(base, "GNUmakefile") ||
			       span_is(path_ext(base), ".mk")
		       ? BID_STATED
		       : BID_NO;
}

static int add_value(struct put *put, const char *folder, struct span name,
		     struct span text, unsigned line)
{
	struct fact fact = fact_new(FACT_VALUE);

	fact.as.value = (struct fact_value){
		.doc = 1,
		.pointer =
			arena_printf(put->scratch, "/%s/%.*s", folder, SPAN_ARG(name)),
		.type = TYPE_STRING,
		.text = text,
		.members = FACT_UNSAID,
		.line = line,
	};
	return put_fact(put, &fact);
}

static bool starts_word(struct span line, const char *word)
{
	size_t len = strlen(word);

	return span_starts(line, word) &&
	       (line.len == len || line.ptr[len] == ' ' || line.ptr[len] == '\t');
}

static bool is_include(struct span line)
{
	return starts_word(line, "include") || starts_word(line, "-include") ||
	       starts_word(line, "sinclude");
}

/* "a b: c"; -1 for an assignment and for what is no rule. */
static ptrdiff_t rule_colon(struct span line)
{
	ptrdiff_t colon = span_index(line, ':'), equals = span_index(line, '=');

	if (colon <= 0 || (equals >= 0 && equals < colon))
		return -1;
	/* "A := b", "A ::= b", and "target: A = b", which makes no rule. */
	return equals > colon ? -1 : colon;
}

static bool is_plain_name(struct span name)
{
	for (size_t i = 0; i < name.len; i++)
		if (strchr("%$(){}&*?", name.ptr[i]))
			return false;
	return name.len > 0 && name.ptr[0] != '.';
}

static int add_rule(struct put *put, struct span line, unsigned number)
{
	ptrdiff_t colon = rule_colon(line);
	struct span names, name;
	int rc = 0;

	if (colon < 0)
		return 0;
	names = span_sub(line, 0, (size_t)colon);
	while (rc == 0 && span_split(&names, ' ', &name)) {
		name = span_trim(name);
		if (is_plain_name(name))
			rc = add_value(put, "targets", name,
				       span_trim(span_from(line, (size_t)colon + 1)),
				       number);
	}
	return rc;
}

static int makefile_read(const struct probe *probe, const struct fact_sink *sink,
			 struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct span rest = probe->text, line;
	bool goes_on = false, defines = false;
	unsigned number = 0;
	int rc = 0;

	while (rc == 0 && span_line(&rest, &line)) {
		bool is_rest = goes_on;

		number++;
		goes_on = span_ends(line, "\\");
		if (starts_word(line, "define"))
			defines = true;
		if (starts_word(line, "endef"))
			defines = false;
		if (is_rest || defines || span_starts(line, "\t") ||
		    span_starts(line, "#"))
			continue;
		if (is_include(line))
			rc = add_value(&put, "files", SPAN_LIT("include"),
				       span_trim(line), number);
		else
			rc = add_rule(&put, line, number);
	}
	return rc < 0 ? rc : plain_put(&put, probe, false);
}

extern const struct reader reader_makefile;
const struct reader reader_makefile = {
	.name = "makefile",
	.title = "Makefile",
	.spec = "GNU make manual, Writing Rules",
	.reads = "targets that have a rule, and whether other files are included",
	.family = FAMILY_CONFIG,
	.revision = 1,
	.named = "Makefile",
	.bid = makefile_bid,
	.read = makefile_read,
};
