#include "readers/found.h"

#include "base/limits.h"
#include "base/num.h"
#include "text/decode.h"

#define LINE_MAX_READ 1000000000u

struct fact found_scan(int64_t number, const char *tool, const char *kind)
{
	struct fact fact = fact_new(FACT_SCAN);

	fact.as.scan.number = number;
	fact.as.scan.tool = span_of(tool);
	fact.as.scan.kind = span_of(kind);
	return fact;
}

struct fact found_problem(int64_t number, const char *kind, unsigned line)
{
	struct fact fact = fact_new(FACT_PROBLEM);

	fact.as.problem.scan = number;
	fact.as.problem.kind = span_of(kind);
	fact.as.problem.severity = SEVERITY_UNKNOWN;
	fact.as.problem.line = line;
	return fact;
}

static struct span first_digits(struct span text)
{
	size_t len = 0;

	while (len < text.len && text.ptr[len] >= '0' && text.ptr[len] <= '9')
		len++;
	return span_sub(text, 0, len);
}

unsigned found_line(struct span text)
{
	struct span digits = first_digits(text);
	uint64_t line;

	if (digits.len < text.len && text.ptr[digits.len] != '-')
		return 0;
	return num_u64(digits, LINE_MAX_READ, &line) ? (unsigned)line : 0;
}

struct span found_cwe(struct put *put, struct span text)
{
	uint64_t number;

	if (span_starts_nocase(text, "CWE-"))
		text = span_from(text, 4);
	if (!num_u64(first_digits(text), 100000, &number) || number == 0)
		return SPAN_EMPTY;
	return arena_printf(put->scratch, "CWE-%llu", (unsigned long long)number);
}

struct span found_url(struct put *put, struct span url)
{
	ptrdiff_t scheme = span_find(url, SPAN_LIT("://"));
	struct span head, rest;
	size_t authority = 0;
	ptrdiff_t at;

	for (size_t i = 0; i < url.len; i++) {
		if (strchr("?#", url.ptr[i])) {
			url.len = i;
			break;
		}
	}
	if (scheme < 0 || (size_t)scheme >= url.len)
		return url;
	head = span_sub(url, 0, (size_t)scheme + 3);
	rest = span_from(url, (size_t)scheme + 3);
	while (authority < rest.len && rest.ptr[authority] != '/')
		authority++;
	at = span_rindex(span_sub(rest, 0, authority), '@');
	if (at < 0)
		return url;
	rest = span_from(rest, (size_t)at + 1);
	return arena_printf(put->scratch, "%.*s%.*s", SPAN_ARG(head), SPAN_ARG(rest));
}

int found_skipped(struct put *put, unsigned line, struct span path, struct span why)
{
	path = decode_cut(path, 200);
	why = decode_cut(why, 300);
	if (path.len == 0)
		path = SPAN_LIT("a part");
	return put_note(put, "not-audited", line, "%.*s was not looked at%s%.*s",
			SPAN_ARG(path), why.len > 0 ? ": " : "", SPAN_ARG(why));
}

int found_nothing(struct put *put, unsigned line)
{
	return put_note(put, "nothing-scanned", line,
			"it says that nothing was looked at, so it shows nothing");
}

int found_total(struct put *put, unsigned line, const char *what, int64_t said,
		int64_t counted)
{
	if (said == counted)
		return 0;
	return put_note(put, said > counted ? "counts-more" : "totals-mismatch", line,
			"it says %lld %s and lists %lld", (long long)said, what,
			(long long)counted);
}

int found_fail(struct put *put, struct pos pos, const char *tag, const char *what,
	       const char *fix)
{
	err_set(put->err, ERR_FORMAT, "%s", what);
	err_tag(put->err, tag);
	err_fix(put->err, "%s", fix);
	return err_at(put->err, pos);
}

int found_held(struct put *put, struct node all, enum node_type container,
	       enum node_type each, const char *name)
{
	const char *what, *tag;
	struct node odd = all;

	if (!node_exists(all) || node_is(all, NODE_NULL))
		return 0;
	if (node_is(all, container)) {
		odd = node_first(all);
		while (node_exists(odd) && node_is(odd, each))
			odd = node_next(odd);
		if (!node_exists(odd))
			return 0;
	}
	what = arena_printf(put->scratch, "%s is not what the format has there", name)
		       .ptr;
	tag = arena_printf(put->scratch, "out-of-range:%s", name).ptr;
	return found_fail(put, node_pos(odd), tag, what,
			  "write the report again with its own tool");
}

/* ---- elements ---- */

int found_text(struct put *put, struct xml *xml, struct span *out)
{
	struct span text;
	int rc = xml_collect(xml, &text, LIMIT_TEXT, put->err);

	*out = span_trim(text);
	return rc;
}

int found_texts(struct put *put, struct xml *xml, const char *const *names,
		struct span *out, size_t count)
{
	for (;;) {
		bool more;
		size_t i;
		int rc = xml_child(xml, &more, put->err);

		if (rc < 0 || !more)
			return rc;
		for (i = 0; i < count; i++)
			if (span_is(xml_name(xml), names[i]))
				break;
		rc = i < count && out[i].len == 0 ? found_text(put, xml, &out[i])
						  : xml_skip(xml, put->err);
		if (rc < 0)
			return rc;
	}
}

int found_children(struct put *put, struct xml *xml, int (*each)(void *ctx), void *ctx)
{
	for (;;) {
		bool more;
		int rc = xml_child(xml, &more, put->err);

		if (rc < 0 || !more)
			return rc;
		rc = each(ctx);
		if (rc < 0)
			return rc;
	}
}

int found_end(struct put *put, struct xml *xml)
{
	enum xml_event event = XML_OPEN;
	int rc = 0;

	while (rc == 0 && event != XML_END)
		rc = xml_next(xml, &event, put->err);
	return rc;
}
