/*
 * codeowners.c - who has to review which paths.
 *
 * Source: GitHub, "About code owners", and GitLab, "Code Owners", whose sections
 * may name owners for the lines below that have none.  A pattern without an owner
 * takes owners away: its owner is empty.
 */
#include "base/path.h"
#include "readers/plain.h"
#include "readers/probe.h"
#include "readers/reader.h"

static enum bid codeowners_bid(const struct probe *probe)
{
	struct span rest = probe->text;
	struct span line;

	if (probe->lex != LEX_TEXT || !span_is(path_base(probe->path), "CODEOWNERS"))
		return BID_NO;
	while (span_line(&rest, &line)) {
		line = span_trim(line);
		if (line.len > 0 && line.ptr[0] != '#')
			return BID_STATED;
	}
	return BID_NO;
}

/* "\ " is part of a pattern. */
static size_t pattern_len(struct span line)
{
	size_t len = 0;

	while (len < line.len && line.ptr[len] != ' ' && line.ptr[len] != '\t')
		len += line.ptr[len] == '\\' && len + 1 < line.len ? 2 : 1;
	return len;
}

/* "[Section]", "^[Section][2] @owner": *owners is what stands behind it. */
static bool is_section(struct span line, struct span *owners)
{
	ptrdiff_t end;

	if (span_starts(line, "^"))
		line = span_from(line, 1);
	if (!span_starts(line, "["))
		return false;
	end = span_index(line, ']');
	if (end < 0)
		return false;
	line = span_from(line, (size_t)end + 1);
	if (span_starts(line, "[") && (end = span_index(line, ']')) >= 0)
		line = span_from(line, (size_t)end + 1);
	if (line.len > 0 && line.ptr[0] != ' ' && line.ptr[0] != '\t')
		return false; /* "[a-z]*.c" is a pattern */
	*owners = span_trim(line);
	return true;
}

/* Without a comment at its end. */
static struct span uncommented(struct span text)
{
	ptrdiff_t at = span_starts(text, "#") ? 0 : span_find(text, SPAN_LIT(" #"));

	return span_trim(at >= 0 ? span_sub(text, 0, (size_t)at) : text);
}

static int add_owner(struct put *put, struct span pattern, struct span owner,
		     unsigned line)
{
	struct fact fact = fact_new(FACT_CODEOWNER);

	fact.as.codeowner = (struct fact_codeowner){ pattern, owner, line };
	return put_fact(put, &fact);
}

static int add_line(struct put *put, struct span line, struct span others, unsigned at)
{
	struct span pattern = span_sub(line, 0, pattern_len(line));
	struct span owners = uncommented(span_trim(span_from(line, pattern.len)));
	struct span owner;
	int rc = 0;

	if (owners.len == 0)
		owners = others;
	if (owners.len == 0)
		return add_owner(put, pattern, SPAN_EMPTY, at);
	while (rc == 0 && owners.len > 0) {
		owner = span_sub(owners, 0, pattern_len(owners));
		owners = span_trim(span_from(owners, owner.len));
		rc = add_owner(put, pattern, owner, at);
	}
	return rc;
}

static int codeowners_read(const struct probe *probe, const struct fact_sink *sink,
			   struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct span rest = probe->text;
	struct span line, others = SPAN_EMPTY;
	unsigned number = 0;
	int rc = 0;

	while (rc == 0 && span_line(&rest, &line)) {
		number++;
		line = span_trim(line);
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		if (is_section(line, &others))
			others = uncommented(others);
		else
			rc = add_line(&put, line, others, number);
	}
	return rc < 0 ? rc : plain_put(&put, probe, false);
}

extern const struct reader reader_codeowners;
const struct reader reader_codeowners = {
	.name = "codeowners",
	.title = "code owners",
	.spec = "GitHub, About code owners; GitLab, Code Owners",
	.reads = "patterns of paths and who owns them",
	.family = FAMILY_CONFIG,
	.revision = 1,
	.named = "CODEOWNERS",
	.bid = codeowners_bid,
	.read = codeowners_read,
};
